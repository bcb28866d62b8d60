/* SPDX-License-Identifier: Apache-2.0
 * labels.h - what one line of a transcript could begin with: a time stamp, a speaker's label.
 * Knows: one line at a time.  Does not know: whether the others agree (turns). */
#ifndef DR_LABELS_H
#define DR_LABELS_H

#include "text/source_text.h"

/* How a label stands on its line. */
typedef enum dr_label_form {
    DR_LABEL_COLON, /* "Anna: ja", "[00:01:15] I: ja", "**R1** (00:20): ja", "[Anna]: ja" */
    DR_LABEL_TIGHT, /* "I:ja": no space behind the colon */
    DR_LABEL_TAB,   /* "Anna", a tab, and speech */
    DR_LABEL_BOLD,  /* "Anna" in bold, and speech that is not */
    DR_LABEL_LINE,  /* a line of its own, above what is said: "Spreker 1  00:01:15", "Anna   0:03", "Anna" */
    DR_LABEL_STAMP, /* no label: "[00:01:15] en toen", or nothing but a stamp */
    DR_LABEL_DASH   /* no label: "- En toen?" */
} dr_label_form;

typedef struct dr_candidate {
    dr_label_form form;
    dr_label label;
    draad_str name;    /* the label without its number and parentheses */
    unsigned nwords;   /* of name */
    bool given, known; /* in the options; given, or I, R1, Interviewer, Respondent 3 ... */
    bool name_shaped, all_upper;
    bool marked;             /* set apart: "**Anna**:", "[Anna]:", in bold */
    draad_range stamp;       /* a time stamp that begins the line, whether or not a label follows; empty: none */
    draad_byte behind_stamp; /* where the line goes on behind it */
} dr_candidate;

/* Reads the line text[start, end), which is bold up to `bold` (0: not in bold): false when it could begin with none of
 * these.  Beginning with one is no proof: "Ze zei: kom maar" could be a label by its form.  Cannot fail. */
bool dr_label_read(draad_str text, draad_byte start, draad_byte end, draad_byte bold, const draad_read_options *options,
                   dr_candidate *out);

/* A time stamp that ends the line text[start, end), as f4 writes them ("... #00:01:15-3#"): its inside in *time. */
bool dr_label_stamp_at_end(draad_str text, draad_byte start, draad_byte end, draad_range *time);

/* Could one word, as it stands here, be an ordinary Dutch one ("Kortom: ...")? */
bool dr_label_is_plain_word(const dr_candidate *c);

/* Does it begin as a sentence rather than a label: "Ik dacht: ...", "Kortom: ..."? */
bool dr_label_is_speech(const dr_candidate *c);

/* The label as a name: one space between words, letters composed, so that one speaker is one however it was typed. */
draad_status dr_label_name(draad_str label, dr_buf *out, draad_error *err);

/* "interviewer", "moderator" or "respondent". */
draad_str dr_role_of_label(draad_str label, const draad_read_options *options);

/* Are two labels question and answer, V and A?  V alone may be a woman or a name. */
bool dr_label_asks(draad_str label, draad_str other, const draad_read_options *options);

#endif
