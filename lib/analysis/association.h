/* SPDX-License-Identifier: Apache-2.0
 * association.h - do two codes stand together more often than chance would have it?
 * Knows: counts, and how a project gives them.  Does not know: files.
 * draad_project_association is declared and explained in draad.h, its measures in docs/tables.md. */
#ifndef DR_ASSOCIATION_H
#define DR_ASSOCIATION_H

#include "base/table.h"
#include "coding/project.h"

/* Two codes a and b over units: how many hold both, only a, only b, neither.  At most 2^32 units in all. */
typedef struct dr_fourfold {
    uint64_t n11, n10, n01, n00;
} dr_fourfold;

/* Every measure is NaN where it is undefined. */
typedef struct dr_measures {
    double jaccard;   /* 0..1; undefined when neither code occurs */
    double dice;      /* 0..1; likewise */
    double cosine;    /* 0..1; undefined when one of them does not occur */
    double overlap;   /* 0..1; likewise */
    double lift;      /* 0 up; 1 is chance; likewise */
    double pmi;       /* bits; minus infinity when they never meet; undefined as lift */
    double npmi;      /* -1..1; undefined as lift, and when both are everywhere */
    double phi;       /* -1..1; undefined when a code is nowhere or everywhere */
    double g2;        /* 0 up; as phi */
    double g2_signed; /* g2, negative when they meet less often than by chance; as phi */
    double p_g2;      /* 0..1: upper tail of chi-squared with one degree of freedom; as phi */
    double p_fisher;  /* 0..1: two-sided; as phi; below 1e-300 it is given as 0 */
} dr_measures;

/* Cannot fail.  Time grows with the square root of the number of units.  Source: docs/tables.md; test
 * measures_equal_the_reference_values. */
dr_measures dr_associate(dr_fourfold t);

/* The same without tests: g2, g2_signed, p_g2 and p_fisher are NaN.  Takes no time. */
dr_measures dr_strength_of(dr_fourfold t);

/* Fisher's exact test, two-sided: the sum of the probabilities, with these margins, of all tables that are at
 * most as probable as this one (1 + 1e-7 times, so that rounding does not part equals).  1 where only one table
 * is possible. */
double dr_fisher(dr_fourfold t);

/* q values of Benjamini and Hochberg (1995) beside p[0..n); NaN is outside the family and stays NaN. */
draad_status dr_benjamini_hochberg(const double *p, size_t n, double *q, draad_error *err);

/* All pairs of codes, a and a later b, in the order of a and then of b.  Most have the same counts as others, so what
 * follows from counts is made once for all of them. */
typedef struct dr_associations {
    draad_table *kinds; /* a row for each counts that are different, with the columns of draad_project_association */
    uint32_t *kind_of;  /* of each pair, its row */
    size_t npairs;
    uint64_t universe; /* the number of units, also when there is no pair */
} dr_associations;

/* Over the units and the universe of `options`, which count binary.  has_structural: all levels of codes count, and a
 * code with one above it is no pair: its row is NaN and it is in no family. */
draad_status dr_associations_of(const draad_project *p, const draad_matrix_options *options, bool tests_always,
                                bool has_structural, dr_associations *out, draad_error *err);
void dr_associations_free(dr_associations *a);

/* The numbers of a pair. */
static inline const double *dr_association_at(const dr_associations *a, size_t pair)
{
    return dr_table_at(a->kinds, a->kind_of[pair], 0);
}

#endif
