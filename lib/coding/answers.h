/* SPDX-License-Identifier: Apache-2.0
 * answers.h - what respondents answered to the items of a scale, from CSV.
 * Knows: respondents, moments, numbers of items.  Does not know: scores, files. */
#ifndef DR_ANSWERS_H
#define DR_ANSWERS_H

#include "coding/scale_key.h"

enum { DR_SCALE_ROWS_MAX = 100000, DR_SCALE_ANSWERS_MAX = 10000000, DR_SCALE_MOMENTS_MAX = 100 };

typedef struct dr_scale_answer_row {
    draad_str case_id;
    uint32_t moment;       /* which of dr_scale_answers.moments; DRAAD_NONE: the file has no such column */
    uint32_t line;         /* of the file */
    const double *answers; /* beside the items of the key; NaN: missing */
} dr_scale_answer_row;

typedef struct dr_scale_answers {
    dr_arena arena;
    draad_str *moments; /* as first written, in the order of the file */
    uint32_t nmoments;
    dr_scale_answer_row *rows; /* in the order of the file */
    size_t nrows;
    bool bare;                     /* the columns of the items are numbers alone */
    dr_scale_answer_row **by_case; /* the rows by case (bytes) and moment: what dr_scale_answers_find searches */
} dr_scale_answers;

/* Reads the answers to one scale; a file may hold those to others, and columns that are none.  Columns are `case`,
 * `moment` (or `meting`; may be absent), and one for each item: its number behind the key's prefix (brs1, BRS_1, "brs
 * 01"); or, when no column begins with the prefix, its number alone.  Names are compared without regard to ASCII case,
 * and so are moments.  An answer is a number with a point or a comma; empty, NA and N/A are missing.
 * Every error is told with its line and never quotes a cell of an item: no column for an item, or two, or for one that
 * the scale has not; a row without case or moment, or with those of another row; an answer that is no number, or
 * outside the key's range (with respondent and item).  Then DRAAD_E_CASES; *out is empty unless DRAAD_OK.
 *
 * At most DR_SCALE_ROWS_MAX rows, DR_SCALE_ANSWERS_MAX answers (rows times items) and DR_SCALE_MOMENTS_MAX moments:
 * DRAAD_E_LIMIT. */
draad_status dr_scale_answers_read(draad_str bytes, const char *name, const dr_scale_key *key,
                                   const draad_report *report, dr_scale_answers *out);
void dr_scale_answers_free(dr_scale_answers *a);

/* The row of a respondent (as written) at a moment (its index; DRAAD_NONE for a file without moments); NULL: none. */
const dr_scale_answer_row *dr_scale_answers_find(const dr_scale_answers *a, draad_str case_id, uint32_t moment);

/* Index of a moment by name, ASCII case ignored; DRAAD_NONE: there is none. */
uint32_t dr_scale_answers_moment(const dr_scale_answers *a, draad_str name);

#endif
