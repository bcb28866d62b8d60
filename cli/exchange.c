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

int cli_export_refi(cli *c)
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

/* ---- Import ------------------------------------------------------------------------------------------------ */

int cli_import_refi(cli *c)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    if (c->nnames != 1 || c->output == NULL) {
        cli_fail(c, DRAAD_E_USAGE,
                 "import needs one file and a place; for example: draad import project.qdpx -o result",
                 "import vraagt een bestand en een plek; bijvoorbeeld: draad import project.qdpx -o resultaat");
        return EXIT_USAGE;
    }
    const bool codebook = ends_in(c->output, ".yaml") || ends_in(c->output, ".yml");
    const draad_status s = codebook ? draad_import_qdc(c->names[0], c->output, c->writing.force, &report, &err)
                                    : draad_import_qdpx(c->names[0], c->output, c->writing.force, &report, &err);
    if (s != DRAAD_OK)
        cli_tell(c, &err);
    return s == DRAAD_OK         ? EXIT_DONE
           : s == DRAAD_E_USAGE  ? EXIT_USAGE
           : s == DRAAD_E_MEMORY ? EXIT_DIFFERENCE
                                 : EXIT_NOTHING_READ;
}

/* ---- Check ------------------------------------------------------------------------------------------------- */

bool cli_is_refi(const char *name)
{
    return ends_in(name, ".qdpx") || ends_in(name, ".qdc");
}

static void put_info(const cli *c, const draad_refi_info *info)
{
    const struct {
        const char *english, *dutch;
        size_t n;
    } counts[] = {{"codes", "codes", info->ncodes},
                  {"sources", "bronnen", info->nsources},
                  {"selections", "selecties", info->nselections},
                  {"codings", "coderingen", info->ncodings},
                  {"notes", "notities", info->nnotes},
                  {"cases", "cases", info->ncases},
                  {"variables", "variabelen", info->nvariables},
                  {"not as the standard asks", "niet zoals de standaard vraagt", info->ninvalid}};
    printf("%s: ", cli_say(c, "made by", "gemaakt door"));
    cli_put_text(stdout,
                 cli_str(info->tool[0] != '\0' ? info->tool : cli_say(c, "it does not say", "dat staat er niet")), 0);
    putchar('\n');
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        printf("%s: %zu\n", cli_say(c, counts[i].english, counts[i].dutch), counts[i].n);
}

static void put_info_json(const draad_refi_info *info)
{
    printf("{\"made_by\":");
    cli_put_json(stdout, cli_str(info->tool));
    printf(",\"codes\":%zu,\"sources\":%zu,\"selections\":%zu,\"codings\":%zu,\"notes\":%zu,\"cases\":%zu,"
           "\"variables\":%zu,\"invalid\":%zu}\n",
           info->ncodes, info->nsources, info->nselections, info->ncodings, info->nnotes, info->ncases,
           info->nvariables, info->ninvalid);
}

int cli_check_refi(cli *c)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < c->nnames; i++) {
        draad_error err = {0};
        draad_refi_info info = {.tool = ""};
        draad_report report = cli_report(c);
        if (draad_check_refi(c->names[i], &report, &info, &err) != DRAAD_OK) {
            cli_tell(c, &err);
            status = EXIT_NOTHING_READ;
            continue;
        }
        if (c->format != FORMAT_TABLE)
            put_info_json(&info);
        else if (!c->quiet)
            put_info(c, &info);
        status = info.ninvalid > 0 && status == EXIT_DONE ? EXIT_DIFFERENCE : status;
    }
    return status;
}
