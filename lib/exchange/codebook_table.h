/* SPDX-License-Identifier: Apache-2.0
 * codebook_table.h - a codebook as a table: a row a code, a row a set, a row for the codebook itself.
 * docs/exchange-tables.md explains it to users.  draad_codebook_* are declared and explained in draad.h.
 * Knows: columns, and how a cell holds a list.  Does not know: CSV, XLSX. */
#ifndef DR_CODEBOOK_TABLE_H
#define DR_CODEBOOK_TABLE_H

#include "base/buf.h"
#include "base/table.h"
#include "outside/csv.h"
#include "outside/yaml.h"

/* The columns, in order.  Code: the id of a code; "$name" of a set; "codebook:id" of the codebook. */
enum dr_codebook_column {
    DR_CB_CODE,
    DR_CB_PARENT,
    DR_CB_LABEL,
    DR_CB_DEFINITION,
    DR_CB_INCLUDE,
    DR_CB_EXCLUDE,
    DR_CB_EXAMPLES,
    DR_CB_COUNTEREXAMPLES,
    DR_CB_RULES,
    DR_CB_SETTINGS,
    DR_CB_COLUMNS
};
#define DR_CODEBOOK_ROW "codebook:" /* before the codebook's id */

/* All that stands in a codebook, as a table of texts.  What a table has no room for is told to `report`. */
draad_status dr_codebook_to_table(draad_str yaml, const char *name, const draad_report *report, draad_table **out,
                                  draad_error *err);

/* The YAML of a table whose first row names the columns; appended to *out when it is a valid codebook.  What does not
 * fit is told to `report` with its row: errors, then DRAAD_E_CODEBOOK; or warnings for what is left out. */
draad_status dr_codebook_from_table(const dr_csv *table, const char *name, const draad_report *report, dr_buf *out,
                                    draad_error *err);

/* ---- YAML on one line: codebook_yaml.c ------------------------------------------------------------------- */

/* Appends a text as a scalar: plain where that is the same, else in double quotes; `in_flow`: between brackets. */
draad_status dr_yaml_put_scalar(draad_str text, bool in_flow, dr_buf *out, draad_error *err);

/* Appends a node: a scalar, [a, b] or {key: value}. */
draad_status dr_yaml_put(const dr_yaml *node, bool in_flow, dr_buf *out, draad_error *err);

/* ---- A list in a cell: codebook_yaml.c ------------------------------------------------------------------- */

typedef DR_VEC(draad_str) dr_items;

/* Appends items, a line each; with a bullet before each when an item has several lines, or when the cell would
 * otherwise begin like a formula or a list. */
draad_status dr_items_put(const dr_items *items, dr_buf *out, draad_error *err);

/* Adds the items of such a cell; those of several lines live in `arena`.  False: no memory. */
bool dr_items_take(draad_str cell, dr_arena *arena, dr_items *items);

#endif
