/* SPDX-License-Identifier: Apache-2.0
 * test_page.c - the page of a small study: whole or not at all, and what it asks for is there. */
#define _GNU_SOURCE
#include "failing.h"
#include "scratch.h"

#include "exchange/page.h"
#include "outside/file.h"

static const char codebook[] = "draad: 1\nid: b\nlanguage: en\nversion: 1.2\ncodes:\n"
                               "  - id: druk\n    label: \"Druk & <zwaar>\"\n    rules: [=druk]\n"
                               "  - id: team\n    rules: [=team]\n  - id: leeg\n    rules: [=zeldzaam]\n";
static const char cases[] = "document,case,groep\nd1,P1,a\nd2,P2,b\n";

static int begin(void **state)
{
    draad_project *study;
    if (make_home(state) != 0 || (study = draad_project_new(NULL)) == NULL)
        return -1;
    const draad_write_options o = {.by = "groep", .with_sources = true};
    assert_int_equal(draad_project_add_codebook_bytes(study, dr_str_of(codebook), "/weg/b.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_set_cases_bytes(study, dr_str_of(cases), "/weg/cases.csv"), DRAAD_OK);
    assert_int_equal(
        draad_project_add_source_bytes(study, DR_STR("I: Ja?\nR: Druk, dat geheime team. Druk.\n"), "/weg/d1.txt"),
        DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(study, DR_STR("R: Ons team.\n"), "/weg/d2.txt"), DRAAD_OK);
    assert_int_equal(draad_project_code(study, NULL), DRAAD_OK);
    assert_int_equal(draad_project_write(study, in_home("uit"), &o, NULL), DRAAD_OK);
    draad_project_free(study);
    return 0;
}

static const char *page(void)
{
    static dr_buf bytes;
    bytes.len = 0;
    assert_int_equal(dr_file_read(in_home("p.html"), 1 << 24, &bytes, NULL), DRAAD_OK);
    assert_int_equal(dr_buf_put_char(&bytes, '\0', NULL), DRAAD_OK);
    return bytes.data;
}

static draad_status make(draad_quotes quotes, const char *language)
{
    const draad_page_options o = {
        .quotes = quotes, .language = language, .phases = "b", .path = in_home("p.html"), .force = true};
    return draad_write_page(in_home("uit"), &o, NULL, NULL);
}

TEST(the_page_speaks_the_language_of_the_codebook_or_the_one_that_is_asked)
{
    CHECK_INT(make(DRAAD_QUOTES_FULL, NULL), DRAAD_OK);
    assert_non_null(strstr(page(), "What was done"));
    CHECK_INT(make(DRAAD_QUOTES_FULL, "nl"), DRAAD_OK);
    assert_non_null(strstr(page(), "Wat er gedaan is"));
}

TEST(transcripts_show_what_is_asked_and_no_more)
{
    CHECK_INT(make(DRAAD_QUOTES_FULL, NULL), DRAAD_OK);
    assert_non_null(strstr(page(), "geheime"));
    CHECK_INT(make(DRAAD_QUOTES_MASKED, NULL), DRAAD_OK);
    assert_null(strstr(page(), "geheime"));
    assert_non_null(strstr(page(), ">Druk</mark>"));
    CHECK_INT(make(DRAAD_QUOTES_NONE, NULL), DRAAD_OK);
    assert_null(strstr(page(), "Druk<"));
}

TEST(a_file_that_is_there_is_not_replaced_unasked)
{
    const draad_page_options o = {.path = in_home("p.html")};
    CHECK_INT(make(DRAAD_QUOTES_FULL, NULL), DRAAD_OK);
    CHECK_INT(draad_write_page(in_home("uit"), &o, NULL, NULL), DRAAD_E_USAGE);
}

TEST(a_code_that_is_not_there_is_refused)
{
    const char *const only[] = {"b.niets"};
    const draad_page_options o = {.only = only, .nonly = 1, .path = in_home("q.html")};
    CHECK_INT(draad_write_page(in_home("uit"), &o, NULL, NULL), DRAAD_E_USAGE);
    CHECK(!dr_file_exists(in_home("q.html")));
}

TEST(a_page_survives_every_failing_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    remove(in_home("p.html"));
    for (size_t n = 0; s == DRAAD_E_MEMORY && n < 50000; n++) {
        allocations_left = n;
        draad_set_allocator(&failing);
        s = make(DRAAD_QUOTES_MASKED, NULL);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || !dr_file_exists(in_home("p.html")));
    }
    CHECK_INT(s, DRAAD_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_speaks_the_language_of_the_codebook_or_the_one_that_is_asked),
        cmocka_unit_test(transcripts_show_what_is_asked_and_no_more),
        cmocka_unit_test(a_file_that_is_there_is_not_replaced_unasked),
        cmocka_unit_test(a_code_that_is_not_there_is_refused),
        cmocka_unit_test(a_page_survives_every_failing_allocation)};
    return cmocka_run_group_tests(tests, begin, remove_home);
}
