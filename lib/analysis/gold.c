/* SPDX-License-Identifier: Apache-2.0
 * gold.c - how well does one coding find what another has.
 * Knows: ranges with codes.  Does not know: texts, files. */
#include "analysis/gold.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

double dr_precision(dr_hits h)
{
    return h.tp + h.fp > 0 ? h.tp / (h.tp + h.fp) : (double)NAN;
}

double dr_recall(dr_hits h)
{
    return h.tp + h.fn > 0 ? h.tp / (h.tp + h.fn) : (double)NAN;
}

double dr_f1(dr_hits h)
{
    return h.tp + h.fp + h.fn > 0 ? 2 * h.tp / (2 * h.tp + h.fp + h.fn) : (double)NAN;
}

static double shared(const dr_marked *a, const dr_marked *b)
{
    const uint32_t start = a->start > b->start ? a->start : b->start, end = a->end < b->end ? a->end : b->end;
    return end > start ? end - start : 0;
}

/* ---- Segments ---------------------------------------------------------------------------------------------- */

typedef struct pair {
    double iou;
    size_t gold, found;
    uint32_t gold_start, found_start;
} pair;

typedef DR_VEC(pair) pairs;

static int best_first(const void *one, const void *other)
{
    const pair *a = one, *b = other;
    if (a->iou != b->iou)
        return a->iou > b->iou ? -1 : 1;
    if (a->gold_start != b->gold_start)
        return a->gold_start < b->gold_start ? -1 : 1;
    if (a->found_start != b->found_start)
        return a->found_start < b->found_start ? -1 : 1;
    if (a->gold != b->gold)
        return a->gold < b->gold ? -1 : 1;
    return (a->found > b->found) - (a->found < b->found);
}

/* The same segments code by code, each code in the order of the list: what overlaps of one code then stands close. */
typedef struct sorted {
    const dr_marked **at;
    size_t n;
} sorted;

static int by_code(const void *one, const void *other)
{
    const dr_marked *const *a = one, *const *b = other;
    if ((*a)->code != (*b)->code)
        return (*a)->code < (*b)->code ? -1 : 1;
    return (*a > *b) - (*a < *b);
}

static bool sort_by_code(const dr_marked *list, size_t n, sorted *out)
{
    if ((out->at = dr_alloc_zero(n, sizeof *out->at)) == NULL)
        return false;
    for (out->n = 0; out->n < n; out->n++)
        out->at[out->n] = &list[out->n];
    if (n > 0)
        qsort(out->at, n, sizeof *out->at, by_code);
    return true;
}

/* Is a wholly before b, or of an earlier document or code? */
static bool is_before(const dr_marked *a, const dr_marked *b)
{
    if (a->code != b->code)
        return a->code < b->code;
    return a->document != b->document ? a->document < b->document : a->end <= b->start;
}

/* Tells every pair of one code that shares a character, once; `tell` says false to end.  Segments of one code in one
 * list share none, so what is wholly before one gold segment is so before the next. */
static bool each_overlap(const dr_marked *gold, size_t ngold, const dr_marked *found, size_t nfound,
                         bool (*tell)(void *ctx, size_t gold, size_t found, double both), void *ctx)
{
    sorted g = {0}, f = {0};
    size_t from = 0;
    bool fine = sort_by_code(gold, ngold, &g) && sort_by_code(found, nfound, &f);
    for (size_t i = 0; fine && i < g.n; i++) {
        while (from < f.n && is_before(f.at[from], g.at[i]))
            from++;
        for (size_t k = from; fine && k < f.n && !is_before(g.at[i], f.at[k]); k++) {
            const double both = shared(g.at[i], f.at[k]);
            fine = !(both > 0) || tell(ctx, (size_t)(g.at[i] - gold), (size_t)(f.at[k] - found), both);
        }
    }
    dr_free(g.at);
    dr_free(f.at);
    return fine;
}

typedef struct lister {
    const dr_marked *gold, *found;
    double least;
    pairs *out;
} lister;

/* Keeps a pair that overlaps enough. */
static bool list_pair(void *ctx, size_t gold, size_t found, double both)
{
    const lister *l = ctx;
    const dr_marked *g = &l->gold[gold], *f = &l->found[found];
    const double either = (double)(g->end - g->start) + (f->end - f->start) - both;
    if (both / either < l->least)
        return true;
    pair *p = dr_vec_push(l->out);
    if (p != NULL)
        *p = (pair){both / either, gold, found, g->start, f->start};
    return p != NULL;
}

draad_status dr_match_segments(const dr_marked *gold, size_t ngold, const dr_marked *found, size_t nfound, double least,
                               dr_hits *hits, draad_error *err)
{
    pairs all = {0};
    bool *gold_used = dr_alloc_zero(ngold, sizeof *gold_used), *found_used = dr_alloc_zero(nfound, sizeof *found_used);
    lister l = {gold, found, least, &all};
    const bool fine =
        gold_used != NULL && found_used != NULL && each_overlap(gold, ngold, found, nfound, list_pair, &l);
    if (fine && all.n > 0)
        qsort(all.at, all.n, sizeof *all.at, best_first);
    for (size_t i = 0; fine && i < all.n; i++) {
        const pair *p = &all.at[i];
        if (gold_used[p->gold] || found_used[p->found])
            continue;
        gold_used[p->gold] = found_used[p->found] = true;
        hits[gold[p->gold].code].tp += 1;
    }
    for (size_t i = 0; fine && i < ngold; i++)
        hits[gold[i].code].fn += !gold_used[i];
    for (size_t i = 0; fine && i < nfound; i++)
        hits[found[i].code].fp += !found_used[i];
    dr_vec_free(&all);
    dr_free(gold_used);
    dr_free(found_used);
    return fine ? DRAAD_OK : dr_no_memory(err);
}

/* ---- Characters -------------------------------------------------------------------------------------------- */

typedef struct counter {
    const dr_marked *gold;
    dr_hits *hits;
} counter;

static bool count_shared(void *ctx, size_t gold, size_t found, double both)
{
    const counter *c = ctx;
    dr_hits *h = &c->hits[c->gold[gold].code];
    (void)found;
    h->tp += both;
    h->fn -= both;
    h->fp -= both;
    return true;
}

draad_status dr_match_characters(const dr_marked *gold, size_t ngold, const dr_marked *found, size_t nfound,
                                 dr_hits *hits, draad_error *err)
{
    counter c = {gold, hits};
    for (size_t i = 0; i < nfound; i++)
        hits[found[i].code].fp += found[i].end - found[i].start;
    for (size_t i = 0; i < ngold; i++)
        hits[gold[i].code].fn += gold[i].end - gold[i].start;
    return each_overlap(gold, ngold, found, nfound, count_shared, &c) ? DRAAD_OK : dr_no_memory(err);
}
