/* SPDX-License-Identifier: Apache-2.0
 * kinds.c - the tables that can be asked for by name.
 * Knows: which tables there are.  Does not know: what is in them, files. */
#include "analysis/kinds.h"
#include "analysis/view.h"

static const struct {
    const char *name;
    dr_table_maker *make;
} kinds[] = {
    {"cooccurrence", dr_table_cooccurrence},
    {"association", dr_table_association},
    {"themes", dr_table_themes},
    {"salience", dr_table_salience},
    {"lens", dr_table_lens},
    {"respondents", dr_table_respondents},
    {"phases", dr_table_phases},
    {"precedence", dr_table_precedence},
    {"narratives", dr_table_narratives},
    {"saturation", dr_table_saturation},
    {"frequencies", dr_table_frequencies},
    {"keyness", dr_table_keyness},
    {"words", dr_table_words},
    {"quotes", dr_table_quotes},
    {"speakers", dr_table_speakers},
    {"scales", dr_table_scales},
    {"reliability", dr_table_reliability},
    {"correlation", dr_table_correlation},
    {"change", dr_table_change},
    {"agreement", dr_table_agreement},
    {"unitizing", dr_table_unitizing},
    {"gold", dr_table_gold},
    {"disagreements", dr_table_disagreements},
};
enum { NKINDS = sizeof kinds / sizeof *kinds };

const char *draad_table_kind(size_t i)
{
    return i < NKINDS ? kinds[i].name : "";
}

void draad_table_defaults(draad_table_options *options)
{
    *options = (draad_table_options){
        .matrix = {.unit = DRAAD_UNIT_SENTENCE, .window = 10, .lag = 1},
        .saturation = {.base = 4, .run = 2, .threshold = 0.05, .orders = 1000, .seed = 1},
        .nquotes = 3,
    };
}

/* A cell is asked for: then what stands behind it, instead of the table. */
static dr_table_maker *maker_of(size_t kind, const draad_table_options *o)
{
    return kinds[kind].make == dr_table_cooccurrence && o->cell[0] != NULL ? dr_table_passages : kinds[kind].make;
}

/* Of which codes and documents the table is, when not of all. */
static draad_status put_choice(draad_table **t, const draad_table_options *o, draad_error *err)
{
    dr_buf names = {0};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < o->nonly; i++)
        s = dr_buf_printf(&names, err, "%s%s", i > 0 ? ";" : "", o->only[i]);
    if (s == DRAAD_OK && o->nonly > 0)
        dr_table_fact_text(*t, "only", dr_buf_str(&names));
    names.len = 0;
    if (s == DRAAD_OK && o->where[0] != NULL)
        s = dr_buf_printf(&names, err, "%s=%s", o->where[0], o->where[1]);
    if (s == DRAAD_OK && o->where[0] != NULL)
        dr_table_fact_text(*t, "where", dr_buf_str(&names));
    dr_buf_free(&names);
    return dr_table_done(t, s, err);
}

draad_status draad_project_table(const draad_project *p, const char *kind, const draad_table_options *options,
                                 draad_table **out, draad_error *err)
{
    draad_table_options o = *options;
    draad_project *view = NULL;
    size_t i = 0;
    *out = NULL;
    while (i < NKINDS && !dr_str_is(dr_str_of(kind), kinds[i].name))
        i++;
    if (i == NKINDS)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "there is no table '%s'", kind);
    if (o.matrix.unit == DRAAD_UNIT_MATCH)
        o.matrix.unit = DRAAD_UNIT_SENTENCE;
    draad_status s = dr_view_new(p, &o, &view, err);
    if (s == DRAAD_OK)
        s = maker_of(i, &o)(view, &o, out, err);
    if (s == DRAAD_OK)
        s = put_choice(out, &o, err);
    dr_view_free(view);
    return s;
}
