/* SPDX-License-Identifier: Apache-2.0
 * words.c - which words the speakers of a document use, and how often.
 * Words are told apart by their lemma, the preferred one; numbers, addresses and names that were taken out are none.
 * Knows: one document.  Does not know: codes, files. */
#include "coding/words.h"
#include "base/map.h"

#include <stdlib.h>

typedef struct counter {
    dr_coded *d;
    dr_map *numbers; /* for each speaker, and for turns without one: lemma -> its place in d->words */
    DR_VEC(dr_word_count) words;
    draad_status status;
} counter;

static void count(counter *c, uint32_t speaker, draad_str word)
{
    dr_map *m = &c->numbers[speaker < c->d->nspeakers ? speaker : c->d->nspeakers];
    const uint32_t known = dr_map_find(m, word);
    if (known != DRAAD_NONE) {
        c->words.at[known].n++;
        return;
    }
    const draad_str kept = dr_arena_str(&c->d->arena, word);
    uint32_t *slot = kept.data != NULL ? dr_map_slot(m, kept) : NULL;
    dr_word_count *w = slot != NULL ? dr_vec_push(&c->words) : NULL;
    if (w == NULL) {
        c->status = DRAAD_E_MEMORY;
        return;
    }
    *slot = (uint32_t)c->words.n - 1;
    *w = (dr_word_count){speaker < c->d->nspeakers ? speaker : DRAAD_NONE, kept, 1};
}

static void take(void *ctx, const draad_token *t)
{
    counter *c = ctx;
    const dr_unit_rows *turns = &c->d->units[DRAAD_UNIT_TURN];
    if (c->status != DRAAD_OK || !dr_str_is(t->kind, "word") || t->is_particle || t->turn >= turns->n ||
        !turns->at[t->turn].eligible)
        return;
    count(c, c->d->turns[t->turn].speaker, t->verb.len > 0 ? t->verb : t->lemma);
}

static int compare(const void *one, const void *other)
{
    const dr_word_count *a = one, *b = other;
    if (a->speaker != b->speaker)
        return a->speaker < b->speaker ? -1 : 1;
    return dr_str_compare(a->word, b->word);
}

draad_status dr_coded_count_words(dr_coded *d, draad_error *err)
{
    counter c = {.d = d, .numbers = dr_alloc_zero(d->nspeakers + 1, sizeof *c.numbers)};
    draad_status s = c.numbers != NULL ? draad_document_tokens(d->doc, take, &c, err) : dr_no_memory(err);
    if (s == DRAAD_OK && c.status != DRAAD_OK)
        s = dr_no_memory(err);
    for (size_t i = 0; c.numbers != NULL && i <= d->nspeakers; i++)
        dr_map_free(&c.numbers[i]);
    dr_free(c.numbers);
    if (s == DRAAD_OK && c.words.n > 0)
        qsort(c.words.at, c.words.n, sizeof *c.words.at, compare);
    d->words = c.words.at; /* freed with the document, also after a failure */
    d->nwords_used = c.words.n;
    return s;
}
