/* SPDX-License-Identifier: Apache-2.0
 * texts.h - the texts of a project that was read from a result folder, when something has to be looked up in them.
 * Each is read again once, when it is first asked for.
 * Knows: where texts come from.  Does not know: what is looked up. */
#ifndef DR_TEXTS_H
#define DR_TEXTS_H

#include "exchange/read_again.h"
#include "text/quoted.h"

typedef struct dr_texts {
    const draad_project *p;
    dr_again again;
    dr_arena arena;
    dr_quoted *of; /* for each document; NULL until the first is asked for */
    bool *tried;
    draad_status opened; /* of the manifest; its error is told with each text */
    draad_error why;
} dr_texts;

void dr_texts_free(dr_texts *t);

/* The text of a document, ready to be searched; NULL with a reason in *why when its source is not there or is another
 * (DRAAD_E_DIFFERS ..., told once for each document: then *why is empty).  DRAAD_E_MEMORY alone is a failure. */
draad_status dr_texts_of(dr_texts *t, const dr_coded *d, const dr_quoted **out, draad_error *why, draad_error *err);

/* In how many places a passage stands, and the first of them in code points. */
draad_status dr_texts_find(const dr_quoted *q, draad_str passage, size_t *n, draad_cp *start, draad_cp *end,
                           draad_error *err);

#endif
