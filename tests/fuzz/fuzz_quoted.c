/* SPDX-License-Identifier: Apache-2.0
 * fuzz_quoted.c - any two texts, the first line as a passage looked for in the rest: what is found lies in the text,
 * and what was cut out of the text is found there again. */
#include "base/utf8.h"
#include "text/quoted.h"

#include <stdlib.h>
#include <string.h>

static void check(const dr_quoted *q, draad_str passage, size_t least)
{
    size_t n = 0, again = 0;
    draad_range r;
    if (dr_quoted_find(q, passage, 0, &n, &r, NULL) != DRAAD_OK)
        return;
    if (n < least || (n > 0 && (r.start > r.end || r.end > q->text.len)))
        abort();
    for (size_t i = 1; i < n && i < 5; i++) { /* places stand in order, whichever is asked for */
        draad_range next;
        if (dr_quoted_find(q, passage, i, &again, &next, NULL) != DRAAD_OK)
            return;
        if (again != n || next.start < r.start || next.end > q->text.len)
            abort();
        r = next;
    }
}

static bool has_ascii_letters(draad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((s.data[i] | 0x20) >= 'a' && (s.data[i] | 0x20) <= 'z')
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const draad_str all = {(const char *)data, n};
    const char *end = n > 0 ? memchr(data, '\n', n) : NULL;
    if (end == NULL || n > 4096 || dr_utf8_valid(all) != n)
        return 0;
    const draad_str passage = {all.data, (size_t)(end - all.data)};
    const draad_str text = {end + 1, n - passage.len - 1};
    dr_quoted q;
    if (dr_quoted_of(text, &q, NULL) == DRAAD_OK) {
        check(&q, passage, 0);
        size_t from = text.len / 3, to = text.len - text.len / 4;
        while (from < to && !dr_utf8_is_start(text.data[from]))
            from++;
        while (to > from && to < text.len && !dr_utf8_is_start(text.data[to]))
            to--;
        const draad_str part = {text.data + from, to - from};
        check(&q, part, has_ascii_letters(part) ? 1 : 0);
    }
    dr_quoted_free(&q);
    return 0;
}
