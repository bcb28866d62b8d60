/* SPDX-License-Identifier: Apache-2.0
 * account.h - what was done to come to a result, for a reader who was not there.
 * Knows: a project and how it was made.  Does not know: formats. */
#ifndef DR_ACCOUNT_H
#define DR_ACCOUNT_H

#include "base/table.h"
#include "coding/project.h"

/* A table with the columns topic, name and value: program, codebooks and other inputs with their digests, options, how
 * many of everything there are, the digests of the sources, and what the numbers mean.  Definitions are in the language
 * of the first codebook. */
draad_status dr_account_of(const draad_project *p, const draad_export_options *options, draad_table **out,
                           draad_error *err);

#endif
