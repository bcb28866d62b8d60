/* SPDX-License-Identifier: Apache-2.0
 * load_matches.c - matches.csv of a result folder: which rule made which coding, and what was blocked by what.
 * A match names its rule by code and id; the rule itself, and so its line, is that of the codebook in inputs/.
 * Knows: columns of matches.csv.  Does not know: what is made of them. */
#include "exchange/load_matches.h"
#include "coding/rule_names.h"

#include <string.h>

enum {
    M_CODING,
    M_DOCUMENT,
    M_CODE,
    M_RULE,
    M_START,
    M_END,
    M_EVIDENCE,
    M_NEGATED,
    M_CUE,
    M_NEGATION,
    M_BLOCKED,
    M_TEXT,
    M_COLUMNS
};
static const char *const match_columns[] = {"coding_id",  "document", "code",    "rule", "start",
                                            "end",        "evidence", "negated", "cue",  "negation",
                                            "blocked_by", "text",     NULL};

enum { ID_MAX = 64 }; /* a UUID has 36 characters */

/* Equal documents have codings with equal ids, so the index of the document stands before it; data is NULL when it is
 * no id. */
static draad_str key_of(char *room, uint32_t document, draad_str id)
{
    if (id.len == 0 || id.len > ID_MAX)
        return (draad_str){0};
    memcpy(room, &document, sizeof document);
    memcpy(room + sizeof document, id.data, id.len);
    return (draad_str){room, sizeof document + id.len};
}

draad_status dr_load_coding_id(dr_loader *l, const dr_csv_row *row, draad_str id, const dr_loaded_coding *coding)
{
    char room[sizeof(uint32_t) + ID_MAX];
    const draad_str key = key_of(room, coding->document, id);
    if (key.data == NULL)
        return dr_loader_refuse(l, row);
    const draad_str kept = dr_arena_str(&l->ids, key);
    uint32_t *slot = kept.data != NULL ? dr_map_slot(&l->coding_ids, kept) : NULL;
    dr_loaded_coding *place = slot != NULL ? dr_vec_push(&l->loaded) : NULL;
    if (place == NULL)
        return dr_no_memory(l->err);
    *slot = (uint32_t)(l->loaded.n - 1);
    *place = *coding;
    return DRAAD_OK;
}

/* The place of a coding of the rule engine among those of its document; DRAAD_NONE: it is not there.  Coder 0 comes
 * first among equals. */
static uint32_t coding_at(const dr_coded *d, const dr_loaded_coding *c)
{
    size_t low = 0, high = d->ncodings;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        const dr_coding *m = &d->codings[middle];
        const bool before = m->range.start != c->range.start ? m->range.start < c->range.start
                            : m->range.end != c->range.end   ? m->range.end < c->range.end
                                                             : m->code < c->code;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    const dr_coding *found = low < d->ncodings ? &d->codings[low] : NULL;
    return found != NULL && found->range.start == c->range.start && found->range.end == c->range.end &&
                   found->code == c->code && found->coder == 0
               ? (uint32_t)low
               : DRAAD_NONE;
}

/* ---- A row -------------------------------------------------------------------------------------------------- */

/* The number at *at, which moves behind it; DRAAD_NONE: there is none. */
static uint32_t take_number(draad_str s, size_t *at)
{
    const size_t start = *at;
    while (*at < s.len && s.data[*at] >= '0' && s.data[*at] <= '9')
        (*at)++;
    return dr_csv_number((draad_str){s.data + start, *at - start});
}

/* "12-19;31-34", in order and inside the match. */
static draad_status load_evidence(const dr_loader *l, dr_coded *d, const dr_csv_row *row, draad_str cell, dr_match *m)
{
    uint32_t n = 1, last = m->range.start;
    for (size_t i = 0; i < cell.len; i++)
        n += cell.data[i] == ';';
    m->evidence = dr_arena_alloc(&d->arena, n * sizeof *m->evidence);
    m->evidence_cp = dr_arena_alloc(&d->arena, 2 * n * sizeof *m->evidence_cp);
    if (m->evidence == NULL || m->evidence_cp == NULL)
        return dr_no_memory(l->err);
    for (size_t at = 0; m->nevidence < n; m->nevidence++) {
        draad_range r = {.start = take_number(cell, &at)};
        const bool joined = at < cell.len && cell.data[at++] == '-';
        r.end = take_number(cell, &at);
        const bool is_last = m->nevidence + 1 == n;
        if (!joined || r.start == DRAAD_NONE || r.end == DRAAD_NONE || r.start < last || r.end <= r.start ||
            r.end > m->range.end || (is_last ? at != cell.len : at == cell.len || cell.data[at++] != ';'))
            return dr_loader_refuse(l, row);
        last = r.end;
        m->evidence[m->nevidence] = r;
        m->evidence_cp[2 * m->nevidence].value = r.start;
        m->evidence_cp[2 * m->nevidence + 1].value = r.end;
    }
    return DRAAD_OK;
}

static bool find_negation(draad_str name, draad_negation *out)
{
    for (*out = DRAAD_NEGATION_NONE; *out <= DRAAD_NEGATION_WEAK; (*out)++)
        if (dr_str_is(name, draad_negation_name(*out)))
            return true;
    return false;
}

/* The coding that a match is part of; false: there is no such coding, or it is of another code. */
static bool find_coding(const dr_loader *l, const dr_coded *d, draad_str id, dr_match *m)
{
    char room[sizeof(uint32_t) + ID_MAX];
    const draad_str key = key_of(room, (uint32_t)(d - l->p->documents), id);
    const uint32_t i = key.data != NULL ? dr_map_find(&l->coding_ids, key) : DRAAD_NONE;
    m->coding = DRAAD_NONE;
    if (id.len == 0)
        return m->blocked_by.len > 0;
    if (i == DRAAD_NONE || m->blocked_by.len > 0)
        return false;
    const dr_loaded_coding *c = &l->loaded.at[i];
    if (c->code != m->code || (m->coding = coding_at(d, c)) == DRAAD_NONE)
        return false;
    d->codings[m->coding].nmatches++;
    return true;
}

static draad_status load_match(const dr_loader *l, const dr_rule_names *names, const dr_csv_row *row,
                               const uint32_t *columns)
{
    draad_str cells[M_COLUMNS];
    for (size_t i = 0; i < M_COLUMNS; i++)
        cells[i] = dr_csv_cell(row, columns[i]);
    dr_coded *d = dr_loader_document(l, cells[M_DOCUMENT]);
    const uint32_t negated = dr_csv_number(cells[M_NEGATED]);
    dr_match m = {.code = dr_map_find(&l->codes, cells[M_CODE]),
                  .range = {dr_csv_number(cells[M_START]), dr_csv_number(cells[M_END])},
                  .negated = negated == 1};
    if (d == NULL || m.code == DRAAD_NONE || negated > 1 || m.range.start == DRAAD_NONE || m.range.end == DRAAD_NONE ||
        m.range.end <= m.range.start || !find_negation(cells[M_NEGATION], &m.negation) ||
        (m.rule = dr_rule_names_find(names, m.code, cells[M_RULE])) == DRAAD_NONE ||
        (d->nmatches > 0 && d->matches[d->nmatches - 1].range.start > m.range.start))
        return dr_loader_refuse(l, row);
    m.start.value = m.range.start;
    m.end.value = m.range.end;
    m.cue = dr_arena_str(&d->arena, cells[M_CUE]);
    m.blocked_by = dr_arena_str(&d->arena, cells[M_BLOCKED]);
    m.text = dr_arena_str(&d->arena, row->cells[columns[M_TEXT]]); /* with the blanks around it */
    if (m.cue.data == NULL || m.blocked_by.data == NULL || m.text.data == NULL)
        return dr_no_memory(l->err);
    if (!find_coding(l, d, cells[M_CODING], &m))
        return dr_loader_refuse(l, row);
    const draad_status s = load_evidence(l, d, row, cells[M_EVIDENCE], &m);
    if (s == DRAAD_OK)
        d->matches[d->nmatches++] = m;
    return s;
}

/* ---- All ---------------------------------------------------------------------------------------------------- */

/* Room for as many matches as there are rows of each document. */
static draad_status make_room(const dr_loader *l, const uint32_t *columns)
{
    const size_t n = l->p->ndocuments;
    size_t *rows = dr_alloc_zero(n, sizeof *rows);
    draad_status s = rows != NULL ? DRAAD_OK : dr_no_memory(l->err);
    for (size_t i = 1; s == DRAAD_OK && i < l->table.nrows; i++) {
        const dr_coded *d = dr_loader_document(l, dr_csv_cell(&l->table.rows[i], columns[M_DOCUMENT]));
        if (d == NULL)
            s = dr_loader_refuse(l, &l->table.rows[i]);
        else
            rows[d - l->p->documents]++;
    }
    for (size_t i = 0; s == DRAAD_OK && i < n; i++) {
        dr_coded *d = &l->p->documents[i];
        d->matches = dr_arena_alloc(&d->arena, (rows[i] + 1) * sizeof *d->matches);
        d->match_order = dr_arena_alloc(&d->arena, (rows[i] + 1) * sizeof *d->match_order);
        if (d->matches == NULL || d->match_order == NULL)
            s = dr_no_memory(l->err);
    }
    dr_free(rows);
    return s;
}

/* The matches of each coding side by side in match_order, in order of place. */
static void order_matches(dr_coded *d)
{
    uint32_t next = 0;
    for (size_t i = 0; i < d->ncodings; i++) {
        d->codings[i].first_match = next;
        next += d->codings[i].nmatches;
        d->codings[i].nmatches = 0;
    }
    for (size_t i = 0; i < d->nmatches; i++)
        if (d->matches[i].coding != DRAAD_NONE) {
            dr_coding *c = &d->codings[d->matches[i].coding];
            d->match_order[c->first_match + c->nmatches++] = (uint32_t)i;
        }
}

/* Does each coding have the matches that segments.csv says it has? */
static bool all_are_there(const dr_loader *l)
{
    for (size_t i = 0; i < l->loaded.n; i++) {
        const dr_loaded_coding *c = &l->loaded.at[i];
        const dr_coded *d = &l->p->documents[c->document];
        const uint32_t at = coding_at(d, c);
        if (at == DRAAD_NONE || d->codings[at].nmatches != c->nmatches)
            return false;
    }
    return true;
}

draad_status dr_load_matches(dr_loader *l)
{
    uint32_t columns[M_COLUMNS];
    dr_rule_names names;
    draad_status s = dr_rule_names_of(l->p, &names, l->err);
    if (s == DRAAD_OK)
        s = dr_loader_open(l, "matches.csv", match_columns, columns);
    if (s == DRAAD_OK)
        s = make_room(l, columns);
    for (size_t i = 1; s == DRAAD_OK && i < l->table.nrows; i++)
        s = load_match(l, &names, &l->table.rows[i], columns);
    for (size_t i = 0; s == DRAAD_OK && i < l->p->ndocuments; i++)
        order_matches(&l->p->documents[i]);
    if (s == DRAAD_OK && !all_are_there(l))
        s = dr_loader_refuse(l, NULL);
    dr_loader_close(l);
    dr_rule_names_free(&names);
    return s;
}
