/* SPDX-License-Identifier: Apache-2.0
 * table.c - numbers with names, as analyses fill them and callers read them.
 * A place outside the table is undefined rather than a crash: NaN, and an empty name.
 * Knows: names and doubles.  Does not know: what they count, files. */
#include "base/table.h"

#include <assert.h>
#include <math.h>

draad_status dr_table_new(size_t nrows, size_t ncolumns, draad_table **out, draad_error *err)
{
    draad_table *t = *out = NULL;
    if (ncolumns != 0 && nrows > SIZE_MAX / sizeof(double) / ncolumns)
        return dr_no_memory(err);
    if ((t = dr_alloc_zero(1, sizeof *t)) == NULL)
        return dr_no_memory(err);
    t->nrows = nrows;
    t->ncolumns = ncolumns;
    t->rows = dr_alloc_zero(nrows, sizeof *t->rows);
    t->columns = dr_alloc_zero(ncolumns, sizeof *t->columns);
    t->values = dr_alloc_zero(nrows * ncolumns, sizeof *t->values);
    if (t->rows == NULL || t->columns == NULL || t->values == NULL) {
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

void draad_table_free(draad_table *t)
{
    if (t == NULL)
        return;
    dr_arena_free(&t->names);
    dr_free(t->rows);
    dr_free(t->columns);
    dr_free(t->values);
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
