/* SPDX-License-Identifier: Apache-2.0
 * test_scales.c - from answers to scores. */
#include "failing.h"

#include <jansson.h>

#include "analysis/scales.h"
#include "base/buf.h"

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif

enum { ROWS = 16, ITEMS = 16 };

/* ---- The reference file -------------------------------------------------------------------------------- */

/* A key as the reference file has it, written as a key file. */
static dr_scale_key key_of(const json_t *json)
{
    dr_scale_key key;
    dr_buf yaml = {0};
    const char *name;
    json_t *items;
    size_t i;
    json_t *item;
    dr_buf_printf(
        &yaml, NULL, "draad-scale: 1\nid: x\nitems: %d\nmin: %d\nmax: %d\nscore: %s\nreversed: [",
        (int)json_integer_value(json_object_get(json, "items")), (int)json_integer_value(json_object_get(json, "min")),
        (int)json_integer_value(json_object_get(json, "max")), json_string_value(json_object_get(json, "score")));
    json_array_foreach(json_object_get(json, "reverse"), i, item)
        dr_buf_printf(&yaml, NULL, "%s%d", i > 0 ? ", " : "", (int)json_integer_value(item));
    dr_buf_printf(&yaml, NULL, "]\nsubscales:\n");
    json_object_foreach(json_object_get(json, "subscales"), name, items)
    {
        dr_buf_printf(&yaml, NULL, "  - id: %s\n    items: [", name);
        json_array_foreach(items, i, item)
            dr_buf_printf(&yaml, NULL, "%s%d", i > 0 ? ", " : "", (int)json_integer_value(item));
        dr_buf_printf(&yaml, NULL, "]\n");
    }
    assert_int_equal(dr_scale_key_read(dr_buf_str(&yaml), "key", NULL, &key), DRAAD_OK);
    dr_buf_free(&yaml);
    return key;
}

static double value_of(const json_t *number)
{
    return json_is_null(number) ? (double)NAN : json_number_value(number);
}

static size_t rows_of(const json_t *one, double rows[ROWS][ITEMS], const double *at[ROWS])
{
    const json_t *json = json_object_get(one, "rows");
    const size_t n = json_array_size(json);
    assert_true(n > 0 && n <= ROWS);
    for (size_t i = 0; i < n; i++) {
        at[i] = rows[i];
        for (size_t k = 0; k < json_array_size(json_array_get(json, i)); k++)
            rows[i][k] = value_of(json_array_get(json_array_get(json, i), k));
    }
    return n;
}

TEST(scores_equal_the_reference_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/scales.json", 0, &why);
    CHECK_INT(json_array_size(file), 2);
    for (size_t s = 0; s < json_array_size(file); s++) {
        const json_t *one = json_array_get(file, s), *expected = json_object_get(one, "scores");
        dr_scale_key key = key_of(json_object_get(one, "key"));
        double rows[ROWS][ITEMS];
        const double *at[ROWS];
        const size_t n = rows_of(one, rows, at);
        CHECK_INT(json_array_size(expected), n);
        for (size_t i = 0; i < n; i++) {
            dr_scale_score scores[DR_SUBSCALES_MAX];
            const json_t *row = json_array_get(expected, i);
            CHECK_INT(dr_scale_score_of(&key, DR_STR("P"), rows[i], scores, NULL), DRAAD_OK);
            CHECK_INT(json_object_size(row), key.nsubscales);
            for (uint32_t k = 0; k < key.nsubscales; k++)
                CHECK_NEAR(scores[k].value, value_of(json_object_get(row, key.subscales[k].id.data)), 1e-12);
        }
        dr_scale_key_free(&key);
    }
    json_decref(file);
}

TEST(alphas_equal_the_reference_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/scales.json", 0, &why);
    CHECK_INT(json_array_size(file), 2);
    for (size_t s = 0; s < json_array_size(file); s++) {
        const json_t *one = json_array_get(file, s), *expected = json_object_get(one, "cronbach");
        dr_scale_key key = key_of(json_object_get(one, "key"));
        double rows[ROWS][ITEMS];
        const double *at[ROWS];
        const size_t n = rows_of(one, rows, at);
        CHECK_INT(json_object_size(expected), key.nsubscales);
        for (uint32_t k = 0; k < key.nsubscales; k++) {
            dr_cronbach alpha;
            const json_t *row = json_object_get(expected, key.subscales[k].id.data);
            CHECK_INT(dr_cronbach_of(&key, &key.subscales[k], at, n, &alpha, NULL), DRAAD_OK);
            CHECK_INT(alpha.n, json_integer_value(json_object_get(row, "n")));
            CHECK_NEAR(alpha.alpha, value_of(json_object_get(row, "alpha")), 1e-12);
        }
        dr_scale_key_free(&key);
    }
    json_decref(file);
}

/* ---- By hand ------------------------------------------------------------------------------------------- */

static dr_scale_key read_key(const char *yaml)
{
    dr_scale_key key;
    assert_int_equal(dr_scale_key_read(dr_str_of(yaml), "key", NULL, &key), DRAAD_OK);
    return key;
}

static const char brs[] = "draad-scale: 1\nid: brs\nitems: 6\nmin: 1\nmax: 5\nreversed: [2, 4, 6]\nscore: mean\n"
                          "flag: inconsistent\nsubscales:\n  - id: total\n    items: [1-6]\n    bands:\n"
                          "      - {label: laag}\n      - {label: normaal, from: 3.00}\n"
                          "      - {label: hoog, above: 4.30}\n";

TEST(one_in_five_answers_may_be_missing)
{
    dr_scale_score scores[3];
    dr_scale_key key = read_key("draad-scale: 1\nid: x\nitems: 10\nmin: 0\nmax: 4\nscore: sum\nsubscales:\n"
                                "  - {id: four, items: [1-4]}\n  - {id: five, items: [1-5]}\n"
                                "  - {id: ten, items: [1-10]}\n");
    double answers[] = {4, NAN, 3, 1, 0, 2, 2, 2, 2, 2};
    CHECK_INT(dr_scale_score_of(&key, DR_STR("P"), answers, scores, NULL), DRAAD_OK);
    CHECK(isnan(scores[0].value) && scores[0].nmissing == 1);
    CHECK_NEAR(scores[1].value, 10, 0); /* 8 of 4 answers */
    CHECK_NEAR(scores[2].value, 20, 0);
    answers[9] = NAN;
    CHECK_INT(dr_scale_score_of(&key, DR_STR("P"), answers, scores, NULL), DRAAD_OK);
    CHECK_NEAR(scores[2].value, 20, 0);
    CHECK_INT(scores[2].nmissing, 2);
    answers[8] = NAN;
    CHECK_INT(dr_scale_score_of(&key, DR_STR("P"), answers, scores, NULL), DRAAD_OK);
    CHECK(isnan(scores[2].value) && scores[2].nmissing == 3);
    dr_scale_key_free(&key);
}

TEST(an_answer_outside_the_range_names_respondent_and_item)
{
    dr_scale_score score;
    draad_error err;
    dr_scale_key key = read_key(brs);
    const double high[] = {1, 2, 6, 4, 5, 1}, low[] = {1, 2, NAN, NAN, 5, 0.5};
    CHECK_INT(dr_scale_score_of(&key, DR_STR("P01"), high, &score, &err), DRAAD_E_CASES);
    CHECK_STR(dr_str_of(err.message), "respondent P01, item 3 of brs: an answer outside 1 to 5");
    CHECK_INT(dr_scale_score_of(&key, DR_STR("P02"), low, &score, &err), DRAAD_E_CASES);
    CHECK_STR(dr_str_of(err.message_nl), "respondent P02, item 6 van brs: een antwoord buiten 1 tot en met 5");
    dr_scale_key_free(&key);
}

TEST(equal_answers_are_inconsistent_unless_in_the_middle)
{
    static const struct {
        double answers[6];
        bool expected;
    } cases[] = {{{5, 5, 5, 5, 5, 5}, true},  {{1, 1, 1, 1, 1, 1}, true},    {{3, 3, 3, 3, 3, 3}, false},
                 {{5, 5, 5, 5, 5, 4}, false}, {{5, 5, 5, NAN, 5, 5}, false}, {{NAN, NAN, NAN, NAN, NAN, NAN}, false}};
    dr_scale_key key = read_key(brs);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(dr_scale_is_inconsistent(&key, cases[i].answers), cases[i].expected);
    key.flag_inconsistent = false;
    CHECK(!dr_scale_is_inconsistent(&key, cases[0].answers));
    dr_scale_key_free(&key);
}

TEST(bands_begin_at_or_above_their_border)
{
    dr_scale_key key = read_key(brs);
    const dr_subscale *total = &key.subscales[0];
    CHECK_STR(dr_scale_band(total, 1)->label, "laag");
    CHECK_STR(dr_scale_band(total, 17.0 / 6)->label, "laag");
    CHECK_STR(dr_scale_band(total, 3)->label, "normaal");
    CHECK_STR(dr_scale_band(total, 21.5 / 5)->label, "normaal");
    CHECK_STR(dr_scale_band(total, 26.0 / 6)->label, "hoog");
    CHECK(dr_scale_band(total, NAN) == NULL);
    dr_scale_key_free(&key);
    key = read_key("draad-scale: 1\nid: x\nitems: 1\nmin: 0\nmax: 1\nscore: sum\nsubscales: [{id: a, items: 1}]\n");
    CHECK(dr_scale_band(&key.subscales[0], 1) == NULL);
    dr_scale_key_free(&key);
}

/* Two parallel items that agree wholly have alpha 1, also when one of them is worded the other way round; two that
 * are independent have 0. */
TEST(alpha_is_one_for_items_that_agree_and_zero_for_independent_ones)
{
    static const double same[4][2] = {{1, 5}, {2, 4}, {4, 2}, {5, 1}}, apart[4][2] = {{1, 1}, {1, 5}, {5, 1}, {5, 5}};
    const double *rows[4];
    dr_cronbach alpha;
    dr_scale_key key = read_key("draad-scale: 1\nid: x\nitems: 2\nmin: 1\nmax: 5\nreversed: 2\nscore: mean\n"
                                "subscales: [{id: a, items: [1, 2]}]\n");
    for (size_t i = 0; i < 4; i++)
        rows[i] = same[i];
    CHECK_INT(dr_cronbach_of(&key, &key.subscales[0], rows, 4, &alpha, NULL), DRAAD_OK);
    CHECK_NEAR(alpha.alpha, 1, 1e-15);
    for (size_t i = 0; i < 4; i++)
        rows[i] = apart[i];
    CHECK_INT(dr_cronbach_of(&key, &key.subscales[0], rows, 4, &alpha, NULL), DRAAD_OK);
    CHECK_NEAR(alpha.alpha, 0, 1e-15);
    dr_scale_key_free(&key);
}

TEST(alpha_is_undefined_where_nothing_varies)
{
    static const double row[] = {4, 4};
    const double *rows[3] = {row, row, row};
    dr_cronbach alpha;
    dr_scale_key key = read_key("draad-scale: 1\nid: x\nitems: 2\nmin: 1\nmax: 5\nscore: mean\n"
                                "subscales: [{id: a, items: [1, 2]}, {id: b, items: 1}]\n");
    CHECK_INT(dr_cronbach_of(&key, &key.subscales[0], rows, 3, &alpha, NULL), DRAAD_OK);
    CHECK(alpha.n == 3 && isnan(alpha.alpha));
    CHECK_INT(dr_cronbach_of(&key, &key.subscales[1], rows, 3, &alpha, NULL), DRAAD_OK);
    CHECK(isnan(alpha.alpha));
    CHECK_INT(dr_cronbach_of(&key, &key.subscales[0], NULL, 0, &alpha, NULL), DRAAD_OK);
    CHECK(alpha.n == 0 && isnan(alpha.alpha));
    dr_scale_key_free(&key);
}

TEST(alpha_survives_every_failed_allocation)
{
    static const double a[] = {1, 2}, b[] = {2, 3};
    const double *rows[2] = {a, b};
    draad_status s = DRAAD_E_MEMORY;
    dr_scale_key key = read_key("draad-scale: 1\nid: x\nitems: 2\nmin: 1\nmax: 5\nscore: mean\n"
                                "subscales: [{id: a, items: [1, 2]}]\n");
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_cronbach alpha;
        allocations_left = n;
        s = dr_cronbach_of(&key, &key.subscales[0], rows, 2, &alpha, NULL);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
    }
    draad_set_allocator(NULL);
    dr_scale_key_free(&key);
}

int main(void)
{
    return RUN(scores_equal_the_reference_values, alphas_equal_the_reference_values, one_in_five_answers_may_be_missing,
               an_answer_outside_the_range_names_respondent_and_item,
               equal_answers_are_inconsistent_unless_in_the_middle, bands_begin_at_or_above_their_border,
               alpha_is_one_for_items_that_agree_and_zero_for_independent_ones, alpha_is_undefined_where_nothing_varies,
               alpha_survives_every_failed_allocation);
}
