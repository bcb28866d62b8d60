/* SPDX-License-Identifier: Apache-2.0
 * docx_words.h - WordprocessingML in few words, for the tests of its reader. */
#ifndef DR_DOCX_WORDS_H
#define DR_DOCX_WORDS_H

#include "harness.h"
#include "base/memory.h"
#include "pack.h"
#include "source/source.h"

#define P(runs)         "<w:p>" runs "</w:p>"
#define R(content)      "<w:r>" content "</w:r>"
#define T(text)         "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define DEL(text)       "<w:del><w:r><w:delText xml:space=\"preserve\">" text "</w:delText></w:r></w:del>"
#define CELL(text)      "<w:tc><w:tcPr><w:tcW w:w=\"10\"/></w:tcPr>" P(T(text)) "</w:tc>"
#define ROW(cells)      "<w:tr>" cells "</w:tr>"
#define TBL(rows)       "<w:tbl><w:tblPr/><w:tblGrid/>" rows "</w:tbl>"
#define BOX(paragraphs) "<w:txbxContent>" paragraphs "</w:txbxContent>"
#define FIELD(mark)     R("<w:fldChar w:fldCharType=\"" mark "\"/>")

/* Messages, one a line, as "warning: ...". */
static inline void listen(void *ctx, draad_severity severity, const draad_error *message)
{
    static const char *const names[] = {"error", "warning", "note"};
    dr_buf_printf(ctx, NULL, "%s: %s\n", names[severity], message->message);
}

static inline draad_status read_packed(pack_bytes docx, const draad_read_options *options, dr_buf *messages,
                                       dr_source_text *out, draad_error *err)
{
    draad_report report = {listen, messages};
    dr_zip *zip = NULL;
    *out = (dr_source_text){0};
    draad_status s = dr_zip_open((draad_str){(const char *)docx.data, docx.len}, "a.docx", &zip, err);
    if (s == DRAAD_OK)
        s = dr_docx_read(zip, "a.docx", options, &report, out, err);
    dr_zip_free(zip);
    return s;
}

#endif
