/* SPDX-License-Identifier: Apache-2.0
 * compare.h - do two versions of a rule say the same?  What is laid out otherwise (blanks, quotation marks of YAML) is
 * the same.
 * Knows: rules and their codebooks.  Does not know: what they find. */
#ifndef DR_COMPARE_H
#define DR_COMPARE_H

#include "rules/codebook.h"

/* A rule and the codebook that it stands in. */
typedef struct dr_placed_rule {
    const dr_codebook *book;
    const dr_rule *rule;
} dr_placed_rule;

/* As written: two rules whose find, unless, except and negated are equal; a set is its name. */
bool dr_rule_same_text(const dr_rule *a, const dr_rule *b);

/* What makes the second find, or block, other things than the first. */
typedef enum dr_rule_part {
    DR_PART_NONE, /* nothing: they do the same on the same text */
    DR_PART_FIND,
    DR_PART_UNLESS,
    DR_PART_EXCEPT,
    DR_PART_NEGATED,
    DR_PART_UNIT, /* of the rule, or of a code or the codebook above it, like the next two */
    DR_PART_WITHIN,
    DR_PART_SPEAKERS,
    DR_PART_CODE_UNLESS,     /* of a code that it stands in */
    DR_PART_CODEBOOK_UNLESS, /* of the codebook */
    DR_PART_SET              /* of the same name, but with other words in it */
} dr_rule_part;

/* The first part, in that order, in which they differ.  *set: of DR_PART_SET, the name of the set; borrowed.  Sets in
 * each `unless` above a rule count too. */
dr_rule_part dr_rule_compare(dr_placed_rule a, dr_placed_rule b, draad_str *set);

/* "find", "unless of code", ...; "" for none. */
const char *dr_rule_part_name(dr_rule_part part);

#endif
