/* SPDX-License-Identifier: Apache-2.0
 * page_code.c - one code: what it means, what it rests on, and every passage that has it.
 * Knows: codes, rules, codings, matches.  Does not know: counts (they come from the tables). */
#include "base/utf8.h"
#include "coding/code.h"
#include "exchange/export.h"
#include "exchange/page.h"

/* ---- What it means -------------------------------------------------------------------------------------------- */

/* Text of a codebook, in the language of the codebook. */
static void put_own_words(dr_page *pg, const char *element, const char *class, const dr_codebook *c, draad_str text)
{
    dr_html_open(&pg->h, element, class);
    if (dr_str_is(c->language, "nl") != pg->dutch)
        dr_html_put(&pg->h, "lang", c->language);
    dr_html_put(&pg->h, "dir", DR_STR("auto"));
    dr_html_text(&pg->h, text);
    dr_html_close(&pg->h);
}

static void put_criteria(dr_page *pg, const dr_codebook *c, draad_str title, const draad_str *at, size_t n)
{
    if (n == 0)
        return;
    dr_html_leaf(&pg->h, "dt", NULL, title);
    for (size_t i = 0; i < n; i++)
        put_own_words(pg, "dd", NULL, c, at[i]);
}

static void put_meaning(dr_page *pg, uint32_t code)
{
    const dr_project_code *c = &pg->p->codes.at[code];
    dr_html_open(&pg->h, "p", "quiet");
    for (uint32_t up = c->parent; up != DRAAD_NONE; up = pg->p->codes.at[up].parent) {
        if (!pg->shown[up])
            continue;
        dr_html_text(&pg->h, up == c->parent ? SAY("Below ", "Valt onder ") : SAY(", below ", ", onder "));
        dr_page_link_code(pg, up);
        dr_page_label(pg, up);
        dr_html_close(&pg->h);
    }
    dr_html_text(&pg->h, c->parent != DRAAD_NONE && pg->shown[c->parent] ? DR_STR("; ") : DR_STR(""));
    dr_html_leaf(&pg->h, "code", NULL, c->id);
    dr_html_close(&pg->h);
    if (c->code->definition.len > 0)
        put_own_words(pg, "p", NULL, c->codebook, c->code->definition);
    if (c->code->ninclude + c->code->nexclude == 0)
        return;
    dr_html_open(&pg->h, "dl", "facts");
    put_criteria(pg, c->codebook, SAY("Coded when", "Wel"), c->code->include, c->code->ninclude);
    put_criteria(pg, c->codebook, SAY("Not coded when", "Niet"), c->code->exclude, c->code->nexclude);
    dr_html_close(&pg->h);
}

/* ---- Where it is ---------------------------------------------------------------------------------------------- */

/* What stands with the codes below it: a theme may be coded by its parts alone. */
static void put_below(dr_page *pg, uint32_t code)
{
    const dr_code_counts *all = &pg->rolled[code];
    bool any = false;
    for (uint32_t i = 0; i < pg->p->codes.n; i++) {
        if (pg->p->codes.at[i].parent != code || !pg->shown[i])
            continue;
        if (!any)
            dr_html_open(&pg->h, "p", NULL);
        dr_html_text(&pg->h, any ? DR_STR(", ") : SAY("Below it: ", "Eronder: "));
        dr_page_link_code(pg, i);
        dr_page_label(pg, i);
        dr_html_close(&pg->h);
        dr_html_text(&pg->h, DR_STR("\xC2\xA0"));
        dr_page_number(pg, pg->rolled[i].nsegments);
        any = true;
    }
    if (!any)
        return;
    dr_html_text(&pg->h, SAY(". All together: ", ". Alles samen: "));
    dr_page_of(pg, all->nsegments, SAY("segment", "segment"), SAY("segments", "segmenten"));
    dr_html_text(&pg->h, SAY(" in ", " in "));
    dr_page_of(pg, all->ndocuments, SAY("document", "document"), SAY("documents", "documenten"));
    dr_html_text(&pg->h, SAY(" of ", " van "));
    dr_page_of(pg, all->ncases, SAY("respondent", "respondent"), SAY("respondents", "respondenten"));
    dr_html_text(&pg->h, DR_STR("."));
    dr_html_close(&pg->h);
}

/* The documents that have it, with their number of segments; each leads to its first. */
static void put_documents(dr_page *pg, uint32_t code)
{
    bool any = false;
    dr_html_open(&pg->h, "p", NULL);
    dr_page_of(pg, pg->counts[code].nsegments, SAY("segment", "segment"), SAY("segments", "segmenten"));
    const size_t ncodings = pg->codings.first[code + 1] - pg->codings.first[code];
    if (ncodings != pg->counts[code].nsegments) {
        dr_html_text(&pg->h, DR_STR(" ("));
        dr_page_number(pg, (double)ncodings);
        dr_html_text(&pg->h, SAY(" codings: what overlaps counts once)", " coderingen: wat overlapt telt één keer)"));
    }
    for (size_t i = pg->codings.first[code]; i < pg->codings.first[code + 1]; i++) {
        const dr_page_item *item = &pg->codings.at[i];
        if (i > pg->codings.first[code] && item[-1].document == item->document)
            continue;
        dr_html_text(&pg->h, any ? DR_STR(", ") : SAY(" in: ", " in: "));
        dr_page_link_coding(pg, item->document, item->index);
        dr_page_name(pg, pg->p->documents[item->document].id);
        dr_html_close(&pg->h);
        dr_html_text(&pg->h, DR_STR("\xC2\xA0"));
        dr_page_number(pg, pg->by_document[item->document * pg->p->codes.n + code]);
        any = true;
    }
    dr_html_text(&pg->h, DR_STR("."));
    dr_html_close(&pg->h);
}

static size_t group_of(const dr_page *pg, const dr_page_item *item)
{
    const dr_coded *d = &pg->p->documents[item->document];
    const dr_coding *c = &d->codings[item->index];
    const uint32_t turn = dr_first_eligible_turn(d, c->first[DRAAD_UNIT_TURN], c->last[DRAAD_UNIT_TURN]);
    return turn != DRAAD_NONE ? dr_group_of(pg->groups, item->document, d, d->turns[turn].speaker) : SIZE_MAX;
}

/* For each group with the code: its documents. */
static void put_groups(dr_page *pg, uint32_t code)
{
    if (pg->groups == NULL || pg->counts[code].nsegments == 0)
        return;
    dr_html_open(&pg->h, "ul", NULL);
    for (size_t g = 0; g < pg->groups->ngroups; g++) {
        const uint32_t n = pg->groups->nsegments[code * pg->groups->ngroups + g];
        uint32_t last = DRAAD_NONE;
        if (n == 0)
            continue;
        dr_html_open(&pg->h, "li", NULL);
        dr_html_putf(&pg->h, "id", "k%ug%zu", code + 1, g + 1);
        dr_page_name(pg, pg->groups->groups[g]);
        dr_html_text(&pg->h, DR_STR(": "));
        dr_page_number(pg, n);
        for (size_t i = pg->codings.first[code]; i < pg->codings.first[code + 1]; i++) {
            const dr_page_item *item = &pg->codings.at[i];
            if (item->document == last || group_of(pg, item) != g)
                continue;
            dr_html_text(&pg->h, last == DRAAD_NONE ? SAY(" in ", " in ") : DR_STR(", "));
            dr_page_link_coding(pg, item->document, item->index);
            dr_page_name(pg, pg->p->documents[item->document].id);
            dr_html_close(&pg->h);
            last = item->document;
        }
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
}

/* ---- Quotations ------------------------------------------------------------------------------------------------ */

/* The matched words of all codings of a code in [start, end) of a document. */
static void words_between(dr_page *pg, uint32_t code, uint32_t document, uint32_t start, uint32_t end,
                          dr_stretches *out)
{
    const dr_coded *d = &pg->p->documents[document];
    for (size_t i = pg->codings.first[code]; i < pg->codings.first[code + 1]; i++) {
        const dr_page_item *item = &pg->codings.at[i];
        const dr_coding *c = &d->codings[item->index];
        size_t n = 0;
        if (item->document != document || c->end.value <= start || c->start.value >= end)
            continue;
        dr_stretch *words = dr_page_words_of(pg, d, c, &n);
        if (n > 0 && !dr_vec_reserve(out, n))
            dr_html_note(&pg->h, dr_no_memory(pg->err));
        for (size_t k = 0; pg->h.status == DRAAD_OK && k < n; k++)
            out->at[out->n++] = words[k];
        dr_free(words);
    }
    dr_stretches_unite(out);
}

/* The coding of the code that touches [start, end); DRAAD_NONE. */
static uint32_t coding_in(const dr_page *pg, uint32_t code, uint32_t document, uint32_t start, uint32_t end)
{
    const dr_coded *d = &pg->p->documents[document];
    for (size_t i = pg->codings.first[code]; i < pg->codings.first[code + 1]; i++) {
        const dr_page_item *item = &pg->codings.at[i];
        if (item->document == document && d->codings[item->index].end.value > start &&
            d->codings[item->index].start.value < end)
            return item->index;
    }
    return DRAAD_NONE;
}

static void open_quote(dr_page *pg, const char *class)
{
    dr_html_open(&pg->h, "blockquote", class);
    if (!pg->dutch)
        dr_html_put(&pg->h, "lang", DR_STR("nl"));
    dr_html_put(&pg->h, "dir", DR_STR("auto"));
}

static void put_quote(dr_page *pg, uint32_t code, size_t row)
{
    const draad_table *t = pg->quoted;
    const draad_str id = draad_table_text(t, row, dr_page_column(t, "document"));
    const uint32_t start = (uint32_t)*dr_table_at(t, row, dr_page_column(t, "start"));
    const uint32_t end = (uint32_t)*dr_table_at(t, row, dr_page_column(t, "end"));
    uint32_t document = 0;
    dr_stretches words = {0};
    while (document < pg->p->ndocuments && !dr_str_equal(pg->p->documents[document].id, id))
        document++;
    const uint32_t coding = document < pg->p->ndocuments ? coding_in(pg, code, document, start, end) : DRAAD_NONE;
    if (coding == DRAAD_NONE)
        return;
    dr_html_open(&pg->h, "li", NULL);
    words_between(pg, code, document, start, end, &words);
    open_quote(pg, "best");
    dr_page_marked(pg, draad_table_text(t, row, dr_page_column(t, "quote")), start, words.at, words.n);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "span", "why");
    dr_page_where(pg, document, coding);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_vec_free(&words);
}

static void put_quotes(dr_page *pg, uint32_t code)
{
    bool any = false;
    for (size_t i = 0; pg->quoted != NULL && i < pg->quoted->nrows; i++) {
        if (!dr_str_equal(draad_table_text(pg->quoted, i, 0), pg->p->codes.at[code].id))
            continue;
        if (!any) {
            dr_html_leaf(&pg->h, pg->split ? "h2" : "h4", NULL,
                         SAY("Quotations to begin with", "Citaten om mee te beginnen"));
            dr_page_paragraph(
                pg, "quiet",
                SAY("Chosen by rule, of the passages of 8 to 80 words inside one turn: what is most typical of all "
                    "passages with the code, each from another respondent, until all who have such a passage were "
                    "quoted.",
                    "Gekozen volgens een regel, uit de passages van 8 tot 80 woorden binnen één beurt: wat het meest "
                    "lijkt op alle passages met de code, elk van een andere respondent, tot allen met zo'n passage "
                    "geciteerd zijn."));
            dr_html_open(&pg->h, "ol", "list");
        }
        any = true;
        put_quote(pg, code, i);
    }
    if (any)
        dr_html_close(&pg->h);
}

/* ---- Rules ----------------------------------------------------------------------------------------------------- */

static void put_rule(dr_page *pg, uint32_t rule)
{
    const dr_rule *r = pg->p->rules.at[rule].rule;
    dr_html_open(&pg->h, "tr", "rule");
    dr_html_putf(&pg->h, "id", "r%u", rule + 1);
    dr_html_open(&pg->h, "th", NULL);
    dr_html_put(&pg->h, "scope", DR_STR("row"));
    dr_page_name(pg, r->id);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "td", NULL);
    dr_html_leaf(&pg->h, "code", NULL, r->source);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "td", "n");
    dr_page_number(pg, r->line);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "td", "n");
    dr_page_number(pg, pg->matches[rule]);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "td", "n");
    dr_page_number(pg, pg->nblocked[rule]);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_rules(dr_page *pg, uint32_t code)
{
    uint32_t n = 0;
    for (size_t i = 0; i < pg->p->rules.n; i++)
        n += pg->p->rules.at[i].code == code;
    if (n == 0)
        return;
    dr_html_open(&pg->h, "details", NULL);
    dr_html_open(&pg->h, "summary", NULL);
    dr_html_text(&pg->h, SAY("The rules: ", "De regels: "));
    dr_page_number(pg, n);
    dr_html_close(&pg->h);
    dr_page_table(
        pg, NULL,
        SAY("Rules of this code, and how often each matched", "Regels van deze code, en hoe vaak elk iets vond"));
    dr_html_open(&pg->h, "thead", NULL);
    dr_html_open(&pg->h, "tr", NULL);
    dr_page_head(pg, SAY("Rule", "Regel"), false);
    dr_page_head(pg, SAY("Asks for", "Vraagt om"), false);
    dr_page_head(pg, SAY("Line", "Regelnummer"), true);
    dr_page_head(pg, SAY("Matches", "Vondsten"), true);
    dr_page_head(pg, SAY("Blocked", "Geblokkeerd"), true);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "tbody", NULL);
    for (uint32_t i = 0; i < pg->p->rules.n; i++)
        if (pg->p->rules.at[i].code == code)
            put_rule(pg, i);
    dr_html_close(&pg->h);
    dr_page_end_table(pg);
    dr_html_close(&pg->h);
}

static void put_rule_link(dr_page *pg, uint32_t rule)
{
    dr_html_open(&pg->h, "a", NULL);
    dr_html_putf(&pg->h, "href", "#r%u", rule + 1);
    dr_html_text(&pg->h, pg->p->rules.at[rule].rule->id);
    dr_html_close(&pg->h);
}

/* ---- Passages --------------------------------------------------------------------------------------------------- */

/* Speech that was written down without full stops is one sentence of any length, and each of its codings would have
 * all of it around itself: on either side of a coding stand at most so many characters. */
enum { SIDE_MAX = 500 };

/* From the sentence before a coding to that behind it, inside the turn, as far as a side may reach. */
typedef struct context {
    uint32_t start, end;
    bool cut_before, cut_behind; /* there is more, which does not fit */
} context;

static context context_of(const dr_coded *d, const dr_coding *c)
{
    const dr_unit_rows *sentences = &d->units[DRAAD_UNIT_SENTENCE];
    const uint32_t first = c->first[DRAAD_UNIT_SENTENCE], last = c->last[DRAAD_UNIT_SENTENCE];
    context x = {c->start.value, c->end.value, false, false};
    if (first == DRAAD_NONE)
        return x;
    const dr_unit_row *from = &sentences->at[first], *to = &sentences->at[last];
    if (first > 0 && from[-1].turn == from->turn)
        from--;
    if (last + 1 < sentences->n && to[1].turn == to->turn)
        to++;
    if (from->start.value < x.start) {
        x.cut_before = x.start - from->start.value > SIDE_MAX;
        x.start = x.cut_before ? x.start - SIDE_MAX : from->start.value;
    }
    if (to->end.value > x.end) {
        x.cut_behind = to->end.value - x.end > SIDE_MAX;
        x.end = x.cut_behind ? x.end + SIDE_MAX : to->end.value;
    }
    return x;
}

uint32_t dr_page_context_length(const dr_coded *d, const dr_coding *c)
{
    const context x = context_of(d, c);
    return x.end - x.start;
}

/* Matched words may stand there too: a sentence that is coded can rest on one before it. */
static void put_around(dr_page *pg, draad_str text, uint32_t start, const dr_stretch *words, size_t n)
{
    if (text.len == 0)
        return;
    dr_html_open(&pg->h, "span", "around");
    dr_page_marked(pg, text, start, words, n);
    dr_html_close(&pg->h);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

static void put_before(dr_page *pg, draad_str text, const context *x, const dr_stretch *words, size_t n)
{
    size_t at = 0;
    while (x->cut_before && at < text.len && !is_space(text.data[at])) /* the rest of a word */
        at++;
    if (x->cut_before)
        dr_html_text(&pg->h, DR_STR("\xE2\x80\xA6"));
    put_around(pg, (draad_str){text.data + at, text.len - at},
               x->start + (uint32_t)dr_utf8_count((draad_str){text.data, at}), words, n);
}

static void put_behind(dr_page *pg, draad_str text, const context *x, uint32_t start, const dr_stretch *words, size_t n)
{
    while (x->cut_behind && text.len > 0 && !is_space(text.data[text.len - 1])) /* the beginning of a word */
        text.len--;
    while (x->cut_behind && text.len > 0 && is_space(text.data[text.len - 1]))
        text.len--;
    put_around(pg, text, start, words, n);
    if (x->cut_behind)
        dr_html_text(&pg->h, DR_STR("\xE2\x80\xA6"));
}

static void put_passage(dr_page *pg, const dr_page_item *item)
{
    const dr_coded *d = &pg->p->documents[item->document];
    const dr_coding *c = &d->codings[item->index];
    const dr_page_text *t = &pg->texts[item->document];
    size_t n = 0;
    dr_stretch *words = dr_page_words_of(pg, d, c, &n);
    open_quote(pg, NULL);
    if (t->is_there) {
        const context x = context_of(d, c);
        put_before(pg, dr_page_slice(t, x.start, c->start.value), &x, words, n);
        dr_page_marked(pg, c->text, c->start.value, words, n);
        put_behind(pg, dr_page_slice(t, c->end.value, x.end), &x, c->end.value, words, n);
    } else if (c->passage.len > 0) {
        dr_page_marked(pg, c->passage, c->around_start.value, words, n);
    } else {
        dr_page_marked(pg, c->text, c->start.value, words, n);
    }
    dr_html_close(&pg->h);
    dr_free(words);
}

/* Which word denies a coding, when the page may show it. */
static void put_negation(dr_page *pg, const dr_coded *d, const dr_coding *c)
{
    if (dr_str_is(c->negated, "no") || c->negated.len == 0)
        return;
    dr_html_text(&pg->h, DR_STR("; "));
    dr_html_leaf(&pg->h, "span", "deny",
                 dr_str_is(c->negated, "yes") ? SAY("denied", "ontkend") : SAY("denied in part", "deels ontkend"));
    for (uint32_t i = 0; pg->quotes == DRAAD_QUOTES_FULL && i < c->nmatches; i++) { /* it is no matched word */
        const dr_match *m = &d->matches[d->match_order[c->first_match + i]];
        if (m->cue.len == 0)
            continue;
        dr_html_text(&pg->h, DR_STR(": \xE2\x80\x9C"));
        dr_page_name(pg, m->cue);
        dr_html_text(&pg->h, DR_STR("\xE2\x80\x9D"));
        break;
    }
}

static void put_why(dr_page *pg, const dr_page_item *item)
{
    const dr_coded *d = &pg->p->documents[item->document];
    const dr_coding *c = &d->codings[item->index];
    bool any = false, first;
    dr_map seen = {0};
    for (uint32_t i = 0; i < c->nmatches && pg->h.status == DRAAD_OK; i++) {
        if ((pg->h.status = dr_is_first_of_rule(d, c, i, &seen, &first, pg->err)) != DRAAD_OK || !first)
            continue;
        dr_html_text(&pg->h, any ? DR_STR(", ") : SAY("; rule ", "; regel "));
        put_rule_link(pg, d->matches[d->match_order[c->first_match + i]].rule);
        any = true;
    }
    dr_map_free(&seen);
    if (c->coder != 0) {
        dr_html_text(&pg->h, SAY("; coded by ", "; gecodeerd door "));
        dr_page_name(pg, pg->p->coders.at[c->coder]);
    }
    put_negation(pg, d, c);
    if (c->weight.len > 0) {
        dr_html_text(&pg->h, SAY("; weight ", "; gewicht "));
        dr_page_name(pg, c->weight);
    }
}

static void put_segments(dr_page *pg, uint32_t code)
{
    const size_t first = pg->codings.first[code], last = pg->codings.first[code + 1];
    if (first == last)
        return;
    dr_html_leaf(&pg->h, pg->split ? "h2" : "h4", NULL, SAY("All passages", "Alle passages"));
    dr_html_open(&pg->h, "ol", "list");
    if (last - first > 10)
        dr_html_flag(&pg->h, "data-filter");
    for (size_t i = first; i < last; i++) {
        const dr_page_item *item = &pg->codings.at[i];
        dr_html_open(&pg->h, "li", NULL);
        dr_html_putf(&pg->h, "id", "s%uc%u", item->document + 1, item->index + 1);
        if (dr_page_quotes(pg))
            put_passage(pg, item);
        dr_html_open(&pg->h, "span", "why");
        dr_page_where(pg, item->document, item->index);
        put_why(pg, item);
        dr_html_close(&pg->h);
        dr_html_close(&pg->h);
    }
    dr_html_close(&pg->h);
}

/* ---- What was blocked ------------------------------------------------------------------------------------------- */

static void put_blocked_match(dr_page *pg, const dr_page_item *item)
{
    const dr_coded *d = &pg->p->documents[item->document];
    const dr_match *m = &d->matches[item->index];
    dr_html_open(&pg->h, "li", NULL);
    if (pg->quotes == DRAAD_QUOTES_FULL) {
        const dr_page_text *t = &pg->texts[item->document];
        dr_stretches words = {0};
        if (m->nevidence > 0 && !dr_vec_reserve(&words, m->nevidence))
            dr_html_note(&pg->h, dr_no_memory(pg->err));
        for (uint32_t i = 0; pg->h.status == DRAAD_OK && i < m->nevidence; i++)
            words.at[words.n++] = (dr_stretch){m->evidence_cp[2 * i].value, m->evidence_cp[2 * i + 1].value};
        const uint32_t start = m->start.value > 60 ? m->start.value - 60 : 0;
        open_quote(pg, NULL);
        if (t->is_there) {
            dr_html_text(&pg->h, DR_STR("\xE2\x80\xA6"));
            put_around(pg, dr_page_slice(t, start, m->start.value), start, NULL, 0);
        }
        dr_page_marked(pg, m->text, m->start.value, words.at, words.n);
        if (t->is_there) {
            put_around(pg, dr_page_slice(t, m->end.value, m->end.value + 60), m->end.value, NULL, 0);
            dr_html_text(&pg->h, DR_STR("\xE2\x80\xA6"));
        }
        dr_html_close(&pg->h);
        dr_vec_free(&words);
    }
    dr_html_open(&pg->h, "span", "why");
    dr_page_link_document(pg, item->document);
    dr_page_name(pg, d->id);
    dr_html_close(&pg->h);
    dr_html_text(&pg->h, SAY("; rule ", "; regel "));
    put_rule_link(pg, m->rule);
    dr_html_text(&pg->h, SAY("; blocked by ", "; geblokkeerd door "));
    dr_html_leaf(&pg->h, "code", NULL, m->blocked_by);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_blocked(dr_page *pg, uint32_t code)
{
    const size_t first = pg->blocked.first[code], last = pg->blocked.first[code + 1];
    if (first == last)
        return;
    dr_html_open(&pg->h, "details", NULL);
    dr_html_open(&pg->h, "summary", NULL);
    dr_html_text(&pg->h, SAY("Found, but blocked: ", "Gevonden, maar geblokkeerd: "));
    dr_page_number(pg, (double)(last - first));
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "ol", "list");
    for (size_t i = first; i < last; i++)
        put_blocked_match(pg, &pg->blocked.at[i]);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

void dr_page_code(dr_page *pg, uint32_t code)
{
    dr_html_open(&pg->h, "article", NULL);
    dr_html_putf(&pg->h, "id", "k%u", code + 1);
    dr_html_putf(&pg->h, "aria-labelledby", "k%u-h", code + 1);
    dr_html_open(&pg->h, pg->split ? "h1" : "h3", NULL);
    dr_html_putf(&pg->h, "id", "k%u-h", code + 1);
    dr_page_label(pg, code);
    dr_html_close(&pg->h);
    put_meaning(pg, code);
    put_documents(pg, code);
    put_below(pg, code);
    put_groups(pg, code);
    put_quotes(pg, code);
    put_rules(pg, code);
    put_segments(pg, code);
    put_blocked(pg, code);
    dr_page_meetings(pg, code);
    dr_html_close(&pg->h);
}
