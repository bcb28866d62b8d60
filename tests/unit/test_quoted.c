/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include "failing.h"
#include "text/quoted.h"

/* The passage of `text` that is found for `passage`, in a static buffer; "0" or "3" when there is none or more. */
static const char *found(const char *text, const char *passage)
{
    static char out[1000];
    dr_quoted q;
    dr_places places = {0};
    assert_int_equal(dr_quoted_of(dr_str_of(text), &q, NULL), DRAAD_OK);
    assert_int_equal(dr_quoted_find(&q, dr_str_of(passage), &places, NULL), DRAAD_OK);
    if (places.n == 1)
        snprintf(out, sizeof out, "%.*s", (int)(places.at[0].end - places.at[0].start), text + places.at[0].start);
    else
        snprintf(out, sizeof out, "%zu", places.n);
    dr_vec_free(&places);
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

TEST(what_was_left_out_is_of_the_passage)
{
    (void)state_;
    const char *text = "R: Ik was moe, en mijn team ook. Toen hielpen we elkaar. Dat was fijn. Ik was moe.";
    FOUND(text, "Ik was moe, [...] hielpen we elkaar.", "Ik was moe, en mijn team ook. Toen hielpen we elkaar.");
    FOUND(text, "mijn team (\xE2\x80\xA6) elkaar", "mijn team ook. Toen hielpen we elkaar");
    FOUND(text, "\"en mijn team ... Dat was fijn\"", "en mijn team ook. Toen hielpen we elkaar. Dat was fijn");
    FOUND(text, "ik was moe [..] toen hielpen (...) fijn",
          "Ik was moe, en mijn team ook. Toen hielpen we elkaar. Dat was fijn");
    FOUND(text, "Dat was fijn. [...]", "Dat was fijn.");
    FOUND(text, "[...] Dat was fijn.", "Dat was fijn.");
    FOUND(text, "[...] Dat was [...].", "Dat was");
    FOUND(text, "[...]", "0");
    FOUND(text, "", "0");
    FOUND("", "moe [...] moe", "0");
    FOUND(text, "Dat was fijn [...] mijn team", "0"); /* in another order */
    FOUND(text, "Ik was moe [...] heel moe", "0");
    FOUND(text, "Ik was moe. [...]", "Ik was moe.");
    FOUND(text, "Ik was moe [...]", "2");
    FOUND("R: moe [...] nu en moe en nu", "moe [...] nu", "moe [...] nu"); /* as it stands in the transcript */
}

TEST(of_two_beginnings_the_nearer_is_meant)
{
    (void)state_;
    FOUND("Ik weet het niet. Ik weet het niet. Maar dan kwam de baas binnen.", "Ik weet het niet. [...] kwam de baas",
          "Ik weet het niet. Maar dan kwam de baas");
    FOUND("Moe. Moe. Druk. Moe. Druk.", "moe [...] druk", "2"); /* two ends */
}

TEST(parts_are_no_more_than_32)
{
    (void)state_;
    dr_buf text = {0}, quote = {0};
    for (int n = 31; n <= 33; n++) {
        text.len = quote.len = 0;
        for (int i = 1; i <= n; i++) {
            dr_buf_printf(&text, NULL, "woord%d en ", i);
            dr_buf_printf(&quote, NULL, "woord%d [...] ", i);
        }
        dr_buf_put(&text, DR_STR("einde"), NULL);
        dr_buf_put(&quote, DR_STR("einde"), NULL);
        dr_buf_put_char(&text, '\0', NULL);
        dr_buf_put_char(&quote, '\0', NULL);
        assert_string_equal(strcmp(found(text.data, quote.data), "0") == 0 ? "none" : "one", n < 32 ? "one" : "none");
    }
    dr_buf_free(&text);
    dr_buf_free(&quote);
}

TEST(parts_are_not_too_far_apart)
{
    dr_quoted q;
    dr_places places = {0};
    dr_buf text = {0};
    for (size_t n = 0; n < 2; n++) {
        text.len = 0;
        dr_buf_put(&text, dr_str_of("begin "), NULL);
        for (size_t i = 0; i < 1998 + 2 * n; i++)
            dr_buf_put_char(&text, 'x', NULL);
        dr_buf_put(&text, dr_str_of(" eind"), NULL);
        CHECK_INT(dr_quoted_of(dr_buf_str(&text), &q, NULL), DRAAD_OK);
        CHECK_INT(dr_quoted_find(&q, dr_str_of("begin [...] eind"), &places, NULL), DRAAD_OK);
        CHECK_INT(places.n, n == 0);
        dr_vec_free(&places);
        dr_quoted_free(&q);
    }
    dr_buf_free(&text);
}

TEST(places_are_counted_and_the_best_are_taken)
{
    (void)state_;
    FOUND("ja, dat wel. Nee. ja, dat wel.", "ja, dat wel", "2");
    FOUND("verdraaid, draai het om", "draai", "draai"); /* as a whole word there is one */
    FOUND("Thuis is rust. thuis is  rust.", "thuis is rust", "2");
    FOUND("aaaa", "aa", "3");
}

TEST(places_stand_in_order)
{
    dr_quoted q;
    dr_places places = {0};
    CHECK_INT(dr_quoted_of(DR_STR("rust en rust en rust"), &q, NULL), DRAAD_OK);
    CHECK_INT(dr_quoted_find(&q, DR_STR("rust"), &places, NULL), DRAAD_OK);
    CHECK_INT(places.n, 3);
    CHECK_RANGE(places.at[0], 0, 4);
    CHECK_RANGE(places.at[2], 16, 20);
    CHECK_INT(dr_quoted_find(&q, DR_STR("rust en"), &places, NULL), DRAAD_OK);
    CHECK_INT(places.n, 2);
    dr_vec_free(&places);
    dr_quoted_free(&q);
}

/* By its rarest letters or letter by letter, in a text long enough for both. */
TEST(every_word_of_a_long_text_is_found_where_it_stands)
{
    static char text[40000];
    dr_quoted q;
    dr_places places = {0};
    size_t len = 0;
    for (unsigned i = 0; i < 2000; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "dag %u \xC3\xA9n ", i);
    CHECK_INT(dr_quoted_of((draad_str){text, len}, &q, NULL), DRAAD_OK);
    for (unsigned i = 0; i < 2000; i += 7) {
        char wanted[20];
        snprintf(wanted, sizeof wanted, "dag %u \xC3\xA9n", i);
        CHECK_INT(dr_quoted_find(&q, dr_str_of(wanted), &places, NULL), DRAAD_OK);
        CHECK_INT(places.n, 1);
        const char *at = strstr(text, wanted);
        CHECK_RANGE(places.at[0], (size_t)(at - text), (size_t)(at - text) + strlen(wanted));
        CHECK_INT(dr_quoted_cp(&q, places.at[0].start).value, (size_t)(at - text) - i); /* an e acute each */
    }
    CHECK_INT(dr_quoted_find(&q, DR_STR("dag"), &places, NULL), DRAAD_OK);
    CHECK_INT(places.n, 2000);
    CHECK_INT(dr_quoted_find(&q, DR_STR("en dag"), &places, NULL), DRAAD_OK);
    CHECK_INT(places.n, 1999);
    dr_vec_free(&places);
    dr_quoted_free(&q);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        dr_quoted q = {0};
        dr_places places = {0};
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_quoted_of(DR_STR("R: Ik was \xC3\xA9"
                                "cht moe\n\n van alles."),
                         &q, NULL);
        if (s == DRAAD_OK)
            s = dr_quoted_find(&q,
                               DR_STR("\"was \xC3\xA9"
                                      "cht moe\""),
                               &places, NULL);
        CHECK(s == DRAAD_E_MEMORY || (s == DRAAD_OK && places.n == 1));
        dr_vec_free(&places);
        dr_quoted_free(&q);
        draad_set_allocator(NULL);
    }
    CHECK(n > 8);
}

int main(void)
{
    return RUN(what_copying_changes_is_passed_over, a_mark_at_the_end_belongs_to_its_letter,
               marks_around_a_passage_that_are_not_in_the_text_are_left_out, other_words_are_not_found,
               what_was_left_out_is_of_the_passage, of_two_beginnings_the_nearer_is_meant, parts_are_no_more_than_32,
               parts_are_not_too_far_apart, places_are_counted_and_the_best_are_taken, places_stand_in_order,
               every_word_of_a_long_text_is_found_where_it_stands, no_memory_is_an_error_and_loses_nothing);
}
