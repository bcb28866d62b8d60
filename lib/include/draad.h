/* SPDX-License-Identifier: Apache-2.0
 * draad.h - read interviews, apply a written codebook, count.  The public interface and its manual.
 *
 * One direction of flow:
 *
 *     source file -> document -> words -> matches -> codings -> tables -> files
 *
 * A study in short (a whole one is in tests/example/study.c):
 *
 *     draad_project *p = draad_project_new(&report);
 *     draad_project_add_codebook(p, "codebook.yaml");
 *     draad_project_add_source(p, "interviews");
 *     draad_project_code(p, NULL);
 *     draad_project_write(p, "result", NULL);
 *     draad_project_free(p);
 *
 * Conventions
 *   - Text is UTF-8 in a `draad_str`: borrowed, not zero-terminated.  Paths are zero-terminated.
 *   - Positions are bytes of a document's text (`draad_byte`), ranges half-open; at the border, code points have
 *     a type of their own (`draad_cp`), so that the two do not mix.
 *   - What can fail returns a `draad_status` and fills a `draad_error` once, where it happened; or, where several
 *     things can be wrong in one call, tells each to a `draad_report`.
 *   - What has a `_free` is owned by the caller; every other pointer is borrowed from the object asked, and
 *     lives as long as that.  Every `_free` accepts NULL.
 *   - A `const` object may be shared by threads.  Nothing here prints, exits, reads the clock, looks at the
 *     locale or opens a socket.
 */
#ifndef DRAAD_H
#define DRAAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32) || !defined(__GNUC__)
#define DRAAD_API
#else
#define DRAAD_API __attribute__((visibility("default")))
#endif

#define DRAAD_VERSION "0.1.0"

/* ---- Words of every call ------------------------------------------------------------------------------ */

typedef struct draad_str {
    const char *data;
    size_t len; /* bytes */
} draad_str;

typedef uint32_t draad_byte; /* a place in a document's text */

typedef struct draad_range {
    draad_byte start, end; /* half-open */
} draad_range;

typedef struct draad_cp {
    uint32_t value; /* code points from the start of the text */
} draad_cp;

#define DRAAD_NONE UINT32_MAX /* "there is none", for any index */

typedef enum draad_status {
    DRAAD_OK = 0,
    DRAAD_E_MEMORY,   /* an allocation failed */
    DRAAD_E_IO,       /* a file cannot be opened, read or written */
    DRAAD_E_SOURCE,   /* a source is not what it seems, or is damaged */
    DRAAD_E_LIMIT,    /* larger or deeper than the stated limit */
    DRAAD_E_CODEBOOK, /* a codebook or rule is not valid */
    DRAAD_E_CASES,    /* a cases, label or word file is not valid */
    DRAAD_E_RULE,     /* a rule needed more work on a document than its budget: nothing of it is stored */
    DRAAD_E_DIFFERS,  /* verify: something is not as it was */
    DRAAD_E_USAGE     /* the call does not fit (an unknown code, a document that is not there) */
} draad_status;

/* Something to tell, with its place as data.  Never quotes an interview. */
typedef struct draad_error {
    draad_status status;
    uint32_t line, column; /* from 1; 0: not known.  Columns count code points */
    char place[1024];      /* a file's name as given, or "" */
    char message[768];     /* what was found, what was expected: one line, in English */
    char message_nl[768];  /* the same in Dutch */
} draad_error;

typedef enum draad_severity { DRAAD_ERROR, DRAAD_WARNING, DRAAD_NOTE } draad_severity;

/* Receives messages one by one, in a fixed order, on the caller's thread. */
typedef struct draad_report {
    void (*say)(void *ctx, draad_severity severity, const draad_error *message);
    void *ctx;
} draad_report;

DRAAD_API const char *draad_version(void);

/* The one of n `names` that `wrong` was probably meant to be: at most two letters (in a short word one) changed, added,
 * dropped or swapped, capital or small alike.  NULL: none is near.  Cannot fail. */
DRAAD_API const char *draad_suggest(draad_str wrong, const char *const *names, size_t n);

/* Every allocation of the library goes through these three; set them before the first other call, and only
 * then.  NULL: the C library's.  (Libraries that Draad uses allocate for themselves.) */
typedef struct draad_allocator {
    void *(*alloc)(void *ctx, size_t nbytes);
    void *(*resize)(void *ctx, void *block, size_t nbytes);
    void (*release)(void *ctx, void *block);
    void *ctx;
} draad_allocator;
DRAAD_API void draad_set_allocator(const draad_allocator *allocator);

/* ---- Documents ---------------------------------------------------------------------------------------- */

/* A source as Draad reads it: plain text with its speakers and units.  Immutable. */
typedef struct draad_document draad_document;

typedef enum draad_unit {
    DRAAD_UNIT_MATCH,
    DRAAD_UNIT_SENTENCE,
    DRAAD_UNIT_PARAGRAPH,
    DRAAD_UNIT_TURN,
    DRAAD_UNIT_DOCUMENT
} draad_unit;
enum { DRAAD_UNITS = 5 };

/* "match", "sentence", ...: the name of a unit; and the unit with that name (false: there is none). */
DRAAD_API const char *draad_unit_name(draad_unit unit);
DRAAD_API bool draad_unit_find(draad_str name, draad_unit *out);

typedef enum draad_track { DRAAD_TRACK_ACCEPT, DRAAD_TRACK_REJECT, DRAAD_TRACK_ALL } draad_track;
typedef enum draad_wrapped { DRAAD_WRAPPED_AUTO, DRAAD_WRAPPED_YES, DRAAD_WRAPPED_NO } draad_wrapped;

/* A label that stands for a speaker, however it looks, and the role it has: "interviewer", "moderator" or
 * "respondent". */
typedef struct draad_speaker_label {
    const char *label, *role;
} draad_speaker_label;

/* Words that a user adds to what Draad knows of Dutch: jargon, names, forms; from a CSV file (docs/lexicon.md) with the
 * columns word, lemma (empty: the word itself) and class (noun, verb, adjective, name or word; empty: noun).  Regular
 * forms of a lemma come along.  Immutable.  At most 16 MiB and 100,000 rows.  All errors are told to `report`; then
 * DRAAD_E_CASES, or why the file could not be read, and *out is NULL. */
typedef struct draad_lexicon draad_lexicon;
DRAAD_API draad_status draad_lexicon_read(const char *path, const draad_report *report, draad_lexicon **out);
DRAAD_API void draad_lexicon_free(draad_lexicon *lexicon);

/* How to read; all zero is the default. */
typedef struct draad_read_options {
    draad_track track;                 /* tracked changes of Word: the accepted text, the original, or both */
    bool drop_hidden;                  /* leave out hidden text of Word (kept by default, with a warning) */
    draad_wrapped wrapped;             /* is a line end in plain text only a place where a line was full? */
    const draad_speaker_label *labels; /* labels that are speakers, beside those that are recognised; */
    size_t nlabels;                    /* compared without regard to case */
    const char *encoding;              /* of plain text and subtitles, as iconv names it; NULL: found out */
    bool repair;                       /* U+FFFD for damaged places in UTF-8, which is refused otherwise */
    bool pretokenised;                 /* plain text is CoNLL-U, and its tokens and sentences are taken as they are */
    const draad_lexicon *lexicon;      /* words beside those that are known, or NULL; must outlive the documents that */
                                       /* are read with it.  A project has its own: draad_project_set_lexicon */
    bool only_text;                    /* text and annotations, but no speakers, attributes and units: takes less */
                                       /* time.  Projects pay no heed to it */
} draad_read_options;

/* Speaker labels from a CSV file with the columns label and role (empty: respondent), as Dutch Excel saves it too; at
 * most 1 MiB.  All errors are told to `report`; then DRAAD_E_CASES, or why the file could not be read, and *out is
 * empty. */
typedef struct draad_speaker_labels {
    draad_speaker_label *at;
    size_t n;
} draad_speaker_labels;
DRAAD_API draad_status draad_speaker_labels_read(const char *path, const draad_report *report,
                                                 draad_speaker_labels *out);
DRAAD_API void draad_speaker_labels_free(draad_speaker_labels *labels); /* what is in it */

/* Is there an encoding with this name?  Names are those of iconv, without "//" and what may follow it. */
DRAAD_API bool draad_encoding_is_known(const char *name);

/* Reads a file ("-": standard input) or bytes that are already here (`name` serves messages and the document
 * id).  At most 256 MiB; text of at most 1 GiB.  Warnings go to `report`, which may be NULL; failure to `err`. */
DRAAD_API draad_status draad_document_read(const char *path, const draad_read_options *options,
                                           const draad_report *report, draad_document **out, draad_error *err);
DRAAD_API draad_status draad_document_read_bytes(draad_str bytes, const char *name, const draad_read_options *options,
                                                 const draad_report *report, draad_document **out, draad_error *err);
DRAAD_API void draad_document_free(draad_document *doc);

DRAAD_API draad_str draad_document_id(const draad_document *doc);     /* base name without extension */
DRAAD_API draad_str draad_document_text(const draad_document *doc);   /* the whole text, labels included */
DRAAD_API draad_str draad_document_sha256(const draad_document *doc); /* of the source's bytes; 64 hex digits */

/* Between bytes and code points of the text.  `at` must be at the start of a character or at the end. */
DRAAD_API draad_cp draad_document_cp(const draad_document *doc, draad_byte at);
DRAAD_API draad_byte draad_document_byte(const draad_document *doc, draad_cp at);

/* One unit of a document.  Strings are empty where there is nothing to say. */
typedef struct draad_unit_info {
    draad_range range; /* without label and time stamp */
    draad_str speaker; /* as written: "R1" */
    draad_str role;    /* "interviewer", "moderator", "respondent", or "" without speaker labels */
    draad_str time;    /* as written, without brackets */
    draad_str number;  /* of a paragraph that Word numbers: its label, "2.", which is not in the text */
    uint32_t turn;     /* index of its turn, from 0; DRAAD_NONE for a document */
    uint32_t nwords;
} draad_unit_info;

/* Sentences, paragraphs, turns, or the one document; numbered from 0. */
DRAAD_API size_t draad_document_units(const draad_document *doc, draad_unit unit);
DRAAD_API draad_unit_info draad_document_unit(const draad_document *doc, draad_unit unit, size_t i);

/* Header lines such as "Datum: 2024-03-12", in order. */
DRAAD_API size_t draad_document_attributes(const draad_document *doc);
DRAAD_API void draad_document_attribute(const draad_document *doc, size_t i, draad_str *name, draad_str *value);

/* What a source says about a place of its text, beside the text itself. */
typedef enum draad_annotation_kind {
    DRAAD_ANNOTATION_COMMENT,  /* a comment in the margin, by `author`: a memo */
    DRAAD_ANNOTATION_FOOTNOTE, /* the anchor of a footnote or endnote, which stands behind the text */
    DRAAD_ANNOTATION_ENDNOTE,
    DRAAD_ANNOTATION_NUMBER /* the label of a paragraph that Word numbers */
} draad_annotation_kind;
enum { DRAAD_ANNOTATION_KINDS = 4 };

typedef struct draad_annotation {
    draad_annotation_kind kind;
    draad_range range; /* of the text; empty: a place, and of a comment without one the start of the text */
    draad_range note;  /* of a footnote or endnote: its text */
    draad_str author;  /* of a comment; "" when it has none */
    draad_str date;    /* as written: "2024-03-12T10:00:00Z" */
    draad_str text;    /* of a comment, its paragraphs apart by '\n'; the label of a number */
} draad_annotation;

/* By range and kind, otherwise in the order of the source. */
DRAAD_API size_t draad_document_annotations(const draad_document *doc);
DRAAD_API draad_annotation draad_document_annotation(const draad_document *doc, size_t i);
DRAAD_API const char *draad_annotation_name(draad_annotation_kind kind); /* "comment", "footnote" ... */

/* How a negation works: denies (niet, geen), or weakens (nauwelijks, weinig).  Both count as negated. */
typedef enum draad_negation { DRAAD_NEGATION_NONE, DRAAD_NEGATION_FULL, DRAAD_NEGATION_WEAK } draad_negation;
DRAAD_API const char *draad_negation_name(draad_negation negation); /* "", "full", "weak" */

/* What Draad sees in the words of a document: for each token in order.  Strings are borrowed for the call. */
typedef struct draad_token {
    draad_range range;
    draad_str norm;     /* folded form */
    draad_str kind;     /* "word", "number", "punctuation", "filler", "comment", ... */
    draad_str lemma;    /* preferred reading; all of them in `readings` */
    draad_str readings; /* "lemma/class lemma/class" */
    draad_str parts;    /* of a compound: "jeugd+zorg"; "" when none */
    draad_str verb;     /* the separable verb this token is part of, with its particle apart; "" when none */
    uint32_t partner;   /* index of the other token of that verb, or DRAAD_NONE */
    bool is_particle;   /* of that verb */
    bool is_sure;       /* few words between the two, or a particle that is nothing else */
    draad_str cue;      /* the negation in whose scope the token is; "" when none */
    draad_negation negation;
    uint32_t spelling; /* from 0: the same number for the same letters of the same kind, whose norm, lemma, readings */
                       /* and parts are the same then */
    uint32_t sentence; /* from 0; DRAAD_NONE outside all units */
    uint32_t turn;     /* from 0; DRAAD_NONE outside all units */
} draad_token;
DRAAD_API draad_status draad_document_tokens(const draad_document *doc, void (*each)(void *ctx, const draad_token *),
                                             void *ctx, draad_error *err);

/* ---- A study ------------------------------------------------------------------------------------------ */

/* Codebooks, cases, documents and codings that belong together. */
typedef struct draad_project draad_project;

/* `report` receives every message of every call on the project; it is copied; may be NULL.  NULL: no memory. */
DRAAD_API draad_project *draad_project_new(const draad_report *report);
DRAAD_API void draad_project_free(draad_project *p);

/* How sources are read, for all that follow; copied. */
DRAAD_API draad_status draad_project_set_reading(draad_project *p, const draad_read_options *options);

/* A codebook in YAML (docs/codebook-format.md), from a file or from bytes.  All its errors are reported, each
 * with line and column; then DRAAD_E_CODEBOOK and the project is as before.  At most 64 MiB. */
DRAAD_API draad_status draad_project_add_codebook(draad_project *p, const char *path);
DRAAD_API draad_status draad_project_add_codebook_bytes(draad_project *p, draad_str yaml, const char *name);

/* Cases: CSV with the columns document, speaker (optional), case, role, order, and any attribute.  Comma or
 * semicolon, UTF-8 or Windows-1252, with or without BOM. */
DRAAD_API draad_status draad_project_set_cases(draad_project *p, const char *path);
DRAAD_API draad_status draad_project_set_cases_bytes(draad_project *p, draad_str csv, const char *name);

/* Words beside those that Draad knows, as draad_lexicon_read takes them; they hold for all rules and sources. */
DRAAD_API draad_status draad_project_set_lexicon(draad_project *p, const char *path);
DRAAD_API draad_status draad_project_set_lexicon_bytes(draad_project *p, draad_str csv, const char *name);

/* A file, or a folder with all the files in it; "-" is standard input.  Only noted now; read while coding.  In a
 * folder, files whose names are not those of transcripts (cases.csv, README.md) are passed over, with a note; a file
 * that is given by itself is always taken.  What is no regular file is reported and left out, also deep in a folder:
 * then DRAAD_E_SOURCE. */
DRAAD_API draad_status draad_project_add_source(draad_project *p, const char *path);

/* Bytes that are a source, under a name with its extension ("d1.txt"); copied. */
DRAAD_API draad_status draad_project_add_source_bytes(draad_project *p, draad_str bytes, const char *name);

typedef struct draad_code_options {
    unsigned threads; /* 0: as many as there are processors, at most 16.  Never changes a result */
    draad_unit unit;  /* widen matches to this unit instead of what the codebook says; */
    bool set_unit;    /* only if this is true */
    bool count_words; /* also count the words that each speaker uses: words.csv, and draad_project_table "words" */
    bool no_jit;      /* regular expressions without just-in-time compilation; the result is the same */
    void (*progress)(void *ctx, size_t ndone, size_t nall); /* on some thread, one call at a time; may be NULL */
    void *progress_ctx;
} draad_code_options;

/* Reads the sources and applies all rules of all codebooks.  A source that cannot be read is reported and
 * left out, and the others are coded: then DRAAD_E_SOURCE.  A rule that exceeds its budget on a document is
 * reported and leaves nothing of it there: DRAAD_E_RULE.  NULL options: the defaults. */
DRAAD_API draad_status draad_project_code(draad_project *p, const draad_code_options *options);

/* Only reads the sources, so that codings by hand can be added.  Statuses as draad_project_code. */
DRAAD_API draad_status draad_project_read_sources(draad_project *p);

/* Adds a coding by a person: code points [start, end) of a document.  DRAAD_E_USAGE when the document or code
 * is not there or the range is empty or outside the text. */
DRAAD_API draad_status draad_project_add_coding(draad_project *p, draad_str document, draad_cp start, draad_cp end,
                                                draad_str code, draad_str coder, draad_error *err);

/* Adds a memo that stands in no source: about code points [start, end) of a document, or about a place when both are
 * the same.  `date` as it is to be shown.  Errors as draad_project_add_coding. */
DRAAD_API draad_status draad_project_add_memo(draad_project *p, draad_str document, draad_cp start, draad_cp end,
                                              draad_str author, draad_str date, draad_str memo, draad_error *err);

/* Documents that were read, in project order: by id, or by the column `order` of the cases. */
DRAAD_API size_t draad_project_documents(const draad_project *p);

typedef struct draad_document_info {
    draad_str id, source, sha256, case_id; /* source: the file's base name */
    uint32_t nwords, nsentences, nparagraphs, nturns;
    uint32_t eligible_words, eligible_sentences, eligible_paragraphs, eligible_turns;
} draad_document_info;
DRAAD_API draad_document_info draad_project_document(const draad_project *p, size_t i);

/* Codes of all codebooks, in codebook order. */
DRAAD_API size_t draad_project_codes(const draad_project *p);

/* Examples and counterexamples of all codes: what draad_project_check tries. */
DRAAD_API size_t draad_project_examples(const draad_project *p);

typedef struct draad_code_info {
    draad_str id, parent, label, definition; /* id: "zin.coping"; parent "" at the top */
    uint32_t level;                          /* 1 at the top */
    uint32_t nsegments, ndocuments, ncases;  /* merged segments, see ANALYSIS in docs/codebook-format.md */
    uint32_t nwords;                         /* words in them */
} draad_code_info;
DRAAD_API draad_code_info draad_project_code_info(const draad_project *p, size_t i);

/* Codings, by document, start, end, code, coder. */
DRAAD_API size_t draad_project_codings(const draad_project *p);

typedef struct draad_coding_info {
    draad_str document, code, coder, case_id, speaker, role, time, text;
    draad_cp start, end;
    draad_str rules; /* ids of the rules that matched here, joined by ';' */
    uint32_t nmatches;
    draad_str negated; /* "yes", "no", "mixed"; "" for a coding by hand */
} draad_coding_info;
DRAAD_API draad_coding_info draad_project_coding(const draad_project *p, size_t i);

/* ---- Trying rules and checking codebooks --------------------------------------------------------------- */

/* One place where a rule holds. */
typedef struct draad_found {
    draad_str document, speaker, role, negated_by;
    draad_negation negation;
    draad_range range; /* of the match, in bytes of `text` */
    const draad_range *evidence;
    size_t nevidence;
    draad_range sentence; /* from the first to the last sentence of the match */
    draad_str text;       /* the whole document's */
    draad_cp start, end;
    uint32_t turn, sentence_number; /* from 1 */
} draad_found;

/* Calls `each` for every place in the sources where `rule` (the rule language of codebooks) holds, in project
 * order; interviewers' turns only if `all_speakers`.  An invalid rule: DRAAD_E_CODEBOOK in `err`, the column
 * counted in the rule. */
DRAAD_API draad_status draad_project_find(draad_project *p, draad_str rule, bool all_speakers,
                                          void (*each)(void *ctx, const draad_found *found), void *ctx,
                                          draad_error *err);

/* Checks the codebooks of the project: their own examples and counterexamples, rules that can never match and
 * rules that stand twice, rules without a word to look for.  With sources: rules that never matched in them.
 * Everything is reported.  DRAAD_E_CODEBOOK when an example fails; DRAAD_OK with warnings alone. */
DRAAD_API draad_status draad_project_check(draad_project *p);

/* For each word of each rule, the rule and what the word stands for ("loslaten: loslaten/V, also apart"). */
DRAAD_API draad_status draad_project_forms(draad_project *p, void (*each)(void *ctx, draad_str rule_id, draad_str line),
                                           void *ctx);

/* A codebook to begin with, in Dutch ("nl") or English ("en"). */
DRAAD_API const char *draad_codebook_skeleton(const char *language);

/* ---- Tables ------------------------------------------------------------------------------------------- */

/* A table: named columns of numbers and text, names for rows where the rows are things with a name, and facts that hold
 * for every row (how it was counted).  Undefined numbers are NaN ("NA" in files); minus infinity is itself. */
typedef struct draad_table draad_table;
DRAAD_API void draad_table_free(draad_table *t);
DRAAD_API size_t draad_table_rows(const draad_table *t);
DRAAD_API size_t draad_table_columns(const draad_table *t);
DRAAD_API draad_str draad_table_row_name(const draad_table *t, size_t row);
DRAAD_API draad_str draad_table_column_name(const draad_table *t, size_t column);
DRAAD_API bool draad_table_is_text(const draad_table *t, size_t column);
DRAAD_API double draad_table_value(const draad_table *t, size_t row, size_t column); /* of a column of numbers */
DRAAD_API draad_str draad_table_text(const draad_table *t, size_t row,
                                     size_t column); /* of a column of text; else "" */

typedef struct draad_fact {
    draad_str name, text;
    double number;
    bool is_text; /* which of the two it is */
} draad_fact;
DRAAD_API size_t draad_table_facts(const draad_table *t);
DRAAD_API draad_fact draad_table_fact(const draad_table *t, size_t i);

/* CSV (facts are columns behind the others), the same for Dutch Excel, JSON (facts, then the rows), or columns of text
 * for people (facts first; three decimals; long text is cut). */
typedef enum draad_table_format {
    DRAAD_TABLE_CSV,
    DRAAD_TABLE_EXCEL_NL,
    DRAAD_TABLE_JSON,
    DRAAD_TABLE_TEXT
} draad_table_format;

/* Hands the whole table as one text to `put`, in one call or more. */
DRAAD_API draad_status draad_table_write(const draad_table *t, draad_table_format format,
                                         void (*put)(void *ctx, draad_str text), void *ctx, draad_error *err);

/* Binary co-occurrence by unit (sentence, paragraph, turn, document): rows and columns are codes, the diagonal
 * holds the marginals.  `universe`, if not NULL, receives N: the number of eligible units.
 * Source: the definitions in docs/tables.md; test cooccurrence_equals_the_worked_example. */
DRAAD_API draad_status draad_project_cooccurrence(const draad_project *p, draad_unit unit, draad_table **out,
                                                  uint64_t *universe, draad_error *err);

/* Other ways to count two codes together: docs/tables.md defines each of them. */
typedef enum draad_counting {
    DRAAD_COUNT_BINARY,  /* units that hold both; diagonal: units with the code */
    DRAAD_COUNT_PRODUCT, /* pairs of segments that are present in one unit */
    DRAAD_COUNT_MINIMUM, /* the smaller of the two numbers of segments, summed over units */
    DRAAD_COUNT_PAIRS,   /* pairs of segments that share a character; diagonal 0 */
    DRAAD_COUNT_CHARS,   /* code points covered by both; diagonal: covered by the code */
    DRAAD_COUNT_HITS,    /* segments of the row's code that overlap the column's; diagonal: segments */
    DRAAD_COUNT_WINDOW,  /* pairs of segments with at most `window` words between them */
    DRAAD_COUNT_FOLLOWED /* units with the row's code, `lag` units before one with the column's; never across documents
                          */
} draad_counting;
enum { DRAAD_COUNTINGS = 8 };

/* "binary", "product", ...: the name of a way to count; and the way with that name (false: there is none). */
DRAAD_API const char *draad_counting_name(draad_counting counting);
DRAAD_API bool draad_counting_find(draad_str name, draad_counting *out);

typedef struct draad_matrix_options {
    draad_counting counting;
    draad_unit unit;     /* of binary, product, minimum and followed; DRAAD_UNIT_MATCH (zero) means sentence */
    uint32_t window;     /* words between, of window */
    uint32_t lag;        /* of followed; 0 means 1 */
    bool next_coded;     /* followed: units without any code are passed over */
    bool same_turn;      /* window: only pairs inside one turn */
    bool coded_universe; /* N is the eligible units with a code, not all of them */
} draad_matrix_options;

/* Codes against codes.  `universe`, if not NULL, receives the number of eligible units, 0 where units are not what
 * is counted.  At most 5,000 codes: DRAAD_E_LIMIT.  Source: docs/tables.md; test matrices_equal_the_worked_example. */
DRAAD_API draad_status draad_project_matrix(const draad_project *p, const draad_matrix_options *options,
                                            draad_table **out, uint64_t *universe, draad_error *err);

/* Every unordered pair of codes a before b, a row each; columns n11 n10 n01 n00 n and every measure of
 * docs/tables.md by its name there (jaccard, dice, ..., p_fisher, q_bh).  Row names are "a b".  With fewer than
 * five documents p and q are NA unless `tests_always`. */
DRAAD_API draad_status draad_project_association(const draad_project *p, draad_unit unit, bool tests_always,
                                                 draad_table **out, draad_error *err);

/* ---- Every other table -------------------------------------------------------------------------------- */

/* Codes as applied; each replaced by its ancestor at a level; or counting for itself and all its ancestors. */
typedef enum draad_rollup { DRAAD_ROLLUP_LEAF, DRAAD_ROLLUP_LEVEL, DRAAD_ROLLUP_ALL } draad_rollup;

/* Saturation of codes over interviews, in project order (Guest, Namey & Chen 2020): the base is what the first `base`
 * interviews brought; saturated is the first interview with which a run of `run` interviews brought at most `threshold`
 * times the base.  `orders` other orders are drawn by lot from `seed`. */
typedef struct draad_saturation_options {
    uint32_t base, run; /* 4 and 2 in the paper */
    double threshold;   /* 0.05, or 0 */
    uint32_t orders;    /* at most 100,000; 0: none */
    uint64_t seed;
} draad_saturation_options;

/* A lens: aspects by chapters, codes in the cells; from a CSV file with the columns aspect, chapter, code and
 * (optional) label (docs/tables.md).  At most 1 MiB.  All errors are told to `report`; then DRAAD_E_CASES, or why the
 * file could not be read, and *out is NULL. */
typedef struct draad_lens draad_lens;
DRAAD_API draad_status draad_lens_read(const char *path, const draad_report *report, draad_lens **out);
DRAAD_API void draad_lens_free(draad_lens *lens);

/* Scales of questionnaires: keys (YAML) and one file with the answers of respondents (CSV); docs/scales.md.  All errors
 * are told to `report`; then DRAAD_E_CODEBOOK for a key, DRAAD_E_CASES for answers, or why a file could not be read,
 * and *out is NULL. */
typedef struct draad_scales draad_scales;
DRAAD_API draad_status draad_scales_read(const char *const *keys, size_t nkeys, const char *answers,
                                         const draad_report *report, draad_scales **out);
DRAAD_API void draad_scales_free(draad_scales *scales);

/* Words for a coefficient of agreement, by convention: Krippendorff (2004) for alpha (reliable, tentative, too low),
 * Landis and Koch (1977) for kappa (poor, slight, fair, moderate, substantial, almost perfect). */
typedef enum draad_labels { DRAAD_LABELS_NONE, DRAAD_LABELS_KRIPPENDORFF, DRAAD_LABELS_LANDIS_KOCH } draad_labels;

/* What tables are made with.  draad_table_defaults gives what the command starts from; zero is a value like others. */
typedef struct draad_table_options {
    draad_rollup rollup;
    uint32_t level;          /* of DRAAD_ROLLUP_LEVEL: 1 is the top */
    const char *coder;       /* only the codings of this coder; NULL: all, pooled */
    const char *const *only; /* codes, with those below them, or whole codebooks; */
    size_t nonly;            /* 0: all */
    const char *where[2];    /* only documents whose row of the cases has this value of this attribute; NULL: all */
    draad_matrix_options matrix;
    const char *cell[2]; /* two codes: the passages behind their cell of a table of pairs; NULL: the table */
    bool tests_always;   /* p and q also with fewer than five documents */
    bool intervals;      /* association: 95 % intervals of measures, by drawing documents */
    const char *by;      /* an attribute of the cases; NULL: none, or where one is needed, that of the result */
    draad_saturation_options saturation;
    const draad_lens *lens;
    uint32_t nquotes; /* of each code */
    const draad_scales *scales;
    const char *moments[2]; /* first and second measurement; NULL: the file's, when it has just two */
    bool presence;          /* of a code with a respondent: there or not, instead of segments per 1000 words */
    const char *gold;       /* the coder whom others are measured against; NULL: the first who is no program */
    uint32_t overlap;       /* programs: percent of two segments together that they must share to be the same */
    draad_labels labels;    /* agreement: a word for each code, in a column of its own */
    bool text;              /* disagreements: what people said, too */
    bool bands;             /* name the band of a score */
} draad_table_options;
DRAAD_API void draad_table_defaults(draad_table_options *options);

/* The tables that there are: "cooccurrence", "association", "themes" ...; "" behind the last one. */
DRAAD_API const char *draad_table_kind(size_t i);

/* A table by its kind; docs/tables.md names the columns of each and defines what they hold.
 * Errors: DRAAD_E_USAGE for a kind, attribute, code, codebook or coder that is not there, or an option that is missing.
 */
DRAAD_API draad_status draad_project_table(const draad_project *p, const char *kind, const draad_table_options *options,
                                           draad_table **out, draad_error *err);

/* ---- Result folders ------------------------------------------------------------------------------------ */

typedef struct draad_write_options {
    bool force;        /* replace what is there (by building beside it and swapping) */
    bool excel_nl;     /* CSV as Dutch Excel likes it: ';', decimal comma, BOM, guarded cells */
    bool bytes;        /* positions in bytes instead of code points */
    bool tests_always; /* p and q also with fewer than five documents */
    draad_unit unit;   /* of cooccurrence_matrix.csv; DRAAD_UNIT_MATCH (zero) means sentence */
    const char *by;    /* an attribute of the cases: write group_code.csv; NULL: do not */
    bool with_sources; /* also write sources that were given as bytes, so that draad_verify finds them: sources/ */
} draad_write_options;

/* Writes the result folder: docs/result-folder.md names its files and columns.  The folder appears whole or
 * not at all.  Folders have mode 0700, files 0600. */
DRAAD_API draad_status draad_project_write(draad_project *p, const char *dir, const draad_write_options *options,
                                           draad_error *err);

/* draad_project_code and draad_project_write in one: rows are written while interviews are coded, so that memory does
 * not grow with what is coded in them.  The same folder comes of it.  Afterwards the project has documents, codes with
 * their counts and the tables that stand in the folder; whatever else needs codings fails with DRAAD_E_USAGE, and
 * draad_project_coding gives none.
 * What is wrong with sources and rules is told to the report, as by draad_project_code, and the status says so; then
 * err->status is DRAAD_OK, and the folder is there if any document is.  Else *err is what went wrong, nothing is
 * coded or written, and its status is returned: also when `dir` cannot be written to or there is no attribute `by`,
 * which is found out before anything is read. */
DRAAD_API draad_status draad_project_code_into(draad_project *p, const draad_code_options *options, const char *dir,
                                               const draad_write_options *writing, draad_error *err);

/* Reads a result folder for its tables: codebooks, cases, units and codings, without the interviews.  What can be
 * asked of the project is all that needs no text: draad_project_matrix and the like; its documents cannot be coded
 * again. Inputs that are not valid are told to `report`.  Errors: DRAAD_E_USAGE for a folder that is no result, or one
 * with positions in bytes (`draad code --bytes`), or a table that is not as Draad wrote it (with its line). */
DRAAD_API draad_status draad_project_load(const char *dir, const draad_report *report, draad_project **out,
                                          draad_error *err);

/* The same with its matches, which takes about twice the time: which rule made which coding, and what was blocked by
 * what.  Errors are the same. */
DRAAD_API draad_status draad_project_load_matches(const char *dir, const draad_report *report, draad_project **out,
                                                  draad_error *err);

/* What changed from one project to another: two runs, or two versions of a codebook on the same sources.  Documents are
 * paired by id, codings by document, code, coder and range, rules by id or text; docs/diff.md names the columns and
 * says what counts as kept, moved, gained and lost, and which reasons there are.  Both projects need their matches:
 * coded, or from draad_project_load_matches.
 *   - CHANGES: a row for each coding that is gained, lost, moved, or made by other rules, with its rules, their lines
 *     and why; with `quotes` the passages too, in two more columns.
 *   - CODES, DOCUMENTS: a row for each of either project, with numbers of codings. */
typedef enum draad_diff_rows { DRAAD_DIFF_CHANGES, DRAAD_DIFF_CODES, DRAAD_DIFF_DOCUMENTS } draad_diff_rows;
DRAAD_API draad_status draad_project_diff(const draad_project *a, const draad_project *b, draad_diff_rows rows,
                                          bool quotes, draad_table **out, draad_error *err);

/* Adds the codings of others to a project that draad_project_load gave: those of another result folder (whose coder
 * "draad" becomes "draad (NAME)", with the folder's name, or its path when that name is taken); those of people in a
 * project of REFI-QDA (.qdpx); or a CSV file with the columns document, start, end (code points; or text: what is
 * quoted), code and coder (without it: the file's name).  A row with only a document says that its coder read it and
 * found nothing.  A code is known by its id, or by its label when one code alone has it.  The texts that are needed for
 * a .qdpx and for what is quoted are read again, found as by draad_verify, and in what draad_project_add_source named
 * (docs/agreement.md).  What does not fit (an unknown document or code, other contents, no range, one beyond the text,
 * a quotation that is nowhere or in more places, a coder with ';') is reported as a warning and left out. */
DRAAD_API draad_status draad_project_add_codings(draad_project *p, const char *path, draad_error *err);

/* ---- Exports ------------------------------------------------------------------------------------------- */

/* What an export for reading shows of what people said.  Masked: the matched words as they are, and of all other
 * characters only white space and punctuation; docs/exchange-tables.md says it exactly.  None: no text at all. */
typedef enum draad_quotes { DRAAD_QUOTES_MASKED, DRAAD_QUOTES_NONE, DRAAD_QUOTES_FULL } draad_quotes;

/* All zero is the default. */
typedef struct draad_export_options {
    bool force;          /* replace a file that is there */
    draad_quotes quotes; /* of exports that hold text */
    draad_unit unit;     /* of pairs of codes; DRAAD_UNIT_MATCH (zero) means sentence */
    const char *by;      /* workbook: an attribute of the cases; NULL: that of the result, if it has one */
    bool tests_always;   /* p and q also with fewer than five documents */
    bool excel_nl;       /* a codebook as CSV: as Dutch Excel likes it */
} draad_export_options;

/* Files for other programs; docs/exchange-tables.md names what is in them.  A file appears whole or not at all, mode
 * 0600, the same bytes each time, without clock, path or user name.  `options` may be NULL.
 * Errors: DRAAD_E_USAGE when the file is there (without force), when `by` is no attribute, or when Draad was built
 * without the library for it (workbook, SPSS); DRAAD_E_LIMIT for what is too large for the format; DRAAD_E_IO,
 * DRAAD_E_MEMORY. */
typedef draad_status draad_exporter(const draad_project *p, const char *path, const draad_export_options *options,
                                    draad_error *err);
DRAAD_API draad_exporter draad_export_workbook;      /* XLSX: codes, segments, pairs, groups, documents, account */
DRAAD_API draad_exporter draad_export_graphml;       /* the network of codes */
DRAAD_API draad_exporter draad_export_matrix_market; /* documents by codes; names beside it, in .rows and .cols */
DRAAD_API draad_exporter draad_export_jsonl;         /* a line a coding */
DRAAD_API draad_exporter draad_export_sav;           /* SPSS: documents by codes, with labels and attributes */

/* A codebook (YAML) as a table, a row a code, and back: to be read, filled in and discussed in a spreadsheet.
 * Everything in a codebook but its comments comes back.  Of the options only force and excel_nl count.  What has no
 * place is told to `report`, as is all that is wrong.  Errors: DRAAD_E_CODEBOOK when what comes in is no valid
 * codebook, or makes none. */
typedef draad_status draad_codebook_converter(const char *from, const char *to, const draad_export_options *options,
                                              const draad_report *report, draad_error *err);
DRAAD_API draad_codebook_converter draad_codebook_export_csv, draad_codebook_export_xlsx;
DRAAD_API draad_codebook_converter draad_codebook_import_csv, draad_codebook_import_xlsx;

/* ---- A page to look at ---------------------------------------------------------------------------------- */

/* How it is made; all zero but `quotes` is the default. */
typedef struct draad_page_options {
    draad_quotes quotes;     /* what is shown of what people said */
    const char *language;    /* "nl" or "en"; NULL: that of the first codebook */
    const char *const *only; /* codes, with those below them, or whole codebooks; */
    size_t nonly;            /* 0: all */
    const char *by;          /* an attribute of the cases; NULL: that of the result, if it has one */
    const draad_lens *lens;  /* lay it over the codes; NULL: none */
    const char *phases;      /* a code or codebook whose codes are the phases of a story, in their order; NULL: none */
    const char *const *sources; /* where the sources are now, if not where local.json says; */
    size_t nsources;
    const char *path; /* the file to make; NULL: report.html in the folder, replaced when it is there */
    bool force;       /* replace a file that is at `path` */
} draad_page_options;

/* Makes a page of a result folder: HTML in one file, to look at, print and send, readable without script or network.
 * The texts come from the sources, found as by draad_verify; of one that is gone or changed only the coded passages are
 * shown, and a note says so.  A large study becomes a page with linked files in a folder beside it; those of the page
 * that is replaced go with it.  The same result gives the same bytes; report.html is in no manifest.  NULL options: the
 * defaults, with quotations in full.  Errors: those of draad_project_load; DRAAD_E_USAGE for a code or attribute that
 * is not there, for a file that is, and for one inside the result folder with another name than report.html;
 * DRAAD_E_IO, DRAAD_E_MEMORY. */
DRAAD_API draad_status draad_write_page(const char *dir, const draad_page_options *options, const draad_report *report,
                                        draad_error *err);

/* ---- Verifying ------------------------------------------------------------------------------------------ */

/* Runs a result folder again from its manifest and compares byte for byte.  `sources` (may be empty) says where
 * the sources are now, if not where `local.json` says.  Each difference is reported; DRAAD_E_DIFFERS if any. */
DRAAD_API draad_status draad_verify(const char *dir, const char *const *sources, size_t nsources,
                                    const draad_report *report, draad_error *err);

/* ---- Exchange: REFI-QDA -------------------------------------------------------------------------------- */

/* Writes a result folder as a project of REFI-QDA (.qdpx), for ATLAS.ti, MAXQDA, NVivo, QualCoder and others:
 * docs/exchange.md says what becomes what.  It holds the interviews whole, and a warning says so.  The texts are read
 * again from the sources, found as by draad_verify; one that is gone or changed: DRAAD_E_DIFFERS, and nothing is
 * written.  The same result gives the same bytes.  A file that is there is replaced only with `force`. */
DRAAD_API draad_status draad_export_qdpx(const char *dir, const char *const *sources, size_t nsources, const char *path,
                                         bool force, const draad_report *report, draad_error *err);

/* Writes the codebooks of a project, without their rules, as a codebook of REFI-QDA (.qdc). */
DRAAD_API draad_status draad_project_export_qdc(const draad_project *p, const char *path, bool force, draad_error *err);

/* Makes a result folder of a project of REFI-QDA, from whatever program: its coders, codings, memos, cases and
 * variables, a codebook without rules, and the texts in sources/, so that draad_verify can run it.  Positions are taken
 * as the program counted them: found out by comparing names of selections with the text, and told.  What does not come
 * along is told as warnings.  Errors: DRAAD_E_SOURCE (no such file, damaged, nothing to read), DRAAD_E_LIMIT,
 * DRAAD_E_USAGE. */
DRAAD_API draad_status draad_import_qdpx(const char *path, const char *dir, bool force, const draad_report *report,
                                         draad_error *err);

/* Writes the codes of a codebook or project of REFI-QDA as a codebook in YAML without rules.  When they were several
 * codebooks of Draad, each is a file of its own, with its id behind the name: out-zin.yaml. */
DRAAD_API draad_status draad_import_qdc(const char *path, const char *out, bool force, const draad_report *report,
                                        draad_error *err);

/* What a file of REFI-QDA is: who made it, and what is in it. */
typedef struct draad_refi_info {
    char tool[128]; /* "ATLAS.ti (as it calls itself)"; "" when it does not say */
    bool is_codebook;
    size_t ncodes, nsources, nselections, ncodings, nnotes, ncases, nvariables;
    size_t ninvalid; /* places that are not as the standard asks */
} draad_refi_info;

/* Looks at a project or codebook of REFI-QDA without making anything: what is not as the standard asks is told as
 * errors (with their line in the XML), what an import would leave out as warnings.  Errors: when it cannot be read. */
DRAAD_API draad_status draad_check_refi(const char *path, const draad_report *report, draad_refi_info *out,
                                        draad_error *err);

#ifdef __cplusplus
}
#endif
#endif
