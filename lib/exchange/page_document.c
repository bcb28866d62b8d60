/* SPDX-License-Identifier: Apache-2.0
 * page_document.c - one document: its text turn by turn, with its codings beside it.
 * Coded text has a line below it, a double one where codings overlap; a number before it leads to what stands beside
 * the turn.  Without its text a document is the list of its coded passages.
 * Knows: turns, codings, texts.  Does not know: counts. */
#include "base/utf8.h"
#include "exchange/page.h"

#include <stdlib.h>

typedef struct edge {
    uint32_t place;
    int step; /* a coding begins (1) or ends (-1) here */
} edge;

/* A walk through the text of a document; each of the arrays is by place, and is walked along. */
typedef struct walk {
    dr_page *pg;
    uint32_t document;
    const dr_coded *d;
    uint32_t *codings;     /* those that are shown */
    size_t ncodings, next; /* the next whose beginning is to come */
    edge *edges;
    size_t nedges, next_edge;
    dr_stretches words;
    size_t next_word;
    int depth;
} walk;

static int by_place(const void *x, const void *y)
{
    const edge *a = x, *b = y;
    return a->place != b->place ? (a->place < b->place ? -1 : 1) : a->step - b->step;
}

static bool prepare(walk *w)
{
    const dr_coded *d = w->d;
    w->codings = dr_alloc_zero(d->ncodings + 1, sizeof *w->codings);
    w->edges = dr_alloc_zero(2 * d->ncodings + 1, sizeof *w->edges);
    if (w->codings == NULL || w->edges == NULL)
        return false;
    for (uint32_t i = 0; i < d->ncodings; i++) {
        const dr_coding *c = &d->codings[i];
        size_t n = 0;
        if (!w->pg->shown[c->code])
            continue;
        w->codings[w->ncodings++] = i;
        w->edges[w->nedges++] = (edge){c->start.value, 1};
        w->edges[w->nedges++] = (edge){c->end.value, -1};
        dr_stretch *words = dr_page_words_of(w->pg, d, c, &n);
        const bool fine = n == 0 || dr_vec_reserve(&w->words, n);
        for (size_t k = 0; fine && k < n; k++)
            w->words.at[w->words.n++] = words[k];
        dr_free(words);
        if (!fine)
            return false;
    }
    if (w->nedges > 1)
        qsort(w->edges, w->nedges, sizeof *w->edges, by_place);
    dr_stretches_unite(&w->words);
    return true;
}

static void walk_free(walk *w)
{
    dr_free(w->codings);
    dr_free(w->edges);
    dr_vec_free(&w->words);
}

/* ---- Beside the text -------------------------------------------------------------------------------------------- */

static void put_number(walk *w, size_t i)
{
    dr_page_number(w->pg, (double)i + 1);
}

/* The ids of rules, which the table joins by ';'. */
static void put_rules(dr_page *pg, draad_str rules)
{
    dr_html_open(&pg->h, "small", NULL);
    for (size_t from = 0, at = 0; at <= rules.len; at++)
        if (at == rules.len || rules.data[at] == ';') {
            dr_html_text(&pg->h, from > 0 ? DR_STR(", ") : DR_STR(""));
            dr_html_text(&pg->h, (draad_str){rules.data + from, at - from});
            from = at + 1;
        }
    dr_html_close(&pg->h);
}

static void put_coding(walk *w, size_t i)
{
    dr_page *pg = w->pg;
    const dr_coding *c = &w->d->codings[w->codings[i]];
    dr_html_open(&pg->h, "li", NULL);
    dr_html_putf(&pg->h, "id", "d%un%zu", w->document + 1, i + 1);
    put_number(w, i);
    dr_html_text(&pg->h, DR_STR(" "));
    dr_page_link_listed(pg, w->document, w->codings[i]);
    dr_page_label(pg, c->code);
    dr_html_close(&pg->h);
    if (c->coder != 0) {
        dr_html_text(&pg->h, DR_STR(", "));
        dr_page_name(pg, w->pg->p->coders.at[c->coder]);
    } else if (c->rules.len > 0) {
        dr_html_text(&pg->h, DR_STR(" "));
        put_rules(pg, c->rules);
    }
    dr_html_close(&pg->h);
}

/* The codings [from, to) in a list. */
static void put_beside(walk *w, size_t from, size_t to)
{
    if (from == to)
        return;
    dr_html_open(&w->pg->h, "ul", "beside");
    for (size_t i = from; i < to; i++)
        put_coding(w, i);
    dr_html_close(&w->pg->h);
}

/* ---- The text --------------------------------------------------------------------------------------------------- */

/* The numbers of the codings that begin at `place` or before it, and have not been named. */
static void put_beginnings(walk *w, uint32_t place)
{
    dr_page *pg = w->pg;
    for (; w->next < w->ncodings && w->d->codings[w->codings[w->next]].start.value <= place; w->next++) {
        dr_html_open(&pg->h, "a", "no");
        dr_html_putf(&pg->h, "id", "d%uc%u", w->document + 1, w->codings[w->next] + 1);
        dr_html_putf(&pg->h, "href", "#d%un%zu", w->document + 1, w->next + 1);
        put_number(w, w->next);
        dr_html_close(&pg->h);
    }
}

/* Text between two places at which nothing begins or ends. */
static void put_piece(walk *w, uint32_t from, uint32_t to, bool matched)
{
    dr_page *pg = w->pg;
    const dr_stretch all = {from, to};
    const draad_str text = dr_page_slice(&pg->texts[w->document], from, to);
    if (w->depth > 0)
        dr_html_open(&pg->h, "span", w->depth == 1 ? "c" : w->depth == 2 ? "c c2" : "c c3");
    dr_page_marked(pg, text, from, &all, matched ? 1 : 0);
    if (w->depth > 0)
        dr_html_close(&pg->h);
}

static void put_text(walk *w, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to;) {
        uint32_t until = to;
        for (; w->next_edge < w->nedges && w->edges[w->next_edge].place <= at; w->next_edge++)
            w->depth += w->edges[w->next_edge].step;
        while (w->next_word < w->words.n && w->words.at[w->next_word].end <= at)
            w->next_word++;
        put_beginnings(w, at);
        if (w->next_edge < w->nedges && w->edges[w->next_edge].place < until)
            until = w->edges[w->next_edge].place;
        bool matched = false;
        if (w->next_word < w->words.n) {
            const dr_stretch *word = &w->words.at[w->next_word];
            matched = word->start <= at;
            const uint32_t border = matched ? word->end : word->start;
            until = border < until ? border : until;
        }
        put_piece(w, at, until, matched);
        at = until;
    }
}

/* Lines of a document before its first turn: of whom it is, when, where.  What is left is the label of that turn, from
 * the place that is returned. */
static uint32_t put_header(walk *w)
{
    dr_page *pg = w->pg;
    const dr_unit_rows *turns = &w->d->units[DRAAD_UNIT_TURN];
    if (pg->quotes != DRAAD_QUOTES_FULL || turns->n == 0)
        return 0;
    const draad_str gap = dr_page_slice(&pg->texts[w->document], 0, turns->at[0].start.value);
    draad_str header = {gap.data, dr_str_trim(gap).len + (size_t)(dr_str_trim(gap).data - gap.data)};
    while (header.len > 0 && header.data[header.len - 1] != '\n')
        header.len--;
    if (dr_str_trim(header).len > 0) {
        dr_html_open(&pg->h, "p", "before");
        dr_html_put(&pg->h, "dir", DR_STR("auto"));
        dr_html_text(&pg->h, dr_str_trim(header));
        dr_html_close(&pg->h);
    }
    return (uint32_t)dr_utf8_count(header);
}

/* What stands between two turns: the label, the time.  Masked, nothing but the speaker is told. */
static void put_between(walk *w, uint32_t from, uint32_t to, size_t turn)
{
    dr_page *pg = w->pg;
    dr_html_open(&pg->h, "div", "who");
    dr_html_put(&pg->h, "dir", DR_STR("auto"));
    if (pg->quotes == DRAAD_QUOTES_FULL)
        dr_html_text(&pg->h, dr_str_trim(dr_page_slice(&pg->texts[w->document], from, to)));
    else if (w->d->turns[turn].speaker != DRAAD_NONE)
        dr_html_text(&pg->h, w->d->speakers[w->d->turns[turn].speaker].label);
    dr_html_close(&pg->h);
}

static void put_turn(walk *w, size_t i, uint32_t before)
{
    dr_page *pg = w->pg;
    const dr_unit_row *turn = &w->d->units[DRAAD_UNIT_TURN].at[i];
    const size_t first = w->next;
    dr_html_open(&pg->h, "div", turn->eligible ? "turn" : "turn asks");
    put_between(w, before, turn->start.value, i);
    dr_html_open(&pg->h, "div", "said");
    if (!pg->dutch)
        dr_html_put(&pg->h, "lang", DR_STR("nl"));
    dr_html_put(&pg->h, "dir", DR_STR("auto"));
    put_text(w, turn->start.value, turn->end.value);
    dr_html_close(&pg->h);
    put_beside(w, first, w->next);
    dr_html_close(&pg->h);
}

static void put_transcript(walk *w)
{
    const dr_unit_rows *turns = &w->d->units[DRAAD_UNIT_TURN];
    uint32_t before = put_header(w);
    for (size_t i = 0; i < turns->n; i++) {
        put_turn(w, i, before);
        before = turns->at[i].end.value;
    }
    if (w->next < w->ncodings) { /* codings of what is in no turn, behind the last */
        const size_t first = w->next;
        dr_html_open(&w->pg->h, "div", "turn");
        dr_html_open(&w->pg->h, "div", "said");
        put_text(w, before, w->pg->texts[w->document].length);
        put_beginnings(w, DRAAD_NONE);
        dr_html_close(&w->pg->h);
        put_beside(w, first, w->ncodings);
        dr_html_close(&w->pg->h);
    }
}

/* ---- Without the text ---------------------------------------------------------------------------------------------
 */

static void put_passages(walk *w)
{
    dr_page *pg = w->pg;
    dr_html_open(&pg->h, "ol", "list");
    for (size_t i = 0; i < w->ncodings; i++) {
        const dr_coding *c = &w->d->codings[w->codings[i]];
        const bool whole = c->passage.len > 0;
        size_t n = 0;
        dr_stretch *words = dr_page_words_of(pg, w->d, c, &n);
        dr_html_open(&pg->h, "li", NULL);
        dr_html_putf(&pg->h, "id", "d%uc%u", w->document + 1, w->codings[i] + 1);
        dr_page_link_listed(pg, w->document, w->codings[i]);
        dr_page_label(pg, c->code);
        dr_html_close(&pg->h);
        if (c->first[DRAAD_UNIT_TURN] != DRAAD_NONE) {
            dr_html_text(&pg->h, SAY(", turn ", ", beurt "));
            dr_page_number(pg, c->first[DRAAD_UNIT_TURN] + 1.0);
        }
        if (dr_page_quotes(pg)) {
            dr_html_open(&pg->h, "blockquote", NULL);
            if (!pg->dutch)
                dr_html_put(&pg->h, "lang", DR_STR("nl"));
            dr_html_put(&pg->h, "dir", DR_STR("auto"));
            dr_page_marked(pg, whole ? c->passage : c->text, whole ? c->around_start.value : c->start.value, words, n);
            dr_html_close(&pg->h);
        }
        dr_html_close(&pg->h);
        dr_free(words);
    }
    dr_html_close(&pg->h);
}

/* ---- All ----------------------------------------------------------------------------------------------------------
 */

static void put_about(dr_page *pg, const dr_coded *d)
{
    dr_html_open(&pg->h, "p", "quiet");
    dr_page_name(pg, d->source);
    if (d->case_id.len > 0 && !dr_str_equal(d->case_id, d->id)) {
        dr_html_text(&pg->h, SAY("; respondent ", "; respondent "));
        dr_page_name(pg, d->case_id);
    }
    dr_html_text(&pg->h, DR_STR("; "));
    dr_page_number(pg, d->eligible_words);
    dr_html_text(&pg->h, SAY(" words that count of ", " woorden die meetellen van "));
    dr_page_number(pg, d->nwords);
    dr_html_text(&pg->h, DR_STR("; SHA-256 "));
    dr_html_leaf(&pg->h, "span", "hash", d->sha256);
    dr_html_close(&pg->h);
}

void dr_page_document(dr_page *pg, uint32_t document)
{
    const dr_coded *d = &pg->p->documents[document];
    walk w = {.pg = pg, .document = document, .d = d};
    if (!prepare(&w))
        dr_html_note(&pg->h, dr_no_memory(pg->err));
    dr_html_open(&pg->h, "article", NULL);
    dr_html_putf(&pg->h, "id", "d%u", document + 1);
    dr_html_putf(&pg->h, "aria-labelledby", "d%u-h", document + 1);
    dr_html_open(&pg->h, pg->split ? "h1" : "h3", NULL);
    dr_html_putf(&pg->h, "id", "d%u-h", document + 1);
    dr_page_name(pg, d->id);
    dr_html_close(&pg->h);
    put_about(pg, d);
    if (pg->h.status == DRAAD_OK && pg->texts[document].is_there)
        put_transcript(&w);
    else if (pg->h.status == DRAAD_OK && w.ncodings > 0)
        put_passages(&w);
    else if (pg->h.status == DRAAD_OK)
        dr_page_paragraph(pg, NULL, SAY("No codings.", "Geen coderingen."));
    dr_html_close(&pg->h);
    walk_free(&w);
}
