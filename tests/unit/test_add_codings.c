/* SPDX-License-Identifier: Apache-2.0
 * test_add_codings.c - codings of others beside those of a result folder: from CSV, and from another folder. */
#define _GNU_SOURCE
#include "handmade.h"

#include <unistd.h>

#include "analysis/ratings.h"
#include "failing.h"
#include "scratch.h"

static char csv_path[96];

/* What was told: as "line message" lines. */
static char told[20000];
static size_t ntold;

static void listen(void *ctx, draad_severity severity, const draad_error *message)
{
    (void)ctx;
    assert_int_equal(severity, DRAAD_WARNING);
    const size_t at = strlen(told);
    snprintf(told + at, sizeof told - at, "%u %s\n", (unsigned)message->line, message->message);
    ntold++;
}

static int begin(void **state)
{
    if (make_home(state) != 0)
        return -1;
    snprintf(csv_path, sizeof csv_path, "%s/anna.csv", home);
    return 0;
}

static draad_status add_file(draad_project *p, const char *path, const char *bytes, draad_error *err)
{
    told[0] = '\0';
    ntold = 0;
    p->report = (draad_report){listen, NULL};
    write_file(path, bytes);
    return draad_project_add_codings(p, path, err);
}

static void add(draad_project *p, const char *bytes)
{
    draad_error err = {0};
    const draad_status s = add_file(p, csv_path, bytes, &err);
    if (s != DRAAD_OK)
        print_error("%s:%u: %s\n", err.place, (unsigned)err.line, err.message);
    assert_int_equal(s, DRAAD_OK);
}

/* x has sentences [0, 9) [10, 19) [20, 29) [30, 39) and its text ends at 39; y is "west/d" and z "oost/d", of one file
 * name. */
static draad_project *study(void)
{
    draad_project *p = handmade_new(3);
    handmade_coder(p, "draad");
    handmade_document(p, "x", "RRSR")->source = DR_STR("x.txt");
    handmade_document(p, "oost/d", "RR")->source = DR_STR("d.txt");
    handmade_document(p, "west/d", "RR")->source = DR_STR("d.txt");
    return p;
}

static void check_coding(void **state_, const dr_coding *c, uint32_t start, uint32_t end, uint32_t code,
                         const char *coder, const draad_project *p)
{
    CHECK_RANGE(c->range, start, end);
    CHECK_INT(c->start.value, start);
    CHECK_INT(c->end.value, end);
    CHECK_INT(c->code, code);
    CHECK_STR(p->coders.at[c->coder], coder);
}

TEST(rows_become_codings_in_their_order_with_their_units)
{
    draad_project *p = study();
    const dr_coded *d = &p->documents[0];
    add(p, "document,start,end,code,coder\nx,25,35,b,Bo\nx,0,9,a,Bo\nx,9,10,c,Bo\nx,18,21,a,Anna\n");
    CHECK_INT(ntold, 0);
    CHECK_INT(d->ncodings, 4);
    check_coding(state_, &d->codings[0], 0, 9, 0, "Bo", p);
    check_coding(state_, &d->codings[1], 9, 10, 2, "Bo", p);
    check_coding(state_, &d->codings[2], 18, 21, 0, "Anna", p);
    check_coding(state_, &d->codings[3], 25, 35, 1, "Bo", p);
    CHECK_INT(d->codings[0].first[DRAAD_UNIT_SENTENCE], 0);
    CHECK_INT(d->codings[0].last[DRAAD_UNIT_SENTENCE], 0);
    CHECK_INT(d->codings[1].first[DRAAD_UNIT_SENTENCE], DRAAD_NONE); /* the blank between two sentences */
    CHECK_INT(d->codings[1].first[DRAAD_UNIT_TURN], 0);
    CHECK_INT(d->codings[2].first[DRAAD_UNIT_SENTENCE], 1);
    CHECK_INT(d->codings[2].last[DRAAD_UNIT_SENTENCE], 2);
    CHECK_INT(d->codings[2].first[DRAAD_UNIT_TURN], 0);
    CHECK_INT(d->codings[2].last[DRAAD_UNIT_TURN], 1);
    CHECK_INT(d->codings[3].first[DRAAD_UNIT_SENTENCE], 2);
    CHECK_INT(d->codings[3].last[DRAAD_UNIT_SENTENCE], 3);
    CHECK_INT(d->codings[3].first[DRAAD_UNIT_DOCUMENT], 0);
    CHECK_INT(d->codings[3].first[DRAAD_UNIT_MATCH], DRAAD_NONE);
    CHECK_STR(d->codings[3].text, "");
    CHECK_INT(p->coders.n, 3);
    handmade_free(p);
}

TEST(whole_numbers_may_be_written_as_others)
{
    draad_project *p = study();
    const dr_coded *d = &p->documents[0];
    add(p, "document,start,end,code,coder\nx,,,,Bo\nx,0.0,9.0,a,Bo\n");
    CHECK_STR(dr_str_of(told), "");
    CHECK_INT(d->ncodings, 1);
    check_coding(state_, &d->codings[0], 0, 9, 0, "Bo", p);
    handmade_free(p);
}

TEST(codings_in_turns_that_are_left_out_are_counted_and_told)
{
    draad_project *p = handmade_new(1);
    handmade_coder(p, "draad");
    handmade_document(p, "x", "IRR");
    add(p, "document,start,end,code\nx,0,9,a\nx,2,5,a\nx,5,15,a\nx,9,10,a\nx,10,19,a\n");
    CHECK_STR(dr_str_of(told), "0 2 codings lie in turns that are left out, as those of interviewers: no sentence, "
                               "paragraph or turn counts them\n");
    CHECK_INT(p->documents[0].ncodings, 5);
    handmade_free(p);
}

/* Tables that count words or a window of them can have the codings of others too. */
TEST(words_are_those_of_the_sentences)
{
    draad_project *p = study();
    dr_coded *d = &p->documents[0];
    for (uint32_t i = 0; i < 4; i++)
        d->units[DRAAD_UNIT_SENTENCE].at[i].nwords = i + 1;
    add(p, "document,start,end,code\nx,0,9,a\nx,9,10,a\nx,12,29,a\nx,30,39,a\n");
    static const uint32_t expected[][2] = {{0, 1}, {1, 0}, {1, 5}, {6, 4}};
    for (size_t i = 0; i < 4; i++) {
        CHECK_INT(d->codings[i].first_word, expected[i][0]);
        CHECK_INT(d->codings[i].nwords, expected[i][1]);
    }
    handmade_free(p);
}

TEST(a_file_of_dutch_excel_is_the_same)
{
    draad_project *p = study();
    add(p, "\xEF\xBB\xBF"
           "Bestand;Begin;Eind;Code;Codeur\r\nx.txt;0;9;a;Bo\r\n x ; 10 ; 19 ;b; Bo \r\n;;;;\r\n");
    CHECK_STR(dr_str_of(told), "");
    CHECK_INT(p->documents[0].ncodings, 2);
    check_coding(state_, &p->documents[0].codings[1], 10, 19, 1, "Bo", p);
    handmade_free(p);
}

TEST(without_a_coder_the_name_of_the_file_is_the_coder)
{
    draad_project *p = study();
    draad_error err = {0};
    char path[120];
    add(p, "code,end,start,document\na,9,0,x\n");
    check_coding(state_, &p->documents[0].codings[0], 0, 9, 0, "anna", p);
    add(p, "document,start,end,code,coder\nx,0,9,b,\n"); /* a column, and nothing in it */
    check_coding(state_, &p->documents[0].codings[1], 0, 9, 1, "anna", p);
    snprintf(path, sizeof path, "%s/bo.ronde.2.csv", home);
    CHECK_INT(add_file(p, path, "document,start,end,code\nx,0,9,c\n", &err), DRAAD_OK);
    check_coding(state_, &p->documents[0].codings[2], 0, 9, 2, "bo.ronde.2", p);
    snprintf(path, sizeof path, "%s/.csv", home);
    CHECK_INT(add_file(p, path, "document,start,end,code\nx,10,19,c\n", &err), DRAAD_OK);
    check_coding(state_, &p->documents[0].codings[3], 10, 19, 2, ".csv", p);
    handmade_free(p);
}

TEST(what_was_read_and_left_bare_is_known)
{
    draad_project *p = study();
    add(p, "document,start,end,code,coder\nx,,,,Bo\nx,,,,Bo\noost/d,0,9,a,Bo\nx,0,9,a,Anna\n");
    CHECK_STR(dr_str_of(told), "");
    CHECK_INT(p->documents[0].nreaders, 2);
    CHECK_INT(p->documents[0].ncodings, 1);
    CHECK(dr_coder_covers(&p->documents[0], 1));
    CHECK(dr_coder_covers(&p->documents[1], 1));
    CHECK(!dr_coder_covers(&p->documents[2], 1));
    CHECK(!dr_coder_covers(&p->documents[1], 2));
    CHECK(!dr_coder_covers(&p->documents[0], 0)); /* the program did not code here */
    handmade_free(p);
}

TEST(what_does_not_fit_is_told_and_left_out)
{
    draad_project *p = study();
    add(p, "document,start,end,code,coder\nw,0,9,a,Bo\nx,0,9,moe,Bo\nx,9,9,a,Bo\nx,9,0,a,Bo\nx,,9,a,Bo\nx,-1,9,a,Bo\n"
           "x,0,9.5,a,Bo\nx,0,99999999999,a,Bo\nx,0,,a,Bo\nx,3,9,,Bo\nx,0,9,a,\"Bo;Anna\"\nx,39,40,a,Bo\n"
           "x,30,41,a,Bo\nx,30,40,a,Bo\n");
    CHECK_STR(dr_str_of(told),
              "2 column 1 names no document of this result: left out\n"
              "3 column 4 names no code of this result: left out\n"
              "4 found 9-9; expected the first code point and the one behind the last\n"
              "5 found 9-0; expected the first code point and the one behind the last\n"
              "6 start or end is no whole number; expected the first code point and the one behind the last\n"
              "7 start or end is no whole number; expected the first code point and the one behind the last\n"
              "8 start or end is no whole number; expected the first code point and the one behind the last\n"
              "9 start or end is no whole number; expected the first code point and the one behind the last\n"
              "10 start or end is no whole number; expected the first code point and the one behind the last\n"
              "11 no code stands here: left out\n"
              "12 the name of a coder holds a semicolon: left out\n"
              "13 39-40 goes beyond the text of x, which ends at 39: left out\n"
              "14 30-41 goes beyond the text of x, which ends at 39: left out\n");
    CHECK_INT(p->documents[0].ncodings, 1); /* with the line end behind the last sentence */
    check_coding(state_, &p->documents[0].codings[0], 30, 40, 0, "Bo", p);
    CHECK_INT(p->coders.n, 2);
    handmade_free(p);
}

TEST(a_row_with_more_cells_than_columns_is_left_out)
{
    draad_project *p = study();
    add(p, "code,document,start,end\na,x,0,9,,\na,x,0,9,Bo\nb,x,0,9\n");
    CHECK_STR(dr_str_of(told),
              "3 5 cells, but the first line names 4 columns: left out; a text with the separator in it "
              "stands in quotation marks\n");
    CHECK_INT(p->documents[0].ncodings, 2);
    handmade_free(p);
}

TEST(a_file_name_that_two_documents_have_is_none)
{
    draad_project *p = study();
    add(p, "document,start,end,code\nd.txt,0,9,a\nwest/d,0,9,a\n");
    CHECK_STR(dr_str_of(told), "2 column 1 names no document of this result: left out\n");
    CHECK_INT(p->documents[1].ncodings, 0);
    CHECK_INT(p->documents[2].ncodings, 1);
    p->documents[1].source = DR_STR("x"); /* an id comes before a file name, wherever it stands */
    p->documents[0].id = DR_STR("y");
    p->documents[2].id = DR_STR("x");
    add(p, "document,start,end,code\nx,0,9,b\n");
    CHECK_INT(p->documents[2].ncodings, 2);
    handmade_free(p);
}

TEST(a_hundred_rows_are_told_of_and_the_rest_counted)
{
    static char rows[8000] = "document,start,end,code\n";
    draad_project *p = study();
    for (size_t i = 0; i < 150; i++)
        strcat(rows, "w,0,9,a\n");
    add(p, rows);
    CHECK_INT(ntold, 101); /* the last: and 50 more */
    handmade_free(p);
}

TEST(the_program_of_a_file_is_not_the_program_here)
{
    draad_project *p = study();
    handmade_coding(&p->documents[0], 0, 0, 0, 9);
    p->documents[0].room_codings = 1;
    add(p, "document,start,end,code,coder\nx,10,19,a,draad\nx,20,29,a,draad\n");
    CHECK_INT(p->documents[0].ncodings, 3);
    check_coding(state_, &p->documents[0].codings[1], 10, 19, 0, "draad (anna)", p);
    check_coding(state_, &p->documents[0].codings[2], 20, 29, 0, "draad (anna)", p);
    CHECK_INT(p->coders.n, 2);
    handmade_free(p);
}

TEST(codings_have_all_their_columns_or_are_refused)
{
    static const struct {
        const char *csv, *column;
    } cases[] = {{"start,end,code,coder\n0,9,a,Bo\n", "no column document"},
                 {"document,end,code\nx,9,a\n", "no column start"},
                 {"document,start,code\nx,0,a\n", "no column end"},
                 {"document,start,end\nx,0,9\n", "no column code"},
                 {"", "no column document"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        draad_project *p = study();
        draad_error err = {0};
        CHECK_INT(add_file(p, csv_path, cases[i].csv, &err), DRAAD_E_USAGE);
        CHECK(strstr(err.message, cases[i].column) != NULL);
        CHECK_INT(p->documents[0].ncodings, 0);
        handmade_free(p);
    }
    draad_project *p = study();
    draad_error err = {0};
    CHECK(add_file(p, csv_path, "document,start,end,code\n\"x,0,9,a\n", &err) != DRAAD_OK);
    CHECK_INT(err.line, 2);
    unlink(csv_path);
    CHECK(draad_project_add_codings(p, csv_path, &err) != DRAAD_OK);
    CHECK_INT(p->documents[0].ncodings, 0);
    handmade_free(p);
}

/* ---- Another result folder ---------------------------------------------------------------------------------- */

static const char book[] =
    "draad: 1\nid: b\ncodes:\n  - id: druk\n    rules: [=druk]\n  - id: team\n    rules: [=team]\n";
static const char wider[] = "draad: 1\nid: b\ncodes:\n  - id: druk\n    rules: [=druk, =moe]\n"
                            "  - id: nieuw\n    rules: [=thuis]\n";
static const char first[] = "I: Hoe is het?\nR: Het is druk. Ons team helpt. Ik ben moe.\n";
static const char second[] = "R: Thuis is het \xF0\x9F\x98\x80 druk.\n";

static void write_result(const char *name, const char *codebook, const char *of_d1, const char *of_d2)
{
    char path[160];
    draad_error err = {0};
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "b.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(of_d1), "d1.txt"), DRAAD_OK);
    if (of_d2 != NULL)
        assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(of_d2), "d2.txt"), DRAAD_OK);
    assert_int_equal(draad_project_code(p, NULL), DRAAD_OK);
    snprintf(path, sizeof path, "%s/%s", home, name);
    const draad_write_options options = {.force = true, .with_sources = true};
    assert_int_equal(draad_project_write(p, path, &options, &err), DRAAD_OK);
    draad_project_free(p);
}

/* What Bo coded in d1 in another program: "Ik ben moe." */
static const char *write_project(void)
{
    const char *folder = in_home("bo"), *package = in_home("bo.qdpx");
    draad_error err = {0};
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(
        draad_project_add_codebook_bytes(p, DR_STR("draad: 1\nid: x\ncodes: [{id: druk, label: Druk}]\n"), "x.yaml"),
        DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(first), "d1.txt"), DRAAD_OK);
    assert_int_equal(draad_project_read_sources(p), DRAAD_OK);
    assert_int_equal(
        draad_project_add_coding(p, DR_STR("d1"), (draad_cp){47}, (draad_cp){58}, DR_STR("x.druk"), DR_STR("Bo"), &err),
        DRAAD_OK);
    const draad_write_options options = {.force = true, .with_sources = true};
    assert_int_equal(draad_project_write(p, folder, &options, &err), DRAAD_OK);
    assert_int_equal(draad_export_qdpx(folder, NULL, 0, package, true, NULL, &err), DRAAD_OK);
    draad_project_free(p);
    return package;
}

static draad_project *load(const char *name)
{
    char path[160];
    draad_error err = {0};
    draad_project *p = NULL;
    snprintf(path, sizeof path, "%s/%s", home, name);
    assert_int_equal(draad_project_load(path, &(draad_report){listen, NULL}, &p, &err), DRAAD_OK);
    return p;
}

static draad_status add_folder(draad_project *p, const char *name, draad_error *err)
{
    char path[160];
    told[0] = '\0';
    ntold = 0;
    snprintf(path, sizeof path, "%s/%s", home, name);
    return draad_project_add_codings(p, path, err);
}

TEST(another_folder_gives_its_codings_to_a_coder_of_its_name)
{
    draad_error err = {0};
    write_result("een", book, first, second);
    write_result("twee", wider, first, second);
    draad_project *p = load("een");
    const dr_coded *d = &p->documents[0];
    CHECK_INT(d->ncodings, 2);
    CHECK_INT(add_folder(p, "twee/", &err), DRAAD_OK);
    CHECK_STR(dr_str_of(told), "0 the code b.nieuw is not in this result: its codings are left out\n");
    CHECK_INT(d->ncodings, 4);
    check_coding(state_, &d->codings[0], 18, 30, 0, "draad", p);
    check_coding(state_, &d->codings[1], 18, 30, 0, "draad (twee)", p);
    check_coding(state_, &d->codings[2], 31, 46, 1, "draad", p);
    check_coding(state_, &d->codings[3], 47, 58, 0, "draad (twee)", p);
    CHECK_STR(d->codings[3].text, "Ik ben moe.");
    CHECK_INT(d->codings[3].first_word, 9);
    CHECK_INT(d->codings[3].nwords, 3);
    CHECK_INT(d->codings[3].first[DRAAD_UNIT_SENTENCE], 3);
    CHECK(dr_coder_covers(&p->documents[1], 1)); /* all its sentences are of a code that is left out, but for one */
    draad_project_free(p);
}

TEST(what_is_quoted_is_found_in_the_source)
{
    write_result("een", book, first, NULL);
    draad_project *p = load("een");
    const dr_coded *d = &p->documents[0];
    add(p, "document;citaat;code;codeur\nd1;\"\"\"ik  ben moe\"\"\";Druk;Bo\nd1;ik ben blij;druk;Bo\nd1;is;druk;Bo\n");
    CHECK_STR(dr_str_of(told),
              "3 what is quoted does not stand in d1: left out\n4 what is quoted stands 2 times in d1: "
              "left out; quote more of the words around it\n");
    CHECK_INT(d->ncodings, 3);
    check_coding(state_, &d->codings[2], 47, 57, 0, "Bo", p);
    draad_project_free(p);
}

TEST(without_a_folder_there_is_no_text_to_look_in)
{
    draad_project *p = study();
    add(p, "document,text,code\nx,ik ben moe,a\n");
    CHECK_INT(ntold, 2);
    CHECK_INT(p->documents[0].ncodings, 0);
    handmade_free(p);
}

TEST(codings_by_people_in_a_project_of_another_program)
{
    draad_error err = {0};
    const char *package = write_project();
    write_result("een", book, first, NULL);
    draad_project *p = load("een");
    p->report = (draad_report){NULL, NULL};
    CHECK_INT(draad_project_add_codings(p, package, &err), DRAAD_OK);
    CHECK_INT(p->documents[0].ncodings, 3);
    check_coding(state_, &p->documents[0].codings[2], 47, 58, 0, "Bo", p);
    CHECK_STR(p->documents[0].codings[2].text, "Ik ben moe.");
    draad_project_free(p);
}

/* A project of another program: what Bo coded in these texts, as document, start, end. */
static const char *write_other(const char *of_d1, const char *of_d2, const uint32_t (*codings)[3], size_t n)
{
    const char *folder = in_home("ander"), *package = in_home("ander.qdpx");
    draad_error err = {0};
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(book), "b.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(of_d1), "d1.txt"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(of_d2), "d2.txt"), DRAAD_OK);
    assert_int_equal(draad_project_read_sources(p), DRAAD_OK);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(draad_project_add_coding(p, codings[i][0] == 1 ? DR_STR("d1") : DR_STR("d2"),
                                                  (draad_cp){codings[i][1]}, (draad_cp){codings[i][2]},
                                                  DR_STR("b.druk"), DR_STR("Bo"), &err),
                         DRAAD_OK);
    const draad_write_options options = {.force = true, .with_sources = true};
    assert_int_equal(draad_project_write(p, folder, &options, &err), DRAAD_OK);
    assert_int_equal(draad_export_qdpx(folder, NULL, 0, package, true, NULL, &err), DRAAD_OK);
    draad_project_free(p);
    return package;
}

static void hear_warnings(void *ctx, draad_severity severity, const draad_error *message)
{
    if (severity == DRAAD_WARNING)
        listen(ctx, severity, message);
}

static void add_other(draad_project *p, const char *package)
{
    draad_error err = {0};
    told[0] = '\0';
    p->report = (draad_report){hear_warnings, NULL};
    assert_int_equal(draad_project_add_codings(p, package, &err), DRAAD_OK);
}

TEST(codings_in_texts_that_changed_are_placed_by_their_words)
{
    static const char here[] = "R: Ja. Het is druk. Ja. Ons team helpt. Ja.\n",
                      there[] = "R: Ja. Ja. Het is zo druk. Ja.\n";
    static const uint32_t codings[][3] = {{1, 3, 6}, {1, 7, 10}, {1, 27, 30}, {1, 21, 25}, {1, 14, 25}, {2, 0, 8}};
    write_result("een", book, here, NULL);
    draad_project *p = load("een");
    const size_t before = p->documents[0].ncodings;
    add_other(p, write_other(there, second, codings, 6));
    CHECK_STR(dr_str_of(told), "0 a coded passage of d1 stands 1 times in the text there and 0 times here: left out\n"
                               "0 the document d2 is not in this result: its codings are left out\n");
    CHECK_INT(p->documents[0].ncodings, before + 4);
    draad_project_free(p);
}

TEST(a_piece_of_a_word_is_not_taken_for_a_word_elsewhere)
{
    static const uint32_t codings[][3] = {{1, 4, 5}};
    write_result("een", book, "R: Ja a heel.\n", NULL);
    draad_project *p = load("een");
    add_other(p, write_other("R: Ja a zo.\n", second, codings, 1));
    CHECK_STR(dr_str_of(told),
              "0 a coded passage of d1 begins or ends inside a word, and stands elsewhere as whole words: "
              "left out\n");
    draad_project_free(p);
}

TEST(without_its_text_a_document_takes_no_codings_of_another_program)
{
    static const uint32_t codings[][3] = {{1, 3, 6}};
    draad_error err = {0};
    draad_project *p = draad_project_new(NULL);
    CHECK_INT(draad_project_add_codebook_bytes(p, dr_str_of(book), "b.yaml"), DRAAD_OK);
    CHECK_INT(draad_project_add_source_bytes(p, dr_str_of(first), "d1.txt"), DRAAD_OK);
    CHECK_INT(draad_project_code(p, NULL), DRAAD_OK);
    CHECK_INT(draad_project_write(p, in_home("kaal"), &(draad_write_options){.force = true}, &err), DRAAD_OK);
    draad_project_free(p);
    const char *package = write_other(first, second, codings, 1);
    p = load("kaal");
    add_other(p, package);
    CHECK(strstr(told, "the text of d1 cannot be read again: its codings are left out") != NULL);
    draad_project_free(p);
}

TEST(coders_are_bounded)
{
    dr_buf rows = {0};
    draad_error err = {0};
    dr_buf_put(&rows, DR_STR("document,start,end,code,coder\n"), NULL);
    for (size_t i = 0; i <= 1000; i++)
        dr_buf_printf(&rows, NULL, "x,0,9,a,c%zu\n", i);
    dr_buf_put_char(&rows, '\0', NULL);
    draad_project *p = study();
    CHECK_INT(add_file(p, csv_path, rows.data, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "more than 1000 coders");
    CHECK_INT(add_file(p, csv_path, "document,start,end,code,coder\nx,0,9,a,c7\n", &err), DRAAD_OK); /* one of them */
    handmade_free(p);
    dr_buf_free(&rows);
}

TEST(folders_of_one_name_stay_apart)
{
    draad_error err = {0};
    char command[200];
    snprintf(command, sizeof command, "mkdir -p %s/a %s/b", home, home);
    CHECK_INT(system(command), 0);
    write_result("een", book, first, NULL);
    write_result("a/uit", book, first, NULL);
    write_result("b/uit", wider, first, NULL);
    draad_project *p = load("een");
    CHECK_INT(add_folder(p, "a/uit", &err), DRAAD_OK);
    CHECK_INT(add_folder(p, "b/uit", &err), DRAAD_OK);
    CHECK_INT(p->coders.n, 3);
    CHECK_STR(p->coders.at[1], "draad (uit)");
    char expected[200];
    snprintf(expected, sizeof expected, "draad (%s/b/uit)", home);
    CHECK_STR(p->coders.at[2], expected);
    CHECK_INT(p->documents[0].ncodings, 6);
    size_t gold = 9;
    uint32_t *coders = NULL;
    size_t n = 0;
    CHECK_INT(dr_active_coders(p, &coders, &n, &err), DRAAD_OK);
    CHECK_INT(n, 3);
    CHECK_INT(dr_gold_coder(p, coders, n, NULL, &gold, &err), DRAAD_OK);
    CHECK_INT(gold, 0); /* all are programs */
    dr_free(coders);
    draad_project_free(p);
}

TEST(documents_of_other_contents_are_left_out)
{
    draad_error err = {0};
    write_result("een", book, first, NULL);
    write_result("twee", book, second, first);
    draad_project *p = load("een");
    CHECK_INT(add_folder(p, "twee", &err), DRAAD_OK);
    CHECK_STR(dr_str_of(told), "0 the document d1 has other contents there: its codings are left out\n"
                               "0 the document d2 is not in this result: its codings are left out\n");
    CHECK_INT(p->documents[0].ncodings, 2);
    CHECK(!dr_coder_covers(&p->documents[0], 1));
    draad_project_free(p);
}

TEST(a_folder_that_is_no_result_is_no_csv_either)
{
    draad_error err = {0};
    write_result("een", book, first, NULL);
    draad_project *p = load("een");
    CHECK(add_folder(p, "", &err) != DRAAD_OK);
    CHECK(add_folder(p, "geen", &err) != DRAAD_OK);
    CHECK_INT(p->documents[0].ncodings, 2);
    draad_project_free(p);
}

/* ---- Without memory ------------------------------------------------------------------------------------------ */

/* One failed allocation, the n-th: was it an error? */
static bool fails(draad_project *p, const char *path, size_t n)
{
    draad_error err = {0};
    p->report = (draad_report){NULL, NULL};
    allocations_left = n;
    draad_set_allocator(&failing);
    const draad_status s = draad_project_add_codings(p, path, &err);
    draad_set_allocator(NULL);
    assert_true(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == DRAAD_E_MEMORY));
    return s != DRAAD_OK;
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    char path[160];
    size_t n = 0;
    bool failed = true;
    write_file(csv_path, "document,start,end,code\nd1,18,30,b.druk\nd1,,,\nd2,0,9,b.team\nw,0,9,a\nd1,18,30,b.team\n");
    write_result("een", book, first, second);
    write_result("twee", wider, first, second);
    for (; failed; n++) {
        draad_project *p = load("een");
        failed = fails(p, csv_path, n);
        draad_project_free(p);
    }
    CHECK(n > 8);
    snprintf(path, sizeof path, "%s/twee", home);
    n = 0;
    for (failed = true; failed; n++) {
        draad_project *p = load("een");
        failed = fails(p, path, n);
        draad_project_free(p);
    }
    CHECK(n > 40);
    write_file(csv_path, "document,text,code\nd1,\"'ik ben moe'\",b.druk\nd1,ik ben blij,b.druk\n");
    n = 0;
    for (failed = true; failed; n++) {
        draad_project *p = load("een");
        failed = fails(p, csv_path, n);
        draad_project_free(p);
    }
    CHECK(n > 40);
    snprintf(path, sizeof path, "%s", write_project());
    n = 0;
    for (failed = true; failed; n++) {
        draad_project *p = load("een");
        failed = fails(p, path, n);
        draad_project_free(p);
    }
    CHECK(n > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DR_MAP(rows_become_codings_in_their_order_with_their_units, whole_numbers_may_be_written_as_others,
               words_are_those_of_the_sentences, a_file_of_dutch_excel_is_the_same,
               without_a_coder_the_name_of_the_file_is_the_coder, what_was_read_and_left_bare_is_known,
               codings_in_turns_that_are_left_out_are_counted_and_told, what_does_not_fit_is_told_and_left_out,
               a_row_with_more_cells_than_columns_is_left_out, a_file_name_that_two_documents_have_is_none,
               a_hundred_rows_are_told_of_and_the_rest_counted, the_program_of_a_file_is_not_the_program_here,
               codings_have_all_their_columns_or_are_refused, another_folder_gives_its_codings_to_a_coder_of_its_name,
               folders_of_one_name_stay_apart, codings_in_texts_that_changed_are_placed_by_their_words,
               a_piece_of_a_word_is_not_taken_for_a_word_elsewhere,
               without_its_text_a_document_takes_no_codings_of_another_program, coders_are_bounded,
               documents_of_other_contents_are_left_out, a_folder_that_is_no_result_is_no_csv_either,
               what_is_quoted_is_found_in_the_source, without_a_folder_there_is_no_text_to_look_in,
               codings_by_people_in_a_project_of_another_program, no_memory_is_an_error_and_loses_nothing)};
    return cmocka_run_group_tests(tests, begin, remove_home);
}
