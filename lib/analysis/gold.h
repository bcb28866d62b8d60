/* SPDX-License-Identifier: Apache-2.0
 * gold.h - how well does one coding find what another has: precision, recall, F1.
 * Knows: ranges with codes.  Does not know: texts, files. */
#ifndef DR_GOLD_H
#define DR_GOLD_H

#include "base/error.h"

/* A segment: code points [start, end) of a document; by document, then start. */
typedef struct dr_marked {
    uint32_t document, start, end, code;
} dr_marked;

typedef struct dr_hits {
    double tp, fp, fn;
} dr_hits;

/* NaN when the denominator is 0. */
double dr_precision(dr_hits h);
double dr_recall(dr_hits h);
double dr_f1(dr_hits h);

/* Segments that match: those of one code in one document whose shared part of their union (IoU) is at least `least`,
 * the best pairs first, then by start; each is used once.  Adds to hits[code].  Test
 * segments_equal_the_reference_values. */
draad_status dr_match_segments(const dr_marked *gold, size_t ngold, const dr_marked *found, size_t nfound, double least,
                               dr_hits *hits, draad_error *err);

/* Characters: covered by both, only found, only gold.  Adds to hits[code].  For both: segments of one code in one list
 * share no character. */
draad_status dr_match_characters(const dr_marked *gold, size_t ngold, const dr_marked *found, size_t nfound,
                                 dr_hits *hits, draad_error *err);

#endif
