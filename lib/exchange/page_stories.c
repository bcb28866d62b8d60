/* SPDX-License-Identifier: Apache-2.0
 * page_stories.c - tables that are there when they are asked for: a lens laid over the codes, and the phases of a
 * story.
 * Knows: the tables lens, phases, precedence and narratives.  Does not know: passages. */
#include "coding/lens.h"
#include "exchange/page.h"

static uint32_t code_of(const dr_page *pg, draad_str id)
{
    for (uint32_t i = 0; i < pg->p->codes.n; i++)
        if (dr_str_equal(pg->p->codes.at[i].id, id))
            return i;
    return DRAAD_NONE;
}

/* A code by its id, as a link when the page shows it. */
static void put_code(dr_page *pg, draad_str id)
{
    const uint32_t code = code_of(pg, id);
    if (code == DRAAD_NONE) {
        dr_page_name(pg, id);
    } else if (!pg->shown[code]) {
        dr_page_label(pg, code);
    } else {
        dr_page_link_code(pg, code);
        dr_page_label(pg, code);
        dr_html_close(&pg->h);
    }
}

/* Codes by their ids, which the table joins by `separator`. */
static void put_codes(dr_page *pg, draad_str ids, char separator, draad_str between)
{
    for (size_t from = 0, at = 0; at <= ids.len && ids.len > 0; at++)
        if (at == ids.len || ids.data[at] == separator) {
            if (from > 0)
                dr_html_text(&pg->h, between);
            put_code(pg, (draad_str){ids.data + from, at - from});
            from = at + 1;
        }
}

static double number_at(const draad_table *t, size_t row, const char *column)
{
    return *dr_table_at(t, row, dr_page_column(t, column));
}

static draad_str text_at(const draad_table *t, size_t row, const char *column)
{
    return draad_table_text(t, row, dr_page_column(t, column));
}

static void put_row_head(dr_page *pg, draad_str name)
{
    dr_html_open(&pg->h, "th", NULL);
    dr_html_put(&pg->h, "scope", DR_STR("row"));
    dr_page_name(pg, name);
    dr_html_close(&pg->h);
}

static void put_number(dr_page *pg, double value)
{
    dr_html_open(&pg->h, "td", "n");
    dr_page_number(pg, value);
    dr_html_close(&pg->h);
}

/* ---- A lens
 * ------------------------------------------------------------------------------------------------------------- */

/* "12 segments, 5 respondents", and above it the codes. */
static void put_lens_cell(dr_page *pg, const draad_table *t, size_t row, bool with_codes)
{
    dr_html_open(&pg->h, "td", NULL);
    if (number_at(t, row, "ncodes") > 0) {
        if (with_codes) {
            put_codes(pg, text_at(t, row, "codes"), ';', DR_STR("; "));
            dr_html_open(&pg->h, "br", NULL);
            dr_html_close(&pg->h);
        }
        dr_html_open(&pg->h, "small", NULL);
        dr_page_of(pg, number_at(t, row, "segments"), SAY("segment", "segment"), SAY("segments", "segmenten"));
        dr_html_text(&pg->h, DR_STR(", "));
        dr_page_of(pg, number_at(t, row, "cases"), SAY("respondent", "respondent"), SAY("respondents", "respondenten"));
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
}

/* Cells, then the row; at the end the columns and the whole: in the order of the table. */
static size_t put_lens_rows(dr_page *pg, const draad_table *t)
{
    size_t i = 0;
    for (; i < t->nrows && !dr_str_is(text_at(t, i, "part"), "outside"); i++) {
        const draad_str part = text_at(t, i, "part");
        const bool first = i == 0 || dr_str_is(text_at(t, i - 1, "part"), "row");
        if (first) {
            dr_html_open(&pg->h, "tr", NULL);
            put_row_head(pg, dr_str_is(part, "column") || dr_str_is(part, "all") ? SAY("All", "Alle")
                                                                                 : text_at(t, i, "aspect"));
        }
        put_lens_cell(pg, t, i, dr_str_is(part, "cell"));
        if (dr_str_is(part, "row") || dr_str_is(part, "all"))
            dr_html_close(&pg->h);
    }
    return i;
}

void dr_page_lens(dr_page *pg)
{
    draad_table_options o;
    draad_table *t;
    if (pg->o->lens == NULL)
        return;
    draad_table_defaults(&o);
    o.lens = pg->o->lens;
    if ((t = dr_page_ask(pg, "lens", &o)) == NULL)
        return;
    dr_page_section(pg, "lens", SAY("A lens", "Een lens"));
    dr_page_begin_head(pg, NULL,
                       SAY("Codes in the cells of the lens; totals count each code once",
                           "Codes in de cellen van de lens; totalen tellen elke code één keer"));
    dr_page_head(pg, SAY("Aspect", "Aspect"), false);
    for (size_t i = 0; i < t->nrows && dr_str_is(text_at(t, i, "part"), "cell"); i++) {
        dr_html_open(&pg->h, "th", NULL);
        dr_html_put(&pg->h, "scope", DR_STR("col"));
        dr_page_name(pg, text_at(t, i, "chapter"));
        dr_html_close(&pg->h);
    }
    dr_page_head(pg, SAY("All", "Alle"), false);
    dr_page_begin_rows(pg);
    const size_t outside = put_lens_rows(pg, t);
    dr_page_end_rows(pg);
    if (outside < t->nrows) {
        dr_html_open(&pg->h, "p", NULL);
        dr_html_text(&pg->h, SAY("Not in the lens: ", "Past niet in de lens: "));
        for (size_t i = outside; i < t->nrows; i++) {
            dr_html_text(&pg->h, i > outside ? DR_STR(", ") : DR_STR(""));
            put_codes(pg, text_at(t, i, "codes"), ';', DR_STR("; "));
            dr_html_text(&pg->h, DR_STR("\xC2\xA0"));
            dr_page_number(pg, number_at(t, i, "segments"));
        }
        dr_html_text(&pg->h, DR_STR("."));
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
    draad_table_free(t);
}

/* ---- Phases
 * ------------------------------------------------------------------------------------------------------------- */

static void put_phases(dr_page *pg, const draad_table *t)
{
    dr_page_begin_head(pg, NULL, SAY("Phases", "Fasen"));
    dr_page_head(pg, SAY("Listed", "In het codeboek"), true);
    dr_page_head(pg, SAY("Phase", "Fase"), false);
    dr_page_head(pg, SAY("Documents", "Documenten"), true);
    dr_page_head(pg, SAY("Share", "Aandeel"), true);
    dr_page_head(pg, SAY("In the shared narrative", "In het gedeelde verhaal"), false);
    dr_page_head(pg, SAY("Place in the consensus order", "Plaats in de gezamenlijke volgorde"), true);
    dr_page_begin_rows(pg);
    for (size_t i = 0; i < t->nrows; i++) {
        dr_html_open(&pg->h, "tr", NULL);
        dr_html_put(&pg->h, "data-code", text_at(t, i, "code"));
        put_number(pg, number_at(t, i, "listed"));
        dr_html_open(&pg->h, "th", NULL);
        dr_html_put(&pg->h, "scope", DR_STR("row"));
        put_code(pg, text_at(t, i, "code"));
        dr_html_close(&pg->h);
        put_number(pg, number_at(t, i, "documents"));
        dr_html_open(&pg->h, "td", "n");
        dr_page_percent(pg, number_at(t, i, "share"));
        dr_html_close(&pg->h);
        dr_html_open(&pg->h, "td", NULL);
        dr_html_text(&pg->h, number_at(t, i, "shared") > 0 ? SAY("yes", "ja") : SAY("no", "nee"));
        dr_html_close(&pg->h);
        put_number(pg, number_at(t, i, "consensus"));
        dr_html_close(&pg->h);
    }
    dr_page_end_rows(pg);
}

/* In how many documents does the phase of the row begin before that of the column?  The table has a row a pair. */
static void put_precedence(dr_page *pg, const draad_table *phases, const draad_table *t)
{
    const size_t n = phases->nrows;
    if (n < 2 || t->nrows != n * n)
        return;
    dr_page_begin_head(pg, "heat",
                       SAY("Documents in which the phase of the row begins before that of the column",
                           "Documenten waarin de fase van de rij begint voor die van de kolom"));
    dr_page_head(pg, SAY("Phase", "Fase"), false);
    for (size_t i = 0; i < n; i++)
        dr_page_head(pg, text_at(phases, i, "label"), false);
    dr_page_begin_rows(pg);
    for (size_t i = 0; i < n; i++) {
        dr_html_open(&pg->h, "tr", NULL);
        put_row_head(pg, text_at(phases, i, "label"));
        for (size_t k = 0; k < n; k++) {
            dr_html_open(&pg->h, "td", NULL);
            if (i != k)
                dr_page_number(pg, number_at(t, i * n + k, "a_first"));
            dr_html_close(&pg->h);
        }
        dr_html_close(&pg->h);
    }
    dr_page_end_rows(pg);
}

static void put_narratives(dr_page *pg, const draad_table *t)
{
    dr_page_begin_head(pg, NULL,
                       SAY("The phases of each document in the order in which they are told",
                           "De fasen van elk document in de volgorde waarin ze verteld worden"));
    dr_page_head(pg, SAY("Document", "Document"), false);
    dr_page_head(pg, SAY("Phases", "Fasen"), false);
    dr_page_head(pg, SAY("In the listed order", "In de volgorde van het codeboek"), true);
    dr_page_begin_rows(pg);
    for (size_t i = 0; i < t->nrows && i < pg->p->ndocuments; i++) {
        dr_html_open(&pg->h, "tr", NULL);
        dr_html_open(&pg->h, "th", NULL);
        dr_html_put(&pg->h, "scope", DR_STR("row"));
        dr_page_link_document(pg, (uint32_t)i);
        dr_page_name(pg, text_at(t, i, "document"));
        dr_html_close(&pg->h);
        dr_html_close(&pg->h);
        dr_html_open(&pg->h, "td", NULL);
        put_codes(pg, text_at(t, i, "order"), ';', DR_STR(" \xE2\x86\x92 "));
        dr_html_close(&pg->h);
        dr_html_open(&pg->h, "td", "n");
        dr_page_percent(pg, number_at(t, i, "order_score"));
        dr_html_close(&pg->h);
        dr_html_close(&pg->h);
    }
    dr_page_end_rows(pg);
}

void dr_page_phases(dr_page *pg)
{
    static const char *const kinds[] = {"phases", "precedence", "narratives"};
    draad_table_options o;
    draad_table *t[3] = {NULL};
    if (pg->o->phases == NULL)
        return;
    draad_table_defaults(&o);
    o.only = &pg->o->phases;
    o.nonly = 1;
    for (size_t i = 0; i < 3 && pg->h.status == DRAAD_OK; i++)
        t[i] = dr_page_ask(pg, kinds[i], &o);
    if (pg->h.status == DRAAD_OK) {
        dr_page_section(pg, "phases", SAY("Phases of the story", "Fasen van het verhaal"));
        dr_page_paragraph(
            pg, NULL,
            SAY("A phase is told where its first segment begins. It is in the shared narrative when two thirds "
                "of the documents or more have it. Consensus: by how many phases it comes before in more "
                "documents than the reverse.",
                "Een fase wordt verteld waar haar eerste segment begint. Ze hoort bij het gedeelde verhaal als "
                "twee derde van de documenten of meer haar heeft. Gezamenlijke volgorde: naar het aantal fasen "
                "waar ze in meer documenten voor komt dan erna."));
        put_phases(pg, t[0]);
        put_precedence(pg, t[0], t[1]);
        put_narratives(pg, t[2]);
        dr_html_close(&pg->h);
    }
    for (size_t i = 0; i < 3; i++)
        draad_table_free(t[i]);
}
