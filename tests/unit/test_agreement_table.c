/* SPDX-License-Identifier: Apache-2.0
 * test_agreement_table.c - agreement code by code: the numbers are made by hand, from docs/agreement.md. */
#include "handmade.h"

#include "tables.h"

static void mark(dr_coded *d, uint32_t code, uint32_t coder, uint32_t sentence)
{
    handmade_coding(d, code, coder, 10 * sentence, 10 * sentence + 9);
}

/* Ten sentences, of which Bo gives a to the first four and Cas to the third, fourth and fifth; both give c to the
 * first; nobody gives b. */
static draad_project *two_coders(void)
{
    draad_project *p = handmade_new(3);
    handmade_coder(p, "draad");
    handmade_coder(p, "Bo");
    handmade_coder(p, "Cas");
    dr_coded *d = handmade_document(p, "x", "RRRRRRRRRR");
    for (uint32_t i = 0; i < 4; i++)
        mark(d, 0, 1, i);
    for (uint32_t i = 2; i < 5; i++)
        mark(d, 0, 2, i);
    mark(d, 2, 1, 0);
    mark(d, 2, 2, 0);
    return p;
}

static void check_row(void **state_, const draad_table *t, size_t row, const char *const *names, const double *expected)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        const double found = value(t, row, names[i]);
        if (!(isnan(expected[i]) ? isnan(found) : fabs(found - expected[i]) < 1e-12))
            print_error("%s: found %.15g, expected %.15g\n", names[i], found, expected[i]);
        CHECK(isnan(expected[i]) ? isnan(found) : fabs(found - expected[i]) < 1e-12);
    }
}

static const char *const of_all[] = {"n", "prevalence", "po", "alpha", "ac1", "bp", "fleiss", "conger", NULL};
static const char *const of_two[] = {"prevalence_a", "prevalence_b", "kappa", "kappa_se", "scott_pi",
                                     "precision",    "recall",       "f1",    NULL};

TEST(two_coders_of_ten_sentences)
{
    draad_project *p = two_coders();
    draad_table_options o = defaults();
    draad_table *t = ask(p, "agreement", &o);
    CHECK_INT(draad_table_rows(t), 3);
    /* pe of kappa .4 * .3 + .6 * .7, of pi .35 squared + .65 squared; De of alpha 2 * 7 * 13 / (20 * 19) */
    check_row(
        state_, t, 0, of_all,
        (double[]){10, 0.35, 0.7, 1 - 0.3 / (182 / 380.0), (0.7 - 0.455) / 0.545, 0.4, 0.155 / 0.455, 0.16 / 0.46});
    check_row(state_, t, 0, of_two,
              (double[]){0.4, 0.3, 0.16 / 0.46, 0.300442246776315, 0.155 / 0.455, 2 / 3.0, 0.5, 4 / 7.0});
    CHECK(value(t, 0, "kappa_low") < 0.16 / 0.46 && value(t, 0, "kappa_high") > 0.16 / 0.46);
    CHECK(value(t, 0, "alpha_low") < value(t, 0, "alpha") && value(t, 0, "alpha_high") > value(t, 0, "alpha"));
    /* That nobody used b is no agreement about it. */
    check_row(state_, t, 1, of_all, (double[]){10, 0, 1, NAN, NAN, NAN, NAN, NAN});
    check_row(state_, t, 1, of_two, (double[]){0, 0, NAN, NAN, NAN, NAN, NAN, NAN});
    CHECK(isnan(value(t, 1, "kappa_low")) && isnan(value(t, 1, "alpha_high")));
    check_row(state_, t, 2, of_all, (double[]){10, 0.1, 1, 1, 1, 1, 1, 1});
    check_row(state_, t, 2, of_two, (double[]){0.1, 0.1, 1, 0, 1, 1, 1, 1});
    CHECK_STR(fact(t, "coders").text, "Bo;Cas");
    CHECK_STR(fact(t, "gold").text, "Bo");
    CHECK_NEAR(fact(t, "pooled_kappa").number, (0.85 - 0.68) / (1 - 0.68), 1e-12); /* of a and c */
    CHECK_NEAR(fact(t, "set_alpha_jaccard").number, 0.5497630331753554, 1e-12);
    CHECK_NEAR(fact(t, "set_alpha_masi").number, 0.5252449486662605, 1e-12);
    CHECK_STR(fact(t, "unit").text, "sentence");
    CHECK_NEAR(fact(t, "units").number, 10, 0);
    CHECK_STR(fact(t, "drawn").text, "units");
    CHECK_NEAR(fact(t, "samples").number, 2000, 0);
    CHECK_NEAR(fact(t, "seed").number, 1, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(a_label_stands_behind_its_numbers_only_when_asked_for)
{
    draad_project *p = two_coders();
    draad_table_options o = defaults();
    draad_table *t = ask(p, "agreement", &o);
    const size_t ncolumns = draad_table_columns(t);
    draad_table_free(t);
    o.labels = DRAAD_LABELS_LANDIS_KOCH; /* kappas .35, undefined, 1 */
    t = ask(p, "agreement", &o);
    CHECK_INT(draad_table_columns(t), ncolumns + 1);
    CHECK_STR(draad_table_text(t, 0, ncolumns), "fair");
    CHECK_STR(draad_table_text(t, 1, ncolumns), "");
    CHECK_STR(draad_table_text(t, 2, ncolumns), "almost perfect");
    CHECK_STR(fact(t, "labels").text, "landis-koch");
    draad_table_free(t);
    handmade_free(p);
}

TEST(who_is_gold_turns_precision_and_recall_around)
{
    draad_project *p = two_coders();
    draad_table_options o = defaults();
    o.gold = "Cas";
    draad_table *t = ask(p, "agreement", &o);
    check_row(state_, t, 0, of_two,
              (double[]){0.4, 0.3, 0.16 / 0.46, 0.300442246776315, 0.155 / 0.455, 0.5, 2 / 3.0, 4 / 7.0});
    CHECK_STR(fact(t, "gold").text, "Cas");
    draad_table_free(t);
    o.gold = "Piet";
    CHECK_STR(dr_str_of(refusal(p, "agreement", &o)), "there is no coder 'Piet' in this result");
    handmade_free(p);
}

TEST(a_document_that_one_coder_read_says_nothing_of_their_agreement)
{
    draad_project *p = two_coders();
    draad_table_options o = defaults();
    dr_coded *y = handmade_document(p, "y", "RRRRR");
    for (uint32_t i = 0; i < 5; i++)
        mark(y, 1, 1, i); /* Bo alone, and a code that the shared document has not */
    draad_table *t = ask(p, "agreement", &o);
    CHECK_NEAR(value(t, 0, "n"), 10, 0);
    CHECK_NEAR(value(t, 0, "kappa"), 0.16 / 0.46, 1e-12);
    CHECK_NEAR(value(t, 0, "alpha"), 1 - 0.3 / (182 / 380.0), 1e-12);
    CHECK_NEAR(value(t, 0, "prevalence"), 7 / 25.0, 1e-12); /* of all values */
    CHECK_NEAR(value(t, 0, "prevalence_a"), 0.4, 1e-12);
    CHECK_NEAR(value(t, 0, "precision"), 2 / 3.0, 1e-12);
    CHECK(isnan(value(t, 1, "kappa")) && isnan(value(t, 1, "alpha")));
    CHECK(isnan(value(t, 1, "precision")) && isnan(value(t, 1, "recall"))); /* nothing of it could be missed */
    CHECK_NEAR(fact(t, "pooled_kappa").number, (0.85 - 0.68) / (1 - 0.68), 1e-12);
    CHECK_NEAR(fact(t, "set_alpha_jaccard").number, 0.5497630331753554, 1e-12);
    CHECK_NEAR(fact(t, "units").number, 15, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(coders_who_share_no_document_agree_on_nothing)
{
    draad_project *p = handmade_new(1);
    draad_table_options o = defaults();
    handmade_coder(p, "Bo");
    handmade_coder(p, "Cas");
    mark(handmade_document(p, "x", "RR"), 0, 0, 0);
    mark(handmade_document(p, "y", "RR"), 0, 1, 0);
    draad_table *t = ask(p, "agreement", &o);
    check_row(state_, t, 0, of_all, (double[]){0, 0.5, NAN, NAN, NAN, NAN, NAN, NAN});
    check_row(state_, t, 0, of_two, (double[]){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN});
    CHECK(isnan(fact(t, "pooled_kappa").number) && isnan(fact(t, "set_alpha_masi").number));
    draad_table_free(t);
    handmade_free(p);
}

/* x of four sentences by all three, y of two by two of them: 111 110 000 010, 10- 00-. */
TEST(three_coders_one_of_whom_did_not_read_all)
{
    draad_project *p = handmade_new(1);
    draad_table_options o = defaults();
    handmade_coder(p, "draad");
    handmade_coder(p, "Bo");
    handmade_coder(p, "Cas");
    dr_coded *x = handmade_document(p, "x", "IRRRR"), *y = handmade_document(p, "y", "RR");
    static const char *const of_x[] = {"111", "110", "000", "010"};
    for (uint32_t i = 0; i < 4; i++)
        for (uint32_t g = 0; g < 3; g++)
            if (of_x[i][g] == '1')
                mark(x, 0, g, i + 1);
    mark(y, 0, 0, 0);
    handmade_reader(y, 1);
    draad_table *t = ask(p, "agreement", &o);
    draad_table_options gold = o;
    gold.gold = "Bo";
    CHECK_STR(dr_str_of(refusal(p, "agreement", &gold)),
              "a gold coder is for two coders, and here are 3: give two, or ask for draad table gold");
    /* po (1 + 1/3 + 1 + 1/3 + 0 + 1) / 6; shares: mean of 1, 2/3, 0, 1/3, 1/2, 0 = 5/12 */
    const double po = 22 / 36.0, fleiss = (25 + 49) / 144.0, ac1 = 70 / 144.0;
    check_row(state_, t, 0, of_all,
              (double[]){6, 7 / 16.0, po, 2 / 7.0, (po - ac1) / (1 - ac1), 2 * po - 1, (po - fleiss) / (1 - fleiss),
                         2 / 9.0});
    check_row(state_, t, 0, of_two, (double[]){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN});
    CHECK(isnan(value(t, 0, "kappa_low")));
    CHECK_STR(fact(t, "coders").text, "draad;Bo;Cas");
    CHECK_STR(fact(t, "gold").text, "Bo");
    CHECK(isnan(fact(t, "pooled_kappa").number));
    CHECK_NEAR(fact(t, "set_alpha_jaccard").number, 2 / 7.0, 1e-12);
    draad_table_free(t);
    handmade_free(p);
}

/* Shares of six coders, of a sixth each, do not add up to one: that is no reason to call it agreement. */
TEST(what_rounding_leaves_is_nothing)
{
    static const char *const names[] = {"A", "B", "C", "D", "E", "F", "G"};
    draad_table_options o = defaults();
    for (uint32_t m = 2; m <= 7; m++) {
        draad_project *p = handmade_new(2);
        dr_coded *d = handmade_document(p, "x", "RRRRRRR");
        for (uint32_t g = 0; g < m; g++) {
            handmade_coder(p, names[g]);
            handmade_reader(d, g);
        }
        draad_table *t = ask(p, "agreement", &o);
        check_row(state_, t, 0, of_all, (double[]){7, 0, 1, NAN, NAN, NAN, NAN, NAN});
        draad_table_free(t);
        handmade_free(p);
    }
    draad_project *p = handmade_new(1);
    handmade_coder(p, "A");
    handmade_coder(p, "B");
    dr_coded *d = handmade_document(p, "x", "RRRRRR");
    handmade_reader(d, 1);
    mark(d, 0, 0, 0); /* of who marks nothing all agreement is chance */
    draad_table *t = ask(p, "agreement", &o);
    CHECK_NEAR(value(t, 0, "kappa"), 0, 0);
    CHECK_NEAR(value(t, 0, "kappa_se"), 0, 0);
    CHECK_NEAR(value(t, 0, "conger"), 0, 0);
    CHECK_NEAR(value(t, 0, "kappa_low"), 0, 0);
    CHECK_NEAR(value(t, 0, "kappa_high"), 0, 0);
    draad_table_free(t);
    handmade_free(p);
}

/* Documents that are all alike, each "1 1, 1 0, 0 0", of which the second coder read the first `nshared`. */
static draad_project *alike(size_t n, size_t nshared)
{
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
    draad_project *p = handmade_new(1);
    handmade_coder(p, "Bo");
    handmade_coder(p, "Cas");
    for (size_t i = 0; i < n; i++) {
        dr_coded *d = handmade_document(p, names[i], "RRR");
        mark(d, 0, 0, 0);
        mark(d, 0, 0, 1);
        if (i < nshared)
            mark(d, 0, 1, 0);
    }
    return p;
}

static const char *drawn(const draad_project *p, double *width)
{
    draad_table_options o = defaults();
    draad_table *t = ask(p, "agreement", &o);
    const bool documents = dr_str_is(fact(t, "drawn").text, "documents");
    *width =
        value(t, 0, "kappa_high") - value(t, 0, "kappa_low") + value(t, 0, "alpha_high") - value(t, 0, "alpha_low");
    draad_table_free(t);
    return documents ? "documents" : "units";
}

TEST(documents_are_drawn_when_eight_of_them_were_read_by_two)
{
    double width = NAN;
    draad_project *p = alike(8, 8);
    CHECK(strcmp(drawn(p, &width), "documents") == 0);
    CHECK_NEAR(width, 0, 1e-12); /* every sample is the same eight */
    handmade_free(p);
    p = alike(7, 7);
    CHECK(strcmp(drawn(p, &width), "units") == 0);
    CHECK(width > 0.3);
    handmade_free(p);
    p = alike(12, 7); /* the other five say nothing of agreement */
    CHECK(strcmp(drawn(p, &width), "units") == 0);
    CHECK(width > 0.3);
    handmade_free(p);
    p = alike(12, 8);
    CHECK(strcmp(drawn(p, &width), "documents") == 0);
    CHECK_NEAR(width, 0, 1e-12);
    handmade_free(p);
}

TEST(intervals_are_of_the_seed)
{
    draad_project *p = two_coders();
    draad_table_options o = defaults();
    draad_table *t = ask(p, "agreement", &o), *again = ask(p, "agreement", &o);
    for (size_t i = 1; i < draad_table_columns(t); i++)
        CHECK_NEAR(draad_table_value(t, 0, i), draad_table_value(again, 0, i), 0);
    draad_table_free(again);
    o.saturation.seed = 7;
    again = ask(p, "agreement", &o);
    CHECK_NEAR(fact(again, "seed").number, 7, 0);
    CHECK_NEAR(value(again, 0, "kappa"), value(t, 0, "kappa"), 0);
    CHECK(value(again, 0, "alpha_low") != value(t, 0, "alpha_low") ||
          value(again, 0, "alpha_high") != value(t, 0, "alpha_high"));
    draad_table_free(t);
    draad_table_free(again);
    handmade_free(p);
}

/* Sets of more than 64 codes: the seventieth is another than the sixth. */
TEST(sets_of_many_codes_are_told_apart)
{
    draad_project *p = handmade_new(70);
    draad_table_options o = defaults();
    handmade_coder(p, "Bo");
    handmade_coder(p, "Cas");
    dr_coded *d = handmade_document(p, "x", "RRRR");
    mark(d, 5, 0, 0);
    mark(d, 69, 1, 0);
    mark(d, 69, 0, 1);
    mark(d, 69, 1, 1);
    draad_table *t = ask(p, "agreement", &o);
    /* Do 2 / 8; values: 5, three times 69, four times none; De (56 - 3 * 2 - 4 * 3) / 56 */
    CHECK_NEAR(fact(t, "set_alpha_jaccard").number, 1 - 0.25 / (38 / 56.0), 1e-12);
    CHECK_NEAR(fact(t, "set_alpha_masi").number, 1 - 0.25 / (38 / 56.0), 1e-12);
    draad_table_free(t);
    handmade_free(p);
}

TEST(only_some_codes_leave_who_read_what_as_it_was)
{
    static const char *const only[] = {"b"};
    draad_project *p = two_coders();
    draad_table_options o = defaults();
    handmade_reader(&p->documents[0], 1);
    handmade_reader(&p->documents[0], 2);
    mark(&p->documents[0], 1, 1, 9);
    o.only = only;
    o.nonly = 1;
    draad_table *t = ask(p, "agreement", &o);
    CHECK_INT(draad_table_rows(t), 1);
    check_row(state_, t, 0, of_two, (double[]){0.1, 0, 0, 0, -0.05 / 0.95, NAN, 0, 0});
    draad_table_free(t);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = two_coders();
    draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "agreement", &o) > 40);
    handmade_free(p);
}

int main(void)
{
    return RUN(two_coders_of_ten_sentences, a_label_stands_behind_its_numbers_only_when_asked_for,
               who_is_gold_turns_precision_and_recall_around,
               a_document_that_one_coder_read_says_nothing_of_their_agreement,
               coders_who_share_no_document_agree_on_nothing, three_coders_one_of_whom_did_not_read_all,
               what_rounding_leaves_is_nothing, documents_are_drawn_when_eight_of_them_were_read_by_two,
               intervals_are_of_the_seed, sets_of_many_codes_are_told_apart,
               only_some_codes_leave_who_read_what_as_it_was, no_memory_is_an_error_and_loses_nothing);
}
