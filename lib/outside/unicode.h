/* SPDX-License-Identifier: Apache-2.0
 * unicode.h - what characters are (utf8proc).  Off the hot path: ASCII never comes here. */
#ifndef DR_UNICODE_H
#define DR_UNICODE_H

#include "base/buf.h"

typedef enum dr_char_kind {
    DR_CHAR_LETTER,
    DR_CHAR_DIGIT,
    DR_CHAR_MARK,   /* combining */
    DR_CHAR_SPACE,  /* white space, NEL, LS and PS among it */
    DR_CHAR_HIDDEN, /* soft hyphen, zero-width space and joiners, word joiner, BOM: inside words they are nothing */
    DR_CHAR_OTHER   /* punctuation, symbols, controls, unassigned */
} dr_char_kind;

dr_char_kind dr_char_kind_of(uint32_t cp);
bool dr_char_is_upper(uint32_t cp);

/* Appends `s`, lower-cased and in NFC, to *out.  Invalid UTF-8 cannot come here. */
draad_status dr_unicode_lower(draad_str s, dr_buf *out, draad_error *err);

/* Appends `s` without its diacritics (NFD, marks dropped). */
draad_status dr_unicode_strip(draad_str s, dr_buf *out, draad_error *err);

/* Appends `s` in NFC. */
draad_status dr_unicode_nfc(draad_str s, dr_buf *out, draad_error *err);

#endif
