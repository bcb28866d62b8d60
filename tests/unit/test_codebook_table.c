/* SPDX-License-Identifier: Apache-2.0
 * test_codebook_table.c - a codebook as a table, and a table as a codebook. */
#include "failing.h"

#include "exchange/codebook_table.h"

static char told[4000];

static void keep_told(void *ctx, draad_severity severity, const draad_error *m)
{
    static const char *const names[] = {"error", "warning", "note"};
    (void)ctx;
    snprintf(told + strlen(told), sizeof told - strlen(told), "%u: %s: %s\n", (unsigned)m->line, names[severity],
             m->message);
}
static const draad_report report = {keep_told, NULL};

static void append(void *ctx, draad_str text)
{
    dr_buf_put(ctx, text, NULL);
}

/* A codebook as CSV. */
static draad_status to_csv(const char *yaml, bool excel_nl, dr_buf *out)
{
    draad_table *t = NULL;
    draad_error err = {0};
    told[0] = '\0';
    draad_status s = dr_codebook_to_table(dr_str_of(yaml), "boek.yaml", &report, &t, &err);
    if (s == DRAAD_OK)
        s = draad_table_write(t, excel_nl ? DRAAD_TABLE_EXCEL_NL : DRAAD_TABLE_CSV, append, out, &err);
    draad_table_free(t);
    return s;
}

static draad_status from_csv(draad_str csv, dr_buf *out)
{
    dr_arena arena = {0};
    dr_csv table;
    draad_error err = {0};
    told[0] = '\0';
    draad_status s = dr_csv_read(csv, "boek.csv", &arena, &table, &err);
    if (s == DRAAD_OK)
        s = dr_codebook_from_table(&table, "boek.csv", &report, out, &err);
    dr_arena_free(&arena);
    return s;
}

static void check_import(const char *csv, draad_status status, const char *yaml, const char *messages)
{
    dr_buf out = {0};
    assert_int_equal(from_csv(dr_str_of(csv), &out), status);
    check_str(dr_buf_str(&out), yaml, __FILE__, __LINE__);
    check_str(dr_str_of(told), messages, __FILE__, __LINE__);
    dr_buf_free(&out);
}

static const char whole[] = "draad: 1\n"
                            "id: zin\n"
                            "title: \"Zin: in werk\"\n"
                            "language: nl\n"
                            "version: 1.0.0\n"
                            "within: 2 sentences\n"
                            "speakers: {exclude: [interviewer]}\n"
                            "unless: $nee\n"
                            "sets:\n"
                            "  nee:\n"
                            "    - =niet\n"
                            "    - \"'t is niks\"\n"
                            "codes:\n"
                            "  - id: boven\n"
                            "    label: Boven\n"
                            "    definition: \"Een \\\"zin\\\" # met van alles, en\\ntwee regels\"\n"
                            "    unit: turn\n"
                            "    memo: \"later: nakijken\"\n"
                            "    include:\n"
                            "      - \"- een streep\"\n"
                            "      - \"twee\\nregels\"\n"
                            "    codes:\n"
                            "      - id: onder\n"
                            "        examples:\n"
                            "          - \"\\\"Kom mee!\\\" zei ze.\"\n"
                            "          - Dat zal niet.\n"
                            "        rules:\n"
                            "          - =mee\n"
                            "          - id: zeg\n"
                            "            find: zeggen NEAR/3 (kom mee)\n"
                            "            except: \"'s avonds\"\n"
                            "            weight: zwaar\n"
                            "          - \"/a, [b]{1}: c/\"\n"
                            "  - id: naast\n"
                            "    rules:\n"
                            "      - zal\n";

TEST(everything_in_a_codebook_comes_back)
{
    for (int excel_nl = 0; excel_nl < 2; excel_nl++) {
        dr_buf csv = {0}, yaml = {0}, again = {0};
        char twice[4000];
        CHECK_INT(to_csv(whole, excel_nl, &csv), DRAAD_OK);
        CHECK_STR(dr_str_of(told), "");
        CHECK_INT(from_csv(dr_buf_str(&csv), &yaml), DRAAD_OK);
        CHECK_STR(dr_str_of(told), "");
        CHECK_STR(dr_buf_str(&yaml), whole);
        snprintf(twice, sizeof twice, "%.*s", (int)yaml.len, yaml.data);
        CHECK_INT(to_csv(twice, excel_nl, &again), DRAAD_OK);
        CHECK(again.len == csv.len && memcmp(again.data, csv.data, csv.len) == 0);
        dr_buf_free(&csv);
        dr_buf_free(&yaml);
        dr_buf_free(&again);
    }
}

TEST(a_list_never_begins_like_a_formula)
{
    dr_buf csv = {0};
    CHECK_INT(to_csv("draad: 1\nid: b\ncodes:\n  - id: a\n    rules: [=druk, team]\n", false, &csv), DRAAD_OK);
    CHECK_STR(dr_buf_str(&csv), "code,parent,label,definition,include,exclude,examples,counterexamples,rules,settings\n"
                                "a,,,,,,,,\"\xE2\x80\xA2 =druk\n\xE2\x80\xA2 team\",\n"
                                "codebook:b,,,,,,,,,\n");
    dr_buf_free(&csv);
}

TEST(comments_are_named_as_lost)
{
    dr_buf csv = {0};
    CHECK_INT(to_csv("draad: 1\nid: b\n  # van mij\ncodes:\n  - id: a\n    rules: [druk]\n", false, &csv), DRAAD_OK);
    CHECK_STR(dr_str_of(told),
              "0: note: comments (after '#') and the way the file is laid out have no place in a table "
              "and are left out\n");
    dr_buf_free(&csv);
}

TEST(a_codebook_that_is_not_valid_becomes_no_table)
{
    dr_buf csv = {0};
    CHECK_INT(to_csv("draad: 1\nid: b\ncodes:\n  - id: a\n    rules: [\"(druk\"]\n", false, &csv), DRAAD_E_CODEBOOK);
    CHECK_INT(csv.len, 0);
    dr_buf_free(&csv);
}

TEST(a_table_of_another_program_becomes_a_codebook)
{
    (void)state_;
    check_import("Code;bovenliggend;Regels;Aantal\n"
                 "Werk & priv\xC3\xA9;;;\n"
                 "Naar huis;Werk & priv\xC3\xA9;\"- =mee\n* naar huis\";3\n"
                 ";;;\n",
                 DRAAD_OK,
                 "draad: 1\nid: boek\ntitle: boek\ncodes:\n"
                 "  - id: werk-prive\n    label: Werk & priv\xC3\xA9\n    codes:\n"
                 "      - id: naar-huis\n        label: Naar huis\n        rules:\n"
                 "          - =mee\n          - naar huis\n",
                 "1: warning: the column 'Aantal' has no place in a codebook and is left out\n"
                 "0: note: no row 'codebook:id' gives the codebook an id, language and version; the id is made of the "
                 "file's name\n");
}

TEST(two_codes_of_one_name_get_ids_of_their_own)
{
    (void)state_;
    check_import("code,parent,rules\ncodebook:b,,\nHet Werk,,x\nthuis,,y\nHet Werk,thuis,z\n", DRAAD_OK,
                 "draad: 1\nid: b\ncodes:\n  - id: het-werk\n    label: Het Werk\n    rules:\n      - x\n"
                 "  - id: thuis\n    rules:\n      - y\n    codes:\n      - id: het-werk-2\n        label: Het Werk\n"
                 "        rules:\n          - z\n",
                 "");
}

TEST(what_is_wrong_is_told_at_its_row)
{
    (void)state_;
    check_import("code,parent,rules\ncodebook:b,,\na,,\"mee\n(druk\"\nb,,team\n", DRAAD_E_CODEBOOK, "",
                 "3: error: an opening bracket that is not closed\n");
    check_import("code,parent,rules\ncodebook:b,,\na,,mee\na,,team\n", DRAAD_E_CODEBOOK, "",
                 "4: error: the code 'a' stands twice\n");
    check_import("code,parent\ncodebook:b,\na,weg\n,x\n", DRAAD_E_CODEBOOK, "",
                 "4: error: a row without a name in the column 'code'\n"
                 "3: error: its parent 'weg' is in no row of the column 'code'\n");
    check_import("code,parent,rules\ncodebook:b,,\na,b,x\nb,a,y\nc,,z\n", DRAAD_E_CODEBOOK, "",
                 "3: error: the parents of 'a' go round in a circle\n");
    check_import("code,settings\ncodebook:b,language nl\na,\n", DRAAD_E_CODEBOOK, "",
                 "2: error: 'language nl' is not understood; expected keys and values, as in 'unit: turn' or '{id: x, "
                 "find: y}'\n");
}

/* Nothing that may be a text stands in the message. */
TEST(a_table_without_codes_is_told_which_columns_it_has)
{
    static const char expected[] = "expected code, parent, label, definition, include, exclude, examples, "
                                   "counterexamples, rules, settings";
    static const char *const cases[][2] = {
        {"naam,regels,Ik ben moe,\na,b\n", "found: naam, regels; "}, {"Ik ben heel moe.\n", ""}, {"", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dr_arena arena = {0};
        dr_buf out = {0};
        dr_csv table;
        draad_error err = {0};
        char message[300];
        snprintf(message, sizeof message, "there is no column 'code'; %s%s", cases[i][1], expected);
        CHECK_INT(dr_csv_read(dr_str_of(cases[i][0]), "boek.csv", &arena, &table, &err), DRAAD_OK);
        CHECK_INT(dr_codebook_from_table(&table, "boek.csv", &report, &out, &err), DRAAD_E_CODEBOOK);
        CHECK_STR(dr_str_of(err.message), message);
        CHECK_INT(err.line, 1);
        dr_arena_free(&arena);
        dr_buf_free(&out);
    }
}

TEST(codes_that_nest_too_deep_are_refused)
{
    dr_buf csv = {0}, out = {0};
    dr_buf_printf(&csv, NULL, "code,parent,rules\ncodebook:b,,\n");
    for (int i = 0; i < 40; i++)
        dr_buf_printf(&csv, NULL, "c%d,%s%.0d,x\n", i, i > 0 ? "c" : "", i > 0 ? i - 1 : 0);
    CHECK_INT(from_csv(dr_buf_str(&csv), &out), DRAAD_E_CODEBOOK);
    dr_buf_free(&csv);
    dr_buf_free(&out);
}

TEST(tables_survive_every_failing_allocation)
{
    dr_buf good = {0};
    CHECK_INT(to_csv(whole, false, &good), DRAAD_OK);
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s == DRAAD_E_MEMORY && n < 5000; n++) {
        dr_buf out = {0};
        allocations_left = n;
        draad_set_allocator(&failing);
        s = from_csv(dr_buf_str(&good), &out);
        dr_buf_free(&out);
        draad_set_allocator(NULL);
    }
    CHECK_INT(s, DRAAD_OK);
    dr_buf_free(&good);
}

int main(void)
{
    return RUN(everything_in_a_codebook_comes_back, a_list_never_begins_like_a_formula, comments_are_named_as_lost,
               a_codebook_that_is_not_valid_becomes_no_table, a_table_of_another_program_becomes_a_codebook,
               two_codes_of_one_name_get_ids_of_their_own, what_is_wrong_is_told_at_its_row,
               a_table_without_codes_is_told_which_columns_it_has, codes_that_nest_too_deep_are_refused,
               tables_survive_every_failing_allocation);
}
