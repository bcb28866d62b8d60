/* SPDX-License-Identifier: Apache-2.0
 * xlsx.c - an Excel workbook, by libxlsxwriter.
 * Knows: sheets and cells.  Does not know: what they hold.
 * libxlsxwriter allocates for itself, and keeps its sheets in temporary files that have no name and mode 0600. */
#include "outside/xlsx.h"

#ifndef DRAAD_HAS_XLSX

static draad_status not_there(draad_error *err)
{
    return dr_fail(
        err, DRAAD_E_USAGE, dr_place_of(NULL),
        "this Draad was built without libxlsxwriter, so it cannot write .xlsx; install libxlsxwriter-dev and "
        "build again, or use another format");
}

bool dr_xlsx_is_there(void)
{
    return false;
}

draad_status dr_xlsx_new(const char *name, const char *title, dr_xlsx **out, draad_error *err)
{
    (void)name, (void)title;
    *out = NULL;
    return not_there(err);
}

/* Without a workbook nothing else can be called. */
draad_status dr_xlsx_sheet(dr_xlsx *x, const char *name, draad_error *err)
{
    (void)x, (void)name;
    return not_there(err);
}

draad_status dr_xlsx_str(dr_xlsx *x, draad_str s, draad_error *err)
{
    (void)x, (void)s;
    return not_there(err);
}

draad_status dr_xlsx_number(dr_xlsx *x, double value, draad_error *err)
{
    (void)x, (void)value;
    return not_there(err);
}

draad_status dr_xlsx_end(dr_xlsx *x, draad_error *err)
{
    (void)x;
    return not_there(err);
}

draad_status dr_xlsx_width(dr_xlsx *x, size_t column, double width, bool wrap, draad_error *err)
{
    (void)x, (void)column, (void)width, (void)wrap;
    return not_there(err);
}

draad_status dr_xlsx_finish(dr_xlsx *x, draad_error *err)
{
    (void)x;
    return not_there(err);
}

void dr_xlsx_abandon(dr_xlsx *x)
{
    (void)x;
}

#else

#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

/* Noon of the first day that a ZIP archive can hold: every workbook says so. */
enum { CREATED = 315576000 };

struct dr_xlsx {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *head, *top, *wrapped;
    uint32_t row, column;
    dr_buf text;
};

static draad_status fail(lxw_error e, draad_error *err)
{
    return e == LXW_ERROR_MEMORY_MALLOC_FAILED
               ? dr_no_memory(err)
               : dr_fail(err, DRAAD_E_IO, dr_place_of(NULL), "cannot write the workbook: %s", lxw_strerror(e));
}

bool dr_xlsx_is_there(void)
{
    return true;
}

draad_status dr_xlsx_new(const char *name, const char *title, dr_xlsx **out, draad_error *err)
{
    lxw_doc_properties properties = {.title = (char *)title, /* only read */
                                     .comments = "draad " DRAAD_VERSION,
                                     .created = CREATED};
    dr_xlsx *x = *out = dr_alloc_zero(1, sizeof *x);
    if (x == NULL)
        return dr_no_memory(err);
    if ((x->book = workbook_new(name)) == NULL || (x->head = workbook_add_format(x->book)) == NULL ||
        (x->top = workbook_add_format(x->book)) == NULL || (x->wrapped = workbook_add_format(x->book)) == NULL ||
        workbook_set_properties(x->book, &properties) != LXW_NO_ERROR) {
        dr_xlsx_abandon(x);
        *out = NULL;
        return dr_no_memory(err);
    }
    format_set_bold(x->head);
    format_set_align(x->top, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(x->wrapped, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(x->wrapped);
    return DRAAD_OK;
}

draad_status dr_xlsx_sheet(dr_xlsx *x, const char *name, draad_error *err)
{
    const lxw_error e = workbook_validate_sheet_name(x->book, name);
    x->sheet = e == LXW_NO_ERROR ? workbook_add_worksheet(x->book, name) : NULL;
    x->row = x->column = 0;
    if (x->sheet == NULL)
        return e != LXW_NO_ERROR ? fail(e, err) : dr_no_memory(err);
    worksheet_freeze_panes(x->sheet, 1, 0);
    return DRAAD_OK;
}

/* "_x0041_" is how the format writes a character by its number; who says that itself writes its '_' so. */
static bool is_escape(draad_str s)
{
    bool digits = s.len >= 7 && s.data[0] == '_' && s.data[1] == 'x' && s.data[6] == '_';
    for (size_t i = 2; digits && i < 6; i++)
        digits = isxdigit((unsigned char)s.data[i]);
    return digits;
}

/* The text that libxlsxwriter is given, with a zero byte: escaped, and cut to what a cell can hold. */
static draad_status put_text(dr_xlsx *x, draad_str s, draad_error *err)
{
    draad_status status = DRAAD_OK;
    size_t units = 0, len;
    uint32_t cp = 0;
    x->text.len = 0;
    size_t total = 0;
    for (size_t at = 0; at < s.len; at++)
        total += (size_t)dr_utf8_is_start(s.data[at]) + (size_t)((unsigned char)s.data[at] >= 0xF0);
    const bool cut = total > DR_XLSX_UNITS;
    for (size_t at = 0; status == DRAAD_OK && at < s.len; at += len) {
        if ((len = dr_utf8_decode(s.data + at, s.len - at, &cp)) == 0 || cp == 0)
            break;
        if (cut && units + 2 > DR_XLSX_UNITS - 3)
            break;
        units += cp >= 0x10000 ? 2 : 1;
        status = is_escape((draad_str){s.data + at, s.len - at})
                     ? dr_buf_put(&x->text, DR_STR("_x005F_"), err)
                     : dr_buf_put(&x->text, (draad_str){s.data + at, len}, err);
    }
    if (status == DRAAD_OK && cut)
        status = dr_buf_put(&x->text, DR_STR("..."), err);
    return status == DRAAD_OK ? dr_buf_put_char(&x->text, '\0', err) : status;
}

draad_status dr_xlsx_str(dr_xlsx *x, draad_str s, draad_error *err)
{
    if (x->column >= DR_XLSX_COLUMNS)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(NULL), "a sheet has at most %d columns", DR_XLSX_COLUMNS);
    if (s.len == 0) {
        x->column++;
        return DRAAD_OK;
    }
    draad_status status = put_text(x, s, err);
    if (status != DRAAD_OK)
        return status;
    const lxw_error e =
        worksheet_write_string(x->sheet, x->row, (lxw_col_t)x->column++, x->text.data, x->row == 0 ? x->head : NULL);
    return e == LXW_NO_ERROR ? DRAAD_OK : fail(e, err);
}

draad_status dr_xlsx_number(dr_xlsx *x, double value, draad_error *err)
{
    if (!isfinite(value))
        return dr_xlsx_str(x, dr_str_of(isnan(value) ? "NA" : value > 0 ? "inf" : "-inf"), err);
    if (x->column >= DR_XLSX_COLUMNS)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(NULL), "a sheet has at most %d columns", DR_XLSX_COLUMNS);
    const lxw_error e = worksheet_write_number(x->sheet, x->row, (lxw_col_t)x->column++, value, NULL);
    return e == LXW_NO_ERROR ? DRAAD_OK : fail(e, err);
}

draad_status dr_xlsx_end(dr_xlsx *x, draad_error *err)
{
    x->column = 0;
    if (++x->row >= DR_XLSX_ROWS)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(NULL), "a sheet has at most %d rows", DR_XLSX_ROWS);
    return DRAAD_OK;
}

draad_status dr_xlsx_width(dr_xlsx *x, size_t column, double width, bool wrap, draad_error *err)
{
    const lxw_col_t at = (lxw_col_t)column;
    const lxw_error e = column < DR_XLSX_COLUMNS
                            ? worksheet_set_column(x->sheet, at, at, width, wrap ? x->wrapped : x->top)
                            : LXW_NO_ERROR;
    return e == LXW_NO_ERROR ? DRAAD_OK : fail(e, err);
}

draad_status dr_xlsx_finish(dr_xlsx *x, draad_error *err)
{
    const lxw_error e = workbook_close(x->book); /* frees it, also when it fails */
    x->book = NULL;
    dr_xlsx_abandon(x);
    return e == LXW_NO_ERROR ? DRAAD_OK : fail(e, err);
}

void dr_xlsx_abandon(dr_xlsx *x)
{
    if (x == NULL)
        return;
    lxw_workbook_free(x->book);
    dr_buf_free(&x->text);
    dr_free(x);
}

#endif
