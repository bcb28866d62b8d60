/* SPDX-License-Identifier: Apache-2.0
 * scales.c - from answers to scores, and how well the items of a scale hang together.
 * Knows: keys of scales, answers as numbers.  Does not know: files, moments, other scales. */
#include "analysis/scales.h"

#include <math.h>

#include "base/sum.h"

enum { MISSING_SHARE = 5 }; /* one in so many items may be missing */

/* ---- One respondent ------------------------------------------------------------------------------------ */

static double turned(const dr_scale_key *k, uint32_t item, double answer)
{
    return k->reversed[item] ? (double)k->min + k->max - answer : answer;
}

static dr_scale_score score_of(const dr_scale_key *k, const dr_subscale *s, const double *answers)
{
    dr_scale_score score = {NAN, 0};
    dr_sum sum = {0};
    for (uint32_t i = 0; i < s->nitems; i++) {
        const double answer = answers[s->items[i]];
        if (isnan(answer))
            score.nmissing++;
        else
            dr_sum_add(&sum, turned(k, s->items[i], answer));
    }
    if (score.nmissing <= s->nitems / MISSING_SHARE) /* one division, so that equal answers give equal scores */
        score.value = dr_sum_of(&sum) * (k->sum ? s->nitems : 1) / (s->nitems - score.nmissing);
    return score;
}

draad_status dr_scale_score_of(const dr_scale_key *key, draad_str respondent, const double *answers,
                               dr_scale_score *scores, draad_error *err)
{
    for (uint32_t i = 0; i < key->nitems; i++)
        if (answers[i] < key->min || answers[i] > key->max)
            return dr_fail(err, DRAAD_E_CASES, dr_place_of(NULL),
                           "respondent %.*s, item %u of %.*s: an answer outside %d to %d", DR_ARG(respondent),
                           (unsigned)(i + 1), DR_ARG(key->id), (int)key->min, (int)key->max);
    for (uint32_t i = 0; i < key->nsubscales; i++)
        scores[i] = score_of(key, &key->subscales[i], answers);
    return DRAAD_OK;
}

bool dr_scale_is_inconsistent(const dr_scale_key *key, const double *answers)
{
    if (!key->flag_inconsistent || 2 * answers[0] == key->min + key->max)
        return false;
    for (uint32_t i = 0; i < key->nitems; i++)
        if (answers[i] != answers[0]) /* a missing one, too: NaN equals nothing */
            return false;
    return true;
}

const dr_band *dr_scale_band(const dr_subscale *subscale, double score)
{
    const dr_band *found = NULL;
    for (uint32_t i = 0; i < subscale->nbands; i++) {
        const dr_band *b = &subscale->bands[i];
        if (score > b->from || (score == b->from && !b->above))
            found = b;
    }
    return found;
}

/* ---- All respondents ----------------------------------------------------------------------------------- */

static bool is_complete(const dr_subscale *s, const double *answers)
{
    for (uint32_t i = 0; i < s->nitems; i++)
        if (isnan(answers[s->items[i]]))
            return false;
    return true;
}

draad_status dr_cronbach_of(const dr_scale_key *key, const dr_subscale *subscale, const double *const *answers,
                            size_t n, dr_cronbach *out, draad_error *err)
{
    const double k = subscale->nitems;
    size_t nrows = 0;
    dr_sum of_items = {0};
    const double **rows = dr_alloc_zero(n, sizeof *rows);
    double *values = dr_alloc_zero(n, sizeof *values), *totals = dr_alloc_zero(n, sizeof *totals);
    const bool room = rows != NULL && values != NULL && totals != NULL;
    for (size_t i = 0; room && i < n; i++)
        if (is_complete(subscale, answers[i]))
            rows[nrows++] = answers[i];
    for (uint32_t item = 0; room && item < subscale->nitems; item++) {
        for (size_t i = 0; i < nrows; i++) {
            values[i] = turned(key, subscale->items[item], rows[i][subscale->items[item]]);
            totals[i] += values[i];
        }
        dr_sum_add(&of_items, dr_variance(values, nrows));
    }
    const double of_totals = room ? dr_variance(totals, nrows) : (double)NAN;
    *out = (dr_cronbach){nrows, NAN};
    if (k >= 2 && of_totals > 0)
        out->alpha = k / (k - 1) * (1 - dr_sum_of(&of_items) / of_totals);
    dr_free(rows);
    dr_free(values);
    dr_free(totals);
    return room ? DRAAD_OK : dr_no_memory(err);
}
