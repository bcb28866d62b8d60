/* SPDX-License-Identifier: Apache-2.0
 * disagreements.c - where coders differ, unit by unit, and what the rules did there.
 * Knows: ratings, codings and matches.  Does not know: coefficients, files. */
#include "analysis/kinds.h"
#include "analysis/ratings.h"

#include <math.h>

/* Ranges of a document, code by code, in the order of its list, which is that of their starts.  For each place in the
 * list, how far the ranges up to there reach: what is behind a unit's start begins where that passes it. */
typedef struct ranged {
    uint32_t start, end, reach, index; /* index: of its coding or match */
} ranged;
typedef struct by_code {
    ranged *at;
    size_t *first; /* for each code its first; behind the last how many there are */
} by_code;

static void by_code_free(by_code *b)
{
    dr_free(b->at);
    dr_free(b->first);
    *b = (by_code){NULL, NULL};
}

static bool by_code_new(by_code *b, size_t ncodes, size_t n)
{
    b->at = dr_alloc_zero(n, sizeof *b->at);
    b->first = dr_alloc_zero(ncodes + 2, sizeof *b->first);
    return b->at != NULL && b->first != NULL;
}

/* All are counted, then put in their order. */
static void by_code_count(by_code *b, uint32_t code)
{
    b->first[code + 2]++;
}

static void by_code_counted(by_code *b, size_t ncodes)
{
    for (size_t i = 2; i <= ncodes; i++)
        b->first[i] += b->first[i - 1];
}

static void by_code_put(by_code *b, uint32_t code, draad_cp start, draad_cp end, size_t index)
{
    b->at[b->first[code + 1]++] = (ranged){start.value, end.value, end.value, (uint32_t)index};
}

static void by_code_done(by_code *b, size_t ncodes)
{
    for (size_t code = 0; code < ncodes; code++)
        for (size_t i = b->first[code] + 1; i < b->first[code + 1]; i++)
            if (b->at[i].reach < b->at[i - 1].reach)
                b->at[i].reach = b->at[i - 1].reach;
}

/* The first of a code that may reach into a unit, and the one behind the last of that code. */
static size_t by_code_find(const by_code *b, uint32_t code, uint32_t start, size_t *behind)
{
    size_t low = b->first[code], high = *behind = b->first[code + 1];
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (b->at[middle].reach <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef struct differ {
    const draad_project *p;
    const draad_table_options *o;
    const dr_rating_set *set;
    draad_table *t;
    const dr_coded *d;
    const dr_unit_row *unit;
    uint32_t code;
    by_code codings, matches; /* of the document */
    dr_buf text, name;
} differ;

/* The part of a list up to its next semicolon, which is taken off. */
static draad_str take_name(draad_str *list)
{
    draad_str name = {list->data, 0};
    while (name.len < list->len && list->data[name.len] != ';')
        name.len++;
    const size_t taken = name.len < list->len ? name.len + 1 : name.len;
    *list = (draad_str){list->data + taken, list->len - taken};
    return name;
}

/* Adds a name to a list, in which each stands once. */
static draad_status put_name(dr_buf *to, draad_str name, draad_error *err)
{
    draad_str list = dr_buf_str(to);
    while (list.len > 0)
        if (dr_str_equal(take_name(&list), name))
            return DRAAD_OK;
    draad_status s = to->len > 0 ? dr_buf_put_char(to, ';', err) : DRAAD_OK;
    return s == DRAAD_OK ? dr_buf_put(to, name, err) : s;
}

/* The coders who say the code is there, or those who say it is not. */
static draad_status put_coders(differ *v, size_t at, uint8_t value, draad_error *err)
{
    const dr_rating_set *set = v->set;
    draad_status s = DRAAD_OK;
    v->text.len = 0;
    for (size_t g = 0; s == DRAAD_OK && g < set->ncoders; g++)
        if (set->said[at * set->ncoders + g] && set->present[(v->code * set->nunits + at) * set->ncoders + g] == value)
            s = put_name(&v->text, v->p->coders.at[set->coders[g]], err);
    dr_table_put_text(v->t, dr_buf_str(&v->text));
    return s;
}

/* The next of the code at hand that shares a character with the unit, from *at on; DRAAD_NONE: no more. */
static uint32_t next_in_unit(const differ *v, const by_code *b, size_t *at, size_t behind)
{
    for (; *at < behind && b->at[*at].start < v->unit->end.value; ++*at)
        if (b->at[*at].end > v->unit->start.value)
            return b->at[(*at)++].index;
    return DRAAD_NONE;
}

/* The rules that made a coding here. */
static draad_status put_rules(differ *v, draad_error *err)
{
    draad_status s = DRAAD_OK;
    size_t behind, at = by_code_find(&v->codings, v->code, v->unit->start.value, &behind);
    v->text.len = 0;
    for (uint32_t i; s == DRAAD_OK && (i = next_in_unit(v, &v->codings, &at, behind)) != DRAAD_NONE;) {
        draad_str rules = v->d->codings[i].rules;
        while (s == DRAAD_OK && rules.len > 0)
            s = put_name(&v->text, take_name(&rules), err);
    }
    dr_table_put_text(v->t, dr_buf_str(&v->text));
    return s;
}

/* Near misses: rules that found something here and were blocked, with what blocked them. */
static draad_status put_blocked(differ *v, draad_error *err)
{
    draad_status s = DRAAD_OK;
    size_t behind, at = by_code_find(&v->matches, v->code, v->unit->start.value, &behind);
    v->text.len = 0;
    for (uint32_t i; s == DRAAD_OK && (i = next_in_unit(v, &v->matches, &at, behind)) != DRAAD_NONE;) {
        const dr_match *m = &v->d->matches[i];
        v->name.len = 0;
        s = dr_buf_printf(&v->name, err, "%.*s: %.*s", DR_ARG(v->p->rules.at[m->rule].rule->id), DR_ARG(m->blocked_by));
        if (s == DRAAD_OK)
            s = put_name(&v->text, dr_buf_str(&v->name), err);
    }
    dr_table_put_text(v->t, dr_buf_str(&v->text));
    return s;
}

/* What was coded here, by whoever's coding holds its text. */
static void put_text(differ *v)
{
    draad_str text = {"", 0};
    size_t behind, at = by_code_find(&v->codings, v->code, v->unit->start.value, &behind);
    for (uint32_t i; v->o->text && text.len == 0 && (i = next_in_unit(v, &v->codings, &at, behind)) != DRAAD_NONE;)
        text = v->d->codings[i].text;
    dr_table_put_text(v->t, text);
}

/* Lays codings and blocked matches of a document out by code. */
static draad_status take_document(differ *v, const dr_coded *d, draad_error *err)
{
    const size_t ncodes = v->p->codes.n;
    by_code_free(&v->codings);
    by_code_free(&v->matches);
    v->d = d;
    if (!by_code_new(&v->codings, ncodes, d->ncodings) || !by_code_new(&v->matches, ncodes, d->nmatches))
        return dr_no_memory(err);
    for (size_t i = 0; i < d->ncodings; i++)
        by_code_count(&v->codings, d->codings[i].code);
    for (size_t i = 0; i < d->nmatches; i++)
        if (d->matches[i].blocked_by.len > 0)
            by_code_count(&v->matches, d->matches[i].code);
    by_code_counted(&v->codings, ncodes);
    by_code_counted(&v->matches, ncodes);
    for (size_t i = 0; i < d->ncodings; i++)
        by_code_put(&v->codings, d->codings[i].code, d->codings[i].start, d->codings[i].end, i);
    for (size_t i = 0; i < d->nmatches; i++)
        if (d->matches[i].blocked_by.len > 0)
            by_code_put(&v->matches, d->matches[i].code, d->matches[i].start, d->matches[i].end, i);
    by_code_done(&v->codings, ncodes);
    by_code_done(&v->matches, ncodes);
    return DRAAD_OK;
}

static draad_status put_row(differ *v, size_t at, uint32_t number, draad_error *err)
{
    const uint32_t end = dr_coded_end(v->d).value; /* of a document as a unit a folder does not tell the end */
    dr_table_put_text(v->t, v->d->id);
    dr_table_put(v->t, (double)number + 1);
    dr_table_put(v->t, v->unit->start.value);
    dr_table_put(v->t, v->unit->end.value < end ? v->unit->end.value : end);
    dr_table_put_text(v->t, v->p->codes.at[v->code].id);
    draad_status s = put_coders(v, at, 1, err);
    if (s == DRAAD_OK)
        s = put_coders(v, at, 0, err);
    if (s == DRAAD_OK)
        s = put_rules(v, err);
    if (s == DRAAD_OK)
        s = put_blocked(v, err);
    put_text(v);
    return s;
}

static bool is_disputed(const dr_rating_set *set, size_t code, size_t at)
{
    uint8_t seen[2] = {0, 0};
    for (size_t g = 0; g < set->ncoders; g++)
        if (set->said[at * set->ncoders + g])
            seen[set->present[(code * set->nunits + at) * set->ncoders + g]] = 1;
    return seen[0] && seen[1];
}

draad_status dr_table_disagreements(const draad_project *p, const draad_table_options *o, draad_table **out,
                                    draad_error *err)
{
    static const char *const columns[] = {"@document", "number", "start",    "end",   "@code", "@present",
                                          "@absent",   "@rules", "@blocked", "@text", NULL};
    dr_rating_set set = {0};
    *out = NULL;
    draad_status s = dr_ratings_of(p, o->matrix.unit, &set, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    differ v = {.p = p, .o = o, .set = &set, .t = *out};
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++) {
        const dr_unit_rows *units = &p->documents[i].units[o->matrix.unit];
        size_t at = set.first[i];
        s = take_document(&v, &p->documents[i], err);
        for (uint32_t u = 0; s == DRAAD_OK && u < units->n; u++) {
            if (!units->at[u].eligible)
                continue;
            v.unit = &units->at[u];
            for (v.code = 0; s == DRAAD_OK && v.code < p->codes.n; v.code++)
                if (is_disputed(&set, v.code, at))
                    s = put_row(&v, at, u, err);
            at++;
        }
    }
    if (s == DRAAD_OK)
        dr_table_fact_text(*out, "unit", dr_str_of(draad_unit_name(o->matrix.unit)));
    by_code_free(&v.codings);
    by_code_free(&v.matches);
    dr_buf_free(&v.text);
    dr_buf_free(&v.name);
    dr_ratings_free(&set);
    return dr_table_done(out, s, err);
}
