/* SPDX-License-Identifier: Apache-2.0
 * options.h - what can be said on the command line: between those who explain it (help.c) and who read it (options.c).
 */
#ifndef DRAAD_OPTIONS_H
#define DRAAD_OPTIONS_H

#include "cli.h"

typedef struct cli_option {
    const char *name;
    char letter;
    const char *value;    /* what stands behind it; NULL: nothing */
    const char *commands; /* which commands know it; "": all */
    const char *english, *dutch;
} cli_option;

/* An option of a command, by its name text[0..len) or by its letter; NULL: it has none of that name. */
const cli_option *cli_find_option(const char *text, size_t len, const char *command);
const cli_option *cli_option_of_letter(char letter, const char *command);

/* Below CLI_OPTIONS_MAX, and of each option another. */
size_t cli_number_of_option(const cli_option *o);

/* What may have been meant by a name that is none; NULL: nothing is near. */
const char *cli_nearest_option(const char *wrong, const char *command);
const char *cli_nearest_command(const char *wrong);

#endif
