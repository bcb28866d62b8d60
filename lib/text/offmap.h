/* SPDX-License-Identifier: Apache-2.0
 * offmap.h - where a stretch of text came from.
 * A text that was made from another (folded, say) differs from it here and there.  The map keeps the difference as
 * runs of steps (source bytes -> text bytes).  A 1:1 step traces exactly; any other step snaps outward, so a
 * traced range never loses a byte.
 * Knows: numbers.  Does not know: documents, encodings. */
#ifndef DR_OFFMAP_H
#define DR_OFFMAP_H

#include "base/memory.h"

typedef struct dr_offmap_run {
    uint32_t source, text; /* where the run begins */
    bool exact;            /* a byte for a byte; else the run is one step */
} dr_offmap_run;

typedef struct dr_offmap {
    DR_VEC(dr_offmap_run) runs;
    uint32_t nsource, ntext; /* bytes so far */
} dr_offmap;

/* The next `nsource` bytes of the source became the next `ntext` bytes of the text; false: no memory. */
bool dr_offmap_push(dr_offmap *m, uint32_t nsource, uint32_t ntext);
/* The smallest range of the source from which all of text range `r` came. */
draad_range dr_offmap_trace(const dr_offmap *m, draad_range r);
void dr_offmap_free(dr_offmap *m);

#endif
