/* SPDX-License-Identifier: Apache-2.0
 * test_diff_why.c - what made a coding come, go or move: the rule and its line. */
#include "versions.h"

#include "analysis/diff_why.h"

static const char text[] = "Het team is fijn. We nemen het mee naar huis.\n";

/* The changes that are not kept, each "KIND [rules of a] [rules of b] why", apart by " | ". */
static void check(void **state_, draad_project *a, draad_project *b, const char *expected)
{
    static const char *const names[] = {"kept", "rules", "moved", "gained", "lost"};
    dr_buf found = {0};
    dr_diff d;
    CHECK_INT(dr_diff_of(a, b, &d, NULL), DRAAD_OK);
    for (size_t i = 0; i < d.changes.n; i++) {
        const dr_change *c = &d.changes.at[i];
        if (c->kind == DR_CHANGE_KEPT)
            continue;
        dr_buf_printf(&found, NULL, "%s%s [", found.len > 0 ? " | " : "", names[c->kind]);
        if (c->a != NULL)
            CHECK_INT(dr_diff_rules(a, &a->documents[0], c->a, &found, NULL), DRAAD_OK);
        dr_buf_printf(&found, NULL, "] [");
        if (c->b != NULL)
            CHECK_INT(dr_diff_rules(b, &b->documents[0], c->b, &found, NULL), DRAAD_OK);
        dr_buf_printf(&found, NULL, "] ");
        CHECK_INT(dr_diff_why(&d, c, &found, NULL), DRAAD_OK);
    }
    CHECK_STR(dr_buf_str(&found), expected);
    dr_buf_free(&found);
    dr_diff_free(&d);
    draad_project_free(a);
    draad_project_free(b);
}

static void check_codes(void **state_, const char *one, const char *other, const char *expected)
{
    check(state_, version_of("", one, text), version_of("", other, text), expected);
}

TEST(a_rule_that_is_gone_or_new)
{
    check_codes(state_, "  - {id: c, rules: [team, {id: x, find: fijn}]}\n", "  - {id: c, rules: [team]}\n",
                "rules [c#1:4;x:4] [c#1:4] rule removed: x:4");
    check_codes(state_, "  - {id: c, rules: [{id: x, find: geluk}]}\n", "  - {id: c, rules: [{id: y, find: fijn}]}\n",
                "gained [] [y:4] rule new: y:4");
    check_codes(state_, "  - id: c\n    rules: [{id: x, find: fijn}]\n", "  - {id: c, rules: [team, geluk]}\n",
                "rules [x:5] [c#1:4] rule removed: x:5; rule new: c#1:4");
}

TEST(a_rule_that_says_something_else)
{
    check_codes(state_, "  - {id: c, rules: [{id: x, find: fijn}]}\n", "  - id: c\n    rules: [{id: x, find: geluk}]\n",
                "lost [x:4] [] rule changed: x:4 > x:5 (find)");
    check_codes(state_, "  - id: c\n    rules: [{id: x, find: geluk}]\n", "  - {id: c, rules: [{id: x, find: fijn}]}\n",
                "gained [] [x:4] rule changed: x:5 > x:4 (find)");
    check_codes(state_, "  - {id: c, rules: [team]}\n", "  - {id: c, unit: match, rules: [team]}\n",
                "moved [c#1:4] [c#1:4] rule changed: c#1:4 > c#1:4 (unit)");
    check(state_, version_of("sets: {s: [team]}\n", "  - {id: c, rules: [$s]}\n", text),
          version_of("sets: {s: [geluk]}\n", "  - {id: c, rules: [$s]}\n", text),
          "lost [c#1:5] [] rule changed: c#1:5 > c#1:5 (set s)");
}

TEST(a_match_that_is_blocked_on_the_other_side)
{
    const char *free_ = "  - {id: c, rules: [{id: x, find: team}]}\n",
               *blocked = "  - {id: c, rules: [{id: x, find: team, unless: fijn}]}\n";
    check_codes(state_, free_, blocked,
                "lost [x:4] [] blocked: x:4 (unless of rule x); rule changed: x:4 > x:4 (unless)");
    check_codes(state_, blocked, free_,
                "gained [] [x:4] was blocked: x:4 (unless of rule x); rule changed: x:4 > x:4 (unless)");
    check(state_, version_of("", free_, text), version_of("unless: fijn\n", free_, text),
          "lost [x:4] [] blocked: x:5 (unless of codebook b); rule changed: x:4 > x:5 (unless of codebook)");
    check_codes(state_, free_, "  - {id: c, rules: [{id: y, find: team, unless: fijn}]}\n",
                "lost [x:4] [] rule removed: x:4; blocked: y:4 (unless of rule y)");
}

TEST(one_of_the_rules_that_made_a_coding_is_blocked)
{
    check_codes(state_, "  - {id: c, rules: [fijn, {id: x, find: team}]}\n",
                "  - {id: c, rules: [fijn, {id: x, find: team, negated: only}]}\n",
                "rules [x:4;c#1:4] [c#1:4] blocked: x:4 (negated: only); rule changed: x:4 > x:4 (negated)");
}

TEST(without_a_rule_that_tells_it_is_what_holds_for_all)
{
    const char *codes = "  - {id: c, rules: [team]}\n";
    draad_project *a = version_of("", codes, text), *b = draad_project_new(NULL);
    add_book(b, "", codes);
    CHECK_INT(draad_project_add_source_bytes(b, dr_str_of(text), "d.txt"), DRAAD_OK);
    CHECK_INT(draad_project_code(b, &(draad_code_options){.set_unit = true, .unit = DRAAD_UNIT_MATCH}), DRAAD_OK);
    check(state_, a, b, "moved [c#1:4] [c#1:4] options changed");
    a = version_of("", codes, "R: Het team.\nB: Ja, het team.\n");
    b = draad_project_new(NULL);
    add_book(b, "", codes);
    CHECK_INT(draad_project_set_cases_bytes(b, DR_STR("document,speaker,case,role\nd,B,x,interviewer\n"), "cases.csv"),
              DRAAD_OK);
    CHECK_INT(draad_project_add_source_bytes(b, DR_STR("R: Het team.\nB: Ja, het team.\n"), "d.txt"), DRAAD_OK);
    CHECK_INT(draad_project_code(b, NULL), DRAAD_OK);
    check(state_, a, b, "lost [c#1:4] [] cases changed");
    check(state_, version_of("", codes, text), version_of("", codes, "Een.\n"), "lost [c#1:4] [] source changed");
    a = version_of("", codes, text);
    b = version_of("", codes, text);
    a->made.draad = DR_STR("0.0.9");
    b->made.draad = DR_STR("0.1.0");
    b->documents[0].ncodings = 0;
    check(state_, a, b, "lost [c#1:4] [] Draad changed");
}

TEST(a_code_or_document_of_one_side_says_enough)
{
    check_codes(state_, "  - {id: c, rules: [team]}\n", "  - {id: d, rules: [team]}\n",
                "lost [c#1:4] [] code only in A | gained [] [d#1:4] code only in B");
}

int main(void)
{
    return RUN(a_rule_that_is_gone_or_new, a_rule_that_says_something_else, a_match_that_is_blocked_on_the_other_side,
               one_of_the_rules_that_made_a_coding_is_blocked, without_a_rule_that_tells_it_is_what_holds_for_all,
               a_code_or_document_of_one_side_says_enough);
}
