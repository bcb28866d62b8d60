/* SPDX-License-Identifier: Apache-2.0
 * quoted.c - where in a text does a passage stand that somebody copied from it?
 * Text and passage are folded alike, and the one is looked for in the other: where the rarest four letters of the
 * passage stand, or, when that is in too many places, letter by letter (Knuth, Morris and Pratt 1977: time is linear
 * whatever the passage is).
 * Knows: a text.  Does not know: documents, who copied. */
#include "text/quoted.h"
#include "base/utf8.h"
#include "outside/unicode.h"

#include <string.h>

/* ---- Folding ------------------------------------------------------------------------------------------------ */

/* The sign that stands for all of its kind; 0: none. */
static char sign_of(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
        char sign;
    } signs[] = {{0x22, 0x22, '\''},     {0x27, 0x27, '\''},     {0x2D, 0x2D, '-'},     {0x2E, 0x2E, '.'},
                 {0x60, 0x60, '\''},     {0xAB, 0xAB, '\''},     {0xB4, 0xB4, '\''},    {0xBB, 0xBB, '\''},
                 {0x2010, 0x2015, '-'},  {0x2018, 0x201F, '\''}, {0x2026, 0x2026, '.'}, {0x2032, 0x2033, '\''},
                 {0x2039, 0x203A, '\''}, {0x2212, 0x2212, '-'}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (cp >= signs[i].first && cp <= signs[i].last)
            return signs[i].sign;
    return dr_char_kind_of(cp) == DR_CHAR_SPACE ? ' ' : 0;
}

/* Marks belong to the letter before them; hidden characters to whatever stands there. */
static bool is_nothing(uint32_t cp)
{
    const dr_char_kind kind = cp < 0x80 ? DR_CHAR_OTHER : dr_char_kind_of(cp);
    return kind == DR_CHAR_MARK || kind == DR_CHAR_HIDDEN;
}

static size_t decode(draad_str s, size_t at, uint32_t *cp)
{
    const size_t n = dr_utf8_decode(s.data + at, s.len - at, cp);
    if (n > 0)
        return n;
    *cp = 0xFFFD;
    return 1;
}

/* From `at`, the end of what folds to one sign: more of the same, or what is nothing. */
static size_t end_of_step(draad_str s, size_t at, char sign)
{
    const bool repeats = sign == ' ' || sign == '.' || sign == '-';
    while (at < s.len) {
        uint32_t cp;
        const size_t n = decode(s, at, &cp);
        if (!is_nothing(cp) && !(repeats && sign_of(cp) == sign))
            break;
        at += n;
    }
    return at;
}

static draad_status put_letter(draad_str letter, uint32_t cp, dr_buf *out, draad_error *err)
{
    dr_buf lower = {0};
    if (cp < 0x80)
        return dr_buf_put_char(out, (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp), err);
    draad_status s = dr_unicode_lower(letter, &lower, err);
    if (s == DRAAD_OK)
        s = dr_unicode_strip(dr_buf_str(&lower), out, err);
    dr_buf_free(&lower);
    return s;
}

/* `map` may be NULL. */
static draad_status fold(draad_str text, dr_buf *out, dr_offmap *map, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t at = 0, end; s == DRAAD_OK && at < text.len; at = end) {
        uint32_t cp;
        const size_t n = decode(text, at, &cp), before = out->len;
        const char sign = sign_of(cp);
        end = end_of_step(text, at + n, sign);
        if (sign != 0)
            s = dr_buf_put_char(out, sign, err);
        else if (!is_nothing(cp))
            s = put_letter((draad_str){text.data + at, n}, cp, out, err);
        if (s == DRAAD_OK && map != NULL && !dr_offmap_push(map, (uint32_t)(end - at), (uint32_t)(out->len - before)))
            s = dr_no_memory(err);
    }
    return s;
}

/* ---- A text ------------------------------------------------------------------------------------------------- */

enum { GRAM = 4, STEP = 1024 };

static uint32_t kind_of(const char *four, uint32_t nkinds)
{
    uint32_t letters;
    memcpy(&letters, four, GRAM);
    return (letters * 0x9E3779B1u >> 8) & (nkinds - 1);
}

/* Places by their four letters: counted, then put behind each other. */
static draad_status index_text(dr_quoted *q, draad_error *err)
{
    const draad_str text = dr_buf_str(&q->folded);
    if (text.len < GRAM)
        return DRAAD_OK;
    for (q->nkinds = 16; q->nkinds < text.len / 2 && q->nkinds < 1 << 20;)
        q->nkinds *= 2;
    q->first = dr_alloc_zero((size_t)q->nkinds + 1, sizeof *q->first);
    q->places = dr_alloc_zero(text.len, sizeof *q->places);
    if (q->first == NULL || q->places == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i + GRAM <= text.len; i++)
        q->first[kind_of(text.data + i, q->nkinds) + 1]++;
    for (uint32_t k = 0; k < q->nkinds; k++)
        q->first[k + 1] += q->first[k];
    for (size_t i = text.len - GRAM + 1; i-- > 0;) /* from the back: first[k + 1] ends as where kind k begins */
        q->places[--q->first[kind_of(text.data + i, q->nkinds) + 1]] = (uint32_t)i;
    memmove(q->first, q->first + 1, q->nkinds * sizeof *q->first);
    q->first[q->nkinds] = (uint32_t)(text.len - GRAM + 1);
    return DRAAD_OK;
}

static draad_status count_code_points(dr_quoted *q, draad_error *err)
{
    const size_t nsteps = q->text.len / STEP;
    if ((q->ncps = dr_alloc_zero(nsteps + 1, sizeof *q->ncps)) == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < nsteps; i++)
        q->ncps[i + 1] = q->ncps[i] + (uint32_t)dr_utf8_count((draad_str){q->text.data + i * STEP, STEP});
    return DRAAD_OK;
}

draad_status dr_quoted_of(draad_str text, dr_quoted *out, draad_error *err)
{
    *out = (dr_quoted){.text = text};
    draad_status s = fold(text, &out->folded, &out->map, err);
    if (s == DRAAD_OK)
        s = index_text(out, err);
    return s == DRAAD_OK ? count_code_points(out, err) : s;
}

void dr_quoted_free(dr_quoted *q)
{
    dr_buf_free(&q->folded);
    dr_offmap_free(&q->map);
    dr_free(q->first);
    dr_free(q->places);
    dr_free(q->ncps);
    *q = (dr_quoted){0};
}

draad_cp dr_quoted_cp(const dr_quoted *q, draad_byte at)
{
    const size_t from = at - at % STEP;
    return (draad_cp){q->ncps[at / STEP] + (uint32_t)dr_utf8_count((draad_str){q->text.data + from, at - from})};
}

/* ---- Looking ------------------------------------------------------------------------------------------------ */

/* How well a place fits; only the best count. */
enum { ANYHOW, WHOLE_WORDS, FITS };

typedef struct search {
    const dr_quoted *q;
    draad_str whole, wanted; /* the passage, folded; of it, what is looked for: the rest may be in the text */
    size_t *back;            /* for each end of the beginning of `wanted`: how much of it is a beginning again */
    dr_places found[FITS];
} search;

static bool is_word(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Does it end a word that goes on, or begin inside one? */
static bool cuts_words(draad_str text, size_t start, size_t end)
{
    return (start > 0 && is_word(text.data[start - 1]) && is_word(text.data[start])) ||
           (end < text.len && is_word(text.data[end - 1]) && is_word(text.data[end]));
}

/* Takes in the signs around what was looked for, as far as they stand in the text too: the stop before a quotation mark
 * that does not.  Dots in front of a passage say that it goes on there, and are no stop of the sentence before. */
static void take_signs(const search *s, draad_str text, size_t *start, size_t *end)
{
    const char *head = s->wanted.data, *tail = s->wanted.data + s->wanted.len;
    for (; head > s->whole.data && *start > 0 && head[-1] == text.data[*start - 1] && strchr(" .", head[-1]) == NULL;
         head--)
        --*start;
    for (; tail < s->whole.data + s->whole.len && *end < text.len && *tail != ' ' && *tail == text.data[*end]; tail++)
        ++*end;
}

static bool note(search *s, size_t start, size_t end)
{
    take_signs(s, dr_buf_str(&s->q->folded), &start, &end);
    const draad_range r =
        dr_offmap_trace(&s->q->map, (draad_range){(draad_byte)start, (draad_byte)end}); /* as it was */
    const int fit = cuts_words(dr_buf_str(&s->q->folded), start, end) ? ANYHOW : WHOLE_WORDS;
    for (int i = ANYHOW; i <= fit; i++) {
        draad_range *place = dr_vec_push(&s->found[i]);
        if (place == NULL)
            return false;
        *place = r;
    }
    return true;
}

static bool has_words(draad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (is_word(s.data[i]))
            return true;
    return false;
}

static void find_back(search *s)
{
    for (size_t i = 1, k = 0; i < s->wanted.len; i++) {
        while (k > 0 && s->wanted.data[i] != s->wanted.data[k])
            k = s->back[k - 1];
        k += s->wanted.data[i] == s->wanted.data[k];
        s->back[i] = k;
    }
}

/* Letter by letter. */
static bool walk(search *s)
{
    const draad_str text = dr_buf_str(&s->q->folded);
    bool fine = (s->back = dr_alloc_zero(s->wanted.len, sizeof *s->back)) != NULL;
    if (fine)
        find_back(s);
    for (size_t i = 0, k = 0; fine && i < text.len; i++) {
        while (k > 0 && (k == s->wanted.len || text.data[i] != s->wanted.data[k]))
            k = s->back[k - 1];
        k += text.data[i] == s->wanted.data[k];
        if (k == s->wanted.len)
            fine = note(s, i + 1 - k, i + 1);
    }
    dr_free(s->back);
    s->back = NULL;
    return fine;
}

/* Where in `wanted` its rarest four letters stand, and where in the text those of that kind do. */
static size_t find_rarest(const search *s, uint32_t *from, uint32_t *to)
{
    size_t rarest = 0;
    *from = 0;
    *to = UINT32_MAX;
    for (size_t i = 0; s->q->first != NULL && i + GRAM <= s->wanted.len; i++) {
        const uint32_t *first = s->q->first + kind_of(s->wanted.data + i, s->q->nkinds);
        if (first[1] - first[0] < *to - *from) {
            *from = first[0];
            *to = first[1];
            rarest = i;
        }
    }
    return rarest;
}

static bool jump(search *s, size_t rarest, uint32_t from, uint32_t to)
{
    const draad_str text = dr_buf_str(&s->q->folded);
    bool fine = true;
    for (uint32_t i = from; fine && i < to; i++) {
        const size_t at = s->q->places[i] - rarest;
        if (s->q->places[i] >= rarest && at + s->wanted.len <= text.len &&
            memcmp(text.data + at, s->wanted.data, s->wanted.len) == 0)
            fine = note(s, at, at + s->wanted.len);
    }
    return fine;
}

static draad_status look(search *s, draad_error *err)
{
    const size_t len = s->q->folded.len;
    uint32_t from, to;
    if (!has_words(s->wanted) || s->wanted.len > len)
        return DRAAD_OK;
    const size_t rarest = find_rarest(s, &from, &to);
    const bool fine = (uint64_t)(to - from) * s->wanted.len <= len ? jump(s, rarest, from, to) : walk(s);
    return fine ? DRAAD_OK : dr_no_memory(err);
}

static draad_str trim(draad_str s, const char *signs)
{
    while (s.len > 0 && strchr(signs, s.data[0]) != NULL) {
        s.data++;
        s.len--;
    }
    while (s.len > 0 && strchr(signs, s.data[s.len - 1]) != NULL)
        s.len--;
    return s;
}

/* A passage, folded, that stands there as it is. */
static draad_status find_whole(const dr_quoted *q, draad_str passage, dr_places *out, draad_error *err)
{
    search looking = {.q = q};
    draad_status s = DRAAD_OK;
    looking.whole = looking.wanted = trim(passage, " ");
    while (looking.wanted.len > 0 && strchr(" .", looking.wanted.data[0]) != NULL) {
        looking.wanted.data++;
        looking.wanted.len--;
    }
    s = look(&looking, err);
    if (s == DRAAD_OK && looking.found[ANYHOW].n == 0) {
        looking.wanted = trim(looking.wanted, " '.-");
        s = look(&looking, err);
    }
    const int best = looking.found[WHOLE_WORDS].n > 0 ? WHOLE_WORDS : ANYHOW;
    dr_vec_free(out);
    if (s == DRAAD_OK) {
        *out = looking.found[best];
        looking.found[best] = (dr_places){0};
    }
    dr_vec_free(&looking.found[ANYHOW]);
    dr_vec_free(&looking.found[WHOLE_WORDS]);
    return s;
}

/* ---- Something left out -------------------------------------------------------------------------------------- */

enum { LEFT_OUT_MAX = 2000, PARTS_MAX = 32 };

/* The part of a folded passage from `at` to the next "[...]", "(...)" or dots that stand by themselves; *next: behind
 * those, or the end. */
static draad_str part_at(draad_str s, size_t at, size_t *next)
{
    for (size_t i = at; i < s.len; i++) {
        const char before = i > 0 ? s.data[i - 1] : '\0', behind = i + 1 < s.len ? s.data[i + 1] : '\0';
        const bool brackets = (before == '[' && behind == ']') || (before == '(' && behind == ')');
        if (s.data[i] == '.' && i > at && (brackets || (before == ' ' && behind == ' '))) {
            *next = i + 2;
            return (draad_str){s.data + at, i - 1 - at};
        }
    }
    *next = s.len;
    return (draad_str){s.data + at, s.len - at};
}

/* Lengthens each place by the first of `parts` behind it; those without one are dropped, and so is a place that would
 * end as the next one does: the shorter is meant.  Both are in order. */
static void lengthen(dr_places *places, const dr_places *parts)
{
    size_t to = 0, part = 0;
    for (size_t i = 0; i < places->n; i++) {
        const draad_range place = places->at[i];
        while (part < parts->n && parts->at[part].start < place.end)
            part++;
        if (part == parts->n || parts->at[part].start - place.end > LEFT_OUT_MAX)
            continue;
        to -= to > 0 && places->at[to - 1].end == parts->at[part].end;
        places->at[to++] = (draad_range){place.start, parts->at[part].end};
    }
    places->n = to;
}

static draad_status find_parts(const dr_quoted *q, draad_str passage, dr_places *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    size_t next, nparts = 0;
    bool any = false;
    if (passage.len == 0 || part_at(passage, 0, &next).len == passage.len) /* nothing is left out */
        return DRAAD_OK;
    for (size_t at = 0; s == DRAAD_OK && at < passage.len && (!any || out->n > 0); nparts++) {
        const draad_str part = part_at(passage, at, &at);
        if (nparts == PARTS_MAX) {
            out->n = 0;
            break;
        }
        dr_places places = {0};
        if (!has_words(part)) /* only the beginning or the end is left out */
            continue;
        s = find_whole(q, part, any ? &places : out, err);
        if (any)
            lengthen(out, &places);
        any = true;
        dr_vec_free(&places);
    }
    return s;
}

draad_status dr_quoted_find(const dr_quoted *q, draad_str passage, dr_places *out, draad_error *err)
{
    dr_buf folded = {0};
    draad_status s = fold(passage, &folded, NULL, err);
    if (s == DRAAD_OK)
        s = find_whole(q, dr_buf_str(&folded), out, err);
    if (s == DRAAD_OK && out->n == 0)
        s = find_parts(q, dr_buf_str(&folded), out, err);
    dr_buf_free(&folded);
    return s;
}
