/* SPDX-License-Identifier: Apache-2.0
 * code.c - from the matches of one document to its codings.
 * Knows: one document.  Does not know: files, threads, other documents. */
#include "coding/code.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- What stays of a document --------------------------------------------------------------------------- */

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
        *m = (dr_memo){.range = a->range,
                       .start = draad_document_cp(doc, a->range.start),
                       .end = draad_document_cp(doc, a->range.end),
                       .turn = turn_of_memo(doc, a->range),
                       .author = a->author,
                       .date = a->date,
                       .memo = a->text};
        if (!copy_str(&d->arena, &m->author) || !copy_str(&d->arena, &m->date) || !copy_str(&d->arena, &m->memo))
            return dr_no_memory(err);
        draad_status s = text_of_memo(d, a->range, &m->text, err);
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

void dr_coded_free(dr_coded *d)
{
    draad_document_free(d->doc);
    dr_free(d->codings);
    dr_arena_free(&d->arena);
    *d = (dr_coded){0};
}

/* ---- Matches --------------------------------------------------------------------------------------------- */

static draad_str text_of(dr_coded *d, draad_range r)
{
    return dr_arena_str(&d->arena, (draad_str){d->doc->text.data + r.start, r.end - r.start});
}

static draad_status fill_match(dr_coded *d, const draad_project *p, const dr_rule_match *from, dr_match *to,
                               draad_error *err)
{
    const dr_word *words = d->doc->words;
    const dr_hit *h = &from->hit;
    *to = (dr_match){.rule = from->rule,
                     .code = p->rules.at[from->rule].code,
                     .coding = DRAAD_NONE,
                     .range = {words[h->evidence[0]].start, words[h->evidence[h->nevidence - 1]].end},
                     .negated = from->cue != DRAAD_NONE};
    to->evidence = dr_arena_alloc(&d->arena, h->nevidence * sizeof *to->evidence);
    to->evidence_cp = dr_arena_alloc(&d->arena, 2 * h->nevidence * sizeof *to->evidence_cp);
    to->text = text_of(d, to->range);
    to->blocked_by = from->blocked_by;
    if (to->evidence == NULL || to->evidence_cp == NULL || to->text.data == NULL ||
        !copy_str(&d->arena, &to->blocked_by))
        return dr_no_memory(err);
    for (uint32_t i = 0; i < h->nevidence; i++) {
        draad_range r = {words[h->evidence[i]].start, words[h->evidence[i]].end};
        if (to->nevidence > 0 && h->evidence[i] == h->evidence[i - 1] + 1 &&
            to->evidence[to->nevidence - 1].end == r.start)
            to->evidence[to->nevidence - 1].end = r.end;
        else
            to->evidence[to->nevidence++] = r;
    }
    for (uint32_t i = 0; i < to->nevidence; i++) {
        to->evidence_cp[2 * i] = draad_document_cp(d->doc, to->evidence[i].start);
        to->evidence_cp[2 * i + 1] = draad_document_cp(d->doc, to->evidence[i].end);
    }
    to->start = to->evidence_cp[0];
    to->end = to->evidence_cp[2 * to->nevidence - 1];
    if (to->negated) {
        to->cue = text_of(d, (draad_range){words[from->cue].start, words[from->cue].end});
        if (to->cue.data == NULL)
            return dr_no_memory(err);
    }
    return DRAAD_OK;
}

/* ---- Segments -------------------------------------------------------------------------------------------- */

static draad_range range_of_unit(const dr_coded *d, draad_unit unit, const dr_hit *h)
{
    const draad_document *doc = d->doc;
    draad_byte first = doc->words[h->first].start, last = doc->words[h->last].start;
    if (unit != DRAAD_UNIT_MATCH) {
        const dr_spans *units = &doc->units[unit];
        return (draad_range){units->at[dr_spans_at(units, first)].range.start,
                             units->at[dr_spans_at(units, last)].range.end};
    }
    /* The matched words in the sentence of the place: a verb with its particle, but not a part far away. */
    const dr_spans *sentences = &doc->units[DRAAD_UNIT_SENTENCE];
    draad_range around = {sentences->at[dr_spans_at(sentences, first)].range.start,
                          sentences->at[dr_spans_at(sentences, last)].range.end};
    draad_range r = {first, doc->words[h->last].end};
    for (uint32_t i = 0; i < h->nevidence; i++) {
        dr_word w = doc->words[h->evidence[i]];
        if (w.start < around.start || w.end > around.end)
            continue;
        r.start = w.start < r.start ? w.start : r.start;
        r.end = w.end > r.end ? w.end : r.end;
    }
    return r;
}

static int compare_ranges(draad_range a, draad_range b)
{
    if (a.start != b.start)
        return a.start < b.start ? -1 : 1;
    return (a.end > b.end) - (a.end < b.end);
}

/* A match on its way to a coding. */
typedef struct numbered_match {
    dr_match match;
    draad_range unit; /* what it widens to */
    uint32_t from;    /* its number: in the matcher's list, then in d->matches; keeps the order total */
} numbered_match;

static int by_place(const void *x, const void *y)
{
    const numbered_match *a = x, *b = y;
    int order = compare_ranges(a->match.range, b->match.range);
    if (order != 0)
        return order;
    if (a->match.code != b->match.code)
        return a->match.code < b->match.code ? -1 : 1;
    if (a->match.rule != b->match.rule)
        return a->match.rule < b->match.rule ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

static int by_code_and_range(const void *x, const void *y)
{
    const numbered_match *a = *(const numbered_match *const *)x, *b = *(const numbered_match *const *)y;
    if (a->match.code != b->match.code)
        return a->match.code < b->match.code ? -1 : 1;
    int order = compare_ranges(a->unit, b->unit);
    return order != 0 ? order : by_place(a, b);
}

static int compare_codings(const void *x, const void *y)
{
    const dr_coding *a = x, *b = y;
    int order = compare_ranges(a->range, b->range);
    if (order != 0)
        return order;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return (a->coder > b->coder) - (a->coder < b->coder);
}

static draad_str heavier(draad_str a, draad_str b)
{
    if (a.len == 0 || dr_str_equal(b, DR_STR("zwaarwegend")))
        return b.len > 0 ? b : a;
    return a;
}

/* What a coding says of its matches: rules, negation, weight. */
static draad_status sum_up(dr_coded *d, const draad_project *p, dr_coding *c, dr_buf *names, draad_error *err)
{
    size_t negated = 0;
    names->len = 0;
    for (uint32_t i = 0; i < c->nmatches; i++) {
        const dr_match *m = &d->matches[d->match_order[c->first_match + i]];
        const dr_rule *rule = p->rules.at[m->rule].rule;
        bool again = false;
        for (uint32_t k = 0; k < i && !again; k++)
            again = d->matches[d->match_order[c->first_match + k]].rule == m->rule;
        negated += m->negated;
        c->weight = heavier(c->weight, rule->weight);
        draad_status s = DRAAD_OK;
        if (!again && names->len > 0)
            s = dr_buf_put_char(names, ';', err);
        if (!again && s == DRAAD_OK)
            s = dr_buf_put(names, rule->id, err);
        if (s != DRAAD_OK)
            return s;
    }
    c->negated = negated == 0 ? DR_STR("no") : negated == c->nmatches ? DR_STR("yes") : DR_STR("mixed");
    c->rules = dr_arena_str(&d->arena, dr_buf_str(names));
    return c->rules.data != NULL ? DRAAD_OK : dr_no_memory(err);
}

draad_status dr_coding_describe(dr_coded *d, dr_coding *c, draad_error *err)
{
    const draad_document *doc = d->doc;
    c->start = draad_document_cp(doc, c->range.start);
    c->end = draad_document_cp(doc, c->range.end);
    for (draad_unit u = DRAAD_UNIT_MATCH; u <= DRAAD_UNIT_DOCUMENT; u++)
        dr_spans_touch(&doc->units[u], doc->text, c->range, &c->first[u], &c->last[u]);
    size_t low = 0, high = doc->nwords;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (doc->words[middle].end <= c->range.start)
            low = middle + 1;
        else
            high = middle;
    }
    c->first_word = (uint32_t)low;
    c->nwords = 0;
    while (low < doc->nwords && doc->words[low++].start < c->range.end)
        c->nwords++;
    c->text = text_of(d, c->range);
    return c->text.data != NULL ? DRAAD_OK : dr_no_memory(err);
}

/* Unblocked matches, by code and range, become codings: those that share a character are one. */
static draad_status make_codings(dr_coded *d, const draad_project *p, numbered_match **order, size_t n,
                                 draad_error *err)
{
    dr_buf names = {0};
    draad_status s = DRAAD_OK;
    d->match_order = dr_arena_alloc(&d->arena, (n + 1) * sizeof *d->match_order);
    d->codings = dr_alloc_zero(n + 1, sizeof *d->codings);
    d->room_codings = n + 1;
    if (d->match_order == NULL || d->codings == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < n && s == DRAAD_OK;) {
        dr_coding *c = &d->codings[d->ncodings];
        *c = (dr_coding){.code = order[i]->match.code, .range = order[i]->unit, .first_match = (uint32_t)i};
        for (; i < n && order[i]->match.code == c->code && (c->nmatches == 0 || order[i]->unit.start < c->range.end);
             i++) {
            if (order[i]->unit.end > c->range.end)
                c->range.end = order[i]->unit.end;
            d->match_order[i] = order[i]->from; /* by now its index in d->matches */
            c->nmatches++;
        }
        d->ncodings++;
        s = sum_up(d, p, c, &names, err);
        if (s == DRAAD_OK)
            s = dr_coding_describe(d, c, err);
    }
    dr_buf_free(&names);
    if (s != DRAAD_OK)
        return s;
    qsort(d->codings, d->ncodings, sizeof *d->codings, compare_codings);
    for (size_t i = 0; i < d->ncodings; i++)
        for (uint32_t k = 0; k < d->codings[i].nmatches; k++)
            d->matches[d->match_order[d->codings[i].first_match + k]].coding = (uint32_t)i;
    return DRAAD_OK;
}

draad_status dr_coded_fill(dr_coded *d, const draad_project *p, const dr_rule_matches *found, draad_error *err)
{
    draad_status s = DRAAD_OK;
    numbered_match *all = dr_alloc_zero(found->n, sizeof *all);
    numbered_match **order = dr_alloc_zero(found->n, sizeof *order);
    size_t norder = 0;
    d->matches = dr_arena_alloc(&d->arena, (found->n + 1) * sizeof *d->matches);
    if (all == NULL || order == NULL || d->matches == NULL)
        s = dr_no_memory(err);
    for (size_t i = 0; i < found->n && s == DRAAD_OK; i++) {
        const dr_rule *rule = p->rules.at[found->at[i].rule].rule;
        all[i].from = (uint32_t)i;
        all[i].unit = range_of_unit(d, p->coding.set_unit ? p->coding.unit : rule->unit, &found->at[i].hit);
        s = fill_match(d, p, &found->at[i], &all[i].match, err);
    }
    if (s == DRAAD_OK && found->n > 0)
        qsort(all, found->n, sizeof *all, by_place);
    for (size_t i = 0; i < found->n && s == DRAAD_OK; i++) {
        all[i].from = (uint32_t)i;
        d->matches[i] = all[i].match;
        if (all[i].match.blocked_by.len == 0)
            order[norder++] = &all[i];
    }
    d->nmatches = s == DRAAD_OK ? found->n : 0;
    if (s == DRAAD_OK) {
        qsort(order, norder, sizeof *order, by_code_and_range);
        s = make_codings(d, p, order, norder, err);
    }
    dr_free(all);
    dr_free(order);
    return s;
}
