/* SPDX-License-Identifier: Apache-2.0
 * sources.c - what the sources of a project are called, and their order.
 * Knows: paths as names.  Does not know: what is in the files. */
#include "coding/sources.h"
#include "base/map.h"
#include "base/utf8.h"
#include "outside/file.h"
#include "outside/unicode.h"

#include <math.h>
#include <stdlib.h>

/* ---- Adding ---------------------------------------------------------------------------------------------- */

/* The name of a file as text: bytes that are no UTF-8 are taken for Latin-1, as JSON has them.  data is NULL: no
 * memory. */
static draad_str name_as_text(draad_project *p, draad_str name)
{
    dr_buf out = {0};
    draad_status s = DRAAD_OK;
    if (dr_utf8_valid(name) == name.len)
        return dr_arena_str(&p->arena, name);
    for (size_t at = 0, n; at < name.len && s == DRAAD_OK; at += n) {
        const draad_str rest = {name.data + at, name.len - at};
        n = dr_utf8_valid(rest);
        s = n > 0 ? dr_buf_put(&out, (draad_str){rest.data, n}, NULL)
                  : dr_buf_put_cp(&out, (unsigned char)rest.data[0], NULL);
        n = n > 0 ? n : 1;
    }
    const draad_str text = s == DRAAD_OK ? dr_arena_str(&p->arena, dr_buf_str(&out)) : (draad_str){0};
    dr_buf_free(&out);
    return text;
}

static draad_status add(draad_project *p, draad_str path, draad_str relative, draad_str bytes, draad_error *err)
{
    dr_project_source *s = dr_vec_push(&p->sources);
    dr_buf file = {0};
    if (s == NULL)
        return dr_no_memory(err);
    *s = (dr_project_source){0};
    const bool is_file = bytes.data == NULL && !dr_str_is(path, "-");
    const draad_status found = is_file ? dr_file_absolute(path.data, &file, NULL) : DRAAD_E_IO;
    if (found == DRAAD_E_MEMORY) {
        p->sources.n--;
        return dr_no_memory(err);
    }
    *s = (dr_project_source){.path = dr_arena_str(&p->arena, path),
                             .file = dr_arena_str(&p->arena, found == DRAAD_OK ? dr_buf_str(&file) : path),
                             .relative = name_as_text(p, relative),
                             .bytes = bytes.data != NULL ? dr_arena_str(&p->arena, bytes) : (draad_str){0}};
    dr_buf_free(&file);
    if (s->path.data == NULL || s->file.data == NULL || s->relative.data == NULL ||
        (bytes.data != NULL && s->bytes.data == NULL)) {
        p->sources.n--;
        return dr_no_memory(err);
    }
    return DRAAD_OK;
}

/* Does a file in a folder look like a transcript by its name?  What a transcript may be called by mistake (a PDF, an
 * old Word file) is taken, to be refused by its real name; a README or a table beside the interviews is passed over.
 * A file that is given by itself is always taken. */
static bool is_transcript_name(draad_str name)
{
    static const char *const extensions[] = {".txt", ".text", ".docx", ".doc", ".docm", ".rtf",  ".odt",
                                             ".pdf", ".html", ".htm",  ".vtt", ".srt",  ".pages"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        draad_str e = dr_str_of(extensions[i]);
        size_t k = 0;
        while (k < e.len && name.len > e.len && (name.data[name.len - e.len + k] | 0x20) == (e.data[k] | 0x20))
            k++;
        if (k == e.len)
            return true;
    }
    return false;
}

typedef struct walk {
    draad_project *p;
    const char *given;
    size_t npassed;
    dr_buf passed; /* names of the first few */
} walk;

static draad_status add_found(void *ctx, const char *path, const char *relative, draad_error *err)
{
    enum { NAMED = 3 };
    walk *w = ctx;
    bool in_folder = !dr_str_equal(dr_str_of(path), dr_str_of(w->given));
    if (!in_folder || is_transcript_name(dr_str_of(relative)))
        return add(w->p, dr_str_of(path), dr_str_of(relative), (draad_str){0}, err);
    draad_status s = DRAAD_OK;
    if (w->npassed++ < NAMED)
        s = dr_buf_printf(&w->passed, err, "%s%.*s", w->passed.len > 0 ? ", " : "", DR_ARG(dr_str_of(relative)));
    else if (w->npassed == NAMED + 1)
        s = dr_buf_put(&w->passed, DR_STR(", ..."), err);
    return s;
}

/* What Draad wrote is no interview: neither its page nor the texts that it brought in from elsewhere. */
static draad_status pass_over_results(void *ctx, const char *folder, bool *enter, draad_error *err)
{
    static const char *const names[] = {"manifest.json", "segments.csv"};
    const walk *w = ctx;
    draad_status s = DRAAD_OK;
    size_t nfound = 0;
    dr_buf path = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names && s == DRAAD_OK && nfound == i; i++) {
        path.len = 0;
        s = dr_buf_printf(&path, err, "%s/%s", folder, names[i]);
        if (s == DRAAD_OK && (s = dr_buf_put_char(&path, '\0', err)) == DRAAD_OK)
            nfound += dr_file_exists(path.data);
    }
    dr_buf_free(&path);
    *enter = nfound < sizeof names / sizeof *names;
    if (s == DRAAD_OK && !*enter)
        dr_say(&w->p->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(folder), "a result folder of draad, passed over");
    return s;
}

draad_status draad_project_add_source(draad_project *p, const char *path)
{
    draad_error err = {0};
    walk w = {.p = p, .given = path};
    draad_status s = dr_str_equal(dr_str_of(path), DR_STR("-"))
                         ? add(p, DR_STR("-"), DR_STR("stdin"), (draad_str){0}, &err)
                         : dr_file_walk(path, &p->report, add_found, pass_over_results, &w, &err);
    if (w.npassed > 0)
        dr_say(&p->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(path), "%zu %s passed over, no transcript by name: %.*s",
               w.npassed, w.npassed == 1 ? "file" : "files", DR_ARG(dr_buf_str(&w.passed)));
    dr_buf_free(&w.passed);
    if (s == DRAAD_E_SOURCE || s == DRAAD_E_IO)
        p->nskipped++; /* told by the walk */
    else if (s != DRAAD_OK)
        dr_tell(&p->report, DRAAD_ERROR, &err);
    return s;
}

draad_status draad_project_add_source_bytes(draad_project *p, draad_str bytes, const char *name)
{
    draad_error err = {0};
    draad_status s = add(p, (draad_str){"", 0}, dr_str_of(name), bytes.data != NULL ? bytes : DR_STR(""), &err);
    if (s != DRAAD_OK)
        dr_tell(&p->report, DRAAD_ERROR, &err);
    return s;
}

/* ---- Naming ---------------------------------------------------------------------------------------------- */

static draad_str without_extension(draad_str name)
{
    for (size_t i = name.len; i > 0 && name.data[i - 1] != '/'; i--)
        if (name.data[i - 1] == '.' && i > 1 && name.data[i - 2] != '/')
            return (draad_str){name.data, i - 1};
    return name;
}

/* The last `n` steps of a path; the whole path when it has fewer. */
static draad_str tail(draad_str path, unsigned n)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.data[i - 1] == '/' && n-- == 1)
            return (draad_str){path.data + i, path.len - i};
    return path;
}

static int by_path(const void *x, const void *y)
{
    const dr_project_source *a = x, *b = y;
    int order = dr_str_compare(a->path, b->path);
    if (order == 0)
        order = dr_str_compare(a->relative, b->relative);
    return order != 0 ? order : dr_str_compare(a->bytes, b->bytes);
}

/* Files that were given twice, however their paths were written, lie side by side: first as what it is below the
 * outermost folder.  A link with a name of its own is another file. */
static int by_file(const void *x, const void *y)
{
    const dr_project_source *a = x, *b = y;
    int order = dr_str_compare(a->file, b->file);
    if (order == 0)
        order = dr_str_compare(dr_base_name(a->relative), dr_base_name(b->relative));
    if (order == 0 && a->relative.len != b->relative.len)
        order = a->relative.len > b->relative.len ? -1 : 1;
    return order != 0 ? order : by_path(x, y);
}

static bool is_same_file(const dr_project_source *a, const dr_project_source *b)
{
    return a->file.len > 0 && dr_str_equal(a->file, b->file) &&
           dr_str_equal(dr_base_name(a->relative), dr_base_name(b->relative));
}

/* A name in NFC: some systems write accents apart from their letters, and tables that name documents do not. */
static draad_str composed(draad_project *p, draad_str name)
{
    bool plain = true;
    for (size_t i = 0; i < name.len && plain; i++)
        plain = (unsigned char)name.data[i] < 0x80;
    if (plain)
        return name;
    dr_buf out = {0};
    draad_str to = {0};
    if (dr_unicode_nfc(name, &out, NULL) == DRAAD_OK)
        to = dr_arena_str(&p->arena, dr_buf_str(&out));
    dr_buf_free(&out);
    return to;
}

/* Ids of `steps` steps for all sources that share one so far; false: no memory.  *again: some are still equal. */
static bool lengthen(draad_project *p, unsigned steps, bool extension, bool *again)
{
    dr_map seen = {0};
    bool fine = true;
    *again = false;
    for (size_t i = 0; i < p->sources.n && fine; i++) {
        uint32_t *slot = dr_map_slot(&seen, p->sources.at[i].id);
        fine = slot != NULL;
        if (fine)
            *slot = *slot == DRAAD_NONE ? 1 : *slot + 1;
    }
    for (size_t i = 0; i < p->sources.n && fine; i++) {
        dr_project_source *s = &p->sources.at[i];
        if (dr_map_find(&seen, s->id) < 2)
            continue;
        s->id = composed(p, tail(extension ? s->relative : without_extension(s->relative), steps));
        *again = true;
        fine = s->id.data != NULL;
    }
    dr_map_free(&seen);
    return fine;
}

/* The same relative path below two folders.  A number may make a name that is there already: it is numbered again. */
static bool number_equals(draad_project *p)
{
    dr_map seen = {0};
    bool fine = true;
    for (size_t i = 0; i < p->sources.n && fine; i++) {
        dr_project_source *s = &p->sources.at[i];
        uint32_t *slot = dr_map_slot(&seen, s->id);
        while (slot != NULL && *slot != DRAAD_NONE) {
            dr_buf name = {0};
            fine = dr_buf_printf(&name, NULL, "%.*s~%u", (int)s->id.len, s->id.data, ++*slot) == DRAAD_OK;
            s->id = fine ? dr_arena_str(&p->arena, dr_buf_str(&name)) : (draad_str){0};
            dr_buf_free(&name);
            slot = s->id.data != NULL ? dr_map_slot(&seen, s->id) : NULL;
        }
        fine = slot != NULL;
        if (fine)
            *slot = 1;
    }
    dr_map_free(&seen);
    return fine;
}

typedef struct ordered {
    dr_project_source source;
    double order;
} ordered;

static int by_order(const void *x, const void *y)
{
    const ordered *a = x, *b = y;
    if (isnan(a->order) != isnan(b->order))
        return isnan(a->order) ? 1 : -1;
    if (!isnan(a->order) && a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return dr_str_compare(a->source.id, b->source.id);
}

static draad_status sort_sources(draad_project *p, draad_error *err)
{
    ordered *all = dr_alloc_zero(p->sources.n, sizeof *all);
    if (all == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < p->sources.n; i++) {
        const dr_case_row *row = dr_cases_find(&p->cases, p->sources.at[i].id, (draad_str){0});
        all[i] = (ordered){p->sources.at[i], row != NULL ? row->order : (double)NAN};
    }
    qsort(all, p->sources.n, sizeof *all, by_order);
    for (size_t i = 0; i < p->sources.n; i++)
        p->sources.at[i] = all[i].source;
    dr_free(all);
    return DRAAD_OK;
}

draad_status dr_sources_name(draad_project *p, draad_error *err)
{
    enum { STEPS_MAX = 64 };
    bool again = true, fine = true;
    size_t to = 0;
    if (p->sources.n > 1)
        qsort(p->sources.at, p->sources.n, sizeof *p->sources.at, by_file);
    for (size_t i = 0; i < p->sources.n; i++)
        if (to == 0 || !is_same_file(&p->sources.at[to - 1], &p->sources.at[i])) /* else it was given twice */
            p->sources.at[to++] = p->sources.at[i];
    p->sources.n = to;
    if (p->sources.n > 1)
        qsort(p->sources.at, p->sources.n, sizeof *p->sources.at, by_path);
    for (size_t i = 0; i < p->sources.n && fine; i++) {
        dr_project_source *s = &p->sources.at[i];
        s->id = composed(p, tail(without_extension(s->relative), 1));
        fine = s->id.data != NULL;
    }
    for (unsigned steps = 2; again && fine && steps < STEPS_MAX; steps++)
        fine = lengthen(p, steps, false, &again);
    if (fine && again)
        fine = lengthen(p, 1, true, &again) && lengthen(p, STEPS_MAX, true, &again);
    if (!fine || !number_equals(p))
        return dr_no_memory(err);
    return sort_sources(p, err);
}
