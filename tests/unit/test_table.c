/* SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"
#include "failing.h"

TEST(table_keeps_numbers_and_copies_names)
{
    draad_table *t = NULL;
    char name[] = "zin.coping";
    CHECK_INT(dr_table_new(2, 3, &t, NULL), DRAAD_OK);
    CHECK_INT(dr_table_name_row(t, 1, dr_str_of(name), NULL), DRAAD_OK);
    CHECK_INT(dr_table_name_column(t, 2, DR_STR("jaccard"), NULL), DRAAD_OK);
    *dr_table_at(t, 1, 2) = 0.5;
    name[0] = '?';
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_INT(draad_table_columns(t), 3);
    CHECK_STR(draad_table_row_name(t, 1), "zin.coping");
    CHECK_STR(draad_table_row_name(t, 0), "");
    CHECK_STR(draad_table_column_name(t, 2), "jaccard");
    CHECK_NEAR(draad_table_value(t, 1, 2), 0.5, 0);
    CHECK_NEAR(draad_table_value(t, 1, 1), 0, 0);
    draad_table_free(t);
}

TEST(outside_the_table_is_undefined)
{
    draad_table *t = NULL;
    CHECK_INT(dr_table_new(1, 1, &t, NULL), DRAAD_OK);
    CHECK(isnan(draad_table_value(t, 1, 0)));
    CHECK(isnan(draad_table_value(t, 0, 1)));
    CHECK_STR(draad_table_row_name(t, 1), "");
    CHECK_STR(draad_table_column_name(t, SIZE_MAX), "");
    draad_table_free(t);
    draad_table_free(NULL);
}

TEST(table_too_large_for_memory_is_refused)
{
    draad_table *t = NULL;
    draad_error err = {0};
    CHECK_INT(dr_table_new(SIZE_MAX / 4, 16, &t, &err), DRAAD_E_MEMORY);
    CHECK(t == NULL);
}

TEST(table_may_be_empty)
{
    draad_table *t = NULL;
    CHECK_INT(dr_table_new(0, 0, &t, NULL), DRAAD_OK);
    CHECK_INT(draad_table_rows(t), 0);
    draad_table_free(t);
}

/* ---- Row by row -------------------------------------------------------------------------------------------- */

static const char *const columns[] = {"@code", "n", "@label", NULL};

static void put_row(draad_table *t, const char *code, double n, const char *label)
{
    dr_table_put_text(t, dr_str_of(code));
    dr_table_put(t, n);
    dr_table_put_text(t, dr_str_of(label));
}

TEST(rows_are_put_cell_by_cell)
{
    draad_table *t = NULL;
    char label[] = "Werkdruk";
    CHECK_INT(dr_table_of(columns, &t, NULL), DRAAD_OK);
    CHECK_INT(draad_table_rows(t), 0);
    CHECK_INT(draad_table_columns(t), 3);
    put_row(t, "a", 1.5, label);
    label[0] = '?'; /* copied */
    put_row(t, "b", NAN, "");
    CHECK_INT(dr_table_done(&t, DRAAD_OK, NULL), DRAAD_OK);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(draad_table_column_name(t, 0), "code");
    CHECK_STR(draad_table_column_name(t, 1), "n");
    CHECK(draad_table_is_text(t, 0) && !draad_table_is_text(t, 1) && draad_table_is_text(t, 2));
    CHECK(!draad_table_is_text(t, 3));
    CHECK_STR(draad_table_text(t, 0, 2), "Werkdruk");
    CHECK_STR(draad_table_text(t, 1, 0), "b");
    CHECK_STR(draad_table_text(t, 1, 2), "");
    CHECK_NEAR(draad_table_value(t, 0, 1), 1.5, 0);
    CHECK(isnan(draad_table_value(t, 1, 1)));
    CHECK_STR(draad_table_row_name(t, 0), "");
    CHECK_STR(draad_table_text(t, 2, 0), "");
    CHECK_STR(draad_table_text(t, 0, 3), "");
    CHECK_STR(draad_table_text(t, 0, 1), ""); /* a number has no text */
    draad_table_free(t);
}

TEST(a_table_grows_and_keeps_what_it_has)
{
    static const char *const numbers[] = {"i", "square", NULL};
    for (int texts = 0; texts <= 1; texts++) {
        draad_table *t = NULL;
        CHECK_INT(dr_table_of(texts ? columns : numbers, &t, NULL), DRAAD_OK);
        for (int i = 0; i < 1000; i++) {
            char code[8];
            snprintf(code, sizeof code, "%d", i);
            if (texts) {
                put_row(t, code, i, "label");
            } else {
                dr_table_put(t, i);
                dr_table_put(t, (double)i * i);
            }
        }
        CHECK_INT(dr_table_done(&t, DRAAD_OK, NULL), DRAAD_OK);
        CHECK_INT(draad_table_rows(t), 1000);
        for (size_t i = 0; i < 1000; i += 37) {
            char code[8];
            snprintf(code, sizeof code, "%zu", i);
            CHECK_NEAR(draad_table_value(t, i, 1), texts ? (double)i : (double)(i * i), 0);
            CHECK_STR(draad_table_text(t, i, 0), texts ? code : "");
        }
        draad_table_free(t);
    }
}

TEST(facts_are_of_the_whole_table)
{
    draad_table *t = NULL;
    char coder[] = "Anna";
    CHECK_INT(dr_table_of(columns, &t, NULL), DRAAD_OK);
    dr_table_fact(t, "n", 13);
    dr_table_fact_text(t, "coders", dr_str_of(coder));
    coder[0] = '?';
    put_row(t, "a", 1, "");
    dr_table_fact(t, "family", 6); /* in between rows it may be said too */
    CHECK_INT(dr_table_done(&t, DRAAD_OK, NULL), DRAAD_OK);
    CHECK_INT(draad_table_facts(t), 3);
    CHECK_STR(draad_table_fact(t, 0).name, "n");
    CHECK_NEAR(draad_table_fact(t, 0).number, 13, 0);
    CHECK(!draad_table_fact(t, 0).is_text && draad_table_fact(t, 1).is_text);
    CHECK_STR(draad_table_fact(t, 1).text, "Anna");
    CHECK_STR(draad_table_fact(t, 2).name, "family");
    CHECK_STR(draad_table_fact(t, 3).name, "");
    CHECK(isnan(draad_table_fact(t, 3).number));
    draad_table_free(t);
}

TEST(a_table_of_a_failure_is_freed)
{
    draad_table *t = NULL;
    CHECK_INT(dr_table_of(columns, &t, NULL), DRAAD_OK);
    dr_table_put_text(t, DR_STR("half a row"));
    CHECK_INT(dr_table_done(&t, DRAAD_E_USAGE, NULL), DRAAD_E_USAGE);
    CHECK(t == NULL);
    CHECK_INT(dr_table_done(&t, DRAAD_E_LIMIT, NULL), DRAAD_E_LIMIT); /* and none is none */
    CHECK_INT(dr_table_done(&t, DRAAD_OK, NULL), DRAAD_OK);
}

TEST(no_memory_is_kept_until_the_end_and_loses_nothing)
{
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        draad_table *t = NULL;
        draad_error err = {0};
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_table_of(columns, &t, &err);
        for (int i = 0; s == DRAAD_OK && i < 200; i++)
            put_row(t, "zin.coping", i, "een etiket");
        if (s == DRAAD_OK) {
            dr_table_fact(t, "n", 13);
            dr_table_fact_text(t, "coders", DR_STR("all"));
            s = dr_table_done(&t, DRAAD_OK, &err);
        }
        draad_set_allocator(NULL);
        CHECK((s == DRAAD_OK) == (t != NULL));
        CHECK(s == DRAAD_OK || err.status == DRAAD_E_MEMORY);
        draad_table_free(t);
    }
    CHECK(n > 12);
}

int main(void)
{
    return RUN(table_keeps_numbers_and_copies_names, outside_the_table_is_undefined,
               table_too_large_for_memory_is_refused, table_may_be_empty, rows_are_put_cell_by_cell,
               a_table_grows_and_keeps_what_it_has, facts_are_of_the_whole_table, a_table_of_a_failure_is_freed,
               no_memory_is_kept_until_the_end_and_loses_nothing);
}
