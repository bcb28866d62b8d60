/* SPDX-License-Identifier: Apache-2.0
 * student.h - Student's t: how often chance alone goes so far.
 * Knows: numbers.  Does not know: what was tested. */
#ifndef DR_STUDENT_H
#define DR_STUDENT_H

/* Two-sided p of t with df > 0 degrees of freedom, I_x(df/2, 1/2) with x = df / (df + t^2); about 1e-13 relative up to
 * a million degrees of freedom.  1 at t = 0; 0 where t^2 is infinite, or p below the least double; NaN when t is
 * NaN or df not above 0.
 * Source: Abramowitz & Stegun 26.7; DiDonato & Morris 1992; test the_tail_equals_the_closed_forms. */
double dr_student_p(double t, double df);

/* The t whose two-sided p is `p`: for p = .05 the half width of a 95 % interval, in standard errors.  0 when p is 1;
 * infinite when it is 0; NaN outside 0..1, or df not above 0.  Test quantiles_equal_the_printed_tables. */
double dr_student_quantile(double p, double df);

#endif
