/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include <jansson.h>
#include <math.h>

#include "analysis/keyness.h"
#include "failing.h"

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif

TEST(keyness_equals_the_reference_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/keyness.json", 0, &why);
    CHECK(file != NULL);
    const json_t *rows = json_object_get(json_array_get(file, 0), "rows");
    CHECK_INT(json_array_size(rows), 3);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *e = json_array_get(rows, i);
        uint64_t n[4];
        static const char *const names[] = {"a", "b", "c", "d"};
        for (size_t k = 0; k < 4; k++)
            n[k] = (uint64_t)json_integer_value(json_object_get(e, names[k]));
        const dr_keyness found = dr_keyness_of(n[0], n[1], n[2], n[3]);
        const char sign = json_string_value(json_object_get(e, "sign"))[0];
        CHECK_NEAR(found.g2, json_number_value(json_object_get(e, "g2_four_term")), 1e-9);
        CHECK_NEAR(found.g2_two_term, json_number_value(json_object_get(e, "g2_two_term")), 1e-9);
        CHECK_NEAR(found.p, json_number_value(json_object_get(e, "p_four_term")), 1e-9);
        CHECK_NEAR(found.log_ratio, json_number_value(json_object_get(e, "log_ratio")), 1e-9);
        CHECK_INT(found.sign, sign == '+' ? 1 : sign == '-' ? -1 : 0);
    }
    json_decref(file);
}

/* Hardie (2014), "Log Ratio - an informal introduction": 0.5 stands for a zero.  In a small rest that half weighs more
 * than what the group has: 1 of 10 against 0 of 2 is more, and (1/10) / (0.5/2) would say less. */
TEST(a_log_ratio_never_contradicts_its_sign)
{
    dr_keyness k = dr_keyness_of(1, 0, 10, 2);
    CHECK_INT(k.sign, 1);
    CHECK(isnan(k.log_ratio));
    k = dr_keyness_of(0, 1, 2, 10);
    CHECK_INT(k.sign, -1);
    CHECK(isnan(k.log_ratio));
    k = dr_keyness_of(1, 0, 10, 20);
    CHECK_NEAR(k.log_ratio, 2, 1e-12); /* (1/10) / (0.5/20) */
    for (uint64_t c = 1; c < 12; c++)
        for (uint64_t d = 1; d < 12; d++)
            for (uint64_t a = 0; a <= c; a++)
                for (uint64_t b = 0; b <= d; b++) {
                    k = dr_keyness_of(a, b, c, d);
                    CHECK(isnan(k.log_ratio) || k.log_ratio * k.sign >= 0);
                    CHECK(a == 0 || b == 0 || !isnan(k.log_ratio)); /* only a zero is replaced */
                }
}

TEST(nothing_to_compare_with_is_undefined)
{
    CHECK(isnan(dr_keyness_of(1, 0, 2, 0).g2));
    CHECK(isnan(dr_keyness_of(0, 0, 2, 3).log_ratio));
    CHECK_INT(dr_keyness_of(0, 0, 2, 3).sign, 0);
}

static const draad_table_options by_group = {.by = "groep"};

static draad_project *study(void)
{
    draad_project *p = handmade_new(2);
    dr_coded *one = handmade_document(p, "d", "RRR"), *two = handmade_document(p, "e", "RRR");
    for (draad_byte i = 0; i < 3; i++)
        handmade_coding(one, i == 2, 0, 10 * i, 10 * i + 9);
    for (draad_byte i = 0; i < 3; i++)
        handmade_coding(two, 1, 0, 10 * i, 10 * i + 9);
    assert_int_equal(dr_cases_read(DR_STR("document,groep\nd,een twee\ne,drie\n"), "cases.csv", NULL, &p->cases),
                     DRAAD_OK);
    return p;
}

TEST(rows_stand_by_g2_in_each_group)
{
    draad_project *p = study();
    draad_table *t = NULL;
    CHECK_INT(draad_project_table(p, "keyness", &by_group, &t, NULL), DRAAD_OK);
    CHECK_INT(draad_table_rows(t), 4);
    CHECK_STR(draad_table_text(t, 0, 0), "een twee");
    CHECK_STR(draad_table_text(t, 0, 1), "a"); /* equal g2: the order of the codes */
    CHECK_STR(draad_table_text(t, 3, 0), "drie");
    CHECK_STR(draad_table_text(t, 3, 1), "b");
    CHECK_NEAR(draad_table_value(t, 0, 2), 2, 0);
    CHECK_NEAR(draad_table_value(t, 0, 3), 0, 0);
    CHECK_NEAR(draad_table_value(t, 0, 4), 3, 0);
    CHECK_NEAR(draad_table_value(t, 0, 6), 1, 0);
    CHECK_NEAR(draad_table_value(t, 1, 6), -1, 0);
    CHECK_NEAR(draad_table_value(t, 0, 11), 1, 0);
    draad_table_free(t);
    CHECK_INT(draad_project_table(p, "keyness", &(draad_table_options){.by = "kleur"}, &t, NULL), DRAAD_E_USAGE);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        draad_table *t = NULL;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = draad_project_table(p, "keyness", &by_group, &t, NULL);
        draad_table_free(t);
        draad_set_allocator(NULL);
    }
    CHECK(n > 6);
    handmade_free(p);
}

int main(void)
{
    return RUN(a_log_ratio_never_contradicts_its_sign, keyness_equals_the_reference_values,
               nothing_to_compare_with_is_undefined, rows_stand_by_g2_in_each_group,
               no_memory_is_an_error_and_loses_nothing);
}
