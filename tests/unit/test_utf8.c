/* SPDX-License-Identifier: Apache-2.0
 * test_utf8.c - UTF-8 as bytes. */
#include "harness.h"
#include "base/buf.h"
#include "base/utf8.h"

TEST(every_code_point_goes_there_and_back)
{
    dr_buf b = {0};
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp += cp < 0x1000 ? 1 : 61) {
        uint32_t back = 0;
        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        b.len = 0;
        CHECK_INT(dr_buf_put_cp(&b, cp, NULL), DRAAD_OK);
        CHECK_INT(dr_utf8_decode(b.data, b.len, &back), b.len);
        CHECK_INT(back, cp);
        CHECK_INT(dr_utf8_count(dr_buf_str(&b)), 1);
    }
    dr_buf_free(&b);
}

TEST(what_is_no_utf8_is_refused)
{
    static const char *const wrong[] = {
        "\x80",     "\xC3",         "\xC0\x80",         "\xC1\xBF",         "\xE0\x80\x80",
        "\xE2\x82", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xFF"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        uint32_t cp;
        CHECK_INT(dr_utf8_decode(wrong[i], strlen(wrong[i]), &cp), 0);
        char text[40];
        snprintf(text, sizeof text, "twaalf bytes%s en meer", wrong[i]);
        CHECK_INT(dr_utf8_valid((draad_str){text, strlen(text)}), 12);
    }
    uint32_t cp;
    CHECK_INT(dr_utf8_decode("", 0, &cp), 0);
}

TEST(valid_text_is_valid_to_its_end)
{
    static const char text[] = "abcdefgh\xC3\xA9ijklmno\xF0\x9F\x98\x80p";
    CHECK_INT(dr_utf8_valid((draad_str){text, sizeof text - 1}), sizeof text - 1);
    CHECK_INT(dr_utf8_count((draad_str){text, sizeof text - 1}), 18);
}

int main(void)
{
    return RUN(every_code_point_goes_there_and_back, what_is_no_utf8_is_refused, valid_text_is_valid_to_its_end);
}
