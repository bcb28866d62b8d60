/* SPDX-License-Identifier: Apache-2.0
 * account.c - what was done to come to a result.
 * Knows: a project and how it was made.  Does not know: formats.
 * The texts are for readers of a file, not messages: they follow the language of the first codebook, so that the same
 * input gives the same bytes for everybody. */
#include "exchange/account.h"
#include "analysis/counts.h"
#include "outside/digest.h"
#include "outside/file.h"

#include <stdio.h>

/* ---- What the numbers mean: in short; docs/tables.md has it in full ----------------------------------------- */

static const struct {
    const char *name, *english, *dutch;
} definitions[] = {
    {"coding", "one coder (the rules, or a person) applies one code to one stretch of text",
     "een codeur (de regels, of een persoon) kent een code toe aan een stuk tekst"},
    {"segment", "codings of one code in one document that share a character, taken together",
     "coderingen van een code in een document die een teken delen, samengenomen"},
    {"segments", "number of segments with the code", "aantal segmenten met de code"},
    {"documents", "number of documents with at least one segment of the code",
     "aantal documenten met ten minste een segment van de code"},
    {"cases", "number of cases (respondents) with at least one segment of the code",
     "aantal cases (respondenten) met ten minste een segment van de code"},
    {"words", "words in the segments of the code; a word is letters or digits, without fillers, labels and times",
     "woorden in de segmenten van de code; een woord is letters of cijfers, zonder tussenwerpsels, labels en tijden"},
    {"eligible", "units that count: those of interviewers and moderators are left out",
     "eenheden die meetellen: die van interviewers en moderatoren niet"},
    {"n11", "eligible units with both codes", "eenheden die meetellen met beide codes"},
    {"n10", "eligible units with the first code only", "eenheden die meetellen met alleen de eerste code"},
    {"n01", "eligible units with the second code only", "eenheden die meetellen met alleen de tweede code"},
    {"n00", "eligible units with neither", "eenheden die meetellen met geen van beide"},
    {"n", "all eligible units: n11 + n10 + n01 + n00", "alle eenheden die meetellen: n11 + n10 + n01 + n00"},
    {"jaccard", "n11 / (n11 + n10 + n01)", "n11 / (n11 + n10 + n01)"},
    {"dice", "2 n11 / (2 n11 + n10 + n01)", "2 n11 / (2 n11 + n10 + n01)"},
    {"lift", "n11 n / ((n11 + n10) (n11 + n01)); 1 is chance", "n11 n / ((n11 + n10) (n11 + n01)); 1 is toeval"},
    {"npmi", "log lift / -log (n11 / n); -1 never together, 0 chance, 1 only together",
     "log lift / -log (n11 / n); -1 nooit samen, 0 toeval, 1 alleen samen"},
    {"phi", "correlation of two codes over units", "correlatie van twee codes over eenheden"},
    {"p_fisher",
     "Fisher's exact test, two-sided; units of one interview are not independent, so read it as a description",
     "Fishers exacte toets, tweezijdig; eenheden van een interview zijn niet onafhankelijk: lees hem als beschrijving"},
    {"q_bh", "p_fisher corrected for the number of pairs (Benjamini-Hochberg)",
     "p_fisher gecorrigeerd voor het aantal paren (Benjamini-Hochberg)"},
    {"share", "cases of the group with the code / all cases of the group",
     "cases van de groep met de code / alle cases van de groep"},
    {"NA", "undefined", "niet gedefinieerd"},
    {"more", "docs/tables.md of Draad defines every number exactly",
     "docs/tables.md van Draad definieert elk getal precies"},
};

static void put(draad_table *t, const char *topic, draad_str name, draad_str value)
{
    dr_table_put_text(t, dr_str_of(topic));
    dr_table_put_text(t, name);
    dr_table_put_text(t, value);
}

static void put_number(draad_table *t, const char *topic, const char *name, uint64_t value)
{
    char out[24];
    snprintf(out, sizeof out, "%llu", (unsigned long long)value);
    put(t, topic, dr_str_of(name), dr_str_of(out));
}

static void put_program(draad_table *t, const draad_project *p)
{
    put(t, "program", DR_STR("coded by"), DR_STR("draad"));
    put(t, "program", DR_STR("version"), p->made.draad.len > 0 ? p->made.draad : DR_STR(DRAAD_VERSION));
    if (p->made.lexicon.len > 0)
        put(t, "program", DR_STR("sha256 of the word list"), p->made.lexicon);
    put(t, "program", DR_STR("exported by"), DR_STR("draad " DRAAD_VERSION));
}

static draad_status put_inputs(draad_table *t, const draad_project *p, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < p->codebooks.n; i++) {
        const dr_codebook *c = p->codebooks.at[i];
        put(t, "codebook", c->id, c->title);
        put(t, "codebook", DR_STR("version"), c->version);
        put(t, "codebook", DR_STR("sha256"), c->sha256);
        if (c->source.len > 0)
            put(t, "codebook", DR_STR("source"), c->source);
    }
    for (size_t i = 0; s == DRAAD_OK && i < p->inputs.n; i++) {
        const dr_input *in = &p->inputs.at[i];
        dr_sha256 digest;
        if (dr_str_is(in->kind, "codebook"))
            continue;
        if ((s = dr_sha256_of(in->bytes, &digest, err)) == DRAAD_OK) {
            put(t, "input", in->kind, dr_base_name(in->name));
            put(t, "input", DR_STR("sha256"), dr_str_of(digest.hex));
        }
    }
    return s;
}

static void put_options(draad_table *t, const draad_project *p, const draad_export_options *o)
{
    static const char *const tracks[] = {"accept", "reject", "all"}, *const wraps[] = {"auto", "yes", "no"},
                             *const quotes[] = {"masked", "none", "full"};
    const draad_read_options *r = &p->reading;
    put(t, "options", DR_STR("unit of segments"),
        dr_str_of(p->coding.set_unit ? draad_unit_name(p->coding.unit) : "as the codebook says"));
    put(t, "options", DR_STR("unit of pairs"), dr_str_of(draad_unit_name(o->unit)));
    put(t, "options", DR_STR("groups by"), o->by != NULL ? dr_str_of(o->by) : DR_STR("none"));
    put(t, "options", DR_STR("tests with few documents"), o->tests_always ? DR_STR("yes") : DR_STR("no"));
    put(t, "options", DR_STR("tracked changes"), dr_str_of(tracks[r->track]));
    put(t, "options", DR_STR("hidden text"), r->drop_hidden ? DR_STR("left out") : DR_STR("kept"));
    put(t, "options", DR_STR("hard-wrapped lines"), dr_str_of(wraps[r->wrapped]));
    if (r->encoding != NULL)
        put(t, "options", DR_STR("encoding"), dr_str_of(r->encoding));
    put_number(t, "options", "speaker labels given", r->nlabels);
    put(t, "options", DR_STR("quotes"), dr_str_of(quotes[o->quotes]));
}

static draad_status put_sizes(draad_table *t, const draad_project *p, draad_error *err)
{
    static const draad_unit units[] = {DRAAD_UNIT_TURN, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_SENTENCE};
    static const char *const names[] = {"eligible turns", "eligible paragraphs", "eligible sentences"};
    uint64_t words = 0, eligible[3] = {0}, ncodings = 0, nsegments = 0;
    uint32_t respondents = 0;
    dr_code_counts *counts = NULL;
    draad_status s = dr_count_respondents(p, &respondents, err);
    if (s == DRAAD_OK)
        s = dr_counts_of(p, &counts, err);
    if (s != DRAAD_OK)
        return s;
    for (size_t i = 0; i < p->ndocuments; i++) {
        words += p->documents[i].eligible_words;
        ncodings += p->documents[i].ncodings;
        for (size_t k = 0; k < 3; k++)
            eligible[k] += p->documents[i].units[units[k]].neligible;
    }
    for (size_t i = 0; i < p->codes.n; i++)
        nsegments += counts[i].nsegments;
    dr_free(counts);
    put_number(t, "N", "documents", p->ndocuments);
    put_number(t, "N", "cases", respondents);
    put_number(t, "N", "codes", p->codes.n);
    put_number(t, "N", "rules", p->rules.n);
    put_number(t, "N", "codings", ncodings);
    put_number(t, "N", "segments", nsegments);
    put_number(t, "N", "eligible words", words);
    for (size_t k = 0; k < 3; k++)
        put_number(t, "N", names[k], eligible[k]);
    return DRAAD_OK;
}

draad_status dr_account_of(const draad_project *p, const draad_export_options *options, draad_table **out,
                           draad_error *err)
{
    static const char *const columns[] = {"@topic", "@name", "@value", NULL};
    draad_status s = dr_table_of(columns, out, err);
    if (s != DRAAD_OK)
        return s;
    put_program(*out, p);
    s = put_inputs(*out, p, err);
    if (s == DRAAD_OK)
        put_options(*out, p, options);
    if (s == DRAAD_OK)
        s = put_sizes(*out, p, err);
    for (size_t i = 0; i < p->coders.n; i++)
        put(*out, "coder", p->coders.at[i], i == 0 ? DR_STR("rules") : DR_STR("person"));
    for (size_t i = 0; i < p->ndocuments; i++)
        put(*out, "source sha256", p->documents[i].id, p->documents[i].sha256);
    const bool dutch = p->codebooks.n == 0 || dr_str_is(p->codebooks.at[0]->language, "nl");
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++)
        put(*out, "definition", dr_str_of(definitions[i].name),
            dr_str_of(dutch ? definitions[i].dutch : definitions[i].english));
    return dr_table_done(out, s, err);
}
