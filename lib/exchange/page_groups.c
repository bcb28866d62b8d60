/* SPDX-License-Identifier: Apache-2.0
 * page_groups.c - themes by group of respondents.
 * Knows: the numbers of themes.csv.  Does not know: passages. */
#include "exchange/page.h"

#include <stdio.h>

enum { ACROSS = 8 }; /* groups in one table, so that it fits on paper */

/* Segments, and below them how many respondents of the group. */
static void put_cell(dr_page *pg, const draad_table *t, size_t row, uint32_t code, size_t group)
{
    const double segments = *dr_table_at(t, row, dr_page_column(t, "segments"));
    dr_html_open(&pg->h, "td", "n");
    if (segments > 0)
        dr_page_link_group(pg, code, group);
    dr_page_number(pg, segments);
    if (segments > 0)
        dr_html_close(&pg->h);
    dr_html_open(&pg->h, "br", NULL);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "small", NULL);
    dr_page_number(pg, *dr_table_at(t, row, dr_page_column(t, "cases")));
    dr_html_text(&pg->h, DR_STR(" ("));
    dr_page_percent(pg, *dr_table_at(t, row, dr_page_column(t, "share")));
    dr_html_text(&pg->h, DR_STR(")"));
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_heads(dr_page *pg, const draad_table *t, size_t from, size_t to)
{
    dr_html_open(&pg->h, "thead", NULL);
    dr_html_open(&pg->h, "tr", NULL);
    dr_page_head(pg, SAY("Code", "Code"), false);
    for (size_t g = from; g < to; g++) {
        dr_html_open(&pg->h, "th", "n");
        dr_html_put(&pg->h, "scope", DR_STR("col"));
        dr_page_name(pg, draad_table_text(t, g, dr_page_column(t, "group")));
        dr_html_open(&pg->h, "br", NULL);
        dr_html_close(&pg->h);
        dr_html_open(&pg->h, "small", NULL);
        dr_html_text(&pg->h, DR_STR("n = "));
        dr_page_number(pg, *dr_table_at(t, g, dr_page_column(t, "all_cases")));
        dr_html_close(&pg->h);
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

/* Groups [from, to) of all codes that are shown. */
static void put_block(dr_page *pg, const draad_table *t, size_t from, size_t to)
{
    const size_t ngroups = pg->groups->ngroups;
    dr_page_table(pg, "groups",
                  ngroups <= ACROSS ? SAY("Codes by group", "Codes per groep")
                  : from == 0       ? SAY("Codes by group: the first groups", "Codes per groep: de eerste groepen")
                              : SAY("Codes by group: the groups after these", "Codes per groep: de groepen daarna"));
    put_heads(pg, t, from, to);
    dr_html_open(&pg->h, "tbody", NULL);
    for (uint32_t code = 0; code < pg->p->codes.n; code++) {
        if (!pg->shown[code])
            continue;
        dr_html_open(&pg->h, "tr", NULL);
        dr_html_put(&pg->h, "data-code", pg->p->codes.at[code].id);
        dr_html_open(&pg->h, "th", NULL);
        dr_html_put(&pg->h, "scope", DR_STR("row"));
        dr_page_label(pg, code);
        dr_html_close(&pg->h);
        for (size_t g = from; g < to; g++)
            put_cell(pg, t, code * ngroups + g, code, g);
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
    dr_page_end_table(pg);
}

void dr_page_groups(dr_page *pg)
{
    draad_table_options o;
    draad_table *t;
    if (pg->groups == NULL)
        return;
    draad_table_defaults(&o);
    o.by = pg->by;
    if ((t = dr_page_ask(pg, "themes", &o)) == NULL)
        return;
    dr_page_section(pg, "groups", SAY("Codes by group", "Codes per groep"));
    dr_html_open(&pg->h, "p", NULL);
    dr_html_text(&pg->h, SAY("Groups of respondents by ", "Groepen van respondenten naar "));
    dr_page_name(pg, dr_str_of(pg->by));
    dr_html_text(
        &pg->h,
        SAY("; n is how many respondents a group has. In a cell: segments with the code, and below them how many "
            "respondents of the group have it. A group that speaks more has more of everything: "
            "themes.csv has the segments per 1000 words too.",
            "; n is het aantal respondenten van een groep. In een cel: segmenten met de code, en daaronder "
            "hoeveel respondenten van de groep haar hebben. Een groep die meer praat heeft van alles meer: "
            "in themes.csv staan ook de segmenten per 1000 woorden."));
    dr_html_close(&pg->h);
    for (size_t from = 0; from < pg->groups->ngroups; from += ACROSS)
        put_block(pg, t, from, from + ACROSS < pg->groups->ngroups ? from + ACROSS : pg->groups->ngroups);
    dr_html_close(&pg->h);
    draad_table_free(t);
}
