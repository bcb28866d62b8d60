/* SPDX-License-Identifier: Apache-2.0
 * terms.c - what a codebook asks of single words, and which of it a word answers.
 * Everything is indexed by loose spelling (norm without accents and hyphens); whether two spellings that differ
 * only there are one word, the lexicon decides: prive and privé are, een and één are not.
 * Knows: words.  Does not know: rules, sentences. */
#include "rules/terms.h"
#include "base/utf8.h"
#include "dutch/clause.h"
#include "dutch/norm.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- Building ----------------------------------------------------------------------------------------- */

/* `loose` and `norm` stay as long as the terms. */
static bool add_key(dr_terms *t, dr_map *map, draad_str loose, uint32_t term, uint8_t wclass, draad_str norm)
{
    uint32_t *slot = loose.data != NULL && norm.data != NULL ? dr_map_slot(map, loose) : NULL;
    dr_term_key *k = slot != NULL ? dr_vec_push(&t->keys) : NULL;
    if (k == NULL)
        return false;
    *k = (dr_term_key){term, *slot, wclass, norm};
    *slot = (uint32_t)(t->keys.n - 1);
    return true;
}

/* The bit of such letters; others may share it. */
static uint32_t number_of_start(const char *letters)
{
    uint32_t n = 0;
    for (size_t i = 0; i < DR_START_MAX; i++)
        n = n * 31 + (uint32_t)(letters[i] & 31);
    return n % DR_STARTS;
}

/* Notes how something begins that words may be read as. */
static void add_start(dr_terms *t, draad_str loose)
{
    if (loose.len < DR_START_MAX)
        return; /* no word whose reading is spared has so short a lemma */
    const uint32_t n = number_of_start(loose.data);
    t->starts[n / 8] |= (uint8_t)(1u << n % 8);
}

/* `norm` stays; most words are spelled the same loosely. */
static bool add_spelled(dr_terms *t, dr_map *map, uint32_t term, uint8_t wclass, draad_str norm)
{
    if (dr_norm_loose(norm, &t->loose, NULL) != DRAAD_OK)
        return false;
    const draad_str loose = dr_buf_str(&t->loose);
    return add_key(t, map, dr_str_equal(loose, norm) ? norm : dr_arena_str(&t->arena, loose), term, wclass, norm);
}

static bool add_lemma(dr_terms *t, dr_map *map, uint32_t term, uint8_t wclass, const dr_reading *r)
{
    const draad_str lemma = dr_arena_str(&t->arena, (draad_str){r->lemma, r->len});
    return lemma.data != NULL && add_spelled(t, map, term, wclass, lemma);
}

/* Which readings of a rule's word are meant: all, but for a function word only those as one. */
static uint8_t meant_classes(const dr_reading *readings, size_t n, uint8_t wanted)
{
    if (wanted != 0)
        return wanted;
    return n > 0 && readings[0].wclass == DR_OTHER ? DR_OTHER : DR_NOUN | DR_VERB | DR_ADJ | DR_OTHER;
}

size_t dr_terms_read(dr_terms *t, draad_str norm, const dr_reading **out)
{
    *out = t->readings;
    if (norm.len == 0 || norm.len > DR_WORD_MAX)
        return 0; /* as the lexicon says */
    if (norm.len == t->nread && memcmp(t->read, norm.data, norm.len) == 0)
        return t->nreadings;
    memcpy(t->read, norm.data, norm.len);
    t->nread = norm.len;
    return t->nreadings = dr_lexicon_readings(t->lexicon, norm, t->readings);
}

static bool index_word(dr_terms *t, uint32_t term, draad_str norm, uint8_t wanted)
{
    const dr_reading *readings;
    const size_t n = dr_terms_read(t, norm, &readings);
    uint8_t meant = meant_classes(readings, n, wanted);
    for (size_t i = 0; i < n; i++) {
        draad_str lemma = {readings[i].lemma, readings[i].len};
        if ((readings[i].wclass & meant) == 0)
            continue;
        if (!add_lemma(t, &t->lemmas, term, wanted != 0 || meant == DR_OTHER ? meant : 0, &readings[i]))
            return false;
        add_start(t, dr_buf_str(&t->loose));
        size_t particle = readings[i].wclass == DR_VERB ? dr_lexicon_particle(t->lexicon, lemma) : 0;
        t->separable = t->separable || readings[i].wclass == DR_VERB;
        if (particle > 0) {
            draad_str base = dr_arena_str(&t->arena, (draad_str){lemma.data + particle, lemma.len - particle});
            uint32_t *slot = base.data != NULL ? dr_map_slot(&t->bases, base) : NULL;
            if (slot == NULL || dr_norm_loose(base, &t->loose, NULL) != DRAAD_OK)
                return false;
            add_start(t, dr_buf_str(&t->loose));
            *slot = 1;
        }
    }
    return wanted != 0 || add_spelled(t, &t->forms, term, 0, norm);
}

static bool index_letters(dr_terms *t, dr_map *map, uint64_t *lengths, uint32_t term, draad_str loose, draad_str fixed)
{
    *lengths |= 1ull << (fixed.len < 63 ? fixed.len : 63);
    if (fixed.len > 63)
        fixed.len = 63; /* the index finds candidates; the whole pattern is compared */
    return add_key(t, map, fixed, term, 0, loose);
}

static bool index_part(dr_terms *t, uint32_t term, draad_str norm)
{
    dr_reading readings[DR_READINGS_MAX];
    size_t n = dr_lexicon_readings(t->lexicon, norm, readings);
    for (size_t i = 0; i < n; i++)
        if (!add_lemma(t, &t->parts, term, 0, &readings[i]))
            return false;
    return add_spelled(t, &t->parts, term, 0, norm);
}

static bool index_stem(dr_terms *t, uint32_t term, draad_str norm)
{
    if (t->stemmer == NULL && (t->stemmer = dr_stemmer_new()) == NULL)
        return false;
    draad_str stem = dr_stem(t->stemmer, norm);
    if (stem.data != NULL)
        stem = dr_arena_str(&t->arena, stem);
    return stem.data != NULL && add_key(t, &t->stems, stem, term, 0, norm);
}

static uint32_t number_of_held(const char *letters)
{
    return (uint32_t)(letters[0] & 31) << 10 | (uint32_t)(letters[1] & 31) << 5 | (uint32_t)(letters[2] & 31);
}

static bool index_held(dr_terms *t, uint32_t term, draad_str letters)
{
    assert(letters.len >= DR_HOLDS_MIN);
    const uint32_t n = number_of_held(letters.data);
    t->held_starts[n / 8] |= (uint8_t)(1u << n % 8);
    return add_key(t, &t->held, (draad_str){letters.data, DR_HOLDS_MIN}, term, 0, letters);
}

static bool index_term(dr_terms *t, uint32_t id)
{
    dr_term term = t->terms.at[id];
    draad_str loose, fixed;
    switch (term.kind) {
    case DR_TERM_WORD:
        return index_word(t, id, term.norm, term.wclass);
    case DR_TERM_FORM:
        return add_spelled(t, &t->forms, id, 0, term.norm);
    case DR_TERM_PART:
    case DR_TERM_HEAD:
        return index_part(t, id, term.norm);
    case DR_TERM_WILD:
    case DR_TERM_ENDS:
        if (dr_norm_loose(term.norm, &t->loose, NULL) != DRAAD_OK)
            return false;
        loose = fixed = dr_arena_str(&t->arena, dr_buf_str(&t->loose));
        if (loose.data == NULL)
            return false;
        if (term.kind == DR_TERM_ENDS)
            return index_letters(t, &t->suffixes, &t->suffix_lengths, id, loose,
                                 fixed.len > 63 ? (draad_str){fixed.data + fixed.len - 63, 63} : fixed);
        fixed.len = 0;
        while (fixed.len < loose.len && loose.data[fixed.len] != '*' && loose.data[fixed.len] != '?')
            fixed.len++;
        return index_letters(t, &t->prefixes, &t->prefix_lengths, id, loose, fixed);
    case DR_TERM_STEM:
        return index_stem(t, id, term.norm);
    case DR_TERM_HOLDS:
    case DR_TERM_ANY: /* which is none that a rule names: its members are indexed */
        break;
    }
    return index_held(t, id, term.norm);
}

/* A word of a rule in norm without function: is it a function word? */
static bool is_common(dr_terms *t, draad_str norm)
{
    const dr_reading *readings;
    return norm.len <= 2 || (dr_terms_read(t, norm, &readings) > 0 && readings[0].wclass == DR_OTHER);
}

bool dr_terms_reserve(dr_terms *t, size_t nterms)
{
    return dr_map_reserve(&t->ids, nterms) && dr_map_reserve(&t->lemmas, nterms) && dr_map_reserve(&t->forms, nterms);
}

uint32_t dr_terms_add(dr_terms *t, dr_term_kind kind, draad_str word, uint8_t wclass)
{
    if (dr_norm(word, &t->norm, NULL) != DRAAD_OK)
        return DRAAD_NONE;
    const char kind_and_class[] = {(char)kind, (char)wclass};
    t->name.len = 0;
    if (dr_buf_put(&t->name, (draad_str){kind_and_class, sizeof kind_and_class}, NULL) != DRAAD_OK ||
        dr_buf_put(&t->name, dr_buf_str(&t->norm), NULL) != DRAAD_OK)
        return DRAAD_NONE;
    const uint32_t known = dr_map_find(&t->ids, dr_buf_str(&t->name));
    if (known != DRAAD_NONE)
        return known;
    const draad_str key = dr_arena_str(&t->arena, dr_buf_str(&t->name));
    uint32_t *slot = key.data != NULL ? dr_map_slot(&t->ids, key) : NULL;
    if (slot == NULL)
        return DRAAD_NONE;
    const draad_str norm = {key.data + sizeof kind_and_class, key.len - sizeof kind_and_class};
    dr_term *term = dr_vec_push(&t->terms);
    if (term == NULL)
        return DRAAD_NONE;
    *term =
        (dr_term){kind, wclass, (kind == DR_TERM_WORD || kind == DR_TERM_FORM) && is_common(t, norm), norm, DRAAD_NONE};
    uint32_t id = (uint32_t)(t->terms.n - 1);
    *slot = id;
    return index_term(t, id) ? id : DRAAD_NONE;
}

uint32_t dr_terms_any(dr_terms *t, const uint32_t *members, size_t n)
{
    draad_str key = dr_arena_str(&t->arena, (draad_str){(const char *)members, n * sizeof *members});
    uint32_t *slot = key.data != NULL ? dr_map_slot(&t->ids, key) : NULL;
    if (slot == NULL || *slot != DRAAD_NONE)
        return slot == NULL ? DRAAD_NONE : *slot;
    dr_term any = {DR_TERM_ANY, 0, false, {"", 0}, DRAAD_NONE};
    uint32_t id = (uint32_t)t->terms.n;
    for (size_t i = 0; i < n; i++) {
        dr_term *member = &t->terms.at[members[i]];
        dr_term_member *m = dr_vec_push(&t->members);
        if (m == NULL)
            return DRAAD_NONE;
        *m = (dr_term_member){id, member->any};
        member->any = (uint32_t)(t->members.n - 1);
        any.common = any.common || member->common;
        if (i == 0 || member->norm.len < any.norm.len)
            any.norm = member->norm; /* the shortest is the commonest, near enough */
    }
    dr_term *place = dr_vec_push(&t->terms);
    if (place == NULL)
        return DRAAD_NONE;
    *place = any;
    *slot = id;
    return id;
}

void dr_terms_free(dr_terms *t)
{
    dr_vec_free(&t->members);
    dr_arena_free(&t->arena);
    dr_vec_free(&t->terms);
    dr_vec_free(&t->keys);
    dr_map *maps[] = {&t->ids,   &t->lemmas, &t->forms, &t->prefixes, &t->suffixes,
                      &t->parts, &t->stems,  &t->held,  &t->bases};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        dr_map_free(maps[i]);
    dr_stemmer_free(t->stemmer);
    dr_buf_free(&t->norm);
    dr_buf_free(&t->loose);
    dr_buf_free(&t->name);
}

/* ---- Asking ------------------------------------------------------------------------------------------- */

/* Are two spellings with the same letters one word?  Not when both are words of their own. */
static bool is_same_word(const dr_terms *t, draad_str a, draad_str b)
{
    dr_reading x[DR_READINGS_MAX], y[DR_READINGS_MAX];
    if (dr_str_equal(a, b) || !dr_lexicon_has(t->lexicon, a) || !dr_lexicon_has(t->lexicon, b))
        return true;
    size_t nx = dr_lexicon_readings(t->lexicon, a, x), ny = dr_lexicon_readings(t->lexicon, b, y);
    for (size_t i = 0; i < nx; i++)
        for (size_t k = 0; k < ny; k++)
            if (x[i].len == y[k].len && memcmp(x[i].lemma, y[k].lemma, x[i].len) == 0)
                return true;
    return false;
}

static draad_status note(const dr_terms *t, dr_answers *out, uint32_t term, bool as_verb, draad_error *err)
{
    for (size_t i = 0; i < out->at.n; i++)
        if (out->at.at[i].term == term) {
            out->at.at[i].as_verb = out->at.at[i].as_verb && as_verb;
            return DRAAD_OK;
        }
    dr_answer *a = dr_vec_push(&out->at);
    if (a == NULL)
        return dr_no_memory(err);
    *a = (dr_answer){term, as_verb, t->terms.at[term].kind == DR_TERM_HOLDS};
    return DRAAD_OK;
}

/* A set of words may be part of another set: what answers the one answers the other.  Sets cannot be circular. */
static draad_status answer(const dr_terms *t, dr_answers *out, uint32_t term, bool as_verb, draad_error *err)
{
    draad_status s = note(t, out, term, as_verb, err);
    for (uint32_t m = t->terms.at[term].any; m != DRAAD_NONE && s == DRAAD_OK; m = t->members.at[m].next)
        s = answer(t, out, t->members.at[m].any, as_verb, err);
    return s;
}

/* Every entry under the loose spelling of `norm` whose class fits.  A rule that asks for a class (noun, verb) means the
 * reading that the word most likely has; any other rule takes all readings.  only_part: no heads. */
static draad_status look_up(const dr_terms *t, const dr_map *map, draad_str norm, uint8_t wclass, bool only_part,
                            bool preferred, dr_answers *out, draad_error *err)
{
    draad_status s = dr_norm_loose(norm, &out->other, err);
    if (s != DRAAD_OK)
        return s;
    for (uint32_t k = dr_map_find(map, dr_buf_str(&out->other)); k != DRAAD_NONE && s == DRAAD_OK;
         k = t->keys.at[k].next) {
        const dr_term_key *key = &t->keys.at[k];
        if ((key->wclass != 0 && (key->wclass & wclass) == 0) || !is_same_word(t, key->norm, norm) ||
            (only_part && t->terms.at[key->term].kind == DR_TERM_HEAD) ||
            (!preferred && t->terms.at[key->term].wclass != 0))
            continue;
        s = answer(t, out, key->term, wclass == DR_VERB, err);
    }
    return s;
}

/* Does loose text match a loose pattern of letters, * and ?  (Backtracks to the last star only.) */
static bool glob(draad_str pattern, draad_str text)
{
    size_t p = 0, i = 0, star = SIZE_MAX, from = 0;
    while (i < text.len) {
        uint32_t cp;
        size_t len = dr_utf8_decode(text.data + i, text.len - i, &cp);
        len += len == 0;
        if (p < pattern.len && pattern.data[p] == '*') {
            star = p++;
            from = i;
        } else if (p < pattern.len && pattern.data[p] == '?') {
            p++;
            i += len;
        } else if (p < pattern.len && pattern.data[p] == text.data[i]) {
            p++;
            i++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            i = ++from;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.data[p] == '*')
        p++;
    return p == pattern.len;
}

static draad_status look_up_letters(const dr_terms *t, draad_str loose, dr_answers *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t n = 0; n <= 63 && n <= loose.len; n++) {
        if ((t->prefix_lengths >> n & 1) != 0)
            for (uint32_t k = dr_map_find(&t->prefixes, (draad_str){loose.data, n}); k != DRAAD_NONE && s == DRAAD_OK;
                 k = t->keys.at[k].next)
                if (glob(t->keys.at[k].norm, loose))
                    s = answer(t, out, t->keys.at[k].term, false, err);
        if ((t->suffix_lengths >> n & 1) != 0)
            for (uint32_t k = dr_map_find(&t->suffixes, (draad_str){loose.data + loose.len - n, n});
                 k != DRAAD_NONE && s == DRAAD_OK; k = t->keys.at[k].next) {
                draad_str end = t->keys.at[k].norm;
                if (end.len <= loose.len && memcmp(loose.data + loose.len - end.len, end.data, end.len) == 0)
                    s = answer(t, out, t->keys.at[k].term, false, err);
            }
    }
    return s;
}

/* A part as it stands in the compound, and what it is a form of (kinder- is kind). */
static draad_status look_up_part(const dr_terms *t, draad_str part, bool last, dr_answers *out, draad_error *err)
{
    dr_reading readings[DR_READINGS_MAX];
    draad_status s = look_up(t, &t->parts, part, 0, !last, true, out, err);
    size_t n = dr_lexicon_readings(t->lexicon, part, readings);
    for (size_t i = 0; i < n && s == DRAAD_OK; i++)
        if (readings[i].known)
            s = look_up(t, &t->parts, (draad_str){readings[i].lemma, readings[i].len}, 0, !last, true, out, err);
    return s;
}

static draad_status look_up_parts(const dr_terms *t, const dr_reading *r, dr_answers *out, draad_error *err)
{
    draad_str parts[DR_PARTS_MAX];
    draad_status s = DRAAD_OK;
    size_t n = t->parts.n > 0 ? dr_lexicon_parts(t->lexicon, (draad_str){r->lemma, r->len}, parts) : 1;
    for (size_t i = 0; n > 1 && i < n && s == DRAAD_OK; i++)
        s = look_up_part(t, parts[i], i + 1 == n, out, err);
    return s;
}

static draad_status look_up_stem(const dr_terms *t, draad_str norm, dr_answers *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    if (t->stems.n == 0)
        return s;
    if (out->stemmer == NULL && (out->stemmer = dr_stemmer_new()) == NULL)
        return dr_no_memory(err);
    draad_str stem = dr_stem(out->stemmer, norm);
    if (stem.data == NULL)
        return dr_no_memory(err);
    for (uint32_t k = dr_map_find(&t->stems, stem); k != DRAAD_NONE && s == DRAAD_OK; k = t->keys.at[k].next)
        s = answer(t, out, t->keys.at[k].term, false, err);
    return s;
}

static draad_status look_up_held(const dr_terms *t, draad_str norm, dr_answers *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; t->held.n > 0 && i + DR_HOLDS_MIN <= norm.len && s == DRAAD_OK; i++) {
        const uint32_t n = number_of_held(norm.data + i);
        if ((t->held_starts[n / 8] >> n % 8 & 1) == 0)
            continue;
        for (uint32_t k = dr_map_find(&t->held, (draad_str){norm.data + i, DR_HOLDS_MIN});
             k != DRAAD_NONE && s == DRAAD_OK; k = t->keys.at[k].next) {
            draad_str held = t->keys.at[k].norm;
            if (held.len <= norm.len - i && memcmp(norm.data + i, held.data, held.len) == 0)
                s = answer(t, out, t->keys.at[k].term, false, err);
        }
    }
    return s;
}

static int by_term(const void *a, const void *b)
{
    const dr_answer *x = a, *y = b;
    return (x->term > y->term) - (x->term < y->term);
}

/* Can guessing what a word is a form of lead to anything that is asked for?  It means looking for words in it, which
 * costs more than all else that is done with a word, and nearly always is for nothing. */
static bool is_worth_guessing(const dr_terms *t, draad_str norm)
{
    char starts[DR_STARTS_MAX][DR_START_MAX];
    size_t n = dr_lexicon_starts(t->lexicon, norm, starts);
    bool worth = n == 0 || t->parts.n > 0;
    for (size_t i = 0; i < n && !worth; i++) {
        const uint32_t at = number_of_start(starts[i]);
        worth = (t->starts[at / 8] >> at % 8 & 1) != 0;
    }
    return worth;
}

/* What the word is a form of. */
static draad_status look_up_readings(const dr_terms *t, draad_str norm, dr_answers *out, draad_error *err)
{
    dr_reading readings[DR_READINGS_MAX];
    draad_status s = DRAAD_OK;
    size_t n = dr_lexicon_known_readings(t->lexicon, norm, readings);
    if (n == 0 && is_worth_guessing(t, norm))
        n = dr_lexicon_readings(t->lexicon, norm, readings);
    for (size_t i = 0; i < n && s == DRAAD_OK; i++) {
        s = look_up(t, &t->lemmas, (draad_str){readings[i].lemma, readings[i].len}, readings[i].wclass, false, i == 0,
                    out, err);
        if (readings[i].wclass == DR_VERB &&
            dr_map_find(&t->bases, (draad_str){readings[i].lemma, readings[i].len}) != DRAAD_NONE)
            out->flags |= DR_WORD_VERB;
        if (s == DRAAD_OK && readings[i].wclass != DR_OTHER)
            s = look_up_parts(t, &readings[i], out, err);
    }
    return s;
}

draad_status dr_terms_ask(const dr_terms *t, draad_str word, dr_answers *out, draad_error *err)
{
    out->at.n = 0;
    out->flags = 0;
    draad_status s = dr_norm(word, &out->norm, err);
    if (s == DRAAD_OK)
        s = dr_norm_loose(dr_buf_str(&out->norm), &out->loose, err);
    if (s != DRAAD_OK)
        return s;
    draad_str norm = dr_buf_str(&out->norm);
    draad_str plain = dr_lexicon_has(t->lexicon, norm) ? norm : dr_buf_str(&out->loose); /* lós, níet */
    if (t->separable && dr_lexicon_is_particle(plain))
        out->flags |= DR_WORD_PARTICLE;
    if (dr_negation_cue(plain) != 0)
        out->flags |= DR_WORD_CUE;
    s = look_up(t, &t->forms, norm, 0, false, true, out, err);
    if (s == DRAAD_OK)
        s = look_up_readings(t, norm, out, err);
    if (s == DRAAD_OK)
        s = look_up_letters(t, dr_buf_str(&out->loose), out, err);
    if (s == DRAAD_OK)
        s = look_up_stem(t, norm, out, err);
    if (s == DRAAD_OK)
        s = look_up_held(t, norm, out, err);
    for (size_t i = 0; i < out->at.n; i++)
        if (out->at.at[i].as_verb)
            out->flags |= DR_WORD_VERB;
    if (out->at.n > 1)
        qsort(out->at.at, out->at.n, sizeof *out->at.at, by_term);
    return s;
}

draad_status dr_terms_ask_held(const dr_terms *t, draad_str token, dr_answers *out, draad_error *err)
{
    out->at.n = 0;
    out->flags = 0;
    draad_status s = dr_norm(token, &out->norm, err);
    return s == DRAAD_OK ? look_up_held(t, dr_buf_str(&out->norm), out, err) : s;
}

draad_status dr_terms_ask_verb(const dr_terms *t, draad_str infinitive, dr_answers *out, draad_error *err)
{
    out->at.n = 0;
    out->flags = 0;
    return look_up(t, &t->lemmas, infinitive, DR_VERB, false, true, out, err);
}

void dr_answers_free(dr_answers *a)
{
    dr_vec_free(&a->at);
    dr_stemmer_free(a->stemmer);
    dr_buf_free(&a->norm);
    dr_buf_free(&a->loose);
    dr_buf_free(&a->other);
}
