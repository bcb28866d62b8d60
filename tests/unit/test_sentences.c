/* SPDX-License-Identifier: Apache-2.0
 * test_sentences.c - where sentences begin and end: the paragraph with | between them. */
#include "harness.h"
#include "base/buf.h"
#include "dutch/sentences.h"

static void check_sentences(const char *text, const char *expected, int line)
{
    dr_sentences found = {0};
    dr_buf joined = {0};
    draad_str s = dr_str_of(text);
    assert_int_equal(dr_sentences_of(s, (draad_range){0, (draad_byte)s.len}, &found, NULL), DRAAD_OK);
    for (size_t i = 0; i < found.sentences.n; i++) {
        draad_range r = found.sentences.at[i].range;
        if (i > 0)
            dr_buf_put_char(&joined, '|', NULL);
        dr_buf_put(&joined, (draad_str){s.data + r.start, r.end - r.start}, NULL);
    }
    check_str(dr_buf_str(&joined), expected, __FILE__, line);
    dr_sentences_free(&found);
    dr_buf_free(&joined);
}
#define CHECK_SENTENCES(text, expected) ((void)state_, check_sentences((text), (expected), __LINE__))

TEST(a_stop_before_a_capital_ends_a_sentence)
{
    CHECK_SENTENCES("Ik ben moe. Ik ga naar huis! Ja? Ja.", "Ik ben moe.|Ik ga naar huis!|Ja?|Ja.");
    CHECK_SENTENCES("Het was 3. 4 was beter.", "Het was 3.|4 was beter.");
    CHECK_SENTENCES("ik weet niet. maar toch", "ik weet niet. maar toch");
}

TEST(without_capitals_every_stop_ends_a_sentence)
{
    draad_str text = DR_STR("ik ben moe. maar ja... dat is bijv. zo? (lacht) ja. en jan enz. ook. klaar");
    dr_sentences found = {0};
    dr_beginnings counts = {0};
    dr_count_beginnings(text, (draad_range){0, (draad_byte)text.len}, &counts);
    CHECK_INT(counts.small, 5); /* "bijv. zo" and "enz. ook" too: they are few */
    CHECK_INT(counts.capital, 0);
    found.no_capitals = dr_lack_capitals(&counts);
    CHECK(found.no_capitals);
    CHECK_INT(dr_sentences_of(text, (draad_range){0, (draad_byte)text.len}, &found, NULL), DRAAD_OK);
    CHECK_INT(found.sentences.n, 5);
    draad_range second = found.sentences.at[1].range;
    CHECK_STR(((draad_str){text.data + second.start, second.end - second.start}), "maar ja... dat is bijv. zo?");
    dr_sentences_free(&found);
}

TEST(a_few_small_letters_behind_a_stop_are_no_lack_of_capitals)
{
    CHECK(!dr_lack_capitals(&(dr_beginnings){.small = 2, .capital = 0}));
    CHECK(!dr_lack_capitals(&(dr_beginnings){.small = 9, .capital = 1}));
    CHECK(dr_lack_capitals(&(dr_beginnings){.small = 10, .capital = 1}));
}

TEST(closing_marks_stay_with_the_sentence_they_end)
{
    CHECK_SENTENCES("\"Kom mee!\" Zei ze.", "\"Kom mee!\"|Zei ze.");
    CHECK_SENTENCES("\"Kom mee!\" zei ze.", "\"Kom mee!\" zei ze.");
    CHECK_SENTENCES("Ja (dus niet.) Nee.", "Ja (dus niet.)|Nee.");
    CHECK_SENTENCES("\xE2\x80\x9CJa.\xE2\x80\x9D Zo.", "\xE2\x80\x9CJa.\xE2\x80\x9D|Zo.");
    CHECK_SENTENCES("Hij zei: ,,Ja.'' En toen.", "Hij zei: ,,Ja.''|En toen.");
}

TEST(an_abbreviation_ends_none)
{
    CHECK_SENTENCES("Ik sprak dr. A. de Vries. Die zei niets.", "Ik sprak dr. A. de Vries.|Die zei niets.");
    CHECK_SENTENCES("Dat is bijv. Anna.", "Dat is bijv. Anna.");
    CHECK_SENTENCES("Werk, thuis enz. Dat is veel.", "Werk, thuis enz.|Dat is veel.");
    CHECK_SENTENCES("Werk, thuis enz. dat is veel.", "Werk, thuis enz. dat is veel.");
}

TEST(dots_end_one_only_before_a_capital)
{
    CHECK_SENTENCES("Ik dacht... ja. Nou", "Ik dacht... ja.|Nou");
    CHECK_SENTENCES("Ik dacht... Nee.", "Ik dacht...|Nee.");
    CHECK_SENTENCES("Ik dacht\xE2\x80\xA6 Nee.", "Ik dacht\xE2\x80\xA6|Nee.");
}

TEST(an_apostrophe_or_quotation_mark_can_begin_one)
{
    CHECK_SENTENCES("Ik ga. 's Avonds niet.", "Ik ga.|'s Avonds niet.");
    CHECK_SENTENCES("Ik ga. 't Is laat.", "Ik ga.|'t Is laat.");
    CHECK_SENTENCES("Ik ga. \"Nee\", zei ze.", "Ik ga.|\"Nee\", zei ze.");
}

TEST(time_stamps_at_a_border_are_left_out)
{
    CHECK_SENTENCES("[00:01:02] Ja. Nee. [00:02:00]", "Ja.|Nee.");
    CHECK_SENTENCES("Ik [00:01:02] ben er.", "Ik [00:01:02] ben er.");
}

TEST(a_paragraph_without_a_stop_is_one_sentence)
{
    CHECK_SENTENCES("ja dus ik dacht van nou laat maar", "ja dus ik dacht van nou laat maar");
    CHECK_SENTENCES("  ", "");
}

TEST(words_are_counted_on)
{
    dr_sentences found = {0};
    draad_str s = dr_str_of("Ja, eh, ik wel. En jij (lacht)?");
    CHECK_INT(dr_sentences_of(s, (draad_range){0, 16}, &found, NULL), DRAAD_OK);
    CHECK_INT(dr_sentences_of(s, (draad_range){16, (draad_byte)s.len}, &found, NULL), DRAAD_OK);
    CHECK_INT(found.sentences.n, 2);
    CHECK_INT(found.words.n, 5);
    CHECK_INT(found.sentences.at[0].nwords, 3);
    CHECK_INT(found.sentences.at[1].first_word, 3);
    CHECK_INT(found.sentences.at[1].nwords, 2);
    CHECK_RANGE(found.sentences.at[1].range, 16, 31);
    dr_sentences_free(&found);
}

int main(void)
{
    return RUN(a_stop_before_a_capital_ends_a_sentence, without_capitals_every_stop_ends_a_sentence,
               a_few_small_letters_behind_a_stop_are_no_lack_of_capitals, closing_marks_stay_with_the_sentence_they_end,
               an_abbreviation_ends_none, dots_end_one_only_before_a_capital,
               an_apostrophe_or_quotation_mark_can_begin_one, time_stamps_at_a_border_are_left_out,
               a_paragraph_without_a_stop_is_one_sentence, words_are_counted_on);
}
