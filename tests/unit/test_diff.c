/* SPDX-License-Identifier: Apache-2.0
 * test_diff.c - what is coded otherwise: kept, moved, gained, lost, and the tables of it. */
#include "failing.h"
#include "versions.h"

#include "analysis/diff.h"
#include "base/table.h"

static const char text[] = "Ik heb druk werk. Het team is \xC3\xA9\xC3\xA9n. Druk thuis. Ja. Team, druk.\n";

/* "lost c 0-17; ": the changes, kept ones too. */
static void show(void **state_, const draad_project *a, const draad_project *b, dr_buf *out)
{
    static const char *const names[] = {"kept", "rules", "moved", "gained", "lost"};
    dr_diff d;
    out->len = 0;
    CHECK_INT(dr_diff_of(a, b, &d, NULL), DRAAD_OK);
    for (size_t i = 0; i < d.changes.n; i++) {
        const dr_change *c = &d.changes.at[i];
        const draad_str code = d.codes.at[c->code].name;
        dr_buf_printf(out, NULL, "%s%s %.*s", i > 0 ? "; " : "", names[c->kind], (int)code.len - 2, code.data + 2);
        if (c->coder != 0)
            dr_buf_printf(out, NULL, " %.*s", DR_ARG(d.coders.at[c->coder].name));
        if (c->a != NULL)
            dr_buf_printf(out, NULL, " %u-%u", (unsigned)c->a->start.value, (unsigned)c->a->end.value);
        if (c->b != NULL && c->kind != DR_CHANGE_KEPT && c->kind != DR_CHANGE_RULES)
            dr_buf_printf(out, NULL, " >%u-%u", (unsigned)c->b->start.value, (unsigned)c->b->end.value);
    }
    dr_diff_free(&d);
}

static void check(void **state_, draad_project *a, draad_project *b, const char *expected)
{
    dr_buf found = {0};
    show(state_, a, b, &found);
    CHECK_STR(dr_buf_str(&found), expected);
    dr_buf_free(&found);
    draad_project_free(a);
    draad_project_free(b);
}

TEST(the_same_twice_is_kept)
{
    const char *codes = "  - {id: c, rules: [druk]}\n";
    check(state_, version_of("", codes, text), version_of("", codes, text), "kept c 0-17; kept c 35-46; kept c 51-62");
}

TEST(what_one_side_does_not_find_is_lost_or_gained)
{
    draad_project *a = version_of("", "  - {id: c, rules: [druk]}\n", text);
    draad_project *b = version_of("", "  - {id: c, rules: [=druk NEAR/0 werk, team]}\n", text);
    check(state_, a, b, "kept c 0-17; gained c >18-34; lost c 35-46; rules c 51-62");
}

TEST(a_rule_with_another_number_changes_nothing)
{
    draad_project *a = version_of("", "  - {id: c, rules: [druk]}\n", text);
    draad_project *b = version_of("", "  - {id: c, rules: [geluk, druk]}\n", text);
    check(state_, a, b, "kept c 0-17; kept c 35-46; kept c 51-62");
}

TEST(a_code_of_one_side_is_told_under_its_own_name)
{
    draad_project *a = version_of("", "  - {id: c, rules: [thuis]}\n  - {id: d, rules: [thuis]}\n", text);
    draad_project *b = version_of("", "  - {id: e, rules: [thuis]}\n  - {id: d, rules: [thuis]}\n", text);
    check(state_, a, b, "lost c 35-46; kept d 35-46; gained e >35-46");
}

TEST(other_borders_are_moved_also_when_one_became_two)
{
    const char *narrow = "  - {id: c, unit: match, rules: [druk]}\n", *sentence = "  - {id: c, rules: [druk]}\n",
               *turn = "  - {id: c, unit: turn, rules: [druk]}\n";
    check(state_, version_of("", narrow, text), version_of("", sentence, text),
          "moved c 7-11 >0-17; moved c 35-39 >35-46; moved c 57-61 >51-62");
    check(state_, version_of("", sentence, text), version_of("", turn, text),
          "moved c 0-17 >0-62; moved c 35-46 >0-62; moved c 51-62 >0-62");
    check(state_, version_of("", turn, text), version_of("", sentence, text),
          "moved c 0-62 >0-17; moved c 0-62 >35-46; moved c 0-62 >51-62");
}

TEST(another_source_moves_what_says_the_same)
{
    const char *codes = "  - {id: c, rules: [druk]}\n";
    check(state_, version_of("", codes, text),
          version_of("", codes, "Nieuw. Druk thuis. Niet druk. Ik heb druk werk.\n"),
          "moved c 0-17 >30-47; gained c >19-29; moved c 35-46 >7-18; lost c 51-62");
    check(state_, version_of("", codes, "Druk. Ja. Druk.\n"), version_of("", codes, "Ja. Druk. Druk. Druk.\n"),
          "moved c 0-5 >4-9; kept c 10-15; gained c >16-21");
}

static draad_project *hand_coded(const char *coder, uint32_t start, uint32_t end)
{
    draad_project *p = draad_project_new(NULL);
    draad_error err;
    add_book(p, "", "  - {id: c}\n");
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(text), "d.txt"), DRAAD_OK);
    assert_int_equal(draad_project_read_sources(p), DRAAD_OK);
    assert_int_equal(draad_project_add_coding(p, DR_STR("d"), (draad_cp){start}, (draad_cp){end}, DR_STR("b.c"),
                                              dr_str_of(coder), &err),
                     DRAAD_OK);
    return p;
}

TEST(people_are_compared_with_themselves)
{
    check(state_, hand_coded("anna", 0, 17), hand_coded("anna", 0, 17), "kept c anna 0-17");
    check(state_, hand_coded("anna", 0, 17), hand_coded("anna", 4, 20), "moved c anna 0-17 >4-20");
    check(state_, hand_coded("anna", 0, 17), hand_coded("bram", 0, 17), "lost c anna 0-17; gained c bram >0-17");
}

TEST(a_document_of_one_side_is_gained_or_lost_as_a_whole)
{
    const char *codes = "  - {id: c, rules: [druk]}\n";
    draad_project *a = version_of("", codes, text), *b = draad_project_new(NULL);
    draad_table *t = NULL;
    add_book(b, "", codes);
    CHECK_INT(draad_project_add_source_bytes(b, DR_STR("Druk.\n"), "e.txt"), DRAAD_OK);
    CHECK_INT(draad_project_code(b, NULL), DRAAD_OK);
    CHECK_INT(draad_project_diff(a, b, DRAAD_DIFF_DOCUMENTS, false, &t, NULL), DRAAD_OK);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(draad_table_text(t, 0, 0), "d");
    CHECK_STR(draad_table_text(t, 0, 1), "a");
    CHECK_STR(draad_table_text(t, 0, 2), "");
    CHECK_NEAR(draad_table_value(t, 0, 5), 3, 0); /* lost */
    CHECK_STR(draad_table_text(t, 1, 1), "b");
    CHECK_NEAR(draad_table_value(t, 1, 4), 1, 0); /* gained */
    draad_table_free(t);
    check(state_, a, b, "lost c 0-17; lost c 35-46; lost c 51-62; gained c >0-5");
}

TEST(codes_are_counted_and_quotes_are_given_on_request)
{
    draad_project *a = version_of("", "  - {id: c, label: Cee, rules: [druk]}\n", text);
    draad_project *b = version_of("", "  - {id: c, label: See, rules: [{id: t, find: team}]}\n  - {id: leeg}\n", text);
    draad_table *t = NULL;
    CHECK_INT(draad_project_diff(a, b, DRAAD_DIFF_CODES, false, &t, NULL), DRAAD_OK);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(draad_table_text(t, 0, 1), "See");
    CHECK_NEAR(draad_table_value(t, 0, 3), 0, 0); /* kept: of the last sentence only the rules are others */
    CHECK_NEAR(draad_table_value(t, 0, 4), 1, 0);
    CHECK_NEAR(draad_table_value(t, 0, 5), 2, 0);
    CHECK_NEAR(draad_table_value(t, 0, 7), 1, 0);
    CHECK_STR(draad_table_text(t, 1, 2), "b");
    draad_table_free(t);
    CHECK_INT(draad_project_diff(a, b, DRAAD_DIFF_CHANGES, false, &t, NULL), DRAAD_OK);
    CHECK_INT(draad_table_columns(t), 11);
    draad_table_free(t);
    CHECK_INT(draad_project_diff(a, b, DRAAD_DIFF_CHANGES, true, &t, NULL), DRAAD_OK);
    CHECK_INT(draad_table_rows(t), 4);
    CHECK_STR(draad_table_text(t, 1, 12), "Het team is \xC3\xA9\xC3\xA9n.");
    CHECK_STR(draad_table_text(t, 1, 11), "");
    CHECK_NEAR(draad_table_value(t, 1, 4), NAN, 0);
    CHECK_NEAR(draad_table_value(t, 1, 7), 34, 0);
    draad_table_free(t);
    draad_project_free(a);
    draad_project_free(b);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *a = version_of("sets: {s: [druk]}\n", "  - {id: c, rules: [$s, ja, {id: t, find: team}]}\n", text);
    draad_project *b =
        version_of("sets: {s: [thuis]}\n", "  - {id: c, rules: [$s, {id: t, find: team, unless: druk}]}\n",
                   "Druk thuis, team. Ik heb druk werk. Team. Ja.\n");
    for (draad_diff_rows rows = DRAAD_DIFF_CHANGES; rows <= DRAAD_DIFF_DOCUMENTS; rows++) {
        size_t n = 0;
        for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
            draad_table *t = NULL;
            allocations_left = n;
            draad_set_allocator(&failing);
            s = draad_project_diff(a, b, rows, true, &t, NULL);
            CHECK((s == DRAAD_OK) == (t != NULL));
            draad_table_free(t);
            draad_set_allocator(NULL);
            CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
            CHECK(n < 10000);
        }
        CHECK(n > 20);
    }
    draad_project_free(a);
    draad_project_free(b);
}

int main(void)
{
    return RUN(the_same_twice_is_kept, what_one_side_does_not_find_is_lost_or_gained,
               a_rule_with_another_number_changes_nothing, a_code_of_one_side_is_told_under_its_own_name,
               other_borders_are_moved_also_when_one_became_two, another_source_moves_what_says_the_same,
               people_are_compared_with_themselves, a_document_of_one_side_is_gained_or_lost_as_a_whole,
               codes_are_counted_and_quotes_are_given_on_request, no_memory_is_an_error_and_loses_nothing);
}
