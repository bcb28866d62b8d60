/* SPDX-License-Identifier: Apache-2.0
 * test_correlation.c - do two numbers go up and down together? */
#include "failing.h"
#include "reference.h"

#include "analysis/correlation.h"

static dr_correlation spearman(const double *x, const double *y, size_t n)
{
    dr_correlation c;
    assert_int_equal(dr_spearman(x, y, n, &c, NULL), DRAAD_OK);
    return c;
}

TEST(correlations_equal_the_reference_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/mixed-methods.json", 0, &why);
    const json_t *one = json_array_get(file, 0), *expected = json_object_get(one, "expected");
    double x[32], y[32];
    const size_t n = numbers(one, "x", x, 32);
    CHECK_INT(numbers(one, "y", y, 32), n);
    const dr_correlation pearson = dr_pearson(x, y, n), rho = spearman(x, y, n);
    CHECK_INT(pearson.n, n);
    CHECK_NEAR(pearson.r, number(expected, "pearson_r"), 1e-12);
    CHECK_NEAR(pearson.p, number(expected, "pearson_p"), 1e-12);
    CHECK_NEAR(rho.r, number(expected, "spearman_rho"), 1e-12);
    CHECK_NEAR(rho.p, number(expected, "spearman_p_t"), 1e-12);
    json_decref(file);
}

/* Anscombe, "Graphs in Statistical Analysis", The American Statistician 27 (1973): r = 0.816 in each.  More digits
 * by whole fractions and the closed form of the tail. */
TEST(anscombes_sets_have_one_pearson_and_three_spearmans)
{
    static const double x[11] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    static const struct {
        double y[11], r, p, rho, rho_p;
    } sets[] = {
        {{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68},
         0.81642051634483981,
         0.002169628873078797,
         0.81818181818181823,
         0.0020831448404786922},
        {{9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74},
         0.81623650600024278,
         0.0021788162369107992,
         0.69090909090909092,
         0.018565033381595049},
        {{7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73},
         0.81628673948959818,
         0.0021763052792280239,
         0.99090909090909096,
         3.7625718070854971e-09},
    };
    for (size_t i = 0; i < 3; i++) {
        const dr_correlation c = dr_pearson(x, sets[i].y, 11), rho = spearman(x, sets[i].y, 11);
        CHECK_NEAR(c.r, sets[i].r, 1e-12);
        CHECK_NEAR(c.p, sets[i].p, 1e-12);
        CHECK_NEAR(c.df, 9, 0);
        CHECK_NEAR(rho.r, sets[i].rho, 1e-12);
        CHECK_NEAR(rho.p, sets[i].rho_p, 1e-12);
    }
}

/* The example of Wikipedia, "Spearman's rank correlation coefficient": rho is -29/165, p 0.627188. */
TEST(spearman_is_pearson_on_ranks)
{
    static const double iq[] = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    static const double hours[] = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
    const dr_correlation c = spearman(iq, hours, 10);
    CHECK_NEAR(c.r, -29.0 / 165, 1e-13);
    CHECK_NEAR(c.t, -0.50497824917583467, 1e-12);
    CHECK_NEAR(c.p, 0.62718834477648444, 1e-12);
}

TEST(ties_get_mid_ranks)
{
    static const double x[] = {1, 2, 2, 3, 5, 5, 5, 8}, y[] = {2, 1, 4, 4, 3, 6, 9, 9};
    const dr_correlation c = spearman(x, y, 8);
    CHECK_NEAR(c.r, 0.76410781928578042, 1e-12);
    CHECK_NEAR(c.p, 0.027283815162150976, 1e-12);
}

TEST(pairs_with_a_missing_value_drop_out)
{
    static const double x[] = {1, NAN, 2, 4, 3, 100, NAN}, y[] = {2, 50, 1, 5, 9, NAN, NAN};
    static const double kept_x[] = {1, 2, 4, 3}, kept_y[] = {2, 1, 5, 9};
    const dr_correlation c = dr_pearson(x, y, 7), kept = dr_pearson(kept_x, kept_y, 4);
    CHECK_INT(c.n, 4);
    CHECK_NEAR(c.r, kept.r, 0);
    CHECK_NEAR(c.p, kept.p, 0);
    CHECK_INT(spearman(x, y, 7).n, 4);
    CHECK_NEAR(spearman(x, y, 7).r, 0.6, 1e-13);
}

TEST(a_perfect_correlation_has_p_zero)
{
    static const double x[] = {1, 2, 3, 4, 5}, falling[] = {50, 40, 30, 20, 10};
    CHECK_NEAR(dr_pearson(x, x, 5).r, 1, 0);
    CHECK_NEAR(dr_pearson(x, x, 5).p, 0, 0);
    CHECK_NEAR(dr_pearson(x, falling, 5).r, -1, 0);
    CHECK_NEAR(dr_pearson(x, falling, 5).t, -INFINITY, 0);
    CHECK_NEAR(spearman(x, falling, 5).r, -1, 0);
}

TEST(what_does_not_vary_has_no_correlation)
{
    static const double x[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, y[] = {1, 2, 3, 4, 5, 6};
    CHECK(isnan(dr_pearson(x, y, 6).r) && isnan(dr_pearson(y, x, 6).p) && isnan(spearman(x, y, 6).r));
    CHECK_INT(dr_pearson(x, y, 6).n, 6);
}

TEST(few_pairs_have_no_test)
{
    static const double x[] = {1, 2}, y[] = {5, 3};
    CHECK_NEAR(dr_pearson(x, y, 2).r, -1, 0);
    CHECK(isnan(dr_pearson(x, y, 2).p) && isnan(dr_pearson(x, y, 2).t) && isnan(dr_pearson(x, y, 2).df));
    CHECK(isnan(dr_pearson(x, y, 1).r) && isnan(dr_pearson(x, y, 0).r) && isnan(spearman(x, y, 0).r));
}

TEST(numbers_far_from_zero_keep_their_digits)
{
    static const double x[11] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    double far[11], y[11];
    for (size_t i = 0; i < 11; i++) {
        far[i] = 1e9 + x[i];
        y[i] = x[i] * (x[i] - 4);
    }
    CHECK_NEAR(dr_pearson(far, y, 11).r, dr_pearson(x, y, 11).r, 1e-13);
}

TEST(words_are_for_what_is_significant)
{
    CHECK_STR(dr_str_of(dr_correlation_word(0.2999, 0.01)), "");
    CHECK_STR(dr_str_of(dr_correlation_word(0.30, 0.01)), "zwak");
    CHECK_STR(dr_str_of(dr_correlation_word(-0.4999, 0.01)), "zwak");
    CHECK_STR(dr_str_of(dr_correlation_word(0.50, 0.01)), "matig");
    CHECK_STR(dr_str_of(dr_correlation_word(-0.70, 0.01)), "matig");
    CHECK_STR(dr_str_of(dr_correlation_word(0.7001, 0.0499)), "sterk");
    CHECK_STR(dr_str_of(dr_correlation_word(0.9, 0.05)), "");
    CHECK_STR(dr_str_of(dr_correlation_word(0.9, NAN)), "");
    CHECK_STR(dr_str_of(dr_correlation_word(NAN, 0.01)), "");
}

TEST(correlating_survives_every_failed_allocation)
{
    static const double x[] = {1, 2, 3}, y[] = {3, 1, 2};
    draad_status s = DRAAD_E_MEMORY;
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_correlation c;
        allocations_left = n;
        s = dr_spearman(x, y, 3, &c, NULL);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
    }
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(correlations_equal_the_reference_values, anscombes_sets_have_one_pearson_and_three_spearmans,
               spearman_is_pearson_on_ranks, ties_get_mid_ranks, pairs_with_a_missing_value_drop_out,
               a_perfect_correlation_has_p_zero, what_does_not_vary_has_no_correlation, few_pairs_have_no_test,
               numbers_far_from_zero_keep_their_digits, words_are_for_what_is_significant,
               correlating_survives_every_failed_allocation);
}
