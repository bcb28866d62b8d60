/* SPDX-License-Identifier: Apache-2.0
 * codebook_table.c - a codebook becomes a table.
 * Made from the tree of YAML and not from the codebook, because that keeps every text as it was written.
 * Knows: the keys of a codebook.  Does not know: CSV, XLSX, what rules mean. */
#include "exchange/codebook_table.h"
#include "outside/file.h"
#include "outside/xlsx.h"
#include "rules/codebook.h"

#include <string.h>

static const char *const columns[] = {"@code",     "@parent",          "@label", "@definition", "@include", "@exclude",
                                      "@examples", "@counterexamples", "@rules", "@settings",   NULL};

typedef struct writer {
    draad_table *t;
    dr_buf cell, item;
    dr_arena arena; /* items of one cell */
    draad_error *err;
} writer;

static draad_str text_at(const dr_yaml *mapping, const char *key)
{
    const dr_yaml *node = dr_yaml_find(mapping, key);
    return node != NULL && node->kind == DR_YAML_SCALAR ? dr_str_trim(node->text) : (draad_str){"", 0};
}

/* An item as a line: a text as it is; a rule with keys as {id: ..., find: ...}. */
static draad_status add_item(writer *w, const dr_yaml *node, dr_items *items)
{
    draad_status s = DRAAD_OK;
    w->item.len = 0;
    if (node->kind == DR_YAML_SCALAR)
        s = dr_buf_put(&w->item, dr_str_trim(node->text), w->err);
    else
        s = dr_yaml_put(node, true, &w->item, w->err);
    const draad_str kept = s == DRAAD_OK ? dr_arena_str(&w->arena, dr_buf_str(&w->item)) : (draad_str){0};
    draad_str *slot = kept.data != NULL ? dr_vec_push(items) : NULL;
    if (slot == NULL)
        return s != DRAAD_OK ? s : dr_no_memory(w->err);
    *slot = kept;
    return DRAAD_OK;
}

/* A list, or the one thing that stands for a list of one. */
static draad_status put_list(writer *w, const dr_yaml *node)
{
    dr_items items = {0};
    draad_status s = DRAAD_OK;
    w->cell.len = 0;
    if (node != NULL && node->kind == DR_YAML_SEQUENCE)
        for (const dr_yaml *e = node->first; s == DRAAD_OK && e != NULL; e = e->next)
            s = add_item(w, e, &items);
    else if (node != NULL && (node->kind != DR_YAML_SCALAR || dr_str_trim(node->text).len > 0))
        s = add_item(w, node, &items);
    if (s == DRAAD_OK)
        s = dr_items_put(&items, &w->cell, w->err);
    if (s == DRAAD_OK)
        dr_table_put_text(w->t, dr_buf_str(&w->cell));
    dr_vec_free(&items);
    dr_arena_free(&w->arena);
    return s;
}

/* The keys that have no column of their own, a line each. */
static draad_status put_settings(writer *w, const dr_yaml *mapping, const char *const *keys)
{
    draad_status s = DRAAD_OK;
    w->cell.len = 0;
    for (size_t i = 0; s == DRAAD_OK && keys[i] != NULL; i++) {
        const dr_yaml *node = dr_yaml_find(mapping, keys[i]);
        if (node == NULL || (node->kind == DR_YAML_SCALAR && dr_str_trim(node->text).len == 0))
            continue;
        s = dr_buf_printf(&w->cell, w->err, "%s%s: ", w->cell.len > 0 ? "\n" : "", keys[i]);
        if (s == DRAAD_OK)
            s = dr_yaml_put(node, false, &w->cell, w->err);
    }
    if (s == DRAAD_OK)
        dr_table_put_text(w->t, dr_buf_str(&w->cell));
    return s;
}

static draad_status put_codes(writer *w, const dr_yaml *list, draad_str parent)
{
    static const char *const lists[] = {"include", "exclude", "examples", "counterexamples", "rules"};
    static const char *const settings[] = {"unit", "within", "speakers", "unless", "memo", NULL};
    draad_status s = DRAAD_OK;
    for (const dr_yaml *e = list != NULL ? list->first : NULL; s == DRAAD_OK && e != NULL; e = e->next) {
        const draad_str id = text_at(e, "id");
        dr_table_put_text(w->t, id);
        dr_table_put_text(w->t, parent);
        dr_table_put_text(w->t, text_at(e, "label"));
        dr_table_put_text(w->t, text_at(e, "definition"));
        for (size_t i = 0; s == DRAAD_OK && i < sizeof lists / sizeof *lists; i++)
            s = put_list(w, dr_yaml_find(e, lists[i]));
        if (s == DRAAD_OK)
            s = put_settings(w, e, settings);
        if (s == DRAAD_OK)
            s = put_codes(w, dr_yaml_find(e, "codes"), id); /* at most DR_LEVELS_MAX deep: the codebook was read */
    }
    return s;
}

/* Texts up to the one of `column`, which is next; the others are empty. */
static void put_empty(writer *w, size_t n)
{
    for (size_t i = 0; i < n; i++)
        dr_table_put_text(w->t, (draad_str){"", 0});
}

static draad_status put_sets(writer *w, const dr_yaml *sets)
{
    static const char *const none[] = {NULL};
    draad_status s = DRAAD_OK;
    for (const dr_yaml *e = sets != NULL ? sets->first : NULL; s == DRAAD_OK && e != NULL; e = e->next) {
        w->cell.len = 0;
        if ((s = dr_buf_put_char(&w->cell, '$', w->err)) != DRAAD_OK ||
            (s = dr_buf_put(&w->cell, e->key, w->err)) != DRAAD_OK)
            break;
        dr_table_put_text(w->t, dr_buf_str(&w->cell));
        put_empty(w, DR_CB_RULES - DR_CB_PARENT);
        if ((s = put_list(w, e)) == DRAAD_OK)
            s = put_settings(w, e, none);
    }
    return s;
}

static draad_status put_book(writer *w, const dr_yaml *root)
{
    static const char *const settings[] = {"language", "version", "source",   "author", "licence",
                                           "unit",     "within",  "speakers", "unless", NULL};
    w->cell.len = 0;
    draad_status s = dr_buf_put(&w->cell, DR_STR(DR_CODEBOOK_ROW), w->err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&w->cell, text_at(root, "id"), w->err);
    if (s != DRAAD_OK)
        return s;
    dr_table_put_text(w->t, dr_buf_str(&w->cell));
    dr_table_put_text(w->t, (draad_str){"", 0});
    dr_table_put_text(w->t, text_at(root, "title"));
    dr_table_put_text(w->t, text_at(root, "description"));
    put_empty(w, DR_CB_SETTINGS - DR_CB_INCLUDE);
    return put_settings(w, root, settings);
}

/* What a table has no room for. */
static void tell_losses(draad_str yaml, const char *name, const draad_report *report)
{
    bool start = true;
    unsigned ncomments = 0;
    for (size_t i = 0; i < yaml.len; i++) {
        ncomments += start && yaml.data[i] == '#';
        start = yaml.data[i] == '\n' || (start && (yaml.data[i] == ' ' || yaml.data[i] == '#'));
    }
    if (ncomments > 0)
        dr_say(report, DRAAD_NOTE, DRAAD_OK, dr_place_of(name),
               "comments (after '#') and the way the file is laid out have no place in a table and are left out");
}

draad_status dr_codebook_to_table(draad_str yaml, const char *name, const draad_report *report, draad_table **out,
                                  draad_error *err)
{
    writer w = {.err = err};
    dr_codebook *book = NULL;
    dr_arena tree = {0};
    dr_yaml *root = NULL;
    *out = NULL;
    draad_status s = dr_codebook_read(yaml, name, report, &book);
    if (s != DRAAD_OK)
        return s == DRAAD_E_MEMORY ? dr_no_memory(err)
                                   : dr_fail(err, s, dr_place_of(name), "is no valid codebook, so it is not written");
    s = dr_yaml_read(yaml, name, &tree, &root, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, &w.t, err);
    if (s == DRAAD_OK)
        s = put_codes(&w, dr_yaml_find(root, "codes"), (draad_str){"", 0});
    if (s == DRAAD_OK)
        s = put_sets(&w, dr_yaml_find(root, "sets"));
    if (s == DRAAD_OK)
        s = put_book(&w, root);
    if (s == DRAAD_OK)
        tell_losses(yaml, name, report);
    if (w.t != NULL)
        s = dr_table_done(&w.t, s, err);
    *out = w.t;
    dr_codebook_free(book);
    dr_arena_free(&tree);
    dr_arena_free(&w.arena);
    dr_buf_free(&w.cell);
    dr_buf_free(&w.item);
    return s;
}

/* ---- Files ------------------------------------------------------------------------------------------------ */

static draad_status read_table(const char *from, const draad_report *report, draad_table **out, draad_error *err)
{
    dr_buf yaml = {0};
    *out = NULL;
    draad_status s = dr_file_read(from, DR_YAML_BYTES_MAX, &yaml, err);
    if (s == DRAAD_OK)
        s = dr_codebook_to_table(dr_buf_str(&yaml), from, report, out, err);
    dr_buf_free(&yaml);
    return s;
}

static void take(void *ctx, draad_str text)
{
    dr_buf *out = ctx;
    if (dr_buf_put(out, text, NULL) != DRAAD_OK)
        out->len = 0;
}

draad_status draad_codebook_export_csv(const char *from, const char *to, const draad_export_options *options,
                                       const draad_report *report, draad_error *err)
{
    draad_table *t = NULL;
    dr_buf out = {0};
    const bool force = options != NULL && options->force, excel_nl = options != NULL && options->excel_nl;
    draad_status s = read_table(from, report, &t, err);
    if (s == DRAAD_OK)
        s = draad_table_write(t, excel_nl ? DRAAD_TABLE_EXCEL_NL : DRAAD_TABLE_CSV, take, &out, err);
    if (s == DRAAD_OK)
        s = out.len > 0 ? dr_file_write(to, dr_buf_str(&out), force, err) : dr_no_memory(err);
    dr_buf_free(&out);
    draad_table_free(t);
    return s;
}

static draad_status put_sheet(const draad_table *t, dr_xlsx *x, draad_error *err)
{
    draad_status s = dr_xlsx_sheet(x, "codebook", err);
    for (size_t k = 0; s == DRAAD_OK && k < t->ncolumns; k++)
        if ((s = dr_xlsx_width(x, k, k < DR_CB_DEFINITION ? 28 : 50, true, err)) == DRAAD_OK)
            s = dr_xlsx_str(x, t->columns[k], err);
    if (s == DRAAD_OK)
        s = dr_xlsx_end(x, err);
    for (size_t i = 0; s == DRAAD_OK && i < t->nrows; i++) {
        for (size_t k = 0; s == DRAAD_OK && k < t->ncolumns; k++) {
            const draad_str cell = draad_table_text(t, i, k);
            if (cell.len > DR_XLSX_UNITS) /* bytes: never less than its units */
                s = dr_fail(err, DRAAD_E_LIMIT, dr_place_of(NULL),
                            "code %.*s has more text than a cell of Excel can hold (%d characters); use .csv",
                            DR_ARG(draad_table_text(t, i, DR_CB_CODE)), DR_XLSX_UNITS);
            else
                s = dr_xlsx_str(x, cell, err);
        }
        if (s == DRAAD_OK)
            s = dr_xlsx_end(x, err);
    }
    return s;
}

draad_status draad_codebook_export_xlsx(const char *from, const char *to, const draad_export_options *options,
                                        const draad_report *report, draad_error *err)
{
    draad_table *t = NULL;
    dr_draft *draft = NULL;
    dr_xlsx *x = NULL;
    draad_status s = read_table(from, report, &t, err);
    if (s == DRAAD_OK)
        s = dr_draft_new(to, options != NULL && options->force, &draft, err);
    if (s == DRAAD_OK)
        s = dr_xlsx_new(dr_draft_name(draft), "codebook", &x, err);
    if (s == DRAAD_OK)
        s = put_sheet(t, x, err);
    if (s == DRAAD_OK)
        s = dr_xlsx_finish(x, err);
    else
        dr_xlsx_abandon(x);
    if (s == DRAAD_OK)
        s = dr_draft_commit(draft, err);
    else
        dr_draft_abandon(draft);
    draad_table_free(t);
    return s;
}
