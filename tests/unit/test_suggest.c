/* SPDX-License-Identifier: Apache-2.0
 * test_suggest.c - how near names are, and which one was meant. */
#include "harness.h"

#include "base/suggest.h"

TEST(a_distance_counts_changes_and_swaps)
{
    CHECK_INT(dr_distance(DR_STR("druk"), DR_STR("Druk")), 0);
    CHECK_INT(dr_distance(DR_STR("durk"), DR_STR("druk")), 1);
    CHECK_INT(dr_distance(DR_STR("drukte"), DR_STR("druk")), 2);
    CHECK_INT(dr_distance(DR_STR("ca"), DR_STR("abc")), 3); /* no place is changed twice */
    CHECK_INT(dr_distance(DR_STR(""), DR_STR("abc")), 3);
    char long_name[DR_FAR + 1];
    memset(long_name, 'a', sizeof long_name);
    CHECK_INT(dr_distance((draad_str){long_name, DR_FAR}, DR_STR("aa")), DR_FAR - 2);
    CHECK_INT(dr_distance((draad_str){long_name, DR_FAR + 1}, DR_STR("aa")), DR_FAR);
}

TEST(suggestions_are_near)
{
    static const char *const known[] = {"definition", "find", "codes", "rules"};
    CHECK(strcmp(draad_suggest(DR_STR("definitoin"), known, 4), "definition") == 0);
    CHECK(strcmp(draad_suggest(DR_STR("Rules"), known, 4), "rules") == 0);
    CHECK(strcmp(draad_suggest(DR_STR("code"), known, 4), "codes") == 0);
    CHECK(draad_suggest(DR_STR("kleur"), known, 4) == NULL);
    CHECK(draad_suggest(DR_STR(""), known, 4) == NULL);
    CHECK(draad_suggest(DR_STR("x"), known, 0) == NULL);
}

int main(void)
{
    return RUN(a_distance_counts_changes_and_swaps, suggestions_are_near);
}
