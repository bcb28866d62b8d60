/* SPDX-License-Identifier: Apache-2.0
 * page_put.c - the small things that all sections of a page put: numbers, names, links, tables, marked text.
 * Knows: how they look, where links lead.  Does not know: what a section shows. */
#include "exchange/export.h"
#include "exchange/page.h"
#include "exchange/quote.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

draad_str dr_page_say(const dr_page *pg, const char *english, const char *dutch)
{
    return dr_str_of(pg->dutch ? dutch : english);
}

/* ---- Numbers ------------------------------------------------------------------------------------------------- */

static bool put_unusual(dr_page *pg, double value)
{
    if (isnan(value))
        dr_html_text(&pg->h, DR_STR("NA"));
    else if (isinf(value))
        dr_html_text(&pg->h, value < 0 ? DR_STR("\xE2\x88\x92\xE2\x88\x9E") : DR_STR("\xE2\x88\x9E"));
    return !isfinite(value);
}

/* Groups of three digits stand apart. */
static void put_whole(dr_page *pg, unsigned long long n)
{
    char digits[24];
    const size_t len = (size_t)snprintf(digits, sizeof digits, "%llu", n);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            dr_html_text(&pg->h, DR_STR("\xE2\x80\xAF"));
        dr_html_text(&pg->h, (draad_str){digits + i, 1});
    }
}

void dr_page_number(dr_page *pg, double value)
{
    if (!put_unusual(pg, value))
        put_whole(pg, (unsigned long long)value);
}

void dr_page_real(dr_page *pg, double value, int decimals)
{
    if (put_unusual(pg, value))
        return;
    const double scale = decimals == 0 ? 1 : decimals == 1 ? 10 : decimals == 2 ? 100 : 1000;
    const unsigned long long n = (unsigned long long)llround(fabs(value) * scale), unit = (unsigned long long)scale;
    if (value < 0 && n > 0)
        dr_html_text(&pg->h, DR_STR("\xE2\x88\x92"));
    put_whole(pg, n / unit);
    if (decimals > 0)
        dr_html_textf(&pg->h, "%s%0*llu", pg->dutch ? "," : ".", decimals, n % unit);
}

void dr_page_percent(dr_page *pg, double share)
{
    dr_page_real(pg, 100 * share, 0);
    if (isfinite(share))
        dr_html_text(&pg->h, DR_STR("%"));
}

void dr_page_of(dr_page *pg, double n, draad_str one, draad_str more)
{
    dr_page_number(pg, n);
    dr_html_text(&pg->h, DR_STR(" "));
    dr_html_text(&pg->h, n == 1 ? one : more);
}

/* ---- Names --------------------------------------------------------------------------------------------------- */

void dr_page_name(dr_page *pg, draad_str name)
{
    dr_html_leaf(&pg->h, "bdi", NULL, name);
}

bool dr_page_is_ordered(const dr_page *pg)
{
    bool any = false;
    for (size_t i = 0; i < pg->p->cases.nrows; i++)
        any = any || !isnan(pg->p->cases.rows[i].order);
    return any;
}

draad_status dr_page_title(dr_page *pg)
{
    enum { NAMED = 3 };
    const size_t n = pg->p->codebooks.n;
    draad_status s = n == 0 ? dr_buf_printf(&pg->title, pg->err, "Draad") : DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < n && i < NAMED; i++) {
        s = dr_buf_put(&pg->title, i == 0 ? DR_STR("") : i + 1 < n ? DR_STR(", ") : SAY(" and ", " en "), pg->err);
        if (s == DRAAD_OK)
            s = dr_buf_put(&pg->title, pg->p->codebooks.at[i]->title, pg->err);
    }
    if (s == DRAAD_OK && n > NAMED)
        s = dr_buf_printf(&pg->title, pg->err, pg->dutch ? " en nog %zu" : " and %zu more", n - NAMED);
    return s;
}

void dr_page_label(dr_page *pg, uint32_t code)
{
    const dr_project_code *c = &pg->p->codes.at[code];
    const bool other = dr_str_is(c->codebook->language, "nl") != pg->dutch;
    dr_html_open(&pg->h, "bdi", NULL);
    if (other)
        dr_html_put(&pg->h, "lang", c->codebook->language);
    dr_html_text(&pg->h, c->code->label);
    dr_html_close(&pg->h);
}

/* ---- Links --------------------------------------------------------------------------------------------------- */

/* A name as part of an address. */
static draad_status put_address(dr_buf *b, const char *name)
{
    draad_status s = DRAAD_OK;
    for (; s == DRAAD_OK && *name != '\0'; name++) {
        const unsigned char c = (unsigned char)*name;
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.';
        s = plain ? dr_buf_put_char(b, (char)c, NULL) : dr_buf_printf(b, NULL, "%%%02X", c);
    }
    return s;
}

/* Opens a link to what stands in the file of this kind and number. */
static void open_link(dr_page *pg, dr_page_file file, size_t index, const char *id)
{
    char to[DR_PAGE_NAME] = "";
    const bool same = !pg->split || (pg->here == file && (file == DR_PAGE_MAIN || pg->here_index == index));
    dr_buf b = {0};
    draad_status s = DRAAD_OK;
    if (!same && file == DR_PAGE_MAIN) {
        s = dr_buf_printf(&b, NULL, "../");
        if (s == DRAAD_OK)
            s = put_address(&b, pg->main_name);
    } else if (!same) {
        dr_page_file_name(file, index, to);
        if (pg->here == DR_PAGE_MAIN && (s = put_address(&b, pg->folder_name)) == DRAAD_OK)
            s = dr_buf_put_char(&b, '/', NULL);
        if (s == DRAAD_OK)
            s = dr_buf_printf(&b, NULL, "%s", to);
    }
    if (s == DRAAD_OK)
        s = dr_buf_printf(&b, NULL, "#%s", id);
    dr_html_note(&pg->h, s);
    dr_html_open(&pg->h, "a", NULL);
    dr_html_put(&pg->h, "href", dr_buf_str(&b));
    dr_buf_free(&b);
}

void dr_page_file_name(dr_page_file file, size_t index, char *out)
{
    snprintf(out, DR_PAGE_NAME, "%s-%zu.html", file == DR_PAGE_CODE ? "code" : "document", index + 1);
}

void dr_page_link_main(dr_page *pg, const char *id)
{
    open_link(pg, DR_PAGE_MAIN, 0, id);
}

void dr_page_link_code(dr_page *pg, uint32_t code)
{
    char id[32];
    snprintf(id, sizeof id, "k%u", code + 1);
    open_link(pg, DR_PAGE_CODE, code, id);
}

void dr_page_link_group(dr_page *pg, uint32_t code, size_t group)
{
    char id[48];
    snprintf(id, sizeof id, "k%ug%zu", code + 1, group + 1);
    open_link(pg, DR_PAGE_CODE, code, id);
}

void dr_page_link_coding(dr_page *pg, uint32_t document, uint32_t coding)
{
    char id[32];
    snprintf(id, sizeof id, "d%uc%u", document + 1, coding + 1);
    open_link(pg, DR_PAGE_DOCUMENT, document, id);
}

void dr_page_link_listed(dr_page *pg, uint32_t document, uint32_t coding)
{
    const uint32_t code = pg->p->documents[document].codings[coding].code;
    char id[32];
    snprintf(id, sizeof id, "s%uc%u", document + 1, coding + 1);
    open_link(pg, DR_PAGE_CODE, code, id);
}

void dr_page_link_document(dr_page *pg, uint32_t document)
{
    char id[32];
    snprintf(id, sizeof id, "d%u", document + 1);
    open_link(pg, DR_PAGE_DOCUMENT, document, id);
}

void dr_page_link_pair(dr_page *pg, uint32_t a, uint32_t b)
{
    char id[48];
    snprintf(id, sizeof id, "p%u-%u", a + 1, b + 1);
    open_link(pg, DR_PAGE_CODE, a, id);
}

/* ---- Blocks -------------------------------------------------------------------------------------------------- */

void dr_page_section(dr_page *pg, const char *id, draad_str heading)
{
    dr_html_open(&pg->h, "section", NULL);
    dr_html_put(&pg->h, "id", dr_str_of(id));
    dr_html_putf(&pg->h, "aria-labelledby", "%s-h", id);
    dr_html_open(&pg->h, "h2", NULL);
    dr_html_putf(&pg->h, "id", "%s-h", id);
    dr_html_text(&pg->h, heading);
    dr_html_close(&pg->h);
}

void dr_page_paragraph(dr_page *pg, const char *class, draad_str text)
{
    dr_html_leaf(&pg->h, "p", class, text);
}

/* The region is named by the caption, and can be reached and scrolled with the keyboard. */
void dr_page_table(dr_page *pg, const char *class, draad_str caption)
{
    dr_html_open(&pg->h, "div", "scroll");
    dr_html_put(&pg->h, "role", DR_STR("region"));
    dr_html_put(&pg->h, "tabindex", DR_STR("0"));
    dr_html_put(&pg->h, "aria-label", caption);
    dr_html_open(&pg->h, "table", class);
    dr_html_leaf(&pg->h, "caption", NULL, caption);
}

void dr_page_head(dr_page *pg, draad_str name, bool number)
{
    dr_html_open(&pg->h, "th", number ? "n" : NULL);
    dr_html_put(&pg->h, "scope", DR_STR("col"));
    dr_html_text(&pg->h, name);
    dr_html_close(&pg->h);
}

void dr_page_end_table(dr_page *pg)
{
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

void dr_page_begin_head(dr_page *pg, const char *class, draad_str caption)
{
    dr_page_table(pg, class, caption);
    dr_html_open(&pg->h, "thead", NULL);
    dr_html_open(&pg->h, "tr", NULL);
}

void dr_page_begin_rows(dr_page *pg)
{
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "tbody", NULL);
}

void dr_page_end_rows(dr_page *pg)
{
    dr_html_close(&pg->h);
    dr_page_end_table(pg);
}

draad_table *dr_page_ask(dr_page *pg, const char *kind, const draad_table_options *o)
{
    draad_table *t = NULL;
    if (pg->h.status == DRAAD_OK)
        dr_html_note(&pg->h, draad_project_table(pg->p, kind, o, &t, pg->err));
    return t;
}

size_t dr_page_column(const draad_table *t, const char *name)
{
    size_t i = 0;
    while (i < t->ncolumns && !dr_str_is(t->columns[i], name))
        i++;
    assert(i < t->ncolumns);
    return i;
}

/* ---- What was said -------------------------------------------------------------------------------------------- */

dr_stretch *dr_page_words_of(dr_page *pg, const dr_coded *d, const dr_coding *c, size_t *n)
{
    dr_stretch *words = NULL;
    *n = 0;
    if (pg->h.status == DRAAD_OK)
        dr_html_note(&pg->h, dr_evidence_of(d, c, &words, n, pg->err));
    return words;
}

static void put_piece(dr_page *pg, draad_str piece, bool matched)
{
    dr_buf masked = {0};
    if (piece.len == 0)
        return;
    if (matched) {
        dr_html_leaf(&pg->h, "mark", NULL, piece);
    } else if (pg->quotes == DRAAD_QUOTES_MASKED) {
        dr_html_note(&pg->h, dr_mask(piece, 0, NULL, 0, &masked, pg->err));
        dr_html_text(&pg->h, dr_buf_str(&masked));
    } else {
        dr_html_text(&pg->h, piece);
    }
    dr_buf_free(&masked);
}

/* Moves *at over n code points; a character is never cut. */
static void skip(draad_str text, size_t *at, uint32_t n)
{
    for (; *at < text.len && n > 0; n--)
        do
            (*at)++;
        while (*at < text.len && ((unsigned char)text.data[*at] & 0xC0) == 0x80);
}

void dr_page_marked(dr_page *pg, draad_str text, uint32_t start, const dr_stretch *words, size_t nwords)
{
    uint32_t place = start;
    size_t at = 0, from = 0;
    for (size_t i = 0; i < nwords && at < text.len; i++) {
        if (words[i].end <= place)
            continue;
        const uint32_t begin = words[i].start > place ? words[i].start : place;
        skip(text, &at, begin - place);
        put_piece(pg, (draad_str){text.data + from, at - from}, false);
        from = at;
        skip(text, &at, words[i].end - begin);
        put_piece(pg, (draad_str){text.data + from, at - from}, true);
        from = at;
        place = words[i].end;
    }
    put_piece(pg, (draad_str){text.data + from, text.len - from}, false);
}

void dr_page_where(dr_page *pg, uint32_t document, uint32_t coding)
{
    const dr_coded *d = &pg->p->documents[document];
    const dr_coding *c = &d->codings[coding];
    const uint32_t turn = dr_turn_of(d, c);
    const uint32_t speaker = turn != DRAAD_NONE ? d->turns[turn].speaker : DRAAD_NONE;
    dr_page_link_coding(pg, document, coding);
    dr_page_name(pg, d->id);
    dr_html_close(&pg->h);
    if (speaker != DRAAD_NONE) {
        dr_html_text(&pg->h, DR_STR(", "));
        dr_page_name(pg, d->speakers[speaker].label);
    }
    if (turn != DRAAD_NONE) {
        dr_html_text(&pg->h, DR_STR(", "));
        dr_html_text(&pg->h, SAY("turn ", "beurt "));
        dr_page_number(pg, turn + 1.0);
        if (d->turns[turn].time.len > 0) {
            dr_html_text(&pg->h, DR_STR(", "));
            dr_page_name(pg, d->turns[turn].time);
        }
    }
}
