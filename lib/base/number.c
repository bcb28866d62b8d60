/* SPDX-License-Identifier: Apache-2.0
 * number.c - numbers as people write them.
 * Up to 15 digits a whole number and a power of ten are both exact, so one division rounds once.
 * Knows: digits.  Does not know: what is counted. */
#include "base/number.h"

enum { BYTES_MAX = 18 };

bool dr_number_read(draad_str s, double *out)
{
    double value = 0, scale = 1;
    size_t i = 0, ndigits = 0;
    const bool negative = s.len > 0 && s.data[0] == '-';
    bool fraction = false;
    for (i = negative; i < s.len && i < BYTES_MAX; i++) {
        const char c = s.data[i];
        if ((c == '.' || c == ',') && !fraction) {
            fraction = true;
        } else if (c >= '0' && c <= '9') {
            value = 10 * value + (c - '0');
            scale *= fraction ? 10 : 1;
            ndigits++;
        } else {
            return false;
        }
    }
    if (ndigits == 0 || i < s.len)
        return false;
    *out = (negative ? -value : value) / scale;
    return true;
}

bool dr_number_whole(draad_str s, uint32_t max, uint32_t *out)
{
    uint64_t value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
        value = 10 * value + (uint64_t)(s.data[i] - '0');
        if (value > max)
            return false;
    }
    if (s.len == 0)
        return false;
    *out = (uint32_t)value;
    return true;
}
