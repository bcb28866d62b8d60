/* SPDX-License-Identifier: Apache-2.0
 * student.c - Student's t: the regularised incomplete beta function, by its continued fraction.
 * No log-gamma: libraries differ in its last digits, and the difference of two large logarithms would lose more.  The
 * one gamma function that the tail needs is a ratio that stays near the square root of its argument.
 * Knows: numbers.  Does not know: what was tested. */
#include "analysis/student.h"

#include <float.h>
#include <math.h>

static const double PI = 3.14159265358979323846;

/* Gamma(a + 1/2) / Gamma(a), a > 0: the asymptotic series (Tricomi & Erdelyi 1951) where it has all digits, and from
 * there down by Gamma(z + 1) = z Gamma(z). */
static double gamma_ratio(double a)
{
    double down = 1;
    for (; a < 64; a++)
        down *= a / (a + 0.5);
    const double y = 1 / (8 * a);
    const double series = 1 - y * (1 - y * (0.5 + y * (2.5 - y * (21.0 / 8 + y * (399.0 / 8 - y * (869.0 / 16))))));
    return down * sqrt(a) * series;
}

/* What x^a y^b / B(a, b) is to be divided by to give I_x(a, b); y is 1 - x, and x at most a / (a + b).  Of the forms
 * of the continued fraction this is the one without a difference of nearly equal numbers when a is large.  Source:
 * DiDonato & Morris 1992, "Significant Digit Computation of the Incomplete Beta Function Ratios", (9); evaluated
 * forward (Lentz 1976), some hundred steps at most. */
static double fraction(double a, double b, double x, double y)
{
    enum { STEPS_MAX = 100000 };
    const double lambda = a * y - b * x;
    double value = a / (a + 1) * (lambda + 1), c = value, d = 0;
    for (int m = 1; m < STEPS_MAX; m++) {
        const double at = a + 2 * m - 1;
        const double above = (a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x / (at * at);
        const double below = m + m * (b - m) * x / at + (a + m) / (at + 2) * (lambda + 1 + m * (1 + y));
        d = 1 / (below + above * d);
        c = below + above / c;
        value *= c * d;
        if (fabs(c * d - 1) <= DBL_EPSILON)
            break;
    }
    return value;
}

double dr_student_p(double t, double df)
{
    if (isnan(t) || !(df > 0) || isinf(df))
        return NAN;
    const double a = df / 2, q = t * t / df;
    if (isinf(q))
        return 0;
    const double x = 1 / (1 + q), y = q / (1 + q);
    const double front = exp(-a * log1p(q)) * sqrt(y) * gamma_ratio(a) / sqrt(PI);
    return t * t > 1 ? front / fraction(a, 0.5, x, y) : 1 - front / fraction(0.5, a, y, x);
}

static double density(double t, double df)
{
    return gamma_ratio(df / 2) / sqrt(PI * df) * exp(-(df + 1) / 2 * log1p(t * t / df));
}

/* Newton's steps from 0: the tail is convex there, so they never go too far, and end where rounding begins. */
double dr_student_quantile(double p, double df)
{
    enum { STEPS_MAX = 2000 };
    double t = 0;
    if (!(p >= 0 && p <= 1) || !(df > 0) || isinf(df))
        return NAN;
    if (p == 0)
        return INFINITY;
    for (int i = 0; i < STEPS_MAX; i++) {
        const double step = (dr_student_p(t, df) - p) / (2 * density(t, df));
        if (!(step > DBL_EPSILON * t))
            break;
        t += step;
    }
    return t;
}
