/* SPDX-License-Identifier: Apache-2.0
 * clause.h - what words mean together in one sentence: verbs whose particle stands apart, and negation.
 * Looked at only for sentences where a rule asks: see rules/match.c.
 * Knows: one sentence and the lexicon.  Does not know: documents, rules. */
#ifndef DR_CLAUSE_H
#define DR_CLAUSE_H

#include "base/buf.h"
#include "base/map.h"
#include "base/memory.h"
#include "dutch/lexicon.h"
#include "dutch/tokens.h"

enum { DR_NOT_ASKED = 2 };
enum { DR_MANY = 65 }; /* particles with a number: what the lexicon says of a verb is remembered for those before */

/* What the lexicon says of a form, as far as clauses ask; learnt once. */
typedef struct dr_clause_form {
    draad_str norm;
    draad_str base;    /* the infinitive of its first verb reading; "" */
    uint8_t verb_form; /* of that reading; 0: no verb */
    bool verb_first;   /* the verb reading is the preferred one */
    uint8_t adjective; /* the preferred reading is an adjective: 1, or DR_NOT_ASKED; see dr_clause_is_adjective */
    uint8_t particle;  /* of a separable verb: its number from 1, DR_MANY behind those; 0: none */
    uint8_t cue;       /* of negation.c: what negations it can begin; 0: none */
    bool border;       /* begins a clause, to a negation */
    bool finite;       /* its verb reading can be a finite verb */
    uint32_t spelling; /* its number: the same for the same letters */
    uint32_t roles;    /* of particles.c: what kinds of small word it is */
    uint64_t asked;    /* bits, by a particle's number - 1: was it asked whether that makes a verb with the base? */
    uint64_t makes;    /* it does */
} dr_clause_form;

/* A token of the sentence, punctuation too. */
typedef struct dr_clause_token {
    uint32_t word; /* index among the sentence's words, DRAAD_NONE: no word */
    bool punct;
    bool linked;          /* a verb that has its particle */
    dr_clause_form *form; /* lives as long as the clause */
} dr_clause_token;

/* A separable verb whose parts stand apart: indexes among the sentence's words, and its infinitive. */
typedef struct dr_link {
    uint32_t verb, particle;
    bool sure; /* few words between, or a particle that is nothing else */
    uint8_t len;
    char lemma[DR_WORD_MAX];
} dr_link;

/* Whether a word stands in the scope of a negation: the nearest one. */
typedef struct dr_scope {
    uint32_t cue; /* index among the sentence's words, DRAAD_NONE: in no scope */
    draad_negation kind;
} dr_scope;

typedef struct dr_clause {
    const draad_lexicon *lexicon; /* words of the user, or NULL; always the same for an object */
    DR_VEC(dr_clause_token) tokens;
    DR_VEC(dr_link) links;
    DR_VEC(dr_scope) scopes; /* one for each word */
    DR_VEC(dr_clause_form *) forms;
    dr_map form_of;      /* spelling -> index of `forms` */
    dr_arena arena;      /* spellings and forms */
    unsigned nparticles; /* that have a number */
    dr_buf norm;
} dr_clause;

/* Reads the sentence of these tokens of the text.  The object can be used again and again.  Afterwards links and scopes
 * are filled.  Only memory can fail.
 * forms  for each word of the sentence: NULL, or its form as an earlier call gave it; filled.  May be NULL itself */
draad_status dr_clause_read(dr_clause *c, draad_str text, const dr_token *tokens, size_t ntokens,
                            dr_clause_form **forms, draad_error *err);
void dr_clause_free(dr_clause *c);

/* Does a clause have such a token?  Fillers and comments interrupt nothing. */
static inline bool dr_clause_has(dr_token_kind kind)
{
    return dr_token_is_word(kind) || kind == DR_TOKEN_PUNCT;
}

/* The form of a word as written, which lives as long as the object; NULL: no memory. */
dr_clause_form *dr_clause_form_of(dr_clause *c, draad_str word, draad_error *err);

/* Do two words make a verb that can stand apart?  What is linked by dr_clause_read always does. */
bool dr_clause_may_link(const dr_clause *c, const dr_clause_form *particle, dr_clause_form *verb);

/* The two halves of it, each in a file of its own. */
draad_status dr_clause_link(dr_clause *c, draad_error *err);
void dr_clause_negate(dr_clause *c);

/* Is the preferred reading of a form an adjective?  Asked of few words; for most unknown ones it would have to be
 * guessed from their parts. */
bool dr_clause_is_adjective(const dr_clause *c, dr_clause_form *form);

/* Does the lexicon have the verb that they make?  Remembered in the form of the verb. */
bool dr_clause_is_separable(const dr_clause *c, const dr_clause_form *particle, dr_clause_form *verb);

/* What is asked of small words, in norm: learnt once for each form. */
uint32_t dr_particle_roles(const dr_clause_form *form);
bool dr_begins_clause(draad_str norm);

/* Which cues of a negation this word begins, or is: a number that is none of 0.  0: it does not.  For words in norm. */
uint8_t dr_negation_cue(draad_str norm);

#endif
