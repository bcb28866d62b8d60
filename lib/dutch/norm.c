/* SPDX-License-Identifier: Apache-2.0
 * norm.c - the form of a word that spelling does not decide.
 * Knows: characters.  Does not know: words. */
#include "dutch/norm.h"
#include "base/utf8.h"
#include "outside/unicode.h"

#include <string.h>

static bool is_ascii(draad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] >= 0x80)
            return false;
    return true;
}

/* What a character is written as before Unicode's own rules see it: "" drops it, NULL keeps it. */
static const char *rewritten(uint32_t cp)
{
    switch (cp) {
    case 0x2019: /* the typographic apostrophe and the shapes that are typed for it */
    case 0x2018:
    case 0x201B:
    case 0x02BC:
    case 0x00B4:
    case 0x0060:
        return "'";
    case 0x2010: /* hyphen, non-breaking hyphen */
    case 0x2011:
        return "-";
    case 0x0132:
    case 0x0133:
        return "ij";
    case 0xFB00:
        return "ff";
    case 0xFB01:
        return "fi";
    case 0xFB02:
        return "fl";
    case 0xFB03:
        return "ffi";
    case 0xFB04:
        return "ffl";
    case 0xFB05:
    case 0xFB06:
        return "st";
    default:
        return dr_char_kind_of(cp) == DR_CHAR_HIDDEN ? "" : NULL;
    }
}

/* Is the hyphen at s[at] only there because a line was full?  Then white space with a line end follows it. */
static size_t line_end_hyphen(draad_str s, size_t at)
{
    size_t i = at + 1;
    bool line_end = false;
    while (i < s.len && (s.data[i] == ' ' || s.data[i] == '\n' || s.data[i] == '\t')) {
        line_end = line_end || s.data[i] == '\n';
        i++;
    }
    return line_end ? i - at : 0;
}

static draad_status norm_ascii(draad_str word, dr_buf *out, draad_error *err)
{
    draad_status s = dr_buf_put(out, word, err);
    if (s != DRAAD_OK)
        return s;
    size_t to = 0;
    for (size_t i = 0; i < out->len; i++) {
        char c = out->data[i];
        if (c == '-') {
            size_t skip = line_end_hyphen(dr_buf_str(out), i);
            if (skip > 0) {
                i += skip - 1;
                continue;
            }
        }
        out->data[to++] = c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    out->len = to;
    return DRAAD_OK;
}

/* `start` for the first `n` bytes. */
static draad_status put_before(dr_buf *out, const char *start, size_t n, draad_error *err)
{
    size_t len = strlen(start), rest = out->len - n;
    draad_status s = dr_buf_put(out, dr_str_of(start), err); /* room */
    if (s != DRAAD_OK)
        return s;
    memmove(out->data + len, out->data + n, rest);
    memcpy(out->data, start, len);
    out->len = len + rest;
    return DRAAD_OK;
}

draad_status dr_norm(draad_str word, dr_buf *out, draad_error *err)
{
    out->len = 0;
    if (is_ascii(word))
        return norm_ascii(word, out, err);
    dr_buf plain = {0};
    draad_status s = DRAAD_OK;
    for (size_t at = 0, len; at < word.len && s == DRAAD_OK; at += len) {
        uint32_t cp;
        len = dr_utf8_decode(word.data + at, word.len - at, &cp);
        if (len == 0)
            break; /* documents and rules are valid UTF-8: cannot happen */
        size_t skip = cp == '-' || cp == 0xAD ? line_end_hyphen(word, at + len - 1) : 0;
        const char *other = rewritten(cp);
        if (skip > 0)
            len += skip - 1;
        else if (other != NULL)
            s = dr_buf_put(&plain, dr_str_of(other), err);
        else
            s = dr_buf_put(&plain, (draad_str){word.data + at, len}, err);
    }
    if (s == DRAAD_OK)
        s = dr_unicode_lower(dr_buf_str(&plain), out, err);
    dr_buf_free(&plain);
    if (s == DRAAD_OK && out->len >= 3 &&
        memcmp(out->data, "e\xC3\xA9", 3) == 0) /* a capital goes without: Eén is één */
        s = put_before(out, "\xC3\xA9", 1, err);
    return s;
}

draad_status dr_norm_loose(draad_str norm, dr_buf *out, draad_error *err)
{
    out->len = 0;
    draad_status s = dr_unicode_strip(norm, out, err);
    size_t to = 0;
    for (size_t i = 0; s == DRAAD_OK && i < out->len; i++)
        if (out->data[i] != '-')
            out->data[to++] = out->data[i];
    if (s == DRAAD_OK)
        out->len = to;
    return s;
}
