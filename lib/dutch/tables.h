/* SPDX-License-Identifier: Apache-2.0
 * tables.h - small closed lists of Dutch words that tokens and sentences depend on.  Words are in norm. */
#ifndef DR_TABLES_H
#define DR_TABLES_H

#include "base/error.h"

bool dr_is_filler(draad_str norm);       /* eh, uhm, tja */
bool dr_is_stammered(draad_str norm);    /* ik, de, maar: never twice in a row but by stammering */
bool dr_is_comment_word(draad_str norm); /* lacht, onverstaanbaar: what transcribers put in brackets */

typedef enum dr_abbreviation {
    DR_ABBREVIATION_NONE,
    DR_ABBREVIATION_MAY,  /* its period may end a sentence too: enz. */
    DR_ABBREVIATION_NEVER /* it never does: bijv. */
} dr_abbreviation;
dr_abbreviation dr_abbreviation_of(draad_str norm); /* without the last period */

#endif
