/* SPDX-License-Identifier: Apache-2.0
 * docx_styles.h - what the styles and the numbering of a DOCX say about a paragraph or a run.
 * Only what matters to a text: is it hidden, is it bold, does it get a number?
 * Knows: styles.xml and numbering.xml (ECMA-376 17.7, 17.9).  Does not know: the text. */
#ifndef DR_DOCX_STYLES_H
#define DR_DOCX_STYLES_H

#include "base/buf.h"
#include "base/memory.h"
#include "source/docx_elements.h"

enum { DR_DOCX_LEVELS = 9 };

/* A property that a style or a run sets, or leaves to what it is based on. */
typedef enum dr_docx_toggle { TOGGLE_UNSET, TOGGLE_ON, TOGGLE_OFF } dr_docx_toggle;

typedef struct dr_docx_style {
    draad_str id, based_on;
    dr_docx_toggle hidden, bold;
    int64_t numbering, level; /* -1: not set; numbering 0: none */
} dr_docx_style;

typedef struct dr_docx_styles {
    DR_VEC(dr_docx_style) all; /* by id */
    draad_str standard;        /* the id of the style of paragraphs that name none; "" */
    dr_docx_style defaults;    /* of the whole document */
    dr_arena strings;
} dr_docx_styles;

/* Reads styles.xml.  Where a style is based on another, what it says is filled in. */
draad_status dr_docx_read_styles(draad_str xml, const char *name, const char *part, dr_docx_styles *out,
                                 draad_error *err);
const dr_docx_style *dr_docx_style_of(const dr_docx_styles *styles, draad_str id); /* NULL: there is none */
void dr_docx_styles_free(dr_docx_styles *styles);                                  /* what is in it */

/* ---- Numbering ------------------------------------------------------------------------------------------ */

/* How one level of a list is numbered. */
typedef struct dr_docx_level {
    int64_t start;
    int64_t restart;        /* by a number of this level or a higher one: -1: the one above, 0: none */
    draad_str format, text; /* "decimal", "%1.%2" */
    draad_str font, style;  /* style: the paragraph style that this level belongs to */
    bool legal;             /* all numbers as decimals */
} dr_docx_level;

typedef struct dr_docx_list { /* an abstract numbering */
    int64_t id;
    dr_docx_level levels[DR_DOCX_LEVELS];
    int64_t counts[DR_DOCX_LEVELS]; /* the last number given; 0 with `begun` false: none yet */
    bool begun[DR_DOCX_LEVELS];
} dr_docx_list;

typedef struct dr_docx_numbering_of { /* w:num: which list paragraphs with this id belong to */
    int64_t id, list;
    int64_t starts[DR_DOCX_LEVELS]; /* where this one begins anew; -1: it goes on */
    bool used;
} dr_docx_numbering_of;

typedef struct dr_docx_numbering {
    DR_VEC(dr_docx_list) lists;              /* by id */
    DR_VEC(dr_docx_numbering_of) numberings; /* by id */
    dr_arena strings;
} dr_docx_numbering;

draad_status dr_docx_read_numbering(draad_str xml, const char *name, const char *part, dr_docx_numbering *out,
                                    draad_error *err);

/* The level of list `id` that belongs to a paragraph style, else 0. */
int64_t dr_docx_level_of_style(const dr_docx_numbering *n, int64_t id, draad_str style);

/* Counts one paragraph and puts its label ("2.1", a bullet; nothing where there is none) behind `out`. */
draad_status dr_docx_next_number(dr_docx_numbering *n, int64_t id, int64_t level, dr_buf *out, draad_error *err);
void dr_docx_numbering_free(dr_docx_numbering *n); /* what is in it */

#endif
