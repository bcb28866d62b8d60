/* SPDX-License-Identifier: Apache-2.0
 * unitizing.c - how far do coders agree on where segments begin and end, and on what they are?
 * The continuum is cut at every border of every coder; in each piece every coder has one value, 0 for a gap.
 * Knows: stretches of a continuum.  Does not know: texts, codes, files. */
#include "analysis/unitizing.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* ---- Pieces -------------------------------------------------------------------------------------------------- */

static int compare_places(const void *one, const void *other)
{
    const uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
    return (a > b) - (a < b);
}

/* Where anything begins or ends, with 0 and the length, in order, each once. */
static uint64_t *list_borders(const dr_continuum *c, size_t *n)
{
    uint64_t *at = dr_alloc_zero(2 * c->n + 2, sizeof *at);
    size_t kept = 0, all = 0;
    if (at == NULL)
        return NULL;
    at[all++] = 0;
    at[all++] = c->length;
    for (size_t i = 0; i < c->n; i++) {
        at[all++] = c->at[i].start;
        at[all++] = c->at[i].end;
    }
    qsort(at, all, sizeof *at, compare_places);
    for (size_t i = 0; i < all; i++)
        if (kept == 0 || at[kept - 1] != at[i])
            at[kept++] = at[i];
    *n = kept;
    return at;
}

/* For each coder the next stretch, and behind the last coder the end of all. */
static size_t *list_firsts(const dr_continuum *c)
{
    size_t *first = dr_alloc_zero((size_t)c->ncoders + 1, sizeof *first), i = 0;
    for (uint32_t g = 0; first != NULL && g <= c->ncoders; g++) {
        while (i < c->n && c->at[i].coder < g)
            i++;
        first[g] = i;
    }
    return first;
}

/* l[a * (q + 1) + b]: characters where one coder has a and another b, over ordered pairs, divided by (m - 1). */
static draad_status cross(const dr_continuum *c, double *l, draad_error *err)
{
    size_t nborders = 0;
    uint64_t *border = list_borders(c, &nborders);
    size_t *next = list_firsts(c), *first = list_firsts(c);
    uint32_t *value = dr_alloc_zero(c->ncoders, sizeof *value);
    const bool fine = border != NULL && next != NULL && first != NULL && value != NULL;
    for (size_t i = 0; fine && i + 1 < nborders; i++) {
        const double length = (double)(border[i + 1] - border[i]) / (c->ncoders - 1);
        for (uint32_t g = 0; g < c->ncoders; g++) {
            while (next[g] < first[g + 1] && c->at[next[g]].end <= border[i])
                next[g]++;
            value[g] = next[g] < first[g + 1] && c->at[next[g]].start <= border[i] ? c->at[next[g]].value : 0;
        }
        for (uint32_t g = 0; g < c->ncoders; g++)
            for (uint32_t h = 0; h < c->ncoders; h++)
                if (g != h)
                    l[value[g] * ((size_t)c->nvalues + 1) + value[h]] += length;
    }
    dr_free(border);
    dr_free(next);
    dr_free(first);
    dr_free(value);
    return fine ? DRAAD_OK : dr_no_memory(err);
}

/* ---- What chance would give ------------------------------------------------------------------------------------ */

/* z[value]: squared lengths of its segments; z[0]: lengths of gaps. */
static void sum_stretches(const dr_continuum *c, double *z)
{
    z[0] = (double)c->length * c->ncoders;
    for (size_t i = 0; i < c->n; i++) {
        const double v = c->at[i].end - c->at[i].start;
        z[c->at[i].value] += v * v;
        z[0] -= v;
    }
}

/* What the stretches of one coder, which are apart and in order from *next up to `end`, cover of `of`.  *next moves
 * past those that are wholly before it, and so before all that follow it. */
static double covered_of(const dr_continuum *c, const dr_unitized *of, size_t *next, size_t end)
{
    double covered = 0;
    while (*next < end && c->at[*next].end <= of->start)
        ++*next;
    for (size_t k = *next; k < end && c->at[k].start < of->end; k++) {
        const uint32_t from = c->at[k].start > of->start ? c->at[k].start : of->start;
        const uint32_t to = c->at[k].end < of->end ? c->at[k].end : of->end;
        covered += to > from ? to - from : 0;
    }
    return covered;
}

/* y[value]: for each of its segments and each other coder, the square of what that coder covers of it with anything,
 * divided by (m - 1). */
static draad_status sum_covered(const dr_continuum *c, double *y, draad_error *err)
{
    size_t *first = list_firsts(c), *next = list_firsts(c);
    const bool fine = first != NULL && next != NULL;
    for (size_t i = 0; fine && i < c->n; i++) {
        for (uint32_t g = 0; i > 0 && c->at[i].coder != c->at[i - 1].coder && g < c->ncoders; g++)
            next[g] = first[g]; /* the stretches of another coder: from the beginning again */
        for (uint32_t g = 0; g < c->ncoders; g++) {
            const double covered = g != c->at[i].coder ? covered_of(c, &c->at[i], &next[g], first[g + 1]) : 0;
            y[c->at[i].value] += covered * covered / (c->ncoders - 1);
        }
    }
    dr_free(first);
    dr_free(next);
    return fine ? DRAAD_OK : dr_no_memory(err);
}

typedef struct sums {
    size_t q; /* values, with the gap */
    double *l, *row, *z, *starred, *y;
} sums;

static void sums_free(sums *s)
{
    dr_free(s->l);
    dr_free(s->row);
    dr_free(s->z);
    dr_free(s->starred);
    dr_free(s->y);
}

static draad_status sum_up(const dr_continuum *c, sums *s, draad_error *err)
{
    s->q = (size_t)c->nvalues + 1;
    s->l = dr_alloc_zero(s->q * s->q, sizeof *s->l);
    s->row = dr_alloc_zero(s->q, sizeof *s->row);
    s->z = dr_alloc_zero(s->q, sizeof *s->z);
    s->starred = dr_alloc_zero(s->q, sizeof *s->starred);
    s->y = dr_alloc_zero(s->q, sizeof *s->y);
    if (s->l == NULL || s->row == NULL || s->z == NULL || s->starred == NULL || s->y == NULL)
        return dr_no_memory(err);
    draad_status status = cross(c, s->l, err);
    if (status != DRAAD_OK)
        return status;
    for (size_t a = 0; a < s->q; a++)
        for (size_t b = 0; b < s->q; b++) {
            s->row[a] += s->l[a * s->q + b];
            s->starred[a] += a > 0 && b > 0 ? s->l[a * s->q + b] : 0;
        }
    sum_stretches(c, s->z);
    return sum_covered(c, s->y, err);
}

/* ---- Coefficients ------------------------------------------------------------------------------------------------ */

static double ratio(double observed, double expected)
{
    return expected > 0 ? 1 - observed / expected : (double)NAN;
}

/* Expected differences as products of unlike values, which are 0 exactly where nobody used the value. */
static void fill_u(const sums *s, dr_unitizing *out)
{
    double l = 0, z = 0, agreed = 0, unlike = 0;
    for (size_t c = 0; c < s->q; c++) {
        l += s->row[c];
        z += s->z[c];
        agreed += s->l[c * s->q + c];
    }
    for (size_t c = 0; c < s->q; c++)
        unlike += s->row[c] * (l - s->row[c]);
    const double scale = l * l - z > 0 ? l / (l * l - z) : (double)NAN;
    out->u_alpha = ratio(l - agreed, scale * unlike);
    out->char_alpha = l > 1 ? ratio((l - agreed) / l, unlike / (l * (l - 1))) : (double)NAN;
    out->bar_u_alpha = ratio(s->row[0] - s->l[0], scale * s->row[0] * (l - s->row[0]));
}

static void fill_cu(const sums *s, dr_unitizing *out)
{
    double l = 0, y = 0, all = 0, agreed = 0, expected = 0;
    size_t used = 0;
    for (size_t c = 0; c < s->q; c++) {
        all += s->row[c];
        l += s->starred[c];
        y += c > 0 ? s->y[c] : 0;
        used += c > 0 && s->row[c] > 0;
    }
    out->coverage = all > 0 ? l / all : (double)NAN;
    const double below = l > 0 ? l - y / l : 0;
    if (used < 2 || !(below > 0))
        return; /* with one value there is nothing to be confused */
    for (size_t c = 1; c < s->q; c++) {
        agreed += s->l[c * s->q + c];
        expected += (s->starred[c] * s->starred[c] - s->y[c]) / below;
    }
    out->cu_alpha = ratio(l - agreed, l - expected);
    for (size_t k = 1; k < s->q; k++) {
        const double own = s->starred[k], e = (own * l - s->y[k]) / below, ekk = (own * own - s->y[k]) / below;
        const double lost = own - s->l[k * s->q + k];
        out->ku_coverage[k - 1] = s->row[k] > 0 ? own / s->row[k] : (double)NAN;
        if (own > 0 && e > ekk)
            out->ku_alpha[k - 1] = 1 - e / own * lost / (e - ekk);
        else if (own > 0 && !(lost > 0))
            out->ku_alpha[k - 1] = 1;
    }
}

draad_status dr_unitizing_of(const dr_continuum *c, dr_unitizing *out, draad_error *err)
{
    sums s = {0};
    *out = (dr_unitizing){NAN, NAN, NAN, NAN, NAN, NULL, NULL};
    if (c->ncoders < 2)
        return DRAAD_OK;
    out->ku_alpha = dr_alloc_zero(c->nvalues, sizeof *out->ku_alpha);
    out->ku_coverage = dr_alloc_zero(c->nvalues, sizeof *out->ku_coverage);
    draad_status status = out->ku_alpha != NULL && out->ku_coverage != NULL ? sum_up(c, &s, err) : dr_no_memory(err);
    for (uint32_t k = 0; status == DRAAD_OK && k < c->nvalues; k++)
        out->ku_alpha[k] = out->ku_coverage[k] = NAN;
    if (status == DRAAD_OK) {
        fill_u(&s, out);
        fill_cu(&s, out);
    } else {
        dr_unitizing_free(out);
    }
    sums_free(&s);
    return status;
}

void dr_unitizing_free(dr_unitizing *u)
{
    dr_free(u->ku_alpha);
    dr_free(u->ku_coverage);
    u->ku_alpha = u->ku_coverage = NULL;
}

/* ---- The older coefficient ------------------------------------------------------------------------------------- */

typedef struct section {
    uint32_t coder;
    uint64_t start, end;
} section;

/* The segments of a value and the gaps between them, coder by coder, in order; for each coder the first of either, and
 * behind the last coder how many there are. */
typedef struct sections {
    section *valued, *gaps;
    size_t nvalued, ngaps;
    size_t *first_valued, *first_gap;
    size_t *next_valued, *next_gap; /* likewise: how far a walk along them has come */
    double *lengths;                /* of gaps: the longest first, */
    double *longer;                 /* and the sum of those before each */
} sections;

static void sections_free(sections *s)
{
    dr_free(s->valued);
    dr_free(s->gaps);
    dr_free(s->first_valued);
    dr_free(s->first_gap);
    dr_free(s->next_valued);
    dr_free(s->next_gap);
    dr_free(s->lengths);
    dr_free(s->longer);
}

static bool make_room(const dr_continuum *c, sections *s)
{
    const size_t room = c->n + c->ncoders, n = (size_t)c->ncoders + 1;
    s->valued = dr_alloc_zero(c->n, sizeof *s->valued);
    s->gaps = dr_alloc_zero(room, sizeof *s->gaps);
    s->first_valued = dr_alloc_zero(n, sizeof *s->first_valued);
    s->first_gap = dr_alloc_zero(n, sizeof *s->first_gap);
    s->next_valued = dr_alloc_zero(n, sizeof *s->next_valued);
    s->next_gap = dr_alloc_zero(n, sizeof *s->next_gap);
    s->lengths = dr_alloc_zero(room, sizeof *s->lengths);
    s->longer = dr_alloc_zero(room + 1, sizeof *s->longer);
    return s->valued != NULL && s->gaps != NULL && s->first_valued != NULL && s->first_gap != NULL &&
           s->next_valued != NULL && s->next_gap != NULL && s->lengths != NULL && s->longer != NULL;
}

static int longest_first(const void *one, const void *other)
{
    const double a = *(const double *)one, b = *(const double *)other;
    return (a < b) - (a > b);
}

static draad_status list_sections(const dr_continuum *c, uint32_t value, sections *s, draad_error *err)
{
    size_t i = 0;
    if (!make_room(c, s))
        return dr_no_memory(err);
    for (uint32_t g = 0; g < c->ncoders; g++) {
        uint64_t at = 0;
        s->first_valued[g] = s->nvalued;
        s->first_gap[g] = s->ngaps;
        for (; i < c->n && c->at[i].coder == g; i++) {
            if (c->at[i].value != value)
                continue;
            if (c->at[i].start > at)
                s->gaps[s->ngaps++] = (section){g, at, c->at[i].start};
            s->valued[s->nvalued++] = (section){g, c->at[i].start, c->at[i].end};
            at = c->at[i].end;
        }
        if (c->length > at)
            s->gaps[s->ngaps++] = (section){g, at, c->length};
    }
    s->first_valued[c->ncoders] = s->nvalued;
    s->first_gap[c->ncoders] = s->ngaps;
    for (size_t k = 0; k < s->ngaps; k++)
        s->lengths[k] = (double)(s->gaps[k].end - s->gaps[k].start);
    qsort(s->lengths, s->ngaps, sizeof *s->lengths, longest_first);
    for (size_t k = 0; k < s->ngaps; k++)
        s->longer[k + 1] = s->longer[k] + s->lengths[k];
    return DRAAD_OK;
}

/* In how many places of all gaps a segment of length v fits. */
static double places_for(const sections *s, double v)
{
    size_t low = 0, high = s->ngaps; /* the first that is too short */
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (s->lengths[middle] >= v)
            low = middle + 1;
        else
            high = middle;
    }
    return s->longer[low] - (v - 1) * (double)low;
}

static double square(double x)
{
    return x * x;
}

/* Of the sections of one coder from *next up to `end`, in order and apart, the first that is not wholly before `a`. */
static size_t pass(const section *list, size_t *next, size_t end, const section *a)
{
    while (*next < end && list[*next].end <= a->start)
        ++*next;
    return *next;
}

static double observed_of(const sections *s, uint32_t ncoders)
{
    double sum = 0;
    for (size_t i = 0; i < s->nvalued; i++) {
        const section *a = &s->valued[i];
        for (uint32_t g = 0; i == s->first_valued[a->coder] && g < ncoders; g++) {
            s->next_valued[g] = s->first_valued[g]; /* another coder: from the beginning again */
            s->next_gap[g] = s->first_gap[g];
        }
        for (uint32_t g = 0; g < a->coder; g++)
            for (size_t k = pass(s->valued, &s->next_valued[g], s->first_valued[g + 1], a);
                 k < s->first_valued[g + 1] && s->valued[k].start < a->end; k++)
                sum += square((double)a->start - (double)s->valued[k].start) +
                       square((double)a->end - (double)s->valued[k].end);
        for (uint32_t g = 0; g < ncoders; g++) {
            const size_t k = pass(s->gaps, &s->next_gap[g], s->first_gap[g + 1], a);
            if (g != a->coder && k < s->first_gap[g + 1] && s->gaps[k].start <= a->start && a->end <= s->gaps[k].end)
                sum += square((double)(a->end - a->start));
        }
    }
    return sum;
}

draad_status dr_alpha_u_of(const dr_continuum *c, uint32_t value, double *observed, double *expected, draad_error *err)
{
    const double m = c->ncoders, length = (double)c->length;
    sections s = {0};
    double sum = 0, same = 0;
    *observed = *expected = NAN;
    draad_status status = list_sections(c, value, &s, err);
    for (size_t i = 0; status == DRAAD_OK && i < s.nvalued; i++) {
        const double v = (double)(s.valued[i].end - s.valued[i].start);
        const double fits = places_for(&s, v);
        sum += ((double)s.nvalued - 1) / 3 * (2 * v * v * v - 3 * v * v + v) + v * v * fits;
        same += v * (v - 1);
    }
    if (status == DRAAD_OK && m > 1 && length > 0) {
        *observed = 2 * observed_of(&s, c->ncoders) / (m * (m - 1) * length * length);
        *expected = 2 / length * sum / (m * length * (m * length - 1) - same);
    }
    sections_free(&s);
    return status;
}
