/* SPDX-License-Identifier: Apache-2.0
 * turns.h - who speaks where: header lines, labels and time stamps at the beginning of lines.
 * Knows: how transcripts are laid out.  Does not know: file formats, sentences. */
#ifndef DR_TURNS_H
#define DR_TURNS_H

#include "text/source_text.h"

typedef struct dr_layout {
    DR_VEC(dr_attribute) attributes; /* header lines; names and values look into the text */
    DR_VEC(dr_label) labels;         /* by position */
    draad_byte body;                 /* where speech begins: behind the header */
} dr_layout;

/* Two passes: collect what could be a label at the beginning of each line, then decide with all of them in view.
 * A label stands before a colon, before a tab, or on a line of its own above what is said, and is one of: a label
 * given in `options`; I, R, P ... with a number, Interviewer, Respondent ...; shaped like a name; short and there at
 * least three times.  Where nobody is named, lines that begin with a time stamp or a dash are turns.
 * Labels that the source's structure gave are taken as they are; outside its tables, those that people typed beside
 * them.  Only memory can fail. */
draad_status dr_layout_find(const dr_source_text *source, const draad_read_options *options, dr_layout *out,
                            draad_error *err);
void dr_layout_free(dr_layout *l);

#endif
