/* SPDX-License-Identifier: Apache-2.0
 * csv.h - comma-separated values, RFC 4180 and as Dutch Excel writes them.
 * Knows: cells.  Does not know: what columns mean. */
#ifndef DR_CSV_H
#define DR_CSV_H

#include "base/buf.h"
#include "base/faults.h"
#include "base/memory.h"

/* Reading.  The separator (',' or ';' or TAB) is the one that occurs most in the first line outside quotes; a
 * BOM is dropped; bytes that are not UTF-8 are read as Windows-1252 (whole file).  All cells live in `arena`. */
typedef struct dr_csv_row {
    draad_str *cells;
    size_t n;
    uint32_t line; /* from 1, of its first byte */
} dr_csv_row;
typedef struct dr_csv {
    dr_csv_row *rows; /* empty lines left out */
    size_t nrows;
} dr_csv;
draad_status dr_csv_read(draad_str bytes, const char *name, dr_arena *arena, dr_csv *out, draad_error *err);

/* The column that a first row calls by one of two names, without regard to case; DRAAD_NONE: none. */
uint32_t dr_csv_column(const dr_csv_row *titles, const char *english, const char *dutch);

/* A cell without blanks around it; "" when the row has no such column. */
draad_str dr_csv_cell(const dr_csv_row *row, uint32_t column);

/* A whole number below 2^32 - 1 in digits alone; DRAAD_NONE when the cell is none. */
uint32_t dr_csv_number(draad_str cell);

/* Are all cells empty?  ";;;" is a spreadsheet's empty line. */
bool dr_csv_is_blank(const dr_csv_row *row);

/* Tells the first cell that holds something in a column to which the first row gives no name, or beyond it (empty cells
 * beyond the columns are what spreadsheets leave behind). */
void dr_csv_check_row(dr_faults *f, const dr_csv_row *titles, const dr_csv_row *row);

/* Writing: a cell at a time into a buffer.  dr_csv_end ends the row with LF. */
typedef struct dr_csv_writer {
    dr_buf *out;
    bool excel_nl; /* ';', decimal comma, and a guard (') before cells that begin with = + - @ TAB CR */
    bool goes_on;  /* what is in `out` does not begin the file */
    bool in_row;
    draad_status status; /* the first failure; later calls do nothing */
} dr_csv_writer;
void dr_csv_str(dr_csv_writer *w, draad_str cell);
void dr_csv_uint(dr_csv_writer *w, uint64_t value);
void dr_csv_real(dr_csv_writer *w, double value);    /* %.6g; NaN is NA; minus infinity -inf; never a locale */
void dr_csv_made(dr_csv_writer *w, draad_str cells); /* what another writer of the same habits made of some cells */
void dr_csv_end(dr_csv_writer *w);
/* A whole row of what other writers of the same habits made: each of one cell or more, none of nothing. */
void dr_csv_made_row(dr_csv_writer *w, const draad_str *made, size_t n);

/* Cells of a row, as they stand in `out`: for a later row that has the same.  dr_csv_at: where the next cell will be;
 * dr_csv_since: all cells from there on, which are one at least, and of one row. */
typedef struct dr_csv_cells {
    size_t at, n; /* bytes */
} dr_csv_cells;
size_t dr_csv_at(const dr_csv_writer *w);
dr_csv_cells dr_csv_since(const dr_csv_writer *w, size_t at);
void dr_csv_again(dr_csv_writer *w, dr_csv_cells cells);

#endif
