/* SPDX-License-Identifier: Apache-2.0
 * test_project.c - a study through the public calls: codebooks, cases, documents, codings of draad and of people. */
#include "harness.h"
#include "base/buf.h"
#include "coding/project.h"

static const char book[] =
    "draad: 1\nid: b\ntitle: B\nlanguage: nl\ncodes:\n"
    "  - id: top\n    label: Boven\n    codes:\n      - id: steun\n        definition: Iets.\n"
    "        rules: [steun, hulp]\n      - id: druk\n        rules: [{id: d, find: druk, weight: zwaarwegend}]\n";

static void note(void *ctx, draad_severity severity, const draad_error *m)
{
    dr_buf_printf(ctx, NULL, "%s%d:%u:%u: %s\n", m->place, (int)severity, (unsigned)m->line, (unsigned)m->column,
                  m->message);
}

typedef struct study {
    draad_project *p;
    dr_buf said;
    draad_report report;
} study;

static void begin(study *s, const char *text)
{
    *s = (study){.report = {note, &s->said}};
    s->p = draad_project_new(&s->report);
    assert_non_null(s->p);
    assert_int_equal(draad_project_add_codebook_bytes(s->p, dr_str_of(book), "b.yaml"), DRAAD_OK);
    if (text != NULL)
        assert_int_equal(draad_project_add_source_bytes(s->p, dr_str_of(text), "d1.txt"), DRAAD_OK);
}

static void end(study *s)
{
    draad_project_free(s->p);
    dr_buf_free(&s->said);
}

TEST(codes_are_in_the_order_of_the_codebook_with_their_parents)
{
    study s;
    begin(&s, NULL);
    CHECK_INT(draad_project_codes(s.p), 3);
    CHECK_STR(draad_project_code_info(s.p, 0).id, "b.top");
    CHECK_STR(draad_project_code_info(s.p, 0).label, "Boven");
    CHECK_STR(draad_project_code_info(s.p, 0).parent, "");
    CHECK_INT(draad_project_code_info(s.p, 0).level, 1);
    CHECK_STR(draad_project_code_info(s.p, 1).id, "b.steun");
    CHECK_STR(draad_project_code_info(s.p, 1).parent, "b.top");
    CHECK_STR(draad_project_code_info(s.p, 1).definition, "Iets.");
    CHECK_INT(draad_project_code_info(s.p, 2).level, 2);
    end(&s);
}

TEST(a_coding_says_where_who_and_why)
{
    study s;
    begin(&s, "[00:00:01] I: H\xC3\xA9, steun?\n[00:00:09] R1: \xF0\x9F\x98\x80 Ja. Ik kreeg steun en hulp.\n");
    CHECK_INT(draad_project_code(s.p, NULL), DRAAD_OK);
    CHECK_INT(draad_project_codings(s.p), 1);
    draad_coding_info c = draad_project_coding(s.p, 0);
    CHECK_STR(c.document, "d1");
    CHECK_STR(c.code, "b.steun");
    CHECK_STR(c.coder, "draad");
    CHECK_STR(c.speaker, "R1");
    CHECK_STR(c.role, "respondent");
    CHECK_STR(c.time, "00:00:09");
    CHECK_STR(c.text, "Ik kreeg steun en hulp.");
    CHECK_STR(c.rules, "steun#1;steun#2");
    CHECK_INT(c.nmatches, 2);
    CHECK_STR(c.negated, "no");
    CHECK_INT(c.start.value, 46); /* code points: the emoji and the accent count as one */
    CHECK_INT(c.end.value, 46 + 23);
    draad_document_info d = draad_project_document(s.p, 0);
    CHECK_INT(d.nwords, 8);
    CHECK_INT(d.eligible_words, 6);
    CHECK_INT(d.nturns, 2);
    CHECK_INT(d.eligible_turns, 1);
    end(&s);
}

TEST(cases_say_who_is_who)
{
    study s;
    begin(&s, "A: Ik kreeg steun.\nB: En ik hulp.\nA: Druk dus.\n");
    CHECK_INT(draad_project_set_cases_bytes(s.p, DR_STR("document,speaker,case,role\nd1,A,P1,\nd1,B,P2,interviewer\n"),
                                            "c.csv"),
              DRAAD_OK);
    CHECK_INT(draad_project_code(s.p, NULL), DRAAD_OK);
    CHECK_INT(draad_project_codings(s.p), 2);
    CHECK_STR(draad_project_coding(s.p, 0).case_id, "P1");
    CHECK_STR(draad_project_coding(s.p, 1).code, "b.druk");
    CHECK_INT(draad_project_document(s.p, 0).eligible_turns, 2);
    end(&s);
}

TEST(people_code_beside_the_engine)
{
    draad_error err;
    study s;
    begin(&s, "R: H\xC3\xA9, steun is fijn.\n");
    CHECK_INT(
        draad_project_add_coding(s.p, DR_STR("d1"), (draad_cp){3}, (draad_cp){5}, DR_STR("b.druk"), DR_STR("an"), &err),
        DRAAD_E_USAGE);
    CHECK_INT(draad_project_read_sources(s.p), DRAAD_OK);
    CHECK_INT(draad_project_add_coding(s.p, DR_STR("d1"), (draad_cp){7}, (draad_cp){12}, DR_STR("b.steun"),
                                       DR_STR("bo"), &err),
              DRAAD_OK);
    CHECK_INT(
        draad_project_add_coding(s.p, DR_STR("d1"), (draad_cp){3}, (draad_cp){5}, DR_STR("b.druk"), DR_STR("an"), &err),
        DRAAD_OK);
    CHECK_INT(draad_project_codings(s.p), 2);
    draad_coding_info c = draad_project_coding(s.p, 0);
    CHECK_STR(c.text, "H\xC3\xA9");
    CHECK_STR(c.coder, "an");
    CHECK_STR(c.negated, "");
    CHECK_STR(draad_project_coding(s.p, 1).text, "steun");
    end(&s);
}

TEST(a_coding_that_does_not_fit_is_refused)
{
    draad_error err;
    study s;
    begin(&s, "R: Steun.\n");
    CHECK_INT(draad_project_read_sources(s.p), DRAAD_OK);
    CHECK_INT(
        draad_project_add_coding(s.p, DR_STR("d2"), (draad_cp){3}, (draad_cp){5}, DR_STR("b.druk"), DR_STR("a"), &err),
        DRAAD_E_USAGE);
    CHECK_INT(
        draad_project_add_coding(s.p, DR_STR("d1"), (draad_cp){3}, (draad_cp){5}, DR_STR("b.x"), DR_STR("a"), &err),
        DRAAD_E_USAGE);
    CHECK_INT(
        draad_project_add_coding(s.p, DR_STR("d1"), (draad_cp){3}, (draad_cp){3}, DR_STR("b.druk"), DR_STR("a"), &err),
        DRAAD_E_USAGE);
    CHECK_INT(
        draad_project_add_coding(s.p, DR_STR("d1"), (draad_cp){3}, (draad_cp){11}, DR_STR("b.druk"), DR_STR("a"), &err),
        DRAAD_E_USAGE);
    CHECK_INT(draad_project_codings(s.p), 0);
    end(&s);
}

TEST(a_codebook_that_is_not_valid_leaves_the_project_as_it_was)
{
    study s;
    begin(&s, "R: Steun.\n");
    CHECK_INT(draad_project_add_codebook_bytes(s.p, dr_str_of(book), "again.yaml"), DRAAD_E_CODEBOOK); /* the same id */
    CHECK_INT(draad_project_add_codebook_bytes(s.p, DR_STR("draad: 1\nid: c\n"), "c.yaml"), DRAAD_E_CODEBOOK);
    CHECK(s.said.len > 0);
    CHECK_INT(draad_project_codes(s.p), 3);
    CHECK_INT(draad_project_code(s.p, NULL), DRAAD_OK);
    CHECK_INT(draad_project_codings(s.p), 1);
    end(&s);
}

TEST(two_codebooks_code_beside_each_other)
{
    study s;
    begin(&s, "R: Ik kreeg steun.\n");
    CHECK_INT(
        draad_project_add_codebook_bytes(
            s.p, DR_STR("draad: 1\nid: c\ntitle: C\nlanguage: nl\nunit: match\ncodes: [{id: steun, rules: [steun]}]\n"),
            "c.yaml"),
        DRAAD_OK);
    CHECK_INT(draad_project_code(s.p, NULL), DRAAD_OK);
    CHECK_INT(draad_project_codings(s.p), 2);
    CHECK_STR(draad_project_coding(s.p, 0).code, "b.steun");
    CHECK_STR(draad_project_coding(s.p, 1).code, "c.steun");
    CHECK_STR(draad_project_coding(s.p, 1).text, "steun");
    end(&s);
}

TEST(coding_again_gives_the_same)
{
    study s;
    begin(&s, "R: Ik kreeg steun. Het is druk.\n");
    for (unsigned threads = 1; threads <= 4; threads++) {
        draad_code_options options = {.threads = threads, .no_jit = threads == 2};
        CHECK_INT(draad_project_code(s.p, &options), DRAAD_OK);
        CHECK_INT(draad_project_codings(s.p), 2);
        CHECK_INT(draad_project_documents(s.p), 1);
    }
    draad_code_options whole = {.set_unit = true, .unit = DRAAD_UNIT_TURN};
    CHECK_INT(draad_project_code(s.p, &whole), DRAAD_OK);
    CHECK_STR(draad_project_coding(s.p, 0).text, "Ik kreeg steun. Het is druk.");
    end(&s);
}

TEST(documents_follow_the_order_of_the_cases_and_then_their_ids)
{
    study s;
    begin(&s, NULL);
    static const char *const names[] = {"d10.txt", "c.txt", "a.txt", "b.txt"};
    for (size_t i = 0; i < 4; i++)
        CHECK_INT(draad_project_add_source_bytes(s.p, DR_STR("R: Ja."), names[i]), DRAAD_OK);
    CHECK_INT(draad_project_set_cases_bytes(s.p, DR_STR("document,order\nd10,1\nc.txt,2\n"), "c.csv"), DRAAD_OK);
    CHECK_INT(draad_project_read_sources(s.p), DRAAD_OK);
    static const char *const expected[] = {"d10", "c", "a", "b"};
    for (size_t i = 0; i < 4; i++)
        CHECK_STR(draad_project_document(s.p, i).id, expected[i]);
    end(&s);
}

TEST(only_draad_with_a_version_is_what_rules_coded)
{
    (void)state_;
    CHECK(dr_coder_is_back(DR_STR("draad 0.1.0")));
    CHECK(!dr_coder_is_back(DR_STR("draad")));
    CHECK(!dr_coder_is_back(DR_STR("draad ")));
    CHECK(!dr_coder_is_back(DR_STR("draad team")));
    CHECK(!dr_coder_is_back(DR_STR("draad (REFI-QDA)")));
}

int main(void)
{
    return RUN(only_draad_with_a_version_is_what_rules_coded, codes_are_in_the_order_of_the_codebook_with_their_parents,
               a_coding_says_where_who_and_why, cases_say_who_is_who, people_code_beside_the_engine,
               a_coding_that_does_not_fit_is_refused, a_codebook_that_is_not_valid_leaves_the_project_as_it_was,
               two_codebooks_code_beside_each_other, coding_again_gives_the_same,
               documents_follow_the_order_of_the_cases_and_then_their_ids);
}
