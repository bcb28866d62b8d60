/* SPDX-License-Identifier: Apache-2.0
 * fuzz_sheet.c - any bytes as the first sheet of a workbook that is otherwise sound. */
#include "pack.h"

#include "exchange/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    dr_arena arena = {0};
    dr_csv table;
    char *text = malloc(n + 1);
    if (text == NULL)
        return 0;
    memcpy(text, data, n);
    text[n] = '\0';
    const pack_entry entries[] = {
        pack_text("xl/workbook.xml", "<w xmlns:r='r'><sheet r:id='a'/></w>"),
        pack_text("xl/_rels/workbook.xml.rels", "<R><Relationship Id='a' Target='s.xml'/></R>"),
        pack_text("xl/sharedStrings.xml", "<sst><si><t>een</t></si><si><r><t>twee</t></r></si></sst>"),
        pack_text("xl/s.xml", text)};
    pack_bytes p = pack_zip(entries, sizeof entries / sizeof *entries);
    (void)dr_sheet_read((draad_str){(const char *)p.data, p.len}, "fuzz", &arena, &table, NULL);
    dr_arena_free(&arena);
    free(p.data);
    free(text);
    return 0;
}
