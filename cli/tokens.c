/* SPDX-License-Identifier: Apache-2.0
 * tokens.c - `draad tokens`: what Draad sees in words, for people and for programs. */
#include "cli.h"

#include <string.h>

typedef struct token_printer {
    const cli *c;
    const draad_document *doc;
    uint32_t sentence, index, turn; /* so far */
    uint32_t first;                 /* token of the sentence */
} token_printer;

static void put_token_json(const token_printer *tp, const draad_token *t)
{
    fputs("{\"document\":", stdout);
    cli_put_json(stdout, draad_document_id(tp->doc));
    printf(",\"token\":%u,\"sentence\":%u,\"turn\":%u,\"start\":%u,\"end\":%u,\"text\":", tp->index + 1,
           t->sentence + 1, t->turn + 1, draad_document_cp(tp->doc, t->range.start).value,
           draad_document_cp(tp->doc, t->range.end).value);
    cli_put_json(stdout, cli_part(draad_document_text(tp->doc), t->range.start, t->range.end));
    cli_put_field("kind", t->kind);
    cli_put_field("norm", t->norm);
    cli_put_field("lemma", t->lemma);
    cli_put_field("readings", t->readings);
    cli_put_field("parts", t->parts);
    cli_put_field("verb", t->verb);
    if (t->partner != DRAAD_NONE)
        printf(",\"partner\":%u", t->partner + 1);
    cli_put_field("negated_by", t->cue);
    puts("}");
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
           draad_document_cp(tp->doc, t->range.start).value, draad_document_cp(tp->doc, t->range.end).value);
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
    if (t->cue.len > 0) {
        fputs(cli_say(tp->c, "  <negated: ", "  <ontkend: "), stdout);
        cli_put_text(stdout, t->cue, 0);
        fputs(">", stdout);
    }
    fputc('\n', stdout);
    tp->index++;
}

static draad_status put_tokens(cli *c, const draad_document *doc, draad_error *err)
{
    token_printer tp = {.c = c, .doc = doc, .sentence = DRAAD_NONE, .turn = DRAAD_NONE};
    draad_status s = draad_document_tokens(doc, put_token, &tp, err);
    if (c->format == FORMAT_CONLLU && tp.index > 0)
        putchar('\n');
    return s;
}

int cli_tokens(cli *c)
{
    return cli_each_source(c, put_tokens);
}
