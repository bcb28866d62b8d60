/* SPDX-License-Identifier: Apache-2.0
 * utf8.c - UTF-8 as bytes. */
#include "base/utf8.h"

#include <string.h>

size_t dr_utf8_decode(const char *text, size_t n, uint32_t *cp)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *s = (const unsigned char *)text;
    if (n == 0)
        return 0;
    if (s[0] < 0x80) {
        *cp = s[0];
        return 1;
    }
    size_t len = s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;
    if (len == 0 || len > n)
        return 0;
    uint32_t c = s[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3Fu);
    }
    if (c < least[len] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        return 0;
    *cp = c;
    return len;
}

size_t dr_utf8_valid(draad_str s)
{
    size_t at = 0;
    while (at < s.len) {
        uint64_t eight;
        if (s.len - at >= sizeof eight) {
            memcpy(&eight, s.data + at, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        uint32_t cp;
        size_t len = dr_utf8_decode(s.data + at, s.len - at, &cp);
        if (len == 0)
            break;
        at += len;
    }
    return at;
}

size_t dr_utf8_count(draad_str s)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t n = s.len, i = 0;
    for (uint64_t eight; i + sizeof eight <= s.len; i += sizeof eight) { /* less those that go on: 10xxxxxx */
        memcpy(&eight, s.data + i, sizeof eight);
        n -= (size_t)(((eight >> 7 & ~eight >> 6 & ones) * ones) >> 56);
    }
    for (; i < s.len; i++)
        n -= !dr_utf8_is_start(s.data[i]);
    return n;
}
