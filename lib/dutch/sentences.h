/* SPDX-License-Identifier: Apache-2.0
 * sentences.h - where sentences begin and end in a stretch of running text.
 * Knows: tokens.  Does not know: documents, speakers. */
#ifndef DR_SENTENCES_H
#define DR_SENTENCES_H

#include "base/memory.h"
#include "dutch/tokens.h"

/* A sentence, trimmed, and how many words come before it in `words`. */
typedef struct dr_sentence {
    draad_range range;
    uint32_t first_word, nwords;
} dr_sentence;

typedef struct dr_sentences {
    DR_VEC(dr_sentence) sentences;
    DR_VEC(dr_word) words;
    DR_VEC(dr_token) tokens; /* words among them; behind a sentence perhaps a time stamp */
    bool no_capitals;        /* the transcriber begins sentences with small letters: a stop then always ends one */
} dr_sentences;

/* How words begin behind a stop (. ! ?) and white space. */
typedef struct dr_beginnings {
    size_t small, capital;
} dr_beginnings;

/* Counts those of text[range) in. */
void dr_count_beginnings(draad_str text, draad_range range, dr_beginnings *counts);

/* Are sentences written without capitals?  At least three small beginnings, and less than one in ten a capital. */
bool dr_lack_capitals(const dr_beginnings *counts);

/* Appends the sentences, words and tokens of text[range) to *out.  The range is one paragraph: its start and end are
 * sentence borders.  Time stamps at the border of a sentence are left out of it.  Only memory can fail. */
draad_status dr_sentences_of(draad_str text, draad_range range, dr_sentences *out, draad_error *err);

/* The same for a range that is one sentence, with tokens that are known (dr_token_given). */
draad_status dr_sentence_given(draad_str text, draad_range range, dr_sentences *out, draad_error *err);
void dr_sentences_free(dr_sentences *s);

#endif
