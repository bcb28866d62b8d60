/* SPDX-License-Identifier: Apache-2.0
 * ids.c - the names of segments and codings.
 * Knows: what a name is made of.  Does not know: what carries it. */
#include "exchange/ids.h"
#include "base/number.h"

draad_status dr_ids_stretch(dr_buf *b, uint32_t start, uint32_t end, draad_error *err)
{
    const draad_status s = dr_buf_reserve(b, 2 * DR_DIGITS + 1, err);
    if (s != DRAAD_OK)
        return s;
    b->len += dr_digits_show(start, b->data + b->len);
    b->data[b->len++] = '-';
    b->len += dr_digits_show(end, b->data + b->len);
    return DRAAD_OK;
}

draad_status dr_ids_begin(dr_buf *name, const draad_str *parts, size_t n, draad_cp start, draad_cp end,
                          draad_error *err)
{
    draad_status s = DRAAD_OK;
    name->len = 0;
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        if ((s = dr_buf_put(name, parts[i], err)) == DRAAD_OK)
            s = dr_buf_put_char(name, '\n', err);
    return s == DRAAD_OK ? dr_ids_stretch(name, start.value, end.value, err) : s;
}

draad_status dr_ids_segment(dr_uuids *u, dr_buf *name, draad_str sha256, draad_cp start, draad_cp end, dr_uuid *out,
                            draad_error *err)
{
    const draad_status s = dr_ids_begin(name, &sha256, 1, start, end, err);
    return s == DRAAD_OK ? dr_uuids_of(u, dr_buf_str(name), out, err) : s;
}

draad_status dr_ids_coding(dr_uuids *u, dr_buf *name, const draad_project *p, draad_str sha256, const dr_coding *c,
                           dr_uuid *out, draad_error *err)
{
    const draad_str parts[] = {DR_STR("\n"), p->codes.at[c->code].id, DR_STR("\n"), p->coders.at[c->coder]};
    draad_status s = dr_ids_begin(name, &sha256, 1, c->start, c->end, err);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof parts / sizeof *parts; i++)
        s = dr_buf_put(name, parts[i], err);
    return s == DRAAD_OK ? dr_uuids_of(u, dr_buf_str(name), out, err) : s;
}
