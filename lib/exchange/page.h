/* SPDX-License-Identifier: Apache-2.0
 * page.h - a result as a page to look at: what its sections share.
 * Numbers come from the tables of analysis/, as they stand in the CSV; texts from the sources when they are found, else
 * from segments.csv.
 * Knows: a project that was loaded, and where a link leads.  Does not know: what a section shows (page_*.c do).
 * draad_write_page is declared and explained in draad.h. */
#ifndef DR_PAGE_H
#define DR_PAGE_H

#include "analysis/counts.h"
#include "base/table.h"
#include "exchange/html.h"
#include "exchange/manifest.h"

/* The text of a document, by code points.  Not there: its source was not found, or nothing of it is to be shown. */
typedef struct dr_page_text {
    draad_str text;
    uint32_t *marks; /* the byte of every DR_PAGE_STEP-th code point */
    uint32_t length; /* in code points */
    bool is_there;
} dr_page_text;
enum { DR_PAGE_STEP = 16 };

/* A coding, or a match that was blocked: which document, which of its codings or matches. */
typedef struct dr_page_item {
    uint32_t document, index;
} dr_page_item;

/* Items of each code: those of code i are at[first[i]] up to at[first[i + 1]], by document and place. */
typedef struct dr_page_items {
    dr_page_item *at;
    size_t *first;
} dr_page_items;

/* A unit with two codes: by pair, document and unit. */
typedef struct dr_page_meeting {
    uint32_t a, b; /* codes, a before b */
    uint32_t document, unit;
    uint32_t coding_a, coding_b; /* the first of each in the unit */
} dr_page_meeting;

/* Where something stands: on the page itself, or (when it is split) in the file of a code or document. */
typedef enum dr_page_file { DR_PAGE_MAIN, DR_PAGE_CODE, DR_PAGE_DOCUMENT } dr_page_file;

/* The name of such a file in the folder beside the page: "code-3.html", "document-12.html". */
enum { DR_PAGE_NAME = 48 };
void dr_page_file_name(dr_page_file file, size_t index, char *out);

typedef struct dr_page {
    const draad_project *p;
    const dr_manifest *m;
    const char *dir;
    const draad_page_options *o;
    bool dutch;
    draad_quotes quotes;
    const char *main_name, *folder_name; /* "report.html", "report_files" */
    bool split;
    dr_page_file here; /* what is being made; */
    size_t here_index;
    dr_html h;
    dr_buf title; /* what the page is called */
    dr_arena arena;
    draad_error *err;
    bool *shown; /* beside the codes: all, or those asked for */
    size_t nshown;
    dr_page_text *texts; /* beside the documents */
    size_t nfound;       /* of them */
    dr_page_items codings, blocked;
    dr_code_counts *counts;
    dr_code_counts *rolled;       /* with what was coded with the codes below */
    bool has_levels;              /* there are such */
    uint32_t *by_document;        /* segments: [document * codes + code] */
    uint32_t *matches, *nblocked; /* of each rule: those that were coded, and those that were not */
    draad_table *account, *matrix, *quoted;
    draad_unit unit; /* of the matrix */
    uint64_t universe;
    dr_group_counts *groups;          /* NULL: no groups */
    const char *by;                   /* what they are by */
    uint32_t *matrix_codes, nmatrix;  /* the codes of the heat map, in order */
    bool matrix_cut;                  /* and there are more */
    DR_VEC(dr_page_meeting) meetings; /* of these */
} dr_page;

/* ---- Sections ---------------------------------------------------------------------------------------------- */

void dr_page_style(dr_html *h);  /* page_style.c: the head's policy, style sheet */
void dr_page_script(dr_html *h); /* and the script */

void dr_page_done(dr_page *pg);                    /* page_done.c */
void dr_page_codes(dr_page *pg);                   /* page_codes.c */
void dr_page_who_counts(dr_page *pg);              /* page_done.c: a sentence: whose words count, and whose do not */
void dr_page_pairs(dr_page *pg);                   /* page_pairs.c */
void dr_page_network(dr_page *pg);                 /* page_network.c */
void dr_page_groups(dr_page *pg);                  /* page_groups.c; nothing without groups */
void dr_page_lens(dr_page *pg);                    /* page_stories.c; nothing without a lens */
void dr_page_phases(dr_page *pg);                  /* page_stories.c; nothing without phases */
void dr_page_salience(dr_page *pg);                /* page_tables.c */
void dr_page_saturation(dr_page *pg);              /* page_saturation.c */
void dr_page_speakers(dr_page *pg);                /* page_tables.c */
void dr_page_documents(dr_page *pg);               /* page_tables.c: the list of them */
void dr_page_code(dr_page *pg, uint32_t code);     /* page_code.c */
void dr_page_meetings(dr_page *pg, uint32_t code); /* page_meetings.c: of the code with those after it */
void dr_page_document(dr_page *pg, uint32_t document); /* page_document.c */

/* What is looked up once, before the first section. */
draad_status dr_page_gather(dr_page *pg);                                 /* page_gather.c */
draad_status dr_page_find_texts(dr_page *pg, const draad_report *report); /* page_texts.c */
draad_status dr_page_find_meetings(dr_page *pg);                          /* page_meetings.c */
void dr_page_free(dr_page *pg);

/* How much would stand on one page, in bytes, about: by what codings, matches and pairs take, not by what is found or
 * may be shown.  More than some 2.5 MB is split. */
bool dr_page_is_large(const dr_page *pg);          /* page_gather.c */
uint64_t dr_page_meetings_size(const dr_page *pg); /* page_meetings.c */
uint32_t dr_page_context_length(const dr_coded *d,
                                const dr_coding *c); /* page_code.c: a coding and what is around it */

/* Code points [start, end) of a document's text. */
draad_str dr_page_slice(const dr_page_text *t, uint32_t start, uint32_t end);

/* ---- Putting things (page_put.c) ---------------------------------------------------------------------------- */

/* The Dutch or the English of something. */
draad_str dr_page_say(const dr_page *pg, const char *english, const char *dutch);
#define SAY(english, dutch) dr_page_say(pg, english, dutch)

/* Numbers for people; NA stays NA. */
void dr_page_number(dr_page *pg, double value);
void dr_page_real(dr_page *pg, double value, int decimals);
void dr_page_percent(dr_page *pg, double share);
void dr_page_of(dr_page *pg, double n, draad_str one, draad_str more); /* "1 code", "2 codes" */

/* A name from outside: it may run from right to left without moving what is around it. */
void dr_page_name(dr_page *pg, draad_str name);
void dr_page_label(dr_page *pg, uint32_t code); /* in its own language */

/* Do the cases say in which order the documents stand?  Else it is by name. */
bool dr_page_is_ordered(const dr_page *pg);

/* Makes pg->title: the titles of its codebooks, three at most. */
draad_status dr_page_title(dr_page *pg);

/* Opens a link (to be closed with dr_html_close): to a code; to a coding in the text of its document, or in the list of
 * its code; to a document; to a turn; to a pair of codes. */
void dr_page_link_main(dr_page *pg, const char *id); /* a section of the page itself */
void dr_page_link_code(dr_page *pg, uint32_t code);
void dr_page_link_coding(dr_page *pg, uint32_t document, uint32_t coding);
void dr_page_link_listed(dr_page *pg, uint32_t document, uint32_t coding);
void dr_page_link_document(dr_page *pg, uint32_t document);
void dr_page_link_group(dr_page *pg, uint32_t code, size_t group);
void dr_page_link_pair(dr_page *pg, uint32_t a, uint32_t b);

/* A section with a heading and an id; a heading for a code carries the code's number. */
void dr_page_section(dr_page *pg, const char *id, draad_str heading);
void dr_page_paragraph(dr_page *pg, const char *class, draad_str text);

/* A table in a region that can be scrolled, with a caption; dr_page_end_table closes both.  `class` may be NULL. */
void dr_page_table(dr_page *pg, const char *class, draad_str caption);
void dr_page_head(dr_page *pg, draad_str name, bool number); /* a cell of its first row */
void dr_page_end_table(dr_page *pg);

/* The same with one row of titles, then rows: the row of titles is open; after it; after the last row. */
void dr_page_begin_head(dr_page *pg, const char *class, draad_str caption);
void dr_page_begin_rows(dr_page *pg);
void dr_page_end_rows(dr_page *pg);

/* A table by its kind; NULL when there is none: then that failure, or an earlier one, is in the status. */
draad_table *dr_page_ask(dr_page *pg, const char *kind, const draad_table_options *o);

/* The column of a table with this name; there must be one. */
size_t dr_page_column(const draad_table *t, const char *name);

/* Is text of people shown at all? */
static inline bool dr_page_quotes(const dr_page *pg)
{
    return pg->quotes != DRAAD_QUOTES_NONE;
}

/* Puts text that begins at code point `start` with its matched words marked, masked when that is asked for.
 * words   matched words, by place, united; nwords of them */
void dr_page_marked(dr_page *pg, draad_str text, uint32_t start, const dr_stretch *words, size_t nwords);

/* The matched words of a coding; on failure none.  Freed by dr_free. */
dr_stretch *dr_page_words_of(dr_page *pg, const dr_coded *d, const dr_coding *c, size_t *n);

/* "document, speaker, turn 12, 00:01:15": who says it where; the document as a link to the coding. */
void dr_page_where(dr_page *pg, uint32_t document, uint32_t coding);

#endif
