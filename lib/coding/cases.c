/* SPDX-License-Identifier: Apache-2.0
 * cases.c - who is who, from CSV.
 * Knows: the known columns and their Dutch names.  Does not know: texts, files.
 * All that is wrong in a file is told in one run, because a researcher corrects it in a spreadsheet. */
#include "coding/cases.h"
#include "base/faults.h"
#include "base/number.h"
#include "outside/csv.h"
#include "text/speaker_labels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 1000000 };

enum { DOCUMENT, SPEAKER, CASE, ROLE, ORDER, KNOWN };
static const char *const known_names[KNOWN][2] = {
    {"document", "bestand"}, {"speaker", "spreker"}, {"case", "case"}, {"role", "rol"}, {"order", "volgorde"}};

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* By bytes, ASCII case ignored. */
static int compare_folded(draad_str a, draad_str b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return lower(a.data[i]) < lower(b.data[i]) ? -1 : 1;
    return (a.len > b.len) - (a.len < b.len);
}

static bool equal_folded(draad_str a, const char *b)
{
    return compare_folded(a, dr_str_of(b)) == 0;
}

/* ---- Reading ------------------------------------------------------------------------------------------ */

typedef struct reader {
    dr_faults faults;
    dr_cases *out;
    dr_csv csv;
    uint32_t column[KNOWN]; /* which column; DRAAD_NONE */
    uint32_t *attribute;    /* the column of each attribute */
} reader;

#define TELL(r, line, ...) dr_fault(&(r)->faults, line, 0, __VA_ARGS__)

static uint32_t known_column(draad_str title)
{
    for (uint32_t k = 0; k < KNOWN; k++)
        if (equal_folded(title, known_names[k][0]) || equal_folded(title, known_names[k][1]))
            return k;
    return DRAAD_NONE;
}

static draad_status read_titles(reader *r)
{
    dr_cases *c = r->out;
    const dr_csv_row *titles = &r->csv.rows[0];
    c->attributes = dr_arena_alloc(&c->arena, titles->n * sizeof *c->attributes);
    r->attribute = dr_arena_alloc(&c->arena, titles->n * sizeof *r->attribute);
    if (c->attributes == NULL || r->attribute == NULL)
        return dr_faults_no_memory(&r->faults);
    for (uint32_t i = 0; i < titles->n; i++) {
        draad_str title = dr_str_trim(titles->cells[i]);
        uint32_t k = known_column(title);
        if (k != DRAAD_NONE && r->column[k] != DRAAD_NONE) {
            TELL(r, titles->line, "the column %s stands twice", known_names[k][0]);
        } else if (k != DRAAD_NONE) {
            r->column[k] = i;
        } else if (title.len > 0) { /* a column without a name: see dr_csv_check_row */
            if (dr_cases_attribute(c, title) != DRAAD_NONE)
                TELL(r, titles->line, "the column %.*s stands twice", DR_ARG(title));
            r->attribute[c->nattributes] = i;
            c->attributes[c->nattributes++] = title;
        }
    }
    if (r->column[DOCUMENT] == DRAAD_NONE)
        TELL(r, titles->line, "no column document; the first line must name the columns: document, case, ...");
    return DRAAD_OK;
}

static void read_role(reader *r, const dr_csv_row *row, draad_str given, dr_case_row *to)
{
    const char *role = dr_role_named(given);
    to->role = role != NULL ? dr_str_of(role) : (draad_str){"", 0};
    if (given.len > 0 && role == NULL)
        TELL(r, row->line, "the role %.*s is not known; expected interviewer, moderator or respondent", DR_ARG(given));
}

static draad_status read_row(reader *r, const dr_csv_row *row)
{
    dr_cases *c = r->out;
    if (dr_csv_is_blank(row))
        return DRAAD_OK;
    dr_case_row *to = &c->rows[c->nrows++];
    dr_csv_check_row(&r->faults, &r->csv.rows[0], row);
    to->document = dr_csv_cell(row, r->column[DOCUMENT]);
    to->speaker = dr_csv_cell(row, r->column[SPEAKER]);
    to->case_id = dr_csv_cell(row, r->column[CASE]);
    to->line = row->line;
    to->order = NAN;
    read_role(r, row, dr_csv_cell(row, r->column[ROLE]), to);
    draad_str order = dr_csv_cell(row, r->column[ORDER]);
    if (order.len > 0 && !dr_number_read(order, &to->order))
        TELL(r, row->line, "the order %.*s is no number", DR_ARG(order));
    if (to->document.len == 0 && r->column[DOCUMENT] != DRAAD_NONE)
        TELL(r, row->line, "no document in this row");
    if ((to->values = dr_arena_alloc(&c->arena, c->nattributes * sizeof *to->values)) == NULL)
        return dr_faults_no_memory(&r->faults);
    for (size_t i = 0; i < c->nattributes; i++)
        to->values[i] = dr_csv_cell(row, r->attribute[i]);
    return DRAAD_OK;
}

static int by_name(const void *a, const void *b)
{
    const dr_case_row *x = *(dr_case_row *const *)a, *y = *(dr_case_row *const *)b;
    int order = dr_str_compare(x->document, y->document);
    if (order == 0)
        order = compare_folded(x->speaker, y->speaker);
    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* The index that dr_cases_find searches; rows that stand twice are next to each other in it. */
static draad_status make_index(reader *r)
{
    dr_cases *c = r->out;
    c->by_name = dr_arena_alloc(&c->arena, c->nrows * sizeof *c->by_name);
    if (c->by_name == NULL)
        return dr_faults_no_memory(&r->faults);
    for (size_t i = 0; i < c->nrows; i++)
        c->by_name[i] = &c->rows[i];
    if (c->nrows > 0)
        qsort(c->by_name, c->nrows, sizeof *c->by_name, by_name);
    for (size_t i = 1; i < c->nrows; i++) {
        const dr_case_row *a = c->by_name[i - 1], *b = c->by_name[i];
        if (b->document.len > 0 && dr_str_equal(a->document, b->document) &&
            compare_folded(a->speaker, b->speaker) == 0)
            TELL(r, b->line, "document %.*s%s%.*s stands in line %u already", DR_ARG(b->document),
                 b->speaker.len > 0 ? " with speaker " : "", DR_ARG(b->speaker), (unsigned)a->line);
    }
    return DRAAD_OK;
}

static draad_status read_rows(reader *r)
{
    dr_cases *c = r->out;
    if (r->csv.nrows == 0) {
        TELL(r, 0, "is empty; the first line must name the columns: document, case, ...");
        return DRAAD_OK;
    }
    if (r->csv.nrows - 1 > ROWS_MAX) {
        dr_say(r->faults.report, DRAAD_ERROR, DRAAD_E_LIMIT, dr_place_of(r->faults.name), "more than %d rows",
               ROWS_MAX);
        return DRAAD_E_LIMIT;
    }
    draad_status s = read_titles(r);
    if (s == DRAAD_OK && (c->rows = dr_arena_alloc(&c->arena, r->csv.nrows * sizeof *c->rows)) == NULL)
        s = dr_faults_no_memory(&r->faults);
    for (size_t i = 1; s == DRAAD_OK && i < r->csv.nrows; i++)
        s = read_row(r, &r->csv.rows[i]);
    return s == DRAAD_OK ? make_index(r) : s;
}

draad_status dr_cases_read(draad_str bytes, const char *name, const draad_report *report, dr_cases *out)
{
    draad_error err;
    *out = (dr_cases){0};
    reader r = {.faults = {report, name, DRAAD_ERROR, DRAAD_E_CASES, 0}, .out = out};
    for (size_t k = 0; k < KNOWN; k++)
        r.column[k] = DRAAD_NONE;
    draad_status s = dr_csv_read(bytes, name, &out->arena, &r.csv, &err);
    if (s != DRAAD_OK)
        dr_tell(report, DRAAD_ERROR, &err);
    else
        s = read_rows(&r);
    s = dr_faults_end(&r.faults, s);
    if (s != DRAAD_OK)
        dr_cases_free(out);
    return s;
}

void dr_cases_free(dr_cases *c)
{
    dr_arena_free(&c->arena);
    *c = (dr_cases){0};
}

/* ---- Finding ------------------------------------------------------------------------------------------ */

/* The first row of the index whose document is not before `document`. */
static size_t first_from(const dr_cases *c, draad_str document)
{
    size_t low = 0, high = c->nrows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dr_str_compare(c->by_name[middle]->document, document) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is `written` the document, followed by nothing or (`extension`) by a dot and what has no dot or slash? */
static bool names(draad_str written, draad_str document, bool extension)
{
    if (!extension)
        return dr_str_equal(written, document);
    if (written.len < document.len + 2 || written.data[document.len] != '.')
        return false;
    for (size_t i = document.len + 1; i < written.len; i++)
        if (written.data[i] == '.' || written.data[i] == '/')
            return false;
    return true;
}

const dr_case_row *dr_cases_find(const dr_cases *c, draad_str document, draad_str speaker)
{
    size_t from = first_from(c, document);
    for (int extension = 0; extension <= 1; extension++)
        for (size_t i = from; i < c->nrows; i++) {
            draad_str written = c->by_name[i]->document;
            if (written.len < document.len || !dr_str_equal((draad_str){written.data, document.len}, document))
                break; /* past all that begin like it */
            if (names(written, document, extension) && compare_folded(c->by_name[i]->speaker, speaker) == 0)
                return c->by_name[i];
        }
    return NULL;
}

uint32_t dr_cases_attribute(const dr_cases *c, draad_str name)
{
    for (size_t i = 0; i < c->nattributes; i++)
        if (compare_folded(c->attributes[i], name) == 0)
            return (uint32_t)i;
    return DRAAD_NONE;
}
