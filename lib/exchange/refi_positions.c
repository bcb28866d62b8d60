/* SPDX-License-Identifier: Apache-2.0
 * refi_positions.c - positions of other programs.
 * Knows: ways of counting.  Does not know: which program counts how. */
#include "exchange/refi_positions.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- Characters --------------------------------------------------------------------------------------- */

typedef struct step {
    size_t nbytes;   /* of what was written */
    uint32_t c;      /* what it is */
    bool mark, crlf; /* a byte order mark; two characters that are one line end */
} step;

static step step_at(draad_str raw, size_t at)
{
    step s = {.nbytes = 1, .c = 0xFFFD};
    const size_t n = dr_utf8_decode(raw.data + at, raw.len - at, &s.c);
    s.nbytes = n > 0 ? n : 1;
    s.mark = at == 0 && s.c == 0xFEFF;
    s.crlf = s.c == '\r' && at + 1 < raw.len && raw.data[at + 1] == '\n';
    s.nbytes += s.crlf;
    s.c = s.c == '\r' ? '\n' : s.c == 0 ? 0xFFFD : s.c;
    return s;
}

static int64_t width_of(step s, unsigned way)
{
    const bool bytes = (way & DR_REFI_BYTES) != 0;
    if (s.mark)
        return (way & DR_REFI_MARK) == 0 ? 0 : bytes ? 3 : 1;
    if (s.crlf)
        return (way & DR_REFI_TWO) != 0 ? 2 : 1;
    if (bytes)
        return (int64_t)s.nbytes;
    return (way & DR_REFI_UTF16) != 0 && s.c > 0xFFFF ? 2 : 1;
}

static size_t length_of(step s)
{
    return s.mark ? 0 : s.c < 0x80 ? 1 : s.c < 0x800 ? 2 : s.c < 0x10000 ? 3 : 4;
}

draad_status dr_refi_clean(draad_str raw, dr_buf *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t at = 0; s == DRAAD_OK && at < raw.len;) {
        const step now = step_at(raw, at);
        if (!now.mark)
            s = dr_buf_put_cp(out, now.c, err);
        at += now.nbytes;
    }
    return s;
}

/* ---- Places ------------------------------------------------------------------------------------------- */

typedef struct place {
    int64_t position;
    uint32_t passage;
    bool is_end;
} place;

static int by_position(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    return x->passage != y->passage ? (x->passage > y->passage) - (x->passage < y->passage) : x->is_end - y->is_end;
}

static void put_place(dr_refi_passage *p, const place *at, size_t byte, uint32_t cp)
{
    dr_refi_passage *to = &p[at->passage];
    if (at->is_end) {
        to->range.end = (draad_byte)byte;
        to->to.value = cp;
        to->inside = to->inside && to->range.start != DRAAD_NONE && to->range.start <= to->range.end;
    } else {
        to->range.start = (draad_byte)byte;
        to->from.value = cp;
    }
}

/* One walk over the text with the places in order. */
static void walk(draad_str raw, unsigned way, const place *places, size_t n, dr_refi_passage *p)
{
    size_t next = 0, byte = 0, at = 0;
    int64_t position = 0;
    uint32_t cp = 0;
    while (at < raw.len && next < n) {
        const step now = step_at(raw, at);
        const int64_t width = width_of(now, way);
        for (; next < n && places[next].position < position + width; next++) {
            const bool behind = places[next].position > position && places[next].is_end && !now.mark;
            put_place(p, &places[next], byte + (behind ? length_of(now) : 0), cp + behind);
        }
        position += width;
        byte += length_of(now);
        cp += !now.mark;
        at += now.nbytes;
    }
    for (; next < n; next++)
        if (places[next].position == position)
            put_place(p, &places[next], byte, cp);
        else
            p[places[next].passage].inside = false;
}

draad_status dr_refi_locate(draad_str raw, unsigned way, dr_refi_passage *p, size_t n, draad_error *err)
{
    place *places = dr_alloc_zero(2 * n, sizeof *places);
    size_t nplaces = 0;
    if (places == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < n; i++) {
        p[i].range = (draad_range){DRAAD_NONE, DRAAD_NONE};
        p[i].inside = p[i].start >= 0 && p[i].end >= p[i].start;
        if (!p[i].inside)
            continue;
        places[nplaces++] = (place){p[i].start, (uint32_t)i, false};
        places[nplaces++] = (place){p[i].end + ((way & DR_REFI_LAST) != 0), (uint32_t)i, true};
    }
    qsort(places, nplaces, sizeof *places, by_position);
    walk(raw, way, places, nplaces, p);
    dr_free(places);
    return DRAAD_OK;
}

/* ---- Names -------------------------------------------------------------------------------------------- */

/* Past white space, of which there may be any amount wherever there is some. */
static bool skip_blanks(draad_str *s)
{
    const size_t before = s->len;
    for (uint32_t c; s->len > 0;) {
        const size_t n = dr_utf8_decode(s->data, s->len, &c);
        if (n == 0 || (c > ' ' && c != 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFD))
            break;
        *s = (draad_str){s->data + n, s->len - n};
    }
    return s->len < before;
}

/* Takes "..." or its one character off the end. */
static bool take_dots(draad_str *name)
{
    static const char *const dots[] = {"...", "\xE2\x80\xA6", "[...]"};
    for (size_t i = 0; i < 3; i++) {
        const size_t n = strlen(dots[i]);
        if (name->len > n && memcmp(name->data + name->len - n, dots[i], n) == 0) {
            *name = dr_str_trim((draad_str){name->data, name->len - n});
            return true;
        }
    }
    return false;
}

unsigned dr_refi_agrees(draad_str name, draad_str text)
{
    enum { LEAST = 12 }; /* bytes that a beginning has, to say anything */
    const size_t all = dr_str_trim(name).len;
    draad_str a = dr_str_trim(name), b = text;
    skip_blanks(&a);
    skip_blanks(&b);
    if (a.len == 0 || b.len != text.len) /* no program lets a selection begin with a blank that it does not name */
        return 0;
    for (bool cut = false;; cut = true) {
        draad_str x = a, y = b;
        while (x.len > 0 && y.len > 0) {
            const bool bx = skip_blanks(&x), by = skip_blanks(&y);
            if (bx != by || x.len == 0 || y.len == 0 || *x.data != *y.data)
                break;
            x = (draad_str){x.data + 1, x.len - 1};
            y = (draad_str){y.data + 1, y.len - 1};
        }
        if (x.len == 0 && dr_str_trim(y).len == 0)
            return 2;
        if (x.len == 0 && (cut || all >= LEAST))
            return 1;
        if (cut || !take_dots(&a))
            return 0;
    }
}

/* ---- Choosing ----------------------------------------------------------------------------------------- */

/* Which differences there can be in a text. */
static unsigned differences(draad_str raw)
{
    unsigned found = DR_REFI_LAST;
    for (size_t at = 0; at < raw.len;) {
        const step now = step_at(raw, at);
        found |= now.mark ? DR_REFI_MARK : now.crlf ? DR_REFI_TWO : now.c > 0xFFFF ? DR_REFI_UTF16 : 0u;
        found |= now.nbytes > 1 && !now.crlf ? DR_REFI_BYTES : 0u;
        at += now.nbytes;
    }
    return found;
}

draad_status dr_refi_try(draad_str raw, draad_str clean, dr_refi_passage *p, size_t n,
                         dr_refi_tally tallies[DR_REFI_WAYS], draad_error *err)
{
    const unsigned different = differences(raw);
    dr_refi_tally own[DR_REFI_WAYS] = {{0}};
    draad_status s = DRAAD_OK;
    for (unsigned way = 0; s == DRAAD_OK && way < DR_REFI_WAYS; way++) {
        unsigned same = way & different;
        if ((same & DR_REFI_BYTES) != 0)
            same &= ~(unsigned)DR_REFI_UTF16;
        if (same != way) { /* the same as another one that was tried */
            own[way] = own[same];
        } else if ((s = dr_refi_locate(raw, way, p, n, err)) == DRAAD_OK) {
            for (size_t i = 0; i < n; i++) {
                const draad_range r = p[i].range;
                const draad_str text =
                    p[i].inside ? (draad_str){clean.data + r.start, r.end - r.start} : (draad_str){"", 0};
                const unsigned points = p[i].inside ? dr_refi_agrees(p[i].name, text) : 0;
                own[way].points += points;
                own[way].nsame += points > 0;
                own[way].noutside += p[i].start >= 0 && !p[i].inside;
            }
        }
        tallies[way].points += own[way].points;
        tallies[way].nsame += own[way].nsame;
        tallies[way].noutside += own[way].noutside;
    }
    return s;
}

unsigned dr_refi_best(const dr_refi_tally tallies[DR_REFI_WAYS], unsigned expected)
{
    unsigned best = expected;
    for (unsigned way = 0; way < DR_REFI_WAYS; way++) {
        const dr_refi_tally *a = &tallies[way], *b = &tallies[best];
        if (a->points > b->points || (a->points == b->points && a->noutside < b->noutside))
            best = way;
    }
    return best;
}
