/* SPDX-License-Identifier: Apache-2.0
 * pattern.h - regular expressions (PCRE2) that cannot run away.
 * Knows: patterns and stretches of text.  Does not know: rules, words, documents. */
#ifndef DR_PATTERN_H
#define DR_PATTERN_H

#include "base/error.h"
#include "base/memory.h"

enum {
    DR_PATTERN_MAX = 65536, /* bytes of a pattern */
    DR_PATTERN_NESTING_MAX = 250,
    DR_SUBJECT_MAX = 16384,  /* bytes of text looked at in one go */
    DR_PATTERN_BUDGET = 1000 /* a sensible budget for one rule on one document: see dr_pattern_find */
};

/* Compiled, and shared by threads: what may be added to it is added once, before the first of them uses it. */
typedef struct dr_pattern dr_pattern;

typedef struct dr_pattern_options {
    bool any_case; /* letters match in both cases: for text that is folded */
    bool no_jit;   /* interpret; the result is the same for patterns that stay inside the limits */
} dr_pattern_options;

/* Compiles with UTF, Unicode properties and line ends of LF.  DRAAD_E_CODEBOOK when the pattern is not valid or
 * asks for what is not allowed here (\C, \G, (*VERBS), over DR_PATTERN_MAX or DR_PATTERN_NESTING_MAX); then *offset
 * (may be NULL) is the byte of the pattern where, and *err has no place.  NULL options: the defaults. */
draad_status dr_pattern_new(draad_str text, const dr_pattern_options *options, dr_pattern **out, size_t *offset,
                            draad_error *err);
void dr_pattern_free(dr_pattern *p);

/* What one thread needs to match any pattern; about 1 MiB at most. */
typedef struct dr_pattern_scratch dr_pattern_scratch;
dr_pattern_scratch *dr_pattern_scratch_new(void); /* NULL: no memory */
void dr_pattern_scratch_free(dr_pattern_scratch *s);

typedef struct dr_pattern_found {
    bool found;
    size_t start, end; /* bytes of the subject; never empty */
} dr_pattern_found;

/* The first match that begins at byte `from` or later and is not empty.
 * subject  valid UTF-8, at most DR_SUBJECT_MAX bytes; `from` is at the start of a character or at the end
 * budget   start positions that may still need heavy work; counted down, and shared by all calls for one rule and
 *          document.  A start position is heavy when it does not come to an end within a twentieth of the limits;
 *          ordinary patterns never have one.  The count does not depend on the machine or its load.
 * DRAAD_E_RULE: over a limit or the budget, so nothing is known and the rule fails for this document (*err has no
 * place; *out is where it happened).  DRAAD_E_MEMORY. */
draad_status dr_pattern_find(const dr_pattern *p, dr_pattern_scratch *s, draad_str subject, size_t from,
                             uint32_t *budget, dr_pattern_found *out, draad_error *err);

/* The longest run of at least three letters a-z that stands together in every match of the pattern, as far as a
 * simple look can tell, in lower case; "" when there is none.  In `arena`; data is NULL when there is no memory.
 * It may be looked for, without regard to case, in any text before the pattern is tried. */
draad_str dr_pattern_required(draad_str text, dr_arena *arena);

#endif
