/* SPDX-License-Identifier: Apache-2.0
 * ratings.c - what each coder says of each unit.
 * A coder who did not code a document says nothing of its units; one who did, and left a unit bare, says "absent".
 * Knows: a project's codings and units.  Does not know: coefficients, files. */
#include "analysis/ratings.h"
#include "analysis/presence.h"

#include <string.h>

bool dr_coder_covers(const dr_coded *d, uint32_t coder)
{
    for (size_t i = 0; i < d->nreaders; i++)
        if (d->readers[i] == coder)
            return true;
    for (size_t i = 0; i < d->ncodings; i++)
        if (d->codings[i].coder == coder)
            return true;
    return false;
}

draad_status dr_active_coders(const draad_project *p, uint32_t **out, size_t *n, draad_error *err)
{
    *n = 0;
    if ((*out = dr_alloc_zero(p->coders.n, sizeof **out)) == NULL)
        return dr_no_memory(err);
    for (uint32_t c = 0; c < p->coders.n; c++)
        for (size_t i = 0; i < p->ndocuments; i++)
            if (dr_coder_covers(&p->documents[i], c)) {
                (*out)[(*n)++] = c;
                break;
            }
    return *n >= 2 ? DRAAD_OK
                   : dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "agreement needs two coders; there is %zu", *n);
}

static bool is_program(draad_str coder)
{
    return dr_str_is(coder, "draad") || (coder.len > 7 && memcmp(coder.data, "draad (", 7) == 0);
}

draad_status dr_gold_coder(const draad_project *p, const uint32_t *coders, size_t n, const char *name, size_t *out,
                           draad_error *err)
{
    *out = n;
    for (size_t g = n; g-- > 0;) {
        const draad_str coder = p->coders.at[coders[g]];
        if (name != NULL ? dr_str_is(coder, name) : !is_program(coder))
            *out = g;
    }
    if (*out == n && name != NULL)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "there is no coder '%s' in this result", name);
    *out = *out == n ? 0 : *out;
    return DRAAD_OK;
}

static draad_status make_room(const draad_project *p, draad_unit unit, dr_rating_set *r, draad_error *err)
{
    r->ncodes = p->codes.n;
    r->ndocuments = p->ndocuments;
    if ((r->first = dr_alloc_zero(p->ndocuments + 1, sizeof *r->first)) == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < p->ndocuments; i++)
        r->first[i + 1] = r->first[i] + p->documents[i].units[unit].neligible;
    r->nunits = r->first[p->ndocuments];
    if ((double)r->ncodes * (double)r->nunits * (double)r->ncoders > DR_RATINGS_MAX)
        return dr_fail(err, DRAAD_E_LIMIT, (dr_place){0}, "%zu codes by %zu units by %zu coders; at most %d cells",
                       r->ncodes, r->nunits, r->ncoders, DR_RATINGS_MAX);
    r->said = dr_alloc_zero(r->nunits, r->ncoders);
    r->present = dr_alloc_zero(r->ncodes * r->nunits, r->ncoders);
    return r->said != NULL && r->present != NULL ? DRAAD_OK : dr_no_memory(err);
}

draad_status dr_codings_of_coder(const dr_coded *d, uint32_t coder, dr_coded *out, draad_error *err)
{
    *out = *d;
    out->ncodings = 0;
    if ((out->codings = dr_alloc_zero(d->ncodings, sizeof *out->codings)) == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < d->ncodings; i++)
        if (d->codings[i].coder == coder)
            out->codings[out->ncodings++] = d->codings[i];
    return DRAAD_OK;
}

static draad_status rate_document(const dr_coded *d, draad_unit unit, size_t document, size_t coder, dr_rating_set *r,
                                  draad_error *err)
{
    dr_coded own = {0};
    dr_presence presence = {0};
    draad_status s = dr_codings_of_coder(d, r->coders[coder], &own, err);
    if (s == DRAAD_OK)
        s = dr_presence_of(&own, unit, r->ncodes, &presence, err);
    for (size_t u = 0; s == DRAAD_OK && u < presence.nunits; u++) {
        const size_t at = r->first[document] + u;
        r->said[at * r->ncoders + coder] = 1;
        for (size_t k = presence.first[u]; k < presence.first[u + 1]; k++)
            r->present[(presence.at[k].code * r->nunits + at) * r->ncoders + coder] = 1;
    }
    dr_presence_free(&presence);
    dr_free(own.codings);
    return s;
}

draad_status dr_ratings_of(const draad_project *p, draad_unit unit, dr_rating_set *out, draad_error *err)
{
    *out = (dr_rating_set){0};
    draad_status s = dr_active_coders(p, &out->coders, &out->ncoders, err);
    if (s == DRAAD_OK)
        s = make_room(p, unit, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        for (size_t g = 0; s == DRAAD_OK && g < out->ncoders; g++)
            if (dr_coder_covers(&p->documents[i], out->coders[g]))
                s = rate_document(&p->documents[i], unit, i, g, out, err);
    if (s != DRAAD_OK)
        dr_ratings_free(out);
    return s;
}

void dr_ratings_free(dr_rating_set *r)
{
    dr_free(r->coders);
    dr_free(r->first);
    dr_free(r->said);
    dr_free(r->present);
    *r = (dr_rating_set){0};
}

dr_ratings dr_ratings_of_code(const dr_rating_set *r, size_t code, uint32_t *values)
{
    const uint8_t *present = &r->present[code * r->nunits * r->ncoders];
    for (size_t i = 0; i < r->nunits * r->ncoders; i++)
        values[i] = r->said[i] ? present[i] : DR_MISSING;
    return (dr_ratings){values, r->nunits, r->ncoders, 2};
}
