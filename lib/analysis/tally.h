/* SPDX-License-Identifier: Apache-2.0
 * tally.h - the numbers of one document that the tables of a result folder are made of.
 * They are small, and codings and units are not: a document whose rows have been written can let those go and keep its
 * tally (dr_coded.tally).  Of any other document a tally is made when it is asked for.
 * Knows: codings and units of one document.  Does not know: tables, files. */
#ifndef DR_TALLY_H
#define DR_TALLY_H

#include "coding/project.h"

/* Of a code that has a coding in the document. */
typedef struct dr_code_tally {
    uint32_t code;
    uint32_t nsegments; /* after merging: see dr_segments_of */
    uint32_t nweighty;  /* codings that are called weighty */
    uint32_t ncells;    /* of dr_tally.cells, in the order of the codes */
    uint64_t nwords;    /* in the segments */
} dr_code_tally;

/* Segments of a code that begin in an eligible turn of one speaker: of the first one they touch. */
typedef struct dr_cell_tally {
    uint32_t speaker; /* nspeakers of the document: nobody by name */
    uint32_t nsegments;
} dr_cell_tally;

/* What a speaker says, the last one being nobody by name. */
typedef struct dr_voice_tally {
    uint32_t turns, sentences, words, characters, longest; /* longest: words in a turn */
    uint32_t eligible_turns;
    uint64_t eligible_words;
} dr_voice_tally;

typedef struct dr_tally {
    size_t ncodings, ncodes, nvoices; /* nvoices: speakers and one */
    dr_code_tally *codes;             /* by number */
    dr_cell_tally *cells;
    dr_voice_tally *voices;
    bool is_kept; /* the document's own */
} dr_tally;

/* Fills *out, of which the arrays are borrowed from the document or freed by dr_tally_free, also after a failure.
 * what  DR_TALLY_VOICES, DR_TALLY_CODES (with cells) or both; of the other there may be nothing */
enum { DR_TALLY_VOICES = 1, DR_TALLY_CODES = 2, DR_TALLY_ALL = 3 };
draad_status dr_tally_of(const dr_coded *d, unsigned what, dr_tally *out, draad_error *err);
void dr_tally_free(dr_tally *t);

/* Keeps the tally of a document, and lets go of all that is only needed to write its rows: codings, matches, units (but
 * not how many they are), memos, words, and the turns. */
draad_status dr_coded_let_go(dr_coded *d, draad_error *err);

#endif
