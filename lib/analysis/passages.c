/* SPDX-License-Identifier: Apache-2.0
 * passages.c - what stands behind a cell of a table of pairs: the units, or the pairs of segments, that were counted.
 * Knows: the ways to count, and what segments say.  Does not know: the counts themselves, files. */
#include "analysis/cooccurrence.h"
#include "analysis/kinds.h"
#include "analysis/neighbours.h"
#include "coding/code_names.h"

#include <math.h>
#include <stdlib.h>

typedef struct passages {
    const draad_project *p;
    const draad_table_options *o;
    uint32_t a, b; /* codes */
    const dr_coded *d;
    draad_table *t;
    dr_buf text;
    draad_status status;
} passages;

/* ---- A row -------------------------------------------------------------------------------------------------- */

static void put_segment(passages *v, const dr_segment *s)
{
    if (s == NULL) {
        dr_table_put(v->t, NAN);
        dr_table_put(v->t, NAN);
        dr_table_put_text(v->t, DR_STR(""));
        return;
    }
    v->text.len = 0;
    if (v->status == DRAAD_OK)
        v->status = dr_segment_text(v->d, s, &v->text, NULL);
    dr_table_put(v->t, s->start.value);
    dr_table_put(v->t, s->end.value);
    dr_table_put_text(v->t, dr_buf_str(&v->text));
}

/* The numbers of units count from 1; DRAAD_NONE: there is none. */
static void put_number(passages *v, uint32_t index)
{
    dr_table_put(v->t, index != DRAAD_NONE ? (double)index + 1 : (double)NAN);
}

static void put_place(passages *v, uint32_t turn, draad_str unit, uint32_t number, uint32_t next)
{
    dr_table_put_text(v->t, v->d->id);
    dr_table_put_text(v->t, dr_case_of_turn(v->d, turn));
    dr_table_put_text(v->t, unit);
    put_number(v, number);
    put_number(v, next);
}

/* ---- By unit ------------------------------------------------------------------------------------------------ */

/* An eligible unit: its segments of the two codes. */
typedef struct unit_row {
    uint32_t number, na, nb;
    const dr_segment *a, *b; /* the first of each */
    bool is_coded;           /* with any code */
} unit_row;

/* The rows of all units of the document, the eligible ones first in order; *n of them. */
static unit_row *rows_of(const passages *v, const dr_segment *segments, size_t nsegments, size_t *n)
{
    const draad_unit unit = v->o->matrix.unit;
    const dr_unit_rows *units = &v->d->units[unit];
    unit_row *rows = dr_alloc_zero(units->n + 1, sizeof *rows);
    *n = 0;
    if (rows == NULL)
        return NULL;
    for (size_t i = 0; i < nsegments; i++)
        for (uint32_t u = segments[i].first[unit]; u != DRAAD_NONE && u <= segments[i].last[unit]; u++) {
            unit_row *r = &rows[u];
            r->is_coded = true;
            if (segments[i].code == v->a && r->na++ == 0)
                r->a = &segments[i];
            if (segments[i].code == v->b && r->nb++ == 0)
                r->b = &segments[i];
        }
    for (uint32_t u = 0; u < units->n; u++)
        if (units->at[u].eligible &&
            (v->o->matrix.counting != DRAAD_COUNT_FOLLOWED || !v->o->matrix.next_coded || rows[u].is_coded)) {
            rows[*n] = rows[u];
            rows[(*n)++].number = u;
        }
    return rows;
}

static void put_units(passages *v, const unit_row *one, const unit_row *other)
{
    const dr_unit_rows *units = &v->d->units[v->o->matrix.unit];
    put_place(v, units->at[one->number].turn, dr_str_of(draad_unit_name(v->o->matrix.unit)), one->number,
              one != other ? other->number : DRAAD_NONE);
    dr_table_put_text(v->t, DR_STR(""));
    dr_table_put(v->t, NAN);
    dr_table_put(v->t, one->na);
    dr_table_put(v->t, other->nb);
    put_segment(v, one->a);
    put_segment(v, other->b);
}

static bool walk_units(passages *v, const dr_segment *segments, size_t nsegments)
{
    const draad_matrix_options *m = &v->o->matrix;
    const size_t lag = m->counting != DRAAD_COUNT_FOLLOWED ? 0 : m->lag > 0 ? m->lag : 1;
    const uint32_t least = m->counting == DRAAD_COUNT_PRODUCT && v->a == v->b ? 2 : 1;
    size_t n = 0;
    unit_row *rows = rows_of(v, segments, nsegments, &n);
    for (size_t i = 0; rows != NULL && i + lag < n; i++)
        if (rows[i].na >= least && rows[i + lag].nb >= least)
            put_units(v, &rows[i], &rows[i + lag]);
    dr_free(rows);
    return rows != NULL;
}

/* ---- By segment --------------------------------------------------------------------------------------------- */

static void put_pair(passages *v, const dr_segment *a, const dr_segment *b)
{
    const bool overlap = a->range.start < b->range.end && b->range.start < a->range.end;
    const uint32_t turn = dr_first_eligible_turn(v->d, a->first[DRAAD_UNIT_TURN], a->last[DRAAD_UNIT_TURN]);
    put_place(v, turn, DR_STR(""), DRAAD_NONE, DRAAD_NONE);
    dr_table_put_text(v->t, dr_str_of(overlap ? dr_relation_name(dr_relation_of(a, b)) : ""));
    dr_table_put(v->t, dr_gap_of(a, b));
    dr_table_put(v->t, 1);
    dr_table_put(v->t, 1);
    put_segment(v, a);
    put_segment(v, b);
}

static bool visit(void *ctx, const dr_segment *a, const dr_segment *b)
{
    passages *v = ctx;
    if (a->code == v->a && b->code == v->b)
        put_pair(v, a, b);
    else if (a->code == v->b && b->code == v->a)
        put_pair(v, b, a);
    return true;
}

/* Every segment of a code, where a cell of the diagonal counts these; of pairs it counts none. */
static void walk_alone(passages *v, const dr_segment *segments, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (segments[i].code == v->a) {
            const dr_segment *s = &segments[i];
            const uint32_t turn = dr_first_eligible_turn(v->d, s->first[DRAAD_UNIT_TURN], s->last[DRAAD_UNIT_TURN]);
            put_place(v, turn, DR_STR(""), DRAAD_NONE, DRAAD_NONE);
            dr_table_put_text(v->t, DR_STR(""));
            dr_table_put(v->t, NAN);
            dr_table_put(v->t, 1);
            dr_table_put(v->t, 1);
            put_segment(v, s);
            put_segment(v, NULL);
        }
}

static draad_status walk_document(passages *v, draad_error *err)
{
    const draad_counting counting = v->o->matrix.counting;
    dr_segment *segments = NULL;
    size_t n = 0;
    draad_status s = dr_segments_of(v->d, &segments, &n, err);
    if (s != DRAAD_OK)
        return s;
    if (dr_counts_units(counting))
        s = walk_units(v, segments, n) ? DRAAD_OK : dr_no_memory(err);
    else if (v->a == v->b && (counting == DRAAD_COUNT_CHARS || counting == DRAAD_COUNT_HITS))
        walk_alone(v, segments, n);
    else if (n > 0)
        dr_each_neighbour(segments, n, &v->o->matrix, visit, v);
    dr_free(segments);
    return s;
}

/* ---- All ---------------------------------------------------------------------------------------------------- */

draad_status dr_table_passages(const draad_project *p, const draad_table_options *o, draad_table **out,
                               draad_error *err)
{
    static const char *const columns[] = {"@document", "@case",      "@unit",      "number",  "next",  "@relation",
                                          "gap",       "segments_a", "segments_b", "start_a", "end_a", "@text_a",
                                          "start_b",   "end_b",      "@text_b",    NULL};
    passages v = {.p = p, .o = o};
    dr_code_choice a, b = {0};
    *out = NULL;
    draad_status s = dr_code_choose(p, o->cell[0], false, &a, err);
    if (s == DRAAD_OK)
        s = dr_code_choose(p, o->cell[1], false, &b, err);
    v.a = a.code;
    v.b = b.code;
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    v.t = *out;
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        v.d = &p->documents[i];
        s = walk_document(&v, err);
    }
    if (s == DRAAD_OK && v.status != DRAAD_OK)
        s = dr_no_memory(err);
    if (s == DRAAD_OK) {
        dr_put_counting_facts(*out, o);
        dr_table_fact_text(*out, "code_a", p->codes.at[v.a].id);
        dr_table_fact_text(*out, "code_b", p->codes.at[v.b].id);
        dr_put_view_facts(*out, o);
    }
    dr_buf_free(&v.text);
    return dr_table_done(out, s, err);
}
