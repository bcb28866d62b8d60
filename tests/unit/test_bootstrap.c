/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include "analysis/bootstrap.h"
#include "failing.h"

TEST(quantiles_lie_on_the_line_between_neighbours)
{
    const double sorted[] = {1, 2, 4, 8};
    CHECK_NEAR(dr_quantile(sorted, 4, 0), 1, 0);
    CHECK_NEAR(dr_quantile(sorted, 4, 0.5), 3, 1e-12);
    CHECK_NEAR(dr_quantile(sorted, 4, 0.95), 7.4, 1e-12);
    CHECK_NEAR(dr_quantile(sorted, 4, 1), 8, 0);
    CHECK(isnan(dr_quantile(sorted, 0, 0.5)));
}

static draad_status mean(void *ctx, const uint32_t *drawn, size_t n, double *value, draad_error *err)
{
    const double *values = ctx;
    double sum = 0;
    (void)err;
    for (size_t i = 0; i < n; i++)
        sum += values[drawn[i]];
    *value = sum / (double)n;
    return DRAAD_OK;
}

/* Undefined when the first thing was drawn. */
static draad_status sometimes(void *ctx, const uint32_t *drawn, size_t n, double *value, draad_error *err)
{
    draad_status s = mean(ctx, drawn, n, value, err);
    for (size_t i = 0; i < n; i++)
        if (drawn[i] == 0)
            *value = NAN;
    return s;
}

TEST(intervals_are_the_same_each_time)
{
    double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    dr_interval a, b;
    CHECK_INT(dr_bootstrap(10, 2000, 1, mean, values, &a, NULL), DRAAD_OK);
    CHECK_INT(dr_bootstrap(10, 2000, 1, mean, values, &b, NULL), DRAAD_OK);
    CHECK_NEAR(a.low, b.low, 0);
    CHECK_NEAR(a.high, b.high, 0);
    CHECK_INT(a.defined, 2000);
    /* Mean 5.5, standard error 2.87 / sqrt(10) = 0.91: about 5.5 - 1.78 and 5.5 + 1.78. */
    CHECK(fabs(a.low - 3.72) < 0.2 && fabs(a.high - 7.28) < 0.2);
    CHECK_INT(dr_bootstrap(10, 2000, 2, mean, values, &b, NULL), DRAAD_OK);
    CHECK(a.low != b.low || a.high != b.high);
}

TEST(samples_without_a_value_are_dropped_and_counted)
{
    double values[] = {1, 2, 3, 4};
    dr_interval a;
    CHECK_INT(dr_bootstrap(4, 1000, 1, sometimes, values, &a, NULL), DRAAD_OK);
    CHECK(a.defined > 250 && a.defined < 400); /* (3/4)^4 of them */
    CHECK(a.low >= 2);
    CHECK_INT(dr_bootstrap(0, 10, 1, mean, values, &a, NULL), DRAAD_OK);
    CHECK(isnan(a.low) && a.defined == 0);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    double values[] = {1};
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        dr_interval a;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_bootstrap(1, 3, 1, mean, values, &a, NULL);
        draad_set_allocator(NULL);
    }
    CHECK(n > 2);
}

int main(void)
{
    return RUN(quantiles_lie_on_the_line_between_neighbours, intervals_are_the_same_each_time,
               samples_without_a_value_are_dropped_and_counted, no_memory_is_an_error_and_loses_nothing);
}
