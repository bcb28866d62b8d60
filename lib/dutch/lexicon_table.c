/* SPDX-License-Identifier: Apache-2.0
 * lexicon_table.c - the table behind the lexicon, read straight from its bytes.
 * The bytes are ours, made with the program: a test asks dr_table_is_sound, so that no look-up has to.
 * Knows: bytes and numbers.  Does not know: Dutch. */
#include "dutch/lexicon_table.h"
#include "dutch/accents.h"

#include <string.h>

extern const unsigned char dr_lexicon_data[]; /* made from lexicon.bin by scripts/embed.c */
extern const size_t dr_lexicon_size;
extern const char dr_lexicon_sha[];
extern const uint32_t dr_lexicon_pairs[]; /* made from it by scripts/index-lexicon.c */
extern const uint32_t dr_lexicon_accents[], dr_lexicon_particles[];

enum {
    HEADER_BYTES = 32,
    EDGE_BYTES = 4,
    RULE_BYTES = 8,
    SET_BYTES = 2,
    TABLE_VERSION = 1,
    END_LABEL = 1,
    LAST = 0x100
};

typedef struct {
    const unsigned char *rules, *sets, *pool;
    uint32_t nedges, nrules, nsets, npool;
} table;

static uint32_t u16_at(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t u32_at(const unsigned char *p)
{
    return u16_at(p) | u16_at(p + 2) << 16;
}

static const unsigned char *const edges = dr_lexicon_data + HEADER_BYTES;

/* The parts of the table: a few loads, so no need to keep the result anywhere. */
static table open_table(void)
{
    const unsigned char *p = dr_lexicon_data;
    table t = {.nedges = u32_at(p + 12), .nrules = u32_at(p + 20), .nsets = u32_at(p + 24), .npool = u32_at(p + 28)};
    t.rules = edges + (size_t)t.nedges * EDGE_BYTES;
    t.sets = t.rules + (size_t)t.nrules * RULE_BYTES;
    t.pool = t.sets + (size_t)t.nsets * SET_BYTES;
    return t;
}

bool dr_table_is_sound(void)
{
    const unsigned char *p = dr_lexicon_data;
    if (dr_lexicon_size < HEADER_BYTES || memcmp(p, "DraadLex", 8) != 0 || u32_at(p + 8) != TABLE_VERSION)
        return false;
    const table t = open_table();
    if ((size_t)(t.pool - p) + t.npool != dr_lexicon_size || dr_table_root() == 0 || dr_table_root() >= t.nedges)
        return false;
    for (uint32_t i = dr_table_root(); i < t.nedges; i++) {
        const uint32_t edge = u32_at(edges + (size_t)i * EDGE_BYTES);
        const bool last = (edge & LAST) != 0, end = (edge & 0xFF) == END_LABEL;
        if (edge >> 9 >= (end ? t.nsets : t.nedges) || (i + 1 == t.nedges && !last))
            return false;
        if (!last && (edge & 0xFF) >= (u32_at(edges + ((size_t)i + 1) * EDGE_BYTES) & 0xFF))
            return false;
    }
    return true;
}

/* The target of the edge with this label, or UINT32_MAX.  The edges of a node are in order of their labels; with its
 * mark behind it the last label is more than any other. */
static inline uint32_t follow(uint32_t node, unsigned char label)
{
    if (node == 0)
        return UINT32_MAX;
    const unsigned char *at = edges + (size_t)node * EDGE_BYTES;
    while ((u32_at(at) & (LAST | 0xFF)) < label)
        at += EDGE_BYTES;
    return (u32_at(at) & 0xFF) == label ? u32_at(at) >> 9 : UINT32_MAX;
}

uint32_t dr_table_root(void)
{
    return u32_at(dr_lexicon_data + 16);
}

uint32_t dr_table_step(uint32_t node, unsigned char byte)
{
    if (byte <= END_LABEL)
        return 0; /* no letter, and the label that ends words */
    uint32_t target = follow(node, byte);
    return target == UINT32_MAX ? 0 : target;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

uint32_t dr_table_walk(uint32_t node, draad_str text)
{
    size_t i = 0;
    if (node == dr_table_root() && text.len >= 2 && is_letter(text.data[0]) && is_letter(text.data[1])) {
        node = dr_lexicon_pairs[(text.data[0] & 31) << 5 | (text.data[1] & 31)];
        i = 2;
    }
    for (; i < text.len && node != 0; i++)
        node = dr_table_step(node, (unsigned char)text.data[i]);
    return node;
}

bool dr_table_may_begin_with_particle(draad_str word)
{
    if (word.len < 2 || !is_letter(word.data[0]) || !is_letter(word.data[1]))
        return true;
    return (dr_lexicon_particles[word.data[0] & 31] >> (word.data[1] & 31) & 1) != 0;
}

bool dr_table_may_accent(draad_str word)
{
    const uint32_t n = dr_number_without_accents(word.data, word.len);
    return (dr_lexicon_accents[n / 32] >> n % 32 & 1) != 0;
}

bool dr_table_entry(uint32_t node, dr_entry *entry)
{
    uint32_t at = follow(node, END_LABEL);
    if (at == UINT32_MAX)
        return false;
    const table t = open_table();
    if (at >= t.nsets)
        return false;
    uint32_t head = u16_at(t.sets + (size_t)at * SET_BYTES);
    uint32_t n = head & 0xF;
    if (n > t.nsets - at - 1)
        return false;
    *entry = (dr_entry){at + 1, (uint8_t)n, (uint8_t)(head >> 4 & 0xF), (uint8_t)(head >> 8)};
    return true;
}

/* Rule `i` of an entry, or NULL. */
static const unsigned char *rule_of(const table *t, const dr_entry *entry, size_t i)
{
    if (i >= entry->nreadings)
        return NULL;
    uint32_t rule = u16_at(t->sets + (entry->at + i) * SET_BYTES);
    return rule < t->nrules ? t->rules + (size_t)rule * RULE_BYTES : NULL;
}

bool dr_table_reading(const dr_entry *entry, size_t i, draad_str form, dr_reading *out)
{
    table t = open_table();
    const unsigned char *rule = rule_of(&t, entry, i);
    if (rule == NULL)
        return false;
    size_t front = rule[0], back = rule[1], where = u16_at(rule + 4), nadd = rule[6];
    size_t nhead = rule[7] != 0;
    if (front + back > form.len || where + nadd > t.npool)
        return false;
    size_t kept = form.len - front - back;
    if (nhead + kept + nadd > DR_WORD_MAX)
        return false;
    out->lemma[0] = (char)rule[7];
    memcpy(out->lemma + nhead, form.data + front, kept);
    memcpy(out->lemma + nhead + kept, t.pool + where, nadd);
    out->len = (uint8_t)(nhead + kept + nadd);
    out->wclass = rule[2];
    out->form = rule[3];
    out->known = 1;
    return true;
}

unsigned dr_table_own_classes(const dr_entry *entry)
{
    table t = open_table();
    unsigned classes = 0;
    for (size_t i = 0; i < entry->nreadings; i++) {
        const unsigned char *rule = rule_of(&t, entry, i);
        if (rule != NULL && rule[0] + rule[1] + rule[6] + rule[7] == 0)
            classes |= rule[2];
    }
    return classes;
}

bool dr_table_is_stem(const dr_entry *entry, draad_str form)
{
    table t = open_table();
    for (size_t i = 0; i < entry->nreadings; i++) {
        const unsigned char *rule = rule_of(&t, entry, i);
        if (rule == NULL || form.len == 0 || rule[2] != DR_VERB || rule[3] != DR_FORM_PRESENT)
            continue;
        bool t_is_added = form.data[form.len - 1] == 't' && rule[1] > 0 &&
                          (rule[6] == 0 || t.pool[u16_at(rule + 4)] != 't'); /* werkt, loopt; but not praat, zet */
        if (!t_is_added)
            return true;
    }
    return false;
}

const char *dr_table_sha256(void)
{
    return dr_lexicon_sha;
}
