/* SPDX-License-Identifier: Apache-2.0
 * buf.h - text being built, with a maximum, so that hostile input ends in DRAAD_E_LIMIT.
 * Knows: bytes.  Does not know: encodings, files. */
#ifndef DR_BUF_H
#define DR_BUF_H

#include "base/error.h"

typedef struct dr_buf {
    char *data;
    size_t len, room;
    size_t max; /* bytes; 0: no maximum */
} dr_buf;

/* Each appends, or leaves the buffer as it was and says why in *err. */
draad_status dr_buf_put(dr_buf *b, draad_str s, draad_error *err);
draad_status dr_buf_put_char(dr_buf *b, char c, draad_error *err);
draad_status dr_buf_put_cp(dr_buf *b, uint32_t code_point, draad_error *err); /* as UTF-8 */
draad_status dr_buf_printf(dr_buf *b, draad_error *err, const char *format, ...) DR_PRINTF(3, 4);

static inline draad_str dr_buf_str(const dr_buf *b)
{
    return (draad_str){b->data, b->len};
}

void dr_buf_free(dr_buf *b); /* the buffer can be used again */

#endif
