/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "tables.h"
#include "worked_example.h"

TEST(shares_of_the_worked_example)
{
    static const struct {
        const char *document, *speaker, *role;
        double turns, sentences, words, characters, longest;
    } rows[] = {
        /* d1: 3 and 2 words against 13 and 7, for Tja is a filler; 23 characters against 104 */
        {"d1", "I", "interviewer", 2, 2, 5, 13 + 10, 3}, {"d1", "R", "respondent", 2, 5, 20, 67 + 37, 13},
        {"d2", "R", "respondent", 2, 4, 17, 76 + 3, 16}, {"d2", "I", "interviewer", 1, 1, 1, 5, 1},
        {"d3", "A", "respondent", 2, 3, 11, 36 + 18, 7}, {"d3", "B", "respondent", 1, 1, 7, 30, 7},
    };
    static const double all[][4] = {{4, 7, 25, 127}, {3, 5, 18, 84}, {3, 4, 18, 84}};
    static const double asked[] = {5.0 / 25, 1.0 / 18, 0};
    draad_project *p = worked_example();
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "speakers", &o);
    CHECK_INT(draad_table_rows(t), 6);
    for (size_t i = 0; i < 6; i++) {
        const double *of = all[i / 2];
        CHECK_STR(text(t, i, "document"), rows[i].document);
        CHECK_STR(text(t, i, "speaker"), rows[i].speaker);
        CHECK_STR(text(t, i, "role"), rows[i].role);
        CHECK_STR(text(t, i, "case"), rows[i].document);
        CHECK_NEAR(value(t, i, "turns"), rows[i].turns, 0);
        CHECK_NEAR(value(t, i, "sentences"), rows[i].sentences, 0);
        CHECK_NEAR(value(t, i, "words"), rows[i].words, 0);
        CHECK_NEAR(value(t, i, "characters"), rows[i].characters, 0);
        CHECK_NEAR(value(t, i, "share_turns"), rows[i].turns / of[0], 1e-12);
        CHECK_NEAR(value(t, i, "share_sentences"), rows[i].sentences / of[1], 1e-12);
        CHECK_NEAR(value(t, i, "share_words"), rows[i].words / of[2], 1e-12);
        CHECK_NEAR(value(t, i, "share_characters"), rows[i].characters / of[3], 1e-12);
        CHECK_NEAR(value(t, i, "words_per_turn"), rows[i].words / rows[i].turns, 1e-12);
        CHECK_NEAR(value(t, i, "longest_turn"), rows[i].longest, 0);
        CHECK_NEAR(value(t, i, "interviewer_share"), asked[i / 2], 1e-12);
    }
    draad_table_free(t);
    draad_project_free(p);
}

TEST(whoever_has_no_label_is_a_speaker_without_a_name)
{
    draad_project *p = handmade_new(1);
    dr_coded *d = handmade_document(p, "d", "RIR");
    handmade_case(d, 'R', "Anna");
    d->speakers[0].role = DR_STR("respondent");
    d->speakers[1].role = DR_STR("moderator");
    for (size_t i = 0; i < 3; i++)
        d->units[DRAAD_UNIT_TURN].at[i].nwords = (uint32_t)(10 * i);
    d->turns[2].speaker = DRAAD_NONE;
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "speakers", &o);
    CHECK_INT(draad_table_rows(t), 3);
    CHECK_STR(text(t, 0, "case"), "Anna");
    CHECK_STR(text(t, 2, "speaker"), "");
    CHECK_STR(text(t, 2, "role"), "");
    CHECK_STR(text(t, 2, "case"), "d");
    CHECK_NEAR(value(t, 2, "words"), 20, 0);
    CHECK_NEAR(value(t, 2, "sentences"), 1, 0);
    CHECK_NEAR(value(t, 0, "words_per_turn"), 0, 0);
    CHECK_NEAR(value(t, 0, "interviewer_share"), 10.0 / 30, 1e-12); /* moderators ask too */
    draad_table_free(t);
    d->units[DRAAD_UNIT_TURN].at[1].nwords = d->units[DRAAD_UNIT_TURN].at[2].nwords = 0;
    t = ask(p, "speakers", &o);
    CHECK(isnan(value(t, 0, "share_words")) && isnan(value(t, 0, "interviewer_share"))); /* of nothing */
    draad_table_free(t);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = handmade_new(1);
    handmade_document(p, "d", "RIR");
    const draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "speakers", &o) > 5);
    handmade_free(p);
}

int main(void)
{
    return RUN(shares_of_the_worked_example, whoever_has_no_label_is_a_speaker_without_a_name,
               no_memory_is_an_error_and_loses_nothing);
}
