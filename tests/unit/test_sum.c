/* SPDX-License-Identifier: Apache-2.0
 * test_sum.c - sums, means and variances. */
#include "harness.h"
#include "base/sum.h"

TEST(a_sum_keeps_what_rounding_would_lose)
{
    static const double x[] = {1, 1e100, 1, -1e100};
    dr_sum sum = {0};
    for (size_t i = 0; i < 4; i++)
        dr_sum_add(&sum, x[i]);
    CHECK_NEAR(dr_sum_of(&sum), 2, 0);
}

TEST(a_variance_has_divisor_n_minus_one)
{
    static const double x[] = {2, 4, 4, 4, 5, 5, 7, 9}, far[] = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
    CHECK_NEAR(dr_mean(x, 8), 5, 0);
    CHECK_NEAR(dr_variance(x, 8), 32.0 / 7, 1e-15);
    CHECK_NEAR(dr_variance(far, 4), 30, 0);
}

TEST(equal_numbers_have_no_variance_at_all)
{
    double x[50];
    for (size_t n = 0; n < 50; n++)
        x[n] = 0.1;
    for (size_t n = 2; n <= 50; n++)
        CHECK(dr_variance(x, n) == 0);
    CHECK(isnan(dr_mean(x, 0)) && isnan(dr_variance(x, 1)) && isnan(dr_variance(x, 0)));
}

int main(void)
{
    return RUN(a_sum_keeps_what_rounding_would_lose, a_variance_has_divisor_n_minus_one,
               equal_numbers_have_no_variance_at_all);
}
