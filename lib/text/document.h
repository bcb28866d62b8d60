/* SPDX-License-Identifier: Apache-2.0
 * document.h - the inside of a draad_document, and how a reader's text becomes one (annotations.c: what is beside it).
 * Knows: text, turns, paragraphs, sentences, words, speakers.  Does not know: file formats, codebooks. */
#ifndef DR_DOCUMENT_H
#define DR_DOCUMENT_H

#include "dutch/tokens.h"
#include "text/source_text.h"

typedef struct dr_span {
    draad_range range;   /* trimmed of white space at both ends */
    uint32_t turn;       /* the turn it lies in */
    uint32_t first_word; /* its words: first_word .. first_word + nwords - 1 */
    uint32_t nwords;
} dr_span;

typedef struct dr_spans {
    dr_span *at;
    size_t n;
    uint32_t *marks; /* how many end at each DR_SPAN_STEP-th byte of the text or before */
    size_t nmarks;   /* 0: there are none */
} dr_spans;

typedef struct dr_speaker {
    draad_str label; /* as first written */
    draad_str role;  /* by its label: "interviewer", "moderator", "respondent"; "" for text without labels */
} dr_speaker;

typedef struct dr_turn_info { /* beside units[DRAAD_UNIT_TURN] */
    uint32_t speaker;         /* DRAAD_NONE: no label */
    draad_str time;
} dr_turn_info;

enum { DR_CP_STEP = 64, DR_SPAN_STEP = 256, DR_SPEAKERS_MAX = 60000 };

struct draad_document {
    dr_arena arena;     /* the small strings, speakers and attributes */
    draad_str id, name; /* name: the source as given */
    draad_str sha256;
    draad_str text;              /* a block of its own, as are the arrays below */
    dr_spans units[DRAAD_UNITS]; /* by draad_unit; MATCH is empty; DOCUMENT has one */
    dr_turn_info *turns;
    dr_speaker *speakers;
    size_t nspeakers;
    dr_attribute *attributes;
    size_t nattributes;
    draad_annotation *annotations; /* in the arena, by range and kind */
    size_t nannotations;
    uint32_t *numbers; /* those that number a paragraph, in the arena */
    size_t nnumbers;
    dr_word *words;
    size_t nwords;
    dr_token *tokens; /* words among them; behind a sentence perhaps a time stamp */
    size_t ntokens;
    const draad_lexicon *lexicon; /* words of the user, or NULL; borrowed */
    bool pretokenised;            /* tokens stand apart by spaces, sentences by line ends */
    uint32_t *cp_marks;           /* code points before each DR_CP_STEP-th byte; NULL when all is ASCII */
};

/* Builds a document from a reader's text, which it takes over (also when it fails).
 * name     the source as given; its base name without extension becomes the id
 * sha256   64 hex digits of the source's bytes
 * Errors: DRAAD_E_MEMORY, DRAAD_E_LIMIT (over 1 GiB of text or 60,000 speakers). */
draad_status dr_document_build(dr_source_text *source, draad_str name, draad_str sha256,
                               const draad_read_options *options, draad_document **out, draad_error *err);

/* Fills doc->annotations and numbers, by range and kind; strings are copied, all texts in one block. */
draad_status dr_annotations_keep(draad_document *doc, const dr_source_text *source, draad_error *err);

/* The label of the numbered paragraph that holds byte `at`; "" when none does.  Numbered paragraphs share no text. */
draad_str dr_annotations_number_at(const draad_document *doc, draad_byte at);

/* The unit that holds byte `at`, or the next one after it; n when there is none.  A few steps from the mark before it;
 * a binary search where there are no marks. */
size_t dr_spans_at(const dr_spans *units, draad_byte at);

/* The tokens of a sentence; *n: how many.  Two binary searches. */
const dr_token *dr_tokens_in(const draad_document *doc, draad_range sentence, size_t *n);

/* First and last unit that share a character other than white space with `r`: false when none does. */
bool dr_spans_touch(const dr_spans *units, draad_str text, draad_range r, uint32_t *first, uint32_t *last);

#endif
