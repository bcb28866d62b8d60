/* SPDX-License-Identifier: Apache-2.0
 * test_speaker_labels.c - labels that a user gives. */
#define _POSIX_C_SOURCE 200809L
#include "harness.h"
#include "pack.h"
#include "text/speaker_labels.h"

#include <unistd.h>

static char path[] = "/tmp/draad-labels-XXXXXX";

static void write_file(const char *csv)
{
    strcpy(path, "/tmp/draad-labels-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, csv, strlen(csv)) == (ssize_t)strlen(csv));
    close(fd);
}

static void count(void *ctx, draad_severity severity, const draad_error *message)
{
    (void)severity;
    (void)message;
    ++*(int *)ctx;
}

TEST(each_line_is_a_label_with_its_role)
{
    draad_speaker_labels labels;
    write_file("Spreker;Rol\r\nde juf;Interviewer\r\nKees:;\r\n");
    CHECK_INT(draad_speaker_labels_read(path, NULL, &labels), DRAAD_OK);
    CHECK_INT(labels.n, 2);
    CHECK_STR(dr_str_of(labels.at[0].label), "de juf");
    CHECK_STR(dr_str_of(labels.at[0].role), "interviewer");
    CHECK_STR(dr_str_of(labels.at[1].label), "Kees"); /* its colon is no part of it */
    CHECK_STR(dr_str_of(labels.at[1].role), "respondent");
    draad_speaker_labels_free(&labels);
    unlink(path);
}

TEST(all_errors_are_told_and_nothing_is_left)
{
    int ntold = 0;
    const draad_report report = {count, &ntold};
    draad_speaker_labels labels;
    write_file("label,role\na,baas\n,moderator\nb,respondent\n");
    CHECK_INT(draad_speaker_labels_read(path, &report, &labels), DRAAD_E_CASES);
    CHECK_INT(ntold, 2);
    CHECK(labels.at == NULL && labels.n == 0);
    unlink(path);
    CHECK_INT(draad_speaker_labels_read("/bestaat/niet.csv", &report, &labels), DRAAD_E_IO);
    CHECK_INT(ntold, 3);
    write_file("naam,rol\n");
    CHECK_INT(draad_speaker_labels_read(path, &report, &labels), DRAAD_E_CASES);
    unlink(path);
}

TEST(roles_have_three_names)
{
    CHECK_STR(dr_str_of(dr_role_named(DR_STR("MODERATOR"))), "moderator");
    CHECK(dr_role_named(DR_STR("moderators")) == NULL);
    CHECK(dr_role_named(DR_STR("moder")) == NULL);
    CHECK(dr_role_named(DR_STR("")) == NULL);
}

static draad_status read_once(void *ctx, draad_error *err)
{
    draad_speaker_labels labels;
    (void)ctx;
    (void)err;
    draad_status s = draad_speaker_labels_read(path, NULL, &labels);
    draad_speaker_labels_free(&labels);
    return s;
}

TEST(it_survives_each_failed_allocation)
{
    write_file("label,role\nde juf,interviewer\nKees,\n");
    CHECK(pack_survives(read_once, NULL));
    unlink(path);
}

int main(void)
{
    return RUN(each_line_is_a_label_with_its_role, all_errors_are_told_and_nothing_is_left, roles_have_three_names,
               it_survives_each_failed_allocation);
}
