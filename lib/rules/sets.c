/* SPDX-License-Identifier: Apache-2.0
 * sets.c - named sets: found, checked, and put where rules name them.
 * Knows: trees of rules.  Does not know: how rules are written, words, codebooks. */
#include "rules/sets.h"

#include <stdlib.h>
#include <string.h>

/* ---- Sets --------------------------------------------------------------------------------------------- */

static const char *const built_in_names[DR_BUILT_IN_SETS] = {"ik", "zich"};
static const char *const built_in_forms[DR_BUILT_IN_SETS][12] = {
    {"ik", "'k", "k'", "mij", "me", "mijn", "m'n", "mezelf", "mijzelf"},
    {"zich", "me", "mij", "je", "ons", "jou", "u", "mezelf", "jezelf", "zichzelf", "onszelf"},
};

static size_t built_in_of(draad_str name)
{
    size_t i = 0;
    while (i < DR_BUILT_IN_SETS && !dr_str_equal(name, dr_str_of(built_in_names[i])))
        i++;
    return i;
}

bool dr_sets_is_built_in(draad_str name)
{
    return built_in_of(name) < DR_BUILT_IN_SETS;
}

static dr_query *make_built_in(size_t which, dr_arena *arena)
{
    dr_query *kids[12];
    uint32_t n = 0;
    for (; built_in_forms[which][n] != NULL; n++)
        if ((kids[n] = dr_query_form(dr_str_of(built_in_forms[which][n]), arena)) == NULL)
            return NULL;
    return dr_query_or(kids, n, arena);
}

static uint32_t built_in_size(size_t which)
{
    uint32_t n = 0;
    while (built_in_forms[which][n] != NULL)
        n++;
    return n;
}

static int by_name(const void *a, const void *b)
{
    return dr_str_compare(((const dr_set *)a)->name, ((const dr_set *)b)->name);
}

bool dr_sets_prepare(dr_sets *sets, dr_arena *arena)
{
    if (sets->n > 0)
        qsort(sets->at, sets->n, sizeof *sets->at, by_name);
    for (size_t i = 0; i < DR_BUILT_IN_SETS; i++)
        if ((sets->built_in[i] = make_built_in(i, arena)) == NULL)
            return false;
    return true;
}

dr_set *dr_sets_find(const dr_sets *sets, draad_str name)
{
    if (sets == NULL || sets->n == 0)
        return NULL;
    dr_set key = {.name = name};
    return bsearch(&key, sets->at, sets->n, sizeof *sets->at, by_name);
}

/* ---- What a query stands for, sets included ------------------------------------------------------------- */

/* size counts words; the walk of a set also enters the sets inside it that are not known yet. */
typedef struct tally {
    dr_sets *unsettled; /* NULL: all sets are known */
    const dr_sets *sets;
    unsigned char *state; /* beside unsettled->at: 0 not seen, 1 inside it now, 2 known */
    uint32_t nesting;
    uint64_t size;
    bool is_words;
    uint32_t height;         /* levels of sets below */
    const dr_query *phrases; /* a set that is not only words, where only words may be */
    const char *problem;
} tally;

static void settle_set(tally *t, dr_set *set);

static void tally_set(tally *t, const dr_query *q, bool only_words)
{
    size_t built_in = built_in_of(q->text);
    dr_set *set = built_in < DR_BUILT_IN_SETS ? NULL : dr_sets_find(t->sets, q->text);
    if (set == NULL) {
        t->size += built_in < DR_BUILT_IN_SETS ? built_in_size(built_in) : 0;
        return;
    }
    if (t->unsettled != NULL)
        settle_set(t, set);
    t->size += set->size;
    if (set->nesting > t->height)
        t->height = set->nesting;
    t->is_words = t->is_words && set->is_words;
    if (only_words && !set->is_words && t->phrases == NULL)
        t->phrases = q;
}

static void tally_query(tally *t, const dr_query *q, bool only_words)
{
    switch (q->kind) {
    case DR_Q_SET:
        tally_set(t, q, only_words);
        return; /* not into kids[0]: the set is counted once, for all who use it */
    case DR_Q_WORD:
    case DR_Q_FORM:
        t->size++;
        return;
    case DR_Q_OR:
        break;
    case DR_Q_WILD:
    case DR_Q_REGEX:
        t->size++;
        t->is_words = false;
        return;
    default:
        only_words = only_words || (q->kind >= DR_Q_PART && q->kind <= DR_Q_STEM);
        t->is_words = false;
        break;
    }
    for (uint32_t i = 0; i < q->nkids && t->problem == NULL; i++)
        tally_query(t, q->kids[i], only_words);
}

static const char too_deep[] = "has sets inside sets too deep; at most 16 levels";

static void settle_set(tally *t, dr_set *set)
{
    unsigned char *state = &t->state[set - t->unsettled->at];
    if (*state == 1 || (*state == 0 && t->nesting == DR_SETS_NESTING_MAX))
        t->problem = *state == 1 ? "contains itself" : too_deep;
    if (*state != 0 || t->problem != NULL)
        return;
    tally inside = {
        .unsettled = t->unsettled, .sets = t->sets, .state = t->state, .nesting = t->nesting + 1, .is_words = true};
    *state = 1;
    tally_query(&inside, set->query, false);
    if (inside.problem == NULL && inside.phrases != NULL)
        inside.problem = "has phrases where part(...), noun(...) and the like hold only words";
    if (inside.problem == NULL && inside.size > DR_QUERY_SIZE_MAX)
        inside.problem = "stands for more than 1000000 words";
    set->nesting = inside.height + 1;
    if (inside.problem == NULL && set->nesting > DR_SETS_NESTING_MAX)
        inside.problem = too_deep;
    set->problem = inside.problem; /* those who use it have no more to say */
    set->size = inside.size > DR_QUERY_SIZE_MAX ? DR_QUERY_SIZE_MAX + 1 : (uint32_t)inside.size;
    set->is_words = inside.is_words;
    *state = 2;
}

bool dr_sets_check(dr_sets *sets)
{
    bool sound = true;
    /* One byte a set; there is nothing sensible to do when even that is not there but to say so. */
    unsigned char *state = dr_alloc_zero(sets->n > 0 ? sets->n : 1, 1);
    if (state == NULL)
        return false;
    tally t = {.unsettled = sets, .sets = sets, .state = state};
    for (size_t i = 0; i < sets->n; i++) {
        t.problem = NULL;
        settle_set(&t, &sets->at[i]);
        sound = sound && sets->at[i].problem == NULL;
    }
    sets->checked = true;
    dr_free(state);
    return sound;
}

/* ---- Resolving ---------------------------------------------------------------------------------------- */

typedef struct resolver {
    const dr_sets *sets;
    const dr_rule_text *rule;
    dr_arena *arena;
    draad_error *err;
} resolver;

/* Names to suggest are looked for among so many sets: a message is not worth more. */
enum { SUGGEST_MAX = 1000 };

static draad_status unknown_set(const resolver *r, const dr_query *q)
{
    const char *names[SUGGEST_MAX + DR_BUILT_IN_SETS];
    size_t n = 0;
    for (; r->sets != NULL && n < r->sets->n && n < SUGGEST_MAX; n++)
        names[n] = r->sets->at[n].name.data;
    for (size_t i = 0; i < DR_BUILT_IN_SETS; i++)
        names[n++] = built_in_names[i];
    const char *meant = draad_suggest(q->text, names, n);
    if (meant != NULL)
        return dr_rule_fail(r->err, r->rule, q->column, "there is no set '%.*s'; is $%s meant?", DR_ARG(q->text),
                            meant);
    return dr_rule_fail(r->err, r->rule, q->column, "there is no set '%.*s'; expected one that stands under 'sets'",
                        DR_ARG(q->text));
}

static draad_status resolve(const resolver *r, dr_query *q)
{
    draad_status s = DRAAD_OK;
    if (q->kind != DR_Q_SET) {
        for (uint32_t i = 0; s == DRAAD_OK && i < q->nkids; i++)
            s = resolve(r, q->kids[i]);
        return s;
    }
    size_t built_in = built_in_of(q->text);
    const dr_set *set = NULL;
    dr_query *to = NULL;
    if (built_in < DR_BUILT_IN_SETS) {
        to = r->sets != NULL ? r->sets->built_in[built_in] : NULL;
        if (to == NULL && (to = make_built_in(built_in, r->arena)) == NULL)
            return dr_no_memory(r->err);
    } else if ((set = dr_sets_find(r->sets, q->text)) != NULL) {
        to = set->query;
    } else {
        return unknown_set(r, q);
    }
    dr_query **kids = dr_arena_alloc(r->arena, sizeof *kids);
    if (kids == NULL)
        return dr_no_memory(r->err);
    kids[0] = to;
    q->kids = kids;
    q->nkids = 1;
    return DRAAD_OK;
}

draad_status dr_query_resolve(dr_query *query, const dr_sets *sets, const dr_rule_text *rule, dr_arena *arena,
                              draad_error *err)
{
    const resolver r = {sets, rule, arena, err};
    draad_status s = resolve(&r, query);
    if (s != DRAAD_OK || sets == NULL || !sets->checked)
        return s;
    tally t = {.sets = sets, .is_words = true};
    tally_query(&t, query, false);
    if (t.phrases != NULL)
        return dr_rule_fail(err, rule, t.phrases->column,
                            "the set $%.*s has phrases, and part(...), noun(...) and the like hold only words",
                            DR_ARG(t.phrases->text));
    if (t.size > DR_QUERY_SIZE_MAX)
        return dr_rule_fail(err, rule, query->column, "with its sets the rule stands for more than %d words",
                            DR_QUERY_SIZE_MAX);
    return DRAAD_OK;
}
