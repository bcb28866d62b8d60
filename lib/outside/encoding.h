/* SPDX-License-Identifier: Apache-2.0
 * encoding.h - bytes in a named encoding to UTF-8, by iconv.
 * Knows: names of encodings.  Does not know: which one a file has. */
#ifndef DR_ENCODING_H
#define DR_ENCODING_H

#include "base/buf.h"
#include "base/error.h"

/* Appends `bytes` as UTF-8, strictly: a byte that the encoding does not have is DRAAD_E_SOURCE, with its offset from 0.
 * An encoding that is not known: DRAAD_E_USAGE.  Line ends and a byte order mark stay. */
draad_status dr_encoding_read(draad_str bytes, const char *encoding, const char *name, dr_buf *out, draad_error *err);

#endif
