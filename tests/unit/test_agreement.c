/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include <jansson.h>

#include "analysis/agreement.h"
#include "failing.h"

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif

enum { VALUES = 2048 };

/* A case of the reference file: any value is a category, numbered as first met. */
typedef struct study {
    uint32_t values[VALUES];
    dr_ratings r;
} study;

static void read_units(const json_t *units, study *s)
{
    const json_t *names[64];
    s->r = (dr_ratings){
        .values = s->values, .nunits = json_array_size(units), .ncoders = json_array_size(json_array_get(units, 0))};
    for (size_t u = 0; u < s->r.nunits; u++)
        for (size_t g = 0; g < s->r.ncoders; g++) {
            const json_t *value = json_array_get(json_array_get(units, u), g);
            uint32_t k = 0;
            while (k < s->r.ncategories && !json_equal(names[k], value))
                k++;
            if (!json_is_null(value) && k == s->r.ncategories)
                names[s->r.ncategories++] = value;
            assert_true(u * s->r.ncoders + g < VALUES);
            s->values[u * s->r.ncoders + g] = json_is_null(value) ? DR_MISSING : k;
        }
}

static double nominal(const void *ctx, uint32_t one, uint32_t other)
{
    (void)ctx;
    return one != other;
}

/* Two coders have coefficients of their own; the rest is for any number. */
static double coefficient(const dr_ratings *r, const char *stat)
{
    dr_two_coders two = {0};
    dr_many_coders many;
    double alpha, expected;
    assert_int_equal(dr_many_coders_of(r, &many, NULL), DRAAD_OK);
    assert_int_equal(dr_alpha_of(r, nominal, NULL, &alpha, &expected, NULL), DRAAD_OK);
    if (r->ncoders == 2)
        assert_int_equal(dr_two_coders_of(r, &two, NULL), DRAAD_OK);
    const struct {
        const char *name;
        double value;
    } all[] = {{"percent_agreement", r->ncoders == 2 ? two.po : many.pa},
               {"brennan_prediger", r->ncoders == 2 ? two.bp : many.bp},
               {"scott_pi", two.scott_pi},
               {"cohen_kappa", two.kappa},
               {"fleiss_kappa", many.fleiss},
               {"gwet_ac1", many.ac1},
               {"alpha_nominal", many.alpha},
               {"alpha_de", expected}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].name, stat) == 0)
            return all[i].value;
    fail_msg("no coefficient %s", stat);
    return NAN;
}

TEST(coefficients_equal_the_published_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/agreement-coding.json", 0, &why);
    CHECK(file != NULL);
    CHECK_INT(json_array_size(file), 10);
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(file); i++) {
        const json_t *one = json_array_get(file, i), *expected = json_object_get(one, "expected");
        study s = {0};
        read_units(json_object_get(one, "units"), &s);
        for (size_t k = 0; k < json_array_size(expected); k++, n++) {
            const json_t *e = json_array_get(expected, k);
            const double found = coefficient(&s.r, json_string_value(json_object_get(e, "stat")));
            CHECK(fabs(found - json_number_value(json_object_get(e, "published"))) <=
                  json_number_value(json_object_get(e, "tolerance")));
            CHECK(fabs(found - json_number_value(json_object_get(e, "computed"))) <= 1e-8);
        }
    }
    CHECK_INT(n, 26);
    json_decref(file);
}

/* Letters are codes; a set is a number of its own. */
TEST(alphas_of_sets_equal_the_reference_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/agreement-sets.json", 0, &why);
    const json_t *one = json_array_get(file, 0), *units = json_object_get(one, "units");
    uint64_t bits[32];
    uint32_t values[32];
    dr_ratings r = {.values = values, .nunits = json_array_size(units), .ncoders = 2};
    for (size_t u = 0; u < r.nunits; u++)
        for (size_t g = 0; g < 2; g++) {
            const json_t *set = json_array_get(json_array_get(units, u), g);
            uint64_t all = 0;
            uint32_t k = 0;
            for (size_t i = 0; i < json_array_size(set); i++)
                all |= 1u << (json_string_value(json_array_get(set, i))[0] - 'A');
            while (k < r.ncategories && bits[k] != all)
                k++;
            if (k == r.ncategories)
                bits[r.ncategories++] = all;
            values[2 * u + g] = k;
        }
    const dr_value_sets sets = {bits, 1};
    double jaccard, masi;
    CHECK_INT(dr_alpha_of(&r, dr_jaccard_difference, &sets, &jaccard, NULL, NULL), DRAAD_OK);
    CHECK_INT(dr_alpha_of(&r, dr_masi_difference, &sets, &masi, NULL, NULL), DRAAD_OK);
    const json_t *expected = json_object_get(one, "expected");
    CHECK(fabs(jaccard - json_number_value(json_object_get(json_array_get(expected, 0), "computed"))) <= 1e-8);
    CHECK(fabs(masi - json_number_value(json_object_get(json_array_get(expected, 1), "computed"))) <= 1e-8);
    json_decref(file);
}

TEST(conger_with_two_coders_is_cohen)
{
    const uint32_t values[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 0, 1, 1, 0, 0, 2, 1, 1, 2};
    const dr_ratings r = {values, 9, 2, 3};
    dr_two_coders two;
    dr_many_coders many;
    CHECK_INT(dr_two_coders_of(&r, &two, NULL), DRAAD_OK);
    CHECK_INT(dr_many_coders_of(&r, &many, NULL), DRAAD_OK);
    CHECK_NEAR(many.conger, two.kappa, 1e-12);
    CHECK_NEAR(many.pa, two.po, 1e-12);
}

/* Kappa of a table of shares, for the derivatives below. */
static double kappa_of(const double p[3][3])
{
    double po = 0, pe = 0;
    for (int i = 0; i < 3; i++) {
        double row = 0, column = 0;
        for (int j = 0; j < 3; j++) {
            row += p[i][j];
            column += p[j][i];
        }
        po += p[i][i];
        pe += row * column;
    }
    return (po - pe) / (1 - pe);
}

/* The asymptotic variance is that of the delta method: here by numerical derivatives. */
TEST(the_standard_error_of_kappa_is_that_of_the_delta_method)
{
    const uint32_t counts[3][3] = {{20, 5, 1}, {3, 14, 4}, {2, 6, 11}};
    uint32_t values[2 * 66];
    double p[3][3], first = 0, second = 0;
    size_t n = 0;
    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t j = 0; j < 3; j++)
            for (uint32_t k = 0; k < counts[i][j]; k++, n++) {
                values[2 * n] = i;
                values[2 * n + 1] = j;
            }
    CHECK_INT(n, 66);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            p[i][j] = counts[i][j] / 66.0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            const double h = 1e-5, kept = p[i][j];
            p[i][j] = kept + h;
            const double above = kappa_of(p);
            p[i][j] = kept - h;
            const double slope = (above - kappa_of(p)) / (2 * h);
            p[i][j] = kept;
            first += kept * slope;
            second += kept * slope * slope;
        }
    dr_two_coders two;
    CHECK_INT(dr_two_coders_of(&(dr_ratings){values, 66, 2, 3}, &two, NULL), DRAAD_OK);
    CHECK_NEAR(two.kappa, kappa_of(p), 1e-12);
    CHECK_NEAR(two.kappa_se, sqrt((second - first * first) / 66), 1e-7);
}

TEST(one_category_only_is_unknown_and_not_perfect)
{
    const uint32_t values[] = {0, 0, 0, 0, 0, 0};
    dr_two_coders two;
    dr_many_coders many;
    CHECK_INT(dr_two_coders_of(&(dr_ratings){values, 3, 2, 2}, &two, NULL), DRAAD_OK);
    CHECK_INT(dr_many_coders_of(&(dr_ratings){values, 3, 2, 2}, &many, NULL), DRAAD_OK);
    CHECK_NEAR(two.po, 1, 0);
    CHECK(isnan(two.kappa) && isnan(two.scott_pi) && isnan(two.bp) && isnan(two.kappa_se));
    CHECK(isnan(many.fleiss) && isnan(many.ac1) && isnan(many.bp) && isnan(many.conger) && isnan(many.alpha));
    const uint32_t silent[] = {0, DR_MISSING, DR_MISSING, 1};
    CHECK_INT(dr_two_coders_of(&(dr_ratings){silent, 2, 2, 2}, &two, NULL), DRAAD_OK);
    CHECK_NEAR(two.n, 0, 0);
    CHECK(isnan(two.po) && isnan(two.kappa));
}

/* The manuals of NVivo, ATLAS.ti and MAXQDA: tests/data/formula-examples.json. */
TEST(manuals_give_these_numbers)
{
    CHECK_NEAR(dr_holsti(6, 10, 10), 0.6, 1e-12);
    CHECK_NEAR((50 + 800) / 1000.0, 0.85, 1e-12);
    CHECK_NEAR(dr_kappa_of_counts(50, 75, 75, 800),
               (0.85 - (0.125 * 0.125 + 0.875 * 0.875)) / (1 - (0.125 * 0.125 + 0.875 * 0.875)), 1e-12);
    CHECK(isnan(dr_kappa_of_counts(0, 0, 0, 9)));
    CHECK_NEAR(dr_maxqda_kappa(6, 2, 2, 5), (0.6 - 0.2) / 0.8, 1e-12);
    CHECK(isnan(dr_maxqda_kappa(0, 0, 0, 5)));
    const uint32_t values[] = {1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0};
    dr_two_coders two;
    double alpha;
    CHECK_INT(dr_two_coders_of(&(dr_ratings){values, 10, 2, 2}, &two, NULL), DRAAD_OK);
    CHECK_NEAR(two.po, 0.6, 1e-12);
    CHECK_INT(dr_alpha_of(&(dr_ratings){values, 10, 2, 2}, nominal, NULL, &alpha, NULL, NULL), DRAAD_OK);
    CHECK(fabs(alpha - 0.095) <= 0.0005);
}

/* Krippendorff (2004), 11.3.3; Landis and Koch (1977), table on page 165. */
TEST(labels_are_those_of_their_authors)
{
    const struct {
        draad_labels labels;
        double coefficient;
        const char *label;
    } all[] = {{DRAAD_LABELS_KRIPPENDORFF, 0.8, "reliable"},
               {DRAAD_LABELS_KRIPPENDORFF, 0.7999, "tentative"},
               {DRAAD_LABELS_KRIPPENDORFF, 0.667, "tentative"},
               {DRAAD_LABELS_KRIPPENDORFF, 0.6669, "too low"},
               {DRAAD_LABELS_KRIPPENDORFF, -0.1, "too low"},
               {DRAAD_LABELS_KRIPPENDORFF, NAN, ""},
               {DRAAD_LABELS_LANDIS_KOCH, -0.01, "poor"},
               {DRAAD_LABELS_LANDIS_KOCH, 0, "slight"},
               {DRAAD_LABELS_LANDIS_KOCH, 0.2, "slight"},
               {DRAAD_LABELS_LANDIS_KOCH, 0.21, "fair"},
               {DRAAD_LABELS_LANDIS_KOCH, 0.41, "moderate"},
               {DRAAD_LABELS_LANDIS_KOCH, 0.61, "substantial"},
               {DRAAD_LABELS_LANDIS_KOCH, 0.81, "almost perfect"},
               {DRAAD_LABELS_LANDIS_KOCH, 1, "almost perfect"},
               {DRAAD_LABELS_LANDIS_KOCH, NAN, ""},
               {DRAAD_LABELS_NONE, 0.9, ""}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        CHECK(strcmp(dr_label_of(all[i].labels, all[i].coefficient), all[i].label) == 0);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    const uint32_t values[] = {0, 1, 1, 1};
    const dr_ratings r = {values, 2, 2, 2};
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        dr_two_coders two;
        dr_many_coders many;
        allocations_left = n;
        draad_set_allocator(&failing);
        if ((s = dr_two_coders_of(&r, &two, NULL)) == DRAAD_OK)
            s = dr_many_coders_of(&r, &many, NULL);
        draad_set_allocator(NULL);
    }
    CHECK(n > 6);
}

int main(void)
{
    return RUN(coefficients_equal_the_published_values, alphas_of_sets_equal_the_reference_values,
               conger_with_two_coders_is_cohen, the_standard_error_of_kappa_is_that_of_the_delta_method,
               one_category_only_is_unknown_and_not_perfect, manuals_give_these_numbers,
               labels_are_those_of_their_authors, no_memory_is_an_error_and_loses_nothing);
}
