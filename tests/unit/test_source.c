/* SPDX-License-Identifier: Apache-2.0
 * test_source.c - files of every kind, by their bytes: read, or refused by their real name. */
#define _POSIX_C_SOURCE 200809L
#include "harness.h"
#include "base/memory.h"
#include "pack.h"
#include "source/source.h"

static void check_refused(void **state_, draad_str bytes, const char *expected)
{
    draad_error err = {0};
    dr_source_text text;
    CHECK_INT(dr_source_read(bytes, "map/interview.docx", NULL, NULL, &text, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), expected);
    CHECK_STR(dr_str_of(err.place), "map/interview.docx");
    CHECK(text.text.data == NULL && text.labels.at == NULL);
}

#define CHECK_REFUSED(bytes, expected) check_refused(state_, DR_STR(bytes), expected)

/* A ZIP of one entry. */
static void check_zip_refused(void **state_, const char *entry, const char *content, const char *expected)
{
    pack_entry e = pack_text(entry, content);
    pack_bytes zip = pack_zip(&e, 1);
    check_refused(state_, (draad_str){(const char *)zip.data, zip.len}, expected);
    free(zip.data);
}

static const char body[] = PACK_DOCUMENT(PACK_W, "<w:p><w:r><w:t>R: Een.</w:t></w:r></w:p>");

TEST(a_docx_is_read_whatever_its_name)
{
    pack_bytes docx = pack_docx(body, sizeof body - 1, NULL, NULL);
    dr_source_text text;
    draad_error err;
    CHECK_INT(dr_source_read((draad_str){(const char *)docx.data, docx.len}, "a.txt", NULL, NULL, &text, &err),
              DRAAD_OK);
    CHECK_STR(dr_buf_str(&text.text), "R: Een.\n");
    CHECK(!text.wrapped_possible);
    dr_source_text_free(&text);
    free(docx.data);
}

TEST(plain_text_is_read_whatever_its_name)
{
    const char *texts[] = {"R: Een.\n",
                           "MZ: Een verhaal van twintig tekens.\n",
                           "BM: Een verhaal van twintig tekens.\n",
                           "II: a",
                           "GIF is een formaat.",
                           "ID: 3\n",
                           "<naam> zei iets",
                           "PK is een afkorting."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        dr_source_text text;
        draad_error err;
        CHECK_INT(dr_source_read(dr_str_of(texts[i]), "a.docx", NULL, NULL, &text, &err), DRAAD_OK);
        CHECK_STR(dr_buf_str(&text.text), texts[i]);
        dr_source_text_free(&text);
    }
}

TEST(documents_of_other_kinds_are_refused_by_name)
{
    CHECK_REFUSED("%PDF-1.7\n", "a PDF; save the interview as DOCX or plain text");
    CHECK_REFUSED("{\\rtf1\\ansi", "an RTF document; save it as DOCX");
    CHECK_REFUSED(" \n<!DOCTYPE HTML><html>", "a web page (HTML); save the interview as DOCX or plain text");
    CHECK_REFUSED("<?xml version='1.0'?><html xmlns='x'>",
                  "a web page (HTML); save the interview as DOCX or plain text");
    CHECK_REFUSED("\xEF\xBB\xBF<?xml version='1.0'?><a/>", "an XML file; save the interview as DOCX or plain text");
    CHECK_REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\0o\0r\0k\0b\0o\0o\0k\0",
                  "an Excel workbook of before 2007 (.xls); save the interview as DOCX or plain text");
    CHECK_REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E W",
                  "an Office file of before 2007; save the interview as DOCX or plain text");
    CHECK_REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
                  "a Word document of before 2007 (.doc); save it as DOCX");
    CHECK_REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                  "an encrypted Office document; take the password off and save it again");
    CHECK_REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
                  "an Office file of before 2007; save the interview as DOCX or plain text");
}

TEST(pictures_recordings_and_programs_are_refused_by_name)
{
    CHECK_REFUSED("\x89PNG\r\n\x1A\n", "a PNG image; give its transcript, as DOCX or plain text");
    CHECK_REFUSED("\xFF\xD8\xFF\xE0", "a JPEG image; give its transcript, as DOCX or plain text");
    CHECK_REFUSED("BM\x10\0\0\0\0\0\0\0\0\0\0\0\0\0", "a BMP image; save the interview as DOCX or plain text");
    CHECK_REFUSED("\0\0\0\x18"
                  "ftypM4A ",
                  "a sound or video recording; give its transcript, as DOCX or plain text");
    CHECK_REFUSED("RIFF\x10\0\0\0WAVEfmt ", "a sound recording; give its transcript, as DOCX or plain text");
    CHECK_REFUSED("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF\0\0", "a program; save the interview as DOCX or plain text");
    CHECK_REFUSED("\x7F"
                  "ELF",
                  "a program; save the interview as DOCX or plain text");
    CHECK_REFUSED("7z\xBC\xAF\x27\x1C", "a 7-Zip archive; unpack it and give the files in it");
}

TEST(other_zip_archives_are_refused_by_name)
{
    check_zip_refused(state_, "mimetype", "application/vnd.oasis.opendocument.text",
                      "an OpenDocument text (ODT); save it as DOCX");
    check_zip_refused(state_, "mimetype", "application/epub+zip", "an EPUB book; save it as DOCX");
    check_zip_refused(state_, "mimetype", "application/x-other", "a ZIP archive; unpack it and give the files in it");
    check_zip_refused(state_, "project.qde", "", "a REFI-QDA project; give the interviews themselves");
    check_zip_refused(state_, "Index/Document.iwa", "",
                      "a document of Apple Pages, Numbers or Keynote; export it as DOCX");
    check_zip_refused(state_, "a.txt", "R: Een.", "a ZIP archive; unpack it and give the files in it");
    check_zip_refused(state_, "[Content_Types].xml", "", "_rels/.rels: is missing");
    CHECK_REFUSED("PK\3\4", "a damaged ZIP archive: its end is missing");
}

TEST(a_file_that_is_too_large_is_refused)
{
    draad_error err = {0};
    dr_source_text text;
    const draad_str large = {"", ((size_t)256 << 20) + 1}; /* not one byte of it is looked at */
    CHECK_INT(dr_source_read(large, "a.txt", NULL, NULL, &text, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "larger than 256 MiB");
}

TEST(an_empty_file_is_refused)
{
    CHECK_REFUSED("", "the file is empty, expected text");
}

TEST(a_document_is_read_from_bytes)
{
    pack_bytes docx = pack_docx(body, sizeof body - 1, NULL, NULL);
    draad_document *doc = NULL;
    draad_error err;
    draad_str bytes = {(const char *)docx.data, docx.len};
    CHECK_INT(draad_document_read_bytes(bytes, "map/een.docx", NULL, NULL, &doc, &err), DRAAD_OK);
    CHECK_STR(draad_document_id(doc), "een");
    CHECK_STR(draad_document_text(doc), "R: Een.\n");
    CHECK_INT(draad_document_sha256(doc).len, 64);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_TURN), 1);
    draad_document_free(doc);
    CHECK_INT(draad_document_read_bytes(DR_STR("%PDF-1"), "een.docx", NULL, NULL, &doc, &err), DRAAD_E_SOURCE);
    CHECK(doc == NULL);
    free(docx.data);
}

TEST(a_document_is_read_from_a_file)
{
    draad_document *doc = NULL;
    draad_error err;
    char path[] = "/tmp/draad-source-XXXXXX";
    int made = mkstemp(path);
    CHECK(made >= 0);
    FILE *file = fdopen(made, "w");
    fputs("I: Hoe gaat het?\r\nR: Goed.\r\n", file);
    fclose(file);
    CHECK_INT(draad_document_read(path, NULL, NULL, &doc, &err), DRAAD_OK);
    CHECK_STR(draad_document_text(doc), "I: Hoe gaat het?\nR: Goed.\n");
    draad_document_free(doc);
    remove(path);
    CHECK(draad_document_read(path, NULL, NULL, &doc, &err) != DRAAD_OK);
    CHECK(doc == NULL);
    CHECK_STR(dr_str_of(err.place), path);
}

static draad_status read_once(void *ctx, draad_error *err)
{
    pack_bytes bytes = *(pack_bytes *)ctx;
    draad_document *doc;
    draad_status s =
        draad_document_read_bytes((draad_str){(const char *)bytes.data, bytes.len}, "a", NULL, NULL, &doc, err);
    draad_document_free(doc);
    return s == DRAAD_E_SOURCE ? DRAAD_OK : s;
}

TEST(reading_survives_each_failed_allocation)
{
    pack_bytes docx = pack_docx(body, sizeof body - 1, NULL, NULL);
    CHECK(pack_survives(read_once, &docx));
    free(docx.data);
    pack_entry e = pack_text("mimetype", "application/epub+zip");
    pack_bytes epub = pack_zip(&e, 1);
    CHECK(pack_survives(read_once, &epub));
    free(epub.data);
}

int main(void)
{
    return RUN(a_docx_is_read_whatever_its_name, plain_text_is_read_whatever_its_name,
               documents_of_other_kinds_are_refused_by_name, pictures_recordings_and_programs_are_refused_by_name,
               other_zip_archives_are_refused_by_name, an_empty_file_is_refused, a_file_that_is_too_large_is_refused,
               a_document_is_read_from_bytes, a_document_is_read_from_a_file, reading_survives_each_failed_allocation);
}
