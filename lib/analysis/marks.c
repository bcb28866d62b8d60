/* SPDX-License-Identifier: Apache-2.0
 * marks.c - the segments of one coder, as they are set beside those of another.
 * Knows: a project's codings.  Does not know: how they are compared, files. */
#include "analysis/marks.h"
#include "analysis/ratings.h"

draad_status dr_marks_of(const draad_project *p, uint32_t coder, uint32_t other, dr_marks *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    out->n = 0;
    for (uint32_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        dr_coded own = {0};
        dr_segment *segments = NULL;
        size_t n = 0;
        if (!dr_coder_covers(d, coder) || !dr_coder_covers(d, other))
            continue;
        s = dr_codings_of_coder(d, coder, &own, err);
        if (s == DRAAD_OK)
            s = dr_segments_of(&own, &segments, &n, err);
        if (s == DRAAD_OK && !dr_vec_reserve(out, n))
            s = dr_no_memory(err);
        for (size_t k = 0; s == DRAAD_OK && k < n; k++)
            out->at[out->n++] = (dr_marked){i, segments[k].start.value, segments[k].end.value, segments[k].code};
        dr_free(segments);
        dr_free(own.codings);
    }
    return s;
}
