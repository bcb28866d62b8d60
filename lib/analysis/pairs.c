/* SPDX-License-Identifier: Apache-2.0
 * pairs.c - codes together, a row for each pair: a count with what it must be read beside, or measures of association.
 * Knows: squares of counts and what belongs to each way to count.  Does not know: how they are counted, files. */
#include "analysis/association.h"
#include "analysis/cooccurrence.h"
#include "analysis/kinds.h"
#include "analysis/neighbours.h"
#include "analysis/pair_intervals.h"
#include "analysis/pairs.h"
#include "analysis/presence.h"
#include "analysis/view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- What every row is read beside -------------------------------------------------------------------------- */

void dr_put_view_facts(draad_table *t, const draad_table_options *o)
{
    char words[DR_ROLLUP_WORDS];
    dr_rollup_words(o, words);
    dr_table_fact_text(t, "rollup", dr_str_of(words));
    dr_table_fact_text(t, "coders", dr_str_of(o->coder != NULL ? o->coder : "all"));
}

void dr_put_counting_facts(draad_table *t, const draad_table_options *o)
{
    const draad_matrix_options *m = &o->matrix;
    char setting[48] = "";
    if (m->counting == DRAAD_COUNT_WINDOW)
        snprintf(setting, sizeof setting, "window %u%s", m->window, m->same_turn ? " same turn" : "");
    else if (m->counting == DRAAD_COUNT_FOLLOWED)
        snprintf(setting, sizeof setting, "lag %u %s", m->lag > 0 ? m->lag : 1,
                 m->next_coded ? "next coded" : "strict");
    dr_table_fact_text(t, "counting", dr_str_of(draad_counting_name(m->counting)));
    dr_table_fact_text(t, "setting", dr_str_of(setting));
}

static void put_facts(draad_table *t, const draad_table_options *o, uint64_t universe)
{
    const draad_matrix_options *m = &o->matrix;
    dr_put_counting_facts(t, o);
    if (dr_counts_units(m->counting)) {
        dr_table_fact_text(t, "unit", dr_str_of(draad_unit_name(m->unit)));
        dr_table_fact_text(t, "universe", dr_str_of(m->coded_universe ? "coded" : "all"));
        dr_table_fact(t, "n", (double)universe);
    } else {
        dr_table_fact_text(t, "unit", DR_STR(""));
        dr_table_fact_text(t, "universe", DR_STR(""));
        dr_table_fact_text(t, "n", DR_STR(""));
    }
    dr_put_view_facts(t, o);
}

static void put_names(draad_table *t, const draad_project *p, size_t a, size_t b)
{
    dr_table_put_text(t, p->codes.at[a].id);
    dr_table_put_text(t, p->codes.at[b].id);
}

/* A pair of which one is above the other is no pair when both count for the same coding. */
static bool is_structural(const draad_project *p, const draad_table_options *o, size_t a, size_t b)
{
    return o->rollup == DRAAD_ROLLUP_ALL && a != b &&
           (dr_is_above(p, (uint32_t)a, (uint32_t)b) || dr_is_above(p, (uint32_t)b, (uint32_t)a));
}

/* ---- Totals ------------------------------------------------------------------------------------------------- */

/* Cells of structural pairs are undefined, and in no total. */
static double or_zero(double x)
{
    return isnan(x) ? 0 : x;
}

/* For each code: its segments. */
static draad_status count_segments(const draad_project *p, double *out, draad_error *err)
{
    for (size_t i = 0; i < p->ndocuments; i++) {
        dr_segment *segments = NULL;
        size_t n = 0;
        draad_status s = dr_segments_of(&p->documents[i], &segments, &n, err);
        if (s != DRAAD_OK)
            return s;
        for (size_t k = 0; k < n; k++)
            out[segments[k].code] += 1;
        dr_free(segments);
    }
    return DRAAD_OK;
}

/* For each code: the sum over units of its segments that are present there. */
static draad_status count_presences(const draad_project *p, draad_unit unit, double *out, draad_error *err)
{
    for (size_t i = 0; i < p->ndocuments; i++) {
        dr_presence presence;
        draad_status s = dr_presence_of(&p->documents[i], unit, p->codes.n, &presence, err);
        if (s != DRAAD_OK)
            return s;
        for (size_t k = 0; k < presence.first[presence.nunits]; k++)
            out[presence.at[k].code] += presence.at[k].nsegments;
        dr_presence_free(&presence);
    }
    return DRAAD_OK;
}

/* The total of each code that its row of the square is read beside. */
static draad_status count_totals(const draad_project *p, const draad_matrix_options *o, const draad_table *square,
                                 double *out, draad_error *err)
{
    if (o->counting == DRAAD_COUNT_PRODUCT || o->counting == DRAAD_COUNT_MINIMUM)
        return count_presences(p, o->unit, out, err);
    if (o->counting == DRAAD_COUNT_PAIRS || o->counting == DRAAD_COUNT_HITS || o->counting == DRAAD_COUNT_WINDOW)
        return count_segments(p, out, err);
    for (size_t a = 0; a < square->nrows; a++)
        if (o->counting == DRAAD_COUNT_FOLLOWED)
            for (size_t b = 0; b < square->ncolumns; b++)
                out[a] += or_zero(*dr_table_at(square, a, b));
        else
            out[a] = *dr_table_at(square, a, a);
    return DRAAD_OK;
}

/* ---- Relations ---------------------------------------------------------------------------------------------- */

/* How often two codes lie in each relation, in an order of its own: sorted by a, then b. */
typedef struct relations {
    uint32_t a, b, n[DR_RELATIONS];
} relations;

typedef struct relation_list {
    DR_VEC(relations) v;
} relation_list;

static int compare_relations(const void *one, const void *other)
{
    const relations *x = one, *y = other;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static bool note(relation_list *l, const dr_segment *a, const dr_segment *b)
{
    relations *r = dr_vec_push(&l->v);
    if (r == NULL)
        return false;
    r->a = a->code;
    r->b = b->code;
    r->n[dr_relation_of(a, b)] = 1;
    return true;
}

static bool note_both(void *ctx, const dr_segment *a, const dr_segment *b)
{
    return note(ctx, a, b) && (a->code == b->code || note(ctx, b, a));
}

/* Makes one of equal pairs. */
static void join_relations(relation_list *l)
{
    size_t kept = 0;
    if (l->v.n > 0)
        qsort(l->v.at, l->v.n, sizeof *l->v.at, compare_relations);
    for (size_t i = 0; i < l->v.n; i++) {
        if (kept > 0 && compare_relations(&l->v.at[kept - 1], &l->v.at[i]) == 0)
            for (size_t k = 0; k < DR_RELATIONS; k++)
                l->v.at[kept - 1].n[k] += l->v.at[i].n[k];
        else
            l->v.at[kept++] = l->v.at[i];
    }
    l->v.n = kept;
}

static draad_status list_relations(const draad_project *p, const draad_matrix_options *o, relation_list *l,
                                   draad_error *err)
{
    for (size_t i = 0; i < p->ndocuments; i++) {
        dr_segment *segments = NULL;
        size_t n = 0;
        draad_status s = dr_segments_of(&p->documents[i], &segments, &n, err);
        if (s == DRAAD_OK && n > 0 && !dr_each_neighbour(segments, n, o, note_both, l))
            s = dr_no_memory(err);
        dr_free(segments);
        if (s != DRAAD_OK)
            return s;
    }
    join_relations(l);
    return DRAAD_OK;
}

static void put_relations(draad_table *t, const relation_list *l, size_t a, size_t b)
{
    const relations key = {.a = (uint32_t)a, .b = (uint32_t)b};
    const relations *found = l->v.n > 0 ? bsearch(&key, l->v.at, l->v.n, sizeof *l->v.at, compare_relations) : NULL;
    for (size_t k = 0; k < DR_RELATIONS; k++)
        dr_table_put(t, found != NULL ? found->n[k] : 0);
}

/* ---- A count and what belongs to it ---------------------------------------------------------------------------- */

typedef struct square {
    const draad_project *p;
    const draad_table_options *o;
    draad_table *counts;
    double *totals;          /* of each code, by row */
    double *column_totals;   /* of followed */
    double sum;              /* likewise: of all cells */
    relation_list relations; /* of pairs */
} square;

double dr_adjusted_residual(double x, double row, double column, double n)
{
    const double e = row * column / n, v = e * (1 - row / n) * (1 - column / n);
    return n > 0 && v > 0 ? (x - e) / sqrt(v) : (double)NAN;
}

static void put_overlap(const square *q, draad_table *t, size_t a, size_t b, double x)
{
    const double c = x / (q->totals[a] + q->totals[b] - x);
    const bool defined = q->totals[a] + q->totals[b] > 0 && a != b && !isnan(x);
    dr_table_put(t, defined ? c : (double)NAN);
    dr_table_put_text(t, defined && !(c >= 0 && c <= 1) ? DR_STR("out-of-range") : DR_STR(""));
    if (!isnan(x))
        put_relations(t, &q->relations, a, b);
    for (size_t k = 0; isnan(x) && k < DR_RELATIONS; k++)
        dr_table_put(t, NAN);
}

static void put_pair(const square *q, draad_table *t, size_t a, size_t b)
{
    const draad_counting counting = q->o->matrix.counting;
    const double x = *dr_table_at(q->counts, a, b);
    put_names(t, q->p, a, b);
    dr_table_put(t, x);
    dr_table_put(t, q->totals[a]);
    dr_table_put(t, counting == DRAAD_COUNT_FOLLOWED ? q->column_totals[b] : q->totals[b]);
    if (counting == DRAAD_COUNT_PAIRS) {
        put_overlap(q, t, a, b, x);
    } else if (counting == DRAAD_COUNT_CHARS) {
        const double both = q->totals[a] + q->totals[b] - x;
        dr_table_put(t, both > 0 && a != b ? x / both : (double)NAN);
    } else if (counting == DRAAD_COUNT_FOLLOWED) {
        dr_table_put(t, q->totals[a] > 0 ? x / q->totals[a] : (double)NAN);
        dr_table_put(t, dr_adjusted_residual(x, q->totals[a], q->column_totals[b], q->sum));
    }
}

static draad_status fill_square(square *q, uint64_t *universe, draad_error *err)
{
    draad_status s = dr_matrix_of(q->p, &q->o->matrix, &q->counts, universe, err);
    if (s != DRAAD_OK)
        return s;
    q->totals = dr_alloc_zero(q->p->codes.n, sizeof *q->totals);
    q->column_totals = dr_alloc_zero(q->p->codes.n, sizeof *q->column_totals);
    if (q->totals == NULL || q->column_totals == NULL)
        return dr_no_memory(err);
    for (size_t a = 0; a < q->p->codes.n; a++)
        for (size_t b = 0; b < q->p->codes.n; b++) {
            double *x = dr_table_at(q->counts, a, b);
            if (is_structural(q->p, q->o, a, b))
                *x = NAN;
            q->column_totals[b] += or_zero(*x);
            q->sum += or_zero(*x);
        }
    s = count_totals(q->p, &q->o->matrix, q->counts, q->totals, err);
    return s == DRAAD_OK && q->o->matrix.counting == DRAAD_COUNT_PAIRS
               ? list_relations(q->p, &q->o->matrix, &q->relations, err)
               : s;
}

static const char *const *columns_of(draad_counting counting)
{
    static const char *const plain[] = {"@code_a", "@code_b", "count", "total_a", "total_b", NULL},
                             *const pairs[] = {"@code_a",       "@code_b",      "count", "total_a", "total_b",
                                               "c_coefficient", "@flag",        "equal", "within",  "contains",
                                               "starts_before", "starts_after", NULL},
                             *const chars[] = {"@code_a", "@code_b", "count", "total_a", "total_b", "jaccard", NULL},
                             *const followed[] = {"@code_a", "@code_b", "count",    "total_a",
                                                  "total_b", "share",   "residual", NULL};
    return counting == DRAAD_COUNT_PAIRS      ? pairs
           : counting == DRAAD_COUNT_CHARS    ? chars
           : counting == DRAAD_COUNT_FOLLOWED ? followed
                                              : plain;
}

draad_status dr_table_cooccurrence(const draad_project *p, const draad_table_options *o, draad_table **out,
                                   draad_error *err)
{
    const draad_counting counting = o->matrix.counting;
    const bool symmetric = counting != DRAAD_COUNT_HITS && counting != DRAAD_COUNT_FOLLOWED;
    square q = {.p = p, .o = o};
    uint64_t universe = 0;
    *out = NULL;
    draad_status s = fill_square(&q, &universe, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns_of(counting), out, err);
    if (s == DRAAD_OK) {
        put_facts(*out, o, universe);
        for (size_t a = 0; a < p->codes.n; a++)
            for (size_t b = symmetric ? a : 0; b < p->codes.n; b++)
                put_pair(&q, *out, a, b);
    }
    draad_table_free(q.counts);
    dr_free(q.totals);
    dr_free(q.column_totals);
    dr_vec_free(&q.relations.v);
    return dr_table_done(out, s, err);
}

/* ---- Measures ----------------------------------------------------------------------------------------------- */

/* Pairs times what is drawn: a table that would take many minutes is refused, because nobody knows whether it will ever
 * end. */
static const double drawing_max = 4e7;

static draad_status check_drawing(const draad_project *p, const dr_pair_units *u, draad_error *err)
{
    const double npairs = (double)p->codes.n * ((double)p->codes.n - 1) / 2;
    if (npairs * (double)u->ndrawn <= drawing_max)
        return DRAAD_OK;
    return dr_fail(
        err, DRAAD_E_LIMIT, (dr_place){0},
        "%zu codes are too many for intervals of all their pairs, with %zu to draw from; choose codes (--only)",
        p->codes.n, u->ndrawn);
}

static draad_status put_intervals(draad_table *t, const dr_pair_units *u, size_t a, size_t b, bool structural,
                                  uint64_t seed, draad_error *err)
{
    dr_interval intervals[DR_PAIR_MEASURES];
    draad_status s = DRAAD_OK;
    for (size_t k = 0; k < DR_PAIR_MEASURES; k++)
        intervals[k] = (dr_interval){NAN, NAN, DR_PAIR_SAMPLES, 0};
    if (!structural)
        s = dr_pair_intervals_of(u, a, b, seed, intervals, err);
    for (size_t k = 0; k < DR_PAIR_MEASURES; k++) {
        dr_table_put(t, intervals[k].low);
        dr_table_put(t, intervals[k].high);
        dr_table_put(t, intervals[k].defined);
    }
    return s;
}

static void put_drawing_facts(draad_table *t, const dr_pair_units *u, uint64_t seed)
{
    dr_table_fact_text(t, "drawn", u->by_document ? DR_STR("documents") : DR_STR("units"));
    dr_table_fact(t, "samples", DR_PAIR_SAMPLES);
    dr_table_fact(t, "seed", (double)seed);
}

draad_status dr_table_association(const draad_project *p, const draad_table_options *o, draad_table **out,
                                  draad_error *err)
{
    const char *const columns[] = {
        "@code_a",      "@code_b",
        "n11",          "n10",
        "n01",          "n00",
        "jaccard",      "dice",
        "cosine",       "overlap",
        "lift",         "pmi",
        "npmi",         "phi",
        "g2",           "g2_signed",
        "p_g2",         "p_fisher",
        "q_bh",         o->intervals ? "jaccard_low" : NULL, /* in the order of dr_pair_intervals_of */
        "jaccard_high", "jaccard_samples",
        "lift_low",     "lift_high",
        "lift_samples", "npmi_low",
        "npmi_high",    "npmi_samples",
        "phi_low",      "phi_high",
        "phi_samples",  NULL};
    dr_pair_units units = {0};
    draad_table_options binary = *o;
    dr_associations all = {0};
    size_t pair = 0, family = 0;
    *out = NULL;
    binary.matrix.counting = DRAAD_COUNT_BINARY;
    draad_status s = dr_associations_of(p, &binary.matrix, o->tests_always, o->rollup == DRAAD_ROLLUP_ALL, &all, err);
    if (s == DRAAD_OK && o->intervals)
        s = dr_pair_units_of(p, &binary.matrix, &units, err);
    if (s == DRAAD_OK && o->intervals)
        s = check_drawing(p, &units, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t a = 0; s == DRAAD_OK && a < p->codes.n; a++)
        for (size_t b = a + 1; s == DRAAD_OK && b < p->codes.n; b++, pair++) {
            const double *values = dr_association_at(&all, pair);
            put_names(*out, p, a, b);
            for (size_t k = 0; k < all.kinds->ncolumns; k++)
                if (k != 4) /* n: a fact, the same for all */
                    dr_table_put(*out, values[k]);
            if (o->intervals)
                s = put_intervals(*out, &units, a, b, is_structural(p, o, a, b), o->saturation.seed, err);
            family += isnan(values[all.kinds->ncolumns - 1]) ? 0 : 1;
        }
    if (s == DRAAD_OK) {
        put_facts(*out, &binary, all.universe);
        dr_table_fact(*out, "family", (double)family);
        if (o->intervals)
            put_drawing_facts(*out, &units, o->saturation.seed);
    }
    dr_pair_units_free(&units);
    dr_associations_free(&all);
    return dr_table_done(out, s, err);
}
