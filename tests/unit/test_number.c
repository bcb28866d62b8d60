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

int main(void)
{
    return RUN(a_number_has_a_point_or_a_comma, anything_else_is_no_number,
               a_whole_number_is_digits_and_not_over_its_maximum);
}
