/* SPDX-License-Identifier: Apache-2.0
 * test_passages.c - what stands behind a cell adds up to the cell. */
#include "handmade.h"

#include "tables.h"
#include "worked_example.h"

static const char *const wstz[] = {"we.w", "we.s", "we.t", "we.z"};

/* What the rows behind a cell add up to, as docs/tables.md says of each way to count. */
static double sum_of(const draad_table *t, draad_counting counting, bool diagonal)
{
    double sum = 0, last = -1;
    draad_str document = {0};
    for (size_t i = 0; i < draad_table_rows(t); i++) {
        const double a = value(t, i, "segments_a"), b = value(t, i, "segments_b");
        const double from = fmax(value(t, i, "start_a"), value(t, i, "start_b"));
        const double to = fmin(value(t, i, "end_a"), value(t, i, "end_b"));
        const bool again = dr_str_equal(document, text(t, i, "document")) && last == value(t, i, "start_a");
        switch ((unsigned)counting) {
        case DRAAD_COUNT_PRODUCT:
            sum += diagonal ? a * (a - 1) / 2 : a * b;
            break;
        case DRAAD_COUNT_MINIMUM:
            sum += a < b ? a : b;
            break;
        case DRAAD_COUNT_CHARS:
            sum += diagonal ? value(t, i, "end_a") - value(t, i, "start_a") : to - from;
            break;
        case DRAAD_COUNT_HITS:
            sum += !again;
            break; /* a segment once, however many it overlaps */
        default:
            sum += 1;
        }
        document = text(t, i, "document");
        last = value(t, i, "start_a");
    }
    return sum;
}

static void check_cell(void **state_, const draad_project *p, draad_table_options o, const char *a, const char *b)
{
    draad_table *counts = NULL;
    CHECK_INT(draad_project_matrix(p, &o.matrix, &counts, NULL, NULL), DRAAD_OK);
    size_t row = 0, column = 0;
    for (size_t i = 0; i < draad_table_rows(counts); i++) {
        row = dr_str_is(draad_table_row_name(counts, i), a) ? i : row;
        column = dr_str_is(draad_table_column_name(counts, i), b) ? i : column;
    }
    o.cell[0] = a;
    o.cell[1] = b;
    draad_table *t = ask(p, "cooccurrence", &o);
    const double found = sum_of(t, o.matrix.counting, row == column);
    if (found != draad_table_value(counts, row, column))
        print_error("%s: %s and %s\n", draad_counting_name(o.matrix.counting), a, b);
    CHECK_NEAR(found, draad_table_value(counts, row, column), 0);
    draad_table_free(counts);
    draad_table_free(t);
}

static void check_cells(void **state_, const draad_project *p, draad_matrix_options m, const char *const *codes,
                        size_t n)
{
    draad_table_options o = defaults();
    o.matrix = m;
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++)
            check_cell(state_, p, o, codes[a], codes[b]);
}

static void check_all_ways(void **state_, const draad_project *p, const char *const *codes, size_t n)
{
    for (unsigned way = 0; way < DRAAD_COUNTINGS; way++)
        for (draad_unit unit = DRAAD_UNIT_SENTENCE; unit <= DRAAD_UNIT_DOCUMENT; unit++)
            for (uint32_t more = 0; more < 3; more++)
                check_cells(state_, p,
                            (draad_matrix_options){.counting = (draad_counting)way,
                                                   .unit = unit,
                                                   .window = 3 * more,
                                                   .lag = more,
                                                   .next_coded = more == 1,
                                                   .same_turn = more == 2},
                            codes, n);
}

TEST(rows_add_up_to_every_cell_of_the_worked_example)
{
    draad_project *p = worked_example();
    check_all_ways(state_, p, wstz, 4);
    draad_project_free(p);
}

TEST(rows_add_up_to_every_cell_of_codings_at_random)
{
    static const char *const codes[] = {"a", "b", "c"};
    draad_project *p = handmade_new(3);
    uint32_t random = 3;
    for (int i = 0; i < 4; i++) {
        static const char *const names[] = {"d", "e", "f", "g"};
        dr_coded *d = handmade_document(p, names[i], "IRRISRRRSSIRII");
        for (int k = 0; k < 8 * i; k++) {
            random = random * 1664525u + 1013904223u;
            const draad_byte start = (random >> 8) % 139, length = 1 + (random >> 24) % (k % 5 == 0 ? 60 : 9);
            handmade_coding(d, (random >> 4) % 3, 0, start, start + length);
        }
    }
    check_all_ways(state_, p, codes, 3);
    handmade_free(p);
}

TEST(a_passage_says_where_it_is_and_who_says_what)
{
    draad_project *p = worked_example();
    draad_table_options o = defaults();
    o.cell[0] = "we.w";
    o.cell[1] = "we.s";
    draad_table *t = ask(p, "cooccurrence", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(text(t, 0, "document"), "d1");
    CHECK_STR(text(t, 0, "case"), "d1");
    CHECK_STR(text(t, 0, "unit"), "sentence");
    CHECK_NEAR(value(t, 0, "number"), 3, 0); /* the question is the first */
    CHECK(isnan(value(t, 0, "next")) && isnan(value(t, 0, "gap")));
    CHECK_STR(text(t, 0, "relation"), "");
    CHECK_NEAR(value(t, 0, "start_a"), 27, 0);
    CHECK_NEAR(value(t, 0, "end_a"), 54, 0);
    CHECK_STR(text(t, 0, "text_a"), "erg druk nu. Gelukkig helpt"); /* of two codings */
    CHECK_STR(text(t, 0, "text_b"), "Gelukkig helpt mijn team.");
    CHECK_STR(text(t, 1, "text_b"), "Mijn team vangt mij op");
    CHECK_STR(fact(t, "code_a").text, "we.w");
    CHECK_STR(fact(t, "code_b").text, "we.s");
    CHECK_STR(fact(t, "counting").text, "binary");
    draad_table_free(t);
    o.matrix.counting = DRAAD_COUNT_PAIRS;
    t = ask(p, "cooccurrence", &o);
    CHECK_INT(draad_table_rows(t), 1);
    CHECK_STR(text(t, 0, "relation"), "starts_before");
    CHECK_NEAR(value(t, 0, "gap"), 0, 0);
    CHECK_STR(text(t, 0, "unit"), "");
    CHECK(isnan(value(t, 0, "number")));
    draad_table_free(t);
    o.cell[0] = "we.s";
    o.cell[1] = "we.w"; /* the other way round: seen from the other */
    t = ask(p, "cooccurrence", &o);
    CHECK_STR(text(t, 0, "relation"), "starts_after");
    CHECK_STR(text(t, 0, "text_a"), "Gelukkig helpt mijn team.");
    draad_table_free(t);
    draad_project_free(p);
}

TEST(of_followed_both_units_are_named)
{
    draad_project *p = worked_example();
    draad_table_options o = defaults();
    o.cell[0] = "we.t";
    o.cell[1] = "we.z";
    o.matrix.counting = DRAAD_COUNT_FOLLOWED;
    o.matrix.next_coded = true;
    draad_table *t = ask(p, "cooccurrence", &o);
    CHECK_INT(draad_table_rows(t), 3);
    CHECK_NEAR(value(t, 0, "number"), 4, 0); /* Thuis vertel ik niks.  then, past En verder? and Tja., the seventh */
    CHECK_NEAR(value(t, 0, "next"), 7, 0);
    CHECK_STR(text(t, 0, "text_a"), "Thuis vertel ik niks.");
    CHECK_STR(fact(t, "setting").text, "lag 1 next coded");
    CHECK_STR(text(t, 0, "text_b"), "Ik ga sporten na een drukke dag.");
    draad_table_free(t);
    draad_project_free(p);
}

TEST(a_gap_is_counted_in_words_and_the_case_is_of_who_speaks)
{
    draad_project *p = handmade_new(2);
    dr_coded *d = handmade_document(p, "d", "IRRS");
    handmade_case(d, 'R', "Anna");
    handmade_case(d, 'S', "Bram");
    handmade_coding(d, 0, 0, 5, 12); /* begins in the question: the first that counts is R */
    handmade_coding(d, 1, 0, 20, 29);
    handmade_coding(d, 1, 0, 30, 39);
    draad_table_options o = defaults();
    o.matrix.counting = DRAAD_COUNT_WINDOW;
    o.cell[0] = "a";
    o.cell[1] = "b";
    draad_table *t = ask(p, "cooccurrence", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_NEAR(value(t, 0, "gap"), 2, 0);
    CHECK_NEAR(value(t, 1, "gap"), 5, 0);
    CHECK_STR(text(t, 0, "case"), "Anna");
    draad_table_free(t);
    o.cell[0] = o.cell[1] = "b";
    t = ask(p, "cooccurrence", &o);
    CHECK_INT(draad_table_rows(t), 1); /* an unordered pair, once */
    CHECK_STR(text(t, 0, "case"), "Anna");
    CHECK_NEAR(value(t, 0, "start_b"), 30, 0);
    draad_table_free(t);
    o.matrix.counting = DRAAD_COUNT_HITS;
    t = ask(p, "cooccurrence", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(text(t, 1, "case"), "Bram");
    CHECK(isnan(value(t, 1, "start_b")));
    CHECK_STR(text(t, 1, "text_b"), "");
    draad_table_free(t);
    handmade_free(p);
}

TEST(a_code_that_is_not_in_the_table_is_refused)
{
    static const char *const s[] = {"we.s"};
    draad_project *p = worked_example();
    draad_table_options o = defaults();
    o.cell[0] = "we.s";
    o.cell[1] = "we.x";
    CHECK(strstr(refusal(p, "cooccurrence", &o), "we.x") != NULL);
    o.cell[1] = "we.w";
    o.only = s;
    o.nonly = 1;
    CHECK(strstr(refusal(p, "cooccurrence", &o), "we.w") != NULL);
    draad_project_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = worked_example();
    draad_table_options o = defaults();
    o.cell[0] = "we.w";
    o.cell[1] = "we.s";
    CHECK(ask_without_memory(p, "cooccurrence", &o) > 10);
    o.matrix.counting = DRAAD_COUNT_WINDOW;
    CHECK(ask_without_memory(p, "cooccurrence", &o) > 10);
    draad_project_free(p);
}

int main(void)
{
    return RUN(rows_add_up_to_every_cell_of_the_worked_example, rows_add_up_to_every_cell_of_codings_at_random,
               a_passage_says_where_it_is_and_who_says_what, of_followed_both_units_are_named,
               a_gap_is_counted_in_words_and_the_case_is_of_who_speaks, a_code_that_is_not_in_the_table_is_refused,
               no_memory_is_an_error_and_loses_nothing);
}
