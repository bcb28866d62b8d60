/* SPDX-License-Identifier: Apache-2.0
 * test_postings.c - where the words of a document answer a rule's term, and folded sentences.
 * A posting is written as the number of its word; 1+3 is word 1, whose other half is word 3. */
#include "failing.h"
#include "rulebook.h"

/* The postings of the rule's one term. */
static void check_postings(rulebook *r, const char *text, const char *expected, int line)
{
    dr_buf found = {0};
    rulebook_read(r, text);
    assert_int_equal(r->plan->rules.at[0].find->kind, DR_OP_TERM);
    const dr_postings *p = &r->m->postings[r->plan->rules.at[0].find->term];
    for (size_t i = 0; i < p->list.n; i++) {
        dr_posting at = p->list.at[i];
        dr_buf_printf(&found, NULL, "%s%u", i > 0 ? " " : "", (unsigned)at.word);
        if (at.partner != DRAAD_NONE)
            dr_buf_printf(&found, NULL, "+%u", (unsigned)at.partner);
    }
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
}

static void check_rule(const char *rule, const char *text, const char *expected, int line)
{
    rulebook r = rulebook_of_rule(rule);
    check_postings(&r, text, expected, line);
    rulebook_free(&r);
}
#define CHECK_POSTINGS(rule, text, expected) ((void)state_, check_rule((rule), (text), (expected), __LINE__))

TEST(each_word_that_answers_is_posted_in_order)
{
    CHECK_POSTINGS("team", "R: Teams en team. Het TEAM.", "0 2 4");
    CHECK_POSTINGS("team", "R: Niets.", "");
    CHECK_POSTINGS("team OR baas", "R: Baas, team.", "0 1");
}

TEST(a_verb_that_stands_apart_is_posted_by_both_halves)
{
    CHECK_POSTINGS("loslaten", "R: Ik laat het los.", "1+3 3+1");
    CHECK_POSTINGS("loslaten", "R: Het is zaak om los te laten. Losgelaten.", "4+6 6+4 7");
    CHECK_POSTINGS("laten", "R: Ik laat het los. Ik laat het.", "5"); /* laat ... los is another verb */
    CHECK_POSTINGS("=laat", "R: Ik laat het los.", "1");              /* but the form stands there */
}

TEST(only_speakers_who_are_coded_are_posted)
{
    CHECK_POSTINGS("team", "I: Het team?\nR: Mijn team.", "3");
    rulebook r = rulebook_of("speakers: {include: [interviewer]}\ncodes:\n- id: c\n  rules: [team]\n");
    rulebook_plan(&r);
    check_postings(&r, "I: Het team?\nR: Mijn team.", "1", __LINE__);
    CHECK_STR(dr_role_of_turn(r.m, 0), "interviewer");
    CHECK_STR(dr_role_of_turn(r.m, 1), "respondent");
    rulebook_free(&r);
}

TEST(a_turn_without_a_speaker_has_no_role)
{
    rulebook r = rulebook_of_rule("team");
    check_postings(&r, "Het team.", "1", __LINE__);
    CHECK_STR(dr_role_of_turn(r.m, 0), "");
    rulebook_free(&r);
}

TEST(a_document_wakes_its_rules_and_is_forgotten_by_the_next)
{
    rulebook r = rulebook_of("codes:\n- id: c\n  rules: [team, baas, niet slapen]\n");
    rulebook_plan(&r);
    check_postings(&r, "R: Het team slaapt.", "1", __LINE__);
    CHECK(r.m->awake.at[0] && !r.m->awake.at[1] && r.m->awake.at[2]);
    size_t known = r.m->known.n;
    check_postings(&r, "R: Niet het team.", "2", __LINE__);
    CHECK(r.m->awake.at[0] && !r.m->awake.at[1] && !r.m->awake.at[2]);
    CHECK_INT(r.m->known.n, known + 2); /* Niet and het: what was learnt stays */
    check_postings(&r, "R: Baas.", "", __LINE__);
    CHECK(!r.m->awake.at[0] && r.m->awake.at[1]);
    rulebook_free(&r);
}

TEST(words_know_their_sentence)
{
    rulebook r = rulebook_of_rule("team");
    rulebook_read(&r, "I: Ja?\nR: Een twee. Drie.");
    CHECK_INT(r.m->sentence_of.n, 4);
    CHECK(r.m->sentence_of.at[0] == 0 && r.m->sentence_of.at[1] == 1 && r.m->sentence_of.at[2] == 1);
    CHECK_INT(r.m->sentence_of.at[3], 2);
    rulebook_free(&r);
}

TEST(a_sentence_is_read_for_negation_once_and_only_when_it_has_a_cue)
{
    rulebook r = rulebook_of_rule("team");
    rulebook_read(&r, "R: Het team helpt. Geen team.");
    CHECK_INT(r.m->scopes.at[4].cue, DRAAD_NONE);
    for (uint32_t i = 0; i < 2; i++)
        CHECK_INT(dr_read_sentence(r.m, i, NULL), DRAAD_OK);
    CHECK_INT(r.m->scopes.at[1].cue, DRAAD_NONE);
    CHECK_INT(r.m->scopes.at[4].cue, 3);
    CHECK((r.m->flags.at[0] & DR_SENTENCE_READ) == 0 && (r.m->flags.at[1] & DR_SENTENCE_READ) != 0);
    r.m->scopes.at[4].cue = 7;
    CHECK_INT(dr_read_sentence(r.m, 1, NULL), DRAAD_OK);
    CHECK_INT(r.m->scopes.at[4].cue, 7);
    rulebook_free(&r);
}

/* Sentences that hold the letters which the regex requires. */
static void check_held(const char *rule, const char *text, const char *expected, int line)
{
    rulebook r = rulebook_of_rule(rule);
    dr_buf found = {0};
    rulebook_read(&r, text);
    assert_true(r.plan->regexes.at[0].holds != DRAAD_NONE);
    const dr_postings *p = &r.m->postings[r.plan->regexes.at[0].holds];
    for (size_t i = 0; i < p->list.n; i++)
        dr_buf_printf(&found, NULL, "%s%u", i > 0 ? " " : "", (unsigned)p->list.at[i].word);
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
    rulebook_free(&r);
}
#define CHECK_HELD(rule, text, expected) ((void)state_, check_held((rule), (text), (expected), __LINE__))

TEST(letters_that_a_regex_requires_are_posted_by_sentence)
{
    CHECK_HELD("/druk+e/", "R: Drukte. Niets. Werkdruk en drukte. INDRUK.", "0 2 3");
    CHECK_HELD("/lach/", "R: Ja (lacht hard). Nee. [gelach] Nou.", "0 2"); /* also in what is no word */
    CHECK_HELD("/druk/", "R: Wer-kd-ruk. Jeugd- en gezinsdruk.", "1");     /* half a word stands for another */
    CHECK_HELD("/zorg/", "I: Zorg?\nR: Nee.", "");                         /* nobody is coded who says it */
    CHECK_HELD("/zorg/", "R: Ja. [00:01:02]\nR: Zorg [00:02:03]", "1");
}

TEST(a_sentence_is_folded_to_small_letters)
{
    rulebook r = rulebook_of_rule("team");
    rulebook_read(&r, "R: E\u0301\u00C9N Foto\u2019s. Ja!");
    CHECK_INT(dr_fold_sentence(r.m, 0, NULL), DRAAD_OK);
    CHECK_STR(r.m->folded, "\u00E9\u00E9n foto's.");
    CHECK_RANGE(dr_unfold(r.m, (draad_range){0, 2}), 3, 6); /* E and its accent apart */
    CHECK_RANGE(dr_unfold(r.m, (draad_range){6, 12}), 10, 18);
    CHECK_INT(dr_fold_sentence(r.m, 1, NULL), DRAAD_OK);
    CHECK_STR(r.m->folded, "ja!");
    CHECK_RANGE(dr_unfold(r.m, (draad_range){0, 2}), 20, 22);
    r.m->small.data[20] = 'x';
    CHECK_INT(dr_fold_sentence(r.m, 1, NULL), DRAAD_OK); /* once */
    CHECK_STR(r.m->folded, "xa!");
    CHECK_INT(dr_fold_sentence(r.m, 0, NULL), DRAAD_OK);
    CHECK_STR(r.m->folded, "\u00E9\u00E9n foto's.");
    CHECK_INT(dr_fold_sentence(r.m, 1, NULL), DRAAD_OK); /* also when another came between */
    CHECK_STR(r.m->folded, "xa!");
    rulebook_read(&r, "R: Nee.");
    CHECK_INT(dr_fold_sentence(r.m, 0, NULL), DRAAD_OK);
    CHECK_STR(r.m->folded, "nee.");
    rulebook_free(&r);
}

TEST(only_capitals_become_small)
{
    rulebook r = rulebook_of_rule("team");
    rulebook_read(&r, "R: @ABCMNOXYZ[`abcmnoxyz{09AZ~ Z");
    CHECK_INT(dr_fold_sentence(r.m, 0, NULL), DRAAD_OK);
    CHECK_STR(r.m->folded, "@abcmnoxyz[`abcmnoxyz{09az~ z");
    rulebook_free(&r);
}

TEST(preparing_and_folding_survive_every_failed_allocation)
{
    rulebook r = rulebook_of("codes:\n- id: c\n  rules: [loslaten, team, /e/, /aat/]\n");
    draad_status s = DRAAD_E_MEMORY;
    rulebook_plan(&r);
    rulebook_read(&r, "R: Ik laat h\u00E9t team niet los.\n\nR: Het team laat los.");
    for (size_t n = 0; s != DRAAD_OK; n++) {
        draad_error err = {0};
        dr_matcher_free(r.m);
        assert_int_equal(dr_matcher_new(r.plan, &r.m, &err), DRAAD_OK);
        r.m->doc = r.doc;
        r.m->roles = r.doc->speakers;
        draad_set_allocator(&failing);
        allocations_left = n;
        s = dr_prepare_document(r.m, &err);
        if (s == DRAAD_OK)
            s = dr_read_sentence(r.m, 0, &err);
        if (s == DRAAD_OK)
            s = dr_fold_sentence(r.m, 0, &err);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == s));
        draad_set_allocator(NULL);
        CHECK_INT(dr_prepare_document(r.m, &err), DRAAD_OK); /* the matcher can go on */
        CHECK_INT(dr_fold_sentence(r.m, 0, &err), DRAAD_OK);
        CHECK_INT(r.m->postings[r.plan->rules.at[0].find->term].list.n, 4);
    }
    rulebook_free(&r);
}

int main(void)
{
    return RUN(each_word_that_answers_is_posted_in_order, a_verb_that_stands_apart_is_posted_by_both_halves,
               only_speakers_who_are_coded_are_posted, a_turn_without_a_speaker_has_no_role,
               a_document_wakes_its_rules_and_is_forgotten_by_the_next, words_know_their_sentence,
               a_sentence_is_read_for_negation_once_and_only_when_it_has_a_cue,
               letters_that_a_regex_requires_are_posted_by_sentence, a_sentence_is_folded_to_small_letters,
               only_capitals_become_small, preparing_and_folding_survive_every_failed_allocation);
}
