/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include <jansson.h>

#include "analysis/counts.h"
#include "analysis/salience.h"
#include "base/buf.h"
#include "failing.h"

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif

/* Each participant is a document of one sentence. */
static draad_project *project_of(const json_t *participants)
{
    draad_project *p = handmade_new(8);
    dr_buf cases = {0};
    const char *name;
    json_t *who;
    assert_int_equal(dr_buf_printf(&cases, NULL, "document,groep\n"), DRAAD_OK);
    json_object_foreach((json_t *)(uintptr_t)participants, name, who)
    {
        dr_coded *d = handmade_document(p, name, "R");
        const json_t *codes = json_object_get(who, "codes");
        for (size_t i = 0; i < json_array_size(codes); i++)
            handmade_coding(d, (uint32_t)(json_string_value(json_array_get(codes, i))[0] - 'a'), 0, 0, 9);
        assert_int_equal(dr_buf_printf(&cases, NULL, "%s,%s\n", name, json_string_value(json_object_get(who, "group"))),
                         DRAAD_OK);
    }
    assert_int_equal(dr_cases_read(dr_buf_str(&cases), "cases.csv", NULL, &p->cases), DRAAD_OK);
    dr_buf_free(&cases);
    return p;
}

static bool same(const char *found, const json_t *expected)
{
    return strcmp(found, json_string_value(expected)) == 0;
}

TEST(salience_equals_the_reference_values)
{
    json_error_t why;
    json_t *file = json_load_file(DR_TESTS_DIR "/data/salience.json", 0, &why);
    CHECK(file != NULL);
    const json_t *one = json_array_get(file, 0), *expected = json_object_get(one, "expected");
    const json_t *rows = json_object_get(expected, "rows");
    draad_project *p = project_of(json_object_get(one, "participants"));
    dr_salience *found = NULL;
    CHECK_INT(dr_salience_of(p, "groep", &found, NULL), DRAAD_OK);
    CHECK_INT(json_array_size(rows), 7);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *e = json_array_get(rows, i);
        const dr_salience *r = &found[json_string_value(json_object_get(e, "code"))[0] - 'a'];
        CHECK_INT(r->all_cases, json_integer_value(json_object_get(expected, "n_participants")));
        CHECK_INT(r->all_groups, json_integer_value(json_object_get(expected, "n_groups")));
        CHECK_INT(r->ncases, json_integer_value(json_object_get(e, "participants")));
        CHECK_INT(r->ngroups, json_integer_value(json_object_get(e, "groups")));
        CHECK(same(r->label, json_object_get(e, "label")));
        CHECK(same(r->cqr, json_object_get(e, "cqr")));
        CHECK(same(r->group_label, json_object_get(e, "group_label")));
    }
    CHECK_INT(found['g' - 'a'].ncases, 0);
    CHECK_STR(dr_str_of(found['g' - 'a'].label), "");
    dr_free(found);
    handmade_free(p);
    json_decref(file);
}

TEST(words_change_at_their_borders)
{
    CHECK_STR(dr_str_of(dr_salience_of_cases(4, 4)), "grote meerderheid"); /* too few to say nearly all */
    CHECK_STR(dr_str_of(dr_salience_of_cases(4, 5)), "vrijwel allen");
    CHECK_STR(dr_str_of(dr_salience_of_cases(4, 6)), "grote meerderheid");
    CHECK_STR(dr_str_of(dr_salience_of_cases(4, 7)), "meerderheid");
    CHECK_STR(dr_str_of(dr_salience_of_cases(4, 8)), "minderheid"); /* half is no majority */
    CHECK_STR(dr_str_of(dr_salience_of_cases(1, 8)), "enkeling");
    CHECK_STR(dr_str_of(dr_salience_of_groups(3, 4)), "vrijwel alle groepen");
    CHECK_STR(dr_str_of(dr_salience_of_groups(2, 3)), "meerdere groepen");
    CHECK_STR(dr_str_of(dr_salience_of_groups(1, 1)), "alle groepen");
    CHECK_STR(dr_str_of(dr_salience_cqr(5, 8)), "typical");
}

TEST(a_weight_selects_among_majorities)
{
    draad_project *p = handmade_new(3);
    for (int i = 0; i < 3; i++) {
        dr_coded *d = handmade_document(p, i == 0 ? "x" : i == 1 ? "y" : "z", "IR");
        handmade_coding(d, 0, 0, 10, 19);
        if (i > 0)
            handmade_coding(d, 1, 0, 10, 19);
        handmade_coding(d, 2, 0, 0, 9); /* in a question: of nobody */
    }
    dr_salience *found = NULL;
    CHECK_INT(dr_salience_of(p, NULL, &found, NULL), DRAAD_OK);
    CHECK(found[0].is_selected && found[1].is_selected && !found[2].is_selected);
    CHECK_INT(found[0].all_cases, 3);
    CHECK_INT(found[0].all_groups, 0);
    dr_free(found);
    p->documents[1].codings[2].weight = DR_STR("zwaarwegend");
    CHECK_INT(p->documents[1].codings[2].code, 1);
    CHECK_INT(dr_salience_of(p, NULL, &found, NULL), DRAAD_OK);
    CHECK(!found[0].is_selected && found[1].is_selected);
    CHECK_INT(found[1].nweighty, 1);
    dr_free(found);
    draad_error err = {0};
    CHECK_INT(dr_salience_of(p, "groep", &found, &err), DRAAD_E_USAGE);
    CHECK(found == NULL);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = handmade_new(2);
    handmade_coding(handmade_document(p, "d", "R"), 0, 0, 0, 9);
    CHECK_INT(dr_cases_read(DR_STR("document,groep\nd,een\n"), "cases.csv", NULL, &p->cases), DRAAD_OK);
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        dr_salience *found = NULL;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_salience_of(p, "groep", &found, NULL);
        dr_free(found);
        draad_set_allocator(NULL);
    }
    CHECK(n > 6);
    handmade_free(p);
}

int main(void)
{
    return RUN(salience_equals_the_reference_values, words_change_at_their_borders, a_weight_selects_among_majorities,
               no_memory_is_an_error_and_loses_nothing);
}
