/* SPDX-License-Identifier: Apache-2.0
 * docx_styles.c - what the styles of a DOCX say: hidden, bold, numbered. */
#include "source/docx_styles.h"

#include <stdlib.h>
#include <string.h>

enum { STYLES_MAX = 65536, BASED_MAX = 32 };

typedef struct styles_reader {
    const char *name;
    dr_docx_styles *out;
    dr_docx_style style; /* being read */
    size_t depth;
    size_t in_style, in_runs, in_change; /* the depth of what is open; 0: it is not */
    bool keeps;                          /* the style at hand is one of paragraphs or characters */
    bool standard;
} styles_reader;

static draad_status keep(dr_arena *strings, draad_str value, draad_str *out, draad_error *err)
{
    *out = dr_arena_str(strings, value);
    return out->data != NULL ? DRAAD_OK : dr_no_memory(err);
}

static draad_str value_of(const dr_xml_element *e, const char *name)
{
    return dr_xml_value(e, e->uri, name);
}

static dr_docx_toggle toggle_of(const dr_xml_element *e)
{
    return dr_docx_is_on(e) ? TOGGLE_ON : TOGGLE_OFF;
}

static draad_status begin_style(styles_reader *r, const dr_xml_element *e, draad_error *err)
{
    draad_str type = value_of(e, "type"), standard = value_of(e, "default");
    bool of_paragraphs = type.len == 0 || dr_str_equal(type, DR_STR("paragraph"));
    r->in_style = r->depth;
    r->style = (dr_docx_style){.numbering = -1, .level = -1};
    r->keeps = of_paragraphs || dr_str_equal(type, DR_STR("character"));
    r->standard = of_paragraphs && (dr_str_equal(standard, DR_STR("1")) || dr_str_equal(standard, DR_STR("true")) ||
                                    dr_str_equal(standard, DR_STR("on")));
    return keep(&r->out->strings, value_of(e, "styleId"), &r->style.id, err);
}

static draad_status on_start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    styles_reader *r = ctx;
    r->depth++;
    if (!dr_docx_is_word(e->uri) || r->in_change > 0)
        return DRAAD_OK;
    dr_docx_kind kind = dr_docx_kind_of(e);
    if (strcmp(e->local, "style") == 0 && r->in_style == 0)
        return begin_style(r, e, err);
    if (strcmp(e->local, "docDefaults") == 0 && r->in_style == 0) {
        r->in_style = r->depth;
        r->style = r->out->defaults;
    } else if (strcmp(e->local, "rPrChange") == 0 || strcmp(e->local, "pPrChange") == 0 ||
               strcmp(e->local, "tblStylePr") == 0) {
        r->in_change = r->depth;
    } else if (r->in_style == 0) {
        return DRAAD_OK;
    } else if (strcmp(e->local, "basedOn") == 0) {
        return keep(&r->out->strings, value_of(e, "val"), &r->style.based_on, err);
    } else if (kind == RUN_PROPERTIES) {
        r->in_runs = r->depth;
    } else if (kind == VANISH && r->in_runs > 0) {
        r->style.hidden = toggle_of(e);
    } else if (kind == BOLD && r->in_runs > 0) {
        r->style.bold = toggle_of(e);
    } else if (kind == NUMBERING_ID) {
        dr_docx_number(e, "val", &r->style.numbering);
    } else if (kind == NUMBERING_LEVEL) {
        dr_docx_number(e, "val", &r->style.level);
    }
    return DRAAD_OK;
}

static draad_status end_style(styles_reader *r, draad_error *err)
{
    r->in_style = 0;
    if (r->style.id.data == NULL) {
        r->out->defaults = r->style;
        return DRAAD_OK;
    }
    if (!r->keeps)
        return DRAAD_OK;
    if (r->out->all.n == STYLES_MAX)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->name), "more than %d styles", (int)STYLES_MAX);
    dr_docx_style *style = dr_vec_push(&r->out->all);
    if (style == NULL)
        return dr_no_memory(err);
    *style = r->style;
    if (r->standard && r->out->standard.len == 0)
        r->out->standard = r->style.id;
    return DRAAD_OK;
}

static draad_status on_end(void *ctx, draad_error *err)
{
    styles_reader *r = ctx;
    size_t depth = r->depth--;
    if (r->in_change == depth)
        r->in_change = 0;
    if (r->in_runs == depth)
        r->in_runs = 0;
    return r->in_style == depth ? end_style(r, err) : DRAAD_OK;
}

static int by_id(const void *x, const void *y)
{
    const dr_docx_style *a = x, *b = y;
    int order = dr_str_compare(a->id, b->id);
    return order != 0 ? order : (a->id.data > b->id.data) - (a->id.data < b->id.data);
}

const dr_docx_style *dr_docx_style_of(const dr_docx_styles *styles, draad_str id)
{
    size_t low = 0, high = styles->all.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = dr_str_compare(styles->all.at[middle].id, id);
        if (order == 0)
            return &styles->all.at[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* What `style` leaves open is as in the style it is based on, and so on.  A circle ends by itself. */
static dr_docx_style filled_in(const dr_docx_styles *styles, dr_docx_style style)
{
    const dr_docx_style *base = &style;
    for (int i = 0; i < BASED_MAX && base != NULL && base->based_on.len > 0; i++) {
        base = dr_docx_style_of(styles, base->based_on);
        if (base == NULL)
            break;
        style.hidden = style.hidden == TOGGLE_UNSET ? base->hidden : style.hidden;
        style.bold = style.bold == TOGGLE_UNSET ? base->bold : style.bold;
        style.level = style.level < 0 && style.numbering < 0 ? base->level : style.level;
        style.numbering = style.numbering < 0 ? base->numbering : style.numbering;
    }
    return style;
}

draad_status dr_docx_read_styles(draad_str xml, const char *name, const char *part, dr_docx_styles *out,
                                 draad_error *err)
{
    styles_reader r = {.name = name, .out = out};
    dr_xml_handler handler = {.start = on_start, .end = on_end, .ctx = &r};
    out->defaults = (dr_docx_style){.numbering = -1, .level = -1};
    draad_status s = dr_xml_read(xml, name, part, &handler, err);
    if (s != DRAAD_OK)
        return s;
    if (out->all.n > 1)
        qsort(out->all.at, out->all.n, sizeof *out->all.at, by_id);
    for (size_t i = 0; i < out->all.n; i++)
        out->all.at[i] = filled_in(out, out->all.at[i]);
    return DRAAD_OK;
}

void dr_docx_styles_free(dr_docx_styles *styles)
{
    dr_vec_free(&styles->all);
    dr_arena_free(&styles->strings);
}
