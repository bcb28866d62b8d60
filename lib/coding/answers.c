/* SPDX-License-Identifier: Apache-2.0
 * answers.c - what respondents answered to the items of a scale, from CSV.
 * All that is wrong in a file is told in one run, because a researcher corrects it in a spreadsheet.  Messages name the
 * respondent and the item, and leave out what stands in the cell: it may be more than a number.
 * Knows: the known columns and their Dutch names.  Does not know: scores, files. */
#include "coding/answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/faults.h"
#include "base/number.h"
#include "outside/csv.h"

typedef struct reader {
    dr_faults faults;
    const dr_scale_key *key;
    dr_scale_answers *out;
    dr_csv csv;
    uint32_t case_column, moment_column; /* DRAAD_NONE: absent */
    uint32_t *column;                    /* of each item; DRAAD_NONE: absent */
} reader;

#define TELL(r, line, ...) dr_fault(&(r)->faults, line, 0, __VA_ARGS__)

/* ---- Columns ------------------------------------------------------------------------------------------- */

/* The item that a column is for, from 1: digits behind the prefix, or behind nothing when `prefix` is "".
 * DRAAD_NONE: no item. */
static uint32_t item_named(draad_str title, draad_str prefix)
{
    uint32_t item;
    if (title.len <= prefix.len || !dr_str_alike((draad_str){title.data, prefix.len}, prefix))
        return DRAAD_NONE;
    size_t at = prefix.len;
    if (prefix.len > 0 && at + 1 < title.len && memchr(" _-.", title.data[at], 4) != NULL)
        at++;
    return dr_number_whole((draad_str){title.data + at, title.len - at}, 1000000, &item) ? item : DRAAD_NONE;
}

/* Finds the columns of items that are called by a prefix; how many there are, right or wrong. */
static uint32_t find_items(reader *r, draad_str prefix)
{
    const dr_csv_row *titles = &r->csv.rows[0];
    uint32_t nfound = 0;
    for (uint32_t i = 0; i < titles->n; i++) {
        draad_str title = dr_csv_cell(titles, i);
        const uint32_t item = item_named(title, prefix);
        if (item == DRAAD_NONE)
            continue;
        nfound++;
        if (item == 0 || item > r->key->nitems)
            TELL(r, titles->line, "the column %.*s is for no item: %.*s has items 1 to %u", DR_ARG(title),
                 DR_ARG(r->key->id), (unsigned)r->key->nitems);
        else if (r->column[item - 1] != DRAAD_NONE)
            TELL(r, titles->line, "item %u of %.*s has two columns", (unsigned)item, DR_ARG(r->key->id));
        else
            r->column[item - 1] = i;
    }
    return nfound;
}

/* A known column; told when it stands twice. */
static uint32_t find_known(reader *r, const char *english, const char *dutch)
{
    const dr_csv_row *titles = &r->csv.rows[0];
    const uint32_t first = dr_csv_column(titles, english, dutch);
    for (uint32_t i = first; i < titles->n; i++)
        if (i > first && (dr_str_alike(dr_csv_cell(titles, i), dr_str_of(english)) ||
                          dr_str_alike(dr_csv_cell(titles, i), dr_str_of(dutch))))
            TELL(r, titles->line, "the column %s stands twice", english);
    return first;
}

static draad_status read_titles(reader *r)
{
    const dr_scale_key *k = r->key;
    const dr_csv_row *titles = &r->csv.rows[0];
    if ((r->column = dr_arena_alloc(&r->out->arena, k->nitems * sizeof *r->column)) == NULL)
        return dr_faults_no_memory(&r->faults);
    for (uint32_t i = 0; i < k->nitems; i++)
        r->column[i] = DRAAD_NONE;
    r->moment_column = find_known(r, "moment", "meting");
    r->case_column = find_known(r, "case", "case");
    if (r->case_column == DRAAD_NONE)
        TELL(r, titles->line, "no column case; the first line must name the columns: case, moment, and one an item");
    r->out->bare = find_items(r, k->prefix) == 0;
    if (r->out->bare && find_items(r, DR_STR("")) == 0) {
        TELL(r, titles->line, "no columns of %.*s; expected %.*s1 to %.*s%u, or 1 to %u", DR_ARG(k->id),
             DR_ARG(k->prefix), DR_ARG(k->prefix), (unsigned)k->nitems, (unsigned)k->nitems);
        return DRAAD_OK;
    }
    for (uint32_t i = 0; i < k->nitems; i++)
        if (r->column[i] == DRAAD_NONE)
            TELL(r, titles->line, "item %u of %.*s has no column", (unsigned)(i + 1), DR_ARG(k->id));
    return DRAAD_OK;
}

/* ---- Rows ---------------------------------------------------------------------------------------------- */

static bool is_missing(draad_str cell)
{
    return cell.len == 0 || dr_str_alike(cell, DR_STR("NA")) || dr_str_alike(cell, DR_STR("N/A"));
}

static double read_answer(reader *r, const dr_csv_row *row, uint32_t item)
{
    const dr_scale_key *k = r->key;
    draad_str cell = dr_csv_cell(row, r->column[item]);
    draad_str respondent = dr_csv_cell(row, r->case_column);
    double value = NAN;
    if (is_missing(cell))
        return NAN;
    if (!dr_number_read(cell, &value))
        TELL(r, row->line, "respondent %.*s, item %u of %.*s: no number; expected one from %d to %d, or NA",
             DR_ARG(respondent), (unsigned)(item + 1), DR_ARG(k->id), (int)k->min, (int)k->max);
    else if (value < k->min || value > k->max)
        TELL(r, row->line, "respondent %.*s, item %u of %.*s: an answer outside %d to %d", DR_ARG(respondent),
             (unsigned)(item + 1), DR_ARG(k->id), (int)k->min, (int)k->max);
    return value;
}

static draad_status read_moment(reader *r, const dr_csv_row *row, uint32_t *moment)
{
    dr_scale_answers *a = r->out;
    draad_str name = dr_csv_cell(row, r->moment_column);
    *moment = DRAAD_NONE;
    if (r->moment_column == DRAAD_NONE)
        return DRAAD_OK;
    if (name.len == 0) {
        TELL(r, row->line, "no moment in this row");
        return DRAAD_OK;
    }
    if ((*moment = dr_scale_answers_moment(a, name)) != DRAAD_NONE)
        return DRAAD_OK;
    if (a->nmoments == DR_SCALE_MOMENTS_MAX) {
        dr_say(r->faults.report, DRAAD_ERROR, DRAAD_E_LIMIT, (dr_place){r->faults.name, row->line, 0},
               "more than %d moments", (int)DR_SCALE_MOMENTS_MAX);
        return DRAAD_E_LIMIT;
    }
    *moment = a->nmoments;
    a->moments[a->nmoments++] = name;
    return DRAAD_OK;
}

static draad_status read_row(reader *r, const dr_csv_row *row, double *answers)
{
    if (dr_csv_is_blank(row))
        return DRAAD_OK;
    dr_scale_answer_row *to = &r->out->rows[r->out->nrows++];
    *to = (dr_scale_answer_row){.case_id = dr_csv_cell(row, r->case_column), .line = row->line, .answers = answers};
    dr_csv_check_row(&r->faults, &r->csv.rows[0], row);
    if (to->case_id.len == 0 && r->case_column != DRAAD_NONE)
        TELL(r, row->line, "no case in this row");
    for (uint32_t i = 0; i < r->key->nitems; i++)
        answers[i] = read_answer(r, row, i);
    return read_moment(r, row, &to->moment);
}

static int compare_moments(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_case(const void *a, const void *b)
{
    const dr_scale_answer_row *x = *(dr_scale_answer_row *const *)a, *y = *(dr_scale_answer_row *const *)b;
    int order = dr_str_compare(x->case_id, y->case_id);
    if (order == 0)
        order = compare_moments(x->moment, y->moment);
    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* The index that dr_scale_answers_find searches; rows that stand twice are next to each other in it. */
static draad_status make_index(reader *r)
{
    dr_scale_answers *a = r->out;
    if ((a->by_case = dr_arena_alloc(&a->arena, a->nrows * sizeof *a->by_case)) == NULL)
        return dr_faults_no_memory(&r->faults);
    for (size_t i = 0; i < a->nrows; i++)
        a->by_case[i] = &a->rows[i];
    if (a->nrows > 0)
        qsort(a->by_case, a->nrows, sizeof *a->by_case, by_case);
    for (size_t i = 1; i < a->nrows; i++) {
        const dr_scale_answer_row *one = a->by_case[i - 1], *other = a->by_case[i];
        const bool placed = r->moment_column == DRAAD_NONE || other->moment != DRAAD_NONE;
        if (placed && other->case_id.len > 0 && one->moment == other->moment &&
            dr_str_equal(one->case_id, other->case_id))
            TELL(r, other->line, "respondent %.*s%s%.*s stands in line %u already", DR_ARG(other->case_id),
                 other->moment != DRAAD_NONE ? " at moment " : "",
                 DR_ARG(other->moment != DRAAD_NONE ? a->moments[other->moment] : DR_STR("")), (unsigned)one->line);
    }
    return DRAAD_OK;
}

/* False, and told, when there is more than memory should be asked for. */
static bool check_size(reader *r)
{
    const size_t nrows = r->csv.nrows - 1;
    if (nrows > DR_SCALE_ROWS_MAX)
        dr_say(r->faults.report, DRAAD_ERROR, DRAAD_E_LIMIT, dr_place_of(r->faults.name), "more than %d rows",
               (int)DR_SCALE_ROWS_MAX);
    else if (nrows * r->key->nitems > DR_SCALE_ANSWERS_MAX)
        dr_say(r->faults.report, DRAAD_ERROR, DRAAD_E_LIMIT, dr_place_of(r->faults.name), "more than %d answers",
               (int)DR_SCALE_ANSWERS_MAX);
    return nrows <= DR_SCALE_ROWS_MAX && nrows * r->key->nitems <= DR_SCALE_ANSWERS_MAX;
}

static draad_status read_rows(reader *r)
{
    dr_scale_answers *a = r->out;
    const size_t n = r->csv.nrows, nitems = r->key->nitems;
    if (n == 0) {
        TELL(r, 0, "is empty; the first line must name the columns: case, moment, and one an item");
        return DRAAD_OK;
    }
    if (!check_size(r))
        return DRAAD_E_LIMIT;
    draad_status s = read_titles(r);
    if (s != DRAAD_OK)
        return s;
    a->rows = dr_arena_alloc(&a->arena, n * sizeof *a->rows);
    a->moments = dr_arena_alloc(&a->arena, DR_SCALE_MOMENTS_MAX * sizeof *a->moments);
    double *answers = dr_arena_alloc(&a->arena, n * nitems * sizeof *answers);
    if (a->rows == NULL || a->moments == NULL || answers == NULL)
        return dr_faults_no_memory(&r->faults);
    for (size_t i = 1; s == DRAAD_OK && i < n; i++)
        s = read_row(r, &r->csv.rows[i], answers + (i - 1) * nitems);
    return s == DRAAD_OK ? make_index(r) : s;
}

draad_status dr_scale_answers_read(draad_str bytes, const char *name, const dr_scale_key *key,
                                   const draad_report *report, dr_scale_answers *out)
{
    draad_error err;
    *out = (dr_scale_answers){0};
    reader r = {.faults = {report, name, DRAAD_ERROR, DRAAD_E_CASES, 0}, .key = key, .out = out};
    draad_status s = dr_csv_read(bytes, name, &out->arena, &r.csv, &err);
    if (s != DRAAD_OK)
        dr_tell(report, DRAAD_ERROR, &err);
    else
        s = read_rows(&r);
    s = dr_faults_end(&r.faults, s);
    if (s != DRAAD_OK)
        dr_scale_answers_free(out);
    return s;
}

void dr_scale_answers_free(dr_scale_answers *a)
{
    dr_arena_free(&a->arena);
    *a = (dr_scale_answers){0};
}

/* ---- Finding ------------------------------------------------------------------------------------------- */

const dr_scale_answer_row *dr_scale_answers_find(const dr_scale_answers *a, draad_str case_id, uint32_t moment)
{
    size_t low = 0, high = a->nrows;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const dr_scale_answer_row *row = a->by_case[middle];
        int order = dr_str_compare(row->case_id, case_id);
        if (order == 0)
            order = compare_moments(row->moment, moment);
        if (order == 0)
            return row;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

uint32_t dr_scale_answers_moment(const dr_scale_answers *a, draad_str name)
{
    for (uint32_t i = 0; i < a->nmoments; i++)
        if (dr_str_alike(a->moments[i], name))
            return i;
    return DRAAD_NONE;
}
