/* SPDX-License-Identifier: Apache-2.0
 * test_code_names.c - codes by the names that people write. */
#include "harness.h"

#include "coding/code_names.h"
#include "failing.h"

static const char zin[] = "draad: 1\nid: zin\ncodes:\n"
                          "  - {id: coping, label: Coping}\n"
                          "  - {id: groei, label: \"Foto's van groei\"}\n"
                          "  - {id: een, label: Dubbel}\n";
static const char werk[] = "draad: 1\nid: werk\ncodes:\n"
                           "  - {id: druk, label: Eerst \xC3\x89\xC3\xA9n}\n"
                           "  - {id: dubbel, label: Twee}\n"
                           "  - {id: groei, label: Groei op het werk}\n";

static draad_project *study(void)
{
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(zin), "zin.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(werk), "werk.yaml"), DRAAD_OK);
    return p;
}

typedef draad_status lookup(const dr_code_names *n, draad_str name, uint32_t *code, draad_error *err);

/* The full id, or "". */
static draad_str by(lookup *find, const draad_project *p, const char *name)
{
    dr_code_names n;
    uint32_t code = 0;
    assert_int_equal(dr_code_names_of(p, &n, NULL), DRAAD_OK);
    assert_int_equal(find(&n, dr_str_of(name), &code, NULL), DRAAD_OK);
    dr_code_names_free(&n);
    return code != DRAAD_NONE ? p->codes.at[code].id : DR_STR("");
}

TEST(a_code_is_found_by_its_full_id_its_own_or_its_label)
{
    draad_project *p = study();
    static const char *const cases[][2] = {{"zin.coping", "zin.coping"},
                                           {"coping", "zin.coping"},
                                           {"Coping", "zin.coping"},
                                           {"ZIN.COPING", "zin.coping"},
                                           {"Werk.druk", "werk.druk"},
                                           {"foto's van groei", "zin.groei"},
                                           {"Foto\xE2\x80\x99s van groei", "zin.groei"},
                                           {"Foto\xCA\xBCs van groei", "zin.groei"},
                                           {"EERST \xC3\xA9\xC3\x89N", "werk.druk"},
                                           {"groei", ""},  /* two are called so */
                                           {"dubbel", ""}, /* the id of the one, the label of the other */
                                           {"werk.groei", "werk.groei"},
                                           {"zin", ""},
                                           {"", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR(by(dr_code_names_find, p, cases[i][0]), cases[i][1]);
    CHECK_STR(by(dr_code_names_find, p, "co\xFFping"), ""); /* bytes of a command line */
    draad_project_free(p);
}

TEST(the_nearest_is_no_more_than_two_bytes_away_of_six)
{
    draad_project *p = study();
    CHECK_STR(by(dr_code_names_near, p, "copimg"), "zin.coping");
    CHECK_STR(by(dr_code_names_near, p, "zin.copin"), "zin.coping");
    CHECK_STR(by(dr_code_names_near, p, "kopinh"), "zin.coping");
    CHECK_STR(by(dr_code_names_near, p, "dru"), "werk.druk");
    CHECK_STR(by(dr_code_names_near, p, "ee"), "");
    CHECK_STR(by(dr_code_names_near, p, "k"), "");
    CHECK_STR(by(dr_code_names_near, p, "echt heel moe"), "");
    CHECK_STR(by(dr_code_names_near, p, ""), "");
    draad_project_free(p);
}

TEST(a_codebook_is_chosen_before_a_code)
{
    draad_project *p = study();
    dr_code_choice c;
    CHECK_INT(dr_code_choose(p, "zin", true, &c, NULL), DRAAD_OK);
    CHECK(c.is_book && dr_code_is_chosen(p, c, 0) && !dr_code_is_chosen(p, c, 3));
    CHECK_INT(dr_code_choose(p, "Werk", true, &c, NULL), DRAAD_OK);
    CHECK(c.is_book && dr_code_is_chosen(p, c, 3));
    CHECK_INT(dr_code_choose(p, "coping", true, &c, NULL), DRAAD_OK);
    CHECK(!c.is_book && dr_code_is_chosen(p, c, 0) && !dr_code_is_chosen(p, c, 1));
    draad_project_free(p);
}

TEST(what_is_not_there_is_an_error_that_names_the_nearest)
{
    draad_project *p = study();
    dr_code_choice c;
    draad_error err = {0};
    CHECK_INT(dr_code_choose(p, "copnig", true, &c, &err), DRAAD_E_USAGE);
    CHECK_STR(dr_str_of(err.message), "there is no code 'copnig' here; did you mean zin.coping?");
    CHECK_INT(dr_code_choose(p, "kleur", true, &c, &err), DRAAD_E_USAGE);
    CHECK_STR(dr_str_of(err.message), "there is no code or codebook 'kleur' in this result");
    CHECK_INT(dr_code_choose(p, "zin", false, &c, &err), DRAAD_E_USAGE);
    CHECK_STR(dr_str_of(err.message), "there is no code 'zin' in this table");
    draad_project_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s == DRAAD_E_MEMORY; n++) {
        dr_code_choice c;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_code_choose(p, "copnig", true, &c, NULL);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_E_MEMORY || s == DRAAD_E_USAGE);
    }
    CHECK(n > 10);
    draad_project_free(p);
}

int main(void)
{
    return RUN(a_code_is_found_by_its_full_id_its_own_or_its_label, the_nearest_is_no_more_than_two_bytes_away_of_six,
               a_codebook_is_chosen_before_a_code, what_is_not_there_is_an_error_that_names_the_nearest,
               no_memory_is_an_error_and_loses_nothing);
}
