/* SPDX-License-Identifier: Apache-2.0
 * fuzz_docx.c - any XML as the parts of a DOCX, packed here, so that the fuzzer need not learn checksums.
 * The first byte chooses how to read and whether the rest is the whole document or only what is in its body;
 * a zero byte in the rest begins the footnotes. */
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char head[] = "<w:document xmlns:w=\"" PACK_W "\"" PACK_NAMESPACES "><w:body>";
    static const char tail[] = "</w:body></w:document>";
    if (n == 0)
        return 0;
    draad_read_options options = {.track = (draad_track)(data[0] % 3), .drop_hidden = (data[0] & 4) != 0};
    bool is_whole = (data[0] & 8) != 0;
    const uint8_t *zero = memchr(data + 1, 0, n - 1);
    size_t len = zero != NULL ? (size_t)(zero - data) - 1 : n - 1;
    pack_bytes document = {0}, notes = {0};
    pack_put(&document, head, is_whole ? 0 : sizeof head - 1);
    pack_put(&document, data + 1, len);
    pack_put(&document, tail, is_whole ? 0 : sizeof tail - 1);
    if (zero != NULL)
        pack_put(&notes, zero + 1, (size_t)(data + n - zero) - 1);
    pack_put(&notes, "", 1);
    pack_bytes docx =
        pack_docx((const char *)document.data, document.len, zero != NULL ? (char *)notes.data : NULL, NULL);
    dr_source_text text;
    draad_error err = {0};
    draad_str bytes = {(const char *)docx.data, docx.len};
    if (dr_docx_read(bytes, "fuzz", &options, NULL, &text, &err) == DRAAD_OK) {
        draad_str s = dr_buf_str(&text.text);
        if (dr_utf8_valid(s) != s.len || (s.len > 0 && memchr(s.data, '\r', s.len) != NULL))
            abort();
        check_labels(&text);
        dr_buf_free(&text.text);
        dr_vec_free(&text.labels);
    } else if (err.message[0] == '\0') {
        abort();
    }
    free(docx.data);
    free(document.data);
    free(notes.data);
    return 0;
}
