/* SPDX-License-Identifier: Apache-2.0
 * view.h - a project as a table wants to see it: some of its codes, one of its coders, codes rolled up.
 * Knows: codes and codings.  Does not know: what is counted with them. */
#ifndef DR_VIEW_H
#define DR_VIEW_H

#include "coding/project.h"

/* A project with the same documents whose codes and codings are as `options` says (rollup, level, coder, only).  It
 * borrows everything else of `p`, which must outlive it.  With roll-up to a level the codes below it are gone; a code
 * of a codebook that is not asked for is gone too.
 * Errors: DRAAD_E_USAGE for a code, codebook or coder that is not there, a level of 0, or a code that is
 * asked for and lies below the level of the roll-up: a table without it would say that it never occurs. */
draad_status dr_view_new(const draad_project *p, const draad_table_options *options, draad_project **out,
                         draad_error *err);
void dr_view_free(draad_project *view);

/* Is one of two codes of a project above the other?  Such a pair is structural when all levels count. */
bool dr_is_above(const draad_project *p, uint32_t above, uint32_t below);

/* "leaf", "level 1", "all levels": the roll-up in words, into `out`. */
enum { DR_ROLLUP_WORDS = 24 };
void dr_rollup_words(const draad_table_options *options, char *out);

#endif
