/* SPDX-License-Identifier: Apache-2.0
 * view.c - a project as a table wants to see it.
 * Every coding is taken, or not, under the codes it counts for: its own, that of an ancestor, or all of these.  What
 * is made is a project of its own, so that whatever counts need not know of views.
 * Knows: codes and codings.  Does not know: what is counted with them. */
#include "analysis/view.h"
#include "analysis/counts.h"
#include "coding/code_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct viewer {
    const draad_project *p;
    const draad_table_options *o;
    draad_project *view;
    uint32_t coder;   /* DRAAD_NONE: all */
    uint32_t where;   /* an attribute of the cases; DRAAD_NONE: all documents */
    size_t room;      /* for matches of the document at hand */
    bool *is_wanted;  /* for each code of p */
    uint32_t *number; /* its number in the view; DRAAD_NONE: it is not there */
} viewer;

bool dr_is_above(const draad_project *p, uint32_t above, uint32_t below)
{
    for (uint32_t c = p->codes.at[below].parent; c != DRAAD_NONE; c = p->codes.at[c].parent)
        if (c == above)
            return true;
    return false;
}

void dr_rollup_words(const draad_table_options *o, char *out)
{
    if (o->rollup == DRAAD_ROLLUP_LEVEL)
        snprintf(out, DR_ROLLUP_WORDS, "level %u", o->level);
    else
        snprintf(out, DR_ROLLUP_WORDS, "%s", o->rollup == DRAAD_ROLLUP_ALL ? "all levels" : "leaf");
}

/* ---- Codes ------------------------------------------------------------------------------------------------- */

/* Marks a code and those below it, or all codes of a codebook: the level of the highest. */
static uint32_t want(viewer *v, dr_code_choice choice)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < v->p->codes.n; i++) {
        const dr_project_code *c = &v->p->codes.at[i];
        const bool named = dr_code_is_chosen(v->p, choice, i);
        v->is_wanted[i] |= named || (c->parent != DRAAD_NONE && v->is_wanted[c->parent] && found > 0);
        if (named && (found == 0 || c->level < found))
            found = c->level;
    }
    return found;
}

static draad_status choose(viewer *v, draad_error *err)
{
    for (size_t i = 0; i < v->o->nonly; i++) {
        dr_code_choice choice;
        const draad_status s = dr_code_choose(v->p, v->o->only[i], true, &choice, err);
        if (s != DRAAD_OK)
            return s;
        const uint32_t level = want(v, choice);
        if (v->o->rollup == DRAAD_ROLLUP_LEVEL && level > v->o->level) /* the code it would become is not asked for */
            return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "'%s' lies below level %u, to which codes are rolled up",
                           v->o->only[i], v->o->level);
    }
    for (size_t i = 0; v->o->nonly == 0 && i < v->p->codes.n; i++)
        v->is_wanted[i] = true;
    return DRAAD_OK;
}

static draad_status choose_coder(viewer *v, draad_error *err)
{
    v->coder = DRAAD_NONE;
    if (v->o->coder == NULL)
        return DRAAD_OK;
    for (uint32_t i = 0; i < v->p->coders.n; i++)
        if (dr_str_is(v->p->coders.at[i], v->o->coder))
            v->coder = i;
    return v->coder != DRAAD_NONE
               ? DRAAD_OK
               : dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "there is no coder '%s' in this result", v->o->coder);
}

/* The codes of the view: those that are wanted, none below the level of the roll-up. */
static draad_status copy_codes(viewer *v, draad_error *err)
{
    if (!dr_vec_reserve(&v->view->codes, v->p->codes.n))
        return dr_no_memory(err);
    for (uint32_t i = 0; i < v->p->codes.n; i++) {
        dr_project_code c = v->p->codes.at[i];
        v->number[i] = DRAAD_NONE;
        if (!v->is_wanted[i] || (v->o->rollup == DRAAD_ROLLUP_LEVEL && c.level > v->o->level))
            continue;
        c.parent = c.parent != DRAAD_NONE ? v->number[c.parent] : DRAAD_NONE; /* parents come first */
        v->number[i] = (uint32_t)v->view->codes.n;
        v->view->codes.at[v->view->codes.n++] = c;
    }
    return DRAAD_OK;
}

/* ---- Codings ----------------------------------------------------------------------------------------------- */

static int compare_codings(const void *one, const void *other)
{
    const dr_coding *a = one, *b = other;
    if (a->range.start != b->range.start)
        return a->range.start < b->range.start ? -1 : 1;
    if (a->range.end != b->range.end)
        return a->range.end < b->range.end ? -1 : 1;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return (a->coder > b->coder) - (a->coder < b->coder);
}

/* Adds a coding or a match of a project's code to a document of the view, under the code `code` of the project. */
typedef draad_status adder(viewer *v, dr_coded *d, const void *what, uint32_t code, draad_error *err);

static draad_status add_coding(viewer *v, dr_coded *d, const void *what, uint32_t code, draad_error *err)
{
    if (v->number[code] == DRAAD_NONE)
        return DRAAD_OK;
    if (!dr_vec_grow((void **)&d->codings, &d->room_codings, d->ncodings, 1, sizeof *d->codings))
        return dr_no_memory(err);
    d->codings[d->ncodings] = *(const dr_coding *)what;
    d->codings[d->ncodings++].code = v->number[code];
    return DRAAD_OK;
}

static draad_status add_match(viewer *v, dr_coded *d, const void *what, uint32_t code, draad_error *err)
{
    if (v->number[code] == DRAAD_NONE)
        return DRAAD_OK;
    if (!dr_vec_grow((void **)&d->matches, &v->room, d->nmatches, 1, sizeof *d->matches))
        return dr_no_memory(err);
    d->matches[d->nmatches] = *(const dr_match *)what;
    d->matches[d->nmatches++].code = v->number[code];
    return DRAAD_OK;
}

/* Under every code that it counts for. */
static draad_status add_rolled(viewer *v, dr_coded *d, const void *what, uint32_t own, adder *add, draad_error *err)
{
    uint32_t code = own;
    if (v->o->rollup == DRAAD_ROLLUP_LEVEL)
        while (v->p->codes.at[code].level > v->o->level)
            code = v->p->codes.at[code].parent;
    draad_status s = v->is_wanted[own] ? add(v, d, what, code, err) : DRAAD_OK;
    if (v->o->rollup == DRAAD_ROLLUP_ALL)
        for (code = v->p->codes.at[code].parent; s == DRAAD_OK && code != DRAAD_NONE;
             code = v->p->codes.at[code].parent)
            s = add(v, d, what, code, err);
    return s;
}

/* Of the matches only those that were blocked: those of codings are in their rules. */
static draad_status copy_document(viewer *v, const dr_coded *from, dr_coded *to, draad_error *err)
{
    draad_status s = DRAAD_OK;
    *to = *from;
    to->codings = NULL;
    to->ncodings = to->room_codings = 0;
    to->matches = NULL;
    to->match_order = NULL;
    to->nmatches = v->room = 0;
    for (size_t i = 0; s == DRAAD_OK && i < from->ncodings; i++)
        if (v->coder == DRAAD_NONE || from->codings[i].coder == v->coder)
            s = add_rolled(v, to, &from->codings[i], from->codings[i].code, add_coding, err);
    for (size_t i = 0; s == DRAAD_OK && i < from->nmatches; i++)
        if (from->matches[i].blocked_by.len > 0)
            s = add_rolled(v, to, &from->matches[i], from->matches[i].code, add_match, err);
    if (s == DRAAD_OK && to->ncodings > 0)
        qsort(to->codings, to->ncodings, sizeof *to->codings, compare_codings);
    return s;
}

/* Does the document as a whole have the value that is asked for? */
static bool has_value(const viewer *v, const dr_coded *d)
{
    const dr_case_row *row = dr_cases_find(&v->p->cases, d->id, (draad_str){0});
    return row != NULL && dr_str_is(row->values[v->where], v->o->where[1]);
}

static draad_status copy_documents(viewer *v, draad_error *err)
{
    draad_status s = DRAAD_OK;
    v->view->documents = dr_alloc_zero(v->p->ndocuments, sizeof *v->view->documents);
    if (v->view->documents == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < v->p->ndocuments; i++)
        if (v->where == DRAAD_NONE || has_value(v, &v->p->documents[i]))
            s = copy_document(v, &v->p->documents[i], &v->view->documents[v->view->ndocuments++], err);
    if (s == DRAAD_OK && v->where != DRAAD_NONE && v->view->ndocuments == 0) /* misspelt, or nobody's */
        s = dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "no document has the value '%s' of '%s'", v->o->where[1],
                    v->o->where[0]);
    return s;
}

/* ---- All --------------------------------------------------------------------------------------------------- */

draad_status dr_view_new(const draad_project *p, const draad_table_options *options, draad_project **out,
                         draad_error *err)
{
    viewer v = {.p = p, .o = options, .where = DRAAD_NONE};
    *out = NULL;
    if (options->rollup == DRAAD_ROLLUP_LEVEL && options->level == 0)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "codes are rolled up to level 1 or further down");
    v.view = dr_alloc_zero(1, sizeof *v.view);
    v.is_wanted = dr_alloc_zero(p->codes.n, sizeof *v.is_wanted);
    v.number = dr_alloc_zero(p->codes.n, sizeof *v.number);
    draad_status s = v.view != NULL && v.is_wanted != NULL && v.number != NULL ? DRAAD_OK : dr_no_memory(err);
    if (s == DRAAD_OK) {
        v.view->report = p->report;
        v.view->coding = p->coding;
        v.view->cases = p->cases;
        v.view->made = p->made;
        v.view->squares = p->squares; /* only of all codes: see kinds.c */
        v.view->coders.at = p->coders.at;
        v.view->coders.n = p->coders.n;
        v.view->rules.at = p->rules.at;
        v.view->rules.n = p->rules.n;
        s = choose(&v, err);
    }
    if (s == DRAAD_OK)
        s = choose_coder(&v, err);
    if (s == DRAAD_OK && options->where[0] != NULL)
        s = dr_group_attribute(p, options->where[0], &v.where, err);
    if (s == DRAAD_OK)
        s = copy_codes(&v, err);
    if (s == DRAAD_OK)
        s = copy_documents(&v, err);
    dr_free(v.is_wanted);
    dr_free(v.number);
    if (s != DRAAD_OK)
        dr_view_free(v.view);
    else
        *out = v.view;
    return s;
}

void dr_view_free(draad_project *view)
{
    if (view == NULL)
        return;
    for (size_t i = 0; i < view->ndocuments; i++) {
        dr_free(view->documents[i].codings);
        dr_free(view->documents[i].matches);
    }
    dr_free(view->documents);
    dr_vec_free(&view->codes);
    dr_project_changed(view);
    dr_free(view);
}
