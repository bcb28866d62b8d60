/* SPDX-License-Identifier: Apache-2.0
 * own_words.h - words that a user adds to the lexicon: jargon, names, forms that the lists do not have.
 * Wherever a draad_lexicon may be given, NULL is one without words.  All words are in norm.
 * Knows: the user's file, regular forms.  Does not know: the table of the lexicon, but for what it has already. */
#ifndef DR_OWN_WORDS_H
#define DR_OWN_WORDS_H

#include "base/buf.h"
#include "dutch/reading.h"

enum { DR_OWN_WORDS_MAX = 16 << 20 }; /* bytes of the file */

/* Reads the CSV.  All its errors are told; then DRAAD_E_CASES. */
draad_status dr_own_words_read(draad_str csv, const char *name, const draad_report *report, draad_lexicon **out,
                               draad_error *err);

/* The readings of a form, as the file has them; at most DR_READINGS_MAX. */
size_t dr_own_readings(const draad_lexicon *own, draad_str norm, dr_reading out[DR_READINGS_MAX]);

bool dr_own_has(const draad_lexicon *own, draad_str norm);

/* Can this word be part of a compound: three letters or more, and at the end a noun? */
bool dr_own_is_part(const draad_lexicon *own, draad_str norm, bool last);

/* The particle with which a separable infinitive begins: its bytes, or 0. */
size_t dr_own_particle(const draad_lexicon *own, draad_str infinitive);

#endif
