/* SPDX-License-Identifier: Apache-2.0
 * pair_intervals.h - how sure is a measure of two codes?  By drawing the documents again and again.
 * Knows: codes and units of a project.  Does not know: other measures, files. */
#ifndef DR_PAIR_INTERVALS_H
#define DR_PAIR_INTERVALS_H

#include "analysis/bootstrap.h"
#include "coding/project.h"

/* The measures that have an interval: those that say how strongly two codes go together. */
enum { DR_PAIR_JACCARD, DR_PAIR_LIFT, DR_PAIR_NPMI, DR_PAIR_PHI, DR_PAIR_MEASURES };

enum { DR_PAIR_SAMPLES = 2000, DR_PAIR_DOCUMENTS = 8 }; /* documents are drawn when there are so many, else units */

/* Which codes stand in which units. */
typedef struct dr_pair_units {
    uint32_t *at;    /* rows of code c, in order: at[first[c]] up to at[first[c + 1]]; */
    size_t *first;   /* a row is an eligible unit of the project */
    uint32_t *drawn; /* what each row is drawn with: its document, or itself */
    size_t nrows, ncodes, ndrawn;
    uint32_t *nin; /* rows of each that can be drawn */
    bool by_document;
} dr_pair_units;

/* As association counts: units of `options`, and its universe.  Freed by dr_pair_units_free, also after a failure. */
draad_status dr_pair_units_of(const draad_project *p, const draad_matrix_options *options, dr_pair_units *out,
                              draad_error *err);
void dr_pair_units_free(dr_pair_units *u);

/* Intervals of the measures of codes a and b, into out[DR_PAIR_MEASURES].  Time grows with samples times what is drawn.
 */
draad_status dr_pair_intervals_of(const dr_pair_units *u, size_t a, size_t b, uint64_t seed, dr_interval *out,
                                  draad_error *err);

#endif
