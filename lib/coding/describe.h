/* SPDX-License-Identifier: Apache-2.0
 * describe.h - what stays of a document when its text has streamed past.
 * Knows: one document and the cases.  Does not know: matches, files, threads. */
#ifndef DR_DESCRIBE_H
#define DR_DESCRIBE_H

#include "coding/project.h"

/* Fills d->speakers, speaker_cases, turns, units, memos and counts from d->doc and the cases.  Strings are copied, so
 * that the document may go. */
draad_status dr_coded_describe(dr_coded *d, const draad_project *p, draad_error *err);

/* Fills what follows from the range of a memo; its strings are copied. */
draad_status dr_memo_describe(dr_coded *d, dr_memo *m, draad_error *err);

#endif
