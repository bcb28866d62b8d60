/* SPDX-License-Identifier: Apache-2.0
 * scale_set.c - the scales of a study, from their files.
 * Every key reads its own columns of the one file of answers.
 * Knows: keys, answers.  Does not know: scores. */
#include "coding/scale_set.h"
#include "base/buf.h"
#include "outside/file.h"

enum { ANSWER_BYTES_MAX = 256 * 1024 * 1024 };

static draad_status read_file(const char *path, size_t max, const draad_report *report, dr_buf *out)
{
    draad_error err;
    draad_status s = dr_file_read(path, max, out, &err);
    if (s != DRAAD_OK)
        dr_tell(report, DRAAD_ERROR, &err);
    return s;
}

static draad_status read_scale(const char *path, draad_str answers, const char *answers_name,
                               const draad_report *report, dr_scale *out)
{
    dr_buf yaml = {0};
    draad_status s = read_file(path, DR_SCALE_BYTES_MAX, report, &yaml);
    if (s == DRAAD_OK)
        s = dr_scale_key_read(dr_buf_str(&yaml), path, report, &out->key);
    if (s == DRAAD_OK)
        s = dr_scale_answers_read(answers, answers_name, &out->key, report, &out->answers);
    dr_buf_free(&yaml);
    return s;
}

/* Two scales cannot have the same columns: a key that was given twice, or columns that are numbers alone. */
static draad_status check_scale(const draad_scales *all, const char *path, const draad_report *report)
{
    const dr_scale *one = &all->at[all->n];
    for (size_t i = 0; i < all->n; i++) {
        const dr_scale *other = &all->at[i];
        if (dr_str_equal(other->key.id, one->key.id)) {
            dr_say(report, DRAAD_ERROR, DRAAD_E_CODEBOOK, dr_place_of(path), "the scale %.*s was given before",
                   DR_ARG(one->key.id));
            return DRAAD_E_CODEBOOK;
        }
        if (other->answers.bare && one->answers.bare) {
            dr_say(report, DRAAD_ERROR, DRAAD_E_CASES, dr_place_of(path),
                   "the columns of %.*s and %.*s are numbers alone; one of the two needs a prefix",
                   DR_ARG(other->key.id), DR_ARG(one->key.id));
            return DRAAD_E_CASES;
        }
    }
    return DRAAD_OK;
}

draad_status draad_scales_read(const char *const *keys, size_t nkeys, const char *answers, const draad_report *report,
                               draad_scales **out)
{
    dr_buf bytes = {0};
    draad_error err;
    draad_scales *all = dr_alloc_zero(1, sizeof *all);
    *out = NULL;
    if (all != NULL)
        all->at = dr_alloc_zero(nkeys, sizeof *all->at);
    if (all == NULL || all->at == NULL) {
        dr_no_memory(&err);
        dr_tell(report, DRAAD_ERROR, &err);
        draad_scales_free(all);
        return DRAAD_E_MEMORY;
    }
    draad_status s = read_file(answers, ANSWER_BYTES_MAX, report, &bytes), first = s;
    for (; s == DRAAD_OK && all->n < nkeys;
         all->n++) { /* what is wrong with one scale leaves the others to be told of */
        draad_status one = read_scale(keys[all->n], dr_buf_str(&bytes), answers, report, &all->at[all->n]);
        if (one == DRAAD_OK)
            one = check_scale(all, keys[all->n], report);
        first = first == DRAAD_OK ? one : first;
        s = one == DRAAD_E_MEMORY ? one : s;
    }
    s = first;
    dr_buf_free(&bytes);
    if (s == DRAAD_OK)
        *out = all;
    else
        draad_scales_free(all);
    return s;
}

void draad_scales_free(draad_scales *scales)
{
    if (scales == NULL)
        return;
    for (size_t i = 0; i < scales->n; i++) {
        dr_scale_key_free(&scales->at[i].key);
        dr_scale_answers_free(&scales->at[i].answers);
    }
    dr_free(scales->at);
    dr_free(scales);
}
