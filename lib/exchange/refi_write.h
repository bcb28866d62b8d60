/* SPDX-License-Identifier: Apache-2.0
 * refi_write.h - a project of REFI-QDA while it is being written: what refi_export.c and refi_write_*.c share.
 * Knows: projects, XML, GUIDs.  Does not know: where texts come from. */
#ifndef DR_REFI_WRITE_H
#define DR_REFI_WRITE_H

#include "exchange/manifest.h"
#include "outside/digest.h"
#include "outside/xml_write.h"

/* A variable: an attribute of the cases, or one of the columns that Draad itself gives a meaning. */
typedef struct dr_refi_column {
    draad_str name;
    size_t attribute; /* index; DR_REFI_ROLE or DR_REFI_ORDER */
    bool integer;
} dr_refi_column;
enum { DR_REFI_ROLE = 1000000, DR_REFI_ORDER };

typedef struct dr_refi_out {
    const draad_project *p;
    const dr_manifest *m;
    dr_xml_writer xml;
    dr_uuids *uuids;
    dr_buf name;  /* to build names of GUIDs and others in */
    dr_uuid guid; /* the last that was made */
    dr_arena arena;
    draad_str *users;       /* beside p->coders; "" when a coder coded nothing */
    DR_VEC(draad_str) more; /* other users: authors of memos */
    DR_VEC(dr_refi_column) columns;
    draad_error *err;
} dr_refi_out;

/* The GUID of a thing: `kind` and then `parts`, a line each.  In out->guid; failures stay in out->xml.status. */
draad_str dr_refi_guid(dr_refi_out *o, const char *kind, const draad_str *parts, size_t n);
draad_str dr_refi_source_guid(dr_refi_out *o, const dr_coded *d);
draad_str dr_refi_user_guid(dr_refi_out *o, draad_str name);
draad_str dr_refi_turn_guid(dr_refi_out *o, const dr_coded *d, size_t turn); /* of the selection of a turn */

/* An attribute that holds a GUID. */
void dr_refi_put_guid(dr_refi_out *o, const char *attribute, draad_str guid);

/* refi_write_cases.c.  Columns must be found first. */
draad_status dr_refi_find_columns(dr_refi_out *o);
void dr_refi_write_variables(dr_refi_out *o);
void dr_refi_write_cases(dr_refi_out *o);
void dr_refi_write_values(dr_refi_out *o, const dr_case_row *row); /* of a document; NULL: none */
void dr_refi_write_sets(dr_refi_out *o);
size_t dr_refi_rows_left_out(const draad_project *p); /* rows of the cases that fit no document or speaker */
bool dr_refi_speaks_for_a_case(const draad_project *p, const dr_coded *d, size_t turn);

/* refi_write_source.c: a TextSource with its selections, and the Notes of its memos. */
draad_status dr_refi_write_source(dr_refi_out *o, const dr_coded *d, const draad_document *doc);
void dr_refi_write_notes(dr_refi_out *o, const dr_coded *d);

#endif
