/* SPDX-License-Identifier: Apache-2.0
 * yaml.c - libfyaml's events become a tree of our own.
 * The events are taken one by one, so that every one is checked, its place noted, and a hostile file is left at the
 * first thing that is refused; libfyaml's own documents would resolve, merge and recurse.  Positions are counted here
 * from byte offsets: libfyaml's columns know other line ends than editors do.
 * libfyaml must not see invalid UTF-8 or NUL, and must not print: both are seen to before it starts.
 * Knows: YAML.  Does not know: codebooks, beyond the mistakes that people make in them. */
#include "outside/yaml.h"
#include "base/utf8.h"

#include <libfyaml.h>
#include <string.h>

enum { LINE_BYTES_MAX = 256 << 10 };

/* A place in the bytes that only moves on, so that counting columns costs one pass in all. */
typedef struct cursor {
    size_t at;
    uint32_t line, column;
} cursor;

typedef struct level {
    dr_yaml *node, *last; /* a sequence or mapping, and its last entry */
    draad_str key;        /* read, its value not yet */
    uint32_t key_line, key_column;
    bool has_key;
} level;

typedef struct reader {
    draad_str bytes; /* without byte order mark */
    const char *name;
    dr_arena *arena;
    dr_yaml *root;
    level levels[DR_YAML_DEPTH_MAX + 2]; /* the root does not count as nesting */
    size_t depth, nnodes;
    cursor cursor;
    bool seen_document;
} reader;

/* ---- Places ------------------------------------------------------------------------------------------- */

static void move_to(reader *r, size_t at)
{
    cursor c = at < r->cursor.at ? (cursor){0, 1, 1} : r->cursor;
    const char *s = r->bytes.data;
    for (; c.at < at && c.at < r->bytes.len; c.at++) {
        if (s[c.at] == '\n' || (s[c.at] == '\r' && (c.at + 1 == r->bytes.len || s[c.at + 1] != '\n')))
            c.line++, c.column = 1;
        else
            c.column += dr_utf8_is_start(s[c.at]);
    }
    r->cursor = c;
}

static dr_place here(const reader *r)
{
    return (dr_place){r->name, r->cursor.line, r->cursor.column};
}

static dr_place place_at(reader *r, size_t at)
{
    move_to(r, at);
    return here(r);
}

/* The first byte of a line, counted from 1; the end of the file when it has fewer. */
static size_t line_start(draad_str s, uint32_t line)
{
    size_t at = 0;
    for (uint32_t n = 1; n < line && at < s.len; n++) {
        const char *end = memchr(s.data + at, '\n', s.len - at);
        at = end != NULL ? (size_t)(end - s.data) + 1 : s.len;
    }
    return at;
}

/* ---- Hints -------------------------------------------------------------------------------------------- */

static const char star_hint[] = "a value cannot begin with '*'; for words that end in something write ends(...)";
static const char next_line_hint[] = "put the text on the next line, after '|'";

/* The first character of the value on the line: behind "- " and "key: ". */
static char value_begins_with(draad_str s, size_t at)
{
    size_t i = at;
    while (i < s.len && (s.data[i] == ' ' || (s.data[i] == '-' && i + 1 < s.len && s.data[i + 1] == ' ')))
        i++;
    for (size_t j = i; j + 1 < s.len && s.data[j] != '\n'; j++)
        if (s.data[j] == ':' && s.data[j + 1] == ' ') {
            for (i = j + 1; i < s.len && s.data[i] == ' ';)
                i++;
            break;
        }
    return i < s.len ? s.data[i] : '\0';
}

/* What libfyaml says, and what people who write a codebook can do about it. */
static const struct hint {
    const char *said, *found;
} hints[] = {
    {"tab character", "a tab; indent with spaces only"},
    {"invalid nested block mapping", "a colon and a space inside a value; put the value on the next line, after '|'"},
    {"trailing content after", "text behind a closing quotation mark; a rule that begins with a quotation mark goes on "
                               "the next line, after '|'"},
    {"without closing quote", "a quotation mark or apostrophe that is not closed; a text that begins with one goes on "
                              "the next line, after '|'"},
    {"wrongly indented", "a quotation mark or apostrophe that is not closed; a text that begins with one goes on "
                         "the next line, after '|'"}, /* it took the next lines for more of the text */
    {"block sequence on the same line", "a list that begins on the line of its key; put '- ' on the next line"},
    {"invalid indentation",
     "a line that is indented otherwise than its neighbours; expected the same number of spaces"},
    {"indendation", /* as libfyaml spells it */
     "a line that is indented otherwise than its neighbours; expected the same number of spaces"},
    {"did not find expected key",
     "a line that does not belong to the ones above it; is it indented wrongly, or is ': ' missing?"},
    {"end of block sequence", "a line that does not begin with '- ' as those above it; is it indented wrongly?"},
    {"invalid value after mapping", "a line that does not belong to the ones above it; is it indented wrongly, or is "
                                    "': ' missing?"},
    {"extra closing bracket", "a closing bracket too many"},
    {"without a closing bracket", "a list between [ and ] or { and } that is not closed before here"},
    {"missing comma", "a list between [ and ] or { and } that is not closed before here, or lacks a comma"},
    {"expected node content", "a value is missing before here; is there a '-' with nothing behind it?"},
    {"multiline plain key", "a line without ': ', or a text over several lines that holds ': '; put such a text on the "
                            "next line, after '|'"},
};

static draad_status say_syntax(reader *r, const char *said, uint32_t line, uint32_t column, draad_error *err)
{
    dr_place place = {r->name, line, column};
    size_t at = line_start(r->bytes, line);
    char begins = value_begins_with(r->bytes, at);
    if (begins == '*')
        return dr_fail(err, DRAAD_E_CODEBOOK, place, "%s", star_hint);
    if (strstr(said, "cannot start with") != NULL)
        return dr_fail(err, DRAAD_E_CODEBOOK, place, "a text cannot begin with this character; %s", next_line_hint);
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
        if (strstr(said, hints[i].said) != NULL)
            return dr_fail(err, DRAAD_E_CODEBOOK, place, "not valid YAML: %s", hints[i].found);
    return dr_fail(err, DRAAD_E_CODEBOOK, place, "not valid YAML: %s", said);
}

/* The first error that libfyaml collected. */
static draad_status syntax_error(reader *r, struct fy_diag *diag, draad_error *err)
{
    void *iterator = NULL;
    const struct fy_diag_error *e;
    do {
        e = fy_diag_errors_iterate(diag, &iterator);
    } while (e != NULL && (e->type < FYET_ERROR || e->msg == NULL));
    const bool placed = e != NULL && e->line > 0 && e->column > 0;
    return say_syntax(r, e != NULL ? e->msg : "something is wrong here or before",
                      placed ? (uint32_t)e->line : r->cursor.line, placed ? (uint32_t)e->column : r->cursor.column,
                      err);
}

/* ---- The tree ----------------------------------------------------------------------------------------- */

/* Pairs only up to a few keys; then a table, so that 100,000 sets take no 10^10 comparisons. */
static dr_yaml *find_twice(const dr_yaml *mapping, dr_yaml **first, draad_error *err)
{
    size_t room = 16;
    while (room < 2 * (size_t)mapping->n)
        room *= 2;
    dr_yaml **table = dr_alloc_zero(room, sizeof *table);
    dr_yaml *twice = NULL;
    if (table == NULL) {
        dr_no_memory(err);
        return NULL;
    }
    for (dr_yaml *e = mapping->first; twice == NULL && e != NULL; e = e->next) {
        uint64_t hash = 14695981039346656037u;
        for (size_t i = 0; i < e->key.len; i++)
            hash = (hash ^ (unsigned char)e->key.data[i]) * 1099511628211u;
        size_t slot = (hash ^ hash >> 32) & (room - 1);
        for (; table[slot] != NULL && !dr_str_equal(table[slot]->key, e->key);)
            slot = (slot + 1) & (room - 1);
        if (table[slot] != NULL)
            *first = table[slot], twice = e;
        else
            table[slot] = e;
    }
    dr_free(table);
    return twice;
}

static draad_status close_level(reader *r, draad_error *err)
{
    const dr_yaml *node = r->levels[--r->depth].node;
    dr_yaml *first = NULL;
    draad_error inner = {0};
    if (node->kind != DR_YAML_MAPPING || node->n < 2)
        return DRAAD_OK;
    const dr_yaml *twice = find_twice(node, &first, &inner);
    if (inner.status != DRAAD_OK)
        return dr_no_memory(err);
    if (twice == NULL)
        return DRAAD_OK;
    return dr_fail(err, DRAAD_E_CODEBOOK, (dr_place){r->name, twice->key_line, twice->key_column},
                   "the key '%.*s' stands here twice; it is already on line %u", DR_ARG(twice->key), first->key_line);
}

/* A new node, hung under the innermost open one. */
static dr_yaml *add_node(reader *r, dr_yaml_kind kind, dr_place place, draad_error *err)
{
    if (r->nnodes++ == DR_YAML_NODES_MAX) {
        dr_fail(err, DRAAD_E_LIMIT, place, "more than %d values in one file", DR_YAML_NODES_MAX);
        return NULL;
    }
    dr_yaml *node = dr_arena_alloc(r->arena, sizeof *node);
    if (node == NULL) {
        dr_no_memory(err);
        return NULL;
    }
    *node = (dr_yaml){.kind = kind, .line = place.line, .column = place.column};
    if (r->depth == 0) {
        r->root = node;
        return node;
    }
    level *up = &r->levels[r->depth - 1];
    if (up->node->kind == DR_YAML_MAPPING) {
        node->key = up->key;
        node->key_line = up->key_line;
        node->key_column = up->key_column;
        up->has_key = false;
    }
    if (up->last == NULL)
        up->node->first = node;
    else
        up->last->next = node;
    up->last = node;
    up->node->n++;
    return node;
}

static bool wants_key(const reader *r)
{
    return r->depth > 0 && r->levels[r->depth - 1].node->kind == DR_YAML_MAPPING && !r->levels[r->depth - 1].has_key;
}

static draad_status open_level(reader *r, dr_yaml_kind kind, dr_place place, draad_error *err)
{
    if (wants_key(r))
        return dr_fail(err, DRAAD_E_CODEBOOK, place, "found a list or mapping as a key; expected a word");
    if (r->depth > DR_YAML_DEPTH_MAX)
        return dr_fail(err, DRAAD_E_LIMIT, place, "lists and mappings nest deeper than %d", DR_YAML_DEPTH_MAX);
    dr_yaml *node = add_node(r, kind, place, err);
    if (node == NULL)
        return err != NULL ? err->status : DRAAD_E_MEMORY;
    r->levels[r->depth++] = (level){.node = node};
    return DRAAD_OK;
}

/* The place of a value that is not there: of its key, or of the list's next '-'. */
static dr_place place_of_nothing(reader *r)
{
    level *up = r->depth > 0 ? &r->levels[r->depth - 1] : NULL;
    if (up != NULL && up->node->kind == DR_YAML_MAPPING && up->has_key)
        return (dr_place){r->name, up->key_line, up->key_column};
    size_t at = r->cursor.at;
    const char *s = r->bytes.data;
    const char *end;
    while (up != NULL && up->last != NULL && (end = memchr(s + at, '\n', r->bytes.len - at)) != NULL) {
        size_t i = (size_t)(end - s) + 1;
        while (i < r->bytes.len && s[i] == ' ')
            i++;
        at = i;
        if (i < r->bytes.len && s[i] == '-')
            return place_at(r, i);
    }
    return here(r);
}

/* Where the text of a scalar begins, and whether it stands there unchanged. */
static bool stands_at(const reader *r, size_t *at, enum fy_scalar_style style, draad_str text)
{
    const char *s = r->bytes.data;
    if (style == FYSS_LITERAL) /* the mark is at the indentation of its first line */
        while (*at < r->bytes.len && s[*at] == ' ')
            ++*at;
    while (style == FYSS_LITERAL && text.len > 0 && text.data[text.len - 1] == '\n')
        text.len--;
    return text.len <= r->bytes.len - *at && (text.len == 0 || memcmp(s + *at, text.data, text.len) == 0) &&
           (text.len == 0 || memchr(text.data, '\n', text.len) == NULL);
}

static draad_status take_scalar(reader *r, struct fy_token *token, draad_error *err)
{
    draad_str text = {"", 0};
    bool as_it_stands = false;
    dr_place place;
    const struct fy_mark *mark = token != NULL ? fy_token_start_mark(token) : NULL;
    if (mark == NULL) {
        place = place_of_nothing(r);
    } else {
        size_t at = mark->input_pos <= r->bytes.len ? mark->input_pos : r->bytes.len;
        text.data = fy_token_get_text(token, &text.len);
        as_it_stands = text.data != NULL && stands_at(r, &at, fy_token_scalar_style(token), text);
        place = place_at(r, at);
    }
    draad_str copy = text.data != NULL ? dr_arena_str(r->arena, text) : text; /* NULL: libfyaml has no memory */
    if (copy.data == NULL)
        return dr_no_memory(err);
    if (wants_key(r)) {
        level *up = &r->levels[r->depth - 1];
        up->key = copy;
        up->key_line = place.line;
        up->key_column = place.column;
        up->has_key = true;
        return DRAAD_OK;
    }
    dr_yaml *node = add_node(r, DR_YAML_SCALAR, place, err);
    if (node == NULL)
        return err != NULL ? err->status : DRAAD_E_MEMORY;
    node->text = copy;
    node->as_it_stands = as_it_stands;
    return DRAAD_OK;
}

/* ---- Events ------------------------------------------------------------------------------------------- */

static draad_status refuse(reader *r, struct fy_token *token, const char *what, draad_error *err)
{
    const struct fy_mark *mark = token != NULL ? fy_token_start_mark(token) : NULL;
    dr_place place = mark != NULL ? place_at(r, mark->input_pos) : here(r);
    size_t at = mark != NULL ? mark->input_pos : 0;
    if (at > 0 && at <= r->bytes.len && (r->bytes.data[at - 1] == '*' || r->bytes.data[at - 1] == '&'))
        place.column--; /* the mark is at the name */
    return dr_fail(err, DRAAD_E_CODEBOOK, place, "%s", what);
}

static draad_status refuse_extras(reader *r, struct fy_token *anchor, struct fy_token *tag, draad_error *err)
{
    if (anchor != NULL)
        return refuse(r, anchor,
                      "a value cannot begin with '&' (a YAML anchor); put the text on the next line, "
                      "after '|'",
                      err);
    if (tag != NULL)
        return refuse(r, tag, "a value cannot begin with '!' (a YAML tag); put the text on the next line, after '|'",
                      err);
    return DRAAD_OK;
}

static draad_status begin_document(reader *r, const struct fy_event *e, draad_error *err)
{
    struct fy_document_state *state = e->document_start.document_state;
    if (r->seen_document)
        return refuse(r, e->document_start.document_start, "a second document ('---'); expected one codebook a file",
                      err);
    if (state != NULL && (fy_document_state_version_explicit(state) || fy_document_state_tags_explicit(state)))
        return dr_fail(err, DRAAD_E_CODEBOOK, (dr_place){r->name, 1, 1}, "a YAML directive ('%%'); it is not needed");
    r->seen_document = true;
    return DRAAD_OK;
}

static draad_status take_event(reader *r, struct fy_event *e, draad_error *err)
{
    draad_status s;
    const struct fy_mark *mark = fy_event_start_mark(e);
    switch (e->type) {
    case FYET_DOCUMENT_START:
        return begin_document(r, e, err);
    case FYET_ALIAS:
        return refuse(r, e->alias.anchor, star_hint, err);
    case FYET_SCALAR:
        if ((s = refuse_extras(r, e->scalar.anchor, e->scalar.tag, err)) != DRAAD_OK)
            return s;
        return take_scalar(r, e->scalar.value, err);
    case FYET_SEQUENCE_START:
        if ((s = refuse_extras(r, e->sequence_start.anchor, e->sequence_start.tag, err)) != DRAAD_OK)
            return s;
        return open_level(r, DR_YAML_SEQUENCE, mark != NULL ? place_at(r, mark->input_pos) : here(r), err);
    case FYET_MAPPING_START:
        if ((s = refuse_extras(r, e->mapping_start.anchor, e->mapping_start.tag, err)) != DRAAD_OK)
            return s;
        return open_level(r, DR_YAML_MAPPING, mark != NULL ? place_at(r, mark->input_pos) : here(r), err);
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END:
        return close_level(r, err);
    default:
        return DRAAD_OK;
    }
}

static draad_status take_events(reader *r, struct fy_parser *parser, struct fy_diag *diag, draad_error *err)
{
    draad_status s = DRAAD_OK;
    bool ended = false;
    while (s == DRAAD_OK && !ended) {
        struct fy_event *e = fy_parser_parse(parser);
        if (e == NULL)
            return syntax_error(r, diag, err);
        ended = e->type == FYET_STREAM_END;
        s = take_event(r, e, err);
        fy_parser_event_free(parser, e);
    }
    return s;
}

/* ---- Before libfyaml sees it -------------------------------------------------------------------------- */

static draad_status check_bytes(reader *r, draad_error *err)
{
    size_t valid = dr_utf8_valid(r->bytes);
    const char *s = r->bytes.data;
    if (r->bytes.len >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0))
        return dr_fail(err, DRAAD_E_CODEBOOK, (dr_place){r->name, 1, 1}, "the file is UTF-16; save it as UTF-8");
    for (size_t i = 0; i < valid; i++)
        if (((unsigned char)s[i] < 0x20 && s[i] != '\t' && s[i] != '\n' && s[i] != '\r') || s[i] == 0x7F)
            return dr_fail(err, DRAAD_E_CODEBOOK, place_at(r, i), "a control character (\\x%02X); expected text",
                           (unsigned)(unsigned char)s[i]);
    if (valid < r->bytes.len)
        return dr_fail(err, DRAAD_E_CODEBOOK, place_at(r, valid),
                       "a byte (\\x%02X) that is not UTF-8; save the file as UTF-8", (unsigned)(unsigned char)s[valid]);
    return DRAAD_OK;
}

/* libfyaml reads ahead as long as a '[' may still turn out to begin a key: a whole line, or all of a nest of brackets,
 * at some 200 bytes of memory for each byte.  So lines are bounded, and brackets are counted, roughly: outside lists
 * in brackets only those that begin a value count, and "- " begins anew. */
typedef struct brackets {
    int depth;
    char before; /* the last character that is no space */
} brackets;

static size_t skip_in_list(draad_str s, size_t i)
{
    char c = s.data[i];
    if (c == '"' || c == '\'')
        for (i++; i < s.len && s.data[i] != c;)
            i += c == '"' && s.data[i] == '\\' ? 2 : 1;
    else if (c == '#')
        while (i + 1 < s.len && s.data[i + 1] != '\n')
            i++;
    return i < s.len ? i : s.len;
}

static size_t count_bracket(brackets *b, draad_str s, size_t i)
{
    char c = s.data[i];
    if (c >= 'a' && c <= 'z') { /* as most are: nothing of all this */
        b->before = c;
        return i + 1;
    }
    bool at_start = memchr("\n[{,:-?", b->before, 8) != NULL;
    if ((c == '[' || c == '{') && (b->depth > 0 || at_start))
        b->depth++;
    else if ((c == ']' || c == '}') && b->depth > 0)
        b->depth--;
    else if (c == ' ' && b->before == '-' && b->depth > 0 && i >= 2 && (s.data[i - 2] == '\n' || s.data[i - 2] == ' '))
        b->depth = 0;
    else if (b->depth > 0 && ((c == '"' && at_start) || (c == '\'' && at_start) || (c == '#' && s.data[i - 1] == ' ')))
        i = skip_in_list(s, i);
    if ((c == '[' || c == '{') && b->depth == 0)
        b->before = 'a'; /* a letter of a text, and so are those right behind it */
    else if (c != ' ' && c != '\r')
        b->before = c;
    return i + 1;
}

static draad_status check_shape(reader *r, draad_error *err)
{
    brackets b = {0, '\n'};
    size_t line = 0;
    for (size_t i = 0; i < r->bytes.len;) {
        size_t next = count_bracket(&b, r->bytes, i);
        if (b.depth > DR_YAML_DEPTH_MAX)
            return dr_fail(err, DRAAD_E_LIMIT, place_at(r, i), "lists and mappings nest deeper than %d",
                           DR_YAML_DEPTH_MAX);
        for (; i < next && i < r->bytes.len; i++) {
            if (i - line >= LINE_BYTES_MAX)
                return dr_fail(err, DRAAD_E_LIMIT, place_at(r, line), "a line of more than %d KiB; break it up",
                               LINE_BYTES_MAX >> 10);
            if (r->bytes.data[i] == '\n' || r->bytes.data[i] == '\r')
                line = i + 1;
        }
    }
    return DRAAD_OK;
}

draad_status dr_yaml_read(draad_str bytes, const char *name, dr_arena *arena, dr_yaml **out, draad_error *err)
{
    draad_status s;
    draad_error mine = {0}; /* so that a status can be read back where the caller gives none */
    reader r = {.bytes = bytes, .name = name, .arena = arena, .cursor = {0, 1, 1}};
    struct fy_diag *diag = NULL;
    struct fy_parser *parser = NULL;
    err = err != NULL ? err : &mine;
    *out = NULL;
    if (bytes.len > DR_YAML_BYTES_MAX)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(name), "the file is larger than %d MiB",
                       DR_YAML_BYTES_MAX >> 20);
    if (bytes.len >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0)
        r.bytes = (draad_str){bytes.data + 3, bytes.len - 3};
    if (r.bytes.len == 0)
        return DRAAD_OK;
    if ((s = check_bytes(&r, err)) != DRAAD_OK || (s = check_shape(&r, err)) != DRAAD_OK)
        return s;
    r.cursor = (cursor){0, 1, 1};
    struct fy_diag_cfg diag_config;
    fy_diag_cfg_default(&diag_config);
    diag_config.fp = NULL; /* never print */
    diag_config.level = FYET_ERROR;
    diag = fy_diag_create(&diag_config);
    if (diag == NULL)
        return dr_no_memory(err);
    fy_diag_set_collect_errors(diag, true);
    const struct fy_parse_cfg config = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE, .diag = diag};
    parser = fy_parser_create(&config);
    if (parser == NULL || fy_parser_set_string(parser, r.bytes.data, r.bytes.len) != 0)
        s = dr_no_memory(err);
    else
        s = take_events(&r, parser, diag, err);
    fy_parser_destroy(parser);
    fy_diag_destroy(diag);
    if (s == DRAAD_OK)
        *out = r.root;
    return s;
}

dr_yaml *dr_yaml_find(const dr_yaml *mapping, const char *key)
{
    if (mapping != NULL && mapping->kind == DR_YAML_MAPPING)
        for (dr_yaml *e = mapping->first; e != NULL; e = e->next)
            if (dr_str_equal(e->key, dr_str_of(key)))
                return e;
    return NULL;
}
