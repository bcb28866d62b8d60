/* SPDX-License-Identifier: Apache-2.0
 * test_pattern.c - regular expressions inside their limits, and what happens at them. */
#include "harness.h"

#include "outside/pattern.h"

#include <pthread.h>

static dr_pattern *pattern(const char *text, bool no_jit)
{
    dr_pattern *p;
    draad_error err;
    dr_pattern_options options = {.no_jit = no_jit};
    if (dr_pattern_new(dr_str_of(text), &options, &p, NULL, &err) != DRAAD_OK)
        print_error("%s: %s\n", text, err.message);
    assert_non_null(p);
    return p;
}

/* All matches as "start-end;...", with and without JIT, which must agree. */
static void check_matches(const char *text, draad_str subject, const char *expected)
{
    for (int no_jit = 0; no_jit < 2; no_jit++) {
        char found[2000] = "";
        dr_pattern *p = pattern(text, no_jit == 1);
        dr_pattern_scratch *s = dr_pattern_scratch_new();
        dr_pattern_found at = {false, 0, 0};
        uint32_t budget = DR_PATTERN_BUDGET;
        do {
            assert_int_equal(dr_pattern_find(p, s, subject, at.end, &budget, &at, NULL), DRAAD_OK);
            if (at.found)
                snprintf(found + strlen(found), sizeof found - strlen(found), "%zu-%zu;", at.start, at.end);
        } while (at.found);
        assert_string_equal(found, expected);
        dr_pattern_scratch_free(s);
        dr_pattern_free(p);
    }
}

TEST(matches_follow_each_other_and_empty_ones_are_passed_over)
{
    (void)state_;
    check_matches("a+", DR_STR("aa b a"), "0-2;5-6;");
    check_matches("x*", DR_STR("aéxxb"), "3-5;");
    check_matches("", DR_STR("abc"), "");
    check_matches("^", DR_STR("abc"), "");
    check_matches("(?=b)", DR_STR("abc"), "");
    check_matches("a", DR_STR(""), "");
    check_matches("a\\Kb|c", DR_STR("abc"), "1-2;2-3;");
}

TEST(letters_are_unicode)
{
    (void)state_;
    check_matches("\\w+", DR_STR("één-ïé"), "0-5;6-10;");
    check_matches("\\bprivé\\b", DR_STR("werk privé."), "5-11;");
    check_matches("(?i)É", DR_STR("éÉ"), "0-2;2-4;");
}

TEST(windows_are_invisible)
{
    char text[12001];
    memset(text, ' ', sizeof text);
    memcpy(text + 4094, "abcabc", 6);
    memcpy(text + 8191,
           "\xC3\xA9"
           "abc",
           5);
    draad_str subject = {text, 12000};
    check_matches("abc", subject, "4094-4097;4097-4100;8193-8196;");
    check_matches("(?<=c)abc", subject, "4097-4100;");
    check_matches("éa", subject, "8191-8194;");
    check_matches("^abc", subject, "");
    check_matches(" $", subject, "11999-12000;");
    (void)state_;
}

/* All matches as above, each looked for a hundred times: long enough for machine code to be made. */
static void check_often(const char *text, const char *subject, const char *expected)
{
    dr_pattern *p = pattern(text, false);
    dr_pattern_scratch *s = dr_pattern_scratch_new();
    for (int i = 0; i < 100; i++) {
        char found[200] = "";
        dr_pattern_found at = {false, 0, 0};
        uint32_t budget = DR_PATTERN_BUDGET;
        do {
            assert_int_equal(dr_pattern_find(p, s, dr_str_of(subject), at.end, &budget, &at, NULL), DRAAD_OK);
            if (at.found)
                snprintf(found + strlen(found), sizeof found - strlen(found), "%zu-%zu;", at.start, at.end);
        } while (at.found);
        assert_string_equal(found, expected);
        assert_int_equal(budget, DR_PATTERN_BUDGET);
    }
    dr_pattern_scratch_free(s);
    dr_pattern_free(p);
}

TEST(who_looks_makes_no_difference)
{
    (void)state_;
    check_often("(?>\\w+|b)\\w*x", "babax babax", ""); /* atomic: \w+ gives nothing back */
    check_often("(?>[ab]+?|\\w)x", "babax", "3-5;");
    check_often("\\w++x", "babax", "");
    check_often("(?:ba|b)*+a", "baba", "1-2;3-4;");
    check_often("(?:ba)*a", "babaa baa", "0-5;6-9;");
    check_often("(a)?(?(1)x|b)", "axb", "0-2;2-3;");
    check_often("b(?:a(?R)?)?x|b", "babax", "0-1;2-5;");
    check_often("(a|b\\g<1>)x", "bax bbax", "0-3;4-8;");
    check_often("(?i)[*+]+|\\++", "a++*", "1-4;");
}

TEST(any_case_is_an_option)
{
    dr_pattern *p;
    dr_pattern_scratch *s = dr_pattern_scratch_new();
    dr_pattern_found at;
    uint32_t budget = 1;
    CHECK_INT(dr_pattern_new(DR_STR("TEAM"), &(dr_pattern_options){.any_case = true}, &p, NULL, NULL), DRAAD_OK);
    CHECK_INT(dr_pattern_find(p, s, DR_STR("ons team"), 0, &budget, &at, NULL), DRAAD_OK);
    CHECK(at.found && at.start == 4 && at.end == 8);
    dr_pattern_free(p);
    dr_pattern_scratch_free(s);
}

TEST(what_is_not_valid_or_not_allowed_has_a_place)
{
    static const struct {
        const char *text, *part;
        size_t offset;
    } wrong[] = {
        {"a(b", "missing closing", 3}, {"[a", "missing terminating", 2}, {"a\\C", "\\C", 3},
        {"a\\Gb", "\\G", 1},           {"(*CR)a", "verbs", 0},           {"a(*SKIP)b", "verbs", 1},
        {"(*:naam)", "verbs", 0},      {"a**b", "quantifier", 2},        {"é(", "missing closing", 3},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        dr_pattern *p;
        draad_error err;
        size_t offset;
        draad_status s = dr_pattern_new(dr_str_of(wrong[i].text), NULL, &p, &offset, &err);
        if (s != DRAAD_E_CODEBOOK || strstr(err.message, wrong[i].part) == NULL || offset != wrong[i].offset)
            print_error("%s: %zu %s\n", wrong[i].text, offset, s != DRAAD_OK ? err.message : "no error");
        CHECK(s == DRAAD_E_CODEBOOK && p == NULL && offset == wrong[i].offset);
        CHECK(strstr(err.message, wrong[i].part) != NULL);
    }
    dr_pattern_free(
        pattern("\\(*A [(*A] \\\\Gx", false)); /* no verbs: an escaped bracket, a class; no \G: an escaped '\' */
}

TEST(length_and_nesting_are_bounded)
{
    static char text[DR_PATTERN_MAX + 2];
    dr_pattern *p;
    memset(text, 'a', sizeof text);
    CHECK_INT(dr_pattern_new((draad_str){text, sizeof text - 1}, NULL, &p, NULL, NULL), DRAAD_E_CODEBOOK);
    memset(text, '(', 300);
    text[300] = 'a';
    memset(text + 301, ')', 300);
    CHECK_INT(dr_pattern_new((draad_str){text, 601}, NULL, &p, NULL, NULL), DRAAD_E_CODEBOOK);
    CHECK_INT(dr_pattern_new((draad_str){text + 60, 481}, NULL, &p, NULL, NULL), DRAAD_OK);
    dr_pattern_free(p);
}

TEST(a_pattern_that_runs_away_fails_and_never_says_no_match)
{
    char text[4000];
    memset(text, 'x', sizeof text);
    for (int no_jit = 0; no_jit < 2; no_jit++) {
        dr_pattern *p = pattern("(x+x+)+\\d{1,2}x{1,3}z|x+x+x+[yz]", no_jit == 1);
        dr_pattern_scratch *s = dr_pattern_scratch_new();
        dr_pattern_found at;
        draad_error err;
        uint32_t budget = 10;
        CHECK_INT(dr_pattern_find(p, s, (draad_str){text, sizeof text}, 0, &budget, &at, &err), DRAAD_E_RULE);
        CHECK(strstr(err.message, "limit") != NULL && !at.found);
        dr_pattern_free(p);
        dr_pattern_scratch_free(s);
    }
}

TEST(heavy_start_positions_use_up_the_budget)
{
    char text[8000];
    memset(text, 'x', sizeof text);
    for (int no_jit = 0; no_jit < 2; no_jit++) {
        dr_pattern *p = pattern("x+x+[yz]", no_jit == 1);
        dr_pattern_scratch *s = dr_pattern_scratch_new();
        dr_pattern_found at;
        draad_error err;
        uint32_t budget = 5;
        CHECK_INT(dr_pattern_find(p, s, (draad_str){text, sizeof text}, 0, &budget, &at, &err), DRAAD_E_RULE);
        CHECK_INT(budget, 0);
        CHECK(strstr(err.message, "budget") != NULL && at.start == 5);
        dr_pattern_free(p);
        dr_pattern_scratch_free(s);
    }
}

TEST(ordinary_patterns_leave_the_budget_alone)
{
    char text[DR_SUBJECT_MAX];
    uint32_t budget = 0;
    dr_pattern *p = pattern("\\b(werk|team)\\w* (?:\\w+ ){0,5}druk\\w*", false);
    dr_pattern_scratch *s = dr_pattern_scratch_new();
    dr_pattern_found at;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "het team werkt en werkt maar "[i % 29];
    CHECK_INT(dr_pattern_find(p, s, (draad_str){text, sizeof text}, 0, &budget, &at, NULL), DRAAD_OK);
    CHECK(!at.found && budget == 0);
    dr_pattern_free(p);
    dr_pattern_scratch_free(s);
}

TEST(the_required_letters_are_in_every_match)
{
    static const struct {
        const char *text, *required;
    } cases[] = {
        {"werkdruk", "werkdruk"},
        {"\\bWerk\\w+druk\\b", "werk"},
        {"(?:te )?veel druk", "veel"},
        {"werk|druk", ""},
        {"(werk|druk)plezier", "plezier"},
        {"(werk)druk", "werk"},
        {"(werk)?druk", "druk"},
        {"(?:over)werken", "werken"},
        {"(?!werk)druk", "druk"},
        {"(?<=werk)druk", "druk"},
        {"(?<!overwerk)druk", "druk"},
        {"(?<naam>werken)", "werken"},
        {"(?P<naam>werken)", "werken"},
        {"(?'naam'werken)", "werken"},
        {"abcd?", "abc"},
        {"abc*def", "def"},
        {"abcd+efg", "abcd"},
        {"abc{0,2}def", "def"},
        {"abc{,2}def", "def"},
        {"abc{2}de", "abc"},
        {"abcd??", "abc"},
        {"[werk]druk", "druk"},
        {"[^]werk]aan", "aan"},
        {"[[:alpha:]werk]aan", "aan"},
        {"\\x{77}erk", "erk"},
        {"\\x77erk", "erk"},
        {"\\pLabc", "abc"},
        {"\\k<naam>x(?<naam>y)", ""},
        {"\\g{naam}abc(?<naam>y)", "abc"},
        {"\\Qabc\\Edef", "def"},
        {"\\cAabc", "abc"},
        {"(?i)werk", ""},
        {"(?x)we rk aaa # druk", ""},
        {"(?#werkdruk)aan", ""},
        {"(?:werk(?i)druk)", ""},
        {"(a(b(cdef)g)h)", "cdef"},
        {"x(?R)?yzz", ""},
        {"(?(1)werk|druk)aan", "aan"},
        {"(?(DEFINE)(?<a>werk))aan", "aan"},
        {"ab", ""},
        {"wérken", "rken"},
        {"a.b.c", ""},
        {"", ""},
        {"(((", ""},
        {"abc)", ""},
        {"[abc", ""},
        {"abc\\", "abc"},
        {"(?|werken)", "werken"},
        {"(?>werken)", "werken"},
        {"(?:werken|)", ""},
        {"abc$", "abc"},
        {"werk{ab}", "wer"},
        {"(werken){0}", ""},
        {"(werken){2}", "werken"},
        {"(*pla:werken)", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        dr_arena arena = {0};
        draad_str required = dr_pattern_required(dr_str_of(cases[i].text), &arena);
        if (strlen(cases[i].required) != required.len)
            print_error("%s\n", cases[i].text);
        CHECK_STR(required, cases[i].required);
        dr_arena_free(&arena);
    }
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

TEST(every_failed_allocation_is_told)
{
    for (int no_jit = 0; no_jit < 2; no_jit++) {
        bool done = false;
        draad_set_allocator(&failing);
        for (size_t n = 0; !done; n++) {
            dr_pattern *p = NULL;
            dr_pattern_scratch *s = NULL;
            dr_pattern_found at = {0};
            uint32_t budget = 1;
            left = n;
            draad_status status =
                dr_pattern_new(DR_STR("(a+)(b|c)*\\1é"), &(dr_pattern_options){.no_jit = no_jit == 1}, &p, NULL, NULL);
            CHECK(status == DRAAD_OK || status == DRAAD_E_MEMORY);
            if (status == DRAAD_OK && (s = dr_pattern_scratch_new()) != NULL) {
                status = dr_pattern_find(p, s, DR_STR("xaabcbaaé"), 0, &budget, &at, NULL);
                CHECK(status == DRAAD_E_MEMORY || (status == DRAAD_OK && at.found && at.start == 1));
                done = status == DRAAD_OK;
            }
            dr_pattern_scratch_free(s);
            dr_pattern_free(p);
        }
        draad_set_allocator(NULL);
    }
}

static void *find_in_thread(void *ctx)
{
    dr_pattern_scratch *s = dr_pattern_scratch_new();
    dr_pattern_found at = {0};
    uint32_t budget = 1;
    const draad_status status =
        s != NULL ? dr_pattern_find(ctx, s, DR_STR("x aabc"), 0, &budget, &at, NULL) : DRAAD_E_MEMORY;
    dr_pattern_scratch_free(s);
    return status == DRAAD_OK && at.found && at.start == 2 ? ctx : NULL;
}

TEST(threads_may_be_the_first_to_match_at_once)
{
    enum { THREADS = 4 };
    dr_pattern *p = NULL;
    pthread_t threads[THREADS];
    CHECK_INT(dr_pattern_new(DR_STR("a+b\\w"), NULL, &p, NULL, NULL), DRAAD_OK);
    for (size_t i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, find_in_thread, p), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *found = NULL;
        CHECK_INT(pthread_join(threads[i], &found), 0);
        CHECK(found == p);
    }
    dr_pattern_free(p);
}

int main(void)
{
    return RUN(who_looks_makes_no_difference, matches_follow_each_other_and_empty_ones_are_passed_over,
               letters_are_unicode, windows_are_invisible, any_case_is_an_option,
               what_is_not_valid_or_not_allowed_has_a_place, length_and_nesting_are_bounded,
               a_pattern_that_runs_away_fails_and_never_says_no_match, heavy_start_positions_use_up_the_budget,
               ordinary_patterns_leave_the_budget_alone, the_required_letters_are_in_every_match,
               every_failed_allocation_is_told, threads_may_be_the_first_to_match_at_once);
}
