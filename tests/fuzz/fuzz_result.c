/* SPDX-License-Identifier: Apache-2.0
 * fuzz_result.c - a result folder in which one file is any bytes: it is read, or there is one message.
 * The first byte chooses the file.  What was read is counted, compared with what it was, and verified. */
#include "small_result.h"
#include "exchange/result.h"

static const char *const names[] = {"segments.csv",  "matches.csv", "documents.csv", "units.csv",
                                    "memos.csv",     "words.csv",   "manifest.json", "inputs/cases.csv",
                                    "inputs/b.yaml", "local.json",  "speakers.csv"};
enum { NAMES = sizeof names / sizeof *names };

static dr_buf before[NAMES];
static draad_project *whole;

/* As in fuzz_codebook.c. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml";
}

static void begin(void)
{
    draad_error err;
    make_small_result();
    demand(draad_project_load_matches(in_home("result"), NULL, &whole, &err) == DRAAD_OK);
    for (size_t i = 0; i < NAMES; i++)
        demand(dr_result_read(in_home("result"), names[i], &before[i], &err) == DRAAD_OK);
}

/* Every table that needs nothing else, and what changed. */
static void use(const draad_project *p)
{
    draad_error err;
    draad_table *t = NULL;
    draad_table_options options;
    draad_table_defaults(&options);
    options.by = "groep";
    options.saturation.orders = 10;
    for (size_t i = 0; draad_table_kind(i)[0] != '\0'; i++) {
        const draad_status s = draad_project_table(p, draad_table_kind(i), &options, &t, &err);
        demand((s == DRAAD_OK) == (t != NULL) && (s == DRAAD_OK || err.message[0] != '\0'));
        draad_table_free(t);
        t = NULL;
    }
    if (draad_project_diff(whole, p, DRAAD_DIFF_CHANGES, true, &t, &err) == DRAAD_OK)
        draad_table_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    draad_project *p = NULL;
    draad_error err = {0};
    char path[100];
    if (small_home[0] == '\0')
        begin();
    if (n == 0)
        return 0;
    const size_t i = data[0] % NAMES;
    snprintf(path, sizeof path, "result/%s", names[i]);
    put_file(in_home(path), (draad_str){(const char *)data + 1, n - 1});
    draad_status s = draad_project_load_matches(in_home("result"), NULL, &p, &err);
    demand((s == DRAAD_OK) == (p != NULL));
    if (p != NULL)
        use(p);
    draad_project_free(p);
    if (i >= 6) { /* not a table: those are compared byte by byte */
        err = (draad_error){0};
        s = draad_verify(in_home("result"), NULL, 0, NULL, &err);
        demand(s == DRAAD_OK || err.message[0] != '\0' || s == DRAAD_E_CODEBOOK || s == DRAAD_E_CASES);
    }
    put_file(in_home(path), dr_buf_str(&before[i]));
    return 0;
}
