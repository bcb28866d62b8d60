/* SPDX-License-Identifier: Apache-2.0
 * workbook.c - a result as a workbook: a sheet for each table that a reader wants beside her.
 * Knows: which sheets there are.  Does not know: XLSX (outside/xlsx.c does), what numbers mean. */
#include "analysis/counts.h"
#include "base/table.h"
#include "exchange/account.h"
#include "exchange/export.h"
#include "exchange/ids.h"
#include "exchange/quote.h"
#include "outside/file.h"
#include "outside/xlsx.h"

typedef struct workbook {
    const draad_project *p;
    draad_export_options o;
    dr_xlsx *x;
    draad_error *err;
} workbook;

/* ---- Any table -------------------------------------------------------------------------------------------- */

static draad_status put_row(workbook *w, const draad_table *t, size_t row, bool with_names)
{
    draad_status s = with_names ? dr_xlsx_str(w->x, t->rows[row], w->err) : DRAAD_OK;
    for (size_t k = 0; s == DRAAD_OK && k < t->ncolumns; k++)
        s = t->is_text[k] ? dr_xlsx_str(w->x, draad_table_text(t, row, k), w->err)
                          : dr_xlsx_number(w->x, *dr_table_at(t, row, k), w->err);
    return s == DRAAD_OK ? dr_xlsx_end(w->x, w->err) : s;
}

/* Columns that hold prose are wide and wrap. */
static draad_status set_widths(workbook *w, const draad_table *t, bool with_names)
{
    static const char *const prose[] = {"text", "passage", "definition", "value"};
    draad_status s = with_names ? dr_xlsx_width(w->x, 0, 36, false, w->err) : DRAAD_OK;
    for (size_t k = 0; s == DRAAD_OK && k < t->ncolumns; k++) {
        bool wide = false;
        for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
            wide = wide || dr_str_is(t->columns[k], prose[i]);
        s = dr_xlsx_width(w->x, k + with_names, wide ? 70 : t->is_text[k] ? 24 : 10, wide, w->err);
    }
    return s;
}

/* A sheet of a table; its facts, which hold for all rows, are in the account. */
static draad_status put_table(workbook *w, const char *sheet, const draad_table *t)
{
    const bool with_names = t->nrows > 0 && t->rows[0].len > 0;
    draad_status s = dr_xlsx_sheet(w->x, sheet, w->err);
    if (s == DRAAD_OK)
        s = set_widths(w, t, with_names);
    if (s == DRAAD_OK && with_names)
        s = dr_xlsx_str(w->x, DR_STR("code"), w->err);
    for (size_t k = 0; s == DRAAD_OK && k < t->ncolumns; k++)
        s = dr_xlsx_str(w->x, t->columns[k], w->err);
    if (s == DRAAD_OK)
        s = dr_xlsx_end(w->x, w->err);
    for (size_t i = 0; s == DRAAD_OK && i < t->nrows; i++)
        s = put_row(w, t, i, with_names);
    return s;
}

/* ---- Codes ------------------------------------------------------------------------------------------------ */

static draad_status make_codes(workbook *w, draad_table **out)
{
    static const char *const columns[] = {"@code",    "@parent",   "@label", "@definition", "level",
                                          "segments", "documents", "cases",  "words",       NULL};
    dr_code_counts *counts = NULL;
    draad_status s = dr_counts_of(w->p, &counts, w->err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, w->err);
    for (size_t i = 0; s == DRAAD_OK && i < w->p->codes.n; i++) {
        const dr_project_code *c = &w->p->codes.at[i];
        dr_table_put_text(*out, c->id);
        dr_table_put_text(*out, c->parent != DRAAD_NONE ? w->p->codes.at[c->parent].id : (draad_str){"", 0});
        dr_table_put_text(*out, c->code->label);
        dr_table_put_text(*out, c->code->definition);
        dr_table_put(*out, c->level);
        dr_table_put(*out, counts[i].nsegments);
        dr_table_put(*out, counts[i].ndocuments);
        dr_table_put(*out, counts[i].ncases);
        dr_table_put(*out, (double)counts[i].nwords);
    }
    dr_free(counts);
    return s == DRAAD_OK ? dr_table_done(out, s, w->err) : s;
}

/* ---- Segments: put at once, for there can be many --------------------------------------------------------- */

typedef struct scratch {
    dr_uuids *uuids;
    dr_buf name, text, passage;
} scratch;

static draad_status put_strings(workbook *w, const draad_str *cells, size_t n)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        s = dr_xlsx_str(w->x, cells[i], w->err);
    return s;
}

/* Numbers of units count from 1; a coding outside all of them has none. */
static draad_status put_units(workbook *w, const dr_coding *c)
{
    static const draad_unit units[] = {DRAAD_UNIT_TURN, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_SENTENCE};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < 3; i++)
        s = c->first[units[i]] != DRAAD_NONE ? dr_xlsx_number(w->x, c->first[units[i]] + 1.0, w->err)
                                             : dr_xlsx_str(w->x, (draad_str){0}, w->err);
    if (s == DRAAD_OK)
        s = dr_xlsx_number(w->x, c->start.value, w->err);
    return s == DRAAD_OK ? dr_xlsx_number(w->x, c->end.value, w->err) : s;
}

static draad_status put_segment(workbook *w, const dr_coded *d, const dr_coding *c, scratch *t)
{
    const draad_str none = {0};
    const uint32_t turn = dr_turn_of(d, c);
    const uint32_t speaker = turn != DRAAD_NONE ? d->turns[turn].speaker : DRAAD_NONE;
    dr_uuid id;
    t->text.len = t->passage.len = 0;
    draad_status s = dr_ids_coding(t->uuids, &t->name, w->p, d->sha256, c, &id, w->err);
    if (s == DRAAD_OK)
        s = dr_quote_of(d, c, w->o.quotes, &t->text, &t->passage, w->err);
    if (s != DRAAD_OK)
        return s;
    const draad_str who[] = {d->id, dr_case_of(d, c), speaker != DRAAD_NONE ? d->speakers[speaker].label : none,
                             speaker != DRAAD_NONE ? d->speakers[speaker].role : none,
                             turn != DRAAD_NONE ? d->turns[turn].time : none};
    const draad_str what[] = {w->p->codes.at[c->code].id,
                              w->p->codes.at[c->code].code->label,
                              w->p->coders.at[c->coder],
                              c->weight,
                              c->rules,
                              c->negated,
                              dr_buf_str(&t->text),
                              dr_buf_str(&t->passage)};
    const size_t ntexts = w->o.quotes != DRAAD_QUOTES_NONE ? 2 : 0;
    s = put_strings(w, who, sizeof who / sizeof *who);
    if (s == DRAAD_OK)
        s = put_units(w, c);
    if (s == DRAAD_OK)
        s = put_strings(w, what, sizeof what / sizeof *what - 2 + ntexts);
    if (s == DRAAD_OK)
        s = dr_xlsx_number(w->x, c->nwords, w->err);
    if (s == DRAAD_OK)
        s = dr_xlsx_str(w->x, dr_str_of(id.text), w->err);
    return s == DRAAD_OK ? dr_xlsx_end(w->x, w->err) : s;
}

static draad_status put_segments(workbook *w)
{
    static const char *const columns[] = {"document", "case",    "speaker", "role",    "time",  "turn",     "paragraph",
                                          "sentence", "start",   "end",     "code",    "label", "coder",    "weight",
                                          "rules",    "negated", "text",    "passage", "words", "coding_id"};
    scratch t = {0};
    draad_status s = dr_uuids_new(&t.uuids, w->err);
    if (s == DRAAD_OK)
        s = dr_xlsx_sheet(w->x, "segments", w->err);
    for (size_t i = 0, at = 0; s == DRAAD_OK && i < sizeof columns / sizeof *columns; i++) {
        const draad_str name = dr_str_of(columns[i]);
        const bool prose = dr_str_is(name, "text") || dr_str_is(name, "passage");
        if (prose && w->o.quotes == DRAAD_QUOTES_NONE)
            continue;
        if ((s = dr_xlsx_width(w->x, at++, prose ? 70 : 14, prose, w->err)) == DRAAD_OK)
            s = dr_xlsx_str(w->x, name, w->err);
    }
    if (s == DRAAD_OK)
        s = dr_xlsx_end(w->x, w->err);
    for (size_t i = 0; s == DRAAD_OK && i < w->p->ndocuments; i++)
        for (size_t k = 0; s == DRAAD_OK && k < w->p->documents[i].ncodings; k++)
            s = put_segment(w, &w->p->documents[i], &w->p->documents[i].codings[k], &t);
    dr_uuids_free(t.uuids);
    dr_buf_free(&t.name);
    dr_buf_free(&t.text);
    dr_buf_free(&t.passage);
    return s;
}

/* ---- Pairs ------------------------------------------------------------------------------------------------ */

/* Pairs that occur together, each with its counts and measures. */
static draad_status put_pairs(workbook *w)
{
    draad_table *t = NULL;
    size_t row = 0;
    draad_status s = draad_project_association(w->p, w->o.unit, w->o.tests_always, &t, w->err);
    if (s == DRAAD_OK)
        s = dr_xlsx_sheet(w->x, "pairs", w->err);
    for (size_t k = 0; s == DRAAD_OK && k < 2; k++)
        if ((s = dr_xlsx_width(w->x, k, 36, false, w->err)) == DRAAD_OK)
            s = dr_xlsx_str(w->x, k == 0 ? DR_STR("code_a") : DR_STR("code_b"), w->err);
    for (size_t k = 0; s == DRAAD_OK && k < t->ncolumns; k++)
        s = dr_xlsx_str(w->x, t->columns[k], w->err);
    if (s == DRAAD_OK)
        s = dr_xlsx_end(w->x, w->err);
    for (size_t a = 0; s == DRAAD_OK && a < w->p->codes.n; a++)
        for (size_t b = a + 1; s == DRAAD_OK && b < w->p->codes.n; b++, row++) {
            if (!(*dr_table_at(t, row, 0) > 0))
                continue;
            if ((s = dr_xlsx_str(w->x, w->p->codes.at[a].id, w->err)) == DRAAD_OK &&
                (s = dr_xlsx_str(w->x, w->p->codes.at[b].id, w->err)) == DRAAD_OK)
                s = put_row(w, t, row, false);
        }
    draad_table_free(t);
    return s;
}

static draad_status put_matrix(workbook *w)
{
    draad_table *t = NULL;
    draad_status s = draad_project_cooccurrence(w->p, w->o.unit, &t, NULL, w->err);
    if (s == DRAAD_OK)
        s = put_table(w, "cooccurrence", t);
    draad_table_free(t);
    return s;
}

/* ---- Groups, documents, account --------------------------------------------------------------------------- */

static draad_status put_groups(workbook *w)
{
    draad_table_options options;
    draad_table *t = NULL;
    if (w->o.by == NULL)
        return DRAAD_OK;
    draad_table_defaults(&options);
    options.by = w->o.by;
    draad_status s = draad_project_table(w->p, "themes", &options, &t, w->err);
    if (s == DRAAD_OK)
        s = put_table(w, "groups", t);
    draad_table_free(t);
    return s;
}

static draad_status make_documents(workbook *w, draad_table **out)
{
    static const char *const columns[] = {"@document",          "@case",    "words", "eligible_words", "eligible_turns",
                                          "eligible_sentences", "segments", NULL};
    uint32_t *counts = NULL;
    draad_status s = dr_document_codes(w->p, &counts, w->err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, w->err);
    for (size_t i = 0; s == DRAAD_OK && i < w->p->ndocuments; i++) {
        const dr_coded *d = &w->p->documents[i];
        double nsegments = 0;
        for (size_t k = 0; k < w->p->codes.n; k++)
            nsegments += counts[i * w->p->codes.n + k];
        dr_table_put_text(*out, d->id);
        dr_table_put_text(*out, d->case_id.len > 0 ? d->case_id : d->id);
        dr_table_put(*out, d->nwords);
        dr_table_put(*out, d->eligible_words);
        dr_table_put(*out, d->units[DRAAD_UNIT_TURN].neligible);
        dr_table_put(*out, d->units[DRAAD_UNIT_SENTENCE].neligible);
        dr_table_put(*out, nsegments);
    }
    dr_free(counts);
    return s == DRAAD_OK ? dr_table_done(out, s, w->err) : s;
}

static draad_status make_account(workbook *w, draad_table **out)
{
    return dr_account_of(w->p, &w->o, out, w->err);
}

static draad_status put_made(workbook *w, const char *sheet, draad_status (*make)(workbook *, draad_table **))
{
    draad_table *t = NULL;
    draad_status s = make(w, &t);
    if (s == DRAAD_OK)
        s = put_table(w, sheet, t);
    draad_table_free(t);
    return s;
}

static draad_status put_sheets(workbook *w)
{
    draad_status s = put_made(w, "codes", make_codes);
    if (s == DRAAD_OK)
        s = put_segments(w);
    if (s == DRAAD_OK)
        s = put_matrix(w);
    if (s == DRAAD_OK)
        s = put_pairs(w);
    if (s == DRAAD_OK)
        s = put_groups(w);
    if (s == DRAAD_OK)
        s = put_made(w, "documents", make_documents);
    return s == DRAAD_OK ? put_made(w, "accountability", make_account) : s;
}

draad_status draad_export_workbook(const draad_project *p, const char *path, const draad_export_options *options,
                                   draad_error *err)
{
    workbook w = {.p = p, .o = dr_export_options(options), .err = err};
    dr_draft *draft = NULL;
    draad_status s = dr_project_has_codings(p, err);
    if (w.o.by == NULL)
        w.o.by = p->made.options.by;
    w.o.tests_always = w.o.tests_always || p->made.options.tests_always;
    if (s == DRAAD_OK)
        s = dr_draft_new(path, w.o.force, &draft, err);
    if (s == DRAAD_OK)
        s = dr_xlsx_new(dr_draft_name(draft), "draad", &w.x, err);
    if (s == DRAAD_OK)
        s = put_sheets(&w);
    if (s == DRAAD_OK)
        s = dr_xlsx_finish(w.x, err);
    else
        dr_xlsx_abandon(w.x);
    if (s == DRAAD_OK)
        s = dr_draft_commit(draft, err);
    else
        dr_draft_abandon(draft);
    return s;
}
