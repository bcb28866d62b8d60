/* SPDX-License-Identifier: Apache-2.0
 * refi_import_codings.c - codings and memos of a project of REFI-QDA, at the places that were found for them.
 * Knows: what points to what.  Does not know: texts as they were written, how positions were counted. */
#include "coding/by_hand.h"
#include "exchange/refi_import.h"
#include "exchange/refi_package.h"

#include <string.h>

/* ---- Codings ------------------------------------------------------------------------------------------ */

/* The name of a user.  NVivo names none in a project of one user: it is that one.  Else the name of the program, when
 * nobody is named.  "draad" alone is what Draad calls its own rules. */
static draad_status coder_of(dr_refi_in *in, draad_str guid, draad_str *out)
{
    const dr_refi *r = in->r;
    dr_refi_thing user = dr_refi_find(r, guid);
    if (user.kind != REFI_USER)
        user = dr_refi_find(r, r->user);
    if (user.kind != REFI_USER && guid.len == 0 && r->users.n == 1)
        user = (dr_refi_thing){REFI_USER, 0};
    draad_str name = user.kind == REFI_USER ? dr_str_trim(r->users.at[user.index].name) : (draad_str){"", 0};
    if (name.len == 0)
        name = dr_str_trim(r->origin);
    if (name.len == 0)
        name = DR_STR("unknown");
    if (dr_str_is(name, "draad"))
        name = DR_STR("draad (REFI-QDA)");
    *out = name;
    return DRAAD_OK;
}

/* The rules that Draad gave for a code in the Description of a selection, where each code has a line. */
static draad_str rules_of(const dr_refi_in *in, const dr_refi_selection *c, draad_str code)
{
    const draad_str d = c->description;
    for (size_t at = 0, end; in->tool == REFI_DRAAD && at < d.len; at = end + 1) {
        for (end = at; end < d.len && d.data[end] != '\n';)
            end++;
        const draad_str line = {d.data + at, end - at};
        if (line.len > code.len + 2 && memcmp(line.data, code.data, code.len) == 0 &&
            memcmp(line.data + code.len, ": ", 2) == 0)
            return (draad_str){line.data + code.len + 2, line.len - code.len - 2};
    }
    return (draad_str){"", 0};
}

/* Is there such a coding already?  Programs let a coder code a passage twice. */
static bool is_double(const dr_refi_in *in, const dr_coded *d, const dr_hand_coding *h)
{
    for (size_t i = d->ncodings; i > 0 && d->codings[i - 1].start.value >= h->start.value; i--) {
        const dr_coding *c = &d->codings[i - 1];
        if (c->start.value == h->start.value && c->end.value == h->end.value &&
            dr_str_equal(in->p->codes.at[c->code].id, h->code) && dr_str_equal(in->p->coders.at[c->coder], h->coder))
            return true;
    }
    return false;
}

static draad_status add_coding(dr_refi_in *in, const dr_refi_coding *c)
{
    const dr_refi *r = in->r;
    const dr_refi_thing to = dr_refi_find(r, c->code);
    if (to.kind == REFI_CASE)
        return DRAAD_OK; /* who is who: refi_import_cases.c */
    const dr_refi_selection *selection = c->owner.kind == REFI_SELECTION ? &r->selections.at[c->owner.index] : NULL;
    const uint32_t doc =
        selection != NULL && selection->source != DRAAD_NONE ? in->doc_of[selection->source] : DRAAD_NONE;
    const dr_refi_passage *p = doc != DRAAD_NONE ? &in->passages[c->owner.index] : NULL;
    if (to.kind != REFI_CODE || in->codes[to.index].len == 0) {
        in->lost.nrefs++;
        return DRAAD_OK;
    }
    if (p == NULL || in->docs.at[doc].coded == NULL) {
        in->lost.ncodings += selection == NULL;
        in->lost.nareas += selection != NULL;
        return DRAAD_OK;
    }
    if (!p->inside || p->from.value == p->to.value) {
        in->lost.noutside++;
        return DRAAD_OK;
    }
    dr_hand_coding h = {
        .document = in->docs.at[doc].coded->id, .start = p->from, .end = p->to, .code = in->codes[to.index]};
    draad_status s = coder_of(in, c->user.len > 0 ? c->user : selection->user, &h.coder);
    if (s == DRAAD_OK && h.coder.len >= 5 && memcmp(h.coder.data, "draad", 5) == 0)
        h.rules = rules_of(in, selection, h.code);
    if (s == DRAAD_OK && is_double(in, in->docs.at[doc].coded, &h)) {
        in->lost.ndouble++;
        return DRAAD_OK;
    }
    return s == DRAAD_OK ? dr_project_add_coding(in->p, &h, in->err) : s;
}

/* ---- Memos -------------------------------------------------------------------------------------------- */

draad_status dr_refi_note_text(dr_refi_in *in, const dr_refi_source *note, dr_buf *out)
{
    dr_buf bytes = {0}, raw = {0};
    bool there = false;
    draad_status s = dr_refi_bytes_of(in->r, note, &bytes, &there, in->err);
    if (s == DRAAD_OK && there)
        s = dr_refi_decode(in, dr_buf_str(&bytes), in->r->path, &raw);
    if (s == DRAAD_OK && there)
        s = dr_refi_clean(dr_buf_str(&raw), out, in->err);
    if (s == DRAAD_OK && !there)
        s = dr_buf_put(out, note->description.len > 0 ? note->description : note->name, in->err);
    dr_buf_free(&bytes);
    dr_buf_free(&raw);
    return s;
}

/* Adds a memo about a passage, or (p NULL) about a document as a whole. */
static draad_status add_memo(dr_refi_in *in, uint32_t doc, const dr_refi_passage *p, draad_str user, draad_str date,
                             draad_str text)
{
    draad_str author = {"", 0};
    const dr_refi_thing by = dr_refi_find(in->r, user);
    if (doc == DRAAD_NONE || in->docs.at[doc].coded == NULL || (p != NULL && !p->inside)) {
        in->lost.noutside += doc != DRAAD_NONE && in->docs.at[doc].coded != NULL;
        return DRAAD_OK;
    }
    if (by.kind == REFI_USER)
        author = in->r->users.at[by.index].name;
    return draad_project_add_memo(in->p, in->docs.at[doc].coded->id, p != NULL ? p->from : (draad_cp){0},
                                  p != NULL ? p->to : (draad_cp){0}, author, date, text, in->err);
}

/* A note where a selection, coding or source points to it. */
static draad_status add_note(dr_refi_in *in, dr_refi_thing from, uint32_t note)
{
    const dr_refi *r = in->r;
    const dr_refi_source *n = &r->sources.at[note];
    const dr_refi_passage *p = NULL;
    uint32_t source = DRAAD_NONE;
    dr_buf text = {0};
    if (from.kind == REFI_CODING)
        from = r->codings.at[from.index].owner;
    if (from.kind == REFI_SELECTION) {
        source = r->selections.at[from.index].source;
        p = &in->passages[from.index];
    } else if (from.kind == REFI_SOURCE) {
        source = from.index;
    }
    if (source == DRAAD_NONE) {
        in->lost.nlinks += from.kind != REFI_CODE; /* that of a code is in its memo */
        return DRAAD_OK;
    }
    draad_status s = dr_refi_note_text(in, n, &text);
    const bool own = in->tool == REFI_DRAAD && n->date.len == 0; /* a date that XML cannot hold */
    if (s == DRAAD_OK)
        s = add_memo(in, in->doc_of[source], p, n->user, own ? n->description : n->date, dr_buf_str(&text));
    dr_buf_free(&text);
    return s;
}

static draad_status add_notes(dr_refi_in *in)
{
    const dr_refi *r = in->r;
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < r->refs.n; i++) {
        const dr_refi_thing to = dr_refi_find(r, r->refs.at[i].target);
        if (r->refs.at[i].expects == REFI_NOTE && r->refs.at[i].from.kind != REFI_SET && to.kind == REFI_NOTE)
            s = add_note(in, r->refs.at[i].from, to.index);
    }
    for (size_t i = 0; s == DRAAD_OK && i < r->links.n; i++) { /* NVivo hangs the text of an annotation on a link */
        const dr_refi_thing a = dr_refi_find(r, r->links.at[i].origin), b = dr_refi_find(r, r->links.at[i].target);
        if (a.kind == REFI_NOTE || b.kind == REFI_NOTE)
            s = add_note(in, b.kind == REFI_NOTE ? a : b, b.kind == REFI_NOTE ? b.index : a.index);
        else
            in->lost.nlinks++;
    }
    return s;
}

/* What points to each selection, so that one which nothing needs is kept too. */
static draad_status count_uses(const dr_refi_in *in, uint8_t **out)
{
    const dr_refi *r = in->r;
    uint8_t *used = *out = dr_alloc_zero(r->selections.n, 1);
    if (used == NULL)
        return dr_no_memory(in->err);
    for (size_t i = 0; i < r->codings.n; i++)
        if (r->codings.at[i].owner.kind == REFI_SELECTION)
            used[r->codings.at[i].owner.index] = 1;
    for (size_t i = 0; i < r->refs.n; i++) {
        const dr_refi_thing to = dr_refi_find(r, r->refs.at[i].target);
        if (r->refs.at[i].from.kind == REFI_SELECTION)
            used[r->refs.at[i].from.index] = 1;
        if (to.kind == REFI_SELECTION)
            used[to.index] = 1;
    }
    for (size_t i = 0; i < r->links.n; i++) {
        const dr_refi_thing ends[] = {dr_refi_find(r, r->links.at[i].origin), dr_refi_find(r, r->links.at[i].target)};
        for (size_t k = 0; k < 2; k++)
            if (ends[k].kind == REFI_SELECTION)
                used[ends[k].index] = 1;
    }
    return DRAAD_OK;
}

/* Descriptions of selections and sources; and selections without anything: a mark in the text is a memo too. */
static draad_status add_descriptions(dr_refi_in *in)
{
    const dr_refi *r = in->r;
    uint8_t *used = NULL;
    draad_status s = count_uses(in, &used);
    for (size_t i = 0; s == DRAAD_OK && i < r->selections.n; i++) {
        const dr_refi_selection *c = &r->selections.at[i];
        const uint32_t doc = c->source != DRAAD_NONE ? in->doc_of[c->source] : DRAAD_NONE;
        const bool says = c->description.len > 0 && !(in->tool == REFI_DRAAD && used[i]); /* there: rules */
        if (doc != DRAAD_NONE && (says || !used[i]))
            s = add_memo(in, doc, &in->passages[i], c->user, c->date, c->description);
    }
    for (size_t i = 0; s == DRAAD_OK && i < r->sources.n; i++)
        if (!r->sources.at[i].is_note && r->sources.at[i].description.len > 0)
            s = add_memo(in, in->doc_of[i], NULL, r->sources.at[i].user, r->sources.at[i].date,
                         r->sources.at[i].description);
    dr_free(used);
    return s;
}

draad_status dr_refi_take_codings(dr_refi_in *in)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < in->r->codings.n; i++)
        s = add_coding(in, &in->r->codings.at[i]);
    if (s == DRAAD_OK)
        s = add_notes(in);
    return s == DRAAD_OK ? add_descriptions(in) : s;
}
