/* SPDX-License-Identifier: Apache-2.0
 * index-lexicon.c - where the words of the lexicon that begin with two letters go on, at build time.
 *
 *     index-lexicon lexicon.bin out.c
 *
 * out.c then holds `const uint32_t dr_lexicon_pairs[32 * 32]`: the node behind each two of the letters a to z, by their
 * last five bits; 0: none.  Nearly every look-up begins so, at the nodes with the longest lists.
 * Knows: the edges of the table (dutch/lexicon_table.h).  Does not know: words. */
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
    fprintf(out, "};\n");
    return fclose(out) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
