/* SPDX-License-Identifier: Apache-2.0
 * test_ranks.c - numbers by their place in order. */
#include "failing.h"
#include "analysis/ranks.h"

TEST(equal_numbers_share_their_ranks)
{
    static const double x[] = {3, 1, 3, 0, 3, 2, 1}, expected[] = {6, 2.5, 6, 1, 6, 4, 2.5};
    double rank[7], ties;
    CHECK_INT(dr_mid_ranks(x, 7, 0, rank, &ties, NULL), DRAAD_OK);
    for (size_t i = 0; i < 7; i++)
        CHECK_NEAR(rank[i], expected[i], 0);
    CHECK_NEAR(ties, 24 + 6, 0);
}

TEST(numbers_that_nearly_are_equal_are_when_told_so)
{
    static const double x[] = {8.0 / 6 - 1, 10.0 / 6 - 8.0 / 6, 0.5, 1.0 / 3};
    double rank[4], ties;
    CHECK(x[0] != x[1]);
    CHECK_INT(dr_mid_ranks(x, 4, 1e-9, rank, &ties, NULL), DRAAD_OK);
    CHECK(rank[0] == 2 && rank[1] == 2 && rank[2] == 4 && rank[3] == 2);
    CHECK_NEAR(ties, 24, 0);
}

TEST(nothing_has_no_ranks)
{
    double ties = 1;
    CHECK_INT(dr_mid_ranks(NULL, 0, 0, NULL, &ties, NULL), DRAAD_OK);
    CHECK_NEAR(ties, 0, 0);
}

TEST(ranking_survives_a_failed_allocation)
{
    static const double x[] = {1, 2};
    double rank[2];
    draad_set_allocator(&failing);
    allocations_left = 0;
    CHECK_INT(dr_mid_ranks(x, 2, 0, rank, NULL, NULL), DRAAD_E_MEMORY);
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(equal_numbers_share_their_ranks, numbers_that_nearly_are_equal_are_when_told_so, nothing_has_no_ranks,
               ranking_survives_a_failed_allocation);
}
