/* SPDX-License-Identifier: Apache-2.0
 * test_txt.c - bytes of plain text beside the text they are. */
#include "harness.h"
#include "base/memory.h"
#include "pack.h"
#include "source/source.h"

static void listen(void *ctx, draad_severity severity, const draad_error *message)
{
    (void)severity;
    *(draad_error *)ctx = *message;
}

static void check_text(void **state_, draad_str bytes, const char *expected, const char *warning)
{
    draad_error heard = {0}, err = {0};
    draad_report report = {listen, &heard};
    dr_source_text text;
    CHECK_INT(dr_txt_read(bytes, "a.txt", NULL, &report, &text, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text.text), expected);
    CHECK_STR(dr_str_of(heard.message), warning);
    CHECK(text.wrapped_possible);
    CHECK(text.labels.n == 0);
    dr_buf_free(&text.text);
}

static void check_refused(void **state_, draad_str bytes, const char *expected)
{
    draad_error err = {0};
    dr_source_text text;
    CHECK_INT(dr_txt_read(bytes, "a.txt", NULL, NULL, &text, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), expected);
    CHECK_STR(dr_str_of(err.place), "a.txt");
    CHECK(text.text.data == NULL);
}

#define CHECK_TEXT(bytes, expected) check_text(state_, DR_STR(bytes), expected, "")
#define CHECK_1252(bytes, expected) \
    check_text(state_, DR_STR(bytes), expected, "not UTF-8, read as Windows-1252: check that accents are right")
#define CHECK_REFUSED(bytes, expected) check_refused(state_, DR_STR(bytes), expected)

TEST(txt_reads_utf8)
{
    CHECK_TEXT("R: \xC3\xA9\xC3\xA9n \xF0\x9F\x98\x80\n", "R: \xC3\xA9\xC3\xA9n \xF0\x9F\x98\x80\n");
}

TEST(txt_drops_a_byte_order_mark_and_keeps_one_inside)
{
    CHECK_TEXT("\xEF\xBB\xBFR: a\xEF\xBB\xBF", "R: a\xEF\xBB\xBF");
}

TEST(txt_makes_every_line_end_a_line_feed)
{
    CHECK_TEXT("a\r\nb\rc\nd\r\r\n\r", "a\nb\nc\nd\n\n\n");
}

TEST(txt_keeps_all_other_white_space)
{
    CHECK_TEXT("a\v\f\t\xC2\x85\xE2\x80\xA8 b", "a\v\f\t\xC2\x85\xE2\x80\xA8 b");
}

TEST(txt_reads_utf16_and_utf32_by_their_mark)
{
    CHECK_TEXT("\xFF\xFE"
               "a\0\r\0\n\0\xE9\0=\xD8\0\xDE",
               "a\n\xC3\xA9\xF0\x9F\x98\x80");
    CHECK_TEXT("\xFE\xFF\0a\0\r\0b", "a\nb");
    CHECK_TEXT("\xFF\xFE\0\0a\0\0\0\0\xF6\1\0", "a\xF0\x9F\x98\x80");
    CHECK_TEXT("\0\0\xFE\xFF\0\0\0a", "a");
}

TEST(txt_reads_utf16_by_its_zero_bytes)
{
    CHECK_TEXT("h\0o\0i\0", "hoi");
    CHECK_TEXT("\0h\0o\0i", "hoi");
}

TEST(txt_refuses_damaged_utf16)
{
    CHECK_REFUSED("\xFF\xFE"
                  "a\0\0\xD8"
                  "b\0",
                  "damaged UTF-16 at byte 4; save it again as UTF-8");
    CHECK_REFUSED("\xFF\xFE"
                  "a\0\0\xDC",
                  "damaged UTF-16 at byte 4; save it again as UTF-8");
    CHECK_REFUSED("\xFF\xFE"
                  "a\0b",
                  "damaged UTF-16 at byte 4; save it again as UTF-8");
    CHECK_REFUSED("\xFF\xFE\0\0\0\0\x11\0", "damaged UTF-32 at byte 4; save it again as UTF-8");
}

TEST(txt_refuses_halves_of_characters_and_what_is_none)
{
    CHECK_REFUSED("\xFF\xFE\0\xD8"
                  "A\0",
                  "damaged UTF-16 at byte 2; save it again as UTF-8");
    CHECK_REFUSED("\xFF\xFE\0\xD8\0\xE0", "damaged UTF-16 at byte 2; save it again as UTF-8");
    CHECK_REFUSED("\xFE\xFF\0A\xD8\0", "damaged UTF-16 at byte 4; save it again as UTF-8");
    CHECK_REFUSED("\xFF\xFE"
                  "A\0\0\xDC",
                  "damaged UTF-16 at byte 4; save it again as UTF-8");
    CHECK_REFUSED("\xFE\xFF\0\0\0A", "damaged UTF-16 at byte 2; save it again as UTF-8");
    CHECK_REFUSED("\xFF\xFE\0\0\0\xD8\0\0", "damaged UTF-32 at byte 4; save it again as UTF-8");
    CHECK_REFUSED("\0\0\xFE\xFF\0\x11\0\0", "damaged UTF-32 at byte 4; save it again as UTF-8");
    CHECK_TEXT("\xFF\xFE\0\xE0\x0D\0\x0A\0\x0A\0", "\uE000\n\n");
}

TEST(txt_falls_back_to_windows_1252_with_a_warning)
{
    CHECK_1252("caf\xE9\r\n\x93"
               "ja\x94 \x80 5",
               "caf\xC3\xA9\n\xE2\x80\x9Cja\xE2\x80\x9D \xE2\x82\xAC 5");
}

TEST(txt_reads_a_long_text_with_few_accents_as_windows_1252)
{
    char bytes[20001], expected[20002];
    memset(bytes, 'a', sizeof bytes);
    memset(expected, 'a', sizeof expected);
    bytes[10000] = '\xE9'; /* of all bytes 99.995 % are UTF-8, but none says so */
    memcpy(expected + 10000, "\xC3\xA9", 2);
    expected[sizeof expected - 1] = '\0';
    check_text(state_, (draad_str){bytes, sizeof bytes - 1}, expected,
               "not UTF-8, read as Windows-1252: check that accents are right");
}

TEST(txt_refuses_damaged_utf8_with_the_first_places)
{
    CHECK_REFUSED("\xC3\xA9\xC3\xA9n \xC3 x",
                  "damaged UTF-8 in 1 place (at byte 6); save it again as UTF-8, or read it with --repair");
    CHECK_REFUSED("\xC3\xA9 \xFF \xFF \xFF \xFF",
                  "damaged UTF-8 in 4 places (at byte 3, 5, 7, ...); save it again as UTF-8, or read it with --repair");
    CHECK_REFUSED("\xC3\xA9 \xED\xA0\x80",
                  "damaged UTF-8 in 1 place (at byte 3); save it again as UTF-8, or read it with --repair");
    CHECK_REFUSED("\xC3\xA9 \xC0\xAF",
                  "damaged UTF-8 in 1 place (at byte 3); save it again as UTF-8, or read it with --repair");
}

TEST(txt_refuses_bytes_that_windows_1252_does_not_have)
{
    CHECK_REFUSED("caf\xE9 \x81", "neither UTF-8 nor Windows-1252, expected text; save it as UTF-8");
    CHECK_REFUSED("caf\xE9 \x01", "neither UTF-8 nor Windows-1252, expected text; save it as UTF-8");
}

TEST(txt_reads_line_ends_of_windows_1252)
{
    CHECK_1252("\n\xE9\r\n\r\xE8\n\t\x80", "\n\u00E9\n\n\u00E8\n\t\u20AC");
}

TEST(txt_refuses_binary_data)
{
    CHECK_REFUSED("a\0\0b", "binary data (it holds zero bytes), expected text");  /* as many on either side */
    CHECK_REFUSED("a\0b\0c", "binary data (it holds zero bytes), expected text"); /* half a character too many */
    CHECK_REFUSED("aaaaaaaaaaaaaaaaaaaaaaaa\0a", "binary data (it holds zero bytes), expected text"); /* too few */
    CHECK_REFUSED("abcdefgh\0ijkl", "binary data (it holds zero bytes), expected text");
    CHECK_REFUSED("\0\0\0\0", "binary data (it holds zero bytes), expected text");
}

TEST(txt_refuses_an_empty_file)
{
    CHECK_REFUSED("", "the file is empty, expected text");
    CHECK_REFUSED("\xEF\xBB\xBF", "the file is empty, expected text");
    CHECK_REFUSED("\xFF\xFE", "the file is empty, expected text");
}

static void check_option(void **state_, const draad_read_options *options, draad_str bytes, const char *expected,
                         const char *warning)
{
    draad_error heard = {0}, err = {0};
    draad_report report = {listen, &heard};
    dr_source_text text;
    draad_status s = dr_txt_read(bytes, "a.txt", options, &report, &text, &err);
    CHECK_STR(s == DRAAD_OK ? dr_buf_str(&text.text) : dr_str_of(err.message), expected);
    CHECK_STR(dr_str_of(heard.message), warning);
    dr_buf_free(&text.text);
}

TEST(txt_reads_the_encoding_that_is_given)
{
    const draad_read_options mac = {.encoding = "macintosh"}, utf16 = {.encoding = "UTF-16LE"};
    check_option(state_, &mac, DR_STR("caf\x8E\r\nja\rnee"), "café\nja\nnee", "");
    check_option(state_, &utf16, DR_STR("\xFF\xFEh\0i\0"), "hi", "");
    check_option(state_, &(draad_read_options){.encoding = "UTF-8"}, DR_STR("caf\xE9"),
                 "not UTF-8: byte 3 does not belong in it", "");
    check_option(state_, &mac, DR_STR("a\0b"), "binary data (it holds zero bytes), expected text", "");
}

TEST(txt_repairs_damaged_utf8_when_asked)
{
    const draad_read_options repair = {.repair = true};
    check_option(state_, &repair, DR_STR("\xC3\xA9n \xC3\xA9n c\xC3 d\xE2\x82"), "én én c\xEF\xBF\xBD d\xEF\xBF\xBD",
                 "2 damaged places replaced by U+FFFD");
    check_option(state_, &repair, DR_STR("\xC3\xA9n"), "én", "");
    check_option(state_, &repair, DR_STR("caf\xE9"), "café",
                 "not UTF-8, read as Windows-1252: check that accents are right");
}

static draad_status read_once(void *ctx, draad_error *err)
{
    const draad_read_options options[] = {{.repair = false}, {.repair = true}, {.encoding = "ISO-8859-1"}};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < 3 && (s == DRAAD_OK || s == DRAAD_E_SOURCE); i++) {
        dr_source_text text;
        s = dr_txt_read(*(draad_str *)ctx, "a.txt", &options[i], NULL, &text, err);
        dr_buf_free(&text.text);
    }
    return s == DRAAD_E_SOURCE ? DRAAD_OK : s;
}

TEST(txt_survives_each_failed_allocation)
{
    draad_str texts[] = {
        DR_STR("R: een lange regel die niet in het eerste blok past, want die is al gauw te klein\r\nI: ja"),
        DR_STR("caf\xE9"), DR_STR("h\0o\0i\0"), DR_STR("\xC3\xA9\xC3")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        CHECK(pack_survives(read_once, &texts[i]));
}

int main(void)
{
    return RUN(txt_reads_utf8, txt_drops_a_byte_order_mark_and_keeps_one_inside, txt_makes_every_line_end_a_line_feed,
               txt_keeps_all_other_white_space, txt_reads_utf16_and_utf32_by_their_mark,
               txt_reads_utf16_by_its_zero_bytes, txt_refuses_damaged_utf16,
               txt_refuses_halves_of_characters_and_what_is_none, txt_falls_back_to_windows_1252_with_a_warning,
               txt_reads_a_long_text_with_few_accents_as_windows_1252, txt_refuses_damaged_utf8_with_the_first_places,
               txt_refuses_bytes_that_windows_1252_does_not_have, txt_reads_line_ends_of_windows_1252,
               txt_reads_the_encoding_that_is_given, txt_repairs_damaged_utf8_when_asked, txt_refuses_binary_data,
               txt_refuses_an_empty_file, txt_survives_each_failed_allocation);
}
