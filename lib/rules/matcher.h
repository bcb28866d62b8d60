/* SPDX-License-Identifier: Apache-2.0
 * matcher.h - the inside of a matcher, shared by match.c (rules), eval.c (operations) and postings.c (words). */
#ifndef DR_MATCHER_H
#define DR_MATCHER_H

#include "dutch/clause.h"
#include "rules/match.h"
#include "text/offmap.h"

/* What the matcher has learnt about a word as written. */
typedef struct dr_known_word {
    uint32_t first, n; /* its answers, in dr_matcher.answers */
    uint8_t flags;
    uint32_t form; /* as clauses see it: the number of its spelling; DRAAD_NONE: not yet asked */
} dr_known_word;

/* A word that answers a term; partner: the other half of a verb that stands apart.  Of a DR_TERM_HOLDS `word` is a
 * sentence. */
typedef struct dr_posting {
    uint32_t word, partner;
} dr_posting;

typedef struct dr_hits {
    dr_hit *at;
    size_t n, room;
} dr_hits;

typedef struct dr_postings {
    DR_VEC(dr_posting) list;
} dr_postings;

/* Beside DR_WORD_...: its clause has been looked at; its letters stand in `small`. */
enum { DR_SENTENCE_READ = 8, DR_SENTENCE_SMALL = 16 };

struct dr_matcher {
    const dr_plan *plan;
    dr_arena words; /* spellings */
    dr_map ids;     /* spelling -> index of `known` */
    DR_VEC(dr_known_word) known;
    DR_VEC(dr_answer) answers;
    dr_answers ask;
    dr_clause clause;
    dr_pattern_scratch *scratch;
    /* for one document */
    const draad_document *doc;
    const dr_speaker *roles;
    dr_postings *postings;          /* for each term */
    DR_VEC(uint32_t) touched;       /* terms with postings */
    DR_VEC(uint32_t) sentence_of;   /* for each word */
    DR_VEC(uint8_t) flags;          /* for each sentence */
    DR_VEC(dr_scope) scopes;        /* for each word; cues are words of the document */
    DR_VEC(uint32_t) ids_of;        /* for each word of a sentence that was looked at: index of `known` */
    DR_VEC(dr_clause_form *) forms; /* for each word of the current sentence; NULL: not yet asked */
    DR_VEC(uint8_t) linked;         /* for each word of the current sentence: its particle stands elsewhere */
    DR_VEC(uint8_t) awake;          /* for each rule */
    dr_hits *caches;                /* for each cached operation; at == NULL: not yet computed */
    uint8_t *cached;
    uint32_t folded_sentence; /* the one that is in `folded`; DRAAD_NONE */
    draad_str folded;         /* in `small` or `other` */
    dr_buf small;             /* the text in small letters, as far as sentences of ASCII have been asked for */
    dr_buf other;             /* any other sentence */
    dr_offmap fold_map;       /* from bytes of the sentence; empty where each byte of `folded` comes from one of them */
    dr_arena kept, brief;     /* hits that stay for the document, and for the current rule */
    dr_arena *arena;          /* the one in use */
    uint64_t work;            /* hits the current rule may still make */
    uint32_t budget;          /* heavy regex starts it may still have */
    DR_VEC(dr_rule_match) matches;
    uint32_t gave_up_word; /* where the current rule exceeded its budget; DRAAD_NONE: at gave_up_at */
    draad_byte gave_up_at;
    DR_VEC(dr_failed_rule) failed;
};

/* The hits of an operation in the current document, by place.  DRAAD_E_RULE when the rule's budget is spent. */
draad_status dr_eval(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err);

/* Forgets the last document, and makes the postings of m->doc; wakes rules. */
draad_status dr_prepare_document(dr_matcher *m, draad_error *err);

/* The role of who speaks in a turn; "" when nobody is named. */
draad_str dr_role_of_turn(const dr_matcher *m, uint32_t turn);

/* Fills m->scopes for a sentence, if a cue stands in it. */
draad_status dr_read_sentence(dr_matcher *m, uint32_t sentence, draad_error *err);

/* Makes m->folded, unless it holds that sentence; and where in the document a stretch of it comes from. */
draad_status dr_fold_sentence(dr_matcher *m, uint32_t sentence, draad_error *err);
draad_range dr_unfold(const dr_matcher *m, draad_range folded);

/* By place, then by words: the order of every list of hits.  For qsort and bsearch. */
int dr_compare_hits(const void *a, const void *b);

/* Is there a hit among `hits` (by place) inside words [first, last]? */
const dr_hit *dr_hit_inside(const dr_hits *hits, uint32_t first, uint32_t last, uint32_t near);

/* The words from which a hit can be blocked or completed: all windows of the reach around it, together. */
void dr_reach_around(const dr_matcher *m, dr_reach reach, const dr_hit *h, uint32_t *first, uint32_t *last);

/* The negation that a hit is in: of one of its words, and its cue not itself one of them. */
draad_status dr_negation_of(dr_matcher *m, const dr_hit *h, dr_scope *negation, draad_error *err);

#endif
