/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include <jansson.h>

#include "analysis/cooccurrence.h"
#include "worked_example.h"

static draad_table *cooccurrence_of(const draad_project *p, draad_unit unit, uint64_t *n)
{
    draad_table *t = NULL;
    assert_int_equal(draad_project_cooccurrence(p, unit, &t, n, NULL), DRAAD_OK);
    return t;
}

/* ---- The worked example of docs/tables.md ------------------------------------------------------------- */

/* A number of the expected values: null is undefined, "-inf" is itself. */
static double number(const json_t *value)
{
    if (json_is_string(value) && strcmp(json_string_value(value), "-inf") == 0)
        return -INFINITY;
    return json_is_number(value) ? json_number_value(value) : (double)NAN;
}

static void check_matrix(void **state_, const draad_project *p, draad_unit unit, const json_t *expected)
{
    uint64_t n = 0;
    draad_table *t = cooccurrence_of(p, unit, &n);
    CHECK_INT(n, json_integer_value(json_object_get(expected, "N")));
    CHECK_INT(draad_table_rows(t), 4);
    CHECK_STR(draad_table_row_name(t, 0), "we.w");
    CHECK_STR(draad_table_column_name(t, 3), "we.z");
    const json_t *binary = json_object_get(expected, "binary");
    for (size_t a = 0; a < 4; a++)
        for (size_t b = 0; b < 4; b++)
            CHECK_NEAR(draad_table_value(t, a, b), number(json_array_get(json_array_get(binary, a), b)), 0);
    draad_table_free(t);
}

static void check_measures(void **state_, const draad_project *p, draad_unit unit, const json_t *expected)
{
    draad_table *t = NULL;
    CHECK_INT(draad_project_association(p, unit, true, &t, NULL), DRAAD_OK);
    CHECK_INT(json_array_size(expected), draad_table_rows(t));
    for (size_t i = 0; i < draad_table_rows(t); i++) {
        const json_t *row = json_array_get(expected, i);
        char name[16];
        snprintf(name, sizeof name, "we.%c we.%c", json_string_value(json_object_get(row, "a"))[0] - 'A' + 'a',
                 json_string_value(json_object_get(row, "b"))[0] - 'A' + 'a');
        CHECK_STR(draad_table_row_name(t, i), name);
        for (size_t c = 0; c < draad_table_columns(t); c++) {
            draad_str measure = draad_table_column_name(t, c);
            const json_t *value = json_object_get(row, dr_str_equal(measure, DR_STR("n")) ? "N" : measure.data);
            CHECK(value != NULL);
            CHECK_NEAR(draad_table_value(t, i, c), number(value), 1e-9);
        }
    }
    draad_table_free(t);
}

TEST(cooccurrence_equals_the_worked_example)
{
    json_error_t why;
    json_t *expected = json_load_file(WORKED_EXAMPLE "expected.json", 0, &why);
    CHECK(expected != NULL);
    draad_project *p = worked_example();
    for (draad_unit unit = DRAAD_UNIT_SENTENCE; unit <= DRAAD_UNIT_DOCUMENT; unit++) {
        const char *name = draad_unit_name(unit);
        check_matrix(state_, p, unit, json_object_get(json_object_get(expected, "matrices"), name));
        if (unit != DRAAD_UNIT_DOCUMENT) /* where every code is in every document, and nothing is to be measured */
            check_measures(state_, p, unit, json_object_get(json_object_get(expected, "association"), name));
    }
    draad_project_free(p);
    json_decref(expected);
}

static void check_against(void **state_, const draad_project *p, draad_matrix_options o, const json_t *expected)
{
    draad_table *t = NULL;
    CHECK_INT(draad_project_matrix(p, &o, &t, NULL, NULL), DRAAD_OK);
    CHECK_INT(json_array_size(expected), 4);
    for (size_t a = 0; a < 4; a++)
        for (size_t b = 0; b < 4; b++)
            CHECK_NEAR(draad_table_value(t, a, b), number(json_array_get(json_array_get(expected, a), b)), 0);
    draad_table_free(t);
}

TEST(matrices_equal_the_worked_example)
{
    json_error_t why;
    json_t *expected = json_load_file(WORKED_EXAMPLE "expected.json", 0, &why);
    CHECK(expected != NULL);
    const json_t *m = json_object_get(expected, "matrices"), *segment = json_object_get(m, "segment");
    draad_project *p = worked_example();
    for (draad_unit unit = DRAAD_UNIT_SENTENCE; unit <= DRAAD_UNIT_DOCUMENT; unit++) {
        const json_t *of_unit = json_object_get(m, draad_unit_name(unit));
        check_against(state_, p, (draad_matrix_options){.counting = DRAAD_COUNT_PRODUCT, .unit = unit},
                      json_object_get(of_unit, "product"));
        draad_table *t = NULL; /* the diagonal of the minimum is the sum of n_u(a) */
        CHECK_INT(draad_project_matrix(p, &(draad_matrix_options){.counting = DRAAD_COUNT_MINIMUM, .unit = unit}, &t,
                                       NULL, NULL),
                  DRAAD_OK);
        for (size_t a = 0; a < 4; a++)
            CHECK_NEAR(draad_table_value(t, a, a),
                       number(json_array_get(json_object_get(of_unit, "marginal_segments"), a)), 0);
        draad_table_free(t);
    }
    check_against(state_, p, (draad_matrix_options){.counting = DRAAD_COUNT_PAIRS}, json_object_get(segment, "pairs"));
    check_against(state_, p, (draad_matrix_options){.counting = DRAAD_COUNT_CHARS}, json_object_get(segment, "chars"));
    static const struct {
        const char *name;
        uint32_t window;
    } windows[] = {{"window0", 0}, {"window3", 3}, {"window10", 10}};
    for (size_t i = 0; i < 3; i++)
        check_against(state_, p, (draad_matrix_options){.counting = DRAAD_COUNT_WINDOW, .window = windows[i].window},
                      json_object_get(m, windows[i].name));
    draad_matrix_options followed = {.counting = DRAAD_COUNT_FOLLOWED, .unit = DRAAD_UNIT_TURN};
    check_against(state_, p, followed, json_object_get(m, "followed_by_turn_strict"));
    followed.unit = DRAAD_UNIT_SENTENCE;
    check_against(state_, p, followed, json_object_get(m, "followed_by_sentence_strict"));
    followed.next_coded = true;
    check_against(state_, p, followed, json_object_get(m, "followed_by_sentence_next_coded"));
    draad_project_free(p);
    json_decref(expected);
}

TEST(hits_count_a_segment_once_however_many_it_overlaps)
{
    draad_project *p = handmade_new(2);
    dr_coded *d = handmade_document(p, "a", "RRRR");
    handmade_coding(d, 0, 0, 0, 39); /* one of a over two of b, and one of b alone */
    handmade_coding(d, 1, 0, 0, 9);
    handmade_coding(d, 1, 0, 10, 19);
    draad_table *t = NULL;
    const draad_matrix_options hits = {.counting = DRAAD_COUNT_HITS};
    CHECK_INT(draad_project_matrix(p, &hits, &t, NULL, NULL), DRAAD_OK);
    CHECK_NEAR(draad_table_value(t, 0, 1), 1, 0);
    CHECK_NEAR(draad_table_value(t, 1, 0), 2, 0);
    CHECK_NEAR(draad_table_value(t, 0, 0), 1, 0);
    CHECK_NEAR(draad_table_value(t, 1, 1), 2, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(a_window_can_be_held_to_one_turn_and_followed_has_a_lag)
{
    draad_project *p = handmade_new(2);
    dr_coded *d = handmade_document(p, "a", "RSSR");
    handmade_coding(d, 0, 0, 0, 9);
    handmade_coding(d, 1, 0, 10, 19);
    handmade_coding(d, 0, 0, 20, 29);
    draad_table *t = NULL;
    draad_matrix_options o = {.counting = DRAAD_COUNT_WINDOW, .window = 0};
    CHECK_INT(draad_project_matrix(p, &o, &t, NULL, NULL), DRAAD_OK);
    CHECK_NEAR(draad_table_value(t, 0, 1), 2, 0); /* both neighbours */
    draad_table_free(t);
    o.same_turn = true;
    CHECK_INT(draad_project_matrix(p, &o, &t, NULL, NULL), DRAAD_OK);
    CHECK_NEAR(draad_table_value(t, 0, 1), 1, 0);
    draad_table_free(t);
    o = (draad_matrix_options){.counting = DRAAD_COUNT_FOLLOWED, .lag = 2};
    CHECK_INT(draad_project_matrix(p, &o, &t, NULL, NULL), DRAAD_OK);
    CHECK_NEAR(draad_table_value(t, 0, 0), 1, 0);
    CHECK_NEAR(draad_table_value(t, 0, 1), 0, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(a_way_to_count_has_a_name)
{
    draad_counting found = DRAAD_COUNT_BINARY;
    for (unsigned i = 0; i < DRAAD_COUNTINGS; i++)
        CHECK(draad_counting_find(dr_str_of(draad_counting_name((draad_counting)i)), &found) && found == i);
    CHECK(!draad_counting_find(DR_STR("both"), &found));
    CHECK_STR(dr_str_of(draad_counting_name((draad_counting)99)), "");
}

TEST(frequencies_equal_the_worked_example)
{
    static const uint32_t nsegments[] = {7, 3, 3, 3}, nwords[] = {15, 13, 11, 14};
    draad_project *p = worked_example();
    for (size_t i = 0; i < 4; i++) {
        const draad_code_info info = draad_project_code_info(p, i);
        CHECK_INT(info.nsegments, nsegments[i]);
        CHECK_INT(info.ndocuments, 3);
        CHECK_INT(info.ncases, 3);
        CHECK_INT(info.nwords, nwords[i]);
    }
    draad_project_free(p);
}

/* ---- By hand ------------------------------------------------------------------------------------------ */

TEST(units_of_interviewers_are_left_out)
{
    draad_project *p = handmade_new(2);
    uint64_t n = 0;
    dr_coded *d = handmade_document(p, "d", "IRIR");
    handmade_coding(d, 0, 0, 0, 39); /* all four turns */
    handmade_coding(d, 1, 0, 0, 9);  /* the question alone */
    draad_table *t = cooccurrence_of(p, DRAAD_UNIT_TURN, &n);
    CHECK_INT(n, 2);
    CHECK_NEAR(draad_table_value(t, 0, 0), 2, 0);
    CHECK_NEAR(draad_table_value(t, 0, 1), 0, 0);
    CHECK_NEAR(draad_table_value(t, 1, 1), 0, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(code_counts_once_in_a_unit_however_often_it_is_there)
{
    draad_project *p = handmade_new(2);
    dr_coded *d = handmade_document(p, "d", "RR");
    handmade_coding(d, 0, 0, 0, 2);
    handmade_coding(d, 0, 0, 3, 5);
    handmade_coding(d, 0, 1, 3, 5); /* another coder, the same */
    handmade_coding(d, 1, 0, 6, 12);
    draad_table *t = cooccurrence_of(p, DRAAD_UNIT_SENTENCE, NULL);
    CHECK_NEAR(draad_table_value(t, 0, 0), 1, 0);
    CHECK_NEAR(draad_table_value(t, 0, 1), 1, 0);
    CHECK_NEAR(draad_table_value(t, 1, 0), 1, 0);
    CHECK_NEAR(draad_table_value(t, 1, 1), 2, 0);
    draad_table_free(t);
    handmade_free(p);
}

/* The slow way to say the same: for each pair of codes, each unit, is there a coding of either? */
static double count_slowly(const draad_project *p, draad_unit unit, uint32_t a, uint32_t b)
{
    double n = 0;
    for (size_t i = 0; i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        for (uint32_t u = 0; u < d->units[unit].n; u++) {
            bool has_a = false, has_b = false;
            for (size_t k = 0; k < d->ncodings; k++) {
                const dr_coding *c = &d->codings[k];
                const bool here = c->first[unit] != DRAAD_NONE && c->first[unit] <= u && u <= c->last[unit];
                has_a |= here && c->code == a;
                has_b |= here && c->code == b;
            }
            n += d->units[unit].at[u].eligible && has_a && has_b;
        }
    }
    return n;
}

TEST(counting_in_one_walk_equals_counting_slowly)
{
    draad_project *p = handmade_new(6);
    uint32_t random = 1;
    for (int i = 0; i < 10; i++) {
        dr_coded *d = handmade_document(p, "d", "IRRISRRRSSIRIIRRRRSIRRSSSRIRSR");
        for (int k = 0; k < 6 * i; k++) { /* the first document has none */
            random = random * 1664525u + 1013904223u;
            const draad_byte start = (random >> 8) % 299, length = 1 + (random >> 24) % (k % 7 == 0 ? 100 : 15);
            handmade_coding(d, (random >> 4) % 6, 0, start, start + length);
        }
    }
    for (draad_unit unit = DRAAD_UNIT_SENTENCE; unit <= DRAAD_UNIT_DOCUMENT; unit++) {
        draad_table *t = cooccurrence_of(p, unit, NULL);
        for (uint32_t a = 0; a < 6; a++)
            for (uint32_t b = 0; b < 6; b++)
                CHECK_NEAR(draad_table_value(t, a, b), count_slowly(p, unit, a, b), 0);
        draad_table_free(t);
    }
    handmade_free(p);
}

/* Segments of a code that share a character with a unit; and whether any code's does. */
static double present(const draad_project *p, const dr_coded *d, draad_range unit, uint32_t code, bool *any)
{
    dr_segment *s = NULL;
    size_t n = 0;
    double found = 0;
    assert_int_equal(dr_segments_of(d, &s, &n, NULL), DRAAD_OK);
    for (size_t i = 0; i < n; i++) {
        const bool here = s[i].range.start < unit.end && s[i].range.end > unit.start;
        assert_true(s[i].code < p->codes.n);
        *any |= here;
        found += here && s[i].code == code;
    }
    dr_free(s);
    return found;
}

static double matrix_slowly(const draad_project *p, const draad_matrix_options *o, uint32_t a, uint32_t b,
                            uint64_t *universe)
{
    double sum = 0;
    *universe = 0;
    for (size_t i = 0; i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        double na[64], nb[64];
        size_t n = 0;
        for (uint32_t u = 0; u < d->units[o->unit].n; u++) {
            bool any = false;
            if (!d->units[o->unit].at[u].eligible)
                continue;
            na[n] = present(p, d, d->units[o->unit].at[u].range, a, &any);
            nb[n] = present(p, d, d->units[o->unit].at[u].range, b, &any);
            *universe += any || !o->coded_universe;
            n += any || !o->next_coded || o->counting != DRAAD_COUNT_FOLLOWED;
        }
        for (size_t u = 0; u < n; u++)
            if (o->counting == DRAAD_COUNT_PRODUCT)
                sum += a == b ? na[u] * (na[u] - 1) / 2 : na[u] * nb[u];
            else if (o->counting == DRAAD_COUNT_MINIMUM)
                sum += fmin(na[u], nb[u]);
            else if (o->counting == DRAAD_COUNT_FOLLOWED)
                sum += u + o->lag < n && na[u] > 0 && nb[u + o->lag] > 0;
            else
                sum += na[u] > 0 && nb[u] > 0;
    }
    return sum;
}

TEST(every_way_to_count_units_equals_counting_slowly)
{
    static const draad_counting ways[] = {DRAAD_COUNT_BINARY, DRAAD_COUNT_PRODUCT, DRAAD_COUNT_MINIMUM,
                                          DRAAD_COUNT_FOLLOWED};
    draad_project *p = handmade_new(4);
    uint32_t random = 5;
    for (int i = 0; i < 6; i++) {
        dr_coded *d = handmade_document(p, "d", "IRRISRRRSSIRIIRRRRSIRRSSSRIRSR");
        for (int k = 0; k < 6 * i; k++) {
            random = random * 1664525u + 1013904223u;
            const draad_byte start = (random >> 8) % 299, length = 1 + (random >> 24) % (k % 7 == 0 ? 70 : 8);
            handmade_coding(d, (random >> 4) % 4, 0, start, start + length);
        }
    }
    for (size_t way = 0; way < 4; way++)
        for (draad_unit unit = DRAAD_UNIT_SENTENCE; unit <= DRAAD_UNIT_DOCUMENT; unit++)
            for (uint32_t more = 0; more < 3; more++) {
                const draad_matrix_options o = {.counting = ways[way],
                                                .unit = unit,
                                                .lag = 1 + more,
                                                .next_coded = more > 0,
                                                .coded_universe = more > 1};
                draad_table *t = NULL;
                uint64_t n = 0, slowly = 0;
                CHECK_INT(draad_project_matrix(p, &o, &t, &n, NULL), DRAAD_OK);
                for (uint32_t a = 0; a < 4; a++)
                    for (uint32_t b = 0; b < 4; b++) {
                        CHECK_NEAR(draad_table_value(t, a, b), matrix_slowly(p, &o, a, b, &slowly), 0);
                        CHECK_INT(n, slowly);
                    }
                draad_table_free(t);
            }
    handmade_free(p);
}

TEST(matches_are_no_unit_to_count_by)
{
    draad_project *p = handmade_new(1);
    draad_table *t = NULL;
    draad_error err = {0};
    CHECK_INT(draad_project_cooccurrence(p, DRAAD_UNIT_MATCH, &t, NULL, &err), DRAAD_E_USAGE);
    CHECK_INT(draad_project_cooccurrence(p, (draad_unit)99, &t, NULL, &err), DRAAD_E_USAGE);
    CHECK_INT(draad_project_association(p, DRAAD_UNIT_MATCH, true, &t, &err), DRAAD_E_USAGE);
    CHECK(t == NULL);
    handmade_free(p);
}

TEST(too_many_codes_are_refused_before_memory_is_spent)
{
    draad_project *p = handmade_new(DR_PAIRED_CODES_MAX + 1);
    draad_table *t = NULL;
    draad_error err = {0};
    CHECK_INT(draad_project_cooccurrence(p, DRAAD_UNIT_TURN, &t, NULL, &err), DRAAD_E_LIMIT);
    CHECK(t == NULL);
    handmade_free(p);
}

TEST(project_without_documents_has_an_empty_universe)
{
    draad_project *p = handmade_new(2);
    uint64_t n = 7;
    draad_table *t = cooccurrence_of(p, DRAAD_UNIT_SENTENCE, &n);
    CHECK_INT(n, 0);
    CHECK_NEAR(draad_table_value(t, 1, 1), 0, 0);
    draad_table_free(t);
    handmade_free(p);
}

/* An allocator that fails from the n-th allocation on. */
static size_t left;
static void *fail_alloc(void *ctx, size_t n)
{
    (void)ctx;
    return left == 0 ? NULL : (left--, malloc(n));
}
static void *fail_resize(void *ctx, void *block, size_t n)
{
    (void)ctx;
    return left == 0 ? NULL : (left--, realloc(block, n));
}
static void release(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    const draad_allocator failing = {fail_alloc, fail_resize, release, NULL};
    draad_project *p = handmade_new(4);
    dr_coded *d = handmade_document(p, "d", "RRIR");
    for (uint32_t code = 0; code < 4; code++)
        handmade_coding(d, code, 0, 0, 9 + 10 * code);
    draad_status s = DRAAD_E_MEMORY;
    draad_table *t = NULL;
    draad_set_allocator(&failing);
    for (size_t n = 0; s == DRAAD_E_MEMORY; n++) {
        left = n;
        s = draad_project_association(p, DRAAD_UNIT_SENTENCE, true, &t, NULL);
        CHECK(s == DRAAD_OK || t == NULL);
    }
    draad_set_allocator(NULL);
    CHECK_INT(s, DRAAD_OK);
    draad_table_free(t);
    handmade_free(p);
}

int main(void)
{
    return RUN(cooccurrence_equals_the_worked_example, matrices_equal_the_worked_example,
               hits_count_a_segment_once_however_many_it_overlaps,
               a_window_can_be_held_to_one_turn_and_followed_has_a_lag, a_way_to_count_has_a_name,
               frequencies_equal_the_worked_example, units_of_interviewers_are_left_out,
               code_counts_once_in_a_unit_however_often_it_is_there, counting_in_one_walk_equals_counting_slowly,
               every_way_to_count_units_equals_counting_slowly, matches_are_no_unit_to_count_by,
               too_many_codes_are_refused_before_memory_is_spent, project_without_documents_has_an_empty_universe,
               no_memory_is_an_error_and_loses_nothing);
}
