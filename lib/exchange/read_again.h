/* SPDX-License-Identifier: Apache-2.0
 * read_again.h - the texts of a result folder, which does not hold them: read again from the sources, which must be
 * what they were.
 * Knows: manifests, sources.  Does not know: what the texts are for. */
#ifndef DR_READ_AGAIN_H
#define DR_READ_AGAIN_H

#include "coding/project.h"
#include "exchange/find_sources.h"

typedef struct dr_again {
    dr_finder finder;
    dr_manifest manifest;
} dr_again;

/* Reads the manifest of `dir`, and notes where the sources may be: in what was named, in the folder itself, where
 * local.json says.  Freed by dr_again_free, also after a failure. */
draad_status dr_again_open(dr_again *a, const char *dir, const char *const *sources, size_t nsources,
                           const draad_report *report, draad_error *err);
void dr_again_free(dr_again *a);

/* Reads the source of a document as it was read then; each once.  DRAAD_E_DIFFERS when it is gone or changed. */
draad_status dr_again_read(dr_again *a, const dr_coded *d, draad_document **out, draad_error *err);

/* The same, but its text alone, which is found without reading turns, sentences and words.  Freed by
 * dr_source_text_free, also after a failure. */
draad_status dr_again_text(dr_again *a, const dr_coded *d, dr_source_text *out, draad_error *err);

#endif
