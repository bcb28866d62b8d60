/* SPDX-License-Identifier: Apache-2.0
 * test_cases.c - who is who. */
#include "harness.h"
#include "base/buf.h"
#include "coding/cases.h"

static void note(void *ctx, draad_severity severity, const draad_error *m)
{
    (void)severity;
    dr_buf_printf(ctx, NULL, "%u: %s\n", (unsigned)m->line, m->message);
}

static dr_cases read_cases(const char *csv)
{
    dr_cases c;
    assert_int_equal(dr_cases_read(dr_str_of(csv), "cases.csv", NULL, &c), DRAAD_OK);
    return c;
}

TEST(a_row_gives_case_role_order_and_attributes)
{
    dr_cases c = read_cases("Document;Speaker;Case;Role;Order;Leeftijd;opleiding\n"
                            "d1.txt;R1;P01;Respondent;2,5;31; hbo \n"
                            "d1;;P00;;;;\n");
    CHECK_INT(c.nrows, 2);
    CHECK_INT(c.nattributes, 2);
    CHECK_STR(c.attributes[1], "opleiding");
    const dr_case_row *row = dr_cases_find(&c, DR_STR("d1"), DR_STR("r1"));
    CHECK(row == &c.rows[0]);
    CHECK_STR(row->case_id, "P01");
    CHECK_STR(row->role, "respondent");
    CHECK_STR(row->values[1], "hbo");
    CHECK(row->order == 2.5);
    row = dr_cases_find(&c, DR_STR("d1"), DR_STR(""));
    CHECK(row == &c.rows[1] && isnan(row->order));
    CHECK_STR(row->role, "");
    CHECK(dr_cases_find(&c, DR_STR("d"), DR_STR("")) == NULL);
    CHECK(dr_cases_find(&c, DR_STR("d1"), DR_STR("R2")) == NULL);
    CHECK_INT(dr_cases_attribute(&c, DR_STR("LEEFTIJD")), 0);
    CHECK_INT(dr_cases_attribute(&c, DR_STR("x")), DRAAD_NONE);
    dr_cases_free(&c);
}

TEST(columns_have_dutch_names_too)
{
    dr_cases c = read_cases("bestand,spreker,rol,volgorde\nd1,A,moderator,1\n");
    CHECK_STR(dr_cases_find(&c, DR_STR("d1"), DR_STR("A"))->role, "moderator");
    dr_cases_free(&c);
}

TEST(a_document_is_found_with_or_without_its_extension)
{
    dr_cases c = read_cases("document,case\ninterview.1.txt,A\ninterview.10.txt,B\nb/x.docx,C\nd.txt,D\nd,E\n");
    CHECK_STR(dr_cases_find(&c, DR_STR("interview.1"), DR_STR(""))->case_id, "A");
    CHECK(dr_cases_find(&c, DR_STR("interview"), DR_STR("")) == NULL);
    CHECK_STR(dr_cases_find(&c, DR_STR("b/x"), DR_STR(""))->case_id, "C");
    CHECK(dr_cases_find(&c, DR_STR("x"), DR_STR("")) == NULL);
    CHECK_STR(dr_cases_find(&c, DR_STR("d"), DR_STR(""))->case_id, "E"); /* as written comes first */
    CHECK_STR(dr_cases_find(&c, DR_STR("d.txt"), DR_STR(""))->case_id, "D");
    dr_cases_free(&c);
}

TEST(all_errors_are_told_in_one_run)
{
    dr_cases c;
    dr_buf said = {0};
    const draad_report report = {note, &said};
    const char *csv = "document,speaker,role,order,,age\n"
                      "d1,,chef,x,,\n"
                      "d2,,,,y,\n"
                      ",A,,,,\n"
                      "d2,,,,,40,41\n"
                      ",,,,,,\n";
    CHECK_INT(dr_cases_read(dr_str_of(csv), "cases.csv", &report, &c), DRAAD_E_CASES);
    CHECK_STR(dr_buf_str(&said), "2: the role chef is not known; expected interviewer, moderator or respondent\n"
                                 "2: the order x is no number\n"
                                 "3: column 5 holds something, but the first line gives it no name\n"
                                 "4: no document in this row\n"
                                 "5: 7 cells, but the first line names 6 columns\n"
                                 "5: document d2 stands in line 3 already\n");
    CHECK_INT(c.nrows, 0);
    dr_buf_free(&said);
}

TEST(the_first_line_must_name_the_columns)
{
    dr_cases c;
    dr_buf said = {0};
    const draad_report report = {note, &said};
    CHECK_INT(dr_cases_read(DR_STR("case,case,a,A\n"), "cases.csv", &report, &c), DRAAD_E_CASES);
    CHECK_INT(dr_cases_read(DR_STR(""), "cases.csv", &report, &c), DRAAD_E_CASES);
    CHECK_STR(dr_buf_str(&said), "1: the column case stands twice\n"
                                 "1: the column A stands twice\n"
                                 "1: no column document; the first line must name the columns: document, case, ...\n"
                                 "0: is empty; the first line must name the columns: document, case, ...\n");
    dr_buf_free(&said);
}

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

TEST(reading_survives_every_failed_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_cases c;
        left = n;
        s = dr_cases_read(DR_STR("document,case,a\nd1,x,1\nd2,y,2\n"), "x", NULL, &c);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
        if (s == DRAAD_OK)
            dr_cases_free(&c);
    }
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(a_row_gives_case_role_order_and_attributes, columns_have_dutch_names_too,
               a_document_is_found_with_or_without_its_extension, all_errors_are_told_in_one_run,
               the_first_line_must_name_the_columns, reading_survives_every_failed_allocation);
}
