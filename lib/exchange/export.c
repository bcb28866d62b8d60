/* SPDX-License-Identifier: Apache-2.0
 * export.c - what exports share.
 * Knows: counts.  Does not know: formats. */
#include "exchange/export.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

draad_export_options dr_export_options(const draad_export_options *options)
{
    draad_export_options o = options != NULL ? *options : (draad_export_options){0};
    if (o.unit == DRAAD_UNIT_MATCH)
        o.unit = DRAAD_UNIT_SENTENCE;
    return o;
}

draad_status dr_document_codes(const draad_project *p, uint32_t **out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    const size_t ncodes = p->codes.n;
    uint32_t *counts = NULL;
    *out = NULL;
    if (ncodes == 0 || p->ndocuments <= SIZE_MAX / sizeof *counts / ncodes)
        counts = dr_alloc_zero(p->ndocuments * ncodes, sizeof *counts);
    if (counts == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        dr_segment *segments = NULL;
        size_t n = 0;
        s = dr_segments_of(&p->documents[i], &segments, &n, err);
        for (size_t k = 0; s == DRAAD_OK && k < n; k++)
            counts[i * ncodes + segments[k].code]++;
        dr_free(segments);
    }
    if (s == DRAAD_OK)
        *out = counts;
    else
        dr_free(counts);
    return s;
}

draad_status dr_put_real(dr_buf *b, double value, draad_error *err)
{
    char out[40];
    if (fabs(value) < 1e15 && value == floor(value))
        return dr_buf_printf(b, err, "%lld", (long long)value);
    snprintf(out, sizeof out, "%.15g", value);
    for (char *c = out; *c != '\0'; c++)
        if (strchr("0123456789+-e", *c) == NULL)
            *c = '.'; /* the program around us may have set a locale */
    return dr_buf_put(b, dr_str_of(out), err);
}

uint32_t dr_turn_of(const dr_coded *d, const dr_coding *c)
{
    const uint32_t first = c->first[DRAAD_UNIT_TURN];
    const uint32_t turn = dr_first_eligible_turn(d, first, c->last[DRAAD_UNIT_TURN]);
    return turn != DRAAD_NONE ? turn : first;
}
