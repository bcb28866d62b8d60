/* SPDX-License-Identifier: Apache-2.0
 * test_tally.c - the numbers of a document; and that they stay when codings and units are let go. */
#include "failing.h"
#include "handmade.h"

#include "analysis/counts.h"
#include "analysis/cooccurrence.h"
#include "analysis/squares.h"
#include "analysis/tally.h"

/* An interviewer, two sentences of R, one of S, R again. */
static draad_project *new_study(void)
{
    draad_project *p = handmade_new(3);
    dr_coded *d = handmade_document(p, "doc", "IRRSR");
    handmade_coding(d, 0, 0, 0, 9);   /* a question: of nobody */
    handmade_coding(d, 0, 0, 10, 19); /* R */
    handmade_coding(d, 2, 0, 10, 29);
    handmade_coding(d, 2, 0, 30, 39); /* S */
    handmade_coding(d, 2, 0, 40, 49); /* R */
    for (size_t i = 0; i < d->units[DRAAD_UNIT_TURN].n; i++) {
        dr_unit_row *turn = &d->units[DRAAD_UNIT_TURN].at[i];
        turn->nwords = 3 * (turn->range.end + 1 - turn->range.start) / 10;
    }
    for (size_t i = 0; i < d->ncodings; i++)
        d->codings[i].weight = i == 2 ? DR_STR("zwaarwegend") : DR_STR("");
    return p;
}

static void check_tally(const dr_coded *d, unsigned what)
{
    dr_tally t;
    assert_int_equal(dr_tally_of(d, what, &t, NULL), DRAAD_OK);
    assert_int_equal(t.ncodings, 5);
    if ((what & DR_TALLY_CODES) != 0) {
        assert_int_equal(t.ncodes, 2);
        assert_int_equal(t.codes[0].code, 0);
        assert_int_equal(t.codes[0].nsegments, 2);
        assert_int_equal(t.codes[0].nweighty, 0);
        assert_int_equal(t.codes[0].ncells, 1);
        assert_int_equal(t.cells[0].nsegments, 1);
        assert_int_equal(t.codes[1].code, 2);
        assert_int_equal(t.codes[1].nsegments, 3);
        assert_int_equal(t.codes[1].nweighty, 1);
        assert_int_equal(t.codes[1].nwords, 12);
        assert_int_equal(t.codes[1].ncells, 2);
        assert_int_equal(t.cells[1].speaker, t.cells[0].speaker); /* R before S */
        assert_int_equal(t.cells[1].nsegments, 2);
        assert_int_equal(t.cells[2].nsegments, 1);
    }
    if ((what & DR_TALLY_VOICES) != 0) {
        const dr_voice_tally *r = &t.voices[1];
        assert_int_equal(t.nvoices, 4); /* I, R, S, nobody */
        assert_int_equal(t.voices[0].eligible_turns, 0);
        assert_int_equal(t.voices[0].turns, 1);
        assert_int_equal(r->turns, 2);
        assert_int_equal(r->sentences, 3);
        assert_int_equal(r->words, 9);
        assert_int_equal(r->longest, 6);
        assert_int_equal(r->eligible_words, 9);
        assert_int_equal(t.voices[3].turns, 0);
    }
    dr_tally_free(&t);
}

TEST(a_tally_counts_codes_by_speaker_and_what_speakers_say)
{
    draad_project *p = new_study();
    (void)state_;
    check_tally(&p->documents[0], DR_TALLY_ALL);
    check_tally(&p->documents[0], DR_TALLY_CODES);
    check_tally(&p->documents[0], DR_TALLY_VOICES);
    handmade_free(p);
}

TEST(it_stays_when_codings_and_units_are_let_go)
{
    draad_project *p = new_study();
    dr_coded *d = &p->documents[0];
    CHECK_INT(dr_coded_let_go(d, NULL), DRAAD_OK);
    CHECK_INT(d->ncodings, 0);
    CHECK_INT(draad_project_codings(p), 5);
    CHECK(d->units[DRAAD_UNIT_SENTENCE].at == NULL);
    CHECK_INT(d->units[DRAAD_UNIT_SENTENCE].n, 5);
    CHECK_INT(d->units[DRAAD_UNIT_SENTENCE].neligible, 4);
    CHECK_STR(d->speakers[1].label, "R");
    check_tally(d, DR_TALLY_ALL);
    handmade_free(p);
}

TEST(squares_are_those_of_the_codings_that_were_there)
{
    draad_project *p = new_study();
    dr_squares *squares = NULL;
    dr_added added;
    draad_table *before[DRAAD_UNITS], *after = NULL;
    uint64_t nbefore, nafter;
    CHECK_INT(dr_squares_new(3, &squares, NULL), DRAAD_OK);
    CHECK_INT(dr_added_of(&p->documents[0], 3, &added, NULL), DRAAD_OK);
    dr_squares_add(squares, &added);
    dr_added_free(&added);
    for (unsigned u = DRAAD_UNIT_SENTENCE; u < DRAAD_UNITS; u++)
        CHECK_INT(draad_project_cooccurrence(p, (draad_unit)u, &before[u], &nbefore, NULL), DRAAD_OK);
    CHECK_INT(dr_coded_let_go(&p->documents[0], NULL), DRAAD_OK);
    p->squares = squares;
    for (unsigned u = DRAAD_UNIT_SENTENCE; u < DRAAD_UNITS; u++) {
        CHECK_INT(draad_project_cooccurrence(p, (draad_unit)u, &after, &nafter, NULL), DRAAD_OK);
        for (size_t a = 0; a < 3; a++)
            for (size_t b = 0; b < 3; b++)
                CHECK(draad_table_value(before[u], a, b) == draad_table_value(after, a, b));
        draad_table_free(before[u]);
        draad_table_free(after);
    }
    CHECK_INT(nafter, nbefore); /* of documents: one */
    const draad_matrix_options pairs = {.counting = DRAAD_COUNT_PAIRS, .unit = DRAAD_UNIT_SENTENCE};
    CHECK_INT(draad_project_matrix(p, &pairs, &after, NULL, NULL), DRAAD_E_USAGE);
    CHECK_INT(dr_squares_new(DR_PAIRED_CODES_MAX + 1, &squares, NULL), DRAAD_E_LIMIT);
    dr_free(p->squares);
    handmade_free(p);
}

TEST(squares_agree_where_all_counts_and_the_universe_are_the_same)
{
    dr_squares *squares = NULL;
    CHECK_INT(dr_squares_new(2, &squares, NULL), DRAAD_OK);
    CHECK(dr_squares_agree(squares, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN));
    squares->of[DRAAD_UNIT_TURN][2] = 1; /* the last: the second code with itself */
    CHECK(!dr_squares_agree(squares, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN));
    squares->of[DRAAD_UNIT_PARAGRAPH][2] = 1;
    CHECK(dr_squares_agree(squares, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN));
    squares->universe[DRAAD_UNIT_TURN] = 3;
    CHECK(!dr_squares_agree(squares, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN));
    CHECK(!dr_squares_agree(NULL, DRAAD_UNIT_TURN, DRAAD_UNIT_TURN));
    dr_free(squares);
}

TEST(letting_go_survives_every_failed_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s != DRAAD_OK; n++) {
        draad_project *p = new_study();
        draad_error err = {0};
        draad_set_allocator(&failing);
        allocations_left = n;
        s = dr_coded_let_go(&p->documents[0], &err);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == s));
        check_tally(&p->documents[0], DR_TALLY_ALL); /* before or after */
        handmade_free(p);
    }
}

int main(void)
{
    return RUN(a_tally_counts_codes_by_speaker_and_what_speakers_say, it_stays_when_codings_and_units_are_let_go,
               squares_are_those_of_the_codings_that_were_there,
               squares_agree_where_all_counts_and_the_universe_are_the_same,
               letting_go_survives_every_failed_allocation);
}
