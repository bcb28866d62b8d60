/* SPDX-License-Identifier: Apache-2.0
 * test_stream.c - a result that is written while it is coded is the same as one that is written afterwards.
 * Works in a fresh folder of its own. */
#define _GNU_SOURCE
#include "failing.h"
#include "scratch.h"

#include <sys/stat.h>

#include "base/buf.h"

static const char codebook[] = "draad: 1\nid: b\ntitle: Boek\nlanguage: nl\ncodes:\n"
                               "  - id: druk\n    rules:\n      - =druk\n      - id: zwaar\n        find: zwaar\n"
                               "        unless: mooi\n        weight: zwaarwegend\n"
                               "  - id: team\n    unit: match\n    rules: [team, /te.m/]\n";
static const char cases[] = "document;speaker;case;functie\nd0;;P1;starter\nd2;;P2;manager\nd2;S;P3;starter\n";

static draad_project *new_study(const draad_report *report)
{
    char name[8];
    draad_project *p = draad_project_new(report);
    assert_non_null(p);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "boek.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_set_cases_bytes(p, dr_str_of(cases), "cases.csv"), DRAAD_OK);
    for (int i = 0; i < 9; i++) {
        dr_buf text = {0};
        snprintf(name, sizeof name, "d%d.txt", i);
        for (int k = 0; k <= i % 4; k++)
            dr_buf_printf(&text, NULL,
                          "I: Druk?\nR: E\u00E9n team, druk druk. Niet zwaar \"hoor\".\nS: Zwaar, mooi team.\n");
        assert_int_equal(draad_project_add_source_bytes(p, dr_buf_str(&text), name), DRAAD_OK);
        dr_buf_free(&text);
    }
    return p;
}

static void check_same(const char *a, const char *b)
{
    char command[1200];
    snprintf(command, sizeof command, "diff -r %s %s", in_home(a), in_home(b));
    assert_int_equal(system(command), 0);
}

static void write_at_once(const char *dir, const draad_code_options *coding, const draad_write_options *writing)
{
    draad_project *p = new_study(NULL);
    assert_int_equal(draad_project_code(p, coding), DRAAD_OK);
    assert_int_equal(draad_project_write(p, in_home(dir), writing, NULL), DRAAD_OK);
    draad_project_free(p);
}

TEST(the_same_folder_comes_of_it_whatever_the_threads)
{
    const draad_write_options writings[] = {{0}, {.by = "functie"}, {.bytes = true}, {.excel_nl = true}};
    char plain[16], streamed[16];
    (void)state_;
    for (unsigned i = 0; i < 8; i++) {
        draad_code_options coding = {.threads = 1, .count_words = i % 2 == 0};
        snprintf(plain, sizeof plain, "plain%u", i);
        write_at_once(plain, &coding, &writings[i / 2]);
        for (coding.threads = 1; coding.threads <= 4; coding.threads += 3) {
            draad_project *p = new_study(NULL);
            draad_error err;
            snprintf(streamed, sizeof streamed, "streamed%u-%u", i, coding.threads);
            assert_int_equal(draad_project_code_into(p, &coding, in_home(streamed), &writings[i / 2], &err), DRAAD_OK);
            draad_project_free(p);
            check_same(plain, streamed);
        }
    }
}

TEST(afterwards_there_are_counts_and_no_codings)
{
    draad_project *p = new_study(NULL), *whole = new_study(NULL);
    draad_table_options o;
    draad_table *t = NULL;
    draad_error err;
    draad_table_defaults(&o);
    CHECK_INT(draad_project_code(whole, NULL), DRAAD_OK);
    CHECK_INT(draad_project_code_into(p, NULL, in_home("counts"), NULL, &err), DRAAD_OK);
    CHECK_INT(draad_project_documents(p), 9);
    CHECK_INT(draad_project_codings(p), draad_project_codings(whole));
    for (size_t i = 0; i < draad_project_codes(p); i++) {
        const draad_code_info a = draad_project_code_info(p, i), b = draad_project_code_info(whole, i);
        CHECK(a.nsegments == b.nsegments && a.ndocuments == b.ndocuments && a.ncases == b.ncases &&
              a.nwords == b.nwords);
    }
    CHECK_INT(draad_project_document(p, 3).nsentences, draad_project_document(whole, 3).nsentences);
    CHECK_INT(draad_project_coding(p, 0).text.len, 0);
    CHECK_INT(draad_project_table(p, "salience", &o, &t, &err), DRAAD_OK);
    draad_table_free(t);
    CHECK_INT(draad_project_table(p, "quotes", &o, &t, &err), DRAAD_E_USAGE);
    o.rollup = DRAAD_ROLLUP_ALL;
    CHECK_INT(draad_project_table(p, "salience", &o, &t, &err), DRAAD_E_USAGE);
    CHECK_INT(draad_project_write(p, in_home("again"), NULL, &err), DRAAD_E_USAGE);
    draad_exporter *const exporters[] = {draad_export_workbook, draad_export_graphml, draad_export_matrix_market,
                                         draad_export_jsonl, draad_export_sav};
    for (size_t i = 0; i < sizeof exporters / sizeof *exporters; i++) {
        CHECK_INT(exporters[i](p, in_home("out"), NULL, &err), DRAAD_E_USAGE);
        CHECK(strstr(err.message, "the codings are in the result folder") != NULL && access(in_home("out"), F_OK) != 0);
    }
    CHECK_INT(draad_project_diff(p, whole, DRAAD_DIFF_CHANGES, false, &t, &err), DRAAD_E_USAGE);
    CHECK_INT(draad_project_diff(whole, p, DRAAD_DIFF_CHANGES, false, &t, &err), DRAAD_E_USAGE);
    CHECK_INT(draad_project_add_codings(p, in_home("counts"), &err), DRAAD_E_USAGE);
    CHECK_INT(draad_project_code(p, NULL), DRAAD_OK); /* and it can be coded again */
    CHECK_INT(draad_project_table(p, "quotes", &o, &t, &err), DRAAD_OK);
    draad_table_free(t);
    draad_project_free(p);
    draad_project_free(whole);
}

static void count(void *ctx, draad_severity severity, const draad_error *message)
{
    (void)severity;
    (void)message;
    ++*(unsigned *)ctx;
}

TEST(what_cannot_be_written_is_refused_before_anything_is_read)
{
    unsigned ntold = 0;
    const draad_report report = {count, &ntold};
    draad_project *p = new_study(&report);
    const draad_write_options by = {.by = "leeftijd"};
    draad_error err;
    CHECK_INT(mkdir(in_home("notes"), 0700), 0);
    make_file("notes/own.txt", "mine");
    CHECK_INT(draad_project_code_into(p, NULL, in_home("notes"), NULL, &err), DRAAD_E_USAGE);
    CHECK_INT(err.status, DRAAD_E_USAGE);
    CHECK_INT(draad_project_code_into(p, NULL, in_home("by"), &by, &err), DRAAD_E_USAGE);
    CHECK_INT(draad_project_documents(p), 0);
    CHECK_INT(ntold, 0);
    CHECK(access(in_home("by"), F_OK) != 0);
    draad_project_free(p);
}

TEST(a_source_that_cannot_be_read_is_told_and_the_others_are_there)
{
    unsigned ntold = 0;
    const draad_report report = {count, &ntold};
    draad_project *p = new_study(&report);
    draad_error err;
    CHECK_INT(draad_project_add_source_bytes(p, DR_STR("PK\003\004 no archive"), "d4a.docx"), DRAAD_OK);
    CHECK_INT(draad_project_code_into(p, NULL, in_home("broken"), NULL, &err), DRAAD_E_SOURCE);
    CHECK_INT(err.status, DRAAD_OK);
    CHECK_INT(ntold, 1);
    CHECK_INT(draad_project_documents(p), 9);
    CHECK(access(in_home("broken/manifest.json"), F_OK) == 0);
    draad_project_free(p);
}

TEST(a_failed_allocation_leaves_no_folder)
{
    draad_status s = DRAAD_E_MEMORY;
    const draad_code_options coding = {.threads = 1, .count_words = true};
    for (size_t n = 0; s != DRAAD_OK; n += 1 + n / 40) {
        draad_project *p = new_study(NULL);
        draad_error err = {0};
        draad_set_allocator(&failing);
        allocations_left = n;
        s = draad_project_code_into(p, &coding, in_home("failing"), NULL, &err);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK ? err.status == DRAAD_OK : err.status == s && s == DRAAD_E_MEMORY);
        CHECK((access(in_home("failing"), F_OK) == 0) == (s == DRAAD_OK));
        draad_project_free(p);
    }
    char command[200];
    snprintf(command, sizeof command, "test -z \"$(ls -A %s | grep failing.draad)\"", home);
    CHECK_INT(system(command), 0); /* nor what was begun */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DR_MAP(the_same_folder_comes_of_it_whatever_the_threads, afterwards_there_are_counts_and_no_codings,
               what_cannot_be_written_is_refused_before_anything_is_read,
               a_source_that_cannot_be_read_is_told_and_the_others_are_there, a_failed_allocation_leaves_no_folder)};
    return _cmocka_run_group_tests("", tests, sizeof tests / sizeof *tests, make_home, remove_home);
}
