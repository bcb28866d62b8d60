/* SPDX-License-Identifier: Apache-2.0
 * squares.h - how often codes stand together in units of documents whose codings have been let go.
 * Half a square for each kind of unit, counted while the codings are there; only the binary way to count is kept, which
 * is that of the tables in a result folder.
 * Knows: which codes are present in which units.  Does not know: tests, files. */
#ifndef DR_SQUARES_H
#define DR_SQUARES_H

#include "analysis/presence.h"

/* The most codes that are set against each other: a table of them all takes 200 MB. */
enum { DR_PAIRED_CODES_MAX = 5000 };

/* DRAAD_E_LIMIT when there are more. */
draad_status dr_can_be_paired(size_t ncodes, draad_error *err);

typedef struct dr_squares {
    size_t ncodes;
    uint32_t *of[DRAAD_UNITS];      /* eligible units that hold both codes: see dr_squares_at; MATCH: NULL */
    uint64_t universe[DRAAD_UNITS]; /* eligible units */
} dr_squares;

/* All zero.  Errors: as dr_can_be_paired. */
draad_status dr_squares_new(size_t ncodes, dr_squares **out, draad_error *err); /* one block, freed by dr_free */

/* What a document adds, for each kind of unit: to be made on any thread, added by one at a time, and freed by
 * dr_added_free, also after a failure. */
typedef struct dr_added {
    dr_presence of[DRAAD_UNITS];
} dr_added;
draad_status dr_added_of(const dr_coded *d, size_t ncodes, dr_added *out, draad_error *err);
void dr_squares_add(dr_squares *s, const dr_added *added);
void dr_added_free(dr_added *added);

/* Is everything the same by both units?  By turn and by paragraph it often is.  `s` may be NULL: nobody knows. */
bool dr_squares_agree(const dr_squares *s, draad_unit one, draad_unit other);

uint32_t dr_squares_at(const dr_squares *s, draad_unit unit, size_t a, size_t b);

#endif
