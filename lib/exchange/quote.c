/* SPDX-License-Identifier: Apache-2.0
 * quote.c - what an export may show of what people said.
 * Knows: texts and matched words.  Does not know: formats, files. */
#include "exchange/quote.h"
#include "base/utf8.h"
#include "outside/unicode.h"

static const uint32_t bullet = 0x2022;

/* Does a character that is no letter or digit stay?  General punctuation and that of ASCII; not signs such as '+' or
 * the euro, which are said like words. */
static bool is_punctuation(uint32_t cp)
{
    if (cp < 0x80)
        return cp > 0x20 && cp != 0x7F && cp != '$' && cp != '+' && cp != '<' && cp != '=' && cp != '>' && cp != '^' &&
               cp != '`' && cp != '|' && cp != '~' && cp != '#' && cp != '%' && cp != '&' && cp != '@';
    return cp == 0xAB || cp == 0xBB || cp == 0xA1 || cp == 0xBF || (cp >= 0x2010 && cp <= 0x2027) ||
           (cp >= 0x2032 && cp <= 0x203E);
}

/* Belongs to the character before it: combining marks, joiners, variation selectors, skin tones. */
static bool is_attached(uint32_t cp, dr_char_kind kind)
{
    return kind == DR_CHAR_MARK || kind == DR_CHAR_HIDDEN || (cp >= 0xFE00 && cp <= 0xFE0F) ||
           (cp >= 0x1F3FB && cp <= 0x1F3FF) || (cp >= 0xE0000 && cp <= 0xE01EF);
}

static draad_status put_masked(uint32_t cp, dr_buf *out, draad_error *err)
{
    const dr_char_kind kind = dr_char_kind_of(cp);
    if (kind == DR_CHAR_SPACE || (kind == DR_CHAR_OTHER && is_punctuation(cp)))
        return dr_buf_put_cp(out, cp, err);
    return is_attached(cp, kind) ? DRAAD_OK : dr_buf_put_cp(out, bullet, err);
}

draad_status dr_mask(draad_str text, uint32_t start, const dr_stretch *evidence, size_t n, dr_buf *out,
                     draad_error *err)
{
    draad_status s = DRAAD_OK;
    uint32_t cp = 0, place = start;
    size_t k = 0;
    for (size_t at = 0, len; s == DRAAD_OK && at < text.len; at += len, place++) {
        if ((len = dr_utf8_decode(text.data + at, text.len - at, &cp)) == 0)
            return dr_buf_put_cp(out, bullet, err); /* no text of ours; nothing of it is shown */
        while (k < n && evidence[k].end <= place)
            k++;
        s = k < n && evidence[k].start <= place ? dr_buf_put(out, (draad_str){text.data + at, len}, err)
                                                : put_masked(cp, out, err);
    }
    return s;
}

draad_status dr_quote_of(const dr_coded *d, const dr_coding *c, draad_quotes quotes, dr_buf *text, dr_buf *passage,
                         draad_error *err)
{
    dr_stretch *words = NULL;
    size_t n = 0;
    draad_status s = DRAAD_OK;
    if (quotes == DRAAD_QUOTES_NONE)
        return DRAAD_OK;
    if (quotes == DRAAD_QUOTES_FULL) {
        s = dr_buf_put(text, c->text, err);
        return s == DRAAD_OK ? dr_buf_put(passage, c->passage, err) : s;
    }
    s = dr_evidence_of(d, c, &words, &n, err);
    if (s == DRAAD_OK)
        s = dr_mask(c->text, c->start.value, words, n, text, err);
    if (s == DRAAD_OK)
        s = dr_mask(c->passage, c->around_start.value, words, n, passage, err);
    dr_free(words);
    return s;
}
