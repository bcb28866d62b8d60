/* SPDX-License-Identifier: Apache-2.0
 * index-lexicon.c - what is asked of the lexicon most, made from it at build time.
 *
 *     index-lexicon lexicon.bin out.c
 *
 * out.c then holds, as arrays of uint32_t:
 *
 *   dr_lexicon_pairs       the node behind each two of the letters a to z, by their last five bits; 0: none.
 *                          Nearly every look-up begins so, at the nodes with the longest lists
 *
 *   dr_lexicon_accents     a bit for the number (dutch/accents.h) of each word with an accent: most words that
 *                          are not known have no such twin
 *
 *   dr_lexicon_particles   a bit for each two letters with which a particle begins: most words begin with none
 *
 * Knows: edges and marks of the table (dutch/lexicon_table.h).  Does not know: what words mean. */
#include "dutch/accents.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { HEADER_BYTES = 32, NEDGES_AT = 12, ROOT_AT = 16, NRULES_AT = 20, EDGE_BYTES = 4, RULE_BYTES = 8 };
enum { LAST = 0x100, END_LABEL = 1, MARK_PARTICLE = 4, WORD_MAX = 256 };

static unsigned char table[1 << 24];
static uint32_t accents[DR_ACCENT_NUMBERS / 32], particles[32];

static uint32_t u32_at(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t edge_at(uint32_t i)
{
    return u32_at(table + HEADER_BYTES + EDGE_BYTES * (size_t)i);
}

static uint32_t step(uint32_t node, unsigned char label)
{
    for (uint32_t i = node; node != 0 && i < u32_at(table + NEDGES_AT); i++) {
        const uint32_t edge = edge_at(i);
        if ((edge & 0xFF) == label)
            return edge >> 9;
        if (edge & LAST)
            break;
    }
    return 0;
}

/* Can the word with this set be a particle?  Its marks are the upper byte of the first number. */
static int is_particle(uint32_t set)
{
    const size_t rules = HEADER_BYTES + EDGE_BYTES * (size_t)u32_at(table + NEDGES_AT);
    const size_t sets = rules + RULE_BYTES * (size_t)u32_at(table + NRULES_AT);
    return (table[sets + 2 * (size_t)set + 1] & MARK_PARTICLE) != 0;
}

/* Every word behind a node, of which the first n bytes stand in `word`. */
static void note_words(uint32_t node, char *word, size_t n, int has_accent)
{
    for (uint32_t i = node; node != 0 && n < WORD_MAX && i < u32_at(table + NEDGES_AT); i++) {
        const unsigned char label = (unsigned char)edge_at(i);
        word[n] = (char)label;
        if (label == END_LABEL && n >= 2 && is_particle(edge_at(i) >> 9))
            particles[word[0] & 31] |= (uint32_t)1 << (word[1] & 31);
        if (label == END_LABEL && has_accent) {
            const uint32_t number = dr_number_without_accents(word, n);
            accents[number / 32] |= (uint32_t)1 << number % 32;
        } else if (label != END_LABEL) {
            note_words(edge_at(i) >> 9, word, n + 1, has_accent || label == DR_ACCENT_LEAD);
        }
        if (edge_at(i) & LAST)
            break;
    }
}

static void print_numbers(FILE *out, const uint32_t *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++)
        fprintf(out, i % 16 == 15 ? "%uu,\n" : "%uu,", (unsigned)numbers[i]);
    fprintf(out, "};\n");
}

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
    const size_t n = in != NULL ? fread(table, 1, sizeof table, in) : 0;
    FILE *out = n > HEADER_BYTES && n < sizeof table ? fopen(argv[2], "w") : NULL;
    if (out == NULL || n < HEADER_BYTES + 4 * (size_t)u32_at(table + NEDGES_AT)) {
        fprintf(stderr, "usage: index-lexicon lexicon.bin out.c\n");
        return EXIT_FAILURE;
    }
    fclose(in);
    uint32_t pairs[32 * 32];
    char word[WORD_MAX];
    for (unsigned i = 0; i < 32 * 32; i++) {
        const unsigned char a = (unsigned char)(0x60 | i >> 5), b = (unsigned char)(0x60 | (i & 31));
        const int letters = a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z';
        pairs[i] = letters ? step(step(u32_at(table + ROOT_AT), a), b) : 0u;
    }
    note_words(u32_at(table + ROOT_AT), word, 0, 0);
    fprintf(out, "/* Made by scripts/index-lexicon.c at build time. */\n#include <stdint.h>\n"
                 "extern const uint32_t dr_lexicon_pairs[], dr_lexicon_accents[], dr_lexicon_particles[];\n"
                 "const uint32_t dr_lexicon_pairs[32 * 32] = {\n");
    print_numbers(out, pairs, sizeof pairs / sizeof *pairs);
    fprintf(out, "const uint32_t dr_lexicon_accents[%d] = {\n", DR_ACCENT_NUMBERS / 32);
    print_numbers(out, accents, sizeof accents / sizeof *accents);
    fprintf(out, "const uint32_t dr_lexicon_particles[32] = {\n");
    print_numbers(out, particles, sizeof particles / sizeof *particles);
    return fclose(out) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
