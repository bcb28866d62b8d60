/* SPDX-License-Identifier: Apache-2.0
 * refi_package.c - the file of a project or codebook of REFI-QDA: its archive, its XML, its texts.
 * Programs call the XML project.qde, Project.qde or by the name of the project, and the folder sources or Sources.
 * Knows: archives and paths.  Does not know: elements (refi_read.c does). */
#include "exchange/refi_package.h"
#include "exchange/refi_read.h"
#include "outside/file.h"

#include <string.h>

enum { FILE_MAX = 256 << 20 };

/* ---- The archive -------------------------------------------------------------------------------------- */

/* Does `s` end so?  Small letters: names of entries are folded. */
static bool ends_in(draad_str s, const char *end)
{
    const size_t n = strlen(end);
    return s.len >= n && memcmp(s.data + s.len - n, end, n) == 0;
}

/* The XML: project.qde, or the only .qde that does not lie deeper than others. */
static draad_status find_part(dr_refi *r, draad_error *err)
{
    draad_str best = {NULL, 0};
    for (size_t i = 0; dr_zip_name(r->zip, i).data != NULL; i++) {
        const draad_str name = dr_zip_name(r->zip, i);
        if (!ends_in(name, ".qde") || memchr(name.data, '/', name.len) != NULL)
            continue;
        if (best.data == NULL || dr_str_is(name, "project.qde"))
            best = name;
    }
    if (best.data == NULL)
        return dr_fail(err, DRAAD_E_SOURCE, dr_place_of(r->path), "is no project of REFI-QDA: it holds no project.qde");
    if (!dr_str_is(best, "project.qde"))
        dr_refi_invalid(r, 0, "the project is called %.*s in the archive, expected project.qde", DR_ARG(best));
    const draad_str kept = dr_arena_str(&r->arena, best);
    r->part = kept.data;
    return kept.data != NULL ? DRAAD_OK : dr_no_memory(err);
}

static draad_status read_package(dr_refi *r, draad_str bytes, draad_error *err)
{
    dr_buf xml = {0};
    draad_status s = dr_zip_open(bytes, r->path, &r->zip, err);
    if (s == DRAAD_OK)
        s = find_part(r, err);
    if (s == DRAAD_OK)
        s = dr_zip_read(r->zip, dr_str_of(r->part), &xml, err);
    if (s == DRAAD_OK)
        s = dr_refi_read_xml(r, dr_buf_str(&xml), err);
    if (s == DRAAD_OK && r->root != REFI_PROJECT)
        s = dr_fail(err, DRAAD_E_SOURCE, dr_place_of(r->path), "is an archive with a codebook, expected a project");
    dr_buf_free(&xml);
    return s;
}

draad_status dr_refi_read_bytes(draad_str bytes, const char *path, bool telling, const draad_report *report,
                                dr_refi *out, draad_error *err)
{
    *out = (dr_refi){.path = path, .part = "", .report = report, .telling = telling};
    const bool archive = bytes.len >= 2 && memcmp(bytes.data, "PK", 2) == 0;
    const draad_status s = archive ? read_package(out, bytes, err) : dr_refi_read_xml(out, bytes, err);
    if (s != DRAAD_OK)
        dr_refi_free(out);
    return s;
}

draad_status dr_refi_read(const char *path, bool telling, const draad_report *report, dr_refi *out, draad_error *err)
{
    dr_buf bytes = {0};
    *out = (dr_refi){0};
    draad_status s = dr_file_read(path, FILE_MAX, &bytes, err);
    if (s == DRAAD_OK)
        s = dr_refi_read_bytes(dr_buf_str(&bytes), path, telling, report, out, err);
    if (s == DRAAD_OK)
        out->bytes = bytes; /* the archive reads from it */
    else
        dr_buf_free(&bytes);
    return s;
}

/* ---- Texts -------------------------------------------------------------------------------------------- */

/* The entry of the archive that a path means: in sources/, or wherever it lies. */
static draad_str entry_of(const dr_refi *r, draad_str path)
{
    const draad_str base = dr_base_name(path);
    draad_str found = {NULL, 0};
    for (size_t i = 0; base.len > 0 && dr_zip_name(r->zip, i).data != NULL; i++) {
        const draad_str name = dr_zip_name(r->zip, i);
        if (!dr_str_alike(dr_base_name(name), base))
            continue;
        const bool in_sources = name.len == base.len + 8 && memcmp(name.data, "sources/", 8) == 0;
        if (found.data == NULL || in_sources)
            found = name;
    }
    return found;
}

draad_status dr_refi_bytes_of(dr_refi *r, const dr_refi_source *source, dr_buf *out, bool *there, draad_error *err)
{
    *there = source->has_content;
    if (source->has_content)
        return dr_buf_put(out, source->content, err);
    const draad_str entry =
        source->plain_path.len > 0 && r->zip != NULL ? entry_of(r, source->plain_path) : (draad_str){NULL, 0};
    *there = entry.data != NULL;
    return *there ? dr_zip_read(r->zip, entry, out, err) : DRAAD_OK;
}
