/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include <pthread.h>

#include "analysis/counts.h"

/* Two interviews with one respondent, and a group of two people.
 *   d1 IRR   case Anna          code a twice (one of them by two coders), code b once, over both of a's sentences
 *   d2 IR    case Anna          code a once
 *   d3 IRSR  cases Bram, Carla  code a by both, code b in the question only */
static draad_project *small_study(void)
{
    draad_project *p = handmade_new(3);
    dr_coded *d1 = handmade_document(p, "d1", "IRR"), *d2 = handmade_document(p, "d2", "IR");
    dr_coded *d3 = handmade_document(p, "d3", "IRSR");
    d1->case_id = d2->case_id = DR_STR("Anna");
    handmade_case(d3, 'R', "Bram");
    handmade_case(d3, 'S', "Carla");
    handmade_coding(d1, 0, 0, 10, 19);
    handmade_coding(d1, 0, 1, 13, 19);
    handmade_coding(d1, 0, 0, 20, 25);
    handmade_coding(d1, 1, 0, 10, 29);
    handmade_coding(d2, 0, 0, 10, 19);
    handmade_coding(d3, 0, 0, 10, 19);
    handmade_coding(d3, 0, 0, 20, 29);
    handmade_coding(d3, 0, 0, 30, 39);
    handmade_coding(d3, 1, 0, 0, 9);
    return p;
}

TEST(counts_are_of_segments_documents_cases_and_words)
{
    draad_project *p = small_study();
    dr_code_counts *c = NULL;
    CHECK_INT(dr_counts_of(p, &c, NULL), DRAAD_OK);
    CHECK_INT(c[0].nsegments, 6);
    CHECK_INT(c[0].ndocuments, 3);
    CHECK_INT(c[0].ncases, 3);
    CHECK_INT(c[0].nwords, 3 + 2 + 3 + 9);
    CHECK_INT(c[1].nsegments, 2);
    CHECK_INT(c[1].ndocuments, 2);
    CHECK_INT(c[1].ncases, 1); /* the interviewer is nobody's case */
    CHECK_INT(c[1].nwords, 9);
    CHECK_INT(c[2].nsegments, 0);
    CHECK_INT(c[2].ncases, 0);
    dr_free(c);
    handmade_free(p);
}

TEST(code_info_follows_the_codings_once_it_is_told_that_they_changed)
{
    draad_project *p = small_study();
    CHECK_INT(draad_project_code_info(p, 0).nsegments, 6);
    CHECK_INT(draad_project_code_info(p, 2).nsegments, 0);
    handmade_coding(&p->documents[1], 2, 0, 10, 12);
    dr_project_changed(p);
    const draad_code_info info = draad_project_code_info(p, 2);
    CHECK_STR(info.id, "c");
    CHECK_STR(info.label, "label");
    CHECK_STR(info.parent, "");
    CHECK_INT(info.level, 1);
    CHECK_INT(info.nsegments, 1);
    CHECK_INT(info.ndocuments, 1);
    CHECK_INT(info.ncases, 1);
    CHECK_INT(info.nwords, 1);
    CHECK_STR(draad_project_code_info(p, 3).id, "");
    handmade_free(p);
}

static void *ask(void *project)
{
    uint64_t nwrong = 0;
    for (int i = 0; i < 1000; i++)
        nwrong += draad_project_code_info(project, 0).nsegments != 6;
    return (void *)(uintptr_t)nwrong;
}

TEST(code_info_may_be_asked_for_by_threads)
{
    draad_project *p = small_study();
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, ask, p), 0);
    for (int i = 0; i < 4; i++) {
        void *nwrong = NULL;
        pthread_join(threads[i], &nwrong);
        CHECK(nwrong == NULL);
    }
    handmade_free(p);
}

static dr_group_counts *groups_of(draad_project *p, const char *csv)
{
    dr_group_counts *g = NULL;
    dr_cases_free(&p->cases);
    assert_int_equal(dr_cases_read(dr_str_of(csv), "cases.csv", NULL, &p->cases), DRAAD_OK);
    assert_int_equal(dr_group_counts_of(p, dr_cases_attribute(&p->cases, DR_STR("functie")), &g, NULL), DRAAD_OK);
    return g;
}

TEST(groups_stand_in_the_order_of_the_cases_file)
{
    draad_project *p = small_study();
    dr_group_counts *g = groups_of(p, "document,speaker,case,functie\nd3,R,Bram,starter\nd3,S,Carla,ervaren\n"
                                      "d1,,Anna,ervaren\nd2,,Anna,ervaren\nd9,,Dirk,student\n");
    CHECK_INT(g->ngroups, 3);
    CHECK_STR(g->groups[0], "starter");
    CHECK_STR(g->groups[1], "ervaren");
    CHECK_STR(g->groups[2], "student"); /* of a document that is not there */
    CHECK_INT(g->all_cases[0], 1);
    CHECK_INT(g->all_cases[1], 2);
    CHECK_INT(g->all_cases[2], 0);
    CHECK_INT(g->nsegments[0], 2);
    CHECK_INT(g->nsegments[1], 4);
    CHECK_INT(g->ncases[0], 1);
    CHECK_INT(g->ncases[1], 2);
    CHECK_INT(g->nsegments[3 + 1], 1);
    CHECK_NEAR(dr_group_share(g, 0, 1), 1, 0);
    CHECK_NEAR(dr_group_share(g, 1, 1), 0.5, 0);
    CHECK_NEAR(dr_group_share(g, 1, 0), 0, 0);
    CHECK(isnan(dr_group_share(g, 0, 2)));
    dr_group_counts_free(g);
    handmade_free(p);
}

TEST(missing_values_are_the_last_group)
{
    draad_project *p = small_study();
    dr_group_counts *g = groups_of(p, "document,speaker,functie\nd1,,NA\nd3,,team\nd3,S,\nd3,R,starter\n");
    CHECK_INT(g->ngroups, 3);
    CHECK_STR(g->groups[0], "team");
    CHECK_STR(g->groups[1], "starter");
    CHECK_STR(g->groups[2], "NA");
    CHECK_INT(g->all_cases[0], 1); /* Carla has her group's value, for want of her own */
    CHECK_INT(g->all_cases[1], 1);
    CHECK_INT(g->all_cases[2], 1); /* Anna: once, in two documents */
    CHECK_INT(g->nsegments[2], 3);
    CHECK_INT(g->ncases[2], 1);
    dr_group_counts_free(g);
    handmade_free(p);
}

TEST(case_with_two_values_is_in_two_groups)
{
    draad_project *p = small_study();
    dr_group_counts *g = groups_of(p, "document,functie\nd1,voor\nd2,na\nd3,voor\n");
    CHECK_INT(g->ngroups, 2);
    CHECK_INT(g->all_cases[0], 3);
    CHECK_INT(g->all_cases[1], 1);
    CHECK_INT(g->nsegments[1], 1);
    dr_group_counts_free(g);
    handmade_free(p);
}

TEST(unknown_attribute_is_refused)
{
    draad_project *p = small_study();
    dr_group_counts *g = NULL;
    draad_error err = {0};
    CHECK_INT(dr_group_counts_of(p, DRAAD_NONE, &g, &err), DRAAD_E_USAGE);
    CHECK(g == NULL);
    handmade_free(p);
}

/* d1 and d2 are Anna, d3 Bram and Carla; numbers of cases are in the order of their bytes, silent ones among them. */
TEST(cases_of_a_code_are_each_there_once)
{
    draad_project *p = small_study();
    dr_code_cases c;
    CHECK_INT(dr_code_cases_of(p, &c, NULL), DRAAD_OK);
    CHECK_INT(c.first[0], 0);
    CHECK_INT(c.first[1], 3); /* Anna, Bram, Carla, who have a six times */
    CHECK_INT(c.first[2], 4); /* Anna; the question of d3 is of nobody */
    CHECK_INT(c.first[3], 4);
    CHECK(c.number[0] < c.number[1] && c.number[1] < c.number[2] && c.number[2] < c.ncases);
    CHECK_INT(c.number[3], c.number[0]);
    dr_code_cases_free(&c);
    CHECK(c.first == NULL && c.number == NULL);
    handmade_free(p);
    p = handmade_new(0);
    CHECK_INT(dr_code_cases_of(p, &c, NULL), DRAAD_OK);
    CHECK_INT(c.first[0], 0);
    dr_code_cases_free(&c);
    handmade_free(p);
}

TEST(respondents_are_those_who_answer)
{
    draad_project *p = small_study();
    uint32_t n = 0;
    CHECK_INT(dr_count_respondents(p, &n, NULL), DRAAD_OK);
    CHECK_INT(n, 3);
    handmade_document(p, "d4", "I"); /* asks only */
    CHECK_INT(dr_count_respondents(p, &n, NULL), DRAAD_OK);
    CHECK_INT(n, 3);
    handmade_document(p, "d5", "IS");
    CHECK_INT(dr_count_respondents(p, &n, NULL), DRAAD_OK);
    CHECK_INT(n, 4);
    handmade_free(p);
}

/* Anna, Bram, Carla, in the order of their bytes; the question of d3 is of nobody. */
TEST(cases_have_words_and_segments)
{
    draad_project *p = small_study();
    dr_case_counts c;
    for (size_t i = 0; i < 3; i++)
        handmade_turn_words(&p->documents[i], 10);
    handmade_document(p, "d4", "I");  /* who only asks is no case */
    handmade_document(p, "d5", "IS"); /* one without a case is the document's */
    CHECK_INT(dr_case_counts_of(p, &c, NULL), DRAAD_OK);
    CHECK_INT(c.ncases, 4);
    CHECK_STR(c.cases[0], "Anna");
    CHECK_STR(c.cases[1], "Bram");
    CHECK_STR(c.cases[2], "Carla");
    CHECK_STR(c.cases[3], "d5");
    CHECK_INT(c.nwords[0], 20); /* in two documents */
    CHECK_INT(c.nwords[1], 20);
    CHECK_INT(c.nwords[2], 10);
    CHECK_INT(c.nwords[3], 0);
    static const uint32_t expected[3][4] = {{3, 2, 1, 0}, {1, 0, 0, 0}, {0, 0, 0, 0}};
    for (size_t code = 0; code < 3; code++)
        for (size_t i = 0; i < 4; i++)
            CHECK_INT(c.nsegments[code * 4 + i], expected[code][i]);
    dr_case_counts_free(&c);
    CHECK(c.cases == NULL && c.nwords == NULL && c.nsegments == NULL);
    handmade_free(p);
    p = handmade_new(2);
    CHECK_INT(dr_case_counts_of(p, &c, NULL), DRAAD_OK);
    CHECK_INT(c.ncases, 0);
    dr_case_counts_free(&c);
    handmade_free(p);
}

TEST(words_of_groups_are_those_of_eligible_turns)
{
    draad_project *p = small_study();
    for (size_t i = 0; i < 3; i++)
        handmade_turn_words(&p->documents[i], 10);
    p->documents[0].units[DRAAD_UNIT_TURN].at[0].nwords = 99; /* of the question */
    dr_group_counts *g =
        groups_of(p, "document,speaker,case,functie\nd3,R,Bram,starter\nd3,S,Carla,ervaren\nd1,,Anna,ervaren\n");
    CHECK_INT(g->ngroups, 3);
    CHECK_INT(g->nwords[0], 20);
    CHECK_INT(g->nwords[1], 20);
    CHECK_INT(g->nwords[2], 10);                          /* d2 has no value */
    CHECK_INT(dr_group_of(g, 2, &p->documents[2], 1), 0); /* speakers of d3: I, R, S */
    CHECK_INT(dr_group_of(g, 2, &p->documents[2], 2), 1);
    CHECK_INT(dr_group_of(g, 1, &p->documents[1], DRAAD_NONE), 2);
    CHECK_INT(dr_group_of(g, 0, &p->documents[0], DRAAD_NONE), 1);
    dr_group_counts_free(g);
    handmade_free(p);
}

TEST(attributes_are_found_by_name_and_else_named)
{
    draad_project *p = small_study();
    uint32_t i = 9;
    draad_error err = {0};
    CHECK_INT(dr_group_attribute(p, "functie", &i, &err), DRAAD_E_USAGE);
    CHECK(strstr(err.message, "no cases file") != NULL);
    dr_group_counts_free(groups_of(p, "document,leeftijd,functie\nd1,30,starter\n"));
    CHECK_INT(dr_group_attribute(p, "Functie", &i, &err), DRAAD_OK);
    CHECK_INT(i, 1);
    CHECK_INT(dr_group_attribute(p, "kleur", &i, &err), DRAAD_E_USAGE);
    CHECK(strstr(err.message, "leeftijd, functie") != NULL);
    handmade_free(p);
}

/* An allocator that fails from the n-th allocation on. */
static size_t left;
static void *fail_alloc(void *ctx, size_t n)
{
    (void)ctx;
    return left == 0 ? NULL : (left--, malloc(n));
}
static void *fail_resize(void *ctx, void *block, size_t n)
{
    (void)ctx;
    return left == 0 ? NULL : (left--, realloc(block, n));
}
static void release(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    const draad_allocator failing = {fail_alloc, fail_resize, release, NULL};
    draad_project *p = small_study();
    dr_code_counts *c = NULL;
    dr_group_counts *g = groups_of(p, "document,functie\nd1,voor\nd2,na\n");
    dr_group_counts_free(g);
    g = NULL;
    draad_set_allocator(&failing);
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s == DRAAD_E_MEMORY; n++) {
        left = n;
        s = dr_counts_of(p, &c, NULL);
        CHECK(s == DRAAD_OK || c == NULL);
    }
    CHECK_INT(s, DRAAD_OK);
    dr_free(c);
    s = DRAAD_E_MEMORY;
    for (size_t n = 0; s == DRAAD_E_MEMORY; n++) {
        left = n;
        s = dr_group_counts_of(p, 0, &g, NULL);
        CHECK(s == DRAAD_OK || g == NULL);
    }
    CHECK_INT(s, DRAAD_OK);
    dr_code_cases cases;
    s = DRAAD_E_MEMORY;
    for (size_t n = 0; s == DRAAD_E_MEMORY; n++) {
        left = n;
        s = dr_code_cases_of(p, &cases, NULL);
        dr_code_cases_free(&cases); /* also after a failure */
    }
    CHECK_INT(s, DRAAD_OK);
    s = DRAAD_E_MEMORY;
    for (size_t n = 0; s == DRAAD_E_MEMORY; n++) {
        dr_case_counts counts;
        left = n;
        s = dr_case_counts_of(p, &counts, NULL);
        dr_case_counts_free(&counts); /* also after a failure */
    }
    CHECK_INT(s, DRAAD_OK);
    s = DRAAD_E_MEMORY;
    for (size_t n = 0; s == DRAAD_E_MEMORY; n++) {
        uint32_t respondents = 9;
        left = n;
        s = dr_count_respondents(p, &respondents, NULL);
        CHECK_INT(respondents, s == DRAAD_OK ? 3 : 0);
    }
    CHECK_INT(s, DRAAD_OK);
    left = 0;
    CHECK_INT(draad_project_code_info(p, 0).nsegments, DRAAD_NONE);
    draad_set_allocator(NULL);
    dr_group_counts_free(g);
    handmade_free(p);
}

int main(void)
{
    return RUN(counts_are_of_segments_documents_cases_and_words,
               code_info_follows_the_codings_once_it_is_told_that_they_changed, code_info_may_be_asked_for_by_threads,
               groups_stand_in_the_order_of_the_cases_file, missing_values_are_the_last_group,
               case_with_two_values_is_in_two_groups, unknown_attribute_is_refused, cases_of_a_code_are_each_there_once,
               respondents_are_those_who_answer, cases_have_words_and_segments,
               words_of_groups_are_those_of_eligible_turns, attributes_are_found_by_name_and_else_named,
               no_memory_is_an_error_and_loses_nothing);
}
