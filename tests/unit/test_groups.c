/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "tables.h"

/* Two starters (d1, d2), one manager (d3), and one without a value (d4); each turn has 50 words.
 *   a: d1 twice, d3      b: d2      c: d4 only      d: nobody      e: in the question of d1 */
static draad_project *study(void)
{
    draad_project *p = handmade_new(5);
    dr_coded *d1 = handmade_document(p, "d1", "IRR"), *d2 = handmade_document(p, "d2", "RIR");
    dr_coded *d3 = handmade_document(p, "d3", "R"), *d4 = handmade_document(p, "d4", "R");
    for (size_t i = 0; i < 4; i++)
        handmade_turn_words(&p->documents[i], 50);
    handmade_coding(d1, 0, 0, 10, 19);
    handmade_coding(d1, 0, 0, 20, 29);
    handmade_coding(d3, 0, 0, 0, 9);
    handmade_coding(d2, 1, 0, 0, 9);
    handmade_coding(d4, 2, 0, 0, 9);
    handmade_coding(d1, 4, 0, 0, 9);
    assert_int_equal(dr_cases_read(DR_STR("document,functie,leeftijd\nd1,starter,30\nd2,starter,30\nd3,manager,\n"
                                          "d4,NA,50\nd9,student,20\n"),
                                   "cases.csv", NULL, &p->cases),
                     DRAAD_OK);
    return p;
}

static size_t theme(const draad_table *t, const char *code, const char *group)
{
    for (size_t i = 0; i < draad_table_rows(t); i++)
        if (dr_str_is(text(t, i, "code"), code) && dr_str_is(text(t, i, "group"), group))
            return i;
    fail();
    return 0;
}

TEST(themes_are_counted_by_group)
{
    static const struct {
        const char *code, *group;
        double segments, cases, all_cases, share, words, per_1000, groups_with;
        const char *spread;
    } rows[] = {
        {"a", "starter", 2, 1, 2, 0.5, 150, 1000.0 * 2 / 150, 2, "shared"},
        {"a", "manager", 1, 1, 1, 1, 50, 20, 2, "shared"},
        {"a", "student", 0, 0, 0, NAN, 0, NAN, 2, "shared"}, /* a group without respondents */
        {"a", "NA", 0, 0, 1, 0, 50, 0, 2, "shared"},
        {"b", "starter", 1, 1, 2, 0.5, 150, 1000.0 / 150, 1, "specific"},
        {"b", "manager", 0, 0, 1, 0, 50, 0, 1, "specific"},
        {"c", "NA", 1, 1, 1, 1, 50, 20, 0, ""}, /* who has no value is no group */
        {"d", "starter", 0, 0, 2, 0, 150, 0, 0, ""},
        {"e", "starter", 0, 0, 2, 0, 150, 0, 0, ""},
    };
    draad_project *p = study();
    draad_table_options o = defaults();
    o.by = "functie";
    draad_table *t = ask(p, "themes", &o);
    CHECK_INT(draad_table_rows(t), 5 * 4);
    CHECK_STR(text(t, 0, "group"), "starter"); /* in the order of the cases file, NA last */
    CHECK_STR(text(t, 2, "group"), "student");
    CHECK_STR(text(t, 3, "group"), "NA");
    CHECK_STR(text(t, 0, "label"), "label");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const size_t row = theme(t, rows[i].code, rows[i].group);
        CHECK_NEAR(value(t, row, "segments"), rows[i].segments, 0);
        CHECK_NEAR(value(t, row, "cases"), rows[i].cases, 0);
        CHECK_NEAR(value(t, row, "all_cases"), rows[i].all_cases, 0);
        CHECK_NEAR(value(t, row, "share"), rows[i].share, 1e-12);
        CHECK_NEAR(value(t, row, "words"), rows[i].words, 0);
        CHECK_NEAR(value(t, row, "per_1000_words"), rows[i].per_1000, 1e-12);
        CHECK_NEAR(value(t, row, "groups_with"), rows[i].groups_with, 0);
        CHECK_NEAR(value(t, row, "all_groups"), 2, 0);
        CHECK_STR(text(t, row, "spread"), rows[i].spread);
    }
    CHECK_STR(fact(t, "by").text, "functie");
    draad_table_free(t);
    handmade_free(p);
}

TEST(one_group_shares_nothing_and_none_is_no_group)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    o.by = "functie";
    dr_cases_free(&p->cases);
    CHECK_INT(dr_cases_read(DR_STR("document,functie\nd1,starter\nd2,starter\n"), "cases.csv", NULL, &p->cases),
              DRAAD_OK);
    draad_table *t = ask(p, "themes", &o);
    CHECK_NEAR(value(t, theme(t, "a", "starter"), "all_groups"), 1, 0);
    CHECK_STR(text(t, theme(t, "a", "starter"), "spread"), "specific");
    CHECK_STR(text(t, theme(t, "d", "starter"), "spread"), "");
    draad_table_free(t);
    dr_cases_free(&p->cases);
    CHECK_INT(dr_cases_read(DR_STR("document,functie\nd1,\nd9,student\n"), "cases.csv", NULL, &p->cases), DRAAD_OK);
    t = ask(p, "themes", &o);
    CHECK_NEAR(value(t, theme(t, "a", "NA"), "all_groups"), 0, 0);
    CHECK_NEAR(value(t, theme(t, "a", "NA"), "cases"), 2, 0);
    CHECK_STR(text(t, theme(t, "a", "NA"), "spread"), "");
    draad_table_free(t);
    handmade_free(p);
}

TEST(words_of_a_group_conversation_are_of_who_speaks)
{
    draad_project *p = handmade_new(1);
    dr_coded *d = handmade_document(p, "d", "IRSR");
    handmade_case(d, 'R', "Anna");
    handmade_case(d, 'S', "Bram");
    handmade_turn_words(d, 10);
    handmade_coding(d, 0, 0, 10, 19);
    CHECK_INT(dr_cases_read(DR_STR("document,speaker,case,groep\nd,R,Anna,een\nd,S,Bram,twee\n"), "cases.csv", NULL,
                            &p->cases),
              DRAAD_OK);
    draad_table_options o = defaults();
    o.by = "groep";
    draad_table *t = ask(p, "themes", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_NEAR(value(t, 0, "words"), 20, 0);
    CHECK_NEAR(value(t, 1, "words"), 10, 0);
    CHECK_NEAR(value(t, 0, "per_1000_words"), 50, 1e-12);
    CHECK_STR(text(t, 0, "spread"), "specific");
    draad_table_free(t);
    handmade_free(p);
}

static void check_respondents(void **state_, const draad_table *t, size_t row, const char *attribute,
                              const char *value_of, double cases, double share)
{
    CHECK_STR(text(t, row, "attribute"), attribute);
    CHECK_STR(text(t, row, "value"), value_of);
    CHECK_NEAR(value(t, row, "cases"), cases, 0);
    CHECK_NEAR(value(t, row, "share"), share, 1e-12);
}

TEST(respondents_stand_by_attribute_with_what_is_missing)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    draad_table *t = ask(p, "respondents", &o);
    CHECK_INT(draad_table_rows(t), 1 + 4 + 4);
    check_respondents(state_, t, 0, "N", "", 4, 1);
    check_respondents(state_, t, 1, "functie", "starter", 2, 0.5);
    check_respondents(state_, t, 2, "functie", "manager", 1, 0.25);
    check_respondents(state_, t, 3, "functie", "student", 0, 0);
    check_respondents(state_, t, 4, "functie", "NA", 1, 0.25);
    check_respondents(state_, t, 5, "leeftijd", "30", 2, 0.5);
    check_respondents(state_, t, 7, "leeftijd", "20", 0, 0);
    check_respondents(state_, t, 8, "leeftijd", "NA", 1, 0.25);
    draad_table_free(t);
    o.by = "leeftijd";
    t = ask(p, "respondents", &o);
    CHECK_INT(draad_table_rows(t), 1 + 4);
    check_respondents(state_, t, 1, "leeftijd", "30", 2, 0.5);
    draad_table_free(t);
    handmade_free(p);
}

TEST(a_respondent_in_two_documents_is_one_and_who_is_silent_is_none)
{
    draad_project *p = handmade_new(1);
    handmade_document(p, "d1", "IR")->case_id = DR_STR("Anna");
    handmade_document(p, "d2", "IR")->case_id = DR_STR("Anna");
    handmade_document(p, "d3", "I"); /* only questions */
    draad_table_options o = defaults();
    draad_table *t = ask(p, "respondents", &o);
    CHECK_INT(draad_table_rows(t), 1);
    check_respondents(state_, t, 0, "N", "", 1, 1);
    draad_table_free(t);
    handmade_free(p);
    p = handmade_new(1);
    t = ask(p, "respondents", &o);
    check_respondents(state_, t, 0, "N", "", 0, NAN);
    draad_table_free(t);
    handmade_free(p);
}

TEST(an_attribute_is_needed_and_must_be_there)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    CHECK(strstr(refusal(p, "themes", &o), "--by") != NULL);
    o.by = "kleur";
    CHECK(strstr(refusal(p, "themes", &o), "kleur") != NULL);
    CHECK(strstr(refusal(p, "respondents", &o), "kleur") != NULL);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "respondents", &o) > 20);
    o.by = "functie";
    CHECK(ask_without_memory(p, "themes", &o) > 20);
    handmade_free(p);
}

int main(void)
{
    return RUN(themes_are_counted_by_group, one_group_shares_nothing_and_none_is_no_group,
               words_of_a_group_conversation_are_of_who_speaks, respondents_stand_by_attribute_with_what_is_missing,
               a_respondent_in_two_documents_is_one_and_who_is_silent_is_none, an_attribute_is_needed_and_must_be_there,
               no_memory_is_an_error_and_loses_nothing);
}
