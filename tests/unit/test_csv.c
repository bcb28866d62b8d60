/* SPDX-License-Identifier: Apache-2.0
 * test_csv.c - cells in and out. */
#include "harness.h"

#include <locale.h>

#include "outside/csv.h"

/* "a|b/c|d": cells with '|', rows with '/', as read from `csv`. */
static void check_cells(const char *csv, const char *expected, const char *file, int line)
{
    dr_arena arena = {0};
    dr_csv found;
    dr_buf shown = {0};
    draad_error err = {0};
    draad_status s = dr_csv_read(dr_str_of(csv), "test.csv", &arena, &found, &err);
    if (s != DRAAD_OK)
        dr_buf_printf(&shown, NULL, "%u: %s", (unsigned)err.line, err.message);
    for (size_t i = 0; s == DRAAD_OK && i < found.nrows; i++)
        for (size_t k = 0; k < found.rows[i].n; k++) {
            dr_buf_put(&shown, k > 0 ? DR_STR("|") : i > 0 ? DR_STR("/") : (draad_str){0}, NULL);
            dr_buf_put(&shown, found.rows[i].cells[k], NULL);
        }
    check_str(dr_buf_str(&shown), expected, file, line);
    dr_buf_free(&shown);
    dr_arena_free(&arena);
}
#define CHECK_CELLS(csv, expected) ((void)state_, check_cells((csv), (expected), __FILE__, __LINE__))

TEST(a_row_is_cells_between_separators)
{
    CHECK_CELLS("a,b\nc,d\n", "a|b/c|d");
    CHECK_CELLS("a,b\r\nc,d", "a|b/c|d");
    CHECK_CELLS("a,b\rc,d\r", "a|b/c|d");
    CHECK_CELLS("a,\n,b\n", "a|/|b");
    CHECK_CELLS("", "");
    CHECK_CELLS("\n\na\n\n", "a");
}

TEST(quotes_hold_separators_line_ends_and_quotes)
{
    CHECK_CELLS("\"a,b\",\"c \"\"d\"\"\"\n\"e\nf\",\n", "a,b|c \"d\"/e\nf|");
    CHECK_CELLS("a \"b\" c,d\n", "a \"b\" c|d"); /* inside a bare cell they are themselves */
    CHECK_CELLS("\"\"\n", "");
    CHECK_CELLS("a,\"b\"", "a|b");
    CHECK_CELLS("\"a\rb\r\nc\",d\r", "a\rb\r\nc|d");
    CHECK_CELLS("\"a\"\r\"b\"\r\n", "a/b");
}

TEST(the_separator_is_the_one_the_first_line_uses_most)
{
    CHECK_CELLS("a;b;c\n1,5;2;3\n", "a|b|c/1,5|2|3");
    CHECK_CELLS("a\tb,c\td\n", "a|b,c|d");
    CHECK_CELLS("\"a;b;c\",d\n", "a;b;c|d");
    CHECK_CELLS("sep=;\r\na,b;c\r\n", "a,b|c");
    CHECK_CELLS("a\nb\n", "a/b");
    CHECK_CELLS("sep=\t\na,b\tc\n", "a,b|c");
    CHECK_CELLS("sep=;", "");
    CHECK_CELLS("sep=;\ra,b;c\r", "a,b|c");
    CHECK_CELLS("sep=,,b\n", "sep=||b"); /* a row like any other */
    CHECK_CELLS("sep=x\n", "sep=x");
    CHECK_CELLS("sep=", "sep=");
}

TEST(a_byte_order_mark_is_dropped)
{
    CHECK_CELLS("\xEF\xBB\xBF"
                "a;b\n",
                "a|b");
}

TEST(what_is_not_utf8_is_windows_1252)
{
    CHECK_CELLS("caf\xE9;\x80 5\n", "caf\xC3\xA9|\xE2\x82\xAC 5");
    CHECK_CELLS("caf\xC3\xA9\n", "caf\xC3\xA9");
    CHECK_CELLS("a\nb\x81\n", "2: byte 0x81 is neither UTF-8 nor Windows-1252; save the file as CSV UTF-8");
    CHECK_CELLS("\xEF\xBB\xBF"
                "a\nb\xE9\n",
                "2: begins as UTF-8 but holds a byte that is not");
}

TEST(a_damaged_file_is_refused_with_its_line)
{
    CHECK_CELLS("a\n\"b\nc\n", "2: a quotation mark opens a cell here and is never closed");
    CHECK_CELLS("\"a\nb\"c\n",
                "2: text after a closing quotation mark; a quotation mark inside a cell is written twice");
    dr_arena arena = {0};
    dr_csv csv;
    draad_error err = {0};
    CHECK_INT(dr_csv_read(DR_STR("a\nb\0c"), "x", &arena, &csv, &err), DRAAD_E_CASES);
    CHECK_INT(err.line, 2);
    dr_arena_free(&arena);
}

TEST(a_row_is_bounded)
{
    enum { COLUMNS_MAX = 16384 };
    static char text[COLUMNS_MAX + 10];
    dr_arena arena = {0};
    dr_csv found;
    draad_error err = {0};
    strcpy(text, "a\n");
    memset(text + 2, ',', COLUMNS_MAX);
    CHECK_INT(dr_csv_read(dr_str_of(text), "test.csv", &arena, &found, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "more than 16384 cells in a row");
    CHECK_INT(err.line, 2);
    text[2 + COLUMNS_MAX - 1] = '\0';
    CHECK_INT(dr_csv_read(dr_str_of(text), "test.csv", &arena, &found, &err), DRAAD_OK);
    dr_arena_free(&arena);
}

TEST(a_row_knows_its_line)
{
    dr_arena arena = {0};
    dr_csv csv;
    CHECK_INT(dr_csv_read(DR_STR("a\r\n\r\n\"b\r\nc\"\r\nd\r\n"), "x", &arena, &csv, NULL), DRAAD_OK);
    CHECK_INT(csv.nrows, 3);
    CHECK_INT(csv.rows[0].line, 1);
    CHECK_INT(csv.rows[1].line, 3);
    CHECK_INT(csv.rows[2].line, 5);
    dr_arena_free(&arena);
}

TEST(a_written_cell_is_quoted_only_when_it_must_be)
{
    dr_buf out = {0};
    dr_csv_writer w = {.out = &out};
    dr_csv_str(&w, DR_STR("plain"));
    dr_csv_str(&w, DR_STR("a,b"));
    dr_csv_str(&w, DR_STR("say \"ja\""));
    dr_csv_str(&w, DR_STR("a;b"));
    dr_csv_str(&w, DR_STR("=1"));
    dr_csv_str(&w, (draad_str){0});
    dr_csv_end(&w);
    dr_csv_str(&w, (draad_str){0});
    dr_csv_end(&w);
    CHECK_STR(dr_buf_str(&out), "plain,\"a,b\",\"say \"\"ja\"\"\",a;b,=1,\n\"\"\n");
    dr_buf_free(&out);
}

TEST(numbers_have_six_digits_and_never_a_locale)
{
    dr_buf out = {0};
    dr_csv_writer w = {.out = &out};
    setlocale(LC_ALL, "nl_NL.UTF-8"); /* where it is installed */
    dr_csv_real(&w, 2.0 / 3);
    dr_csv_real(&w, 1e-10);
    dr_csv_real(&w, -0.0);
    dr_csv_real(&w, NAN);
    dr_csv_real(&w, -INFINITY);
    dr_csv_uint(&w, 0);
    dr_csv_uint(&w, UINT64_MAX);
    dr_csv_end(&w);
    setlocale(LC_ALL, "C");
    CHECK_STR(dr_buf_str(&out), "0.666667,1e-10,0,NA,-inf,0,18446744073709551615\n");
    dr_buf_free(&out);
}

TEST(dutch_excel_gets_semicolons_commas_a_mark_and_guards)
{
    dr_buf out = {0};
    dr_csv_writer w = {.out = &out, .excel_nl = true};
    dr_csv_str(&w, DR_STR("=SUM(A1)"));
    dr_csv_str(&w, DR_STR("- ja; nee"));
    dr_csv_str(&w, DR_STR("a,b"));
    dr_csv_real(&w, -0.5);
    dr_csv_end(&w);
    CHECK_STR(dr_buf_str(&out), "\xEF\xBB\xBF'=SUM(A1);\"'- ja; nee\";a,b;-0,5\n");
    dr_buf_free(&out);
}

TEST(cells_made_elsewhere_stand_as_they_are)
{
    dr_buf out = {0}, made = {0};
    dr_csv_writer w = {.out = &out}, elsewhere = {.out = &made, .goes_on = true};
    dr_csv_str(&elsewhere, DR_STR("b,c"));
    dr_csv_uint(&elsewhere, 7);
    const draad_str row[] = {DR_STR("a"), dr_buf_str(&made), DR_STR("d")};
    dr_csv_made_row(&w, row, 3);
    dr_csv_made_row(&w, row, 2);
    dr_csv_str(&w, DR_STR("e"));
    dr_csv_made(&w, dr_buf_str(&made));
    dr_csv_end(&w);
    CHECK_STR(dr_buf_str(&out), "a,\"b,c\",7,d\na,\"b,c\",7\ne,\"b,c\",7\n");
    dr_buf_free(&out);
    dr_buf_free(&made);
}

TEST(cells_of_an_earlier_row_are_written_again)
{
    dr_buf out = {0};
    dr_csv_writer w = {.out = &out, .excel_nl = true};
    dr_csv_str(&w, DR_STR("a"));
    size_t at = dr_csv_at(&w);
    dr_csv_str(&w, DR_STR("-b;c"));
    dr_csv_uint(&w, 7);
    dr_csv_cells two = dr_csv_since(&w, at);
    dr_csv_str(&w, DR_STR("d"));
    dr_csv_end(&w);
    for (int i = 0; i < 50; i++) { /* the buffer moves meanwhile */
        at = dr_csv_at(&w);
        dr_csv_again(&w, two);
        two = dr_csv_since(&w, at);
        dr_csv_uint(&w, 8);
        dr_csv_end(&w);
    }
    static const char last[] = "\n\"'-b;c\";7;8\n\"'-b;c\";7;8\n";
    CHECK(out.len > sizeof last);
    CHECK_STR(((draad_str){out.data + out.len - (sizeof last - 1), sizeof last - 1}), last);
    dr_buf_free(&out);
}

TEST(a_sign_that_needs_quotes_is_seen_wherever_it_stands)
{
    static const char signs[] = ",\"\n\r";
    for (size_t len = 1; len <= 40; len++)
        for (size_t at = 0; at < len; at++)
            for (const char *sign = signs; *sign != '\0'; sign++) {
                char cell[40];
                dr_buf out = {0};
                dr_csv_writer w = {.out = &out};
                memset(cell, '-', sizeof cell);
                cell[at] = *sign;
                dr_csv_str(&w, (draad_str){cell, len});
                CHECK(w.status == DRAAD_OK && out.len == len + 2 + (*sign == '"') && out.data[0] == '"');
                dr_buf_free(&out);
            }
}

TEST(what_is_written_reads_back)
{
    static const char *const cells[] = {"a,b;c\td", "\"", "\r\n", "", "'", "x\xE2\x82\xAC"};
    enum { N = sizeof cells / sizeof *cells };
    dr_buf out = {0};
    dr_arena arena = {0};
    dr_csv csv;
    dr_csv_writer w = {.out = &out};
    for (int row = 0; row < 2; row++) {
        for (size_t i = 0; i < N; i++)
            dr_csv_str(&w, dr_str_of(cells[i]));
        dr_csv_end(&w);
    }
    CHECK_INT(dr_csv_read(dr_buf_str(&out), "x", &arena, &csv, NULL), DRAAD_OK);
    CHECK_INT(csv.nrows, 2);
    for (size_t i = 0; i < N; i++)
        CHECK_STR(csv.rows[1].cells[i], cells[i]);
    dr_buf_free(&out);
    dr_arena_free(&arena);
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

TEST(reading_survives_every_failed_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_arena arena = {0};
        dr_csv csv;
        left = n;
        s = dr_csv_read(DR_STR("caf\xE9;b\n1;2\n3;4\n5;6\n7;8\n9;0\n"), "x", &arena, &csv, NULL);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
        dr_arena_free(&arena);
    }
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(a_row_is_cells_between_separators, quotes_hold_separators_line_ends_and_quotes,
               the_separator_is_the_one_the_first_line_uses_most, a_byte_order_mark_is_dropped,
               what_is_not_utf8_is_windows_1252, a_damaged_file_is_refused_with_its_line, a_row_knows_its_line,
               a_row_is_bounded, a_written_cell_is_quoted_only_when_it_must_be,
               numbers_have_six_digits_and_never_a_locale, dutch_excel_gets_semicolons_commas_a_mark_and_guards,
               cells_made_elsewhere_stand_as_they_are, cells_of_an_earlier_row_are_written_again,
               a_sign_that_needs_quotes_is_seen_wherever_it_stands, what_is_written_reads_back,
               reading_survives_every_failed_allocation);
}
