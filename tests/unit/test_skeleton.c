/* SPDX-License-Identifier: Apache-2.0
 * test_skeleton.c - the codebooks to begin with are sound. */
#include "harness.h"
#include "base/error.h"

static void complain(void *ctx, draad_severity severity, const draad_error *m)
{
    (void)severity;
    print_error("%u:%u: %s\n", (unsigned)m->line, (unsigned)m->column, m->message);
    ++*(int *)ctx;
}

TEST(both_skeletons_are_read_and_their_examples_hold)
{
    static const char *const languages[] = {"nl", "en"};
    for (size_t i = 0; i < 2; i++) {
        int n = 0;
        draad_report report = {complain, &n};
        draad_project *p = draad_project_new(&report);
        CHECK_INT(draad_project_add_codebook_bytes(p, dr_str_of(draad_codebook_skeleton(languages[i])), "s.yaml"),
                  DRAAD_OK);
        CHECK_INT(draad_project_check(p), DRAAD_OK);
        CHECK_INT(n, 0);
        draad_project_free(p);
    }
    CHECK(strcmp(draad_codebook_skeleton("nl"), draad_codebook_skeleton("en")) != 0);
    CHECK(draad_codebook_skeleton(NULL) != NULL);
}

int main(void)
{
    return RUN(both_skeletons_are_read_and_their_examples_hold);
}
