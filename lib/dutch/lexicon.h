/* SPDX-License-Identifier: Apache-2.0
 * lexicon.h - what single Dutch words are, without context.
 * The lexicon is one constant table in the program, made by scripts/make-lexicon from Debian's word lists and
 * the hand-written tables beside it.  Every function is pure and safe to call from any thread.
 * All words are in norm: lower case, NFC, straight apostrophes, no soft hyphens (see dutch/norm.h). */
#ifndef DR_LEXICON_H
#define DR_LEXICON_H

#include "dutch/reading.h"

/* Wherever `own` stands: words that a user added (dutch/own_words.h), which come before those of the table; NULL: none.
 */

/* All readings of a form, the likeliest first; never more than DR_READINGS_MAX, no two with the same lemma and
 * class.  A word that is unknown is read by its longest known tail, then by suffix rules; the last resort is
 * the form itself.  A form of more than DR_WORD_MAX bytes has no readings.
 * Returns the number of readings.  Cannot fail. */
size_t dr_lexicon_readings(const draad_lexicon *own, draad_str norm, dr_reading out[DR_READINGS_MAX]);

/* The same of a form that the lists know, as it stands or with other accents; 0 when the readings of the form would be
 * guessed from its parts or its ending.  What costs is the guessing. */
size_t dr_lexicon_known_readings(const draad_lexicon *own, draad_str norm, dr_reading out[DR_READINGS_MAX]);

/* How the lemmas of a form can begin that has no known readings: each begins with the DR_START_MAX letters of one of
 * `out`, accents aside.  Returns how many there are; 0: nothing can be said (a user's words, signs, accents, a short
 * form). */
enum { DR_START_MAX = 4, DR_STARTS_MAX = 2 };
size_t dr_lexicon_starts(const draad_lexicon *own, draad_str norm, char out[DR_STARTS_MAX][DR_START_MAX]);

/* Is this very form a word of the lists (any class)?  Joined forms of separable verbs (losliet) are there only
 * when the lists have them. */
bool dr_lexicon_has(const draad_lexicon *own, draad_str norm);

/* Do particle and infinitive make a separable verb ("los" + "laten")? */
bool dr_lexicon_separable(const draad_lexicon *own, draad_str particle, draad_str infinitive);

/* The particle with which a separable infinitive begins: its bytes, or 0 (loslaten -> 3; herhalen -> 0). */
size_t dr_lexicon_particle(const draad_lexicon *own, draad_str infinitive);

/* Can this word be the particle of a separable verb at all? */
bool dr_lexicon_is_particle(draad_str norm);

/* The parts of a compound lemma, linking letters left out of the parts: jeugdgezondheidszorg -> jeugd,
 * gezondheid, zorg.  A hyphen is always a border.  A plural that changes its letters stays as it is (brievenbus ->
 * brieven, bus): read it again for its lemma.  Each part is a stretch of `lemma`: parts[i] looks into it; the last
 * of DR_PARTS_MAX takes all that is left.
 * Returns the number of parts; 1 when the word is no compound.  Cannot fail. */
size_t dr_lexicon_parts(const draad_lexicon *own, draad_str lemma, draad_str parts[DR_PARTS_MAX]);

/* What half a word stands for beside a whole one: "jeugd-" before "gezinszorg" is jeugdzorg, "-begeleiders" behind
 * "gezinscoaches" is gezinsbegeleiders.  All in norm, the hyphen left out.  Writes it to `out`; returns its bytes, 0
 * when `whole` is no compound or the result too long.  Cannot fail. */
size_t dr_lexicon_first_half(const draad_lexicon *own, draad_str half, draad_str whole, char out[DR_WORD_MAX]);
size_t dr_lexicon_second_half(const draad_lexicon *own, draad_str half, draad_str whole, char out[DR_WORD_MAX]);

/* SHA-256 of the table, as 64 hexadecimal digits: stands in each manifest. */
const char *dr_lexicon_sha256(void);

#endif
