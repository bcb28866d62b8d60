/* SPDX-License-Identifier: Apache-2.0
 * saturation.c - how many interviews until no new codes come?
 * Each interview is the set of codes that have a segment in it, of whoever speaks.  The order is that of the project;
 * what other orders would have given is tried by lot.
 * Knows: which codes each interview has.  Does not know: where, files. */
#include "analysis/saturation.h"
#include "analysis/bootstrap.h"
#include "analysis/kinds.h"
#include "analysis/tally.h"
#include "base/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const unsigned levels[DR_SATURATION_LEVELS] = {50, 80, 90, 95, 100};

/* Codes of the interviews: of number i, codes.at[first[i]] up to codes.at[first[i + 1]], each once. */
typedef struct interviews {
    size_t n, ncodes;
    size_t *first;
    DR_VEC(uint32_t) codes;
    uint32_t *seen; /* for each code, a mark of the last walk it was met in */
    uint32_t nwalks;
    uint32_t *new_codes; /* of the last walk */
    uint32_t *order;
} interviews;

static void interviews_free(interviews *v)
{
    dr_free(v->first);
    dr_vec_free(&v->codes);
    dr_free(v->seen);
    dr_free(v->new_codes);
    dr_free(v->order);
}

static draad_status list_codes_of(const dr_coded *d, interviews *v, size_t document, draad_error *err)
{
    dr_tally t;
    draad_status s = dr_tally_of(d, DR_TALLY_CODES, &t, err);
    for (size_t i = 0; s == DRAAD_OK && i < t.ncodes; i++) {
        uint32_t *code = dr_vec_push(&v->codes);
        if (code == NULL)
            s = dr_no_memory(err);
        else
            *code = t.codes[i].code;
    }
    dr_tally_free(&t);
    v->first[document + 1] = v->codes.n;
    return s;
}

static draad_status list_codes(const draad_project *p, interviews *v, draad_error *err)
{
    draad_status s = DRAAD_OK;
    v->n = p->ndocuments;
    v->ncodes = p->codes.n;
    v->first = dr_alloc_zero(v->n + 1, sizeof *v->first);
    v->seen = dr_alloc_zero(v->ncodes + 1, sizeof *v->seen);
    v->new_codes = dr_alloc_zero(v->n + 1, sizeof *v->new_codes);
    v->order = dr_alloc_zero(v->n + 1, sizeof *v->order);
    if (v->first == NULL || v->seen == NULL || v->new_codes == NULL || v->order == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < v->n; i++) {
        v->order[i] = (uint32_t)i;
        s = list_codes_of(&p->documents[i], v, i, err);
    }
    return s;
}

/* Counts the codes that are new in each interview, in the order at hand. */
static void walk(interviews *v)
{
    v->nwalks++;
    for (size_t i = 0; i < v->n; i++) {
        const uint32_t at = v->order[i];
        v->new_codes[i] = 0;
        for (size_t k = v->first[at]; k < v->first[at + 1]; k++) {
            v->new_codes[i] += v->seen[v->codes.at[k]] != v->nwalks;
            v->seen[v->codes.at[k]] = v->nwalks;
        }
    }
}

static double sum_of(const uint32_t *numbers, size_t first, size_t end)
{
    double sum = 0;
    for (size_t i = first; i < end; i++)
        sum += numbers[i];
    return sum;
}

/* New codes in the run that ends with interview j (from 1) as a share of the base; NaN where there is no such run. */
static double ratio_at(const uint32_t *new_codes, size_t j, const draad_saturation_options *o)
{
    if (j < (size_t)o->base + o->run)
        return NAN;
    const double base = sum_of(new_codes, 0, o->base);
    return base > 0 ? sum_of(new_codes, j - o->run, j) / base : NAN;
}

uint32_t dr_saturated_at(const uint32_t *new_codes, size_t n, const draad_saturation_options *o)
{
    for (size_t j = (size_t)o->base + o->run; j <= n; j++)
        if (ratio_at(new_codes, j, o) <= o->threshold)
            return (uint32_t)j;
    return 0;
}

static void shuffle(interviews *v, dr_random *lot)
{
    for (size_t i = v->n; i > 1; i--) {
        const size_t k = (size_t)dr_random_below(lot, i);
        const uint32_t kept = v->order[i - 1];
        v->order[i - 1] = v->order[k];
        v->order[k] = kept;
    }
}

/* What other orders give; changes the order at hand. */
static draad_status try_orders(interviews *v, const draad_saturation_options *o, dr_saturation *out, draad_error *err)
{
    dr_random lot;
    double *found = dr_alloc_zero((size_t)o->orders + 1, sizeof *found);
    if (found == NULL)
        return dr_no_memory(err);
    dr_random_seed(&lot, o->seed);
    for (uint32_t i = 0; i < o->orders; i++) {
        shuffle(v, &lot);
        walk(v);
        const uint32_t at = dr_saturated_at(v->new_codes, v->n, o);
        if (at > 0)
            found[out->orders_reached++] = at;
    }
    qsort(found, out->orders_reached, sizeof *found, dr_compare_doubles);
    out->order_median = dr_quantile(found, out->orders_reached, 0.5);
    out->order_p5 = dr_quantile(found, out->orders_reached, 0.05);
    out->order_p95 = dr_quantile(found, out->orders_reached, 0.95);
    dr_free(found);
    return DRAAD_OK;
}

/* The first interview at which `percent` of all codes have been seen; 0 when there are none. */
static uint32_t reach(const uint32_t *new_codes, size_t n, double all, unsigned percent)
{
    double seen = 0;
    for (size_t i = 0; i < n && all > 0; i++)
        if (100 * (seen += new_codes[i]) >= percent * all)
            return (uint32_t)i + 1;
    return 0;
}

static draad_status make_curve(const draad_project *p, const interviews *v, const draad_saturation_options *o,
                               draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"new", "cumulative", "share", "ratio"};
    const double all = sum_of(v->new_codes, 0, v->n);
    double seen = 0;
    draad_status s = dr_table_new(v->n, 4, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < 4; i++)
        s = dr_table_name_column(*out, i, dr_str_of(columns[i]), err);
    for (size_t i = 0; s == DRAAD_OK && i < v->n; i++) {
        seen += v->new_codes[i];
        *dr_table_at(*out, i, 0) = v->new_codes[i];
        *dr_table_at(*out, i, 1) = seen;
        *dr_table_at(*out, i, 2) = all > 0 ? seen / all : NAN;
        *dr_table_at(*out, i, 3) = ratio_at(v->new_codes, i + 1, o);
        s = dr_table_name_row(*out, i, p->documents[i].id, err);
    }
    return s;
}

draad_status dr_saturation_of(const draad_project *p, const draad_saturation_options *options, dr_saturation *out,
                              draad_table **curve, draad_error *err)
{
    interviews v = {0};
    *curve = NULL;
    *out = (dr_saturation){0};
    if (options->base == 0 || options->run == 0 || !(options->threshold >= 0))
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "a base and a run have at least one interview");
    draad_status s = list_codes(p, &v, err);
    if (s == DRAAD_OK) {
        walk(&v);
        out->at = dr_saturated_at(v.new_codes, v.n, options);
        const double all = sum_of(v.new_codes, 0, v.n);
        for (size_t i = 0; i < DR_SATURATION_LEVELS; i++)
            out->reached[i] = reach(v.new_codes, v.n, all, levels[i]);
        s = make_curve(p, &v, options, curve, err);
    }
    if (s == DRAAD_OK)
        s = try_orders(&v, options, out, err);
    interviews_free(&v);
    if (s != DRAAD_OK) {
        draad_table_free(*curve);
        *curve = NULL;
    }
    return s;
}

/* ---- Table ------------------------------------------------------------------------------------------------- */

static void put_facts(draad_table *t, const dr_saturation *s, const draad_saturation_options *o)
{
    static const char *const names[DR_SATURATION_LEVELS] = {"reached_50", "reached_80", "reached_90", "reached_95",
                                                            "reached_100"};
    char notation[32] = "NA";
    if (s->at > 0)
        snprintf(notation, sizeof notation, "%u+%u", s->at - o->run, o->run);
    dr_table_fact(t, "base", o->base);
    dr_table_fact(t, "run", o->run);
    dr_table_fact(t, "threshold", o->threshold);
    dr_table_fact(t, "saturated_at", s->at > 0 ? s->at : (double)NAN);
    dr_table_fact_text(t, "notation", dr_str_of(notation));
    for (size_t i = 0; i < DR_SATURATION_LEVELS; i++)
        dr_table_fact(t, names[i], s->reached[i] > 0 ? s->reached[i] : (double)NAN);
    dr_table_fact(t, "orders", o->orders);
    dr_table_fact(t, "orders_reached", s->orders_reached);
    dr_table_fact(t, "order_median", s->order_median);
    dr_table_fact(t, "order_p5", s->order_p5);
    dr_table_fact(t, "order_p95", s->order_p95);
    dr_table_fact(t, "seed", (double)o->seed);
}

/* Orders that can be tried in a moment: of very many interviews, whose order says little, fewer. */
static uint32_t affordable(const draad_project *p, uint32_t orders)
{
    const uint64_t most = 20000000 / (1 + (uint64_t)p->ndocuments * (uint64_t)p->codes.n);
    return orders > most ? (uint32_t)most : orders;
}

draad_status dr_table_saturation(const draad_project *p, const draad_table_options *o, draad_table **out,
                                 draad_error *err)
{
    static const char *const columns[] = {"interview", "@document", "new", "cumulative", "share", "ratio", NULL};
    draad_saturation_options options = o->saturation;
    dr_saturation found;
    draad_table *curve = NULL;
    *out = NULL;
    options.orders = affordable(p, options.orders);
    draad_status s = dr_saturation_of(p, &options, &found, &curve, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < curve->nrows; i++) {
        dr_table_put(*out, (double)i + 1);
        dr_table_put_text(*out, curve->rows[i]);
        for (size_t k = 0; k < curve->ncolumns; k++)
            dr_table_put(*out, *dr_table_at(curve, i, k));
    }
    if (s == DRAAD_OK) {
        put_facts(*out, &found, &options);
        dr_put_view_facts(*out, o);
    }
    draad_table_free(curve);
    return dr_table_done(out, s, err);
}
