/* SPDX-License-Identifier: Apache-2.0
 * units.c - units of analysis: their names, and which of them a range touches.
 * Knows: ranges in order.  Does not know: how the units were found. */
#include "outside/unicode.h"
#include "base/utf8.h"
#include "text/document.h"

static const char *const names[DRAAD_UNITS] = {"match", "sentence", "paragraph", "turn", "document"};

const char *draad_unit_name(draad_unit unit)
{
    return names[unit];
}

bool draad_unit_find(draad_str name, draad_unit *out)
{
    for (unsigned i = 0; i < DRAAD_UNITS; i++)
        if (dr_str_equal(name, dr_str_of(names[i]))) {
            *out = (draad_unit)i;
            return true;
        }
    return false;
}

size_t dr_spans_at(const dr_spans *units, draad_byte at)
{
    size_t low = 0, high = units->n;
    if (at / DR_SPAN_STEP < units->nmarks) {
        for (low = units->marks[at / DR_SPAN_STEP]; low < high && units->at[low].range.end <= at;)
            low++;
        return low;
    }
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (units->at[middle].range.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How many tokens begin before `at`. */
static size_t tokens_before(const draad_document *doc, draad_byte at)
{
    size_t low = 0, high = doc->ntokens;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (doc->tokens[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const dr_token *dr_tokens_in(const draad_document *doc, draad_range sentence, size_t *n)
{
    size_t first = tokens_before(doc, sentence.start);
    *n = tokens_before(doc, sentence.end) - first;
    return doc->tokens + first;
}

/* Does `a` share a character other than white space with `b`? */
static bool touches(draad_str text, draad_range a, draad_range b)
{
    draad_byte start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
    for (draad_byte at = start; at < end;) {
        uint32_t cp = 0;
        size_t len = dr_utf8_decode(text.data + at, end - at, &cp);
        if (len == 0 || dr_char_kind_of(cp) != DR_CHAR_SPACE)
            return true;
        at += (draad_byte)len;
    }
    return false;
}

bool dr_spans_touch(const dr_spans *units, draad_str text, draad_range r, uint32_t *first, uint32_t *last)
{
    bool found = false;
    *first = *last = DRAAD_NONE;
    for (size_t i = dr_spans_at(units, r.start); i < units->n && units->at[i].range.start < r.end; i++) {
        if (!touches(text, units->at[i].range, r))
            continue;
        if (!found)
            *first = (uint32_t)i;
        *last = (uint32_t)i;
        found = true;
    }
    return found;
}
