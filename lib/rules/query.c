/* SPDX-License-Identifier: Apache-2.0
 * query.c - the rule language: a hand-written parser, one function a line of the grammar in query.h.
 * Its messages are read by people who never programmed, so each mistake that beginners make has its own.
 * While parsing, `mark` of a node holds its height, which bounds the depth of every later walk; it is 0 afterwards.
 * Knows: the grammar.  Does not know: Dutch, sets, texts, codebooks. */
#include "rules/query.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "outside/pattern.h"
#include "rules/mistakes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct parser {
    const dr_rule_text *rule;
    draad_str s;
    size_t at;
    size_t counted_at; /* columns are counted up to here ... */
    uint32_t counted;  /* ... where the column is this */
    uint32_t depth;    /* of open brackets */
    dr_arena *arena;
    draad_error *err;
    const dr_query *closed;  /* the last item that had brackets or quotation marks of its own */
    DR_VEC(dr_query *) kids; /* of all nodes that are not finished */
} parser;

typedef enum operator{ OP_NONE, OP_AND, OP_OR, OP_NOT, OP_NEAR, OP_BEFORE, OP_END } operator;

static dr_query *parse_rule(parser *p);

/* ---- Errors ------------------------------------------------------------------------------------------- */

static draad_status fail_column(draad_error *err, const dr_rule_text *rule, uint32_t column, const draad_error *what)
{
    dr_place place = rule->place;
    if (rule->inline_)
        place.column = (place.column > 0 ? place.column : 1) + column - 1;
    dr_fail_again(err, DRAAD_E_CODEBOOK, place, what->message, what->message_nl);
    if (!rule->inline_ && rule->text.len > 0)
        dr_fail_more(err, " (at character %u of the rule)", column);
    return DRAAD_E_CODEBOOK;
}

draad_status dr_rule_fail(draad_error *err, const dr_rule_text *rule, uint32_t column, const char *format, ...)
{
    draad_error what;
    va_list args;
    va_start(args, format);
    dr_vfail(&what, DRAAD_E_CODEBOOK, rule->place, format, args);
    va_end(args);
    return fail_column(err, rule, column, &what);
}

/* Says what is wrong at byte `at`, and is NULL: `return wrong(...)`. */
static dr_query *wrong(parser *p, size_t at, const char *format, ...) DR_PRINTF(3, 4);

/* The column of the byte at `at`. */
static uint32_t column_of(const parser *p, size_t at)
{
    return (uint32_t)dr_utf8_count((draad_str){p->s.data, at}) + 1;
}

static dr_query *wrong(parser *p, size_t at, const char *format, ...)
{
    draad_error what;
    va_list args;
    va_start(args, format);
    dr_vfail(&what, DRAAD_E_CODEBOOK, p->rule->place, format, args);
    va_end(args);
    fail_column(p->err, p->rule, column_of(p, at), &what);
    return NULL;
}

static dr_query *no_memory(parser *p)
{
    dr_no_memory(p->err);
    return NULL;
}

/* ---- Characters --------------------------------------------------------------------------------------- */

/* Bytes of the white space at `at`; pasted text has more kinds of it than the space bar. */
static size_t space_at(draad_str s, size_t at)
{
    uint32_t cp = 0;
    const unsigned char c = at < s.len ? (unsigned char)s.data[at] : 0;
    if (c > ' ' && c < 0x80)
        return 0;
    size_t n = dr_utf8_decode(s.data + at, s.len - at, &cp);
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 ||
                   cp == 0x2029 || cp == 0x202F || cp == 0x3000
               ? n
               : 0;
}

static bool begins(draad_str s, size_t at, const char *what)
{
    size_t n = strlen(what);
    return at <= s.len && n <= s.len - at && memcmp(s.data + at, what, n) == 0;
}

/* Bytes of the quotation mark at `at`: straight, or double curly, as word processors make them. */
static size_t quote_at(draad_str s, size_t at)
{
    if (begins(s, at, "\""))
        return 1;
    return begins(s, at, "\u201C") || begins(s, at, "\u201D") || begins(s, at, "\u201E") ? 3 : 0;
}

static void skip_space(parser *p)
{
    for (size_t n; p->at < p->s.len && (n = space_at(p->s, p->at)) > 0;)
        p->at += n;
}

/* Behind the word that begins at `at`. */
static size_t word_end(draad_str s, size_t at)
{
    while (at < s.len) {
        const char c = s.data[at];
        const bool plain = c >= 'a' && c <= 'z'; /* as most are */
        if (!plain && (c == '(' || c == ')' || space_at(s, at) > 0 || quote_at(s, at) > 0))
            break;
        at++;
    }
    return at;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The column of p->at, counted on from the last one asked. */
static uint32_t column_here(parser *p)
{
    p->counted += (uint32_t)dr_utf8_count((draad_str){p->s.data + p->counted_at, p->at - p->counted_at});
    p->counted_at = p->at;
    return p->counted;
}

/* ---- Nodes -------------------------------------------------------------------------------------------- */

static dr_query *new_node(dr_arena *arena, dr_node_kind kind, uint32_t column, draad_str text)
{
    dr_query *node = dr_arena_alloc(arena, sizeof *node);
    if (node == NULL)
        return NULL;
    *node = (dr_query){.kind = kind, .column = column, .mark = 1};
    node->text = text.len > 0 ? dr_arena_str(arena, text) : (draad_str){"", 0};
    return node->text.data != NULL ? node : NULL;
}

dr_query *dr_query_form(draad_str form, dr_arena *arena)
{
    dr_query *node = new_node(arena, DR_Q_FORM, 1, form);
    if (node != NULL)
        node->mark = 0; /* it is finished */
    return node;
}

static dr_query *leaf(parser *p, dr_node_kind kind, uint32_t column, draad_str text)
{
    dr_query *node = new_node(p->arena, kind, column, text);
    return node != NULL ? node : no_memory(p);
}

/* A node over the kids from `base` on, which it takes from the pile. */
static dr_query *over(parser *p, dr_node_kind kind, size_t base)
{
    size_t n = p->kids.n - base;
    dr_query *node = new_node(p->arena, kind, p->kids.at[base]->column, DR_STR(""));
    dr_query **kids = node != NULL ? dr_arena_alloc(p->arena, n * sizeof *kids) : NULL;
    if (kids == NULL)
        return no_memory(p);
    memcpy(kids, p->kids.at + base, n * sizeof *kids);
    node->kids = kids;
    node->nkids = (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        if (kids[i]->mark >= node->mark)
            node->mark = kids[i]->mark + 1;
    p->kids.n = base;
    if (node->mark > DR_NESTING_MAX)
        return wrong(p, p->at, "the rule nests deeper than %d", DR_NESTING_MAX);
    return node;
}

static bool push(parser *p, dr_query *kid)
{
    if (kid == NULL)
        return false;
    dr_query **slot = dr_vec_push(&p->kids);
    if (slot == NULL)
        return no_memory(p) != NULL;
    *slot = kid;
    return true;
}

dr_query *dr_query_or(dr_query **kids, uint32_t n, dr_arena *arena)
{
    if (n == 1)
        return kids[0];
    dr_query *node = new_node(arena, DR_Q_OR, n > 0 ? kids[0]->column : 1, DR_STR(""));
    dr_query **copy = node != NULL ? dr_arena_alloc(arena, n * sizeof *copy) : NULL;
    if (copy == NULL)
        return NULL;
    if (n > 0)
        memcpy(copy, kids, n * sizeof *copy);
    node->kids = copy;
    node->nkids = n;
    node->mark = 0;
    return node;
}

static void clear_marks(dr_query *q)
{
    q->mark = 0;
    for (uint32_t i = 0; i < q->nkids; i++)
        clear_marks(q->kids[i]);
}

/* ---- Operators ---------------------------------------------------------------------------------------- */

/* The operator at p->at, which is not moved; OP_END at a closing bracket or the end. */
static operator peek(parser *p, draad_str *word)
{
    skip_space(p);
    if (p->at == p->s.len || p->s.data[p->at] == ')')
        return OP_END;
    *word = (draad_str){p->s.data + p->at, word_end(p->s, p->at) - p->at};
    if (dr_str_equal(*word, DR_STR("AND")))
        return OP_AND;
    if (dr_str_equal(*word, DR_STR("OR")))
        return OP_OR;
    if (dr_str_equal(*word, DR_STR("NOT")))
        return OP_NOT;
    return dr_rule_is_operator(*word, "NEAR") ? OP_NEAR : dr_rule_is_operator(*word, "BEFORE") ? OP_BEFORE : OP_NONE;
}

/* A number of at most DR_DISTANCE_MAX. */
static bool read_number(draad_str digits, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!is_digit(digits.data[i]) || *out > DR_DISTANCE_MAX)
            return false;
        *out = *out * 10 + (uint32_t)(digits.data[i] - '0');
    }
    return digits.len > 0 && *out <= DR_DISTANCE_MAX;
}

/* ---- Words -------------------------------------------------------------------------------------------- */

/* "*druk": people mean words that end so; "*druk*": words with this in it. */
static dr_query *wild_first(parser *p, draad_str word)
{
    draad_str rest = word;
    while (rest.len > 0 && (rest.data[0] == '*' || rest.data[0] == '?'))
        rest.data++, rest.len--;
    bool both = rest.len > 0 && rest.data[rest.len - 1] == '*';
    while (rest.len > 0 && (rest.data[rest.len - 1] == '*' || rest.data[rest.len - 1] == '?'))
        rest.len--;
    if (!dr_rule_has_letter(rest))
        return wrong(p, p->at, "found '%.*s'; expected a word (a '*' stands behind at least one letter)", DR_ARG(word));
    return wrong(p, p->at, "'%.*s' begins with '%c'; write %s(%.*s)", DR_ARG(word), word.data[0],
                 both ? "part" : "ends", DR_ARG(rest));
}

static dr_query *parse_form(parser *p, draad_str word, uint32_t column)
{
    draad_str form = {word.data + 1, word.len - 1};
    if (form.len == 0)
        return wrong(p, p->at, "a '=' without a word; write it directly before one: =team");
    if (memchr(form.data, '*', form.len) != NULL || memchr(form.data, '?', form.len) != NULL)
        return wrong(p, p->at, "'%.*s': '=' is for exactly this form; leave out '=' or the '*' or '?'", DR_ARG(word));
    const char *mistake =
        dr_str_equal(form, DR_STR("OF")) || dr_str_equal(form, DR_STR("EN")) || dr_str_equal(form, DR_STR("NIET"))
            ? NULL
            : dr_rule_mistake(form);
    if (mistake != NULL)
        return wrong(p, p->at, "found '%.*s'; %s", DR_ARG(word), mistake);
    p->at += word.len;
    return leaf(p, DR_Q_FORM, column, form);
}

static dr_query *parse_set(parser *p, draad_str word, uint32_t column)
{
    draad_str name = {word.data + 1, word.len - 1};
    bool sound = name.len > 0;
    for (size_t i = 0; i < name.len; i++)
        sound =
            sound && (is_digit(name.data[i]) || (name.data[i] >= 'a' && name.data[i] <= 'z') || name.data[i] == '-');
    if (!sound)
        return wrong(p, p->at, "'%.*s' is no name of a set; expected '$' and small letters, digits or hyphens",
                     DR_ARG(word));
    p->at += word.len;
    return leaf(p, DR_Q_SET, column, name);
}

/* ---- Functions ---------------------------------------------------------------------------------------- */

static const char *const function_names[] = {"part", "head", "ends", "noun", "verb", "stem", "neg", "aff"};
static const dr_node_kind function_kinds[] = {DR_Q_PART, DR_Q_HEAD, DR_Q_ENDS, DR_Q_NOUN,
                                              DR_Q_VERB, DR_Q_STEM, DR_Q_NEG,  DR_Q_AFF};
enum { FUNCTIONS = sizeof function_kinds / sizeof function_kinds[0] };

/* Nothing but words, alternatives of words, and sets (which are looked at when they are known). */
static bool is_words(const dr_query *q)
{
    if (q->kind == DR_Q_OR)
        for (uint32_t i = 0; i < q->nkids; i++)
            if (!is_words(q->kids[i]))
                return false;
    return q->kind == DR_Q_WORD || q->kind == DR_Q_FORM || q->kind == DR_Q_SET || q->kind == DR_Q_OR;
}

/* From '(' at p->at to its ')': the rule inside. */
static dr_query *parse_inside(parser *p)
{
    size_t open = p->at;
    if (p->depth == DR_NESTING_MAX)
        return wrong(p, open, "brackets nest deeper than %d", DR_NESTING_MAX);
    p->depth++;
    p->at++;
    skip_space(p);
    if (p->at < p->s.len && p->s.data[p->at] == ')')
        return wrong(p, open, "brackets with nothing in them; expected a rule");
    if (p->at == p->s.len)
        return wrong(p, open, "an opening bracket that is not closed");
    dr_query *inside = parse_rule(p);
    if (inside == NULL)
        return NULL;
    if (p->at == p->s.len)
        return wrong(p, open, "an opening bracket that is not closed");
    p->at++;
    p->depth--;
    return inside;
}

static dr_query *parse_function(parser *p, draad_str name, uint32_t column)
{
    size_t start = p->at, base = p->kids.n, f = 0;
    while (f < FUNCTIONS && !dr_str_equal(name, dr_str_of(function_names[f])))
        f++;
    if (f == FUNCTIONS) {
        const char *meant = draad_suggest(name, function_names, FUNCTIONS);
        if (meant != NULL)
            return wrong(p, start, "there is no %.*s(...); is %s(...) meant?", DR_ARG(name), meant);
        return wrong(p, start, "there is no %.*s(...); for a word and then brackets, put a space between",
                     DR_ARG(name));
    }
    p->at += name.len;
    dr_query *inside = parse_inside(p);
    if (inside == NULL)
        return NULL;
    dr_node_kind kind = function_kinds[f];
    if (kind != DR_Q_NEG && kind != DR_Q_AFF && !is_words(inside))
        return wrong(p, start, "%s(...) holds words, with OR between them, and sets; nothing else", function_names[f]);
    dr_query *node = push(p, inside) ? over(p, kind, base) : NULL;
    if (node != NULL)
        node->column = column;
    return node;
}

/* ---- Items -------------------------------------------------------------------------------------------- */

static dr_query *parse_word(parser *p, uint32_t column)
{
    size_t end = word_end(p->s, p->at);
    draad_str word = {p->s.data + p->at, end - p->at};
    if (word.data[0] == '=')
        return parse_form(p, word, column);
    if (word.data[0] == '$')
        return parse_set(p, word, column);
    if (word.data[0] == '*' || word.data[0] == '?')
        return wild_first(p, word);
    const char *mistake = dr_rule_mistake(word);
    if (mistake != NULL)
        return wrong(p, p->at, "found '%.*s'; %s", DR_ARG(word), mistake);
    if (end < p->s.len && p->s.data[end] == '(')
        return parse_function(p, word, column);
    p->at = end;
    bool wild = memchr(word.data, '*', word.len) != NULL || memchr(word.data, '?', word.len) != NULL;
    return leaf(p, wild ? DR_Q_WILD : DR_Q_WORD, column, word);
}

/* Between quotation marks every word is only a word. */
static dr_query *parse_quoted(parser *p, uint32_t column)
{
    size_t open = p->at, base = p->kids.n;
    p->at += quote_at(p->s, open);
    for (;;) {
        skip_space(p);
        if (p->at == p->s.len)
            return wrong(p, open, "a quotation mark that is not closed");
        size_t n = quote_at(p->s, p->at);
        if (n > 0) {
            p->at += n;
            break;
        }
        uint32_t here = column_here(p);
        size_t end = p->at;
        while (end < p->s.len && space_at(p->s, end) == 0 && quote_at(p->s, end) == 0)
            end++;
        draad_str word = {p->s.data + p->at, end - p->at};
        if (!dr_rule_has_letter(word))
            return wrong(p, p->at, "found '%.*s' in a quotation; expected words, with letters or digits", DR_ARG(word));
        p->at = end;
        if (!push(p, leaf(p, DR_Q_WORD, here, word)))
            return NULL;
    }
    if (p->kids.n == base)
        return wrong(p, open, "quotation marks with nothing between them; expected words");
    dr_query *node = p->kids.n == base + 1 ? p->kids.at[--p->kids.n] : over(p, DR_Q_SEQ, base);
    if (node != NULL)
        node->column = column;
    p->closed = node;
    return node;
}

static dr_query *check_regex(parser *p, dr_query *node, size_t start)
{
    draad_error inner = {0};
    dr_pattern *compiled = NULL;
    size_t offset = 0;
    draad_status s = dr_pattern_new(node->text, &(dr_pattern_options){.no_jit = true}, &compiled, &offset, &inner);
    dr_pattern_free(compiled);
    if (s == DRAAD_OK)
        return node;
    if (s == DRAAD_E_MEMORY)
        return no_memory(p);
    while (offset > 0 && offset < node->text.len && !dr_utf8_is_start(node->text.data[offset]))
        offset--;
    fail_column(p->err, p->rule, column_of(p, start + offset), &inner);
    return NULL;
}

static dr_query *parse_regex(parser *p, uint32_t column)
{
    size_t open = p->at, end = open + 1;
    while (end < p->s.len && p->s.data[end] != '/')
        end += p->s.data[end] == '\\' && end + 1 < p->s.len ? 2 : 1;
    if (end >= p->s.len)
        return wrong(p, open, "a regular expression without its closing '/'");
    if (end == open + 1)
        return wrong(p, open, "a regular expression with nothing in it");
    p->at = end + 1;
    bool as_written = begins(p->s, p->at, "c");
    p->at += as_written;
    if (p->at < p->s.len && p->s.data[p->at] != ')' && space_at(p->s, p->at) == 0)
        return wrong(p, p->at,
                     "found '%.*s' behind a regular expression; only c can stand there, and a '/' inside is "
                     "written \\/",
                     DR_ARG(((draad_str){p->s.data + p->at, word_end(p->s, p->at) - p->at})));
    dr_query *node = leaf(p, DR_Q_REGEX, column, (draad_str){p->s.data + open + 1, end - open - 1});
    if (node == NULL)
        return NULL;
    node->as_written = as_written;
    return check_regex(p, node, open + 1);
}

static dr_query *parse_bracket(parser *p, uint32_t column)
{
    dr_query *inside = parse_inside(p);
    if (inside == NULL)
        return NULL;
    size_t behind = p->at;
    skip_space(p);
    if (p->at == p->s.len || p->s.data[p->at] != '~') {
        p->at = behind;
        p->closed = inside;
        return inside;
    }
    size_t tilde = p->at++, end = p->at;
    uint32_t distance;
    while (end < p->s.len && is_digit(p->s.data[end]))
        end++;
    if (!read_number((draad_str){p->s.data + p->at, end - p->at}, &distance))
        return wrong(p, tilde, "a '~' without a number of at most %d; write for instance (a b)~4", DR_DISTANCE_MAX);
    if (inside->kind == DR_Q_SEQ && inside != p->closed && inside->nkids > DR_QUERY_BAG_MAX)
        return wrong(p, tilde, "more than %d items in ( )~%u; make two rules of it", DR_QUERY_BAG_MAX, distance);
    if (inside->kind != DR_Q_SEQ || inside == p->closed)
        return wrong(p, tilde,
                     "'~%u' needs two or more words side by side in its brackets; brackets inside keep "
                     "alternatives together: (a (b OR c))~%u",
                     distance, distance);
    p->at = end;
    inside->kind = DR_Q_BAG;
    inside->distance = distance;
    inside->column = column;
    p->closed = inside;
    return inside;
}

static dr_query *parse_item(parser *p)
{
    uint32_t column = column_here(p);
    char c = p->s.data[p->at];
    if (c == '(')
        return parse_bracket(p, column);
    if (begins(p->s, p->at, "\u201D"))
        return wrong(p, p->at, "a closing quotation mark without an opening one");
    if (quote_at(p->s, p->at) > 0)
        return parse_quoted(p, column);
    if (c == '/')
        return parse_regex(p, column);
    return parse_word(p, column);
}

/* ---- The grammar, from the inside out ------------------------------------------------------------------- */

static dr_query *nothing_here(parser *p, operator op, draad_str word)
{
    if (op == OP_NOT)
        return wrong(p, p->at, "NOT stands only behind AND; to leave out places, put what blocks them under 'unless'");
    if (op != OP_END)
        return wrong(p, p->at, "nothing stands before %.*s; expected a word", DR_ARG(word));
    return wrong(p, p->at,
                 p->at == p->s.len ? "the rule ends where a word is expected" : "found ')' where a word is expected");
}

/* seq = item { item } */
static dr_query *parse_seq(parser *p)
{
    size_t base = p->kids.n;
    draad_str word = {0};
    operator op;
    while ((op = peek(p, &word)) == OP_NONE)
        if (!push(p, parse_item(p)))
            return NULL;
    if (p->kids.n == base)
        return nothing_here(p, op, word);
    if (op == OP_NOT)
        return wrong(p, p->at, "NOT stands only behind AND: write AND NOT, or put what blocks the rule under 'unless'");
    return p->kids.n == base + 1 ? p->kids.at[--p->kids.n] : over(p, DR_Q_SEQ, base);
}

/* near = seq { ( "NEAR" | "BEFORE" ) "/" int seq } */
static dr_query *parse_near(parser *p)
{
    size_t base = p->kids.n;
    draad_str word = {0};
    operator op, first = OP_NONE;
    dr_query *left = parse_seq(p);
    while (left != NULL && ((op = peek(p, &word)) == OP_NEAR || op == OP_BEFORE)) {
        size_t name = op == OP_NEAR ? 4 : 6, at = p->at;
        uint32_t distance;
        if (first != OP_NONE && first != op)
            return wrong(p, at, "NEAR and BEFORE side by side; put brackets around what belongs together");
        first = op;
        if (word.len == name)
            return wrong(p, at, "%.*s needs a number of words: %.*s/5", DR_ARG(word), DR_ARG(word));
        if (!read_number((draad_str){word.data + name + 1, word.len - name - 1}, &distance))
            return wrong(p, at, "found '%.*s'; expected a number of words from 0 to %d, as in %.*s/5", DR_ARG(word),
                         DR_DISTANCE_MAX, (int)name, word.data);
        p->at += word.len;
        if (!push(p, left) || !push(p, parse_seq(p)))
            return NULL;
        if ((left = over(p, op == OP_NEAR ? DR_Q_NEAR : DR_Q_BEFORE, base)) != NULL)
            left->distance = distance;
    }
    return left;
}

/* Positive kids first, each kind in its order. */
static dr_query *over_and(parser *p, size_t base, const bool *negative, size_t nnegative)
{
    dr_query *node = over(p, DR_Q_AND, base);
    if (node == NULL || nnegative == 0) {
        if (node != NULL)
            node->npositive = node->nkids;
        return node;
    }
    dr_query **kids = dr_arena_alloc(p->arena, node->nkids * sizeof *kids);
    if (kids == NULL)
        return no_memory(p);
    uint32_t n = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < node->nkids; i++)
            if (negative[i] == (pass == 1))
                kids[n++] = node->kids[i];
    node->npositive = node->nkids - (uint32_t)nnegative;
    node->kids = kids;
    return node;
}

/* and = near { "AND" [ "NOT" ] near } */
static dr_query *parse_and(parser *p)
{
    size_t base = p->kids.n, nnegative = 0;
    DR_VEC(bool) negative = {0};
    draad_str word = {0};
    dr_query *node = NULL;
    if (!push(p, parse_near(p)) || (dr_vec_push(&negative) == NULL && no_memory(p) == NULL))
        goto done;
    while (peek(p, &word) == OP_AND) {
        bool *is_negative = dr_vec_push(&negative);
        if (is_negative == NULL) {
            no_memory(p);
            goto done;
        }
        p->at += word.len;
        if (peek(p, &word) == OP_NOT) {
            *is_negative = true;
            nnegative++;
            p->at += word.len;
        }
        if (!push(p, parse_near(p)))
            goto done;
    }
    node = p->kids.n == base + 1 ? p->kids.at[--p->kids.n] : over_and(p, base, negative.at, nnegative);
done:
    dr_vec_free(&negative);
    return node;
}

/* rule = and { "OR" and } */
static dr_query *parse_rule(parser *p)
{
    size_t base = p->kids.n;
    draad_str word = {0};
    if (!push(p, parse_and(p)))
        return NULL;
    while (peek(p, &word) == OP_OR) {
        p->at += word.len;
        if (!push(p, parse_and(p)))
            return NULL;
    }
    return p->kids.n == base + 1 ? p->kids.at[--p->kids.n] : over(p, DR_Q_OR, base);
}

static bool is_sound_text(parser *p)
{
    size_t valid = dr_utf8_valid(p->s);
    if (valid < p->s.len)
        return wrong(p, valid, "a byte (\\x%02X) that is not UTF-8", (unsigned)(unsigned char)p->s.data[valid]) != NULL;
    if (p->s.len > DR_RULE_MAX)
        return wrong(p, 0, "the rule is longer than %d bytes", DR_RULE_MAX) != NULL;
    for (size_t i = 0; i < p->s.len; i++)
        if ((unsigned char)p->s.data[i] < 0x20 && space_at(p->s, i) == 0)
            return wrong(p, i, "a control character (\\x%02X) in a rule", (unsigned)(unsigned char)p->s.data[i]) !=
                   NULL;
    skip_space(p);
    return p->at < p->s.len || wrong(p, 0, "the rule is empty; expected words") != NULL;
}

dr_query *dr_query_parse(const dr_rule_text *rule, dr_arena *arena, draad_error *err)
{
    parser p = {.rule = rule, .s = rule->text, .counted = 1, .arena = arena, .err = err};
    if (p.s.data == NULL)
        p.s.data = "";
    dr_query *q = is_sound_text(&p) ? parse_rule(&p) : NULL;
    if (q != NULL && p.at < p.s.len) /* only a bracket can stop it before the end */
        q = wrong(&p, p.at, "a closing bracket without an opening one");
    if (q != NULL)
        clear_marks(q);
    dr_vec_free(&p.kids);
    return q;
}
