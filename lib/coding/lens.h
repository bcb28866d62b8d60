/* SPDX-License-Identifier: Apache-2.0
 * lens.h - a lens: a theory laid over the codes, as aspects by chapters with codes in the cells.
 * Knows: names.  Does not know: which codes there are, what is counted.
 * draad_lens_read is declared and explained in draad.h. */
#ifndef DR_LENS_H
#define DR_LENS_H

#include "base/error.h"
#include "base/memory.h"

/* A code in a cell; a code may stand in several. */
typedef struct dr_lens_row {
    uint32_t aspect, chapter; /* numbers of names, in the order in which the file first has them */
    draad_str code;
    uint32_t line;
} dr_lens_row;

struct draad_lens {
    dr_arena arena;
    draad_str name; /* the file's, as given: the place of messages */
    draad_str *aspects, *chapters;
    size_t naspects, nchapters;
    dr_lens_row *rows;
    size_t nrows;
};

/* As draad_lens_read, from bytes; at most 10,000 rows and 100,000 cells. */
draad_status dr_lens_read_bytes(draad_str bytes, const char *name, const draad_report *report, draad_lens **out);

#endif
