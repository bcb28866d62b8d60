/* SPDX-License-Identifier: Apache-2.0
 * groups.c - themes by group of respondents, and who the respondents are.
 * Knows: a project's counts by group.  Does not know: files. */
#include "analysis/counts.h"
#include "analysis/kinds.h"

#include <math.h>

static bool is_missing(draad_str group)
{
    return dr_str_is(group, "NA");
}

/* ---- Themes by group ------------------------------------------------------------------------------------------ */

/* Groups that have the code, of those with respondents; who has no value is in no group. */
static uint32_t count_groups(const dr_group_counts *g, size_t code, uint32_t *all)
{
    uint32_t n = 0;
    *all = 0;
    for (size_t k = 0; k < g->ngroups; k++)
        if (!is_missing(g->groups[k]) && g->all_cases[k] > 0) {
            *all += 1;
            n += g->ncases[code * g->ngroups + k] > 0;
        }
    return n;
}

static draad_str spread_of(uint32_t n, uint32_t all)
{
    return n == all && n > 1 ? DR_STR("shared") : n == 1 ? DR_STR("specific") : DR_STR("");
}

/* `n` of `all` groups have the code. */
static void put_theme(draad_table *t, const draad_project *p, const dr_group_counts *g, size_t code, size_t group,
                      uint32_t n, uint32_t all)
{
    const size_t cell = code * g->ngroups + group;
    dr_table_put_text(t, p->codes.at[code].id);
    dr_table_put_text(t, p->codes.at[code].code->label);
    dr_table_put_text(t, g->groups[group]);
    dr_table_put(t, g->nsegments[cell]);
    dr_table_put(t, g->ncases[cell]);
    dr_table_put(t, g->all_cases[group]);
    dr_table_put(t, dr_group_share(g, code, group));
    dr_table_put(t, (double)g->nwords[group]);
    dr_table_put(t, g->nwords[group] > 0 ? 1000.0 * g->nsegments[cell] / (double)g->nwords[group] : (double)NAN);
    dr_table_put(t, n);
    dr_table_put(t, all);
    dr_table_put_text(t, spread_of(n, all));
}

draad_status dr_table_themes(const draad_project *p, const draad_table_options *o, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@code",      "@label",  "@group", "segments",       "cases",
                                          "all_cases",  "share",   "words",  "per_1000_words", "groups_with",
                                          "all_groups", "@spread", NULL};
    uint32_t attribute = DRAAD_NONE;
    dr_group_counts *g = NULL;
    *out = NULL;
    draad_status s = dr_group_attribute(p, o->by, &attribute, err);
    if (s == DRAAD_OK)
        s = dr_group_counts_of(p, attribute, &g, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t code = 0; s == DRAAD_OK && code < g->ncodes; code++) {
        uint32_t all = 0;
        const uint32_t n = count_groups(g, code, &all);
        for (size_t group = 0; group < g->ngroups; group++)
            put_theme(*out, p, g, code, group, n, all);
    }
    if (s == DRAAD_OK) {
        dr_table_fact_text(*out, "by", p->cases.attributes[attribute]);
        dr_put_view_facts(*out, o);
    }
    dr_group_counts_free(g);
    return dr_table_done(out, s, err);
}

/* ---- Respondents ---------------------------------------------------------------------------------------------- */

static draad_status put_attribute(draad_table *t, const draad_project *p, uint32_t attribute, uint32_t all,
                                  draad_error *err)
{
    dr_group_counts *g = NULL;
    draad_status s = dr_group_counts_of(p, attribute, &g, err);
    for (size_t k = 0; s == DRAAD_OK && k < g->ngroups; k++) {
        dr_table_put_text(t, p->cases.attributes[attribute]);
        dr_table_put_text(t, g->groups[k]);
        dr_table_put(t, g->all_cases[k]);
        dr_table_put(t, all > 0 ? g->all_cases[k] / (double)all : (double)NAN);
    }
    dr_group_counts_free(g);
    return s;
}

draad_status dr_table_respondents(const draad_project *p, const draad_table_options *o, draad_table **out,
                                  draad_error *err)
{
    static const char *const columns[] = {"@attribute", "@value", "cases", "share", NULL};
    uint32_t all = 0, only = DRAAD_NONE;
    *out = NULL;
    draad_status s = dr_count_respondents(p, &all, err);
    if (s == DRAAD_OK && o->by != NULL)
        s = dr_group_attribute(p, o->by, &only, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    if (s == DRAAD_OK) {
        dr_table_put_text(*out, DR_STR("N"));
        dr_table_put_text(*out, DR_STR(""));
        dr_table_put(*out, all);
        dr_table_put(*out, all > 0 ? 1 : (double)NAN);
    }
    for (uint32_t i = 0; s == DRAAD_OK && i < p->cases.nattributes; i++)
        if (only == DRAAD_NONE || only == i)
            s = put_attribute(*out, p, i, all, err);
    return dr_table_done(out, s, err);
}
