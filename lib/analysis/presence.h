/* SPDX-License-Identifier: Apache-2.0
 * presence.h - which codes are present in which units of a document, and by how many segments.
 * Knows: segments and units of one document.  Does not know: what is counted with them. */
#ifndef DR_PRESENCE_H
#define DR_PRESENCE_H

#include "coding/project.h"

typedef struct dr_present {
    uint32_t code;
    uint32_t nsegments; /* that share a character with the unit, other than white space */
} dr_present;

/* A row for each eligible unit, in order.  Codes of a row stand in the order of their first segment. */
typedef struct dr_presence {
    dr_present *at;
    size_t *first; /* row i is at[first[i]] up to at[first[i + 1]] */
    size_t nunits;
} dr_presence;

/* unit  sentence, paragraph, turn or document
 * Memory grows with the segments and the units each of them reaches into; freed by dr_presence_free. */
draad_status dr_presence_of(const dr_coded *d, draad_unit unit, size_t ncodes, dr_presence *out, draad_error *err);
/* The same when dr_segments_of is known already. */
draad_status dr_presence_of_segments(const dr_coded *d, const dr_segment *segments, size_t n, draad_unit unit,
                                     size_t ncodes, dr_presence *out, draad_error *err);
void dr_presence_free(dr_presence *p);

#endif
