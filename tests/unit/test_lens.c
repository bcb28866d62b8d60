/* SPDX-License-Identifier: Apache-2.0 */
#include "coding/lens.h"

#include "base/buf.h"
#include "failing.h"

static void said(void *ctx, draad_severity severity, const draad_error *m)
{
    assert_int_equal(severity, DRAAD_ERROR);
    assert_true(m->message_nl[0] != '\0');
    assert_int_equal(dr_buf_printf(ctx, NULL, "%s:%u: %s\n", m->place, (unsigned)m->line, m->message), DRAAD_OK);
}

static draad_lens *read_lens(const char *csv)
{
    draad_lens *l = NULL;
    assert_int_equal(dr_lens_read_bytes(dr_str_of(csv), "lens.csv", NULL, &l), DRAAD_OK);
    return l;
}

static void check_errors(void **state_, const char *csv, const char *expected)
{
    draad_lens *l = NULL;
    dr_buf b = {0};
    const draad_report report = {said, &b};
    CHECK_INT(dr_lens_read_bytes(dr_str_of(csv), "lens.csv", &report, &l), DRAAD_E_CASES);
    CHECK(l == NULL);
    CHECK_STR(dr_buf_str(&b), expected);
    dr_buf_free(&b);
}

TEST(names_are_numbered_as_they_come)
{
    draad_lens *l =
        read_lens("aspect,chapter,code\nautonomie,werk,b.druk\nbinding,thuis,b.team\nautonomie,thuis,b.druk\n");
    CHECK_INT(l->naspects, 2);
    CHECK_INT(l->nchapters, 2);
    CHECK_INT(l->nrows, 3);
    CHECK_STR(l->aspects[1], "binding");
    CHECK_STR(l->chapters[0], "werk");
    CHECK_INT(l->rows[2].aspect, 0);
    CHECK_INT(l->rows[2].chapter, 1);
    CHECK_STR(l->rows[2].code, "b.druk");
    CHECK_INT(l->rows[2].line, 4);
    CHECK_STR(l->name, "lens.csv");
    draad_lens_free(l);
    draad_lens_free(NULL);
}

TEST(columns_may_be_dutch_in_any_order_with_others_between)
{
    draad_lens *l = read_lens("\xEF\xBB\xBF"
                              "Code;Uitleg;Hoofdstuk;Aspect\r\n b.druk ;\"zo, en zo\";Werk;Autonomie\r\n");
    CHECK_INT(l->nrows, 1);
    CHECK_STR(l->rows[0].code, "b.druk");
    CHECK_STR(l->aspects[0], "Autonomie");
    CHECK_STR(l->chapters[0], "Werk");
    draad_lens_free(l);
}

TEST(all_errors_are_told_with_their_lines)
{
    check_errors(state_,
                 "aspect,chapter,code\n"
                 "a,1,x\n"
                 ",1,x\n"
                 "a,,x\n"
                 "a,1,\n"
                 "\"a\nb\",1,y\n"
                 "a,1,x\n"
                 "a\n",
                 "lens.csv:3: no aspect in this row\n"
                 "lens.csv:4: no chapter in this row\n"
                 "lens.csv:5: no code in this row\n"
                 "lens.csv:8: the code x is already in this cell, on line 2\n"
                 "lens.csv:9: no chapter in this row\n");
}

TEST(every_column_that_is_not_there_is_told)
{
    check_errors(state_, "aspect,codes\na,b\n",
                 "lens.csv:1: no column chapter; the first line must name the columns: aspect, chapter, code\n"
                 "lens.csv:1: no column code; the first line must name the columns: aspect, chapter, code\n");
    check_errors(state_, "",
                 "lens.csv:1: no column aspect; the first line must name the columns: aspect, chapter, code\n"
                 "lens.csv:1: no column chapter; the first line must name the columns: aspect, chapter, code\n"
                 "lens.csv:1: no column code; the first line must name the columns: aspect, chapter, code\n");
}

TEST(an_empty_line_of_a_spreadsheet_is_none)
{
    draad_lens *l = read_lens("aspect;chapter;code\na;1;x\n;;\n\n ; ;;\nb;1;x\n");
    CHECK_INT(l->nrows, 2);
    CHECK_INT(l->rows[1].line, 6);
    draad_lens_free(l);
}

TEST(a_quote_without_an_end_is_told)
{
    draad_lens *l = NULL;
    dr_buf b = {0};
    const draad_report report = {said, &b};
    CHECK(dr_lens_read_bytes(DR_STR("aspect,chapter,code\na,\"1,x\n"), "lens.csv", &report, &l) != DRAAD_OK);
    CHECK(l == NULL && b.len > 0 && strncmp(b.data, "lens.csv:2:", 11) == 0);
    dr_buf_free(&b);
}

TEST(too_many_rows_are_refused)
{
    draad_lens *l = NULL;
    dr_buf csv = {0}, b = {0};
    const draad_report report = {said, &b};
    CHECK_INT(dr_buf_put(&csv, DR_STR("aspect,chapter,code\n"), NULL), DRAAD_OK);
    for (int i = 0; i < 10001; i++)
        CHECK_INT(dr_buf_printf(&csv, NULL, "a,%d,x\n", i), DRAAD_OK);
    CHECK_INT(dr_lens_read_bytes(dr_buf_str(&csv), "lens.csv", &report, &l), DRAAD_E_LIMIT);
    CHECK_STR(dr_buf_str(&b), "lens.csv:0: more than 10000 rows\n");
    csv.len -= strlen("a,10000,x\n"); /* 10,000 are not too many */
    CHECK_INT(dr_lens_read_bytes(dr_buf_str(&csv), "lens.csv", &report, &l), DRAAD_OK);
    CHECK_INT(l->nchapters, 10000);
    draad_lens_free(l);
    dr_buf_free(&csv);
    dr_buf_free(&b);
}

TEST(too_many_cells_are_refused)
{
    draad_lens *l = NULL;
    dr_buf csv = {0}, b = {0};
    const draad_report report = {said, &b};
    CHECK_INT(dr_buf_put(&csv, DR_STR("aspect,chapter,code\n"), NULL), DRAAD_OK);
    for (int i = 0; i < 317; i++) /* each row a cell; the square of them would be in the table */
        CHECK_INT(dr_buf_printf(&csv, NULL, "a%d,c%d,x\n", i, i), DRAAD_OK);
    CHECK_INT(dr_lens_read_bytes(dr_buf_str(&csv), "lens.csv", &report, &l), DRAAD_E_LIMIT);
    CHECK(l == NULL);
    CHECK_STR(dr_buf_str(&b), "lens.csv:0: 317 aspects by 317 chapters; at most 100000 cells\n");
    csv.len -= strlen("a316,c316,x\n");
    CHECK_INT(dr_lens_read_bytes(dr_buf_str(&csv), "lens.csv", &report, &l), DRAAD_OK);
    draad_lens_free(l);
    dr_buf_free(&csv);
    dr_buf_free(&b);
}

TEST(a_file_that_is_not_there_is_told)
{
    draad_lens *l = NULL;
    dr_buf b = {0};
    const draad_report report = {said, &b};
    CHECK(draad_lens_read("/nergens/lens.csv", &report, &l) != DRAAD_OK);
    CHECK(l == NULL && b.len > 0);
    dr_buf_free(&b);
}

TEST(the_lenses_that_we_give_can_be_read)
{
    static const char *const files[] = {"codebooks/lenses/scarf.csv", "codebooks/lenses/sdt.csv"};
    for (size_t i = 0; i < 2; i++) {
        char path[512];
        draad_lens *l = NULL;
        snprintf(path, sizeof path, "%s/%s", DRAAD_SOURCE_DIR, files[i]);
        CHECK_INT(draad_lens_read(path, NULL, &l), DRAAD_OK);
        CHECK(l->naspects > 1 && l->nrows > 5);
        draad_lens_free(l);
    }
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        draad_lens *l = NULL;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_lens_read_bytes(DR_STR("aspect,chapter,code\na,1,x\nb,2,y\n"), "lens.csv", NULL, &l);
        draad_lens_free(l);
        draad_set_allocator(NULL);
        CHECK((s == DRAAD_OK) == (l != NULL));
    }
    CHECK(n > 2);
}

int main(void)
{
    return RUN(names_are_numbered_as_they_come, columns_may_be_dutch_in_any_order_with_others_between,
               all_errors_are_told_with_their_lines, every_column_that_is_not_there_is_told,
               an_empty_line_of_a_spreadsheet_is_none, a_quote_without_an_end_is_told, too_many_rows_are_refused,
               too_many_cells_are_refused, a_file_that_is_not_there_is_told, the_lenses_that_we_give_can_be_read,
               no_memory_is_an_error_and_loses_nothing);
}
