/* SPDX-License-Identifier: Apache-2.0
 * rule_pairs.h - which rule of one project is which rule of another: two versions of a codebook.
 * Within a code: rules with the same id that was given; then rules with the same text, in order; then rules without an
 * id that have the same number.  So a rule that only has another number, because one was put before it, is the same.
 * Knows: codebooks.  Does not know: matches. */
#ifndef DR_RULE_PAIRS_H
#define DR_RULE_PAIRS_H

#include "coding/project.h"

typedef struct dr_rule_pairs {
    uint32_t *of_a; /* for each rule of a, that of b; DRAAD_NONE: b has it no more */
    uint32_t *of_b; /* for each rule of b, that of a; DRAAD_NONE: it is new */
} dr_rule_pairs;

/* codes  for each code of a, that of b; DRAAD_NONE: none
 * On failure (memory) there is nothing to free. */
draad_status dr_rule_pairs_of(const draad_project *a, const draad_project *b, const uint32_t *codes, dr_rule_pairs *out,
                              draad_error *err);
void dr_rule_pairs_free(dr_rule_pairs *pairs);

#endif
