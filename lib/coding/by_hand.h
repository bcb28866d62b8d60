/* SPDX-License-Identifier: Apache-2.0
 * by_hand.h - codings and memos of people, added to documents whose text is here.
 * Knows: ranges, codes, coders.  Does not know: where they come from. */
#ifndef DR_BY_HAND_H
#define DR_BY_HAND_H

#include "coding/project.h"

/* As draad_project_add_coding, with the ids of the rules that somebody else's Draad gave for it ("": none). */
typedef struct dr_hand_coding {
    draad_str document;
    draad_cp start, end;
    draad_str code, coder, rules;
} dr_hand_coding;
draad_status dr_project_add_coding(draad_project *p, const dr_hand_coding *given, draad_error *err);

#endif
