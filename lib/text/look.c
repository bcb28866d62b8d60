/* SPDX-License-Identifier: Apache-2.0
 * look.c - what Draad sees in the words of a document, for `draad tokens`.
 * The same code that matching uses, asked about every word instead of where a rule asks.
 * Knows: documents and Dutch.  Does not know: rules. */
#include "dutch/clause.h"
#include "dutch/norm.h"
#include "text/document.h"

#include <string.h>

/* What single words are; learnt once, when first seen.  Strings live in the arena. */
typedef struct known_word {
    draad_str norm, lemma, readings, parts;
} known_word;

typedef struct looker {
    const draad_document *doc;
    dr_clause clause;
    DR_VEC(known_word) known;
    DR_VEC(uint32_t) known_of; /* spelling of the clause -> index of `known`, DRAAD_NONE: not yet */
    dr_arena arena;
    dr_buf norm, readings, parts;
    uint32_t first_token;      /* of the sentence, in the whole document */
    DR_VEC(dr_token) tokens;   /* of the sentence */
    DR_VEC(uint32_t) token_of; /* for each word of the sentence, its token */
    void (*each)(void *ctx, const draad_token *token);
    void *ctx;
} looker;

static char letter_of(uint8_t wclass)
{
    return wclass == DR_NOUN ? 'N' : wclass == DR_VERB ? 'V' : wclass == DR_ADJ ? 'A' : 'O';
}

static draad_status put_readings(looker *l, draad_str norm, draad_error *err)
{
    dr_reading readings[DR_READINGS_MAX];
    draad_str parts[DR_PARTS_MAX];
    size_t n = dr_lexicon_readings(l->doc->lexicon, norm, readings);
    draad_status s = DRAAD_OK;
    l->readings.len = l->parts.len = 0;
    for (size_t i = 0; i < n && s == DRAAD_OK; i++)
        s = dr_buf_printf(&l->readings, err, "%s%.*s/%c", i > 0 ? " " : "", (int)readings[i].len, readings[i].lemma,
                          letter_of(readings[i].wclass));
    size_t nparts = n > 0 && readings[0].wclass != DR_OTHER
                        ? dr_lexicon_parts(l->doc->lexicon, (draad_str){readings[0].lemma, readings[0].len}, parts)
                        : 1;
    for (size_t i = 0; nparts > 1 && i < nparts && s == DRAAD_OK; i++) {
        if (i > 0)
            s = dr_buf_put_char(&l->parts, '+', err);
        if (s == DRAAD_OK)
            s = dr_buf_put(&l->parts, parts[i], err);
    }
    return s;
}

static draad_status learn_word(looker *l, draad_str text, draad_error *err)
{
    draad_status s = dr_norm(text, &l->norm, err);
    if (s == DRAAD_OK)
        s = put_readings(l, dr_buf_str(&l->norm), err);
    if (s != DRAAD_OK)
        return s;
    known_word word = {.norm = dr_arena_str(&l->arena, dr_buf_str(&l->norm)),
                       .readings = dr_arena_str(&l->arena, dr_buf_str(&l->readings)),
                       .parts = dr_arena_str(&l->arena, dr_buf_str(&l->parts))};
    known_word *place = dr_vec_push(&l->known);
    if (place == NULL || word.norm.data == NULL || word.readings.data == NULL || word.parts.data == NULL)
        return dr_no_memory(err);
    const char *slash = word.readings.len > 0 ? memchr(word.readings.data, '/', word.readings.len) : NULL;
    while (slash != NULL && slash[1] != '\0' && slash[2] != ' ' && slash[2] != '\0')
        slash = memchr(slash + 1, '/', word.readings.len - (size_t)(slash + 1 - word.readings.data)); /* hij/zij/O */
    word.lemma = slash != NULL ? (draad_str){word.readings.data, (size_t)(slash - word.readings.data)} : word.norm;
    *place = word;
    return DRAAD_OK;
}

static draad_status read_word(looker *l, uint32_t spelling, draad_str text, draad_token *t, draad_error *err)
{
    while (l->known_of.n <= spelling) {
        uint32_t *slot = dr_vec_push(&l->known_of);
        if (slot == NULL)
            return dr_no_memory(err);
        *slot = DRAAD_NONE;
    }
    if (l->known_of.at[spelling] == DRAAD_NONE) {
        draad_status s = learn_word(l, text, err);
        if (s != DRAAD_OK)
            return s;
        l->known_of.at[spelling] = (uint32_t)(l->known.n - 1);
    }
    t->spelling = l->known_of.at[spelling];
    const known_word *word = &l->known.at[t->spelling];
    t->norm = word->norm;
    t->lemma = word->lemma;
    t->readings = word->readings;
    t->parts = word->parts;
    return DRAAD_OK;
}

static draad_status read_sign(looker *l, draad_str text, draad_token *t, draad_error *err)
{
    draad_status s = dr_norm(text, &l->norm, err);
    t->norm = dr_buf_str(&l->norm);
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
    t->negation = l->clause.scopes.at[word].kind;
    if (cue != DRAAD_NONE) {
        dr_word w = l->doc->words[sentence->first_word + cue];
        t->cue = (draad_str){l->doc->text.data + w.start, w.end - w.start};
    }
}

/* The tokens of a sentence, and which of them are its words. */
static draad_status find_tokens(looker *l, draad_range sentence, draad_error *err)
{
    dr_token_scan *scan = l->doc->pretokenised ? dr_token_given : dr_token_next;
    dr_token token;
    l->token_of.n = l->tokens.n = 0;
    draad_byte end = dr_paragraph_end(l->doc, sentence);
    for (draad_byte at = sentence.start; scan(l->doc->text, end, &at, &token) && token.start < sentence.end;) {
        dr_token *slot = dr_vec_push(&l->tokens);
        uint32_t *word = slot != NULL && dr_token_is_word(token.kind) ? dr_vec_push(&l->token_of) : NULL;
        if (slot == NULL || (word == NULL && dr_token_is_word(token.kind)))
            return dr_no_memory(err);
        *slot = token;
        if (word != NULL)
            *word = l->first_token + (uint32_t)l->tokens.n - 1;
    }
    return DRAAD_OK;
}

static draad_status look_at_sentence(looker *l, uint32_t number, draad_error *err)
{
    const dr_span *sentence = &l->doc->units[DRAAD_UNIT_SENTENCE].at[number];
    uint32_t word = 0;
    size_t in_clause = 0; /* the next of its tokens */
    draad_status s = find_tokens(l, sentence->range, err);
    if (s == DRAAD_OK)
        s = dr_clause_of(&l->clause, l->doc->text, l->tokens.at, l->tokens.n, err);
    for (size_t i = 0; i < l->tokens.n && s == DRAAD_OK; i++) {
        const dr_token *token = &l->tokens.at[i];
        draad_token t = {.range = {token->start, token->end},
                         .kind = dr_str_of(dr_token_kind_name(token->kind)),
                         .partner = DRAAD_NONE,
                         .spelling = DRAAD_NONE,
                         .sentence = number,
                         .turn = sentence->turn};
        draad_str text = {l->doc->text.data + token->start, token->end - token->start};
        if (token->kind == DR_TOKEN_WORD)
            s = read_word(l, l->clause.tokens.at[in_clause].spelling, text, &t, err);
        else
            s = read_sign(l, text, &t, err);
        in_clause += dr_clause_has(token->kind);
        if (dr_token_is_word(token->kind))
            read_context(l, sentence, word++, &t);
        if (s == DRAAD_OK)
            l->each(l->ctx, &t);
    }
    l->first_token += (uint32_t)l->tokens.n;
    return s;
}

draad_status draad_document_tokens(const draad_document *doc, void (*each)(void *ctx, const draad_token *), void *ctx,
                                   draad_error *err)
{
    looker l = {.doc = doc, .clause.lexicon = doc->lexicon, .each = each, .ctx = ctx};
    draad_status s = DRAAD_OK;
    for (uint32_t i = 0; i < doc->units[DRAAD_UNIT_SENTENCE].n && s == DRAAD_OK; i++)
        s = look_at_sentence(&l, i, err);
    dr_clause_free(&l.clause);
    dr_vec_free(&l.tokens);
    dr_vec_free(&l.known);
    dr_vec_free(&l.known_of);
    dr_arena_free(&l.arena);
    dr_buf_free(&l.norm);
    dr_buf_free(&l.readings);
    dr_buf_free(&l.parts);
    dr_vec_free(&l.token_of);
    return s;
}
