/* SPDX-License-Identifier: Apache-2.0
 * add_folder.c - codings of another result folder.
 * Knows: loaded projects, texts.  Does not know: what is compared. */
#include "exchange/adder.h"
#include "exchange/result.h"

/* Is a document the same?  When its source is; or its text, which a Word file still has when it comes back from another
 * program as plain text.  Without both texts, it is not. */
static draad_status ask_same(dr_adder *a, dr_texts *theirs, const dr_coded *from, const dr_coded *to, bool *same,
                             draad_error *err)
{
    const dr_quoted *there = NULL, *here = NULL;
    draad_error why;
    draad_status s = DRAAD_OK;
    *same = dr_str_equal(to->sha256, from->sha256);
    if (!*same)
        s = dr_texts_of(theirs, from, &there, &why, err);
    if (s == DRAAD_OK && there != NULL)
        s = dr_texts_of(&a->texts, to, &here, &why, err);
    if (s == DRAAD_OK && here != NULL)
        *same = dr_str_equal(here->text, there->text);
    return s;
}

static draad_status add_document(dr_adder *a, dr_texts *theirs, const dr_coded *from, const dr_other_names *n,
                                 draad_error *err)
{
    dr_coded *to = dr_adder_document(a, from->id);
    bool same = false;
    draad_status s = to != NULL ? ask_same(a, theirs, from, to, &same, err) : DRAAD_OK;
    if (s == DRAAD_OK && !same) {
        DR_TELL(a, 0,
                to == NULL ? "the document %.*s is not in this result: its codings are left out"
                           : "the document %.*s has other contents there: its codings are left out",
                DR_ARG(from->id));
        return DRAAD_OK;
    }
    for (size_t i = 0; s == DRAAD_OK && i < from->nreaders; i++)
        s = dr_coded_read_by(to, n->coders[from->readers[i]], err);
    for (size_t i = 0; s == DRAAD_OK && i < from->ncodings; i++) {
        const dr_coding *c = &from->codings[i];
        if (n->codes[c->code] != DRAAD_NONE)
            s = dr_adder_add(a, to, n->coders[c->coder], n->codes[c->code], c->start.value, c->end.value, c, err);
    }
    return s;
}

draad_status dr_add_folder(dr_adder *a, draad_error *err)
{
    draad_project *other = NULL;
    dr_other_names n = {0};
    draad_status s = dr_adder_name_program(a, dr_adder_base_name(a->path), err);
    if (s == DRAAD_OK)
        s = draad_project_load(a->path, &a->p->report, &other, err);
    if (s != DRAAD_OK)
        return s;
    s = dr_other_codes(a, other, &n, err);
    if (s == DRAAD_OK && (n.coders = dr_alloc_zero(other->coders.n, sizeof *n.coders)) == NULL)
        s = dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < other->coders.n; i++)
        s = dr_adder_coder(a, other->coders.at[i], &n.coders[i], err);
    dr_texts theirs = {.p = other};
    for (size_t i = 0; s == DRAAD_OK && i < other->ndocuments; i++)
        s = add_document(a, &theirs, &other->documents[i], &n, err);
    dr_texts_free(&theirs);
    dr_other_names_free(&n);
    draad_project_free(other);
    return s;
}
