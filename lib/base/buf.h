/* SPDX-License-Identifier: Apache-2.0
 * buf.h - text being built, with a maximum, so that hostile input ends in DRAAD_E_LIMIT.
 * Knows: bytes.  Does not know: encodings, files. */
#ifndef DR_BUF_H
#define DR_BUF_H

#include "base/error.h"

#include <string.h>

typedef struct dr_buf {
    char *data;
    size_t len, room;
    size_t max; /* bytes; 0: no maximum */
} dr_buf;

/* Each appends, or leaves the buffer as it was and says why in *err. */
static inline draad_status dr_buf_put(dr_buf *b, draad_str s, draad_error *err);
static inline draad_status dr_buf_put_char(dr_buf *b, char c, draad_error *err);
draad_status dr_buf_put_cp(dr_buf *b, uint32_t code_point, draad_error *err); /* as UTF-8 */
draad_status dr_buf_printf(dr_buf *b, draad_error *err, const char *format, ...) DR_PRINTF(3, 4);

static inline draad_str dr_buf_str(const dr_buf *b)
{
    return (draad_str){b->data, b->len};
}

/* Room for `more` bytes behind the others. */
draad_status dr_buf_reserve(dr_buf *b, size_t more, draad_error *err);

static inline draad_status dr_buf_put(dr_buf *b, draad_str s, draad_error *err)
{
    if (s.len > b->room - b->len || b->max != 0) {
        const draad_status status = dr_buf_reserve(b, s.len, err);
        if (status != DRAAD_OK)
            return status;
    }
    if (s.len > 0)
        memcpy(b->data + b->len, s.data, s.len);
    b->len += s.len;
    return DRAAD_OK;
}

static inline draad_status dr_buf_put_char(dr_buf *b, char c, draad_error *err)
{
    return dr_buf_put(b, (draad_str){&c, 1}, err);
}

void dr_buf_free(dr_buf *b); /* the buffer can be used again */

#endif
