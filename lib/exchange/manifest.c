/* SPDX-License-Identifier: Apache-2.0
 * manifest.c - manifest.json and local.json.
 * Knows: which options change a result.  Does not know: tables, where files are.
 * A manifest holds no clock, path or user name, and no versions of the libraries that Draad uses: two machines
 * with different ones must be able to make the same bytes, and when they do not, the outputs tell. */
#include "exchange/manifest.h"
#include "dutch/lexicon.h"
#include "outside/file.h"
#include "outside/json.h"
#include "text/speaker_labels.h"

#include <stdlib.h>
#include <string.h>

static const char *const track_names[] = {"accept", "reject", "all"};
static const char *const wrapped_names[] = {"auto", "yes", "no"};
static const char from_codebook[] = "codebook"; /* the unit: what the codebooks say */

/* ---- From a project ----------------------------------------------------------------------------------- */

draad_status dr_manifest_add(dr_manifest *m, dr_records *to, draad_str what, draad_str name, draad_str sha256,
                             draad_error *err)
{
    dr_record r = {dr_arena_str(&m->arena, what), dr_arena_str(&m->arena, name), dr_arena_str(&m->arena, sha256)};
    dr_record *slot = r.what.data != NULL && r.name.data != NULL && r.sha256.data != NULL ? dr_vec_push(to) : NULL;
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = r;
    return DRAAD_OK;
}

static draad_status copy_reading(dr_manifest *m, draad_error *err)
{
    if (m->reading.encoding != NULL &&
        (m->reading.encoding = dr_arena_str(&m->arena, dr_str_of(m->reading.encoding)).data) == NULL)
        return dr_no_memory(err);
    return dr_speaker_labels_keep(&m->arena, &m->reading, err);
}

draad_status dr_manifest_of(const draad_project *p, const draad_write_options *options, dr_manifest *out,
                            draad_error *err)
{
    *out = (dr_manifest){.reading = p->reading, .writing = *options};
    out->coding.unit = p->coding.unit;
    out->coding.set_unit = p->coding.set_unit;
    out->coding.count_words = p->coding.count_words;
    out->only_read = p->ndocuments > 0 && p->documents[0].doc != NULL; /* texts stay only for coding by hand */
    out->draad = dr_arena_str(&out->arena, dr_str_of(DRAAD_VERSION));
    out->lexicon = dr_arena_str(&out->arena, dr_str_of(dr_lexicon_sha256()));
    draad_status s = out->draad.data != NULL && out->lexicon.data != NULL ? DRAAD_OK : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = copy_reading(out, err);
    if (s == DRAAD_OK && options->by != NULL &&
        (out->writing.by = dr_arena_str(&out->arena, dr_str_of(options->by)).data) == NULL)
        s = dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        s = dr_manifest_add(out, &out->sources, d->id, d->source, d->sha256, err);
    }
    return s;
}

void dr_manifest_free(dr_manifest *m)
{
    dr_vec_free(&m->sources);
    dr_vec_free(&m->inputs);
    dr_vec_free(&m->outputs);
    dr_arena_free(&m->arena);
    *m = (dr_manifest){0};
}

const dr_record *dr_records_find(const dr_records *records, draad_str name)
{
    for (size_t i = 0; i < records->n; i++)
        if (dr_str_equal(records->at[i].name, name))
            return &records->at[i];
    return NULL;
}

/* ---- Writing ------------------------------------------------------------------------------------------ */

static draad_unit matrix_unit(const draad_write_options *o)
{
    return o->unit == DRAAD_UNIT_MATCH ? DRAAD_UNIT_SENTENCE : o->unit;
}

static void put_options(dr_json_writer *w, const dr_manifest *m)
{
    const draad_read_options *reading = &m->reading;
    const draad_write_options *writing = &m->writing;
    dr_json_open(w, "options", '{');
    dr_json_bool(w, "rules", !m->only_read);
    dr_json_str(w, "unit", dr_str_of(m->coding.set_unit ? draad_unit_name(m->coding.unit) : from_codebook));
    if (m->coding.count_words)
        dr_json_bool(w, "count_words", true);
    dr_json_str(w, "track", dr_str_of(track_names[reading->track]));
    dr_json_bool(w, "drop_hidden", reading->drop_hidden);
    dr_json_str(w, "wrapped", dr_str_of(wrapped_names[reading->wrapped]));
    if (reading->encoding != NULL)
        dr_json_str(w, "encoding", dr_str_of(reading->encoding));
    if (reading->repair)
        dr_json_bool(w, "repair", true);
    dr_json_open(w, "speaker_labels", '[');
    for (size_t i = 0; i < reading->nlabels; i++) {
        dr_json_open(w, NULL, '{');
        dr_json_str(w, "label", dr_str_of(reading->labels[i].label));
        dr_json_str(w, "role", dr_str_of(reading->labels[i].role));
        dr_json_close(w);
    }
    dr_json_close(w);
    dr_json_str(w, "matrix_unit", dr_str_of(draad_unit_name(matrix_unit(writing))));
    if (writing->by != NULL)
        dr_json_str(w, "by", dr_str_of(writing->by));
    dr_json_bool(w, "excel_nl", writing->excel_nl);
    dr_json_bool(w, "bytes", writing->bytes);
    dr_json_bool(w, "tests_always", writing->tests_always);
    dr_json_close(w);
}

static void put_records(dr_json_writer *w, const char *key, const dr_records *records, const char *what,
                        const char *name)
{
    dr_json_open(w, key, '[');
    for (size_t i = 0; i < records->n; i++) {
        dr_json_open(w, NULL, '{');
        if (what != NULL)
            dr_json_str(w, what, records->at[i].what);
        dr_json_str(w, name, records->at[i].name);
        dr_json_str(w, "sha256", records->at[i].sha256);
        dr_json_close(w);
    }
    dr_json_close(w);
}

static int by_name(const void *a, const void *b)
{
    return dr_str_compare(((const dr_record *)a)->name, ((const dr_record *)b)->name);
}

draad_status dr_manifest_write(dr_manifest *m, dr_buf *out, draad_error *err)
{
    dr_json_writer w = {0};
    if (m->outputs.n > 0)
        qsort(m->outputs.at, m->outputs.n, sizeof *m->outputs.at, by_name);
    dr_json_open(&w, NULL, '{');
    dr_json_str(&w, "draad", m->draad);
    dr_json_uint(&w, "format", DR_RESULT_FORMAT);
    dr_json_str(&w, "lexicon", m->lexicon);
    put_options(&w, m);
    put_records(&w, "sources", &m->sources, "document", "source");
    put_records(&w, "inputs", &m->inputs, "kind", "name");
    put_records(&w, "outputs", &m->outputs, NULL, "name");
    dr_json_close(&w);
    return dr_json_finish(&w, out, err);
}

/* ---- Reading ------------------------------------------------------------------------------------------ */

typedef struct reader {
    dr_manifest *out;
    const char *name;
    draad_error *err;
} reader;

static draad_status no_manifest(reader *r, const char *what)
{
    return dr_fail(r->err, DRAAD_E_USAGE, dr_place_of(r->name), "is no manifest of Draad: %s", what);
}

/* The index of the text at `key` among `names`; `fallback` when it is none of them. */
static size_t choice(const dr_json *object, const char *key, const char *const *names, size_t n, size_t fallback)
{
    draad_str value = dr_json_get_str(object, key);
    for (size_t i = 0; i < n; i++)
        if (dr_str_equal(value, dr_str_of(names[i])))
            return i;
    return fallback;
}

static draad_status read_labels(reader *r, const dr_json *list)
{
    dr_manifest *m = r->out;
    size_t n = list != NULL && list->kind == DR_JSON_ARRAY ? list->nkids : 0;
    draad_speaker_label *labels = dr_arena_alloc(&m->arena, (n + 1) * sizeof *labels);
    if (labels == NULL)
        return dr_no_memory(r->err);
    for (size_t i = 0; i < n; i++) {
        const dr_json *kid = &list->kids[i];
        bool object = kid->kind == DR_JSON_OBJECT;
        labels[i].label = object ? dr_json_get_str(kid, "label").data : NULL;
        labels[i].role = object ? dr_role_named(dr_json_get_str(kid, "role")) : NULL;
        if (labels[i].label == NULL || labels[i].role == NULL)
            return no_manifest(r, "a speaker label in it has no label or no role");
    }
    m->reading.labels = labels;
    m->reading.nlabels = n;
    return DRAAD_OK;
}

static draad_status read_options(reader *r, const dr_json *o)
{
    dr_manifest *m = r->out;
    if (o == NULL || o->kind != DR_JSON_OBJECT)
        return no_manifest(r, "it has no options");
    size_t track = choice(o, "track", track_names, 3, 3), wrapped = choice(o, "wrapped", wrapped_names, 3, 3);
    m->coding.set_unit = !dr_str_equal(dr_json_get_str(o, "unit"), dr_str_of(from_codebook));
    if (track == 3 || wrapped == 3 || !draad_unit_find(dr_json_get_str(o, "matrix_unit"), &m->writing.unit) ||
        (m->coding.set_unit && !draad_unit_find(dr_json_get_str(o, "unit"), &m->coding.unit)))
        return no_manifest(r, "an option has a value that is not known");
    m->only_read = !dr_json_get_bool(o, "rules");
    m->coding.count_words = dr_json_get_bool(o, "count_words");
    m->reading.track = (draad_track)track;
    m->reading.wrapped = (draad_wrapped)wrapped;
    m->reading.drop_hidden = dr_json_get_bool(o, "drop_hidden");
    m->reading.repair = dr_json_get_bool(o, "repair");
    if (dr_json_get(o, "encoding") != NULL)
        m->reading.encoding = dr_json_get_str(o, "encoding").data;
    m->writing.excel_nl = dr_json_get_bool(o, "excel_nl");
    m->writing.bytes = dr_json_get_bool(o, "bytes");
    m->writing.tests_always = dr_json_get_bool(o, "tests_always");
    if (dr_json_get(o, "by") != NULL)
        m->writing.by = dr_json_get_str(o, "by").data;
    return read_labels(r, dr_json_get(o, "speaker_labels"));
}

/* A file of the folder: nothing that leads elsewhere. */
static bool is_plain(draad_str name)
{
    return name.len > 0 && memchr(name.data, '/', name.len) == NULL && !dr_str_equal(name, DR_STR(".")) &&
           !dr_str_equal(name, DR_STR(".."));
}

static draad_status read_records(reader *r, const dr_json *from, const char *what, const char *name, dr_records *out)
{
    if (from == NULL || from->kind != DR_JSON_ARRAY)
        return no_manifest(r, "it does not name the sources, inputs and outputs");
    for (size_t i = 0; i < from->nkids; i++) {
        dr_record record = {what != NULL ? dr_json_get_str(&from->kids[i], what) : (draad_str){"", 0},
                            dr_json_get_str(&from->kids[i], name), dr_json_get_str(&from->kids[i], "sha256")};
        if (!is_plain(record.name) || record.sha256.len != 64)
            return no_manifest(r, "a file in it has no usable name or SHA-256");
        dr_record *slot = dr_vec_push(out);
        if (slot == NULL)
            return dr_no_memory(r->err);
        *slot = record;
    }
    return DRAAD_OK;
}

draad_status dr_manifest_read(draad_str bytes, const char *name, dr_manifest *out, draad_error *err)
{
    dr_json top;
    reader r = {out, name, err};
    *out = (dr_manifest){0};
    draad_status s = dr_json_read(bytes, name, &out->arena, &top, err);
    if (s == DRAAD_E_SOURCE)
        s = no_manifest(&r, "it is not valid JSON");
    if (s != DRAAD_OK)
        goto done;
    const dr_json *format = dr_json_get(&top, "format");
    if (format == NULL || format->kind != DR_JSON_NUMBER) {
        s = no_manifest(&r, "it names no format");
        goto done;
    }
    if (format->number != DR_RESULT_FORMAT) {
        s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(name), "is of result format %.0f; this version of Draad knows %d",
                    format->number, DR_RESULT_FORMAT);
        goto done;
    }
    out->draad = dr_json_get_str(&top, "draad");
    out->lexicon = dr_json_get_str(&top, "lexicon");
    s = read_options(&r, dr_json_get(&top, "options"));
    if (s == DRAAD_OK)
        s = read_records(&r, dr_json_get(&top, "sources"), "document", "source", &out->sources);
    if (s == DRAAD_OK)
        s = read_records(&r, dr_json_get(&top, "inputs"), "kind", "name", &out->inputs);
    if (s == DRAAD_OK)
        s = read_records(&r, dr_json_get(&top, "outputs"), NULL, "name", &out->outputs);
done:
    if (s != DRAAD_OK)
        dr_manifest_free(out);
    return s;
}

/* ---- local.json --------------------------------------------------------------------------------------- */

draad_status dr_local_write(const draad_project *p, dr_buf *out, draad_error *err)
{
    dr_json_writer w = {0};
    dr_buf path = {0};
    draad_error none = {0};
    draad_status s = DRAAD_OK;
    dr_json_open(&w, NULL, '{');
    dr_json_open(&w, "sources", '[');
    for (size_t i = 0; s != DRAAD_E_MEMORY && i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        path.len = 0;
        /* Bytes and standard input were nowhere; a file may be gone since it was read. */
        if (d->path.len == 0 || dr_str_equal(d->path, DR_STR("-")) ||
            (s = dr_file_absolute(d->path.data, &path, &none)) != DRAAD_OK)
            continue;
        dr_json_open(&w, NULL, '{');
        dr_json_str(&w, "document", d->id);
        dr_json_str(&w, "path", dr_buf_str(&path));
        dr_json_close(&w);
    }
    dr_json_close(&w);
    dr_json_close(&w);
    dr_buf_free(&path);
    const draad_status finished = dr_json_finish(&w, out, err);
    return s == DRAAD_E_MEMORY ? dr_no_memory(err) : finished;
}

draad_status dr_local_read(draad_str bytes, const char *name, dr_arena *arena, dr_records *out, draad_error *err)
{
    dr_json top;
    draad_status s = dr_json_read(bytes, name, arena, &top, err);
    if (s != DRAAD_OK)
        return s == DRAAD_E_MEMORY ? s : DRAAD_OK;
    const dr_json *sources = dr_json_get(&top, "sources");
    for (size_t i = 0; sources != NULL && i < sources->nkids; i++) {
        dr_record *slot = dr_vec_push(out);
        if (slot == NULL)
            return dr_no_memory(err);
        *slot = (dr_record){dr_json_get_str(&sources->kids[i], "document"), dr_json_get_str(&sources->kids[i], "path"),
                            (draad_str){"", 0}};
    }
    return DRAAD_OK;
}
