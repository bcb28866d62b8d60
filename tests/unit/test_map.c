/* SPDX-License-Identifier: Apache-2.0
 * test_map.c - from strings to numbers. */
#include "harness.h"
#include "base/error.h"
#include "base/map.h"

TEST(a_map_keeps_what_is_put_in)
{
    static char keys[5000][8];
    dr_map m = {0};
    CHECK_INT(dr_map_find(&m, DR_STR("x")), DRAAD_NONE);
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(keys[i], sizeof keys[i], "k%u", i);
        uint32_t *slot = dr_map_slot(&m, dr_str_of(keys[i]));
        CHECK(slot != NULL && *slot == DRAAD_NONE);
        *slot = i;
    }
    for (uint32_t i = 0; i < 5000; i++)
        CHECK_INT(dr_map_find(&m, dr_str_of(keys[i])), i);
    CHECK_INT(*dr_map_slot(&m, DR_STR("k77")), 77);
    CHECK_INT(m.n, 5000);
    CHECK_INT(dr_map_find(&m, DR_STR("k5000")), DRAAD_NONE);
    dr_map_free(&m);
}

TEST(keys_of_any_length_and_any_bytes_are_keys)
{
    static const char bytes[] = "\0\0\0\0\0\0\0\0\0";
    dr_map m = {0};
    for (uint32_t n = 0; n < sizeof bytes; n++)
        *dr_map_slot(&m, (draad_str){bytes, n}) = n;
    for (uint32_t n = 0; n < sizeof bytes; n++)
        CHECK_INT(dr_map_find(&m, (draad_str){bytes, n}), n);
    dr_map_free(&m);
}

TEST(many_keys_are_found_as_one_by_one)
{
    draad_str keys[DR_MAP_BATCH];
    static char names[DR_MAP_BATCH][24];
    uint32_t found[DR_MAP_BATCH];
    dr_map m = {0};
    for (uint32_t i = 0; i < DR_MAP_BATCH; i++) {
        snprintf(names[i], sizeof names[i], i % 3 == 0 ? "een-lange-sleutel-%u" : "%u", i);
        keys[i] = dr_str_of(names[i]);
    }
    dr_map_find_all(&m, keys, DR_MAP_BATCH, found);
    for (uint32_t i = 0; i < DR_MAP_BATCH; i++)
        CHECK_INT(found[i], DRAAD_NONE);
    for (uint32_t i = 0; i < DR_MAP_BATCH; i += 2)
        *dr_map_slot(&m, keys[i]) = i;
    dr_map_find_all(&m, keys, DR_MAP_BATCH, found);
    for (uint32_t i = 0; i < DR_MAP_BATCH; i++)
        CHECK_INT(found[i], i % 2 == 0 ? i : DRAAD_NONE);
    dr_map_find_all(&m, keys, 0, found);
    dr_map_free(&m);
}

int main(void)
{
    return RUN(many_keys_are_found_as_one_by_one, a_map_keeps_what_is_put_in,
               keys_of_any_length_and_any_bytes_are_keys);
}
