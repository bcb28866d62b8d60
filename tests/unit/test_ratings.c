/* SPDX-License-Identifier: Apache-2.0
 * test_ratings.c - what each coder says of each unit. */
#include "handmade.h"

#include "analysis/ratings.h"
#include "failing.h"

/* The coders are draad, Bo, Cas and Anna; nobody is Cas.
 *   x IRRS  draad: a on the first R; Bo: a on both R; Anna: b on S
 *   y RR    draad read it and found nothing; Bo: b over both; Anna did not read it
 *   z R     nobody */
static draad_project *study(void)
{
    static const char *const coders[] = {"draad", "Bo", "Cas", "Anna"};
    draad_project *p = handmade_new(2);
    for (size_t i = 0; i < 4; i++)
        handmade_coder(p, coders[i]);
    dr_coded *x = handmade_document(p, "x", "IRRS"), *y = handmade_document(p, "y", "RR");
    handmade_document(p, "z", "R");
    handmade_coding(x, 0, 0, 10, 19);
    handmade_coding(x, 0, 1, 12, 24);
    handmade_coding(x, 1, 3, 30, 39);
    handmade_reader(y, 0);
    handmade_coding(y, 1, 1, 0, 19);
    return p;
}

TEST(a_coder_covers_what_they_coded_or_say_that_they_read)
{
    draad_project *p = study();
    CHECK(dr_coder_covers(&p->documents[0], 0));
    CHECK(dr_coder_covers(&p->documents[0], 3));
    CHECK(!dr_coder_covers(&p->documents[0], 2));
    CHECK(dr_coder_covers(&p->documents[1], 0)); /* nothing found is something said */
    CHECK(!dr_coder_covers(&p->documents[1], 3));
    CHECK(!dr_coder_covers(&p->documents[2], 0));
    handmade_free(p);
}

TEST(active_coders_have_a_document)
{
    draad_project *p = study();
    draad_error err = {0};
    uint32_t *coders = NULL;
    size_t n = 0;
    CHECK_INT(dr_active_coders(p, &coders, &n, &err), DRAAD_OK);
    CHECK_INT(n, 3);
    CHECK_INT(coders[0], 0);
    CHECK_INT(coders[1], 1);
    CHECK_INT(coders[2], 3);
    dr_free(coders);
    p->ndocuments = 0;
    CHECK_INT(dr_active_coders(p, &coders, &n, &err), DRAAD_E_USAGE);
    CHECK_STR(dr_str_of(err.message), "agreement needs two coders; there is 0");
    dr_free(coders);
    p->ndocuments = 3;
    handmade_free(p);
    p = handmade_new(1);
    handmade_coder(p, "draad");
    handmade_reader(handmade_document(p, "x", "R"), 0);
    CHECK_INT(dr_active_coders(p, &coders, &n, &err), DRAAD_E_USAGE);
    CHECK_STR(dr_str_of(err.message), "agreement needs two coders; there is 1");
    dr_free(coders);
    handmade_free(p);
}

static size_t gold_of(const draad_project *p, const char *name)
{
    static const uint32_t all[] = {0, 1, 2, 3};
    size_t gold = 9;
    draad_error err = {0};
    assert_int_equal(dr_gold_coder(p, all, p->coders.n, name, &gold, &err), DRAAD_OK);
    return gold;
}

TEST(gold_is_who_is_named_or_the_first_who_is_no_program)
{
    draad_project *p = study();
    draad_error err = {0};
    size_t gold = 9;
    CHECK_INT(gold_of(p, NULL), 1);
    CHECK_INT(gold_of(p, "Anna"), 3);
    CHECK_INT(gold_of(p, "draad"), 0);
    const uint32_t some[] = {3, 1}; /* numbers are of the set, not of the project */
    CHECK_INT(dr_gold_coder(p, some, 2, "Bo", &gold, &err), DRAAD_OK);
    CHECK_INT(gold, 1);
    CHECK_INT(dr_gold_coder(p, some, 2, "Cas", &gold, &err), DRAAD_E_USAGE); /* who has no document */
    CHECK_STR(dr_str_of(err.message), "there is no coder 'Cas' in this result");
    CHECK_INT(dr_gold_coder(p, some, 2, "bo", &gold, &err), DRAAD_E_USAGE);
    p->coders.at[1] = DR_STR("draad (oud)");
    CHECK_INT(gold_of(p, NULL), 2);
    p->coders.at[2] = DR_STR("draadje");
    CHECK_INT(gold_of(p, NULL), 2);
    p->coders.at[2] = p->coders.at[3] = DR_STR("draad (x)");
    CHECK_INT(gold_of(p, NULL), 0); /* programs all */
    handmade_free(p);
}

TEST(codings_of_a_coder_are_theirs_in_their_order)
{
    draad_project *p = study();
    dr_coded own;
    handmade_coding(&p->documents[0], 1, 1, 0, 9);
    CHECK_INT(dr_codings_of_coder(&p->documents[0], 1, &own, NULL), DRAAD_OK);
    CHECK_INT(own.ncodings, 2);
    CHECK_RANGE(own.codings[0].range, 0, 9);
    CHECK_RANGE(own.codings[1].range, 12, 24);
    CHECK_INT(p->documents[0].ncodings, 4);
    dr_free(own.codings);
    CHECK_INT(dr_codings_of_coder(&p->documents[2], 1, &own, NULL), DRAAD_OK);
    CHECK_INT(own.ncodings, 0);
    dr_free(own.codings);
    handmade_free(p);
}

/* "1-0 ...": present, silent, absent for each coder of each unit. */
static void check_code(void **state_, const dr_rating_set *set, size_t code, const char *expected)
{
    uint32_t values[64];
    const dr_ratings r = dr_ratings_of_code(set, code, values);
    CHECK_INT(r.nunits, set->nunits);
    CHECK_INT(r.ncoders, set->ncoders);
    CHECK_INT(r.ncategories, 2);
    for (size_t i = 0; i < r.nunits * r.ncoders; i++) {
        const char c = expected[i + i / r.ncoders];
        CHECK_INT(values[i], c == '-' ? DR_MISSING : (uint32_t)(c - '0'));
    }
    CHECK_INT(strlen(expected), r.nunits * (r.ncoders + 1) - 1);
}

TEST(ratings_by_sentence_are_present_absent_or_nothing)
{
    draad_project *p = study();
    dr_rating_set set;
    CHECK_INT(dr_ratings_of(p, DRAAD_UNIT_SENTENCE, &set, NULL), DRAAD_OK);
    CHECK_INT(set.ncoders, 3);
    CHECK_INT(set.ncodes, 2);
    CHECK_INT(set.ndocuments, 3);
    CHECK_INT(set.first[1], 3); /* without the question */
    CHECK_INT(set.first[2], 5);
    CHECK_INT(set.nunits, 6);
    check_code(state_, &set, 0, "110 010 000 00- 00- ---"); /* draad Bo Anna */
    check_code(state_, &set, 1, "000 000 001 01- 01- ---");
    dr_ratings_free(&set);
    CHECK(set.coders == NULL && set.said == NULL);
    handmade_free(p);
}

TEST(ratings_by_turn_and_document_are_of_what_reaches_into_them)
{
    draad_project *p = study();
    dr_rating_set set;
    CHECK_INT(dr_ratings_of(p, DRAAD_UNIT_TURN, &set, NULL), DRAAD_OK);
    check_code(state_, &set, 0, "110 000 00- ---");
    check_code(state_, &set, 1, "000 001 01- ---");
    dr_ratings_free(&set);
    CHECK_INT(dr_ratings_of(p, DRAAD_UNIT_DOCUMENT, &set, NULL), DRAAD_OK);
    check_code(state_, &set, 0, "110 00- ---");
    check_code(state_, &set, 1, "001 01- ---");
    dr_ratings_free(&set);
    handmade_free(p);
}

TEST(more_cells_than_there_may_be_are_refused)
{
    draad_project *p = study();
    dr_rating_set set;
    draad_error err = {0};
    p->documents[2].units[DRAAD_UNIT_SENTENCE].neligible = 2000000000;
    CHECK_INT(dr_ratings_of(p, DRAAD_UNIT_SENTENCE, &set, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "2 codes by 2000000005 units by 3 coders; at most 2000000000 cells");
    CHECK(set.coders == NULL && set.first == NULL);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    draad_status s = DRAAD_E_MEMORY;
    size_t n = 0;
    for (; s != DRAAD_OK; n++) {
        dr_rating_set set;
        draad_error err = {0};
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_ratings_of(p, DRAAD_UNIT_SENTENCE, &set, &err);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == DRAAD_E_MEMORY && set.said == NULL));
        dr_ratings_free(&set);
    }
    CHECK(n > 20);
    handmade_free(p);
}

int main(void)
{
    return RUN(a_coder_covers_what_they_coded_or_say_that_they_read, active_coders_have_a_document,
               gold_is_who_is_named_or_the_first_who_is_no_program, codings_of_a_coder_are_theirs_in_their_order,
               ratings_by_sentence_are_present_absent_or_nothing,
               ratings_by_turn_and_document_are_of_what_reaches_into_them, more_cells_than_there_may_be_are_refused,
               no_memory_is_an_error_and_loses_nothing);
}
