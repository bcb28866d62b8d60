/* SPDX-License-Identifier: Apache-2.0
 * codebook_rules.c - the settings that codes and rules share, the sets, and the rules of a code.
 * Knows: keys of rules, units, reaches, speakers.  Does not know: the grammar of a rule (query.c), the tree of codes.
 */
#include "rules/codebook_reading.h"
#include "base/buf.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Where something is wrong, a message can still say what is nearest. */
static void note_choice(dr_reading *r, const dr_yaml *node, draad_str found, const char *const *choices, size_t n,
                        const char *expected)
{
    const char *meant = draad_suggest(found, choices, n);
    if (meant != NULL)
        dr_note(r, DRAAD_ERROR, node->line, node->column, "found '%.*s'; is '%s' meant?", DR_ARG(found), meant);
    else
        dr_note(r, DRAAD_ERROR, node->line, node->column, "found '%.*s'; expected %s", DR_ARG(found), expected);
}

/* ---- Settings ----------------------------------------------------------------------------------------- */

/* The text of a scalar as it stands in the tree; false when there is none, or no text (which is noted). */
static bool has_text(dr_reading *r, const dr_yaml *node, draad_str *out)
{
    if (node == NULL)
        return false;
    size_t before = r->nerrors;
    *out = dr_take_text(r, node);
    return !r->no_memory && r->nerrors == before;
}

static void take_unit(dr_reading *r, const dr_yaml *node, draad_unit *unit)
{
    static const char *const names[] = {"match", "sentence", "paragraph", "turn"};
    static const draad_unit units[] = {DRAAD_UNIT_MATCH, DRAAD_UNIT_SENTENCE, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN};
    draad_str text;
    if (!has_text(r, node, &text))
        return;
    for (size_t i = 0; i < COUNT(names); i++)
        if (dr_str_equal(text, dr_str_of(names[i]))) {
            *unit = units[i];
            return;
        }
    note_choice(r, node, text, names, COUNT(names), "match, sentence, paragraph or turn");
}

/* "4 sentences", "sentence", "paragraph", "turn" */
static void take_within(dr_reading *r, const dr_yaml *node, dr_reach *within)
{
    static const char *const names[] = {"sentence", "sentences", "paragraph", "turn"};
    draad_str text;
    if (!has_text(r, node, &text))
        return;
    size_t at = 0;
    uint32_t n = 0;
    while (at < text.len && text.data[at] >= '0' && text.data[at] <= '9' && n <= DR_DISTANCE_MAX)
        n = n * 10 + (uint32_t)(text.data[at++] - '0');
    draad_str unit = dr_str_trim((draad_str){text.data + at, text.len - at});
    bool is_sentences = dr_str_equal(unit, DR_STR("sentence")) || (at > 0 && dr_str_equal(unit, DR_STR("sentences")));
    if (at > 0 && (n == 0 || n > DR_DISTANCE_MAX))
        dr_note(r, DRAAD_ERROR, node->line, node->column, "found '%.*s'; expected from 1 to %d sentences", DR_ARG(text),
                DR_DISTANCE_MAX);
    else if (is_sentences)
        *within = (dr_reach){DRAAD_UNIT_SENTENCE, at > 0 ? n : 1};
    else if (at == 0 && dr_str_equal(unit, DR_STR("paragraph")))
        *within = (dr_reach){DRAAD_UNIT_PARAGRAPH, 0};
    else if (at == 0 && dr_str_equal(unit, DR_STR("turn")))
        *within = (dr_reach){DRAAD_UNIT_TURN, 0};
    else if (at == 0)
        note_choice(r, node, text, names, COUNT(names), "for instance '4 sentences', or sentence, paragraph, turn");
    else
        dr_note(r, DRAAD_ERROR, node->line, node->column,
                "found '%.*s'; expected for instance '4 sentences', or sentence, paragraph, turn", DR_ARG(text));
}

static draad_str *take_roles(dr_reading *r, const dr_yaml *node, size_t *n)
{
    static const char *const names[] = {"interviewer", "moderator", "respondent"};
    size_t before = r->nerrors;
    draad_str *roles = dr_take_texts(r, node, n);
    if (r->no_memory || r->nerrors > before)
        return roles;
    const dr_yaml *at = node->kind == DR_YAML_SEQUENCE ? node->first : node;
    for (size_t i = 0; i < *n; i++, at = at->next) {
        size_t k = 0;
        while (k < COUNT(names) && !dr_str_equal(roles[i], dr_str_of(names[k])))
            k++;
        if (k == COUNT(names))
            note_choice(r, at, roles[i], names, COUNT(names), "the role interviewer, moderator or respondent");
    }
    return roles;
}

static void take_speakers(dr_reading *r, const dr_yaml *node, dr_speakers *speakers)
{
    static const char *const keys[] = {"include", "exclude"};
    if (node == NULL)
        return;
    if (node->kind != DR_YAML_MAPPING) {
        dr_note(r, DRAAD_ERROR, node->line, node->column,
                "expected who is coded, as in {exclude: [interviewer]} or {include: [respondent]}");
        return;
    }
    dr_check_keys(r, node, keys, COUNT(keys));
    const dr_yaml *include = dr_yaml_find(node, "include"), *exclude = dr_yaml_find(node, "exclude");
    if (include != NULL && exclude != NULL) {
        dr_note(r, DRAAD_ERROR, node->line, node->column, "found both include and exclude; expected one of them");
        return;
    }
    dr_speakers said = {0};
    if (include != NULL) {
        said.include = take_roles(r, include, &said.ninclude);
        if (said.ninclude == 0 && !r->no_memory)
            dr_note(r, DRAAD_ERROR, include->key_line, include->key_column, "includes nobody; expected a role");
    } else if (exclude != NULL) {
        said.exclude = take_roles(r, exclude, &said.nexclude);
    } else {
        return;
    }
    *speakers = said;
}

void dr_take_settings(dr_reading *r, const dr_yaml *mapping, dr_settings *settings)
{
    take_unit(r, dr_yaml_find(mapping, "unit"), &settings->unit);
    take_within(r, dr_yaml_find(mapping, "within"), &settings->within);
    take_speakers(r, dr_yaml_find(mapping, "speakers"), &settings->speakers);
}

/* ---- Queries ------------------------------------------------------------------------------------------ */

static bool note_query(dr_reading *r, const draad_error *err)
{
    if (err->status == DRAAD_E_MEMORY)
        r->no_memory = true;
    else
        dr_note_again(r, DRAAD_ERROR, err->line, err->column, err);
    return false;
}

/* The rule in a scalar, and where its first character stands; false when it is none (which is noted). */
static bool rule_text_of(dr_reading *r, const dr_yaml *node, dr_rule_text *out)
{
    if (r->no_memory)
        return false;
    if (node->kind != DR_YAML_SCALAR) {
        dr_note(r, DRAAD_ERROR, node->line, node->column,
                node->kind == DR_YAML_SEQUENCE
                    ? "found a list; expected one rule (write OR between alternatives)"
                    : "found a mapping; expected a rule (one with ': ' in it goes on the next line, after '|')");
        return false;
    }
    draad_str text = dr_str_trim(node->text);
    uint32_t indent = text.len > 0 ? (uint32_t)(text.data - node->text.data) : 0;
    bool is_inline = node->as_it_stands;
    *out = (dr_rule_text){text, {r->name, node->line, node->column + (is_inline ? indent : 0)}, is_inline};
    return true;
}

static dr_query *parse_query(dr_reading *r, const dr_rule_text *text)
{
    draad_error err = {0};
    dr_query *q = dr_query_parse(text, &r->book->arena, &err);
    if (q == NULL)
        note_query(r, &err);
    return q;
}

dr_query *dr_take_query(dr_reading *r, const dr_yaml *node)
{
    draad_error err = {0};
    dr_rule_text text;
    if (node == NULL || !rule_text_of(r, node, &text))
        return NULL;
    dr_query *q = parse_query(r, &text);
    if (q != NULL && dr_query_resolve(q, &r->book->sets, &text, &r->book->arena, &err) != DRAAD_OK)
        note_query(r, &err);
    return q;
}

/* ---- Sets --------------------------------------------------------------------------------------------- */

/* Rules of sets are resolved when all sets are there. */
typedef struct pending {
    dr_query *query;
    dr_rule_text text;
} pending;

typedef struct set_reading {
    dr_reading *r;
    DR_VEC(dr_set) sets;
    DR_VEC(pending) pending;
    DR_VEC(dr_query *) kids;
} set_reading;

static void take_set_rule(set_reading *s, const dr_yaml *node)
{
    dr_rule_text text;
    if (!rule_text_of(s->r, node, &text))
        return;
    dr_query *q = parse_query(s->r, &text);
    if (q == NULL)
        return;
    dr_query **kid = dr_vec_push(&s->kids);
    pending *p = dr_vec_push(&s->pending);
    if (kid == NULL || p == NULL) {
        s->r->no_memory = true;
        return;
    }
    *kid = q;
    *p = (pending){q, text};
}

static void take_set(set_reading *s, const dr_yaml *node)
{
    dr_reading *r = s->r;
    if (!dr_is_id(node->key))
        dr_note(r, DRAAD_ERROR, node->key_line, node->key_column,
                "'%.*s' is no name of a set; expected small letters, digits and hyphens", DR_ARG(node->key));
    else if (dr_sets_is_built_in(node->key))
        dr_note(r, DRAAD_ERROR, node->key_line, node->key_column, "the set '%.*s' is built in; choose another name",
                DR_ARG(node->key));
    s->kids.n = 0;
    if (node->kind == DR_YAML_SEQUENCE)
        for (const dr_yaml *e = node->first; e != NULL && !r->no_memory; e = e->next)
            take_set_rule(s, e);
    else
        take_set_rule(s, node);
    if (node->kind == DR_YAML_SEQUENCE && node->n == 0)
        dr_note(r, DRAAD_ERROR, node->line, node->column, "the set '%.*s' is empty; expected rules", DR_ARG(node->key));
    dr_set *set = r->no_memory ? NULL : dr_vec_push(&s->sets);
    if (set == NULL) {
        r->no_memory = true;
        return;
    }
    *set = (dr_set){.line = node->key_line, .column = node->key_column};
    set->name = dr_arena_str(&r->book->arena, node->key);
    set->query = dr_query_or(s->kids.at, (uint32_t)s->kids.n, &r->book->arena);
    if (set->name.data == NULL || set->query == NULL)
        r->no_memory = true;
}

static void settle_sets(set_reading *s)
{
    dr_reading *r = s->r;
    dr_sets *sets = &r->book->sets;
    sets->at = dr_arena_alloc(&r->book->arena, s->sets.n * sizeof *sets->at);
    if (sets->at == NULL) {
        r->no_memory = true;
        return;
    }
    if (s->sets.n > 0)
        memcpy(sets->at, s->sets.at, s->sets.n * sizeof *sets->at);
    sets->n = s->sets.n;
    if (!dr_sets_prepare(sets, &r->book->arena)) {
        r->no_memory = true;
        return;
    }
    for (size_t i = 0; i < s->pending.n && !r->no_memory; i++) {
        draad_error err = {0};
        const pending *p = &s->pending.at[i];
        if (dr_query_resolve(p->query, sets, &p->text, &r->book->arena, &err) != DRAAD_OK)
            note_query(r, &err);
    }
    bool explained = dr_sets_check(sets);
    for (size_t i = 0; i < sets->n; i++)
        if (sets->at[i].problem != NULL) {
            dr_note(r, DRAAD_ERROR, sets->at[i].line, sets->at[i].column, "the set '%.*s' %s", DR_ARG(sets->at[i].name),
                    sets->at[i].problem);
            explained = true;
        }
    r->no_memory = r->no_memory || !explained;
}

void dr_take_sets(dr_reading *r, const dr_yaml *node)
{
    set_reading s = {.r = r};
    if (node != NULL && node->kind != DR_YAML_MAPPING && !(node->kind == DR_YAML_SCALAR && node->text.len == 0))
        dr_note(r, DRAAD_ERROR, node->line, node->column,
                "expected sets, each a name and its rules, as in 'collega: [collega, team]'");
    else if (node != NULL)
        for (const dr_yaml *e = node->first; e != NULL && !r->no_memory; e = e->next)
            take_set(&s, e);
    if (!r->no_memory)
        settle_sets(&s);
    dr_vec_free(&s.sets);
    dr_vec_free(&s.pending);
    dr_vec_free(&s.kids);
}

/* ---- Rules -------------------------------------------------------------------------------------------- */

static void take_negated(dr_reading *r, const dr_yaml *node, dr_negated *negated)
{
    static const char *const names[] = {"either", "never", "only"};
    draad_str text;
    if (!has_text(r, node, &text))
        return;
    for (size_t i = 0; i < COUNT(names); i++)
        if (dr_str_equal(text, dr_str_of(names[i]))) {
            *negated = (dr_negated)i;
            return;
        }
    note_choice(r, node, text, names, COUNT(names), "either, never or only");
}

static void take_find(dr_reading *r, const dr_yaml *node, dr_rule *rule)
{
    dr_rule_text text;
    rule->line = node->line;
    rule->column = node->column;
    if (rule_text_of(r, node, &text)) {
        rule->line = text.place.line;
        rule->column = text.place.column;
        rule->source = dr_take_text(r, node);
        rule->find = dr_take_query(r, node);
    }
}

static void take_rule_mapping(dr_reading *r, const dr_yaml *node, dr_rule *rule)
{
    static const char *const keys[] = {"id",     "find", "unless", "except",   "negated",
                                       "weight", "unit", "within", "speakers", "note"};
    const dr_yaml *find = dr_yaml_find(node, "find"), *first = node->first;
    if (find == NULL && node->n == 1 && draad_suggest(first->key, keys, COUNT(keys)) == NULL) {
        /* "- wat ik bedoel: werkdruk": one mistake, not two */
        dr_note(r, DRAAD_ERROR, first->key_line, first->key_column,
                "found a mapping with the key '%.*s'; a rule with ': ' in it goes on the next line, after '|'",
                DR_ARG(first->key));
        return;
    }
    dr_check_keys(r, node, keys, COUNT(keys));
    if (find == NULL)
        dr_note(r, DRAAD_ERROR, node->line, node->column, "a rule without 'find'; expected what it looks for");
    else
        take_find(r, find, rule);
    rule->id = dr_take_id(r, node, false, "a rule");
    rule->unless = dr_take_query(r, dr_yaml_find(node, "unless"));
    rule->except = dr_take_query(r, dr_yaml_find(node, "except"));
    take_negated(r, dr_yaml_find(node, "negated"), &rule->negated);
    rule->weight = dr_take_text(r, dr_yaml_find(node, "weight"));
    rule->note = dr_take_text(r, dr_yaml_find(node, "note"));
    dr_settings settings = {rule->unit, rule->within, rule->speakers};
    dr_take_settings(r, node, &settings);
    rule->unit = settings.unit;
    rule->within = settings.within;
    rule->speakers = settings.speakers;
    const dr_yaml *id = dr_yaml_find(node, "id");
    if (id != NULL)
        dr_claim_id(r, rule->id, rule->code, id->line, id->column);
}

static void name_rule(dr_reading *r, dr_rule *rule, size_t number)
{
    dr_buf id = {0};
    if (rule->id.len > 0)
        return;
    draad_str code = r->codes.at[rule->code].id;
    if (dr_buf_put(&id, code, NULL) != DRAAD_OK || dr_buf_printf(&id, NULL, "#%zu", number) != DRAAD_OK ||
        (rule->id = dr_arena_str(&r->book->arena, dr_buf_str(&id))).data == NULL)
        r->no_memory = true;
    dr_buf_free(&id);
}

static void take_rule(dr_reading *r, const dr_yaml *node, uint32_t code, const dr_settings *inherited, size_t number)
{
    dr_rule rule = {.code = code,
                    .line = node->line,
                    .column = node->column,
                    .source = DR_STR(""),
                    .weight = DR_STR(""),
                    .note = DR_STR(""),
                    .unit = inherited->unit,
                    .within = inherited->within,
                    .speakers = inherited->speakers};
    if (node->kind == DR_YAML_MAPPING)
        take_rule_mapping(r, node, &rule);
    else
        take_find(r, node, &rule);
    if (!r->no_memory)
        name_rule(r, &rule, number);
    dr_rule *slot = r->no_memory ? NULL : dr_vec_push(&r->rules);
    if (slot == NULL)
        r->no_memory = true;
    else
        *slot = rule;
}

void dr_take_rules(dr_reading *r, const dr_yaml *node, uint32_t code, const dr_settings *inherited)
{
    size_t number = 1;
    if (node == NULL || (node->kind == DR_YAML_SCALAR && dr_str_trim(node->text).len == 0))
        return;
    if (node->kind == DR_YAML_MAPPING) {
        dr_note(r, DRAAD_ERROR, node->line, node->column, "found a mapping; expected a list of rules, each after '- '");
        return;
    }
    const dr_yaml *first = node->kind == DR_YAML_SEQUENCE ? node->first : node; /* one rule needs no list */
    for (const dr_yaml *e = first; e != NULL && !r->no_memory; e = e == node ? NULL : e->next) {
        if (r->rules.n == DR_RULES_MAX) {
            dr_note(r, DRAAD_ERROR, e->line, e->column, "more than %d rules", DR_RULES_MAX);
            return;
        }
        take_rule(r, e, code, inherited, number++);
    }
}
