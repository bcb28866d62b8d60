/* SPDX-License-Identifier: Apache-2.0
 * verify.c - is a result what its manifest says, and does it come out again?
 * Three questions in order: are the files of the folder as they were written; are the sources as they were read;
 * and, when both sources and inputs are whole, do they give the same bytes once more?
 * Knows: result folders.  Does not know: what stands in a table. */
#include "coding/by_hand.h"
#include "dutch/lexicon.h"
#include "exchange/find_sources.h"
#include "exchange/result.h"
#include "outside/csv.h"
#include "outside/file.h"

#include <stdio.h>
#include <string.h>

typedef struct verify {
    const char *dir;
    const draad_report *report;
    dr_arena arena;
    dr_manifest m;
    bool *altered;      /* beside m.outputs: not as it was written */
    bool *absent;       /* likewise: not in the folder */
    bool *made;         /* likewise: came out again */
    const char **paths; /* beside m.sources: where it is now; NULL: nowhere */
    dr_finder finder;
    bool whole; /* inputs and sources are as they were */
    unsigned ndifferences;
} verify;

/* Tells a difference in a file of the folder; line 0: the file as a whole. */
static void differs(verify *v, const char *name, uint32_t line, const char *what)
{
    char place[1024];
    v->ndifferences++;
    snprintf(place, sizeof place, "%s/%s", v->dir, name);
    dr_say(v->report, DRAAD_ERROR, DRAAD_E_DIFFERS, (dr_place){place, line, 0}, "%s", what);
}

/* ---- Are the files as they were written? -------------------------------------------------------------- */

typedef enum state { AS_IT_WAS, ALTERED, ABSENT } state;

static draad_status look_at(verify *v, const char *folder, const dr_record *r, state *out, draad_error *err)
{
    dr_buf name = {0}, bytes = {0};
    dr_sha256 found;
    draad_status s = dr_buf_printf(&name, err, "%s%s", folder, r->name.data);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&name, '\0', err);
    if (s == DRAAD_OK)
        s = dr_result_read(v->dir, name.data, &bytes, err);
    if (s == DRAAD_E_IO || s == DRAAD_E_SOURCE) {
        *out = ABSENT;
        s = DRAAD_OK;
    } else if (s == DRAAD_OK && (s = dr_sha256_of(dr_buf_str(&bytes), &found, err)) == DRAAD_OK) {
        *out = dr_str_equal(r->sha256, dr_str_of(found.hex)) ? AS_IT_WAS : ALTERED;
    }
    if (s == DRAAD_OK && *out == ABSENT)
        differs(v, name.data, 0, "belongs to this result and is not there");
    else if (s == DRAAD_OK && *out == ALTERED && folder[0] != '\0')
        differs(v, name.data, 0, "is not as it was when it was used: its SHA-256 is another than in the manifest");
    dr_buf_free(&name);
    dr_buf_free(&bytes);
    return s;
}

static draad_status tell_stranger(void *ctx, const char *name, draad_error *err)
{
    (void)err;
    differs(ctx, name, 0, "is no part of this result");
    return DRAAD_OK;
}

static draad_status check_files(verify *v, draad_error *err)
{
    draad_status s = DRAAD_OK;
    state found = AS_IT_WAS;
    v->whole = true;
    for (size_t i = 0; s == DRAAD_OK && i < v->m.inputs.n; i++) {
        s = look_at(v, "inputs/", &v->m.inputs.at[i], &found, err);
        v->whole = v->whole && found == AS_IT_WAS;
    }
    for (size_t i = 0; s == DRAAD_OK && i < v->m.outputs.n; i++) {
        s = look_at(v, "", &v->m.outputs.at[i], &found, err);
        v->altered[i] = found == ALTERED; /* told later: after another run its first altered line is known */
        v->absent[i] = found == ABSENT;
    }
    if (s != DRAAD_OK)
        return s;
    s = dr_result_strangers(v->dir, &v->m, tell_stranger, v, err);
    if (s == DRAAD_OK || s == DRAAD_E_MEMORY)
        return s;
    dr_tell(v->report, DRAAD_ERROR, err); /* a device, a link to a folder: nothing that Draad makes */
    v->ndifferences++;
    return DRAAD_OK;
}

/* ---- Are the sources as they were read? --------------------------------------------------------------- */

static draad_status find_sources(verify *v, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < v->m.sources.n; i++) {
        s = dr_finder_find(&v->finder, &v->m.sources, &v->m.sources.at[i], &v->paths[i], err);
        if (s != DRAAD_OK || v->paths[i] != NULL)
            continue;
        draad_error missing = {0};
        v->whole = false;
        v->ndifferences++;
        dr_finder_missing(&v->finder, &v->m.sources, &v->m.sources.at[i], &missing);
        dr_tell(v->report, DRAAD_ERROR, &missing);
    }
    return s;
}

/* ---- Do they give the same once more? ----------------------------------------------------------------- */

/* What the second run says was said in the first one too; only what went wrong is of use, as a warning beside the
 * differences. */
static void pass_on(void *ctx, draad_severity severity, const draad_error *message)
{
    const verify *v = ctx;
    if (severity == DRAAD_ERROR)
        dr_tell(v->report, DRAAD_WARNING, message);
}

static draad_status read_input(verify *v, draad_project *p, const dr_record *input, draad_error *err)
{
    draad_status s = dr_result_take_input(v->dir, input, p, err);
    if (s != DRAAD_E_CODEBOOK && s != DRAAD_E_CASES && s != DRAAD_E_LIMIT && s != DRAAD_E_USAGE)
        return s;
    char name[512];
    snprintf(name, sizeof name, "inputs/%s", input->name.data);
    differs(v, name, 0, "is not accepted by this version of Draad");
    v->whole = false;
    return DRAAD_OK;
}

static draad_status add_coding(draad_project *p, const dr_csv_row *row, draad_error *err)
{
    const draad_str *c = row->cells;
    return row->n < 5 ? DRAAD_E_USAGE
                      : dr_project_add_coding(p,
                                              &(dr_hand_coding){.document = c[0],
                                                                .start = {dr_csv_number(c[1])},
                                                                .end = {dr_csv_number(c[2])},
                                                                .code = c[3],
                                                                .coder = c[4],
                                                                .rules = row->n > 5 ? c[5] : (draad_str){"", 0}},
                                              err);
}

static draad_status add_memo(draad_project *p, const dr_csv_row *row, draad_error *err)
{
    const draad_str *c = row->cells;
    return row->n < 6 ? DRAAD_E_USAGE
                      : draad_project_add_memo(p, c[0], (draad_cp){dr_csv_number(c[1])},
                                               (draad_cp){dr_csv_number(c[2])}, c[3], c[4], c[5], err);
}

/* Adds the codings and memos of people again. */
static draad_status read_by_hand(verify *v, draad_project *p, const dr_record *input, draad_error *err)
{
    const bool memos = dr_str_equal(input->what, DR_STR("memos"));
    dr_buf name = {0}, bytes = {0};
    dr_csv csv = {0};
    if (!memos && !dr_str_equal(input->what, DR_STR("codings")))
        return DRAAD_OK;
    draad_status s = dr_buf_printf(&name, err, "inputs/%s", input->name.data);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&name, '\0', err);
    if (s == DRAAD_OK)
        s = dr_result_read(v->dir, name.data, &bytes, err);
    if (s == DRAAD_OK)
        s = dr_csv_read(dr_buf_str(&bytes), name.data, &v->arena, &csv, err);
    for (size_t i = 1; s == DRAAD_OK && i < csv.nrows; i++) {
        s = memos ? add_memo(p, &csv.rows[i], err) : add_coding(p, &csv.rows[i], err);
        if (s == DRAAD_E_USAGE) {
            differs(v, name.data, csv.rows[i].line,
                    memos ? "is a memo that does not fit the sources"
                          : "is a coding that does not fit the sources and codebooks");
            s = DRAAD_OK;
        }
    }
    dr_buf_free(&name);
    dr_buf_free(&bytes);
    return s;
}

static draad_status note_source(draad_project *p, const char *path, draad_str relative, draad_error *err)
{
    dr_project_source source = {.path = dr_arena_str(&p->arena, dr_str_of(path)),
                                .relative = dr_arena_str(&p->arena, relative)};
    dr_project_source *slot = NULL;
    if (source.path.data != NULL && source.relative.data != NULL)
        slot = dr_vec_push(&p->sources);
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = source;
    return DRAAD_OK;
}

/* Notes the sources as they were given, by their names then and their places now. */
static draad_status add_sources(verify *v, draad_project *p, draad_error *err)
{
    dr_buf relative = {0};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < v->m.sources.n; i++)
        if ((s = dr_source_relative(&v->m.sources.at[i], &relative, err)) == DRAAD_OK)
            s = note_source(p, v->paths[i], dr_buf_str(&relative), err);
    dr_buf_free(&relative);
    return s;
}

/* The file names of then: a source that was one of two with the same path is known by a made-up one. */
static void name_sources(const verify *v, draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < v->m.sources.n; k++)
            if (dr_str_equal(v->m.sources.at[k].what, p->documents[i].id))
                p->documents[i].source = v->m.sources.at[k].name;
}

static draad_status build(verify *v, draad_project *p, draad_error *err)
{
    draad_status s = draad_project_set_reading(p, &v->m.reading);
    if (s != DRAAD_OK)
        return dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < v->m.inputs.n; i++)
        s = read_input(v, p, &v->m.inputs.at[i], err);
    if (s == DRAAD_OK && v->whole)
        s = add_sources(v, p, err);
    if (s != DRAAD_OK || !v->whole)
        return s;
    s = v->m.only_read ? draad_project_read_sources(p) : draad_project_code(p, &v->m.coding);
    if (s == DRAAD_E_MEMORY)
        return dr_no_memory(err);
    name_sources(v, p);
    /* A rule over its budget, or a source that cannot be read: so it was the first time, or the tables differ. */
    s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < v->m.inputs.n; i++)
        s = read_by_hand(v, p, &v->m.inputs.at[i], err);
    return s;
}

/* The number of the first line in which two texts differ. */
static uint32_t first_difference(draad_str a, draad_str b)
{
    uint32_t line = 1;
    for (size_t i = 0; i < a.len && i < b.len && a.data[i] == b.data[i]; i++)
        line += a.data[i] == '\n';
    return line;
}

static draad_status compare(void *ctx, const char *name, draad_str bytes, draad_error *err)
{
    verify *v = ctx;
    dr_buf there = {0};
    bool manifest = strcmp(name, DR_MANIFEST_NAME) == 0;
    if (strncmp(name, "inputs/", 7) == 0)
        return DRAAD_OK; /* checked by hash, and not made but copied */
    const dr_record *known = dr_records_find(&v->m.outputs, dr_str_of(name));
    size_t i = known != NULL ? (size_t)(known - v->m.outputs.at) : 0;
    if (!manifest && known == NULL) {
        differs(v, name, 0, "comes out of the same study now, but is not in the manifest");
        return DRAAD_OK;
    }
    if (!manifest)
        v->made[i] = true;
    /* The manifest names the other files' hashes, so it says something of its own only when they are equal. */
    if (manifest ? v->ndifferences > 0 : v->absent[i])
        return DRAAD_OK;
    draad_status s = dr_result_read(v->dir, name, &there, err);
    if (s == DRAAD_OK && !dr_str_equal(dr_buf_str(&there), bytes))
        differs(v, name, first_difference(dr_buf_str(&there), bytes),
                manifest        ? "is not what this study gives"
                : v->altered[i] ? "was altered after it was written; this is the first line that is not what it was"
                                : "comes out otherwise now; this is the first line that is not the same");
    else if (s == DRAAD_OK && !manifest && v->altered[i])
        differs(v, name, 0, "is what this study gives, but its SHA-256 is another than in the manifest");
    dr_buf_free(&there);
    return s;
}

static draad_status run_again(verify *v, draad_error *err)
{
    const draad_report report = {pass_on, v};
    draad_project *p = draad_project_new(&report);
    if (p == NULL)
        return dr_no_memory(err);
    draad_status s = build(v, p, err);
    if (s == DRAAD_OK && v->whole)
        s = dr_result_render(p, &v->m.writing, &v->m, compare, v, err);
    for (size_t i = 0; s == DRAAD_OK && v->whole && i < v->m.outputs.n; i++)
        if (!v->made[i])
            differs(v, v->m.outputs.at[i].name.data, 0, "is in the manifest, but does not come out of this study");
    draad_project_free(p);
    return s;
}

/* ---- All of it ---------------------------------------------------------------------------------------- */

static draad_status read_manifest(verify *v, draad_error *err)
{
    const draad_status s = dr_result_manifest(v->dir, &v->m, err);
    if (s != DRAAD_OK)
        return s;
    v->altered = dr_arena_alloc(&v->arena, v->m.outputs.n * sizeof *v->altered);
    v->absent = dr_arena_alloc(&v->arena, v->m.outputs.n * sizeof *v->absent);
    v->made = dr_arena_alloc(&v->arena, v->m.outputs.n * sizeof *v->made);
    v->paths = dr_arena_alloc(&v->arena, v->m.sources.n * sizeof *v->paths);
    if (v->altered == NULL || v->absent == NULL || v->made == NULL || v->paths == NULL)
        return dr_no_memory(err);
    return DRAAD_OK;
}

/* What may explain the differences. */
static void tell_versions(verify *v)
{
    dr_place place = dr_place_of(v->dir);
    if (!dr_str_equal(v->m.draad, dr_str_of(DRAAD_VERSION)))
        dr_say(v->report, DRAAD_NOTE, DRAAD_E_DIFFERS, place, "was made by Draad %.*s; this is Draad %s",
               DR_ARG(v->m.draad), DRAAD_VERSION);
    if (!dr_str_equal(v->m.lexicon, dr_str_of(dr_lexicon_sha256())))
        dr_say(v->report, DRAAD_NOTE, DRAAD_E_DIFFERS, place, "was made with another list of Dutch words (SHA-256)");
}

draad_status draad_verify(const char *dir, const char *const *sources, size_t nsources, const draad_report *report,
                          draad_error *err)
{
    verify v = {.dir = dir, .report = report};
    draad_status s = read_manifest(&v, err);
    if (s == DRAAD_OK)
        s = check_files(&v, err);
    if (s == DRAAD_OK)
        s = dr_finder_collect(&v.finder, dir, sources, nsources, report, err);
    if (s == DRAAD_OK)
        s = find_sources(&v, err);
    if (s == DRAAD_OK && v.whole)
        s = run_again(&v, err);
    for (size_t i = 0; s == DRAAD_OK && !v.whole && i < v.m.outputs.n; i++)
        if (v.altered[i])
            differs(&v, v.m.outputs.at[i].name.data, 0, "was altered after it was written: its SHA-256 is another");
    if (s == DRAAD_OK && v.ndifferences > 0) {
        tell_versions(&v);
        s = dr_fail(err, DRAAD_E_DIFFERS, dr_place_of(dir), "%u %s", v.ndifferences,
                    v.ndifferences == 1 ? "difference" : "differences");
    }
    dr_finder_free(&v.finder);
    dr_manifest_free(&v.m);
    dr_arena_free(&v.arena);
    return s;
}
