/* SPDX-License-Identifier: Apache-2.0
 * number.c - numbers as people write them.
 * Up to 15 digits a whole number and a power of ten are both exact, so one division rounds once.
 * Six digits of a number come from one or two products with a power of ten: what these are off by decides nothing,
 * unless the number lies next to the middle between two; then printf is asked, which takes ten times as long.
 * Knows: digits.  Does not know: what is counted. */
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BYTES_MAX = 18, SHOWN = 6 };

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

/* ---- Writing ------------------------------------------------------------------------------------------ */

enum { TENS = 22 }; /* the largest power of ten that a double holds exactly */
static const double tens[TENS + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* value * 10^n; a rounding or two away from it. */
static double times_ten(double value, int n)
{
    if (n < 0)
        return value / tens[-n];
    return n <= TENS ? value * tens[n] : value * tens[TENS] * tens[n - TENS];
}

/* The digits of a positive number as one whole number, and the power of ten of the first of them.  False when it cannot
 * be told so: it is too large or too small, or so near the middle of two that the rounding above would decide. */
static bool six_digits(double value, uint32_t *digits, int *power)
{
    const double low = 100000, high = 1000000, middle = 0.5, margin = 1e-8, log10_of_2 = 0.30103;
    int binary;
    if (!(value > 1e-36 && value < 1e24))
        return false;
    frexp(value, &binary);
    int first = (int)floor((binary - 1) * log10_of_2);
    double scaled = times_ten(value, SHOWN - 1 - first);
    if (scaled >= high) /* twice a power of two may pass a power of ten */
        scaled = times_ten(value, SHOWN - 1 - ++first);
    if (scaled < low || scaled >= high)
        return false;
    *digits = (uint32_t)scaled;
    const double rest = scaled - *digits;
    if (fabs(rest - middle) < margin)
        return false;
    *digits += rest > middle;
    if (*digits == (uint32_t)high) {
        *digits = (uint32_t)low;
        first++;
    }
    *power = first;
    return true;
}

static size_t print(double value, char decimal, char *out)
{
    char raw[DR_NUMBER_SHOWN];
    size_t n = 0;
    snprintf(raw, sizeof raw, "%.*g", SHOWN, value);
    /* The program around us may have set a locale: whatever its decimal sign is, ours is fixed. */
    for (const char *c = raw; *c != '\0'; c++) {
        if (strchr("0123456789+-e", *c) != NULL)
            out[n++] = *c;
        else if (n > 0 && out[n - 1] != decimal)
            out[n++] = decimal;
    }
    return n;
}

size_t dr_number_show(double value, char decimal, char out[DR_NUMBER_SHOWN])
{
    enum { SMALLEST = -4 }; /* the power of ten from which on zeros stand in front */
    uint32_t digits;
    char digit[SHOWN];
    int power, ndigits = SHOWN;
    char *to = out;
    if (!six_digits(fabs(value), &digits, &power))
        return print(value, decimal, out);
    for (int i = SHOWN; i-- > 0; digits /= 10)
        digit[i] = (char)('0' + digits % 10);
    while (ndigits > 1 && digit[ndigits - 1] == '0')
        ndigits--;
    if (value < 0)
        *to++ = '-';
    const bool plain = power >= SMALLEST && power < SHOWN;
    int nwhole = plain ? power + 1 : 1; /* digits before the decimal sign */
    if (nwhole <= 0) {
        *to++ = '0';
        *to++ = decimal;
        for (; nwhole < 0; nwhole++)
            *to++ = '0';
    }
    for (int i = 0; i < ndigits || i < nwhole; i++) {
        if (i > 0 && i == nwhole)
            *to++ = decimal;
        *to++ = digit[i];
    }
    if (!plain) {
        const unsigned size = (unsigned)(power < 0 ? -power : power);
        *to++ = 'e';
        *to++ = power < 0 ? '-' : '+';
        *to++ = (char)('0' + size / 10);
        *to++ = (char)('0' + size % 10);
    }
    return (size_t)(to - out);
}

size_t dr_digits_show(uint64_t value, char out[DR_DIGITS])
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    size_t n = 1;
    for (uint64_t power = 10; n < DR_DIGITS && value >= power; power *= 10)
        n++;
    char *to = out + n;
    for (; value >= 100; value /= 100)
        memcpy(to -= 2, pairs + 2 * (value % 100), 2);
    if (value >= 10)
        memcpy(to - 2, pairs + 2 * value, 2);
    else
        to[-1] = (char)('0' + value);
    return n;
}
