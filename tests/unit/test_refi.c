/* SPDX-License-Identifier: Apache-2.0
 * test_refi.c - projects of REFI-QDA read, written and made from each other; with every allocation failing once. */
#define _GNU_SOURCE
#include "failing.h"
#include "scratch.h"

#include <unistd.h>

#include "exchange/refi_codes.h"
#include "exchange/refi_elements.h"
#include "exchange/refi_import.h"
#include "exchange/refi_package.h"
#include "outside/file.h"
#include "pack.h"

#define G(n) "00000000-0000-4000-8000-00000000000" #n

static const char
    xml[] =
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"P\" origin=\"NVivo 12\">"
        "<Users><User guid=\"{" G(
            1) "}\" name=\"Anna\"/></Users>"
               "<CodeBook><Codes><Code guid=\"" G(
                   2) "\" name=\"Nodes\" isCodable=\"false\">"
                      "<Code guid=\"" G(
                          3) "\" name=\"Druk &amp; rust\" "
                             "isCodable=\"true\"><Description>Wat.</Description></Code></Code></Codes></CodeBook>"
                             "<Variables><Variable guid=\"" G(
                                 4) "\" name=\"Groep\" typeOfVariable=\"Text\"/></Variables>"
                                    "<Cases><Case guid=\"" G(
                                        5) "\" name=\"R1\"><VariableValue><VariableRef "
                                           "targetGUID=\"" G(
                                               4) "\"/><TextValue>a</TextValue>"
                                                  "</VariableValue><SourceRef targetGUID=\"" G(
                                                      6) "\"/></Case></Cases>"
                                                         "<Sources><TextSource guid=\"" G(
                                                             6) "\" name=\"d1.docx\" "
                                                                "plainTextPath=\"internal://"
                                                                "D1.TXT\">"
                                                                "<PlainTextSelection "
                                                                "guid=\"" G(
                                                                    7) "\" name=\"druk\" "
                                                                       "startPosition=\"7\" "
                                                                       "endPosition=\"11\">"
                                                                       "<Coding guid=\"" G(8) "\" creatingUser=\"" G(1) "\"><CodeRef targetGUID=\"{" G(
                                                                           3) "}\"/></Coding>"
                                                                              "<NoteRef "
                                                                              "targetGUID="
                                                                              "\"" G(
                                                                                  9) "\"/></"
                                                                                     "PlainTex"
                                                                                     "tSelecti"
                                                                                     "on></"
                                                                                     "TextSour"
                                                                                     "ce></"
                                                                                     "Sources>"
                                                                                     "<Notes><"
                                                                                     "Note "
                                                                                     "guid="
                                                                                     "\"" G(9) "\" creatingUser=\"" G(
                                                                                         1) "\"><PlainTextContent>memo<"
                                                                                            "/PlainTextContent></"
                                                                                            "Note></Notes></Project>";

static pack_bytes package(const char *project)
{
    const pack_entry entries[] = {pack_text("Project.qde", project), pack_text("Sources/d1.txt", "Het is\ndruk.\n")};
    return pack_zip(entries, 2);
}

static const char *path_of(const char *name)
{
    static char path[4][160];
    static unsigned next;
    char *p = path[next++ % 4];
    snprintf(p, sizeof path[0], "%s/%s", home, name);
    return p;
}

static void write_package(const char *name, const char *project)
{
    pack_bytes p = package(project);
    draad_error err = {0};
    assert_int_equal(dr_file_write(path_of(name), (draad_str){(const char *)p.data, p.len}, true, &err), DRAAD_OK);
    free(p.data);
}

TEST(every_element_of_the_standard_is_known)
{
    static const char *const places[] = {"Project", "Code", "TextSource", "PlainTextSelection",
                                         "Coding",  "Case", "Graph",      "Link"};
    draad_str child;
    char sign;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const dr_refi_element *e = dr_refi_element_named(places[i], false);
        CHECK(e != NULL);
        for (int k = 0; dr_refi_child_at(e, k, &child, &sign); k++) {
            char name[40];
            snprintf(name, sizeof name, "%.*s", DR_ARG(child));
            CHECK(dr_refi_element_named(name, false) != NULL);
            CHECK_INT(dr_refi_child(e, name, &sign), k);
        }
    }
    CHECK(dr_refi_element_named("Iets", false) == NULL);
    bool required;
    CHECK_INT(dr_refi_attribute(dr_refi_element_named("MemberCode", true), DR_STR("guid"), &required), 'G');
    CHECK(required);
    CHECK_INT(dr_refi_attribute(dr_refi_element_named("MemberCode", false), DR_STR("guid"), &required), '\0');
}

TEST(values_have_their_forms)
{
    CHECK(dr_refi_is_value(DR_STR(G(1)), 'G') && dr_refi_is_value(DR_STR("{" G(1) "}"), 'G'));
    CHECK(!dr_refi_is_value(DR_STR("c001"), 'G') && !dr_refi_is_value(DR_STR("{" G(1)), 'G'));
    CHECK(dr_refi_is_value(DR_STR("-12"), 'I') && !dr_refi_is_value(DR_STR("1.5"), 'I') &&
          !dr_refi_is_value(DR_STR(""), 'I'));
    CHECK(dr_refi_is_value(DR_STR("#a0F"), 'C') && !dr_refi_is_value(DR_STR("red"), 'C'));
    CHECK(dr_refi_is_value(DR_STR("true"), 'B') && !dr_refi_is_value(DR_STR("True"), 'B'));
    CHECK(dr_refi_is_value(DR_STR("2024-02-29T10:00:00Z"), 'D') &&
          dr_refi_is_value(DR_STR("2024-03-12T10:00:00.5+02:00"), 'D'));
    CHECK(!dr_refi_is_value(DR_STR("2023-02-29T10:00:00Z"), 'D') && !dr_refi_is_value(DR_STR("12 maart"), 'D'));
}

TEST(a_description_is_taken_apart_and_left_alone)
{
    dr_arena arena = {0};
    dr_refi_description d;
    draad_error err;
    const char own[] = "Wat het is.\nEn meer.\n\nWel:\n- een\n- twee\n  gaat door\nMemo: iets\nCode: zin.druk";
    CHECK_INT(dr_refi_description_read(dr_str_of(own), &arena, &d, &err), DRAAD_OK);
    CHECK_STR(d.definition, "Wat het is.\nEn meer.");
    CHECK_INT(d.under[DR_REFI_INCLUDE].n, 2);
    CHECK_STR(d.under[DR_REFI_INCLUDE].at[1], "twee\ngaat door");
    CHECK_STR(dr_refi_text_under(&d, DR_REFI_MEMO), "iets");
    CHECK_STR(dr_refi_text_under(&d, DR_REFI_CODE), "zin.druk");
    CHECK_INT(dr_refi_description_read(DR_STR("Wel:\n- dit is van mij"), &arena, &d, &err), DRAAD_OK);
    CHECK_STR(d.definition, "Wel:\n- dit is van mij");
    CHECK_INT(d.under[DR_REFI_INCLUDE].n, 0);
    dr_arena_free(&arena);
}

TEST(a_project_is_read_for_what_it_says)
{
    pack_bytes p = package(xml);
    dr_refi r;
    draad_error err = {0};
    CHECK_INT(dr_refi_read_bytes((draad_str){(const char *)p.data, p.len}, "p.qdpx", false, NULL, &r, &err), DRAAD_OK);
    CHECK_INT(dr_refi_tool_of(&r), REFI_NVIVO);
    CHECK_INT(r.ninvalid, 0);
    CHECK_INT(r.codes.n, 2);
    CHECK_INT(r.codes.at[1].parent, 0);
    CHECK_STR(r.codes.at[1].name, "Druk & rust");
    CHECK_INT(dr_refi_find(&r, r.codings.at[0].code).kind, REFI_CODE);
    CHECK_INT(dr_refi_find(&r, r.codings.at[0].user).kind, REFI_USER);
    CHECK_INT(r.selections.at[0].start, 7);
    dr_buf text = {0};
    bool there = false;
    CHECK_INT(dr_refi_bytes_of(&r, &r.sources.at[0], &text, &there, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text), "Het is\ndruk.\n");
    dr_buf_free(&text);
    dr_refi_free(&r);
    free(p.data);
}

TEST(an_imported_project_has_its_codings_memos_and_cases)
{
    draad_project *p = NULL;
    draad_error err = {0};
    write_package("p.qdpx", xml);
    CHECK_INT(draad_import_qdpx(path_of("p.qdpx"), path_of("in"), true, NULL, &err), DRAAD_OK);
    CHECK_INT(draad_project_load(path_of("in"), NULL, &p, &err), DRAAD_OK);
    CHECK_INT(draad_project_codings(p), 1);
    const draad_coding_info c = draad_project_coding(p, 0);
    CHECK_STR(c.document, "d1");
    CHECK_STR(c.code, "p.druk-rust");
    CHECK_STR(c.coder, "Anna");
    CHECK_STR(c.text, "druk");
    CHECK_STR(c.case_id, "R1");
    draad_project_free(p);
    CHECK_INT(draad_verify(path_of("in"), NULL, 0, NULL, &err), DRAAD_OK);
}

/* Counts what a call says. */
static void count(void *ctx, draad_severity severity, const draad_error *message)
{
    size_t *n = ctx;
    (void)message;
    n[severity]++;
}

TEST(a_doctor_names_what_is_wrong)
{
    size_t said[3] = {0};
    const draad_report report = {count, said};
    draad_refi_info info;
    draad_error err = {0};
    write_package("bad.qdpx",
                  "<Project xmlns=\"urn:QDA-XML:project:0:10\" name=\"P\"><Sources><TextSource guid=\"x\" name=\"d1\" "
                  "plainTextPath=\"internal://d1.txt\"><PlainTextSelection guid=\"" G(
                      7) "\" startPosition=\"3\" endPosition=\"99\">"
                         "<Coding guid=\"" G(7) "\"><CodeRef targetGUID=\"" G(
                             3) "\"/></Coding><Description>te laat</Description>"
                                "</PlainTextSelection><Vreemd/></TextSource></Sources><Users/></Project>");
    CHECK_INT(draad_check_refi(path_of("bad.qdpx"), &report, &info, &err), DRAAD_OK);
    /* namespace, GUID, GUID twice, Description late, Vreemd, Users late, no User, CodeRef to nothing, range */
    CHECK_INT(info.ninvalid, 9);
    CHECK_INT(said[DRAAD_ERROR], info.ninvalid);
    CHECK(said[DRAAD_WARNING] > 0);
}

static draad_status all(draad_error *err)
{
    draad_refi_info info;
    draad_status s = draad_import_qdpx(path_of("p.qdpx"), path_of("f"), true, NULL, err);
    const char *const none[] = {NULL};
    if (s == DRAAD_OK)
        s = draad_export_qdpx(path_of("f"), none, 0, path_of("f.qdpx"), true, NULL, err);
    if (s == DRAAD_OK)
        s = draad_check_refi(path_of("f.qdpx"), NULL, &info, err);
    return s;
}

/* In memory: each allocation in turn. */
static draad_status in_memory(pack_bytes p, draad_error *err)
{
    dr_refi r;
    draad_status s = dr_refi_read_bytes((draad_str){(const char *)p.data, p.len}, "p.qdpx", true, NULL, &r, err);
    if (s != DRAAD_OK)
        return s;
    dr_refi_in in = {.r = &r, .tool = dr_refi_tool_of(&r), .err = err, .p = draad_project_new(NULL)};
    s = in.p != NULL ? dr_refi_build(&in) : dr_no_memory(err);
    dr_refi_in_free(&in);
    dr_refi_free(&r);
    return s;
}

TEST(every_failed_allocation_is_said)
{
    draad_error err = {0};
    pack_bytes p = package(xml);
    assert_int_equal(in_memory(p, &err), DRAAD_OK); /* what libraries keep for themselves is there now */
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s != DRAAD_OK; n++) {
        err = (draad_error){0};
        draad_set_allocator(&failing);
        allocations_left = n;
        s = in_memory(p, &err);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || err.message[0] != '\0');
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY || s == DRAAD_E_CODEBOOK); /* a YAML library without memory */
    }
    free(p.data);
}

/* With files: at ever larger distances, for every run writes twenty of them to disk. */
TEST(a_failed_allocation_leaves_no_half_of_a_result)
{
    draad_error err = {0};
    write_package("p.qdpx", xml);
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s != DRAAD_OK; n += 1 + n / 8) {
        err = (draad_error){0};
        draad_set_allocator(&failing);
        allocations_left = n;
        s = all(&err);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || err.message[0] != '\0');
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY || s == DRAAD_E_CODEBOOK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {DR_MAP(
        every_element_of_the_standard_is_known, values_have_their_forms, a_description_is_taken_apart_and_left_alone,
        a_project_is_read_for_what_it_says, an_imported_project_has_its_codings_memos_and_cases,
        a_doctor_names_what_is_wrong, every_failed_allocation_is_said, a_failed_allocation_leaves_no_half_of_a_result)};
    return cmocka_run_group_tests(tests, make_home, remove_home);
}
