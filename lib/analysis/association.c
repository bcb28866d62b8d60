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

static const char *const column_names[] = {"n11",       "n10",     "n01",      "n00",  "n",    "jaccard", "dice",
                                           "cosine",    "overlap", "lift",     "pmi",  "npmi", "phi",     "g2",
                                           "g2_signed", "p_g2",    "p_fisher", "q_bh", NULL};
enum { P_FISHER = 16, Q_BH, NCOLUMNS };
static_assert(sizeof column_names / sizeof *column_names == NCOLUMNS + 1, "a name for each column");

enum { FEW_DOCUMENTS = 5 }; /* with fewer, no p unless asked for */

static void put_kind(draad_table *t, dr_fourfold f, bool tests)
{
    const dr_measures m = associate(f, tests);
    const double n = (double)(f.n11 + f.n10 + f.n01 + f.n00);
    const double values[NCOLUMNS - 2] = {(double)f.n11,
                                         (double)f.n10,
                                         (double)f.n01,
                                         (double)f.n00,
                                         n,
                                         m.jaccard,
                                         m.dice,
                                         m.cosine,
                                         m.overlap,
                                         m.lift,
                                         m.pmi,
                                         m.npmi,
                                         m.phi,
                                         m.g2,
                                         m.g2_signed,
                                         tests ? m.p_g2 : (double)NAN};
    for (size_t i = 0; i < P_FISHER; i++)
        dr_table_put(t, values[i]);
    dr_table_put(t, m.p_fisher);
    dr_table_put(t, NAN);
}

/* Of a pair of a code and one above it: where the lower is, the upper is; there is nothing to measure. */
static void put_structural(draad_table *t)
{
    for (size_t i = 0; i < NCOLUMNS; i++)
        dr_table_put(t, NAN);
}

typedef struct gathering {
    const draad_table *square;
    uint64_t n;
    bool tests;
    const draad_project *above; /* if not NULL, its structural pairs are left out */
    draad_table *kinds;
    dr_map known; /* what decides all else of a pair -> its kind */
    dr_arena keys;
} gathering;

/* The kind of the pair a, b, which is made when it is the first of it.  DRAAD_NONE: no memory. */
static uint32_t kind_of(gathering *g, size_t a, size_t b)
{
    const bool structural =
        g->above != NULL && dr_is_above(g->above, (uint32_t)a, (uint32_t)b); /* the upper is first */
    const uint64_t counts[] = {(uint64_t)*dr_table_at(g->square, a, b), (uint64_t)*dr_table_at(g->square, a, a),
                               (uint64_t)*dr_table_at(g->square, b, b)};
    draad_str key = {(const char *)counts, structural ? 0 : sizeof counts};
    const uint32_t known = dr_map_find(&g->known, key);
    if (known != DRAAD_NONE)
        return known;
    key = dr_arena_str(&g->keys, key);
    uint32_t *slot = key.data != NULL ? dr_map_slot(&g->known, key) : NULL;
    if (slot == NULL)
        return DRAAD_NONE;
    *slot = (uint32_t)g->kinds->nrows;
    const uint64_t together = counts[0], only_a = counts[1] - together, only_b = counts[2] - together;
    if (structural)
        put_structural(g->kinds);
    else
        put_kind(g->kinds, (dr_fourfold){together, only_a, only_b, g->n - together - only_a - only_b}, g->tests);
    return *slot;
}

/* The family of the correction: all pairs with a p. */
static draad_status fill_q(dr_associations *a, draad_error *err)
{
    draad_status s = DRAAD_OK;
    double *p = dr_alloc_zero(a->npairs, sizeof *p);
    double *q = dr_alloc_zero(a->npairs, sizeof *q);
    if (p == NULL || q == NULL) {
        s = dr_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < a->npairs; i++)
        p[i] = *dr_table_at(a->kinds, a->kind_of[i], P_FISHER);
    if ((s = dr_benjamini_hochberg(p, a->npairs, q, err)) != DRAAD_OK)
        goto done;
    for (size_t i = 0; i < a->npairs; i++)
        *dr_table_at(a->kinds, a->kind_of[i], Q_BH) = q[i];
done:
    dr_free(p);
    dr_free(q);
    return s;
}

static draad_status gather(dr_associations *out, gathering *g, draad_error *err)
{
    const size_t ncodes = g->square->nrows;
    size_t pair = 0;
    out->npairs = ncodes * (ncodes - (ncodes > 0)) / 2;
    draad_status s = dr_table_of(column_names, &g->kinds, err);
    if (s != DRAAD_OK)
        return s;
    if ((out->kind_of = dr_alloc_zero(out->npairs, sizeof *out->kind_of)) == NULL)
        s = dr_no_memory(err);
    for (size_t a = 0; a < ncodes && s == DRAAD_OK; a++)
        for (size_t b = a + 1; b < ncodes && s == DRAAD_OK; b++)
            if ((out->kind_of[pair++] = kind_of(g, a, b)) == DRAAD_NONE)
                s = dr_no_memory(err);
    dr_map_free(&g->known);
    dr_arena_free(&g->keys);
    s = dr_table_done(&g->kinds, s, err);
    out->kinds = g->kinds;
    return s == DRAAD_OK && g->tests ? fill_q(out, err) : s;
}

draad_status dr_associations_of(const draad_project *p, const draad_matrix_options *options, bool tests_always,
                                bool has_structural, dr_associations *out, draad_error *err)
{
    draad_table *square = NULL;
    *out = (dr_associations){0};
    draad_status s = dr_matrix_of(p, options, &square, &out->universe, err);
    if (s != DRAAD_OK)
        return s;
    gathering g = {.square = square,
                   .n = out->universe,
                   .tests = tests_always || p->ndocuments >= FEW_DOCUMENTS,
                   .above = has_structural ? p : NULL};
    s = gather(out, &g, err);
    draad_table_free(square);
    if (s != DRAAD_OK)
        dr_associations_free(out);
    return s;
}

void dr_associations_free(dr_associations *a)
{
    draad_table_free(a->kinds);
    dr_free(a->kind_of);
    *a = (dr_associations){0};
}

/* ---- The table ------------------------------------------------------------------------------------------ */

static draad_status name_rows(const draad_project *p, draad_table *t, draad_error *err)
{
    draad_status s = DRAAD_OK;
    dr_buf name = {0};
    size_t row = 0;
    for (size_t a = 0; a < p->codes.n; a++)
        for (size_t b = a + 1; s == DRAAD_OK && b < p->codes.n; b++, row++) {
            name.len = 0;
            if ((s = dr_buf_put(&name, p->codes.at[a].id, err)) == DRAAD_OK &&
                (s = dr_buf_put_char(&name, ' ', err)) == DRAAD_OK &&
                (s = dr_buf_put(&name, p->codes.at[b].id, err)) == DRAAD_OK)
                s = dr_table_name_row(t, row, dr_buf_str(&name), err);
        }
    dr_buf_free(&name);
    return s;
}

draad_status draad_project_association(const draad_project *p, draad_unit unit, bool tests_always, draad_table **out,
                                       draad_error *err)
{
    const draad_matrix_options binary = {.counting = DRAAD_COUNT_BINARY, .unit = unit};
    dr_associations all;
    *out = NULL;
    draad_status s = dr_associations_of(p, &binary, tests_always, false, &all, err);
    if (s != DRAAD_OK)
        return s;
    s = dr_table_new(all.npairs, NCOLUMNS, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < NCOLUMNS; i++)
        s = dr_table_name_column(*out, i, dr_str_of(column_names[i]), err);
    if (s == DRAAD_OK)
        s = name_rows(p, *out, err);
    for (size_t i = 0; s == DRAAD_OK && i < all.npairs; i++)
        memcpy(dr_table_at(*out, i, 0), dr_association_at(&all, i), NCOLUMNS * sizeof(double));
    dr_associations_free(&all);
    return dr_table_done(out, s, err);
}
