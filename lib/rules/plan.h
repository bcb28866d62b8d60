/* SPDX-License-Identifier: Apache-2.0
 * plan.h - codebooks made ready for matching: rules as operations over terms.  Immutable; shared by threads.
 * Knows: rules.  Does not know: texts. */
#ifndef DR_PLAN_H
#define DR_PLAN_H

#include "outside/pattern.h"
#include "rules/codebook.h"
#include "rules/terms.h"

typedef enum dr_op_kind {
    DR_OP_TERM,  /* words that answer `term` */
    DR_OP_REGEX, /* `regex` */
    DR_OP_SEQ,   /* kids side by side */
    DR_OP_NEAR,  /* two kids, at most `distance` words between */
    DR_OP_BEFORE,
    DR_OP_BAG, /* kids in any order, at most `distance` other words */
    DR_OP_AND, /* kids within `reach`; those from npositive on must not be */
    DR_OP_OR,
    DR_OP_NEG, /* kid inside the scope of a negation */
    DR_OP_AFF  /* ... outside */
} dr_op_kind;

typedef struct dr_op {
    dr_op_kind kind;
    uint32_t term, regex, distance, npositive, nkids;
    uint32_t cache; /* where its result is kept for a document: DRAAD_NONE, it is used once */
    dr_reach reach;
    struct dr_op **kids;
} dr_op;

typedef struct dr_plan_regex {
    const dr_pattern *pattern;
    bool as_written;
    draad_str required; /* letters that every match holds; "" when none are known */
    uint32_t holds;     /* the term for them; DRAAD_NONE */
} dr_plan_regex;

/* Something that blocks: a query and where it stands. */
typedef struct dr_blocker {
    dr_op *op;
    draad_str name; /* what a match says: "unless of code#2" */
} dr_blocker;

typedef struct dr_plan_rule {
    const dr_rule *rule;
    const dr_codebook *codebook;
    dr_op *find;
    dr_blocker *unless; /* of the rule, its codes upward, its codebook */
    size_t nunless;
    dr_op *except; /* NULL: none */
    draad_str except_name;
    uint32_t speakers; /* index of plan.speakers */
    bool always;       /* nothing in it can be looked for: it is tried on every document */
} dr_plan_rule;

typedef struct dr_plan {
    dr_arena arena;
    dr_terms terms;
    DR_VEC(dr_plan_rule) rules; /* of all codebooks, in order */
    DR_VEC(dr_plan_regex) regexes;
    DR_VEC(const dr_speakers *) speakers; /* the different ones */
    uint32_t **triggers;                  /* for each term, the rules that it wakes; ends with DRAAD_NONE */
    uint32_t ncaches;
    bool has_regex;
} dr_plan;

/* Makes a plan of codebooks, which must outlive it. */
draad_status dr_plan_new(dr_codebook *const *books, size_t nbooks, const draad_lexicon *lexicon, bool jit,
                         dr_plan **out, draad_error *err);
void dr_plan_free(dr_plan *p);

/* Does this role speak in units that count for `s`? */
bool dr_speakers_admit(const dr_speakers *s, draad_str role);

#endif
