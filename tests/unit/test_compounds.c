/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include "dutch/lexicon.h"

/* The parts of a lemma, with plus signs between them; valid until the next call. */
static draad_str parts_of(const char *lemma)
{
    static char text[256];
    draad_str parts[DR_PARTS_MAX];
    size_t n = dr_lexicon_parts(NULL, (draad_str){lemma, strlen(lemma)}, parts), len = 0;
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            text[len++] = '+';
        memcpy(text + len, parts[i].data, parts[i].len);
        len += parts[i].len;
    }
    return (draad_str){text, len};
}

TEST(compounds_fall_apart_into_words)
{
    CHECK_STR(parts_of("wijkteam"), "wijk+team");
    CHECK_STR(parts_of("pleegouder"), "pleeg+ouder");
    CHECK_STR(parts_of("werkdruk"), "werk+druk");
    CHECK_STR(parts_of("teamgenoot"), "team+genoot");
    CHECK_STR(parts_of("jeugdhulpverlener"), "jeugd+hulp+verlener");
}

TEST(linking_letters_belong_to_no_part)
{
    CHECK_STR(parts_of("jeugdgezondheidszorg"), "jeugd+gezondheid+zorg");
    CHECK_STR(parts_of("gezinshuisouder"), "gezin+huis+ouder");
    CHECK_STR(parts_of("boekenkast"), "boek+kast");
    CHECK_STR(parts_of("kinderopvang"), "kind+opvang");
}

TEST(a_plural_that_changes_its_letters_stays_whole)
{
    CHECK_STR(parts_of("brievenbus"), "brieven+bus");
    CHECK_STR(parts_of("huizenblok"), "huizen+blok");
}

TEST(a_part_is_found_wherever_it_stands)
{
    CHECK_STR(parts_of("jeugdzorgprofessional"), "jeugd+zorg+professional");
    CHECK_STR(parts_of("thuiszorg"), "thuis+zorg");
    CHECK_STR(parts_of("zorgverlof"), "zorg+verlof");
}

TEST(derived_words_are_no_compounds)
{
    static const char *const whole[] = {"verzorging", "bezorgd",      "verzorgen",   "onderzoek",   "moeder",
                                        "minister",   "gezondheid",   "vriendschap", "begeleiding", "oorlog",
                                        "instelling", "professional", "kwaliteit",   "vertrouwen",  "veiligheid",
                                        "regie",      "ervaring",     "student"};
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        CHECK_STR(parts_of(whole[i]), whole[i]);
}

TEST(a_hyphen_is_always_a_border)
{
    CHECK_STR(parts_of("ggz-instelling"), "ggz+instelling");
    CHECK_STR(parts_of("hbo-opleiding"), "hbo+opleiding");
    CHECK_STR(parts_of("werk-privébalans"), "werk+privé+balans");
    CHECK_STR(parts_of("jeugd-"), "jeugd");
    CHECK_STR(parts_of("-"), "-");
}

TEST(parts_look_into_the_lemma)
{
    const char *lemma = "wijkteam";
    draad_str parts[DR_PARTS_MAX];
    CHECK_INT(dr_lexicon_parts(NULL, (draad_str){lemma, 8}, parts), 2);
    CHECK(parts[0].data == lemma);
    CHECK(parts[1].data == lemma + 4);
}

TEST(there_are_never_more_parts_than_fit)
{
    draad_str parts[DR_PARTS_MAX];
    const char *many = "a-b-c-d-e-f-g-h-wijkteam";
    CHECK_INT(dr_lexicon_parts(NULL, (draad_str){many, strlen(many)}, parts), DR_PARTS_MAX);
    CHECK_STR(parts[DR_PARTS_MAX - 1], "f-g-h-wijkteam");
    const char *glued = "werkwerkwerkwerkwerkwerkwerkwerk";
    CHECK(dr_lexicon_parts(NULL, (draad_str){glued, strlen(glued)}, parts) <= DR_PARTS_MAX);
    CHECK_INT(dr_lexicon_parts(NULL, (draad_str){"", 0}, parts), 1);
}

TEST(long_and_odd_words_stay_whole)
{
    char text[4096];
    draad_str parts[DR_PARTS_MAX];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "wijkteam\xC3\x01\xFF\0"[i % 12];
    for (size_t len = 0; len < 200; len++)
        CHECK(dr_lexicon_parts(NULL, (draad_str){text, len}, parts) >= 1);
    CHECK_INT(dr_lexicon_parts(NULL, (draad_str){text, sizeof text}, parts), 1);
}

int main(void)
{
    return RUN(compounds_fall_apart_into_words, linking_letters_belong_to_no_part,
               a_plural_that_changes_its_letters_stays_whole, a_part_is_found_wherever_it_stands,
               derived_words_are_no_compounds, a_hyphen_is_always_a_border, parts_look_into_the_lemma,
               there_are_never_more_parts_than_fit, long_and_odd_words_stay_whole);
}
