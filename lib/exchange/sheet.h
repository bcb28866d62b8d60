/* SPDX-License-Identifier: Apache-2.0
 * sheet.h - the first sheet of an Excel workbook, as rows of texts.
 * Knows: XLSX as far as cells go: shared and inline strings, numbers as they are written, the last value of a formula.
 * Does not know: what rows mean; styles, dates, other sheets.
 *
 * Limits: 256 columns, 4,000,000 cells, and those of zip.h and xml.h. */
#ifndef DR_SHEET_H
#define DR_SHEET_H

#include "outside/csv.h"

enum { DR_SHEET_COLUMNS = 256, DR_SHEET_CELLS = 4000000 };

/* Empty rows are left out; `line` of a row is its number in the sheet.  All cells live in `arena`.
 * Errors: DRAAD_E_SOURCE (no workbook, damaged), DRAAD_E_LIMIT, DRAAD_E_MEMORY. */
draad_status dr_sheet_read(draad_str bytes, const char *name, dr_arena *arena, dr_csv *out, draad_error *err);

#endif
