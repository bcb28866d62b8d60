/* SPDX-License-Identifier: Apache-2.0
 * refi_write_source.c - a document as a TextSource: what is coded in it, memos, and the turns of speakers who are
 * cases. Selections say in their name what they select, so that a reader can see whether it counts as we do.
 * Knows: codings, memos, turns.  Does not know: files, other documents. */
#include "exchange/ids.h"
#include "exchange/refi_codes.h"
#include "exchange/refi_elements.h"
#include "exchange/refi_write.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>

enum { NAME_CHARACTERS = 100 };

/* The beginning of a stretch of text on one line. */
static draad_str name_of(dr_refi_out *o, draad_str text)
{
    size_t n = 0;
    o->name.len = 0;
    for (size_t at = 0; at < text.len && o->xml.status == DRAAD_OK; n++) {
        uint32_t c = 0;
        const size_t len = dr_utf8_decode(text.data + at, text.len - at, &c);
        assert(len > 0);
        if (n == NAME_CHARACTERS) {
            o->xml.status = dr_buf_put(&o->name, DR_STR("..."), NULL);
            break;
        }
        const bool blank = c == '\n' || c == '\t';
        o->xml.status = dr_buf_put(&o->name, blank ? DR_STR(" ") : (draad_str){text.data + at, len}, NULL);
        at += len;
    }
    return dr_buf_str(&o->name);
}

static draad_str text_between(const draad_document *doc, draad_cp start, draad_cp end)
{
    const draad_str text = draad_document_text(doc);
    const draad_byte from = draad_document_byte(doc, start), to = draad_document_byte(doc, end);
    return (draad_str){text.data + from, to - from};
}

static void open_selection(dr_refi_out *o, draad_str guid, const draad_document *doc, draad_cp start, draad_cp end)
{
    char number[16];
    dr_xml_open(&o->xml, "PlainTextSelection");
    dr_refi_put_guid(o, "guid", guid);
    dr_xml_put(&o->xml, "name", name_of(o, text_between(doc, start, end)));
    snprintf(number, sizeof number, "%u", (unsigned)start.value);
    dr_xml_put(&o->xml, "startPosition", dr_str_of(number));
    snprintf(number, sizeof number, "%u", (unsigned)end.value);
    dr_xml_put(&o->xml, "endPosition", dr_str_of(number));
}

/* ---- Codings ------------------------------------------------------------------------------------------ */

/* Two documents with the same bytes have the same ids in tables; in one file each thing needs its own. */
static bool has_twin(const draad_project *p, const dr_coded *d)
{
    for (const dr_coded *other = p->documents; other < d; other++)
        if (dr_str_equal(other->sha256, d->sha256))
            return true;
    return false;
}

static void own_guid(dr_refi_out *o, const dr_coded *d)
{
    const draad_str parts[] = {d->id, dr_str_of(o->guid.text)};
    if (o->xml.status == DRAAD_OK && has_twin(o->p, d))
        dr_refi_guid(o, "twin", parts, 2);
}

/* "zin.coping: mee-naar-huis" for each coding that rules made. */
static void put_rules(dr_refi_out *o, const dr_coding *c, size_t n)
{
    dr_buf b = {0};
    for (size_t i = 0; i < n && o->xml.status == DRAAD_OK; i++) {
        if (c[i].rules.len == 0)
            continue;
        const draad_str code = o->p->codes.at[c[i].code].id, parts[] = {code, DR_STR(": "), c[i].rules};
        if (b.len > 0)
            o->xml.status = dr_buf_put_char(&b, '\n', NULL);
        for (size_t k = 0; k < 3 && o->xml.status == DRAAD_OK; k++)
            o->xml.status = dr_buf_put(&b, parts[k], NULL);
    }
    dr_xml_leaf(&o->xml, "Description", dr_buf_str(&b));
    dr_buf_free(&b);
}

static void put_coding(dr_refi_out *o, const dr_coded *d, const dr_coding *c)
{
    char guid[37] = "";
    if (o->xml.status == DRAAD_OK)
        o->xml.status = dr_ids_coding(o->uuids, &o->name, o->p, d->sha256, c, &o->guid, o->err);
    own_guid(o, d);
    dr_xml_open(&o->xml, "Coding");
    dr_refi_put_guid(o, "guid", dr_str_of(o->guid.text));
    dr_refi_put_guid(o, "creatingUser", dr_refi_user_guid(o, o->users[c->coder]));
    dr_xml_open(&o->xml, "CodeRef");
    if (o->xml.status == DRAAD_OK)
        o->xml.status = dr_refi_code_guid(o->p->codes.at[c->code].id, guid, o->err);
    dr_refi_put_guid(o, "targetGUID", dr_str_of(guid));
    dr_xml_close(&o->xml);
    dr_xml_close(&o->xml);
}

/* All codings of one range: they stand together. */
static size_t put_segment(dr_refi_out *o, const dr_coded *d, const draad_document *doc, const dr_coding *c)
{
    size_t n = 1;
    while (&c[n] < d->codings + d->ncodings && c[n].start.value == c->start.value && c[n].end.value == c->end.value)
        n++;
    if (o->xml.status == DRAAD_OK)
        o->xml.status = dr_ids_segment(o->uuids, &o->name, d->sha256, c->start, c->end, &o->guid, o->err);
    own_guid(o, d);
    open_selection(o, dr_str_of(o->guid.text), doc, c->start, c->end);
    put_rules(o, c, n);
    for (size_t i = 0; i < n; i++)
        put_coding(o, d, &c[i]);
    dr_xml_close(&o->xml);
    return n;
}

/* ---- Memos -------------------------------------------------------------------------------------------- */

static draad_str memo_guid(dr_refi_out *o, const dr_coded *d, size_t i, const char *kind)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", i + 1);
    const draad_str parts[] = {d->id, d->sha256, dr_str_of(number)};
    return dr_refi_guid(o, kind, parts, 3);
}

static void put_memo(dr_refi_out *o, const dr_coded *d, const draad_document *doc, size_t i)
{
    open_selection(o, memo_guid(o, d, i, "place of a memo"), doc, d->memos[i].start, d->memos[i].end);
    dr_xml_open(&o->xml, "NoteRef");
    dr_refi_put_guid(o, "targetGUID", memo_guid(o, d, i, "memo"));
    dr_xml_close(&o->xml);
    dr_xml_close(&o->xml);
}

/* A date that XML has no form for stands in the Description. */
static void put_note(dr_refi_out *o, const dr_coded *d, size_t i)
{
    const dr_memo *m = &d->memos[i];
    dr_xml_open(&o->xml, "Note");
    dr_refi_put_guid(o, "guid", memo_guid(o, d, i, "memo"));
    dr_xml_put(&o->xml, "name", name_of(o, m->memo));
    if (m->author.len > 0)
        dr_refi_put_guid(o, "creatingUser", dr_refi_user_guid(o, m->author));
    if (dr_refi_is_datetime(m->date))
        dr_xml_put(&o->xml, "creationDateTime", m->date);
    else
        dr_xml_leaf(&o->xml, "Description", m->date);
    dr_xml_open(&o->xml, "PlainTextContent");
    dr_xml_text(&o->xml, m->memo);
    dr_xml_close(&o->xml);
    dr_xml_close(&o->xml);
}

void dr_refi_write_notes(dr_refi_out *o, const dr_coded *d)
{
    for (size_t i = 0; i < d->nmemos; i++)
        put_note(o, d, i);
}

/* ---- The source --------------------------------------------------------------------------------------- */

/* The turns of a speaker who is a case: the case points to them. */
static void put_turns(dr_refi_out *o, const dr_coded *d, const draad_document *doc)
{
    const dr_unit_rows *turns = &d->units[DRAAD_UNIT_TURN];
    for (size_t i = 0; i < turns->n; i++)
        if (dr_refi_speaks_for_a_case(o->p, d, i)) {
            open_selection(o, dr_refi_turn_guid(o, d, i), doc, turns->at[i].start, turns->at[i].end);
            dr_xml_close(&o->xml);
        }
}

/* Has the document, as it is read now, the text in which it was coded? */
static draad_status check_texts(dr_refi_out *o, const dr_coded *d, const draad_document *doc)
{
    const uint32_t ncps = draad_document_cp(doc, (draad_byte)draad_document_text(doc).len).value;
    bool same = true;
    for (size_t i = 0; same && i < d->ncodings; i++)
        same = d->codings[i].end.value <= ncps &&
               dr_str_equal(text_between(doc, d->codings[i].start, d->codings[i].end), d->codings[i].text);
    for (size_t i = 0; same && i < d->nmemos; i++)
        same = d->memos[i].end.value <= ncps;
    for (size_t i = 0; same && i < d->units[DRAAD_UNIT_TURN].n; i++)
        same = d->units[DRAAD_UNIT_TURN].at[i].end.value <= ncps;
    return same ? DRAAD_OK
                : dr_fail(o->err, DRAAD_E_DIFFERS, dr_place_of(d->source.data),
                          "is read otherwise by this version of Draad than when it was coded; code it again first");
}

draad_status dr_refi_write_source(dr_refi_out *o, const dr_coded *d, const draad_document *doc)
{
    draad_status s = check_texts(o, d, doc);
    if (s != DRAAD_OK)
        return s;
    const draad_str guid = dr_refi_source_guid(o, d);
    dr_xml_open(&o->xml, "TextSource");
    dr_refi_put_guid(o, "guid", guid);
    dr_xml_put(&o->xml, "name", d->id);
    o->name.len = 0;
    if (o->xml.status == DRAAD_OK)
        o->xml.status = dr_buf_printf(&o->name, o->err, "internal://%s.txt", o->guid.text);
    dr_xml_put(&o->xml, "plainTextPath", dr_buf_str(&o->name));
    for (size_t i = 0; i < d->ncodings;)
        i += put_segment(o, d, doc, &d->codings[i]);
    for (size_t i = 0; i < d->nmemos; i++)
        put_memo(o, d, doc, i);
    put_turns(o, d, doc);
    dr_refi_write_values(o, dr_cases_find(&o->p->cases, d->id, (draad_str){"", 0}));
    dr_xml_close(&o->xml);
    return o->xml.status;
}
