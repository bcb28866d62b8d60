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

#define EVERYTHING DRAAD_SOURCE_DIR "/tests/faults/everything.qde"

/* Each message as a line. */
static void note(void *ctx, draad_severity severity, const draad_error *message)
{
    (void)severity;
    dr_buf_printf(ctx, NULL, "%s\n", message->message);
}

TEST(every_element_of_a_project_is_read)
{
    dr_buf said = {0};
    const draad_report report = {note, &said};
    dr_refi r;
    draad_error err = {0};
    CHECK_INT(dr_refi_read(EVERYTHING, true, &report, &r, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&said), "");
    CHECK_STR(r.name, "Alles");
    CHECK_STR(r.description, "Een project met alles.");
    CHECK_INT(r.users.n, 2);
    CHECK_STR(r.users.at[1].name, "bo"); /* without a name, its id */
    CHECK_INT(r.codes.n, 4);
    CHECK(!r.codes.at[0].codable && r.codes.at[1].codable && r.codes.at[2].codable && !r.codes.at[3].codable);
    CHECK_INT(r.codes.at[3].parent, DRAAD_NONE);
    CHECK_STR(r.cases.at[0].description, "De eerste.");
    CHECK_INT(r.values.n, 8);
    CHECK_STR(r.values.at[5].text, "2026-01-02T03:04:05Z");
    CHECK_INT(r.media.n, 4);
    CHECK_INT(r.sources.n, 7);
    CHECK_INT(r.sources.at[1].media, 0);
    CHECK_STR(r.sources.at[0].description, "Het eerste gesprek.");
    CHECK_INT(r.selections.n, 9);
    CHECK_STR(r.selections.at[0].description, "Over het werk.");
    CHECK_INT(r.selections.at[1].start, 13);
    CHECK_INT(r.selections.at[3].source, DRAAD_NONE); /* of a picture */
    CHECK_INT(r.codings.n, 10);
    CHECK_INT(r.codings.at[2].owner.kind, REFI_SOURCE);
    CHECK_INT(r.syncs.n, 2);
    CHECK_INT(r.syncs.at[1].position, 20);
    CHECK_INT(r.sets.n, 1);
    CHECK_INT(r.links.n, 1);
    CHECK_INT(r.ngraphs, 1);
    dr_refi_free(&r);
    dr_buf_free(&said);
}

/* All that is told of a project that holds this, or of a whole file. */
static void read_odd(const char *inside, bool whole, dr_refi *r, dr_buf *said)
{
    dr_buf bytes = {0};
    const draad_report report = {note, said};
    draad_error err = {0};
    dr_buf_printf(&bytes, NULL, whole ? "%s" : "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"P\">%s</Project>",
                  inside);
    assert_int_equal(dr_refi_read_bytes(dr_buf_str(&bytes), "p.qde", true, &report, r, &err), DRAAD_OK);
    dr_buf_put_char(said, '\0', NULL);
    dr_buf_free(&bytes);
}

TEST(what_is_not_as_the_standard_asks_is_told)
{
    static const struct {
        const char *inside, *said;
    } odd[] = {
        {"<Users><User guid=\"00000000-0000-4000-8000-000000000001\" name=\"A\" leeftijd=\"3\"/></Users>",
         "User has an attribute leeftijd, which the standard does not have"},
        {"<Users><User guid=\"x\" name=\"A\"/></Users>", "guid of User is no GUID: \"x\""},
        {"<Users><User name=\"A\"/></Users>", "User has no attribute guid"},
        {"<CodeBook><Codes><Code guid=\"00000000-0000-4000-8000-000000000001\" name=\"a\" "
         "isCodable=\"ja\"/></Codes></CodeBook>",
         "isCodable of Code is no true or false: \"ja\""},
        {"<CodeBook><Codes><Code guid=\"00000000-0000-4000-8000-000000000001\" name=\"a\" isCodable=\"1\" "
         "color=\"rood\"/></Codes></CodeBook>",
         "color of Code is no colour: \"rood\""},
        {"<Sources><TextSource guid=\"00000000-0000-4000-8000-000000000001\" creationDateTime=\"gisteren\"/></Sources>",
         "creationDateTime of TextSource is no date and time: \"gisteren\""},
        {"<Sources><TextSource guid=\"00000000-0000-4000-8000-000000000001\"><PlainTextSelection "
         "guid=\"00000000-0000-4000-8000-000000000002\" startPosition=\"a\" endPosition=\"1\"/></TextSource></Sources>",
         "startPosition of PlainTextSelection is no whole number: \"a\""},
        {"<Variables><Variable guid=\"00000000-0000-4000-8000-000000000001\" name=\"v\" "
         "typeOfVariable=\"langlanglanglanglanglanglanglanglanglanglanglanglanglanglanglanglanglanglanglang\"/></"
         "Variables>",
         "typeOfVariable of Variable is no word of the standard: "
         "\"langlanglanglanglanglanglanglanglanglanglanglangla\""},
        {"<Users><Code guid=\"00000000-0000-4000-8000-000000000001\" name=\"a\" isCodable=\"1\"/></Users>",
         "Code does not belong in Users"},
        {"<Description>a</Description><Description>b</Description>", "Description stands more than once in Project"},
        {"<Vreemd><Users><User/></Users></Vreemd>", "Vreemd is no element of the standard"},
        {"<TextValue>x</TextValue>", "TextValue does not belong in Project"},
        {"<Cases><Case "
         "guid=\"00000000-0000-4000-8000-000000000001\"><PlainTextContent>x</PlainTextContent></Case></Cases>",
         "PlainTextContent does not belong in Case"},
        {"<Cases><Case guid=\"00000000-0000-4000-8000-000000000001\"><VariableRef "
         "targetGUID=\"00000000-0000-4000-8000-000000000002\"/></Case></Cases>",
         "VariableRef does not belong in Case"},
        {"<Sources><TextSource guid=\"00000000-0000-4000-8000-000000000001\"/><AudioSource "
         "guid=\"00000000-0000-4000-8000-000000000002\"/><TextSource "
         "guid=\"00000000-0000-4000-8000-000000000003\"/></Sources><Users><User "
         "guid=\"00000000-0000-4000-8000-000000000004\"/></Users>",
         "Users stands too late in Project"},
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        dr_buf said = {0};
        dr_refi r;
        read_odd(odd[i].inside, false, &r, &said);
        if (strstr(said.data, odd[i].said) == NULL)
            print_error("%s\nsaid     %sexpected %s\n", odd[i].inside, said.data, odd[i].said);
        CHECK(strstr(said.data, odd[i].said) != NULL);
        CHECK(r.ninvalid > 0);
        dr_refi_free(&r);
        dr_buf_free(&said);
    }
}

TEST(odd_values_are_taken_for_what_they_mean)
{
    dr_buf said = {0};
    dr_refi r;
    read_odd("<Users><User guid=\"{AAAAAAAA-0000-4000-8000-00000000000F}\"/></Users><Sources><TextSource guid=\"" G(
                 1) "\"><PlainTextSelection guid=\"" G(2) "\" startPosition=\"99999999999\" endPosition=\"-5\" "
                                                          "creatingUser=\"{aaaaaaaa-0000-4000-8000-00000000000f\"/></"
                                                          "TextSource></Sources>",
             false, &r, &said);
    CHECK_INT(dr_refi_find(&r, DR_STR("aaaaaaaa-0000-4000-8000-00000000000f")).kind, REFI_USER);
    CHECK_INT(r.selections.at[0].start, -1); /* larger than any text */
    CHECK_INT(r.selections.at[0].end, -1);
    CHECK_STR(r.selections.at[0].user, "{aaaaaaaa-0000-4000-8000-00000000000f");
    dr_refi_free(&r);
    dr_buf_free(&said);
    read_odd("<CodeBook xmlns=\"urn:QDA-XML:codebook:0:4\"><Codes><Code guid=\"" G(
                 1) "\" name=\"a\" "
                    "isCodable=\"true\"/></Codes><Sets><Set guid=\"" G(2) "\" name=\"s\"><MemberCode guid=\"" G(
                        1) "\"/>"
                           "</Set></Sets></CodeBook>",
             true, &r, &said);
    CHECK(strstr(said.data, "the namespace is urn:QDA-XML:codebook:0:4, expected urn:QDA-XML:codebook:1.0") != NULL);
    CHECK_INT(r.ninvalid, 1);
    CHECK_STR(r.refs.at[0].target, G(1)); /* by its own attribute there */
    dr_refi_free(&r);
    dr_buf_free(&said);
}

TEST(other_xml_is_no_project)
{
    static const char *const others[] = {"<Boek/>", "<Project xmlns=\"urn:x\"/>", "<Project/>",
                                         "<CodeBook xmlns=\"urn:y\"/>"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        dr_refi r;
        draad_error err = {0};
        CHECK_INT(dr_refi_read_bytes(dr_str_of(others[i]), "p.qde", true, NULL, &r, &err), DRAAD_E_SOURCE);
        CHECK(strstr(err.message, "is no project or codebook of REFI-QDA") != NULL);
    }
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
        a_project_is_read_for_what_it_says, every_element_of_a_project_is_read,
        what_is_not_as_the_standard_asks_is_told, odd_values_are_taken_for_what_they_mean, other_xml_is_no_project,
        an_imported_project_has_its_codings_memos_and_cases, a_doctor_names_what_is_wrong,
        every_failed_allocation_is_said, a_failed_allocation_leaves_no_half_of_a_result)};
    return cmocka_run_group_tests(tests, make_home, remove_home);
}
