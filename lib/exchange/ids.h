/* SPDX-License-Identifier: Apache-2.0
 * ids.h - the names of segments and codings: name-based, so that the same input gives the same id in every export.
 * Made from code points, also when positions are written in bytes.
 * Knows: documents, ranges, codes, coders.  Does not know: what carries the ids. */
#ifndef DR_IDS_H
#define DR_IDS_H

#include "coding/project.h"
#include "outside/digest.h"

/* Begins a name with `parts`, a line each, and then a range; what was in `name` is gone.  The parts have no line ends,
 * so that no two names run together. */
draad_status dr_ids_begin(dr_buf *name, const draad_str *parts, size_t n, draad_cp start, draad_cp end,
                          draad_error *err);

/* Appends "12-19". */
draad_status dr_ids_stretch(dr_buf *b, uint32_t start, uint32_t end, draad_error *err);

/* Of a stretch of text, whoever coded it as what; and of a coding.  `name` is used to build in. */
draad_status dr_ids_segment(dr_uuids *u, dr_buf *name, draad_str sha256, draad_cp start, draad_cp end, dr_uuid *out,
                            draad_error *err);
draad_status dr_ids_coding(dr_uuids *u, dr_buf *name, const draad_project *p, draad_str sha256, const dr_coding *c,
                           dr_uuid *out, draad_error *err);

#endif
