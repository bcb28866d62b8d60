/* SPDX-License-Identifier: Apache-2.0
 * table.h - the inside of a draad_table: named columns of numbers and text, names for rows, and facts about the whole.
 * Two ways to make one: a table of a known size, filled by place (a square of codes); or rows that are put one after
 * another, cell by cell.
 * Knows: names, doubles and strings.  Does not know: what they count, files. */
#ifndef DR_TABLE_H
#define DR_TABLE_H

#include "base/error.h"
#include "base/memory.h"

struct draad_table {
    dr_arena names; /* and texts */
    draad_str *rows, *columns;
    bool *is_text; /* for each column */
    size_t nrows, ncolumns, room;
    double *values;   /* row by row */
    draad_str *texts; /* likewise; NULL without a column of text */
    DR_VEC(draad_fact) facts;
    size_t cell;         /* of the row that is being put */
    draad_status status; /* of putting: the first failure; later calls do nothing */
};

/* A table of zeros without names; *out is NULL when there is no memory. */
draad_status dr_table_new(size_t nrows, size_t ncolumns, draad_table **out, draad_error *err);

/* Give row or column `i` a copy of `name`. */
draad_status dr_table_name_row(draad_table *t, size_t i, draad_str name, draad_error *err);
draad_status dr_table_name_column(draad_table *t, size_t i, draad_str name, draad_error *err);

/* A table without rows; `columns` up to a NULL name, which are not copied: literals.  A column of text has a name that
 * begins with '@', which is not part of it. */
draad_status dr_table_of(const char *const *columns, draad_table **out, draad_error *err);

/* Put the next cell of the current row, which ends with its last column.  Failures stay in t->status. */
void dr_table_put(draad_table *t, double value);
void dr_table_put_text(draad_table *t, draad_str text); /* copied */

/* Say something of the whole table; `name` is not copied. */
void dr_table_fact(draad_table *t, const char *name, double value);
void dr_table_fact_text(draad_table *t, const char *name, draad_str text);

/* The end of putting: `s`, or what went wrong in it; then the table is freed and *t is NULL. */
draad_status dr_table_done(draad_table **t, draad_status s, draad_error *err);

static inline double *dr_table_at(const draad_table *t, size_t row, size_t column)
{
    return &t->values[row * t->ncolumns + column];
}

#endif
