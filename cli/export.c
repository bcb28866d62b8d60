/* SPDX-License-Identifier: Apache-2.0
 * export.c - `draad export`: a result folder, or a codebook, as a file for another program.  The file's extension says
 * what
 * it becomes. */
#include "cli.h"

#include <string.h>
#include <strings.h>

/* What becomes of a result folder, and of a codebook (a file); NULL: nothing. */
static const struct {
    const char *extension;
    draad_exporter *result;
    draad_codebook_converter *codebook;
} formats[] = {
    {".xlsx", draad_export_workbook, draad_codebook_export_xlsx},
    {".csv", NULL, draad_codebook_export_csv},
    {".graphml", draad_export_graphml, NULL},
    {".mtx", draad_export_matrix_market, NULL},
    {".jsonl", draad_export_jsonl, NULL},
    {".sav", draad_export_sav, NULL},
};
enum { NFORMATS = sizeof formats / sizeof *formats };

bool cli_ends_with(const char *path, const char *extension)
{
    const size_t n = strlen(path), m = strlen(extension);
    return n > m && strcasecmp(path + n - m, extension) == 0;
}

static bool is_codebook(const char *path)
{
    return cli_ends_with(path, ".yaml") || cli_ends_with(path, ".yml");
}

static void tell_formats(cli *c, bool codebook)
{
    char all[256] = "";
    for (size_t i = 0; i < NFORMATS; i++)
        if (codebook ? formats[i].codebook != NULL : formats[i].result != NULL)
            snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", all[0] != '\0' ? ", " : "",
                     formats[i].extension);
    if (codebook)
        cli_fail(c, DRAAD_E_USAGE, "-o %s: a codebook can become a file that ends in %s, .qdc",
                 "-o %s: een codeboek kan een bestand worden dat eindigt op %s, .qdc", c->output, all);
    else
        cli_fail(c, DRAAD_E_USAGE, "-o %s: a result folder can become a file that ends in %s, .qdpx, .qdc",
                 "-o %s: een resultaatmap kan een bestand worden dat eindigt op %s, .qdpx, .qdc", c->output, all);
}

static int export_result(cli *c, draad_exporter *write)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    draad_project *p = NULL;
    int status = EXIT_DONE;
    if (draad_project_load(c->names[0], &report, &p, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        status = err.status == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_NOTHING_READ;
    } else if (write(p, c->output, &c->exporting, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        status = err.status == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_DIFFERENCE;
    }
    draad_project_free(p);
    return status;
}

int cli_convert(cli *c, draad_codebook_converter *convert)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    const draad_status s = convert(c->names[0], c->output, &c->exporting, &report, &err);
    if (s == DRAAD_OK)
        return EXIT_DONE;
    cli_tell(c, &err);
    return s == DRAAD_E_CODEBOOK                       ? EXIT_CODEBOOK
           : s == DRAAD_E_USAGE                        ? EXIT_USAGE
           : s == DRAAD_E_MEMORY || s == DRAAD_E_LIMIT ? EXIT_DIFFERENCE
                                                       : EXIT_NOTHING_READ;
}

int cli_export(cli *c)
{
    if (c->nnames > 0 && c->output != NULL && cli_is_refi(c->output))
        return cli_export_refi(c);
    if (c->nnames != 1 || c->output == NULL) {
        cli_fail(c, DRAAD_E_USAGE,
                 "export needs a result folder or a codebook, and the file to make: draad export DIR -o FILE",
                 "export vraagt een resultaatmap of een codeboek, en het bestand om te maken: draad export MAP -o "
                 "BESTAND");
        return EXIT_USAGE;
    }
    const bool codebook = is_codebook(c->names[0]);
    c->exporting.force = c->writing.force;
    c->exporting.by = c->writing.by;
    c->exporting.tests_always = c->writing.tests_always;
    c->exporting.excel_nl = c->writing.excel_nl;
    for (size_t i = 0; i < NFORMATS; i++) {
        if (!cli_ends_with(c->output, formats[i].extension))
            continue;
        if (codebook && formats[i].codebook != NULL)
            return cli_convert(c, formats[i].codebook);
        if (!codebook && formats[i].result != NULL)
            return export_result(c, formats[i].result);
    }
    tell_formats(c, codebook);
    return EXIT_USAGE;
}
