/* SPDX-License-Identifier: Apache-2.0
 * ratings.h - what each coder says of each unit: for each code present, absent, or nothing.
 * Knows: a project's codings and units.  Does not know: coefficients, files. */
#ifndef DR_RATINGS_H
#define DR_RATINGS_H

#include "analysis/agreement.h"
#include "coding/project.h"

/* Eligible units of all documents in order, and what the coders say of them. */
typedef struct dr_rating_set {
    size_t ncoders, ncodes, nunits, ndocuments;
    uint32_t *coders; /* of the project */
    size_t *first;    /* for each document its first unit, and behind the last */
    uint8_t *said;    /* [unit * ncoders + coder]: did the coder code this document at all? */
    uint8_t *present; /* [(code * nunits + unit) * ncoders + coder]; 0 where nothing was said */
} dr_rating_set;

enum { DR_RATINGS_MAX = 2000000000 }; /* codes times units times coders */

/* The coders that have any coding or document, in the order of the project.  Errors: DRAAD_E_USAGE for fewer than two,
 * DRAAD_E_LIMIT over DR_RATINGS_MAX. */
draad_status dr_ratings_of(const draad_project *p, draad_unit unit, dr_rating_set *out, draad_error *err);
void dr_ratings_free(dr_rating_set *r); /* what is in it */

/* One code's values as a coefficient wants them: 0, 1, DR_MISSING; into values[nunits * ncoders]. */
dr_ratings dr_ratings_of_code(const dr_rating_set *r, size_t code, uint32_t *values);

/* Which coder of the set is held to be right: the one of this name, else the first who is not the program, else the
 * first. Errors: DRAAD_E_USAGE when nobody has that name. */
draad_status dr_gold_coder(const draad_project *p, const uint32_t *coders, size_t n, const char *name, size_t *out,
                           draad_error *err);

/* Coders of a project that have any document, in its order; *n of them; freed by dr_free. */
draad_status dr_active_coders(const draad_project *p, uint32_t **out, size_t *n, draad_error *err);

/* The codings of one coder in a document, in their order, in a copy of it whose `codings` are freed by dr_free. */
draad_status dr_codings_of_coder(const dr_coded *d, uint32_t coder, dr_coded *out, draad_error *err);

/* Did a coder code this document: has it any coding of theirs, or did they say that they read it? */
bool dr_coder_covers(const dr_coded *d, uint32_t coder);

#endif
