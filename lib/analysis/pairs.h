/* SPDX-License-Identifier: Apache-2.0
 * pairs.h - what a count of two codes is read beside.
 * Knows: numbers.  Does not know: how they are counted, files. */
#ifndef DR_PAIRS_H
#define DR_PAIRS_H

/* The adjusted residual of a cell x of a table with row total, column total and sum n: how far it lies from what its
 * totals let expect, in standard deviations.  NaN when a total is 0 or n.  Source: Haberman, "The analysis of residuals
 * in cross-classified tables" (1973); test residuals_equal_the_worked_example. */
double dr_adjusted_residual(double x, double row, double column, double n);

#endif
