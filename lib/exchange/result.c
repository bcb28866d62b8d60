/* SPDX-License-Identifier: Apache-2.0
 * result.c - a project becomes a result folder.
 * Knows: which files there are and in which order they are made.  Does not know: what stands in a table (rows_*.c
 * do), what makes two results differ (verify.c does). */
#include "exchange/result.h"
#include "exchange/rows.h"
#include "outside/file.h"

#include <stdio.h>
#include <string.h>

/* ---- File by file ------------------------------------------------------------------------------------- */

typedef struct render {
    const draad_project *p;
    const draad_write_options *options;
    dr_result_sink *sink;
    void *ctx;
    const dr_written *written; /* files that are in their place already */
    size_t nwritten;
    dr_manifest manifest;
} render;

/* Hands a file over and notes it in the manifest. */
static draad_status hand_over(render *r, dr_records *to, draad_str kind, draad_str name, draad_str bytes,
                              draad_error *err)
{
    dr_sha256 sha256;
    dr_buf path = {0};
    draad_status s = dr_sha256_of(bytes, &sha256, err);
    if (s == DRAAD_OK)
        s = dr_manifest_add(&r->manifest, to, kind, name, dr_str_of(sha256.hex), err);
    if (s == DRAAD_OK && to == &r->manifest.inputs)
        s = dr_buf_put(&path, DR_STR("inputs/"), err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&path, name, err);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&path, '\0', err);
    if (s == DRAAD_OK)
        s = r->sink(r->ctx, path.data, bytes, err);
    dr_buf_free(&path);
    return s;
}

/* By `rows`, or a table by document. */
static draad_status make_table(render *r, draad_status (*rows)(dr_rows *, draad_error *),
                               const dr_document_table *by_document, dr_records *to, draad_str kind, draad_str name,
                               draad_error *err)
{
    dr_buf bytes = {0};
    /* What verify reads back is in our own habit, whatever the tables are for. */
    dr_rows table = {r->p, r->options, {.out = &bytes, .excel_nl = kind.len == 0 && r->options->excel_nl}};
    draad_status s = rows != NULL ? rows(&table, err) : dr_rows_by_document(&table, by_document, err);
    if (table.w.status != DRAAD_OK && (s == DRAAD_OK || s == table.w.status)) /* a cell could not be kept */
        s = dr_no_memory(err);
    if (s == DRAAD_OK)
        s = hand_over(r, to, kind, name, dr_buf_str(&bytes), err);
    dr_buf_free(&bytes);
    return s;
}

/* The codings and memos of people are an input too, though they came by another way than a file.  They get a name that
 * no other input has. */
static draad_status make_by_hand(render *r, const char *kind, draad_status (*rows)(dr_rows *, draad_error *),
                                 draad_error *err)
{
    dr_buf name = {0};
    draad_status s = dr_buf_printf(&name, err, "%s.csv", kind);
    for (unsigned n = 2; s == DRAAD_OK && dr_records_find(&r->manifest.inputs, dr_buf_str(&name)) != NULL; n++) {
        name.len = 0;
        s = dr_buf_printf(&name, err, "%s-%u.csv", kind, n);
    }
    if (s == DRAAD_OK)
        s = make_table(r, rows, NULL, &r->manifest.inputs, dr_str_of(kind), dr_buf_str(&name), err);
    dr_buf_free(&name);
    return s;
}

static draad_status make_inputs(render *r, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < r->p->inputs.n; i++) {
        const dr_input *in = &r->p->inputs.at[i];
        s = hand_over(r, &r->manifest.inputs, in->kind, in->name, in->bytes, err);
    }
    if (s == DRAAD_OK && dr_rows_has_hand_codings(r->p))
        s = make_by_hand(r, "codings", dr_rows_hand_codings, err);
    return s == DRAAD_OK && dr_rows_has_hand_memos(r->p) ? make_by_hand(r, "memos", dr_rows_hand_memos, err) : s;
}

static draad_status make_manifest(render *r, const dr_manifest *made_by, draad_error *err)
{
    dr_buf bytes = {0};
    if (made_by != NULL) {
        r->manifest.draad = made_by->draad;
        r->manifest.lexicon = made_by->lexicon;
    }
    draad_status s = dr_manifest_write(&r->manifest, &bytes, err);
    if (s == DRAAD_OK)
        s = r->sink(r->ctx, DR_MANIFEST_NAME, dr_buf_str(&bytes), err);
    dr_buf_free(&bytes);
    return s;
}

static draad_status make_document_table(render *r, const dr_document_table *table, draad_error *err)
{
    const draad_str name = dr_str_of(table->name);
    for (size_t i = 0; i < r->nwritten; i++)
        if (dr_str_is(name, r->written[i].name))
            return dr_manifest_add(&r->manifest, &r->manifest.outputs, (draad_str){"", 0}, name,
                                   dr_str_of(r->written[i].sha256.hex), err);
    return table->words && !r->p->coding.count_words
               ? DRAAD_OK
               : make_table(r, NULL, table, &r->manifest.outputs, (draad_str){"", 0}, name, err);
}

static draad_status make_all(render *r, const dr_manifest *made_by, draad_error *err)
{
    static const struct {
        const char *name;
        draad_status (*rows)(dr_rows *, draad_error *);
        bool by_group;                                          /* only when there are groups */
    } tables[] = {{"group_code.csv", dr_rows_group_code, true}, /* first: it can fail at the user's wish for it */
                  {"themes.csv", dr_rows_themes, true},
                  {"documents.csv", dr_rows_documents, false},
                  {"codes.csv", dr_rows_codes, false},
                  {"document_code.csv", dr_rows_document_code, false},
                  {"cooccurrence.csv", dr_rows_cooccurrence, false},
                  {"cooccurrence_matrix.csv", dr_rows_matrix, false},
                  {"salience.csv", dr_rows_salience, false},
                  {"saturation.csv", dr_rows_saturation, false},
                  {"speakers.csv", dr_rows_speakers, false}};
    draad_status s = dr_manifest_of(r->p, r->options, &r->manifest, err);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof tables / sizeof *tables; i++)
        if (!tables[i].by_group || r->options->by != NULL)
            s = make_table(r, tables[i].rows, NULL, &r->manifest.outputs, (draad_str){"", 0}, dr_str_of(tables[i].name),
                           err);
    for (size_t i = 0; s == DRAAD_OK && i < DR_DOCUMENT_TABLES; i++)
        s = make_document_table(r, &dr_document_tables[i], err);
    if (s == DRAAD_OK)
        s = make_inputs(r, err);
    if (s == DRAAD_OK)
        s = make_manifest(r, made_by, err);
    dr_manifest_free(&r->manifest);
    return s;
}

draad_status dr_result_render(const draad_project *p, const draad_write_options *options, const dr_manifest *made_by,
                              dr_result_sink *sink, void *ctx, draad_error *err)
{
    render r = {.p = p, .options = options, .sink = sink, .ctx = ctx};
    return make_all(&r, made_by, err);
}

/* ---- A folder that is there --------------------------------------------------------------------------- */

draad_status dr_result_read(const char *dir, const char *name, dr_buf *out, draad_error *err)
{
    dr_buf path = {0};
    draad_status s = dr_buf_printf(&path, err, "%s/%s", dir, name);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&path, '\0', err);
    if (s == DRAAD_OK)
        s = dr_file_read(path.data, UINT32_MAX, out, err);
    dr_buf_free(&path);
    return s;
}

draad_status dr_result_manifest(const char *dir, dr_manifest *out, draad_error *err)
{
    dr_buf bytes = {0};
    char place[1024];
    draad_status s = dr_result_read(dir, DR_MANIFEST_NAME, &bytes, err);
    if (s == DRAAD_E_IO && !dr_file_exists(dir))
        s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(dir), "is not there; expected a result folder");
    else if (s == DRAAD_E_IO)
        s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(dir), "is no result folder: it holds no readable %s",
                    DR_MANIFEST_NAME);
    snprintf(place, sizeof place, "%s/%s", dir, DR_MANIFEST_NAME);
    if (s == DRAAD_OK)
        s = dr_manifest_read(dr_buf_str(&bytes), place, out, err);
    dr_buf_free(&bytes);
    return s;
}

draad_status dr_result_take_input(const char *dir, const dr_record *input, draad_project *p, draad_error *err)
{
    dr_buf name = {0}, bytes = {0};
    draad_status s = dr_buf_printf(&name, err, "inputs/%s", input->name.data);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&name, '\0', err);
    if (s == DRAAD_OK)
        s = dr_result_read(dir, name.data, &bytes, err);
    if (s != DRAAD_OK)
        goto done;
    if (dr_str_equal(input->what, DR_STR("codebook")))
        s = draad_project_add_codebook_bytes(p, dr_buf_str(&bytes), input->name.data);
    else if (dr_str_equal(input->what, DR_STR("cases")))
        s = draad_project_set_cases_bytes(p, dr_buf_str(&bytes), input->name.data);
    else if (dr_str_equal(input->what, DR_STR("lexicon")))
        s = draad_project_set_lexicon_bytes(p, dr_buf_str(&bytes), input->name.data);
    if (s == DRAAD_E_MEMORY)
        dr_no_memory(err);
done:
    dr_buf_free(&name);
    dr_buf_free(&bytes);
    return s;
}

typedef struct search {
    const dr_manifest *m;
    draad_status (*each)(void *ctx, const char *name, draad_error *err);
    void *ctx;
} search;

/* The name under which the text of a source is kept.  What a file name cannot hold is written as its bytes. */
static draad_status kept_name(draad_str id, draad_str source, dr_buf *out, draad_error *err)
{
    size_t dot = source.len;
    draad_status s = dr_buf_printf(out, err, DR_SOURCES_NAME "/");
    for (size_t i = 0; s == DRAAD_OK && i < id.len; i++) {
        const unsigned char c = (unsigned char)id.data[i];
        const bool plain = c > 0x20 ? c != '/' && c != '%' && c != 0x7F && (c != '.' || i > 0) : c == ' ' && i > 0;
        s = plain ? dr_buf_put_char(out, (char)c, err) : dr_buf_printf(out, err, "%%%02X", c);
    }
    for (size_t i = source.len; i > 1 && dot == source.len; i--)
        if (source.data[i - 1] == '.')
            dot = i - 1;
    const draad_str extension = {source.data + dot, source.len - dot};
    const bool there = id.len >= extension.len &&
                       dr_str_equal((draad_str){id.data + id.len - extension.len, extension.len}, extension);
    if (s == DRAAD_OK && !there)
        s = dr_buf_put(out, extension, err);
    return s == DRAAD_OK ? dr_buf_put_char(out, '\0', err) : s;
}

/* Is it the kept text of one of the sources? */
static draad_status is_kept(const dr_manifest *m, const char *relative, bool *out, draad_error *err)
{
    dr_buf name = {0};
    draad_status s = DRAAD_OK;
    *out = false;
    for (size_t i = 0; s == DRAAD_OK && !*out && i < m->sources.n; i++) {
        name.len = 0;
        s = kept_name(m->sources.at[i].what, m->sources.at[i].name, &name, err);
        *out = s == DRAAD_OK && strcmp(name.data, relative) == 0;
    }
    dr_buf_free(&name);
    return s;
}

/* Is it a part of the page to look at: "report_files/code-3.html"? */
static bool is_page(const char *relative)
{
    static const char *const kinds[] = {DR_PAGES_NAME "/code-", DR_PAGES_NAME "/document-"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const size_t len = strlen(kinds[i]);
        if (strncmp(relative, kinds[i], len) == 0) {
            const size_t ndigits = strspn(relative + len, "0123456789");
            return ndigits > 0 && strcmp(relative + len + ndigits, ".html") == 0;
        }
    }
    return false;
}

static draad_status look_at(void *ctx, const char *path, const char *relative, draad_error *err)
{
    static const char *const own[] = {DR_MANIFEST_NAME, DR_LOCAL_NAME, DR_REPORT_NAME};
    const search *f = ctx;
    bool kept = false;
    (void)path;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(relative, own[i]) == 0)
            return DRAAD_OK;
    if (is_page(relative))
        return DRAAD_OK;
    if (strncmp(relative, DR_SOURCES_NAME "/", sizeof DR_SOURCES_NAME) == 0) {
        const draad_status s = is_kept(f->m, relative, &kept, err);
        if (s != DRAAD_OK || kept)
            return s;
    }
    bool input = strncmp(relative, "inputs/", 7) == 0;
    const dr_record *known = input ? dr_records_find(&f->m->inputs, dr_str_of(relative + 7))
                                   : dr_records_find(&f->m->outputs, dr_str_of(relative));
    return known != NULL ? DRAAD_OK : f->each(f->ctx, relative, err);
}

draad_status dr_result_strangers(const char *dir, const dr_manifest *m,
                                 draad_status (*each)(void *ctx, const char *name, draad_error *err), void *ctx,
                                 draad_error *err)
{
    search f = {m, each, ctx};
    return dr_file_walk(dir, NULL, look_at, NULL, &f, err);
}

/* ---- Writing ------------------------------------------------------------------------------------------ */

static draad_status refuse(void *ctx, const char *name, draad_error *err)
{
    const char *const *dir = ctx;
    return dr_fail(err, DRAAD_E_USAGE, dr_place_of(*dir),
                   "holds %s, which is no part of the result there and would be lost; move it away first", name);
}

/* --force replaces what Draad wrote, and nothing else: notes that somebody kept beside it are not ours. */
static draad_status check_replaced(const char *dir, draad_error *err)
{
    dr_buf bytes = {0};
    dr_manifest m = {0};
    draad_error none;
    draad_status s = dr_result_read(dir, DR_MANIFEST_NAME, &bytes, &none);
    if (s != DRAAD_OK) { /* no result there: dr_folder_new judges what is */
        s = s == DRAAD_E_MEMORY ? dr_no_memory(err) : DRAAD_OK;
        goto done;
    }
    s = dr_manifest_read(dr_buf_str(&bytes), DR_MANIFEST_NAME, &m, err);
    if (s == DRAAD_E_USAGE || s == DRAAD_E_LIMIT)
        s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(dir),
                    "holds a manifest.json that cannot be read, so it is left alone; give another name");
    if (s == DRAAD_OK)
        s = dr_result_strangers(dir, &m, refuse, &dir, err);
done:
    dr_manifest_free(&m);
    dr_buf_free(&bytes);
    return s;
}

static draad_status into_folder(void *ctx, const char *name, draad_str bytes, draad_error *err)
{
    return dr_folder_write(ctx, name, bytes, err);
}

/* The texts of sources that came from no file. */
static draad_status keep_sources(const draad_project *p, dr_folder *folder, draad_error *err)
{
    dr_buf name = {0};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < p->sources.n; i++) {
        const dr_project_source *source = &p->sources.at[i];
        if (source->bytes.data == NULL)
            continue;
        name.len = 0;
        s = kept_name(source->id, dr_base_name(source->relative), &name, err);
        if (s == DRAAD_OK)
            s = dr_folder_write(folder, name.data, source->bytes, err);
    }
    dr_buf_free(&name);
    return s;
}

draad_status dr_result_begin(const char *dir, const draad_write_options *o, dr_folder **out, draad_error *err)
{
    *out = NULL;
    draad_status s = o->force ? check_replaced(dir, err) : DRAAD_OK;
    return s == DRAAD_OK ? dr_folder_new(dir, DR_MANIFEST_NAME, o->force, out, err) : s;
}

draad_status dr_result_finish(const draad_project *p, const draad_write_options *o, dr_folder *folder,
                              const dr_written *written, size_t nwritten, draad_error *err)
{
    render r = {.p = p, .options = o, .sink = into_folder, .ctx = folder, .written = written, .nwritten = nwritten};
    dr_buf local = {0};
    draad_status s = make_all(&r, NULL, err);
    if (s == DRAAD_OK)
        s = dr_local_write(p, &local, err);
    if (s == DRAAD_OK)
        s = dr_folder_write(folder, DR_LOCAL_NAME, dr_buf_str(&local), err);
    if (s == DRAAD_OK && o->with_sources)
        s = keep_sources(p, folder, err);
    if (s == DRAAD_OK)
        s = dr_folder_commit(folder, err);
    else
        dr_folder_abandon(folder);
    dr_buf_free(&local);
    return s;
}

draad_status draad_project_write(draad_project *p, const char *dir, const draad_write_options *options,
                                 draad_error *err)
{
    static const draad_write_options defaults = {0};
    const draad_write_options *o = options != NULL ? options : &defaults;
    dr_folder *folder = NULL;
    draad_status s = dr_project_has_codings(p, err);
    if (s == DRAAD_OK)
        s = dr_result_begin(dir, o, &folder, err);
    return s == DRAAD_OK ? dr_result_finish(p, o, folder, NULL, 0, err) : s;
}
