/* SPDX-License-Identifier: Apache-2.0
 * test_docx_annotations.c - what a Word document says beside its text, and where: comments, notes, numbers. */
#include "docx_words.h"
#include "failing.h"
#include "source/docx_annotations.h"
#include "text/document.h"

/* Each annotation as kind|start-end|author|what it is about|what it says. */
static void list_annotations(const draad_document *doc, dr_buf *out)
{
    draad_str text = draad_document_text(doc);
    for (size_t i = 0; i < draad_document_annotations(doc); i++) {
        draad_annotation a = draad_document_annotation(doc, i);
        bool is_note = a.kind == DRAAD_ANNOTATION_FOOTNOTE || a.kind == DRAAD_ANNOTATION_ENDNOTE;
        draad_str says = is_note ? (draad_str){text.data + a.note.start, a.note.end - a.note.start} : a.text;
        dr_buf_printf(out, NULL, "%s|%u-%u|%.*s|%.*s|%.*s\n", draad_annotation_name(a.kind), a.range.start, a.range.end,
                      (int)a.author.len, a.author.data, (int)(a.range.end - a.range.start), text.data + a.range.start,
                      (int)says.len, says.data);
    }
}

static void check_annotations(void **state_, pack_parts parts, const draad_read_options *options, const char *expected)
{
    pack_bytes docx = pack_docx_of(parts, strlen(parts.document));
    dr_buf found = {0};
    draad_document *doc = NULL;
    draad_error err = {0};
    CHECK_INT(
        draad_document_read_bytes((draad_str){(const char *)docx.data, docx.len}, "a.docx", options, NULL, &doc, &err),
        DRAAD_OK);
    list_annotations(doc, &found);
    CHECK_STR(dr_buf_str(&found), expected);
    dr_buf_free(&found);
    draad_document_free(doc);
    free(docx.data);
}

#define COMMENTS(content) "<w:comments xmlns:w=\"" PACK_W "\">" content "</w:comments>"
#define COMMENT(id, author, paragraphs) \
    "<w:comment w:id=\"" id "\" w:author=\"" author "\" w:date=\"2024-03-12T10:00:00Z\">" paragraphs "</w:comment>"
#define FROM(id) "<w:commentRangeStart w:id=\"" id "\"/>"
#define TO(id)   "<w:commentRangeEnd w:id=\"" id "\"/>" R("<w:commentReference w:id=\"" id "\"/>")
#define CHECK_COMMENTS(body, all, expected) \
    check_annotations(state_, (pack_parts){.document = PACK_DOCUMENT(PACK_W, body), .comments = COMMENTS(all)}, NULL, \
                      expected)

TEST(a_comment_has_an_author_and_a_range)
{
    CHECK_COMMENTS(P(T("Ik ") FROM("0") T("hield vol") TO("0") T(".")),
                   COMMENT("0", "Jo &amp; Bo", P(T("kantelpunt?"))), "comment|3-12|Jo & Bo|hield vol|kantelpunt?\n");
}

TEST(comments_overlap_and_come_by_place)
{
    CHECK_COMMENTS(P(FROM("7") T("Een ") FROM("3") T("twee") TO("7") T(" drie") TO("3")) P(T("vier")),
                   COMMENT("3", "B", P(T("later"))) COMMENT("7", "A", P(T("eerst")) P(T("en meer"))),
                   "comment|0-8|A|Een twee|eerst\nen meer\ncomment|4-13|B|twee drie|later\n");
}

TEST(a_comment_may_go_over_paragraphs)
{
    CHECK_COMMENTS(P(T("Een ") FROM("0") T("twee.")) P(T("Drie") TO("0") T(".")), COMMENT("0", "A", P(T("x"))),
                   "comment|4-14|A|twee.\nDrie|x\n");
}

TEST(a_comment_without_a_range_is_at_its_reference)
{
    CHECK_COMMENTS(P(T("Een ") R("<w:commentReference w:id=\"0\"/>") T("twee.")), COMMENT("0", "A", P(T("x"))),
                   "comment|4-4|A||x\n");
    CHECK_COMMENTS(P(T("Een ") FROM("0") T("twee ") R("<w:commentReference w:id=\"0\"/>") T("drie.")),
                   COMMENT("0", "A", P(T("x"))), "comment|4-9|A|twee |x\n");
}

/* A block of the arena of its own: so it is an allocation that can fail. */
TEST(an_author_that_cannot_be_kept_is_an_error)
{
    char author[9001], comment[10000];
    memset(author, 'a', sizeof author - 1);
    author[sizeof author - 1] = '\0';
    snprintf(comment, sizeof comment, COMMENTS("<w:comment w:id=\"0\" w:author=\"%s\">" P(T("x")) "</w:comment>"),
             author);
    const pack_parts parts = {.document = PACK_DOCUMENT(PACK_W, P(T("Een."))), .comments = comment};
    pack_bytes docx = pack_docx_of(parts, strlen(parts.document));
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s != DRAAD_OK; n++) {
        draad_document *doc = NULL;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = draad_document_read_bytes((draad_str){(const char *)docx.data, docx.len}, "a.docx", NULL, NULL, &doc, NULL);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
        if (s == DRAAD_OK)
            CHECK_STR(draad_document_annotation(doc, 0).author, author);
        draad_document_free(doc);
    }
    free(docx.data);
}

TEST(what_is_met_is_bounded)
{
    enum { MET_MAX = 1000000, COMMENTS_MAX = 100000 };
    dr_docx_annotations a = {.name = "a.docx"};
    draad_error err = {0};
    for (size_t i = 0; i < MET_MAX; i++)
        assert_int_equal(dr_docx_meet(&a, &a.met, (dr_docx_met){.id = 1}, &err), DRAAD_OK);
    CHECK_INT(dr_docx_meet(&a, &a.met, (dr_docx_met){.id = 1}, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "more than 1000000 comments, notes or numbers");
    for (size_t i = 0; i < COMMENTS_MAX; i++)
        assert_int_equal(dr_docx_add_comment(&a, (dr_docx_comment){.id = 1}, &err), DRAAD_OK);
    CHECK_INT(dr_docx_add_comment(&a, (dr_docx_comment){.id = 1}, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "more than 100000 comments, notes or numbers");
    for (size_t i = 0; i <= MET_MAX; i++) /* each line may begin in bold */
        assert_int_equal(dr_docx_meet(&a, &a.bold, (dr_docx_met){.id = 1}, &err), DRAAD_OK);
    dr_docx_annotations_free(&a);
}

TEST(a_comment_without_a_place_is_not_lost)
{
    CHECK_COMMENTS(P(T("Een.")), COMMENT("0", "", P(T("x"))), "comment|0-0|||x\n");
}

TEST(places_stay_right_when_the_code_of_a_field_goes)
{
    CHECK_COMMENTS(P(FIELD("begin") R("<w:t>HYPERLINK</w:t>") FROM("0") R("<w:t>x</w:t>") FIELD("separate") T("een ")
                         T("twee") TO("0") FIELD("end")),
                   COMMENT("0", "A", P(T("x"))), "comment|0-8|A|een twee|x\n");
}

TEST(places_stay_right_when_white_space_goes)
{
    CHECK_COMMENTS(P(FROM("0") R("<w:t> \xC3\xA9\xC3\xA9n </w:t>") TO("0") T(" twee")), COMMENT("0", "A", P(T("x"))),
                   "comment|0-5|A|\xC3\xA9\xC3\xA9n|x\n");
}

TEST(places_in_a_text_box_follow_its_text)
{
    CHECK_COMMENTS(P(T("Een ") R("<w:drawing>" BOX(P(T("in ") FROM("0") T("het vak") TO("0"))) "</w:drawing>")
                         T("twee.")) P(T("Drie.")),
                   COMMENT("0", "A", P(T("x"))), "comment|13-20|A|het vak|x\n");
}

TEST(places_in_a_transcript_follow_its_cells)
{
    CHECK_COMMENTS(TBL(ROW(CELL("I:") CELL("Hoe?")) ROW("<w:tc>" P(FROM("1") T("R1:") TO(
                       "1")) "</w:tc>"
                             "<w:tc>" P(T("Goed, ") FROM("0") T("denk ik") TO("0") T(".")) "</w:tc>")
                           ROW(CELL("I:") CELL("En?")) ROW(CELL("R1:") CELL("Nou."))) P(FROM("2") T("Eind") TO("2")),
                   COMMENT("0", "A", P(T("x"))) COMMENT("1", "A", P(T("y"))) COMMENT("2", "A", P(T("z"))),
                   "comment|8-11|A|R1:|y\ncomment|18-25|A|denk ik|x\ncomment|43-47|A|Eind|z\n");
}

TEST(changes_in_a_comment_are_not_of_the_text)
{
    CHECK_COMMENTS(P(FROM("0") T("a") TO("0")), COMMENT("0", "A", P(T("een ") DEL("twee ") T("drie"))),
                   "comment|0-1|A|a|een drie\n");
}

TEST(a_comment_on_deleted_words_stays)
{
    CHECK_COMMENTS(P(T("Een ") FROM("0") DEL("twee ") TO("0") T("drie")), COMMENT("0", "A", P(T("waarom weg?"))),
                   "comment|4-4|A||waarom weg?\n");
}

TEST(notes_have_an_anchor_and_a_text)
{
    pack_parts parts = {.document = PACK_DOCUMENT(PACK_W, P(T("Een") R("<w:footnoteReference w:id=\"2\"/>") T(" twee")
                                                                R("<w:endnoteReference w:id=\"2\"/>") T("."))),
                        .footnotes = "<w:footnotes xmlns:w=\"" PACK_W
                                     "\"><w:footnote w:id=\"2\">" P(T("voet")) "</w:footnote></w:footnotes>",
                        .endnotes = "<w:endnotes xmlns:w=\"" PACK_W "\"><w:endnote w:id=\"2\">" P(T("eind"))
                            P(T("noot")) "</w:endnote></w:endnotes>"};
    check_annotations(state_, parts, NULL, "footnote|3-3|||voet\nendnote|8-8|||eind\nnoot\n");
}

/* ---- numbers --------------------------------------------------------------------------------------------- */

#define LEVEL(ilvl, format, text) \
    "<w:lvl w:ilvl=\"" ilvl "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text \
    "\"/></w:lvl>"
#define LISTS(content)      "<w:numbering xmlns:w=\"" PACK_W "\">" content "</w:numbering>"
#define LIST(id, levels)    "<w:abstractNum w:abstractNumId=\"" id "\">" levels "</w:abstractNum>"
#define NUM(id, list, more) "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" list "\"/>" more "</w:num>"
#define ITEM(num, level, text) \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" num "\"/></w:numPr></w:pPr>" T(text) "</" \
                                                                                                               "w:p>"
#define CHECK_NUMBERS(body, all, expected) \
    check_annotations(state_, (pack_parts){.document = PACK_DOCUMENT(PACK_W, body), .numbering = LISTS(all)}, NULL, \
                      expected)

TEST(numbered_paragraphs_have_labels)
{
    CHECK_NUMBERS(ITEM("1", "0", "Een") ITEM("1", "1", "Twee") ITEM("1", "1", "Drie") ITEM("1", "0", "Vier")
                      ITEM("1", "1", "Vijf"),
                  LIST("0", LEVEL("0", "decimal", "%1.") LEVEL("1", "lowerLetter", "%1%2)")) NUM("1", "0", ""),
                  "number|0-3||Een|1.\nnumber|4-8||Twee|1a)\nnumber|9-13||Drie|1b)\nnumber|14-18||Vier|2.\n"
                  "number|19-23||Vijf|2a)\n");
}

TEST(lists_go_on_or_begin_anew)
{
    CHECK_NUMBERS(ITEM("1", "0", "a") ITEM("2", "0", "b") ITEM("3", "0", "c") ITEM("3", "0", "d"),
                  LIST("0", LEVEL("0", "upperRoman", "%1")) NUM("1", "0", "") NUM("2", "0", "")
                      NUM("3", "0", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"9\"/></w:lvlOverride>"),
                  "number|0-1||a|I\nnumber|2-3||b|II\nnumber|4-5||c|IX\nnumber|6-7||d|X\n");
}

TEST(a_bullet_is_a_label_too)
{
    CHECK_NUMBERS(ITEM("1", "0", "a"),
                  LIST("0", "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\xEF\x82\xB7\"/>"
                            "<w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr></w:lvl>") NUM("1", "0", ""),
                  "number|0-1||a|\xE2\x80\xA2\n");
}

TEST(a_list_that_is_not_there_gives_no_number)
{
    CHECK_NUMBERS(ITEM("0", "0", "a") ITEM("8", "0", "b") ITEM("1", "12", "c"),
                  LIST("0", LEVEL("0", "decimal", "%1.")) NUM("1", "0", ""), "");
}

TEST(a_style_can_number_its_paragraphs)
{
    pack_parts parts = {
        .document = PACK_DOCUMENT(PACK_W, "<w:p><w:pPr><w:pStyle w:val=\"Vraag\"/></w:pPr>" T(
                                              "Een") "</w:p><w:p><w:pPr><w:pStyle "
                                                     "w:val=\"Sub\"/></w:pPr>" T(
                                                         "Twee") "</w:p><w:p><w:pPr><w:pStyle "
                                                                 "w:val=\"Vraag\"/><w:numPr><w:numId "
                                                                 "w:val=\"0\"/></w:numPr></w:pPr>" T("Geen") "</w:p>"),
        .styles = "<w:styles xmlns:w=\"" PACK_W "\"><w:style w:type=\"paragraph\" w:styleId=\"Vraag\"><w:pPr><w:numPr>"
                  "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Sub\">"
                  "<w:basedOn w:val=\"Vraag\"/></w:style></w:styles>",
        .numbering =
            LISTS(LIST("0", LEVEL("0", "decimal",
                                  "%1.") "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:pStyle w:val=\"Sub\"/><w:numFmt "
                                         "w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl>") NUM("1", "0", ""))};
    check_annotations(state_, parts, NULL, "number|0-3||Een|1.\nnumber|4-8||Twee|1.1\n");
}

TEST(a_paragraph_knows_its_number)
{
    pack_parts parts = {.document = PACK_DOCUMENT(PACK_W, ITEM("1", "0", "Een") P(T("Los")) ITEM("1", "0", "I: Twee")),
                        .numbering = LISTS(LIST("0", LEVEL("0", "decimal", "%1.")) NUM("1", "0", ""))};
    pack_bytes docx = pack_docx_of(parts, strlen(parts.document));
    draad_document *doc = NULL;
    draad_error err = {0};
    CHECK_INT(
        draad_document_read_bytes((draad_str){(const char *)docx.data, docx.len}, "a.docx", NULL, NULL, &doc, &err),
        DRAAD_OK);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_PARAGRAPH), 3);
    CHECK_STR(draad_document_unit(doc, DRAAD_UNIT_PARAGRAPH, 0).number, "1.");
    CHECK_STR(draad_document_unit(doc, DRAAD_UNIT_PARAGRAPH, 1).number, "");
    CHECK_STR(draad_document_unit(doc, DRAAD_UNIT_PARAGRAPH, 2).number, "2.");
    CHECK_STR(draad_document_unit(doc, DRAAD_UNIT_SENTENCE, 0).number, "");
    draad_document_free(doc);
    free(docx.data);
}

/* ---- no memory ------------------------------------------------------------------------------------------- */

static draad_status read_all(void *ctx, draad_error *err)
{
    const pack_bytes *docx = ctx;
    draad_document *doc = NULL;
    draad_status s =
        draad_document_read_bytes((draad_str){(const char *)docx->data, docx->len}, "a.docx", NULL, NULL, &doc, err);
    draad_document_free(doc);
    return s;
}

TEST(every_allocation_may_fail)
{
    pack_parts parts = {
        .document = PACK_DOCUMENT(PACK_W, P(FROM("0") T("een ") R("<w:rPr><w:b/></w:rPr><w:t>twee</w:t>") TO("0")
                                                R("<w:footnoteReference w:id=\"2\"/>")) ITEM("1", "0", "drie")),
        .footnotes =
            "<w:footnotes xmlns:w=\"" PACK_W "\"><w:footnote w:id=\"2\">" P(T("voet")) "</w:footnote></w:footnotes>",
        .comments = COMMENTS(COMMENT("0", "A", P(T("x")))),
        .styles = "<w:styles xmlns:w=\"" PACK_W "\"><w:style w:styleId=\"a\"/></w:styles>",
        .numbering = LISTS(LIST("0", LEVEL("0", "decimal", "%1.")) NUM("1", "0", ""))};
    pack_bytes docx = pack_docx_of(parts, strlen(parts.document));
    CHECK(pack_survives(read_all, &docx));
    free(docx.data);
}

int main(void)
{
    return RUN(a_comment_has_an_author_and_a_range, comments_overlap_and_come_by_place,
               a_comment_may_go_over_paragraphs, a_comment_without_a_range_is_at_its_reference,
               an_author_that_cannot_be_kept_is_an_error, what_is_met_is_bounded, a_comment_without_a_place_is_not_lost,
               places_stay_right_when_the_code_of_a_field_goes, places_stay_right_when_white_space_goes,
               places_in_a_text_box_follow_its_text, places_in_a_transcript_follow_its_cells,
               changes_in_a_comment_are_not_of_the_text, a_comment_on_deleted_words_stays,
               notes_have_an_anchor_and_a_text, numbered_paragraphs_have_labels, lists_go_on_or_begin_anew,
               a_bullet_is_a_label_too, a_list_that_is_not_there_gives_no_number, a_style_can_number_its_paragraphs,
               a_paragraph_knows_its_number, every_allocation_may_fail);
}
