/* SPDX-License-Identifier: Apache-2.0
 * refi_import_cases.c - cases, variables and groups of REFI-QDA as a cases file.
 * A row is a document, or a speaker in one: a case made of passages is that of whoever speaks in them.  Values are
 * taken from the source first (MAXQDA), then from its case (NVivo, Quirkos), then from groups (ATLAS.ti: "gender:
 * male").
 * Knows: who speaks where, columns.  Does not know: codings. */
#include "exchange/refi_import.h"

#include "outside/csv.h"

#include <string.h>

typedef struct row {
    uint32_t doc;
    draad_str speaker, case_id;
    draad_str *cells; /* beside columns */
} row;

/* A row that belongs to a case; a chain for each case. */
typedef struct member {
    uint32_t row, next;
} member;

typedef struct table {
    dr_refi_in *in;
    DR_VEC(draad_str) columns;
    uint32_t *column_of; /* beside r->variables */
    DR_VEC(row) rows;
    DR_VEC(member) members;
    uint32_t *first; /* of the members of each case */
    dr_map known;    /* "doc/speaker" to a row */
    bool speakers, cases;
} table;

/* ---- Columns ------------------------------------------------------------------------------------------ */

/* Columns to which Draad gives a meaning. */
static bool is_taken(const table *t, draad_str name)
{
    static const char *const own[] = {"document", "bestand", "speaker", "spreker", "case",
                                      "role",     "rol",     "order",   "volgorde"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (dr_str_alike(name, dr_str_of(own[i])))
            return true;
    for (size_t i = 0; i < t->columns.n; i++)
        if (dr_str_alike(name, t->columns.at[i]))
            return true;
    return false;
}

/* A column with this name on one line, or when it is taken "name (2)".  `as_is`: also one of Draad's own. */
static draad_status add_column(table *t, draad_str name, bool as_is, uint32_t *out)
{
    dr_buf b = {0};
    draad_error *err = t->in->err;
    const draad_str wanted = dr_str_trim(name);
    draad_status s = DRAAD_OK;
    for (unsigned n = 1; s == DRAAD_OK && (n == 1 || (is_taken(t, dr_buf_str(&b)) && !as_is)); n++) {
        b.len = 0;
        s = wanted.len > 0 ? dr_buf_put(&b, wanted, err) : dr_buf_printf(&b, err, "variable");
        for (size_t i = 0; i < b.len; i++)
            if (b.data[i] == '\n' || b.data[i] == '\r' || b.data[i] == '\t')
                b.data[i] = ' ';
        if (s == DRAAD_OK && n > 1)
            s = dr_buf_printf(&b, err, " (%u)", n);
    }
    const draad_str kept = s == DRAAD_OK ? dr_arena_str(&t->in->arena, dr_buf_str(&b)) : (draad_str){0};
    draad_str *slot = kept.data != NULL ? dr_vec_push(&t->columns) : NULL;
    dr_buf_free(&b);
    if (slot == NULL)
        return s != DRAAD_OK ? s : dr_no_memory(err);
    *slot = kept;
    *out = (uint32_t)(t->columns.n - 1);
    return DRAAD_OK;
}

static draad_status make_columns(table *t)
{
    const dr_refi *r = t->in->r;
    draad_status s = DRAAD_OK;
    t->column_of = dr_arena_alloc(&t->in->arena, r->variables.n * sizeof *t->column_of);
    if (t->column_of == NULL)
        return dr_no_memory(t->in->err);
    for (size_t i = 0; s == DRAAD_OK && i < r->variables.n; i++) {
        const draad_str name = dr_str_trim(r->variables.at[i].name);
        const bool own = t->in->tool == REFI_DRAAD && (dr_str_is(name, "role") || dr_str_is(name, "order"));
        s = add_column(t, name, own, &t->column_of[i]);
    }
    for (size_t i = 0; i < r->values.n; i++)
        t->in->lost.nrefs += dr_refi_find(r, r->values.at[i].variable).kind != REFI_VARIABLE;
    return s;
}

/* ---- Rows --------------------------------------------------------------------------------------------- */

/* The row of a document (speaker "") or speaker, made when new; DRAAD_NONE: no memory. */
static uint32_t row_of(table *t, uint32_t doc, draad_str speaker)
{
    dr_buf key = {0};
    draad_str kept = {0};
    if (dr_buf_printf(&key, NULL, "%u/", (unsigned)doc) == DRAAD_OK && dr_buf_put(&key, speaker, NULL) == DRAAD_OK)
        kept = dr_arena_str(&t->in->arena, dr_buf_str(&key));
    dr_buf_free(&key);
    uint32_t *slot = kept.data != NULL ? dr_map_slot(&t->known, kept) : NULL;
    if (slot == NULL)
        return DRAAD_NONE;
    if (*slot == DRAAD_NONE) {
        row *new_row = dr_vec_push(&t->rows);
        if (new_row == NULL)
            return DRAAD_NONE;
        *new_row = (row){doc, speaker, {"", 0}, NULL};
        *slot = (uint32_t)(t->rows.n - 1);
    }
    return *slot;
}

static draad_status join(table *t, uint32_t a_case, uint32_t doc, draad_str speaker)
{
    const dr_refi_case *c = &t->in->r->cases.at[a_case];
    const uint32_t at = row_of(t, doc, speaker);
    if (at == DRAAD_NONE)
        return dr_no_memory(t->in->err);
    for (uint32_t i = t->first[a_case], n = 0; i != DRAAD_NONE && n < 8; i = t->members.at[i].next, n++)
        if (t->members.at[i].row == at)
            return DRAAD_OK; /* another of her turns */
    const draad_str name = dr_str_trim(c->name);
    row *r = &t->rows.at[at];
    if (r->case_id.len == 0)
        r->case_id = name;
    else
        t->in->lost.nmemberships += !dr_str_equal(r->case_id, name);
    t->cases = t->cases || name.len > 0;
    t->speakers = t->speakers || speaker.len > 0;
    member *m = dr_vec_push(&t->members);
    if (m == NULL)
        return dr_no_memory(t->in->err);
    *m = (member){at, t->first[a_case]};
    t->first[a_case] = (uint32_t)(t->members.n - 1);
    return DRAAD_OK;
}

/* Who speaks at a selection; "" when nobody is named there. */
static draad_str speaker_at(const dr_refi_in *in, uint32_t selection, const dr_refi_doc *doc)
{
    const dr_refi_passage *p = &in->passages[selection];
    const dr_unit_rows *turns = &doc->coded->units[DRAAD_UNIT_TURN];
    size_t low = 0, high = turns->n;
    while (low < high) { /* the first turn that ends behind its start */
        const size_t middle = low + (high - low) / 2;
        if (turns->at[middle].end.value <= p->from.value)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == turns->n || turns->at[low].start.value >= p->to.value)
        return (draad_str){"", 0};
    const uint32_t speaker = doc->coded->turns[low].speaker;
    return speaker != DRAAD_NONE ? doc->coded->speakers[speaker].label : (draad_str){"", 0};
}

static draad_status join_selection(table *t, uint32_t a_case, uint32_t selection)
{
    dr_refi_in *in = t->in;
    const uint32_t source = in->r->selections.at[selection].source;
    const uint32_t doc = source != DRAAD_NONE ? in->doc_of[source] : DRAAD_NONE;
    if (doc == DRAAD_NONE || in->docs.at[doc].coded == NULL || !in->passages[selection].inside) {
        in->lost.nmemberships++;
        return DRAAD_OK;
    }
    draad_str speaker = dr_arena_str(&in->arena, speaker_at(in, selection, &in->docs.at[doc]));
    return speaker.data != NULL ? join(t, a_case, doc, speaker) : dr_no_memory(in->err);
}

static draad_status join_refs(table *t)
{
    dr_refi_in *in = t->in;
    const dr_refi *r = in->r;
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < r->refs.n; i++) {
        const dr_refi_ref *ref = &r->refs.at[i];
        const dr_refi_thing to = dr_refi_find(r, ref->target);
        if (ref->from.kind == REFI_CASE && to.kind == REFI_SOURCE && in->doc_of[to.index] != DRAAD_NONE)
            s = join(t, ref->from.index, in->doc_of[to.index], (draad_str){"", 0});
        else if (ref->from.kind == REFI_CASE && to.kind == REFI_SELECTION)
            s = join_selection(t, ref->from.index, to.index);
        else if (ref->from.kind == REFI_CASE && ref->expects != REFI_VARIABLE)
            in->lost.nmemberships++;
    }
    for (size_t i = 0; s == DRAAD_OK && i < r->codings.n; i++) { /* NVivo codes passages as a case */
        const dr_refi_coding *c = &r->codings.at[i];
        const dr_refi_thing to = dr_refi_find(r, c->code);
        if (to.kind == REFI_CASE && c->owner.kind == REFI_SELECTION)
            s = join_selection(t, to.index, c->owner.index);
        else if (to.kind == REFI_CASE && c->owner.kind == REFI_SOURCE && in->doc_of[c->owner.index] != DRAAD_NONE)
            s = join(t, to.index, in->doc_of[c->owner.index], (draad_str){"", 0});
    }
    return s;
}

/* A case that points to nothing is the document with its name, if there is one. */
static draad_status join_by_name(table *t)
{
    dr_refi_in *in = t->in;
    draad_status s = DRAAD_OK;
    for (uint32_t i = 0; s == DRAAD_OK && i < in->r->cases.n; i++) {
        for (uint32_t k = 0; s == DRAAD_OK && t->first[i] == DRAAD_NONE && k < in->docs.n; k++)
            if (dr_str_alike(in->docs.at[k].id, dr_str_trim(in->r->cases.at[i].name)))
                s = join(t, i, k, (draad_str){"", 0});
        in->lost.ncases += s == DRAAD_OK && t->first[i] == DRAAD_NONE;
    }
    return s;
}

/* ---- Values ------------------------------------------------------------------------------------------- */

/* The first value stays. */
static draad_status set_cell(table *t, uint32_t at, uint32_t column, draad_str value)
{
    row *r = &t->rows.at[at];
    enum { MORE = 64 }; /* columns for sets that come later */
    if (r->cells == NULL) {
        r->cells = dr_arena_alloc(&t->in->arena, (t->columns.n + MORE) * sizeof *r->cells);
        if (r->cells == NULL)
            return dr_no_memory(t->in->err);
    }
    if (r->cells[column].len == 0)
        r->cells[column] = dr_str_trim(value);
    return DRAAD_OK;
}

static draad_status set_values(table *t, dr_refi_kind of)
{
    dr_refi_in *in = t->in;
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < in->r->values.n; i++) {
        const dr_refi_value *v = &in->r->values.at[i];
        const dr_refi_thing variable = dr_refi_find(in->r, v->variable);
        if (v->owner.kind != of || variable.kind != REFI_VARIABLE)
            continue;
        const uint32_t column = t->column_of[variable.index];
        if (of == REFI_SOURCE) {
            const uint32_t doc = in->doc_of[v->owner.index];
            const uint32_t at = doc != DRAAD_NONE ? row_of(t, doc, (draad_str){"", 0}) : DRAAD_NONE;
            if (doc != DRAAD_NONE)
                s = at != DRAAD_NONE ? set_cell(t, at, column, v->text) : dr_no_memory(in->err);
            continue;
        }
        for (uint32_t k = t->first[v->owner.index]; s == DRAAD_OK && k != DRAAD_NONE; k = t->members.at[k].next)
            s = set_cell(t, t->members.at[k].row, column, v->text);
    }
    return s;
}

/* ---- Sets --------------------------------------------------------------------------------------------- */

/* "gender: male": the attribute and its value. */
static bool halves(draad_str name, draad_str *attribute, draad_str *value)
{
    const char *colon = name.len > 0 ? memchr(name.data, ':', name.len) : NULL;
    if (colon == NULL || (size_t)(colon - name.data) + 1 == name.len || colon[1] == ':')
        return false;
    *attribute = dr_str_trim((draad_str){name.data, (size_t)(colon - name.data)});
    *value = dr_str_trim((draad_str){colon + 1, name.len - (size_t)(colon - name.data) - 1});
    return attribute->len > 0 && value->len > 0;
}

static uint32_t column_named(const table *t, draad_str name)
{
    for (uint32_t i = 0; i < t->columns.n; i++)
        if (dr_str_alike(t->columns.at[i], name))
            return i;
    return DRAAD_NONE;
}

static bool has_sources(const dr_refi *r, uint32_t set)
{
    for (size_t i = 0; i < r->refs.n; i++)
        if (r->refs.at[i].from.kind == REFI_SET && r->refs.at[i].from.index == set &&
            r->refs.at[i].expects == REFI_SOURCE)
            return true;
    return false;
}

/* One set as values of its documents. */
static draad_status take_set(table *t, uint32_t set)
{
    enum { MOST = 60 };
    dr_refi_in *in = t->in;
    draad_str attribute = dr_str_trim(in->r->sets.at[set].name), value = DR_STR("1");
    draad_status s = DRAAD_OK;
    halves(attribute, &attribute, &value);
    uint32_t column = column_named(t, attribute);
    if (column == DRAAD_NONE && set < MOST)
        s = add_column(t, attribute, false, &column);
    if (column == DRAAD_NONE)
        in->lost.nmemberships++;
    for (size_t i = 0; s == DRAAD_OK && column != DRAAD_NONE && i < in->r->refs.n; i++) {
        const dr_refi_ref *ref = &in->r->refs.at[i];
        const dr_refi_thing to = dr_refi_find(in->r, ref->target);
        if (ref->from.kind != REFI_SET || ref->from.index != set || to.kind != REFI_SOURCE ||
            in->doc_of[to.index] == DRAAD_NONE)
            continue;
        const uint32_t at = row_of(t, in->doc_of[to.index], (draad_str){"", 0});
        s = at != DRAAD_NONE ? set_cell(t, at, column, value) : dr_no_memory(in->err);
    }
    return s;
}

static draad_status take_sets(table *t)
{
    draad_status s = DRAAD_OK;
    for (uint32_t i = 0; s == DRAAD_OK && i < t->in->r->sets.n && i < 4096; i++)
        if (has_sources(t->in->r, i))
            s = take_set(t, i);
    return s;
}

/* ---- The file ----------------------------------------------------------------------------------------- */

static bool says_something(const table *t, const row *r)
{
    for (size_t i = 0; r->cells != NULL && i < t->columns.n; i++)
        if (r->cells[i].len > 0)
            return true;
    return r->case_id.len > 0 || r->speaker.len > 0 || t->columns.n > 0;
}

static draad_status write_rows(const table *t, dr_buf *csv)
{
    dr_csv_writer w = {.out = csv};
    dr_csv_str(&w, DR_STR("document"));
    if (t->speakers)
        dr_csv_str(&w, DR_STR("speaker"));
    dr_csv_str(&w, DR_STR("case"));
    for (size_t i = 0; i < t->columns.n; i++)
        dr_csv_str(&w, t->columns.at[i]);
    dr_csv_end(&w);
    for (size_t k = 0; k < t->rows.n; k++) {
        const row *r = &t->rows.at[k];
        if (!says_something(t, r) || t->in->docs.at[r->doc].coded == NULL)
            continue;
        dr_csv_str(&w, t->in->docs.at[r->doc].coded->id);
        if (t->speakers)
            dr_csv_str(&w, r->speaker);
        dr_csv_str(&w, r->case_id);
        for (size_t i = 0; i < t->columns.n; i++)
            dr_csv_str(&w, r->cells != NULL ? r->cells[i] : (draad_str){"", 0});
        dr_csv_end(&w);
    }
    return w.status == DRAAD_OK ? DRAAD_OK : dr_no_memory(t->in->err);
}

/* With variables every document has a row, so that what is empty can be filled in. */
static draad_status fill_rows(table *t)
{
    for (uint32_t i = 0; t->columns.n > 0 && i < t->in->docs.n; i++)
        if (row_of(t, i, (draad_str){"", 0}) == DRAAD_NONE)
            return dr_no_memory(t->in->err);
    return DRAAD_OK;
}

static bool is_needed(const table *t)
{
    for (size_t i = 0; i < t->rows.n; i++)
        if (says_something(t, &t->rows.at[i]) && t->in->docs.at[t->rows.at[i].doc].coded != NULL)
            return true;
    return false;
}

draad_status dr_refi_make_cases(dr_refi_in *in, dr_buf *csv)
{
    table t = {.in = in};
    t.first = dr_arena_alloc(&in->arena, in->r->cases.n * sizeof *t.first);
    if (t.first == NULL)
        return dr_no_memory(in->err);
    for (size_t i = 0; i < in->r->cases.n; i++)
        t.first[i] = DRAAD_NONE;
    draad_status s = make_columns(&t);
    if (s == DRAAD_OK)
        s = join_refs(&t);
    if (s == DRAAD_OK)
        s = join_by_name(&t);
    if (s == DRAAD_OK)
        s = set_values(&t, REFI_SOURCE);
    if (s == DRAAD_OK)
        s = set_values(&t, REFI_CASE);
    if (s == DRAAD_OK)
        s = take_sets(&t);
    if (s == DRAAD_OK)
        s = fill_rows(&t);
    if (s == DRAAD_OK && is_needed(&t))
        s = write_rows(&t, csv);
    dr_vec_free(&t.columns);
    dr_vec_free(&t.rows);
    dr_vec_free(&t.members);
    dr_map_free(&t.known);
    return s;
}
