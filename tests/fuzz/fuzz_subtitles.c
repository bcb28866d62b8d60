/* SPDX-License-Identifier: Apache-2.0
 * fuzz_subtitles.c - any text as WebVTT (when it begins so) or SRT: what is read is UTF-8 with labels inside it. */
#include "base/utf8.h"
#include "source/source.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    dr_source_text plain, out;
    static const draad_read_options options = {0};
    if (dr_txt_read((draad_str){(const char *)data, n}, "fuzz", NULL, NULL, &plain, NULL) != DRAAD_OK)
        return 0;
    if (dr_subtitles_read(dr_buf_str(&plain.text), "fuzz", &options, NULL, &out, NULL) == DRAAD_OK) {
        draad_str s = dr_buf_str(&out.text);
        draad_byte before = 0;
        if (s.len == 0 || dr_utf8_valid(s) != s.len)
            abort();
        for (size_t i = 0; i < out.labels.n; i++) {
            const dr_label *l = &out.labels.at[i];
            if (l->label.start < before || l->label.end < l->label.start || l->text < l->label.end || l->text > s.len)
                abort();
            before = l->text;
        }
        dr_source_text_free(&out);
    }
    dr_source_text_free(&plain);
    return 0;
}
