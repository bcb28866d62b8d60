/* SPDX-License-Identifier: Apache-2.0
 * test_docx_styles.c - text that is hidden or bold, by itself or by its style; labels in bold. */
#include "docx_words.h"
#include "source/docx_styles.h"
#include "text/document.h"

#define STYLES(content)          "<w:styles xmlns:w=\"" PACK_W "\">" content "</w:styles>"
#define STYLE(type, id, content) "<w:style w:type=\"" type "\" w:styleId=\"" id "\">" content "</w:style>"
#define LOOK(properties)         "<w:rPr>" properties "</w:rPr>"
#define P_OF(style, runs)        "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" runs "</w:p>"
#define T_OF(properties, text)   R(LOOK(properties) "<w:t xml:space=\"preserve\">" text "</w:t>")
#define OF(style)                "<w:rStyle w:val=\"" style "\"/>"

/* The text without what is hidden. */
static void check_shown(void **state_, const char *document, const char *styles, const char *expected)
{
    pack_parts parts = {.document = document, .styles = styles};
    pack_bytes docx = pack_docx_of(parts, strlen(document));
    draad_read_options options = {.drop_hidden = true};
    dr_source_text text;
    dr_buf heard = {0};
    draad_error err = {0};
    CHECK_INT(read_packed(docx, &options, &heard, &text, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text.text), expected);
    dr_source_text_free(&text);
    dr_buf_free(&heard);
    free(docx.data);
}

#define CHECK_SHOWN(body, styles, expected) check_shown(state_, PACK_DOCUMENT(PACK_W, body), STYLES(styles), expected)

TEST(a_style_can_hide_a_run_or_a_paragraph)
{
#define HIDES STYLE("character", "Weg", LOOK("<w:vanish/>")) STYLE("paragraph", "Onder", LOOK("<w:vanish/>"))
    CHECK_SHOWN(P(T("a ") T_OF(OF("Weg"), "b ") T("c")) P_OF("Onder", T("d")) P(T("e")), HIDES, "a c\n\ne\n");
}

TEST(what_a_run_says_itself_goes_before_its_style)
{
    CHECK_SHOWN(P(T_OF(OF("Weg") "<w:vanish w:val=\"0\"/>", "a") T_OF("<w:vanish w:val=\"false\"/>", "b")), HIDES,
                "ab\n");
}

TEST(two_styles_that_hide_cancel_out)
{
    CHECK_SHOWN(P_OF("Onder", T_OF(OF("Weg"), "a") T("b")), HIDES, "a\n");
}

TEST(a_style_is_as_the_one_it_is_based_on)
{
    CHECK_SHOWN(P_OF("C", T("a")) P_OF("D", T("b")) P_OF("Rond", T("c")),
                STYLE("paragraph", "A", LOOK("<w:vanish/>")) STYLE("paragraph", "B", "<w:basedOn w:val=\"A\"/>")
                    STYLE("paragraph", "C", "<w:basedOn w:val=\"B\"/>")
                        STYLE("paragraph", "D", "<w:basedOn w:val=\"A\"/>" LOOK("<w:vanish w:val=\"off\"/>"))
                            STYLE("paragraph", "Rond", "<w:basedOn w:val=\"Rond\"/>"),
                "\nb\nc\n");
}

TEST(paragraphs_without_a_style_have_the_standard_one)
{
    CHECK_SHOWN(P(T("a")) P_OF("Toon", T("b")),
                "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"S\">" LOOK("<w:vanish/>") "</w:style>" STYLE(
                    "paragraph", "Toon", ""),
                "\nb\n");
    CHECK_SHOWN(P(T("a")) P(T_OF("<w:vanish w:val=\"0\"/>", "b")),
                "<w:docDefaults><w:rPrDefault>" LOOK("<w:vanish/>") "</w:rPrDefault></w:docDefaults>", "\nb\n");
}

static void read_styles(const char *content, size_t times, draad_status expected, dr_docx_styles *out)
{
    dr_buf xml = {0};
    draad_error err = {0};
    *out = (dr_docx_styles){0};
    dr_buf_put(&xml, DR_STR("<w:styles xmlns:w=\"" PACK_W "\" xmlns:x=\"urn:x\">"), NULL);
    for (size_t i = 0; i < times; i++)
        dr_buf_put(&xml, dr_str_of(content), NULL);
    dr_buf_put(&xml, DR_STR("</w:styles>"), NULL);
    assert_int_equal(dr_docx_read_styles(dr_buf_str(&xml), "a.docx", "", out, &err), expected);
    dr_buf_free(&xml);
}

TEST(styles_are_read_for_what_they_set)
{
    dr_docx_styles s;
    read_styles(
        "<w:docDefaults><w:docDefaults/></w:docDefaults>"
        "<w:style w:styleId=\"A\" w:default=\"true\"><w:vanish/><w:b/><w:pPr><w:numPr><w:ilvl w:val=\"2\"/>"
        "<w:numId w:val=\"7\"/></w:numPr></w:pPr><w:style w:styleId=\"in\"/></w:style>"
        "<w:style w:styleId=\"B\" w:default=\"on\"><w:basedOn w:val=\"A\"/><x:vanish/>" LOOK(
            "<w:b/>") "</w:style>"
                      "<w:style w:styleId=\"C\"><w:basedOn w:val=\"er-niet\"/><w:pPr><w:numPr><w:ilvl "
                      "w:val=\"1\"/></w:numPr>"
                      "</w:pPr><w:tblStylePr>" LOOK(
                          "<w:vanish/>") "</w:tblStylePr></w:style>"
                                         "<w:style w:styleId=\"D\" w:default=\"0\"><w:basedOn "
                                         "w:val=\"B\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/>"
                                         "</w:numPr></w:pPr>" LOOK("<w:b w:val=\"0\"/>") "</w:style>"
                                                                                         "<w:style w:styleId=\"D\"/>",
        1, DRAAD_OK, &s);
    CHECK_STR(s.standard, "A");
    CHECK_INT(s.all.n, 5);
    const dr_docx_style *a = dr_docx_style_of(&s, DR_STR("A")), *b = dr_docx_style_of(&s, DR_STR("B"));
    const dr_docx_style *c = dr_docx_style_of(&s, DR_STR("C")), *d = dr_docx_style_of(&s, DR_STR("D"));
    CHECK_INT(a->hidden, TOGGLE_UNSET); /* not among what a run looks like */
    CHECK_INT(a->bold, TOGGLE_UNSET);
    CHECK_INT(a->numbering, 7);
    CHECK_INT(a->level, 2);
    CHECK_INT(b->bold, TOGGLE_ON);
    CHECK_INT(b->numbering, 7);
    CHECK_INT(b->level, 2);
    CHECK_INT(c->hidden, TOGGLE_UNSET);
    CHECK_INT(c->level, 1);
    CHECK(d != NULL);
    CHECK(dr_docx_style_of(&s, DR_STR("E")) == NULL);
    dr_docx_styles_free(&s);
}

TEST(styles_are_bounded)
{
    dr_docx_styles s;
    (void)state_;
    read_styles("<w:style w:styleId=\"A\"/>", 65536, DRAAD_OK, &s);
    dr_docx_styles_free(&s);
    read_styles("<w:style w:styleId=\"A\"/>", 65537, DRAAD_E_LIMIT, &s);
    dr_docx_styles_free(&s);
}

TEST(tables_and_old_looks_hide_nothing)
{
    CHECK_SHOWN(P_OF("A", T("a")) P_OF("B", T("b")),
                STYLE("table", "A", LOOK("<w:vanish/>"))
                    STYLE("paragraph", "B", LOOK("<w:rPrChange>" LOOK("<w:vanish/>") "</w:rPrChange>")),
                "a\nb\n");
}

/* ---- bold ------------------------------------------------------------------------------------------------ */

/* Turns as speaker|first paragraph. */
static void check_turns(void **state_, const char *document, const char *styles, const char *expected)
{
    pack_parts parts = {.document = document, .styles = styles};
    pack_bytes docx = pack_docx_of(parts, strlen(document));
    dr_buf found = {0};
    draad_document *doc = NULL;
    draad_error err = {0};
    CHECK_INT(
        draad_document_read_bytes((draad_str){(const char *)docx.data, docx.len}, "a.docx", NULL, NULL, &doc, &err),
        DRAAD_OK);
    draad_str text = draad_document_text(doc);
    for (size_t i = 0; i < draad_document_units(doc, DRAAD_UNIT_TURN); i++) {
        draad_unit_info turn = draad_document_unit(doc, DRAAD_UNIT_TURN, i);
        dr_buf_printf(&found, NULL, "%.*s|%.*s\n", (int)turn.speaker.len, turn.speaker.data,
                      (int)(turn.range.end - turn.range.start), text.data + turn.range.start);
    }
    CHECK_STR(dr_buf_str(&found), expected);
    dr_buf_free(&found);
    draad_document_free(doc);
    free(docx.data);
}

#define B(text) T_OF("<w:b/>", text)
#define CHECK_TURNS(body, expected) \
    check_turns(state_, PACK_DOCUMENT(PACK_W, body), STYLES(STYLE("character", "Vet", LOOK("<w:b/>"))), expected)

TEST(a_bold_name_that_comes_back_is_a_label)
{
    CHECK_TURNS(P(B("Anna ") T("Hoe gaat het?")) P(B("Yusuf") T(" Goed, denk ik.")) P(B("Anna") T(" Fijn."))
                    P(B("Yusuf") T(" Ja.")) P(B("Anna") T(" En verder?")) P(T_OF(OF("Vet"), "Yu") B("suf") T(" Niks.")),
                "Anna|Hoe gaat het?\nYusuf|Goed, denk ik.\nAnna|Fijn.\nYusuf|Ja.\nAnna|En verder?\nYusuf|Niks.\n");
}

TEST(a_known_label_in_bold_needs_to_come_back_once)
{
    CHECK_TURNS(P(B("I") T(" Hoe gaat het?")) P(B("R") T(" Goed.")) P(B("I") T(" Fijn.")) P(B("R") T(" Ja.")),
                "I|Hoe gaat het?\nR|Goed.\nI|Fijn.\nR|Ja.\n");
}

TEST(a_name_in_bold_above_what_is_said_is_a_label)
{
    CHECK_TURNS(P(B("Anna")) P(T("Hoe gaat het?")) P(B("Yusuf")) P(T("Goed.")) P(B("Anna")) P(T("Fijn.")) P(B("Yusuf"))
                    P(T("Ja.")) P(B("Anna")) P(T("Mooi.")) P(B("Yusuf")) P(T("Ja.")),
                "Anna|Hoe gaat het?\nYusuf|Goed.\nAnna|Fijn.\nYusuf|Ja.\nAnna|Mooi.\nYusuf|Ja.\n");
}

TEST(stress_is_no_label)
{
    CHECK_TURNS(P(T("I: Hoe gaat het?")) P(T("Ja.")) P(B("Altijd") T(" druk.")) P(B("Altijd") T(" moe."))
                    P(B("Altijd") T(" op.")) P(T("R: Nou.")),
                "I|Hoe gaat het?\nJa.\nAltijd druk.\nAltijd moe.\nAltijd op.\nR|Nou.\n");
}

TEST(a_colon_behind_the_bold_word_decides_with_it)
{
    CHECK_TURNS(P(B("I") T(" Wat bedoel je met: dit?")) P(B("R") T(" Dat: alles.")) P(B("I") T(" Ja."))
                    P(B("Respondent") T(" 3: Goed.")) P(B("R") T(" Nou.")),
                "I|Wat bedoel je met: dit?\nR|Dat: alles.\nI|Ja.\nRespondent 3|Goed.\nR|Nou.\n");
}

int main(void)
{
    return RUN(a_style_can_hide_a_run_or_a_paragraph, what_a_run_says_itself_goes_before_its_style,
               two_styles_that_hide_cancel_out, a_style_is_as_the_one_it_is_based_on,
               paragraphs_without_a_style_have_the_standard_one, tables_and_old_looks_hide_nothing,
               styles_are_read_for_what_they_set, styles_are_bounded, a_bold_name_that_comes_back_is_a_label,
               a_known_label_in_bold_needs_to_come_back_once, a_name_in_bold_above_what_is_said_is_a_label,
               stress_is_no_label, a_colon_behind_the_bold_word_decides_with_it);
}
