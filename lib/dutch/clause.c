/* SPDX-License-Identifier: Apache-2.0
 * clause.c - one sentence as a row of tokens with what the lexicon says of each.
 * Knows: one sentence and the lexicon.  Does not know: documents, rules. */
#include "dutch/clause.h"
#include "dutch/norm.h"

#include <string.h>

/* The first verb reading of a word, if it has one. */
static void read_verb(dr_clause_token *t)
{
    dr_reading readings[DR_READINGS_MAX];
    size_t n = dr_lexicon_readings(t->norm, readings);
    for (size_t i = 0; i < n; i++) {
        if (readings[i].wclass != DR_VERB || !readings[i].known)
            continue;
        t->verb_form = readings[i].form;
        t->verb_first = i == 0;
        t->base_len = readings[i].len;
        memcpy(t->base, readings[i].lemma, readings[i].len);
        return;
    }
}

draad_status dr_clause_read(dr_clause *c, draad_str text, draad_range range, size_t nwords, draad_error *err)
{
    draad_status s = DRAAD_OK;
    uint32_t word = 0;
    dr_token token;
    c->tokens.n = c->links.n = c->scopes.n = 0;
    dr_arena_free(&c->arena);
    if (!dr_vec_reserve(&c->scopes, nwords + 1))
        return dr_no_memory(err);
    for (draad_byte at = range.start; dr_token_next(text, range.end, &at, &token);) {
        bool is_word = dr_token_is_word(token.kind);
        if (!is_word && token.kind != DR_TOKEN_PUNCT)
            continue; /* fillers and comments interrupt nothing */
        dr_clause_token *t = dr_vec_push(&c->tokens);
        if (t == NULL)
            return dr_no_memory(err);
        if ((s = dr_norm((draad_str){text.data + token.start, token.end - token.start}, &c->norm, err)) != DRAAD_OK)
            return s;
        *t = (dr_clause_token){.word = is_word ? word++ : DRAAD_NONE, .punct = !is_word};
        t->norm = dr_arena_str(&c->arena, dr_buf_str(&c->norm));
        if (t->norm.data == NULL)
            return dr_no_memory(err);
        if (token.kind == DR_TOKEN_WORD)
            read_verb(t);
    }
    c->scopes.n = nwords;
    for (size_t i = 0; i < nwords; i++)
        c->scopes.at[i] = (dr_scope){DRAAD_NONE, DR_NEGATION_NONE};
    if ((s = dr_clause_link(c, err)) == DRAAD_OK)
        dr_clause_negate(c);
    return s;
}

void dr_clause_free(dr_clause *c)
{
    dr_vec_free(&c->tokens);
    dr_vec_free(&c->links);
    dr_vec_free(&c->scopes);
    dr_arena_free(&c->arena);
    dr_buf_free(&c->norm);
}
