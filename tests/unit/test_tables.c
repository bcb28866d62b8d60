/* SPDX-License-Identifier: Apache-2.0
 * test_tables.c - the small closed lists.  Searched by halves, so each must be in byte order: the lists in
 * lib/dutch/tables.c are read as text here. */
#include "harness.h"
#include "dutch/tables.h"

TEST(each_list_is_in_byte_order_and_holds_no_word_twice)
{
    char line[4096], before[64] = "";
    unsigned nwords = 0, nlists = 0;
    FILE *f = fopen(DRAAD_SOURCE_DIR "/lib/dutch/tables.c", "r");
    CHECK(f != NULL);
    while (fgets(line, sizeof line, f) != NULL) {
        if (strstr(line, "[] = {") != NULL) {
            before[0] = '\0';
            nlists++;
        }
        for (char *at = strstr(line, "[] = {") == NULL && line[0] == ' ' ? strchr(line, '"') : NULL;
             at != NULL && nlists > 0; at = strchr(at, '"')) {
            char *end = strchr(at + 1, '"');
            CHECK(end != NULL);
            *end = '\0';
            if (strcmp(before, at + 1) >= 0)
                print_error("\"%s\" stands behind \"%s\"\n", at + 1, before);
            CHECK(strcmp(before, at + 1) < 0);
            snprintf(before, sizeof before, "%s", at + 1);
            nwords++;
            at = end + 1;
        }
        if (line[0] == '}')
            before[0] = '\xff', before[1] = '\0';
    }
    fclose(f);
    CHECK(nlists >= 4 && nwords > 200);
}

TEST(words_are_found_in_their_lists)
{
    CHECK(dr_is_filler(DR_STR("eh")) && dr_is_filler(DR_STR("ach")) && !dr_is_filler(DR_STR("ja")));
    CHECK(dr_is_filler(DR_STR("\xC3\xB6h")));
    CHECK(dr_is_comment_word(DR_STR("lacht")) && !dr_is_comment_word(DR_STR("lach")));
    CHECK_INT(dr_abbreviation_of(DR_STR("enz")), DR_ABBREVIATION_MAY);
    CHECK_INT(dr_abbreviation_of(DR_STR("d.w.z")), DR_ABBREVIATION_NEVER);
    CHECK_INT(dr_abbreviation_of(DR_STR("zo")), DR_ABBREVIATION_NONE);
    CHECK_INT(dr_abbreviation_of(DR_STR("")), DR_ABBREVIATION_NONE);
}

int main(void)
{
    return RUN(each_list_is_in_byte_order_and_holds_no_word_twice, words_are_found_in_their_lists);
}
