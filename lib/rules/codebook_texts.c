/* SPDX-License-Identifier: Apache-2.0
 * codebook_texts.c - what every part of a codebook needs: messages in order, known keys, texts, ids.
 * Knows: scalars and lists.  Does not know: codes and rules. */
#include "rules/codebook_reading.h"
#include "base/buf.h"
#include "outside/unicode.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_MAX = 200 };

/* ---- Messages ----------------------------------------------------------------------------------------- */

void dr_note_again(dr_reading *r, draad_severity severity, uint32_t line, uint32_t column, const draad_error *what)
{
    draad_str english = dr_arena_str(&r->tree, dr_str_of(what->message));
    draad_str dutch = dr_arena_str(&r->tree, dr_str_of(what->message_nl));
    dr_noted *noted = english.data != NULL && dutch.data != NULL ? dr_vec_push(&r->noted) : NULL;
    if (noted == NULL) {
        r->no_memory = true;
        return;
    }
    *noted = (dr_noted){severity, line, column, r->noted.n, english, dutch};
    r->nerrors += severity == DRAAD_ERROR;
}

void dr_note(dr_reading *r, draad_severity severity, uint32_t line, uint32_t column, const char *format, ...)
{
    draad_error what;
    va_list args;
    va_start(args, format);
    dr_vfail(&what, DRAAD_E_CODEBOOK, (dr_place){0}, format, args);
    va_end(args);
    dr_note_again(r, severity, line, column, &what);
}

static int by_place(const void *a, const void *b)
{
    const dr_noted *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

void dr_notes_tell(dr_reading *r, const draad_report *report)
{
    if (r->noted.n > 0)
        qsort(r->noted.at, r->noted.n, sizeof *r->noted.at, by_place);
    for (size_t i = 0; i < r->noted.n; i++) {
        const dr_noted *n = &r->noted.at[i];
        draad_error message;
        dr_fail_again(&message, n->severity == DRAAD_ERROR ? DRAAD_E_CODEBOOK : DRAAD_OK,
                      (dr_place){r->name, n->line, n->column}, n->english.data, n->dutch.data);
        dr_tell(report, n->severity, &message);
    }
}

/* ---- Keys and texts ----------------------------------------------------------------------------------- */

/* What is no key at all is a text with a colon in it; for the others, the list of keys helps. */
static void note_unknown(dr_reading *r, const dr_yaml *e, const char *const *keys, size_t n)
{
    const char *meant = draad_suggest(e->key, keys, n);
    dr_buf list = {.max = 400};
    bool listed = true;
    if (meant != NULL) {
        dr_note(r, DRAAD_ERROR, e->key_line, e->key_column, "unknown key '%.*s'; is '%s' meant?", DR_ARG(e->key),
                meant);
        return;
    }
    if (e->key.len > 24 || memchr(e->key.data, ' ', e->key.len) != NULL) {
        dr_note(r, DRAAD_ERROR, e->key_line, e->key_column,
                "unknown key '%.*s'; a text with ': ' in it goes on the next line, after '|'", DR_ARG(e->key));
        return;
    }
    for (size_t i = 0; i < n && listed; i++)
        listed = dr_buf_printf(&list, NULL, "%s%s", i == 0 ? "" : ", ", keys[i]) == DRAAD_OK;
    if (listed)
        dr_note(r, DRAAD_ERROR, e->key_line, e->key_column, "unknown key '%.*s'; expected one of %.*s", DR_ARG(e->key),
                (int)list.len, list.data);
    else
        r->no_memory = true;
    dr_buf_free(&list);
}

void dr_check_keys(dr_reading *r, const dr_yaml *mapping, const char *const *keys, size_t n)
{
    for (const dr_yaml *e = mapping->first; e != NULL && !r->no_memory; e = e->next) {
        size_t i = 0;
        while (i < n && !dr_str_equal(e->key, dr_str_of(keys[i])))
            i++;
        if (i == n)
            note_unknown(r, e, keys, n);
    }
}

draad_str dr_take_text(dr_reading *r, const dr_yaml *node)
{
    if (node == NULL || r->no_memory)
        return DR_STR("");
    if (node->kind != DR_YAML_SCALAR) {
        dr_note(r, DRAAD_ERROR, node->line, node->column,
                node->kind == DR_YAML_SEQUENCE
                    ? "found a list; expected one text"
                    : "found a mapping; expected a text (one with ': ' in it goes on the next line, after '|')");
        return DR_STR("");
    }
    draad_str copy = dr_arena_str(&r->book->arena, dr_str_trim(node->text));
    if (copy.data == NULL) {
        r->no_memory = true;
        return DR_STR("");
    }
    return copy;
}

draad_str *dr_take_texts(dr_reading *r, const dr_yaml *node, size_t *n)
{
    *n = 0;
    if (node == NULL || r->no_memory || (node->kind == DR_YAML_SCALAR && dr_str_trim(node->text).len == 0))
        return NULL;
    const dr_yaml *first = node->kind == DR_YAML_SEQUENCE ? node->first : node;
    size_t room = node->kind == DR_YAML_SEQUENCE ? node->n : 1;
    draad_str *texts = dr_arena_alloc(&r->book->arena, room * sizeof *texts);
    if (texts == NULL) {
        r->no_memory = true;
        return NULL;
    }
    for (const dr_yaml *e = first; *n < room; e = e->next)
        texts[(*n)++] = dr_take_text(r, e);
    return texts;
}

/* ---- Ids ---------------------------------------------------------------------------------------------- */

bool dr_is_id(draad_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0)))
            return false;
    }
    return s.len > 0 && s.len <= ID_MAX;
}

/* "Werk & privé" -> "werk-prive": what may have been meant; it may be no id either. */
static draad_status make_id(draad_str text, dr_buf *out)
{
    dr_buf plain = {0}, lower = {0};
    draad_status s = dr_unicode_strip(text, &plain, NULL);
    if (s == DRAAD_OK)
        s = dr_unicode_lower(dr_buf_str(&plain), &lower, NULL);
    for (size_t i = 0; s == DRAAD_OK && i < lower.len; i++) {
        char c = lower.data[i];
        bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (fits || (c != '\'' && out->len > 0 && out->data[out->len - 1] != '-'))
            s = dr_buf_put_char(out, fits ? c : '-', NULL);
    }
    while (out->len > 0 && out->data[out->len - 1] == '-')
        out->len--;
    dr_buf_free(&plain);
    dr_buf_free(&lower);
    return s;
}

draad_str dr_take_id(dr_reading *r, const dr_yaml *mapping, bool required, const char *what)
{
    const dr_yaml *node = dr_yaml_find(mapping, "id");
    if (node == NULL) {
        if (required)
            dr_note(r, DRAAD_ERROR, mapping->line, mapping->column, "%s has no 'id'", what);
        return DR_STR("");
    }
    size_t before = r->nerrors;
    draad_str id = dr_take_text(r, node);
    if (r->no_memory || r->nerrors > before || dr_is_id(id))
        return id;
    dr_buf better = {.max = ID_MAX};
    const draad_status s = make_id(id, &better);
    if (s == DRAAD_E_MEMORY)
        r->no_memory = true;
    else if (s == DRAAD_OK && dr_is_id(dr_buf_str(&better)))
        dr_note(r, DRAAD_ERROR, node->line, node->column,
                "the id '%.*s' has more than small letters, digits and hyphens; write for instance %.*s", DR_ARG(id),
                DR_ARG(dr_buf_str(&better)));
    else
        dr_note(r, DRAAD_ERROR, node->line, node->column,
                "found '%.*s' as an id; expected at most %d small letters, digits and hyphens", DR_ARG(id), ID_MAX);
    dr_buf_free(&better);
    return DR_STR("");
}

static size_t slot_of(const dr_reading *r, draad_str id, uint32_t scope)
{
    uint64_t hash = 14695981039346656037u ^ scope * 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i < id.len; i++)
        hash = (hash ^ (unsigned char)id.data[i]) * 1099511628211u;
    size_t slot = (hash ^ hash >> 32) & (r->named_room - 1);
    while (r->named[slot].id.len > 0 && (r->named[slot].scope != scope || !dr_str_equal(r->named[slot].id, id)))
        slot = (slot + 1) & (r->named_room - 1);
    return slot;
}

static bool make_room_for_ids(dr_reading *r)
{
    if (2 * r->nnamed < r->named_room)
        return true;
    dr_named *old = r->named;
    size_t nold = r->named_room;
    dr_named *grown = dr_alloc_zero(nold > 0 ? 2 * nold : 256, sizeof *grown);
    if (grown == NULL)
        return false;
    r->named = grown;
    r->named_room = nold > 0 ? 2 * nold : 256;
    for (size_t i = 0; i < nold; i++)
        if (old[i].id.len > 0)
            r->named[slot_of(r, old[i].id, old[i].scope)] = old[i];
    dr_free(old);
    return true;
}

void dr_claim_id(dr_reading *r, draad_str id, uint32_t scope, uint32_t line, uint32_t column)
{
    if (r->no_memory || id.len == 0)
        return;
    if (!make_room_for_ids(r)) {
        r->no_memory = true;
        return;
    }
    dr_named *named = &r->named[slot_of(r, id, scope)];
    if (named->id.len > 0) {
        dr_note(r, DRAAD_ERROR, line, column, "the id '%.*s' is already on line %u", DR_ARG(id), named->line);
        return;
    }
    *named = (dr_named){id, scope, line};
    r->nnamed++;
}
