/* SPDX-License-Identifier: Apache-2.0
 * test_pair_intervals.c - the expected intervals were drawn by an independent program with the same generator, from the
 * numbers that stand beside the documents. */
#include "handmade.h"

#include "tables.h"

static const char *const names[] = {"d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9"};

/* In each document: sentences with both codes first, then those with a, those with b, those with none. */
static void add(draad_project *p, const char *name, size_t both, size_t a, size_t b, size_t nsentences)
{
    dr_coded *d = handmade_document(p, name, &"RRRRRR"[6 - nsentences]);
    for (size_t i = 0; i < a; i++)
        handmade_coding(d, 0, 0, (draad_byte)(10 * i), (draad_byte)(10 * i + 9));
    for (size_t i = 0; i < b; i++) {
        const size_t at = i < both ? i : a + i - both;
        handmade_coding(d, 1, 0, (draad_byte)(10 * at), (draad_byte)(10 * at + 9));
    }
}

static draad_project *nine(size_t ncodes)
{
    static const size_t numbers[][4] = {{1, 2, 1, 4}, {0, 1, 1, 3}, {2, 2, 3, 5}, {0, 0, 1, 2}, {1, 1, 1, 3},
                                        {0, 2, 0, 4}, {0, 0, 0, 3}, {1, 3, 2, 5}, {0, 0, 1, 2}};
    draad_project *p = handmade_new(ncodes);
    for (size_t i = 0; i < 9; i++)
        add(p, names[i], numbers[i][0], numbers[i][1], numbers[i][2], numbers[i][3]);
    return p;
}

static draad_table_options with_intervals(void)
{
    draad_table_options o = defaults();
    o.intervals = true;
    return o;
}

static void check_interval(void **state_, const draad_table *t, const char *low, double l, const char *high, double h,
                           const char *samples, double n)
{
    CHECK_NEAR(value(t, 0, low), l, 1e-12);
    CHECK_NEAR(value(t, 0, high), h, 1e-12);
    CHECK_NEAR(value(t, 0, samples), n, 0);
}

TEST(documents_are_drawn_with_all_their_units)
{
    draad_project *p = nine(2);
    const draad_table_options o = with_intervals();
    draad_table *t = ask(p, "association", &o);
    CHECK_STR(fact(t, "drawn").text, "documents");
    CHECK_NEAR(fact(t, "samples").number, 2000, 0);
    CHECK_NEAR(fact(t, "seed").number, 1, 0);
    check_interval(state_, t, "jaccard_low", 0.1111111111111111, "jaccard_high", 0.5333333333333333, "jaccard_samples",
                   2000);
    check_interval(state_, t, "lift_low", 0.6912169312169312, "lift_high", 2.2858630952380943, "lift_samples", 2000);
    check_interval(state_, t, "npmi_low", -0.13408519850284464, "npmi_high", 0.5272277178653128, "npmi_samples", 2000);
    check_interval(state_, t, "phi_low", -0.1414213562373095, "phi_high", 0.561514322413455, "phi_samples", 2000);
    draad_table_free(t);
    handmade_free(p);
}

TEST(of_few_documents_units_are_drawn_and_undefined_samples_counted)
{
    draad_project *p = handmade_new(2);
    const draad_table_options o = with_intervals();
    add(p, "d1", 1, 3, 2, 6);
    draad_table *t = ask(p, "association", &o);
    CHECK_STR(fact(t, "drawn").text, "units");
    check_interval(state_, t, "jaccard_low", 0, "jaccard_high", 0.75, "jaccard_samples", 1999);
    check_interval(state_, t, "lift_low", 0, "lift_high", 3, "lift_samples", 1818);
    check_interval(state_, t, "npmi_low", -1, "npmi_high", 0.6309297535714574, "npmi_samples", 1818);
    check_interval(state_, t, "phi_low", -0.7071067811865476, "phi_high", 0.7071067811865476, "phi_samples", 1786);
    draad_table_free(t);
    handmade_free(p);
}

TEST(the_coded_universe_is_drawn_without_the_other_units)
{
    draad_project *p = nine(2);
    draad_table_options o = with_intervals();
    o.matrix.coded_universe = true; /* d7 has none: eight documents are left */
    draad_table *t = ask(p, "association", &o);
    CHECK_STR(fact(t, "drawn").text, "documents");
    CHECK(value(t, 0, "lift_high") <
          1.3); /* Of units with a or b there is hardly one where they meet more than by chance. */
    draad_table_free(t);
    handmade_free(p);
}

TEST(intervals_are_there_only_when_asked_for)
{
    draad_project *p = nine(2);
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "association", &o);
    CHECK_STR(draad_table_column_name(t, draad_table_columns(t) - 1), "q_bh");
    draad_table_free(t);
    const draad_table_options asked = with_intervals();
    CHECK(strstr(refusal(p, "cooccurrence", &asked), "--ci") != NULL);
    handmade_free(p);
}

TEST(structural_pairs_have_no_interval)
{
    draad_project *p = nine(2);
    draad_table_options o = with_intervals();
    handmade_below(p, 1, 0);
    o.rollup = DRAAD_ROLLUP_ALL;
    draad_table *t = ask(p, "association", &o);
    CHECK(isnan(value(t, 0, "jaccard_low")) && isnan(value(t, 0, "phi_high")));
    CHECK_NEAR(value(t, 0, "jaccard_samples"), 0, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(a_table_that_would_not_end_is_refused)
{
    draad_project *p = handmade_new(3000);
    const draad_table_options o = with_intervals();
    draad_table *t = NULL;
    draad_error err;
    for (size_t i = 0; i < 9; i++)
        add(p, names[i], 1, 1, 1, 2);
    CHECK_INT(draad_project_table(p, "association", &o, &t, &err), DRAAD_E_LIMIT);
    CHECK(strstr(err.message, "--only") != NULL);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = nine(2);
    const draad_table_options o = with_intervals();
    CHECK(ask_without_memory(p, "association", &o) > 30);
    handmade_free(p);
}

int main(void)
{
    return RUN(documents_are_drawn_with_all_their_units, of_few_documents_units_are_drawn_and_undefined_samples_counted,
               the_coded_universe_is_drawn_without_the_other_units, intervals_are_there_only_when_asked_for,
               structural_pairs_have_no_interval, a_table_that_would_not_end_is_refused,
               no_memory_is_an_error_and_loses_nothing);
}
