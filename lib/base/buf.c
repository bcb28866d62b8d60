/* SPDX-License-Identifier: Apache-2.0
 * buf.c - text being built. */
#include "base/buf.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

draad_status dr_buf_reserve(dr_buf *b, size_t more, draad_error *err)
{
    if (b->max != 0 && more > b->max - b->len)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(NULL), "text grows over the limit of %zu bytes", b->max);
    if (more <= b->room - b->len)
        return DRAAD_OK;
    if (more > SIZE_MAX / 4 - b->len)
        return dr_no_memory(err);
    size_t room = DR_WITH_ROOM(b->room < 64 ? 64 : 2 * b->room);
    if (room < b->len + more)
        room = b->len + more;
    char *grown = dr_resize(b->data, room);
    if (grown == NULL)
        return dr_no_memory(err);
    b->data = grown;
    b->room = room;
    return DRAAD_OK;
}

draad_status dr_buf_put_cp(dr_buf *b, uint32_t cp, draad_error *err)
{
    char out[4];
    size_t n = 0;
    if (cp < 0x80) {
        out[n++] = (char)cp;
    } else {
        if (cp < 0x800) {
            out[n++] = (char)(0xC0 | cp >> 6);
        } else {
            if (cp < 0x10000) {
                out[n++] = (char)(0xE0 | cp >> 12);
            } else {
                out[n++] = (char)(0xF0 | cp >> 18);
                out[n++] = (char)(0x80 | (cp >> 12 & 0x3F));
            }
            out[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
        }
        out[n++] = (char)(0x80 | (cp & 0x3F));
    }
    return dr_buf_put(b, (draad_str){out, n}, err);
}

draad_status dr_buf_printf(dr_buf *b, draad_error *err, const char *format, ...)
{
    va_list args;
    char small[256];
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n < 0)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(NULL), "a number cannot be printed");
    if ((size_t)n < sizeof small)
        return dr_buf_put(b, (draad_str){small, (size_t)n}, err);
    draad_status status = dr_buf_reserve(b, (size_t)n + 1, err);
    if (status != DRAAD_OK)
        return status;
    va_start(args, format);
    vsnprintf(b->data + b->len, (size_t)n + 1, format, args);
    va_end(args);
    b->len += (size_t)n;
    return DRAAD_OK;
}

void dr_buf_free(dr_buf *b)
{
    dr_free(b->data);
    *b = (dr_buf){.max = b->max};
}
