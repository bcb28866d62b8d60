/* SPDX-License-Identifier: Apache-2.0
 * test_unicode.c - what characters are. */
#include "harness.h"
#include "base/utf8.h"
#include "outside/unicode.h"

TEST(characters_have_kinds)
{
    static const struct {
        uint32_t cp;
        dr_char_kind kind;
    } cases[] = {{'a', DR_CHAR_LETTER},     {0xE9, DR_CHAR_LETTER}, {'7', DR_CHAR_DIGIT},     {0x663, DR_CHAR_DIGIT},
                 {0x301, DR_CHAR_MARK},     {' ', DR_CHAR_SPACE},   {0x85, DR_CHAR_SPACE},    {0xA0, DR_CHAR_SPACE},
                 {0x2028, DR_CHAR_SPACE},   {0x0C, DR_CHAR_SPACE},  {0xAD, DR_CHAR_HIDDEN},   {0x200D, DR_CHAR_HIDDEN},
                 {0xFEFF, DR_CHAR_HIDDEN},  {'.', DR_CHAR_OTHER},   {0x1F600, DR_CHAR_OTHER}, {0xFFFD, DR_CHAR_OTHER},
                 {0x10FFFF, DR_CHAR_OTHER}, {0x00, DR_CHAR_OTHER}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(dr_char_kind_of(cases[i].cp), cases[i].kind);
    CHECK(dr_char_is_upper('A') && dr_char_is_upper(0xC9) && !dr_char_is_upper(0xE9) && !dr_char_is_upper('1'));
}

TEST(words_become_small_composed_or_plain)
{
    dr_buf b = {0};
    CHECK_INT(dr_unicode_lower(DR_STR("CAFE\xCC\x81"), &b, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), "caf\xC3\xA9");
    b.len = 0;
    CHECK_INT(dr_unicode_nfc(DR_STR("CAFE\xCC\x81"), &b, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), "CAF\xC3\x89");
    b.len = 0;
    CHECK_INT(dr_unicode_strip(DR_STR("caf\xC3\xA9 co\xC3\xB6rdinatie"), &b, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), "cafe coordinatie");
    dr_buf_free(&b);
}

TEST(a_very_long_word_is_mapped_whole)
{
    dr_buf in = {0}, out = {0};
    for (int i = 0; i < 3000; i++)
        CHECK_INT(dr_buf_put_cp(&in, i % 3 == 0 ? 0xC9 : i % 3 == 1 ? 0x1F600 : 'A', NULL), DRAAD_OK);
    CHECK_INT(dr_unicode_lower(dr_buf_str(&in), &out, NULL), DRAAD_OK);
    CHECK_INT(out.len, in.len);
    CHECK_INT(dr_utf8_valid(dr_buf_str(&out)), out.len);
    dr_buf_free(&in);
    dr_buf_free(&out);
}

int main(void)
{
    return RUN(characters_have_kinds, words_become_small_composed_or_plain, a_very_long_word_is_mapped_whole);
}
