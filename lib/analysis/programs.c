/* SPDX-License-Identifier: Apache-2.0
 * programs.c - what MAXQDA and NVivo would say of two coders, and Holsti: agreement as it stands in many reports.
 * MAXQDA sets segments beside each other, NVivo characters, document by document.
 * Knows: segments of coders.  Does not know: how they are matched, files. */
#include "analysis/agreement.h"
#include "analysis/kinds.h"
#include "analysis/marks.h"
#include "analysis/ratings.h"

#include <math.h>
#include <string.h>

/* Of one code: sums over documents, each as heavy as it is long. */
typedef struct by_length {
    double agreement, kappa, defined; /* of kappa only in documents where it is defined */
} by_length;

typedef struct pair {
    const draad_project *p;
    draad_table *t;
    uint32_t a, b; /* coders */
    dr_marks of_a, of_b;
    dr_hits *hits;  /* for each code */
    by_length *sum; /* likewise */
    double ncharacters, least, nused;
} pair;

/* ---- Characters ----------------------------------------------------------------------------------------------- */

/* The marks of a document among all, which stand in order. */
static const dr_marked *of_document(const dr_marks *all, uint32_t document, size_t *from, size_t *n)
{
    while (*from < all->n && all->at[*from].document < document)
        ++*from;
    for (*n = 0; *from + *n < all->n && all->at[*from + *n].document == document;)
        ++*n;
    return all->at + *from;
}

static draad_status add_document(pair *q, const dr_marked *a, size_t na, const dr_marked *b, size_t nb, double length,
                                 draad_error *err)
{
    const size_t ncodes = q->p->codes.n;
    draad_status s = DRAAD_OK;
    memset(q->hits, 0, ncodes * sizeof *q->hits);
    if (na > 0 || nb > 0)
        s = dr_match_characters(a, na, b, nb, q->hits, err);
    for (size_t i = 0; s == DRAAD_OK && i < ncodes; i++) {
        const dr_hits *h = &q->hits[i];
        const double neither = length - h->tp - h->fp - h->fn, kappa = dr_kappa_of_counts(h->tp, h->fn, h->fp, neither);
        q->sum[i].agreement += h->tp + neither;
        q->sum[i].kappa += isnan(kappa) ? 0 : kappa * length;
        q->sum[i].defined += isnan(kappa) ? 0 : length;
    }
    return s;
}

static draad_status add_documents(pair *q, draad_error *err)
{
    draad_status s = DRAAD_OK;
    size_t from_a = 0, from_b = 0, na, nb;
    memset(q->sum, 0, q->p->codes.n * sizeof *q->sum);
    q->ncharacters = 0;
    for (uint32_t i = 0; s == DRAAD_OK && i < q->p->ndocuments; i++) {
        const dr_coded *d = &q->p->documents[i];
        const double length = dr_coded_length(d);
        if (!dr_coder_covers(d, q->a) || !dr_coder_covers(d, q->b))
            continue;
        const dr_marked *a = of_document(&q->of_a, i, &from_a, &na), *b = of_document(&q->of_b, i, &from_b, &nb);
        s = add_document(q, a, na, b, nb, length, err);
        q->ncharacters += length;
    }
    return s;
}

/* ---- Rows ----------------------------------------------------------------------------------------------------- */

static void put_row(const pair *q, draad_str code, dr_hits h, double kappa, const by_length *sum)
{
    const double both = h.tp, only_a = h.fn, only_b = h.fp, all = both + only_a + only_b;
    const double numbers[] = {both + only_a,
                              both + only_b,
                              both,
                              only_a,
                              only_b,
                              dr_holsti(both, both + only_a, both + only_b),
                              all > 0 ? both / all : (double)NAN,
                              kappa,
                              q->ncharacters,
                              sum != NULL && q->ncharacters > 0 ? sum->agreement / q->ncharacters : (double)NAN,
                              sum != NULL && sum->defined > 0 ? sum->kappa / sum->defined : (double)NAN};
    dr_table_put_text(q->t, q->p->coders.at[q->a]);
    dr_table_put_text(q->t, q->p->coders.at[q->b]);
    dr_table_put_text(q->t, code);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        dr_table_put(q->t, numbers[i]);
}

/* Chance is one in as many codes as the two use. */
static double count_used(const pair *q)
{
    double n = 0;
    for (size_t i = 0; i < q->p->codes.n; i++)
        n += q->hits[i].tp + q->hits[i].fn + q->hits[i].fp > 0;
    return n;
}

static draad_status put_pair(pair *q, draad_error *err)
{
    dr_hits all = {0, 0, 0};
    draad_status s = dr_marks_of(q->p, q->a, q->b, &q->of_a, err);
    if (s == DRAAD_OK)
        s = dr_marks_of(q->p, q->b, q->a, &q->of_b, err);
    if (s == DRAAD_OK)
        s = add_documents(q, err);
    if (s != DRAAD_OK)
        return s;
    memset(q->hits, 0, q->p->codes.n * sizeof *q->hits);
    s = dr_match_segments(q->of_a.at, q->of_a.n, q->of_b.at, q->of_b.n, q->least, q->hits, err);
    for (size_t i = 0; s == DRAAD_OK && i < q->p->codes.n; i++) {
        const dr_hits h = q->hits[i];
        put_row(q, q->p->codes.at[i].id, h, NAN, &q->sum[i]);
        all = (dr_hits){all.tp + h.tp, all.fp + h.fp, all.fn + h.fn};
    }
    if (s == DRAAD_OK)
        put_row(q, DR_STR("all"), all, dr_maxqda_kappa(all.tp, all.fn, all.fp, count_used(q)), NULL);
    return s;
}

draad_status dr_table_programs(const draad_project *p, const draad_table_options *o, draad_table **out,
                               draad_error *err)
{
    static const char *const columns[] = {
        "@coder_a",     "@coder_b",   "@code",           "segments_a",  "segments_b",
        "both",         "only_a",     "only_b",          "holsti",      "maxqda_agreement",
        "maxqda_kappa", "characters", "nvivo_agreement", "nvivo_kappa", NULL};
    uint32_t *coders = NULL;
    size_t ncoders = 0;
    pair q = {.p = p,
              .hits = dr_alloc_zero(p->codes.n, sizeof *q.hits),
              .sum = dr_alloc_zero(p->codes.n, sizeof *q.sum),
              .least = o->overlap / 100.0};
    *out = NULL;
    draad_status s = q.hits != NULL && q.sum != NULL ? dr_active_coders(p, &coders, &ncoders, err) : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, &q.t, err);
    for (size_t a = 0; s == DRAAD_OK && a < ncoders; a++)
        for (size_t b = a + 1; s == DRAAD_OK && b < ncoders; b++) {
            q.a = coders[a];
            q.b = coders[b];
            s = put_pair(&q, err);
        }
    if (s == DRAAD_OK)
        dr_table_fact(q.t, "overlap", o->overlap);
    dr_vec_free(&q.of_a);
    dr_vec_free(&q.of_b);
    dr_free(q.hits);
    dr_free(q.sum);
    dr_free(coders);
    *out = q.t;
    return dr_table_done(out, s, err);
}
