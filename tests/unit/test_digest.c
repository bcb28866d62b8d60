/* SPDX-License-Identifier: Apache-2.0
 * test_digest.c - digests and ids.  Expected values: FIPS 180-2, and Python's hashlib and uuid.uuid5. */
#include "harness.h"
#include "outside/digest.h"

static void check_sha256(draad_str bytes, const char *expected)
{
    dr_sha256 found;
    assert_int_equal(dr_sha256_of(bytes, &found, NULL), DRAAD_OK);
    assert_string_equal(found.hex, expected);
}

TEST(sha256_matches_the_published_examples)
{
    (void)state_;
    check_sha256((draad_str){0}, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_sha256(DR_STR("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_sha256(DR_STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(a_uuid_is_version_5_in_draads_own_namespace)
{
    dr_uuid found;
    CHECK_INT(dr_uuid_of((draad_str){0}, &found, NULL), DRAAD_OK);
    assert_string_equal(found.text, "6d95756a-cfb4-5a02-8af0-bbf25846a780");
    CHECK_INT(dr_uuid_of(DR_STR("draad"), &found, NULL), DRAAD_OK);
    assert_string_equal(found.text, "917e3e1f-c8b5-5296-aa86-e6090785aeec");
}

TEST(an_id_does_not_depend_on_the_names_before_it)
{
    static const char *const names[] = {"",
                                        "draad",
                                        "0123456789012345678901234567890123456789012345678",
                                        "0123456789012345678901234567890123456789012345678 nog een",
                                        "012345678901234567890123456789012345678901234567",
                                        "012345678901234567890123456789012345678901234568",
                                        "01234567890123456789012345678901234567890123456",
                                        "een andere naam die met iets anders begint, en zo lang is dat hij in meer dan "
                                        "een blok staat, of in meer dan twee"};
    enum { N = sizeof names / sizeof *names };
    dr_uuids *u = NULL;
    dr_uuid alone, after;
    CHECK_INT(dr_uuids_new(&u, NULL), DRAAD_OK);
    for (size_t i = 0; i < N * N; i++) {
        const draad_str name = dr_str_of(names[i % 2 == 0 ? i / N : i % N]);
        CHECK_INT(dr_uuid_of(name, &alone, NULL), DRAAD_OK);
        CHECK_INT(dr_uuids_of(u, name, &after, NULL), DRAAD_OK);
        CHECK_STR(dr_str_of(after.text), alone.text);
    }
    CHECK_STR(dr_str_of(after.text), "ad112fb4-0aa5-5dbe-ab8f-c731f1e8911b");
    dr_uuids_free(u);
}

TEST(a_digest_of_stretches_is_that_of_the_whole)
{
    dr_sha256 whole, parts;
    dr_hasher *h = NULL;
    CHECK_INT(dr_sha256_of(DR_STR("de rode draad"), &whole, NULL), DRAAD_OK);
    CHECK_INT(dr_hasher_new(&h, NULL), DRAAD_OK);
    CHECK_INT(dr_hasher_add(h, DR_STR("de rode"), NULL), DRAAD_OK);
    CHECK_INT(dr_hasher_add(h, (draad_str){NULL, 0}, NULL), DRAAD_OK);
    CHECK_INT(dr_hasher_add(h, DR_STR(" draad"), NULL), DRAAD_OK);
    CHECK_INT(dr_hasher_end(h, &parts, NULL), DRAAD_OK);
    CHECK_STR(dr_str_of(parts.hex), whole.hex);
    dr_hasher_free(h);
    dr_hasher_free(NULL);
}

int main(void)
{
    return RUN(sha256_matches_the_published_examples, a_uuid_is_version_5_in_draads_own_namespace,
               an_id_does_not_depend_on_the_names_before_it, a_digest_of_stretches_is_that_of_the_whole);
}
