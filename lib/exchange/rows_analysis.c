/* SPDX-License-Identifier: Apache-2.0
 * rows_analysis.c - the analyses that every study wants, in its result folder: as `draad table` makes them.
 * Knows: which tables these are.  Does not know: what is in them, files. */
#include "exchange/rows.h"

static draad_status put(dr_rows *r, const char *kind, draad_error *err)
{
    draad_table_options o;
    draad_table *t = NULL;
    draad_table_defaults(&o);
    o.by = r->options->by;
    o.tests_always = r->options->tests_always;
    draad_status s = draad_project_table(r->p, kind, &o, &t, err);
    if (s == DRAAD_OK)
        s = dr_rows_table(r, t);
    draad_table_free(t);
    return s;
}

draad_status dr_rows_themes(dr_rows *r, draad_error *err)
{
    return put(r, "themes", err);
}

draad_status dr_rows_salience(dr_rows *r, draad_error *err)
{
    return put(r, "salience", err);
}

draad_status dr_rows_saturation(dr_rows *r, draad_error *err)
{
    return put(r, "saturation", err);
}

draad_status dr_rows_speakers(dr_rows *r, draad_error *err)
{
    return put(r, "speakers", err);
}
