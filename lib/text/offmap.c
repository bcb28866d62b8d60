/* SPDX-License-Identifier: Apache-2.0
 * offmap.c - where a stretch of text came from.
 * Knows: numbers.  Does not know: documents, encodings. */
#include "text/offmap.h"

bool dr_offmap_push(dr_offmap *m, uint32_t nsource, uint32_t ntext)
{
    bool exact = nsource == ntext && nsource == 1;
    if (m->runs.n == 0 || !exact || !m->runs.at[m->runs.n - 1].exact) {
        dr_offmap_run *run = dr_vec_push(&m->runs);
        if (run == NULL)
            return false;
        *run = (dr_offmap_run){m->nsource, m->ntext, exact};
    }
    m->nsource += nsource;
    m->ntext += ntext;
    return true;
}

/* The run that holds text byte `at`; the last one when `at` is the end. */
static size_t run_at(const dr_offmap *m, uint32_t at)
{
    size_t low = 0, high = m->runs.n - 1;
    while (low < high) {
        size_t middle = (low + high + 1) / 2;
        if (m->runs.at[middle].text <= at)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

draad_range dr_offmap_trace(const dr_offmap *m, draad_range r)
{
    if (m->runs.n == 0)
        return (draad_range){0, 0};
    size_t first = run_at(m, r.start), last = run_at(m, r.end > r.start ? r.end - 1 : r.start);
    const dr_offmap_run *a = &m->runs.at[first], *b = &m->runs.at[last];
    draad_range out = {a->source, m->nsource};
    if (a->exact)
        out.start += r.start - a->text;
    if (b->exact)
        out.end = b->source + (r.end - b->text);
    else if (last + 1 < m->runs.n)
        out.end = m->runs.at[last + 1].source;
    return out;
}

void dr_offmap_free(dr_offmap *m)
{
    dr_vec_free(&m->runs);
    *m = (dr_offmap){0};
}
