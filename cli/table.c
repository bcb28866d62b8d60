/* SPDX-License-Identifier: Apache-2.0
 * table.c - `draad table`: a table from a result folder, as CSV or JSON. */
#include "cli.h"

#include <string.h>

static void put(void *ctx, draad_str text)
{
    fwrite(text.data, 1, text.len, ctx);
}

static bool is_kind(const char *name)
{
    for (size_t i = 0; draad_table_kind(i)[0] != '\0'; i++)
        if (strcmp(draad_table_kind(i), name) == 0)
            return true;
    return false;
}

/* Kind and folder; or what to say when they are not there. */
static bool check_names(cli *c)
{
    char kinds[512] = "";
    if (c->nnames == 2 && is_kind(c->names[0]))
        return true;
    for (size_t i = 0; draad_table_kind(i)[0] != '\0'; i++)
        snprintf(kinds + strlen(kinds), sizeof kinds - strlen(kinds), "%s%s", i > 0 ? ", " : "", draad_table_kind(i));
    if (c->nnames > 0 && !is_kind(c->names[0]))
        cli_fail(c, DRAAD_E_USAGE, "there is no table %s; expected one of %s", "de tabel %s bestaat niet; verwacht: %s",
                 c->names[0], kinds);
    else
        cli_fail(c, DRAAD_E_USAGE, "table needs a kind and a result folder; the kinds are %s",
                 "table vraagt een soort en een resultaatmap; de soorten zijn %s", kinds);
    return false;
}

static draad_table_format format_of(const cli *c)
{
    return c->format == FORMAT_TEXT    ? DRAAD_TABLE_TEXT
           : c->format == FORMAT_JSON  ? DRAAD_TABLE_JSON
           : c->format == FORMAT_JSONL ? DRAAD_TABLE_JSON
           : c->writing.excel_nl       ? DRAAD_TABLE_EXCEL_NL
                                       : DRAAD_TABLE_CSV;
}

bool cli_add_others(cli *c, draad_project *p)
{
    draad_error err = {0};
    for (size_t i = 0; i < c->nsources; i++)
        if (draad_project_add_source(p, c->sources[i]) == DRAAD_E_MEMORY)
            return false;
    for (size_t i = 0; i < c->nothers; i++)
        if (draad_project_add_codings(p, c->others[i], &err) != DRAAD_OK) {
            cli_tell(c, &err);
            return false;
        }
    return true;
}

int cli_table(cli *c)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    draad_project *p = NULL;
    draad_table *t = NULL;
    draad_lens *lens = NULL;
    draad_scales *scales = NULL;
    int status = EXIT_USAGE;
    if (!check_names(c))
        return EXIT_USAGE;
    if (c->lens != NULL && draad_lens_read(c->lens, &report, &lens) != DRAAD_OK)
        return EXIT_NOTHING_READ;
    if (c->nscales > 0 && c->answers != NULL &&
        draad_scales_read(c->scales, c->nscales, c->answers, &report, &scales) != DRAAD_OK) {
        draad_lens_free(lens);
        return EXIT_NOTHING_READ;
    }
    c->table.lens = lens;
    c->table.scales = scales;
    c->table.by = c->writing.by;
    c->table.tests_always = c->writing.tests_always;
    const bool with_matches =
        strcmp(c->names[0], "disagreements") == 0; /* what was blocked is read where it is shown */
    if ((with_matches ? draad_project_load_matches : draad_project_load)(c->names[1], &report, &p, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        status = err.status == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_NOTHING_READ;
    } else if (!cli_add_others(c, p)) {
        status = EXIT_NOTHING_READ;
    } else if (draad_project_table(p, c->names[0], &c->table, &t, &err) != DRAAD_OK ||
               draad_table_write(t, format_of(c), put, stdout, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        status = err.status == DRAAD_E_MEMORY ? EXIT_DIFFERENCE : EXIT_USAGE;
    } else {
        status = EXIT_DONE;
    }
    draad_table_free(t);
    draad_project_free(p);
    draad_lens_free(lens);
    draad_scales_free(scales);
    return status;
}
