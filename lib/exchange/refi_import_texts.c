/* SPDX-License-Identifier: Apache-2.0
 * refi_import_texts.c - the texts of a project of REFI-QDA, and where its selections lie in them.
 * Knows: encodings, names of sources, which program counts how.  Does not know: codes, what a selection is for. */
#include "exchange/refi_import.h"

#include "base/utf8.h"
#include "exchange/refi_package.h"
#include "outside/encoding.h"

#include <string.h>

/* ---- Texts -------------------------------------------------------------------------------------------- */

/* A document id from a name: without extension, and with nothing that a file name cannot hold. */
static draad_status id_of(dr_refi_in *in, const dr_refi_source *source, draad_str *out)
{
    enum { ID_MAX = 180 };
    static const char *const extensions[] = {".txt", ".docx", ".doc", ".rtf", ".odt", ".pdf", ".md", ".vtt", ".srt"};
    const bool own = in->tool == REFI_DRAAD;
    draad_str name = dr_str_trim(source->name);
    dr_buf b = {0};
    draad_status s = DRAAD_OK;
    if (name.len == 0 && source->media != DRAAD_NONE)
        name = dr_str_trim(in->r->media.at[source->media].name);
    for (size_t i = 0; !own && i < sizeof extensions / sizeof *extensions; i++) {
        const size_t n = strlen(extensions[i]);
        if (name.len > n && dr_str_alike((draad_str){name.data + name.len - n, n}, dr_str_of(extensions[i])))
            name.len -= n;
    }
    while (name.len > ID_MAX || (name.len > 0 && name.len < source->name.len && !dr_utf8_is_start(name.data[name.len])))
        name.len--;
    for (size_t i = 0; s == DRAAD_OK && i < name.len; i++) {
        const char c = name.data[i];
        const bool odd = (unsigned char)c < ' ' || c == 0x7F || (!own && (c == '/' || c == '\\'));
        s = dr_buf_put_char(&b, odd ? '-' : c, in->err);
    }
    if (s == DRAAD_OK && b.len == 0)
        s = dr_buf_printf(&b, in->err, "source");
    *out = s == DRAAD_OK ? dr_arena_str(&in->arena, dr_buf_str(&b)) : (draad_str){0};
    dr_buf_free(&b);
    return s == DRAAD_OK && out->data == NULL ? dr_no_memory(in->err) : s;
}

/* Two sources of one name: the second is called "name (2)". */
static draad_status make_unique(dr_refi_in *in, dr_refi_doc *doc)
{
    const draad_str wanted = doc->id;
    draad_status s = DRAAD_OK;
    dr_buf b = {0};
    for (unsigned n = 2; s == DRAAD_OK; n++) {
        bool there = false;
        for (size_t i = 0; i < in->docs.n; i++)
            there = there || dr_str_alike(in->docs.at[i].id, doc->id);
        if (!there)
            break;
        b.len = 0;
        if ((s = dr_buf_put(&b, wanted, in->err)) == DRAAD_OK)
            s = dr_buf_printf(&b, in->err, " (%u)", n);
        if (s == DRAAD_OK && (doc->id = dr_arena_str(&in->arena, dr_buf_str(&b))).data == NULL)
            s = dr_no_memory(in->err);
    }
    b.len = 0;
    if (s == DRAAD_OK)
        s = dr_buf_put(&b, doc->id, in->err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&b, DR_STR(".txt"), in->err);
    if (s == DRAAD_OK && (doc->name = dr_arena_str(&in->arena, dr_buf_str(&b))).data == NULL)
        s = dr_no_memory(in->err);
    dr_buf_free(&b);
    return s;
}

draad_status dr_refi_decode(dr_refi_in *in, draad_str bytes, const char *name, dr_buf *out)
{
    const bool little = bytes.len >= 2 && memcmp(bytes.data, "\xFF\xFE", 2) == 0;
    const bool big = bytes.len >= 2 && memcmp(bytes.data, "\xFE\xFF", 2) == 0;
    if (dr_utf8_valid(bytes) == bytes.len)
        return dr_buf_put(out, bytes, in->err);
    if (!little && !big)
        dr_say(in->r->report, DRAAD_WARNING, DRAAD_E_SOURCE, dr_place_of(name), "is not UTF-8, read as Windows-1252");
    return dr_encoding_read(bytes, little ? "UTF-16LE" : big ? "UTF-16BE" : "Windows-1252", name, out, in->err);
}

/* Keeps the text of a source; false in *there when it has none that can be read. */
static draad_status keep_text(dr_refi_in *in, const dr_refi_source *source, dr_refi_doc *doc, bool *there)
{
    dr_buf bytes = {0}, raw = {0}, clean = {0};
    draad_status s = dr_refi_bytes_of(in->r, source, &bytes, there, in->err);
    if (s == DRAAD_OK && *there)
        s = dr_refi_decode(in, dr_buf_str(&bytes), doc->name.data, &raw);
    if (s == DRAAD_OK && *there)
        s = dr_refi_clean(dr_buf_str(&raw), &clean, in->err);
    if (s == DRAAD_OK && *there) {
        doc->raw = dr_arena_str(&in->arena, dr_buf_str(&raw));
        doc->text = dr_arena_str(&in->arena, dr_buf_str(&clean));
        if (doc->raw.data == NULL || doc->text.data == NULL)
            s = dr_no_memory(in->err);
    }
    if (s == DRAAD_E_SOURCE || s == DRAAD_E_LIMIT) { /* of this one; the others are read all the same */
        dr_tell(in->r->report, DRAAD_WARNING, in->err);
        *there = false;
        s = DRAAD_OK;
    }
    dr_buf_free(&bytes);
    dr_buf_free(&raw);
    dr_buf_free(&clean);
    return s;
}

static draad_status read_text(dr_refi_in *in, uint32_t at)
{
    const dr_refi_source *source = &in->r->sources.at[at];
    dr_refi_doc doc = {.source = at};
    bool there = false;
    draad_status s = id_of(in, source, &doc.id);
    if (s == DRAAD_OK)
        s = make_unique(in, &doc);
    if (s == DRAAD_OK)
        s = keep_text(in, source, &doc, &there);
    if (s != DRAAD_OK)
        return s;
    if (!there || doc.text.len == 0) {
        in->lost.ntexts++;
        dr_say(in->r->report, DRAAD_WARNING, DRAAD_E_SOURCE, (dr_place){in->r->path, source->line, 0},
               "the text of the source %.*s is not in the file: it is left out with all that is coded in it",
               DR_ARG(doc.id));
        return DRAAD_OK;
    }
    if (source->media != DRAAD_NONE)
        in->r->media.at[source->media].ntexts++;
    dr_refi_doc *slot = dr_vec_push(&in->docs);
    if (slot == NULL)
        return dr_no_memory(in->err);
    *slot = doc;
    in->doc_of[at] = (uint32_t)(in->docs.n - 1);
    return DRAAD_OK;
}

draad_status dr_refi_take_texts(dr_refi_in *in)
{
    const size_t n = in->r->sources.n;
    draad_status s = DRAAD_OK;
    in->doc_of = dr_arena_alloc(&in->arena, n * sizeof *in->doc_of);
    in->passages = dr_arena_alloc(&in->arena, in->r->selections.n * sizeof *in->passages);
    if (in->doc_of == NULL || in->passages == NULL)
        return dr_no_memory(in->err);
    for (uint32_t i = 0; s == DRAAD_OK && i < n; i++) {
        in->doc_of[i] = DRAAD_NONE;
        if (!in->r->sources.at[i].is_note)
            s = read_text(in, i);
    }
    for (size_t i = 0; i < in->r->media.n; i++)
        in->lost.nmedia += in->r->media.at[i].ntexts == 0;
    return s;
}

/* ---- Positions ---------------------------------------------------------------------------------------- */

/* Positions of a selection in a transcript are those of its sync points. */
static int64_t position_of(const dr_refi *r, draad_str sync, int64_t written)
{
    const dr_refi_thing point = dr_refi_find(r, sync);
    return point.kind == REFI_SYNC_POINT ? r->syncs.at[point.index].position : written;
}

/* The selections of one source stand together. */
static void take_passages(dr_refi_in *in)
{
    for (size_t i = 0; i < in->r->selections.n; i++) {
        const dr_refi_selection *c = &in->r->selections.at[i];
        const uint32_t doc = c->source != DRAAD_NONE ? in->doc_of[c->source] : DRAAD_NONE;
        in->passages[i] = (dr_refi_passage){.start = -1, .end = -1, .name = c->name};
        if (doc == DRAAD_NONE)
            continue;
        in->passages[i].start = position_of(in->r, c->from, c->start);
        in->passages[i].end = position_of(in->r, c->to, c->end);
        dr_refi_doc *d = &in->docs.at[doc];
        d->first = d->nplace == 0 ? i : d->first;
        d->nplace = i - d->first + 1;
    }
}

/* Texts of which the ways of counting give different positions: with CR LF, a byte order mark or an emoji. */
static size_t count_in_doubt(const dr_refi_in *in)
{
    size_t n = 0;
    for (size_t i = 0; i < in->docs.n; i++) {
        const draad_str raw = in->docs.at[i].raw;
        bool doubt = raw.len >= 3 && memcmp(raw.data, "\xEF\xBB\xBF", 3) == 0;
        for (size_t k = 0; k < raw.len && !doubt; k++)
            doubt = (unsigned char)raw.data[k] >= 0xF0 ||
                    (raw.data[k] == '\r' && k + 1 < raw.len && raw.data[k + 1] == '\n');
        n += doubt && in->docs.at[i].nplace > 0;
    }
    return n;
}

static void tell_way(const dr_refi_in *in)
{
    size_t nnames = 0;
    for (size_t i = 0; i < in->r->selections.n; i++)
        nnames += in->passages[i].start >= 0 && dr_str_trim(in->passages[i].name).len > 0;
    dr_say(in->r->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(in->r->path),
           "positions: %s, CR LF counts as %s, a byte order mark %s, the end is %s; %zu of %zu names of selections are "
           "the text there",
           (in->way & DR_REFI_BYTES) != 0   ? "bytes of UTF-8"
           : (in->way & DR_REFI_UTF16) != 0 ? "units of UTF-16"
                                            : "code points",
           (in->way & DR_REFI_TWO) != 0 ? "two" : "one", (in->way & DR_REFI_MARK) != 0 ? "counts" : "does not count",
           (in->way & DR_REFI_LAST) != 0 ? "the last character" : "behind the last character",
           (size_t)in->tallies[in->way].nsame, nnames);
    if (in->tallies[in->way].points == 0 && count_in_doubt(in) > 0)
        dr_say(in->r->report, DRAAD_WARNING, DRAAD_OK, dr_place_of(in->r->path),
               "no selection is named after its text, and %zu texts have line ends, byte order marks or emoji that "
               "programs count differently: compare some passages with the program that made this file",
               count_in_doubt(in));
}

/* The way of counting of the whole file; then every selection is located in it. */
draad_status dr_refi_take_positions(dr_refi_in *in)
{
    const unsigned expected = in->tool == REFI_NVIVO || in->tool == REFI_MAXQDA ? DR_REFI_TWO : 0;
    draad_status s = DRAAD_OK;
    take_passages(in);
    for (size_t i = 0; s == DRAAD_OK && i < in->docs.n; i++) {
        const dr_refi_doc *d = &in->docs.at[i];
        s = dr_refi_try(d->raw, d->text, in->passages + d->first, d->nplace, in->tallies, in->err);
    }
    in->way = dr_refi_best(in->tallies, expected);
    for (size_t i = 0; s == DRAAD_OK && i < in->docs.n; i++) {
        const dr_refi_doc *d = &in->docs.at[i];
        s = dr_refi_locate(d->raw, in->way, in->passages + d->first, d->nplace, in->err);
    }
    if (s == DRAAD_OK && in->docs.n > 0 && in->r->selections.n > 0)
        tell_way(in);
    return s;
}
