/* SPDX-License-Identifier: Apache-2.0
 * cli.h - what the commands share: options, messages, output.  Only draad.h is known of the library. */
#ifndef DRAAD_CLI_H
#define DRAAD_CLI_H

#include <stdio.h>

#include "draad.h"

enum { EXIT_DONE = 0, EXIT_DIFFERENCE = 1, EXIT_USAGE = 2, EXIT_NOTHING_READ = 3, EXIT_CODEBOOK = 4, EXIT_DEFECT = 70 };

enum { CLI_OPTIONS_MAX = 128 };

typedef enum cli_format { FORMAT_TABLE, FORMAT_JSON, FORMAT_JSONL, FORMAT_CONLLU, FORMAT_CSV, FORMAT_TEXT } cli_format;

/* Everything that was said on the command line. */
typedef struct cli {
    const char *command;
    bool dutch, color, json_messages, quiet;
    cli_format format;
    const char **codebooks; /* -c */
    size_t ncodebooks;
    const char **names; /* sources, rule, folder: what is no option */
    size_t nnames;
    size_t separator;            /* how many names stood before "--"; nnames when there was none */
    draad_speaker_label *labels; /* --interviewer, and those of --speaker-labels */
    size_t nlabels;
    draad_speaker_labels listed; /* owns the latter */
    const char *cases, *lexicon, *output;
    draad_lexicon *words; /* of `lexicon`, for commands without a project */
    draad_read_options reading;
    draad_code_options coding;
    draad_write_options writing;
    draad_table_options table;
    draad_export_options exporting;
    draad_page_options page;
    const char *language; /* of --lang, when it was given */
    bool no_report;
    const char *lens;             /* --lens */
    const char **only;            /* --only; */
    char *cell, *where, *moments; /* --cell, --where and --moments, cut in two */
    const char *answers;          /* --answers */
    const char **scales;          /* --scale; */
    size_t nscales;
    const char **others; /* --with; */
    size_t nothers;
    const char **sources; /* --sources; */
    size_t nsources;
    draad_diff_rows per;       /* --per */
    bool quotes;               /* diff --quotes full */
    const char *hidden_quotes; /* --quotes of an export, when it is not full */
    bool all_speakers, turns, annotations, make_new, forms;
    const char *given[CLI_OPTIONS_MAX]; /* for each option the value it was given */
    size_t nerrors;                     /* told so far */
} cli;

/* Reads the options behind the command's name; false: a message was given, and the exit status is EXIT_USAGE. */
bool cli_parse(cli *c, int argc, char **argv);
void cli_free(cli *c);

/* Prints the help of a command, or of all (NULL), examples first. */
void cli_help(const cli *c, const char *command);
bool cli_is_command(const char *name);

/* Messages go to standard error as "file:line:column: error: ...", or as JSON lines. */
void cli_message(void *ctx, draad_severity severity, const draad_error *message);
draad_report cli_report(cli *c);
void cli_fail(cli *c, draad_status status, const char *english, const char *dutch, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
void cli_tell(cli *c, const draad_error *err);

/* The Dutch or the English of something. */
const char *cli_say(const cli *c, const char *english, const char *dutch);

/* A string for people: control characters made visible, cut to `width` columns (0: not); and for JSON, quoted. */
void cli_put_text(FILE *out, draad_str s, size_t width);
void cli_put_padded(FILE *out, draad_str s, size_t width);
void cli_put_json(FILE *out, draad_str s);
/* A cell of CSV: in quotation marks where it has to be. */
void cli_put_csv(FILE *out, draad_str s);
draad_str cli_str(const char *s);

/* A project with the codebooks, cases and sources of the command line.  Returns the exit status so far:
 * EXIT_DONE, or why there is none. */
int cli_project(cli *c, draad_project **out, size_t first_source, size_t nsources);
/* From the status of reading or coding to an exit status. */
int cli_exit_of(const draad_project *p, draad_status s);
/* After the last line of output: an exit status that also knows whether it could be written. */
int cli_finish(cli *c, int status);

/* Reads each source of the command line and shows it; the exit status. */
typedef draad_status cli_shower(cli *c, const draad_document *doc, draad_error *err);
int cli_each_source(cli *c, cli_shower *show);

/* "  <negated: niet>". */
void cli_put_negation(const cli *c, draad_negation negation, draad_str cue);

/* Makes c->output of the codebook c->names[0]; the exit status. */
int cli_convert(cli *c, draad_codebook_converter *convert);

/* Does a file's name end so, whatever the case? */
bool cli_ends_with(const char *path, const char *extension);

/* Part of a text; and `"name": value` behind a comma, when there is a value. */
draad_str cli_part(draad_str text, draad_byte start, draad_byte end);
void cli_put_field(const char *name, draad_str value);

/* Before any memory is asked for; changes how long a run takes and nothing else (and nothing at all where address space
 * is limited). */
void cli_prepare_memory(void);

int cli_code(cli *c);
int cli_check(cli *c);
int cli_find(cli *c);
int cli_tokens(cli *c);
int cli_text(cli *c);
int cli_table(cli *c);
int cli_agree(cli *c);
int cli_diff(cli *c);

/* Adds the codings of --with and the like to a result that was loaded; false: a message was given. */
bool cli_add_others(cli *c, draad_project *p);

int cli_verify(cli *c);
int cli_report_page(cli *c);

/* Makes the page of c->page of a result folder; the exit status. */
int cli_make_page(cli *c, const char *dir);
int cli_export(cli *c);
int cli_import(cli *c);

/* Is it a project or codebook of REFI-QDA, by its name?  And the check of such files. */
bool cli_is_refi(const char *name);
int cli_export_refi(cli *c);
int cli_import_refi(cli *c);
int cli_check_refi(cli *c);

#endif
