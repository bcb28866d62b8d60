/* SPDX-License-Identifier: Apache-2.0
 * inflect.c - the regular forms of a Dutch word, by spelling alone.
 * Knows: endings.  Does not know: which words there are. */
#include "dutch/inflect.h"

#include <assert.h>
#include <string.h>

enum { LONGEST = 72 }; /* bytes of a lemma; its forms stay below DR_WORD_MAX */

typedef struct {
    dr_form_receiver *each;
    void *ctx;
    draad_error *err;
    draad_status status;
} teller;

static bool is_vowel(char c)
{
    return c != '\0' && strchr("aeiouy", c) != NULL;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool ends_with(draad_str s, const char *end)
{
    size_t n = strlen(end);
    return s.len >= n && memcmp(s.data + s.len - n, end, n) == 0;
}

draad_str dr_close_syllable(draad_str open, char room[DR_WORD_MAX])
{
    size_t n = open.len;
    assert(n >= 2 && n < DR_WORD_MAX);
    memcpy(room, open.data, n);
    char last = room[n - 1], before = room[n - 2];
    bool voiced = last == 'v' || last == 'z';
    if (voiced)
        room[n - 1] = last == 'v' ? 'f' : 's';
    if (last == before && !is_vowel(last)) {
        n--;
    } else if (!is_vowel(last) && strchr("aou", before) != NULL && before != '\0' && n > 2 && !is_vowel(room[n - 3])) {
        room[n] = room[n - 1];
        room[n - 1] = before;
        n++;
    }
    return (draad_str){room, n};
}

/* Tells `front`, `stem` and `end` as one form. */
static void tell(teller *t, const char *front, draad_str stem, const char *end, unsigned kind)
{
    char room[DR_WORD_MAX + 16];
    size_t nfront = strlen(front), nend = strlen(end);
    if (t->status != DRAAD_OK || nfront + stem.len + nend > DR_WORD_MAX)
        return;
    memcpy(room, front, nfront);
    memcpy(room + nfront, stem.data, stem.len);
    memcpy(room + nfront + stem.len, end, nend);
    t->status = t->each(t->ctx, (draad_str){room, nfront + stem.len + nend}, kind, t->err);
}

/* `word` as it may be spelled before a vowel, with `end`: taak -> take, stap -> stappe and stape, huis -> huize and
 * huise. */
static void tell_open(teller *t, draad_str word, const char *end, unsigned kind)
{
    char room[DR_WORD_MAX];
    size_t n = word.len;
    tell(t, "", word, end, kind);
    if (n < 3 || !is_letter(word.data[n - 1]) || is_vowel(word.data[n - 1]) || !is_vowel(word.data[n - 2]))
        return;
    char last = word.data[n - 1], vowel = word.data[n - 2];
    bool is_double = word.data[n - 3] == vowel && vowel != 'i' && vowel != 'y';
    memcpy(room, word.data, n);
    if (is_double)
        room[--n - 1] = last;
    else if (!is_vowel(word.data[n - 3]))
        room[n++] = last;
    tell(t, "", (draad_str){room, n}, end, kind);
    if (last == 'f' || last == 's') {
        room[n - 1] = last == 'f' ? 'v' : 'z';
        if (n > 1 && room[n - 2] != last)
            tell(t, "", (draad_str){room, n}, end, kind);
    }
}

static void tell_noun(teller *t, draad_str noun)
{
    static const char *const ends[] = {"s", "'s", "je", "jes", "tje", "tjes", "pje", "pjes", "etje", "etjes"};
    char last = noun.data[noun.len - 1];
    tell(t, "", noun, "", DR_FORM_NONE);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        tell(t, "", noun, ends[i], DR_FORM_NONE);
    tell_open(t, noun, "en", DR_FORM_NONE);
    if (last == 'e')
        tell(t, "", noun, "n", DR_FORM_NONE);
    if (ends_with(noun, "heid"))
        tell(t, "", (draad_str){noun.data, noun.len - 2}, "den", DR_FORM_NONE);
    if (ends_with(noun, "g"))
        tell(t, "", (draad_str){noun.data, noun.len - 1}, "kje", DR_FORM_NONE);
    char doubled[2] = {last, '\0'}, room[DR_WORD_MAX];
    if (is_letter(last) && !is_vowel(last)) { /* ballen: balletje */
        memcpy(room, noun.data, noun.len);
        room[noun.len] = doubled[0];
        tell(t, "", (draad_str){room, noun.len + 1}, "etje", DR_FORM_NONE);
        tell(t, "", (draad_str){room, noun.len + 1}, "etjes", DR_FORM_NONE);
    }
}

/* Verbs whose participle has no ge-. */
static bool is_prefixed(draad_str verb)
{
    static const char *const prefixes[] = {"be", "ge", "her", "ont", "ver"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (verb.len > strlen(prefixes[i]) + 4 && memcmp(verb.data, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}

/* The finite forms and participles of a verb with this stem; `open` is the stem as it is spelled before -en. */
static void tell_stem(teller *t, const char *particle, const char *with_ge, draad_str stem, draad_str open)
{
    bool voiceless = strchr("tkfspx", open.data[open.len - 1]) != NULL || ends_with(open, "ch");
    bool ends_t = ends_with(stem, "t"), ends_td = ends_t || ends_with(stem, "d");
    tell(t, particle, stem, "", DR_FORM_PRESENT);
    tell(t, particle, stem, ends_t ? "" : "t", DR_FORM_PRESENT);
    tell(t, particle, stem, voiceless ? "te" : "de", DR_FORM_PAST);
    tell(t, particle, stem, voiceless ? "ten" : "den", DR_FORM_PAST);
    tell(t, with_ge, stem, ends_td ? "" : voiceless ? "t" : "d", DR_FORM_PART);
    tell(t, with_ge, ends_td ? open : stem, ends_td ? "e" : voiceless ? "te" : "de", DR_FORM_PART);
}

/* The forms of a verb, each behind its particle. */
static void tell_verb(teller *t, draad_str lemma, size_t nparticle)
{
    char particle[DR_WORD_MAX] = "", with_ge[DR_WORD_MAX + 4] = "", room[DR_WORD_MAX];
    draad_str verb = {lemma.data + nparticle, lemma.len - nparticle};
    memcpy(particle, lemma.data, nparticle);
    memcpy(with_ge, lemma.data, nparticle);
    tell(t, "", lemma, "", DR_FORM_INF);
    if (!ends_with(verb, "en") || verb.len < 4)
        return;
    if (!is_prefixed(verb))
        memcpy(with_ge + nparticle, "ge", 3);
    draad_str open = {verb.data, verb.len - 2};
    tell_stem(t, particle, with_ge, dr_close_syllable(open, room), open);
    if (open.data[open.len - 1] == open.data[open.len - 2]) /* from English: appt beside apt */
        tell_stem(t, particle, with_ge, open, open);
    tell(t, particle, verb, "d", DR_FORM_PPRES);
    tell(t, particle, verb, "de", DR_FORM_PPRES);
    if (nparticle > 0) {
        size_t n = nparticle;
        memcpy(particle + n, "te", 3); /* aan te geven, written as one word */
        tell(t, particle, verb, "", DR_FORM_INF);
    }
}

static void tell_adjective(teller *t, draad_str word)
{
    tell(t, "", word, "", DR_FORM_NONE);
    tell_open(t, word, "e", DR_FORM_NONE);
    tell_open(t, word, "er", DR_FORM_NONE);
    tell_open(t, word, "ere", DR_FORM_NONE);
    tell(t, "", word, "s", DR_FORM_NONE);
    tell(t, "", word, "st", DR_FORM_NONE);
    tell(t, "", word, "ste", DR_FORM_NONE);
}

draad_status dr_inflect(draad_str lemma, size_t particle, unsigned wclass, dr_form_receiver *each, void *ctx,
                        draad_error *err)
{
    teller t = {each, ctx, err, DRAAD_OK};
    assert(particle < lemma.len);
    if (lemma.len < 2 || lemma.len > LONGEST)
        wclass = DR_OTHER;
    if (wclass == DR_NOUN) {
        tell_noun(&t, lemma);
    } else if (wclass == DR_VERB) {
        tell_verb(&t, lemma, particle);
    } else if (wclass == DR_ADJ) {
        tell_adjective(&t, lemma);
    } else {
        tell(&t, "", lemma, "", DR_FORM_NONE);
        tell(&t, "", lemma, "s", DR_FORM_NONE);
        tell(&t, "", lemma, "'s", DR_FORM_NONE);
    }
    return t.status;
}
