/* SPDX-License-Identifier: Apache-2.0
 * project.c - codebooks, cases, documents and codings that belong together.
 * Knows: the parts of a study.  Does not know: how they are matched (run.c), statistics, result folders. */
#include "coding/project.h"
#include "outside/file.h"
#include "text/speaker_labels.h"

#include <stdlib.h>
#include <string.h>

enum { CODEBOOK_MAX = 64 << 20, CASES_MAX = 256 << 20 };

draad_project *draad_project_new(const draad_report *report)
{
    draad_project *p = dr_alloc_zero(1, sizeof *p);
    draad_str *engine = p != NULL ? dr_vec_push(&p->coders) : NULL;
    if (engine == NULL) {
        dr_free(p);
        return NULL;
    }
    *engine = DR_STR("draad");
    if (report != NULL)
        p->report = *report;
    return p;
}

void dr_coded_free(dr_coded *d)
{
    draad_document_free(d->doc);
    dr_free(d->codings);
    dr_free(d->words);
    dr_free(d->readers);
    dr_arena_free(&d->arena);
    *d = (dr_coded){0};
}

void draad_project_free(draad_project *p)
{
    if (p == NULL)
        return;
    dr_project_changed(p);
    dr_free(p->squares);
    for (size_t i = 0; i < p->ndocuments; i++)
        dr_coded_free(&p->documents[i]);
    dr_free(p->documents);
    for (size_t i = 0; i < p->codebooks.n; i++)
        dr_codebook_free(p->codebooks.at[i]);
    dr_vec_free(&p->codebooks);
    dr_vec_free(&p->codes);
    dr_vec_free(&p->rules);
    dr_vec_free(&p->coders);
    dr_map_free(&p->coder_numbers);
    dr_vec_free(&p->inputs);
    dr_vec_free(&p->sources);
    draad_lexicon_free(p->lexicon);
    dr_cases_free(&p->cases);
    dr_arena_free(&p->arena);
    dr_free(p);
}

/* Tells an error once, at the border, and passes its status on. */
static draad_status told(draad_project *p, draad_status s, const draad_error *err)
{
    if (s != DRAAD_OK)
        dr_tell(&p->report, DRAAD_ERROR, err);
    return s;
}

draad_status draad_project_set_reading(draad_project *p, const draad_read_options *options)
{
    draad_error err = {0};
    p->reading = *options;
    p->reading.only_text = false;
    draad_status s = dr_speaker_labels_keep(&p->arena, &p->reading, &err);
    if (s == DRAAD_OK && options->encoding != NULL &&
        (p->reading.encoding = dr_arena_str(&p->arena, dr_str_of(options->encoding)).data) == NULL)
        s = dr_no_memory(&err);
    if (s != DRAAD_OK)
        p->reading = (draad_read_options){0};
    return told(p, s, &err);
}

/* ---- Inputs ---------------------------------------------------------------------------------------------- */

/* Two inputs with one base name: the second is called "2-name". */
static draad_status keep_input(draad_project *p, draad_str kind, draad_str name, draad_str bytes, draad_error *err)
{
    draad_str base = dr_base_name(name);
    dr_buf unique = {0};
    draad_status s = DRAAD_OK;
    unsigned copies = 1;
    for (size_t i = 0; i < p->inputs.n; i++)
        copies += dr_str_equal(dr_base_name(p->inputs.at[i].original), base);
    s = copies > 1 ? dr_buf_printf(&unique, err, "%u-", copies) : DRAAD_OK;
    if (s == DRAAD_OK)
        s = dr_buf_put(&unique, base, err);
    dr_input *input = s == DRAAD_OK ? dr_vec_push(&p->inputs) : NULL;
    if (input != NULL)
        *input = (dr_input){kind, dr_arena_str(&p->arena, dr_buf_str(&unique)), dr_arena_str(&p->arena, name),
                            dr_arena_str(&p->arena, bytes)};
    if (input == NULL || input->name.data == NULL || input->original.data == NULL || input->bytes.data == NULL)
        s = dr_no_memory(err);
    dr_buf_free(&unique);
    return s;
}

/* ---- Codebooks ------------------------------------------------------------------------------------------- */

static draad_status add_codes(draad_project *p, dr_codebook *book, draad_error *err)
{
    size_t before = p->codes.n;
    if (!dr_vec_reserve(&p->codes, book->ncodes) || !dr_vec_reserve(&p->rules, book->nrules))
        return dr_no_memory(err);
    for (size_t i = 0; i < book->ncodes; i++) {
        const dr_code *code = &book->codes[i];
        draad_str id = {dr_arena_alloc(&p->arena, book->id.len + code->id.len + 2), book->id.len + code->id.len + 1};
        if (id.data == NULL)
            return dr_no_memory(err);
        memcpy((char *)id.data, book->id.data, book->id.len);
        ((char *)id.data)[book->id.len] = '.';
        memcpy((char *)id.data + book->id.len + 1, code->id.data, code->id.len);
        uint32_t parent = code->parent == DRAAD_NONE ? DRAAD_NONE : (uint32_t)(before + code->parent);
        p->codes.at[p->codes.n++] = (dr_project_code){book, code, id, parent, code->level};
    }
    for (size_t i = 0; i < book->nrules; i++)
        p->rules.at[p->rules.n++] = (dr_project_rule){book, &book->rules[i], (uint32_t)(before + book->rules[i].code)};
    return DRAAD_OK;
}

draad_status draad_project_add_codebook_bytes(draad_project *p, draad_str yaml, const char *name)
{
    draad_error err = {0};
    dr_codebook *book = NULL;
    draad_status s = dr_codebook_read(yaml, name, &p->report, &book);
    if (s != DRAAD_OK)
        return s; /* every error is told */
    for (size_t i = 0; i < p->codebooks.n && s == DRAAD_OK; i++)
        if (dr_str_equal(p->codebooks.at[i]->id, book->id))
            s = dr_fail(&err, DRAAD_E_CODEBOOK, dr_place_of(name), "the codebook id \"%.*s\" is also that of %.*s",
                        DR_ARG(book->id), DR_ARG(p->codebooks.at[i]->name));
    dr_codebook **place = s == DRAAD_OK ? dr_vec_push(&p->codebooks) : NULL;
    if (place == NULL) {
        dr_codebook_free(book);
        return told(p, s != DRAAD_OK ? s : dr_no_memory(&err), &err);
    }
    *place = book;
    dr_project_changed(p);
    s = add_codes(p, book, &err);
    if (s == DRAAD_OK)
        s = keep_input(p, DR_STR("codebook"), dr_str_of(name), yaml, &err);
    return told(p, s, &err);
}

/* Gives the bytes of a file to `take`; what cannot be opened has the status `kind`: no codebook, no cases file. */
static draad_status take_file(draad_project *p, const char *path, size_t max, draad_status kind,
                              draad_status (*take)(draad_project *p, draad_str bytes, const char *name))
{
    draad_error err = {0};
    dr_buf bytes = {0};
    draad_status s = dr_file_read(path, max, &bytes, &err);
    if (s == DRAAD_E_IO || s == DRAAD_E_SOURCE)
        s = err.status = kind;
    s = s == DRAAD_OK ? take(p, dr_buf_str(&bytes), path) : told(p, s, &err);
    dr_buf_free(&bytes);
    return s;
}

draad_status draad_project_add_codebook(draad_project *p, const char *path)
{
    return take_file(p, path, CODEBOOK_MAX, DRAAD_E_CODEBOOK, draad_project_add_codebook_bytes);
}

draad_status draad_project_set_cases_bytes(draad_project *p, draad_str csv, const char *name)
{
    draad_error err = {0};
    dr_cases cases = {0};
    draad_status s = dr_cases_read(csv, name, &p->report, &cases);
    if (s != DRAAD_OK)
        return s;
    dr_cases_free(&p->cases);
    p->cases = cases;
    dr_project_changed(p);
    return told(p, keep_input(p, DR_STR("cases"), dr_str_of(name), csv, &err), &err);
}

draad_status draad_project_set_cases(draad_project *p, const char *path)
{
    return take_file(p, path, CASES_MAX, DRAAD_E_CASES, draad_project_set_cases_bytes);
}

draad_status draad_project_set_lexicon_bytes(draad_project *p, draad_str csv, const char *name)
{
    draad_error err = {0};
    draad_lexicon *lexicon = NULL;
    draad_status s = dr_own_words_read(csv, name, &p->report, &lexicon, &err);
    if (s != DRAAD_OK)
        return s; /* every error is told */
    draad_lexicon_free(p->lexicon);
    p->lexicon = lexicon;
    dr_project_changed(p);
    return told(p, keep_input(p, DR_STR("lexicon"), dr_str_of(name), csv, &err), &err);
}

draad_status draad_project_set_lexicon(draad_project *p, const char *path)
{
    return take_file(p, path, DR_OWN_WORDS_MAX, DRAAD_E_CASES, draad_project_set_lexicon_bytes);
}

/* ---- Codings by hand -------------------------------------------------------------------------------------- */

uint32_t dr_project_coder(draad_project *p, draad_str name)
{
    for (; p->ncoders_known < p->coders.n; p->ncoders_known++) {
        uint32_t *number = dr_map_slot(&p->coder_numbers, p->coders.at[p->ncoders_known]);
        if (number == NULL)
            return DRAAD_NONE;
        *number = (uint32_t)p->ncoders_known;
    }
    const uint32_t known = dr_map_find(&p->coder_numbers, name);
    if (known != DRAAD_NONE)
        return known;
    draad_str kept = dr_arena_str(&p->arena, name);
    draad_str *place = kept.data != NULL ? dr_vec_push(&p->coders) : NULL;
    if (place == NULL)
        return DRAAD_NONE;
    *place = kept;
    return (uint32_t)(p->coders.n - 1);
}

bool dr_coder_is_back(draad_str coder)
{
    static const draad_str engine = {"draad ", 6};
    return coder.len > engine.len && memcmp(coder.data, engine.data, engine.len) == 0 &&
           coder.data[engine.len] >= '0' && coder.data[engine.len] <= '9';
}

int dr_compare_codings(const void *one, const void *other)
{
    const dr_coding *a = one, *b = other;
    if (a->range.start != b->range.start)
        return a->range.start < b->range.start ? -1 : 1;
    if (a->range.end != b->range.end)
        return a->range.end < b->range.end ? -1 : 1;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return (a->coder > b->coder) - (a->coder < b->coder);
}

draad_status dr_coded_append(dr_coded *d, const dr_coding *c, draad_error *err)
{
    if (d->ncodings == d->room_codings) {
        size_t room = 2 * d->room_codings + 8;
        dr_coding *grown = dr_resize(d->codings, room * sizeof *grown);
        if (grown == NULL)
            return dr_no_memory(err);
        d->codings = grown;
        d->room_codings = room;
    }
    d->codings[d->ncodings++] = *c;
    return DRAAD_OK;
}

/* By place; of equals the one that was there first. */
static int by_place(const void *one, const void *other)
{
    const dr_coding *const *a = one, *const *b = other;
    const int order = dr_compare_codings(*a, *b);
    return order != 0 ? order : (*a > *b) - (*a < *b);
}

static bool is_ordered(const dr_coded *d)
{
    for (size_t i = 1; i < d->ncodings; i++)
        if (dr_compare_codings(&d->codings[i - 1], &d->codings[i]) > 0)
            return false;
    return true;
}

draad_status dr_coded_order(dr_coded *d, draad_error *err)
{
    if (is_ordered(d))
        return DRAAD_OK;
    const size_t n = d->ncodings;
    const dr_coding **from = dr_alloc_zero(n, sizeof *from);
    uint32_t *to = dr_alloc_zero(n, sizeof *to);
    dr_coding *ordered = dr_alloc_zero(n, sizeof *ordered);
    const bool fine = from != NULL && to != NULL && ordered != NULL;
    for (size_t i = 0; fine && i < n; i++)
        from[i] = &d->codings[i];
    if (fine)
        qsort(from, n, sizeof *from, by_place);
    for (size_t i = 0; fine && i < n; i++) {
        ordered[i] = *from[i];
        to[from[i] - d->codings] = (uint32_t)i;
    }
    for (size_t i = 0; fine && i < d->nmatches; i++)
        if (d->matches[i].coding != DRAAD_NONE)
            d->matches[i].coding = to[d->matches[i].coding];
    if (fine) {
        dr_free(d->codings);
        d->codings = ordered;
        d->room_codings = n;
    } else {
        dr_free(ordered);
    }
    dr_free(from);
    dr_free(to);
    return fine ? DRAAD_OK : dr_no_memory(err);
}

draad_status dr_coded_add(dr_coded *d, const dr_coding *c, draad_error *err)
{
    draad_status s = dr_coded_append(d, c, err);
    if (s != DRAAD_OK)
        return s;
    size_t at = d->ncodings - 1;
    for (; at > 0 && dr_compare_codings(c, &d->codings[at - 1]) < 0; at--)
        d->codings[at] = d->codings[at - 1];
    d->codings[at] = *c;
    for (size_t i = 0; at + 1 < d->ncodings && i < d->nmatches; i++) /* codings have moved */
        if (d->matches[i].coding != DRAAD_NONE && d->matches[i].coding >= at)
            d->matches[i].coding++;
    return DRAAD_OK;
}

draad_status dr_coded_read_by(dr_coded *d, uint32_t coder, draad_error *err)
{
    for (size_t i = 0; i < d->nreaders; i++)
        if (d->readers[i] == coder)
            return DRAAD_OK;
    if (!dr_vec_grow((void **)&d->readers, &d->room_readers, d->nreaders, 1, sizeof *d->readers))
        return dr_no_memory(err);
    d->readers[d->nreaders++] = coder;
    return DRAAD_OK;
}

draad_cp dr_coded_end(const dr_coded *d)
{
    draad_cp end = {0};
    for (draad_unit u = DRAAD_UNIT_SENTENCE; u <= DRAAD_UNIT_TURN; u++)
        if (d->units[u].n > 0 && d->units[u].at[d->units[u].n - 1].end.value > end.value)
            end = d->units[u].at[d->units[u].n - 1].end;
    return end;
}

uint32_t dr_coded_length(const dr_coded *d)
{
    uint32_t length = dr_coded_end(d).value;
    for (size_t i = 0; i < d->ncodings; i++)
        length = d->codings[i].end.value > length ? d->codings[i].end.value : length;
    return length;
}

draad_status dr_coded_add_memo(dr_coded *d, const dr_memo *m, draad_error *err)
{
    if (d->nmemos >= d->room_memos) { /* the old block stays in the arena */
        const size_t room = 2 * d->nmemos + 8;
        dr_memo *grown = dr_arena_alloc(&d->arena, room * sizeof *grown);
        if (grown == NULL)
            return dr_no_memory(err);
        for (size_t i = 0; i < d->nmemos; i++)
            grown[i] = d->memos[i];
        d->memos = grown;
        d->room_memos = room;
    }
    size_t at = d->nmemos++;
    for (; at > 0 && (d->memos[at - 1].range.start > m->range.start ||
                      (d->memos[at - 1].range.start == m->range.start && d->memos[at - 1].range.end > m->range.end));
         at--)
        d->memos[at] = d->memos[at - 1];
    d->memos[at] = *m;
    return DRAAD_OK;
}

/* ---- Asking ----------------------------------------------------------------------------------------------- */

size_t draad_project_documents(const draad_project *p)
{
    return p->ndocuments;
}

draad_document_info draad_project_document(const draad_project *p, size_t i)
{
    const dr_coded *d = &p->documents[i];
    const dr_unit_rows *s = &d->units[DRAAD_UNIT_SENTENCE], *g = &d->units[DRAAD_UNIT_PARAGRAPH],
                       *t = &d->units[DRAAD_UNIT_TURN];
    return (draad_document_info){.id = d->id,
                                 .source = d->source,
                                 .sha256 = d->sha256,
                                 .case_id = d->case_id,
                                 .nwords = d->nwords,
                                 .nsentences = (uint32_t)s->n,
                                 .nparagraphs = (uint32_t)g->n,
                                 .nturns = (uint32_t)t->n,
                                 .eligible_words = d->eligible_words,
                                 .eligible_sentences = s->neligible,
                                 .eligible_paragraphs = g->neligible,
                                 .eligible_turns = t->neligible};
}

size_t draad_project_codes(const draad_project *p)
{
    return p->codes.n;
}

size_t draad_project_examples(const draad_project *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->codes.n; i++)
        n += p->codes.at[i].code->nexamples + p->codes.at[i].code->ncounterexamples;
    return n;
}

size_t draad_project_codings(const draad_project *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->ndocuments; i++)
        n += p->documents[i].ncodings + p->documents[i].ncodings_gone;
    return n;
}

draad_status dr_project_has_codings(const draad_project *p, draad_error *err)
{
    return p->squares == NULL ? DRAAD_OK
                              : dr_fail(err, DRAAD_E_USAGE, dr_place_of(NULL),
                                        "the codings are in the result folder and no more here; read it for this");
}

draad_coding_info draad_project_coding(const draad_project *p, size_t i)
{
    size_t at = 0;
    if (p->squares != NULL)
        return (draad_coding_info){0};
    while (i >= p->documents[at].ncodings)
        i -= p->documents[at++].ncodings;
    const dr_coded *d = &p->documents[at];
    const dr_coding *c = &d->codings[i];
    draad_coding_info info = {.document = d->id,
                              .code = p->codes.at[c->code].id,
                              .coder = p->coders.at[c->coder],
                              .case_id = dr_case_of(d, c),
                              .text = c->text,
                              .start = c->start,
                              .end = c->end,
                              .rules = c->rules,
                              .nmatches = c->nmatches,
                              .negated = c->negated};
    if (c->first[DRAAD_UNIT_TURN] != DRAAD_NONE) {
        const dr_turn_info *turn = &d->turns[c->first[DRAAD_UNIT_TURN]];
        info.time = turn->time;
        if (turn->speaker != DRAAD_NONE) {
            info.speaker = d->speakers[turn->speaker].label;
            info.role = d->speakers[turn->speaker].role;
        }
    }
    return info;
}
