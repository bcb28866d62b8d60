/* SPDX-License-Identifier: Apache-2.0
 * test_code.c - what stays of a document, and how its matches become codings. */
#include "failing.h"
#include "base/buf.h"
#include "coding/code.h"
#include "coding/describe.h"

typedef struct study {
    draad_project *p;
    dr_plan *plan;
    dr_matcher *m;
    dr_coded d;
} study;

/* A project with the codes below `codes:` and cases, either of which may be NULL; one document, described. */
static study study_of(const char *codes, const char *cases, const char *text)
{
    study s = {.p = draad_project_new(NULL)};
    dr_buf yaml = {0};
    draad_error err;
    dr_buf_printf(&yaml, NULL, "draad: 1\nid: b\ntitle: B\nlanguage: nl\ncodes:\n%s", codes != NULL ? codes : "");
    if (codes != NULL)
        assert_int_equal(draad_project_add_codebook_bytes(s.p, dr_buf_str(&yaml), "b.yaml"), DRAAD_OK);
    if (cases != NULL)
        assert_int_equal(draad_project_set_cases_bytes(s.p, dr_str_of(cases), "cases.csv"), DRAAD_OK);
    dr_buf_free(&yaml);
    assert_int_equal(draad_document_read_bytes(dr_str_of(text), "d1.txt", NULL, NULL, &s.d.doc, &err), DRAAD_OK);
    s.d.id = DR_STR("d1");
    assert_int_equal(dr_coded_describe(&s.d, s.p, &err), DRAAD_OK);
    return s;
}

static void fill(study *s)
{
    dr_rule_matches found;
    draad_error err;
    assert_int_equal(dr_plan_new(s->p->codebooks.at, s->p->codebooks.n, NULL, false, &s->plan, &err), DRAAD_OK);
    assert_int_equal(dr_matcher_new(s->plan, &s->m, &err), DRAAD_OK);
    assert_int_equal(dr_matcher_run(s->m, s->d.doc, s->d.speakers, &found, &err), DRAAD_OK);
    assert_int_equal(dr_coded_fill(&s->d, s->p, &found, &err), DRAAD_OK);
}

static study coded(const char *codes, const char *text)
{
    study s = study_of(codes, NULL, text);
    fill(&s);
    return s;
}

static void end(study *s)
{
    dr_coded_free(&s->d);
    dr_matcher_free(s->m);
    dr_plan_free(s->plan);
    draad_project_free(s->p);
}

/* The codings, one in each pair of brackets: [code: text]. */
static void check_codings(const study *s, const char *expected, int line)
{
    dr_buf found = {0};
    for (size_t i = 0; i < s->d.ncodings; i++)
        dr_buf_printf(&found, NULL, "[%.*s: %.*s]", DR_ARG(s->p->codes.at[s->d.codings[i].code].id),
                      DR_ARG(s->d.codings[i].text));
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
}
#define CHECK_CODINGS(expected) ((void)state_, check_codings(&s, (expected), __LINE__))

TEST(speakers_have_the_roles_and_cases_of_the_cases_file)
{
    study s = study_of(NULL, "document,speaker,case,role\nd1,A,P1,interviewer\nd1,b,P2,\nd1,,groep,\n",
                       "A: Vraag een.\nB: Antwoord twee drie.\nI: Vraag.\n");
    CHECK_STR(s.d.case_id, "groep");
    CHECK_INT(s.d.nspeakers, 3);
    CHECK_STR(s.d.speakers[0].role, "interviewer");
    CHECK_STR(s.d.speakers[1].role, "respondent");
    CHECK_STR(s.d.speakers[2].role, "interviewer");
    CHECK_STR(s.d.speaker_cases[0], "P1");
    CHECK_STR(s.d.speaker_cases[1], "P2");
    CHECK_STR(s.d.speaker_cases[2], "");
    end(&s);
}

TEST(units_are_counted_and_those_who_ask_are_not_eligible)
{
    study s = study_of(NULL, NULL, "I: Een vraag?\nR: \u00C9\u00E9n twee. Drie.\nModerator: Ja.\n");
    const dr_unit_rows *turns = &s.d.units[DRAAD_UNIT_TURN];
    CHECK_INT(turns->n, 3);
    CHECK_INT(turns->neligible, 1);
    CHECK(!turns->at[0].eligible && turns->at[1].eligible && !turns->at[2].eligible);
    CHECK_INT(s.d.units[DRAAD_UNIT_SENTENCE].neligible, 2);
    CHECK_INT(s.d.units[DRAAD_UNIT_DOCUMENT].neligible, 1);
    CHECK_INT(s.d.nwords, 6);
    CHECK_INT(s.d.eligible_words, 3);
    CHECK_RANGE(turns->at[1].range, 17, 34);
    CHECK_INT(turns->at[1].start.value, 17);
    CHECK_INT(turns->at[1].end.value, 32); /* two of its characters take two bytes */
    end(&s);
}

TEST(a_codebook_says_who_is_eligible)
{
    study s = study_of("- id: c\n  rules: [team]\nspeakers: {include: [interviewer]}\n", NULL, "I: Ja.\nR: Nee.\n");
    CHECK(s.d.units[DRAAD_UNIT_TURN].at[0].eligible && !s.d.units[DRAAD_UNIT_TURN].at[1].eligible);
    end(&s);
}

TEST(what_stays_needs_the_document_no_more)
{
    study s = coded("- id: c\n  rules: [team, {find: geen steun, unless: baas}]\n",
                    "Plaats: ergens\n\n[00:01:00] R: Geen team. Geen steun van de baas.\n");
    memset((char *)s.d.doc->text.data, 'x', s.d.doc->text.len); /* whatever still looks there shows it */
    draad_document_free(s.d.doc);
    s.d.doc = NULL;
    CHECK_STR(s.d.speakers[0].label, "R");
    CHECK_STR(s.d.turns[0].time, "00:01:00");
    CHECK_INT(s.d.nattributes, 1);
    CHECK_STR(s.d.attributes[0].value, "ergens");
    CHECK_INT(s.d.nmatches, 2);
    CHECK_STR(s.d.matches[0].text, "team");
    CHECK_STR(s.d.matches[0].cue, "Geen");
    CHECK_STR(s.d.matches[1].text, "Geen steun");
    CHECK_STR(s.d.matches[1].blocked_by, "unless of rule c#2");
    CHECK_INT(s.d.matches[1].coding, DRAAD_NONE);
    CHECK_CODINGS("[b.c: Geen team.]");
    end(&s);
}

TEST(matches_are_in_order_of_place_with_their_evidence)
{
    study s = coded("- id: c\n  rules: [baas, h\u00E9 BEFORE/3 team]\n- id: e\n  rules: [team]\n",
                    "R: H\u00E9 dat team. De baas.\n");
    CHECK_INT(s.d.nmatches, 3);
    const dr_match *m = s.d.matches;
    CHECK_INT(m[0].rule, 1);
    CHECK_INT(m[0].nevidence, 2);
    CHECK_RANGE(m[0].range, 3, 15);
    CHECK_RANGE(m[0].evidence[1], 11, 15);
    CHECK(m[0].evidence_cp[2].value == 10 && m[0].evidence_cp[3].value == 14 && m[0].start.value == 3 &&
          m[0].end.value == 14);
    CHECK_INT(m[1].rule, 2);
    CHECK_INT(m[1].code, 1);
    CHECK_INT(m[2].rule, 0);
    CHECK(m[0].coding == 0 && m[1].coding == 1 && m[2].coding == 2);
    end(&s);
}

TEST(matches_of_one_code_in_one_unit_are_one_coding)
{
    study s =
        coded("- id: c\n  rules: [team, baas]\n- id: e\n  rules: [team]\n", "R: Het team en de baas. Het team.\n");
    CHECK_CODINGS("[b.c: Het team en de baas.][b.e: Het team en de baas.][b.c: Het team.][b.e: Het team.]");
    CHECK_INT(s.d.codings[0].nmatches, 2);
    CHECK_STR(s.d.codings[0].rules, "c#1;c#2");
    CHECK_STR(s.d.codings[2].rules, "c#1");
    end(&s);
}

TEST(a_match_widens_to_the_unit_of_its_rule_or_of_the_run)
{
    const char *codes = "- id: c\n  unit: match\n  rules: [loslaten]\n- id: e\n  unit: turn\n  rules: [team]\n";
    const char *text = "R: Ik laat het los. Het team.\n";
    study s = coded(codes, text);
    CHECK_CODINGS("[b.e: Ik laat het los. Het team.][b.c: laat het los]");
    end(&s);
    s = study_of(codes, NULL, text);
    s.p->coding.set_unit = true;
    s.p->coding.unit = DRAAD_UNIT_SENTENCE;
    fill(&s);
    CHECK_CODINGS("[b.c: Ik laat het los.][b.e: Het team.]");
    end(&s);
}

TEST(the_unit_match_leaves_out_words_of_other_sentences)
{
    study s = coded("- id: c\n  unit: match\n  rules: [team AND baas]\n", "R: Het team helpt. De baas niet.\n");
    CHECK_CODINGS("[b.c: team]");
    CHECK_STR(s.d.matches[0].text, "team helpt. De baas");
    end(&s);
}

TEST(a_coding_sums_up_its_matches)
{
    study s = coded("- id: c\n  unit: turn\n  rules:\n  - {find: team, weight: licht}\n"
                    "  - {find: baas, weight: zwaarwegend}\n  - {find: huis, weight: matig}\n",
                    "R: Team. Geen baas. Huis, team.\n\nI: Ja.\nR: Geen huis.\nI: Ja.\nR: Team. Huis.\n");
    CHECK_INT(s.d.ncodings, 3);
    CHECK_STR(s.d.codings[0].rules, "c#1;c#2;c#3");
    CHECK_STR(s.d.codings[0].negated, "mixed");
    CHECK_STR(s.d.codings[0].weight, "zwaarwegend");
    CHECK_STR(s.d.codings[1].negated, "yes");
    CHECK_STR(s.d.codings[1].weight, "matig");
    CHECK_STR(s.d.codings[2].negated, "no");
    CHECK_STR(s.d.codings[2].weight, "licht"); /* the first, when none is the heaviest */
    end(&s);
}

TEST(a_coding_by_hand_is_described_by_what_it_touches)
{
    study s = study_of(NULL, NULL, "R: H\u00E9 dat team. De baas.\n");
    dr_coding c = {.range = {9, 20}}; /* "t team. De " */
    CHECK_INT(dr_coding_describe(&s.d, &c, NULL), DRAAD_OK);
    CHECK_STR(c.text, "t team. De ");
    CHECK(c.start.value == 8 && c.end.value == 19);
    CHECK(c.first[DRAAD_UNIT_SENTENCE] == 0 && c.last[DRAAD_UNIT_SENTENCE] == 1);
    CHECK_INT(c.first[DRAAD_UNIT_MATCH], DRAAD_NONE);
    CHECK(c.first_word == 1 && c.nwords == 3);
    c = (dr_coding){.range = {16, 17}}; /* the space between the sentences */
    CHECK_INT(dr_coding_describe(&s.d, &c, NULL), DRAAD_OK);
    CHECK(c.first[DRAAD_UNIT_SENTENCE] == DRAAD_NONE && c.nwords == 0);
    end(&s);
}

TEST(without_full_stops_a_passage_ends_a_thousand_bytes_away)
{
    dr_buf text = {0};
    dr_buf_put(&text, DR_STR("R: "), NULL);
    for (int i = 0; i < 300; i++)
        dr_buf_put(&text, i == 150 ? DR_STR("team ") : DR_STR("gewoon wérk "), NULL);
    dr_buf_put(&text, DR_STR("klaar. Nog een zin.\n\0"), NULL);
    study s = coded("- id: c\n  unit: match\n  rules: [team]\n", text.data);
    const dr_coding *c = &s.d.codings[0];
    CHECK_CODINGS("[b.c: team]");
    CHECK_INT(c->range.start - c->around.start, 76 * 13 + 6); /* from the first whole word */
    CHECK_INT(c->around.end - c->range.end, 1 + 76 * 13 + 6); /* up to the last whole word */
    CHECK_INT(c->passage.len, c->around.end - c->around.start);
    CHECK(memcmp(c->passage.data, "w\u00E9rk gewoon", 12) == 0 &&
          memcmp(c->passage.data + c->passage.len - 6, "gewoon", 6) == 0);
    CHECK(c->around_start.value < c->start.value && c->around_end.value > c->end.value);
    end(&s);
    dr_buf_free(&text);
}

TEST(a_document_without_matches_has_no_codings)
{
    study s = coded("- id: c\n  rules: [team]\n", "R: Niets.\n");
    CHECK(s.d.nmatches == 0 && s.d.ncodings == 0);
    end(&s);
}

TEST(describing_and_filling_survive_every_failed_allocation)
{
    study s = coded("- id: c\n  rules: [team, {find: baas, unless: huis}]\n",
                    "Plaats: ergens\n\n[00:01:00] R: Geen team.\nR: Een baas in huis.\n");
    draad_status status = DRAAD_E_MEMORY;
    for (size_t n = 0; status != DRAAD_OK; n++) {
        dr_coded d = {.id = DR_STR("d1"), .doc = s.d.doc};
        dr_rule_matches found;
        draad_error err = {0};
        CHECK_INT(dr_matcher_run(s.m, s.d.doc, s.d.speakers, &found, &err), DRAAD_OK);
        draad_set_allocator(&failing);
        allocations_left = n;
        status = dr_coded_describe(&d, s.p, &err);
        if (status == DRAAD_OK)
            status = dr_coded_fill(&d, s.p, &found, &err);
        CHECK(status == DRAAD_OK ? d.ncodings == 1 : status == DRAAD_E_MEMORY && err.status == status);
        draad_set_allocator(NULL);
        d.doc = NULL; /* is the study's */
        dr_coded_free(&d);
    }
    end(&s);
}

int main(void)
{
    return RUN(speakers_have_the_roles_and_cases_of_the_cases_file,
               units_are_counted_and_those_who_ask_are_not_eligible, a_codebook_says_who_is_eligible,
               what_stays_needs_the_document_no_more, matches_are_in_order_of_place_with_their_evidence,
               matches_of_one_code_in_one_unit_are_one_coding, a_match_widens_to_the_unit_of_its_rule_or_of_the_run,
               the_unit_match_leaves_out_words_of_other_sentences, a_coding_sums_up_its_matches,
               a_coding_by_hand_is_described_by_what_it_touches,
               without_full_stops_a_passage_ends_a_thousand_bytes_away, a_document_without_matches_has_no_codings,
               describing_and_filling_survive_every_failed_allocation);
}
