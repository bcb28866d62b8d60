/* SPDX-License-Identifier: Apache-2.0
 * quote.h - what an export may show of what people said.
 * Knows: texts and matched words.  Does not know: formats, files. */
#ifndef DR_QUOTE_H
#define DR_QUOTE_H

#include "coding/project.h"

/* Appends `text`, which begins at code point `start` of its document, with what is not evidence masked: white space and
 * punctuation stay; marks and joiners, which belong to the character before them, go; every other character (letter,
 * digit, symbol, emoji) becomes a bullet (U+2022).
 * evidence  by place, as dr_evidence_of gives it; may be NULL when n is 0 */
draad_status dr_mask(draad_str text, uint32_t start, const dr_stretch *evidence, size_t n, dr_buf *out,
                     draad_error *err);

/* Appends the text of a coding as `quotes` has it, and in *passage the sentences around it, when it is no whole
 * sentences. */
draad_status dr_quote_of(const dr_coded *d, const dr_coding *c, draad_quotes quotes, dr_buf *text, dr_buf *passage,
                         draad_error *err);

#endif
