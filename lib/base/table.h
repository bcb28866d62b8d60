/* SPDX-License-Identifier: Apache-2.0
 * table.h - the inside of a draad_table: numbers with a name for each row and column.
 * Knows: names and doubles.  Does not know: what they count, files. */
#ifndef DR_TABLE_H
#define DR_TABLE_H

#include "base/error.h"
#include "base/memory.h"

struct draad_table {
    dr_arena names;
    draad_str *rows, *columns;
    size_t nrows, ncolumns;
    double *values; /* row by row */
};

/* A table of zeros without names; *out is NULL when there is no memory. */
draad_status dr_table_new(size_t nrows, size_t ncolumns, draad_table **out, draad_error *err);

/* Give row or column `i` a copy of `name`. */
draad_status dr_table_name_row(draad_table *t, size_t i, draad_str name, draad_error *err);
draad_status dr_table_name_column(draad_table *t, size_t i, draad_str name, draad_error *err);

static inline double *dr_table_at(const draad_table *t, size_t row, size_t column)
{
    return &t->values[row * t->ncolumns + column];
}

#endif
