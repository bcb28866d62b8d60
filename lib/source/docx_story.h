/* SPDX-License-Identifier: Apache-2.0
 * docx_story.h - a text that grows while a DOCX is read: the body with its notes, a text box, a comment.
 * The text still moves while it grows: the code of a field is taken back, a text box waits for the end of its
 * paragraph, a transcript in a table is written again.  Places in it are kept, and move along.
 * Knows: text, ends of lines, places.  Does not know: XML, tables. */
#ifndef DR_DOCX_STORY_H
#define DR_DOCX_STORY_H

#include "base/buf.h"
#include "base/memory.h"

/* A place in the text: what it is for is known by its number. */
typedef struct dr_docx_place {
    size_t at;
    uint32_t number;
} dr_docx_place;

typedef DR_VEC(dr_docx_place) dr_docx_places; /* in the order of the text */

/* A stretch of text [start, end) that now begins at `to`. */
typedef struct dr_docx_move {
    size_t start, end, to;
} dr_docx_move;

/* A field: its code, then its result.  What the code zone wrote is taken back when the zone ends in the same
 * paragraph; a mark that is never closed thus costs nothing. */
typedef struct dr_docx_field {
    bool in_code;
    size_t stretch; /* the paragraph, by its number */
    size_t start;   /* text written before */
} dr_docx_field;

typedef struct dr_docx_story {
    struct dr_docx_story *outer;
    dr_buf text;
    dr_docx_places places;
    dr_buf boxes; /* text boxes of the paragraph at hand, which come after it */
    dr_docx_places box_places;
    DR_VEC(dr_docx_field) fields;
    size_t stretch; /* changes with every paragraph and between them */
    bool in_paragraph;
    bool mark_gone;                                      /* the mark of this paragraph is tracked as taken away */
    enum { NO_LINE_END, MAYBE_LINE_END, LINE_END } owed; /* maybe: unless a paragraph follows to join with */
    bool hidden, bold;                                   /* by the style of this paragraph */
    enum { LINE_EMPTY, LINE_BOLD, LINE_PLAIN } line;     /* how the line at hand begins, but for blanks */
    uint32_t bold_place, number_place;                   /* where the bold beginning, the numbered paragraph began */
    draad_str number;                                    /* the label of this paragraph; "" when it has none */
} dr_docx_story;

/* A line end, and the text boxes that waited for it. */
draad_status dr_docx_end_line(dr_docx_story *s, draad_error *err);

/* At the end of a cell, note, text box or the body: nothing follows that could join.  Before a table a paragraph that
 * was taken out leaves no empty line either. */
draad_status dr_docx_end_owed_line(dr_docx_story *s, draad_error *err);
draad_status dr_docx_end_line_before_table(dr_docx_story *s, draad_error *err);

/* Notes the end of the text so far as place `number`. */
draad_status dr_docx_mark(dr_docx_story *s, uint32_t number, draad_error *err);

/* Takes back what was written behind `len`. */
void dr_docx_cut(dr_docx_story *s, size_t len);

/* Takes away white space at both ends of what was written behind `start`: Word leaves it out where a text does not ask
 * to keep it. */
void dr_docx_trim(dr_docx_story *s, size_t start);

/* `box` waits in `outer` for the end of the paragraph; without one it comes at once, and *at_once is set. */
draad_status dr_docx_keep_box(dr_docx_story *outer, const dr_docx_story *box, bool *at_once, draad_error *err);

/* Moves the places from `base` on.  What lies in none of the moved stretches goes to the end of the one before. */
void dr_docx_move_places(dr_docx_story *s, size_t base, const dr_docx_move *moves, size_t nmoves);

void dr_docx_story_free(dr_docx_story *s); /* what is in it */

#endif
