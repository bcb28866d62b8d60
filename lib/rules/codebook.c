/* SPDX-License-Identifier: Apache-2.0
 * codebook.c - a codebook from YAML: the keys at the top and the tree of codes.
 * Sets come first, wherever they stand, so that every rule can be resolved when it is read; messages are noted and
 * told at the end in the order of the file.
 * Knows: the codebook format.  Does not know: texts, matching, files. */
#include "rules/codebook.h"
#include "outside/digest.h"
#include "rules/codebook_reading.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void take_codes(dr_reading *r, const dr_yaml *node, uint32_t parent, uint32_t level,
                       const dr_settings *inherited);

/* ---- Codes -------------------------------------------------------------------------------------------- */

static dr_example *take_examples(dr_reading *r, const dr_yaml *node, size_t *n)
{
    size_t ntexts;
    *n = 0;
    draad_str *texts = dr_take_texts(r, node, &ntexts);
    dr_example *examples = dr_arena_alloc(&r->book->arena, ntexts * sizeof *examples);
    if (examples == NULL)
        r->no_memory = true;
    if (r->no_memory || ntexts == 0)
        return NULL;
    const dr_yaml *at = node->kind == DR_YAML_SEQUENCE ? node->first : node;
    for (size_t i = 0; i < ntexts; i++, at = at->next) {
        examples[i] = (dr_example){texts[i], at->line, at->column};
        if (at->kind == DR_YAML_SCALAR && texts[i].len == 0)
            dr_note(r, DRAAD_ERROR, at->line, at->column, "an empty example; expected a text");
    }
    *n = ntexts;
    return examples;
}

static void fill_code(dr_reading *r, const dr_yaml *node, dr_code *code)
{
    const dr_yaml *id = dr_yaml_find(node, "id");
    code->id = dr_take_id(r, node, true, "a code");
    if (id != NULL)
        dr_claim_id(r, code->id, DRAAD_NONE, id->line, id->column);
    code->label = dr_take_text(r, dr_yaml_find(node, "label"));
    if (code->label.len == 0)
        code->label = code->id;
    code->definition = dr_take_text(r, dr_yaml_find(node, "definition"));
    code->memo = dr_take_text(r, dr_yaml_find(node, "memo"));
    code->include = dr_take_texts(r, dr_yaml_find(node, "include"), &code->ninclude);
    code->exclude = dr_take_texts(r, dr_yaml_find(node, "exclude"), &code->nexclude);
    code->examples = take_examples(r, dr_yaml_find(node, "examples"), &code->nexamples);
    code->counterexamples = take_examples(r, dr_yaml_find(node, "counterexamples"), &code->ncounterexamples);
    code->unless = dr_take_query(r, dr_yaml_find(node, "unless"));
}

static void take_code(dr_reading *r, const dr_yaml *node, uint32_t parent, uint32_t level, const dr_settings *inherited)
{
    static const char *const keys[] = {"id",       "label",  "definition", "include",        "exclude",
                                       "examples", "rules",  "codes",      "unit",           "within",
                                       "speakers", "unless", "memo",       "counterexamples"};
    if (node->kind != DR_YAML_MAPPING) {
        dr_note(r, DRAAD_ERROR, node->line, node->column,
                "expected a code, which begins with '- id: ' and has its other keys below it");
        return;
    }
    size_t nrules = r->rules.n, nerrors = r->nerrors;
    dr_check_keys(r, node, keys, COUNT(keys));
    dr_code code = {.parent = parent, .level = level, .line = node->line, .column = node->column};
    fill_code(r, node, &code);
    dr_settings settings = *inherited;
    dr_take_settings(r, node, &settings);
    uint32_t index = (uint32_t)r->codes.n;
    dr_code *slot = r->no_memory ? NULL : dr_vec_push(&r->codes);
    if (slot == NULL) {
        r->no_memory = true;
        return;
    }
    *slot = code;
    dr_take_rules(r, dr_yaml_find(node, "rules"), index, &settings);
    take_codes(r, dr_yaml_find(node, "codes"), index, level + 1, &settings);
    if (!r->no_memory && r->nerrors == nerrors && r->rules.n == nrules && r->codes.n == index + 1)
        dr_note(r, DRAAD_WARNING, code.line, code.column, "the code '%.*s' has no rules and no codes below it",
                DR_ARG(code.id));
}

static void take_codes(dr_reading *r, const dr_yaml *node, uint32_t parent, uint32_t level,
                       const dr_settings *inherited)
{
    if (node == NULL || (node->kind == DR_YAML_SCALAR && node->text.len == 0))
        return;
    if (node->kind != DR_YAML_SEQUENCE) {
        dr_note(r, DRAAD_ERROR, node->line, node->column, "expected a list of codes, each after '- '");
        return;
    }
    if (level > DR_LEVELS_MAX) {
        dr_note(r, DRAAD_ERROR, node->line, node->column, "codes nest deeper than %d levels", DR_LEVELS_MAX);
        return;
    }
    for (const dr_yaml *e = node->first; e != NULL && !r->no_memory; e = e->next) {
        if (r->codes.n == DR_CODES_MAX) {
            dr_note(r, DRAAD_ERROR, e->line, e->column, "more than %d codes", DR_CODES_MAX);
            return;
        }
        take_code(r, e, parent, level, inherited);
    }
}

/* ---- The top ------------------------------------------------------------------------------------------ */

/* Without its format key a file may be anything, an interview too: nothing more is said of it, and nothing quoted. */
static bool is_codebook(dr_reading *r, const dr_yaml *root)
{
    const dr_yaml *format = dr_yaml_find(root, "draad");
    if (format == NULL)
        dr_note(r, DRAAD_ERROR, root->line, root->column,
                "the key 'draad' is missing; a codebook begins with 'draad: 1'");
    else if (format->kind != DR_YAML_SCALAR || !dr_str_equal(dr_str_trim(format->text), DR_STR("1")))
        dr_note(r, DRAAD_ERROR, format->line, format->column, "a format that is not known; expected 'draad: 1'");
    return format != NULL;
}

static void take_language(dr_reading *r, const dr_yaml *node)
{
    draad_str language = dr_take_text(r, node);
    if (language.len == 0)
        language = DR_STR("nl");
    if (!dr_str_equal(language, DR_STR("nl")) && !dr_str_equal(language, DR_STR("en")))
        dr_note(r, DRAAD_ERROR, node->line, node->column, "found '%.*s'; expected nl or en", DR_ARG(language));
    r->book->language = language;
}

static void take_head(dr_reading *r, const dr_yaml *root)
{
    dr_codebook *book = r->book;
    book->id = dr_take_id(r, root, true, "the codebook");
    book->title = dr_take_text(r, dr_yaml_find(root, "title"));
    if (book->title.len == 0)
        book->title = book->id;
    take_language(r, dr_yaml_find(root, "language"));
    book->version = dr_take_text(r, dr_yaml_find(root, "version"));
    book->source = dr_take_text(r, dr_yaml_find(root, "source"));
    book->author = dr_take_text(r, dr_yaml_find(root, "author"));
    book->licence = dr_take_text(r, dr_yaml_find(root, "licence"));
    book->description = dr_take_text(r, dr_yaml_find(root, "description"));
}

static bool default_settings(dr_reading *r, dr_settings *settings)
{
    draad_str *roles = dr_arena_alloc(&r->book->arena, 2 * sizeof *roles);
    if (roles == NULL)
        return false;
    roles[0] = DR_STR("interviewer");
    roles[1] = DR_STR("moderator");
    *settings = (dr_settings){.unit = DRAAD_UNIT_SENTENCE,
                              .within = {DRAAD_UNIT_SENTENCE, DR_WITHIN_DEFAULT},
                              .speakers = {.exclude = roles, .nexclude = 2}};
    return true;
}

static void take_book(dr_reading *r, const dr_yaml *root)
{
    static const char *const keys[] = {"draad",  "id",    "title",  "language", "version",
                                       "source", "unit",  "within", "speakers", "unless",
                                       "sets",   "codes", "author", "licence",  "description"};
    dr_settings settings;
    if (root == NULL || root->kind != DR_YAML_MAPPING) {
        dr_note(r, DRAAD_ERROR, root != NULL ? root->line : 1, root != NULL ? root->column : 1,
                "found %s; expected a codebook, which begins with 'draad: 1'",
                root == NULL                     ? "nothing"
                : root->kind == DR_YAML_SEQUENCE ? "a list"
                                                 : "a text");
        return;
    }
    if (!default_settings(r, &settings)) {
        r->no_memory = true;
        return;
    }
    if (!is_codebook(r, root))
        return;
    dr_check_keys(r, root, keys, COUNT(keys));
    take_head(r, root);
    dr_take_sets(r, dr_yaml_find(root, "sets"));
    dr_take_settings(r, root, &settings);
    r->book->unit = settings.unit;
    r->book->within = settings.within;
    r->book->speakers = settings.speakers;
    r->book->unless = dr_take_query(r, dr_yaml_find(root, "unless"));
    const dr_yaml *codes = dr_yaml_find(root, "codes");
    size_t nerrors = r->nerrors;
    take_codes(r, codes, DRAAD_NONE, 1, &settings);
    if (!r->no_memory && r->codes.n == 0 && r->nerrors == nerrors)
        dr_note(r, DRAAD_ERROR, codes != NULL ? codes->key_line : root->line,
                codes != NULL ? codes->key_column : root->column, "there are no codes; expected a list under 'codes'");
}

static draad_status read_book(dr_reading *r, draad_str yaml, draad_error *err)
{
    draad_status s;
    dr_sha256 digest;
    dr_yaml *root = NULL;
    dr_codebook *book = r->book;
    if ((s = dr_sha256_of(yaml, &digest, err)) != DRAAD_OK ||
        (s = dr_yaml_read(yaml, r->name, &r->tree, &root, err)) != DRAAD_OK)
        return s;
    draad_str name = dr_arena_str(&book->arena, dr_str_of(r->name));
    draad_str sha256 = dr_arena_str(&book->arena, dr_str_of(digest.hex));
    if (name.data == NULL || sha256.data == NULL)
        return dr_no_memory(err);
    book->name = name;
    book->sha256 = sha256;
    take_book(r, root);
    return r->no_memory ? dr_no_memory(err) : DRAAD_OK;
}

draad_status dr_codebook_read(draad_str yaml, const char *name, const draad_report *report, dr_codebook **out)
{
    draad_error err = {0};
    *out = NULL;
    dr_reading r = {.book = dr_alloc_zero(1, sizeof *r.book), .name = name != NULL ? name : ""};
    draad_status s = r.book != NULL ? read_book(&r, yaml, &err) : dr_no_memory(&err);
    if (s != DRAAD_OK) {
        dr_tell(report, DRAAD_ERROR, &err);
        s = s == DRAAD_E_MEMORY ? s : DRAAD_E_CODEBOOK;
    } else {
        dr_notes_tell(&r, report);
        s = r.nerrors > 0 ? DRAAD_E_CODEBOOK : DRAAD_OK;
    }
    if (r.book != NULL) {
        r.book->codes = r.codes.at;
        r.book->ncodes = r.codes.n;
        r.book->rules = r.rules.at;
        r.book->nrules = r.rules.n;
    }
    if (s == DRAAD_OK)
        *out = r.book;
    else
        dr_codebook_free(r.book);
    dr_vec_free(&r.noted);
    dr_free(r.named);
    dr_arena_free(&r.tree);
    return s;
}

void dr_codebook_free(dr_codebook *c)
{
    if (c == NULL)
        return;
    dr_free(c->codes);
    dr_free(c->rules);
    dr_arena_free(&c->arena);
    dr_free(c);
}
