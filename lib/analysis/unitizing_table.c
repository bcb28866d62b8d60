/* SPDX-License-Identifier: Apache-2.0
 * unitizing_table.c - agreement of coders on where segments begin and end: code by code, and for codes that exclude
 * each other. The continuum is the text of all documents that every coder read, one after another.
 * Knows: segments of coders, coefficients.  Does not know: formulas, files. */
#include "analysis/kinds.h"
#include "analysis/ratings.h"
#include "analysis/unitizing.h"

#include <math.h>
#include <stdlib.h>

/* Segments of all coders on the continuum; `value` is a code of the project, from 1. */
typedef struct continuum {
    const draad_project *p;
    uint32_t *coders;
    size_t ncoders;
    DR_VEC(dr_unitized) all;
    uint64_t length;
} continuum;

static void continuum_free(continuum *c)
{
    dr_free(c->coders);
    dr_vec_free(&c->all);
}

static draad_status add_coder(continuum *c, const dr_coded *d, uint32_t coder, draad_error *err)
{
    dr_coded own = {0};
    dr_segment *segments = NULL;
    size_t n = 0;
    draad_status s = dr_codings_of_coder(d, c->coders[coder], &own, err);
    if (s == DRAAD_OK)
        s = dr_segments_of(&own, &segments, &n, err);
    if (s == DRAAD_OK && !dr_vec_reserve(&c->all, n))
        s = dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        c->all.at[c->all.n++] = (dr_unitized){coder, (uint32_t)c->length + segments[i].start.value,
                                              (uint32_t)c->length + segments[i].end.value, segments[i].code + 1};
    dr_free(segments);
    dr_free(own.codings);
    return s;
}

static int compare_stretches(const void *one, const void *other)
{
    const dr_unitized *a = one, *b = other;
    if (a->coder != b->coder)
        return a->coder < b->coder ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->value > b->value) - (a->value < b->value);
}

static draad_status lay_out(const draad_project *p, continuum *c, draad_error *err)
{
    c->p = p;
    draad_status s = dr_active_coders(p, &c->coders, &c->ncoders, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        bool by_all = true;
        for (size_t g = 0; g < c->ncoders; g++)
            by_all = by_all && dr_coder_covers(d, c->coders[g]);
        if (!by_all)
            continue;
        for (uint32_t g = 0; s == DRAAD_OK && g < c->ncoders; g++)
            s = add_coder(c, d, g, err);
        c->length += dr_coded_length(d);
        if (c->length > UINT32_MAX)
            return dr_fail(err, DRAAD_E_LIMIT, (dr_place){0}, "more than 4,294,967,295 characters of text to compare");
    }
    if (s == DRAAD_OK && c->all.n > 0)
        qsort(c->all.at, c->all.n, sizeof *c->all.at, compare_stretches);
    return s;
}

/* ---- One set of codes ----------------------------------------------------------------------------------------- */

typedef struct chosen {
    DR_VEC(dr_unitized) at;
    uint32_t *value; /* for each code its value among the chosen; 0: it is none of them */
    uint32_t nvalues;
    bool overlap; /* segments of one coder share a character: the codes do not exclude each other */
} chosen;

static bool choose(const continuum *c, chosen *k)
{
    k->at.n = 0;
    k->overlap = false;
    if (!dr_vec_reserve(&k->at, c->all.n))
        return false;
    for (size_t i = 0; i < c->all.n; i++) {
        dr_unitized one = c->all.at[i];
        if ((one.value = k->value[one.value - 1]) == 0)
            continue;
        const dr_unitized *before = k->at.n > 0 ? &k->at.at[k->at.n - 1] : NULL;
        k->overlap |= before != NULL && before->coder == one.coder && before->end > one.start;
        k->at.at[k->at.n++] = one;
    }
    return true;
}

static dr_continuum view_of(const continuum *c, const chosen *k)
{
    return (dr_continuum){k->at.at, k->at.n, (uint32_t)c->ncoders, k->nvalues, c->length};
}

static void put_names(draad_table *t, const continuum *c, uint32_t family, uint32_t code, size_t nsegments)
{
    dr_table_put_text(t, family != DRAAD_NONE ? c->p->codes.at[family].id : (draad_str){0});
    dr_table_put_text(t, code != DRAAD_NONE ? c->p->codes.at[code].id : (draad_str){0});
    dr_table_put(t, (double)nsegments);
}

static void put_numbers(draad_table *t, const double *numbers, size_t n, const char *note)
{
    for (size_t i = 0; i < n; i++)
        dr_table_put(t, numbers[i]);
    dr_table_put_text(t, dr_str_of(note));
}

enum { NUMBERS = 8 }; /* u_alpha .. alpha_u */

/* A code by itself: is it there or not?  With `ku` and `coverage` of its family, when that has any. */
static draad_status put_code(draad_table *t, const continuum *c, chosen *k, uint32_t family, uint32_t code, double ku,
                             double coverage, draad_error *err)
{
    dr_unitizing u;
    double observed = NAN, expected = NAN;
    for (uint32_t i = 0; i < c->p->codes.n; i++)
        k->value[i] = i == code;
    k->nvalues = 1;
    if (!choose(c, k))
        return dr_no_memory(err);
    const dr_continuum view = view_of(c, k);
    draad_status s = dr_unitizing_of(&view, &u, err);
    if (s == DRAAD_OK)
        s = dr_alpha_u_of(&view, 1, &observed, &expected, err);
    if (s == DRAAD_OK) {
        const double numbers[NUMBERS] = {u.u_alpha,    u.bar_u_alpha,
                                         u.char_alpha, NAN,
                                         NAN,          ku,
                                         coverage,     expected > 0 ? 1 - observed / expected : (double)NAN};
        put_names(t, c, family, code, k->at.n);
        put_numbers(t, numbers, NUMBERS, "");
    }
    dr_unitizing_free(&u);
    return s;
}

/* The codes below a top code that have none below them. */
static void choose_family(const continuum *c, uint32_t family, chosen *k)
{
    const draad_project *p = c->p;
    k->nvalues = 0;
    for (uint32_t i = 0; i < p->codes.n; i++) {
        uint32_t top = i;
        while (p->codes.at[top].parent != DRAAD_NONE)
            top = p->codes.at[top].parent;
        const bool heads = i + 1 < p->codes.n && p->codes.at[i + 1].parent == i;
        k->value[i] = top == family && !heads ? ++k->nvalues : 0;
    }
}

static draad_status put_family(draad_table *t, const continuum *c, chosen *k, uint32_t family, draad_error *err)
{
    dr_unitizing u = {NAN, NAN, NAN, NAN, NAN, NULL, NULL};
    const draad_project *p = c->p;
    draad_status s = DRAAD_OK;
    choose_family(c, family, k);
    const uint32_t nvalues = k->nvalues;
    if (!choose(c, k))
        return dr_no_memory(err);
    if (!k->overlap) {
        const dr_continuum view = view_of(c, k);
        s = dr_unitizing_of(&view, &u, err);
    }
    if (s == DRAAD_OK && nvalues > 1) {
        const double numbers[NUMBERS] = {u.u_alpha, u.bar_u_alpha, u.char_alpha, u.cu_alpha, u.coverage, NAN, NAN, NAN};
        put_names(t, c, family, DRAAD_NONE, k->at.n);
        put_numbers(t, numbers, NUMBERS, k->overlap ? "codes overlap" : "");
    }
    /* Each code by itself; one with others below it is no value of the family, but can have segments too. */
    for (uint32_t i = family; s == DRAAD_OK && i < p->codes.n && (i == family || p->codes.at[i].parent != DRAAD_NONE);
         i++) {
        choose_family(c, family, k);
        const uint32_t value = u.ku_alpha != NULL && nvalues > 1 ? k->value[i] : 0;
        s = put_code(t, c, k, family, i, value > 0 ? u.ku_alpha[value - 1] : (double)NAN,
                     value > 0 ? u.ku_coverage[value - 1] : (double)NAN, err);
    }
    dr_unitizing_free(&u);
    return s;
}

draad_status dr_table_unitizing(const draad_project *p, const draad_table_options *o, draad_table **out,
                                draad_error *err)
{
    static const char *const columns[] = {"@family",           "@code",    "segments",    "u_alpha",  "bar_u_alpha",
                                          "alpha_char_binary", "cu_alpha", "cu_coverage", "ku_alpha", "ku_coverage",
                                          "alpha_u",           "@note",    NULL};
    continuum c = {0};
    chosen k = {.value = dr_alloc_zero(p->codes.n, sizeof *k.value)};
    (void)o;
    *out = NULL;
    draad_status s = k.value != NULL ? lay_out(p, &c, err) : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (uint32_t i = 0; s == DRAAD_OK && i < p->codes.n; i++)
        if (p->codes.at[i].parent == DRAAD_NONE)
            s = put_family(*out, &c, &k, i, err);
    if (s == DRAAD_OK) {
        dr_table_fact(*out, "coders", (double)c.ncoders);
        dr_table_fact(*out, "characters", (double)c.length);
    }
    dr_vec_free(&k.at);
    dr_free(k.value);
    continuum_free(&c);
    return dr_table_done(out, s, err);
}
