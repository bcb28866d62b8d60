/* SPDX-License-Identifier: Apache-2.0
 * test_mistakes.c - words that can only be a mistake in a rule, and words that may look so. */
#include "harness.h"

#include "rules/mistakes.h"

static void check_hint(const char *word, const char *part)
{
    const char *hint = dr_rule_mistake(dr_str_of(word));
    if (hint == NULL ? part != NULL : part == NULL || strstr(hint, part) == NULL) {
        print_error("%s: %s\nexpected %s\n", word, hint != NULL ? hint : "nothing", part != NULL ? part : "nothing");
        fail();
    }
}

TEST(what_other_programs_use_has_a_hint)
{
    (void)state_;
    check_hint("EN", "write AND");
    check_hint("&&", "write AND");
    check_hint("near/3", "capitals");
    check_hint("AFTER/3", "BEFORE");
    check_hint("[werk]", "round brackets");
    check_hint("werk~3", "closing bracket");
}

TEST(signs_of_a_sentence_have_a_hint)
{
    (void)state_;
    check_hint("druk,", "no commas");
    check_hint("druk;", "no commas");
    check_hint("druk!", "no stops");
    check_hint("steun.", "no stops");
    check_hint("-", "expected a word");
    check_hint("\u00AB", "expected a word");
    check_hint("\u2013", "expected a word");
    check_hint("\u3001", "expected a word");
    check_hint("BEFORE~3", "closing bracket");
    check_hint("~", "closing bracket");
    check_hint("before/3", "capitals");
    check_hint("&&{", "round brackets");
}

TEST(words_that_may_look_so_are_words)
{
    (void)state_;
    check_hint("druk", NULL);
    check_hint("en", NULL);
    check_hint("bijv.", NULL); /* its period is its own */
    check_hint("a.u.b.", NULL);
    check_hint("dr.", NULL);
    check_hint("werk-priv\xC3\xA9", NULL);
    check_hint("24-uurs", NULL);
    check_hint("nearby", NULL);
    check_hint("near/x", NULL);
    check_hint("before-die", NULL);
    check_hint("before/x", NULL);
    check_hint("a~b", NULL);
    check_hint("\u20AC", NULL); /* what is no sign of punctuation may be looked for */
    check_hint("\u3042", NULL);
    check_hint("privé.", NULL); /* no plain letters: not taken for the end of a sentence */
    CHECK(dr_rule_is_operator(DR_STR("NEAR/5"), "NEAR") && !dr_rule_is_operator(DR_STR("NEARER"), "NEAR"));
}

int main(void)
{
    return RUN(what_other_programs_use_has_a_hint, signs_of_a_sentence_have_a_hint, words_that_may_look_so_are_words);
}
