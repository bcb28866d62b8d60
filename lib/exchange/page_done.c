/* SPDX-License-Identifier: Apache-2.0
 * page_done.c - what was done: the study in numbers, what it was made from, a paragraph for a methods section, and what
 * COREQ asks of a coding.  Source: Tong, Sainsbury and Craig (2007), items 22 to 32.
 * Knows: how a result was made.  Does not know: its themes. */
#include "exchange/page.h"
#include "rules/plan.h"

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

static double count_of(const dr_page *pg, const char *name)
{
    const draad_str digits = account_of(pg, "N", name);
    double value = 0;
    for (size_t i = 0; i < digits.len; i++)
        value = 10 * value + (digits.data[i] - '0');
    return value;
}

static void put_count(dr_page *pg, const char *name)
{
    dr_page_number(pg, count_of(pg, name));
}

/* "1 code", "2 codes". */
static void put_counted(dr_page *pg, const char *name, draad_str one, draad_str more)
{
    dr_page_of(pg, count_of(pg, name), one, more);
}

static void put_key(dr_page *pg, const char *name, draad_str one, draad_str more, const char *to)
{
    dr_html_open(&pg->h, "div", NULL);
    dr_html_leaf(&pg->h, "dt", NULL, count_of(pg, name) == 1 ? one : more);
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
    put_key(pg, "documents", SAY("document", "document"), SAY("documents", "documenten"), "#documents");
    put_key(pg, "cases", SAY("respondent", "respondent"), SAY("respondents", "respondenten"), "#documents");
    put_key(pg, "codes", SAY("code", "code"), SAY("codes", "codes"), "#codes");
    put_key(pg, "segments", SAY("segment", "segment"), SAY("segments", "segmenten"), "#codes");
    put_key(pg, "eligible words", SAY("word that counts", "woord dat meetelt"),
            SAY("words that count", "woorden die meetellen"), NULL);
    put_key(pg, "eligible sentences", SAY("sentence that counts", "zin die meetelt"),
            SAY("sentences that count", "zinnen die meetellen"), NULL);
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

/* ---- Whose words count --------------------------------------------------------------------------------------------
 */

enum { ROLES = 4 }; /* interviewer, moderator, respondent, and whoever has no role */

/* Which roles speak in the study, and which of them count. */
typedef struct voices {
    bool speaks[ROLES], counts[ROLES];
} voices;

static size_t role_of(draad_str role)
{
    return dr_str_is(role, "interviewer")  ? 0
           : dr_str_is(role, "moderator")  ? 1
           : dr_str_is(role, "respondent") ? 2
                                           : 3;
}

static voices voices_of(const draad_project *p)
{
    voices v = {{false}, {false}};
    for (size_t i = 0; i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        const dr_unit_rows *turns = &d->units[DRAAD_UNIT_TURN];
        for (size_t k = 0; k < turns->n; k++) {
            const uint32_t speaker = d->turns[k].speaker;
            const size_t role = speaker != DRAAD_NONE ? role_of(d->speakers[speaker].role) : ROLES - 1;
            v.speaks[role] = true;
            v.counts[role] = v.counts[role] || turns->at[k].eligible;
        }
    }
    return v;
}

/* Of all roles that speak, those that count (or those that do not), joined; how many. */
static size_t put_roles(dr_page *pg, const voices *v, bool counts)
{
    const draad_str names[ROLES] = {SAY("interviewers", "interviewers"), SAY("moderators", "moderatoren"),
                                    SAY("respondents", "respondenten"),
                                    SAY("speakers without a role", "sprekers zonder rol")};
    size_t n = 0, put = 0;
    for (size_t i = 0; i < ROLES; i++)
        n += v->speaks[i] && v->counts[i] == counts;
    for (size_t i = 0; i < ROLES; i++) {
        if (!v->speaks[i] || v->counts[i] != counts)
            continue;
        if (put > 0)
            dr_html_text(&pg->h, put + 1 < n ? DR_STR(", ") : SAY(" and ", " en "));
        dr_html_text(&pg->h, names[i]);
        put++;
    }
    return n;
}

/* Do rules admit somebody whom their codebook leaves out? */
static bool rules_differ(const draad_project *p, const voices *v)
{
    static const char *const roles[ROLES] = {"interviewer", "moderator", "respondent", ""};
    for (size_t i = 0; i < p->rules.n; i++)
        for (size_t k = 0; k < ROLES; k++)
            if (v->speaks[k] && !v->counts[k] && dr_speakers_admit(&p->rules.at[i].rule->speakers, dr_str_of(roles[k])))
                return true;
    return false;
}

void dr_page_who_counts(dr_page *pg)
{
    const voices v = voices_of(pg->p);
    bool all = true;
    for (size_t i = 0; i < ROLES; i++)
        all = all && (!v.speaks[i] || v.counts[i]);
    if (all) {
        dr_html_text(&pg->h, SAY("All that was said counts", "Alles wat gezegd is telt mee"));
        dr_html_text(&pg->h, v.speaks[0] || v.speaks[1] ? SAY(", by interviewers too.", ", ook door wie interviewt.")
                                                        : SAY("; no speaker is known as interviewer.",
                                                              "; van geen spreker is bekend dat die interviewt."));
        return;
    }
    dr_html_text(&pg->h, SAY("What was said by ", "Wat gezegd is door "));
    put_roles(pg, &v, true);
    dr_html_text(&pg->h, SAY(" counts; by ", " telt mee; door "));
    put_roles(pg, &v, false);
    dr_html_text(&pg->h, SAY(" it does not", " niet"));
    dr_html_text(&pg->h, rules_differ(pg->p, &v)
                             ? SAY(", but for rules that ask for them.", ", behalve voor regels die erom vragen.")
                             : DR_STR("."));
}

/* ---- In words -----------------------------------------------------------------------------------------------------
 */

static void put_by_rules(dr_page *pg)
{
    const bool one = count_of(pg, "documents") == 1;
    put_text(pg, DR_STR(" ("));
    put_counted(pg, "eligible words", SAY("word that counts", "woord dat meetelt"),
                SAY("words that count", "woorden die meetellen"));
    put_text(pg, one ? SAY(") was coded with Draad ", ") is gecodeerd met Draad ")
                     : SAY(") were coded with Draad ", ") zijn gecodeerd met Draad "));
    put_text(pg, account_of(pg, "program", "version"));
    put_text(pg,
             SAY(", a program that applies written rules (it holds no language model), with the codebook ",
                 ", een programma dat geschreven regels toepast (er zit geen taalmodel in), volgens het codeboek "));
    put_codebooks_said(pg);
    put_text(pg, SAY(", which has ", ", met "));
    put_counted(pg, "codes", SAY("code", "code"), SAY("codes", "codes"));
    put_text(pg, SAY(" and ", " en "));
    put_counted(pg, "rules", SAY("rule", "regel"), SAY("rules", "regels"));
    put_text(pg, SAY(". A rule asks for words, in all their Dutch forms, near each other; where it held, the ",
                     ". Een regel vraagt om woorden bij elkaar, in al hun Nederlandse vormen; waar hij opging, "
                     "kreeg "));
    if (pg->m->coding.set_unit) {
        put_text(pg, !pg->dutch                                  ? DR_STR("")
                     : pg->m->coding.unit == DRAAD_UNIT_DOCUMENT ? DR_STR("het ")
                                                                 : DR_STR("de "));
        put_text(pg, unit_word(pg, pg->m->coding.unit));
    } else {
        put_text(pg, SAY("stretch that the codebook asks for", "het stuk tekst dat het codeboek aanwijst"));
    }
    put_text(pg, SAY(" got the code. ", " de code. "));
    dr_page_who_counts(pg);
    put_text(pg, SAY(" Codings of one code that overlap are one segment: ",
                     " Coderingen van één code die overlappen zijn één segment: "));
    put_counted(pg, "segments", SAY("segment", "segment"), SAY("segments", "segmenten"));
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
    put_text(pg,
             count_of(pg, "documents") == 1
                 ? SAY(" was coded by hand with the codebook ", " is met de hand gecodeerd volgens het codeboek ")
                 : SAY(" were coded by hand with the codebook ", " zijn met de hand gecodeerd volgens het codeboek "));
    put_codebooks_said(pg);
    put_text(pg, SAY(", by ", ", door "));
    put_people(pg);
    put_text(pg, DR_STR(": "));
    put_counted(pg, "codings", SAY("coding", "codering"), SAY("codings", "coderingen"));
    put_text(pg, DR_STR(", "));
    put_counted(pg, "segments", SAY("segment", "segment"), SAY("segments", "segmenten"));
    put_text(pg, SAY(". Draad ", ". Draad "));
    put_text(pg, account_of(pg, "program", "version"));
    put_text(pg, SAY(" counted them.", " telde ze."));
}

static void put_methods(dr_page *pg)
{
    dr_html_leaf(&pg->h, "h3", NULL, SAY("For the methods section", "Voor de methodeparagraaf"));
    dr_html_open(&pg->h, "p", "paste");
    if (count_of(pg, "documents") == 1) {
        put_text(pg, SAY("One document", "Eén document"));
    } else {
        put_text(pg, SAY("The ", "De "));
        put_counted(pg, "documents", SAY("document", "document"), SAY("documents", "documenten"));
    }
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
    put_counted(pg, "codes", SAY("code", "code"), SAY("codes", "codes"));
    put_text(pg, SAY(" in ", " in "));
    dr_page_of(pg, levels, SAY("level", "niveau"), SAY("levels", "niveaus"));
    put_text(pg, DR_STR(": "));
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
    put_text(pg, SAY("for you to say: Draad knows no more than that they stand in the codebook. ",
                     "vult u in: Draad weet alleen dat ze in het codeboek staan. "));
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
