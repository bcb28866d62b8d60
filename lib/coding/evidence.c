/* SPDX-License-Identifier: Apache-2.0
 * evidence.c - the matched words of a coding.
 * Knows: matches, and how a result folder writes their places.  Does not know: texts, files. */
#include "coding/project.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const dr_stretch *x = a, *y = b;
    return x->start != y->start ? (x->start > y->start) - (x->start < y->start) : (x->end > y->end) - (x->end < y->end);
}

void dr_stretches_unite(dr_stretches *words)
{
    size_t n = 0;
    if (words->n > 0)
        qsort(words->at, words->n, sizeof *words->at, by_place);
    for (size_t i = 0; i < words->n; i++) {
        if (n == 0 || words->at[i].start > words->at[n - 1].end)
            words->at[n++] = words->at[i];
        else if (words->at[i].end > words->at[n - 1].end)
            words->at[n - 1].end = words->at[i].end;
    }
    words->n = n;
}

static bool add(dr_stretches *words, uint32_t start, uint32_t end)
{
    dr_stretch *slot = dr_vec_push(words);
    if (slot != NULL)
        *slot = (dr_stretch){start, end};
    return slot != NULL;
}

/* A number at *at, which moves behind it; DRAAD_NONE: there is none. */
static uint32_t take_number(draad_str s, size_t *at)
{
    const size_t first = *at;
    uint64_t n = 0;
    for (; *at < s.len && s.data[*at] >= '0' && s.data[*at] <= '9'; (*at)++)
        n = n < DRAAD_NONE ? 10 * n + (uint64_t)(s.data[*at] - '0') : DRAAD_NONE;
    return *at > first && n < DRAAD_NONE ? (uint32_t)n : DRAAD_NONE;
}

/* "12-19;31-34".  What is written otherwise ends it: what is not known to be evidence is none. */
static bool add_written(dr_stretches *words, draad_str s)
{
    bool fine = true;
    for (size_t at = 0; fine && at < s.len; at++) { /* past the ';' */
        const uint32_t start = take_number(s, &at);
        if (start == DRAAD_NONE || at >= s.len || s.data[at++] != '-')
            break;
        const uint32_t end = take_number(s, &at);
        if (end == DRAAD_NONE || end <= start || (at < s.len && s.data[at] != ';'))
            break;
        fine = add(words, start, end);
    }
    return fine;
}

draad_status dr_evidence_of(const dr_coded *d, const dr_coding *c, dr_stretch **out, size_t *n, draad_error *err)
{
    dr_stretches words = {0};
    bool fine = add_written(&words, c->evidence);
    for (uint32_t i = 0; fine && i < c->nmatches; i++) {
        const dr_match *m = &d->matches[d->match_order[c->first_match + i]];
        for (uint32_t k = 0; fine && k < m->nevidence; k++)
            fine = add(&words, m->evidence_cp[2 * k].value, m->evidence_cp[2 * k + 1].value);
    }
    dr_stretches_unite(&words);
    *out = fine && words.n > 0 ? words.at : NULL;
    *n = *out != NULL ? words.n : 0;
    if (*out == NULL)
        dr_vec_free(&words);
    return fine ? DRAAD_OK : dr_no_memory(err);
}
