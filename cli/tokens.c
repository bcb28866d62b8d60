/* SPDX-License-Identifier: Apache-2.0
 * tokens.c - `draad tokens`: what Draad sees in words, for people and for programs. */
#include "cli.h"
#include "lines.h"

#include <stdlib.h>
#include <string.h>

/* What is the same on every line of one spelling, up to its end. */
typedef struct known_word {
    ready fields;
    uint32_t cps; /* code points of its text */
} known_word;

typedef struct token_printer {
    const cli *c;
    const draad_document *doc;
    draad_str text;
    uint32_t sentence, index; /* so far */
    uint32_t first;           /* token of the sentence */
    draad_byte byte;          /* a place in the text; cp: the code points before it */
    counter cp, number;       /* number: index + 1 */
    ready document, place;    /* what lines of the document begin with; what those of the sentence have in common */
    char place_text[3 * LINES_STEP];
    known_word *known; /* by spelling */
    uint32_t nknown;
    lines out;
    char block[LINES_BLOCK + LINES_LINE];
} token_printer;

/* ---- Places ------------------------------------------------------------------------------------------------ */

static uint32_t code_points(draad_str text, draad_byte start, draad_byte end)
{
    uint32_t n = 0;
    for (draad_byte i = start; i < end; i++)
        n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return n;
}

/* Moves on to byte `at`, which is `cps` code points further. */
static void move_on(token_printer *tp, draad_byte at, uint32_t cps)
{
    counter_add(&tp->cp, cps);
    tp->byte = at;
}

/* Tokens come in order, so that this is a short way. */
static void move_far(token_printer *tp, draad_byte at)
{
    if (at < tp->byte) {
        counter_set(&tp->cp, 0);
        tp->byte = 0;
    }
    move_on(tp, at, code_points(tp->text, tp->byte, at));
}

static inline void move_to(token_printer *tp, draad_byte at)
{
    if (at == tp->byte + 1 && (unsigned char)tp->text.data[tp->byte] < 0x80) /* a space */
        move_on(tp, at, 1);
    else if (at != tp->byte)
        move_far(tp, at);
}

/* ---- Lines of JSON ----------------------------------------------------------------------------------------- */

static void put_field(lines *l, const char *name, size_t len, draad_str value)
{
    if (value.len == 0)
        return;
    lines_put(l, name, len);
    lines_put_json(l, value);
}
#define PUT_FIELD(l, name, value) put_field((l), ",\"" name "\":", sizeof(name) + 3, (value))

#define END  ",\"end\":"
#define LAST "}\n"

static void put_document(lines *l, const token_printer *tp)
{
    LINES_PUT(l, "{\"document\":");
    lines_put_json(l, draad_document_id(tp->doc));
    LINES_PUT(l, ",\"token\":");
}

static void put_place(lines *l, const draad_token *t)
{
    LINES_PUT(l, ",\"sentence\":");
    lines_put_number(l, t->sentence + 1);
    LINES_PUT(l, ",\"turn\":");
    lines_put_number(l, t->turn + 1);
    LINES_PUT(l, ",\"start\":");
}

static void put_word(lines *l, const token_printer *tp, const draad_token *t)
{
    LINES_PUT(l, ",\"text\":");
    lines_put_json(l, cli_part(tp->text, t->range.start, t->range.end));
    PUT_FIELD(l, "kind", t->kind);
    PUT_FIELD(l, "norm", t->norm);
    PUT_FIELD(l, "lemma", t->lemma);
    PUT_FIELD(l, "readings", t->readings);
    PUT_FIELD(l, "parts", t->parts);
}

/* What the token has from its sentence, and the end of the line. */
static void put_context(lines *l, const draad_token *t)
{
    PUT_FIELD(l, "verb", t->verb);
    if (t->partner != DRAAD_NONE) {
        LINES_PUT(l, ",\"partner\":");
        lines_put_number(l, t->partner + 1);
        if (t->is_particle)
            LINES_PUT(l, ",\"particle\":true");
        if (t->is_sure)
            LINES_PUT(l, ",\"sure\":true");
        else
            LINES_PUT(l, ",\"sure\":false");
    }
    PUT_FIELD(l, "negated_by", t->cue);
    PUT_FIELD(l, "negation", cli_str(draad_negation_name(t->negation)));
    LINES_PUT(l, LAST);
}

static bool has_context(const draad_token *t)
{
    return t->partner != DRAAD_NONE || t->cue.len > 0;
}

static void learn_word(token_printer *tp, const draad_token *t)
{
    char room[LINES_READY_MAX];
    lines l = {.at = room, .room = sizeof room};
    if (t->spelling >= tp->nknown) {
        uint32_t more = 2 * t->spelling + 256;
        known_word *known = realloc(tp->known, more * sizeof *known);
        if (known == NULL)
            return;
        memset(known + tp->nknown, 0, (more - tp->nknown) * sizeof *known);
        tp->known = known;
        tp->nknown = more;
    }
    put_word(&l, tp, t);
    LINES_PUT(&l, LAST);
    ready_keep(&tp->known[t->spelling].fields, &l);
    tp->known[t->spelling].cps = code_points(tp->text, t->range.start, t->range.end);
}

static bool is_known(const token_printer *tp, const draad_token *t)
{
    return t->spelling < tp->nknown && tp->known[t->spelling].fields.text != NULL;
}

static void begin_document(token_printer *tp)
{
    char room[LINES_READY_MAX];
    lines l = {.at = room, .room = sizeof room};
    put_document(&l, tp);
    ready_keep(&tp->document, &l);
}

static void begin_sentence(token_printer *tp, const draad_token *t)
{
    lines l = {.at = tp->place_text, .room = sizeof tp->place_text - LINES_STEP};
    put_place(&l, t);
    tp->place = (ready){tp->place_text, l.n};
    tp->sentence = t->sentence;
}

/* A token of which not all is ready-made. */
static void put_other_token(token_printer *tp, const draad_token *t)
{
    lines *l = &tp->out;
    put_document(l, tp);
    lines_put_counter(l, &tp->number);
    put_place(l, t);
    move_to(tp, t->range.start);
    lines_put_counter(l, &tp->cp);
    LINES_PUT(l, END);
    move_to(tp, t->range.end);
    lines_put_counter(l, &tp->cp);
    put_word(l, tp, t);
    put_context(l, t);
}

static void put_known_token(token_printer *tp, const draad_token *t, const known_word *word, char *to)
{
    to = copy_ready(to, &tp->document);
    to = copy_counter(to, &tp->number);
    to = copy_ready(to, &tp->place);
    move_to(tp, t->range.start);
    to = copy_counter(to, &tp->cp);
    memcpy(to, END, sizeof END - 1);
    to += sizeof END - 1;
    move_on(tp, t->range.end, word->cps);
    to = copy_counter(to, &tp->cp);
    to = copy_ready(to, &word->fields);
    tp->out.n = (size_t)(to - tp->out.at);
    if (has_context(t)) {
        tp->out.n -= sizeof LAST - 1;
        put_context(&tp->out, t);
    }
}

static void put_token_json(token_printer *tp, const draad_token *t)
{
    char *to = NULL;
    counter_add(&tp->number, 1);
    if (t->sentence != tp->sentence || tp->place.text == NULL)
        begin_sentence(tp, t);
    if (!is_known(tp, t))
        learn_word(tp, t);
    const known_word *word = is_known(tp, t) && tp->document.text != NULL ? &tp->known[t->spelling] : NULL;
    if (word != NULL)
        to = lines_room(&tp->out, tp->document.n + tp->place.n + word->fields.n + LINES_STEP + 3 * LINES_DIGITS);
    if (to != NULL)
        put_known_token(tp, t, word, to);
    else
        put_other_token(tp, t);
}

/* ---- CoNLL-U ----------------------------------------------------------------------------------------------- */

/* One line: what would end a field or a line is a space; "_" when there is nothing. */
static void put_cell(lines *l, draad_str s)
{
    if (s.len == 0)
        LINES_PUT(l, "_");
    for (size_t i = 0; i < s.len; i++) {
        size_t start = i;
        while (i < s.len && s.data[i] != '\t' && s.data[i] != '\n')
            i++;
        lines_put(l, s.data + start, i - start);
        if (i < s.len)
            LINES_PUT(l, " ");
    }
}

static void put_text(lines *l, const char *s)
{
    lines_put(l, s, strlen(s));
}

/* A value of the last column: "|" and "=" mean something there. */
static void put_misc(lines *l, const char *name, draad_str value)
{
    if (value.len == 0)
        return;
    LINES_PUT(l, "|");
    put_text(l, name);
    LINES_PUT(l, "=");
    for (size_t i = 0; i < value.len; i++) {
        char c = value.data[i];
        c = c == ' ' ? ',' : strchr("\t\n|=", c) != NULL ? '_' : c;
        lines_put(l, &c, 1);
    }
}

/* The universal class, as far as a reading tells. */
static const char *upos_of(const draad_token *t)
{
    static const struct {
        const char *kind, *upos;
    } kinds[] = {{"number", "NUM"},        {"punctuation", "PUNCT"}, {"filler", "INTJ"},
                 {"placeholder", "PROPN"}, {"other", "SYM"},         {"address", "SYM"},
                 {"time", "NUM"},          {"comment", "X"},         {"elision", "X"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (t->kind.len == strlen(kinds[i].kind) && memcmp(t->kind.data, kinds[i].kind, t->kind.len) == 0)
            return kinds[i].upos;
    const char *slash = memchr(t->readings.data, '/', t->readings.len);
    char letter = slash != NULL ? slash[1] : '\0';
    return letter == 'N' ? "NOUN" : letter == 'V' ? "VERB" : letter == 'A' ? "ADJ" : "_";
}

static void put_sentence(token_printer *tp, const draad_token *t)
{
    lines *l = &tp->out;
    draad_unit_info unit = draad_document_unit(tp->doc, DRAAD_UNIT_SENTENCE, t->sentence);
    put_text(l, tp->index > 0 ? "\n# sent_id = " : "# sent_id = ");
    put_cell(l, draad_document_id(tp->doc));
    LINES_PUT(l, "-");
    lines_put_number(l, t->sentence + 1);
    LINES_PUT(l, "\n# text = ");
    put_cell(l, cli_part(tp->text, unit.range.start, unit.range.end));
    if (unit.speaker.len > 0) {
        LINES_PUT(l, "\n# speaker = ");
        put_cell(l, unit.speaker);
    }
    LINES_PUT(l, "\n");
    tp->sentence = t->sentence;
    tp->first = tp->index;
}

/* The places of a token: the last column begins with them. */
static void put_range(token_printer *tp, draad_range r)
{
    lines *l = &tp->out;
    LINES_PUT(l, "\t_\t_\t_\t_\t_\tBytes=");
    lines_put_number(l, r.start);
    LINES_PUT(l, "-");
    lines_put_number(l, r.end);
    LINES_PUT(l, "|Chars=");
    move_to(tp, r.start);
    lines_put_counter(l, &tp->cp);
    LINES_PUT(l, "-");
    move_to(tp, r.end);
    lines_put_counter(l, &tp->cp);
}

static void put_token_conllu(token_printer *tp, const draad_token *t)
{
    lines *l = &tp->out;
    draad_str written = cli_part(tp->text, t->range.start, t->range.end);
    bool is_verb = t->verb.len > 0 && !t->is_particle;
    bool joined = t->range.end < tp->text.len && strchr(" \t\n", tp->text.data[t->range.end]) == NULL;
    if (t->sentence != tp->sentence)
        put_sentence(tp, t);
    lines_put_number(l, tp->index - tp->first + 1);
    LINES_PUT(l, "\t");
    put_cell(l, written);
    LINES_PUT(l, "\t");
    put_cell(l, is_verb ? t->verb : t->lemma.len > 0 ? t->lemma : written);
    LINES_PUT(l, "\t");
    put_text(l, upos_of(t));
    put_range(tp, t->range);
    LINES_PUT(l, "|Kind=");
    put_cell(l, t->kind);
    if (joined)
        LINES_PUT(l, "|SpaceAfter=No");
    put_misc(l, "Norm", t->norm);
    put_misc(l, "Readings", t->readings);
    put_misc(l, "Parts", t->parts);
    if (t->verb.len > 0) {
        put_misc(l, t->is_particle ? "ParticleOf" : "Verb", t->verb);
        LINES_PUT(l, "|With=");
        lines_put_number(l, t->partner - tp->first + 1);
        put_text(l, t->is_sure ? "|Sure=Yes" : "|Sure=No");
    }
    put_misc(l, "NegatedBy", t->cue);
    put_misc(l, "Negation", cli_str(draad_negation_name(t->negation)));
    LINES_PUT(l, "\n");
}

/* ---- For people -------------------------------------------------------------------------------------------- */

static void put_token_table(token_printer *tp, const draad_token *t)
{
    draad_str none = {"", 0};
    if (t->sentence != tp->sentence) {
        draad_unit_info unit = draad_document_unit(tp->doc, DRAAD_UNIT_SENTENCE, t->sentence);
        fputs(tp->index > 0 ? "\n" : "", stdout);
        cli_put_text(stdout, draad_document_id(tp->doc), 0);
        printf("  %s %u  ", cli_say(tp->c, "sentence", "zin"), t->sentence + 1);
        cli_put_text(stdout, unit.speaker, 0);
        fputc('\n', stdout);
        tp->sentence = t->sentence;
    }
    printf("%5u  ", tp->index + 1);
    cli_put_padded(stdout, cli_part(tp->text, t->range.start, t->range.end), 22);
    fputs("  ", stdout);
    bool word = t->kind.len == 4 && memcmp(t->kind.data, "word", 4) == 0;
    cli_put_padded(stdout, word ? t->lemma : none, 22);
    fputs("  ", stdout);
    cli_put_text(stdout, word ? t->readings : t->kind, 0);
    if (t->parts.len > 0) {
        fputs("  ", stdout);
        cli_put_text(stdout, t->parts, 0);
    }
    if (t->verb.len > 0) {
        fputs("  = ", stdout);
        cli_put_text(stdout, t->verb, 0);
        printf(" (%u)", t->partner + 1);
    }
    if (t->cue.len > 0)
        cli_put_negation(tp->c, t->negation, t->cue);
    fputc('\n', stdout);
}

/* ---- All --------------------------------------------------------------------------------------------------- */

static void put_token(void *ctx, const draad_token *t)
{
    token_printer *tp = ctx;
    if (tp->c->format == FORMAT_CONLLU)
        put_token_conllu(tp, t);
    else if (tp->c->format == FORMAT_TABLE)
        put_token_table(tp, t);
    else
        put_token_json(tp, t);
    tp->index++;
}

static draad_status put_tokens(cli *c, const draad_document *doc, draad_error *err)
{
    token_printer tp;
    memset(&tp, 0, offsetof(token_printer, block));
    tp.c = c;
    tp.doc = doc;
    tp.text = draad_document_text(doc);
    tp.sentence = DRAAD_NONE;
    tp.out = (lines){.at = tp.block, .room = sizeof tp.block, .file = stdout};
    counter_set(&tp.cp, 0);
    counter_set(&tp.number, 0);
    begin_document(&tp);
    draad_status s = draad_document_tokens(doc, put_token, &tp, err);
    if (c->format == FORMAT_CONLLU && tp.index > 0)
        LINES_PUT(&tp.out, "\n");
    lines_write_all(&tp.out);
    for (uint32_t i = 0; i < tp.nknown; i++)
        ready_free(&tp.known[i].fields);
    free(tp.known);
    ready_free(&tp.document);
    return s;
}

int cli_tokens(cli *c)
{
    if (c->format != FORMAT_TABLE)
        setvbuf(stdout, NULL, _IONBF, 0); /* whole blocks are written, which are gathered here */
    return cli_each_source(c, put_tokens);
}
