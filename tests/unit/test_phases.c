/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "tables.h"

/* A document in which phases are told in this order, a sentence each; '.' is a sentence without, and letters in
 * brackets are told in one. */
static void tell(draad_project *p, const char *id, const char *order)
{
    char voices[64] = "";
    memset(voices, 'R', strlen(order) > 0 ? strlen(order) : 1);
    dr_coded *d = handmade_document(p, id, voices);
    bool together = false;
    draad_byte at = 0;
    for (const char *c = order; *c != '\0'; c++) {
        together = *c == '(' || (together && *c != ')');
        if (*c >= 'a' && *c <= 'z')
            handmade_coding(d, (uint32_t)(*c - 'a'), 0, at, at + 9);
        at += together ? 0 : 10;
    }
}

/* A study of three phases a, b, c: in three of four documents a and b, of which one turns them; c in two. */
static draad_project *study(void)
{
    draad_project *p = handmade_new(3);
    tell(p, "w", "abc");
    tell(p, "x", "ba.a");
    tell(p, "y", "cab");
    tell(p, "z", "");
    return p;
}

TEST(two_thirds_share_a_phase)
{
    static const struct {
        size_t with, all;
        double shared;
    } borders[] = {{2, 3, 1}, {1, 2, 0}, {3, 5, 0}, {4, 6, 1}, {3, 4, 1}, {0, 2, 0}, {1, 1, 1}};
    const draad_table_options o = defaults();
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
        draad_project *p = handmade_new(1);
        for (size_t k = 0; k < borders[i].all; k++)
            tell(p, "d", k < borders[i].with ? "a" : ".");
        draad_table *t = ask(p, "phases", &o);
        CHECK_NEAR(value(t, 0, "shared"), borders[i].shared, 0);
        CHECK_NEAR(value(t, 0, "documents"), (double)borders[i].with, 0);
        CHECK_NEAR(value(t, 0, "share"), (double)borders[i].with / (double)borders[i].all, 1e-12);
        CHECK_NEAR(fact(t, "all_documents").number, (double)borders[i].all, 0);
        draad_table_free(t);
        handmade_free(p);
    }
    draad_project *p = handmade_new(1);
    draad_table *t = ask(p, "phases", &o); /* no documents: no share, and nothing shared */
    CHECK(isnan(value(t, 0, "share")));
    CHECK_NEAR(value(t, 0, "shared"), 0, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(phases_win_from_those_they_come_before_more_often)
{
    /* a before b in w and y, b before a in x; a before c in w, c before a in y: a tie; b before c in w, after it in y
     */
    draad_project *p = study();
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "phases", &o);
    static const double wins[] = {1, 0, 0}, consensus[] = {1, 2, 3};
    CHECK_INT(draad_table_rows(t), 3);
    for (size_t i = 0; i < 3; i++) {
        CHECK_NEAR(value(t, i, "listed"), (double)i + 1, 0);
        CHECK_NEAR(value(t, i, "wins"), wins[i], 0);
        CHECK_NEAR(value(t, i, "consensus"), consensus[i], 0);
    }
    draad_table_free(t);
    handmade_free(p);
}

TEST(the_consensus_order_is_not_the_listed_one)
{
    draad_project *p = handmade_new(4);
    tell(p, "x", "dcab"); /* d wins three, c two, a one, b none */
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "phases", &o);
    static const double wins[] = {1, 0, 2, 3}, consensus[] = {3, 4, 2, 1};
    for (size_t i = 0; i < 4; i++) {
        CHECK_NEAR(value(t, i, "wins"), wins[i], 0);
        CHECK_NEAR(value(t, i, "consensus"), consensus[i], 0);
    }
    draad_table_free(t);
    handmade_free(p);
}

TEST(in_a_circle_the_listed_order_decides)
{
    draad_project *p = handmade_new(3);
    tell(p, "x", "ab"); /* a before b, b before c, c before a */
    tell(p, "y", "bc");
    tell(p, "z", "ca");
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "phases", &o);
    for (size_t i = 0; i < 3; i++) {
        CHECK_NEAR(value(t, i, "wins"), 1, 0);
        CHECK_NEAR(value(t, i, "consensus"), (double)i + 1, 0);
    }
    draad_table_free(t);
    handmade_free(p);
}

static void check_pair(void **state_, const draad_table *t, const char *a, const char *b, double both, double a_first,
                       double b_first, double a_then_b)
{
    const size_t row = row_of(t, a, b);
    CHECK_NEAR(value(t, row, "both"), both, 0);
    CHECK_NEAR(value(t, row, "a_first"), a_first, 0);
    CHECK_NEAR(value(t, row, "b_first"), b_first, 0);
    CHECK_NEAR(value(t, row, "a_then_b"), a_then_b, 0);
}

TEST(precedence_is_of_first_segments_and_what_follows_is_of_all)
{
    draad_project *p = study();
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "precedence", &o);
    CHECK_INT(draad_table_rows(t), 9);
    check_pair(state_, t, "a", "b", 3, 2, 1, 2);
    check_pair(state_, t, "b", "a", 3, 1, 2, 1);
    check_pair(state_, t, "a", "c", 2, 1, 1, 0);
    check_pair(state_, t, "b", "c", 2, 1, 1, 1);
    check_pair(state_, t, "c", "a", 2, 1, 1, 1);
    check_pair(state_, t, "a", "a", 3, NAN, NAN, 1); /* again, past a sentence without */
    check_pair(state_, t, "c", "c", 2, NAN, NAN, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(phases_that_begin_together_count_for_neither)
{
    draad_project *p = handmade_new(3);
    tell(p, "x", "(ba)c");
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "precedence", &o);
    check_pair(state_, t, "a", "b", 1, 0, 0, 1);
    check_pair(state_, t, "b", "a", 1, 0, 0, 0);
    draad_table_free(t);
    t = ask(p, "phases", &o);
    CHECK_NEAR(value(t, 0, "wins"), 1, 0); /* of c alone */
    CHECK_NEAR(value(t, 1, "wins"), 1, 0);
    draad_table_free(t);
    t = ask(p, "narratives", &o);
    CHECK_STR(text(t, 0, "order"), "a;b;c");
    CHECK_NEAR(value(t, 0, "order_score"), 1, 1e-12); /* a-b is no pair; a-c and b-c are as listed */
    draad_table_free(t);
    handmade_free(p);
    p = handmade_new(2);
    tell(p, "x", "(ba)");
    t = ask(p, "narratives", &o);
    CHECK(isnan(value(t, 0, "order_score")));
    draad_table_free(t);
    handmade_free(p);
}

TEST(an_order_score_is_the_share_of_pairs_as_listed)
{
    static const struct {
        const char *told, *order;
        double phases, score;
    } documents[] = {
        {"abcd", "a;b;c;d", 4, 1},     {"dcba", "d;c;b;a", 4, 0}, {"acb", "a;c;b", 3, 2.0 / 3},
        {"bada", "b;a;d", 3, 2.0 / 3}, /* a first stands second, whatever comes after */
        {"cc", "c", 1, NAN},           {"", "", 0, NAN},          {"d..a", "d;a", 2, 0},
    };
    draad_project *p = handmade_new(4);
    const size_t n = sizeof documents / sizeof *documents;
    for (size_t i = 0; i < n; i++)
        tell(p, "d", documents[i].told);
    p->documents[0].case_id = DR_STR("Anna");
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "narratives", &o);
    CHECK_INT(draad_table_rows(t), n);
    for (size_t i = 0; i < n; i++) {
        CHECK_STR(text(t, i, "order"), documents[i].order);
        CHECK_NEAR(value(t, i, "phases"), documents[i].phases, 0);
        CHECK_NEAR(value(t, i, "order_score"), documents[i].score, 1e-12);
    }
    CHECK_STR(text(t, 0, "case"), "Anna");
    CHECK_STR(text(t, 1, "case"), "d");
    draad_table_free(t);
    handmade_free(p);
}

TEST(codes_with_codes_below_them_are_no_phases)
{
    static const char *const first[] = {"a"};
    draad_project *p = handmade_new(5);
    handmade_below(p, 1, 0); /* a: b, c */
    handmade_below(p, 2, 0);
    handmade_below(p, 4, 3); /* d: e */
    tell(p, "x", "acbe");
    draad_table_options o = defaults();
    draad_table *t = ask(p, "phases", &o);
    CHECK_INT(draad_table_rows(t), 3);
    CHECK_STR(text(t, 0, "code"), "b");
    CHECK_STR(text(t, 1, "code"), "c");
    CHECK_STR(text(t, 2, "code"), "e");
    draad_table_free(t);
    o.only = first;
    o.nonly = 1;
    t = ask(p, "narratives", &o);
    CHECK_STR(text(t, 0, "order"), "c;b");
    draad_table_free(t);
    o.nonly = 0;
    o.rollup = DRAAD_ROLLUP_LEVEL;
    o.level = 1;
    t = ask(p, "narratives", &o);
    CHECK_STR(text(t, 0, "order"), "a;d"); /* with nothing below them any more */
    draad_table_free(t);
    handmade_free(p);
}

TEST(documents_that_were_chosen_are_all_there_are)
{
    draad_project *p = study();
    CHECK_INT(dr_cases_read(DR_STR("document,groep\nw,een\nx,een\ny,twee\n"), "cases.csv", NULL, &p->cases), DRAAD_OK);
    draad_table_options o = defaults();
    o.where[0] = "groep";
    o.where[1] = "een";
    draad_table *t = ask(p, "phases", &o);
    CHECK_NEAR(fact(t, "all_documents").number, 2, 0);
    CHECK_NEAR(value(t, 2, "documents"), 1, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    const draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "phases", &o) > 15);
    CHECK(ask_without_memory(p, "precedence", &o) > 15);
    CHECK(ask_without_memory(p, "narratives", &o) > 15);
    handmade_free(p);
}

int main(void)
{
    return RUN(two_thirds_share_a_phase, phases_win_from_those_they_come_before_more_often,
               the_consensus_order_is_not_the_listed_one, in_a_circle_the_listed_order_decides,
               precedence_is_of_first_segments_and_what_follows_is_of_all, phases_that_begin_together_count_for_neither,
               an_order_score_is_the_share_of_pairs_as_listed, codes_with_codes_below_them_are_no_phases,
               documents_that_were_chosen_are_all_there_are, no_memory_is_an_error_and_loses_nothing);
}
