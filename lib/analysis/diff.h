/* SPDX-License-Identifier: Apache-2.0
 * diff.h - what is coded otherwise in one project than in another: two runs, or two versions of a codebook.
 * docs/diff.md says what counts as kept, moved, gained and lost.
 * Knows: codings and matches.  Does not know: why (diff_why.h), tables. */
#ifndef DR_DIFF_H
#define DR_DIFF_H

#include "analysis/rule_pairs.h"

typedef enum dr_change_kind {
    DR_CHANGE_KEPT,
    DR_CHANGE_RULES,  /* the same range, but made by other rules */
    DR_CHANGE_MOVED,  /* other borders */
    DR_CHANGE_GAINED, /* only in b */
    DR_CHANGE_LOST    /* only in a */
} dr_change_kind;
enum { DR_CHANGE_KINDS = 5 };

typedef struct dr_change {
    dr_change_kind kind;
    uint32_t document, code, coder; /* of the diff */
    const dr_coding *a, *b;         /* NULL: not there */
} dr_change;

/* A document, code or coder of either: its index in a and in b, DRAAD_NONE: not there. */
typedef struct dr_both {
    draad_str name;
    uint32_t a, b;
} dr_both;

typedef DR_VEC(dr_both) dr_boths;

typedef struct dr_diff {
    const draad_project *a, *b;
    bool a_is_back, b_is_back;         /* what rules coded comes back from another program: without rules and matches */
    dr_boths documents, codes, coders; /* those of a in their order, then those that only b has */
    uint32_t *codes_of_a;              /* for each code of a, that of b */
    dr_rule_pairs rules;
    DR_VEC(dr_change) changes; /* kept ones too; by document, start, end (of a, else of b), code, coder */
} dr_diff;

/* Both must have their matches and outlive the diff.  On failure (memory) there is nothing to free. */
draad_status dr_diff_of(const draad_project *a, const draad_project *b, dr_diff *out, draad_error *err);
void dr_diff_free(dr_diff *d);

/* The sides of a document; NULL: it is not there. */
const dr_coded *dr_diff_document_a(const dr_diff *d, uint32_t document);
const dr_coded *dr_diff_document_b(const dr_diff *d, uint32_t document);

/* Has a document that both have another source now: other bytes? */
bool dr_diff_other_source(const dr_diff *d, uint32_t document);

/* The match number i of a coding, in order of place. */
static inline const dr_match *dr_match_of(const dr_coded *d, const dr_coding *c, uint32_t i)
{
    return &d->matches[d->match_order[c->first_match + i]];
}

#endif
