/* SPDX-License-Identifier: Apache-2.0
 * fuzz_txt.c - any bytes as a source without a known format: what is read is UTF-8 with LF. */
#include "base/utf8.h"
#include "source/source.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    dr_source_text text;
    if (dr_txt_read((draad_str){(const char *)data, n}, "fuzz", NULL, NULL, &text, NULL) != DRAAD_OK)
        return 0;
    draad_str s = dr_buf_str(&text.text);
    if (s.len == 0 || dr_utf8_valid(s) != s.len || memchr(s.data, '\r', s.len) != NULL)
        abort();
    dr_buf_free(&text.text);
    return 0;
}
