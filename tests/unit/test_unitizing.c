/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include <jansson.h>

#include "analysis/unitizing.h"
#include "failing.h"

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif

/* A value is numbered by its letter or digit. */
static uint32_t value_of(const json_t *value)
{
    const char c = json_string_value(value)[0];
    return (uint32_t)(c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' ? c - 'a' : c - '1') + 1;
}

static dr_continuum read_case(const json_t *one, dr_unitized *at)
{
    const json_t *units = json_object_get(one, "units");
    dr_continuum c = {.at = at,
                      .n = json_array_size(units),
                      .ncoders = (uint32_t)json_integer_value(json_object_get(one, "coders")),
                      .length = (uint64_t)json_integer_value(json_object_get(one, "length"))};
    for (size_t i = 0; i < c.n; i++) {
        const json_t *u = json_array_get(units, i);
        at[i] = (dr_unitized){(uint32_t)json_integer_value(json_object_get(u, "coder")),
                              (uint32_t)json_integer_value(json_object_get(u, "start")),
                              (uint32_t)json_integer_value(json_object_get(u, "end")),
                              value_of(json_object_get(u, "value"))};
        c.nvalues = at[i].value > c.nvalues ? at[i].value : c.nvalues;
    }
    return c;
}

static double stat_of(const dr_continuum *c, const json_t *e)
{
    const char *stat = json_string_value(json_object_get(e, "stat"));
    dr_unitizing u;
    double observed = NAN, expected = NAN, found = NAN;
    assert_int_equal(dr_unitizing_of(c, &u, NULL), DRAAD_OK);
    if (json_is_string(json_object_get(e, "value")))
        assert_int_equal(dr_alpha_u_of(c, value_of(json_object_get(e, "value")), &observed, &expected, NULL), DRAAD_OK);
    if (strcmp(stat, "u_alpha") == 0)
        found = u.u_alpha;
    else if (strcmp(stat, "bar_u_alpha") == 0)
        found = u.bar_u_alpha;
    else if (strcmp(stat, "cu_alpha") == 0)
        found = u.cu_alpha;
    else if (strcmp(stat, "ku_alpha") == 0)
        found = u.ku_alpha[value_of(json_object_get(e, "value")) - 1];
    else if (strcmp(stat, "Do") == 0)
        found = observed;
    else if (strcmp(stat, "De") == 0)
        found = expected;
    else if (strcmp(stat, "alphaU") == 0)
        found = 1 - observed / expected;
    dr_unitizing_free(&u);
    return found;
}

static void check_kind(void **state_, const char *kind, size_t expected_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/agreement-unitizing.json", 0, &why);
    CHECK(file != NULL);
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(file); i++) {
        const json_t *one = json_array_get(file, i), *expected = json_object_get(one, "expected");
        dr_unitized at[32];
        const dr_continuum c = read_case(one, at);
        if (strcmp(json_string_value(json_object_get(one, "kind")), kind) != 0)
            continue;
        for (size_t k = 0; k < json_array_size(expected); k++, n++) {
            const json_t *e = json_array_get(expected, k);
            const double found = stat_of(&c, e);
            CHECK(fabs(found - json_number_value(json_object_get(e, "computed"))) <= 1e-8);
            if (json_is_number(json_object_get(e, "published")))
                CHECK(fabs(found - json_number_value(json_object_get(e, "published"))) <=
                      json_number_value(json_object_get(e, "tolerance")));
        }
    }
    CHECK_INT(n, expected_values);
    json_decref(file);
}

TEST(u_alphas_equal_the_reference_values)
{
    check_kind(state_, "u_family_2016", 8);
}

TEST(alpha_u_equals_the_published_value)
{
    check_kind(state_, "alphaU_1995", 3);
}

TEST(equal_coders_agree_wholly_and_one_value_cannot_be_confused)
{
    const dr_unitized same[] = {{0, 2, 5, 1}, {0, 8, 9, 2}, {1, 2, 5, 1}, {1, 8, 9, 2}};
    dr_unitizing u;
    CHECK_INT(dr_unitizing_of(&(dr_continuum){same, 4, 2, 2, 12}, &u, NULL), DRAAD_OK);
    CHECK_NEAR(u.u_alpha, 1, 1e-12);
    CHECK_NEAR(u.char_alpha, 1, 1e-12);
    CHECK_NEAR(u.bar_u_alpha, 1, 1e-12);
    CHECK_NEAR(u.cu_alpha, 1, 1e-12);
    CHECK_NEAR(u.ku_alpha[0], 1, 1e-12);
    CHECK_NEAR(u.ku_coverage[1], 1, 1e-12);
    dr_unitizing_free(&u);
    const dr_unitized one[] = {{0, 2, 5, 1}, {1, 2, 5, 1}};
    CHECK_INT(dr_unitizing_of(&(dr_continuum){one, 2, 2, 1, 12}, &u, NULL), DRAAD_OK);
    CHECK_NEAR(u.u_alpha, 1, 1e-12);
    CHECK(isnan(u.cu_alpha) && isnan(u.ku_alpha[0]));
    dr_unitizing_free(&u);
}

/* Ten characters: both have 3, one alone 1, the other alone 2: alpha of a 2 x 2 table of characters. */
TEST(characters_as_units_are_nominal_alpha)
{
    const dr_unitized at[] = {{0, 1, 5, 1}, {1, 2, 7, 1}};
    const double n1 = 9, n0 = 11, n = 20, observed = 2 * 3 / n, expected = 2 * n1 * n0 / (n * (n - 1));
    dr_unitizing u;
    CHECK_INT(dr_unitizing_of(&(dr_continuum){at, 2, 2, 1, 10}, &u, NULL), DRAAD_OK);
    CHECK_NEAR(u.char_alpha, 1 - observed / expected, 1e-12);
    dr_unitizing_free(&u);
}

TEST(nothing_marked_is_unknown)
{
    dr_unitizing u;
    CHECK_INT(dr_unitizing_of(&(dr_continuum){NULL, 0, 2, 1, 12}, &u, NULL), DRAAD_OK);
    CHECK(isnan(u.cu_alpha) && isnan(u.ku_alpha[0]) && isnan(u.bar_u_alpha));
    dr_unitizing_free(&u);
    CHECK_INT(dr_unitizing_of(&(dr_continuum){NULL, 0, 1, 1, 12}, &u, NULL), DRAAD_OK);
    CHECK(isnan(u.u_alpha));
    dr_unitizing_free(&u);
}

TEST(what_nobody_marked_is_unknown_at_every_length)
{
    for (uint64_t length = 1; length <= 400; length++)
        for (uint32_t ncoders = 2; ncoders <= 5; ncoders++) {
            dr_unitizing u;
            CHECK_INT(dr_unitizing_of(&(dr_continuum){NULL, 0, ncoders, 1, length}, &u, NULL), DRAAD_OK);
            CHECK(isnan(u.u_alpha) && isnan(u.bar_u_alpha) && isnan(u.char_alpha));
            dr_unitizing_free(&u);
        }
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    const dr_unitized same[] = {{0, 2, 5, 1}, {1, 2, 5, 2}};
    const dr_continuum c = {same, 2, 2, 2, 12};
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        dr_unitizing u;
        double observed, expected;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_unitizing_of(&c, &u, NULL);
        dr_unitizing_free(&u);
        if (s == DRAAD_OK)
            s = dr_alpha_u_of(&c, 1, &observed, &expected, NULL);
        draad_set_allocator(NULL);
    }
    CHECK(n > 10);
}

int main(void)
{
    return RUN(u_alphas_equal_the_reference_values, alpha_u_equals_the_published_value,
               equal_coders_agree_wholly_and_one_value_cannot_be_confused, characters_as_units_are_nominal_alpha,
               nothing_marked_is_unknown, what_nobody_marked_is_unknown_at_every_length,
               no_memory_is_an_error_and_loses_nothing);
}
