/* SPDX-License-Identifier: Apache-2.0
 * export.c - `draad export`: a result folder, or a codebook, as a file for another program.  The file's extension says
 * what it becomes. */
#include "cli.h"

#include <string.h>
#include <strings.h>

/* What becomes of a result folder. */
static const struct {
    const char *extension;
    draad_exporter *write;
} formats[] = {
    {".xlsx", draad_export_workbook}, {".graphml", draad_export_graphml}, {".mtx", draad_export_matrix_market},
    {".jsonl", draad_export_jsonl},   {".sav", draad_export_sav},
};
enum { NFORMATS = sizeof formats / sizeof *formats };

static bool ends_with(const char *path, const char *extension)
{
    const size_t n = strlen(path), m = strlen(extension);
    return n > m && strcasecmp(path + n - m, extension) == 0;
}

static void tell_formats(cli *c)
{
    char all[256] = "";
    for (size_t i = 0; i < NFORMATS; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i > 0 ? ", " : "", formats[i].extension);
    cli_fail(c, DRAAD_E_USAGE, "-o %s: a result folder can become a file that ends in %s",
             "-o %s: een resultaatmap kan een bestand worden dat eindigt op %s", c->output, all);
}

int cli_export(cli *c)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    draad_project *p = NULL;
    draad_exporter *write = NULL;
    int status = EXIT_DONE;
    if (c->nnames != 1 || c->output == NULL) {
        cli_fail(c, DRAAD_E_USAGE, "export needs a result folder and the file to make: draad export DIR -o FILE",
                 "export vraagt een resultaatmap en het bestand om te maken: draad export MAP -o BESTAND");
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < NFORMATS; i++)
        if (ends_with(c->output, formats[i].extension))
            write = formats[i].write;
    if (write == NULL) {
        tell_formats(c);
        return EXIT_USAGE;
    }
    c->exporting.force = c->writing.force;
    c->exporting.by = c->writing.by;
    c->exporting.tests_always = c->writing.tests_always;
    c->exporting.excel_nl = c->writing.excel_nl;
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
