/* SPDX-License-Identifier: Apache-2.0
 * page_tables.c - the documents of a study in a table.
 * Knows: what each document is.  Does not know: its text. */
#include "exchange/page.h"

void dr_page_documents(dr_page *pg)
{
    dr_page_table(pg, "sort",
                  SAY("The documents, in the order of the study", "De documenten, in de volgorde van het onderzoek"));
    dr_html_open(&pg->h, "thead", NULL);
    dr_html_open(&pg->h, "tr", NULL);
    dr_page_head(pg, SAY("Document", "Document"), false);
    dr_page_head(pg, SAY("Respondent", "Respondent"), false);
    dr_page_head(pg, SAY("Words that count", "Woorden die meetellen"), true);
    dr_page_head(pg, SAY("Turns", "Beurten"), true);
    dr_page_head(pg, SAY("Codings", "Coderingen"), true);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "tbody", NULL);
    dr_html_flag(&pg->h, "data-filter");
    for (uint32_t i = 0; i < pg->p->ndocuments; i++) {
        const dr_coded *d = &pg->p->documents[i];
        dr_html_open(&pg->h, "tr", NULL);
        dr_html_put(&pg->h, "data-document", d->id);
        dr_html_open(&pg->h, "th", NULL);
        dr_html_put(&pg->h, "scope", DR_STR("row"));
        dr_page_link_document(pg, i);
        dr_page_name(pg, d->id);
        dr_html_close(&pg->h);
        dr_html_close(&pg->h);
        dr_html_open(&pg->h, "td", NULL);
        dr_page_name(pg, d->case_id.len > 0 ? d->case_id : d->id);
        dr_html_close(&pg->h);
        const double numbers[] = {d->eligible_words, (double)d->units[DRAAD_UNIT_TURN].n, (double)d->ncodings};
        for (size_t k = 0; k < 3; k++) {
            dr_html_open(&pg->h, "td", "n");
            dr_page_number(pg, numbers[k]);
            dr_html_close(&pg->h);
        }
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
    dr_page_end_table(pg);
}
