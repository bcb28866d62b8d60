/* SPDX-License-Identifier: Apache-2.0
 * correlation.c - do two numbers of each respondent go up and down together?
 * Knows: numbers.  Does not know: scales, codes, respondents, files. */
#include "analysis/correlation.h"

#include <math.h>

#include "analysis/ranks.h"
#include "analysis/student.h"
#include "base/memory.h"
#include "base/sum.h"

static bool is_pair(double x, double y)
{
    return !isnan(x) && !isnan(y);
}

/* r from sums over the pairs around their means; NaN when one side does not vary. */
static double r_of(const double *x, const double *y, size_t n, double mean_x, double mean_y)
{
    dr_sum xx = {0}, yy = {0}, xy = {0};
    double low_x = INFINITY, high_x = -INFINITY, low_y = INFINITY, high_y = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (!is_pair(x[i], y[i]))
            continue;
        dr_sum_add(&xx, (x[i] - mean_x) * (x[i] - mean_x));
        dr_sum_add(&yy, (y[i] - mean_y) * (y[i] - mean_y));
        dr_sum_add(&xy, (x[i] - mean_x) * (y[i] - mean_y));
        low_x = fmin(low_x, x[i]);
        high_x = fmax(high_x, x[i]);
        low_y = fmin(low_y, y[i]);
        high_y = fmax(high_y, y[i]);
    }
    if (!(low_x < high_x) || !(low_y < high_y)) /* a rounded mean would leave sums of squares of almost nothing */
        return NAN;
    return fmax(-1, fmin(1, dr_sum_of(&xy) / (sqrt(dr_sum_of(&xx)) * sqrt(dr_sum_of(&yy)))));
}

dr_correlation dr_pearson(const double *x, const double *y, size_t n)
{
    dr_correlation c = {0, NAN, NAN, NAN, NAN};
    dr_sum sum_x = {0}, sum_y = {0};
    for (size_t i = 0; i < n; i++)
        if (is_pair(x[i], y[i])) {
            dr_sum_add(&sum_x, x[i]);
            dr_sum_add(&sum_y, y[i]);
            c.n++;
        }
    if (c.n < 2)
        return c;
    c.r = r_of(x, y, n, dr_sum_of(&sum_x) / (double)c.n, dr_sum_of(&sum_y) / (double)c.n);
    if (c.n < 3 || isnan(c.r))
        return c;
    c.df = (double)(c.n - 2);
    c.t = c.r * sqrt(c.df / ((1 - c.r) * (1 + c.r)));
    c.p = dr_student_p(c.t, c.df);
    return c;
}

draad_status dr_spearman(const double *x, const double *y, size_t n, dr_correlation *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    size_t npairs = 0;
    double *kept_x = dr_alloc_zero(n, sizeof *kept_x), *kept_y = dr_alloc_zero(n, sizeof *kept_y);
    double *rank_x = dr_alloc_zero(n, sizeof *rank_x), *rank_y = dr_alloc_zero(n, sizeof *rank_y);
    if (kept_x == NULL || kept_y == NULL || rank_x == NULL || rank_y == NULL) {
        s = dr_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < n; i++)
        if (is_pair(x[i], y[i])) {
            kept_x[npairs] = x[i];
            kept_y[npairs++] = y[i];
        }
    if ((s = dr_mid_ranks(kept_x, npairs, 0, rank_x, NULL, err)) != DRAAD_OK ||
        (s = dr_mid_ranks(kept_y, npairs, 0, rank_y, NULL, err)) != DRAAD_OK)
        goto done;
    *out = dr_pearson(rank_x, rank_y, npairs);
done:
    dr_free(kept_x);
    dr_free(kept_y);
    dr_free(rank_x);
    dr_free(rank_y);
    return s;
}

const char *dr_correlation_word(double r, double p)
{
    const double size = fabs(r);
    if (!(p < 0.05) || !(size >= 0.30))
        return "";
    return size < 0.50 ? "zwak" : size <= 0.70 ? "matig" : "sterk";
}
