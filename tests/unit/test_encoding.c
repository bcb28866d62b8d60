/* SPDX-License-Identifier: Apache-2.0
 * test_encoding.c - bytes in a named encoding. */
#include "harness.h"
#include "outside/encoding.h"

static draad_status read_as(const char *encoding, draad_str bytes, dr_buf *out, draad_error *err)
{
    *out = (dr_buf){.max = 1 << 20};
    return dr_encoding_read(bytes, encoding, "a.txt", out, err);
}

TEST(a_named_encoding_is_read)
{
    dr_buf out;
    draad_error err;
    CHECK_INT(read_as("ISO-8859-15", DR_STR("\xA4 caf\xE9"), &out, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "€ café");
    dr_buf_free(&out);
    CHECK_INT(read_as("macintosh", DR_STR("caf\x8E"), &out, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "café");
    dr_buf_free(&out);
    CHECK_INT(read_as("UTF-16LE", DR_STR("h\0o\0i\0"), &out, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "hoi");
    dr_buf_free(&out);
}

TEST(a_text_longer_than_a_piece_is_whole)
{
    char bytes[10000];
    dr_buf out;
    draad_error err;
    memset(bytes, 0xE9, sizeof bytes);
    CHECK_INT(read_as("Windows-1252", (draad_str){bytes, sizeof bytes}, &out, &err), DRAAD_OK);
    CHECK_INT(out.len, 2 * sizeof bytes);
    CHECK(memcmp(out.data, "\xC3\xA9", 2) == 0 && memcmp(out.data + out.len - 2, "\xC3\xA9", 2) == 0);
    dr_buf_free(&out);
}

TEST(a_letter_that_is_held_back_is_not_lost)
{
    const char *encodings[] = {"Windows-1258", "TCVN5712-1", "UTF-7"};
    dr_buf out;
    draad_error err;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        CHECK_INT(read_as(encodings[i], DR_STR("R: Ja"), &out, &err), DRAAD_OK);
        CHECK_STR(dr_buf_str(&out), "R: Ja");
        dr_buf_free(&out);
    }
    CHECK_INT(read_as("Windows-1258", DR_STR(""), &out, &err), DRAAD_OK);
    CHECK_INT(out.len, 0);
    dr_buf_free(&out);
}

TEST(a_character_beyond_unicode_is_refused)
{
    dr_buf out;
    draad_error err;
    CHECK_INT(read_as("UTF-8", DR_STR("\xF4\x91\xA1\xA1"), &out, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "not UTF-8: a character in it is none of Unicode's");
    dr_buf_free(&out);
}

TEST(a_byte_that_does_not_belong_is_named)
{
    dr_buf out;
    draad_error err;
    CHECK_INT(read_as("ASCII", DR_STR("caf\xE9"), &out, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "not ASCII: byte 3 does not belong in it");
    dr_buf_free(&out);
    CHECK_INT(read_as("UTF-8", DR_STR("caf\xC3"), &out, &err), DRAAD_E_SOURCE); /* cut short */
    CHECK_STR(dr_str_of(err.message), "not UTF-8: byte 3 does not belong in it");
    dr_buf_free(&out);
}

TEST(names_that_lose_letters_or_depend_on_the_machine_are_not_known)
{
    CHECK(draad_encoding_is_known("Windows-1252"));
    CHECK(!draad_encoding_is_known("ASCII//IGNORE"));
    CHECK(!draad_encoding_is_known("klinkers"));
    CHECK(!draad_encoding_is_known(""));
    CHECK(!draad_encoding_is_known("char"));
    CHECK(!draad_encoding_is_known("WCHAR_T"));
    dr_buf out;
    draad_error err;
    CHECK_INT(read_as("ASCII//TRANSLIT", DR_STR("a"), &out, &err), DRAAD_E_USAGE);
    dr_buf_free(&out);
}

int main(void)
{
    return RUN(a_named_encoding_is_read, a_text_longer_than_a_piece_is_whole, a_letter_that_is_held_back_is_not_lost,
               a_byte_that_does_not_belong_is_named, a_character_beyond_unicode_is_refused,
               names_that_lose_letters_or_depend_on_the_machine_are_not_known);
}
