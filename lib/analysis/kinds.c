/* SPDX-License-Identifier: Apache-2.0
 * kinds.c - the tables that can be asked for by name.
 * Knows: which tables there are.  Does not know: what is in them, files. */
#include "analysis/kinds.h"
#include "analysis/view.h"

/* What of a view changes a table; the rest is refused, because a table that says `where` and is of all documents is a
 * false one. */
enum { CODES = 1, CODER = 2, WHERE = 4, ALL = CODES | CODER | WHERE };

static const struct {
    const char *name;
    dr_table_maker *make;
    int takes;
} kinds[] = {
    {"cooccurrence", dr_table_cooccurrence, ALL},
    {"association", dr_table_association, ALL},
    {"themes", dr_table_themes, ALL},
    {"salience", dr_table_salience, ALL},
    {"lens", dr_table_lens, ALL},
    {"respondents", dr_table_respondents, WHERE},
    {"phases", dr_table_phases, ALL},
    {"precedence", dr_table_precedence, ALL},
    {"narratives", dr_table_narratives, ALL},
    {"saturation", dr_table_saturation, ALL},
    {"frequencies", dr_table_frequencies, ALL},
    {"keyness", dr_table_keyness, ALL},
    {"words", dr_table_words, WHERE},
    {"quotes", dr_table_quotes, ALL},
    {"speakers", dr_table_speakers, ALL},
    {"scales", dr_table_scales, 0},
    {"reliability", dr_table_reliability, 0},
    {"correlation", dr_table_correlation, ALL},
    {"change", dr_table_change, 0},
    {"agreement", dr_table_agreement, CODES | WHERE},
    {"unitizing", dr_table_unitizing, CODES | WHERE},
    {"gold", dr_table_gold, CODES | WHERE},
    {"programs", dr_table_programs, CODES | WHERE},
    {"disagreements", dr_table_disagreements, CODES | WHERE},
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
        .overlap = 90,
    };
}

/* A cell is asked for: then what stands behind it, instead of the table. */
static dr_table_maker *maker_of(size_t kind, const draad_table_options *o)
{
    return kinds[kind].make == dr_table_cooccurrence && o->cell[0] != NULL ? dr_table_passages : kinds[kind].make;
}

/* Nothing is asked that the table does not know. */
static draad_status check_choice(size_t kind, const draad_table_options *o, draad_error *err)
{
    const int takes = kinds[kind].takes;
    const char *wrong = o->nonly > 0 && !(takes & CODES)                           ? "only"
                        : o->rollup != DRAAD_ROLLUP_LEAF && !(takes & CODES)       ? "rollup"
                        : o->coder != NULL && !(takes & CODER)                     ? "coder"
                        : o->where[0] != NULL && !(takes & WHERE)                  ? "where"
                        : o->intervals && kinds[kind].make != dr_table_association ? "ci"
                                                                                   : NULL;
    return wrong == NULL ? DRAAD_OK
                         : dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "the table '%s' does not go with --%s",
                                   kinds[kind].name, wrong);
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
    draad_status s = check_choice(i, &o, err);
    if (s == DRAAD_OK)
        s = dr_view_new(p, &o, &view, err);
    if (s == DRAAD_OK)
        s = maker_of(i, &o)(view, &o, out, err);
    if (s == DRAAD_OK)
        s = put_choice(out, &o, err);
    dr_view_free(view);
    return s;
}
