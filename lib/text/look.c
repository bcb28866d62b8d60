/* SPDX-License-Identifier: Apache-2.0
 * look.c - what Draad sees in the words of a document, for `draad tokens`.
 * The same code that matching uses, asked about every word instead of where a rule asks.
 * Knows: documents and Dutch.  Does not know: rules. */
#include "dutch/clause.h"
#include "dutch/norm.h"
#include "text/document.h"

#include <string.h>

typedef struct looker {
    const draad_document *doc;
    dr_clause clause;
    dr_buf norm, readings, parts;
    uint32_t first_token;      /* of the sentence, in the whole document */
    DR_VEC(uint32_t) token_of; /* for each word of the sentence, its token */
    void (*each)(void *ctx, const draad_token *token);
    void *ctx;
} looker;

static char letter_of(uint8_t wclass)
{
    return wclass == DR_NOUN ? 'N' : wclass == DR_VERB ? 'V' : wclass == DR_ADJ ? 'A' : 'O';
}

static draad_status read_word(looker *l, draad_token *t, draad_error *err)
{
    dr_reading readings[DR_READINGS_MAX];
    draad_str parts[DR_PARTS_MAX];
    size_t n = dr_lexicon_readings(t->norm, readings);
    draad_status s = DRAAD_OK;
    l->readings.len = l->parts.len = 0;
    for (size_t i = 0; i < n && s == DRAAD_OK; i++)
        s = dr_buf_printf(&l->readings, err, "%s%.*s/%c", i > 0 ? " " : "", (int)readings[i].len, readings[i].lemma,
                          letter_of(readings[i].wclass));
    size_t nparts = n > 0 && readings[0].wclass != DR_OTHER
                        ? dr_lexicon_parts((draad_str){readings[0].lemma, readings[0].len}, parts)
                        : 1;
    for (size_t i = 0; nparts > 1 && i < nparts && s == DRAAD_OK; i++) {
        if (i > 0)
            s = dr_buf_put_char(&l->parts, '+', err);
        if (s == DRAAD_OK)
            s = dr_buf_put(&l->parts, parts[i], err);
    }
    t->readings = dr_buf_str(&l->readings);
    t->parts = dr_buf_str(&l->parts);
    const char *slash = n > 0 ? memchr(l->readings.data, '/', l->readings.len) : NULL;
    t->lemma = slash != NULL ? (draad_str){l->readings.data, (size_t)(slash - l->readings.data)} : t->norm;
    return s;
}

/* The word's place in a verb that stands apart, and the negation that reaches it. */
static void read_context(looker *l, const dr_span *sentence, uint32_t word, draad_token *t)
{
    for (size_t i = 0; i < l->clause.links.n; i++) {
        const dr_link *link = &l->clause.links.at[i];
        if (link->verb != word && link->particle != word)
            continue;
        t->verb = (draad_str){link->lemma, link->len};
        t->partner = l->token_of.at[link->verb == word ? link->particle : link->verb];
        t->is_particle = link->particle == word;
        t->is_sure = link->sure;
    }
    uint32_t cue = l->clause.scopes.at[word].cue;
    if (cue != DRAAD_NONE) {
        dr_word w = l->doc->words[sentence->first_word + cue];
        t->cue = (draad_str){l->doc->text.data + w.start, w.end - w.start};
    }
}

static draad_status look_at_sentence(looker *l, uint32_t number, draad_error *err)
{
    const dr_span *sentence = &l->doc->units[DRAAD_UNIT_SENTENCE].at[number];
    dr_token_scan *scan = l->doc->pretokenised ? dr_token_given : dr_token_next;
    l->clause.scan = scan;
    draad_status s = dr_clause_read(&l->clause, l->doc->text, sentence->range, sentence->nwords, err);
    dr_token token;
    uint32_t ntokens = 0, word = 0;
    l->token_of.n = 0;
    for (draad_byte at = sentence->range.start; s == DRAAD_OK && scan(l->doc->text, sentence->range.end, &at, &token);
         ntokens++)
        if (dr_token_is_word(token.kind)) {
            uint32_t *slot = dr_vec_push(&l->token_of);
            if (slot == NULL)
                return dr_no_memory(err);
            *slot = l->first_token + ntokens;
        }
    for (draad_byte at = sentence->range.start;
         s == DRAAD_OK && scan(l->doc->text, sentence->range.end, &at, &token);) {
        draad_token t = {.range = {token.start, token.end},
                         .kind = dr_str_of(dr_token_kind_name(token.kind)),
                         .partner = DRAAD_NONE,
                         .sentence = number,
                         .turn = sentence->turn};
        s = dr_norm((draad_str){l->doc->text.data + token.start, token.end - token.start}, &l->norm, err);
        t.norm = dr_buf_str(&l->norm);
        if (s == DRAAD_OK && token.kind == DR_TOKEN_WORD)
            s = read_word(l, &t, err);
        if (dr_token_is_word(token.kind))
            read_context(l, sentence, word++, &t);
        if (s == DRAAD_OK)
            l->each(l->ctx, &t);
    }
    l->first_token += ntokens;
    return s;
}

draad_status draad_document_tokens(const draad_document *doc, void (*each)(void *ctx, const draad_token *), void *ctx,
                                   draad_error *err)
{
    looker l = {.doc = doc, .each = each, .ctx = ctx};
    draad_status s = DRAAD_OK;
    for (uint32_t i = 0; i < doc->units[DRAAD_UNIT_SENTENCE].n && s == DRAAD_OK; i++)
        s = look_at_sentence(&l, i, err);
    dr_clause_free(&l.clause);
    dr_buf_free(&l.norm);
    dr_buf_free(&l.readings);
    dr_buf_free(&l.parts);
    dr_vec_free(&l.token_of);
    return s;
}
