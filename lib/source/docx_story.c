/* SPDX-License-Identifier: Apache-2.0
 * docx_story.c - a text that grows while a DOCX is read, and the places in it. */
#include "source/docx_story.h"

#include <assert.h>
#include <string.h>

static draad_status take_places(dr_docx_places *to, const dr_docx_places *from, size_t shift, draad_error *err)
{
    if (from->n > 0 && !dr_vec_reserve(to, from->n))
        return dr_no_memory(err);
    for (size_t i = 0; i < from->n; i++)
        to->at[to->n++] = (dr_docx_place){from->at[i].at + shift, from->at[i].number};
    return DRAAD_OK;
}

static draad_status put_boxes(dr_docx_story *s, draad_error *err)
{
    draad_status status = take_places(&s->places, &s->box_places, s->text.len, err);
    if (status == DRAAD_OK)
        status = dr_buf_put(&s->text, dr_buf_str(&s->boxes), err);
    s->boxes.len = 0;
    s->box_places.n = 0;
    return status;
}

draad_status dr_docx_end_line(dr_docx_story *s, draad_error *err)
{
    draad_status status = dr_buf_put_char(&s->text, '\n', err);
    if (status == DRAAD_OK)
        status = put_boxes(s, err);
    s->owed = NO_LINE_END;
    return status;
}

draad_status dr_docx_end_owed_line(dr_docx_story *s, draad_error *err)
{
    return s->owed != NO_LINE_END ? dr_docx_end_line(s, err) : DRAAD_OK;
}

draad_status dr_docx_end_line_before_table(dr_docx_story *s, draad_error *err)
{
    bool is_empty = s->text.len == 0 || s->text.data[s->text.len - 1] == '\n';
    if (s->owed != MAYBE_LINE_END || !is_empty)
        return dr_docx_end_owed_line(s, err);
    s->owed = NO_LINE_END; /* a paragraph that was taken out, with its mark */
    return put_boxes(s, err);
}

draad_status dr_docx_mark(dr_docx_story *s, uint32_t number, draad_error *err)
{
    dr_docx_place *place = dr_vec_push(&s->places);
    if (place == NULL)
        return dr_no_memory(err);
    *place = (dr_docx_place){s->text.len, number};
    return DRAAD_OK;
}

void dr_docx_cut(dr_docx_story *s, size_t len)
{
    s->text.len = len;
    for (size_t i = s->places.n; i > 0 && s->places.at[i - 1].at > len; i--)
        s->places.at[i - 1].at = len;
}

void dr_docx_trim(dr_docx_story *s, size_t start)
{
    assert(start <= s->text.len);
    if (start == s->text.len)
        return;
    draad_str all = {s->text.data + start, s->text.len - start};
    draad_str kept = dr_str_trim(all);
    size_t lead = kept.len > 0 ? (size_t)(kept.data - all.data) : 0;
    if (kept.len == all.len)
        return;
    if (kept.len > 0)
        memmove(s->text.data + start, kept.data, kept.len);
    for (size_t i = s->places.n; i > 0 && s->places.at[i - 1].at > start; i--)
        s->places.at[i - 1].at = s->places.at[i - 1].at > start + lead ? s->places.at[i - 1].at - lead : start;
    dr_docx_cut(s, start + kept.len);
}

draad_status dr_docx_keep_box(dr_docx_story *outer, const dr_docx_story *box, bool *at_once, draad_error *err)
{
    draad_status s = take_places(&outer->box_places, &box->places, outer->boxes.len, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&outer->boxes, dr_buf_str(&box->text), err);
    *at_once = !outer->in_paragraph && outer->owed == NO_LINE_END && box->text.len > 0;
    return s == DRAAD_OK && *at_once ? put_boxes(outer, err) : s;
}

void dr_docx_move_places(dr_docx_story *s, size_t base, const dr_docx_move *moves, size_t nmoves)
{
    size_t first = s->places.n, m = 0;
    while (first > 0 && s->places.at[first - 1].at >= base)
        first--;
    for (size_t i = first; i < s->places.n; i++) {
        size_t at = s->places.at[i].at;
        while (m + 1 < nmoves && moves[m + 1].start <= at)
            m++;
        if (nmoves == 0 || at < moves[m].start)
            s->places.at[i].at = base;
        else
            s->places.at[i].at = moves[m].to + (at < moves[m].end ? at : moves[m].end) - moves[m].start;
    }
}

void dr_docx_story_free(dr_docx_story *s)
{
    dr_buf_free(&s->text);
    dr_buf_free(&s->boxes);
    dr_vec_free(&s->places);
    dr_vec_free(&s->box_places);
    dr_vec_free(&s->fields);
}
