/* SPDX-License-Identifier: Apache-2.0
 * add_refi.c - codings of a project of REFI-QDA, whose texts may have changed in another program.
 * Knows: loaded projects, texts.  Does not know: elements of REFI-QDA, what is compared. */
#include "exchange/adder.h"
#include "exchange/refi_import.h"

#include <string.h>

/* Where a passage stands in the text there and in that here. */
typedef struct passage {
    dr_places there, here;
} passage;

/* A text that went through another program may be another: then what is coded is looked for by its words.  If they
 * stand there as often as here, the one that comes as the same in order is meant. */
typedef struct other_text {
    draad_str text;   /* there */
    dr_quoted quoted; /* the same, made ready when it is first needed */
    const dr_quoted *here;
    dr_map known; /* passages that were looked for, by their text */
    DR_VEC(passage) passages;
    bool same;
    size_t nfound; /* by their words */
} other_text;

static void free_text(other_text *t)
{
    for (size_t i = 0; i < t->passages.n; i++) {
        dr_vec_free(&t->passages.at[i].there);
        dr_vec_free(&t->passages.at[i].here);
    }
    dr_vec_free(&t->passages);
    dr_map_free(&t->known);
    dr_quoted_free(&t->quoted);
}

/* Of what is coded a thousand times ("Ja.") the places are looked for once. */
static draad_status look_up(other_text *t, draad_str text, passage **out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    const uint32_t known = dr_map_find(&t->known, text);
    *out = known != DRAAD_NONE ? &t->passages.at[known] : dr_vec_push(&t->passages);
    if (known != DRAAD_NONE)
        return s;
    uint32_t *slot = *out != NULL ? dr_map_slot(&t->known, text) : NULL;
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = (uint32_t)(t->passages.n - 1);
    if (t->quoted.text.data == NULL)
        s = dr_quoted_of(t->text, &t->quoted, err);
    if (s == DRAAD_OK)
        s = dr_quoted_find(&t->quoted, text, &(*out)->there, err);
    return s == DRAAD_OK ? dr_quoted_find(t->here, text, &(*out)->here, err) : s;
}

/* Which of the places is the coding?  Their number when it is none: it cuts words, and elsewhere stand whole ones. */
static size_t which_of(const dr_places *places, draad_range coded)
{
    size_t low = 0, high = places->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (places->at[middle].start < coded.start)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < places->n && places->at[low].start < coded.end)
        return low;
    return low > 0 && places->at[low - 1].end > coded.start ? low - 1 : places->n; /* one sign was folded with more */
}

static draad_status place_by_words(dr_adder *a, const dr_coded *from, other_text *t, const dr_coding *c,
                                   draad_cp *start, draad_cp *end, bool *found, draad_error *err)
{
    passage *p = NULL;
    *found = false;
    const draad_status s =
        look_up(t, (draad_str){t->text.data + c->range.start, c->range.end - c->range.start}, &p, err);
    if (s != DRAAD_OK)
        return s;
    const size_t which = which_of(&p->there, c->range);
    if (p->there.n == 0 || p->there.n != p->here.n)
        DR_TELL(a, 0, "a coded passage of %.*s stands %zu times in the text there and %zu times here: left out",
                DR_ARG(from->id), p->there.n, p->here.n);
    else if (which == p->there.n)
        DR_TELL(a, 0,
                "a coded passage of %.*s begins or ends inside a word, and stands elsewhere as whole words: left out",
                DR_ARG(from->id));
    else {
        *found = true;
        *start = dr_quoted_cp(t->here, p->here.at[which].start);
        *end = dr_quoted_cp(t->here, p->here.at[which].end);
        t->nfound++;
    }
    return DRAAD_OK;
}

static draad_status add_placed(dr_adder *a, dr_coded *to, const dr_coded *from, const dr_other_names *n, other_text *t,
                               draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < from->ncodings; i++) {
        const dr_coding *c = &from->codings[i];
        draad_cp start = c->start, end = c->end;
        bool found = t->same;
        if (n->codes[c->code] == DRAAD_NONE || n->coders[c->coder] == DRAAD_NONE)
            continue;
        if (!t->same)
            s = place_by_words(a, from, t, c, &start, &end, &found, err);
        if (s == DRAAD_OK && found)
            s = dr_adder_add(a, to, n->coders[c->coder], n->codes[c->code], start.value, end.value, t->same ? c : NULL,
                             err);
    }
    return s;
}

static draad_status add_other_document(dr_adder *a, const dr_coded *from, const dr_other_names *n, draad_error *err)
{
    dr_coded *to = dr_adder_document(a, from->id);
    other_text t = {.text = draad_document_text(from->doc)};
    if (to == NULL) {
        DR_TELL(a, 0, "the document %.*s is not in this result: its codings are left out", DR_ARG(from->id));
        return DRAAD_OK;
    }
    draad_status s = dr_adder_text(a, to, &t.here, err);
    if (s != DRAAD_OK)
        return s;
    if (t.here == NULL) {
        DR_TELL(a, 0, "the text of %.*s cannot be read again: its codings are left out", DR_ARG(to->id));
        return DRAAD_OK;
    }
    t.same = dr_str_equal(t.here->text, t.text);
    s = add_placed(a, to, from, n, &t, err);
    if (s == DRAAD_OK && !t.same && t.nfound > 0)
        dr_say(&a->p->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(a->path),
               "the text of %.*s is not quite the same there: %zu codings were placed by their words", DR_ARG(to->id),
               t.nfound);
    free_text(&t);
    return s;
}

static draad_status find_coders(dr_adder *a, const draad_project *other, dr_other_names *n, draad_error *err)
{
    draad_status s = DRAAD_OK;
    if ((n->coders = dr_alloc_zero(other->coders.n, sizeof *n->coders)) == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < other->coders.n; i++) {
        n->coders[i] = DRAAD_NONE;
        if (dr_coder_is_back(other->coders.at[i]))
            dr_say(&a->p->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(a->path),
                   "codings by %.*s are those of the rules, and left out: compare runs as result folders",
                   DR_ARG(other->coders.at[i]));
        else if (i > 0) /* the first is draad, who coded nothing there */
            s = dr_adder_coder(a, other->coders.at[i], &n->coders[i], err);
    }
    return s;
}

static bool has_codings(const dr_coded *d, const dr_other_names *n)
{
    for (size_t i = 0; i < d->ncodings; i++)
        if (n->coders[d->codings[i].coder] != DRAAD_NONE)
            return true;
    return false;
}

/* A project does not say who read what: what nobody coded in was read and found bare, or not read.  Taken as not read,
 * which can make coders agree more than they do. */
static void tell_bare(dr_adder *a, const draad_project *other, const dr_other_names *n)
{
    size_t nbare = 0;
    for (size_t i = 0; i < other->ndocuments; i++)
        nbare += !has_codings(&other->documents[i], n) && dr_adder_document(a, other->documents[i].id) != NULL;
    if (nbare > 0)
        dr_say(&a->p->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(a->path),
               "nobody coded anything in %zu documents there, which are taken as not read and not compared; what was "
               "read can be said in CSV: a row with document and coder",
               nbare);
}

draad_status dr_add_refi(dr_adder *a, draad_error *err)
{
    draad_project *other = NULL;
    dr_other_names n = {0};
    draad_status s = dr_adder_name_program(a, dr_adder_base_name(a->path), err);
    if (s == DRAAD_OK)
        s = dr_refi_load(a->path, &a->p->report, &other, err);
    if (s != DRAAD_OK)
        return s;
    s = dr_other_codes(a, other, &n, err);
    if (s == DRAAD_OK)
        s = find_coders(a, other, &n, err);
    for (size_t i = 0; s == DRAAD_OK && i < other->ndocuments; i++)
        if (other->documents[i].ncodings > 0)
            s = add_other_document(a, &other->documents[i], &n, err);
    if (s == DRAAD_OK)
        tell_bare(a, other, &n);
    dr_other_names_free(&n);
    draad_project_free(other);
    return s;
}
