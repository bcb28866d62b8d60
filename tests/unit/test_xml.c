/* SPDX-License-Identifier: Apache-2.0
 * test_xml.c - what of XML is read, and what never is. */
#include "harness.h"
#include "base/buf.h"
#include "base/memory.h"
#include "outside/xml.h"
#include "pack.h"

/* Writes what it is told: (element attr=value|text) */
static draad_status start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    draad_status s = dr_buf_printf(ctx, err, "(%s%s%s", e->uri, e->uri[0] != '\0' ? ":" : "", e->local);
    for (size_t i = 0; i < e->nattrs && s == DRAAD_OK; i++)
        s = dr_buf_printf(ctx, err, " %s%s%s=%.*s", e->attrs[i].uri, e->attrs[i].uri[0] != '\0' ? ":" : "",
                          e->attrs[i].local, DR_ARG(e->attrs[i].value));
    return s == DRAAD_OK ? dr_buf_put_char(ctx, '|', err) : s;
}

static draad_status end(void *ctx, draad_error *err)
{
    return dr_buf_put_char(ctx, ')', err);
}

static draad_status text(void *ctx, draad_str s, draad_error *err)
{
    return dr_buf_put(ctx, s, err);
}

static draad_status read_xml(draad_str xml, dr_buf *out, draad_error *err)
{
    dr_xml_handler handler = {start, end, text, out};
    return dr_xml_read(xml, "a.docx", "part.xml", &handler, err);
}

#define CHECK_XML(xml, expected) \
    do { \
        dr_buf out_ = {0}; \
        draad_error err_ = {0}; \
        CHECK_INT(read_xml(DR_STR(xml), &out_, &err_), DRAAD_OK); \
        CHECK_STR(dr_buf_str(&out_), expected); \
        dr_buf_free(&out_); \
    } while (0)

#define CHECK_REFUSED(xml, status, expected) \
    do { \
        dr_buf out_ = {0}; \
        draad_error err_ = {0}; \
        CHECK_INT(read_xml((xml), &out_, &err_), status); \
        CHECK_STR(dr_str_of(err_.message), "part.xml: " expected); \
        CHECK_STR(dr_str_of(err_.place), "a.docx"); \
        dr_buf_free(&out_); \
    } while (0)

TEST(xml_tells_elements_by_namespace_and_local_name)
{
    CHECK_XML("<a xmlns='urn:x'><q:b xmlns:q='urn:y'>t</q:b></a>", "(urn:x:a|(urn:y:b|t))");
}

TEST(xml_decodes_attributes)
{
    CHECK_XML("<a b='1 &amp; 2' c='&#38;&lt;&#x20AC;&quot;' d='&amp;#38;'/>",
              "(a b=1 & 2 c=&<\xE2\x82\xAC\" d=&#38;|)");
}

TEST(xml_gives_attributes_their_namespace)
{
    CHECK_XML("<a xmlns:w='urn:w' w:b='1' b='2' xml:space='preserve'/>",
              "(a urn:w:b=1 b=2 http://www.w3.org/XML/1998/namespace:space=preserve|)");
}

TEST(xml_finds_an_attribute_by_name)
{
    dr_xml_attr attrs[] = {{"", "id", DR_STR("1")}, {"urn:w", "id", DR_STR("2")}};
    dr_xml_element e = {.uri = "", .local = "a", .attrs = attrs, .nattrs = 2};
    CHECK_STR(dr_xml_value(&e, "urn:w", "id"), "2");
    CHECK(dr_xml_value(&e, "", "other").data == NULL);
}

/* Writes what the prefixes p, q and none stand for at each element. */
static draad_status start_with_prefixes(void *ctx, const dr_xml_element *e, draad_error *err)
{
    return dr_buf_printf(ctx, err, "(%s p=%s q=%s =%s)", e->local, dr_xml_namespace(e, DR_STR("p")),
                         dr_xml_namespace(e, DR_STR("q")), dr_xml_namespace(e, DR_STR("")));
}

TEST(xml_tells_what_a_prefix_stands_for)
{
    dr_buf out = {0};
    draad_error err = {0};
    dr_xml_handler handler = {.start = start_with_prefixes, .ctx = &out};
    draad_str xml = DR_STR("<a xmlns:p='urn:1'><b xmlns:p='urn:2' xmlns='urn:3'><c/></b><d xmlns:q='urn:4'/></a>");
    CHECK_INT(dr_xml_read(xml, "a.docx", "part.xml", &handler, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "(a p=urn:1 q= =)(b p=urn:2 q= =urn:3)(c p=urn:2 q= =urn:3)(d p=urn:1 q=urn:4 =)");
    dr_buf_free(&out);
}

TEST(xml_decodes_text)
{
    CHECK_XML("<a>1 &lt; 2 &amp; &#233;<![CDATA[<b>&amp;]]></a>", "(a|1 < 2 & \xC3\xA9<b>&amp;)");
}

TEST(xml_passes_over_comments_and_instructions)
{
    CHECK_XML("<?xml version='1.0' encoding='UTF-8'?><!-- <b> --><a><?do it?>x<!-- y --></a>", "(a|x)");
}

TEST(xml_reads_utf8_with_byte_order_mark)
{
    CHECK_XML("\xEF\xBB\xBF<a>x</a>", "(a|x)");
}

TEST(xml_reads_utf16)
{
    CHECK_XML("\xFF\xFE<\0a\0>\0\xE9\0=\xD8\0\xDE<\0/\0a\0>\0", "(a|\xC3\xA9\xF0\x9F\x98\x80)");
    CHECK_XML("\xFE\xFF\0<\0a\0/\0>", "(a|)");
}

TEST(xml_refuses_other_encodings)
{
    CHECK_REFUSED(DR_STR("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"), DRAAD_E_SOURCE,
                  "declares the encoding \"ISO-8859-1\", expected UTF-8");
    CHECK_REFUSED(DR_STR("<a>\xE9</a>"), DRAAD_E_SOURCE, "is damaged: not UTF-8 at byte 3");
    CHECK_REFUSED(DR_STR("<\0a\0/\0>\0"), DRAAD_E_SOURCE, "is damaged: not UTF-8 at byte 1");
}

TEST(xml_refuses_damaged_characters)
{
    CHECK_REFUSED(DR_STR("\xFF\xFE<\0a\0/\0>"), DRAAD_E_SOURCE, "is damaged: half a character of UTF-16 at the end");
    CHECK_REFUSED(DR_STR("\xFF\xFE<\0\0\xDC"), DRAAD_E_SOURCE, "is damaged: not UTF-16"); /* the second half first */
    CHECK_REFUSED(DR_STR("\xFF\xFE<\0\0\xD8"), DRAAD_E_SOURCE, "is damaged: not UTF-16"); /* and the first alone */
    CHECK_REFUSED(DR_STR("\xFF\xFE\0\xD8<\0"), DRAAD_E_SOURCE, "is damaged: not UTF-16");
    CHECK_REFUSED(DR_STR("\xFF\xFE\0\xD8\0\xE0"), DRAAD_E_SOURCE, "is damaged: not UTF-16");
    CHECK_REFUSED(DR_STR("\xFF\xFE<\0\0\0"), DRAAD_E_SOURCE, "is damaged: not UTF-16");
    CHECK_REFUSED(DR_STR("<a>\0</a>"), DRAAD_E_SOURCE, "is damaged: not UTF-8 at byte 3");
    CHECK_REFUSED(DR_STR("<a>\xE9\0</a>"), DRAAD_E_SOURCE, "is damaged: not UTF-8 at byte 3");
    CHECK_REFUSED(DR_STR("<a>\0\xE9</a>"), DRAAD_E_SOURCE, "is damaged: not UTF-8 at byte 3");
    CHECK_REFUSED(DR_STR("<a>\xE9</a>"), DRAAD_E_SOURCE, "is damaged: not UTF-8 at byte 3");
}

TEST(xml_takes_the_encoding_that_the_bytes_have)
{
    CHECK_XML("<?xml version='1.0'?><a/>", "(a|)");
    CHECK_XML("<?xml version='1.0' encoding='utf-8'?><a/>", "(a|)");
    CHECK_XML("<?xml version='1.0' encoding = \"UTF-8\" ?><a/>", "(a|)");
    CHECK_REFUSED(DR_STR("<?xml version='1.0' encoding='UTF-8x'?><a/>"), DRAAD_E_SOURCE,
                  "declares the encoding \"UTF-8x\", expected UTF-8");
    CHECK_REFUSED(DR_STR("<?xml version='1.0' encoding='UTF'?><a/>"), DRAAD_E_SOURCE,
                  "declares the encoding \"UTF\", expected UTF-8");
    CHECK_REFUSED(DR_STR("<?xml version='1.0' encoding='UTF-16LE'?><a/>"), DRAAD_E_SOURCE,
                  "declares the encoding \"UTF-16LE\", expected UTF-8");
    CHECK_REFUSED(DR_STR("<?xml encoding='UTF-8"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<?xml encoding='abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'?><a/>"), DRAAD_E_SOURCE,
                  "declares the encoding \"abcdefghijklmnopqrstuvwxyzabcdefghijklmn\", expected UTF-8");
}

TEST(xml_refuses_a_document_type)
{
    CHECK_REFUSED(DR_STR("<!DOCTYPE a><a/>"), DRAAD_E_SOURCE, "has a document type declaration, which is not read");
    CHECK_REFUSED(DR_STR("<!-- x --><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"), DRAAD_E_SOURCE,
                  "has a document type declaration, which is not read");
}

TEST(xml_refuses_an_unknown_entity)
{
    CHECK_REFUSED(DR_STR("<a>&b;</a>"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<a c='&b;'/>"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
}

TEST(xml_refuses_what_is_not_well_formed)
{
    CHECK_REFUSED(DR_STR(""), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("text"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<a><b></a></b>"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<a>"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<a"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<a/><b/>"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<a>&#1;</a>"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
}

/* `head`, then `piece` n times, then `tail`. */
static dr_buf repeat(const char *head, const char *piece, size_t n, const char *tail)
{
    dr_buf b = {0};
    dr_buf_put(&b, dr_str_of(head), NULL);
    for (size_t i = 0; i < n; i++)
        dr_buf_put(&b, dr_str_of(piece), NULL);
    dr_buf_put(&b, dr_str_of(tail), NULL);
    return b;
}

TEST(xml_stops_at_256_levels)
{
    dr_buf deep = repeat("", "<a>", 256, "");
    dr_buf close = repeat("", "</a>", 256, "");
    dr_buf_put(&deep, dr_buf_str(&close), NULL);
    dr_buf out = {0};
    draad_error err;
    CHECK_INT(read_xml(dr_buf_str(&deep), &out, &err), DRAAD_OK);
    dr_buf deeper = repeat("", "<a>", 300, "");
    CHECK_REFUSED(dr_buf_str(&deeper), DRAAD_E_LIMIT, "has elements more than 256 deep");
    dr_buf_free(&deep);
    dr_buf_free(&close);
    dr_buf_free(&deeper);
    dr_buf_free(&out);
}

TEST(xml_stops_at_256_attributes)
{
    static const char *const before[] = {"<a", "<b><c>d</c><a", "<b e='f'><a g='>'", "<b><!-- < --><a h=\">\""};
    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        dr_buf b = {0};
        dr_buf_printf(&b, NULL, "%s", before[k]);
        for (int i = 0; i < 257; i++)
            dr_buf_printf(&b, NULL, " a%d=''", i);
        dr_buf_printf(&b, NULL, "/>%s", k > 0 ? "</b>" : "");
        CHECK_REFUSED(dr_buf_str(&b), DRAAD_E_LIMIT, "has an element with more than 256 attributes");
        dr_buf_free(&b);
    }
}

TEST(xml_stops_at_a_start_tag_of_a_megabyte)
{
    dr_buf b = repeat("<a b='", "0123456789abcdef", (1 << 16) + 1, "'/>");
    CHECK_REFUSED(dr_buf_str(&b), DRAAD_E_LIMIT, "has a start tag of more than 1 MiB");
    dr_buf_free(&b);
    b = repeat("<a><a ", "<b ", 1 << 20, "/></a>");
    CHECK_REFUSED(dr_buf_str(&b), DRAAD_E_LIMIT, "has a start tag of more than 1 MiB");
    dr_buf_free(&b);
}

TEST(xml_refuses_marks_within_quotes)
{
    CHECK_XML("<a b='>'>c</a>", "(a b=>|c)");
    CHECK_REFUSED(DR_STR("<a b='<'/>"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<a b='>' c='<d>'/>"), DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<a b='>' c='<!--'><!DOCTYPE a></a>--></a>"), DRAAD_E_SOURCE,
                  "is damaged: not well-formed XML");
    CHECK_REFUSED(DR_STR("<a b='>' c='<!DOCTYPE a>'/>"), DRAAD_E_SOURCE,
                  "has a document type declaration, which is not read");
}

TEST(xml_stops_at_many_different_names)
{
    dr_buf b = repeat("<a>", "", 0, "");
    for (int i = 0; i < 70000; i++)
        dr_buf_printf(&b, NULL, "<?n%d?>", i);
    CHECK_REFUSED(dr_buf_str(&b), DRAAD_E_LIMIT, "has more than 65536 different names of elements and attributes");
    dr_buf_free(&b);
}

TEST(xml_stops_at_64_megabytes_of_text)
{
    dr_buf b = repeat("<a>", "0123456789abcdef", (4 << 20) + 1, "</a>");
    dr_xml_handler handler = {0};
    draad_error err;
    CHECK_INT(dr_xml_read(dr_buf_str(&b), "a", "", &handler, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "has more than 64 MiB of text");
    dr_buf_free(&b);
}

static draad_status stop_at_b(void *ctx, const dr_xml_element *e, draad_error *err)
{
    ++*(int *)ctx;
    return strcmp(e->local, "b") == 0 ? dr_fail(err, DRAAD_E_CASES, dr_place_of("x"), "enough") : DRAAD_OK;
}

TEST(xml_stops_when_the_handler_says_so)
{
    int nelements = 0;
    dr_xml_handler handler = {.start = stop_at_b, .ctx = &nelements};
    draad_error err;
    CHECK_INT(dr_xml_read(DR_STR("<a><b/><c/><d"), "a", "", &handler, &err), DRAAD_E_CASES);
    CHECK_INT(nelements, 2);
    CHECK_STR(dr_str_of(err.message), "enough");
}

TEST(xml_reads_text_across_the_pieces_it_feeds)
{
    dr_buf b = repeat("<a>", "\xC3\xA9\xF0\x9F\x98\x80 ", 9000, "</a>");
    dr_buf expected = repeat("(a|", "\xC3\xA9\xF0\x9F\x98\x80 ", 9000, ")");
    dr_buf out = {0};
    draad_error err;
    CHECK_INT(read_xml(dr_buf_str(&b), &out, &err), DRAAD_OK);
    CHECK(dr_str_equal(dr_buf_str(&out), dr_buf_str(&expected)));
    dr_buf_free(&b);
    dr_buf_free(&expected);
    dr_buf_free(&out);
}

static draad_status read_once(void *ctx, draad_error *err)
{
    dr_buf out = {0};
    draad_status s = read_xml(*(draad_str *)ctx, &out, err);
    dr_buf_free(&out);
    return s;
}

TEST(xml_survives_each_failed_allocation)
{
    draad_str utf8 = DR_STR("<a b='&amp;' c='&amp;&amp;'>text</a>");
    draad_str utf16 = DR_STR("\xFE\xFF\0<\0a\0/\0>");
    CHECK(pack_survives(read_once, &utf8));
    CHECK(pack_survives(read_once, &utf16));
}

int main(void)
{
    return RUN(xml_tells_elements_by_namespace_and_local_name, xml_decodes_attributes,
               xml_gives_attributes_their_namespace, xml_finds_an_attribute_by_name, xml_tells_what_a_prefix_stands_for,
               xml_decodes_text, xml_passes_over_comments_and_instructions, xml_reads_utf8_with_byte_order_mark,
               xml_reads_utf16, xml_refuses_other_encodings, xml_refuses_damaged_characters,
               xml_takes_the_encoding_that_the_bytes_have, xml_refuses_a_document_type, xml_refuses_an_unknown_entity,
               xml_refuses_what_is_not_well_formed, xml_stops_at_256_levels, xml_stops_at_256_attributes,
               xml_stops_at_a_start_tag_of_a_megabyte, xml_refuses_marks_within_quotes,
               xml_stops_at_many_different_names, xml_stops_at_64_megabytes_of_text, xml_stops_when_the_handler_says_so,
               xml_reads_text_across_the_pieces_it_feeds, xml_survives_each_failed_allocation);
}
