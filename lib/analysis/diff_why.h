/* SPDX-License-Identifier: Apache-2.0
 * diff_why.h - what made a coding come, go or move: the rule and its line, or what else is not the same.
 * Knows: rules, matches, how results were made.  Does not know: tables. */
#ifndef DR_DIFF_WHY_H
#define DR_DIFF_WHY_H

#include "analysis/diff.h"

/* Appends the reasons of a change, apart by "; ", each as docs/diff.md lists them: "rule changed: team:14 > team:16
 * (find)".  Lines are those of the codebook in which the rule stands, of a before b.  Nothing: it cannot be told. */
draad_status dr_diff_why(const dr_diff *d, const dr_change *c, dr_buf *out, draad_error *err);

/* Appends the rules of a coding, each once, in order of place: "team:14;rust#2:20". */
draad_status dr_diff_rules(const draad_project *p, const dr_coded *doc, const dr_coding *c, dr_buf *out,
                           draad_error *err);

#endif
