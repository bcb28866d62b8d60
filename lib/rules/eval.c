/* SPDX-License-Identifier: Apache-2.0
 * eval.c - what the operations of the rule language mean, over lists of hits.
 * Every list is in order of place; a join begins at the rarest part and looks around it.
 * Knows: words as numbers, sentences, turns.  Does not know: spellings, codebooks. */
#include "rules/matcher.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { HITS_BYTES_MAX = 512 << 20 };

/* ---- Lists --------------------------------------------------------------------------------------------- */

static draad_status push(dr_matcher *m, dr_hits *list, dr_hit h, draad_error *err)
{
    m->gave_up_word = h.first; /* if it does, here or right after */
    if (m->work-- == 0)
        return dr_fail(err, DRAAD_E_RULE, dr_place_of(NULL), "the rule makes too many combinations");
    if (list->n == list->room) {
        size_t room = list->room == 0 ? 16 : 2 * list->room;
        if (m->kept.nbytes + m->brief.nbytes > HITS_BYTES_MAX) /* what all lists of a document hold */
            return dr_fail(err, DRAAD_E_RULE, dr_place_of(NULL), "the rule makes too many combinations");
        dr_hit *grown = dr_arena_alloc(m->arena, room * sizeof *grown);
        if (grown == NULL)
            return dr_no_memory(err);
        if (list->n > 0)
            memcpy(grown, list->at, list->n * sizeof *grown);
        list->at = grown;
        list->room = room;
    }
    list->at[list->n++] = h;
    return DRAAD_OK;
}

int dr_compare_hits(const void *x, const void *y)
{
    const dr_hit *a = x, *b = y;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->last != b->last)
        return a->last < b->last ? -1 : 1;
    for (uint32_t i = 0; i < a->nevidence && i < b->nevidence; i++)
        if (a->evidence[i] != b->evidence[i])
            return a->evidence[i] < b->evidence[i] ? -1 : 1;
    return (a->nevidence > b->nevidence) - (a->nevidence < b->nevidence);
}

static void sort_hits(dr_hits *list)
{
    bool sorted = true;
    for (size_t i = 1; i < list->n && sorted; i++)
        sorted = dr_compare_hits(&list->at[i - 1], &list->at[i]) < 0;
    if (sorted)
        return;
    qsort(list->at, list->n, sizeof *list->at, dr_compare_hits);
    size_t to = 1;
    for (size_t i = 1; i < list->n; i++)
        if (dr_compare_hits(&list->at[to - 1], &list->at[i]) != 0)
            list->at[to++] = list->at[i];
    list->n = to;
}

/* The first hit whose place begins at word `first` or later. */
static size_t lower_bound(const dr_hits *list, uint32_t first)
{
    size_t low = 0, high = list->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->at[middle].first < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool share_words(const dr_hit *a, const dr_hit *b)
{
    uint32_t i = 0, k = 0;
    while (i < a->nevidence && k < b->nevidence) {
        if (a->evidence[i] == b->evidence[k])
            return true;
        if (a->evidence[i] < b->evidence[k])
            i++;
        else
            k++;
    }
    return false;
}

/* a and b as one hit at [first, last]: the words of both. */
static draad_status both(dr_matcher *m, const dr_hit *a, const dr_hit *b, uint32_t first, uint32_t last, dr_hit *out,
                         draad_error *err)
{
    uint32_t *words = dr_arena_alloc(m->arena, (a->nevidence + b->nevidence) * sizeof *words);
    uint32_t i = 0, k = 0, n = 0;
    if (words == NULL)
        return dr_no_memory(err);
    while (i < a->nevidence || k < b->nevidence) {
        bool left = k == b->nevidence || (i < a->nevidence && a->evidence[i] <= b->evidence[k]);
        uint32_t word = left ? a->evidence[i++] : b->evidence[k++];
        if (n == 0 || words[n - 1] != word)
            words[n++] = word;
    }
    *out = (dr_hit){first, last, words, n};
    return DRAAD_OK;
}

static bool same_sentence(const dr_matcher *m, uint32_t a, uint32_t b)
{
    return m->sentence_of.at[a] == m->sentence_of.at[b];
}

/* ---- Words --------------------------------------------------------------------------------------------- */

static draad_status eval_term(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    const dr_postings *p = &m->postings[op->term];
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < p->list.n && s == DRAAD_OK; i++) {
        dr_posting at = p->list.at[i];
        uint32_t n = at.partner != DRAAD_NONE ? 2 : 1;
        uint32_t *words = dr_arena_alloc(m->arena, n * sizeof *words);
        if (words == NULL)
            return dr_no_memory(err);
        words[0] = n == 2 && at.partner < at.word ? at.partner : at.word;
        if (n == 2)
            words[1] = words[0] == at.word ? at.partner : at.word;
        s = push(m, out, (dr_hit){at.word, at.word, words, n}, err);
    }
    if (s == DRAAD_OK)
        sort_hits(out); /* a word by itself comes after the same word with another half before it */
    return s;
}

/* ---- Regular expressions ------------------------------------------------------------------------------- */

/* The words that share a byte with text[r), among those of a sentence; a match between words is at the word
 * before it. */
static draad_status hit_of_range(dr_matcher *m, draad_range r, const dr_span *sentence, dr_hits *out, draad_error *err)
{
    uint32_t low = sentence->first_word, end = low + sentence->nwords, high = end;
    if (sentence->nwords == 0)
        return DRAAD_OK;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (m->doc->words[middle].end <= r.start)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t first = low, last = low;
    while (last < end && m->doc->words[last].start < r.end)
        last++;
    if (last == first) { /* only signs */
        first = first > sentence->first_word ? first - 1 : first;
        last = first + 1;
    }
    uint32_t *words = dr_arena_alloc(m->arena, (last - first) * sizeof *words);
    if (words == NULL)
        return dr_no_memory(err);
    for (uint32_t i = first; i < last; i++)
        words[i - first] = i;
    return push(m, out, (dr_hit){first, last - 1, words, last - first}, err);
}

/* One stretch of a sentence, of at most DR_SUBJECT_MAX bytes.  base: where in the document, or in the folded sentence.
 */
static draad_status search_stretch(dr_matcher *m, const dr_plan_regex *r, draad_str text, uint32_t base,
                                   const dr_span *sentence, dr_hits *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t from = 0; from <= text.len && s == DRAAD_OK;) {
        dr_pattern_found found;
        s = dr_pattern_find(r->pattern, m->scratch, text, from, &m->budget, &found, err);
        if (s != DRAAD_OK || !found.found)
            break;
        draad_range range = {base + (uint32_t)found.start, base + (uint32_t)found.end};
        s = hit_of_range(m, r->as_written ? range : dr_unfold(m, range), sentence, out, err);
        from = found.end;
    }
    return s;
}

static draad_status search_sentence(dr_matcher *m, const dr_plan_regex *r, uint32_t sentence, dr_hits *out,
                                    draad_error *err)
{
    const dr_span *span = &m->doc->units[DRAAD_UNIT_SENTENCE].at[sentence];
    m->gave_up_word = DRAAD_NONE;
    m->gave_up_at = span->range.start; /* if it does */
    draad_status s = r->as_written ? DRAAD_OK : dr_fold_sentence(m, sentence, err);
    if (s != DRAAD_OK)
        return s;
    draad_str all = r->as_written ? m->doc->text : m->folded;
    uint32_t at = r->as_written ? span->range.start : 0;
    uint32_t end = r->as_written ? span->range.end : (uint32_t)all.len;
    while (at < end && s == DRAAD_OK) {
        uint32_t stop = end;
        if (end - at > DR_SUBJECT_MAX) { /* a longer sentence is taken in pieces, at spaces where there are any */
            stop = at + DR_SUBJECT_MAX;
            uint32_t space = stop;
            while (space > at && all.data[space - 1] != ' ')
                space--;
            stop = space > at ? space : stop;
            while (stop > at && ((unsigned char)all.data[stop] & 0xC0) == 0x80)
                stop--;
        }
        s = search_stretch(m, r, (draad_str){all.data + at, stop - at}, at, span, out, err);
        at = stop;
    }
    return s;
}

/* Are there accents of their own (U+0300 to U+036F)?  In folded text they have become one with their letters. */
static bool has_marks(draad_str text)
{
    return text.len > 0 && (memchr(text.data, 0xCC, text.len) != NULL || memchr(text.data, 0xCD, text.len) != NULL);
}

static draad_status eval_regex(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    const dr_plan_regex *r = &m->plan->regexes.at[op->regex];
    draad_status s = DRAAD_OK;
    if (r->holds != DRAAD_NONE && !(r->as_written && has_marks(m->doc->text))) { /* only where the letters stand */
        const dr_postings *p = &m->postings[r->holds];
        for (size_t i = 0; i < p->list.n && s == DRAAD_OK; i++)
            if (i == 0 || p->list.at[i].word != p->list.at[i - 1].word)
                s = search_sentence(m, r, p->list.at[i].word, out, err);
    } else {
        for (uint32_t i = 0; i < m->doc->units[DRAAD_UNIT_SENTENCE].n && s == DRAAD_OK; i++)
            s = search_sentence(m, r, i, out, err);
    }
    sort_hits(out);
    return s;
}

/* ---- Side by side --------------------------------------------------------------------------------------- */

/* About how many hits an operation will have: where to begin. */
static size_t estimate(const dr_matcher *m, const dr_op *op)
{
    size_t n = 0;
    if (op->cache != DRAAD_NONE && m->cached[op->cache])
        return m->caches[op->cache].n;
    switch (op->kind) {
    case DR_OP_TERM:
        return m->postings[op->term].list.n;
    case DR_OP_REGEX:
        return SIZE_MAX / 4;
    case DR_OP_OR:
        for (uint32_t i = 0; i < op->nkids; i++) {
            size_t k = estimate(m, op->kids[i]);
            n = n > SIZE_MAX / 4 || k > SIZE_MAX / 4 ? SIZE_MAX / 4 : n + k;
        }
        return n;
    default:
        n = SIZE_MAX / 4;
        for (uint32_t i = 0; i < op->npositive; i++) {
            size_t k = estimate(m, op->kids[i]);
            n = k < n ? k : n;
        }
        return n;
    }
}

static uint32_t rarest(const dr_matcher *m, const dr_op *op)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < op->npositive; i++)
        if (estimate(m, op->kids[i]) < estimate(m, op->kids[best]))
            best = i;
    return best;
}

static size_t posting_at(const dr_postings *p, uint32_t word)
{
    size_t low = 0, high = p->list.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->list.at[middle].word < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int by_last(const void *x, const void *y)
{
    const dr_hit *a = x, *b = y;
    return a->last != b->last ? (a->last < b->last ? -1 : 1) : dr_compare_hits(x, y);
}

static draad_status extend(dr_matcher *m, const dr_hit *h, const dr_hit *next, bool right, dr_hits *out,
                           draad_error *err)
{
    dr_hit joined;
    if (share_words(h, next) || !same_sentence(m, h->first, next->first))
        return DRAAD_OK;
    draad_status s = both(m, h, next, right ? h->first : next->first, right ? next->last : h->last, &joined, err);
    return s == DRAAD_OK ? push(m, out, joined, err) : s;
}

/* Puts a word that answers `kid` beside each hit: a look at one place of its postings, not at all of them. */
static draad_status extend_by_term(dr_matcher *m, const dr_op *kid, const dr_hits *hits, bool right, dr_hits *out,
                                   draad_error *err)
{
    const dr_postings *p = &m->postings[kid->term];
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < hits->n && s == DRAAD_OK; i++) {
        const dr_hit *h = &hits->at[i];
        if (!right && h->first == 0)
            continue;
        uint32_t want = right ? h->last + 1 : h->first - 1;
        for (size_t k = posting_at(p, want); k < p->list.n && p->list.at[k].word == want && s == DRAAD_OK; k++) {
            uint32_t partner = p->list.at[k].partner;
            uint32_t pair[2] = {want < partner ? want : partner, want < partner ? partner : want};
            dr_hit next = {want, want, partner == DRAAD_NONE ? &want : pair, partner == DRAAD_NONE ? 1 : 2};
            s = extend(m, h, &next, right, out, err);
        }
    }
    return s;
}

static draad_status extend_by_list(dr_matcher *m, const dr_op *kid, const dr_hits *hits, bool right, dr_hits *out,
                                   draad_error *err)
{
    dr_hits list = {0};
    draad_status s = hits->n > 0 ? dr_eval(m, kid, &list, err) : DRAAD_OK;
    if (s != DRAAD_OK || list.n == 0)
        return s;
    if (!right) { /* by where they end; the list itself may be kept, so sort a copy */
        dr_hit *copy = dr_arena_alloc(m->arena, list.n * sizeof *copy);
        if (copy == NULL)
            return dr_no_memory(err);
        memcpy(copy, list.at, list.n * sizeof *copy);
        list.at = copy;
        qsort(list.at, list.n, sizeof *list.at, by_last);
    }
    for (size_t i = 0; i < hits->n && s == DRAAD_OK; i++) {
        const dr_hit *h = &hits->at[i];
        if (!right && h->first == 0)
            continue;
        uint32_t want = right ? h->last + 1 : h->first - 1;
        size_t low = 0, high = list.n;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if ((right ? list.at[middle].first : list.at[middle].last) < want)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < list.n && (right ? list.at[low].first : list.at[low].last) == want && s == DRAAD_OK; low++)
            s = extend(m, h, &list.at[low], right, out, err);
    }
    return s;
}

static draad_status eval_seq(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    uint32_t anchor = rarest(m, op);
    dr_hits now = {0};
    draad_status s = dr_eval(m, op->kids[anchor], &now, err);
    for (uint32_t step = 1; step < op->nkids && s == DRAAD_OK && now.n > 0; step++) {
        bool right = anchor + step < op->nkids;
        const dr_op *kid = op->kids[right ? anchor + step : op->nkids - 1 - step];
        dr_hits next = {0};
        s = kid->kind == DR_OP_TERM ? extend_by_term(m, kid, &now, right, &next, err)
                                    : extend_by_list(m, kid, &now, right, &next, err);
        now = next;
    }
    if (s == DRAAD_OK)
        sort_hits(&now);
    *out = now;
    return s;
}

/* ---- Near ------------------------------------------------------------------------------------------------ */

/* Words between two places; 0 when they touch or overlap. */
static uint32_t gap(const dr_hit *a, const dr_hit *b)
{
    if (b->first > a->last)
        return b->first - a->last - 1;
    return a->first > b->last ? a->first - b->last - 1 : 0;
}

static uint32_t widest(const dr_hits *list)
{
    uint32_t most = 0;
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].last - list->at[i].first > most)
            most = list->at[i].last - list->at[i].first;
    return most;
}

static draad_status eval_near(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    dr_hits a = {0}, b = {0};
    bool first_is_rare = estimate(m, op->kids[0]) <= estimate(m, op->kids[1]);
    draad_status s = dr_eval(m, op->kids[first_is_rare ? 0 : 1], first_is_rare ? &a : &b, err);
    if (s == DRAAD_OK && (first_is_rare ? a.n : b.n) > 0)
        s = dr_eval(m, op->kids[first_is_rare ? 1 : 0], first_is_rare ? &b : &a, err);
    uint32_t back = widest(&b) + op->distance + 1;
    for (size_t i = 0; i < a.n && b.n > 0 && s == DRAAD_OK; i++) {
        const dr_hit *x = &a.at[i];
        for (size_t k = lower_bound(&b, x->first > back ? x->first - back : 0);
             k < b.n && b.at[k].first <= x->last + op->distance + 1 && s == DRAAD_OK; k++) {
            const dr_hit *y = &b.at[k];
            dr_hit pair;
            if (gap(x, y) > op->distance || !same_sentence(m, x->first, y->first) || share_words(x, y) ||
                (op->kind == DR_OP_BEFORE && y->first <= x->last))
                continue;
            s = both(m, x, y, x->first < y->first ? x->first : y->first, x->last > y->last ? x->last : y->last, &pair,
                     err);
            if (s == DRAAD_OK)
                s = push(m, out, pair, err);
        }
    }
    if (s == DRAAD_OK)
        sort_hits(out);
    return s;
}

/* ---- In any order ---------------------------------------------------------------------------------------- */

typedef struct bag {
    dr_matcher *m;
    const dr_op *op;
    dr_hits lists[DR_QUERY_BAG_MAX];
    uint32_t span; /* words that the whole may take at most */
    uint32_t anchor;
    dr_hits *out;
} bag;

static draad_status fill_bag(bag *b, uint32_t kid, const dr_hit *so_far, uint32_t width, draad_error *err)
{
    if (kid == b->anchor)
        kid++;
    if (kid >= b->op->nkids) {
        uint32_t span = so_far->last - so_far->first + 1;
        return span <= width + b->op->distance ? push(b->m, b->out, *so_far, err) : DRAAD_OK;
    }
    const dr_hits *list = &b->lists[kid];
    uint32_t from = so_far->last >= b->span ? so_far->last - b->span : 0;
    draad_status s = DRAAD_OK;
    for (size_t i = lower_bound(list, from); i < list->n && s == DRAAD_OK; i++) {
        const dr_hit *h = &list->at[i];
        dr_hit joined;
        if (h->first > so_far->first + b->span)
            break;
        if (share_words(h, so_far) || !same_sentence(b->m, h->first, so_far->first))
            continue;
        s = both(b->m, so_far, h, so_far->first < h->first ? so_far->first : h->first,
                 so_far->last > h->last ? so_far->last : h->last, &joined, err);
        if (s == DRAAD_OK && joined.last - joined.first < b->span)
            s = fill_bag(b, kid + 1, &joined, width + h->last - h->first + 1, err);
    }
    return s;
}

static draad_status eval_bag(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    bag b = {.m = m, .op = op, .span = op->distance, .anchor = rarest(m, op), .out = out};
    assert(op->nkids <= DR_QUERY_BAG_MAX); /* the rule language allows no more */
    draad_status s = dr_eval(m, op->kids[b.anchor], &b.lists[b.anchor], err);
    for (uint32_t i = 0; i < op->nkids && s == DRAAD_OK && b.lists[b.anchor].n > 0; i++) {
        if (i != b.anchor)
            s = dr_eval(m, op->kids[i], &b.lists[i], err);
        b.span += widest(&b.lists[i]) + 1;
    }
    for (size_t i = 0; i < b.lists[b.anchor].n && s == DRAAD_OK; i++) {
        const dr_hit *h = &b.lists[b.anchor].at[i];
        s = fill_bag(&b, 0, h, h->last - h->first + 1, err);
    }
    if (s == DRAAD_OK)
        sort_hits(out);
    return s;
}

/* ---- Within reach ---------------------------------------------------------------------------------------- */

const dr_hit *dr_hit_inside(const dr_hits *hits, uint32_t first, uint32_t last, uint32_t near)
{
    const dr_hit *best = NULL;
    uint32_t best_distance = UINT32_MAX;
    size_t from = lower_bound(hits, near);
    for (size_t i = from; i < hits->n && hits->at[i].first <= last; i++)
        if (hits->at[i].last <= last && hits->at[i].first >= first) {
            best = &hits->at[i];
            best_distance = best->first - near;
            break;
        }
    for (size_t i = from; i-- > 0 && hits->at[i].first >= first;)
        if (hits->at[i].last <= last && near - hits->at[i].first < best_distance)
            return &hits->at[i];
    return best;
}

/* The words of sentences [from, to] that lie in the turn of `turn`; of the unit that holds word `word`. */
static void words_of_sentences(const dr_matcher *m, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last)
{
    const dr_span *s = m->doc->units[DRAAD_UNIT_SENTENCE].at;
    *first = s[from].first_word;
    *last = s[to].first_word + s[to].nwords - 1;
}

static void words_of_unit(const dr_matcher *m, draad_unit unit, uint32_t word, uint32_t *first, uint32_t *last)
{
    const dr_spans *units = &m->doc->units[unit];
    const dr_span *u = &units->at[dr_spans_at(units, m->doc->words[word].start)];
    *first = u->first_word;
    *last = u->first_word + u->nwords - 1;
}

/* Sentences of one turn, from at most `before` before `sentence` on. */
static uint32_t back_in_turn(const dr_matcher *m, uint32_t sentence, uint32_t before)
{
    const dr_span *s = m->doc->units[DRAAD_UNIT_SENTENCE].at;
    uint32_t at = sentence;
    while (before-- > 0 && at > 0 && s[at - 1].turn == s[sentence].turn)
        at--;
    return at;
}

static uint32_t on_in_turn(const dr_matcher *m, uint32_t sentence, uint32_t after)
{
    const dr_spans *s = &m->doc->units[DRAAD_UNIT_SENTENCE];
    uint32_t at = sentence;
    while (after-- > 0 && at + 1 < s->n && s->at[at + 1].turn == s->at[sentence].turn)
        at++;
    return at;
}

/* A sentence without words has no word to begin or end a window with: windows are found by words. */
void dr_reach_around(const dr_matcher *m, dr_reach reach, const dr_hit *h, uint32_t *first, uint32_t *last)
{
    if (reach.unit != DRAAD_UNIT_SENTENCE) {
        words_of_unit(m, reach.unit, h->first, first, last);
        return;
    }
    uint32_t from = m->sentence_of.at[h->first], to = m->sentence_of.at[h->last];
    words_of_sentences(m, back_in_turn(m, to, reach.nsentences - 1), on_in_turn(m, from, reach.nsentences - 1), first,
                       last);
    *first = *first < h->first ? *first : h->first;
    *last = *last > h->last && *last != UINT32_MAX ? *last : h->last;
}

/* From the first word of `a` to those of the other parts, added up, where all of them are inside one window that holds
 * `a`; UINT64_MAX where they are not. */
static uint64_t distance_in(const dr_op *op, const dr_hits *lists, const dr_hit *a, uint32_t first, uint32_t last)
{
    uint64_t distance = 0;
    assert(a->first >= first && a->last <= last); /* a place lies in one sentence, and so in each of its windows */
    for (uint32_t i = 1; i < op->npositive; i++) {
        const dr_hit *other = dr_hit_inside(&lists[i], first, last, a->first);
        if (other == NULL)
            return UINT64_MAX;
        distance += other->first > a->first ? other->first - a->first : a->first - other->first;
    }
    return distance;
}

/* The words of all parts in that window join those of `a`. */
static draad_status join(dr_matcher *m, const dr_op *op, const dr_hits *lists, const dr_hit *a, uint32_t first,
                         uint32_t last, dr_hit *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    *out = *a;
    for (uint32_t i = 1; i < op->npositive && s == DRAAD_OK; i++)
        s = both(m, out, dr_hit_inside(&lists[i], first, last, a->first), a->first, a->last, out, err);
    return s;
}

/* Of the windows that hold `a`, the one whose parts are nearest to it, all taken together; of equals the one that
 * begins last. */
static draad_status complete(dr_matcher *m, const dr_op *op, const dr_hits *lists, const dr_hit *a, bool *found,
                             dr_hit *out, draad_error *err)
{
    uint32_t first, last, best_first = 0, best_last = 0;
    uint64_t best = UINT64_MAX;
    if (op->reach.unit != DRAAD_UNIT_SENTENCE) {
        words_of_unit(m, op->reach.unit, a->first, &best_first, &best_last);
        best = distance_in(op, lists, a, best_first, best_last);
    } else {
        uint32_t n = op->reach.nsentences - 1, to = m->sentence_of.at[a->last];
        uint32_t earliest = back_in_turn(m, to, n);
        for (uint32_t start = m->sentence_of.at[a->first] + 1; start-- > earliest;) {
            words_of_sentences(m, start, on_in_turn(m, start, n), &first, &last);
            uint64_t distance = distance_in(op, lists, a, first, last);
            if (distance < best) {
                best = distance;
                best_first = first;
                best_last = last;
            }
        }
    }
    *found = best < UINT64_MAX;
    return *found ? join(m, op, lists, a, best_first, best_last, out, err) : DRAAD_OK;
}

static draad_status eval_and(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    dr_hits *lists = dr_arena_alloc(m->arena, op->nkids * sizeof *lists);
    draad_status s = lists != NULL ? DRAAD_OK : dr_no_memory(err);
    uint32_t rare = rarest(m, op);
    if (s == DRAAD_OK)
        s = dr_eval(m, op->kids[rare], &lists[rare], err);
    if (s != DRAAD_OK || lists[rare].n == 0)
        return s;
    for (uint32_t i = 0; i < op->nkids && s == DRAAD_OK; i++) {
        if (i != rare)
            s = dr_eval(m, op->kids[i], &lists[i], err);
        if (i < op->npositive && lists[i].n == 0)
            return s;
    }
    for (size_t i = 0; i < lists[0].n && s == DRAAD_OK; i++) {
        const dr_hit *a = &lists[0].at[i];
        bool found;
        dr_hit whole;
        uint32_t first, last;
        s = complete(m, op, lists, a, &found, &whole, err);
        dr_reach_around(m, op->reach, a, &first, &last);
        for (uint32_t k = op->npositive; k < op->nkids && found; k++)
            found = dr_hit_inside(&lists[k], first, last, a->first) == NULL;
        if (s == DRAAD_OK && found)
            s = push(m, out, whole, err);
    }
    if (s == DRAAD_OK)
        sort_hits(out);
    return s;
}

/* ---- The rest -------------------------------------------------------------------------------------------- */

static draad_status eval_or(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (uint32_t i = 0; i < op->nkids && s == DRAAD_OK; i++) {
        dr_hits list = {0};
        s = dr_eval(m, op->kids[i], &list, err);
        for (size_t k = 0; k < list.n && s == DRAAD_OK; k++)
            s = push(m, out, list.at[k], err);
    }
    if (s == DRAAD_OK)
        sort_hits(out);
    return s;
}

draad_status dr_negation_of(dr_matcher *m, const dr_hit *h, dr_scope *negation, draad_error *err)
{
    static const dr_scope none = {DRAAD_NONE, DRAAD_NEGATION_NONE};
    *negation = none;
    for (uint32_t i = 0; i < h->nevidence && negation->cue == DRAAD_NONE; i++) {
        uint32_t word = h->evidence[i];
        draad_status s = dr_read_sentence(m, m->sentence_of.at[word], err);
        if (s != DRAAD_OK)
            return s;
        dr_scope scope = m->scopes.at[word];
        bool own = false; /* a rule that names the negation itself is not negated by it */
        for (uint32_t k = 0; k < h->nevidence && scope.cue != DRAAD_NONE; k++)
            own = own || h->evidence[k] == scope.cue;
        *negation = own ? none : scope;
    }
    return DRAAD_OK;
}

static draad_status eval_scope(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    dr_hits list = {0};
    draad_status s = dr_eval(m, op->kids[0], &list, err);
    for (size_t i = 0; i < list.n && s == DRAAD_OK; i++) {
        dr_scope negation;
        s = dr_negation_of(m, &list.at[i], &negation, err);
        if (s == DRAAD_OK && (negation.cue != DRAAD_NONE) == (op->kind == DR_OP_NEG))
            s = push(m, out, list.at[i], err);
    }
    return s;
}

static draad_status eval_now(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    switch (op->kind) {
    case DR_OP_TERM:
        return eval_term(m, op, out, err);
    case DR_OP_REGEX:
        return eval_regex(m, op, out, err);
    case DR_OP_SEQ:
        return eval_seq(m, op, out, err);
    case DR_OP_NEAR:
    case DR_OP_BEFORE:
        return eval_near(m, op, out, err);
    case DR_OP_BAG:
        return eval_bag(m, op, out, err);
    case DR_OP_AND:
        return eval_and(m, op, out, err);
    case DR_OP_OR:
        return eval_or(m, op, out, err);
    case DR_OP_NEG:
    case DR_OP_AFF:
        break;
    }
    return eval_scope(m, op, out, err);
}

draad_status dr_eval(dr_matcher *m, const dr_op *op, dr_hits *out, draad_error *err)
{
    *out = (dr_hits){0};
    if (op->cache == DRAAD_NONE)
        return eval_now(m, op, out, err);
    if (!m->cached[op->cache]) {
        dr_arena *before = m->arena;
        m->arena = &m->kept;
        draad_status s = eval_now(m, op, out, err);
        m->arena = before;
        if (s != DRAAD_OK)
            return s;
        m->caches[op->cache] = *out;
        m->cached[op->cache] = 1;
    }
    *out = m->caches[op->cache];
    out->room = out->n; /* a kept list does not grow */
    return DRAAD_OK;
}
