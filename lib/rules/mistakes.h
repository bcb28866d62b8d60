/* SPDX-License-Identifier: Apache-2.0
 * mistakes.h - what is a word of a rule, and what looks like one?
 * Knows: one word of a rule.  Does not know: the grammar. */
#ifndef DR_MISTAKES_H
#define DR_MISTAKES_H

#include "base/error.h"

/* Does it hold a letter or a digit?  Outside ASCII everything counts but marks of punctuation. */
bool dr_rule_has_letter(draad_str word);

/* Is it this operator, perhaps with a '/' and a distance behind it? */
bool dr_rule_is_operator(draad_str word, const char *name);

/* What to write instead of a word that other programs use, or that a sentence has and a rule has not; NULL: it may be
 * a word.  `word` is not empty. */
const char *dr_rule_mistake(draad_str word);

#endif
