/* SPDX-License-Identifier: Apache-2.0
 * add_csv.c - codings as rows of CSV, by positions or by what is quoted.
 * Knows: columns of codings.  Does not know: what is compared. */
#include "exchange/adder.h"
#include "outside/csv.h"
#include "outside/file.h"

#include <string.h>

enum { BYTES_MAX = 256 * 1024 * 1024 };

enum { DOCUMENT, START, END, CODE, CODER, TEXT, COLUMNS, QUOTE = COLUMNS, TITLES };
static const char *const titles[TITLES][2] = {{"document", "bestand"}, {"start", "begin"},  {"end", "eind"},
                                              {"code", "code"},        {"coder", "codeur"}, {"text", "tekst"},
                                              {"quote", "citaat"}};

/* Programs that know no whole numbers beside empty cells write 1203.0. */
static uint32_t position_of(draad_str cell)
{
    if (cell.len > 2 && memcmp(cell.data + cell.len - 2, ".0", 2) == 0)
        cell.len -= 2;
    return dr_csv_number(cell);
}

/* Can the range be in the document?  Positions counted in something else than code points are often too large. */
static bool check_range(dr_adder *a, const dr_csv_row *row, const dr_coded *d, const draad_str *cells)
{
    const uint32_t start = position_of(cells[START]), end = position_of(cells[END]), last = dr_coded_end(d).value;
    if (start == DRAAD_NONE || end == DRAAD_NONE) /* what stands there may be what somebody said */
        DR_TELL(a, row->line,
                "start or end is no whole number; expected the first code point and the one behind the last");
    else if (start >= end)
        DR_TELL(a, row->line, "found %u-%u; expected the first code point and the one behind the last", start, end);
    else if (start >= last || end - 1 > last)
        DR_TELL(a, row->line, "%u-%u goes beyond the text of %.*s, which ends at %u: left out", start, end,
                DR_ARG(d->id), last);
    else
        return true;
    return false;
}

/* Where what is quoted stands; *end is 0 when that is nowhere, or in more places. */
static draad_status find_quoted(dr_adder *a, const dr_csv_row *row, const dr_coded *d, draad_str quoted,
                                draad_cp *start, draad_cp *end, draad_error *err)
{
    const dr_quoted *text = NULL;
    size_t n = 0;
    draad_status s = dr_adder_text(a, d, &text, err);
    if (s != DRAAD_OK)
        return s;
    if (text == NULL)
        DR_TELL(a, row->line, "the text of %.*s cannot be read again, so that what is quoted cannot be found: left out",
                DR_ARG(d->id));
    else if ((s = dr_texts_find(text, quoted, &n, start, end, err)) == DRAAD_OK && n == 0)
        DR_TELL(a, row->line, "what is quoted does not stand in %.*s: left out", DR_ARG(d->id));
    else if (n > 1)
        DR_TELL(a, row->line, "what is quoted stands %zu times in %.*s: left out; quote more of the words around it", n,
                DR_ARG(d->id));
    if (n != 1)
        end->value = 0;
    return s;
}

/* The range of a row, by its positions or by its words; *end is 0 when there is none, which is told. */
static draad_status find_range(dr_adder *a, const dr_csv_row *row, const dr_coded *d, const draad_str *cells,
                               draad_cp *start, draad_cp *end, draad_error *err)
{
    *start = *end = (draad_cp){0};
    if (cells[START].len == 0 && cells[END].len == 0 && cells[TEXT].len > 0)
        return find_quoted(a, row, d, cells[TEXT], start, end, err);
    if (check_range(a, row, d, cells)) {
        start->value = position_of(cells[START]);
        end->value = position_of(cells[END]);
    }
    return DRAAD_OK;
}

static draad_status add_coding(dr_adder *a, const dr_csv_row *row, dr_coded *d, uint32_t code, draad_str coder,
                               const draad_str *cells, draad_error *err)
{
    draad_cp start, end;
    uint32_t by = DRAAD_NONE;
    draad_status s = find_range(a, row, d, cells, &start, &end, err);
    if (s != DRAAD_OK || end.value == 0)
        return s;
    s = dr_adder_coder(a, coder, &by, err);
    return s == DRAAD_OK ? dr_adder_add(a, d, by, code, start.value, end.value, NULL, err) : s;
}

/* A cell is not repeated: with a separator in a text that is not quoted it can be what somebody said. */
static draad_status tell_no_code(dr_adder *a, const dr_csv_row *row, uint32_t column, draad_str cell, draad_error *err)
{
    uint32_t near;
    const draad_status s = dr_code_names_near(&a->codes, cell, &near, err);
    if (s == DRAAD_OK && near != DRAAD_NONE)
        DR_TELL(a, row->line, "column %u names no code of this result: left out; did you mean %.*s?", column + 1,
                DR_ARG(a->p->codes.at[near].id));
    else if (s == DRAAD_OK)
        DR_TELL(a, row->line, "column %u names no code of this result: left out", column + 1);
    return s;
}

/* The code of a row; DRAAD_NONE when there is none, which is told. */
static draad_status code_of(dr_adder *a, const dr_csv_row *row, uint32_t column, uint32_t *code, draad_error *err)
{
    const draad_str cell = dr_csv_cell(row, column);
    *code = DRAAD_NONE;
    if (cell.len == 0) {
        DR_TELL(a, row->line, "no code stands here: left out");
        return DRAAD_OK;
    }
    const draad_status s = dr_code_names_find(&a->codes, cell, code, err);
    return s == DRAAD_OK && *code == DRAAD_NONE ? tell_no_code(a, row, column, cell, err) : s;
}

static draad_status add_row(dr_adder *a, const dr_csv_row *row, const uint32_t *columns, draad_str default_coder,
                            draad_error *err)
{
    draad_str cells[COLUMNS];
    uint32_t coder = DRAAD_NONE, code;
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = dr_csv_cell(row, columns[i]);
    dr_coded *d = dr_adder_document(a, cells[DOCUMENT]);
    const draad_str name = cells[CODER].len > 0 ? cells[CODER] : default_coder;
    if (d == NULL) {
        DR_TELL(a, row->line, "column %u names no document of this result: left out", columns[DOCUMENT] + 1);
        return DRAAD_OK;
    }
    if (memchr(name.data, ';', name.len) != NULL) { /* which stands between the names of coders */
        DR_TELL(a, row->line, "the name of a coder holds a semicolon: left out");
        return DRAAD_OK;
    }
    if (cells[CODE].len == 0 && cells[START].len == 0 && cells[TEXT].len == 0) { /* read, and nothing found */
        const draad_status s = dr_adder_coder(a, name, &coder, err);
        return s == DRAAD_OK ? dr_coded_read_by(d, coder, err) : s;
    }
    const draad_status s = code_of(a, row, columns[CODE], &code, err);
    return s == DRAAD_OK && code != DRAAD_NONE ? add_coding(a, row, d, code, name, cells, err) : s;
}

/* A row with more cells than columns is left out: nothing tells which of its cells is which. */
static bool has_stray_cells(dr_adder *a, const dr_csv_row *head, const dr_csv_row *row)
{
    size_t n = row->n;
    while (n > head->n && dr_csv_cell(row, (uint32_t)(n - 1)).len == 0) /* as spreadsheets leave behind */
        n--;
    if (n > head->n)
        DR_TELL(a, row->line,
                "%zu cells, but the first line names %zu columns: left out; a text with the separator in it stands in "
                "quotation marks",
                n, head->n);
    return n > head->n;
}

/* The name of a file without its extension. */
static draad_str stem_of(draad_str name)
{
    for (size_t i = name.len; i-- > 1;)
        if (name.data[i] == '.')
            return (draad_str){name.data, i};
    return name;
}

/* Positions are needed, or quotations; the coder may be the file's name. */
static draad_status find_columns(const dr_adder *a, const dr_csv *csv, uint32_t *columns, draad_error *err)
{
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] = csv->nrows > 0 ? dr_csv_column(&csv->rows[0], titles[i][0], titles[i][1]) : DRAAD_NONE;
    if (columns[TEXT] == DRAAD_NONE && csv->nrows > 0)
        columns[TEXT] = dr_csv_column(&csv->rows[0], titles[QUOTE][0], titles[QUOTE][1]);
    for (size_t i = 0; i < CODER; i++)
        if (columns[i] == DRAAD_NONE && ((i != START && i != END) || columns[TEXT] == DRAAD_NONE))
            return dr_fail(
                err, DRAAD_E_USAGE, (dr_place){a->path, 1, 0},
                "no column %s; codings have the columns document, start, end (or text: what is quoted), code "
                "and coder",
                titles[i][0]);
    return DRAAD_OK;
}

draad_status dr_add_csv(dr_adder *a, draad_error *err)
{
    dr_buf bytes = {0};
    dr_arena arena = {0};
    dr_csv csv = {0};
    uint32_t columns[COLUMNS];
    draad_status s = dr_file_read(a->path, BYTES_MAX, &bytes, err);
    if (s == DRAAD_OK)
        s = dr_csv_read(dr_buf_str(&bytes), a->path, &arena, &csv, err);
    if (s == DRAAD_OK)
        s = find_columns(a, &csv, columns, err);
    const draad_str name = stem_of(dr_adder_base_name(a->path));
    if (s == DRAAD_OK)
        s = dr_adder_name_program(a, name, err);
    for (size_t i = 1; s == DRAAD_OK && i < csv.nrows; i++)
        if (!dr_csv_is_blank(&csv.rows[i]) && !has_stray_cells(a, &csv.rows[0], &csv.rows[i]))
            s = add_row(a, &csv.rows[i], columns, name, err);
    dr_arena_free(&arena);
    dr_buf_free(&bytes);
    return s;
}
