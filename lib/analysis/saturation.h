/* SPDX-License-Identifier: Apache-2.0
 * saturation.h - how many interviews until no new codes come?
 * Knows: which codes each interview has.  Does not know: where, files.
 * draad_project_saturation is declared and explained in draad.h. */
#ifndef DR_SATURATION_H
#define DR_SATURATION_H

#include "base/error.h"

/* The interview (from 1) at which saturation is reached, given new[i] codes in interview i of n; 0: never, also when
 * the base holds no code.  Source: Guest, Namey & Chen 2020; test saturation_equals_the_reference_values. */
uint32_t dr_saturated_at(const uint32_t *new_codes, size_t n, const draad_saturation_options *options);

/* The p-quantile of sorted[0..n), linear between neighbours (type 7 of Hyndman & Fan 1996); NaN when n is 0. */
double dr_quantile(const double *sorted, size_t n, double p);

#endif
