/* SPDX-License-Identifier: Apache-2.0
 * test_json.c - JSON in and out. */
#include "harness.h"

#include <locale.h>

#include "outside/json.h"

TEST(a_written_value_has_its_keys_in_order)
{
    dr_buf out = {0};
    for (int sorted = 0; sorted <= 1; sorted++) {
        dr_json_writer w = {.compact = true, .sorted = sorted};
        dr_json_open(&w, NULL, '{');
        dr_json_str(&w, "b", DR_STR("x\"y\n"));
        dr_json_open(&w, "a", '[');
        dr_json_uint(&w, NULL, 7);
        dr_json_bool(&w, NULL, true);
        dr_json_close(&w);
        dr_json_close(&w);
        CHECK_INT(dr_json_finish(&w, &out, NULL), DRAAD_OK);
    }
    CHECK_STR(dr_buf_str(&out), "{\"b\":\"x\\\"y\\n\",\"a\":[7,true]}\n{\"a\":[7,true],\"b\":\"x\\\"y\\n\"}\n");
    dr_buf_free(&out);
}

TEST(reals_have_15_digits_and_never_a_locale)
{
    dr_buf out = {0};
    dr_json_writer w = {.compact = true};
    setlocale(LC_ALL, "nl_NL.UTF-8");
    dr_json_open(&w, NULL, '[');
    dr_json_real(&w, NULL, 2.0 / 3);
    dr_json_real(&w, NULL, 0.1);
    dr_json_real(&w, NULL, -0.0);
    dr_json_real(&w, NULL, NAN);
    dr_json_real(&w, NULL, -INFINITY);
    dr_json_close(&w);
    CHECK_INT(dr_json_finish(&w, &out, NULL), DRAAD_OK);
    setlocale(LC_ALL, "C");
    CHECK_STR(dr_buf_str(&out), "[0.666666666666667,0.1,0.0,null,\"-inf\"]\n");
    dr_buf_free(&out);
}

TEST(bytes_that_are_no_text_are_replaced)
{
    dr_buf out = {0};
    dr_json_writer w = {.compact = true};
    dr_json_open(&w, NULL, '[');
    dr_json_str(&w, NULL,
                DR_STR("a\xFF"
                       "b"));
    dr_json_str(&w, NULL, (draad_str){0});
    dr_json_close(&w);
    CHECK_INT(dr_json_finish(&w, &out, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "[\"a\xEF\xBF\xBD"
                                "b\",\"\"]\n");
    dr_buf_free(&out);
}

TEST(writing_too_deep_is_a_limit)
{
    dr_buf out = {0};
    dr_json_writer w = {0};
    for (int i = 0; i <= DR_JSON_DEPTH; i++)
        dr_json_open(&w, NULL, '[');
    CHECK_INT(dr_json_finish(&w, &out, NULL), DRAAD_E_LIMIT);
    CHECK_INT(out.len, 0);
}

TEST(a_tree_is_read_as_it_stands)
{
    dr_arena arena = {0};
    dr_json top;
    draad_str text = DR_STR("{\"name\": \"d1\", \"n\": 2.5, \"yes\": true, \"list\": [1, null, {\"x\": \"\\u00e9\"}]}");
    CHECK_INT(dr_json_read(text, "x", &arena, &top, NULL), DRAAD_OK);
    CHECK_STR(dr_json_get_str(&top, "name"), "d1");
    CHECK_STR(dr_json_get_str(&top, "n"), "");
    CHECK(dr_json_get(&top, "n")->number == 2.5);
    CHECK(dr_json_get_bool(&top, "yes") && !dr_json_get_bool(&top, "no"));
    const dr_json *list = dr_json_get(&top, "list");
    CHECK_INT(list->nkids, 3);
    CHECK_INT(list->kids[1].kind, DR_JSON_NULL);
    CHECK_STR(dr_json_get_str(&list->kids[2], "x"), "\xC3\xA9");
    CHECK(dr_json_get(NULL, "x") == NULL && dr_json_get(list, "x") == NULL);
    dr_arena_free(&arena);
}

static void check_refused(draad_str text, draad_status status, unsigned line)
{
    dr_arena arena = {0};
    dr_json top;
    draad_error err = {0};
    assert_int_equal(dr_json_read(text, "x.json", &arena, &top, &err), status);
    assert_int_equal(err.line, line);
    assert_null(strstr(err.message, "secret"));
    dr_arena_free(&arena);
}

TEST(what_is_not_json_is_refused_without_quoting_it)
{
    (void)state_;
    check_refused(DR_STR("{\n\"a\": secret}"), DRAAD_E_SOURCE, 2);
    check_refused(DR_STR("{\"secret\": 1, \"secret\": 2}"), DRAAD_E_SOURCE, 1);
    check_refused(DR_STR(""), DRAAD_E_SOURCE, 1);
    check_refused(DR_STR("\"\xFF\""), DRAAD_E_SOURCE, 1);
    check_refused(DR_STR("[1] secret"), DRAAD_E_SOURCE, 1);
    char deep[200];
    memset(deep, '[', 100);
    memset(deep + 100, ']', 100);
    check_refused((draad_str){deep, 200}, DRAAD_E_LIMIT, 0);
}

static size_t left; /* allocations until one fails */
static void *fail_alloc(void *ctx, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : malloc(n);
}
static void *fail_resize(void *ctx, void *block, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : realloc(block, n);
}
static void fail_release(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}
static const draad_allocator failing = {fail_alloc, fail_resize, fail_release, NULL};

TEST(the_size_is_bounded)
{
    dr_arena arena = {0};
    dr_json json;
    draad_error err = {0};
    const draad_str large = {"", (size_t)64 * 1024 * 1024 + 1}; /* not one byte of it is looked at */
    CHECK_INT(dr_json_read(large, "a.json", &arena, &json, &err), DRAAD_E_LIMIT);
    CHECK(strstr(err.message, "is larger than the limit") != NULL);
    CHECK_INT(dr_json_read(DR_STR("{\"a\": true, \"b\": false, \"c\": 1}"), "a.json", &arena, &json, &err), DRAAD_OK);
    CHECK(dr_json_get_bool(&json, "a") && !dr_json_get_bool(&json, "b") && !dr_json_get_bool(&json, "c"));
    CHECK_STR(dr_json_get_str(&json, "a"), "");
    CHECK_STR(dr_json_get_str(&json, "d"), "");
    CHECK(dr_json_get(NULL, "a") == NULL && dr_json_get(&json.kids[0], "a") == NULL);
    dr_arena_free(&arena);
}

TEST(a_number_above_the_largest_is_the_largest)
{
    dr_json_writer w = {.compact = true};
    dr_buf out = {0};
    dr_json_open(&w, NULL, '[');
    dr_json_uint(&w, NULL, UINT64_MAX);
    dr_json_close(&w);
    CHECK_INT(dr_json_finish(&w, &out, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "[9223372036854775807]\n");
    dr_buf_free(&out);
}

TEST(both_ways_survive_every_failed_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_arena arena = {0};
        dr_json top;
        dr_buf out = {0};
        dr_json_writer w = {0};
        left = n;
        dr_json_open(&w, NULL, '{');
        dr_json_str(&w, "a", DR_STR("text"));
        dr_json_close(&w);
        s = dr_json_finish(&w, &out, NULL);
        if (s == DRAAD_OK)
            s = dr_json_read(DR_STR("{\"a\": [\"b\", {\"c\": 1}]}"), "x", &arena, &top, NULL);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
        dr_buf_free(&out);
        dr_arena_free(&arena);
    }
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(a_written_value_has_its_keys_in_order, reals_have_15_digits_and_never_a_locale,
               bytes_that_are_no_text_are_replaced, writing_too_deep_is_a_limit, a_tree_is_read_as_it_stands,
               what_is_not_json_is_refused_without_quoting_it, the_size_is_bounded,
               a_number_above_the_largest_is_the_largest, both_ways_survive_every_failed_allocation);
}
