/* SPDX-License-Identifier: Apache-2.0
 * test_programs.c - two coders as MAXQDA, NVivo and Holsti count; numbers by hand, and those of the manuals in
 * tests/data/formula-examples.json. */
#include "handmade.h"

#include "tables.h"

enum { BO = 1, CAS };

/* Three codes of which c is used by nobody; d1 has 29 characters, d2 19, d3 was read by Bo alone. */
static draad_project *study(void)
{
    draad_project *p = handmade_new(3);
    handmade_coder(p, "draad");
    handmade_coder(p, "Bo");
    handmade_coder(p, "Cas");
    dr_coded *d1 = handmade_document(p, "d1", "RRR"), *d2 = handmade_document(p, "d2", "RR"),
             *d3 = handmade_document(p, "d3", "R");
    handmade_reader(d1, BO);
    handmade_reader(d1, CAS);
    handmade_reader(d2, BO);
    handmade_reader(d2, CAS);
    handmade_reader(d3, BO);
    handmade_coding(d1, 0, BO, 0, 10); /* of 10 characters nine are shared: just enough */
    handmade_coding(d1, 0, CAS, 0, 9);
    handmade_coding(d1, 0, BO, 20, 29);
    handmade_coding(d1, 1, CAS, 10, 20);
    handmade_coding(d2, 1, BO, 0, 9);
    handmade_coding(d2, 1, CAS, 0, 5);
    handmade_coding(d3, 0, BO, 0, 9); /* nobody to agree with */
    return p;
}

static void check(void **state_, const draad_table *t, size_t row, const char *column, double expected)
{
    if (isnan(expected))
        CHECK(isnan(value(t, row, column)));
    else
        CHECK_NEAR(value(t, row, column), expected, 1e-12);
}

static void check_row(void **state_, const draad_table *t, size_t row, const double *expected)
{
    static const char *const columns[] = {
        "segments_a",       "segments_b",   "both",       "only_a",          "only_b",     "holsti",
        "maxqda_agreement", "maxqda_kappa", "characters", "nvivo_agreement", "nvivo_kappa"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        check(state_, t, row, columns[i], expected[i]);
}

TEST(segments_and_characters_of_two_coders)
{
    draad_project *p = study();
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "programs", &o);
    CHECK_INT(draad_table_rows(t), 4);
    CHECK_STR(draad_table_text(t, 0, 0), "Bo");
    CHECK_STR(draad_table_text(t, 0, 1), "Cas");
    /* a: d1 both 9, only Bo 10, neither 10; d2 nothing, where kappa is unknown.  po 19/29, pe (19 9 + 10 20) / 29^2 */
    const double pe_a = (19 * 9 + 10 * 20) / (29.0 * 29);
    check_row(state_, t, 0,
              (double[]){2, 1, 1, 1, 0, 2 / 3.0, 1 / 2.0, NAN, 48, (19 + 19) / 48.0, (19 / 29.0 - pe_a) / (1 - pe_a)});
    /* b: d1 only Cas 10 of 29, kappa 0; d2 both 5, only Bo 4, neither 10: po 15/19, pe (9 5 + 10 14) / 19^2 */
    const double pe_b = (9 * 5 + 10 * 14) / (19.0 * 19);
    check_row(state_, t, 1,
              (double[]){1, 2, 0, 1, 2, 0, 0, NAN, 48, (19 + 15) / 48.0, 19 * (15 / 19.0 - pe_b) / (1 - pe_b) / 48});
    check_row(state_, t, 2, (double[]){0, 0, 0, 0, 0, NAN, NAN, NAN, 48, 1, NAN});
    CHECK_STR(text(t, 3, "code"), "all"); /* two codes are used */
    check_row(state_, t, 3, (double[]){3, 3, 1, 2, 2, 1 / 3.0, 0.2, (0.2 - 0.5) / 0.5, 48, NAN, NAN});
    CHECK_NEAR(fact(t, "overlap").number, 90, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(how_much_must_be_shared_can_be_chosen)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    o.overlap = 50; /* 5 of 9 in d2 */
    draad_table *t = ask(p, "programs", &o);
    check(state_, t, 1, "both", 1);
    draad_table_free(t);
    o.overlap = 91;
    t = ask(p, "programs", &o);
    check(state_, t, 0, "both", 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(each_two_of_three_coders_have_rows)
{
    draad_project *p = study();
    const draad_table_options o = defaults();
    handmade_coding(&p->documents[0], 0, 0, 0, 9);
    handmade_reader(&p->documents[0], 0);
    draad_table *t = ask(p, "programs", &o);
    CHECK_INT(draad_table_rows(t), 12);
    CHECK_STR(text(t, 0, "coder_a"), "draad");
    CHECK_STR(text(t, 0, "coder_b"), "Bo");
    CHECK_NEAR(value(t, 0, "characters"), 29, 0);
    CHECK_STR(text(t, 11, "coder_b"), "Cas");
    draad_table_free(t);
    handmade_free(p);
}

/* MAXQDA's manual: 6 in both, 2 and 2 in one, five codes: 0.5.  NVivo's: of 1000 characters 50 in both, 150 in one: 85
 * %. */
TEST(the_manuals_give_these_numbers)
{
    draad_project *p = handmade_new(5);
    const draad_table_options o = defaults();
    handmade_coder(p, "Bo");
    handmade_coder(p, "Cas");
    dr_coded *d = handmade_document(p, "d", "RRRRRRRRRRRRRRRRRRRR");
    for (uint32_t i = 0; i < 10; i++) {
        if (i < 8)
            handmade_coding(d, i % 5, 0, 10 * i, 10 * i + 9);
        if (i < 6 || i > 7)
            handmade_coding(d, i % 5, 1, 10 * i, 10 * i + 9);
    }
    draad_table *t = ask(p, "programs", &o);
    check(state_, t, 5, "both", 6);
    check(state_, t, 5, "maxqda_agreement", 0.6);
    check(state_, t, 5, "maxqda_kappa", 0.5);
    draad_table_free(t);
    handmade_free(p);
    p = handmade_new(1);
    handmade_coder(p, "Bo");
    handmade_coder(p, "Cas");
    d = handmade_document(p, "d", "RRRRRRRRRRRRRRRRRRRR");
    d->units[DRAAD_UNIT_SENTENCE].at[19].end.value = d->units[DRAAD_UNIT_TURN].at[0].end.value =
        d->units[DRAAD_UNIT_PARAGRAPH].at[0].end.value = 1000;
    handmade_coding(d, 0, 0, 0, 125);
    handmade_coding(d, 0, 1, 75, 200);
    t = ask(p, "programs", &o);
    check(state_, t, 0, "characters", 1000);
    check(state_, t, 0, "nvivo_agreement", 0.85);
    draad_table_free(t);
    handmade_free(p);
}

TEST(one_coder_is_refused)
{
    draad_project *p = handmade_new(1);
    const draad_table_options o = defaults();
    handmade_coder(p, "Bo");
    handmade_coding(handmade_document(p, "d", "R"), 0, 0, 0, 9);
    CHECK(strstr(refusal(p, "programs", &o), "two coders") != NULL);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    const draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "programs", &o) > 20);
    handmade_free(p);
}

int main(void)
{
    return RUN(segments_and_characters_of_two_coders, how_much_must_be_shared_can_be_chosen,
               each_two_of_three_coders_have_rows, the_manuals_give_these_numbers, one_coder_is_refused,
               no_memory_is_an_error_and_loses_nothing);
}
