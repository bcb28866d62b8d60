/* SPDX-License-Identifier: Apache-2.0
 * fuzz_answers.c - any bytes as the key of a scale and as answers to one: either is read whole, or every error has been
 * told.  What was read is scored: every number is defined, or NaN. */
#include "analysis/scales.h"
#include "coding/answers.h"

#include <math.h>
#include <stdlib.h>

/* As in fuzz_codebook.c. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml";
}

static const char own_key[] = "draad-scale: 1\nid: s\nitems: 6\nmin: 1\nmax: 5\nreversed: [2, 4, 6]\nscore: mean\n"
                              "flag: inconsistent\nsubscales:\n  - {id: a, items: [1-6], bands: [{label: x}, {label: "
                              "y, from: 3}]}\n  - {id: b, items: [2, 5]}\n";

static void demand(bool what)
{
    if (!what)
        abort();
}

static void count(void *ctx, draad_severity severity, const draad_error *m)
{
    size_t *nerrors = ctx;
    demand(m->message[0] != '\0');
    *nerrors += severity == DRAAD_ERROR;
}

static void check_key(const dr_scale_key *key)
{
    demand(key->id.len > 0 && key->prefix.len > 0 && key->nitems > 0 && key->min < key->max && key->nsubscales > 0);
    for (uint32_t k = 0; k < key->nsubscales; k++) {
        const dr_subscale *s = &key->subscales[k];
        demand(s->id.len > 0 && s->nitems > 0 && s->nitems <= key->nitems);
        for (uint32_t i = 0; i < s->nitems; i++)
            demand(s->items[i] < key->nitems);
        for (uint32_t i = 1; i < s->nbands; i++)
            demand(s->bands[i].from > s->bands[i - 1].from);
    }
}

static void score_all(const dr_scale_key *key, const dr_scale_answers *a)
{
    dr_scale_score scores[2];
    for (size_t i = 0; i < a->nrows; i++) {
        demand(dr_scale_score_of(key, a->rows[i].case_id, a->rows[i].answers, scores, NULL) == DRAAD_OK);
        demand(dr_scale_answers_find(a, a->rows[i].case_id, a->rows[i].moment) == &a->rows[i]);
        demand(isnan(scores[0].value) || (scores[0].value >= key->min && scores[0].value <= key->max));
        demand((dr_scale_band(&key->subscales[0], scores[0].value) == NULL) == isnan(scores[0].value));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const draad_str bytes = {(const char *)data, n};
    size_t nerrors = 0;
    const draad_report report = {count, &nerrors};
    dr_scale_key key;
    dr_scale_answers answers;
    draad_status s = dr_scale_key_read(bytes, "fuzz", &report, &key);
    demand((s == DRAAD_OK) == (nerrors == 0));
    if (s == DRAAD_OK)
        check_key(&key);
    dr_scale_key_free(&key);
    demand(dr_scale_key_read(dr_str_of(own_key), "key", NULL, &key) == DRAAD_OK);
    nerrors = 0;
    s = dr_scale_answers_read(bytes, "fuzz", &key, &report, &answers);
    demand((s == DRAAD_OK) == (nerrors == 0));
    if (s == DRAAD_OK)
        score_all(&key, &answers);
    dr_scale_answers_free(&answers);
    dr_scale_key_free(&key);
    return 0;
}
