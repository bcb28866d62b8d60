/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/table.h"
#include "failing.h"

static void put(void *ctx, draad_str text)
{
    assert_int_equal(dr_buf_put(ctx, text, NULL), DRAAD_OK);
}

static void check_written(void **state_, const draad_table *t, draad_table_format format, const char *expected)
{
    dr_buf out = {0};
    draad_error err = {0};
    CHECK_INT(draad_table_write(t, format, put, &out, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), expected);
    dr_buf_free(&out);
}

static draad_table *table_of(const char *const *columns)
{
    draad_table *t = NULL;
    assert_int_equal(dr_table_of(columns, &t, NULL), DRAAD_OK);
    return t;
}

/* One column of numbers. */
static draad_table *numbers(const double *values, size_t n)
{
    static const char *const columns[] = {"x", NULL};
    draad_table *t = table_of(columns);
    for (size_t i = 0; i < n; i++)
        dr_table_put(t, values[i]);
    return t;
}
#define NUMBERS(...) numbers((const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

TEST(counts_are_whole_and_measures_have_six_digits)
{
    draad_table *t = NUMBERS(0, -0.0, 7, 1234567, 999999999999999.0, 1e15, -1, -1234567, 1.0 / 3, 1234567.5, 1e-7,
                             0.999999999, NAN, -INFINITY, INFINITY);
    check_written(state_, t, DRAAD_TABLE_CSV,
                  "x\n0\n0\n7\n1234567\n999999999999999\n1e+15\n-1\n-1.23457e+06\n0.333333\n1.23457e+06\n1e-07\n1\nNA\n"
                  "-inf\ninf\n");
    draad_table_free(t);
}

TEST(json_has_fifteen_digits_and_null)
{
    draad_table *t =
        NUMBERS(0, -0.0, 7, 1234567, 999999999999999.0, -3, 1.0 / 3, 2.0 / 3, 0.1, 1234567.5, NAN, -INFINITY, INFINITY);
    check_written(state_, t, DRAAD_TABLE_JSON,
                  "{\"rows\":[\n{\"x\":0},\n{\"x\":0},\n{\"x\":7},\n{\"x\":1234567},\n{\"x\":999999999999999},\n"
                  "{\"x\":-3},\n{\"x\":0.333333333333333},\n{\"x\":0.666666666666667},\n{\"x\":0.1},\n"
                  "{\"x\":1234567.5},\n{\"x\":null},\n{\"x\":\"-inf\"},\n{\"x\":\"inf\"}]}\n");
    draad_table_free(t);
}

TEST(text_is_quoted_where_it_must_be)
{
    static const char *const columns[] = {"@a", "@b", NULL};
    draad_table *t = table_of(columns);
    static const char *const texts[] = {"plain",
                                        "",
                                        "a,b",
                                        "c;d",
                                        "zei \"ja\"",
                                        "two\nlines",
                                        "=som(\"a;b\")",
                                        "-streep",
                                        "",
                                        "\xC3\xA9\xC3\xA9n",
                                        "NA",
                                        " spaties "};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        dr_table_put_text(t, dr_str_of(texts[i]));
    check_written(state_, t, DRAAD_TABLE_CSV,
                  "a,b\nplain,\n\"a,b\",c;d\n\"zei \"\"ja\"\"\",\"two\nlines\"\n\"=som(\"\"a;b\"\")\",-streep\n"
                  "\"\",\xC3\xA9\xC3\xA9n\nNA, spaties \n");
    check_written(state_, t, DRAAD_TABLE_EXCEL_NL,
                  "\xEF\xBB\xBF"
                  "a;b\nplain;\na,b;\"c;d\"\n\"zei \"\"ja\"\"\";\"two\nlines\"\n"
                  "\"'=som(\"\"a;b\"\")\";'-streep\n\"\";\xC3\xA9\xC3\xA9n\nNA; spaties \n");
    check_written(
        state_, t, DRAAD_TABLE_JSON,
        "{\"rows\":[\n{\"a\":\"plain\",\"b\":\"\"},\n{\"a\":\"a,b\",\"b\":\"c;d\"},\n"
        "{\"a\":\"zei \\\"ja\\\"\",\"b\":\"two\\nlines\"},\n{\"a\":\"=som(\\\"a;b\\\")\",\"b\":\"-streep\"},\n"
        "{\"a\":\"\",\"b\":\"\xC3\xA9\xC3\xA9n\"},\n{\"a\":\"NA\",\"b\":\" spaties \"}]}\n");
    draad_table_free(t);
}

TEST(excel_has_decimal_commas)
{
    draad_table *t = NUMBERS(0.5, 1234567, -2.25, NAN, -INFINITY, 1234567.5);
    check_written(state_, t, DRAAD_TABLE_EXCEL_NL, "\xEF\xBB\xBFx\n0,5\n1234567\n-2,25\nNA\n-inf\n1,23457e+06\n");
    draad_table_free(t);
}

TEST(facts_are_columns_in_csv_and_stand_once_in_json)
{
    static const char *const columns[] = {"@code", "n", NULL};
    draad_table *t = table_of(columns);
    dr_table_fact_text(t, "unit", DR_STR("turn"));
    dr_table_fact(t, "N", 7);
    dr_table_fact(t, "share", 0.25);
    dr_table_fact(t, "nothing", NAN);
    check_written(state_, t, DRAAD_TABLE_CSV, "code,n,unit,N,share,nothing\n");
    check_written(state_, t, DRAAD_TABLE_JSON,
                  "{\"unit\":\"turn\",\"N\":7,\"share\":0.25,\"nothing\":null,\n\"rows\":[]}\n");
    for (int i = 0; i < 2; i++) {
        dr_table_put_text(t, i == 0 ? DR_STR("a") : DR_STR("b"));
        dr_table_put(t, i);
    }
    check_written(state_, t, DRAAD_TABLE_CSV, "code,n,unit,N,share,nothing\na,0,turn,7,0.25,NA\nb,1,turn,7,0.25,NA\n");
    check_written(state_, t, DRAAD_TABLE_JSON,
                  "{\"unit\":\"turn\",\"N\":7,\"share\":0.25,\"nothing\":null,\n\"rows\":[\n{\"code\":\"a\",\"n\":0},\n"
                  "{\"code\":\"b\",\"n\":1}]}\n");
    draad_table_free(t);
}

TEST(names_of_rows_are_a_column)
{
    draad_table *t = NULL;
    CHECK_INT(dr_table_new(2, 1, &t, NULL), DRAAD_OK);
    CHECK_INT(dr_table_name_row(t, 0, DR_STR("a b"), NULL), DRAAD_OK);
    CHECK_INT(dr_table_name_row(t, 1, DR_STR("a,c"), NULL), DRAAD_OK);
    CHECK_INT(dr_table_name_column(t, 0, DR_STR("n11"), NULL), DRAAD_OK);
    check_written(state_, t, DRAAD_TABLE_CSV, "name,n11\na b,0\n\"a,c\",0\n");
    check_written(state_, t, DRAAD_TABLE_JSON,
                  "{\"rows\":[\n{\"name\":\"a b\",\"n11\":0},\n{\"name\":\"a,c\",\"n11\":0}]}\n");
    draad_table_free(t);
}

TEST(a_table_without_rows_has_its_columns)
{
    draad_table *t = NUMBERS(0);
    t->nrows = 0;
    check_written(state_, t, DRAAD_TABLE_CSV, "x\n");
    check_written(state_, t, DRAAD_TABLE_JSON, "{\"rows\":[]}\n");
    t->nrows = 1;
    draad_table_free(t);
}

/* ---- For people -------------------------------------------------------------------------------------------- */

TEST(numbers_for_people_stand_to_the_right_with_three_decimals)
{
    draad_table *t = NUMBERS(0, -0.0, 7, 1234567, 1e15, 1.0 / 3, -2.0 / 3, 0.0005, 0.0004, -0.0004, 0.9996, -1.9996,
                             99.5, NAN, -INFINITY, INFINITY);
    check_written(state_, t, DRAAD_TABLE_TEXT,
                  "               x\n               0\n               0\n               7\n         1234567\n"
                  "1000000000000000\n           0.333\n          -0.667\n           0.001\n           0.000\n"
                  "           0.000\n           1.000\n          -2.000\n          99.500\n              NA\n"
                  "            -inf\n             inf\n");
    draad_table_free(t);
}

TEST(text_for_people_is_one_line_of_sixty_at_most)
{
    static const char *const columns[] = {"n", "@text", "@last", NULL};
    draad_table *t = table_of(columns);
    dr_table_put(t, 1);
    dr_table_put_text(t, DR_STR("\xC3\xA9\xC3\xA9n\ttwee\nd\x1Brie\x7F"));
    dr_table_put_text(t, DR_STR(""));
    dr_table_put(t, 22);
    dr_table_put_text(t, DR_STR("\xC3\xA9"
                                "23456789 123456789 123456789 123456789 123456789 123456789 "));
    dr_table_put_text(t, DR_STR("x"));
    dr_table_put(t, 333);
    dr_table_put_text(t, DR_STR("\xC3\xA9"
                                "23456789 123456789 123456789 123456789 123456789 1234567890"));
    dr_table_put_text(t, DR_STR("y"));
    dr_table_put(t, 4);
    dr_table_put_text(t, DR_STR("\xC3\xA9"
                                "23456789 123456789 123456789 123456789 123456789 12345678901"));
    dr_table_put_text(t, DR_STR("z"));
    check_written(state_, t, DRAAD_TABLE_TEXT,
                  "  n  text                                                          last\n"
                  "  1  \xC3\xA9\xC3\xA9n twee d rie\n"
                  " 22  \xC3\xA9"
                  "23456789 123456789 123456789 123456789 123456789 123456789   x\n"
                  "333  \xC3\xA9"
                  "23456789 123456789 123456789 123456789 123456789 1234567890  y\n"
                  "  4  \xC3\xA9"
                  "23456789 123456789 123456789 123456789 123456789 123456789\xE2\x80\xA6  z\n");
    draad_table_free(t);
}

TEST(facts_for_people_stand_above_and_empty_ones_are_left_out)
{
    static const char *const columns[] = {"@code", "n", NULL};
    draad_table *t = table_of(columns);
    dr_table_put_text(t, DR_STR("a"));
    dr_table_put(t, 0.5);
    check_written(state_, t, DRAAD_TABLE_TEXT, "code      n\na     0.500\n");
    dr_table_fact_text(t, "unit", DR_STR(""));
    check_written(state_, t, DRAAD_TABLE_TEXT, "code      n\na     0.500\n");
    dr_table_fact(t, "N", 7);
    dr_table_fact_text(t, "coders", DR_STR("Bo;C\nas"));
    dr_table_fact(t, "kappa", NAN);
    check_written(state_, t, DRAAD_TABLE_TEXT, "N: 7; coders: Bo;C as; kappa: NA\n\ncode      n\na     0.500\n");
    t->nrows = 0;
    check_written(state_, t, DRAAD_TABLE_TEXT, "N: 7; coders: Bo;C as; kappa: NA\n\ncode  n\n");
    t->nrows = 1;
    draad_table_free(t);
}

TEST(names_of_rows_are_a_column_for_people_too)
{
    draad_table *t = NULL;
    CHECK_INT(dr_table_new(2, 1, &t, NULL), DRAAD_OK);
    CHECK_INT(dr_table_name_row(t, 0, DR_STR("a b"), NULL), DRAAD_OK);
    CHECK_INT(dr_table_name_row(t, 1, DR_STR("a cc"), NULL), DRAAD_OK);
    CHECK_INT(dr_table_name_column(t, 0, DR_STR("n11"), NULL), DRAAD_OK);
    check_written(state_, t, DRAAD_TABLE_TEXT, "name  n11\na b     0\na cc    0\n");
    draad_table_free(t);
}

static void measure(void *ctx, draad_str text)
{
    *(size_t *)ctx += text.len;
}

/* jansson takes the allocator of the program, so that only ours fails. */
TEST(no_memory_is_an_error_and_loses_nothing)
{
    static const char *const columns[] = {"@code", "n", NULL};
    draad_table *t = table_of(columns);
    dr_table_fact_text(t, "unit", DR_STR("turn"));
    for (int i = 0; i < 500; i++) {
        dr_table_put_text(t, DR_STR("zin.coping"));
        dr_table_put(t, i);
    }
    for (draad_table_format format = DRAAD_TABLE_CSV; format <= DRAAD_TABLE_TEXT; format++) {
        size_t n = 0;
        for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
            size_t len = 0;
            draad_error err = {0};
            allocations_left = n;
            draad_set_allocator(&failing);
            s = draad_table_write(t, format, measure, &len, &err);
            draad_set_allocator(NULL);
            CHECK(s == DRAAD_OK ? len > 5000 : s == DRAAD_E_MEMORY && len == 0 && err.status == DRAAD_E_MEMORY);
        }
        CHECK(n > 3);
    }
    draad_table_free(t);
}

int main(void)
{
    return RUN(counts_are_whole_and_measures_have_six_digits, json_has_fifteen_digits_and_null,
               text_is_quoted_where_it_must_be, excel_has_decimal_commas,
               facts_are_columns_in_csv_and_stand_once_in_json, names_of_rows_are_a_column,
               a_table_without_rows_has_its_columns, numbers_for_people_stand_to_the_right_with_three_decimals,
               text_for_people_is_one_line_of_sixty_at_most, facts_for_people_stand_above_and_empty_ones_are_left_out,
               names_of_rows_are_a_column_for_people_too, no_memory_is_an_error_and_loses_nothing);
}
