/* SPDX-License-Identifier: Apache-2.0
 * page_meetings.c - the passages behind the cells of the heat map: each unit with two codes.
 * Knows: codings and units.  Does not know: the counts; a test holds the two together. */
#include "exchange/page.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_SHOWN = 200 }; /* of a pair; more are named by their number */

/* ---- Finding them --------------------------------------------------------------------------------------------- */

/* The first coding of each code of the heat map in one unit: beside matrix_codes, DRAAD_NONE: none. */
typedef struct unit_codes {
    uint32_t *first;
    uint32_t *place; /* of a code in matrix_codes, DRAAD_NONE */
} unit_codes;

static draad_status push_pairs(dr_page *pg, const uint32_t *first, uint32_t document, uint32_t unit)
{
    for (uint32_t i = 0; i < pg->nmatrix; i++)
        for (uint32_t k = i + 1; first[i] != DRAAD_NONE && k < pg->nmatrix; k++) {
            if (first[k] == DRAAD_NONE)
                continue;
            dr_page_meeting *m = dr_vec_push(&pg->meetings);
            if (m == NULL)
                return dr_no_memory(pg->err);
            *m = (dr_page_meeting){pg->matrix_codes[i], pg->matrix_codes[k], document, unit, first[i], first[k]};
        }
    return DRAAD_OK;
}

/* Codings of a document by the units that they touch: those of unit u are at[first[u]] up to at[first[u + 1]]. */
static draad_status deal_out(const dr_page *pg, const dr_coded *d, uint32_t **at, size_t **first)
{
    const size_t nunits = d->units[pg->unit].n;
    size_t all = 0;
    *at = NULL;
    *first = dr_alloc_zero(nunits + 2, sizeof **first);
    if (*first == NULL)
        return dr_no_memory(pg->err);
    for (size_t i = 0; i < d->ncodings; i++)
        for (uint32_t u = d->codings[i].first[pg->unit]; u != DRAAD_NONE && u <= d->codings[i].last[pg->unit]; u++)
            (*first)[u + 2]++;
    for (size_t u = 0; u < nunits; u++)
        (*first)[u + 2] += (*first)[u + 1];
    all = (*first)[nunits + 1];
    if ((*at = dr_alloc_zero(all + 1, sizeof **at)) == NULL)
        return dr_no_memory(pg->err);
    for (size_t i = 0; i < d->ncodings; i++)
        for (uint32_t u = d->codings[i].first[pg->unit]; u != DRAAD_NONE && u <= d->codings[i].last[pg->unit]; u++)
            (*at)[(*first)[u + 1]++] = (uint32_t)i;
    return DRAAD_OK;
}

static draad_status walk_document(dr_page *pg, uint32_t document, const unit_codes *codes)
{
    const dr_coded *d = &pg->p->documents[document];
    const dr_unit_rows *units = &d->units[pg->unit];
    uint32_t *at = NULL;
    size_t *first = NULL;
    draad_status s = deal_out(pg, d, &at, &first);
    for (uint32_t u = 0; s == DRAAD_OK && u < units->n; u++) {
        if (!units->at[u].eligible || first[u + 1] - first[u] < 2)
            continue;
        for (uint32_t i = 0; i < pg->nmatrix; i++)
            codes->first[i] = DRAAD_NONE;
        for (size_t k = first[u]; k < first[u + 1]; k++) {
            const uint32_t place = codes->place[d->codings[at[k]].code];
            if (place != DRAAD_NONE && codes->first[place] == DRAAD_NONE)
                codes->first[place] = at[k];
        }
        s = push_pairs(pg, codes->first, document, u);
    }
    dr_free(at);
    dr_free(first);
    return s;
}

static int by_pair(const void *x, const void *y)
{
    const dr_page_meeting *a = x, *b = y;
    return a->a != b->a                 ? (a->a < b->a ? -1 : 1)
           : a->b != b->b               ? (a->b < b->b ? -1 : 1)
           : a->document != b->document ? (a->document < b->document ? -1 : 1)
                                        : (a->unit < b->unit ? -1 : a->unit > b->unit);
}

draad_status dr_page_find_meetings(dr_page *pg)
{
    const unit_codes codes = {dr_alloc_zero(pg->nmatrix + 1, sizeof *codes.first),
                              dr_alloc_zero(pg->p->codes.n + 1, sizeof *codes.place)};
    draad_status s = codes.first != NULL && codes.place != NULL ? DRAAD_OK : dr_no_memory(pg->err);
    for (size_t i = 0; s == DRAAD_OK && i < pg->p->codes.n; i++)
        codes.place[i] = DRAAD_NONE;
    for (uint32_t i = 0; s == DRAAD_OK && i < pg->nmatrix; i++)
        codes.place[pg->matrix_codes[i]] = i;
    for (uint32_t i = 0; s == DRAAD_OK && i < pg->p->ndocuments; i++)
        s = walk_document(pg, i, &codes);
    if (s == DRAAD_OK && pg->meetings.n > 1)
        qsort(pg->meetings.at, pg->meetings.n, sizeof *pg->meetings.at, by_pair);
    dr_free(codes.first);
    dr_free(codes.place);
    return s;
}

static bool same_passage(const dr_coding *a, const dr_coding *b)
{
    return a->around.start == b->around.start && a->around.end == b->around.end;
}

/* Bytes of the passage that is shown of a coding. */
static size_t length_of(const dr_coding *c)
{
    return c->passage.len > 0 ? c->passage.len : c->text.len;
}

uint64_t dr_page_meetings_size(const dr_page *pg)
{
    enum { MEETING_SIZE = 350 }; /* what stands around the passages */
    uint64_t size = 0;
    for (size_t i = 0, nth = 0; i < pg->meetings.n; i++) {
        const dr_page_meeting *m = &pg->meetings.at[i];
        const dr_coding *codings = pg->p->documents[m->document].codings;
        const dr_coding *a = &codings[m->coding_a], *b = &codings[m->coding_b];
        nth = i > 0 && m[-1].a == m->a && m[-1].b == m->b ? nth + 1 : 0;
        if (nth >= MOST_SHOWN)
            continue;
        size += MEETING_SIZE + length_of(a) + (same_passage(a, b) ? 0 : length_of(b));
    }
    return size;
}

/* ---- Showing them --------------------------------------------------------------------------------------------- */

/* The passage of a coding, with the matched words of two codings. */
static void put_passage(dr_page *pg, const dr_coded *d, const dr_coding *c, const dr_coding *other)
{
    dr_stretches words = {0};
    const dr_coding *both[] = {c, other};
    for (size_t i = 0; i < 2; i++) {
        size_t n = 0;
        dr_stretch *some = both[i] != NULL ? dr_page_words_of(pg, d, both[i], &n) : NULL;
        if (n > 0 && !dr_vec_reserve(&words, n))
            dr_html_note(&pg->h, dr_no_memory(pg->err));
        for (size_t k = 0; pg->h.status == DRAAD_OK && k < n; k++)
            words.at[words.n++] = some[k];
        dr_free(some);
    }
    dr_stretches_unite(&words);
    dr_html_open(&pg->h, "blockquote", NULL);
    if (!pg->dutch)
        dr_html_put(&pg->h, "lang", DR_STR("nl"));
    dr_html_put(&pg->h, "dir", DR_STR("auto"));
    if (c->passage.len > 0)
        dr_page_marked(pg, c->passage, c->around_start.value, words.at, words.n);
    else
        dr_page_marked(pg, c->text, c->start.value, words.at, words.n);
    dr_html_close(&pg->h);
    dr_vec_free(&words);
}

static void put_meeting(dr_page *pg, const dr_page_meeting *m)
{
    const dr_coded *d = &pg->p->documents[m->document];
    const dr_coding *a = &d->codings[m->coding_a], *b = &d->codings[m->coding_b];
    dr_html_open(&pg->h, "li", NULL);
    dr_page_where(pg, m->document, m->coding_a);
    if (dr_page_quotes(pg)) {
        put_passage(pg, d, a, same_passage(a, b) ? b : NULL);
        if (!same_passage(a, b))
            put_passage(pg, d, b, NULL);
    }
    dr_html_close(&pg->h);
}

static size_t first_of(const dr_page *pg, uint32_t code)
{
    size_t low = 0, high = pg->meetings.n;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (pg->meetings.at[middle].a < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void put_pair(dr_page *pg, const dr_page_meeting *m, size_t n)
{
    dr_html_open(&pg->h, pg->split ? "h2" : "h4", NULL);
    dr_html_putf(&pg->h, "id", "p%u-%u", m->a + 1, m->b + 1);
    dr_html_put(&pg->h, "tabindex", DR_STR("-1"));
    dr_html_text(&pg->h, SAY("Together with ", "Samen met "));
    dr_page_link_code(pg, m->b);
    dr_page_label(pg, m->b);
    dr_html_close(&pg->h);
    dr_html_text(&pg->h, DR_STR(": "));
    dr_page_number(pg, (double)n);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "ol", "list");
    for (size_t i = 0; i < n && i < MOST_SHOWN; i++)
        put_meeting(pg, &m[i]);
    dr_html_close(&pg->h);
    if (n > MOST_SHOWN) {
        dr_html_open(&pg->h, "p", "quiet");
        dr_html_text(&pg->h, SAY("These are the first ", "Dit zijn de eerste "));
        dr_page_number(pg, MOST_SHOWN);
        dr_html_text(&pg->h, SAY(". All of them: ", ". Alle: "));
        dr_html_open(&pg->h, "code", NULL);
        dr_html_text(&pg->h, DR_STR("draad table cooccurrence --unit "));
        dr_html_text(&pg->h, dr_str_of(draad_unit_name(pg->unit)));
        dr_html_text(&pg->h, DR_STR(" --cell "));
        dr_html_text(&pg->h, pg->p->codes.at[m->a].id);
        dr_html_text(&pg->h, DR_STR(","));
        dr_html_text(&pg->h, pg->p->codes.at[m->b].id);
        dr_html_close(&pg->h);
        dr_html_close(&pg->h);
    }
}

void dr_page_meetings(dr_page *pg, uint32_t code)
{
    for (size_t i = first_of(pg, code), n; i < pg->meetings.n && pg->meetings.at[i].a == code; i += n) {
        n = 1;
        while (i + n < pg->meetings.n && pg->meetings.at[i + n].a == code &&
               pg->meetings.at[i + n].b == pg->meetings.at[i].b)
            n++;
        put_pair(pg, &pg->meetings.at[i], n);
    }
}
