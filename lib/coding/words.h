/* SPDX-License-Identifier: Apache-2.0
 * words.h - which words the speakers of a document use, and how often.
 * Knows: one document.  Does not know: codes, files. */
#ifndef DR_WORDS_H
#define DR_WORDS_H

#include "coding/project.h"

/* Fills d->words from the text: the lemma of each word in an eligible turn (of a verb whose particle stands apart,
 * once, the whole verb), by speaker and bytes. */
draad_status dr_coded_count_words(dr_coded *d, draad_error *err);

#endif
