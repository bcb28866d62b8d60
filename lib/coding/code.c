/* SPDX-License-Identifier: Apache-2.0
 * code.c - from the matches of one document to its codings.
 * Knows: one document.  Does not know: files, threads, other documents. */
#include "coding/code.h"
#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

enum { PASSAGE_SIDE_MAX = 1000, TEXTS_MAX = 512 << 20 };

/* ---- Matches --------------------------------------------------------------------------------------------- */

static draad_str text_of(dr_coded *d, draad_range r)
{
    if (d->borrows_text)
        return (draad_str){d->doc->text.data + r.start, r.end - r.start};
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
                     .nth = from->nth,
                     .range = {words[h->evidence[0]].start, words[h->evidence[h->nevidence - 1]].end},
                     .negated = from->negation.cue != DRAAD_NONE,
                     .negation = from->negation.kind};
    to->evidence = dr_arena_alloc(&d->arena, h->nevidence * sizeof *to->evidence);
    to->evidence_cp = dr_arena_alloc(&d->arena, 2 * h->nevidence * sizeof *to->evidence_cp);
    to->text = text_of(d, to->range);
    to->blocked_by = from->blocked_by;
    if (to->evidence == NULL || to->evidence_cp == NULL || to->text.data == NULL ||
        (to->blocked_by.len > 0 && (to->blocked_by = dr_arena_str(&d->arena, to->blocked_by)).data == NULL))
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
        to->cue = text_of(d, (draad_range){words[from->negation.cue].start, words[from->negation.cue].end});
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

/* Speech that was written down without full stops is one sentence of any length, and each of its codings would have
 * all of it as its passage: on either side of a coding stand at most so many bytes, from word to word. */
static void narrow_passage(const dr_coded *d, dr_coding *c)
{
    const dr_word *words = d->doc->words;
    if (c->range.start - c->around.start > PASSAGE_SIDE_MAX) {
        size_t i = c->first_word;
        while (i > 0 && words[i - 1].start >= c->range.start - PASSAGE_SIDE_MAX)
            i--;
        c->around.start = i < c->first_word ? words[i].start : c->range.start;
    }
    if (c->around.end - c->range.end > PASSAGE_SIDE_MAX) {
        const size_t behind = (size_t)c->first_word + c->nwords;
        size_t i = behind;
        while (i < d->doc->nwords && words[i].end <= c->range.end + PASSAGE_SIDE_MAX)
            i++;
        c->around.end = i > behind ? words[i - 1].end : c->range.end;
    }
}

/* The whole sentences that a coding touches: what can be quoted of it. */
static draad_status describe_passage(dr_coded *d, dr_coding *c, draad_error *err)
{
    const dr_spans *sentences = &d->doc->units[DRAAD_UNIT_SENTENCE];
    c->around = c->range;
    c->around_start = c->start;
    c->around_end = c->end;
    c->passage = (draad_str){0};
    if (c->first[DRAAD_UNIT_SENTENCE] == DRAAD_NONE)
        return DRAAD_OK;
    const draad_byte start = sentences->at[c->first[DRAAD_UNIT_SENTENCE]].range.start;
    const draad_byte end = sentences->at[c->last[DRAAD_UNIT_SENTENCE]].range.end;
    c->around.start = start < c->range.start ? start : c->range.start;
    c->around.end = end > c->range.end ? end : c->range.end;
    narrow_passage(d, c);
    if (compare_ranges(c->around, c->range) == 0)
        return DRAAD_OK;
    c->around_start = draad_document_cp(d->doc, c->around.start);
    c->around_end = draad_document_cp(d->doc, c->around.end);
    c->passage = text_of(d, c->around);
    return c->passage.data != NULL ? DRAAD_OK : dr_no_memory(err);
}

draad_status dr_coding_describe(dr_coded *d, dr_coding *c, draad_error *err)
{
    const draad_document *doc = d->doc;
    c->start = draad_document_cp(doc, c->range.start);
    c->end = draad_document_cp(doc, c->range.end);
    for (draad_unit u = DRAAD_UNIT_MATCH; u <= DRAAD_UNIT_DOCUMENT; u++)
        dr_spans_touch(&doc->units[u], doc->text, c->range, &c->first[u], &c->last[u]);
    size_t low = 0, high = doc->nwords;
    if (c->first[DRAAD_UNIT_SENTENCE] != DRAAD_NONE) { /* what it touches first has no words before it */
        const dr_span *first = &doc->units[DRAAD_UNIT_SENTENCE].at[c->first[DRAAD_UNIT_SENTENCE]];
        low = first->first_word;
        high = (size_t)first->first_word + first->nwords;
    }
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
    return c->text.data != NULL ? describe_passage(d, c, err) : dr_no_memory(err);
}

/* Unblocked matches, by code and range, become codings: those that share a character are one. */
static draad_status make_codings(dr_coded *d, const draad_project *p, numbered_match **order, size_t n,
                                 draad_error *err)
{
    dr_buf names = {0};
    uint64_t nbytes = 0;
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
        if ((nbytes += c->range.end - c->range.start) > TEXTS_MAX)
            s = dr_fail(err, DRAAD_E_LIMIT, dr_place_of(d->path.data),
                        "its codings hold more than 512 MiB of text; code smaller units, or divide it");
        if (s == DRAAD_OK)
            s = sum_up(d, p, c, &names, err);
        if (s == DRAAD_OK)
            s = dr_coding_describe(d, c, err);
    }
    dr_buf_free(&names);
    if (s != DRAAD_OK)
        return s;
    qsort(d->codings, d->ncodings, sizeof *d->codings, dr_compare_codings);
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
