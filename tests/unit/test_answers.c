/* SPDX-License-Identifier: Apache-2.0
 * test_answers.c - what respondents answered. */
#include "failing.h"
#include "base/buf.h"
#include "coding/answers.h"

static void note(void *ctx, draad_severity severity, const draad_error *m)
{
    (void)severity;
    dr_buf_printf(ctx, NULL, "%u: %s\n", (unsigned)m->line, m->message);
}

/* A scale of three items, from 1 to 5. */
static dr_scale_key key_called(const char *id, const char *prefix)
{
    dr_scale_key key;
    dr_buf yaml = {0};
    dr_buf_printf(&yaml, NULL,
                  "draad-scale: 1\nid: %s\nprefix: %s\nitems: 3\nmin: 1\nmax: 5\nscore: mean\n"
                  "subscales: [{id: total, items: 1-3}]\n",
                  id, prefix);
    assert_int_equal(dr_scale_key_read(dr_buf_str(&yaml), "key", NULL, &key), DRAAD_OK);
    dr_buf_free(&yaml);
    return key;
}

static dr_scale_answers read_as(const char *csv, const char *prefix)
{
    dr_scale_answers a;
    dr_scale_key key = key_called("s", prefix);
    assert_int_equal(dr_scale_answers_read(dr_str_of(csv), "answers.csv", &key, NULL, &a), DRAAD_OK);
    dr_scale_key_free(&key);
    return a;
}

#define CHECK_ROW(row, a, b, c) \
    ((void)state_, check_near((row)->answers[0], (a), 0, __FILE__, __LINE__), \
     check_near((row)->answers[1], (b), 0, __FILE__, __LINE__), \
     check_near((row)->answers[2], (c), 0, __FILE__, __LINE__))

#define CHECK_REFUSED(csv, expected) ((void)state_, check_refused((csv), (expected), __FILE__, __LINE__))
static void check_refused(const char *csv, const char *expected, const char *file, int line)
{
    dr_buf said = {0};
    dr_scale_answers a;
    dr_scale_key key = key_called("s", "s");
    const draad_report report = {note, &said};
    const draad_status s = dr_scale_answers_read(dr_str_of(csv), "answers.csv", &key, &report, &a);
    check_str(dr_buf_str(&said), expected, file, line);
    assert_int_equal(s, DRAAD_E_CASES);
    assert_true(a.nrows == 0 && a.rows == NULL);
    dr_scale_key_free(&key);
    dr_buf_free(&said);
}

TEST(a_row_gives_the_answers_of_a_respondent)
{
    dr_scale_answers a = read_as("case,s2,s1,leeftijd,s3\nP01,4,5,31,1\nP02,3.5,NA,,\n", "s");
    CHECK_INT(a.nrows, 2);
    CHECK_INT(a.nmoments, 0);
    const dr_scale_answer_row *row = dr_scale_answers_find(&a, DR_STR("P01"), DRAAD_NONE);
    CHECK(row == &a.rows[0] && row->line == 2 && row->moment == DRAAD_NONE);
    CHECK_ROW(row, 5, 4, 1);
    CHECK_ROW(dr_scale_answers_find(&a, DR_STR("P02"), DRAAD_NONE), NAN, 3.5, NAN);
    CHECK(dr_scale_answers_find(&a, DR_STR("P03"), DRAAD_NONE) == NULL);
    CHECK(dr_scale_answers_find(&a, DR_STR("P01"), 0) == NULL);
    dr_scale_answers_free(&a);
}

TEST(dutch_excel_writes_semicolons_a_mark_and_commas)
{
    dr_scale_answers a = read_as("\xEF\xBB\xBF"
                                 "Case;Meting;1;2;3\r\nP01;voor;1;2,5;n/a\r\nP01;NA;5;5,0; \r\n;;;;\r\n",
                                 "s");
    CHECK_INT(a.nrows, 2);
    CHECK_INT(a.nmoments, 2);
    CHECK_ROW(dr_scale_answers_find(&a, DR_STR("P01"), dr_scale_answers_moment(&a, DR_STR("VOOR"))), 1, 2.5, NAN);
    CHECK_ROW(dr_scale_answers_find(&a, DR_STR("P01"), dr_scale_answers_moment(&a, DR_STR("na"))), 5, 5, NAN);
    CHECK_INT(dr_scale_answers_moment(&a, DR_STR("later")), DRAAD_NONE);
    dr_scale_answers_free(&a);
    a = read_as("case;1;2;3\nRen\xE9;1;2;3\n", "s"); /* Windows-1252 */
    CHECK(dr_scale_answers_find(&a, DR_STR("René"), DRAAD_NONE) == &a.rows[0]);
    dr_scale_answers_free(&a);
}

TEST(moments_stand_in_the_order_of_the_file)
{
    dr_scale_answers a = read_as("moment,case,s1,s2,s3\npre,B,1,1,1\nPost,B,2,2,2\nPre,A,3,3,3\npost,C,4,4,4\n", "s");
    CHECK_INT(a.nmoments, 2);
    CHECK_STR(a.moments[0], "pre");
    CHECK_STR(a.moments[1], "Post");
    CHECK_STR(a.rows[2].case_id, "A");
    CHECK_INT(a.rows[2].moment, 0);
    CHECK_ROW(dr_scale_answers_find(&a, DR_STR("C"), 1), 4, 4, 4);
    CHECK(dr_scale_answers_find(&a, DR_STR("C"), 0) == NULL);
    dr_scale_answers_free(&a);
}

TEST(columns_are_called_by_prefix_or_by_number)
{
    static const char *const titles[] = {"brs1,brs2,brs3", "BRS_1,Brs-02,brs 3", "brs.1,brs.2,brs.3", "1,2,3",
                                         "01,02,03"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        char csv[100];
        snprintf(csv, sizeof csv, "case,%s\nP,1,2,3\n", titles[i]);
        dr_scale_answers a = read_as(csv, "brs");
        CHECK_ROW(&a.rows[0], 1, 2, 3);
        dr_scale_answers_free(&a);
    }
}

TEST(several_scales_stand_in_one_file)
{
    static const char csv[] = "case,brs1,brs2,brs3,1,2,3,brsx,wami1,wami2,wami3\nP,1,1,1,2,2,2,9,3,3,3\n";
    static const char *const prefixes[] = {"brs", "swing", "wami"};
    for (size_t i = 0; i < 3; i++) {
        dr_scale_answers a = read_as(csv, prefixes[i]);
        CHECK_ROW(&a.rows[0], (double)i + 1, (double)i + 1, (double)i + 1);
        dr_scale_answers_free(&a);
    }
}

TEST(all_errors_are_told_in_one_run_and_no_cell_is_quoted)
{
    CHECK_REFUSED("case,moment,s1,s2,s3,,x\n"
                  "P1,a,1,6,geheim\n"
                  "P2,a,0.9,5.1,3\n"
                  ",a,1,1,1\n"
                  "P3,,1,1,1,9\n"
                  "P1,A,1,1,1,,,,1\n"
                  "P3,,1,1,1\n",
                  "2: respondent P1, item 2 of s: an answer outside 1 to 5\n"
                  "2: respondent P1, item 3 of s: no number; expected one from 1 to 5, or NA\n"
                  "3: respondent P2, item 1 of s: an answer outside 1 to 5\n"
                  "3: respondent P2, item 2 of s: an answer outside 1 to 5\n"
                  "4: no case in this row\n"
                  "5: column 6 holds something, but the first line gives it no name\n"
                  "5: no moment in this row\n"
                  "6: 9 cells, but the first line names 7 columns\n"
                  "7: no moment in this row\n"
                  "6: respondent P1 at moment a stands in line 2 already\n");
    CHECK_REFUSED("case,s1,s2,s3\nP1,1,1,1\nP2,1,1,1\nP1,1,1,1\n", "4: respondent P1 stands in line 2 already\n");
}

TEST(each_item_has_one_column)
{
    CHECK_REFUSED("case,case,moment,meting,s1,S_1,s3,s4,s0\n", "1: the column moment stands twice\n"
                                                               "1: the column case stands twice\n"
                                                               "1: item 1 of s has two columns\n"
                                                               "1: the column s4 is for no item: s has items 1 to 3\n"
                                                               "1: the column s0 is for no item: s has items 1 to 3\n"
                                                               "1: item 2 of s has no column\n");
    CHECK_REFUSED("case,1,2,3,4\n", "1: the column 4 is for no item: s has items 1 to 3\n");
    CHECK_REFUSED("naam,t1,t2,t3\n",
                  "1: no column case; the first line must name the columns: case, moment, and one an item\n"
                  "1: no columns of s; expected s1 to s3, or 1 to 3\n");
    CHECK_REFUSED("", "0: is empty; the first line must name the columns: case, moment, and one an item\n");
}

TEST(limits_are_kept)
{
    dr_buf csv = {0};
    dr_scale_answers a;
    dr_scale_key key = key_called("s", "s");
    dr_buf_printf(&csv, NULL, "case,moment,1,2,3\n");
    for (int i = 0; i <= DR_SCALE_MOMENTS_MAX; i++)
        dr_buf_printf(&csv, NULL, "P,m%d,1,1,1\n", i);
    CHECK_INT(dr_scale_answers_read(dr_buf_str(&csv), "x", &key, NULL, &a), DRAAD_E_LIMIT);
    csv.len = 0;
    dr_buf_printf(&csv, NULL, "case,1,2,3\n");
    for (int i = 0; i <= DR_SCALE_ROWS_MAX; i++)
        dr_buf_printf(&csv, NULL, "%d\n", i);
    CHECK_INT(dr_scale_answers_read(dr_buf_str(&csv), "x", &key, NULL, &a), DRAAD_E_LIMIT);
    csv.len -= strlen("100000\n");
    CHECK_INT(dr_scale_answers_read(dr_buf_str(&csv), "x", &key, NULL, &a), DRAAD_OK);
    CHECK_INT(a.nrows, DR_SCALE_ROWS_MAX);
    CHECK(dr_scale_answers_find(&a, DR_STR("99999"), DRAAD_NONE) == &a.rows[99999]);
    dr_scale_answers_free(&a);
    dr_scale_key_free(&key);
    CHECK_INT(dr_scale_key_read(DR_STR("draad-scale: 1\nid: s\nitems: 1000\nmin: 1\nmax: 5\nscore: sum\n"
                                       "subscales: [{id: t, items: 1-1000}]\n"),
                                "x", NULL, &key),
              DRAAD_OK);
    CHECK_INT(dr_scale_answers_read(dr_buf_str(&csv), "x", &key, NULL, &a), DRAAD_E_LIMIT);
    dr_scale_key_free(&key);
    dr_buf_free(&csv);
}

TEST(a_file_without_rows_has_none)
{
    dr_scale_answers a = read_as("case,s1,s2,s3\n", "s");
    CHECK_INT(a.nrows, 0);
    CHECK(dr_scale_answers_find(&a, DR_STR("P"), DRAAD_NONE) == NULL);
    dr_scale_answers_free(&a);
}

TEST(reading_survives_every_failed_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    dr_scale_key key = key_called("s", "s");
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_scale_answers a;
        allocations_left = n;
        s = dr_scale_answers_read(DR_STR("case,moment,s1,s2,s3\nP,a,1,2,3\nQ,b,1,2,3\n"), "x", &key, NULL, &a);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
        dr_scale_answers_free(&a);
    }
    draad_set_allocator(NULL);
    dr_scale_key_free(&key);
}

int main(void)
{
    return RUN(a_row_gives_the_answers_of_a_respondent, dutch_excel_writes_semicolons_a_mark_and_commas,
               moments_stand_in_the_order_of_the_file, columns_are_called_by_prefix_or_by_number,
               several_scales_stand_in_one_file, all_errors_are_told_in_one_run_and_no_cell_is_quoted,
               each_item_has_one_column, limits_are_kept, a_file_without_rows_has_none,
               reading_survives_every_failed_allocation);
}
