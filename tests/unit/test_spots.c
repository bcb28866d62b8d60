/* SPDX-License-Identifier: Apache-2.0
 * test_spots.c - the order of what lies in a text. */
#include "harness.h"
#include "base/memory.h"
#include "coding/spots.h"

static uint32_t next(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

/* So many spots, which begin before `end` and are at most `width` long. */
static dr_spots spots_of(size_t n, uint32_t ncodes, draad_byte end, uint32_t width)
{
    dr_spots s;
    uint32_t seed = 7;
    assert_int_equal(dr_spots_new(&s, n, ncodes, NULL), DRAAD_OK);
    for (s.n = 0; s.n < n; s.n++) {
        const draad_byte start = next(&seed, end);
        s.at[s.n] = (dr_spot){
            .range = {start, start + next(&seed, width)}, .code = next(&seed, ncodes), .number = (uint32_t)s.n};
    }
    return s;
}

static bool is_before(const dr_spot *a, const dr_spot *b)
{
    if (a->range.start != b->range.start)
        return a->range.start < b->range.start;
    return a->range.end != b->range.end ? a->range.end < b->range.end : a->number < b->number;
}

static void check_order(size_t n, draad_byte end, uint32_t width)
{
    dr_spots s = spots_of(n, 3, end, width);
    uint64_t sum = 0;
    dr_spots_order(&s, end);
    for (size_t i = 0; i < n; i++) {
        sum += s.at[i].number;
        if (i > 0 && !is_before(&s.at[i - 1], &s.at[i]))
            fail_msg("of %zu spots the %zuth is out of order", n, i);
    }
    assert_int_equal(sum, n * (n - 1) / 2);
    dr_spots_free(&s);
}

TEST(spots_come_by_start_end_and_number)
{
    (void)state_;
    check_order(1, 1, 1);
    check_order(2, 1, 1);
    check_order(1000, 1, 1);     /* all at one place */
    check_order(1000, 1, 40);    /* that end in many */
    check_order(1000, 900, 40);  /* side by side */
    check_order(1000, 40000, 3); /* far from each other */
    check_order(3, 4000000000u, 9);
}

TEST(no_spots_have_an_order_too)
{
    dr_spots s;
    CHECK_INT(dr_spots_new(&s, 0, 0, NULL), DRAAD_OK);
    dr_spots_order(&s, 0);
    dr_spots_order(&s, UINT32_MAX);
    dr_spots_group(&s);
    CHECK_INT(s.n, 0);
    dr_spots_free(&s);
    dr_spots_free(&s);
}

TEST(spots_of_one_code_keep_their_order)
{
    enum { N = 500, CODES = 7000 };
    dr_spots s = spots_of(N, CODES, 300, 20);
    dr_spots_order(&s, 300);
    dr_spots_group(&s);
    for (size_t i = 1; i < N; i++)
        CHECK(s.at[i - 1].code < s.at[i].code ||
              (s.at[i - 1].code == s.at[i].code && is_before(&s.at[i - 1], &s.at[i])));
    dr_spots_free(&s);
}

int main(void)
{
    return RUN(spots_come_by_start_end_and_number, no_spots_have_an_order_too, spots_of_one_code_keep_their_order);
}
