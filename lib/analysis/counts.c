/* SPDX-License-Identifier: Apache-2.0
 * counts.c - how often a code was applied: segments, documents, cases, words; and the same by group of cases.
 * Cases are numbered first, in the order of their bytes; then all segments are visited once; what must count once
 * (a case with a code) is noted as a pair and sifted at the end, so that time and memory grow with the codings and
 * not with codes times cases.
 * Knows: a project's codings and cases.  Does not know: other measures, files. */
#include "analysis/counts.h"
#include "analysis/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Who speaks --------------------------------------------------------------------------------------- */

/* A speaker of a document; or whoever is no known speaker of it, the last one of each document. */
typedef struct respondent {
    draad_str case_id;
    uint32_t number; /* of the case */
    uint32_t group;
    bool speaks; /* in an eligible turn */
} respondent;

typedef struct respondents {
    respondent *at;
    size_t *first; /* for each document its first */
    size_t n, ncases;
} respondents;

static void free_respondents(respondents *r)
{
    dr_free(r->at);
    dr_free(r->first);
}

static int compare_cases(const void *one, const void *other)
{
    const respondent *const *a = one, *const *b = other;
    return dr_str_compare((*a)->case_id, (*b)->case_id);
}

static draad_status number_cases(respondents *r, draad_error *err)
{
    respondent **order = dr_alloc_zero(r->n, sizeof *order);
    if (order == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < r->n; i++)
        order[i] = &r->at[i];
    qsort(order, r->n, sizeof *order, compare_cases);
    for (size_t i = 0; i < r->n; i++) {
        r->ncases += i == 0 || !dr_str_equal(order[i - 1]->case_id, order[i]->case_id);
        order[i]->number = (uint32_t)(r->ncases - 1);
    }
    dr_free(order);
    return DRAAD_OK;
}

/* The speakers of a document, from `at` on. */
static draad_status list_document(respondent *at, const dr_coded *d, draad_error *err)
{
    const draad_str whole = dr_case_of_turn(d, DRAAD_NONE);
    dr_tally t;
    draad_status s = dr_tally_of(d, DR_TALLY_VOICES, &t, err);
    for (size_t i = 0; s == DRAAD_OK && i <= d->nspeakers; i++) {
        const bool own = i < d->nspeakers && d->speaker_cases != NULL && d->speaker_cases[i].len > 0;
        at[i].case_id = own ? d->speaker_cases[i] : whole;
        at[i].speaks = t.voices[i].eligible_turns > 0;
    }
    dr_tally_free(&t);
    return s;
}

static draad_status list_respondents(const draad_project *p, respondents *r, draad_error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < p->ndocuments; i++)
        n += p->documents[i].nspeakers + 1;
    r->at = dr_alloc_zero(n, sizeof *r->at);
    r->first = dr_alloc_zero(p->ndocuments, sizeof *r->first);
    if (r->at == NULL || r->first == NULL)
        return dr_no_memory(err);
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        r->first[i] = r->n;
        s = list_document(&r->at[r->n], &p->documents[i], err);
        r->n += p->documents[i].nspeakers + 1;
    }
    return s == DRAAD_OK ? number_cases(r, err) : s;
}

/* Calls for each code and speaker of a document that have segments. */
typedef draad_status cell_visitor(void *ctx, uint32_t code, const respondent *who, uint32_t nsegments,
                                  draad_error *err);

static draad_status each_cell(const dr_tally *t, const respondent *speakers, cell_visitor *visit, void *ctx,
                              draad_error *err)
{
    const dr_cell_tally *cell = t->cells;
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < t->ncodes; i++)
        for (uint32_t k = 0; k < t->codes[i].ncells; k++, cell++)
            if (s == DRAAD_OK)
                s = visit(ctx, t->codes[i].code, &speakers[cell->speaker], cell->nsegments, err);
    return s;
}

/* ---- What counts once --------------------------------------------------------------------------------- */

typedef struct pair {
    uint32_t cell, number; /* number: of a case */
} pair;

typedef struct sieve {
    uint32_t *latest; /* for each cell, 1 + the case noted last: repeats mostly follow each other */
    DR_VEC(pair) pairs;
} sieve;

static draad_status sieve_new(sieve *v, size_t ncells, draad_error *err)
{
    v->latest = dr_alloc_zero(ncells, sizeof *v->latest);
    return v->latest != NULL ? DRAAD_OK : dr_no_memory(err);
}

static void sieve_free(sieve *v)
{
    dr_free(v->latest);
    dr_vec_free(&v->pairs);
}

static draad_status sieve_add(sieve *v, size_t cell, uint32_t number, draad_error *err)
{
    if (v->latest[cell] == number + 1)
        return DRAAD_OK;
    if (!dr_vec_reserve(&v->pairs, 1))
        return dr_no_memory(err);
    v->pairs.at[v->pairs.n++] = (pair){(uint32_t)cell, number};
    v->latest[cell] = number + 1;
    return DRAAD_OK;
}

/* out[cell]: how many different cases were noted there. */
static draad_status sieve_count(const sieve *v, size_t ncells, size_t ncases, uint32_t *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    size_t *end = dr_alloc_zero(ncells + 1, sizeof *end); /* where a cell's part of `sorted` ends so far */
    uint32_t *sorted = dr_alloc_zero(v->pairs.n, sizeof *sorted);
    size_t *seen = dr_alloc_zero(ncases, sizeof *seen); /* for each case, 1 + the cell that counted it last */
    if (end == NULL || sorted == NULL || seen == NULL) {
        s = dr_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < v->pairs.n; i++)
        end[v->pairs.at[i].cell + 1]++;
    for (size_t cell = 0; cell < ncells; cell++)
        end[cell + 1] += end[cell];
    for (size_t i = 0; i < v->pairs.n; i++)
        sorted[end[v->pairs.at[i].cell]++] = v->pairs.at[i].number;
    for (size_t cell = 0, i = 0; cell < ncells; cell++)
        for (out[cell] = 0; i < end[cell]; i++) {
            out[cell] += seen[sorted[i]] != cell + 1;
            seen[sorted[i]] = cell + 1;
        }
done:
    dr_free(end);
    dr_free(sorted);
    dr_free(seen);
    return s;
}

/* ---- By code ------------------------------------------------------------------------------------------ */

typedef struct counting {
    const draad_project *p;
    respondents who;
    sieve cases;
    uint32_t *ncases;
    dr_code_counts *out;
} counting;

/* Notes that a case has a code. */
static draad_status note_case(void *ctx, uint32_t code, const respondent *who, uint32_t nsegments, draad_error *err)
{
    (void)nsegments;
    return sieve_add(ctx, code, who->number, err);
}

static draad_status count_document(counting *c, size_t document, draad_error *err)
{
    dr_tally t;
    draad_status s = dr_tally_of(&c->p->documents[document], DR_TALLY_CODES, &t, err);
    for (size_t i = 0; s == DRAAD_OK && i < t.ncodes; i++) {
        dr_code_counts *counts = &c->out[t.codes[i].code];
        counts->nsegments += t.codes[i].nsegments;
        counts->nwords += t.codes[i].nwords;
        counts->ndocuments++;
    }
    if (s == DRAAD_OK)
        s = each_cell(&t, &c->who.at[c->who.first[document]], note_case, &c->cases, err);
    dr_tally_free(&t);
    return s;
}

draad_status dr_counts_of(const draad_project *p, dr_code_counts **out, draad_error *err)
{
    const size_t ncodes = p->codes.n;
    counting c = {.p = p};
    draad_status s = list_respondents(p, &c.who, err);
    *out = NULL;
    if (s != DRAAD_OK || (s = sieve_new(&c.cases, ncodes, err)) != DRAAD_OK)
        goto done;
    c.ncases = dr_alloc_zero(ncodes, sizeof *c.ncases);
    c.out = dr_alloc_zero(ncodes, sizeof *c.out);
    if (c.ncases == NULL || c.out == NULL) {
        s = dr_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < p->ndocuments; i++)
        if ((s = count_document(&c, i, err)) != DRAAD_OK)
            goto done;
    if ((s = sieve_count(&c.cases, ncodes, c.who.ncases, c.ncases, err)) != DRAAD_OK)
        goto done;
    for (size_t i = 0; i < ncodes; i++)
        c.out[i].ncases = c.ncases[i];
    *out = c.out;
    c.out = NULL;
done:
    free_respondents(&c.who);
    sieve_free(&c.cases);
    dr_free(c.ncases);
    dr_free(c.out);
    return s;
}

/* ---- Who has a code ----------------------------------------------------------------------------------- */

static int compare_pairs(const void *one, const void *other)
{
    const pair *a = one, *b = other;
    if (a->cell != b->cell)
        return a->cell < b->cell ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static draad_status pair_document(const draad_project *p, size_t document, const respondents *who, sieve *v,
                                  draad_error *err)
{
    dr_tally t;
    draad_status s = dr_tally_of(&p->documents[document], DR_TALLY_CODES, &t, err);
    if (s == DRAAD_OK)
        s = each_cell(&t, &who->at[who->first[document]], note_case, v, err);
    dr_tally_free(&t);
    return s;
}

draad_status dr_code_cases_of(const draad_project *p, dr_code_cases *out, draad_error *err)
{
    respondents who = {0};
    sieve v = {0};
    size_t n = 0;
    *out = (dr_code_cases){0};
    draad_status s = list_respondents(p, &who, err);
    if (s == DRAAD_OK)
        s = sieve_new(&v, p->codes.n, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        s = pair_document(p, i, &who, &v, err);
    if (s == DRAAD_OK) {
        out->ncases = who.ncases;
        out->first = dr_alloc_zero(p->codes.n + 1, sizeof *out->first);
        out->number = dr_alloc_zero(v.pairs.n, sizeof *out->number);
        s = out->first != NULL && out->number != NULL ? DRAAD_OK : dr_no_memory(err);
    }
    if (s == DRAAD_OK && v.pairs.n > 0)
        qsort(v.pairs.at, v.pairs.n, sizeof *v.pairs.at, compare_pairs);
    for (size_t i = 0; s == DRAAD_OK && i < v.pairs.n; i++)
        if (i == 0 || compare_pairs(&v.pairs.at[i - 1], &v.pairs.at[i]) != 0) {
            out->number[n++] = v.pairs.at[i].number;
            out->first[v.pairs.at[i].cell + 1] = n;
        }
    for (size_t i = 0; s == DRAAD_OK && i < p->codes.n; i++) /* codes that nobody has */
        out->first[i + 1] = out->first[i + 1] > out->first[i] ? out->first[i + 1] : out->first[i];
    free_respondents(&who);
    sieve_free(&v);
    return s;
}

void dr_code_cases_free(dr_code_cases *c)
{
    dr_free(c->first);
    dr_free(c->number);
    *c = (dr_code_cases){0};
}

/* Numbers the cases that speak anew, in place[] for each case (DRAAD_NONE: it does not); they are in order already. */
static draad_status list_speaking(const respondents *who, uint32_t *place, dr_case_counts *out, draad_error *err)
{
    const respondent **first = dr_alloc_zero(who->ncases, sizeof *first);
    if (first == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < who->n; i++)
        if (who->at[i].speaks)
            first[who->at[i].number] = &who->at[i];
    for (size_t i = 0; i < who->ncases; i++) {
        place[i] = first[i] != NULL ? (uint32_t)out->ncases : DRAAD_NONE;
        if (first[i] != NULL)
            out->cases[out->ncases++] = first[i]->case_id;
    }
    dr_free(first);
    return DRAAD_OK;
}

typedef struct case_counting {
    const uint32_t *place;
    dr_case_counts *out;
} case_counting;

static draad_status count_case(void *ctx, uint32_t code, const respondent *who, uint32_t nsegments, draad_error *err)
{
    const case_counting *c = ctx;
    (void)err;
    if (c->place[who->number] != DRAAD_NONE)
        c->out->nsegments[code * c->out->ncases + c->place[who->number]] += nsegments;
    return DRAAD_OK;
}

static draad_status count_cases_of(const draad_project *p, size_t document, const respondents *who,
                                   const uint32_t *place, dr_case_counts *out, draad_error *err)
{
    const respondent *speakers = &who->at[who->first[document]];
    case_counting c = {place, out};
    dr_tally t;
    draad_status s = dr_tally_of(&p->documents[document], DR_TALLY_ALL, &t, err);
    for (size_t i = 0; s == DRAAD_OK && i < t.nvoices; i++)
        if (t.voices[i].eligible_turns > 0)
            out->nwords[place[speakers[i].number]] += t.voices[i].eligible_words;
    if (s == DRAAD_OK)
        s = each_cell(&t, speakers, count_case, &c, err);
    dr_tally_free(&t);
    return s;
}

draad_status dr_case_counts_of(const draad_project *p, dr_case_counts *out, draad_error *err)
{
    respondents who = {0};
    uint32_t *place = NULL;
    *out = (dr_case_counts){0};
    draad_status s = list_respondents(p, &who, err);
    if (s == DRAAD_OK) {
        place = dr_alloc_zero(who.ncases, sizeof *place);
        out->cases = dr_alloc_zero(who.ncases, sizeof *out->cases);
        s = place != NULL && out->cases != NULL ? list_speaking(&who, place, out, err) : dr_no_memory(err);
    }
    if (s == DRAAD_OK) {
        out->nwords = dr_alloc_zero(out->ncases, sizeof *out->nwords);
        out->nsegments = dr_alloc_zero(p->codes.n, (out->ncases + 1) * sizeof *out->nsegments);
        s = out->nwords != NULL && out->nsegments != NULL ? DRAAD_OK : dr_no_memory(err);
    }
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        s = count_cases_of(p, i, &who, place, out, err);
    free_respondents(&who);
    dr_free(place);
    return s;
}

void dr_case_counts_free(dr_case_counts *c)
{
    dr_free(c->cases);
    dr_free(c->nwords);
    dr_free(c->nsegments);
    *c = (dr_case_counts){0};
}

/* The counts of all codes, made when they are first asked for.  The project is const for everyone but this cache:
 * threads that ask at the same moment all count, and the first to finish leaves its result. */
static const dr_code_counts *cached_counts(const draad_project *p)
{
    draad_project *mine = (draad_project *)p;
    dr_code_counts *counts = atomic_load(&mine->counts), *other = NULL;
    if (counts != NULL || dr_counts_of(p, &counts, NULL) != DRAAD_OK)
        return counts;
    if (atomic_compare_exchange_strong(&mine->counts, &other, counts))
        return counts;
    dr_free(counts);
    return other;
}

draad_code_info draad_project_code_info(const draad_project *p, size_t i)
{
    draad_code_info info = {0};
    if (i >= p->codes.n)
        return info;
    const dr_project_code *code = &p->codes.at[i];
    const dr_code_counts *counts = cached_counts(p);
    info.id = code->id;
    info.parent = code->parent != DRAAD_NONE ? p->codes.at[code->parent].id : (draad_str){0};
    info.label = code->code->label;
    info.definition = code->code->definition;
    info.level = code->level;
    /* without memory to count: a number that nobody takes for a count */
    info.nsegments = info.ndocuments = info.ncases = info.nwords = DRAAD_NONE;
    if (counts != NULL) {
        info.nsegments = counts[i].nsegments;
        info.ndocuments = counts[i].ndocuments;
        info.ncases = counts[i].ncases;
        info.nwords = counts[i].nwords < DRAAD_NONE ? (uint32_t)counts[i].nwords : DRAAD_NONE;
    }
    return info;
}

/* ---- By group ----------------------------------------------------------------------------------------- */

/* A value of the attribute, and where it first stands. */
typedef struct value {
    draad_str name;
    size_t row;
    uint32_t group;
} value;

typedef struct values {
    value *at; /* by name, each once */
    size_t n;
} values;

static int compare_values(const void *one, const void *other)
{
    const value *a = one, *b = other;
    const int c = dr_str_compare(a->name, b->name);
    return c != 0 ? c : (a->row > b->row) - (a->row < b->row);
}

static int compare_rows(const void *one, const void *other)
{
    const value *const *a = one, *const *b = other;
    return ((*a)->row > (*b)->row) - ((*a)->row < (*b)->row);
}

static bool is_missing(draad_str name)
{
    return name.len == 0 || dr_str_equal(name, DR_STR("NA"));
}

/* Gives each value its place in the order of first appearance. */
static draad_status number_groups(values *v, draad_error *err)
{
    value **order = dr_alloc_zero(v->n, sizeof *order);
    if (order == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < v->n; i++)
        order[i] = &v->at[i];
    qsort(order, v->n, sizeof *order, compare_rows);
    for (size_t i = 0; i < v->n; i++)
        order[i]->group = (uint32_t)i;
    dr_free(order);
    return DRAAD_OK;
}

static draad_status list_values(const dr_cases *cases, uint32_t attribute, values *v, draad_error *err)
{
    size_t nkept = 0;
    if ((v->at = dr_alloc_zero(cases->nrows, sizeof *v->at)) == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < cases->nrows; i++)
        if (!is_missing(cases->rows[i].values[attribute]))
            v->at[v->n++] = (value){.name = cases->rows[i].values[attribute], .row = i};
    qsort(v->at, v->n, sizeof *v->at, compare_values);
    for (size_t i = 0; i < v->n; i++)
        if (nkept == 0 || !dr_str_equal(v->at[nkept - 1].name, v->at[i].name))
            v->at[nkept++] = v->at[i];
    v->n = nkept;
    return number_groups(v, err);
}

/* The group of a speaker ("" for whoever is none); DRAAD_NONE when the value is missing. */
static uint32_t group_of(const dr_cases *cases, uint32_t attribute, const values *v, draad_str document,
                         draad_str speaker)
{
    const dr_case_row *row = dr_cases_find(cases, document, speaker);
    if ((row == NULL || is_missing(row->values[attribute])) && speaker.len > 0)
        row = dr_cases_find(cases, document, (draad_str){0});
    if (row == NULL || is_missing(row->values[attribute]))
        return DRAAD_NONE;
    for (size_t low = 0, high = v->n; low < high;) {
        const size_t middle = low + (high - low) / 2;
        const int c = dr_str_compare(v->at[middle].name, row->values[attribute]);
        if (c == 0)
            return v->at[middle].group;
        low = c < 0 ? middle + 1 : low;
        high = c < 0 ? high : middle;
    }
    return DRAAD_NONE;
}

/* Puts every respondent in a group; true when one who speaks had to go to the one without a value, `missing`. */
static bool group_respondents(const draad_project *p, uint32_t attribute, const values *v, respondents *who)
{
    bool any_missing = false;
    for (size_t i = 0; i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        for (size_t k = 0; k <= d->nspeakers; k++) {
            respondent *r = &who->at[who->first[i] + k];
            const draad_str label = k < d->nspeakers ? d->speakers[k].label : (draad_str){0};
            r->group = group_of(&p->cases, attribute, v, d->id, label);
            any_missing |= r->speaks && r->group == DRAAD_NONE;
            r->group = r->group == DRAAD_NONE ? (uint32_t)v->n : r->group;
        }
    }
    return any_missing;
}

static draad_status new_group_counts(size_t ncodes, const values *v, bool any_missing, dr_group_counts **out,
                                     draad_error *err)
{
    const size_t ngroups = v->n + any_missing;
    dr_group_counts *g = NULL;
    if (ncodes > 0 && ngroups > DR_GROUP_CELLS_MAX / ncodes)
        return dr_fail(err, DRAAD_E_LIMIT, (dr_place){0}, "%zu codes by %zu groups; at most %d cells", ncodes, ngroups,
                       DR_GROUP_CELLS_MAX);
    if ((g = *out = dr_alloc_zero(1, sizeof *g)) == NULL)
        return dr_no_memory(err);
    g->ncodes = ncodes;
    g->ngroups = ngroups;
    g->groups = dr_alloc_zero(ngroups, sizeof *g->groups);
    g->all_cases = dr_alloc_zero(ngroups, sizeof *g->all_cases);
    g->nsegments = dr_alloc_zero(ncodes * ngroups, sizeof *g->nsegments);
    g->ncases = dr_alloc_zero(ncodes * ngroups, sizeof *g->ncases);
    g->nwords = dr_alloc_zero(ngroups, sizeof *g->nwords);
    if (g->groups == NULL || g->all_cases == NULL || g->nsegments == NULL || g->ncases == NULL || g->nwords == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < v->n; i++)
        g->groups[v->at[i].group] = v->at[i].name;
    if (any_missing)
        g->groups[v->n] = DR_STR("NA");
    return DRAAD_OK;
}

/* The cases of each group, coded or not. */
static draad_status count_all_cases(const respondents *who, dr_group_counts *g, draad_error *err)
{
    sieve all = {0};
    draad_status s = sieve_new(&all, g->ngroups, err);
    for (size_t i = 0; s == DRAAD_OK && i < who->n; i++)
        if (who->at[i].speaks)
            s = sieve_add(&all, who->at[i].group, who->at[i].number, err);
    if (s == DRAAD_OK)
        s = sieve_count(&all, g->ngroups, who->ncases, g->all_cases, err);
    sieve_free(&all);
    return s;
}

static draad_status keep_groups(const respondents *who, size_t ndocuments, dr_group_counts *g, draad_error *err)
{
    g->group_of = dr_alloc_zero(who->n, sizeof *g->group_of);
    g->first = dr_alloc_zero(ndocuments, sizeof *g->first);
    if (g->group_of == NULL || g->first == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < who->n; i++)
        g->group_of[i] = who->at[i].group;
    for (size_t i = 0; i < ndocuments; i++)
        g->first[i] = who->first[i];
    return DRAAD_OK;
}

uint32_t dr_group_of(const dr_group_counts *g, size_t document, const dr_coded *d, uint32_t speaker)
{
    return g->group_of[g->first[document] + (speaker < d->nspeakers ? speaker : d->nspeakers)];
}

typedef struct group_counting {
    dr_group_counts *g;
    sieve cases;
} group_counting;

static draad_status count_cell_of_group(void *ctx, uint32_t code, const respondent *who, uint32_t nsegments,
                                        draad_error *err)
{
    group_counting *c = ctx;
    const size_t cell = code * c->g->ngroups + who->group;
    c->g->nsegments[cell] += nsegments;
    return sieve_add(&c->cases, cell, who->number, err);
}

static draad_status count_document_by_group(const draad_project *p, size_t document, const respondents *who,
                                            group_counting *c, draad_error *err)
{
    const respondent *speakers = &who->at[who->first[document]];
    dr_tally t;
    draad_status s = dr_tally_of(&p->documents[document], DR_TALLY_ALL, &t, err);
    for (size_t i = 0; s == DRAAD_OK && i < t.nvoices; i++)
        if (t.voices[i].eligible_turns > 0)
            c->g->nwords[speakers[i].group] += t.voices[i].eligible_words;
    if (s == DRAAD_OK)
        s = each_cell(&t, speakers, count_cell_of_group, c, err);
    dr_tally_free(&t);
    return s;
}

draad_status dr_group_counts_of(const draad_project *p, uint32_t attribute, dr_group_counts **out, draad_error *err)
{
    respondents who = {0};
    values v = {0};
    group_counting c = {0};
    dr_group_counts *g = NULL;
    draad_status s;
    *out = NULL;
    if (attribute >= p->cases.nattributes)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "the cases have no such attribute; they have %zu",
                       p->cases.nattributes);
    if ((s = list_respondents(p, &who, err)) != DRAAD_OK ||
        (s = list_values(&p->cases, attribute, &v, err)) != DRAAD_OK)
        goto done;
    const bool any_missing = group_respondents(p, attribute, &v, &who);
    if ((s = new_group_counts(p->codes.n, &v, any_missing, &g, err)) != DRAAD_OK ||
        (s = count_all_cases(&who, g, err)) != DRAAD_OK ||
        (s = sieve_new(&c.cases, g->ncodes * g->ngroups, err)) != DRAAD_OK)
        goto done;
    if ((s = keep_groups(&who, p->ndocuments, g, err)) != DRAAD_OK)
        goto done;
    c.g = g;
    for (size_t i = 0; i < p->ndocuments; i++)
        if ((s = count_document_by_group(p, i, &who, &c, err)) != DRAAD_OK)
            goto done;
    if ((s = sieve_count(&c.cases, g->ncodes * g->ngroups, who.ncases, g->ncases, err)) != DRAAD_OK)
        goto done;
    *out = g;
    g = NULL;
done:
    free_respondents(&who);
    dr_free(v.at);
    sieve_free(&c.cases);
    dr_group_counts_free(g);
    return s;
}

void dr_group_counts_free(dr_group_counts *g)
{
    if (g == NULL)
        return;
    dr_free(g->groups);
    dr_free(g->all_cases);
    dr_free(g->nsegments);
    dr_free(g->ncases);
    dr_free(g->nwords);
    dr_free(g->group_of);
    dr_free(g->first);
    dr_free(g);
}

double dr_group_share(const dr_group_counts *g, size_t code, size_t group)
{
    const uint32_t all = g->all_cases[group];
    return all == 0 ? (double)NAN : g->ncases[code * g->ngroups + group] / (double)all;
}

/* name: what was asked for, or NULL. */
static draad_status unknown_attribute(const draad_project *p, const char *name, draad_error *err)
{
    dr_buf known = {0};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < p->cases.nattributes; i++)
        s = dr_buf_printf(&known, err, "%s%.*s", i > 0 ? ", " : "", DR_ARG(p->cases.attributes[i]));
    if (s == DRAAD_OK && name == NULL && known.len == 0)
        s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(NULL),
                    "this table needs --by ATTRIBUTE: an attribute of the cases, and there are none");
    else if (s == DRAAD_OK && name == NULL)
        s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(NULL),
                    "this table needs --by ATTRIBUTE: an attribute of the cases, which have %.*s",
                    DR_ARG(dr_buf_str(&known)));
    else if (s == DRAAD_OK && known.len == 0)
        s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(NULL), "no attribute %s: %s", name,
                    p->cases.nrows > 0 ? "the cases file has no columns of attributes" : "there is no cases file");
    else if (s == DRAAD_OK)
        s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(NULL), "no attribute %s in the cases file; it has %.*s", name,
                    DR_ARG(dr_buf_str(&known)));
    dr_buf_free(&known);
    return s;
}

draad_status dr_group_attribute(const draad_project *p, const char *name, uint32_t *out, draad_error *err)
{
    name = name != NULL ? name : p->made.options.by;
    *out = name != NULL ? dr_cases_attribute(&p->cases, dr_str_of(name)) : DRAAD_NONE;
    return *out != DRAAD_NONE ? DRAAD_OK : unknown_attribute(p, name, err);
}

draad_status dr_count_respondents(const draad_project *p, uint32_t *out, draad_error *err)
{
    respondents who = {0};
    draad_status s = list_respondents(p, &who, err);
    bool *speaks = s == DRAAD_OK ? dr_alloc_zero(who.ncases + 1, sizeof *speaks) : NULL;
    *out = 0;
    if (s == DRAAD_OK && speaks == NULL)
        s = dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < who.n; i++) {
        *out += who.at[i].speaks && !speaks[who.at[i].number];
        speaks[who.at[i].number] = speaks[who.at[i].number] || who.at[i].speaks;
    }
    dr_free(speaks);
    free_respondents(&who);
    return s;
}
