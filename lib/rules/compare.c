/* SPDX-License-Identifier: Apache-2.0
 * compare.c - do two versions of a rule say the same?
 * Knows: trees of rules.  Does not know: what they find. */
#include "rules/compare.h"

/* ---- Trees -------------------------------------------------------------------------------------------------- */

/* Equal as written; NULL is no rule.  With `set`, also of what is in the sets: then *set is the name of the first set
 * that holds something else (the outer one of two). */
static bool same_query(const dr_query *a, const dr_query *b, draad_str *set)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || a->as_written != b->as_written || a->distance != b->distance ||
        a->npositive != b->npositive || !dr_str_equal(a->text, b->text))
        return false;
    if (a->kind == DR_Q_SET) {
        if (set == NULL || dr_sets_is_built_in(a->text) || same_query(a->kids[0], b->kids[0], set))
            return true;
        *set = a->text;
        return false;
    }
    bool same = a->nkids == b->nkids;
    for (uint32_t i = 0; same && i < a->nkids; i++)
        same = same_query(a->kids[i], b->kids[i], set);
    return same;
}

bool dr_rule_same_text(const dr_rule *a, const dr_rule *b)
{
    return a->negated == b->negated && same_query(a->find, b->find, NULL) && same_query(a->unless, b->unless, NULL) &&
           same_query(a->except, b->except, NULL);
}

/* ---- Settings ----------------------------------------------------------------------------------------------- */

static bool same_roles(const draad_str *a, size_t na, const draad_str *b, size_t nb)
{
    bool same = na == nb;
    for (size_t i = 0; same && i < na; i++)
        same = dr_str_equal(a[i], b[i]);
    return same;
}

static bool same_speakers(const dr_speakers *a, const dr_speakers *b)
{
    return same_roles(a->include, a->ninclude, b->include, b->ninclude) &&
           same_roles(a->exclude, a->nexclude, b->exclude, b->nexclude);
}

/* ---- What stands above a rule --------------------------------------------------------------------------------- */

/* The next code upward, from `code` itself, that has an unless; DRAAD_NONE: none. */
static uint32_t blocking_code(const dr_codebook *book, uint32_t code)
{
    while (code != DRAAD_NONE && book->codes[code].unless == NULL)
        code = book->codes[code].parent;
    return code;
}

/* Are the unless of all codes above the rules equal, one by one? */
static bool same_codes(dr_placed_rule a, dr_placed_rule b, draad_str *set)
{
    uint32_t x = blocking_code(a.book, a.rule->code), y = blocking_code(b.book, b.rule->code);
    while (x != DRAAD_NONE && y != DRAAD_NONE) {
        if (!same_query(a.book->codes[x].unless, b.book->codes[y].unless, set))
            return false;
        x = blocking_code(a.book, a.book->codes[x].parent);
        y = blocking_code(b.book, b.book->codes[y].parent);
    }
    return x == y; /* DRAAD_NONE both */
}

static bool same_sets(dr_placed_rule a, dr_placed_rule b, draad_str *set)
{
    return same_query(a.rule->find, b.rule->find, set) && same_query(a.rule->unless, b.rule->unless, set) &&
           same_query(a.rule->except, b.rule->except, set) && same_codes(a, b, set) &&
           same_query(a.book->unless, b.book->unless, set);
}

dr_rule_part dr_rule_compare(dr_placed_rule a, dr_placed_rule b, draad_str *set)
{
    *set = (draad_str){0};
    if (!same_query(a.rule->find, b.rule->find, NULL))
        return DR_PART_FIND;
    if (!same_query(a.rule->unless, b.rule->unless, NULL))
        return DR_PART_UNLESS;
    if (!same_query(a.rule->except, b.rule->except, NULL))
        return DR_PART_EXCEPT;
    if (a.rule->negated != b.rule->negated)
        return DR_PART_NEGATED;
    if (a.rule->unit != b.rule->unit)
        return DR_PART_UNIT;
    if (a.rule->within.unit != b.rule->within.unit || a.rule->within.nsentences != b.rule->within.nsentences)
        return DR_PART_WITHIN;
    if (!same_speakers(&a.rule->speakers, &b.rule->speakers))
        return DR_PART_SPEAKERS;
    if (!same_codes(a, b, NULL))
        return DR_PART_CODE_UNLESS;
    if (!same_query(a.book->unless, b.book->unless, NULL))
        return DR_PART_CODEBOOK_UNLESS;
    return same_sets(a, b, set) ? DR_PART_NONE : DR_PART_SET;
}

const char *dr_rule_part_name(dr_rule_part part)
{
    static const char *const names[] = {"",     "find",   "unless",   "except",         "negated",
                                        "unit", "within", "speakers", "unless of code", "unless of codebook",
                                        "set"};
    return names[part];
}
