/* SPDX-License-Identifier: Apache-2.0
 * cooccurrence.c - in how many units do two codes stand together?
 * A code is present in a unit when one of its codings shares a character with it, other than white space: the
 * codings know their first and last such unit.  Merging codings into segments first would not change who is
 * present, so it is not done.  Units of interviewers and moderators are passed over.
 * The units of a document are walked once, with the codings that reach into each of them at hand.
 * Knows: a project's codings and units.  Does not know: tests, files. */
#include "analysis/cooccurrence.h"

#include <assert.h>

/* The walk through one document. */
typedef struct walk {
    const dr_coded *d;
    draad_unit unit;
    DR_VEC(uint32_t) live;    /* codings that reach into the unit at hand, or further */
    DR_VEC(uint32_t) present; /* its codes, each once */
    uint64_t *seen;           /* for each code, the number of the last unit it was present in */
    uint64_t nwalked;         /* units walked so far, over all documents */
    size_t next;              /* the first coding that was not live yet */
} walk;

/* Takes in the codings that begin at unit `u`, and lets go of those that ended before it. */
static bool go_to_unit(walk *w, uint32_t u)
{
    const dr_coding *codings = w->d->codings;
    size_t nkept = 0;
    for (size_t i = 0; i < w->live.n; i++)
        if (codings[w->live.at[i]].last[w->unit] >= u)
            w->live.at[nkept++] = w->live.at[i];
    w->live.n = nkept;
    for (; w->next < w->d->ncodings; w->next++) {
        const uint32_t first = codings[w->next].first[w->unit];
        if (first == DRAAD_NONE) /* only white space, a label or a header line */
            continue;
        if (first > u)
            break;
        assert(first == u); /* codings stand in the order of their starts */
        if (!dr_vec_reserve(&w->live, 1))
            return false;
        w->live.at[w->live.n++] = (uint32_t)w->next;
    }
    return true;
}

/* Lists the codes of the live codings, each once. */
static bool list_codes(walk *w)
{
    w->nwalked++;
    w->present.n = 0;
    if (!dr_vec_reserve(&w->present, w->live.n))
        return false;
    for (size_t i = 0; i < w->live.n; i++) {
        const uint32_t code = w->d->codings[w->live.at[i]].code;
        if (w->seen[code] != w->nwalked)
            w->present.at[w->present.n++] = code;
        w->seen[code] = w->nwalked;
    }
    return true;
}

/* The next unit with a coding in it: `u` itself when codings are still live there, else where the next begins. */
static uint32_t next_unit(const walk *w, uint32_t u)
{
    if (w->live.n > 0)
        return u;
    for (size_t i = w->next; i < w->d->ncodings; i++)
        if (w->d->codings[i].first[w->unit] != DRAAD_NONE)
            return w->d->codings[i].first[w->unit];
    return DRAAD_NONE;
}

static draad_status count_document(walk *w, draad_table *t, draad_error *err)
{
    const dr_unit_rows *units = &w->d->units[w->unit];
    w->live.n = w->next = 0;
    for (uint32_t u = next_unit(w, 0); u < units->n; u = next_unit(w, u + 1)) {
        if (!go_to_unit(w, u))
            return dr_no_memory(err);
        if (!units->at[u].eligible)
            continue;
        if (!list_codes(w))
            return dr_no_memory(err);
        for (size_t i = 0; i < w->present.n; i++)
            for (size_t j = 0; j < w->present.n; j++)
                *dr_table_at(t, w->present.at[i], w->present.at[j]) += 1; /* exact: far below 2^53 */
    }
    return DRAAD_OK;
}

/* A square of zeros, named by the codes. */
static draad_status new_square(const draad_project *p, draad_table **out, draad_error *err)
{
    draad_status s = dr_table_new(p->codes.n, p->codes.n, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->codes.n; i++)
        if ((s = dr_table_name_row(*out, i, p->codes.at[i].id, err)) == DRAAD_OK)
            s = dr_table_name_column(*out, i, p->codes.at[i].id, err);
    return s;
}

draad_status draad_project_cooccurrence(const draad_project *p, draad_unit unit, draad_table **out, uint64_t *universe,
                                        draad_error *err)
{
    draad_status s = DRAAD_OK;
    uint64_t n = 0;
    walk w = {.unit = unit};
    *out = NULL;
    if (unit <= DRAAD_UNIT_MATCH || unit > DRAAD_UNIT_DOCUMENT)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0},
                       "co-occurrence is counted by sentence, paragraph, turn or document");
    if (p->codes.n > DR_PAIRED_CODES_MAX)
        return dr_fail(err, DRAAD_E_LIMIT, (dr_place){0}, "%zu codes to set against each other; at most %d", p->codes.n,
                       DR_PAIRED_CODES_MAX);
    if ((s = new_square(p, out, err)) != DRAAD_OK)
        goto done;
    if ((w.seen = dr_alloc_zero(p->codes.n, sizeof *w.seen)) == NULL) {
        s = dr_no_memory(err);
        goto done;
    }
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        w.d = &p->documents[i];
        n += w.d->units[unit].neligible;
        s = count_document(&w, *out, err);
    }
    if (universe != NULL)
        *universe = n;
done:
    dr_free(w.seen);
    dr_vec_free(&w.live);
    dr_vec_free(&w.present);
    if (s != DRAAD_OK) {
        draad_table_free(*out);
        *out = NULL;
    }
    return s;
}
