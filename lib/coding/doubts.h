/* SPDX-License-Identifier: Apache-2.0
 * doubts.h - what was read well and is probably not what was meant.
 * Knows: described documents, cases, labels.  Does not know: matches. */
#ifndef DR_DOUBTS_H
#define DR_DOUBTS_H

#include "coding/project.h"

/* Warns of: no known interviewer though codebooks leave them out; documents in which nobody is coded; rows of the cases
 * that fit no document; labels that were given and that no speaker has.  DRAAD_E_MEMORY, or DRAAD_OK. */
draad_status dr_tell_doubts(const draad_project *p, draad_error *err);

#endif
