/* SPDX-License-Identifier: Apache-2.0
 * accents.h - letters under accents, and a number for a word whatever its accents are.
 * Also read by scripts/index-lexicon.c, which notes the numbers of the words of the lexicon that have accents.
 * Knows: UTF-8 of U+00C0..U+00FF.  Does not know: words. */
#ifndef DR_ACCENTS_H
#define DR_ACCENTS_H

#include <stddef.h>
#include <stdint.h>

enum { DR_ACCENT_LEAD = 0xC3, DR_ACCENT_NUMBERS = 1 << 17 };

/* The letter under an accent, for the second byte of a letter U+00E0..U+00FF; 0 when there is none. */
static inline char dr_bare_letter(unsigned char second)
{
    static const char bare[] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y";
    return second >= 0xA0 && second <= 0xBF ? bare[second - 0xA0] : '\0';
}

/* The same for all words that differ only in accents, below DR_ACCENT_NUMBERS; other words may share it. */
static inline uint32_t dr_number_without_accents(const char *word, size_t n)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)word[i];
        const char bare = c == DR_ACCENT_LEAD && i + 1 < n ? dr_bare_letter((unsigned char)word[i + 1]) : '\0';
        if (bare != '\0') {
            c = (unsigned char)bare;
            i++;
        }
        h = (h ^ c) * 16777619u;
    }
    return (h ^ h >> 17) % DR_ACCENT_NUMBERS;
}

#endif
