/* SPDX-License-Identifier: Apache-2.0
 * adder.c - what it takes to put codings of others beside those of a result folder.
 * Knows: the documents, codes and coders of a result.  Does not know: the files that codings of others stand in. */
#include "exchange/adder.h"
#include "outside/file.h"

enum { CODERS_MAX = 1000 };

/* ---- Documents and codes --------------------------------------------------------------------------------------- */

/* Names of documents, sources and codes are looked up for every row. */
draad_status dr_adder_learn(dr_adder *a, draad_error *err)
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

void dr_adder_free(dr_adder *a)
{
    for (size_t i = 0; a->words != NULL && i < a->p->ndocuments; i++)
        dr_free(a->words[i]);
    dr_free(a->words);
    dr_map_free(&a->ids);
    dr_map_free(&a->sources);
    dr_code_names_free(&a->codes);
    dr_texts_free(&a->texts);
    dr_buf_free(&a->program);
}

/* By its id; else by the name of its file, when there is one document of that name and no more. */
dr_coded *dr_adder_document(const dr_adder *a, draad_str name)
{
    uint32_t i = dr_map_find(&a->ids, name);
    if (i == DRAAD_NONE)
        i = dr_map_find(&a->sources, name);
    return i != DRAAD_NONE ? &a->p->documents[i] : NULL;
}

/* ---- Codings ----------------------------------------------------------------------------------------------------- */

/* The first unit that ends behind a place. */
static size_t first_behind(const dr_unit_rows *rows, draad_cp start)
{
    size_t low = 0, high = rows->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (rows->at[middle].end.value <= start.value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The units that a range shares a character with; units stand in order and apart. */
static void find_units(const dr_coded *d, dr_coding *c)
{
    for (draad_unit u = DRAAD_UNIT_MATCH; u <= DRAAD_UNIT_DOCUMENT; u++)
        c->first[u] = c->last[u] = DRAAD_NONE;
    for (draad_unit u = DRAAD_UNIT_SENTENCE; u <= DRAAD_UNIT_TURN; u++) {
        const dr_unit_rows *rows = &d->units[u];
        for (size_t i = first_behind(rows, c->start); i < rows->n && rows->at[i].start.value < c->end.value; i++) {
            c->first[u] = c->first[u] == DRAAD_NONE ? (uint32_t)i : c->first[u];
            c->last[u] = (uint32_t)i;
        }
    }
    c->first[DRAAD_UNIT_DOCUMENT] = c->last[DRAAD_UNIT_DOCUMENT] = 0;
}

/* How many words stand before each sentence, and behind the last: all. */
static const uint32_t *words_before(dr_adder *a, const dr_coded *d)
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
static bool find_words(dr_adder *a, const dr_coded *d, dr_coding *c)
{
    const dr_unit_rows *rows = &d->units[DRAAD_UNIT_SENTENCE];
    const uint32_t *words = words_before(a, d);
    const size_t first = first_behind(rows, c->start);
    if (words == NULL)
        return false;
    c->first_word = words[first];
    const size_t behind = c->last[DRAAD_UNIT_SENTENCE] != DRAAD_NONE ? (size_t)c->last[DRAAD_UNIT_SENTENCE] + 1 : first;
    c->nwords = words[behind] - words[first];
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
draad_status dr_adder_add(dr_adder *a, dr_coded *d, uint32_t coder, uint32_t code, uint32_t start, uint32_t end,
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

/* ---- Coders ------------------------------------------------------------------------------------------------------ */

draad_str dr_adder_base_name(const char *path)
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
draad_status dr_adder_name_program(dr_adder *a, draad_str name, draad_error *err)
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
draad_status dr_adder_coder(dr_adder *a, draad_str name, uint32_t *out, draad_error *err)
{
    if (a->p->coders.n >= CODERS_MAX && !has_coder(a->p, name))
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(a->path), "more than %d coders", CODERS_MAX);
    *out = dr_project_coder(a->p, dr_str_is(name, "draad") ? dr_buf_str(&a->program) : name);
    return *out != DRAAD_NONE ? DRAAD_OK : dr_no_memory(err);
}

/* ---- What others call things --------------------------------------------------------------------------------------
 */

/* Which code of this result is each of another's?  What is not there is told, if it was used. */
draad_status dr_other_codes(dr_adder *a, const draad_project *other, dr_other_names *n, draad_error *err)
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
            DR_TELL(a, 0, "the code %.*s is not in this result: its codings are left out", DR_ARG(c->id));
    }
    return s;
}

void dr_other_names_free(dr_other_names *n)
{
    dr_free(n->coders);
    dr_free(n->codes);
}

/* The text of a document of the result, or told why there is none. */
draad_status dr_adder_text(dr_adder *a, const dr_coded *d, const dr_quoted **out, draad_error *err)
{
    draad_error why;
    const draad_status s = dr_texts_of(&a->texts, d, out, &why, err);
    if (s == DRAAD_OK && why.status != DRAAD_OK)
        dr_tell(&a->p->report, DRAAD_WARNING, &why);
    return s;
}
