/* SPDX-License-Identifier: Apache-2.0
 * reference.h - numbers out of a file of reference values. */
#ifndef DR_REFERENCE_H
#define DR_REFERENCE_H

#include "harness.h"

#include <jansson.h>

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif

static inline size_t numbers(const json_t *object, const char *key, double *out, size_t room)
{
    const json_t *array = json_object_get(object, key);
    const size_t n = json_array_size(array);
    assert_true(n > 0 && n <= room);
    for (size_t i = 0; i < n; i++)
        out[i] = json_number_value(json_array_get(array, i));
    return n;
}

static inline double number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    assert_true(json_is_number(value));
    return json_number_value(value);
}

#endif
