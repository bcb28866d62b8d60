/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "coding/lens.h"
#include "tables.h"

/* Codes a, b, c, d, e.  Three documents of one respondent each, and a group of two.
 *   a: x (twice), y         b: y                    c: z's R and S
 *   d: x's question only    e: never */
static draad_project *study(void)
{
    draad_project *p = handmade_new(5);
    dr_coded *x = handmade_document(p, "x", "IRR"), *y = handmade_document(p, "y", "IR"),
             *z = handmade_document(p, "z", "RS");
    handmade_case(z, 'R', "Anna");
    handmade_case(z, 'S', "Bram");
    handmade_coding(x, 0, 0, 10, 19);
    handmade_coding(x, 0, 0, 20, 29);
    handmade_coding(y, 0, 0, 10, 19);
    handmade_coding(y, 1, 0, 10, 19);
    handmade_coding(z, 2, 0, 0, 9);
    handmade_coding(z, 2, 0, 10, 19);
    handmade_coding(x, 3, 0, 0, 9);
    return p;
}

static draad_lens *lens_of(const char *csv)
{
    draad_lens *l = NULL;
    assert_int_equal(dr_lens_read_bytes(dr_str_of(csv), "lens.csv", NULL, &l), DRAAD_OK);
    return l;
}

static const char csv[] = "aspect,chapter,code\n"
                          "autonomie,werk,a\n"
                          "autonomie,werk,b\n"
                          "autonomie,thuis,a\n" /* a again, in another cell of the row */
                          "binding,werk,a\n"    /* and of the column */
                          "binding,thuis,c\n"
                          "binding,thuis,e\n";

static void check_row(void **state_, const draad_table *t, size_t row, const char *part, const char *aspect,
                      const char *chapter, const char *codes, double ncodes, double segments, double cases)
{
    CHECK_STR(text(t, row, "part"), part);
    CHECK_STR(text(t, row, "aspect"), aspect);
    CHECK_STR(text(t, row, "chapter"), chapter);
    CHECK_STR(text(t, row, "codes"), codes);
    CHECK_NEAR(value(t, row, "ncodes"), ncodes, 0);
    CHECK_NEAR(value(t, row, "segments"), segments, 0);
    CHECK_NEAR(value(t, row, "cases"), cases, 0);
}

TEST(totals_count_a_code_once_and_cases_as_a_union)
{
    draad_project *p = study();
    draad_lens *l = lens_of(csv);
    draad_table_options o = defaults();
    o.lens = l;
    draad_table *t = ask(p, "lens", &o);
    CHECK_INT(draad_table_rows(t), 10);
    check_row(state_, t, 0, "cell", "autonomie", "werk", "a;b", 2, 4, 2); /* y has both: two respondents, not three */
    check_row(state_, t, 1, "cell", "autonomie", "thuis", "a", 1, 3, 2);
    check_row(state_, t, 2, "row", "autonomie", "", "a;b", 2, 4, 2);
    check_row(state_, t, 3, "cell", "binding", "werk", "a", 1, 3, 2);
    check_row(state_, t, 4, "cell", "binding", "thuis", "c;e", 2, 2, 2);
    check_row(state_, t, 5, "row", "binding", "", "a;c;e", 3, 5, 4);
    check_row(state_, t, 6, "column", "", "werk", "a;b", 2, 4, 2);
    check_row(state_, t, 7, "column", "", "thuis", "a;c;e", 3, 5, 4);
    check_row(state_, t, 8, "all", "", "", "a;b;c;e", 4, 6, 4);
    check_row(state_, t, 9, "outside", "", "", "d", 1, 1, 0); /* in a question: of nobody */
    draad_table_free(t);
    draad_lens_free(l);
    handmade_free(p);
}

TEST(an_empty_cell_is_there)
{
    draad_project *p = study();
    draad_lens *l = lens_of("aspect,chapter,code\na1,c1,a\na2,c2,c\n");
    draad_table_options o = defaults();
    o.lens = l;
    draad_table *t = ask(p, "lens", &o);
    check_row(state_, t, 1, "cell", "a1", "c2", "", 0, 0, 0);
    CHECK_INT(draad_table_rows(t), 4 + 2 + 2 + 1 + 2); /* b and d are outside; e is nowhere */
    check_row(state_, t, 9, "outside", "", "", "b", 1, 1, 1);
    draad_table_free(t);
    draad_lens_free(l);
    handmade_free(p);
}

TEST(a_lens_is_laid_over_codes_that_were_rolled_up)
{
    draad_project *p = study();
    handmade_below(p, 1, 0); /* b below a: its one segment is the same as one of a */
    draad_lens *l = lens_of("aspect,chapter,code\na1,c1,a\n");
    draad_table_options o = defaults();
    o.lens = l;
    o.rollup = DRAAD_ROLLUP_LEVEL;
    o.level = 1;
    draad_table *t = ask(p, "lens", &o);
    check_row(state_, t, 0, "cell", "a1", "c1", "a", 1, 3, 2);
    CHECK_STR(fact(t, "rollup").text, "level 1");
    draad_table_free(t);
    draad_lens_free(l);
    l = lens_of("aspect,chapter,code\na1,c1,a\na1,c2,b\n");
    o.lens = l;
    CHECK(strstr(refusal(p, "lens", &o), "'b'") != NULL);
    draad_lens_free(l);
    handmade_free(p);
}

TEST(a_code_that_is_not_there_is_told_with_its_line)
{
    draad_project *p = study();
    draad_lens *l = lens_of("aspect,chapter,code\na1,c1,a\n\na1,c1,kleur\n");
    draad_table_options o = defaults();
    draad_table *t = NULL;
    draad_error err = {0};
    o.lens = l;
    CHECK_INT(draad_project_table(p, "lens", &o, &t, &err), DRAAD_E_USAGE);
    CHECK(t == NULL && strstr(err.message, "'kleur'") != NULL);
    CHECK_STR(dr_str_of(err.place), "lens.csv");
    CHECK_INT(err.line, 4);
    o.lens = NULL;
    CHECK(strstr(refusal(p, "lens", &o), "--lens") != NULL);
    draad_lens_free(l);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    draad_lens *l = lens_of(csv);
    draad_table_options o = defaults();
    o.lens = l;
    CHECK(ask_without_memory(p, "lens", &o) > 20);
    draad_lens_free(l);
    handmade_free(p);
}

int main(void)
{
    return RUN(totals_count_a_code_once_and_cases_as_a_union, an_empty_cell_is_there,
               a_lens_is_laid_over_codes_that_were_rolled_up, a_code_that_is_not_there_is_told_with_its_line,
               no_memory_is_an_error_and_loses_nothing);
}
