/* SPDX-License-Identifier: Apache-2.0
 * test_yaml.c - YAML as codebooks use it, and every way in which it is refused. */
#include "harness.h"

#include "outside/yaml.h"

static dr_arena arena;

static dr_yaml *tree(const char *text, draad_error *err)
{
    dr_yaml *root = NULL;
    dr_arena_free(&arena);
    *err = (draad_error){0};
    dr_yaml_read(dr_str_of(text), "c.yaml", &arena, &root, err);
    return root;
}

static void check_refused(const char *text, unsigned line, unsigned column, const char *part)
{
    draad_error err;
    if (tree(text, &err) == NULL && err.line == line && err.column == column && strstr(err.message, part) != NULL)
        return;
    print_error("%s\n%u:%u: %s\nexpected %u:%u: ... %s\n", text, err.line, err.column, err.message, line, column, part);
    fail();
}

TEST(every_scalar_is_text_with_its_place)
{
    draad_error err;
    dr_yaml *root = tree("a: nee\nlijst: [on, '12', \"x y\"]\nc:\n  - één\n", &err);
    CHECK(root != NULL && root->kind == DR_YAML_MAPPING && root->n == 3);
    dr_yaml *a = dr_yaml_find(root, "a"), *list = dr_yaml_find(root, "lijst"), *c = dr_yaml_find(root, "c");
    CHECK_STR(a->text, "nee");
    CHECK(a->line == 1 && a->column == 4 && a->key_line == 1 && a->key_column == 1 && a->as_it_stands);
    CHECK(list->kind == DR_YAML_SEQUENCE && list->n == 3 && list->line == 2);
    CHECK_STR(list->first->text, "on");
    CHECK_STR(list->first->next->text, "12");
    CHECK(list->first->next->column == 14 && list->first->next->as_it_stands);
    CHECK_STR(c->first->text, "één");
    CHECK(c->first->line == 4 && c->first->column == 5);
    CHECK(dr_yaml_find(root, "d") == NULL);
    dr_arena_free(&arena);
}

TEST(columns_count_characters_and_a_byte_order_mark_counts_for_nothing)
{
    draad_error err;
    dr_yaml *root = tree("\xEF\xBB\xBF"
                         "één: {b: ç, d: e}\r\nx: y\r\n",
                         &err);
    const dr_yaml *d = dr_yaml_find(root->first, "d");
    CHECK(d->line == 1 && d->key_column == 13 && d->column == 16);
    CHECK(root->first->next->line == 2 && root->first->next->column == 4);
    dr_arena_free(&arena);
}

TEST(a_text_below_a_bar_stands_where_it_stands)
{
    draad_error err;
    dr_yaml *root = tree("a: |\n    'k ben\nb: >\n  een\n  twee\nc: \"x\\ty\"\nd: |\n  een\n  twee\n", &err);
    const dr_yaml *a = root->first, *b = a->next, *c = b->next, *d = c->next;
    CHECK_STR(a->text, "'k ben\n");
    CHECK(a->line == 2 && a->column == 5 && a->as_it_stands);
    CHECK_STR(b->text, "een twee\n");
    CHECK(!b->as_it_stands);
    CHECK_STR(c->text, "x\ty");
    CHECK(!c->as_it_stands && !d->as_it_stands);
    CHECK_STR(tree("a: |\n near/ ", &err)->first->text, "near/ \n"); /* the file ends where YAML sees a line end */
    dr_arena_free(&arena);
}

TEST(an_absent_value_is_an_empty_text_at_its_key_or_dash)
{
    draad_error err;
    dr_yaml *root = tree("a:\nb:\n  - x\n  -\n", &err);
    CHECK_STR(root->first->text, "");
    CHECK(root->first->line == 1 && root->first->column == 1);
    const dr_yaml *second = root->first->next->first->next;
    CHECK_STR(second->text, "");
    CHECK(second->line == 4 && second->column == 3);
    root = tree("-\n- x\n", &err);
    CHECK_STR(root->first->text, "");
    CHECK(root->first->line == 1 && root->first->column == 1);
    dr_arena_free(&arena);
}

TEST(nothing_but_comments_is_no_tree_and_no_error)
{
    draad_error err;
    CHECK(tree("", &err) == NULL && err.status == DRAAD_OK);
    CHECK(tree("# niets\n\n", &err) == NULL && err.status == DRAAD_OK);
    CHECK(tree("\xEF\xBB\xBF", &err) == NULL && err.status == DRAAD_OK);
}

TEST(anchors_aliases_tags_directives_and_second_documents_are_refused)
{
    (void)state_;
    check_refused("a: &x y\n", 1, 4, "anchor");
    check_refused("a: !x y\n", 1, 4, "tag");
    check_refused("a:\n  - *druk\n", 2, 5, "ends(...)");
    check_refused("a: &x [b]\n", 1, 4, "anchor");
    check_refused("a: &x {b: c}\n", 1, 4, "anchor");
    check_refused("a: !x [b]\n", 1, 4, "tag");
    check_refused("a: !x {b: c}\n", 1, 4, "tag");
    check_refused("%TAG ! tag:x,2026:\n---\na: b\n", 1, 1, "directive");
    check_refused("%YAML 1.2\n---\na: b\n", 1, 1, "directive");
    check_refused("a: b\n---\nc: d\n", 2, 1, "second document");
    check_refused("? [a]\n: b\n", 1, 3, "as a key");
}

TEST(a_key_twice_names_the_first_place)
{
    char text[1000];
    size_t at = 0;
    check_refused("a: 1\nb: 2\na: 3\n", 3, 1, "already on line 1");
    check_refused("x:\n  b: 2\n  'b': 3\n", 3, 4, "already on line 2");
    for (int i = 0; i < 60; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "k%d: %d\n", i % 59, i);
    check_refused(text, 60, 1, "already on line 1");
    (void)state_;
}

TEST(syntax_errors_have_a_place_and_a_hint)
{
    (void)state_;
    check_refused("a: Let op: dit\n", 1, 10, "a colon and a space inside a value");
    check_refused("a:\n\t- x\n", 2, 1, "a tab");
    check_refused("- *druk OR x\n", 1, 3, "ends(...)");
    check_refused("a: \"te veel\" OR x\n", 1, 14, "on the next line, after '|'");
    check_refused("a: 'k ben\n", 1, 5, "on the next line, after '|'");
    check_refused("a: @x\n", 1, 4, "on the next line, after '|'");
    check_refused("a: `x\n", 1, 4, "on the next line, after '|'");
    check_refused("a: [x, y\n", 2, 1, "not closed");
    check_refused("a: |9\t\\q\n", 1, 7, "not valid YAML: block scalar");     /* as libfyaml says it */
    check_refused("%YAML 1.9\n---\n%!<\n", 1, 1, "something is wrong here"); /* it says nothing */
    check_refused("a: *b c\n", 1, 4, "ends(...)");
    check_refused("- *\n", 1, 4, "ends(...)");
    check_refused("a: - x\n", 1, 4, "on the next line");
    check_refused("a:\n  b: 1\n c: 2\n", 3, 2, "indented");
    check_refused("a:\n  b: \"x\n  c: 2\n", 2, 6, "a quotation mark or apostrophe that is not closed");
    check_refused("a:\n  - b: 1\n - b: 2\n", 3, 2, "indented");
    check_refused("a:\n   - x\n  - y\n", 3, 3, "indented");
}

TEST(what_is_not_text_is_refused_before_it_is_parsed)
{
    (void)state_;
    check_refused("a: b\nc: \xE9\xE9n\n", 2, 4, "not UTF-8");
    check_refused("a: \x01\n", 1, 4, "control character");
    check_refused("a: \x7F\n", 1, 4, "control character");
    check_refused("a: b\r\nc: \x0B\r", 2, 4, "control character");
    check_refused("a: b\rc: \x0C", 2, 4, "control character");
    check_refused("\xFE\xFF", 1, 1, "UTF-16");
    check_refused("\xFF", 1, 1, "not UTF-8");
    check_refused("\xFF\xFE", 1, 1, "UTF-16");
}

TEST(the_size_is_bounded)
{
    draad_error err = {0};
    dr_yaml *root = NULL;
    const draad_str large = {"", (size_t)DR_YAML_BYTES_MAX + 1}; /* not one byte of it is looked at */
    CHECK_INT(dr_yaml_read(large, "c.yaml", &arena, &root, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "the file is larger than 64 MiB");
    CHECK(dr_yaml_read(DR_STR("a: [\n"), "c.yaml", &arena, &root, NULL) != DRAAD_OK); /* and nobody to tell */
    dr_arena_free(&arena);
}

TEST(brackets_in_texts_and_comments_open_nothing)
{
    draad_error err;
    char text[4000];
    size_t at = 0;
    for (int i = 0; i < 70; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "- [a, 'it''s ]', \"\\\"[\", # [\n  b]\n");
    const dr_yaml *root = tree(text, &err);
    CHECK(root != NULL && root->n == 70 && root->first->n == 4);
    CHECK_STR(root->first->first->next->text, "it's ]");
    at = 0;
    for (int i = 0; i < 70; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "- [a, # [[\n  b]\n");
    CHECK(tree(text, &err) != NULL && tree(text, &err)->n == 70);
    at = 0;
    for (int i = 0; i < 70; i++) /* each is wrong, but none is deep */
        at += (size_t)snprintf(text + at, sizeof text - at, "- [a\n");
    CHECK(tree(text, &err) == NULL && err.status == DRAAD_E_CODEBOOK);
    CHECK(tree("a: [x, 'y", &err) == NULL && err.status == DRAAD_E_CODEBOOK);
    CHECK(tree("a: [x #", &err) == NULL && err.status == DRAAD_E_CODEBOOK);
    dr_arena_free(&arena);
}

TEST(nesting_is_bounded)
{
    draad_error err;
    char text[400] = "";
    for (int i = 0; i < DR_YAML_DEPTH_MAX; i++)
        strcat(text, "- ");
    strcat(text, "x: [a]\n");
    CHECK(tree(text, &err) == NULL && err.status == DRAAD_E_LIMIT);
    CHECK(tree(text + 4, &err) != NULL);
    memset(text, '[', 200);
    text[200] = '\0';
    CHECK(tree(text, &err) == NULL && err.status == DRAAD_E_LIMIT);
    CHECK(tree("a: ']] [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[[ [[['\n",
               &err) != NULL);
    dr_arena_free(&arena);
}

TEST(a_line_is_bounded)
{
    draad_error err;
    static char text[300 << 10];
    memset(text, 'x', sizeof text - 1);
    CHECK(tree(text, &err) == NULL && err.status == DRAAD_E_LIMIT && err.line == 1);
    text[150 << 10] = '\n';
    CHECK(tree(text, &err) != NULL);
    dr_arena_free(&arena);
}

static size_t left; /* allocations until one fails */
static void *fail_alloc(void *ctx, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : malloc(n);
}
static void *fail_resize(void *ctx, void *block, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : realloc(block, n);
}
static void fail_release(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}
static const draad_allocator failing = {fail_alloc, fail_resize, fail_release, NULL};

TEST(reading_survives_every_failed_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_yaml *root;
        left = n;
        s = dr_yaml_read(DR_STR("a: [b, {c: d, e: f}]\ng:\n  - |\n    h\n  - 'i'\n"), "x", &arena, &root, NULL);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && root == NULL));
        dr_arena_free(&arena);
    }
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(every_scalar_is_text_with_its_place, columns_count_characters_and_a_byte_order_mark_counts_for_nothing,
               a_text_below_a_bar_stands_where_it_stands, an_absent_value_is_an_empty_text_at_its_key_or_dash,
               nothing_but_comments_is_no_tree_and_no_error,
               anchors_aliases_tags_directives_and_second_documents_are_refused, a_key_twice_names_the_first_place,
               syntax_errors_have_a_place_and_a_hint, what_is_not_text_is_refused_before_it_is_parsed,
               the_size_is_bounded, brackets_in_texts_and_comments_open_nothing, nesting_is_bounded, a_line_is_bounded,
               reading_survives_every_failed_allocation);
}
