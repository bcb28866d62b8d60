/* SPDX-License-Identifier: Apache-2.0
 * test_stem.c - stems of Dutch words, as Snowball publishes them (its vocabulary of sample words). */
#include "harness.h"
#include "base/error.h"
#include "outside/stem.h"

TEST(forms_of_a_word_share_a_stem)
{
    /* from https://snowballstem.org/algorithms/dutch/stemmer.html */
    static const char *const published[][2] = {
        {"lichaam", "licham"},  {"lichamelijk", "licham"}, {"lichamelijke", "licham"}, {"lichamelijkheden", "licham"},
        {"lichtst", "lichtst"}, {"opgingen", "opging"},    {"opglimmend", "opglimm"},  {"opgerekt", "opgerekt"}};
    dr_stemmer *s = dr_stemmer_new();
    assert_non_null(s);
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        CHECK_STR(dr_stem(s, dr_str_of(published[i][0])), published[i][1]);
    dr_stemmer_free(s);
}

TEST(any_letters_have_a_stem)
{
    dr_stemmer *s = dr_stemmer_new();
    assert_non_null(s);
    CHECK_STR(dr_stem(s, DR_STR("")), "");
    CHECK_STR(dr_stem(s, DR_STR("\xC3\xA9\xC3\xA9n")), "een");
    CHECK(dr_stem(s, DR_STR("\xF0\x9F\x98\x80-'")).len > 0);
    dr_stemmer_free(s);
    dr_stemmer_free(NULL);
}

int main(void)
{
    return RUN(forms_of_a_word_share_a_stem, any_letters_have_a_stem);
}
