/* SPDX-License-Identifier: Apache-2.0
 * speakers.c - who speaks how much, in each document.
 * Knows: turns and their speakers.  Does not know: what is coded, files. */
#include "analysis/kinds.h"

#include <math.h>

typedef struct voice {
    uint32_t turns, sentences, words, characters, longest;
} voice;

/* One voice for each speaker of the document, and a last one for turns without a label. */
static uint32_t voice_of(const dr_coded *d, uint32_t turn)
{
    const uint32_t speaker = d->turns != NULL && turn != DRAAD_NONE ? d->turns[turn].speaker : DRAAD_NONE;
    return speaker < d->nspeakers ? speaker : (uint32_t)d->nspeakers;
}

static void listen(const dr_coded *d, voice *voices, voice *all)
{
    const dr_unit_rows *turns = &d->units[DRAAD_UNIT_TURN], *sentences = &d->units[DRAAD_UNIT_SENTENCE];
    for (uint32_t i = 0; i < turns->n; i++) {
        voice *v = &voices[voice_of(d, i)];
        const uint32_t words = turns->at[i].nwords, characters = turns->at[i].end.value - turns->at[i].start.value;
        v->turns++;
        v->words += words;
        v->characters += characters;
        v->longest = words > v->longest ? words : v->longest;
        all->turns++;
        all->words += words;
        all->characters += characters;
    }
    for (uint32_t i = 0; i < sentences->n; i++) {
        voices[voice_of(d, sentences->at[i].turn)].sentences++;
        all->sentences++;
    }
}

static double share(uint32_t part, uint32_t whole)
{
    return whole > 0 ? part / (double)whole : (double)NAN;
}

static bool asks(draad_str role)
{
    return dr_str_is(role, "interviewer") || dr_str_is(role, "moderator");
}

static void put_voice(draad_table *t, const dr_coded *d, size_t i, const voice *v, const voice *all, uint32_t asked)
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

static draad_status put_document(draad_table *t, const dr_coded *d, draad_error *err)
{
    voice *voices = dr_alloc_zero(d->nspeakers + 1, sizeof *voices), all = {0};
    uint32_t asked = 0;
    if (voices == NULL)
        return dr_no_memory(err);
    listen(d, voices, &all);
    for (size_t i = 0; i < d->nspeakers; i++)
        asked += asks(d->speakers[i].role) ? voices[i].words : 0;
    for (size_t i = 0; i <= d->nspeakers; i++)
        if (voices[i].turns > 0)
            put_voice(t, d, i, &voices[i], &all, asked);
    dr_free(voices);
    return DRAAD_OK;
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
