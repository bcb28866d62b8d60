/* SPDX-License-Identifier: Apache-2.0
 * lens.c - a lens from CSV: a row for each code in a cell.
 * Knows: the columns of that file.  Does not know: which codes there are, what is counted. */
#include "coding/lens.h"
#include "base/faults.h"

#include "outside/csv.h"
#include "outside/file.h"

enum { BYTES_MAX = 1 << 20, ROWS_MAX = 10000, CELLS_MAX = 100000 };

typedef struct reader {
    dr_faults faults;
    draad_lens *out;
} reader;

#define TELL(r, line, ...) dr_fault(&(r)->faults, line, 0, __VA_ARGS__)

enum { ASPECT, CHAPTER, CODE, COLUMNS };
static const char *const titles[COLUMNS][2] = {{"aspect", "aspect"}, {"chapter", "hoofdstuk"}, {"code", "code"}};

/* The number of a name in a list, added when it is new. */
static uint32_t number_of(draad_str *names, size_t *n, draad_str name)
{
    for (size_t i = 0; i < *n; i++)
        if (dr_str_equal(names[i], name))
            return (uint32_t)i;
    names[*n] = name;
    return (uint32_t)(*n)++;
}

static void take_row(reader *r, const dr_csv_row *row, const uint32_t *columns)
{
    draad_lens *l = r->out;
    draad_str cells[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++) {
        cells[i] = dr_csv_cell(row, columns[i]);
        if (cells[i].len == 0) {
            TELL(r, row->line, "no %s in this row", titles[i][0]);
            return;
        }
    }
    dr_lens_row to = {number_of(l->aspects, &l->naspects, cells[ASPECT]),
                      number_of(l->chapters, &l->nchapters, cells[CHAPTER]), cells[CODE], row->line};
    for (size_t i = 0; i < l->nrows; i++)
        if (l->rows[i].aspect == to.aspect && l->rows[i].chapter == to.chapter &&
            dr_str_equal(l->rows[i].code, to.code)) {
            TELL(r, row->line, "the code %.*s is already in this cell, on line %u", DR_ARG(to.code), l->rows[i].line);
            return;
        }
    l->rows[l->nrows++] = to;
}

static draad_status read_rows(reader *r, const dr_csv *csv, draad_error *err)
{
    draad_lens *l = r->out;
    uint32_t columns[COLUMNS];
    if (csv->nrows > ROWS_MAX + 1) /* the first names the columns */
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->faults.name), "more than %d rows", ROWS_MAX);
    for (size_t i = 0; i < COLUMNS; i++) {
        columns[i] = csv->nrows > 0 ? dr_csv_column(&csv->rows[0], titles[i][0], titles[i][1]) : DRAAD_NONE;
        if (columns[i] == DRAAD_NONE)
            TELL(r, 1, "no column %s; the first line must name the columns: aspect, chapter, code", titles[i][0]);
    }
    if (r->faults.n > 0)
        return DRAAD_OK;
    l->aspects = dr_arena_alloc(&l->arena, csv->nrows * sizeof *l->aspects);
    l->chapters = dr_arena_alloc(&l->arena, csv->nrows * sizeof *l->chapters);
    l->rows = dr_arena_alloc(&l->arena, csv->nrows * sizeof *l->rows);
    if (l->aspects == NULL || l->chapters == NULL || l->rows == NULL)
        return dr_no_memory(err);
    for (size_t i = 1; i < csv->nrows; i++)
        if (!dr_csv_is_blank(&csv->rows[i]))
            take_row(r, &csv->rows[i], columns);
    if (l->naspects * l->nchapters > CELLS_MAX)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->faults.name), "%zu aspects by %zu chapters; at most %d cells",
                       l->naspects, l->nchapters, CELLS_MAX);
    return DRAAD_OK;
}

draad_status dr_lens_read_bytes(draad_str bytes, const char *name, const draad_report *report, draad_lens **out)
{
    draad_error err;
    dr_csv csv = {0};
    reader r = {.faults = {report, name, DRAAD_ERROR, DRAAD_E_CASES, 0}, .out = dr_alloc_zero(1, sizeof *r.out)};
    *out = NULL;
    draad_status s = r.out != NULL ? DRAAD_OK : dr_no_memory(&err);
    if (s == DRAAD_OK && (r.out->name = dr_arena_str(&r.out->arena, dr_str_of(name))).data == NULL)
        s = dr_no_memory(&err);
    if (s == DRAAD_OK)
        s = dr_csv_read(bytes, name, &r.out->arena, &csv, &err);
    if (s == DRAAD_OK)
        s = read_rows(&r, &csv, &err);
    if (s != DRAAD_OK)
        dr_tell(report, DRAAD_ERROR, &err);
    s = dr_faults_end(&r.faults, s);
    if (s == DRAAD_OK)
        *out = r.out;
    else
        draad_lens_free(r.out);
    return s;
}

draad_status draad_lens_read(const char *path, const draad_report *report, draad_lens **out)
{
    dr_buf bytes = {0};
    draad_error err;
    *out = NULL;
    draad_status s = dr_file_read(path, BYTES_MAX, &bytes, &err);
    if (s != DRAAD_OK)
        dr_tell(report, DRAAD_ERROR, &err);
    else
        s = dr_lens_read_bytes(dr_buf_str(&bytes), path, report, out);
    dr_buf_free(&bytes);
    return s;
}

void draad_lens_free(draad_lens *lens)
{
    if (lens == NULL)
        return;
    dr_arena_free(&lens->arena);
    dr_free(lens);
}
