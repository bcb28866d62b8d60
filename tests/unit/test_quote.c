/* SPDX-License-Identifier: Apache-2.0
 * test_quote.c - what of a passage an export may show. */
#include "failing.h"

#include "base/buf.h"
#include "exchange/quote.h"

static const char *masked(const char *text, uint32_t start, const dr_stretch *words, size_t n)
{
    static dr_buf out;
    out.len = 0;
    assert_int_equal(dr_mask(dr_str_of(text), start, words, n, &out, NULL), DRAAD_OK);
    assert_int_equal(dr_buf_put_char(&out, '\0', NULL), DRAAD_OK);
    return out.data;
}

#define O "\xE2\x80\xA2" /* a bullet */

TEST(only_matched_words_are_shown)
{
    const dr_stretch words[] = {{13, 16}, {20, 23}};
    CHECK_STR(dr_str_of(masked("Ik los het op.", 10, words, 2)), O O " los " O O O " op.");
}

TEST(punctuation_and_white_space_stay)
{
    CHECK_STR(dr_str_of(masked("\"Ja,\" (zei) hij:\n'nee' \xE2\x80\xA6 \xE2\x80\x9Cwat?\xE2\x80\x9D", 0, NULL, 0)),
              "\"" O O ",\" (" O O O ") " O O O ":\n'" O O O "' \xE2\x80\xA6 \xE2\x80\x9C" O O O "?\xE2\x80\x9D");
}

TEST(digits_signs_and_emoji_are_no_punctuation)
{
    CHECK_STR(dr_str_of(masked("12% + \xE2\x82\xAC 5 @x \xF0\x9F\x98\x80", 0, NULL, 0)),
              O O O " " O " " O " " O " " O O " " O);
}

TEST(what_belongs_to_a_masked_character_goes_with_it)
{
    /* e with a combining acute; a soft hyphen; a thumb with a skin tone */
    CHECK_STR(dr_str_of(masked("e\xCC\x81n a\xC2\xAD"
                               "b \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD",
                               0, NULL, 0)),
              O O " " O O " " O);
}

TEST(evidence_is_shown_whole_with_its_marks)
{
    const dr_stretch words[] = {{3, 6}};
    CHECK_STR(dr_str_of(masked("ja e\xCC\x81n ja", 0, words, 1)), O O " e\xCC\x81n " O O);
}

TEST(text_that_is_no_utf8_shows_nothing)
{
    CHECK_STR(dr_str_of(masked("\xFFgeheim", 0, NULL, 0)), O);
}

TEST(a_coding_read_from_a_result_knows_its_words)
{
    dr_coded d = {0};
    dr_coding c = {.evidence = DR_STR("0-2;8-10;8-12;12-13"), .text = DR_STR("ik weet niet goed"), .end = {17}};
    dr_stretch *words = NULL;
    size_t n = 0;
    dr_buf text = {0}, passage = {0};
    CHECK_INT(dr_evidence_of(&d, &c, &words, &n, NULL), DRAAD_OK);
    CHECK_INT(n, 2);
    CHECK(words[1].start == 8 && words[1].end == 13);
    dr_free(words);
    CHECK_INT(dr_quote_of(&d, &c, DRAAD_QUOTES_MASKED, &text, &passage, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text), "ik " O O O O " niet " O O O O);
    text.len = 0;
    CHECK_INT(dr_quote_of(&d, &c, DRAAD_QUOTES_NONE, &text, &passage, NULL), DRAAD_OK);
    CHECK_INT(text.len, 0);
    CHECK_INT(dr_quote_of(&d, &c, DRAAD_QUOTES_FULL, &text, &passage, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text), "ik weet niet goed");
    dr_buf_free(&text);
    dr_buf_free(&passage);
}

TEST(evidence_that_is_not_understood_is_none)
{
    static const char *const wrong[] = {"x", "1", "1-", "-2", "3-2", "1-2,3-4", "99999999999-5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        dr_coded d = {0};
        dr_coding c = {.evidence = dr_str_of(wrong[i])};
        dr_stretch *words = NULL;
        size_t n = 9;
        CHECK_INT(dr_evidence_of(&d, &c, &words, &n, NULL), DRAAD_OK);
        CHECK(words == NULL && n == 0);
    }
}

TEST(masking_survives_every_failing_allocation)
{
    dr_coded d = {0};
    dr_coding c = {.evidence = DR_STR("0-2;7-10"), .text = DR_STR("ik weet niet goed"), .passage = DR_STR("ja, ik")};
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s == DRAAD_E_MEMORY && n < 1000; n++) {
        dr_buf text = {0}, passage = {0};
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_quote_of(&d, &c, DRAAD_QUOTES_MASKED, &text, &passage, NULL);
        dr_buf_free(&text);
        dr_buf_free(&passage);
        draad_set_allocator(NULL);
    }
    CHECK_INT(s, DRAAD_OK);
}

int main(void)
{
    return RUN(only_matched_words_are_shown, punctuation_and_white_space_stay,
               digits_signs_and_emoji_are_no_punctuation, what_belongs_to_a_masked_character_goes_with_it,
               evidence_is_shown_whole_with_its_marks, text_that_is_no_utf8_shows_nothing,
               a_coding_read_from_a_result_knows_its_words, evidence_that_is_not_understood_is_none,
               masking_survives_every_failing_allocation);
}
