/* SPDX-License-Identifier: Apache-2.0
 * test_trial.c - trying a rule, and checking codebooks with their own examples. */
#include "harness.h"
#include "base/buf.h"

#define HEAD "draad: 1\nid: b\ntitle: B\nlanguage: nl\ncodes:\n  - id: a\n"

static void note(void *ctx, draad_severity severity, const draad_error *m)
{
    static const char *const names[] = {"error", "warning", "note"};
    dr_buf_printf(ctx, NULL, "%s %u: %s\n", names[severity], (unsigned)m->line, m->message);
}

static void check_book(const char *yaml, const char *source, draad_status expected, const char *said, int line)
{
    dr_buf found = {0};
    draad_report report = {note, &found};
    draad_project *p = draad_project_new(&report);
    draad_status s = draad_project_add_codebook_bytes(p, dr_str_of(yaml), "b.yaml");
    if (s == DRAAD_OK && source != NULL)
        s = draad_project_add_source_bytes(p, dr_str_of(source), "d.txt");
    if (s == DRAAD_OK)
        s = draad_project_check(p);
    check_str(dr_buf_str(&found), said, __FILE__, line);
    assert_int_equal(s, expected);
    draad_project_free(p);
    dr_buf_free(&found);
}
#define CHECK_BOOK(yaml, source, status, said) ((void)state_, check_book((yaml), (source), (status), (said), __LINE__))

TEST(examples_that_hold_need_no_word)
{
    CHECK_BOOK(HEAD "    examples: [Ik kreeg steun.]\n    counterexamples: [Ik kreeg hulp.]\n    rules: [steun]\n",
               NULL, DRAAD_OK, "");
}

TEST(an_example_that_is_not_found_is_an_error_at_its_line)
{
    CHECK_BOOK(HEAD "    examples:\n      - Ik kreeg steun.\n      - Ik kreeg hulp.\n    rules: [steun]\n", NULL,
               DRAAD_E_CODEBOOK, "error 9: no rule of b.a finds this example\n");
}

TEST(a_counterexample_that_is_found_names_the_rule)
{
    CHECK_BOOK(HEAD "    counterexamples:\n      - Ik kreeg steun.\n    rules: [steun]\n", NULL, DRAAD_E_CODEBOOK,
               "error 8: this counterexample of b.a is coded, by rule a#1 (line 9)\n");
}

TEST(a_blocked_example_says_what_blocks_it)
{
    CHECK_BOOK(HEAD "    examples:\n      - Ik kreeg geen steun.\n    rules: [{find: steun, negated: never}]\n", NULL,
               DRAAD_E_CODEBOOK,
               "error 8: rule a#1 (line 9) finds this example of b.a, but is blocked by: negated: never\n");
}

TEST(an_example_of_a_theme_may_be_found_below_it)
{
    CHECK_BOOK(HEAD "    examples: [Ik kreeg steun.]\n    codes:\n      - id: c\n        rules: [steun]\n", NULL,
               DRAAD_OK, "");
}

TEST(rules_that_stand_twice_or_scan_everything_or_need_a_filler_are_warned_of)
{
    CHECK_BOOK(
        HEAD "    rules:\n      - steun\n      - hulp\n      - steun\n      - /\\d+/\n      - uhm steun\n", NULL,
        DRAAD_OK,
        "warning 10: rule a#3 of b.a stands twice in its code\n"
        "warning 11: rule a#4 of b.a scans everything: it holds no word or letters to look for\n"
        "warning 12: rule a#5 of b.a can never match: it needs a filler (such as eh), and fillers are no words\n");
}

TEST(with_sources_rules_that_never_matched_are_named)
{
    CHECK_BOOK(HEAD "    rules:\n      - steun\n      - hulp\n", "R: Ik kreeg steun.\n", DRAAD_OK,
               "warning 9: rule a#2 of b.a never matched in these sources\n");
    CHECK_BOOK(HEAD "    rules:\n      - steun\n      - jeugdzorgteam\n      - hulp AND colega's\n      - =steum\n     "
                    " - klimop AND NOT zzxqy\n"
                    "      - klimop AND 2e\n",
               "R: Ik kreeg steun.\n", DRAAD_OK,
               "warning 9: rule a#2 of b.a never matched in these sources\n"
               "warning 10: rule a#3 of b.a never matched in these sources; no word list has colega's\n"
               "warning 11: rule a#4 of b.a never matched in these sources; no word list has steum\n"
               "warning 12: rule a#5 of b.a never matched in these sources\n"
               "warning 13: rule a#6 of b.a never matched in these sources\n");
}

static void list(void *ctx, const draad_found *f)
{
    dr_buf_printf(ctx, NULL, "%.*s %.*s %u %u %u-%u\n", DR_ARG(f->document), DR_ARG(f->speaker), f->turn,
                  f->sentence_number, f->start.value, f->end.value);
}

TEST(a_rule_is_tried_on_respondents_or_on_everybody)
{
    dr_buf found = {0};
    draad_error err;
    draad_project *p = draad_project_new(NULL);
    CHECK_INT(draad_project_add_source_bytes(p, DR_STR("I: Steun?\nR: H\xC3\xA9. Steun!\n"), "b.txt"), DRAAD_OK);
    CHECK_INT(draad_project_add_source_bytes(p, DR_STR("Mijn steun.\n"), "a.txt"), DRAAD_OK);
    CHECK_INT(draad_project_find(p, DR_STR("steun"), false, list, &found, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&found), "a  1 1 5-10\nb R 2 3 17-22\n");
    found.len = 0;
    CHECK_INT(draad_project_find(p, DR_STR("steun"), true, list, &found, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&found), "a  1 1 5-10\nb I 1 1 3-8\nb R 2 3 17-22\n");
    CHECK_INT(draad_project_find(p, DR_STR("a NEAR b"), false, list, &found, &err), DRAAD_E_CODEBOOK);
    CHECK(err.column > 1 && err.message[0] != '\0');
    draad_project_free(p);
    dr_buf_free(&found);
}

static void append(void *ctx, draad_str rule, draad_str line)
{
    dr_buf_printf(ctx, NULL, "%.*s|%.*s\n", DR_ARG(rule), DR_ARG(line));
}

TEST(the_forms_of_a_rule_name_separable_verbs_and_parts)
{
    dr_buf found = {0};
    draad_project *p = draad_project_new(NULL);
    CHECK_INT(draad_project_add_codebook_bytes(p, DR_STR(HEAD "    rules: [loslaten, =team, jeugdzorg]\n"), "b.yaml"),
              DRAAD_OK);
    CHECK_INT(draad_project_forms(p, append, &found), DRAAD_OK);
    CHECK_INT(dr_buf_put_char(&found, '\0', NULL), DRAAD_OK);
    CHECK(strstr(found.data, "a#1|loslaten: every form of loslaten (verb, also apart: los ... laten)\n") != NULL);
    CHECK(strstr(found.data, "a#3|jeugdzorg: every form of jeugdzorg (noun) [jeugd+zorg]\n") != NULL);
    draad_project_free(p);
    dr_buf_free(&found);
}

/* ---- Every failed allocation ----------------------------------------------------------------------------- */

typedef struct shortage {
    size_t left;
    bool failed;
} shortage;

static bool spend(shortage *s)
{
    s->failed = s->failed || s->left == 0;
    s->left -= s->left > 0;
    return !s->failed;
}

static void *take(void *ctx, size_t n)
{
    return spend(ctx) ? malloc(n) : NULL;
}

static void *grow(void *ctx, void *block, size_t n)
{
    return spend(ctx) ? realloc(block, n) : NULL;
}

static void give_back(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}

static void nothing(void *ctx, const draad_found *f)
{
    *(size_t *)ctx += f->nevidence;
}

static void no_line(void *ctx, draad_str rule, draad_str line)
{
    *(size_t *)ctx += rule.len + line.len;
}

static bool try_all(void)
{
    size_t n = 0;
    draad_error err;
    draad_project *p = draad_project_new(NULL);
    bool fine =
        p != NULL &&
        draad_project_add_codebook_bytes(
            p, DR_STR(HEAD "    examples: [Ik kreeg steun.]\n    rules: [steun, loslaten]\n"), "b.yaml") == DRAAD_OK &&
        draad_project_add_source_bytes(p, DR_STR("R: Ik liet het los, met steun en hulp en zo.\n"), "d.txt") ==
            DRAAD_OK &&
        draad_project_find(p, DR_STR("(ik los het)~9 OR part(zorg) OR /h[u]lp/ OR steun"), true, nothing, &n, &err) ==
            DRAAD_OK &&
        draad_project_check(p) == DRAAD_OK && draad_project_forms(p, no_line, &n) == DRAAD_OK;
    draad_project_free(p);
    return fine && n > 0;
}

TEST(a_trial_survives_every_failed_allocation)
{
    CHECK(try_all());
    for (size_t n = 0;; n++) {
        shortage s = {.left = n};
        draad_allocator allocator = {take, grow, give_back, &s};
        draad_set_allocator(&allocator);
        bool fine = try_all();
        draad_set_allocator(NULL);
        CHECK(fine != s.failed);
        if (fine)
            break;
    }
}

int main(void)
{
    return RUN(examples_that_hold_need_no_word, an_example_that_is_not_found_is_an_error_at_its_line,
               a_counterexample_that_is_found_names_the_rule, a_blocked_example_says_what_blocks_it,
               an_example_of_a_theme_may_be_found_below_it,
               rules_that_stand_twice_or_scan_everything_or_need_a_filler_are_warned_of,
               with_sources_rules_that_never_matched_are_named, a_rule_is_tried_on_respondents_or_on_everybody,
               the_forms_of_a_rule_name_separable_verbs_and_parts, a_trial_survives_every_failed_allocation);
}
