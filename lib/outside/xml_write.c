/* SPDX-License-Identifier: Apache-2.0
 * xml_write.c - XML to hand out, an element a line.
 * Knows: what must be escaped where.  Does not know: what elements mean. */
#include "outside/xml_write.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

static void put(dr_xml_writer *w, draad_str s)
{
    if (w->status == DRAAD_OK)
        w->status = dr_buf_put(w->out, s, NULL);
}

static void put_word(dr_xml_writer *w, const char *s)
{
    put(w, (draad_str){s, strlen(s)});
}

bool dr_xml_allows(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
           (c >= 0x10000 && c < 0x110000);
}

/* What stands for a character; NULL: itself.  A parser makes a space of a line end in an attribute, and '\n' of '\r'
 * anywhere, unless they are written as numbers. */
static const char *escaped(uint32_t c, bool attribute)
{
    return c == '&'            ? "&amp;"
           : c == '<'          ? "&lt;"
           : c == '>'          ? "&gt;"
           : c == '\r'         ? "&#13;"
           : !dr_xml_allows(c) ? "\xEF\xBF\xBD"
           : !attribute        ? NULL
           : c == '"'          ? "&quot;"
           : c == '\n'         ? "&#10;"
           : c == '\t'         ? "&#9;"
                               : NULL;
}

static void put_escaped(dr_xml_writer *w, draad_str s, bool attribute)
{
    size_t from = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = 0xFFFF; /* what is no character is not allowed either */
        const size_t n = dr_utf8_decode(s.data + at, s.len - at, &c);
        const char *instead = escaped(c, attribute);
        if (instead != NULL) {
            put(w, (draad_str){s.data + from, at - from});
            put_word(w, instead);
            from = at + (n > 0 ? n : 1);
        }
        at += n > 0 ? n : 1;
    }
    put(w, (draad_str){s.data + from, s.len - from});
}

static void end_tag(dr_xml_writer *w)
{
    if (w->in_tag)
        put_word(w, ">");
    w->in_tag = false;
}

static void new_line(dr_xml_writer *w)
{
    put_word(w, "\n");
    for (size_t i = 0; i < w->depth; i++)
        put_word(w, " ");
}

void dr_xml_begin(dr_xml_writer *w)
{
    put_word(w, "<?xml version='1.0' encoding='UTF-8'?>");
}

void dr_xml_open(dr_xml_writer *w, const char *name)
{
    assert(w->depth < DR_XML_WRITE_DEPTH);
    end_tag(w);
    new_line(w);
    put_word(w, "<");
    put_word(w, name);
    w->names[w->depth++] = name;
    w->in_tag = true;
    w->has_text = false;
}

void dr_xml_put(dr_xml_writer *w, const char *attribute, draad_str value)
{
    assert(w->in_tag);
    put_word(w, " ");
    put_word(w, attribute);
    put_word(w, "=\"");
    put_escaped(w, value, true);
    put_word(w, "\"");
}

void dr_xml_text(dr_xml_writer *w, draad_str text)
{
    end_tag(w);
    put_escaped(w, text, false);
    w->has_text = true;
}

void dr_xml_close(dr_xml_writer *w)
{
    assert(w->depth > 0);
    const char *name = w->names[--w->depth];
    if (w->in_tag) {
        put_word(w, "/>");
    } else {
        if (!w->has_text)
            new_line(w);
        put_word(w, "</");
        put_word(w, name);
        put_word(w, ">");
    }
    w->in_tag = w->has_text = false;
    if (w->depth == 0)
        put_word(w, "\n");
}

void dr_xml_leaf(dr_xml_writer *w, const char *name, draad_str text)
{
    if (text.len == 0)
        return;
    dr_xml_open(w, name);
    dr_xml_text(w, text);
    dr_xml_close(w);
}
