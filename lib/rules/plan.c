/* SPDX-License-Identifier: Apache-2.0
 * plan.c - codebooks made ready for matching.
 * Here a rule's words meet Dutch: a compound may be written apart, words side by side may be written together.
 * Sets and what blocks a whole codebook are compiled once and their results kept for each document.
 * Knows: rules.  Does not know: texts. */
#include "rules/plan.h"
#include "dutch/norm.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { APART_MAX = 4, JOIN_MAX = 3 };

typedef struct compiler {
    dr_plan *plan;
    const dr_codebook *book;
    dr_reach reach;
    bool jit;
    dr_map shared; /* what was compiled and kept: query and reach -> index in `kept` */
    DR_VEC(dr_op *) kept;
    DR_VEC(uint8_t) single; /* for each term: 1, a word that is known to be no compound */
    draad_error *err;
} compiler;

static dr_op *new_op(compiler *c, dr_op_kind kind, uint32_t nkids)
{
    dr_op *op = dr_arena_alloc(&c->plan->arena, sizeof *op + nkids * sizeof *op->kids);
    if (op == NULL)
        return NULL;
    *op = (dr_op){.kind = kind, .nkids = nkids, .npositive = nkids, .cache = DRAAD_NONE, .reach = c->reach};
    op->kids = (dr_op **)(op + 1);
    return op;
}

static dr_op *term_op(compiler *c, dr_term_kind kind, draad_str word, uint8_t wclass)
{
    dr_op *op = new_op(c, DR_OP_TERM, 0);
    if (op == NULL || (op->term = dr_terms_add(&c->plan->terms, kind, word, wclass)) == DRAAD_NONE)
        return NULL;
    return op;
}

/* ---- Words that may be written together, apart or with a hyphen ----------------------------------------- */

/* The lemma's letters between two parts: linking letters stay with the part before them, hyphens go. */
static draad_str piece_between(compiler *c, draad_str lemma, const draad_str *parts, size_t n, size_t from, size_t to)
{
    const char *start = from == 0 ? lemma.data : parts[from].data;
    const char *end = to == n ? lemma.data + lemma.len : parts[to].data;
    while (end > start && end[-1] == '-')
        end--;
    return dr_arena_str(&c->plan->arena, (draad_str){start, (size_t)(end - start)});
}

/* One way of writing a compound apart: a bit of `cuts` for each border. */
static dr_op *apart(compiler *c, draad_str lemma, const draad_str *parts, size_t n, unsigned cuts)
{
    uint32_t npieces = 1;
    for (size_t i = 0; i + 1 < n; i++)
        npieces += cuts >> i & 1;
    dr_op *seq = new_op(c, DR_OP_SEQ, npieces);
    size_t from = 0;
    for (uint32_t k = 0; seq != NULL && k < npieces; k++) {
        size_t to = from + 1;
        while (to < n && (cuts >> (to - 1) & 1) == 0)
            to++;
        draad_str piece = piece_between(c, lemma, parts, n, from, to);
        if (piece.data == NULL)
            return NULL;
        seq->kids[k] = term_op(c, to == n ? DR_TERM_WORD : DR_TERM_FORM, piece, 0);
        if (seq->kids[k] == NULL)
            return NULL;
        from = to;
    }
    return seq;
}

/* The same for later: a word of a phrase is mostly in other phrases, too. */
static bool note_single(compiler *c, uint32_t term)
{
    if (term >= c->single.n) {
        if (!dr_vec_reserve(&c->single, term + 1 - c->single.n))
            return false;
        c->single.n = term + 1;
    }
    c->single.at[term] = 1;
    return true;
}

/* The parts of a word as it stands in a rule, and the lemma that they lie in; 1 part when it is no compound. */
static size_t parts_of(compiler *c, draad_str norm, char lemma[DR_WORD_MAX], size_t *nlemma,
                       draad_str parts[DR_PARTS_MAX])
{
    const dr_reading *readings;
    size_t n = 1;
    const size_t nreadings = dr_terms_read(&c->plan->terms, norm, &readings);
    for (size_t i = 0; i < nreadings && n == 1; i++) {
        *nlemma = readings[i].len;
        memcpy(lemma, readings[i].lemma, readings[i].len);
        if ((readings[i].wclass & (DR_NOUN | DR_ADJ)) != 0)
            n = dr_lexicon_parts(c->plan->terms.lexicon, (draad_str){lemma, *nlemma}, parts);
    }
    return n;
}

/* A plain word, and if it is a compound also all ways of writing it apart. */
static dr_op *word_op(compiler *c, draad_str word)
{
    char room[DR_WORD_MAX]; /* our own: the parts will be asked for, too */
    draad_str parts[DR_PARTS_MAX], lemma = {room, 0};
    dr_op *whole = term_op(c, DR_TERM_WORD, word, 0);
    if (whole == NULL || (whole->term < c->single.n && c->single.at[whole->term] != 0))
        return whole;
    const size_t n = parts_of(c, c->plan->terms.terms.at[whole->term].norm, room, &lemma.len, parts);
    if (n == 1 || n > APART_MAX)
        return note_single(c, whole->term) ? whole : NULL;
    unsigned all = 1u << (n - 1);
    dr_op *either = new_op(c, DR_OP_OR, all);
    if (either == NULL)
        return NULL;
    either->kids[0] = whole;
    for (unsigned cuts = 1; cuts < all; cuts++)
        if ((either->kids[cuts] = apart(c, lemma, parts, n, cuts)) == NULL)
            return NULL;
    return either;
}

/* ---- Alternatives ---------------------------------------------------------------------------------------- */

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static void count_alternatives(const dr_op *op, uint32_t *nterms, uint32_t *nothers)
{
    if (op->kind == DR_OP_OR && op->cache == DRAAD_NONE)
        for (uint32_t i = 0; i < op->nkids; i++)
            count_alternatives(op->kids[i], nterms, nothers);
    else
        ++*(op->kind == DR_OP_TERM ? nterms : nothers);
}

static void gather_alternatives(dr_op *op, uint32_t *terms, uint32_t *nterms, dr_op **others, uint32_t *nothers)
{
    if (op->kind == DR_OP_OR && op->cache == DRAAD_NONE)
        for (uint32_t i = 0; i < op->nkids; i++)
            gather_alternatives(op->kids[i], terms, nterms, others, nothers);
    else if (op->kind == DR_OP_TERM)
        terms[(*nterms)++] = op->term;
    else
        others[(*nothers)++] = op;
}

/* An OR of ORs is one OR, and all its single words are one term: a word is asked once, when it is first seen, and a
 * list of forty words costs no more than one. */
static dr_op *flatten(compiler *c, dr_op *op)
{
    uint32_t nterms = 0, nothers = 0, nunique = 0;
    if (op == NULL || op->kind != DR_OP_OR)
        return op;
    count_alternatives(op, &nterms, &nothers);
    uint32_t *terms = dr_alloc_zero(nterms + 1, sizeof *terms);
    dr_op *flat = terms != NULL ? new_op(c, DR_OP_OR, nothers + 1) : NULL;
    if (flat != NULL) {
        nterms = nothers = 0;
        gather_alternatives(op, terms, &nterms, flat->kids, &nothers);
        qsort(terms, nterms, sizeof *terms, by_number);
        for (uint32_t i = 0; i < nterms; i++)
            if (i == 0 || terms[i] != terms[i - 1])
                terms[nunique++] = terms[i];
        flat->nkids = flat->npositive = nothers + (nunique > 0);
        if (nunique > 0) {
            dr_op *any = flat->kids[nothers] = new_op(c, DR_OP_TERM, 0);
            if (any == NULL ||
                (any->term = nunique == 1 ? terms[0] : dr_terms_any(&c->plan->terms, terms, nunique)) == DRAAD_NONE)
                flat = NULL;
        }
        if (flat != NULL && flat->nkids == 1)
            flat = flat->kids[0];
    }
    dr_free(terms);
    return flat;
}

/* ---- The tree ------------------------------------------------------------------------------------------ */

static dr_op *compile(compiler *c, const dr_query *q);
static dr_op *compile_plain(compiler *c, const dr_query *q);

static dr_op *compile_kids(compiler *c, dr_op_kind kind, const dr_query *q)
{
    dr_op *op = new_op(c, kind, q->nkids);
    if (op == NULL)
        return NULL;
    op->distance = q->distance;
    op->npositive = kind == DR_OP_AND ? q->npositive : q->nkids;
    for (uint32_t i = 0; i < q->nkids; i++)
        if ((op->kids[i] = compile(c, q->kids[i])) == NULL)
            return NULL;
    return op;
}

/* For each word of a phrase, which are terms already: may it be written together with a neighbour that may too?  NULL:
 * no memory. */
static bool *joinable(compiler *c, const dr_query *q)
{
    bool *can = dr_arena_alloc(&c->plan->arena, q->nkids * sizeof *can);
    for (uint32_t i = 0; can != NULL && i < q->nkids; i++) {
        if (q->kids[i]->kind != DR_Q_WORD)
            continue;
        const uint32_t id = dr_terms_add(&c->plan->terms, DR_TERM_WORD, q->kids[i]->text, 0);
        if (id == DRAAD_NONE) /* it is found, not made; but its norm may need memory */
            return NULL;
        const dr_term *term = &c->plan->terms.terms.at[id];
        can[i] = term->norm.len >= 3 && !term->common;
    }
    return can;
}

/* The phrase with its words `from` to `to` written together. */
static dr_op *joined(compiler *c, const dr_query *q, uint32_t from, uint32_t to)
{
    dr_buf word = {0};
    dr_op *op = NULL;
    for (uint32_t i = from; i < to; i++)
        if (dr_buf_put(&word, q->kids[i]->text, c->err) != DRAAD_OK)
            goto done;
    dr_op *whole = term_op(c, DR_TERM_WORD, dr_buf_str(&word), 0);
    if (whole == NULL || q->nkids == to - from) {
        op = whole;
        goto done;
    }
    dr_op *seq = new_op(c, DR_OP_SEQ, q->nkids - (to - from) + 1);
    for (uint32_t i = 0, k = 0; seq != NULL && i < q->nkids; k++) {
        seq->kids[k] = i == from ? whole : compile(c, q->kids[i]);
        if (seq->kids[k] == NULL)
            goto done;
        i = i == from ? to : i + 1;
    }
    op = seq;
done:
    dr_buf_free(&word);
    return op;
}

static bool are_joinable(const dr_query *q, const bool *can_join, uint32_t from, uint32_t to)
{
    return to <= q->nkids && to <= from + JOIN_MAX && can_join[from] && can_join[to - 1];
}

/* Words side by side; neighbours that are content words may also be one word. */
static dr_op *sequence(compiler *c, const dr_query *q)
{
    dr_op *plain = compile_kids(c, DR_OP_SEQ, q);
    const bool *can_join = plain != NULL ? joinable(c, q) : NULL;
    if (can_join == NULL)
        return NULL;
    uint32_t n = 1;
    for (uint32_t from = 0; from < q->nkids; from++)
        for (uint32_t to = from + 2; are_joinable(q, can_join, from, to); to++)
            n++;
    if (n == 1)
        return plain;
    dr_op *either = new_op(c, DR_OP_OR, n);
    if (either == NULL)
        return NULL;
    either->kids[0] = plain;
    n = 1;
    for (uint32_t from = 0; from < q->nkids; from++)
        for (uint32_t to = from + 2; are_joinable(q, can_join, from, to); to++)
            if ((either->kids[n++] = joined(c, q, from, to)) == NULL)
                return NULL;
    return either;
}

/* part(...), noun(...): the function goes inward to each word. */
static dr_op *inward(compiler *c, const dr_query *q, dr_node_kind function)
{
    if (q->kind == DR_Q_SET)
        return inward(c, q->kids[0], function);
    if (q->kind != DR_Q_OR)
        return function == DR_Q_PART   ? term_op(c, DR_TERM_PART, q->text, 0)
               : function == DR_Q_HEAD ? term_op(c, DR_TERM_HEAD, q->text, 0)
               : function == DR_Q_ENDS ? term_op(c, DR_TERM_ENDS, q->text, 0)
               : function == DR_Q_STEM ? term_op(c, DR_TERM_STEM, q->text, 0)
               : function == DR_Q_NOUN ? term_op(c, DR_TERM_WORD, q->text, DR_NOUN)
                                       : term_op(c, DR_TERM_WORD, q->text, DR_VERB);
    dr_op *op = new_op(c, DR_OP_OR, q->nkids);
    for (uint32_t i = 0; op != NULL && i < q->nkids; i++)
        if ((op->kids[i] = inward(c, q->kids[i], function)) == NULL)
            return NULL;
    return op;
}

static dr_op *regex(compiler *c, const dr_query *q)
{
    dr_op *op = new_op(c, DR_OP_REGEX, 0);
    dr_plan_regex *r = op != NULL ? dr_vec_push(&c->plan->regexes) : NULL;
    if (r == NULL)
        return NULL;
    *r = (dr_plan_regex){.as_written = q->as_written};
    op->regex = (uint32_t)(c->plan->regexes.n - 1);
    dr_pattern *pattern = NULL;
    dr_pattern_options options = {.any_case = !q->as_written, .no_jit = !c->jit};
    if (dr_pattern_new(q->text, &options, &pattern, NULL, c->err) != DRAAD_OK)
        return NULL;
    r->pattern = pattern;
    r->required = dr_pattern_required(q->text, &c->plan->arena);
    r->holds = DRAAD_NONE;
    if (r->required.len > 0 && (r->holds = dr_terms_add(&c->plan->terms, DR_TERM_HOLDS, r->required, 0)) == DRAAD_NONE)
        return NULL;
    c->plan->has_regex = true;
    return r->required.data != NULL ? op : NULL;
}

/* Something used in many places, compiled once for each reach, its result kept for a document. */
static dr_op *shared(compiler *c, const dr_query *q, draad_str name)
{
    dr_buf key = {0};
    dr_op *op = NULL;
    uint32_t *slot = NULL;
    if (dr_buf_printf(&key, c->err, "%p %d %u ", name.len > 0 ? (const void *)c->book : (const void *)q,
                      (int)c->reach.unit, c->reach.nsentences) == DRAAD_OK &&
        dr_buf_put(&key, name, c->err) == DRAAD_OK) {
        draad_str kept = dr_arena_str(&c->plan->arena, dr_buf_str(&key));
        slot = kept.data != NULL ? dr_map_slot(&c->shared, kept) : NULL;
    }
    dr_buf_free(&key);
    if (slot == NULL)
        return NULL;
    if (*slot != DRAAD_NONE)
        return c->kept.at[*slot];
    *slot = (uint32_t)c->kept.n; /* the map may grow below: take the place now */
    dr_op **place = dr_vec_push(&c->kept);
    if (place == NULL)
        return NULL;
    size_t index = c->kept.n - 1;
    op = compile(c, q);
    if (op != NULL && op->cache == DRAAD_NONE && op->kind != DR_OP_TERM) /* postings are kept as they are */
        op->cache = c->plan->ncaches++;
    c->kept.at[index] = op;
    return op;
}

static dr_op *compile(compiler *c, const dr_query *q)
{
    return flatten(c, compile_plain(c, q));
}

static dr_op *compile_plain(compiler *c, const dr_query *q)
{
    switch (q->kind) {
    case DR_Q_WORD:
        return word_op(c, q->text);
    case DR_Q_FORM:
        return term_op(c, DR_TERM_FORM, q->text, 0);
    case DR_Q_WILD:
        return term_op(c, DR_TERM_WILD, q->text, 0);
    case DR_Q_REGEX:
        return regex(c, q);
    case DR_Q_SET:
        return shared(c, q->kids[0], q->text);
    case DR_Q_PART:
    case DR_Q_HEAD:
    case DR_Q_ENDS:
    case DR_Q_NOUN:
    case DR_Q_VERB:
    case DR_Q_STEM:
        return inward(c, q->kids[0], q->kind);
    case DR_Q_NEG:
        return compile_kids(c, DR_OP_NEG, q);
    case DR_Q_AFF:
        return compile_kids(c, DR_OP_AFF, q);
    case DR_Q_SEQ:
        return sequence(c, q);
    case DR_Q_NEAR:
        return compile_kids(c, DR_OP_NEAR, q);
    case DR_Q_BEFORE:
        return compile_kids(c, DR_OP_BEFORE, q);
    case DR_Q_BAG:
        return compile_kids(c, DR_OP_BAG, q);
    case DR_Q_AND:
        return compile_kids(c, DR_OP_AND, q);
    case DR_Q_OR:
        break;
    }
    return compile_kids(c, DR_OP_OR, q);
}

/* ---- Rules --------------------------------------------------------------------------------------------- */

static bool same_names(const draad_str *a, size_t na, const draad_str *b, size_t nb)
{
    for (size_t i = 0; na == nb && i < na; i++)
        if (!dr_str_equal(a[i], b[i]))
            return false;
    return na == nb;
}

static uint32_t speakers_of(compiler *c, const dr_speakers *s)
{
    for (size_t i = 0; i < c->plan->speakers.n; i++) {
        const dr_speakers *t = c->plan->speakers.at[i];
        if (same_names(s->include, s->ninclude, t->include, t->ninclude) &&
            same_names(s->exclude, s->nexclude, t->exclude, t->nexclude))
            return (uint32_t)i;
    }
    const dr_speakers **place = dr_vec_push(&c->plan->speakers);
    if (place == NULL)
        return DRAAD_NONE;
    *place = s;
    return (uint32_t)(c->plan->speakers.n - 1);
}

static bool name_blocker(compiler *c, dr_blocker *b, const char *what, draad_str first, draad_str second)
{
    dr_buf text = {0};
    bool fits = dr_buf_printf(&text, c->err, "%s %.*s%s%.*s", what, DR_ARG(first), second.len > 0 ? "." : "",
                              DR_ARG(second)) == DRAAD_OK;
    b->name = fits ? dr_arena_str(&c->plan->arena, dr_buf_str(&text)) : (draad_str){0};
    dr_buf_free(&text);
    return b->name.data != NULL;
}

/* All that blocks a rule within its reach: its own unless, those of its codes upward, that of its codebook. */
static bool compile_unless(compiler *c, dr_plan_rule *out, const dr_rule *rule)
{
    enum { CODES_MAX = 31 };
    const dr_query *queries[CODES_MAX + 2];
    dr_blocker unless[CODES_MAX + 2] = {0};
    uint32_t n = 0, code = rule->code;
    draad_str none = {0};
    if (rule->unless != NULL) {
        queries[n] = rule->unless;
        if (!name_blocker(c, &unless[n++], "unless of rule", rule->id, none))
            return false;
    }
    for (; code != DRAAD_NONE && n <= CODES_MAX; code = c->book->codes[code].parent)
        if (c->book->codes[code].unless != NULL) {
            queries[n] = c->book->codes[code].unless;
            if (!name_blocker(c, &unless[n++], "unless of code", c->book->id, c->book->codes[code].id))
                return false;
        }
    if (c->book->unless != NULL) {
        queries[n] = c->book->unless;
        if (!name_blocker(c, &unless[n++], "unless of codebook", c->book->id, none))
            return false;
    }
    out->unless = dr_arena_alloc(&c->plan->arena, n * sizeof *out->unless);
    if (out->unless == NULL)
        return false;
    for (; out->nunless < n; out->nunless++) {
        out->unless[out->nunless] = unless[out->nunless];
        if ((out->unless[out->nunless].op = shared(c, queries[out->nunless], none)) == NULL)
            return false;
    }
    return true;
}

static bool compile_rule(compiler *c, const dr_rule *rule)
{
    dr_blocker except = {0};
    assert(c->plan->rules.n < c->plan->rules.room); /* there is room for all */
    const size_t index = c->plan->rules.n++;
    dr_plan_rule made = {.rule = rule, .codebook = c->book};
    c->reach = rule->within;
    made.find = compile(c, rule->find);
    made.speakers = speakers_of(c, &rule->speakers);
    if (made.find == NULL || made.speakers == DRAAD_NONE || !compile_unless(c, &made, rule))
        return false;
    if (rule->except != NULL) {
        made.except = compile(c, rule->except);
        if (made.except == NULL || !name_blocker(c, &except, "except of rule", rule->id, (draad_str){0}))
            return false;
        made.except_name = except.name;
    }
    c->plan->rules.at[index] = made;
    return true;
}

/* ---- What wakes a rule ---------------------------------------------------------------------------------- */

/* How good a place to begin: 0, nothing to look for. */
static unsigned rarity(const dr_plan *p, const dr_op *op)
{
    unsigned best = 0, worst = UINT32_MAX;
    switch (op->kind) {
    case DR_OP_TERM:
        return p->terms.terms.at[op->term].common ? 1 : 10 + (unsigned)p->terms.terms.at[op->term].norm.len;
    case DR_OP_REGEX: /* in a text as written an accent of its own may stand between the letters */
        return p->regexes.at[op->regex].required.len == 0 || p->regexes.at[op->regex].as_written
                   ? 0
                   : 10 + (unsigned)p->regexes.at[op->regex].required.len;
    case DR_OP_OR:
        for (uint32_t i = 0; i < op->nkids; i++) {
            unsigned r = rarity(p, op->kids[i]);
            worst = r < worst ? r : worst;
        }
        return worst;
    default:
        for (uint32_t i = 0; i < op->npositive; i++) {
            unsigned r = rarity(p, op->kids[i]);
            best = r > best ? r : best;
        }
        return best;
    }
}

typedef struct waker {
    uint32_t term, rule;
} waker;
typedef DR_VEC(waker) wakers;

static bool wake(const dr_plan *p, const dr_op *op, uint32_t rule, wakers *out)
{
    if (op->kind == DR_OP_TERM || op->kind == DR_OP_REGEX) {
        waker *w = dr_vec_push(out);
        if (w != NULL)
            *w = (waker){op->kind == DR_OP_TERM ? op->term : p->regexes.at[op->regex].holds, rule};
        return w != NULL;
    }
    uint32_t best = 0;
    for (uint32_t i = 0; i < op->npositive; i++) {
        if (op->kind == DR_OP_OR && !wake(p, op->kids[i], rule, out))
            return false;
        if (rarity(p, op->kids[i]) > rarity(p, op->kids[best]))
            best = i;
    }
    return op->kind == DR_OP_OR || wake(p, op->kids[best], rule, out);
}

static bool set_triggers(dr_plan *p)
{
    wakers all = {0};
    bool fine = true;
    size_t nterms = p->terms.terms.n;
    for (uint32_t i = 0; fine && i < p->rules.n; i++) {
        dr_plan_rule *r = &p->rules.at[i];
        r->always = rarity(p, r->find) == 0;
        if (!r->always)
            fine = wake(p, r->find, i, &all);
    }
    uint32_t *counts = dr_alloc_zero(nterms + 1, sizeof *counts);
    p->triggers = dr_arena_alloc(&p->arena, (nterms + 1) * sizeof *p->triggers);
    uint32_t *lists = dr_arena_alloc(&p->arena, (all.n + nterms + 1) * sizeof *lists);
    fine = fine && counts != NULL && p->triggers != NULL && lists != NULL;
    for (size_t i = 0; fine && i < all.n; i++)
        counts[all.at[i].term]++;
    for (size_t t = 0; fine && t < nterms; t++) {
        p->triggers[t] = lists;
        lists += counts[t] + 1;
        counts[t] = 0;
    }
    for (size_t i = 0; fine && i < all.n; i++) {
        uint32_t t = all.at[i].term;
        p->triggers[t][counts[t]++] = all.at[i].rule;
    }
    for (size_t t = 0; fine && t < nterms; t++)
        p->triggers[t][counts[t]] = DRAAD_NONE;
    dr_free(counts);
    dr_vec_free(&all);
    return fine;
}

draad_status dr_plan_new(dr_codebook *const *books, size_t nbooks, const draad_lexicon *lexicon, bool jit,
                         dr_plan **out, draad_error *err)
{
    draad_error ours = {0};
    compiler c = {.plan = dr_alloc_zero(1, sizeof *c.plan), .jit = jit, .err = &ours};
    bool fine = c.plan != NULL;
    size_t nrules = 0;
    for (size_t i = 0; i < nbooks; i++)
        nrules += books[i]->nrules;
    if (fine)
        c.plan->terms.lexicon = lexicon;
    fine = fine && dr_vec_reserve(&c.plan->rules, nrules) && dr_terms_reserve(&c.plan->terms, nrules);
    for (size_t i = 0; fine && i < nbooks; i++) {
        c.book = books[i];
        for (size_t k = 0; fine && k < books[i]->nrules; k++)
            fine = compile_rule(&c, &books[i]->rules[k]);
    }
    fine = fine && set_triggers(c.plan);
    dr_map_free(&c.shared);
    dr_vec_free(&c.kept);
    dr_vec_free(&c.single);
    *out = fine ? c.plan : NULL;
    if (fine)
        return DRAAD_OK;
    dr_plan_free(c.plan);
    if (ours.status == DRAAD_OK)
        return dr_no_memory(err);
    if (err != NULL)
        *err = ours;
    return ours.status;
}

void dr_plan_free(dr_plan *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->regexes.n; i++)
        dr_pattern_free((dr_pattern *)p->regexes.at[i].pattern);
    dr_vec_free(&p->regexes);
    dr_vec_free(&p->rules);
    dr_vec_free(&p->speakers);
    dr_terms_free(&p->terms);
    dr_arena_free(&p->arena);
    dr_free(p);
}

bool dr_speakers_admit(const dr_speakers *s, draad_str role)
{
    if (role.len == 0) /* of nobody in particular: a respondent may have said it */
        role = DR_STR("respondent");
    for (size_t i = 0; i < s->nexclude; i++)
        if (dr_str_equal(role, s->exclude[i]))
            return false;
    for (size_t i = 0; i < s->ninclude; i++)
        if (dr_str_equal(role, s->include[i]))
            return true;
    return s->ninclude == 0;
}
