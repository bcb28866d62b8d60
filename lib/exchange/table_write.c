/* SPDX-License-Identifier: Apache-2.0
 * table_write.c - a table as CSV or JSON.
 * Facts that hold for every row are columns behind the others in CSV, so that a row says by itself how it was counted;
 * in JSON they stand once, before the rows.
 * Knows: tables.  Does not know: what they count, where they go. */
#include "base/table.h"
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

/* ---- All --------------------------------------------------------------------------------------------------- */

draad_status draad_table_write(const draad_table *t, draad_table_format format, void (*put)(void *ctx, draad_str text),
                               void *ctx, draad_error *err)
{
    dr_buf out = {0};
    draad_status s =
        format == DRAAD_TABLE_JSON ? write_json(t, &out, err) : write_csv(t, format == DRAAD_TABLE_EXCEL_NL, &out, err);
    if (s == DRAAD_OK)
        put(ctx, dr_buf_str(&out));
    dr_buf_free(&out);
    return s;
}
