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
        const draad_status one = read_scale(keys[all->n], dr_buf_str(&bytes), answers, report, &all->at[all->n]);
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
