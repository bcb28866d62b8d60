/* SPDX-License-Identifier: Apache-2.0
 * conllu.c - the tokens and sentences of a CoNLL-U file, as text in which they stand apart.
 * Only the forms are read (second column): what is scored is what Draad makes of them.
 * Knows: CoNLL-U (universaldependencies.org/format.html).  Does not know: what words are. */
#include "source/source.h"

#include <string.h>

static draad_str next_field(draad_str *line)
{
    const char *tab = memchr(line->data, '\t', line->len);
    size_t n = tab != NULL ? (size_t)(tab - line->data) : line->len;
    draad_str field = {line->data, n};
    size_t over = tab != NULL ? n + 1 : n;
    *line = (draad_str){line->data + over, line->len - over};
    return field;
}

/* "3": a word; "3-4" and "3.1" stand for others, or for none. */
static bool is_word_id(draad_str id)
{
    for (size_t i = 0; i < id.len; i++)
        if (id.data[i] < '0' || id.data[i] > '9')
            return false;
    return id.len > 0;
}

static draad_status put_form(dr_buf *out, draad_str form, draad_error *err)
{
    draad_status s = DRAAD_OK;
    bool begins = out->len == 0 || out->data[out->len - 1] == '\n';
    if (!begins)
        s = dr_buf_put_char(out, ' ', err);
    size_t start = out->len;
    if (s == DRAAD_OK)
        s = dr_buf_put(out, form, err);
    for (size_t i = start; i < out->len; i++)
        if (out->data[i] == ' ')
            out->data[i] = '_'; /* "10 000" is one token */
    return s;
}

draad_status dr_conllu_read(draad_str text, const char *name, dr_source_text *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    uint32_t line_number = 0;
    *out = (dr_source_text){.pretokenised = true};
    for (size_t at = 0; at < text.len && s == DRAAD_OK;) {
        const char *end = memchr(text.data + at, '\n', text.len - at);
        draad_str line = {text.data + at, (end != NULL ? (size_t)(end - text.data) : text.len) - at};
        at += line.len + 1;
        line_number++;
        bool open = out->text.len > 0 && out->text.data[out->text.len - 1] != '\n';
        if (line.len == 0) {
            s = open ? dr_buf_put_char(&out->text, '\n', err) : DRAAD_OK;
            continue;
        }
        if (line.data[0] == '#')
            continue;
        draad_str id = next_field(&line), form = next_field(&line);
        if (form.len == 0 || dr_str_trim(form).len == 0)
            s = dr_fail(err, DRAAD_E_SOURCE, (dr_place){name, line_number, 0},
                        "no CoNLL-U: expected a number, a tab and a form");
        else if (is_word_id(id))
            s = put_form(&out->text, form, err);
    }
    if (s == DRAAD_OK && out->text.len > 0 && out->text.data[out->text.len - 1] != '\n')
        s = dr_buf_put_char(&out->text, '\n', err);
    if (s != DRAAD_OK)
        dr_source_text_free(out);
    return s;
}
