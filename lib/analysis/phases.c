/* SPDX-License-Identifier: Apache-2.0
 * phases.c - in which order phases are told: a narrative that documents share.
 * The phases are the codes of the view that have none below them, in the order of the codebook; the place of a phase in
 * a document is the start of its first segment.
 * Knows: first segments of codes.  Does not know: files. */
#include "analysis/kinds.h"

#include <math.h>
#include <stdlib.h>

typedef struct narrative {
    const draad_project *p;
    uint32_t *phases; /* codes */
    uint32_t *number; /* for each code, its phase; DRAAD_NONE */
    size_t n;
    uint32_t *start; /* [document * n + phase]: a code point; DRAAD_NONE: not told */
    uint32_t *next;  /* [a * n + b]: segments of b that come right after one of a */
    uint32_t *documents;
    uint32_t *before; /* [a * n + b]: documents in which a begins before b */
    uint32_t *both;
    uint32_t *
        wins; /* won majorities (Copeland 1951): phases that this one comes before in more documents than the reverse */
} narrative;

static void narrative_free(narrative *v)
{
    dr_free(v->phases);
    dr_free(v->number);
    dr_free(v->start);
    dr_free(v->next);
    dr_free(v->documents);
    dr_free(v->before);
    dr_free(v->both);
    dr_free(v->wins);
}

static draad_status list_phases(narrative *v, draad_error *err)
{
    const draad_project *p = v->p;
    v->phases = dr_alloc_zero(p->codes.n, sizeof *v->phases);
    v->number = dr_alloc_zero(p->codes.n, sizeof *v->number);
    if (v->phases == NULL || v->number == NULL)
        return dr_no_memory(err);
    for (uint32_t i = 0; i < p->codes.n; i++) {
        const bool heads = i + 1 < p->codes.n && p->codes.at[i + 1].parent == i; /* children follow at once */
        v->number[i] = heads ? DRAAD_NONE : (uint32_t)v->n;
        if (!heads)
            v->phases[v->n++] = i;
    }
    v->start = dr_alloc_zero(p->ndocuments + 1, (v->n + 1) * sizeof *v->start);
    v->next = dr_alloc_zero(v->n + 1, (v->n + 1) * sizeof *v->next);
    v->documents = dr_alloc_zero(v->n + 1, sizeof *v->documents);
    v->before = dr_alloc_zero(v->n + 1, (v->n + 1) * sizeof *v->before);
    v->both = dr_alloc_zero(v->n + 1, (v->n + 1) * sizeof *v->both);
    v->wins = dr_alloc_zero(v->n + 1, sizeof *v->wins);
    return v->start != NULL && v->next != NULL && v->documents != NULL && v->before != NULL && v->both != NULL &&
                   v->wins != NULL
               ? DRAAD_OK
               : dr_no_memory(err);
}

static draad_status read_document(narrative *v, size_t document, draad_error *err)
{
    uint32_t *start = &v->start[document * v->n], last = DRAAD_NONE;
    dr_segment *segments = NULL;
    size_t n = 0;
    draad_status s = dr_segments_of(&v->p->documents[document], &segments, &n, err);
    for (size_t i = 0; i < v->n; i++)
        start[i] = DRAAD_NONE;
    for (size_t i = 0; i < n; i++) {
        const uint32_t phase = v->number[segments[i].code];
        if (phase == DRAAD_NONE)
            continue;
        if (start[phase] == DRAAD_NONE)
            start[phase] = segments[i].start.value;
        if (last != DRAAD_NONE)
            v->next[last * v->n + phase]++;
        last = phase;
    }
    dr_free(segments);
    for (size_t a = 0; s == DRAAD_OK && a < v->n; a++) {
        v->documents[a] += start[a] != DRAAD_NONE;
        for (size_t b = 0; b < v->n; b++) {
            v->both[a * v->n + b] += start[a] != DRAAD_NONE && start[b] != DRAAD_NONE;
            v->before[a * v->n + b] += start[b] != DRAAD_NONE && start[a] < start[b];
        }
    }
    return s;
}

static draad_status read_all(const draad_project *p, narrative *v, draad_error *err)
{
    *v = (narrative){.p = p};
    draad_status s = list_phases(v, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        s = read_document(v, i, err);
    for (size_t a = 0; s == DRAAD_OK && a < v->n; a++)
        for (size_t b = 0; b < v->n; b++)
            v->wins[a] += v->before[a * v->n + b] > v->before[b * v->n + a];
    return s;
}

/* The place in the consensus order, from 1: by won majorities, then as listed. */
static uint32_t rank_of(const narrative *v, size_t a)
{
    uint32_t rank = 1;
    for (size_t b = 0; b < v->n; b++)
        rank += v->wins[b] > v->wins[a] || (v->wins[b] == v->wins[a] && b < a);
    return rank;
}

/* ---- Tables --------------------------------------------------------------------------------------------------- */

draad_status dr_table_phases(const draad_project *p, const draad_table_options *o, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"listed", "@code", "@label",    "documents", "share",
                                          "shared", "wins",  "consensus", NULL};
    narrative v;
    *out = NULL;
    draad_status s = read_all(p, &v, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < v.n; i++) {
        const dr_project_code *code = &p->codes.at[v.phases[i]];
        dr_table_put(*out, (double)i + 1);
        dr_table_put_text(*out, code->id);
        dr_table_put_text(*out, code->code->label);
        dr_table_put(*out, v.documents[i]);
        dr_table_put(*out, p->ndocuments > 0 ? v.documents[i] / (double)p->ndocuments : (double)NAN);
        dr_table_put(*out, v.documents[i] > 0 && 3 * (uint64_t)v.documents[i] >= 2 * (uint64_t)p->ndocuments);
        dr_table_put(*out, v.wins[i]);
        dr_table_put(*out, rank_of(&v, i));
    }
    if (s == DRAAD_OK) {
        dr_table_fact(*out, "all_documents", (double)p->ndocuments);
        dr_put_view_facts(*out, o);
    }
    narrative_free(&v);
    return dr_table_done(out, s, err);
}

draad_status dr_table_precedence(const draad_project *p, const draad_table_options *o, draad_table **out,
                                 draad_error *err)
{
    static const char *const columns[] = {"@code_a", "@code_b", "both", "a_first", "b_first", "a_then_b", NULL};
    narrative v;
    *out = NULL;
    draad_status s = read_all(p, &v, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t a = 0; s == DRAAD_OK && a < v.n; a++)
        for (size_t b = 0; b < v.n; b++) {
            dr_table_put_text(*out, p->codes.at[v.phases[a]].id);
            dr_table_put_text(*out, p->codes.at[v.phases[b]].id);
            dr_table_put(*out, v.both[a * v.n + b]);
            dr_table_put(*out, a != b ? v.before[a * v.n + b] : (double)NAN);
            dr_table_put(*out, a != b ? v.before[b * v.n + a] : (double)NAN);
            dr_table_put(*out, v.next[a * v.n + b]);
        }
    if (s == DRAAD_OK) {
        dr_table_fact(*out, "all_documents", (double)p->ndocuments);
        dr_put_view_facts(*out, o);
    }
    narrative_free(&v);
    return dr_table_done(out, s, err);
}

/* ---- By document ---------------------------------------------------------------------------------------------- */

typedef struct told {
    uint32_t start, phase;
} told;

static int compare_told(const void *one, const void *other)
{
    const told *a = one, *b = other;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->phase > b->phase) - (a->phase < b->phase);
}

/* Phases of a document in the order in which they are told. */
static size_t list_told(const narrative *v, size_t document, told *out)
{
    size_t n = 0;
    for (uint32_t i = 0; i < v->n; i++)
        if (v->start[document * v->n + i] != DRAAD_NONE)
            out[n++] = (told){v->start[document * v->n + i], i};
    if (n > 0)
        qsort(out, n, sizeof *out, compare_told);
    return n;
}

/* Of all pairs of phases, the share that begins in the listed order.  Two that begin together have no order: they are
 * no pair. */
static double order_score(const told *t, size_t n)
{
    double right = 0, pairs = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (t[i].start < t[k].start) {
                right += t[i].phase < t[k].phase;
                pairs += 1;
            }
    return pairs > 0 ? right / pairs : (double)NAN;
}

static draad_status put_narrative(draad_table *t, const narrative *v, size_t document, told *list, dr_buf *codes,
                                  draad_error *err)
{
    const dr_coded *d = &v->p->documents[document];
    const size_t n = list_told(v, document, list);
    draad_status s = DRAAD_OK;
    codes->len = 0;
    for (size_t i = 0; s == DRAAD_OK && i < n; i++) {
        if (i > 0)
            s = dr_buf_put_char(codes, ';', err);
        if (s == DRAAD_OK)
            s = dr_buf_put(codes, v->p->codes.at[v->phases[list[i].phase]].id, err);
    }
    dr_table_put_text(t, d->id);
    dr_table_put_text(t, dr_case_of_turn(d, DRAAD_NONE));
    dr_table_put(t, (double)n);
    dr_table_put_text(t, dr_buf_str(codes));
    dr_table_put(t, order_score(list, n));
    return s;
}

draad_status dr_table_narratives(const draad_project *p, const draad_table_options *o, draad_table **out,
                                 draad_error *err)
{
    static const char *const columns[] = {"@document", "@case", "phases", "@order", "order_score", NULL};
    narrative v;
    told *list = NULL;
    dr_buf codes = {0};
    *out = NULL;
    draad_status s = read_all(p, &v, err);
    if (s == DRAAD_OK && (list = dr_alloc_zero(v.n + 1, sizeof *list)) == NULL)
        s = dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        s = put_narrative(*out, &v, i, list, &codes, err);
    if (s == DRAAD_OK)
        dr_put_view_facts(*out, o);
    dr_buf_free(&codes);
    dr_free(list);
    narrative_free(&v);
    return dr_table_done(out, s, err);
}
