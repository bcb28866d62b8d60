/* SPDX-License-Identifier: Apache-2.0
 * test_sources.c - the sources of a project as ids, in their order.
 * Most sources are bytes: nothing of a file but its name below the given folder matters. */
#define _GNU_SOURCE /* mkdtemp */
#include "failing.h"
#include "base/buf.h"
#include "coding/sources.h"

#include <sys/stat.h>
#include <unistd.h>

static draad_project *project_of(const char *const *given, size_t n)
{
    draad_project *p = draad_project_new(NULL);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(given[i]), given[i]), DRAAD_OK);
    return p;
}

static void put_ids(draad_project *p, dr_buf *out)
{
    draad_error err;
    assert_int_equal(dr_sources_name(p, &err), DRAAD_OK);
    for (size_t i = 0; i < p->sources.n; i++)
        dr_buf_printf(out, NULL, "%s%.*s", i > 0 ? " " : "", DR_ARG(p->sources.at[i].id));
}

static void check_ids(draad_project *p, const char *expected, int line)
{
    dr_buf found = {0};
    put_ids(p, &found);
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
    draad_project_free(p);
}

#define GIVEN(...)               (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)
#define CHECK_IDS(expected, ...) ((void)state_, check_ids(project_of(GIVEN(__VA_ARGS__)), (expected), __LINE__))

TEST(an_id_is_the_base_name_without_its_last_extension)
{
    CHECK_IDS("anna bram.1", "anna.txt", "ronde1/bram.1.docx");
    CHECK_IDS("gesprek", "gesprek");
    CHECK_IDS(".txt b", ".txt", "a.1/b");
    CHECK_IDS("");
}

TEST(equal_names_get_the_shortest_path_that_tells_them_apart)
{
    CHECK_IDS("a/d b/d", "a/d.txt", "b/d.docx");
    CHECK_IDS("1/x/d 2/x/d e", "1/x/d.txt", "2/x/d.txt", "1/x/e.txt");
    CHECK_IDS("1/x/d 2/x/d y/d", "1/x/d.txt", "2/x/d.txt", "2/y/d.txt");
    CHECK_IDS("a/d d", "d.txt", "a/d.txt");
}

TEST(where_paths_are_equal_too_the_extension_tells)
{
    CHECK_IDS("a.docx a.txt b", "a.txt", "b.txt", "a.docx");
    CHECK_IDS("a.docx a.txt y/a", "x/a.txt", "x/a.docx", "y/a.txt");
}

TEST(the_same_name_below_two_folders_is_numbered)
{
    CHECK_IDS("a.txt a.txt~2 a.txt~3", "a.txt", "a.txt", "a.txt");
    CHECK_IDS("a.txt a.txt~2 a.txt~2~2", "a.txt", "a.txt", "a.txt~2"); /* no name is given out twice */
}

TEST(the_cases_say_the_order_and_ids_settle_the_rest)
{
    draad_project *p = project_of(GIVEN("a.txt", "b.txt", "c.txt", "d.txt", "e.txt"));
    const char *cases = "document,order\ne.txt,1\nd,-2.5\nc,1\nb,\n";
    CHECK_INT(draad_project_set_cases_bytes(p, dr_str_of(cases), "cases.csv"), DRAAD_OK);
    check_ids(p, "d c e a b", __LINE__);
}

TEST(the_order_in_which_they_were_given_never_matters)
{
    static const char *const forward[] = {"x/a.txt", "x/a.docx", "y/a.txt", "b.txt", "z/b.txt", "c", "c"};
    const char *backward[7];
    dr_buf a = {0}, b = {0};
    for (size_t i = 0; i < 7; i++)
        backward[i] = forward[6 - i];
    draad_project *p = project_of(forward, 7), *q = project_of(backward, 7);
    put_ids(p, &a);
    put_ids(q, &b);
    CHECK(dr_str_equal(dr_buf_str(&a), dr_buf_str(&b)));
    for (size_t i = 0; i < 7; i++)
        CHECK(dr_str_equal(p->sources.at[i].bytes, q->sources.at[i].bytes));
    dr_buf_free(&a);
    dr_buf_free(&b);
    draad_project_free(p);
    draad_project_free(q);
}

TEST(bytes_of_one_name_have_one_order)
{
    for (int swapped = 0; swapped < 2; swapped++) {
        draad_project *p = draad_project_new(NULL);
        draad_project_add_source_bytes(p, swapped ? DR_STR("R: Twee.") : DR_STR("R: Een."), "a.txt");
        draad_project_add_source_bytes(p, swapped ? DR_STR("R: Een.") : DR_STR("R: Twee."), "a.txt");
        CHECK_INT(dr_sources_name(p, NULL), DRAAD_OK);
        CHECK_STR(p->sources.at[0].bytes, "R: Een.");
        draad_project_free(p);
    }
}

TEST(naming_again_gives_the_same_names)
{
    draad_project *p = project_of(GIVEN("x/a.txt", "y/a.txt", "b.txt", "b.txt"));
    CHECK_INT(dr_sources_name(p, NULL), DRAAD_OK);
    check_ids(p, "b.txt b.txt~2 x/a y/a", __LINE__);
}

static void make_file(const char *path)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("R: Ja.\n", f);
    fclose(f);
}

TEST(a_file_that_was_given_twice_stays_once)
{
    char top[] = "/tmp/draad-sources-XXXXXX", folder[64], files[3][80];
    CHECK(mkdtemp(top) != NULL);
    snprintf(folder, sizeof folder, "%s/ronde2", top);
    snprintf(files[0], sizeof files[0], "%s/b.txt", folder);
    snprintf(files[1], sizeof files[1], "%s/a.txt", top);
    snprintf(files[2], sizeof files[2], "%s/c.txt", top);
    CHECK_INT(mkdir(folder, 0700), 0);
    for (int i = 0; i < 3; i++)
        make_file(files[i]);
    for (int i = 0; i < 2; i++) { /* a folder, a folder in it, and a file of it */
        const char *given[] = {top, folder, files[0]};
        draad_project *p = draad_project_new(NULL);
        for (int k = 0; k < 3; k++)
            CHECK_INT(draad_project_add_source(p, given[i == 0 ? k : 2 - k]), DRAAD_OK);
        check_ids(p, "a b c", __LINE__);
    }
    for (int i = 0; i < 3; i++)
        unlink(files[i]);
    rmdir(folder);
    rmdir(top);
}

TEST(naming_survives_every_failed_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s != DRAAD_OK; n++) {
        draad_project *p = project_of(GIVEN("x/a.txt", "y/a.txt", "b.txt", "b.txt", "c.txt"));
        draad_error err = {0};
        draad_set_allocator(&failing);
        allocations_left = n;
        s = dr_sources_name(p, &err);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == s));
        draad_set_allocator(NULL);
        draad_project_free(p);
    }
}

int main(void)
{
    return RUN(an_id_is_the_base_name_without_its_last_extension,
               equal_names_get_the_shortest_path_that_tells_them_apart, where_paths_are_equal_too_the_extension_tells,
               the_same_name_below_two_folders_is_numbered, the_cases_say_the_order_and_ids_settle_the_rest,
               the_order_in_which_they_were_given_never_matters, bytes_of_one_name_have_one_order,
               naming_again_gives_the_same_names, a_file_that_was_given_twice_stays_once,
               naming_survives_every_failed_allocation);
}
