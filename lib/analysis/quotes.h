/* SPDX-License-Identifier: Apache-2.0
 * quotes.h - which of many texts are most like all of them together?
 * Knows: words of texts.  Does not know: codes, files. */
#ifndef DR_QUOTES_H
#define DR_QUOTES_H

#include "base/error.h"

/* scores[i]: the cosine of text i and the mean of all n, as vectors of tf-idf over the Snowball stems of their words
 * (document = text); 0 for a text without words, or with only such as every text has.  Source: Salton & Buckley,
 * "Term-weighting approaches in automatic text retrieval" (1988), tf times ln(n/df); test
 * a_text_is_scored_by_what_it_shares. */
draad_status dr_typical(const draad_str *texts, size_t n, double *scores, draad_error *err);

/* How many words a text has (docs/tables.md, Words). */
uint32_t dr_count_words(draad_str text);

#endif
