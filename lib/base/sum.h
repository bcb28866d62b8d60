/* SPDX-License-Identifier: Apache-2.0
 * sum.h - sums that keep what rounding would lose, and the mean and variance made of them.
 * Knows: doubles.  Does not know: what they measure. */
#ifndef DR_SUM_H
#define DR_SUM_H

#include <math.h>
#include <stddef.h>

/* All zero is the empty sum.  Source: Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
 * Summen" (1974). */
typedef struct dr_sum {
    double value, lost;
} dr_sum;

static inline void dr_sum_add(dr_sum *s, double x)
{
    const double total = s->value + x;
    s->lost += fabs(s->value) >= fabs(x) ? (s->value - total) + x : (x - total) + s->value;
    s->value = total;
}

static inline double dr_sum_of(const dr_sum *s)
{
    return s->value + s->lost;
}

/* NaN when n is 0. */
static inline double dr_mean(const double *x, size_t n)
{
    dr_sum sum = {0};
    for (size_t i = 0; i < n; i++)
        dr_sum_add(&sum, x[i]);
    return n > 0 ? dr_sum_of(&sum) / (double)n : (double)NAN;
}

/* Divisor n - 1; NaN when n is below 2.  Exactly 0 when all are equal, which a mean that is rounded would spoil. */
static inline double dr_variance(const double *x, size_t n)
{
    const double mean = dr_mean(x, n);
    dr_sum squares = {0};
    size_t nequal = 0;
    for (size_t i = 0; i < n; i++) {
        dr_sum_add(&squares, (x[i] - mean) * (x[i] - mean));
        nequal += x[i] == x[0];
    }
    if (n < 2)
        return NAN;
    return nequal == n ? 0 : dr_sum_of(&squares) / (double)(n - 1);
}

#endif
