/* SPDX-License-Identifier: Apache-2.0
 * read_again.c - the texts of a result folder, read again from the sources.
 * Knows: manifests, sources.  Does not know: what the texts are for. */
#include "exchange/read_again.h"
#include "exchange/result.h"
#include "outside/file.h"
#include "source/source.h"

enum { SOURCE_MAX = 256 * 1024 * 1024 };

draad_status dr_again_open(dr_again *a, const char *dir, const char *const *sources, size_t nsources,
                           const draad_report *report, draad_error *err)
{
    dr_buf bytes = {0};
    *a = (dr_again){0};
    draad_status s = dr_result_read(dir, DR_MANIFEST_NAME, &bytes, err);
    if (s == DRAAD_OK)
        s = dr_manifest_read(dr_buf_str(&bytes), DR_MANIFEST_NAME, &a->manifest, err);
    dr_buf_free(&bytes);
    return s == DRAAD_OK ? dr_finder_collect(&a->finder, dir, sources, nsources, report, err) : s;
}

void dr_again_free(dr_again *a)
{
    dr_finder_free(&a->finder);
    dr_manifest_free(&a->manifest);
}

static const dr_record *record_of(const dr_manifest *m, draad_str document)
{
    for (size_t i = 0; i < m->sources.n; i++)
        if (dr_str_equal(m->sources.at[i].what, document))
            return &m->sources.at[i];
    return NULL;
}

/* Where the source of a document is now. */
static draad_status find(dr_again *a, const dr_coded *d, const char **path, draad_error *err)
{
    const dr_record *record = record_of(&a->manifest, d->id);
    *path = NULL;
    if (record == NULL || !dr_str_equal(record->sha256, d->sha256))
        return dr_fail(err, DRAAD_E_USAGE, dr_place_of(DR_MANIFEST_NAME),
                       "and documents.csv do not say the same of document %.*s", DR_ARG(d->id));
    const draad_status s = dr_finder_find(&a->finder, &a->manifest.sources, record, path, err);
    return s == DRAAD_OK && *path == NULL ? dr_finder_missing(&a->finder, &a->manifest.sources, record, err) : s;
}

/* It changed while we looked. */
static draad_status changed(const dr_coded *d, const char *path, draad_error *err)
{
    return dr_fail(err, DRAAD_E_DIFFERS, dr_place_of(path), "is not as it was when it was coded as document %.*s",
                   DR_ARG(d->id));
}

draad_status dr_again_read(dr_again *a, const dr_coded *d, draad_document **out, draad_error *err)
{
    const char *path = NULL;
    *out = NULL;
    draad_status s = find(a, d, &path, err);
    if (s == DRAAD_OK)
        s = draad_document_read(path, &a->manifest.reading, NULL, out, err);
    if (s == DRAAD_OK && !dr_str_equal(draad_document_sha256(*out), d->sha256)) {
        draad_document_free(*out);
        *out = NULL;
        s = changed(d, path, err);
    }
    return s;
}

draad_status dr_again_text(dr_again *a, const dr_coded *d, dr_source_text *out, draad_error *err)
{
    const char *path = NULL;
    dr_buf bytes = {0};
    dr_sha256 sha256 = {{0}};
    *out = (dr_source_text){0};
    draad_status s = find(a, d, &path, err);
    if (s == DRAAD_OK)
        s = dr_file_read(path, SOURCE_MAX, &bytes, err);
    if (s == DRAAD_OK)
        s = dr_sha256_of(dr_buf_str(&bytes), &sha256, err);
    if (s == DRAAD_OK && !dr_str_equal(dr_str_of(sha256.hex), d->sha256))
        s = changed(d, path, err);
    if (s == DRAAD_OK)
        s = dr_source_read(dr_buf_str(&bytes), path, &a->manifest.reading, NULL, out, err);
    dr_buf_free(&bytes);
    return s;
}
