/* SPDX-License-Identifier: Apache-2.0
 * options.c - the words of the command line, taken for what they say.
 * Knows: where each value is kept.  Does not know: help, what a command does. */
#include "options.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Values ------------------------------------------------------------------------------------------------ */

/* The index of `value` among `names`, or -1 with a message. */
static int one_of(cli *c, const char *name, const char *value, const char *const *names)
{
    char all[128] = "";
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(value, names[i]) == 0)
            return i;
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i > 0 ? ", " : "", names[i]);
    }
    cli_fail(c, DRAAD_E_USAGE, "--%s takes one of %s, not \"%s\"", "--%s kan zijn: %s; niet \"%s\"", name, all, value);
    return -1;
}

static bool take_unit(cli *c, const char *name, const char *value, const char *const *names, draad_unit *out)
{
    return one_of(c, name, value, names) >= 0 && draad_unit_find(cli_str(value), out);
}

static bool take_number(cli *c, const char *name, const char *value, uint32_t least, uint32_t most, uint32_t *out)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    if (*end != '\0' || value[0] < '0' || value[0] > '9' || n < least || n > most) {
        cli_fail(c, DRAAD_E_USAGE, "--%s takes a number from %u to %u, not \"%s\"",
                 "--%s vraagt een getal van %u tot %u, niet \"%s\"", name, least, most, value);
        return false;
    }
    *out = (uint32_t)n;
    return true;
}

static bool take_threshold(cli *c, const char *value)
{
    uint32_t percent = 0;
    const bool fine = take_number(c, "threshold", value, 0, 100, &percent);
    c->table.saturation.threshold = percent / 100.0;
    return fine;
}

static bool take_seed(cli *c, const char *value)
{
    uint32_t seed = 0;
    const bool fine = take_number(c, "seed", value, 0, UINT32_MAX - 1, &seed);
    c->table.saturation.seed = seed;
    return fine;
}

static bool take_universe(cli *c, const char *value)
{
    static const char *const universes[] = {"all", "coded", NULL};
    const int i = one_of(c, "universe", value, universes);
    c->table.matrix.coded_universe = i == 1;
    return i >= 0;
}

static bool take_quotes(cli *c, const char *value)
{
    static const char *const ways[] = {"none", "full", NULL};
    const int i = one_of(c, "quotes", value, ways);
    c->table.text = i == 1;
    return i >= 0;
}

static bool take_verbal_labels(cli *c, const char *value)
{
    static const char *const whose[] = {"none", "krippendorff", "landis-koch", NULL}; /* as draad_labels */
    const int i = one_of(c, "labels", value, whose);
    c->table.labels = i >= 0 ? (draad_labels)i : DRAAD_LABELS_NONE;
    return i >= 0;
}

static bool take_rollup(cli *c, const char *value)
{
    c->table.rollup = strcmp(value, "leaf") == 0  ? DRAAD_ROLLUP_LEAF
                      : strcmp(value, "all") == 0 ? DRAAD_ROLLUP_ALL
                                                  : DRAAD_ROLLUP_LEVEL;
    return c->table.rollup != DRAAD_ROLLUP_LEVEL || take_number(c, "rollup", value, 1, 30, &c->table.level);
}

/* Cuts a value in two at its first `sign`. */
static bool cut_in_two(cli *c, const char *name, const char *value, char sign, char **kept, const char **one,
                       const char **other)
{
    char *at = NULL;
    free(*kept); /* of the same option before */
    if ((*kept = malloc(strlen(value) + 1)) != NULL)
        at = strchr(strcpy(*kept, value), sign);
    if (at == NULL || at == *kept || at[1] == '\0') {
        cli_fail(c, DRAAD_E_USAGE, "--%s takes two names with a '%c' between them, not \"%s\"",
                 "--%s vraagt twee namen met een '%c' ertussen, niet \"%s\"", name, sign, value);
        return false;
    }
    *at = '\0';
    *one = *kept;
    *other = at + 1;
    return true;
}

static bool take_counting(cli *c, const char *value)
{
    const char *names[DRAAD_COUNTINGS + 1] = {NULL};
    for (unsigned i = 0; i < DRAAD_COUNTINGS; i++)
        names[i] = draad_counting_name((draad_counting)i);
    return one_of(c, "count", value, names) >= 0 && draad_counting_find(cli_str(value), &c->table.matrix.counting);
}

static bool take_interviewer(cli *c, const char *label)
{
    c->labels[c->nlabels++] = (draad_speaker_label){label, "interviewer"};
    return true;
}

/* The labels of the file join those of --interviewer. */
static bool take_labels(cli *c, const char *path)
{
    draad_report report = cli_report(c);
    if (c->listed.at != NULL) {
        cli_fail(c, DRAAD_E_USAGE, "--speaker-labels stands twice; put all labels in one file",
                 "--speaker-labels staat er twee keer; zet alle labels in één bestand");
        return false;
    }
    return draad_speaker_labels_read(path, &report, &c->listed) == DRAAD_OK;
}

/* What was given by hand goes first: the first of two equal labels counts. */
static bool join_labels(cli *c)
{
    draad_speaker_label *all = calloc(c->nlabels + c->listed.n + 1, sizeof *all);
    if (all == NULL)
        return false;
    for (size_t i = 0; i < c->nlabels; i++)
        all[i] = c->labels[i];
    for (size_t i = 0; i < c->listed.n; i++)
        all[c->nlabels + i] = c->listed.at[i];
    free(c->labels);
    c->labels = all;
    c->nlabels += c->listed.n;
    c->reading.labels = c->labels;
    c->reading.nlabels = c->nlabels;
    return true;
}

static bool take_encoding(cli *c, const char *value)
{
    c->reading.encoding = value;
    if (!draad_encoding_is_known(value))
        cli_fail(
            c, DRAAD_E_USAGE,
            "--encoding: there is no encoding \"%s\"; expected for instance Windows-1252, ISO-8859-15 or macintosh",
            "--encoding: de codering \"%s\" bestaat niet; verwacht: bijvoorbeeld Windows-1252, ISO-8859-15 of "
            "macintosh",
            value);
    return draad_encoding_is_known(value);
}

static bool take_shown_quotes(cli *c, const char *value)
{
    static const char *const names[] = {"masked", "none", "full", NULL}; /* as draad_quotes */
    const int i = one_of(c, "quotes", value, names);
    c->hidden_quotes = i >= 0 && i < 2 ? names[i] : NULL; /* what a .qdpx cannot do */
    c->exporting.quotes = c->page.quotes = i >= 0 ? (draad_quotes)i : DRAAD_QUOTES_MASKED;
    return i >= 0;
}

static bool take_choice(cli *c, const char *name, const char *value)
{
    static const char *const tracks[] = {"accept", "reject", "all", NULL}, *const wraps[] = {"auto", "yes", "no", NULL},
                             *const formats[] = {"table", "json", "jsonl", "conllu", "csv", "text", NULL},
                             *const langs[] = {"nl", "en", NULL}, *const colors[] = {"auto", "always", "never", NULL},
                             *const drops[] = {"drop", "keep", NULL}, *const tests[] = {"always", NULL};
    const char *const *names = strcmp(name, "track") == 0     ? tracks
                               : strcmp(name, "wrapped") == 0 ? wraps
                               : strcmp(name, "format") == 0  ? formats
                               : strcmp(name, "lang") == 0    ? langs
                               : strcmp(name, "color") == 0   ? colors
                               : strcmp(name, "hidden") == 0  ? drops
                                                              : tests;
    int i = one_of(c, name, value, names);
    if (i < 0)
        return false;
    if (names == tracks)
        c->reading.track = (draad_track)i;
    else if (names == wraps)
        c->reading.wrapped = (draad_wrapped)i;
    else if (names == formats)
        c->format = (cli_format)i;
    else if (names == langs) {
        c->language = langs[i];
        c->dutch = i == 0;
    } else if (names == colors)
        c->color = i == 1 || (i == 0 && c->color);
    else if (names == drops)
        c->reading.drop_hidden = i == 0;
    else
        c->writing.tests_always = true;
    return true;
}

static bool take_flag(cli *c, const char *name)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {{"force", &c->writing.force},
                 {"no-report", &c->no_report},
                 {"excel-nl", &c->writing.excel_nl},
                 {"bytes", &c->writing.bytes},
                 {"no-jit", &c->coding.no_jit},
                 {"words", &c->coding.count_words},
                 {"bands", &c->table.bands},
                 {"presence", &c->table.presence},
                 {"ci", &c->table.intervals},
                 {"repair", &c->reading.repair},
                 {"all-speakers", &c->all_speakers},
                 {"turns", &c->turns},
                 {"annotations", &c->annotations},
                 {"pretokenised", &c->reading.pretokenised},
                 {"new", &c->make_new},
                 {"forms", &c->forms},
                 {"next-coded", &c->table.matrix.next_coded},
                 {"same-turn", &c->table.matrix.same_turn},
                 {"quiet", &c->quiet},
                 {"json", &c->json_messages}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (strcmp(name, flags[i].name) == 0)
            *flags[i].flag = true;
    if (strcmp(name, "json") == 0)
        c->format = FORMAT_JSON;
    return true;
}

static bool take_of_diff(cli *c, const char *name, const char *value)
{
    static const char *const rows[] = {"change", "code", "document", NULL}, *const quotes[] = {"none", "full", NULL},
                             *const formats[] = {"table", "csv", "json", NULL};
    static const cli_format shapes[] = {FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON};
    const char *const *names = strcmp(name, "per") == 0 ? rows : strcmp(name, "quotes") == 0 ? quotes : formats;
    const int i = one_of(c, name, value, names);
    if (i < 0)
        return false;
    if (names == rows)
        c->per = (draad_diff_rows)i;
    else if (names == quotes)
        c->quotes = i == 1;
    else
        c->format = shapes[i];
    return true;
}

/* Options whose value is kept as it stands. */
static const char **word_of(cli *c, const char *name)
{
    const struct {
        const char *name, **word;
    } words[] = {{"cases", &c->cases},        {"lexicon", &c->lexicon},   {"output", &c->output},
                 {"by", &c->writing.by},      {"coder", &c->table.coder}, {"lens", &c->lens},
                 {"phases", &c->page.phases}, {"gold", &c->table.gold},   {"answers", &c->answers}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(name, words[i].name) == 0)
            return words[i].word;
    return NULL;
}

/* The values of an option that may be given more than once. */
typedef struct list {
    const char **at;
    size_t *n;
} list;

static list list_of(cli *c, const char *name)
{
    const struct {
        const char *name;
        list list;
    } lists[] = {{"codebook", {c->codebooks, &c->ncodebooks}},
                 {"only", {c->only, &c->table.nonly}},
                 {"scale", {c->scales, &c->nscales}},
                 {"sources", {c->sources, &c->nsources}},
                 {"with", {c->others, &c->nothers}}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strcmp(name, lists[i].name) == 0)
            return lists[i].list;
    return (list){NULL, NULL};
}

static bool is_list(cli *c, const char *name)
{
    return list_of(c, name).at != NULL || strcmp(name, "interviewer") == 0;
}

/* Options that ask for a number; false: this is none. */
static bool is_number(cli *c, const char *name, const char *value, bool *fine)
{
    const struct {
        const char *name;
        uint32_t least, most, *number;
    } numbers[] = {{"threads", 1, 64, &c->coding.threads},        {"base", 1, 1000000, &c->table.saturation.base},
                   {"run", 1, 1000000, &c->table.saturation.run}, {"orders", 0, 100000, &c->table.saturation.orders},
                   {"overlap", 1, 100, &c->table.overlap},        {"window", 0, 1000000, &c->table.matrix.window},
                   {"lag", 1, 1000000, &c->table.matrix.lag}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(name, numbers[i].name) == 0) {
            *fine = take_number(c, name, value, numbers[i].least, numbers[i].most, numbers[i].number);
            return true;
        }
    return false;
}

/* Options that ask for two names; false: this is none. */
static bool is_pair(cli *c, const char *name, const char *value, bool *fine)
{
    const struct {
        const char *name;
        char sign, **kept;
        const char **pair;
    } pairs[] = {{"where", '=', &c->where, c->table.where},
                 {"cell", ',', &c->cell, c->table.cell},
                 {"moments", ',', &c->moments, c->table.moments}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(name, pairs[i].name) == 0) {
            *fine = cut_in_two(c, name, value, pairs[i].sign, pairs[i].kept, &pairs[i].pair[0], &pairs[i].pair[1]);
            return true;
        }
    return false;
}

/* Options with a form of their own; false: this is none. */
static bool has_own_form(cli *c, const char *name, const char *value, bool *fine)
{
    static const struct {
        const char *name;
        bool (*take)(cli *c, const char *value);
    } forms[] = {{"interviewer", take_interviewer},
                 {"speaker-labels", take_labels},
                 {"encoding", take_encoding},
                 {"threshold", take_threshold},
                 {"seed", take_seed},
                 {"universe", take_universe},
                 {"rollup", take_rollup},
                 {"labels", take_verbal_labels},
                 {"count", take_counting}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(name, forms[i].name) == 0) {
            *fine = forms[i].take(c, value);
            return true;
        }
    return false;
}

/* A unit, and how much of passages is shown, mean something else to each command. */
static bool take_of_command(cli *c, const cli_option *o, const char *value)
{
    static const char *const widths[] = {"match", "sentence", "paragraph", "turn", NULL}, *const units[] = {
                                                                                              "sentence", "paragraph",
                                                                                              "turn", "document", NULL};
    const bool of_table = strcmp(o->commands, "table") == 0, of_agree = strcmp(o->commands, "agree") == 0;
    if (strcmp(o->name, "matrix-unit") == 0)
        return take_unit(c, o->name, value, units, &c->writing.unit);
    if (strcmp(o->name, "unit") == 0 && strcmp(o->commands, "code") == 0)
        return c->coding.set_unit = take_unit(c, o->name, value, widths, &c->coding.unit);
    if (strcmp(o->name, "unit") == 0)
        return take_unit(c, o->name, value, units, of_table || of_agree ? &c->table.matrix.unit : &c->exporting.unit);
    if (strcmp(o->commands, "diff") == 0)
        return take_of_diff(c, o->name, value);
    if (strcmp(o->name, "quotes") != 0)
        return take_choice(c, o->name, value);
    return of_agree   ? take_quotes(c, value)
           : of_table ? take_number(c, o->name, value, 1, 1000, &c->table.nquotes)
                      : take_shown_quotes(c, value);
}

static bool take(cli *c, const cli_option *o, const char *value)
{
    bool fine = true;
    const char **word = word_of(c, o->name);
    const list l = list_of(c, o->name);
    if (value == NULL)
        fine = take_flag(c, o->name);
    else if (word != NULL)
        *word = value;
    else if (l.at != NULL)
        l.at[(*l.n)++] = value;
    else if (!is_number(c, o->name, value, &fine) && !is_pair(c, o->name, value, &fine) &&
             !has_own_form(c, o->name, value, &fine))
        fine = take_of_command(c, o, value);
    return fine;
}

/* ---- The command line -------------------------------------------------------------------------------------- */

/* Which of two values is meant nobody knows, unless they make a list. */
static bool is_given_once(cli *c, const cli_option *o, const char *value)
{
    const char **given = &c->given[cli_number_of_option(o)];
    if (value == NULL || *given == NULL || strcmp(*given, value) == 0 || is_list(c, o->name)) {
        *given = value;
        return true;
    }
    cli_fail(c, DRAAD_E_USAGE, "--%s is given twice: %s and %s", "--%s staat er twee keer: %s en %s", o->name, *given,
             value);
    return false;
}

/* One option at argv[*i]; *i moves over its value. */
static bool parse_option(cli *c, int argc, char **argv, int *i, const char *name)
{
    const char *text = argv[*i], *equals = strchr(text, '=');
    const cli_option *o = NULL;
    if (text[1] == '-') {
        size_t len = equals != NULL ? (size_t)(equals - text) - 2 : strlen(text) - 2;
        o = cli_find_option(text + 2, len, name);
    } else if (text[2] == '\0') {
        equals = NULL;
        o = cli_option_of_letter(text[1], name);
    }
    if (o == NULL) {
        const char *meant = text[1] == '-' ? cli_nearest_option(text + 2, name) : NULL;
        if (meant != NULL)
            cli_fail(c, DRAAD_E_USAGE, "there is no option %s; did you mean --%s?",
                     "de optie %s bestaat niet; is --%s bedoeld?", text, meant);
        else
            cli_fail(c, DRAAD_E_USAGE, "there is no option %s here; see draad %s --help",
                     "de optie %s bestaat hier niet; zie draad %s --help", text, name);
        return false;
    }
    const char *value = o->value == NULL ? NULL : equals != NULL ? equals + 1 : *i + 1 < argc ? argv[++*i] : NULL;
    if ((o->value != NULL) != (value != NULL) || (o->value == NULL && equals != NULL)) {
        if (o->value != NULL)
            cli_fail(c, DRAAD_E_USAGE, "--%s needs a value: --%s %s", "--%s vraagt een waarde: --%s %s", o->name,
                     o->name, o->value);
        else
            cli_fail(c, DRAAD_E_USAGE, "--%s takes no value", "--%s neemt geen waarde", o->name);
        return false;
    }
    return is_given_once(c, o, value) && take(c, o, value);
}

/* What is wrong with it is told later, where options are parsed. */
static void take_language(cli *c, const char *name)
{
    c->dutch = strcmp(name, "nl") == 0;
    c->language = c->dutch ? "nl" : strcmp(name, "en") == 0 ? "en" : NULL;
}

/* Help and version come before everything else; true: that was all. */
static bool asked_for_help(cli *c, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            take_language(c, argv[i + 1]);
        if (strncmp(argv[i], "--lang=", 7) == 0)
            take_language(c, argv[i] + 7);
    }
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--version") == 0) {
            printf("draad %s\n", draad_version());
            return true;
        }
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0 || (i == 1 && strcmp(argv[i], "help") == 0)) {
            const char *name = i == 1 && argc > 2 ? argv[2] : i > 1 ? argv[1] : NULL;
            cli_help(c, name != NULL && cli_is_command(name) ? name : NULL);
            return true;
        }
    }
    return false;
}

bool cli_parse(cli *c, int argc, char **argv)
{
    const char *no_color = getenv("NO_COLOR");
    draad_table_defaults(&c->table);
    c->page.quotes = DRAAD_QUOTES_FULL;
    c->color = isatty(STDERR_FILENO) && (no_color == NULL || no_color[0] == '\0');
    if (asked_for_help(c, argc, argv))
        return true;
    c->codebooks = calloc((size_t)argc + 1, sizeof *c->codebooks);
    c->names = calloc((size_t)argc + 1, sizeof *c->names);
    c->labels = calloc((size_t)argc + 1, sizeof *c->labels);
    c->only = calloc((size_t)argc + 1, sizeof *c->only);
    c->table.only = c->only;
    c->others = calloc((size_t)argc + 1, sizeof *c->others);
    c->scales = calloc((size_t)argc + 1, sizeof *c->scales);
    c->sources = calloc((size_t)argc + 1, sizeof *c->sources);
    c->separator = SIZE_MAX;
    if (c->codebooks == NULL || c->names == NULL || c->labels == NULL || c->only == NULL || c->scales == NULL ||
        c->others == NULL || c->sources == NULL)
        return false;
    int first = 1; /* the command; the language may stand before it */
    while (first < argc && (strcmp(argv[first], "--lang") == 0 || strncmp(argv[first], "--lang=", 7) == 0))
        first += argv[first][6] == '=' ? 1 : 2;
    if (first >= argc) {
        cli_help(c, NULL);
        return false;
    }
    const char *name = argv[first];
    if (!cli_is_command(name)) {
        const char *meant = cli_nearest_command(name);
        if (meant != NULL)
            cli_fail(c, DRAAD_E_USAGE, "there is no command \"%s\"; did you mean %s?",
                     "het commando \"%s\" bestaat niet; is %s bedoeld?", name, meant);
        else
            cli_fail(c, DRAAD_E_USAGE, "there is no command \"%s\"; see draad --help",
                     "het commando \"%s\" bestaat niet; zie draad --help", name);
        return false;
    }
    bool only_names = false, fine = true;
    for (int i = first + 1; i < argc && fine; i++) {
        if (!only_names && strcmp(argv[i], "--") == 0) {
            only_names = true;
            c->separator = c->nnames;
        } else if (!only_names && argv[i][0] == '-' && argv[i][1] != '\0') {
            fine = parse_option(c, argc, argv, &i, name);
        } else {
            c->names[c->nnames++] = argv[i];
        }
    }
    if (c->separator == SIZE_MAX)
        c->separator = c->nnames;
    if (fine && c->format == FORMAT_CONLLU && strcmp(name, "tokens") != 0) {
        cli_fail(c, DRAAD_E_USAGE, "--format conllu is for draad tokens only",
                 "--format conllu is alleen voor draad tokens");
        return false;
    }
    c->command = name;
    return fine && join_labels(c);
}

void cli_free(cli *c)
{
    free((void *)c->codebooks);
    free((void *)c->names);
    free(c->labels);
    free((void *)c->only);
    free(c->cell);
    free(c->where);
    free(c->moments);
    free((void *)c->scales);
    free((void *)c->others);
    free((void *)c->sources);
    draad_speaker_labels_free(&c->listed);
    draad_lexicon_free(c->words);
}
