/* SPDX-License-Identifier: Apache-2.0
 * sav_table.c - documents by codes for SPSS: who, how much was said, the attributes of the case, and how many segments
 * of each code.
 * Knows: cases and counts.  Does not know: SPSS (outside/sav.c does). */
#include "base/number.h"
#include "exchange/export.h"
#include "outside/file.h"
#include "outside/sav.h"

#include <math.h>

enum { DOCUMENT, CASE, WORDS, FIXED };

typedef struct sheet {
    const draad_project *p;
    dr_arena arena;
    dr_sav_variable *variables;
    draad_str *names;
    size_t nvariables;
    dr_sav_cell *cells;
} sheet;

/* The value of an attribute for a document: that of its own row of the cases; "" when there is none. */
static draad_str value_of(const draad_project *p, size_t document, size_t attribute)
{
    const dr_case_row *row = dr_cases_find(&p->cases, p->documents[document].id, (draad_str){"", 0});
    const draad_str value = row != NULL ? dr_str_trim(row->values[attribute]) : (draad_str){"", 0};
    return dr_str_is(value, "NA") ? (draad_str){"", 0} : value;
}

/* Are all values of an attribute numbers?  One that is nowhere given is text. */
static bool is_number(const draad_project *p, size_t attribute)
{
    double number;
    size_t n = 0;
    for (size_t i = 0; i < p->ndocuments; i++) {
        const draad_str value = value_of(p, i, attribute);
        if (value.len > 0 && !dr_number_read(value, &number))
            return false;
        n += value.len > 0;
    }
    return n > 0;
}

static draad_status add_variable(sheet *t, draad_str name, draad_str label, bool is_text, draad_error *err)
{
    dr_buf spelled = {0};
    draad_status s = dr_sav_name(name, t->names, t->nvariables, &spelled, err);
    if (s == DRAAD_OK) {
        t->names[t->nvariables] = dr_arena_str(&t->arena, dr_buf_str(&spelled));
        t->variables[t->nvariables] = (dr_sav_variable){t->names[t->nvariables], label, is_text};
        if (t->names[t->nvariables++].data == NULL)
            s = dr_no_memory(err);
    }
    dr_buf_free(&spelled);
    return s;
}

static draad_status add_variables(sheet *t, draad_error *err)
{
    const draad_project *p = t->p;
    const size_t n = FIXED + p->cases.nattributes + p->codes.n;
    t->variables = dr_arena_alloc(&t->arena, n * sizeof *t->variables);
    t->names = dr_arena_alloc(&t->arena, n * sizeof *t->names);
    if (t->variables == NULL || t->names == NULL)
        return dr_no_memory(err);
    draad_status s = add_variable(t, DR_STR("document"), DR_STR("document"), true, err);
    if (s == DRAAD_OK)
        s = add_variable(t, DR_STR("case"), DR_STR("case"), true, err);
    if (s == DRAAD_OK)
        s = add_variable(t, DR_STR("eligible_words"), DR_STR("eligible words"), false, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->cases.nattributes; i++)
        s = add_variable(t, p->cases.attributes[i], p->cases.attributes[i], !is_number(p, i), err);
    for (size_t i = 0; s == DRAAD_OK && i < p->codes.n; i++)
        s = add_variable(t, p->codes.at[i].id, p->codes.at[i].code->label, false, err);
    return s;
}

static void fill_row(sheet *t, size_t i, const uint32_t *counts)
{
    const draad_project *p = t->p;
    const dr_coded *d = &p->documents[i];
    dr_sav_cell *row = &t->cells[i * t->nvariables];
    row[DOCUMENT].text = d->id;
    row[CASE].text = d->case_id.len > 0 ? d->case_id : d->id;
    row[WORDS].number = d->eligible_words;
    for (size_t k = 0; k < p->cases.nattributes; k++) {
        dr_sav_cell *cell = &row[FIXED + k];
        cell->text = value_of(p, i, k);
        if (!dr_number_read(cell->text, &cell->number))
            cell->number = NAN;
    }
    for (size_t k = 0; k < p->codes.n; k++)
        row[FIXED + p->cases.nattributes + k].number = counts[i * p->codes.n + k];
}

static draad_status fill(sheet *t, draad_error *err)
{
    uint32_t *counts = NULL;
    draad_status s = add_variables(t, err);
    if (s == DRAAD_OK)
        s = dr_document_codes(t->p, &counts, err);
    if (s == DRAAD_OK && t->p->ndocuments > SIZE_MAX / sizeof *t->cells / t->nvariables)
        s = dr_no_memory(err);
    if (s == DRAAD_OK && (t->cells = dr_alloc_zero(t->p->ndocuments * t->nvariables, sizeof *t->cells)) == NULL)
        s = dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < t->p->ndocuments; i++)
        fill_row(t, i, counts);
    dr_free(counts);
    return s;
}

draad_status draad_export_sav(const draad_project *p, const char *path, const draad_export_options *options,
                              draad_error *err)
{
    const draad_export_options o = dr_export_options(options);
    sheet t = {.p = p};
    dr_buf out = {0};
    draad_status s = dr_project_has_codings(p, err);
    if (s == DRAAD_OK)
        s = fill(&t, err);
    if (s == DRAAD_OK)
        s = dr_sav_write(t.variables, t.nvariables, t.cells, p->ndocuments, "Draad: documents by codes",
                         "Values of codes are numbers of segments; draad " DRAAD_VERSION, &out, err);
    if (s == DRAAD_OK)
        s = dr_file_write(path, dr_buf_str(&out), o.force, err);
    dr_free(t.cells);
    dr_arena_free(&t.arena);
    dr_buf_free(&out);
    return s;
}
