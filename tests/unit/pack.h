/* SPDX-License-Identifier: Apache-2.0
 * pack.h - ZIP archives and small DOCX files made byte by byte, so that a test can make them wrong as well;
 * and a run in which each allocation in turn fails.
 * Knows: just enough of ZIP to write it.  Uses no library, least of all the one that is tested. */
#ifndef DR_PACK_H
#define DR_PACK_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "draad.h"

typedef struct pack_bytes {
    unsigned char *data;
    size_t len, room;
} pack_bytes;

static inline void pack_put(pack_bytes *p, const void *bytes, size_t n)
{
    if (p->room - p->len < n || p->data == NULL) {
        p->room = 2 * (p->len + n) + 64;
        p->data = realloc(p->data, p->room);
        if (p->data == NULL)
            abort();
    }
    if (n > 0)
        memcpy(p->data + p->len, bytes, n);
    p->len += n;
}

static inline void pack_number(pack_bytes *p, uint64_t value, size_t nbytes)
{
    for (size_t i = 0; i < nbytes; i++) {
        unsigned char c = (unsigned char)(value >> 8 * i);
        pack_put(p, &c, 1);
    }
}

static inline uint32_t pack_crc(const void *bytes, size_t n)
{
    uint32_t table[256], crc = 0xFFFFFFFF;
    const unsigned char *s = bytes;
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++)
            table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xEDB88320 : 0);
    }
    for (size_t i = 0; i < n; i++)
        crc = crc >> 8 ^ table[(crc ^ s[i]) & 0xFF];
    return ~crc;
}

/* One entry; what is 0 is as it should be. */
typedef struct pack_entry {
    const char *name;
    const void *bytes; /* as they stand in the archive */
    size_t len;
    unsigned method;    /* 0 stored, 8 deflated */
    unsigned flags;     /* 1: encrypted */
    uint32_t crc, size; /* when bytes are packed: of what they unpack to */
    uint32_t crc_xor;   /* over 0: a wrong checksum */
    uint32_t mode;      /* of Unix */
} pack_entry;

static inline void pack_about(pack_bytes *p, const pack_entry *e)
{
    pack_number(p, 20, 2);
    pack_number(p, e->flags, 2);
    pack_number(p, e->method, 2);
    pack_number(p, 0x5A210000, 4); /* 1 January 2025 */
    pack_number(p, (e->method == 0 ? pack_crc(e->bytes, e->len) : e->crc) ^ e->crc_xor, 4);
    pack_number(p, e->len, 4);
    pack_number(p, e->method == 0 ? e->len : e->size, 4);
    pack_number(p, strlen(e->name), 2);
}

/* A whole archive; free() its data. */
static inline pack_bytes pack_zip(const pack_entry *entries, size_t n)
{
    pack_bytes p = {0}, directory = {0};
    for (size_t i = 0; i < n; i++) {
        const pack_entry *e = &entries[i];
        size_t start = p.len;
        pack_put(&p, "PK\3\4", 4);
        pack_about(&p, e);
        pack_number(&p, 0, 2);
        pack_put(&p, e->name, strlen(e->name));
        pack_put(&p, e->bytes, e->len);
        pack_put(&directory, "PK\1\2", 4);
        pack_number(&directory, e->mode != 0 ? 3 << 8 | 20 : 20, 2);
        pack_about(&directory, e);
        pack_number(&directory, 0, 8);
        pack_number(&directory, (uint64_t)e->mode << 16, 4);
        pack_number(&directory, start, 4);
        pack_put(&directory, e->name, strlen(e->name));
    }
    size_t start = p.len;
    pack_put(&p, directory.data, directory.len);
    pack_put(&p, "PK\5\6\0\0\0\0", 8);
    pack_number(&p, n, 2);
    pack_number(&p, n, 2);
    pack_number(&p, directory.len, 4);
    pack_number(&p, start, 4);
    pack_number(&p, 0, 2);
    free(directory.data);
    return p;
}

/* ---- deflate, of one letter many times ------------------------------------------------------------------- */

static inline void pack_bits(pack_bytes *p, unsigned *nbits, unsigned value, unsigned n)
{
    for (unsigned i = 0; i < n; i++, ++*nbits) {
        if (*nbits % 8 == 0)
            pack_put(p, "", 1);
        p->data[p->len - 1] |= (unsigned char)((value >> i & 1) << *nbits % 8);
    }
}

/* 'a', 1 + 258 * repeats times, as a block with a code of its own: one bit is 258 letters, another their distance.
 * Unpacks to a thousand times its size. */
static inline pack_bytes pack_deflated(size_t repeats)
{
    enum { A_CODE = 1, END_CODE = 3, RUN = 0, ONE = 1, TWO = 3 }; /* first bit lowest */
    static const unsigned char code_lengths[18] = {0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2};
    pack_bytes p = {0};
    unsigned nbits = 0;
    pack_bits(&p, &nbits, 1 | 2 << 1, 3);                    /* last block, own code */
    pack_bits(&p, &nbits, 29 | 0 << 5 | (18 - 4) << 10, 14); /* how many lengths follow */
    for (size_t i = 0; i < 18; i++)
        pack_bits(&p, &nbits, code_lengths[i], 3);
    pack_bits(&p, &nbits, RUN, 1), pack_bits(&p, &nbits, 97 - 11, 7); /* no letter before 'a' */
    pack_bits(&p, &nbits, TWO, 2);
    pack_bits(&p, &nbits, RUN, 1), pack_bits(&p, &nbits, 138 - 11, 7); /* none after it */
    pack_bits(&p, &nbits, RUN, 1), pack_bits(&p, &nbits, 20 - 11, 7);
    pack_bits(&p, &nbits, TWO, 2); /* the end */
    pack_bits(&p, &nbits, RUN, 1), pack_bits(&p, &nbits, 28 - 11, 7);
    pack_bits(&p, &nbits, ONE, 2); /* 258 letters */
    pack_bits(&p, &nbits, ONE, 2); /* at distance 1 */
    pack_bits(&p, &nbits, A_CODE, 2);
    for (size_t i = 0; i < repeats; i++)
        pack_bits(&p, &nbits, 0, 2);
    pack_bits(&p, &nbits, END_CODE, 2);
    return p;
}

/* ---- DOCX ------------------------------------------------------------------------------------------------ */

#define PACK_W               "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define PACK_W_STRICT        "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define PACK_RELATION        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACK_RELATION_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships/"
#define PACK_NAMESPACES \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"" \
    " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"" \
    " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"" \
    " xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\""
#define PACK_DOCUMENT(ns, body) \
    "<w:document xmlns:w=\"" ns "\"" PACK_NAMESPACES "><w:body>" body "</w:body></w:document>"
#define PACK_TYPES(main) \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" \
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" " \
    "ContentType=\"application/vnd.openxmlformats-officedocument." main "+xml\"/></Types>"
#define PACK_RELATIONS(content) \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" content "</" \
    "Relationships>"
#define PACK_TO(prefix, type, target) "<Relationship Id=\"r\" Type=\"" prefix type "\" Target=\"" target "\"/>"

static inline pack_entry pack_text(const char *name, const char *text)
{
    return (pack_entry){.name = name, .bytes = text, .len = strlen(text)};
}

/* The parts of a DOCX, each whole XML; all but the first may be NULL. */
typedef struct pack_parts {
    const char *document, *footnotes, *endnotes, *comments, *styles, *numbering;
} pack_parts;

/* free() its data. */
static inline pack_bytes pack_docx_of(pack_parts parts, size_t len)
{
    pack_entry entries[9] = {
        pack_text("[Content_Types].xml", PACK_TYPES("wordprocessingml.document.main")),
        pack_text("_rels/.rels", PACK_RELATIONS(PACK_TO(PACK_RELATION, "officeDocument", "word/document.xml"))),
        {.name = "word/document.xml", .bytes = parts.document, .len = len},
        pack_text("word/_rels/document.xml.rels",
                  PACK_RELATIONS(PACK_TO(PACK_RELATION, "footnotes", "footnotes.xml")
                                     PACK_TO(PACK_RELATION, "endnotes", "/word/endnotes.xml")
                                         PACK_TO(PACK_RELATION, "comments", "comments.xml")
                                             PACK_TO(PACK_RELATION, "styles", "styles.xml")
                                                 PACK_TO(PACK_RELATION, "numbering", "numbering.xml"))),
        pack_text("word/footnotes.xml",
                  parts.footnotes != NULL ? parts.footnotes : "<w:footnotes xmlns:w=\"" PACK_W "\"/>"),
        pack_text("word/endnotes.xml",
                  parts.endnotes != NULL ? parts.endnotes : "<w:endnotes xmlns:w=\"" PACK_W "\"/>"),
    };
    size_t n = 6;
    if (parts.comments != NULL)
        entries[n++] = pack_text("word/comments.xml", parts.comments);
    if (parts.styles != NULL)
        entries[n++] = pack_text("word/styles.xml", parts.styles);
    if (parts.numbering != NULL)
        entries[n++] = pack_text("word/numbering.xml", parts.numbering);
    return pack_zip(entries, n);
}

static inline pack_bytes pack_docx(const char *document, size_t len, const char *footnotes, const char *endnotes)
{
    return pack_docx_of((pack_parts){.document = document, .footnotes = footnotes, .endnotes = endnotes}, len);
}

/* ---- failing allocations --------------------------------------------------------------------------------- */

/* Hands out memory `left` times, then none; counts what is out. */
typedef struct pack_allocator {
    size_t left;
    long nout;
    bool failed;
} pack_allocator;

static inline void *pack_alloc(void *ctx, size_t nbytes)
{
    pack_allocator *a = ctx;
    if (a->left == 0) {
        a->failed = true;
        return NULL;
    }
    a->left--;
    void *block = malloc(nbytes);
    a->nout += block != NULL;
    return block;
}

static inline void *pack_resize(void *ctx, void *block, size_t nbytes)
{
    pack_allocator *a = ctx;
    if (block == NULL)
        return pack_alloc(ctx, nbytes);
    if (a->left == 0) {
        a->failed = true;
        return NULL;
    }
    a->left--;
    return realloc(block, nbytes);
}

static inline void pack_release(void *ctx, void *block)
{
    pack_allocator *a = ctx;
    a->nout -= block != NULL;
    free(block);
}

/* Runs `attempt` with 0, 1, 2 ... allocations until none fails.  False when a failure passed unnoticed (every run
 * in which one fails must say so) or memory stayed behind. */
static inline bool pack_survives(draad_status (*attempt)(void *ctx, draad_error *err), void *ctx)
{
    for (size_t n = 0; n < 100000; n++) {
        pack_allocator a = {.left = n};
        draad_allocator hook = {pack_alloc, pack_resize, pack_release, &a};
        draad_error err = {0};
        draad_set_allocator(&hook);
        draad_status s = attempt(ctx, &err);
        draad_set_allocator(NULL);
        if (a.nout != 0 || (a.failed && s != DRAAD_E_MEMORY))
            return false;
        if (!a.failed)
            return true;
    }
    return false;
}

#endif
