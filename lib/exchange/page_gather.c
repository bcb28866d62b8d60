/* SPDX-License-Identifier: Apache-2.0
 * page_gather.c - what a page needs to know before its first section: tables, and codings by code.
 * Knows: a project that was loaded.  Does not know: how anything looks. */
#include "analysis/view.h"
#include "coding/code_names.h"
#include "exchange/account.h"
#include "exchange/export.h"
#include "exchange/page.h"

#include <stdlib.h>
#include <string.h>

enum { MATRIX_MAX = 60, QUOTES_EACH = 3 };

/* The size of what would be one page, from which on it is split; and what stands around the words of each coding (in
 * the list of its code, and in its document), blocked match and turn, in bytes. */
enum { WHOLE_MAX = 2500000, CODING_SIZE = 900, BLOCKED_SIZE = 500, TURN_SIZE = 150 };

/* ---- Which codes ------------------------------------------------------------------------------------------------ */

static bool is_asked_for(const dr_page *pg, const dr_code_choice *chosen, uint32_t code)
{
    for (size_t i = 0; i < pg->o->nonly; i++)
        for (uint32_t up = code; up != DRAAD_NONE; up = pg->p->codes.at[up].parent)
            if (dr_code_is_chosen(pg->p, chosen[i], up))
                return true;
    return pg->o->nonly == 0;
}

static draad_status choose_codes(dr_page *pg)
{
    draad_status s = DRAAD_OK;
    dr_code_choice *chosen = dr_arena_alloc(&pg->arena, (pg->o->nonly + 1) * sizeof *chosen);
    pg->shown = dr_arena_alloc(&pg->arena, (pg->p->codes.n + 1) * sizeof *pg->shown);
    if (pg->shown == NULL || chosen == NULL)
        return dr_no_memory(pg->err);
    for (size_t i = 0; s == DRAAD_OK && i < pg->o->nonly; i++)
        s = dr_code_choose(pg->p, pg->o->only[i], true, &chosen[i], pg->err);
    for (uint32_t i = 0; s == DRAAD_OK && i < pg->p->codes.n; i++) {
        pg->shown[i] = is_asked_for(pg, chosen, i);
        pg->nshown += pg->shown[i];
    }
    return s;
}

/* ---- Codings and matches by code -------------------------------------------------------------------------------- */

/* Calls `each` for every coding (or blocked match) of a code that is shown, in order of document and place. */
static void each_item(const dr_page *pg, bool blocked, void (*each)(dr_page_items *, uint32_t code, dr_page_item),
                      dr_page_items *items)
{
    for (uint32_t i = 0; i < pg->p->ndocuments; i++) {
        const dr_coded *d = &pg->p->documents[i];
        for (uint32_t k = 0; !blocked && k < d->ncodings; k++)
            if (pg->shown[d->codings[k].code])
                each(items, d->codings[k].code, (dr_page_item){i, k});
        for (uint32_t k = 0; blocked && k < d->nmatches; k++)
            if (d->matches[k].blocked_by.len > 0 && pg->shown[d->matches[k].code])
                each(items, d->matches[k].code, (dr_page_item){i, k});
    }
}

static void count_item(dr_page_items *items, uint32_t code, dr_page_item item)
{
    (void)item;
    items->first[code + 2]++;
}

static void put_item(dr_page_items *items, uint32_t code, dr_page_item item)
{
    items->at[items->first[code + 1]++] = item;
}

static draad_status gather_items(dr_page *pg, bool blocked, dr_page_items *items)
{
    const size_t n = pg->p->codes.n;
    if ((items->first = dr_arena_alloc(&pg->arena, (n + 2) * sizeof *items->first)) == NULL)
        return dr_no_memory(pg->err);
    each_item(pg, blocked, count_item, items);
    for (size_t i = 0; i < n; i++)
        items->first[i + 2] += items->first[i + 1];
    if ((items->at = dr_arena_alloc(&pg->arena, (items->first[n + 1] + 1) * sizeof *items->at)) == NULL)
        return dr_no_memory(pg->err);
    each_item(pg, blocked, put_item, items); /* moves each beginning to its end: that of the next */
    return DRAAD_OK;
}

static draad_status count_matches(dr_page *pg)
{
    pg->matches = dr_arena_alloc(&pg->arena, (pg->p->rules.n + 1) * sizeof *pg->matches);
    pg->nblocked = dr_arena_alloc(&pg->arena, (pg->p->rules.n + 1) * sizeof *pg->nblocked);
    if (pg->matches == NULL || pg->nblocked == NULL)
        return dr_no_memory(pg->err);
    for (size_t i = 0; i < pg->p->ndocuments; i++)
        for (size_t k = 0; k < pg->p->documents[i].nmatches; k++) {
            const dr_match *m = &pg->p->documents[i].matches[k];
            (m->blocked_by.len > 0 ? pg->nblocked : pg->matches)[m->rule]++;
        }
    return DRAAD_OK;
}

/* ---- Tables ------------------------------------------------------------------------------------------------------ */

/* How many of the codes that are shown have at least so many segments. */
static uint32_t count_codes(const dr_page *pg, uint32_t least)
{
    uint32_t n = 0;
    for (size_t i = 0; i < pg->p->codes.n; i++)
        n += pg->shown[i] && pg->counts[i].nsegments >= least;
    return n;
}

/* The codes of the heat map: those that occur; when there are too many, those with most segments, equals as listed. */
static draad_status choose_matrix_codes(dr_page *pg)
{
    uint32_t least = 1;
    pg->matrix_codes = dr_arena_alloc(&pg->arena, (MATRIX_MAX + 1) * sizeof *pg->matrix_codes);
    if (pg->matrix_codes == NULL)
        return dr_no_memory(pg->err);
    pg->matrix_cut = count_codes(pg, 1) > MATRIX_MAX;
    while (count_codes(pg, least) > MATRIX_MAX)
        least++;
    uint32_t equals = pg->matrix_cut ? MATRIX_MAX - count_codes(pg, least) : 0;
    for (uint32_t i = 0; i < pg->p->codes.n; i++) {
        const bool fills = equals > 0 && pg->shown[i] && pg->counts[i].nsegments == least - 1;
        equals -= fills;
        if (fills || (pg->shown[i] && pg->counts[i].nsegments >= least))
            pg->matrix_codes[pg->nmatrix++] = i;
    }
    return DRAAD_OK;
}

static draad_status gather_groups(dr_page *pg)
{
    uint32_t attribute = DRAAD_NONE;
    pg->by = pg->o->by != NULL ? pg->o->by : pg->p->made.options.by;
    if (pg->by == NULL)
        return DRAAD_OK;
    const draad_status s = dr_group_attribute(pg->p, pg->by, &attribute, pg->err);
    return s == DRAAD_OK ? dr_group_counts_of(pg->p, attribute, &pg->groups, pg->err) : s;
}

static draad_status gather_tables(dr_page *pg)
{
    draad_table_options o;
    draad_export_options made = {.unit = pg->unit, .by = pg->by, .tests_always = pg->p->made.options.tests_always};
    draad_table_defaults(&o);
    o.only = pg->o->only;
    o.nonly = pg->o->nonly;
    o.nquotes = QUOTES_EACH;
    draad_status s = dr_account_of(pg->p, &made, &pg->account, pg->err);
    if (s == DRAAD_OK)
        s = draad_project_cooccurrence(pg->p, pg->unit, &pg->matrix, &pg->universe, pg->err);
    if (s == DRAAD_OK && dr_page_quotes(pg))
        s = draad_project_table(pg->p, "quotes", &o, &pg->quoted, pg->err);
    return s;
}

bool dr_page_is_large(const dr_page *pg)
{
    uint64_t size = dr_page_meetings_size(pg);
    for (size_t i = 0; i < pg->p->ndocuments; i++) {
        const dr_coded *d = &pg->p->documents[i];
        size += dr_coded_end(d).value + TURN_SIZE * (uint64_t)d->units[DRAAD_UNIT_TURN].n;
        for (size_t k = 0; k < d->ncodings; k++)
            if (pg->shown[d->codings[k].code])
                size += dr_page_context_length(d, &d->codings[k]) + CODING_SIZE;
        for (size_t k = 0; k < d->nmatches; k++)
            if (d->matches[k].blocked_by.len > 0 && pg->shown[d->matches[k].code])
                size += d->matches[k].text.len + BLOCKED_SIZE;
    }
    return size > WHOLE_MAX;
}

/* As `draad table frequencies --rollup all` counts: segments of a code and of those below it that overlap are one. */
static draad_status count_with_those_below(dr_page *pg)
{
    draad_table_options o;
    draad_project *view = NULL;
    draad_table_defaults(&o);
    o.rollup = DRAAD_ROLLUP_ALL;
    for (size_t i = 0; i < pg->p->codes.n; i++)
        pg->has_levels = pg->has_levels || pg->p->codes.at[i].level > 1;
    draad_status s = dr_view_new(pg->p, &o, &view, pg->err);
    if (s == DRAAD_OK)
        s = dr_counts_of(view, &pg->rolled, pg->err);
    dr_view_free(view);
    return s;
}

draad_status dr_page_gather(dr_page *pg)
{
    pg->unit = pg->p->made.options.unit == DRAAD_UNIT_MATCH ? DRAAD_UNIT_SENTENCE : pg->p->made.options.unit;
    draad_status s = choose_codes(pg);
    if (s == DRAAD_OK)
        s = dr_counts_of(pg->p, &pg->counts, pg->err);
    if (s == DRAAD_OK)
        s = count_with_those_below(pg);
    if (s == DRAAD_OK)
        s = dr_document_codes(pg->p, &pg->by_document, pg->err);
    if (s == DRAAD_OK)
        s = gather_items(pg, false, &pg->codings);
    if (s == DRAAD_OK)
        s = gather_items(pg, true, &pg->blocked);
    if (s == DRAAD_OK)
        s = count_matches(pg);
    if (s == DRAAD_OK)
        s = gather_groups(pg);
    if (s == DRAAD_OK)
        s = gather_tables(pg);
    return s == DRAAD_OK ? choose_matrix_codes(pg) : s;
}

void dr_page_free(dr_page *pg)
{
    dr_free(pg->counts);
    dr_free(pg->by_document);
    dr_group_counts_free(pg->groups);
    draad_table_free(pg->account);
    draad_table_free(pg->matrix);
    draad_table_free(pg->quoted);
    dr_free(pg->rolled);
    dr_buf_free(&pg->title);
    dr_vec_free(&pg->meetings);
    dr_arena_free(&pg->arena);
}
