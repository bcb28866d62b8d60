/* SPDX-License-Identifier: Apache-2.0
 * cases.h - who is who: documents and speakers, their cases, roles and attributes, from CSV.
 * Knows: names and values.  Does not know: texts, files. */
#ifndef DR_CASES_H
#define DR_CASES_H

#include "base/error.h"
#include "base/memory.h"

typedef struct dr_case_row {
    draad_str document; /* as written; may have an extension */
    draad_str speaker;  /* "": the document as a whole */
    draad_str case_id;  /* "": none given */
    draad_str role;     /* "": by label */
    double order;       /* NaN: none given */
    draad_str *values;  /* beside dr_cases.attributes */
    uint32_t line;
} dr_case_row;

typedef struct dr_cases {
    dr_arena arena;
    draad_str *attributes; /* names of the columns beyond the known five, in file order */
    size_t nattributes;
    dr_case_row *rows;
    size_t nrows;
    dr_case_row **by_name; /* the rows by document (bytes) and speaker: what dr_cases_find searches */
} dr_cases;

/* Reads a cases file; every error is reported with its line (unknown role, order that is no number, a row with
 * too many cells, a document and speaker twice, no column `document`); then DRAAD_E_CASES.  At most 1,000,000 rows.
 * Column names are compared without regard to case; `document` may also be called `bestand`, `speaker` `spreker`,
 * `order` `volgorde`, `role` `rol`. */
draad_status dr_cases_read(draad_str bytes, const char *name, const draad_report *report, dr_cases *out);
void dr_cases_free(dr_cases *c);

/* The row for a document (id, with or without extension in the file) and a speaker (label; compared without
 * regard to ASCII case), or for the document as a whole (speaker ""); NULL: none. */
const dr_case_row *dr_cases_find(const dr_cases *c, draad_str document, draad_str speaker);

/* Index of an attribute by name (ASCII case ignored), DRAAD_NONE: there is none. */
uint32_t dr_cases_attribute(const dr_cases *c, draad_str name);

#endif
