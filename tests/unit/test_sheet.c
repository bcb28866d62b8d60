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

/* The cells of a sheet of one row, each in brackets; with these shared strings, or none. */
static void check_row(void **state_, const char *cells, const char *shared, const char *expected)
{
    dr_buf xml = {0}, found = {0};
    dr_arena arena = {0};
    dr_csv t;
    dr_buf_printf(&xml, NULL, "<worksheet xmlns='m'><sheetData><row>%s</row></sheetData></worksheet>%c", cells, 0);
    const pack_entry entries[] = {pack_text("xl/workbook.xml", book),
                                  pack_text("xl/_rels/workbook.xml.rels", relations),
                                  pack_text("xl/worksheets/sheet1.xml", xml.data),
                                  pack_text("xl/sharedStrings.xml", shared != NULL ? shared : "")};
    pack_bytes p = pack_zip(entries, shared != NULL ? 4 : 3);
    CHECK_INT(read_sheet(&p, &arena, &t), DRAAD_OK);
    for (size_t i = 0; t.nrows > 0 && i < t.rows[0].n; i++)
        dr_buf_printf(&found, NULL, "[%.*s]", DR_ARG(t.rows[0].cells[i]));
    CHECK_STR(dr_buf_str(&found), expected);
    dr_arena_free(&arena);
    dr_buf_free(&found);
    dr_buf_free(&xml);
    free(p.data);
}

TEST(only_whole_escapes_stand_for_a_character)
{
    static const struct {
        const char *written, *expected;
    } texts[] = {{"_x0041_", "[A]"},       {"_x00e9_", "[\u00E9]"},    {"a_x0041_b", "[aAb]"},
                 {"_x0041", "[_x0041]"},   {"_x004g_", "[_x004g_]"},   {"_x0000_", "[_x0000_]"},
                 {"_xD800_", "[_xD800_]"}, {"_xdfff_", "[_xdfff_]"},   {"_xE000_", "[\uE000]"},
                 {"_y0041_", "[_y0041_]"}, {"_x0041-x", "[_x0041-x]"}, {"__x0041_", "[_A]"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char cell[100];
        snprintf(cell, sizeof cell, "<c t='str'><v>%s</v></c>", texts[i].written);
        check_row(state_, cell, NULL, texts[i].expected);
    }
}

TEST(how_a_text_sounds_is_no_part_of_it)
{
    check_row(state_,
              "<c t='inlineStr'><is><t>in</t><rPh><t>weg</t><rPh><t>ook</t></rPh><t>weg</t></rPh><t>uit</t></is></c>",
              NULL, "[inuit]");
    check_row(state_, "<c t='s'><v>0</v></c>",
              "<sst xmlns='m'><si><t>in</t><rPh><t>weg</t><rPh><t>ook</t></rPh></rPh></si></sst>", "[in]");
}

TEST(what_is_no_cell_is_passed_over)
{
    check_row(state_, "<x><v>nee</v></x><c><f>nee</f><v>ja</v></c><x><t>nee</t></x>", NULL, "[ja]");
    check_row(state_, "<c t='s'><v>0</v></c><c t='s'><v>x</v></c><c><v>ja</v></c>", NULL,
              "[][][ja]"); /* there are no shared strings */
}

static draad_status read_book(const char *workbook, const char *relations_, const char *at, draad_error *err)
{
    dr_arena arena = {0};
    dr_csv t;
    const pack_entry entries[] = {pack_text("xl/workbook.xml", workbook),
                                  pack_text("xl/_rels/workbook.xml.rels", relations_), pack_text(at, sheet)};
    pack_bytes p = pack_zip(entries, 3);
    const draad_status s = dr_sheet_read((draad_str){(const char *)p.data, p.len}, "boek.xlsx", &arena, &t, err);
    assert_true(s != DRAAD_OK || t.nrows == 3);
    dr_arena_free(&arena);
    free(p.data);
    return s;
}

TEST(the_first_sheet_is_found_by_its_relation)
{
    static const char two[] =
        "<workbook xmlns:r='r'><sheets><sheet id='x'/><sheet name='n' r:other='y'/><sheet r:id='1'/>"
        "<sheet r:id='2'/></sheets></workbook>";
    draad_error err = {0};
    CHECK_INT(read_book(two, "<R><Relationship Id='1' Target='/ergens/blad.xml'/><Relationship Id='1' Target='x'/></R>",
                        "ergens/blad.xml", &err),
              DRAAD_OK);
    CHECK_INT(read_book(two,
                        "<R><Iets Id='1' Target='blad.xml'/><Relationship Id='1'/><Relationship Id='1' "
                        "Target='blad.xml'/></R>",
                        "xl/blad.xml", &err),
              DRAAD_OK);
    CHECK_INT(read_book(two, "<R><Relationship Id='1' Target=''/></R>", "xl/blad.xml", &err), DRAAD_E_SOURCE);
    CHECK_INT(read_book("<workbook><sheets/></workbook>", "<R/>", "xl/blad.xml", &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "is no workbook as Excel writes it");
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

TEST(shared_strings_are_bounded)
{
    enum { CELLS = 4000000 };
    dr_buf xml = {0};
    dr_arena arena = {0};
    dr_csv t;
    draad_error err = {0};
    dr_buf_put(&xml, DR_STR("<sst>"), NULL);
    for (size_t i = 0; i <= CELLS; i++)
        dr_buf_put(&xml, DR_STR("<si/>"), NULL);
    dr_buf_put(&xml, DR_STR("</sst>\0"), NULL);
    const pack_entry entries[] = {
        pack_text("xl/workbook.xml", book), pack_text("xl/_rels/workbook.xml.rels", relations),
        pack_text("xl/worksheets/sheet1.xml", sheet), pack_text("xl/sharedStrings.xml", xml.data)};
    pack_bytes p = pack_zip(entries, 4);
    CHECK_INT(dr_sheet_read((draad_str){(const char *)p.data, p.len}, "boek.xlsx", &arena, &t, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "more than 4000000 cells");
    dr_arena_free(&arena);
    dr_buf_free(&xml);
    free(p.data);
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
    return RUN(cells_stand_where_they_belong, only_whole_escapes_stand_for_a_character,
               how_a_text_sounds_is_no_part_of_it, what_is_no_cell_is_passed_over,
               the_first_sheet_is_found_by_its_relation, what_is_no_workbook_is_refused, odd_sheets_are_refused_or_read,
               shared_strings_are_bounded, a_sheet_survives_every_failing_allocation);
}
