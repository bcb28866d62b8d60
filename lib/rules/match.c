/* SPDX-License-Identifier: Apache-2.0
 * match.c - the words of a document, and the rules that they wake.
 * A word as written is put to the codebook's terms once, when it is first seen; after that it is a number with a
 * list of answers.  The words of a document become postings, term by term; only rules whose rarest term occurs are
 * looked at.  Sentences are read for verbs and negation only where a rule depends on it.
 * Knows: documents and plans.  Does not know: codings, projects. */
#include "rules/match.h"
#include "base/utf8.h"
#include "dutch/norm.h"
#include "outside/unicode.h"
#include "rules/matcher.h"

#include <stdlib.h>
#include <string.h>

enum { WORK_PER_RULE = 8000000 };

draad_status dr_matcher_new(const dr_plan *plan, dr_matcher **out, draad_error *err)
{
    dr_matcher *m = dr_alloc_zero(1, sizeof *m);
    *out = m;
    if (m == NULL)
        return dr_no_memory(err);
    m->plan = plan;
    m->postings = dr_alloc_zero(plan->terms.terms.n + 1, sizeof *m->postings);
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
    dr_vec_free(&m->cues);
    dr_vec_free(&m->ids_here);
    dr_vec_free(&m->awake);
    dr_buf_free(&m->folded);
    dr_offmap_free(&m->fold_map);
    dr_vec_free(&m->fold_start);
    dr_arena_free(&m->kept);
    dr_arena_free(&m->brief);
    dr_vec_free(&m->matches);
    dr_vec_free(&m->failed);
    dr_free(m);
}

/* ---- Words --------------------------------------------------------------------------------------------- */

static draad_status learn(dr_matcher *m, draad_str word, uint32_t *id, draad_error *err)
{
    draad_status s = dr_terms_ask(&m->plan->terms, word, &m->ask, err);
    if (s != DRAAD_OK)
        return s;
    draad_str key = dr_arena_str(&m->words, word);
    dr_known_word *k = key.data != NULL ? dr_vec_push(&m->known) : NULL;
    uint32_t *slot = k != NULL ? dr_map_slot(&m->ids, key) : NULL;
    if (slot == NULL || !dr_vec_reserve(&m->answers, m->ask.at.n))
        return dr_no_memory(err);
    *k = (dr_known_word){(uint32_t)m->answers.n, (uint32_t)m->ask.at.n, m->ask.flags};
    if (m->ask.at.n > 0)
        memcpy(m->answers.at + m->answers.n, m->ask.at.at, m->ask.at.n * sizeof *m->ask.at.at);
    m->answers.n += m->ask.at.n;
    *slot = *id = (uint32_t)(m->known.n - 1);
    return DRAAD_OK;
}

static draad_status post(dr_matcher *m, uint32_t term, uint32_t word, uint32_t partner, draad_error *err)
{
    dr_postings *p = &m->postings[term];
    if (p->list.n == 0) {
        uint32_t *t = dr_vec_push(&m->touched);
        if (t == NULL)
            return dr_no_memory(err);
        *t = term;
        for (const uint32_t *rule = m->plan->triggers[term]; *rule != DRAAD_NONE; rule++)
            m->awake.at[*rule] = 1;
    }
    dr_posting *posting = dr_vec_push(&p->list);
    if (posting == NULL)
        return dr_no_memory(err);
    *posting = (dr_posting){word, partner};
    return DRAAD_OK;
}

static int compare_postings(const void *x, const void *y)
{
    const dr_posting *a = x, *b = y;
    return a->word != b->word ? (a->word < b->word ? -1 : 1) : (a->partner > b->partner) - (a->partner < b->partner);
}

/* Keeps what the clause of sentence `i` says about negation. */
static draad_status read_clause(dr_matcher *m, uint32_t i, draad_error *err)
{
    const dr_span *s = &m->doc->units[DRAAD_UNIT_SENTENCE].at[i];
    draad_status status = dr_clause_read(&m->clause, m->doc->text, s->range, s->nwords, err);
    for (uint32_t w = 0; w < s->nwords && status == DRAAD_OK; w++) {
        uint32_t cue = m->clause.scopes.at[w].cue;
        m->cues.at[s->first_word + w] = cue == DRAAD_NONE ? DRAAD_NONE : s->first_word + cue;
    }
    m->flags.at[i] |= DR_SENTENCE_READ;
    return status;
}

draad_status dr_read_sentence(dr_matcher *m, uint32_t sentence, draad_error *err)
{
    uint8_t flags = m->flags.at[sentence];
    return (flags & DR_WORD_CUE) == 0 || (flags & DR_SENTENCE_READ) != 0 ? DRAAD_OK : read_clause(m, sentence, err);
}

/* Both halves of each verb that stands apart answer for the whole verb. */
static draad_status post_links(dr_matcher *m, uint32_t first_word, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < m->clause.links.n && s == DRAAD_OK; i++) {
        const dr_link *link = &m->clause.links.at[i];
        uint32_t verb = first_word + link->verb, particle = first_word + link->particle;
        s = dr_terms_ask_verb(&m->plan->terms, (draad_str){link->lemma, link->len}, &m->ask, err);
        for (size_t k = 0; k < m->ask.at.n && s == DRAAD_OK; k++) {
            s = post(m, m->ask.at.at[k].term, verb, particle, err);
            if (s == DRAAD_OK)
                s = post(m, m->ask.at.at[k].term, particle, verb, err);
        }
    }
    return s;
}

static bool is_linked_verb(const dr_matcher *m, uint32_t word)
{
    for (size_t i = 0; i < m->clause.links.n; i++)
        if (m->clause.links.at[i].verb == word)
            return true;
    return false;
}

/* Spellings to numbers, and what they answer to postings. */
static draad_status post_sentence(dr_matcher *m, uint32_t i, draad_error *err)
{
    const dr_span *sentence = &m->doc->units[DRAAD_UNIT_SENTENCE].at[i];
    const dr_word *words = m->doc->words + sentence->first_word;
    draad_status s = DRAAD_OK;
    uint8_t flags = 0;
    if (!dr_vec_reserve(&m->ids_here, sentence->nwords))
        return dr_no_memory(err);
    for (uint32_t w = 0; w < sentence->nwords; w++) {
        draad_str word = {m->doc->text.data + words[w].start, words[w].end - words[w].start};
        uint32_t id = dr_map_find(&m->ids, word);
        if (id == DRAAD_NONE && (s = learn(m, word, &id, err)) != DRAAD_OK)
            return s;
        m->ids_here.at[w] = id;
        flags |= m->known.at[id].flags;
    }
    m->flags.at[i] = flags;
    m->clause.links.n = 0;
    if ((flags & DR_WORD_PARTICLE) != 0 && (flags & DR_WORD_VERB) != 0 && (s = read_clause(m, i, err)) != DRAAD_OK)
        return s;
    for (uint32_t w = 0; w < sentence->nwords; w++) {
        const dr_known_word *k = &m->known.at[m->ids_here.at[w]];
        bool linked = k->n > 0 && m->clause.links.n > 0 && is_linked_verb(m, w);
        for (uint32_t a = 0; a < k->n && s == DRAAD_OK; a++) {
            dr_answer answer = m->answers.at[k->first + a];
            if (!(linked && answer.as_verb))
                s = post(m, answer.term, sentence->first_word + w, DRAAD_NONE, err);
        }
    }
    return s == DRAAD_OK ? post_links(m, sentence->first_word, err) : s;
}

/* ---- The document -------------------------------------------------------------------------------------- */

static draad_str role_of(const dr_matcher *m, uint32_t turn)
{
    uint32_t speaker = m->doc->turns[turn].speaker;
    return speaker != DRAAD_NONE ? m->roles[speaker].role : (draad_str){0};
}

static bool anybody_admits(const dr_matcher *m, uint32_t turn)
{
    draad_str role = role_of(m, turn);
    for (size_t i = 0; i < m->plan->speakers.n; i++)
        if (dr_speakers_admit(m->plan->speakers.at[i], role))
            return true;
    return false;
}

static void forget_document(dr_matcher *m)
{
    for (size_t i = 0; i < m->touched.n; i++)
        m->postings[m->touched.at[i]].list.n = 0;
    m->touched.n = m->matches.n = m->failed.n = 0;
    if (m->plan->ncaches > 0)
        memset(m->cached, 0, m->plan->ncaches);
    if (m->plan->rules.n > 0)
        memset(m->awake.at, 0, m->plan->rules.n);
    m->is_folded = false;
    dr_arena_reset(&m->kept);
    dr_arena_reset(&m->brief);
}

static draad_status prepare(dr_matcher *m, draad_error *err)
{
    const dr_spans *sentences = &m->doc->units[DRAAD_UNIT_SENTENCE];
    draad_status s = DRAAD_OK;
    forget_document(m);
    m->sentence_of.n = m->cues.n = m->flags.n = 0;
    if (!dr_vec_reserve(&m->sentence_of, m->doc->nwords + 1) || !dr_vec_reserve(&m->cues, m->doc->nwords + 1) ||
        !dr_vec_reserve(&m->flags, sentences->n + 1))
        return dr_no_memory(err);
    m->sentence_of.n = m->cues.n = m->doc->nwords;
    m->flags.n = sentences->n;
    memset(m->cues.at, 0xFF, m->doc->nwords * sizeof *m->cues.at);
    memset(m->flags.at, 0, sentences->n);
    for (uint32_t i = 0; i < sentences->n && s == DRAAD_OK; i++) {
        for (uint32_t w = 0; w < sentences->at[i].nwords; w++)
            m->sentence_of.at[sentences->at[i].first_word + w] = i;
        if (anybody_admits(m, sentences->at[i].turn))
            s = post_sentence(m, i, err);
    }
    for (size_t i = 0; i < m->touched.n; i++) { /* links put some out of order */
        dr_postings *p = &m->postings[m->touched.at[i]];
        for (size_t k = 1; k < p->list.n; k++)
            if (p->list.at[k].word < p->list.at[k - 1].word) {
                qsort(p->list.at, p->list.n, sizeof *p->list.at, compare_postings);
                break;
            }
    }
    return s;
}

/* ---- The folded text ------------------------------------------------------------------------------------ */

static draad_status fold_cluster(dr_matcher *m, draad_str cluster, draad_error *err)
{
    draad_status s = dr_norm(cluster, &m->ask.other, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&m->folded, dr_buf_str(&m->ask.other), err);
    if (s == DRAAD_OK && !dr_offmap_push(&m->fold_map, (uint32_t)cluster.len, (uint32_t)m->ask.other.len))
        s = dr_no_memory(err);
    return s;
}

/* The bytes of the character at s and of the marks that belong to it. */
static size_t cluster_length(const char *s, size_t n)
{
    uint32_t cp;
    size_t len = dr_utf8_decode(s, n, &cp);
    while (len < n && (unsigned char)s[len] >= 0x80) {
        size_t more = dr_utf8_decode(s + len, n - len, &cp);
        if (more == 0 || dr_char_kind_of(cp) != DR_CHAR_MARK)
            break;
        len += more;
    }
    return len > 0 ? len : 1;
}

static draad_status fold_sentence(dr_matcher *m, draad_range r, draad_error *err)
{
    const char *text = m->doc->text.data;
    draad_status s = DRAAD_OK;
    for (draad_byte at = r.start; at < r.end && s == DRAAD_OK;) {
        unsigned char c = (unsigned char)text[at];
        if (c < 0x80 && (at + 1 >= r.end || (unsigned char)text[at + 1] < 0x80)) {
            s = dr_buf_put_char(&m->folded, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : (char)c, err);
            if (s == DRAAD_OK && !dr_offmap_push(&m->fold_map, 1, 1))
                s = dr_no_memory(err);
            at++;
        } else {
            size_t len = cluster_length(text + at, r.end - at);
            s = fold_cluster(m, (draad_str){text + at, len}, err);
            at += (draad_byte)len;
        }
    }
    return s;
}

draad_status dr_fold_document(dr_matcher *m, draad_error *err)
{
    const dr_spans *sentences = &m->doc->units[DRAAD_UNIT_SENTENCE];
    draad_status s = DRAAD_OK;
    draad_byte at = 0;
    if (m->is_folded)
        return DRAAD_OK;
    m->folded.len = 0;
    dr_offmap_free(&m->fold_map);
    m->fold_start.n = 0;
    if (!dr_vec_reserve(&m->fold_start, sentences->n + 1))
        return dr_no_memory(err);
    for (size_t i = 0; i < sentences->n && s == DRAAD_OK; i++) {
        draad_range r = sentences->at[i].range;
        if (!dr_offmap_push(&m->fold_map, r.start - at, 0))
            s = dr_no_memory(err);
        m->fold_start.at[m->fold_start.n++] = (uint32_t)m->folded.len;
        if (s == DRAAD_OK)
            s = fold_sentence(m, r, err);
        if (s == DRAAD_OK)
            s = dr_buf_put_char(&m->folded, '\n', err);
        if (s == DRAAD_OK && !dr_offmap_push(&m->fold_map, 0, 1))
            s = dr_no_memory(err);
        at = r.end;
    }
    m->fold_start.at[m->fold_start.n++] = (uint32_t)m->folded.len;
    m->is_folded = s == DRAAD_OK;
    return s;
}

/* ---- Rules ---------------------------------------------------------------------------------------------- */

static bool overlaps(const dr_hits *list, const dr_hit *h)
{
    for (size_t i = 0; i < list->n && list->at[i].first <= h->last; i++)
        for (uint32_t a = 0; a < list->at[i].nevidence; a++)
            for (uint32_t b = 0; b < h->nevidence; b++)
                if (list->at[i].evidence[a] == h->evidence[b])
                    return true;
    return false;
}

/* What blocks a match: its name, or "". */
static draad_str blocked_by(const dr_matcher *m, const dr_plan_rule *r, const dr_hits *except, const dr_hits *unless,
                            const dr_hit *h, uint32_t cue)
{
    uint32_t first, last;
    if (r->except != NULL && overlaps(except, h))
        return r->except_name;
    dr_reach_around(m, r->rule->within, h, &first, &last);
    for (size_t i = 0; i < r->nunless; i++)
        if (dr_hit_inside(&unless[i], first, last, h->first) != NULL)
            return r->unless[i].name;
    if (r->rule->negated == DR_NEGATED_NEVER && cue != DRAAD_NONE)
        return DR_STR("negated: never");
    if (r->rule->negated == DR_NEGATED_ONLY && cue == DRAAD_NONE)
        return DR_STR("negated: only");
    return (draad_str){0};
}

static draad_status keep(dr_matcher *m, uint32_t rule, const dr_hit *h, uint32_t cue, draad_str blocked,
                         draad_error *err)
{
    dr_rule_match *match = dr_vec_push(&m->matches);
    uint32_t *words = match != NULL ? dr_arena_alloc(&m->kept, h->nevidence * sizeof *words) : NULL;
    if (words == NULL)
        return dr_no_memory(err);
    memcpy(words, h->evidence, h->nevidence * sizeof *words);
    *match = (dr_rule_match){rule, *h, cue, blocked};
    match->hit.evidence = words;
    return DRAAD_OK;
}

/* One place may be found in two ways that differ only in what counts as the place; the words decide. */
static bool same_words(const dr_hit *a, const dr_hit *b)
{
    return a->nevidence == b->nevidence && memcmp(a->evidence, b->evidence, a->nevidence * sizeof *a->evidence) == 0;
}

static draad_status run_rule(dr_matcher *m, uint32_t index, draad_error *err)
{
    const dr_plan_rule *r = &m->plan->rules.at[index];
    dr_hits hits, except = {0}, *unless = NULL;
    size_t before = m->matches.n;
    draad_status s = dr_eval(m, r->find, &hits, err);
    if (s != DRAAD_OK || hits.n == 0)
        return s;
    if (r->except != NULL)
        s = dr_eval(m, r->except, &except, err);
    unless = dr_arena_alloc(&m->brief, (r->nunless + 1) * sizeof *unless);
    if (unless == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < r->nunless && s == DRAAD_OK; i++)
        s = dr_eval(m, r->unless[i].op, &unless[i], err);
    for (size_t i = 0; i < hits.n && s == DRAAD_OK; i++) {
        const dr_hit *h = &hits.at[i];
        uint32_t cue = DRAAD_NONE;
        bool again = false;
        for (size_t k = m->matches.n; k > before && !again && k + 8 > m->matches.n; k--)
            again = same_words(h, &m->matches.at[k - 1].hit);
        uint32_t turn = m->doc->units[DRAAD_UNIT_SENTENCE].at[m->sentence_of.at[h->first]].turn;
        if (again || !dr_speakers_admit(m->plan->speakers.at[r->speakers], role_of(m, turn)))
            continue;
        if ((s = dr_cue_of(m, h, &cue, err)) == DRAAD_OK)
            s = keep(m, index, h, cue, blocked_by(m, r, &except, unless, h, cue), err);
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
    draad_status s = prepare(m, err);
    for (uint32_t i = 0; i < m->plan->rules.n && s == DRAAD_OK; i++) {
        draad_error why;
        if (!m->awake.at[i] && !m->plan->rules.at[i].always)
            continue;
        dr_arena_reset(&m->brief);
        m->work = WORK_PER_RULE;
        m->budget = DR_PATTERN_BUDGET;
        s = run_rule(m, i, &why);
        if (s == DRAAD_E_RULE) {
            uint32_t *failed = dr_vec_push(&m->failed);
            s = DRAAD_OK;
            if (failed == NULL)
                s = dr_no_memory(err);
            else
                *failed = i;
        } else if (s != DRAAD_OK && err != NULL) {
            *err = why;
        }
    }
    *out = (dr_rule_matches){m->matches.at, m->matches.n, m->failed.at, m->failed.n};
    return s;
}
