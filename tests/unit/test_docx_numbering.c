/* SPDX-License-Identifier: Apache-2.0
 * test_docx_numbering.c - the labels of numbered paragraphs: formats, restarts, and what makes no label. */
#include "docx_words.h"
#include "source/docx_styles.h"

#define LISTS(content)      "<w:numbering xmlns:w=\"" PACK_W "\" xmlns:x=\"urn:x\">" content "</w:numbering>"
#define LIST(id, levels)    "<w:abstractNum w:abstractNumId=\"" id "\">" levels "</w:abstractNum>"
#define LEVEL(at, content)  "<w:lvl w:ilvl=\"" at "\">" content "</w:lvl>"
#define SHAPE(format, text) "<w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/>"
#define START(n)            "<w:start w:val=\"" n "\"/>"
#define NUM(id, list, more) "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" list "\"/>" more "</w:num>"

static dr_docx_numbering numbering;

static void begin(const char *xml)
{
    draad_error err = {0};
    dr_docx_numbering_free(&numbering);
    numbering = (dr_docx_numbering){0};
    const draad_status s = dr_docx_read_numbering(dr_str_of(xml), "a.docx", "word/numbering.xml", &numbering, &err);
    if (s != DRAAD_OK)
        print_error("%s\n", err.message);
    assert_int_equal(s, DRAAD_OK);
}

static void check_next(int64_t id, int64_t level, const char *expected, int line)
{
    dr_buf label = {0};
    assert_int_equal(dr_docx_next_number(&numbering, id, level, &label, NULL), DRAAD_OK);
    check_str(dr_buf_str(&label), expected, __FILE__, line);
    dr_buf_free(&label);
}
#define CHECK_NEXT(id, level, expected) ((void)state_, check_next((id), (level), (expected), __LINE__))

static void end(void)
{
    dr_docx_numbering_free(&numbering);
    numbering = (dr_docx_numbering){0};
}

TEST(each_format_counts_in_its_own_way)
{
    static const struct {
        const char *format, *start, *expected;
    } formats[] = {{"decimal", "5", "5"},
                   {"decimalZero", "5", "05"},
                   {"decimalZero", "12", "12"},
                   {"lowerLetter", "1", "a"},
                   {"upperLetter", "28", "BB"},
                   {"lowerLetter", "520", NULL},
                   {"lowerLetter", "521", "521"},
                   {"upperLetter", "0", "0"},
                   {"upperRoman", "1994", "MCMXCIV"},
                   {"lowerRoman", "14", "xiv"},
                   {"lowerRoman", "4000", "4000"},
                   {"upperRoman", "0", "0"},
                   {"none", "1", ""},
                   {"bullet", "1", ""},
                   {"ordinal", "3", "3"}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char xml[1000];
        snprintf(xml, sizeof xml, LISTS(LIST("7", LEVEL("0", START("%s") SHAPE("%s", "%s"))) NUM("1", "7", "")),
                 formats[i].start, formats[i].format, "%1");
        begin(xml);
        CHECK_NEXT(1, 0, formats[i].expected != NULL ? formats[i].expected : "zzzzzzzzzzzzzzzzzzzz");
    }
    end();
}

TEST(a_lower_level_begins_again_unless_it_is_told_otherwise)
{
    begin(LISTS(LIST("1", LEVEL("0", START("1") SHAPE("decimal", "%1")) LEVEL("1", START("1") SHAPE("decimal", "%1.%2"))
                              LEVEL("2", START("1") SHAPE("decimal", "%3") "<w:lvlRestart w:val=\"0\"/>")
                                  LEVEL("3", START("1") SHAPE("decimal", "%4") "<w:lvlRestart w:val=\"1\"/>"))
                    NUM("1", "1", "")));
    CHECK_NEXT(1, 1, "1.1"); /* the first level was never used */
    CHECK_NEXT(1, 1, "1.2");
    CHECK_NEXT(1, 2, "1");
    CHECK_NEXT(1, 3, "1");
    CHECK_NEXT(1, 1, "1.3");
    CHECK_NEXT(1, 2, "2"); /* never again */
    CHECK_NEXT(1, 3, "2"); /* only after the first level */
    CHECK_NEXT(1, 0, "2");
    CHECK_NEXT(1, 1, "2.1");
    CHECK_NEXT(1, 2, "3");
    CHECK_NEXT(1, 3, "1");
    end();
}

TEST(legal_numbers_are_decimals_whatever_the_levels_above_are)
{
    begin(LISTS(LIST("1", LEVEL("0", START("4") SHAPE("upperRoman", "%1."))
                              LEVEL("1", START("2") SHAPE("lowerLetter", "%1.%2") "<w:isLgl/>")) NUM("1", "1", "")));
    CHECK_NEXT(1, 0, "IV.");
    CHECK_NEXT(1, 1, "4.2");
    end();
}

TEST(a_numbering_may_begin_anew_in_the_same_list)
{
    begin(LISTS(LIST("1", LEVEL("0", START("1") SHAPE("decimal", "%1"))) NUM("1", "1", "") NUM(
        "2", "1",
        "<x:lvlOverride x:ilvl=\"0\"><x:startOverride x:val=\"9\"/></x:lvlOverride><w:lvlOverride w:ilvl=\"0\">"
        "<w:startOverride w:val=\"7\"/><w:lvl w:ilvl=\"0\"/></w:lvlOverride><w:lvlOverride w:ilvl=\"9\">"
        "<w:startOverride w:val=\"3\"/></w:lvlOverride><w:lvlOverride w:ilvl=\"-1\"><w:startOverride w:val=\"3\"/>"
        "</w:lvlOverride><w:lvlOverride w:ilvl=\"x\"><w:startOverride w:val=\"3\"/></w:lvlOverride>"
        "<w:vreemd/>")));
    CHECK_NEXT(1, 0, "1");
    CHECK_NEXT(1, 0, "2");
    CHECK_NEXT(2, 0, "7");
    CHECK_NEXT(2, 0, "8");
    CHECK_NEXT(1, 0, "9");
    end();
}

TEST(what_is_no_numbering_gives_no_label)
{
    begin(LISTS(""));
    CHECK_NEXT(1, 0, "");
    begin(LISTS(NUM("1", "1", "")));
    CHECK_NEXT(1, 0, "");
    begin(LISTS(LIST("1", LEVEL("0", START("1") SHAPE("decimal", "%1"))) NUM("1", "1", "") NUM("2", "8", "")));
    CHECK_NEXT(2, 0, ""); /* a list that is not there */
    CHECK_NEXT(3, 0, "");
    CHECK_NEXT(1, -1, "");
    CHECK_NEXT(1, DR_DOCX_LEVELS, "");
    CHECK_NEXT(1, 0, "1");
    CHECK_NEXT(1, 5, ""); /* a level without a text */
    end();
}

TEST(a_level_of_a_wrong_number_changes_nothing)
{
    begin(LISTS("<w:lvl w:ilvl=\"0\">" SHAPE("decimal", "x") "</w:lvl>" LIST(
        "1", LEVEL("0", START("1") SHAPE("decimal", "%1)")) LEVEL("9", SHAPE("decimal", "x")) "<w:vreemd/>")
                    NUM("1", "1", "")));
    CHECK_NEXT(1, 0, "1)");
    end();
}

TEST(only_percent_and_a_digit_stand_for_a_number)
{
    begin(LISTS(LIST("1", LEVEL("0", START("3") SHAPE("decimal", "%0 %a % %1%"))) NUM("1", "1", "")));
    CHECK_NEXT(1, 0, "%0 %a % 3%");
    end();
}

TEST(a_bullet_of_a_symbol_font_is_the_character_it_looks_like)
{
    begin(LISTS(LIST("1", LEVEL("0", SHAPE("bullet", "\uF0B7") "<w:rFonts w:ascii=\"Symbol\"/>")
                              LEVEL("1", SHAPE("bullet", "\uF100\u2013") "<w:rFonts w:ascii=\"Symbol\"/>"))
                    NUM("1", "1", "")));
    CHECK_NEXT(1, 0, "\u2022");
    CHECK_NEXT(1, 1, "\uF100\u2013");
    end();
}

TEST(a_label_is_bounded_and_so_is_a_count)
{
    char text[300], xml[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    snprintf(xml, sizeof xml,
             LISTS(LIST("1", LEVEL("0", START("2147483647") SHAPE("decimal", "%s")) LEVEL("1", SHAPE("decimal", "%s")))
                       NUM("1", "1", "")),
             "%1", text);
    begin(xml);
    CHECK_NEXT(1, 0, "2147483647");
    CHECK_NEXT(1, 0, "2147483647");
    text[64] = '\0';
    CHECK_NEXT(1, 1, text);
    end();
}

TEST(a_style_may_stand_for_a_level)
{
    begin(LISTS(LIST("1", LEVEL("0", "<w:pStyle w:val=\"Kop1\"/>") LEVEL("2", "<w:pStyle w:val=\"Kop3\"/>"))
                    NUM("1", "1", "")));
    CHECK_INT(dr_docx_level_of_style(&numbering, 1, DR_STR("Kop3")), 2);
    CHECK_INT(dr_docx_level_of_style(&numbering, 1, DR_STR("Kop9")), 0);
    CHECK_INT(dr_docx_level_of_style(&numbering, 1, DR_STR("")), 0);
    CHECK_INT(dr_docx_level_of_style(&numbering, 2, DR_STR("Kop3")), 0);
    end();
}

static void check_too_many(const char *one)
{
    enum { LISTS_MAX = 65536 };
    dr_buf xml = {0};
    draad_error err = {0};
    dr_docx_numbering n = {0};
    dr_buf_put(&xml, DR_STR("<w:numbering xmlns:w=\"" PACK_W "\">"), NULL);
    for (size_t i = 0; i <= LISTS_MAX; i++)
        dr_buf_put(&xml, dr_str_of(one), NULL);
    dr_buf_put(&xml, DR_STR("</w:numbering>"), NULL);
    assert_int_equal(dr_docx_read_numbering(dr_buf_str(&xml), "a.docx", "", &n, &err), DRAAD_E_LIMIT);
    check_str(dr_str_of(err.message), "more than 65536 numbered lists", __FILE__, __LINE__);
    dr_docx_numbering_free(&n);
    dr_buf_free(&xml);
}

TEST(lists_are_bounded)
{
    (void)state_;
    check_too_many("<w:abstractNum/>");
    check_too_many("<w:num/>");
}

int main(void)
{
    return RUN(each_format_counts_in_its_own_way, a_lower_level_begins_again_unless_it_is_told_otherwise,
               legal_numbers_are_decimals_whatever_the_levels_above_are, a_numbering_may_begin_anew_in_the_same_list,
               what_is_no_numbering_gives_no_label, a_level_of_a_wrong_number_changes_nothing,
               only_percent_and_a_digit_stand_for_a_number, a_bullet_of_a_symbol_font_is_the_character_it_looks_like,
               a_label_is_bounded_and_so_is_a_count, a_style_may_stand_for_a_level, lists_are_bounded);
}
