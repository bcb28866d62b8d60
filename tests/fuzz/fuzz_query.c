/* SPDX-License-Identifier: Apache-2.0
 * fuzz_query.c - any bytes as a rule, and as a regular expression with a text behind the first line end.
 * A rule becomes a tree that is sound, or an error with a place.  A regular expression finds the same with and
 * without JIT, and every match holds the letters that it is said to require. */
#include "base/utf8.h"
#include "outside/pattern.h"
#include "rules/query.h"

#include <stdlib.h>
#include <string.h>

static void demand(bool what)
{
    if (!what)
        abort();
}

static uint32_t check_tree(const dr_query *q, size_t ncolumns)
{
    uint32_t below = 0;
    demand(q->mark == 0 && q->column >= 1 && q->column <= ncolumns);
    demand(q->kind != DR_Q_AND || (q->npositive > 0 && q->npositive <= q->nkids));
    demand(q->kind != DR_Q_SEQ || q->nkids > 1);
    demand(q->kind > DR_Q_SET || (q->nkids == 0 && q->text.len > 0));
    for (uint32_t i = 0; i < q->nkids; i++) {
        uint32_t height = check_tree(q->kids[i], ncolumns);
        below = height > below ? height : below;
    }
    demand(below < DR_NESTING_MAX);
    return below + 1;
}

static void check_rule(draad_str text)
{
    dr_arena arena = {0};
    draad_error err = {0};
    const dr_rule_text rule = {text, {"fuzz", 1, 1}, true};
    dr_query *q = dr_query_parse(&rule, &arena, &err);
    if (q == NULL) {
        demand(err.status == DRAAD_E_CODEBOOK && err.line == 1 && err.column >= 1 && err.message[0] != '\0');
    } else {
        check_tree(q, dr_utf8_count(text));
        if (dr_query_resolve(q, NULL, &rule, &arena, &err) != DRAAD_OK)
            demand(err.status == DRAAD_E_CODEBOOK && err.column >= 1);
    }
    dr_arena_free(&arena);
}

/* Is `letters` in the text, whatever the case of ASCII letters? */
static bool holds(const char *text, size_t n, draad_str letters)
{
    for (size_t i = 0; i + letters.len <= n; i++) {
        size_t k = 0;
        while (k < letters.len && (text[i + k] | 0x20) == letters.data[k])
            k++;
        if (k == letters.len)
            return true;
    }
    return letters.len == 0;
}

static void check_pattern(draad_str text, draad_str subject)
{
    dr_arena arena = {0};
    dr_pattern *fast = NULL, *slow = NULL;
    size_t offset = 0;
    draad_str required = dr_pattern_required(text, &arena);
    if (dr_pattern_new(text, NULL, &fast, &offset, NULL) != DRAAD_OK) {
        demand(offset <= text.len);
        dr_arena_free(&arena);
        return;
    }
    demand(dr_pattern_new(text, &(dr_pattern_options){.no_jit = true}, &slow, NULL, NULL) == DRAAD_OK);
    dr_pattern_scratch *s = dr_pattern_scratch_new();
    dr_pattern_found a = {0}, b = {0};
    for (size_t from = 0; from <= subject.len; from = a.end) {
        uint32_t budget = 3, slow_budget = 3;
        if (dr_pattern_find(fast, s, subject, from, &budget, &a, NULL) != DRAAD_OK ||
            dr_pattern_find(slow, s, subject, from, &slow_budget, &b, NULL) != DRAAD_OK)
            break; /* over a limit: what is in the text is then not known */
        demand(a.found == b.found && (!a.found || (a.start == b.start && a.end == b.end)));
        if (!a.found)
            break;
        demand(a.end > from && a.end > a.start && a.end <= subject.len);
        demand(memchr(text.data, 'K', text.len) != NULL ||
               holds(subject.data, a.end, required)); /* \K moves the start */
    }
    dr_pattern_scratch_free(s);
    dr_pattern_free(fast);
    dr_pattern_free(slow);
    dr_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    draad_str all = {(const char *)data, n};
    check_rule(all);
    const char *end = n > 0 ? memchr(data, '\n', n) : NULL;
    if (end == NULL || dr_utf8_valid(all) < n || n > 4096)
        return 0;
    size_t len = (size_t)(end - all.data);
    check_pattern((draad_str){all.data, len}, (draad_str){end + 1, n - len - 1});
    return 0;
}
