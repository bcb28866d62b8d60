/* SPDX-License-Identifier: Apache-2.0
 * report.c - `draad report`: a result folder as a page to look at. */
#include "cli.h"

int cli_make_page(cli *c, const char *dir)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    c->page.force = c->writing.force;
    c->page.by = c->writing.by;
    const draad_status s = draad_write_page(dir, &c->page, &report, &err);
    if (s == DRAAD_OK)
        return EXIT_DONE;
    cli_tell(c, &err);
    return s == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_DIFFERENCE;
}

int cli_report_page(cli *c)
{
    draad_report report = cli_report(c);
    draad_lens *lens = NULL;
    if (c->nnames == 0) {
        cli_fail(c, DRAAD_E_USAGE, "report needs a result folder; for example: draad report result",
                 "report vraagt een resultaatmap; bijvoorbeeld: draad report resultaat");
        return EXIT_USAGE;
    }
    c->page.language = c->language; /* of `draad code` the page is in the codebook's, whatever the screen speaks */
    c->page.only = c->only;
    c->page.nonly = c->table.nonly;
    c->page.sources = c->names + 1;
    c->page.nsources = c->nnames - 1;
    c->page.path = c->output;
    if (c->lens != NULL && draad_lens_read(c->lens, &report, &lens) != DRAAD_OK)
        return EXIT_NOTHING_READ;
    c->page.lens = lens;
    const int status = cli_make_page(c, c->names[0]);
    draad_lens_free(lens);
    if (status == EXIT_DONE && !c->quiet && c->format == FORMAT_TABLE) {
        if (c->output != NULL)
            cli_put_text(stdout, cli_str(c->output), 0);
        else
            printf("%s/report.html", c->names[0]);
        putchar('\n');
    }
    return status;
}
