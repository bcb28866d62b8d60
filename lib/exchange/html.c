/* SPDX-License-Identifier: Apache-2.0
 * html.c - HTML to hand out.
 * Knows: what must be escaped, which elements have no end.  Does not know: what a page is about. */
#include "exchange/html.h"
#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put(dr_html *h, draad_str s)
{
    if (h->status == DRAAD_OK && s.len > 0)
        h->status = dr_buf_put(h->out, s, NULL);
}

static void put_word(dr_html *h, const char *s)
{
    put(h, (draad_str){s, strlen(s)});
}

void dr_html_note(dr_html *h, draad_status s)
{
    if (h->status == DRAAD_OK)
        h->status = s;
}

static bool is_one_of(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) /* a page of a thousand codings has 100,000 elements: most names differ at once */
        if (name[0] == names[i][0] && strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Has no content, and no end. */
static bool is_void(const char *name)
{
    static const char *const names[] = {"meta", "br", "col", "input", "hr", "wbr"};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

/* Space before it changes nothing, and makes the page readable as text. */
static bool is_block(const char *name)
{
    static const char *const names[] = {"html",    "head",  "body",    "title",      "meta",   "style", "script",
                                        "main",    "nav",   "header",  "footer",     "h1",     "h2",    "h3",
                                        "h4",      "p",     "ul",      "ol",         "li",     "dl",    "dt",
                                        "dd",      "table", "caption", "thead",      "tbody",  "tfoot", "tr",
                                        "section", "div",   "details", "blockquote", "figure", "svg",   "article"};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

static void end_tag(dr_html *h)
{
    if (h->in_tag)
        put(h, DR_STR(">"));
    h->in_tag = false;
}

/* What stands for a character; "": its picture; NULL: itself. */
static const char *escaped(uint32_t c, size_t nbytes, bool attribute)
{
    return nbytes == 0 || (c >= 0x80 && c < 0xA0) || (c & 0xFFFE) == 0xFFFE ? "\xEF\xBF\xBD"
           : c == '&'                                                       ? "&amp;"
           : c == '<'                                                       ? "&lt;"
           : c == '>'                                                       ? "&gt;"
           : c == '\n' || c == '\t'                                         ? NULL
           : c < 0x20 || c == 0x7F                                          ? ""
           : attribute && c == '"'                                          ? "&quot;"
           : attribute && c == '\''                                         ? "&#39;"
                                                                            : NULL;
}

static void put_picture(dr_html *h, uint32_t c)
{
    if (h->status == DRAAD_OK)
        h->status = dr_buf_put_cp(h->out, c == 0x7F ? 0x2421 : 0x2400 + c, NULL);
}

/* Is it a character of its own that stands for itself wherever it stands?  Most are. */
static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || c == ' ' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == ',' || c == '-';
}

static void put_escaped(dr_html *h, draad_str s, bool attribute)
{
    size_t from = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = 0;
        if (is_plain(s.data[at])) {
            at++;
            continue;
        }
        const size_t n = dr_utf8_decode(s.data + at, s.len - at, &c), len = n > 0 ? n : 1;
        const char *instead = escaped(c, n, attribute);
        if (instead != NULL) {
            put(h, (draad_str){s.data + from, at - from});
            if (*instead != '\0')
                put_word(h, instead);
            else
                put_picture(h, c);
            from = at + len;
        }
        at += len;
    }
    put(h, (draad_str){s.data + from, s.len - from});
}

void dr_html_begin(dr_html *h)
{
    put_word(h, "<!DOCTYPE html>");
}

void dr_html_open(dr_html *h, const char *name, const char *class)
{
    assert(h->depth < DR_HTML_DEPTH);
    end_tag(h);
    if (is_block(name))
        put(h, DR_STR("\n"));
    put(h, DR_STR("<"));
    put_word(h, name);
    h->names[h->depth++] = name;
    h->in_tag = true;
    if (class != NULL)
        dr_html_put(h, "class", dr_str_of(class));
}

void dr_html_close(dr_html *h)
{
    assert(h->depth > 0);
    const char *name = h->names[--h->depth];
    end_tag(h);
    if (!is_void(name)) {
        put(h, DR_STR("</"));
        put_word(h, name);
        put(h, DR_STR(">"));
    }
    if (h->depth == 0)
        put(h, DR_STR("\n"));
}

void dr_html_put(dr_html *h, const char *attribute, draad_str value)
{
    dr_html_flag(h, attribute);
    put(h, DR_STR("=\""));
    put_escaped(h, value, true);
    put(h, DR_STR("\""));
}

void dr_html_flag(dr_html *h, const char *attribute)
{
    assert(h->in_tag);
    put(h, DR_STR(" "));
    put_word(h, attribute);
}

/* Formats into `room`; what does not fit is cut: formats are short. */
enum { FORMAT_MAX = 512 };
static draad_str formatted(char *room, const char *format, va_list args)
{
    const int n = vsnprintf(room, FORMAT_MAX, format, args);
    assert(n >= 0 && n < FORMAT_MAX);
    return (draad_str){room, n < FORMAT_MAX ? (size_t)n : FORMAT_MAX - 1};
}

void dr_html_putf(dr_html *h, const char *attribute, const char *format, ...)
{
    char room[FORMAT_MAX];
    va_list args;
    va_start(args, format);
    dr_html_put(h, attribute, formatted(room, format, args));
    va_end(args);
}

void dr_html_at(dr_html *h, const char *attribute, double coordinate)
{
    const long tenths = lround(coordinate * 10), size = labs(tenths);
    if (size % 10 == 0)
        dr_html_putf(h, attribute, "%s%ld", tenths < 0 ? "-" : "", size / 10);
    else
        dr_html_putf(h, attribute, "%s%ld.%ld", tenths < 0 ? "-" : "", size / 10, size % 10);
}

void dr_html_text(dr_html *h, draad_str text)
{
    end_tag(h);
    put_escaped(h, text, false);
}

void dr_html_textf(dr_html *h, const char *format, ...)
{
    char room[FORMAT_MAX];
    va_list args;
    va_start(args, format);
    dr_html_text(h, formatted(room, format, args));
    va_end(args);
}

void dr_html_leaf(dr_html *h, const char *name, const char *class, draad_str text)
{
    dr_html_open(h, name, class);
    dr_html_text(h, text);
    dr_html_close(h);
}

void dr_html_verbatim(dr_html *h, draad_str text)
{
    end_tag(h);
    put(h, text);
}
