/* SPDX-License-Identifier: Apache-2.0
 * main.c - the command `draad`: which command, and its exit status. */
#include "cli.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static int run(cli *c)
{
    static const struct {
        const char *name;
        int (*run)(cli *c);
    } commands[] = {{"code", cli_code},     {"check", cli_check},   {"find", cli_find},
                    {"tokens", cli_tokens}, {"text", cli_text},     {"table", cli_table},
                    {"agree", cli_agree},   {"diff", cli_diff},     {"verify", cli_verify},
                    {"export", cli_export}, {"import", cli_import}, {"report", cli_report_page}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(c->command, commands[i].name) == 0)
            return commands[i].run(c);
    return EXIT_USAGE;
}

/* Dutch where the environment is Dutch; the locale itself is never set. */
static bool speaks_dutch(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return strncmp(value, "nl", 2) == 0;
    }
    return false;
}

int main(int argc, char **argv)
{
    cli c = {.dutch = speaks_dutch()};
    int status = EXIT_USAGE;
    cli_prepare_memory();
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error like a full disk */
    if (!cli_parse(&c, argc, argv))
        status = EXIT_USAGE;
    else if (c.command == NULL)
        status = cli_finish(&c, EXIT_DONE); /* help or version was asked for */
    else
        status = cli_finish(&c, run(&c));
    cli_free(&c);
    return status;
}
