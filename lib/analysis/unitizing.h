/* SPDX-License-Identifier: Apache-2.0
 * unitizing.h - how far do coders agree on where segments begin and end, and on what they are?
 * Sources: Krippendorff, Mathet, Bouvry & Widloecher, "On the reliability of unitizing textual continua" (2016),
 * Quality & Quantity 50; Krippendorff, "On the reliability of unitizing continuous data" (1995), Sociological
 * Methodology 25. Knows: stretches of a continuum.  Does not know: texts, codes, files. */
#ifndef DR_UNITIZING_H
#define DR_UNITIZING_H

#include "base/error.h"

/* A segment of one coder: [start, end), value 1 .. nvalues. */
typedef struct dr_unitized {
    uint32_t coder, start, end, value;
} dr_unitized;

/* Stretches by coder, then start; those of one coder share no character. */
typedef struct dr_continuum {
    const dr_unitized *at;
    size_t n;
    uint32_t ncoders, nvalues;
    uint64_t length; /* from 0 */
} dr_continuum;

/* Each is NaN where it is undefined.  Tests u_alphas_equal_the_reference_values, alpha_u_equals_the_published_value. */
typedef struct dr_unitizing {
    double u_alpha;     /* segments, gaps and values */
    double bar_u_alpha; /* relevant or not */
    double
        char_alpha;   /* characters as units, each with one value (Krippendorff, nominal): takes them for independent */
    double cu_alpha;  /* which value, where both marked something */
    double coverage;  /* of what cu_alpha is over, 0..1 */
    double *ku_alpha; /* of each value, [0] is value 1; the same for its coverage */
    double *ku_coverage;
} dr_unitizing;
draad_status dr_unitizing_of(const dr_continuum *c, dr_unitizing *out, draad_error *err);
void dr_unitizing_free(dr_unitizing *u); /* what is in it */

/* The older coefficient (1995, 2004) of one value: observed and expected disagreement; alpha_U is 1 - observed /
 * expected, and over values 1 - sum of observed / sum of expected. */
draad_status dr_alpha_u_of(const dr_continuum *c, uint32_t value, double *observed, double *expected, draad_error *err);

#endif
