/* SPDX-License-Identifier: Apache-2.0
 * xml.h - XML as a stream of elements and text, from bytes that nobody vouches for.
 * Knows: well-formed XML with namespaces.  Does not know: what elements mean, files, ZIP.
 *
 * Limits: depth 256, 256 attributes and 1 MiB a start tag, 65,536 different names, 64 MiB of text.  UTF-8, or UTF-16
 * with a byte order mark.  A document type declaration is refused, and so is every entity that XML itself does not
 * have. */
#ifndef DR_XML_H
#define DR_XML_H

#include "base/error.h"

enum { DR_XML_DEPTH = 256, DR_XML_ATTRS = 256, DR_XML_TAG_BYTES = 1 << 20, DR_XML_TEXT_BYTES = 64 << 20 };

typedef struct dr_xml_attr {
    const char *uri, *local; /* uri is "" for an attribute without prefix */
    draad_str value;         /* decoded */
} dr_xml_attr;

typedef struct dr_xml_prefix {
    const char *prefix, *uri; /* prefix is "" for the namespace of names without one */
    size_t depth;             /* of the element that declares it */
} dr_xml_prefix;

/* An element at its start; all of it is borrowed for the call, but names and namespaces stay until the end of the
 * document, and equal ones stand at one place. */
typedef struct dr_xml_element {
    const char *uri, *local;
    const dr_xml_attr *attrs;
    size_t nattrs;
    const dr_xml_prefix *prefixes; /* in scope, the innermost last */
    size_t nprefixes;
    uint32_t line; /* on which its start tag ends, from 1 */
} dr_xml_element;

/* Receives a document in order.  A status other than DRAAD_OK ends the reading and is what dr_xml_read returns.
 * Text may come in any number of pieces, each of whole characters.  Any of them may be NULL. */
typedef struct dr_xml_handler {
    draad_status (*start)(void *ctx, const dr_xml_element *element, draad_error *err);
    draad_status (*end)(void *ctx, draad_error *err);
    draad_status (*text)(void *ctx, draad_str text, draad_error *err);
    void *ctx;
} dr_xml_handler;

/* Reads one whole document.
 * name  for messages: the file; `part` what in it ("word/document.xml"), or ""
 * Errors: DRAAD_E_SOURCE (not well-formed, a document type, an encoding that is not UTF-8 or UTF-16),
 * DRAAD_E_LIMIT, DRAAD_E_MEMORY, or what a handler returned. */
draad_status dr_xml_read(draad_str bytes, const char *name, const char *part, const dr_xml_handler *handler,
                         draad_error *err);

/* The namespace that a prefix stands for at an element; "" when it is not declared. */
const char *dr_xml_namespace(const dr_xml_element *element, draad_str prefix);

/* The value of an attribute; data is NULL when it is not there. */
draad_str dr_xml_value(const dr_xml_element *element, const char *uri, const char *local);

#endif
