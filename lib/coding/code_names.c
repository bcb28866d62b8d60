/* SPDX-License-Identifier: Apache-2.0
 * code_names.c - which code do people mean when they write its name?
 * Knows: the codes of a project.  Does not know: where the name stood. */
#include "coding/code_names.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "outside/unicode.h"

#include <string.h>

enum { AMBIGUOUS = DRAAD_NONE - 1 };

/* ---- Names ------------------------------------------------------------------------------------------------- */

/* Apostrophes as Word makes them: U+2018, U+2019 and U+02BC; 0: none of them, else its length. */
static size_t apostrophe_at(draad_str s, size_t i)
{
    static const char *const curly[] = {"\xE2\x80\x98", "\xE2\x80\x99", "\xCA\xBC"};
    for (size_t k = 0; k < sizeof curly / sizeof *curly; k++)
        if (s.len - i >= strlen(curly[k]) && memcmp(s.data + i, curly[k], strlen(curly[k])) == 0)
            return strlen(curly[k]);
    return 0;
}

/* Lower case, straight apostrophes. */
static draad_status fold(draad_str name, dr_buf *out, draad_error *err)
{
    dr_buf lower = {0};
    draad_status s = dr_utf8_valid(name) == name.len ? dr_unicode_lower(name, &lower, err)
                                                     : dr_buf_put(&lower, name, err); /* from the command line */
    const draad_str text = dr_buf_str(&lower);
    out->len = 0;
    for (size_t i = 0, n; s == DRAAD_OK && i < text.len; i += n) {
        n = apostrophe_at(text, i);
        s = dr_buf_put_char(out, n > 0 ? '\'' : text.data[i], err);
        n = n > 0 ? n : 1;
    }
    dr_buf_free(&lower);
    return s;
}

/* `code` is called `name`; of two codes of one name it is none's. */
static draad_status learn(dr_code_names *n, draad_str name, uint32_t code, draad_error *err)
{
    dr_buf folded = {0};
    draad_status s = name.len > 0 ? fold(name, &folded, err) : DRAAD_OK;
    if (s == DRAAD_OK && name.len > 0) {
        const draad_str key = dr_arena_str(&n->arena, dr_buf_str(&folded));
        uint32_t *slot = key.data != NULL ? dr_map_slot(&n->names, key) : NULL;
        if (slot == NULL)
            s = dr_no_memory(err);
        else
            *slot = *slot == DRAAD_NONE || *slot == code ? code : AMBIGUOUS;
    }
    dr_buf_free(&folded);
    return s;
}

draad_status dr_code_names_of(const draad_project *p, dr_code_names *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    *out = (dr_code_names){.p = p};
    for (uint32_t i = 0; s == DRAAD_OK && i < p->codes.n; i++) {
        const dr_project_code *c = &p->codes.at[i];
        uint32_t *id = dr_map_slot(&out->ids, c->id);
        uint32_t *book = id != NULL ? dr_map_slot(&out->books, c->codebook->id) : NULL;
        if (book == NULL)
            return dr_no_memory(err);
        *id = *book = i;
        s = learn(out, c->id, i, err);
        if (s == DRAAD_OK)
            s = learn(out, c->code->id, i, err);
        if (s == DRAAD_OK)
            s = learn(out, c->code->label, i, err);
    }
    return s;
}

void dr_code_names_free(dr_code_names *n)
{
    dr_map_free(&n->ids);
    dr_map_free(&n->names);
    dr_map_free(&n->books);
    dr_arena_free(&n->arena);
}

draad_status dr_code_names_find(const dr_code_names *n, draad_str name, uint32_t *code, draad_error *err)
{
    dr_buf folded = {0};
    *code = dr_map_find(&n->ids, name);
    if (*code != DRAAD_NONE)
        return DRAAD_OK;
    const draad_status s = fold(name, &folded, err);
    if (s == DRAAD_OK)
        *code = dr_map_find(&n->names, dr_buf_str(&folded));
    if (*code == AMBIGUOUS)
        *code = DRAAD_NONE;
    dr_buf_free(&folded);
    return s;
}

/* ---- The nearest ------------------------------------------------------------------------------------------- */

/* One in three bytes may differ, and no more than two. */
static void compare(const draad_str name, draad_str with, uint32_t i, unsigned *least, uint32_t *code)
{
    const unsigned d = dr_distance(name, with);
    if (d < *least && d <= 2 && 3 * d <= name.len) {
        *least = d;
        *code = i;
    }
}

draad_status dr_code_names_near(const dr_code_names *n, draad_str name, uint32_t *code, draad_error *err)
{
    dr_buf wanted = {0}, folded = {0};
    unsigned least = DR_FAR;
    *code = DRAAD_NONE;
    draad_status s = name.len <= DR_FAR ? fold(name, &wanted, err) : DRAAD_OK;
    for (uint32_t i = 0; s == DRAAD_OK && wanted.len > 0 && i < n->p->codes.n; i++) {
        const dr_project_code *c = &n->p->codes.at[i];
        const draad_str names[] = {c->id, c->code->id, c->code->label};
        for (size_t k = 0; s == DRAAD_OK && k < sizeof names / sizeof *names; k++)
            if ((s = fold(names[k], &folded, err)) == DRAAD_OK)
                compare(dr_buf_str(&wanted), dr_buf_str(&folded), i, &least, code);
    }
    dr_buf_free(&wanted);
    dr_buf_free(&folded);
    return s;
}

/* ---- Chosen by name ------------------------------------------------------------------------------------------ */

static draad_status not_there(const dr_code_names *n, const char *name, bool books, draad_error *err)
{
    uint32_t near;
    const draad_status s = dr_code_names_near(n, dr_str_of(name), &near, err);
    if (s != DRAAD_OK)
        return s;
    if (near != DRAAD_NONE)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "there is no code '%s' here; did you mean %.*s?", name,
                       DR_ARG(n->p->codes.at[near].id));
    return books ? dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "there is no code or codebook '%s' in this result", name)
                 : dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "there is no code '%s' in this table", name);
}

draad_status dr_code_choose(const draad_project *p, const char *name, bool books, dr_code_choice *out, draad_error *err)
{
    dr_code_names n;
    draad_status s = dr_code_names_of(p, &n, err);
    *out = (dr_code_choice){DRAAD_NONE, false};
    if (s == DRAAD_OK && books && (out->code = dr_map_find(&n.books, dr_str_of(name))) != DRAAD_NONE)
        out->is_book = true;
    else if (s == DRAAD_OK)
        s = dr_code_names_find(&n, dr_str_of(name), &out->code, err);
    for (uint32_t i = 0; s == DRAAD_OK && books && out->code == DRAAD_NONE && i < p->codes.n; i++)
        if (dr_str_alike(p->codes.at[i].codebook->id, dr_str_of(name)))
            *out = (dr_code_choice){i, true};
    if (s == DRAAD_OK && out->code == DRAAD_NONE)
        s = not_there(&n, name, books, err);
    dr_code_names_free(&n);
    return s;
}

bool dr_code_is_chosen(const draad_project *p, dr_code_choice choice, uint32_t code)
{
    return choice.is_book ? p->codes.at[code].codebook == p->codes.at[choice.code].codebook : code == choice.code;
}
