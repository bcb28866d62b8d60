/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include "dutch/accents.h"
#include "dutch/lexicon.h"
#include "dutch/lexicon_table.h"

extern const unsigned char dr_lexicon_data[];
extern const size_t dr_lexicon_size;

static draad_str str(const char *text)
{
    return (draad_str){text, strlen(text)};
}

/* The likeliest lemma of a form; valid until the next call. */
static draad_str lemma(const char *form)
{
    static dr_reading r[DR_READINGS_MAX];
    size_t n = dr_lexicon_readings(NULL, str(form), r);
    return n > 0 ? (draad_str){r[0].lemma, r[0].len} : str("");
}

/* How the form is inflected as a form of this lemma and class, or -1. */
static int form_as(const char *form, const char *wanted, unsigned wclass)
{
    dr_reading r[DR_READINGS_MAX];
    size_t n = dr_lexicon_readings(NULL, str(form), r);
    for (size_t i = 0; i < n; i++)
        if (r[i].wclass == wclass && r[i].len == strlen(wanted) && memcmp(r[i].lemma, wanted, r[i].len) == 0)
            return r[i].form;
    return -1;
}

TEST(plurals_lead_to_their_singular)
{
    CHECK_STR(lemma("gezinnen"), "gezin");
    CHECK_STR(lemma("huizen"), "huis");
    CHECK_STR(lemma("grenzen"), "grens");
    CHECK_STR(lemma("brieven"), "brief");
    CHECK_STR(lemma("gesprekken"), "gesprek");
    CHECK_STR(lemma("teamgenoten"), "teamgenoot");
    CHECK_STR(lemma("beslissingen"), "beslissing");
    CHECK_STR(lemma("mogelijkheden"), "mogelijkheid");
    CHECK_STR(lemma("mensen"), "mens");
    CHECK_STR(lemma("kinderen"), "kind");
    CHECK_STR(lemma("pleegkinderen"), "pleegkind");
    CHECK_STR(lemma("gevoelens"), "gevoel");
    CHECK_STR(lemma("steden"), "stad");
}

TEST(apostrophes_of_plural_and_possession_go)
{
    CHECK_STR(lemma("collega's"), "collega");
    CHECK_STR(lemma("pgb's"), "pgb");
    CHECK_STR(lemma("zwsb's"), "zwsb");
    CHECK_STR(lemma("saskia's"), "saskia");
}

TEST(diminutives_lead_to_their_noun)
{
    CHECK_STR(lemma("huisje"), "huis");
    CHECK_STR(lemma("gesprekje"), "gesprek");
    CHECK_STR(lemma("momentjes"), "moment");
}

TEST(adjectives_lose_their_endings)
{
    CHECK_STR(lemma("moeilijker"), "moeilijk");
    CHECK_STR(lemma("boze"), "boos");
    CHECK_STR(lemma("grotere"), "groot");
    CHECK_STR(lemma("kwetsbare"), "kwetsbaar");
    CHECK_STR(lemma("beste"), "goed");
    CHECK_STR(lemma("dichtbij"), "dichtbij");
    CHECK_STR(lemma("nederlandse"), "nederlands");
}

TEST(verb_forms_lead_to_their_infinitive)
{
    CHECK_STR(lemma("steunden"), "steunen");
    CHECK_STR(lemma("liet"), "laten");
    CHECK_STR(lemma("houd"), "houden");
    CHECK_STR(lemma("koopt"), "kopen");
    CHECK_STR(lemma("gedacht"), "denken");
    CHECK_STR(lemma("begrepen"), "begrijpen");
    CHECK_STR(lemma("onderzocht"), "onderzoeken");
    CHECK_STR(lemma("geëvalueerd"), "evalueren");
    CHECK_STR(lemma("organiseert"), "organiseren");
    CHECK_STR(lemma("luistert"), "luisteren");
    CHECK_STR(lemma("heeft"), "hebben");
    CHECK_STR(lemma("ben"), "zijn");
    CHECK_STR(lemma("zouden"), "zullen");
}

TEST(a_verb_reading_says_how_it_is_inflected)
{
    CHECK_INT(form_as("laten", "laten", DR_VERB), DR_FORM_INF);
    CHECK_INT(form_as("laat", "laten", DR_VERB), DR_FORM_PRESENT);
    CHECK_INT(form_as("lieten", "laten", DR_VERB), DR_FORM_PAST);
    CHECK_INT(form_as("gelaten", "laten", DR_VERB), DR_FORM_PART);
    CHECK_INT(form_as("latende", "laten", DR_VERB), DR_FORM_PPRES);
    CHECK_INT(form_as("gezin", "gezin", DR_NOUN), DR_FORM_NONE);
}

TEST(separable_verbs_are_read_when_joined)
{
    CHECK_STR(lemma("losgelaten"), "loslaten");
    CHECK_STR(lemma("losliet"), "loslaten");
    CHECK_STR(lemma("opgeeft"), "opgeven");
    CHECK_STR(lemma("opgaf"), "opgeven");
    CHECK_STR(lemma("opgegeven"), "opgeven");
    CHECK_STR(lemma("volgehouden"), "volhouden");
    CHECK_STR(lemma("meegenomen"), "meenemen");
    CHECK_STR(lemma("aangeven"), "aangeven");
    CHECK_INT(form_as("losliet", "loslaten", DR_VERB), DR_FORM_PAST);
}

TEST(a_particle_is_known_with_its_verb)
{
    CHECK_INT(dr_lexicon_particle(NULL, str("loslaten")), 3);
    CHECK_INT(dr_lexicon_particle(NULL, str("herhalen")), 0);
    CHECK_INT(dr_lexicon_particle(NULL, str("onderzoeken")), 0);
    CHECK(dr_lexicon_separable(NULL, str("los"), str("laten")));
    CHECK(dr_lexicon_separable(NULL, str("vol"), str("houden")));
    CHECK(dr_lexicon_separable(NULL, str("voor"), str("bereiden")));
    CHECK(!dr_lexicon_separable(NULL, str("lo"), str("slaten")));
    CHECK(!dr_lexicon_separable(NULL, str("on"), str("derzoeken")));
    CHECK(!dr_lexicon_separable(NULL, str(""), str("loslaten")));
    CHECK(dr_lexicon_is_particle(str("op")));
    CHECK(!dr_lexicon_is_particle(str("gezin")));
}

TEST(nouns_come_before_odd_verbs_and_verbs_stay_readable)
{
    CHECK_STR(lemma("zorgen"), "zorg");
    CHECK_INT(form_as("zorgen", "zorgen", DR_VERB), DR_FORM_INF);
    CHECK_STR(lemma("uitspraken"), "uitspraak");
    CHECK_STR(lemma("week"), "week");
    CHECK_STR(lemma("besluit"), "besluit");
    CHECK_STR(lemma("vallen"), "vallen");
}

TEST(forgotten_accents_are_found)
{
    CHECK_STR(lemma("prive"), "privé");
    CHECK_STR(lemma("client"), "cliënt");
    CHECK_STR(lemma("clienten"), "cliënt");
    CHECK_STR(lemma("coordinatie"), "coördinatie");
}

TEST(stress_accents_go_unless_they_make_a_word)
{
    CHECK_STR(lemma("écht"), "echt");
    CHECK_STR(lemma("dé"), "de");
    CHECK_STR(lemma("vóór"), "voor");
    CHECK_STR(lemma("wérken"), "werken");
    CHECK_STR(lemma("één"), "één");
    CHECK_STR(lemma("hé"), "hé");
    CHECK_STR(lemma("café"), "café");
}

TEST(an_unknown_compound_is_read_by_its_tail)
{
    dr_reading r[DR_READINGS_MAX];
    CHECK_INT(dr_lexicon_readings(NULL, str("jeugdzorgprofessionals"), r), 1);
    CHECK_STR(((draad_str){r[0].lemma, r[0].len}), "jeugdzorgprofessional");
    CHECK_INT(r[0].wclass, DR_NOUN);
    CHECK_INT(r[0].known, 0);
    CHECK_STR(lemma("jeugdzorg-gezinnen"), "jeugdzorg-gezin");
    CHECK_STR(lemma("wijkteamoverleggen"), "wijkteamoverleg");
}

TEST(an_unknown_word_is_read_by_its_ending)
{
    CHECK_STR(lemma("knarfigheden"), "knarfigheid");
    CHECK_STR(lemma("snorkellen"), "snorkel");
    CHECK_STR(lemma("sprilven"), "sprilf");
    CHECK_STR(lemma("xyzzy"), "xyzzy");
}

TEST(particles_and_closed_words_keep_their_class)
{
    CHECK_INT(form_as("niet", "niet", DR_OTHER), DR_FORM_NONE);
    CHECK_INT(form_as("omdat", "omdat", DR_OTHER), DR_FORM_NONE);
    CHECK_INT(form_as("onze", "ons", DR_OTHER), DR_FORM_NONE);
}

TEST(has_knows_forms_of_every_class)
{
    CHECK(dr_lexicon_has(NULL, str("gezinnen")));
    CHECK(dr_lexicon_has(NULL, str("de")));
    CHECK(!dr_lexicon_has(NULL, str("gezinnenn")));
    CHECK(!dr_lexicon_has(NULL, str("gezinne")));
    CHECK(!dr_lexicon_has(NULL, str("")));
}

TEST(readings_have_a_maximum_and_no_doubles)
{
    static const char *const forms[] = {"bekenden", "weken", "bezet", "graven", "zijn", "was", "haken", "voorkomen"};
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
        dr_reading r[DR_READINGS_MAX];
        size_t n = dr_lexicon_readings(NULL, str(forms[f]), r);
        CHECK(n >= 1 && n <= DR_READINGS_MAX);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < i; j++)
                CHECK(r[i].wclass != r[j].wclass || r[i].len != r[j].len ||
                      memcmp(r[i].lemma, r[j].lemma, r[i].len) != 0);
    }
}

TEST(any_bytes_at_all_are_safe)
{
    char text[DR_WORD_MAX + 1];
    dr_reading r[DR_READINGS_MAX];
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        size_t len = (seed >> 16) % (sizeof text + 1);
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = (char)(round % 2 == 0 ? seed >> 24 : (uint32_t) "enstar-'\xC3\xAB\x01\0ge"[(seed >> 24) % 14]);
        }
        size_t n = dr_lexicon_readings(NULL, (draad_str){text, len}, r);
        CHECK(len == 0 || len > DR_WORD_MAX ? n == 0 : n >= 1 && n <= DR_READINGS_MAX);
        for (size_t i = 0; i < n; i++)
            CHECK(r[i].len > 0 && r[i].len <= DR_WORD_MAX);
        seed = seed * 1664525u + 1013904223u;
    }
}

/* Calls for words made of known ones and of endings, in the way of compounds, most of which no list knows. */
static void each_made_word(void (*call)(draad_str word))
{
    static const char *const pieces[] = {"ge",   "in",   "om",     "zee",   "werk",   "zorg",   "kinder", "meester",
                                         "app",  "hoor", "zaad",   "beter", "minder", "lid",    "team",   "grens",
                                         "stad", "leed", "tuigen", "boot",  "middag", "steden", "leden",  "meeste"};
    static const char *const endings[] = {"", "s", "en", "t", "te", "d", "den", "je", "tjes", "heden", "ige", "end"};
    const size_t n = sizeof pieces / sizeof *pieces, nendings = sizeof endings / sizeof *endings;
    char word[64];
    for (size_t i = 0; i < n * n * n * nendings; i++) {
        snprintf(word, sizeof word, "%s%s%s%s", pieces[i % n], pieces[i / n % n],
                 i % 3 == 0 ? pieces[i / n / n % n] : "", endings[i / n / n / n]);
        call(str(word));
    }
}

static void check_known(draad_str word)
{
    dr_reading all[DR_READINGS_MAX], known[DR_READINGS_MAX];
    size_t n = dr_lexicon_readings(NULL, word, all), nknown = dr_lexicon_known_readings(NULL, word, known);
    assert_true(nknown == 0 || nknown == n);
    for (size_t i = 0; i < nknown; i++)
        assert_true(known[i].len == all[i].len && memcmp(known[i].lemma, all[i].lemma, all[i].len) == 0);
    for (size_t i = 0; nknown == 0 && i < n; i++)
        assert_true(!all[i].known);
}

TEST(known_readings_are_all_readings_or_none)
{
    (void)state_;
    each_made_word(check_known);
    check_known(str("prive"));
    check_known(str("hij/zij"));
    check_known(str("ouder(s)"));
}

static size_t nstarts; /* words of which something could be said */

static void check_start(draad_str word)
{
    char starts[DR_STARTS_MAX][DR_START_MAX];
    dr_reading r[DR_READINGS_MAX];
    size_t nout = dr_lexicon_starts(NULL, word, starts);
    size_t n = nout > 0 && dr_lexicon_known_readings(NULL, word, r) == 0 ? dr_lexicon_readings(NULL, word, r) : 0;
    for (size_t i = 0; i < n; i++) {
        bool begins = false;
        for (size_t k = 0; k < nout; k++)
            begins = begins || (r[i].len >= DR_START_MAX && memcmp(r[i].lemma, starts[k], DR_START_MAX) == 0);
        if (!begins)
            fail_msg("%.*s is read as %.*s", (int)word.len, word.data, (int)r[i].len, r[i].lemma);
        nstarts++;
    }
}

TEST(a_guessed_lemma_begins_as_its_form)
{
    char starts[DR_STARTS_MAX][DR_START_MAX];
    nstarts = 0;
    each_made_word(check_start);
    CHECK(nstarts > 10000);
    CHECK_INT(dr_lexicon_starts(NULL, str("zorgteambeleid"), starts), 1);
    CHECK_INT(dr_lexicon_starts(NULL, str("geteambuildd"), starts), 2);
    CHECK_INT(dr_lexicon_starts(NULL, str("zeemeeste"), starts), 0); /* meeste is of veel */
    CHECK_INT(dr_lexicon_starts(NULL,
                                str("caf\xC3\xA9"
                                    "baas"),
                                starts),
              0);
    CHECK_INT(dr_lexicon_starts(NULL, str("gehoord"), starts), 0);
}

static size_t naccented, ntold; /* words with accents; words without a twin of which that is told */

static void check_twin(draad_str word)
{
    const bool has_accent = memchr(word.data, 0xC3, word.len) != NULL;
    char bare[DR_WORD_MAX];
    size_t n = 0;
    for (size_t i = 0; i < word.len; i++) {
        const bool lead = (unsigned char)word.data[i] == 0xC3 && i + 1 < word.len;
        const char letter = lead ? dr_bare_letter((unsigned char)word.data[i + 1]) : '\0';
        bare[n++] = letter != '\0' ? letter : word.data[i];
        i += letter != '\0';
    }
    dr_entry entry;
    if (dr_table_entry(dr_table_walk(dr_table_root(), word), &entry) && (entry.marks & DR_MARK_PARTICLE) != 0)
        assert_true(dr_table_may_begin_with_particle(word));
    ntold += !dr_table_may_accent(word);
    naccented += has_accent;
    if (has_accent && !(dr_table_may_accent((draad_str){bare, n}) && dr_table_may_accent(word)))
        fail_msg("%.*s has no twin", (int)word.len, word.data);
}

static void each_word(uint32_t node, char word[DR_WORD_MAX], size_t n, void (*call)(draad_str word))
{
    dr_entry entry;
    if (n > 0 && dr_table_entry(node, &entry))
        call((draad_str){word, n});
    for (unsigned c = 2; c < 256 && n < DR_WORD_MAX; c++) {
        const uint32_t next = dr_table_step(node, (unsigned char)c);
        word[n] = (char)(unsigned char)c;
        if (next != 0)
            each_word(next, word, n + 1, call);
    }
}

TEST(what_is_passed_over_is_nowhere_in_the_table)
{
    char word[DR_WORD_MAX];
    naccented = ntold = 0;
    each_word(dr_table_root(), word, 0, check_twin);
    CHECK(naccented > 5000);
    CHECK(ntold > 300000); /* of most others it is known that there is nothing to look for */
    CHECK(dr_table_may_begin_with_particle(str("opbellen")));
    CHECK(!dr_table_may_begin_with_particle(str("jeugd")));
}

TEST(the_table_is_sound)
{
    CHECK(dr_table_is_sound());
    for (int a = 0; a < 128; a++) /* two letters at a time lead where one after the other does */
        for (int b = 0; b < 128; b++) {
            const char two[] = {(char)a, (char)b};
            CHECK_INT(dr_table_walk(dr_table_root(), (draad_str){two, 2}),
                      dr_table_step(dr_table_step(dr_table_root(), (unsigned char)a), (unsigned char)b));
        }
}

TEST(the_hash_has_64_hexadecimal_digits)
{
    const char *sha = dr_lexicon_sha256();
    CHECK_INT(strlen(sha), 64);
    CHECK_INT(strspn(sha, "0123456789abcdef"), 64);
    CHECK(dr_lexicon_size > 1000000);
    CHECK(memcmp(dr_lexicon_data, "DraadLex", 8) == 0);
}

int main(void)
{
    return RUN(plurals_lead_to_their_singular, apostrophes_of_plural_and_possession_go, diminutives_lead_to_their_noun,
               adjectives_lose_their_endings, verb_forms_lead_to_their_infinitive,
               a_verb_reading_says_how_it_is_inflected, separable_verbs_are_read_when_joined,
               a_particle_is_known_with_its_verb, nouns_come_before_odd_verbs_and_verbs_stay_readable,
               forgotten_accents_are_found, stress_accents_go_unless_they_make_a_word,
               an_unknown_compound_is_read_by_its_tail, an_unknown_word_is_read_by_its_ending,
               particles_and_closed_words_keep_their_class, has_knows_forms_of_every_class,
               readings_have_a_maximum_and_no_doubles, any_bytes_at_all_are_safe,
               known_readings_are_all_readings_or_none, a_guessed_lemma_begins_as_its_form,
               what_is_passed_over_is_nowhere_in_the_table, the_table_is_sound, the_hash_has_64_hexadecimal_digits);
}
