/* SPDX-License-Identifier: Apache-2.0
 * particles.c - separable verbs whose parts stand apart: "ik liet het toen maar los", "om het los te laten".
 * A particle belongs to the finite verb of its clause when what follows it ends the clause or begins a new
 * phrase; otherwise it is a preposition ("hij gaf op dinsdag college").
 * Knows: one sentence and the lexicon.  Does not know: documents, rules. */
#include "dutch/clause.h"

#include <string.h>

enum { SURE_DISTANCE = 6, COMMAS_MAX = 3, REACH = 60 }; /* REACH: tokens that are looked at on one side */

static bool is_one_of(draad_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (word.len > 0 && word.data[0] == list[i][0] && dr_str_is(word, list[i]))
            return true;
    return false;
}
#define ONE_OF(word, ...) \
    is_one_of((word), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* Particles that are never a preposition, so that nothing has to follow them. */
static bool is_adverb(draad_str particle)
{
    return !ONE_OF(particle, "aan", "achter", "achterna", "af", "bij", "binnen", "boven", "door", "in", "langs", "mee",
                   "na", "om", "onder", "op", "over", "rond", "tegen", "toe", "tussen", "uit", "van", "voor",
                   "voorbij");
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

/* What stands before a noun: what follows is no verb, and no particle either. */
static bool is_determiner(draad_str word)
{
    return ONE_OF(word, "de", "een", "mijn", "onze", "elke", "iedere", "eerste");
}

/* Marks that end no clause: commas, quotation marks and brackets. */
static bool is_inner_mark(draad_str norm)
{
    return ONE_OF(norm, ",", "\"", "'", "(", ")", "[", "]", "\xC2\xAB", "\xC2\xBB", "\xE2\x80\x98", "\xE2\x80\x99",
                  "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", ",,", "''");
}

static bool is_there(draad_str word)
{
    return ONE_OF(word, "er", "daar", "hier", "waar");
}

/* What a form is here, by its norm; from BE on, what its infinitive is. */
enum {
    ADVERB = 1 << 0,
    CONJUNCTION = 1 << 1,
    PREPOSITION = 1 << 2,
    DETERMINER = 1 << 3,
    INNER_MARK = 1 << 4,
    THERE = 1 << 5,
    BEFORE_NOUN = 1 << 6,   /* a form behind it that can be a noun is one */
    BEHIND_PHRASE = 1 << 7, /* may follow a particle that closes its phrase */
    HOMOGRAPH = 1 << 8,     /* rather no verb, where its verb reading is not the preferred one */
    NOT_STRANDED = 1 << 9,  /* a particle that "er" does not take away from its verb */
    HAS_HEBBEN = 1 << 10,   /* a particle that makes verbs with "hebben" */
    WEL = 1 << 11,
    WEER = 1 << 12,
    TE = 1 << 13,
    OM = 1 << 14,
    SAMEN = 1 << 15,
    MET = 1 << 16,
    BE = 1 << 17, /* zijn, zullen */
    HEBBEN = 1 << 18,
    MAKES_WEER = 1 << 19, /* weergeven, weerkaatsen */
    AUXILIARY = 1 << 20
};

static uint32_t roles_of_particle(draad_str norm)
{
    uint32_t roles = is_adverb(norm) ? ADVERB : 0;
    roles |= ONE_OF(norm, "uit", "af", "toe", "om", "mee") ? NOT_STRANDED : 0;
    roles |= ONE_OF(norm, "door", "lief", "voor") ? HAS_HEBBEN : 0;
    roles |= ONE_OF(norm, "wel") ? WEL : 0;
    roles |= ONE_OF(norm, "weer") ? WEER : 0;
    roles |= ONE_OF(norm, "om") ? OM : 0;
    return roles | (ONE_OF(norm, "samen") ? SAMEN : 0);
}

static uint32_t roles_of_neighbour(draad_str norm)
{
    uint32_t roles = is_conjunction(norm) ? CONJUNCTION : 0;
    roles |= is_preposition(norm) ? PREPOSITION : 0;
    roles |= is_determiner(norm) ? DETERMINER : 0;
    roles |= is_inner_mark(norm) ? INNER_MARK : 0;
    roles |= is_there(norm) ? THERE : 0;
    roles |= ONE_OF(norm, "het", "dit", "dat", "die", "deze", "zijn", "haar", "hun", "ons", "alle", "geen", "veel")
                 ? BEFORE_NOUN
                 : 0;
    roles |= ONE_OF(norm, "hoor", "hè", "toch", "eigenlijk", "gewoon", "weer", "ook", "nog", "zeg") ? BEHIND_PHRASE : 0;
    roles |= ONE_OF(norm, "deel", "reden", "niet", "weer", "weg", "daar", "maar") ? HOMOGRAPH : 0;
    roles |= ONE_OF(norm, "te") ? TE : 0;
    return roles | (ONE_OF(norm, "met") ? MET : 0);
}

static uint32_t roles_of_verb(draad_str base)
{
    uint32_t roles = ONE_OF(base, "zijn", "zullen") ? BE : 0;
    roles |= ONE_OF(base, "hebben") ? HEBBEN : 0;
    roles |= ONE_OF(base, "geven", "kaatsen") ? MAKES_WEER : 0;
    return roles | (ONE_OF(base, "hebben", "zijn", "worden", "zullen", "kunnen", "mogen", "moeten", "willen", "gaan",
                           "laten", "blijven", "hoeven", "durven", "komen")
                        ? AUXILIARY
                        : 0);
}

uint32_t dr_particle_roles(const dr_clause_form *form)
{
    enum { LONGEST = 9 }; /* bytes of the longest word in the lists above: eigenlijk */
    uint32_t of_verb = form->verb_form != 0 ? roles_of_verb(form->base) : 0;
    if (form->norm.len > LONGEST)
        return ADVERB | of_verb;
    return roles_of_particle(form->norm) | roles_of_neighbour(form->norm) | of_verb;
}

static bool is(const dr_clause *c, size_t at, unsigned roles)
{
    return (c->tokens.at[at].form->roles & roles) != 0;
}

/* Does a clause end here? */
static bool ends_clause(const dr_clause_token *t)
{
    return t->punct && (t->form->roles & INNER_MARK) == 0;
}

/* How far to look back from `at`. */
static size_t back(size_t at)
{
    return at > REACH ? at - REACH : 0;
}

/* er, daar, hier or waar in the clause before: a preposition that follows may belong to it. */
static bool is_there_before(const dr_clause *c, size_t at)
{
    for (size_t i = at; i-- > back(at) && !ends_clause(&c->tokens.at[i]);)
        if (is(c, i, THERE))
            return true;
    return false;
}

static bool follows_determiner(const dr_clause *c, size_t at)
{
    const dr_clause_token *before = at > 0 ? &c->tokens.at[at - 1] : NULL;
    if (before == NULL || before->punct)
        return false;
    draad_str word = before->form->norm;
    bool inflected = word.len > 0 && word.data[word.len - 1] == 'e' && at > 1 && is(c, at - 2, DETERMINER) &&
                     dr_clause_is_adjective(c, before->form); /* een andere weg */
    return is(c, at - 1, DETERMINER) || inflected || (is(c, at - 1, PREPOSITION) && !is_there_before(c, at));
}

/* Is a word that could be a noun as well one here: "het werk", "ontwikkelde landen"? */
static bool is_noun_here(const dr_clause *c, size_t at)
{
    const dr_clause_token *before = at > 0 ? &c->tokens.at[at - 1] : NULL;
    return before != NULL && (follows_determiner(c, at) || before->form->verb_form == DR_FORM_PART ||
                              before->form->verb_form == DR_FORM_PPRES || is(c, at - 1, BEFORE_NOUN) ||
                              dr_clause_is_adjective(c, before->form));
}

bool dr_clause_is_separable(const dr_clause *c, const dr_clause_form *particle, dr_clause_form *verb)
{
    if (particle->particle == DR_MANY)
        return dr_lexicon_separable(c->lexicon, particle->norm, verb->base);
    uint64_t bit = (uint64_t)1 << (particle->particle - 1);
    if ((verb->asked & bit) == 0 && dr_lexicon_separable(c->lexicon, particle->norm, verb->base))
        verb->makes |= bit;
    verb->asked |= bit;
    return (verb->makes & bit) != 0;
}

/* Verbs that the word lists make with "zijn", "hebben" or "weer" are mostly two words: "is ... af", "kwam ... weer". */
static bool makes_verb(const dr_clause *c, const dr_clause_form *particle, const dr_clause_token *t)
{
    uint32_t verb = t->form->roles, roles = particle->roles;
    if (t->form->verb_form == 0 || t->linked || (verb & BE) != 0 || (roles & WEL) != 0 ||
        ((verb & HEBBEN) != 0 && (roles & HAS_HEBBEN) == 0) || ((roles & WEER) != 0 && (verb & MAKES_WEER) == 0))
        return false;
    return dr_clause_is_separable(c, particle, t->form);
}

/* er, daar, hier or waar in the clause before a word that can be a preposition: "er ... op" is no particle. */
static bool is_stranded(const dr_clause *c, size_t at, size_t verb)
{
    if (is(c, at, ADVERB | NOT_STRANDED))
        return false;
    if (at > 0 && is(c, at - 1, PREPOSITION))
        return false; /* daar ... over na: "daar" belongs to "over" */
    for (size_t i = at; i-- > back(at);) {
        if (ends_clause(&c->tokens.at[i]))
            break;
        if (i < verb && c->tokens.at[i].form->finite)
            break;
        if (is(c, i, THERE))
            return true;
    }
    return false;
}

/* "mee naar huis nemen", "terug naar mijn werk gegaan": where one goes may stand between these and their verb.  Returns
 * where the verb could begin: behind it, else behind the particle. */
static size_t over_direction(const dr_clause *c, size_t at)
{
    const draad_str particle = c->tokens.at[at].form->norm;
    size_t i = at + 2;
    if (i >= c->tokens.n || !is(c, at + 1, PREPOSITION) || !dr_str_is(c->tokens.at[at + 1].form->norm, "naar") ||
        (!dr_str_is(particle, "mee") && !dr_str_is(particle, "terug")))
        return at + 1;
    i += is(c, i, DETERMINER);
    return i < c->tokens.n && !c->tokens.at[i].punct && !is(c, i, TE | AUXILIARY) ? i + 1 : at + 1;
}

/* To the right: "los te laten", "los gelaten", "los heeft gelaten", "los kunnen laten". */
static size_t verb_to_the_right(const dr_clause *c, size_t at)
{
    const dr_clause_form *particle = c->tokens.at[at].form;
    for (size_t i = over_direction(c, at), last = i + 4; i < c->tokens.n && i <= last; i++) {
        const dr_clause_token *t = &c->tokens.at[i];
        if (t->punct)
            break;
        bool whole = t->form->verb_form == DR_FORM_INF || t->form->verb_form == DR_FORM_PART ||
                     (is(c, at, ADVERB) && t->form->verb_form != 0);
        if (whole && makes_verb(c, particle, t) && (i > at + 1 || is(c, at, ADVERB) || !is_there_before(c, at)))
            return i;
        if (!is(c, i, TE | AUXILIARY))
            break;
    }
    return c->tokens.n;
}

/* "om bij hem te zijn": the beginning of a clause. */
static bool is_te_ahead(const dr_clause *c, size_t at)
{
    for (size_t i = at + 1; i < c->tokens.n && i <= at + REACH && !c->tokens.at[i].punct; i++)
        if (is(c, i, TE))
            return true;
    return false;
}

/* Can what follows a particle follow it, if it is one? */
static bool closes_phrase(const dr_clause *c, size_t at)
{
    if (at + 1 >= c->tokens.n)
        return true;
    if (is(c, at, OM) && is_te_ahead(c, at))
        return false;
    return c->tokens.at[at + 1].punct || is(c, at + 1, CONJUNCTION | PREPOSITION | BEHIND_PHRASE);
}

/* To the left: the nearest finite verb of the clause that makes a verb with the particle.  One other finite verb
 * may stand between (a relative clause).  What is more likely no verb ("ik neem het werk mee") is taken only when the
 * clause has nothing better. */
static size_t verb_to_the_left(const dr_clause *c, size_t at)
{
    const dr_clause_form *particle = c->tokens.at[at].form;
    unsigned commas = 0, skipped = 0;
    size_t poor = c->tokens.n;
    for (size_t i = at; i-- > back(at);) {
        const dr_clause_token *t = &c->tokens.at[i];
        if (ends_clause(t) || (t->punct && t->form->norm.data[0] == ',' && ++commas == COMMAS_MAX))
            break;
        if (!t->form->finite)
            continue;
        if (t->linked && t->form->verb_form != DR_FORM_INF)
            break; /* the verb of another clause, which is complete */
        bool homograph = !t->form->verb_first && (is(c, i, HOMOGRAPH) || is_noun_here(c, i));
        if (!homograph && makes_verb(c, particle, t)) {
            if (t->form->verb_first)
                return i;
            poor = poor == c->tokens.n ? i : poor;
        }
        if (t->form->verb_first && t->form->verb_form != DR_FORM_INF && ++skipped > 1)
            break;
    }
    return poor;
}

static draad_status add_link(dr_clause *c, size_t verb, size_t at, draad_error *err)
{
    draad_str particle = c->tokens.at[at].form->norm;
    const dr_clause_token *t = &c->tokens.at[verb];
    if (particle.len + t->form->base.len > DR_WORD_MAX || t->word == DRAAD_NONE)
        return DRAAD_OK;
    dr_link *link = dr_vec_push(&c->links);
    if (link == NULL)
        return dr_no_memory(err);
    *link = (dr_link){.verb = t->word, .particle = c->tokens.at[at].word};
    memcpy(link->lemma, particle.data, particle.len);
    memcpy(link->lemma + particle.len, t->form->base.data, t->form->base.len);
    link->len = (uint8_t)(particle.len + t->form->base.len);
    c->tokens.at[verb].linked = true;
    size_t distance = verb > at ? verb - at : at - verb;
    link->sure = is(c, at, ADVERB) || distance <= SURE_DISTANCE;
    return DRAAD_OK;
}

/* ", samen met Jo": no part of a verb. */
static bool is_together_with(const dr_clause *c, size_t at)
{
    if (!is(c, at, SAMEN) || at + 1 >= c->tokens.n || at == 0)
        return false;
    return is(c, at + 1, MET) && (c->tokens.at[at - 1].punct || is(c, at - 1, CONJUNCTION));
}

/* Can this be the particle of a verb before it? */
static bool can_close(const dr_clause *c, size_t at)
{
    return !follows_determiner(c, at) && !is_together_with(c, at) && (is(c, at, ADVERB) || closes_phrase(c, at));
}

draad_status dr_clause_link(dr_clause *c, draad_error *err)
{
    for (size_t at = 0; at < c->tokens.n; at++) {
        const dr_clause_token *t = &c->tokens.at[at];
        if (t->word == DRAAD_NONE || !t->form->particle)
            continue;
        size_t verb = verb_to_the_right(c, at);
        if (verb == c->tokens.n && can_close(c, at)) {
            verb = verb_to_the_left(c, at);
            if (verb < c->tokens.n && is_stranded(c, at, verb))
                verb = c->tokens.n;
        }
        draad_status s = verb < c->tokens.n ? add_link(c, verb, at, err) : DRAAD_OK;
        if (s != DRAAD_OK)
            return s;
    }
    return DRAAD_OK;
}
