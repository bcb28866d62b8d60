/* SPDX-License-Identifier: Apache-2.0
 * squares.c - how often codes stand together in units of documents whose codings have been let go.
 * Knows: which codes are present in which units.  Does not know: tests, files. */
#include "analysis/squares.h"

#include <string.h>

/* Where the pair stands in its half of the square. */
static inline size_t place_of(size_t a, size_t b)
{
    return a <= b ? b * (b + 1) / 2 + a : a * (a + 1) / 2 + b;
}

uint32_t dr_squares_at(const dr_squares *s, draad_unit unit, size_t a, size_t b)
{
    return s->of[unit][place_of(a, b)];
}

bool dr_squares_agree(const dr_squares *s, draad_unit one, draad_unit other)
{
    return s != NULL && s->universe[one] == s->universe[other] &&
           memcmp(s->of[one], s->of[other], place_of(0, s->ncodes) * sizeof *s->of[one]) == 0;
}

draad_status dr_can_be_paired(size_t ncodes, draad_error *err)
{
    return ncodes <= DR_PAIRED_CODES_MAX
               ? DRAAD_OK
               : dr_fail(err, DRAAD_E_LIMIT, (dr_place){0}, "%zu codes to set against each other; at most %d", ncodes,
                         DR_PAIRED_CODES_MAX);
}

draad_status dr_squares_new(size_t ncodes, dr_squares **out, draad_error *err)
{
    *out = NULL;
    const draad_status status = dr_can_be_paired(ncodes, err);
    if (status != DRAAD_OK)
        return status;
    const size_t room = place_of(0, ncodes);
    dr_squares *s = dr_alloc_zero(1, sizeof *s + (DRAAD_UNITS - DRAAD_UNIT_SENTENCE) * room * sizeof(uint32_t));
    if (s == NULL)
        return dr_no_memory(err);
    s->ncodes = ncodes;
    for (unsigned u = DRAAD_UNIT_SENTENCE; u < DRAAD_UNITS; u++)
        s->of[u] = (uint32_t *)(s + 1) + (u - DRAAD_UNIT_SENTENCE) * room;
    *out = s;
    return DRAAD_OK;
}

draad_status dr_added_of(const dr_coded *d, size_t ncodes, dr_added *out, draad_error *err)
{
    dr_segment *segments = NULL;
    size_t n = 0;
    *out = (dr_added){0};
    draad_status s = dr_segments_of(d, &segments, &n, err);
    for (unsigned u = DRAAD_UNIT_SENTENCE; u < DRAAD_UNITS && s == DRAAD_OK; u++)
        s = dr_presence_of_segments(d, segments, n, (draad_unit)u, ncodes, &out->of[u], err);
    dr_free(segments);
    return s;
}

void dr_added_free(dr_added *added)
{
    for (size_t u = 0; u < DRAAD_UNITS; u++)
        dr_presence_free(&added->of[u]);
}

void dr_squares_add(dr_squares *s, const dr_added *added)
{
    for (unsigned unit = DRAAD_UNIT_SENTENCE; unit < DRAAD_UNITS; unit++) {
        const dr_presence *p = &added->of[unit];
        s->universe[unit] += p->nunits;
        for (size_t u = 0; u < p->nunits; u++)
            for (size_t i = p->first[u]; i < p->first[u + 1]; i++)
                for (size_t k = i; k < p->first[u + 1]; k++)
                    s->of[unit][place_of(p->at[i].code, p->at[k].code)]++;
    }
}
