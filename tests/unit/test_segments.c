/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

/* The segments of a document of one speaker, ten sentences, with codings {code, start, end}. */
typedef struct result {
    draad_project *p;
    dr_segment *at;
    size_t n;
} result;

static result segments_of(const draad_byte (*codings)[3], size_t n)
{
    result r = {.p = handmade_new(3)};
    dr_coded *d = handmade_document(r.p, "d", "RRRRRRRRRR");
    for (size_t i = 0; i < n; i++)
        handmade_coding(d, codings[i][0], (uint32_t)i % 2, codings[i][1], codings[i][2]);
    assert_int_equal(dr_segments_of(d, &r.at, &r.n, NULL), DRAAD_OK);
    return r;
}
#define SEGMENTS(...) \
    segments_of((const draad_byte[][3]){__VA_ARGS__}, \
                sizeof((const draad_byte[][3]){__VA_ARGS__}) / 3 / sizeof(draad_byte))

static void done(result *r)
{
    dr_free(r->at);
    handmade_free(r->p);
}

TEST(codings_that_share_a_character_are_one_segment)
{
    result r = SEGMENTS({0, 0, 9}, {0, 8, 19});
    CHECK_INT(r.n, 1);
    CHECK_RANGE(r.at[0].range, 0, 19);
    done(&r);
}

TEST(touching_codings_stay_apart)
{
    result r = SEGMENTS({0, 0, 9}, {0, 9, 19});
    CHECK_INT(r.n, 2);
    CHECK_RANGE(r.at[0].range, 0, 9);
    CHECK_RANGE(r.at[1].range, 9, 19);
    done(&r);
}

TEST(different_codes_stay_apart)
{
    result r = SEGMENTS({0, 0, 9}, {1, 0, 9}, {0, 4, 12});
    CHECK_INT(r.n, 2);
    CHECK_INT(r.at[0].code, 1); /* by start, then end: uniting moved the other behind it */
    CHECK_INT(r.at[1].code, 0);
    CHECK_RANGE(r.at[1].range, 0, 12);
    done(&r);
}

TEST(merging_goes_on_until_none_share_a_character)
{
    result r = SEGMENTS({0, 0, 50}, {0, 5, 9}, {0, 10, 12}, {0, 49, 60}, {0, 59, 70}, {0, 70, 80});
    CHECK_INT(r.n, 2);
    CHECK_RANGE(r.at[0].range, 0, 70);
    CHECK_RANGE(r.at[1].range, 70, 80);
    done(&r);
}

TEST(united_segment_covers_the_units_and_words_of_both)
{
    result r = SEGMENTS({0, 6, 19}, {0, 17, 34});
    CHECK_INT(r.n, 1);
    CHECK_INT(r.at[0].first[DRAAD_UNIT_SENTENCE], 0);
    CHECK_INT(r.at[0].last[DRAAD_UNIT_SENTENCE], 3);
    CHECK_INT(r.at[0].first[DRAAD_UNIT_MATCH], DRAAD_NONE);
    CHECK_INT(r.at[0].first_word, 2);
    CHECK_INT(r.at[0].nwords, 9); /* words 2 to 10: word 5, which both hold, is counted once */
    done(&r);
}

TEST(coding_outside_all_units_adds_none)
{
    result r = SEGMENTS({0, 9, 10}, {0, 9, 14});
    CHECK_INT(r.n, 1);
    CHECK_INT(r.at[0].first[DRAAD_UNIT_SENTENCE], 1);
    CHECK_INT(r.at[0].last[DRAAD_UNIT_SENTENCE], 1);
    CHECK_INT(r.at[0].nwords, 2);
    done(&r);
}

TEST(document_without_codings_has_no_segments)
{
    draad_project *p = handmade_new(1);
    dr_segment *at = NULL;
    size_t n = 1;
    CHECK_INT(dr_segments_of(handmade_document(p, "d", "R"), &at, &n, NULL), DRAAD_OK);
    CHECK(at == NULL);
    CHECK_INT(n, 0);
    handmade_free(p);
}

TEST(case_is_the_speakers_then_the_documents_then_the_document)
{
    draad_project *p = handmade_new(1);
    dr_coded *d = handmade_document(p, "d", "IRSI");
    handmade_coding(d, 0, 0, 0, 3);   /* I */
    handmade_coding(d, 0, 0, 5, 15);  /* I, R: the first eligible turn decides */
    handmade_coding(d, 0, 0, 20, 25); /* S */
    CHECK_STR(dr_case_of(d, &d->codings[0]), "d");
    d->case_id = DR_STR("groep 1");
    handmade_case(d, 'R', "Anna");
    CHECK_STR(dr_case_of(d, &d->codings[0]), "groep 1");
    CHECK_STR(dr_case_of(d, &d->codings[1]), "Anna");
    CHECK_STR(dr_case_of(d, &d->codings[2]), "groep 1");
    CHECK_STR(dr_case_of_turn(d, DRAAD_NONE), "groep 1");
    handmade_free(p);
}

int main(void)
{
    return RUN(codings_that_share_a_character_are_one_segment, touching_codings_stay_apart, different_codes_stay_apart,
               merging_goes_on_until_none_share_a_character, united_segment_covers_the_units_and_words_of_both,
               coding_outside_all_units_adds_none, document_without_codings_has_no_segments,
               case_is_the_speakers_then_the_documents_then_the_document);
}
