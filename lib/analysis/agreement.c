/* SPDX-License-Identifier: Apache-2.0
 * agreement.c - how far do coders agree, beyond chance?
 * Every coefficient has the form (po - pe) / (1 - pe); they differ in what they take for chance.
 * Knows: values of coders on units.  Does not know: codes, texts, files. */
#include "analysis/agreement.h"
#include "base/memory.h"

#include <assert.h>
#include <math.h>

/* Sums of shares are off in the sixteenth digit: less than this is nothing.  Of a million units the least difference
 * that is one is larger. */
static const double nothing = 1e-14;

static double beyond_chance(double po, double pe)
{
    if (!(1 - pe > nothing))
        return NAN;
    return fabs(po - pe) > nothing ? (po - pe) / (1 - pe) : 0;
}

/* ---- Two coders ---------------------------------------------------------------------------------------------- */

/* joint[i * q + j]: units with i by the first and j by the second; then the shares of each. */
typedef struct crossing {
    size_t q;
    double n, *joint, *p1, *p2;
} crossing;

static void crossing_free(crossing *x)
{
    dr_free(x->joint);
    dr_free(x->p1);
    dr_free(x->p2);
}

static draad_status cross(const dr_ratings *r, crossing *x, draad_error *err)
{
    x->q = r->ncategories;
    x->joint = dr_alloc_zero(x->q * x->q, sizeof *x->joint);
    x->p1 = dr_alloc_zero(x->q, sizeof *x->p1);
    x->p2 = dr_alloc_zero(x->q, sizeof *x->p2);
    if (x->joint == NULL || x->p1 == NULL || x->p2 == NULL)
        return dr_no_memory(err);
    for (size_t u = 0; u < r->nunits; u++) {
        const uint32_t i = r->values[2 * u], j = r->values[2 * u + 1];
        if (i == DR_MISSING || j == DR_MISSING)
            continue;
        x->n += 1;
        x->joint[i * x->q + j] += 1;
        x->p1[i] += 1;
        x->p2[j] += 1;
    }
    for (size_t i = 0; x->n > 0 && i < x->q; i++) {
        x->p1[i] /= x->n;
        x->p2[i] /= x->n;
        for (size_t j = 0; j < x->q; j++)
            x->joint[i * x->q + j] /= x->n;
    }
    return DRAAD_OK;
}

static double standard_error(const crossing *x, double k, double pe)
{
    double a = 0, b = 0;
    for (size_t i = 0; i < x->q; i++) {
        const double own = 1 - (x->p1[i] + x->p2[i]) * (1 - k);
        a += x->joint[i * x->q + i] * own * own;
        for (size_t j = 0; j < x->q; j++)
            if (i != j)
                b += x->joint[i * x->q + j] * (x->p2[i] + x->p1[j]) * (x->p2[i] + x->p1[j]);
    }
    const double c = k - pe * (1 - k), variance = a + (1 - k) * (1 - k) * b - c * c;
    return sqrt((variance > nothing ? variance : 0) / x->n) / (1 - pe);
}

draad_status dr_two_coders_of(const dr_ratings *r, dr_two_coders *out, draad_error *err)
{
    crossing x = {0};
    double cohen = 0, scott = 0, po = 0;
    assert(r->ncoders == 2);
    *out = (dr_two_coders){0, NAN, NAN, NAN, NAN, NAN, NAN, {NAN, NAN}};
    draad_status s = cross(r, &x, err);
    if (s == DRAAD_OK && x.n > 0) {
        for (size_t i = 0; i < x.q; i++) {
            const double both = (x.p1[i] + x.p2[i]) / 2;
            po += x.joint[i * x.q + i];
            cohen += x.p1[i] * x.p2[i];
            scott += both * both;
        }
        out->n = x.n;
        out->po = po;
        out->pe = cohen;
        out->kappa = beyond_chance(po, cohen);
        out->kappa_se = isnan(out->kappa) ? (double)NAN : standard_error(&x, out->kappa, cohen);
        out->scott_pi = beyond_chance(po, scott);
        out->bp = isnan(out->scott_pi) ? (double)NAN : beyond_chance(po, 1.0 / (double)x.q); /* one category only */
        out->share[0] = x.q > 1 ? x.p1[1] : (double)NAN;
        out->share[1] = x.q > 1 ? x.p2[1] : (double)NAN;
    }
    crossing_free(&x);
    return s;
}

double dr_kappa_of_counts(double both, double one, double other, double neither)
{
    const double n = both + one + other + neither;
    if (!(n > 0))
        return NAN;
    const double a = (both + one) / n, b = (both + other) / n;
    return beyond_chance((both + neither) / n, a * b + (1 - a) * (1 - b));
}

/* Source: Krippendorff, "Content Analysis", 2nd edition (2004), 11.3.3. */
static const char *label_of_alpha(double alpha)
{
    return alpha >= .8 ? "reliable" : alpha >= .667 ? "tentative" : "too low";
}

/* Source: Landis and Koch, "The Measurement of Observer Agreement for Categorical Data" (1977), 165.  Their bounds end
 * at .20 and go on at .21; what lies between is above. */
static const char *label_of_kappa(double kappa)
{
    return kappa > .8    ? "almost perfect"
           : kappa > .6  ? "substantial"
           : kappa > .4  ? "moderate"
           : kappa > .2  ? "fair"
           : kappa >= 0. ? "slight"
                         : "poor";
}

const char *dr_label_of(draad_labels labels, double coefficient)
{
    if (labels == DRAAD_LABELS_NONE || isnan(coefficient))
        return "";
    return labels == DRAAD_LABELS_KRIPPENDORFF ? label_of_alpha(coefficient) : label_of_kappa(coefficient);
}

double dr_holsti(double agreed, double n1, double n2)
{
    return n1 + n2 > 0 ? 2 * agreed / (n1 + n2) : (double)NAN;
}

double dr_maxqda_kappa(double both, double one, double other, double ncodes)
{
    const double all = both + one + other;
    return all > 0 && ncodes > 0 ? beyond_chance(both / all, 1 / ncodes) : (double)NAN;
}

/* ---- Many coders ----------------------------------------------------------------------------------------------- */

typedef struct tally {
    size_t q, m;
    double *of_unit;  /* values of the unit at hand, by category */
    double *mean;     /* share of a category, mean over units */
    double *of_coder; /* [coder * q + category]: share among the coder's values */
    double *nvalues;  /* of each coder */
    double npaired, nvalued, agreed;
} tally;

static void tally_free(tally *t)
{
    dr_free(t->of_unit);
    dr_free(t->mean);
    dr_free(t->of_coder);
    dr_free(t->nvalues);
}

static void count_unit(const dr_ratings *r, size_t u, tally *t)
{
    double n = 0, pairs = 0;
    for (size_t k = 0; k < t->q; k++)
        t->of_unit[k] = 0;
    for (size_t g = 0; g < t->m; g++) {
        const uint32_t value = r->values[u * t->m + g];
        if (value == DR_MISSING)
            continue;
        t->of_unit[value] += 1;
        t->of_coder[g * t->q + value] += 1;
        t->nvalues[g] += 1;
        n += 1;
    }
    if (!(n > 0))
        return;
    t->nvalued += 1;
    for (size_t k = 0; k < t->q; k++) {
        t->mean[k] += t->of_unit[k] / n;
        pairs += t->of_unit[k] * (t->of_unit[k] - 1);
    }
    if (n > 1) {
        t->npaired += 1;
        t->agreed += pairs / (n * (n - 1));
    }
}

/* Conger's chance: squared means of the coders' shares, less what the coders vary. */
static double conger_chance(const tally *t)
{
    double pe = 0, m = 0;
    for (size_t g = 0; g < t->m; g++)
        m += t->nvalues[g] > 0;
    for (size_t k = 0; k < t->q; k++) {
        double mean = 0, square = 0;
        for (size_t g = 0; g < t->m; g++)
            mean += t->nvalues[g] > 0 ? t->of_coder[g * t->q + k] / t->nvalues[g] / m : 0;
        for (size_t g = 0; g < t->m; g++) {
            const double d = t->nvalues[g] > 0 ? t->of_coder[g * t->q + k] / t->nvalues[g] - mean : 0;
            square += d * d;
        }
        pe += mean * mean - square / (m - 1) / m;
    }
    return pe;
}

static double nominal(const void *ctx, uint32_t one, uint32_t other)
{
    (void)ctx;
    return one != other;
}

static void fill_many(const tally *t, dr_many_coders *out)
{
    const double pa = t->agreed / t->npaired;
    double fleiss = 0, ac1 = 0;
    size_t used = 0;
    for (size_t k = 0; k < t->q; k++) {
        const double share = t->mean[k] / t->nvalued;
        fleiss += share * share;
        ac1 += share * (1 - share);
        used += share > 0;
    }
    out->nunits = t->npaired;
    out->pa = pa;
    if (used < 2) /* one category only: nothing that chance could do otherwise */
        return;
    out->fleiss = beyond_chance(pa, fleiss);
    out->ac1 = beyond_chance(pa, ac1 / (double)(t->q - 1));
    out->bp = beyond_chance(pa, 1 / (double)t->q);
    out->conger = beyond_chance(pa, conger_chance(t));
}

draad_status dr_many_coders_of(const dr_ratings *r, dr_many_coders *out, draad_error *err)
{
    tally t = {.q = r->ncategories, .m = r->ncoders};
    *out = (dr_many_coders){0, NAN, NAN, NAN, NAN, NAN, NAN};
    t.of_unit = dr_alloc_zero(t.q, sizeof *t.of_unit);
    t.mean = dr_alloc_zero(t.q, sizeof *t.mean);
    t.of_coder = dr_alloc_zero(t.q * t.m, sizeof *t.of_coder);
    t.nvalues = dr_alloc_zero(t.m, sizeof *t.nvalues);
    draad_status s =
        t.of_unit != NULL && t.mean != NULL && t.of_coder != NULL && t.nvalues != NULL ? DRAAD_OK : dr_no_memory(err);
    for (size_t u = 0; s == DRAAD_OK && u < r->nunits; u++)
        count_unit(r, u, &t);
    if (s == DRAAD_OK && t.npaired > 0)
        fill_many(&t, out);
    if (s == DRAAD_OK)
        s = dr_alpha_of(r, nominal, NULL, &out->alpha, NULL, err);
    tally_free(&t);
    return s;
}

/* ---- Alpha ------------------------------------------------------------------------------------------------------- */

/* What the pairable values of one unit differ, as ordered pairs of different coders; *m: how many values. */
static double observed_in(const dr_ratings *r, size_t u, dr_difference *difference, const void *ctx, double *m)
{
    const uint32_t *values = &r->values[u * r->ncoders];
    double sum = 0;
    *m = 0;
    for (size_t g = 0; g < r->ncoders; g++) {
        if (values[g] == DR_MISSING)
            continue;
        *m += 1;
        for (size_t h = 0; h < g; h++)
            if (values[h] != DR_MISSING && values[h] != values[g])
                sum += 2 * difference(ctx, values[g], values[h]);
    }
    return sum;
}

draad_status dr_alpha_of(const dr_ratings *r, dr_difference *difference, const void *ctx, double *out, double *expected,
                         draad_error *err)
{
    double *count = dr_alloc_zero(r->ncategories, sizeof *count), n = 0, found = 0, chance = 0;
    *out = NAN;
    if (expected != NULL)
        *expected = NAN;
    if (count == NULL)
        return dr_no_memory(err);
    for (size_t u = 0; u < r->nunits; u++) {
        double m = 0;
        const double sum = observed_in(r, u, difference, ctx, &m);
        if (m < 2)
            continue;
        found += sum / (m - 1);
        n += m;
        for (size_t g = 0; g < r->ncoders; g++)
            if (r->values[u * r->ncoders + g] != DR_MISSING)
                count[r->values[u * r->ncoders + g]] += 1;
    }
    for (uint32_t c = 0; c < r->ncategories; c++)
        for (uint32_t k = 0; count[c] > 0 && k < c; k++)
            if (count[k] > 0)
                chance += 2 * count[c] * count[k] * difference(ctx, c, k);
    if (n > 1 && chance > 0)
        *out = 1 - found / n / (chance / (n * (n - 1)));
    if (n > 1 && expected != NULL)
        *expected = chance / (n * (n - 1));
    dr_free(count);
    return DRAAD_OK;
}

/* ---- Sets -------------------------------------------------------------------------------------------------------- */

static unsigned bits_of(uint64_t word)
{
    unsigned n = 0;
    for (; word != 0; word &= word - 1)
        n++;
    return n;
}

/* Members of one set, of the other, of both. */
static void compare_sets(const dr_value_sets *s, uint32_t one, uint32_t other, double *a, double *b, double *both)
{
    const uint64_t *x = &s->bits[one * s->nwords], *y = &s->bits[other * s->nwords];
    *a = *b = *both = 0;
    for (size_t i = 0; i < s->nwords; i++) {
        *a += bits_of(x[i]);
        *b += bits_of(y[i]);
        *both += bits_of(x[i] & y[i]);
    }
}

double dr_jaccard_difference(const void *sets, uint32_t one, uint32_t other)
{
    double a, b, both;
    compare_sets(sets, one, other, &a, &b, &both);
    return a + b > 0 ? 1 - both / (a + b - both) : 0;
}

double dr_masi_difference(const void *sets, uint32_t one, uint32_t other)
{
    double a, b, both;
    compare_sets(sets, one, other, &a, &b, &both);
    const double m = both == a && both == b ? 1 : both == a || both == b ? 0.67 : both > 0 ? 0.33 : 0;
    return a + b > 0 ? 1 - m * both / (a + b - both) : 0;
}
