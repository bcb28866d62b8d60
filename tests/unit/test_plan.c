/* SPDX-License-Identifier: Apache-2.0
 * test_plan.c - rules as operations over terms: the rule beside its plan, both written alike.
 * {a b} is the one term that any of a and b answers; in SEQ, OR and the like the parts follow in brackets. */
#include "failing.h"
#include "rulebook.h"

static void put_term(const dr_terms *t, uint32_t id, dr_buf *out)
{
    const dr_term *term = &t->terms.at[id];
    static const char *const before[] = {"", "=", "", "ends(", "part(", "head("};
    bool first = true;
    if (term->kind != DR_TERM_ANY) {
        const char *class = term->wclass == DR_NOUN ? "noun(" : term->wclass == DR_VERB ? "verb(" : before[term->kind];
        dr_buf_printf(out, NULL, "%s%.*s%s", class, DR_ARG(term->norm), strchr(class, '(') != NULL ? ")" : "");
        return;
    }
    dr_buf_put_char(out, '{', NULL);
    for (uint32_t i = 0; i < t->terms.n; i++)
        for (uint32_t m = t->terms.at[i].any; m != DRAAD_NONE; m = t->members.at[m].next)
            if (t->members.at[m].any == id) {
                dr_buf_printf(out, NULL, first ? "" : " ");
                put_term(t, i, out);
                first = false;
            }
    dr_buf_put_char(out, '}', NULL);
}

static void put_op(const dr_plan *p, const dr_op *op, dr_buf *out)
{
    static const char *const kinds[] = {"", "REGEX", "SEQ", "NEAR", "BEFORE", "BAG", "AND", "OR", "NEG", "AFF"};
    if (op->kind == DR_OP_TERM) {
        put_term(&p->terms, op->term, out);
        return;
    }
    dr_buf_printf(out, NULL, "%s", kinds[op->kind]);
    if (op->kind == DR_OP_NEAR || op->kind == DR_OP_BEFORE || op->kind == DR_OP_BAG)
        dr_buf_printf(out, NULL, "%u", (unsigned)op->distance);
    dr_buf_put_char(out, '(', NULL);
    for (uint32_t i = 0; i < op->nkids; i++) {
        dr_buf_printf(out, NULL, "%s%s", i > 0 ? " " : "", i >= op->npositive ? "NOT " : "");
        put_op(p, op->kids[i], out);
    }
    dr_buf_put_char(out, ')', NULL);
}

static void check_plan(const char *rule, const char *expected, int line)
{
    rulebook r = rulebook_of_rule(rule);
    dr_buf found = {0};
    put_op(r.plan, r.plan->rules.at[0].find, &found);
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
    rulebook_free(&r);
}
#define CHECK_PLAN(rule, expected) ((void)state_, check_plan((rule), (expected), __LINE__))

/* Which of the plan's terms wake a rule; "always". */
static void check_wakes(rulebook *r, uint32_t rule, const char *expected, int line)
{
    dr_buf found = {0};
    if (r->plan->rules.at[rule].always)
        dr_buf_printf(&found, NULL, "always ");
    for (uint32_t t = 0; t < r->plan->terms.terms.n; t++)
        for (const uint32_t *woken = r->plan->triggers[t]; *woken != DRAAD_NONE; woken++)
            if (*woken == rule) {
                put_term(&r->plan->terms, t, &found);
                dr_buf_put_char(&found, ' ', NULL);
            }
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
}

static void check_rule_wakes(const char *rule, const char *expected, int line)
{
    rulebook r = rulebook_of_rule(rule);
    check_wakes(&r, 0, expected, line);
    rulebook_free(&r);
}
#define CHECK_WAKES(rule, expected) ((void)state_, check_rule_wakes((rule), (expected), __LINE__))

TEST(each_part_of_the_language_is_an_operation)
{
    CHECK_PLAN("team", "team");
    CHECK_PLAN("=Teams", "=teams");
    CHECK_PLAN("te*m", "te*m");
    CHECK_PLAN("ends(druk)", "ends(druk)");
    CHECK_PLAN("team NEAR/3 baas", "NEAR3(team baas)");
    CHECK_PLAN("(team baas)~2 BEFORE/4 huis", "BEFORE4(BAG2(team baas) huis)");
    CHECK_PLAN("team AND NOT baas AND huis", "AND(team huis NOT baas)");
    CHECK_PLAN("neg(team) OR aff(baas) OR /x/", "OR(NEG(team) AFF(baas) REGEX())");
}

TEST(alternatives_are_one_and_their_words_are_one_term)
{
    CHECK_PLAN("team OR baas OR huis", "{team baas huis}");
    CHECK_PLAN("team OR team", "team");
    CHECK_PLAN("team OR (geen baas) OR huis OR team", "OR(SEQ(geen baas) {team huis})");
    CHECK_PLAN("noun(team OR baas)", "{noun(team) noun(baas)}");
    CHECK_PLAN("part(team OR =baas)", "{part(team) part(baas)}");
    CHECK_PLAN("head(team) verb(werken)", "SEQ(head(team) verb(werken))");
}

TEST(a_compound_may_be_written_apart)
{
    CHECK_PLAN("jeugdzorg", "OR(SEQ(=jeugd zorg) jeugdzorg)");
    CHECK_PLAN("jeugdgezondheidszorg",
               "OR(SEQ(=jeugd gezondheidszorg) SEQ(=jeugdgezondheids zorg) SEQ(=jeugd =gezondheids zorg) "
               "jeugdgezondheidszorg)");
    CHECK_PLAN("=jeugdzorg", "=jeugdzorg");
    CHECK_PLAN("werk-priv\u00E9", "OR(SEQ(=werk priv\u00E9) werk-priv\u00E9)");
}

TEST(content_words_side_by_side_may_be_one_word)
{
    CHECK_PLAN("grens team", "OR(SEQ(grens team) grensteam)");
    CHECK_PLAN("het team", "SEQ(het team)");
    CHECK_PLAN("=grens team", "SEQ(=grens team)");
    CHECK_PLAN("grens team baas", "OR(SEQ(grens team baas) SEQ(grensteam baas) SEQ(grens teambaas) grensteambaas)");
}

TEST(capitals_of_a_rule_change_nothing)
{
    CHECK_PLAN("voor komen", "SEQ(voor komen)");
    CHECK_PLAN("Voor Komen", "SEQ(voor komen)");
    CHECK_PLAN("Grens TEAM", "OR(SEQ(grens team) grensteam)");
}

TEST(a_rule_is_woken_by_its_rarest_term)
{
    CHECK_WAKES("niet slapen", "slapen ");
    CHECK_WAKES("slapen BEFORE/3 ik", "slapen ");
    CHECK_WAKES("(niet slapen) OR (niet eten)", "slapen eten ");
    CHECK_WAKES("/x/ AND team", "team ");
    CHECK_WAKES("team AND NOT hoofdgebouwen", "team ");
    CHECK_WAKES("niet", "niet ");
    CHECK_WAKES("/x/", "always ");
    CHECK_WAKES("team OR /x/", "always ");
}

TEST(what_blocks_a_rule_says_where_it_stands)
{
    rulebook r = rulebook_of("unless: a1\n"
                             "codes:\n- id: boven\n  unless: a2\n  codes:\n  - id: onder\n    unless: a3\n"
                             "    rules:\n    - {id: r1, find: team, unless: a4, except: a5}\n    - baas\n");
    rulebook_plan(&r);
    const dr_plan_rule *one = &r.plan->rules.at[0], *two = &r.plan->rules.at[1];
    CHECK_INT(one->nunless, 4);
    CHECK_STR(one->unless[0].name, "unless of rule r1");
    CHECK_STR(one->unless[1].name, "unless of code b.onder");
    CHECK_STR(one->unless[2].name, "unless of code b.boven");
    CHECK_STR(one->unless[3].name, "unless of codebook b");
    CHECK_STR(one->except_name, "except of rule r1");
    CHECK_INT(two->nunless, 3);
    CHECK(two->except == NULL && two->except_name.len == 0);
    CHECK(two->unless[2].op == one->unless[3].op); /* compiled once */
    rulebook_free(&r);
}

TEST(a_set_is_compiled_once_for_each_reach)
{
    rulebook r = rulebook_of("sets: {s: [team AND baas]}\n"
                             "codes:\n- id: c\n  rules:\n  - $s\n  - $s\n  - {find: $s, within: turn}\n");
    rulebook_plan(&r);
    const dr_plan_rule *rules = r.plan->rules.at;
    CHECK(rules[0].find == rules[1].find && rules[0].find != rules[2].find);
    CHECK_INT(r.plan->ncaches, 2);
    CHECK(rules[0].find->cache != rules[2].find->cache);
    CHECK_INT(rules[0].find->reach.nsentences, DR_WITHIN_DEFAULT);
    CHECK_INT(rules[2].find->reach.unit, DRAAD_UNIT_TURN);
    rulebook_free(&r);
}

TEST(the_rules_of_all_codebooks_follow_in_order)
{
    rulebook a = rulebook_of("codes:\n- id: c\n  rules: [team, baas]\n"),
             b = rulebook_of("codes:\n- id: c\n  rules: [team]\n");
    dr_codebook *books[] = {a.book, b.book};
    CHECK_INT(dr_plan_new(books, 2, NULL, true, &a.plan, NULL), DRAAD_OK);
    CHECK_INT(a.plan->rules.n, 3);
    CHECK(a.plan->rules.at[1].codebook == a.book && a.plan->rules.at[2].codebook == b.book);
    CHECK_INT(a.plan->rules.at[2].find->term, a.plan->rules.at[0].find->term);
    CHECK_INT(a.plan->speakers.n, 1);
    check_wakes(&a, 2, "team ", __LINE__);
    rulebook_free(&a);
    rulebook_free(&b);
    CHECK_INT(dr_plan_new(NULL, 0, NULL, true, &a.plan, NULL), DRAAD_OK);
    CHECK_INT(a.plan->rules.n, 0);
    rulebook_free(&a);
}

TEST(a_regex_has_its_required_letters)
{
    rulebook r = rulebook_of("codes:\n- id: c\n  rules:\n  - /Dr[u]kte/\n  - /a|b/c\n");
    rulebook_plan(&r);
    CHECK(r.plan->has_regex && r.plan->regexes.n == 2);
    CHECK_STR(r.plan->regexes.at[0].required, "kte");
    CHECK(!r.plan->regexes.at[0].as_written && r.plan->regexes.at[1].as_written);
    CHECK_STR(r.plan->regexes.at[1].required, "");
    rulebook_free(&r);
}

TEST(speakers_are_admitted_by_role)
{
    draad_str asks[] = {DR_STR("interviewer"), DR_STR("moderator")};
    const dr_speakers all = {0}, others = {.exclude = asks, .nexclude = 2}, only = {.include = asks, .ninclude = 1},
                      both = {.include = asks, .ninclude = 2, .exclude = asks + 1, .nexclude = 1};
    CHECK(dr_speakers_admit(&all, asks[0]) && dr_speakers_admit(&all, DR_STR("")));
    CHECK(!dr_speakers_admit(&others, asks[1]) && dr_speakers_admit(&others, DR_STR("")));
    CHECK(dr_speakers_admit(&only, asks[0]) && !dr_speakers_admit(&only, DR_STR("")));
    CHECK(dr_speakers_admit(&both, asks[0]) && !dr_speakers_admit(&both, asks[1]));
}

TEST(planning_survives_every_failed_allocation)
{
    rulebook r = rulebook_of("unless: a1\nsets: {s: [team OR jeugdzorg]}\n"
                             "codes:\n- id: c\n  rules:\n  - $s NEAR/3 (a b)~2\n  - /dr[u]k/ AND NOT grens team\n"
                             "  - {find: part(zorg OR hulp), except: $s}\n");
    draad_status s = DRAAD_E_MEMORY;
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        draad_error err = {0};
        allocations_left = n;
        s = dr_plan_new(&r.book, 1, NULL, false, &r.plan, &err);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == s && r.plan == NULL));
    }
    draad_set_allocator(NULL);
    rulebook_free(&r);
}

int main(void)
{
    return RUN(each_part_of_the_language_is_an_operation, alternatives_are_one_and_their_words_are_one_term,
               a_compound_may_be_written_apart, content_words_side_by_side_may_be_one_word,
               capitals_of_a_rule_change_nothing, a_rule_is_woken_by_its_rarest_term,
               what_blocks_a_rule_says_where_it_stands, a_set_is_compiled_once_for_each_reach,
               the_rules_of_all_codebooks_follow_in_order, a_regex_has_its_required_letters,
               speakers_are_admitted_by_role, planning_survives_every_failed_allocation);
}
