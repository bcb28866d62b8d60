/* SPDX-License-Identifier: Apache-2.0
 * salience.h - words for how widely a theme is shared, by respondents and by groups.
 * Knows: numbers of respondents and groups.  Does not know: files.
 * draad_project_salience is declared and explained in draad.h. */
#ifndef DR_SALIENCE_H
#define DR_SALIENCE_H

#include "base/error.h"

/* The word for n of all respondents ("vrijwel allen" ... "enkeling") or groups ("alle groepen" ... "een groep"), the
 * first rule of docs/tables.md that holds; "" for none.  Test salience_equals_the_reference_values. */
const char *dr_salience_of_cases(uint32_t n, uint32_t all);
const char *dr_salience_of_groups(uint32_t n, uint32_t all);

/* The words of consensual qualitative research (Hill et al. 2005): general, typical, variant, single; "" for none. */
const char *dr_salience_cqr(uint32_t n, uint32_t all);

/* A majority of the respondents, or more. */
bool dr_is_majority(uint32_t n, uint32_t all);

#endif
