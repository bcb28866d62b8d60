/* SPDX-License-Identifier: Apache-2.0
 * harness.h - the few words in which our tests are written; cmocka does the work. */
#ifndef DR_HARNESS_H
#define DR_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>

#include <cmocka.h>

#include "draad.h"

#define TEST(name) static void name(void **state_)
#define CHECK(condition) ((void)state_, assert_true(condition))
#define CHECK_INT(found, expected) ((void)state_, assert_int_equal((found), (expected)))
#define CHECK_STR(found, expected) ((void)state_, check_str((found), (expected), __FILE__, __LINE__))
#define CHECK_RANGE(found, s, e) ((void)state_, check_range((found), (s), (e), __FILE__, __LINE__))
#define CHECK_NEAR(found, expected, relative) \
    ((void)state_, check_near((found), (expected), (relative), __FILE__, __LINE__))

static inline void check_str(draad_str found, const char *expected, const char *file, int line)
{
    if (found.len == strlen(expected) && (found.len == 0 || memcmp(found.data, expected, found.len) == 0))
        return;
    print_error("found    \"%.*s\"\nexpected \"%s\"\n", (int)found.len, found.data, expected);
    _fail(file, line);
}

static inline void check_range(draad_range found, unsigned start, unsigned end, const char *file, int line)
{
    if (found.start == start && found.end == end)
        return;
    print_error("found [%u, %u), expected [%u, %u)\n", found.start, found.end, start, end);
    _fail(file, line);
}

static inline void check_near(double found, double expected, double relative, const char *file, int line)
{
    if (isnan(expected) ? isnan(found)
        : isinf(expected) ? found == expected
                          : fabs(found - expected) <= relative * fmax(1e-300, fabs(expected)) ||
                                fabs(found - expected) <= 1e-15)
        return;
    print_error("found %.17g, expected %.17g\n", found, expected);
    _fail(file, line);
}

/* RUN(first, second, ...): runs the tests and is main's exit status.  At most 60 in one file. */
typedef struct {
    const char *name;
    CMUnitTestFunction run;
} dr_test;
#define DR_T(t) cmocka_unit_test(t),
#define DR_1(a) DR_T(a)
#define DR_EXPAND(x) x
#define DR_EACH_1(a) DR_T(a)
#define DR_EACH_2(a, ...) DR_T(a) DR_EXPAND(DR_EACH_1(__VA_ARGS__))
#define RUN(...) run_tests_((const struct CMUnitTest[]){DR_MAP(__VA_ARGS__)}, \
                            sizeof((const struct CMUnitTest[]){DR_MAP(__VA_ARGS__)}) / sizeof(struct CMUnitTest))

/* DR_MAP(a, b, c) -> DR_T(a) DR_T(b) DR_T(c), by deferred expansion. */
#define DR_EVAL(...)   DR_EVAL1(DR_EVAL1(DR_EVAL1(__VA_ARGS__)))
#define DR_EVAL1(...)  DR_EVAL2(DR_EVAL2(DR_EVAL2(__VA_ARGS__)))
#define DR_EVAL2(...)  DR_EVAL3(DR_EVAL3(DR_EVAL3(__VA_ARGS__)))
#define DR_EVAL3(...)  DR_EVAL4(DR_EVAL4(DR_EVAL4(__VA_ARGS__)))
#define DR_EVAL4(...)  __VA_ARGS__
#define DR_MAP(...)    DR_EVAL(DR_MAP_STEP(__VA_ARGS__))
#define DR_PARENS      ()
#define DR_MAP_STEP(a, ...) DR_T(a) __VA_OPT__(DR_MAP_AGAIN DR_PARENS(__VA_ARGS__))
#define DR_MAP_AGAIN() DR_MAP_STEP

static inline int run_tests_(const struct CMUnitTest *tests, size_t n)
{
    return _cmocka_run_group_tests("", tests, n, NULL, NULL);
}

#endif
