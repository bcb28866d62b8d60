/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"
#include "base/error.h"

/* The turns of a text as "time|speaker|role|text" lines. */
static char *turns_of(const char *text)
{
    static char out[4096];
    draad_document *doc = NULL;
    draad_error err;
    size_t used = 0;
    out[0] = '\0';
    if (draad_document_read_bytes((draad_str){text, strlen(text)}, "d.txt", NULL, NULL, &doc, &err) != DRAAD_OK)
        return err.message[0] != '\0' ? strcpy(out, err.message) : out;
    for (size_t i = 0; i < draad_document_units(doc, DRAAD_UNIT_TURN); i++) {
        draad_unit_info t = draad_document_unit(doc, DRAAD_UNIT_TURN, i);
        used += (size_t)snprintf(out + used, sizeof out - used, "%.*s|%.*s|%.*s|%.*s\n", (int)t.time.len, t.time.data,
                                 (int)t.speaker.len, t.speaker.data, (int)t.role.len, t.role.data,
                                 (int)(t.range.end - t.range.start), draad_document_text(doc).data + t.range.start);
    }
    draad_document_free(doc);
    return out;
}

#define CHECK_TURNS(text, expected) CHECK_STR(((draad_str){turns_of(text), strlen(turns_of(text))}), expected)

TEST(short_labels_are_speakers)
{
    CHECK_TURNS("I: Hoe gaat het?\nR1: Goed.\n", "|I|interviewer|Hoe gaat het?\n|R1|respondent|Goed.\n");
    CHECK_TURNS("Interviewer 2: Ja?\nRespondent 3 (vrouw, 45): Nee hoor.\n",
                "|Interviewer 2|interviewer|Ja?\n|Respondent 3 (vrouw, 45)|respondent|Nee hoor.\n");
}

TEST(names_are_speakers)
{
    CHECK_TURNS("ANNA: Ja.\nPiet van den Berg: Nee.\nANNA: Wel.\n",
                "|ANNA|respondent|Ja.\n|Piet van den Berg|respondent|Nee.\n|ANNA|respondent|Wel.\n");
}

TEST(time_stamps_stand_outside_the_turn)
{
    CHECK_TURNS("[00:01:15] I: Ja?\n(0:20) R: Nee.\n00:01:30 R: Wel.\nR [00:02:00]: Goed.\n",
                "00:01:15|I|interviewer|Ja?\n0:20|R|respondent|Nee.\n00:01:30|R|respondent|Wel.\n00:02:00|R|respondent|"
                "Goed.\n");
}

TEST(a_colon_in_running_speech_makes_no_speaker)
{
    CHECK_TURNS("R: Ja.\nZe zei: kom maar.\nKortom: klaar.\n10:00 was het: te laat.\nMijn vraag: wat nu?\n",
                "|R|respondent|Ja.\nZe zei: kom maar.\nKortom: klaar.\n10:00 was het: te laat.\nMijn vraag: wat nu?\n");
}

TEST(header_lines_are_in_no_turn)
{
    CHECK_TURNS("Datum: 2024-03-12\nInterviewer: Jo\nGroep: starters\n\nInterviewer: Ja?\nR: Nee.\n",
                "|Interviewer|interviewer|Ja?\n|R|respondent|Nee.\n");
}

TEST(a_text_without_labels_is_one_turn)
{
    CHECK_TURNS("Dit is een verhaal.\n\nMet een tweede alinea.\n",
                "|||Dit is een verhaal.\n\nMet een tweede alinea.\n");
}

TEST(an_empty_turn_is_no_unit)
{
    CHECK_TURNS("I:\nR: Ja.\n", "|R|respondent|Ja.\n");
}

TEST(labels_are_known_however_they_are_set)
{
    CHECK_TURNS("I : Ja?\nR :\tNee.\n", "|I|interviewer|Ja?\n|R|respondent|Nee.\n");
    CHECK_TURNS("GE\xC3\x8FNTERVIEWDE: Ja.\nINTERVIEWER: Nee?\n",
                "|GE\xC3\x8FNTERVIEWDE|respondent|Ja.\n|INTERVIEWER|interviewer|Nee?\n");
    CHECK_TURNS("Spreker 1 (00:01:15): Ja.\nModerator: Nee.\n",
                "00:01:15|Spreker 1|respondent|Ja.\n|Moderator|moderator|Nee.\n");
    CHECK_TURNS("  R1 (moeder): Ja.\n\n  R2 (vader):\nNee.\n",
                "|R1 (moeder)|respondent|Ja.\n|R2 (vader)|respondent|Nee.\n");
}

TEST(a_stamp_inside_a_turn_is_in_no_sentence)
{
    const char *text = "R: Het begon vroeg.\n[00:05:00] Het werd laat.\n";
    draad_document *doc = NULL;
    draad_error err;
    CHECK_INT(draad_document_read_bytes((draad_str){text, strlen(text)}, "d.txt", NULL, NULL, &doc, &err), DRAAD_OK);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_TURN), 1);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_SENTENCE), 2);
    draad_range r = draad_document_unit(doc, DRAAD_UNIT_SENTENCE, 1).range;
    CHECK_STR(((draad_str){text + r.start, r.end - r.start}), "Het werd laat.");
    CHECK_INT(draad_document_unit(doc, DRAAD_UNIT_TURN, 0).nwords, 6);
    draad_document_free(doc);
}

TEST(a_label_in_small_letters_is_one_when_it_recurs)
{
    CHECK_TURNS("de juf: Ja.\nde klas: Nee.\nde juf: Ja.\nde klas: Nee.\nde juf: Wel.\nde klas: Niet.\n",
                "|de juf|respondent|Ja.\n|de klas|respondent|Nee.\n|de juf|respondent|Ja.\n|de klas|respondent|Nee.\n"
                "|de juf|respondent|Wel.\n|de klas|respondent|Niet.\n");
}

TEST(labels_can_be_given_with_their_roles)
{
    static const draad_speaker_label labels[] = {{"anna", "interviewer"}, {"het hele team", "moderator"}};
    const draad_read_options options = {.labels = labels, .nlabels = 2};
    draad_document *doc = NULL;
    draad_error err;
    CHECK_INT(
        draad_document_read_bytes(DR_STR("Anna: Ja?\nhet hele team:\nNee.\n"), "d.txt", &options, NULL, &doc, &err),
        DRAAD_OK);
    draad_unit_info t = draad_document_unit(doc, DRAAD_UNIT_TURN, 0);
    CHECK_STR(t.speaker, "Anna");
    CHECK_STR(t.role, "interviewer");
    t = draad_document_unit(doc, DRAAD_UNIT_TURN, 1);
    CHECK_STR(t.speaker, "het hele team");
    CHECK_STR(t.role, "moderator");
    draad_document_free(doc);
}

TEST(what_is_asked_between_two_labels_stays_with_its_speaker)
{
    CHECK_TURNS("Tekst vooraf.\nI: Ja?\nEn nog iets.\n\nEen derde regel.\nR: Nee.\n",
                "|||Tekst vooraf.\n|I|interviewer|Ja?\nEn nog iets.\n\nEen derde regel.\n|R|respondent|Nee.\n");
}

int main(void)
{
    return RUN(short_labels_are_speakers, names_are_speakers, a_stamp_inside_a_turn_is_in_no_sentence,
               time_stamps_stand_outside_the_turn, a_colon_in_running_speech_makes_no_speaker,
               header_lines_are_in_no_turn, a_text_without_labels_is_one_turn, an_empty_turn_is_no_unit,
               labels_are_known_however_they_are_set, a_label_in_small_letters_is_one_when_it_recurs,
               labels_can_be_given_with_their_roles, what_is_asked_between_two_labels_stays_with_its_speaker);
}
