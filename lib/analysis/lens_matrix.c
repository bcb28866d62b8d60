/* SPDX-License-Identifier: Apache-2.0
 * lens_matrix.c - what a study says in each cell of a lens, and what the lens has no place for.
 * A code counts once in a cell, in a row, in a column and in the whole, however often it stands there.
 * Knows: lenses, counts of codes and who has them.  Does not know: files. */
#include "coding/lens.h"
#include "analysis/counts.h"
#include "analysis/kinds.h"

typedef struct glass {
    const draad_project *p;
    const draad_lens *lens;
    uint32_t *code; /* for each row of the lens */
    dr_code_counts *counts;
    dr_code_cases cases;
    uint32_t *seen_code, *seen_case; /* the number of the last sum that they were in */
    uint32_t nsums;
    dr_buf names;
    draad_table *t;
} glass;

static void glass_free(glass *g)
{
    dr_free(g->code);
    dr_free(g->counts);
    dr_code_cases_free(&g->cases);
    dr_free(g->seen_code);
    dr_free(g->seen_case);
    dr_buf_free(&g->names);
}

static draad_status find_codes(glass *g, draad_error *err)
{
    for (size_t i = 0; i < g->lens->nrows; i++) {
        const dr_lens_row *row = &g->lens->rows[i];
        g->code[i] = DRAAD_NONE;
        for (uint32_t k = 0; k < g->p->codes.n; k++)
            if (dr_str_equal(g->p->codes.at[k].id, row->code))
                g->code[i] = k;
        if (g->code[i] == DRAAD_NONE)
            return dr_fail(err, DRAAD_E_USAGE, (dr_place){g->lens->name.data, row->line, 0},
                           "there is no code '%.*s' in this table", DR_ARG(row->code));
    }
    return DRAAD_OK;
}

static draad_status prepare(glass *g, draad_error *err)
{
    g->code = dr_alloc_zero(g->lens->nrows, sizeof *g->code);
    g->seen_code = dr_alloc_zero(g->p->codes.n, sizeof *g->seen_code);
    draad_status s = g->code != NULL && g->seen_code != NULL ? find_codes(g, err) : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_counts_of(g->p, &g->counts, err);
    if (s == DRAAD_OK)
        s = dr_code_cases_of(g->p, &g->cases, err);
    if (s == DRAAD_OK && (g->seen_case = dr_alloc_zero(g->cases.ncases, sizeof *g->seen_case)) == NULL)
        s = dr_no_memory(err);
    return s;
}

/* ---- Sums -------------------------------------------------------------------------------------------------- */

typedef struct sum {
    uint64_t ncodes, nsegments, ncases;
} sum;

static draad_status add_code(glass *g, uint32_t code, sum *to, draad_error *err)
{
    if (g->seen_code[code] == g->nsums)
        return DRAAD_OK;
    g->seen_code[code] = g->nsums;
    to->nsegments += g->counts[code].nsegments;
    for (size_t i = g->cases.first[code]; i < g->cases.first[code + 1]; i++) {
        to->ncases += g->seen_case[g->cases.number[i]] != g->nsums;
        g->seen_case[g->cases.number[i]] = g->nsums;
    }
    draad_status s = to->ncodes++ > 0 ? dr_buf_put_char(&g->names, ';', err) : DRAAD_OK;
    return s == DRAAD_OK ? dr_buf_put(&g->names, g->p->codes.at[code].id, err) : s;
}

static void put_sum(glass *g, const char *part, draad_str aspect, draad_str chapter, const sum *of)
{
    dr_table_put_text(g->t, dr_str_of(part));
    dr_table_put_text(g->t, aspect);
    dr_table_put_text(g->t, chapter);
    dr_table_put_text(g->t, dr_buf_str(&g->names));
    dr_table_put(g->t, (double)of->ncodes);
    dr_table_put(g->t, (double)of->nsegments);
    dr_table_put(g->t, (double)of->ncases);
}

/* The codes of an aspect and a chapter; DRAAD_NONE is all of them. */
static draad_status put_cell(glass *g, const char *part, uint32_t aspect, uint32_t chapter, draad_error *err)
{
    const draad_lens *l = g->lens;
    sum of = {0};
    draad_status s = DRAAD_OK;
    g->nsums++;
    g->names.len = 0;
    for (size_t i = 0; s == DRAAD_OK && i < l->nrows; i++)
        if ((aspect == DRAAD_NONE || l->rows[i].aspect == aspect) &&
            (chapter == DRAAD_NONE || l->rows[i].chapter == chapter))
            s = add_code(g, g->code[i], &of, err);
    if (s == DRAAD_OK)
        put_sum(g, part, aspect != DRAAD_NONE ? l->aspects[aspect] : (draad_str){0},
                chapter != DRAAD_NONE ? l->chapters[chapter] : (draad_str){0}, &of);
    return s;
}

/* Codes that occur and stand in no cell: the lens does not show them. */
static draad_status put_outside(glass *g, draad_error *err)
{
    draad_status s = DRAAD_OK;
    bool *inside = dr_alloc_zero(g->p->codes.n, sizeof *inside);
    if (inside == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < g->lens->nrows; i++)
        inside[g->code[i]] = true;
    for (uint32_t i = 0; s == DRAAD_OK && i < g->p->codes.n; i++) {
        sum of = {0};
        if (inside[i] || g->counts[i].nsegments == 0)
            continue;
        g->nsums++;
        g->names.len = 0;
        if ((s = add_code(g, i, &of, err)) == DRAAD_OK)
            put_sum(g, "outside", (draad_str){0}, (draad_str){0}, &of);
    }
    dr_free(inside);
    return s;
}

draad_status dr_table_lens(const draad_project *p, const draad_table_options *o, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@part",  "@aspect",  "@chapter", "@codes",
                                          "ncodes", "segments", "cases",    NULL};
    glass g = {.p = p, .lens = o->lens};
    *out = NULL;
    if (o->lens == NULL)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "this table needs --lens FILE: aspects, chapters and codes");
    draad_status s = prepare(&g, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    g.t = *out;
    for (uint32_t a = 0; s == DRAAD_OK && a < o->lens->naspects; a++) {
        for (uint32_t c = 0; s == DRAAD_OK && c < o->lens->nchapters; c++)
            s = put_cell(&g, "cell", a, c, err);
        if (s == DRAAD_OK)
            s = put_cell(&g, "row", a, DRAAD_NONE, err);
    }
    for (uint32_t c = 0; s == DRAAD_OK && c < o->lens->nchapters; c++)
        s = put_cell(&g, "column", DRAAD_NONE, c, err);
    if (s == DRAAD_OK)
        s = put_cell(&g, "all", DRAAD_NONE, DRAAD_NONE, err);
    if (s == DRAAD_OK)
        s = put_outside(&g, err);
    if (s == DRAAD_OK)
        dr_put_view_facts(*out, o);
    glass_free(&g);
    return dr_table_done(out, s, err);
}
