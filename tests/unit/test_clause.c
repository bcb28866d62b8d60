/* SPDX-License-Identifier: Apache-2.0
 * test_clause.c - a sentence as a row of tokens, and what an object that is used again remembers.
 * Which particles and negations are found is for test_particles and test_negation. */
#include "failing.h"
#include "dutch/clause.h"

static dr_clause clause;

static draad_status read_range(draad_str text, draad_range r, draad_error *err)
{
    dr_token tokens[2048], *last = tokens;
    for (draad_byte at = r.start; dr_token_next(text, r.end, &at, last);)
        assert_true(++last < tokens + sizeof tokens / sizeof *tokens);
    return dr_clause_read(&clause, text, tokens, (size_t)(last - tokens), NULL, err);
}

static void read(const char *sentence)
{
    draad_str text = dr_str_of(sentence);
    assert_int_equal(read_range(text, (draad_range){0, (draad_byte)text.len}, NULL), DRAAD_OK);
}

/* The tokens, words by number. */
static void check_tokens(const char *sentence, const char *expected, int line)
{
    dr_buf found = {0};
    read(sentence);
    for (size_t i = 0; i < clause.tokens.n; i++) {
        const dr_clause_token *t = &clause.tokens.at[i];
        if (t->word != DRAAD_NONE)
            dr_buf_printf(&found, NULL, "%u:", (unsigned)t->word);
        dr_buf_printf(&found, NULL, "%.*s ", DR_ARG(t->form->norm));
    }
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
    dr_clause_free(&clause);
}
#define CHECK_TOKENS(sentence, expected) ((void)state_, check_tokens((sentence), (expected), __LINE__))

static void check_link(size_t i, uint32_t verb, uint32_t particle, const char *lemma)
{
    assert_true(i < clause.links.n);
    const dr_link *l = &clause.links.at[i];
    assert_int_equal(l->verb, verb);
    assert_int_equal(l->particle, particle);
    check_str((draad_str){l->lemma, l->len}, lemma, __FILE__, __LINE__);
}

TEST(words_and_signs_are_tokens_in_norm_and_fillers_are_none)
{
    CHECK_TOKENS("Ik, eh, sl\u00E1\u00E1p niet!", "0:ik , , 1:slaap 2:niet ! ");
    CHECK_TOKENS("Priv\u00E9 is (lacht) 3 uur.", "0:priv\u00E9 1:is 2:3 3:uur . ");
    CHECK_TOKENS("<naam> \u2014 nee.", "0:<naam> \u2014 1:nee . ");
    CHECK_TOKENS("", "");
}

TEST(a_form_is_what_the_lexicon_says_of_it)
{
    read("Hij liet op tafel niets, de werken zijn n\u00EDet los.");
    const dr_clause_token *t = clause.tokens.at;
    CHECK_STR(t[1].form->base, "laten");
    CHECK_INT(t[1].form->verb_form, DR_FORM_PAST);
    CHECK(t[1].form->verb_first && !t[1].form->particle && !t[1].form->cue);
    CHECK(t[2].form->particle && t[2].form->base.len == 0 && t[2].form->verb_form == 0);
    CHECK(t[4].form->cue);
    CHECK(t[5].punct && t[5].word == DRAAD_NONE && !t[5].form->cue);
    CHECK_STR(t[7].form->base, "werken");
    CHECK(t[9].form->cue && t[10].form->particle);
    dr_clause_free(&clause);
}

TEST(links_and_scopes_count_words_and_not_tokens)
{
    read("Ik, eh, laat het los, maar (zucht) dat geef ik niet op.");
    CHECK_INT(clause.links.n, 2);
    check_link(0, 1, 3, "loslaten");
    check_link(1, 6, 9, "opgeven");
    CHECK_INT(clause.scopes.n, 10);
    CHECK_INT(clause.scopes.at[1].cue, DRAAD_NONE);
    CHECK_INT(clause.scopes.at[1].kind, DRAAD_NEGATION_NONE);
    CHECK_INT(clause.scopes.at[6].cue, 8);
    CHECK_INT(clause.scopes.at[6].kind, DRAAD_NEGATION_FULL);
    dr_clause_free(&clause);
}

TEST(hardly_is_a_weak_negation)
{
    read("Ik slaap nauwelijks.");
    CHECK_INT(clause.scopes.at[1].cue, 2);
    CHECK_INT(clause.scopes.at[1].kind, DRAAD_NEGATION_WEAK);
    dr_clause_free(&clause);
}

TEST(only_the_range_is_read)
{
    draad_str text = DR_STR("Niet. Ik laat het los. Niet.");
    CHECK_INT(read_range(text, (draad_range){6, 22}, NULL), DRAAD_OK);
    CHECK_INT(clause.tokens.n, 5);
    CHECK_INT(clause.links.n, 1);
    for (size_t i = 0; i < clause.scopes.n; i++)
        CHECK_INT(clause.scopes.at[i].cue, DRAAD_NONE);
    dr_clause_free(&clause);
}

TEST(the_object_is_used_again_and_learns_a_form_once)
{
    read("Ik laat het niet los.");
    CHECK_INT(clause.forms.n, 6);
    read("Het werkt.");
    CHECK_INT(clause.tokens.n, 3);
    CHECK_INT(clause.links.n, 0);
    CHECK_INT(clause.scopes.n, 2);
    CHECK_INT(clause.scopes.at[0].cue, DRAAD_NONE);
    CHECK_INT(clause.forms.n, 8); /* Het is not het as it is written; the period was known */
    read("Ik laat het niet los.");
    CHECK_INT(clause.forms.n, 8);
    check_link(0, 1, 4, "loslaten");
    CHECK_INT(clause.scopes.at[1].cue, 3);
    dr_clause_free(&clause);
}

TEST(two_words_may_make_a_verb_that_stands_apart)
{
    static const struct {
        const char *particle, *verb;
        bool may;
    } pairs[] = {{"los", "liet", true},   {"Op", "geeft", true},  {"los", "team", false},
                 {"team", "liet", false}, {"van", "liet", false}, {"l\u00F3s", "laat", true}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const dr_clause_form *particle = dr_clause_form_of(&clause, dr_str_of(pairs[i].particle), NULL);
        dr_clause_form *verb = dr_clause_form_of(&clause, dr_str_of(pairs[i].verb), NULL);
        CHECK(particle != NULL && verb != NULL);
        CHECK_INT(dr_clause_may_link(&clause, particle, verb), pairs[i].may);
    }
    dr_clause_free(&clause);
}

TEST(a_word_of_any_length_is_read)
{
    static char text[4096];
    memset(text, 'a', sizeof text - 1);
    read(text);
    CHECK_INT(clause.tokens.n, 1);
    CHECK(clause.tokens.at[0].form->norm.len == sizeof text - 1 && clause.tokens.at[0].form->verb_form == 0);
    dr_clause_free(&clause);
}

TEST(reading_survives_every_failed_allocation)
{
    const draad_str text =
        DR_STR("Ik laat het, eh, l\u00F3s en geef n\u00EDets op, want zonder het team hou ik niet vol.");
    const draad_range all = {0, (draad_byte)text.len};
    draad_status s = DRAAD_E_MEMORY;
    draad_error err = {0};
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        allocations_left = n;
        s = read_range(text, all, &err);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == s));
        CHECK_INT(read_range(text, all, &err), DRAAD_OK); /* what failed once left nothing wrong behind */
        CHECK_INT(clause.links.n, 3);
        dr_clause_free(&clause);
    }
    draad_set_allocator(NULL);
}

/* Nobody stretches a verb over sixty words; and a text of nothing but particles is read in one go. */
TEST(a_particle_far_away_is_none)
{
    for (int nwords = 10; nwords <= 100; nwords += 90) {
        dr_buf sentence = {0};
        dr_buf_printf(&sentence, NULL, "Ik liet");
        for (int i = 0; i < nwords; i++)
            dr_buf_printf(&sentence, NULL, " haar");
        dr_buf_printf(&sentence, NULL, " los.%c", '\0');
        read(sentence.data);
        CHECK_INT(clause.links.n, nwords == 10);
        dr_buf_free(&sentence);
        dr_clause_free(&clause);
    }
}

TEST(brackets_and_quotation_marks_end_no_clause)
{
    read("Ik liet het (die zaak) \u00ABtoen\u00BB los.");
    check_link(0, 1, 6, "loslaten");
    read("Ik liet het \u2026 los.");
    CHECK_INT(clause.links.n, 0);
    dr_clause_free(&clause);
}

int main(void)
{
    return RUN(two_words_may_make_a_verb_that_stands_apart, words_and_signs_are_tokens_in_norm_and_fillers_are_none,
               a_form_is_what_the_lexicon_says_of_it, links_and_scopes_count_words_and_not_tokens,
               hardly_is_a_weak_negation, only_the_range_is_read, the_object_is_used_again_and_learns_a_form_once,
               a_word_of_any_length_is_read, a_particle_far_away_is_none, brackets_and_quotation_marks_end_no_clause,
               reading_survives_every_failed_allocation);
}
