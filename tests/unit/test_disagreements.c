/* SPDX-License-Identifier: Apache-2.0
 * test_disagreements.c - where coders differ, and what the rules did there. */
#include "handmade.h"

#include "tables.h"

static const dr_rule first_rule = {.id = {"een", 3}}, second_rule = {.id = {"twee", 4}};

/* Codes a, with b below it, and c; rules een and twee of b.
 *   x IRR  draad: b on the first R by both rules; Bo: b on both R, c on the question; near misses on the second R
 *   y RR   draad: a; Bo read it not */
static draad_project *study(void)
{
    draad_project *p = handmade_new(3);
    handmade_below(p, 1, 0);
    handmade_coder(p, "draad");
    handmade_coder(p, "Bo");
    *dr_vec_push(&p->rules) = (dr_project_rule){&handmade_codebook, &first_rule, 1};
    *dr_vec_push(&p->rules) = (dr_project_rule){&handmade_codebook, &second_rule, 1};
    dr_coded *x = handmade_document(p, "x", "IRR"), *y = handmade_document(p, "y", "RR");
    handmade_coding(x, 1, 0, 10, 19);
    x->codings[0].rules = DR_STR("een;twee");
    x->codings[0].text = DR_STR("wat gezegd werd");
    handmade_coding(x, 1, 1, 10, 29);
    handmade_coding(x, 2, 1, 0, 9);
    handmade_coding(y, 0, 0, 0, 9);
    return p;
}

static void near_miss(draad_project *p, uint32_t rule, uint32_t start, uint32_t end, const char *blocked_by)
{
    dr_coded *d = &p->documents[0];
    if (d->matches == NULL)
        d->matches = dr_arena_alloc(&d->arena, 8 * sizeof *d->matches);
    d->matches[d->nmatches++] = (dr_match){.rule = rule,
                                           .code = 1,
                                           .coding = DRAAD_NONE,
                                           .range = {start, end},
                                           .start = {start},
                                           .end = {end},
                                           .blocked_by = dr_str_of(blocked_by)};
}

static void free_study(draad_project *p)
{
    dr_vec_free(&p->rules);
    handmade_free(p);
}

TEST(a_row_for_each_unit_and_code_in_dispute)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    draad_table *t = ask(p, "disagreements", &o);
    CHECK_INT(draad_table_rows(t), 1); /* the question counts not, and y has one reader */
    CHECK_STR(text(t, 0, "document"), "x");
    CHECK_NEAR(value(t, 0, "number"), 3, 0); /* of all sentences, the question among them */
    CHECK_NEAR(value(t, 0, "start"), 20, 0);
    CHECK_NEAR(value(t, 0, "end"), 29, 0);
    CHECK_STR(text(t, 0, "code"), "b");
    CHECK_STR(text(t, 0, "present"), "Bo");
    CHECK_STR(text(t, 0, "absent"), "draad");
    CHECK_STR(text(t, 0, "rules"), "");
    CHECK_STR(text(t, 0, "blocked"), "");
    CHECK_STR(text(t, 0, "text"), "");
    CHECK_STR(fact(t, "unit").text, "sentence");
    draad_table_free(t);
    handmade_reader(&p->documents[1], 1); /* who read y and found nothing says that a is not there */
    t = ask(p, "disagreements", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(text(t, 1, "document"), "y");
    CHECK_STR(text(t, 1, "present"), "draad");
    CHECK_STR(text(t, 1, "absent"), "Bo");
    draad_table_free(t);
    free_study(p);
}

TEST(near_misses_stand_where_they_were_blocked)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    near_miss(p, 0, 12, 15, "unless of rule een"); /* where nobody differs */
    near_miss(p, 0, 18, 21, "unless of rule een");
    near_miss(p, 1, 20, 22, "near");
    near_miss(p, 1, 26, 29, "near"); /* twice the same */
    near_miss(p, 1, 23, 25, "");     /* not blocked */
    draad_table *t = ask(p, "disagreements", &o);
    CHECK_INT(draad_table_rows(t), 1);
    CHECK_STR(text(t, 0, "blocked"), "een: unless of rule een;twee: near");
    draad_table_free(t);
    free_study(p);
}

/* A view numbers its codes anew: what is below a is now its only code, or counts for a. */
TEST(near_misses_follow_the_codes_of_a_view)
{
    static const char *const only[] = {"b"};
    draad_project *p = study();
    draad_table_options o = defaults();
    near_miss(p, 1, 20, 22, "near");
    o.only = only;
    o.nonly = 1;
    draad_table *t = ask(p, "disagreements", &o);
    CHECK_INT(draad_table_rows(t), 1);
    CHECK_STR(text(t, 0, "code"), "b");
    CHECK_STR(text(t, 0, "blocked"), "twee: near");
    draad_table_free(t);
    o.nonly = 0;
    o.rollup = DRAAD_ROLLUP_LEVEL;
    o.level = 1;
    t = ask(p, "disagreements", &o);
    CHECK_INT(draad_table_rows(t), 1);
    CHECK_STR(text(t, 0, "code"), "a");
    CHECK_STR(text(t, 0, "blocked"), "twee: near");
    draad_table_free(t);
    o.rollup = DRAAD_ROLLUP_ALL;
    t = ask(p, "disagreements", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(text(t, 0, "blocked"), "twee: near");
    CHECK_STR(text(t, 1, "blocked"), "twee: near");
    draad_table_free(t);
    free_study(p);
}

TEST(rules_are_named_once_and_text_only_when_asked_for)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    dr_coded *x = &p->documents[0];
    handmade_coder(p, "Cas");
    handmade_reader(x, 2);
    handmade_coding(x, 1, 0, 20, 29); /* by a rule that coded here before */
    x->codings[x->ncodings - 1].rules = DR_STR("twee");
    x->codings[x->ncodings - 1].text = DR_STR("verderop");
    o.matrix.unit = DRAAD_UNIT_TURN;
    o.text = true;
    draad_table *t = ask(p, "disagreements", &o);
    CHECK_INT(draad_table_rows(t), 1);
    CHECK_NEAR(value(t, 0, "number"), 2, 0);
    CHECK_STR(text(t, 0, "present"), "draad;Bo");
    CHECK_STR(text(t, 0, "absent"), "Cas");
    CHECK_STR(text(t, 0, "rules"), "een;twee");
    CHECK_STR(text(t, 0, "text"), "wat gezegd werd");
    draad_table_free(t);
    free_study(p);
}

TEST(a_document_as_a_unit_ends_with_its_text)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    p->documents[0].units[DRAAD_UNIT_DOCUMENT].at[0].end.value = DRAAD_NONE; /* as it is read from a folder */
    handmade_coder(p, "Cas");
    handmade_reader(&p->documents[0], 2);
    o.matrix.unit = DRAAD_UNIT_DOCUMENT;
    draad_table *t = ask(p, "disagreements", &o);
    CHECK_INT(draad_table_rows(t), 2); /* c too: a document holds its questions */
    CHECK_NEAR(value(t, 0, "start"), 0, 0);
    CHECK_NEAR(value(t, 0, "end"), 29, 0);
    draad_table_free(t);
    free_study(p);
}

TEST(one_coder_cannot_differ)
{
    draad_project *p = handmade_new(1);
    draad_table_options o = defaults();
    handmade_coder(p, "draad");
    handmade_reader(handmade_document(p, "x", "R"), 0);
    CHECK_STR(dr_str_of(refusal(p, "disagreements", &o)), "agreement needs two coders; there is 1");
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    o.text = true;
    near_miss(p, 0, 18, 21, "unless of rule een");
    near_miss(p, 1, 20, 22, "near");
    CHECK(ask_without_memory(p, "disagreements", &o) > 20);
    free_study(p);
}

int main(void)
{
    return RUN(a_row_for_each_unit_and_code_in_dispute, near_misses_stand_where_they_were_blocked,
               near_misses_follow_the_codes_of_a_view, rules_are_named_once_and_text_only_when_asked_for,
               a_document_as_a_unit_ends_with_its_text, one_coder_cannot_differ,
               no_memory_is_an_error_and_loses_nothing);
}
