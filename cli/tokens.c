/* SPDX-License-Identifier: Apache-2.0
 * tokens.c - `draad tokens`: what Draad sees in words, for people and for programs. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 65536 };

/* What is the same on every line of one spelling, ready-made. */
typedef struct known_word {
    char *text;
    size_t n;
} known_word;

typedef struct token_printer {
    const cli *c;
    const draad_document *doc;
    uint32_t sentence, index, turn; /* so far */
    uint32_t first;                 /* token of the sentence */
    draad_byte byte;                /* a place in the text, and its code points */
    uint32_t cp;
    known_word *known; /* by spelling */
    uint32_t nknown;
    size_t n, nflushed; /* bytes in line; how often it was written */
    char line[LINE_MAX_BYTES];
} token_printer;

/* ---- Lines of JSON ----------------------------------------------------------------------------------------- */

static void flush_line(token_printer *tp)
{
    fwrite(tp->line, 1, tp->n, stdout);
    tp->n = 0;
    tp->nflushed++;
}

static void put_bytes(token_printer *tp, const char *s, size_t n)
{
    if (n > sizeof tp->line - tp->n)
        flush_line(tp);
    if (n > sizeof tp->line) {
        fwrite(s, 1, n, stdout);
        return;
    }
    memcpy(tp->line + tp->n, s, n);
    tp->n += n;
}
#define PUT(tp, literal) put_bytes((tp), (literal), sizeof(literal) - 1)

static void put_number(token_printer *tp, uint32_t value)
{
    char digits[10];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    put_bytes(tp, digits + at, sizeof digits - at);
}

static void put_string(token_printer *tp, draad_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) {
            flush_line(tp);
            cli_put_json(stdout, s);
            return;
        }
    }
    PUT(tp, "\"");
    put_bytes(tp, s.data, s.len);
    PUT(tp, "\"");
}

static void put_field(token_printer *tp, const char *name, size_t len, draad_str value)
{
    if (value.len == 0)
        return;
    put_bytes(tp, name, len);
    put_string(tp, value);
}
#define PUT_FIELD(tp, name, value) put_field((tp), ",\"" name "\":", sizeof(name) + 3, (value))

/* Code points before `at`; tokens come in order. */
static uint32_t cp_of(token_printer *tp, draad_byte at)
{
    draad_str text = draad_document_text(tp->doc);
    if (at < tp->byte)
        tp->byte = tp->cp = 0;
    uint32_t cp = tp->cp;
    for (draad_byte i = tp->byte; i < at; i++)
        cp += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    tp->byte = at > tp->byte ? at : tp->byte;
    tp->cp = cp;
    return cp;
}

static void put_fields_of_word(token_printer *tp, const draad_token *t)
{
    PUT(tp, ",\"text\":");
    put_string(tp, cli_part(draad_document_text(tp->doc), t->range.start, t->range.end));
    PUT_FIELD(tp, "kind", t->kind);
    PUT_FIELD(tp, "norm", t->norm);
    PUT_FIELD(tp, "lemma", t->lemma);
    PUT_FIELD(tp, "readings", t->readings);
    PUT_FIELD(tp, "parts", t->parts);
}

/* Keeps what stands in the line for the next time; without memory it is written anew each time. */
static void keep_word(token_printer *tp, uint32_t spelling)
{
    if (spelling >= tp->nknown) {
        uint32_t room = 2 * spelling + 256;
        known_word *more = realloc(tp->known, room * sizeof *more);
        if (more == NULL)
            return;
        memset(more + tp->nknown, 0, (room - tp->nknown) * sizeof *more);
        tp->known = more;
        tp->nknown = room;
    }
    char *copy = malloc(tp->n);
    if (copy != NULL)
        tp->known[spelling] = (known_word){memcpy(copy, tp->line, tp->n), tp->n};
}

static void put_word_json(token_printer *tp, const draad_token *t)
{
    if (t->spelling < tp->nknown && tp->known[t->spelling].text != NULL) {
        put_bytes(tp, tp->known[t->spelling].text, tp->known[t->spelling].n);
        return;
    }
    bool keep = t->spelling != DRAAD_NONE;
    if (keep)
        flush_line(tp);
    size_t nflushed = tp->nflushed;
    put_fields_of_word(tp, t);
    if (keep && tp->nflushed == nflushed) /* whole in the line */
        keep_word(tp, t->spelling);
}

static void put_token_json(token_printer *tp, const draad_token *t)
{
    PUT(tp, "{\"document\":");
    put_string(tp, draad_document_id(tp->doc));
    PUT(tp, ",\"token\":");
    put_number(tp, tp->index + 1);
    PUT(tp, ",\"sentence\":");
    put_number(tp, t->sentence + 1);
    PUT(tp, ",\"turn\":");
    put_number(tp, t->turn + 1);
    PUT(tp, ",\"start\":");
    put_number(tp, cp_of(tp, t->range.start));
    PUT(tp, ",\"end\":");
    put_number(tp, cp_of(tp, t->range.end));
    put_word_json(tp, t);
    PUT_FIELD(tp, "verb", t->verb);
    if (t->partner != DRAAD_NONE) {
        PUT(tp, ",\"partner\":");
        put_number(tp, t->partner + 1);
        if (t->is_particle)
            PUT(tp, ",\"particle\":true");
        if (t->is_sure)
            PUT(tp, ",\"sure\":true");
        else
            PUT(tp, ",\"sure\":false");
    }
    PUT_FIELD(tp, "negated_by", t->cue);
    PUT_FIELD(tp, "negation", cli_str(draad_negation_name(t->negation)));
    PUT(tp, "}\n");
}

/* ---- CoNLL-U ----------------------------------------------------------------------------------------------- */

/* One line: what would end a field or a line is a space; "_" when there is nothing. */
static void put_cell(draad_str s)
{
    if (s.len == 0)
        putchar('_');
    for (size_t i = 0; i < s.len; i++)
        putchar(s.data[i] == '\t' || s.data[i] == '\n' ? ' ' : s.data[i]);
}

/* A value of the last column: "|" and "=" mean something there. */
static void put_misc(const char *name, draad_str value)
{
    if (value.len == 0)
        return;
    printf("|%s=", name);
    for (size_t i = 0; i < value.len; i++)
        putchar(value.data[i] == ' ' ? ',' : strchr("\t\n|=", value.data[i]) != NULL ? '_' : value.data[i]);
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

static void put_sentence(const token_printer *tp, const draad_token *t)
{
    draad_unit_info unit = draad_document_unit(tp->doc, DRAAD_UNIT_SENTENCE, t->sentence);
    fputs(tp->index > 0 ? "\n# sent_id = " : "# sent_id = ", stdout);
    put_cell(draad_document_id(tp->doc));
    printf("-%u\n# text = ", t->sentence + 1);
    put_cell(cli_part(draad_document_text(tp->doc), unit.range.start, unit.range.end));
    if (unit.speaker.len > 0) {
        fputs("\n# speaker = ", stdout);
        put_cell(unit.speaker);
    }
    putchar('\n');
}

static void put_token_conllu(token_printer *tp, const draad_token *t)
{
    draad_str text = draad_document_text(tp->doc);
    if (t->sentence != tp->sentence) {
        put_sentence(tp, t);
        tp->sentence = t->sentence;
        tp->first = tp->index;
    }
    printf("%u\t", tp->index - tp->first + 1);
    put_cell(cli_part(text, t->range.start, t->range.end));
    putchar('\t');
    bool is_verb = t->verb.len > 0 && !t->is_particle;
    put_cell(is_verb ? t->verb : t->lemma.len > 0 ? t->lemma : cli_part(text, t->range.start, t->range.end));
    bool joined = t->range.end < text.len && strchr(" \t\n", text.data[t->range.end]) == NULL;
    printf("\t%s\t_\t_\t_\t_\t_\tBytes=%u-%u|Chars=%u-%u|Kind=", upos_of(t), t->range.start, t->range.end,
           cp_of(tp, t->range.start), cp_of(tp, t->range.end));
    put_cell(t->kind);
    if (joined)
        fputs("|SpaceAfter=No", stdout);
    put_misc("Norm", t->norm);
    put_misc("Readings", t->readings);
    put_misc("Parts", t->parts);
    if (t->verb.len > 0) {
        put_misc(t->is_particle ? "ParticleOf" : "Verb", t->verb);
        printf("|With=%u|Sure=%s", t->partner - tp->first + 1, t->is_sure ? "Yes" : "No");
    }
    put_misc("NegatedBy", t->cue);
    put_misc("Negation", cli_str(draad_negation_name(t->negation)));
    putchar('\n');
    tp->index++;
}

/* ---- All --------------------------------------------------------------------------------------------------- */

static void put_token(void *ctx, const draad_token *t)
{
    token_printer *tp = ctx;
    draad_str none = {"", 0};
    if (tp->c->format == FORMAT_CONLLU) {
        put_token_conllu(tp, t);
        return;
    }
    if (tp->c->format != FORMAT_TABLE) {
        put_token_json(tp, t);
        tp->index++;
        return;
    }
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
    cli_put_padded(stdout, cli_part(draad_document_text(tp->doc), t->range.start, t->range.end), 22);
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
    tp->index++;
}

static draad_status put_tokens(cli *c, const draad_document *doc, draad_error *err)
{
    token_printer tp = {.c = c, .doc = doc, .sentence = DRAAD_NONE, .turn = DRAAD_NONE};
    draad_status s = draad_document_tokens(doc, put_token, &tp, err);
    flush_line(&tp);
    for (uint32_t i = 0; i < tp.nknown; i++)
        free(tp.known[i].text);
    free(tp.known);
    if (c->format == FORMAT_CONLLU && tp.index > 0)
        putchar('\n');
    return s;
}

int cli_tokens(cli *c)
{
    return cli_each_source(c, put_tokens);
}
