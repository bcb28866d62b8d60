/* SPDX-License-Identifier: Apache-2.0
 * options.c - the words of the command line, and the help that explains them. */
#include "cli.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Help ------------------------------------------------------------------------------------------------- */

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

typedef struct option {
    const char *name;
    char letter;
    const char *value;    /* what stands behind it; NULL: nothing */
    const char *commands; /* which commands know it; "": all */
    const char *english, *dutch;
} option;

static const option options[] = {
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

static bool belongs(const option *o, const char *name)
{
    const char *at = name != NULL && o->commands[0] != '\0' ? strstr(o->commands, name) : NULL;
    return o->commands[0] == '\0' || at != NULL;
}

bool cli_is_command(const char *name)
{
    for (size_t i = 0; i < NCOMMANDS; i++)
        if (strcmp(name, commands[i].name) == 0)
            return true;
    return false;
}

static void put_option(const cli *c, const option *o)
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

/* Letters to add, drop, change or swap; more than 2 is "far". */
static unsigned distance(const char *a, const char *b)
{
    size_t na = strlen(a), nb = strlen(b);
    unsigned row[3][40];
    if (na > 38 || nb > 38)
        return 99;
    for (size_t k = 0; k <= nb; k++)
        row[0][k] = (unsigned)k;
    for (size_t i = 1; i <= na; i++) {
        unsigned *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t k = 1; k <= nb; k++) {
            unsigned best = before[k - 1] + (a[i - 1] != b[k - 1]);
            best = before[k] + 1 < best ? before[k] + 1 : best;
            best = now[k - 1] + 1 < best ? now[k - 1] + 1 : best;
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1] && earlier[k - 2] + 1 < best)
                best = earlier[k - 2] + 1;
            now[k] = best;
        }
    }
    return row[na % 3][nb];
}

static const char *nearest_option(const char *wrong, const char *name)
{
    const char *best = NULL;
    unsigned least = 3;
    for (size_t i = 0; i < NOPTIONS; i++)
        if (belongs(&options[i], name) && distance(wrong, options[i].name) < least) {
            least = distance(wrong, options[i].name);
            best = options[i].name;
        }
    return best;
}

static const char *nearest_command(const char *wrong)
{
    const char *best = NULL;
    unsigned least = 3;
    for (size_t i = 0; i < NCOMMANDS; i++)
        if (distance(wrong, commands[i].name) < least) {
            least = distance(wrong, commands[i].name);
            best = commands[i].name;
        }
    return best;
}

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

static bool take(cli *c, const option *o, const char *value)
{
    static const char *const widths[] = {"match", "sentence", "paragraph", "turn", NULL}, *const units[] = {
                                                                                              "sentence", "paragraph",
                                                                                              "turn", "document", NULL};
    if (value == NULL)
        return take_flag(c, o->name);
    if (strcmp(o->name, "codebook") == 0)
        c->codebooks[c->ncodebooks++] = value;
    else if (strcmp(o->name, "interviewer") == 0)
        c->labels[c->nlabels++] = (draad_speaker_label){value, "interviewer"};
    else if (strcmp(o->name, "speaker-labels") == 0)
        return take_labels(c, value);
    else if (strcmp(o->name, "encoding") == 0)
        return take_encoding(c, value);
    else if (strcmp(o->name, "cases") == 0)
        c->cases = value;
    else if (strcmp(o->name, "lexicon") == 0)
        c->lexicon = value;
    else if (strcmp(o->name, "output") == 0)
        c->output = value;
    else if (strcmp(o->name, "by") == 0)
        c->writing.by = value;
    else if (strcmp(o->name, "threads") == 0)
        return take_number(c, o->name, value, 1, 64, &c->coding.threads);
    else if (strcmp(o->name, "base") == 0)
        return take_number(c, o->name, value, 1, 1000000, &c->table.saturation.base);
    else if (strcmp(o->name, "run") == 0)
        return take_number(c, o->name, value, 1, 1000000, &c->table.saturation.run);
    else if (strcmp(o->name, "orders") == 0)
        return take_number(c, o->name, value, 0, 100000, &c->table.saturation.orders);
    else if (strcmp(o->name, "threshold") == 0)
        return take_threshold(c, value);
    else if (strcmp(o->name, "overlap") == 0)
        return take_number(c, o->name, value, 1, 100, &c->table.overlap);
    else if (strcmp(o->name, "seed") == 0)
        return take_seed(c, value);
    else if (strcmp(o->name, "universe") == 0)
        return take_universe(c, value);
    else if (strcmp(o->name, "rollup") == 0)
        return take_rollup(c, value);
    else if (strcmp(o->name, "only") == 0)
        c->only[c->table.nonly++] = value;
    else if (strcmp(o->name, "coder") == 0)
        c->table.coder = value;
    else if (strcmp(o->name, "where") == 0)
        return cut_in_two(c, o->name, value, '=', &c->where, &c->table.where[0], &c->table.where[1]);
    else if (strcmp(o->name, "cell") == 0)
        return cut_in_two(c, o->name, value, ',', &c->cell, &c->table.cell[0], &c->table.cell[1]);
    else if (strcmp(o->name, "lens") == 0)
        c->lens = value;
    else if (strcmp(o->name, "phases") == 0)
        c->page.phases = value;
    else if (strcmp(o->name, "scale") == 0)
        c->scales[c->nscales++] = value;
    else if (strcmp(o->name, "gold") == 0)
        c->table.gold = value;
    else if (strcmp(o->name, "quotes") == 0 && strcmp(o->commands, "agree") == 0)
        return take_quotes(c, value);
    else if (strcmp(o->name, "labels") == 0)
        return take_verbal_labels(c, value);
    else if (strcmp(o->name, "sources") == 0)
        c->sources[c->nsources++] = value;
    else if (strcmp(o->name, "with") == 0)
        c->others[c->nothers++] = value;
    else if (strcmp(o->name, "answers") == 0)
        c->answers = value;
    else if (strcmp(o->name, "moments") == 0)
        return cut_in_two(c, o->name, value, ',', &c->moments, &c->table.moments[0], &c->table.moments[1]);
    else if (strcmp(o->name, "quotes") == 0 &&
             (strcmp(o->commands, "export") == 0 || strcmp(o->commands, "report") == 0))
        return take_shown_quotes(c, value);
    else if (strcmp(o->commands, "diff") == 0)
        return take_of_diff(c, o->name, value);
    else if (strcmp(o->name, "quotes") == 0)
        return take_number(c, o->name, value, 1, 1000, &c->table.nquotes);
    else if (strcmp(o->name, "count") == 0)
        return take_counting(c, value);
    else if (strcmp(o->name, "window") == 0)
        return take_number(c, o->name, value, 0, 1000000, &c->table.matrix.window);
    else if (strcmp(o->name, "lag") == 0)
        return take_number(c, o->name, value, 1, 1000000, &c->table.matrix.lag);
    else if (strcmp(o->name, "unit") == 0 && strcmp(o->commands, "export") == 0)
        return take_unit(c, o->name, value, units, &c->exporting.unit);
    else if (strcmp(o->name, "unit") == 0 && strcmp(o->commands, "code") != 0)
        return take_unit(c, o->name, value, units, &c->table.matrix.unit);
    else if (strcmp(o->name, "unit") == 0)
        return c->coding.set_unit = take_unit(c, o->name, value, widths, &c->coding.unit);
    else if (strcmp(o->name, "matrix-unit") == 0)
        return take_unit(c, o->name, value, units, &c->writing.unit);
    else
        return take_choice(c, o->name, value);
    return true;
}

/* ---- The command line -------------------------------------------------------------------------------------- */

static const option *find_option(const char *text, size_t len, const char *name)
{
    for (size_t i = 0; i < NOPTIONS; i++)
        if (belongs(&options[i], name) && strlen(options[i].name) == len && strncmp(options[i].name, text, len) == 0)
            return &options[i];
    return NULL;
}

/* Which of two values is meant nobody knows; --codebook and the like may be given more than once. */
static bool is_given_once(cli *c, const option *o, const char *value)
{
    static const char *const often[] = {"codebook", "interviewer", "only", "scale", "sources", "with", NULL};
    const char **given = &c->given[o - options];
    _Static_assert(NOPTIONS <= sizeof c->given / sizeof *c->given, "room for each option");
    for (size_t i = 0; often[i] != NULL; i++)
        if (strcmp(o->name, often[i]) == 0)
            return true;
    if (value == NULL || *given == NULL || strcmp(*given, value) == 0) {
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
    const option *o = NULL;
    if (text[1] == '-') {
        size_t len = equals != NULL ? (size_t)(equals - text) - 2 : strlen(text) - 2;
        o = find_option(text + 2, len, name);
    } else if (text[2] == '\0') {
        equals = NULL;
        for (size_t k = 0; k < NOPTIONS && o == NULL; k++)
            if (options[k].letter == text[1] && belongs(&options[k], name))
                o = &options[k];
    }
    if (o == NULL) {
        const char *meant = text[1] == '-' ? nearest_option(text + 2, name) : NULL;
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
        const char *meant = nearest_command(name);
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
