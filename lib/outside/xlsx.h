/* SPDX-License-Identifier: Apache-2.0
 * xlsx.h - an Excel workbook out, a row at a time (libxlsxwriter, which may have been left out of the build).
 * Strings are strings and numbers are numbers: nothing that is given here can become a formula, a link or a date.  The
 * same calls give the same bytes.
 * Knows: sheets and cells.  Does not know: what they hold. */
#ifndef DR_XLSX_H
#define DR_XLSX_H

#include "base/error.h"

/* Rows and columns of a sheet; UTF-16 units of a cell: what Excel can hold. */
enum { DR_XLSX_ROWS = 1048576, DR_XLSX_COLUMNS = 16384, DR_XLSX_UNITS = 32767 };

typedef struct dr_xlsx dr_xlsx;

/* Was Draad built with libxlsxwriter? */
bool dr_xlsx_is_there(void);

/* A workbook that will be written to the file `name`, which should be there already with the mode that it is to have.
 * title  what the file says of itself
 * Errors: DRAAD_E_USAGE when Draad was built without libxlsxwriter. */
draad_status dr_xlsx_new(const char *name, const char *title, dr_xlsx **out, draad_error *err);

/* The next sheet: its first row is its head, which stays in sight.  `name`: at most 31 characters. */
draad_status dr_xlsx_sheet(dr_xlsx *x, const char *name, draad_error *err);

/* The next cell.  A string of more than DR_XLSX_UNITS is cut, and ends in "..."; NaN and infinite numbers are strings,
 * "NA", "inf" and "-inf". */
draad_status dr_xlsx_str(dr_xlsx *x, draad_str s, draad_error *err);
draad_status dr_xlsx_number(dr_xlsx *x, double value, draad_error *err);

/* The end of a row.  Errors: DRAAD_E_LIMIT when the sheet is full. */
draad_status dr_xlsx_end(dr_xlsx *x, draad_error *err);

/* The width of a column of the sheet, in characters; `wrap`: long texts on several lines. */
draad_status dr_xlsx_width(dr_xlsx *x, size_t column, double width, bool wrap, draad_error *err);

/* Writes the file and frees x, also when it fails; dr_xlsx_abandon only frees (and may leave the file in any state). */
draad_status dr_xlsx_finish(dr_xlsx *x, draad_error *err);
void dr_xlsx_abandon(dr_xlsx *x);

#endif
