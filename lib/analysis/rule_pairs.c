/* SPDX-License-Identifier: Apache-2.0
 * rule_pairs.c - which rule of one project is which rule of another.
 * Knows: codebooks.  Does not know: matches. */
#include "analysis/rule_pairs.h"
#include "base/map.h"
#include "coding/rule_names.h"
#include "rules/compare.h"

typedef struct pairing {
    const draad_project *a, *b;
    const uint32_t *codes;
    dr_rule_pairs *out;
    dr_rule_names names; /* of b */
    dr_map texts;        /* the text of a rule of b -> the first with it that has no pair */
    uint32_t *next;      /* for each rule of b, the next with the same text */
} pairing;

static void pair(const pairing *v, uint32_t a, uint32_t b)
{
    v->out->of_a[a] = b;
    v->out->of_b[b] = a;
}

/* Rules whose id is equal: those that were given one, or (later) the others. */
static void pair_by_id(const pairing *v, bool named)
{
    for (uint32_t i = 0; i < v->a->rules.n; i++) {
        const dr_project_rule *r = &v->a->rules.at[i];
        const uint32_t code = v->codes[r->code];
        if (code == DRAAD_NONE || v->out->of_a[i] != DRAAD_NONE || dr_rule_is_named(r->rule) != named)
            continue;
        const uint32_t other = dr_rule_names_find(&v->names, code, r->rule->id);
        if (other != DRAAD_NONE && v->out->of_b[other] == DRAAD_NONE)
            pair(v, i, other);
    }
}

/* From the last to the first, so that each list begins with the first. */
static bool list_texts(pairing *v)
{
    for (uint32_t i = (uint32_t)v->b->rules.n; i-- > 0;) {
        uint32_t *first = v->out->of_b[i] == DRAAD_NONE ? dr_map_slot(&v->texts, v->b->rules.at[i].rule->source) : NULL;
        if (first == NULL && v->out->of_b[i] == DRAAD_NONE)
            return false;
        if (first != NULL) {
            v->next[i] = *first;
            *first = i;
        }
    }
    return true;
}

static void pair_by_text(const pairing *v)
{
    for (uint32_t i = 0; i < v->a->rules.n; i++) {
        const dr_project_rule *r = &v->a->rules.at[i];
        if (v->codes[r->code] == DRAAD_NONE || v->out->of_a[i] != DRAAD_NONE)
            continue;
        uint32_t other = dr_map_find(&v->texts, r->rule->source);
        while (other != DRAAD_NONE &&
               (v->out->of_b[other] != DRAAD_NONE || v->b->rules.at[other].code != v->codes[r->code] ||
                !dr_rule_same_text(r->rule, v->b->rules.at[other].rule)))
            other = v->next[other];
        if (other != DRAAD_NONE)
            pair(v, i, other);
    }
}

static uint32_t *new_list(size_t n)
{
    uint32_t *list = dr_alloc((n + 1) * sizeof *list);
    for (size_t i = 0; list != NULL && i < n; i++)
        list[i] = DRAAD_NONE;
    return list;
}

draad_status dr_rule_pairs_of(const draad_project *a, const draad_project *b, const uint32_t *codes, dr_rule_pairs *out,
                              draad_error *err)
{
    pairing v = {.a = a, .b = b, .codes = codes, .out = out, .next = new_list(b->rules.n)};
    *out = (dr_rule_pairs){new_list(a->rules.n), new_list(b->rules.n)};
    draad_status s = dr_rule_names_of(b, &v.names, err);
    if (s == DRAAD_OK && (v.next == NULL || out->of_a == NULL || out->of_b == NULL))
        s = dr_no_memory(err);
    if (s == DRAAD_OK) {
        pair_by_id(&v, true);
        if (list_texts(&v)) {
            pair_by_text(&v);
            pair_by_id(&v, false);
        } else {
            s = dr_no_memory(err);
        }
    }
    dr_rule_names_free(&v.names);
    dr_map_free(&v.texts);
    dr_free(v.next);
    if (s != DRAAD_OK)
        dr_rule_pairs_free(out);
    return s;
}

void dr_rule_pairs_free(dr_rule_pairs *pairs)
{
    dr_free(pairs->of_a);
    dr_free(pairs->of_b);
    *pairs = (dr_rule_pairs){0};
}
