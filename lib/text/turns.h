/* SPDX-License-Identifier: Apache-2.0
 * turns.h - who speaks where: header lines, labels and time stamps at the beginning of lines.
 * Knows: how transcripts are laid out.  Does not know: file formats, sentences. */
#ifndef DR_TURNS_H
#define DR_TURNS_H

#include "text/document.h"

typedef struct dr_layout {
    DR_VEC(dr_attribute) attributes; /* header lines; names and values look into the text */
    DR_VEC(dr_label) labels;         /* by position */
    draad_byte body;                 /* where speech begins: behind the header */
} dr_layout;

/* Two passes: collect what could be a label at the beginning of each line, then decide with all of them in view.
 * A label stands before a colon that a space or line end follows, and is one of: a label given in `options`; I, R,
 * P ... with a number, Interviewer, Respondent ...; shaped like a name; short and there at least three times.
 * Labels that the source's structure gave are taken as they are.  Only memory can fail. */
draad_status dr_layout_find(const dr_source_text *source, const draad_read_options *options, dr_layout *out,
                            draad_error *err);
void dr_layout_free(dr_layout *l);

/* "interviewer", "moderator" or "respondent". */
draad_str dr_role_of_label(draad_str label, const draad_read_options *options);

#endif
