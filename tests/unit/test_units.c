/* SPDX-License-Identifier: Apache-2.0
 * test_units.c - units of analysis: their names, and which of them a range touches. */
#include "harness.h"
#include "base/error.h"
#include "text/document.h"

/*                          0123456789012345 */
static const char text[] = "aaa. bbb  cc.\nd.";
static dr_span spans[] = {{.range = {0, 4}}, {.range = {5, 13}}, {.range = {14, 16}}};
static const dr_spans units = {.at = spans, .n = 3};

static void check_touch(draad_byte start, draad_byte end, uint32_t first, uint32_t last, int line)
{
    uint32_t a, b;
    bool found = dr_spans_touch(&units, (draad_str){text, sizeof text - 1}, (draad_range){start, end}, &a, &b);
    if (a != first || b != last || found != (first != DRAAD_NONE)) {
        print_error("[%u, %u) touches %u to %u, expected %u to %u\n", start, end, a, b, first, last);
        _fail(__FILE__, line);
    }
}
#define CHECK_TOUCH(start, end, first, last) ((void)state_, check_touch((start), (end), (first), (last), __LINE__))

TEST(a_range_touches_the_units_it_shares_a_character_with)
{
    CHECK_TOUCH(0, 16, 0, 2);
    CHECK_TOUCH(3, 6, 0, 1);
    CHECK_TOUCH(1, 2, 0, 0);
    CHECK_TOUCH(15, 16, 2, 2);
}

TEST(white_space_is_no_character_to_share)
{
    CHECK_TOUCH(4, 5, DRAAD_NONE, DRAAD_NONE);
    CHECK_TOUCH(8, 10, DRAAD_NONE, DRAAD_NONE);
    CHECK_TOUCH(13, 15, 2, 2);
    CHECK_TOUCH(4, 4, DRAAD_NONE, DRAAD_NONE);
}

TEST(a_place_is_in_its_unit_or_before_the_next)
{
    CHECK_INT(dr_spans_at(&units, 0), 0);
    CHECK_INT(dr_spans_at(&units, 3), 0);
    CHECK_INT(dr_spans_at(&units, 4), 1);
    CHECK_INT(dr_spans_at(&units, 13), 2);
    CHECK_INT(dr_spans_at(&units, 16), 3);
}

TEST(units_have_names)
{
    draad_unit found;
    for (draad_unit u = DRAAD_UNIT_MATCH; u <= DRAAD_UNIT_DOCUMENT; u++) {
        CHECK(draad_unit_find(dr_str_of(draad_unit_name(u)), &found));
        CHECK_INT(found, u);
    }
    CHECK(!draad_unit_find(DR_STR("zin"), &found) && !draad_unit_find(DR_STR(""), &found));
}

int main(void)
{
    return RUN(a_range_touches_the_units_it_shares_a_character_with, white_space_is_no_character_to_share,
               a_place_is_in_its_unit_or_before_the_next, units_have_names);
}
