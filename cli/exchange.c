/* SPDX-License-Identifier: Apache-2.0
 * exchange.c - `draad export` and `draad import`: to and from the programs in which people code by hand. */
#include "cli.h"

#include <string.h>

/* Does the name end so?  Small or capital letters. */
static bool ends_in(const char *name, const char *extension)
{
    const size_t n = strlen(name), e = strlen(extension);
    for (size_t i = 0; n > e && i < e; i++)
        if ((name[n - e + i] | 0x20) != (extension[i] | 0x20))
            return false;
    return n > e;
}

static int exit_of(draad_status s)
{
    return s == DRAAD_OK           ? EXIT_DONE
           : s == DRAAD_E_USAGE    ? EXIT_USAGE
           : s == DRAAD_E_CODEBOOK ? EXIT_CODEBOOK
                                   : EXIT_DIFFERENCE;
}

/* ---- Export ------------------------------------------------------------------------------------------------ */

static int export_project(cli *c)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    if (c->hidden_quotes != NULL) {
        cli_fail(c, DRAAD_E_USAGE, "a .qdpx holds the interviews whole, so --quotes %s cannot be; leave it out",
                 "een .qdpx bevat de interviews in hun geheel, dus --quotes %s kan niet; laat het weg",
                 c->hidden_quotes);
        return EXIT_USAGE;
    }
    const draad_status s =
        draad_export_qdpx(c->names[0], c->names + 1, c->nnames - 1, c->output, c->writing.force, &report, &err);
    if (s != DRAAD_OK)
        cli_tell(c, &err);
    return exit_of(s);
}

/* The codebooks of a result folder; or one codebook in YAML. */
static int export_codebook(cli *c)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    draad_project *p = NULL;
    draad_status s = DRAAD_OK;
    int status = EXIT_DONE;
    if (ends_in(c->names[0], ".yaml") || ends_in(c->names[0], ".yml")) {
        for (size_t i = 0; i < c->nnames; i++)
            c->codebooks[c->ncodebooks++] = c->names[i];
        status = cli_project(c, &p, 0, 0);
    } else if ((s = draad_project_load(c->names[0], &report, &p, &err)) != DRAAD_OK) {
        cli_tell(c, &err);
        status = exit_of(s);
    }
    if (status == EXIT_DONE && (s = draad_project_export_qdc(p, c->output, c->writing.force, &err)) != DRAAD_OK) {
        cli_tell(c, &err);
        status = exit_of(s);
    }
    draad_project_free(p);
    return status;
}

int cli_export(cli *c)
{
    if (c->nnames == 0 || c->output == NULL) {
        cli_fail(
            c, DRAAD_E_USAGE,
            "export needs a result folder and a file; for example: draad export result -o result.qdpx",
            "export vraagt een resultaatmap en een bestand; bijvoorbeeld: draad export resultaat -o resultaat.qdpx");
        return EXIT_USAGE;
    }
    if (ends_in(c->output, ".qdpx"))
        return export_project(c);
    if (ends_in(c->output, ".qdc"))
        return export_codebook(c);
    cli_fail(c, DRAAD_E_USAGE, "%s: export writes .qdpx (a project) and .qdc (a codebook)",
             "%s: export schrijft .qdpx (een project) en .qdc (een codeboek)", c->output);
    return EXIT_USAGE;
}
