/* SPDX-License-Identifier: Apache-2.0
 * diff_tables.c - what changed from one project to another, as rows: a change, a code or a document each.
 * draad_project_diff is declared and explained in draad.h; docs/diff.md is for users.
 * Knows: changes and their reasons.  Does not know: files. */
#include "analysis/diff.h"
#include "analysis/diff_why.h"
#include "base/table.h"

#include <math.h>

/* ---- Changes ---------------------------------------------------------------------------------------------------- */

static const char *kind_name(dr_change_kind kind)
{
    static const char *const names[] = {"kept", "rules", "moved", "gained", "lost"};
    return names[kind];
}

static void put_range(draad_table *t, const dr_coding *c)
{
    dr_table_put(t, c != NULL ? (double)c->start.value : (double)NAN);
    dr_table_put(t, c != NULL ? (double)c->end.value : (double)NAN);
}

static draad_status put_rules(draad_table *t, const draad_project *p, const dr_coded *doc, const dr_coding *c,
                              dr_buf *text, draad_error *err)
{
    text->len = 0;
    const draad_status s = c != NULL ? dr_diff_rules(p, doc, c, text, err) : DRAAD_OK;
    dr_table_put_text(t, dr_buf_str(text));
    return s;
}

static draad_status put_change(draad_table *t, const dr_diff *d, const dr_change *c, bool quotes, dr_buf *text,
                               draad_error *err)
{
    dr_table_put_text(t, d->documents.at[c->document].name);
    dr_table_put_text(t, d->codes.at[c->code].name);
    dr_table_put_text(t, d->coders.at[c->coder].name);
    dr_table_put_text(t, dr_str_of(kind_name(c->kind)));
    put_range(t, c->a);
    put_range(t, c->b);
    draad_status s = put_rules(t, d->a, dr_diff_document_a(d, c->document), c->a, text, err);
    if (s == DRAAD_OK)
        s = put_rules(t, d->b, dr_diff_document_b(d, c->document), c->b, text, err);
    text->len = 0;
    if (s == DRAAD_OK)
        s = dr_diff_why(d, c, text, err);
    if (s != DRAAD_OK)
        return s;
    dr_table_put_text(t, dr_buf_str(text));
    if (quotes) {
        dr_table_put_text(t, c->a != NULL ? c->a->text : (draad_str){0});
        dr_table_put_text(t, c->b != NULL ? c->b->text : (draad_str){0});
    }
    return DRAAD_OK;
}

static draad_status put_changes(const dr_diff *d, bool quotes, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@document", "@code", "@coder",   "@change",  "start_a", "end_a",
                                          "start_b",   "end_b", "@rules_a", "@rules_b", "@why",    NULL};
    static const char *const quoted[] = {"@document", "@code",   "@coder",  "@change",  "start_a",
                                         "end_a",     "start_b", "end_b",   "@rules_a", "@rules_b",
                                         "@why",      "@text_a", "@text_b", NULL};
    dr_buf text = {0};
    draad_status s = dr_table_of(quotes ? quoted : columns, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < d->changes.n; i++)
        if (d->changes.at[i].kind != DR_CHANGE_KEPT)
            s = put_change(*out, d, &d->changes.at[i], quotes, &text, err);
    dr_buf_free(&text);
    return s;
}

/* ---- Counts ----------------------------------------------------------------------------------------------------- */

typedef struct counts {
    uint32_t n[DR_CHANGE_KINDS];
} counts;

/* For each code, or each document, how many changes of each kind; NULL: no memory. */
static counts *count(const dr_diff *d, bool codes)
{
    counts *c = dr_alloc_zero(codes ? d->codes.n : d->documents.n, sizeof *c);
    for (size_t i = 0; c != NULL && i < d->changes.n; i++)
        c[codes ? d->changes.at[i].code : d->changes.at[i].document].n[d->changes.at[i].kind]++;
    return c;
}

static const char *where(const dr_both *both)
{
    return both->a == DRAAD_NONE ? "b" : both->b == DRAAD_NONE ? "a" : "both";
}

static void put_counts(draad_table *t, const counts *c)
{
    static const dr_change_kind order[] = {DR_CHANGE_KEPT, DR_CHANGE_GAINED, DR_CHANGE_LOST, DR_CHANGE_MOVED,
                                           DR_CHANGE_RULES};
    for (size_t i = 0; i < DR_CHANGE_KINDS; i++)
        dr_table_put(t, c->n[order[i]]);
}

static draad_status put_codes(const dr_diff *d, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@code", "@label", "@in", "kept", "gained", "lost", "moved", "rules", NULL};
    counts *c = count(d, true);
    draad_status s = c != NULL ? dr_table_of(columns, out, err) : dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < d->codes.n; i++) {
        const dr_both *both = &d->codes.at[i];
        dr_table_put_text(*out, both->name);
        dr_table_put_text(*out, both->b != DRAAD_NONE ? d->b->codes.at[both->b].code->label
                                                      : d->a->codes.at[both->a].code->label);
        dr_table_put_text(*out, dr_str_of(where(both)));
        put_counts(*out, &c[i]);
    }
    dr_free(c);
    return s;
}

static draad_status put_documents(const dr_diff *d, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@document", "@in",   "@source", "kept", "gained",
                                          "lost",      "moved", "rules",   NULL};
    counts *c = count(d, false);
    draad_status s = c != NULL ? dr_table_of(columns, out, err) : dr_no_memory(err);
    for (uint32_t i = 0; s == DRAAD_OK && i < d->documents.n; i++) {
        const dr_both *both = &d->documents.at[i];
        const bool in_both = both->a != DRAAD_NONE && both->b != DRAAD_NONE;
        dr_table_put_text(*out, both->name);
        dr_table_put_text(*out, dr_str_of(where(both)));
        dr_table_put_text(*out, dr_str_of(!in_both ? "" : dr_diff_other_source(d, i) ? "changed" : "same"));
        put_counts(*out, &c[i]);
    }
    dr_free(c);
    return s;
}

/* ---- All -------------------------------------------------------------------------------------------------------- */

draad_status draad_project_diff(const draad_project *a, const draad_project *b, draad_diff_rows rows, bool quotes,
                                draad_table **out, draad_error *err)
{
    dr_diff d;
    *out = NULL;
    draad_status s = dr_project_has_codings(a, err);
    if (s == DRAAD_OK)
        s = dr_project_has_codings(b, err);
    if (s == DRAAD_OK)
        s = dr_diff_of(a, b, &d, err);
    if (s != DRAAD_OK)
        return s;
    if (rows == DRAAD_DIFF_CODES)
        s = put_codes(&d, out, err);
    else if (rows == DRAAD_DIFF_DOCUMENTS)
        s = put_documents(&d, out, err);
    else
        s = put_changes(&d, quotes, out, err);
    dr_diff_free(&d);
    return dr_table_done(out, s, err);
}
