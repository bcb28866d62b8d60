/* SPDX-License-Identifier: Apache-2.0
 * fuzz_docx.c - any XML as the parts of a DOCX, packed here, so that the fuzzer need not learn checksums.
 * The first byte chooses how to read and whether the rest is the whole document or only what is in its body;
 * zero bytes in the rest begin the footnotes, the comments, the styles and the numbering. */
#include "../unit/pack.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "source/source.h"

#include <stdio.h>

static void check_labels(const dr_source_text *text)
{
    size_t last = 0;
    for (size_t i = 0; i < text->labels.n; i++) {
        const dr_label *l = &text->labels.at[i];
        if (l->label.start > l->label.end || l->time.start > l->time.end || l->label.end > l->text ||
            l->text > text->text.len || l->text < last)
            abort();
        last = l->text;
    }
}

static void check_range(draad_str text, draad_range r)
{
    if (r.start > r.end || r.end > text.len || (r.start < text.len && !dr_utf8_is_start(text.data[r.start])) ||
        (r.end < text.len && !dr_utf8_is_start(text.data[r.end])))
        abort();
}

static void check_annotations(const dr_source_text *text)
{
    draad_byte last = 0;
    for (size_t i = 0; i < text->annotations.n; i++) {
        const draad_annotation *a = &text->annotations.at[i];
        check_range(dr_buf_str(&text->text), a->range);
        check_range(dr_buf_str(&text->text), a->note);
        if (dr_utf8_valid(a->text) != a->text.len || dr_utf8_valid(a->author) != a->author.len)
            abort();
    }
    for (size_t i = 0; i < text->bold.n; i++) {
        check_range(dr_buf_str(&text->text), text->bold.at[i]);
        if (text->bold.at[i].start < last)
            abort();
        last = text->bold.at[i].end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char head[] = "<w:document xmlns:w=\"" PACK_W "\"" PACK_NAMESPACES "><w:body>";
    static const char tail[] = "</w:body></w:document>";
    if (n == 0)
        return 0;
    draad_read_options options = {.track = (draad_track)(data[0] % 3), .drop_hidden = (data[0] & 4) != 0};
    bool is_whole = (data[0] & 8) != 0;
    pack_bytes parts[5] = {{0}};
    size_t last = 0;
    pack_put(&parts[0], head, is_whole ? 0 : sizeof head - 1);
    for (size_t i = 1; i < n; i++) {
        if (data[i] != 0 || last == 4)
            pack_put(&parts[last], data + i, 1);
        else
            last++;
    }
    pack_put(&parts[0], tail, is_whole ? 0 : sizeof tail - 1);
    size_t len = parts[0].len;
    const char *texts[5] = {NULL};
    for (size_t i = 0; i <= last; i++) {
        pack_put(&parts[i], "", 1);
        texts[i] = (const char *)parts[i].data;
    }
    pack_bytes docx = pack_docx_of((pack_parts){.document = texts[0],
                                                .footnotes = texts[1],
                                                .comments = texts[2],
                                                .styles = texts[3],
                                                .numbering = texts[4]},
                                   len);
    dr_source_text text;
    draad_error err = {0};
    draad_str bytes = {(const char *)docx.data, docx.len};
    if (dr_source_read(bytes, "fuzz", &options, NULL, &text, &err) == DRAAD_OK) {
        draad_str s = dr_buf_str(&text.text);
        if (dr_utf8_valid(s) != s.len || (s.len > 0 && memchr(s.data, '\r', s.len) != NULL))
            abort();
        check_labels(&text);
        check_annotations(&text);
        dr_source_text_free(&text);
    } else if (err.message[0] == '\0') {
        abort();
    }
    free(docx.data);
    for (size_t i = 0; i < 5; i++)
        free(parts[i].data);
    return 0;
}
