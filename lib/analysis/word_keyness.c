/* SPDX-License-Identifier: Apache-2.0
 * word_keyness.c - which words does a group of respondents use more often than the others?
 * Sizes are all words of a group; words that are rare everywhere say nothing and are left out.
 * Knows: words by speaker, groups.  Does not know: codes, files. */
#include "analysis/counts.h"
#include "analysis/keyness.h"
#include "analysis/kinds.h"
#include "base/map.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST = 5 }; /* of a word, in all groups together */

typedef struct vocabulary {
    dr_map numbers;
    DR_VEC(draad_str) words;
    const dr_group_counts *g;
    uint32_t *n;     /* [word * ngroups + group] */
    uint32_t *range; /* likewise: documents of the group with the word */
    size_t *last;    /* likewise: 1 + the document it was met in last */
} vocabulary;

static void vocabulary_free(vocabulary *v)
{
    dr_map_free(&v->numbers);
    dr_vec_free(&v->words);
    dr_free(v->n);
    dr_free(v->range);
    dr_free(v->last);
}

static draad_status list_words(const draad_project *p, vocabulary *v, draad_error *err)
{
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].nwords_used; k++) {
            const draad_str word = p->documents[i].words[k].word;
            uint32_t *slot = dr_map_slot(&v->numbers, word);
            if (slot == NULL)
                return dr_no_memory(err);
            if (*slot != DRAAD_NONE)
                continue;
            draad_str *place = dr_vec_push(&v->words);
            if (place == NULL)
                return dr_no_memory(err);
            *place = word;
            *slot = (uint32_t)v->words.n - 1;
        }
    const size_t ncells = v->words.n * v->g->ngroups;
    v->n = dr_alloc_zero(ncells, sizeof *v->n);
    v->range = dr_alloc_zero(ncells, sizeof *v->range);
    v->last = dr_alloc_zero(ncells, sizeof *v->last);
    return v->n != NULL && v->range != NULL && v->last != NULL ? DRAAD_OK : dr_no_memory(err);
}

static void count_words(const draad_project *p, vocabulary *v)
{
    for (size_t i = 0; i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        for (size_t k = 0; k < d->nwords_used; k++) {
            const dr_word_count *w = &d->words[k];
            const size_t cell = dr_map_find(&v->numbers, w->word) * v->g->ngroups + dr_group_of(v->g, i, d, w->speaker);
            v->n[cell] += w->n;
            v->range[cell] += v->last[cell] != i + 1;
            v->last[cell] = i + 1;
        }
    }
}

/* ---- Rows -------------------------------------------------------------------------------------------------- */

typedef struct key_word {
    draad_str word;
    uint32_t n, rest, range;
    dr_keyness keyness;
} key_word;

static int compare(const void *one, const void *other)
{
    const key_word *a = one, *b = other;
    const double x = isnan(a->keyness.g2) ? -1 : a->keyness.g2, y = isnan(b->keyness.g2) ? -1 : b->keyness.g2;
    if (x != y)
        return x > y ? -1 : 1;
    return dr_str_compare(a->word, b->word);
}

static void put_group(draad_table *t, const vocabulary *v, size_t group, uint64_t all, key_word *rows)
{
    const uint64_t size = v->g->nwords[group];
    size_t n = 0;
    for (size_t i = 0; i < v->words.n; i++) {
        const uint32_t *of_word = &v->n[i * v->g->ngroups];
        uint32_t total = 0;
        for (size_t k = 0; k < v->g->ngroups; k++)
            total += of_word[k];
        if (total >= LEAST)
            rows[n++] =
                (key_word){v->words.at[i], of_word[group], total - of_word[group], v->range[i * v->g->ngroups + group],
                           dr_keyness_of(of_word[group], total - of_word[group], size, all - size)};
    }
    if (n > 0)
        qsort(rows, n, sizeof *rows, compare);
    for (size_t i = 0; i < n; i++) {
        const key_word *r = &rows[i];
        const double numbers[] = {r->n,
                                  r->rest,
                                  (double)size,
                                  (double)(all - size),
                                  r->keyness.sign,
                                  r->keyness.g2,
                                  r->keyness.g2_two_term,
                                  r->keyness.p,
                                  r->keyness.log_ratio,
                                  r->range};
        dr_table_put_text(t, v->g->groups[group]);
        dr_table_put_text(t, r->word);
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            dr_table_put(t, numbers[k]);
    }
}

draad_status dr_table_words(const draad_project *p, const draad_table_options *o, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@group", "@word",       "count", "rest_count", "size",  "rest_size", "sign",
                                          "g2",     "g2_two_term", "p",     "log_ratio",  "range", NULL};
    uint32_t attribute = DRAAD_NONE;
    dr_group_counts *g = NULL;
    vocabulary v = {0};
    key_word *rows = NULL;
    uint64_t all = 0;
    *out = NULL;
    if (!p->coding.count_words)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0},
                       "words were not counted in this result; code again with --words");
    draad_status s = dr_group_attribute(p, o->by, &attribute, err);
    if (s == DRAAD_OK)
        s = dr_group_counts_of(p, attribute, &g, err);
    v.g = g;
    if (s == DRAAD_OK)
        s = list_words(p, &v, err);
    if (s == DRAAD_OK && (rows = dr_alloc_zero(v.words.n + 1, sizeof *rows)) == NULL)
        s = dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    if (s == DRAAD_OK) {
        count_words(p, &v);
        for (size_t k = 0; k < g->ngroups; k++)
            all += g->nwords[k];
        for (size_t k = 0; k < g->ngroups; k++)
            put_group(*out, &v, k, all, rows);
        dr_table_fact_text(*out, "by", p->cases.attributes[attribute]);
        dr_table_fact(*out, "least", LEAST);
    }
    vocabulary_free(&v);
    dr_group_counts_free(g);
    dr_free(rows);
    return dr_table_done(out, s, err);
}
