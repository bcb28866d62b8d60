/* SPDX-License-Identifier: Apache-2.0
 * marks.h - the segments of one coder, as they are set beside those of another.
 * Knows: a project's codings.  Does not know: how they are compared, files. */
#ifndef DR_MARKS_H
#define DR_MARKS_H

#include "analysis/gold.h"
#include "coding/project.h"

typedef DR_VEC(dr_marked) dr_marks;

/* The segments of a coder in documents that the other read too; fills *out anew, which is freed by dr_vec_free. */
draad_status dr_marks_of(const draad_project *p, uint32_t coder, uint32_t other, dr_marks *out, draad_error *err);

#endif
