/* SPDX-License-Identifier: Apache-2.0
 * tables.h - asking for a table by its kind, and reading its cells by the names of their columns. */
#ifndef DR_TABLES_OF_TESTS_H
#define DR_TABLES_OF_TESTS_H

#include "base/table.h"
#include "coding/project.h"
#include "failing.h"

static inline draad_table_options defaults(void)
{
    draad_table_options o;
    draad_table_defaults(&o);
    return o;
}

/* A table that can be made. */
static inline draad_table *ask(const draad_project *p, const char *kind, const draad_table_options *o)
{
    draad_table *t = NULL;
    draad_error err = {0};
    const draad_status s = draad_project_table(p, kind, o, &t, &err);
    if (s != DRAAD_OK)
        print_error("%s: %s\n", kind, err.message);
    assert_int_equal(s, DRAAD_OK);
    assert_non_null(t);
    return t;
}

/* What is said of a table that cannot be made, in a static buffer. */
static inline const char *refusal(const draad_project *p, const char *kind, const draad_table_options *o)
{
    static draad_error err;
    draad_table *t = NULL;
    err = (draad_error){0};
    assert_int_equal(draad_project_table(p, kind, o, &t, &err), DRAAD_E_USAGE);
    assert_null(t);
    return err.message;
}

static inline size_t column_of(const draad_table *t, const char *name)
{
    for (size_t i = 0; i < draad_table_columns(t); i++)
        if (dr_str_is(draad_table_column_name(t, i), name))
            return i;
    print_error("there is no column %s\n", name);
    fail();
    return 0;
}

static inline double value(const draad_table *t, size_t row, const char *column)
{
    assert_true(row < draad_table_rows(t));
    assert_false(draad_table_is_text(t, column_of(t, column)));
    return draad_table_value(t, row, column_of(t, column));
}

static inline draad_str text(const draad_table *t, size_t row, const char *column)
{
    assert_true(row < draad_table_rows(t));
    assert_true(draad_table_is_text(t, column_of(t, column)));
    return draad_table_text(t, row, column_of(t, column));
}

static inline draad_fact fact(const draad_table *t, const char *name)
{
    for (size_t i = 0; i < draad_table_facts(t); i++)
        if (dr_str_is(draad_table_fact(t, i).name, name))
            return draad_table_fact(t, i);
    print_error("there is no fact %s\n", name);
    fail();
    return (draad_fact){0};
}

/* The one row that has these texts in its first columns; `second` may be NULL. */
static inline size_t row_of(const draad_table *t, const char *first, const char *second)
{
    size_t found = draad_table_rows(t), n = 0;
    for (size_t i = 0; i < draad_table_rows(t); i++)
        if (dr_str_is(draad_table_text(t, i, 0), first) &&
            (second == NULL || dr_str_is(draad_table_text(t, i, 1), second))) {
            found = i;
            n++;
        }
    if (n != 1)
        print_error("%zu rows of %s %s\n", n, first, second != NULL ? second : "");
    assert_int_equal(n, 1);
    return found;
}

/* Makes a table while the first, the second, the third allocation fails, until none does: how often that was.  The
 * sanitizer sees what is lost. */
static inline size_t ask_without_memory(const draad_project *p, const char *kind, const draad_table_options *o)
{
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        draad_table *t = NULL;
        draad_error err = {0};
        allocations_left = n;
        draad_set_allocator(&failing);
        s = draad_project_table(p, kind, o, &t, &err);
        draad_set_allocator(NULL);
        assert_true(s == DRAAD_OK || (s == DRAAD_E_MEMORY && t == NULL && err.status == DRAAD_E_MEMORY));
        draad_table_free(t);
        assert_true(n < 100000);
    }
    return n;
}

#endif
