/* SPDX-License-Identifier: Apache-2.0
 * test_sets.c - named sets are found, checked, and put into rules. */
#include "harness.h"

#include "rules/sets.h"

static dr_arena arena;

/* Sets from pairs of name and rule. */
static draad_status make_sets(dr_sets *sets, dr_set *at, const char *const (*rules)[2], size_t n, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < n; i++) {
        const dr_rule_text rule = {dr_str_of(rules[i][1]), {"c", 1, 1}, true};
        at[i] = (dr_set){.name = dr_str_of(rules[i][0]), .query = dr_query_parse(&rule, &arena, err)};
    }
    *sets = (dr_sets){.at = at, .n = n};
    assert_true(dr_sets_prepare(sets, &arena));
    for (size_t i = 0; i < n && s == DRAAD_OK; i++)
        s = dr_query_resolve(at[i].query, sets, &(dr_rule_text){.inline_ = true}, &arena, err);
    return s;
}

TEST(sets_are_found_by_name_and_shared)
{
    static const char *const rules[][2] = {{"team", "team OR $maat"}, {"maat", "maatje OR collega"}};
    dr_set at[2];
    dr_sets sets;
    draad_error err;
    CHECK_INT(make_sets(&sets, at, rules, 2, &err), DRAAD_OK);
    CHECK(dr_sets_check(&sets));
    CHECK_INT(dr_sets_find(&sets, DR_STR("team"))->size, 3);
    CHECK_INT(dr_sets_find(&sets, DR_STR("team"))->nesting, 2);
    const dr_rule_text rule = {DR_STR("part($team) $ik $zich"), {"c", 1, 1}, true};
    dr_query *q = dr_query_parse(&rule, &arena, &err);
    CHECK_INT(dr_query_resolve(q, &sets, &rule, &arena, &err), DRAAD_OK);
    CHECK(q->kids[0]->kids[0]->kids[0] == dr_sets_find(&sets, DR_STR("team"))->query);
    CHECK(q->kids[1]->kids[0] == sets.built_in[0] && q->kids[1]->kids[0]->kind == DR_Q_OR);
    CHECK(q->kids[1]->kids[0]->kids[0]->kind == DR_Q_FORM);
    CHECK_STR(q->kids[2]->kids[0]->kids[0]->text, "zich");
    dr_arena_free(&arena);
}

TEST(built_in_sets_need_no_sets)
{
    draad_error err;
    const dr_rule_text rule = {DR_STR("$zich OR $colega"), {"c", 1, 1}, true};
    dr_query *q = dr_query_parse(&rule, &arena, &err);
    CHECK_INT(dr_query_resolve(q, NULL, &rule, &arena, &err), DRAAD_E_CODEBOOK);
    CHECK(err.column == 10 && strstr(err.message, "no set 'colega'") != NULL);
    CHECK_INT(q->kids[0]->kids[0]->nkids, 11);
    dr_arena_free(&arena);
}

TEST(an_unknown_set_gets_a_suggestion)
{
    static const char *const rules[][2] = {{"collega", "team"}, {"x", "$colega"}};
    dr_set at[2];
    dr_sets sets;
    draad_error err;
    CHECK_INT(make_sets(&sets, at, rules, 2, &err), DRAAD_E_CODEBOOK);
    CHECK(strstr(err.message, "$collega meant") != NULL);
    dr_arena_free(&arena);
}

TEST(circles_depth_and_phrases_in_functions_are_problems_of_sets)
{
    static const char *const circle[][2] = {{"a", "$b"}, {"b", "x OR $c"}, {"c", "$a"}, {"d", "y"}};
    static const char *const phrases[][2] = {{"a", "part($b)"}, {"b", "twee woorden"}};
    dr_set at[4];
    dr_sets sets;
    draad_error err;
    CHECK_INT(make_sets(&sets, at, circle, 4, &err), DRAAD_OK);
    CHECK(!dr_sets_check(&sets));
    CHECK_INT((at[0].problem != NULL) + (at[1].problem != NULL) + (at[2].problem != NULL), 1);
    CHECK(at[3].problem == NULL);
    dr_arena_free(&arena);
    CHECK_INT(make_sets(&sets, at, phrases, 2, &err), DRAAD_OK);
    CHECK(!dr_sets_check(&sets) && at[0].problem != NULL && at[1].problem == NULL);
    dr_arena_free(&arena);
}

TEST(a_chain_of_sets_is_too_deep_in_either_order)
{
    for (int backward = 0; backward < 2; backward++) {
        enum { N = 40 };
        static char text[N][2][16];
        const char *rules[N][2];
        dr_set at[N];
        dr_sets sets;
        draad_error err;
        for (int i = 0; i < N; i++) {
            int next = backward ? i - 1 : i + 1;
            snprintf(text[i][0], 16, "s%02d", i);
            snprintf(text[i][1], 16, next < 0 || next == N ? "x" : "$s%02d", next);
            rules[i][0] = text[i][0];
            rules[i][1] = text[i][1];
        }
        CHECK_INT(make_sets(&sets, at, rules, N, &err), DRAAD_OK);
        CHECK(!dr_sets_check(&sets));
        dr_arena_free(&arena);
    }
}

TEST(sets_that_multiply_are_bounded)
{
    static const char *const rules[][2] = {
        {"a", "$b $b $b $b $b $b $b $b $b $b"}, {"b", "$c $c $c $c $c $c $c $c $c $c"},
        {"c", "$d $d $d $d $d $d $d $d $d $d"}, {"d", "$e $e $e $e $e $e $e $e $e $e"},
        {"e", "$f $f $f $f $f $f $f $f $f $f"}, {"f", "x x x x x x x x x x"},
    };
    dr_set at[6];
    dr_sets sets;
    draad_error err = {0};
    CHECK_INT(make_sets(&sets, at, rules, 6, &err), DRAAD_OK);
    CHECK(dr_sets_check(&sets)); /* a million exactly */
    const dr_rule_text rule = {DR_STR("$a $a"), {"c", 1, 1}, true};
    dr_query *q = dr_query_parse(&rule, &arena, &err);
    CHECK_INT(dr_query_resolve(q, &sets, &rule, &arena, &err), DRAAD_E_CODEBOOK);
    CHECK(strstr(err.message, "1000000") != NULL);
    dr_arena_free(&arena);
}

TEST(a_set_of_more_than_a_million_words_is_its_own_problem)
{
    static const char *const rules[][2] = {
        {"a", "$b $b $b $b $b $b $b $b $b $b $b"}, {"b", "$c $c $c $c $c $c $c $c $c $c"},
        {"c", "$d $d $d $d $d $d $d $d $d $d"},    {"d", "$e $e $e $e $e $e $e $e $e $e"},
        {"e", "$f $f $f $f $f $f $f $f $f $f"},    {"f", "x x x x x x x x x x"},
    };
    dr_set at[6];
    dr_sets sets;
    draad_error err = {0};
    CHECK_INT(make_sets(&sets, at, rules, 6, &err), DRAAD_OK);
    CHECK(!dr_sets_check(&sets));
    CHECK(strstr(sets.at[0].problem, "more than 1000000 words") != NULL);
    CHECK(sets.at[1].problem == NULL);
    dr_arena_free(&arena);
}

int main(void)
{
    return RUN(sets_are_found_by_name_and_shared, built_in_sets_need_no_sets, an_unknown_set_gets_a_suggestion,
               circles_depth_and_phrases_in_functions_are_problems_of_sets, a_chain_of_sets_is_too_deep_in_either_order,
               sets_that_multiply_are_bounded, a_set_of_more_than_a_million_words_is_its_own_problem);
}
