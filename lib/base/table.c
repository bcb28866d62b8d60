/* SPDX-License-Identifier: Apache-2.0
 * table.c - numbers and text with names, as analyses fill them and callers read them.
 * A place outside the table is undefined rather than a crash: NaN, and an empty name.
 * Knows: names, doubles and strings.  Does not know: what they count, files. */
#include "base/table.h"

#include <assert.h>
#include <math.h>
#include <string.h>

draad_status dr_table_new(size_t nrows, size_t ncolumns, draad_table **out, draad_error *err)
{
    draad_table *t = *out = NULL;
    if (ncolumns != 0 && nrows > SIZE_MAX / sizeof(double) / ncolumns)
        return dr_no_memory(err);
    if ((t = dr_alloc_zero(1, sizeof *t)) == NULL)
        return dr_no_memory(err);
    t->nrows = t->room = nrows;
    t->ncolumns = ncolumns;
    t->rows = dr_alloc_zero(nrows, sizeof *t->rows);
    t->columns = dr_alloc_zero(ncolumns, sizeof *t->columns);
    t->is_text = dr_alloc_zero(ncolumns, sizeof *t->is_text);
    t->values = dr_alloc_zero(nrows * ncolumns, sizeof *t->values);
    if (t->rows == NULL || t->columns == NULL || t->is_text == NULL || t->values == NULL) {
        draad_table_free(t);
        return dr_no_memory(err);
    }
    *out = t;
    return DRAAD_OK;
}

static draad_status set_name(draad_table *t, draad_str *slot, draad_str name, draad_error *err)
{
    draad_str copy = dr_arena_str(&t->names, name);
    if (copy.data == NULL)
        return dr_no_memory(err);
    *slot = copy;
    return DRAAD_OK;
}

draad_status dr_table_name_row(draad_table *t, size_t i, draad_str name, draad_error *err)
{
    assert(i < t->nrows);
    return set_name(t, &t->rows[i], name, err);
}

draad_status dr_table_name_column(draad_table *t, size_t i, draad_str name, draad_error *err)
{
    assert(i < t->ncolumns);
    return set_name(t, &t->columns[i], name, err);
}

/* ---- Row by row -------------------------------------------------------------------------------------------- */

draad_status dr_table_of(const char *const *columns, draad_table **out, draad_error *err)
{
    size_t n = 0, ntexts = 0;
    while (columns[n] != NULL)
        ntexts += columns[n++][0] == '@';
    draad_status s = dr_table_new(0, n, out, err);
    if (s != DRAAD_OK)
        return s;
    for (size_t i = 0; i < n; i++) {
        (*out)->is_text[i] = columns[i][0] == '@';
        (*out)->columns[i] = dr_str_of(columns[i] + (*out)->is_text[i]);
    }
    if (ntexts > 0 && ((*out)->texts = dr_alloc_zero(0, sizeof *(*out)->texts)) == NULL)
        (*out)->status = DRAAD_E_MEMORY;
    return dr_table_done(out, DRAAD_OK, err);
}

/* Room for one row more; rows of zeros and empty strings. */
static bool grow(draad_table *t)
{
    const size_t room = t->room < 8 ? 16 : 2 * t->room, ncells = room * t->ncolumns;
    if (room > SIZE_MAX / sizeof(draad_str) / (t->ncolumns + 1))
        return false;
    double *values = dr_resize(t->values, ncells * sizeof *values);
    t->values = values != NULL ? values : t->values;
    draad_str *rows = values != NULL ? dr_resize(t->rows, room * sizeof *rows) : NULL;
    t->rows = rows != NULL ? rows : t->rows;
    draad_str *texts = rows != NULL && t->texts != NULL ? dr_resize(t->texts, ncells * sizeof *texts) : NULL;
    t->texts = texts != NULL ? texts : t->texts;
    if (rows == NULL || (t->texts != NULL && texts == NULL))
        return false;
    memset(rows + t->room, 0, (room - t->room) * sizeof *rows);
    memset(values + t->room * t->ncolumns, 0, (ncells - t->room * t->ncolumns) * sizeof *values);
    if (texts != NULL)
        memset(texts + t->room * t->ncolumns, 0, (ncells - t->room * t->ncolumns) * sizeof *texts);
    t->room = room;
    return true;
}

/* The place of the next cell, in t->values and t->texts; false after a failure. */
static bool next_cell(draad_table *t, bool is_text, size_t *at)
{
    if (t->status != DRAAD_OK)
        return false;
    if (t->cell == 0 && t->nrows == t->room && !grow(t)) {
        t->status = DRAAD_E_MEMORY;
        return false;
    }
    assert(t->is_text[t->cell] == is_text);
    (void)is_text;
    *at = t->nrows * t->ncolumns + t->cell;
    if (++t->cell == t->ncolumns) {
        t->cell = 0;
        t->nrows++;
    }
    return true;
}

void dr_table_put(draad_table *t, double value)
{
    size_t at = 0;
    if (next_cell(t, false, &at))
        t->values[at] = value;
}

void dr_table_put_text(draad_table *t, draad_str text)
{
    size_t at = 0;
    if (next_cell(t, true, &at) && (t->texts[at] = dr_arena_str(&t->names, text)).data == NULL)
        t->status = DRAAD_E_MEMORY;
}

static draad_fact *new_fact(draad_table *t, const char *name)
{
    draad_fact *f = t->status == DRAAD_OK ? dr_vec_push(&t->facts) : NULL;
    if (f == NULL)
        t->status = DRAAD_E_MEMORY;
    else
        f->name = dr_str_of(name);
    return f;
}

void dr_table_fact(draad_table *t, const char *name, double value)
{
    draad_fact *f = new_fact(t, name);
    if (f != NULL)
        f->number = value;
}

void dr_table_fact_text(draad_table *t, const char *name, draad_str text)
{
    draad_fact *f = new_fact(t, name);
    if (f == NULL)
        return;
    f->is_text = true;
    if ((f->text = dr_arena_str(&t->names, text)).data == NULL)
        t->status = DRAAD_E_MEMORY;
}

draad_status dr_table_done(draad_table **t, draad_status s, draad_error *err)
{
    if (*t != NULL && s == DRAAD_OK && (*t)->status != DRAAD_OK)
        s = dr_no_memory(err);
    assert(*t == NULL || s != DRAAD_OK || (*t)->cell == 0);
    if (s != DRAAD_OK) {
        draad_table_free(*t);
        *t = NULL;
    }
    return s;
}

/* ---- For all ----------------------------------------------------------------------------------------------- */

void draad_table_free(draad_table *t)
{
    if (t == NULL)
        return;
    dr_arena_free(&t->names);
    dr_free(t->rows);
    dr_free(t->columns);
    dr_free(t->is_text);
    dr_free(t->values);
    dr_free(t->texts);
    dr_vec_free(&t->facts);
    dr_free(t);
}

size_t draad_table_rows(const draad_table *t)
{
    return t->nrows;
}

size_t draad_table_columns(const draad_table *t)
{
    return t->ncolumns;
}

draad_str draad_table_row_name(const draad_table *t, size_t row)
{
    return row < t->nrows ? t->rows[row] : (draad_str){0};
}

draad_str draad_table_column_name(const draad_table *t, size_t column)
{
    return column < t->ncolumns ? t->columns[column] : (draad_str){0};
}

double draad_table_value(const draad_table *t, size_t row, size_t column)
{
    return row < t->nrows && column < t->ncolumns ? *dr_table_at(t, row, column) : (double)NAN;
}

bool draad_table_is_text(const draad_table *t, size_t column)
{
    return column < t->ncolumns && t->is_text[column];
}

draad_str draad_table_text(const draad_table *t, size_t row, size_t column)
{
    return t->texts != NULL && row < t->nrows && column < t->ncolumns ? t->texts[row * t->ncolumns + column]
                                                                      : (draad_str){0};
}

size_t draad_table_facts(const draad_table *t)
{
    return t->facts.n;
}

draad_fact draad_table_fact(const draad_table *t, size_t i)
{
    return i < t->facts.n ? t->facts.at[i] : (draad_fact){.number = NAN};
}
