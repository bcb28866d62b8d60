/* SPDX-License-Identifier: Apache-2.0
 * source.c - which reader, by what the bytes are.
 * Names lie: a renamed PDF is still a PDF.  What cannot be read is refused by its real name and with what to do.
 * Knows: the first bytes of what people keep interviews in.  Does not know: how readers read. */
#include "source/source.h"

#include "outside/digest.h"
#include "outside/file.h"
#include "outside/zip.h"

#include <string.h>

enum { MOST_BYTES = 256 << 20, LOOK_BYTES = 1024 };

static const char AS_TEXT[] = "save the interview as DOCX or plain text";
static const char TRANSCRIBE[] = "give its transcript, as DOCX or plain text";

static draad_status refuse(const char *name, const char *really, const char *what_to_do, draad_error *err)
{
    return dr_fail(err, DRAAD_E_SOURCE, dr_place_of(name), "%s; %s", really, what_to_do);
}

static bool is_at(draad_str s, size_t at, const char *what, size_t len)
{
    return s.len >= at && s.len - at >= len && memcmp(s.data + at, what, len) == 0;
}

static bool contains(draad_str s, const char *what, size_t len)
{
    for (size_t at = 0; at < s.len;) {
        const char *found = memchr(s.data + at, what[0], s.len - at);
        if (found == NULL)
            return false;
        at = (size_t)(found - s.data);
        if (is_at(s, at, what, len))
            return true;
        at++;
    }
    return false;
}

/* ---- one format after another ---------------------------------------------------------------------------- */

typedef struct {
    size_t at;
    const char *bytes;
    size_t len;
    const char *really, *what_to_do;
} signature;

#define BYTES(literal) (literal), sizeof(literal) - 1

static const signature signatures[] = {
    {0, BYTES("%PDF"), "a PDF", AS_TEXT},
    {0, BYTES("{\\rtf"), "an RTF document", "save it as DOCX"},
    {0, BYTES("\xFFWPC"), "a WordPerfect document", AS_TEXT},
    {0, BYTES("\x89PNG\r\n"), "a PNG image", TRANSCRIBE},
    {0, BYTES("\xFF\xD8\xFF"), "a JPEG image", TRANSCRIBE},
    {0, BYTES("GIF87a"), "a GIF image", TRANSCRIBE},
    {0, BYTES("GIF89a"), "a GIF image", TRANSCRIBE},
    {0, BYTES("II*\0"), "a TIFF image", TRANSCRIBE},
    {0, BYTES("MM\0*"), "a TIFF image", TRANSCRIBE},
    {8, BYTES("WEBPVP8"), "a WebP image", TRANSCRIBE},
    {4, BYTES("ftyphei"), "a HEIC image", TRANSCRIBE},
    {4, BYTES("ftyp"), "a sound or video recording", TRANSCRIBE},
    {8, BYTES("WAVEfmt "), "a sound recording", TRANSCRIBE},
    {0, BYTES("ID3\2"), "a sound recording", TRANSCRIBE},
    {0, BYTES("ID3\3"), "a sound recording", TRANSCRIBE},
    {0, BYTES("ID3\4"), "a sound recording", TRANSCRIBE},
    {0, BYTES("\xFF\xFB"), "a sound recording", TRANSCRIBE},
    {0, BYTES("OggS\0"), "a sound recording", TRANSCRIBE},
    {0, BYTES("fLaC\0"), "a sound recording", TRANSCRIBE},
    {0, BYTES("\x30\x26\xB2\x75\x8E\x66\xCF\x11"), "a sound or video recording", TRANSCRIBE},
    {0, BYTES("\x1A\x45\xDF\xA3"), "a sound or video recording", TRANSCRIBE},
    {0,
     BYTES("\x7F"
           "ELF"),
     "a program", AS_TEXT},
    {0, BYTES("\x1F\x8B\x08"), "a gzip archive", "unpack it and give the files in it"},
    {0, BYTES("7z\xBC\xAF\x27\x1C"), "a 7-Zip archive", "unpack it and give the files in it"},
    {0, BYTES("Rar!\x1A\x07"), "a RAR archive", "unpack it and give the files in it"},
    {0, BYTES("SQLite format 3\0"), "an SQLite database", "export the interviews from it as DOCX or plain text"},
};

/* "MZ" and "BM" are also initials that a transcript may begin with: programs and bitmaps have zeros behind them. */
static const char *known_with_zeros(draad_str s)
{
    draad_str first = {s.data, s.len < 64 ? s.len : 64};
    if (first.len < 16 || memchr(first.data, '\0', first.len) == NULL)
        return NULL;
    return is_at(s, 0, "MZ", 2) ? "a program" : is_at(s, 0, "BM", 2) ? "a BMP image" : NULL;
}

/* Binary Office: what is inside is named in its directory, in UTF-16. */
#define WIDE_ENCRYPTED "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"
#define WIDE_WORD      "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t"
#define WIDE_BOOK      "W\0o\0r\0k\0b\0o\0o\0k"

static draad_status refuse_ole(draad_str s, const char *name, draad_error *err)
{
    if (contains(s, BYTES(WIDE_ENCRYPTED)))
        return refuse(name, "an encrypted Office document", "take the password off and save it again", err);
    if (contains(s, BYTES(WIDE_WORD)))
        return refuse(name, "a Word document of before 2007 (.doc)", "save it as DOCX", err);
    if (contains(s, BYTES(WIDE_BOOK)))
        return refuse(name, "an Excel workbook of before 2007 (.xls)", AS_TEXT, err);
    return refuse(name, "an Office file of before 2007", AS_TEXT, err);
}

static bool starts_ignoring_case(draad_str s, const char *lower_case)
{
    size_t len = strlen(lower_case);
    for (size_t i = 0; i < len && len <= s.len; i++) {
        char c = s.data[i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != lower_case[i])
            return false;
    }
    return len <= s.len;
}

static const char *known_markup(draad_str s)
{
    static const char *const html[] = {"<!doctype html", "<html", "<head", "<body"};
    if (is_at(s, 0, "\xEF\xBB\xBF", 3))
        s = (draad_str){s.data + 3, s.len - 3};
    if (s.len > LOOK_BYTES)
        s.len = LOOK_BYTES;
    s = dr_str_trim(s);
    for (size_t i = 0; i < sizeof html / sizeof *html; i++)
        if (starts_ignoring_case(s, html[i]))
            return "a web page (HTML)";
    if (!starts_ignoring_case(s, "<?xml"))
        return NULL;
    return contains(s, BYTES("<html")) ? "a web page (HTML)" : "an XML file";
}

/* ---- ZIP ------------------------------------------------------------------------------------------------- */

/* Formats of OpenDocument and EPUB name themselves in their first entry; *really stays NULL for others. */
static draad_status find_mimetype(dr_zip *zip, const char **really, draad_error *err)
{
    static const struct {
        const char *type, *really;
    } types[] = {
        {"application/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"},
        {"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)"},
        {"application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (ODP)"},
        {"application/epub+zip", "an EPUB book"},
    };
    dr_buf mimetype = {0};
    draad_status s = dr_zip_read(zip, DR_STR("mimetype"), &mimetype, err);
    for (size_t i = 0; i < sizeof types / sizeof *types && s == DRAAD_OK && *really == NULL; i++)
        if (is_at(dr_buf_str(&mimetype), 0, types[i].type, strlen(types[i].type)))
            *really = types[i].really;
    dr_buf_free(&mimetype);
    return s;
}

/* What a ZIP really is that is no package of Office. */
static draad_status refuse_zip(dr_zip *zip, const char *name, draad_error *err)
{
    const char *really = NULL;
    draad_status s;
    if (dr_zip_has(zip, DR_STR("mimetype")) && (s = find_mimetype(zip, &really, err)) != DRAAD_OK)
        return s;
    if (really != NULL)
        return refuse(name, really, "save it as DOCX", err);
    if (dr_zip_has(zip, DR_STR("project.qde")))
        return refuse(name, "a REFI-QDA project", "give the interviews themselves", err);
    if (dr_zip_has(zip, DR_STR("Index/Document.iwa")))
        return refuse(name, "a document of Apple Pages, Numbers or Keynote", "export it as DOCX", err);
    return refuse(name, "a ZIP archive", "unpack it and give the files in it", err);
}

/* A package of Office that is a text document; any other archive is refused. */
static draad_status read_zip(draad_str bytes, const char *name, const draad_read_options *options,
                             const draad_report *report, dr_source_text *out, draad_error *err)
{
    dr_zip *zip;
    draad_status s = dr_zip_open(bytes, name, &zip, err);
    if (s != DRAAD_OK)
        return s;
    s = dr_zip_has(zip, DR_STR("[Content_Types].xml")) ? dr_docx_read(zip, name, options, report, out, err)
                                                       : refuse_zip(zip, name, err);
    dr_zip_free(zip);
    return s;
}

/* ---- reading --------------------------------------------------------------------------------------------- */

static draad_status check_not_known(draad_str bytes, const char *name, draad_error *err)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (is_at(bytes, signatures[i].at, signatures[i].bytes, signatures[i].len))
            return refuse(name, signatures[i].really, signatures[i].what_to_do, err);
    if (is_at(bytes, 0, BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return refuse_ole(bytes, name, err);
    const char *really = known_with_zeros(bytes);
    if (really == NULL)
        really = known_markup(bytes);
    return really != NULL ? refuse(name, really, AS_TEXT, err) : DRAAD_OK;
}

/* Plain text, or subtitles in it. */
static draad_status read_text(draad_str bytes, const char *name, const draad_read_options *options,
                              const draad_report *report, dr_source_text *out, draad_error *err)
{
    draad_status s = dr_txt_read(bytes, name, options, report, out, err);
    bool is_conllu = options != NULL && options->pretokenised;
    if (s != DRAAD_OK || (!is_conllu && !dr_is_subtitles(dr_buf_str(&out->text))))
        return s;
    dr_source_text raw = *out;
    s = is_conllu ? dr_conllu_read(dr_buf_str(&raw.text), name, out, err)
                  : dr_subtitles_read(dr_buf_str(&raw.text), name, options, report, out, err);
    dr_source_text_free(&raw);
    return s;
}

draad_status dr_source_read(draad_str bytes, const char *name, const draad_read_options *options,
                            const draad_report *report, dr_source_text *out, draad_error *err)
{
    draad_status s;
    *out = (dr_source_text){0};
    if (bytes.len > MOST_BYTES)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(name), "larger than 256 MiB");
    if (is_at(bytes, 0, "PK\3\4", 4) || is_at(bytes, 0, "PK\5\6", 4))
        return read_zip(bytes, name, options, report, out, err);
    if ((s = check_not_known(bytes, name, err)) != DRAAD_OK)
        return s;
    return read_text(bytes, name, options, report, out, err);
}

draad_status draad_document_read_bytes(draad_str bytes, const char *name, const draad_read_options *options,
                                       const draad_report *report, draad_document **out, draad_error *err)
{
    static const draad_read_options defaults = {0};
    draad_status s;
    dr_source_text text;
    dr_sha256 digest;
    *out = NULL;
    if ((s = dr_sha256_of(bytes, &digest, err)) != DRAAD_OK ||
        (s = dr_source_read(bytes, name, options, report, &text, err)) != DRAAD_OK)
        return s;
    return dr_document_build(&text, dr_str_of(name), dr_str_of(digest.hex), options != NULL ? options : &defaults, out,
                             err);
}

draad_status draad_document_read(const char *path, const draad_read_options *options, const draad_report *report,
                                 draad_document **out, draad_error *err)
{
    dr_buf bytes = {0};
    *out = NULL;
    draad_status s = dr_file_read(path, MOST_BYTES, &bytes, err);
    if (s == DRAAD_OK)
        s = draad_document_read_bytes(dr_buf_str(&bytes), path, options, report, out, err);
    dr_buf_free(&bytes);
    return s;
}
