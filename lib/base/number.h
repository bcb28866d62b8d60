/* SPDX-License-Identifier: Apache-2.0
 * number.h - numbers as people write them.
 * Knows: digits, a sign, a point or a comma.  Does not know: locales, what is counted. */
#ifndef DR_NUMBER_H
#define DR_NUMBER_H

#include "draad.h"

/* "3", "2.5", "2,5", "-1": never by the locale; at most 18 bytes, no blanks, no exponent.  What is read is the double
 * nearest to what was written, up to 15 digits.  False, and *out untouched, when it is something else. */
bool dr_number_read(draad_str s, double *out);

/* A whole number in digits alone, at most `max`; false, and *out untouched, when it is none. */
bool dr_number_whole(draad_str s, uint32_t max, uint32_t *out);

/* Writes a number as printf does by %.6g, but with `decimal` ('.' or ',') whatever the locale; not NaN, not infinite.
 * Returns the bytes written, without a zero byte. */
enum { DR_NUMBER_SHOWN = 64 };
size_t dr_number_show(double value, char decimal, char out[DR_NUMBER_SHOWN]);

/* Writes a whole number in digits; returns how many. */
enum { DR_DIGITS = 20 };
size_t dr_digits_show(uint64_t value, char out[DR_DIGITS]);

#endif
