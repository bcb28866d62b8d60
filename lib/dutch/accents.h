/* SPDX-License-Identifier: Apache-2.0
 * accents.h - letters without their accents.
 * Also for scripts/index-lexicon.c, which runs before there is a library.
 * Knows: U+00E0..U+00FF as UTF-8.  Does not know: words. */
#ifndef DR_ACCENTS_H
#define DR_ACCENTS_H

#include <stddef.h>
#include <stdint.h>

/* The letter under an accent, for the second byte of a letter U+00E0..U+00FF; 0 when there is none. */
static inline char dr_bare_letter(unsigned char second)
{
    static const char bare[] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y";
    return second >= 0xA0 && second <= 0xBF ? bare[second - 0xA0] : '\0';
}

/* Bits that say of spellings without accents whether a word of the lexicon has more than they; some share one. */
enum { DR_ACCENTED = 1 << 17 };
static inline uint32_t dr_number_of_bare(const char *bare, size_t len)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bare[i]) * 16777619u;
    return (hash ^ hash >> 15) % DR_ACCENTED;
}

#endif
