/* SPDX-License-Identifier: Apache-2.0
 * fuzz_lists.c - any bytes as the small CSV files that name things: a lens, and labels of speakers.  Either is read
 * whole, or every error has been told. */
#include "small_result.h"
#include "coding/lens.h"

static void count(void *ctx, draad_severity severity, const draad_error *m)
{
    size_t *nerrors = ctx;
    demand(m->message[0] != '\0');
    *nerrors += severity == DRAAD_ERROR;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t nerrors = 0;
    const draad_report report = {count, &nerrors};
    draad_lens *lens = NULL;
    draad_speaker_labels labels;
    if (small_home[0] == '\0')
        make_home();
    draad_status s = dr_lens_read_bytes((draad_str){(const char *)data, n}, "fuzz", &report, &lens);
    demand((s == DRAAD_OK) == (lens != NULL) && (s == DRAAD_OK) == (nerrors == 0));
    draad_lens_free(lens);
    nerrors = 0;
    put_file(in_home("labels.csv"), (draad_str){(const char *)data, n});
    s = draad_speaker_labels_read(in_home("labels.csv"), &report, &labels);
    demand((s == DRAAD_OK) == (nerrors == 0) && (s == DRAAD_OK || labels.n == 0));
    for (size_t i = 0; i < labels.n; i++) {
        demand(labels.at[i].label[0] != '\0');
        demand(strcmp(labels.at[i].role, "interviewer") == 0 || strcmp(labels.at[i].role, "moderator") == 0 ||
               strcmp(labels.at[i].role, "respondent") == 0);
    }
    draad_speaker_labels_free(&labels);
    return 0;
}
