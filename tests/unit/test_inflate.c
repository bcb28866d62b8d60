/* SPDX-License-Identifier: Apache-2.0
 * test_inflate.c - packed bytes that are sound, torn or longer than they should be. */
#include "base/error.h"
#include "harness.h"
#include "outside/inflate.h"
#include "pack.h"

enum { REPEATS = 10, NBYTES = 1 + 258 * REPEATS };

/* Unpacks into so much room, of which the byte behind must stay as it is. */
static dr_inflated inflate(draad_str packed, size_t room, size_t *n)
{
    char *out = malloc(room + 1);
    out[room] = 'x';
    dr_inflater *inflater = dr_inflater_new();
    const dr_inflated how = dr_inflate(inflater, packed, out, room, n);
    for (size_t i = 0; how == DR_INFLATED_WHOLE && i < *n; i++)
        assert_true(out[i] == 'a');
    assert_true(out[room] == 'x');
    dr_inflater_free(inflater);
    free(out);
    return how;
}

TEST(inflate_unpacks_into_exactly_the_room_that_is_needed)
{
    pack_bytes p = pack_deflated(REPEATS);
    const draad_str packed = {(const char *)p.data, p.len};
    size_t n = 0;
    CHECK_INT(inflate(packed, NBYTES, &n), DR_INFLATED_WHOLE);
    CHECK_INT(n, NBYTES);
    CHECK_INT(inflate(packed, NBYTES + 1000, &n), DR_INFLATED_WHOLE);
    CHECK_INT(n, NBYTES);
    free(p.data);
}

TEST(inflate_says_when_there_is_too_little_room)
{
    pack_bytes p = pack_deflated(REPEATS);
    size_t n = 0;
    for (size_t room = 0; room < NBYTES; room++)
        CHECK_INT(inflate((draad_str){(const char *)p.data, p.len}, room, &n), DR_INFLATED_LONGER);
    free(p.data);
}

TEST(inflate_refuses_bytes_that_are_torn_and_passes_over_what_follows_them)
{
    pack_bytes p = pack_deflated(REPEATS);
    size_t n = 0;
    for (size_t len = 0; len < p.len; len++) {
        char *torn = malloc(len + 1); /* of its own, so that reading past it shows */
        memcpy(torn, p.data, len);
        CHECK(inflate((draad_str){torn, len}, NBYTES, &n) != DR_INFLATED_WHOLE);
        CHECK_INT(inflate((draad_str){torn, len}, 100 * NBYTES, &n), DR_INFLATED_DAMAGED);
        free(torn);
    }
    pack_put(&p, "more", 4);
    CHECK_INT(inflate((draad_str){(const char *)p.data, p.len}, NBYTES, &n), DR_INFLATED_WHOLE);
    CHECK_INT(n, NBYTES);
    free(p.data);
}

TEST(inflate_unpacks_nothing_from_an_empty_block)
{
    size_t n = 1;
    CHECK_INT(inflate(DR_STR("\3\0"), 0, &n), DR_INFLATED_WHOLE);
    CHECK_INT(n, 0);
    CHECK_INT(inflate(DR_STR("\7\0"), 100, &n), DR_INFLATED_DAMAGED); /* a kind of block that there is not */
}

TEST(crc32_is_that_of_the_standard)
{
    CHECK_INT(dr_crc32(DR_STR("123456789")), 0xCBF43926); /* the check value of CRC-32 */
    CHECK_INT(dr_crc32((draad_str){NULL, 0}), 0);
}

int main(void)
{
    return RUN(inflate_unpacks_into_exactly_the_room_that_is_needed, inflate_says_when_there_is_too_little_room,
               inflate_refuses_bytes_that_are_torn_and_passes_over_what_follows_them,
               inflate_unpacks_nothing_from_an_empty_block, crc32_is_that_of_the_standard);
}
