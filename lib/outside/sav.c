/* SPDX-License-Identifier: Apache-2.0
 * sav.c - a data file of SPSS, by ReadStat.
 * Knows: variables and rows.  Does not know: what they hold, files. */
#include "outside/sav.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "outside/unicode.h"

#include <stdio.h>
#include <string.h>

/* ---- Names ------------------------------------------------------------------------------------------------ */

static bool is_taken(draad_str name, const draad_str *taken, size_t n)
{
    static const char *const reserved[] = {"all", "and", "by",  "eq", "ge", "gt",  "le",
                                           "lt",  "ne",  "not", "or", "to", "with"};
    bool found = false;
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        found = found || dr_str_alike(name, dr_str_of(reserved[i]));
    for (size_t i = 0; i < n && !found; i++)
        found = dr_str_alike(name, taken[i]);
    return found;
}

static bool is_fine(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
}

/* ASCII alone: what other letters count as differs by the code page of the reader. */
static draad_status spell(draad_str name, dr_buf *out, draad_error *err)
{
    dr_buf plain = {0};
    draad_status s = dr_unicode_strip(name, &plain, err);
    if (s == DRAAD_OK &&
        (plain.len == 0 || !is_fine((unsigned char)plain.data[0]) || plain.data[0] < 'A' || plain.data[0] == '_'))
        s = dr_buf_put(out, DR_STR("v_"), err);
    for (size_t i = 0; s == DRAAD_OK && i < plain.len; i++)
        if (dr_utf8_is_start(plain.data[i]))
            s = dr_buf_put_char(out, is_fine((unsigned char)plain.data[i]) ? plain.data[i] : '_', err);
    dr_buf_free(&plain);
    return s;
}

draad_status dr_sav_name(draad_str name, const draad_str *taken, size_t n, dr_buf *out, draad_error *err)
{
    const size_t start = out->len;
    draad_status s = spell(name, out, err);
    if (s != DRAAD_OK)
        return s;
    if (out->len - start > DR_SAV_NAME_BYTES)
        out->len = start + DR_SAV_NAME_BYTES;
    while (out->len > start + 1 && (out->data[out->len - 1] == '.' || out->data[out->len - 1] == '_'))
        out->len--; /* SPSS frowns on both at the end */
    size_t stem = out->len - start;
    for (unsigned k = 2; s == DRAAD_OK && is_taken((draad_str){out->data + start, out->len - start}, taken, n); k++) {
        char number[16];
        const size_t room = (size_t)snprintf(number, sizeof number, "_%u", k);
        stem = stem > DR_SAV_NAME_BYTES - room ? DR_SAV_NAME_BYTES - room : stem;
        out->len = start + stem;
        s = dr_buf_put(out, dr_str_of(number), err);
    }
    return s;
}

/* ---- The file --------------------------------------------------------------------------------------------- */

#ifndef DRAAD_HAS_SAV

bool dr_sav_is_there(void)
{
    return false;
}

draad_status dr_sav_write(const dr_sav_variable *variables, size_t nvariables, const dr_sav_cell *cells, size_t nrows,
                          const char *label, const char *note, dr_buf *out, draad_error *err)
{
    (void)variables, (void)nvariables, (void)cells, (void)nrows, (void)label, (void)note, (void)out;
    return dr_fail(err, DRAAD_E_USAGE, dr_place_of(NULL),
                   "this Draad was built without ReadStat, so it cannot write .sav; install libreadstat-dev and build "
                   "again, or use another format");
}

#else

#include <math.h>
#include <readstat.h>

enum { CREATED = 315576000, DATE_AT = 92, DATE_BYTES = 17 };

bool dr_sav_is_there(void)
{
    return true;
}

typedef struct writing {
    readstat_writer_t *writer;
    dr_buf *out;
    dr_buf text; /* of one cell, with a zero byte */
    draad_status status;
    draad_error *err;
} writing;

static ssize_t take_bytes(const void *data, size_t len, void *ctx)
{
    writing *w = ctx;
    if (w->status == DRAAD_OK)
        w->status = dr_buf_put(w->out, (draad_str){data, len}, w->err);
    return w->status == DRAAD_OK ? (ssize_t)len : -1;
}

/* At most `max` bytes of whole characters, in w->text; NULL: no memory.  A zero byte ends it. */
static const char *text_of(writing *w, draad_str s, size_t max)
{
    const char *zero = s.len > 0 ? memchr(s.data, '\0', s.len) : NULL;
    size_t len = zero != NULL ? (size_t)(zero - s.data) : s.len;
    if (len > max) {
        len = max;
        while (len > 0 && !dr_utf8_is_start(s.data[len]))
            len--;
    }
    w->text.len = 0;
    if ((w->status = dr_buf_put(&w->text, (draad_str){s.data, len}, w->err)) == DRAAD_OK)
        w->status = dr_buf_put_char(&w->text, '\0', w->err);
    return w->status == DRAAD_OK ? w->text.data : NULL;
}

static draad_status check(writing *w, readstat_error_t e)
{
    if (w->status != DRAAD_OK)
        return w->status;
    if (e == READSTAT_ERROR_MALLOC)
        return w->status = dr_no_memory(w->err);
    if (e != READSTAT_OK)
        return w->status = dr_fail(w->err, DRAAD_E_IO, dr_place_of(NULL), "cannot write the SPSS file: %s",
                                   readstat_error_message(e));
    return DRAAD_OK;
}

static size_t width_of(const dr_sav_cell *cells, size_t nvariables, size_t nrows, size_t variable)
{
    size_t width = 1;
    for (size_t i = 0; i < nrows; i++) {
        const size_t len = cells[i * nvariables + variable].text.len;
        width = len > width ? len : width;
    }
    return width < DR_SAV_STRING_BYTES ? width : DR_SAV_STRING_BYTES;
}

static void add_variable(writing *w, const dr_sav_variable *v, size_t width)
{
    const char *name = text_of(w, v->name, DR_SAV_NAME_BYTES);
    readstat_variable_t *variable =
        name != NULL ? readstat_add_variable(w->writer, name, v->is_text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
                                             v->is_text ? width : 8)
                     : NULL;
    const char *label = variable != NULL ? text_of(w, v->label, DR_SAV_LABEL_BYTES) : NULL;
    if (label == NULL) {
        w->status = w->status == DRAAD_OK ? dr_no_memory(w->err) : w->status;
        return;
    }
    readstat_variable_set_label(variable, label);
    readstat_variable_set_measure(variable, v->is_text ? READSTAT_MEASURE_NOMINAL : READSTAT_MEASURE_SCALE);
}

static void put_row(writing *w, const dr_sav_variable *variables, size_t nvariables, const dr_sav_cell *row)
{
    check(w, readstat_begin_row(w->writer));
    for (size_t k = 0; w->status == DRAAD_OK && k < nvariables; k++) {
        const readstat_variable_t *v = readstat_get_variable(w->writer, (int)k);
        if (variables[k].is_text) {
            const char *text = text_of(w, row[k].text, DR_SAV_STRING_BYTES);
            if (text != NULL)
                check(w, readstat_insert_string_value(w->writer, v, text));
        } else if (isnan(row[k].number)) {
            check(w, readstat_insert_missing_value(w->writer, v));
        } else {
            check(w, readstat_insert_double_value(w->writer, v, row[k].number));
        }
    }
    if (w->status == DRAAD_OK)
        check(w, readstat_end_row(w->writer));
}

draad_status dr_sav_write(const dr_sav_variable *variables, size_t nvariables, const dr_sav_cell *cells, size_t nrows,
                          const char *label, const char *note, dr_buf *out, draad_error *err)
{
    writing w = {.writer = readstat_writer_init(), .out = out, .err = err};
    const size_t start = out->len;
    if (w.writer == NULL)
        return dr_no_memory(err);
    readstat_set_data_writer(w.writer, take_bytes);
    readstat_writer_set_file_label(w.writer, label);
    readstat_writer_set_file_timestamp(w.writer, CREATED);
    readstat_add_note(w.writer, note);
    for (size_t k = 0; w.status == DRAAD_OK && k < nvariables; k++)
        add_variable(&w, &variables[k], variables[k].is_text ? width_of(cells, nvariables, nrows, k) : 8);
    if (w.status == DRAAD_OK)
        check(&w, readstat_begin_writing_sav(w.writer, &w, (long)nrows));
    for (size_t i = 0; w.status == DRAAD_OK && i < nrows; i++)
        put_row(&w, variables, nvariables, &cells[i * nvariables]);
    if (w.status == DRAAD_OK)
        check(&w, readstat_end_writing(w.writer));
    readstat_writer_free(w.writer);
    dr_buf_free(&w.text);
    if (w.status == DRAAD_OK && out->len - start >= DATE_AT + DATE_BYTES)
        /* ReadStat writes the local time, in the words of the locale. */
        memcpy(out->data + start + DATE_AT,
               "01 Jan 80"
               "00:00:00",
               DATE_BYTES);
    return w.status;
}

#endif
