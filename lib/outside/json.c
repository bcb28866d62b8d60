/* SPDX-License-Identifier: Apache-2.0
 * json.c - JSON in and out, by jansson.
 * Knows: JSON.  Does not know: what keys mean, files.
 * jansson allocates for itself and prints reals by the locale's rules, which it undoes; keys keep the order in
 * which they were set, so nothing here depends on its hash seed. */
#include "outside/json.h"
#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include <jansson.h>

enum { BYTES_MAX = 64 * 1024 * 1024, LEVELS_MAX = 64 };

/* ---- Writing ------------------------------------------------------------------------------------------ */

/* Hands `value` over to the innermost open object or array; NULL is a failed allocation. */
static void put(dr_json_writer *w, const char *key, json_t *value)
{
    if (w->status != DRAAD_OK) {
        json_decref(value);
        return;
    }
    assert(w->depth > 0);
    json_t *into = w->stack[w->depth - 1];
    assert(json_is_object(into) == (key != NULL));
    /* Both take the value over, also when they fail, and fail for NULL. */
    if ((key != NULL ? json_object_set_new(into, key, value) : json_array_append_new(into, value)) != 0)
        w->status = DRAAD_E_MEMORY;
}

void dr_json_open(dr_json_writer *w, const char *key, char kind)
{
    json_t *made = kind == '{' ? json_object() : json_array();
    if (w->status == DRAAD_OK && w->depth == DR_JSON_DEPTH)
        w->status = DRAAD_E_LIMIT;
    if (w->depth > 0) {
        put(w, key, made);
    } else {
        assert(w->stack[0] == NULL);
        w->stack[0] = made; /* freed by dr_json_finish */
        w->status = w->status == DRAAD_OK && made == NULL ? DRAAD_E_MEMORY : w->status;
    }
    if (w->status == DRAAD_OK)
        w->stack[w->depth++] = made;
}

void dr_json_close(dr_json_writer *w)
{
    if (w->status == DRAAD_OK && w->depth > 0)
        w->depth--;
}

void dr_json_str(dr_json_writer *w, const char *key, draad_str value)
{
    dr_buf clean = {0};
    draad_status s = w->status;
    while (s == DRAAD_OK && value.len > 0) {
        size_t valid = dr_utf8_valid(value);
        s = dr_buf_put(&clean, (draad_str){value.data, valid}, NULL);
        value = (draad_str){value.data + valid, value.len - valid};
        if (s == DRAAD_OK && value.len > 0) {
            s = dr_buf_put_cp(&clean, 0xFFFD, NULL);
            value = (draad_str){value.data + 1, value.len - 1};
        }
    }
    if (s == DRAAD_OK)
        put(w, key, json_stringn(clean.data != NULL ? clean.data : "", clean.len));
    w->status = w->status == DRAAD_OK ? s : w->status;
    dr_buf_free(&clean);
}

void dr_json_uint(dr_json_writer *w, const char *key, uint64_t value)
{
    put(w, key, json_integer(value > INT64_MAX ? INT64_MAX : (json_int_t)value));
}

void dr_json_int(dr_json_writer *w, const char *key, int64_t value)
{
    put(w, key, json_integer(value));
}

void dr_json_real(dr_json_writer *w, const char *key, double value)
{
    if (isnan(value))
        put(w, key, json_null());
    else if (isinf(value))
        put(w, key, json_string(value < 0 ? "-inf" : "inf"));
    else
        put(w, key, json_real(value == 0 ? 0.0 : value)); /* no "-0.0" */
}

void dr_json_bool(dr_json_writer *w, const char *key, bool value)
{
    put(w, key, json_boolean(value));
}

typedef struct sink {
    dr_buf *out;
    draad_error *err;
    draad_status status;
} sink;

/* jansson does not look at every answer: after the first failure nothing more is taken. */
static int pour(const char *bytes, size_t n, void *ctx)
{
    sink *to = ctx;
    if (to->status != DRAAD_OK)
        return -1;
    to->status = dr_buf_put(to->out, (draad_str){bytes, n}, to->err);
    return to->status == DRAAD_OK ? 0 : -1;
}

draad_status dr_json_finish(dr_json_writer *w, dr_buf *out, draad_error *err)
{
    json_t *top = w->stack[0];
    draad_status s = w->status;
    if (s == DRAAD_E_LIMIT)
        dr_fail(err, s, dr_place_of(NULL), "JSON nests deeper than %d", DR_JSON_DEPTH);
    else if (s != DRAAD_OK || top == NULL)
        s = dr_no_memory(err);
    if (s == DRAAD_OK) {
        sink to = {.out = out, .err = err};
        size_t flags = JSON_REAL_PRECISION(15) | (w->compact ? JSON_COMPACT : JSON_INDENT(2)) |
                       (w->sorted ? JSON_SORT_KEYS : JSON_PRESERVE_ORDER);
        if (json_dump_callback(top, pour, &to, flags) != 0 || to.status != DRAAD_OK)
            s = to.status != DRAAD_OK ? to.status : dr_no_memory(err);
    }
    if (s == DRAAD_OK)
        s = dr_buf_put_char(out, '\n', err);
    json_decref(top);
    *w = (dr_json_writer){0};
    return s;
}

/* ---- Reading ------------------------------------------------------------------------------------------ */

typedef struct reader {
    dr_arena *arena;
    const char *name;
    draad_error *err;
} reader;

static draad_status copy_str(reader *r, const char *data, size_t n, draad_str *out)
{
    *out = dr_arena_str(r->arena, (draad_str){data, n});
    return out->data != NULL ? DRAAD_OK : dr_no_memory(r->err);
}

static draad_status copy_value(reader *r, const json_t *from, dr_json *to, int level);

static draad_status copy_kids(reader *r, const json_t *from, dr_json *to, int level)
{
    draad_status s = DRAAD_OK;
    bool object = json_is_object(from);
    if (level == LEVELS_MAX)
        return dr_fail(r->err, DRAAD_E_LIMIT, dr_place_of(r->name), "JSON nests deeper than %d", LEVELS_MAX);
    size_t n = object ? json_object_size(from) : json_array_size(from);
    to->kind = object ? DR_JSON_OBJECT : DR_JSON_ARRAY;
    if (n > SIZE_MAX / sizeof *to->kids || (to->kids = dr_arena_alloc(r->arena, n * sizeof *to->kids)) == NULL)
        return dr_no_memory(r->err);
    if (!object) {
        for (; s == DRAAD_OK && to->nkids < n; to->nkids++)
            s = copy_value(r, json_array_get(from, to->nkids), &to->kids[to->nkids], level + 1);
        return s;
    }
    json_t *o = (json_t *)(uintptr_t)from; /* jansson's iterators take no const */
    for (void *i = json_object_iter(o); s == DRAAD_OK && i != NULL; i = json_object_iter_next(o, i)) {
        const char *key = json_object_iter_key(i);
        dr_json *kid = &to->kids[to->nkids++];
        if ((s = copy_str(r, key, strlen(key), &kid->key)) == DRAAD_OK)
            s = copy_value(r, json_object_iter_value(i), kid, level + 1);
    }
    return s;
}

static draad_status copy_value(reader *r, const json_t *from, dr_json *to, int level)
{
    switch (json_typeof(from)) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        return copy_kids(r, from, to, level);
    case JSON_STRING:
        to->kind = DR_JSON_STR;
        return copy_str(r, json_string_value(from), json_string_length(from), &to->str);
    case JSON_INTEGER:
    case JSON_REAL:
        to->kind = DR_JSON_NUMBER;
        to->number = json_number_value(from);
        return DRAAD_OK;
    case JSON_TRUE:
    case JSON_FALSE:
        to->kind = DR_JSON_BOOL;
        to->yes = json_is_true(from);
        return DRAAD_OK;
    case JSON_NULL:
        break;
    }
    to->kind = DR_JSON_NULL;
    return DRAAD_OK;
}

draad_status dr_json_read(draad_str bytes, const char *name, dr_arena *arena, dr_json *out, draad_error *err)
{
    json_error_t why = {0}; /* without memory jansson leaves its code as it was */
    *out = (dr_json){0};
    if (bytes.len > BYTES_MAX)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(name), "is larger than the limit of %d bytes", BYTES_MAX);
    json_t *read =
        json_loadb(bytes.len > 0 ? bytes.data : "", bytes.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    if (read == NULL) {
        if (json_error_code(&why) == json_error_unknown) /* it knows all that can be wrong with a text */
            return dr_no_memory(err);
        /* jansson's own words may quote the text, which may be an interview's. */
        return dr_fail(
            err, DRAAD_E_SOURCE,
            (dr_place){name, why.line > 0 ? (uint32_t)why.line : 0, why.column > 0 ? (uint32_t)why.column : 0},
            json_error_code(&why) == json_error_duplicate_key ? "a key stands twice in one object"
                                                              : "is not valid JSON");
    }
    reader r = {arena, name, err};
    draad_status s = copy_value(&r, read, out, 0);
    json_decref(read);
    return s;
}

const dr_json *dr_json_get(const dr_json *object, const char *key)
{
    if (object == NULL || object->kind != DR_JSON_OBJECT)
        return NULL;
    for (size_t i = 0; i < object->nkids; i++)
        if (dr_str_equal(object->kids[i].key, dr_str_of(key)))
            return &object->kids[i];
    return NULL;
}

draad_str dr_json_get_str(const dr_json *object, const char *key)
{
    const dr_json *value = dr_json_get(object, key);
    return value != NULL && value->kind == DR_JSON_STR ? value->str : (draad_str){"", 0};
}

bool dr_json_get_bool(const dr_json *object, const char *key)
{
    const dr_json *value = dr_json_get(object, key);
    return value != NULL && value->kind == DR_JSON_BOOL && value->yes;
}
