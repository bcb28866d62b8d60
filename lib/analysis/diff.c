/* SPDX-License-Identifier: Apache-2.0
 * diff.c - what is coded otherwise in one project than in another.
 * Within a document, the codings of one code by one coder are paired: those with the same range; where the source is
 * another, those with the same text, however far it has moved; then those that share a character.
 * Knows: codings and matches.  Does not know: why (diff_why.c), tables. */
#include "analysis/diff.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

/* A coding of one side, while its other is looked for. */
typedef struct side_coding {
    uint32_t code, coder; /* of the diff */
    const dr_coding *coding;
    bool has_pair, is_moved;
} side_coding;

typedef DR_VEC(side_coding) side;

typedef struct pairing {
    dr_diff *d;
    uint32_t document;
    const dr_coded *a, *b;
    side of_a, of_b; /* by code, coder, start, end */
    bool other_source;
    draad_status status;
} pairing;

/* ---- Who is who --------------------------------------------------------------------------------------------- */

/* Names of one side.  Keys of the map are borrowed from the projects. */
static bool add_names(dr_boths *to, dr_map *map, draad_str name, uint32_t a, uint32_t b)
{
    uint32_t *slot = dr_map_slot(map, name);
    if (slot == NULL)
        return false;
    dr_both *both = *slot != DRAAD_NONE ? &to->at[*slot] : dr_vec_push(to);
    if (both == NULL)
        return false;
    if (*slot == DRAAD_NONE) {
        *slot = (uint32_t)(to->n - 1);
        *both = (dr_both){name, DRAAD_NONE, DRAAD_NONE};
    }
    both->a = a != DRAAD_NONE ? a : both->a;
    both->b = b != DRAAD_NONE ? b : both->b;
    return true;
}

static draad_str document_name(const dr_diff *d, const draad_project *p, size_t i)
{
    (void)d;
    return p->documents[i].id;
}

static draad_str code_name(const dr_diff *d, const draad_project *p, size_t i)
{
    (void)d;
    return p->codes.at[i].id;
}

/* Has what rules coded been in another program?  They are then codings by "draad" and a version. */
static bool is_back(const draad_project *p)
{
    bool any = false;
    for (size_t i = 1; i < p->coders.n; i++)
        any = any || dr_coder_is_back(p->coders.at[i]);
    for (size_t i = 0; any && i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].ncodings; k++)
            if (p->documents[i].codings[k].coder == 0)
                return false; /* rules have coded here, too */
    return any;
}

static draad_str coder_name(const dr_diff *d, const draad_project *p, size_t i)
{
    const bool back = (p == d->a ? d->a_is_back : d->b_is_back) && dr_coder_is_back(p->coders.at[i]);
    return p->coders.at[back ? 0 : i];
}

static draad_status unite_names(const dr_diff *d, dr_boths *out, size_t na, size_t nb,
                                draad_str (*name)(const dr_diff *d, const draad_project *p, size_t i), draad_error *err)
{
    dr_map map = {0};
    bool fine = true;
    for (size_t i = 0; fine && i < na; i++)
        fine = add_names(out, &map, name(d, d->a, i), (uint32_t)i, DRAAD_NONE);
    for (size_t i = 0; fine && i < nb; i++)
        fine = add_names(out, &map, name(d, d->b, i), DRAAD_NONE, (uint32_t)i);
    dr_map_free(&map);
    return fine ? DRAAD_OK : dr_no_memory(err);
}

/* For each index of b, that of the diff; those of a are the same. */
static uint32_t *indices_of_b(const dr_boths *boths, size_t nb)
{
    uint32_t *list = dr_alloc((nb + 1) * sizeof *list);
    for (size_t i = 0; list != NULL && i < boths->n; i++)
        if (boths->at[i].b != DRAAD_NONE)
            list[boths->at[i].b] = (uint32_t)i;
    return list;
}

/* For each coder of a project, that of the diff; NULL: no memory.  Of a, too: two of its coders can be one here. */
static uint32_t *coders_of(const dr_diff *d, const draad_project *p)
{
    uint32_t *list = dr_alloc_zero(p->coders.n + 1, sizeof *list);
    for (size_t i = 0; list != NULL && i < p->coders.n; i++)
        while (!dr_str_equal(d->coders.at[list[i]].name, coder_name(d, p, i)))
            list[i]++;
    return list;
}

const dr_coded *dr_diff_document_a(const dr_diff *d, uint32_t document)
{
    const uint32_t i = d->documents.at[document].a;
    return i != DRAAD_NONE ? &d->a->documents[i] : NULL;
}

const dr_coded *dr_diff_document_b(const dr_diff *d, uint32_t document)
{
    const uint32_t i = d->documents.at[document].b;
    return i != DRAAD_NONE ? &d->b->documents[i] : NULL;
}

bool dr_diff_other_source(const dr_diff *d, uint32_t document)
{
    const dr_coded *a = dr_diff_document_a(d, document), *b = dr_diff_document_b(d, document);
    return a != NULL && b != NULL && !dr_str_equal(a->sha256, b->sha256);
}

/* ---- Pairs of codings ----------------------------------------------------------------------------------------- */

static int compare(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* In code points, so that a project in memory and a loaded one can be compared. */
static draad_range range_of(const dr_coding *c)
{
    return (draad_range){c->start.value, c->end.value};
}

static int compare_ranges(draad_range a, draad_range b)
{
    return a.start != b.start ? compare(a.start, b.start) : compare(a.end, b.end);
}

static int compare_owners(const side_coding *a, const side_coding *b)
{
    return a->code != b->code ? compare(a->code, b->code) : compare(a->coder, b->coder);
}

static int by_owner(const void *x, const void *y)
{
    const side_coding *a = x, *b = y;
    int order = compare_owners(a, b);
    order = order != 0 ? order : compare_ranges(range_of(a->coding), range_of(b->coding));
    return order != 0 ? order : (a->coding > b->coding) - (a->coding < b->coding);
}

/* By text, then by place: of codings of one code and coder. */
static int by_text(const void *x, const void *y)
{
    const side_coding *a = *(side_coding *const *)x, *b = *(side_coding *const *)y;
    const int order = dr_str_compare(a->coding->text, b->coding->text);
    return order != 0 ? order : (a > b) - (a < b);
}

/* The codings of one side of a document.  codes may be NULL: indices are those of the diff. */
static bool list_side(side *out, const dr_coded *d, const uint32_t *codes, const uint32_t *coders)
{
    const size_t n = d != NULL ? d->ncodings : 0;
    out->n = 0;
    if (!dr_vec_reserve(out, n + 1)) /* at least one: lists are pointed into */
        return false;
    for (size_t i = 0; i < n; i++) {
        const dr_coding *c = &d->codings[i];
        out->at[out->n++] =
            (side_coding){.code = codes != NULL ? codes[c->code] : c->code, .coder = coders[c->coder], .coding = c};
    }
    if (out->n > 0)
        qsort(out->at, out->n, sizeof *out->at, by_owner);
    return true;
}

static void add_change(pairing *v, dr_change_kind kind, const side_coding *a, const side_coding *b)
{
    dr_change *c = v->status == DRAAD_OK ? dr_vec_push(&v->d->changes) : NULL;
    if (c == NULL) {
        v->status = DRAAD_E_MEMORY;
        return;
    }
    const side_coding *any = a != NULL ? a : b;
    *c = (dr_change){
        kind, v->document, any->code, any->coder, a != NULL ? a->coding : NULL, b != NULL ? b->coding : NULL};
}

/* Has each rule of a's coding its pair among those of b's?  What came back from another program has no matches. */
static bool rules_are_among(const dr_coded *d, const dr_coding *c, const uint32_t *pairs, const dr_coded *other,
                            const dr_coding *o)
{
    for (uint32_t i = 0; i < c->nmatches && o->nmatches > 0; i++) {
        const uint32_t rule = pairs[dr_match_of(d, c, i)->rule];
        uint32_t k = 0;
        while (k < o->nmatches && dr_match_of(other, o, k)->rule != rule)
            k++;
        if (rule == DRAAD_NONE || k == o->nmatches)
            return false;
    }
    return true;
}

/* Two codings of which one is the other, each for the first time. */
static void pair(pairing *v, side_coding *a, side_coding *b)
{
    const bool moved = compare_ranges(range_of(a->coding), range_of(b->coding)) != 0;
    const bool same = rules_are_among(v->a, a->coding, v->d->rules.of_a, v->b, b->coding) &&
                      rules_are_among(v->b, b->coding, v->d->rules.of_b, v->a, a->coding);
    a->has_pair = b->has_pair = true;
    add_change(v, moved ? DR_CHANGE_MOVED : same ? DR_CHANGE_KEPT : DR_CHANGE_RULES, a, b);
}

/* Codings of one code and coder with one range: na of a and nb of b.  `text`: only those that say the same. */
static void pair_equal(pairing *v, side_coding *a, size_t na, side_coding *b, size_t nb, bool text)
{
    for (size_t i = 0, k = 0; i < na && k < nb;) {
        const int order = compare_ranges(range_of(a[i].coding), range_of(b[k].coding));
        if (order == 0 && !a[i].has_pair && !b[k].has_pair &&
            (!text || dr_str_equal(a[i].coding->text, b[k].coding->text)))
            pair(v, &a[i], &b[k]);
        i += order <= 0;
        k += order >= 0;
    }
}

/* Those without a pair, by text; *n of them. */
static void list_by_text(side_coding *from, size_t nfrom, side_coding **to, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < nfrom; i++)
        if (!from[i].has_pair)
            to[(*n)++] = &from[i];
    qsort(to, *n, sizeof *to, by_text);
}

/* The first with a text there with the first here, the second with the second, and so on. */
static void pair_texts(pairing *v, side_coding *a, size_t na, side_coding *b, size_t nb)
{
    side_coding **list = dr_alloc_zero(na + nb, sizeof *list);
    size_t n = 0, nother = 0;
    if (list == NULL) {
        v->status = DRAAD_E_MEMORY;
        return;
    }
    side_coding **other = list + na;
    list_by_text(a, na, list, &n);
    list_by_text(b, nb, other, &nother);
    for (size_t i = 0, k = 0; i < n && k < nother;) {
        const int order = dr_str_compare(list[i]->coding->text, other[k]->coding->text);
        if (order == 0)
            pair(v, list[i], other[k]);
        i += order <= 0;
        k += order >= 0;
    }
    dr_free(list);
}

/* Characters that two ranges share. */
static uint32_t shared(draad_range a, draad_range b)
{
    const uint32_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
    return end > start ? end - start : 0;
}

/* The one without a pair that shares most with `c`, the first of equals; NULL: none shares anything. */
static side_coding *most_shared(const side_coding *c, side_coding *list, size_t n)
{
    side_coding *best = NULL;
    uint32_t most = 0;
    for (size_t i = 0; i < n && list[i].coding->start.value < c->coding->end.value; i++) {
        const uint32_t here = list[i].has_pair ? 0 : shared(range_of(c->coding), range_of(list[i].coding));
        if (here > most) {
            most = here;
            best = &list[i];
        }
    }
    return best;
}

/* What one coding was, can be two now, and the other way round: each is told with the one that it shares most with. */
static void pair_moved(pairing *v, side_coding *a, size_t na, side_coding *b, size_t nb)
{
    for (size_t i = 0; i < na; i++) {
        side_coding *other = !a[i].has_pair ? most_shared(&a[i], b, nb) : NULL;
        if (other == NULL)
            continue;
        add_change(v, DR_CHANGE_MOVED, &a[i], other);
        a[i].is_moved = other->is_moved = true;
    }
    for (size_t k = 0; k < nb; k++) {
        side_coding *other = !b[k].has_pair && !b[k].is_moved ? most_shared(&b[k], a, na) : NULL;
        if (other == NULL)
            continue;
        add_change(v, DR_CHANGE_MOVED, other, &b[k]);
        b[k].is_moved = true;
    }
}

static void pair_owner(pairing *v, side_coding *a, size_t na, side_coding *b, size_t nb)
{
    if (v->other_source && na > 0 && nb > 0) {
        pair_equal(v, a, na, b, nb, true);
        pair_texts(v, a, na, b, nb);
    }
    pair_equal(v, a, na, b, nb, false);
    pair_moved(v, a, na, b, nb);
    for (size_t i = 0; i < na; i++)
        if (!a[i].has_pair && !a[i].is_moved)
            add_change(v, DR_CHANGE_LOST, &a[i], NULL);
    for (size_t k = 0; k < nb; k++)
        if (!b[k].has_pair && !b[k].is_moved)
            add_change(v, DR_CHANGE_GAINED, NULL, &b[k]);
}

/* How many at the start of a list are of the code and coder of `first`. */
static size_t run_of(const side_coding *list, size_t n, const side_coding *first)
{
    size_t i = 0;
    while (i < n && compare_owners(&list[i], first) == 0)
        i++;
    return i;
}

/* Of one document; what is not there comes first. */
static int compare_places(const dr_coding *a, const dr_coding *b)
{
    return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

static int by_place(const void *x, const void *y)
{
    const dr_change *a = x, *b = y;
    int order = compare_ranges(range_of(a->a != NULL ? a->a : a->b), range_of(b->a != NULL ? b->a : b->b));
    order = order != 0 ? order : compare(a->code, b->code);
    order = order != 0 ? order : compare(a->coder, b->coder);
    order = order != 0 ? order : compare_places(a->a, b->a);
    return order != 0 ? order : compare_places(a->b, b->b);
}

static void pair_document(pairing *v)
{
    const size_t before = v->d->changes.n;
    for (size_t i = 0, k = 0; v->status == DRAAD_OK && (i < v->of_a.n || k < v->of_b.n);) {
        side_coding *a = &v->of_a.at[i], *b = &v->of_b.at[k];
        const side_coding *first = k == v->of_b.n || (i < v->of_a.n && compare_owners(a, b) <= 0) ? a : b;
        const size_t na = run_of(a, v->of_a.n - i, first), nb = run_of(b, v->of_b.n - k, first);
        pair_owner(v, a, na, b, nb);
        i += na;
        k += nb;
    }
    if (v->d->changes.n > before)
        qsort(v->d->changes.at + before, v->d->changes.n - before, sizeof *v->d->changes.at, by_place);
}

static draad_status pair_codings(dr_diff *d, draad_error *err)
{
    pairing v = {.d = d};
    uint32_t *codes = indices_of_b(&d->codes, d->b->codes.n);
    uint32_t *coders_a = coders_of(d, d->a), *coders_b = coders_of(d, d->b);
    if (codes == NULL || coders_a == NULL || coders_b == NULL)
        v.status = DRAAD_E_MEMORY;
    for (uint32_t i = 0; v.status == DRAAD_OK && i < d->documents.n; i++) {
        v.document = i;
        v.a = dr_diff_document_a(d, i);
        v.b = dr_diff_document_b(d, i);
        v.other_source = dr_diff_other_source(d, i);
        if (list_side(&v.of_a, v.a, NULL, coders_a) && list_side(&v.of_b, v.b, codes, coders_b))
            pair_document(&v);
        else
            v.status = DRAAD_E_MEMORY;
    }
    dr_vec_free(&v.of_a);
    dr_vec_free(&v.of_b);
    dr_free(codes);
    dr_free(coders_a);
    dr_free(coders_b);
    return v.status == DRAAD_OK ? DRAAD_OK : dr_no_memory(err);
}

/* ---- All ---------------------------------------------------------------------------------------------------- */

draad_status dr_diff_of(const draad_project *a, const draad_project *b, dr_diff *out, draad_error *err)
{
    *out = (dr_diff){.a = a, .b = b, .a_is_back = is_back(a), .b_is_back = is_back(b)};
    draad_status s = unite_names(out, &out->documents, a->ndocuments, b->ndocuments, document_name, err);
    if (s == DRAAD_OK)
        s = unite_names(out, &out->codes, a->codes.n, b->codes.n, code_name, err);
    if (s == DRAAD_OK)
        s = unite_names(out, &out->coders, a->coders.n, b->coders.n, coder_name, err);
    if (s == DRAAD_OK && (out->codes_of_a = dr_alloc((a->codes.n + 1) * sizeof *out->codes_of_a)) == NULL)
        s = dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < a->codes.n; i++)
        out->codes_of_a[i] = out->codes.at[i].b;
    if (s == DRAAD_OK)
        s = dr_rule_pairs_of(a, b, out->codes_of_a, &out->rules, err);
    if (s == DRAAD_OK)
        s = pair_codings(out, err);
    if (s != DRAAD_OK)
        dr_diff_free(out);
    return s;
}

void dr_diff_free(dr_diff *d)
{
    dr_vec_free(&d->documents);
    dr_vec_free(&d->codes);
    dr_vec_free(&d->coders);
    dr_free(d->codes_of_a);
    dr_rule_pairs_free(&d->rules);
    dr_vec_free(&d->changes);
    *d = (dr_diff){0};
}
