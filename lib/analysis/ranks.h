/* SPDX-License-Identifier: Apache-2.0
 * ranks.h - numbers by their place in order.
 * Knows: numbers.  Does not know: what they measure. */
#ifndef DR_RANKS_H
#define DR_RANKS_H

#include "base/error.h"

/* The rank of each x[i] from 1, in rank[0..n); equal ones all get the mean of their places (mid-ranks).
 * tolerance  numbers count as equal when they lie at most this far above the least of their group; 0: when they are
 * ties       may be NULL; the sum of t^3 - t over groups of t equal numbers: 0 when all differ
 * No x is NaN.  Test equal_numbers_share_their_ranks. */
draad_status dr_mid_ranks(const double *x, size_t n, double tolerance, double *rank, double *ties, draad_error *err);

#endif
