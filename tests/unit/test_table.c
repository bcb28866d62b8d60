/* SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"
#include "harness.h"

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

int main(void)
{
    return RUN(table_keeps_numbers_and_copies_names, outside_the_table_is_undefined,
               table_too_large_for_memory_is_refused, table_may_be_empty);
}
