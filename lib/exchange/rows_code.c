/* SPDX-License-Identifier: Apache-2.0
 * rows_code.c - codes.csv, group_code.csv, cooccurrence.csv and cooccurrence_matrix.csv: the numbers of a study.
 * Knows: which numbers stand in which file.  Does not know: how they are computed (analysis/ does), files. */
#include "analysis/association.h"
#include "analysis/counts.h"
#include "analysis/squares.h"
#include "base/table.h"
#include "exchange/rows.h"

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

/* The pairs by one unit.  Cells that stand in many rows are written once: codes, and the numbers of pairs with the same
 * counts. */
typedef struct stretch {
    size_t at, len; /* of pairs.text */
} stretch;
typedef struct pairs {
    dr_associations all;
    dr_buf text;
    dr_csv_writer w;      /* into it */
    DR_VEC(stretch) made; /* all codes, then all kinds of pairs */
} pairs;

static void free_pairs(pairs *p)
{
    dr_associations_free(&p->all);
    dr_buf_free(&p->text);
    dr_vec_free(&p->made);
}

/* What `p->w` writes from now on is the next stretch. */
static draad_status begin_made(pairs *p, draad_error *err)
{
    stretch *s = dr_vec_push(&p->made);
    if (s == NULL)
        return dr_no_memory(err);
    *s = (stretch){p->text.len, 0};
    p->w.in_row = false;
    return DRAAD_OK;
}

static draad_status end_made(pairs *p, draad_error *err)
{
    stretch *s = &p->made.at[p->made.n - 1];
    s->len = p->text.len - s->at;
    return p->w.status == DRAAD_OK ? DRAAD_OK : dr_no_memory(err);
}

static draad_status make_code(pairs *p, draad_str id, draad_error *err)
{
    draad_status s = begin_made(p, err);
    if (s != DRAAD_OK)
        return s;
    dr_csv_str(&p->w, id);
    return end_made(p, err);
}

static draad_status make_kind(pairs *p, size_t kind, draad_error *err)
{
    enum { COUNTS = 5 }; /* n11 n10 n01 n00 n, before the measures */
    const double *values = dr_table_at(p->all.kinds, kind, 0);
    draad_status s = begin_made(p, err);
    if (s != DRAAD_OK)
        return s;
    for (size_t k = 0; k < p->all.kinds->ncolumns; k++)
        if (k < COUNTS)
            put_count(&p->w, values[k]);
        else
            dr_csv_real(&p->w, values[k]);
    return end_made(p, err);
}

static draad_status make_pairs(const dr_rows *r, draad_unit unit, pairs *out, draad_error *err)
{
    const draad_matrix_options binary = {.counting = DRAAD_COUNT_BINARY, .unit = unit};
    *out = (pairs){0};
    out->w = (dr_csv_writer){.out = &out->text, .excel_nl = r->w.excel_nl, .goes_on = true};
    draad_status s = dr_associations_of(r->p, &binary, r->options->tests_always, false, &out->all, err);
    for (size_t i = 0; s == DRAAD_OK && i < r->p->codes.n; i++)
        s = make_code(out, r->p->codes.at[i].id, err);
    for (size_t i = 0; s == DRAAD_OK && i < out->all.kinds->nrows; i++)
        s = make_kind(out, i, err);
    return s;
}

static draad_str made_at(const pairs *p, size_t i)
{
    return (draad_str){p->text.data + p->made.at[i].at, p->made.at[i].len};
}

static void put_titles(dr_rows *r, const draad_table *kinds)
{
    static const char *const titles[] = {"unit", "code_a", "code_b", NULL};
    dr_rows_titles(r, titles);
    for (size_t k = 0; k < kinds->ncolumns; k++)
        dr_csv_str(&r->w, kinds->columns[k]);
    dr_csv_end(&r->w);
}

static void put_pairs(dr_rows *r, draad_unit unit, const pairs *p)
{
    const draad_str name = dr_str_of(draad_unit_name(unit));
    const size_t ncodes = r->p->codes.n;
    size_t pair = 0;
    for (size_t a = 0; a < ncodes; a++)
        for (size_t b = a + 1; b < ncodes; b++) {
            const draad_str cells[] = {name, made_at(p, a), made_at(p, b), made_at(p, ncodes + p->all.kind_of[pair++])};
            dr_csv_made_row(&r->w, cells, sizeof cells / sizeof *cells);
        }
}

draad_status dr_rows_cooccurrence(dr_rows *r, draad_error *err)
{
    static const draad_unit units[] = {DRAAD_UNIT_SENTENCE, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN, DRAAD_UNIT_DOCUMENT};
    enum { ROW_BYTES = 160, ROOM_MAX = 64 << 20 }; /* more than most rows have; nothing but room is asked for */
    const size_t ncodes = r->p->codes.n, room = ncodes * ncodes / 2 * (sizeof units / sizeof *units) * ROW_BYTES;
    pairs p = {0};
    draad_status s = dr_buf_reserve(r->w.out, room < ROOM_MAX ? room : ROOM_MAX, err);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof units / sizeof *units; i++) {
        if (i == 0 || !dr_squares_agree(r->p->squares, units[i - 1], units[i])) {
            free_pairs(&p);
            s = make_pairs(r, units[i], &p, err);
        }
        if (s == DRAAD_OK && i == 0)
            put_titles(r, p.all.kinds);
        if (s == DRAAD_OK)
            put_pairs(r, units[i], &p);
    }
    free_pairs(&p);
    return s == DRAAD_OK ? r->w.status : s;
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
