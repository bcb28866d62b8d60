/* SPDX-License-Identifier: Apache-2.0
 * test_result.c - a small study becomes a folder, and the folder is verified.
 * Works in a fresh folder of its own.  Expected tables are worked out by hand. */
#define _GNU_SOURCE
#include "harness.h"
#include "scratch.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "exchange/result.h"
#include "outside/file.h"

static void make_folder(const char *name)
{
    assert_int_equal(mkdir(in_home(name), 0700), 0);
}

static void shell(const char *format, const char *a, const char *b)
{
    char command[1200];
    snprintf(command, sizeof command, format, a, b);
    assert_int_equal(system(command), 0);
}

/* ---- The study ---------------------------------------------------------------------------------------- */

static const char codebook[] = "draad: 1\n"
                               "id: b\n"
                               "title: Boek\n"
                               "language: nl\n"
                               "codes:\n"
                               "  - id: druk\n"
                               "    label: Werkdruk\n"
                               "    rules:\n"
                               "      - =druk\n"
                               "      - id: zwaar\n"
                               "        find: =zwaar\n"
                               "        unless: =mooi\n"
                               "  - id: team\n"
                               "    rules: [=team]\n";
static const char cases[] = "document;speaker;case;role;functie;sha256\n"
                            "a/d1;;P1;;starter;x\n"
                            "b/d1.txt;;P2;;manager;y\n";
static const char first[] = "Datum: 2024\nfunctie: iets\n\n"
                            "I: Druk?\n"
                            "R: E\xC3\xA9n team, druk druk. Zwaar.\n";
static const char second[] = "I: En?\nR: Zwaar maar mooi.\n";

static void said_note(void *ctx, draad_severity severity, const draad_error *m)
{
    static const char *const names[] = {"error", "warning", "note"};
    const char *place = strncmp(m->place, home, strlen(home)) == 0 ? m->place + strlen(home) + 1 : m->place;
    dr_buf_printf(ctx, NULL, "%s:%u: %s: %s\n", place, (unsigned)m->line, names[severity], m->message);
}

/* The two sources d1 in the folders a and b below `folder`. */
static void make_sources(const char *folder)
{
    char name[100];
    static const char *const parts[] = {"", "/a", "/b"};
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", folder, parts[i]);
        make_folder(name);
    }
    snprintf(name, sizeof name, "%s/a/d1.txt", folder);
    make_file(name, first);
    snprintf(name, sizeof name, "%s/b/d1.txt", folder);
    make_file(name, second);
}

static draad_project *new_study(const char *folder)
{
    draad_project *p = draad_project_new(NULL);
    assert_non_null(p);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "ergens/boek.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_set_cases_bytes(p, dr_str_of(cases), "cases.csv"), DRAAD_OK);
    assert_int_equal(draad_project_add_source(p, in_home(folder)), DRAAD_OK);
    assert_int_equal(draad_project_code(p, NULL), DRAAD_OK);
    return p;
}

static void write_study(const char *folder, const char *dir, const draad_write_options *options)
{
    draad_error err = {0};
    draad_project *p = new_study(folder);
    draad_status s = draad_project_write(p, in_home(dir), options, &err);
    if (s != DRAAD_OK)
        print_error("%s: %s\n", err.place, err.message);
    assert_int_equal(s, DRAAD_OK);
    draad_project_free(p);
}

/* Checks a table; a `*` in `expected` stands for anything up to the next comma (an id, a hash). */
static void check_table(const char *name, const char *expected, const char *file, int line)
{
    dr_buf b = {0};
    assert_int_equal(dr_file_read(in_home(name), 100000, &b, NULL), DRAAD_OK);
    assert_int_equal(dr_buf_put_char(&b, '\0', NULL), DRAAD_OK);
    const char *f = b.data, *e = expected;
    for (; *e != '\0' && (*e == '*' || *f == *e); e++) {
        if (*e == '*')
            f += strcspn(f, ",\n");
        else
            f++;
    }
    if (*e != '\0' || *f != '\0') {
        print_error("%s: found\n%s\nexpected\n%s\nfirst difference at\n%s\n", name, b.data, expected, f);
        _fail(file, line);
    }
    dr_buf_free(&b);
}
#define CHECK_TABLE(name, expected) ((void)state_, check_table((name), (expected), __FILE__, __LINE__))

/* What verify says of a result, each line with its place below the test's folder. */
static void check_verify(const char *dir, const char *source, draad_status status, const char *expected,
                         const char *file, int line)
{
    dr_buf said = {0};
    draad_error err = {0};
    const draad_report report = {said_note, &said};
    const char *sources[1] = {source};
    draad_status s = draad_verify(in_home(dir), sources, source != NULL, &report, &err);
    check_str(dr_buf_str(&said), expected, file, line);
    if (s != status)
        print_error("%s: %s\n", err.place, err.message);
    assert_int_equal(s, status);
    dr_buf_free(&said);
}
#define CHECK_VERIFY(dir, source, status, expected) \
    ((void)state_, check_verify((dir), (source), (status), (expected), __FILE__, __LINE__))

/* ---- What is in a result ------------------------------------------------------------------------------ */

TEST(every_table_says_what_was_coded)
{
    make_sources("in");
    write_study("in", "out", NULL);
    /* The text: 27 code points of header, then "I: Druk?" and from 36 on "R: ...". */
    CHECK_TABLE(
        "out/segments.csv",
        "coding_id,segment_id,document,case,speaker,role,time,turn,turn_last,paragraph,paragraph_last,sentence,"
        "sentence_last,start,end,code,coder,weight,rules,matches,evidence,negated,text,first_word,words,passage_start,"
        "passage_end,passage\n"
        "*,*,a/d1,P1,R,respondent,,2,2,2,2,2,2,39,59,b.druk,draad,,druk#1,2,49-53;54-58,no,"
        "\"E\xC3\xA9n team, druk druk.\",2,4,,,\n"
        "*,*,a/d1,P1,R,respondent,,2,2,2,2,2,2,39,59,b.team,draad,,team#1,1,43-47,no,"
        "\"E\xC3\xA9n team, druk druk.\",2,4,,,\n"
        "*,*,a/d1,P1,R,respondent,,2,2,2,2,3,3,60,66,b.druk,draad,,zwaar,1,60-65,no,Zwaar.,6,1,,,\n");
    CHECK_TABLE("out/matches.csv",
                "match_id,coding_id,document,code,rule,line,start,end,evidence,negated,cue,negation,blocked_by,text\n"
                "*,*,a/d1,b.team,team#1,14,43,47,43-47,0,,,,team\n"
                "*,*,a/d1,b.druk,druk#1,9,49,53,49-53,0,,,,druk\n"
                "*,*,a/d1,b.druk,druk#1,9,54,58,54-58,0,,,,druk\n"
                "*,*,a/d1,b.druk,zwaar,11,60,65,60-65,0,,,,Zwaar\n"
                "*,,b/d1,b.druk,zwaar,11,10,15,10-15,0,,,*,Zwaar\n");
    CHECK_TABLE("out/documents.csv",
                "document,source,sha256,case,words,sentences,paragraphs,turns,eligible_words,eligible_sentences,"
                "eligible_paragraphs,eligible_turns,Datum,functie_2,functie,sha256_2\n"
                "a/d1,d1.txt,*,P1,6,3,2,2,5,2,1,1,2024,iets,starter,x\n"
                "b/d1,d1.txt,*,P2,4,2,2,2,3,1,1,1,,,manager,y\n");
    CHECK_TABLE("out/codes.csv", "code,parent,label,level,segments,documents,cases,words\n"
                                 "b.druk,,Werkdruk,1,2,1,1,5\n"
                                 "b.team,,team,1,1,1,1,4\n");
    CHECK_TABLE("out/document_code.csv", "document,b.druk,b.team\na/d1,2,1\nb/d1,0,0\n");
    CHECK_TABLE("out/cooccurrence_matrix.csv", "code,b.druk,b.team\nb.druk,2,1\nb.team,1,1\n");
    CHECK_TABLE("out/inputs/cases.csv", cases);
    CHECK_TABLE("out/inputs/boek.yaml", codebook);
    CHECK(!dr_file_exists(in_home("out/group_code.csv")));
}

TEST(units_are_numbered_from_1_and_those_who_ask_do_not_count)
{
    CHECK_TABLE("out/units.csv", "document,unit,number,start,end,speaker,role,eligible,turn,words\n"
                                 "a/d1,turn,1,30,35,I,interviewer,0,1,1\n"
                                 "a/d1,turn,2,39,66,R,respondent,1,2,5\n"
                                 "a/d1,paragraph,1,30,35,I,interviewer,0,1,1\n"
                                 "a/d1,paragraph,2,39,66,R,respondent,1,2,5\n"
                                 "a/d1,sentence,1,30,35,I,interviewer,0,1,1\n"
                                 "a/d1,sentence,2,39,59,R,respondent,1,2,4\n"
                                 "a/d1,sentence,3,60,66,R,respondent,1,2,1\n"
                                 "b/d1,turn,1,3,6,I,interviewer,0,1,1\n"
                                 "b/d1,turn,2,10,26,R,respondent,1,2,3\n"
                                 "b/d1,paragraph,1,3,6,I,interviewer,0,1,1\n"
                                 "b/d1,paragraph,2,10,26,R,respondent,1,2,3\n"
                                 "b/d1,sentence,1,3,6,I,interviewer,0,1,1\n"
                                 "b/d1,sentence,2,10,26,R,respondent,1,2,3\n");
}

/* The first cell of row `row` (0: the titles) of a table. */
static void first_cell(const char *name, int row, char out[64])
{
    dr_buf b = {0};
    assert_int_equal(dr_file_read(in_home(name), 100000, &b, NULL), DRAAD_OK);
    assert_int_equal(dr_buf_put_char(&b, '\0', NULL), DRAAD_OK);
    const char *at = b.data;
    for (; row > 0; row--)
        at = strchr(at, '\n') + 1;
    snprintf(out, 64, "%.*s", (int)strcspn(at, ",;"), at);
    dr_buf_free(&b);
}

TEST(positions_may_be_bytes_and_ids_stay_the_same)
{
    char in_cps[64], in_bytes[64];
    write_study("in", "bytes", &(draad_write_options){.bytes = true});
    CHECK_TABLE("bytes/matches.csv",
                "match_id,coding_id,document,code,rule,line,start,end,evidence,negated,cue,negation,blocked_by,text\n"
                "*,*,a/d1,b.team,team#1,14,44,48,44-48,0,,,,team\n"
                "*,*,a/d1,b.druk,druk#1,9,50,54,50-54,0,,,,druk\n"
                "*,*,a/d1,b.druk,druk#1,9,55,59,55-59,0,,,,druk\n"
                "*,*,a/d1,b.druk,zwaar,11,61,66,61-66,0,,,,Zwaar\n"
                "*,,b/d1,b.druk,zwaar,11,10,15,10-15,0,,,*,Zwaar\n");
    for (int row = 1; row <= 3; row++) {
        first_cell("out/segments.csv", row, in_cps);
        first_cell("bytes/segments.csv", row, in_bytes);
        assert_string_equal(in_cps, in_bytes);
    }
    for (int row = 1; row <= 5; row++) {
        first_cell("out/matches.csv", row, in_cps);
        first_cell("bytes/matches.csv", row, in_bytes);
        assert_string_equal(in_cps, in_bytes);
    }
}

TEST(groups_are_values_of_an_attribute_of_the_cases)
{
    draad_error err;
    write_study("in", "by", &(draad_write_options){.by = "functie", .excel_nl = true});
    CHECK_TABLE("by/group_code.csv",
                "\xEF\xBB\xBF"
                "code;starter_segments;starter_cases;starter_share;manager_segments;manager_cases;manager_share;"
                "starter_n;manager_n\n"
                "b.druk;2;1;1;0;0;0;1;1\n"
                "b.team;1;1;1;0;0;0;1;1\n");
    draad_project *p = new_study("in");
    CHECK_INT(draad_project_write(p, in_home("none"), &(draad_write_options){.by = "leeftijd"}, &err), DRAAD_E_USAGE);
    CHECK_STR(dr_str_of(err.message), "no attribute leeftijd in the cases file; it has functie, sha256");
    CHECK(!dr_file_exists(in_home("none")));
    draad_project_free(p);
    CHECK_VERIFY("by", NULL, DRAAD_OK, "");
}

TEST(pairs_are_given_for_four_units)
{
    CHECK_TABLE("out/cooccurrence.csv",
                "unit,code_a,code_b,n11,n10,n01,n00,n,jaccard,dice,cosine,overlap,lift,pmi,npmi,phi,g2,g2_signed,p_g2,"
                "p_fisher,q_bh\n"
                "sentence,b.druk,b.team,1,1,0,1,3,0.5,0.666667,0.707107,1,1.5,0.584963,0.36907,0.5,1.0465,1.0465,NA,NA,"
                "NA\n"
                "paragraph,b.druk,b.team,1,0,0,1,2,1,1,1,1,2,1,1,1,2.77259,2.77259,NA,NA,NA\n"
                "turn,b.druk,b.team,1,0,0,1,2,1,1,1,1,2,1,1,1,2.77259,2.77259,NA,NA,NA\n"
                "document,b.druk,b.team,1,0,0,1,2,1,1,1,1,2,1,1,1,2.77259,2.77259,NA,NA,NA\n");
}

TEST(the_same_study_from_elsewhere_gives_the_same_bytes)
{
    (void)state_;
    make_sources("moved");
    write_study("moved", "again", NULL);
    shell("diff -r -x local.json %s %s", in_home("out"), in_home("again"));
    shell("! grep -r draad-test %s/manifest.json %s/*.csv", in_home("out"), in_home("out"));
    shell("grep -q /in/a/d1.txt %s/local.json && test $(stat -c %%a %s) = 700", in_home("out"), in_home("out"));
}

/* ---- Replacing ---------------------------------------------------------------------------------------- */

TEST(force_replaces_a_result_but_no_file_of_somebody_else)
{
    draad_error err;
    draad_project *p = new_study("in");
    write_study("in", "twice", NULL);
    CHECK_INT(draad_project_write(p, in_home("twice"), NULL, &err), DRAAD_E_USAGE);
    make_file("twice/notes.docx", "mine");
    CHECK_INT(draad_project_write(p, in_home("twice"), &(draad_write_options){.force = true}, &err), DRAAD_E_USAGE);
    CHECK_STR(dr_str_of(err.message),
              "holds notes.docx, which is no part of the result there and would be lost; move it away first");
    CHECK_INT(unlink(in_home("twice/notes.docx")), 0);
    make_file("twice/report.html", "made from it");
    CHECK_INT(draad_project_write(p, in_home("twice"), &(draad_write_options){.force = true}, &err), DRAAD_OK);
    CHECK(!dr_file_exists(in_home("twice/report.html")));
    draad_project_free(p);
}

/* ---- Verifying ---------------------------------------------------------------------------------------- */

TEST(a_result_that_is_whole_comes_out_again)
{
    CHECK_VERIFY("out", NULL, DRAAD_OK, "");
    CHECK_VERIFY("bytes", NULL, DRAAD_OK, "");
    make_file("out/report.html", "made from it");
    CHECK_VERIFY("out", NULL, DRAAD_OK, "");
}

/* A copy of the result `out`, to be damaged. */
static void copy_result(const char *to)
{
    shell("cp -r %s %s", in_home("out"), in_home(to));
}

TEST(an_altered_missing_or_foreign_file_is_named)
{
    copy_result("v1");
    shell("sed -i 's/druk druk/druk Druk/' %s/segments.csv && rm %s/codes.csv", in_home("v1"), in_home("v1"));
    make_file("v1/extra.csv", "");
    CHECK_VERIFY("v1", NULL, DRAAD_E_DIFFERS,
                 "v1/codes.csv:0: error: belongs to this result and is not there\n"
                 "v1/extra.csv:0: error: is no part of this result\n"
                 "v1/segments.csv:2: error: was altered after it was written; this is the first line that is not what "
                 "it was\n");
}

TEST(an_altered_codebook_is_named_and_nothing_is_run)
{
    copy_result("v2");
    shell("sed -i 's/=team/=Team/' %s/inputs/boek.yaml && sed -i 's/a/A/' %s/codes.csv", in_home("v2"), in_home("v2"));
    CHECK_VERIFY("v2", NULL, DRAAD_E_DIFFERS,
                 "v2/inputs/boek.yaml:0: error: is not as it was when it was used: its SHA-256 is another than in the "
                 "manifest\n"
                 "v2/codes.csv:0: error: was altered after it was written: its SHA-256 is another\n");
}

TEST(sources_are_found_where_they_are_now)
{
    copy_result("v3");
    CHECK_INT(rename(in_home("in"), in_home("elsewhere")), 0);
    CHECK_VERIFY("v3", NULL, DRAAD_E_DIFFERS,
                 "d1.txt:0: error: the source of document a/d1 is not found; name the file or its folder\n"
                 "d1.txt:0: error: the source of document b/d1 is not found; name the file or its folder\n");
    CHECK_VERIFY("v3", in_home("elsewhere"), DRAAD_OK, "");
    CHECK_VERIFY("v3", home, DRAAD_OK, ""); /* with much else in it */
    CHECK_INT(rename(in_home("elsewhere/b/d1.txt"), in_home("elsewhere/other name.txt")), 0);
    CHECK_VERIFY("v3", in_home("elsewhere"), DRAAD_OK, "");
    CHECK_INT(rename(in_home("elsewhere/other name.txt"), in_home("elsewhere/b/d1.txt")), 0);
    CHECK_INT(rename(in_home("elsewhere"), in_home("in")), 0);
}

TEST(an_altered_source_is_named)
{
    make_file("in/b/d1.txt", "I: En?\nR: Zwaar, maar mooi.\n");
    CHECK_VERIFY("v3", NULL, DRAAD_E_DIFFERS,
                 "in/b/d1.txt:0: error: is not as it was when it was coded as document b/d1\n");
    make_file("in/b/d1.txt", second);
    CHECK_VERIFY("v3", NULL, DRAAD_OK, "");
}

TEST(a_table_that_comes_out_otherwise_is_named_with_the_version)
{
    copy_result("v4");
    /* Somebody altered a table, its hash and the version: as if another version had made it. */
    shell("sed -i 's/Werkdruk/werkdruk/' %s/codes.csv; h=$(sha256sum < %s/codes.csv | cut -c 1-64); ", in_home("v4"),
          in_home("v4"));
    shell("h=$(sha256sum < %s/codes.csv | cut -c 1-64); f=%s/manifest.json; "
          "o=$(grep -A 1 '\"codes.csv\"' $f | grep -o '[0-9a-f]\\{64\\}'); sed -i \"s/$o/$h/; s/0[.]1[.]0/0.0.9/\" $f",
          in_home("v4"), in_home("v4"));
    CHECK_VERIFY("v4", NULL, DRAAD_E_DIFFERS,
                 "v4/codes.csv:2: error: comes out otherwise now; this is the first line that is not the same\n"
                 "v4:0: note: was made by Draad 0.0.9; this is Draad " DRAAD_VERSION "\n");
}

TEST(an_altered_manifest_is_named)
{
    copy_result("v5");
    shell("sed -i 's/\"source\": \"d1.txt\"/\"source\": \"d2.txt\"/' %s/manifest.json%s", in_home("v5"), "");
    CHECK_VERIFY("v5", NULL, DRAAD_E_DIFFERS,
                 "v5/documents.csv:2: error: comes out otherwise now; this is the first line that is not the same\n");
    make_file("v5/manifest.json", "{\"format\": 2}");
    CHECK_VERIFY("v5", NULL, DRAAD_E_USAGE, "");
    make_file("v5/manifest.json", "nonsense");
    CHECK_VERIFY("v5", NULL, DRAAD_E_USAGE, "");
    CHECK_VERIFY("in", NULL, DRAAD_E_USAGE, "");
    CHECK_VERIFY("nowhere", NULL, DRAAD_E_USAGE, "");
}

TEST(a_manifest_cannot_point_out_of_its_folder)
{
    static const char *const names[] = {"../in/a/d1.txt", "/etc/passwd", "..", "", "a/b"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[600];
        dr_manifest m;
        snprintf(
            text, sizeof text,
            "{\"draad\": \"1\", \"format\": 1, \"lexicon\": \"\", \"options\": {\"unit\": \"codebook\", \"track\": "
            "\"accept\", \"wrapped\": \"auto\", \"matrix_unit\": \"sentence\"}, \"sources\": [], \"inputs\": [], "
            "\"outputs\": [{\"name\": \"%s\", \"sha256\": "
            "\"0000000000000000000000000000000000000000000000000000000000000000\"}]}",
            names[i]);
        CHECK_INT(dr_manifest_read(dr_str_of(text), "m", &m, NULL), DRAAD_E_USAGE);
    }
}

/* ---- Codings by people -------------------------------------------------------------------------------- */

TEST(codings_by_people_are_an_input_and_come_back)
{
    draad_error err;
    draad_project *p = draad_project_new(NULL);
    CHECK_INT(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "boek.yaml"), DRAAD_OK);
    CHECK_INT(draad_project_add_source(p, in_home("in/a/d1.txt")), DRAAD_OK);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    const draad_str d1 = DR_STR("d1"), druk = DR_STR("b.druk");
    CHECK_INT(draad_project_add_coding(p, d1, (draad_cp){49}, (draad_cp){65}, druk, DR_STR("Zoe"), &err), DRAAD_OK);
    CHECK_INT(draad_project_add_coding(p, d1, (draad_cp){49}, (draad_cp){65}, druk, DR_STR("An"), &err), DRAAD_OK);
    CHECK_INT(draad_project_write(p, in_home("hand"), NULL, &err), DRAAD_OK);
    CHECK_TABLE(
        "hand/segments.csv",
        "coding_id,segment_id,document,case,speaker,role,time,turn,turn_last,paragraph,paragraph_last,sentence,"
        "sentence_last,start,end,code,coder,weight,rules,matches,evidence,negated,text,first_word,words,passage_start,"
        "passage_end,passage\n"
        "*,*,d1,d1,R,respondent,,2,2,2,2,2,3,49,65,b.druk,Zoe,,,0,,,druk druk. Zwaar,4,3,39,66,"
        "\"E\xC3\xA9n team, druk druk. Zwaar.\"\n"
        "*,*,d1,d1,R,respondent,,2,2,2,2,2,3,49,65,b.druk,An,,,0,,,druk druk. Zwaar,4,3,39,66,"
        "\"E\xC3\xA9n team, druk druk. Zwaar.\"\n");
    CHECK_TABLE("hand/inputs/codings.csv", "document,start,end,code,coder\n"
                                           "d1,49,65,b.druk,Zoe\n"
                                           "d1,49,65,b.druk,An\n");
    CHECK_TABLE("hand/document_code.csv", "document,b.druk,b.team\nd1,1,0\n");
    CHECK_VERIFY("hand", NULL, DRAAD_OK, "");
    draad_project_free(p);
}

/* ---- Without memory ----------------------------------------------------------------------------------- */

static size_t left; /* allocations until one fails */
static void *fail_alloc(void *ctx, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : malloc(n);
}
static void *fail_resize(void *ctx, void *block, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : realloc(block, n);
}
static void fail_release(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}
static const draad_allocator failing = {fail_alloc, fail_resize, fail_release, NULL};

static draad_status to_nowhere(void *ctx, const char *name, draad_str bytes, draad_error *err)
{
    (void)ctx;
    (void)name;
    (void)bytes;
    (void)err;
    return DRAAD_OK;
}

TEST(making_and_reading_a_result_survives_every_failed_allocation)
{
    const draad_write_options options = {.by = "functie"};
    draad_status s = DRAAD_E_MEMORY;
    draad_project *p = new_study("in");
    dr_buf manifest = {0};
    CHECK_INT(dr_result_read(in_home("by"), "manifest.json", &manifest, NULL), DRAAD_OK);
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_manifest m = {0};
        left = n;
        s = dr_result_render(p, &options, NULL, to_nowhere, NULL, NULL);
        if (s == DRAAD_OK)
            s = dr_manifest_read(dr_buf_str(&manifest), "m", &m, NULL);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
        dr_manifest_free(&m);
    }
    draad_set_allocator(NULL);
    dr_buf_free(&manifest);
    draad_project_free(p);
}

TEST(verifying_survives_failed_allocations)
{
    draad_status s = DRAAD_E_MEMORY;
    draad_error err;
    draad_set_allocator(&failing);
    /* A run reads codebook and sources too, so here only some of the many are made to fail. */
    for (size_t n = 0; s != DRAAD_OK; n += 1 + n / 16) {
        left = n;
        s = draad_verify(in_home("by"), NULL, 0, NULL, &err);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
    }
    draad_set_allocator(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DR_MAP(every_table_says_what_was_coded, units_are_numbered_from_1_and_those_who_ask_do_not_count,
               positions_may_be_bytes_and_ids_stay_the_same, groups_are_values_of_an_attribute_of_the_cases,
               pairs_are_given_for_four_units, the_same_study_from_elsewhere_gives_the_same_bytes,
               force_replaces_a_result_but_no_file_of_somebody_else, a_result_that_is_whole_comes_out_again,
               an_altered_missing_or_foreign_file_is_named, an_altered_codebook_is_named_and_nothing_is_run,
               sources_are_found_where_they_are_now, an_altered_source_is_named,
               a_table_that_comes_out_otherwise_is_named_with_the_version, an_altered_manifest_is_named,
               a_manifest_cannot_point_out_of_its_folder, codings_by_people_are_an_input_and_come_back,
               making_and_reading_a_result_survives_every_failed_allocation, verifying_survives_failed_allocations)};
    return _cmocka_run_group_tests("", tests, sizeof tests / sizeof *tests, make_home, remove_home);
}
