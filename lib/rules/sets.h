/* SPDX-License-Identifier: Apache-2.0
 * sets.h - the named sets of a codebook, $name in a rule.
 * Knows: trees of rules.  Does not know: how rules are written, words, where rules come from. */
#ifndef DR_SETS_H
#define DR_SETS_H

#include "rules/query.h"

/* Named sets: each an OR of rules. */
typedef struct dr_set {
    draad_str name;
    dr_query *query;
    uint32_t line, column;
    uint32_t size;       /* words and regexes it stands for, those of sets inside it included */
    uint32_t nesting;    /* 1: no sets inside */
    bool is_words;       /* holds nothing but words and alternatives of words: may stand in part(), noun(), ... */
    const char *problem; /* found by dr_sets_check; NULL: none */
} dr_set;

enum { DR_BUILT_IN_SETS = 2, DR_SETS_NESTING_MAX = 16, DR_QUERY_SIZE_MAX = 1000000 };

typedef struct dr_sets {
    dr_set *at; /* by name (bytes); the built-in ones are not in here */
    size_t n;
    bool checked;                         /* dr_sets_check has been here */
    dr_query *built_in[DR_BUILT_IN_SETS]; /* shared by all rules; NULL: each use makes its own */
} dr_sets;

/* Puts the sets in order of name, so that they can be found, and makes the built-in ones.  False: no memory. */
bool dr_sets_prepare(dr_sets *sets, dr_arena *arena);

/* The set with this name, or NULL. */
dr_set *dr_sets_find(const dr_sets *sets, draad_str name);
bool dr_sets_is_built_in(draad_str name); /* "ik", "zich" */

/* When all rules of all sets are resolved: no set may be inside itself, nest too deep or grow too large.  Each set
 * with a problem gets it in `problem`; false: there is one, or (when there is none) no memory. */
bool dr_sets_check(dr_sets *sets);

/* Points every $name in `query` to its set (kids[0]); built-in ones that are not in `sets` are made in `arena`.
 * sets may be NULL.  An error at `rule`: an unknown name; when the sets are checked, also a set of phrases in part()
 * and the like, and a rule that stands for more than DR_QUERY_SIZE_MAX words. */
draad_status dr_query_resolve(dr_query *query, const dr_sets *sets, const dr_rule_text *rule, dr_arena *arena,
                              draad_error *err);

#endif
