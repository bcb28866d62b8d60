/* SPDX-License-Identifier: Apache-2.0
 * handmade.h - a project made by hand, for tests that are about numbers and not about texts.
 * A document is a string with a letter for each sentence: who speaks.  "IRRS" is a question of the interviewer, two
 * sentences of R, one of S; sentences of one speaker in a row are a turn and its one paragraph.  Sentence i is the
 * bytes [10 i, 10 i + 9) and has three words: [0, 2), [3, 5) and [6, 9) of it. */
#ifndef DR_HANDMADE_H
#define DR_HANDMADE_H

#include "coding/project.h"
#include "harness.h"

enum { HANDMADE_DOCUMENTS = 16 };

static const dr_code handmade_code = {.label = {"label", 5}};
static const dr_codebook handmade_codebook = {.id = {"hand", 4}};

/* The codes are a, b, c, ... of the codebook "hand", all at the top. */
static inline draad_project *handmade_new(size_t ncodes)
{
    draad_project *p = calloc(1, sizeof *p);
    p->documents = calloc(HANDMADE_DOCUMENTS, sizeof *p->documents);
    for (size_t i = 0; i < ncodes; i++) {
        const char name[] = {(char)('a' + i)};
        dr_project_code *code = dr_vec_push(&p->codes);
        code->id = dr_arena_str(&p->arena, (draad_str){name, 1});
        code->code = &handmade_code;
        code->codebook = &handmade_codebook;
        code->parent = DRAAD_NONE;
        code->level = 1;
    }
    return p;
}

/* Puts a code below another that stands before it; those in between must be below that one too. */
static inline void handmade_below(draad_project *p, uint32_t code, uint32_t parent)
{
    p->codes.at[code].parent = parent;
    p->codes.at[code].level = p->codes.at[parent].level + 1;
}

static inline void handmade_coder(draad_project *p, const char *name)
{
    *dr_vec_push(&p->coders) = dr_str_of(name);
}

static inline void handmade_free(draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++) {
        dr_arena_free(&p->documents[i].arena);
        free(p->documents[i].codings);
        dr_free(p->documents[i].readers);
    }
    free(p->documents);
    dr_project_changed(p);
    dr_cases_free(&p->cases);
    dr_vec_free(&p->codes);
    dr_vec_free(&p->coders);
    dr_map_free(&p->coder_numbers);
    dr_arena_free(&p->arena);
    free(p);
}

static inline void handmade_unit(dr_coded *d, draad_unit unit, uint32_t turn, draad_range r, bool eligible)
{
    dr_unit_rows *rows = &d->units[unit];
    rows->at[rows->n++] =
        (dr_unit_row){.range = r, .start = {r.start}, .end = {r.end}, .turn = turn, .eligible = eligible};
    rows->neligible += eligible;
}

static inline dr_coded *handmade_document(draad_project *p, const char *id, const char *voices)
{
    const size_t n = strlen(voices);
    dr_coded *d = &p->documents[p->ndocuments++];
    d->id = dr_str_of(id);
    for (size_t u = 1; u < DRAAD_UNITS; u++)
        d->units[u].at = dr_arena_alloc(&d->arena, (n + 1) * sizeof(dr_unit_row));
    d->turns = dr_arena_alloc(&d->arena, (n + 1) * sizeof *d->turns);
    d->speakers = dr_arena_alloc(&d->arena, (n + 1) * sizeof *d->speakers);
    d->speaker_cases = dr_arena_alloc(&d->arena, (n + 1) * sizeof *d->speaker_cases);
    handmade_unit(d, DRAAD_UNIT_DOCUMENT, DRAAD_NONE, (draad_range){0, (draad_byte)(10 * n)}, true);
    for (size_t i = 0; i < n; i++) {
        const bool eligible = voices[i] != 'I';
        const draad_range r = {(draad_byte)(10 * i), (draad_byte)(10 * i + 9)};
        uint32_t speaker = 0;
        for (; speaker < d->nspeakers && d->speakers[speaker].label.data[0] != voices[i]; speaker++)
            ;
        if (speaker == d->nspeakers)
            d->speakers[d->nspeakers++].label = (draad_str){&voices[i], 1};
        if (i == 0 || voices[i] != voices[i - 1]) {
            const uint32_t turn = (uint32_t)d->units[DRAAD_UNIT_TURN].n;
            d->turns[turn].speaker = speaker;
            handmade_unit(d, DRAAD_UNIT_TURN, turn, r, eligible);
            handmade_unit(d, DRAAD_UNIT_PARAGRAPH, turn, r, eligible);
        }
        const uint32_t turn = (uint32_t)d->units[DRAAD_UNIT_TURN].n - 1;
        for (draad_unit u = DRAAD_UNIT_PARAGRAPH; u <= DRAAD_UNIT_TURN; u++)
            d->units[u].at[turn].range.end = d->units[u].at[turn].end.value = r.end;
        handmade_unit(d, DRAAD_UNIT_SENTENCE, turn, r, eligible);
    }
    return d;
}

/* Says which case a speaker of a document is. */
static inline void handmade_case(dr_coded *d, char speaker, const char *case_id)
{
    for (size_t i = 0; i < d->nspeakers; i++)
        if (d->speakers[i].label.data[0] == speaker)
            d->speaker_cases[i] = dr_str_of(case_id);
}

/* Says how many words each eligible turn has. */
static inline void handmade_turn_words(dr_coded *d, uint32_t nwords)
{
    for (size_t i = 0; i < d->units[DRAAD_UNIT_TURN].n; i++)
        d->units[DRAAD_UNIT_TURN].at[i].nwords = d->units[DRAAD_UNIT_TURN].at[i].eligible ? nwords : 0;
}

/* A coding without words stands before the next one. */
static inline void handmade_words(dr_coding *c, size_t nsentences)
{
    const draad_byte starts[] = {0, 3, 6}, ends[] = {2, 5, 9};
    for (uint32_t w = 0; w < 3 * nsentences; w++) {
        const draad_byte start = 10 * (w / 3) + starts[w % 3], end = 10 * (w / 3) + ends[w % 3];
        c->first_word += end <= c->range.start;
        c->nwords += start < c->range.end && end > c->range.start;
    }
}

/* Says that a coder read a document. */
static inline void handmade_reader(dr_coded *d, uint32_t coder)
{
    assert_int_equal(dr_coded_read_by(d, coder, NULL), DRAAD_OK);
}

/* Adds a coding of bytes [start, end) in its place. */
static inline void handmade_coding(dr_coded *d, uint32_t code, uint32_t coder, draad_byte start, draad_byte end)
{
    dr_coding c = {.code = code, .coder = coder, .range = {start, end}, .start = {start}, .end = {end}};
    for (size_t u = 0; u < DRAAD_UNITS; u++) {
        c.first[u] = c.last[u] = DRAAD_NONE;
        for (uint32_t i = 0; i < d->units[u].n; i++) {
            if (d->units[u].at[i].range.start >= end || d->units[u].at[i].range.end <= start)
                continue;
            c.first[u] = c.first[u] == DRAAD_NONE ? i : c.first[u];
            c.last[u] = i;
        }
    }
    handmade_words(&c, d->units[DRAAD_UNIT_SENTENCE].n);
    d->codings = realloc(d->codings, (d->ncodings + 1) * sizeof c);
    size_t at = d->ncodings++;
    for (; at > 0; at--) {
        const dr_coding *before = &d->codings[at - 1];
        if (before->range.start < start || (before->range.start == start && before->range.end <= end))
            break;
        d->codings[at] = *before;
    }
    d->codings[at] = c;
}

#endif
