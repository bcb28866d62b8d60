/* SPDX-License-Identifier: Apache-2.0
 * rows_code.c - codes.csv, group_code.csv, cooccurrence.csv and cooccurrence_matrix.csv: the numbers of a study.
 * Knows: which numbers stand in which file.  Does not know: how they are computed (analysis/ does), files. */
#include "analysis/counts.h"
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
static void put_count(dr_rows *r, double value)
{
    if (isnan(value))
        dr_csv_real(&r->w, value);
    else
        dr_csv_uint(&r->w, (uint64_t)value);
}

enum { COUNTS = 5 }; /* n11 n10 n01 n00 n, before the measures */

static draad_status put_pairs(dr_rows *r, draad_unit unit, bool with_titles, draad_error *err)
{
    draad_table *t = NULL;
    draad_status s = draad_project_association(r->p, unit, r->options->tests_always, &t, err);
    if (s != DRAAD_OK)
        return s;
    size_t ncolumns = draad_table_columns(t), row = 0;
    if (with_titles) {
        static const char *const titles[] = {"unit", "code_a", "code_b", NULL};
        dr_rows_titles(r, titles);
        for (size_t k = 0; k < ncolumns; k++)
            dr_csv_str(&r->w, draad_table_column_name(t, k));
        dr_csv_end(&r->w);
    }
    assert(draad_table_rows(t) == r->p->codes.n * (r->p->codes.n - (r->p->codes.n > 0)) / 2);
    for (size_t a = 0; a < r->p->codes.n; a++)
        for (size_t b = a + 1; b < r->p->codes.n; b++, row++) {
            dr_csv_str(&r->w, dr_str_of(draad_unit_name(unit)));
            dr_csv_str(&r->w, r->p->codes.at[a].id);
            dr_csv_str(&r->w, r->p->codes.at[b].id);
            for (size_t k = 0; k < COUNTS; k++)
                put_count(r, draad_table_value(t, row, k));
            for (size_t k = COUNTS; k < ncolumns; k++)
                dr_csv_real(&r->w, draad_table_value(t, row, k));
            dr_csv_end(&r->w);
        }
    draad_table_free(t);
    return r->w.status;
}

draad_status dr_rows_cooccurrence(dr_rows *r, draad_error *err)
{
    static const draad_unit units[] = {DRAAD_UNIT_SENTENCE, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN, DRAAD_UNIT_DOCUMENT};
    draad_status s = DRAAD_OK;
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
            put_count(r, draad_table_value(t, i, k));
        dr_csv_end(&r->w);
    }
    draad_table_free(t);
    return r->w.status;
}
