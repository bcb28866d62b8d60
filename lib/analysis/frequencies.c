/* SPDX-License-Identifier: Apache-2.0
 * frequencies.c - how often each code stands in each document, and how much that says of the document.
 * Knows: segments by code and document.  Does not know: files. */
#include "analysis/counts.h"
#include "analysis/kinds.h"

#include <math.h>

/* n[document * ncodes + code], and the segments of each document. */
typedef struct square {
    uint32_t *n, *all;
} square;

static draad_status count(const draad_project *p, square *q, draad_error *err)
{
    for (size_t i = 0; i < p->ndocuments; i++) {
        dr_segment *segments = NULL;
        size_t n = 0;
        draad_status s = dr_segments_of(&p->documents[i], &segments, &n, err);
        if (s != DRAAD_OK)
            return s;
        for (size_t k = 0; k < n; k++)
            q->n[i * p->codes.n + segments[k].code]++;
        q->all[i] = (uint32_t)n;
        dr_free(segments);
    }
    return DRAAD_OK;
}

/* Source: Spaerck Jones, "A statistical interpretation of term specificity" (1972), with shares for frequencies. */
static double tf_idf(uint32_t n, uint32_t all, uint32_t ndocuments, size_t documents)
{
    return n / (double)all * log((double)documents / ndocuments);
}

static void put_code(draad_table *t, const draad_project *p, const square *q, size_t code, const dr_code_counts *c)
{
    for (size_t i = 0; i < p->ndocuments || (i == 0 && c->nsegments == 0); i++) {
        const uint32_t n = p->ndocuments > 0 ? q->n[i * p->codes.n + code] : 0;
        if (n == 0 && c->nsegments > 0)
            continue;
        dr_table_put_text(t, p->codes.at[code].id);
        dr_table_put(t, c->nsegments);
        dr_table_put(t, c->ndocuments);
        dr_table_put_text(t, n > 0 ? p->documents[i].id : (draad_str){0});
        dr_table_put(t, n);
        dr_table_put(t, n > 0 ? n / (double)q->all[i] : (double)NAN);
        dr_table_put(t, n > 0 ? tf_idf(n, q->all[i], c->ndocuments, p->ndocuments) : (double)NAN);
        if (c->nsegments == 0)
            return; /* one row says that it is nowhere */
    }
}

draad_status dr_table_frequencies(const draad_project *p, const draad_table_options *o, draad_table **out,
                                  draad_error *err)
{
    static const char *const columns[] = {"@code", "cf", "df", "@document", "segments", "share", "tf_idf", NULL};
    square q = {dr_alloc_zero(p->ndocuments + 1, (p->codes.n + 1) * sizeof *q.n),
                dr_alloc_zero(p->ndocuments + 1, sizeof *q.all)};
    dr_code_counts *counts = NULL;
    *out = NULL;
    draad_status s = q.n != NULL && q.all != NULL ? dr_counts_of(p, &counts, err) : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = count(p, &q, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->codes.n; i++)
        put_code(*out, p, &q, i, &counts[i]);
    if (s == DRAAD_OK) {
        dr_table_fact(*out, "documents", (double)p->ndocuments);
        dr_put_view_facts(*out, o);
    }
    dr_free(q.n);
    dr_free(q.all);
    dr_free(counts);
    return dr_table_done(out, s, err);
}
