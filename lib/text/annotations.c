/* SPDX-License-Identifier: Apache-2.0
 * annotations.c - what a source says beside its text, in order and to be asked.
 * Knows: ranges, kinds.  Does not know: file formats. */
#include "text/document.h"

#include <stdlib.h>
#include <string.h>

static bool keep_str(draad_document *doc, draad_str *s)
{
    if (s->len == 0)
        return true;
    *s = dr_arena_str(&doc->arena, *s);
    return s->data != NULL;
}

static int by_range(const void *x, const void *y)
{
    const draad_annotation *a = x, *b = y;
    if (a->range.start != b->range.start)
        return a->range.start < b->range.start ? -1 : 1;
    if (a->range.end != b->range.end)
        return a->range.end < b->range.end ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->text.data > b->text.data) - (a->text.data < b->text.data); /* in one block, in the source's order */
}

draad_status dr_annotations_keep(draad_document *doc, const dr_source_text *source, draad_error *err)
{
    size_t nbytes = 0, n = source->annotations.n;
    for (size_t i = 0; i < n; i++)
        nbytes += source->annotations.at[i].text.len + 1;
    char *texts = dr_arena_alloc(&doc->arena, nbytes + 1);
    doc->annotations = dr_arena_alloc(&doc->arena, (n + 1) * sizeof *doc->annotations);
    doc->numbers = dr_arena_alloc(&doc->arena, (n + 1) * sizeof *doc->numbers);
    if (texts == NULL || doc->annotations == NULL || doc->numbers == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < n; i++) {
        draad_annotation *a = &doc->annotations[i];
        *a = source->annotations.at[i];
        if (!keep_str(doc, &a->author) || !keep_str(doc, &a->date))
            return dr_no_memory(err);
        if (a->text.len > 0)
            memcpy(texts, a->text.data, a->text.len);
        a->text.data = texts;
        texts += a->text.len + 1;
    }
    qsort(doc->annotations, n, sizeof *doc->annotations, by_range);
    doc->nannotations = n;
    for (uint32_t i = 0; i < n; i++)
        if (doc->annotations[i].kind == DRAAD_ANNOTATION_NUMBER)
            doc->numbers[doc->nnumbers++] = i;
    return DRAAD_OK;
}

draad_str dr_annotations_number_at(const draad_document *doc, draad_byte at)
{
    size_t low = 0, high = doc->nnumbers; /* the first that begins behind `at` */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (doc->annotations[doc->numbers[middle]].range.start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    const draad_annotation *a = low > 0 ? &doc->annotations[doc->numbers[low - 1]] : NULL;
    return a != NULL && at < a->range.end ? a->text : (draad_str){"", 0};
}

size_t draad_document_annotations(const draad_document *doc)
{
    return doc->nannotations;
}

draad_annotation draad_document_annotation(const draad_document *doc, size_t i)
{
    return doc->annotations[i];
}

const char *draad_annotation_name(draad_annotation_kind kind)
{
    static const char *const names[DRAAD_ANNOTATION_KINDS] = {"comment", "footnote", "endnote", "number"};
    return names[kind];
}
