/* SPDX-License-Identifier: Apache-2.0
 * scales.h - from answers to scores, and how well the items of a scale hang together.
 * Knows: keys of scales, answers as numbers.  Does not know: files, moments, other scales.
 * All numbers are defined in docs/scales.md. */
#ifndef DR_SCALES_H
#define DR_SCALES_H

#include "coding/scale_key.h"

typedef struct dr_scale_score {
    double value;      /* NaN: too many answers are missing */
    uint32_t nmissing; /* answers that are missing */
} dr_scale_score;

/* The scores of one respondent, beside key->subscales.
 * answers     beside the items of the key, as given (not reversed); NaN: missing
 * respondent  for the message alone
 * A (sub)scale is scored when at most a fifth of its items, rounded down, is missing: the mean of the answered items
 * after reversing, or that times the number of items for a sum.  Errors: DRAAD_E_CASES for an answer outside the range
 * of the key, whether its subscale is scored or not; the message names respondent and item.  Test
 * scores_equal_the_reference_values. */
draad_status dr_scale_score_of(const dr_scale_key *key, draad_str respondent, const double *answers,
                               dr_scale_score *scores, draad_error *err);

/* Are all items answered, all with the same answer, and that not the middle of the range?  With items of which some are
 * reversed, such answers contradict each other.  False for a key that does not ask for it.  Source: Soer e.a. 2019. */
bool dr_scale_is_inconsistent(const dr_scale_key *key, const double *answers);

/* The band in which a score falls; NULL when the subscale has none, or the score is NaN. */
const dr_band *dr_scale_band(const dr_subscale *subscale, double score);

typedef struct dr_cronbach {
    size_t n;     /* respondents that answered all items of the subscale: the others drop out */
    double alpha; /* at most 1, may be negative; NaN when n or the number of items is below 2, or all sums are equal */
} dr_cronbach;

/* Cronbach's alpha of a subscale of `key` over answers[i][item], i < n, which are as given: they are reversed here.
 * Source: Cronbach 1951; test alphas_equal_the_reference_values. */
draad_status dr_cronbach_of(const dr_scale_key *key, const dr_subscale *subscale, const double *const *answers,
                            size_t n, dr_cronbach *out, draad_error *err);

#endif
