/* SPDX-License-Identifier: Apache-2.0
 * test_labels.c - what one line could begin with.  The styles that people write are in tests/turns/styles.txt. */
#include "harness.h"
#include "base/error.h"
#include "text/labels.h"

static dr_candidate read_line(const char *line, bool *found)
{
    dr_candidate c;
    *found = dr_label_read(dr_str_of(line), 0, (draad_byte)strlen(line), 0, NULL, &c);
    return c;
}

#define CHECK_LABEL(line, expected_form, label_, time_, speech) \
    check_label(line, expected_form, label_, time_, speech, __FILE__, __LINE__)

static void check_label(const char *line, dr_label_form form, const char *label, const char *time, const char *speech,
                        const char *file, int at)
{
    bool found;
    dr_candidate c = read_line(line, &found);
    if (!found || c.form != form) {
        print_error("%s: form %d\n", line, found ? (int)c.form : -1);
        _fail(file, at);
    }
    check_str((draad_str){line + c.label.label.start, c.label.label.end - c.label.label.start}, label, file, at);
    check_str((draad_str){line + c.label.time.start, c.label.time.end - c.label.time.start}, time, file, at);
    check_str((draad_str){line + c.label.text, strlen(line) - c.label.text}, speech, file, at);
}

TEST(each_form_is_read)
{
    (void)state_;
    CHECK_LABEL("Anna: ja", DR_LABEL_COLON, "Anna", "", "ja");
    CHECK_LABEL("  [0:12] **Anna**: ja", DR_LABEL_COLON, "Anna", "0:12", "ja");
    CHECK_LABEL("[Anna:] ja", DR_LABEL_COLON, "Anna", "", "ja");
    CHECK_LABEL("I:ja", DR_LABEL_TIGHT, "I", "", "ja");
    CHECK_LABEL("I\tja, hoor", DR_LABEL_TAB, "I", "", "ja, hoor");
    CHECK_LABEL("Anna   0:03", DR_LABEL_LINE, "Anna", "0:03", "");
    CHECK_LABEL("[00:01:15] en toen, ja", DR_LABEL_STAMP, "", "00:01:15", "en toen, ja");
    CHECK_LABEL("- en toen?", DR_LABEL_DASH, "", "", "en toen?");
}

TEST(the_time_of_a_line_is_the_one_at_its_label)
{
    (void)state_;
    CHECK_LABEL("[00:00.000 --> 00:04.000] ja, ja", DR_LABEL_STAMP, "", "00:00.000", "ja, ja");
    CHECK_LABEL("[00:01:15] R (12:03 uur): ja", DR_LABEL_COLON, "R (12:03 uur)", "00:01:15", "ja");
    CHECK_LABEL("[00:01:15] R [00:01:16] later: ja", DR_LABEL_COLON, "R [00:01:16] later", "00:01:15", "ja");
    CHECK_LABEL("00:00:01 - 00:00:05 Anna: ja", DR_LABEL_COLON, "Anna", "00:00:01", "ja");
}

TEST(what_begins_with_none_of_these_is_no_candidate)
{
    static const char *const lines[] = {"",
                                        "   ",
                                        "10:00 was te laat, zei hij.",
                                        "Ja. Nee: toch niet.",
                                        "http://a.nl, zei hij",
                                        "[lacht] ja, hoor",
                                        "(12:03",
                                        "#, ja",
                                        ":",
                                        "12:",
                                        "**",
                                        "-",
                                        "[",
                                        "[]: ja, ja"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        bool found;
        dr_candidate c = read_line(lines[i], &found);
        if (found)
            print_error("\"%s\": form %d\n", lines[i], (int)c.form);
        CHECK(!found);
    }
}

TEST(a_stamp_at_the_end_is_found_inside_its_brackets)
{
    draad_str line = DR_STR("ja hoor. #00:00:15-3#\n");
    draad_range time = {0, 0};
    CHECK(dr_label_stamp_at_end(line, 0, (draad_byte)line.len, &time));
    CHECK_RANGE(time, 10, 20);
    line = DR_STR("ja hoor. (lacht)");
    CHECK(!dr_label_stamp_at_end(line, 0, (draad_byte)line.len, &time));
    line = DR_STR("ja #");
    CHECK(!dr_label_stamp_at_end(line, 0, (draad_byte)line.len, &time));
}

TEST(roles_come_from_the_label_without_its_number)
{
    CHECK_STR(dr_role_of_label(DR_STR("Interviewer 2"), NULL), "interviewer");
    CHECK_STR(dr_role_of_label(DR_STR("Vraag"), NULL), "interviewer");
    CHECK_STR(dr_role_of_label(DR_STR("Gespreksleider"), NULL), "moderator");
    CHECK_STR(dr_role_of_label(DR_STR("Anna"), NULL), "respondent");
}

int main(void)
{
    return RUN(each_form_is_read, the_time_of_a_line_is_the_one_at_its_label,
               what_begins_with_none_of_these_is_no_candidate, a_stamp_at_the_end_is_found_inside_its_brackets,
               roles_come_from_the_label_without_its_number);
}
