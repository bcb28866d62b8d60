/* SPDX-License-Identifier: Apache-2.0
 * docx_annotations.c - comments, anchors of notes and numbers of paragraphs, as they are met in a DOCX. */
#include "source/docx_annotations.h"

#include <stdlib.h>

enum { MET_MAX = 1000000, COMMENTS_MAX = 100000 };

static draad_status too_many(const dr_docx_annotations *a, int most, draad_error *err)
{
    return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(a->name), "more than %d comments, notes or numbers", most);
}

draad_status dr_docx_new_place(dr_docx_annotations *a, dr_docx_story *s, uint32_t *number, draad_error *err)
{
    *number = a->nplaces;
    draad_status status = dr_docx_mark(s, *number, err);
    a->nplaces += status == DRAAD_OK;
    return status;
}

draad_status dr_docx_meet(dr_docx_annotations *a, dr_docx_mets *list, dr_docx_met met, draad_error *err)
{
    if (list->n == MET_MAX && list != &a->bold) /* each line may begin in bold; paragraphs have a limit of their own */
        return too_many(a, MET_MAX, err);
    dr_docx_met *slot = dr_vec_push(list);
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = met;
    slot->order = (uint32_t)list->n;
    return DRAAD_OK;
}

draad_status dr_docx_add_comment(dr_docx_annotations *a, dr_docx_comment comment, draad_error *err)
{
    if (a->comments.n == COMMENTS_MAX)
        return too_many(a, COMMENTS_MAX, err);
    dr_docx_comment *slot = dr_vec_push(&a->comments);
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = comment;
    return DRAAD_OK;
}

/* ---- Joining --------------------------------------------------------------------------------------------- */

static int by_id(const void *x, const void *y)
{
    const dr_docx_met *a = x, *b = y;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static void sort(dr_docx_mets *list)
{
    if (list->n > 1)
        qsort(list->at, list->n, sizeof *list->at, by_id);
}

/* The first of `list`, which is sorted, with this kind and id; list->n when there is none. */
static size_t find(const dr_docx_mets *list, draad_annotation_kind kind, int64_t id)
{
    size_t low = 0, high = list->n;
    dr_docx_met key = {.kind = kind, .id = id};
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (by_id(&list->at[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->n && list->at[low].kind == kind && list->at[low].id == id ? low : list->n;
}

static draad_status add(dr_source_text *out, draad_annotation annotation, draad_error *err)
{
    draad_annotation *slot = dr_vec_push(&out->annotations);
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = annotation;
    return DRAAD_OK;
}

/* From the first start to the last end; a side that is missing is where the reference stands. */
static draad_range range_of_comment(const dr_docx_annotations *a, const draad_byte *places, int64_t id)
{
    bool started = false, ended = false;
    draad_range r = {0, 0}, reference = {0, 0};
    for (size_t i = find(&a->met, DRAAD_ANNOTATION_COMMENT, id);
         i < a->met.n && a->met.at[i].kind == DRAAD_ANNOTATION_COMMENT && a->met.at[i].id == id; i++) {
        draad_byte at = places[a->met.at[i].first];
        switch (a->met.at[i].side) {
        case MET_START:
            r.start = started ? r.start : at;
            started = true;
            break;
        case MET_END:
            r.end = at;
            ended = true;
            break;
        default:
            reference = (draad_range){at, at};
        }
    }
    if (!started)
        return reference;
    if (!ended)
        r.end = reference.end;
    r.end = r.end > r.start ? r.end : r.start;
    return r;
}

/* Without white space at its ends: a note has a line end, and often a tab behind its mark. */
static draad_range trimmed(const dr_docx_story *body, draad_range r)
{
    draad_str whole = {body->text.data + r.start, r.end - r.start}, text = dr_str_trim(whole);
    draad_byte start = text.len > 0 ? r.start + (draad_byte)(text.data - whole.data) : r.start;
    return (draad_range){start, start + (draad_byte)text.len};
}

/* What was met in the text but comments, which are known by their texts. */
static draad_status add_met(const dr_docx_annotations *a, const draad_byte *places, const dr_docx_story *body,
                            dr_source_text *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < a->met.n && s == DRAAD_OK; i++) {
        const dr_docx_met *m = &a->met.at[i];
        draad_annotation annotation = {.kind = m->kind, .range = {places[m->first], places[m->last]}, .text = m->text};
        if (m->kind == DRAAD_ANNOTATION_COMMENT)
            continue;
        if (m->kind != DRAAD_ANNOTATION_NUMBER) {
            size_t note = find(&a->notes, m->kind, m->id);
            if (note < a->notes.n)
                annotation.note =
                    trimmed(body, (draad_range){places[a->notes.at[note].first], places[a->notes.at[note].last]});
        }
        s = add(out, annotation, err);
    }
    return s;
}

static int by_start(const void *x, const void *y)
{
    const draad_range *a = x, *b = y;
    return (a->start > b->start) - (a->start < b->start);
}

static draad_status add_bold(const dr_docx_annotations *a, const draad_byte *places, dr_source_text *out,
                             draad_error *err)
{
    size_t n = 0;
    if (a->bold.n == 0)
        return DRAAD_OK;
    if (!dr_vec_reserve(&out->bold, a->bold.n))
        return dr_no_memory(err);
    for (size_t i = 0; i < a->bold.n; i++)
        out->bold.at[i] = (draad_range){places[a->bold.at[i].first], places[a->bold.at[i].last]};
    qsort(out->bold.at, a->bold.n, sizeof *out->bold.at, by_start);
    for (size_t i = 0; i < a->bold.n; i++) {
        draad_range r = out->bold.at[i];
        if (r.end > r.start && (n == 0 || out->bold.at[n - 1].end <= r.start))
            out->bold.at[n++] = r;
    }
    out->bold.n = n;
    return DRAAD_OK;
}

draad_status dr_docx_annotate(dr_docx_annotations *a, const dr_docx_story *body, dr_source_text *out, draad_error *err)
{
    draad_byte *places = dr_alloc_zero((size_t)a->nplaces + 1, sizeof *places);
    if (places == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < body->places.n; i++)
        places[body->places.at[i].number] = (draad_byte)body->places.at[i].at;
    sort(&a->met);
    sort(&a->notes);
    draad_status s = add_bold(a, places, out, err);
    if (s == DRAAD_OK)
        s = add_met(a, places, body, out, err);
    for (size_t i = 0; i < a->comments.n && s == DRAAD_OK; i++) {
        const dr_docx_comment *c = &a->comments.at[i];
        draad_range range = range_of_comment(a, places, c->id);
        s = add(out, (draad_annotation){DRAAD_ANNOTATION_COMMENT, range, {0, 0}, c->author, c->date, c->text}, err);
    }
    dr_free(places);
    return s;
}

void dr_docx_annotations_free(dr_docx_annotations *a)
{
    dr_vec_free(&a->met);
    dr_vec_free(&a->notes);
    dr_vec_free(&a->bold);
    dr_vec_free(&a->comments);
}
