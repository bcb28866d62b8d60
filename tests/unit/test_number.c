/* SPDX-License-Identifier: Apache-2.0
 * test_number.c - numbers as people write them. */
#include "harness.h"
#include "base/error.h"
#include "base/number.h"

static double number(const char *s)
{
    double value = NAN;
    return dr_number_read(dr_str_of(s), &value) ? value : (double)NAN;
}

TEST(a_number_has_a_point_or_a_comma)
{
    CHECK_NEAR(number("3"), 3, 0);
    CHECK_NEAR(number("2.5"), 2.5, 0);
    CHECK_NEAR(number("4,30"), 4.3, 0);
    CHECK_NEAR(number("-1"), -1, 0);
    CHECK_NEAR(number(".5"), 0.5, 0);
    CHECK_NEAR(number("5,"), 5, 0);
    CHECK_NEAR(number("0.123456789012345"), 0.123456789012345, 0);
}

TEST(anything_else_is_no_number)
{
    static const char *const none[] = {"",    "-",   ".",  "1.2.3", "1,2,3", "1e3", "nan",
                                       "inf", "0x1", "1 ", "+1",    "--1",   "1-",  "1234567890123456789"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        CHECK(isnan(number(none[i])));
}

TEST(a_whole_number_is_digits_and_not_over_its_maximum)
{
    uint32_t n = 7;
    CHECK(dr_number_whole(DR_STR("022"), 22, &n) && n == 22);
    CHECK(dr_number_whole(DR_STR("0"), 22, &n) && n == 0);
    CHECK(!dr_number_whole(DR_STR("23"), 22, &n) && !dr_number_whole(DR_STR(""), 22, &n));
    CHECK(!dr_number_whole(DR_STR("-1"), 22, &n) && !dr_number_whole(DR_STR("1.0"), 22, &n));
    CHECK(!dr_number_whole(DR_STR("99999999999999999999999999"), UINT32_MAX, &n) && n == 0);
}

TEST(digits_are_those_of_printf)
{
    char expected[32], found[DR_DIGITS];
    for (uint64_t power = 1, i = 0; i < 20; power *= 10, i++)
        for (uint64_t n = power - 1; n <= power + 11; n++) {
            snprintf(expected, sizeof expected, "%llu", (unsigned long long)n);
            CHECK_STR(((draad_str){found, dr_digits_show(n, found)}), expected);
        }
    CHECK_STR(((draad_str){found, dr_digits_show(UINT64_MAX, found)}), "18446744073709551615");
}

static void check_shown(double value)
{
    char expected[64], found[DR_NUMBER_SHOWN];
    snprintf(expected, sizeof expected, "%.6g", value);
    const size_t n = dr_number_show(value, '.', found);
    if (n != strlen(expected) || memcmp(found, expected, n) != 0)
        fail_msg("%.17g: found %.*s, expected %s", value, (int)n, found, expected);
}

TEST(a_number_is_shown_as_printf_does)
{
    static const double hard[] = {0,           -0.0,      0.5,
                                  1,           999999.5,  999999.4999,
                                  9.9999995,   9.9999949, 0.0001,
                                  0.00001,     99999.95,  0.1234565,
                                  1234565e-20, 1e-36,     1e-37,
                                  1e22,        1e23,      1e24,
                                  1e300,       5e-324,    0.00009999995,
                                  123456.5,    123457.5,  1000000.5,
                                  2.5e-5,      1e6,       1e5,
                                  100000.5,    0.30103,   1.0 / 3e7,
                                  8388608.5,   65536,     4503599627370497.5};
    uint64_t bits = 88172645463325252u;
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        check_shown(hard[i]);
        check_shown(-hard[i]);
    }
    for (int power = -44; power <= 44; power++)
        for (int digits = 0; digits < 40; digits++)
            check_shown((99999980 + digits) * pow(10, power - 7));
    for (int i = 0; i < 200000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isnan(value) && !isinf(value))
            check_shown(value);
        check_shown((double)(bits >> 40) / 16777216);
        check_shown((double)(bits % 2000000) / 20 / (1 + (double)(bits >> 61)));
        check_shown(ldexp(1 + (double)(bits >> 12) / 4503599627370496, (int)(bits % 160) - 100));
    }
    CHECK(true);
}

TEST(the_decimal_sign_is_chosen)
{
    char out[DR_NUMBER_SHOWN];
    CHECK_STR(((draad_str){out, dr_number_show(0.125, ',', out)}), "0,125");
    CHECK_STR(((draad_str){out, dr_number_show(1.5e-300, ',', out)}), "1,5e-300");
}

int main(void)
{
    return RUN(a_number_has_a_point_or_a_comma, anything_else_is_no_number,
               a_whole_number_is_digits_and_not_over_its_maximum, digits_are_those_of_printf,
               a_number_is_shown_as_printf_does, the_decimal_sign_is_chosen);
}
