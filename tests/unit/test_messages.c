/* SPDX-License-Identifier: Apache-2.0
 * test_messages.c - the two languages of a message say the same thing with the same conversions. */
#include "harness.h"
#include "base/error.h"
#include "base/messages.h"

/* The conversions of a format, one behind the other: "%d of %.*s" -> "%d%.*s". */
static void conversions_of(const char *format, char *out, size_t room)
{
    size_t used = 0;
    for (const char *at = format; *at != '\0' && used + 8 < room; at++) {
        if (*at != '%')
            continue;
        do
            out[used++] = *at++;
        while (*at != '\0' && strchr("0123456789.*z", *at) != NULL);
        out[used++] = *at;
    }
    out[used] = '\0';
}

TEST(both_languages_have_the_same_conversions_in_the_same_order)
{
    const char *english, *dutch;
    char a[200], b[200];
    for (size_t i = 0; dr_message_pair(i, &english, &dutch); i++) {
        conversions_of(english, a, sizeof a);
        conversions_of(dutch, b, sizeof b);
        if (strcmp(a, b) != 0)
            print_error("%s\n", english);
        CHECK_STR(dr_str_of(b), a);
    }
}

TEST(no_message_stands_twice)
{
    const char *english, *dutch;
    for (size_t i = 0; dr_message_pair(i, &english, &dutch); i++) {
        if (dr_message_nl(english) != dutch)
            print_error("%s\n", english);
        CHECK(dr_message_nl(english) == dutch);
    }
}

TEST(a_message_is_told_in_both_languages)
{
    draad_error err;
    dr_fail(&err, DRAAD_E_SOURCE, dr_place_of("a.txt"), "%zu %s of hidden text: %s", (size_t)2, "pieces", "kept");
    CHECK_STR(dr_str_of(err.message), "2 pieces of hidden text: kept");
    CHECK_STR(dr_str_of(err.message_nl), "2 stukken verborgen tekst: behouden");
}

TEST(what_the_user_wrote_is_not_translated)
{
    draad_error err;
    dr_fail(&err, DRAAD_E_CODEBOOK, dr_place_of(NULL), "found '%.*s'; expected %s", DR_ARG(DR_STR("a text")), "a text");
    CHECK_STR(dr_str_of(err.message_nl), "gevonden: 'a text'; verwacht: een tekst");
}

TEST(numbers_are_printed_as_in_english)
{
    draad_error err;
    dr_fail(&err, DRAAD_E_USAGE, dr_place_of(NULL), "is of result format %.0f; this version of Draad knows %d", 7.0, 1);
    CHECK_STR(dr_str_of(err.message_nl), "heeft resultaatvorm 7; deze versie van Draad kent 1");
    dr_fail(&err, DRAAD_E_CODEBOOK, dr_place_of(NULL), "a control character (\\x%02X) in a rule", 7u);
    CHECK_STR(dr_str_of(err.message_nl), "een stuurteken (\\x07) in een regel");
    dr_fail(&err, DRAAD_E_CODEBOOK, dr_place_of(NULL), "a YAML directive ('%%'); it is not needed");
    CHECK_STR(dr_str_of(err.message_nl), "een opdracht van YAML ('%'); die is niet nodig");
}

TEST(what_has_no_dutch_is_the_same_in_both)
{
    draad_error err;
    dr_fail(&err, DRAAD_E_USAGE, dr_place_of(NULL), "only here: %d", 3);
    CHECK_STR(dr_str_of(err.message_nl), "only here: 3");
}

TEST(a_message_can_be_said_again_elsewhere_and_grow)
{
    draad_error inner, err;
    dr_fail(&inner, DRAAD_E_CODEBOOK, dr_place_of("inside"), "contains itself");
    dr_fail_again(&err, DRAAD_E_CODEBOOK, (dr_place){"boek.yaml", 3, 4}, inner.message, inner.message_nl);
    dr_fail_more(&err, " (at character %u of the rule)", 9u);
    CHECK_STR(dr_str_of(err.place), "boek.yaml");
    CHECK_INT(err.line, 3);
    CHECK_STR(dr_str_of(err.message), "contains itself (at character 9 of the rule)");
    CHECK_STR(dr_str_of(err.message_nl), "bevat zichzelf (bij teken 9 van de regel)");
}

TEST(a_long_dutch_message_stays_within_its_room)
{
    char name[2000];
    draad_error err;
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    dr_fail(&err, DRAAD_E_USAGE, dr_place_of(NULL), "is no result folder: it holds no readable %s", name);
    CHECK_INT(strlen(err.message_nl), sizeof err.message_nl - 1);
}

int main(void)
{
    return RUN(both_languages_have_the_same_conversions_in_the_same_order, no_message_stands_twice,
               a_message_is_told_in_both_languages, what_the_user_wrote_is_not_translated,
               numbers_are_printed_as_in_english, what_has_no_dutch_is_the_same_in_both,
               a_message_can_be_said_again_elsewhere_and_grow, a_long_dutch_message_stays_within_its_room);
}
