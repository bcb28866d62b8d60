/* SPDX-License-Identifier: Apache-2.0
 * test_docx_parts.c - which part of a package is what, and packages that are no text. */
#include "docx_words.h"
#include "source/docx.h"

#define RELATIONS(content) \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\" xmlns:x=\"urn:x\">" content \
    "</Relationships>"
#define TYPES(content) \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" xmlns:x=\"urn:x\">" content \
    "</Types>"
#define MAIN(target) RELATIONS(PACK_TO(PACK_RELATION, "officeDocument", target))
#define WORD         "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

static draad_status find(const char *relations, const char *types, const char *of_body, dr_arena *arena,
                         dr_docx_parts *out, draad_error *err)
{
    const pack_entry entries[] = {pack_text("_rels/.rels", relations), pack_text("[Content_Types].xml", types),
                                  pack_text("word/document.xml", "<x/>"),
                                  pack_text("word/_rels/document.xml.rels", of_body), pack_text("los.xml", "<x/>")};
    pack_bytes p = pack_zip(entries, sizeof entries / sizeof *entries);
    dr_zip *zip = NULL;
    draad_status s = dr_zip_open((draad_str){(const char *)p.data, p.len}, "a.docx", &zip, err);
    if (s == DRAAD_OK)
        s = dr_docx_find_parts(zip, "a.docx", arena, out, err);
    dr_zip_free(zip);
    free(p.data);
    return s;
}

#define CHECK_TYPE(types, expected) \
    do { \
        dr_arena arena_ = {0}; \
        dr_docx_parts parts_; \
        draad_error err_ = {0}; \
        const draad_status s_ = find(MAIN("word/document.xml"), TYPES(types), RELATIONS(""), &arena_, &parts_, &err_); \
        CHECK_STR(dr_str_of(err_.message), expected); \
        CHECK_INT(s_, (expected)[0] == '\0' ? DRAAD_OK : DRAAD_E_SOURCE); \
        dr_arena_free(&arena_); \
    } while (0)

#define OVERRIDE(part, type)     "<Override PartName=\"" part "\" ContentType=\"" type "\"/>"
#define DEFAULT(extension, type) "<Default Extension=\"" extension "\" ContentType=\"" type "\"/>"
#define SAVE                     ": save the interview as DOCX or plain text"

TEST(the_type_of_the_body_is_that_of_its_name_or_else_its_extension)
{
    CHECK_TYPE(OVERRIDE("/word/document.xml", WORD), "");
    CHECK_TYPE(OVERRIDE("Word/Document.xml", WORD), "");
    CHECK_TYPE(OVERRIDE("/word/document.xml", WORD) OVERRIDE("/word/document.xml", "x"), "");
    CHECK_TYPE(DEFAULT("XML", WORD) DEFAULT("xml", "x"), "");
    CHECK_TYPE(DEFAULT("xml", "x") OVERRIDE("/word/document.xml", WORD), "");
    CHECK_TYPE(DEFAULT("l", WORD), "an Office package without a Word text; save the interview as DOCX or plain text");
    CHECK_TYPE(DEFAULT("a/far/longer/extension.xml", WORD) OVERRIDE("", WORD)
                   OVERRIDE("/los.xml", WORD) "<x:Override PartName=\"/word/document.xml\" ContentType=\"" WORD
                                              "\"/><Iets/>",
               "an Office package without a Word text; save the interview as DOCX or plain text");
}

TEST(other_packages_are_refused_by_their_real_name)
{
    static const char excel[] = "an Excel workbook; save the interview as DOCX or plain text";
    static const char slides[] = "a PowerPoint presentation; save the interview as DOCX or plain text";
    CHECK_TYPE(DEFAULT("xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), excel);
    CHECK_TYPE(DEFAULT("xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), excel);
    CHECK_TYPE(DEFAULT("xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
               slides);
    CHECK_TYPE(DEFAULT("xml", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"), slides);
}

TEST(only_relationships_inside_the_package_count_and_the_first_of_each)
{
    dr_arena arena = {0};
    dr_docx_parts parts;
    draad_error err = {0};
    CHECK_INT(
        find(RELATIONS("<x:Relationship Type=\"" PACK_RELATION "officeDocument\" Target=\"los.xml\"/><Iets/>"
                       "<Relationship Type=\"" PACK_RELATION "officeDocument\"/>" /* without a target */
                       PACK_TO(PACK_RELATION, "officeDocument", "./word//document.xml")
                           PACK_TO(PACK_RELATION, "officeDocument", "los.xml")),
             TYPES(OVERRIDE("/word/document.xml", WORD)),
             RELATIONS("<Relationship Type=\"" PACK_RELATION
                       "footnotes\" TargetMode=\"External\" Target=\"https://voorbeeld.nl/n.xml\"/>" PACK_TO(
                           PACK_RELATION, "footnotes", "../los.xml") PACK_TO(PACK_RELATION, "footnotes", "weg.xml")
                           PACK_TO(PACK_RELATION, "header", "h.xml") PACK_TO("urn:", "styles", "s.xml")
                               PACK_TO(PACK_RELATION, "theme", "t.xml")),
             &arena, &parts, &err),
        DRAAD_OK);
    CHECK_STR(parts.footnotes, "los.xml");
    CHECK_STR(parts.styles, "");
    CHECK(parts.has_headers);
    CHECK_INT(find(RELATIONS(""), TYPES(""), RELATIONS(""), &arena, &parts, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "an Office package without a main part, expected a DOCX");
    dr_arena_free(&arena);
}

int main(void)
{
    return RUN(the_type_of_the_body_is_that_of_its_name_or_else_its_extension,
               other_packages_are_refused_by_their_real_name,
               only_relationships_inside_the_package_count_and_the_first_of_each);
}
