/* SPDX-License-Identifier: Apache-2.0
 * unicode.c - the utf8proc room.
 * Works on one word at a time in a buffer on the stack: utf8proc's own allocating functions are not used. */
#include "outside/unicode.h"

#include <utf8proc.h>

dr_char_kind dr_char_kind_of(uint32_t cp)
{
    if (cp == 0x00AD || cp == 0x200B || cp == 0x200C || cp == 0x200D || cp == 0x2060 || cp == 0xFEFF)
        return DR_CHAR_HIDDEN;
    if (cp == ' ' || (cp >= 0x09 && cp <= 0x0D) || cp == 0x85)
        return DR_CHAR_SPACE;
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return DR_CHAR_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return DR_CHAR_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return DR_CHAR_MARK;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return DR_CHAR_SPACE;
    default:
        return DR_CHAR_OTHER;
    }
}

bool dr_char_is_upper(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z';
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/* A word longer than this is mapped in pieces; a piece ends before a character that cannot combine backwards. */
enum { PIECE = 512 };

static draad_status map_piece(draad_str s, utf8proc_option_t options, bool lower, dr_buf *out, draad_error *err)
{
    /* Decomposition gives at most 18 code points for one; the composed result is never longer. */
    utf8proc_int32_t cps[PIECE * 18 + 1];
    utf8proc_ssize_t n =
        utf8proc_decompose((const utf8proc_uint8_t *)s.data, (utf8proc_ssize_t)s.len, cps, PIECE * 18, options);
    if (n < 0 || n > PIECE * 18)
        return dr_buf_put(out, s, err); /* cannot happen on valid UTF-8; the text itself is the safe answer */
    if ((options & UTF8PROC_STRIPMARK) == 0 && (n = utf8proc_normalize_utf32(cps, n, options)) < 0)
        return dr_buf_put(out, s, err);
    for (utf8proc_ssize_t i = 0; i < n; i++) {
        utf8proc_int32_t cp = lower ? utf8proc_tolower(cps[i]) : cps[i];
        draad_status status = dr_buf_put_cp(out, (uint32_t)cp, err);
        if (status != DRAAD_OK)
            return status;
    }
    return DRAAD_OK;
}

static bool is_ascii(draad_str s)
{
    unsigned char any = 0;
    for (size_t i = 0; i < s.len; i++)
        any |= (unsigned char)s.data[i];
    return any < 0x80;
}

/* Most words: nothing about them is to be composed or stripped. */
static draad_status map_ascii(draad_str s, bool lower, dr_buf *out, draad_error *err)
{
    const size_t before = out->len;
    const draad_status status = dr_buf_put(out, s, err);
    for (size_t i = before; lower && i < out->len; i++)
        if (out->data[i] >= 'A' && out->data[i] <= 'Z')
            out->data[i] = (char)(out->data[i] | 0x20);
    return status;
}

static draad_status map(draad_str s, utf8proc_option_t options, bool lower, dr_buf *out, draad_error *err)
{
    if (is_ascii(s))
        return map_ascii(s, lower, out, err);
    while (s.len > 0) {
        size_t len = s.len;
        if (len > PIECE) {
            len = PIECE;
            while (len > 1 && ((unsigned char)s.data[len] & 0xC0) == 0x80)
                len--;
        }
        draad_status status = map_piece((draad_str){s.data, len}, options, lower, out, err);
        if (status != DRAAD_OK)
            return status;
        s.data += len;
        s.len -= len;
    }
    return DRAAD_OK;
}

draad_status dr_unicode_lower(draad_str s, dr_buf *out, draad_error *err)
{
    return map(s, UTF8PROC_STABLE | UTF8PROC_COMPOSE, true, out, err);
}

draad_status dr_unicode_nfc(draad_str s, dr_buf *out, draad_error *err)
{
    return map(s, UTF8PROC_STABLE | UTF8PROC_COMPOSE, false, out, err);
}

draad_status dr_unicode_strip(draad_str s, dr_buf *out, draad_error *err)
{
    return map(s, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, false, out, err);
}
