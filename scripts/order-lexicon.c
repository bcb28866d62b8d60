/* SPDX-License-Identifier: Apache-2.0
 * order-lexicon.c - the same lexicon with its nodes in the order in which they are looked at, made at build time.
 *
 *     order-lexicon lexicon.bin out.bin
 *
 * make-lexicon numbers nodes as it finds them, so nearly every step of a look-up leads to memory that has not been
 * near. Here a node is followed by the one of its next letters behind which most words lie, and so on to the end of a
 * word. Knows: edges of the table (dutch/lexicon_table.h).  Does not know: what words mean. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { HEADER_BYTES = 32, NEDGES_AT = 12, ROOT_AT = 16, EDGE_BYTES = 4, LAST = 0x100, LABEL = 0xFF, FLAGS = 0x1FF };
enum { END_LABEL = 1, TARGET_SHIFT = 9, FILE_MAX = 1 << 24, EDGES_MAX = FILE_MAX / EDGE_BYTES };

static unsigned char table[FILE_MAX], ordered[FILE_MAX];
static uint32_t nwords[EDGES_MAX], place[EDGES_MAX]; /* of each node; 0: not known yet */
static uint32_t next_place = 1;

static uint32_t u32_at(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static void put_u32(unsigned char *p, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        p[i] = (unsigned char)(value >> 8 * i);
}

static uint32_t edge_at(uint32_t i)
{
    return u32_at(table + HEADER_BYTES + EDGE_BYTES * (size_t)i);
}

/* The words behind a node. */
static uint32_t count_words(uint32_t node)
{
    if (nwords[node] != 0)
        return nwords[node];
    uint32_t n = 0;
    for (uint32_t i = node;; i++) {
        n += (edge_at(i) & LABEL) == END_LABEL ? 1 : count_words(edge_at(i) >> TARGET_SHIFT);
        if (edge_at(i) & LAST)
            break;
    }
    return nwords[node] = n;
}

/* The node behind this one with most words that has no place yet; 0: none. */
static uint32_t next_of(uint32_t node)
{
    uint32_t best = 0;
    for (uint32_t i = node;; i++) {
        const uint32_t target = edge_at(i) >> TARGET_SHIFT;
        if ((edge_at(i) & LABEL) != END_LABEL && place[target] == 0 && (best == 0 || nwords[target] > nwords[best]))
            best = target;
        if (edge_at(i) & LAST)
            return best;
    }
}

static void give_places(uint32_t node)
{
    place[node] = next_place++;
    for (uint32_t i = node; !(edge_at(i) & LAST); i++)
        next_place++;
    for (uint32_t next; (next = next_of(node)) != 0;)
        give_places(next);
}

/* Every node to its place. */
static void move_nodes(uint32_t nedges)
{
    for (uint32_t i = 1, to = place[1]; i < nedges; i++, to++) {
        const uint32_t edge = edge_at(i), target = edge >> TARGET_SHIFT;
        const uint32_t moved = (edge & LABEL) == END_LABEL ? target : place[target];
        put_u32(ordered + HEADER_BYTES + EDGE_BYTES * (size_t)to, (edge & FLAGS) | moved << TARGET_SHIFT);
        if (edge & LAST && i + 1 < nedges)
            to = place[i + 1] - 1;
    }
    put_u32(ordered + ROOT_AT, place[u32_at(table + ROOT_AT)]);
}

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
    const size_t n = in != NULL ? fread(table, 1, sizeof table, in) : 0;
    const uint32_t nedges = n > HEADER_BYTES ? u32_at(table + NEDGES_AT) : 0;
    FILE *out = nedges > 0 && n < sizeof table ? fopen(argv[2], "wb") : NULL;
    if (out == NULL || n < HEADER_BYTES + EDGE_BYTES * (size_t)nedges) {
        fprintf(stderr, "usage: order-lexicon lexicon.bin out.bin\n");
        return EXIT_FAILURE;
    }
    fclose(in);
    for (size_t i = 0; i < n; i++)
        ordered[i] = table[i];
    count_words(u32_at(table + ROOT_AT));
    give_places(u32_at(table + ROOT_AT));
    if (next_place != nedges) {
        fprintf(stderr, "order-lexicon: %s has nodes that no word leads to\n", argv[1]);
        return EXIT_FAILURE;
    }
    move_nodes(nedges);
    const int written = fwrite(ordered, 1, n, out) == n;
    return fclose(out) == 0 && written ? EXIT_SUCCESS : EXIT_FAILURE;
}
