/* SPDX-License-Identifier: Apache-2.0
 * stream.c - a result folder whose long tables are written while the interviews are coded.
 * A thread that has coded a document makes its rows and its numbers at once, and lets the rest of it go; the rows are
 * written in project order.  So memory does not grow with what is coded, and making rows is shared by the threads.
 * Knows: which tables have rows of single documents.  Does not know: what is in them, how rules are matched. */
#include "analysis/counts.h"
#include "analysis/squares.h"
#include "analysis/tally.h"
#include "coding/doubts.h"
#include "coding/run.h"
#include "exchange/result.h"
#include "exchange/rows.h"
#include "outside/file.h"

#include <pthread.h>

/* What one document adds.  Used again and again. */
typedef struct piece {
    dr_buf bytes[DR_DOCUMENT_TABLES];
    dr_row_scratch *scratch;
    struct piece *next;      /* of all */
    struct piece *next_free; /* of those that nobody uses */
} piece;

/* A table that is being written. */
typedef struct growing {
    const dr_document_table *table; /* NULL: not wanted */
    dr_folder_file *file;
    dr_hasher *hasher;
} growing;

typedef struct stream {
    draad_project *p;
    const draad_write_options *options;
    growing tables[DR_DOCUMENT_TABLES];
    dr_squares *squares;
    piece *pieces, *free;
    pthread_mutex_t lock; /* of squares and pieces */
} stream;

/* ---- Pieces -------------------------------------------------------------------------------------------- */

static draad_status piece_new(stream *st, piece **out, draad_error *err)
{
    piece *one = dr_alloc_zero(1, sizeof *one);
    draad_status s = one != NULL ? dr_row_scratch_new(&one->scratch, err) : dr_no_memory(err);
    *out = NULL;
    if (s != DRAAD_OK) {
        dr_free(one);
        return s;
    }
    *out = one;
    pthread_mutex_lock(&st->lock);
    one->next = st->pieces;
    st->pieces = one;
    pthread_mutex_unlock(&st->lock);
    return DRAAD_OK;
}

static draad_status piece_get(stream *st, piece **out, draad_error *err)
{
    pthread_mutex_lock(&st->lock);
    piece *one = *out = st->free;
    if (one != NULL)
        st->free = one->next_free;
    pthread_mutex_unlock(&st->lock);
    return one != NULL ? DRAAD_OK : piece_new(st, out, err);
}

static void piece_put_back(stream *st, piece *one)
{
    pthread_mutex_lock(&st->lock);
    one->next_free = st->free;
    st->free = one;
    pthread_mutex_unlock(&st->lock);
}

static void free_pieces(stream *st)
{
    for (piece *one = st->pieces, *next; one != NULL; one = next) {
        next = one->next;
        for (size_t i = 0; i < DR_DOCUMENT_TABLES; i++)
            dr_buf_free(&one->bytes[i]);
        dr_row_scratch_free(one->scratch);
        dr_free(one);
    }
}

/* ---- One document -------------------------------------------------------------------------------------- */

static draad_status make_rows(stream *st, const dr_coded *d, piece *one, size_t i, draad_error *err)
{
    dr_rows r = {st->p, st->options, {.out = &one->bytes[i], .excel_nl = st->options->excel_nl, .goes_on = true}};
    one->bytes[i].len = 0;
    if (st->tables[i].table == NULL)
        return DRAAD_OK;
    draad_status s = st->tables[i].table->rows(&r, d, one->scratch, err);
    if (r.w.status != DRAAD_OK && (s == DRAAD_OK || s == r.w.status)) /* a cell could not be kept */
        s = dr_no_memory(err);
    return s;
}

static draad_status make(void *ctx, dr_coded *d, void **out, draad_error *err)
{
    stream *st = ctx;
    piece *one = NULL;
    dr_added added = {0};
    draad_status s = piece_get(st, &one, err);
    *out = one;
    if (s == DRAAD_OK)
        s = dr_row_scratch_begin(one->scratch, d, err);
    for (size_t i = 0; s == DRAAD_OK && i < DR_DOCUMENT_TABLES; i++)
        s = make_rows(st, d, one, i, err);
    if (s == DRAAD_OK)
        s = dr_added_of(d, st->p->codes.n, &added, err);
    if (s == DRAAD_OK) {
        pthread_mutex_lock(&st->lock);
        dr_squares_add(st->squares, &added);
        pthread_mutex_unlock(&st->lock);
    }
    dr_added_free(&added);
    return s == DRAAD_OK ? dr_coded_let_go(d, err) : s;
}

static draad_status grow(growing *g, draad_str bytes, draad_error *err)
{
    draad_status s = dr_folder_append(g->file, bytes, err);
    return s == DRAAD_OK ? dr_hasher_add(g->hasher, bytes, err) : s;
}

static draad_status take(void *ctx, void *of_document, draad_error *err)
{
    stream *st = ctx;
    piece *one = of_document;
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < DR_DOCUMENT_TABLES; i++)
        if (st->tables[i].table != NULL)
            s = grow(&st->tables[i], dr_buf_str(&one->bytes[i]), err);
    piece_put_back(st, one);
    return s;
}

/* ---- The whole ----------------------------------------------------------------------------------------- */

static draad_status open_table(stream *st, dr_folder *folder, const dr_document_table *table, growing *g,
                               draad_error *err)
{
    dr_buf first = {0};
    dr_rows r = {st->p, st->options, {.out = &first, .excel_nl = st->options->excel_nl}};
    if (table->words && !st->p->coding.count_words)
        return DRAAD_OK;
    g->table = table;
    draad_status s = dr_folder_open(folder, table->name, &g->file, err);
    if (s == DRAAD_OK)
        s = dr_hasher_new(&g->hasher, err);
    dr_rows_titles(&r, table->titles);
    dr_csv_end(&r.w);
    if (s == DRAAD_OK)
        s = r.w.status == DRAAD_OK ? grow(g, dr_buf_str(&first), err) : dr_no_memory(err);
    dr_buf_free(&first);
    return s;
}

/* Ends the tables; those that are good are noted as written. */
static draad_status close_tables(stream *st, draad_status s, dr_written *written, size_t *n, draad_error *err)
{
    for (size_t i = 0; i < DR_DOCUMENT_TABLES; i++) {
        growing *g = &st->tables[i];
        const draad_status closed = dr_folder_close(g->file, s == DRAAD_OK ? err : NULL);
        s = s == DRAAD_OK ? closed : s;
        if (s == DRAAD_OK && g->table != NULL) {
            written[*n].name = g->table->name;
            s = dr_hasher_end(g->hasher, &written[(*n)++].sha256, err);
        }
        dr_hasher_free(g->hasher);
    }
    return s;
}

/* Codes into the tables of the folder; as dr_run_into. */
static draad_status run(stream *st, const dr_plan *plan, dr_folder *folder, dr_written *written, size_t *nwritten,
                        bool *failed, draad_error *err)
{
    const dr_run_sink sink = {make, take, st};
    draad_status coded = DRAAD_OK, s = dr_squares_new(st->p->codes.n, &st->squares, err);
    for (size_t i = 0; s == DRAAD_OK && i < DR_DOCUMENT_TABLES; i++)
        s = open_table(st, folder, &dr_document_tables[i], &st->tables[i], err);
    if (s == DRAAD_OK) {
        draad_error why = {0};
        coded = dr_run_into(st->p, plan, &sink, &why);
        if (why.status != DRAAD_OK) {
            s = coded;
            *err = why;
        }
    }
    s = close_tables(st, s, written, nwritten, err);
    free_pieces(st);
    if (s == DRAAD_OK)
        st->p->squares = st->squares;
    else
        dr_free(st->squares);
    *failed = s != DRAAD_OK;
    return *failed ? s : coded;
}

/* What can be told before all the work. */
static draad_status check_options(const draad_project *p, const draad_write_options *o, draad_error *err)
{
    uint32_t attribute;
    return o->by != NULL ? dr_group_attribute(p, o->by, &attribute, err) : DRAAD_OK;
}

static draad_status code_into(draad_project *p, const dr_plan *plan, const char *dir, const draad_write_options *o,
                              draad_error *err)
{
    stream st = {.p = p, .options = o};
    dr_folder *folder = NULL;
    dr_written written[DR_DOCUMENT_TABLES];
    size_t nwritten = 0;
    bool failed = true;
    draad_status s = check_options(p, o, err);
    if (s == DRAAD_OK)
        s = dr_result_begin(dir, o, &folder, err);
    if (s != DRAAD_OK)
        return s;
    if (pthread_mutex_init(&st.lock, NULL) != 0) {
        dr_folder_abandon(folder);
        return dr_no_memory(err);
    }
    s = run(&st, plan, folder, written, &nwritten, &failed, err);
    pthread_mutex_destroy(&st.lock);
    if (failed || p->ndocuments == 0) {
        dr_folder_abandon(folder);
        return s;
    }
    const draad_status told = dr_tell_doubts(p, err);
    if (told != DRAAD_OK) {
        dr_folder_abandon(folder);
        return told;
    }
    const draad_status put = dr_result_finish(p, o, folder, written, nwritten, err);
    return put != DRAAD_OK ? put : s;
}

draad_status draad_project_code_into(draad_project *p, const draad_code_options *options, const char *dir,
                                     const draad_write_options *writing, draad_error *err)
{
    static const draad_write_options defaults = {0};
    draad_error ours = {0}, *why = err != NULL ? err : &ours;
    dr_plan *plan = NULL;
    *why = (draad_error){0};
    draad_status s = dr_plan_of(p, options, &plan, why);
    if (s == DRAAD_OK)
        s = code_into(p, plan, dir, writing != NULL ? writing : &defaults, why);
    dr_plan_free(plan);
    return s;
}
