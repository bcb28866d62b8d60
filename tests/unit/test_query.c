/* SPDX-License-Identifier: Apache-2.0
 * test_query.c - rules as trees, and a message for every mistake that beginners make. */
#include "harness.h"

#include "base/buf.h"
#include "rules/sets.h"

static dr_arena arena;

static const char *const names[] = {"",     "=",   "*",   "/",   "$",    "part",   "head", "ends", "noun", "verb",
                                    "stem", "neg", "aff", "SEQ", "NEAR", "BEFORE", "BAG",  "AND",  "OR"};

static void show(const dr_query *q, dr_buf *out)
{
    dr_buf_printf(out, NULL, "%s", names[q->kind]);
    if (q->kind <= DR_Q_SET) {
        dr_buf_put(out, q->text, NULL);
        if (q->as_written)
            dr_buf_printf(out, NULL, "/c");
        return;
    }
    if (q->kind == DR_Q_NEAR || q->kind == DR_Q_BEFORE || q->kind == DR_Q_BAG)
        dr_buf_printf(out, NULL, "%u", q->distance);
    for (uint32_t i = 0; i < q->nkids; i++) {
        const char *before = i == 0 ? "(" : q->kind == DR_Q_AND && i == q->npositive ? " NOT " : " ";
        dr_buf_printf(out, NULL, "%s", before);
        show(q->kids[i], out);
    }
    dr_buf_printf(out, NULL, ")");
    assert_int_equal(q->mark, 0);
}

static dr_query *parse(const char *text, draad_error *err)
{
    const dr_rule_text rule = {dr_str_of(text), {"c.yaml", 3, 10}, true};
    dr_arena_free(&arena);
    *err = (draad_error){0};
    return dr_query_parse(&rule, &arena, err);
}

static void check_tree(const char *text, const char *expected)
{
    draad_error err;
    dr_buf out = {0};
    const dr_query *q = parse(text, &err);
    if (q == NULL)
        print_error("%s: %s\n", text, err.message);
    assert_non_null(q);
    show(q, &out);
    dr_buf_put_char(&out, '\0', NULL);
    assert_string_equal(out.data, expected);
    dr_buf_free(&out);
    dr_arena_free(&arena);
}

/* `column` counts within the rule. */
static void check_wrong(const char *text, unsigned column, const char *part)
{
    draad_error err;
    const dr_query *q = parse(text, &err);
    if (q != NULL || err.status != DRAAD_E_CODEBOOK || err.line != 3 || err.column != column + 9 ||
        strstr(err.message, part) == NULL) {
        print_error("%s\n%u: %s\nexpected %u: ... %s\n", text, err.column - 9, q != NULL ? "no error" : err.message,
                    column, part);
        fail();
    }
    dr_arena_free(&arena);
}

TEST(words_side_by_side_are_a_phrase)
{
    (void)state_;
    check_tree("loslaten", "loslaten");
    check_tree("  steun van\tcollega\n", "SEQ(steun van collega)");
    check_tree("'k werk-privébalans foto's", "SEQ('k werk-privébalans foto's)");
    check_tree("te\u00A0veel", "SEQ(te veel)");
    check_tree("te weinig (collega OR personeel)", "SEQ(te weinig OR(collega personeel))");
}

TEST(operators_bind_as_the_grammar_says)
{
    (void)state_;
    check_tree("a b OR c AND d NEAR/3 e f", "OR(SEQ(a b) AND(c NEAR3(d SEQ(e f))))");
    check_tree("a NEAR/5 b NEAR/2 c", "NEAR2(NEAR5(a b) c)");
    check_tree("(a NEAR/5 b) BEFORE/0 c", "BEFORE0(NEAR5(a b) c)");
    check_tree("a AND NOT b AND c AND NOT d", "AND(a c NOT b d)");
    check_tree("a AND (b OR c)", "AND(a OR(b c))");
    check_tree("((a))", "a");
    check_tree("a OR(b c)", "OR(a SEQ(b c))");
}

TEST(small_words_are_words)
{
    (void)state_;
    check_tree("and or not en of niet near", "SEQ(and or not en of niet near)");
    check_tree("=or =OF =NIET", "SEQ(=or =OF =NIET)");
    check_tree("NEARBY", "NEARBY");
}

TEST(a_bracket_with_a_number_is_a_bag)
{
    (void)state_;
    check_tree("(grens aangeven)~4", "BAG4(grens aangeven)");
    check_tree("(a (b c) \"d e\")~0 f", "SEQ(BAG0(a SEQ(b c) SEQ(d e)) f)");
    check_wrong("(a OR b)~3", 9, "two or more words");
    check_wrong("((a b))~3", 8, "two or more words");
    check_wrong("(\"a b\")~3", 8, "two or more words");
    check_wrong("(a)~3", 4, "two or more words");
    check_wrong("(a b)~", 6, "without a number");
    check_wrong("(a b)~1001", 6, "without a number of at most 1000");
    check_wrong("(a b c d e f g h i j k l m n o p q)~3", 36, "more than 16 items");
    check_wrong("a b~3", 3, "behind a closing bracket");
    check_wrong("a ~3", 3, "behind a closing bracket");
}

TEST(letters_functions_and_sets)
{
    (void)state_;
    check_tree("werk* w?rk ends(druk)", "SEQ(*werk* *w?rk ends(druk))");
    check_tree("part(zorg OR (hulp OR $x)) head(=zorg)", "SEQ(part(OR(zorg OR(hulp $x))) head(=zorg))");
    check_tree("noun(zorg) verb(zorgen)", "SEQ(noun(zorg) verb(zorgen))");
    check_tree("neg(a NEAR/3 b) aff(c d)", "SEQ(neg(NEAR3(a b)) aff(SEQ(c d)))");
    check_tree("$ik BEFORE/3 $mijn-groep2", "BEFORE3($ik $mijn-groep2)");
    check_wrong("part(zorg hulp)", 1, "with OR between them");
    check_wrong("x noun(a NEAR/3 b)", 3, "with OR between them");
    check_wrong("x noun(a OR (b OR c d))", 3, "with OR between them");
    check_wrong("parts(zorg)", 1, "part(...) meant");
    check_wrong("cliënt(en)", 1, "put a space between");
    check_wrong("$Collega", 1, "no name of a set");
    check_wrong("a $", 3, "no name of a set");
    check_wrong("$a_b", 1, "no name of a set");
    check_wrong("$a:", 1, "no name of a set");
    check_wrong("$\u00E9\u00E9n", 1, "no name of a set");
}

TEST(quotation_marks_make_operators_words)
{
    (void)state_;
    check_tree("\"te veel OR en (zo\"", "SEQ(te veel OR en (zo)");
    check_tree("“stel dat” OR „als x”", "OR(SEQ(stel dat) SEQ(als x))");
    check_tree("\"a\"b", "SEQ(a b)");
    check_wrong("a \"b", 3, "not closed");
    check_wrong("a ” b", 3, "without an opening one");
    check_wrong("\" \"", 1, "nothing between");
    check_wrong("\"a - b\"", 4, "letters or digits");
}

TEST(regexes_are_compiled_to_be_checked)
{
    (void)state_;
    check_tree("/a\\/b(é) c/ x", "SEQ(/a\\/b(é) c x)");
    check_tree("(/A/c)", "/A/c");
    check_tree("werk/privé", "werk/privé");
    check_wrong("één /a(é/", 9, "missing closing parenthesis");
    check_wrong("/a", 1, "closing '/'");
    check_wrong("//", 1, "nothing in it");
    check_wrong("/a/i", 4, "only c");
    check_wrong("/(*SKIP)a/", 2, "verbs");
    check_wrong("/\\p\u00E9/", 4, "not a valid regular expression");
    check_wrong("/a\\", 1, "closing '/'");
}

TEST(mistakes_get_a_hint)
{
    (void)state_;
    check_wrong("*werk", 1, "write ends(werk)");
    check_wrong("een *druk*", 5, "write part(druk)");
    check_wrong("*", 1, "at least one letter");
    check_wrong("NOT a", 1, "'unless'");
    check_wrong("a NOT b", 3, "'unless'");
    check_wrong("a AND (b OR NOT c)", 13, "'unless'");
    check_wrong("a NEAR b", 3, "NEAR/5");
    check_wrong("a BEFORE b", 3, "BEFORE/5");
    check_wrong("a NEAR/x b", 3, "a number of words");
    check_wrong("a NEAR/3 b BEFORE/2 c", 12, "side by side");
    check_wrong("a near/3 b", 3, "capitals");
    check_wrong("a OF b", 3, "write OR");
    check_wrong("a, b", 1, "no commas");
    check_wrong("ik krijg steun.", 10, "no stops");
    check_wrong("steun!", 1, "no stops");
    check_wrong("a | b", 3, "write OR");
    check_wrong("a AFTER/3 b", 3, "BEFORE");
    check_wrong("a [b]", 3, "round brackets");
    check_wrong("=", 1, "directly before one");
    check_wrong("=werk*", 1, "exactly this form");
    check_wrong("=w?rk", 1, "exactly this form");
    check_wrong("=druk,", 1, "no commas");
    check_tree("=OF =EN =NIET", "SEQ(=OF =EN =NIET)");
    check_wrong("?erk", 1, "write ends(erk)");
    check_wrong("*?druk?*", 1, "write part(druk)");
    check_wrong("?*?", 1, "at least one letter");
    check_wrong("a NEAR/ b", 3, "a number of words");
    check_wrong("a NEAR/1001 b", 3, "a number of words");
    check_wrong("a NEAR/99999999999 b", 3, "a number of words");
    check_wrong("a - b", 3, "expected a word");
}

TEST(every_kind_of_white_space_stands_between_words)
{
    (void)state_;
    check_tree("a\tb\nc\u00A0d\u2000e\u2009f\u200Ag\u2028h\u2029i\u202Fj\u3000k", "SEQ(a b c d e f g h i j k)");
    check_tree("a\u200Bb\u2030 c", "SEQ(a\u200Bb\u2030 c)"); /* of no width, and none */
    check_wrong("\x0B\x1F", 2, "a control character (\\x1F)");
}

TEST(a_rule_without_any_text_is_empty)
{
    draad_error err = {0};
    const dr_rule_text rule = {{NULL, 0}, {"c.yaml", 3, 0}, true};
    CHECK(dr_query_parse(&rule, &arena, &err) == NULL);
    CHECK(strstr(err.message, "the rule is empty") != NULL && err.column == 1);
    dr_arena_free(&arena);
}

TEST(what_is_open_or_missing_is_shown)
{
    (void)state_;
    check_wrong("a (b (c)", 3, "not closed");
    check_wrong("a b)", 4, "without an opening one");
    check_wrong("a ()", 3, "nothing in them");
    check_wrong("a OR", 5, "the rule ends");
    check_wrong("(a OR)", 6, "found ')'");
    check_wrong("OR b", 1, "nothing stands before OR");
    check_wrong("a AND OR b", 7, "nothing stands before OR");
    check_wrong("", 1, "empty");
    check_wrong("  ", 1, "empty");
    check_wrong("a \x01", 3, "control character");
    check_wrong("a \xE9", 3, "not UTF-8");
}

TEST(length_and_depth_are_bounded)
{
    static char text[DR_RULE_MAX + 2];
    draad_error err;
    memset(text, 'a', DR_RULE_MAX + 1);
    CHECK(parse(text, &err) == NULL && strstr(err.message, "longer than") != NULL);
    memset(text, '(', 300);
    text[300] = '\0';
    CHECK(parse(text, &err) == NULL && strstr(err.message, "deeper than") != NULL);
    size_t at = (size_t)snprintf(text, sizeof text, "a");
    for (int i = 0; i < 300; i++) /* a chain is as deep as it is long */
        at += (size_t)snprintf(text + at, sizeof text - at, " NEAR/1 a");
    CHECK(parse(text, &err) == NULL && strstr(err.message, "deeper than") != NULL);
    at = (size_t)snprintf(text, sizeof text, "a");
    for (int i = 0; i < 3000; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, " OR b c");
    CHECK(parse(text, &err) != NULL);
    dr_arena_free(&arena);
}

TEST(an_error_in_text_that_was_changed_by_yaml_says_its_character)
{
    draad_error err = {0};
    const dr_rule_text rule = {DR_STR("één ("), {"c.yaml", 3, 10}, false};
    CHECK(dr_query_parse(&rule, &arena, &err) == NULL);
    CHECK(err.line == 3 && err.column == 10 && strstr(err.message, "(at character 5 of the rule)") != NULL);
    dr_arena_free(&arena);
}

TEST(a_node_knows_its_column)
{
    draad_error err;
    const dr_query *q = parse("één OR (twee drie)", &err);
    CHECK(q->column == 1 && q->kids[1]->column == 9 && q->kids[1]->kids[1]->column == 14);
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

TEST(parsing_survives_every_failed_allocation)
{
    const dr_rule_text rule = {
        DR_STR("(a b)~3 OR c AND NOT part(d OR e) AND f NEAR/3 \"g h\" OR /i(j)/ OR $ik OR k l m n o p q r s t u v"),
        {"c", 1, 1},
        true};
    draad_error err = {0};
    bool done = false;
    draad_set_allocator(&failing);
    for (size_t n = 0; !done; n++) {
        left = n;
        dr_query *q = dr_query_parse(&rule, &arena, &err);
        CHECK(q != NULL || err.status == DRAAD_E_MEMORY);
        done = q != NULL && dr_query_resolve(q, NULL, &rule, &arena, &err) == DRAAD_OK;
        CHECK(done || err.status == DRAAD_E_MEMORY);
        dr_arena_free(&arena);
    }
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(words_side_by_side_are_a_phrase, operators_bind_as_the_grammar_says, small_words_are_words,
               a_bracket_with_a_number_is_a_bag, letters_functions_and_sets, quotation_marks_make_operators_words,
               regexes_are_compiled_to_be_checked, mistakes_get_a_hint, every_kind_of_white_space_stands_between_words,
               a_rule_without_any_text_is_empty, what_is_open_or_missing_is_shown, length_and_depth_are_bounded,
               an_error_in_text_that_was_changed_by_yaml_says_its_character, a_node_knows_its_column,
               parsing_survives_every_failed_allocation);
}
