/* SPDX-License-Identifier: Apache-2.0
 * bootstrap.c - an interval for a statistic, by drawing its documents (or units) again and again.
 * Knows: numbers.  Does not know: what is drawn. */
#include "analysis/bootstrap.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>

double dr_quantile(const double *sorted, size_t n, double p)
{
    if (n == 0)
        return NAN;
    const double h = (double)(n - 1) * p;
    const size_t below = (size_t)h;
    const double above = below + 1 < n ? sorted[below + 1] : sorted[below];
    return sorted[below] + (h - (double)below) * (above - sorted[below]);
}

int dr_compare_doubles(const void *one, const void *other)
{
    const double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

/* The interval of values[0..n), which are sorted in place; NaN among them is left out. */
static void find_interval(double *values, uint32_t n, dr_interval *out)
{
    for (uint32_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            values[out->defined++] = values[i];
    if (out->defined == 0)
        return;
    qsort(values, out->defined, sizeof *values, dr_compare_doubles);
    out->low = dr_quantile(values, out->defined, 0.025);
    out->high = dr_quantile(values, out->defined, 0.975);
}

draad_status dr_bootstrap_many(size_t n, size_t nstatistics, uint32_t samples, uint64_t seed, dr_statistic *statistics,
                               void *ctx, dr_interval *out, draad_error *err)
{
    dr_random lot;
    uint32_t *drawn = dr_alloc_zero(n, sizeof *drawn);
    double *of = dr_alloc_zero(nstatistics, sizeof *of); /* one sample; `values`: statistic by statistic */
    double *values = dr_alloc_zero(nstatistics, samples * sizeof *values);
    draad_status s = drawn != NULL && of != NULL && values != NULL ? DRAAD_OK : dr_no_memory(err);
    const uint32_t ndone = n > 0 ? samples : 0;
    for (size_t k = 0; k < nstatistics; k++)
        out[k] = (dr_interval){NAN, NAN, samples, 0};
    dr_random_seed(&lot, seed);
    for (uint32_t i = 0; s == DRAAD_OK && i < ndone; i++) {
        for (size_t k = 0; k < n; k++)
            drawn[k] = (uint32_t)dr_random_below(&lot, n);
        for (size_t k = 0; k < nstatistics; k++)
            of[k] = NAN;
        s = statistics(ctx, drawn, n, of, err);
        for (size_t k = 0; k < nstatistics; k++)
            values[k * samples + i] = of[k];
    }
    for (size_t k = 0; s == DRAAD_OK && k < nstatistics; k++)
        find_interval(values + k * samples, ndone, &out[k]);
    dr_free(drawn);
    dr_free(of);
    dr_free(values);
    return s;
}

draad_status dr_bootstrap(size_t n, uint32_t samples, uint64_t seed, dr_statistic *statistic, void *ctx,
                          dr_interval *out, draad_error *err)
{
    return dr_bootstrap_many(n, 1, samples, seed, statistic, ctx, out, err);
}
