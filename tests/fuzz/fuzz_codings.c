/* SPDX-License-Identifier: Apache-2.0
 * fuzz_codings.c - any bytes as codings of others in CSV, beside those of a result.  What was taken lies in its text
 * and in order; then coders are compared. */
#include "small_result.h"
#include "coding/project.h"

static void check(const draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        for (size_t k = 0; k < d->ncodings; k++) {
            const dr_coding *c = &d->codings[k];
            demand(c->start.value < c->end.value && c->end.value <= dr_coded_end(d).value + 1);
            demand(c->code < p->codes.n && c->coder < p->coders.n);
            demand(k == 0 || d->codings[k - 1].range.start <= c->range.start);
        }
        for (size_t k = 0; k < d->nmatches; k++)
            demand(d->matches[k].coding == DRAAD_NONE || (d->codings[d->matches[k].coding].coder == 0 &&
                                                          d->codings[d->matches[k].coding].code == d->matches[k].code));
    }
}

static void compare(const draad_project *p)
{
    static const char *const kinds[] = {"disagreements", "unitizing", "gold"}; /* agreement draws 2,000 samples */
    draad_table_options options;
    draad_table_defaults(&options);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        draad_error err;
        draad_table *t = NULL;
        if (draad_project_table(p, kinds[i], &options, &t, &err) != DRAAD_OK)
            demand(err.message[0] != '\0');
        draad_table_free(t);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    draad_project *p = NULL;
    draad_error err = {0};
    if (small_home[0] == '\0')
        make_small_result();
    put_file(in_home("iemand.csv"), (draad_str){(const char *)data, n});
    demand(draad_project_load_matches(in_home("result"), NULL, &p, &err) == DRAAD_OK);
    if (draad_project_add_codings(p, in_home("iemand.csv"), &err) != DRAAD_OK)
        demand(err.message[0] != '\0');
    check(p);
    compare(p);
    draad_project_free(p);
    return 0;
}
