/* SPDX-License-Identifier: Apache-2.0
 * fuzz_txt.c - any bytes as a source without a known format: what is read is UTF-8 with LF.
 * The first byte chooses whether damage is repaired, and an encoding or none. */
#include "base/utf8.h"
#include "source/source.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const encodings[] = {NULL,        NULL,           NULL,      "Windows-1252", "ISO-8859-15",
                                            "macintosh", "Windows-1258", "UTF-16",  "UTF-16BE",     "UTF-32",
                                            "UTF-7",     "EUC-JP",       "GB18030", "ISO-2022-KR",  "UTF-8"};
    enum { NENCODINGS = sizeof encodings / sizeof *encodings };
    if (n == 0)
        return 0;
    draad_read_options options = {.repair = data[0] % 2 == 1, .encoding = encodings[data[0] / 2 % NENCODINGS]};
    dr_source_text text;
    draad_error err = {0};
    if (dr_txt_read((draad_str){(const char *)data + 1, n - 1}, "fuzz", &options, NULL, &text, &err) != DRAAD_OK) {
        if (err.message[0] == '\0')
            abort();
        return 0;
    }
    draad_str s = dr_buf_str(&text.text);
    if (s.len == 0 || dr_utf8_valid(s) != s.len || memchr(s.data, '\r', s.len) != NULL)
        abort();
    dr_buf_free(&text.text);
    return 0;
}
