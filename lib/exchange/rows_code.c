/* SPDX-License-Identifier: Apache-2.0
 * rows_code.c - codes.csv, group_code.csv, cooccurrence.csv and cooccurrence_matrix.csv: the numbers of a study.
 * Knows: which numbers stand in which file.  Does not know: how they are computed (analysis/ does), files. */
#include "analysis/counts.h"
#include "base/map.h"
#include "base/table.h"
#include "exchange/rows.h"

#include <assert.h>
#include <math.h>

draad_status dr_rows_codes(dr_rows *r, draad_error *err)
{
    static const char *const titles[] = {"code",      "parent", "label", "level", "segments",
                                         "documents", "cases",  "words", NULL};
    dr_code_counts *counts = NULL;
    draad_status s = dr_counts_of(r->p, &counts, err);
    if (s != DRAAD_OK)
        return s;
    dr_rows_titles(r, titles);
    dr_csv_end(&r->w);
    for (size_t i = 0; i < r->p->codes.n; i++) {
        const dr_project_code *c = &r->p->codes.at[i];
        dr_csv_str(&r->w, c->id);
        dr_csv_str(&r->w, c->parent != DRAAD_NONE ? r->p->codes.at[c->parent].id : (draad_str){0});
        dr_csv_str(&r->w, c->code->label);
        dr_csv_uint(&r->w, c->level);
        dr_csv_uint(&r->w, counts[i].nsegments);
        dr_csv_uint(&r->w, counts[i].ndocuments);
        dr_csv_uint(&r->w, counts[i].ncases);
        dr_csv_uint(&r->w, counts[i].nwords);
        dr_csv_end(&r->w);
    }
    dr_free(counts);
    return r->w.status;
}

/* ---- By group ----------------------------------------------------------------------------------------- */

/* "starter_segments": a column of one group. */
static draad_status put_title(dr_rows *r, draad_str group, const char *what, dr_buf *b, draad_error *err)
{
    b->len = 0;
    draad_status s = dr_buf_put(b, group, err);
    if (s == DRAAD_OK)
        s = dr_buf_printf(b, err, "_%s", what);
    dr_csv_str(&r->w, dr_buf_str(b));
    return s;
}

static draad_status put_group_titles(dr_rows *r, const dr_group_counts *g, draad_error *err)
{
    static const char *const of_a_group[] = {"segments", "cases", "share"};
    dr_buf title = {0};
    draad_status s = DRAAD_OK;
    dr_csv_str(&r->w, DR_STR("code"));
    for (size_t i = 0; i < g->ngroups; i++)
        for (size_t k = 0; s == DRAAD_OK && k < 3; k++)
            s = put_title(r, g->groups[i], of_a_group[k], &title, err);
    for (size_t i = 0; s == DRAAD_OK && i < g->ngroups; i++)
        s = put_title(r, g->groups[i], "n", &title, err);
    dr_csv_end(&r->w);
    dr_buf_free(&title);
    return s;
}

draad_status dr_rows_group_code(dr_rows *r, draad_error *err)
{
    dr_group_counts *g = NULL;
    uint32_t attribute = DRAAD_NONE;
    draad_status s = dr_group_attribute(r->p, r->options->by, &attribute, err);
    if (s == DRAAD_OK)
        s = dr_group_counts_of(r->p, attribute, &g, err);
    if (s != DRAAD_OK)
        return s;
    s = put_group_titles(r, g, err);
    for (size_t i = 0; s == DRAAD_OK && i < g->ncodes; i++) {
        dr_csv_str(&r->w, r->p->codes.at[i].id);
        for (size_t k = 0; k < g->ngroups; k++) {
            dr_csv_uint(&r->w, g->nsegments[i * g->ngroups + k]);
            dr_csv_uint(&r->w, g->ncases[i * g->ngroups + k]);
            dr_csv_real(&r->w, dr_group_share(g, i, k));
        }
        for (size_t k = 0; k < g->ngroups; k++)
            dr_csv_uint(&r->w, g->all_cases[k]);
        dr_csv_end(&r->w);
        s = r->w.status;
    }
    dr_group_counts_free(g);
    return s;
}

/* ---- Pairs -------------------------------------------------------------------------------------------- */

/* A count: never in the six digits of a measure. */
static void put_count(dr_csv_writer *w, double value)
{
    if (isnan(value))
        dr_csv_real(w, value);
    else
        dr_csv_uint(w, (uint64_t)value);
}

enum { COUNTS = 5, DECIDE = 4 }; /* n11 n10 n01 n00 n, before the measures; the first four decide all others */

/* Cells that stand in many rows are written once: the codes, and what follows them where the counts are the same. */
typedef struct stretch {
    size_t at, len; /* of made_cells.text */
} stretch;
typedef struct made_cells {
    dr_buf text;
    DR_VEC(stretch) codes, measures;
    dr_map measures_of; /* four counts -> index in `measures` */
} made_cells;

static void free_made(made_cells *m)
{
    dr_buf_free(&m->text);
    dr_vec_free(&m->codes);
    dr_vec_free(&m->measures);
    dr_map_free(&m->measures_of);
}

static dr_csv_writer begin_made(const dr_rows *r, made_cells *m)
{
    return (dr_csv_writer){.out = &m->text, .excel_nl = r->w.excel_nl, .goes_on = true};
}

static void put_made(dr_rows *r, const made_cells *m, stretch s)
{
    dr_csv_made(&r->w, (draad_str){m->text.data + s.at, s.len});
}

static draad_status make_codes(const dr_rows *r, made_cells *m, draad_error *err)
{
    for (size_t i = 0; i < r->p->codes.n; i++) {
        dr_csv_writer w = begin_made(r, m);
        stretch *s = dr_vec_push(&m->codes);
        if (s == NULL)
            return dr_no_memory(err);
        s->at = m->text.len;
        dr_csv_str(&w, r->p->codes.at[i].id);
        s->len = m->text.len - s->at;
        if (w.status != DRAAD_OK)
            return dr_no_memory(err);
    }
    return DRAAD_OK;
}

/* The counts and measures of a pair; *out: where they stand. */
static draad_status make_measures(const dr_rows *r, made_cells *m, const draad_table *t, size_t row, stretch *out,
                                  draad_error *err)
{
    const double *values = dr_table_at(t, row, 0);
    uint32_t *slot = dr_map_slot(&m->measures_of, (draad_str){(const char *)values, DECIDE * sizeof *values});
    if (slot == NULL)
        return dr_no_memory(err);
    if (*slot == DRAAD_NONE) {
        dr_csv_writer w = begin_made(r, m);
        stretch *s = dr_vec_push(&m->measures);
        if (s == NULL)
            return dr_no_memory(err);
        s->at = m->text.len;
        for (size_t k = 0; k < COUNTS; k++)
            put_count(&w, values[k]);
        for (size_t k = COUNTS; k < t->ncolumns; k++)
            dr_csv_real(&w, values[k]);
        s->len = m->text.len - s->at;
        if (w.status != DRAAD_OK)
            return dr_no_memory(err);
        *slot = (uint32_t)(m->measures.n - 1);
    }
    *out = m->measures.at[*slot];
    return DRAAD_OK;
}

static draad_status put_pairs(dr_rows *r, draad_unit unit, bool with_titles, draad_error *err)
{
    draad_table *t = NULL;
    made_cells made = {0};
    size_t row = 0;
    draad_status s = draad_project_association(r->p, unit, r->options->tests_always, &t, err);
    if (s == DRAAD_OK)
        s = make_codes(r, &made, err);
    if (s == DRAAD_OK && with_titles) {
        static const char *const titles[] = {"unit", "code_a", "code_b", NULL};
        dr_rows_titles(r, titles);
        for (size_t k = 0; k < t->ncolumns; k++)
            dr_csv_str(&r->w, draad_table_column_name(t, k));
        dr_csv_end(&r->w);
    }
    for (size_t a = 0; a < r->p->codes.n; a++)
        for (size_t b = a + 1; s == DRAAD_OK && b < r->p->codes.n; b++, row++) {
            stretch measures = {0};
            if ((s = make_measures(r, &made, t, row, &measures, err)) != DRAAD_OK)
                break;
            dr_csv_str(&r->w, dr_str_of(draad_unit_name(unit)));
            put_made(r, &made, made.codes.at[a]);
            put_made(r, &made, made.codes.at[b]);
            put_made(r, &made, measures);
            dr_csv_end(&r->w);
        }
    assert(s != DRAAD_OK || draad_table_rows(t) == row);
    free_made(&made);
    draad_table_free(t);
    return s == DRAAD_OK ? r->w.status : s;
}

draad_status dr_rows_cooccurrence(dr_rows *r, draad_error *err)
{
    static const draad_unit units[] = {DRAAD_UNIT_SENTENCE, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN, DRAAD_UNIT_DOCUMENT};
    enum { ROW_BYTES = 160, ROOM_MAX = 64 << 20 }; /* more than most rows have; nothing but room is asked for */
    const size_t ncodes = r->p->codes.n, room = ncodes * ncodes / 2 * (sizeof units / sizeof *units) * ROW_BYTES;
    draad_status s = dr_buf_reserve(r->w.out, room < ROOM_MAX ? room : ROOM_MAX, err);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof units / sizeof *units; i++)
        s = put_pairs(r, units[i], i == 0, err);
    return s;
}

draad_status dr_rows_matrix(dr_rows *r, draad_error *err)
{
    draad_table *t = NULL;
    draad_unit unit = r->options->unit == DRAAD_UNIT_MATCH ? DRAAD_UNIT_SENTENCE : r->options->unit;
    draad_status s = draad_project_cooccurrence(r->p, unit, &t, NULL, err);
    if (s != DRAAD_OK)
        return s;
    dr_csv_str(&r->w, DR_STR("code"));
    for (size_t i = 0; i < draad_table_columns(t); i++)
        dr_csv_str(&r->w, draad_table_column_name(t, i));
    dr_csv_end(&r->w);
    for (size_t i = 0; i < draad_table_rows(t); i++) {
        dr_csv_str(&r->w, draad_table_row_name(t, i));
        for (size_t k = 0; k < draad_table_columns(t); k++)
            put_count(&r->w, draad_table_value(t, i, k));
        dr_csv_end(&r->w);
    }
    draad_table_free(t);
    return r->w.status;
}
