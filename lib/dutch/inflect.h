/* SPDX-License-Identifier: Apache-2.0
 * inflect.h - the regular forms of a Dutch word, by spelling alone.
 * Knows: endings.  Does not know: which words there are. */
#ifndef DR_INFLECT_H
#define DR_INFLECT_H

#include "base/error.h"
#include "dutch/reading.h"

/* Receives a form and how it is inflected (DR_FORM_...); both are borrowed. */
typedef draad_status dr_form_receiver(void *ctx, draad_str form, unsigned kind, draad_error *err);

/* Calls `each` for every form that `lemma` may have when it is regular, itself first: of a noun plurals and
 * diminutives, of a verb all persons, participles and the infinitive, of an adjective degrees.  Stress is not known,
 * so of two spellings (mentoren, mentorren) both are given; forms may come twice.  `particle`: bytes of the particle of
 * a separable verb, or 0.  A status other than DRAAD_OK of `each` ends it and is returned. */
draad_status dr_inflect(draad_str lemma, size_t particle, unsigned wclass, dr_form_receiver *each, void *ctx,
                        draad_error *err);

/* The letters before -en or -e as they stand at the end of a word: gezinn -> gezin, grenz -> grens, tak -> taak.  At
 * least two, and fewer than DR_WORD_MAX. */
draad_str dr_close_syllable(draad_str open, char room[DR_WORD_MAX]);

#endif
