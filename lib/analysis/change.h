/* SPDX-License-Identifier: Apache-2.0
 * change.h - what changed between a first and a second measurement of the same respondents?
 * Knows: numbers.  Does not know: scales, respondents, files. */
#ifndef DR_CHANGE_H
#define DR_CHANGE_H

#include "base/error.h"

/* Wilcoxon's signed-rank test. */
typedef struct dr_wilcoxon {
    size_t n;   /* differences that are not zero: those drop out */
    double w;   /* the smaller of the sums of ranks of positive and of negative differences; NaN when n is 0 */
    double p;   /* two-sided; NaN when n is 0 */
    bool exact; /* p was counted; else it comes from the normal curve, corrected for ties */
} dr_wilcoxon;

enum { DR_WILCOXON_EXACT_MAX = 25 }; /* p is counted up to so many differences */

/* Of d[0..n), none NaN.  Sizes count as equal, and a difference as zero, within `tolerance` (0 or more): differences
 * of numbers that are rounded often do not come out equal when they should.  Source: docs/scales.md; test
 * critical_values_equal_the_printed_table. */
draad_status dr_wilcoxon_of(const double *d, size_t n, double tolerance, dr_wilcoxon *out, draad_error *err);

/* Differences are second minus first: above 0 is a rise. */
typedef struct dr_change {
    size_t n;                   /* respondents with both */
    size_t unmatched;           /* respondents with one of the two: they drop out */
    double mean_pre, mean_post; /* of the n; NaN when n is 0 */
    double sd_pre, sd_post;     /* divisor n - 1; NaN when n is below 2 */
    double mean, sd;            /* of the differences; likewise */
    double t, df, p;            /* paired t test, two-sided; df is n - 1; NaN when n is below 2 or sd is 0 */
    double low, high;           /* 95 % interval of the mean difference; NaN when n is below 2 */
    double dz;                  /* mean / sd; as t */
    double gz;                  /* dz (1 - 3 / (4 (n - 1) - 1)): Hedges' correction; as t */
    double d_av;                /* mean / ((sd_pre + sd_post) / 2); NaN when n is below 2 or both are 0 */
    dr_wilcoxon wilcoxon;
} dr_change;

/* pre[i] and post[i] of respondent i < n, NaN where there is none; a respondent without both is in no count.
 * Differences that differ less than 1e-9 of the largest score count as equal.  Source: docs/scales.md; test
 * change_equals_the_reference_values. */
draad_status dr_change_of(const double *pre, const double *post, size_t n, dr_change *out, draad_error *err);

#endif
