/* SPDX-License-Identifier: Apache-2.0
 * refi_export.c - a result folder as a project (.qdpx) or codebook (.qdc) of REFI-QDA.
 * The texts are read again from the sources, which must be what they were; they are written as Draad read them, in
 * UTF-8 with LF and without byte order mark, because positions count their code points.  The same result gives the same
 * bytes: GUIDs come from names, and there is no clock, path or name of a user.
 * Knows: what belongs in a project.  Does not know: what an element looks like (refi_write_*.c do). */
#include "exchange/read_again.h"
#include "exchange/refi_codes.h"
#include "exchange/refi_write.h"
#include "exchange/result.h"
#include "outside/file.h"
#include "outside/zip.h"

#include <stdio.h>
#include <string.h>

#define ORIGIN "draad " DRAAD_VERSION

/* ---- GUIDs -------------------------------------------------------------------------------------------- */

draad_str dr_refi_guid(dr_refi_out *o, const char *kind, const draad_str *parts, size_t n)
{
    dr_buf b = {0};
    draad_status s = dr_buf_printf(&b, o->err, "%s", kind);
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        if ((s = dr_buf_put_char(&b, '\n', o->err)) == DRAAD_OK)
            s = dr_buf_put(&b, parts[i], o->err);
    if (s == DRAAD_OK)
        s = dr_uuids_of(o->uuids, dr_buf_str(&b), &o->guid, o->err);
    if (o->xml.status == DRAAD_OK)
        o->xml.status = s;
    dr_buf_free(&b);
    return dr_str_of(o->guid.text);
}

draad_str dr_refi_source_guid(dr_refi_out *o, const dr_coded *d)
{
    const draad_str parts[] = {d->id, d->sha256};
    return dr_refi_guid(o, "source", parts, 2);
}

draad_str dr_refi_user_guid(dr_refi_out *o, draad_str name)
{
    return dr_refi_guid(o, "user", &name, 1);
}

draad_str dr_refi_turn_guid(dr_refi_out *o, const dr_coded *d, size_t turn)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", turn + 1);
    const draad_str parts[] = {d->id, d->sha256, dr_str_of(number)};
    return dr_refi_guid(o, "turn", parts, 3);
}

void dr_refi_put_guid(dr_refi_out *o, const char *attribute, draad_str guid)
{
    dr_xml_put(&o->xml, attribute, guid);
}

/* ---- Users -------------------------------------------------------------------------------------------- */

static bool is_user(const dr_refi_out *o, draad_str name)
{
    for (size_t i = 0; i < o->p->coders.n; i++)
        if (dr_str_equal(o->users[i], name))
            return true;
    for (size_t i = 0; i < o->more.n; i++)
        if (dr_str_equal(o->more.at[i], name))
            return true;
    return false;
}

/* Everybody who coded or wrote a memo.  The rules are a user with the version that applied them. */
static draad_status find_users(dr_refi_out *o)
{
    const draad_project *p = o->p;
    dr_buf engine = {0};
    draad_status s = dr_buf_printf(&engine, o->err, "draad %.*s", DR_ARG(o->m->draad));
    o->users = dr_arena_alloc(&o->arena, p->coders.n * sizeof *o->users);
    const draad_str kept = s == DRAAD_OK ? dr_arena_str(&o->arena, dr_buf_str(&engine)) : (draad_str){0};
    dr_buf_free(&engine);
    if (s != DRAAD_OK || o->users == NULL || kept.data == NULL)
        return dr_no_memory(o->err);
    for (size_t i = 0; i < p->coders.n; i++)
        o->users[i] = (draad_str){"", 0};
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].ncodings; k++) {
            const uint32_t coder = p->documents[i].codings[k].coder;
            o->users[coder] = coder == 0 ? kept : p->coders.at[coder];
        }
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].nmemos; k++) {
            const draad_str author = p->documents[i].memos[k].author;
            if (author.len == 0 || is_user(o, author))
                continue;
            draad_str *slot = dr_vec_push(&o->more);
            if (slot == NULL)
                return dr_no_memory(o->err);
            *slot = author;
        }
    return DRAAD_OK;
}

static void put_user(dr_refi_out *o, draad_str name, bool *open)
{
    if (!*open)
        dr_xml_open(&o->xml, "Users");
    *open = true;
    dr_xml_open(&o->xml, "User");
    dr_refi_put_guid(o, "guid", dr_refi_user_guid(o, name));
    dr_xml_put(&o->xml, "name", name);
    dr_xml_close(&o->xml);
}

static void write_users(dr_refi_out *o)
{
    bool open = false;
    for (size_t i = 0; i < o->p->coders.n; i++) {
        bool before = false; /* a person may be called as the rules are */
        for (size_t k = 0; k < i; k++)
            before = before || dr_str_equal(o->users[k], o->users[i]);
        if (o->users[i].len > 0 && !before)
            put_user(o, o->users[i], &open);
    }
    for (size_t i = 0; i < o->more.n; i++)
        put_user(o, o->more.at[i], &open);
    if (open)
        dr_xml_close(&o->xml);
}

/* ---- Sources ------------------------------------------------------------------------------------------ */

/* The text as a part of the archive.  At its start U+FEFF would be taken for a byte order mark by every reader: U+2060
 * is what Unicode has instead. */
static draad_status keep_text(dr_zip_writer *zip, draad_str text, draad_str guid, draad_error *err)
{
    dr_buf name = {0}, own = {0};
    draad_status s = dr_buf_printf(&name, err, "sources/%.*s.txt", DR_ARG(guid));
    if (s == DRAAD_OK && text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0) {
        if ((s = dr_buf_put(&own, DR_STR("\xE2\x81\xA0"), err)) == DRAAD_OK)
            s = dr_buf_put(&own, (draad_str){text.data + 3, text.len - 3}, err);
        text = dr_buf_str(&own);
    }
    if (s == DRAAD_OK)
        s = dr_zip_add(zip, dr_buf_str(&name), text, err);
    dr_buf_free(&name);
    dr_buf_free(&own);
    return s;
}

static draad_status write_sources(dr_refi_out *o, dr_again *sources, dr_zip_writer *zip)
{
    draad_status s = DRAAD_OK;
    if (o->p->ndocuments > 0)
        dr_xml_open(&o->xml, "Sources");
    for (size_t i = 0; s == DRAAD_OK && i < o->p->ndocuments; i++) {
        const dr_coded *d = &o->p->documents[i];
        draad_document *doc = NULL;
        s = dr_again_read(sources, d, &doc, o->err);
        if (s == DRAAD_OK)
            s = dr_refi_write_source(o, d, doc);
        if (s == DRAAD_OK)
            s = keep_text(zip, draad_document_text(doc), dr_refi_source_guid(o, d), o->err);
        draad_document_free(doc);
    }
    if (s == DRAAD_OK && o->p->ndocuments > 0)
        dr_xml_close(&o->xml);
    return s;
}

/* ---- The project -------------------------------------------------------------------------------------- */

static void write_notes(dr_refi_out *o)
{
    bool any = false;
    for (size_t i = 0; i < o->p->ndocuments; i++) {
        if (!any && o->p->documents[i].nmemos > 0) {
            dr_xml_open(&o->xml, "Notes");
            any = true;
        }
        dr_refi_write_notes(o, &o->p->documents[i]);
    }
    if (any)
        dr_xml_close(&o->xml);
}

static draad_status write_codebook(dr_refi_out *o)
{
    if (o->p->codebooks.n == 0)
        return DRAAD_OK;
    dr_xml_open(&o->xml, "CodeBook");
    const draad_status s = dr_refi_write_codes(&o->xml, o->p->codebooks.at, o->p->codebooks.n, o->err);
    if (s == DRAAD_OK)
        dr_xml_close(&o->xml);
    return s;
}

/* In the order that the standard asks for. */
static draad_status write_project(dr_refi_out *o, dr_again *sources, dr_zip_writer *zip)
{
    dr_xml_begin(&o->xml);
    dr_xml_open(&o->xml, "Project");
    dr_xml_put(&o->xml, "xmlns", DR_STR("urn:QDA-XML:project:1.0"));
    dr_xml_put(&o->xml, "name", o->p->codebooks.n > 0 ? o->p->codebooks.at[0]->title : DR_STR("draad"));
    dr_xml_put(&o->xml, "origin", DR_STR(ORIGIN));
    write_users(o);
    draad_status s = write_codebook(o);
    if (s != DRAAD_OK)
        return s;
    dr_refi_write_variables(o);
    dr_refi_write_cases(o);
    if ((s = write_sources(o, sources, zip)) != DRAAD_OK)
        return s;
    write_notes(o);
    dr_refi_write_sets(o);
    dr_xml_close(&o->xml);
    return o->xml.status;
}

/* Failures of the writers carry no message of their own. */
static draad_status explained(draad_status s, draad_error *err)
{
    return s == DRAAD_E_MEMORY ? dr_no_memory(err) : s;
}

static draad_status make_package(dr_refi_out *o, dr_again *sources, dr_buf *out)
{
    dr_zip_writer *zip = NULL;
    dr_buf project = {0};
    o->xml.out = &project;
    draad_status s = dr_zip_new(&zip, o->err);
    if (s == DRAAD_OK)
        s = dr_uuids_new(&o->uuids, o->err);
    if (s == DRAAD_OK)
        s = find_users(o);
    if (s == DRAAD_OK)
        s = dr_refi_find_columns(o);
    if (s == DRAAD_OK)
        s = write_project(o, sources, zip);
    if (s == DRAAD_OK)
        s = dr_zip_add(zip, DR_STR("project.qde"), dr_buf_str(&project), o->err);
    if (s == DRAAD_OK)
        s = dr_zip_finish(zip, out, o->err);
    dr_zip_writer_free(zip);
    dr_uuids_free(o->uuids);
    dr_vec_free(&o->columns);
    dr_vec_free(&o->more);
    dr_buf_free(&o->name);
    dr_buf_free(&project);
    dr_arena_free(&o->arena);
    return explained(s, o->err);
}

static void tell_losses(const char *path, const draad_project *p, const draad_report *report)
{
    const size_t left_out = dr_refi_rows_left_out(p);
    const dr_place place = dr_place_of(path);
    dr_say(report, DRAAD_WARNING, DRAAD_OK, place,
           "holds the interviews whole, every word of them; keep it as safe as the interviews");
    dr_say(report, DRAAD_NOTE, DRAAD_OK, place,
           "REFI-QDA has no place for the rules (only for their ids), matches that were blocked, evidence, weights, "
           "negation, units and hashes: they stay in the result folder");
    if (left_out > 0)
        dr_say(report, DRAAD_WARNING, DRAAD_OK, place,
               "%zu rows of the cases fit no document or speaker here and are left out", left_out);
}

draad_status draad_export_qdpx(const char *dir, const char *const *sources, size_t nsources, const char *path,
                               bool force, const draad_report *report, draad_error *err)
{
    draad_project *p = NULL;
    dr_again again = {0};
    dr_buf package = {0};
    draad_status s = draad_project_load(dir, report, &p, err);
    if (s == DRAAD_OK)
        s = dr_again_open(&again, dir, sources, nsources, report, err);
    if (s == DRAAD_OK)
        s = make_package(&(dr_refi_out){.p = p, .m = &again.manifest, .err = err}, &again, &package);
    if (s == DRAAD_OK)
        s = dr_file_write(path, dr_buf_str(&package), force, err);
    if (s == DRAAD_OK)
        tell_losses(path, p, report);
    dr_buf_free(&package);
    dr_again_free(&again);
    draad_project_free(p);
    return s;
}

/* ---- The codebook alone ------------------------------------------------------------------------------- */

draad_status draad_project_export_qdc(const draad_project *p, const char *path, bool force, draad_error *err)
{
    dr_buf out = {0};
    dr_xml_writer w = {.out = &out};
    draad_status s = DRAAD_OK;
    if (p->codebooks.n == 0)
        return dr_fail(err, DRAAD_E_USAGE, dr_place_of(path), "there is no codebook to write");
    dr_xml_begin(&w);
    dr_xml_open(&w, "CodeBook");
    dr_xml_put(&w, "xmlns", DR_STR("urn:QDA-XML:codebook:1.0"));
    dr_xml_put(&w, "origin", DR_STR(ORIGIN));
    s = dr_refi_write_codes(&w, p->codebooks.at, p->codebooks.n, err);
    if (s == DRAAD_OK) {
        dr_xml_close(&w);
        s = w.status;
    }
    s = explained(s, err);
    if (s == DRAAD_OK)
        s = dr_file_write(path, dr_buf_str(&out), force, err);
    if (s == DRAAD_OK)
        dr_say(
            &p->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(path),
            "a codebook of REFI-QDA has no place for rules, sets of words, settings and conditions (unless): they stay "
            "in the codebook of Draad");
    dr_buf_free(&out);
    return s;
}
