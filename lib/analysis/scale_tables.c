/* SPDX-License-Identifier: Apache-2.0
 * scale_tables.c - scales as tables: scores, how well items hang together, codes beside scores, first and second
 * measurement.
 * Knows: scales, cases and their codes.  Does not know: formulas (scales.h, correlation.h, change.h), files. */
#include "analysis/association.h"
#include "analysis/change.h"
#include "analysis/correlation.h"
#include "analysis/counts.h"
#include "analysis/kinds.h"
#include "analysis/scales.h"
#include "coding/scale_set.h"

#include <math.h>

static draad_status no_scales(draad_error *err)
{
    return dr_fail(err, DRAAD_E_USAGE, (dr_place){0},
                   "this table needs --scale FILE, the key of a scale, and --answers FILE");
}

static draad_str moment_name(const dr_scale_answers *a, uint32_t moment)
{
    return moment < a->nmoments ? a->moments[moment] : (draad_str){0};
}

/* How many moments there are to tell apart: one without a name when the file has no such column. */
static uint32_t count_moments(const dr_scale_answers *a)
{
    return a->nmoments > 0 ? a->nmoments : 1;
}

static uint32_t moment_at(const dr_scale_answers *a, uint32_t i)
{
    return a->nmoments > 0 ? i : DRAAD_NONE;
}

/* The score of a row on one subscale. */
static draad_status score_of(const dr_scale *scale, const dr_scale_answer_row *row, uint32_t subscale, double *out,
                             draad_error *err)
{
    dr_scale_score scores[DR_SUBSCALES_MAX];
    draad_status s = dr_scale_score_of(&scale->key, row->case_id, row->answers, scores, err);
    *out = s == DRAAD_OK ? scores[subscale].value : (double)NAN;
    return s;
}

static void put_subscale(draad_table *t, const dr_scale *scale, uint32_t subscale)
{
    dr_table_put_text(t, scale->key.id);
    dr_table_put_text(t, scale->key.subscales[subscale].id);
    dr_table_put_text(t, scale->key.subscales[subscale].label);
}

/* ---- Scores ------------------------------------------------------------------------------------------------ */

static draad_status put_row(draad_table *t, const dr_scale *scale, const dr_scale_answer_row *row, bool bands,
                            draad_error *err)
{
    dr_scale_score scores[DR_SUBSCALES_MAX];
    const bool inconsistent = dr_scale_is_inconsistent(&scale->key, row->answers);
    draad_status s = dr_scale_score_of(&scale->key, row->case_id, row->answers, scores, err);
    for (uint32_t i = 0; s == DRAAD_OK && i < scale->key.nsubscales; i++) {
        const dr_band *band = bands ? dr_scale_band(&scale->key.subscales[i], scores[i].value) : NULL;
        put_subscale(t, scale, i);
        dr_table_put_text(t, row->case_id);
        dr_table_put_text(t, moment_name(&scale->answers, row->moment));
        dr_table_put(t, scores[i].value);
        dr_table_put(t, scores[i].nmissing);
        dr_table_put_text(t, band != NULL ? band->label : (draad_str){0});
        dr_table_put(t, inconsistent);
    }
    return s;
}

draad_status dr_table_scales(const draad_project *p, const draad_table_options *o, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@scale", "@subscale", "@label", "@case",        "@moment",
                                          "score",  "missing",   "@band",  "inconsistent", NULL};
    (void)p;
    *out = NULL;
    if (o->scales == NULL)
        return no_scales(err);
    draad_status s = dr_table_of(columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < o->scales->n; i++)
        for (size_t k = 0; s == DRAAD_OK && k < o->scales->at[i].answers.nrows; k++)
            s = put_row(*out, &o->scales->at[i], &o->scales->at[i].answers.rows[k], o->bands, err);
    return dr_table_done(out, s, err);
}

/* ---- Reliability --------------------------------------------------------------------------------------------- */

static draad_status put_alpha(draad_table *t, const dr_scale *scale, uint32_t subscale, uint32_t moment,
                              const double **rows, draad_error *err)
{
    dr_cronbach found;
    size_t n = 0;
    for (size_t i = 0; i < scale->answers.nrows; i++)
        if (scale->answers.rows[i].moment == moment)
            rows[n++] = scale->answers.rows[i].answers;
    draad_status s = dr_cronbach_of(&scale->key, &scale->key.subscales[subscale], rows, n, &found, err);
    if (s == DRAAD_OK) {
        put_subscale(t, scale, subscale);
        dr_table_put_text(t, moment_name(&scale->answers, moment));
        dr_table_put(t, scale->key.subscales[subscale].nitems);
        dr_table_put(t, (double)n);
        dr_table_put(t, (double)found.n);
        dr_table_put(t, found.alpha);
    }
    return s;
}

static draad_status put_alphas(draad_table *t, const dr_scale *scale, draad_error *err)
{
    const double **rows = dr_alloc_zero(scale->answers.nrows, sizeof *rows);
    draad_status s = rows != NULL ? DRAAD_OK : dr_no_memory(err);
    for (uint32_t i = 0; s == DRAAD_OK && i < scale->key.nsubscales; i++)
        for (uint32_t m = 0; s == DRAAD_OK && m < count_moments(&scale->answers); m++)
            s = put_alpha(t, scale, i, moment_at(&scale->answers, m), rows, err);
    dr_free((void *)rows);
    return s;
}

draad_status dr_table_reliability(const draad_project *p, const draad_table_options *o, draad_table **out,
                                  draad_error *err)
{
    static const char *const columns[] = {"@scale",      "@subscale", "@label", "@moment", "items",
                                          "respondents", "complete",  "alpha",  NULL};
    (void)p;
    *out = NULL;
    if (o->scales == NULL)
        return no_scales(err);
    draad_status s = dr_table_of(columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < o->scales->n; i++)
        s = put_alphas(*out, &o->scales->at[i], err);
    return dr_table_done(out, s, err);
}

/* ---- Codes beside scores --------------------------------------------------------------------------------------- */

typedef struct beside {
    const draad_project *p;
    const draad_table_options *o;
    dr_case_counts cases;
    double *score, *frequency; /* of each case */
    dr_correlation *pearson, *spearman;
    double *pvalues, *q; /* of each code */
} beside;

static void beside_free(beside *b)
{
    dr_case_counts_free(&b->cases);
    dr_free(b->score);
    dr_free(b->frequency);
    dr_free(b->pearson);
    dr_free(b->spearman);
    dr_free(b->pvalues);
    dr_free(b->q);
}

static draad_status prepare(beside *b, draad_error *err)
{
    draad_status s = dr_case_counts_of(b->p, &b->cases, err);
    if (s != DRAAD_OK)
        return s;
    b->score = dr_alloc_zero(b->cases.ncases, sizeof *b->score);
    b->frequency = dr_alloc_zero(b->cases.ncases, sizeof *b->frequency);
    b->pearson = dr_alloc_zero(b->p->codes.n, sizeof *b->pearson);
    b->spearman = dr_alloc_zero(b->p->codes.n, sizeof *b->spearman);
    b->pvalues = dr_alloc_zero(b->p->codes.n, sizeof *b->pvalues);
    b->q = dr_alloc_zero(b->p->codes.n, sizeof *b->q);
    return b->score != NULL && b->frequency != NULL && b->pearson != NULL && b->spearman != NULL &&
                   b->pvalues != NULL && b->q != NULL
               ? DRAAD_OK
               : dr_no_memory(err);
}

/* How often each case has a code; NaN for one without words. */
static void fill_frequency(beside *b, size_t code)
{
    for (size_t i = 0; i < b->cases.ncases; i++) {
        const double n = b->cases.nsegments[code * b->cases.ncases + i], words = (double)b->cases.nwords[i];
        b->frequency[i] = b->o->presence ? n > 0 : words > 0 ? 1000 * n / words : (double)NAN;
    }
}

static draad_status correlate(beside *b, const dr_scale *scale, uint32_t subscale, uint32_t moment, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < b->cases.ncases; i++) {
        const dr_scale_answer_row *row = dr_scale_answers_find(&scale->answers, b->cases.cases[i], moment);
        b->score[i] = NAN;
        if (row != NULL)
            s = score_of(scale, row, subscale, &b->score[i], err);
    }
    for (size_t code = 0; s == DRAAD_OK && code < b->p->codes.n; code++) {
        fill_frequency(b, code);
        b->pearson[code] = dr_pearson(b->score, b->frequency, b->cases.ncases);
        b->pvalues[code] = b->pearson[code].p;
        s = dr_spearman(b->score, b->frequency, b->cases.ncases, &b->spearman[code], err);
    }
    return s == DRAAD_OK ? dr_benjamini_hochberg(b->pvalues, b->p->codes.n, b->q, err) : s;
}

static draad_status put_correlations(draad_table *t, beside *b, const dr_scale *scale, uint32_t subscale,
                                     uint32_t moment, draad_error *err)
{
    draad_status s = correlate(b, scale, subscale, moment, err);
    size_t family = 0; /* what the correction is over */
    for (size_t code = 0; s == DRAAD_OK && code < b->p->codes.n; code++)
        family += isnan(b->q[code]) ? 0 : 1;
    for (size_t code = 0; s == DRAAD_OK && code < b->p->codes.n; code++) {
        put_subscale(t, scale, subscale);
        dr_table_put_text(t, moment_name(&scale->answers, moment));
        dr_table_put_text(t, b->p->codes.at[code].id);
        dr_table_put(t, (double)b->pearson[code].n);
        dr_table_put(t, b->pearson[code].r);
        dr_table_put(t, b->pearson[code].p);
        dr_table_put(t, b->q[code]);
        dr_table_put(t, (double)family);
        dr_table_put_text(t, dr_str_of(dr_correlation_word(b->pearson[code].r, b->pearson[code].p)));
        dr_table_put(t, b->spearman[code].r);
        dr_table_put(t, b->spearman[code].p);
    }
    return s;
}

draad_status dr_table_correlation(const draad_project *p, const draad_table_options *o, draad_table **out,
                                  draad_error *err)
{
    static const char *const columns[] = {"@scale", "@subscale", "@label", "@moment", "@code", "n",     "r",
                                          "p",      "q_bh",      "family", "@word",   "rho",   "p_rho", NULL};
    beside b = {.p = p, .o = o};
    *out = NULL;
    if (o->scales == NULL)
        return no_scales(err);
    draad_status s = prepare(&b, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < o->scales->n; i++) {
        const dr_scale *scale = &o->scales->at[i];
        for (uint32_t k = 0; s == DRAAD_OK && k < scale->key.nsubscales; k++)
            for (uint32_t m = 0; s == DRAAD_OK && m < count_moments(&scale->answers); m++)
                s = put_correlations(*out, &b, scale, k, moment_at(&scale->answers, m), err);
    }
    if (s == DRAAD_OK) {
        dr_table_fact_text(*out, "frequency", dr_str_of(o->presence ? "presence" : "segments per 1000 words"));
        dr_put_view_facts(*out, o);
    }
    beside_free(&b);
    return dr_table_done(out, s, err);
}

/* ---- First and second measurement ------------------------------------------------------------------------------- */

/* Which moments are set against each other. */
static draad_status find_moments(const dr_scale *scale, const draad_table_options *o, uint32_t *moments,
                                 draad_error *err)
{
    for (uint32_t i = 0; i < 2; i++) {
        moments[i] = o->moments[0] != NULL ? dr_scale_answers_moment(&scale->answers, dr_str_of(o->moments[i])) : i;
        if (o->moments[0] != NULL && moments[i] == DRAAD_NONE)
            return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "there is no moment '%s' in the answers", o->moments[i]);
    }
    if (o->moments[0] != NULL && moments[0] == moments[1])
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "'%s' is the first moment and the second", o->moments[0]);
    if (o->moments[0] == NULL && scale->answers.nmoments != 2)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0},
                       "the answers have %u moments; --moments says which two to compare", scale->answers.nmoments);
    return DRAAD_OK;
}

/* The scores of each respondent at both moments; every respondent once. */
static draad_status pair_scores(const dr_scale *scale, uint32_t subscale, const uint32_t *moments, double *pre,
                                double *post, size_t *n, draad_error *err)
{
    draad_status s = DRAAD_OK;
    *n = 0;
    for (size_t i = 0; s == DRAAD_OK && i < scale->answers.nrows; i++) {
        const dr_scale_answer_row *row = scale->answers.by_case[i];
        if (i == 0 || !dr_str_equal(scale->answers.by_case[i - 1]->case_id, row->case_id)) {
            pre[*n] = post[*n] = NAN;
            ++*n;
        }
        if (row->moment == moments[0])
            s = score_of(scale, row, subscale, &pre[*n - 1], err);
        else if (row->moment == moments[1])
            s = score_of(scale, row, subscale, &post[*n - 1], err);
    }
    return s;
}

static void put_change(draad_table *t, const dr_scale *scale, uint32_t subscale, const uint32_t *moments,
                       const dr_change *c)
{
    const double numbers[] = {(double)c->n,
                              (double)c->unmatched,
                              c->mean_pre,
                              c->mean_post,
                              c->sd_pre,
                              c->sd_post,
                              c->mean,
                              c->sd,
                              c->t,
                              c->df,
                              c->p,
                              c->low,
                              c->high,
                              c->dz,
                              c->gz,
                              c->d_av,
                              (double)c->wilcoxon.n,
                              c->wilcoxon.w,
                              c->wilcoxon.p,
                              c->wilcoxon.exact};
    put_subscale(t, scale, subscale);
    dr_table_put_text(t, moment_name(&scale->answers, moments[0]));
    dr_table_put_text(t, moment_name(&scale->answers, moments[1]));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        dr_table_put(t, numbers[i]);
}

static draad_status put_changes(draad_table *t, const dr_scale *scale, const draad_table_options *o, draad_error *err)
{
    uint32_t moments[2];
    double *pre = dr_alloc_zero(scale->answers.nrows, sizeof *pre);
    double *post = dr_alloc_zero(scale->answers.nrows, sizeof *post);
    draad_status s = pre != NULL && post != NULL ? find_moments(scale, o, moments, err) : dr_no_memory(err);
    for (uint32_t i = 0; s == DRAAD_OK && i < scale->key.nsubscales; i++) {
        dr_change found;
        size_t n = 0;
        s = pair_scores(scale, i, moments, pre, post, &n, err);
        if (s == DRAAD_OK)
            s = dr_change_of(pre, post, n, &found, err);
        if (s == DRAAD_OK)
            put_change(t, scale, i, moments, &found);
    }
    dr_free(pre);
    dr_free(post);
    return s;
}

draad_status dr_table_change(const draad_project *p, const draad_table_options *o, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {
        "@scale",     "@subscale",  "@label",     "@pre",           "@post", "n",  "unmatched",
        "mean_pre",   "mean_post",  "sd_pre",     "sd_post",        "mean",  "sd", "t",
        "df",         "p",          "low",        "high",           "dz",    "gz", "d_av",
        "wilcoxon_n", "wilcoxon_w", "wilcoxon_p", "wilcoxon_exact", NULL};
    (void)p;
    *out = NULL;
    if (o->scales == NULL)
        return no_scales(err);
    draad_status s = dr_table_of(columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < o->scales->n; i++)
        s = put_changes(*out, &o->scales->at[i], o, err);
    return dr_table_done(out, s, err);
}
