/* SPDX-License-Identifier: Apache-2.0
 * output.c - messages, and strings as people and machines read them. */
#include "cli.h"
#include "lines.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

draad_str cli_str(const char *s)
{
    return (draad_str){s, strlen(s)};
}

const char *cli_say(const cli *c, const char *english, const char *dutch)
{
    return c->dutch ? dutch : english;
}

/* ---- Strings ----------------------------------------------------------------------------------------------- */

/* Bytes of the character at s[0]. */
static size_t step(draad_str s)
{
    size_t n = 1;
    while (n < s.len && ((unsigned char)s.data[n] & 0xC0) == 0x80)
        n++;
    return n;
}

static size_t put_columns(FILE *out, draad_str s, size_t width)
{
    size_t columns = 0;
    while (s.len > 0 && (width == 0 || columns < width)) {
        size_t n = step(s);
        unsigned char c = (unsigned char)s.data[0];
        if (c < 0x20 || c == 0x7F)
            fputc(' ', out);
        else
            fwrite(s.data, 1, n, out);
        columns += (c & 0xF8) == 0xF0 ? 2 : 1; /* emoji are two columns wide, near enough */
        s.data += n;
        s.len -= n;
    }
    return columns;
}

void cli_put_text(FILE *out, draad_str s, size_t width)
{
    put_columns(out, s, width);
}

void cli_put_padded(FILE *out, draad_str s, size_t width)
{
    for (size_t n = put_columns(out, s, width); n < width; n++)
        fputc(' ', out);
}

void cli_put_csv(FILE *out, draad_str s)
{
    bool plain = true;
    for (size_t i = 0; i < s.len; i++)
        plain = plain && strchr(",\"\r\n", s.data[i]) == NULL;
    if (plain) {
        fwrite(s.data, 1, s.len, out);
        return;
    }
    fputc('"', out);
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] == '"')
            fputc('"', out);
        fputc(s.data[i], out);
    }
    fputc('"', out);
}

void cli_put_json(FILE *out, draad_str s)
{
    char room[256];
    lines l = {.at = room, .room = sizeof room, .file = out};
    lines_put_json(&l, s);
    lines_write_all(&l);
}

/* ---- Messages ---------------------------------------------------------------------------------------------- */

void cli_message(void *ctx, draad_severity severity, const draad_error *m)
{
    static const char *const english[] = {"error", "warning", "note"}, *const dutch[] = {"fout", "waarschuwing",
                                                                                         "opmerking"};
    static const char *const colors[] = {"\033[31m", "\033[33m", "\033[36m"};
    cli *c = ctx;
    if (severity == DRAAD_ERROR)
        c->nerrors++;
    if (c->json_messages) {
        fprintf(stderr, "{\"severity\":\"%s\",\"file\":", english[severity]);
        cli_put_json(stderr, cli_str(m->place));
        fprintf(stderr, ",\"line\":%u,\"column\":%u,\"message\":", m->line, m->column);
        cli_put_json(stderr, cli_str(cli_say(c, m->message, m->message_nl)));
        fputs("}\n", stderr);
        return;
    }
    fputs(m->place[0] != '\0' ? m->place : "draad", stderr);
    if (m->line > 0)
        fprintf(stderr, ":%u", m->line);
    if (m->line > 0 && m->column > 0)
        fprintf(stderr, ":%u", m->column);
    fprintf(stderr, ": %s%s%s: %s\n", c->color ? colors[severity] : "", c->dutch ? dutch[severity] : english[severity],
            c->color ? "\033[0m" : "", cli_say(c, m->message, m->message_nl));
}

draad_report cli_report(cli *c)
{
    return (draad_report){cli_message, c};
}

void cli_tell(cli *c, const draad_error *err)
{
    cli_message(c, DRAAD_ERROR, err);
}

void cli_fail(cli *c, draad_status status, const char *english, const char *dutch, ...)
{
    draad_error err = {.status = status};
    char *message = c->dutch ? err.message_nl : err.message;
    va_list args;
    va_start(args, dutch);
    vsnprintf(message, sizeof err.message, cli_say(c, english, dutch), args);
    va_end(args);
    for (char *at = message; *at != '\0'; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            *at = '?'; /* a file name can hold anything */
    cli_tell(c, &err);
}

int cli_finish(cli *c, int status)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        cli_fail(c, DRAAD_E_IO, "cannot write to standard output: %s", "kan niet naar standaarduitvoer schrijven: %s",
                 strerror(errno));
        return status == EXIT_DONE ? EXIT_DIFFERENCE : status;
    }
    return status;
}

/* ---- Projects ---------------------------------------------------------------------------------------------- */

int cli_exit_of(const draad_project *p, draad_status s)
{
    switch (s) {
    case DRAAD_OK:
        return EXIT_DONE;
    case DRAAD_E_CODEBOOK:
        return EXIT_CODEBOOK;
    case DRAAD_E_CASES:
        return EXIT_NOTHING_READ;
    case DRAAD_E_USAGE:
        return EXIT_USAGE;
    case DRAAD_E_SOURCE:
    case DRAAD_E_IO:
        return p != NULL && draad_project_documents(p) == 0 ? EXIT_NOTHING_READ : EXIT_DIFFERENCE;
    default:
        return EXIT_DIFFERENCE;
    }
}

void cli_put_negation(const cli *c, draad_negation negation, draad_str cue)
{
    bool weak = negation == DRAAD_NEGATION_WEAK;
    printf("  <%s: ", weak ? cli_say(c, "weakened", "verzwakt") : cli_say(c, "negated", "ontkend"));
    cli_put_text(stdout, cue, 0);
    putchar('>');
}

int cli_project(cli *c, draad_project **out, size_t first_source, size_t nsources)
{
    draad_report report = cli_report(c);
    draad_project *p = *out = draad_project_new(&report);
    int status = EXIT_DONE;
    if (p == NULL || draad_project_set_reading(p, &c->reading) != DRAAD_OK) {
        cli_fail(c, DRAAD_E_MEMORY, "out of memory", "onvoldoende geheugen");
        return EXIT_DIFFERENCE;
    }
    for (size_t i = 0; i < c->ncodebooks; i++) { /* all of them, so that all errors are seen in one run */
        draad_status s = draad_project_add_codebook(p, c->codebooks[i]);
        if (s != DRAAD_OK)
            status = s == DRAAD_E_CODEBOOK ? EXIT_CODEBOOK : EXIT_DIFFERENCE;
    }
    if (status == EXIT_DONE && c->cases != NULL && draad_project_set_cases(p, c->cases) != DRAAD_OK)
        status = EXIT_NOTHING_READ;
    if (status == EXIT_DONE && c->lexicon != NULL && draad_project_set_lexicon(p, c->lexicon) != DRAAD_OK)
        status = EXIT_NOTHING_READ;
    for (size_t i = 0; i < nsources && status == EXIT_DONE; i++)
        (void)draad_project_add_source(p, c->names[first_source + i]); /* told, and known when it is coded */
    return status;
}
