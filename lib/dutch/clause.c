/* SPDX-License-Identifier: Apache-2.0
 * clause.c - one sentence as a row of tokens with what the lexicon says of each.
 * Knows: one sentence and the lexicon.  Does not know: documents, rules. */
#include "dutch/clause.h"
#include "dutch/norm.h"
#include "outside/unicode.h"

#include <string.h>

/* The first verb reading of a word, if it has one. */
static bool read_verb(dr_clause *c, dr_clause_form *f)
{
    dr_reading readings[DR_READINGS_MAX];
    size_t n = dr_lexicon_readings(c->lexicon, f->norm, readings);
    f->adjective = n > 0 && readings[0].wclass == DR_ADJ;
    for (size_t i = 0; i < n; i++) {
        if (readings[i].wclass != DR_VERB || !readings[i].known)
            continue;
        f->verb_form = readings[i].form;
        f->verb_first = i == 0;
        f->base = dr_arena_str(&c->arena, (draad_str){readings[i].lemma, readings[i].len});
        return f->base.data != NULL;
    }
    return true;
}

/* The form of a word as written. */
static draad_status form_of(dr_clause *c, draad_str text, bool is_word, dr_clause_token *out, draad_error *err)
{
    out->spelling = dr_map_find(&c->form_of, text);
    if (out->spelling != DRAAD_NONE) {
        out->form = c->forms.at[out->spelling];
        return DRAAD_OK;
    }
    draad_status s = dr_norm(text, &c->norm, err);
    if (s != DRAAD_OK)
        return s;
    if (!dr_lexicon_has(c->lexicon, dr_buf_str(&c->norm))) { /* an accent of emphasis: lós, níet */
        draad_str accented = dr_arena_str(&c->arena, dr_buf_str(&c->norm));
        if (accented.data == NULL)
            return dr_no_memory(err);
        c->norm.len = 0;
        if ((s = dr_unicode_strip(accented, &c->norm, err)) != DRAAD_OK)
            return s;
    }
    draad_str key = dr_arena_str(&c->arena, text);
    dr_clause_form f = {.norm = dr_arena_str(&c->arena, dr_buf_str(&c->norm))};
    if (key.data == NULL || f.norm.data == NULL || (is_word && !read_verb(c, &f)))
        return dr_no_memory(err);
    f.particle = is_word && dr_lexicon_is_particle(f.norm);
    f.cue = is_word && dr_is_negation_cue(f.norm);
    f.border = dr_begins_clause(f.norm);
    f.roles = dr_particle_roles(f.norm);
    dr_clause_form *place = dr_vec_push(&c->forms);
    uint32_t *slot = place != NULL ? dr_map_slot(&c->form_of, key) : NULL;
    if (slot == NULL)
        return dr_no_memory(err);
    *place = out->form = f;
    *slot = out->spelling = (uint32_t)(c->forms.n - 1);
    return DRAAD_OK;
}

static draad_status take(dr_clause *c, draad_str text, const dr_token *token, uint32_t *nwords, draad_error *err)
{
    bool is_word = dr_token_is_word(token->kind);
    if (!dr_clause_has(token->kind))
        return DRAAD_OK;
    dr_clause_token *t = dr_vec_push(&c->tokens);
    if (t == NULL)
        return dr_no_memory(err);
    *t = (dr_clause_token){.word = is_word ? (*nwords)++ : DRAAD_NONE, .punct = !is_word};
    return form_of(c, (draad_str){text.data + token->start, token->end - token->start}, token->kind == DR_TOKEN_WORD, t,
                   err);
}

static draad_status finish(dr_clause *c, uint32_t nwords, draad_error *err)
{
    c->links.n = c->scopes.n = 0;
    if (!dr_vec_reserve(&c->scopes, nwords + 1))
        return dr_no_memory(err);
    c->scopes.n = nwords;
    for (size_t i = 0; i < nwords; i++)
        c->scopes.at[i] = (dr_scope){DRAAD_NONE, DRAAD_NEGATION_NONE};
    draad_status s = dr_clause_link(c, err);
    if (s == DRAAD_OK)
        dr_clause_negate(c);
    return s;
}

draad_status dr_clause_read(dr_clause *c, draad_str text, draad_range range, draad_byte end, draad_error *err)
{
    draad_status s = DRAAD_OK;
    uint32_t nwords = 0;
    dr_token token;
    dr_token_scan *scan = c->scan != NULL ? c->scan : dr_token_next;
    c->tokens.n = 0;
    for (draad_byte at = range.start; s == DRAAD_OK && scan(text, end, &at, &token) && token.start < range.end;)
        s = take(c, text, &token, &nwords, err);
    return s == DRAAD_OK ? finish(c, nwords, err) : s;
}

draad_status dr_clause_of(dr_clause *c, draad_str text, const dr_token *tokens, size_t ntokens, draad_error *err)
{
    draad_status s = DRAAD_OK;
    uint32_t nwords = 0;
    c->tokens.n = 0;
    for (size_t i = 0; i < ntokens && s == DRAAD_OK; i++)
        s = take(c, text, &tokens[i], &nwords, err);
    return s == DRAAD_OK ? finish(c, nwords, err) : s;
}

void dr_clause_free(dr_clause *c)
{
    dr_vec_free(&c->tokens);
    dr_vec_free(&c->links);
    dr_vec_free(&c->scopes);
    dr_vec_free(&c->forms);
    dr_map_free(&c->form_of);
    dr_arena_free(&c->arena);
    dr_buf_free(&c->norm);
}
