/* SPDX-License-Identifier: Apache-2.0
 * rows_coded.c - segments.csv and matches.csv: what was coded, where, and why.
 * Knows: codings, matches and their ids.  Does not know: counts, files.
 * Ids are made from code points, also when positions are written in bytes, so that they are the same in every
 * export. */
#include "exchange/ids.h"
#include "exchange/rows.h"

#include <string.h>

/* What rows say of a rule. */
typedef struct rule_said {
    size_t at, ncells, nname; /* bytes of `made`: the cells code, rule and line; and its part of the name of a match */
} rule_said;

struct dr_row_scratch {
    dr_uuids *uuids;
    dr_buf name;         /* of an id */
    dr_buf evidence;     /* matched words as they are written */
    dr_stretches words;  /* matched words */
    DR_VEC(dr_uuid) ids; /* beside the codings of one document; text[0] is 0 when not yet made */
    dr_uuid segment;     /* the last one of this document; text[0] is 0 when there is none */
    draad_cp segment_start, segment_end;
    dr_csv_cells place, words_of; /* of the last segment: the cells before its code, and its text and what follows */
    dr_csv_cells plain;           /* cells of a match that nothing negates or blocks; n is 0 when not yet made */
    dr_buf made;
    DR_VEC(rule_said) rules; /* of the project; nname is 0 when not yet made */
};

draad_status dr_row_scratch_new(dr_row_scratch **out, draad_error *err)
{
    dr_row_scratch *t = dr_alloc_zero(1, sizeof *t);
    *out = NULL;
    draad_status s = t != NULL ? dr_uuids_new(&t->uuids, err) : dr_no_memory(err);
    if (s == DRAAD_OK)
        *out = t;
    else
        dr_free(t);
    return s;
}

void dr_row_scratch_free(dr_row_scratch *t)
{
    if (t == NULL)
        return;
    dr_buf_free(&t->name);
    dr_buf_free(&t->evidence);
    dr_vec_free(&t->words);
    dr_vec_free(&t->ids);
    dr_buf_free(&t->made);
    dr_vec_free(&t->rules);
    dr_uuids_free(t->uuids);
    dr_free(t);
}

draad_status dr_row_scratch_begin(dr_row_scratch *t, const dr_coded *d, draad_error *err)
{
    t->ids.n = 0;
    t->segment.text[0] = '\0';
    if (!dr_vec_reserve(&t->ids, d->ncodings))
        return dr_no_memory(err);
    for (size_t i = 0; i < d->ncodings; i++)
        t->ids.at[i].text[0] = '\0';
    return DRAAD_OK;
}

/* One more of the matched words behind those in t->evidence: "12-19;24-30". */
static draad_status add_evidence(dr_row_scratch *t, uint32_t start, uint32_t end, draad_error *err)
{
    const draad_status s = t->evidence.len > 0 ? dr_buf_put_char(&t->evidence, ';', err) : DRAAD_OK;
    return s == DRAAD_OK ? dr_ids_stretch(&t->evidence, start, end, err) : s;
}

/* The matched words of a match, by place, into t->evidence. */
static draad_status evidence_of(dr_row_scratch *t, const dr_match *m, bool bytes, draad_error *err)
{
    draad_status s = DRAAD_OK;
    t->evidence.len = 0;
    for (uint32_t i = 0; s == DRAAD_OK && i < m->nevidence; i++)
        s = bytes ? add_evidence(t, m->evidence[i].start, m->evidence[i].end, err)
                  : add_evidence(t, m->evidence_cp[2 * i].value, m->evidence_cp[2 * i + 1].value, err);
    return s;
}

static draad_status add_words(dr_stretches *words, const dr_match *m, bool bytes, draad_error *err)
{
    if (!dr_vec_reserve(words, m->nevidence))
        return dr_no_memory(err);
    for (uint32_t i = 0; i < m->nevidence; i++)
        words->at[words->n++] = bytes ? (dr_stretch){m->evidence[i].start, m->evidence[i].end}
                                      : (dr_stretch){m->evidence_cp[2 * i].value, m->evidence_cp[2 * i + 1].value};
    return DRAAD_OK;
}

static const dr_match *match_of(const dr_coded *d, const dr_coding *c, uint32_t i)
{
    return &d->matches[d->match_order[c->first_match + i]];
}

/* The same of all matches of a coding: those that touch are one. */
static draad_status evidence_of_coding(dr_row_scratch *t, const dr_coded *d, const dr_coding *c, bool bytes,
                                       draad_error *err)
{
    draad_status s = DRAAD_OK;
    if (c->nmatches == 1 && match_of(d, c, 0)->nevidence == 1)
        return evidence_of(t, match_of(d, c, 0), bytes, err);
    t->words.n = t->evidence.len = 0;
    for (uint32_t i = 0; s == DRAAD_OK && i < c->nmatches; i++)
        s = add_words(&t->words, match_of(d, c, i), bytes, err);
    dr_stretches_unite(&t->words);
    for (size_t i = 0; s == DRAAD_OK && i < t->words.n; i++)
        s = add_evidence(t, t->words.at[i].start, t->words.at[i].end, err);
    return s;
}

/* Segments and matches of a document both carry the ids of its codings. */
static draad_status coding_id(const draad_project *p, const dr_coded *d, uint32_t i, dr_row_scratch *t,
                              const dr_uuid **out, draad_error *err)
{
    dr_uuid *id = &t->ids.at[i];
    *out = id;
    return id->text[0] != '\0' ? DRAAD_OK : dr_ids_coding(t->uuids, &t->name, p, d->sha256, &d->codings[i], id, err);
}

/* The cells of a rule in t->made, and behind them its part of names. */
static draad_status make_rule(const dr_rows *r, dr_row_scratch *t, uint32_t rule, draad_error *err)
{
    const dr_project_rule *from = &r->p->rules.at[rule];
    const draad_str code = r->p->codes.at[from->code].id,
                    parts[] = {DR_STR("\n"), code, DR_STR("\n"), from->rule->id, DR_STR("\n")};
    const size_t at = t->made.len;
    dr_csv_writer w = {.out = &t->made, .excel_nl = r->w.excel_nl, .goes_on = true};
    dr_csv_str(&w, code);
    dr_csv_str(&w, from->rule->id);
    dr_csv_uint(&w, from->rule->line);
    draad_status s = w.status == DRAAD_OK ? DRAAD_OK : dr_no_memory(err);
    const size_t behind = t->made.len;
    for (size_t i = 0; s == DRAAD_OK && i < sizeof parts / sizeof *parts; i++)
        s = dr_buf_put(&t->made, parts[i], err);
    if (s == DRAAD_OK)
        t->rules.at[rule] = (rule_said){at, behind - at, t->made.len - behind};
    return s;
}

static draad_status rule_of(const dr_rows *r, dr_row_scratch *t, uint32_t rule, draad_str *cells, draad_str *name,
                            draad_error *err)
{
    draad_status s = DRAAD_OK;
    if (rule >= t->rules.n) { /* new room is zeroed */
        if (!dr_vec_reserve(&t->rules, r->p->rules.n - t->rules.n))
            return dr_no_memory(err);
        t->rules.n = r->p->rules.n;
    }
    if (t->rules.at[rule].nname == 0)
        s = make_rule(r, t, rule, err);
    const rule_said *said = &t->rules.at[rule];
    *cells = (draad_str){t->made.data + said->at, said->ncells};
    *name = (draad_str){cells->data + said->ncells, said->nname};
    return s;
}

/* Leaves the evidence in code points.  AND can find the same words from two sentences, and codes both: the later one
 * has a line end more in its name for each before it. */
static draad_status match_id(const dr_coded *d, const dr_match *m, draad_str rule, dr_row_scratch *t, dr_uuid *out,
                             draad_error *err)
{
    draad_status s = evidence_of(t, m, false, err);
    t->name.len = 0;
    if (s == DRAAD_OK)
        s = dr_buf_put(&t->name, d->sha256, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&t->name, rule, err);
    if (s == DRAAD_OK)
        s = dr_ids_stretch(&t->name, m->start.value, m->end.value, err);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&t->name, '\n', err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&t->name, dr_buf_str(&t->evidence), err);
    for (uint32_t i = 0; i < m->nth && s == DRAAD_OK; i++)
        s = dr_buf_put_char(&t->name, '\n', err);
    return s == DRAAD_OK ? dr_uuids_of(t->uuids, dr_buf_str(&t->name), out, err) : s;
}

/* Codings come by place, and several codes often have the same one. */
static draad_status segment_id(const dr_coded *d, const dr_coding *c, dr_row_scratch *t, draad_error *err)
{
    if (t->segment.text[0] != '\0' && t->segment_start.value == c->start.value && t->segment_end.value == c->end.value)
        return DRAAD_OK;
    t->segment_start = c->start;
    t->segment_end = c->end;
    return dr_ids_segment(t->uuids, &t->name, d->sha256, c->start, c->end, &t->segment, err);
}

/* ---- Cells -------------------------------------------------------------------------------------------- */

static void put_positions(dr_rows *r, draad_range range, draad_cp start, draad_cp end)
{
    dr_csv_uint(&r->w, r->options->bytes ? range.start : start.value);
    dr_csv_uint(&r->w, r->options->bytes ? range.end : end.value);
}

/* Hexadecimal digits and dashes. */
static void put_uuid(dr_rows *r, const dr_uuid *id)
{
    dr_csv_made(&r->w, (draad_str){id->text, sizeof id->text - 1});
}

/* Numbers of units count from 1. */
static void put_unit(dr_rows *r, uint32_t index)
{
    if (index == DRAAD_NONE)
        dr_csv_str(&r->w, (draad_str){0});
    else
        dr_csv_uint(&r->w, (uint64_t)index + 1);
}

/* The sentences around a coding that is no whole sentences; else three empty cells. */
static void put_passage(dr_rows *r, const dr_coding *c)
{
    if (c->passage.len > 0)
        put_positions(r, c->around, c->around_start, c->around_end);
    else
        for (int i = 0; i < 2; i++)
            dr_csv_str(&r->w, (draad_str){0});
    dr_csv_str(&r->w, c->passage);
}

/* Who speaks: in the first eligible turn, as for the case; else in the first. */
static void put_speaker(dr_rows *r, const dr_coded *d, const dr_coding *c)
{
    uint32_t first = c->first[DRAAD_UNIT_TURN];
    uint32_t turn = dr_first_eligible_turn(d, first, c->last[DRAAD_UNIT_TURN]);
    turn = turn != DRAAD_NONE ? turn : first;
    uint32_t speaker = turn != DRAAD_NONE ? d->turns[turn].speaker : DRAAD_NONE;
    dr_csv_str(&r->w, speaker != DRAAD_NONE ? d->speakers[speaker].label : (draad_str){0});
    dr_csv_str(&r->w, speaker != DRAAD_NONE ? d->speakers[speaker].role : (draad_str){0});
    dr_csv_str(&r->w, turn != DRAAD_NONE ? d->turns[turn].time : (draad_str){0});
}

/* ---- Rows --------------------------------------------------------------------------------------------- */

static void put_place(dr_rows *r, const dr_coded *d, const dr_coding *c, const dr_uuid *segment)
{
    static const draad_unit units[] = {DRAAD_UNIT_TURN, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_SENTENCE};
    put_uuid(r, segment);
    dr_csv_str(&r->w, d->id);
    dr_csv_str(&r->w, dr_case_of(d, c));
    put_speaker(r, d, c);
    for (size_t i = 0; i < 3; i++) {
        put_unit(r, c->first[units[i]]);
        put_unit(r, c->last[units[i]]);
    }
    put_positions(r, c->range, c->start, c->end);
}

static void put_words(dr_rows *r, const dr_coding *c)
{
    dr_csv_str(&r->w, c->text);
    dr_csv_uint(&r->w, (uint64_t)c->first_word + 1);
    dr_csv_uint(&r->w, c->nwords);
    put_passage(r, c);
}

static bool is_same_text(draad_str a, draad_str b)
{
    return a.data == b.data && a.len == b.len;
}

/* Do two codings differ only in what codes them?  Then one was described as the other. */
static bool is_same_segment(const dr_coding *a, const dr_coding *b)
{
    return a->range.start == b->range.start && a->range.end == b->range.end && a->start.value == b->start.value &&
           a->end.value == b->end.value && memcmp(a->first, b->first, sizeof a->first) == 0 &&
           memcmp(a->last, b->last, sizeof a->last) == 0 && is_same_text(a->text, b->text) &&
           is_same_text(a->passage, b->passage) && a->around.start == b->around.start &&
           a->around.end == b->around.end && a->around_start.value == b->around_start.value &&
           a->around_end.value == b->around_end.value && a->first_word == b->first_word && a->nwords == b->nwords;
}

static draad_status put_coding(dr_rows *r, const dr_coded *d, uint32_t index, dr_row_scratch *t, draad_error *err)
{
    const dr_coding *c = &d->codings[index];
    const bool again = index > 0 && is_same_segment(c - 1, c);
    const dr_uuid *coding;
    draad_status s = coding_id(r->p, d, index, t, &coding, err);
    if (s == DRAAD_OK)
        s = segment_id(d, c, t, err);
    if (s == DRAAD_OK)
        s = evidence_of_coding(t, d, c, r->options->bytes, err);
    if (s != DRAAD_OK)
        return s;
    put_uuid(r, coding);
    size_t at = dr_csv_at(&r->w);
    if (again)
        dr_csv_again(&r->w, t->place);
    else
        put_place(r, d, c, &t->segment);
    t->place = dr_csv_since(&r->w, at);
    dr_csv_str(&r->w, r->p->codes.at[c->code].id);
    dr_csv_str(&r->w, r->p->coders.at[c->coder]);
    dr_csv_str(&r->w, c->weight);
    dr_csv_str(&r->w, c->rules);
    dr_csv_uint(&r->w, c->nmatches);
    dr_csv_str(&r->w, dr_buf_str(&t->evidence));
    dr_csv_str(&r->w, c->negated);
    at = dr_csv_at(&r->w);
    if (again)
        dr_csv_again(&r->w, t->words_of);
    else
        put_words(r, c);
    t->words_of = dr_csv_since(&r->w, at);
    dr_csv_end(&r->w);
    return r->w.status;
}

const char *const dr_titles_segments[] = {"coding_id",      "segment_id",  "document",      "case",       "speaker",
                                          "role",           "time",        "turn",          "turn_last",  "paragraph",
                                          "paragraph_last", "sentence",    "sentence_last", "start",      "end",
                                          "code",           "coder",       "weight",        "rules",      "matches",
                                          "evidence",       "negated",     "text",          "first_word", "words",
                                          "passage_start",  "passage_end", "passage",       NULL};

draad_status dr_rows_segments(dr_rows *r, const dr_coded *d, dr_row_scratch *t, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (uint32_t k = 0; s == DRAAD_OK && k < d->ncodings; k++)
        s = put_coding(r, d, k, t, err);
    return s;
}

/* What negates or blocks a match; mostly nothing does. */
static void put_doubts(dr_rows *r, const dr_match *m, dr_row_scratch *t)
{
    const bool plain = !m->negated && m->cue.len == 0 && m->negation == DRAAD_NEGATION_NONE && m->blocked_by.len == 0;
    const size_t at = dr_csv_at(&r->w);
    if (plain && t->plain.n > 0) {
        dr_csv_again(&r->w, t->plain);
        return;
    }
    dr_csv_uint(&r->w, m->negated);
    dr_csv_str(&r->w, m->cue);
    dr_csv_str(&r->w, dr_str_of(draad_negation_name(m->negation)));
    dr_csv_str(&r->w, m->blocked_by);
    if (plain)
        t->plain = dr_csv_since(&r->w, at);
}

static draad_status put_match(dr_rows *r, const dr_coded *d, const dr_match *m, dr_row_scratch *t, draad_error *err)
{
    const dr_uuid *coding = NULL;
    draad_str rule = {0}, name = {0};
    dr_uuid match;
    draad_status s = rule_of(r, t, m->rule, &rule, &name, err);
    if (s == DRAAD_OK)
        s = match_id(d, m, name, t, &match, err);
    if (s == DRAAD_OK && m->coding != DRAAD_NONE)
        s = coding_id(r->p, d, m->coding, t, &coding, err);
    if (s == DRAAD_OK && r->options->bytes)
        s = evidence_of(t, m, true, err);
    if (s != DRAAD_OK)
        return s;
    put_uuid(r, &match);
    if (coding != NULL)
        put_uuid(r, coding);
    else
        dr_csv_str(&r->w, (draad_str){0});
    dr_csv_str(&r->w, d->id);
    dr_csv_made(&r->w, rule);
    put_positions(r, m->range, m->start, m->end);
    dr_csv_str(&r->w, dr_buf_str(&t->evidence));
    put_doubts(r, m, t);
    dr_csv_str(&r->w, m->text);
    dr_csv_end(&r->w);
    return r->w.status;
}

const char *const dr_titles_matches[] = {"match_id", "coding_id", "document",   "code",     "rule",
                                         "line",     "start",     "end",        "evidence", "negated",
                                         "cue",      "negation",  "blocked_by", "text",     NULL};

draad_status dr_rows_matches(dr_rows *r, const dr_coded *d, dr_row_scratch *t, draad_error *err)
{
    draad_status s = DRAAD_OK;
    t->plain.n = 0;
    for (size_t k = 0; s == DRAAD_OK && k < d->nmatches; k++)
        s = put_match(r, d, &d->matches[k], t, err);
    return s;
}

bool dr_rows_has_hand_codings(const draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].ncodings; k++)
            if (p->documents[i].codings[k].coder != 0)
                return true;
    return false;
}

static bool has_rules(const draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].ncodings; k++)
            if (p->documents[i].codings[k].coder != 0 && p->documents[i].codings[k].rules.len > 0)
                return true;
    return false;
}

static void put_hand_coding(dr_rows *r, const dr_coded *d, const dr_coding *c, bool rules)
{
    dr_csv_str(&r->w, d->id);
    dr_csv_uint(&r->w, c->start.value);
    dr_csv_uint(&r->w, c->end.value);
    dr_csv_str(&r->w, r->p->codes.at[c->code].id);
    dr_csv_str(&r->w, r->p->coders.at[c->coder]);
    if (rules)
        dr_csv_str(&r->w, c->rules);
    dr_csv_end(&r->w);
}

typedef struct hand_coding {
    const dr_coded *document;
    const dr_coding *coding;
} hand_coding;

typedef struct hand_list {
    hand_coding *at;
    size_t n;
} hand_list;

/* Codings by people, coder by coder, otherwise in their order: counted, then each put in its place. */
static draad_status list_by_coder(const draad_project *p, hand_list *out, draad_error *err)
{
    size_t *next = dr_alloc_zero(p->coders.n + 1, sizeof *next);
    if (next == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].ncodings; k++)
            if (p->documents[i].codings[k].coder != 0)
                next[p->documents[i].codings[k].coder + 1]++;
    for (size_t coder = 1; coder <= p->coders.n; coder++)
        next[coder] += next[coder - 1];
    out->n = next[p->coders.n];
    out->at = dr_alloc_zero(out->n, sizeof *out->at);
    for (size_t i = 0; out->at != NULL && i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].ncodings; k++) {
            const dr_coding *c = &p->documents[i].codings[k];
            if (c->coder != 0)
                out->at[next[c->coder]++] = (hand_coding){&p->documents[i], c};
        }
    dr_free(next);
    return out->at != NULL ? DRAAD_OK : dr_no_memory(err);
}

/* One coder after the other: codings of equal range and code are ordered by coder, so coders must come back in
 * the order in which they first came. */
draad_status dr_rows_hand_codings(dr_rows *r, draad_error *err)
{
    static const char *const titles[] = {"document", "start", "end", "code", "coder", NULL};
    const bool rules = has_rules(r->p);
    hand_list list = {0};
    draad_status s = list_by_coder(r->p, &list, err);
    dr_rows_titles(r, titles);
    if (rules)
        dr_csv_str(&r->w, DR_STR("rules"));
    dr_csv_end(&r->w);
    for (size_t i = 0; s == DRAAD_OK && i < list.n; i++)
        put_hand_coding(r, list.at[i].document, list.at[i].coding, rules);
    dr_free(list.at);
    return s == DRAAD_OK ? r->w.status : s;
}
