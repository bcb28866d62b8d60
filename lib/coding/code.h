/* SPDX-License-Identifier: Apache-2.0
 * code.h - from the matches of one document to its codings.
 * Knows: one document.  Does not know: files, threads, other documents. */
#ifndef DR_CODE_H
#define DR_CODE_H

#include "base/map.h"
#include "coding/project.h"
#include "rules/match.h"

/* Fills d->matches and d->codings: each match widens to its unit, those of one code that share a character are one
 * coding.  The rules of `found` count in the order of p->rules. */
draad_status dr_coded_fill(dr_coded *d, const draad_project *p, const dr_rule_matches *found, draad_error *err);

/* Is match `i` of a coding the first of its rule?  To be asked of each in order.  seen: empty before the first, and
 * freed by the caller. */
draad_status dr_is_first_of_rule(const dr_coded *d, const dr_coding *c, uint32_t i, dr_map *seen, bool *out,
                                 draad_error *err);

/* Completes a coding whose code, coder and range are set: code points, units, words, text. */
draad_status dr_coding_describe(dr_coded *d, dr_coding *c, draad_error *err);

#endif
