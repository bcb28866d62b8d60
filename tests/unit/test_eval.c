/* SPDX-License-Identifier: Apache-2.0
 * test_eval.c - the hits of an operation: their place, and the words that are their evidence.
 * What rules find in texts is in rules.txt; here is what the lists of hits promise to each other.
 * A hit is written place:evidence, by the numbers of the words: 2-4:2,4.  R: is no word. */
#include "failing.h"
#include "rulebook.h"

static void put_hits(const dr_hits *hits, dr_buf *out)
{
    for (size_t i = 0; i < hits->n; i++) {
        const dr_hit *h = &hits->at[i];
        dr_buf_printf(out, NULL, i > 0 ? " " : "");
        dr_buf_printf(out, NULL, h->first == h->last ? "%u:" : "%u-%u:", (unsigned)h->first, (unsigned)h->last);
        for (uint32_t k = 0; k < h->nevidence; k++)
            dr_buf_printf(out, NULL, "%s%u", k > 0 ? "," : "", (unsigned)h->evidence[k]);
    }
}

static void check_hits(const char *rule, const char *text, const char *expected, int line)
{
    rulebook r = rulebook_of_rule(rule);
    dr_buf found = {0};
    dr_hits hits;
    draad_error err;
    rulebook_read(&r, text);
    assert_int_equal(dr_eval(r.m, r.plan->rules.at[0].find, &hits, &err), DRAAD_OK);
    put_hits(&hits, &found);
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
    rulebook_free(&r);
}
#define CHECK_HITS(rule, text, expected) ((void)state_, check_hits((rule), (text), (expected), __LINE__))

TEST(a_word_is_a_hit_at_each_place)
{
    CHECK_HITS("team", "R: Het team en de teams.", "1:1 4:4");
    CHECK_HITS("team", "R: Niets.", "");
}

TEST(both_halves_of_a_verb_are_hits_with_the_same_evidence)
{
    CHECK_HITS("loslaten", "R: Ik laat het los.", "1:1,3 3:1,3");
    CHECK_HITS("loslaten het", "R: Ik laat het los.", "1-2:1,2,3");
    CHECK_HITS("het loslaten", "R: Ik laat het los.", "2-3:1,2,3");
    CHECK_HITS("loslaten NEAR/5 loslaten", "R: Ik laat het los.", ""); /* a word is not beside itself */
}

TEST(alternatives_are_in_order_of_place_and_each_is_there_once)
{
    CHECK_HITS("baas OR team OR (grote team)", "R: Het grote team van de baas.", "1-2:1,2 2:2 5:5");
    CHECK_HITS("team OR /team/ OR =team", "R: Het team.", "1:1");
}

TEST(side_by_side_stays_in_a_sentence)
{
    CHECK_HITS("team baas", "R: Team. Baas. Team baas.", "2-3:2,3");
    CHECK_HITS("a1 a1", "R: a1 a1 a1.", "0-1:0,1 1-2:1,2");
    CHECK_HITS("(a1 OR b1) c1 (a1 OR b1)", "R: a1 c1 b1 c1.", "0-2:0,1,2");
    CHECK_HITS("c1 (b1 OR (a1 b1))", "R: c1 b1 c1 a1 b1.", "0-1:0,1 2-4:2,3,4");
    CHECK_HITS("(b1 OR (a1 b1)) c1", "R: b1 c1 a1 b1 c1.", "0-1:0,1 2-4:2,3,4 3-4:3,4");
    CHECK_HITS("(b1 OR (a1 b1)) c1", "R: c1 b1 b1 a1 b1.", ""); /* nothing stands before the first word */
    CHECK_HITS("b1 c1", "R: c1 b1 b1 b1.", "");
    CHECK_HITS("(a1 NEAR/5 b1) c1", "R: a1 a1 b1 c1 b1 c1. A1. B1.", "0-3:0,2,3 0-5:0,4,5 1-3:1,2,3 1-5:1,4,5");
}

TEST(distance_counts_the_words_between)
{
    CHECK_HITS("team NEAR/1 baas", "R: Baas x team x y baas.", "0-2:0,2");
    CHECK_HITS("team NEAR/2 baas", "R: Baas x team x y baas.", "0-2:0,2 2-5:2,5");
    CHECK_HITS("team BEFORE/2 baas", "R: Baas x team x y baas.", "2-5:2,5");
    CHECK_HITS("team NEAR/2 baas", "R: Team. Baas.", "");
    CHECK_HITS("a1 BEFORE/0 a1", "R: a1 a1 a1.", "0-1:0,1 1-2:1,2");
}

TEST(a_bag_counts_all_other_words_together)
{
    CHECK_HITS("(a1 b1 c1)~2", "R: c1 x a1 x b1.", "0-4:0,2,4");
    CHECK_HITS("(a1 b1 c1)~1", "R: c1 x a1 x b1.", "");
    CHECK_HITS("(a1 a1)~0", "R: a1 a1.", "0-1:0,1");
    CHECK_HITS("(a1 a1)~0", "R: a1.", "");
    CHECK_HITS("(a1 (b1 c1))~1", "R: b1 c1 x a1. b1 x c1 a1.", "0-3:0,1,3");
}

TEST(and_is_at_the_place_of_its_first_part_with_the_nearest_of_the_others)
{
    CHECK_HITS("team AND baas", "R: Baas en baas. Het team.", "4:2,4");
    CHECK_HITS("baas AND team", "R: De baas. Het team.", "1:1,3");
    CHECK_HITS("team AND baas", "R: De baas. Het team. Ja. De baas.", "3:1,3");
    CHECK_HITS("team AND baas AND huis", "R: De baas. Het team. Het huis. De baas.", "3:1,3,5");
    CHECK_HITS("team AND baas AND NOT huis", "R: De baas. Het team. Het huis.", "");
    CHECK_HITS("team AND baas", "R: Het team.\nI: De baas?\nR: Ja.", "");
}

TEST(a_scope_keeps_what_a_negation_reaches)
{
    CHECK_HITS("neg(team)", "R: Geen team. Wel een team.", "1:1");
    CHECK_HITS("aff(team)", "R: Geen team. Wel een team.", "4:4");
    CHECK_HITS("aff(geen team)", "R: Geen team.", "0-1:0,1"); /* its own cue does not negate it */
}

TEST(a_regex_is_at_the_words_it_touches)
{
    CHECK_HITS("/ea/", "R: Het team.", "1:1");
    CHECK_HITS("/t te/", "R: Het TEAM.", "0-1:0,1");
    CHECK_HITS("/TE/c", "R: Het team, het TEAM.", "3:3");
    CHECK_HITS("/, /", "R: Het team, de baas.", "1:1"); /* signs belong to the word before them */
    CHECK_HITS("/m. h/", "R: Het team. Het huis.", "");
    CHECK_HITS("/\\(/", "R: (ja). Nee (hoor).", "0:0 1:1"); /* before the first word: at that */
    CHECK_HITS("/!/", "R: !!!\nR: Nee!", "0:0");            /* a sentence of signs has no word to be at */
    CHECK_HITS("/prive/ OR /priv\u00E9/", "R: Mijn PRIV\u00C9leven.", "1:1");
}

TEST(a_long_sentence_is_searched_in_pieces_that_cut_no_word)
{
    char text[3 * DR_SUBJECT_MAX], *end = text;
    end += sprintf(end, "R: ");
    for (int i = 0; end < text + 2 * DR_SUBJECT_MAX; i++)
        end += sprintf(end, "woord ");
    sprintf(end, "slot.");
    rulebook r = rulebook_of_rule("/\\bwoord\\b/ OR /\\bslot\\b/");
    dr_hits hits;
    rulebook_read(&r, text);
    CHECK_INT(r.doc->units[DRAAD_UNIT_SENTENCE].n, 1);
    CHECK_INT(dr_eval(r.m, r.plan->rules.at[0].find, &hits, NULL), DRAAD_OK);
    CHECK_INT(hits.n, r.doc->nwords);
    rulebook_free(&r);
}

TEST(a_long_word_is_cut_between_two_characters)
{
    enum { LETTERS = 3 * DR_SUBJECT_MAX / 4 };
    char text[2 * LETTERS + 20], *end = text;
    end += sprintf(end, "R: x");
    for (int i = 0; i < LETTERS; i++)
        end += sprintf(end, "\u00E9");
    sprintf(end, "slot.");
    rulebook r = rulebook_of_rule("/\u00E9slot/c");
    dr_hits hits;
    rulebook_read(&r, text);
    CHECK_INT(dr_eval(r.m, r.plan->rules.at[0].find, &hits, NULL), DRAAD_OK);
    CHECK_INT(hits.n, 1);
    rulebook_free(&r);
}

TEST(what_is_kept_is_computed_once)
{
    rulebook r = rulebook_of("sets: {w: [a1 b1]}\ncodes:\n- id: c\n  rules: [$w, $w c1]\n");
    dr_hits first, again;
    rulebook_plan(&r);
    rulebook_read(&r, "R: a1 b1 c1.");
    const dr_op *set = r.plan->rules.at[0].find;
    CHECK(set->cache != DRAAD_NONE);
    CHECK_INT(dr_eval(r.m, set, &first, NULL), DRAAD_OK);
    r.m->work = 0; /* nothing more may be made */
    CHECK_INT(dr_eval(r.m, set, &again, NULL), DRAAD_OK);
    CHECK(again.at == first.at && again.n == 1 && first.n == 1);
    rulebook_read(&r, "R: b1.");
    CHECK_INT(dr_eval(r.m, set, &again, NULL), DRAAD_OK);
    CHECK_INT(again.n, 0);
    rulebook_free(&r);
}

TEST(a_rule_that_makes_too_much_is_stopped)
{
    static const char *const rules[] = {"a1", "a1 a1", "a1 NEAR/9 a1", "(a1 a1 a1)~9", "a1 AND b1", "a1 OR b1", "/a/"};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        rulebook r = rulebook_of_rule(rules[i]);
        draad_error err = {0};
        dr_hits hits;
        rulebook_read(&r, "R: a1 a1 a1 a1 a1 a1 a1 b1.");
        r.m->work = 5;
        CHECK_INT(dr_eval(r.m, r.plan->rules.at[0].find, &hits, &err), DRAAD_E_RULE);
        CHECK(strstr(err.message, "too many combinations") != NULL);
        rulebook_free(&r);
    }
}

TEST(what_all_lists_of_a_document_hold_is_bounded)
{
    rulebook r = rulebook_of_rule("a1");
    draad_error err = {0};
    dr_hits hits;
    rulebook_read(&r, "R: a1.");
    const size_t held = r.m->kept.nbytes;
    r.m->kept.nbytes = (size_t)1 << 30; /* as if */
    CHECK_INT(dr_eval(r.m, r.plan->rules.at[0].find, &hits, &err), DRAAD_E_RULE);
    CHECK(strstr(err.message, "too many combinations") != NULL);
    r.m->kept.nbytes = held;
    rulebook_free(&r);
}

TEST(a_list_on_the_left_survives_every_failed_allocation)
{
    rulebook r = rulebook_of_rule("(b1 OR (a1 b1)) c1");
    dr_hits hits = {0};
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s != DRAAD_OK; n++) {
        draad_error err = {0};
        rulebook_read(&r, "R: b1 c1 a1 b1 c1.");
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_eval(r.m, r.plan->rules.at[0].find, &hits, &err);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == DRAAD_E_MEMORY));
    }
    CHECK_INT(hits.n, 3);
    rulebook_free(&r);
}

TEST(a_regex_that_backtracks_without_end_is_stopped)
{
    rulebook r = rulebook_of_rule("/(a+)+$x/");
    draad_error err = {0};
    dr_hits hits;
    rulebook_read(&r, "R: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab x.");
    r.m->budget = 0;
    CHECK_INT(dr_eval(r.m, r.plan->rules.at[0].find, &hits, &err), DRAAD_E_RULE);
    rulebook_free(&r);
}

TEST(the_nearest_hit_inside_is_found)
{
    dr_hit at[] = {{2, 2, NULL, 0}, {4, 9, NULL, 0}, {6, 6, NULL, 0}, {10, 11, NULL, 0}};
    const dr_hits hits = {at, 4, 4};
    CHECK(dr_hit_inside(&hits, 0, 20, 5) == &at[2]); /* 4 and 6 are as near: the one that follows */
    CHECK(dr_hit_inside(&hits, 0, 20, 4) == &at[1]);
    CHECK(dr_hit_inside(&hits, 0, 8, 4) == &at[2]); /* 4-9 is not all inside */
    CHECK(dr_hit_inside(&hits, 0, 5, 8) == &at[0]);
    CHECK(dr_hit_inside(&hits, 7, 20, 7) == &at[3]);
    CHECK(dr_hit_inside(&hits, 7, 10, 7) == NULL);
    CHECK(dr_hit_inside(&hits, 12, 20, 15) == NULL);
}

static void check_reach(const rulebook *r, dr_reach reach, uint32_t first, uint32_t last, uint32_t from, uint32_t to,
                        int line)
{
    const dr_hit h = {first, last, NULL, 0};
    uint32_t a, b;
    dr_reach_around(r->m, reach, &h, &a, &b);
    check_range((draad_range){a, b}, from, to, __FILE__, line);
}
#define CHECK_REACH(unit, n, first, last, from, to) \
    ((void)state_, check_reach(&r, (dr_reach){(unit), (n)}, (first), (last), (from), (to), __LINE__))

TEST(reach_is_all_windows_around_a_place_in_its_turn)
{
    rulebook r = rulebook_of_rule("x");
    rulebook_read(&r, "I: Q0 q1.\nR: A2 a3. B4 b5. C6 c7.\n\nD8 d9.\nI: Q10.");
    CHECK_REACH(DRAAD_UNIT_SENTENCE, 1, 4, 4, 4, 5);
    CHECK_REACH(DRAAD_UNIT_SENTENCE, 2, 4, 4, 2, 7);
    CHECK_REACH(DRAAD_UNIT_SENTENCE, 2, 3, 4, 2, 5); /* what is wider than a sentence leaves less around it */
    CHECK_REACH(DRAAD_UNIT_SENTENCE, 1, 3, 4, 3, 4);
    CHECK_REACH(DRAAD_UNIT_SENTENCE, 9, 4, 4, 2, 9);
    CHECK_REACH(DRAAD_UNIT_PARAGRAPH, 0, 4, 4, 2, 7);
    CHECK_REACH(DRAAD_UNIT_TURN, 0, 4, 4, 2, 9);
    rulebook_free(&r);
}

TEST(the_cue_of_a_hit_negates_one_of_its_words)
{
    rulebook r = rulebook_of_rule("team");
    rulebook_read(&r, "R: Geen team. Het team helpt.");
    const uint32_t words[] = {0, 1, 3};
    dr_scope scope;
    CHECK_INT(dr_negation_of(r.m, &(dr_hit){1, 1, &words[1], 1}, &scope, NULL), DRAAD_OK);
    CHECK_INT(scope.cue, 0);
    CHECK_INT(dr_negation_of(r.m, &(dr_hit){0, 1, words, 2}, &scope, NULL), DRAAD_OK);
    CHECK_INT(scope.cue, DRAAD_NONE);
    CHECK_INT(dr_negation_of(r.m, &(dr_hit){3, 3, &words[2], 1}, &scope, NULL), DRAAD_OK);
    CHECK_INT(scope.cue, DRAAD_NONE);
    CHECK_INT(dr_negation_of(r.m, &(dr_hit){3, 3, &words[1], 2}, &scope, NULL), DRAAD_OK);
    CHECK_INT(scope.cue, 0); /* one of its words is enough */
    CHECK_INT(scope.kind, DRAAD_NEGATION_FULL);
    rulebook_free(&r);
}

int main(void)
{
    return RUN(a_word_is_a_hit_at_each_place, both_halves_of_a_verb_are_hits_with_the_same_evidence,
               alternatives_are_in_order_of_place_and_each_is_there_once, side_by_side_stays_in_a_sentence,
               distance_counts_the_words_between, a_bag_counts_all_other_words_together,
               and_is_at_the_place_of_its_first_part_with_the_nearest_of_the_others,
               a_scope_keeps_what_a_negation_reaches, a_regex_is_at_the_words_it_touches,
               a_long_sentence_is_searched_in_pieces_that_cut_no_word, a_long_word_is_cut_between_two_characters,
               what_is_kept_is_computed_once, a_rule_that_makes_too_much_is_stopped,
               what_all_lists_of_a_document_hold_is_bounded, a_list_on_the_left_survives_every_failed_allocation,
               a_regex_that_backtracks_without_end_is_stopped, the_nearest_hit_inside_is_found,
               reach_is_all_windows_around_a_place_in_its_turn, the_cue_of_a_hit_negates_one_of_its_words);
}
