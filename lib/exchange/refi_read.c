/* SPDX-License-Identifier: Apache-2.0
 * refi_read.c - the XML of REFI-QDA as things and references, with what is not as the standard asks.
 * Programs get order, GUIDs and namespaces wrong; what they mean is clear all the same, so that is taken.
 * Knows: elements.  Does not know: archives, texts, what becomes of them. */
#include "exchange/refi_read.h"
#include "exchange/refi_elements.h"

#include <string.h>

typedef struct frame {
    const dr_refi_element *e; /* NULL: neither it nor what is in it is read */
    dr_refi_thing thing;      /* what it is, or the nearest that it is in */
    int last;                 /* place of the last child */
    uint32_t seen;            /* places of the children so far, a bit each */
} frame;

typedef struct reader {
    dr_refi *r;
    draad_error *err;
    frame frames[DR_XML_DEPTH + 1];
    size_t depth;
    dr_buf text; /* of the innermost element that has text */
    bool taking; /* text counts */
} reader;

/* ---- Attributes --------------------------------------------------------------------------------------- */

static draad_status no_memory(const reader *t)
{
    return dr_no_memory(t->err);
}

static draad_status keep(reader *t, draad_str s, draad_str *out)
{
    *out = dr_arena_str(&t->r->arena, s.data != NULL ? s : (draad_str){"", 0});
    return out->data != NULL ? DRAAD_OK : no_memory(t);
}

static draad_status take_str(reader *t, const dr_xml_element *x, const char *name, draad_str *out)
{
    return keep(t, dr_xml_value(x, "", name), out);
}

/* Small letters, no braces. */
static draad_status take_guid(reader *t, const dr_xml_element *x, const char *name, draad_str *out)
{
    draad_str s = dr_str_trim(dr_xml_value(x, "", name));
    if (s.len > 1 && s.data[0] == '{' && s.data[s.len - 1] == '}')
        s = (draad_str){s.data + 1, s.len - 2};
    const draad_status status = keep(t, s, out);
    char *c = (char *)(uintptr_t)out->data; /* ours: just made */
    for (size_t i = 0; status == DRAAD_OK && i < out->len; i++)
        if (c[i] >= 'A' && c[i] <= 'Z')
            c[i] = (char)(c[i] - 'A' + 'a');
    return status;
}

/* -1 when it is not there, is none, or is larger than any text. */
static int64_t integer(const dr_xml_element *x, const char *name)
{
    const draad_str s = dr_str_trim(dr_xml_value(x, "", name));
    int64_t value = 0;
    if (!dr_refi_is_value(s, 'I') || s.data[0] == '-')
        return -1;
    for (size_t i = s.data[0] == '+'; i < s.len; i++)
        if ((value = 10 * value + (s.data[i] - '0')) > UINT32_MAX)
            return -1;
    return value;
}

static bool is_foreign(const dr_xml_attr *a)
{
    return a->uri[0] != '\0'; /* xsi:schemaLocation and the like */
}

static void check_attributes(reader *t, const dr_refi_element *e, const dr_xml_element *x)
{
    draad_str name;
    char kind;
    bool required;
    for (size_t i = 0; i < x->nattrs; i++) {
        const dr_xml_attr *a = &x->attrs[i];
        if (is_foreign(a))
            continue;
        kind = dr_refi_attribute(e, dr_str_of(a->local), &required);
        if (kind == '\0')
            dr_refi_invalid(t->r, x->line, "%s has an attribute %s, which the standard does not have", e->name,
                            a->local);
        else if (!dr_refi_is_value(a->value, kind))
            dr_refi_invalid(t->r, x->line, "%s of %s is no %s: \"%.*s\"", a->local, e->name,
                            kind == 'G'   ? "GUID"
                            : kind == 'I' ? "whole number"
                            : kind == 'B' ? "true or false"
                            : kind == 'D' ? "date and time"
                            : kind == 'C' ? "colour"
                                          : "word of the standard",
                            (int)(a->value.len < 50 ? a->value.len : 50), a->value.data);
    }
    for (int i = 0; dr_refi_attribute_at(e, i, &name, &kind, &required); i++) {
        bool there = false;
        for (size_t k = 0; k < x->nattrs; k++)
            there = there || (!is_foreign(&x->attrs[k]) && dr_str_is(name, x->attrs[k].local));
        if (required && !there)
            dr_refi_invalid(t->r, x->line, "%s has no attribute %.*s", e->name, DR_ARG(name));
    }
}

/* ---- Things ------------------------------------------------------------------------------------------- */

/* Notes that a GUID names a thing. */
static draad_status name_thing(reader *t, frame *f, dr_refi_kind kind, size_t index, draad_str guid, uint32_t line)
{
    f->thing = (dr_refi_thing){kind, (uint32_t)index};
    if (guid.len == 0)
        return DRAAD_OK;
    uint32_t *slot = dr_map_slot(&t->r->by_guid, guid);
    if (slot == NULL)
        return no_memory(t);
    if (*slot != DRAAD_NONE) {
        dr_refi_invalid(t->r, line, "the GUID %.*s stands twice", DR_ARG(guid));
        return DRAAD_OK;
    }
    *slot = (uint32_t)t->r->things.n;
    dr_refi_thing *thing = dr_vec_push(&t->r->things);
    if (thing == NULL)
        return no_memory(t);
    *thing = f->thing;
    return DRAAD_OK;
}

/* Declares `item`, a new element of `list`, and takes its GUID; returns when there is no memory. */
#define NEW_ITEM(t, list, item) \
    draad_status s; \
    (item) = dr_vec_push(&(t)->r->list); \
    if ((item) == NULL) \
        return no_memory(t); \
    if ((s = take_guid(t, x, "guid", &(item)->guid)) != DRAAD_OK) \
    return s

/* Takes the name of a new thing, and notes what its GUID names. */
static draad_status take_named(reader *t, frame *f, const dr_xml_element *x, dr_refi_kind kind, size_t index,
                               draad_str guid, draad_str *name)
{
    const draad_status s = take_str(t, x, "name", name);
    return s == DRAAD_OK ? name_thing(t, f, kind, index, guid, x->line) : s;
}

static draad_status make_user(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_user *u;
    (void)parent;
    NEW_ITEM(t, users, u);
    if ((s = take_str(t, x, "name", &u->name)) == DRAAD_OK && dr_str_trim(u->name).len == 0)
        s = take_str(t, x, "id", &u->name);
    return s == DRAAD_OK ? name_thing(t, f, REFI_USER, t->r->users.n - 1, u->guid, x->line) : s;
}

static draad_status make_code(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_code *c;
    NEW_ITEM(t, codes, c);
    const draad_str codable = dr_str_trim(dr_xml_value(x, "", "isCodable"));
    c->parent = parent->thing.kind == REFI_CODE ? parent->thing.index : DRAAD_NONE;
    c->codable = !dr_str_is(codable, "false") && !dr_str_is(codable, "0");
    c->line = x->line;
    c->description = (draad_str){"", 0};
    return take_named(t, f, x, REFI_CODE, t->r->codes.n - 1, c->guid, &c->name);
}

static draad_status make_variable(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_variable *v;
    (void)parent;
    NEW_ITEM(t, variables, v);
    return take_named(t, f, x, REFI_VARIABLE, t->r->variables.n - 1, v->guid, &v->name);
}

static draad_status make_case(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_case *c;
    (void)parent;
    NEW_ITEM(t, cases, c);
    c->description = (draad_str){"", 0};
    return take_named(t, f, x, REFI_CASE, t->r->cases.n - 1, c->guid, &c->name);
}

static draad_status make_value(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_value *v = dr_vec_push(&t->r->values);
    (void)x, (void)f;
    if (v == NULL)
        return no_memory(t);
    *v = (dr_refi_value){{"", 0}, {"", 0}, parent->thing};
    return DRAAD_OK;
}

static draad_status make_media(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_media *m;
    (void)parent;
    NEW_ITEM(t, media, m);
    m->element = f->e->name;
    return take_named(t, f, x, REFI_MEDIA, t->r->media.n - 1, m->guid, &m->name);
}

static draad_status make_source(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_source *d;
    NEW_ITEM(t, sources, d);
    d->is_note = strcmp(f->e->name, "Note") == 0;
    d->media = parent->thing.kind == REFI_MEDIA ? parent->thing.index : DRAAD_NONE;
    d->description = d->content = (draad_str){"", 0};
    d->line = x->line;
    if ((s = take_str(t, x, "name", &d->name)) != DRAAD_OK ||
        (s = take_str(t, x, "plainTextPath", &d->plain_path)) != DRAAD_OK ||
        (s = take_str(t, x, "richTextPath", &d->rich_path)) != DRAAD_OK ||
        (s = take_str(t, x, "creationDateTime", &d->date)) != DRAAD_OK ||
        (s = take_guid(t, x, "creatingUser", &d->user)) != DRAAD_OK)
        return s;
    return name_thing(t, f, d->is_note ? REFI_NOTE : REFI_SOURCE, t->r->sources.n - 1, d->guid, x->line);
}

static draad_status make_selection(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_selection *c;
    NEW_ITEM(t, selections, c);
    const bool of_text =
        strcmp(f->e->name, "PlainTextSelection") == 0 || strcmp(f->e->name, "TranscriptSelection") == 0;
    c->source = of_text && parent->thing.kind == REFI_SOURCE ? parent->thing.index : DRAAD_NONE;
    c->start = integer(x, "startPosition");
    c->end = integer(x, "endPosition");
    c->line = x->line;
    c->description = (draad_str){"", 0};
    if ((s = take_str(t, x, "name", &c->name)) != DRAAD_OK ||
        (s = take_str(t, x, "creationDateTime", &c->date)) != DRAAD_OK ||
        (s = take_guid(t, x, "creatingUser", &c->user)) != DRAAD_OK ||
        (s = take_guid(t, x, "fromSyncPoint", &c->from)) != DRAAD_OK ||
        (s = take_guid(t, x, "toSyncPoint", &c->to)) != DRAAD_OK)
        return s;
    return name_thing(t, f, REFI_SELECTION, t->r->selections.n - 1, c->guid, x->line);
}

static draad_status make_coding(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_coding *c;
    NEW_ITEM(t, codings, c);
    c->owner = parent->thing;
    c->line = x->line;
    c->code = (draad_str){"", 0};
    s = take_guid(t, x, "creatingUser", &c->user);
    return s == DRAAD_OK ? name_thing(t, f, REFI_CODING, t->r->codings.n - 1, c->guid, x->line) : s;
}

static draad_status make_set(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_set *c;
    (void)parent;
    NEW_ITEM(t, sets, c);
    return take_named(t, f, x, REFI_SET, t->r->sets.n - 1, c->guid, &c->name);
}

static draad_status make_link(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_link *c;
    (void)parent;
    NEW_ITEM(t, links, c);
    c->line = x->line;
    if ((s = take_guid(t, x, "originGUID", &c->origin)) == DRAAD_OK)
        s = take_guid(t, x, "targetGUID", &c->target);
    return s == DRAAD_OK ? name_thing(t, f, REFI_LINK, t->r->links.n - 1, c->guid, x->line) : s;
}

static draad_status make_sync(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi_sync *c;
    (void)parent;
    NEW_ITEM(t, syncs, c);
    c->position = integer(x, "position");
    return name_thing(t, f, REFI_SYNC_POINT, t->r->syncs.n - 1, c->guid, x->line);
}

/* A graph and what is in it: only counted. */
static draad_status make_other(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    draad_str guid;
    (void)parent;
    t->r->ngraphs += strcmp(f->e->name, "Graph") == 0;
    const draad_status s = take_guid(t, x, "guid", &guid);
    return s == DRAAD_OK ? name_thing(t, f, REFI_OTHER, 0, guid, x->line) : s;
}

/* What a reference must lead to. */
static dr_refi_kind expected_of(const char *element)
{
    return strcmp(element, "NoteRef") == 0 || strcmp(element, "MemberNote") == 0       ? REFI_NOTE
           : strcmp(element, "SourceRef") == 0 || strcmp(element, "MemberSource") == 0 ? REFI_SOURCE
           : strcmp(element, "SelectionRef") == 0                                      ? REFI_SELECTION
           : strcmp(element, "VariableRef") == 0                                       ? REFI_VARIABLE
                                                                                       : REFI_CODE;
}

static draad_status make_ref(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    dr_refi *r = t->r;
    dr_refi_ref ref = {.from = parent->thing, .expects = expected_of(f->e->name), .line = x->line};
    const bool by_guid = dr_xml_value(x, "", "targetGUID").data == NULL; /* MemberCode of a .qdc */
    const draad_status s = take_guid(t, x, by_guid ? "guid" : "targetGUID", &ref.target);
    if (s != DRAAD_OK)
        return s;
    if (ref.expects == REFI_VARIABLE && r->values.n > 0)
        r->values.at[r->values.n - 1].variable = ref.target;
    if (parent->thing.kind == REFI_CODING && ref.expects == REFI_CODE) {
        r->codings.at[parent->thing.index].code = ref.target;
        ref.expects = REFI_NONE; /* NVivo: a case too */
    }
    dr_refi_ref *slot = dr_vec_push(&r->refs);
    if (slot == NULL)
        return no_memory(t);
    *slot = ref;
    return DRAAD_OK;
}

static const struct {
    const char *element;
    draad_status (*make)(reader *t, frame *f, const frame *parent, const dr_xml_element *x);
} makers[] = {{"Code", make_code},
              {"Coding", make_coding},
              {"CodeRef", make_ref},
              {"NoteRef", make_ref},
              {"PlainTextSelection", make_selection},
              {"VariableValue", make_value},
              {"VariableRef", make_ref},
              {"TextSource", make_source},
              {"Note", make_source},
              {"User", make_user},
              {"Variable", make_variable},
              {"Case", make_case},
              {"SourceRef", make_ref},
              {"SelectionRef", make_ref},
              {"MemberCode", make_ref},
              {"MemberSource", make_ref},
              {"MemberNote", make_ref},
              {"Set", make_set},
              {"Link", make_link},
              {"Representation", make_source},
              {"Transcript", make_source},
              {"TextDescription", make_source},
              {"SyncPoint", make_sync},
              {"TranscriptSelection", make_selection},
              {"PictureSource", make_media},
              {"PDFSource", make_media},
              {"AudioSource", make_media},
              {"VideoSource", make_media},
              {"PictureSelection", make_selection},
              {"PDFSelection", make_selection},
              {"AudioSelection", make_selection},
              {"VideoSelection", make_selection},
              {"Graph", make_other},
              {"Vertex", make_other},
              {"Edge", make_other}};

static draad_status make(reader *t, frame *f, const frame *parent, const dr_xml_element *x)
{
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (strcmp(makers[i].element, f->e->name) == 0)
            return makers[i].make(t, f, parent, x);
    return DRAAD_OK;
}

/* ---- Elements ----------------------------------------------------------------------------------------- */

static bool has_text(const dr_refi_element *e)
{
    const size_t n = strlen(e->name);
    return strcmp(e->name, "Description") == 0 || strcmp(e->name, "PlainTextContent") == 0 ||
           (n > 5 && strcmp(e->name + n - 5, "Value") == 0 && strcmp(e->name, "VariableValue") != 0);
}

static draad_status start_root(reader *t, frame *f, const dr_xml_element *x)
{
    dr_refi *r = t->r;
    const bool project = strcmp(x->local, "Project") == 0, codebook = strcmp(x->local, "CodeBook") == 0;
    if ((!project && !codebook) || strstr(x->uri, "QDA-XML") == NULL)
        return dr_fail(t->err, DRAAD_E_SOURCE, dr_place_of(r->path),
                       "is no project or codebook of REFI-QDA: its XML begins with another element");
    r->root = project ? REFI_PROJECT : REFI_CODEBOOK;
    f->thing = (dr_refi_thing){r->root, 0};
    f->e = dr_refi_element_named(x->local, codebook);
    if (strcmp(x->uri, project ? "urn:QDA-XML:project:1.0" : "urn:QDA-XML:codebook:1.0") != 0)
        dr_refi_invalid(r, x->line, "the namespace is %.60s, expected urn:QDA-XML:%s:1.0", x->uri,
                        project ? "project" : "codebook");
    draad_status s = keep(t, dr_str_of(x->uri), &r->namespace);
    if (s == DRAAD_OK)
        s = take_str(t, x, "name", &r->name);
    if (s == DRAAD_OK)
        s = take_str(t, x, "origin", &r->origin);
    return s == DRAAD_OK ? take_guid(t, x, "creatingUserGUID", &r->user) : s;
}

static void check_place(reader *t, frame *parent, const dr_refi_element *e, uint32_t line)
{
    char sign = ' ';
    const int at = dr_refi_child(parent->e, e->name, &sign);
    if (at < 0) {
        dr_refi_invalid(t->r, line, "%s does not belong in %s", e->name, parent->e->name);
        return;
    }
    if (at < parent->last && parent->e->children[0] != '|')
        dr_refi_invalid(t->r, line, "%s stands too late in %s", e->name, parent->e->name);
    if ((sign == '?' || sign == ' ') && (parent->seen & 1u << at) != 0)
        dr_refi_invalid(t->r, line, "%s stands more than once in %s", e->name, parent->e->name);
    parent->last = at > parent->last ? at : parent->last;
    parent->seen |= 1u << at;
}

static draad_status on_start(void *ctx, const dr_xml_element *x, draad_error *err)
{
    reader *t = ctx;
    frame *f = &t->frames[t->depth++], *parent = f - 1;
    (void)err;
    *f = (frame){.e = NULL};
    draad_status s = DRAAD_OK;
    if (t->depth == 1) {
        s = start_root(t, f, x);
    } else if (parent->e != NULL) {
        f->thing = parent->thing;
        f->e = dr_str_is(t->r->namespace, x->uri) ? dr_refi_element_named(x->local, t->r->root == REFI_CODEBOOK) : NULL;
        if (f->e != NULL)
            check_place(t, parent, f->e, x->line);
        else
            dr_refi_invalid(t->r, x->line, "%.60s is no element of the standard", x->local);
    }
    if (s != DRAAD_OK || f->e == NULL)
        return s;
    check_attributes(t, f->e, x);
    if (t->depth > 1)
        s = make(t, f, parent, x);
    t->taking = has_text(f->e);
    t->text.len = 0;
    return s;
}

static draad_status on_text(void *ctx, draad_str text, draad_error *err)
{
    reader *t = ctx;
    return t->taking ? dr_buf_put(&t->text, text, err) : DRAAD_OK;
}

static draad_str *description_of(dr_refi *r, dr_refi_thing thing)
{
    switch (thing.kind) {
    case REFI_PROJECT:
        return &r->description;
    case REFI_CODE:
        return &r->codes.at[thing.index].description;
    case REFI_CASE:
        return &r->cases.at[thing.index].description;
    case REFI_SOURCE:
    case REFI_NOTE:
        return &r->sources.at[thing.index].description;
    case REFI_SELECTION:
        return &r->selections.at[thing.index].description;
    default:
        return NULL;
    }
}

static draad_status end_text(reader *t, const frame *f)
{
    dr_refi *r = t->r;
    const dr_refi_thing thing = f->thing;
    draad_str *to = NULL;
    if (strcmp(f->e->name, "Description") == 0) {
        to = description_of(r, thing);
    } else if (strcmp(f->e->name, "PlainTextContent") == 0) {
        if (thing.kind == REFI_SOURCE || thing.kind == REFI_NOTE) {
            to = &r->sources.at[thing.index].content;
            r->sources.at[thing.index].has_content = true;
        }
    } else if (r->values.n > 0) {
        to = &r->values.at[r->values.n - 1].text;
    }
    return to != NULL ? keep(t, dr_buf_str(&t->text), to) : DRAAD_OK;
}

static draad_status on_end(void *ctx, draad_error *err)
{
    reader *t = ctx;
    const frame *f = &t->frames[--t->depth];
    draad_str child;
    char sign;
    (void)err;
    if (f->e == NULL)
        return DRAAD_OK;
    for (int i = 0; dr_refi_child_at(f->e, i, &child, &sign); i++)
        if ((sign == '+' || sign == ' ') && (f->seen & 1u << i) == 0)
            dr_refi_invalid(t->r, 0, "%s has no %.*s", f->e->name, DR_ARG(child));
    const draad_status s = t->taking ? end_text(t, f) : DRAAD_OK; /* only while the innermost has text */
    t->taking = false;
    return s;
}

draad_status dr_refi_read_xml(dr_refi *r, draad_str bytes, draad_error *err)
{
    reader *t = dr_alloc_zero(1, sizeof *t);
    if (t == NULL)
        return dr_no_memory(err);
    t->r = r;
    t->err = err;
    r->name = r->origin = r->description = r->namespace = r->user = (draad_str){"", 0};
    const dr_xml_handler handler = {on_start, on_end, on_text, t};
    const draad_status s = dr_xml_read(bytes, r->path, r->part, &handler, err);
    dr_buf_free(&t->text);
    dr_free(t);
    return s;
}
