/* SPDX-License-Identifier: Apache-2.0
 * fuzz_sheet.c - any bytes as one part of a workbook that is otherwise sound: the first sheet, or, behind a 1, 2 or 3,
 * the list of sheets, where they are, or the strings they share. */
#include "pack.h"

#include "exchange/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const names[] = {"xl/s.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                                        "xl/sharedStrings.xml"};
    const char *parts[] = {"<d><sheetData><row r='1'><c t='s'><v>1</v></c></row></sheetData></d>",
                           "<w xmlns:r='r'><sheet r:id='a'/></w>", "<R><Relationship Id='a' Target='s.xml'/></R>",
                           "<sst><si><t>een</t></si><si><r><t>twee</t></r></si></sst>"};
    pack_entry entries[sizeof parts / sizeof *parts];
    const size_t which = n > 0 && data[0] >= '1' && data[0] <= '3' ? (size_t)(data[0] - '0') : 0;
    dr_arena arena = {0};
    dr_csv table;
    char *text = malloc(n + 1);
    if (text == NULL)
        return 0;
    memcpy(text, data, n);
    text[n] = '\0';
    parts[which] = text + (which > 0);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        entries[i] = pack_text(names[i], parts[i]);
    pack_bytes p = pack_zip(entries, sizeof entries / sizeof *entries);
    (void)dr_sheet_read((draad_str){(const char *)p.data, p.len}, "fuzz", &arena, &table, NULL);
    dr_arena_free(&arena);
    free(p.data);
    free(text);
    return 0;
}
