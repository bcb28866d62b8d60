/* SPDX-License-Identifier: Apache-2.0
 * add_codings.c - codings of others, beside those of a result folder: from another result folder, a project of
 * REFI-QDA, or CSV. Knows: which of the three a path is.  Does not know: how each is read (add_folder.c, add_refi.c,
 * add_csv.c). */
#include "exchange/adder.h"
#include "exchange/result.h"
#include "outside/file.h"

static bool is_refi(const char *path)
{
    const draad_str name = dr_str_of(path), extension = DR_STR(".qdpx");
    return name.len > extension.len &&
           dr_str_alike((draad_str){name.data + name.len - extension.len, extension.len}, extension);
}

/* Puts all that was added in its place, also when something went wrong behind it. */
static draad_status order(dr_adder *a, draad_status s, draad_error *err)
{
    for (size_t i = 0; i < a->p->ndocuments; i++) {
        draad_error own = {0};
        const draad_status ordered = dr_coded_order(&a->p->documents[i], &own);
        if (s == DRAAD_OK && ordered != DRAAD_OK) {
            s = ordered;
            if (err != NULL)
                *err = own;
        }
    }
    return s;
}

draad_status draad_project_add_codings(draad_project *p, const char *path, draad_error *err)
{
    dr_adder a = {
        .p = p, .path = path, .texts = {.p = p}, .faults = {&p->report, path, DRAAD_WARNING, DRAAD_E_USAGE, 0}};
    dr_buf manifest = {0};
    draad_status s = dr_project_has_codings(p, err);
    if (s != DRAAD_OK)
        return s;
    s = dr_buf_printf(&manifest, err, "%s/" DR_MANIFEST_NAME, path);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&manifest, '\0', err);
    dr_project_changed(p);
    if (s == DRAAD_OK)
        s = dr_adder_learn(&a, err);
    if (s == DRAAD_OK)
        s = dr_file_exists(manifest.data) ? dr_add_folder(&a, err)
            : is_refi(path)               ? dr_add_refi(&a, err)
                                          : dr_add_csv(&a, err);
    s = dr_faults_end(&a.faults, order(&a, s, err));
    if (s == DRAAD_OK && a.nleft_out > 0)
        dr_say(&p->report, DRAAD_WARNING, DRAAD_OK, dr_place_of(path),
               "%zu codings lie in turns that are left out, as those of interviewers: no sentence, paragraph or turn "
               "counts them",
               a.nleft_out);
    dr_adder_free(&a);
    dr_buf_free(&manifest);
    return s;
}
