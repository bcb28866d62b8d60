/* SPDX-License-Identifier: Apache-2.0
 * own_words.c - words that a user adds to the lexicon.
 * Every form is an entry; regular forms of its lemmas are made when the file is read, but for those that the table of
 * the lexicon knows already or that the file gives otherwise.
 * Knows: the user's file, regular forms.  Does not know: the table of the lexicon, but for what it has already. */
#include "dutch/own_words.h"

#include <string.h>

#include "base/faults.h"
#include "base/map.h"
#include "base/memory.h"
#include "dutch/inflect.h"
#include "dutch/lexicon_table.h"
#include "dutch/norm.h"
#include "outside/csv.h"
#include "outside/file.h"

enum { ROWS_MAX = 100000, LONGEST = 64 };

typedef struct {
    draad_str lemma;
    uint8_t wclass, kind, particle;
    uint32_t next; /* the next entry of the same form, DRAAD_NONE */
} entry;

struct draad_lexicon {
    dr_arena arena;
    DR_VEC(entry) entries;
    dr_map forms; /* norm -> the first entry */
};

/* ---- asking ---------------------------------------------------------------------------------------------- */

static uint32_t first_of(const draad_lexicon *own, draad_str norm)
{
    return own != NULL && norm.len > 0 ? dr_map_find(&own->forms, norm) : DRAAD_NONE;
}

size_t dr_own_readings(const draad_lexicon *own, draad_str norm, dr_reading out[DR_READINGS_MAX])
{
    size_t n = 0;
    for (uint32_t i = first_of(own, norm); i != DRAAD_NONE && n < DR_READINGS_MAX; i = own->entries.at[i].next) {
        const entry *e = &own->entries.at[i];
        dr_reading *r = &out[n++];
        memcpy(r->lemma, e->lemma.data, e->lemma.len);
        r->len = (uint8_t)e->lemma.len;
        r->wclass = e->wclass;
        r->form = e->kind;
        r->known = 1;
    }
    return n;
}

bool dr_own_has(const draad_lexicon *own, draad_str norm)
{
    return first_of(own, norm) != DRAAD_NONE;
}

bool dr_own_is_part(const draad_lexicon *own, draad_str norm, bool last)
{
    uint32_t i = norm.len >= 3 ? first_of(own, norm) : DRAAD_NONE;
    while (i != DRAAD_NONE && last && own->entries.at[i].wclass != DR_NOUN)
        i = own->entries.at[i].next;
    return i != DRAAD_NONE;
}

size_t dr_own_particle(const draad_lexicon *own, draad_str infinitive)
{
    for (uint32_t i = first_of(own, infinitive); i != DRAAD_NONE; i = own->entries.at[i].next)
        if (own->entries.at[i].kind == DR_FORM_INF && own->entries.at[i].particle > 0)
            return own->entries.at[i].particle;
    return 0;
}

/* ---- the file -------------------------------------------------------------------------------------------- */

typedef struct {
    draad_lexicon *out;
    dr_faults faults;
    entry form; /* what is to be noted of the next form */
    dr_buf norm;
} reader;

#define TELL(r, line, ...) dr_fault(&(r)->faults, line, 0, __VA_ARGS__)

static uint8_t class_named(draad_str name)
{
    static const struct {
        const char *english, *dutch;
        uint8_t wclass;
    } classes[] = {
        {"noun", "znw", DR_NOUN},   {"verb", "ww", DR_VERB},     {"adjective", "bnw", DR_ADJ},
        {"name", "naam", DR_OTHER}, {"word", "woord", DR_OTHER},
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (dr_str_alike(name, dr_str_of(classes[i].english)) || dr_str_alike(name, dr_str_of(classes[i].dutch)))
            return classes[i].wclass;
    return 0;
}

static bool same_reading(const entry *a, const entry *b)
{
    return a->wclass == b->wclass && dr_str_equal(a->lemma, b->lemma);
}

/* Notes that `form` can be read as r->form says. */
static draad_status keep(reader *r, draad_str form, draad_error *err)
{
    draad_lexicon *own = r->out;
    draad_str kept = dr_arena_str(&own->arena, form);
    uint32_t *slot = kept.data != NULL ? dr_map_slot(&own->forms, kept) : NULL;
    if (slot == NULL)
        return dr_no_memory(err);
    uint32_t last = DRAAD_NONE;
    for (uint32_t i = *slot; i != DRAAD_NONE; i = own->entries.at[i].next) {
        if (same_reading(&own->entries.at[i], &r->form))
            return DRAAD_OK;
        last = i;
    }
    entry *e = dr_vec_push(&own->entries);
    if (e == NULL)
        return dr_no_memory(err);
    *e = r->form;
    e->next = DRAAD_NONE;
    if (last == DRAAD_NONE)
        *slot = (uint32_t)(own->entries.n - 1);
    else
        own->entries.at[last].next = (uint32_t)(own->entries.n - 1);
    return DRAAD_OK;
}

static bool is_in_table(draad_str norm)
{
    dr_entry found;
    return norm.len > 0 && dr_table_entry(dr_table_walk(dr_table_root(), norm), &found);
}

static draad_status keep_regular(void *ctx, draad_str form, unsigned kind, draad_error *err)
{
    reader *r = ctx;
    bool is_lemma = dr_str_equal(form, r->form.lemma);
    if (!is_lemma && (is_in_table(form) || dr_own_has(r->out, form)))
        return DRAAD_OK;
    r->form.kind = (uint8_t)kind;
    return keep(r, form, err);
}

/* How a form that stands in the file beside its infinitive is inflected. */
static uint8_t kind_of_form(draad_str form, draad_str lemma)
{
    char last = form.data[form.len - 1];
    if (dr_str_equal(form, lemma))
        return DR_FORM_INF;
    if (form.len > 4 && memcmp(form.data, "ge", 2) == 0 && (last == 'd' || last == 't' || last == 'n'))
        return DR_FORM_PART;
    return DR_FORM_PAST;
}

/* A cell in norm, kept; "in|tunen" without its bar, the bytes before it in *particle. */
static draad_status norm_of(reader *r, draad_str cell, uint8_t *particle, draad_str *out, draad_error *err)
{
    const char *bar = memchr(cell.data, '|', cell.len);
    draad_str front = {cell.data, bar != NULL ? (size_t)(bar - cell.data) : cell.len};
    dr_buf *norm = &r->norm;
    draad_status s = dr_norm(front, norm, err);
    *particle = 0;
    *out = dr_arena_str(&r->out->arena, dr_buf_str(norm));
    if (s == DRAAD_OK && bar != NULL) {
        draad_str first = *out;
        *particle = (uint8_t)(first.len < LONGEST ? first.len : LONGEST);
        s = dr_norm((draad_str){bar + 1, cell.len - front.len - 1}, norm, err);
        draad_str rest = dr_arena_str(&r->out->arena, dr_buf_str(norm));
        norm->len = 0;
        if (s == DRAAD_OK && first.data != NULL && rest.data != NULL && (s = dr_buf_put(norm, first, err)) == DRAAD_OK)
            s = dr_buf_put(norm, rest, err);
        *out = dr_arena_str(&r->out->arena, dr_buf_str(norm));
        if (rest.data == NULL)
            return dr_no_memory(err);
    }
    return s != DRAAD_OK || out->data != NULL ? s : dr_no_memory(err);
}

/* The lemma with its regular forms; of a separable verb that nobody lists without its particle, that one too. */
static draad_status keep_lemma(reader *r, draad_str lemma, uint8_t particle, uint8_t wclass, draad_error *err)
{
    draad_str base = {lemma.data + particle, lemma.len - particle};
    r->form = (entry){.lemma = lemma, .wclass = wclass, .particle = particle};
    draad_status s = dr_inflect(lemma, particle, wclass, keep_regular, r, err);
    if (s != DRAAD_OK || particle == 0 || is_in_table(base) || dr_own_has(r->out, base))
        return s;
    r->form = (entry){.lemma = base, .wclass = wclass};
    return dr_inflect(base, 0, wclass, keep_regular, r, err);
}

static bool is_one_word(draad_str cell)
{
    for (size_t i = 0; i < cell.len; i++)
        if (strchr(" \t\n", cell.data[i]) != NULL)
            return false;
    return cell.len > 0 && cell.len <= LONGEST;
}

typedef struct {
    uint32_t word, lemma, wclass;
} columns;

/* A row.  The forms that the file gives come before those that are made by rule: see read_rows. */
static draad_status take_row(reader *r, const dr_csv_row *row, const columns *c, bool regular, draad_error *err)
{
    draad_str word = dr_csv_cell(row, c->word), lemma = dr_csv_cell(row, c->lemma), as = dr_csv_cell(row, c->wclass);
    uint8_t wclass = as.len > 0 ? class_named(as) : DR_NOUN, particle, unused;
    if (lemma.len == 0)
        lemma = word;
    bool has_bar = memchr(word.data, '|', word.len) != NULL || memchr(lemma.data, '|', lemma.len) != NULL;
    draad_str form = word, base = lemma;
    draad_status s = norm_of(r, lemma, &particle, &base, err);
    if (s == DRAAD_OK)
        s = norm_of(r, word, &unused, &form, err);
    if (s != DRAAD_OK)
        return s;
    if (!is_one_word(word) || !is_one_word(lemma) || form.len > LONGEST ||
        base.len > LONGEST) { /* norm may be longer */
        TELL(r, row->line, "expected one word, without spaces and of at most %d bytes", (int)LONGEST);
    } else if (wclass == 0) {
        TELL(r, row->line, "the class %.*s is not known; expected noun, verb, adjective, name or word", DR_ARG(as));
    } else if (has_bar && wclass != DR_VERB) {
        TELL(r, row->line, "| stands between particle and verb, but the class is not verb");
    } else if (form.len > 0 && base.len > particle) {
        lemma = base;
        if (regular)
            return keep_lemma(r, lemma, particle, wclass, err);
        r->form = (entry){.lemma = lemma, .wclass = wclass, .particle = particle};
        r->form.kind = wclass == DR_VERB ? kind_of_form(form, lemma) : DR_FORM_NONE;
        return keep(r, form, err);
    }
    return DRAAD_OK;
}

static draad_status read_rows(reader *r, const dr_csv *csv, draad_error *err)
{
    draad_status s = DRAAD_OK;
    columns c = {DRAAD_NONE, DRAAD_NONE, DRAAD_NONE};
    if (csv->nrows > 0)
        c = (columns){dr_csv_column(&csv->rows[0], "word", "woord"), dr_csv_column(&csv->rows[0], "lemma", "lemma"),
                      dr_csv_column(&csv->rows[0], "class", "soort")};
    if (c.word == DRAAD_NONE) {
        TELL(r, 1, "no column word; the first line must name the columns: word, lemma, class");
        return DRAAD_OK;
    }
    if (csv->nrows > ROWS_MAX)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->faults.name), "more than %d rows", (int)ROWS_MAX);
    for (int regular = 0; regular <= 1 && r->faults.n == 0; regular++)
        for (size_t i = 1; i < csv->nrows && s == DRAAD_OK; i++)
            s = take_row(r, &csv->rows[i], &c, regular, err);
    return s;
}

draad_status dr_own_words_read(draad_str csv, const char *name, const draad_report *report, draad_lexicon **out,
                               draad_error *err)
{
    dr_arena arena = {0};
    dr_csv table = {0};
    reader r = {.out = dr_alloc_zero(1, sizeof *r.out), .faults = {report, name, DRAAD_ERROR, DRAAD_E_CASES, 0}};
    *out = NULL;
    if (r.out == NULL)
        return dr_no_memory(err);
    draad_status s = dr_csv_read(csv, name, &arena, &table, err);
    if (s == DRAAD_OK)
        s = read_rows(&r, &table, err);
    if (s != DRAAD_OK)
        dr_tell(report, DRAAD_ERROR, err);
    s = dr_faults_end(&r.faults, s);
    if (s == DRAAD_OK)
        *out = r.out;
    else
        draad_lexicon_free(r.out);
    dr_arena_free(&arena);
    dr_buf_free(&r.norm);
    return s;
}

draad_status draad_lexicon_read(const char *path, const draad_report *report, draad_lexicon **out)
{
    dr_buf bytes = {0};
    draad_error err = {0};
    *out = NULL;
    draad_status s = dr_file_read(path, DR_OWN_WORDS_MAX, &bytes, &err);
    if (s != DRAAD_OK)
        dr_tell(report, DRAAD_ERROR, &err);
    else
        s = dr_own_words_read(dr_buf_str(&bytes), path, report, out, &err);
    dr_buf_free(&bytes);
    return s;
}

void draad_lexicon_free(draad_lexicon *own)
{
    if (own == NULL)
        return;
    dr_vec_free(&own->entries);
    dr_map_free(&own->forms);
    dr_arena_free(&own->arena);
    dr_free(own);
}
