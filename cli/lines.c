/* SPDX-License-Identifier: Apache-2.0
 * lines.c - many lines of output, quickly. */
#include "lines.h"

#include <stdlib.h>

/* ---- Blocks ------------------------------------------------------------------------------------------------ */

void lines_write_blocks(lines *l)
{
    size_t whole = l->n / LINES_BLOCK * LINES_BLOCK;
    if (l->file == NULL)
        return;
    fwrite(l->at, 1, whole, l->file);
    l->n -= whole;
    memmove(l->at, l->at + whole, l->n);
}

void lines_write_all(lines *l)
{
    fwrite(l->at, 1, l->n, l->file);
    l->n = 0;
}

void lines_put_over(lines *l, const char *s, size_t n)
{
    lines_write_blocks(l);
    if (n <= l->room - l->n) {
        memcpy(l->at + l->n, s, n);
        l->n += n;
    } else if (l->file != NULL) {
        lines_write_all(l);
        fwrite(s, 1, n, l->file);
    } else {
        l->is_cut = true;
    }
}

/* ---- Numbers and strings ----------------------------------------------------------------------------------- */

const char lines_pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                           "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                           "8081828384858687888990919293949596979899";

void lines_put_number(lines *l, uint32_t value)
{
    char digits[LINES_DIGITS];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    lines_put(l, digits + at, sizeof digits - at);
}

/* Can this stand in a JSON string as it is? */
static inline bool is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

static void put_escape(lines *l, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char quoted[] = {'\\', (char)c}, code[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    if (c == '"' || c == '\\')
        lines_put(l, quoted, sizeof quoted);
    else if (c == '\n')
        LINES_PUT(l, "\\n");
    else
        lines_put(l, code, sizeof code);
}

void lines_put_json(lines *l, draad_str s)
{
    LINES_PUT(l, "\"");
    for (size_t i = 0; i < s.len;) {
        size_t start = i;
        while (i < s.len && is_plain((unsigned char)s.data[i]))
            i++;
        lines_put(l, s.data + start, i - start);
        if (i < s.len)
            put_escape(l, (unsigned char)s.data[i++]);
    }
    LINES_PUT(l, "\"");
}

/* ---- What comes back --------------------------------------------------------------------------------------- */

void ready_keep(ready *r, const lines *l)
{
    char *text = l->is_cut || l->n > LINES_READY_MAX ? NULL : realloc(r->text, l->n + LINES_STEP);
    if (text == NULL) {
        ready_free(r);
        return;
    }
    memcpy(text, l->at, l->n);
    memset(text + l->n, 0, LINES_STEP);
    *r = (ready){text, l->n};
}

void ready_free(ready *r)
{
    free(r->text);
    *r = (ready){0};
}

void lines_put_ready(lines *l, const ready *r)
{
    lines_put(l, r->text, r->n);
}

void lines_put_counter(lines *l, const counter *c)
{
    char digits[LINES_DIGITS + LINES_STEP];
    lines_put(l, digits, (size_t)(copy_counter(digits, c) - digits));
}

void counter_set(counter *c, uint32_t value)
{
    *c = (counter){.rest = value};
    counter_carry(c);
}

void counter_carry(counter *c)
{
    char digits[sizeof c->text];
    lines l = {.at = digits, .room = sizeof digits};
    c->hundreds += c->rest / 100;
    c->rest %= 100;
    if (c->hundreds > 0)
        lines_put_number(&l, c->hundreds);
    memcpy(c->text, digits, l.n);
    c->n = l.n;
}
