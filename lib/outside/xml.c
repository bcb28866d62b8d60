/* SPDX-License-Identifier: Apache-2.0
 * xml.c - libxml2, and the only safe way we found to use it: the SAX2 push parser.
 * Its reader interface drops the text of entities, its tree and its option to expand entities read local files,
 * and its push parser enforces neither depth nor length: those limits are ours.  Before libxml2 sees a byte, the
 * bytes are known to be UTF-8 without a document type and without an outsized start tag (its check for double
 * attributes takes quadratic time).
 * Knows: libxml2.  Does not know: what elements mean. */
#include "outside/xml.h"

#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

/* Names: elements, attributes, prefixes and namespaces.  libxml2 keeps each in a table that stops growing early. */
enum { FEED_BYTES = 16 << 10, MOST_NAMES = 1 << 16 };

typedef struct {
    const dr_xml_handler *handler;
    const char *name, *part;
    draad_error *err;
    draad_status status; /* the first failure; after it nothing more is told to the handler */
    xmlParserCtxtPtr parser;
    size_t depth, nbytes;
    bool broken; /* libxml2 found an error that it cannot go on after */
    dr_buf decoded;
    dr_xml_attr attrs[DR_XML_ATTRS];
    DR_VEC(dr_xml_prefix) prefixes; /* in scope; their strings live as long as the parser */
} reader;

/* "", or the part and a space: what a message is about. */
#define ABOUT(r) (r)->part, (r)->part[0] != '\0' ? ": " : ""

/* ---- before the parser: bytes ---------------------------------------------------------------------------- */

static draad_status fail(const reader *r, draad_status status, const char *what)
{
    return dr_fail(r->err, status, dr_place_of(r->name), "%s%s%s", ABOUT(r), what);
}

/* Also refuses zero bytes: by those libxml2 would guess at UTF-16. */
static draad_status check_utf8(const reader *r, draad_str bytes)
{
    size_t sound = dr_utf8_valid(bytes);
    const char *zero = bytes.len > 0 ? memchr(bytes.data, '\0', bytes.len) : NULL;
    if (sound == bytes.len && zero == NULL)
        return DRAAD_OK;
    return dr_fail(r->err, DRAAD_E_SOURCE, dr_place_of(r->name), "%s%sis damaged: not UTF-8 at byte %zu", ABOUT(r),
                   zero != NULL && (size_t)(zero - bytes.data) < sound ? (size_t)(zero - bytes.data) : sound);
}

/* UTF-16 after its byte order mark, as UTF-8. */
static draad_status from_utf16(const reader *r, draad_str bytes, dr_buf *out)
{
    const unsigned char *s = (const unsigned char *)bytes.data;
    size_t high = s[0] == 0xFE ? 0 : 1; /* which of two bytes is the high one */
    draad_status status = DRAAD_OK;
    if (bytes.len % 2 != 0)
        return fail(r, DRAAD_E_SOURCE, "is damaged: half a character of UTF-16 at the end");
    for (size_t at = 2; at < bytes.len && status == DRAAD_OK; at += 2) {
        uint32_t c = (uint32_t)s[at + high] << 8 | s[at + 1 - high];
        if (c >= 0xD800 && c < 0xDC00 && bytes.len - at >= 4) {
            uint32_t low = (uint32_t)s[at + 2 + high] << 8 | s[at + 3 - high];
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (c == 0 || (c >= 0xD800 && c < 0xE000))
            return fail(r, DRAAD_E_SOURCE, "is damaged: not UTF-16");
        status = dr_buf_put_cp(out, c, r->err);
    }
    return status;
}

/* The bytes from `at` on start with `with`. */
static bool starts(draad_str s, size_t at, const char *with)
{
    size_t len = strlen(with);
    return s.len - at >= len && memcmp(s.data + at, with, len) == 0;
}

/* The place after the next `what`, from `at` on; s.len when there is none. */
static size_t after(draad_str s, size_t at, const char *what)
{
    size_t len = strlen(what);
    while (at < s.len) {
        const char *found = memchr(s.data + at, what[0], s.len - at);
        if (found == NULL)
            break;
        at = (size_t)(found - s.data);
        if (len == 1 || starts(s, at, what))
            return at + len;
        at++;
    }
    return s.len;
}

/* From '<' to past '>': the end of a tag, with what is too much for one refused. */
static draad_status check_tag(const reader *r, draad_str s, size_t *at)
{
    static const bool matters[256] = {['>'] = true, ['='] = true, ['"'] = true, ['\''] = true};
    const size_t start = *at, end = s.len - start > DR_XML_TAG_BYTES ? start + DR_XML_TAG_BYTES + 1 : s.len;
    size_t i = start, nattrs = 0;
    for (;;) {
        while (i < end && !matters[(unsigned char)s.data[i]])
            i++;
        if (i == end || s.data[i] == '>')
            break;
        const char c = s.data[i++];
        if (c == '"' || c == '\'') {
            const char *closing = memchr(s.data + i, c, end - i);
            i = closing != NULL ? (size_t)(closing - s.data) + 1 : end;
        } else if (c == '=' && ++nattrs > DR_XML_ATTRS) {
            return fail(r, DRAAD_E_LIMIT, "has an element with more than 256 attributes");
        }
    }
    *at = i;
    return i - start > DR_XML_TAG_BYTES ? fail(r, DRAAD_E_LIMIT, "has a start tag of more than 1 MiB") : DRAAD_OK;
}

/* Past tags with nothing to look at: from one '<' to the next are at most 256 bytes, too few for 257 attributes, and
 * one of them is '>'.  A '<' within quotes ends a tag here, and ends all in libxml2.  Nearly every tag of Word is like
 * that. */
static size_t pass_short_tags(draad_str s, size_t at)
{
    while (at < s.len && s.data[at] != '!' && s.data[at] != '?') {
        const char *tag = s.data + at, *next = memchr(tag, '<', s.len - at);
        size_t n = next != NULL ? (size_t)(next - tag) : 0;
        if (n == 0 || n > DR_XML_ATTRS || (next[-1] != '>' && memchr(tag, '>', n) == NULL))
            break;
        at += n + 1;
    }
    return at;
}

static draad_status check_markup(const reader *r, draad_str s)
{
    draad_status status = DRAAD_OK;
    for (size_t at = after(s, 0, "<"); status == DRAAD_OK; at = after(s, at, "<")) {
        if ((at = pass_short_tags(s, at)) == s.len)
            break;
        if (s.data[at] != '!' && s.data[at] != '?')
            status = check_tag(r, s, &at);
        else if (starts(s, at, "!--"))
            at = after(s, at + 3, "-->");
        else if (starts(s, at, "![CDATA["))
            at = after(s, at, "]]>");
        else if (s.data[at] == '?')
            at = after(s, at, "?>");
        else
            status = fail(r, DRAAD_E_SOURCE, "has a document type declaration, which is not read");
    }
    return status;
}

/* The XML declaration may name the encoding that the bytes have, and no other. */
static draad_status check_declaration(const reader *r, draad_str s, bool utf16)
{
    if (!starts(s, 0, "<?xml"))
        return DRAAD_OK;
    draad_str line = {s.data, after(s, 0, "?>")};
    size_t at = after(line, 0, "encoding");
    while (at < line.len && strchr(" \t\r\n=", line.data[at]) != NULL)
        at++;
    if (at == line.len)
        return DRAAD_OK;
    size_t end = at + 1;
    while (end < line.len && line.data[end] != line.data[at])
        end++;
    draad_str found = {line.data + at + 1, end - at - 1};
    const char *expected = utf16 ? "UTF-16" : "UTF-8";
    bool same = found.len >= strlen(expected);
    for (size_t i = 0; same && i < strlen(expected); i++) {
        char c = found.data[i];
        same = (c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) == expected[i];
    }
    bool order_named = utf16 && found.len == strlen(expected) + 2; /* UTF-16LE */
    if (same && (found.len == strlen(expected) || order_named))
        return DRAAD_OK;
    return dr_fail(r->err, DRAAD_E_SOURCE, dr_place_of(r->name), "%s%sdeclares the encoding \"%.*s\", expected %s",
                   ABOUT(r), found.len < 40 ? (int)found.len : 40, found.data, expected);
}

/* ---- what the parser tells ------------------------------------------------------------------------------- */

static void stop(reader *r, draad_status status)
{
    assert(status != DRAAD_OK);
    r->status = status;
    xmlStopParser(r->parser);
}

/* In attribute values libxml2 leaves "&" as "&#38;" and decodes all else.  dr_buf_put cannot move the bytes:
 * room for all values was made before. */
static draad_status decode(reader *r, draad_str raw, draad_str *out)
{
    draad_status status = DRAAD_OK;
    size_t start = r->decoded.len;
    for (size_t at = 0; at < raw.len && status == DRAAD_OK; at++) {
        status = dr_buf_put_char(&r->decoded, raw.data[at], r->err);
        if (starts(raw, at, "&#38;"))
            at += 4;
    }
    *out = (draad_str){r->decoded.data + start, r->decoded.len - start};
    return status;
}

/* Room for `nbytes` at once, so that values decoded before stay where they are. */
static draad_status make_decoding_room(reader *r, size_t nbytes)
{
    if (nbytes <= r->decoded.room)
        return DRAAD_OK;
    char *grown = dr_resize(r->decoded.data, nbytes);
    if (grown == NULL)
        return dr_no_memory(r->err);
    r->decoded.data = grown;
    r->decoded.room = nbytes;
    return DRAAD_OK;
}

static bool has_reference(draad_str value)
{
    enum { SHORT = 16 }; /* as most are, and then a loop is done before a call is */
    if (value.len > SHORT)
        return memchr(value.data, '&', value.len) != NULL;
    bool found = false;
    for (size_t i = 0; i < value.len; i++)
        found |= value.data[i] == '&';
    return found;
}

/* raw: five pointers an attribute: name, prefix, namespace, value, end of value. */
static draad_status take_attributes(reader *r, int n, const xmlChar **raw)
{
    size_t total = 0;
    draad_status status = DRAAD_OK;
    if (n > DR_XML_ATTRS)
        return fail(r, DRAAD_E_LIMIT, "has an element with more than 256 attributes"); /* safe twice: check_tag */
    for (int i = 0; i < n; i++)
        total += (size_t)(raw[5 * i + 4] - raw[5 * i + 3]);
    if (total > DR_XML_TAG_BYTES)
        return fail(r, DRAAD_E_LIMIT, "has a start tag of more than 1 MiB"); /* safe twice: check_tag */
    r->decoded.len = 0;
    for (int i = 0; i < n && status == DRAAD_OK; i++) {
        const xmlChar **a = raw + 5 * i;
        dr_xml_attr *attr = &r->attrs[i];
        attr->uri = a[2] != NULL ? (const char *)a[2] : "";
        attr->local = (const char *)a[0];
        attr->value = (draad_str){(const char *)a[3], (size_t)(a[4] - a[3])};
        if (has_reference(attr->value) && (status = make_decoding_room(r, total)) == DRAAD_OK)
            status = decode(r, attr->value, &attr->value);
    }
    return status;
}

/* raw: two pointers a declaration: prefix, namespace. */
static draad_status take_prefixes(reader *r, int n, const xmlChar **raw)
{
    for (int i = 0; i < n; i++) {
        const char *prefix = (const char *)raw[2 * i], *uri = (const char *)raw[2 * i + 1];
        dr_xml_prefix *slot = dr_vec_push(&r->prefixes);
        if (slot == NULL)
            return dr_no_memory(r->err);
        *slot = (dr_xml_prefix){prefix != NULL ? prefix : "", uri != NULL ? uri : "", r->depth};
    }
    return DRAAD_OK;
}

static void on_start(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int nnamespaces,
                     const xmlChar **namespaces, int nattrs, int ndefaulted, const xmlChar **attrs)
{
    reader *r = ctx;
    draad_status status;
    (void)prefix, (void)ndefaulted;
    if (r->status != DRAAD_OK)
        return; /* safe twice: stopped */
    if (++r->depth > DR_XML_DEPTH) {
        stop(r, fail(r, DRAAD_E_LIMIT, "has elements more than 256 deep"));
        return;
    }
    if (r->handler->start == NULL)
        return;
    if ((status = take_prefixes(r, nnamespaces, namespaces)) == DRAAD_OK &&
        (status = take_attributes(r, nattrs, attrs)) == DRAAD_OK) {
        dr_xml_element element = {uri != NULL ? (const char *)uri : "",
                                  (const char *)local,
                                  r->attrs,
                                  (size_t)nattrs,
                                  r->prefixes.at,
                                  r->prefixes.n,
                                  (uint32_t)xmlSAX2GetLineNumber(r->parser)};
        status = r->handler->start(r->handler->ctx, &element, r->err);
    }
    if (status != DRAAD_OK)
        stop(r, status);
}

static void on_end(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    reader *r = ctx;
    (void)local, (void)prefix, (void)uri;
    if (r->status != DRAAD_OK)
        return; /* safe twice: stopped */
    assert(r->depth > 0);
    while (r->prefixes.n > 0 && r->prefixes.at[r->prefixes.n - 1].depth == r->depth)
        r->prefixes.n--;
    r->depth--;
    if (r->handler->end != NULL) {
        draad_status status = r->handler->end(r->handler->ctx, r->err);
        if (status != DRAAD_OK)
            stop(r, status);
    }
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
    reader *r = ctx;
    if (r->status != DRAAD_OK || len <= 0)
        return; /* safe twice: stopped */
    if ((size_t)len > DR_XML_TEXT_BYTES - r->nbytes) {
        stop(r, fail(r, DRAAD_E_LIMIT, "has more than 64 MiB of text"));
        return;
    }
    r->nbytes += (size_t)len;
    if (r->handler->text != NULL) {
        draad_status status = r->handler->text(r->handler->ctx, (draad_str){(const char *)text, (size_t)len}, r->err);
        if (status != DRAAD_OK)
            stop(r, status);
    }
}

/* check_markup lets none through: what stands here is safe twice. */
static void on_doctype(void *ctx, const xmlChar *name, const xmlChar *id, const xmlChar *system) /* safe twice */
{
    (void)name, (void)id, (void)system;
    ((reader *)ctx)->broken = true; /* safe twice */
}

/* Without this one libxml2 prints to standard error.  An undeclared prefix is an error it goes on after. */
static void on_error(void *ctx, xmlErrorPtr error)
{
    reader *r = ctx;
    if (error != NULL && error->level == XML_ERR_FATAL)
        r->broken = true;
}

/* ---- reading --------------------------------------------------------------------------------------------- */

static draad_status feed(reader *r, draad_str s)
{
    xmlSAXHandler sax;
    memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    sax.cdataBlock = on_text;
    sax.ignorableWhitespace = on_text;
    sax.internalSubset = on_doctype;
    sax.serror = on_error;
    r->parser = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
    if (r->parser == NULL)
        return dr_no_memory(r->err);
    xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    for (size_t at = 0; at < s.len && r->status == DRAAD_OK && !r->broken;) {
        size_t n = s.len - at < FEED_BYTES ? s.len - at : FEED_BYTES;
        xmlParseChunk(r->parser, s.data + at, (int)n, 0);
        at += n;
        if (r->status == DRAAD_OK && xmlDictSize(r->parser->dict) > MOST_NAMES)
            r->status = fail(r, DRAAD_E_LIMIT, "has more than 65536 different names of elements and attributes");
    }
    if (r->status == DRAAD_OK && !r->broken)
        xmlParseChunk(r->parser, NULL, 0, 1);
    if (r->status == DRAAD_OK && r->parser->errNo == XML_ERR_NO_MEMORY)
        r->status = dr_no_memory(r->err);
    else if (r->status == DRAAD_OK && (r->broken || !r->parser->wellFormed || r->depth != 0))
        r->status = fail(r, DRAAD_E_SOURCE, "is damaged: not well-formed XML");
    xmlFreeDoc(r->parser->myDoc); /* libxml2 may make an empty one for its own use */
    r->parser->myDoc = NULL;
    xmlFreeParserCtxt(r->parser);
    xmlResetLastError(); /* this thread's; it may hold a piece of the text */
    return r->status;
}

/* libxml2 makes its locks when it is first used, and does not guard that against other threads. */
static pthread_once_t begun = PTHREAD_ONCE_INIT;

draad_status dr_xml_read(draad_str bytes, const char *name, const char *part, const dr_xml_handler *handler,
                         draad_error *err)
{
    pthread_once(&begun, xmlInitParser);
    reader *r = dr_alloc_zero(1, sizeof *r);
    dr_buf converted = {.max = 3 * (bytes.len / 2) + 4};
    if (r == NULL)
        return dr_no_memory(err);
    r->handler = handler;
    r->name = name;
    r->part = part;
    r->err = err;
    draad_status s = DRAAD_OK;
    bool utf16 = starts(bytes, 0, "\xFF\xFE") || starts(bytes, 0, "\xFE\xFF");
    if (utf16) {
        if ((s = from_utf16(r, bytes, &converted)) != DRAAD_OK)
            goto done;
        bytes = dr_buf_str(&converted);
    } else if (starts(bytes, 0, "\xEF\xBB\xBF")) {
        bytes = (draad_str){bytes.data + 3, bytes.len - 3};
    }
    if ((s = check_utf8(r, bytes)) == DRAAD_OK && (s = check_declaration(r, bytes, utf16)) == DRAAD_OK &&
        (s = check_markup(r, bytes)) == DRAAD_OK)
        s = feed(r, bytes);
done:
    dr_buf_free(&converted);
    dr_buf_free(&r->decoded);
    dr_vec_free(&r->prefixes);
    dr_free(r);
    return s;
}

const char *dr_xml_namespace(const dr_xml_element *element, draad_str prefix)
{
    for (size_t i = element->nprefixes; i > 0; i--)
        if (dr_str_is(prefix, element->prefixes[i - 1].prefix))
            return element->prefixes[i - 1].uri;
    return "";
}

draad_str dr_xml_value(const dr_xml_element *element, const char *uri, const char *local)
{
    for (size_t i = 0; i < element->nattrs; i++)
        if (element->attrs[i].local[0] == local[0] && strcmp(element->attrs[i].local, local) == 0 &&
            strcmp(element->attrs[i].uri, uri) == 0)
            return element->attrs[i].value;
    return (draad_str){NULL, 0};
}
