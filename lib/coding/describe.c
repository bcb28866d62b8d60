/* SPDX-License-Identifier: Apache-2.0
 * describe.c - what stays of a document when its text has streamed past: speakers, turns, units, memos.
 * Knows: one document and the cases.  Does not know: matches, files, threads. */
#include "coding/describe.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "rules/plan.h"

#include <string.h>

/* Makes *s a string of the arena. */
static bool copy_str(dr_arena *a, draad_str *s)
{
    if (s->len == 0)
        return true;
    *s = dr_arena_str(a, *s);
    return s->data != NULL;
}

static const dr_case_row *row_of(const draad_project *p, draad_str document, draad_str speaker)
{
    return dr_cases_find(&p->cases, document, speaker);
}

static draad_status describe_speakers(dr_coded *d, const draad_project *p, draad_error *err)
{
    const draad_document *doc = d->doc;
    const dr_case_row *whole = row_of(p, d->id, (draad_str){0});
    d->nspeakers = doc->nspeakers;
    d->speakers = dr_arena_alloc(&d->arena, (d->nspeakers + 1) * sizeof *d->speakers);
    d->speaker_cases = dr_arena_alloc(&d->arena, (d->nspeakers + 1) * sizeof *d->speaker_cases);
    if (d->speakers == NULL || d->speaker_cases == NULL)
        return dr_no_memory(err);
    if (whole != NULL)
        d->case_id = whole->case_id; /* the cases outlive every document */
    for (size_t i = 0; i < d->nspeakers; i++) {
        const dr_case_row *row = row_of(p, d->id, doc->speakers[i].label);
        d->speakers[i] = doc->speakers[i];
        if (!copy_str(&d->arena, &d->speakers[i].label))
            return dr_no_memory(err);
        if (row != NULL && row->role.len > 0)
            d->speakers[i].role = row->role;
        d->speaker_cases[i] = row != NULL ? row->case_id : (draad_str){0};
    }
    return DRAAD_OK;
}

static draad_status describe_turns(dr_coded *d, draad_error *err)
{
    size_t n = d->doc->units[DRAAD_UNIT_TURN].n;
    d->turns = dr_arena_alloc(&d->arena, (n + 1) * sizeof *d->turns);
    if (d->turns == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < n; i++) {
        d->turns[i] = d->doc->turns[i];
        if (!copy_str(&d->arena, &d->turns[i].time))
            return dr_no_memory(err);
    }
    d->nattributes = d->doc->nattributes;
    d->attributes = dr_arena_alloc(&d->arena, (d->nattributes + 1) * sizeof *d->attributes);
    for (size_t i = 0; d->attributes != NULL && i < d->nattributes; i++) {
        d->attributes[i] = d->doc->attributes[i];
        if (!copy_str(&d->arena, &d->attributes[i].name) || !copy_str(&d->arena, &d->attributes[i].value))
            return dr_no_memory(err);
    }
    return d->attributes != NULL ? DRAAD_OK : dr_no_memory(err);
}

/* Does the speaker of a turn count?  When one of the codebooks admits the role; without codebooks all but those
 * who ask. */
static bool is_eligible(const draad_project *p, draad_str role)
{
    for (size_t i = 0; i < p->codebooks.n; i++)
        if (dr_speakers_admit(&p->codebooks.at[i]->speakers, role))
            return true;
    return p->codebooks.n == 0 && !dr_str_equal(role, DR_STR("interviewer")) &&
           !dr_str_equal(role, DR_STR("moderator"));
}

static draad_status describe_units(dr_coded *d, const draad_project *p, draad_unit unit, draad_error *err)
{
    const dr_spans *spans = &d->doc->units[unit];
    dr_unit_rows *rows = &d->units[unit];
    rows->n = spans->n;
    rows->at = dr_arena_alloc(&d->arena, (rows->n + 1) * sizeof *rows->at);
    if (rows->at == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < spans->n; i++) {
        const dr_span *s = &spans->at[i];
        uint32_t speaker = s->turn != DRAAD_NONE ? d->turns[s->turn].speaker : DRAAD_NONE;
        bool eligible = unit == DRAAD_UNIT_DOCUMENT ||
                        is_eligible(p, speaker != DRAAD_NONE ? d->speakers[speaker].role : (draad_str){0});
        rows->at[i] = (dr_unit_row){.range = s->range,
                                    .start = draad_document_cp(d->doc, s->range.start),
                                    .end = draad_document_cp(d->doc, s->range.end),
                                    .turn = s->turn,
                                    .nwords = s->nwords,
                                    .eligible = eligible};
        rows->neligible += eligible;
        if (unit == DRAAD_UNIT_TURN) {
            d->nwords += s->nwords;
            d->eligible_words += eligible ? s->nwords : 0;
        }
    }
    return DRAAD_OK;
}

/* The beginning of what a memo is about. */
static draad_status text_of_memo(dr_coded *d, draad_range r, draad_str *out, draad_error *err)
{
    dr_buf b = {0};
    draad_str text = {d->doc->text.data + r.start, r.end - r.start};
    bool cut = text.len > DR_MEMO_TEXT_MAX;
    if (cut)
        text.len = DR_MEMO_TEXT_MAX;
    while (cut && text.len > 0 && !dr_utf8_is_start(text.data[text.len]))
        text.len--;
    draad_status s = dr_buf_put(&b, text, err);
    if (s == DRAAD_OK && cut)
        s = dr_buf_put(&b, DR_STR("..."), err);
    *out = s == DRAAD_OK ? dr_arena_str(&d->arena, dr_buf_str(&b)) : (draad_str){0};
    dr_buf_free(&b);
    return s == DRAAD_OK && out->data == NULL ? dr_no_memory(err) : s;
}

/* The first turn that a memo is about; for a place without words, the one around it. */
static uint32_t turn_of_memo(const draad_document *doc, draad_range r)
{
    const dr_spans *turns = &doc->units[DRAAD_UNIT_TURN];
    uint32_t first, last;
    if (dr_spans_touch(turns, doc->text, r, &first, &last))
        return first;
    size_t i = dr_spans_at(turns, r.start);
    return i < turns->n && turns->at[i].range.start <= r.start ? (uint32_t)i : DRAAD_NONE;
}

draad_status dr_memo_describe(dr_coded *d, dr_memo *m, draad_error *err)
{
    m->start = draad_document_cp(d->doc, m->range.start);
    m->end = draad_document_cp(d->doc, m->range.end);
    m->turn = turn_of_memo(d->doc, m->range);
    if (!copy_str(&d->arena, &m->author) || !copy_str(&d->arena, &m->date) || !copy_str(&d->arena, &m->memo))
        return dr_no_memory(err);
    return text_of_memo(d, m->range, &m->text, err);
}

static draad_status describe_memos(dr_coded *d, draad_error *err)
{
    const draad_document *doc = d->doc;
    size_t n = 0;
    for (size_t i = 0; i < doc->nannotations; i++)
        n += doc->annotations[i].kind == DRAAD_ANNOTATION_COMMENT;
    d->memos = dr_arena_alloc(&d->arena, (n + 1) * sizeof *d->memos);
    if (d->memos == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < doc->nannotations; i++) {
        const draad_annotation *a = &doc->annotations[i];
        if (a->kind != DRAAD_ANNOTATION_COMMENT)
            continue;
        dr_memo *m = &d->memos[d->nmemos++];
        *m = (dr_memo){.range = a->range, .author = a->author, .date = a->date, .memo = a->text};
        draad_status s = dr_memo_describe(d, m, err);
        if (s != DRAAD_OK)
            return s;
    }
    return DRAAD_OK;
}

draad_status dr_coded_describe(dr_coded *d, const draad_project *p, draad_error *err)
{
    draad_status s = describe_speakers(d, p, err);
    if (s == DRAAD_OK)
        s = describe_turns(d, err);
    if (s == DRAAD_OK)
        s = describe_memos(d, err);
    for (draad_unit u = DRAAD_UNIT_SENTENCE; u <= DRAAD_UNIT_DOCUMENT && s == DRAAD_OK; u++)
        s = describe_units(d, p, u, err);
    return s;
}
