/* SPDX-License-Identifier: Apache-2.0
 * test_load.c - a result folder as a project again: what is counted from it is what was counted from the interviews. */
#define _GNU_SOURCE
#include "failing.h"
#include "scratch.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "coding/project.h"
#include "outside/file.h"

static char result[96];

static const char codebook[] = "draad: 1\nid: b\ncodes:\n  - id: druk\n    rules: [=druk]\n"
                               "  - id: team\n    rules: [=team, fijn]\n  - id: thuis\n    rules: [=thuis]\n";
/* Rules that are blocked, that have no id, and that match in words apart; "c.b#1" and "c.bb#1" are two rules. */
static const char another[] =
    "draad: 1\nid: c\ncodes:\n  - id: b\n    rules:\n      - {id: apart, find: druk AND thuis}\n"
    "      - {find: team, unless: fijn}\n  - id: bb\n    rules: [niet OR geen, =druk]\n";
static const char cases[] = "document,speaker,case\n-d1,A,P1\n-d1,B,P2\n";
static const char first[] =
    "I: Hoe gaat het thuis?\r\nA: Druk \xF0\x9F\x98\x80 is het. Ons team is fijn, druk team.\r\n"
    "B: Bij ons thuis is het druk.\r\nEn ja.\r\nA: Een fijn team thuis.\r\n";
static const char second[] = "Het is druk. Eh. Thuis niet.\n\nMijn team wel, thuis.\n";

static draad_project *new_study(void)
{
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "b.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(another), "c.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_set_cases_bytes(p, dr_str_of(cases), "cases.csv"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(first), "-d1.txt"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(second), "d2.txt"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(second), "d3.txt"), DRAAD_OK); /* with equal ids */
    const draad_code_options options = {.set_unit = true, .unit = DRAAD_UNIT_MATCH, .count_words = true};
    assert_int_equal(draad_project_code(p, &options), DRAAD_OK);
    return p;
}

static void write_study(const draad_write_options *options)
{
    draad_project *p = new_study();
    draad_write_options o = options != NULL ? *options : (draad_write_options){0};
    draad_error err = {0};
    o.force = true;
    assert_int_equal(draad_project_write(p, result, &o, &err), DRAAD_OK);
    draad_project_free(p);
}

static int begin(void **state)
{
    if (make_home(state) != 0)
        return -1;
    snprintf(result, sizeof result, "%s/result", home);
    return 0;
}

static draad_project *load(void)
{
    draad_project *p = NULL;
    draad_error err = {0};
    const draad_status s = draad_project_load(result, NULL, &p, &err);
    if (s != DRAAD_OK)
        print_error("%s:%u: %s\n", err.place, (unsigned)err.line, err.message);
    assert_int_equal(s, DRAAD_OK);
    return p;
}

/* Every cell of every way to count, and the sum of them all. */
static double compare(void **state_, const draad_project *a, const draad_project *b)
{
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        const draad_code_info of_a = draad_project_code_info(a, i), of_b = draad_project_code_info(b, i);
        CHECK_INT(of_a.nsegments, of_b.nsegments);
        CHECK_INT(of_a.ndocuments, of_b.ndocuments);
        CHECK_INT(of_a.ncases, of_b.ncases);
        CHECK_INT(of_a.nwords, of_b.nwords);
    }
    for (unsigned way = 0; way < 2 * DRAAD_COUNTINGS; way++)
        for (draad_unit unit = DRAAD_UNIT_SENTENCE; unit <= DRAAD_UNIT_DOCUMENT; unit++) {
            const bool more = way >= DRAAD_COUNTINGS;
            const draad_matrix_options o = {.counting = way % DRAAD_COUNTINGS,
                                            .unit = unit,
                                            .window = more ? 2 : 10,
                                            .next_coded = more,
                                            .same_turn = more};
            draad_table *of_a = NULL, *of_b = NULL;
            uint64_t na = 0, nb = 0;
            CHECK_INT(draad_project_matrix(a, &o, &of_a, &na, NULL), DRAAD_OK);
            CHECK_INT(draad_project_matrix(b, &o, &of_b, &nb, NULL), DRAAD_OK);
            CHECK_INT(na, nb);
            for (size_t row = 0; row < 3; row++)
                for (size_t column = 0; column < 3; column++) {
                    CHECK_NEAR(draad_table_value(of_a, row, column), draad_table_value(of_b, row, column), 0);
                    sum += draad_table_value(of_b, row, column);
                }
            draad_table_free(of_a);
            draad_table_free(of_b);
        }
    return sum;
}

TEST(what_is_counted_from_a_folder_is_what_was_counted_from_the_interviews)
{
    write_study(NULL);
    draad_project *p = new_study(), *again = load();
    CHECK(compare(state_, p, again) > 500);
    CHECK_INT(draad_project_documents(again), 3);
    const draad_document_info a = draad_project_document(p, 0), b = draad_project_document(again, 0);
    CHECK_INT(a.eligible_words, b.eligible_words);
    CHECK_INT(a.eligible_sentences, b.eligible_sentences);
    CHECK_INT(draad_project_codings(p), draad_project_codings(again));
    draad_project_free(p);
    draad_project_free(again);
}

TEST(a_folder_for_dutch_excel_is_read_too)
{
    write_study(&(draad_write_options){.excel_nl = true});
    draad_project *p = new_study(), *again = load();
    CHECK(compare(state_, p, again) > 500);
    draad_project_free(p);
    draad_project_free(again);
}

/* The rules looked at every document, also where they found nothing. */
TEST(readers_are_read_back)
{
    static const char tree[] = "draad: 1\nid: b\ncodes:\n  - id: druk\n    rules: [=druk]\n";
    draad_error err = {0};
    draad_project *p = draad_project_new(NULL);
    CHECK_INT(draad_project_add_codebook_bytes(p, dr_str_of(tree), "b.yaml"), DRAAD_OK);
    CHECK_INT(draad_project_add_source_bytes(p, DR_STR("Niets.\n"), "d2.txt"), DRAAD_OK);
    CHECK_INT(draad_project_code(p, NULL), DRAAD_OK);
    CHECK_INT(draad_project_write(p, result, &(draad_write_options){.force = true}, &err), DRAAD_OK);
    draad_project *again = load();
    CHECK_INT(again->documents[0].ncodings, 0);
    CHECK_INT(again->documents[0].nreaders, 1);
    CHECK_INT(again->documents[0].readers[0], 0);
    draad_project_free(p);
    draad_project_free(again);
}

TEST(a_memo_knows_its_turn_again)
{
    draad_error err = {0};
    draad_project *p = draad_project_new(NULL);
    CHECK_INT(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "b.yaml"), DRAAD_OK);
    CHECK_INT(draad_project_add_source_bytes(p, DR_STR("Datum: mei\n\nI: En?\nR: Niets.\n"), "d2.txt"), DRAAD_OK);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    CHECK_INT(draad_project_add_memo(p, DR_STR("d2"), (draad_cp){22}, (draad_cp){27}, DR_STR("Bo"), DR_STR(""),
                                     DR_STR("vraag"), &err),
              DRAAD_OK);
    CHECK_INT(draad_project_add_memo(p, DR_STR("d2"), (draad_cp){0}, (draad_cp){5}, DR_STR("Bo"), DR_STR(""),
                                     DR_STR("kop"), &err),
              DRAAD_OK);
    CHECK_INT(p->documents[0].memos[1].turn, 1);
    CHECK_INT(draad_project_write(p, result, &(draad_write_options){.force = true}, &err), DRAAD_OK);
    draad_project *again = load();
    for (size_t i = 0; i < 2; i++)
        CHECK_INT(again->documents[0].memos[i].turn, p->documents[0].memos[i].turn);
    draad_project_free(p);
    draad_project_free(again);
}

/* A coder with codings by hand read the document, also for a table of codes that they did not use. */
TEST(who_coded_by_hand_read_the_document)
{
    draad_error err = {0};
    draad_project *p = draad_project_new(NULL);
    CHECK_INT(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "b.yaml"), DRAAD_OK);
    CHECK_INT(draad_project_add_source_bytes(p, dr_str_of(second), "d2.txt"), DRAAD_OK);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    CHECK_INT(
        draad_project_add_coding(p, DR_STR("d2"), (draad_cp){0}, (draad_cp){12}, DR_STR("b.druk"), DR_STR("Bo"), &err),
        DRAAD_OK);
    CHECK_INT(p->documents[0].nreaders, 1);
    CHECK_INT(draad_project_write(p, result, &(draad_write_options){.force = true}, &err), DRAAD_OK);
    draad_project *again = load();
    CHECK_INT(again->documents[0].nreaders, 1);
    CHECK_STR(again->coders.at[again->documents[0].readers[0]], "Bo");
    draad_project_free(p);
    draad_project_free(again);
}

/* ---- Tables ------------------------------------------------------------------------------------------------- */

static const char tree[] =
    "draad: 1\nid: b\ncodes:\n  - id: werk\n    codes:\n      - id: druk\n        rules: [=druk]\n"
    "      - id: team\n        rules: [=team, fijn]\n  - id: thuis\n    rules: [=thuis]\n";
static const char people[] = "document,speaker,case,groep\n-d1,A,P1,een\n-d1,B,P2,twee\nd2,,P3,een\n";
static const char lens_csv[] = "aspect,chapter,code\nx,y,b.druk\nx,z,b.thuis\n";

static draad_project *new_tree(void)
{
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(tree), "b.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_set_cases_bytes(p, dr_str_of(people), "cases.csv"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(first), "-d1.txt"), DRAAD_OK);
    assert_int_equal(
        draad_project_add_source_bytes(p,
                                       DR_STR("R: Het is \xC3\xA9\xC3\xA9n en al druk hier bij ons op het werk.\n"
                                              "Thuis ook wel, en dan druk \"druk\" met elkaar.\n"),
                                       "d2.txt"),
        DRAAD_OK);
    assert_int_equal(
        draad_project_code(p, &(draad_code_options){.set_unit = true, .unit = DRAAD_UNIT_MATCH, .count_words = true}),
        DRAAD_OK);
    return p;
}

static void put_csv(void *ctx, draad_str text)
{
    assert_int_equal(dr_buf_put(ctx, text, NULL), DRAAD_OK);
}

/* The rows of a table from both, which must be the same: how many bytes. */
static size_t compare_tables(void **state_, const draad_project *a, const draad_project *b, const char *kind,
                             const draad_table_options *o)
{
    dr_buf of_a = {0}, of_b = {0};
    const draad_project *const both[] = {a, b};
    dr_buf *const out[] = {&of_a, &of_b};
    for (size_t i = 0; i < 2; i++) {
        draad_table *t = NULL;
        draad_error err = {0};
        if (draad_project_table(both[i], kind, o, &t, &err) != DRAAD_OK)
            print_error("%s: %s\n", kind, err.message);
        CHECK(t != NULL);
        CHECK_INT(draad_table_write(t, DRAAD_TABLE_JSON, put_csv, out[i], NULL), DRAAD_OK);
        draad_table_free(t);
        CHECK_INT(dr_buf_put_char(out[i], '\0', NULL), DRAAD_OK);
    }
    CHECK_STR(((draad_str){of_b.data, of_b.len - 1}), of_a.data);
    const size_t n = of_a.len;
    dr_buf_free(&of_a);
    dr_buf_free(&of_b);
    return n;
}

/* Tables of more than a result folder: of scales, and of several coders. */
static bool needs_more(const char *kind)
{
    static const char *const kinds[] = {"scales",    "reliability", "correlation", "change",       "agreement",
                                        "unitizing", "gold",        "programs",    "disagreements"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

/* Not of respondents or their words, which no choice of codes changes. */
static bool is_of_codes(const char *kind)
{
    return strcmp(kind, "respondents") != 0 && strcmp(kind, "words") != 0;
}

TEST(every_table_from_a_folder_is_that_from_the_interviews)
{
    static const char *const werk[] = {"b.werk"};
    char path[200];
    draad_error err = {0};
    draad_lens *lens = NULL;
    snprintf(path, sizeof path, "%s/lens.csv", home);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(lens_csv, 1, sizeof lens_csv - 1, f), sizeof lens_csv - 1);
    assert_int_equal(fclose(f), 0);
    CHECK_INT(draad_lens_read(path, NULL, &lens), DRAAD_OK);
    for (int excel = 0; excel <= 1; excel++) {
        draad_project *p = new_tree();
        CHECK_INT(draad_project_write(p, result, &(draad_write_options){.force = true, .excel_nl = excel}, &err),
                  DRAAD_OK);
        draad_project *again = load();
        draad_table_options o;
        draad_table_defaults(&o);
        o.by = "groep";
        o.lens = lens;
        o.tests_always = true;
        for (draad_rollup rollup = DRAAD_ROLLUP_LEAF; rollup <= DRAAD_ROLLUP_ALL; rollup++)
            for (size_t i = 0; draad_table_kind(i)[0] != '\0'; i++) {
                o.rollup = rollup;
                o.level = 2;
                if (!needs_more(draad_table_kind(i)) &&
                    (rollup == DRAAD_ROLLUP_LEAF || is_of_codes(draad_table_kind(i))))
                    CHECK(compare_tables(state_, p, again, draad_table_kind(i), &o) > 40);
            }
        o.rollup = DRAAD_ROLLUP_LEAF;
        o.cell[0] = "b.druk";
        o.cell[1] = "b.thuis";
        for (unsigned way = 0; way < DRAAD_COUNTINGS; way++) {
            o.matrix.counting = (draad_counting)way;
            o.matrix.window = 100;
            CHECK(compare_tables(state_, p, again, "cooccurrence", &o) > 40);
        }
        o.cell[0] = NULL;
        o.coder = "draad";
        o.only = werk;
        o.nonly = 1;
        o.where[0] = "groep";
        o.where[1] = "een";
        CHECK(compare_tables(state_, p, again, "quotes", &o) > 200);
        draad_project_free(p);
        draad_project_free(again);
    }
    draad_lens_free(lens);
}

static draad_project *load_matches(void)
{
    draad_project *p = NULL;
    draad_error err = {0};
    const draad_status s = draad_project_load_matches(result, NULL, &p, &err);
    if (s != DRAAD_OK)
        print_error("%s:%u: %s\n", err.place, (unsigned)err.line, err.message);
    assert_int_equal(s, DRAAD_OK);
    return p;
}

static void compare_matches(void **state_, const dr_match *a, const dr_match *b)
{
    char cue[64];
    snprintf(cue, sizeof cue, "%.*s", DR_ARG(a->cue));
    CHECK_INT(a->rule, b->rule);
    CHECK_INT(a->code, b->code);
    CHECK_INT(a->coding, b->coding);
    CHECK_INT(a->start.value, b->start.value);
    CHECK_INT(a->end.value, b->end.value);
    CHECK_INT(a->nevidence, b->nevidence);
    for (uint32_t i = 0; i < 2 * a->nevidence; i++)
        CHECK_INT(a->evidence_cp[i].value, b->evidence_cp[i].value);
    CHECK_INT(a->negated, b->negated);
    CHECK_INT(a->negation, b->negation);
    CHECK_STR(b->cue, cue);
    CHECK(dr_str_equal(a->blocked_by, b->blocked_by));
    CHECK(dr_str_equal(a->text, b->text));
}

TEST(on_request_every_match_is_there_with_its_rule_and_its_coding)
{
    for (int excel = 0; excel < 2; excel++) {
        write_study(&(draad_write_options){.excel_nl = excel == 1});
        draad_project *p = new_study(), *again = load_matches();
        size_t nblocked = 0, napart = 0, nnegated = 0;
        for (size_t i = 0; i < p->ndocuments; i++) {
            const dr_coded *a = &p->documents[i], *b = &again->documents[i];
            CHECK_INT(a->nmatches, b->nmatches);
            CHECK_INT(a->ncodings, b->ncodings);
            for (size_t k = 0; k < a->nmatches; k++) {
                compare_matches(state_, &a->matches[k], &b->matches[k]);
                nblocked += b->matches[k].blocked_by.len > 0;
                napart += b->matches[k].nevidence > 1;
                nnegated += b->matches[k].negated;
            }
            for (size_t k = 0; k < a->ncodings; k++) {
                CHECK_INT(a->codings[k].nmatches, b->codings[k].nmatches);
                for (uint32_t m = 0; m < a->codings[k].nmatches; m++)
                    CHECK_INT(b->matches[b->match_order[b->codings[k].first_match + m]].coding, k);
            }
        }
        CHECK(nblocked > 0 && napart > 0 && nnegated > 0);
        CHECK_STR(again->made.draad, DRAAD_VERSION);
        CHECK(again->coding.set_unit && again->coding.unit == DRAAD_UNIT_MATCH);
        draad_project_free(p);
        draad_project_free(again);
    }
}

TEST(without_request_no_match_is_read)
{
    write_study(NULL);
    draad_project *p = load();
    CHECK_INT(p->documents[0].nmatches, 0);
    CHECK_INT(p->documents[0].codings[0].nmatches, 0);
    draad_project_free(p);
}

TEST(positions_in_bytes_are_refused)
{
    write_study(&(draad_write_options){.bytes = true});
    draad_project *p = NULL;
    draad_error err = {0};
    CHECK_INT(draad_project_load(result, NULL, &p, &err), DRAAD_E_USAGE);
    CHECK(strstr(err.message, "positions in bytes") != NULL);
    CHECK(p == NULL);
}

/* A result of memos: nothing is coded in it. */
static void write_memos(void)
{
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "b.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(second), "d2.txt"), DRAAD_OK);
    assert_int_equal(draad_project_read_sources(p), DRAAD_OK);
    assert_int_equal(draad_project_add_memo(p, DR_STR("d2"), (draad_cp){0}, (draad_cp){12}, DR_STR("Bo"), DR_STR(""),
                                            DR_STR("druk"), NULL),
                     DRAAD_OK);
    assert_int_equal(draad_project_write(p, result, &(draad_write_options){.force = true}, NULL), DRAAD_OK);
    draad_project_free(p);
}

/* Replaces the first `from` in a table by `to`, and loads: the line that is told, 0 when none is. */
static uint32_t load_damaged(const char *name, const char *from, const char *to)
{
    char path[200];
    dr_buf b = {0}, out = {0};
    if (strcmp(name, "memos.csv") == 0)
        write_memos();
    else
        write_study(NULL);
    snprintf(path, sizeof path, "%s/%s", result, name);
    assert_int_equal(dr_file_read(path, 100000, &b, NULL), DRAAD_OK);
    assert_int_equal(dr_buf_put_char(&b, '\0', NULL), DRAAD_OK);
    const char *at = strstr(b.data, from);
    assert_non_null(at);
    assert_int_equal(dr_buf_printf(&out, NULL, "%.*s%s%s", (int)(at - b.data), b.data, to, at + strlen(from)),
                     DRAAD_OK);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(out.data, 1, out.len, f), out.len);
    assert_int_equal(fclose(f), 0);
    draad_project *p = NULL;
    draad_error err = {0};
    const draad_status s = draad_project_load_matches(result, NULL, &p, &err);
    assert_true(s == DRAAD_OK || s == DRAAD_E_USAGE);
    const bool told = strstr(err.place, name) != NULL ||
                      (strcmp(name, "segments.csv") == 0 && strstr(err.place, "matches.csv") != NULL);
    if (s != DRAAD_OK && !told)
        print_error("%s: %s\n", err.place, err.message);
    assert_true(s == DRAAD_OK || told);
    draad_project_free(p);
    dr_buf_free(&b);
    dr_buf_free(&out);
    return s == DRAAD_OK ? 0 : err.line;
}

TEST(a_table_that_draad_did_not_write_is_refused_with_its_line)
{
    static const struct {
        const char *name, *from, *to;
        uint32_t line;
    } damages[] = {
        {"segments.csv", "first_word", "eerste", 1},
        {"segments.csv", "b.druk", "b.niet", 2},
        {"segments.csv", ",-d1,", ",d9,", 2},
        {"segments.csv", ",b.druk,draad,", ",b.druk,draad", 2},
        {"units.csv", ",turn,1,", ",turn,9,", 2},
        {"units.csv", ",turn,1,", ",turn,0,", 2},
        {"units.csv", ",turn,1,", ",zin,1,", 2},
        {"units.csv", "-d1,turn", "\nd9,turn", 3},
        {"documents.csv", "\nd2", "\n-d1", 3},
        {"documents.csv", "turns", "beurten", 1},
        {"documents.csv", "\nd2,", "\nd2,x,", 3},
        {"matches.csv", "blocked_by", "door", 1},
        {"matches.csv", ",-d1,", ",d9,", 2},
        {"matches.csv", ",b.druk,", ",b.niet,", 2},
        {"matches.csv", ",druk#1,", ",druk#2,", 2},
        {"matches.csv", ",-d1,b.druk", "0,-d1,b.druk", 2},
        {"matches.csv", ",26-30,", ",26-30;,", 2},
        {"matches.csv", ",26-30,", ",26-31,", 2},
        {"matches.csv", ",26-30,", ",25-30,", 2},
        {"matches.csv", ",26-30,", ",30-26,", 2},
        {"matches.csv", ",26-30,", ",26-28;27-30,", 2},
        {"matches.csv", ",26-30,", ",26;30,", 2},
        {"matches.csv", ",26-30,", ",26-28;28-30,", 0},
        {"matches.csv", ",26,30,26-30,", ",30,26,26-30,", 2},
        {"matches.csv", ",26-30,0,", ",26-30,2,", 2},
        {"documents.csv", ",25,6,", ",x,6,", 2},
        {"documents.csv", ",25,6,", ",60000000,6,", 2},
        {"units.csv", ",turn,1,3,22,I,interviewer,0,1,4", ",match,1,3,22,I,interviewer,0,1,4", 2},
        {"units.csv", ",turn,1,3,22,I,interviewer,0,1,4", ",document,1,3,22,I,interviewer,0,1,4", 2},
        {"units.csv", ",turn,1,3,22,I,interviewer,0,1,4", ",turn,1,x,22,I,interviewer,0,1,4", 2},
        {"units.csv", ",turn,1,3,22,I,interviewer,0,1,4", ",turn,1,3,x,I,interviewer,0,1,4", 2},
        {"units.csv", ",turn,1,3,22,I,interviewer,0,1,4", ",turn,1,3,22,I,interviewer,2,1,4", 2},
        {"units.csv", ",turn,1,3,22,I,interviewer,0,1,4", ",turn,1,3,22,I,interviewer,0,0,4", 2},
        {"units.csv", ",turn,1,3,22,I,interviewer,0,1,4", ",turn,1,3,22,I,interviewer,0,9,4", 2},
        {"units.csv", ",turn,1,3,22,I,interviewer,0,1,4", ",turn,1,3,22,I,interviewer,0,1,x", 2},
        {"units.csv", ",turn,1,3,22,I,interviewer,0,1,4", ",turn,1,3,22,I,interviewer,0,,4", 0},
        {"segments.csv", ",2,2,2,2,2,2,26,30,b.druk", ",2,2,2,2,0,2,26,30,b.druk", 2},
        {"segments.csv", ",2,2,2,2,2,2,26,30,b.druk", ",2,2,2,2,3,2,26,30,b.druk", 2},
        {"segments.csv", ",2,2,2,2,2,2,26,30,b.druk", ",2,2,2,2,2,99,26,30,b.druk", 2},
        {"segments.csv", ",2,2,2,2,2,2,26,30,b.druk", ",2,2,2,2,2,2,30,26,b.druk", 2},
        {"segments.csv", ",2,2,2,2,2,2,26,30,b.druk", ",2,2,2,2,2,2,x,30,b.druk", 2},
        {"segments.csv", ",2,2,2,2,2,2,26,30,b.druk", ",,,,,,,26,30,b.druk", 0},
        {"segments.csv", ",26,30,b.druk", ",27,30,b.druk", 3},
        {"segments.csv", ",no,Druk,", ",no,  ,", 0},
        {"segments.csv", ",Druk,5,1,26,40,", ",Druk,0,1,26,40,", 2},
        {"segments.csv", ",Druk,5,1,26,40,", ",Druk,5,1,27,40,", 2},
        {"segments.csv", ",Druk,5,1,26,40,", ",Druk,5,1,26,29,", 2},
        {"segments.csv", ",Druk,5,1,26,40,", ",Druk,5,1,26,x,", 2},
        {"segments.csv", "passage\n", "passage\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 2},
        {"segments.csv", "passage\n", "passage\na", 2},
        {"matches.csv", ",5,26,30,26-30,0,,,,", ",5,x,30,26-30,0,,,,", 2},
        {"matches.csv", ",5,26,30,26-30,0,,,,", ",5,26,x,26-30,0,,,,", 2},
        {"matches.csv", ",5,26,30,26-30,0,,,,", ",5,26,30,26-30,0,,misschien,,", 2},
        {"matches.csv", ",5,26,30,26-30,0,,,,", ",5,26,30,26-30,0,,,iets,", 2},
        {"matches.csv", ",5,26,30,26-30,0,,,,", ",5,27,30,27-30,0,,,,", 3},
        {"matches.csv", ",b.druk,druk#1,", ",c.bb,bb#2,", 2},
        {"matches.csv", ",-d1,b.druk", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,-d1,b.druk", 2},
        {"memos.csv", "\nd2,0,12,1,", "\nd9,0,12,1,", 2},
        {"memos.csv", "\nd2,0,12,1,", "\nd2,x,12,1,", 2},
        {"memos.csv", "\nd2,0,12,1,", "\nd2,0,x,1,", 2},
        {"memos.csv", "\nd2,0,12,1,", "\nd2,12,0,1,", 2},
        {"memos.csv", "\nd2,0,12,1,", "\nd2,0,12,9,", 2},
        {"memos.csv", "\nd2,0,12,1,", "\nd2,0,12,0,", 0},
        {"words.csv", ",B,bij,1", ",B,bij,x", 10},
        {"words.csv", ",B,bij,1", ",C,bij,1", 10},
        {"words.csv", "-d1,B,bij", "d9,B,bij", 10},
        {"segments.csv", ",draad,,druk#1,1,", ",draad,,druk#1,2,", 1}, /* told of matches.csv */
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        const uint32_t line = load_damaged(damages[i].name, damages[i].from, damages[i].to);
        if (line != damages[i].line)
            print_error("%s, %s: line %u\n", damages[i].name, damages[i].to, (unsigned)line);
        CHECK_INT(line, damages[i].line);
    }
}

TEST(a_unit_that_is_gone_is_missed)
{
    CHECK_INT(load_damaged("units.csv", "-d1,turn,1,", "\"-d1,turn,1,"), 1); /* the rest of the file is one cell */
}

static size_t largest; /* block that was asked for */

static void *watch_alloc(void *ctx, size_t n)
{
    (void)ctx;
    largest = n > largest ? n : largest;
    return malloc(n);
}

TEST(no_room_is_made_for_units_that_no_row_has)
{
    static const draad_allocator watching = {watch_alloc, failing_resize, failing_release, NULL};
    char path[200], rows[4000] = "";
    draad_project *p = NULL;
    draad_error err = {0};
    write_study(NULL);
    snprintf(path, sizeof path, "%s/documents.csv", result);
    dr_buf b = {0};
    CHECK_INT(dr_file_read(path, sizeof rows - 1, &b, NULL), DRAAD_OK);
    const char *row = strchr(b.data, '\n') + 1; /* document, source, sha256, case, words: then the sentences */
    for (size_t i = 0; i < 5; i++)
        row = strchr(row, ',') + 1;
    const char *behind = strchr(row, ',');
    snprintf(rows, sizeof rows, "%.*s50000000%.*s", (int)(row - b.data), b.data, (int)(b.data + b.len - behind),
             behind);
    dr_buf_free(&b);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(rows, 1, strlen(rows), f), strlen(rows));
    assert_int_equal(fclose(f), 0);
    allocations_left = SIZE_MAX;
    largest = 0;
    draad_set_allocator(&watching);
    CHECK_INT(draad_project_load(result, NULL, &p, &err), DRAAD_E_USAGE);
    draad_set_allocator(NULL);
    CHECK(strstr(err.place, "units.csv") != NULL);
    CHECK(largest > 0 && largest < 1 << 24);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    write_study(NULL);
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        draad_project *p = NULL;
        draad_error err = {0};
        allocations_left = n;
        draad_set_allocator(&failing);
        s = draad_project_load_matches(result, NULL, &p, &err);
        draad_project_free(p);
        draad_set_allocator(NULL);
        if (s != DRAAD_OK)
            CHECK(p == NULL);
        CHECK(n < 100000);
    }
    CHECK(n > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DR_MAP(what_is_counted_from_a_folder_is_what_was_counted_from_the_interviews,
               a_folder_for_dutch_excel_is_read_too, readers_are_read_back, a_memo_knows_its_turn_again,
               who_coded_by_hand_read_the_document, every_table_from_a_folder_is_that_from_the_interviews,
               on_request_every_match_is_there_with_its_rule_and_its_coding, without_request_no_match_is_read,
               positions_in_bytes_are_refused, a_table_that_draad_did_not_write_is_refused_with_its_line,
               a_unit_that_is_gone_is_missed, no_room_is_made_for_units_that_no_row_has,
               no_memory_is_an_error_and_loses_nothing)};
    return _cmocka_run_group_tests("", tests, sizeof tests / sizeof *tests, begin, remove_home);
}
