/* SPDX-License-Identifier: Apache-2.0
 * spots.c - what lies in a text, put in order of place or taken together by code.
 * What is coded lies all over a text.  So each spot is first put where the stretch of text in which it begins belongs,
 * which needs no comparing; then only spots that begin near each other have to be put in order. */
#include "coding/spots.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 16 };

draad_status dr_spots_new(dr_spots *s, size_t room, size_t ncodes, draad_error *err)
{
    *s = (dr_spots){.ncodes = ncodes, .room_counts = (2 * room > ncodes ? 2 * room : ncodes) + 2};
    s->at = dr_alloc_zero(room, sizeof *s->at);
    s->spare = dr_alloc_zero(room, sizeof *s->spare);
    s->counts = dr_alloc_zero(s->room_counts, sizeof *s->counts);
    if (s->at != NULL && s->spare != NULL && s->counts != NULL)
        return DRAAD_OK;
    dr_spots_free(s);
    return dr_no_memory(err);
}

void dr_spots_free(dr_spots *s)
{
    dr_free(s->at);
    dr_free(s->spare);
    dr_free(s->counts);
    *s = (dr_spots){0};
}

static int compare(const void *one, const void *other)
{
    const dr_spot *a = one, *b = other;
    if (a->range.start != b->range.start)
        return a->range.start < b->range.start ? -1 : 1;
    if (a->range.end != b->range.end)
        return a->range.end < b->range.end ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static void sort(dr_spot *at, size_t n)
{
    if (n > FEW)
        qsort(at, n, sizeof *at, compare);
    for (size_t i = 1; i < n && n <= FEW; i++) {
        const dr_spot one = at[i];
        size_t k = i;
        for (; k > 0 && compare(&one, &at[k - 1]) < 0; k--)
            at[k] = at[k - 1];
        at[k] = one;
    }
}

/* Counts of each key become where those of the key begin. */
static void add_up(uint32_t *counts, size_t nkeys)
{
    uint32_t before = 0;
    for (size_t k = 0; k < nkeys; k++) {
        const uint32_t n = counts[k];
        counts[k] = before;
        before += n;
    }
}

static void swap(dr_spots *s)
{
    dr_spot *at = s->at;
    s->at = s->spare;
    s->spare = at;
}

void dr_spots_order(dr_spots *s, draad_byte end)
{
    unsigned shift = 0;
    while (end >> shift >= s->room_counts) /* a stretch of 1 << shift bytes to a key, and a spot or less in it */
        shift++;
    const size_t nkeys = (size_t)(end >> shift) + 1;
    memset(s->counts, 0, nkeys * sizeof *s->counts);
    for (size_t i = 0; i < s->n; i++)
        s->counts[s->at[i].range.start >> shift]++;
    add_up(s->counts, nkeys);
    for (size_t i = 0; i < s->n; i++)
        s->spare[s->counts[s->at[i].range.start >> shift]++] = s->at[i];
    swap(s);
    for (size_t k = 0, first = 0; k < nkeys; first = s->counts[k++]) /* by now each is where those of its key end */
        if (s->counts[k] - first > 1)
            sort(s->at + first, s->counts[k] - first);
}

void dr_spots_group(dr_spots *s)
{
    memset(s->counts, 0, s->ncodes * sizeof *s->counts);
    for (size_t i = 0; i < s->n; i++)
        s->counts[s->at[i].code]++;
    add_up(s->counts, s->ncodes);
    for (size_t i = 0; i < s->n; i++)
        s->spare[s->counts[s->at[i].code]++] = s->at[i];
    swap(s);
}
