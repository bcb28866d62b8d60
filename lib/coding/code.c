/* SPDX-License-Identifier: Apache-2.0
 * code.c - from the matches of one document to its codings.
 * Knows: one document.  Does not know: files, threads, other documents. */
#include "coding/code.h"
#include "base/buf.h"
#include "coding/spots.h"

#include <assert.h>
#include <string.h>

enum { PASSAGE_SIDE_MAX = 1000, TEXTS_MAX = 512 << 20 };

/* ---- Matches --------------------------------------------------------------------------------------------- */

static draad_str text_of(dr_coded *d, draad_range r)
{
    if (d->borrows_text)
        return (draad_str){d->doc->text.data + r.start, r.end - r.start};
    return dr_arena_str(&d->arena, (draad_str){d->doc->text.data + r.start, r.end - r.start});
}

static draad_range range_of_match(const dr_coded *d, const dr_hit *h)
{
    const dr_word *words = d->doc->words;
    return (draad_range){words[h->evidence[0]].start, words[h->evidence[h->nevidence - 1]].end};
}

/* The matched words; those that touch are one. */
static bool fill_evidence(dr_coded *d, const dr_hit *h, dr_match *to)
{
    const dr_word *words = d->doc->words;
    to->evidence = dr_arena_room(&d->arena, h->nevidence * sizeof *to->evidence);
    to->evidence_cp = dr_arena_room(&d->arena, 2 * h->nevidence * sizeof *to->evidence_cp);
    if (to->evidence == NULL || to->evidence_cp == NULL)
        return false;
    for (uint32_t i = 0; i < h->nevidence; i++) {
        const draad_range r = {words[h->evidence[i]].start, words[h->evidence[i]].end};
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
    return true;
}

static draad_status fill_match(dr_coded *d, const dr_spot *spot, const dr_rule_match *from, dr_match *to,
                               draad_error *err)
{
    *to = (dr_match){.rule = from->rule,
                     .code = spot->code,
                     .coding = DRAAD_NONE,
                     .nth = from->nth,
                     .range = spot->range,
                     .negated = from->negation.cue != DRAAD_NONE,
                     .negation = from->negation.kind,
                     .blocked_by = from->blocked_by};
    to->text = text_of(d, to->range);
    if (!fill_evidence(d, &from->hit, to) || to->text.data == NULL ||
        (to->blocked_by.len > 0 && (to->blocked_by = dr_arena_str(&d->arena, to->blocked_by)).data == NULL))
        return dr_no_memory(err);
    if (to->negated) {
        const dr_word cue = d->doc->words[from->negation.cue];
        if ((to->cue = text_of(d, (draad_range){cue.start, cue.end})).data == NULL)
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

static draad_str heavier(draad_str a, draad_str b)
{
    if (a.len == 0 || dr_str_equal(b, DR_STR("zwaarwegend")))
        return b.len > 0 ? b : a;
    return a;
}

draad_status dr_is_first_of_rule(const dr_coded *d, const dr_coding *c, uint32_t i, dr_map *seen, bool *out,
                                 draad_error *err)
{
    enum { FEW = 16 }; /* are compared; a turn can hold a million */
    const uint32_t *order = d->match_order + c->first_match, *rule = &d->matches[order[i]].rule;
    *out = true;
    if (c->nmatches > FEW) {
        uint32_t *slot = dr_map_slot(seen, (draad_str){(const char *)rule, sizeof *rule});
        if (slot == NULL)
            return dr_no_memory(err);
        *out = *slot == DRAAD_NONE;
        *slot = 0;
    }
    for (uint32_t k = 0; k < i && *out && c->nmatches <= FEW; k++)
        *out = d->matches[order[k]].rule != *rule;
    return DRAAD_OK;
}

/* The ids of the rules of a coding, each once. */
static draad_status name_rules(const dr_coded *d, const draad_project *p, const dr_coding *c, dr_buf *names,
                               draad_error *err)
{
    draad_status s = DRAAD_OK;
    dr_map seen = {0};
    bool first;
    names->len = 0;
    for (uint32_t i = 0; i < c->nmatches && s == DRAAD_OK; i++) {
        if ((s = dr_is_first_of_rule(d, c, i, &seen, &first, err)) != DRAAD_OK || !first)
            continue;
        if (names->len > 0)
            s = dr_buf_put_char(names, ';', err);
        if (s == DRAAD_OK)
            s = dr_buf_put(names, p->rules.at[d->matches[d->match_order[c->first_match + i]].rule].rule->id, err);
    }
    dr_map_free(&seen);
    return s;
}

/* What a coding says of its matches: rules, negation, weight. */
static draad_status sum_up(dr_coded *d, const draad_project *p, dr_coding *c, dr_buf *names, draad_error *err)
{
    size_t negated = 0;
    for (uint32_t i = 0; i < c->nmatches; i++) {
        const dr_match *m = &d->matches[d->match_order[c->first_match + i]];
        const dr_rule *rule = p->rules.at[m->rule].rule;
        negated += m->negated;
        c->weight = heavier(c->weight, rule->weight);
        c->rules = rule->id; /* mostly the only one */
    }
    c->negated = negated == 0 ? DR_STR("no") : negated == c->nmatches ? DR_STR("yes") : DR_STR("mixed");
    if (c->nmatches == 1)
        return DRAAD_OK;
    const draad_status s = name_rules(d, p, c, names, err);
    if (s != DRAAD_OK)
        return s;
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
    if (c->around.start == c->range.start && c->around.end == c->range.end)
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

/* Matches by code and unit become codings: those that share a character are one.  first[i]: where the matches of coding
 * i begin in d->match_order. */
static void join(dr_coded *d, dr_spots *spots, uint32_t *first)
{
    size_t ncodings = 0;
    for (size_t i = 0; i < spots->n;) {
        dr_spot c = {.range = spots->at[i].range, .code = spots->at[i].code, .number = (uint32_t)ncodings};
        for (first[ncodings] = (uint32_t)i; i < spots->n && spots->at[i].code == c.code &&
                                            (i == first[ncodings] || spots->at[i].range.start < c.range.end);
             i++) {
            if (spots->at[i].range.end > c.range.end)
                c.range.end = spots->at[i].range.end;
            d->match_order[i] = spots->at[i].number;
        }
        spots->at[ncodings++] = c;
    }
    first[ncodings] = (uint32_t)spots->n;
    spots->n = ncodings;
}

/* Several codes often have the same range, one after the other. */
static draad_status describe_next(dr_coded *d, dr_coding *c, draad_error *err)
{
    const dr_coding own = *c, *before = c - 1;
    if (c == d->codings || before->range.start != c->range.start || before->range.end != c->range.end)
        return dr_coding_describe(d, c, err);
    *c = *before;
    c->code = own.code;
    c->first_match = own.first_match;
    c->nmatches = own.nmatches;
    c->weight = own.weight;
    return DRAAD_OK;
}

static draad_status fill_codings(dr_coded *d, const draad_project *p, const dr_spots *spots, const uint32_t *first,
                                 draad_error *err)
{
    dr_buf names = {0};
    uint64_t nbytes = 0;
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < spots->n && s == DRAAD_OK; i++) {
        const dr_spot *spot = &spots->at[i];
        dr_coding *c = &d->codings[i];
        *c = (dr_coding){.code = spot->code,
                         .range = spot->range,
                         .first_match = first[spot->number],
                         .nmatches = first[spot->number + 1] - first[spot->number]};
        d->ncodings++;
        if ((nbytes += c->range.end - c->range.start) > TEXTS_MAX)
            s = dr_fail(err, DRAAD_E_LIMIT, dr_place_of(d->path.data),
                        "its codings hold more than 512 MiB of text; code smaller units, or divide it");
        if (s == DRAAD_OK)
            s = describe_next(d, c, err);
        if (s == DRAAD_OK)
            s = sum_up(d, p, c, &names, err);
        for (uint32_t k = 0; k < c->nmatches; k++)
            d->matches[d->match_order[c->first_match + k]].coding = (uint32_t)i;
    }
    dr_buf_free(&names);
    return s;
}

static draad_status make_codings(dr_coded *d, const draad_project *p, dr_spots *spots, draad_error *err)
{
    const draad_byte end = (draad_byte)d->doc->text.len;
    uint32_t *first = dr_alloc_zero(spots->n + 1, sizeof *first);
    draad_status s = DRAAD_OK;
    d->match_order = dr_arena_room(&d->arena, (spots->n + 1) * sizeof *d->match_order);
    if (first != NULL && d->match_order != NULL) {
        dr_spots_order(spots, end);
        dr_spots_group(spots);
        join(d, spots, first);
        dr_spots_order(spots, end);
        d->room_codings = spots->n + 1;
        d->codings = dr_alloc_zero(d->room_codings, sizeof *d->codings);
    }
    s = d->codings != NULL ? fill_codings(d, p, spots, first, err) : dr_no_memory(err);
    dr_free(first);
    return s;
}

/* d->matches; and in `spots` those that stand, by what they widen to. */
static draad_status fill_matches(dr_coded *d, const draad_project *p, const dr_rule_matches *found, dr_spots *spots,
                                 draad_error *err)
{
    draad_status s = DRAAD_OK;
    d->matches = dr_arena_room(&d->arena, (found->n + 1) * sizeof *d->matches);
    if (d->matches == NULL)
        return dr_no_memory(err);
    for (spots->n = 0; spots->n < found->n; spots->n++) { /* found by rule, and so by code */
        const dr_rule_match *m = &found->at[spots->n];
        const dr_project_rule *rule = &p->rules.at[m->rule];
        const draad_unit unit = p->coding.set_unit ? p->coding.unit : rule->rule->unit;
        assert(spots->n == 0 || m[-1].rule <= m->rule);
        spots->at[spots->n] =
            (dr_spot){range_of_match(d, &m->hit), range_of_unit(d, unit, &m->hit), rule->code, (uint32_t)spots->n};
    }
    dr_spots_order(spots, (draad_byte)d->doc->text.len);
    spots->n = 0;
    for (size_t i = 0; i < found->n && s == DRAAD_OK; i++) {
        const dr_spot spot = spots->at[i];
        const dr_rule_match *m = &found->at[spot.number];
        s = fill_match(d, &spot, m, &d->matches[i], err);
        if (m->blocked_by.len == 0)
            spots->at[spots->n++] = (dr_spot){spot.unit, spot.unit, spot.code, (uint32_t)i};
    }
    d->nmatches = s == DRAAD_OK ? found->n : 0;
    return s;
}

draad_status dr_coded_fill(dr_coded *d, const draad_project *p, const dr_rule_matches *found, draad_error *err)
{
    dr_spots spots;
    draad_status s = dr_spots_new(&spots, found->n, p->codes.n, err);
    if (s != DRAAD_OK)
        return s;
    s = fill_matches(d, p, found, &spots, err);
    if (s == DRAAD_OK)
        s = make_codings(d, p, &spots, err);
    dr_spots_free(&spots);
    return s;
}
