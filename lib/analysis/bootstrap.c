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

draad_status dr_bootstrap(size_t n, uint32_t samples, uint64_t seed, dr_statistic *statistic, void *ctx,
                          dr_interval *out, draad_error *err)
{
    dr_random lot;
    uint32_t *drawn = dr_alloc_zero(n, sizeof *drawn);
    double *values = dr_alloc_zero(samples, sizeof *values);
    draad_status s = drawn != NULL && values != NULL ? DRAAD_OK : dr_no_memory(err);
    *out = (dr_interval){NAN, NAN, samples, 0};
    dr_random_seed(&lot, seed);
    for (uint32_t i = 0; s == DRAAD_OK && n > 0 && i < samples; i++) {
        double value = NAN;
        for (size_t k = 0; k < n; k++)
            drawn[k] = (uint32_t)dr_random_below(&lot, n);
        s = statistic(ctx, drawn, n, &value, err);
        if (!isnan(value))
            values[out->defined++] = value;
    }
    if (s == DRAAD_OK && out->defined > 0) {
        qsort(values, out->defined, sizeof *values, dr_compare_doubles);
        out->low = dr_quantile(values, out->defined, 0.025);
        out->high = dr_quantile(values, out->defined, 0.975);
    }
    dr_free(drawn);
    dr_free(values);
    return s;
}
