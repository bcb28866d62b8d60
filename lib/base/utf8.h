/* SPDX-License-Identifier: Apache-2.0
 * utf8.h - UTF-8 as bytes: decode, check, count.
 * Knows: the encoding.  Does not know: what characters mean (outside/unicode.h does). */
#ifndef DR_UTF8_H
#define DR_UTF8_H

#include "draad.h"

/* Decodes the character at s[0..n): its bytes (1 to 4), the code point in *cp; 0 when there is no valid character
 * (overlong, surrogate, over U+10FFFF, torn) or n is 0. */
size_t dr_utf8_decode(const char *s, size_t n, uint32_t *cp);

/* Bytes of valid UTF-8 at the start of s: s.len when all is valid. */
size_t dr_utf8_valid(draad_str s);

/* Code points in valid text. */
size_t dr_utf8_count(draad_str s);

static inline bool dr_utf8_is_start(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

#endif
