/* SPDX-License-Identifier: Apache-2.0
 * agreement_table.c - agreement of the coders of a project, code by code.
 * Knows: ratings, coefficients, coders.  Does not know: formulas, files. */
#include "analysis/agreement.h"
#include "analysis/bootstrap.h"
#include "analysis/gold.h"
#include "analysis/kinds.h"
#include "analysis/ratings.h"

#include <math.h>
#include <stdlib.h>

enum { SAMPLES = 2000, DOCUMENTS_LEAST = 8 };

/* ---- Intervals ------------------------------------------------------------------------------------------------ */

/* What adds up over units, for two values: observed differences, values of each kind among those that can be paired;
 * and the four cells of two coders. */
typedef struct part {
    double observed, n[2], cell[4];
} part;

typedef struct parts {
    part *at;
    bool two; /* two coders: kappa; else alpha */
} parts;

static void add_part(part *to, const part *p)
{
    to->observed += p->observed;
    for (size_t k = 0; k < 2; k++)
        to->n[k] += p->n[k];
    for (size_t k = 0; k < 4; k++)
        to->cell[k] += p->cell[k];
}

static part part_of(const dr_ratings *r, size_t unit)
{
    part p = {0};
    double n[2] = {0, 0};
    for (size_t g = 0; g < r->ncoders; g++)
        if (r->values[unit * r->ncoders + g] != DR_MISSING)
            n[r->values[unit * r->ncoders + g]] += 1;
    if (n[0] + n[1] < 2)
        return p;
    p.observed = 2 * n[0] * n[1] / (n[0] + n[1] - 1);
    p.n[0] = n[0];
    p.n[1] = n[1];
    if (r->ncoders == 2)
        p.cell[2 * r->values[2 * unit] + r->values[2 * unit + 1]] = 1;
    return p;
}

static double alpha_of(const part *p)
{
    const double n = p->n[0] + p->n[1], expected = 2 * p->n[0] * p->n[1];
    return expected > 0 ? 1 - p->observed / n / (expected / (n * (n - 1))) : (double)NAN;
}

static draad_status draw(void *ctx, const uint32_t *drawn, size_t n, double *value, draad_error *err)
{
    const parts *p = ctx;
    part sum = {0};
    (void)err;
    for (size_t i = 0; i < n; i++)
        add_part(&sum, &p->at[drawn[i]]);
    *value = p->two ? dr_kappa_of_counts(sum.cell[3], sum.cell[2], sum.cell[1], sum.cell[0]) : alpha_of(&sum);
    return DRAAD_OK;
}

/* What is drawn: documents in which two coders say something, when there are enough of them; else units. */
typedef struct lots {
    uint32_t *of; /* for each unit which of them it is part of; DRAAD_NONE: nothing is compared there */
    size_t n;
    bool by_document;
} lots;

/* A coder speaks of all units of a document, or of none. */
static bool is_compared(const dr_rating_set *set, size_t document)
{
    size_t nsaid = 0;
    for (size_t g = 0; set->first[document] < set->first[document + 1] && g < set->ncoders; g++)
        nsaid += set->said[set->first[document] * set->ncoders + g];
    return nsaid >= 2;
}

static draad_status find_lots(const dr_rating_set *set, lots *out, draad_error *err)
{
    size_t ndocuments = 0;
    if ((out->of = dr_alloc_zero(set->nunits, sizeof *out->of)) == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < set->ndocuments; i++)
        ndocuments += is_compared(set, i);
    out->by_document = ndocuments >= DOCUMENTS_LEAST;
    out->n = 0;
    for (size_t i = 0; i < set->ndocuments; i++) {
        const bool compared = is_compared(set, i);
        for (size_t u = set->first[i]; u < set->first[i + 1]; u++) {
            out->of[u] = compared ? (uint32_t)out->n : DRAAD_NONE;
            out->n += compared && !out->by_document;
        }
        out->n += compared && out->by_document;
    }
    return DRAAD_OK;
}

/* Intervals of alpha and kappa. */
static draad_status find_intervals(const lots *drawn, const dr_ratings *r, uint64_t seed, dr_interval *alpha,
                                   dr_interval *kappa, draad_error *err)
{
    parts p = {.at = dr_alloc_zero(drawn->n, sizeof *p.at)};
    draad_status s = p.at != NULL ? DRAAD_OK : dr_no_memory(err);
    for (size_t u = 0; s == DRAAD_OK && u < r->nunits; u++) {
        const part one = part_of(r, u);
        if (drawn->of[u] != DRAAD_NONE)
            add_part(&p.at[drawn->of[u]], &one);
    }
    *kappa = (dr_interval){NAN, NAN, 0, 0};
    if (s == DRAAD_OK)
        s = dr_bootstrap(drawn->n, SAMPLES, seed, draw, &p, alpha, err);
    p.two = true;
    if (s == DRAAD_OK && r->ncoders == 2)
        s = dr_bootstrap(drawn->n, SAMPLES, seed, draw, &p, kappa, err);
    dr_free(p.at);
    return s;
}

/* ---- Code by code ----------------------------------------------------------------------------------------------- */

/* Sums for the pooled kappa: over codes that somebody used. */
typedef struct pool {
    double po, pe;
    uint32_t n;
} pool;

static void put_two(draad_table *t, const dr_two_coders *two, const dr_hits *h, const dr_interval *kappa)
{
    const double numbers[] = {two->share[0],
                              two->share[1],
                              two->kappa,
                              two->kappa_se,
                              kappa->low,
                              kappa->high,
                              kappa->samples > 0 ? kappa->defined : (double)NAN,
                              two->scott_pi,
                              dr_precision(*h),
                              dr_recall(*h),
                              dr_f1(*h)};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        dr_table_put(t, numbers[i]);
}

/* Units where both say something: what the other coder finds of what the gold one has. */
static dr_hits hits_of(const dr_ratings *r, size_t gold)
{
    dr_hits h = {0, 0, 0};
    for (size_t u = 0; u < r->nunits; u++) {
        const uint32_t a = r->values[2 * u + gold], b = r->values[2 * u + 1 - gold];
        if (a == DR_MISSING || b == DR_MISSING)
            continue;
        h.tp += a && b;
        h.fn += a && !b;
        h.fp += !a && b;
    }
    return h;
}

static double prevalence_of(const dr_ratings *r)
{
    double n = 0, present = 0;
    for (size_t i = 0; i < r->nunits * r->ncoders; i++)
        if (r->values[i] != DR_MISSING) {
            n += 1;
            present += r->values[i];
        }
    return n > 0 ? present / n : (double)NAN;
}

static draad_status put_code(draad_table *t, const draad_project *p, const dr_rating_set *set, const lots *drawn,
                             size_t code, size_t gold, uint32_t *values, const draad_table_options *o, pool *pooled,
                             draad_error *err)
{
    const dr_ratings r = dr_ratings_of_code(set, code, values);
    dr_two_coders two = {0, NAN, NAN, NAN, NAN, NAN, NAN, {NAN, NAN}};
    dr_many_coders many;
    dr_interval alpha, kappa;
    dr_hits hits = {0, 0, 0};
    draad_status s = dr_many_coders_of(&r, &many, err);
    if (s == DRAAD_OK && set->ncoders == 2)
        s = dr_two_coders_of(&r, &two, err);
    if (s == DRAAD_OK)
        s = find_intervals(drawn, &r, o->saturation.seed, &alpha, &kappa, err);
    if (s != DRAAD_OK)
        return s;
    if (set->ncoders == 2)
        hits = hits_of(&r, gold);
    if (set->ncoders == 2 && prevalence_of(&r) > 0) {
        pooled->po += two.po;
        pooled->pe += two.pe;
        pooled->n++;
    }
    /* Landis and Koch speak of kappa: of two coders Cohen's, of more Fleiss'. */
    const double labelled = o->labels == DRAAD_LABELS_KRIPPENDORFF ? many.alpha
                            : set->ncoders == 2                    ? two.kappa
                                                                   : many.fleiss;
    const double numbers[] = {many.nunits,   prevalence_of(&r), many.pa, many.alpha,  alpha.low,  alpha.high,
                              alpha.defined, many.ac1,          many.bp, many.fleiss, many.conger};
    dr_table_put_text(t, p->codes.at[code].id);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        dr_table_put(t, numbers[i]);
    put_two(t, &two, &hits, &kappa);
    if (o->labels != DRAAD_LABELS_NONE)
        dr_table_put_text(t, dr_str_of(dr_label_of(o->labels, labelled)));
    return DRAAD_OK;
}

/* ---- All codes at once --------------------------------------------------------------------------------------------
 */

typedef struct set_key {
    const uint64_t *bits;
    size_t nwords, at;
} set_key;

static int compare_sets(const void *one, const void *other)
{
    const set_key *a = one, *b = other;
    for (size_t i = 0; i < a->nwords; i++)
        if (a->bits[i] != b->bits[i])
            return a->bits[i] < b->bits[i] ? -1 : 1;
    return 0;
}

/* For each unit and coder the set of codes; equal sets get one number. */
static draad_status number_sets(const dr_rating_set *set, uint64_t *bits, size_t nwords, uint32_t *values,
                                uint64_t *different, uint32_t *n, draad_error *err)
{
    const size_t ncells = set->nunits * set->ncoders;
    set_key *keys = dr_alloc_zero(ncells, sizeof *keys);
    if (keys == NULL)
        return dr_no_memory(err);
    for (size_t code = 0; code < set->ncodes; code++)
        for (size_t i = 0; i < ncells; i++)
            if (set->present[code * ncells + i])
                bits[i * nwords + code / 64] |= (uint64_t)1 << code % 64;
    for (size_t i = 0; i < ncells; i++)
        keys[i] = (set_key){&bits[i * nwords], nwords, i};
    if (ncells > 0)
        qsort(keys, ncells, sizeof *keys, compare_sets);
    *n = 0;
    for (size_t i = 0; i < ncells; i++) {
        if (i == 0 || compare_sets(&keys[i - 1], &keys[i]) != 0)
            for (size_t k = 0; k < nwords; k++)
                different[(size_t)*n * nwords + k] = keys[i].bits[k];
        *n += i == 0 || compare_sets(&keys[i - 1], &keys[i]) != 0;
        values[keys[i].at] = set->said[keys[i].at] ? *n - 1 : DR_MISSING;
    }
    dr_free(keys);
    return DRAAD_OK;
}

static draad_status find_set_alphas(const dr_rating_set *set, uint32_t *values, double *jaccard, double *masi,
                                    draad_error *err)
{
    const size_t ncells = set->nunits * set->ncoders, nwords = set->ncodes / 64 + 1;
    uint64_t *bits = dr_alloc_zero(ncells, nwords * sizeof *bits);
    uint64_t *different = dr_alloc_zero(ncells + 1, nwords * sizeof *different);
    uint32_t n = 0;
    draad_status s = bits != NULL && different != NULL ? DRAAD_OK : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = number_sets(set, bits, nwords, values, different, &n, err);
    const dr_ratings r = {values, set->nunits, set->ncoders, n};
    const dr_value_sets sets = {different, nwords};
    if (s == DRAAD_OK)
        s = dr_alpha_of(&r, dr_jaccard_difference, &sets, jaccard, NULL, err);
    if (s == DRAAD_OK)
        s = dr_alpha_of(&r, dr_masi_difference, &sets, masi, NULL, err);
    dr_free(bits);
    dr_free(different);
    return s;
}

static draad_status put_coders(draad_table *t, const draad_project *p, const dr_rating_set *set, draad_error *err)
{
    dr_buf names = {0};
    draad_status s = DRAAD_OK;
    for (size_t g = 0; s == DRAAD_OK && g < set->ncoders; g++) {
        if (g > 0)
            s = dr_buf_put_char(&names, ';', err);
        if (s == DRAAD_OK)
            s = dr_buf_put(&names, p->coders.at[set->coders[g]], err);
    }
    if (s == DRAAD_OK)
        dr_table_fact_text(t, "coders", dr_buf_str(&names));
    dr_buf_free(&names);
    return s;
}

draad_status dr_table_agreement(const draad_project *p, const draad_table_options *o, draad_table **out,
                                draad_error *err)
{
    const char *const columns[] = {"@code",
                                   "n",
                                   "prevalence",
                                   "po",
                                   "alpha",
                                   "alpha_low",
                                   "alpha_high",
                                   "alpha_samples",
                                   "ac1",
                                   "bp",
                                   "fleiss",
                                   "conger",
                                   "prevalence_a",
                                   "prevalence_b",
                                   "kappa",
                                   "kappa_se",
                                   "kappa_low",
                                   "kappa_high",
                                   "kappa_samples",
                                   "scott_pi",
                                   "precision",
                                   "recall",
                                   "f1",
                                   o->labels != DRAAD_LABELS_NONE ? "@label" : NULL,
                                   NULL};
    dr_rating_set set = {0};
    pool pooled = {0, 0, 0};
    lots drawn = {0};
    double jaccard = NAN, masi = NAN;
    size_t gold = 0;
    *out = NULL;
    draad_status s = dr_ratings_of(p, o->matrix.unit, &set, err);
    if (s == DRAAD_OK)
        s = dr_gold_coder(p, set.coders, set.ncoders, o->gold, &gold, err);
    if (s == DRAAD_OK && o->gold != NULL && set.ncoders > 2)
        s = dr_fail(err, DRAAD_E_USAGE, (dr_place){0},
                    "a gold coder is for two coders, and here are %zu: give two, or ask for draad table gold",
                    set.ncoders);
    uint32_t *values = s == DRAAD_OK ? dr_alloc_zero(set.nunits, set.ncoders * sizeof *values) : NULL;
    if (s == DRAAD_OK && values == NULL)
        s = dr_no_memory(err);
    if (s == DRAAD_OK)
        s = find_lots(&set, &drawn, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t code = 0; s == DRAAD_OK && code < set.ncodes; code++)
        s = put_code(*out, p, &set, &drawn, code, gold, values, o, &pooled, err);
    if (s == DRAAD_OK)
        s = find_set_alphas(&set, values, &jaccard, &masi, err);
    if (s == DRAAD_OK)
        s = put_coders(*out, p, &set, err);
    if (s == DRAAD_OK) {
        const double k = pooled.n;
        dr_table_fact_text(*out, "gold", p->coders.at[set.coders[gold]]);
        dr_table_fact(*out, "pooled_kappa",
                      k > 0 && pooled.pe < k ? (pooled.po - pooled.pe) / (k - pooled.pe) : (double)NAN);
        dr_table_fact(*out, "set_alpha_jaccard", jaccard);
        dr_table_fact(*out, "set_alpha_masi", masi);
        if (o->labels != DRAAD_LABELS_NONE)
            dr_table_fact_text(*out, "labels",
                               dr_str_of(o->labels == DRAAD_LABELS_KRIPPENDORFF ? "krippendorff" : "landis-koch"));
        dr_table_fact_text(*out, "unit", dr_str_of(draad_unit_name(o->matrix.unit)));
        dr_table_fact(*out, "units", (double)set.nunits);
        dr_table_fact_text(*out, "drawn", dr_str_of(drawn.by_document ? "documents" : "units"));
        dr_table_fact(*out, "samples", SAMPLES);
        dr_table_fact(*out, "seed", (double)o->saturation.seed);
    }
    dr_ratings_free(&set);
    dr_free(values);
    dr_free(drawn.of);
    return dr_table_done(out, s, err);
}
