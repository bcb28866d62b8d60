/* SPDX-License-Identifier: Apache-2.0
 * check.c - `draad check` and `draad verify`: does it hold? */
#include "cli.h"

static void put_form(void *ctx, draad_str rule, draad_str line)
{
    (void)ctx;
    cli_put_padded(stdout, rule, 32);
    fputc(' ', stdout);
    cli_put_text(stdout, line, 0);
    fputc('\n', stdout);
}

static void put_counts(const cli *c, const draad_project *p)
{
    printf(
        "codes: %zu; %s\n", draad_project_codes(p),
        draad_project_examples(p) > 0
            ? cli_say(c, "every example holds", "elk voorbeeld klopt")
            : cli_say(c, "no examples yet: they say what must be coded and what not, and check tries them",
                      "nog geen voorbeelden: die zeggen wat gecodeerd moet worden en wat niet, en check probeert ze"));
}

int cli_check(cli *c)
{
    draad_project *p = NULL;
    if (c->make_new) {
        fputs(draad_codebook_skeleton(c->dutch ? "nl" : "en"), stdout);
        return EXIT_DONE;
    }
    if (c->separator == 0) {
        cli_fail(c, DRAAD_E_USAGE, "check needs a codebook; for example: draad check codebook.yaml -- interviews",
                 "check vraagt een codeboek; bijvoorbeeld: draad check codeboek.yaml -- interviews");
        return EXIT_USAGE;
    }
    if (cli_is_refi(c->names[0]))
        return cli_check_refi(c);
    for (size_t i = 0; i < c->separator; i++)
        c->codebooks[c->ncodebooks++] = c->names[i];
    int status = cli_project(c, &p, c->separator, c->nnames - c->separator);
    if (status == EXIT_DONE && c->forms)
        status = cli_exit_of(p, draad_project_forms(p, put_form, NULL));
    if (status == EXIT_DONE && !c->forms) {
        draad_status s = draad_project_check(p);
        status = s == DRAAD_E_CODEBOOK ? EXIT_DIFFERENCE : cli_exit_of(p, s);
        if (s == DRAAD_OK && !c->quiet && c->format == FORMAT_TABLE)
            put_counts(c, p);
    }
    draad_project_free(p);
    return status;
}

int cli_verify(cli *c)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    if (c->nnames == 0) {
        cli_fail(c, DRAAD_E_USAGE, "verify needs a result folder; for example: draad verify result",
                 "verify vraagt een resultaatmap; bijvoorbeeld: draad verify resultaat");
        return EXIT_USAGE;
    }
    draad_status s = draad_verify(c->names[0], c->names + 1, c->nnames - 1, &report, &err);
    if (s == DRAAD_OK && !c->quiet)
        puts(cli_say(c, "equal: every output can be made again, byte for byte",
                     "gelijk: elke uitvoer is opnieuw te maken, byte voor byte"));
    if (s != DRAAD_OK && s != DRAAD_E_DIFFERS)
        cli_tell(c, &err);
    return s == DRAAD_OK ? EXIT_DONE : s == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_DIFFERENCE;
}
