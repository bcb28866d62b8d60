/* SPDX-License-Identifier: Apache-2.0
 * result.h - everything a result folder holds, made file by file.
 * Knows: which files there are.  Does not know: where they go.
 * draad_project_write and draad_verify are declared and explained in draad.h; docs/result-folder.md is for users. */
#ifndef DR_RESULT_H
#define DR_RESULT_H

#include "exchange/manifest.h"
#include "outside/file.h"

#define DR_MANIFEST_NAME "manifest.json"
#define DR_LOCAL_NAME    "local.json"
#define DR_REPORT_NAME   "report.html"  /* made from a result afterwards, so it is in no manifest */
#define DR_PAGES_NAME    "report_files" /* a folder with the parts of a large one */
#define DR_SOURCES_NAME  "sources"      /* a folder with the texts of the sources, when they came from no file */

/* Receives a file: its name in the folder ("codes.csv", "inputs/zin.yaml") and its bytes, borrowed for the call. */
typedef draad_status dr_result_sink(void *ctx, const char *name, draad_str bytes, draad_error *err);

/* Makes every file in a fixed order, the manifest last; local.json is not among them.  One file is in memory at a
 * time.
 * made_by   the manifest whose versions are to be written instead of our own, when a result is made again to be
 *           compared; NULL: our own
 * A failure of `sink` ends it and is returned. */
draad_status dr_result_render(const draad_project *p, const draad_write_options *options, const dr_manifest *made_by,
                              dr_result_sink *sink, void *ctx, draad_error *err);

/* Begins the folder of a result, beside what is at `dir`.  The first step of draad_project_write: see there. */
draad_status dr_result_begin(const char *dir, const draad_write_options *options, dr_folder **out, draad_error *err);

/* A file that is in such a folder already. */
typedef struct dr_written {
    const char *name;
    dr_sha256 sha256;
} dr_written;

/* Makes what is not `written` yet, and puts the folder in its place; frees it, also when that fails. */
draad_status dr_result_finish(const draad_project *p, const draad_write_options *options, dr_folder *folder,
                              const dr_written *written, size_t nwritten, draad_error *err);

/* Looks for files in a result folder that its manifest does not name, and calls `each` for them. */
draad_status dr_result_strangers(const char *dir, const dr_manifest *m,
                                 draad_status (*each)(void *ctx, const char *name, draad_error *err), void *ctx,
                                 draad_error *err);

/* Reads an input that a manifest names and gives it to the project: a codebook, cases or words; others are passed over.
 * What is wrong with it is told to the project's report. */
draad_status dr_result_take_input(const char *dir, const dr_record *input, draad_project *p, draad_error *err);

/* Reads `name` in folder `dir`.  At most 4 GiB. */
draad_status dr_result_read(const char *dir, const char *name, dr_buf *out, draad_error *err);

/* The manifest of a result folder; what is none (nothing, a file, another folder) is DRAAD_E_USAGE.  *out is the
 * caller's to free, also after a failure. */
draad_status dr_result_manifest(const char *dir, dr_manifest *out, draad_error *err);

#endif
