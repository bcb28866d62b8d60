/* SPDX-License-Identifier: Apache-2.0
 * page_texts.c - the texts of a result's documents, read again from their sources.
 * A source that is gone or changed is no failure: the page then shows passages alone, and says so.
 * Knows: sources and texts.  Does not know: what is shown of them. */
#include "base/utf8.h"
#include "exchange/page.h"
#include "exchange/read_again.h"

draad_str dr_page_slice(const dr_page_text *t, uint32_t start, uint32_t end)
{
    const uint32_t to = end < t->length ? end : t->length, from = start < to ? start : to;
    size_t at[2] = {t->marks[from / DR_PAGE_STEP], t->marks[to / DR_PAGE_STEP]};
    const uint32_t more[2] = {from % DR_PAGE_STEP, to % DR_PAGE_STEP};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t i = 0; i < more[k]; i++)
            do
                at[k]++;
            while (at[k] < t->text.len && !dr_utf8_is_start(t->text.data[at[k]]));
    return (draad_str){t->text.data + at[0], at[1] - at[0]};
}

/* Do the codings stand in it where they say?  Another version of Draad may have read the same source otherwise. */
static bool fits(const dr_coded *d, const dr_page_text *t)
{
    for (size_t i = 0; i < d->ncodings; i++) {
        const dr_coding *c = &d->codings[i];
        if (c->end.value > t->length || !dr_str_equal(dr_page_slice(t, c->start.value, c->end.value), c->text))
            return false;
    }
    return true;
}

/* Keeps a text, and where every so many code points begin. */
static draad_status keep(dr_page *pg, const dr_coded *d, dr_page_text *t, draad_str text, draad_error *err)
{
    uint32_t n = 0;
    t->text = dr_arena_str(&pg->arena, text);
    t->length = (uint32_t)dr_utf8_count(text);
    t->marks = dr_arena_alloc(&pg->arena, (t->length / DR_PAGE_STEP + 1) * sizeof *t->marks);
    if (t->text.data == NULL || t->marks == NULL)
        return dr_no_memory(err);
    for (size_t at = 0; at < text.len; at++)
        if (dr_utf8_is_start(text.data[at]) && n++ % DR_PAGE_STEP == 0)
            t->marks[(n - 1) / DR_PAGE_STEP] = (uint32_t)at;
    if (t->length % DR_PAGE_STEP == 0)
        t->marks[t->length / DR_PAGE_STEP] = (uint32_t)text.len;
    t->is_there = fits(d, t);
    pg->nfound += t->is_there;
    return DRAAD_OK;
}

/* Reads a source again, as it was read then.  What cannot be read now leaves the document without its text. */
static draad_status read_text(dr_page *pg, dr_again *a, size_t i)
{
    const dr_coded *d = &pg->p->documents[i];
    dr_source_text text = {0};
    draad_error why = {0};
    draad_status s = dr_again_text(a, d, &text, &why);
    if (s == DRAAD_OK && text.text.len > 0)
        s = keep(pg, d, &pg->texts[i], dr_buf_str(&text.text), &why);
    dr_source_text_free(&text);
    return s == DRAAD_E_MEMORY ? dr_no_memory(pg->err) : DRAAD_OK;
}

/* Documents without their text that could have it: standard input is nowhere to be found again, which is no news. */
static size_t count_missing(const dr_page *pg)
{
    size_t n = 0;
    for (size_t i = 0; i < pg->p->ndocuments; i++)
        n += !pg->texts[i].is_there && !dr_str_is(pg->p->documents[i].source, "stdin");
    return n;
}

static void tell_missing(const dr_page *pg, size_t n, const draad_report *report)
{
    if (n == 1)
        dr_say(report, DRAAD_NOTE, DRAAD_OK, dr_place_of(pg->dir),
               "1 of the sources (%zu) is not where it was, or changed: the page shows only its coded passages",
               pg->p->ndocuments);
    else if (n > 1)
        dr_say(
            report, DRAAD_NOTE, DRAAD_OK, dr_place_of(pg->dir),
            "%zu of %zu sources are not where they were, or changed: the page shows only the coded passages of these",
            n, pg->p->ndocuments);
}

draad_status dr_page_find_texts(dr_page *pg, const draad_report *report)
{
    dr_again a = {0};
    pg->texts = dr_arena_alloc(&pg->arena, (pg->p->ndocuments + 1) * sizeof *pg->texts);
    if (pg->texts == NULL)
        return dr_no_memory(pg->err);
    if (!dr_page_quotes(pg))
        return DRAAD_OK;
    draad_status s = dr_again_open(&a, pg->dir, pg->o->sources, pg->o->nsources, report, pg->err);
    for (size_t i = 0; s == DRAAD_OK && i < pg->p->ndocuments; i++)
        s = read_text(pg, &a, i);
    dr_again_free(&a);
    if (s == DRAAD_OK)
        tell_missing(pg, count_missing(pg), report);
    return s;
}
