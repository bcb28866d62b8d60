/* SPDX-License-Identifier: Apache-2.0
 * docx_numbering.c - the labels that Word puts before numbered paragraphs (ECMA-376 17.9). */
#include "base/utf8.h"
#include "source/docx.h"
#include "source/docx_styles.h"

#include <stdlib.h>
#include <string.h>

enum { LISTS_MAX = 65536, LABEL_BYTES_MAX = 64, ROMAN_MAX = 3999, LETTERS_MAX = 26 * 20 };

/* ---- Reading --------------------------------------------------------------------------------------------- */

typedef struct numbering_reader {
    const char *name;
    dr_docx_numbering *out;
    size_t depth, in_list, in_numbering; /* the depth of what is open; 0: it is not */
    dr_docx_list list;
    dr_docx_numbering_of numbering;
    int64_t level; /* of the list, or the override, being read; -1 outside all */
    size_t in_level;
} numbering_reader;

static draad_status keep(const numbering_reader *r, draad_str value, draad_str *out, draad_error *err)
{
    *out = dr_arena_str(&r->out->strings, value);
    return out->data != NULL ? DRAAD_OK : dr_no_memory(err);
}

static void begin_level(numbering_reader *r, const dr_xml_element *e)
{
    int64_t level;
    r->in_level = r->depth;
    r->level = dr_docx_number(e, "ilvl", &level) && level >= 0 && level < DR_DOCX_LEVELS ? level : -1;
}

/* An element inside a level of a list. */
static draad_status read_level(const numbering_reader *r, dr_docx_level *l, const dr_xml_element *e, draad_error *err)
{
    draad_str value = dr_xml_value(e, e->uri, "val");
    if (strcmp(e->local, "start") == 0)
        dr_docx_number(e, "val", &l->start);
    else if (strcmp(e->local, "lvlRestart") == 0)
        dr_docx_number(e, "val", &l->restart);
    else if (strcmp(e->local, "isLgl") == 0)
        l->legal = dr_docx_is_on(e);
    else if (strcmp(e->local, "numFmt") == 0)
        return keep(r, value, &l->format, err);
    else if (strcmp(e->local, "lvlText") == 0)
        return keep(r, value, &l->text, err);
    else if (strcmp(e->local, "pStyle") == 0)
        return keep(r, value, &l->style, err);
    else if (strcmp(e->local, "rFonts") == 0)
        return keep(r, dr_xml_value(e, e->uri, "ascii"), &l->font, err);
    return DRAAD_OK;
}

static draad_status on_start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    numbering_reader *r = ctx;
    r->depth++;
    if (!dr_docx_is_word(e->uri))
        return DRAAD_OK;
    if (r->in_list == 0 && r->in_numbering == 0) {
        if (strcmp(e->local, "abstractNum") == 0) {
            r->in_list = r->depth;
            r->list = (dr_docx_list){.id = -1};
            for (int i = 0; i < DR_DOCX_LEVELS; i++)
                r->list.levels[i] = (dr_docx_level){.start = 0, .restart = -1};
            dr_docx_number(e, "abstractNumId", &r->list.id);
        } else if (strcmp(e->local, "num") == 0) {
            r->in_numbering = r->depth;
            r->numbering = (dr_docx_numbering_of){.id = -1, .list = -1};
            for (int i = 0; i < DR_DOCX_LEVELS; i++)
                r->numbering.starts[i] = -1;
            dr_docx_number(e, "numId", &r->numbering.id);
        }
        return DRAAD_OK;
    }
    if (r->in_level == 0 && strcmp(e->local, r->in_list > 0 ? "lvl" : "lvlOverride") == 0)
        begin_level(r, e);
    else if (r->in_level > 0 && r->level >= 0 && r->in_list > 0)
        return read_level(r, &r->list.levels[r->level], e, err);
    else if (r->in_level > 0 && r->level >= 0 && strcmp(e->local, "startOverride") == 0)
        dr_docx_number(e, "val", &r->numbering.starts[r->level]);
    else if (r->in_level == 0 && r->in_numbering > 0 && strcmp(e->local, "abstractNumId") == 0)
        dr_docx_number(e, "val", &r->numbering.list);
    return DRAAD_OK;
}

static draad_status too_many(const numbering_reader *r, draad_error *err)
{
    return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->name), "more than %d numbered lists", (int)LISTS_MAX);
}

static draad_status on_end(void *ctx, draad_error *err)
{
    numbering_reader *r = ctx;
    size_t depth = r->depth--;
    if (r->in_level == depth) {
        r->in_level = 0;
    } else if (r->in_list == depth) {
        r->in_list = 0;
        if (r->out->lists.n == LISTS_MAX)
            return too_many(r, err);
        dr_docx_list *list = dr_vec_push(&r->out->lists);
        if (list == NULL)
            return dr_no_memory(err);
        *list = r->list;
    } else if (r->in_numbering == depth) {
        r->in_numbering = 0;
        if (r->out->numberings.n == LISTS_MAX)
            return too_many(r, err);
        dr_docx_numbering_of *numbering = dr_vec_push(&r->out->numberings);
        if (numbering == NULL)
            return dr_no_memory(err);
        *numbering = r->numbering;
    }
    return DRAAD_OK;
}

static int lists_by_id(const void *x, const void *y)
{
    const dr_docx_list *a = x, *b = y;
    return (a->id > b->id) - (a->id < b->id);
}

static int numberings_by_id(const void *x, const void *y)
{
    const dr_docx_numbering_of *a = x, *b = y;
    return (a->id > b->id) - (a->id < b->id);
}

draad_status dr_docx_read_numbering(draad_str xml, const char *name, const char *part, dr_docx_numbering *out,
                                    draad_error *err)
{
    numbering_reader r = {.name = name, .out = out, .level = -1};
    dr_xml_handler handler = {.start = on_start, .end = on_end, .ctx = &r};
    draad_status s = dr_xml_read(xml, name, part, &handler, err);
    if (out->lists.n > 1)
        qsort(out->lists.at, out->lists.n, sizeof *out->lists.at, lists_by_id);
    if (out->numberings.n > 1)
        qsort(out->numberings.at, out->numberings.n, sizeof *out->numberings.at, numberings_by_id);
    return s;
}

/* ---- Counting -------------------------------------------------------------------------------------------- */

static dr_docx_numbering_of *numbering_of(const dr_docx_numbering *n, int64_t id)
{
    dr_docx_numbering_of key = {.id = id};
    return n->numberings.n > 0
               ? bsearch(&key, n->numberings.at, n->numberings.n, sizeof *n->numberings.at, numberings_by_id)
               : NULL;
}

static dr_docx_list *list_of(const dr_docx_numbering *n, const dr_docx_numbering_of *numbering)
{
    dr_docx_list key = {.id = numbering != NULL ? numbering->list : -1};
    return numbering != NULL && n->lists.n > 0
               ? bsearch(&key, n->lists.at, n->lists.n, sizeof *n->lists.at, lists_by_id)
               : NULL;
}

int64_t dr_docx_level_of_style(const dr_docx_numbering *n, int64_t id, draad_str style)
{
    const dr_docx_list *list = list_of(n, numbering_of(n, id));
    for (int64_t i = 0; list != NULL && style.len > 0 && i < DR_DOCX_LEVELS; i++)
        if (dr_str_equal(list->levels[i].style, style))
            return i;
    return 0;
}

static draad_status put_letters(dr_buf *out, int64_t value, char first, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (int64_t i = 0; i <= (value - 1) / 26 && s == DRAAD_OK; i++) /* z, aa, bb */
        s = dr_buf_put_char(out, (char)(first + (value - 1) % 26), err);
    return s;
}

static draad_status put_roman(dr_buf *out, int64_t value, bool upper, draad_error *err)
{
    static const struct {
        int64_t value;
        const char *lower, *upper;
    } steps[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"},  {400, "cd", "CD"}, {100, "c", "C"},
                 {90, "xc", "XC"}, {50, "l", "L"},    {40, "xl", "XL"}, {10, "x", "X"},    {9, "ix", "IX"},
                 {5, "v", "V"},    {4, "iv", "IV"},   {1, "i", "I"}};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (; value >= steps[i].value && s == DRAAD_OK; value -= steps[i].value)
            s = dr_buf_put(out, dr_str_of(upper ? steps[i].upper : steps[i].lower), err);
    return s;
}

/* Formats that are not known are counted in decimals. */
static draad_status put_count(dr_buf *out, draad_str format, int64_t value, draad_error *err)
{
    bool upper = dr_str_equal(format, DR_STR("upperLetter")) || dr_str_equal(format, DR_STR("upperRoman"));
    if (dr_str_equal(format, DR_STR("none")) || dr_str_equal(format, DR_STR("bullet")))
        return DRAAD_OK;
    if ((upper || dr_str_equal(format, DR_STR("lowerLetter"))) && !dr_str_equal(format, DR_STR("upperRoman")) &&
        value > 0 && value <= LETTERS_MAX)
        return put_letters(out, value, upper ? 'A' : 'a', err);
    if ((dr_str_equal(format, DR_STR("upperRoman")) || dr_str_equal(format, DR_STR("lowerRoman"))) && value > 0 &&
        value <= ROMAN_MAX)
        return put_roman(out, value, upper, err);
    return dr_buf_printf(out, err, dr_str_equal(format, DR_STR("decimalZero")) ? "%02lld" : "%lld", (long long)value);
}

/* The count goes one up on this level; lower levels begin again. */
static void count(dr_docx_list *list, dr_docx_numbering_of *numbering, int64_t level)
{
    if (!numbering->used) {
        for (int64_t i = 0; i < DR_DOCX_LEVELS; i++)
            if (numbering->starts[i] >= 0) {
                list->counts[i] = numbering->starts[i] - 1;
                list->begun[i] = true;
            }
        numbering->used = true;
    }
    for (int64_t i = 0; i <= level; i++) /* a higher level that was never used counts as begun: "1.1" */
        if (!list->begun[i]) {
            list->counts[i] = list->levels[i].start - (i == level);
            list->begun[i] = true;
        }
    if (list->counts[level] < INT32_MAX)
        list->counts[level]++;
    for (int64_t i = level + 1; i < DR_DOCX_LEVELS; i++) {
        int64_t restart = list->levels[i].restart; /* 1 is the first level */
        list->begun[i] = list->begun[i] && (restart == 0 || (restart > 0 && level + 1 > restart));
    }
}

/* A bullet of a symbol font is shown by another character. */
static draad_status put_character(dr_buf *out, draad_str font, uint32_t c, draad_error *err)
{
    return dr_buf_put_cp(out, c >= 0xF000 && c <= 0xF0FF ? dr_docx_symbol(font, c) : c, err);
}

draad_status dr_docx_next_number(dr_docx_numbering *n, int64_t id, int64_t level, dr_buf *out, draad_error *err)
{
    dr_docx_numbering_of *numbering = numbering_of(n, id);
    dr_docx_list *list = list_of(n, numbering);
    if (list == NULL || level < 0 || level >= DR_DOCX_LEVELS)
        return DRAAD_OK;
    count(list, numbering, level);
    const dr_docx_level *l = &list->levels[level];
    draad_status s = DRAAD_OK;
    size_t start = out->len;
    for (size_t at = 0; at < l->text.len && s == DRAAD_OK && out->len - start < LABEL_BYTES_MAX;) {
        char digit = at + 1 < l->text.len ? l->text.data[at + 1] : '\0';
        if (l->text.data[at] == '%' && digit >= '1' && digit <= '9') {
            int64_t of = digit - '1';
            s = put_count(out, l->legal ? DR_STR("decimal") : list->levels[of].format,
                          list->begun[of] ? list->counts[of] : list->levels[of].start, err);
            at += 2;
        } else {
            uint32_t c;
            at += dr_utf8_decode(l->text.data + at, l->text.len - at, &c);
            s = put_character(out, l->font, c, err);
        }
    }
    return s;
}

void dr_docx_numbering_free(dr_docx_numbering *n)
{
    dr_vec_free(&n->lists);
    dr_vec_free(&n->numberings);
    dr_arena_free(&n->strings);
}
