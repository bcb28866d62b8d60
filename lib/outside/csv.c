/* SPDX-License-Identifier: Apache-2.0
 * csv.c - comma-separated values in and out.
 * Knows: RFC 4180, and the habits of Dutch Excel (';', a byte order mark, Windows-1252, "sep=;").
 * Does not know: what columns mean; where files are.
 * Reading copies the bytes once; cells are stretches of that copy, with doubled quotes undone in place. */
#include "outside/csv.h"
#include "base/number.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { CELLS_MAX = 32 * 1024 * 1024, COLUMNS_MAX = 16384 };

static const char bom[] = "\xEF\xBB\xBF";

/* ---- Reading ------------------------------------------------------------------------------------------ */

static uint32_t line_at(draad_str text, size_t at)
{
    uint32_t line = 1;
    for (size_t i = 0; i < at; i++)
        line += text.data[i] == '\n' || (text.data[i] == '\r' && (i + 1 >= text.len || text.data[i + 1] != '\n'));
    return line;
}

/* The characters of Windows-1252 in 0x80..0x9F; 0: none. */
static const uint16_t western[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static draad_status from_western(draad_str bytes, const char *name, dr_buf *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.data[i];
        uint32_t cp = c >= 0x80 && c < 0xA0 ? western[c - 0x80] : c;
        if (cp == 0 && c != 0)
            return dr_fail(err, DRAAD_E_CASES, (dr_place){name, line_at(bytes, i), 0},
                           "byte 0x%02X is neither UTF-8 nor Windows-1252; save the file as CSV UTF-8", c);
        s = dr_buf_put_cp(out, cp, err);
    }
    return s;
}

/* A copy of `bytes` in the arena, as UTF-8 without a byte order mark. */
static draad_status as_utf8(draad_str bytes, const char *name, dr_arena *arena, draad_str *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    dr_buf decoded = {0};
    bool marked = bytes.len >= 3 && memcmp(bytes.data, bom, 3) == 0;
    if (marked)
        bytes = (draad_str){bytes.data + 3, bytes.len - 3};
    const char *zero = bytes.len > 0 ? memchr(bytes.data, '\0', bytes.len) : NULL;
    if (zero != NULL)
        return dr_fail(err, DRAAD_E_CASES, (dr_place){name, line_at(bytes, (size_t)(zero - bytes.data)), 0},
                       "holds zero bytes, so it is no CSV in UTF-8; save the file as CSV UTF-8");
    size_t valid = dr_utf8_valid(bytes);
    if (valid < bytes.len) {
        if (marked)
            return dr_fail(err, DRAAD_E_CASES, (dr_place){name, line_at(bytes, valid), 0},
                           "begins as UTF-8 but holds a byte that is not");
        if ((s = from_western(bytes, name, &decoded, err)) != DRAAD_OK)
            goto done;
        bytes = dr_buf_str(&decoded);
    }
    *out = dr_arena_str(arena, bytes);
    if (out->data == NULL)
        s = dr_no_memory(err);
done:
    dr_buf_free(&decoded);
    return s;
}

typedef struct reader {
    char *text; /* the copy; cells are rewritten in it */
    size_t len, at;
    char separator;
    uint32_t line;
    const char *name;
    draad_str *cells; /* room for as many as there can be, and so for rows */
    dr_csv_row *rows;
    size_t ncells, nrows;
} reader;

/* The commonest of the three in the first line outside quotes; a line "sep=;" says it itself and is passed. */
static char find_separator(reader *r)
{
    static const char candidates[] = {',', ';', '\t'};
    size_t counts[3] = {0};
    bool quoted = false;
    if (r->len > 4 && memcmp(r->text, "sep=", 4) == 0 && memchr(candidates, r->text[4], 3) != NULL &&
        (r->len == 5 || r->text[5] == '\r' || r->text[5] == '\n')) {
        r->at = 5;
        return r->text[4];
    }
    for (size_t i = 0; i < r->len; i++) {
        char c = r->text[i];
        quoted ^= c == '"';
        if (!quoted && (c == '\n' || c == '\r'))
            break;
        for (size_t k = 0; k < 3; k++)
            counts[k] += !quoted && c == candidates[k];
    }
    size_t best = 0;
    for (size_t k = 1; k < 3; k++)
        best = counts[k] > counts[best] ? k : best;
    return candidates[best];
}

/* Counts the line end at r->at, if there is one, and passes it. */
static bool pass_line_end(reader *r)
{
    if (r->at >= r->len || (r->text[r->at] != '\n' && r->text[r->at] != '\r'))
        return false;
    r->at += r->text[r->at] == '\r' && r->at + 1 < r->len && r->text[r->at + 1] == '\n' ? 2 : 1;
    r->line++;
    return true;
}

static draad_status read_quoted(reader *r, draad_str *cell, draad_error *err)
{
    uint32_t first_line = r->line;
    char *start = r->text + ++r->at, *to = start;
    for (;;) {
        if (r->at >= r->len)
            return dr_fail(err, DRAAD_E_CASES, (dr_place){r->name, first_line, 0},
                           "a quotation mark opens a cell here and is never closed");
        char c = r->text[r->at];
        if (c == '"') {
            if (r->at + 1 >= r->len || r->text[r->at + 1] != '"')
                break;
            r->at++;
        }
        if (c == '\n' || (c == '\r' && (r->at + 1 >= r->len || r->text[r->at + 1] != '\n')))
            r->line++;
        *to++ = c;
        r->at++;
    }
    r->at++;
    *cell = (draad_str){start, (size_t)(to - start)};
    if (r->at < r->len && r->text[r->at] != r->separator && r->text[r->at] != '\n' && r->text[r->at] != '\r')
        return dr_fail(err, DRAAD_E_CASES, (dr_place){r->name, r->line, 0},
                       "text after a closing quotation mark; a quotation mark inside a cell is written twice");
    return DRAAD_OK;
}

static draad_status read_cell(reader *r, draad_error *err)
{
    draad_status s = DRAAD_OK;
    draad_str cell = {r->text + r->at, 0};
    if (r->at < r->len && r->text[r->at] == '"') {
        if ((s = read_quoted(r, &cell, err)) != DRAAD_OK)
            return s;
    } else {
        while (r->at < r->len && r->text[r->at] != r->separator && r->text[r->at] != '\n' && r->text[r->at] != '\r')
            r->at++;
        cell.len = (size_t)(r->text + r->at - cell.data);
    }
    r->cells[r->ncells++] = cell;
    return DRAAD_OK;
}

static draad_status read_row(reader *r, draad_error *err)
{
    draad_status s;
    dr_csv_row row = {.cells = &r->cells[r->ncells], .line = r->line};
    for (;; r->at++) { /* past the separator */
        if (++row.n > COLUMNS_MAX)
            return dr_fail(err, DRAAD_E_LIMIT, (dr_place){r->name, row.line, 0}, "more than %d cells in a row",
                           COLUMNS_MAX);
        if (r->ncells == CELLS_MAX)
            return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->name), "more than %d cells", CELLS_MAX);
        if ((s = read_cell(r, err)) != DRAAD_OK)
            return s;
        if (r->at >= r->len || r->text[r->at] != r->separator)
            break;
    }
    pass_line_end(r);
    r->rows[r->nrows++] = row;
    return DRAAD_OK;
}

/* Asks for room for all cells and rows: a cell ends at a separator or an end of line, or at the end. */
static draad_status make_room(reader *r, dr_arena *arena, draad_error *err)
{
    size_t ncells = 1, nrows = 1;
    for (size_t i = r->at; i < r->len; i++) {
        const char c = r->text[i];
        const bool ends = c == '\n' || c == '\r';
        nrows += ends;
        ncells += ends || c == r->separator;
    }
    ncells = ncells < CELLS_MAX ? ncells : CELLS_MAX;
    r->cells = dr_arena_room(arena, ncells * sizeof *r->cells);
    r->rows = dr_arena_room(arena, (nrows < ncells ? nrows : ncells) * sizeof *r->rows);
    return r->cells != NULL && r->rows != NULL ? DRAAD_OK : dr_no_memory(err);
}

draad_status dr_csv_read(draad_str bytes, const char *name, dr_arena *arena, dr_csv *out, draad_error *err)
{
    draad_str text;
    *out = (dr_csv){0};
    draad_status s = as_utf8(bytes, name, arena, &text, err);
    if (s != DRAAD_OK)
        return s;
    reader r = {.text = (char *)text.data, .len = text.len, .line = 1, .name = name};
    r.separator = find_separator(&r);
    if (r.at > 0)
        pass_line_end(&r);
    s = make_room(&r, arena, err);
    while (s == DRAAD_OK && r.at < r.len)
        if (!pass_line_end(&r))
            s = read_row(&r, err);
    if (s == DRAAD_OK)
        *out = (dr_csv){r.rows, r.nrows};
    return s;
}

uint32_t dr_csv_column(const dr_csv_row *titles, const char *english, const char *dutch)
{
    for (uint32_t i = 0; i < titles->n; i++) {
        draad_str title = dr_str_trim(titles->cells[i]);
        if (dr_str_alike(title, dr_str_of(english)) || dr_str_alike(title, dr_str_of(dutch)))
            return i;
    }
    return DRAAD_NONE;
}

draad_str dr_csv_cell(const dr_csv_row *row, uint32_t column)
{
    return column < row->n ? dr_str_trim(row->cells[column]) : (draad_str){"", 0};
}

uint32_t dr_csv_number(draad_str cell)
{
    uint64_t value = 0;
    for (size_t i = 0; i < cell.len && value < DRAAD_NONE; i++)
        value = cell.data[i] >= '0' && cell.data[i] <= '9' ? 10 * value + (uint64_t)(cell.data[i] - '0') : DRAAD_NONE;
    return cell.len > 0 && value < DRAAD_NONE ? (uint32_t)value : DRAAD_NONE;
}

bool dr_csv_is_blank(const dr_csv_row *row)
{
    for (uint32_t i = 0; i < row->n; i++)
        if (dr_csv_cell(row, i).len > 0)
            return false;
    return true;
}

static uint32_t stray_of(const dr_csv_row *titles, const dr_csv_row *row)
{
    for (uint32_t i = 0; i < row->n; i++)
        if (dr_csv_cell(row, i).len > 0 && dr_csv_cell(titles, i).len == 0)
            return i;
    return DRAAD_NONE;
}

void dr_csv_check_row(dr_faults *f, const dr_csv_row *titles, const dr_csv_row *row)
{
    const uint32_t stray = stray_of(titles, row);
    if (stray == DRAAD_NONE)
        return;
    if (stray >= titles->n)
        dr_fault(f, row->line, 0, "%zu cells, but the first line names %zu columns", row->n, titles->n);
    else
        dr_fault(f, row->line, 0, "column %u holds something, but the first line gives it no name",
                 (unsigned)(stray + 1));
}

/* ---- Writing ------------------------------------------------------------------------------------------ */

static void put(dr_csv_writer *w, draad_str s)
{
    if (w->status == DRAAD_OK)
        w->status = dr_buf_put(w->out, s, NULL);
}

static char separator_of(const dr_csv_writer *w)
{
    return w->excel_nl ? ';' : ',';
}

static void put_char(dr_csv_writer *w, char c)
{
    if (w->status == DRAAD_OK)
        w->status = dr_buf_put_char(w->out, c, NULL);
}

/* Where a cell of at most n bytes can be written, behind what comes before it; NULL: a failure, now or before.  Excel
 * takes a file for UTF-8 only by its byte order mark. */
static char *begin_cell(dr_csv_writer *w, size_t n)
{
    dr_buf *b = w->out;
    if (w->status == DRAAD_OK && (b->room - b->len < n + sizeof bom || b->max != 0))
        w->status = dr_buf_reserve(b, n + sizeof bom, NULL);
    if (w->status != DRAAD_OK)
        return NULL;
    if (w->in_row) {
        b->data[b->len++] = separator_of(w);
    } else if (w->excel_nl && b->len == 0 && !w->goes_on) {
        memcpy(b->data, bom, sizeof bom - 1);
        b->len = sizeof bom - 1;
    }
    w->in_row = true;
    return b->data + b->len;
}

/* 0 when no byte of x is zero. */
static uint64_t zero_bytes(uint64_t x)
{
    return (x - 0x0101010101010101u) & ~x & 0x8080808080808080u;
}

/* 0 when none of the eight bytes is the separator, a quote or an end of line. */
static uint64_t special_of(const char *bytes, uint64_t separators)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return zero_bytes(eight ^ separators) | zero_bytes(eight ^ each * '"') | zero_bytes(eight ^ each * '\n') |
           zero_bytes(eight ^ each * '\r');
}

static bool needs_quotes(draad_str cell, char separator, bool first)
{
    const uint64_t separators = 0x0101010101010101u * (unsigned char)separator;
    uint64_t special = 0;
    size_t i = 0;
    if (cell.len >= sizeof special) { /* passages are long */
        for (; i + sizeof special < cell.len; i += sizeof special)
            special |= special_of(cell.data + i, separators);
        special |= special_of(cell.data + cell.len - sizeof special, separators);
        i = cell.len;
    }
    for (; i < cell.len; i++) {
        const char c = cell.data[i];
        special |= (c == separator) | (c == '"') | (c == '\n') | (c == '\r');
    }
    return special != 0 || (cell.len == 0 && first); /* a row of one empty cell would read as no row */
}

/* Behind what begins the cell. */
static void put_quoted(dr_csv_writer *w, draad_str cell, bool guard)
{
    put(w, guard ? DR_STR("\"'") : DR_STR("\""));
    while (cell.len > 0) {
        const char *quote = memchr(cell.data, '"', cell.len);
        size_t n = quote != NULL ? (size_t)(quote - cell.data) + 1 : cell.len;
        put(w, (draad_str){cell.data, n});
        if (quote != NULL)
            put(w, DR_STR("\""));
        cell = (draad_str){cell.data + n, cell.len - n};
    }
    put(w, DR_STR("\""));
}

void dr_csv_str(dr_csv_writer *w, draad_str cell)
{
    const bool quotes = needs_quotes(cell, separator_of(w), !w->in_row);
    /* A spreadsheet would take such a cell for a formula, and what people say can begin with a dash. */
    const bool guard = w->excel_nl && cell.len > 0 && memchr("=+-@\t\r", cell.data[0], 6) != NULL;
    char *to = begin_cell(w, cell.len + 1);
    if (to == NULL)
        return;
    if (quotes) {
        put_quoted(w, cell, guard);
        return;
    }
    if (guard)
        *to++ = '\'';
    if (cell.len > 0)
        memcpy(to, cell.data, cell.len);
    w->out->len += cell.len + guard;
}

void dr_csv_uint(dr_csv_writer *w, uint64_t value)
{
    char *to = begin_cell(w, DR_DIGITS);
    if (to != NULL)
        w->out->len += dr_digits_show(value, to);
}

void dr_csv_real(dr_csv_writer *w, double value)
{
    char out[DR_NUMBER_SHOWN];
    if (value >= 0 && value < 1000000 && value == (double)(uint32_t)value) { /* six digits say it exactly */
        dr_csv_uint(w, (uint32_t)value);
        return;
    }
    if (begin_cell(w, sizeof out) == NULL)
        return;
    if (isnan(value) || isinf(value))
        put(w, isnan(value) ? DR_STR("NA") : value < 0 ? DR_STR("-inf") : DR_STR("inf"));
    else
        put(w, (draad_str){out, dr_number_show(value, w->excel_nl ? ',' : '.', out)});
}

/* Behind what begins the cell. */
static void put_made(dr_csv_writer *w, char *to, const char *cells, size_t n)
{
    if (n > 0)
        memcpy(to, cells, n);
    w->out->len += n;
}

void dr_csv_made(dr_csv_writer *w, draad_str cells)
{
    char *to = begin_cell(w, cells.len);
    if (to != NULL)
        put_made(w, to, cells.data, cells.len);
}

size_t dr_csv_at(const dr_csv_writer *w)
{
    return w->out->len + w->in_row;
}

dr_csv_cells dr_csv_since(const dr_csv_writer *w, size_t at)
{
    return (dr_csv_cells){at, w->status == DRAAD_OK ? w->out->len - at : 0};
}

void dr_csv_again(dr_csv_writer *w, dr_csv_cells cells)
{
    char *to = begin_cell(w, cells.n);
    if (to != NULL)
        put_made(w, to, w->out->data + cells.at, cells.n);
}

void dr_csv_made_row(dr_csv_writer *w, const draad_str *made, size_t n)
{
    size_t len = n;
    for (size_t i = 0; i < n; i++)
        len += made[i].len;
    char *to = begin_cell(w, len);
    if (to == NULL)
        return;
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            *to++ = separator_of(w);
        memcpy(to, made[i].data, made[i].len);
        to += made[i].len;
    }
    *to++ = '\n';
    w->out->len = (size_t)(to - w->out->data);
    w->in_row = false;
}

void dr_csv_end(dr_csv_writer *w)
{
    put_char(w, '\n');
    w->in_row = false;
}
