/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include <jansson.h>

#include "analysis/association.h"

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif

/* A number of a reference file: null is undefined, "-inf" is itself. */
static double number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_string(value)) {
        assert_string_equal(json_string_value(value), "-inf");
        return -INFINITY;
    }
    return json_is_number(value) ? json_number_value(value) : (double)NAN;
}

static uint64_t count(const json_t *object, const char *key)
{
    return (uint64_t)json_integer_value(json_object_get(object, key));
}

TEST(measures_equal_the_reference_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/association.json", 0, &why);
    const json_t *rows = json_object_get(json_array_get(file, 0), "rows");
    double p[16], q[16];
    const size_t n = json_array_size(rows);
    CHECK(n > 0 && n <= 16);
    for (size_t i = 0; i < n; i++) {
        const json_t *row = json_array_get(rows, i);
        const dr_measures m =
            dr_associate((dr_fourfold){count(row, "n11"), count(row, "n10"), count(row, "n01"), count(row, "n00")});
        CHECK_NEAR(m.jaccard, number(row, "jaccard"), 1e-9);
        CHECK_NEAR(m.jaccard, number(row, "c_coefficient"), 1e-9);
        CHECK_NEAR(m.dice, number(row, "dice"), 1e-9);
        CHECK_NEAR(m.cosine, number(row, "cosine"), 1e-9);
        CHECK_NEAR(m.overlap, number(row, "overlap"), 1e-9);
        CHECK_NEAR(m.lift, number(row, "lift"), 1e-9);
        CHECK_NEAR(m.pmi, number(row, "pmi"), 1e-9);
        CHECK_NEAR(m.npmi, number(row, "npmi"), 1e-9);
        CHECK_NEAR(m.phi, number(row, "phi"), 1e-9);
        CHECK_NEAR(m.g2, number(row, "g2"), 1e-9);
        CHECK_NEAR(m.g2_signed, number(row, "g2_signed"), 1e-9);
        CHECK_NEAR(m.p_g2, number(row, "p_g2"), 1e-9);
        CHECK_NEAR(m.p_fisher, number(row, "p_fisher"), 1e-9);
        p[i] = m.p_fisher;
    }
    CHECK_INT(dr_benjamini_hochberg(p, n, q, NULL), DRAAD_OK);
    for (size_t i = 0; i < n; i++)
        CHECK_NEAR(q[i], number(json_array_get(rows, i), "q_bh"), 1e-9);
    json_decref(file);
}

/* Expected values: the definitions, in 50 decimal digits. */
TEST(large_tables_keep_their_digits)
{
    static const struct {
        dr_fourfold t;
        double p_fisher, g2;
    } cases[] = {
        {{40, 960, 1960, 97040}, 5.306898097621785e-05, 16.069569454587693},
        {{2001, 17999, 17999, 162001}, 0.9801783443044734, 0.000617202683080086},
        {{0, 500, 600, 2000}, 5.421407368754406e-52, 237.1686399711603},
        {{1, 99999, 1, 899999}, 0.19000009000009, 2.043309606206152},
        {{250, 250, 250, 250}, 1, 0},
        {{251, 249, 249, 251}, 0.9495751823268388, 0.016000042666939735},
        {{12, 1, 3, 100000}, 2.8296486099662675e-48, 218.6119150235508},
        {{150, 0, 0, 400}, 2.8605947186561052e-139, 644.5478801339059},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const dr_measures m = dr_associate(cases[i].t);
        CHECK_NEAR(m.p_fisher, cases[i].p_fisher, 1e-10);
        CHECK_NEAR(m.g2, cases[i].g2, 1e-10);
    }
}

TEST(p_too_small_for_a_number_is_zero)
{
    const dr_measures m = dr_associate((dr_fourfold){1000, 0, 0, 2000});
    CHECK_NEAR(m.p_fisher, 0, 0);
    CHECK_NEAR(m.npmi, 1, 1e-12);
    CHECK_NEAR(m.g2, 3819.0850097688767, 1e-12);
}

TEST(p_does_not_depend_on_the_order_of_the_codes)
{
    for (uint64_t n11 = 0; n11 < 8; n11++)
        for (uint64_t n10 = 0; n10 < 8; n10++)
            for (uint64_t n01 = 0; n01 < 8; n01++)
                for (uint64_t n00 = 0; n00 < 8; n00++) {
                    const double p = dr_fisher((dr_fourfold){n11, n10, n01, n00});
                    CHECK(p > 0 && p <= 1);
                    CHECK_NEAR(dr_fisher((dr_fourfold){n11, n01, n10, n00}), p, 1e-13);
                    CHECK_NEAR(dr_fisher((dr_fourfold){n10, n11, n00, n01}), p, 1e-12);
                }
}

TEST(measures_are_undefined_where_the_definitions_say_so)
{
    const dr_measures nothing = dr_associate((dr_fourfold){0, 0, 0, 0});
    CHECK(isnan(nothing.jaccard) && isnan(nothing.dice) && isnan(nothing.cosine) && isnan(nothing.overlap));
    CHECK(isnan(nothing.lift) && isnan(nothing.pmi) && isnan(nothing.npmi) && isnan(nothing.phi));
    CHECK(isnan(nothing.g2) && isnan(nothing.g2_signed) && isnan(nothing.p_g2) && isnan(nothing.p_fisher));
    const dr_measures only_a = dr_associate((dr_fourfold){0, 3, 0, 4});
    CHECK_NEAR(only_a.jaccard, 0, 0);
    CHECK_NEAR(only_a.dice, 0, 0);
    CHECK(isnan(only_a.cosine) && isnan(only_a.overlap) && isnan(only_a.lift) && isnan(only_a.pmi));
    CHECK(isnan(only_a.npmi) && isnan(only_a.phi) && isnan(only_a.p_fisher));
    const dr_measures everywhere = dr_associate((dr_fourfold){5, 0, 0, 0});
    CHECK_NEAR(everywhere.lift, 1, 0);
    CHECK_NEAR(everywhere.pmi, 0, 0);
    CHECK(isnan(everywhere.npmi) && isnan(everywhere.phi) && isnan(everywhere.g2));
    const dr_measures apart = dr_associate((dr_fourfold){0, 3, 4, 5});
    CHECK_NEAR(apart.pmi, -INFINITY, 0);
    CHECK_NEAR(apart.npmi, -1, 0);
    CHECK(apart.g2_signed < 0);
}

TEST(q_is_corrected_within_the_family)
{
    const double p[] = {0.04, NAN, 0.01, 0.03, 0.02, 0.5};
    double q[6];
    CHECK_INT(dr_benjamini_hochberg(p, 6, q, NULL), DRAAD_OK);
    CHECK_NEAR(q[0], 0.05, 1e-12);
    CHECK(isnan(q[1]));
    CHECK_NEAR(q[2], 0.05, 1e-12);
    CHECK_NEAR(q[3], 0.05, 1e-12);
    CHECK_NEAR(q[4], 0.05, 1e-12);
    CHECK_NEAR(q[5], 0.5, 1e-12);
    CHECK_INT(dr_benjamini_hochberg(NULL, 0, q, NULL), DRAAD_OK);
}

static size_t column(const draad_table *t, const char *name)
{
    size_t i = 0;
    while (!dr_str_equal(draad_table_column_name(t, i), dr_str_of(name)))
        assert_true(i++ < draad_table_columns(t));
    return i;
}

TEST(each_pair_is_a_row_in_codebook_order)
{
    draad_project *p = handmade_new(3);
    draad_table *t = NULL;
    dr_coded *d = handmade_document(p, "d", "RRRR");
    handmade_coding(d, 0, 0, 0, 9);
    handmade_coding(d, 0, 0, 10, 19);
    handmade_coding(d, 2, 0, 0, 9);
    CHECK_INT(draad_project_association(p, DRAAD_UNIT_SENTENCE, true, &t, NULL), DRAAD_OK);
    CHECK_INT(draad_table_rows(t), 3);
    CHECK_INT(draad_table_columns(t), 18);
    CHECK_STR(draad_table_row_name(t, 0), "a b");
    CHECK_STR(draad_table_row_name(t, 1), "a c");
    CHECK_STR(draad_table_row_name(t, 2), "b c");
    CHECK_NEAR(draad_table_value(t, 1, column(t, "n11")), 1, 0);
    CHECK_NEAR(draad_table_value(t, 1, column(t, "n10")), 1, 0);
    CHECK_NEAR(draad_table_value(t, 1, column(t, "n01")), 0, 0);
    CHECK_NEAR(draad_table_value(t, 1, column(t, "n00")), 2, 0);
    CHECK_NEAR(draad_table_value(t, 1, column(t, "n")), 4, 0);
    CHECK_NEAR(draad_table_value(t, 1, column(t, "jaccard")), 0.5, 0);
    CHECK_NEAR(draad_table_value(t, 1, column(t, "p_fisher")), 1, 1e-12);
    CHECK_NEAR(draad_table_value(t, 1, column(t, "q_bh")), 1, 1e-12); /* a family of one */
    CHECK(isnan(draad_table_value(t, 0, column(t, "q_bh"))));
    draad_table_free(t);
    handmade_free(p);
}

TEST(few_documents_give_no_p_unless_asked_for)
{
    draad_project *p = handmade_new(2);
    for (int ndocuments = 1; ndocuments <= 5; ndocuments++) {
        draad_table *t = NULL;
        dr_coded *d = handmade_document(p, "d", "RRRR");
        handmade_coding(d, 0, 0, 0, 9);
        handmade_coding(d, 1, 0, 0, 19);
        CHECK_INT(draad_project_association(p, DRAAD_UNIT_SENTENCE, false, &t, NULL), DRAAD_OK);
        CHECK_INT(isnan(draad_table_value(t, 0, column(t, "p_g2"))), ndocuments < 5);
        CHECK_INT(isnan(draad_table_value(t, 0, column(t, "p_fisher"))), ndocuments < 5);
        CHECK_INT(isnan(draad_table_value(t, 0, column(t, "q_bh"))), ndocuments < 5);
        CHECK(!isnan(draad_table_value(t, 0, column(t, "g2"))));
        draad_table_free(t);
    }
    handmade_free(p);
}

TEST(less_than_two_codes_make_no_pair)
{
    for (size_t ncodes = 0; ncodes < 2; ncodes++) {
        draad_project *p = handmade_new(ncodes);
        draad_table *t = NULL;
        CHECK_INT(draad_project_association(p, DRAAD_UNIT_TURN, true, &t, NULL), DRAAD_OK);
        CHECK_INT(draad_table_rows(t), 0);
        draad_table_free(t);
        handmade_free(p);
    }
}

int main(void)
{
    return RUN(measures_equal_the_reference_values, large_tables_keep_their_digits, p_too_small_for_a_number_is_zero,
               p_does_not_depend_on_the_order_of_the_codes, measures_are_undefined_where_the_definitions_say_so,
               q_is_corrected_within_the_family, each_pair_is_a_row_in_codebook_order,
               few_documents_give_no_p_unless_asked_for, less_than_two_codes_make_no_pair);
}
