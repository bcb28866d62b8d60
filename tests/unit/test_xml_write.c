/* SPDX-License-Identifier: Apache-2.0
 * test_xml_write.c - XML that goes out is read back as it was meant. */
#include "failing.h"
#include "outside/xml.h"
#include "outside/xml_write.h"

static void write(dr_buf *out, draad_str value)
{
    dr_xml_writer w = {.out = out};
    dr_xml_begin(&w);
    dr_xml_open(&w, "a");
    dr_xml_put(&w, "name", value);
    dr_xml_open(&w, "b");
    dr_xml_text(&w, value);
    dr_xml_close(&w);
    dr_xml_leaf(&w, "c", (draad_str){"", 0});
    dr_xml_close(&w);
    assert_int_equal(w.status, DRAAD_OK);
}

typedef struct seen {
    dr_buf attribute, text;
    size_t depth;
} seen;

static draad_status on_start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    seen *s = ctx;
    return s->depth++ == 0 ? dr_buf_put(&s->attribute, dr_xml_value(e, "", "name"), err) : DRAAD_OK;
}

static draad_status on_text(void *ctx, draad_str text, draad_error *err)
{
    seen *s = ctx;
    return s->depth == 2 ? dr_buf_put(&s->text, text, err) : DRAAD_OK;
}

static draad_status on_end(void *ctx, draad_error *err)
{
    seen *s = ctx;
    (void)err;
    s->depth += 10; /* nothing that comes later is taken */
    return DRAAD_OK;
}

TEST(what_is_written_is_what_is_read)
{
    const char value[] = "a & b < c > d \" e ' f\ng\th\ri ]]> \xF0\x9F\x98\x80 e\xCC\x81";
    dr_buf out = {0};
    seen s = {.depth = 0};
    draad_error err = {0};
    write(&out, dr_str_of(value));
    const dr_xml_handler handler = {on_start, on_end, on_text, &s};
    CHECK_INT(dr_xml_read(dr_buf_str(&out), "x", "", &handler, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&s.attribute), value);
    CHECK_STR(dr_buf_str(&s.text), value);
    dr_buf_free(&s.attribute);
    dr_buf_free(&s.text);
    dr_buf_free(&out);
}

TEST(a_character_that_xml_does_not_have_becomes_one_other)
{
    dr_buf out = {0};
    write(&out, dr_str_of("x\x01y\xEF\xBF\xBEz\x80"));
    CHECK(strstr(out.data, "<b>x\xEF\xBF\xBDy\xEF\xBF\xBDz\xEF\xBF\xBD</b>") != NULL || out.len == 0);
    CHECK(dr_xml_allows(0x9) && dr_xml_allows(0x10FFFF) && dr_xml_allows(0xE000));
    CHECK(!dr_xml_allows(0) && !dr_xml_allows(0xB) && !dr_xml_allows(0xD800) && !dr_xml_allows(0xFFFF));
    dr_buf_free(&out);
}

TEST(an_element_without_text_is_not_written)
{
    dr_buf out = {0};
    write(&out, dr_str_of("v"));
    CHECK_STR(dr_buf_str(&out), "<?xml version='1.0' encoding='UTF-8'?>\n<a name=\"v\">\n <b>v</b>\n</a>\n");
    dr_buf_free(&out);
}

TEST(every_failed_allocation_stays_in_the_status)
{
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_buf out = {0};
        dr_xml_writer w = {.out = &out};
        draad_set_allocator(&failing);
        allocations_left = n;
        dr_xml_begin(&w);
        dr_xml_open(&w, "a");
        for (int i = 0; i < 100; i++)
            dr_xml_leaf(&w, "b", DR_STR("some text & more"));
        dr_xml_close(&w);
        s = w.status;
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
        dr_buf_free(&out);
        draad_set_allocator(NULL);
    }
}

int main(void)
{
    return RUN(what_is_written_is_what_is_read, a_character_that_xml_does_not_have_becomes_one_other,
               an_element_without_text_is_not_written, every_failed_allocation_stays_in_the_status);
}
