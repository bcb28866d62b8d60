/* SPDX-License-Identifier: Apache-2.0
 * txt.c - plain text in the encoding it turns out to have.
 * The order of the questions is what makes the answer right: the encoding that was given, byte order mark, zero bytes
 * of UTF-16, UTF-8, and only then Windows-1252, which could read anything.  Text that was UTF-8 and got damaged is
 * refused rather than read as something else: letters lost in silence would change what the rules find.
 *
 * Knows: encodings.  Does not know: what the text says. */
#include "source/source.h"

#include "base/utf8.h"
#include "outside/encoding.h"

#include <string.h>

enum { MOST_TEXT = 1 << 30, MOST_OFFSETS = 3 };

typedef struct {
    const char *name;
    const draad_read_options *options;
    const draad_report *report;
    draad_error *err;
    dr_buf *out;
} decoder;

static draad_status refuse(const decoder *d, const char *why)
{
    return dr_fail(d->err, DRAAD_E_SOURCE, dr_place_of(d->name), "%s", why);
}

static bool starts(draad_str s, const char *with, size_t len)
{
    return s.len >= len && memcmp(s.data, with, len) == 0;
}

/* ---- UTF-8 ----------------------------------------------------------------------------------------------- */

/* What of the bytes over 0x7F is UTF-8 and what is not. */
typedef struct {
    size_t nsound, ndamaged;      /* characters; places that are none */
    size_t offsets[MOST_OFFSETS]; /* of the first damaged places */
} utf8_count;

/* Bytes of the damaged place at s[at]: one that begins nothing, or a character that is cut short. */
static size_t damaged_length(draad_str s, size_t at)
{
    size_t len = 1;
    while (at + len < s.len && !dr_utf8_is_start(s.data[at + len]) && len < 3)
        len++;
    return len;
}

static utf8_count count_utf8(draad_str s)
{
    utf8_count count = {0};
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        size_t len = dr_utf8_decode(s.data + at, s.len - at, &cp);
        if (len > 1) {
            count.nsound++;
        } else if (len == 0) {
            if (count.ndamaged < MOST_OFFSETS)
                count.offsets[count.ndamaged] = at;
            count.ndamaged++;
            len = damaged_length(s, at);
        }
        at += len;
    }
    return count;
}

/* Text that is UTF-8 by most of its letters.  Bytes that are ASCII say nothing: a text in Windows-1252 has many
 * of those too, so what counts is how many of the other characters hold; by accident almost none do. */
static bool is_nearly_utf8(const utf8_count *count)
{
    return count->nsound > 0 && count->nsound >= count->ndamaged / 10;
}

static draad_status refuse_damaged(const decoder *d, const utf8_count *count)
{
    char list[96] = "";
    dr_buf where = {.max = sizeof list};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < MOST_OFFSETS && i < count->ndamaged && s == DRAAD_OK; i++)
        s = dr_buf_printf(&where, d->err, "%s%zu", i > 0 ? ", " : "", count->offsets[i]);
    if (s == DRAAD_OK)
        s = dr_fail(d->err, DRAAD_E_SOURCE, dr_place_of(d->name),
                    "damaged UTF-8 in %zu %s (at byte %.*s%s); save it again as UTF-8, or read it with --repair",
                    count->ndamaged, count->ndamaged == 1 ? "place" : "places", (int)where.len, where.data,
                    count->ndamaged > MOST_OFFSETS ? ", ..." : "");
    dr_buf_free(&where);
    return s;
}

/* Nearly valid UTF-8 with U+FFFD in each damaged place. */
static draad_status repair(const decoder *d, draad_str s, dr_buf *out)
{
    draad_status status = DRAAD_OK;
    for (size_t at = 0; at < s.len && status == DRAAD_OK;) {
        draad_str rest = {s.data + at, s.len - at};
        size_t valid = dr_utf8_valid(rest);
        status = dr_buf_put(out, (draad_str){rest.data, valid}, d->err);
        at += valid;
        if (at < s.len) {
            size_t len = damaged_length(s, at);
            if (status == DRAAD_OK)
                status = dr_buf_put_cp(out, 0xFFFD, d->err);
            at += len;
        }
    }
    return status;
}

/* Valid UTF-8, with its line ends made LF. */
static draad_status put_lines(const decoder *d, draad_str s)
{
    draad_status status = DRAAD_OK;
    for (size_t at = 0; at < s.len && status == DRAAD_OK;) {
        const char *cr = memchr(s.data + at, '\r', s.len - at);
        size_t end = cr != NULL ? (size_t)(cr - s.data) : s.len;
        status = dr_buf_put(d->out, (draad_str){s.data + at, end - at}, d->err);
        if (cr != NULL && status == DRAAD_OK)
            status = dr_buf_put_char(d->out, '\n', d->err);
        at = end + 1;
        if (cr != NULL && at < s.len && s.data[at] == '\n')
            at++;
    }
    return status;
}

/* ---- UTF-16 and UTF-32 ----------------------------------------------------------------------------------- */

static uint32_t unit_at(draad_str s, size_t at, size_t width, bool big)
{
    uint32_t value = 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | (unsigned char)s.data[at + (big ? i : width - 1 - i)];
    return value;
}

static draad_status refuse_unit(const decoder *d, size_t at, size_t width)
{
    return dr_fail(d->err, DRAAD_E_SOURCE, dr_place_of(d->name), "damaged UTF-%zu at byte %zu; save it again as UTF-8",
                   8 * width, at);
}

/* width: 2 or 4 bytes; `at`: behind the byte order mark. */
static draad_status read_wide(const decoder *d, draad_str s, size_t at, size_t width, bool big)
{
    draad_status status = DRAAD_OK;
    bool after_cr = false;
    if (s.len % width != 0)
        return refuse_unit(d, s.len - s.len % width, width);
    for (size_t next; at < s.len && status == DRAAD_OK; at = next) {
        uint32_t c = unit_at(s, at, width, big);
        next = at + width;
        if (width == 2 && c >= 0xD800 && c < 0xDC00 && next < s.len) {
            uint32_t low = unit_at(s, next, width, big);
            if (low < 0xDC00 || low >= 0xE000)
                return refuse_unit(d, at, width);
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            next += width;
        }
        if (c == 0 || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF)
            return refuse_unit(d, at, width);
        if (c != '\n' || !after_cr)
            status = dr_buf_put_cp(d->out, c == '\r' ? '\n' : c, d->err);
        after_cr = c == '\r';
    }
    return status;
}

/* Without a mark: are at least a fifth of the bytes on one side, even or odd, zero, and more than on the other? */
static bool looks_like_utf16(draad_str s, bool *big)
{
    size_t nzero[2] = {0};
    for (size_t i = 0; i < s.len; i++)
        nzero[i % 2] += s.data[i] == '\0';
    *big = nzero[0] > nzero[1];
    return s.len % 2 == 0 && nzero[0] != nzero[1] && nzero[*big ? 0 : 1] * 5 >= s.len / 2;
}

/* ---- Windows-1252 ---------------------------------------------------------------------------------------- */

static const uint16_t windows_1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
                                          0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018,
                                          0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
                                          0x203A, 0x0153, 0,      0x017E, 0x0178}; /* 0x80 .. 0x9F; 0: undefined */

static bool is_windows_1252(draad_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        bool is_control = (c < 0x20 && strchr("\t\n\v\f\r", c) == NULL) || c == 0x7F;
        if (c == 0 || is_control || (c >= 0x80 && c < 0xA0 && windows_1252[c - 0x80] == 0))
            return false;
    }
    return true;
}

static draad_status read_windows_1252(const decoder *d, draad_str s)
{
    draad_status status = DRAAD_OK;
    for (size_t i = 0; i < s.len && status == DRAAD_OK; i++) {
        unsigned char c = (unsigned char)s.data[i];
        if (c == '\n' && i > 0 && s.data[i - 1] == '\r')
            continue;
        status = dr_buf_put_cp(d->out, c == '\r' ? '\n' : c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c, d->err);
    }
    if (status == DRAAD_OK)
        dr_say(d->report, DRAAD_WARNING, DRAAD_OK, dr_place_of(d->name),
               "not UTF-8, read as Windows-1252: check that accents are right");
    return status;
}

/* ---- which of them? -------------------------------------------------------------------------------------- */

static draad_status repair_and_tell(const decoder *d, draad_str s, const utf8_count *count)
{
    dr_buf repaired = {.max = MOST_TEXT};
    draad_status status = repair(d, s, &repaired);
    if (status == DRAAD_OK)
        status = put_lines(d, dr_buf_str(&repaired));
    dr_buf_free(&repaired);
    if (status == DRAAD_OK)
        dr_say(d->report, DRAAD_WARNING, DRAAD_OK, dr_place_of(d->name), "%zu damaged %s replaced by U+FFFD",
               count->ndamaged, count->ndamaged == 1 ? "place" : "places");
    return status;
}

/* The encoding is given: no questions. */
static draad_status read_given(const decoder *d, draad_str s)
{
    dr_buf utf8 = {.max = MOST_TEXT};
    draad_status status = dr_encoding_read(s, d->options->encoding, d->name, &utf8, d->err);
    draad_str text = dr_buf_str(&utf8);
    if (starts(text, "\xEF\xBB\xBF", 3))
        text = (draad_str){text.data + 3, text.len - 3};
    if (status == DRAAD_OK && text.len > 0 && memchr(text.data, '\0', text.len) != NULL)
        status = refuse(d, "binary data (it holds zero bytes), expected text");
    if (status == DRAAD_OK)
        status = put_lines(d, text);
    dr_buf_free(&utf8);
    return status;
}

static draad_status decode(const decoder *d, draad_str s)
{
    bool big = false;
    if (d->options->encoding != NULL)
        return read_given(d, s);
    if (starts(s, "\xFF\xFE\0\0", 4) || starts(s, "\0\0\xFE\xFF", 4))
        return read_wide(d, s, 4, 4, s.data[0] == '\0');
    if (starts(s, "\xFF\xFE", 2) || starts(s, "\xFE\xFF", 2))
        return read_wide(d, s, 2, 2, s.data[0] == '\xFE');
    if (starts(s, "\xEF\xBB\xBF", 3))
        s = (draad_str){s.data + 3, s.len - 3};
    if (s.len > 0 && memchr(s.data, '\0', s.len) != NULL)
        return looks_like_utf16(s, &big) ? read_wide(d, s, 0, 2, big)
                                         : refuse(d, "binary data (it holds zero bytes), expected text");
    if (dr_utf8_valid(s) == s.len)
        return put_lines(d, s);
    utf8_count count = count_utf8(s);
    if (is_nearly_utf8(&count))
        return d->options->repair ? repair_and_tell(d, s, &count) : refuse_damaged(d, &count);
    if (is_windows_1252(s))
        return read_windows_1252(d, s);
    return refuse(d, "neither UTF-8 nor Windows-1252, expected text; save it as UTF-8");
}

draad_status dr_txt_read(draad_str bytes, const char *name, const draad_read_options *options,
                         const draad_report *report, dr_source_text *out, draad_error *err)
{
    static const draad_read_options defaults = {0};
    *out = (dr_source_text){.text.max = MOST_TEXT, .wrapped_possible = true};
    decoder d = {name, options != NULL ? options : &defaults, report, err, &out->text};
    draad_status s = decode(&d, bytes);
    if (s == DRAAD_OK && out->text.len == 0)
        s = refuse(&d, "the file is empty, expected text");
    if (s != DRAAD_OK) {
        dr_buf_free(&out->text);
        *out = (dr_source_text){0};
    }
    return s;
}
