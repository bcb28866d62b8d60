/* SPDX-License-Identifier: Apache-2.0
 * docx.h - the inside of the DOCX reader: what its files tell each other.
 * docx.c reads the text and docx_parts.c finds where it is; docx_story.c knows a text while it still moves,
 * docx_annotations.c what is said beside it, docx_table.c transcripts in tables, docx_elements.c the names of things,
 * docx_styles.c and docx_numbering.c how it looks, and docx_symbols.c the characters of symbol fonts. */
#ifndef DR_DOCX_H
#define DR_DOCX_H

#include "outside/zip.h"
#include "source/docx_story.h"
#include "text/document.h"

/* The parts that hold text or say how it looks, by the relationships that lead to them; empty: there is none. */
typedef struct dr_docx_parts {
    draad_str body, footnotes, endnotes, comments, styles, numbering; /* live in the arena given */
    bool has_headers;                                                 /* or footers */
} dr_docx_parts;

/* Errors: DRAAD_E_SOURCE also for a package that is sound but no text document, by its real name. */
draad_status dr_docx_find_parts(dr_zip *zip, const char *name, dr_arena *arena, dr_docx_parts *out, draad_error *err);

/* One cell of a table: bytes of the text so far; rows from 0, cells in order. */
typedef struct dr_docx_cell {
    uint32_t row;
    size_t start, end;
} dr_docx_cell;

/* A table that was just read, and is the end of the text.  One of (time,) speaker and text is a transcript: it is
 * written again, a row a line, cells apart by TAB, and each row gives a label.  Other tables stay as they are. */
draad_status dr_docx_lay_out(dr_docx_story *story, const dr_docx_cell *cells, size_t ncells, dr_source_text *out,
                             draad_error *err);

/* The character that a w:sym element shows; U+FFFD when the font is not known. */
uint32_t dr_docx_symbol(draad_str font, uint32_t character);

#endif
