/* SPDX-License-Identifier: Apache-2.0
 * docx_annotations.h - comments, anchors of notes and numbers of paragraphs, as they are met in a DOCX.
 * What they say and where they stand is met apart, in parts of their own, and is joined by their ids at the end.
 * Knows: ids, numbers of places.  Does not know: XML. */
#ifndef DR_DOCX_ANNOTATIONS_H
#define DR_DOCX_ANNOTATIONS_H

#include "source/docx_story.h"
#include "text/source_text.h"

typedef enum dr_docx_side { MET_WHOLE, MET_START, MET_END, MET_REFERENCE } dr_docx_side;

/* Something met at a place or from one to another: a number, an anchor, one side of a comment, the text of a note. */
typedef struct dr_docx_met {
    draad_annotation_kind kind;
    dr_docx_side side;
    uint32_t order; /* given by dr_docx_meet */
    int64_t id;
    uint32_t first, last; /* numbers of places */
    draad_str text;       /* of a number */
} dr_docx_met;

typedef DR_VEC(dr_docx_met) dr_docx_mets;

typedef struct dr_docx_comment {
    int64_t id;
    draad_str author, date, text;
} dr_docx_comment;

/* Strings live in an arena of the caller's. */
typedef struct dr_docx_annotations {
    const char *name;        /* of the source, for messages */
    dr_docx_mets met, notes; /* in the text; texts of footnotes and endnotes */
    dr_docx_mets bold;       /* bold beginnings of lines */
    DR_VEC(dr_docx_comment) comments;
    uint32_t nplaces;
} dr_docx_annotations;

/* Notes the end of the story as a place; *number is a new one. */
draad_status dr_docx_new_place(dr_docx_annotations *a, dr_docx_story *s, uint32_t *number, draad_error *err);

/* Adds to one of the lists above.  More than a million (of comments: 100,000), but of bold beginnings: DRAAD_E_LIMIT.
 */
draad_status dr_docx_meet(dr_docx_annotations *a, dr_docx_mets *list, dr_docx_met met, draad_error *err);
draad_status dr_docx_add_comment(dr_docx_annotations *a, dr_docx_comment comment, draad_error *err);

/* Joins what was met, once the text stands still: annotations and bold beginnings go to `out`. */
draad_status dr_docx_annotate(dr_docx_annotations *a, const dr_docx_story *body, dr_source_text *out, draad_error *err);

void dr_docx_annotations_free(dr_docx_annotations *a); /* what is in it */

#endif
