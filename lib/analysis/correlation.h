/* SPDX-License-Identifier: Apache-2.0
 * correlation.h - do two numbers of each respondent go up and down together?
 * Knows: numbers.  Does not know: scales, codes, respondents, files.
 * For many correlations at once: dr_benjamini_hochberg in analysis/association.h. */
#ifndef DR_CORRELATION_H
#define DR_CORRELATION_H

#include "base/error.h"

typedef struct dr_correlation {
    size_t n;  /* pairs without NaN: the others drop out */
    double r;  /* -1..1; NaN when n is below 2, or one of the two is the same for everybody */
    double t;  /* r sqrt((n - 2) / (1 - r^2)); infinite for r = 1 and -1; NaN when r is, or n is below 3 */
    double df; /* n - 2; NaN when t is */
    double p;  /* two-sided, of t; NaN when t is */
} dr_correlation;

/* Pearson's r of x[i] and y[i], i < n.  Cannot fail.  Source: docs/scales.md; test
 * correlations_equal_the_reference_values. */
dr_correlation dr_pearson(const double *x, const double *y, size_t n);

/* Spearman's rho: Pearson's r of the mid-ranks within the pairs that count, and the same t.  Source and test as
 * above. */
draad_status dr_spearman(const double *x, const double *y, size_t n, dr_correlation *out, draad_error *err);

/* The word for r that a report uses, whatever its sign: "zwak" from .30, "matig" from .50, "sterk" above .70; "" when
 * it is weaker, p is not below .05, or one of them is NaN. */
const char *dr_correlation_word(double r, double p);

#endif
