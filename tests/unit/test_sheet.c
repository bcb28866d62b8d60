/* SPDX-License-Identifier: Apache-2.0
 * test_sheet.c - the first sheet of a workbook as rows, as Excel, LibreOffice and others write it. */
#include "failing.h"
#include "pack.h"

#include "exchange/sheet.h"

static const char book[] = "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='a' sheetId='1' r:id='rId7'/>"
                           "<sheet name='b' sheetId='2' r:id='rId1'/></sheets></workbook>";
static const char relations[] = "<Relationships xmlns='p'><Relationship Id='rId1' Target='worksheets/other.xml'/>"
                                "<Relationship Id='rId7' Target='worksheets/sheet1.xml'/></Relationships>";
static const char strings[] =
    "<sst xmlns='m'><si><t>code</t></si><si><r><t>De</t></r><r><t xml:space='preserve'> ene</t></r>"
    "<rPh sb='0' eb='1'><t>weg</t></rPh></si><si><t>a_x000A_b _x005F_x0041_</t></si></sst>";
static const char sheet[] =
    "<worksheet xmlns='m'><sheetData>"
    "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='inlineStr'><is><t>in</t></is></c></row>"
    "<row r='3'><c r='B3' t='s'><v>1</v></c><c t='n'><v>12.5</v></c><c r='D3'><f>1+1</f><v>2</v></c></row>"
    "<row r='4'><c r='A4' s='2'/></row>"
    "<row><c t='s'><v>2</v></c><c t='s'><v>99</v></c><c t='str'><v>x</v></c></row>"
    "</sheetData><extra><c><v>nee</v></c></extra></worksheet>";

static pack_bytes pack(const char *sheet_xml)
{
    const pack_entry entries[] = {
        pack_text("xl/workbook.xml", book), pack_text("xl/_rels/workbook.xml.rels", relations),
        pack_text("xl/sharedStrings.xml", strings), pack_text("xl/worksheets/sheet1.xml", sheet_xml)};
    return pack_zip(entries, sizeof entries / sizeof *entries);
}

static draad_status read_sheet(const pack_bytes *p, dr_arena *arena, dr_csv *out)
{
    return dr_sheet_read((draad_str){(const char *)p->data, p->len}, "boek.xlsx", arena, out, NULL);
}

TEST(cells_stand_where_they_belong)
{
    dr_arena arena = {0};
    dr_csv t;
    pack_bytes p = pack(sheet);
    CHECK_INT(read_sheet(&p, &arena, &t), DRAAD_OK);
    CHECK_INT(t.nrows, 3);
    CHECK_INT(t.rows[0].n, 3);
    CHECK_STR(t.rows[0].cells[0], "code");
    CHECK_STR(t.rows[0].cells[1], "");
    CHECK_STR(t.rows[0].cells[2], "in");
    CHECK_INT(t.rows[1].line, 3);
    CHECK_STR(t.rows[1].cells[1], "De ene");
    CHECK_STR(t.rows[1].cells[2], "12.5");
    CHECK_STR(t.rows[1].cells[3], "2");
    CHECK_INT(t.rows[2].line, 5);
    CHECK_STR(t.rows[2].cells[0], "a\nb _x0041_");
    CHECK_STR(t.rows[2].cells[1], "");
    CHECK_STR(t.rows[2].cells[2], "x");
    dr_arena_free(&arena);
    free(p.data);
}

TEST(what_is_no_workbook_is_refused)
{
    dr_arena arena = {0};
    dr_csv t;
    pack_bytes p = pack_docx("<w:p/>", 6, NULL, NULL);
    CHECK_INT(read_sheet(&p, &arena, &t), DRAAD_E_SOURCE);
    free(p.data);
    CHECK_INT(dr_sheet_read(DR_STR("code,parent\n"), "boek.xlsx", &arena, &t, NULL), DRAAD_E_SOURCE);
    dr_arena_free(&arena);
}

TEST(odd_sheets_are_refused_or_read)
{
    static const char *const odd[] = {
        "<worksheet><sheetData><c r='A1'><v>1</v></c></sheetData></worksheet>",
        "<worksheet><sheetData><x><c r='A1'><v>1</v></c></x></sheetData></worksheet>",
        "<worksheet><sheetData><row r='1'><c r='XFD1'><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r='x'><c r='ZZZZZZ1'><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
        "<worksheet/>"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        dr_arena arena = {0};
        dr_csv t;
        pack_bytes p = pack(odd[i]);
        const draad_status s = read_sheet(&p, &arena, &t);
        CHECK(s == DRAAD_OK ? i == 0 || i == 5 : s == DRAAD_E_SOURCE || s == DRAAD_E_LIMIT);
        dr_arena_free(&arena);
        free(p.data);
    }
}

TEST(a_sheet_survives_every_failing_allocation)
{
    pack_bytes p = pack(sheet);
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s == DRAAD_E_MEMORY && n < 5000; n++) {
        dr_arena arena = {0};
        dr_csv t;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = read_sheet(&p, &arena, &t);
        dr_arena_free(&arena);
        draad_set_allocator(NULL);
    }
    CHECK_INT(s, DRAAD_OK);
    free(p.data);
}

int main(void)
{
    return RUN(cells_stand_where_they_belong, what_is_no_workbook_is_refused, odd_sheets_are_refused_or_read,
               a_sheet_survives_every_failing_allocation);
}
