/* SPDX-License-Identifier: Apache-2.0
 * disagreements.c - where coders differ, unit by unit, and what the rules did there.
 * Knows: ratings, codings and matches.  Does not know: coefficients, files. */
#include "analysis/kinds.h"
#include "analysis/ratings.h"

#include <math.h>

typedef struct differ {
    const draad_project *p;
    const draad_table_options *o;
    const dr_rating_set *set;
    draad_table *t;
    const dr_coded *d;
    const dr_unit_row *unit;
    uint32_t code;
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

static bool in_unit(const differ *v, draad_cp start, draad_cp end)
{
    return start.value < v->unit->end.value && end.value > v->unit->start.value;
}

/* The rules that made a coding here. */
static draad_status put_rules(differ *v, draad_error *err)
{
    draad_status s = DRAAD_OK;
    v->text.len = 0;
    for (size_t i = 0; s == DRAAD_OK && i < v->d->ncodings; i++) {
        const dr_coding *c = &v->d->codings[i];
        draad_str rules = c->code == v->code && in_unit(v, c->start, c->end) ? c->rules : (draad_str){0};
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
    v->text.len = 0;
    for (size_t i = 0; s == DRAAD_OK && i < v->d->nmatches; i++) {
        const dr_match *m = &v->d->matches[i];
        if (m->code != v->code || m->blocked_by.len == 0 || !in_unit(v, m->start, m->end))
            continue;
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
    for (size_t i = 0; v->o->text && i < v->d->ncodings && text.len == 0; i++) {
        const dr_coding *c = &v->d->codings[i];
        if (c->code == v->code && in_unit(v, c->start, c->end))
            text = c->text;
    }
    dr_table_put_text(v->t, text);
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
        v.d = &p->documents[i];
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
    dr_buf_free(&v.text);
    dr_buf_free(&v.name);
    dr_ratings_free(&set);
    return dr_table_done(out, s, err);
}
