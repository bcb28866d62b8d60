/* SPDX-License-Identifier: Apache-2.0
 * fuzz_zip.c - any bytes as a ZIP archive, and each part of it read. */
#include "outside/zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const parts[] = {
        "[Content_Types].xml", "_rels/.rels", "word/document.xml", "mimetype", "p", "a", ""};
    dr_zip *zip;
    if (dr_zip_open((draad_str){(const char *)data, n}, "fuzz", &zip, NULL) != DRAAD_OK)
        return 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        dr_buf out = {0};
        (void)dr_zip_read(zip, dr_str_of(parts[i]), &out, NULL);
        dr_buf_free(&out);
    }
    dr_zip_free(zip);
    return 0;
}
