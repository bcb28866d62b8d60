/* SPDX-License-Identifier: Apache-2.0
 * tokens.h - where words and other tokens begin and end in Dutch transcripts.
 * Knows: characters and the small tables.  Does not know: documents, lemmas. */
#ifndef DR_TOKENS_H
#define DR_TOKENS_H

#include "base/error.h"

typedef enum dr_token_kind {
    DR_TOKEN_WORD,
    DR_TOKEN_NUMBER,
    DR_TOKEN_URL,         /* web and mail addresses */
    DR_TOKEN_PLACEHOLDER, /* <naam>, [plaats]: somebody's name was taken out */
    DR_TOKEN_PUNCT,
    DR_TOKEN_FILLER,     /* eh */
    DR_TOKEN_COMMENT,    /* (lacht), [onverstaanbaar] */
    DR_TOKEN_ELISION,    /* [..] */
    DR_TOKEN_TIME,       /* [00:12:03] */
    DR_TOKEN_REPETITION, /* the first "ik" of "ik ik weet het" */
    DR_TOKEN_OTHER       /* emoji and other signs */
} dr_token_kind;

/* "word", "number", ... */
const char *dr_token_kind_name(dr_token_kind kind);

/* Does this kind count as a word? */
static inline bool dr_token_is_word(dr_token_kind kind)
{
    return kind <= DR_TOKEN_PLACEHOLDER;
}

typedef struct dr_token {
    draad_byte start, end;
    uint8_t kind;   /* a dr_token_kind */
    bool cut_off;   /* "wil-": a word that was broken off, or the first half of a coordination */
    uint8_t period; /* a word that ends with a period of its own: dr_abbreviation; initials are NEVER */
} dr_token;

/* A word in the sense of every count. */
typedef struct dr_word {
    draad_byte start, end;
} dr_word;

/* The next token of text[*at, end): false when only white space is left.  *at moves behind it.  The text is
 * valid UTF-8; `end` is at the start of a character.  Cannot fail. */
bool dr_token_next(draad_str text, draad_byte end, draad_byte *at, dr_token *out);

/* The same for text whose tokens are known and stand apart by white space. */
bool dr_token_given(draad_str text, draad_byte end, draad_byte *at, dr_token *out);

#endif
