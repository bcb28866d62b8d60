/* SPDX-License-Identifier: Apache-2.0
 * cooccurrence.h - in how many units do two codes stand together?
 * Knows: a project's codings and units.  Does not know: tests, files.
 * draad_project_cooccurrence is declared and explained in draad.h. */
#ifndef DR_COOCCURRENCE_H
#define DR_COOCCURRENCE_H

#include "analysis/squares.h"
#include "base/table.h"
#include "coding/project.h"

/* Are units what is counted, so that there is a universe of them? */
bool dr_counts_units(draad_counting counting);

/* As draad_project_matrix, with the unit as it is. */
draad_status dr_matrix_of(const draad_project *p, const draad_matrix_options *options, draad_table **out,
                          uint64_t *universe, draad_error *err);

#endif
