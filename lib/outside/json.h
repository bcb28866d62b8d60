/* SPDX-License-Identifier: Apache-2.0
 * json.h - JSON in and out (jansson).
 * Knows: JSON.  Does not know: what keys mean, files. */
#ifndef DR_JSON_H
#define DR_JSON_H

#include "base/buf.h"
#include "base/memory.h"

/* Writing: a value at a time.  In an object every value has a key; in an array and at the top, key is NULL.
 *
 *     dr_json_writer w = {0};
 *     dr_json_open(&w, NULL, '{');
 *     dr_json_uint(&w, "format", 1);
 *     dr_json_close(&w);
 *     return dr_json_finish(&w, out, err);
 *
 * The first failure stays in `status`; later calls do nothing, and dr_json_finish returns it. */
enum { DR_JSON_DEPTH = 32 };
typedef struct dr_json_writer {
    void *stack[DR_JSON_DEPTH]; /* open objects and arrays; [0] is the top one, also when it is closed */
    int depth;
    bool sorted;  /* keys in byte order instead of as they were set */
    bool compact; /* one line, for JSON lines; else indented by two */
    draad_status status;
} dr_json_writer;

void dr_json_open(dr_json_writer *w, const char *key, char kind); /* '{' or '[' */
void dr_json_close(dr_json_writer *w);
void dr_json_str(dr_json_writer *w, const char *key, draad_str value); /* bytes that are not UTF-8 become U+FFFD */
void dr_json_uint(dr_json_writer *w, const char *key, uint64_t value); /* at most INT64_MAX */
void dr_json_int(dr_json_writer *w, const char *key, int64_t value);
void dr_json_real(dr_json_writer *w, const char *key, double value); /* 15 digits; NaN null; infinite "-inf", "inf" */
void dr_json_bool(dr_json_writer *w, const char *key, bool value);

/* Appends what was written and a line end to *out, and frees it, also on failure. */
draad_status dr_json_finish(dr_json_writer *w, dr_buf *out, draad_error *err);

/* Reading: the whole text as a tree. */
typedef enum dr_json_kind {
    DR_JSON_NULL,
    DR_JSON_BOOL,
    DR_JSON_NUMBER,
    DR_JSON_STR,
    DR_JSON_ARRAY,
    DR_JSON_OBJECT
} dr_json_kind;

typedef struct dr_json {
    dr_json_kind kind;
    bool yes;
    double number;
    draad_str str; /* without zero bytes; followed by one */
    draad_str key; /* in its object; "" in an array */
    struct dr_json *kids;
    size_t nkids;
} dr_json;

/* At most 64 MiB and 64 levels; a key twice is an error.  All of it lives in `arena`.
 * Errors: DRAAD_E_SOURCE with line and column, DRAAD_E_LIMIT, DRAAD_E_MEMORY. */
draad_status dr_json_read(draad_str bytes, const char *name, dr_arena *arena, dr_json *out, draad_error *err);

/* The value with this key, or NULL when there is none or `object` (which may be NULL) is no object.  A walk over
 * the keys. */
const dr_json *dr_json_get(const dr_json *object, const char *key);

/* The same, as text; "" when it is no text. */
draad_str dr_json_get_str(const dr_json *object, const char *key);
bool dr_json_get_bool(const dr_json *object, const char *key); /* false when it is no true */

#endif
