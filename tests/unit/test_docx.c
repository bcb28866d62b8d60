/* SPDX-License-Identifier: Apache-2.0
 * test_docx.c - what of a Word document is text: each feature as XML beside the text it gives. */
#include "docx_words.h"
#include "outside/xml.h"
#include "source/docx.h"

/* ---- words of these tests -------------------------------------------------------------------------------- */

static void check_parts(void **state_, const char *document, const char *footnotes, const char *endnotes,
                        const draad_read_options *options, const char *expected, const char *messages)
{
    pack_bytes docx = pack_docx(document, strlen(document), footnotes, endnotes);
    dr_buf heard = {0};
    dr_source_text text;
    draad_error err = {0};
    CHECK_INT(read_packed(docx, options, &heard, &text, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text.text), expected);
    CHECK_STR(dr_buf_str(&heard), messages);
    dr_source_text_free(&text);
    dr_buf_free(&heard);
    free(docx.data);
}

#define CHECK_BODY(body, expected) check_parts(state_, PACK_DOCUMENT(PACK_W, body), NULL, NULL, NULL, expected, "")
#define CHECK_HEARD(body, expected, messages) \
    check_parts(state_, PACK_DOCUMENT(PACK_W, body), NULL, NULL, NULL, expected, messages)
#define CHECK_TRACK(body, how, expected) \
    check_parts(state_, PACK_DOCUMENT(PACK_W, body), NULL, NULL, &(draad_read_options){.track = DRAAD_TRACK_##how}, \
                expected, heard)
#define CHECK_REFUSED(docx, status, expected) \
    do { \
        dr_source_text text_; \
        draad_error err_ = {0}; \
        dr_buf heard_ = {0}; \
        CHECK_INT(read_packed(docx, NULL, &heard_, &text_, &err_), status); \
        CHECK_STR(dr_str_of(err_.message), expected); \
        CHECK(text_.text.data == NULL && text_.labels.at == NULL); \
        dr_buf_free(&heard_); \
    } while (0)

/* ---- paragraphs and runs --------------------------------------------------------------------------------- */

/* The text alone, whatever is said about it. */
static void check_text(void **state_, pack_parts parts, const char *expected)
{
    pack_bytes docx = pack_docx_of(parts, strlen(parts.document));
    dr_buf heard = {0};
    dr_source_text text;
    draad_error err = {0};
    CHECK_INT(read_packed(docx, NULL, &heard, &text, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text.text), expected);
    dr_source_text_free(&text);
    dr_buf_free(&heard);
    free(docx.data);
}
#define CHECK_TEXT(body, expected) check_text(state_, (pack_parts){.document = PACK_DOCUMENT(PACK_W, body)}, expected)

TEST(a_paragraph_is_a_line)
{
    CHECK_BODY(P(T("Een.")) P(T("Twee.")), "Een.\nTwee.\n");
}

TEST(an_empty_paragraph_is_an_empty_line)
{
    CHECK_BODY("<w:p/>" P(T("Een.")) "<w:p><w:pPr/></w:p>", "\nEen.\n\n");
}

TEST(runs_join_without_a_space)
{
    CHECK_BODY(P(T("jeugd") "<w:proofErr w:type=\"spellStart\"/>" T("zorg") "<w:bookmarkStart w:id=\"0\"/>" T("werk")),
               "jeugdzorgwerk\n");
}

TEST(white_space_counts_only_when_the_text_keeps_it)
{
    CHECK_BODY(P(R("<w:t> een </w:t>") R("<w:t xml:space=\"preserve\"> twee </w:t>")), "een twee \n");
    CHECK_BODY(P(R("<w:t>een\ntwee</w:t>")), "een twee\n");
    CHECK_BODY(P(R("<w:t/>") R("<w:t> </w:t>") T("een")), "een\n");
}

TEST(tabs_and_breaks_are_characters)
{
    CHECK_BODY("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" R(
                   "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/>"
                   "<w:t>c</w:t><w:cr/><w:t>d</w:t><w:br "
                   "w:type=\"page\"/><w:t>e</w:t><w:lastRenderedPageBreak/><w:ptab/>") "</w:p>",
               "a\tb\nc\nd\ne\t\n");
}

#define GLYPH(font, code) R("<w:sym w:font=\"" font "\" w:char=\"" code "\"/>")

TEST(a_symbol_is_named_by_one_to_six_digits)
{
    CHECK_TEXT(
        P(GLYPH("Calibri", "1F600") GLYPH("Calibri", "00e9") GLYPH("Calibri", "00E9") GLYPH("Calibri", "10FFFF")),
        "\U0001F600\u00E9\u00E9\uFFFD\n");
    CHECK_TEXT(P(GLYPH("Calibri", "") GLYPH("Calibri", "0000041") GLYPH("Calibri", "G1") GLYPH("Calibri", "110000")),
               "\uFFFD\uFFFD\uFFFD\uFFFD\n");
    CHECK_TEXT(P("<w:del>" GLYPH("Symbol", "61") R("<w:br/><w:tab/>") "</w:del>" T("a")), "a\n");
}

TEST(a_mark_of_a_field_that_is_not_known_is_none)
{
    CHECK_TEXT(P(FIELD("begin") FIELD("x") T("code") FIELD("separate") T("a") FIELD("y") FIELD("end") FIELD("end")),
               "a\n");
}

TEST(what_does_not_belong_where_it_stands_loses_no_text)
{
    CHECK_TEXT(TBL(P(T("a")) ROW(CELL("b"))), "a\nb\n");
    CHECK_TEXT(TBL(ROW("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" CELL("b"))), "x\nb\n");
    CHECK_TEXT(TBL(ROW("<w:tc>" P(T("a")) CELL("b") P(T("c")) "</w:tc>")), "a\nb\nc\n");
    CHECK_TEXT("<w:tc>" P(T("a")) "</w:tc>", "a\n");
    CHECK_TEXT(
        P(R("<w:rPr><w:del w:id=\"1\"/></w:rPr><w:t>a</w:t>") "<w:commentRangeStart/><w:commentRangeEnd w:id=\"x\"/>"),
        "a\n");
    CHECK_TEXT(P(T("a") TBL(ROW(CELL("b"))) T("c")), "a\nb\nc\n");
    CHECK_TEXT(P(R("<w:rPr><w:b/></w:rPr><w:t>Jan</w:t>") P(T("a")) T("b")), "Jan\na\nb\n");
    CHECK_TEXT(P(R(BOX(TBL(ROW(CELL("a") CELL("b")))))), "\na\nb\n");
    CHECK_TEXT("<mc:AlternateContent><mc:Iets>" P(T("a")) "</mc:Iets><mc:Choice>" P(
                   T("b")) "</mc:Choice></mc:AlternateContent>" P("<w:pPr><w:numPr><w:iets/></w:numPr><w:rPr><w:vanish/"
                                                                  "><w:b/></w:rPr></w:pPr>" T("c")),
               "b\nc\n");
}

TEST(the_notes_of_anchors_that_are_taken_out_are_not_in_the_text)
{
#define NOOT(id)          "<w:footnote w:id=\"" id "\">" P(T("noot" id)) "</w:footnote>"
#define ANCHOR(attribute) R("<w:footnoteReference " attribute "/>")
    check_text(
        state_,
        (pack_parts){
            .document = PACK_DOCUMENT(PACK_W, P(T("a") "<w:del>" ANCHOR("w:id=\"3\"") ANCHOR("w:id=\"1\"")
                                                    ANCHOR("w:id=\"3\"") "</w:del>" ANCHOR("w:id=\"2\"") ANCHOR(""))),
            .footnotes = "<w:footnotes xmlns:w=\"" PACK_W "\"><w:iets/>" NOOT("1") NOOT("2") NOOT(
                "3") "<w:footnote w:type=\"normal\">" P(T("zonder")) "</w:footnote>"
                                                                     "<w:footnote w:type=\"separator\" w:id=\"9\">" P(
                                                                         T("lijn")) "</w:footnote></w:footnotes>"},
        "a\nnoot2\nzonder\n");
}

TEST(hyphens_are_characters)
{
    CHECK_BODY(P(R("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t>")), "a\xE2\x80\x91"
                                                                                              "b\xC2\xAD"
                                                                                              "c\n");
}

TEST(numbering_is_no_text)
{
    CHECK_BODY("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr>" T("Een.") "</w:p>",
               "Een.\n");
}

TEST(links_controls_and_tags_are_looked_through)
{
    CHECK_BODY(P(T("a") "<w:hyperlink>" T("b") "</w:hyperlink><w:smartTag><w:smartTagPr/>" T(
                   "c") "</w:smartTag>"
                        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" T("d") "</w:sdtContent></w:sdt><w:bdo>" T(
                            "e") "</w:bdo>"),
               "abcde\n");
    CHECK_BODY(
        "<w:sdt><w:sdtContent>" P(T("Een.")) "</w:sdtContent></w:sdt><w:customXml>" P(T("Twee.")) "</w:customXml>",
        "Een.\nTwee.\n");
}

TEST(formulas_keep_their_letters)
{
    CHECK_BODY(P(T("n = ") "<m:oMath><m:r><m:t>k</m:t></m:r></m:oMath>"), "n = k\n");
    CHECK_BODY("<m:oMathPara><m:oMath><m:r><m:t>k</m:t></m:r></m:oMath></m:oMathPara>" P(T("Een.")), "k\nEen.\n");
}

TEST(strict_documents_read_the_same)
{
    check_parts(state_, PACK_DOCUMENT(PACK_W_STRICT, P(R("<w:t>a</w:t><w:tab/><w:t>b</w:t>"))), NULL, NULL, NULL,
                "a\tb\n", "");
}

TEST(any_prefix_will_do)
{
    check_parts(state_, "<document xmlns=\"" PACK_W "\"><body><p><r><t>Een.</t></r></p></body></document>", NULL, NULL,
                NULL, "Een.\n", "");
    check_parts(state_,
                "<w:document xmlns:w=\"" PACK_W
                "\" xmlns:x=\"urn:x\"><w:body>" P(T("a") "<x:t>no</x:t>") "</w:body></w:document>",
                NULL, NULL, NULL, "a\n", "");
}

TEST(headers_of_the_section_and_old_properties_are_passed_over)
{
    CHECK_BODY(P(T("a")) "<w:sectPr><w:headerReference/></w:sectPr>", "a\n");
    CHECK_BODY("<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>",
               "a\n");
}

/* ---- tracked changes ------------------------------------------------------------------------------------- */

TEST(tracked_changes_are_read_as_accepted_unless_asked_otherwise)
{
    const char *heard = "warning: 2 tracked changes: read as accepted\n";
#define CHANGED P(T("Ik ben ") DEL("moe") "<w:ins>" T("blij") "</w:ins>" T("."))
    CHECK_TRACK(CHANGED, ACCEPT, "Ik ben blij.\n");
    heard = "warning: 2 tracked changes: read as rejected\n";
    CHECK_TRACK(CHANGED, REJECT, "Ik ben moe.\n");
    heard = "warning: 2 tracked changes: both sides of each are in the text\n";
    CHECK_TRACK(CHANGED, ALL, "Ik ben moeblij.\n");
}

TEST(moved_text_is_where_it_went)
{
    const char *heard = "warning: 2 tracked changes: read as accepted\n";
#define MOVED P("<w:moveFrom>" T("a") "</w:moveFrom>" T("b") "<w:moveTo>" T("a") "</w:moveTo>")
    CHECK_TRACK(MOVED, ACCEPT, "ba\n");
    heard = "warning: 2 tracked changes: read as rejected\n";
    CHECK_TRACK(MOVED, REJECT, "ab\n");
}

TEST(what_was_inserted_and_deleted_again_is_in_neither_view)
{
    const char *heard = "warning: 2 tracked changes: read as accepted\n";
#define TWICE P(T("a") "<w:ins>" DEL("b") "</w:ins>" T("c"))
    CHECK_TRACK(TWICE, ACCEPT, "ac\n");
    heard = "warning: 2 tracked changes: read as rejected\n";
    CHECK_TRACK(TWICE, REJECT, "ac\n");
    heard = "warning: 2 tracked changes: both sides of each are in the text\n";
    CHECK_TRACK(TWICE, ALL, "abc\n");
}

TEST(a_deleted_paragraph_mark_joins_two_paragraphs)
{
    const char *heard = "warning: 1 tracked change: read as accepted\n";
#define JOINED "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("Een ") "</w:p>" P(T("twee."))
    CHECK_TRACK(JOINED, ACCEPT, "Een twee.\n");
    heard = "warning: 1 tracked change: read as rejected\n";
    CHECK_TRACK(JOINED, REJECT, "Een \ntwee.\n");
}

TEST(a_deleted_paragraph_mark_does_not_join_across_a_table)
{
    CHECK_HEARD("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("Een") "</w:p>" TBL(ROW(CELL("a"))), "Een\na\n",
                "warning: 1 tracked change: read as accepted\n");
}

TEST(a_deleted_row_or_cell_loses_its_text)
{
    CHECK_HEARD(TBL("<w:tr><w:trPr><w:del/></w:trPr>" CELL("a") "</w:tr>" ROW(CELL("b"))), "\nb\n",
                "warning: 1 tracked change: read as accepted\n");
#define TRACKED_CELLS \
    TBL(ROW(CELL("a") "<w:tc><w:tcPr><w:cellDel/></w:tcPr>" P(T("b")) "</w:tc><w:tc><w:tcPr><w:cellIns/></w:tcPr>" P( \
        T("c")) "</w:tc>"))
    const char *heard = "warning: 2 tracked changes: read as accepted\n";
    CHECK_TRACK(TRACKED_CELLS, ACCEPT, "a\n\nc\n");
    heard = "warning: 2 tracked changes: read as rejected\n";
    CHECK_TRACK(TRACKED_CELLS, REJECT, "a\nb\n\n");
    heard = "warning: 2 tracked changes: both sides of each are in the text\n";
    CHECK_TRACK(TRACKED_CELLS, ALL, "a\nb\nc\n");
}

/* ---- notes, comments, hidden text, symbols --------------------------------------------------------------- */

#define NOTE(kind, attrs, content) "<w:" kind " " attrs ">" content "</w:" kind ">"

TEST(notes_come_after_the_body)
{
    check_parts(state_,
                PACK_DOCUMENT(PACK_W, P(T("a") R("<w:endnoteReference w:id=\"2\"/>")
                                            R("<w:footnoteReference w:id=\"1\"/>") T("b"))),
                "<w:footnotes xmlns:w=\"" PACK_W
                "\">" NOTE("footnote", "w:type=\"separator\" w:id=\"-1\"", P(R("<w:separator/>")))
                    NOTE("footnote", "w:id=\"1\"", P(R("<w:footnoteRef/>") T("voet"))) "</w:footnotes>",
                "<w:endnotes xmlns:w=\"" PACK_W
                "\">" NOTE("endnote", "w:id=\"2\"", P(T("eind")) P(T("twee"))) "</w:endnotes>",
                NULL, "ab\nvoet\neind\ntwee\n", "");
}

TEST(a_note_goes_with_its_anchor)
{
    const char *notes = "<w:footnotes xmlns:w=\"" PACK_W "\">" NOTE("footnote", "w:id=\"1\"", P(T("een")))
        NOTE("footnote", "w:id=\"2\"", P(T("twee"))) "</w:footnotes>";
    const char *body = PACK_DOCUMENT(PACK_W, P(T("a") "<w:del>" R("<w:footnoteReference w:id=\"1\"/>") "</w:del>" R(
                                                 "<w:footnoteReference w:id=\"2\"/>")));
    check_parts(state_, body, notes, NULL, NULL, "a\ntwee\n", "warning: 1 tracked change: read as accepted\n");
    check_parts(state_, body, notes, NULL, &(draad_read_options){.track = DRAAD_TRACK_REJECT}, "a\neen\ntwee\n",
                "warning: 1 tracked change: read as rejected\n");
}

TEST(comments_are_counted_and_not_read)
{
    CHECK_HEARD(P("<w:commentRangeStart w:id=\"0\"/>" T("a") "<w:commentRangeEnd w:id=\"0\"/>" R(
                    "<w:commentReference w:id=\"0\"/>")),
                "a\n", "");
}

TEST(hidden_text_is_kept_with_a_warning_or_dropped)
{
#define SECRET \
    P(T("a") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t><w:tab/></w:r>" \
             "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>c</w:t></w:r>")
    CHECK_HEARD(SECRET, "ab\tc\n", "warning: 1 piece of hidden text: kept\n");
    check_parts(state_, PACK_DOCUMENT(PACK_W, SECRET), NULL, NULL, &(draad_read_options){.drop_hidden = true}, "ac\n",
                "warning: 1 piece of hidden text: left out\n");
}

TEST(symbols_are_characters_where_known)
{
#define SYM(font, c) "<w:sym w:font=\"" font "\" w:char=\"" c "\"/>"
    CHECK_BODY(P(R(SYM("Wingdings", "F04A") SYM("Symbol", "F0B7") SYM("Wingdings", "F0E0") SYM("Symbol", "F061")
                       SYM("Arial", "00E9"))),
               "\xE2\x98\xBA\xE2\x80\xA2\xE2\x86\x92\xCE\xB1\xC3\xA9\n");
    CHECK_HEARD(P(R(SYM("Eigen", "F04A") SYM("Wingdings", "zz"))), "\xEF\xBF\xBD\xEF\xBF\xBD\n",
                "warning: 2 characters of an unknown symbol font, written as U+FFFD\n");
}

TEST(embedded_documents_are_missed_aloud)
{
    CHECK_HEARD("<w:altChunk/>" P(T("a") R("<w:object><o:OLEObject/></w:object>")), "a\n",
                "warning: 2 embedded documents are not read: text may be missing\n");
}

TEST(a_document_without_text_says_so)
{
    CHECK_HEARD("<w:p/>", "\n", "warning: the document holds no text\n");
}

/* ---- fields ---------------------------------------------------------------------------------------------- */

TEST(a_field_is_its_result)
{
    CHECK_BODY(P(T("a") FIELD("begin") R("<w:instrText> DATE </w:instrText>") FIELD("separate") T("1 mei") FIELD("end")
                     T("b")),
               "a1 meib\n");
    CHECK_BODY(P("<w:fldSimple w:instr=\"DATE\">" T("1 mei") "</w:fldSimple>"), "1 mei\n");
}

TEST(a_field_in_the_code_of_a_field_is_code)
{
    CHECK_BODY(P(FIELD("begin") R("<w:instrText> IF </w:instrText>") FIELD("begin") R("<w:instrText> X </w:instrText>")
                     FIELD("separate") T("3") FIELD("end") FIELD("separate") T("ja") FIELD("end")),
               "ja\n");
}

TEST(unbalanced_field_marks_swallow_nothing)
{
    CHECK_BODY(P(T("a") FIELD("begin") R("<w:instrText> X </w:instrText>") T("b")) P(T("c")), "ab\nc\n");
    CHECK_BODY(P(T("a") FIELD("begin")) P(T("b")) P(T("c") FIELD("end") T("d")), "a\nb\ncd\n");
    CHECK_BODY(P(T("a") FIELD("end") T("b") FIELD("separate") T("c")), "abc\n");
}

/* ---- text boxes and alternatives ------------------------------------------------------------------------- */

#define ALTERNATIVES(choice, fallback) \
    "<mc:AlternateContent><mc:Choice Requires=\"wps\">" choice "</mc:Choice><mc:Fallback>" fallback \
    "</mc:Fallback></mc:AlternateContent>"

TEST(a_text_box_is_read_once_after_its_paragraph)
{
    CHECK_BODY(P(T("voor ") R(ALTERNATIVES("<wps:txbx>" BOX(P(T("doos"))) "</wps:txbx>",
                                           "<v:textbox>" BOX(P(T("doos"))) "</v:textbox>")) T("na")) P(T("verder")),
               "voor na\ndoos\nverder\n");
}

TEST(the_fallback_is_read_when_no_choice_has_text)
{
    CHECK_BODY(P(R(ALTERNATIVES("<w:drawing/>", "<w:t>x</w:t>")) R(ALTERNATIVES("<w:t>y</w:t>", "<w:t>z</w:t>"))),
               "xy\n");
}

TEST(text_boxes_in_text_boxes_stay_in_order)
{
    CHECK_BODY(P(T("a") R(BOX(P(T("b") R(BOX(P(T("c"))))) P(T("d")))) T("e")), "ae\nb\nc\nd\n");
}

/* ---- tables ---------------------------------------------------------------------------------------------- */

TEST(a_table_is_read_row_by_row_a_line_a_cell)
{
    CHECK_BODY(TBL(ROW(CELL("a") CELL("b")) ROW(CELL("c") CELL(""))), "a\nb\nc\n\n");
}

TEST(a_table_in_a_cell_is_read_in_its_place)
{
    CHECK_BODY(TBL(ROW("<w:tc>" P(T("a")) TBL(ROW(CELL("b"))) P(T("c")) "</w:tc>")), "a\nb\nc\n");
}

/* Text and labels: each as time|label|text. */
static void check_transcript(void **state_, const char *document, const char *expected, const char *labels)
{
    pack_bytes docx = pack_docx(document, strlen(document), NULL, NULL);
    dr_buf heard = {0}, found = {0};
    dr_source_text text;
    draad_error err = {0};
    CHECK_INT(read_packed(docx, NULL, &heard, &text, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text.text), expected);
    for (size_t i = 0; i < text.labels.n; i++) {
        const dr_label *l = &text.labels.at[i];
        const char *t = text.text.data;
        const char *line_end = memchr(t + l->text, '\n', text.text.len - l->text);
        dr_buf_printf(&found, NULL, "%.*s|%.*s|%.*s\n", (int)(l->time.end - l->time.start), t + l->time.start,
                      (int)(l->label.end - l->label.start), t + l->label.start, (int)(line_end - t - l->text),
                      t + l->text);
    }
    CHECK_STR(dr_buf_str(&found), labels);
    dr_source_text_free(&text);
    dr_buf_free(&heard);
    dr_buf_free(&found);
    free(docx.data);
}

TEST(a_table_of_speaker_and_text_is_a_transcript)
{
    check_transcript(
        state_,
        PACK_DOCUMENT(PACK_W, P(T("Kop")) TBL(ROW(CELL("I:") CELL("Hoe gaat het?")) ROW(CELL("R1:") CELL("Goed."))
                                                  ROW(CELL("") CELL("En druk."))) P(T("Eind"))),
        "Kop\nI:\tHoe gaat het?\nR1:\tGoed.\n\tEn druk.\nEind\n", "|I|Hoe gaat het?\n|R1|Goed.\n||En druk.\n");
}

TEST(a_table_of_time_speaker_and_text_is_a_transcript)
{
    check_transcript(
        state_,
        PACK_DOCUMENT(PACK_W, TBL(ROW(CELL("Tijd") CELL("Spreker") CELL("Tekst"))
                                      ROW(CELL("[00:01]") CELL("Anna") CELL("Hoe gaat het met je?"))
                                          ROW(CELL("[00:05]") CELL("Bob de Wit") CELL("Met mij gaat het goed."))
                                              ROW(CELL("[00:09]") CELL("Anna") CELL("Fijn om te horen."))
                                                  ROW(CELL("[00:12]") CELL("Bob de Wit") CELL("Zeker weten.")))),
        "Tijd\tSpreker\tTekst\n[00:01]\tAnna\tHoe gaat het met je?\n[00:05]\tBob de Wit\tMet mij gaat het goed.\n"
        "[00:09]\tAnna\tFijn om te horen.\n[00:12]\tBob de Wit\tZeker weten.\n",
        "||Tekst\n00:01|Anna|Hoe gaat het met je?\n00:05|Bob de Wit|Met mij gaat het goed.\n00:09|Anna|Fijn om te "
        "horen.\n"
        "00:12|Bob de Wit|Zeker weten.\n");
}

TEST(a_cell_of_two_paragraphs_stays_two_lines)
{
    check_transcript(state_,
                     PACK_DOCUMENT(PACK_W, TBL(ROW(CELL("I") "<w:tc>" P(T("Een.")) P(T("Twee.")) "</w:tc>")
                                                   ROW(CELL("R") CELL("Drie.")))),
                     "I\tEen.\nTwee.\nR\tDrie.\n", "|I|Een.\n|R|Drie.\n");
}

TEST(a_table_of_facts_is_no_transcript)
{
    check_transcript(
        state_,
        PACK_DOCUMENT(PACK_W, TBL(ROW(CELL("Naam") CELL("Jan de Vries")) ROW(CELL("Leeftijd") CELL("34 jaar oud"))
                                      ROW(CELL("Functie") CELL("jeugdbeschermer sinds 2018")))),
        "Naam\nJan de Vries\nLeeftijd\n34 jaar oud\nFunctie\njeugdbeschermer sinds 2018\n", "");
}

/* ---- hostile --------------------------------------------------------------------------------------------- */

static pack_bytes of_document(const char *document)
{
    return pack_docx(document, strlen(document), NULL, NULL);
}

TEST(hostile_xml_is_refused)
{
    pack_bytes doctype = of_document("<!DOCTYPE w [<!ENTITY a \"b\">]>" PACK_DOCUMENT(PACK_W, P(T("&a;"))));
    CHECK_REFUSED(doctype, DRAAD_E_SOURCE, "word/document.xml: has a document type declaration, which is not read");
    free(doctype.data);
    pack_bytes entity = of_document(PACK_DOCUMENT(PACK_W, P(T("&a;"))));
    CHECK_REFUSED(entity, DRAAD_E_SOURCE, "word/document.xml: is damaged: not well-formed XML");
    free(entity.data);
    pack_bytes other = of_document("<html/>");
    CHECK_REFUSED(other, DRAAD_E_SOURCE, "damaged, or not a Word document: its main part holds no Word text");
    free(other.data);
}

TEST(depth_300_is_refused)
{
    dr_buf b = {0};
    dr_buf_put(&b, DR_STR("<w:document xmlns:w=\"" PACK_W "\"><w:body>"), NULL);
    for (int i = 0; i < 100; i++)
        dr_buf_put(&b, DR_STR("<w:tbl><w:tr><w:tc>"), NULL);
    pack_bytes docx = pack_docx(b.data, b.len, NULL, NULL);
    CHECK_REFUSED(docx, DRAAD_E_LIMIT, "word/document.xml: has elements more than 256 deep");
    free(docx.data);
    dr_buf_free(&b);
}

TEST(two_million_paragraphs_are_the_most)
{
    dr_buf b = {0};
    dr_buf_put(&b, DR_STR("<w:document xmlns:w=\"" PACK_W "\"><w:body>"), NULL);
    for (int i = 0; i <= 2000000; i++)
        dr_buf_put(&b, DR_STR("<w:p/>"), NULL);
    dr_buf_put(&b, DR_STR("</w:body></w:document>"), NULL);
    pack_bytes docx = pack_docx(b.data, b.len, NULL, NULL);
    CHECK_REFUSED(docx, DRAAD_E_LIMIT, "more than 2000000 paragraphs");
    free(docx.data);
    dr_buf_free(&b);
}

TEST(a_torn_docx_is_refused_wherever_it_is_torn)
{
    pack_bytes docx = of_document(PACK_DOCUMENT(PACK_W, P(T("a"))));
    for (size_t len = 0; len < docx.len; len += 7) {
        dr_source_text text;
        draad_error err;
        dr_buf heard = {0};
        pack_bytes torn = {.data = docx.data, .len = len};
        CHECK_INT(read_packed(torn, NULL, &heard, &text, &err), DRAAD_E_SOURCE);
        dr_buf_free(&heard);
    }
    free(docx.data);
}

/* ---- packages -------------------------------------------------------------------------------------------- */

static const char one_line[] = PACK_DOCUMENT(PACK_W, P(T("a")));

TEST(the_body_is_found_by_relationship_whatever_its_name)
{
    pack_entry entries[] = {
        pack_text("[Content_Types].xml",
                  "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                  "<Default Extension=\"XML\" "
                  "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></"
                  "Types>"),
        pack_text("_rels/.rels", PACK_RELATIONS("<Relationship Id=\"x\" Type=\"urn:x\" Target=\"other.xml\"/>" PACK_TO(
                                     PACK_RELATION_STRICT, "officeDocument", "/map/./x/../Document2.xml"))),
        pack_text("map/document2.xml", one_line),
        pack_text("other.xml", "not read"),
    };
    pack_bytes docx = pack_zip(entries, 4);
    dr_buf heard = {0};
    dr_source_text text;
    draad_error err;
    CHECK_INT(read_packed(docx, NULL, &heard, &text, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text.text), "a\n");
    dr_source_text_free(&text);
    free(docx.data);
}

TEST(other_office_packages_are_refused_by_name)
{
    pack_entry entries[] = {
        pack_text("[Content_Types].xml", PACK_TYPES("spreadsheetml.sheet.main")),
        pack_text("_rels/.rels", PACK_RELATIONS(PACK_TO(PACK_RELATION, "officeDocument", "word/document.xml"))),
    };
    pack_bytes docx = pack_zip(entries, 2);
    CHECK_REFUSED(docx, DRAAD_E_SOURCE, "an Excel workbook; save the interview as DOCX or plain text");
    free(docx.data);
}

TEST(a_relationship_cannot_leave_the_package)
{
    pack_entry entries[] = {
        pack_text("[Content_Types].xml", PACK_TYPES("wordprocessingml.document.main")),
        pack_text("_rels/.rels", PACK_RELATIONS(PACK_TO(PACK_RELATION, "officeDocument", "../../word/document.xml"))),
        pack_text("word/document.xml", one_line),
    };
    pack_bytes docx = pack_zip(entries, 3);
    CHECK_REFUSED(docx, DRAAD_E_SOURCE, "an Office package without a main part, expected a DOCX");
    entries[1] =
        pack_text("_rels/.rels", PACK_RELATIONS("<Relationship Type=\"" PACK_RELATION
                                                "officeDocument\" Target=\"http://x/\" TargetMode=\"External\"/>"));
    free(docx.data);
    docx = pack_zip(entries, 3);
    CHECK_REFUSED(docx, DRAAD_E_SOURCE, "an Office package without a main part, expected a DOCX");
    free(docx.data);
}

TEST(a_missing_or_damaged_part_is_named)
{
    pack_bytes docx = of_document("<w:document xmlns:w=\"" PACK_W "\">");
    CHECK_REFUSED(docx, DRAAD_E_SOURCE, "word/document.xml: is damaged: not well-formed XML");
    free(docx.data);
    docx = pack_docx(one_line, sizeof one_line - 1, "<w:footnotes xmlns:w=\"" PACK_W "\">", NULL);
    CHECK_REFUSED(docx, DRAAD_E_SOURCE, "word/footnotes.xml: is damaged: not well-formed XML");
    free(docx.data);
}

static draad_status read_quietly(void *ctx, draad_error *err)
{
    pack_bytes docx = *(pack_bytes *)ctx;
    dr_source_text text;
    draad_status s = dr_source_read((draad_str){(const char *)docx.data, docx.len}, "a.docx", NULL, NULL, &text, err);
    dr_source_text_free(&text);
    return s;
}

TEST(docx_survives_each_failed_allocation)
{
    pack_bytes docx = of_document(PACK_DOCUMENT(
        PACK_W,
        P(T("a") DEL("b") "<w:del>" R("<w:footnoteReference w:id=\"1\"/>") "</w:del>" FIELD("begin") FIELD("end")
              R(BOX(P(T("c") R(BOX(P(T("d")))))))) TBL(ROW(CELL("I") CELL("Een.")) ROW(CELL("R") CELL("Twee.")))));
    CHECK(pack_survives(read_quietly, &docx));
    free(docx.data);
}

int main(void)
{
    return RUN(a_paragraph_is_a_line, an_empty_paragraph_is_an_empty_line, runs_join_without_a_space,
               white_space_counts_only_when_the_text_keeps_it, tabs_and_breaks_are_characters,
               a_symbol_is_named_by_one_to_six_digits, a_mark_of_a_field_that_is_not_known_is_none,
               what_does_not_belong_where_it_stands_loses_no_text,
               the_notes_of_anchors_that_are_taken_out_are_not_in_the_text, hyphens_are_characters,
               numbering_is_no_text, links_controls_and_tags_are_looked_through, formulas_keep_their_letters,
               strict_documents_read_the_same, any_prefix_will_do,
               headers_of_the_section_and_old_properties_are_passed_over,
               tracked_changes_are_read_as_accepted_unless_asked_otherwise, moved_text_is_where_it_went,
               what_was_inserted_and_deleted_again_is_in_neither_view, a_deleted_paragraph_mark_joins_two_paragraphs,
               a_deleted_paragraph_mark_does_not_join_across_a_table, a_deleted_row_or_cell_loses_its_text,
               notes_come_after_the_body, a_note_goes_with_its_anchor, comments_are_counted_and_not_read,
               hidden_text_is_kept_with_a_warning_or_dropped, symbols_are_characters_where_known,
               embedded_documents_are_missed_aloud, a_document_without_text_says_so, a_field_is_its_result,
               a_field_in_the_code_of_a_field_is_code, unbalanced_field_marks_swallow_nothing,
               a_text_box_is_read_once_after_its_paragraph, the_fallback_is_read_when_no_choice_has_text,
               text_boxes_in_text_boxes_stay_in_order, a_table_is_read_row_by_row_a_line_a_cell,
               a_table_in_a_cell_is_read_in_its_place, a_table_of_speaker_and_text_is_a_transcript,
               a_table_of_time_speaker_and_text_is_a_transcript, a_cell_of_two_paragraphs_stays_two_lines,
               a_table_of_facts_is_no_transcript, hostile_xml_is_refused, depth_300_is_refused,
               two_million_paragraphs_are_the_most, a_torn_docx_is_refused_wherever_it_is_torn,
               the_body_is_found_by_relationship_whatever_its_name, other_office_packages_are_refused_by_name,
               a_relationship_cannot_leave_the_package, a_missing_or_damaged_part_is_named,
               docx_survives_each_failed_allocation);
}
