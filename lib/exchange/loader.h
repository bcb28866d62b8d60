/* SPDX-License-Identifier: Apache-2.0
 * loader.h - a result folder while it is read: the table at hand, and what was read before it.
 * Knows: tables as Draad writes them.  Does not know: what their columns mean. */
#ifndef DR_LOADER_H
#define DR_LOADER_H

#include "base/map.h"
#include "exchange/result.h"
#include "outside/csv.h"

/* A coding of the rule engine, by which its matches find it: no two have the same document, code and range. */
typedef struct dr_loaded_coding {
    uint32_t document, code;
    draad_range range;
    uint32_t nmatches; /* that it says it has */
} dr_loaded_coding;

typedef struct dr_loader {
    const char *dir;
    draad_project *p;
    draad_error *err;
    dr_arena arena; /* of one table */
    dr_csv table;
    const char *name;
    dr_map documents; /* id -> index; keys live in the documents */
    dr_map codes;
    bool guarded;      /* cells that begin like a formula have an apostrophe before them, as Excel wants it */
    size_t nunits;     /* that the documents say they have */
    bool with_matches; /* then the codings are kept by their ids: */
    dr_map coding_ids; /* document and coding_id -> index of loaded; keys live in ids */
    dr_arena ids;
    DR_VEC(dr_loaded_coding) loaded;
} dr_loader;

/* Reads a table into l->table and finds its columns by name, `titles` up to a NULL, in `columns`.  Its rows live until
 * dr_loader_close, which is to be called also after a failure. */
draad_status dr_loader_open(dr_loader *l, const char *name, const char *const *titles, uint32_t *columns);
void dr_loader_close(dr_loader *l);

/* Gives the rows of the open table to `load`, one by one, unless `s` says that opening failed; and closes it. */
typedef draad_status dr_row_loader(dr_loader *l, const dr_csv_row *row, const uint32_t *columns);
draad_status dr_loader_rows(dr_loader *l, draad_status s, const uint32_t *columns, dr_row_loader *load);

/* DRAAD_E_USAGE at a row of the table (NULL: at its first line): it is not as Draad writes it. */
draad_status dr_loader_refuse(const dr_loader *l, const dr_csv_row *row);

/* The document of a row; NULL: there is none. */
dr_coded *dr_loader_document(const dr_loader *l, draad_str id);

void dr_loader_free(dr_loader *l); /* all but the project */

#endif
