/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include <jansson.h>

#include "analysis/gold.h"
#include "failing.h"

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif

static size_t read_segments(const json_t *list, dr_marked *out)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        out[i] = (dr_marked){0, (uint32_t)json_integer_value(json_array_get(one, 0)),
                             (uint32_t)json_integer_value(json_array_get(one, 1)),
                             (uint32_t)(json_string_value(json_array_get(one, 2))[0] - 'a')};
    }
    return json_array_size(list);
}

static double number(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    return json_is_number(value) ? json_number_value(value) : (double)NAN;
}

static void check_hits(void **state_, const json_t *e, const dr_hits *hits)
{
    static const char *const codes[] = {"a", "b", "c"};
    dr_hits all = {0, 0, 0};
    double macro = 0;
    for (size_t i = 0; i < 3; i++) {
        const json_t *one = json_object_get(json_object_get(e, "per_code"), codes[i]);
        CHECK_NEAR(hits[i].tp, number(one, "tp"), 0);
        CHECK_NEAR(hits[i].fp, number(one, "fp"), 0);
        CHECK_NEAR(hits[i].fn, number(one, "fn"), 0);
        CHECK_NEAR(dr_precision(hits[i]), number(one, "precision"), 1e-12);
        CHECK_NEAR(dr_recall(hits[i]), number(one, "recall"), 1e-12);
        CHECK_NEAR(dr_f1(hits[i]), number(one, "f1"), 1e-12);
        all = (dr_hits){all.tp + hits[i].tp, all.fp + hits[i].fp, all.fn + hits[i].fn};
        macro += dr_f1(hits[i]) / 3;
    }
    CHECK_NEAR(dr_f1(all), number(json_object_get(e, "micro"), "f1"), 1e-12);
    CHECK_NEAR(dr_precision(all), number(json_object_get(e, "micro"), "precision"), 1e-12);
    if (json_object_get(e, "macro_f1") != NULL) /* not given for characters */
        CHECK_NEAR(macro, number(e, "macro_f1"), 1e-12);
}

TEST(segments_equal_the_reference_values)
{
    static const struct {
        const char *name;
        double least;
    } kinds[] = {{"iou0.5", 0.5}, {"iou0.75", 0.75}, {"iou1.0", 1}};
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/segments-vs-gold.json", 0, &why);
    CHECK(file != NULL);
    const json_t *one = json_array_get(file, 0), *expected = json_object_get(one, "expected");
    dr_marked gold[8], found[8];
    const size_t ngold = read_segments(json_object_get(one, "gold"), gold);
    const size_t nfound = read_segments(json_object_get(one, "pred"), found);
    for (size_t i = 0; i < 3; i++) {
        dr_hits hits[3] = {{0, 0, 0}};
        CHECK_INT(dr_match_segments(gold, ngold, found, nfound, kinds[i].least, hits, NULL), DRAAD_OK);
        check_hits(state_, json_object_get(expected, kinds[i].name), hits);
    }
    dr_hits hits[3] = {{0, 0, 0}};
    CHECK_INT(dr_match_characters(gold, ngold, found, nfound, hits, NULL), DRAAD_OK);
    check_hits(state_, json_object_get(expected, "characters"), hits);
    json_decref(file);
}

TEST(the_best_pair_goes_first_and_documents_do_not_mix)
{
    const dr_marked gold[] = {{0, 0, 10, 0}, {0, 10, 20, 0}, {1, 0, 10, 0}};
    const dr_marked found[] = {{0, 4, 18, 0}, {2, 0, 10, 0}};
    dr_hits hits[1] = {{0, 0, 0}};
    CHECK_INT(dr_match_segments(gold, 3, found, 2, 0.3, hits, NULL), DRAAD_OK);
    CHECK_NEAR(hits[0].tp, 1, 0); /* 8 of 16 shared with the second, 6 of 18 with the first */
    CHECK_NEAR(hits[0].fn, 2, 0);
    CHECK_NEAR(hits[0].fp, 1, 0);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    const dr_marked gold[] = {{0, 0, 10, 0}}, found[] = {{0, 0, 10, 0}};
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        dr_hits hits[1] = {{0, 0, 0}};
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_match_segments(gold, 1, found, 1, 0.5, hits, NULL);
        s = s == DRAAD_OK ? dr_match_characters(gold, 1, found, 1, hits, NULL) : s;
        draad_set_allocator(NULL);
    }
    CHECK(n > 2);
}

int main(void)
{
    return RUN(segments_equal_the_reference_values, the_best_pair_goes_first_and_documents_do_not_mix,
               no_memory_is_an_error_and_loses_nothing);
}
