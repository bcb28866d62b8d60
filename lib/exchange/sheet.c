/* SPDX-License-Identifier: Apache-2.0
 * sheet.c - the first sheet of an Excel workbook, as rows of texts.
 * Source: ECMA-376 part 1, 18.2 (workbook), 18.3 (sheets), 18.4 (shared strings).
 * Knows: XLSX as far as cells go.  Does not know: what rows mean. */
#include "exchange/sheet.h"
#include "outside/xml.h"
#include "outside/zip.h"

#include <ctype.h>
#include <string.h>

typedef struct reader {
    dr_zip *zip;
    const char *name;
    dr_arena *arena;
    dr_buf part; /* the bytes of the one that is read */
    DR_VEC(draad_str) shared;
    DR_VEC(draad_str) cells;
    DR_VEC(dr_csv_row) rows; /* .cells not set until the end: the array of cells moves while it grows */
    /* where we are */
    dr_buf text;     /* of the string or cell */
    bool in_text;    /* text counts: inside t or v */
    int phonetic;    /* depth inside rPh, whose text does not count */
    int depth;       /* of elements */
    uint32_t column; /* of the cell */
    char type;       /* of the cell: 's' shared, else its text */
    draad_str sheet_id, sheet;
} reader;

static bool is(const dr_xml_element *e, const char *local)
{
    return strcmp(e->local, local) == 0;
}

/* ---- Text ------------------------------------------------------------------------------------------------- */

/* "_x000D_" stands for a character by its number. */
static draad_status put_decoded(draad_str s, dr_buf *out, draad_error *err)
{
    draad_status status = DRAAD_OK;
    for (size_t i = 0; status == DRAAD_OK && i < s.len;) {
        uint32_t cp = 0;
        bool escaped = s.len - i >= 7 && s.data[i] == '_' && s.data[i + 1] == 'x' && s.data[i + 6] == '_';
        for (size_t k = 2; escaped && k < 6; k++) {
            const int c = tolower((unsigned char)s.data[i + k]);
            escaped = isxdigit(c);
            cp = 16 * cp + (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        escaped = escaped && cp != 0 && (cp < 0xD800 || cp > 0xDFFF);
        status = escaped ? dr_buf_put_cp(out, cp, err) : dr_buf_put_char(out, s.data[i], err);
        i += escaped ? 7 : 1;
    }
    return status;
}

/* What was gathered, as a string of the arena; data is NULL when there is no memory. */
static draad_str gathered(reader *r)
{
    dr_buf decoded = {0};
    draad_str out = {0};
    if (put_decoded(dr_buf_str(&r->text), &decoded, NULL) == DRAAD_OK)
        out = dr_arena_str(r->arena, dr_buf_str(&decoded));
    dr_buf_free(&decoded);
    r->text.len = 0;
    return out;
}

static draad_status on_text(void *ctx, draad_str text, draad_error *err)
{
    reader *r = ctx;
    return r->in_text && r->phonetic == 0 ? dr_buf_put(&r->text, text, err) : DRAAD_OK;
}

/* ---- Shared strings ---------------------------------------------------------------------------------------- */

static draad_status on_string_start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    reader *r = ctx;
    (void)err;
    r->depth++;
    if (r->depth == 2) /* si */
        r->text.len = 0;
    if (is(e, "rPh") && r->phonetic == 0)
        r->phonetic = r->depth;
    r->in_text = is(e, "t");
    return DRAAD_OK;
}

static draad_status on_string_end(void *ctx, draad_error *err)
{
    reader *r = ctx;
    r->in_text = false;
    if (r->phonetic == r->depth)
        r->phonetic = 0;
    if (r->depth-- != 2)
        return DRAAD_OK;
    const draad_str s = gathered(r);
    draad_str *slot = s.data != NULL ? dr_vec_push(&r->shared) : NULL;
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = s;
    return r->shared.n > DR_SHEET_CELLS
               ? dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->name), "more than %d cells", DR_SHEET_CELLS)
               : DRAAD_OK;
}

/* ---- The sheet -------------------------------------------------------------------------------------------- */

/* "AB12": the column from 0; `next` when there is no reference. */
static uint32_t column_of(draad_str reference, uint32_t next)
{
    uint32_t column = 0;
    size_t i = 0;
    for (; i < reference.len && i < 4 && isalpha((unsigned char)reference.data[i]); i++)
        column = 26 * column + (uint32_t)(toupper((unsigned char)reference.data[i]) - 'A' + 1);
    return i > 0 ? column - 1 : next;
}

static draad_status start_row(reader *r, const dr_xml_element *e, draad_error *err)
{
    const uint32_t number = dr_csv_number(dr_xml_value(e, "", "r"));
    const uint32_t next = r->rows.n > 0 ? r->rows.at[r->rows.n - 1].line + 1 : 1;
    dr_csv_row *row = dr_vec_push(&r->rows);
    if (row == NULL)
        return dr_no_memory(err);
    *row = (dr_csv_row){.line = number != DRAAD_NONE ? number : next};
    return DRAAD_OK;
}

/* Cells that are not there are empty. */
static draad_status start_cell(reader *r, const dr_xml_element *e, draad_error *err)
{
    dr_csv_row *row = r->rows.n > 0 ? &r->rows.at[r->rows.n - 1] : NULL;
    const draad_str type = dr_xml_value(e, "", "t");
    if (row == NULL)
        return dr_fail(err, DRAAD_E_SOURCE, dr_place_of(r->name), "is no workbook as Excel writes it");
    r->column = column_of(dr_xml_value(e, "", "r"), (uint32_t)row->n);
    r->type = dr_str_is(type, "s") ? 's' : 't';
    r->text.len = 0;
    if (r->column >= DR_SHEET_COLUMNS || r->cells.n >= DR_SHEET_CELLS)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->name), "more than %d columns or %d cells", DR_SHEET_COLUMNS,
                       DR_SHEET_CELLS);
    while (row->n <= r->column) {
        draad_str *cell = dr_vec_push(&r->cells);
        if (cell == NULL)
            return dr_no_memory(err);
        *cell = (draad_str){"", 0};
        row->n++;
    }
    return DRAAD_OK;
}

static draad_status end_cell(reader *r, draad_error *err)
{
    const dr_csv_row *row = &r->rows.at[r->rows.n - 1];
    draad_str text = r->type == 's' ? (draad_str){"", 0} : gathered(r);
    const uint32_t index = r->type == 's' ? dr_csv_number(dr_str_trim(dr_buf_str(&r->text))) : DRAAD_NONE;
    if (text.data == NULL)
        return dr_no_memory(err);
    if (index != DRAAD_NONE && index < r->shared.n)
        text = r->shared.at[index];
    r->cells.at[r->cells.n - row->n + r->column] = text;
    r->text.len = 0;
    return DRAAD_OK;
}

/* worksheet, sheetData, row, c: depths 1 to 4 */
static draad_status on_sheet_start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    reader *r = ctx;
    draad_status s = DRAAD_OK;
    r->depth++;
    if (is(e, "rPh") && r->phonetic == 0)
        r->phonetic = r->depth;
    if (r->depth == 3 && is(e, "row"))
        s = start_row(r, e, err);
    else if (r->depth == 4 && is(e, "c"))
        s = start_cell(r, e, err);
    else if (r->depth == 4)
        r->column = DRAAD_NONE;
    r->in_text = r->depth > 4 && r->column != DRAAD_NONE && (is(e, "v") || is(e, "t"));
    return s;
}

static draad_status on_sheet_end(void *ctx, draad_error *err)
{
    reader *r = ctx;
    draad_status s = DRAAD_OK;
    r->in_text = false;
    if (r->phonetic == r->depth)
        r->phonetic = 0;
    if (r->depth == 4 && r->column != DRAAD_NONE)
        s = end_cell(r, err);
    if (r->depth == 4)
        r->column = DRAAD_NONE;
    r->depth--;
    return s;
}

/* ---- Which part it is ------------------------------------------------------------------------------------- */

static draad_status keep(reader *r, draad_str value, draad_str *to, draad_error *err)
{
    if (value.data == NULL || to->data != NULL)
        return DRAAD_OK;
    *to = dr_arena_str(r->arena, value);
    return to->data != NULL ? DRAAD_OK : dr_no_memory(err);
}

static draad_status on_book_start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    reader *r = ctx;
    for (size_t i = 0; is(e, "sheet") && i < e->nattrs; i++)
        if (strcmp(e->attrs[i].local, "id") == 0 && e->attrs[i].uri[0] != '\0')
            return keep(r, e->attrs[i].value, &r->sheet_id, err);
    return DRAAD_OK;
}

static draad_status on_relation_start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    reader *r = ctx;
    return is(e, "Relationship") && dr_str_equal(dr_xml_value(e, "", "Id"), r->sheet_id)
               ? keep(r, dr_xml_value(e, "", "Target"), &r->sheet, err)
               : DRAAD_OK;
}

static draad_status read_part(reader *r, draad_str part, const dr_xml_handler *handler, draad_error *err)
{
    r->part.len = 0;
    r->depth = r->phonetic = 0;
    r->in_text = false;
    r->column = DRAAD_NONE;
    draad_status s = dr_zip_read(r->zip, part, &r->part, err);
    return s == DRAAD_OK ? dr_xml_read(dr_buf_str(&r->part), r->name, part.data, handler, err) : s;
}

static draad_status read_sheet(reader *r, draad_error *err)
{
    const dr_xml_handler handler = {on_sheet_start, on_sheet_end, on_text, r};
    const bool absolute = r->sheet.len > 0 && r->sheet.data[0] == '/';
    dr_buf part = {0};
    draad_status s = absolute ? DRAAD_OK : dr_buf_put(&part, DR_STR("xl/"), err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&part, absolute ? (draad_str){r->sheet.data + 1, r->sheet.len - 1} : r->sheet, err);
    if (s == DRAAD_OK && (s = dr_buf_put_char(&part, '\0', err)) == DRAAD_OK)
        s = read_part(r, (draad_str){part.data, part.len - 1}, &handler, err);
    dr_buf_free(&part);
    return s;
}

static draad_status read_parts(reader *r, draad_error *err)
{
    const dr_xml_handler book = {.start = on_book_start, .ctx = r}, relations = {.start = on_relation_start, .ctx = r},
                         strings = {on_string_start, on_string_end, on_text, r};
    const draad_str shared = DR_STR("xl/sharedStrings.xml");
    draad_status s = DRAAD_OK;
    if (!dr_zip_has(r->zip, DR_STR("xl/workbook.xml")))
        return dr_fail(err, DRAAD_E_SOURCE, dr_place_of(r->name), "is no workbook as Excel writes it");
    if ((s = read_part(r, DR_STR("xl/workbook.xml"), &book, err)) != DRAAD_OK ||
        (s = read_part(r, DR_STR("xl/_rels/workbook.xml.rels"), &relations, err)) != DRAAD_OK)
        return s;
    if (r->sheet.data == NULL)
        return dr_fail(err, DRAAD_E_SOURCE, dr_place_of(r->name), "is no workbook as Excel writes it");
    if (dr_zip_has(r->zip, shared) && (s = read_part(r, shared, &strings, err)) != DRAAD_OK)
        return s;
    return read_sheet(r, err);
}

static draad_status keep_rows(reader *r, dr_csv *out, draad_error *err)
{
    draad_str *cells = dr_arena_alloc(r->arena, r->cells.n * sizeof *cells);
    dr_csv_row *rows = dr_arena_alloc(r->arena, r->rows.n * sizeof *rows);
    if (cells == NULL || rows == NULL)
        return dr_no_memory(err);
    if (r->cells.n > 0)
        memcpy(cells, r->cells.at, r->cells.n * sizeof *cells);
    *out = (dr_csv){rows, 0};
    for (size_t i = 0; i < r->rows.n; i++) {
        dr_csv_row row = r->rows.at[i];
        row.cells = cells;
        cells += row.n;
        if (!dr_csv_is_blank(&row))
            rows[out->nrows++] = row;
    }
    return DRAAD_OK;
}

draad_status dr_sheet_read(draad_str bytes, const char *name, dr_arena *arena, dr_csv *out, draad_error *err)
{
    reader r = {.name = name, .arena = arena};
    *out = (dr_csv){0};
    draad_status s = dr_zip_open(bytes, name, &r.zip, err);
    if (s == DRAAD_OK)
        s = read_parts(&r, err);
    if (s == DRAAD_OK)
        s = keep_rows(&r, out, err);
    dr_zip_free(r.zip);
    dr_buf_free(&r.part);
    dr_buf_free(&r.text);
    dr_vec_free(&r.shared);
    dr_vec_free(&r.cells);
    dr_vec_free(&r.rows);
    return s;
}
