/* SPDX-License-Identifier: Apache-2.0
 * keyness.c - does a group of respondents have a code more often than the others?
 * Sizes are segments of all codes: of a group that speaks much, every code is expected more often.
 * Knows: a project's counts by group.  Does not know: files. */
#include "analysis/keyness.h"
#include "analysis/association.h"
#include "analysis/counts.h"
#include "analysis/kinds.h"

#include <math.h>
#include <stdlib.h>

static double term(double observed, double expected)
{
    return observed > 0 ? observed * log(observed / expected) : 0;
}

dr_keyness dr_keyness_of(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    if (c == 0 || d == 0)
        return (dr_keyness){NAN, NAN, NAN, NAN, 0};
    const dr_measures m = dr_associate((dr_fourfold){a, b, c - a, d - b});
    const double share = (double)(a + b) / (double)(c + d);
    const double in_group = (a > 0 ? (double)a : 0.5) / (double)c, in_rest = (b > 0 ? (double)b : 0.5) / (double)d;
    const double left = (double)a * (double)d, right = (double)b * (double)c;
    const int sign = (left > right) - (left < right);
    double log_ratio = a + b > 0 ? log2(in_group / in_rest) : (double)NAN;
    if (log_ratio * sign <
        0) /* the half that stands for a zero is more than what is there: nothing is known of how much */
        log_ratio = NAN;
    return (dr_keyness){.g2 = m.g2,
                        .g2_two_term = 2 * (term((double)a, share * (double)c) + term((double)b, share * (double)d)),
                        .p = m.p_g2,
                        .log_ratio = log_ratio,
                        .sign = sign};
}

/* Segments of all codes in each group. */
static uint64_t size_of(const dr_group_counts *g, size_t group)
{
    uint64_t size = 0;
    for (size_t i = 0; i < g->ncodes; i++)
        size += g->nsegments[i * g->ngroups + group];
    return size;
}

enum { G2 = 5, NUMBERS = 10 };

/* A code of a group with what is said of it. */
typedef struct key_row {
    size_t code;
    double values[NUMBERS];
} key_row;

static int compare_rows(const void *one, const void *other)
{
    const key_row *a = one, *b = other;
    const double x = isnan(a->values[G2]) ? -1 : a->values[G2], y = isnan(b->values[G2]) ? -1 : b->values[G2];
    if (x != y)
        return x > y ? -1 : 1;
    return (a->code > b->code) - (a->code < b->code);
}

static key_row row_of(const dr_group_counts *g, size_t group, size_t code, uint64_t size, uint64_t all)
{
    const uint64_t a = g->nsegments[code * g->ngroups + group];
    uint64_t of_code = 0;
    for (size_t k = 0; k < g->ngroups; k++)
        of_code += g->nsegments[code * g->ngroups + k];
    const dr_keyness k = dr_keyness_of(a, of_code - a, size, all - size);
    return (key_row){code,
                     {(double)a, (double)(of_code - a), (double)size, (double)(all - size), k.sign, k.g2, k.g2_two_term,
                      k.p, k.log_ratio, g->ncases[code * g->ngroups + group]}};
}

/* The rows of a group, by g2. */
static void put_group(draad_table *t, const draad_project *p, const dr_group_counts *g, size_t group, uint64_t all,
                      key_row *rows)
{
    const uint64_t size = size_of(g, group);
    for (size_t i = 0; i < g->ncodes; i++)
        rows[i] = row_of(g, group, i, size, all);
    if (g->ncodes > 0)
        qsort(rows, g->ncodes, sizeof *rows, compare_rows);
    for (size_t i = 0; i < g->ncodes; i++) {
        dr_table_put_text(t, g->groups[group]);
        dr_table_put_text(t, p->codes.at[rows[i].code].id);
        for (size_t k = 0; k < NUMBERS; k++)
            dr_table_put(t, rows[i].values[k]);
    }
}

draad_status dr_table_keyness(const draad_project *p, const draad_table_options *o, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@group",    "@code", "segments", "rest_segments", "size",
                                          "rest_size", "sign",  "g2",       "g2_two_term",   "p",
                                          "log_ratio", "cases", NULL};
    uint32_t attribute = DRAAD_NONE;
    dr_group_counts *g = NULL;
    key_row *rows = NULL;
    uint64_t all = 0;
    *out = NULL;
    draad_status s = dr_group_attribute(p, o->by, &attribute, err);
    if (s == DRAAD_OK)
        s = dr_group_counts_of(p, attribute, &g, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    if (s == DRAAD_OK && (rows = dr_alloc_zero(g->ncodes + 1, sizeof *rows)) == NULL)
        s = dr_no_memory(err);
    for (size_t k = 0; s == DRAAD_OK && k < g->ngroups; k++)
        all += size_of(g, k);
    for (size_t k = 0; s == DRAAD_OK && k < g->ngroups; k++)
        put_group(*out, p, g, k, all, rows);
    if (s == DRAAD_OK) {
        dr_table_fact_text(*out, "by", p->cases.attributes[attribute]);
        dr_put_view_facts(*out, o);
    }
    dr_group_counts_free(g);
    dr_free(rows);
    return dr_table_done(out, s, err);
}
