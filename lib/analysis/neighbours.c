/* SPDX-License-Identifier: Apache-2.0
 * neighbours.c - segments of one document that overlap, or have few words between them.
 * Segments stand in the order of their starts, so that those near one follow it closely.
 * Knows: segments of one document.  Does not know: units, tests, files. */
#include "analysis/neighbours.h"

#include <stdlib.h>

/* A segment that overlaps one of a code. */
typedef struct hit {
    uint32_t segment, code;
} hit;

typedef struct counter {
    const dr_segment *segments;
    size_t n;
    const draad_matrix_options *options;
    draad_table *t;
    DR_VEC(hit) hits;
} counter;

static int compare_hits(const void *one, const void *other)
{
    const hit *a = one, *b = other;
    if (a->segment != b->segment)
        return a->segment < b->segment ? -1 : 1;
    return (a->code > b->code) - (a->code < b->code);
}

/* Both cells of a pair; one on the diagonal. */
static void add(const counter *c, const dr_segment *a, const dr_segment *b, double value)
{
    *dr_table_at(c->t, a->code, b->code) += value;
    if (a->code != b->code)
        *dr_table_at(c->t, b->code, a->code) += value;
}

static bool add_hits(counter *c, size_t i, size_t j)
{
    if (!dr_vec_reserve(&c->hits, 2))
        return false;
    c->hits.at[c->hits.n++] = (hit){(uint32_t)i, c->segments[j].code};
    c->hits.at[c->hits.n++] = (hit){(uint32_t)j, c->segments[i].code};
    return true;
}

static bool count_overlaps(counter *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const dr_segment *a = &c->segments[i];
        if (c->options->counting == DRAAD_COUNT_CHARS)
            *dr_table_at(c->t, a->code, a->code) += a->end.value - a->start.value;
        else if (c->options->counting == DRAAD_COUNT_HITS)
            *dr_table_at(c->t, a->code, a->code) += 1;
        for (size_t j = i + 1; j < c->n && c->segments[j].range.start < a->range.end; j++) {
            const dr_segment *b = &c->segments[j];
            const uint32_t end = b->end.value < a->end.value ? b->end.value : a->end.value;
            if (c->options->counting == DRAAD_COUNT_PAIRS)
                add(c, a, b, 1);
            else if (c->options->counting == DRAAD_COUNT_CHARS)
                add(c, a, b, end - b->start.value);
            else if (!add_hits(c, i, j))
                return false;
        }
    }
    if (c->hits.n > 0)
        qsort(c->hits.at, c->hits.n, sizeof *c->hits.at, compare_hits);
    for (size_t i = 0; i < c->hits.n; i++)
        if (i == 0 || compare_hits(&c->hits.at[i - 1], &c->hits.at[i]) != 0)
            *dr_table_at(c->t, c->segments[c->hits.at[i].segment].code, c->hits.at[i].code) += 1;
    return true;
}

static bool in_one_turn(const dr_segment *a, const dr_segment *b)
{
    const uint32_t turn = a->first[DRAAD_UNIT_TURN];
    return turn != DRAAD_NONE && a->last[DRAAD_UNIT_TURN] == turn && b->first[DRAAD_UNIT_TURN] == turn &&
           b->last[DRAAD_UNIT_TURN] == turn;
}

static void count_window(const counter *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const dr_segment *a = &c->segments[i];
        const uint64_t reach = (uint64_t)a->first_word + a->nwords + c->options->window;
        for (size_t j = i + 1; j < c->n; j++) {
            const dr_segment *b = &c->segments[j];
            if (b->range.start >= a->range.end && b->first_word > reach)
                break; /* and so are all that begin later */
            if (!c->options->same_turn || in_one_turn(a, b))
                add(c, a, b, 1);
        }
    }
}

draad_status dr_count_neighbours(const dr_coded *d, const draad_matrix_options *options, draad_table *t,
                                 draad_error *err)
{
    dr_segment *segments = NULL;
    counter c = {.options = options, .t = t};
    draad_status s = dr_segments_of(d, &segments, &c.n, err);
    if (s != DRAAD_OK)
        return s;
    c.segments = segments;
    if (options->counting == DRAAD_COUNT_WINDOW)
        count_window(&c);
    else if (c.n > 0 && !count_overlaps(&c))
        s = dr_no_memory(err);
    dr_free(segments);
    dr_vec_free(&c.hits);
    return s;
}
