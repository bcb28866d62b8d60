/* SPDX-License-Identifier: Apache-2.0
 * test_memory.c - blocks, arenas, arrays. */
#include "harness.h"
#include "base/error.h"
#include "base/memory.h"

TEST(nothing_is_a_block_too_and_too_much_is_none)
{
    void *p = dr_alloc(0), *q = dr_alloc_zero(0, 8);
    CHECK(p != NULL && q != NULL);
    CHECK(dr_alloc_zero(SIZE_MAX / 2, 4) == NULL);
    dr_free(p);
    dr_free(q);
    dr_free(NULL);
}

TEST(an_arena_gives_zeroed_and_aligned_memory)
{
    dr_arena a = {0};
    for (size_t n = 0; n < 9000; n += 37) {
        unsigned char *p = dr_arena_alloc(&a, n);
        CHECK(p != NULL && (uintptr_t)p % _Alignof(max_align_t) == 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xA5, n);
    }
    CHECK(dr_arena_alloc(&a, SIZE_MAX - 3) == NULL);
    dr_arena_reset(&a);
    unsigned char *again = dr_arena_alloc(&a, 64);
    CHECK(again != NULL && again[0] == 0 && again[63] == 0);
    dr_arena_free(&a);
    dr_arena_reset(&a);
    CHECK(a.blocks == NULL);
}

TEST(a_copied_string_ends_with_a_zero)
{
    dr_arena a = {0};
    draad_str s = dr_arena_str(&a, (draad_str){"abcdef", 3});
    CHECK_STR(s, "abc");
    CHECK_INT(s.data[3], 0);
    CHECK_INT(dr_arena_str(&a, (draad_str){NULL, 0}).data[0], 0);
    dr_arena_free(&a);
}

TEST(an_array_grows_and_its_new_room_is_zeroed)
{
    DR_VEC(int) v = {0};
    for (int i = 0; i < 1000; i++) {
        int *p = dr_vec_push(&v);
        CHECK(p != NULL && *p == 0);
        *p = i;
    }
    CHECK_INT(v.n, 1000);
    CHECK_INT(v.at[999], 999);
    CHECK(!dr_vec_reserve(&v, SIZE_MAX / 4));
    CHECK_INT(v.at[999], 999);
    dr_vec_free(&v);
    CHECK(v.at == NULL && v.n == 0 && v.room == 0);
}

int main(void)
{
    return RUN(nothing_is_a_block_too_and_too_much_is_none, an_arena_gives_zeroed_and_aligned_memory,
               a_copied_string_ends_with_a_zero, an_array_grows_and_its_new_room_is_zeroed);
}
