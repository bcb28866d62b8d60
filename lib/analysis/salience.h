/* SPDX-License-Identifier: Apache-2.0
 * salience.h - words for how widely a theme is shared, by respondents and by groups.
 * Knows: numbers of respondents and groups.  Does not know: files. */
#ifndef DR_SALIENCE_H
#define DR_SALIENCE_H

#include "coding/project.h"

/* How widely a code is shared: respondents (cases that speak in an eligible turn) and groups of them that have it. */
typedef struct dr_salience {
    draad_str code;
    uint32_t ncases, all_cases;
    const char *label, *cqr;      /* "vrijwel allen" ...; "general" ...; "" when nobody has it */
    uint32_t ngroups, all_groups; /* values of the attribute; "NA" and groups without respondents left out */
    const char *group_label;      /* "alle groepen" ...; "" when nobody has it, or without groups */
    uint32_t nweighty;            /* codings with the weight "zwaarwegend" */
    bool is_selected;             /* a majority has it, and it is called weighty; the first alone if nothing is */
} dr_salience;

/* A row for each code, in their order; freed by dr_free.  `by`: an attribute of the cases, or NULL; DRAAD_E_USAGE when
 * there is no such attribute.  Source: docs/tables.md; test salience_equals_the_reference_values. */
draad_status dr_salience_of(const draad_project *p, const char *by, dr_salience **out, draad_error *err);

/* The word for n of all respondents ("vrijwel allen" ... "enkeling") or groups ("alle groepen" ... "een groep"), the
 * first rule of docs/tables.md that holds; "" for none.  Test salience_equals_the_reference_values. */
const char *dr_salience_of_cases(uint32_t n, uint32_t all);
const char *dr_salience_of_groups(uint32_t n, uint32_t all);

/* The words of consensual qualitative research (Hill et al. 2005): general, typical, variant, single; "" for none. */
const char *dr_salience_cqr(uint32_t n, uint32_t all);

/* A majority of the respondents, or more. */
bool dr_is_majority(uint32_t n, uint32_t all);

#endif
