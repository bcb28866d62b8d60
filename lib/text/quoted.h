/* SPDX-License-Identifier: Apache-2.0
 * quoted.h - where in a text does a passage stand that somebody copied from it?
 * What copying changes is passed over: white space and line ends, the shape of quotation marks, apostrophes and dashes,
 * the number of dots, small and capital letters, accents and how they are written, soft hyphens.  Letters and their
 * order are not.
 * Knows: a text.  Does not know: documents, who copied. */
#ifndef DR_QUOTED_H
#define DR_QUOTED_H

#include "base/buf.h"
#include "text/offmap.h"

/* A text made ready to be searched. */
typedef struct dr_quoted {
    draad_str text; /* borrowed */
    dr_buf folded;
    dr_offmap map; /* from `text` to `folded` */
    /* Where in `folded` four letters stand: those of kind i at places[first[i]] .. places[first[i + 1] - 1], in order;
     * NULL when there are no four. */
    uint32_t *first, *places, nkinds;
    uint32_t *ncps; /* code points before each step of `text`, see dr_quoted_cp */
} dr_quoted;

typedef DR_VEC(draad_range) dr_places; /* bytes of the text, in order; freed by dr_vec_free */

/* Freed by dr_quoted_free, also after a failure. */
draad_status dr_quoted_of(draad_str text, dr_quoted *out, draad_error *err);
void dr_quoted_free(dr_quoted *q);

/* Finds all places of a passage, in front of which *out is emptied.  Of several places only those count in which it
 * stands as whole words, if there are any.  A passage that is nowhere is looked for once more without the quotation
 * marks, dots and dashes around it; and then part by part, if it says that something is left out ("[...]", "(...)", or
 * dots by themselves): the parts in their order, at most 2,000 bytes between two of them, and all that lies between is
 * of the place; at most 32 parts.  Time grows with the passage and its places; at worst with the text, for each part.
 */
draad_status dr_quoted_find(const dr_quoted *q, draad_str passage, dr_places *out, draad_error *err);

/* The code points of the text before `at`. */
draad_cp dr_quoted_cp(const dr_quoted *q, draad_byte at);

#endif
