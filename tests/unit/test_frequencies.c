/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "tables.h"
#include "worked_example.h"

/* The row of a code and a document. */
static size_t frequency(const draad_table *t, const char *code, const char *document)
{
    for (size_t i = 0; i < draad_table_rows(t); i++)
        if (dr_str_is(text(t, i, "code"), code) && dr_str_is(text(t, i, "document"), document))
            return i;
    print_error("no row of %s in %s\n", code, document);
    fail();
    return 0;
}

TEST(tf_idf_is_high_for_what_is_frequent_here_and_rare_elsewhere)
{
    draad_project *p = handmade_new(4);
    dr_coded *x = handmade_document(p, "x", "RRRR"), *y = handmade_document(p, "y", "RRRR");
    handmade_document(p, "z", "R"); /* without codings: it is a document all the same */
    for (draad_byte i = 0; i < 3; i++)
        handmade_coding(x, 0, 0, 10 * i, 10 * i + 9);
    handmade_coding(x, 0, 1, 25, 29); /* of another coder, in the same place: the same segment */
    handmade_coding(x, 1, 0, 30, 39);
    handmade_coding(y, 1, 0, 0, 9);
    handmade_coding(y, 2, 0, 0, 9);
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "frequencies", &o);
    static const struct {
        const char *code, *document;
        double cf, df, segments, share, tf_idf;
    } rows[] = {
        {"a", "x", 3, 1, 3, 0.75, 0.82395921650108232}, /* 3/4 ln 3 */
        {"b", "x", 2, 2, 1, 0.25, 0.10136627702704110}, /* 1/4 ln 3/2 */
        {"b", "y", 2, 2, 1, 0.5, 0.20273255405408220},
        {"c", "y", 1, 1, 1, 0.5, 0.54930614433405489},
        {"d", "", 0, 0, 0, NAN, NAN},
    };
    CHECK_INT(draad_table_rows(t), 5);
    for (size_t i = 0; i < 5; i++) {
        const size_t row = frequency(t, rows[i].code, rows[i].document);
        CHECK_INT(row, i);
        CHECK_NEAR(value(t, row, "cf"), rows[i].cf, 0);
        CHECK_NEAR(value(t, row, "df"), rows[i].df, 0);
        CHECK_NEAR(value(t, row, "segments"), rows[i].segments, 0);
        CHECK_NEAR(value(t, row, "share"), rows[i].share, 1e-12);
        CHECK_NEAR(value(t, row, "tf_idf"), rows[i].tf_idf, 1e-12);
    }
    CHECK_NEAR(fact(t, "documents").number, 3, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(what_is_everywhere_says_nothing)
{
    draad_project *p = worked_example();
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "frequencies", &o);
    CHECK_INT(draad_table_rows(t), 12);
    for (size_t i = 0; i < 12; i++) {
        CHECK_NEAR(value(t, i, "tf_idf"), 0, 0);
        CHECK_NEAR(value(t, i, "df"), 3, 0);
    }
    CHECK_NEAR(value(t, frequency(t, "we.w", "d1"), "cf"), 7, 0);
    CHECK_NEAR(value(t, frequency(t, "we.w", "d1"), "segments"), 2, 0); /* three codings, two of which overlap */
    CHECK_NEAR(value(t, frequency(t, "we.w", "d3"), "share"), 4.0 / 7, 1e-12);
    draad_table_free(t);
    draad_project_free(p);
}

TEST(where_and_only_change_what_is_all)
{
    static const char *const a[] = {"a"};
    draad_project *p = handmade_new(2);
    handmade_coding(handmade_document(p, "x", "RR"), 0, 0, 0, 9);
    handmade_coding(&p->documents[0], 1, 0, 10, 19);
    handmade_document(p, "y", "R");
    CHECK_INT(dr_cases_read(DR_STR("document,groep\nx,een\ny,twee\n"), "cases.csv", NULL, &p->cases), DRAAD_OK);
    draad_table_options o = defaults();
    o.only = a;
    o.nonly = 1;
    draad_table *t = ask(p, "frequencies", &o);
    CHECK_NEAR(value(t, 0, "share"), 1, 0); /* the other code is not there */
    CHECK_NEAR(value(t, 0, "tf_idf"), log(2), 1e-12);
    draad_table_free(t);
    o.where[0] = "groep";
    o.where[1] = "een";
    t = ask(p, "frequencies", &o);
    CHECK_NEAR(value(t, 0, "tf_idf"), 0, 0);
    CHECK_NEAR(fact(t, "documents").number, 1, 0);
    draad_table_free(t);
    handmade_free(p);
}

TEST(without_documents_each_code_has_its_row)
{
    draad_project *p = handmade_new(2);
    const draad_table_options o = defaults();
    draad_table *t = ask(p, "frequencies", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_NEAR(value(t, 1, "cf"), 0, 0);
    CHECK_STR(text(t, 1, "document"), "");
    draad_table_free(t);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = handmade_new(2);
    handmade_coding(handmade_document(p, "x", "RR"), 0, 0, 0, 9);
    const draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "frequencies", &o) > 15);
    handmade_free(p);
}

int main(void)
{
    return RUN(tf_idf_is_high_for_what_is_frequent_here_and_rare_elsewhere, what_is_everywhere_says_nothing,
               where_and_only_change_what_is_all, without_documents_each_code_has_its_row,
               no_memory_is_an_error_and_loses_nothing);
}
