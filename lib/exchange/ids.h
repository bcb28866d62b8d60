/* SPDX-License-Identifier: Apache-2.0
 * ids.h - ids that are made of what they name, so that they are the same in every export.
 * They are made from code points, also when positions are written in bytes.
 * Knows: codings and where they stand.  Does not know: columns, files. */
#ifndef DR_IDS_H
#define DR_IDS_H

#include "coding/project.h"
#include "outside/digest.h"

/* Begins a name in *name with `parts`, a line each, and then a range.  The parts have no line ends, so that no two
 * names run together. */
draad_status dr_id_begin(dr_buf *name, const draad_str *parts, size_t n, draad_cp start, draad_cp end,
                         draad_error *err);

/* Of a stretch of text, whoever coded it as what; and of a coding.  `scratch` is any buffer, to be used again. */
draad_status dr_segment_id(dr_uuids *u, const dr_coded *d, const dr_coding *c, dr_buf *scratch, dr_uuid *out,
                           draad_error *err);
draad_status dr_coding_id(dr_uuids *u, const draad_project *p, const dr_coded *d, const dr_coding *c, dr_buf *scratch,
                          dr_uuid *out, draad_error *err);

/* Appends "12-19". */
draad_status dr_put_stretch(dr_buf *b, dr_stretch w, draad_error *err);

#endif
