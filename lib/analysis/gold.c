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

static bool comes_before(const dr_marked *a, const dr_marked *b) /* and wholly so */
{
    return a->document != b->document ? a->document < b->document : a->end <= b->start;
}

/* All pairs of one code that overlap enough.  Lists are in order of start; lengths differ, so that one that lies far
 * back may still reach: `from` only moves on past those of documents that are done. */
static bool list_pairs(const dr_marked *gold, size_t ngold, const dr_marked *found, size_t nfound, double least,
                       pairs *out)
{
    size_t from = 0;
    for (size_t i = 0; i < ngold; i++) {
        while (from < nfound && found[from].document < gold[i].document)
            from++;
        for (size_t k = from; k < nfound && !comes_before(&gold[i], &found[k]); k++) {
            const double both = shared(&gold[i], &found[k]);
            const double either = (double)(gold[i].end - gold[i].start) + (found[k].end - found[k].start) - both;
            if (gold[i].code != found[k].code || !(both > 0) || both / either < least)
                continue;
            pair *p = dr_vec_push(out);
            if (p == NULL)
                return false;
            *p = (pair){both / either, i, k, gold[i].start, found[k].start};
        }
    }
    return true;
}

draad_status dr_match_segments(const dr_marked *gold, size_t ngold, const dr_marked *found, size_t nfound, double least,
                               dr_hits *hits, draad_error *err)
{
    pairs all = {0};
    bool *gold_used = dr_alloc_zero(ngold, sizeof *gold_used), *found_used = dr_alloc_zero(nfound, sizeof *found_used);
    const bool fine = gold_used != NULL && found_used != NULL && list_pairs(gold, ngold, found, nfound, least, &all);
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

void dr_match_characters(const dr_marked *gold, size_t ngold, const dr_marked *found, size_t nfound, dr_hits *hits)
{
    size_t from = 0;
    for (size_t i = 0; i < nfound; i++)
        hits[found[i].code].fp += found[i].end - found[i].start;
    for (size_t i = 0; i < ngold; i++) {
        hits[gold[i].code].fn += gold[i].end - gold[i].start;
        while (from < nfound && found[from].document < gold[i].document)
            from++;
        for (size_t k = from; k < nfound && !comes_before(&gold[i], &found[k]); k++)
            if (gold[i].code == found[k].code) {
                const double both = shared(&gold[i], &found[k]);
                hits[gold[i].code].tp += both;
                hits[gold[i].code].fn -= both;
                hits[gold[i].code].fp -= both;
            }
    }
}
