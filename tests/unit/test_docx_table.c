/* SPDX-License-Identifier: Apache-2.0
 * test_docx_table.c - which tables are transcripts, and how those are written again.
 * A table is a line a row, cells apart by '|'; in a cell '~' is a line end. */
#include "harness.h"
#include "base/buf.h"
#include "source/docx.h"
#include "source/docx_story.h"

/* What becomes of the table: the text, and then how many labels. */
static void check_table(const char *rows, const char *expected, int line)
{
    dr_docx_story story = {0};
    dr_source_text out = {0};
    DR_VEC(dr_docx_cell) cells = {0};
    uint32_t row = 0;
    for (const char *c = rows; *c != '\0'; row++) {
        for (bool more = true; more; c++) {
            const size_t n = strcspn(c, "|\n");
            dr_docx_cell *cell = dr_vec_push(&cells);
            *cell = (dr_docx_cell){row, story.text.len, 0};
            for (size_t i = 0; i < n; i++)
                dr_buf_put_char(&story.text, c[i] == '~' ? '\n' : c[i], NULL);
            cell->end = story.text.len;
            dr_buf_put_char(&story.text, '\n', NULL);
            c += n;
            more = *c == '|';
        }
    }
    assert_int_equal(dr_docx_lay_out(&story, cells.at, cells.n, &out, NULL), DRAAD_OK);
    dr_buf_printf(&story.text, NULL, "%zu", out.labels.n);
    check_str(dr_buf_str(&story.text), expected, __FILE__, line);
    dr_vec_free(&cells);
    dr_docx_story_free(&story);
    dr_source_text_free(&out);
}
#define CHECK_TABLE(rows, expected) ((void)state_, check_table((rows), (expected), __LINE__))

TEST(known_labels_make_a_transcript_and_others_only_when_they_come_back)
{
    CHECK_TABLE("I:|Hoe is het daar?\nR1:|Het gaat wel weer.\n", "I:\tHoe is het daar?\nR1:\tHet gaat wel weer.\n2");
    CHECK_TABLE("Jan|Hoe is het?\nPiet|Het gaat wel.\n", "Jan\nHoe is het?\nPiet\nHet gaat wel.\n0");
    CHECK_TABLE("Jan|Hoe is het?\nPiet|Het gaat wel.\nJan:|O ja, echt?\nPiet::|Nou en of.\n",
                "Jan\tHoe is het?\nPiet\tHet gaat wel.\nJan:\tO ja, echt?\nPiet::\tNou en of.\n4");
}

TEST(a_time_may_stand_before_or_behind_the_speaker)
{
    CHECK_TABLE("[0:15]|I|Hoe is het daar?\n(00:01:15.200)|R|Het gaat wel weer.\n",
                "[0:15]\tI\tHoe is het daar?\n(00:01:15.200)\tR\tHet gaat wel weer.\n2");
    CHECK_TABLE("I|1:02 - 1:10|Hoe is het daar?\nR||Het gaat wel weer.\n",
                "I\t1:02 - 1:10\tHoe is het daar?\nR\t\tHet gaat wel weer.\n2");
    CHECK_TABLE("0:15|Hoe is het daar?\n0:20|Het gaat wel weer.\n",
                "0:15\nHoe is het daar?\n0:20\nHet gaat wel weer.\n0");
}

TEST(three_columns_without_a_time_are_no_transcript)
{
    static const char *const times[] = {"[0:15", "0:15]", "(0:15", "0:15)", "015", "0:1x5",
                                        "x0:15", "0:15x", "0:x",   "[]",    ""};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        char rows[200], expected[200];
        snprintf(rows, sizeof rows, "I|%s|Hoe is het daar?\nR|%s|Het gaat wel weer.\n", times[i], times[i]);
        snprintf(expected, sizeof expected, "I\n%s\nHoe is het daar?\nR\n%s\nHet gaat wel weer.\n0", times[i],
                 times[i]);
        CHECK_TABLE(rows, expected);
    }
}

TEST(what_nobody_is_called_is_no_label)
{
    static const char *const odd[] = {"Hoe dan?",  "Nee!",
                                      "12",        "een~twee",
                                      "een\ttwee", "dit zijn wel erg veel woorden",
                                      ":",         "eenheelergheelergheelerglangwoordvoornaam"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        char rows[300], expected[300], cell[100];
        snprintf(cell, sizeof cell, "%s", odd[i]);
        for (char *c = cell; *c != '\0'; c++)
            *c = *c == '~' ? '\n' : *c;
        snprintf(rows, sizeof rows, "I|Hoe is het daar?\n%s|Het gaat wel weer.\nR|Het gaat wel.\n", odd[i]);
        snprintf(expected, sizeof expected, "I\nHoe is het daar?\n%s\nHet gaat wel weer.\nR\nHet gaat wel.\n0", cell);
        CHECK_TABLE(rows, expected);
    }
}

TEST(one_odd_row_in_ten_changes_nothing)
{
    static const char rows[] = "I|Hoe is het?\nR|Het gaat wel.\nI|En thuis?\nR|Ook wel.\nI|Zo.\nR|Ja, zo.\nI|En nu?\n"
                               "R|Nu weer~wel.\nHoe dan?|Zo maar.\n|En dan.\nalleen dit\n";
    CHECK_TABLE(rows, "I\tHoe is het?\nR\tHet gaat wel.\nI\tEn thuis?\nR\tOok wel.\nI\tZo.\nR\tJa, zo.\nI\tEn nu?\n"
                      "R\tNu weer\nwel.\nHoe dan?\tZo maar.\n\tEn dan.\nalleen dit9");
}

TEST(the_names_of_columns_are_not_said)
{
    CHECK_TABLE("Spreker|Tekst\nJan|Hoe is het?\nPiet|Het gaat wel.\nJan|O ja, echt?\nPiet|Nou en of.\n",
                "Spreker\tTekst\nJan\tHoe is het?\nPiet\tHet gaat wel.\nJan\tO ja, echt?\nPiet\tNou en of.\n5");
    CHECK_TABLE("Spreker|Tekst\n", "Spreker\nTekst\n0");
    CHECK_TABLE("Spreker|Tekst\nalleen dit en verder niets\n", "Spreker\nTekst\nalleen dit en verder niets\n0");
}

TEST(a_line_end_in_the_cell_of_a_time_becomes_a_space)
{
    CHECK_TABLE("0:15~|I|Hoe is het daar?\n1:02 -~|I|Hoe dan?\n1:02~|R|Het gaat wel weer.\n",
                "0:15\tI\tHoe is het daar?\n1:02 -\tI\tHoe dan?\n1:02\tR\tHet gaat wel weer.\n3");
    CHECK_TABLE("0:15|I|Hoe is het daar?\nom~een~uur|I|Hoe dan?\n1:02|R|Het gaat wel weer.\n",
                "0:15\tI\tHoe is het daar?\nom een uur\tI\tHoe dan?\n1:02\tR\tHet gaat wel weer.\n3");
}

TEST(tables_of_other_shapes_stay_as_they_are)
{
    CHECK_TABLE("", "0");
    CHECK_TABLE("|\n|\n", "\n\n\n\n0");
    CHECK_TABLE("I|Hoe is het daar?\n", "I\nHoe is het daar?\n0");
    CHECK_TABLE("a|b|c|d\na|b|c|d\n", "a\nb\nc\nd\na\nb\nc\nd\n0");
    CHECK_TABLE("I|Hoe is het daar?\na|b|c\nalleen\n", "I\nHoe is het daar?\na\nb\nc\nalleen\n0");
    CHECK_TABLE("Interviewer|a\nRespondent|b\n", "Interviewer\na\nRespondent\nb\n0"); /* more label than text */
    CHECK_TABLE("I|\nR|\nI|Hoe is het daar dan nu?\n", "I\n\nR\n\nI\nHoe is het daar dan nu?\n0");
    CHECK_TABLE("|Hoe is het daar?\n|Het gaat wel weer.\nR|Ja.\n",
                "\nHoe is het daar?\n\nHet gaat wel weer.\nR\nJa.\n0");
}

TEST(too_many_speakers_are_no_speakers)
{
    dr_buf rows = {0}, expected = {0};
    for (int i = 0; i < 2 * 65; i++) {
        const char name[] = {'n', (char)('a' + i % 65 / 26), (char)('a' + i % 26), '\0'};
        dr_buf_printf(&rows, NULL, "%s|Er wordt iets gezegd.\n", name);
        dr_buf_printf(&expected, NULL, "%s\nEr wordt iets gezegd.\n", name);
    }
    dr_buf_put_char(&rows, '\0', NULL);
    dr_buf_put(&expected, DR_STR("0\0"), NULL);
    CHECK_TABLE(rows.data, expected.data);
    dr_buf_free(&rows);
    dr_buf_free(&expected);
}

int main(void)
{
    return RUN(known_labels_make_a_transcript_and_others_only_when_they_come_back,
               a_time_may_stand_before_or_behind_the_speaker, three_columns_without_a_time_are_no_transcript,
               what_nobody_is_called_is_no_label, one_odd_row_in_ten_changes_nothing, the_names_of_columns_are_not_said,
               a_line_end_in_the_cell_of_a_time_becomes_a_space, tables_of_other_shapes_stay_as_they_are,
               too_many_speakers_are_no_speakers);
}
