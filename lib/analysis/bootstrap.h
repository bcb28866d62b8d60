/* SPDX-License-Identifier: Apache-2.0
 * bootstrap.h - an interval for a statistic, by drawing its documents (or units) again and again.
 * Knows: numbers.  Does not know: what is drawn.
 * Generator: base/random.h; the same seed gives the same interval on every machine. */
#ifndef DR_BOOTSTRAP_H
#define DR_BOOTSTRAP_H

#include "base/error.h"

/* The statistic over what was drawn: numbers below n, n of them, some more than once; NaN when it is undefined. */
typedef draad_status dr_statistic(void *ctx, const uint32_t *drawn, size_t n, double *value, draad_error *err);

typedef struct dr_interval {
    double low, high;          /* the 2.5th and 97.5th percentile; NaN when nothing was defined */
    uint32_t samples, defined; /* drawn; those in which the statistic was defined */
} dr_interval;

/* Efron's percentile interval (1979) with `samples` samples, of n things.  Test intervals_are_the_same_each_time. */
draad_status dr_bootstrap(size_t n, uint32_t samples, uint64_t seed, dr_statistic *statistic, void *ctx,
                          dr_interval *out, draad_error *err);

/* The same of several statistics of the same samples: `statistics` fills as many values, and `out` has as many
 * intervals. */
draad_status dr_bootstrap_many(size_t n, size_t nstatistics, uint32_t samples, uint64_t seed, dr_statistic *statistics,
                               void *ctx, dr_interval *out, draad_error *err);

/* The p-quantile of sorted[0..n), linear between neighbours (type 7 of Hyndman & Fan 1996); NaN when n is 0. */
double dr_quantile(const double *sorted, size_t n, double p);

/* For qsort: from small to large. */
int dr_compare_doubles(const void *one, const void *other);

#endif
