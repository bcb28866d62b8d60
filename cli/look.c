/* SPDX-License-Identifier: Apache-2.0
 * look.c - `draad find` and `draad text`: looking at sources. */
#include "cli.h"

#include <string.h>

draad_str cli_part(draad_str text, draad_byte start, draad_byte end)
{
    return (draad_str){text.data + start, end - start};
}

void cli_put_field(const char *name, draad_str value)
{
    if (value.len == 0)
        return;
    printf(",\"%s\":", name);
    cli_put_json(stdout, value);
}

/* ---- find -------------------------------------------------------------------------------------------------- */

typedef struct finder_state {
    const cli *c;
    size_t n;
} finder_state;

static void put_found_json(const draad_found *f)
{
    fputs("{\"document\":", stdout);
    cli_put_json(stdout, f->document);
    printf(",\"start\":%u,\"end\":%u,\"turn\":%u,\"sentence\":%u,\"speaker\":", f->start.value, f->end.value, f->turn,
           f->sentence_number);
    cli_put_json(stdout, f->speaker);
    fputs(",\"negated_by\":", stdout);
    cli_put_json(stdout, f->negated_by);
    fputs(",\"negation\":", stdout);
    cli_put_json(stdout, cli_str(draad_negation_name(f->negation)));
    fputs(",\"words\":[", stdout);
    for (size_t i = 0; i < f->nevidence; i++) {
        fputs(i > 0 ? "," : "", stdout);
        cli_put_json(stdout, cli_part(f->text, f->evidence[i].start, f->evidence[i].end));
    }
    fputs("],\"text\":", stdout);
    cli_put_json(stdout, cli_part(f->text, f->sentence.start, f->sentence.end));
    fputs("}", stdout);
}

/* The sentence with the matched words in brackets. */
static void put_found(void *ctx, const draad_found *f)
{
    finder_state *finder = ctx;
    if (finder->c->format != FORMAT_TABLE) {
        if (finder->c->format == FORMAT_JSON)
            fputs(finder->n > 0 ? ",\n " : "", stdout);
        put_found_json(f);
        if (finder->c->format == FORMAT_JSONL)
            fputc('\n', stdout);
        finder->n++;
        return;
    }
    finder->n++;
    cli_put_text(stdout, f->document, 0);
    printf(":%u ", f->turn);
    cli_put_text(stdout, f->speaker, 0);
    fputs(f->speaker.len > 0 ? ": " : "", stdout);
    draad_byte at = f->sentence.start;
    for (size_t i = 0; i < f->nevidence; i++) {
        cli_put_text(stdout, cli_part(f->text, at, f->evidence[i].start), 0);
        fputs("[", stdout);
        cli_put_text(stdout, cli_part(f->text, f->evidence[i].start, f->evidence[i].end), 0);
        fputs("]", stdout);
        at = f->evidence[i].end;
    }
    cli_put_text(stdout, cli_part(f->text, at, f->sentence.end), 0);
    if (f->negated_by.len > 0) {
        putchar(' ');
        cli_put_negation(finder->c, f->negation, f->negated_by);
    }
    fputc('\n', stdout);
}

int cli_find(cli *c)
{
    draad_project *p = NULL;
    draad_error err = {0};
    finder_state f = {c, 0};
    if (c->nnames < 2) {
        cli_fail(c, DRAAD_E_USAGE, "find needs a rule and a source; for example: draad find 'loslaten' interviews",
                 "find vraagt een regel en een bron; bijvoorbeeld: draad find 'loslaten' interviews");
        return EXIT_USAGE;
    }
    int status = cli_project(c, &p, 1, c->nnames - 1);
    if (status == EXIT_DONE) {
        if (c->format == FORMAT_JSON)
            fputs("[", stdout);
        draad_status s = draad_project_find(p, cli_str(c->names[0]), c->all_speakers, put_found, &f, &err);
        if (c->format == FORMAT_JSON)
            puts("]");
        if (s == DRAAD_E_CODEBOOK) {
            cli_tell(c, &err);
            status = EXIT_USAGE;
        } else {
            status = cli_exit_of(p, s);
        }
        if (status != EXIT_USAGE && !c->quiet && c->format == FORMAT_TABLE)
            fprintf(stderr, cli_say(c, "found: %zu; documents: %zu\n", "gevonden: %zu; documenten: %zu\n"), f.n,
                    draad_project_documents(p));
    }
    draad_project_free(p);
    return status;
}

/* ---- text -------------------------------------------------------------------------------------------------- */

static void put_turn(const cli *c, const draad_document *doc, size_t i)
{
    draad_unit_info turn = draad_document_unit(doc, DRAAD_UNIT_TURN, i);
    draad_str words = cli_part(draad_document_text(doc), turn.range.start, turn.range.end);
    if (c->format != FORMAT_TABLE) {
        fputs("{\"document\":", stdout);
        cli_put_json(stdout, draad_document_id(doc));
        printf(",\"turn\":%zu,\"start\":%u,\"end\":%u", i + 1, draad_document_cp(doc, turn.range.start).value,
               draad_document_cp(doc, turn.range.end).value);
        cli_put_field("time", turn.time);
        cli_put_field("speaker", turn.speaker);
        cli_put_field("role", turn.role);
        printf(",\"words\":%u}\n", turn.nwords);
        return;
    }
    printf("%5zu  ", i + 1);
    cli_put_padded(stdout, turn.time, 9);
    fputs("  ", stdout);
    cli_put_padded(stdout, turn.speaker, 16);
    fputs("  ", stdout);
    cli_put_padded(stdout, turn.role, 12);
    printf("  %5u  ", turn.nwords);
    cli_put_text(stdout, words, 48);
    fputc('\n', stdout);
}

static void put_annotation(const cli *c, const draad_document *doc, size_t i)
{
    draad_annotation a = draad_document_annotation(doc, i);
    draad_str text = draad_document_text(doc);
    bool is_note = a.kind == DRAAD_ANNOTATION_FOOTNOTE || a.kind == DRAAD_ANNOTATION_ENDNOTE;
    draad_str about = cli_part(text, a.range.start, a.range.end);
    draad_str says = is_note ? cli_part(text, a.note.start, a.note.end) : a.text;
    uint32_t start = draad_document_cp(doc, a.range.start).value, end = draad_document_cp(doc, a.range.end).value;
    if (c->format != FORMAT_TABLE) {
        fputs("{\"document\":", stdout);
        cli_put_json(stdout, draad_document_id(doc));
        printf(",\"kind\":\"%s\",\"start\":%u,\"end\":%u", draad_annotation_name(a.kind), start, end);
        cli_put_field("author", a.author);
        cli_put_field("date", a.date);
        cli_put_field("text", says);
        cli_put_field("about", about);
        puts("}");
        return;
    }
    printf("%6u-%-6u  ", start, end);
    cli_put_padded(stdout, cli_str(draad_annotation_name(a.kind)), 8);
    fputs("  ", stdout);
    cli_put_padded(stdout, a.author, 14);
    fputs("  ", stdout);
    cli_put_padded(stdout, about, 24);
    fputs("  ", stdout);
    cli_put_text(stdout, says, 48);
    fputc('\n', stdout);
}

static draad_status put_text(cli *c, const draad_document *doc, draad_error *err)
{
    draad_str text = draad_document_text(doc), name, value;
    (void)err;
    for (size_t i = 0; c->annotations && i < draad_document_annotations(doc); i++)
        put_annotation(c, doc, i);
    if (c->annotations)
        return DRAAD_OK;
    if (!c->turns) {
        fwrite(text.data, 1, text.len, stdout);
        return DRAAD_OK;
    }
    for (size_t i = 0; i < draad_document_attributes(doc) && c->format == FORMAT_TABLE; i++) {
        draad_document_attribute(doc, i, &name, &value);
        fputs("       ", stdout);
        cli_put_text(stdout, name, 0);
        fputs(": ", stdout);
        cli_put_text(stdout, value, 0);
        fputc('\n', stdout);
    }
    for (size_t i = 0; i < draad_document_units(doc, DRAAD_UNIT_TURN); i++)
        put_turn(c, doc, i);
    return DRAAD_OK;
}

/* ---- One source after the other ----------------------------------------------------------------------------- */

int cli_each_source(cli *c, cli_shower *show)
{
    draad_report report = cli_report(c);
    size_t nread = 0;
    int status = EXIT_DONE;
    if (c->nnames == 0) {
        cli_fail(c, DRAAD_E_USAGE, "%s needs a source; for example: draad %s anna.txt",
                 "%s vraagt een bron; bijvoorbeeld: draad %s anna.txt", c->command, c->command);
        return EXIT_USAGE;
    }
    if (c->lexicon != NULL && draad_lexicon_read(c->lexicon, &report, &c->words) != DRAAD_OK)
        return EXIT_NOTHING_READ;
    c->reading.lexicon = c->words;
    for (size_t i = 0; i < c->nnames; i++) {
        draad_document *doc = NULL;
        draad_error err = {0};
        draad_status s = draad_document_read(c->names[i], &c->reading, &report, &doc, &err);
        if (s == DRAAD_OK) {
            nread++;
            s = show(c, doc, &err);
        }
        if (s != DRAAD_OK) {
            cli_tell(c, &err);
            status = EXIT_DIFFERENCE;
        }
        draad_document_free(doc);
    }
    return nread == 0 ? EXIT_NOTHING_READ : status;
}

int cli_text(cli *c)
{
    c->reading.only_text = !c->turns && !c->annotations;
    return cli_each_source(c, put_text);
}
