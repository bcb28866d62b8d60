/* SPDX-License-Identifier: Apache-2.0
 * terms.h - what a codebook asks of single words, and which of it a word answers.
 * A term is one such question: every form of "loslaten", the form "team", a word that begins with "werk".  All
 * rules together have a few thousand; a word of a text is put to them once, when it is first seen.
 * Knows: words.  Does not know: rules, sentences. */
#ifndef DR_TERMS_H
#define DR_TERMS_H

#include "base/buf.h"
#include "base/map.h"
#include "base/memory.h"
#include "dutch/lexicon.h"
#include "outside/stem.h"

typedef enum dr_term_kind {
    DR_TERM_WORD,  /* every form, in one of the classes of `wclass` */
    DR_TERM_FORM,  /* this form */
    DR_TERM_WILD,  /* by letters, with * and ? */
    DR_TERM_ENDS,  /* by letters, at the end */
    DR_TERM_PART,  /* a compound with this part */
    DR_TERM_HEAD,  /* a compound with this last part */
    DR_TERM_STEM,  /* every word with the same stem: the looser mode */
    DR_TERM_HOLDS, /* small letters a-z, at least DR_HOLDS_MIN, that stand together in any token: what a regex requires
                    */
    DR_TERM_ANY    /* whatever answers one of some other terms */
} dr_term_kind;

typedef struct dr_term {
    dr_term_kind kind;
    uint8_t wclass; /* class bits; 0: any */
    bool common;    /* a function word: a poor place to begin a search */
    draad_str norm;
    uint32_t any; /* first of the DR_TERM_ANY that it belongs to, in dr_terms.members; DRAAD_NONE */
} dr_term;

/* That a term belongs to a DR_TERM_ANY. */
typedef struct dr_term_member {
    uint32_t any, next;
} dr_term_member;

/* Why an entry of the index leads to its term. */
typedef struct dr_term_key {
    uint32_t term, next; /* next entry under the same key, DRAAD_NONE */
    uint8_t wclass;
    draad_str norm; /* the form or lemma that it stands for */
} dr_term_key;

enum { DR_STARTS = 1 << 17, DR_HOLDS_MIN = 3, DR_HELD_STARTS = 1 << 15 };

typedef struct dr_terms {
    const draad_lexicon *lexicon; /* words of the user, or NULL */
    dr_arena arena;
    DR_VEC(dr_term) terms;
    DR_VEC(dr_term_key) keys;
    DR_VEC(dr_term_member) members;
    dr_map ids;                                      /* a term's own description -> term */
    dr_map lemmas, forms, prefixes, suffixes, parts; /* loose spelling -> first key */
    dr_map stems;                                    /* stem -> first key */
    dr_map held;                                     /* first letters of what a token may hold -> first key */
    uint8_t held_starts[DR_HELD_STARTS / 8];         /* bits: whether there are such letters at all */
    dr_map bases;                                    /* infinitives of which some term is a separable verb */
    uint64_t prefix_lengths, suffix_lengths;         /* a bit each, in bytes; 63 and more share the last */
    uint8_t starts[DR_STARTS / 8];                   /* bits: how lemmas and bases begin */
    bool separable;                                  /* some term is a verb: particles matter */
    dr_reading readings[DR_READINGS_MAX];            /* while building: those of `read`, asked for more than once; */
    char read[DR_WORD_MAX];
    size_t nread, nreadings;
    dr_buf norm, loose, name; /* while building; */
    dr_stemmer *stemmer;      /* too: NULL until a term asks for it */
} dr_terms;

/* Room for about so many terms, so that tables need not grow on the way to them; false: no memory. */
bool dr_terms_reserve(dr_terms *t, size_t nterms);
/* The term for a word of a rule; the same question gives the same term.  DRAAD_NONE: no memory. */
uint32_t dr_terms_add(dr_terms *t, dr_term_kind kind, draad_str word, uint8_t wclass);
/* The term that any of `members` answers; each of them is a term, in ascending order. */
uint32_t dr_terms_any(dr_terms *t, const uint32_t *members, size_t n);
void dr_terms_free(dr_terms *t);

/* As dr_lexicon_readings, for a word of a rule; they stay until the next word is asked for. */
size_t dr_terms_read(dr_terms *t, draad_str norm, const dr_reading **out);

/* That a word answers a term. */
typedef struct dr_answer {
    uint32_t term;
    bool as_verb; /* only as a form of a verb: not so when its particle stands elsewhere in the sentence */
    bool holds;   /* the term is a DR_TERM_HOLDS: what counts is the sentence, not the word */
} dr_answer;

/* What else matching must know of a word. */
enum {
    DR_WORD_PARTICLE = 1, /* can be the particle of a verb */
    DR_WORD_VERB = 2,     /* a verb that some term is, or would be with a particle */
    DR_WORD_CUE = 4       /* can negate */
};

typedef struct dr_answers {
    DR_VEC(dr_answer) at; /* by term */
    uint8_t flags;
    dr_buf norm, loose, other; /* scratch; norm holds the word's norm afterwards */
    dr_stemmer *stemmer;       /* NULL until a term asks for it */
} dr_answers;

/* Puts a word, as it stands in a text, to all terms; replaces *out.  Only memory can fail. */
draad_status dr_terms_ask(const dr_terms *t, draad_str word, dr_answers *out, draad_error *err);
/* The same for a token that is no word: only what it holds is asked. */
draad_status dr_terms_ask_held(const dr_terms *t, draad_str token, dr_answers *out, draad_error *err);
/* The same for a verb given by its infinitive (both halves of it stand apart). */
draad_status dr_terms_ask_verb(const dr_terms *t, draad_str infinitive, dr_answers *out, draad_error *err);
void dr_answers_free(dr_answers *a);

#endif
