/* SPDX-License-Identifier: Apache-2.0
 * match.c - which rules a document wakes, what they find, and what blocks it.
 * Only rules whose rarest term occurs in the document are looked at.
 * Knows: documents and plans.  Does not know: codings, projects. */
#include "rules/match.h"
#include "rules/matcher.h"

#include <stdlib.h>
#include <string.h>

enum { WORK_PER_RULE = 8000000, MATCHES_MAX = 1000000 /* of all rules in a document */ };

draad_status dr_matcher_new(const dr_plan *plan, dr_matcher **out, draad_error *err)
{
    dr_matcher *m = dr_alloc_zero(1, sizeof *m);
    *out = m;
    if (m == NULL)
        return dr_no_memory(err);
    m->plan = plan;
    m->postings = dr_alloc_zero(plan->terms.terms.n + 1, sizeof *m->postings);
    m->clause.lexicon = plan->terms.lexicon;
    m->caches = dr_alloc_zero(plan->ncaches + 1, sizeof *m->caches);
    m->cached = dr_alloc_zero(plan->ncaches + 1, 1);
    m->scratch = plan->has_regex ? dr_pattern_scratch_new() : NULL;
    if (m->postings != NULL && m->caches != NULL && m->cached != NULL && (!plan->has_regex || m->scratch != NULL) &&
        dr_vec_reserve(&m->awake, plan->rules.n + 1))
        return DRAAD_OK;
    dr_matcher_free(m);
    *out = NULL;
    return dr_no_memory(err);
}

void dr_matcher_free(dr_matcher *m)
{
    if (m == NULL)
        return;
    for (size_t i = 0; m->postings != NULL && i < m->plan->terms.terms.n; i++)
        dr_vec_free(&m->postings[i].list);
    dr_free(m->postings);
    dr_free(m->caches);
    dr_free(m->cached);
    dr_pattern_scratch_free(m->scratch);
    dr_arena_free(&m->words);
    dr_map_free(&m->ids);
    dr_vec_free(&m->known);
    dr_vec_free(&m->answers);
    dr_answers_free(&m->ask);
    dr_clause_free(&m->clause);
    dr_vec_free(&m->touched);
    dr_vec_free(&m->sentence_of);
    dr_vec_free(&m->flags);
    dr_vec_free(&m->scopes);
    dr_vec_free(&m->ids_of);
    dr_vec_free(&m->forms);
    dr_vec_free(&m->linked);
    dr_vec_free(&m->awake);
    dr_buf_free(&m->small);
    dr_buf_free(&m->other);
    dr_offmap_free(&m->fold_map);
    dr_arena_free(&m->kept);
    dr_arena_free(&m->brief);
    dr_vec_free(&m->matches);
    dr_vec_free(&m->failed);
    dr_free(m);
}

/* ---- Rules ---------------------------------------------------------------------------------------------- */

/* Words of the document, in order. */
typedef struct word_set {
    uint32_t *at;
    size_t n;
} word_set;

static int compare_words(const void *x, const void *y)
{
    const uint32_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

/* All words that these hits found. */
static draad_status words_of(dr_matcher *m, const dr_hits *hits, word_set *out, draad_error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < hits->n; i++)
        n += hits->at[i].nevidence;
    *out = (word_set){dr_arena_room(m->arena, (n + 1) * sizeof *out->at), 0};
    if (out->at == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < hits->n; i++)
        for (uint32_t k = 0; k < hits->at[i].nevidence; k++)
            out->at[out->n++] = hits->at[i].evidence[k];
    qsort(out->at, out->n, sizeof *out->at, compare_words);
    return DRAAD_OK;
}

static bool overlaps(const word_set *words, const dr_hit *h)
{
    for (uint32_t i = 0; i < h->nevidence; i++)
        if (bsearch(&h->evidence[i], words->at, words->n, sizeof *words->at, compare_words) != NULL)
            return true;
    return false;
}

/* What blocks a match: its name, or "". */
static draad_str blocked_by(const dr_matcher *m, const dr_plan_rule *r, const word_set *except, const dr_hits *unless,
                            const dr_hit *h, bool negated)
{
    uint32_t first, last;
    if (overlaps(except, h))
        return r->except_name;
    dr_reach_around(m, r->rule->within, h, &first, &last);
    for (size_t i = 0; i < r->nunless; i++)
        if (dr_hit_inside(&unless[i], first, last, h->first) != NULL)
            return r->unless[i].name;
    if (r->rule->negated == DR_NEGATED_NEVER && negated)
        return DR_STR("negated: never");
    if (r->rule->negated == DR_NEGATED_ONLY && !negated)
        return DR_STR("negated: only");
    return (draad_str){0};
}

static draad_status keep(dr_matcher *m, uint32_t rule, const dr_hit *h, uint32_t nth, dr_scope negation,
                         draad_str blocked, draad_error *err)
{
    m->gave_up_word = h->first;
    if (m->matches.n == MATCHES_MAX)
        return dr_fail(err, DRAAD_E_RULE, dr_place_of(NULL), "a document with more than %d matches", MATCHES_MAX);
    dr_rule_match *match = dr_vec_push(&m->matches);
    uint32_t *words = match != NULL ? dr_arena_alloc(&m->kept, h->nevidence * sizeof *words) : NULL;
    if (words == NULL)
        return dr_no_memory(err);
    memcpy(words, h->evidence, h->nevidence * sizeof *words);
    *match = (dr_rule_match){rule, *h, nth, negation, blocked};
    match->hit.evidence = words;
    return DRAAD_OK;
}

static int compare_match(const void *key, const void *match)
{
    return dr_compare_hits(key, &((const dr_rule_match *)match)->hit);
}

/* A verb that stands apart is found at both its places, and so is what AND joins, from either side: the same words are
 * one match, at the first of their places in a sentence.  Elsewhere they code another sentence: nth counts those. */
static bool is_again(const dr_matcher *m, size_t before, const dr_hit *h, uint32_t *nth)
{
    *nth = 0;
    if (m->matches.n == before)
        return false;
    for (uint32_t i = 0; i < h->nevidence && h->evidence[i] <= h->first; i++) {
        dr_hit other = {h->evidence[i], 0, h->evidence, h->nevidence};
        for (uint32_t k = i; k < h->nevidence; k++) {
            other.last = h->evidence[k];
            if (bsearch(&other, m->matches.at + before, m->matches.n - before, sizeof *m->matches.at, compare_match) ==
                NULL)
                continue;
            if (m->sentence_of.at[other.first] == m->sentence_of.at[h->first])
                return true;
            ++*nth;
        }
    }
    return false;
}

static draad_status run_rule(dr_matcher *m, uint32_t index, draad_error *err)
{
    const dr_plan_rule *r = &m->plan->rules.at[index];
    dr_hits hits, exceptions = {0}, *unless = NULL;
    word_set except;
    size_t before = m->matches.n;
    draad_status s = dr_eval(m, r->find, &hits, err);
    if (s != DRAAD_OK || hits.n == 0)
        return s;
    if (r->except != NULL)
        s = dr_eval(m, r->except, &exceptions, err);
    if (s == DRAAD_OK)
        s = words_of(m, &exceptions, &except, err);
    if (s != DRAAD_OK)
        return s;
    unless = dr_arena_alloc(&m->brief, (r->nunless + 1) * sizeof *unless);
    if (unless == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < r->nunless && s == DRAAD_OK; i++)
        s = dr_eval(m, r->unless[i].op, &unless[i], err);
    for (size_t i = 0; i < hits.n && s == DRAAD_OK; i++) {
        const dr_hit *h = &hits.at[i];
        dr_scope negation;
        uint32_t nth;
        uint32_t turn = m->doc->units[DRAAD_UNIT_SENTENCE].at[m->sentence_of.at[h->first]].turn;
        if (is_again(m, before, h, &nth) ||
            !dr_speakers_admit(m->plan->speakers.at[r->speakers], dr_role_of_turn(m, turn)))
            continue;
        if ((s = dr_negation_of(m, h, &negation, err)) == DRAAD_OK)
            s = keep(m, index, h, nth, negation, blocked_by(m, r, &except, unless, h, negation.cue != DRAAD_NONE), err);
    }
    if (s != DRAAD_OK)
        m->matches.n = before;
    return s;
}

draad_status dr_matcher_run(dr_matcher *m, const draad_document *doc, const dr_speaker *roles, dr_rule_matches *out,
                            draad_error *err)
{
    m->doc = doc;
    m->roles = roles;
    m->arena = &m->brief;
    draad_status s = dr_prepare_document(m, err);
    for (uint32_t i = 0; i < m->plan->rules.n && s == DRAAD_OK; i++) {
        draad_error why;
        if (!m->awake.at[i] && !m->plan->rules.at[i].always)
            continue;
        dr_arena_reset(&m->brief);
        m->work = WORK_PER_RULE;
        m->budget = DR_PATTERN_BUDGET;
        m->gave_up_word = DRAAD_NONE;
        m->gave_up_at = 0;
        s = run_rule(m, i, &why);
        if (s == DRAAD_E_RULE) {
            dr_failed_rule *failed = dr_vec_push(&m->failed);
            s = DRAAD_OK;
            if (failed == NULL)
                s = dr_no_memory(err);
            else
                *failed = (dr_failed_rule){i, m->gave_up_word != DRAAD_NONE ? doc->words[m->gave_up_word].start
                                                                            : m->gave_up_at};
        } else if (s != DRAAD_OK && err != NULL) {
            *err = why;
        }
    }
    *out = (dr_rule_matches){m->matches.at, m->matches.n, m->failed.at, m->failed.n};
    return s;
}
