/* SPDX-License-Identifier: Apache-2.0
 * project.h - the inside of a draad_project: codebooks, cases, what was read, what was coded.
 * Knows: documents as rows of units, matches, codings.  Does not know: statistics, files. */
#ifndef DR_PROJECT_H
#define DR_PROJECT_H

#include <stdatomic.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/memory.h"
#include "coding/cases.h"
#include "dutch/own_words.h"
#include "rules/codebook.h"
#include "text/document.h"

/* A unit of a document whose text may be gone. */
typedef struct dr_unit_row {
    draad_range range;
    draad_cp start, end;
    uint32_t turn;
    uint32_t nwords;
    bool eligible;
} dr_unit_row;

typedef struct dr_unit_rows {
    dr_unit_row *at;
    size_t n;
    uint32_t neligible;
} dr_unit_rows;

typedef struct dr_match {
    uint32_t rule;     /* of the project's rules */
    uint32_t code;     /* of the project's codes */
    uint32_t coding;   /* of the document's codings; DRAAD_NONE when blocked */
    draad_range range; /* from the first to the last matched word */
    draad_cp start, end;
    draad_range *evidence; /* the matched words, in order; touching words are one range */
    draad_cp *evidence_cp; /* the same: start, end, start, end, ... */
    uint32_t nevidence;
    uint32_t nth; /* how many before it have the same words, found from another sentence */
    bool negated;
    draad_negation negation;
    draad_str cue;        /* the word that negates; "" */
    draad_str blocked_by; /* "" or which key of which rule, code or codebook blocked it: "unless mee-naar-huis" */
    draad_str text;
} dr_match;

typedef struct dr_coding {
    uint32_t code;  /* of the project's codes */
    uint32_t coder; /* of the project's coders; 0 is draad */
    draad_range range;
    draad_cp start, end;
    uint32_t first[DRAAD_UNITS], last[DRAAD_UNITS]; /* units it shares a character with, by draad_unit; DRAAD_NONE */
    uint32_t first_match, nmatches;                 /* in dr_coded.match_order */
    draad_str weight;                               /* the heaviest of its rules, "" */
    draad_str rules;   /* the ids of the rules that matched, each once, in order of place, joined by ';' */
    draad_str negated; /* "yes", "no", "mixed"; "" for a coding by hand */
    draad_str text;
    draad_str evidence; /* of a coding read from a result folder, whose matches are not: the matched words as code */
                        /* points, "12-19;31-34"; else "" */
    draad_range around; /* the sentences that it touches; its own range when it is whole sentences, or touches none */
    draad_cp around_start, around_end;
    draad_str passage;           /* their text; "" when that is its own */
    uint32_t first_word, nwords; /* of the document's words: those it shares a character with */
} dr_coding;

/* A comment that stood in the margin of a source, or a memo by somebody that stands in no source. */
typedef struct dr_memo {
    draad_range range;
    draad_cp start, end;
    uint32_t turn; /* the first that it is about; DRAAD_NONE */
    draad_str author, date, memo;
    draad_str text; /* what it is about; at most DR_MEMO_TEXT_MAX bytes, and "..." behind it when there is more */
    bool by_hand;   /* it stands in no source */
} dr_memo;

enum { DR_MEMO_TEXT_MAX = 2000 };

/* A word that a speaker (DRAAD_NONE: nobody by name) uses in eligible turns, and how often. */
typedef struct dr_word_count {
    uint32_t speaker;
    draad_str word; /* its lemma */
    uint32_t n;
} dr_word_count;

/* A document that was read, and what was coded in it. */
typedef struct dr_coded {
    dr_arena arena;
    draad_str id, source, sha256; /* source: base name */
    draad_str path;               /* where it was read: for local.json and verify only */
    draad_str nominal_sort;       /* what it is ordered by after `order` */
    draad_document *doc;          /* NULL once its codings are made and the text has streamed past */
    bool borrows_text;            /* what matches and codings say is text of `doc`: they go before it does */
    dr_unit_rows units[DRAAD_UNITS];
    dr_speaker *speakers;     /* roles as the cases say */
    draad_str *speaker_cases; /* a case each */
    size_t nspeakers;
    dr_turn_info *turns;
    dr_attribute *attributes; /* header lines */
    size_t nattributes;
    dr_memo *memos; /* by range */
    size_t nmemos, room_memos;
    draad_str case_id; /* "" when unknown */
    uint32_t nwords, eligible_words;
    dr_match *matches; /* by start, end, code, rule */
    size_t nmatches;
    uint32_t *match_order; /* matches by coding */
    dr_coding *codings;    /* by start, end, code, coder; `codings` grows by hand codings */
    size_t ncodings, room_codings;
    uint32_t *readers; /* coders who read the document, whether they coded anything in it or not */
    size_t nreaders, room_readers;
    dr_word_count *words; /* by speaker and word; NULL when words were not to be counted */
    size_t nwords_used, room_words;
    size_t ncodings_gone;   /* that there were before they were let go */
    struct dr_tally *tally; /* analysis/tally.h: when codings and units have been let go; else NULL.  In the arena */
} dr_coded;

void dr_coded_free(dr_coded *d); /* what is in it */

typedef struct dr_project_code {
    const dr_codebook *codebook;
    const dr_code *code;
    draad_str id;    /* codebook.code */
    uint32_t parent; /* index, DRAAD_NONE */
    uint32_t level;  /* 1 at the top */
} dr_project_code;

typedef struct dr_project_rule {
    const dr_codebook *codebook;
    const dr_rule *rule;
    uint32_t code; /* index of the project's codes */
} dr_project_rule;

/* A source that was given and is read while coding. */
typedef struct dr_project_source {
    draad_str path;     /* to open; "" when bytes are given */
    draad_str file;     /* the same with links resolved, however it was written; "" */
    draad_str relative; /* below the given folder, or base name */
    draad_str bytes;
    draad_str id; /* document id, unique in the project */
} dr_project_source;

/* An input that counts for the result, kept to be copied into it: a codebook, the cases, words. */
typedef struct dr_input {
    draad_str kind;     /* "codebook", "cases", "lexicon" */
    draad_str name;     /* base name, unique among the inputs: that of its copy */
    draad_str original; /* as given */
    draad_str bytes;
} dr_input;

/* What a result folder says of itself, in a project that was read from one; else all of it is empty. */
typedef struct dr_made {
    draad_str dir;               /* the folder, with a zero byte behind it: never written anywhere */
    draad_str draad, lexicon;    /* the version, and the SHA-256 of its words */
    draad_write_options options; /* `by` lives in the project */
} dr_made;

struct draad_project {
    dr_arena arena;
    dr_made made;
    draad_report report;
    draad_read_options reading;
    draad_code_options coding; /* of the last draad_project_code */
    DR_VEC(dr_codebook *) codebooks;
    DR_VEC(dr_project_code) codes;
    DR_VEC(dr_project_rule) rules;
    DR_VEC(draad_str) coders; /* [0] is "draad" */
    dr_map coder_numbers;     /* by name, of the first ncoders_known of them: dr_project_coder learns the others */
    size_t ncoders_known;
    DR_VEC(dr_input) inputs;
    DR_VEC(dr_project_source) sources;
    dr_cases cases;
    draad_lexicon *lexicon; /* words of the user, or NULL */
    dr_coded *documents;    /* in project order */
    size_t ndocuments;
    size_t nskipped;            /* sources that could not be read */
    struct dr_squares *squares; /* analysis/squares.h: when codings have been let go; else NULL.  A block */
    _Atomic(struct dr_code_counts *) counts; /* a cache of analysis/counts.c: one block, NULL until asked for */
};

/* The matched words of a coding, as ranges of code points: by place, those that touch united.  None for a coding by
 * hand.  *out (NULL when n is 0) is freed by dr_free. */
typedef struct dr_stretch {
    uint32_t start, end;
} dr_stretch;
typedef DR_VEC(dr_stretch) dr_stretches;
void dr_stretches_unite(dr_stretches *words); /* sorts them, and unites what overlaps or touches */
draad_status dr_evidence_of(const dr_coded *d, const dr_coding *c, dr_stretch **out, size_t *n, draad_error *err);

/* "draad 0.1.0": under this name codings of rules go to other programs, and come back as those of a person. */
bool dr_coder_is_back(draad_str coder);

/* The order of the codings of a document: by place, code and coder.  For qsort. */
int dr_compare_codings(const void *one, const void *other);

/* Puts a coding in its place among those of its document, behind its equals. */
draad_status dr_coded_add(dr_coded *d, const dr_coding *c, draad_error *err);

/* The same for many: each is appended, and in the end all are put in order (n log n).  In between the document is not
 * fit for anything else.  On DRAAD_E_MEMORY they stay as they were. */
draad_status dr_coded_append(dr_coded *d, const dr_coding *c, draad_error *err);
draad_status dr_coded_order(dr_coded *d, draad_error *err);

/* Puts a memo in its place among those of its document: by start and end, behind its equals. */
draad_status dr_coded_add_memo(dr_coded *d, const dr_memo *m, draad_error *err);

/* Notes that a coder read a document, once. */
draad_status dr_coded_read_by(dr_coded *d, uint32_t coder, draad_error *err);

/* Where the text of a document ends, as far as its units tell: what follows the last of them is blank. */
draad_cp dr_coded_end(const dr_coded *d);

/* How many characters of it count where characters are counted: to there, or to where a coding reaches further. */
uint32_t dr_coded_length(const dr_coded *d);

/* The index of a coder, added when new; DRAAD_NONE: no memory. */
uint32_t dr_project_coder(draad_project *p, draad_str name);

/* Fails with DRAAD_E_USAGE when the codings have been let go. */
draad_status dr_project_has_codings(const draad_project *p, draad_error *err);

/* Forgets what was counted.  To be called by whatever changes codes, cases, documents or codings, and at the end. */
static inline void dr_project_changed(draad_project *p)
{
    dr_free(atomic_exchange(&p->counts, NULL));
}

/* The segments of each code of one document: codings of one code, over all coders, that share a character are
 * united until none do; touching ones stay apart.  By start, end, code; *out (NULL when n is 0) is freed by
 * dr_free.  Needs codings in their order. */
typedef struct dr_segment {
    uint32_t code;
    draad_range range;
    draad_cp start, end;
    uint32_t first[DRAAD_UNITS], last[DRAAD_UNITS];
    uint32_t first_word, nwords;
} dr_segment;
draad_status dr_segments_of(const dr_coded *d, dr_segment **out, size_t *n, draad_error *err);

/* What a segment says: the texts of its codings put together; and the same of the sentences that it touches, with
 * their code points in *start and *end.  Appends to *out. */
draad_status dr_segment_text(const dr_coded *d, const dr_segment *s, dr_buf *out, draad_error *err);
draad_status dr_segment_passage(const dr_coded *d, const dr_segment *s, dr_buf *out, draad_cp *start, draad_cp *end,
                                draad_error *err);

/* The case of a coding: of its speaker (who speaks in its first eligible turn, or in its first), else of its
 * document, else the document itself; never empty.  dr_case_of_turn: of who speaks in a turn (DRAAD_NONE: nobody). */
draad_str dr_case_of(const dr_coded *d, const dr_coding *c);
draad_str dr_case_of_turn(const dr_coded *d, uint32_t turn);

/* The first turn of a range of turns that is eligible; DRAAD_NONE when none is, or when `first` is DRAAD_NONE. */
uint32_t dr_first_eligible_turn(const dr_coded *d, uint32_t first, uint32_t last);

#endif
