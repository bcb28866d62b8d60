/* SPDX-License-Identifier: Apache-2.0
 * neighbours.h - codes together without units: segments of one document that overlap, or have few words between them.
 * Knows: segments of one document.  Does not know: units, tests, files. */
#ifndef DR_NEIGHBOURS_H
#define DR_NEIGHBOURS_H

#include "base/table.h"
#include "coding/project.h"

/* How two segments lie that share a character: the first that holds, seen from the first of the two. */
typedef enum dr_relation {
    DR_EQUAL,
    DR_WITHIN,
    DR_CONTAINS,
    DR_STARTS_BEFORE,
    DR_STARTS_AFTER,
    DR_RELATIONS
} dr_relation;
dr_relation dr_relation_of(const dr_segment *a, const dr_segment *b);
const char *dr_relation_name(dr_relation r); /* "equal", "within", ... */

/* Words between two segments; 0 when they overlap or none stands between. */
uint32_t dr_gap_of(const dr_segment *a, const dr_segment *b);

/* Visits each unordered pair of segments that overlap, or that have at most options->window words between them
 * (options->counting is window); i before j in the order of dr_segments_of.  Stops and gives false when the visitor
 * does. */
typedef bool dr_pair_visitor(void *ctx, const dr_segment *a, const dr_segment *b);
bool dr_each_neighbour(const dr_segment *segments, size_t n, const draad_matrix_options *options,
                       dr_pair_visitor *visit, void *ctx);

/* Adds the counts of one document to a square of codes: options->counting is pairs, chars, hits or window. */
draad_status dr_count_neighbours(const dr_coded *d, const draad_matrix_options *options, draad_table *t,
                                 draad_error *err);

#endif
