/* SPDX-License-Identifier: Apache-2.0
 * rows_document.c - documents.csv, units.csv, memos.csv, document_code.csv and words.csv: what was read, and how it is
 * divided.
 * Knows: documents, units, attributes.  Does not know: matches, files. */
#include "analysis/tally.h"
#include "exchange/rows.h"

#include <string.h>

static const char *const document_titles[] = {"document",
                                              "source",
                                              "sha256",
                                              "case",
                                              "words",
                                              "sentences",
                                              "paragraphs",
                                              "turns",
                                              "eligible_words",
                                              "eligible_sentences",
                                              "eligible_paragraphs",
                                              "eligible_turns",
                                              NULL};

/* ---- Names of columns --------------------------------------------------------------------------------- */

/* The columns that follow the fixed ones: header lines of the documents, then attributes of the cases. */
typedef struct columns {
    dr_arena arena;
    DR_VEC(draad_str) header; /* names as in the documents, in order of first appearance */
    DR_VEC(draad_str) taken;  /* all column names so far */
} columns;

static void columns_free(columns *c)
{
    dr_vec_free(&c->header);
    dr_vec_free(&c->taken);
    dr_arena_free(&c->arena);
}

static bool is_in(const draad_str *names, size_t n, draad_str name)
{
    for (size_t i = 0; i < n; i++)
        if (dr_str_equal(names[i], name))
            return true;
    return false;
}

/* Takes `name` for a column, or when it is taken `name_2`, `name_3`, ... */
static draad_status take(columns *c, draad_str name, draad_error *err)
{
    dr_buf b = {0};
    draad_status s = dr_buf_put(&b, name, err);
    for (unsigned n = 2; s == DRAAD_OK && is_in(c->taken.at, c->taken.n, dr_buf_str(&b)); n++) {
        b.len = 0;
        if ((s = dr_buf_put(&b, name, err)) == DRAAD_OK)
            s = dr_buf_printf(&b, err, "_%u", n);
    }
    draad_str kept = s == DRAAD_OK ? dr_arena_str(&c->arena, dr_buf_str(&b)) : (draad_str){0};
    draad_str *slot = kept.data != NULL ? dr_vec_push(&c->taken) : NULL;
    if (slot != NULL)
        *slot = kept;
    else if (s == DRAAD_OK)
        s = dr_no_memory(err);
    dr_buf_free(&b);
    return s;
}

static draad_status add_header(columns *c, draad_str name, draad_error *err)
{
    if (is_in(c->header.at, c->header.n, name))
        return DRAAD_OK;
    draad_str *slot = dr_vec_push(&c->header);
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = name;
    return DRAAD_OK;
}

/* Fixed columns first, then those of the cases (which the researcher chose), then those of the header lines; so
 * the last give way when names are equal.  In the file the header lines stand before the cases. */
static draad_status find_columns(const draad_project *p, columns *c, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && document_titles[i] != NULL; i++)
        s = take(c, dr_str_of(document_titles[i]), err);
    for (size_t i = 0; s == DRAAD_OK && i < p->cases.nattributes; i++)
        s = take(c, p->cases.attributes[i], err);
    for (size_t i = 0; s == DRAAD_OK && i < p->ndocuments; i++)
        for (size_t k = 0; s == DRAAD_OK && k < p->documents[i].nattributes; k++)
            s = add_header(c, p->documents[i].attributes[k].name, err);
    for (size_t i = 0; s == DRAAD_OK && i < c->header.n; i++)
        s = take(c, c->header.at[i], err);
    return s;
}

/* ---- Rows --------------------------------------------------------------------------------------------- */

/* The first header line with this name. */
static draad_str attribute_of(const dr_coded *d, draad_str name)
{
    for (size_t i = 0; i < d->nattributes; i++)
        if (dr_str_equal(d->attributes[i].name, name))
            return d->attributes[i].value;
    return (draad_str){0};
}

static void put_document(dr_rows *r, const dr_coded *d, const columns *c)
{
    static const draad_unit units[] = {DRAAD_UNIT_SENTENCE, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN};
    const dr_case_row *row = dr_cases_find(&r->p->cases, d->id, (draad_str){"", 0});
    dr_csv_str(&r->w, d->id);
    dr_csv_str(&r->w, d->source);
    dr_csv_str(&r->w, d->sha256);
    dr_csv_str(&r->w, d->case_id.len > 0 ? d->case_id : d->id);
    dr_csv_uint(&r->w, d->nwords);
    for (size_t i = 0; i < 3; i++)
        dr_csv_uint(&r->w, d->units[units[i]].n);
    dr_csv_uint(&r->w, d->eligible_words);
    for (size_t i = 0; i < 3; i++)
        dr_csv_uint(&r->w, d->units[units[i]].neligible);
    for (size_t i = 0; i < c->header.n; i++)
        dr_csv_str(&r->w, attribute_of(d, c->header.at[i]));
    for (size_t i = 0; i < r->p->cases.nattributes; i++)
        dr_csv_str(&r->w, row != NULL ? row->values[i] : (draad_str){0});
    dr_csv_end(&r->w);
}

draad_status dr_rows_documents(dr_rows *r, draad_error *err)
{
    columns c = {0};
    draad_status s = find_columns(r->p, &c, err);
    if (s == DRAAD_OK) {
        const draad_str *of_cases = c.taken.at + (c.taken.n - c.header.n - r->p->cases.nattributes);
        dr_rows_titles(r, document_titles);
        for (size_t i = 0; i < c.header.n; i++)
            dr_csv_str(&r->w, of_cases[r->p->cases.nattributes + i]);
        for (size_t i = 0; i < r->p->cases.nattributes; i++)
            dr_csv_str(&r->w, of_cases[i]);
        dr_csv_end(&r->w);
        for (size_t i = 0; i < r->p->ndocuments; i++)
            put_document(r, &r->p->documents[i], &c);
        s = r->w.status;
    }
    columns_free(&c);
    return s;
}

/* Who speaks, and in which turn. */
static void put_turn(dr_rows *r, const dr_coded *d, const dr_unit_row *u)
{
    const uint32_t speaker = u->turn != DRAAD_NONE ? d->turns[u->turn].speaker : DRAAD_NONE;
    dr_csv_str(&r->w, speaker != DRAAD_NONE ? d->speakers[speaker].label : (draad_str){0});
    dr_csv_str(&r->w, speaker != DRAAD_NONE ? d->speakers[speaker].role : (draad_str){0});
    dr_csv_uint(&r->w, u->eligible);
    if (u->turn != DRAAD_NONE)
        dr_csv_uint(&r->w, (uint64_t)u->turn + 1);
    else
        dr_csv_str(&r->w, (draad_str){0});
}

/* What a unit says as the one before it does is copied: all name the document, and most are in the same turn. */
static void put_units(dr_rows *r, const dr_coded *d, draad_unit unit)
{
    const dr_unit_row *rows = d->units[unit].at;
    dr_csv_cells names = {0}, turn = {0};
    for (size_t i = 0; i < d->units[unit].n; i++) {
        const dr_unit_row *u = &rows[i];
        size_t at = dr_csv_at(&r->w);
        if (i > 0) {
            dr_csv_again(&r->w, names);
        } else {
            dr_csv_str(&r->w, d->id);
            dr_csv_str(&r->w, dr_str_of(draad_unit_name(unit)));
            names = dr_csv_since(&r->w, at);
        }
        dr_csv_uint(&r->w, i + 1);
        dr_csv_uint(&r->w, r->options->bytes ? u->range.start : u->start.value);
        dr_csv_uint(&r->w, r->options->bytes ? u->range.end : u->end.value);
        at = dr_csv_at(&r->w);
        if (i > 0 && u[-1].turn == u->turn && u[-1].eligible == u->eligible)
            dr_csv_again(&r->w, turn);
        else
            put_turn(r, d, u);
        turn = dr_csv_since(&r->w, at);
        dr_csv_uint(&r->w, u->nwords);
        dr_csv_end(&r->w);
    }
}

draad_status dr_rows_units(dr_rows *r, const dr_coded *d, dr_row_scratch *t, draad_error *err)
{
    (void)t;
    (void)err;
    put_units(r, d, DRAAD_UNIT_TURN);
    put_units(r, d, DRAAD_UNIT_PARAGRAPH);
    put_units(r, d, DRAAD_UNIT_SENTENCE);
    return r->w.status;
}

static void put_memo(dr_rows *r, const dr_coded *d, const dr_memo *m)
{
    uint32_t speaker = m->turn != DRAAD_NONE ? d->turns[m->turn].speaker : DRAAD_NONE;
    dr_csv_str(&r->w, d->id);
    dr_csv_uint(&r->w, r->options->bytes ? m->range.start : m->start.value);
    dr_csv_uint(&r->w, r->options->bytes ? m->range.end : m->end.value);
    if (m->turn != DRAAD_NONE)
        dr_csv_uint(&r->w, (uint64_t)m->turn + 1);
    else
        dr_csv_str(&r->w, (draad_str){0});
    dr_csv_str(&r->w, speaker != DRAAD_NONE ? d->speakers[speaker].label : (draad_str){0});
    dr_csv_str(&r->w, m->author);
    dr_csv_str(&r->w, m->date);
    dr_csv_str(&r->w, m->memo);
    dr_csv_str(&r->w, m->text);
    dr_csv_end(&r->w);
}

draad_status dr_rows_memos(dr_rows *r, const dr_coded *d, dr_row_scratch *t, draad_error *err)
{
    (void)t;
    (void)err;
    for (size_t k = 0; k < d->nmemos; k++)
        put_memo(r, d, &d->memos[k]);
    return r->w.status;
}

bool dr_rows_has_hand_memos(const draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].nmemos; k++)
            if (p->documents[i].memos[k].by_hand)
                return true;
    return false;
}

draad_status dr_rows_hand_memos(dr_rows *r, draad_error *err)
{
    static const char *const titles[] = {"document", "start", "end", "author", "date", "memo", NULL};
    (void)err;
    dr_rows_titles(r, titles);
    dr_csv_end(&r->w);
    for (size_t i = 0; i < r->p->ndocuments; i++)
        for (size_t k = 0; k < r->p->documents[i].nmemos; k++) {
            const dr_memo *m = &r->p->documents[i].memos[k];
            if (!m->by_hand)
                continue;
            dr_csv_str(&r->w, r->p->documents[i].id);
            dr_csv_uint(&r->w, m->start.value);
            dr_csv_uint(&r->w, m->end.value);
            dr_csv_str(&r->w, m->author);
            dr_csv_str(&r->w, m->date);
            dr_csv_str(&r->w, m->memo);
            dr_csv_end(&r->w);
        }
    return r->w.status;
}

static draad_status put_counts(dr_rows *r, const dr_coded *d, uint32_t *counts, draad_error *err)
{
    dr_tally t;
    draad_status s = dr_tally_of(d, DR_TALLY_CODES, &t, err);
    memset(counts, 0, r->p->codes.n * sizeof *counts);
    for (size_t i = 0; s == DRAAD_OK && i < t.ncodes; i++)
        counts[t.codes[i].code] = t.codes[i].nsegments;
    dr_tally_free(&t);
    if (s != DRAAD_OK)
        return s;
    dr_csv_str(&r->w, d->id);
    for (size_t i = 0; i < r->p->codes.n; i++)
        dr_csv_uint(&r->w, counts[i]);
    dr_csv_end(&r->w);
    return r->w.status;
}

draad_status dr_rows_document_code(dr_rows *r, draad_error *err)
{
    draad_status s = DRAAD_OK;
    uint32_t *counts = dr_alloc_zero(r->p->codes.n, sizeof *counts);
    if (counts == NULL)
        return dr_no_memory(err);
    dr_csv_str(&r->w, DR_STR("document"));
    for (size_t i = 0; i < r->p->codes.n; i++)
        dr_csv_str(&r->w, r->p->codes.at[i].id);
    dr_csv_end(&r->w);
    for (size_t i = 0; s == DRAAD_OK && i < r->p->ndocuments; i++)
        s = put_counts(r, &r->p->documents[i], counts, err);
    dr_free(counts);
    return s;
}

draad_status dr_rows_words(dr_rows *r, const dr_coded *d, dr_row_scratch *t, draad_error *err)
{
    (void)t;
    (void)err;
    for (size_t k = 0; k < d->nwords_used; k++) {
        const dr_word_count *w = &d->words[k];
        dr_csv_str(&r->w, d->id);
        dr_csv_str(&r->w, w->speaker != DRAAD_NONE ? d->speakers[w->speaker].label : (draad_str){0});
        dr_csv_str(&r->w, w->word);
        dr_csv_uint(&r->w, w->n);
        dr_csv_end(&r->w);
    }
    return r->w.status;
}

/* ---- Tables by document -------------------------------------------------------------------------------- */

static const char *const units_titles[] = {"document", "unit",     "number", "start", "end", "speaker",
                                           "role",     "eligible", "turn",   "words", NULL};
static const char *const memos_titles[] = {"document", "start", "end",  "turn", "speaker",
                                           "author",   "date",  "memo", "text", NULL};
static const char *const words_titles[] = {"document", "speaker", "word", "count", NULL};

const dr_document_table dr_document_tables[DR_DOCUMENT_TABLES] = {
    {"segments.csv", dr_titles_segments, dr_rows_segments, false},
    {"matches.csv", dr_titles_matches, dr_rows_matches, false},
    {"units.csv", units_titles, dr_rows_units, false},
    {"memos.csv", memos_titles, dr_rows_memos, false},
    {"words.csv", words_titles, dr_rows_words, true}};

draad_status dr_rows_by_document(dr_rows *r, const dr_document_table *table, draad_error *err)
{
    dr_row_scratch *t = NULL;
    draad_status s = dr_row_scratch_new(&t, err);
    dr_rows_titles(r, table->titles);
    dr_csv_end(&r->w);
    for (size_t i = 0; s == DRAAD_OK && i < r->p->ndocuments; i++)
        if ((s = dr_row_scratch_begin(t, &r->p->documents[i], err)) == DRAAD_OK)
            s = table->rows(r, &r->p->documents[i], t, err);
    dr_row_scratch_free(t);
    return s == DRAAD_OK ? r->w.status : s;
}
