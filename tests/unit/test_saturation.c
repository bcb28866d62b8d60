/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include <jansson.h>
#include <math.h>

#include "analysis/saturation.h"
#include "base/random.h"
#include "failing.h"

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif

/* A letter is a code; an interview is a list of them. */
static draad_project *project_of(const json_t *interviews)
{
    static const char *const names[] = {"d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9"};
    draad_project *p = handmade_new(13);
    for (size_t i = 0; i < json_array_size(interviews); i++) {
        const json_t *codes = json_array_get(interviews, i);
        dr_coded *d = handmade_document(p, names[i], "RR");
        for (size_t k = 0; k < json_array_size(codes); k++) {
            const uint32_t code = (uint32_t)(json_string_value(json_array_get(codes, k))[0] - 'a');
            handmade_coding(d, code, 0, 0, 9);
            handmade_coding(d, code, 0, 10, 19); /* twice is as once */
        }
    }
    return p;
}

TEST(saturation_equals_the_reference_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/saturation.json", 0, &why);
    CHECK(file != NULL);
    const json_t *one = json_array_get(file, 0), *expected = json_object_get(one, "expected");
    draad_project *p = project_of(json_object_get(one, "interviews"));
    CHECK_INT(json_array_size(expected), 4);
    for (size_t i = 0; i < json_array_size(expected); i++) {
        const json_t *e = json_array_get(expected, i), *at = json_object_get(e, "saturated_at");
        const draad_saturation_options o = {
            .base = (uint32_t)json_integer_value(json_object_get(e, "base_size")),
            .run = (uint32_t)json_integer_value(json_object_get(e, "run_length")),
            .threshold = json_number_value(json_object_get(e, "threshold")),
        };
        dr_saturation found;
        draad_table *curve = NULL;
        CHECK_INT(dr_saturation_of(p, &o, &found, &curve, NULL), DRAAD_OK);
        CHECK_INT(found.at, json_is_null(at) ? 0 : json_integer_value(at));
        static const char *const levels[] = {"50", "80", "90", "95", "100"};
        for (size_t k = 0; k < 5; k++)
            CHECK_INT(found.reached[k],
                      json_integer_value(json_object_get(json_object_get(e, "percentile_interview"), levels[k])));
        for (size_t k = 0; k < 10; k++) {
            CHECK_NEAR(draad_table_value(curve, k, 0),
                       json_number_value(json_array_get(json_object_get(e, "new_codes"), k)), 0);
            CHECK_NEAR(draad_table_value(curve, k, 1),
                       json_number_value(json_array_get(json_object_get(e, "cumulative"), k)), 0);
        }
        const json_t *runs = json_object_get(e, "runs");
        for (size_t k = 0; k < json_array_size(runs); k++) {
            const json_t *run = json_array_get(runs, k), *ends = json_object_get(run, "run");
            const size_t last = (size_t)json_integer_value(json_array_get(ends, json_array_size(ends) - 1));
            CHECK_NEAR(draad_table_value(curve, last - 1, 3), json_number_value(json_object_get(run, "ratio")), 1e-12);
        }
        draad_table_free(curve);
    }
    handmade_free(p);
    json_decref(file);
}

TEST(orders_by_lot_are_the_same_each_time_and_bounded)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/saturation.json", 0, &why);
    draad_project *p = project_of(json_object_get(json_array_get(file, 0), "interviews"));
    const draad_saturation_options o = {.base = 4, .run = 2, .threshold = 0.05, .orders = 200, .seed = 7};
    dr_saturation a, b;
    draad_table *curve = NULL;
    CHECK_INT(dr_saturation_of(p, &o, &a, &curve, NULL), DRAAD_OK);
    draad_table_free(curve);
    CHECK_INT(dr_saturation_of(p, &o, &b, &curve, NULL), DRAAD_OK);
    draad_table_free(curve);
    CHECK_INT(a.orders_reached, b.orders_reached);
    CHECK(a.orders_reached > 0 && a.orders_reached <= 200);
    CHECK_NEAR(a.order_median, b.order_median, 0);
    CHECK(6 <= a.order_p5 && a.order_p5 <= a.order_median && a.order_median <= a.order_p95 && a.order_p95 <= 10);
    handmade_free(p);
    json_decref(file);
}

TEST(nothing_coded_is_never_saturated)
{
    draad_project *p = handmade_new(2);
    const draad_saturation_options o = {.base = 1, .run = 1, .threshold = 1, .orders = 10};
    dr_saturation found;
    draad_table *curve = NULL;
    for (int i = 0; i < 3; i++) {
        CHECK_INT(dr_saturation_of(p, &o, &found, &curve, NULL), DRAAD_OK);
        CHECK_INT(found.at, 0);
        CHECK_INT(found.reached[4], 0);
        CHECK_INT(found.orders_reached, 0);
        CHECK(isnan(found.order_median));
        draad_table_free(curve);
        handmade_document(p, "d", "R");
    }
    CHECK_INT(dr_saturation_of(p, &(draad_saturation_options){.base = 0, .run = 1}, &found, &curve, NULL),
              DRAAD_E_USAGE);
    handmade_free(p);
}

/* SplitMix64 from 1234567, as on Rosetta Code; xoshiro256** from the state 1, 2, 3, 4, as in the tests of Rust's rand.
 */
TEST(random_numbers_equal_the_published_generator)
{
    static const uint64_t split[] = {6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
                                     4593380528125082431u};
    static const uint64_t expected[] = {11520u, 0u, 1509978240u, 1215971899390074240u};
    dr_random r;
    dr_random_seed(&r, 1234567);
    for (int i = 0; i < 4; i++)
        CHECK(r.s[i] == split[i]);
    r = (dr_random){{1, 2, 3, 4}};
    for (int i = 0; i < 4; i++)
        CHECK(dr_random_next(&r) == expected[i]);
    for (int i = 0; i < 1000; i++)
        CHECK(dr_random_below(&r, 7) < 7);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = handmade_new(2);
    dr_coded *d = handmade_document(p, "d", "R");
    handmade_coding(d, 0, 0, 0, 9);
    const draad_saturation_options o = {.base = 1, .run = 1, .orders = 3};
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        dr_saturation found;
        draad_table *curve = NULL;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_saturation_of(p, &o, &found, &curve, NULL);
        draad_table_free(curve);
        draad_set_allocator(NULL);
    }
    CHECK(n > 6);
    handmade_free(p);
}

int main(void)
{
    return RUN(saturation_equals_the_reference_values, orders_by_lot_are_the_same_each_time_and_bounded,
               nothing_coded_is_never_saturated, random_numbers_equal_the_published_generator,
               no_memory_is_an_error_and_loses_nothing);
}
