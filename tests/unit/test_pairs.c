/* SPDX-License-Identifier: Apache-2.0
 * test_pairs.c - counts of pairs with what they are read beside.  Reference values of residuals were computed from the
 * matrices of the worked example by an independent program. */
#include "handmade.h"

#include <jansson.h>

#include "analysis/pairs.h"
#include "tables.h"
#include "worked_example.h"

static const char *const wstz[] = {"we.w", "we.s", "we.t", "we.z"};

/* ---- The worked example ------------------------------------------------------------------------------------- */

TEST(residuals_equal_the_worked_example)
{
    static const struct {
        draad_unit unit;
        bool next_coded;
        const char *setting;
        double sum, rows[4], columns[4], residuals[4][4];
    } tables[] = {
        {DRAAD_UNIT_TURN,
         false,
         "lag 1 strict",
         12,
         {5, 4, 3, 0},
         {5, 0, 2, 5},
         {{-0.0989743318611, NAN, 0.261861468283, -0.0989743318611},
          {0.414039335605, NAN, 0.547722557505, -0.828078671211},
          {-0.338061701891, NAN, -0.894427191, 1.01418510567},
          {NAN, NAN, NAN, NAN}}},
        {DRAAD_UNIT_SENTENCE,
         false,
         "lag 1 strict",
         12,
         {6, 4, 2, 0},
         {2, 2, 5, 3},
         {{0, 1.54919333848, -0.585540043769, -0.666666666667},
          {0.547722557505, -1.09544511501, 1.65615734242, -1.41421356237},
          {-0.692820323028, -0.692820323028, -1.30930734142, 2.683281573},
          {NAN, NAN, NAN, NAN}}},
        {DRAAD_UNIT_SENTENCE,
         true,
         "lag 1 next coded",
         14,
         {6, 4, 4, 0},
         {3, 2, 5, 4},
         {{-0.376050716545, 1.76383420738, -0.16101529718, -0.85391256383},
          {0.205971460218, -0.966091783079, 1.94021762811, -1.49666295471},
          {0.205971460218, -0.966091783079, -1.76383420738, 2.4320773014},
          {NAN, NAN, NAN, NAN}}},
    };
    draad_project *p = worked_example();
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        draad_table_options o = defaults();
        o.matrix = (draad_matrix_options){
            .counting = DRAAD_COUNT_FOLLOWED, .unit = tables[i].unit, .next_coded = tables[i].next_coded};
        draad_table *t = ask(p, "cooccurrence", &o);
        double sum = 0;
        CHECK_INT(draad_table_rows(t), 16); /* each ordered pair */
        for (size_t a = 0; a < 4; a++)
            for (size_t b = 0; b < 4; b++) {
                const size_t row = row_of(t, wstz[a], wstz[b]);
                CHECK_NEAR(value(t, row, "residual"), tables[i].residuals[a][b], 1e-9);
                CHECK_NEAR(value(t, row, "total_a"), tables[i].rows[a], 0);
                CHECK_NEAR(value(t, row, "total_b"), tables[i].columns[b], 0);
                CHECK_NEAR(value(t, row, "share"),
                           tables[i].rows[a] > 0 ? value(t, row, "count") / tables[i].rows[a] : NAN, 1e-12);
                sum += value(t, row, "count");
            }
        CHECK_NEAR(sum, tables[i].sum, 0);
        CHECK_STR(fact(t, "setting").text, tables[i].setting);
        CHECK_STR(fact(t, "counting").text, "followed");
        draad_table_free(t);
    }
    draad_project_free(p);
}

TEST(counts_stand_beside_their_totals)
{
    static const struct {
        draad_counting counting;
        double totals[4];
    } ways[] = {
        {DRAAD_COUNT_BINARY, {6, 3, 3, 3}},    {DRAAD_COUNT_PRODUCT, {8, 3, 3, 3}}, {DRAAD_COUNT_MINIMUM, {8, 3, 3, 3}},
        {DRAAD_COUNT_PAIRS, {7, 3, 3, 3}},     {DRAAD_COUNT_HITS, {7, 3, 3, 3}},    {DRAAD_COUNT_WINDOW, {7, 3, 3, 3}},
        {DRAAD_COUNT_CHARS, {68, 65, 54, 65}},
    };
    draad_project *p = worked_example();
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        draad_table_options o = defaults();
        o.matrix.counting = ways[i].counting;
        draad_table *t = ask(p, "cooccurrence", &o);
        const bool ordered = ways[i].counting == DRAAD_COUNT_HITS;
        CHECK_INT(draad_table_rows(t), ordered ? 16 : 10);
        for (size_t a = 0; a < 4; a++)
            for (size_t b = ordered ? 0 : a; b < 4; b++) {
                const size_t row = row_of(t, wstz[a], wstz[b]);
                CHECK_NEAR(value(t, row, "total_a"), ways[i].totals[a], 0);
                CHECK_NEAR(value(t, row, "total_b"), ways[i].totals[b], 0);
            }
        CHECK_STR(fact(t, "counting").text, draad_counting_name(ways[i].counting));
        CHECK_STR(fact(t, "rollup").text, "leaf");
        CHECK_STR(fact(t, "coders").text, "all");
        if (ways[i].counting <= DRAAD_COUNT_MINIMUM) {
            CHECK_NEAR(fact(t, "n").number, 13, 0);
            CHECK_STR(fact(t, "unit").text, "sentence");
            CHECK_STR(fact(t, "universe").text, "all");
        } else { /* nothing that units are counted in: no n to test by */
            CHECK(fact(t, "n").is_text);
            CHECK_STR(fact(t, "n").text, "");
            CHECK_STR(fact(t, "unit").text, "");
        }
        CHECK_STR(fact(t, "setting").text, ways[i].counting == DRAAD_COUNT_WINDOW ? "window 10" : "");
        draad_table_free(t);
    }
    draad_project_free(p);
}

TEST(overlaps_of_the_worked_example)
{
    draad_project *p = worked_example();
    draad_table_options o = defaults();
    o.matrix.counting = DRAAD_COUNT_PAIRS;
    draad_table *t = ask(p, "cooccurrence", &o);
    const size_t ws = row_of(t, "we.w", "we.s"), wz = row_of(t, "we.w", "we.z"), st = row_of(t, "we.s", "we.t");
    CHECK_NEAR(value(t, ws, "c_coefficient"), 1.0 / 9, 1e-12);
    CHECK_NEAR(value(t, ws, "starts_before"), 1, 0); /* [27, 54) and [40, 65) */
    CHECK_NEAR(value(t, wz, "within"), 1, 0);        /* [131, 141) in [110, 142) */
    CHECK_NEAR(value(t, wz, "starts_before") + value(t, wz, "equal") + value(t, wz, "contains"), 0, 0);
    CHECK_NEAR(value(t, st, "c_coefficient"), 0, 0);
    CHECK_STR(text(t, ws, "flag"), "");
    CHECK(isnan(value(t, row_of(t, "we.w", "we.w"), "c_coefficient")));
    draad_table_free(t);
    o.matrix.counting = DRAAD_COUNT_CHARS;
    t = ask(p, "cooccurrence", &o);
    CHECK_NEAR(value(t, row_of(t, "we.w", "we.s"), "jaccard"), 14.0 / (68 + 65 - 14), 1e-12);
    CHECK_NEAR(value(t, row_of(t, "we.s", "we.t"), "jaccard"), 0, 0);
    draad_table_free(t);
    draad_project_free(p);
}

TEST(measures_equal_the_worked_example)
{
    json_error_t why;
    json_t *file = json_load_file(WORKED_EXAMPLE "expected.json", 0, &why);
    CHECK(file != NULL);
    draad_project *p = worked_example();
    static const char *const measures[] = {"n11",  "n10",  "n01", "n00", "jaccard",   "dice", "cosine",   "overlap",
                                           "lift", "npmi", "phi", "g2",  "g2_signed", "p_g2", "p_fisher", "q_bh"};
    for (draad_unit unit = DRAAD_UNIT_SENTENCE; unit <= DRAAD_UNIT_TURN; unit++) {
        const json_t *rows = json_object_get(json_object_get(file, "association"), draad_unit_name(unit));
        draad_table_options o = defaults();
        o.tests_always = true;
        o.matrix.unit = unit;
        o.matrix.counting = DRAAD_COUNT_FOLLOWED; /* which is not asked here */
        draad_table *t = ask(p, "association", &o);
        CHECK_INT(draad_table_rows(t), 6);
        for (size_t i = 0; i < 6; i++)
            for (size_t k = 0; k < sizeof measures / sizeof *measures; k++)
                CHECK_NEAR(value(t, i, measures[k]),
                           json_number_value(json_object_get(json_array_get(rows, i), measures[k])), 1e-9);
        CHECK_NEAR(fact(t, "n").number, json_integer_value(json_object_get(json_array_get(rows, 0), "N")), 0);
        CHECK_NEAR(fact(t, "family").number, 6, 0);
        CHECK_STR(fact(t, "counting").text, "binary");
        draad_table_free(t);
        o.tests_always = false; /* three documents: too few */
        t = ask(p, "association", &o);
        CHECK(isnan(value(t, 0, "p_fisher")) && isnan(value(t, 0, "q_bh")) && isnan(value(t, 0, "p_g2")));
        CHECK_NEAR(fact(t, "family").number, 0, 0);
        draad_table_free(t);
    }
    draad_project_free(p);
    json_decref(file);
}

/* ---- By hand ------------------------------------------------------------------------------------------------ */

static draad_table *pairs_of(const draad_project *p)
{
    draad_table_options o = defaults();
    o.matrix.counting = DRAAD_COUNT_PAIRS;
    return ask(p, "cooccurrence", &o);
}

TEST(relations_are_seen_from_the_first_code)
{
    static const char *const columns[] = {"equal", "within", "contains", "starts_before", "starts_after"};
    static const draad_byte ranges[][4] = {
        {10, 19, 10, 19}, {12, 15, 10, 19}, {10, 19, 12, 15}, {10, 15, 12, 19}, {12, 19, 10, 15}};
    for (uint32_t swapped = 0; swapped <= 1; swapped++)
        for (size_t i = 0; i < 5; i++) {
            draad_project *p = handmade_new(2);
            for (int k = 0; k < 2; k++) { /* in two documents: what is found is added up */
                dr_coded *d = handmade_document(p, k == 0 ? "x" : "y", "RRRR");
                handmade_coding(d, swapped, 0, ranges[i][0], ranges[i][1]);
                handmade_coding(d, 1 - swapped, 0, ranges[i][2], ranges[i][3]);
            }
            const size_t mirror[] = {0, 2, 1, 4, 3};
            draad_table *t = pairs_of(p);
            const size_t row = row_of(t, "a", "b");
            for (size_t k = 0; k < 5; k++)
                CHECK_NEAR(value(t, row, columns[k]), k == (swapped ? mirror[i] : i) ? 2 : 0, 0);
            CHECK_NEAR(value(t, row, "count"), 2, 0);
            draad_table_free(t);
            handmade_free(p);
        }
}

TEST(a_c_coefficient_that_leaves_its_range_is_flagged)
{
    draad_project *p = handmade_new(4);
    dr_coded *d = handmade_document(p, "x", "RRRR");
    handmade_coding(d, 0, 0, 0, 9); /* a and b: two each, three overlaps: 3 / (2 + 2 - 3) */
    handmade_coding(d, 1, 0, 5, 15);
    handmade_coding(d, 0, 0, 12, 20);
    handmade_coding(d, 1, 0, 18, 22);
    handmade_coding(d, 2, 0, 30, 39); /* c and d: one each, and the same: 1 / (1 + 1 - 1) */
    handmade_coding(d, 3, 0, 30, 39);
    draad_table *t = pairs_of(p);
    CHECK_NEAR(value(t, row_of(t, "a", "b"), "c_coefficient"), 3, 1e-12);
    CHECK_STR(text(t, row_of(t, "a", "b"), "flag"), "out-of-range");
    CHECK_NEAR(value(t, row_of(t, "c", "d"), "c_coefficient"), 1, 1e-12);
    CHECK_STR(text(t, row_of(t, "c", "d"), "flag"), "");
    draad_table_free(t);
    handmade_free(p);
}

TEST(the_published_c_coefficient)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/formula-examples.json", 0, &why);
    const json_t *e = json_array_get(file, 2), *n = json_object_get(e, "input");
    CHECK_STR(dr_str_of(json_string_value(json_object_get(e, "id"))), "FE3");
    draad_project *p = handmade_new(2);
    char voices[201] = "";
    memset(voices, 'R', 200);
    dr_coded *d = handmade_document(p, "x", voices);
    const json_int_t n1 = json_integer_value(json_object_get(n, "n1")),
                     n2 = json_integer_value(json_object_get(n, "n2"));
    const json_int_t n12 = json_integer_value(json_object_get(n, "n12"));
    for (json_int_t i = 0; i < n1; i++)
        handmade_coding(d, 0, 0, (draad_byte)(10 * i), (draad_byte)(10 * i + 9));
    for (json_int_t i = 0; i < n2; i++) {
        const draad_byte at = (draad_byte)(10 * (i < n12 ? i : n1 + i));
        handmade_coding(d, 1, 0, at + 3, at + 5);
    }
    draad_table *t = pairs_of(p);
    CHECK_NEAR(value(t, row_of(t, "a", "b"), "count"), (double)n12, 0);
    CHECK(fabs(value(t, row_of(t, "a", "b"), "c_coefficient") - json_number_value(json_object_get(e, "published"))) <=
          json_number_value(json_object_get(e, "tolerance")));
    draad_table_free(t);
    handmade_free(p);
    json_decref(file);
}

TEST(without_segments_nothing_is_defined)
{
    draad_project *p = handmade_new(2);
    handmade_document(p, "x", "RR");
    draad_table *t = pairs_of(p);
    CHECK(isnan(value(t, row_of(t, "a", "b"), "c_coefficient")));
    CHECK_STR(text(t, row_of(t, "a", "b"), "flag"), "");
    draad_table_free(t);
    draad_table_options o = defaults();
    o.matrix.counting = DRAAD_COUNT_CHARS;
    t = ask(p, "cooccurrence", &o);
    CHECK(isnan(value(t, row_of(t, "a", "b"), "jaccard")));
    draad_table_free(t);
    o.matrix.counting = DRAAD_COUNT_FOLLOWED;
    t = ask(p, "cooccurrence", &o);
    CHECK(isnan(value(t, row_of(t, "a", "b"), "share")) && isnan(value(t, row_of(t, "a", "b"), "residual")));
    draad_table_free(t);
    CHECK(isnan(dr_adjusted_residual(0, 0, 0, 0)) && isnan(dr_adjusted_residual(3, 3, 3, 3)));
    CHECK(isnan(dr_adjusted_residual(0, 0, 2, 5)) && isnan(dr_adjusted_residual(2, 5, 2, 5)));
    handmade_free(p);
}

/* a with below it b and c; e (the fourth, "d") by itself.  Of five coded sentences b is in 1 and 2, c in 3, d in 1 and
 * 2 too; e stands in 4 and 5 to have them coded.  Two more hold nothing. */
static draad_project *family(void)
{
    draad_project *p = handmade_new(5);
    handmade_below(p, 1, 0);
    handmade_below(p, 2, 0);
    dr_coded *d = handmade_document(p, "x", "RRRRRRR");
    handmade_coding(d, 1, 0, 0, 9);
    handmade_coding(d, 1, 0, 10, 19);
    handmade_coding(d, 2, 0, 20, 29);
    handmade_coding(d, 3, 0, 0, 9);
    handmade_coding(d, 3, 0, 10, 19);
    handmade_coding(d, 4, 0, 30, 39);
    handmade_coding(d, 4, 0, 40, 49);
    return p;
}

TEST(structural_pairs_are_undefined_and_in_no_family)
{
    static const char *const without_e[] = {"a", "d"};
    draad_project *p = family();
    draad_table_options o = defaults();
    o.rollup = DRAAD_ROLLUP_ALL;
    o.tests_always = true;
    draad_table *t = ask(p, "association", &o);
    CHECK_NEAR(fact(t, "family").number, 8, 0); /* of ten pairs two are structural */
    CHECK_STR(fact(t, "rollup").text, "all levels");
    draad_table_free(t);
    o.only = without_e;
    o.nonly = 2;
    dr_coded *d = &p->documents[0];
    d->units[DRAAD_UNIT_SENTENCE].n = d->units[DRAAD_UNIT_SENTENCE].neligible = 5;
    t = ask(p, "association", &o);
    /* n = 5.  a 1 2 3, b 1 2, c 3, d 1 2: p of b-d 1/10; of a-d 3/10 + 1/10; of c-d and b-c 1.  m = 4. */
    static const struct {
        const char *a, *b;
        double p, q;
    } expected[] = {{"a", "b", NAN, NAN}, {"a", "c", NAN, NAN}, {"a", "d", 0.4, 0.8},
                    {"b", "c", 1, 1},     {"b", "d", 0.1, 0.4}, {"c", "d", 1, 1}};
    CHECK_INT(draad_table_rows(t), 6);
    for (size_t i = 0; i < 6; i++) {
        const size_t row = row_of(t, expected[i].a, expected[i].b);
        CHECK_NEAR(value(t, row, "p_fisher"), expected[i].p, 1e-12);
        CHECK_NEAR(value(t, row, "q_bh"), expected[i].q, 1e-12);
        CHECK(isnan(value(t, row, "n11")) == isnan(expected[i].p));
        CHECK(isnan(value(t, row, "jaccard")) == isnan(expected[i].p));
    }
    CHECK_NEAR(fact(t, "family").number, 4, 0);
    CHECK_NEAR(fact(t, "n").number, 5, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(n_is_there_also_when_no_pair_is)
{
    static const char *const one[] = {"e"}, *const line[] = {"a"};
    draad_project *p = family();
    draad_table_options o = defaults();
    o.only = one;
    o.nonly = 1;
    draad_table *t = ask(p, "association", &o);
    CHECK_INT(draad_table_rows(t), 0);
    CHECK_NEAR(fact(t, "n").number, 7, 0);
    draad_table_free(t);
    p->codes.at[2].parent = 1; /* c below b: a, b, c are one line */
    o.only = line;
    o.rollup = DRAAD_ROLLUP_ALL;
    o.matrix.coded_universe = true;
    t = ask(p, "association", &o);
    CHECK_INT(draad_table_rows(t), 3);
    CHECK_NEAR(fact(t, "n").number, 3, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(cells_of_structural_pairs_are_undefined)
{
    draad_project *p = family();
    for (unsigned way = DRAAD_COUNT_BINARY; way < DRAAD_COUNTINGS; way++) {
        draad_table_options o = defaults();
        o.rollup = DRAAD_ROLLUP_ALL;
        o.matrix.counting = (draad_counting)way;
        draad_table *t = ask(p, "cooccurrence", &o);
        const size_t ab = row_of(t, "a", "b");
        CHECK(isnan(value(t, ab, "count")));
        CHECK(!isnan(value(t, row_of(t, "a", "a"), "count"))); /* a code with itself is no such pair */
        CHECK(!isnan(value(t, row_of(t, "b", "c"), "count"))); /* nor are sisters */
        if (way == DRAAD_COUNT_PAIRS) {
            CHECK(isnan(value(t, ab, "c_coefficient")));
            CHECK_STR(text(t, ab, "flag"), "");
            CHECK(isnan(value(t, ab, "equal")) && isnan(value(t, ab, "within")) && isnan(value(t, ab, "contains")));
            CHECK(isnan(value(t, ab, "starts_before")) && isnan(value(t, ab, "starts_after")));
        } else if (way == DRAAD_COUNT_CHARS) {
            CHECK(isnan(value(t, ab, "jaccard")));
        } else if (way == DRAAD_COUNT_FOLLOWED) {
            CHECK(isnan(value(t, ab, "share")) && isnan(value(t, ab, "residual")));
            CHECK(isnan(value(t, row_of(t, "b", "a"), "count")));
        }
        draad_table_free(t);
        o.rollup = DRAAD_ROLLUP_LEAF; /* as applied they are codes like others */
        t = ask(p, "cooccurrence", &o);
        CHECK(!isnan(value(t, row_of(t, "a", "b"), "count")));
        draad_table_free(t);
    }
    handmade_free(p);
}

TEST(totals_of_followed_are_the_sums_of_the_cells_that_are_defined)
{
    draad_project *p = family();
    draad_table_options o = defaults();
    o.rollup = DRAAD_ROLLUP_ALL;
    o.matrix.counting = DRAAD_COUNT_FOLLOWED;
    draad_table *t = ask(p, "cooccurrence", &o);
    double rows[5] = {0}, columns[5] = {0}, sum = 0;
    static const char *const codes[] = {"a", "b", "c", "d", "e"};
    for (size_t a = 0; a < 5; a++)
        for (size_t b = 0; b < 5; b++) {
            const double x = value(t, row_of(t, codes[a], codes[b]), "count");
            rows[a] += isnan(x) ? 0 : x;
            columns[b] += isnan(x) ? 0 : x;
            sum += isnan(x) ? 0 : x;
        }
    for (size_t a = 0; a < 5; a++)
        for (size_t b = 0; b < 5; b++) {
            const size_t row = row_of(t, codes[a], codes[b]);
            const double x = value(t, row, "count");
            CHECK_NEAR(value(t, row, "total_a"), rows[a], 0);
            CHECK_NEAR(value(t, row, "total_b"), columns[b], 0);
            CHECK_NEAR(value(t, row, "share"), rows[a] > 0 ? x / rows[a] : NAN, 1e-12);
            CHECK_NEAR(value(t, row, "residual"), isnan(x) ? NAN : dr_adjusted_residual(x, rows[a], columns[b], sum),
                       1e-12);
        }
    draad_table_free(t);
    handmade_free(p);
}

TEST(the_coded_universe_is_of_the_codes_of_the_table)
{
    static const char *const a[] = {"a"};
    draad_project *p = family();
    draad_table_options o = defaults();
    o.matrix.coded_universe = true;
    draad_table *t = ask(p, "cooccurrence", &o);
    CHECK_NEAR(fact(t, "n").number, 5, 0);
    CHECK_STR(fact(t, "universe").text, "coded");
    draad_table_free(t);
    t = ask(p, "association", &o);
    CHECK_NEAR(value(t, row_of(t, "b", "d"), "n00"), 3, 0);
    CHECK_NEAR(value(t, row_of(t, "b", "d"), "phi"), 1, 1e-12);
    draad_table_free(t);
    o.only = a;
    o.nonly = 1;
    t = ask(p, "association", &o);
    CHECK_NEAR(fact(t, "n").number, 3, 0);
    CHECK_NEAR(value(t, row_of(t, "b", "c"), "n00"), 0, 0);
    draad_table_free(t);
    o.matrix.coded_universe = false;
    t = ask(p, "association", &o);
    CHECK_NEAR(fact(t, "n").number, 7, 0);
    CHECK_NEAR(value(t, row_of(t, "b", "c"), "n00"), 4, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(settings_are_said)
{
    draad_project *p = family();
    handmade_coder(p, "Anna");
    draad_table_options o = defaults();
    o.coder = "Anna";
    o.rollup = DRAAD_ROLLUP_LEVEL;
    o.level = 1;
    o.matrix = (draad_matrix_options){.counting = DRAAD_COUNT_WINDOW, .window = 4, .same_turn = true};
    draad_table *t = ask(p, "cooccurrence", &o);
    CHECK_STR(fact(t, "setting").text, "window 4 same turn");
    CHECK_STR(fact(t, "coders").text, "Anna");
    CHECK_STR(fact(t, "rollup").text, "level 1");
    draad_table_free(t);
    o.matrix = (draad_matrix_options){.counting = DRAAD_COUNT_FOLLOWED, .lag = 3, .next_coded = true};
    t = ask(p, "cooccurrence", &o);
    CHECK_STR(fact(t, "setting").text, "lag 3 next coded");
    CHECK_STR(fact(t, "unit").text, "sentence");
    draad_table_free(t);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = family();
    for (unsigned way = DRAAD_COUNT_BINARY; way < DRAAD_COUNTINGS; way++) {
        draad_table_options o = defaults();
        o.matrix.counting = (draad_counting)way;
        CHECK(ask_without_memory(p, "cooccurrence", &o) > 20);
    }
    const draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "association", &o) > 20);
    handmade_free(p);
}

int main(void)
{
    return RUN(residuals_equal_the_worked_example, counts_stand_beside_their_totals, overlaps_of_the_worked_example,
               measures_equal_the_worked_example, relations_are_seen_from_the_first_code,
               a_c_coefficient_that_leaves_its_range_is_flagged, the_published_c_coefficient,
               without_segments_nothing_is_defined, structural_pairs_are_undefined_and_in_no_family,
               n_is_there_also_when_no_pair_is, cells_of_structural_pairs_are_undefined,
               totals_of_followed_are_the_sums_of_the_cells_that_are_defined,
               the_coded_universe_is_of_the_codes_of_the_table, settings_are_said,
               no_memory_is_an_error_and_loses_nothing);
}
