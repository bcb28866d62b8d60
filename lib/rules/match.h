/* SPDX-License-Identifier: Apache-2.0
 * match.h - where the rules of a plan hold in a document, and why.
 * A matcher belongs to one thread and learns words as it goes; what it finds depends on plan and document alone.
 * Knows: documents and plans.  Does not know: codings, projects. */
#ifndef DR_MATCH_H
#define DR_MATCH_H

#include "dutch/clause.h"
#include "rules/plan.h"
#include "text/document.h"

typedef struct dr_matcher dr_matcher;

draad_status dr_matcher_new(const dr_plan *plan, dr_matcher **out, draad_error *err);
void dr_matcher_free(dr_matcher *m);

/* One place where a rule holds.  Words are indexes of the document's words. */
typedef struct dr_hit {
    uint32_t first, last;     /* its place: what it is widened from, and what order and distance count from */
    const uint32_t *evidence; /* the matched words, in order */
    uint32_t nevidence;
} dr_hit;

typedef struct dr_rule_match {
    uint32_t rule; /* index in the plan */
    dr_hit hit;
    uint32_t nth;         /* how many before it have the same words, found from another sentence */
    dr_scope negation;    /* its cue is a word of the document */
    draad_str blocked_by; /* "": it stands.  Lives as long as the plan */
} dr_rule_match;

/* A rule that exceeded its budget, and where it did. */
typedef struct dr_failed_rule {
    uint32_t rule;
    draad_byte at;
} dr_failed_rule;

typedef struct dr_rule_matches {
    const dr_rule_match *at; /* by rule, then by place */
    size_t n;
    const dr_failed_rule *failed; /* by rule: they have no matches here */
    size_t nfailed;
} dr_rule_matches;

/* Finds all matches of all rules in a document.  `roles`: the role of each speaker of the document, as the cases
 * have it; a turn without a speaker has the role "".  The result lives until the next call.
 * Only memory can fail. */
draad_status dr_matcher_run(dr_matcher *m, const draad_document *doc, const dr_speaker *roles, dr_rule_matches *out,
                            draad_error *err);

#endif
