/* SPDX-License-Identifier: Apache-2.0
 * neighbours.h - codes together without units: segments of one document that overlap, or have few words between them.
 * Knows: segments of one document.  Does not know: units, tests, files. */
#ifndef DR_NEIGHBOURS_H
#define DR_NEIGHBOURS_H

#include "base/table.h"
#include "coding/project.h"

/* Adds the counts of one document to a square of codes: options->counting is pairs, chars, hits or window. */
draad_status dr_count_neighbours(const dr_coded *d, const draad_matrix_options *options, draad_table *t,
                                 draad_error *err);

#endif
