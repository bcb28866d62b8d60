/* SPDX-License-Identifier: Apache-2.0
 * page_pairs.c - which codes stand together: the heat map.
 * A colour only repeats what the number in the cell says.  Many codes make several tables, so that each fits on paper.
 * Knows: the numbers of cooccurrence_matrix.csv.  Does not know: the passages behind them (page_meetings.c does). */
#include "exchange/page.h"

#include <math.h>
#include <stdio.h>

enum { ACROSS = 20, STEPS = 5 };

static double value_of(const dr_page *pg, uint32_t a, uint32_t b)
{
    return *dr_table_at(pg->matrix, a, b);
}

/* The largest count of a pair: what is darkest. */
static double most_of(const dr_page *pg)
{
    double most = 1;
    for (uint32_t i = 0; i < pg->nmatrix; i++)
        for (uint32_t k = 0; k < pg->nmatrix; k++)
            if (i != k && value_of(pg, pg->matrix_codes[i], pg->matrix_codes[k]) > most)
                most = value_of(pg, pg->matrix_codes[i], pg->matrix_codes[k]);
    return most;
}

static void put_cell(dr_page *pg, uint32_t a, uint32_t b, double most)
{
    static const char *const steps[] = {"heat1", "heat2", "heat3", "heat4", "heat5"};
    const double n = value_of(pg, a, b);
    const bool linked = n > 0;
    const int step = linked ? (int)ceil(n / most * STEPS) - 1 : 0;
    dr_html_open(&pg->h, "td", a == b ? "self" : linked ? steps[step < STEPS ? step : STEPS - 1] : "zero");
    if (linked && a == b)
        dr_page_link_code(pg, a);
    else if (linked)
        dr_page_link_pair(pg, a < b ? a : b, a < b ? b : a);
    dr_page_number(pg, n);
    if (linked)
        dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

/* Columns [from, to) of the matrix. */
static void put_block(dr_page *pg, uint32_t from, uint32_t to, double most, draad_str caption)
{
    dr_page_table(pg, "heat", caption);
    dr_html_open(&pg->h, "thead", NULL);
    dr_html_open(&pg->h, "tr", NULL);
    dr_page_head(pg, SAY("Code", "Code"), false);
    for (uint32_t k = from; k < to; k++) {
        dr_html_open(&pg->h, "th", NULL);
        dr_html_put(&pg->h, "scope", DR_STR("col"));
        dr_html_put(&pg->h, "title", pg->p->codes.at[pg->matrix_codes[k]].code->label);
        dr_page_number(pg, k + 1.0);
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "tbody", NULL);
    for (uint32_t i = 0; i < pg->nmatrix; i++) {
        dr_html_open(&pg->h, "tr", NULL);
        dr_html_put(&pg->h, "data-code", pg->p->codes.at[pg->matrix_codes[i]].id);
        dr_html_open(&pg->h, "th", NULL);
        dr_html_put(&pg->h, "scope", DR_STR("row"));
        dr_html_put(&pg->h, "title", pg->p->codes.at[pg->matrix_codes[i]].code->label);
        dr_page_number(pg, i + 1.0);
        dr_html_text(&pg->h, DR_STR(" "));
        dr_page_label(pg, pg->matrix_codes[i]);
        dr_html_close(&pg->h);
        for (uint32_t k = from; k < to; k++)
            put_cell(pg, pg->matrix_codes[i], pg->matrix_codes[k], most);
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
    dr_page_end_table(pg);
}

/* Nothing but zeros: in a larger unit there may be pairs. */
static void put_hint(dr_page *pg)
{
    static const char *const english[] = {"", "sentence", "paragraph", "turn", "document"};
    static const char *const dutch[] = {"", "zin", "alinea", "beurt", "document"};
    dr_html_open(&pg->h, "p", NULL);
    dr_html_text(&pg->h, SAY("No two codes stand in one ", "Er staan geen twee codes in één "));
    dr_html_text(&pg->h, SAY(english[pg->unit], dutch[pg->unit]));
    if (pg->unit < DRAAD_UNIT_TURN) {
        dr_html_text(&pg->h, SAY(". To count those of one turn: ", ". Om die van één beurt te tellen: "));
        dr_html_leaf(&pg->h, "code", NULL, DR_STR("draad code --matrix-unit turn"));
    }
    dr_html_text(&pg->h, DR_STR("."));
    dr_html_close(&pg->h);
}

static void put_definition(dr_page *pg)
{
    static const char *const english[] = {"", "sentences", "paragraphs", "turns", "documents"};
    static const char *const dutch[] = {"", "zinnen", "alinea's", "beurten", "documenten"};
    dr_html_open(&pg->h, "p", NULL);
    dr_html_text(&pg->h, SAY("A cell is the number of ", "Een cel is het aantal "));
    dr_html_text(&pg->h, SAY(english[pg->unit], dutch[pg->unit]));
    dr_html_text(&pg->h, SAY(" with both codes, of the ", " met beide codes, van de "));
    dr_page_number(pg, (double)pg->universe);
    dr_html_text(&pg->h, SAY(" that count. ", " die meetellen. "));
    if (pg->unit != DRAAD_UNIT_DOCUMENT) {
        dr_page_who_counts(pg);
        dr_html_text(&pg->h, DR_STR(" "));
    }
    dr_html_text(&pg->h,
                 SAY("On the diagonal, in a frame: with the code itself. The darker, the more; a cell leads to its "
                     "passages.",
                     "Op de diagonaal, omlijnd: met de code zelf. Hoe donkerder, hoe meer; een cel leidt naar "
                     "zijn passages."));
    dr_html_close(&pg->h);
    if (pg->meetings.n == 0)
        put_hint(pg);
    if (pg->matrix_cut)
        dr_page_paragraph(pg, NULL,
                          SAY("There are more codes than fit: those with most segments are shown. All of them are in "
                              "cooccurrence_matrix.csv.",
                              "Er zijn meer codes dan passen: die met de meeste segmenten staan hier. Alle staan in "
                              "cooccurrence_matrix.csv."));
}

void dr_page_pairs(dr_page *pg)
{
    dr_page_section(pg, "pairs", SAY("Codes together", "Codes samen"));
    if (pg->nmatrix < 2) {
        dr_page_paragraph(pg, NULL,
                          SAY("Fewer than two codes occur, so there are no pairs.",
                              "Er komen minder dan twee codes voor, dus er zijn geen paren."));
    } else {
        const double most = most_of(pg);
        put_definition(pg);
        for (uint32_t from = 0; from < pg->nmatrix; from += ACROSS) {
            const uint32_t to = from + ACROSS < pg->nmatrix ? from + ACROSS : pg->nmatrix;
            char caption[96];
            if (pg->nmatrix > ACROSS)
                snprintf(caption, sizeof caption,
                         pg->dutch ? "Codes samen: kolommen %u tot en met %u" : "Codes together: columns %u to %u",
                         from + 1, to);
            else
                snprintf(caption, sizeof caption, "%s", pg->dutch ? "Codes samen" : "Codes together");
            put_block(pg, from, to, most, dr_str_of(caption));
        }
        dr_page_network(pg);
    }
    dr_html_close(&pg->h);
}
