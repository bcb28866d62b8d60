/* SPDX-License-Identifier: Apache-2.0
 * page_done.c - what was done: the study in numbers, what it was made from, a paragraph for a methods section, and what
 * COREQ asks of a coding.  Source: Tong, Sainsbury and Craig (2007), items 22 to 32.
 * Knows: how a result was made.  Does not know: its themes. */
#include "exchange/page.h"

#include <string.h>

/* ---- What the account says ------------------------------------------------------------------------------------ */

/* A number of the account, in digits; "" when it is not there. */
static draad_str account_of(const dr_page *pg, const char *topic, const char *name)
{
    for (size_t i = 0; i < pg->account->nrows; i++)
        if (dr_str_is(draad_table_text(pg->account, i, 0), topic) &&
            dr_str_is(draad_table_text(pg->account, i, 1), name))
            return draad_table_text(pg->account, i, 2);
    return (draad_str){"", 0};
}

static void put_count(dr_page *pg, const char *name)
{
    const draad_str digits = account_of(pg, "N", name);
    double value = 0;
    for (size_t i = 0; i < digits.len; i++)
        value = 10 * value + (digits.data[i] - '0');
    dr_page_number(pg, value);
}

static void put_key(dr_page *pg, const char *name, draad_str label, const char *to)
{
    dr_html_open(&pg->h, "div", NULL);
    dr_html_leaf(&pg->h, "dt", NULL, label);
    dr_html_open(&pg->h, "dd", NULL);
    if (to != NULL) {
        dr_html_open(&pg->h, "a", NULL);
        dr_html_put(&pg->h, "href", dr_str_of(to));
    }
    put_count(pg, name);
    if (to != NULL)
        dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_keys(dr_page *pg)
{
    dr_html_open(&pg->h, "dl", "key");
    put_key(pg, "documents", SAY("documents", "documenten"), "#documents");
    put_key(pg, "cases", SAY("respondents", "respondenten"), "#documents");
    put_key(pg, "codes", SAY("codes", "codes"), "#codes");
    put_key(pg, "segments", SAY("segments", "segmenten"), "#codes");
    put_key(pg, "eligible words", SAY("words that count", "woorden die meetellen"), NULL);
    put_key(pg, "eligible sentences", SAY("sentences that count", "zinnen die meetellen"), NULL);
    dr_html_close(&pg->h);
}

/* ---- What it was made from ------------------------------------------------------------------------------------- */

static void put_term(dr_page *pg, draad_str term)
{
    dr_html_leaf(&pg->h, "dt", NULL, term);
    dr_html_open(&pg->h, "dd", NULL);
}

static void put_hash(dr_page *pg, draad_str sha256)
{
    dr_html_leaf(&pg->h, "span", "hash", sha256);
}

static void put_codebook(dr_page *pg, const dr_codebook *c)
{
    put_term(pg, SAY("Codebook", "Codeboek"));
    dr_page_name(pg, c->title);
    if (c->version.len > 0) {
        dr_html_text(&pg->h, SAY(", version ", ", versie "));
        dr_page_name(pg, c->version);
    }
    dr_html_open(&pg->h, "br", NULL);
    dr_html_close(&pg->h);
    dr_html_text(&pg->h, DR_STR("SHA-256 "));
    put_hash(pg, c->sha256);
    if (c->source.len > 0) {
        dr_html_open(&pg->h, "br", NULL);
        dr_html_close(&pg->h);
        dr_html_text(&pg->h, SAY("Themes from: ", "Thema's uit: "));
        dr_page_name(pg, c->source);
    }
    dr_html_close(&pg->h);
}

static void put_fact(dr_page *pg, draad_str term, draad_str value)
{
    put_term(pg, term);
    dr_page_name(pg, value);
    dr_html_close(&pg->h);
}

static draad_str unit_word(const dr_page *pg, draad_unit unit)
{
    static const char *const english[] = {"match", "sentence", "paragraph", "turn", "document"};
    static const char *const dutch[] = {"vondst", "zin", "alinea", "beurt", "document"};
    return SAY(english[unit], dutch[unit]);
}

static void put_coders(dr_page *pg)
{
    const draad_project *p = pg->p;
    put_term(pg, SAY("Coders", "Codeurs"));
    for (size_t i = pg->m->only_read ? 1 : 0, n = 0; i < p->coders.n; i++, n++) {
        if (n > 0)
            dr_html_text(&pg->h, DR_STR(", "));
        if (i == 0)
            dr_html_text(&pg->h, SAY("draad (the rules)", "draad (de regels)"));
        else
            dr_page_name(pg, p->coders.at[i]);
    }
    dr_html_close(&pg->h);
}

static void put_options(dr_page *pg)
{
    const draad_read_options *r = &pg->m->reading;
    static const char *const tracks[] = {"accepted", "rejected", "both"}, *const dutch[] = {"als aanvaard",
                                                                                            "als verworpen", "beide"};
    put_fact(pg, SAY("What becomes a segment", "Wat een segment wordt"),
             pg->m->coding.set_unit ? unit_word(pg, pg->m->coding.unit)
                                    : SAY("as the codebook says", "zoals het codeboek zegt"));
    put_fact(pg, SAY("Tracked changes in Word", "Bijgehouden wijzigingen in Word"),
             SAY(tracks[r->track], dutch[r->track]));
    put_fact(pg, SAY("Hidden text in Word", "Verborgen tekst in Word"),
             r->drop_hidden ? SAY("left out", "weggelaten") : SAY("kept", "meegelezen"));
    put_fact(pg, SAY("Quotations on this page", "Citaten op deze pagina"),
             pg->quotes == DRAAD_QUOTES_FULL ? SAY("in full", "volledig")
             : pg->quotes == DRAAD_QUOTES_MASKED
                 ? SAY("masked, except the matched words", "gemaskeerd, behalve de gevonden woorden")
                 : SAY("none", "geen"));
}

static void put_facts(dr_page *pg)
{
    dr_html_open(&pg->h, "dl", "facts");
    put_fact(pg, SAY("Program", "Programma"), DR_STR("Draad"));
    put_fact(pg, SAY("Version", "Versie"), account_of(pg, "program", "version"));
    for (size_t i = 0; i < pg->p->codebooks.n; i++)
        put_codebook(pg, pg->p->codebooks.at[i]);
    for (size_t i = 0; i < pg->p->inputs.n; i++)
        if (!dr_str_is(pg->p->inputs.at[i].kind, "codebook"))
            put_fact(pg,
                     dr_str_is(pg->p->inputs.at[i].kind, "cases") ? SAY("Cases", "Cases")
                                                                  : SAY("Added words", "Toegevoegde woorden"),
                     pg->p->inputs.at[i].name);
    put_coders(pg);
    put_options(pg);
    dr_html_close(&pg->h);
}

/* ---- A paragraph for a methods section -------------------------------------------------------------------------- */

static void put_text(dr_page *pg, draad_str text)
{
    dr_html_text(&pg->h, text);
}

static void put_codebooks_said(dr_page *pg)
{
    for (size_t i = 0; i < pg->p->codebooks.n; i++) {
        const dr_codebook *c = pg->p->codebooks.at[i];
        if (i > 0)
            put_text(pg, i + 1 < pg->p->codebooks.n ? DR_STR(", ") : SAY(" and ", " en "));
        put_text(pg, DR_STR("\xE2\x80\x9C"));
        dr_page_name(pg, c->title);
        put_text(pg, DR_STR("\xE2\x80\x9D ("));
        if (c->version.len > 0) {
            put_text(pg, SAY("version ", "versie "));
            dr_page_name(pg, c->version);
            put_text(pg, DR_STR("; "));
        }
        put_text(pg, DR_STR("SHA-256 "));
        put_hash(pg, (draad_str){c->sha256.data, c->sha256.len < 12 ? c->sha256.len : 12});
        put_text(pg, DR_STR("\xE2\x80\xA6)"));
    }
}

/* Who coded by hand, in number. */
static void put_people(dr_page *pg)
{
    const size_t n = pg->p->coders.n - 1;
    dr_page_number(pg, (double)n);
    put_text(pg, n == 1 ? SAY(" person", " persoon") : SAY(" people", " personen"));
}

static void put_by_rules(dr_page *pg)
{
    put_text(pg, SAY(" documents (", " documenten ("));
    put_count(pg, "eligible words");
    put_text(pg, SAY(" words of respondents) were coded with Draad ",
                     " woorden van respondenten) zijn gecodeerd met Draad "));
    put_text(pg, account_of(pg, "program", "version"));
    put_text(pg,
             SAY(", a program that applies written rules (it holds no language model), with the codebook ",
                 ", een programma dat geschreven regels toepast (er zit geen taalmodel in), volgens het codeboek "));
    put_codebooks_said(pg);
    put_text(pg, SAY(", which has ", ", met "));
    put_count(pg, "codes");
    put_text(pg, SAY(" codes and ", " codes en "));
    put_count(pg, "rules");
    put_text(pg, SAY(" rules. A rule asks for words, in all their Dutch forms, near each other; where it held, the ",
                     " regels. Een regel vraagt om woorden bij elkaar, in al hun Nederlandse vormen; waar hij opging, "
                     "kreeg "));
    if (pg->m->coding.set_unit) {
        put_text(pg, pg->dutch && pg->m->coding.unit != DRAAD_UNIT_DOCUMENT ? DR_STR("de ") : DR_STR(""));
        put_text(pg, unit_word(pg, pg->m->coding.unit));
    } else {
        put_text(pg, SAY("stretch that the codebook asks for", "het stuk tekst dat het codeboek aanwijst"));
    }
    put_text(pg, SAY(" got the code. What interviewers said does not count. Codings of one code that overlap are one "
                     "segment: ",
                     " de code. Wat interviewers zeiden telt niet mee. Coderingen van een code die overlappen zijn een "
                     "segment: "));
    put_count(pg, "segments");
    put_text(pg, SAY(" in all.", " in totaal."));
    if (pg->p->coders.n > 1) {
        put_text(pg, SAY(" By hand coded: ", " Met de hand codeerden: "));
        put_people(pg);
        put_text(pg, DR_STR("."));
    }
    put_text(pg, SAY(" The same files give the same codings, byte for byte.",
                     " Dezelfde bestanden geven dezelfde coderingen, byte voor byte."));
}

static void put_by_hand(dr_page *pg)
{
    put_text(pg, SAY(" documents were coded by hand with the codebook ",
                     " documenten zijn met de hand gecodeerd volgens het codeboek "));
    put_codebooks_said(pg);
    put_text(pg, SAY(", by ", ", door "));
    put_people(pg);
    put_text(pg, DR_STR(": "));
    put_count(pg, "codings");
    put_text(pg, SAY(" codings, ", " coderingen, "));
    put_count(pg, "segments");
    put_text(pg, SAY(" segments. Draad ", " segmenten. Draad "));
    put_text(pg, account_of(pg, "program", "version"));
    put_text(pg, SAY(" counted them.", " telde ze."));
}

static void put_methods(dr_page *pg)
{
    dr_html_leaf(&pg->h, "h3", NULL, SAY("For the methods section", "Voor de methodeparagraaf"));
    dr_html_open(&pg->h, "p", "paste");
    put_text(pg, SAY("The ", "De "));
    put_count(pg, "documents");
    if (pg->m->only_read)
        put_by_hand(pg);
    else
        put_by_rules(pg);
    dr_html_close(&pg->h);
    dr_page_paragraph(
        pg, "quiet",
        SAY("Ready to paste. What Draad cannot know is for you to add: how the codebook came about, who "
            "checked it, and what you did with passages that it did not find.",
            "Klaar om te plakken. Wat Draad niet kan weten voegt u toe: hoe het codeboek ontstond, wie het "
            "toetste, en wat u deed met passages die het niet vond."));
}

/* ---- COREQ ------------------------------------------------------------------------------------------------------ */

static void begin_item(dr_page *pg, const char *number, draad_str asks)
{
    dr_html_open(&pg->h, "tr", NULL);
    dr_html_leaf(&pg->h, "td", "n", dr_str_of(number));
    dr_html_open(&pg->h, "th", NULL);
    dr_html_put(&pg->h, "scope", DR_STR("row"));
    dr_html_text(&pg->h, asks);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "td", NULL);
}

static void end_item(dr_page *pg)
{
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_coding_tree(dr_page *pg)
{
    uint32_t levels = 0;
    for (size_t i = 0; i < pg->p->codes.n; i++)
        levels = pg->p->codes.at[i].level > levels ? pg->p->codes.at[i].level : levels;
    begin_item(pg, "25", SAY("Description of the coding tree", "Beschrijving van de codeboom"));
    put_count(pg, "codes");
    put_text(pg, SAY(" codes in ", " codes in "));
    dr_page_number(pg, levels);
    put_text(pg, levels == 1 ? SAY(" level: ", " niveau: ") : SAY(" levels: ", " niveaus: "));
    dr_html_open(&pg->h, "a", NULL);
    dr_html_put(&pg->h, "href", DR_STR("#codes"));
    put_text(pg, SAY("the tree", "de boom"));
    dr_html_close(&pg->h);
    put_text(pg, SAY(", with definitions and rules", ", met definities en regels"));
    end_item(pg);
}

static void put_derivation(dr_page *pg)
{
    begin_item(pg, "26", SAY("Derivation of themes", "Herkomst van de thema's"));
    put_text(pg, SAY("In the codebook, written down before this coding; how they came about is for you to say. ",
                     "In het codeboek, vastgelegd voor deze codering; hoe ze ontstonden vult u in. "));
    for (size_t i = 0; i < pg->p->codebooks.n; i++)
        if (pg->p->codebooks.at[i]->source.len > 0) {
            dr_page_name(pg, pg->p->codebooks.at[i]->source);
            put_text(pg, DR_STR(" "));
        }
    end_item(pg);
}

static void put_item(dr_page *pg, const char *number, draad_str asks, draad_str answer)
{
    begin_item(pg, number, asks);
    put_text(pg, answer);
    end_item(pg);
}

static void put_coreq(dr_page *pg)
{
    dr_html_leaf(&pg->h, "h3", NULL, SAY("What COREQ asks of a coding", "Wat COREQ van een codering vraagt"));
    dr_page_table(
        pg, NULL,
        SAY("Items 22 and 24 to 32 of COREQ (Tong, Sainsbury and Craig 2007), as far as they are about the "
            "coding",
            "Punten 22 en 24 tot 32 van COREQ (Tong, Sainsbury en Craig 2007), voor zover ze over de codering "
            "gaan"));
    dr_html_open(&pg->h, "thead", NULL);
    dr_html_open(&pg->h, "tr", NULL);
    dr_page_head(pg, SAY("Item", "Punt"), true);
    dr_page_head(pg, SAY("Asks", "Vraagt"), false);
    dr_page_head(pg, SAY("Here", "Hier"), false);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "tbody", NULL);
    begin_item(pg, "22", SAY("Data saturation", "Verzadiging"));
    dr_html_open(&pg->h, "a", NULL);
    dr_html_put(&pg->h, "href", DR_STR("#saturation"));
    put_text(pg, SAY("the curve of codes over documents", "de curve van codes over documenten"));
    dr_html_close(&pg->h);
    end_item(pg);
    begin_item(pg, "24", SAY("Number of data coders", "Aantal codeurs"));
    dr_page_number(pg, (double)(pg->p->coders.n - (pg->m->only_read && pg->p->coders.n > 0 ? 1 : 0)));
    if (!pg->m->only_read)
        put_text(pg, SAY(", the rules of the codebook among them", ", de regels van het codeboek meegeteld"));
    end_item(pg);
    put_coding_tree(pg);
    put_derivation(pg);
    begin_item(pg, "27", SAY("Software", "Software"));
    put_text(pg, DR_STR("Draad "));
    put_text(pg, account_of(pg, "program", "version"));
    end_item(pg);
    put_item(pg, "28", SAY("Participant checking", "Terugkoppeling aan deelnemers"),
             SAY("for you to say: Draad does not know", "vult u in: Draad weet het niet"));
    put_item(pg, "29", SAY("Quotations presented", "Citaten"),
             dr_page_quotes(pg)
                 ? SAY("with each code, with document and speaker", "bij elke code, met document en spreker")
                 : SAY("left out of this page", "op deze pagina weggelaten"));
    put_item(pg,
             "30\xE2\x80\x93"
             "32",
             SAY("Data and findings consistent; major and minor themes",
                 "Data en bevindingen passen; hoofd- en neventhema's"),
             SAY("each number leads to its passages; a table says how widely each theme is shared",
                 "elk getal leidt naar zijn passages; een tabel zegt hoe breed elk thema gedeeld wordt"));
    dr_html_close(&pg->h);
    dr_page_end_table(pg);
}

void dr_page_done(dr_page *pg)
{
    dr_page_section(pg, "done", SAY("What was done", "Wat er gedaan is"));
    put_keys(pg);
    if (pg->nshown < pg->p->codes.n) {
        dr_html_open(&pg->h, "p", NULL);
        put_text(pg, SAY("This is a short page: it shows ", "Dit is een korte pagina: ze toont "));
        dr_page_number(pg, (double)pg->nshown);
        put_text(pg, SAY(" of these codes. The numbers above are of the whole study.",
                         " van deze codes. De getallen hierboven zijn van de hele studie."));
        dr_html_close(&pg->h);
    }
    if (dr_page_quotes(pg) && pg->nfound < pg->p->ndocuments) {
        dr_html_open(&pg->h, "p", NULL);
        put_text(pg, SAY("Sources that were not found, or that changed since: ",
                         "Bronnen die niet gevonden zijn, of sindsdien veranderd: "));
        dr_page_number(pg, (double)(pg->p->ndocuments - pg->nfound));
        put_text(pg, SAY(". Of these the page shows the coded passages alone.",
                         ". Daarvan toont de pagina alleen de gecodeerde passages."));
        dr_html_close(&pg->h);
    }
    put_facts(pg);
    put_methods(pg);
    put_coreq(pg);
    dr_html_close(&pg->h);
}
