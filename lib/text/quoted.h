/* SPDX-License-Identifier: Apache-2.0
 * quoted.h - where in a text does a passage stand that somebody copied from it?
 * What copying changes is passed over: white space and line ends, the shape of quotation marks, apostrophes and dashes,
 * the number of dots, small and capital letters, accents and how they are written, soft hyphens.  Letters and their
 * order are not. Knows: a text.  Does not know: documents, who copied. */
#ifndef DR_QUOTED_H
#define DR_QUOTED_H

#include "base/buf.h"
#include "text/offmap.h"

/* A text made ready to be searched. */
typedef struct dr_quoted {
    draad_str text; /* borrowed */
    dr_buf folded;
    dr_offmap map; /* from `text` to `folded` */
} dr_quoted;

/* Freed by dr_quoted_free, also after a failure. */
draad_status dr_quoted_of(draad_str text, dr_quoted *out, draad_error *err);
void dr_quoted_free(dr_quoted *q);

/* Finds a passage: *n is in how many places it stands; *out is the place number `which` of them, from 0, if there is
 * one. Of several places only those count in which it stands as whole words, if there are any.  A passage that is
 * nowhere is looked for once more without the quotation marks, dots and dashes around it.  Time grows with the text. */
draad_status dr_quoted_find(const dr_quoted *q, draad_str passage, size_t which, size_t *n, draad_range *out,
                            draad_error *err);

#endif
