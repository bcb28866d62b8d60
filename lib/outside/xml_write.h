/* SPDX-License-Identifier: Apache-2.0
 * xml_write.h - XML to hand out: elements, attributes and text, escaped.
 * A character that XML 1.0 does not allow becomes U+FFFD, one for one, so that positions stay right.
 * Knows: well-formed XML.  Does not know: what elements mean. */
#ifndef DR_XML_WRITE_H
#define DR_XML_WRITE_H

#include "base/buf.h"

enum { DR_XML_WRITE_DEPTH = 64 };

/* Failures stay in `status`; later calls do nothing.  Zeroed but for `out`, which gets the document. */
typedef struct dr_xml_writer {
    dr_buf *out;
    const char *names[DR_XML_WRITE_DEPTH]; /* of the elements that are open; borrowed: literals */
    size_t depth;
    bool in_tag;   /* '>' is still to come */
    bool has_text; /* the innermost element: no space around what is in it */
    draad_status status;
} dr_xml_writer;

void dr_xml_begin(dr_xml_writer *w); /* the declaration */
void dr_xml_open(dr_xml_writer *w, const char *name);
void dr_xml_put(dr_xml_writer *w, const char *attribute, draad_str value); /* before anything in the element */
void dr_xml_text(dr_xml_writer *w, draad_str text);
void dr_xml_close(dr_xml_writer *w);

/* An element with nothing but text; none at all when the text is empty. */
void dr_xml_leaf(dr_xml_writer *w, const char *name, draad_str text);

/* May the character stand in XML 1.0? */
bool dr_xml_allows(uint32_t code_point);

#endif
