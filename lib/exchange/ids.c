/* SPDX-License-Identifier: Apache-2.0
 * ids.c - ids that are made of what they name.
 * Knows: codings and where they stand.  Does not know: columns, files. */
#include "exchange/ids.h"

/* Without printf: this is done for every word of every match. */
draad_status dr_put_stretch(dr_buf *b, dr_stretch w, draad_error *err)
{
    char out[24];
    size_t at = sizeof out;
    do
        out[--at] = (char)('0' + w.end % 10);
    while ((w.end /= 10) > 0);
    out[--at] = '-';
    do
        out[--at] = (char)('0' + w.start % 10);
    while ((w.start /= 10) > 0);
    return dr_buf_put(b, (draad_str){out + at, sizeof out - at}, err);
}

draad_status dr_id_begin(dr_buf *name, const draad_str *parts, size_t n, draad_cp start, draad_cp end, draad_error *err)
{
    draad_status s = DRAAD_OK;
    name->len = 0;
    for (size_t i = 0; s == DRAAD_OK && i < n; i++)
        if ((s = dr_buf_put(name, parts[i], err)) == DRAAD_OK)
            s = dr_buf_put_char(name, '\n', err);
    return s == DRAAD_OK ? dr_put_stretch(name, (dr_stretch){start.value, end.value}, err) : s;
}

draad_status dr_segment_id(dr_uuids *u, const dr_coded *d, const dr_coding *c, dr_buf *scratch, dr_uuid *out,
                           draad_error *err)
{
    draad_status s = dr_id_begin(scratch, &d->sha256, 1, c->start, c->end, err);
    return s == DRAAD_OK ? dr_uuids_of(u, dr_buf_str(scratch), out, err) : s;
}

draad_status dr_coding_id(dr_uuids *u, const draad_project *p, const dr_coded *d, const dr_coding *c, dr_buf *scratch,
                          dr_uuid *out, draad_error *err)
{
    const draad_str parts[] = {DR_STR("\n"), p->codes.at[c->code].id, DR_STR("\n"), p->coders.at[c->coder]};
    draad_status s = dr_id_begin(scratch, &d->sha256, 1, c->start, c->end, err);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof parts / sizeof *parts; i++)
        s = dr_buf_put(scratch, parts[i], err);
    return s == DRAAD_OK ? dr_uuids_of(u, dr_buf_str(scratch), out, err) : s;
}
