/* SPDX-License-Identifier: Apache-2.0
 * import.c - `draad import`: a file of another program becomes what Draad works with.  The extension says what it is.
 */
#include "cli.h"

#include <string.h>

static const struct {
    const char *extension;
    draad_codebook_converter *codebook;
} formats[] = {
    {".csv", draad_codebook_import_csv},
    {".xlsx", draad_codebook_import_xlsx},
};
enum { NFORMATS = sizeof formats / sizeof *formats };

int cli_import(cli *c)
{
    if (c->nnames > 0 && cli_is_refi(c->names[0]))
        return cli_import_refi(c);
    if (c->nnames != 1 || c->output == NULL) {
        cli_fail(c, DRAAD_E_USAGE, "import needs a file and what to make of it: draad import FILE -o CODEBOOK.yaml",
                 "import vraagt een bestand en wat ervan gemaakt wordt: draad import BESTAND -o CODEBOEK.yaml");
        return EXIT_USAGE;
    }
    c->exporting.force = c->writing.force;
    for (size_t i = 0; i < NFORMATS; i++)
        if (cli_ends_with(c->names[0], formats[i].extension))
            return cli_convert(c, formats[i].codebook);
    cli_fail(
        c, DRAAD_E_USAGE,
        "%s: what can be imported is a project that ends in .qdpx, or a codebook in .qdc, .csv or .xlsx",
        "%s: wat geïmporteerd kan worden is een project dat eindigt op .qdpx, of een codeboek op .qdc, .csv of .xlsx",
        c->names[0]);
    return EXIT_USAGE;
}
