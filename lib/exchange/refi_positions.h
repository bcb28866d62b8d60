/* SPDX-License-Identifier: Apache-2.0
 * refi_positions.h - how did a program count?  The standard says code points, and nothing of line ends, byte order
 * marks and how far the end reaches; programs differ.  Most give a selection the words that it selects for a name: the
 * way of counting under which names and texts agree is the one that was used.
 * Knows: texts and positions.  Does not know: elements, projects. */
#ifndef DR_REFI_POSITIONS_H
#define DR_REFI_POSITIONS_H

#include "base/buf.h"

/* A way of counting is a sum of these; 0: code points, CR LF as one, no byte order mark, the end behind the last. */
enum {
    DR_REFI_TWO = 1,    /* CR LF counts as two */
    DR_REFI_UTF16 = 2,  /* units of UTF-16 are counted */
    DR_REFI_MARK = 4,   /* so is a byte order mark */
    DR_REFI_LAST = 8,   /* the end is that of the last character, not behind it */
    DR_REFI_BYTES = 16, /* bytes of UTF-8 are counted; not with DR_REFI_UTF16 */
    DR_REFI_WAYS = 32
};

typedef struct dr_refi_passage {
    int64_t start, end; /* as written; -1: not to be located */
    draad_str name;
    draad_cp from, to; /* in the text as Draad has it; outward where a position lies inside a character */
    draad_range range; /* the same in bytes */
    bool inside;       /* it was located, and start is not behind end */
} dr_refi_passage;

/* What a way of counting explains. */
typedef struct dr_refi_tally {
    uint64_t points; /* two for a name that is the text, one for one that begins like it */
    uint64_t nsame, noutside;
} dr_refi_tally;

/* The text as Draad has it: LF, no byte order mark, U+FFFD for a zero byte. `raw` is valid UTF-8. */
draad_status dr_refi_clean(draad_str raw, dr_buf *out, draad_error *err);

/* Finds passages in the text that `raw` becomes. */
draad_status dr_refi_locate(draad_str raw, unsigned way, dr_refi_passage *p, size_t n, draad_error *err);

/* Adds to tallies[way], for every way, what it explains of the passages of one text. */
draad_status dr_refi_try(draad_str raw, draad_str clean, dr_refi_passage *p, size_t n,
                         dr_refi_tally tallies[DR_REFI_WAYS], draad_error *err);

/* The way that explains most; among equals `expected`, else the plainest. */
unsigned dr_refi_best(const dr_refi_tally tallies[DR_REFI_WAYS], unsigned expected);

/* Is a name the text, on one line and perhaps cut?  2: all of it; 1: the beginning; 0: no. */
unsigned dr_refi_agrees(draad_str name, draad_str text);

#endif
