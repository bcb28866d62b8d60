/* SPDX-License-Identifier: Apache-2.0
 * test_scale_set.c - the scales of a study, from their files. */
#define _GNU_SOURCE
#include "failing.h"
#include "scratch.h"

#include <unistd.h>

#include "coding/scale_set.h"

static char first_key[96], second_key[96], answers[96];
static char told[4000];

static void listen(void *ctx, draad_severity severity, const draad_error *message)
{
    const size_t at = strlen(told);
    (void)ctx;
    assert_int_equal(severity, DRAAD_ERROR);
    snprintf(told + at, sizeof told - at, "%s\n", message->message);
}

static int begin(void **state)
{
    if (make_home(state) != 0)
        return -1;
    snprintf(first_key, sizeof first_key, "%s/a.yaml", home);
    snprintf(second_key, sizeof second_key, "%s/b.yaml", home);
    snprintf(answers, sizeof answers, "%s/answers.csv", home);
    return 0;
}

static void write_key(const char *path, const char *id)
{
    char yaml[400];
    snprintf(yaml, sizeof yaml,
             "draad-scale: 1\nid: %s\nitems: 2\nmin: 1\nmax: 5\nscore: mean\nsubscales: [{id: total, items: 1-2}]\n",
             id);
    write_file(path, yaml);
}

static draad_status read_two(draad_scales **out)
{
    const char *const keys[] = {first_key, second_key};
    told[0] = '\0';
    return draad_scales_read(keys, 2, answers, &(draad_report){listen, NULL}, out);
}

TEST(each_key_reads_its_own_columns_of_one_file)
{
    draad_scales *scales = NULL;
    write_key(first_key, "a");
    write_key(second_key, "b");
    write_file(answers, "case;a1;a2;b1;b2\nP1;1;2;3;4,5\n");
    CHECK_INT(read_two(&scales), DRAAD_OK);
    CHECK_STR(dr_str_of(told), "");
    CHECK_INT(scales->n, 2);
    CHECK_STR(scales->at[0].key.id, "a");
    CHECK_STR(scales->at[1].key.id, "b");
    CHECK_NEAR(scales->at[0].answers.rows[0].answers[1], 2, 0);
    CHECK_NEAR(scales->at[1].answers.rows[0].answers[1], 4.5, 0);
    draad_scales_free(scales);
    write_file(answers, "case,1,2,b1,b2\nP1,1,2,3,4\n"); /* one may go without a prefix */
    CHECK_INT(read_two(&scales), DRAAD_OK);
    CHECK_NEAR(scales->at[0].answers.rows[0].answers[1], 2, 0);
    CHECK_NEAR(scales->at[1].answers.rows[0].answers[1], 4, 0);
    draad_scales_free(scales);
}

TEST(two_scales_cannot_have_the_same_columns)
{
    draad_scales *scales = NULL;
    write_key(first_key, "a");
    write_key(second_key, "b");
    write_file(answers, "case,1,2\nP1,1,2\n");
    CHECK_INT(read_two(&scales), DRAAD_E_CASES);
    CHECK_STR(dr_str_of(told), "the columns of a and b are numbers alone; one of the two needs a prefix\n");
    CHECK(scales == NULL);
    write_key(second_key, "a");
    write_file(answers, "case,a1,a2\nP1,1,2\n");
    CHECK_INT(read_two(&scales), DRAAD_E_CODEBOOK);
    CHECK_STR(dr_str_of(told), "the scale a was given before\n");
    CHECK(scales == NULL);
}

TEST(what_is_wrong_with_all_of_them_is_told_in_one_run)
{
    draad_scales *scales = NULL;
    write_file(first_key, "draad-scale: 1\nid: a\nitems: 2\nmin: 1\nmax: 5\nscore: mean\n");
    write_key(second_key, "b");
    write_file(answers, "case,b1,b2\nP1,1,9\n");
    CHECK_INT(read_two(&scales), DRAAD_E_CODEBOOK); /* the first that went wrong */
    CHECK(strstr(told, "subscales") != NULL && strstr(told, "item 2") != NULL);
    CHECK(scales == NULL);
    write_key(first_key, "a");
    CHECK_INT(read_two(&scales), DRAAD_E_CASES);
    CHECK(strstr(told, "no columns of a") != NULL && strstr(told, "item 2") != NULL);
    CHECK(scales == NULL);
}

TEST(files_that_are_not_there_are_told_of)
{
    draad_scales *scales = NULL;
    write_key(first_key, "a");
    write_key(second_key, "b");
    unlink(answers);
    CHECK(read_two(&scales) != DRAAD_OK);
    CHECK(strlen(told) > 0 && scales == NULL);
    write_file(answers, "case,a1,a2,b1,b2\nP1,1,2,3,4\n");
    unlink(first_key);
    CHECK(read_two(&scales) != DRAAD_OK);
    CHECK(strlen(told) > 0 && scales == NULL);
    draad_scales_free(NULL);
}

TEST(no_keys_are_no_scales)
{
    draad_scales *scales = NULL;
    write_file(answers, "case\nP1\n");
    CHECK_INT(draad_scales_read(NULL, 0, answers, NULL, &scales), DRAAD_OK);
    CHECK_INT(scales->n, 0);
    draad_scales_free(scales);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    const char *const keys[] = {first_key, second_key};
    draad_status s = DRAAD_E_MEMORY;
    size_t n = 0;
    write_key(first_key, "a");
    write_key(second_key, "b");
    write_file(answers, "case,a1,a2,b1,b2\nP1,1,2,3,4\n");
    for (; s != DRAAD_OK; n++) {
        draad_scales *scales = NULL;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = draad_scales_read(keys, 2, answers, NULL, &scales);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK ? scales != NULL : s == DRAAD_E_MEMORY && scales == NULL);
        draad_scales_free(scales);
    }
    CHECK(n > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DR_MAP(each_key_reads_its_own_columns_of_one_file, two_scales_cannot_have_the_same_columns,
               what_is_wrong_with_all_of_them_is_told_in_one_run, files_that_are_not_there_are_told_of,
               no_keys_are_no_scales, no_memory_is_an_error_and_loses_nothing)};
    return _cmocka_run_group_tests("", tests, sizeof tests / sizeof *tests, begin, remove_home);
}
