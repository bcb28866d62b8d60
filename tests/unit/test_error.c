/* SPDX-License-Identifier: Apache-2.0
 * test_error.c - messages with a place, and small strings. */
#include "harness.h"
#include "base/error.h"
#include "base/utf8.h"

TEST(a_message_has_its_place_as_data)
{
    draad_error err;
    CHECK_INT(dr_fail(&err, DRAAD_E_CODEBOOK, (dr_place){"a.yaml", 3, 7}, "%d is %s", 4, "too much"), DRAAD_E_CODEBOOK);
    CHECK_INT(err.status, DRAAD_E_CODEBOOK);
    CHECK_INT(err.line, 3);
    CHECK_INT(err.column, 7);
    CHECK_STR(dr_str_of(err.place), "a.yaml");
    CHECK_STR(dr_str_of(err.message), "4 is too much");
    CHECK_INT(dr_fail(NULL, DRAAD_E_IO, dr_place_of(NULL), "nobody listens"), DRAAD_E_IO);
}

TEST(a_message_is_one_printable_line)
{
    draad_error err;
    dr_fail(&err, DRAAD_E_IO, dr_place_of("a\nb\x1b[1m"),
            "c\td \xE2\x80\xAE"
            "e \xFF \xC3\xA9");
    CHECK_STR(dr_str_of(err.place), "a\\x0Ab\\x1B[1m");
    CHECK_STR(dr_str_of(err.message), "c\\x09d \\u202Ee \\xFF \xC3\xA9");
}

TEST(a_long_message_ends_at_a_whole_character)
{
    char text[2001];
    draad_error err;
    for (size_t i = 0; i < 2000; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    text[2000] = '\0';
    dr_fail(&err, DRAAD_E_IO, dr_place_of(text), "x%s", text);
    CHECK(strlen(err.message) < sizeof err.message && strlen(err.place) < sizeof err.place);
    CHECK_INT(dr_utf8_valid(dr_str_of(err.place)), strlen(err.place));
}

static void count(void *ctx, draad_severity severity, const draad_error *message)
{
    *(int *)ctx += severity == DRAAD_WARNING && strcmp(message->message, "let op") == 0;
}

TEST(a_report_may_be_absent)
{
    int n = 0;
    draad_report report = {count, &n}, silent = {0};
    dr_say(&report, DRAAD_WARNING, DRAAD_OK, dr_place_of(NULL), "let %s", "op");
    dr_say(&silent, DRAAD_WARNING, DRAAD_OK, dr_place_of(NULL), "let op");
    dr_say(NULL, DRAAD_WARNING, DRAAD_OK, dr_place_of(NULL), "let op");
    CHECK_INT(n, 1);
}

TEST(strings_compare_by_bytes)
{
    CHECK(dr_str_equal((draad_str){NULL, 0}, DR_STR("")));
    CHECK(!dr_str_equal(DR_STR("a"), DR_STR("ab")));
    CHECK(dr_str_compare(DR_STR("a"), DR_STR("ab")) < 0);
    CHECK(dr_str_compare(DR_STR("z"), DR_STR("\xC3\xA9")) < 0);
    CHECK_INT(dr_str_compare(DR_STR("a"), DR_STR("a")), 0);
    CHECK_STR(dr_str_trim(DR_STR(" \t\r\n a b \n")), "a b");
    CHECK_STR(dr_str_trim(DR_STR("  ")), "");
    CHECK_STR(dr_str_of(draad_version()), DRAAD_VERSION);
}

TEST(strings_are_alike_but_for_ascii_case)
{
    CHECK(dr_str_alike(DR_STR("Anna"), DR_STR("aNNA")));
    CHECK(!dr_str_alike(DR_STR("Anna"), DR_STR("Ann")));
    CHECK(!dr_str_alike(DR_STR("["), DR_STR("{"))); /* 0x20 apart, and no letters */
    CHECK(dr_str_alike((draad_str){0}, DR_STR("")));
}

int main(void)
{
    return RUN(strings_are_alike_but_for_ascii_case, a_message_has_its_place_as_data, a_message_is_one_printable_line,
               a_long_message_ends_at_a_whole_character, a_report_may_be_absent, strings_compare_by_bytes);
}
