/* SPDX-License-Identifier: Apache-2.0
 * tally.c - the numbers of one document that the tables of a result folder are made of.
 * Knows: codings and units of one document.  Does not know: tables, files. */
#include "analysis/tally.h"

#include <string.h>

/* ---- Who speaks --------------------------------------------------------------------------------------- */

static uint32_t voice_of(const dr_coded *d, uint32_t turn)
{
    const uint32_t speaker = d->turns != NULL && turn != DRAAD_NONE ? d->turns[turn].speaker : DRAAD_NONE;
    return speaker < d->nspeakers ? speaker : (uint32_t)d->nspeakers;
}

static void listen(const dr_coded *d, dr_voice_tally *voices)
{
    const dr_unit_rows *turns = &d->units[DRAAD_UNIT_TURN], *sentences = &d->units[DRAAD_UNIT_SENTENCE];
    for (uint32_t i = 0; i < turns->n; i++) {
        const dr_unit_row *turn = &turns->at[i];
        dr_voice_tally *v = &voices[voice_of(d, i)];
        v->turns++;
        v->words += turn->nwords;
        v->characters += turn->end.value - turn->start.value;
        v->longest = turn->nwords > v->longest ? turn->nwords : v->longest;
        v->eligible_turns += turn->eligible;
        v->eligible_words += turn->eligible ? turn->nwords : 0;
    }
    for (uint32_t i = 0; i < sentences->n; i++)
        voices[voice_of(d, sentences->at[i].turn)].sentences++;
}

/* ---- What is coded ------------------------------------------------------------------------------------ */

/* Numbers of segments, ordered by their codes; first[code] up to first[code + 1] are those of a code. */
static uint32_t *order_by_code(const dr_segment *segments, size_t n, size_t ncodes, size_t *first)
{
    uint32_t *order = dr_alloc_zero(n, sizeof *order);
    if (order == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++)
        first[segments[i].code + 1]++;
    for (size_t code = 0; code < ncodes; code++)
        first[code + 1] += first[code];
    for (size_t i = n; i-- > 0;) /* from the end, so that `first` is right again at the end */
        order[--first[segments[i].code + 1]] = (uint32_t)i;
    memmove(first, first + 1, ncodes * sizeof *first);
    first[ncodes] = n;
    return order;
}

/* The speaker of the first eligible turn of a segment; DRAAD_NONE when it touches none. */
static uint32_t speaker_of(const dr_coded *d, const dr_segment *s)
{
    const uint32_t turn = dr_first_eligible_turn(d, s->first[DRAAD_UNIT_TURN], s->last[DRAAD_UNIT_TURN]);
    return turn != DRAAD_NONE ? voice_of(d, turn) : DRAAD_NONE;
}

/* The segments order[0..n) of one code; `place` is for each speaker one more than that of its latest cell. */
static void count_code(const dr_coded *d, const dr_segment *segments, const uint32_t *order, size_t n, size_t *place,
                       dr_cell_tally *cells, size_t *ncells, dr_code_tally *out)
{
    const size_t before = *ncells;
    out->nsegments = (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        const dr_segment *s = &segments[order[i]];
        const uint32_t speaker = speaker_of(d, s);
        out->nwords += s->nwords;
        if (speaker == DRAAD_NONE)
            continue;
        if (place[speaker] <= before) { /* of another code */
            cells[*ncells] = (dr_cell_tally){speaker, 0};
            place[speaker] = ++*ncells;
        }
        cells[place[speaker] - 1].nsegments++;
    }
    out->ncells = (uint32_t)(*ncells - before);
}

static draad_status count_codes(const dr_coded *d, dr_tally *t, draad_error *err)
{
    dr_segment *segments = NULL;
    size_t n = 0, ncells = 0, ncodes = 0;
    draad_status s = dr_segments_of(d, &segments, &n, err);
    for (size_t i = 0; i < d->ncodings; i++)
        ncodes = d->codings[i].code >= ncodes ? (size_t)d->codings[i].code + 1 : ncodes;
    size_t *first = dr_alloc_zero(ncodes + 2, sizeof *first), *place = dr_alloc_zero(t->nvoices, sizeof *place);
    uint32_t *order = s == DRAAD_OK && first != NULL ? order_by_code(segments, n, ncodes, first) : NULL;
    t->codes = dr_alloc_zero(ncodes, sizeof *t->codes);
    t->cells = dr_alloc_zero(n, sizeof *t->cells);
    if (s == DRAAD_OK && (order == NULL || place == NULL || t->codes == NULL || t->cells == NULL))
        s = dr_no_memory(err);
    if (s != DRAAD_OK)
        goto done;
    for (size_t code = 0; code < ncodes; code++)
        t->codes[code].code = (uint32_t)code;
    for (size_t i = 0; i < d->ncodings; i++)
        t->codes[d->codings[i].code].nweighty += dr_str_is(d->codings[i].weight, "zwaarwegend");
    for (size_t code = 0; code < ncodes; code++) {
        const size_t nsegments = first[code + 1] - first[code];
        if (nsegments == 0)
            continue;
        t->codes[t->ncodes] = t->codes[code];
        count_code(d, segments, order + first[code], nsegments, place, t->cells, &ncells, &t->codes[t->ncodes++]);
    }
done:
    dr_free(segments);
    dr_free(first);
    dr_free(place);
    dr_free(order);
    return s;
}

draad_status dr_tally_of(const dr_coded *d, unsigned what, dr_tally *out, draad_error *err)
{
    if (d->tally != NULL) {
        *out = *d->tally;
        return DRAAD_OK;
    }
    *out = (dr_tally){.ncodings = d->ncodings, .nvoices = d->nspeakers + 1};
    if ((what & DR_TALLY_VOICES) != 0) {
        if ((out->voices = dr_alloc_zero(out->nvoices, sizeof *out->voices)) == NULL)
            return dr_no_memory(err);
        listen(d, out->voices);
    }
    return (what & DR_TALLY_CODES) != 0 ? count_codes(d, out, err) : DRAAD_OK;
}

void dr_tally_free(dr_tally *t)
{
    if (!t->is_kept) {
        dr_free(t->codes);
        dr_free(t->cells);
        dr_free(t->voices);
    }
    *t = (dr_tally){0};
}

/* ---- Letting go --------------------------------------------------------------------------------------- */

static bool copy_str(dr_arena *a, draad_str *s)
{
    *s = s->len > 0 ? dr_arena_str(a, *s) : DR_STR("");
    return s->data != NULL;
}

/* A copy of n elements; NULL: no memory. */
static void *copy_of(dr_arena *a, const void *from, size_t n, size_t size)
{
    void *to = dr_arena_alloc(a, (n + 1) * size);
    if (to != NULL && n > 0)
        memcpy(to, from, n * size);
    return to;
}

static dr_tally *keep_tally(dr_arena *a, const dr_tally *t)
{
    size_t ncells = 0;
    dr_tally *kept = copy_of(a, t, 1, sizeof *kept);
    for (size_t i = 0; i < t->ncodes; i++)
        ncells += t->codes[i].ncells;
    if (kept == NULL)
        return NULL;
    kept->is_kept = true;
    kept->codes = copy_of(a, t->codes, t->ncodes, sizeof *t->codes);
    kept->cells = copy_of(a, t->cells, ncells, sizeof *t->cells);
    kept->voices = copy_of(a, t->voices, t->nvoices, sizeof *t->voices);
    return kept->codes != NULL && kept->cells != NULL && kept->voices != NULL ? kept : NULL;
}

/* What stays, with its strings in `a`.  The id, the source, its path and the cases belong to the project. */
static bool keep_rest(dr_coded *to, const dr_coded *d, dr_arena *a)
{
    bool fine = copy_str(a, &to->sha256);
    to->speakers = copy_of(a, d->speakers, d->nspeakers, sizeof *d->speakers);
    to->speaker_cases = copy_of(a, d->speaker_cases, d->nspeakers, sizeof *d->speaker_cases);
    to->attributes = copy_of(a, d->attributes, d->nattributes, sizeof *d->attributes);
    fine = fine && to->speakers != NULL && to->speaker_cases != NULL && to->attributes != NULL;
    for (size_t i = 0; fine && i < d->nspeakers; i++)
        fine = copy_str(a, &to->speakers[i].label);
    for (size_t i = 0; fine && i < d->nattributes; i++)
        fine = copy_str(a, &to->attributes[i].name) && copy_str(a, &to->attributes[i].value);
    return fine;
}

draad_status dr_coded_let_go(dr_coded *d, draad_error *err)
{
    dr_tally t = {0};
    dr_arena arena = {0};
    dr_coded rest = {.id = d->id,
                     .source = d->source,
                     .path = d->path,
                     .sha256 = d->sha256,
                     .nominal_sort = d->nominal_sort,
                     .doc = d->doc,
                     .nspeakers = d->nspeakers,
                     .nattributes = d->nattributes,
                     .case_id = d->case_id,
                     .nwords = d->nwords,
                     .ncodings_gone = d->ncodings,
                     .eligible_words = d->eligible_words};
    draad_status s = dr_tally_of(d, DR_TALLY_ALL, &t, err);
    if (s == DRAAD_OK && ((rest.tally = keep_tally(&arena, &t)) == NULL || !keep_rest(&rest, d, &arena)))
        s = dr_no_memory(err);
    dr_tally_free(&t);
    if (s != DRAAD_OK) {
        dr_arena_free(&arena);
        return s;
    }
    for (size_t u = 0; u < DRAAD_UNITS; u++)
        rest.units[u] = (dr_unit_rows){.n = d->units[u].n, .neligible = d->units[u].neligible};
    rest.arena = arena;
    d->doc = NULL; /* `rest` has it */
    dr_coded_free(d);
    *d = rest;
    return DRAAD_OK;
}
