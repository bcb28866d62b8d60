/* SPDX-License-Identifier: Apache-2.0
 * refi_import.c - a project of REFI-QDA becomes a result folder with the codings of people.
 * In order: texts; how positions were counted; codebooks; sources; who is who; codings and memos.
 * What cannot come along is told at the end, because the standard asks for that and because work is lost otherwise.
 * Knows: the order of things.  Does not know: elements, YAML, columns of cases. */
#include "exchange/refi_import.h"
#include "exchange/refi_package.h"
#include "outside/file.h"

/* ---- The project -------------------------------------------------------------------------------------- */

static draad_status take_codebook(void *ctx, draad_str yaml, const char *name, draad_error *err)
{
    dr_refi_in *in = ctx;
    draad_report report = in->p->report;
    in->p->report = (draad_report){dr_tell_errors, &report}; /* that codes have no rules is what is expected here */
    const draad_status s = draad_project_add_codebook_bytes(in->p, yaml, name);
    in->p->report = report;
    return s == DRAAD_E_MEMORY ? dr_no_memory(err)
           : s == DRAAD_OK     ? s
                               : dr_fail(err, s, dr_place_of(name), "the codes do not make a codebook");
}

static draad_status add_sources(dr_refi_in *in)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < in->docs.n; i++)
        s = draad_project_add_source_bytes(in->p, in->docs.at[i].text, in->docs.at[i].name.data);
    return s == DRAAD_E_MEMORY ? dr_no_memory(in->err) : s;
}

/* The document that a source became: known by its name, whatever its id, and only when its text is the same. */
static dr_coded *coded_of(const dr_refi_in *in, const dr_refi_doc *doc)
{
    draad_str id = {NULL, 0};
    for (size_t i = 0; i < in->p->sources.n; i++)
        if (dr_str_equal(in->p->sources.at[i].relative, doc->name))
            id = in->p->sources.at[i].id;
    for (size_t i = 0; id.data != NULL && i < in->p->ndocuments; i++)
        if (dr_str_equal(in->p->documents[i].id, id) &&
            dr_str_equal(draad_document_text(in->p->documents[i].doc), doc->text))
            return &in->p->documents[i];
    return NULL;
}

static draad_status read_sources(dr_refi_in *in)
{
    const draad_status s = draad_project_read_sources(in->p);
    for (size_t i = 0; i < in->docs.n; i++)
        in->docs.at[i].coded = coded_of(in, &in->docs.at[i]);
    return s == DRAAD_E_MEMORY ? dr_no_memory(in->err) : DRAAD_OK; /* one that cannot be read is told */
}

static draad_status add_cases(dr_refi_in *in)
{
    dr_buf csv = {0};
    draad_status s = dr_refi_make_cases(in, &csv);
    if (s == DRAAD_OK && csv.len > 0) {
        s = draad_project_set_cases_bytes(in->p, dr_buf_str(&csv), "cases.csv");
        s = s == DRAAD_E_MEMORY ? dr_no_memory(in->err)
            : s == DRAAD_OK     ? s
                                : dr_fail(in->err, s, dr_place_of(in->r->path), "the cases do not make a cases file");
        if (s == DRAAD_OK)
            s = read_sources(in); /* once more: the cases say who is who, and which comes first */
    }
    dr_buf_free(&csv);
    return s;
}

/* ---- What is lost ------------------------------------------------------------------------------------- */

static void tell_lost(const dr_refi_in *in, size_t n, const char *what)
{
    if (n > 0)
        dr_say(in->r->report, DRAAD_WARNING, DRAAD_OK, dr_place_of(in->r->path), "not taken along: %zu %s", n, what);
}

void dr_refi_tell_losses(const dr_refi_in *in)
{
    const dr_refi_lost *l = &in->lost;
    tell_lost(in, l->nmedia, "pictures, PDF, sound or video without a text");
    tell_lost(in, l->nareas, "codings of places that are no text, or of texts that are not read");
    tell_lost(in, l->ncodings, "codings of whole sources");
    tell_lost(in, l->noutside, "codings or memos whose range is empty or outside of the text");
    tell_lost(in, l->nrefs, "codings or values that point to nothing");
    tell_lost(in, l->ndouble, "codings that stand there twice");
    tell_lost(in, l->nmemberships, "memberships of a second case or set, or in what is not read");
    tell_lost(in, l->ncases, "cases without a source");
    tell_lost(in, l->nlinks, "links and notes of the project as a whole");
    tell_lost(in, l->nlevels, "codes deeper than 30 levels, which stand at level 30");
    tell_lost(in, in->r->ngraphs, "drawings (graphs)");
}

/* ---- All ---------------------------------------------------------------------------------------------- */

draad_status dr_refi_build(dr_refi_in *in)
{
    draad_status s = dr_refi_take_texts(in);
    if (s == DRAAD_OK && in->docs.n == 0)
        s = dr_fail(in->err, DRAAD_E_SOURCE, dr_place_of(in->r->path), "holds no text that can be read");
    if (s == DRAAD_OK)
        s = dr_refi_take_positions(in);
    if (s == DRAAD_OK)
        s = dr_refi_make_codebooks(in, take_codebook, in);
    if (s == DRAAD_OK)
        s = add_sources(in);
    if (s == DRAAD_OK)
        s = read_sources(in);
    if (s == DRAAD_OK)
        s = add_cases(in);
    return s == DRAAD_OK ? dr_refi_take_codings(in) : s;
}

void dr_refi_in_free(dr_refi_in *in)
{
    draad_project_free(in->p);
    dr_vec_free(&in->docs);
    dr_arena_free(&in->arena);
}

static void tell_invalid(const dr_refi_in *in)
{
    if (in->r->ninvalid > 0)
        dr_say(in->r->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(in->r->path),
               "is not as the standard asks in %u places: draad check names them", (unsigned)in->r->ninvalid);
}

/* Builds the project of a file and hands it to `use`; then tells what was left out. */
static draad_status build_for(const char *path, const draad_report *report,
                              draad_status (*use)(void *ctx, dr_refi_in *in, draad_error *err), void *ctx,
                              draad_error *err)
{
    dr_refi r;
    draad_status s = dr_refi_read(path, false, report, &r, err);
    if (s != DRAAD_OK)
        return s;
    dr_refi_in in = {.r = &r, .tool = dr_refi_tool_of(&r), .err = err};
    if (r.root != REFI_PROJECT)
        s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(path), "is a codebook; import it into a file: -o codebook.yaml");
    else if ((in.p = draad_project_new(report)) == NULL)
        s = dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_refi_build(&in);
    if (s == DRAAD_OK)
        s = use(ctx, &in, err);
    if (s == DRAAD_OK) {
        dr_refi_tell_losses(&in);
        tell_invalid(&in);
    }
    dr_refi_in_free(&in);
    dr_refi_free(&r);
    return s;
}

typedef struct result_out {
    const char *dir;
    bool force;
} result_out;

static draad_status write_result(void *ctx, dr_refi_in *in, draad_error *err)
{
    const result_out *o = ctx;
    return draad_project_write(in->p, o->dir, &(draad_write_options){.force = o->force, .with_sources = true}, err);
}

draad_status draad_import_qdpx(const char *path, const char *dir, bool force, const draad_report *report,
                               draad_error *err)
{
    return build_for(path, report, write_result, &(result_out){dir, force}, err);
}

static draad_status take_project(void *ctx, dr_refi_in *in, draad_error *err)
{
    draad_project **out = ctx;
    (void)err;
    *out = in->p;
    in->p = NULL;
    return DRAAD_OK;
}

draad_status dr_refi_load(const char *path, const draad_report *report, draad_project **out, draad_error *err)
{
    *out = NULL;
    return build_for(path, report, take_project, out, err);
}

/* ---- A codebook alone --------------------------------------------------------------------------------- */

/* The codebooks of a file, before any of them is written: all become files, or none does. */
typedef struct codebooks_out {
    dr_arena arena;
    DR_VEC(draad_str) names; /* "zin.yaml"; */
    DR_VEC(draad_str) yaml;  /* beside them */
} codebooks_out;

static draad_status keep_codebook(void *ctx, draad_str yaml, const char *name, draad_error *err)
{
    codebooks_out *o = ctx;
    draad_str *kept_name = dr_vec_push(&o->names), *kept = kept_name != NULL ? dr_vec_push(&o->yaml) : NULL;
    if (kept == NULL)
        return dr_no_memory(err);
    *kept_name = dr_arena_str(&o->arena, dr_str_of(name));
    *kept = dr_arena_str(&o->arena, yaml);
    return kept_name->data != NULL && kept->data != NULL ? DRAAD_OK : dr_no_memory(err);
}

/* One codebook is the file that was asked for; of several each has its own name behind that: "codes-zin.yaml". */
static draad_status name_file(const codebooks_out *o, size_t i, const char *out, dr_buf *path, draad_error *err)
{
    const draad_str asked = dr_str_of(out);
    size_t dot = asked.len;
    for (size_t k = asked.len; o->names.n > 1 && dot == asked.len && k > 0 && asked.data[k - 1] != '/'; k--)
        if (asked.data[k - 1] == '.')
            dot = k - 1;
    path->len = 0;
    draad_status s = dr_buf_put(path, (draad_str){asked.data, dot}, err);
    if (s == DRAAD_OK && o->names.n > 1)
        s = dr_buf_printf(path, err, "-%.*s", DR_ARG(o->names.at[i]));
    return s == DRAAD_OK ? dr_buf_put_char(path, '\0', err) : s;
}

static draad_status write_codebooks(const codebooks_out *o, const char *out, bool force, const draad_report *report,
                                    draad_error *err)
{
    dr_buf path = {0};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && !force && i < o->names.n; i++)
        if ((s = name_file(o, i, out, &path, err)) == DRAAD_OK && dr_file_exists(path.data))
            s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(path.data),
                        "is there already; give another name, or replace it (--force)");
    for (size_t i = 0; s == DRAAD_OK && i < o->names.n; i++) {
        if ((s = name_file(o, i, out, &path, err)) == DRAAD_OK)
            s = dr_file_write(path.data, o->yaml.at[i], force, err);
        if (s == DRAAD_OK)
            dr_say(report, DRAAD_NOTE, DRAAD_OK, dr_place_of(path.data),
                   "is a codebook without rules: they are yours to write");
    }
    dr_buf_free(&path);
    return s;
}

draad_status draad_import_qdc(const char *path, const char *out, bool force, const draad_report *report,
                              draad_error *err)
{
    dr_refi r;
    codebooks_out o = {0};
    draad_status s = dr_refi_read(path, false, report, &r, err);
    if (s != DRAAD_OK)
        return s;
    dr_refi_in in = {.r = &r, .tool = dr_refi_tool_of(&r), .err = err};
    if (r.codes.n == 0)
        s = dr_fail(err, DRAAD_E_SOURCE, dr_place_of(path), "holds no codes");
    if (s == DRAAD_OK)
        s = dr_refi_make_codebooks(&in, keep_codebook, &o);
    if (s == DRAAD_OK)
        s = write_codebooks(&o, out, force, report, err);
    if (s == DRAAD_OK) {
        dr_refi_tell_losses(&in);
        tell_invalid(&in);
    }
    dr_vec_free(&o.names);
    dr_vec_free(&o.yaml);
    dr_arena_free(&o.arena);
    dr_refi_in_free(&in);
    dr_refi_free(&r);
    return s;
}
