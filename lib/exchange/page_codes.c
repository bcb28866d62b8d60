/* SPDX-License-Identifier: Apache-2.0
 * page_codes.c - the tree of codes, with how often each occurs.
 * Knows: the numbers of codes.csv.  Does not know: passages. */
#include "exchange/page.h"

/* What the code and those below it have: of a theme that is coded by its parts alone, all there is. */
static void put_with_those_below(dr_page *pg, uint32_t code)
{
    const uint32_t n = pg->rolled[code].nsegments;
    dr_html_open(&pg->h, "td", "n all");
    if (n > 0)
        dr_page_link_code(pg, code);
    dr_page_number(pg, n);
    if (n > 0)
        dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_row(dr_page *pg, uint32_t code, uint32_t most)
{
    const dr_project_code *c = &pg->p->codes.at[code];
    const dr_code_counts *n = &pg->counts[code];
    const double numbers[] = {n->nsegments, n->ndocuments, n->ncases, (double)n->nwords};
    dr_html_open(&pg->h, "tr", c->level == 1 ? "top" : NULL);
    dr_html_put(&pg->h, "data-code", c->id);
    dr_html_open(&pg->h, "th", NULL);
    dr_html_put(&pg->h, "scope", DR_STR("row"));
    dr_html_putf(&pg->h, "style", "--level:%u", c->level - 1);
    dr_page_link_code(pg, code);
    dr_page_label(pg, code);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const bool linked = i < 3 && numbers[i] > 0;
        dr_html_open(&pg->h, "td", "n");
        if (linked)
            dr_page_link_code(pg, code);
        dr_page_number(pg, numbers[i]);
        if (linked)
            dr_html_close(&pg->h);
        dr_html_close(&pg->h);
        if (i == 0 && pg->has_levels)
            put_with_those_below(pg, code);
    }
    dr_html_open(&pg->h, "td", "bars");
    if (n->nsegments > 0) {
        dr_html_open(&pg->h, "span", "bar");
        dr_html_putf(&pg->h, "style", "width:%u%%", (n->nsegments * 100 + most - 1) / most);
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

void dr_page_codes(dr_page *pg)
{
    uint32_t most = 1;
    for (size_t i = 0; i < pg->p->codes.n; i++)
        if (pg->shown[i] && pg->counts[i].nsegments > most)
            most = pg->counts[i].nsegments;
    dr_page_section(pg, "codes", SAY("Codes", "Codes"));
    dr_page_paragraph(pg, NULL,
                      SAY("Segments: passages with the code, those that overlap taken together. Documents and "
                          "respondents: with at least one.",
                          "Segmenten: passages met de code, wat overlapt samengenomen. Documenten en respondenten: met "
                          "ten minste één."));
    if (pg->has_levels) {
        dr_html_open(&pg->h, "p", NULL);
        dr_html_text(&pg->h,
                     SAY("A code counts what was coded with it. The column With codes below also counts what was coded "
                         "with the codes below it, what overlaps taken together: ",
                         "Een code telt wat ermee gecodeerd is. De kolom Met codes eronder telt ook wat met de codes "
                         "eronder gecodeerd is, wat overlapt samengenomen: "));
        dr_html_leaf(&pg->h, "code", NULL, DR_STR("draad table frequencies --rollup all"));
        dr_html_text(&pg->h, DR_STR("."));
        dr_html_close(&pg->h);
    }
    dr_page_table(pg, "tree sort", SAY("The tree of codes", "De boom van codes"));
    dr_html_open(&pg->h, "thead", NULL);
    dr_html_open(&pg->h, "tr", NULL);
    dr_page_head(pg, SAY("Code", "Code"), false);
    dr_page_head(pg, SAY("Segments", "Segmenten"), true);
    if (pg->has_levels)
        dr_page_head(pg, SAY("With codes below", "Met codes eronder"), true);
    dr_page_head(pg, SAY("Documents", "Documenten"), true);
    dr_page_head(pg, SAY("Respondents", "Respondenten"), true);
    dr_page_head(pg, SAY("Words", "Woorden"), true);
    dr_html_open(&pg->h, "th", "bars");
    dr_html_put(&pg->h, "scope", DR_STR("col"));
    dr_html_text(&pg->h, SAY("Segments, drawn", "Segmenten, getekend"));
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "tbody", NULL);
    dr_html_flag(&pg->h, "data-filter");
    for (uint32_t i = 0; i < pg->p->codes.n; i++)
        if (pg->shown[i])
            put_row(pg, i, most);
    dr_html_close(&pg->h);
    dr_page_end_table(pg);
    dr_html_close(&pg->h);
}
