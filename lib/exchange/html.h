/* SPDX-License-Identifier: Apache-2.0
 * html.h - HTML (with SVG in it) to hand out: elements, attributes and text.
 * Elements are always closed in the order in which they were opened, and every text and every value of an attribute is
 * escaped here, so that nothing that is shown can become markup.  Not outside/xml_write.h: XML closes an empty element
 * in its own tag, which HTML takes for an open one. Knows: well-formed HTML.  Does not know: what a page is about. */
#ifndef DR_HTML_H
#define DR_HTML_H

#include "base/buf.h"

enum { DR_HTML_DEPTH = 64 };

/* Failures stay in `status`; later calls do nothing.  Zeroed but for `out`, which gets the page. */
typedef struct dr_html {
    dr_buf *out;
    const char *names[DR_HTML_DEPTH]; /* of the elements that are open; borrowed: literals */
    size_t depth;
    bool in_tag; /* '>' is still to come */
    draad_status status;
} dr_html;

void dr_html_begin(dr_html *h); /* the document type */

/* Opens an element; `class` may be NULL.  What begins a block starts on a line of its own. */
void dr_html_open(dr_html *h, const char *name, const char *class);
void dr_html_close(dr_html *h);

/* Attributes, before anything in the element: a text; one without a value; by format, which must hold ASCII only; a
 * coordinate of a drawing, in tenths, never by the locale. */
void dr_html_put(dr_html *h, const char *attribute, draad_str value);
void dr_html_flag(dr_html *h, const char *attribute);
void dr_html_putf(dr_html *h, const char *attribute, const char *format, ...) DR_PRINTF(3, 4);
void dr_html_at(dr_html *h, const char *attribute, double coordinate);

/* Text.  A control character is shown as its picture (U+2400 and on), what is no character as U+FFFD. */
void dr_html_text(dr_html *h, draad_str text);
void dr_html_textf(dr_html *h, const char *format, ...) DR_PRINTF(2, 3);

/* An element with nothing but text. */
void dr_html_leaf(dr_html *h, const char *name, const char *class, draad_str text);

/* A style sheet or script of our own: taken as it is. */
void dr_html_verbatim(dr_html *h, draad_str text);

/* The first failure of somebody else stays too. */
void dr_html_note(dr_html *h, draad_status s);

#endif
