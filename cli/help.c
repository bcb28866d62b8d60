/* SPDX-License-Identifier: Apache-2.0
 * help.c - which commands and options there are, and the help that explains them.
 * Knows: what can be said on the command line.  Does not know: what a command does with it. */
#include "options.h"

#include <string.h>

/* ---- What there is ----------------------------------------------------------------------------------------- */

typedef struct command {
    const char *name, *usage, *english, *dutch, *examples;
} command;

static const command commands[] = {
    {"code", "draad code -c CODEBOOK [-c ...] [--cases FILE] -o DIR SOURCE...",
     "code sources with a codebook: the main job", "codeer bronnen met een codeboek: waar het om gaat",
     "  draad code -c weerbaarheid.yaml -o result interviews\n"
     "  draad code -c a.yaml -c b.yaml --cases cases.csv --by groep -o result anna.docx bram.txt\n"},
    {"check", "draad check CODEBOOK... [-- SOURCE...] | FILE.qdpx...",
     "is the codebook sound? do its examples hold? which rules never match? of a .qdpx or .qdc: who made it, what is\n"
     "    invalid, what would an import leave out?",
     "klopt het codeboek? kloppen de voorbeelden? welke regels vinden nooit iets? van een .qdpx of .qdc: wie maakte\n"
     "    het, wat is ongeldig, wat zou import weglaten?",
     "  draad check weerbaarheid.yaml\n"
     "  draad check weerbaarheid.yaml -- interviews\n"
     "  draad check --new > codebook.yaml\n"},
    {"find", "draad find RULE SOURCE...", "try a rule: what it finds, in context",
     "probeer een regel: wat hij vindt, in de zin",
     "  draad find 'loslaten' interviews\n"
     "  draad find '(grens aangeven)~4 OR nee zeggen' interviews\n"},
    {"tokens", "draad tokens FILE...", "what Draad sees: words, lemmas, verbs, compounds, negation",
     "wat Draad ziet: woorden, lemma's, werkwoorden, samenstellingen, ontkenning",
     "  draad tokens anna.txt\n"
     "  draad tokens --format jsonl anna.txt\n"},
    {"text", "draad text [--turns | --annotations] FILE...",
     "the plain text as read, how it was understood, or what stands beside it",
     "de platte tekst zoals gelezen, hoe die begrepen is, of wat ernaast staat",
     "  draad text anna.docx\n"
     "  draad text --turns anna.docx\n"
     "  draad text --annotations anna.docx\n"},
    {"table", "draad table KIND [options] DIR",
     "a table from a result folder, as CSV or JSON, without reading the interviews again; KIND is one of\n"
     "    cooccurrence, association, themes, salience, lens, respondents, phases, precedence, narratives,\n"
     "    saturation, frequencies, keyness, words, quotes, speakers, scales,\n"
     "    reliability, correlation, change, agreement, unitizing, gold, programs, disagreements: see docs/tables.md",
     "een tabel uit een resultaatmap, als CSV of JSON, zonder de interviews weer te lezen; KIND is een van\n"
     "    cooccurrence, association, themes, salience, lens, respondents, phases, precedence, narratives,\n"
     "    saturation, frequencies, keyness, words, quotes, speakers, scales,\n"
     "    reliability, correlation, change, agreement, unitizing, gold, programs, disagreements: zie docs/tables.md",
     "  draad table cooccurrence --unit turn result\n"
     "  draad table cooccurrence --cell zin.coping,zin.persoonlijke-groei result\n"
     "  draad table association --rollup 1 --universe coded result\n"
     "  draad table themes --by groep result\n"
     "  draad table lens --lens codebooks/lenses/sdt.csv result\n"
     "  draad table phases --only fase --where groep=gestopt result\n"
     "  draad table gold --gold anna --with anna.csv --with bram.csv result\n"},
    {"agree", "draad agree DIR OTHER...",
     "how far coders agree, code by code, and each place where they do not; OTHER is another result folder, a project\n"
     "    of REFI-QDA (.qdpx), or CSV with document, code, coder, and start, end or text: see docs/agreement.md",
     "hoe ver codeurs overeenstemmen, code voor code, en elke plaats waar niet; OTHER is een andere resultaatmap, een\n"
     "    project van REFI-QDA (.qdpx), of CSV met document, code, coder, en start, end of text: zie docs/agreement.md",
     "  draad agree result anna.csv\n"
     "  draad agree result atlas.qdpx\n"
     "  draad agree --unit turn --gold anna result anna.csv\n"},
    {"diff", "draad diff [options] A B",
     "what changed between two result folders: codings gained, lost and moved, and which rule did it",
     "wat er veranderde tussen twee resultaatmappen: coderingen erbij, weg en verschoven, en door welke regel",
     "  draad diff before after\n"
     "  draad diff --format csv before after > changes.csv\n"
     "  draad diff --per code --format csv before after\n"},
    {"report", "draad report DIR [SOURCE...]",
     "a page to look at, print and send: report.html in the result folder, in which each number leads to its "
     "passages.\n"
     "    It is in the language of the first codebook, or of --lang; sources are named when they were moved",
     "een pagina om te bekijken, printen en sturen: report.html in de resultaatmap; elk getal leidt naar zijn "
     "passages.\n"
     "    Ze is in de taal van het eerste codeboek, of van --lang; noem bronnen die verplaatst zijn",
     "  draad report result\n"
     "  draad report --quotes masked --lang en -o share.html result\n"
     "  draad report --only zin.coping -o coping.html result\n"},
    {"verify", "draad verify DIR [SOURCE...]", "run a result folder again and compare, byte for byte",
     "voer een resultaatmap opnieuw uit en vergelijk, byte voor byte", "  draad verify result\n"},
    {"export", "draad export DIR|CODEBOOK -o FILE\ndraad export DIR -o FILE.qdpx|FILE.qdc [SOURCE...]",
     "a result folder as a file for another program; the end of its name says which: .qdpx (REFI-QDA, for ATLAS.ti,\n"
     "    MAXQDA, NVivo, QualCoder ...: the interviews with their codings), .xlsx (workbook), .graphml (network of "
     "codes),\n"
     "    .mtx (documents by codes), .jsonl (segments), .sav (SPSS); or a codebook, or the codebooks of a result "
     "folder,\n"
     "    as .qdc (REFI-QDA); or a codebook as a table, .csv or .xlsx: see docs/exchange.md, docs/exchange-tables.md",
     "een resultaatmap als bestand voor een ander programma; het eind van de naam zegt welk: .qdpx (REFI-QDA, voor\n"
     "    ATLAS.ti, MAXQDA, NVivo, QualCoder ...: de interviews met hun coderingen), .xlsx (werkmap), .graphml "
     "(netwerk\n"
     "    van codes), .mtx (documenten bij codes), .jsonl (segmenten), .sav (SPSS); of een codeboek, of de codeboeken "
     "van\n"
     "    een resultaatmap, als .qdc (REFI-QDA); of een codeboek als tabel, .csv of .xlsx: zie docs/exchange.md,\n"
     "    docs/exchange-tables.md",
     "  draad export result -o result.qdpx\n"
     "  draad export result -o result.xlsx\n"
     "  draad export --quotes none --unit turn result -o codes.graphml\n"
     "  draad export weerbaarheid.yaml -o weerbaarheid.xlsx\n"},
    {"import", "draad import FILE.qdpx -o DIR\ndraad import FILE.qdc|FILE.csv|FILE.xlsx -o CODEBOOK.yaml",
     "a project of REFI-QDA from another program as a result folder; a codebook from its codes (without rules), or "
     "from\n"
     "    a table: see docs/exchange.md, docs/exchange-tables.md",
     "een project van REFI-QDA uit een ander programma als resultaatmap; een codeboek uit de codes (zonder regels) of "
     "uit\n"
     "    een tabel: zie docs/exchange.md, docs/exchange-tables.md",
     "  draad import project.qdpx -o result\n"
     "  draad import weerbaarheid.xlsx -o weerbaarheid.yaml\n"},
};
enum { NCOMMANDS = sizeof commands / sizeof *commands };

static const cli_option options[] = {
    {"codebook", 'c', "FILE", "code", "a codebook (YAML); may be given more than once",
     "een codeboek (YAML); mag vaker"},
    {"cases", 0, "FILE", "code check find", "who is who: CSV with document, speaker, case, role, order, attributes",
     "wie is wie: CSV met document, speaker, case, role, order, kenmerken"},
    {"lexicon", 0, "FILE", "code check find tokens", "words beside the known ones: CSV with word, lemma, class",
     "woorden naast de bekende: CSV met woord, lemma, soort"},
    {"output", 'o', "DIR", "code", "the result folder to make", "de resultaatmap die gemaakt wordt"},
    {"output", 'o', "FILE", "report", "the file to make (report.html in the result folder)",
     "het bestand dat gemaakt wordt (report.html in de resultaatmap)"},
    {"output", 'o', "FILE", "export import", "the file to make (of a .qdpx: the result folder)",
     "het bestand dat gemaakt wordt (van een .qdpx: de resultaatmap)"},
    {"by", 0, "ATTRIBUTE", "code table export report", "also count by the groups of this attribute of the cases",
     "tel ook per groep van dit kenmerk van de cases"},
    {"unit", 0, "UNIT", "code", "widen matches to match, sentence, paragraph or turn, whatever the codebook says",
     "verbreed vondsten tot match, sentence, paragraph of turn, wat het codeboek ook zegt"},
    {"matrix-unit", 0, "UNIT", "code", "unit of cooccurrence_matrix.csv: sentence, paragraph, turn, document",
     "eenheid van cooccurrence_matrix.csv: sentence, paragraph, turn, document"},
    {"count", 0, "WAY", "table", "binary, product, minimum, pairs, chars, hits, window or followed: see docs/tables.md",
     "binary, product, minimum, pairs, chars, hits, window of followed: zie docs/tables.md"},
    {"unit", 0, "UNIT", "agree", "unit of agreement: sentence, paragraph, turn, document",
     "eenheid van overeenstemming: sentence, paragraph, turn, document"},
    {"unit", 0, "UNIT", "table", "unit of binary, product, minimum and followed: sentence, paragraph, turn, document",
     "eenheid van binary, product, minimum en followed: sentence, paragraph, turn, document"},
    {"window", 0, "N", "table", "words between two segments, of --count window (10)",
     "woorden tussen twee segmenten, van --count window (10)"},
    {"lag", 0, "N", "table", "units from one code to the other, of --count followed (1)",
     "eenheden van de ene code tot de andere, van --count followed (1)"},
    {"base", 0, "N", "table", "saturation: interviews of the base (4)", "saturation: interviews van de basis (4)"},
    {"run", 0, "N", "table", "saturation: interviews of a run (2)", "saturation: interviews van een reeks (2)"},
    {"threshold", 0, "PERCENT", "table", "saturation: new codes in a run, in percent of the base (5)",
     "saturation: nieuwe codes in een reeks, in procenten van de basis (5)"},
    {"orders", 0, "N", "table", "saturation: other orders to try, by lot (1000)",
     "saturation: andere volgordes om te proberen, door loting (1000)"},
    {"seed", 0, "N", "table agree", "saturation, intervals: where the lot begins (1)",
     "saturation, intervallen: waar de loting begint (1)"},
    {"universe", 0, "all|coded", "table", "count all eligible units (all), or those with a code only (coded)",
     "tel alle eenheden die meetellen (all), of alleen die met een code (coded)"},
    {"rollup", 0, "LEVEL", "table agree",
     "codes as applied (leaf), rolled up to a level (1 is the top), or all levels at once (all)",
     "codes zoals toegekend (leaf), opgerold tot een niveau (1 is bovenaan), of alle niveaus tegelijk (all)"},
    {"only", 0, "CODE", "table agree report",
     "only this code with those below it, or this codebook; may be given more than once",
     "alleen deze code met wat eronder valt, of dit codeboek; mag vaker"},
    {"coder", 0, "NAME", "table", "only the codings of this coder (draad, or a person)",
     "alleen de coderingen van deze codeur (draad, of een persoon)"},
    {"where", 0, "NAME=VALUE", "table agree", "only documents whose row in the cases file has this value",
     "alleen documenten waarvan de regel in het cases-bestand deze waarde heeft"},
    {"with", 0, "OTHER", "table",
     "codings of others too: a result folder, .qdpx, or CSV with document, start, end (or text), code, coder",
     "ook coderingen van anderen: een resultaatmap, .qdpx, of CSV met document, start, end (of text), code, coder"},
    {"sources", 0, "PATH", "table agree",
     "where the interviews are now, when codings are found by their words; may be given more than once",
     "waar de interviews nu staan, als coderingen naar hun woorden worden gezocht; mag vaker"},
    {"gold", 0, "NAME", "table agree", "the coder whom others are measured against (the first who is no program)",
     "de codeur aan wie de anderen gemeten worden (de eerste die geen programma is)"},
    {"quotes", 0, "none|full", "agree", "show what was said where coders differ (none)",
     "toon wat gezegd werd waar codeurs verschillen (none)"},
    {"labels", 0, "WHOSE", "table agree", "a word for each coefficient: krippendorff, landis-koch or none (none)",
     "een woord bij elke coëfficiënt: krippendorff, landis-koch of none (none)"},
    {"overlap", 0, "PERCENT", "table", "programs: how much two segments must share to be the same (90)",
     "programs: hoeveel twee segmenten moeten delen om hetzelfde te zijn (90)"},
    {"cell", 0, "CODE,CODE", "table", "cooccurrence: the passages behind this cell",
     "cooccurrence: de passages achter deze cel"},
    {"lens", 0, "FILE", "table report", "lens: CSV with aspect, chapter, code",
     "lens: CSV met aspect, hoofdstuk, code"},
    {"phases", 0, "CODE", "report", "the codes below this one, or of this codebook, are phases of a story",
     "de codes onder deze, of van dit codeboek, zijn fasen van een verhaal"},
    {"scale", 0, "FILE", "table", "the key of a scale (codebooks/scales); may be given more than once",
     "de sleutel van een schaal (codebooks/scales); mag vaker"},
    {"answers", 0, "FILE", "table", "answers to the scales: CSV with case, moment, and a column an item",
     "antwoorden op de schalen: CSV met case, moment en een kolom per item"},
    {"moments", 0, "PRE,POST", "table", "change: which two moments", "change: welke twee momenten"},
    {"bands", 0, NULL, "table", "scales: name the band of each score", "scales: noem de band van elke score"},
    {"presence", 0, NULL, "table", "correlation: whether a respondent has a code, not how often per 1000 words",
     "correlation: of een respondent een code heeft, niet hoe vaak per 1000 woorden"},
    {"quotes", 0, "N", "table", "quotes: how many of each code (3)", "quotes: hoeveel van elke code (3)"},
    {"quotes", 0, "none|full", "diff", "the passages themselves too (full); without it only their places (none)",
     "ook de passages zelf (full); anders alleen hun plaats (none)"},
    {"per", 0, "WHAT", "diff", "csv and json: a row for each change, or counts for each code or document",
     "csv en json: een regel per verandering (change), of aantallen per code of document"},
    {"quotes", 0, "HOW", "export", "text of passages: masked (only the matched words; the default), full or none",
     "tekst van passages: masked (alleen de gevonden woorden; standaard), full of none"},
    {"quotes", 0, "HOW", "report", "text of passages: full (the default), masked (only the matched words) or none",
     "tekst van passages: full (standaard), masked (alleen de gevonden woorden) of none"},
    {"no-report", 0, NULL, "code", "make no report.html", "maak geen report.html"},
    {"unit", 0, "UNIT", "export", "unit of pairs of codes: sentence, paragraph, turn, document",
     "eenheid van paren van codes: sentence, paragraph, turn, document"},
    {"ci", 0, NULL, "table", "association: 95 % intervals of measures, by drawing documents (--seed)",
     "association: 95 %-intervallen van maten, door documenten te loten (--seed)"},
    {"next-coded", 0, NULL, "table", "--count followed passes over units without any code",
     "--count followed slaat eenheden zonder code over"},
    {"same-turn", 0, NULL, "table", "--count window counts only pairs inside one turn",
     "--count window telt alleen paren binnen een beurt"},
    {"threads", 0, "N", "code check", "threads to work with; never changes a result",
     "aantal draden; verandert nooit een resultaat"},
    {"words", 0, NULL, "code", "count the words of each speaker too: words.csv, for draad table words",
     "tel ook de woorden van elke spreker: words.csv, voor draad table words"},
    {"force", 0, NULL, "code", "replace an earlier result folder", "vervang een eerdere resultaatmap"},
    {"excel-nl", 0, NULL, "code table agree diff export", "CSV as Dutch Excel likes it",
     "CSV zoals Nederlandse Excel die wil"},
    {"force", 0, NULL, "export import report", "replace a file that is there", "vervang een bestand dat er al is"},
    {"bytes", 0, NULL, "code", "positions in bytes instead of code points", "posities in bytes in plaats van tekens"},
    {"tests", 0, "always", "code table export", "p and q also with fewer than five documents",
     "p en q ook bij minder dan vijf documenten"},
    {"no-jit", 0, NULL, "code", "regular expressions without just-in-time compilation",
     "reguliere expressies zonder compilatie vooraf"},
    {"track", 0, "VIEW", "code check find text tokens", "tracked changes of Word: accept, reject or all",
     "bijgehouden wijzigingen van Word: accept, reject of all"},
    {"hidden", 0, "drop", "code check find text tokens", "leave out hidden text of Word",
     "laat verborgen tekst van Word weg"},
    {"wrapped", 0, "HOW", "code check find text tokens", "hard-wrapped lines in plain text: auto, yes or no",
     "harde regeleinden in platte tekst: auto, yes of no"},
    {"encoding", 0, "NAME", "code check find text tokens",
     "encoding of plain text (Windows-1252, ISO-8859-15 ...), when it is not found out right",
     "codering van platte tekst (Windows-1252, ISO-8859-15 ...), als die niet goed wordt herkend"},
    {"repair", 0, NULL, "code check find text tokens", "read damaged UTF-8 too, with U+FFFD in the damaged places",
     "lees ook beschadigde UTF-8, met U+FFFD op de beschadigde plaatsen"},
    {"interviewer", 0, "LABEL", "code check find text tokens",
     "a speaker label that is an interviewer; may be repeated", "een sprekerslabel dat interviewer is; mag vaker"},
    {"speaker-labels", 0, "FILE", "code check find text tokens", "speaker labels and their roles: CSV with label, role",
     "sprekerslabels en hun rollen: CSV met label, role"},
    {"all-speakers", 0, NULL, "find", "look in turns of interviewers too", "zoek ook in beurten van interviewers"},
    {"turns", 0, NULL, "text", "a line a turn: time, speaker, role, first words",
     "een regel per beurt: tijd, spreker, rol, eerste woorden"},
    {"annotations", 0, NULL, "text", "a line for each comment, note and number that a Word file has beside its text",
     "een regel voor elke opmerking, noot en nummering die een Word-bestand naast de tekst heeft"},
    {"new", 0, NULL, "check", "write a codebook to begin with", "schrijf een codeboek om mee te beginnen"},
    {"forms", 0, NULL, "check", "show what each word of a rule stands for",
     "toon waar elk woord van een regel voor staat"},
    {"pretokenised", 0, NULL, "tokens", "the source is CoNLL-U: take its tokens and sentences as they are",
     "de bron is CoNLL-U: neem de woorden en zinnen zoals ze zijn"},
    {"format", 0, "SHAPE", "code find tokens text", "table, json or jsonl; tokens also conllu",
     "table, json of jsonl; tokens ook conllu"},
    {"format", 0, "SHAPE", "agree", "text (default), csv or json: of the table by code",
     "text (standaard), csv of json: van de tabel per code"},
    {"format", 0, "SHAPE", "table", "csv (default), text for people, or json",
     "csv (standaard), text voor mensen, of json"},
    {"format", 0, "SHAPE", "diff", "table (for people), csv or json", "table (voor mensen), csv of json"},
    {"json", 0, NULL, "", "short for --format json; messages are JSON too",
     "kort voor --format json; ook de meldingen"},
    {"quiet", 'q', NULL, "", "no summary, no progress", "geen samenvatting, geen voortgang"},
    {"lang", 0, "nl|en", "", "language of messages, help and summaries", "taal van meldingen, hulp en samenvattingen"},
    {"color", 0, "WHEN", "", "always, never or auto (NO_COLOR is honoured)", "always, never of auto (NO_COLOR geldt)"},
    {"help", 'h', NULL, "", "this help", "deze hulp"},
    {"version", 0, NULL, "", "the version", "de versie"},
};
enum { NOPTIONS = sizeof options / sizeof *options };
_Static_assert(sizeof options / sizeof *options <= CLI_OPTIONS_MAX, "room for each option");

static bool belongs(const cli_option *o, const char *name)
{
    const char *at = name != NULL && o->commands[0] != '\0' ? strstr(o->commands, name) : NULL;
    return o->commands[0] == '\0' || at != NULL;
}

const cli_option *cli_find_option(const char *text, size_t len, const char *name)
{
    for (size_t i = 0; i < NOPTIONS; i++)
        if (belongs(&options[i], name) && strlen(options[i].name) == len && strncmp(options[i].name, text, len) == 0)
            return &options[i];
    return NULL;
}

const cli_option *cli_option_of_letter(char letter, const char *name)
{
    for (size_t i = 0; i < NOPTIONS; i++)
        if (options[i].letter == letter && belongs(&options[i], name))
            return &options[i];
    return NULL;
}

size_t cli_number_of_option(const cli_option *o)
{
    return (size_t)(o - options);
}

bool cli_is_command(const char *name)
{
    for (size_t i = 0; i < NCOMMANDS; i++)
        if (strcmp(name, commands[i].name) == 0)
            return true;
    return false;
}

static void put_option(const cli *c, const cli_option *o)
{
    char left[64];
    snprintf(left, sizeof left, "%s%c%s--%s%s%s", o->letter != 0 ? "-" : "  ", o->letter != 0 ? o->letter : ' ',
             o->letter != 0 ? ", " : " ", o->name, o->value != NULL ? " " : "", o->value != NULL ? o->value : "");
    printf("  %-26s %s\n", left, cli_say(c, o->english, o->dutch));
}

/* What one begins with: the other examples stand with each command. */
static void put_beginning(const cli *c)
{
    puts(cli_say(
        c, "Draad codes interviews with a written codebook of themes, and says of each mark which rule made it.\n",
        "Draad codeert interviews met een geschreven codeboek van thema's, en zegt bij elke codering welke "
        "regel haar maakte.\n"));
    puts("  draad check --new > codebook.yaml\n"
         "  draad find 'loslaten' interviews\n"
         "  draad code -c codebook.yaml -o result interviews\n"
         "  draad code --help");
}

static void put_end(const cli *c)
{
    printf("\n%s\n", cli_say(c,
                             "draad COMMAND --help: examples and options of one command.\n\n"
                             "SOURCE is a text, DOCX, VTT or SRT file, a folder, or - for standard input.  Exit "
                             "status: 0 done; 1 done,\n"
                             "but a source was skipped, an example failed or something differs; 2 wrong usage; 3 "
                             "nothing could be read;\n"
                             "4 the codebook is not valid.",
                             "draad OPDRACHT --help: voorbeelden en opties van een opdracht.\n\n"
                             "SOURCE is een tekst-, DOCX-, VTT- of SRT-bestand, een map, of - voor standaardinvoer.  "
                             "Afsluitcode: 0 klaar;\n"
                             "1 klaar, maar een bron is overgeslagen, een voorbeeld klopt niet of iets verschilt; 2 "
                             "verkeerd gebruik; 3 niets kon\n"
                             "worden gelezen; 4 het codeboek klopt niet."));
}

void cli_help(const cli *c, const char *name)
{
    if (name == NULL)
        put_beginning(c);
    for (size_t i = 0; i < NCOMMANDS; i++)
        if (name != NULL && strcmp(name, commands[i].name) == 0)
            fputs(commands[i].examples, stdout);
    fputs("\n", stdout);
    for (size_t i = 0; i < NCOMMANDS; i++)
        if (name == NULL || strcmp(name, commands[i].name) == 0)
            printf("%s\n    %s\n", commands[i].usage, cli_say(c, commands[i].english, commands[i].dutch));
    printf("\n%s\n", name == NULL ? cli_say(c, "Options of every command", "Opties van elke opdracht")
                                  : cli_say(c, "Options", "Opties"));
    for (size_t i = 0; i < NOPTIONS; i++)
        if (belongs(&options[i], name))
            put_option(c, &options[i]);
    if (name == NULL)
        put_end(c);
}

/* ---- Suggestions ------------------------------------------------------------------------------------------- */

const char *cli_nearest_option(const char *wrong, const char *of)
{
    const char *names[NOPTIONS];
    size_t n = 0;
    for (size_t i = 0; i < NOPTIONS; i++)
        if (belongs(&options[i], of))
            names[n++] = options[i].name;
    return draad_suggest(cli_str(wrong), names, n);
}

const char *cli_nearest_command(const char *wrong)
{
    const char *names[NCOMMANDS];
    for (size_t i = 0; i < NCOMMANDS; i++)
        names[i] = commands[i].name;
    return draad_suggest(cli_str(wrong), names, NCOMMANDS);
}
