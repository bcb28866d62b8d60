/* SPDX-License-Identifier: Apache-2.0
 * test_norm.c - the form of a word that spelling does not decide. */
#include "harness.h"
#include "dutch/norm.h"

static void check_norm(const char *word, const char *norm, const char *loose, int line)
{
    dr_buf a = {0}, b = {0};
    assert_int_equal(dr_norm(dr_str_of(word), &a, NULL), DRAAD_OK);
    assert_int_equal(dr_norm_loose(dr_buf_str(&a), &b, NULL), DRAAD_OK);
    check_str(dr_buf_str(&a), norm, __FILE__, line);
    check_str(dr_buf_str(&b), loose, __FILE__, line);
    assert_int_equal(dr_norm(dr_buf_str(&a), &b, NULL), DRAAD_OK); /* what is in norm stays */
    check_str(dr_buf_str(&b), norm, __FILE__, line);
    dr_buf_free(&a);
    dr_buf_free(&b);
}
#define CHECK_NORM(word, norm, loose) ((void)state_, check_norm((word), (norm), (loose), __LINE__))

TEST(capitals_are_small)
{
    CHECK_NORM("WerkDruk", "werkdruk", "werkdruk");
    CHECK_NORM("\xC3\x89\xC3\x89N", "\xC3\xA9\xC3\xA9n", "een");
    CHECK_NORM("", "", "");
}

TEST(marks_are_composed_and_loose_has_none)
{
    CHECK_NORM("prive\xCC\x81", "priv\xC3\xA9", "prive");
    CHECK_NORM("CLIE\xCC\x88NT", "cli\xC3\xABnt", "client");
}

TEST(apostrophes_and_hyphens_have_one_shape)
{
    CHECK_NORM("collega\xE2\x80\x99s", "collega's", "collega's");
    CHECK_NORM("foto`s", "foto's", "foto's");
    CHECK_NORM("foto\xC2\xB4s", "foto's", "foto's");
    CHECK_NORM("werk\xE2\x80\x91"
               "druk",
               "werk-druk", "werkdruk");
}

TEST(hidden_characters_are_nothing)
{
    CHECK_NORM("werk\xC2\xAD"
               "druk",
               "werkdruk", "werkdruk");
    CHECK_NORM("we\xE2\x80\x8Brk\xEF\xBB\xBF", "werk", "werk");
}

TEST(a_line_end_in_a_word_goes_with_its_hyphen)
{
    CHECK_NORM("jeugd-\n  zorg", "jeugdzorg", "jeugdzorg");
    CHECK_NORM("jeugd\xC2\xAD\nzorg", "jeugdzorg", "jeugdzorg");
    CHECK_NORM("caf\xC3\xA9-\nbezoek",
               "caf\xC3\xA9"
               "bezoek",
               "cafebezoek");
}

TEST(ligatures_are_letters)
{
    CHECK_NORM("\xC4\xB3s", "ijs", "ijs");
    CHECK_NORM("\xC4\xB2S", "ijs", "ijs");
    CHECK_NORM("e\xEF\xAC\x83"
               "cient",
               "efficient", "efficient");
    CHECK_NORM("\xEF\xAC\x81jn", "fijn", "fijn");
}

int main(void)
{
    return RUN(capitals_are_small, marks_are_composed_and_loose_has_none, apostrophes_and_hyphens_have_one_shape,
               hidden_characters_are_nothing, a_line_end_in_a_word_goes_with_its_hyphen, ligatures_are_letters);
}
