/* SPDX-License-Identifier: Apache-2.0
 * trial.c - trying a rule, and checking codebooks: their own examples, rules that cannot or do not match.
 * Knows: codebooks and the sources of a project.  Does not know: result folders. */
#include "coding/run.h"
#include "dutch/norm.h"
#include "dutch/tables.h"

#include <string.h>

/* ---- Trying a rule ---------------------------------------------------------------------------------------- */

typedef struct trial {
    void (*each)(void *ctx, const draad_found *found);
    void *ctx;
} trial;

static draad_status show(void *ctx, size_t i, dr_coded *d, const dr_rule_matches *found, draad_error *err)
{
    trial *t = ctx;
    const dr_word *words = d->doc->words;
    const dr_spans *sentences = &d->doc->units[DRAAD_UNIT_SENTENCE];
    DR_VEC(draad_range) evidence = {0};
    (void)i;
    for (size_t k = 0; k < found->n; k++) {
        const dr_hit *h = &found->at[k].hit;
        uint32_t first = h->evidence[0], last = h->evidence[h->nevidence - 1], cue = found->at[k].negation.cue;
        evidence.n = 0;
        if (!dr_vec_reserve(&evidence, h->nevidence)) {
            dr_vec_free(&evidence);
            return dr_no_memory(err);
        }
        for (uint32_t w = 0; w < h->nevidence; w++)
            evidence.at[evidence.n++] = (draad_range){words[h->evidence[w]].start, words[h->evidence[w]].end};
        draad_range range = {words[first].start, words[last].end};
        size_t from = dr_spans_at(sentences, range.start), to = dr_spans_at(sentences, words[last].start);
        uint32_t turn = sentences->at[from].turn, speaker = d->turns[turn].speaker;
        draad_found f = {.document = d->id,
                         .range = range,
                         .evidence = evidence.at,
                         .nevidence = evidence.n,
                         .sentence = {sentences->at[from].range.start, sentences->at[to].range.end},
                         .text = d->doc->text,
                         .start = draad_document_cp(d->doc, range.start),
                         .end = draad_document_cp(d->doc, range.end),
                         .turn = turn + 1,
                         .sentence_number = (uint32_t)from + 1};
        if (speaker != DRAAD_NONE) {
            f.speaker = d->speakers[speaker].label;
            f.role = d->speakers[speaker].role;
        }
        f.negation = found->at[k].negation.kind;
        if (cue != DRAAD_NONE)
            f.negated_by = (draad_str){d->doc->text.data + words[cue].start, words[cue].end - words[cue].start};
        t->each(t->ctx, &f);
    }
    dr_vec_free(&evidence);
    return DRAAD_OK;
}

/* A codebook of one rule around `rule`: what `draad find` looks for is what a codebook would. */
static draad_status book_of_rule(draad_str rule, bool all_speakers, dr_codebook *book, draad_error *err)
{
    static draad_str askers[] = {{"interviewer", 11}, {"moderator", 9}};
    dr_rule_text text = {.text = rule, .place = {NULL, 0, 0}, .inline_ = true};
    text.place.line = text.place.column = 1;
    dr_rule *r = dr_arena_alloc(&book->arena, sizeof *r);
    book->codes = dr_arena_alloc(&book->arena, sizeof *book->codes);
    if (r == NULL || book->codes == NULL)
        return dr_no_memory(err);
    book->codes[0].parent = DRAAD_NONE;
    book->ncodes = book->nrules = 1;
    book->rules = r;
    r->within = (dr_reach){DRAAD_UNIT_SENTENCE, 4};
    if (!all_speakers)
        r->speakers = (dr_speakers){.exclude = askers, .nexclude = 2};
    draad_error why = {0};
    r->find = dr_query_parse(&text, &book->arena, &why);
    if (r->find != NULL && dr_query_resolve(r->find, &book->sets, &text, &book->arena, &why) == DRAAD_OK)
        return DRAAD_OK;
    if (err != NULL)
        *err = why;
    return why.status != DRAAD_OK ? why.status : DRAAD_E_MEMORY;
}

draad_status draad_project_find(draad_project *p, draad_str rule, bool all_speakers,
                                void (*each)(void *ctx, const draad_found *found), void *ctx, draad_error *err)
{
    dr_codebook book = {0};
    dr_codebook *books[] = {&book};
    dr_plan *plan = NULL;
    trial t = {each, ctx};
    draad_status s = book_of_rule(rule, all_speakers, &book, err);
    if (s == DRAAD_OK)
        s = dr_plan_new(books, 1, p->lexicon, true, &plan, err);
    if (s == DRAAD_OK) {
        p->coding = (draad_code_options){.threads = 1}; /* what is shown is shown in order */
        s = dr_run(p, plan, show, &t);
    }
    dr_plan_free(plan);
    dr_arena_free(&book.arena);
    return s;
}

/* ---- Examples --------------------------------------------------------------------------------------------- */

typedef struct checker {
    draad_project *p;
    dr_matcher *matcher;
    size_t nfailed;
} checker;

/* The example as the only turn of a speaker whom the rules of its code admit. */
static draad_status document_of(draad_str example, draad_document **out, draad_error *err)
{
    dr_source_text source = {0};
    draad_status s = dr_buf_put(&source.text, DR_STR("R: "), err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&source.text, example, err);
    if (s != DRAAD_OK) {
        dr_source_text_free(&source);
        return s;
    }
    return dr_document_build(&source, DR_STR("example"), (draad_str){0}, NULL, out, err);
}

static bool is_below(const draad_project *p, uint32_t code, uint32_t ancestor)
{
    while (code != DRAAD_NONE && code != ancestor)
        code = p->codes.at[code].parent;
    return code == ancestor;
}

/* The first match of the code or of one below it: standing, or else blocked; NULL: none. */
static const dr_rule_match *match_of(const checker *c, const dr_rule_matches *found, uint32_t code)
{
    const dr_rule_match *blocked = NULL;
    for (size_t i = 0; i < found->n; i++) {
        if (!is_below(c->p, c->p->rules.at[found->at[i].rule].code, code))
            continue;
        if (found->at[i].blocked_by.len == 0)
            return &found->at[i];
        blocked = blocked != NULL ? blocked : &found->at[i];
    }
    return blocked;
}

static draad_str role_for(const draad_project *p, uint32_t code)
{
    for (size_t i = 0; i < p->rules.n; i++)
        if (is_below(p, p->rules.at[i].code, code))
            return p->rules.at[i].rule->speakers.ninclude > 0 ? p->rules.at[i].rule->speakers.include[0]
                                                              : DR_STR("respondent");
    return DR_STR("respondent");
}

static draad_status check_example(checker *c, uint32_t code, const dr_example *e, bool wanted, draad_error *err)
{
    const dr_project_code *pc = &c->p->codes.at[code];
    dr_place place = {pc->codebook->name.data, e->line, e->column};
    draad_document *doc = NULL;
    draad_status s = document_of(e->text, &doc, err);
    if (s != DRAAD_OK)
        return s;
    dr_rule_matches found;
    dr_speaker *roles = doc->speakers;
    for (size_t i = 0; i < doc->nspeakers; i++)
        roles[i].role = role_for(c->p, code);
    s = dr_matcher_run(c->matcher, doc, roles, &found, err);
    const dr_rule_match *m = s == DRAAD_OK ? match_of(c, &found, code) : NULL;
    bool coded = m != NULL && m->blocked_by.len == 0;
    if (s == DRAAD_OK && coded != wanted) {
        c->nfailed++;
        const dr_rule *rule = m != NULL ? c->p->rules.at[m->rule].rule : NULL;
        if (!wanted)
            dr_say(&c->p->report, DRAAD_ERROR, DRAAD_E_CODEBOOK, place,
                   "this counterexample of %.*s is coded, by rule %.*s (line %u)", DR_ARG(pc->id), DR_ARG(rule->id),
                   rule->line);
        else if (m == NULL)
            dr_say(&c->p->report, DRAAD_ERROR, DRAAD_E_CODEBOOK, place, "no rule of %.*s finds this example",
                   DR_ARG(pc->id));
        else
            dr_say(&c->p->report, DRAAD_ERROR, DRAAD_E_CODEBOOK, place,
                   "rule %.*s (line %u) finds this example of %.*s, but is blocked by: %.*s", DR_ARG(rule->id),
                   rule->line, DR_ARG(pc->id), DR_ARG(m->blocked_by));
    }
    draad_document_free(doc);
    return s;
}

static draad_status check_examples(checker *c, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (uint32_t i = 0; i < c->p->codes.n && s == DRAAD_OK; i++) {
        const dr_code *code = c->p->codes.at[i].code;
        for (size_t k = 0; k < code->nexamples && s == DRAAD_OK; k++)
            s = check_example(c, i, &code->examples[k], true, err);
        for (size_t k = 0; k < code->ncounterexamples && s == DRAAD_OK; k++)
            s = check_example(c, i, &code->counterexamples[k], false, err);
    }
    return s;
}

/* ---- Rules that cannot match, or stand twice -------------------------------------------------------------- */

static void warn(const draad_project *p, const dr_project_rule *r, const char *what)
{
    dr_say(&p->report, DRAAD_WARNING, DRAAD_E_CODEBOOK,
           (dr_place){r->codebook->name.data, r->rule->line, r->rule->column}, "rule %.*s of %.*s %s",
           DR_ARG(r->rule->id), DR_ARG(p->codes.at[r->code].id), what);
}

static bool scans_everything(const dr_plan *plan, const dr_op *op)
{
    if (op->kind == DR_OP_TERM)
        return false;
    if (op->kind == DR_OP_REGEX)
        return plan->regexes.at[op->regex].required.len == 0;
    for (uint32_t i = 0; i < op->npositive; i++)
        if (scans_everything(plan, op->kids[i]) == (op->kind == DR_OP_OR))
            return op->kind == DR_OP_OR;
    return op->kind != DR_OP_OR;
}

/* Does every way to match need a word that is no word to Draad ("eh")? */
static bool cannot_match(const dr_plan *plan, const dr_op *op)
{
    if (op->kind == DR_OP_TERM) {
        const dr_term *t = &plan->terms.terms.at[op->term];
        return (t->kind == DR_TERM_WORD || t->kind == DR_TERM_FORM) && dr_is_filler(t->norm);
    }
    bool all = op->npositive > 0;
    for (uint32_t i = 0; i < op->npositive; i++) {
        bool kid = cannot_match(plan, op->kids[i]);
        if (kid && op->kind != DR_OP_OR)
            return true;
        all = all && kid;
    }
    return op->kind == DR_OP_OR && all;
}

static draad_status check_rules(const draad_project *p, const dr_plan *plan, draad_error *err)
{
    dr_map seen = {0};
    dr_arena arena = {0};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < p->rules.n && s == DRAAD_OK; i++) {
        const dr_project_rule *r = &p->rules.at[i];
        dr_buf key = {0};
        if (scans_everything(plan, plan->rules.at[i].find))
            warn(p, r, "scans everything: it holds no word or letters to look for");
        if (cannot_match(plan, plan->rules.at[i].find))
            warn(p, r, "can never match: it needs a filler (such as eh), and fillers are no words");
        s = dr_buf_printf(&key, err, "%u %d ", r->code, (int)r->rule->negated);
        if (s == DRAAD_OK)
            s = dr_buf_put(&key, dr_str_trim(r->rule->source), err);
        draad_str kept = s == DRAAD_OK ? dr_arena_str(&arena, dr_buf_str(&key)) : (draad_str){0};
        uint32_t *slot = kept.data != NULL ? dr_map_slot(&seen, kept) : NULL;
        if (slot == NULL)
            s = dr_no_memory(err);
        else if (*slot != DRAAD_NONE && r->rule->unless == NULL && r->rule->except == NULL)
            warn(p, r, "stands twice in its code");
        else
            *slot = (uint32_t)i;
        dr_buf_free(&key);
    }
    dr_map_free(&seen);
    dr_arena_free(&arena);
    return s;
}

/* Is a word on no list, and no compound of words that are?  A number is no word. */
static draad_status is_unknown(const draad_lexicon *lexicon, draad_str word, bool *out, draad_error *err)
{
    dr_reading readings[DR_READINGS_MAX];
    draad_str parts[DR_PARTS_MAX];
    dr_buf norm = {0};
    const draad_status s = dr_norm(word, &norm, err);
    *out = s == DRAAD_OK && dr_lexicon_known_readings(lexicon, dr_buf_str(&norm), readings) == 0;
    for (size_t i = 0; i < word.len; i++)
        *out = *out && !(word.data[i] >= '0' && word.data[i] <= '9');
    *out = *out && dr_lexicon_readings(lexicon, dr_buf_str(&norm), readings) > 0 &&
           dr_lexicon_parts(lexicon, (draad_str){readings[0].lemma, readings[0].len}, parts) == 1;
    dr_buf_free(&norm);
    return s;
}

/* The first such word that a rule can match by; "" when it has none. */
static draad_status unknown_word(const draad_lexicon *lexicon, const dr_query *q, draad_str *out, draad_error *err)
{
    bool unknown = false;
    draad_status s = DRAAD_OK;
    if (q->kind == DR_Q_WORD || q->kind == DR_Q_FORM)
        s = is_unknown(lexicon, q->text, &unknown, err);
    if (unknown)
        *out = q->text;
    const uint32_t n = q->kind == DR_Q_AND ? q->npositive : q->nkids;
    for (uint32_t i = 0; i < n && s == DRAAD_OK && out->len == 0; i++)
        s = unknown_word(lexicon, q->kids[i], out, err);
    return s;
}

/* Often a word of it is misspelt. */
static draad_status warn_of_unused(const draad_project *p, const dr_project_rule *r, draad_error *err)
{
    draad_str word = {"", 0};
    const draad_status s = unknown_word(p->lexicon, r->rule->find, &word, err);
    if (s == DRAAD_OK && word.len == 0)
        warn(p, r, "never matched in these sources");
    else if (s == DRAAD_OK)
        dr_say(&p->report, DRAAD_WARNING, DRAAD_E_CODEBOOK,
               (dr_place){r->codebook->name.data, r->rule->line, r->rule->column},
               "rule %.*s of %.*s never matched in these sources; no word list has %.*s", DR_ARG(r->rule->id),
               DR_ARG(p->codes.at[r->code].id), DR_ARG(word));
    return s;
}

static draad_status check_use(draad_project *p)
{
    draad_status s = draad_project_code(p, NULL);
    uint8_t *used = dr_alloc_zero(p->rules.n, 1);
    if (used == NULL)
        return DRAAD_E_MEMORY;
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].nmatches; k++)
            used[p->documents[i].matches[k].rule] = 1;
    draad_error err = {0};
    draad_status warned = DRAAD_OK;
    for (size_t i = 0; i < p->rules.n && p->ndocuments > 0 && warned == DRAAD_OK; i++)
        if (!used[i])
            warned = warn_of_unused(p, &p->rules.at[i], &err);
    dr_free(used);
    if (warned == DRAAD_OK)
        return s;
    dr_tell(&p->report, DRAAD_ERROR, &err);
    return warned;
}

draad_status draad_project_check(draad_project *p)
{
    draad_error err = {0};
    dr_plan *plan = NULL;
    checker c = {.p = p};
    draad_status s = dr_plan_new(p->codebooks.at, p->codebooks.n, p->lexicon, true, &plan, &err);
    if (s == DRAAD_OK)
        s = dr_matcher_new(plan, &c.matcher, &err);
    if (s == DRAAD_OK)
        s = check_rules(p, plan, &err);
    if (s == DRAAD_OK)
        s = check_examples(&c, &err);
    dr_matcher_free(c.matcher);
    dr_plan_free(plan);
    if (s != DRAAD_OK) {
        dr_tell(&p->report, DRAAD_ERROR, &err);
        return s;
    }
    if (p->sources.n > 0 || p->nskipped > 0)
        s = check_use(p);
    return c.nfailed > 0 ? DRAAD_E_CODEBOOK : s;
}

/* ---- What words stand for ---------------------------------------------------------------------------------- */

static draad_status describe_word(const draad_lexicon *lexicon, draad_str word, dr_buf *line, draad_error *err)
{
    dr_reading readings[DR_READINGS_MAX];
    draad_str parts[DR_PARTS_MAX];
    dr_buf norm = {0};
    draad_status s = dr_norm(word, &norm, err);
    size_t n = s == DRAAD_OK ? dr_lexicon_readings(lexicon, dr_buf_str(&norm), readings) : 0;
    line->len = 0;
    if (s == DRAAD_OK)
        s = dr_buf_printf(line, err, "%.*s: every form of", DR_ARG(word));
    for (size_t i = 0; i < n && s == DRAAD_OK; i++) {
        draad_str lemma = {readings[i].lemma, readings[i].len};
        size_t particle = readings[i].wclass == DR_VERB ? dr_lexicon_particle(lexicon, lemma) : 0;
        static const char *const classes[] = {"", "noun", "verb", "", "adjective", "", "", "", "word"};
        s = dr_buf_printf(line, err, "%s %.*s (%s%s%.*s%s%.*s%s)", i > 0 ? "," : "", DR_ARG(lemma),
                          classes[readings[i].wclass], particle > 0 ? ", also apart: " : "", (int)particle, lemma.data,
                          particle > 0 ? " ... " : "", (int)(particle > 0 ? lemma.len - particle : 0),
                          lemma.data + particle, readings[i].known ? "" : ", not in the lexicon");
        size_t nparts = i == 0 && readings[i].wclass == DR_NOUN ? dr_lexicon_parts(lexicon, lemma, parts) : 1;
        for (size_t k = 0; nparts > 1 && k < nparts && s == DRAAD_OK; k++)
            s = dr_buf_printf(line, err, "%s%.*s%s", k == 0 ? " [" : "+", DR_ARG(parts[k]), k + 1 == nparts ? "]" : "");
    }
    dr_buf_free(&norm);
    return s;
}

static draad_status describe_query(const draad_lexicon *lexicon, const dr_query *q, draad_str rule, dr_buf *line,
                                   void (*each)(void *ctx, draad_str rule_id, draad_str line), void *ctx,
                                   draad_error *err)
{
    draad_status s = DRAAD_OK;
    if (q->kind == DR_Q_WORD && (s = describe_word(lexicon, q->text, line, err)) == DRAAD_OK)
        each(ctx, rule, dr_buf_str(line));
    for (uint32_t i = 0; i < q->nkids && s == DRAAD_OK && q->kind != DR_Q_SET; i++)
        s = describe_query(lexicon, q->kids[i], rule, line, each, ctx, err);
    return s;
}

draad_status draad_project_forms(draad_project *p, void (*each)(void *ctx, draad_str rule_id, draad_str line),
                                 void *ctx)
{
    draad_error err = {0};
    dr_buf line = {0}, name = {0};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < p->codebooks.n && s == DRAAD_OK; i++)
        for (size_t k = 0; k < p->codebooks.at[i]->sets.n && s == DRAAD_OK; k++) {
            const dr_set *set = &p->codebooks.at[i]->sets.at[k];
            name.len = 0;
            s = dr_buf_printf(&name, &err, "$%.*s", DR_ARG(set->name));
            if (s == DRAAD_OK)
                s = describe_query(p->lexicon, set->query, dr_buf_str(&name), &line, each, ctx, &err);
        }
    for (size_t i = 0; i < p->rules.n && s == DRAAD_OK; i++)
        s = describe_query(p->lexicon, p->rules.at[i].rule->find, p->rules.at[i].rule->id, &line, each, ctx, &err);
    dr_buf_free(&line);
    dr_buf_free(&name);
    if (s != DRAAD_OK)
        dr_tell(&p->report, DRAAD_ERROR, &err);
    return s;
}
