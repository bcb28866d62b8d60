/* SPDX-License-Identifier: Apache-2.0
 * compounds.c - the parts of a compound word.
 * jeugdgezondheidszorg is jeugd + gezondheid + s + zorg.  Every stretch of the word that is itself a word gets a
 * price; a chart over all stretches then finds, from short to long, the cheapest place to cut each in two (a word
 * or a compound, perhaps a linking letter, a word or a compound); cutting is repeated until nothing can be cut.
 * The prices are a judgement, not a count: they come from what kind of word it is, its length, and whether the
 * word lists themselves use it in compounds.
 * Knows: the lexicon.  Does not know: sentences, inflection. */
#include "dutch/lexicon.h"

#include <assert.h>
#include <string.h>

#include "dutch/lexicon_table.h"
#include "dutch/own_words.h"

enum {
    SHORTEST = 3,   /* bytes of a part */
    LONGEST = 64,   /* bytes of a word that is looked into; longer ones stay whole */
    TOO_DEAR = 255, /* no such part */
    LIMIT = 16,     /* the dearest cut allowed; a part in perfect order costs 1 */
    LONGEST_LINK = 2,
};

/* Positions of a word as the bits of a number.  Those of parts lie in [0, LONGEST): the end of the word is never the
 * end of a left part or the beginning of a right one. */
typedef uint64_t positions;

/* What is known of the stretches [i, j) of a word.  Nearly all of them are no part of anything, so prices are only
 * there, and only looked at, where a bit says so. */
typedef struct {
    positions left_ends[LONGEST + 1];    /* of i: each j where [i, j) can stand before another part */
    positions right_starts[LONGEST + 1]; /* of j: each i where [i, j) can stand at the end */
    positions whole[LONGEST + 1];        /* of j: each i where a hand-made list says of [i, j): no cut */
    positions cuts[LONGEST + 1];         /* of j: each i where [i, j) can be cut */
    uint8_t left[LONGEST][LONGEST];      /* price of [i, j) before another part, cut or not */
    uint8_t right[LONGEST + 1][LONGEST]; /* of j and i, at the end */
    uint8_t at[LONGEST + 1][LONGEST];    /* of j and i: where the right part begins */
    uint8_t link[LONGEST + 1][LONGEST];  /* bytes of linking letters before that */
} chart;

static positions bit(size_t at)
{
    return (positions)1 << at;
}

static bool equals(draad_str s, const char *word)
{
    return s.len == strlen(word) && memcmp(s.data, word, s.len) == 0;
}

/* Is it among the words of the row of its first letter?  This is asked of most stretches of every new word. */
enum { LETTERS = 26 };
static bool is_one_of(draad_str s, const char *const rows[LETTERS])
{
    if (s.data[0] < 'a' || s.data[0] > 'z')
        return false;
    for (const char *word = rows[s.data[0] - 'a']; *word != '\0';) {
        size_t n = 0;
        while (n < s.len && word[n] == s.data[n] && word[n] != '\0')
            n++;
        if (n == s.len && (word[n] == ' ' || word[n] == '\0'))
            return true;
        while (word[n] != ' ' && word[n] != '\0')
            n++;
        word += n + (word[n] == ' ');
    }
    return false;
}

/* Prefixes and particles that look like words, and short words that are more often part of another word. */
static bool never_left(draad_str s)
{
    static const char *const rows[LETTERS] = {
        "aan achter af anti als",
        "bij ben",
        "con",
        "door des den der die dat",
        "ex een",
        "",
        "",
        "her het hun hem haar had heen",
        "in inter",
        "",
        "kon kar",
        "",
        "mee mis mijn men mon mini",
        "na naar niet non nog neer",
        "om onder ont op over ons",
        "per pre pro par",
        "",
        "re ren ran",
        "sub",
        "te toe tal terug tegen",
        "uit",
        "van ver via vol voor",
        "weg wan wat wel was",
        "",
        "",
        "",
    };
    return is_one_of(s, rows);
}

/* Endings that make words and happen to be words. */
static bool never_right(draad_str s)
{
    static const char *const rows[LETTERS] = {
        "achtig aren atie age ant aal ade aar aard air",
        "baar",
        "",
        "ding den der",
        "eling eren erij ent eur eel end erd ens eer",
        "",
        "gen",
        "heid",
        "isme iteit ist iek ica ine",
        "",
        "king ken",
        "ling loos loosheid lijk len",
        "matig ment men",
        "nis nen",
        "oor oot ons",
        "ping pen",
        "",
        "ring ren",
        "schap ster schappelijk sen sel ste",
        "teit tuur tie ting ten ter",
        "ure",
        "ven ving ver",
        "",
        "",
        "",
        "zaam zen",
    };
    return is_one_of(s, rows);
}

/* A plural that compounds keep whole: huizen(blok), brieven(bus). */
static bool is_plural(const dr_entry *entry, draad_str s)
{
    dr_reading r;
    if (s.len < 5 || s.data[s.len - 1] != 'n')
        return false;
    for (size_t i = 0; dr_table_reading(entry, i, s, &r); i++)
        if (r.wclass == DR_NOUN && (r.len != s.len || memcmp(r.lemma, s.data, s.len) != 0))
            return true;
    return false;
}

static uint8_t price_left(const dr_entry *entry, draad_str s)
{
    unsigned own = dr_table_own_classes(entry);
    unsigned price;
    if (never_left(s))
        return TOO_DEAR;
    if (entry->marks & DR_MARK_WHOLE)
        return 0; /* land-bouw-grond: not via land */
    if (own & DR_NOUN)
        price = 0;
    else if (own & DR_ADJ)
        price = 1;
    else if (dr_table_is_stem(entry, s))
        price = 2;
    else if (is_plural(entry, s))
        price = 3;
    else if (own & DR_OTHER)
        price = entry->marks & DR_MARK_NAME ? 7 : 5;
    else
        return TOO_DEAR;
    if (!(entry->marks & DR_MARK_LEFT))
        price += 4;
    if (s.len == SHORTEST)
        price += 6;
    return (uint8_t)(price + 1);
}

static uint8_t price_right(const dr_entry *entry, draad_str s)
{
    unsigned own = dr_table_own_classes(entry);
    unsigned price;
    if (never_right(s))
        return TOO_DEAR;
    if (entry->marks & DR_MARK_WHOLE)
        return 0;
    if (own & DR_NOUN)
        price = 0;
    else if (own & DR_ADJ)
        price = 2;
    else if (own & DR_VERB)
        price = 4;
    else
        return TOO_DEAR;
    if (!(entry->marks & DR_MARK_TAIL))
        price += 6;
    if (s.len == SHORTEST)
        price += 6;
    return (uint8_t)(price + 1);
}

/* The price of the letters [from, to) as a link after a part that ends at `from`. */
static unsigned price_link(draad_str word, size_t from, size_t to)
{
    draad_str link = {word.data + from, to - from};
    char before = word.data[from - 1];
    if (link.len == 0)
        return 0;
    if (equals(link, "s"))
        return 2;
    if (equals(link, "en") || (before == 'e' && equals(link, "n")))
        return link.len == 2 ? 2 : 3;
    if (equals(link, "e") || equals(link, "er"))
        return 6;
    if (link.len == 2 && link.data[0] == before && link.data[1] == 'e')
        return 6; /* zon-ne-bril */
    return TOO_DEAR;
}

static void set_left(chart *c, size_t i, size_t j, unsigned price)
{
    if (price > LIMIT)
        return;
    c->left_ends[i] |= bit(j);
    c->left[i][j] = (uint8_t)price;
}

static void set_right(chart *c, size_t i, size_t j, unsigned price)
{
    if (price > LIMIT)
        return;
    c->right_starts[j] |= bit(i);
    c->right[j][i] = (uint8_t)price;
}

/* Prices of the words of the lists that begin at `i`. */
static void price_listed(chart *c, draad_str word, size_t i)
{
    uint32_t node = dr_table_walk(dr_table_root(), (draad_str){word.data + i, SHORTEST - 1});
    for (size_t j = i + SHORTEST; node != 0 && j <= word.len; j++) {
        dr_entry entry;
        const draad_str s = {word.data + i, j - i};
        node = dr_table_step(node, (unsigned char)word.data[j - 1]);
        if (node == 0 || !dr_table_entry(node, &entry))
            continue;
        if (j < word.len)
            set_left(c, i, j, price_left(&entry, s));
        if (i > 0)
            set_right(c, i, j, price_right(&entry, s));
        if (entry.marks & DR_MARK_WHOLE)
            c->whole[j] |= bit(i);
    }
}

/* Prices of the user's own words that begin at `i`. */
static void price_own(chart *c, const draad_lexicon *own, draad_str word, size_t i)
{
    for (size_t j = i + 1; j <= word.len; j++) {
        const draad_str s = {word.data + i, j - i};
        if (j < word.len && dr_own_is_part(own, s, false))
            set_left(c, i, j, 1);
        if (i > 0 && dr_own_is_part(own, s, true))
            set_right(c, i, j, 1);
    }
}

/* Finds the best cut of the stretch [i, j), when those of all shorter ones are known. */
static void find_cut(chart *c, draad_str word, size_t i, size_t j)
{
    enum { UNKNOWN = 3 }; /* a part that no list knows is itself a compound */
    const positions ends = c->left_ends[i] & ~(bit(i + SHORTEST) - 1);
    const positions within = bit(j - SHORTEST + 1) - bit(i + SHORTEST);
    unsigned best = TOO_DEAR;
    if ((c->right_starts[j] & (ends | ends << 1 | ends << LONGEST_LINK) & within) == 0)
        return;
    for (size_t at = i + SHORTEST; at + SHORTEST <= j; at++) {
        if ((c->right_starts[j] & bit(at)) == 0)
            continue;
        for (size_t link = 0; link <= LONGEST_LINK && i + SHORTEST + link <= at; link++) {
            const size_t end = at - link;
            if ((ends & bit(end)) == 0)
                continue;
            const unsigned price = c->left[i][end] + c->right[j][at] + price_link(word, end, at);
            if (price > LIMIT || price >= best)
                continue;
            best = price;
            c->at[j][i] = (uint8_t)at;
            c->link[j][i] = (uint8_t)link;
        }
    }
    if (best > LIMIT)
        return;
    c->cuts[j] |= bit(i);
    if (j < LONGEST && ((c->left_ends[i] & bit(j)) == 0 || best + UNKNOWN < c->left[i][j]))
        set_left(c, i, j, best + UNKNOWN);
    if ((c->right_starts[j] & bit(i)) == 0 || best + UNKNOWN < c->right[j][i])
        set_right(c, i, j, best + UNKNOWN);
}

/* Where a part can begin behind one that begins at `i`, if all other parts in between are words.  A compound as a part
 * ends where the last of its words does. */
static positions starts_behind(const chart *c, draad_str word, size_t i)
{
    positions starts = 0;
    for (size_t end = i + SHORTEST; end + SHORTEST <= word.len; end++)
        if ((c->left_ends[i] & bit(end)) != 0 || (c->right_starts[end] & bit(i)) != 0)
            for (size_t at = end; at <= end + LONGEST_LINK && at < word.len; at++)
                starts |= price_link(word, end, at) <= LIMIT ? bit(at) : 0;
    return starts;
}

/* All that begins where a part can, of a word of at most LONGEST bytes. */
static void make_chart(chart *c, const draad_lexicon *own, draad_str word)
{
    positions starts = bit(0);
    assert(word.len <= LONGEST);
    for (size_t i = 0; i <= word.len; i++)
        c->left_ends[i] = c->right_starts[i] = c->whole[i] = c->cuts[i] = 0;
    for (size_t i = 0; i + SHORTEST <= word.len; i++) {
        if ((starts & bit(i)) == 0)
            continue;
        price_listed(c, word, i);
        if (own != NULL)
            price_own(c, own, word, i);
        starts |= starts_behind(c, word, i);
    }
    for (size_t j = 2 * SHORTEST; j <= word.len; j++)
        for (size_t i = j - 2 * SHORTEST + 1; i-- > 0 && c->right_starts[j] != 0;)
            if ((starts & ~c->whole[j] & bit(i)) != 0)
                find_cut(c, word, i, j);
}

/* Writes the parts of [i, j) to parts[n..]; returns the new n.  `spare` parts are still to come after these. */
static size_t collect(const chart *c, draad_str word, size_t i, size_t j, draad_str *parts, size_t n, size_t spare)
{
    if ((c->cuts[j] & bit(i)) == 0 || n + spare + 2 > DR_PARTS_MAX) {
        parts[n] = (draad_str){word.data + i, j - i};
        return n + 1;
    }
    size_t at = c->at[j][i];
    n = collect(c, word, i, at - c->link[j][i], parts, n, spare + 1);
    return collect(c, word, at, j, parts, n, spare);
}

static bool is_separable_verb(const draad_lexicon *own, draad_str lemma)
{
    return lemma.len > 0 && lemma.data[lemma.len - 1] == 'n' && dr_lexicon_particle(own, lemma) > 0;
}

/* The parts of a stretch without hyphens. */
static size_t split(const draad_lexicon *own, draad_str word, draad_str *parts, size_t n, size_t spare)
{
    chart c;
    parts[n] = word;
    if (word.len < 2 * SHORTEST || word.len > LONGEST)
        return n + 1;
    make_chart(&c, own, word);
    return collect(&c, word, 0, word.len, parts, n, spare);
}

void dr_lexicon_beginnings(const draad_lexicon *own, draad_str word, bool out[DR_WORD_MAX + 1])
{
    chart c;
    const size_t longest = word.len <= LONGEST ? word.len - (word.len > 0) : LONGEST;
    memset(out, 0, DR_WORD_MAX + 1);
    word.len = word.len <= LONGEST ? word.len : LONGEST;
    make_chart(&c, own, word);
    for (size_t at = 2 * SHORTEST; at <= longest; at++)
        out[at] = (c.cuts[at] & bit(0)) != 0 && !is_separable_verb(own, (draad_str){word.data, at});
}

size_t dr_lexicon_parts(const draad_lexicon *own, draad_str lemma, draad_str parts[DR_PARTS_MAX])
{
    size_t n = 0, start = 0;
    if (is_separable_verb(own, lemma)) { /* inschatten, not ins-chatten */
        parts[0] = lemma;
        return 1;
    }
    while (start < lemma.len) {
        const char *hyphen = memchr(lemma.data + start, '-', lemma.len - start);
        size_t end = hyphen != NULL ? (size_t)(hyphen - lemma.data) : lemma.len;
        bool last = end == lemma.len;
        if (n == DR_PARTS_MAX - 1) { /* the last place takes all that is left */
            end = lemma.len;
            parts[n++] = (draad_str){lemma.data + start, end - start};
        } else if (end > start) {
            n = split(own, (draad_str){lemma.data + start, end - start}, parts, n, last ? 0 : 1);
        }
        start = end + 1;
    }
    if (n == 0)
        parts[n++] = lemma;
    assert(n <= DR_PARTS_MAX);
    return n;
}

/* Where the last part of a compound begins; 0 when it is none. */
static size_t last_part(const draad_lexicon *own, draad_str whole)
{
    dr_reading readings[DR_READINGS_MAX];
    draad_str parts[DR_PARTS_MAX];
    size_t n = dr_lexicon_readings(own, whole, readings);
    for (size_t i = 0; i < n; i++) {
        draad_str lemma = {readings[i].lemma, readings[i].len};
        size_t nparts = readings[i].wclass == DR_OTHER ? 1 : dr_lexicon_parts(own, lemma, parts);
        size_t at = nparts > 1 ? (size_t)(parts[nparts - 1].data - lemma.data) : 0;
        if (at > 0 && at < whole.len && memcmp(lemma.data, whole.data, at) == 0)
            return at;
    }
    return 0;
}

static size_t join(draad_str left, draad_str right, char out[DR_WORD_MAX])
{
    if (left.len == 0 || right.len == 0 || left.len + right.len > DR_WORD_MAX)
        return 0;
    memcpy(out, left.data, left.len);
    memcpy(out + left.len, right.data, right.len);
    return left.len + right.len;
}

size_t dr_lexicon_first_half(const draad_lexicon *own, draad_str half, draad_str whole, char out[DR_WORD_MAX])
{
    size_t at = last_part(own, whole);
    return at > 0 ? join(half, (draad_str){whole.data + at, whole.len - at}, out) : 0;
}

size_t dr_lexicon_second_half(const draad_lexicon *own, draad_str half, draad_str whole, char out[DR_WORD_MAX])
{
    size_t at = last_part(own, whole);
    return at > 0 ? join((draad_str){whole.data, at}, half, out) : 0;
}
