/* SPDX-License-Identifier: Apache-2.0
 * change.c - what changed between a first and a second measurement of the same respondents?
 * Scores are means of a few whole numbers, so equal differences are common and often not equal as doubles: 10/6 - 8/6
 * and 8/6 - 6/6 are not.  A tolerance keeps the tests from taking such a tie for an order.
 * Knows: numbers.  Does not know: scales, respondents, files. */
#include "analysis/change.h"

#include <math.h>

#include "analysis/ranks.h"
#include "analysis/student.h"
#include "base/memory.h"
#include "base/sum.h"

static const double ALIKE = 1e-9; /* of the largest score */

/* ---- Wilcoxon ------------------------------------------------------------------------------------------ */

/* Twice the share of all 2^n choices of signs that give a sum of ranks of at most w.  Ranks are halves where sizes are
 * equal, so that sums are counted in halves: ways[s] choices have the sum s / 2.  Source: Streitberg and Roehmel
 * (1986), the shift algorithm. */
static double exact_p(const double *rank, size_t n, double w)
{
    enum { HALVES = DR_WILCOXON_EXACT_MAX * (DR_WILCOXON_EXACT_MAX + 1) + 1 };
    double ways[HALVES] = {1}, total = 0;
    size_t highest = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t halves = (size_t)(2 * rank[i] + 0.5);
        highest += halves;
        for (size_t s = highest; s >= halves; s--)
            ways[s] += ways[s - halves];
    }
    for (size_t s = 0; s <= highest && (double)s <= 2 * w; s++)
        total += ways[s];
    return fmin(1, 2 * ldexp(total, -(int)n));
}

static double normal_p(size_t n, double w, double ties)
{
    const double count = (double)n;
    const double variance = count * (count + 1) * (2 * count + 1) / 24 - ties / 48;
    return erfc(fabs(w - count * (count + 1) / 4) / sqrt(2 * variance));
}

draad_status dr_wilcoxon_of(const double *d, size_t n, double tolerance, dr_wilcoxon *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    double ties = 0;
    dr_sum plus = {0}, minus = {0};
    double *size = dr_alloc_zero(n, sizeof *size), *rank = dr_alloc_zero(n, sizeof *rank);
    *out = (dr_wilcoxon){0, NAN, NAN, false};
    if (size == NULL || rank == NULL) {
        s = dr_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < n; i++)
        if (fabs(d[i]) > tolerance)
            size[out->n++] = fabs(d[i]);
    if (out->n == 0 || (s = dr_mid_ranks(size, out->n, tolerance, rank, &ties, err)) != DRAAD_OK)
        goto done;
    for (size_t i = 0, k = 0; i < n; i++)
        if (fabs(d[i]) > tolerance)
            dr_sum_add(d[i] > 0 ? &plus : &minus, rank[k++]);
    out->w = fmin(dr_sum_of(&plus), dr_sum_of(&minus));
    out->exact = out->n <= DR_WILCOXON_EXACT_MAX;
    out->p = out->exact ? exact_p(rank, out->n, out->w) : normal_p(out->n, out->w, ties);
done:
    dr_free(size);
    dr_free(rank);
    return s;
}

/* ---- Pairs --------------------------------------------------------------------------------------------- */

/* The respondents with both scores. */
typedef struct pairs {
    double *pre, *post, *d;
    size_t n;
    double tolerance;
} pairs;

static draad_status match(const double *pre, const double *post, size_t n, pairs *to, size_t *unmatched,
                          draad_error *err)
{
    double largest = 0;
    to->pre = dr_alloc_zero(n, sizeof *to->pre);
    to->post = dr_alloc_zero(n, sizeof *to->post);
    to->d = dr_alloc_zero(n, sizeof *to->d);
    if (to->pre == NULL || to->post == NULL || to->d == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < n; i++) {
        if (isnan(pre[i]) || isnan(post[i])) {
            *unmatched += isnan(pre[i]) != isnan(post[i]);
            continue;
        }
        to->pre[to->n] = pre[i];
        to->post[to->n] = post[i];
        to->d[to->n++] = post[i] - pre[i];
        largest = fmax(largest, fmax(fabs(pre[i]), fabs(post[i])));
    }
    to->tolerance = ALIKE * largest;
    return DRAAD_OK;
}

static bool all_alike(const pairs *p)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < p->n; i++) {
        low = fmin(low, p->d[i]);
        high = fmax(high, p->d[i]);
    }
    return high - low <= p->tolerance;
}

static void fill_change(dr_change *c, const pairs *p)
{
    c->n = p->n;
    c->mean_pre = dr_mean(p->pre, p->n);
    c->mean_post = dr_mean(p->post, p->n);
    c->mean = dr_mean(p->d, p->n);
    if (p->n < 2)
        return;
    const double n = (double)p->n, df = n - 1;
    c->sd_pre = sqrt(dr_variance(p->pre, p->n));
    c->sd_post = sqrt(dr_variance(p->post, p->n));
    c->sd = all_alike(p) ? 0 : sqrt(dr_variance(p->d, p->n));
    const double error = c->sd / sqrt(n), width = dr_student_quantile(0.05, df) * error;
    c->low = c->mean - width;
    c->high = c->mean + width;
    if (c->sd_pre + c->sd_post > 0)
        c->d_av = c->mean / ((c->sd_pre + c->sd_post) / 2);
    if (!(c->sd > 0))
        return;
    c->df = df;
    c->t = c->mean / error;
    c->p = dr_student_p(c->t, df);
    c->dz = c->mean / c->sd;
    c->gz = c->dz * (1 - 3 / (4 * df - 1));
}

draad_status dr_change_of(const double *pre, const double *post, size_t n, dr_change *out, draad_error *err)
{
    pairs p = {0};
    dr_change c = {.mean_pre = NAN,
                   .mean_post = NAN,
                   .sd_pre = NAN,
                   .sd_post = NAN,
                   .mean = NAN,
                   .sd = NAN,
                   .t = NAN,
                   .df = NAN,
                   .p = NAN,
                   .low = NAN,
                   .high = NAN,
                   .dz = NAN,
                   .gz = NAN,
                   .d_av = NAN};
    draad_status s = match(pre, post, n, &p, &c.unmatched, err);
    if (s == DRAAD_OK) {
        fill_change(&c, &p);
        s = dr_wilcoxon_of(p.d, p.n, p.tolerance, &c.wilcoxon, err);
    }
    *out = c;
    dr_free(p.pre);
    dr_free(p.post);
    dr_free(p.d);
    return s;
}
