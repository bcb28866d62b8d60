/* SPDX-License-Identifier: Apache-2.0
 * pair_intervals.c - how sure is a measure of two codes?  By drawing the documents again and again.
 * Units of one interview hang together, so that whole documents are drawn, with all their units; with few documents
 * there is little to draw, and units are.
 * Knows: codes and units of a project.  Does not know: other measures, files. */
#include "analysis/pair_intervals.h"
#include "analysis/association.h"
#include "analysis/presence.h"

#include <string.h>

/* ---- Units ---------------------------------------------------------------------------------------------------- */

/* Codes of rows, document by document, before they are sorted by code. */
typedef struct seen {
    uint32_t code, row;
} seen;

typedef struct collecting {
    DR_VEC(seen) seen;
    DR_VEC(uint32_t) document; /* of each row */
} collecting;

static draad_status collect_document(collecting *c, const dr_coded *d, uint32_t number, size_t ncodes,
                                     const draad_matrix_options *o, draad_error *err)
{
    dr_presence presence;
    draad_status s = dr_presence_of(d, o->unit, ncodes, &presence, err);
    if (s != DRAAD_OK)
        return s;
    for (size_t u = 0; s == DRAAD_OK && u < presence.nunits; u++) {
        if (o->coded_universe && presence.first[u] == presence.first[u + 1])
            continue;
        const uint32_t row = (uint32_t)c->document.n;
        uint32_t *document = dr_vec_push(&c->document);
        if (document != NULL)
            *document = number;
        else
            s = dr_no_memory(err);
        for (size_t i = presence.first[u]; s == DRAAD_OK && i < presence.first[u + 1]; i++) {
            seen *one = dr_vec_push(&c->seen);
            if (one != NULL)
                *one = (seen){presence.at[i].code, row};
            else
                s = dr_no_memory(err);
        }
    }
    dr_presence_free(&presence);
    return s;
}

/* Rows were seen in order, so that those of each code are. */
static draad_status sort_by_code(const collecting *c, dr_pair_units *out, draad_error *err)
{
    size_t *next = dr_alloc_zero(out->ncodes + 1, sizeof *next);
    out->first = dr_alloc_zero(out->ncodes + 1, sizeof *out->first);
    out->at = dr_alloc_zero(c->seen.n, sizeof *out->at);
    const bool fine = next != NULL && out->first != NULL && out->at != NULL;
    for (size_t i = 0; fine && i < c->seen.n; i++)
        out->first[c->seen.at[i].code + 1]++;
    for (size_t i = 0; fine && i < out->ncodes; i++)
        next[i + 1] = out->first[i + 1] += out->first[i];
    for (size_t i = 0; fine && i < c->seen.n; i++)
        out->at[next[c->seen.at[i].code]++] = c->seen.at[i].row;
    dr_free(next);
    return fine ? DRAAD_OK : dr_no_memory(err);
}

/* Documents with units are numbered; or each row is drawn by itself. */
static draad_status find_drawn(const collecting *c, dr_pair_units *out, draad_error *err)
{
    size_t ndocuments = 0;
    out->nrows = c->document.n;
    for (size_t i = 0; i < out->nrows; i++)
        ndocuments += i == 0 || c->document.at[i] != c->document.at[i - 1];
    out->by_document = ndocuments >= DR_PAIR_DOCUMENTS;
    out->ndrawn = out->by_document ? ndocuments : out->nrows;
    out->drawn = dr_alloc_zero(out->nrows, sizeof *out->drawn);
    out->nin = dr_alloc_zero(out->ndrawn, sizeof *out->nin);
    if (out->drawn == NULL || out->nin == NULL)
        return dr_no_memory(err);
    for (size_t i = 0, n = 0; i < out->nrows; i++) {
        n += i > 0 && (!out->by_document || c->document.at[i] != c->document.at[i - 1]);
        out->drawn[i] = (uint32_t)n;
        out->nin[n]++;
    }
    return DRAAD_OK;
}

draad_status dr_pair_units_of(const draad_project *p, const draad_matrix_options *options, dr_pair_units *out,
                              draad_error *err)
{
    collecting c = {0};
    draad_status s = DRAAD_OK;
    *out = (dr_pair_units){.ncodes = p->codes.n};
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        s = collect_document(&c, &p->documents[i], (uint32_t)i, p->codes.n, options, err);
    if (s == DRAAD_OK)
        s = sort_by_code(&c, out, err);
    if (s == DRAAD_OK)
        s = find_drawn(&c, out, err);
    dr_vec_free(&c.seen);
    dr_vec_free(&c.document);
    return s;
}

void dr_pair_units_free(dr_pair_units *u)
{
    dr_free(u->at);
    dr_free(u->first);
    dr_free(u->drawn);
    dr_free(u->nin);
    *u = (dr_pair_units){0};
}

/* ---- Intervals ------------------------------------------------------------------------------------------------ */

/* Of each that can be drawn: units with both codes, with a, with b. */
typedef struct counted {
    const dr_pair_units *u;
    uint32_t *both, *a, *b;
} counted;

static draad_status draw(void *ctx, const uint32_t *drawn, size_t n, double *values, draad_error *err)
{
    const counted *c = ctx;
    uint64_t both = 0, a = 0, b = 0, all = 0;
    (void)err;
    for (size_t i = 0; i < n; i++) {
        both += c->both[drawn[i]];
        a += c->a[drawn[i]];
        b += c->b[drawn[i]];
        all += c->u->nin[drawn[i]];
    }
    const dr_fourfold t = {both, a - both, b - both, all - a - b + both};
    const dr_measures m = dr_strength_of(t);
    values[DR_PAIR_JACCARD] = m.jaccard;
    values[DR_PAIR_LIFT] = m.lift;
    values[DR_PAIR_NPMI] = m.npmi;
    values[DR_PAIR_PHI] = m.phi;
    return DRAAD_OK;
}

static void count(const dr_pair_units *u, size_t a, size_t b, counted *c)
{
    size_t j = u->first[b];
    for (size_t i = u->first[a]; i < u->first[a + 1]; i++) {
        while (j < u->first[b + 1] && u->at[j] < u->at[i])
            j++;
        c->a[u->drawn[u->at[i]]]++;
        c->both[u->drawn[u->at[i]]] += j < u->first[b + 1] && u->at[j] == u->at[i];
    }
    for (j = u->first[b]; j < u->first[b + 1]; j++)
        c->b[u->drawn[u->at[j]]]++;
}

draad_status dr_pair_intervals_of(const dr_pair_units *u, size_t a, size_t b, uint64_t seed, dr_interval *out,
                                  draad_error *err)
{
    counted c = {.u = u, .both = dr_alloc_zero(3 * u->ndrawn, sizeof *c.both)};
    if (c.both == NULL)
        return dr_no_memory(err);
    c.a = c.both + u->ndrawn;
    c.b = c.a + u->ndrawn;
    count(u, a, b, &c);
    const draad_status s = dr_bootstrap_many(u->ndrawn, DR_PAIR_MEASURES, DR_PAIR_SAMPLES, seed, draw, &c, out, err);
    dr_free(c.both);
    return s;
}
