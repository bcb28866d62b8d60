/* SPDX-License-Identifier: Apache-2.0
 * test_export.c - exports of a small study: what is in them, and that they appear whole or not at all. */
#define _GNU_SOURCE
#include "failing.h"
#include "scratch.h"

#include <sys/stat.h>
#include <unistd.h>

#include "coding/project.h"
#include "exchange/account.h"
#include "exchange/export.h"
#include "outside/file.h"
#include "outside/sav.h"
#include "outside/xlsx.h"

static draad_project *study;

static const char codebook[] = "draad: 1\nid: b\nlanguage: en\nversion: 1.2\ncodes:\n"
                               "  - id: druk\n    label: \"Druk & <zwaar>\"\n    rules: [=druk]\n"
                               "  - id: team\n    rules: [=team]\n  - id: leeg\n    rules: [=zeldzaam]\n";
static const char cases[] = "document,case,groep,leeftijd\nd1,P1,a,30\nd2,P2,b,NA\n";

static int begin(void **state)
{
    if (make_home(state) != 0 || (study = draad_project_new(NULL)) == NULL)
        return -1;
    assert_int_equal(draad_project_add_codebook_bytes(study, dr_str_of(codebook), "/weg/b.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_set_cases_bytes(study, dr_str_of(cases), "/weg/cases.csv"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(study, DR_STR("R: Druk, dat geheime team. Druk.\n"), "/weg/d1.txt"),
                     DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(study, DR_STR("R: Ons team.\n"), "/weg/d2.txt"), DRAAD_OK);
    assert_int_equal(draad_project_code(study, NULL), DRAAD_OK);
    return 0;
}

static int end(void **state)
{
    draad_project_free(study);
    return remove_home(state);
}

static const char *contents(const char *name)
{
    static dr_buf bytes;
    bytes.len = 0;
    assert_int_equal(dr_file_read(in_home(name), 1 << 24, &bytes, NULL), DRAAD_OK);
    assert_int_equal(dr_buf_put_char(&bytes, '\0', NULL), DRAAD_OK);
    return bytes.data;
}

TEST(matrix_market_has_segments_and_names)
{
    CHECK_INT(draad_export_matrix_market(study, in_home("m.mtx"), NULL, NULL), DRAAD_OK);
    CHECK_STR(dr_str_of(contents("m.mtx")),
              "%%MatrixMarket matrix coordinate integer general\n"
              "% segments; rows: documents, columns: codes; their names: .rows and .cols\n"
              "2 3 3\n1 1 2\n1 2 1\n2 2 1\n");
    CHECK_STR(dr_str_of(contents("m.rows")), "d1\nd2\n");
    CHECK_STR(dr_str_of(contents("m.cols")), "b.druk\nb.team\nb.leeg\n");
}

TEST(names_beside_a_matrix_are_not_replaced)
{
    CHECK_INT(dr_file_write(in_home("n.cols"), DR_STR("van mij"), false, NULL), DRAAD_OK);
    CHECK_INT(draad_export_matrix_market(study, in_home("n.mtx"), NULL, NULL), DRAAD_E_USAGE);
    CHECK(!dr_file_exists(in_home("n.mtx")) && !dr_file_exists(in_home("n.rows")));
    CHECK_STR(dr_str_of(contents("n.cols")), "van mij");
    CHECK_INT(draad_export_matrix_market(study, in_home("n.mtx"), &(draad_export_options){.force = true}, NULL),
              DRAAD_OK);
}

TEST(lines_hold_matched_words_alone)
{
    CHECK_INT(draad_export_jsonl(study, in_home("s.jsonl"), NULL, NULL), DRAAD_OK);
    const char *text = contents("s.jsonl");
    CHECK(strstr(text, "\"code\":\"b.team\"") != NULL && strstr(text, "team") != NULL);
    CHECK(strstr(text, "geheime") == NULL && strstr(text, "/weg") == NULL);
    CHECK_INT(draad_export_jsonl(study, in_home("s.jsonl"),
                                 &(draad_export_options){.force = true, .quotes = DRAAD_QUOTES_NONE}, NULL),
              DRAAD_OK);
    CHECK(strstr(contents("s.jsonl"), "\"text\"") == NULL);
    CHECK_INT(draad_export_jsonl(study, in_home("s.jsonl"),
                                 &(draad_export_options){.force = true, .quotes = DRAAD_QUOTES_FULL}, NULL),
              DRAAD_OK);
    CHECK(strstr(contents("s.jsonl"), "\"text\":\"Druk, dat geheime team.\"") != NULL);
}

TEST(the_network_has_pairs_that_meet)
{
    CHECK_INT(draad_export_graphml(study, in_home("g.graphml"), NULL, NULL), DRAAD_OK);
    const char *text = contents("g.graphml");
    CHECK(strstr(text, "<node id=\"b.druk\"><data key=\"node_label\">Druk &#38; &#60;zwaar&#62;</data>") != NULL);
    CHECK(strstr(text, "<edge source=\"b.druk\" target=\"b.team\"><data key=\"edge_weight\">1</data>") != NULL);
    CHECK(strstr(text, "<data key=\"edge_n\">3</data><data key=\"edge_jaccard\">0.333333333333333</data>") != NULL);
    CHECK(strstr(text, "target=\"b.leeg\"") == NULL);
}

TEST(the_account_tells_what_was_done)
{
    static const char *const told[][2] = {{"b", "b"},        {"version", "1.2"},          {"documents", "2"},
                                          {"segments", "4"}, {"eligible sentences", "3"}, {"cases", "cases.csv"}};
    draad_export_options o = dr_export_options(NULL);
    draad_table *t = NULL;
    CHECK_INT(dr_account_of(study, &o, &t, NULL), DRAAD_OK);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        bool found = false;
        for (size_t k = 0; k < t->nrows; k++)
            found = found || (dr_str_is(draad_table_text(t, k, 1), told[i][0]) &&
                              dr_str_is(draad_table_text(t, k, 2), told[i][1]));
        CHECK(found);
    }
    draad_table_free(t);
}

TEST(names_of_spss_are_what_it_accepts)
{
    static const char *const names[][2] = {{"zin.werk-priv\xC3\xA9", "zin.werk_prive"},
                                           {"9 keer", "v_9_keer"},
                                           {"", "v"},
                                           {"_x", "v__x"},
                                           {"einde.", "einde"},
                                           {"WITH", "WITH_2"},
                                           {"Leeftijd", "Leeftijd_2"},
                                           {"\xE6\x97\xA5", "v"}};
    const draad_str taken[] = {DR_STR("leeftijd")};
    dr_buf out = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        out.len = 0;
        CHECK_INT(dr_sav_name(dr_str_of(names[i][0]), taken, 1, &out, NULL), DRAAD_OK);
        CHECK_STR(dr_buf_str(&out), names[i][1]);
    }
    dr_buf_free(&out);
}

TEST(long_names_of_spss_are_cut_and_stay_apart)
{
    char name[101];
    dr_buf first = {0}, second = {0};
    memset(name, 'a', 100);
    name[100] = '\0';
    CHECK_INT(dr_sav_name(dr_str_of(name), NULL, 0, &first, NULL), DRAAD_OK);
    CHECK_INT(first.len, DR_SAV_NAME_BYTES);
    const draad_str taken[] = {dr_buf_str(&first)};
    CHECK_INT(dr_sav_name(dr_str_of(name), taken, 1, &second, NULL), DRAAD_OK);
    CHECK_INT(second.len, DR_SAV_NAME_BYTES);
    CHECK(memcmp(second.data + 62, "_2", 2) == 0);
    dr_buf_free(&first);
    dr_buf_free(&second);
}

TEST(without_its_library_a_format_is_refused)
{
    CHECK_INT(draad_export_workbook(study, in_home("w.xlsx"), NULL, NULL),
              dr_xlsx_is_there() ? DRAAD_OK : DRAAD_E_USAGE);
    CHECK(dr_file_exists(in_home("w.xlsx")) == dr_xlsx_is_there());
    CHECK_INT(draad_export_sav(study, in_home("w.sav"), NULL, NULL), dr_sav_is_there() ? DRAAD_OK : DRAAD_E_USAGE);
    CHECK(dr_file_exists(in_home("w.sav")) == dr_sav_is_there());
}

TEST(an_unknown_attribute_is_refused)
{
    if (dr_xlsx_is_there())
        CHECK_INT(draad_export_workbook(study, in_home("a.xlsx"), &(draad_export_options){.by = "maan"}, NULL),
                  DRAAD_E_USAGE);
    CHECK(!dr_file_exists(in_home("a.xlsx")));
    (void)state_;
}

TEST(exports_survive_every_failing_allocation)
{
    static const struct {
        draad_exporter *write;
        const char *name;
    } all[] = {{draad_export_matrix_market, "f.mtx"},
               {draad_export_jsonl, "f.jsonl"},
               {draad_export_graphml, "f.graphml"},
               {draad_export_sav, "f.sav"},
               {draad_export_workbook, "f.xlsx"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if ((i == 3 && !dr_sav_is_there()) || (i == 4 && !dr_xlsx_is_there()))
            continue;
        draad_status s = DRAAD_E_MEMORY;
        for (size_t n = 0; s == DRAAD_E_MEMORY && n < 20000; n++) {
            dr_project_changed(study); /* counts that are kept would hide allocations */
            allocations_left = n;
            draad_set_allocator(&failing);
            s = all[i].write(study, in_home(all[i].name), &(draad_export_options){.by = "groep"}, NULL);
            draad_set_allocator(NULL);
            CHECK(s == DRAAD_OK || !dr_file_exists(in_home(all[i].name)));
        }
        CHECK_INT(s, DRAAD_OK);
    }
}

TEST(nothing_is_left_beside_the_exports)
{
    char command[200];
    snprintf(command, sizeof command, "test -z \"$(ls -A %s | grep draad-)\"", home);
    CHECK_INT(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(matrix_market_has_segments_and_names),
                                       cmocka_unit_test(names_beside_a_matrix_are_not_replaced),
                                       cmocka_unit_test(lines_hold_matched_words_alone),
                                       cmocka_unit_test(the_network_has_pairs_that_meet),
                                       cmocka_unit_test(the_account_tells_what_was_done),
                                       cmocka_unit_test(names_of_spss_are_what_it_accepts),
                                       cmocka_unit_test(long_names_of_spss_are_cut_and_stay_apart),
                                       cmocka_unit_test(without_its_library_a_format_is_refused),
                                       cmocka_unit_test(an_unknown_attribute_is_refused),
                                       cmocka_unit_test(exports_survive_every_failing_allocation),
                                       cmocka_unit_test(nothing_is_left_beside_the_exports)};
    return cmocka_run_group_tests(tests, begin, end);
}
