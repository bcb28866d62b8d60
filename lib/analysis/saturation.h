/* SPDX-License-Identifier: Apache-2.0
 * saturation.h - how many interviews until no new codes come?
 * Knows: which codes each interview has.  Does not know: where, files. */
#ifndef DR_SATURATION_H
#define DR_SATURATION_H

#include "base/table.h"
#include "coding/project.h"

enum { DR_SATURATION_LEVELS = 5 };
typedef struct dr_saturation {
    uint32_t at;                              /* the interview, from 1; 0: not reached */
    uint32_t reached[DR_SATURATION_LEVELS];   /* the first with 50, 80, 90, 95, 100 % of all codes; 0: no codes */
    uint32_t orders_reached;                  /* of the drawn orders; the rest are those in which it was not reached */
    double order_median, order_p5, order_p95; /* of `at` in the former; NaN when there are none */
} dr_saturation;

/* `curve`: a row for each document; columns new, cumulative, share (of all codes), ratio (to the base; NaN before the
 * first run).  Errors: DRAAD_E_USAGE for a base or run of 0.  Test saturation_equals_the_reference_values. */
draad_status dr_saturation_of(const draad_project *p, const draad_saturation_options *options, dr_saturation *out,
                              draad_table **curve, draad_error *err);

/* The interview (from 1) at which saturation is reached, given new[i] codes in interview i of n; 0: never, also when
 * the base holds no code.  Source: Guest, Namey & Chen 2020; test saturation_equals_the_reference_values. */
uint32_t dr_saturated_at(const uint32_t *new_codes, size_t n, const draad_saturation_options *options);

#endif
