/* SPDX-License-Identifier: Apache-2.0
 * table_write.c - a table as CSV, as JSON, or in columns for people.
 * Facts that hold for every row are columns behind the others in CSV, so that a row says by itself how it was counted;
 * in JSON they stand once, before the rows.
 * Knows: tables.  Does not know: what they count, where they go. */
#include "base/table.h"
#include "base/utf8.h"
#include "exchange/rows.h"
#include "outside/json.h"

#include <math.h>

/* ---- CSV --------------------------------------------------------------------------------------------------- */

/* Counts are whole, however large; measures have six digits. */
static void put_number(dr_csv_writer *w, double value)
{
    if (value >= 0 && value < 1e15 && value == floor(value))
        dr_csv_uint(w, (uint64_t)value);
    else
        dr_csv_real(w, value);
}

static bool has_names(const draad_table *t)
{
    return t->nrows > 0 && t->rows[0].len > 0;
}

draad_status dr_rows_table(dr_rows *r, const draad_table *t)
{
    dr_csv_writer *w = &r->w;
    if (has_names(t))
        dr_csv_str(w, DR_STR("name"));
    for (size_t k = 0; k < t->ncolumns; k++)
        dr_csv_str(w, t->columns[k]);
    for (size_t k = 0; k < t->facts.n; k++)
        dr_csv_str(w, t->facts.at[k].name);
    dr_csv_end(w);
    for (size_t i = 0; i < t->nrows; i++) {
        if (has_names(t))
            dr_csv_str(w, t->rows[i]);
        for (size_t k = 0; k < t->ncolumns; k++)
            if (t->is_text[k])
                dr_csv_str(w, draad_table_text(t, i, k));
            else
                put_number(w, *dr_table_at(t, i, k));
        for (size_t k = 0; k < t->facts.n; k++)
            if (t->facts.at[k].is_text)
                dr_csv_str(w, t->facts.at[k].text);
            else
                put_number(w, t->facts.at[k].number);
        dr_csv_end(w);
    }
    return w->status;
}

static draad_status write_csv(const draad_table *t, bool excel_nl, dr_buf *out, draad_error *err)
{
    dr_rows r = {.w = {.out = out, .excel_nl = excel_nl}};
    return dr_rows_table(&r, t) == DRAAD_OK ? DRAAD_OK : dr_no_memory(err);
}

/* ---- JSON -------------------------------------------------------------------------------------------------- */

static void put_json_number(dr_json_writer *w, const char *name, double value)
{
    if (fabs(value) < 1e15 && value == floor(value))
        dr_json_int(w, name, (int64_t)value);
    else
        dr_json_real(w, name, value);
}

/* What was written, without the braces around it and the line end. */
static draad_status put_inside(dr_json_writer *w, dr_buf *line, dr_buf *out, draad_error *err)
{
    line->len = 0;
    draad_status s = dr_json_finish(w, line, err);
    return s == DRAAD_OK && line->len > 3 ? dr_buf_put(out, (draad_str){line->data + 1, line->len - 3}, err) : s;
}

static draad_status put_json_row(const draad_table *t, size_t i, dr_buf *line, dr_buf *out, draad_error *err)
{
    dr_json_writer w = {.compact = true};
    dr_json_open(&w, NULL, '{');
    if (has_names(t))
        dr_json_str(&w, "name", t->rows[i]);
    for (size_t k = 0; k < t->ncolumns; k++) /* names of columns end in a zero byte: literals, or of the arena */
        if (t->is_text[k])
            dr_json_str(&w, t->columns[k].data, draad_table_text(t, i, k));
        else
            put_json_number(&w, t->columns[k].data, *dr_table_at(t, i, k));
    dr_json_close(&w);
    return put_inside(&w, line, out, err);
}

static draad_status write_json(const draad_table *t, dr_buf *out, draad_error *err)
{
    dr_buf line = {0};
    dr_json_writer w = {.compact = true};
    dr_json_open(&w, NULL, '{');
    for (size_t k = 0; k < t->facts.n; k++)
        if (t->facts.at[k].is_text)
            dr_json_str(&w, t->facts.at[k].name.data, t->facts.at[k].text);
        else
            put_json_number(&w, t->facts.at[k].name.data, t->facts.at[k].number);
    dr_json_close(&w);
    draad_status s = dr_buf_put_char(out, '{', err);
    if (s == DRAAD_OK)
        s = put_inside(&w, &line, out, err);
    else
        dr_json_finish(&w, &line, NULL);
    if (s == DRAAD_OK)
        s = dr_buf_printf(out, err, "%s\"rows\":[", t->facts.n > 0 ? ",\n" : "");
    for (size_t i = 0; s == DRAAD_OK && i < t->nrows; i++) {
        if ((s = dr_buf_put(out, i > 0 ? DR_STR(",\n{") : DR_STR("\n{"), err)) == DRAAD_OK &&
            (s = put_json_row(t, i, &line, out, err)) == DRAAD_OK)
            s = dr_buf_put_char(out, '}', err);
    }
    dr_buf_free(&line);
    return s == DRAAD_OK ? dr_buf_put(out, DR_STR("]}\n"), err) : s;
}

/* ---- For people -------------------------------------------------------------------------------------------- */

enum { WIDTH_MAX = 60 }; /* of a cell; longer text is cut */

/* The cells of a column as they are shown; row 0 is its name. */
typedef struct shown {
    draad_str *cells;
    size_t width; /* in code points */
} shown;

/* Whole numbers as they are, others with three decimals; of a locale nothing is left. */
static draad_status show_number(double value, dr_buf *out, draad_error *err)
{
    if (isnan(value) || isinf(value))
        return dr_buf_put(out, isnan(value) ? DR_STR("NA") : value < 0 ? DR_STR("-inf") : DR_STR("inf"), err);
    const double thousandths = floor(fabs(value) * 1000 + 0.5);
    if (value == floor(value) || thousandths >= 1e15)
        return dr_buf_printf(out, err, "%.0f", value + 0.0); /* of -0 that makes 0 */
    return dr_buf_printf(out, err, "%s%.0f.%03u", value < 0 && thousandths > 0 ? "-" : "", floor(thousandths / 1000),
                         (unsigned)fmod(thousandths, 1000));
}

/* One line, at most WIDTH_MAX wide. */
static draad_status show_text(draad_str text, dr_buf *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    size_t width = 0;
    for (size_t i = 0; s == DRAAD_OK && i < text.len; i++) {
        width += dr_utf8_is_start(text.data[i]);
        if (width == WIDTH_MAX && dr_utf8_count(text) > WIDTH_MAX)
            return dr_buf_put(out, DR_STR("\xE2\x80\xA6"), err);
        s = dr_buf_put_char(out, (unsigned char)text.data[i] < 0x20 || text.data[i] == 0x7F ? ' ' : text.data[i], err);
    }
    return s;
}

/* The columns as they are shown: when rows have names these are the first, and the others stand one further. */
static bool is_text_at(const draad_table *t, size_t k)
{
    return has_names(t) ? k == 0 || t->is_text[k - 1] : t->is_text[k];
}

static draad_status show_cell(const draad_table *t, size_t i, size_t k, dr_buf *out, draad_error *err)
{
    if (has_names(t) && k == 0)
        return show_text(t->rows[i], out, err);
    k -= has_names(t);
    return t->is_text[k] ? show_text(draad_table_text(t, i, k), out, err)
                         : show_number(*dr_table_at(t, i, k), out, err);
}

static draad_str title_of(const draad_table *t, size_t k)
{
    return !has_names(t) ? t->columns[k] : k == 0 ? DR_STR("name") : t->columns[k - 1];
}

static draad_status show_column(const draad_table *t, size_t k, dr_arena *arena, dr_buf *scratch, shown *to,
                                draad_error *err)
{
    draad_status s = DRAAD_OK;
    if ((to->cells = dr_arena_alloc(arena, (t->nrows + 1) * sizeof *to->cells)) == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i <= t->nrows; i++) {
        scratch->len = 0;
        s = i == 0 ? dr_buf_put(scratch, title_of(t, k), err) : show_cell(t, i - 1, k, scratch, err);
        if (s == DRAAD_OK && (to->cells[i] = dr_arena_str(arena, dr_buf_str(scratch))).data == NULL)
            s = dr_no_memory(err);
        const size_t width = s == DRAAD_OK ? dr_utf8_count(to->cells[i]) : 0;
        to->width = width > to->width ? width : to->width;
    }
    return s;
}

static draad_status put_padded(draad_str cell, size_t width, bool right, bool last, dr_buf *out, draad_error *err)
{
    const size_t blanks = width - dr_utf8_count(cell);
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && right && i < blanks; i++)
        s = dr_buf_put_char(out, ' ', err);
    if (s == DRAAD_OK)
        s = dr_buf_put(out, cell, err);
    for (size_t i = 0; s == DRAAD_OK && !right && !last && i < blanks; i++)
        s = dr_buf_put_char(out, ' ', err);
    return s;
}

static draad_status put_facts(const draad_table *t, dr_buf *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    bool any = false;
    for (size_t k = 0; s == DRAAD_OK && k < t->facts.n; k++) {
        const draad_fact *f = &t->facts.at[k];
        if (f->is_text && f->text.len == 0)
            continue;
        s = dr_buf_printf(out, err, "%s%.*s: ", any ? "; " : "", DR_ARG(f->name));
        if (s == DRAAD_OK)
            s = f->is_text ? show_text(f->text, out, err) : show_number(f->number, out, err);
        any = true;
    }
    return s == DRAAD_OK && any ? dr_buf_put(out, DR_STR("\n\n"), err) : s;
}

static draad_status write_text(const draad_table *t, dr_buf *out, draad_error *err)
{
    dr_arena arena = {0};
    dr_buf scratch = {0};
    const size_t ncolumns = t->ncolumns + has_names(t);
    shown *columns = dr_alloc_zero(ncolumns, sizeof *columns);
    draad_status s = columns != NULL ? put_facts(t, out, err) : dr_no_memory(err);
    for (size_t k = 0; s == DRAAD_OK && k < ncolumns; k++)
        s = show_column(t, k, &arena, &scratch, &columns[k], err);
    for (size_t i = 0; s == DRAAD_OK && i <= t->nrows; i++) {
        for (size_t k = 0; s == DRAAD_OK && k < ncolumns; k++) {
            if (k > 0)
                s = dr_buf_put(out, DR_STR("  "), err);
            if (s == DRAAD_OK)
                s = put_padded(columns[k].cells[i], columns[k].width, !is_text_at(t, k), k + 1 == ncolumns, out, err);
        }
        while (out->len > 0 && out->data[out->len - 1] == ' ')
            out->len--;
        if (s == DRAAD_OK)
            s = dr_buf_put_char(out, '\n', err);
    }
    dr_arena_free(&arena);
    dr_buf_free(&scratch);
    dr_free(columns);
    return s;
}

/* ---- All --------------------------------------------------------------------------------------------------- */

draad_status draad_table_write(const draad_table *t, draad_table_format format, void (*put)(void *ctx, draad_str text),
                               void *ctx, draad_error *err)
{
    dr_buf out = {0};
    draad_status s = format == DRAAD_TABLE_JSON   ? write_json(t, &out, err)
                     : format == DRAAD_TABLE_TEXT ? write_text(t, &out, err)
                                                  : write_csv(t, format == DRAAD_TABLE_EXCEL_NL, &out, err);
    if (s == DRAAD_OK)
        put(ctx, dr_buf_str(&out));
    dr_buf_free(&out);
    return s;
}
