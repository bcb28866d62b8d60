/* SPDX-License-Identifier: Apache-2.0
 * by_hand.c - codings and memos of people.
 * Knows: projects whose texts are here.  Does not know: rules, files. */
#include "coding/by_hand.h"
#include "coding/code.h"
#include "coding/describe.h"

/* The document of something that is added by hand; and its range, which may be empty when `place`. */
static draad_status find_range(const draad_project *p, draad_str document, draad_cp start, draad_cp end, bool place,
                               dr_coded **out, draad_error *err)
{
    dr_place nowhere = dr_place_of(NULL);
    dr_coded *d = *out = NULL;
    for (size_t i = 0; i < p->ndocuments && d == NULL; i++)
        if (dr_str_equal(p->documents[i].id, document))
            d = &p->documents[i];
    if (d == NULL || d->doc == NULL)
        return dr_fail(err, DRAAD_E_USAGE, nowhere, "the document \"%.*s\" is not here, or its text is gone",
                       DR_ARG(document));
    uint32_t ncps = draad_document_cp(d->doc, (draad_byte)d->doc->text.len).value;
    if (start.value > end.value || (start.value == end.value && !place) || end.value > ncps)
        return dr_fail(err, DRAAD_E_USAGE, nowhere, "the range %u-%u is empty or outside the text of %u code points",
                       start.value, end.value, ncps);
    *out = d;
    return DRAAD_OK;
}

draad_status dr_project_add_coding(draad_project *p, const dr_hand_coding *given, draad_error *err)
{
    dr_coded *d = NULL;
    dr_coding c = {.code = DRAAD_NONE};
    for (size_t i = 0; i < p->codes.n && c.code == DRAAD_NONE; i++)
        if (dr_str_equal(p->codes.at[i].id, given->code))
            c.code = (uint32_t)i;
    if (c.code == DRAAD_NONE)
        return dr_fail(err, DRAAD_E_USAGE, dr_place_of(NULL), "there is no code \"%.*s\"", DR_ARG(given->code));
    draad_status s = find_range(p, given->document, given->start, given->end, false, &d, err);
    if (s != DRAAD_OK)
        return s;
    c.range = (draad_range){draad_document_byte(d->doc, given->start), draad_document_byte(d->doc, given->end)};
    c.coder = dr_project_coder(p, given->coder);
    dr_project_changed(p);
    s = c.coder != DRAAD_NONE ? dr_coding_describe(d, &c, err) : dr_no_memory(err);
    if (s == DRAAD_OK && given->rules.len > 0 && (c.rules = dr_arena_str(&d->arena, given->rules)).data == NULL)
        s = dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_coded_read_by(d, c.coder, err);
    return s == DRAAD_OK ? dr_coded_add(d, &c, err) : s;
}

draad_status draad_project_add_coding(draad_project *p, draad_str document, draad_cp start, draad_cp end,
                                      draad_str code, draad_str coder, draad_error *err)
{
    return dr_project_add_coding(p, &(dr_hand_coding){document, start, end, code, coder, {"", 0}}, err);
}

draad_status draad_project_add_memo(draad_project *p, draad_str document, draad_cp start, draad_cp end,
                                    draad_str author, draad_str date, draad_str memo, draad_error *err)
{
    dr_coded *d = NULL;
    draad_status s = find_range(p, document, start, end, true, &d, err);
    if (s != DRAAD_OK)
        return s;
    dr_memo m = {.range = {draad_document_byte(d->doc, start), draad_document_byte(d->doc, end)},
                 .author = author,
                 .date = date,
                 .memo = memo,
                 .by_hand = true};
    s = dr_memo_describe(d, &m, err);
    return s == DRAAD_OK ? dr_coded_add_memo(d, &m, err) : s;
}
