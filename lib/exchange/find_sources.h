/* SPDX-License-Identifier: Apache-2.0
 * find_sources.h - where are the sources of a result now?  Known by their SHA-256, looked for in what was named, in the
 * folder sources/ of the result, and where local.json says they were.
 * Knows: manifests and files.  Does not know: what is done with a source. */
#ifndef DR_FIND_SOURCES_H
#define DR_FIND_SOURCES_H

#include "exchange/manifest.h"

/* A file that may be one of the sources. */
typedef struct dr_candidate {
    draad_str path, relative, base; /* each followed by a zero byte */
    dr_sha256 sha256;
    bool tried, readable, taken;
} dr_candidate;

typedef struct dr_finder {
    dr_arena arena;
    DR_VEC(dr_candidate) candidates;
    size_t ngiven; /* the first of them: files that were named */
} dr_finder;

/* Notes the files and folders that were named, and after them what the result itself knows.  What cannot be used is
 * told to `report`, and then missed later. */
draad_status dr_finder_collect(dr_finder *f, const char *dir, const char *const *sources, size_t nsources,
                               const draad_report *report, draad_error *err);
void dr_finder_free(dr_finder *f);

/* Where a source is, in *path; NULL: nowhere.  Two documents may have the same bytes, but not the same file.  A file
 * that was named and has the source's name, but other bytes than any, is what it has become: then it is nowhere, though
 * it may lie unchanged where it was. */
draad_status dr_finder_find(dr_finder *f, const dr_records *sources, const dr_record *source, const char **path,
                            draad_error *err);

/* Fills *err with what has become of a source that was not found: changed, or gone.  DRAAD_E_DIFFERS. */
draad_status dr_finder_missing(const dr_finder *f, const dr_records *sources, const dr_record *source,
                               draad_error *err);

/* The source's name below the folder that was given: its document id with the extension that an id leaves out. */
draad_status dr_source_relative(const dr_record *source, dr_buf *out, draad_error *err);

#endif
