/* SPDX-License-Identifier: Apache-2.0
 * speakers.c - who speaks how much, in each document.
 * Knows: turns and their speakers.  Does not know: what is coded, files. */
#include "analysis/kinds.h"
#include "analysis/tally.h"

#include <math.h>

static double share(uint32_t part, uint32_t whole)
{
    return whole > 0 ? part / (double)whole : (double)NAN;
}

static bool asks(draad_str role)
{
    return dr_str_is(role, "interviewer") || dr_str_is(role, "moderator");
}

static void put_voice(draad_table *t, const dr_coded *d, size_t i, const dr_voice_tally *v, const dr_voice_tally *all,
                      uint32_t asked)
{
    const bool named = i < d->nspeakers;
    const bool own = named && d->speaker_cases != NULL && d->speaker_cases[i].len > 0;
    dr_table_put_text(t, d->id);
    dr_table_put_text(t, named ? d->speakers[i].label : (draad_str){0});
    dr_table_put_text(t, named ? d->speakers[i].role : (draad_str){0});
    dr_table_put_text(t, own ? d->speaker_cases[i] : dr_case_of_turn(d, DRAAD_NONE));
    dr_table_put(t, v->turns);
    dr_table_put(t, v->sentences);
    dr_table_put(t, v->words);
    dr_table_put(t, v->characters);
    dr_table_put(t, share(v->turns, all->turns));
    dr_table_put(t, share(v->sentences, all->sentences));
    dr_table_put(t, share(v->words, all->words));
    dr_table_put(t, share(v->characters, all->characters));
    dr_table_put(t, share(v->words, v->turns));
    dr_table_put(t, v->longest);
    dr_table_put(t, share(asked, all->words));
}

static dr_voice_tally all_of(const dr_tally *t)
{
    dr_voice_tally all = {0};
    for (size_t i = 0; i < t->nvoices; i++) {
        all.turns += t->voices[i].turns;
        all.sentences += t->voices[i].sentences;
        all.words += t->voices[i].words;
        all.characters += t->voices[i].characters;
    }
    return all;
}

static draad_status put_document(draad_table *table, const dr_coded *d, draad_error *err)
{
    dr_tally t;
    uint32_t asked = 0;
    draad_status s = dr_tally_of(d, DR_TALLY_VOICES, &t, err);
    if (s == DRAAD_OK) {
        const dr_voice_tally all = all_of(&t);
        for (size_t i = 0; i < d->nspeakers; i++)
            asked += asks(d->speakers[i].role) ? t.voices[i].words : 0;
        for (size_t i = 0; i <= d->nspeakers; i++)
            if (t.voices[i].turns > 0)
                put_voice(table, d, i, &t.voices[i], &all, asked);
    }
    dr_tally_free(&t);
    return s;
}

draad_status dr_table_speakers(const draad_project *p, const draad_table_options *o, draad_table **out,
                               draad_error *err)
{
    static const char *const columns[] = {"@document",
                                          "@speaker",
                                          "@role",
                                          "@case",
                                          "turns",
                                          "sentences",
                                          "words",
                                          "characters",
                                          "share_turns",
                                          "share_sentences",
                                          "share_words",
                                          "share_characters",
                                          "words_per_turn",
                                          "longest_turn",
                                          "interviewer_share",
                                          NULL};
    draad_status s = dr_table_of(columns, out, err);
    (void)o;
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        s = put_document(*out, &p->documents[i], err);
    return dr_table_done(out, s, err);
}
