/* SPDX-License-Identifier: Apache-2.0
 * lines.c - many lines of output, quickly. */
#include "lines.h"

#include <stdlib.h>

enum { PAGE = 1 << 12 };

/* ---- Blocks ------------------------------------------------------------------------------------------------ */

void lines_write_pages(lines *l)
{
    size_t whole = l->n / PAGE * PAGE;
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

void lines_put(lines *l, const char *s, size_t n)
{
    if (n > l->room - l->n)
        lines_write_pages(l);
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

void lines_put_counter(lines *l, const counter *c)
{
    static const char pairs[] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    if (l->room - l->n < LINES_STEP)
        lines_write_pages(l);
    char *to = l->at + l->n;
    uint32_t value = c->value, n = c->ndigits;
    for (; n >= 2; value /= 100)
        memcpy(to + (n -= 2), pairs + 2 * (value % 100), 2);
    if (n == 1)
        to[0] = (char)('0' + value);
    l->n += c->ndigits;
}

void lines_put_number(lines *l, uint32_t value)
{
    counter c;
    counter_set(&c, value);
    lines_put_counter(l, &c);
}

/* Can this stand in a JSON string as it is? */
static bool is_plain(unsigned char c)
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

void counter_set(counter *c, uint32_t value)
{
    *c = (counter){.ndigits = 1, .limit = 10};
    counter_add(c, value);
}
