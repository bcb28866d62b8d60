/* SPDX-License-Identifier: Apache-2.0
 * rows.h - the tables of a result folder, a file each.  docs/result-folder.md says what every column means.
 * Knows: projects and columns.  Does not know: where files go. */
#ifndef DR_ROWS_H
#define DR_ROWS_H

#include "coding/project.h"
#include "outside/csv.h"

/* What a table is made from, and the file it goes into.  Failures of writing stay in w.status. */
typedef struct dr_rows {
    const draad_project *p;
    const draad_write_options *options;
    dr_csv_writer w;
} dr_rows;

/* Tables of which each row belongs to one document, so that they can be written while documents are coded. */
typedef struct dr_row_scratch dr_row_scratch;
typedef draad_status dr_document_rows(dr_rows *r, const dr_coded *d, dr_row_scratch *t, draad_error *err);
typedef struct dr_document_table {
    const char *name;
    const char *const *titles; /* the first line; up to a NULL */
    dr_document_rows *rows;    /* of one document; what has no text any more, but all its codings, matches and units */
    bool words;                /* only when words were counted */
} dr_document_table;

/* A row for each coding and for each match (rows_coded.c); for each unit, comment in the margin and word
 * (rows_document.c). */
enum { DR_DOCUMENT_TABLES = 5 };
extern const dr_document_table dr_document_tables[DR_DOCUMENT_TABLES];
dr_document_rows dr_rows_segments, dr_rows_matches, dr_rows_units, dr_rows_memos, dr_rows_words;
extern const char *const dr_titles_segments[], *const dr_titles_matches[];

/* What rows of one document after the other need again and again; for one thread.  Another document is begun before
 * its first rows. */
draad_status dr_row_scratch_new(dr_row_scratch **out, draad_error *err);
draad_status dr_row_scratch_begin(dr_row_scratch *t, const dr_coded *d, draad_error *err);
void dr_row_scratch_free(dr_row_scratch *t);

/* The whole of such a table. */
draad_status dr_rows_by_document(dr_rows *r, const dr_document_table *table, draad_error *err);

/* The codings of people, as read back by verify: document, start, end (code points), code, coder; and rules, when
 * any of them has some. */
draad_status dr_rows_hand_codings(dr_rows *r, draad_error *err);
bool dr_rows_has_hand_codings(const draad_project *p);

/* The same for memos that stand in no source: document, start, end (code points), author, date, memo (rows_document.c).
 */
draad_status dr_rows_hand_memos(dr_rows *r, draad_error *err);
bool dr_rows_has_hand_memos(const draad_project *p);

/* A row for each document (rows_document.c). */
draad_status dr_rows_documents(dr_rows *r, draad_error *err);
draad_status dr_rows_document_code(dr_rows *r, draad_error *err);

/* A row for each code, and for each pair of codes (rows_code.c). */
draad_status dr_rows_codes(dr_rows *r, draad_error *err);
draad_status dr_rows_group_code(dr_rows *r, draad_error *err); /* needs options->by: DRAAD_E_USAGE if unknown */
draad_status dr_rows_cooccurrence(dr_rows *r, draad_error *err);
draad_status dr_rows_matrix(dr_rows *r, draad_error *err);

/* The tables of analysis/ that every study wants (rows_analysis.c). */
draad_status dr_rows_themes(dr_rows *r, draad_error *err); /* needs options->by */
draad_status dr_rows_salience(dr_rows *r, draad_error *err);
draad_status dr_rows_saturation(dr_rows *r, draad_error *err);
draad_status dr_rows_speakers(dr_rows *r, draad_error *err);

/* Any table, with its facts as columns behind the others (table_write.c).  Needs no project. */
draad_status dr_rows_table(dr_rows *r, const draad_table *t);

/* A first line: names up to a NULL. */
static inline void dr_rows_titles(dr_rows *r, const char *const *titles)
{
    for (; *titles != NULL; titles++)
        dr_csv_str(&r->w, dr_str_of(*titles));
}

#endif
