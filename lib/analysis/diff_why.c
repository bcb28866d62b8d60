/* SPDX-License-Identifier: Apache-2.0
 * diff_why.c - what made a coding come, go or move.
 * Every rule that made it on one side and not on the other is looked for on the other: is it there, does it say the
 * same, was it blocked?  Only when no rule tells, what holds for all of them is looked at.
 * Knows: rules, matches, how results were made.  Does not know: tables. */
#include "analysis/diff_why.h"
#include "rules/compare.h"

#include <string.h>

/* One way of looking: from the side that has the coding (or both have it) to the other. */
typedef struct direction {
    const draad_project *here, *there;
    const dr_coded *doc_here, *doc_there; /* doc_there may be NULL */
    const dr_coding *coding, *other;      /* other may be NULL */
    const uint32_t *pairs;                /* rules of here -> there */
    const uint32_t *back;                 /* rules of there -> here */
    uint32_t code_there;
    bool forward; /* here is a */
} direction;

typedef struct reasons {
    dr_buf *out;
    size_t start;
    draad_error *err;
    draad_status status;
} reasons;

/* ---- Saying --------------------------------------------------------------------------------------------------- */

/* Was this said, as a whole reason? */
static bool is_said(const reasons *r, draad_str reason)
{
    draad_str said = {r->out->data + r->start, r->out->len - r->start};
    while (said.len > 0) {
        const char *end = memchr(said.data, ';', said.len);
        const size_t n = end != NULL ? (size_t)(end - said.data) : said.len;
        if (dr_str_equal((draad_str){said.data, n}, reason))
            return true;
        if (end == NULL || said.len < n + 2)
            return false;
        said = (draad_str){said.data + n + 2, said.len - n - 2}; /* "; " */
    }
    return false;
}

static void say(reasons *r, const dr_buf *reason)
{
    if (r->status != DRAAD_OK || is_said(r, dr_buf_str(reason)))
        return;
    if (r->out->len > r->start)
        r->status = dr_buf_put(r->out, DR_STR("; "), r->err);
    if (r->status == DRAAD_OK)
        r->status = dr_buf_put(r->out, dr_buf_str(reason), r->err);
}

static void say_plain(reasons *r, const char *what)
{
    const dr_buf reason = {.data = (char *)what, .len = strlen(what)};
    say(r, &reason);
}

/* All of it, however long. */
#define WHOLE(s) (int)(s).len, ((s).len > 0 ? (s).data : "")

/* " (unless of rule team)", " (set collega)"; nothing for "". */
static draad_status put_detail(dr_buf *to, draad_str detail, draad_str more, draad_error *err)
{
    return detail.len == 0
               ? DRAAD_OK
               : dr_buf_printf(to, err, " (%.*s%s%.*s)", WHOLE(detail), more.len > 0 ? " " : "", WHOLE(more));
}

/* "blocked: team:14 (unless of rule team)" */
static void say_rule(reasons *r, const char *what, const dr_rule *rule, draad_str detail)
{
    dr_buf reason = {0};
    if (r->status != DRAAD_OK)
        return;
    r->status = dr_buf_printf(&reason, r->err, "%s: %.*s:%u", what, WHOLE(rule->id), rule->line);
    if (r->status == DRAAD_OK)
        r->status = put_detail(&reason, detail, (draad_str){0}, r->err);
    if (r->status == DRAAD_OK)
        say(r, &reason);
    dr_buf_free(&reason);
}

/* "rule changed: team:14 > team:16 (find)" */
static void say_pair(reasons *r, const dr_rule *a, const dr_rule *b, draad_str detail, draad_str more)
{
    dr_buf reason = {0};
    if (r->status != DRAAD_OK)
        return;
    r->status =
        dr_buf_printf(&reason, r->err, "rule changed: %.*s:%u > %.*s:%u", WHOLE(a->id), a->line, WHOLE(b->id), b->line);
    if (r->status == DRAAD_OK)
        r->status = put_detail(&reason, detail, more, r->err);
    if (r->status == DRAAD_OK)
        say(r, &reason);
    dr_buf_free(&reason);
}

/* ---- Rules ------------------------------------------------------------------------------------------------------ */

static const dr_rule *rule_of(const draad_project *p, uint32_t i)
{
    return p->rules.at[i].rule;
}

/* Did this rule of the other side make the coding there too? */
static bool made_other(const direction *v, uint32_t rule)
{
    for (uint32_t i = 0; v->other != NULL && i < v->other->nmatches; i++)
        if (dr_match_of(v->doc_there, v->other, i)->rule == rule)
            return true;
    return false;
}

/* The first blocked match on the other side that shares a character with the coding; NULL: none. */
static const dr_match *blocked_there(const direction *v, uint32_t rule)
{
    for (size_t i = 0; v->doc_there != NULL && i < v->doc_there->nmatches; i++) {
        const dr_match *m = &v->doc_there->matches[i];
        if (m->start.value >= v->coding->end.value)
            return NULL;
        if (m->rule == rule && m->coding == DRAAD_NONE && m->end.value > v->coding->start.value)
            return m;
    }
    return NULL;
}

static void say_blocked(reasons *r, const direction *v, const dr_match *m)
{
    say_rule(r, v->forward ? "blocked" : "was blocked", rule_of(v->there, m->rule), m->blocked_by);
}

/* What differs between a rule and its pair, if anything. */
static void say_changed(reasons *r, const direction *v, uint32_t rule, uint32_t other)
{
    draad_str set;
    const dr_project_rule *here = &v->here->rules.at[rule], *there = &v->there->rules.at[other];
    const dr_project_rule *a = v->forward ? here : there, *b = v->forward ? there : here;
    const dr_rule_part part =
        dr_rule_compare((dr_placed_rule){a->codebook, a->rule}, (dr_placed_rule){b->codebook, b->rule}, &set);
    if (part != DR_PART_NONE)
        say_pair(r, a->rule, b->rule, dr_str_of(dr_rule_part_name(part)), set);
}

static void look_at_rule(reasons *r, const direction *v, uint32_t rule, bool same_text)
{
    const uint32_t other = v->pairs[rule];
    if (other == DRAAD_NONE) {
        say_rule(r, v->forward ? "rule removed" : "rule new", rule_of(v->here, rule), (draad_str){0});
        return;
    }
    const dr_match *blocked = NULL;
    if (same_text && !made_other(v, other)) /* with another text, positions are not comparable */
        blocked = blocked_there(v, other);
    if (blocked != NULL)
        say_blocked(r, v, blocked);
    say_changed(r, v, rule, other);
}

/* Matches of rules that this side does not have: it could have been coded by them, but was not. */
static void look_at_others(reasons *r, const direction *v)
{
    if (v->other != NULL || v->code_there == DRAAD_NONE)
        return;
    for (size_t i = 0; v->doc_there != NULL && i < v->doc_there->nmatches; i++) {
        const dr_match *m = &v->doc_there->matches[i];
        if (m->start.value >= v->coding->end.value)
            return;
        if (m->code == v->code_there && m->coding == DRAAD_NONE && m->end.value > v->coding->start.value &&
            v->back[m->rule] == DRAAD_NONE)
            say_blocked(r, v, m);
    }
}

static void look(reasons *r, const direction *v, bool same_text)
{
    if (v->coding == NULL)
        return;
    for (uint32_t i = 0; r->status == DRAAD_OK && i < v->coding->nmatches; i++)
        look_at_rule(r, v, dr_match_of(v->doc_here, v->coding, i)->rule, same_text);
    if (same_text)
        look_at_others(r, v);
}

/* ---- What holds for all rules ---------------------------------------------------------------------------------- */

/* The bytes of the input of this kind; "" when there is none. */
static draad_str input_of(const draad_project *p, const char *kind)
{
    for (size_t i = 0; i < p->inputs.n; i++)
        if (dr_str_is(p->inputs.at[i].kind, kind))
            return p->inputs.at[i].bytes;
    return (draad_str){0};
}

static bool same_word(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_options(const draad_project *a, const draad_project *b)
{
    const draad_read_options *x = &a->reading, *y = &b->reading;
    bool same = a->coding.set_unit == b->coding.set_unit && (!a->coding.set_unit || a->coding.unit == b->coding.unit) &&
                x->track == y->track && x->drop_hidden == y->drop_hidden && x->wrapped == y->wrapped &&
                x->repair == y->repair && same_word(x->encoding, y->encoding) && x->nlabels == y->nlabels;
    for (size_t i = 0; same && i < x->nlabels; i++)
        same = same_word(x->labels[i].label, y->labels[i].label) && same_word(x->labels[i].role, y->labels[i].role);
    return same;
}

static void look_at_all(reasons *r, const dr_diff *d)
{
    if (!same_options(d->a, d->b))
        say_plain(r, "options changed");
    if (!dr_str_equal(input_of(d->a, "cases"), input_of(d->b, "cases")))
        say_plain(r, "cases changed");
    if (!dr_str_equal(input_of(d->a, "lexicon"), input_of(d->b, "lexicon")))
        say_plain(r, "lexicon changed");
    if (d->a->made.draad.len > 0 && d->b->made.draad.len > 0 && /* both were loaded */
        (!dr_str_equal(d->a->made.draad, d->b->made.draad) || !dr_str_equal(d->a->made.lexicon, d->b->made.lexicon)))
        say_plain(r, "Draad changed");
}

/* ---- All -------------------------------------------------------------------------------------------------------- */

/* Of a document or code that one side does not have; false: both have it. */
static bool one_side(reasons *r, const dr_both *both, const char *only_a, const char *only_b)
{
    if (both->a == DRAAD_NONE)
        say_plain(r, only_b);
    else if (both->b == DRAAD_NONE)
        say_plain(r, only_a);
    return both->a == DRAAD_NONE || both->b == DRAAD_NONE;
}

draad_status dr_diff_why(const dr_diff *d, const dr_change *c, dr_buf *out, draad_error *err)
{
    reasons r = {.out = out, .start = out->len, .err = err};
    const dr_both *code = &d->codes.at[c->code];
    const bool other_source = dr_diff_other_source(d, c->document);
    const dr_coded *a = dr_diff_document_a(d, c->document), *b = dr_diff_document_b(d, c->document);
    const direction forward = {d->a, d->b, a, b, c->a, c->b, d->rules.of_a, d->rules.of_b, code->b, true};
    const direction backward = {d->b, d->a, b, a, c->b, c->a, d->rules.of_b, d->rules.of_a, code->a, false};
    if (one_side(&r, &d->documents.at[c->document], "document only in A", "document only in B") ||
        one_side(&r, code, "code only in A", "code only in B"))
        return r.status;
    if (other_source)
        say_plain(&r, "source changed");
    if (c->coder == 0 && !d->a_is_back && !d->b_is_back) {
        look(&r, &forward, !other_source);
        look(&r, &backward, !other_source);
        if (r.status == DRAAD_OK && out->len == r.start)
            look_at_all(&r, d);
    }
    return r.status;
}

draad_status dr_diff_rules(const draad_project *p, const dr_coded *doc, const dr_coding *c, dr_buf *out,
                           draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (uint32_t i = 0; s == DRAAD_OK && i < c->nmatches; i++) {
        const uint32_t rule = dr_match_of(doc, c, i)->rule;
        uint32_t k = 0;
        while (dr_match_of(doc, c, k)->rule != rule)
            k++;
        if (k == i)
            s = dr_buf_printf(out, err, "%s%.*s:%u", i > 0 ? ";" : "", WHOLE(rule_of(p, rule)->id),
                              rule_of(p, rule)->line);
    }
    return s;
}
