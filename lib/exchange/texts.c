/* SPDX-License-Identifier: Apache-2.0
 * texts.c - the texts of a project that was read from a result folder, when something has to be looked up in them.
 * Knows: where texts come from.  Does not know: what is looked up. */
#include "exchange/texts.h"
#include "exchange/result.h"
#include "base/utf8.h"

/* The manifest; and the places that were named for the sources, as those of the project. */
static draad_status open_result(dr_texts *t, draad_error *err)
{
    const draad_project *p = t->p;
    const char **named = dr_alloc_zero(p->sources.n, sizeof *named);
    t->of = dr_alloc_zero(p->ndocuments, sizeof *t->of);
    t->tried = dr_alloc_zero(p->ndocuments, sizeof *t->tried);
    if (named == NULL || t->of == NULL || t->tried == NULL) {
        dr_free(named);
        return dr_no_memory(err);
    }
    for (size_t i = 0; i < p->sources.n; i++)
        named[i] = p->sources.at[i].path.data;
    t->opened = p->made.dir.data != NULL
                    ? dr_again_open(&t->again, p->made.dir.data, named, p->sources.n, &p->report, &t->why)
                    : dr_fail(&t->why, DRAAD_E_USAGE, dr_place_of(NULL), "is no result folder: it holds no readable %s",
                              DR_MANIFEST_NAME);
    dr_free(named);
    return t->opened == DRAAD_E_MEMORY ? dr_no_memory(err) : DRAAD_OK;
}

static draad_status read_text(dr_texts *t, const dr_coded *d, dr_quoted *out, draad_error *err)
{
    draad_document *doc = NULL;
    draad_status s = t->opened == DRAAD_OK ? dr_again_read(&t->again, d, &doc, err) : t->opened;
    if (s != DRAAD_OK)
        return s;
    const draad_str text = dr_arena_str(&t->arena, draad_document_text(doc));
    draad_document_free(doc);
    return text.data != NULL ? dr_quoted_of(text, out, err) : dr_no_memory(err);
}

draad_status dr_texts_of(dr_texts *t, const dr_coded *d, const dr_quoted **out, draad_error *why, draad_error *err)
{
    const size_t i = (size_t)(d - t->p->documents);
    *out = NULL;
    *why = (draad_error){0};
    if (t->of == NULL) {
        const draad_status s = open_result(t, err);
        if (s != DRAAD_OK)
            return s;
    }
    if (!t->tried[i]) {
        draad_error own = t->why;
        const draad_status s = read_text(t, d, &t->of[i], &own);
        if (s == DRAAD_E_MEMORY)
            return dr_no_memory(err);
        if (s != DRAAD_OK)
            *why = own;
        t->tried[i] = true;
    }
    if (t->of[i].text.data != NULL)
        *out = &t->of[i];
    return DRAAD_OK;
}

void dr_texts_free(dr_texts *t)
{
    for (size_t i = 0; t->of != NULL && i < t->p->ndocuments; i++)
        dr_quoted_free(&t->of[i]);
    dr_free(t->of);
    dr_free(t->tried);
    dr_again_free(&t->again);
    dr_arena_free(&t->arena);
}

draad_status dr_texts_find(const dr_quoted *q, draad_str passage, size_t which, size_t *n, draad_cp *start,
                           draad_cp *end, draad_error *err)
{
    draad_range r = {0, 0};
    const draad_status s = dr_quoted_find(q, passage, which, n, &r, err);
    if (s == DRAAD_OK && *n > which) {
        start->value = (uint32_t)dr_utf8_count((draad_str){q->text.data, r.start});
        end->value = start->value + (uint32_t)dr_utf8_count((draad_str){q->text.data + r.start, r.end - r.start});
    }
    return s;
}
