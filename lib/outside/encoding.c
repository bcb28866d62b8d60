/* SPDX-License-Identifier: Apache-2.0
 * encoding.c - bytes in a named encoding to UTF-8, by iconv.
 * Strict: iconv's own "//IGNORE" and "//TRANSLIT" would lose letters in silence, so names with "/" are not known. */
#include "outside/encoding.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

enum { NAME_MAX_LEN = 60, CHUNK = 4096 };

static iconv_t open_encoding(const char *encoding)
{
    static const char *const not_the_same_everywhere[] = {"char", "wchar_t"}; /* locale; byte order of the machine */
    if (encoding[0] == '\0' || strlen(encoding) > NAME_MAX_LEN || strchr(encoding, '/') != NULL)
        return (iconv_t)-1;
    for (size_t i = 0; i < sizeof not_the_same_everywhere / sizeof *not_the_same_everywhere; i++)
        if (strcasecmp(encoding, not_the_same_everywhere[i]) == 0)
            return (iconv_t)-1;
    return iconv_open("UTF-8", encoding);
}

bool draad_encoding_is_known(const char *encoding)
{
    iconv_t c = open_encoding(encoding);
    if (c == (iconv_t)-1)
        return false;
    iconv_close(c);
    return true;
}

draad_status dr_encoding_read(draad_str bytes, const char *encoding, const char *name, dr_buf *out, draad_error *err)
{
    char *in = (char *)bytes.data; /* iconv does not write there */
    size_t left = bytes.len;
    draad_status s = DRAAD_OK;
    iconv_t c = open_encoding(encoding);
    if (c == (iconv_t)-1)
        return dr_fail(err, DRAAD_E_USAGE, dr_place_of(NULL),
                       "there is no encoding \"%s\"; expected for instance Windows-1252, ISO-8859-15 or macintosh",
                       encoding);
    for (bool ended = false; !ended && s == DRAAD_OK;) {
        char chunk[CHUNK], *to = chunk;
        size_t room = sizeof chunk;
        bool flush = left == 0; /* some encodings hold a letter back: an accent might follow */
        size_t n = iconv(c, flush ? NULL : &in, flush ? NULL : &left, &to, &room);
        bool failed = n == (size_t)-1 && errno != E2BIG;
        ended = flush && n != (size_t)-1;
        s = dr_buf_put(out, (draad_str){chunk, sizeof chunk - room}, err);
        if (s == DRAAD_OK && failed)
            s = dr_fail(err, DRAAD_E_SOURCE, dr_place_of(name), "not %s: byte %zu does not belong in it", encoding,
                        (size_t)(in - bytes.data));
    }
    iconv_close(c);
    if (s == DRAAD_OK && dr_utf8_valid(dr_buf_str(out)) != out->len) /* iconv lets such pass */
        s = dr_fail(err, DRAAD_E_SOURCE, dr_place_of(name), "not %s: a character in it is none of Unicode's", encoding);
    return s;
}
