/* SPDX-License-Identifier: Apache-2.0
 * add_codings.c - codings of others, beside those of a result folder: another result folder, a project of REFI-QDA, or
 * CSV.
 * Documents and codes are known by their names; positions are code points of the same text, or are found by what was
 * quoted.  What does not fit is told and left out, so that one misspelt code does not keep a study from being compared.
 * Knows: columns of codings.  Does not know: what is compared. */
#include "base/buf.h"
#include "base/faults.h"
#include "base/map.h"
#include "coding/code_names.h"
#include "exchange/refi_import.h"
#include "exchange/result.h"
#include "exchange/texts.h"
#include "outside/csv.h"
#include "outside/file.h"

#include <string.h>

enum { BYTES_MAX = 256 * 1024 * 1024, CODERS_MAX = 1000 };

typedef struct adder {
    draad_project *p;
    const char *path;
    dr_buf program;      /* what the program that coded there is called here */
    dr_texts texts;      /* of the result, where something is found by its words */
    dr_map ids, sources; /* documents by name; of two sources of one name DRAAD_NONE */
    dr_code_names codes;
    uint32_t **words; /* for each document: words before each of its sentences; NULL until asked for */
    size_t nleft_out; /* codings that no unit of those who count shares a character with */
    dr_faults faults;
} adder;

#define TELL(a, line, ...) dr_fault(&(a)->faults, line, 0, __VA_ARGS__)

/* Names of documents, sources and codes are looked up for every row. */
static draad_status learn_names(adder *a, draad_error *err)
{
    bool fine = (a->words = dr_alloc_zero(a->p->ndocuments, sizeof *a->words)) != NULL;
    for (size_t i = 0; fine && i < a->p->ndocuments; i++) {
        const bool first = dr_map_find(&a->sources, a->p->documents[i].source) == DRAAD_NONE;
        const size_t n = a->sources.n;
        uint32_t *id = dr_map_slot(&a->ids, a->p->documents[i].id);
        uint32_t *source = dr_map_slot(&a->sources, a->p->documents[i].source);
        if ((fine = id != NULL && source != NULL)) {
            *id = (uint32_t)i;
            *source = first && a->sources.n > n ? (uint32_t)i : DRAAD_NONE;
        }
    }
    return fine ? dr_code_names_of(a->p, &a->codes, err) : dr_no_memory(err);
}

static void forget_names(adder *a)
{
    for (size_t i = 0; a->words != NULL && i < a->p->ndocuments; i++)
        dr_free(a->words[i]);
    dr_free(a->words);
    dr_map_free(&a->ids);
    dr_map_free(&a->sources);
    dr_code_names_free(&a->codes);
    dr_buf_free(&a->program);
}

/* By its id; else by the name of its file, when there is one document of that name and no more. */
static dr_coded *find_document(const adder *a, draad_str name)
{
    uint32_t i = dr_map_find(&a->ids, name);
    if (i == DRAAD_NONE)
        i = dr_map_find(&a->sources, name);
    return i != DRAAD_NONE ? &a->p->documents[i] : NULL;
}

/* The units that a range shares a character with; units stand in order and apart. */
static void find_units(const dr_coded *d, dr_coding *c)
{
    for (draad_unit u = DRAAD_UNIT_MATCH; u <= DRAAD_UNIT_DOCUMENT; u++)
        c->first[u] = c->last[u] = DRAAD_NONE;
    for (draad_unit u = DRAAD_UNIT_SENTENCE; u <= DRAAD_UNIT_TURN; u++) {
        const dr_unit_rows *rows = &d->units[u];
        size_t low = 0, high = rows->n;
        while (low < high) {
            const size_t middle = low + (high - low) / 2;
            if (rows->at[middle].end.value <= c->start.value)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < rows->n && rows->at[low].start.value < c->end.value; low++) {
            c->first[u] = c->first[u] == DRAAD_NONE ? (uint32_t)low : c->first[u];
            c->last[u] = (uint32_t)low;
        }
    }
    c->first[DRAAD_UNIT_DOCUMENT] = c->last[DRAAD_UNIT_DOCUMENT] = 0;
}

/* How many words stand before each sentence, and behind the last: all. */
static const uint32_t *words_before(adder *a, const dr_coded *d)
{
    uint32_t **words = &a->words[d - a->p->documents];
    const dr_unit_rows *rows = &d->units[DRAAD_UNIT_SENTENCE];
    if (*words != NULL || (*words = dr_alloc_zero(rows->n + 1, sizeof **words)) == NULL)
        return *words;
    for (size_t i = 0; i < rows->n; i++)
        (*words)[i + 1] = (*words)[i] + rows->at[i].nwords;
    return *words;
}

/* Words of the sentences that a coding reaches into: without the text nothing tells which of them it holds. */
static bool find_words(adder *a, const dr_coded *d, dr_coding *c)
{
    const dr_unit_rows *rows = &d->units[DRAAD_UNIT_SENTENCE];
    const uint32_t *words = words_before(a, d);
    size_t low = 0, high = rows->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (rows->at[middle].end.value <= c->start.value)
            low = middle + 1;
        else
            high = middle;
    }
    if (words == NULL)
        return false;
    c->first_word = words[low];
    const size_t behind = c->last[DRAAD_UNIT_SENTENCE] != DRAAD_NONE ? (size_t)c->last[DRAAD_UNIT_SENTENCE] + 1 : low;
    c->nwords = words[behind] - words[low];
    return true;
}

/* Does it lie in turns that do not count, as those of interviewers? */
static bool is_left_out(const dr_coded *d, const dr_coding *c)
{
    const dr_unit_rows *rows = &d->units[DRAAD_UNIT_SENTENCE];
    bool counts = c->first[DRAAD_UNIT_SENTENCE] == DRAAD_NONE; /* no words: nothing to leave out */
    for (uint32_t i = c->first[DRAAD_UNIT_SENTENCE]; !counts && i <= c->last[DRAAD_UNIT_SENTENCE]; i++)
        counts = rows->at[i].eligible;
    return !counts;
}

/* `like` is the same coding in another folder, which knows its words; NULL: nobody does. */
static draad_status add(adder *a, dr_coded *d, uint32_t coder, uint32_t code, uint32_t start, uint32_t end,
                        const dr_coding *like, draad_error *err)
{
    dr_coding c = {.code = code,
                   .coder = coder,
                   .range = {start, end},
                   .start = {start},
                   .end = {end},
                   .around = {start, end},
                   .around_start = {start},
                   .around_end = {end},
                   .text = dr_arena_str(&d->arena, like != NULL ? like->text : DR_STR(""))};
    find_units(d, &c);
    a->nleft_out += is_left_out(d, &c);
    if (like != NULL) {
        c.first_word = like->first_word;
        c.nwords = like->nwords;
    }
    if (c.text.data == NULL || (like == NULL && !find_words(a, d, &c)))
        return dr_no_memory(err);
    draad_status s = dr_coded_read_by(d, coder, err);
    return s == DRAAD_OK ? dr_coded_append(d, &c, err) : s;
}

/* ---- Another result folder ---------------------------------------------------------------------------------- */

static draad_str base_name(const char *path)
{
    draad_str name = dr_str_of(path);
    while (name.len > 1 && name.data[name.len - 1] == '/')
        name.len--;
    return dr_base_name(name);
}

static bool has_coder(const draad_project *p, draad_str name)
{
    for (size_t i = 0; i < p->coders.n; i++)
        if (dr_str_equal(p->coders.at[i], name))
            return true;
    return false;
}

/* The program coded here too, so that of another folder has the folder's name behind it; or its whole path, when a
 * folder of that name was there before. */
static draad_status name_program(adder *a, draad_str name, draad_error *err)
{
    const draad_str names[] = {name, dr_str_of(a->path)};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < 2 && (i == 0 || has_coder(a->p, dr_buf_str(&a->program))); i++) {
        a->program.len = 0;
        s = dr_buf_printf(&a->program, err, "draad (%.*s)", DR_ARG(names[i]));
    }
    return s;
}

/* The coder of another folder or file, called what they are called there, but for the program. */
static draad_status coder_of(adder *a, draad_str name, uint32_t *out, draad_error *err)
{
    if (a->p->coders.n >= CODERS_MAX && !has_coder(a->p, name))
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(a->path), "more than %d coders", CODERS_MAX);
    *out = dr_project_coder(a->p, dr_str_is(name, "draad") ? dr_buf_str(&a->program) : name);
    return *out != DRAAD_NONE ? DRAAD_OK : dr_no_memory(err);
}

/* What others' codings are called here. */
typedef struct names {
    uint32_t *coders, *codes; /* DRAAD_NONE: left out */
} names;

/* Documents of one id are the same when their sources are. */
static draad_status add_same_document(adder *a, const dr_coded *from, const names *n, draad_error *err)
{
    dr_coded *to = find_document(a, from->id);
    draad_status s = DRAAD_OK;
    if (to == NULL || !dr_str_equal(to->sha256, from->sha256)) {
        TELL(a, 0,
             to == NULL ? "the document %.*s is not in this result: its codings are left out"
                        : "the document %.*s has other contents there: its codings are left out",
             DR_ARG(from->id));
        return DRAAD_OK;
    }
    for (size_t i = 0; s == DRAAD_OK && i < from->nreaders; i++)
        s = dr_coded_read_by(to, n->coders[from->readers[i]], err);
    for (size_t i = 0; s == DRAAD_OK && i < from->ncodings; i++) {
        const dr_coding *c = &from->codings[i];
        if (n->codes[c->code] != DRAAD_NONE)
            s = add(a, to, n->coders[c->coder], n->codes[c->code], c->start.value, c->end.value, c, err);
    }
    return s;
}

/* Which code of this result is each of another's?  What is not there is told, if it was used. */
static draad_status find_codes(adder *a, const draad_project *other, names *n, draad_error *err)
{
    if ((n->codes = dr_alloc_zero(other->codes.n, sizeof *n->codes)) == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < other->ndocuments; i++)
        for (size_t k = 0; k < other->documents[i].ncodings; k++)
            n->codes[other->documents[i].codings[k].code] = 1;
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < other->codes.n; i++) {
        const dr_project_code *c = &other->codes.at[i];
        const bool used = n->codes[i] != 0;
        const draad_str called[] = {c->id, c->code->label, c->code->id};
        n->codes[i] = DRAAD_NONE;
        for (size_t k = 0; s == DRAAD_OK && n->codes[i] == DRAAD_NONE && k < sizeof called / sizeof *called; k++)
            s = dr_code_names_find(&a->codes, called[k], &n->codes[i], err);
        if (s == DRAAD_OK && n->codes[i] == DRAAD_NONE && used)
            TELL(a, 0, "the code %.*s is not in this result: its codings are left out", DR_ARG(c->id));
    }
    return s;
}

static void free_names(names *n)
{
    dr_free(n->coders);
    dr_free(n->codes);
}

static draad_status add_folder(adder *a, draad_error *err)
{
    draad_project *other = NULL;
    names n = {0};
    draad_status s = name_program(a, base_name(a->path), err);
    if (s == DRAAD_OK)
        s = draad_project_load(a->path, &a->p->report, &other, err);
    if (s != DRAAD_OK)
        return s;
    s = find_codes(a, other, &n, err);
    if (s == DRAAD_OK && (n.coders = dr_alloc_zero(other->coders.n, sizeof *n.coders)) == NULL)
        s = dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < other->coders.n; i++)
        s = coder_of(a, other->coders.at[i], &n.coders[i], err);
    for (size_t i = 0; s == DRAAD_OK && i < other->ndocuments; i++)
        s = add_same_document(a, &other->documents[i], &n, err);
    free_names(&n);
    draad_project_free(other);
    return s;
}

/* ---- A project of REFI-QDA ------------------------------------------------------------------------------------- */

/* Where a passage stands in the text there and in that here. */
typedef struct passage {
    dr_places there, here;
} passage;

/* A text that went through another program may be another: then what is coded is looked for by its words.  If they
 * stand there as often as here, the one that comes as the same in order is meant. */
typedef struct other_text {
    draad_str text;   /* there */
    dr_quoted quoted; /* the same, made ready when it is first needed */
    const dr_quoted *here;
    dr_map known; /* passages that were looked for, by their text */
    DR_VEC(passage) passages;
    bool same;
    size_t nfound; /* by their words */
} other_text;

static void free_text(other_text *t)
{
    for (size_t i = 0; i < t->passages.n; i++) {
        dr_vec_free(&t->passages.at[i].there);
        dr_vec_free(&t->passages.at[i].here);
    }
    dr_vec_free(&t->passages);
    dr_map_free(&t->known);
    dr_quoted_free(&t->quoted);
}

/* Of what is coded a thousand times ("Ja.") the places are looked for once. */
static draad_status look_up(other_text *t, draad_str text, passage **out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    const uint32_t known = dr_map_find(&t->known, text);
    *out = known != DRAAD_NONE ? &t->passages.at[known] : dr_vec_push(&t->passages);
    if (known != DRAAD_NONE)
        return s;
    uint32_t *slot = *out != NULL ? dr_map_slot(&t->known, text) : NULL;
    if (slot == NULL)
        return dr_no_memory(err);
    *slot = (uint32_t)(t->passages.n - 1);
    if (t->quoted.text.data == NULL)
        s = dr_quoted_of(t->text, &t->quoted, err);
    if (s == DRAAD_OK)
        s = dr_quoted_find(&t->quoted, text, &(*out)->there, err);
    return s == DRAAD_OK ? dr_quoted_find(t->here, text, &(*out)->here, err) : s;
}

/* Which of the places is the coding?  Their number when it is none: it cuts words, and elsewhere stand whole ones. */
static size_t which_of(const dr_places *places, draad_range coded)
{
    size_t low = 0, high = places->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (places->at[middle].start < coded.start)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < places->n && places->at[low].start < coded.end)
        return low;
    return low > 0 && places->at[low - 1].end > coded.start ? low - 1 : places->n; /* one sign was folded with more */
}

static draad_status place_by_words(adder *a, const dr_coded *from, other_text *t, const dr_coding *c, draad_cp *start,
                                   draad_cp *end, bool *found, draad_error *err)
{
    passage *p = NULL;
    *found = false;
    const draad_status s =
        look_up(t, (draad_str){t->text.data + c->range.start, c->range.end - c->range.start}, &p, err);
    if (s != DRAAD_OK)
        return s;
    const size_t which = which_of(&p->there, c->range);
    if (p->there.n == 0 || p->there.n != p->here.n)
        TELL(a, 0, "a coded passage of %.*s stands %zu times in the text there and %zu times here: left out",
             DR_ARG(from->id), p->there.n, p->here.n);
    else if (which == p->there.n)
        TELL(a, 0,
             "a coded passage of %.*s begins or ends inside a word, and stands elsewhere as whole words: left out",
             DR_ARG(from->id));
    else {
        *found = true;
        *start = dr_quoted_cp(t->here, p->here.at[which].start);
        *end = dr_quoted_cp(t->here, p->here.at[which].end);
        t->nfound++;
    }
    return DRAAD_OK;
}

static draad_status add_placed(adder *a, dr_coded *to, const dr_coded *from, const names *n, other_text *t,
                               draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < from->ncodings; i++) {
        const dr_coding *c = &from->codings[i];
        draad_cp start = c->start, end = c->end;
        bool found = t->same;
        if (n->codes[c->code] == DRAAD_NONE || n->coders[c->coder] == DRAAD_NONE)
            continue;
        if (!t->same)
            s = place_by_words(a, from, t, c, &start, &end, &found, err);
        if (s == DRAAD_OK && found)
            s = add(a, to, n->coders[c->coder], n->codes[c->code], start.value, end.value, t->same ? c : NULL, err);
    }
    return s;
}

/* The text of a document of the result, or told why there is none. */
static draad_status text_of(adder *a, const dr_coded *d, const dr_quoted **out, draad_error *err)
{
    draad_error why;
    const draad_status s = dr_texts_of(&a->texts, d, out, &why, err);
    if (s == DRAAD_OK && why.status != DRAAD_OK)
        dr_tell(&a->p->report, DRAAD_WARNING, &why);
    return s;
}

static draad_status add_other_document(adder *a, const dr_coded *from, const names *n, draad_error *err)
{
    dr_coded *to = find_document(a, from->id);
    other_text t = {.text = draad_document_text(from->doc)};
    if (to == NULL) {
        TELL(a, 0, "the document %.*s is not in this result: its codings are left out", DR_ARG(from->id));
        return DRAAD_OK;
    }
    draad_status s = text_of(a, to, &t.here, err);
    if (s != DRAAD_OK)
        return s;
    if (t.here == NULL) {
        TELL(a, 0, "the text of %.*s cannot be read again: its codings are left out", DR_ARG(to->id));
        return DRAAD_OK;
    }
    t.same = dr_str_equal(t.here->text, t.text);
    s = add_placed(a, to, from, n, &t, err);
    if (s == DRAAD_OK && !t.same && t.nfound > 0)
        dr_say(&a->p->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(a->path),
               "the text of %.*s is not quite the same there: %zu codings were placed by their words", DR_ARG(to->id),
               t.nfound);
    free_text(&t);
    return s;
}

/* "draad 0.1.0": our own rules, which went out and came back. */
static bool is_own(draad_str coder)
{
    return coder.len > 6 && memcmp(coder.data, "draad ", 6) == 0 && coder.data[6] >= '0' && coder.data[6] <= '9';
}

static draad_status find_coders(adder *a, const draad_project *other, names *n, draad_error *err)
{
    draad_status s = DRAAD_OK;
    if ((n->coders = dr_alloc_zero(other->coders.n, sizeof *n->coders)) == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; s == DRAAD_OK && i < other->coders.n; i++) {
        n->coders[i] = DRAAD_NONE;
        if (is_own(other->coders.at[i]))
            dr_say(&a->p->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(a->path),
                   "codings by %.*s are those of the rules, and left out: compare runs as result folders",
                   DR_ARG(other->coders.at[i]));
        else if (i > 0) /* the first is draad, who coded nothing there */
            s = coder_of(a, other->coders.at[i], &n->coders[i], err);
    }
    return s;
}

static bool has_codings(const dr_coded *d, const names *n)
{
    for (size_t i = 0; i < d->ncodings; i++)
        if (n->coders[d->codings[i].coder] != DRAAD_NONE)
            return true;
    return false;
}

/* A project does not say who read what: what nobody coded in was read and found bare, or not read.  Taken as not read,
 * which can make coders agree more than they do. */
static void tell_bare(adder *a, const draad_project *other, const names *n)
{
    size_t nbare = 0;
    for (size_t i = 0; i < other->ndocuments; i++)
        nbare += !has_codings(&other->documents[i], n) && find_document(a, other->documents[i].id) != NULL;
    if (nbare > 0)
        dr_say(&a->p->report, DRAAD_NOTE, DRAAD_OK, dr_place_of(a->path),
               "nobody coded anything in %zu documents there, which are taken as not read and not compared; what was "
               "read can be said in CSV: a row with document and coder",
               nbare);
}

static draad_status add_refi(adder *a, draad_error *err)
{
    draad_project *other = NULL;
    names n = {0};
    draad_status s = name_program(a, base_name(a->path), err);
    if (s == DRAAD_OK)
        s = dr_refi_load(a->path, &a->p->report, &other, err);
    if (s != DRAAD_OK)
        return s;
    s = find_codes(a, other, &n, err);
    if (s == DRAAD_OK)
        s = find_coders(a, other, &n, err);
    for (size_t i = 0; s == DRAAD_OK && i < other->ndocuments; i++)
        if (other->documents[i].ncodings > 0)
            s = add_other_document(a, &other->documents[i], &n, err);
    if (s == DRAAD_OK)
        tell_bare(a, other, &n);
    free_names(&n);
    draad_project_free(other);
    return s;
}

/* ---- CSV ---------------------------------------------------------------------------------------------------- */

enum { DOCUMENT, START, END, CODE, CODER, TEXT, COLUMNS, QUOTE = COLUMNS, TITLES };
static const char *const titles[TITLES][2] = {{"document", "bestand"}, {"start", "begin"},  {"end", "eind"},
                                              {"code", "code"},        {"coder", "codeur"}, {"text", "tekst"},
                                              {"quote", "citaat"}};

/* Programs that know no whole numbers beside empty cells write 1203.0. */
static uint32_t position_of(draad_str cell)
{
    if (cell.len > 2 && memcmp(cell.data + cell.len - 2, ".0", 2) == 0)
        cell.len -= 2;
    return dr_csv_number(cell);
}

/* Can the range be in the document?  Positions counted in something else than code points are often too large. */
static bool check_range(adder *a, const dr_csv_row *row, const dr_coded *d, const draad_str *cells)
{
    const uint32_t start = position_of(cells[START]), end = position_of(cells[END]), last = dr_coded_end(d).value;
    if (start == DRAAD_NONE || end == DRAAD_NONE) /* what stands there may be what somebody said */
        TELL(a, row->line,
             "start or end is no whole number; expected the first code point and the one behind the last");
    else if (start >= end)
        TELL(a, row->line, "found %u-%u; expected the first code point and the one behind the last", start, end);
    else if (start >= last || end - 1 > last)
        TELL(a, row->line, "%u-%u goes beyond the text of %.*s, which ends at %u: left out", start, end, DR_ARG(d->id),
             last);
    else
        return true;
    return false;
}

/* Where what is quoted stands; *end is 0 when that is nowhere, or in more places. */
static draad_status find_quoted(adder *a, const dr_csv_row *row, const dr_coded *d, draad_str quoted, draad_cp *start,
                                draad_cp *end, draad_error *err)
{
    const dr_quoted *text = NULL;
    size_t n = 0;
    draad_status s = text_of(a, d, &text, err);
    if (s != DRAAD_OK)
        return s;
    if (text == NULL)
        TELL(a, row->line, "the text of %.*s cannot be read again, so that what is quoted cannot be found: left out",
             DR_ARG(d->id));
    else if ((s = dr_texts_find(text, quoted, &n, start, end, err)) == DRAAD_OK && n == 0)
        TELL(a, row->line, "what is quoted does not stand in %.*s: left out", DR_ARG(d->id));
    else if (n > 1)
        TELL(a, row->line, "what is quoted stands %zu times in %.*s: left out; quote more of the words around it", n,
             DR_ARG(d->id));
    if (n != 1)
        end->value = 0;
    return s;
}

/* The range of a row, by its positions or by its words; *end is 0 when there is none, which is told. */
static draad_status find_range(adder *a, const dr_csv_row *row, const dr_coded *d, const draad_str *cells,
                               draad_cp *start, draad_cp *end, draad_error *err)
{
    *start = *end = (draad_cp){0};
    if (cells[START].len == 0 && cells[END].len == 0 && cells[TEXT].len > 0)
        return find_quoted(a, row, d, cells[TEXT], start, end, err);
    if (check_range(a, row, d, cells)) {
        start->value = position_of(cells[START]);
        end->value = position_of(cells[END]);
    }
    return DRAAD_OK;
}

static draad_status add_coding(adder *a, const dr_csv_row *row, dr_coded *d, uint32_t code, draad_str coder,
                               const draad_str *cells, draad_error *err)
{
    draad_cp start, end;
    uint32_t by = DRAAD_NONE;
    draad_status s = find_range(a, row, d, cells, &start, &end, err);
    if (s != DRAAD_OK || end.value == 0)
        return s;
    s = coder_of(a, coder, &by, err);
    return s == DRAAD_OK ? add(a, d, by, code, start.value, end.value, NULL, err) : s;
}

/* A cell is not repeated: with a separator in a text that is not quoted it can be what somebody said. */
static draad_status tell_no_code(adder *a, const dr_csv_row *row, uint32_t column, draad_str cell, draad_error *err)
{
    uint32_t near;
    const draad_status s = dr_code_names_near(&a->codes, cell, &near, err);
    if (s == DRAAD_OK && near != DRAAD_NONE)
        TELL(a, row->line, "column %u names no code of this result: left out; did you mean %.*s?", column + 1,
             DR_ARG(a->p->codes.at[near].id));
    else if (s == DRAAD_OK)
        TELL(a, row->line, "column %u names no code of this result: left out", column + 1);
    return s;
}

/* The code of a row; DRAAD_NONE when there is none, which is told. */
static draad_status code_of(adder *a, const dr_csv_row *row, uint32_t column, uint32_t *code, draad_error *err)
{
    const draad_str cell = dr_csv_cell(row, column);
    *code = DRAAD_NONE;
    if (cell.len == 0) {
        TELL(a, row->line, "no code stands here: left out");
        return DRAAD_OK;
    }
    const draad_status s = dr_code_names_find(&a->codes, cell, code, err);
    return s == DRAAD_OK && *code == DRAAD_NONE ? tell_no_code(a, row, column, cell, err) : s;
}

static draad_status add_row(adder *a, const dr_csv_row *row, const uint32_t *columns, draad_str default_coder,
                            draad_error *err)
{
    draad_str cells[COLUMNS];
    uint32_t coder = DRAAD_NONE, code;
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = dr_csv_cell(row, columns[i]);
    dr_coded *d = find_document(a, cells[DOCUMENT]);
    const draad_str name = cells[CODER].len > 0 ? cells[CODER] : default_coder;
    if (d == NULL) {
        TELL(a, row->line, "column %u names no document of this result: left out", columns[DOCUMENT] + 1);
        return DRAAD_OK;
    }
    if (memchr(name.data, ';', name.len) != NULL) { /* which stands between the names of coders */
        TELL(a, row->line, "the name of a coder holds a semicolon: left out");
        return DRAAD_OK;
    }
    if (cells[CODE].len == 0 && cells[START].len == 0 && cells[TEXT].len == 0) { /* read, and nothing found */
        const draad_status s = coder_of(a, name, &coder, err);
        return s == DRAAD_OK ? dr_coded_read_by(d, coder, err) : s;
    }
    const draad_status s = code_of(a, row, columns[CODE], &code, err);
    return s == DRAAD_OK && code != DRAAD_NONE ? add_coding(a, row, d, code, name, cells, err) : s;
}

/* A row with more cells than columns is left out: nothing tells which of its cells is which. */
static bool has_stray_cells(adder *a, const dr_csv_row *head, const dr_csv_row *row)
{
    size_t n = row->n;
    while (n > head->n && dr_csv_cell(row, (uint32_t)(n - 1)).len == 0) /* as spreadsheets leave behind */
        n--;
    if (n > head->n)
        TELL(a, row->line,
             "%zu cells, but the first line names %zu columns: left out; a text with the separator in it stands in "
             "quotation marks",
             n, head->n);
    return n > head->n;
}

/* The name of a file without its extension. */
static draad_str stem_of(draad_str name)
{
    for (size_t i = name.len; i-- > 1;)
        if (name.data[i] == '.')
            return (draad_str){name.data, i};
    return name;
}

/* Positions are needed, or quotations; the coder may be the file's name. */
static draad_status find_columns(const adder *a, const dr_csv *csv, uint32_t *columns, draad_error *err)
{
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] = csv->nrows > 0 ? dr_csv_column(&csv->rows[0], titles[i][0], titles[i][1]) : DRAAD_NONE;
    if (columns[TEXT] == DRAAD_NONE && csv->nrows > 0)
        columns[TEXT] = dr_csv_column(&csv->rows[0], titles[QUOTE][0], titles[QUOTE][1]);
    for (size_t i = 0; i < CODER; i++)
        if (columns[i] == DRAAD_NONE && ((i != START && i != END) || columns[TEXT] == DRAAD_NONE))
            return dr_fail(
                err, DRAAD_E_USAGE, (dr_place){a->path, 1, 0},
                "no column %s; codings have the columns document, start, end (or text: what is quoted), code "
                "and coder",
                titles[i][0]);
    return DRAAD_OK;
}

static draad_status add_csv(adder *a, draad_error *err)
{
    dr_buf bytes = {0};
    dr_arena arena = {0};
    dr_csv csv = {0};
    uint32_t columns[COLUMNS];
    draad_status s = dr_file_read(a->path, BYTES_MAX, &bytes, err);
    if (s == DRAAD_OK)
        s = dr_csv_read(dr_buf_str(&bytes), a->path, &arena, &csv, err);
    if (s == DRAAD_OK)
        s = find_columns(a, &csv, columns, err);
    const draad_str name = stem_of(base_name(a->path));
    if (s == DRAAD_OK)
        s = name_program(a, name, err);
    for (size_t i = 1; s == DRAAD_OK && i < csv.nrows; i++)
        if (!dr_csv_is_blank(&csv.rows[i]) && !has_stray_cells(a, &csv.rows[0], &csv.rows[i]))
            s = add_row(a, &csv.rows[i], columns, name, err);
    dr_arena_free(&arena);
    dr_buf_free(&bytes);
    return s;
}

static bool is_refi(const char *path)
{
    const draad_str name = dr_str_of(path), extension = DR_STR(".qdpx");
    return name.len > extension.len &&
           dr_str_alike((draad_str){name.data + name.len - extension.len, extension.len}, extension);
}

/* Puts all that was added in its place, also when something went wrong behind it. */
static draad_status order(adder *a, draad_status s, draad_error *err)
{
    for (size_t i = 0; i < a->p->ndocuments; i++) {
        draad_error own = {0};
        const draad_status ordered = dr_coded_order(&a->p->documents[i], &own);
        if (s == DRAAD_OK && ordered != DRAAD_OK) {
            s = ordered;
            if (err != NULL)
                *err = own;
        }
    }
    return s;
}

draad_status draad_project_add_codings(draad_project *p, const char *path, draad_error *err)
{
    adder a = {.p = p, .path = path, .texts = {.p = p}, .faults = {&p->report, path, DRAAD_WARNING, DRAAD_E_USAGE, 0}};
    dr_buf manifest = {0};
    draad_status s = dr_buf_printf(&manifest, err, "%s/" DR_MANIFEST_NAME, path);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&manifest, '\0', err);
    dr_project_changed(p);
    if (s == DRAAD_OK)
        s = learn_names(&a, err);
    if (s == DRAAD_OK)
        s = dr_file_exists(manifest.data) ? add_folder(&a, err) : is_refi(path) ? add_refi(&a, err) : add_csv(&a, err);
    s = dr_faults_end(&a.faults, order(&a, s, err));
    if (s == DRAAD_OK && a.nleft_out > 0)
        dr_say(&p->report, DRAAD_WARNING, DRAAD_OK, dr_place_of(path),
               "%zu codings lie in turns that are left out, as those of interviewers: no sentence, paragraph or turn "
               "counts them",
               a.nleft_out);
    dr_texts_free(&a.texts);
    forget_names(&a);
    dr_buf_free(&manifest);
    return s;
}
