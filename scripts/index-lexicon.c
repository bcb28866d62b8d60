/* SPDX-License-Identifier: Apache-2.0
 * index-lexicon.c - short ways into the lexicon, at build time.
 *
 *     index-lexicon lexicon.bin out.c
 *
 * out.c then holds `const uint32_t dr_lexicon_pairs[32 * 32]`: the node behind each two of the letters a to z, by their
 * last five bits; 0: none.  Nearly every look-up begins so, at the nodes with the longest lists.  And `const uint8_t
 * dr_lexicon_accented[]`: the bits of the words that have accents (dutch/accents.h), so that a word that nobody knows
 * is looked for among these few only when it may be one. Knows: the edges of the table (dutch/lexicon_table.h).  Does
 * not know: what words mean. */
#include "dutch/accents.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { HEADER_BYTES = 32, ROOT_AT = 16, NEDGES_AT = 12 };

static uint32_t u32_at(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t step(const unsigned char *table, uint32_t node, unsigned char label)
{
    for (uint32_t i = node; node != 0 && i < u32_at(table + NEDGES_AT); i++) {
        const uint32_t edge = u32_at(table + HEADER_BYTES + 4 * (size_t)i);
        if ((edge & 0xFF) == label)
            return edge >> 9;
        if (edge & 0x100)
            break;
    }
    return 0;
}

enum { WORD_MAX = 256, END_LABEL = 1, LEAD = 0xC3 };

typedef struct walk {
    const unsigned char *table;
    uint8_t *accented;
    char bare[WORD_MAX];
} walk;

/* Sets the bits of all words behind `node`, whose letters so far are in bare[0..n) without accents.  after_lead: the
 * first byte of an accented letter was the last one, and is not among them. */
static void mark(walk *w, uint32_t node, size_t n, int naccents, int after_lead)
{
    for (uint32_t i = node; node != 0 && n + 2 < WORD_MAX && i < u32_at(w->table + NEDGES_AT); i++) {
        const uint32_t edge = u32_at(w->table + HEADER_BYTES + 4 * (size_t)i);
        const unsigned char label = (unsigned char)(edge & 0xFF);
        const char letter = after_lead ? dr_bare_letter(label) : '\0';
        if (label == END_LABEL && naccents > 0) {
            const uint32_t number = dr_number_of_bare(w->bare, n);
            w->accented[number / 8] |= (uint8_t)(1u << number % 8);
        } else if (label == LEAD) {
            mark(w, edge >> 9, n, naccents, 1);
        } else if (label != END_LABEL && letter != '\0') {
            w->bare[n] = letter;
            mark(w, edge >> 9, n + 1, naccents + 1, 0);
        } else if (label != END_LABEL) {
            size_t at = n;
            if (after_lead)
                w->bare[at++] = (char)(unsigned char)LEAD;
            w->bare[at++] = (char)label;
            mark(w, edge >> 9, at, naccents, 0);
        }
        if (edge & 0x100)
            break;
    }
}

int main(int argc, char **argv)
{
    static unsigned char table[1 << 24];
    FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
    const size_t n = in != NULL ? fread(table, 1, sizeof table, in) : 0;
    FILE *out = n > HEADER_BYTES && n < sizeof table ? fopen(argv[2], "w") : NULL;
    if (out == NULL || n < HEADER_BYTES + 4 * (size_t)u32_at(table + NEDGES_AT)) {
        fprintf(stderr, "usage: index-lexicon lexicon.bin out.c\n");
        return EXIT_FAILURE;
    }
    fclose(in);
    fprintf(out, "/* Made by scripts/index-lexicon.c at build time. */\n#include <stdint.h>\n"
                 "extern const uint32_t dr_lexicon_pairs[];\nconst uint32_t dr_lexicon_pairs[32 * 32] = {\n");
    for (unsigned i = 0; i < 32 * 32; i++) {
        const unsigned char a = (unsigned char)(0x60 | i >> 5), b = (unsigned char)(0x60 | (i & 31));
        const int letters = a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z';
        fprintf(out, i % 16 == 15 ? "%u,\n" : "%u,",
                letters ? step(table, step(table, u32_at(table + ROOT_AT), a), b) : 0u);
    }
    fprintf(out, "};\nextern const uint8_t dr_lexicon_accented[];\nconst uint8_t dr_lexicon_accented[%d] = {\n",
            DR_ACCENTED / 8);
    static uint8_t accented[DR_ACCENTED / 8];
    walk w = {.table = table, .accented = accented};
    mark(&w, u32_at(table + ROOT_AT), 0, 0, 0);
    for (unsigned i = 0; i < DR_ACCENTED / 8; i++)
        fprintf(out, i % 32 == 31 ? "%u,\n" : "%u,", accented[i]);
    fprintf(out, "};\n");
    return fclose(out) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
