/* SPDX-License-Identifier: Apache-2.0
 * refi_codes.c - codes and their Descriptions.
 * Knows: headings in both languages.  Does not know: files. */
#include "exchange/refi_codes.h"

#include "outside/digest.h"

#include <string.h>

static const char *const headings[DR_REFI_HEADINGS][2] = {{"Include", "Wel"},
                                                          {"Exclude", "Niet"},
                                                          {"Examples", "Voorbeelden"},
                                                          {"Counterexamples", "Tegenvoorbeelden"},
                                                          {"Memo", "Memo"},
                                                          {"Version", "Versie"},
                                                          {"Source", "Bron"},
                                                          {"Author", "Auteur"},
                                                          {"Licence", "Licentie"},
                                                          {"Language", "Taal"},
                                                          {"Code", "Code"},
                                                          {"Codebook", "Codeboek"}};

/* ---- Writing ------------------------------------------------------------------------------------------ */

/* Lines after the first one stand two spaces to the right, so that none of them is a heading. */
static draad_status put_lines(dr_buf *b, draad_str text, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < text.len; i++)
        s = text.data[i] == '\n' ? dr_buf_put(b, DR_STR("\n  "), err) : dr_buf_put_char(b, text.data[i], err);
    return s == DRAAD_OK ? dr_buf_put_char(b, '\n', err) : s;
}

static draad_status put_list(dr_buf *b, int heading, bool dutch, const draad_str *at, size_t n, draad_error *err)
{
    draad_status s = n > 0 ? dr_buf_printf(b, err, "%s:\n", headings[heading][dutch]) : DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        if ((s = dr_buf_put(b, DR_STR("- "), err)) == DRAAD_OK)
            s = put_lines(b, at[i], err);
    return s;
}

static draad_status put_text(dr_buf *b, int heading, bool dutch, draad_str text, draad_error *err)
{
    if (text.len == 0)
        return DRAAD_OK;
    const draad_status s = dr_buf_printf(b, err, "%s: ", headings[heading][dutch]);
    return s == DRAAD_OK ? put_lines(b, text, err) : s;
}

static draad_status put_definition(dr_buf *b, draad_str text, draad_error *err)
{
    const draad_status s = text.len > 0 ? dr_buf_put(b, text, err) : DRAAD_OK;
    return s == DRAAD_OK && text.len > 0 ? dr_buf_put(b, DR_STR("\n\n"), err) : s;
}

static draad_status put_examples(dr_buf *b, int heading, bool dutch, const dr_example *at, size_t n, draad_error *err)
{
    draad_status s = n > 0 ? dr_buf_printf(b, err, "%s:\n", headings[heading][dutch]) : DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        if ((s = dr_buf_put(b, DR_STR("- "), err)) == DRAAD_OK)
            s = put_lines(b, at[i].text, err);
    return s;
}

static draad_status put_id(dr_buf *b, int heading, bool dutch, draad_str book, draad_str code, draad_error *err)
{
    draad_status s = dr_buf_printf(b, err, "%s: ", headings[heading][dutch]);
    if (s == DRAAD_OK)
        s = dr_buf_put(b, book, err);
    if (s == DRAAD_OK && code.len > 0 && (s = dr_buf_put_char(b, '.', err)) == DRAAD_OK)
        s = dr_buf_put(b, code, err);
    return s;
}

static draad_status describe_code(dr_buf *b, const dr_codebook *book, const dr_code *c, draad_error *err)
{
    const bool dutch = dr_str_is(book->language, "nl");
    draad_status s = put_definition(b, c->definition, err);
    if (s == DRAAD_OK)
        s = put_list(b, DR_REFI_INCLUDE, dutch, c->include, c->ninclude, err);
    if (s == DRAAD_OK)
        s = put_list(b, DR_REFI_EXCLUDE, dutch, c->exclude, c->nexclude, err);
    if (s == DRAAD_OK)
        s = put_examples(b, DR_REFI_EXAMPLES, dutch, c->examples, c->nexamples, err);
    if (s == DRAAD_OK)
        s = put_examples(b, DR_REFI_COUNTEREXAMPLES, dutch, c->counterexamples, c->ncounterexamples, err);
    if (s == DRAAD_OK)
        s = put_text(b, DR_REFI_MEMO, dutch, c->memo, err);
    return s == DRAAD_OK ? put_id(b, DR_REFI_CODE, dutch, book->id, c->id, err) : s;
}

static draad_status describe_book(dr_buf *b, const dr_codebook *book, draad_error *err)
{
    const struct {
        int heading;
        draad_str text;
    } texts[] = {{DR_REFI_VERSION, book->version},
                 {DR_REFI_SOURCE, book->source},
                 {DR_REFI_AUTHOR, book->author},
                 {DR_REFI_LICENCE, book->licence},
                 {DR_REFI_LANGUAGE, book->language}};
    const bool dutch = dr_str_is(book->language, "nl");
    draad_status s = put_definition(b, book->description, err);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof texts / sizeof *texts; i++)
        s = put_text(b, texts[i].heading, dutch, texts[i].text, err);
    return s == DRAAD_OK ? put_id(b, DR_REFI_CODEBOOK, dutch, book->id, (draad_str){0}, err) : s;
}

draad_status dr_refi_code_guid(draad_str id, char out[37], draad_error *err)
{
    dr_buf name = {0};
    dr_uuid uuid;
    draad_status s = dr_buf_printf(&name, err, "code\n");
    if (s == DRAAD_OK)
        s = dr_buf_put(&name, id, err);
    if (s == DRAAD_OK && (s = dr_uuid_of(dr_buf_str(&name), &uuid, err)) == DRAAD_OK)
        memcpy(out, uuid.text, sizeof uuid.text);
    dr_buf_free(&name);
    return s;
}

/* Opens a Code with its Description; `code` NULL: that of the codebook. */
static draad_status open_code(dr_xml_writer *w, const dr_codebook *book, const dr_code *code, dr_buf *b,
                              draad_error *err)
{
    char guid[37];
    b->len = 0;
    draad_status s = dr_buf_put(b, book->id, err);
    if (s == DRAAD_OK && code != NULL && (s = dr_buf_put_char(b, '.', err)) == DRAAD_OK)
        s = dr_buf_put(b, code->id, err);
    if (s == DRAAD_OK)
        s = dr_refi_code_guid(dr_buf_str(b), guid, err);
    b->len = 0;
    if (s == DRAAD_OK)
        s = code != NULL ? describe_code(b, book, code, err) : describe_book(b, book, err);
    if (s != DRAAD_OK)
        return s;
    dr_xml_open(w, "Code");
    dr_xml_put(w, "guid", dr_str_of(guid));
    dr_xml_put(w, "name", code != NULL ? code->label : book->title);
    dr_xml_put(w, "isCodable", dr_str_of(code != NULL ? "true" : "false"));
    dr_xml_leaf(w, "Description", dr_buf_str(b));
    return w->status;
}

static draad_status write_book(dr_xml_writer *w, const dr_codebook *book, dr_buf *b, draad_error *err)
{
    uint32_t open = 0; /* codes that are, below that of the codebook */
    draad_status s = open_code(w, book, NULL, b, err);
    for (size_t i = 0; s == DRAAD_OK && i < book->ncodes; i++) { /* in file order: a code stands behind its parent */
        for (; open >= book->codes[i].level; open--)
            dr_xml_close(w);
        s = open_code(w, book, &book->codes[i], b, err);
        open++;
    }
    for (open += s == DRAAD_OK; s == DRAAD_OK && open > 0; open--)
        dr_xml_close(w);
    return s;
}

draad_status dr_refi_write_codes(dr_xml_writer *w, dr_codebook *const *books, size_t n, draad_error *err)
{
    dr_buf b = {0};
    draad_status s = DRAAD_OK;
    dr_xml_open(w, "Codes");
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        s = write_book(w, books[i], &b, err);
    if (s == DRAAD_OK)
        dr_xml_close(w);
    dr_buf_free(&b);
    return s;
}

/* ---- Reading ------------------------------------------------------------------------------------------ */

/* The line from `at` on, without its end; *at moves behind it. */
static draad_str next_line(draad_str text, size_t *at)
{
    const size_t from = *at;
    while (*at < text.len && text.data[*at] != '\n')
        ++*at;
    draad_str line = {text.data + from, *at - from};
    *at += *at < text.len;
    if (line.len > 0 && line.data[line.len - 1] == '\r')
        line.len--;
    return line;
}

/* Which heading a line begins with, and what stands behind it; DR_REFI_HEADINGS: none. */
static int heading_of(draad_str line, draad_str *rest)
{
    for (int h = 0; h < DR_REFI_HEADINGS; h++)
        for (size_t language = 0; language < 2; language++) {
            const size_t n = strlen(headings[h][language]);
            if (line.len > n && memcmp(line.data, headings[h][language], n) == 0 && line.data[n] == ':' &&
                (h >= DR_REFI_MEMO || line.len == n + 1)) {
                *rest = dr_str_trim((draad_str){line.data + n + 1, line.len - n - 1});
                return h;
            }
        }
    return DR_REFI_HEADINGS;
}

static bool names_an_id(draad_str text)
{
    draad_str rest;
    for (size_t at = 0; at < text.len;) {
        const int h = heading_of(next_line(text, &at), &rest);
        if ((h == DR_REFI_CODE || h == DR_REFI_CODEBOOK) && rest.len > 0 && memchr(rest.data, ' ', rest.len) == NULL)
            return true;
    }
    return false;
}

/* The texts being read: growing arrays, and the one that is not yet whole. */
typedef struct parts {
    dr_arena *arena;
    DR_VEC(draad_str) texts[DR_REFI_HEADINGS];
    dr_buf now;
    int heading;
    bool begun;
} parts;

static draad_status end_text(parts *p, draad_error *err)
{
    if (p->begun) {
        draad_str *slot = dr_vec_push(&p->texts[p->heading]);
        if (slot == NULL || (*slot = dr_arena_str(p->arena, dr_buf_str(&p->now))).data == NULL)
            return dr_no_memory(err);
    }
    p->now.len = 0;
    p->begun = false;
    return DRAAD_OK;
}

static draad_status begin_text(parts *p, draad_str text, draad_error *err)
{
    const draad_status s = end_text(p, err);
    p->begun = true;
    return s == DRAAD_OK ? dr_buf_put(&p->now, text, err) : s;
}

static draad_status take_line(parts *p, draad_str line, draad_error *err)
{
    draad_str rest;
    const int h = heading_of(line, &rest);
    draad_status s = DRAAD_OK;
    if (h < DR_REFI_HEADINGS) {
        s = end_text(p, err);
        p->heading = h;
        return s == DRAAD_OK && h >= DR_REFI_MEMO ? begin_text(p, rest, err) : s;
    }
    if (p->heading < DR_REFI_MEMO && line.len >= 2 && memcmp(line.data, "- ", 2) == 0)
        return begin_text(p, (draad_str){line.data + 2, line.len - 2}, err);
    if (!p->begun)
        return DRAAD_OK; /* an empty line between two headings */
    if (line.len >= 2 && memcmp(line.data, "  ", 2) == 0)
        line = (draad_str){line.data + 2, line.len - 2};
    if ((s = dr_buf_put_char(&p->now, '\n', err)) == DRAAD_OK)
        s = dr_buf_put(&p->now, line, err);
    return s;
}

draad_status dr_refi_description_read(draad_str text, dr_arena *arena, dr_refi_description *out, draad_error *err)
{
    parts p = {.arena = arena, .heading = DR_REFI_HEADINGS};
    draad_str rest;
    draad_status s = DRAAD_OK;
    size_t at = 0;
    *out = (dr_refi_description){.definition = dr_str_trim(text)};
    if (!names_an_id(text))
        return DRAAD_OK;
    for (size_t from = 0; from < text.len; from = at) { /* up to the first heading */
        at = from;
        if (heading_of(next_line(text, &at), &rest) < DR_REFI_HEADINGS) {
            out->definition = dr_str_trim((draad_str){text.data, from});
            at = from;
            break;
        }
    }
    while (s == DRAAD_OK && at < text.len)
        s = take_line(&p, next_line(text, &at), err);
    if (s == DRAAD_OK)
        s = end_text(&p, err);
    for (size_t h = 0; h < DR_REFI_HEADINGS; h++) {
        out->under[h].n = p.texts[h].n;
        out->under[h].at = dr_arena_alloc(arena, p.texts[h].n * sizeof *out->under[h].at);
        if (out->under[h].at == NULL && s == DRAAD_OK)
            s = dr_no_memory(err);
        for (size_t i = 0; s == DRAAD_OK && i < p.texts[h].n; i++)
            out->under[h].at[i] = dr_str_trim(p.texts[h].at[i]);
        dr_vec_free(&p.texts[h]);
    }
    dr_buf_free(&p.now);
    return s;
}

draad_str dr_refi_text_under(const dr_refi_description *d, int heading)
{
    return d->under[heading].n > 0 ? d->under[heading].at[0] : (draad_str){"", 0};
}
