/* SPDX-License-Identifier: Apache-2.0
 * negation.c - which words of a sentence a negation reaches.
 * A cue reaches at most eight words to each side, and never over the border of its clause.  Pseudo-negation
 * ("niet alleen", "geen idee") reaches nothing; double negation ("niet zonder") affirms.
 * Knows: one sentence.  Does not know: documents, rules. */
#include "dutch/clause.h"

#include <string.h>

enum { REACH = 8, REACH_RIGHT = 6, CUE_WORDS_MAX = 4 };

typedef enum extent {
    SCOPE_NONE,  /* pseudo and double: no negation */
    SCOPE_BOTH,  /* to the clause's borders on both sides */
    SCOPE_RIGHT, /* only what follows */
    SCOPE_WEAK   /* to both sides, but only weakens */
} extent;

/* By their first word; longer cues before the shorter ones they begin with. */
static const struct cue {
    const char *words[CUE_WORDS_MAX];
    extent scope;
} cues[] = {
    {{"niet", "alleen", "voor", "staan"}, SCOPE_BOTH},
    {{"niet", "anders", "dan"}, SCOPE_NONE},
    {{"niet", "alleen"}, SCOPE_NONE},
    {{"niet", "slechts"}, SCOPE_NONE},
    {{"niet", "enkel"}, SCOPE_NONE},
    {{"niet", "zozeer"}, SCOPE_NONE},
    {{"niet", "waar"}, SCOPE_NONE},
    {{"niet", "niks"}, SCOPE_NONE},
    {{"niet", "niets"}, SCOPE_NONE},
    {{"niet", "zonder"}, SCOPE_NONE},
    {{"niet", "onbelangrijk"}, SCOPE_NONE},
    {{"niet", "ontkennen"}, SCOPE_NONE},
    {{"niet"}, SCOPE_BOTH},
    {{"niets", "anders", "dan"}, SCOPE_NONE},
    {{"niets"}, SCOPE_BOTH},
    {{"al", "dan", "niet"}, SCOPE_NONE},
    {{"in", "plaats", "van"}, SCOPE_RIGHT},
    {{"of", "niet"}, SCOPE_NONE},
    {{"waarom", "niet"}, SCOPE_NONE},
    {{"geen", "probleem"}, SCOPE_NONE},
    {{"geen", "idee"}, SCOPE_NONE},
    {{"geen", "gebrek"}, SCOPE_NONE},
    {{"geen"}, SCOPE_BOTH},
    {{"bijna", "niet"}, SCOPE_WEAK},
    {{"bijna", "geen"}, SCOPE_WEAK},
    {{"gebrek", "aan"}, SCOPE_RIGHT},
    {{"afwezigheid", "van"}, SCOPE_RIGHT},
    {{"nietwaar"}, SCOPE_NONE},
    {{"niks"}, SCOPE_BOTH},
    {{"nooit"}, SCOPE_BOTH},
    {{"nimmer"}, SCOPE_BOTH},
    {{"niemand"}, SCOPE_BOTH},
    {{"nergens"}, SCOPE_BOTH},
    {{"geeneen"}, SCOPE_BOTH},
    {{"noch"}, SCOPE_RIGHT},
    {{"evenmin"}, SCOPE_BOTH},
    {{"allerminst"}, SCOPE_BOTH},
    {{"geenszins"}, SCOPE_BOTH},
    {{"zonder"}, SCOPE_RIGHT},
    {{"behalve"}, SCOPE_RIGHT},
    {{"nauwelijks"}, SCOPE_WEAK},
    {{"amper"}, SCOPE_WEAK},
    {{"zelden"}, SCOPE_WEAK},
    {{"weinig"}, SCOPE_WEAK},
};

const char *draad_negation_name(draad_negation negation)
{
    static const char *const names[] = {"", "full", "weak"};
    return names[negation];
}

uint8_t dr_negation_cue(draad_str norm)
{
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        if (norm.len > 0 && norm.data[0] == cues[i].words[0][0] && dr_str_is(norm, cues[i].words[0]))
            return (uint8_t)(i + 1);
    return 0;
}

static size_t cue_length(const struct cue *cue)
{
    size_t n = 0;
    while (n < CUE_WORDS_MAX && cue->words[n] != NULL)
        n++;
    return n;
}

static const struct cue *cue_at(const dr_clause *c, size_t at)
{
    draad_str first = c->tokens.at[at].form->norm;
    for (size_t i = c->tokens.at[at].form->cue - 1u; i < sizeof cues / sizeof *cues; i++) {
        size_t n = cue_length(&cues[i]), k = 1;
        if (!dr_str_is(first, cues[i].words[0]))
            break;
        while (k < n && at + k < c->tokens.n && dr_str_is(c->tokens.at[at + k].form->norm, cues[i].words[k]))
            k++;
        if (k == n)
            return &cues[i];
    }
    return NULL;
}

bool dr_begins_clause(draad_str norm)
{
    static const char *const words[] = {"maar",  "omdat",   "want",      "dat",     "als",    "terwijl", "hoewel",
                                        "zodat", "die",     "wat",       "of",      "indien", "wanneer", "toen",
                                        "dus",   "doordat", "aangezien", "voordat", "nadat"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dr_str_is(norm, words[i]))
            return true;
    return false;
}

/* Does a clause end or begin at this token? */
static bool is_border(const dr_clause_token *t)
{
    return t->punct || t->form->border;
}

static void reach(dr_clause *c, size_t cue, size_t from, int step, unsigned most, draad_negation kind)
{
    unsigned n = 0;
    for (size_t i = from; i < c->tokens.n && n < most; i += (size_t)step) { /* below 0 wraps round and ends it */
        const dr_clause_token *t = &c->tokens.at[i];
        if (is_border(t))
            break;
        n++;
        dr_scope *scope = &c->scopes.at[t->word];
        if (scope->cue != DRAAD_NONE && scope->kind == DRAAD_NEGATION_FULL)
            continue; /* an earlier negation stays the nearest enough */
        *scope = (dr_scope){c->tokens.at[cue].word, kind};
    }
}

void dr_clause_negate(dr_clause *c)
{
    for (size_t at = 0; at < c->tokens.n;) {
        const struct cue *cue = c->tokens.at[at].form->cue ? cue_at(c, at) : NULL;
        if (cue == NULL) {
            at++;
            continue;
        }
        size_t n = cue_length(cue);
        if (n == CUE_WORDS_MAX)
            n = 1; /* er niet alleen voor staan: "niet" is the cue */
        draad_negation kind = cue->scope == SCOPE_WEAK ? DRAAD_NEGATION_WEAK : DRAAD_NEGATION_FULL;
        /* "Nee, geen steun": a discourse answer before it is no cue of its own; nothing to do. */
        if (cue->scope == SCOPE_RIGHT)
            reach(c, at, at + n, 1, REACH_RIGHT, kind);
        if (cue->scope == SCOPE_BOTH || cue->scope == SCOPE_WEAK) {
            reach(c, at, at + n, 1, REACH, kind);
            reach(c, at, at - 1, -1, REACH, kind);
        }
        at += n;
    }
}
