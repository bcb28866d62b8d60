/* SPDX-License-Identifier: Apache-2.0
 * code.c - `draad code`: codes sources, writes the result folder, and says in a few lines what came of it. */
#define _POSIX_C_SOURCE 200809L
#include "cli.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    PAIRS_SHOWN = 5,
    LABEL_WIDTH = 44,
    PAGE_CODINGS_MAX =
        100000 /* a page of more takes longer than the coding, and nobody reads it: only when asked for */
};

/* ---- Progress ---------------------------------------------------------------------------------------------- */

typedef struct progress {
    struct timespec start;
    bool shown;
} progress;

static void show_progress(void *ctx, size_t ndone, size_t nall)
{
    progress *p = ctx;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec - p->start.tv_sec < 1 && !p->shown)
        return;
    p->shown = true;
    fprintf(stderr, "\r%zu / %zu", ndone, nall);
    if (ndone == nall)
        fputs("\r\033[K", stderr);
}

/* ---- Summary ----------------------------------------------------------------------------------------------- */

static void put_codes(const cli *c, const draad_project *p)
{
    printf("%s%-*s %9s %10s %6s\n", "", LABEL_WIDTH, cli_say(c, "code", "code"), cli_say(c, "segments", "segmenten"),
           cli_say(c, "documents", "documenten"), cli_say(c, "cases", "cases"));
    for (size_t i = 0; i < draad_project_codes(p); i++) {
        draad_code_info info = draad_project_code_info(p, i);
        size_t indent = 2 * (info.level - 1);
        printf("%*s", (int)indent, "");
        bool heading = i + 1 < draad_project_codes(p) && draad_project_code_info(p, i + 1).level > info.level &&
                       info.nsegments == 0;
        if (heading)
            cli_put_text(stdout, info.label, 0);
        else
            cli_put_padded(stdout, info.label, LABEL_WIDTH - indent);
        if (!heading)
            printf(" %9u %10u %6u", info.nsegments, info.ndocuments, info.ncases);
        fputc('\n', stdout);
    }
}

static size_t column_of(const draad_table *t, const char *name)
{
    for (size_t i = 0; i < draad_table_columns(t); i++) {
        draad_str found = draad_table_column_name(t, i);
        if (found.len == strlen(name) && memcmp(found.data, name, found.len) == 0)
            return i;
    }
    return 0;
}

/* The pairs of codes that share most turns for how often they occur: by NPMI among those that share at least two;
 * ties in codebook order. */
static void put_pairs(const cli *c, const draad_project *p)
{
    draad_table *t = NULL;
    draad_error err;
    if (draad_project_association(p, DRAAD_UNIT_TURN, false, &t, &err) != DRAAD_OK)
        return;
    size_t n11 = column_of(t, "n11"), npmi = column_of(t, "npmi"), nrows = draad_table_rows(t);
    bool *shown = calloc(nrows + 1, sizeof *shown);
    for (int k = 0; k < PAIRS_SHOWN && shown != NULL; k++) {
        size_t best = nrows;
        for (size_t i = 0; i < nrows; i++)
            if (!shown[i] && draad_table_value(t, i, n11) >= 2 && draad_table_value(t, i, npmi) > 0 &&
                (best == nrows || draad_table_value(t, i, npmi) > draad_table_value(t, best, npmi)))
                best = i;
        if (best == nrows)
            break;
        if (k == 0)
            printf("\n%s\n",
                   cli_say(c, "strongest pairs: turns they share, NPMI", "sterkste paren: beurten die ze delen, NPMI"));
        shown[best] = true;
        draad_str pair = draad_table_row_name(t, best);
        printf("  %4.0f  %5.2f  ", draad_table_value(t, best, n11), draad_table_value(t, best, npmi));
        cli_put_text(stdout, pair, 0);
        fputc('\n', stdout);
    }
    free(shown);
    draad_table_free(t);
}

static void put_summary(const cli *c, const draad_project *p, bool with_page)
{
    uint64_t nwords = 0;
    for (size_t i = 0; i < draad_project_documents(p); i++)
        nwords += draad_project_document(p, i).eligible_words;
    printf(cli_say(c, "documents: %zu; words that count: %llu; codings: %zu\n\n",
                   "documenten: %zu; woorden die meetellen: %llu; coderingen: %zu\n\n"),
           draad_project_documents(p), (unsigned long long)nwords, draad_project_codings(p));
    put_codes(c, p);
    put_pairs(c, p);
    printf("\n%s\n", cli_say(c, "where to look", "waar te kijken"));
    if (with_page)
        printf("  %s/report.html        %s\n", c->output,
               cli_say(c, "all of it as a page: open it in a browser", "alles als pagina: open haar in een browser"));
    else if (draad_project_codings(p) > PAGE_CODINGS_MAX)
        printf("  draad report %s       %s\n", c->output,
               cli_say(c, "makes a page of it, which takes a while: there is much to show",
                       "maakt er een pagina van; dat duurt even, want er is veel te tonen"));
    printf("  %s/segments.csv       %s\n  %s/matches.csv        %s\n  %s/cooccurrence.csv   %s\n", c->output,
           cli_say(c, "every coded passage, with rule and speaker", "elke gecodeerde passage, met regel en spreker"),
           c->output, cli_say(c, "why: every match, blocked ones too", "waarom: elke vondst, ook de geblokkeerde"),
           c->output, cli_say(c, "which codes go together", "welke codes samengaan"));
}

static void put_summary_json(const cli *c, const draad_project *p)
{
    printf("{\"output\":");
    cli_put_json(stdout, cli_str(c->output));
    printf(",\"documents\":%zu,\"codings\":%zu,\"codes\":[", draad_project_documents(p), draad_project_codings(p));
    for (size_t i = 0; i < draad_project_codes(p); i++) {
        draad_code_info info = draad_project_code_info(p, i);
        printf("%s{\"code\":", i > 0 ? "," : "");
        cli_put_json(stdout, info.id);
        printf(",\"segments\":%u,\"documents\":%u,\"cases\":%u,\"words\":%u}", info.nsegments, info.ndocuments,
               info.ncases, info.nwords);
    }
    puts("]}");
}

/* ---- The command ------------------------------------------------------------------------------------------- */

static int code_and_write(cli *c, draad_project *p)
{
    progress shown = {.shown = false};
    draad_error err = {0};
    clock_gettime(CLOCK_MONOTONIC, &shown.start);
    if (isatty(STDERR_FILENO) && !c->quiet && !c->json_messages) {
        c->coding.progress = show_progress;
        c->coding.progress_ctx = &shown;
    }
    const draad_status s = draad_project_code_into(p, &c->coding, c->output, &c->writing, &err);
    int status = cli_exit_of(p, s);
    if (err.status != DRAAD_OK) {
        cli_tell(c, &err);
        return s == DRAAD_E_USAGE || s == DRAAD_E_CODEBOOK ? status : EXIT_DIFFERENCE;
    }
    if (draad_project_documents(p) == 0) {
        if (c->nerrors == 0)
            cli_fail(c, DRAAD_E_SOURCE, "there is nothing to code in the sources given",
                     "in de opgegeven bronnen is niets te coderen");
        return EXIT_NOTHING_READ;
    }
    bool with_page = !c->no_report && !c->writing.bytes && draad_project_codings(p) <= PAGE_CODINGS_MAX;
    if (with_page && cli_make_page(c, c->output) != EXIT_DONE) {
        status = EXIT_DIFFERENCE;
        with_page = false; /* it is not there to look at */
    }
    if (!c->quiet && c->format == FORMAT_TABLE)
        put_summary(c, p, with_page);
    else if (c->format != FORMAT_TABLE)
        put_summary_json(c, p);
    return status;
}

int cli_code(cli *c)
{
    draad_project *p = NULL;
    if (c->ncodebooks == 0 || c->output == NULL || c->nnames == 0) {
        cli_fail(c, DRAAD_E_USAGE, "code needs %s; for example: draad code -c codebook.yaml -o result interviews",
                 "code vraagt %s; bijvoorbeeld: draad code -c codeboek.yaml -o resultaat interviews",
                 c->ncodebooks == 0 ? cli_say(c, "a codebook (-c FILE)", "een codeboek (-c FILE)")
                 : c->output == NULL
                     ? cli_say(c, "a folder for the result (-o DIR)", "een map voor het resultaat (-o DIR)")
                     : cli_say(c, "at least one source", "ten minste één bron"));
        return EXIT_USAGE;
    }
    int status = cli_project(c, &p, 0, c->nnames);
    if (status == EXIT_DONE)
        status = code_and_write(c, p);
    draad_project_free(p);
    return status;
}
