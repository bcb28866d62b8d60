/* SPDX-License-Identifier: Apache-2.0
 * agree.c - `draad agree`: how far coders agree, code by code, and where they do not. */
#include "cli.h"

#include <string.h>

static void put(void *ctx, draad_str text)
{
    fwrite(text.data, 1, text.len, ctx);
}

static size_t column_of(const draad_table *t, const char *name)
{
    for (size_t i = 0; i < draad_table_columns(t); i++) {
        const draad_str found = draad_table_column_name(t, i);
        if (found.len == strlen(name) && memcmp(found.data, name, found.len) == 0)
            return i;
    }
    return 0;
}

static draad_fact fact_of(const draad_table *t, const char *name)
{
    for (size_t i = 0; i < draad_table_facts(t); i++) {
        const draad_fact f = draad_table_fact(t, i);
        if (f.name.len == strlen(name) && memcmp(f.name.data, name, f.name.len) == 0)
            return f;
    }
    return (draad_fact){{0}, {0}, 0, false};
}

/* Three decimals, or NA; as wide as the column. */
static void put_number(double value, int width)
{
    if (value != value)
        printf(" %*s", width, "NA");
    else if (value == (double)(long)value)
        printf(" %*ld", width, (long)value);
    else
        printf(" %*.3f", width, value > -0.0005 && value < 0 ? 0.0 : value); /* no minus before nothing */
}

/* ---- Code by code ------------------------------------------------------------------------------------------ */

typedef struct shown {
    const char *column, *title, *dutch;
    int width;
} shown;

static const shown of_two[] = {{"n", "n", "n", 6},
                               {"prevalence_a", "share a", "aandeel a", 8},
                               {"prevalence_b", "share b", "aandeel b", 8},
                               {"po", "po", "po", 6},
                               {"kappa", "kappa", "kappa", 6},
                               {"kappa_low", "low", "laag", 6},
                               {"kappa_high", "high", "hoog", 6},
                               {"alpha", "alpha", "alpha", 6},
                               {"ac1", "AC1", "AC1", 6},
                               {"precision", "prec.", "prec.", 6},
                               {"recall", "recall", "recall", 6},
                               {"f1", "F1", "F1", 6}},
                   of_many[] = {{"n", "n", "n", 6},
                                {"prevalence", "share", "aandeel", 8},
                                {"po", "po", "po", 6},
                                {"alpha", "alpha", "alpha", 6},
                                {"alpha_low", "low", "laag", 6},
                                {"alpha_high", "high", "hoog", 6},
                                {"fleiss", "Fleiss", "Fleiss", 6},
                                {"conger", "Conger", "Conger", 6},
                                {"ac1", "AC1", "AC1", 6},
                                {"bp", "BP", "BP", 6}};
enum { OF_TWO = sizeof of_two / sizeof *of_two, OF_MANY = sizeof of_many / sizeof *of_many, CODE_WIDTH = 46 };

static int width_of(const cli *c, const shown *s)
{
    const int title = (int)strlen(cli_say(c, s->title, s->dutch));
    return title > s->width ? title : s->width;
}

/* Words of the library stay as they are in files; here they are read. */
static const char *label_for_people(const cli *c, draad_str label)
{
    static const char *const words[][2] = {{"reliable", "betrouwbaar"},
                                           {"tentative", "voorlopig"},
                                           {"too low", "te laag"},
                                           {"almost perfect", "bijna perfect"},
                                           {"substantial", "voldoende tot goed"},
                                           {"moderate", "redelijk"},
                                           {"fair", "matig"},
                                           {"slight", "gering"},
                                           {"poor", "slecht"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (label.len == strlen(words[i][0]) && memcmp(label.data, words[i][0], label.len) == 0)
            return cli_say(c, words[i][0], words[i][1]);
    return "NA";
}

static void put_codes(const cli *c, const draad_table *t, const shown *columns, size_t n)
{
    const size_t labels = column_of(t, "label"); /* 0: there are none */
    const size_t share = column_of(t, "prevalence");
    printf("%-*s", CODE_WIDTH, "code");
    for (size_t k = 0; k < n; k++)
        printf(" %*s", width_of(c, &columns[k]), cli_say(c, columns[k].title, columns[k].dutch));
    printf("%s\n", labels != 0 ? cli_say(c, "  label", "  woord") : "");
    for (size_t i = 0; i < draad_table_rows(t); i++) {
        if (!(draad_table_value(t, i, share) > 0))
            continue; /* nobody used it: NA throughout */
        cli_put_padded(stdout, draad_table_text(t, i, 0), CODE_WIDTH);
        for (size_t k = 0; k < n; k++)
            put_number(draad_table_value(t, i, column_of(t, columns[k].column)), width_of(c, &columns[k]));
        if (labels != 0)
            printf("  %s", label_for_people(c, draad_table_text(t, i, labels)));
        fputc('\n', stdout);
    }
}

static void put_unused(const cli *c, const draad_table *t)
{
    const size_t share = column_of(t, "prevalence");
    size_t n = 0;
    for (size_t i = 0; i < draad_table_rows(t); i++)
        if (!(draad_table_value(t, i, share) > 0)) {
            fputs(n++ == 0 ? cli_say(c, "used by nobody (NA): ", "door niemand gebruikt (NA): ") : ", ", stdout);
            cli_put_text(stdout, draad_table_text(t, i, 0), 0);
        }
    fputs(n > 0 ? "\n" : "", stdout);
}

/* Labels were asked for: what they are worth. */
static void put_warning(const cli *c, const draad_table *t)
{
    const draad_str labels = fact_of(t, "labels").text;
    if (labels.len == 0)
        return;
    if (labels.data[0] == 'k')
        puts(cli_say(c, "labels: of alpha, by Krippendorff (2004): reliable from .800, tentative from .667",
                     "woorden: van alpha, naar Krippendorff (2004): betrouwbaar vanaf .800, voorlopig vanaf .667"));
    else
        puts(cli_say(c, "labels: of kappa, by Landis and Koch (1977), who call their bounds arbitrary",
                     "woorden: van kappa, naar Landis en Koch (1977), die hun grenzen zelf willekeurig noemen"));
    puts(cli_say(
        c,
        "  a label is a convention: of a rare code, kappa and alpha are low while nearly all is agreed; read n,\n"
        "  share and po beside it",
        "  een woord is een afspraak: van een zeldzame code zijn kappa en alpha laag terwijl over bijna alles\n"
        "  overeenstemming is; lees n, aandeel en po erbij"));
}

static void put_agreement(const cli *c, const draad_table *t)
{
    const draad_str coders = fact_of(t, "coders").text, gold = fact_of(t, "gold").text;
    size_t n = 1;
    for (size_t i = 0; i < coders.len; i++)
        n += coders.data[i] == ';';
    fputs(cli_say(c, "coders: ", "codeurs: "), stdout);
    cli_put_text(stdout, coders, 0);
    fputs(cli_say(c, "; unit: ", "; eenheid: "), stdout);
    cli_put_text(stdout, fact_of(t, "unit").text, 0);
    fputs("\n\n", stdout);
    put_codes(c, t, n == 2 ? of_two : of_many, n == 2 ? OF_TWO : OF_MANY);
    fputc('\n', stdout);
    put_unused(c, t);
    if (n == 2) {
        fputs(cli_say(c, "precision and recall: against ", "precisie en recall: tegenover "), stdout);
        cli_put_text(stdout, gold, 0);
        fputs(cli_say(c, "\npooled kappa:", "\ngepoolde kappa:"), stdout);
        put_number(fact_of(t, "pooled_kappa").number, 0);
        fputc('\n', stdout);
    }
    fputs(cli_say(c, "alpha of sets of codes: Jaccard", "alpha van verzamelingen codes: Jaccard"), stdout);
    put_number(fact_of(t, "set_alpha_jaccard").number, 0);
    fputs(", MASI", stdout);
    put_number(fact_of(t, "set_alpha_masi").number, 0);
    fputs("\n", stdout);
    put_warning(c, t);
    fputs("\n", stdout);
}

/* ---- Where they differ --------------------------------------------------------------------------------------- */

static void put_part(const cli *c, const draad_table *t, size_t row, const char *column, const char *english,
                     const char *dutch)
{
    const draad_str text = draad_table_text(t, row, column_of(t, column));
    if (text.len == 0)
        return;
    printf("; %s ", cli_say(c, english, dutch));
    cli_put_text(stdout, text, 0);
}

static void put_disagreements(const cli *c, const draad_table *t)
{
    printf(cli_say(c, "disagreements: %zu\n", "verschillen: %zu\n"), draad_table_rows(t));
    for (size_t i = 0; i < draad_table_rows(t); i++) {
        cli_put_text(stdout, draad_table_text(t, i, 0), 0);
        printf(":%.0f %.0f-%.0f ", draad_table_value(t, i, 1), draad_table_value(t, i, 2), draad_table_value(t, i, 3));
        cli_put_text(stdout, draad_table_text(t, i, 4), 0);
        put_part(c, t, i, "present", "yes:", "ja:");
        put_part(c, t, i, "absent", "no:", "nee:");
        put_part(c, t, i, "rules", "rules", "regels");
        put_part(c, t, i, "blocked", "blocked:", "geblokkeerd:");
        const draad_str text = draad_table_text(t, i, column_of(t, "text"));
        if (text.len > 0) {
            fputs("\n    ", stdout);
            cli_put_text(stdout, text, 0);
        }
        fputc('\n', stdout);
    }
}

/* ---- All ------------------------------------------------------------------------------------------------------ */

static int show(cli *c, const draad_project *p)
{
    draad_error err = {0};
    draad_table *agreement = NULL, *disagreements = NULL;
    int status = EXIT_DONE;
    const bool for_people = (c->format == FORMAT_TABLE && !c->writing.excel_nl) || c->format == FORMAT_TEXT;
    const draad_table_format format = c->format == FORMAT_JSON || c->format == FORMAT_JSONL ? DRAAD_TABLE_JSON
                                      : c->writing.excel_nl                                 ? DRAAD_TABLE_EXCEL_NL
                                                                                            : DRAAD_TABLE_CSV;
    draad_status s = draad_project_table(p, "agreement", &c->table, &agreement, &err);
    if (s == DRAAD_OK && for_people)
        s = draad_project_table(p, "disagreements", &c->table, &disagreements, &err);
    if (s == DRAAD_OK && !for_people)
        s = draad_table_write(agreement, format, put, stdout, &err);
    if (s != DRAAD_OK) {
        cli_tell(c, &err);
        status = s == DRAAD_E_MEMORY ? EXIT_DIFFERENCE : EXIT_USAGE;
    } else if (for_people) {
        put_agreement(c, agreement);
        put_disagreements(c, disagreements);
    }
    draad_table_free(agreement);
    draad_table_free(disagreements);
    return status;
}

int cli_agree(cli *c)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    draad_project *p = NULL;
    int status = EXIT_USAGE;
    if (c->nnames == 0) {
        cli_fail(c, DRAAD_E_USAGE, "agree needs a result folder, and codings of others: draad agree result anna.csv",
                 "agree vraagt een resultaatmap, en coderingen van anderen: draad agree resultaat anna.csv");
        return EXIT_USAGE;
    }
    if (draad_project_load_matches(c->names[0], &report, &p, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        return err.status == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_NOTHING_READ;
    }
    for (size_t i = 1; i < c->nnames; i++)
        c->others[c->nothers++] = c->names[i];
    if (cli_add_others(c, p))
        status = show(c, p);
    else
        status = EXIT_NOTHING_READ;
    draad_project_free(p);
    return status;
}
