/* SPDX-License-Identifier: Apache-2.0
 * look.c - what Draad sees in the words of a document, for `draad tokens`.
 * The same code that matching uses, asked about every word instead of where a rule asks.
 * Knows: documents and Dutch.  Does not know: rules. */
#include "base/map.h"
#include "dutch/clause.h"
#include "dutch/norm.h"
#include "text/document.h"

#include <string.h>

/* What a spelling is; learnt once, when first seen.  Strings live in the arena. */
typedef struct known_token {
    draad_str norm, kind, lemma, readings, parts;
    uint8_t as;    /* a dr_token_kind */
    uint32_t next; /* the same letters as another kind, DRAAD_NONE */
} known_token;

typedef struct looker {
    const draad_document *doc;
    dr_clause clause;
    DR_VEC(known_token) known;
    DR_VEC(uint32_t) in_clauses; /* spelling of the clause -> index of `known`, DRAAD_NONE: not yet */
    dr_map others;               /* what no clause has -> index of `known` */
    dr_arena arena;
    dr_buf norm, readings, parts;
    uint32_t first_token;   /* of the sentence, in the whole document */
    size_t next_token;      /* in doc->tokens */
    const dr_token *tokens; /* of the sentence */
    size_t ntokens;
    DR_VEC(uint32_t) token_of; /* for each word of the sentence, its token; only where verbs stand apart */
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

/* The preferred one of "hij/zij/O hij/O": before the slash that one letter follows. */
static draad_str lemma_of(const known_token *t)
{
    draad_str all = t->readings;
    const char *slash = memchr(all.data, '/', all.len);
    while (slash != NULL && slash + 2 < all.data + all.len && slash[2] != ' ')
        slash = memchr(slash + 1, '/', (size_t)(all.data + all.len - slash - 1));
    return slash != NULL ? (draad_str){all.data, (size_t)(slash - all.data)} : t->norm;
}

static draad_status learn(looker *l, draad_str text, uint8_t kind, draad_error *err)
{
    draad_status s = dr_norm(text, &l->norm, err);
    l->readings.len = l->parts.len = 0;
    if (s == DRAAD_OK && kind == DR_TOKEN_WORD)
        s = put_readings(l, dr_buf_str(&l->norm), err);
    if (s != DRAAD_OK)
        return s;
    known_token *t = dr_vec_push(&l->known);
    if (t == NULL)
        return dr_no_memory(err);
    *t = (known_token){.norm = dr_arena_str(&l->arena, dr_buf_str(&l->norm)),
                       .kind = dr_str_of(dr_token_kind_name(kind)),
                       .readings = dr_arena_str(&l->arena, dr_buf_str(&l->readings)),
                       .parts = dr_arena_str(&l->arena, dr_buf_str(&l->parts)),
                       .as = kind,
                       .next = DRAAD_NONE};
    if (t->norm.data == NULL || t->readings.data == NULL || t->parts.data == NULL)
        return dr_no_memory(err);
    if (kind == DR_TOKEN_WORD)
        t->lemma = lemma_of(t);
    return DRAAD_OK;
}

/* Where the number of a spelling is kept that clauses have; NULL: no memory. */
static uint32_t *slot_in_clauses(looker *l, uint32_t spelling)
{
    while (l->in_clauses.n <= spelling) {
        uint32_t *slot = dr_vec_push(&l->in_clauses);
        if (slot == NULL)
            return NULL;
        *slot = DRAAD_NONE;
    }
    return &l->in_clauses.at[spelling];
}

/* Fills in what a token is by its letters, of which the first number is kept in *slot. */
static draad_status know(looker *l, uint32_t *slot, draad_str text, uint8_t kind, draad_token *t, draad_error *err)
{
    uint32_t number = slot != NULL ? *slot : DRAAD_NONE, before = DRAAD_NONE;
    if (slot == NULL)
        return dr_no_memory(err);
    for (; number != DRAAD_NONE && l->known.at[number].as != kind; number = l->known.at[number].next)
        before = number;
    if (number == DRAAD_NONE) {
        draad_status s = learn(l, text, kind, err);
        if (s != DRAAD_OK)
            return s;
        number = (uint32_t)(l->known.n - 1);
        *(before == DRAAD_NONE ? slot : &l->known.at[before].next) = number;
    }
    const known_token *known = &l->known.at[number];
    t->spelling = number;
    t->norm = known->norm;
    t->kind = known->kind;
    t->lemma = known->lemma;
    t->readings = known->readings;
    t->parts = known->parts;
    return DRAAD_OK;
}

/* A token that nothing in its sentence says anything of. */
static void clear_context(draad_token *t)
{
    t->verb = (draad_str){NULL, 0};
    t->cue = (draad_str){NULL, 0};
    t->partner = DRAAD_NONE;
    t->is_particle = t->is_sure = false;
    t->negation = DRAAD_NEGATION_NONE;
}

/* The word's place in a verb that stands apart, and the negation that reaches it. */
static void read_context(const looker *l, const dr_span *sentence, uint32_t word, draad_token *t)
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

/* The tokens of the sentence, which come in order: what stands before it is in none. */
static void find_tokens(looker *l, draad_range sentence)
{
    const dr_token *tokens = l->doc->tokens;
    size_t n = l->doc->ntokens, at = l->next_token;
    while (at < n && tokens[at].start < sentence.start)
        at++;
    l->tokens = tokens + at;
    while (at < n && tokens[at].start < sentence.end)
        at++;
    l->ntokens = (size_t)(tokens + at - l->tokens);
    l->next_token = at;
}

/* Which of the tokens are the words of verbs that stand apart? */
static draad_status number_words(looker *l, draad_error *err)
{
    l->token_of.n = 0;
    for (size_t i = 0; i < l->ntokens && l->clause.links.n > 0; i++) {
        uint32_t *word = dr_token_is_word(l->tokens[i].kind) ? dr_vec_push(&l->token_of) : NULL;
        if (word != NULL)
            *word = l->first_token + (uint32_t)i;
        else if (dr_token_is_word(l->tokens[i].kind))
            return dr_no_memory(err);
    }
    return DRAAD_OK;
}

static draad_status read_sentence(looker *l, uint32_t number, draad_error *err)
{
    find_tokens(l, l->doc->units[DRAAD_UNIT_SENTENCE].at[number].range);
    draad_status s = dr_clause_read(&l->clause, l->doc->text, l->tokens, l->ntokens, NULL, err);
    return s == DRAAD_OK ? number_words(l, err) : s;
}

static draad_status look_at_sentence(looker *l, uint32_t number, draad_error *err)
{
    const dr_span *sentence = &l->doc->units[DRAAD_UNIT_SENTENCE].at[number];
    const dr_clause_token *in_clause = NULL; /* the next of its tokens */
    uint32_t word = 0;
    draad_token t = {.sentence = number, .turn = sentence->turn};
    draad_status s = read_sentence(l, number, err);
    in_clause = l->clause.tokens.at;
    for (size_t i = 0; i < l->ntokens && s == DRAAD_OK; i++) {
        const dr_token *token = &l->tokens[i];
        draad_str text = {l->doc->text.data + token->start, token->end - token->start};
        uint32_t *slot = dr_clause_has(token->kind) ? slot_in_clauses(l, (in_clause++)->form->spelling)
                                                    : dr_map_slot(&l->others, text); /* the text outlives the map */
        s = know(l, slot, text, token->kind, &t, err);
        clear_context(&t);
        t.range = (draad_range){token->start, token->end};
        if (dr_token_is_word(token->kind))
            read_context(l, sentence, word++, &t);
        if (s == DRAAD_OK)
            l->each(l->ctx, &t);
    }
    l->first_token += (uint32_t)l->ntokens;
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
    dr_vec_free(&l.known);
    dr_vec_free(&l.in_clauses);
    dr_map_free(&l.others);
    dr_vec_free(&l.token_of);
    dr_arena_free(&l.arena);
    dr_buf_free(&l.norm);
    dr_buf_free(&l.readings);
    dr_buf_free(&l.parts);
    return s;
}
