/* SPDX-License-Identifier: Apache-2.0
 * manifest.h - what a result was made from and with: enough to make it again, and to see what changed.
 * Knows: manifest.json and local.json.  Does not know: tables, where files are. */
#ifndef DR_MANIFEST_H
#define DR_MANIFEST_H

#include "coding/project.h"
#include "outside/digest.h"

/* The format of the result folder; another one cannot be verified. */
enum { DR_RESULT_FORMAT = 1 };

/* A file and its digest. */
typedef struct dr_record {
    draad_str what; /* of a source: its document id; of an input: "codebook", "cases", "codings" */
    draad_str name; /* base name; followed by a zero byte */
    draad_str sha256;
} dr_record;

typedef DR_VEC(dr_record) dr_records;

typedef struct dr_manifest {
    dr_arena arena; /* all strings */
    draad_str draad, lexicon;
    draad_read_options reading;
    draad_code_options coding; /* only unit and set_unit: the rest never changes a result */
    bool only_read;            /* no rule was applied: all codings are by people */
    draad_write_options writing;
    dr_records sources, inputs, outputs;
} dr_manifest;

/* Takes versions, options and sources from the project; inputs and outputs are still to be added. */
draad_status dr_manifest_of(const draad_project *p, const draad_write_options *options, dr_manifest *out,
                            draad_error *err);
/* Strings are copied. */
draad_status dr_manifest_add(dr_manifest *m, dr_records *to, draad_str what, draad_str name, draad_str sha256,
                             draad_error *err);

/* Appends manifest.json; sorts the outputs by name. */
draad_status dr_manifest_write(dr_manifest *m, dr_buf *out, draad_error *err);

/* Reads manifest.json.  Names that would lead out of the folder are refused.  Errors: DRAAD_E_USAGE when it is no
 * manifest or one of another format. */
draad_status dr_manifest_read(draad_str bytes, const char *name, dr_manifest *out, draad_error *err);
void dr_manifest_free(dr_manifest *m);

/* The record with this name; NULL: none. */
const dr_record *dr_records_find(const dr_records *records, draad_str name);

/* Appends local.json: where the sources were on this machine, as document id and absolute path.  It is no part of
 * the result: never hashed, never exported. */
draad_status dr_local_write(const draad_project *p, dr_buf *out, draad_error *err);

/* Reads it: records of document id (what) and path (name) in `arena`.  What is no such file gives none. */
draad_status dr_local_read(draad_str bytes, const char *name, dr_arena *arena, dr_records *out, draad_error *err);

#endif
