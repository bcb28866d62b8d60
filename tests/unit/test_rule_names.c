/* SPDX-License-Identifier: Apache-2.0
 * test_rule_names.c - rules by code and id. */
#include "harness.h"

#include "coding/rule_names.h"

static const char book[] = "draad: 1\nid: b\ncodes:\n  - id: een\n    rules: [druk, {id: t, find: team}]\n"
                           "  - id: twee\n    rules: [{id: t, find: thuis}]\n";

TEST(one_id_in_two_codes_is_two_rules)
{
    draad_project *p = draad_project_new(NULL);
    dr_rule_names n;
    CHECK_INT(draad_project_add_codebook_bytes(p, dr_str_of(book), "b.yaml"), DRAAD_OK);
    CHECK_INT(dr_rule_names_of(p, &n, NULL), DRAAD_OK);
    CHECK_INT(dr_rule_names_find(&n, 0, DR_STR("een#1")), 0);
    CHECK_INT(dr_rule_names_find(&n, 0, DR_STR("t")), 1);
    CHECK_INT(dr_rule_names_find(&n, 1, DR_STR("t")), 2);
    CHECK_INT(dr_rule_names_find(&n, 1, DR_STR("een#1")), DRAAD_NONE);
    CHECK_INT(dr_rule_names_find(&n, 2, DR_STR("t")), DRAAD_NONE);
    CHECK_INT(dr_rule_names_find(&n, 0, DR_STR("")), DRAAD_NONE);
    CHECK(!dr_rule_is_named(p->rules.at[0].rule) && dr_rule_is_named(p->rules.at[1].rule));
    dr_rule_names_free(&n);
    draad_project_free(p);
}

TEST(an_id_that_is_too_long_is_none)
{
    draad_project *p = draad_project_new(NULL);
    char name[1000];
    dr_rule_names n;
    memset(name, 'a', sizeof name);
    CHECK_INT(dr_rule_names_of(p, &n, NULL), DRAAD_OK);
    CHECK_INT(dr_rule_names_find(&n, 0, (draad_str){name, sizeof name}), DRAAD_NONE);
    dr_rule_names_free(&n);
    draad_project_free(p);
}

int main(void)
{
    return RUN(one_id_in_two_codes_is_two_rules, an_id_that_is_too_long_is_none);
}
