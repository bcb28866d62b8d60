/* SPDX-License-Identifier: Apache-2.0
 * test_change.c - what changed between two measurements? */
#include "failing.h"
#include "reference.h"

#include "analysis/change.h"

static dr_change change(const double *pre, const double *post, size_t n)
{
    dr_change c;
    assert_int_equal(dr_change_of(pre, post, n, &c, NULL), DRAAD_OK);
    return c;
}

TEST(change_equals_the_reference_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/mixed-methods.json", 0, &why);
    const json_t *one = json_array_get(file, 0), *expected = json_object_get(one, "expected");
    double pre[32], post[32], interval[2];
    const size_t n = numbers(one, "pre", pre, 32);
    CHECK_INT(numbers(one, "post", post, 32), n);
    CHECK_INT(numbers(expected, "ci95", interval, 2), 2);
    const dr_change c = change(pre, post, n);
    CHECK_INT(c.n, n);
    CHECK_INT(c.unmatched, 0);
    CHECK_NEAR(c.mean, number(expected, "diff_mean"), 1e-12);
    CHECK_NEAR(c.sd, number(expected, "diff_sd"), 1e-12);
    CHECK_NEAR(c.t, number(expected, "t"), 1e-12);
    CHECK_NEAR(c.df, number(expected, "df"), 0);
    CHECK_NEAR(c.p, number(expected, "p"), 1e-12);
    /* The file's interval was made with a t of 2.30600413503337, whose p is 0.0500000000133; the other two numbers
     * are by the closed form of the tail, in 200 digits. */
    CHECK_NEAR(c.low, interval[0], 2e-9);
    CHECK_NEAR(c.high, interval[1], 1e-10);
    CHECK_NEAR(c.low, -0.022008095341763401, 1e-11);
    CHECK_NEAR(c.high, 0.89756365089731893, 1e-12);
    CHECK_NEAR(c.dz, number(expected, "dz"), 1e-12);
    CHECK_NEAR(c.gz, number(expected, "gz"), 1e-12);
    CHECK_NEAR(c.d_av, number(expected, "d_av"), 1e-12);
    CHECK_NEAR(c.wilcoxon.w, number(expected, "wilcoxon_W"), 0);
    CHECK_NEAR(c.wilcoxon.p, number(expected, "wilcoxon_p"), 1e-12);
    CHECK(c.wilcoxon.exact);
    json_decref(file);
}

/* Student, "The probable error of a mean", Biometrika 6 (1908): hours of sleep that two drugs gave ten patients; t is
 * 4.0621, p 0.002833, the interval 0.7001 to 2.4599 in R's help of t.test.  One difference is zero and two are equal,
 * but not as doubles. */
TEST(students_patients_slept_longer)
{
    static const double one[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    static const double other[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    const dr_change c = change(one, other, 10);
    CHECK_NEAR(c.mean_pre, 0.75, 1e-12);
    CHECK_NEAR(c.mean_post, 2.33, 1e-12);
    CHECK_NEAR(c.mean, 1.58, 1e-12);
    CHECK_NEAR(c.sd, 1.2299954832798732, 1e-12);
    CHECK_NEAR(c.t, 4.0621276833820357, 1e-12);
    CHECK_NEAR(c.p, 0.0028328901973842728, 1e-12);
    CHECK_NEAR(c.low, 0.7001142367230172, 1e-12);
    CHECK_NEAR(c.high, 2.4598857632769828, 1e-12);
    CHECK_NEAR(c.dz, 1.2845575625910544, 1e-12);
    CHECK_NEAR(c.gz, 1.1744526286546784, 1e-12);
    CHECK_NEAR(c.d_av, 0.83349634131270434, 1e-12);
    CHECK_INT(c.wilcoxon.n, 9);
    CHECK_NEAR(c.wilcoxon.w, 0, 0);
    CHECK(c.wilcoxon.exact);
    CHECK_NEAR(c.wilcoxon.p, 2 / 512.0, 1e-15); /* no choice of signs gives less, though 1.3 stands twice */
}

/* Equal sizes share a rank, and p is counted all the same: Streitberg and Roehmel (1986).  Expected: all 2^n choices of
 * signs, by an independent program. */
TEST(equal_sizes_are_counted_too)
{
    static const double some[] = {1, 1, -1, 2, 2, -2, 3, 3, 3, -3, 4, 5}, all[] = {1, 1, 1, 1};
    dr_wilcoxon w;
    CHECK_INT(dr_wilcoxon_of(some, 12, 0, &w, NULL), DRAAD_OK);
    CHECK(w.exact);
    CHECK_NEAR(w.w, 15.5, 0);
    CHECK_NEAR(w.p, 0.07080078125, 1e-15);
    CHECK_INT(dr_wilcoxon_of(all, 4, 0, &w, NULL), DRAAD_OK);
    CHECK_NEAR(w.p, 0.125, 1e-15);
}

/* Over 25 the normal curve, with its correction for equal sizes (Hollander and Wolfe 1999, 3.1): all of one size have
 * the rank 13.5, and the variance 26 13.5^2 / 4. */
TEST(over_twenty_five_equal_sizes_are_corrected_for)
{
    double d[26];
    dr_wilcoxon w;
    for (size_t i = 0; i < 26; i++)
        d[i] = i < 8 ? -1 : 1;
    CHECK_INT(dr_wilcoxon_of(d, 26, 0, &w, NULL), DRAAD_OK);
    CHECK(!w.exact);
    CHECK_NEAR(w.w, 8 * 13.5, 0);
    CHECK_NEAR(w.p, erfc((13 - 8) * 13.5 / sqrt(26 * 13.5 * 13.5 / 4) / sqrt(2)), 1e-12);
}

/* The largest W with p at most .05, two-sided, as tables of Wilcoxon's test print it; p of it and of the next one. */
TEST(critical_values_equal_the_printed_table)
{
    static const struct {
        size_t n;
        unsigned w;
        double p, next;
    } table[] = {{6, 0, 0.03125, 0.0625},
                 {7, 2, 0.046875, 0.078125},
                 {8, 3, 0.0390625, 0.0546875},
                 {9, 5, 0.0390625, 0.0546875},
                 {10, 8, 0.048828125, 0.064453125},
                 {11, 10, 0.0419921875, 0.0537109375},
                 {12, 13, 0.04248046875, 0.05224609375},
                 {15, 25, 0.04791259765625, 0.05535888671875},
                 {20, 52, 0.048440933227539062, 0.05316925048828125},
                 {25, 89, 0.048262417316436768, 0.05157625675201416}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (unsigned more = 0; more <= 1; more++) {
            double d[25];
            unsigned left = table[i].w + more;
            for (size_t k = table[i].n; k > 0; k--) { /* negative ranks that add up to W */
                d[k - 1] = k <= left ? -(double)k : (double)k;
                left -= k <= left ? (unsigned)k : 0;
            }
            dr_wilcoxon w;
            CHECK_INT(dr_wilcoxon_of(d, table[i].n, 0, &w, NULL), DRAAD_OK);
            CHECK(w.exact);
            CHECK_NEAR(w.w, table[i].w + more, 0);
            CHECK_NEAR(w.p, more == 0 ? table[i].p : table[i].next, 1e-15);
        }
}

TEST(over_twenty_five_differences_p_is_that_of_the_normal_curve)
{
    double d[30];
    unsigned left = 120;
    dr_wilcoxon w;
    for (size_t k = 30; k > 0; k--) {
        d[k - 1] = k <= left ? -(double)k : (double)k;
        left -= k <= left ? (unsigned)k : 0;
    }
    CHECK_INT(dr_wilcoxon_of(d, 30, 0, &w, NULL), DRAAD_OK);
    CHECK(!w.exact);
    CHECK_NEAR(w.w, 120, 0);
    CHECK_NEAR(w.p, 0.020671113566912331, 1e-12);
}

TEST(p_is_never_over_one)
{
    static const double even[] = {1, -2, -3, 4}, tied[] = {1, -1, 2, -2};
    dr_wilcoxon w;
    CHECK_INT(dr_wilcoxon_of(even, 4, 0, &w, NULL), DRAAD_OK);
    CHECK_NEAR(w.w, 5, 0);
    CHECK_NEAR(w.p, 1, 0);
    CHECK_INT(dr_wilcoxon_of(tied, 4, 0, &w, NULL), DRAAD_OK);
    CHECK_NEAR(w.p, 1, 0);
}

TEST(who_is_measured_once_is_counted_and_drops_out)
{
    static const double pre[] = {1, NAN, 3, 2, NAN}, post[] = {2, 5, NAN, 5, NAN};
    const dr_change c = change(pre, post, 5);
    CHECK_INT(c.n, 2);
    CHECK_INT(c.unmatched, 2);
    CHECK_NEAR(c.mean_pre, 1.5, 0);
    CHECK_NEAR(c.mean_post, 3.5, 0);
    CHECK_NEAR(c.mean, 2, 0);
    CHECK_NEAR(c.t, 2, 1e-15);
    CHECK_NEAR(c.gz, 0, 0); /* the correction of two pairs leaves nothing */
}

TEST(equal_differences_have_no_test)
{
    static const double pre[] = {7.0 / 3, 10.0 / 3, 2, 3.1}, post[] = {8.0 / 3, 11.0 / 3, 7.0 / 3, 3.1 + 1.0 / 3};
    dr_change c = change(pre, post, 4);
    CHECK_NEAR(c.mean, 1.0 / 3, 1e-12);
    CHECK_NEAR(c.sd, 0, 0);
    CHECK(isnan(c.t) && isnan(c.df) && isnan(c.p) && isnan(c.dz) && isnan(c.gz));
    CHECK_NEAR(c.low, c.mean, 0);
    CHECK_INT(c.wilcoxon.n, 4);
    CHECK_NEAR(c.wilcoxon.p, 0.125, 0);
    c = change(pre, pre, 4);
    CHECK_NEAR(c.mean, 0, 0);
    CHECK_NEAR(c.d_av, 0, 0);
    CHECK_INT(c.wilcoxon.n, 0);
    CHECK(isnan(c.wilcoxon.w) && isnan(c.wilcoxon.p));
}

TEST(one_pair_and_none_have_no_spread)
{
    static const double pre[] = {1}, post[] = {2};
    dr_change c = change(pre, post, 1);
    CHECK_INT(c.n, 1);
    CHECK_NEAR(c.mean, 1, 0);
    CHECK(isnan(c.sd) && isnan(c.sd_pre) && isnan(c.p) && isnan(c.low) && isnan(c.d_av));
    CHECK_NEAR(c.wilcoxon.p, 1, 0);
    c = change(NULL, NULL, 0);
    CHECK_INT(c.n, 0);
    CHECK(isnan(c.mean) && isnan(c.mean_pre) && isnan(c.wilcoxon.w));
}

TEST(comparing_survives_every_failed_allocation)
{
    static const double pre[] = {1, 2, 3}, post[] = {3, 1, 2};
    draad_status s = DRAAD_E_MEMORY;
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_change c;
        allocations_left = n;
        s = dr_change_of(pre, post, 3, &c, NULL);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
    }
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(change_equals_the_reference_values, students_patients_slept_longer, equal_sizes_are_counted_too,
               over_twenty_five_equal_sizes_are_corrected_for, critical_values_equal_the_printed_table,
               over_twenty_five_differences_p_is_that_of_the_normal_curve, p_is_never_over_one,
               who_is_measured_once_is_counted_and_drops_out, equal_differences_have_no_test,
               one_pair_and_none_have_no_spread, comparing_survives_every_failed_allocation);
}
