/* SPDX-License-Identifier: Apache-2.0
 * error.c - messages with a place, and the few string functions that every room needs.
 * A message is one line of valid UTF-8 without control or bidirectional characters, whatever was put in it:
 * file names and codebooks are outside bytes too. */
#include "base/error.h"
#include "base/messages.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The length of the UTF-8 character at s, 0 when there is none; its code point in *cp. */
static size_t character(const unsigned char *s, uint32_t *cp)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = s[0] < 0x80                   ? 1
               : s[0] >= 0xC2 && s[0] < 0xE0 ? 2
               : s[0] >= 0xE0 && s[0] < 0xF0 ? 3
               : s[0] >= 0xF0 && s[0] < 0xF5 ? 4
                                             : 0;
    if (n == 0)
        return 0;
    uint32_t c = n == 1 ? s[0] : s[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3Fu);
    }
    *cp = c;
    return c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : n;
}

static bool is_unprintable(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/* Copies `from` as one printable line; a longer text ends at a whole character. */
static void copy_printable(char *to, size_t room, const char *from)
{
    const unsigned char *s = (const unsigned char *)from;
    size_t used = 0;
    while (*s != 0) {
        uint32_t cp = *s;
        size_t n = character(s, &cp);
        char escaped[16];
        size_t len = n;
        const char *piece = (const char *)s;
        if (n == 0 || is_unprintable(cp)) {
            len = (size_t)snprintf(escaped, sizeof escaped, n == 0 || cp < 0x80 ? "\\x%02X" : "\\u%04X", (unsigned)cp);
            piece = escaped;
        }
        if (used + len + 1 > room)
            break;
        memcpy(to + used, piece, len);
        used += len;
        s += n == 0 ? 1 : n;
    }
    to[used] = '\0';
}

/* ---- Dutch ------------------------------------------------------------------------------------------------ */

enum { MESSAGE = sizeof((draad_error *)NULL)->message };

/* A conversion of printf, as messages use them: its letter and what stands before it. */
typedef struct conversion {
    const char *at;
    size_t len;
    char letter;
    bool has_precision, is_long; /* ".*"; "z" */
} conversion;

static conversion conversion_at(const char *at)
{
    conversion c = {.at = at, .len = 1};
    while (at[c.len] != '\0' && strchr("0123456789.*z", at[c.len]) != NULL) {
        c.has_precision = c.has_precision || at[c.len] == '*';
        c.is_long = c.is_long || at[c.len] == 'z';
        c.len++;
    }
    c.letter = at[c.len];
    c.len += c.letter != '\0';
    return c;
}

/* Writes the next argument at out[0..room), and returns how many bytes it took.  Our own words are translated, what
 * users wrote ("%.*s") is not. */
static size_t put_argument(char *out, size_t room, const conversion *c, va_list *args)
{
    char spec[16];
    int n = 0;
    assert(c->len < sizeof spec);
    memcpy(spec, c->at, c->len);
    spec[c->len] = '\0';
    if (c->letter == 's' && c->has_precision) {
        int len = va_arg(*args, int);
        n = snprintf(out, room, "%.*s", len, va_arg(*args, const char *));
    } else if (c->letter == 's') {
        const char *english = va_arg(*args, const char *), *dutch = dr_message_nl(english);
        n = snprintf(out, room, "%s", dutch != NULL ? dutch : english);
    } else if (c->letter == 'f') {
        n = snprintf(out, room, spec, va_arg(*args, double));
    } else if (c->is_long) {
        n = snprintf(out, room, spec, va_arg(*args, size_t));
    } else if (c->letter != '%') {
        n = snprintf(out, room, spec, va_arg(*args, int));
    } else {
        n = snprintf(out, room, "%%");
    }
    return n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
}

static void print_dutch(char out[MESSAGE], const char *english, va_list *args)
{
    const char *at = dr_message_nl(english);
    size_t used = 0;
    out[0] = '\0';
    while (at != NULL && *at != '\0' && used + 1 < MESSAGE) {
        if (*at == '%') {
            conversion c = conversion_at(at);
            used += put_argument(out + used, MESSAGE - used, &c, args);
            at += c.len;
        } else {
            out[used++] = *at++;
            out[used] = '\0';
        }
    }
}

/* ---- Messages --------------------------------------------------------------------------------------------- */

/* Both languages; what has no Dutch is the same in both. */
static void print_both(char english[MESSAGE], char dutch[MESSAGE], const char *format, va_list args)
{
    char raw[MESSAGE];
    va_list again;
    va_copy(again, args);
    print_dutch(raw, format, &again);
    va_end(again);
    copy_printable(dutch, MESSAGE, raw);
    vsnprintf(raw, sizeof raw, format, args);
    copy_printable(english, MESSAGE, raw);
    if (dutch[0] == '\0')
        memcpy(dutch, english, MESSAGE);
}

draad_status dr_vfail(draad_error *err, draad_status status, dr_place place, const char *format, va_list args)
{
    if (err != NULL) {
        err->status = status;
        err->line = place.line;
        err->column = place.column;
        copy_printable(err->place, sizeof err->place, place.name != NULL ? place.name : "");
        print_both(err->message, err->message_nl, format, args);
    }
    return status;
}

draad_status dr_fail(draad_error *err, draad_status status, dr_place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    dr_vfail(err, status, place, format, args);
    va_end(args);
    return status;
}

draad_status dr_fail_again(draad_error *err, draad_status status, dr_place place, const char *english,
                           const char *dutch)
{
    dr_fail(err, status, place, "%s", english);
    if (err != NULL)
        copy_printable(err->message_nl, sizeof err->message_nl, dutch);
    return status;
}

static void append(char to[MESSAGE], const char *more)
{
    size_t used = strlen(to);
    copy_printable(to + used, MESSAGE - used, more);
}

void dr_fail_more(draad_error *err, const char *format, ...)
{
    char english[MESSAGE], dutch[MESSAGE];
    va_list args;
    if (err == NULL)
        return;
    va_start(args, format);
    print_both(english, dutch, format, args);
    va_end(args);
    append(err->message, english);
    append(err->message_nl, dutch);
}

draad_status dr_no_memory(draad_error *err)
{
    return dr_fail(err, DRAAD_E_MEMORY, dr_place_of(NULL), "out of memory");
}

void dr_tell(const draad_report *report, draad_severity severity, const draad_error *message)
{
    if (report != NULL && report->say != NULL)
        report->say(report->ctx, severity, message);
}

void dr_tell_errors(void *ctx, draad_severity severity, const draad_error *message)
{
    if (severity == DRAAD_ERROR)
        dr_tell(ctx, DRAAD_ERROR, message);
}

void dr_say(const draad_report *report, draad_severity severity, draad_status status, dr_place place,
            const char *format, ...)
{
    draad_error message;
    va_list args;
    va_start(args, format);
    dr_vfail(&message, status, place, format, args);
    va_end(args);
    dr_tell(report, severity, &message);
}

const char *draad_version(void)
{
    return DRAAD_VERSION;
}

bool dr_str_equal(draad_str a, draad_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool dr_str_is(draad_str s, const char *word)
{
    return s.len == 0 ? word[0] == '\0'
                      : s.data[0] == word[0] && strncmp(s.data, word, s.len) == 0 && word[s.len] == '\0';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool dr_str_alike(draad_str a, draad_str b)
{
    for (size_t i = 0; a.len == b.len && i < a.len; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return a.len == b.len;
}

int dr_str_compare(draad_str a, draad_str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared > 0 ? memcmp(a.data, b.data, shared) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

draad_str dr_str_of(const char *s)
{
    return (draad_str){s, s != NULL ? strlen(s) : 0};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

draad_str dr_str_trim(draad_str s)
{
    while (s.len > 0 && is_blank(s.data[0]))
        s.data++, s.len--;
    while (s.len > 0 && is_blank(s.data[s.len - 1]))
        s.len--;
    return s;
}
