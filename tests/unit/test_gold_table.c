/* SPDX-License-Identifier: Apache-2.0
 * test_gold_table.c - what coders find of what one of them marked; the example is DSEG1 of
 * tests/data/segments-vs-gold.json, as a project. */
#include "handmade.h"

#include "tables.h"

typedef struct segment {
    uint32_t code, start, end;
} segment;

static const segment right[] = {{0, 0, 20}, {0, 30, 50}, {1, 60, 90}, {2, 100, 110}},
                     found[] = {{0, 0, 20}, {0, 33, 50}, {1, 55, 80}, {1, 92, 99}, {0, 105, 130}};

static draad_project *study(void)
{
    draad_project *p = handmade_new(3);
    handmade_coder(p, "draad");
    handmade_coder(p, "Bo");
    dr_coded *d = handmade_document(p, "x", "RRRRRRRRRRRRRR");
    for (size_t i = 0; i < 4; i++)
        handmade_coding(d, right[i].code, 1, right[i].start, right[i].end);
    for (size_t i = 0; i < 5; i++)
        handmade_coding(d, found[i].code, 0, found[i].start, found[i].end);
    return p;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : (double)NAN;
}

/* Five rows: a, b, c, micro, macro. */
static void check_match(void **state_, const draad_table *t, size_t row, const char *match, const double (*hits)[3],
                        double macro)
{
    static const char *const codes[] = {"a", "b", "c", "micro", "macro"};
    for (size_t i = 0; i < 5; i++) {
        CHECK_STR(text(t, row + i, "match"), match);
        CHECK_STR(text(t, row + i, "code"), codes[i]);
        if (i == 4)
            break;
        const double tp = hits[i][0], fp = hits[i][1], fn = hits[i][2];
        CHECK_NEAR(value(t, row + i, "tp"), tp, 0);
        CHECK_NEAR(value(t, row + i, "fp"), fp, 0);
        CHECK_NEAR(value(t, row + i, "fn"), fn, 0);
        CHECK_NEAR(value(t, row + i, "precision"), share(tp, tp + fp), 1e-12);
        CHECK_NEAR(value(t, row + i, "recall"), share(tp, tp + fn), 1e-12);
        CHECK_NEAR(value(t, row + i, "f1"), share(2 * tp, 2 * tp + fp + fn), 1e-12);
    }
    CHECK(isnan(value(t, row + 4, "tp")) && isnan(value(t, row + 4, "recall")));
    CHECK_NEAR(value(t, row + 4, "f1"), macro, 1e-12);
}

TEST(segments_and_characters_equal_the_example)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    draad_table *t = ask(p, "gold", &o);
    CHECK_INT(draad_table_rows(t), 20);
    CHECK_STR(text(t, 0, "coder"), "draad");
    CHECK_STR(text(t, 19, "coder"), "draad");
    CHECK_STR(fact(t, "gold").text, "Bo");
    check_match(state_, t, 0, "overlap 0.5", (const double[][3]){{2, 1, 0}, {1, 1, 0}, {0, 0, 1}, {3, 2, 1}},
                (0.8 + 2 / 3.0 + 0) / 3);
    check_match(state_, t, 5, "overlap 0.75", (const double[][3]){{2, 1, 0}, {0, 2, 1}, {0, 0, 1}, {2, 3, 2}}, 0.8 / 3);
    check_match(state_, t, 10, "exact", (const double[][3]){{1, 2, 1}, {0, 2, 1}, {0, 0, 1}, {1, 4, 3}}, 0.4 / 3);
    check_match(state_, t, 15, "characters", (const double[][3]){{37, 25, 3}, {20, 12, 10}, {0, 0, 10}, {57, 37, 23}},
                (74 / 102.0 + 40 / 62.0) / 3);
    draad_table_free(t);
    handmade_free(p);
}

TEST(another_gold_turns_the_table_around)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    o.gold = "draad";
    draad_table *t = ask(p, "gold", &o);
    CHECK_STR(text(t, 0, "coder"), "Bo");
    CHECK_STR(fact(t, "gold").text, "draad");
    check_match(state_, t, 0, "overlap 0.5", (const double[][3]){{2, 0, 1}, {1, 0, 1}, {0, 1, 0}, {3, 1, 2}},
                (0.8 + 2 / 3.0) / 2); /* c is none of what this gold has */
    draad_table_free(t);
    o.gold = "Cas";
    CHECK_STR(dr_str_of(refusal(p, "gold", &o)), "there is no coder 'Cas' in this result");
    handmade_free(p);
}

TEST(documents_that_one_of_them_did_not_read_do_not_count)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    handmade_coder(p, "Cas");
    dr_coded *y = handmade_document(p, "y", "RR");
    handmade_coding(y, 0, 1, 0, 9);  /* Bo and Cas read it, the program did not */
    handmade_coding(y, 0, 2, 0, 19); /* half of it is right */
    dr_coded *z = handmade_document(p, "z", "R");
    handmade_coding(z, 2, 1, 0, 9);
    handmade_reader(z, 2); /* Cas found nothing */
    handmade_coding(handmade_document(p, "q", "R"), 1, 0, 0, 9);
    draad_table *t = ask(p, "gold", &o);
    CHECK_INT(draad_table_rows(t), 40);
    check_match(state_, t, 0, "overlap 0.5", (const double[][3]){{2, 1, 0}, {1, 1, 0}, {0, 0, 1}, {3, 2, 1}},
                (0.8 + 2 / 3.0 + 0) / 3);
    CHECK_STR(text(t, 20, "coder"), "Cas");
    check_match(state_, t, 20, "overlap 0.5", (const double[][3]){{0, 1, 1}, {0, 0, 0}, {0, 0, 1}, {0, 1, 2}}, 0);
    check_match(state_, t, 35, "characters", (const double[][3]){{9, 10, 0}, {0, 0, 0}, {0, 0, 9}, {9, 10, 9}},
                (18 / 28.0 + 0) / 2);
    draad_table_free(t);
    handmade_free(p);
}

TEST(a_gold_that_has_nothing_has_no_mean)
{
    draad_project *p = handmade_new(1);
    draad_table_options o = defaults();
    handmade_coder(p, "draad");
    handmade_coder(p, "Bo");
    dr_coded *d = handmade_document(p, "x", "R");
    handmade_coding(d, 0, 0, 0, 9);
    handmade_reader(d, 1);
    draad_table *t = ask(p, "gold", &o);
    CHECK_NEAR(value(t, 0, "fp"), 1, 0);
    CHECK_NEAR(value(t, 0, "precision"), 0, 0);
    CHECK(isnan(value(t, 0, "recall")));
    CHECK_NEAR(value(t, 0, "f1"), 0, 0);
    CHECK_STR(text(t, 2, "code"), "macro");
    CHECK(isnan(value(t, 2, "f1")));
    draad_table_free(t);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "gold", &o) > 20);
    handmade_free(p);
}

int main(void)
{
    return RUN(segments_and_characters_equal_the_example, another_gold_turns_the_table_around,
               documents_that_one_of_them_did_not_read_do_not_count, a_gold_that_has_nothing_has_no_mean,
               no_memory_is_an_error_and_loses_nothing);
}
