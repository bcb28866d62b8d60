/* SPDX-License-Identifier: Apache-2.0
 * clause.c - one sentence as a row of tokens with what the lexicon says of each.
 * Knows: one sentence and the lexicon.  Does not know: documents, rules. */
#include "dutch/clause.h"
#include "dutch/norm.h"
#include "outside/unicode.h"

#include <string.h>

/* The first verb reading of a word, if it has one: a word that is not known is no verb here. */
static bool read_verb(dr_clause *c, dr_clause_form *f)
{
    dr_reading readings[DR_READINGS_MAX];
    size_t n = dr_lexicon_known_readings(c->lexicon, f->norm, readings);
    f->adjective = n == 0 ? DR_NOT_ASKED : readings[0].wclass == DR_ADJ;
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

bool dr_clause_is_adjective(const dr_clause *c, dr_clause_form *form)
{
    dr_reading readings[DR_READINGS_MAX];
    if (form->adjective == DR_NOT_ASKED)
        form->adjective = dr_lexicon_readings(c->lexicon, form->norm, readings) > 0 && readings[0].wclass == DR_ADJ;
    return form->adjective != 0;
}

/* A participle without ge- may be a present as well: "ik bereid". */
static bool is_finite(const dr_clause_form *f)
{
    bool without_ge = f->verb_form == DR_FORM_PART && f->base.len > 4 &&
                      (memcmp(f->base.data, "be", 2) == 0 || memcmp(f->base.data, "ver", 3) == 0);
    return f->verb_form == DR_FORM_PRESENT || f->verb_form == DR_FORM_PAST || f->verb_form == DR_FORM_INF || without_ge;
}

static draad_status learn(dr_clause *c, draad_str text, bool is_word, draad_error *err)
{
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
    dr_clause_form *f = dr_arena_alloc(&c->arena, sizeof *f);
    if (key.data == NULL || f == NULL)
        return dr_no_memory(err);
    f->norm = dr_arena_str(&c->arena, dr_buf_str(&c->norm));
    if (f->norm.data == NULL || (is_word && !read_verb(c, f)))
        return dr_no_memory(err);
    if (is_word && dr_lexicon_is_particle(f->norm))
        f->particle = (uint8_t)(c->nparticles + 1 < DR_MANY ? ++c->nparticles : DR_MANY);
    f->cue = is_word ? dr_negation_cue(f->norm) : 0;
    f->border = dr_begins_clause(f->norm);
    f->finite = is_finite(f);
    f->spelling = (uint32_t)c->forms.n;
    f->roles = dr_particle_roles(f);
    dr_clause_form **place = dr_vec_push(&c->forms);
    uint32_t *slot = place != NULL ? dr_map_slot(&c->form_of, key) : NULL;
    if (slot == NULL)
        return dr_no_memory(err);
    *place = f;
    *slot = f->spelling;
    return DRAAD_OK;
}

/* The form of a word as written; NULL: no memory. */
static dr_clause_form *form_of(dr_clause *c, draad_str text, bool is_word, draad_error *err)
{
    uint32_t spelling = dr_map_find(&c->form_of, text);
    if (spelling != DRAAD_NONE)
        return c->forms.at[spelling];
    return learn(c, text, is_word, err) == DRAAD_OK ? c->forms.at[c->forms.n - 1] : NULL;
}

dr_clause_form *dr_clause_form_of(dr_clause *c, draad_str word, draad_error *err)
{
    return form_of(c, word, true, err);
}

bool dr_clause_may_link(const dr_clause *c, const dr_clause_form *particle, dr_clause_form *verb)
{
    return particle->particle != 0 && verb->verb_form != 0 && dr_clause_is_separable(c, particle, verb);
}

/* place: of the word's form; NULL for punctuation. */
static bool take(dr_clause *c, draad_str text, const dr_token *token, uint32_t word, dr_clause_form **place,
                 draad_error *err)
{
    draad_str written = {text.data + token->start, token->end - token->start};
    dr_clause_form *form = place != NULL ? *place : NULL;
    if (form == NULL && (form = form_of(c, written, token->kind == DR_TOKEN_WORD, err)) == NULL)
        return false;
    dr_clause_token *t = dr_vec_push(&c->tokens);
    if (t == NULL)
        return false;
    *t = (dr_clause_token){.word = word, .punct = word == DRAAD_NONE, .form = form};
    if (place != NULL)
        *place = form;
    return true;
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

draad_status dr_clause_read(dr_clause *c, draad_str text, const dr_token *tokens, size_t ntokens,
                            dr_clause_form **forms, draad_error *err)
{
    uint32_t nwords = 0;
    c->tokens.n = 0;
    for (size_t i = 0; i < ntokens; i++) {
        if (!dr_clause_has(tokens[i].kind))
            continue;
        const uint32_t word = dr_token_is_word(tokens[i].kind) ? nwords++ : DRAAD_NONE;
        if (!take(c, text, &tokens[i], word, forms != NULL && word != DRAAD_NONE ? &forms[word] : NULL, err))
            return dr_no_memory(err);
    }
    return finish(c, nwords, err);
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
    c->nparticles = 0;
}
