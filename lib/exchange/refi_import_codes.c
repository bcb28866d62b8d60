/* SPDX-License-Identifier: Apache-2.0
 * refi_import_codes.c - codes of REFI-QDA as codebooks without rules, in YAML.
 * A code that Draad wrote for a codebook becomes that codebook again; "Nodes", in which NVivo wraps all codes, is taken
 * off; "stress::at work", as ATLAS.ti 8 wrote a hierarchy, becomes one.
 * Knows: trees of codes, YAML.  Does not know: texts, positions. */
#include "exchange/refi_codes.h"
#include "exchange/refi_import.h"

#include "base/utf8.h"
#include "outside/unicode.h"

#include <stdio.h>
#include <string.h>

typedef struct node {
    draad_str label, slug;
    uint32_t code; /* of the file; DRAAD_NONE: only a step in names of others */
    uint32_t book, level;
    uint32_t parent, first, last, next; /* children and sibling */
} node;

typedef struct book {
    draad_str id, title;
    uint32_t code; /* of the file; DRAAD_NONE */
    uint32_t first, last;
} book;

typedef struct tree {
    dr_refi_in *in;
    DR_VEC(node) nodes;
    DR_VEC(book) books;
    dr_map slugs;                      /* "book/slug" */
    dr_map steps;                      /* "book/parent/label" of nodes */
    dr_refi_description *descriptions; /* beside codes */
    uint32_t *node_of;                 /* likewise; DRAAD_NONE: it is a codebook */
    uint32_t *first_ref, *next_ref;    /* references about each code, in their order; beside codes, and beside refs */
    uint32_t *book_of;
    uint32_t own; /* the book of codes that say of none; DRAAD_NONE: not yet needed */
    dr_buf b;
} tree;

/* ---- Ids ---------------------------------------------------------------------------------------------- */

/* Small letters, digits and hyphens of a name; `fallback` when it has none. */
static draad_status slug_of(tree *t, draad_str name, const char *fallback, draad_str *out)
{
    enum { SLUG_MAX = 60 };
    dr_buf plain = {0}, lower = {0};
    draad_error *err = t->in->err;
    draad_status s = dr_unicode_strip(name, &plain, err);
    if (s == DRAAD_OK)
        s = dr_unicode_lower(dr_buf_str(&plain), &lower, err);
    t->b.len = 0;
    for (size_t i = 0; s == DRAAD_OK && i < lower.len && t->b.len < SLUG_MAX; i++) {
        const char c = lower.data[i];
        const bool fine = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (fine)
            s = dr_buf_put_char(&t->b, c, err);
        else if (t->b.len > 0 && t->b.data[t->b.len - 1] != '-' && (unsigned char)c < 0x80 && c != '\'')
            s = dr_buf_put_char(&t->b, '-', err);
    }
    while (t->b.len > 0 && t->b.data[t->b.len - 1] == '-')
        t->b.len--;
    if (s == DRAAD_OK && t->b.len == 0)
        s = dr_buf_printf(&t->b, err, "%s", fallback);
    *out = s == DRAAD_OK ? dr_arena_str(&t->in->arena, dr_buf_str(&t->b)) : (draad_str){0};
    dr_buf_free(&plain);
    dr_buf_free(&lower);
    return s == DRAAD_OK && out->data == NULL ? dr_no_memory(err) : s;
}

/* Makes a slug unique: in a book, or among books (DRAAD_NONE). */
static draad_status claim(tree *t, uint32_t where, draad_str *slug)
{
    draad_error *err = t->in->err;
    const draad_str wanted = *slug;
    for (unsigned n = 1;; n++) {
        t->b.len = 0;
        draad_status s = n == 1 ? dr_buf_printf(&t->b, err, "%u/%.*s", (unsigned)where, DR_ARG(wanted))
                                : dr_buf_printf(&t->b, err, "%u/%.*s-%u", (unsigned)where, DR_ARG(wanted), n);
        const draad_str key = s == DRAAD_OK ? dr_arena_str(&t->in->arena, dr_buf_str(&t->b)) : (draad_str){0};
        uint32_t *slot = key.data != NULL ? dr_map_slot(&t->slugs, key) : NULL;
        if (slot == NULL)
            return s != DRAAD_OK ? s : dr_no_memory(err);
        if (*slot != DRAAD_NONE)
            continue;
        *slot = 1;
        const char *slash = memchr(key.data, '/', key.len);
        *slug = (draad_str){slash + 1, key.len - (size_t)(slash + 1 - key.data)};
        return DRAAD_OK;
    }
}

static bool is_id(draad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.data[i] >= 'a' && s.data[i] <= 'z') || (s.data[i] >= '0' && s.data[i] <= '9') ||
              (s.data[i] == '-' && i > 0)))
            return false;
    return s.len > 0 && s.len <= 200;
}

/* ---- The tree ----------------------------------------------------------------------------------------- */

static draad_status new_book(tree *t, draad_str id, draad_str title, uint32_t code, uint32_t *out)
{
    draad_status s = is_id(id) ? DRAAD_OK : slug_of(t, title, "codebook", &id);
    if (s == DRAAD_OK)
        s = claim(t, DRAAD_NONE, &id);
    book *b = s == DRAAD_OK ? dr_vec_push(&t->books) : NULL;
    if (b == NULL)
        return s != DRAAD_OK ? s : dr_no_memory(t->in->err);
    *b = (book){id, title, code, DRAAD_NONE, DRAAD_NONE};
    *out = (uint32_t)(t->books.n - 1);
    return DRAAD_OK;
}

static draad_status new_node(tree *t, uint32_t where, uint32_t parent, draad_str label, uint32_t code, uint32_t *out)
{
    node n = {label, {"", 0}, code, where, 1, parent, DRAAD_NONE, DRAAD_NONE, DRAAD_NONE};
    draad_str id = code != DRAAD_NONE ? dr_refi_text_under(&t->descriptions[code], DR_REFI_CODE) : (draad_str){"", 0};
    const char *dot = id.len > 0 ? memchr(id.data, '.', id.len) : NULL;
    if (dot != NULL)
        id = (draad_str){dot + 1, id.len - (size_t)(dot + 1 - id.data)};
    n.slug = id;
    draad_status s = is_id(id) ? DRAAD_OK : slug_of(t, label, "code", &n.slug);
    if (s == DRAAD_OK)
        s = claim(t, where, &n.slug);
    if (s != DRAAD_OK || !dr_vec_reserve(&t->nodes, 1))
        return s != DRAAD_OK ? s : dr_no_memory(t->in->err);
    const uint32_t at = (uint32_t)t->nodes.n++;
    uint32_t *first = parent != DRAAD_NONE ? &t->nodes.at[parent].first : &t->books.at[where].first;
    uint32_t *last = parent != DRAAD_NONE ? &t->nodes.at[parent].last : &t->books.at[where].last;
    n.level = parent != DRAAD_NONE ? t->nodes.at[parent].level + 1 : 1;
    if (*first == DRAAD_NONE)
        *first = at;
    else
        t->nodes.at[*last].next = at;
    *last = at;
    t->nodes.at[at] = n;
    *out = at;
    return DRAAD_OK;
}

/* The slot for a name below a parent. */
static uint32_t *step_slot(tree *t, uint32_t where, uint32_t parent, draad_str label)
{
    dr_buf key = {0};
    draad_str kept = {0};
    if (dr_buf_printf(&key, NULL, "%u/%u/", (unsigned)where, (unsigned)parent) == DRAAD_OK &&
        dr_buf_put(&key, label, NULL) == DRAAD_OK)
        kept = dr_arena_str(&t->in->arena, dr_buf_str(&key));
    dr_buf_free(&key);
    return kept.data != NULL ? dr_map_slot(&t->steps, kept) : NULL;
}

/* The place of "::" in a name that has words on both sides; name.len: none. */
static size_t colons(draad_str name)
{
    for (size_t i = 1; i + 2 < name.len; i++)
        if (name.data[i] == ':' && name.data[i + 1] == ':')
            return i;
    return name.len;
}

/* Puts a code below a parent; what stands before "::" in a name at the top is a code too, unless we wrote the file. */
static draad_status place_code(tree *t, uint32_t code, uint32_t where, uint32_t parent)
{
    draad_str name = dr_str_trim(t->in->r->codes.at[code].name);
    draad_status s = DRAAD_OK;
    const bool top = parent == DRAAD_NONE && dr_refi_tool_of(t->in->r) != REFI_DRAAD; /* ours: a label as it is */
    for (size_t at = colons(name); s == DRAAD_OK && top && at < name.len; at = colons(name)) {
        const draad_str label = dr_str_trim((draad_str){name.data, at});
        uint32_t *slot = step_slot(t, where, parent, label), made = DRAAD_NONE;
        if (slot == NULL)
            return dr_no_memory(t->in->err);
        if (*slot == DRAAD_NONE && (s = new_node(t, where, parent, label, DRAAD_NONE, &made)) == DRAAD_OK)
            *slot = made;
        parent = *slot;
        name = dr_str_trim((draad_str){name.data + at + 2, name.len - at - 2});
    }
    if (s == DRAAD_OK && parent != DRAAD_NONE && t->nodes.at[parent].level >= DR_LEVELS_MAX) {
        t->in->lost.nlevels++;
        parent = t->nodes.at[parent].parent; /* beside it instead */
    }
    uint32_t *slot = s == DRAAD_OK && top ? step_slot(t, where, parent, name) : NULL;
    if (s == DRAAD_OK && top && slot == NULL)
        return dr_no_memory(t->in->err);
    if (slot != NULL && *slot != DRAAD_NONE && t->nodes.at[*slot].code == DRAAD_NONE) {
        t->nodes.at[*slot].code = code; /* it was a step before it was a code */
        t->node_of[code] = *slot;
        return DRAAD_OK;
    }
    if (s == DRAAD_OK)
        s = new_node(t, where, parent, name, code, &t->node_of[code]);
    if (s == DRAAD_OK && slot != NULL && *slot == DRAAD_NONE)
        *slot = t->node_of[code];
    return s;
}

static bool wraps_all(const dr_refi *r, uint32_t code)
{
    const dr_refi_code *c = &r->codes.at[code];
    const draad_str name = dr_str_trim(c->name);
    size_t ntop = 0;
    if (c->codable || r->codes.n == 1 || (!dr_str_alike(name, DR_STR("nodes")) && !dr_str_alike(name, DR_STR("codes"))))
        return false;
    for (size_t i = 0; i < r->codes.n; i++)
        ntop += r->codes.at[i].parent == DRAAD_NONE;
    return ntop == 1;
}

static draad_status take_code(tree *t, uint32_t code)
{
    const dr_refi *r = t->in->r;
    const dr_refi_code *c = &r->codes.at[code];
    const draad_str id = dr_refi_text_under(&t->descriptions[code], DR_REFI_CODEBOOK);
    t->node_of[code] = DRAAD_NONE;
    if (c->parent == DRAAD_NONE && id.len > 0)
        return new_book(t, id, dr_str_trim(c->name), code, &t->book_of[code]);
    if (c->parent != DRAAD_NONE) {
        t->book_of[code] = t->book_of[c->parent];
        return place_code(t, code, t->book_of[code], t->node_of[c->parent]);
    }
    if (t->own == DRAAD_NONE) {
        const draad_str title = dr_str_trim(r->name);
        const draad_status s =
            new_book(t, (draad_str){"", 0}, title.len > 0 ? title : DR_STR("codebook"), DRAAD_NONE, &t->own);
        if (s != DRAAD_OK)
            return s;
    }
    t->book_of[code] = t->own;
    return wraps_all(r, code) ? DRAAD_OK : place_code(t, code, t->own, DRAAD_NONE);
}

/* ---- YAML --------------------------------------------------------------------------------------------- */

static draad_status put_scalar(dr_buf *b, draad_str s, draad_error *err)
{
    draad_status status = dr_buf_put_char(b, '"', err);
    for (size_t at = 0; status == DRAAD_OK && at < s.len;) {
        uint32_t c = 0xFFFD;
        const size_t n = dr_utf8_decode(s.data + at, s.len - at, &c);
        if (c == '"' || c == '\\')
            status = dr_buf_printf(b, err, "\\%c", (char)c);
        else if (c == '\n')
            status = dr_buf_put(b, DR_STR("\\n"), err);
        else if (c == '\t')
            status = dr_buf_put(b, DR_STR("\\t"), err);
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE)
            status = dr_buf_put_char(b, ' ', err); /* YAML does not have it */
        else if (c == 0xFEFF || c == 0x2028 || c == 0x2029)
            status = dr_buf_printf(b, err, "\\u%04X", (unsigned)c);
        else
            status = dr_buf_put_cp(b, c, err);
        at += n > 0 ? n : 1;
    }
    return status == DRAAD_OK ? dr_buf_put_char(b, '"', err) : status;
}

static draad_status put_key(dr_buf *b, size_t indent, const char *key, draad_str value, draad_error *err)
{
    if (value.len == 0)
        return DRAAD_OK;
    draad_status s = dr_buf_printf(b, err, "%*s%s: ", (int)indent, "", key);
    if (s == DRAAD_OK)
        s = put_scalar(b, value, err);
    return s == DRAAD_OK ? dr_buf_put_char(b, '\n', err) : s;
}

static draad_status put_list(dr_buf *b, size_t indent, const char *key, const dr_refi_texts *texts, draad_error *err)
{
    draad_status s = texts->n > 0 ? dr_buf_printf(b, err, "%*s%s:\n", (int)indent, "", key) : DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < texts->n; i++) {
        s = dr_buf_printf(b, err, "%*s- ", (int)indent + 2, "");
        if (s == DRAAD_OK)
            s = put_scalar(b, texts->at[i], err);
        if (s == DRAAD_OK)
            s = dr_buf_put_char(b, '\n', err);
    }
    return s;
}

/* A new line of a memo. */
static draad_status put_memo_line(dr_buf *b, const char *before, draad_str text, draad_error *err)
{
    draad_status s = b->len > 0 ? dr_buf_put_char(b, '\n', err) : DRAAD_OK;
    if (s == DRAAD_OK)
        s = dr_buf_put(b, dr_str_of(before), err);
    return s == DRAAD_OK ? dr_buf_put(b, text, err) : s;
}

/* What there is no other place for: notes, sets, the GUID (Draad's own can be made again). */
static draad_status memo_of(tree *t, uint32_t code, dr_buf *out)
{
    const dr_refi *r = t->in->r;
    draad_error *err = t->in->err;
    draad_status s = dr_buf_put(out, dr_refi_text_under(&t->descriptions[code], DR_REFI_MEMO), err);
    for (uint32_t i = t->first_ref[code]; s == DRAAD_OK && i != DRAAD_NONE; i = t->next_ref[i]) {
        const dr_refi_ref *ref = &r->refs.at[i];
        s = ref->from.kind == REFI_SET ? put_memo_line(out, "Set: ", r->sets.at[ref->from.index].name, err)
                                       : put_memo_line(out, "", (draad_str){"", 0}, err);
        if (s == DRAAD_OK && ref->from.kind == REFI_CODE)
            s = dr_refi_note_text(t->in, &r->sources.at[dr_refi_find(r, ref->target).index], out);
    }
    if (s == DRAAD_OK && t->in->tool != REFI_DRAAD && r->codes.at[code].guid.len > 0)
        s = put_memo_line(out, "GUID: ", r->codes.at[code].guid, err);
    return s;
}

static draad_status put_node(tree *t, dr_buf *b, uint32_t at)
{
    const node *n = &t->nodes.at[at];
    const size_t indent = 4 * (size_t)n->level + 2;
    draad_error *err = t->in->err;
    draad_status s = dr_buf_printf(b, err, "%*s- id: %.*s\n", (int)indent - 4, "", DR_ARG(n->slug));
    const size_t in = indent - 2;
    if (s == DRAAD_OK)
        s = put_key(b, in, "label", n->label, err);
    if (s == DRAAD_OK && n->code != DRAAD_NONE) {
        const dr_refi_description *d = &t->descriptions[n->code];
        dr_buf memo = {0};
        if ((s = put_key(b, in, "definition", d->definition, err)) == DRAAD_OK &&
            (s = put_list(b, in, "include", &d->under[DR_REFI_INCLUDE], err)) == DRAAD_OK &&
            (s = put_list(b, in, "exclude", &d->under[DR_REFI_EXCLUDE], err)) == DRAAD_OK &&
            (s = put_list(b, in, "examples", &d->under[DR_REFI_EXAMPLES], err)) == DRAAD_OK &&
            (s = put_list(b, in, "counterexamples", &d->under[DR_REFI_COUNTEREXAMPLES], err)) == DRAAD_OK &&
            (s = memo_of(t, n->code, &memo)) == DRAAD_OK)
            s = put_key(b, in, "memo", dr_str_trim(dr_buf_str(&memo)), err);
        dr_buf_free(&memo);
    }
    if (s == DRAAD_OK && n->first != DRAAD_NONE)
        s = dr_buf_printf(b, err, "%*scodes:\n", (int)in, "");
    for (uint32_t i = n->first; s == DRAAD_OK && i != DRAAD_NONE; i = t->nodes.at[i].next)
        s = put_node(t, b, i);
    return s;
}

static draad_status put_book(tree *t, dr_buf *b, const book *k)
{
    static const struct {
        int heading;
        const char *key;
    } texts[] = {{DR_REFI_LANGUAGE, "language"},
                 {DR_REFI_VERSION, "version"},
                 {DR_REFI_SOURCE, "source"},
                 {DR_REFI_AUTHOR, "author"},
                 {DR_REFI_LICENCE, "licence"}};
    draad_error *err = t->in->err;
    draad_status s = dr_buf_printf(b, err, "draad: 1\nid: %.*s\n", DR_ARG(k->id));
    if (s == DRAAD_OK)
        s = put_key(b, 0, "title", k->title, err);
    for (size_t i = 0; s == DRAAD_OK && k->code != DRAAD_NONE && i < sizeof texts / sizeof *texts; i++) {
        const draad_str text = dr_refi_text_under(&t->descriptions[k->code], texts[i].heading);
        if (texts[i].heading != DR_REFI_LANGUAGE || dr_str_is(text, "nl") || dr_str_is(text, "en"))
            s = put_key(b, 0, texts[i].key, text, err);
    }
    const draad_str description = k->code != DRAAD_NONE ? t->descriptions[k->code].definition : t->in->r->description;
    if (s == DRAAD_OK)
        s = put_key(b, 0, "description", dr_str_trim(description), err);
    if (s == DRAAD_OK)
        s = dr_buf_put(b, DR_STR("codes:\n"), err);
    for (uint32_t i = k->first; s == DRAAD_OK && i != DRAAD_NONE; i = t->nodes.at[i].next)
        s = put_node(t, b, i);
    return s;
}

/* ---- All ---------------------------------------------------------------------------------------------- */

/* The code that a reference is about: one with a note, or in a set; DRAAD_NONE. */
static uint32_t code_of_ref(const dr_refi *r, const dr_refi_ref *ref)
{
    if (ref->from.kind != REFI_CODE && ref->from.kind != REFI_SET)
        return DRAAD_NONE;
    const dr_refi_thing to = dr_refi_find(r, ref->target);
    if (ref->from.kind == REFI_CODE)
        return to.kind == REFI_NOTE ? ref->from.index : DRAAD_NONE;
    return to.kind == REFI_CODE ? to.index : DRAAD_NONE;
}

static draad_status find_refs(tree *t)
{
    const dr_refi *r = t->in->r;
    t->first_ref = dr_arena_alloc(&t->in->arena, r->codes.n * sizeof *t->first_ref);
    t->next_ref = dr_arena_alloc(&t->in->arena, r->refs.n * sizeof *t->next_ref);
    if (t->first_ref == NULL || t->next_ref == NULL)
        return dr_no_memory(t->in->err);
    for (size_t i = 0; i < r->codes.n; i++)
        t->first_ref[i] = DRAAD_NONE;
    for (size_t i = r->refs.n; i-- > 0;) {
        const uint32_t code = code_of_ref(r, &r->refs.at[i]);
        t->next_ref[i] = code != DRAAD_NONE ? t->first_ref[code] : DRAAD_NONE;
        if (code != DRAAD_NONE)
            t->first_ref[code] = (uint32_t)i;
    }
    return DRAAD_OK;
}

static draad_status build(tree *t)
{
    dr_refi_in *in = t->in;
    const size_t n = in->r->codes.n;
    draad_status s = DRAAD_OK;
    t->descriptions = dr_arena_alloc(&in->arena, n * sizeof *t->descriptions);
    t->node_of = dr_arena_alloc(&in->arena, n * sizeof *t->node_of);
    t->book_of = dr_arena_alloc(&in->arena, n * sizeof *t->book_of);
    in->codes = dr_arena_alloc(&in->arena, n * sizeof *in->codes);
    if (t->descriptions == NULL || t->node_of == NULL || t->book_of == NULL || in->codes == NULL)
        return dr_no_memory(in->err);
    s = find_refs(t);
    for (uint32_t i = 0; s == DRAAD_OK && i < n; i++)
        s = dr_refi_description_read(in->r->codes.at[i].description, &in->arena, &t->descriptions[i], in->err);
    for (uint32_t i = 0; s == DRAAD_OK && i < n; i++)
        s = take_code(t, i);
    for (uint32_t i = 0; s == DRAAD_OK && i < n; i++) {
        in->codes[i] = (draad_str){"", 0};
        if (t->node_of[i] == DRAAD_NONE)
            continue;
        const node *own = &t->nodes.at[t->node_of[i]];
        t->b.len = 0;
        s = dr_buf_printf(&t->b, in->err, "%.*s.%.*s", DR_ARG(t->books.at[own->book].id), DR_ARG(own->slug));
        if (s == DRAAD_OK && (in->codes[i] = dr_arena_str(&in->arena, dr_buf_str(&t->b))).data == NULL)
            s = dr_no_memory(in->err);
    }
    return s;
}

draad_status dr_refi_make_codebooks(dr_refi_in *in,
                                    draad_status (*take)(void *ctx, draad_str yaml, const char *name, draad_error *err),
                                    void *ctx)
{
    tree t = {.in = in, .own = DRAAD_NONE};
    draad_status s = build(&t);
    for (size_t i = 0; s == DRAAD_OK && i < t.books.n; i++) {
        dr_buf yaml = {0}, name = {0};
        if (t.books.at[i].first == DRAAD_NONE)
            continue; /* no codes in it */
        s = put_book(&t, &yaml, &t.books.at[i]);
        if (s == DRAAD_OK)
            s = dr_buf_printf(&name, in->err, "%.*s.yaml", DR_ARG(t.books.at[i].id));
        if (s == DRAAD_OK)
            s = dr_buf_put_char(&name, '\0', in->err);
        if (s == DRAAD_OK)
            s = take(ctx, dr_buf_str(&yaml), name.data, in->err);
        dr_buf_free(&yaml);
        dr_buf_free(&name);
    }
    dr_vec_free(&t.nodes);
    dr_vec_free(&t.books);
    dr_map_free(&t.slugs);
    dr_map_free(&t.steps);
    dr_buf_free(&t.b);
    return s;
}
