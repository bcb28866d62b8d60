/* SPDX-License-Identifier: Apache-2.0
 * refi_import.h - a file of REFI-QDA while it becomes a project of Draad: what refi_import*.c share.
 * Knows: both sides.  Does not know: archives, how positions are counted. */
#ifndef DR_REFI_IMPORT_H
#define DR_REFI_IMPORT_H

#include "coding/project.h"
#include "exchange/refi.h"
#include "exchange/refi_positions.h"

typedef struct dr_refi_doc {
    uint32_t source;      /* of the file */
    draad_str id, name;   /* document id; and with its extension, as the source is given to the project */
    draad_str raw, text;  /* as written, and as Draad has it */
    size_t first, nplace; /* its selections among all */
    dr_coded *coded;      /* in the project; NULL: it could not be read, or its text is another there */
} dr_refi_doc;

/* What does not come along; told at the end, each once. */
typedef struct dr_refi_lost {
    size_t nmedia, nareas, ncodings, noutside, nmemberships, nlinks, ntexts, nrefs, nlevels, ncases, ndouble;
} dr_refi_lost;

typedef struct dr_refi_in {
    dr_refi *r;
    dr_refi_tool tool;
    draad_project *p;
    dr_arena arena;
    DR_VEC(dr_refi_doc) docs;
    uint32_t *doc_of;          /* beside r->sources; DRAAD_NONE */
    dr_refi_passage *passages; /* beside r->selections */
    draad_str *codes;          /* beside r->codes: "book.code", "" for one that is a codebook */
    unsigned way;
    dr_refi_tally tallies[DR_REFI_WAYS];
    dr_refi_lost lost;
    draad_error *err;
} dr_refi_in;

/* refi_import_codes.c: codes as codebooks in YAML, one after the other. */
draad_status dr_refi_make_codebooks(dr_refi_in *in,
                                    draad_status (*take)(void *ctx, draad_str yaml, const char *name, draad_error *err),
                                    void *ctx);

/* refi_import_cases.c: cases, variables and sets as a cases file.  Documents are read already, so that it is known who
 * speaks where.  Empty when there is nothing to say. */
draad_status dr_refi_make_cases(dr_refi_in *in, dr_buf *csv);

/* refi_import_texts.c: UTF-8 it should be; UTF-16 with its mark and Windows-1252 are what else occurs. */
draad_status dr_refi_decode(dr_refi_in *in, draad_str bytes, const char *name, dr_buf *out);
draad_status dr_refi_take_texts(dr_refi_in *in);
draad_status dr_refi_take_positions(dr_refi_in *in); /* tells how they were counted */

/* refi_import.c: all of it, in in->p, and what was left out as warnings. */
draad_status dr_refi_build(dr_refi_in *in);
void dr_refi_tell_losses(const dr_refi_in *in);
void dr_refi_in_free(dr_refi_in *in);

/* The same as a project that is no result yet: documents with their texts, coders, codings.  Freed by
 * draad_project_free. */
draad_status dr_refi_load(const char *path, const draad_report *report, draad_project **out, draad_error *err);

/* refi_import_codings.c */
draad_status dr_refi_take_codings(dr_refi_in *in);

/* Appends what a note says. */
draad_status dr_refi_note_text(dr_refi_in *in, const dr_refi_source *note, dr_buf *out);

#endif
