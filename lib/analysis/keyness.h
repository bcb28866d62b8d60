/* SPDX-License-Identifier: Apache-2.0
 * keyness.h - does a group of respondents have a code more often than the others?
 * Knows: counts.  Does not know: files. */
#ifndef DR_KEYNESS_H
#define DR_KEYNESS_H

#include "base/error.h"

typedef struct dr_keyness {
    double g2;          /* over the whole 2 x 2 table; 0 up; NaN when a margin is 0 */
    double g2_two_term; /* Rayson & Garside 2000: without those that are not counted */
    double p;           /* of g2: upper tail of chi-squared with one degree of freedom */
    double log_ratio;   /* log2 of (a/c) / (b/d), a zero count replaced by 0.5; NaN where that turns its sign */
    int sign;           /* 1: a/c is the larger, -1: b/d, 0: equal */
} dr_keyness;

/* a of c in the group, b of d in the rest; NaN and 0 when c or d is 0.  a at most c, b at most d.
 * Test keyness_equals_the_reference_values. */
dr_keyness dr_keyness_of(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

#endif
