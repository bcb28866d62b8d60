/* SPDX-License-Identifier: Apache-2.0
 * codebook_import.c - a table becomes a codebook.
 * The YAML that is made is read as any codebook before it is written, and what is wrong with it is told at the row of
 * the table that it came from.
 * Knows: columns, and the tree that parents make.  Does not know: CSV, XLSX, what rules mean. */
#include "base/map.h"
#include "base/utf8.h"
#include "exchange/codebook_table.h"
#include "exchange/sheet.h"
#include "outside/file.h"
#include "outside/unicode.h"
#include "rules/codebook_reading.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *english, *dutch;
} titles[DR_CB_COLUMNS] = {{"code", "code"},
                           {"parent", "bovenliggend"},
                           {"label", "naam"},
                           {"definition", "definitie"},
                           {"include", "inclusie"},
                           {"exclude", "exclusie"},
                           {"examples", "voorbeelden"},
                           {"counterexamples", "tegenvoorbeelden"},
                           {"rules", "regels"},
                           {"settings", "instellingen"}};

/* A code and where it stands in the tree. */
typedef struct node {
    const dr_csv_row *row;
    draad_str id, label;
    uint32_t first, last, next; /* codes below it, and beside it; DRAAD_NONE */
    bool is_written;
} node;

typedef struct importer {
    const dr_csv *table;
    const char *name;
    const draad_report *report;
    draad_error *err;
    dr_arena arena;
    uint32_t columns[DR_CB_COLUMNS];
    DR_VEC(node) codes;
    dr_map ids; /* of the codes; keys live in the arena or the table */
    DR_VEC(const dr_csv_row *) sets;
    const dr_csv_row *book;
    uint32_t first, last; /* codes at the top */
    size_t nerrors;
    /* the YAML, and the row of the table that each of its lines came from */
    dr_buf *out;
    DR_VEC(uint32_t) lines;
    uint32_t row;
} importer;

static draad_str cell(const importer *m, const dr_csv_row *row, enum dr_codebook_column column)
{
    draad_str text = row != NULL ? dr_csv_cell(row, m->columns[column]) : (draad_str){"", 0};
    /* The guard that a spreadsheet needs before what would be a formula. */
    if (text.len > 1 && text.data[0] == '\'' && strchr("=+-@", text.data[1]) != NULL)
        text = (draad_str){text.data + 1, text.len - 1};
    return text;
}

static void error_at(importer *m, const dr_csv_row *row, const char *format, draad_str what)
{
    m->nerrors++;
    dr_say(m->report, DRAAD_ERROR, DRAAD_E_CODEBOOK, (dr_place){m->name, row->line, 0}, format, DR_ARG(what));
}

/* ---- The rows ---------------------------------------------------------------------------------------------- */

/* Names of columns for a message; what is no short name can be what somebody said. */
static void name_columns(const dr_csv_row *head, char *out, size_t room)
{
    enum { SHORT = 24, MANY = 12 };
    size_t len = 0;
    out[0] = '\0';
    for (uint32_t i = 0, n = 0; i < head->n && n < MANY; i++) {
        const draad_str title = dr_csv_cell(head, i);
        if (title.len == 0 || title.len > SHORT || memchr(title.data, ' ', title.len) != NULL)
            continue;
        len += (size_t)snprintf(out + len, room - len, "%s%.*s", n++ > 0 ? ", " : "", DR_ARG(title));
    }
}

static draad_status no_column(const importer *m, const dr_csv_row *head)
{
    char found[400] = "";
    const dr_place place = {m->name, 1, 0};
    if (head != NULL)
        name_columns(head, found, sizeof found);
    return found[0] != '\0'
               ? dr_fail(m->err, DRAAD_E_CODEBOOK, place,
                         "there is no column 'code'; found: %s; expected code, parent, label, definition, include, "
                         "exclude, examples, counterexamples, rules, settings",
                         found)
               : dr_fail(m->err, DRAAD_E_CODEBOOK, place,
                         "there is no column 'code'; expected code, parent, label, definition, include, exclude, "
                         "examples, counterexamples, rules, settings");
}

static draad_status find_columns(importer *m)
{
    const dr_csv_row *head = m->table->nrows > 0 ? &m->table->rows[0] : NULL;
    for (size_t i = 0; head != NULL && i < DR_CB_COLUMNS; i++)
        m->columns[i] = dr_csv_column(head, titles[i].english, titles[i].dutch);
    if (head == NULL || m->columns[DR_CB_CODE] == DRAAD_NONE)
        return no_column(m, head);
    for (uint32_t k = 0; k < head->n; k++) {
        bool known = dr_csv_cell(head, k).len == 0;
        for (size_t i = 0; i < DR_CB_COLUMNS; i++)
            known = known || m->columns[i] == k;
        if (!known)
            dr_say(m->report, DRAAD_WARNING, DRAAD_OK, (dr_place){m->name, head->line, 0},
                   "the column '%.*s' has no place in a codebook and is left out", DR_ARG(dr_csv_cell(head, k)));
    }
    return DRAAD_OK;
}

/* "Werk-privé balans": "werk-prive-balans".  data is NULL when there is no memory. */
static draad_str id_from(importer *m, draad_str name)
{
    dr_buf lower = {0}, plain = {0}, id = {0};
    draad_str out = {0};
    draad_status s = dr_unicode_lower(name, &lower, NULL);
    if (s == DRAAD_OK)
        s = dr_unicode_strip(dr_buf_str(&lower), &plain, NULL);
    for (size_t i = 0; s == DRAAD_OK && i < plain.len; i++) {
        const char c = plain.data[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            s = dr_buf_put_char(&id, c, NULL);
        else if (id.len > 0 && id.data[id.len - 1] != '-')
            s = dr_buf_put_char(&id, '-', NULL);
    }
    while (id.len > 0 && id.data[id.len - 1] == '-')
        id.len--;
    if (s == DRAAD_OK)
        out = dr_arena_str(&m->arena, id.len > 0 ? dr_buf_str(&id) : DR_STR("code"));
    dr_buf_free(&lower);
    dr_buf_free(&plain);
    dr_buf_free(&id);
    return out;
}

static bool begins(draad_str s, const char *with)
{
    return s.len >= strlen(with) && memcmp(s.data, with, strlen(with)) == 0;
}

/* An id that no code has yet: `id`, or `id-2` ...  data is NULL when there is no memory. */
static draad_str own_id(importer *m, draad_str id)
{
    draad_str own = id;
    for (unsigned n = 2; own.data != NULL && dr_map_find(&m->ids, own) != DRAAD_NONE; n++) {
        dr_buf b = {0};
        draad_status s = dr_buf_put(&b, id, NULL);
        if (s == DRAAD_OK)
            s = dr_buf_printf(&b, NULL, "-%u", n);
        own = s == DRAAD_OK ? dr_arena_str(&m->arena, dr_buf_str(&b)) : (draad_str){0};
        dr_buf_free(&b);
    }
    return own;
}

static draad_status add_code(importer *m, const dr_csv_row *row, draad_str code)
{
    node n = {.row = row,
              .id = code,
              .label = cell(m, row, DR_CB_LABEL),
              .first = DRAAD_NONE,
              .last = DRAAD_NONE,
              .next = DRAAD_NONE};
    if (!dr_is_id(code)) { /* a name, as other programs have it */
        n.id = id_from(m, code);
        n.id = n.id.data != NULL ? own_id(m, n.id) : n.id;
        n.label = n.label.len > 0 ? n.label : code;
    } else if (dr_map_find(&m->ids, code) != DRAAD_NONE) {
        error_at(m, row, "the code '%.*s' stands twice", code);
        return DRAAD_OK;
    }
    node *slot = n.id.data != NULL ? dr_vec_push(&m->codes) : NULL;
    uint32_t *known = slot != NULL ? dr_map_slot(&m->ids, n.id) : NULL;
    if (known == NULL)
        return dr_no_memory(m->err);
    *slot = n;
    *known = (uint32_t)(m->codes.n - 1);
    return DRAAD_OK;
}

static draad_status sort_rows(importer *m)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 1; s == DRAAD_OK && i < m->table->nrows; i++) {
        const dr_csv_row *row = &m->table->rows[i];
        const draad_str code = cell(m, row, DR_CB_CODE);
        if (dr_csv_is_blank(row))
            continue;
        if (code.len == 0)
            error_at(m, row, "a row without a name in the column '%.*s'", DR_STR("code"));
        else if (begins(code, DR_CODEBOOK_ROW))
            m->book = row;
        else if (code.data[0] == '$') {
            const dr_csv_row **slot = dr_vec_push(&m->sets);
            if (slot == NULL)
                return dr_no_memory(m->err);
            *slot = row;
        } else {
            s = add_code(m, row, code);
        }
    }
    return s;
}

/* ---- The tree ---------------------------------------------------------------------------------------------- */

static bool name_code(dr_map *names, draad_str name, uint32_t i)
{
    uint32_t *slot = name.len > 0 ? dr_map_slot(names, name) : NULL;
    if (slot != NULL && *slot == DRAAD_NONE)
        *slot = i; /* the first of two that are called the same */
    return name.len == 0 || slot != NULL;
}

/* A parent is named as its code is, by its id, or by its label. */
static bool name_codes(importer *m, dr_map *names)
{
    bool fine = true;
    for (uint32_t i = 0; fine && i < m->codes.n; i++)
        fine = name_code(names, cell(m, m->codes.at[i].row, DR_CB_CODE), i) && name_code(names, m->codes.at[i].id, i);
    for (uint32_t i = 0; fine && i < m->codes.n; i++)
        fine = name_code(names, m->codes.at[i].label, i);
    return fine;
}

static void hang(importer *m, uint32_t i, uint32_t parent)
{
    uint32_t *first = parent != DRAAD_NONE ? &m->codes.at[parent].first : &m->first;
    uint32_t *last = parent != DRAAD_NONE ? &m->codes.at[parent].last : &m->last;
    if (*last != DRAAD_NONE)
        m->codes.at[*last].next = i;
    else
        *first = i;
    *last = i;
}

static draad_status make_tree(importer *m)
{
    dr_map names = {0};
    draad_status s = name_codes(m, &names) ? DRAAD_OK : dr_no_memory(m->err);
    m->first = m->last = DRAAD_NONE;
    for (uint32_t i = 0; s == DRAAD_OK && i < m->codes.n; i++) {
        const draad_str parent = cell(m, m->codes.at[i].row, DR_CB_PARENT);
        const uint32_t above = parent.len > 0 ? dr_map_find(&names, parent) : DRAAD_NONE;
        if (parent.len > 0 && above == DRAAD_NONE)
            error_at(m, m->codes.at[i].row, "its parent '%.*s' is in no row of the column 'code'", parent);
        else
            hang(m, i, above);
    }
    dr_map_free(&names);
    return s;
}

/* ---- The YAML ---------------------------------------------------------------------------------------------- */

static draad_status end_line(importer *m)
{
    uint32_t *slot = dr_vec_push(&m->lines);
    if (slot == NULL)
        return dr_no_memory(m->err);
    *slot = m->row;
    return dr_buf_put_char(m->out, '\n', m->err);
}

static draad_status begin_line(importer *m, size_t depth, const char *mark, draad_str key)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < depth; i++)
        s = dr_buf_put(m->out, DR_STR("  "), m->err);
    if (s == DRAAD_OK)
        s = dr_buf_put(m->out, dr_str_of(mark), m->err);
    if (s == DRAAD_OK && key.len > 0 && (s = dr_yaml_put_scalar(key, false, m->out, m->err)) == DRAAD_OK)
        s = dr_buf_put_char(m->out, ':', m->err);
    return s;
}

/* "key: text"; nothing for an empty text. */
static draad_status put_text(importer *m, size_t depth, const char *mark, draad_str key, draad_str text)
{
    if (text.len == 0)
        return DRAAD_OK;
    draad_status s = begin_line(m, depth, mark, key);
    if (s == DRAAD_OK && key.len > 0)
        s = dr_buf_put_char(m->out, ' ', m->err);
    if (s == DRAAD_OK)
        s = dr_yaml_put_scalar(text, false, m->out, m->err);
    return s == DRAAD_OK ? end_line(m) : s;
}

/* The keys of a mapping, a line each; the first may have a mark before it. */
static draad_status put_mapping(importer *m, size_t depth, const char *mark, const dr_yaml *mapping)
{
    draad_status s = DRAAD_OK;
    for (const dr_yaml *e = mapping->first; s == DRAAD_OK && e != NULL; e = e->next) {
        const bool marked = e == mapping->first && mark[0] != '\0';
        s = begin_line(m, marked || mark[0] == '\0' ? depth : depth + 1, marked ? mark : "", e->key);
        if (s == DRAAD_OK)
            s = dr_buf_put_char(m->out, ' ', m->err);
        if (s == DRAAD_OK)
            s = dr_yaml_put(e, false, m->out, m->err);
        if (s == DRAAD_OK)
            s = end_line(m);
    }
    return s;
}

/* A mapping that stands in a cell, as YAML; what is none is an error at its row. */
static draad_status read_mapping(importer *m, const dr_csv_row *row, draad_str text, dr_arena *tree, dr_yaml **out)
{
    draad_error err = {0};
    *out = NULL;
    draad_status s = dr_yaml_read(text, m->name, tree, out, &err);
    if (s == DRAAD_E_MEMORY)
        return dr_no_memory(m->err);
    if (s == DRAAD_OK && *out != NULL && (*out)->kind == DR_YAML_MAPPING)
        return DRAAD_OK;
    *out = NULL;
    error_at(m, row, "'%.*s' is not understood; expected keys and values, as in 'unit: turn' or '{id: x, find: y}'",
             text);
    return DRAAD_OK;
}

static draad_status put_rule(importer *m, const dr_csv_row *row, size_t depth, draad_str item)
{
    dr_arena tree = {0};
    dr_yaml *mapping = NULL;
    draad_status s = DRAAD_OK;
    if (item.data[0] == '{') { /* no rule begins so */
        s = read_mapping(m, row, item, &tree, &mapping);
        if (s == DRAAD_OK && mapping != NULL)
            s = put_mapping(m, depth, "- ", mapping);
    } else {
        s = put_text(m, depth, "- ", (draad_str){0}, item);
    }
    dr_arena_free(&tree);
    return s;
}

static draad_status put_list(importer *m, const dr_csv_row *row, size_t depth, draad_str key,
                             enum dr_codebook_column column)
{
    dr_items items = {0};
    draad_status s = DRAAD_OK;
    if (!dr_items_take(cell(m, row, column), &m->arena, &items))
        s = dr_no_memory(m->err);
    if (s == DRAAD_OK && items.n > 0 && (s = begin_line(m, depth, "", key)) == DRAAD_OK)
        s = end_line(m);
    for (size_t i = 0; s == DRAAD_OK && i < items.n; i++)
        s = column == DR_CB_RULES ? put_rule(m, row, depth + 1, items.at[i])
                                  : put_text(m, depth + 1, "- ", (draad_str){0}, items.at[i]);
    dr_vec_free(&items);
    return s;
}

static draad_status put_settings(importer *m, const dr_csv_row *row, size_t depth)
{
    dr_arena tree = {0};
    dr_yaml *mapping = NULL;
    const draad_str text = cell(m, row, DR_CB_SETTINGS);
    draad_status s = text.len > 0 ? read_mapping(m, row, text, &tree, &mapping) : DRAAD_OK;
    if (s == DRAAD_OK && mapping != NULL)
        s = put_mapping(m, depth, "", mapping);
    dr_arena_free(&tree);
    return s;
}

static draad_status put_codes(importer *m, uint32_t first, size_t level);

static draad_status put_code(importer *m, node *n, size_t level)
{
    static const struct {
        enum dr_codebook_column column;
        const char *key;
    } lists[] = {{DR_CB_INCLUDE, "include"},
                 {DR_CB_EXCLUDE, "exclude"},
                 {DR_CB_EXAMPLES, "examples"},
                 {DR_CB_COUNTEREXAMPLES, "counterexamples"},
                 {DR_CB_RULES, "rules"}};
    const size_t depth = 2 * level; /* of its keys; its first line stands one to the left, after "- " */
    m->row = n->row->line;
    n->is_written = true;
    draad_status s = put_text(m, depth - 1, "- ", DR_STR("id"), n->id);
    if (s == DRAAD_OK)
        s = put_text(m, depth, "", DR_STR("label"), n->label);
    if (s == DRAAD_OK)
        s = put_text(m, depth, "", DR_STR("definition"), cell(m, n->row, DR_CB_DEFINITION));
    if (s == DRAAD_OK)
        s = put_settings(m, n->row, depth);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof lists / sizeof *lists; i++)
        s = put_list(m, n->row, depth, dr_str_of(lists[i].key), lists[i].column);
    if (s != DRAAD_OK || n->first == DRAAD_NONE)
        return s;
    if (level >= DR_LEVELS_MAX) {
        error_at(m, n->row, "the codes below '%.*s' nest too deep; at most 30 levels", n->id);
        return DRAAD_OK;
    }
    if ((s = begin_line(m, depth, "", DR_STR("codes"))) == DRAAD_OK && (s = end_line(m)) == DRAAD_OK)
        s = put_codes(m, n->first, level + 1);
    return s;
}

static draad_status put_codes(importer *m, uint32_t first, size_t level)
{
    draad_status s = DRAAD_OK;
    for (uint32_t i = first; s == DRAAD_OK && i != DRAAD_NONE; i = m->codes.at[i].next)
        s = put_code(m, &m->codes.at[i], level);
    return s;
}

/* The id of the codebook: as its row says, else made of the file's name. */
static draad_str book_id(importer *m)
{
    if (m->book != NULL) {
        const draad_str code = cell(m, m->book, DR_CB_CODE);
        const size_t n = strlen(DR_CODEBOOK_ROW);
        return dr_str_trim((draad_str){code.data + n, code.len - n});
    }
    draad_str base = dr_base_name(dr_str_of(m->name));
    for (size_t i = base.len; i > 1; i--)
        if (base.data[i - 1] == '.') {
            base.len = i - 1;
            break;
        }
    dr_say(m->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(m->name),
           "no row 'codebook:id' gives the codebook an id, language and version; the id is made of the file's name");
    return id_from(m, base);
}

static draad_status put_head(importer *m)
{
    const draad_str id = book_id(m), title = cell(m, m->book, DR_CB_LABEL);
    m->row = m->book != NULL ? m->book->line : 1;
    if (id.data == NULL)
        return dr_no_memory(m->err);
    draad_status s = put_text(m, 0, "", DR_STR("draad"), DR_STR("1"));
    if (s == DRAAD_OK)
        s = put_text(m, 0, "", DR_STR("id"), id);
    if (s == DRAAD_OK)
        s = put_text(m, 0, "", DR_STR("title"), title.len > 0 || m->book != NULL ? title : id);
    if (s == DRAAD_OK)
        s = put_text(m, 0, "", DR_STR("description"), cell(m, m->book, DR_CB_DEFINITION));
    if (s == DRAAD_OK && m->book != NULL)
        s = put_settings(m, m->book, 0);
    for (size_t i = 0; s == DRAAD_OK && i < m->sets.n; i++) {
        const dr_csv_row *row = m->sets.at[i];
        const draad_str name = cell(m, row, DR_CB_CODE);
        m->row = row->line;
        if (cell(m, row, DR_CB_RULES).len == 0)
            error_at(m, row, "the set '%.*s' has no rules", name);
        if (i == 0 && (s = begin_line(m, 0, "", DR_STR("sets"))) == DRAAD_OK)
            s = end_line(m);
        if (s == DRAAD_OK)
            s = put_list(m, row, 1, (draad_str){name.data + 1, name.len - 1}, DR_CB_RULES);
    }
    return s;
}

static draad_status put_book(importer *m)
{
    draad_status s = put_head(m);
    if (s == DRAAD_OK && m->first != DRAAD_NONE && (s = begin_line(m, 0, "", DR_STR("codes"))) == DRAAD_OK &&
        (s = end_line(m)) == DRAAD_OK)
        s = put_codes(m, m->first, 1);
    for (size_t i = 0; s == DRAAD_OK && m->nerrors == 0 && i < m->codes.n; i++)
        if (!m->codes.at[i].is_written)
            error_at(m, m->codes.at[i].row, "the parents of '%.*s' go round in a circle", m->codes.at[i].id);
    return s;
}

/* ---- Is it a codebook? ------------------------------------------------------------------------------------- */

/* Says it at the row of the table. */
static void say_at_row(void *ctx, draad_severity severity, const draad_error *message)
{
    const importer *m = ctx;
    draad_error moved = *message;
    moved.column = 0;
    moved.line = message->line > 0 && message->line <= m->lines.n ? m->lines.at[message->line - 1] : 0;
    dr_tell(m->report, severity, &moved);
}

static draad_status check_book(importer *m)
{
    const draad_report at_rows = {say_at_row, m};
    dr_codebook *book = NULL;
    draad_status s = dr_codebook_read(dr_buf_str(m->out), m->name, &at_rows, &book);
    dr_codebook_free(book);
    return s == DRAAD_E_MEMORY ? dr_no_memory(m->err) : s;
}

draad_status dr_codebook_from_table(const dr_csv *table, const char *name, const draad_report *report, dr_buf *out,
                                    draad_error *err)
{
    dr_buf yaml = {0};
    importer m = {.table = table, .name = name, .report = report, .err = err, .out = &yaml};
    draad_status s = find_columns(&m);
    if (s != DRAAD_OK)
        return s; /* said already */
    s = sort_rows(&m);
    if (s == DRAAD_OK)
        s = make_tree(&m);
    if (s == DRAAD_OK)
        s = put_book(&m);
    if (s == DRAAD_OK && m.nerrors == 0)
        s = check_book(&m);
    if (s == DRAAD_E_CODEBOOK || (s == DRAAD_OK && m.nerrors > 0))
        s = dr_fail(err, DRAAD_E_CODEBOOK, dr_place_of(name), "makes no valid codebook, so nothing is written");
    if (s == DRAAD_OK)
        s = dr_buf_put(out, dr_buf_str(&yaml), err);
    dr_buf_free(&yaml);
    dr_vec_free(&m.codes);
    dr_map_free(&m.ids);
    dr_vec_free(&m.sets);
    dr_vec_free(&m.lines);
    dr_arena_free(&m.arena);
    return s;
}

/* ---- Files ------------------------------------------------------------------------------------------------- */

typedef draad_status table_reader(draad_str bytes, const char *name, dr_arena *arena, dr_csv *out, draad_error *err);

static draad_status import(table_reader *read, const char *from, const char *to, const draad_export_options *options,
                           const draad_report *report, draad_error *err)
{
    dr_arena arena = {0};
    dr_buf bytes = {0}, yaml = {0};
    dr_csv table;
    draad_status s = dr_file_read(from, DR_YAML_BYTES_MAX, &bytes, err);
    if (s == DRAAD_OK)
        s = read(dr_buf_str(&bytes), from, &arena, &table, err);
    if (s == DRAAD_OK)
        s = dr_codebook_from_table(&table, from, report, &yaml, err);
    if (s == DRAAD_OK)
        s = dr_file_write(to, dr_buf_str(&yaml), options != NULL && options->force, err);
    dr_arena_free(&arena);
    dr_buf_free(&bytes);
    dr_buf_free(&yaml);
    return s;
}

draad_status draad_codebook_import_csv(const char *from, const char *to, const draad_export_options *options,
                                       const draad_report *report, draad_error *err)
{
    return import(dr_csv_read, from, to, options, report, err);
}

draad_status draad_codebook_import_xlsx(const char *from, const char *to, const draad_export_options *options,
                                        const draad_report *report, draad_error *err)
{
    return import(dr_sheet_read, from, to, options, report, err);
}
