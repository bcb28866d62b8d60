/* SPDX-License-Identifier: Apache-2.0
 * agreement.h - how far do coders agree, beyond chance?
 * Every coefficient is NaN where it is undefined: agreement on a code that nobody used is not perfect, it is unknown.
 * Source of the definitions: docs/agreement.md.
 * Knows: values of coders on units.  Does not know: codes, texts, files. */
#ifndef DR_AGREEMENT_H
#define DR_AGREEMENT_H

#include "base/error.h"

enum { DR_MISSING = UINT32_MAX }; /* a coder was silent on a unit */

/* values[unit * ncoders + coder], below ncategories, or DR_MISSING. */
typedef struct dr_ratings {
    const uint32_t *values;
    size_t nunits, ncoders;
    uint32_t ncategories; /* of the codebook, used or not */
} dr_ratings;

/* Two coders, over the units that both coded. */
typedef struct dr_two_coders {
    double n, po;     /* units; share of equal values */
    double kappa, pe; /* Cohen (1960), and its expected agreement */
    double kappa_se;  /* asymptotic: Fleiss, Cohen & Everitt (1969) */
    double scott_pi;  /* Scott (1955) */
    double bp;        /* Brennan & Prediger (1981) */
    double share[2];  /* prevalence: of category 1, for each coder */
} dr_two_coders;

/* r: two coders.  Test coefficients_equal_the_published_values. */
draad_status dr_two_coders_of(const dr_ratings *r, dr_two_coders *out, draad_error *err);

/* Any number of coders, values missing here and there. */
typedef struct dr_many_coders {
    double nunits, pa; /* units with two values or more; mean share of equal pairs in them */
    double fleiss;     /* Fleiss (1971); with missing values as Gwet (2014) has it */
    double conger;     /* Conger (1980) */
    double ac1;        /* Gwet (2008) */
    double bp;         /* Randolph (2005) */
    double alpha;      /* Krippendorff, nominal (2011, C) */
} dr_many_coders;
draad_status dr_many_coders_of(const dr_ratings *r, dr_many_coders *out, draad_error *err);

/* Krippendorff's alpha with a difference of two values, 0 (none) to 1; d(c, c) is 0; and when `expected` is not NULL,
 * the disagreement that chance would give.  Time grows with the square of the number of different values. */
typedef double dr_difference(const void *ctx, uint32_t one, uint32_t other);
draad_status dr_alpha_of(const dr_ratings *r, dr_difference *difference, const void *ctx, double *out, double *expected,
                         draad_error *err);

/* Values that are sets of codes: value i is the bits sets[i * nwords] up to sets[(i + 1) * nwords].  Differences:
 * Jaccard's, and MASI (Passonneau 2006). */
typedef struct dr_value_sets {
    const uint64_t *bits;
    size_t nwords;
} dr_value_sets;
double dr_jaccard_difference(const void *sets, uint32_t one, uint32_t other);
double dr_masi_difference(const void *sets, uint32_t one, uint32_t other);

/* Cohen's kappa of present and absent from its four numbers: both, only one, only the other, neither. */
double dr_kappa_of_counts(double both, double one, double other, double neither);

/* The word for a coefficient, of alpha for Krippendorff and of kappa for Landis and Koch; "" when it is undefined. */
const char *dr_label_of(draad_labels labels, double coefficient);

/* Holsti: 2 A / (N1 + N2).  Segments as MAXQDA counts them: the fourth cell is empty, chance is one in ncodes. */
double dr_holsti(double agreed, double n1, double n2);
double dr_maxqda_kappa(double both, double one, double other, double ncodes);

#endif
