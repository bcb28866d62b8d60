/* SPDX-License-Identifier: Apache-2.0
 * presence.c - which codes are present in which units of a document.
 * Segments know their first and last unit: they are dealt out over the units, then equal codes of a unit are joined.
 * Knows: segments and units of one document.  Does not know: what is counted with them. */
#include "analysis/presence.h"

#include <string.h>

/* The row of each unit of the document; DRAAD_NONE for those that are not eligible. */
static uint32_t *rows_of(const dr_unit_rows *units)
{
    uint32_t *row = dr_alloc_zero(units->n + 1, sizeof *row), next = 0;
    for (size_t u = 0; row != NULL && u < units->n; u++)
        row[u] = units->at[u].eligible ? next++ : DRAAD_NONE;
    return row;
}

/* How many segments reach into each row, then where each row begins. */
static void find_places(const dr_segment *segments, size_t n, draad_unit unit, const uint32_t *row, dr_presence *out)
{
    for (size_t i = 0; i < n; i++)
        for (uint32_t u = segments[i].first[unit]; u != DRAAD_NONE && u <= segments[i].last[unit]; u++)
            if (row[u] != DRAAD_NONE)
                out->first[row[u] + 1]++;
    for (size_t i = 0; i < out->nunits; i++)
        out->first[i + 1] += out->first[i];
}

/* Puts each segment into its rows; `next` moves on in each. */
static void deal_out(const dr_segment *segments, size_t n, draad_unit unit, const uint32_t *row, size_t *next,
                     dr_presence *out)
{
    for (size_t i = 0; i < n; i++)
        for (uint32_t u = segments[i].first[unit]; u != DRAAD_NONE && u <= segments[i].last[unit]; u++)
            if (row[u] != DRAAD_NONE)
                out->at[next[row[u]]++] = (dr_present){segments[i].code, 1};
}

/* Makes equal codes of a row one; `place` is for each code where it stands, plus one. */
static void join(dr_presence *out, size_t *place)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->nunits; i++) {
        const size_t begin = kept, from = out->first[i];
        out->first[i] = begin;
        for (size_t k = from; k < out->first[i + 1]; k++) {
            const dr_present one = out->at[k];
            if (place[one.code] > begin) {
                out->at[place[one.code] - 1].nsegments++;
                continue;
            }
            out->at[kept++] = one;
            place[one.code] = kept;
        }
    }
    out->first[out->nunits] = kept;
}

draad_status dr_presence_of_segments(const dr_coded *d, const dr_segment *segments, size_t n, draad_unit unit,
                                     size_t ncodes, dr_presence *out, draad_error *err)
{
    const dr_unit_rows *units = &d->units[unit];
    draad_status s = DRAAD_E_MEMORY;
    size_t *next = NULL, *place = NULL;
    uint32_t *row = rows_of(units);
    *out = (dr_presence){.nunits = units->neligible};
    out->first = dr_alloc_zero(out->nunits + 1, sizeof *out->first);
    place = dr_alloc_zero(ncodes + 1, sizeof *place);
    next = dr_alloc_zero(out->nunits + 1, sizeof *next);
    if (row == NULL || out->first == NULL || place == NULL || next == NULL)
        goto done;
    find_places(segments, n, unit, row, out);
    if ((out->at = dr_alloc_zero(out->first[out->nunits] + 1, sizeof *out->at)) == NULL)
        goto done;
    memcpy(next, out->first, (out->nunits + 1) * sizeof *next);
    deal_out(segments, n, unit, row, next, out);
    join(out, place);
    s = DRAAD_OK;
done:
    dr_free(next);
    dr_free(place);
    dr_free(row);
    if (s == DRAAD_OK)
        return s;
    dr_presence_free(out);
    return dr_no_memory(err);
}

draad_status dr_presence_of(const dr_coded *d, draad_unit unit, size_t ncodes, dr_presence *out, draad_error *err)
{
    dr_segment *segments = NULL;
    size_t n = 0;
    *out = (dr_presence){0};
    draad_status s = dr_segments_of(d, &segments, &n, err);
    if (s == DRAAD_OK)
        s = dr_presence_of_segments(d, segments, n, unit, ncodes, out, err);
    dr_free(segments);
    return s;
}

void dr_presence_free(dr_presence *p)
{
    dr_free(p->at);
    dr_free(p->first);
    *p = (dr_presence){0};
}
