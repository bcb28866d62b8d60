/* SPDX-License-Identifier: Apache-2.0
 * codebook_yaml.c - YAML on one line, and lists in a cell.
 * Knows: how both are written.  Does not know: what keys mean. */
#include "base/utf8.h"
#include "exchange/codebook_table.h"

#include <string.h>

/* ---- Scalars ---------------------------------------------------------------------------------------------- */

/* Is a text the same when it stands without quotes? */
static bool is_plain(draad_str s, bool in_flow)
{
    if (s.len == 0 || strchr(" -?:,[]{}#&*!|>'\"%@`\t", s.data[0]) != NULL || s.data[s.len - 1] == ':' ||
        s.data[s.len - 1] == ' ')
        return false;
    for (size_t i = 0; i < s.len; i++) {
        const unsigned char c = (unsigned char)s.data[i];
        const char next = i + 1 < s.len ? s.data[i + 1] : ' ';
        if (c < 0x20 || c == 0x7F || (c == ':' && (next == ' ' || in_flow)) || (c == ' ' && next == '#') ||
            (in_flow && strchr(",[]{}", c) != NULL))
            return false;
        /* U+0080..U+009F, U+2028, U+2029, U+FEFF: line ends and such to YAML */
        if ((c == 0xC2 && (unsigned char)next < 0xA0) || (c == 0xE2 && (unsigned char)next == 0x80) || c == 0xEF)
            return false;
    }
    return true;
}

static draad_status put_quoted(draad_str s, dr_buf *out, draad_error *err)
{
    uint32_t cp = 0;
    draad_status status = dr_buf_put_char(out, '"', err);
    for (size_t at = 0, len; status == DRAAD_OK && at < s.len; at += len) {
        if ((len = dr_utf8_decode(s.data + at, s.len - at, &cp)) == 0)
            len = 1, cp = 0xFFFD;
        if (cp == '"' || cp == '\\')
            status = dr_buf_printf(out, err, "\\%c", (char)cp);
        else if (cp == '\n')
            status = dr_buf_put(out, DR_STR("\\n"), err);
        else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029 || cp == 0xFEFF)
            status = dr_buf_printf(out, err, "\\u%04X", (unsigned)cp);
        else
            status = dr_buf_put_cp(out, cp, err);
    }
    return status == DRAAD_OK ? dr_buf_put_char(out, '"', err) : status;
}

draad_status dr_yaml_put_scalar(draad_str text, bool in_flow, dr_buf *out, draad_error *err)
{
    return is_plain(text, in_flow) ? dr_buf_put(out, text, err) : put_quoted(text, out, err);
}

draad_status dr_yaml_put(const dr_yaml *node, bool in_flow, dr_buf *out, draad_error *err)
{
    const bool mapping = node->kind == DR_YAML_MAPPING;
    if (node->kind == DR_YAML_SCALAR)
        return dr_yaml_put_scalar(dr_str_trim(node->text), in_flow, out, err);
    draad_status s = dr_buf_put_char(out, mapping ? '{' : '[', err);
    for (const dr_yaml *e = node->first; s == DRAAD_OK && e != NULL; e = e->next) {
        if (e != node->first)
            s = dr_buf_put(out, DR_STR(", "), err);
        if (s == DRAAD_OK && mapping && (s = dr_yaml_put_scalar(e->key, true, out, err)) == DRAAD_OK)
            s = dr_buf_put(out, DR_STR(": "), err);
        if (s == DRAAD_OK)
            s = dr_yaml_put(e, true, out, err);
    }
    return s == DRAAD_OK ? dr_buf_put_char(out, mapping ? '}' : ']', err) : s;
}

/* ---- Lists ------------------------------------------------------------------------------------------------ */

static const char *const bullets[] = {"\xE2\x80\xA2 ", "- ", "* "}; /* what people type; we write the first */

static size_t bullet_of(draad_str line)
{
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        const size_t n = strlen(bullets[i]);
        if (line.len >= n && memcmp(line.data, bullets[i], n) == 0)
            return n;
    }
    return 0;
}

static bool needs_bullets(const dr_items *items)
{
    bool needed = items->n > 0 && items->at[0].len > 0 &&
                  (strchr("=+-@'\t\r", items->at[0].data[0]) != NULL || bullet_of(items->at[0]) > 0);
    for (size_t i = 0; i < items->n; i++)
        needed = needed || (items->at[i].len > 0 && memchr(items->at[i].data, '\n', items->at[i].len) != NULL);
    return needed;
}

draad_status dr_items_put(const dr_items *items, dr_buf *out, draad_error *err)
{
    const bool with_bullets = needs_bullets(items);
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < items->n; i++) {
        if (i > 0)
            s = dr_buf_put_char(out, '\n', err);
        if (s == DRAAD_OK && with_bullets)
            s = dr_buf_put(out, dr_str_of(bullets[0]), err);
        for (size_t k = 0; s == DRAAD_OK && k < items->at[i].len; k++)
            if ((s = dr_buf_put_char(out, items->at[i].data[k], err)) == DRAAD_OK && items->at[i].data[k] == '\n')
                s = dr_buf_put(out, DR_STR("  "), err);
    }
    return s;
}

/* The next line of *rest, without its end, and what follows. */
static draad_str next_line(draad_str *rest)
{
    const char *end = memchr(rest->data, '\n', rest->len);
    const size_t len = end != NULL ? (size_t)(end - rest->data) : rest->len;
    draad_str line = {rest->data, len};
    *rest = end != NULL ? (draad_str){end + 1, rest->len - len - 1} : (draad_str){rest->data + len, 0};
    while (line.len > 0 && line.data[line.len - 1] == '\r')
        line.len--;
    return line;
}

static bool keep(draad_str text, dr_items *items)
{
    const draad_str trimmed = dr_str_trim(text);
    draad_str *slot = trimmed.len > 0 ? dr_vec_push(items) : NULL;
    if (slot != NULL)
        *slot = trimmed;
    return trimmed.len == 0 || slot != NULL;
}

/* An item of several lines: without the two blanks before all but the first. */
static bool keep_lines(draad_str text, dr_arena *arena, dr_items *items)
{
    dr_buf joined = {0};
    draad_status s = DRAAD_OK;
    for (bool first = true; s == DRAAD_OK && text.len > 0; first = false) {
        draad_str line = next_line(&text);
        for (int i = 0; !first && i < 2 && line.len > 0 && line.data[0] == ' '; i++)
            line = (draad_str){line.data + 1, line.len - 1};
        if (!first)
            s = dr_buf_put_char(&joined, '\n', NULL);
        if (s == DRAAD_OK)
            s = dr_buf_put(&joined, line, NULL);
    }
    const draad_str kept = s == DRAAD_OK ? dr_arena_str(arena, dr_str_trim(dr_buf_str(&joined))) : (draad_str){0};
    dr_buf_free(&joined);
    return kept.data != NULL && keep(kept, items);
}

bool dr_items_take(draad_str cell, dr_arena *arena, dr_items *items)
{
    draad_str rest = dr_str_trim(cell);
    const size_t marked = bullet_of(rest);
    bool fine = true;
    if (marked == 0) {
        while (fine && rest.len > 0)
            fine = keep(next_line(&rest), items);
        return fine;
    }
    while (fine && rest.len > 0) {
        draad_str item = {rest.data + bullet_of(rest), 0};
        next_line(&rest);
        while (rest.len > 0 && bullet_of(rest) == 0)
            next_line(&rest);
        item.len = (size_t)(rest.data - item.data);
        fine = keep_lines(item, arena, items);
    }
    return fine;
}
