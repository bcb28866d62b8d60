/* SPDX-License-Identifier: Apache-2.0
 * page_saturation.c - how fast the codes were seen: the curve over documents, drawn and in numbers.
 * Knows: the numbers of saturation.csv.  Does not know: passages. */
#include "exchange/page.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 760, HEIGHT = 260, LEFT = 46, RIGHT = 16, TOP = 16, BOTTOM = 40, POINTS_MAX = 60 };

static double fact_of(const draad_table *t, const char *name)
{
    for (size_t i = 0; i < t->facts.n; i++)
        if (dr_str_is(t->facts.at[i].name, name))
            return t->facts.at[i].number;
    return NAN;
}

static double x_of(size_t i, size_t n)
{
    return n > 1 ? LEFT + (double)(WIDTH - LEFT - RIGHT) * (double)i / (double)(n - 1) : (LEFT + WIDTH - RIGHT) / 2.0;
}

static double y_of(double value, double most)
{
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most;
}

static void put_line(dr_page *pg, const char *class, double x1, double y1, double x2, double y2)
{
    dr_html_open(&pg->h, "line", class);
    dr_html_at(&pg->h, "x1", x1);
    dr_html_at(&pg->h, "y1", y1);
    dr_html_at(&pg->h, "x2", x2);
    dr_html_at(&pg->h, "y2", y2);
    dr_html_close(&pg->h);
}

static void open_text(dr_page *pg, double x, double y, const char *anchor)
{
    dr_html_open(&pg->h, "text", "quiet");
    dr_html_at(&pg->h, "x", x);
    dr_html_at(&pg->h, "y", y);
    dr_html_put(&pg->h, "text-anchor", dr_str_of(anchor));
}

/* Lines at whole numbers of codes, five at most. */
static void put_scale(dr_page *pg, double most)
{
    const double step = ceil(most / 5);
    for (double value = 0; value <= most; value += step) {
        put_line(pg, value > 0 ? "rule" : "axis", LEFT, y_of(value, most), WIDTH - RIGHT, y_of(value, most));
        open_text(pg, LEFT - 8, y_of(value, most) + 4, "end");
        dr_page_number(pg, value);
        dr_html_close(&pg->h);
    }
}

/* A step up where codes are new; each point of a study that is not too large. */
static void put_curve(dr_page *pg, const draad_table *t, double most)
{
    const size_t column = dr_page_column(t, "cumulative");
    dr_buf points = {0};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < t->nrows; i++) {
        const long x = lround(x_of(i, t->nrows)), y = lround(y_of(*dr_table_at(t, i, column), most));
        s = dr_buf_printf(&points, pg->err, "%s%ld,%ld", i > 0 ? " " : "", x, y);
    }
    dr_html_note(&pg->h, s);
    dr_html_open(&pg->h, "polyline", "curve");
    dr_html_put(&pg->h, "points", dr_buf_str(&points));
    dr_html_close(&pg->h);
    dr_buf_free(&points);
    for (size_t i = 0; t->nrows <= POINTS_MAX && i < t->nrows; i++) {
        dr_html_open(&pg->h, "circle", "dot");
        dr_html_at(&pg->h, "cx", x_of(i, t->nrows));
        dr_html_at(&pg->h, "cy", y_of(*dr_table_at(t, i, column), most));
        dr_html_put(&pg->h, "r", DR_STR("3.5"));
        dr_html_close(&pg->h);
    }
}

static void put_drawing(dr_page *pg, const draad_table *t)
{
    const double last = *dr_table_at(t, t->nrows - 1, dr_page_column(t, "cumulative")), most = last > 0 ? last : 1;
    dr_html_open(&pg->h, "figure", NULL);
    dr_html_open(&pg->h, "svg", NULL);
    dr_html_putf(&pg->h, "viewBox", "0 0 %d %d", WIDTH, HEIGHT);
    dr_html_putf(&pg->h, "width", "%d", WIDTH);
    dr_html_put(&pg->h, "role", DR_STR("img"));
    dr_html_put(&pg->h, "aria-labelledby", DR_STR("saturation-t saturation-d"));
    dr_html_open(&pg->h, "title", NULL);
    dr_html_put(&pg->h, "id", DR_STR("saturation-t"));
    dr_html_text(&pg->h,
                 SAY("Codes seen so far, document by document", "Codes die al gezien zijn, document voor document"));
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "desc", NULL);
    dr_html_put(&pg->h, "id", DR_STR("saturation-d"));
    dr_html_text(&pg->h, SAY("A line that goes up to ", "Een lijn die oploopt tot "));
    dr_page_number(pg, last);
    dr_html_text(&pg->h, SAY(" codes over ", " codes over "));
    dr_page_number(pg, (double)t->nrows);
    dr_html_text(&pg->h, SAY(" documents; the table has its numbers.", " documenten; de tabel heeft de getallen."));
    dr_html_close(&pg->h);
    put_scale(pg, most);
    put_curve(pg, t, most);
    open_text(pg, x_of(0, t->nrows), HEIGHT - BOTTOM + 18, "middle");
    dr_page_number(pg, 1);
    dr_html_close(&pg->h);
    if (t->nrows > 1) {
        open_text(pg, x_of(t->nrows - 1, t->nrows), HEIGHT - BOTTOM + 18, "middle");
        dr_page_number(pg, (double)t->nrows);
        dr_html_close(&pg->h);
    }
    open_text(pg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle");
    dr_html_text(&pg->h, SAY("documents, in the order of the study", "documenten, in de volgorde van het onderzoek"));
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_leaf(
        &pg->h, "figcaption", NULL,
        SAY("Number of codes that were seen so far. Rules know all codes from the start: the curve says how the "
            "themes spread over the documents, not how a codebook grew.",
            "Aantal codes dat al gezien is. Regels kennen alle codes vanaf het begin: de curve zegt hoe de thema's "
            "over de documenten verdeeld zijn, niet hoe een codeboek groeide."));
    dr_html_close(&pg->h);
}

static void put_verdict(dr_page *pg, const draad_table *t)
{
    const double at = fact_of(t, "saturated_at");
    dr_html_open(&pg->h, "p", NULL);
    if (isnan(at)) {
        dr_html_text(&pg->h, SAY("Saturation was not reached, by the measure of Guest, Namey and Chen (2020): ",
                                 "Verzadiging is niet bereikt, naar de maat van Guest, Namey en Chen (2020): "));
    } else {
        dr_html_text(&pg->h, SAY("Saturated at document ", "Verzadigd bij document "));
        dr_page_number(pg, at);
        dr_html_text(&pg->h, SAY(", by the measure of Guest, Namey and Chen (2020): ",
                                 ", naar de maat van Guest, Namey en Chen (2020): "));
    }
    dr_html_text(&pg->h, SAY("the first document at which the last ", "het eerste document waarbij de laatste "));
    dr_page_number(pg, fact_of(t, "run"));
    dr_html_text(&pg->h, SAY(" brought at most ", " samen ten hoogste "));
    dr_page_percent(pg, fact_of(t, "threshold"));
    dr_html_text(&pg->h, SAY(" of the new codes that the first ", " brachten van de nieuwe codes van de eerste "));
    dr_page_number(pg, fact_of(t, "base"));
    dr_html_text(&pg->h, SAY(" brought. ", ". "));
    if (fact_of(t, "orders_reached") > 0) {
        dr_html_text(&pg->h, SAY("In other orders of the documents, drawn by lot, the median is document ",
                                 "In andere volgordes van de documenten, door loting, is de mediaan document "));
        dr_page_number(pg, fact_of(t, "order_median"));
        dr_html_text(&pg->h, SAY(" (5th to 95th percentile: ", " (5e tot 95e percentiel: "));
        dr_page_number(pg, fact_of(t, "order_p5"));
        dr_html_text(&pg->h, SAY(" to ", " tot "));
        dr_page_number(pg, fact_of(t, "order_p95"));
        dr_html_text(&pg->h, DR_STR(")."));
    }
    dr_html_close(&pg->h);
}

static void put_row(dr_page *pg, const draad_table *t, size_t i)
{
    static const char *const columns[] = {"interview", "new", "cumulative"};
    dr_html_open(&pg->h, "tr", NULL);
    for (size_t k = 0; k < 3; k++) {
        if (k == 1) {
            dr_html_open(&pg->h, "th", NULL);
            dr_html_put(&pg->h, "scope", DR_STR("row"));
            dr_page_link_document(pg, (uint32_t)i);
            dr_page_name(pg, pg->p->documents[i].id);
            dr_html_close(&pg->h);
            dr_html_close(&pg->h);
        }
        dr_html_open(&pg->h, "td", "n");
        dr_page_number(pg, *dr_table_at(t, i, dr_page_column(t, columns[k])));
        dr_html_close(&pg->h);
    }
    dr_html_open(&pg->h, "td", "n");
    dr_page_percent(pg, *dr_table_at(t, i, dr_page_column(t, "share")));
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_numbers(dr_page *pg, const draad_table *t)
{
    dr_page_table(pg, NULL, SAY("New codes, document by document", "Nieuwe codes, document voor document"));
    dr_html_open(&pg->h, "thead", NULL);
    dr_html_open(&pg->h, "tr", NULL);
    dr_page_head(pg, SAY("Number", "Nummer"), true);
    dr_page_head(pg, SAY("Document", "Document"), false);
    dr_page_head(pg, SAY("New codes", "Nieuwe codes"), true);
    dr_page_head(pg, SAY("So far", "Tot hier"), true);
    dr_page_head(pg, SAY("Share", "Aandeel"), true);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "tbody", NULL);
    for (size_t i = 0; i < t->nrows && i < pg->p->ndocuments; i++)
        put_row(pg, t, i);
    dr_html_close(&pg->h);
    dr_page_end_table(pg);
}

void dr_page_saturation(dr_page *pg)
{
    draad_table_options o;
    draad_table *t;
    draad_table_defaults(&o);
    if ((t = dr_page_ask(pg, "saturation", &o)) == NULL)
        return;
    dr_page_section(pg, "saturation", SAY("Saturation", "Verzadiging"));
    if (t->nrows > 0) {
        put_verdict(pg, t);
        put_drawing(pg, t);
        put_numbers(pg, t);
    }
    dr_html_close(&pg->h);
    draad_table_free(t);
}
