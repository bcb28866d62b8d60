/* SPDX-License-Identifier: Apache-2.0
 * test_doubts.c - warnings about what was read well and is probably not what was meant. */
#include "failing.h"
#include "base/buf.h"
#include "coding/doubts.h"

static const char book[] = "draad: 1\nid: b\ntitle: B\ncodes:\n- id: c\n  rules: [team]\n";

static void keep(void *ctx, draad_severity severity, const draad_error *m)
{
    dr_buf_printf(ctx, NULL, "%s%s:%u %s\n", severity == DRAAD_WARNING ? "" : "NO WARNING ", m->place,
                  (unsigned)m->line, m->message);
}

/* Codes two texts; what was warned of. */
static void check_warnings(const char *yaml, const char *cases, const char *label, const char *first,
                           const char *second, const char *expected, int line)
{
    dr_buf told = {0};
    const draad_report report = {keep, &told};
    const draad_speaker_label labels[] = {{label, "interviewer"}};
    draad_project *p = draad_project_new(&report);
    assert_int_equal(draad_project_set_reading(p, &(draad_read_options){.labels = labels, .nlabels = label != NULL}),
                     0);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(yaml), "b.yaml"), DRAAD_OK);
    if (cases != NULL)
        assert_int_equal(draad_project_set_cases_bytes(p, dr_str_of(cases), "cases.csv"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(first), "d1.txt"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(second), "d.2.txt"), DRAAD_OK);
    assert_int_equal(draad_project_code(p, &(draad_code_options){.threads = 1}), DRAAD_OK);
    check_str(dr_buf_str(&told), expected, __FILE__, line);
    draad_project_free(p);
    dr_buf_free(&told);
}
#define CHECK_WARNINGS(...) ((void)state_, check_warnings(__VA_ARGS__, __LINE__))

TEST(nobody_who_asks_is_warned_of)
{
    const char *known = "I: Hoe?\nR: Ons team.\n", *unknown = "Anna: Hoe?\nBram: Ons team.\nAnna: Ja?\nBram: Nee.\n";
    const char *warning = ":0 no speaker is known as interviewer, so what interviewers say is coded too; name them "
                          "(--interviewer LABEL), or give their role in the cases\n";
    CHECK_WARNINGS(book, NULL, NULL, unknown, unknown, warning);
    CHECK_WARNINGS(book, NULL, NULL, unknown, known, "");
    CHECK_WARNINGS(book, NULL, "anna", unknown, unknown, "");
    CHECK_WARNINGS(book, "document,speaker,role\nd1,Bram,moderator\n", NULL, unknown, unknown, "");
    CHECK_WARNINGS(book, NULL, NULL, "Ons team.\n", "R: Ons team.\n", ""); /* one speaker, or none: nobody asks */
    CHECK_WARNINGS("draad: 1\nid: b\ntitle: B\nspeakers: {exclude: []}\ncodes:\n- id: c\n  rules: [team]\n", NULL, NULL,
                   unknown, unknown, "");
}

TEST(a_document_in_which_nobody_is_coded_is_warned_of)
{
    CHECK_WARNINGS(book, NULL, NULL, "I: Hoe?\nR: Ons team.\n", "I: Ons team?\n",
                   "d.2.txt:0 nothing is coded here: all that is said is by speakers who are left out\n");
}

TEST(rows_of_the_cases_that_fit_no_document_are_counted)
{
    const char *text = "I: Hoe?\nR: Ons team.\n";
    CHECK_WARNINGS(book, "document,case\nd1,a\nd.2.txt,b\n", NULL, text, text, "");
    CHECK_WARNINGS(book, "document,case\nd1.docx,a\nd.2,b\n", NULL, text, text, "");
    CHECK_WARNINGS(book, "document,case\nd1,a\nd3,b\n", NULL, text, text,
                   "cases.csv:3 1 row fits no document; it names d3\n");
    CHECK_WARNINGS(book, "document,case\nd,a\n.d1,b\n/d1.,c\n", NULL, text, text,
                   "cases.csv:2 3 rows fit no document; the first names d\n");
}

TEST(a_label_that_no_speaker_has_is_warned_of)
{
    const char *text = "I: Hoe?\nR: Ons team.\n";
    CHECK_WARNINGS(book, NULL, "Truus", text, text, ":0 1 label that was given is of no speaker: Truus\n");
    CHECK_WARNINGS(book, NULL, "i", text, text, "");
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = draad_project_new(NULL);
    draad_status s = DRAAD_E_MEMORY;
    size_t n = 0;
    CHECK_INT(draad_project_set_cases_bytes(p, DR_STR("document,case\nd3,a\n"), "cases.csv"), DRAAD_OK);
    CHECK_INT(draad_project_add_source_bytes(p, DR_STR("I: Hoe?\nR: Ons team.\n"), "d1.txt"), DRAAD_OK);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    for (; s != DRAAD_OK; n++) {
        draad_error err = {0};
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_tell_doubts(p, &err);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || err.status == DRAAD_E_MEMORY);
    }
    CHECK(n > 1);
    draad_project_free(p);
}

int main(void)
{
    return RUN(nobody_who_asks_is_warned_of, a_document_in_which_nobody_is_coded_is_warned_of,
               rows_of_the_cases_that_fit_no_document_are_counted, a_label_that_no_speaker_has_is_warned_of,
               no_memory_is_an_error_and_loses_nothing);
}
