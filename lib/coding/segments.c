/* SPDX-License-Identifier: Apache-2.0
 * segments.c - from codings to the segments that are counted, and to the cases they belong to.
 * Two people who code the same passage are one segment of the code, so that a frequency does not grow with the
 * number of coders.
 * Knows: codings of one document.  Does not know: other documents, statistics. */
#include "coding/project.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void segment_of(const dr_coding *c, dr_segment *s)
{
    s->code = c->code;
    s->range = c->range;
    s->start = c->start;
    s->end = c->end;
    s->first_word = c->first_word;
    s->nwords = c->nwords;
    memcpy(s->first, c->first, sizeof s->first);
    memcpy(s->last, c->last, sizeof s->last);
}

/* Adds a coding's words to a segment's.  The words of a range follow one another, and the two share a character:
 * so the words of the union are all those from the first of both to the last of both. */
static void unite_words(dr_segment *s, const dr_coding *c)
{
    if (c->nwords == 0)
        return;
    if (s->nwords == 0)
        s->first_word = c->first_word;
    const uint32_t first = smaller(s->first_word, c->first_word);
    const uint32_t end = larger(s->first_word + s->nwords, c->first_word + c->nwords);
    s->first_word = first;
    s->nwords = end - first;
}

static void unite(dr_segment *s, const dr_coding *c)
{
    s->range.end = larger(s->range.end, c->range.end);
    s->end.value = larger(s->end.value, c->end.value);
    unite_words(s, c);
    for (size_t u = 0; u < DRAAD_UNITS; u++) {
        if (c->first[u] == DRAAD_NONE)
            continue;
        s->last[u] = s->first[u] == DRAAD_NONE ? c->last[u] : larger(s->last[u], c->last[u]);
        s->first[u] = smaller(s->first[u], c->first[u]); /* DRAAD_NONE is the largest number */
    }
}

static int compare_segments(const void *one, const void *other)
{
    const dr_segment *a = one, *b = other;
    if (a->range.start != b->range.start)
        return a->range.start < b->range.start ? -1 : 1;
    if (a->range.end != b->range.end)
        return a->range.end < b->range.end ? -1 : 1;
    return (a->code > b->code) - (a->code < b->code);
}

/* Uniting moves ends, so segments that start together may have lost their order; mostly none has. */
static void sort_segments(dr_segment *segments, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (compare_segments(&segments[i - 1], &segments[i]) > 0) {
            qsort(segments, n, sizeof *segments, compare_segments);
            return;
        }
}

draad_status dr_segments_of(const dr_coded *d, dr_segment **out, size_t *n, draad_error *err)
{
    dr_segment *segments = NULL;
    uint32_t *open = NULL; /* for each code its latest segment; the only one that the next coding can share with */
    size_t ncodes = 0, nsegments = 0;
    *out = NULL;
    *n = 0;
    if (d->ncodings == 0)
        return DRAAD_OK;
    for (size_t i = 0; i < d->ncodings; i++)
        ncodes = d->codings[i].code >= ncodes ? (size_t)d->codings[i].code + 1 : ncodes;
    segments = dr_alloc_zero(d->ncodings, sizeof *segments);
    open = dr_alloc_zero(ncodes, sizeof *open);
    if (segments == NULL || open == NULL) {
        dr_free(segments);
        dr_free(open);
        return dr_no_memory(err);
    }
    memset(open, 0xff, ncodes * sizeof *open); /* DRAAD_NONE everywhere */
    for (size_t i = 0; i < d->ncodings; i++) {
        const dr_coding *c = &d->codings[i];
        assert(i == 0 || d->codings[i - 1].range.start <= c->range.start);
        if (open[c->code] != DRAAD_NONE && c->range.start < segments[open[c->code]].range.end) {
            unite(&segments[open[c->code]], c);
            continue;
        }
        open[c->code] = (uint32_t)nsegments;
        segment_of(c, &segments[nsegments++]);
    }
    dr_free(open);
    sort_segments(segments, nsegments);
    *out = segments;
    *n = nsegments;
    return DRAAD_OK;
}

/* ---- What they say ------------------------------------------------------------------------------------- */

/* The first coding that begins at a place or later. */
static size_t first_from(const dr_coded *d, draad_byte start)
{
    size_t low = 0, high = d->ncodings;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (d->codings[middle].range.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The text behind its first n code points. */
static draad_str behind(draad_str text, uint32_t n)
{
    size_t at = 0;
    while (at < text.len && (n > 0 || !dr_utf8_is_start(text.data[at])))
        n -= dr_utf8_is_start(text.data[at++]);
    return (draad_str){text.data + at, text.len - at};
}

/* Of codings that overlap, each adds what it has behind the others. */
static draad_status join_texts(const dr_coded *d, const dr_segment *s, bool passages, dr_buf *out, draad_cp *from,
                               draad_cp *to, draad_error *err)
{
    draad_status status = DRAAD_OK;
    bool any = false;
    for (size_t i = first_from(d, s->range.start);
         status == DRAAD_OK && i < d->ncodings && d->codings[i].range.start < s->range.end; i++) {
        const dr_coding *c = &d->codings[i];
        const bool wide = passages && c->passage.len > 0;
        const draad_cp start = wide ? c->around_start : c->start, end = wide ? c->around_end : c->end;
        const draad_str text = wide ? c->passage : c->text;
        if (c->code != s->code || (any && end.value <= to->value))
            continue;
        status = dr_buf_put(out, any ? behind(text, to->value - start.value) : text, err);
        *from = any ? *from : start;
        *to = end;
        any = true;
    }
    return status;
}

draad_status dr_segment_text(const dr_coded *d, const dr_segment *s, dr_buf *out, draad_error *err)
{
    draad_cp from = {0}, to = {0};
    return join_texts(d, s, false, out, &from, &to, err);
}

draad_status dr_segment_passage(const dr_coded *d, const dr_segment *s, dr_buf *out, draad_cp *start, draad_cp *end,
                                draad_error *err)
{
    return join_texts(d, s, true, out, start, end, err);
}

/* ---- Whose they are ------------------------------------------------------------------------------------ */

uint32_t dr_first_eligible_turn(const dr_coded *d, uint32_t first, uint32_t last)
{
    const dr_unit_rows *turns = &d->units[DRAAD_UNIT_TURN];
    if (first == DRAAD_NONE)
        return DRAAD_NONE;
    for (uint32_t t = first; t <= last && t < turns->n; t++)
        if (turns->at[t].eligible)
            return t;
    return DRAAD_NONE;
}

draad_str dr_case_of_turn(const dr_coded *d, uint32_t turn)
{
    if (turn < d->units[DRAAD_UNIT_TURN].n && d->turns != NULL) {
        const uint32_t speaker = d->turns[turn].speaker;
        if (speaker < d->nspeakers && d->speaker_cases != NULL && d->speaker_cases[speaker].len > 0)
            return d->speaker_cases[speaker];
    }
    return d->case_id.len > 0 ? d->case_id : d->id;
}

draad_str dr_case_of(const dr_coded *d, const dr_coding *c)
{
    const uint32_t first = c->first[DRAAD_UNIT_TURN];
    const uint32_t eligible = dr_first_eligible_turn(d, first, c->last[DRAAD_UNIT_TURN]);
    return dr_case_of_turn(d, eligible != DRAAD_NONE ? eligible : first);
}
