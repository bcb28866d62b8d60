/* SPDX-License-Identifier: Apache-2.0
 * query.h - the rule language: text in, tree out.  docs/codebook-format.md is its manual.
 *
 *     rule   = and { "OR" and } ;
 *     and    = near { "AND" [ "NOT" ] near } ;
 *     near   = seq { ( "NEAR" | "BEFORE" ) "/" int seq } ;   the two do not mix without brackets
 *     seq    = item { item } ;
 *     item   = word | "=" word | wild | func | set | regex | "(" rule ")" [ "~" int ] | quoted ;
 *
 * Knows: the grammar.  Does not know: words, texts, where rules come from. */
#ifndef DR_QUERY_H
#define DR_QUERY_H

#include "base/error.h"
#include "base/memory.h"

typedef enum dr_node_kind {
    DR_Q_WORD,  /* text: every form of it */
    DR_Q_FORM,  /* =text: this form only */
    DR_Q_WILD,  /* text with * or ? */
    DR_Q_REGEX, /* text; as_written for /c */
    DR_Q_SET,   /* $text; kids[0] after resolving */
    /* One kid: words, alternatives of words */
    DR_Q_PART,
    DR_Q_HEAD,
    DR_Q_ENDS,
    DR_Q_NOUN,
    DR_Q_VERB,
    DR_Q_STEM,
    /* One kid: any rule */
    DR_Q_NEG,
    DR_Q_AFF,
    /* Two kids or more */
    DR_Q_SEQ,    /* side by side, in this order */
    DR_Q_NEAR,   /* two, at most `distance` words between */
    DR_Q_BEFORE, /* likewise, the first one first */
    DR_Q_BAG,    /* ( ... )~n: in any order, at most `distance` other words in all */
    DR_Q_AND,    /* those from `npositive` on are NOT */
    DR_Q_OR
} dr_node_kind;

typedef struct dr_query {
    dr_node_kind kind;
    bool as_written;
    uint32_t distance;
    uint32_t column; /* code points from the start of the rule, from 1 */
    uint32_t npositive;
    uint32_t nkids;
    uint32_t mark; /* for walks; 0 between them */
    struct dr_query **kids;
    draad_str text;
} dr_query;

enum { DR_RULE_MAX = 65536, DR_NESTING_MAX = 250, DR_DISTANCE_MAX = 1000, DR_QUERY_BAG_MAX = 16 };

/* A rule's text, and where it stands: the place of its first character. */
typedef struct dr_rule_text {
    draad_str text;
    dr_place place;
    bool inline_; /* the text stands in the file as it is: columns of errors may be added to the place */
} dr_rule_text;

/* Parses a rule into `arena`.  NULL when it is not valid or memory is short; *err says why and where.  Regexes
 * are compiled once here, to be checked. */
dr_query *dr_query_parse(const dr_rule_text *rule, dr_arena *arena, draad_error *err);

/* An error at a column of a rule (code points from 1); DRAAD_E_CODEBOOK. */
draad_status dr_rule_fail(draad_error *err, const dr_rule_text *rule, uint32_t column, const char *format, ...)
    DR_PRINTF(4, 5);

/* A node for one form; NULL: no memory. */
dr_query *dr_query_form(draad_str form, dr_arena *arena);

/* An OR over `kids` (or the kid itself when there is one); NULL: no memory. */
dr_query *dr_query_or(dr_query **kids, uint32_t n, dr_arena *arena);

#endif
