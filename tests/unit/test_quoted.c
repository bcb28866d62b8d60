/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include "failing.h"
#include "text/quoted.h"

/* The passage of `text` that is found for `passage`, in a static buffer; "0" or "3" when there is none or more. */
static const char *found(const char *text, const char *passage)
{
    static char out[200];
    dr_quoted q;
    draad_range r = {0, 0};
    size_t n = 0;
    assert_int_equal(dr_quoted_of(dr_str_of(text), &q, NULL), DRAAD_OK);
    assert_int_equal(dr_quoted_find(&q, dr_str_of(passage), 0, &n, &r, NULL), DRAAD_OK);
    if (n == 1)
        snprintf(out, sizeof out, "%.*s", (int)(r.end - r.start), text + r.start);
    else
        snprintf(out, sizeof out, "%zu", n);
    dr_quoted_free(&q);
    return out;
}

#define FOUND(text, passage, expected) assert_string_equal(found(text, passage), expected)

TEST(what_copying_changes_is_passed_over)
{
    (void)state_;
    FOUND("R: Ik was moe.\nHeel moe.", "Ik was moe. Heel moe.", "Ik was moe.\nHeel moe.");
    FOUND("R: Ik was  moe.", "  ik was\xC2\xA0moe ", "Ik was  moe");
    FOUND("Ze zei: \xE2\x80\x98kom maar\xE2\x80\x99.", "ze zei: \"kom maar\".",
          "Ze zei: \xE2\x80\x98kom maar\xE2\x80\x99.");
    FOUND("zo\xE2\x80\x99n week \xE2\x80\x93 druk", "zo'n week - druk", "zo\xE2\x80\x99n week \xE2\x80\x93 druk");
    FOUND("en toen... niets", "en toen\xE2\x80\xA6 niets", "en toen... niets");
    FOUND("dat was \xC3\xA9"
          "cht zo",
          "dat was e\xCC\x81"
          "cht zo",
          "dat was \xC3\xA9"
          "cht zo");
    FOUND("dat was e\xCC\x81"
          "cht zo",
          "was \xC3\xA9"
          "cht",
          "was e\xCC\x81"
          "cht");
    FOUND("het af\xC2\xADspraken", "afspraken", "af\xC2\xADspraken");
    FOUND("kop \xF0\x9F\x98\x80 eraf", "kop \xF0\x9F\x98\x80 eraf", "kop \xF0\x9F\x98\x80 eraf");
}

TEST(a_mark_at_the_end_belongs_to_its_letter)
{
    (void)state_;
    FOUND("een cafe\xCC\x81 open", "een caf\xC3\xA9", "een cafe\xCC\x81");
}

TEST(marks_around_a_passage_that_are_not_in_the_text_are_left_out)
{
    (void)state_;
    FOUND("R: Ik was moe van alles.", "\"ik was moe\"", "Ik was moe");
    FOUND("R: Ik was moe van alles.", "... was moe van ...", "was moe van");
    FOUND("R: Ik was moe. Van alles.", "\"... ik was moe.\"", "Ik was moe."); /* the stop is in the text */
    FOUND("R: 'Ik was moe', zei ik.", "... 'ik was moe'", "'Ik was moe'");
}

TEST(other_words_are_not_found)
{
    (void)state_;
    FOUND("R: Ik was moe.", "ik ben moe", "0");
    FOUND("R: Ik was moe.", "", "0");
    FOUND("R: Ik was moe.", "...", "0");
    FOUND("", "moe", "0");
    FOUND("kort", "een langer citaat", "0");
}

TEST(places_are_counted_and_the_best_are_taken)
{
    (void)state_;
    FOUND("ja, dat wel. Nee. ja, dat wel.", "ja, dat wel", "2");
    FOUND("verdraaid, draai het om", "draai", "draai"); /* as a whole word there is one */
    FOUND("Thuis is rust. thuis is  rust.", "thuis is rust", "2");
    FOUND("aaaa", "aa", "3");
}

TEST(any_of_several_places_can_be_asked_for)
{
    dr_quoted q;
    draad_range r;
    size_t n;
    CHECK_INT(dr_quoted_of(DR_STR("rust en rust en rust"), &q, NULL), DRAAD_OK);
    CHECK_INT(dr_quoted_find(&q, DR_STR("rust"), 2, &n, &r, NULL), DRAAD_OK);
    CHECK_INT(n, 3);
    CHECK_RANGE(r, 16, 20);
    dr_quoted_free(&q);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        dr_quoted q = {0};
        draad_range r;
        size_t nplaces = 0;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_quoted_of(DR_STR("R: Ik was \xC3\xA9"
                                "cht moe\n\n van alles."),
                         &q, NULL);
        if (s == DRAAD_OK)
            s = dr_quoted_find(&q,
                               DR_STR("\"was \xC3\xA9"
                                      "cht moe\""),
                               0, &nplaces, &r, NULL);
        dr_quoted_free(&q);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_E_MEMORY || (s == DRAAD_OK && nplaces == 1));
    }
    CHECK(n > 5);
}

int main(void)
{
    return RUN(what_copying_changes_is_passed_over, a_mark_at_the_end_belongs_to_its_letter,
               marks_around_a_passage_that_are_not_in_the_text_are_left_out, other_words_are_not_found,
               places_are_counted_and_the_best_are_taken, any_of_several_places_can_be_asked_for,
               no_memory_is_an_error_and_loses_nothing);
}
