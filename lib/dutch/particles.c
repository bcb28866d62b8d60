/* SPDX-License-Identifier: Apache-2.0
 * particles.c - separable verbs whose parts stand apart: "ik liet het toen maar los", "om het los te laten".
 * A particle belongs to the finite verb of its clause when what follows it ends the clause or begins a new
 * phrase; otherwise it is a preposition ("hij gaf op dinsdag college").
 * Knows: one sentence and the lexicon.  Does not know: documents, rules. */
#include "dutch/clause.h"

#include <string.h>

enum { SURE_DISTANCE = 6, COMMAS_MAX = 3 };

static bool is_one_of(draad_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (dr_str_is(word, list[i]))
            return true;
    return false;
}
#define ONE_OF(word, ...) \
    is_one_of((word), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* Particles that are never a preposition, so that nothing has to follow them. */
static bool is_adverb(draad_str particle)
{
    return !ONE_OF(particle, "aan", "achter", "achterna", "af", "bij", "binnen", "boven", "door", "in", "langs", "mee",
                   "na", "om", "onder", "op", "over", "tegen", "toe", "tussen", "uit", "van", "voor", "voorbij");
}

static bool is_conjunction(draad_str word)
{
    return ONE_OF(word, "en", "of", "maar", "want", "dus", "dat", "als", "toen", "omdat", "terwijl", "zodat", "voordat",
                  "nadat", "totdat", "hoewel", "wanneer", "die", "wie", "wat", "waar", "waarom", "hoe", "dan", "om");
}

static bool is_preposition(draad_str word)
{
    return ONE_OF(word, "aan", "achter", "bij", "binnen", "boven", "buiten", "door", "in", "langs", "met", "na", "naar",
                  "naast", "om", "onder", "op", "over", "per", "sinds", "te", "tegen", "tijdens", "tot", "tussen",
                  "uit", "van", "vanaf", "vanuit", "via", "volgens", "voor", "voorbij", "vanwege", "zonder", "rond",
                  "rondom");
}

static bool is_auxiliary(const dr_clause_token *t)
{
    return t->form.verb_form != 0 &&
           ONE_OF((t->form.base), "hebben", "zijn", "worden", "zullen", "kunnen", "mogen", "moeten", "willen", "gaan",
                  "laten", "blijven", "hoeven", "durven", "komen");
}

static bool is_finite(const dr_clause_token *t)
{
    return t->form.verb_form == DR_FORM_PRESENT || t->form.verb_form == DR_FORM_PAST ||
           t->form.verb_form == DR_FORM_INF;
}

static bool makes_verb(draad_str particle, const dr_clause_token *t)
{
    return t->form.verb_form != 0 && dr_lexicon_separable(particle, t->form.base);
}

static bool ends_clause(const dr_clause_token *t)
{
    return t->punct && memchr(",\"'", t->form.norm.data[0], 3) == NULL;
}

/* To the right: "los te laten", "los gelaten", "los heeft gelaten", "los kunnen laten". */
static size_t verb_to_the_right(const dr_clause *c, size_t at, draad_str particle)
{
    for (size_t i = at + 1; i < c->tokens.n && i <= at + 5; i++) {
        const dr_clause_token *t = &c->tokens.at[i];
        if (t->punct)
            break;
        bool whole = t->form.verb_form == DR_FORM_INF || t->form.verb_form == DR_FORM_PART ||
                     (is_adverb(particle) && t->form.verb_form != 0);
        if (whole && makes_verb(particle, t))
            return i;
        if (!dr_str_equal(t->form.norm, DR_STR("te")) && !is_auxiliary(t))
            break;
    }
    return c->tokens.n;
}

/* Can what follows a particle follow it, if it is one? */
static bool closes_phrase(const dr_clause *c, size_t at)
{
    if (at + 1 >= c->tokens.n)
        return true;
    const dr_clause_token *next = &c->tokens.at[at + 1];
    return next->punct || is_conjunction(next->form.norm) || is_preposition(next->form.norm) ||
           ONE_OF(next->form.norm, "hoor", "hè", "toch", "eigenlijk", "gewoon", "weer", "ook", "nog", "zeg");
}

/* er, daar, hier or waar in the clause before a word that can be a preposition: "er ... op" is no particle. */
static bool is_stranded(const dr_clause *c, size_t at, size_t verb, draad_str particle)
{
    if (is_adverb(particle) || ONE_OF(particle, "uit", "af", "toe", "om", "mee"))
        return false;
    for (size_t i = at; i-- > 0;) {
        if (ends_clause(&c->tokens.at[i]))
            break;
        if (i < verb && c->tokens.at[i].form.verb_form != 0 && is_finite(&c->tokens.at[i]))
            break;
        if (ONE_OF(c->tokens.at[i].form.norm, "er", "daar", "hier", "waar"))
            return true;
    }
    return false;
}

/* To the left: the nearest finite verb of the clause that makes a verb with the particle.  One other finite verb
 * may stand between (a relative clause).  What is more likely no verb ("ik neem het werk mee") is taken only when the
 * clause has nothing better. */
static size_t verb_to_the_left(const dr_clause *c, size_t at, draad_str particle)
{
    unsigned commas = 0, skipped = 0;
    size_t poor = c->tokens.n;
    for (size_t i = at; i-- > 0;) {
        const dr_clause_token *t = &c->tokens.at[i];
        if (ends_clause(t) || (t->punct && t->form.norm.data[0] == ',' && ++commas == COMMAS_MAX))
            break;
        if (!is_finite(t))
            continue;
        draad_str base = {t->form.base.data, t->form.base.len};
        bool never = ONE_OF(base, "hebben", "zijn", "zullen") && !dr_lexicon_separable(particle, base);
        bool homograph = !t->form.verb_first &&
                         ONE_OF(t->form.norm, "deel", "reden", "niet", "sloot", "weer", "weg", "daar", "maar");
        if (!never && !homograph && makes_verb(particle, t)) {
            if (t->form.verb_first)
                return i;
            poor = poor == c->tokens.n ? i : poor;
        }
        if (t->form.verb_first && t->form.verb_form != DR_FORM_INF && ++skipped > 1)
            break;
    }
    return poor;
}

static draad_status add_link(dr_clause *c, size_t verb, size_t at, draad_str particle, draad_error *err)
{
    const dr_clause_token *t = &c->tokens.at[verb];
    if (particle.len + t->form.base.len > DR_WORD_MAX || t->word == DRAAD_NONE)
        return DRAAD_OK;
    dr_link *link = dr_vec_push(&c->links);
    if (link == NULL)
        return dr_no_memory(err);
    *link = (dr_link){.verb = t->word, .particle = c->tokens.at[at].word};
    memcpy(link->lemma, particle.data, particle.len);
    memcpy(link->lemma + particle.len, t->form.base.data, t->form.base.len);
    link->len = (uint8_t)(particle.len + t->form.base.len);
    size_t distance = verb > at ? verb - at : at - verb;
    link->sure = is_adverb(particle) || distance <= SURE_DISTANCE;
    return DRAAD_OK;
}

draad_status dr_clause_link(dr_clause *c, draad_error *err)
{
    for (size_t at = 0; at < c->tokens.n; at++) {
        const dr_clause_token *t = &c->tokens.at[at];
        if (t->word == DRAAD_NONE || !t->form.particle)
            continue;
        size_t verb = verb_to_the_right(c, at, t->form.norm);
        if (verb == c->tokens.n && (is_adverb(t->form.norm) || closes_phrase(c, at))) {
            verb = verb_to_the_left(c, at, t->form.norm);
            if (verb < c->tokens.n && is_stranded(c, at, verb, t->form.norm))
                verb = c->tokens.n;
        }
        draad_status s = verb < c->tokens.n ? add_link(c, verb, at, t->form.norm, err) : DRAAD_OK;
        if (s != DRAAD_OK)
            return s;
    }
    return DRAAD_OK;
}
