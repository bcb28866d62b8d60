/* SPDX-License-Identifier: Apache-2.0
 * test_rule_pairs.c - which rule of one version of a codebook is which of the other. */
#include "versions.h"

#include "analysis/rule_pairs.h"

/* "0>1 1>- ; new 2": where each rule of the first list went, and which of the second are new.  Both lists are those of
 * one code. */
static void check_pairs(void **state_, const char *one, const char *other, const char *expected)
{
    const uint32_t codes[] = {0};
    dr_buf yaml = {0}, found = {0};
    dr_rule_pairs pairs;
    draad_project *a = draad_project_new(NULL), *b = draad_project_new(NULL);
    dr_buf_printf(&yaml, NULL, "  - {id: c, rules: [%s]}\n%c", one, 0);
    add_book(a, "", yaml.data);
    yaml.len = 0;
    dr_buf_printf(&yaml, NULL, "  - {id: c, rules: [%s]}\n%c", other, 0);
    add_book(b, "", yaml.data);
    CHECK_INT(dr_rule_pairs_of(a, b, codes, &pairs, NULL), DRAAD_OK);
    for (uint32_t i = 0; i < a->rules.n; i++)
        if (pairs.of_a[i] == DRAAD_NONE) {
            dr_buf_printf(&found, NULL, "%u>- ", (unsigned)i);
        } else {
            dr_buf_printf(&found, NULL, "%u>%u ", (unsigned)i, (unsigned)pairs.of_a[i]);
            CHECK_INT(pairs.of_b[pairs.of_a[i]], i);
        }
    for (uint32_t i = 0; i < b->rules.n; i++)
        if (pairs.of_b[i] == DRAAD_NONE)
            dr_buf_printf(&found, NULL, "new %u ", (unsigned)i);
    CHECK_STR(dr_str_trim(dr_buf_str(&found)), expected);
    dr_rule_pairs_free(&pairs);
    draad_project_free(a);
    draad_project_free(b);
    dr_buf_free(&yaml);
    dr_buf_free(&found);
}

TEST(a_rule_that_only_has_another_number_is_the_same)
{
    check_pairs(state_, "druk, team", "druk, team", "0>0 1>1");
    check_pairs(state_, "druk, team", "werk, druk, team", "0>1 1>2 new 0");
    check_pairs(state_, "druk, team", "team", "0>- 1>0");
    check_pairs(state_, "druk, team", "team, druk", "0>1 1>0");
    check_pairs(state_, "druk, druk, team", "team, druk", "0>1 1>- 2>0");
}

TEST(an_id_goes_before_a_text_and_a_text_before_a_number)
{
    check_pairs(state_, "{id: d, find: druk}, team", "druk, {id: d, find: team}", "0>1 1>- new 0");
    check_pairs(state_, "druk, {id: t, find: team}", "{id: d, find: druk}, {id: t, find: werk}", "0>0 1>1");
    check_pairs(state_, "druk, team", "drukte, team", "0>0 1>1");
    check_pairs(state_, "druk, team", "team, werk", "0>- 1>0 new 1");
    check_pairs(state_, "{id: d, find: druk}", "{id: e, find: werk}", "0>- new 0");
    check_pairs(state_, "{find: druk, unless: werk}, {find: druk, unless: team}",
                "{find: druk, unless: team}, {find: druk, unless: werk}", "0>1 1>0");
}

int main(void)
{
    return RUN(a_rule_that_only_has_another_number_is_the_same, an_id_goes_before_a_text_and_a_text_before_a_number);
}
