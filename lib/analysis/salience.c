/* SPDX-License-Identifier: Apache-2.0
 * salience.c - words for how widely a theme is shared, by respondents and by groups.
 * The words are Dutch whatever the language, because reports quote them; what they mean stands in docs/tables.md.
 * Knows: a project's counts.  Does not know: files. */
#include "analysis/salience.h"
#include "analysis/counts.h"
#include "analysis/kinds.h"
#include "analysis/tally.h"

#include <math.h>

bool dr_is_majority(uint32_t n, uint32_t all)
{
    return 2 * (uint64_t)n > all;
}

const char *dr_salience_of_cases(uint32_t n, uint32_t all)
{
    return n == 0                                 ? ""
           : all >= 5 && n >= all - 1             ? "vrijwel allen"
           : 3 * (uint64_t)n >= 2 * (uint64_t)all ? "grote meerderheid"
           : dr_is_majority(n, all)               ? "meerderheid"
           : n >= 2                               ? "minderheid"
                                                  : "enkeling";
}

const char *dr_salience_of_groups(uint32_t n, uint32_t all)
{
    return n == 0                     ? ""
           : n >= all                 ? "alle groepen"
           : all >= 4 && n == all - 1 ? "vrijwel alle groepen"
           : n >= 2                   ? "meerdere groepen"
                                      : "een groep";
}

const char *dr_salience_cqr(uint32_t n, uint32_t all)
{
    return n == 0 ? "" : n + 1 >= all ? "general" : dr_is_majority(n, all) ? "typical" : n >= 2 ? "variant" : "single";
}

/* Codings that are called weighty, for each code; *any: there are some. */
static draad_status count_weighty(const draad_project *p, dr_salience *rows, bool *any, draad_error *err)
{
    draad_status s = DRAAD_OK;
    *any = false;
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        dr_tally t;
        s = dr_tally_of(&p->documents[i], DR_TALLY_CODES, &t, err);
        for (size_t k = 0; s == DRAAD_OK && k < t.ncodes; k++) {
            rows[t.codes[k].code].nweighty += t.codes[k].nweighty;
            *any = *any || t.codes[k].nweighty > 0;
        }
        dr_tally_free(&t);
    }
    return s;
}

static draad_status count_groups(const draad_project *p, const char *by, dr_salience *rows, draad_error *err)
{
    uint32_t attribute = DRAAD_NONE, all = 0;
    dr_group_counts *g = NULL;
    draad_status s = dr_group_attribute(p, by, &attribute, err);
    if (s == DRAAD_OK)
        s = dr_group_counts_of(p, attribute, &g, err);
    if (s != DRAAD_OK)
        return s;
    for (size_t k = 0; k < g->ngroups; k++) {
        if (dr_str_is(g->groups[k], "NA") || g->all_cases[k] == 0)
            continue;
        all++;
        for (size_t i = 0; i < g->ncodes; i++)
            rows[i].ngroups += g->ncases[i * g->ngroups + k] > 0;
    }
    dr_group_counts_free(g);
    for (size_t i = 0; i < p->codes.n; i++) {
        rows[i].all_groups = all;
        rows[i].group_label = dr_salience_of_groups(rows[i].ngroups, all);
    }
    return DRAAD_OK;
}

draad_status dr_salience_of(const draad_project *p, const char *by, dr_salience **out, draad_error *err)
{
    uint32_t all = 0;
    dr_code_counts *counts = NULL;
    dr_salience *rows = dr_alloc_zero(p->codes.n + 1, sizeof *rows);
    *out = NULL;
    draad_status s = rows != NULL ? dr_count_respondents(p, &all, err) : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_counts_of(p, &counts, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->codes.n; i++) {
        const uint32_t n = counts[i].ncases;
        rows[i] = (dr_salience){.code = p->codes.at[i].id,
                                .ncases = n,
                                .all_cases = all,
                                .label = dr_salience_of_cases(n, all),
                                .cqr = dr_salience_cqr(n, all),
                                .group_label = ""};
    }
    if (s == DRAAD_OK && by != NULL)
        s = count_groups(p, by, rows, err);
    bool weighed = false;
    if (s == DRAAD_OK)
        s = count_weighty(p, rows, &weighed, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->codes.n; i++)
        rows[i].is_selected = dr_is_majority(rows[i].ncases, all) && (!weighed || rows[i].nweighty > 0);
    dr_free(counts);
    if (s != DRAAD_OK) {
        dr_free(rows);
        return s;
    }
    *out = rows;
    return DRAAD_OK;
}

draad_status dr_table_salience(const draad_project *p, const draad_table_options *o, draad_table **out,
                               draad_error *err)
{
    static const char *const columns[] = {"@code",  "cases",      "all_cases",    "share",   "@label",   "@cqr",
                                          "groups", "all_groups", "@group_label", "weighty", "selected", NULL};
    dr_salience *rows = NULL;
    *out = NULL;
    draad_status s = dr_salience_of(p, o->by, &rows, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->codes.n; i++) {
        const dr_salience *r = &rows[i];
        dr_table_put_text(*out, r->code);
        dr_table_put(*out, r->ncases);
        dr_table_put(*out, r->all_cases);
        dr_table_put(*out, r->all_cases > 0 ? r->ncases / (double)r->all_cases : (double)NAN);
        dr_table_put_text(*out, dr_str_of(r->label));
        dr_table_put_text(*out, dr_str_of(r->cqr));
        dr_table_put(*out, r->all_groups > 0 ? r->ngroups : (double)NAN);
        dr_table_put(*out, r->all_groups > 0 ? r->all_groups : (double)NAN);
        dr_table_put_text(*out, dr_str_of(r->group_label));
        dr_table_put(*out, r->nweighty);
        dr_table_put(*out, r->is_selected);
    }
    if (s == DRAAD_OK)
        dr_put_view_facts(*out, o);
    dr_free(rows);
    return dr_table_done(out, s, err);
}
