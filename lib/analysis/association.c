/* SPDX-License-Identifier: Apache-2.0
 * association.c - do two codes stand together more often than chance would have it?
 * Numbers are made so that they come out the same everywhere: no locale, no sums whose order depends on a thread,
 * no log-gamma.  The names of the measures are those of docs/tables.md.
 * Knows: counts of units.  Does not know: texts, files. */
#include "analysis/association.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/cooccurrence.h"
#include "analysis/view.h"
#include "base/buf.h"
#include "base/map.h"

#ifdef __clang__ /* would fuse a product and a sum where the processor can, and round otherwise than elsewhere */
#pragma STDC FP_CONTRACT OFF
#endif

/* A sum that keeps what rounding would lose.  Source: Neumaier, "Rundungsfehleranalyse einiger Verfahren zur
 * Summation endlicher Summen" (1974). */
typedef struct sum {
    double value, lost;
} sum;

static void sum_add(sum *s, double x)
{
    const double total = s->value + x;
    s->lost += fabs(s->value) >= fabs(x) ? (s->value - total) + x : (x - total) + s->value;
    s->value = total;
}

static double sum_of(const sum *s)
{
    return s->value + s->lost;
}

/* ---- Fisher's exact test ------------------------------------------------------------------------------ */

/* The tables with given margins: k is the upper left cell, between lo and hi. */
typedef struct margins {
    double na, nb, rest; /* rest: N - Na - Nb, may be negative */
    double lo, hi;
} margins;

/* The probability of the table k + 1 (or k - 1) as a multiple of that of k. */
static double ratio_up(const margins *m, double k)
{
    return ((m->na - k) * (m->nb - k)) / ((k + 1) * (m->rest + k + 1));
}

static double ratio_down(const margins *m, double k)
{
    return (k * (m->rest + k)) / ((m->na - k + 1) * (m->nb - k + 1));
}

/* The weight of the table `to`, that of `from` being 1; 0 when it is too small for a number. */
static double weight_at(const margins *m, double from, double to)
{
    double w = 1;
    for (double k = from; k < to && w > DBL_MIN; k++)
        w *= ratio_up(m, k);
    for (double k = from; k > to && w > DBL_MIN; k--)
        w *= ratio_down(m, k);
    return w > DBL_MIN ? w : 0;
}

static void add_weight(double w, double limit, sum *tail, sum *all)
{
    sum_add(all, w);
    if (w <= limit)
        sum_add(tail, w);
}

/* Weights are taken relative to about the most probable table and then divided by their sum.  So nothing
 * overflows, nothing but products and quotients of whole numbers is needed, and the result has some 12 right
 * digits also where log-gamma would have lost them. */
double dr_fisher(dr_fourfold t)
{
    const double na = (double)(t.n11 + t.n10), nb = (double)(t.n11 + t.n01);
    const double n = (double)(t.n11 + t.n10 + t.n01 + t.n00), found = (double)t.n11;
    const margins m = {na, nb, n - na - nb, fmax(0, na + nb - n), fmin(na, nb)};
    const double mode = fmin(m.hi, fmax(m.lo, floor((na + 1) * (nb + 1) / (n + 2))));
    const double limit = weight_at(&m, mode, found) * (1 + 1e-7);
    sum tail = {0}, all = {0};
    if (limit == 0)
        return 0;
    add_weight(1, limit, &tail, &all);
    double w = 1;
    for (double k = mode; k < m.hi && w > DBL_MIN; k++)
        add_weight(w *= ratio_up(&m, k), limit, &tail, &all);
    w = 1;
    for (double k = mode; k > m.lo && w > DBL_MIN; k--)
        add_weight(w *= ratio_down(&m, k), limit, &tail, &all);
    return fmin(1, sum_of(&tail) / sum_of(&all));
}

/* ---- The other measures ------------------------------------------------------------------------------- */

/* A cell's part in half of G2, O ln(O / E), less O - E: these differences cancel over the four cells, and
 * without them no large terms are left that would. */
static double half_g2(double observed, double expected)
{
    const double d = observed - expected;
    return observed > 0 ? observed * log1p(d / expected) - d : expected;
}

static void set_g2(dr_measures *m, double n11, double n10, double n01, double n00)
{
    const double na = n11 + n10, nb = n11 + n01, n = na + n01 + n00;
    sum g2 = {0};
    sum_add(&g2, half_g2(n11, na * nb / n));
    sum_add(&g2, half_g2(n10, na * (n - nb) / n));
    sum_add(&g2, half_g2(n01, (n - na) * nb / n));
    sum_add(&g2, half_g2(n00, (n - na) * (n - nb) / n));
    m->g2 = fmax(0, 2 * sum_of(&g2));
    m->g2_signed = n11 * n < na * nb ? -m->g2 : m->g2;
    m->p_g2 = erfc(sqrt(m->g2 / 2));
}

dr_measures dr_strength_of(dr_fourfold t)
{
    const double n11 = (double)t.n11, n10 = (double)t.n10, n01 = (double)t.n01, n00 = (double)t.n00;
    const double na = n11 + n10, nb = n11 + n01, n = na + n01 + n00, na_ = NAN;
    dr_measures m = {na_, na_, na_, na_, na_, na_, na_, na_, na_, na_, na_, na_};
    if (na + nb > 0) {
        m.jaccard = n11 / (n11 + n10 + n01);
        m.dice = 2 * n11 / (na + nb);
    }
    if (na > 0 && nb > 0) {
        m.cosine = n11 / sqrt(na * nb);
        m.overlap = n11 / fmin(na, nb);
        m.lift = n11 * n / (na * nb);
        m.pmi = n11 > 0 ? log2(m.lift) : -INFINITY;
        if (n11 < n)
            m.npmi = n11 > 0 ? m.pmi / -log2(n11 / n) : -1;
    }
    if (na > 0 && nb > 0 && na < n && nb < n)
        m.phi = (n11 * n00 - n10 * n01) / (sqrt(na * (n - na)) * sqrt(nb * (n - nb)));
    return m;
}

/* exact: with Fisher's test, which takes longer than all the rest. */
static dr_measures associate(dr_fourfold t, bool exact)
{
    dr_measures m = dr_strength_of(t);
    if (!isnan(m.phi)) { /* no margin is 0 or all */
        set_g2(&m, (double)t.n11, (double)t.n10, (double)t.n01, (double)t.n00);
        m.p_fisher = exact ? dr_fisher(t) : (double)NAN;
    }
    return m;
}

dr_measures dr_associate(dr_fourfold t)
{
    return associate(t, true);
}

/* ---- Many tests at once ------------------------------------------------------------------------------- */

typedef struct ranked {
    double p;
    size_t i;
} ranked;

static int compare_ranked(const void *one, const void *other)
{
    const ranked *a = one, *b = other;
    return (a->p > b->p) - (a->p < b->p);
}

draad_status dr_benjamini_hochberg(const double *p, size_t n, double *q, draad_error *err)
{
    size_t m = 0;
    double least = 1;
    ranked *family = dr_alloc_zero(n, sizeof *family);
    if (family == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < n; i++) {
        q[i] = NAN;
        if (!isnan(p[i]))
            family[m++] = (ranked){p[i], i};
    }
    qsort(family, m, sizeof *family, compare_ranked); /* equal p get equal q in whatever order they come */
    for (size_t rank = m; rank > 0; rank--) {
        least = fmin(least, family[rank - 1].p * (double)m / (double)rank);
        q[family[rank - 1].i] = least;
    }
    dr_free(family);
    return DRAAD_OK;
}

/* ---- All pairs of a project --------------------------------------------------------------------------- */

static const char *const column_names[] = {"n11",  "n10",    "n01",       "n00",  "n",        "jaccard",
                                           "dice", "cosine", "overlap",   "lift", "pmi",      "npmi",
                                           "phi",  "g2",     "g2_signed", "p_g2", "p_fisher", "q_bh"};
enum { COUNTS = 4, P_FISHER = 16, Q_BH, NCOLUMNS }; /* the four counts come first, and all else follows from them */
static_assert(sizeof column_names / sizeof *column_names == NCOLUMNS, "a name for each column");

enum { FEW_DOCUMENTS = 5 }; /* with fewer, no p unless asked for */

static void fill_row(double *row, dr_fourfold t, bool tests)
{
    const dr_measures m = associate(t, tests);
    const double n = row[0] + row[1] + row[2] + row[3];
    const double p_g2 = tests ? m.p_g2 : (double)NAN;
    const double values[NCOLUMNS - COUNTS] = {n,      m.jaccard, m.dice, m.cosine,    m.overlap, m.lift,     m.pmi,
                                              m.npmi, m.phi,     m.g2,   m.g2_signed, p_g2,      m.p_fisher, NAN};
    memcpy(row + COUNTS, values, sizeof values);
}

/* The row of a pair; where one before it has the same counts, as most have, a copy of that. */
static bool fill_pair(draad_table *t, size_t row, dr_fourfold f, bool tests, dr_map *first)
{
    double *to = dr_table_at(t, row, 0);
    to[0] = (double)f.n11;
    to[1] = (double)f.n10;
    to[2] = (double)f.n01;
    to[3] = (double)f.n00;
    uint32_t *slot = dr_map_slot(first, (draad_str){(const char *)to, COUNTS * sizeof *to});
    if (slot == NULL)
        return false;
    if (*slot == DRAAD_NONE) {
        *slot = (uint32_t)row;
        fill_row(to, f, tests);
    } else {
        memcpy(to, dr_table_at(t, *slot, 0), NCOLUMNS * sizeof *to);
    }
    return true;
}

/* The pair a, b as the square of co-occurrences has it. */
static dr_fourfold fourfold_of(const draad_table *square, size_t a, size_t b, uint64_t n)
{
    dr_fourfold t;
    t.n11 = (uint64_t)*dr_table_at(square, a, b);
    t.n10 = (uint64_t)*dr_table_at(square, a, a) - t.n11;
    t.n01 = (uint64_t)*dr_table_at(square, b, b) - t.n11;
    t.n00 = n - t.n11 - t.n10 - t.n01;
    return t;
}

/* A pair of a code and one above it: where the lower is, the upper is; there is nothing to measure. */
static void fill_structural(double *row)
{
    for (size_t i = 0; i < NCOLUMNS; i++)
        row[i] = NAN;
}

/* `above`, if not NULL, is the project whose structural pairs are left out. */
static draad_status fill_pairs(draad_table *t, const draad_table *square, uint64_t n, bool tests,
                               const draad_project *above, draad_error *err)
{
    draad_status s = DRAAD_OK;
    dr_buf name = {0};
    dr_map first = {0}; /* four counts -> the first row that has them */
    size_t row = 0;
    for (size_t a = 0; a < square->nrows; a++)
        for (size_t b = a + 1; b < square->nrows; b++, row++) {
            name.len = 0;
            if ((s = dr_buf_put(&name, square->rows[a], err)) != DRAAD_OK ||
                (s = dr_buf_put_char(&name, ' ', err)) != DRAAD_OK ||
                (s = dr_buf_put(&name, square->rows[b], err)) != DRAAD_OK ||
                (s = dr_table_name_row(t, row, dr_buf_str(&name), err)) != DRAAD_OK)
                goto done;
            if (above != NULL && dr_is_above(above, (uint32_t)a, (uint32_t)b)) /* a code comes before those below it */
                fill_structural(dr_table_at(t, row, 0));
            else if (!fill_pair(t, row, fourfold_of(square, a, b, n), tests, &first)) {
                s = dr_no_memory(err);
                goto done;
            }
        }
done:
    dr_map_free(&first);
    dr_buf_free(&name);
    return s;
}

/* The family of the correction: all pairs with a p. */
static draad_status fill_q(draad_table *t, draad_error *err)
{
    draad_status s = DRAAD_OK;
    double *p = dr_alloc_zero(t->nrows, sizeof *p);
    double *q = dr_alloc_zero(t->nrows, sizeof *q);
    if (p == NULL || q == NULL) {
        s = dr_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < t->nrows; i++)
        p[i] = *dr_table_at(t, i, P_FISHER);
    if ((s = dr_benjamini_hochberg(p, t->nrows, q, err)) != DRAAD_OK)
        goto done;
    for (size_t i = 0; i < t->nrows; i++)
        *dr_table_at(t, i, Q_BH) = q[i];
done:
    dr_free(p);
    dr_free(q);
    return s;
}

draad_status dr_association_of(const draad_project *p, const draad_matrix_options *options, bool tests_always,
                               bool has_structural, draad_table **out, uint64_t *universe, draad_error *err)
{
    const bool tests = tests_always || p->ndocuments >= FEW_DOCUMENTS;
    draad_table *square = NULL;
    uint64_t n = 0;
    draad_status s = dr_matrix_of(p, options, &square, &n, err);
    *out = NULL;
    *universe = n;
    if (s != DRAAD_OK)
        return s;
    const size_t npairs = square->nrows * (square->nrows - (square->nrows > 0)) / 2;
    if ((s = dr_table_new(npairs, NCOLUMNS, out, err)) != DRAAD_OK)
        goto done;
    for (size_t i = 0; i < NCOLUMNS; i++)
        if ((s = dr_table_name_column(*out, i, dr_str_of(column_names[i]), err)) != DRAAD_OK)
            goto done;
    if ((s = fill_pairs(*out, square, n, tests, has_structural ? p : NULL, err)) == DRAAD_OK)
        s = fill_q(*out, err);
done:
    draad_table_free(square);
    if (s != DRAAD_OK) {
        draad_table_free(*out);
        *out = NULL;
    }
    return s;
}

draad_status draad_project_association(const draad_project *p, draad_unit unit, bool tests_always, draad_table **out,
                                       draad_error *err)
{
    const draad_matrix_options binary = {.counting = DRAAD_COUNT_BINARY, .unit = unit};
    uint64_t n = 0;
    return dr_association_of(p, &binary, tests_always, false, out, &n, err);
}
