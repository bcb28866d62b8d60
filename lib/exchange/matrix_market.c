/* SPDX-License-Identifier: Apache-2.0
 * matrix_market.c - documents by codes as a MatrixMarket file, with the names of rows and columns beside it.
 * The format has no names; the usual way is a file for each, a name a line in the order of the numbers.
 * Source: Boisvert, Pozo & Remington, "The Matrix Market Exchange Formats" (NISTIR 5935, 1996), "coordinate integer
 * general": numbers from 1, column by column.
 * Knows: counts.  Does not know: who reads them. */
#include "exchange/export.h"
#include "outside/file.h"

#include <string.h>

static draad_status put_matrix(const draad_project *p, const uint32_t *counts, dr_buf *out, draad_error *err)
{
    size_t nentries = 0;
    for (size_t i = 0; i < p->ndocuments * p->codes.n; i++)
        nentries += counts[i] > 0;
    draad_status s = dr_buf_printf(out, err,
                                   "%%%%MatrixMarket matrix coordinate integer general\n"
                                   "%% segments; rows: documents, columns: codes; their names: .rows and .cols\n"
                                   "%zu %zu %zu\n",
                                   p->ndocuments, p->codes.n, nentries);
    for (size_t k = 0; k < p->codes.n; k++)
        for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
            if (counts[i * p->codes.n + k] > 0)
                s = dr_buf_printf(out, err, "%zu %zu %u\n", i + 1, k + 1, (unsigned)counts[i * p->codes.n + k]);
    return s;
}

/* A line; a name that holds a line end must not become two. */
static draad_status put_name(draad_str name, dr_buf *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < name.len; i++)
        s = dr_buf_put_char(out, (unsigned char)name.data[i] < 0x20 ? ' ' : name.data[i], err);
    return s == DRAAD_OK ? dr_buf_put_char(out, '\n', err) : s;
}

/* "result.mtx" and ".rows": "result.rows", with a zero byte. */
static draad_status name_beside(const char *path, const char *extension, dr_buf *out, draad_error *err)
{
    const draad_str base = dr_base_name(dr_str_of(path));
    const char *dot = strrchr(base.data, '.');
    const size_t len = dot != NULL && dot != base.data ? (size_t)(dot - path) : strlen(path);
    draad_status s = dr_buf_put(out, (draad_str){path, len}, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(out, dr_str_of(extension), err);
    return s == DRAAD_OK ? dr_buf_put_char(out, '\0', err) : s;
}

enum { MATRIX, ROWS, COLUMNS, NFILES };

static draad_status make_contents(const draad_project *p, dr_buf *contents, draad_error *err)
{
    uint32_t *counts = NULL;
    draad_status s = dr_document_codes(p, &counts, err);
    if (s == DRAAD_OK)
        s = put_matrix(p, counts, &contents[MATRIX], err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        s = put_name(p->documents[i].id, &contents[ROWS], err);
    for (size_t k = 0; s == DRAAD_OK && k < p->codes.n; k++)
        s = put_name(p->codes.at[k].id, &contents[COLUMNS], err);
    dr_free(counts);
    return s;
}

draad_status draad_export_matrix_market(const draad_project *p, const char *path, const draad_export_options *options,
                                        draad_error *err)
{
    static const char *const extensions[NFILES] = {NULL, ".rows", ".cols"};
    const draad_export_options o = dr_export_options(options);
    dr_buf contents[NFILES] = {0}, names[NFILES] = {0};
    dr_draft *drafts[NFILES] = {NULL};
    draad_status s = dr_project_has_codings(p, err);
    if (s == DRAAD_OK)
        s = make_contents(p, contents, err);
    for (size_t i = 0; s == DRAAD_OK && i < NFILES; i++) { /* all three, before any is at its place */
        if (extensions[i] != NULL)
            s = name_beside(path, extensions[i], &names[i], err);
        if (s == DRAAD_OK)
            s = dr_draft_new(extensions[i] != NULL ? names[i].data : path, o.force, &drafts[i], err);
        if (s == DRAAD_OK)
            s = dr_draft_write(drafts[i], dr_buf_str(&contents[i]), err);
        if (s == DRAAD_OK)
            s = dr_draft_finish(drafts[i], err);
    }
    for (size_t i = NFILES; i-- > 0;) { /* the matrix last: where it is, its names are */
        if (s == DRAAD_OK)
            s = dr_draft_commit(drafts[i], err);
        else
            dr_draft_abandon(drafts[i]);
        dr_buf_free(&contents[i]);
        dr_buf_free(&names[i]);
    }
    return s;
}
