/* SPDX-License-Identifier: Apache-2.0
 * docx_elements.h - the elements of WordprocessingML that matter to a text.
 * Knows: ECMA-376, transitional and strict, by namespace and local name.  Does not know: what is done with them. */
#ifndef DR_DOCX_ELEMENTS_H
#define DR_DOCX_ELEMENTS_H

#include "outside/xml.h"

typedef enum dr_docx_kind {
    OTHER,       /* looked through */
    PASSED_OVER, /* with all that is in it */
    DOCUMENT,
    NOTES,
    NOTE,
    COMMENTS,
    COMMENT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    PARAGRAPH_STYLE,
    NUMBERING,
    NUMBERING_LEVEL,
    NUMBERING_ID,
    RUN,
    RUN_PROPERTIES,
    RUN_STYLE,
    VANISH,
    BOLD,
    TEXT,
    DELETED_TEXT,
    TAB,
    LINE_BREAK,
    NO_BREAK_HYPHEN,
    SOFT_HYPHEN,
    SYMBOL,
    FIELD_MARK,
    INSERTED,
    DELETED, /* moveTo is one, moveFrom the other */
    TABLE,
    ROW,
    ROW_PROPERTIES,
    CELL,
    CELL_PROPERTIES,
    TEXT_BOX,
    ALTERNATIVES,
    CHOICE,
    FOOTNOTE_REFERENCE,
    ENDNOTE_REFERENCE,
    COMMENT_START,
    COMMENT_END,
    COMMENT_REFERENCE,
    EMBEDDED
} dr_docx_kind;

dr_docx_kind dr_docx_kind_of(const dr_xml_element *e);

/* Is the namespace that of WordprocessingML? */
bool dr_docx_is_word(const char *uri);

/* May this branch of alternatives be taken: is all that it requires understood (ISO/IEC 29500-3)? */
bool dr_docx_is_understood(const dr_xml_element *e);

/* A property that is on or off ("w:vanish"): is it on? */
bool dr_docx_is_on(const dr_xml_element *e);

/* The attribute w:`name` as a number; false when it is none. */
bool dr_docx_number(const dr_xml_element *e, const char *name, int64_t *out);

#endif
