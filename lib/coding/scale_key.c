/* SPDX-License-Identifier: Apache-2.0
 * scale_key.c - the key of one scale, from YAML.
 * A mapping is walked in the order of the file, so that errors come in that order; what others are checked against (the
 * number of items) is looked up before.
 * Knows: the key format.  Does not know: answers, files. */
#include "coding/scale_key.h"

#include <math.h>
#include <string.h>

#include "base/faults.h"
#include "base/buf.h"
#include "base/number.h"
#include "outside/yaml.h"
#include "rules/query.h"

enum { ID_MAX = 50, TEXT_MAX = 2000 };

typedef struct reader {
    dr_scale_key *key;
    dr_faults faults;
    bool no_memory;
} reader;

#define TELL(r, line, column, ...) dr_fault(&(r)->faults, line, column, __VA_ARGS__)
#define TELL_AT(r, node, ...)      TELL(r, (node)->line, (node)->column, __VA_ARGS__)

static void *take_room(reader *r, size_t n, size_t size)
{
    void *room = r->no_memory ? NULL : dr_arena_alloc(&r->key->arena, n * size);
    r->no_memory = room == NULL;
    return room;
}

/* ---- Keys and single values ---------------------------------------------------------------------------- */

static void tell_unknown(reader *r, const dr_yaml *e, const char *const *keys, uint32_t n)
{
    const char *meant = draad_suggest(e->key, keys, n);
    dr_buf list = {.max = 400};
    for (uint32_t i = 0; i < n && !r->no_memory; i++)
        r->no_memory = dr_buf_printf(&list, NULL, "%s%s", i == 0 ? "" : ", ", keys[i]) != DRAAD_OK;
    if (meant != NULL)
        TELL(r, e->key_line, e->key_column, "unknown key '%.*s'; is '%s' meant?", DR_ARG(e->key), meant);
    else if (!r->no_memory)
        TELL(r, e->key_line, e->key_column, "unknown key '%.*s'; expected one of %.*s", DR_ARG(e->key),
             DR_ARG(dr_buf_str(&list)));
    dr_buf_free(&list);
}

/* Which of `keys` an entry is; DRAAD_NONE, and told, when it is none. */
static uint32_t key_of(reader *r, const dr_yaml *e, const char *const *keys, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (dr_str_is(e->key, keys[i]))
            return i;
    tell_unknown(r, e, keys, n);
    return DRAAD_NONE;
}

static bool demand(reader *r, const dr_yaml *mapping, const char *key)
{
    if (dr_yaml_find(mapping, key) != NULL)
        return true;
    TELL_AT(r, mapping, "the key '%s' is missing", key);
    return false;
}

/* The text of a scalar; "" and an error when it is none, is empty or too long. */
static draad_str take_text(reader *r, const dr_yaml *e)
{
    draad_str text = dr_str_trim(e->text);
    if (e->kind != DR_YAML_SCALAR || text.len == 0 || text.len > TEXT_MAX) {
        TELL_AT(r, e, "expected a text of at most %d bytes", (int)TEXT_MAX);
        return DR_STR("");
    }
    draad_str copy = r->no_memory ? (draad_str){0} : dr_arena_str(&r->key->arena, text);
    r->no_memory = copy.data == NULL;
    return r->no_memory ? DR_STR("") : copy;
}

static bool is_id(draad_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (i > 0 && (c == '-' || c == '_'))))
            return false;
    }
    return s.len > 0 && s.len <= ID_MAX;
}

/* An id becomes part of the name of a column. */
static draad_str take_id(reader *r, const dr_yaml *e)
{
    const size_t before = r->faults.n;
    draad_str id = take_text(r, e);
    if (r->no_memory || r->faults.n > before || is_id(id))
        return id;
    TELL_AT(r, e, "found '%.*s' as an id; expected at most %d small letters, digits, hyphens and underscores",
            DR_ARG(id), (int)ID_MAX);
    return DR_STR("");
}

/* A whole number from `low` to `high`; false, and told, when it is none. */
static bool take_whole(reader *r, const dr_yaml *e, int32_t low, int32_t high, int32_t *out)
{
    double value = NAN;
    draad_str text = e->kind == DR_YAML_SCALAR ? dr_str_trim(e->text) : DR_STR("");
    if (dr_number_read(text, &value) && value >= low && value <= high && floor(value) == value) {
        *out = (int32_t)value;
        return true;
    }
    TELL_AT(r, e, "found '%.*s'; expected a whole number from %d to %d", DR_ARG(text), (int)low, (int)high);
    return false;
}

/* One of two words: true for the second. */
static bool take_choice(reader *r, const dr_yaml *e, const char *first, const char *second)
{
    draad_str text = e->kind == DR_YAML_SCALAR ? dr_str_trim(e->text) : DR_STR("");
    if (!dr_str_is(text, first) && !dr_str_is(text, second))
        TELL_AT(r, e, "found '%.*s'; expected %s or %s", DR_ARG(text), first, second);
    return dr_str_is(text, second);
}

/* ---- Lists of items ------------------------------------------------------------------------------------ */

/* "7" or "1-8": numbers of items. */
static bool read_span(draad_str text, uint32_t *first, uint32_t *last)
{
    const char *dash = text.len > 0 ? memchr(text.data, '-', text.len) : NULL;
    const size_t before = dash != NULL ? (size_t)(dash - text.data) : text.len;
    if (!dr_number_whole(dr_str_trim((draad_str){text.data, before}), DR_SCALE_ITEMS_MAX, first))
        return false;
    *last = *first;
    return dash == NULL ||
           dr_number_whole(dr_str_trim((draad_str){dash + 1, text.len - before - 1}), DR_SCALE_ITEMS_MAX, last);
}

/* Adds the items of "7" or "1-8" to those that are marked, and to items[]. */
static void take_span(reader *r, const dr_yaml *e, bool *marked, uint32_t *items, uint32_t *n)
{
    uint32_t first = 0, last = 0;
    draad_str text = e->kind == DR_YAML_SCALAR ? dr_str_trim(e->text) : DR_STR("");
    if (!read_span(text, &first, &last) || first > last) {
        TELL_AT(r, e, "found '%.*s'; expected the number of an item, or a range such as 1-8", DR_ARG(text));
    } else if (first == 0 || last > r->key->nitems) {
        TELL_AT(r, e, "found '%.*s'; the items go from 1 to %u", DR_ARG(text), (unsigned)r->key->nitems);
    } else {
        for (uint32_t i = first - 1; i < last; i++) {
            if (marked[i])
                TELL_AT(r, e, "item %u stands twice in this list", (unsigned)(i + 1));
            else
                items[(*n)++] = i;
            marked[i] = true;
        }
    }
}

/* The items of a list, or of a single span; *marked says of each item whether it is among them.  NULL when the key says
 * not how many items there are: then nothing can be checked. */
static uint32_t *take_items(reader *r, const dr_yaml *e, uint32_t *n, bool **marked)
{
    *n = 0;
    if (r->key->nitems == 0)
        return NULL;
    uint32_t *items = take_room(r, r->key->nitems, sizeof *items);
    *marked = take_room(r, r->key->nitems, sizeof **marked);
    if (r->no_memory)
        return NULL;
    if (e->kind == DR_YAML_SEQUENCE)
        for (const dr_yaml *one = e->first; one != NULL; one = one->next)
            take_span(r, one, *marked, items, n);
    else
        take_span(r, e, *marked, items, n);
    return items;
}

/* ---- Bands --------------------------------------------------------------------------------------------- */

/* Where a band begins; NaN, and told, when it is no number. */
static double take_border(reader *r, const dr_yaml *e)
{
    double value = NAN;
    draad_str text = e->kind == DR_YAML_SCALAR ? dr_str_trim(e->text) : DR_STR("");
    if (!dr_number_read(text, &value))
        TELL_AT(r, e, "found '%.*s'; expected a number", DR_ARG(text));
    return value;
}

static void take_band(reader *r, const dr_yaml *node, dr_subscale *s)
{
    static const char *const keys[] = {"label", "from", "above"};
    enum { LABEL, FROM, ABOVE, KEYS };
    dr_band *band = &s->bands[s->nbands++];
    const dr_yaml *border = NULL;
    band->from = -INFINITY;
    if (node->kind != DR_YAML_MAPPING) {
        TELL_AT(r, node, "expected a band, as in {label: hoog, above: 4.30}");
        return;
    }
    for (const dr_yaml *e = node->first; e != NULL; e = e->next) {
        const uint32_t key = key_of(r, e, keys, KEYS);
        if (key == LABEL) {
            band->label = take_text(r, e);
        } else if (key != DRAAD_NONE) {
            if (s->nbands == 1)
                TELL(r, e->key_line, e->key_column, "the first band begins at the lowest score: it takes no '%s'",
                     keys[key]);
            else if (border != NULL)
                TELL(r, e->key_line, e->key_column, "found both from and above; expected one of them");
            border = e;
            band->above = key == ABOVE;
            band->from = take_border(r, e);
        }
    }
    demand(r, node, "label");
    if (s->nbands > 1 && border == NULL)
        TELL_AT(r, node, "expected where the band begins: 'from' or 'above' a number");
    else if (s->nbands > 1 && band->from <= band[-1].from)
        TELL_AT(r, border, "a band begins above the one before it");
}

static void take_bands(reader *r, const dr_yaml *node, dr_subscale *s)
{
    if (node->kind != DR_YAML_SEQUENCE || node->n < 2 || node->n > DR_BANDS_MAX) {
        TELL_AT(r, node, "expected a list of 2 to %d bands, from low to high", (int)DR_BANDS_MAX);
        return;
    }
    if ((s->bands = take_room(r, node->n, sizeof *s->bands)) != NULL)
        for (const dr_yaml *e = node->first; e != NULL; e = e->next)
            take_band(r, e, s);
}

/* ---- Subscales ----------------------------------------------------------------------------------------- */

static void take_subscale(reader *r, const dr_yaml *node, bool *used)
{
    static const char *const keys[] = {"id", "label", "items", "bands"};
    enum { ID, LABEL, ITEMS, BANDS, KEYS };
    bool *marked = NULL;
    dr_subscale s = {0};
    if (node->kind != DR_YAML_MAPPING) {
        TELL_AT(r, node, "expected a subscale, which begins with '- id: ' and has its other keys below it");
        return;
    }
    for (const dr_yaml *e = node->first; e != NULL && !r->no_memory; e = e->next)
        switch (key_of(r, e, keys, KEYS)) {
        case ID:
            s.id = take_id(r, e);
            if (s.id.len > 0 && dr_scale_key_find(r->key, s.id) != DRAAD_NONE)
                TELL_AT(r, e, "the subscale '%.*s' stands twice", DR_ARG(s.id));
            break;
        case LABEL:
            s.label = take_text(r, e);
            break;
        case ITEMS:
            s.items = take_items(r, e, &s.nitems, &marked);
            if (e->kind == DR_YAML_SEQUENCE && e->n == 0)
                TELL_AT(r, e, "a subscale without items");
            break;
        case BANDS:
            take_bands(r, e, &s);
            break;
        default:
            break;
        }
    demand(r, node, "id");
    demand(r, node, "items");
    s.label = s.label.len > 0 ? s.label : s.id;
    for (uint32_t i = 0; i < r->key->nitems && marked != NULL; i++)
        used[i] = used[i] || marked[i];
    r->key->subscales[r->key->nsubscales++] = s;
}

/* A forgotten item is no error: some scales have fillers. */
static void warn_unused(reader *r, const dr_yaml *node, const bool *used)
{
    for (uint32_t i = 0; i < r->key->nitems; i++)
        if (!used[i])
            dr_say(r->faults.report, DRAAD_WARNING, DRAAD_OK,
                   (dr_place){r->faults.name, node->key_line, node->key_column}, "item %u is in no subscale",
                   (unsigned)(i + 1));
}

static void take_subscales(reader *r, const dr_yaml *node)
{
    if (node->kind != DR_YAML_SEQUENCE || node->n == 0 || node->n > DR_SUBSCALES_MAX) {
        TELL_AT(r, node, "expected a list of 1 to %d subscales, each after '- '", (int)DR_SUBSCALES_MAX);
        return;
    }
    r->key->subscales = take_room(r, node->n, sizeof *r->key->subscales);
    bool *used = take_room(r, r->key->nitems, sizeof *used);
    for (const dr_yaml *e = node->first; e != NULL && !r->no_memory; e = e->next)
        take_subscale(r, e, used);
    if (!r->no_memory && r->faults.n == 0)
        warn_unused(r, node, used);
}

/* ---- The top ------------------------------------------------------------------------------------------- */

static void take_reversed(reader *r, const dr_yaml *e)
{
    uint32_t n;
    bool *marked = NULL;
    take_items(r, e, &n, &marked);
    if (marked != NULL)
        r->key->reversed = marked;
}

static const char *const top_keys[] = {"draad-scale", "id",  "title", "source",   "prefix", "items",
                                       "min",         "max", "score", "reversed", "flag",   "subscales"};
enum { FORMAT, ID, TITLE, SOURCE, PREFIX, ITEMS, MIN, MAX, SCORE, REVERSED, FLAG, SUBSCALES, TOP_KEYS };

static void take_entry(reader *r, const dr_yaml *e)
{
    int32_t ignored;
    dr_scale_key *k = r->key;
    switch (key_of(r, e, top_keys, TOP_KEYS)) {
    case ID:
        k->id = take_id(r, e);
        break;
    case TITLE:
        k->title = take_text(r, e);
        break;
    case SOURCE:
        k->source = take_text(r, e);
        break;
    case PREFIX:
        k->prefix = take_text(r, e);
        break;
    case ITEMS:
        take_whole(r, e, 1, DR_SCALE_ITEMS_MAX, &ignored);
        break;
    case MIN:
        take_whole(r, e, -DR_SCALE_RANGE_MAX, DR_SCALE_RANGE_MAX, &k->min);
        break;
    case MAX:
        take_whole(r, e, -DR_SCALE_RANGE_MAX, DR_SCALE_RANGE_MAX, &k->max);
        break;
    case SCORE:
        k->sum = take_choice(r, e, "mean", "sum");
        break;
    case REVERSED:
        take_reversed(r, e);
        break;
    case FLAG:
        k->flag_inconsistent = take_choice(r, e, "none", "inconsistent");
        break;
    case SUBSCALES:
        take_subscales(r, e);
        break;
    default: /* the format was looked at, and what is unknown was told */
        break;
    }
}

/* What is right only beside another key. */
static void check_together(reader *r, const dr_yaml *root)
{
    static const char *const needed[] = {"id", "items", "min", "max", "score", "subscales"};
    const dr_scale_key *k = r->key;
    const dr_yaml *max = dr_yaml_find(root, "max"), *flag = dr_yaml_find(root, "flag");
    uint32_t nreversed = 0;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        demand(r, root, needed[i]);
    if (r->faults.n > 0)
        return;
    if (k->min >= k->max)
        TELL_AT(r, max, "the highest answer (%d) is not above the lowest (%d)", (int)k->max, (int)k->min);
    for (uint32_t i = 0; i < k->nitems; i++)
        nreversed += k->reversed[i];
    if (k->flag_inconsistent && (nreversed == 0 || nreversed == k->nitems))
        TELL_AT(r, flag, "equal answers are inconsistent only when some items are reversed and others are not");
}

/* Without its format key a file may be anything: nothing more is said of it, and nothing quoted. */
static bool is_key(reader *r, const dr_yaml *root)
{
    const dr_yaml *format = root != NULL && root->kind == DR_YAML_MAPPING ? dr_yaml_find(root, top_keys[FORMAT]) : NULL;
    const bool known = format != NULL && format->kind == DR_YAML_SCALAR && dr_str_is(dr_str_trim(format->text), "1");
    if (format == NULL)
        TELL(r, root != NULL ? root->line : 1, root != NULL ? root->column : 1,
             "the key 'draad-scale' is missing; the key of a scale begins with 'draad-scale: 1'");
    else if (!known)
        TELL_AT(r, format, "a format that is not known; expected 'draad-scale: 1'");
    return known;
}

static void take_key(reader *r, const dr_yaml *root)
{
    dr_scale_key *k = r->key;
    double nitems = 0;
    if (!is_key(r, root))
        return;
    const dr_yaml *items = dr_yaml_find(root, "items");
    if (items != NULL && dr_number_read(dr_str_trim(items->text), &nitems) && nitems >= 1 &&
        nitems <= DR_SCALE_ITEMS_MAX)
        k->nitems = (uint32_t)nitems;
    k->reversed = take_room(r, k->nitems, sizeof *k->reversed);
    for (const dr_yaml *e = root->first; e != NULL && !r->no_memory; e = e->next)
        take_entry(r, e);
    if (r->no_memory)
        return;
    check_together(r, root);
    k->title = k->title.len > 0 ? k->title : k->id;
    k->prefix = k->prefix.len > 0 ? k->prefix : k->id;
}

draad_status dr_scale_key_read(draad_str yaml, const char *name, const draad_report *report, dr_scale_key *out)
{
    draad_error err;
    dr_arena tree = {0};
    dr_yaml *root = NULL;
    reader r = {.key = out, .faults = {report, name, DRAAD_ERROR, DRAAD_E_CODEBOOK, 0}};
    *out = (dr_scale_key){0};
    draad_status s = yaml.len > DR_SCALE_BYTES_MAX
                         ? dr_fail(&err, DRAAD_E_LIMIT, dr_place_of(name), "is larger than the limit of %d bytes",
                                   (int)DR_SCALE_BYTES_MAX)
                         : dr_yaml_read(yaml, name, &tree, &root, &err);
    if (s == DRAAD_OK) {
        take_key(&r, root);
        s = r.no_memory ? dr_no_memory(&err) : DRAAD_OK;
    }
    if (s != DRAAD_OK)
        dr_tell(report, DRAAD_ERROR, &err);
    s = dr_faults_end(&r.faults, s);
    dr_arena_free(&tree);
    if (s != DRAAD_OK)
        dr_scale_key_free(out);
    return s;
}

void dr_scale_key_free(dr_scale_key *key)
{
    dr_arena_free(&key->arena);
    *key = (dr_scale_key){0};
}

uint32_t dr_scale_key_find(const dr_scale_key *key, draad_str id)
{
    for (uint32_t i = 0; i < key->nsubscales; i++)
        if (dr_str_equal(key->subscales[i].id, id))
            return i;
    return DRAAD_NONE;
}
