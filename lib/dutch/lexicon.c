/* SPDX-License-Identifier: Apache-2.0
 * lexicon.c - what single Dutch words are, without context.
 * A form is looked up as it stands; then as particle + verb form (losgelaten); then with other accents; then by
 * its last part (hyphen, compound); then by its ending.  The first of these that answers, answers.
 * Knows: words.  Does not know: their neighbours, capitals, texts. */
#include "dutch/lexicon.h"

#include <assert.h>
#include <string.h>

#include "dutch/accents.h"
#include "dutch/inflect.h"
#include "dutch/lexicon_table.h"
#include "dutch/own_words.h"

/* ---- lists of readings ----------------------------------------------------------------------------------- */

typedef struct {
    dr_reading *out; /* DR_READINGS_MAX of them */
    size_t n;
    const draad_lexicon *own;
} list;

static draad_str lemma_of(const dr_reading *r)
{
    return (draad_str){r->lemma, r->len};
}

static draad_str from(draad_str s, size_t at)
{
    return (draad_str){s.data + at, s.len - at};
}

static draad_str upto(draad_str s, size_t len)
{
    return (draad_str){s.data, len};
}

static bool ends_with(draad_str s, const char *end)
{
    size_t n = strlen(end);
    return s.len >= n && memcmp(s.data + s.len - n, end, n) == 0;
}

static bool is_vowel(char c)
{
    return c != '\0' && strchr("aeiouy", c) != NULL;
}

static bool lookup(draad_str word, dr_entry *entry)
{
    return word.len > 0 && dr_table_entry(dr_table_walk(dr_table_root(), word), entry);
}

/* Adds a reading, unless the lemma has been read in this class already or there is no room. */
static void add(list *l, const dr_reading *r)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->out[i].wclass == r->wclass && l->out[i].len == r->len && memcmp(l->out[i].lemma, r->lemma, r->len) == 0)
            return;
    if (l->n < DR_READINGS_MAX)
        l->out[l->n++] = *r;
}

static bool make(dr_reading *r, draad_str left, draad_str lemma, unsigned wclass, unsigned form)
{
    if (left.len + lemma.len == 0 || left.len + lemma.len > DR_WORD_MAX)
        return false;
    memmove(r->lemma + left.len, lemma.data, lemma.len); /* may lie in r */
    memcpy(r->lemma, left.data, left.len);
    r->len = (uint8_t)(left.len + lemma.len);
    r->wclass = (uint8_t)wclass;
    r->form = (uint8_t)form;
    r->known = 0;
    return true;
}

/* Adds a reading by rule: `stem` with `end` after it. */
static void add_rule(list *l, draad_str stem, const char *end, unsigned wclass, unsigned form)
{
    dr_reading r;
    size_t nend = strlen(end);
    if (stem.len + nend > DR_WORD_MAX || !make(&r, (draad_str){"", 0}, stem, wclass, form))
        return;
    memcpy(r.lemma + stem.len, end, nend);
    r.len = (uint8_t)(stem.len + nend);
    add(l, &r);
}

/* ---- words of the lists ---------------------------------------------------------------------------------- */

/* Adds the form as particle + verb form: losgelaten, opgeeft. */
static void read_joined(list *l, draad_str norm)
{
    uint32_t node = 0;
    if (!dr_table_may_begin_with_particle(norm))
        return;
    for (size_t at = 2; at + 2 < norm.len; at++) {
        dr_entry particle, rest;
        node = at == 2 ? dr_table_walk(dr_table_root(), upto(norm, at))
                       : dr_table_step(node, (unsigned char)norm.data[at - 1]);
        if (node == 0)
            return;
        if (!dr_table_entry(node, &particle) || !(particle.marks & DR_MARK_PARTICLE))
            continue;
        if (!lookup(from(norm, at), &rest))
            continue;
        for (size_t i = 0; i < rest.nreadings; i++) {
            dr_reading r;
            if (!dr_table_reading(&rest, i, from(norm, at), &r) || r.wclass != DR_VERB ||
                !dr_lexicon_separable(l->own, upto(norm, at), lemma_of(&r)))
                continue;
            if (make(&r, upto(norm, at), lemma_of(&r), DR_VERB, r.form)) {
                r.known = 1;
                add(l, &r);
            }
        }
    }
}

/* A participle comes before the adjective of the same letters (opgeleid: opleiden), a noun before any verb
 * (uitspraken: uitspraak), unless somebody set the order by hand. */
static bool joined_first(const dr_entry *entry, const list *own, const list *joined)
{
    if (joined->n == 0 || entry->marks & DR_MARK_HAND)
        return false;
    return own->n == 0 || (own->out[0].wclass == DR_ADJ && joined->out[0].form >= DR_FORM_PART);
}

static void read_known(list *l, draad_str norm)
{
    dr_reading own_room[DR_READINGS_MAX], joined_room[DR_READINGS_MAX];
    list own = {own_room, 0, l->own}, joined = {joined_room, 0, l->own};
    dr_entry entry = {0};
    bool found = lookup(norm, &entry);
    for (size_t i = 0; found && i < entry.nreadings; i++) {
        dr_reading r;
        if (dr_table_reading(&entry, i, norm, &r))
            add(&own, &r);
    }
    read_joined(&joined, norm);
    bool swap = joined_first(&entry, &own, &joined);
    const list *first = swap ? &joined : &own, *second = swap ? &own : &joined;
    for (size_t i = 0; i < first->n; i++)
        add(l, &first->out[i]);
    for (size_t i = 0; i < second->n; i++)
        add(l, &second->out[i]);
}

/* ---- other accents --------------------------------------------------------------------------------------- */

static bool is_acute(unsigned char second)
{
    return second == 0xA1 || second == 0xA9 || second == 0xAD || second == 0xB3 || second == 0xBA;
}

/* Copies `norm` without accents (acute only: the stress marks of één, écht); returns the bytes written. */
static size_t strip_accents(draad_str norm, bool acute_only, char out[DR_WORD_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < norm.len; i++) {
        unsigned char c = (unsigned char)norm.data[i];
        unsigned char next = i + 1 < norm.len ? (unsigned char)norm.data[i + 1] : 0;
        if (c == 0xC3 && dr_bare_letter(next) != '\0' && (!acute_only || is_acute(next))) {
            out[n++] = dr_bare_letter(next);
            i++;
        } else {
            out[n++] = (char)c;
        }
    }
    return n;
}

/* Finds a word of the lists with more accents than `bare` has (prive: privé).  Depth first; `budget` bounds
 * the accents.  Writes the word to out[0..] and returns its bytes, or 0. */
static size_t find_accented(uint32_t node, draad_str bare, size_t n, char out[DR_WORD_MAX], int budget)
{
    dr_entry entry;
    if (node == 0 || n + 2 > DR_WORD_MAX)
        return 0;
    if (bare.len == 0)
        return dr_table_entry(node, &entry) ? n : 0;
    out[n] = bare.data[0];
    size_t found = find_accented(dr_table_step(node, (unsigned char)bare.data[0]), from(bare, 1), n + 1, out, budget);
    uint32_t lead = found > 0 || budget == 0 ? 0 : dr_table_step(node, 0xC3);
    for (unsigned c = 0xA0; lead != 0 && found == 0 && c <= 0xBF; c++) {
        if (dr_bare_letter((unsigned char)c) != bare.data[0])
            continue;
        out[n] = (char)(unsigned char)0xC3;
        out[n + 1] = (char)(unsigned char)c;
        found = find_accented(dr_table_step(lead, (unsigned char)c), from(bare, 1), n + 2, out, budget - 1);
    }
    return found;
}

static void read_other_accents(list *l, draad_str norm)
{
    enum { SHORTEST = 4, ACCENTS = 2 };
    char room[DR_WORD_MAX];
    for (int acute_only = 1; acute_only >= 0 && l->n == 0; acute_only--) {
        size_t n = strip_accents(norm, acute_only, room);
        if (n < norm.len)
            read_known(l, (draad_str){room, n});
    }
    if (l->n == 0 && norm.len >= SHORTEST && dr_table_may_accent(norm)) {
        size_t n = find_accented(dr_table_root(), norm, 0, room, ACCENTS);
        if (n > 0)
            read_known(l, (draad_str){room, n});
    }
}

/* ---- by the last part ------------------------------------------------------------------------------------ */

/* Adds the readings of `tail`, with `left` before each lemma; only nouns and adjectives if `nominal`. */
static void read_tail(list *l, draad_str left, draad_str tail, bool nominal)
{
    dr_reading room[DR_READINGS_MAX];
    list tails = {room, 0, l->own};
    read_known(&tails, tail);
    for (size_t i = 0; i < tails.n; i++) {
        dr_reading *r = &tails.out[i];
        if (nominal && !(r->wclass & (DR_NOUN | DR_ADJ)))
            continue;
        if (make(r, left, lemma_of(r), r->wclass, r->form))
            add(l, r);
    }
}

/* The same for a tail that the user added. */
static void read_own_tail(list *l, draad_str left, draad_str tail)
{
    dr_reading room[DR_READINGS_MAX];
    size_t n = dr_own_readings(l->own, tail, room);
    for (size_t i = 0; i < n; i++)
        if (room[i].wclass == DR_NOUN && make(&room[i], left, lemma_of(&room[i]), DR_NOUN, DR_FORM_NONE))
            add(l, &room[i]);
}

/* x-y: y decides.  Also when y is unknown: by its ending. */
static void read_hyphened(list *l, draad_str norm)
{
    size_t at = norm.len;
    while (at > 0 && norm.data[at - 1] != '-')
        at--;
    if (at < 2 || norm.len - at < 2)
        return;
    dr_reading room[DR_READINGS_MAX];
    size_t n = dr_lexicon_readings(l->own, from(norm, at), room);
    for (size_t i = 0; i < n; i++)
        if (make(&room[i], upto(norm, at), lemma_of(&room[i]), room[i].wclass, room[i].form))
            add(l, &room[i]);
}

/* A word that is read by its tail: which of its beginnings are words of the lists; which are compounds is found out
 * once, when it is first asked. */
typedef struct beginnings {
    const draad_lexicon *own;
    draad_str word;
    bool are_words[DR_WORD_MAX + 1];
    bool asked, are_compounds[DR_WORD_MAX + 1];
} beginnings;

static void find_words(beginnings *b)
{
    enum { SHORTEST = 3 }; /* nothing shorter is asked for */
    dr_entry entry;
    uint32_t node = b->word.len < SHORTEST ? 0 : dr_table_walk(dr_table_root(), upto(b->word, SHORTEST - 1));
    for (size_t len = SHORTEST; len <= b->word.len && node != 0; len++) {
        node = dr_table_step(node, (unsigned char)b->word.data[len - 1]);
        b->are_words[len] = node != 0 && dr_table_entry(node, &entry);
    }
}

static bool is_compound(beginnings *b, size_t len)
{
    draad_str parts[DR_PARTS_MAX];
    if (memchr(b->word.data, '-', b->word.len) != NULL)
        return dr_lexicon_parts(b->own, upto(b->word, len), parts) > 1;
    if (!b->asked)
        dr_lexicon_beginnings(b->own, b->word, b->are_compounds);
    b->asked = true;
    return b->are_compounds[len];
}

static bool is_part(beginnings *b, size_t len)
{
    return b->are_words[len] || dr_own_is_part(b->own, upto(b->word, len), false) || is_compound(b, len);
}

/* Can the first `len` letters stand before a tail: a word, a word and a linking letter, a compound? */
static bool is_left(beginnings *b, size_t len)
{
    static const draad_str links[] = {{"s", 1}, {"e", 1}, {"n", 1}, {"en", 2}, {"er", 2}};
    if (len < 3)
        return false;
    if (is_part(b, len))
        return true;
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        const size_t n = links[i].len;
        if (len >= n + 3 && memcmp(b->word.data + len - n, links[i].data, n) == 0 && is_part(b, len - n))
            return true;
    }
    return false;
}

/* jeugdzorgprofessionals: its longest known tail after something that can stand there. */
static void read_compound(list *l, draad_str norm)
{
    enum { SHORTEST_TAIL = 3, SURE_TAIL = 6 };
    dr_entry entry;
    bool is_sure[DR_WORD_MAX + 1] = {0};
    beginnings b = {.own = l->own, .word = norm};
    find_words(&b);
    for (size_t at = 3; l->own != NULL && at + SHORTEST_TAIL <= norm.len && l->n == 0; at++)
        if (dr_own_is_part(l->own, from(norm, at), true) && is_left(&b, at))
            read_own_tail(l, upto(norm, at), from(norm, at));
    for (size_t at = 2; at + SHORTEST_TAIL <= norm.len && l->n == 0; at++) {
        if (!lookup(from(norm, at), &entry))
            continue;
        is_sure[at] = (entry.marks & DR_MARK_TAIL) != 0;
        if (!(entry.marks & DR_MARK_NAME) && is_left(&b, at))
            read_tail(l, upto(norm, at), from(norm, at), true);
    }
    for (size_t at = 2; at + SURE_TAIL <= norm.len && l->n == 0; at++)
        if (is_sure[at])
            read_tail(l, upto(norm, at), from(norm, at), true);
}

/* ---- by the ending --------------------------------------------------------------------------------------- */

static void read_apostrophe(list *l, draad_str norm)
{
    static const char *const ends[] = {"'s", "'tje", "'tjes", "'"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t n = strlen(ends[i]);
        dr_entry entry;
        if (!ends_with(norm, ends[i]) || norm.len <= n)
            continue;
        draad_str stem = upto(norm, norm.len - n);
        bool name = lookup(stem, &entry) && entry.marks & DR_MARK_NAME;
        add_rule(l, stem, "", name ? DR_OTHER : DR_NOUN, DR_FORM_NONE);
    }
}

/* A name of the lists with the -s of possession. */
static void read_genitive(list *l, draad_str norm)
{
    dr_entry entry;
    if (ends_with(norm, "s") && norm.len > 3 && lookup(upto(norm, norm.len - 1), &entry) && entry.marks & DR_MARK_NAME)
        add_rule(l, upto(norm, norm.len - 1), "", DR_OTHER, DR_FORM_NONE);
}

static void read_diminutive(list *l, draad_str norm)
{
    if (ends_with(norm, "jes"))
        norm.len--;
    if (norm.len < 6 || !ends_with(norm, "je"))
        return;
    draad_str stem = upto(norm, norm.len - 2);
    bool drops = ends_with(stem, "t") || ends_with(stem, "mp");
    add_rule(l, upto(stem, stem.len - (drops ? 1 : 0)), "", DR_NOUN, DR_FORM_NONE);
}

/* ge...d, ge...t: of a verb nobody listed (geappt). */
static void read_participle(list *l, draad_str norm)
{
    char room[DR_WORD_MAX];
    if (ends_with(norm, "de") || ends_with(norm, "te"))
        norm.len--;
    if (norm.len < 6 || norm.len > DR_WORD_MAX - 4 || memcmp(norm.data, "ge", 2) != 0)
        return;
    if (!ends_with(norm, "d") && !ends_with(norm, "t"))
        return;
    draad_str stem = {norm.data + 2, norm.len - 3};
    size_t n = stem.len;
    memcpy(room, stem.data, n);
    char last = room[n - 1], before = room[n - 2], third = n > 2 ? room[n - 3] : 'x';
    if (!is_vowel(last) && is_vowel(before) && before == third) { /* geskeet -> skeeten is wrong: sketen */
        room[n - 2] = last;
        n--;
    } else if (!is_vowel(last) && is_vowel(before) && !is_vowel(third) && last != 'w') {
        room[n] = last;
        n++;
    }
    add_rule(l, (draad_str){room, n}, "en", DR_VERB, DR_FORM_PART);
}

static void read_by_ending(list *l, draad_str norm)
{
    char room[DR_WORD_MAX];
    if (norm.len < 5 || norm.len > DR_WORD_MAX - 8)
        return;
    read_diminutive(l, norm);
    if (ends_with(norm, "heden") && norm.len > 7)
        add_rule(l, upto(norm, norm.len - 5), "heid", DR_NOUN, DR_FORM_NONE);
    else if (ends_with(norm, "ende") || ends_with(norm, "end"))
        add_rule(l, upto(norm, norm.len - (ends_with(norm, "e") ? 2 : 1)), "", DR_VERB, DR_FORM_PPRES);
    else if (ends_with(norm, "iën"))
        add_rule(l, upto(norm, norm.len - 3), "e", DR_NOUN, DR_FORM_NONE);
    else if (ends_with(norm, "ën"))
        add_rule(l, upto(norm, norm.len - 3), "", DR_NOUN, DR_FORM_NONE);
    else if (ends_with(norm, "en") && !ends_with(norm, "een"))
        add_rule(l, dr_close_syllable(upto(norm, norm.len - 2), room), "", DR_NOUN, DR_FORM_NONE);
    if (ends_with(norm, "en"))
        add_rule(l, norm, "", DR_VERB, DR_FORM_INF);
    read_participle(l, norm);
    if (l->n == 0 && ends_with(norm, "s") && !ends_with(norm, "ss") && !ends_with(norm, "us") && !ends_with(norm, "is"))
        add_rule(l, upto(norm, norm.len - 1), "", DR_NOUN, DR_FORM_NONE);
    if (l->n == 0 && (ends_with(norm, "ige") || ends_with(norm, "lijke") || ends_with(norm, "ische")))
        add_rule(l, upto(norm, norm.len - 1), "", DR_ADJ, DR_FORM_NONE);
}

/* ---- the interface --------------------------------------------------------------------------------------- */

/* A stressed compound: gézinswerker, but not cafébaas, which is one with its accent. */
static void read_stressed_compound(list *l, draad_str norm)
{
    char room[DR_WORD_MAX];
    draad_str parts[DR_PARTS_MAX];
    size_t n = strip_accents(norm, true, room);
    if (n < norm.len && dr_lexicon_parts(l->own, norm, parts) == 1 &&
        dr_lexicon_parts(l->own, (draad_str){room, n}, parts) > 1)
        l->n = dr_lexicon_readings(l->own, (draad_str){room, n}, l->out);
}

/* Any other stressed word that is unknown; an accent on the last letter is its own (Hergé). */
static void read_without_stress(list *l, draad_str norm)
{
    char room[DR_WORD_MAX];
    size_t n = strip_accents(norm, true, room);
    if (n < norm.len && (unsigned char)norm.data[norm.len - 1] < 0x80)
        l->n = dr_lexicon_readings(l->own, (draad_str){room, n}, l->out);
}

/* Readings of another word that the same letters stand for. */
static void add_readings_of(list *l, draad_str norm)
{
    dr_reading room[DR_READINGS_MAX];
    size_t n = dr_lexicon_readings(l->own, norm, room);
    for (size_t i = 0; i < n; i++)
        add(l, &room[i]);
}

/* "ouder(s)": with and without what is in the parentheses. */
static bool read_with_and_without(list *l, draad_str norm)
{
    char whole[DR_WORD_MAX], bare[DR_WORD_MAX];
    size_t nwhole = 0, nbare = 0;
    bool inside = false, found = false;
    if (memchr(norm.data, '(', norm.len) == NULL)
        return false;
    for (size_t i = 0; i < norm.len; i++) {
        char c = norm.data[i];
        found = found || c == '(';
        inside = c == '(' || (inside && c != ')');
        if (c == '(' || c == ')')
            continue;
        whole[nwhole++] = c;
        if (!inside)
            bare[nbare++] = c;
    }
    if (!found || nbare == 0)
        return false;
    add_readings_of(l, (draad_str){bare, nbare});
    add_readings_of(l, (draad_str){whole, nwhole});
    return true;
}

/* "hij/zij": itself, and each of its words. */
static bool read_alternatives(list *l, draad_str norm)
{
    const char *slash = memchr(norm.data, '/', norm.len);
    bool number = norm.data[0] >= '0' && norm.data[0] <= '9';
    if (slash == NULL || slash == norm.data || slash == norm.data + norm.len - 1 || number)
        return false;
    add_rule(l, norm, "", DR_OTHER, DR_FORM_NONE);
    for (size_t start = 0; start < norm.len;) {
        slash = memchr(norm.data + start, '/', norm.len - start);
        size_t end = slash != NULL ? (size_t)(slash - norm.data) : norm.len;
        if (end > start)
            add_readings_of(l, (draad_str){norm.data + start, end - start});
        start = end + 1;
    }
    return true;
}

size_t dr_lexicon_known_readings(const draad_lexicon *own, draad_str norm, dr_reading out[DR_READINGS_MAX])
{
    list l = {out, 0, own};
    if (norm.len == 0 || norm.len > DR_WORD_MAX)
        return 0;
    if ((l.n = dr_own_readings(own, norm, out)) > 0) {
        read_known(&l, norm);
        return l.n;
    }
    if (read_alternatives(&l, norm) || read_with_and_without(&l, norm))
        return l.n;
    read_known(&l, norm);
    if (l.n == 0)
        read_other_accents(&l, norm);
    return l.n;
}

size_t dr_lexicon_readings(const draad_lexicon *own, draad_str norm, dr_reading out[DR_READINGS_MAX])
{
    static void (*const readers[])(list *, draad_str) = {
        read_apostrophe, read_genitive,       read_hyphened,  read_stressed_compound,
        read_compound,   read_without_stress, read_by_ending,
    };
    list l = {out, dr_lexicon_known_readings(own, norm, out), own};
    if (l.n > 0 || norm.len == 0 || norm.len > DR_WORD_MAX)
        return l.n;
    for (size_t i = 0; i < sizeof readers / sizeof readers[0] && l.n == 0; i++)
        readers[i](&l, norm);
    if (l.n == 0)
        add_rule(&l, norm, "", DR_NOUN, DR_FORM_NONE);
    assert(l.n > 0);
    return l.n;
}

/* Is this a word with a lemma that begins with other letters than its own first n: meeste (veel)? */
static bool changes_start(draad_str word, size_t n)
{
    dr_reading r;
    dr_entry entry;
    for (size_t i = 0; lookup(word, &entry) && i < entry.nreadings; i++)
        if (dr_table_reading(&entry, i, word, &r) && (r.len < n || memcmp(r.lemma, word.data, n) != 0))
            return true;
    return false;
}

/* Those who guess keep the letters in front, but for the ge- of a participle; of a short form the ending may change
 * even the third letter (gehoord: horen), and behind two or three letters a tail of another lemma may begin. */
size_t dr_lexicon_starts(const draad_lexicon *own, draad_str norm, char out[DR_STARTS_MAX][DR_START_MAX])
{
    enum { SHORTEST = 8, GE = 2, SHORTEST_LEFT = 2 };
    size_t n = 0;
    if (own != NULL || norm.len < SHORTEST)
        return 0;
    for (size_t i = 0; i < norm.len; i++)
        if (norm.data[i] < 'a' || norm.data[i] > 'z')
            return 0;
    for (size_t left = SHORTEST_LEFT; left < DR_START_MAX; left++)
        if (changes_start(from(norm, left), DR_START_MAX - left))
            return 0;
    memcpy(out[n++], norm.data, DR_START_MAX);
    if (memcmp(norm.data, "ge", GE) == 0) {
        if (norm.len < SHORTEST + GE)
            return 0;
        memcpy(out[n++], norm.data + GE, DR_START_MAX);
    }
    return n;
}

bool dr_lexicon_has(const draad_lexicon *own, draad_str norm)
{
    dr_entry entry;
    return lookup(norm, &entry) || dr_own_has(own, norm);
}

/* Does the user's file have particle + infinitive as a verb? */
static bool own_separable(const draad_lexicon *own, draad_str particle, draad_str infinitive)
{
    char room[DR_WORD_MAX];
    size_t n = particle.len + infinitive.len;
    if (own == NULL || n > DR_WORD_MAX)
        return false;
    memcpy(room, particle.data, particle.len);
    memcpy(room + particle.len, infinitive.data, infinitive.len);
    return dr_own_particle(own, (draad_str){room, n}) == particle.len;
}

bool dr_lexicon_separable(const draad_lexicon *own, draad_str particle, draad_str infinitive)
{
    dr_entry entry;
    uint32_t node = dr_table_walk(dr_table_walk(dr_table_root(), particle), infinitive);
    if (particle.len == 0)
        return false;
    return (dr_table_entry(node, &entry) && entry.particle == particle.len) || own_separable(own, particle, infinitive);
}

size_t dr_lexicon_particle(const draad_lexicon *own, draad_str infinitive)
{
    dr_entry entry;
    size_t n = lookup(infinitive, &entry) ? entry.particle : 0;
    return n > 0 ? n : dr_own_particle(own, infinitive);
}

bool dr_lexicon_is_particle(draad_str norm)
{
    dr_entry entry;
    return lookup(norm, &entry) && entry.marks & DR_MARK_PARTICLE;
}

const char *dr_lexicon_sha256(void)
{
    return dr_table_sha256();
}
