/* SPDX-License-Identifier: Apache-2.0
 * source_text.h - what a reader hands over: the text of a source, and what the source's own structure says about it.
 * Knows: text, labels, attributes.  Does not know: which reader, units. */
#ifndef DR_SOURCE_TEXT_H
#define DR_SOURCE_TEXT_H

#include "base/buf.h"
#include "base/memory.h"

typedef struct dr_label {
    draad_range label; /* the speaker's name, in bytes of text; empty: nobody is named */
    draad_range time;  /* its time stamp; empty: none */
    draad_byte text;   /* where the spoken text begins */
    bool goes_on;      /* only a time stamp, inside a turn that goes on behind it */
    bool not_said;     /* nobody says what follows: the names of columns, notes */
} dr_label;

typedef struct dr_source_text {
    dr_buf text;                          /* UTF-8, valid, lines end with '\n', no byte order mark */
    DR_VEC(dr_label) labels;              /* known from structure (a table, a voice tag), by position; usually none */
    DR_VEC(draad_range) tables;           /* whole lines that these labels are for, by position; none: all of them */
    DR_VEC(draad_range) bold;             /* bold stretches that begin a line, by position */
    DR_VEC(draad_annotation) annotations; /* in any order; their strings are in `strings` */
    dr_arena strings;
    draad_byte notes;      /* where notes begin that stand behind the text; 0: there are none */
    bool pretokenised;     /* tokens stand apart by spaces, sentences by line ends; nobody is named */
    bool wrapped_possible; /* plain text: a line end may be only the end of a full line */
} dr_source_text;

void dr_source_text_free(dr_source_text *s);

typedef struct dr_attribute {
    draad_str name, value;
} dr_attribute;

#endif
