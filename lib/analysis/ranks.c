/* SPDX-License-Identifier: Apache-2.0
 * ranks.c - numbers by their place in order.
 * Knows: numbers.  Does not know: what they measure. */
#include "analysis/ranks.h"
#include "base/memory.h"

#include <stdlib.h>

typedef struct placed {
    double x;
    size_t i;
} placed;

static int compare_placed(const void *one, const void *other)
{
    const placed *a = one, *b = other;
    return (a->x > b->x) - (a->x < b->x);
}

draad_status dr_mid_ranks(const double *x, size_t n, double tolerance, double *rank, double *ties, draad_error *err)
{
    double found = 0;
    placed *sorted = dr_alloc_zero(n, sizeof *sorted);
    if (sorted == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < n; i++)
        sorted[i] = (placed){x[i], i};
    qsort(sorted, n, sizeof *sorted, compare_placed); /* equal ones get one rank in whatever order they come */
    for (size_t first = 0, end = 0; first < n; first = end) {
        while (end < n && sorted[end].x <= sorted[first].x + tolerance)
            end++;
        const double t = (double)(end - first);
        for (size_t k = first; k < end; k++)
            rank[sorted[k].i] = (double)first + (t + 1) / 2;
        found += t * t * t - t;
    }
    if (ties != NULL)
        *ties = found;
    dr_free(sorted);
    return DRAAD_OK;
}
