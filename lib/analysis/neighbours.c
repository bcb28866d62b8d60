/* SPDX-License-Identifier: Apache-2.0
 * neighbours.c - segments of one document that overlap, or have few words between them.
 * Segments stand in the order of their starts, so that those near one follow it closely.
 * Knows: segments of one document.  Does not know: units, tests, files. */
#include "analysis/neighbours.h"

#include <stdlib.h>

/* ---- Two segments ------------------------------------------------------------------------------------------ */

dr_relation dr_relation_of(const dr_segment *a, const dr_segment *b)
{
    const bool begins = a->range.start == b->range.start, ends = a->range.end == b->range.end;
    if (begins && ends)
        return DR_EQUAL;
    if (a->range.start >= b->range.start && a->range.end <= b->range.end)
        return DR_WITHIN;
    if (a->range.start <= b->range.start && a->range.end >= b->range.end)
        return DR_CONTAINS;
    return a->range.start < b->range.start ? DR_STARTS_BEFORE : DR_STARTS_AFTER;
}

const char *dr_relation_name(dr_relation r)
{
    static const char *const names[DR_RELATIONS] = {"equal", "within", "contains", "starts_before", "starts_after"};
    return names[r];
}

uint32_t dr_gap_of(const dr_segment *a, const dr_segment *b)
{
    const dr_segment *one = a->range.start <= b->range.start ? a : b, *other = one == a ? b : a;
    const uint32_t end = one->first_word + one->nwords;
    return other->range.start < one->range.end || other->first_word <= end ? 0 : other->first_word - end;
}

static bool in_one_turn(const dr_segment *a, const dr_segment *b)
{
    const uint32_t turn = a->first[DRAAD_UNIT_TURN];
    return turn != DRAAD_NONE && a->last[DRAAD_UNIT_TURN] == turn && b->first[DRAAD_UNIT_TURN] == turn &&
           b->last[DRAAD_UNIT_TURN] == turn;
}

/* ---- All pairs --------------------------------------------------------------------------------------------- */

static bool each_overlap(const dr_segment *segments, size_t n, dr_pair_visitor *visit, void *ctx)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && segments[j].range.start < segments[i].range.end; j++)
            if (!visit(ctx, &segments[i], &segments[j]))
                return false;
    return true;
}

static bool each_near(const dr_segment *segments, size_t n, const draad_matrix_options *o, dr_pair_visitor *visit,
                      void *ctx)
{
    for (size_t i = 0; i < n; i++) {
        const dr_segment *a = &segments[i];
        const uint64_t reach = (uint64_t)a->first_word + a->nwords + o->window;
        for (size_t j = i + 1; j < n; j++) {
            const dr_segment *b = &segments[j];
            if (b->range.start >= a->range.end && b->first_word > reach)
                break; /* and so are all that begin later */
            if ((!o->same_turn || in_one_turn(a, b)) && !visit(ctx, a, b))
                return false;
        }
    }
    return true;
}

bool dr_each_neighbour(const dr_segment *segments, size_t n, const draad_matrix_options *options,
                       dr_pair_visitor *visit, void *ctx)
{
    return options->counting == DRAAD_COUNT_WINDOW ? each_near(segments, n, options, visit, ctx)
                                                   : each_overlap(segments, n, visit, ctx);
}

/* ---- Counting ---------------------------------------------------------------------------------------------- */

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

static bool add_hits(counter *c, const dr_segment *a, const dr_segment *b)
{
    if (!dr_vec_reserve(&c->hits, 2))
        return false;
    c->hits.at[c->hits.n++] = (hit){(uint32_t)(a - c->segments), b->code};
    c->hits.at[c->hits.n++] = (hit){(uint32_t)(b - c->segments), a->code};
    return true;
}

/* Adds to both cells of a pair; to one on the diagonal. */
static bool add_pair(void *ctx, const dr_segment *a, const dr_segment *b)
{
    counter *c = ctx;
    if (c->options->counting == DRAAD_COUNT_HITS)
        return add_hits(c, a, b);
    const uint32_t end = b->end.value < a->end.value ? b->end.value : a->end.value;
    const double value = c->options->counting == DRAAD_COUNT_CHARS ? end - b->start.value : 1;
    *dr_table_at(c->t, a->code, b->code) += value;
    if (a->code != b->code)
        *dr_table_at(c->t, b->code, a->code) += value;
    return true;
}

/* The diagonal of what is no number of pairs. */
static void count_alone(const counter *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const dr_segment *a = &c->segments[i];
        if (c->options->counting == DRAAD_COUNT_CHARS)
            *dr_table_at(c->t, a->code, a->code) += a->end.value - a->start.value;
        else if (c->options->counting == DRAAD_COUNT_HITS)
            *dr_table_at(c->t, a->code, a->code) += 1;
    }
}

/* A segment that overlaps several of one code is one hit. */
static void count_hits(counter *c)
{
    if (c->hits.n > 0)
        qsort(c->hits.at, c->hits.n, sizeof *c->hits.at, compare_hits);
    for (size_t i = 0; i < c->hits.n; i++)
        if (i == 0 || compare_hits(&c->hits.at[i - 1], &c->hits.at[i]) != 0)
            *dr_table_at(c->t, c->segments[c->hits.at[i].segment].code, c->hits.at[i].code) += 1;
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
    count_alone(&c);
    if (dr_each_neighbour(segments, c.n, options, add_pair, &c))
        count_hits(&c);
    else
        s = dr_no_memory(err);
    dr_free(segments);
    dr_vec_free(&c.hits);
    return s;
}
