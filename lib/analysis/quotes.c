/* SPDX-License-Identifier: Apache-2.0
 * quotes.c - quotations for each code: the most typical ones, from as many respondents as there are.
 * Quotations are shown exactly as they were said, whole sentences, never corrected.
 * Knows: segments and what they say.  Does not know: files. */
#include "analysis/quotes.h"
#include "analysis/kinds.h"
#include "base/map.h"
#include "dutch/norm.h"
#include "dutch/tokens.h"
#include "outside/stem.h"

#include <math.h>
#include <stdlib.h>

enum { WORDS_MIN = 8, WORDS_MAX = 80 };

/* ---- Vectors ----------------------------------------------------------------------------------------------- */

/* A stem of a text. */
typedef struct weight {
    uint32_t stem;
    double value; /* how often; then its tf-idf */
} weight;

typedef struct vectors {
    dr_arena arena;
    dr_map stems;
    dr_stemmer *stemmer;
    dr_buf norm;
    DR_VEC(weight) weights; /* text by text, each stem once in a text */
    size_t *first;          /* for each text, and behind the last */
    DR_VEC(uint32_t) df;    /* for each stem, its texts */
    DR_VEC(size_t) last;    /* for each stem, 1 + its place in the text at hand */
} vectors;

static void vectors_free(vectors *v)
{
    dr_arena_free(&v->arena);
    dr_map_free(&v->stems);
    dr_stemmer_free(v->stemmer);
    dr_buf_free(&v->norm);
    dr_vec_free(&v->weights);
    dr_free(v->first);
    dr_vec_free(&v->df);
    dr_vec_free(&v->last);
}

static bool number_stem(vectors *v, draad_str stem, uint32_t *out)
{
    *out = dr_map_find(&v->stems, stem);
    if (*out != DRAAD_NONE)
        return true;
    const draad_str kept = dr_arena_str(&v->arena, stem);
    uint32_t *slot = kept.data != NULL ? dr_map_slot(&v->stems, kept) : NULL;
    if (slot == NULL || dr_vec_push(&v->df) == NULL || dr_vec_push(&v->last) == NULL)
        return false;
    *out = *slot = (uint32_t)v->df.n - 1;
    return true;
}

static draad_status add_word(vectors *v, draad_str word, size_t begin, draad_error *err)
{
    uint32_t stem = 0;
    draad_status s = dr_norm(word, &v->norm, err);
    if (s != DRAAD_OK)
        return s;
    const draad_str cut = dr_stem(v->stemmer, dr_buf_str(&v->norm));
    if (cut.data == NULL || !number_stem(v, cut, &stem))
        return dr_no_memory(err);
    if (v->last.at[stem] > begin) { /* again in this text */
        v->weights.at[v->last.at[stem] - 1].value += 1;
        return DRAAD_OK;
    }
    weight *w = dr_vec_push(&v->weights);
    if (w == NULL)
        return dr_no_memory(err);
    *w = (weight){stem, 1};
    v->last.at[stem] = v->weights.n;
    v->df.at[stem]++;
    return DRAAD_OK;
}

static int by_stem(const void *one, const void *other)
{
    const weight *a = one, *b = other;
    return (a->stem > b->stem) - (a->stem < b->stem);
}

/* The stems of a text stand in their own order, not in that of its words: two texts of the same words get the same
 * sums, to the last digit, so that their scores are equal. */
static draad_status add_text(vectors *v, draad_str text, draad_error *err)
{
    const size_t begin = v->weights.n;
    draad_status s = DRAAD_OK;
    draad_byte at = 0;
    dr_token t;
    while (s == DRAAD_OK && dr_token_next(text, (draad_byte)text.len, &at, &t))
        if (dr_token_is_word(t.kind))
            s = add_word(v, (draad_str){text.data + t.start, t.end - t.start}, begin, err);
    if (v->weights.n > begin)
        qsort(&v->weights.at[begin], v->weights.n - begin, sizeof *v->weights.at, by_stem);
    return s;
}

uint32_t dr_count_words(draad_str text)
{
    uint32_t n = 0;
    draad_byte at = 0;
    dr_token t;
    while (dr_token_next(text, (draad_byte)text.len, &at, &t))
        n += dr_token_is_word(t.kind);
    return n;
}

static void score(vectors *v, size_t n, const double *mean, double *scores)
{
    double length = 0;
    for (size_t i = 0; i < v->df.n; i++)
        length += mean[i] * mean[i];
    for (size_t i = 0; i < n; i++) {
        double dot = 0, own = 0;
        for (size_t k = v->first[i]; k < v->first[i + 1]; k++) {
            const weight *w = &v->weights.at[k];
            dot += w->value * mean[w->stem];
            own += w->value * w->value;
        }
        scores[i] = own > 0 && length > 0 ? dot / sqrt(own * length) : 0;
    }
}

draad_status dr_typical(const draad_str *texts, size_t n, double *scores, draad_error *err)
{
    vectors v = {.stemmer = dr_stemmer_new(), .first = dr_alloc_zero(n + 1, sizeof *v.first)};
    double *mean = NULL;
    draad_status s = v.stemmer != NULL && v.first != NULL ? DRAAD_OK : dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < n; i++) {
        s = add_text(&v, texts[i], err);
        v.first[i + 1] = v.weights.n;
    }
    if (s == DRAAD_OK && (mean = dr_alloc_zero(v.df.n, sizeof *mean)) == NULL)
        s = dr_no_memory(err);
    for (size_t k = 0; s == DRAAD_OK && k < v.weights.n; k++) {
        weight *w = &v.weights.at[k];
        w->value *= log((double)n / v.df.at[w->stem]);
        mean[w->stem] += w->value / (double)n;
    }
    if (s == DRAAD_OK)
        score(&v, n, mean, scores);
    vectors_free(&v);
    dr_free(mean);
    return s;
}

/* ---- Candidates -------------------------------------------------------------------------------------------- */

typedef struct candidate {
    dr_segment segment;
    const dr_coded *d;
    uint32_t document, turn; /* turn: the first that counts; DRAAD_NONE */
    draad_str text;          /* what is compared */
    draad_str quote;         /* what would be shown */
    draad_cp start, end;     /* of the quote */
    uint32_t nwords;         /* of the quote; DRAAD_NONE: not counted yet, since most are never asked for */
    double score;
    bool is_taken; /* it was chosen, or shares a sentence with one that was */
} candidate;

typedef DR_VEC(candidate) candidates;

static int by_code(const void *one, const void *other)
{
    const candidate *a = one, *b = other;
    if (a->segment.code != b->segment.code)
        return a->segment.code < b->segment.code ? -1 : 1;
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    return (a->segment.range.start > b->segment.range.start) - (a->segment.range.start < b->segment.range.start);
}

static int by_score(const void *one, const void *other)
{
    const candidate *a = one, *b = other;
    return a->score != b->score ? (a->score > b->score ? -1 : 1) : by_code(a, b);
}

static draad_status list_candidates(const draad_project *p, candidates *all, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (uint32_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        dr_segment *segments = NULL;
        size_t n = 0;
        s = dr_segments_of(d, &segments, &n, err);
        if (s == DRAAD_OK && !dr_vec_reserve(all, n))
            s = dr_no_memory(err);
        for (size_t k = 0; s == DRAAD_OK && k < n; k++)
            all->at[all->n++] = (candidate){.segment = segments[k],
                                            .d = d,
                                            .document = i,
                                            .turn = dr_first_eligible_turn(d, segments[k].first[DRAAD_UNIT_TURN],
                                                                           segments[k].last[DRAAD_UNIT_TURN])};
        dr_free(segments);
    }
    if (s == DRAAD_OK && all->n > 0)
        qsort(all->at, all->n, sizeof *all->at, by_code);
    return s;
}

/* What a candidate says; texts live in the arena. */
static draad_status read_candidate(candidate *c, dr_arena *arena, dr_buf *scratch, draad_error *err)
{
    scratch->len = 0;
    draad_status s = dr_segment_text(c->d, &c->segment, scratch, err);
    if (s == DRAAD_OK && (c->text = dr_arena_str(arena, dr_buf_str(scratch))).data == NULL)
        s = dr_no_memory(err);
    scratch->len = 0;
    if (s == DRAAD_OK)
        s = dr_segment_passage(c->d, &c->segment, scratch, &c->start, &c->end, err);
    if (s == DRAAD_OK && (c->quote = dr_arena_str(arena, dr_buf_str(scratch))).data == NULL)
        s = dr_no_memory(err);
    c->nwords = DRAAD_NONE;
    return s;
}

static draad_status score_candidates(candidate *c, size_t n, draad_error *err)
{
    draad_str *texts = dr_alloc_zero(n, sizeof *texts);
    double *scores = dr_alloc_zero(n, sizeof *scores);
    draad_status s = texts != NULL && scores != NULL ? DRAAD_OK : dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        texts[i] = c[i].text;
    if (s == DRAAD_OK)
        s = dr_typical(texts, n, scores, err);
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        c[i].score = scores[i];
    dr_free(texts);
    dr_free(scores);
    return s;
}

/* ---- Choosing ---------------------------------------------------------------------------------------------- */

static draad_str case_of(const candidate *c)
{
    return dr_case_of_turn(c->d, c->turn);
}

/* What runs over a border of turns holds words of somebody else, and is no quotation of one. */
static bool is_of_one_turn(const candidate *c)
{
    return c->turn != DRAAD_NONE && c->segment.first[DRAAD_UNIT_TURN] == c->segment.last[DRAAD_UNIT_TURN];
}

static uint32_t words_of(candidate *c)
{
    if (c->nwords == DRAAD_NONE)
        c->nwords = dr_count_words(c->quote);
    return c->nwords;
}

static bool can_be_quoted(candidate *c)
{
    return !c->is_taken && is_of_one_turn(c) && words_of(c) >= WORDS_MIN && words_of(c) <= WORDS_MAX;
}

/* The longest of those that are too short; NULL: there is none. */
static candidate *longest_short(candidate *c, size_t n)
{
    candidate *best = NULL;
    for (size_t i = 0; i < n; i++) {
        const bool fits = is_of_one_turn(&c[i]) && words_of(&c[i]) > 0 && words_of(&c[i]) < WORDS_MIN;
        if (fits &&
            (best == NULL || c[i].nwords > best->nwords || (c[i].nwords == best->nwords && by_code(&c[i], best) < 0)))
            best = &c[i];
    }
    return best;
}

/* The quotation is given: it, and what shares a sentence with it, will not be again. */
static void take(candidate *c, size_t n, const candidate *chosen)
{
    for (size_t i = 0; i < n; i++)
        c[i].is_taken = c[i].is_taken || (c[i].document == chosen->document && c[i].start.value < chosen->end.value &&
                                          chosen->start.value < c[i].end.value);
}

/* The best one of a respondent who is not among the last `nround` that were chosen; NULL: there is none. */
static candidate *best_of(candidate *c, size_t n, candidate *const *round, size_t nround)
{
    for (size_t i = 0; i < n; i++) {
        bool fresh = !c[i].is_taken;
        for (size_t k = 0; fresh && k < nround; k++)
            fresh = !dr_str_equal(case_of(round[k]), case_of(&c[i]));
        if (fresh && can_be_quoted(&c[i]))
            return &c[i];
    }
    return NULL;
}

static void put_quote(draad_table *t, const draad_project *p, const candidate *c, size_t rank)
{
    const uint32_t speaker = c->d->turns != NULL ? c->d->turns[c->turn].speaker : DRAAD_NONE;
    const bool named = speaker < c->d->nspeakers;
    dr_table_put_text(t, p->codes.at[c->segment.code].id);
    dr_table_put(t, (double)rank);
    dr_table_put_text(t, c->d->id);
    dr_table_put_text(t, case_of(c));
    dr_table_put_text(t, named ? c->d->speakers[speaker].label : (draad_str){0});
    dr_table_put_text(t, named ? c->d->speakers[speaker].role : (draad_str){0});
    dr_table_put(t, c->start.value);
    dr_table_put(t, c->end.value);
    dr_table_put(t, c->nwords);
    dr_table_put(t, c->score);
    dr_table_put_text(t, c->quote);
    dr_table_put_text(t, c->nwords < WORDS_MIN ? DR_STR("short") : DR_STR(""));
}

/* c[0..n): the candidates of one code. */
static draad_status quote_code(draad_table *t, const draad_project *p, candidate *c, size_t n, uint32_t wanted,
                               dr_buf *scratch, draad_error *err)
{
    dr_arena arena = {0};
    candidate **round = dr_alloc_zero((wanted < n ? wanted : n) + 1, sizeof *round);
    draad_status s = round != NULL ? DRAAD_OK : dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        s = read_candidate(&c[i], &arena, scratch, err);
    if (s == DRAAD_OK)
        s = score_candidates(c, n, err);
    if (s == DRAAD_OK)
        qsort(c, n, sizeof *c, by_score);
    for (size_t rank = 1, nround = 0; s == DRAAD_OK && rank <= wanted; rank++) {
        candidate *best = best_of(c, n, round, nround);
        if (best == NULL && nround > 0) /* all have been quoted: begin again */
            best = best_of(c, n, round, nround = 0);
        if (best == NULL && rank == 1 && (best = longest_short(c, n)) != NULL)
            wanted = 1; /* better than nothing, and not more of it */
        if (best == NULL)
            break;
        take(c, n, best);
        round[nround++] = best;
        put_quote(t, p, best, rank);
    }
    dr_free(round);
    dr_arena_free(&arena);
    return s;
}

draad_status dr_table_quotes(const draad_project *p, const draad_table_options *o, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@code", "rank",  "@document", "@case",  "@speaker", "@role", "start",
                                          "end",   "words", "score",     "@quote", "@note",    NULL};
    candidates all = {0};
    dr_buf scratch = {0};
    *out = NULL;
    draad_status s = list_candidates(p, &all, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t i = 0, end = 0; s == DRAAD_OK && i < all.n; i = end) {
        while (end < all.n && all.at[end].segment.code == all.at[i].segment.code)
            end++;
        s = quote_code(*out, p, &all.at[i], end - i, o->nquotes, &scratch, err);
    }
    if (s == DRAAD_OK)
        dr_put_view_facts(*out, o);
    dr_vec_free(&all);
    dr_buf_free(&scratch);
    return dr_table_done(out, s, err);
}
