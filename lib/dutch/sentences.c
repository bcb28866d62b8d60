/* SPDX-License-Identifier: Apache-2.0
 * sentences.c - where sentences begin and end.
 * A run of . ! ? with the closing marks behind it ends a sentence when what follows can begin one.  Where a whole
 * transcript has no capitals anything can, but behind abbreviations and dots.
 * Knows: tokens.  Does not know: documents, speakers. */
#include "dutch/sentences.h"
#include "base/utf8.h"
#include "dutch/tables.h"
#include "outside/unicode.h"

#include <string.h>

typedef enum stop {
    NO_STOP,
    STOP_BEFORE_START,  /* ends before a capital, digit, opening mark or dash */
    STOP_BEFORE_CAPITAL /* ... and "enz." only before a capital */
} stop;

typedef struct splitter {
    draad_str text;
    dr_sentences *out;
    dr_sentence now; /* the sentence being built; empty when start == end */
    stop stop;
    unsigned quotes; /* straight double quotation marks in it */
} splitter;

static uint32_t first_cp(draad_str text, const dr_token *t)
{
    uint32_t cp = 0;
    if ((unsigned char)text.data[t->start] < 0x80)
        return (unsigned char)text.data[t->start];
    dr_utf8_decode(text.data + t->start, t->end - t->start, &cp);
    return cp;
}

static bool is_opening(uint32_t cp)
{
    return cp == '(' || cp == '[' || cp == '<' || cp == '"' || cp == '\'' || cp == 0x201C || cp == 0x201E ||
           cp == 0x2018 || cp == 0xAB || cp == ',' /* of ,, */ || cp == '`';
}

static bool is_dash(uint32_t cp)
{
    return cp == '-' || cp == 0x2013 || cp == 0x2014;
}

static bool is_closing(const splitter *sp, const dr_token *t, bool attached)
{
    uint32_t cp = first_cp(sp->text, t);
    if (cp == 0x201D || cp == 0xBB || (cp == '\'' && t->end - t->start == 2))
        return true;
    if (cp == '"')
        return sp->quotes % 2 == 1;
    return attached && (cp == ')' || cp == ']' || cp == '\'' || cp == 0x2019);
}

/* Can a sentence begin with this token, after that kind of stop? */
static bool can_begin(const splitter *sp, const dr_token *t)
{
    uint32_t cp = first_cp(sp->text, t);
    if (t->kind == DR_TOKEN_PUNCT && cp == ',' && t->end - t->start < 2)
        return false;
    bool capital = dr_char_is_upper(cp);
    if (is_opening(cp) || is_dash(cp) || cp == 0x2019) { /* what is opened decides: 'Kom je?' 't Was */
        uint32_t inner = 0;
        draad_byte at = t->kind == DR_TOKEN_PUNCT || (t->kind == DR_TOKEN_WORD && !is_dash(cp))
                            ? t->end
                            : t->start + (draad_byte)(cp < 0x80 ? 1 : 3);
        while (at < sp->text.len && (sp->text.data[at] == ' ' || sp->text.data[at] == '.'))
            at++;
        dr_utf8_decode(sp->text.data + at, sp->text.len - at, &inner);
        capital = dr_char_is_upper(inner);
        if (sp->stop == STOP_BEFORE_START && t->kind != DR_TOKEN_WORD)
            return true;
    }
    if (sp->stop == STOP_BEFORE_CAPITAL)
        return capital && !sp->out->no_capitals;
    if (sp->out->no_capitals && t->kind == DR_TOKEN_WORD)
        return true;
    return capital || (cp >= '0' && cp <= '9') || t->kind == DR_TOKEN_COMMENT || t->kind == DR_TOKEN_ELISION ||
           t->kind == DR_TOKEN_PLACEHOLDER || t->kind == DR_TOKEN_OTHER;
}

static draad_status finish(splitter *sp, draad_error *err)
{
    if (sp->now.range.end > sp->now.range.start) {
        dr_sentence *s = dr_vec_push(&sp->out->sentences);
        if (s == NULL)
            return dr_no_memory(err);
        sp->now.nwords = (uint32_t)sp->out->words.n - sp->now.first_word;
        *s = sp->now;
    }
    sp->now = (dr_sentence){.first_word = (uint32_t)sp->out->words.n};
    sp->stop = NO_STOP;
    sp->quotes = 0;
    return DRAAD_OK;
}

static void note_stop(splitter *sp, const dr_token *t)
{
    uint32_t cp = t->kind == DR_TOKEN_PUNCT ? first_cp(sp->text, t) : 0;
    bool dots = (cp == '.' && t->end - t->start > 1) || cp == 0x2026;
    if (t->kind == DR_TOKEN_PUNCT && (cp == '.' || cp == '!' || cp == '?' || cp == 0x2026))
        sp->stop = dots ? STOP_BEFORE_CAPITAL : STOP_BEFORE_START;
    else if (t->period == DR_ABBREVIATION_MAY)
        sp->stop = STOP_BEFORE_CAPITAL;
    else
        sp->stop = NO_STOP;
}

static draad_status keep(dr_sentences *out, const dr_token *t, draad_error *err)
{
    dr_token *token = dr_vec_push(&out->tokens);
    dr_word *w = token != NULL && dr_token_is_word(t->kind) ? dr_vec_push(&out->words) : NULL;
    if (token == NULL || (w == NULL && dr_token_is_word(t->kind)))
        return dr_no_memory(err);
    *token = *t;
    if (w != NULL)
        *w = (dr_word){t->start, t->end};
    return DRAAD_OK;
}

static draad_status take(splitter *sp, const dr_token *t, draad_error *err)
{
    bool attached = t->start == sp->now.range.end;
    bool closing = sp->stop != NO_STOP && t->kind == DR_TOKEN_PUNCT && is_closing(sp, t, attached);
    if (sp->stop != NO_STOP && !closing && can_begin(sp, t)) {
        draad_status s = finish(sp, err);
        if (s != DRAAD_OK)
            return s;
    }
    if (sp->now.range.end == sp->now.range.start) {
        if (t->kind == DR_TOKEN_TIME)
            return DRAAD_OK;
        sp->now.range.start = t->start;
    }
    draad_status s = keep(sp->out, t, err);
    if (s != DRAAD_OK)
        return s;
    if (t->kind != DR_TOKEN_TIME) /* a time stamp at the end stays outside: the end only moves over speech */
        sp->now.range.end = t->end;
    if (t->end - t->start == 1 && sp->text.data[t->start] == '"')
        sp->quotes++;
    if (!closing)
        note_stop(sp, t);
    return DRAAD_OK;
}

void dr_count_beginnings(draad_str text, draad_range range, dr_beginnings *counts)
{
    static const bool is_stop[256] = {['.'] = true, ['!'] = true, ['?'] = true};
    const char *first = text.data + range.start, *end = text.data + range.end;
    for (const char *at = first; end - at > 2; at++) {
        if (!is_stop[(unsigned char)*at] || at[1] != ' ' || (at > first && at[-1] == '.'))
            continue;
        uint32_t cp = 0;
        dr_utf8_decode(at + 2, (size_t)(end - at - 2), &cp);
        counts->capital += dr_char_is_upper(cp);
        counts->small += cp >= 'a' && cp <= 'z';
    }
}

bool dr_lack_capitals(const dr_beginnings *counts)
{
    return counts->small >= 3 && 10 * counts->capital <= counts->small;
}

draad_status dr_sentences_of(draad_str text, draad_range range, dr_sentences *out, draad_error *err)
{
    splitter sp = {.text = {text.data, range.end}, .out = out, .now = {.first_word = (uint32_t)out->words.n}};
    dr_token t;
    for (draad_byte at = range.start; dr_token_next(text, range.end, &at, &t);) {
        draad_status s = take(&sp, &t, err);
        if (s != DRAAD_OK)
            return s;
    }
    return finish(&sp, err);
}

draad_status dr_sentence_given(draad_str text, draad_range range, dr_sentences *out, draad_error *err)
{
    splitter sp = {.text = {text.data, range.end}, .out = out, .now = {.first_word = (uint32_t)out->words.n}};
    draad_status s = DRAAD_OK;
    dr_token t;
    for (draad_byte at = range.start; s == DRAAD_OK && dr_token_given(text, range.end, &at, &t);) {
        if (sp.now.range.end == sp.now.range.start)
            sp.now.range.start = t.start;
        sp.now.range.end = t.end;
        s = keep(out, &t, err);
    }
    return s == DRAAD_OK ? finish(&sp, err) : s;
}

void dr_sentences_free(dr_sentences *s)
{
    dr_vec_free(&s->sentences);
    dr_vec_free(&s->words);
    dr_vec_free(&s->tokens);
}
