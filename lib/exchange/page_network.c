/* SPDX-License-Identifier: Apache-2.0
 * page_network.c - codes that stand together, as a network: its layout, and its drawing.
 * There is nothing by chance and nothing that settles: the layout follows the order of the codebook.
 * Knows: the counts of the heat map.  Does not know: passages. */
#include "exchange/page_network.h"
#include "exchange/page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Layout -------------------------------------------------------------------------------------------------------
 */

typedef struct candidate {
    uint32_t a, b; /* codes */
    double count;
} candidate;

/* Is (a, b) a stronger tie than the last one that was taken, or an equal one behind it?  Then it is still to come. */
static bool comes_behind(const candidate *last, const candidate *c)
{
    return c->count < last->count ||
           (c->count == last->count && (c->a > last->a || (c->a == last->a && c->b > last->b)));
}

/* The strongest tie behind `last`; false: there is none. */
static bool next_tie(const double *counts, uint32_t n, const candidate *last, candidate *out)
{
    bool found = false;
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = a + 1; b < n; b++) {
            const candidate c = {a, b, counts[(size_t)a * n + b]};
            if (c.count > 0 && comes_behind(last, &c) && (!found || c.count > out->count)) {
                *out = c;
                found = true;
            }
        }
    return found;
}

static uint32_t node_of(const dr_network *net, uint32_t code)
{
    for (uint32_t i = 0; i < net->nnodes; i++)
        if (net->nodes[i].code == code)
            return i;
    return UINT32_MAX;
}

/* Half of the nodes down on the right, the others up on the left. */
static void place_nodes(dr_network *net)
{
    const size_t right = (net->nnodes + 1) / 2;
    for (size_t i = 0; i < net->nnodes; i++) {
        dr_network_node *node = &net->nodes[i];
        const size_t n = i < right ? right : net->nnodes - right, k = i < right ? i : net->nnodes - 1 - i;
        node->y = n > 1 ? 2 * ((double)k + 0.5) / (double)n - 1 : 0;
        node->x = sqrt(1 - node->y * node->y * 0.9);
        node->on_right = i < right;
        if (!node->on_right)
            node->x = -node->x;
    }
}

static void sort_nodes(dr_network *net)
{
    for (size_t i = 1; i < net->nnodes; i++)
        for (size_t k = i; k > 0 && net->nodes[k - 1].code > net->nodes[k].code; k--) {
            const dr_network_node swapped = net->nodes[k];
            net->nodes[k] = net->nodes[k - 1];
            net->nodes[k - 1] = swapped;
        }
}

void dr_network_of(const double *counts, uint32_t n, dr_network *out)
{
    candidate taken[DR_NETWORK_TIES], last = {0, 0, INFINITY}, next;
    *out = (dr_network){0};
    while (next_tie(counts, n, &last, &next)) {
        const size_t more = (node_of(out, next.a) == UINT32_MAX) + (size_t)(node_of(out, next.b) == UINT32_MAX);
        if (out->nties == DR_NETWORK_TIES || out->nnodes + more > DR_NETWORK_NODES) {
            out->cut = true;
            break;
        }
        if (node_of(out, next.a) == UINT32_MAX)
            out->nodes[out->nnodes++].code = next.a;
        if (node_of(out, next.b) == UINT32_MAX)
            out->nodes[out->nnodes++].code = next.b;
        taken[out->nties++] = next;
        last = next;
    }
    sort_nodes(out);
    place_nodes(out);
    for (size_t i = 0; i < out->nties; i++) {
        const candidate *c = &taken[out->nties - 1 - i];
        out->ties[i] = (dr_network_tie){node_of(out, c->a), node_of(out, c->b), c->count};
    }
}

/* ---- Drawing
 * ---------------------------------------------------------------------------------------------------------- */

enum { WIDTH = 860, LABEL = 285, LABEL_CHARACTERS = 34, ROW = 36 };

typedef struct drawing {
    dr_page *pg;
    const dr_network *net;
    double height, most_ties, most_segments;
} drawing;

static double x_of(const drawing *g, const dr_network_node *n)
{
    (void)g;
    return WIDTH / 2.0 + n->x * (WIDTH / 2.0 - LABEL);
}

static double y_of(const drawing *g, const dr_network_node *n)
{
    return g->height / 2 + n->y * (g->height / 2 - 8);
}

static uint32_t code_of(const drawing *g, uint32_t node)
{
    return g->pg->matrix_codes[g->net->nodes[node].code];
}

/* A curve that bends to the middle, as thick as the count. */
static void put_tie(drawing *g, const dr_network_tie *t)
{
    dr_page *pg = g->pg;
    const dr_network_node *a = &g->net->nodes[t->a], *b = &g->net->nodes[t->b];
    const uint32_t one = code_of(g, t->a), other = code_of(g, t->b);
    dr_buf d = {0};
    const double xa = x_of(g, a), ya = y_of(g, a), xb = x_of(g, b), yb = y_of(g, b);
    const double xm = (xa + xb) / 4 + WIDTH / 4.0, ym = (ya + yb) / 4 + g->height / 4;
    dr_html_note(&pg->h, dr_buf_printf(&d, pg->err, "M%ld,%ld Q%ld,%ld %ld,%ld", lround(xa), lround(ya), lround(xm),
                                       lround(ym), lround(xb), lround(yb)));
    dr_page_link_pair(pg, one, other);
    dr_html_open(&pg->h, "path", "tie");
    dr_html_put(&pg->h, "d", dr_buf_str(&d));
    dr_html_at(&pg->h, "stroke-width", 1 + 7 * t->count / g->most_ties);
    dr_html_open(&pg->h, "title", NULL);
    dr_html_text(&pg->h, pg->p->codes.at[one].code->label);
    dr_html_text(&pg->h, SAY(" with ", " met "));
    dr_html_text(&pg->h, pg->p->codes.at[other].code->label);
    dr_html_text(&pg->h, DR_STR(": "));
    dr_page_number(pg, t->count);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_buf_free(&d);
}

/* The beginning of a long name. */
static void put_short(dr_page *pg, draad_str label)
{
    size_t at = 0, n = 0;
    while (at < label.len && n < LABEL_CHARACTERS) {
        for (at++; at < label.len && ((unsigned char)label.data[at] & 0xC0) == 0x80;)
            at++;
        n++;
    }
    dr_html_text(&pg->h, (draad_str){label.data, at});
    if (at < label.len)
        dr_html_text(&pg->h, DR_STR("\xE2\x80\xA6"));
}

static void put_node(drawing *g, uint32_t i)
{
    dr_page *pg = g->pg;
    const dr_network_node *n = &g->net->nodes[i];
    const uint32_t code = code_of(g, i);
    const double r = 4 + 9 * sqrt(pg->counts[code].nsegments / g->most_segments);
    dr_page_link_code(pg, code);
    dr_html_open(&pg->h, "circle", "dot");
    dr_html_at(&pg->h, "cx", x_of(g, n));
    dr_html_at(&pg->h, "cy", y_of(g, n));
    dr_html_at(&pg->h, "r", r);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "text", NULL);
    dr_html_at(&pg->h, "x", x_of(g, n) + (n->on_right ? 18 : -18));
    dr_html_at(&pg->h, "y", y_of(g, n) + 4.5);
    dr_html_put(&pg->h, "text-anchor", n->on_right ? DR_STR("start") : DR_STR("end"));
    put_short(pg, pg->p->codes.at[code].code->label);
    dr_html_open(&pg->h, "title", NULL);
    dr_html_text(&pg->h, pg->p->codes.at[code].code->label);
    dr_html_text(&pg->h, DR_STR(": "));
    dr_page_number(pg, pg->counts[code].nsegments);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_words(drawing *g)
{
    dr_page *pg = g->pg;
    const dr_network_tie *best = &g->net->ties[g->net->nties - 1];
    dr_html_open(&pg->h, "title", NULL);
    dr_html_put(&pg->h, "id", DR_STR("network-t"));
    dr_html_text(&pg->h, SAY("Codes that stand together, as a network", "Codes die samen staan, als netwerk"));
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "desc", NULL);
    dr_html_put(&pg->h, "id", DR_STR("network-d"));
    dr_page_number(pg, (double)g->net->nnodes);
    dr_html_text(&pg->h, SAY(" codes and ", " codes en "));
    dr_page_number(pg, (double)g->net->nties);
    dr_html_text(&pg->h, SAY(" ties; the strongest, ", " verbindingen; de sterkste, "));
    dr_page_number(pg, best->count);
    dr_html_text(&pg->h, SAY(", is between ", ", is die tussen "));
    dr_html_text(&pg->h, pg->p->codes.at[code_of(g, best->a)].code->label);
    dr_html_text(&pg->h, SAY(" and ", " en "));
    dr_html_text(&pg->h, pg->p->codes.at[code_of(g, best->b)].code->label);
    dr_html_text(&pg->h, SAY(". The heat map has all numbers.", ". De tabel heeft alle getallen."));
    dr_html_close(&pg->h);
}

static void put_figure(drawing *g)
{
    dr_page *pg = g->pg;
    dr_html_leaf(&pg->h, "h3", NULL, SAY("As a network", "Als netwerk"));
    dr_html_open(&pg->h, "figure", NULL);
    dr_html_open(&pg->h, "div", "scroll");
    dr_html_put(&pg->h, "role", DR_STR("region"));
    dr_html_put(&pg->h, "tabindex", DR_STR("0"));
    dr_html_put(&pg->h, "aria-label", SAY("As a network", "Als netwerk"));
    dr_html_open(&pg->h, "svg", "wide");
    dr_html_putf(&pg->h, "viewBox", "0 0 %d %ld", WIDTH, lround(g->height));
    dr_html_putf(&pg->h, "width", "%d", WIDTH);
    dr_html_put(&pg->h, "role", DR_STR("group"));
    dr_html_put(&pg->h, "aria-labelledby", DR_STR("network-t network-d"));
    put_words(g);
    for (size_t i = 0; i < g->net->nties; i++)
        put_tie(g, &g->net->ties[i]);
    for (uint32_t i = 0; i < g->net->nnodes; i++)
        put_node(g, i);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_leaf(&pg->h, "figcaption", NULL,
                 g->net->cut
                     ? SAY("The strongest ties: the thicker a line, the more often two codes stand together; the "
                           "larger a dot, the more segments. Weaker ties are in the table alone.",
                           "De sterkste verbindingen: hoe dikker een lijn, hoe vaker twee codes samen staan; hoe "
                           "groter een stip, hoe meer segmenten. Zwakkere verbindingen staan alleen in de tabel.")
                     : SAY("The thicker a line, the more often two codes stand together; the larger a dot, the "
                           "more segments.",
                           "Hoe dikker een lijn, hoe vaker twee codes samen staan; hoe groter een stip, hoe meer "
                           "segmenten."));
    dr_html_close(&pg->h);
}

/* ---- In numbers
 * -------------------------------------------------------------------------------------------------------- */

enum { PAIRS_SHOWN = 15, CODES_MAX = 300 }; /* measures are computed of all pairs of codes at once */

/* The row of a pair in the table of all pairs, a before b. */
static size_t row_of(size_t n, size_t a, size_t b)
{
    return a * n - a * (a + 1) / 2 + (b - a - 1);
}

static void put_pair(drawing *g, const draad_table *t, const dr_network_tie *tie)
{
    static const char *const measures[] = {"jaccard", "lift", "npmi"};
    dr_page *pg = g->pg;
    const uint32_t a = code_of(g, tie->a), b = code_of(g, tie->b);
    const size_t row = row_of(pg->p->codes.n, a, b);
    dr_html_open(&pg->h, "tr", NULL);
    dr_html_put(&pg->h, "data-code", pg->p->codes.at[a].id);
    dr_html_put(&pg->h, "data-other", pg->p->codes.at[b].id);
    dr_html_open(&pg->h, "th", NULL);
    dr_html_put(&pg->h, "scope", DR_STR("row"));
    dr_page_label(pg, a);
    dr_html_text(&pg->h, DR_STR(" \xC3\x97 "));
    dr_page_label(pg, b);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "td", "n");
    dr_page_link_pair(pg, a, b);
    dr_page_number(pg, *dr_table_at(t, row, dr_page_column(t, "n11")));
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        dr_html_open(&pg->h, "td", "n");
        dr_page_real(pg, *dr_table_at(t, row, dr_page_column(t, measures[i])), 2);
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
}

static void put_measures(drawing *g)
{
    dr_page *pg = g->pg;
    draad_table *t = NULL;
    if (pg->p->codes.n > CODES_MAX || pg->h.status != DRAAD_OK)
        return;
    dr_html_note(&pg->h, draad_project_association(pg->p, pg->unit, pg->p->made.options.tests_always, &t, pg->err));
    if (pg->h.status != DRAAD_OK)
        return;
    dr_page_table(pg, "sort", SAY("The strongest pairs", "De sterkste paren"));
    dr_html_open(&pg->h, "thead", NULL);
    dr_html_open(&pg->h, "tr", NULL);
    dr_page_head(pg, SAY("Pair", "Paar"), false);
    dr_page_head(pg, SAY("Together", "Samen"), true);
    dr_page_head(pg, DR_STR("Jaccard"), true);
    dr_page_head(pg, DR_STR("Lift"), true);
    dr_page_head(pg, DR_STR("NPMI"), true);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "tbody", NULL);
    for (size_t i = g->net->nties; i > 0 && g->net->nties - i < PAIRS_SHOWN; i--)
        put_pair(g, t, &g->net->ties[i - 1]);
    dr_html_close(&pg->h);
    dr_page_end_table(pg);
    dr_page_paragraph(
        pg, "quiet",
        SAY("Jaccard: together, of all that have either. Lift: how many times as often as by chance; 1 is "
            "chance. NPMI: from -1 (never together) by 0 (chance) to 1 (only together). A rare pair can have "
            "a high lift on one meeting: look at the number first.",
            "Jaccard: samen, van alle die een van beide hebben. Lift: hoeveel keer zo vaak als bij toeval; 1 is "
            "toeval. NPMI: van -1 (nooit samen) over 0 (toeval) tot 1 (alleen samen). Een zeldzaam paar kan "
            "op één ontmoeting een hoge lift hebben: kijk eerst naar het aantal."));
    draad_table_free(t);
}

void dr_page_network(dr_page *pg)
{
    const size_t n = pg->nmatrix;
    double *counts = dr_alloc_zero(n * n + 1, sizeof *counts);
    dr_network net;
    if (counts == NULL) {
        dr_html_note(&pg->h, dr_no_memory(pg->err));
        return;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            counts[i * n + k] = *dr_table_at(pg->matrix, pg->matrix_codes[i], pg->matrix_codes[k]);
    dr_network_of(counts, (uint32_t)n, &net);
    dr_free(counts);
    if (net.nties == 0)
        return;
    drawing g = {.pg = pg, .net = &net, .most_ties = net.ties[net.nties - 1].count, .most_segments = 1};
    g.height = ROW * (double)((net.nnodes + 1) / 2) + 30;
    for (uint32_t i = 0; i < net.nnodes; i++)
        if (pg->counts[code_of(&g, i)].nsegments > g.most_segments)
            g.most_segments = pg->counts[code_of(&g, i)].nsegments;
    put_figure(&g);
    put_measures(&g);
}
