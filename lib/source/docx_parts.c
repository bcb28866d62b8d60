/* SPDX-License-Identifier: Apache-2.0
 * docx_parts.c - where the text of a package is: [Content_Types].xml and the relationships.
 * A part's name says nothing (the body may be word/document2.xml): only the chain of relationships from the
 * package's root counts, and the content type says whether the body is a Word text at all.
 * Knows: Open Packaging Conventions (ECMA-376 part 2).  Does not know: what is in the parts. */
#include "source/docx.h"

#include <string.h>

#include "outside/xml.h"

static const char CONTENT_TYPES[] = "http://schemas.openxmlformats.org/package/2006/content-types";
static const char RELATIONSHIPS[] = "http://schemas.openxmlformats.org/package/2006/relationships";
static const char *const type_prefixes[] = {"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
                                            "http://purl.oclc.org/ooxml/officeDocument/relationships/"};

typedef struct {
    const char *name;
    dr_zip *zip;
    dr_arena *arena;
    draad_str source; /* the part whose relationships are being read; "" is the package */
    draad_str body, body_type, default_type;
    dr_docx_parts *parts;
} finder;

static draad_str folder_of(draad_str part)
{
    while (part.len > 0 && part.data[part.len - 1] != '/')
        part.len--;
    return part;
}

/* The part that `target` means as seen from `source`: "/a/b" from the root, else from source's folder; "." and
 * ".." are followed.  Empty when it leads out of the package. */
static draad_status resolve(const finder *f, draad_str target, draad_str *out, draad_error *err)
{
    draad_str folder = folder_of(f->source);
    if (target.len > 0 && target.data[0] == '/')
        folder.len = 0;
    char *path = dr_arena_alloc(f->arena, folder.len + target.len + 1);
    if (path == NULL)
        return dr_no_memory(err);
    size_t len = folder.len;
    if (folder.len > 0)
        memcpy(path, folder.data, folder.len);
    *out = (draad_str){"", 0};
    for (size_t at = 0; at < target.len;) {
        const char *slash = memchr(target.data + at, '/', target.len - at);
        size_t end = slash != NULL ? (size_t)(slash - target.data) : target.len;
        draad_str step = {target.data + at, end - at};
        at = end + 1;
        if (dr_str_equal(step, DR_STR(".."))) {
            if (len == 0)
                return DRAAD_OK;
            len = folder_of((draad_str){path, len - 1}).len;
        } else if (step.len > 0 && !dr_str_equal(step, DR_STR("."))) {
            memcpy(path + len, step.data, step.len);
            len += step.len;
            if (slash != NULL)
                path[len++] = '/';
        }
    }
    *out = (draad_str){path, len};
    return DRAAD_OK;
}

static draad_str kind_of_relationship(draad_str type)
{
    for (size_t i = 0; i < sizeof type_prefixes / sizeof *type_prefixes; i++) {
        size_t len = strlen(type_prefixes[i]);
        if (type.len > len && memcmp(type.data, type_prefixes[i], len) == 0)
            return (draad_str){type.data + len, type.len - len};
    }
    return (draad_str){"", 0};
}

static draad_status on_relationship(void *ctx, const dr_xml_element *e, draad_error *err)
{
    finder *f = ctx;
    if (strcmp(e->uri, RELATIONSHIPS) != 0 || strcmp(e->local, "Relationship") != 0)
        return DRAAD_OK;
    draad_str kind = kind_of_relationship(dr_xml_value(e, "", "Type"));
    if (dr_str_equal(kind, DR_STR("header")) || dr_str_equal(kind, DR_STR("footer")))
        f->parts->has_headers = true;
    draad_str *found = NULL;
    if (f->source.len == 0)
        found = dr_str_equal(kind, DR_STR("officeDocument")) ? &f->body : NULL;
    else if (dr_str_equal(kind, DR_STR("footnotes")))
        found = &f->parts->footnotes;
    else if (dr_str_equal(kind, DR_STR("endnotes")))
        found = &f->parts->endnotes;
    else if (dr_str_equal(kind, DR_STR("comments")))
        found = &f->parts->comments;
    else if (dr_str_equal(kind, DR_STR("styles")))
        found = &f->parts->styles;
    else if (dr_str_equal(kind, DR_STR("numbering")))
        found = &f->parts->numbering;
    if (found == NULL || found->len > 0 || dr_str_equal(dr_xml_value(e, "", "TargetMode"), DR_STR("External")))
        return DRAAD_OK;
    return resolve(f, dr_xml_value(e, "", "Target"), found, err);
}

static draad_status keep(const finder *f, draad_str value, draad_str *out, draad_error *err)
{
    *out = dr_arena_str(f->arena, value);
    return out->data != NULL ? DRAAD_OK : dr_no_memory(err);
}

/* What the body is: an override for its name, else the default for its extension. */
static draad_status on_content_type(void *ctx, const dr_xml_element *e, draad_error *err)
{
    finder *f = ctx;
    if (strcmp(e->uri, CONTENT_TYPES) != 0)
        return DRAAD_OK;
    if (strcmp(e->local, "Override") == 0) {
        draad_str part = dr_xml_value(e, "", "PartName");
        if (part.len > 0 && part.data[0] == '/')
            part = (draad_str){part.data + 1, part.len - 1};
        if (f->body_type.len == 0 && dr_str_alike(part, f->body))
            return keep(f, dr_xml_value(e, "", "ContentType"), &f->body_type, err);
    } else if (strcmp(e->local, "Default") == 0) {
        draad_str extension = dr_xml_value(e, "", "Extension");
        bool fits = f->body.len > extension.len && f->body.data[f->body.len - extension.len - 1] == '.' &&
                    dr_str_alike((draad_str){f->body.data + f->body.len - extension.len, extension.len}, extension);
        if (fits && f->default_type.len == 0)
            return keep(f, dr_xml_value(e, "", "ContentType"), &f->default_type, err);
    }
    return DRAAD_OK;
}

/* Reads one small XML part. */
static draad_status read_part(finder *f, draad_str part,
                              draad_status (*start)(void *, const dr_xml_element *, draad_error *), draad_error *err)
{
    dr_buf bytes = {0};
    draad_str named = dr_arena_str(f->arena, part); /* with a zero byte, for messages */
    if (named.data == NULL)
        return dr_no_memory(err);
    draad_status s = dr_zip_read(f->zip, part, &bytes, err);
    if (s == DRAAD_OK) {
        dr_xml_handler handler = {.start = start, .ctx = f};
        s = dr_xml_read(dr_buf_str(&bytes), f->name, named.data, &handler, err);
    }
    dr_buf_free(&bytes);
    return s;
}

static bool contains(draad_str s, const char *what)
{
    size_t len = strlen(what);
    for (size_t i = 0; i + len <= s.len; i++)
        if (memcmp(s.data + i, what, len) == 0)
            return true;
    return false;
}

static draad_status check_type(const finder *f, draad_error *err)
{
    static const char *const word[] = {"wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
                                       "ms-word.document.macroEnabled.main+xml",
                                       "ms-word.template.macroEnabledTemplate.main+xml"};
    draad_str type = f->body_type.len > 0 ? f->body_type : f->default_type;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (contains(type, word[i]))
            return DRAAD_OK;
    const char *really = contains(type, "spreadsheetml") || contains(type, "ms-excel") ? "an Excel workbook"
                         : contains(type, "presentationml") || contains(type, "ms-powerpoint")
                             ? "a PowerPoint presentation"
                             : "an Office package without a Word text";
    return dr_fail(err, DRAAD_E_SOURCE, dr_place_of(f->name), "%s; save the interview as DOCX or plain text", really);
}

/* "word/document.xml" -> "word/_rels/document.xml.rels" */
static draad_status relationships_of(const finder *f, draad_str part, draad_str *out, draad_error *err)
{
    dr_buf path = {0};
    draad_str folder = folder_of(part);
    draad_str base = {part.data + folder.len, part.len - folder.len};
    draad_status s = dr_buf_put(&path, folder, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&path, DR_STR("_rels/"), err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&path, base, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&path, DR_STR(".rels"), err);
    if (s == DRAAD_OK)
        s = keep(f, dr_buf_str(&path), out, err);
    dr_buf_free(&path);
    return s;
}

draad_status dr_docx_find_parts(dr_zip *zip, const char *name, dr_arena *arena, dr_docx_parts *out, draad_error *err)
{
    draad_status s;
    draad_str relationships;
    finder f = {.name = name, .zip = zip, .arena = arena, .parts = out, .source = DR_STR("")};
    *out = (dr_docx_parts){0};
    if ((s = read_part(&f, DR_STR("_rels/.rels"), on_relationship, err)) != DRAAD_OK)
        return s;
    if (f.body.len == 0)
        return dr_fail(err, DRAAD_E_SOURCE, dr_place_of(name),
                       "an Office package without a main part, expected a DOCX");
    if ((s = read_part(&f, DR_STR("[Content_Types].xml"), on_content_type, err)) != DRAAD_OK ||
        (s = check_type(&f, err)) != DRAAD_OK)
        return s;
    f.source = out->body = f.body;
    if ((s = relationships_of(&f, f.body, &relationships, err)) != DRAAD_OK || !dr_zip_has(zip, relationships))
        return s; /* a text without notes needs no relationships */
    return read_part(&f, relationships, on_relationship, err);
}
