/* SPDX-License-Identifier: Apache-2.0
 * suggest.c - what was meant by a name that is none?
 * Source: Damerau (1964), in the form that changes no place twice ("optimal string alignment").
 * Knows: bytes.  Does not know: what the names are of. */
#include "base/suggest.h"

#include <string.h>

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

unsigned dr_distance(draad_str a, draad_str b)
{
    enum { LONGEST = DR_FAR };
    unsigned rows[3][LONGEST + 1];
    if (a.len > LONGEST || b.len > LONGEST)
        return DR_FAR;
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a.len; i++) {
        unsigned *now = rows[i % 3], *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b.len; j++) {
            char x = small(a.data[i - 1]), y = small(b.data[j - 1]);
            unsigned best = up[j - 1] + (x != y);
            if (up[j] + 1 < best)
                best = up[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && x == small(b.data[j - 2]) && y == small(a.data[i - 2]) && up2[j - 2] + 1 < best)
                best = up2[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[a.len % 3][b.len];
}

const char *draad_suggest(draad_str wrong, const char *const *names, size_t n)
{
    const char *best = NULL;
    unsigned least = wrong.len < 4 ? 2 : 3; /* in a short word two changes leave little */
    for (size_t i = 0; i < n; i++) {
        unsigned distance = dr_distance(wrong, dr_str_of(names[i]));
        if (distance < least && distance < strlen(names[i])) {
            least = distance;
            best = names[i];
        }
    }
    return best;
}
