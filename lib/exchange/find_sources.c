/* SPDX-License-Identifier: Apache-2.0
 * find_sources.c - where the sources of a result are now.
 * Knows: names and digests.  Does not know: what is in a source. */
#include "exchange/find_sources.h"
#include "exchange/result.h"
#include "outside/file.h"

#include <string.h>

enum { SOURCE_MAX = 256 * 1024 * 1024 };

static draad_status add_candidate(void *ctx, const char *path, const char *relative, draad_error *err)
{
    dr_finder *f = ctx;
    const char *slash = strrchr(path, '/');
    dr_candidate c = {.path = dr_arena_str(&f->arena, dr_str_of(path)),
                      .relative = dr_arena_str(&f->arena, dr_str_of(relative)),
                      .base = dr_arena_str(&f->arena, dr_str_of(slash != NULL ? slash + 1 : path))};
    dr_candidate *slot = NULL;
    if (c.path.data != NULL && c.relative.data != NULL && c.base.data != NULL)
        slot = dr_vec_push(&f->candidates);
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = c;
    return DRAAD_OK;
}

/* Reads and hashes it, once. */
static draad_status try_candidate(dr_candidate *c, draad_error *err)
{
    dr_buf bytes = {0};
    if (c->tried)
        return DRAAD_OK;
    draad_status s = dr_file_read(c->path.data, SOURCE_MAX, &bytes, err);
    if (s == DRAAD_OK) {
        s = dr_sha256_of(dr_buf_str(&bytes), &c->sha256, err);
        c->readable = s == DRAAD_OK;
    }
    c->tried = true;
    dr_buf_free(&bytes);
    return s == DRAAD_E_MEMORY ? s : DRAAD_OK;
}

draad_status dr_source_relative(const dr_record *source, dr_buf *out, draad_error *err)
{
    draad_str id = source->what, name = source->name;
    size_t dot = name.len;
    for (size_t i = name.len; i > 1 && dot == name.len; i--)
        if (name.data[i - 1] == '.')
            dot = i - 1;
    bool whole = id.len >= name.len && dr_str_equal((draad_str){id.data + id.len - name.len, name.len}, name);
    out->len = 0;
    draad_status s = dr_buf_put(out, id, err);
    if (s == DRAAD_OK && !whole)
        s = dr_buf_put(out, (draad_str){name.data + dot, name.len - dot}, err);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(out, '\0', err);
    if (s == DRAAD_OK)
        out->len--; /* the zero byte stays behind it */
    return s;
}

/* The best of the first n candidates whose bytes are those of the source; one of the same name unless `any_name`. */
static draad_status find_same(dr_finder *f, size_t n, const dr_record *source, draad_str relative, bool any_name,
                              dr_candidate **out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < n; i++) {
        dr_candidate *c = &f->candidates.at[i];
        if (!any_name && !dr_str_equal(c->base, source->name))
            continue;
        if ((s = try_candidate(c, err)) != DRAAD_OK)
            return s;
        if (c->taken || !c->readable || !dr_str_equal(source->sha256, dr_str_of(c->sha256.hex)))
            continue;
        bool exact = dr_str_equal(c->relative, relative) || dr_str_equal(c->relative, source->what);
        if (*out == NULL || exact)
            *out = c;
        if (exact)
            break;
    }
    return s;
}

/* A file with the name of a source, and bytes that are of no source at all: what it has become. */
static const dr_candidate *find_changed(const dr_finder *f, size_t n, const dr_records *sources,
                                        const dr_record *source, draad_str relative)
{
    const dr_candidate *best = NULL;
    for (size_t i = 0; i < n; i++) {
        const dr_candidate *c = &f->candidates.at[i];
        if (!c->tried || !c->readable || !dr_str_equal(c->base, source->name))
            continue;
        bool of_another = false;
        for (size_t k = 0; !of_another && k < sources->n; k++)
            of_another = dr_str_equal(sources->at[k].sha256, dr_str_of(c->sha256.hex));
        if (!of_another && (best == NULL || dr_str_equal(c->relative, relative)))
            best = c;
    }
    return best;
}

/* Among the first n candidates: by its name, or renamed. */
static draad_status find_among(dr_finder *f, size_t n, const dr_record *source, draad_str relative, dr_candidate **out,
                               draad_error *err)
{
    draad_status s = find_same(f, n, source, relative, false, out, err);
    return s == DRAAD_OK && *out == NULL ? find_same(f, n, source, relative, true, out, err) : s;
}

draad_status dr_finder_find(dr_finder *f, const dr_records *sources, const dr_record *source, const char **path,
                            draad_error *err)
{
    dr_buf relative = {0};
    dr_candidate *found = NULL;
    draad_status s = dr_source_relative(source, &relative, err);
    const draad_str name = dr_buf_str(&relative);
    if (s == DRAAD_OK)
        s = find_among(f, f->ngiven, source, name, &found, err);
    if (s == DRAAD_OK && found == NULL && find_changed(f, f->ngiven, sources, source, name) == NULL)
        s = find_among(f, f->candidates.n, source, name, &found, err);
    if (found != NULL)
        found->taken = true;
    *path = found != NULL ? found->path.data : NULL;
    dr_buf_free(&relative);
    return s;
}

draad_status dr_finder_missing(const dr_finder *f, const dr_records *sources, const dr_record *source, draad_error *err)
{
    dr_buf relative = {0};
    draad_status s = dr_source_relative(source, &relative, err);
    const dr_candidate *changed =
        s == DRAAD_OK ? find_changed(f, f->candidates.n, sources, source, dr_buf_str(&relative)) : NULL;
    dr_buf_free(&relative);
    if (s != DRAAD_OK)
        return s;
    if (changed != NULL)
        return dr_fail(err, DRAAD_E_DIFFERS, dr_place_of(changed->path.data),
                       "is not as it was when it was coded as document %.*s", DR_ARG(source->what));
    return dr_fail(err, DRAAD_E_DIFFERS, dr_place_of(source->name.data),
                   "the source of document %.*s is not found; name the file or its folder", DR_ARG(source->what));
}

/* The places in local.json. */
static draad_status collect_local(dr_finder *f, const char *dir, draad_error *err)
{
    dr_buf bytes = {0};
    dr_records local = {0};
    draad_error none;
    draad_status s = dr_result_read(dir, DR_LOCAL_NAME, &bytes, &none);
    if (s == DRAAD_OK)
        s = dr_local_read(dr_buf_str(&bytes), DR_LOCAL_NAME, &f->arena, &local, err);
    else
        s = s == DRAAD_E_MEMORY ? dr_no_memory(err) : DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < local.n; i++)
        s = add_candidate(f, local.at[i].name.data, local.at[i].what.data, err);
    dr_vec_free(&local);
    dr_buf_free(&bytes);
    return s;
}

/* The texts that the result keeps. */
static draad_status collect_kept(dr_finder *f, const char *dir, draad_error *err)
{
    dr_buf path = {0};
    draad_status s = dr_buf_printf(&path, err, "%s/" DR_SOURCES_NAME, dir);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&path, '\0', err);
    if (s == DRAAD_OK && dr_file_exists(path.data)) {
        s = dr_file_walk(path.data, NULL, add_candidate, NULL, f, err);
        s = s == DRAAD_E_MEMORY ? s : DRAAD_OK;
    }
    dr_buf_free(&path);
    return s;
}

draad_status dr_finder_collect(dr_finder *f, const char *dir, const char *const *sources, size_t nsources,
                               const draad_report *report, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < nsources; i++) {
        s = dr_file_walk(sources[i], report, add_candidate, NULL, f, err);
        s = s == DRAAD_E_MEMORY ? s : DRAAD_OK;
    }
    f->ngiven = f->candidates.n;
    if (s == DRAAD_OK)
        s = collect_kept(f, dir, err);
    return s == DRAAD_OK ? collect_local(f, dir, err) : s;
}

void dr_finder_free(dr_finder *f)
{
    dr_vec_free(&f->candidates);
    dr_arena_free(&f->arena);
}
