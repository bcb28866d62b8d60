/* SPDX-License-Identifier: Apache-2.0
 * jsonl.c - a line of JSON for each coding, with the keys of segments.csv.
 * Knows: codings.  Does not know: where lines go. */
#include "exchange/export.h"
#include "exchange/ids.h"
#include "exchange/quote.h"
#include "outside/file.h"
#include "outside/json.h"

typedef struct lines {
    const draad_project *p;
    draad_quotes quotes;
    dr_uuids *uuids;
    dr_buf name, text, passage; /* to be used again */
    dr_buf out;
} lines;

static void put_units(dr_json_writer *w, const dr_coding *c)
{
    static const draad_unit units[] = {DRAAD_UNIT_TURN, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_SENTENCE};
    static const char *const names[][2] = {
        {"turn", "turn_last"}, {"paragraph", "paragraph_last"}, {"sentence", "sentence_last"}};
    for (size_t i = 0; i < 3; i++)
        if (c->first[units[i]] != DRAAD_NONE) { /* numbers count from 1 */
            dr_json_uint(w, names[i][0], (uint64_t)c->first[units[i]] + 1);
            dr_json_uint(w, names[i][1], (uint64_t)c->last[units[i]] + 1);
        }
}

static void put_rules(dr_json_writer *w, draad_str rules)
{
    dr_json_open(w, "rules", '[');
    for (size_t at = 0, start = 0; at <= rules.len && rules.len > 0; at++)
        if (at == rules.len || rules.data[at] == ';') {
            dr_json_str(w, NULL, (draad_str){rules.data + start, at - start});
            start = at + 1;
        }
    dr_json_close(w);
}

static draad_status put_evidence(dr_json_writer *w, const dr_coded *d, const dr_coding *c, draad_error *err)
{
    dr_stretch *words = NULL;
    size_t n = 0;
    draad_status s = dr_evidence_of(d, c, &words, &n, err);
    dr_json_open(w, "evidence", '[');
    for (size_t i = 0; i < n; i++) {
        dr_json_open(w, NULL, '[');
        dr_json_uint(w, NULL, words[i].start);
        dr_json_uint(w, NULL, words[i].end);
        dr_json_close(w);
    }
    dr_json_close(w);
    dr_free(words);
    return s;
}

static void put_what(dr_json_writer *w, const draad_project *p, const dr_coded *d, const dr_coding *c)
{
    const uint32_t turn = dr_turn_of(d, c);
    const uint32_t speaker = turn != DRAAD_NONE ? d->turns[turn].speaker : DRAAD_NONE;
    dr_json_str(w, "document", d->id);
    dr_json_str(w, "case", dr_case_of(d, c));
    if (speaker != DRAAD_NONE) {
        dr_json_str(w, "speaker", d->speakers[speaker].label);
        dr_json_str(w, "role", d->speakers[speaker].role);
    }
    if (turn != DRAAD_NONE && d->turns[turn].time.len > 0)
        dr_json_str(w, "time", d->turns[turn].time);
    put_units(w, c);
    dr_json_uint(w, "start", c->start.value);
    dr_json_uint(w, "end", c->end.value);
    dr_json_str(w, "code", p->codes.at[c->code].id);
    dr_json_str(w, "label", p->codes.at[c->code].code->label);
    dr_json_str(w, "coder", p->coders.at[c->coder]);
    if (c->weight.len > 0)
        dr_json_str(w, "weight", c->weight);
    put_rules(w, c->rules);
    if (c->negated.len > 0)
        dr_json_str(w, "negated", c->negated);
    dr_json_uint(w, "words", c->nwords);
}

static draad_status put_line(lines *l, const dr_coded *d, const dr_coding *c, draad_error *err)
{
    dr_json_writer w = {.compact = true};
    dr_uuid coding, segment;
    l->text.len = l->passage.len = 0;
    draad_status s = dr_ids_coding(l->uuids, &l->name, l->p, d->sha256, c, &coding, err);
    if (s == DRAAD_OK)
        s = dr_ids_segment(l->uuids, &l->name, d->sha256, c->start, c->end, &segment, err);
    if (s == DRAAD_OK)
        s = dr_quote_of(d, c, l->quotes, &l->text, &l->passage, err);
    if (s != DRAAD_OK)
        return s;
    dr_json_open(&w, NULL, '{');
    dr_json_str(&w, "coding_id", dr_str_of(coding.text));
    dr_json_str(&w, "segment_id", dr_str_of(segment.text));
    put_what(&w, l->p, d, c);
    s = put_evidence(&w, d, c, err);
    if (l->quotes != DRAAD_QUOTES_NONE)
        dr_json_str(&w, "text", dr_buf_str(&l->text));
    if (l->passage.len > 0) {
        dr_json_uint(&w, "passage_start", c->around_start.value);
        dr_json_uint(&w, "passage_end", c->around_end.value);
        dr_json_str(&w, "passage", dr_buf_str(&l->passage));
    }
    dr_json_close(&w);
    const draad_status finished = dr_json_finish(&w, &l->out, err);
    return s != DRAAD_OK ? s : finished;
}

draad_status draad_export_jsonl(const draad_project *p, const char *path, const draad_export_options *options,
                                draad_error *err)
{
    const draad_export_options o = dr_export_options(options);
    lines l = {.p = p, .quotes = o.quotes};
    draad_status s = dr_project_has_codings(p, err);
    if (s == DRAAD_OK)
        s = dr_uuids_new(&l.uuids, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        for (size_t k = 0; s == DRAAD_OK && k < p->documents[i].ncodings; k++)
            s = put_line(&l, &p->documents[i], &p->documents[i].codings[k], err);
    if (s == DRAAD_OK)
        s = dr_file_write(path, dr_buf_str(&l.out), o.force, err);
    dr_uuids_free(l.uuids);
    dr_buf_free(&l.name);
    dr_buf_free(&l.text);
    dr_buf_free(&l.passage);
    dr_buf_free(&l.out);
    return s;
}
