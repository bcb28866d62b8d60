/* SPDX-License-Identifier: Apache-2.0
 * page_tables.c - tables that need no more than their columns: how widely codes are shared, who speaks how much, the
 * documents of a study.
 * Knows: the tables of analysis/ and what their columns are called on a page.  Does not know: passages. */
#include "exchange/page.h"

/* ---- Cells --------------------------------------------------------------------------------------------------------
 */

static void put_number(dr_page *pg, const draad_table *t, size_t row, const char *column)
{
    dr_html_open(&pg->h, "td", "n");
    dr_page_number(pg, *dr_table_at(t, row, dr_page_column(t, column)));
    dr_html_close(&pg->h);
}

static void put_share(dr_page *pg, const draad_table *t, size_t row, const char *column)
{
    dr_html_open(&pg->h, "td", "n");
    dr_page_percent(pg, *dr_table_at(t, row, dr_page_column(t, column)));
    dr_html_close(&pg->h);
}

/* Words of a table, which are of a language whatever the page speaks. */
static void put_words(dr_page *pg, const draad_table *t, size_t row, const char *column, const char *language)
{
    dr_html_open(&pg->h, "td", NULL);
    if ((language[0] == 'n') != pg->dutch)
        dr_html_put(&pg->h, "lang", dr_str_of(language));
    dr_html_text(&pg->h, draad_table_text(t, row, dr_page_column(t, column)));
    dr_html_close(&pg->h);
}

/* The code of this id that is shown; DRAAD_NONE. */
static uint32_t code_of(const dr_page *pg, draad_str id)
{
    for (uint32_t i = 0; i < pg->p->codes.n; i++)
        if (pg->shown[i] && dr_str_equal(pg->p->codes.at[i].id, id))
            return i;
    return DRAAD_NONE;
}

/* ---- How widely codes are shared
 * ------------------------------------------------------------------------------------- */

static void put_salience_row(dr_page *pg, const draad_table *t, size_t row, uint32_t code)
{
    const double cases = *dr_table_at(t, row, dr_page_column(t, "cases"));
    dr_html_open(&pg->h, "tr", NULL);
    dr_html_put(&pg->h, "data-code", pg->p->codes.at[code].id);
    dr_html_open(&pg->h, "th", NULL);
    dr_html_put(&pg->h, "scope", DR_STR("row"));
    dr_page_label(pg, code);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "td", "n");
    if (cases > 0)
        dr_page_link_code(pg, code);
    dr_page_number(pg, cases);
    if (cases > 0)
        dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    put_share(pg, t, row, "share");
    put_words(pg, t, row, "label", "nl");
    put_words(pg, t, row, "cqr", "en");
    if (pg->by != NULL) {
        put_number(pg, t, row, "groups");
        put_words(pg, t, row, "group_label", "nl");
    }
    dr_html_open(&pg->h, "td", NULL);
    dr_html_text(&pg->h, *dr_table_at(t, row, dr_page_column(t, "selected")) > 0 ? SAY("yes", "ja") : SAY("no", "nee"));
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

void dr_page_salience(dr_page *pg)
{
    draad_table_options o;
    draad_table *t;
    draad_table_defaults(&o);
    o.by = pg->by;
    if ((t = dr_page_ask(pg, "salience", &o)) == NULL)
        return;
    dr_page_section(pg, "salience", SAY("How widely codes are shared", "Hoe breed codes gedeeld worden"));
    dr_html_open(&pg->h, "p", NULL);
    dr_html_text(&pg->h, SAY("In words, how many of all respondents (", "In woorden, hoeveel van alle respondenten ("));
    dr_page_number(pg, t->nrows > 0 ? *dr_table_at(t, 0, dr_page_column(t, "all_cases")) : 0);
    dr_html_text(
        &pg->h, SAY(") have a code. Vrijwel allen: all but one at most, of five or more; grote "
                    "meerderheid: two thirds or more; meerderheid: more than half; minderheid: two or more; "
                    "enkeling: one. CQR: the words of consensual qualitative research (Hill and others 2005). "
                    "Selected: shared by a majority, and when rules have weights, with one that weighs.",
                    ") een code hebben. Vrijwel allen: op één na, van vijf of meer; grote "
                    "meerderheid: twee derde of meer; meerderheid: meer dan de helft; minderheid: twee of meer; "
                    "enkeling: één. CQR: de woorden van consensual qualitative research (Hill en anderen 2005). "
                    "Gekozen: gedeeld door een meerderheid, en als regels gewichten hebben, met een regel die weegt."));
    dr_html_close(&pg->h);
    dr_page_begin_head(pg, "sort", SAY("How widely codes are shared", "Hoe breed codes gedeeld worden"));
    dr_page_head(pg, SAY("Code", "Code"), false);
    dr_page_head(pg, SAY("Respondents", "Respondenten"), true);
    dr_page_head(pg, SAY("Share", "Aandeel"), true);
    dr_page_head(pg, SAY("In words", "In woorden"), false);
    dr_page_head(pg, DR_STR("CQR"), false);
    if (pg->by != NULL) {
        dr_page_head(pg, SAY("Groups", "Groepen"), true);
        dr_page_head(pg, SAY("Groups, in words", "Groepen, in woorden"), false);
    }
    dr_page_head(pg, SAY("Selected", "Gekozen"), false);
    dr_page_begin_rows(pg);
    for (size_t i = 0; i < t->nrows; i++) {
        const uint32_t code = code_of(pg, draad_table_text(t, i, dr_page_column(t, "code")));
        if (code != DRAAD_NONE && pg->counts[code].nsegments > 0)
            put_salience_row(pg, t, i, code);
    }
    dr_page_end_rows(pg);
    dr_html_close(&pg->h);
    draad_table_free(t);
}

/* ---- Who speaks how much
 * ----------------------------------------------------------------------------------------------- */

void dr_page_speakers(dr_page *pg)
{
    draad_table_options o;
    draad_table *t;
    uint32_t document = 0;
    draad_table_defaults(&o);
    if ((t = dr_page_ask(pg, "speakers", &o)) == NULL)
        return;
    dr_page_section(pg, "speakers", SAY("Who speaks how much", "Wie praat hoeveel"));
    dr_page_begin_head(pg, "sort",
                       SAY("Speakers of each document, with their share of its words",
                           "Sprekers van elk document, met hun aandeel in de woorden"));
    dr_page_head(pg, SAY("Document", "Document"), false);
    dr_page_head(pg, SAY("Speaker", "Spreker"), false);
    dr_page_head(pg, SAY("Role", "Rol"), false);
    dr_page_head(pg, SAY("Turns", "Beurten"), true);
    dr_page_head(pg, SAY("Words", "Woorden"), true);
    dr_page_head(pg, SAY("Share", "Aandeel"), true);
    dr_page_head(pg, SAY("Words a turn", "Woorden per beurt"), true);
    dr_page_begin_rows(pg);
    dr_html_flag(&pg->h, "data-filter");
    for (size_t i = 0; i < t->nrows; i++) {
        const draad_str id = draad_table_text(t, i, dr_page_column(t, "document"));
        while (document + 1 < pg->p->ndocuments && !dr_str_equal(pg->p->documents[document].id, id))
            document++;
        dr_html_open(&pg->h, "tr", NULL);
        dr_html_open(&pg->h, "th", NULL);
        dr_html_put(&pg->h, "scope", DR_STR("row"));
        dr_page_link_document(pg, document);
        dr_page_name(pg, id);
        dr_html_close(&pg->h);
        dr_html_close(&pg->h);
        dr_html_open(&pg->h, "td", NULL);
        dr_page_name(pg, draad_table_text(t, i, dr_page_column(t, "speaker")));
        dr_html_close(&pg->h);
        put_words(pg, t, i, "role", "en");
        put_number(pg, t, i, "turns");
        put_number(pg, t, i, "words");
        put_share(pg, t, i, "share_words");
        dr_html_open(&pg->h, "td", "n");
        dr_page_real(pg, *dr_table_at(t, i, dr_page_column(t, "words_per_turn")), 1);
        dr_html_close(&pg->h);
        dr_html_close(&pg->h);
    }
    dr_page_end_rows(pg);
    dr_html_close(&pg->h);
    draad_table_free(t);
}

/* ---- Documents
 * ------------------------------------------------------------------------------------------------------------ */

void dr_page_documents(dr_page *pg)
{
    dr_page_table(pg, "sort",
                  dr_page_is_ordered(pg)
                      ? SAY("The documents, in the order of the column order of the cases",
                            "De documenten, in de volgorde van de kolom order (volgorde) van de cases")
                      : SAY("The documents, by name", "De documenten, op naam"));
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
