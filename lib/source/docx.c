/* SPDX-License-Identifier: Apache-2.0
 * docx.c - the text of a Word document, as somebody who reads it in Word would read it aloud.
 * One pass over the elements, with a stack of those that are open.  What is not known is looked through, so that
 * hyperlinks, content controls and bookmarks never cost a word or put a space in one; what describes (pPr, rPr,
 * tblPr ...) is passed over but for the few facts that change the text.
 * Knows: WordprocessingML (ECMA-376, transitional and strict).  Does not know: how to unpack it (zip), turns. */
#include "source/docx.h"
#include "source/source.h"

#include "outside/xml.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PARAGRAPHS = 2000000, MOST_TEXT = 1 << 30 };

/* ---- elements -------------------------------------------------------------------------------------------- */

typedef enum {
    OTHER,       /* looked through */
    PASSED_OVER, /* with all that is in it */
    DOCUMENT,
    NOTES,
    NOTE,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    VANISH,
    TEXT,
    DELETED_TEXT,
    TAB,
    LINE_BREAK,
    NO_BREAK_HYPHEN,
    SOFT_HYPHEN,
    SYMBOL,
    FIELD_MARK,
    INSERTED,
    DELETED, /* moveTo is one, moveFrom the other */
    TABLE,
    ROW,
    ROW_PROPERTIES,
    CELL,
    TEXT_BOX,
    ALTERNATIVES,
    CHOICE,
    FOOTNOTE_REFERENCE,
    ENDNOTE_REFERENCE,
    COMMENT_REFERENCE,
    EMBEDDED
} kind;

static const struct {
    const char *local;
    kind kind;
} word_elements[] = {
    /* by name, for a binary search */
    {"altChunk", EMBEDDED},
    {"br", LINE_BREAK},
    {"commentReference", COMMENT_REFERENCE},
    {"cr", LINE_BREAK},
    {"del", DELETED},
    {"delText", DELETED_TEXT},
    {"document", DOCUMENT},
    {"endnote", NOTE},
    {"endnoteReference", ENDNOTE_REFERENCE},
    {"endnotes", NOTES},
    {"fldChar", FIELD_MARK},
    {"footnote", NOTE},
    {"footnoteReference", FOOTNOTE_REFERENCE},
    {"footnotes", NOTES},
    {"ins", INSERTED},
    {"moveFrom", DELETED},
    {"moveTo", INSERTED},
    {"noBreakHyphen", NO_BREAK_HYPHEN},
    {"object", EMBEDDED},
    {"p", PARAGRAPH},
    {"pPr", PARAGRAPH_PROPERTIES},
    {"ptab", TAB},
    {"r", RUN},
    {"rPr", RUN_PROPERTIES},
    {"sdtEndPr", PASSED_OVER},
    {"sdtPr", PASSED_OVER},
    {"sectPr", PASSED_OVER},
    {"softHyphen", SOFT_HYPHEN},
    {"subDoc", EMBEDDED},
    {"sym", SYMBOL},
    {"t", TEXT},
    {"tab", TAB},
    {"tbl", TABLE},
    {"tblGrid", PASSED_OVER},
    {"tblPr", PASSED_OVER},
    {"tblPrEx", PASSED_OVER},
    {"tc", CELL},
    {"tcPr", PASSED_OVER},
    {"tr", ROW},
    {"trPr", ROW_PROPERTIES},
    {"txbxContent", TEXT_BOX},
    {"vanish", VANISH},
};

static bool is_word(const char *uri)
{
    return strcmp(uri, "http://schemas.openxmlformats.org/wordprocessingml/2006/main") == 0 ||
           strcmp(uri, "http://purl.oclc.org/ooxml/wordprocessingml/main") == 0;
}

static bool is_formula(const char *uri)
{
    return strcmp(uri, "http://schemas.openxmlformats.org/officeDocument/2006/math") == 0 ||
           strcmp(uri, "http://purl.oclc.org/ooxml/officeDocument/math") == 0;
}

static kind kind_of(const dr_xml_element *e)
{
    if (is_word(e->uri)) {
        size_t low = 0, high = sizeof word_elements / sizeof *word_elements;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            int order = strcmp(e->local, word_elements[middle].local);
            if (order == 0)
                return word_elements[middle].kind;
            if (order < 0)
                high = middle;
            else
                low = middle + 1;
        }
    } else if (is_formula(e->uri)) {
        return strcmp(e->local, "t") == 0 ? TEXT : OTHER;
    } else if (strcmp(e->uri, "http://schemas.openxmlformats.org/markup-compatibility/2006") == 0) {
        return strcmp(e->local, "AlternateContent") == 0                              ? ALTERNATIVES
               : strcmp(e->local, "Choice") == 0 || strcmp(e->local, "Fallback") == 0 ? CHOICE
                                                                                      : OTHER;
    }
    return OTHER;
}

/* ---- the reader ------------------------------------------------------------------------------------------ */

/* A field: its code, then its result.  What the code zone wrote is taken back when the zone ends in the same
 * paragraph; a mark that is never closed thus costs nothing. */
typedef struct {
    bool in_code;
    size_t place; /* the paragraph, by its number */
    size_t start; /* text written before */
} field;

/* A text that flows: the body with its notes, or a text box. */
typedef struct story {
    struct story *outer;
    dr_buf text;
    dr_buf boxes; /* text boxes of the paragraph at hand, which come after it */
    DR_VEC(field) fields;
    size_t place; /* changes with every paragraph and between them */
    bool in_paragraph;
    bool mark_gone;                                      /* the mark of this paragraph is tracked as taken away */
    enum { NO_LINE_END, MAYBE_LINE_END, LINE_END } owed; /* maybe: unless a paragraph follows to join with */
} story;

/* An open element. */
typedef struct {
    kind kind;
    bool keeps_space;  /* xml:space="preserve" */
    bool taken;        /* of alternatives: one was used */
    unsigned nremoved; /* what this element added to reader.removed */
    unsigned hidden;   /* reader.hidden before it */
    size_t start;      /* of TEXT: the text before; of CHOICE: what was seen before */
} frame;

enum { SHOWN, HIDDEN, HIDDEN_AND_COUNTED };

typedef struct {
    const char *name;
    draad_track track;
    bool drop_hidden;
    kind root;        /* what the part at hand must be */
    size_t passed;    /* depth inside a passed-over element */
    unsigned removed; /* over 0: inside what tracked changes take out */
    unsigned hidden;  /* of the run at hand */
    size_t seen;      /* pieces of text met, also those left out */
    size_t place;     /* numbers for story.place */
    size_t nparagraphs;
    story body, *story;
    DR_VEC(int64_t) gone[2];   /* footnotes, endnotes whose anchor is not in the text */
    size_t notes;              /* which of the two is being read */
    uint32_t table_depth, row; /* in the body, not in a text box */
    bool in_cell, odd_table;   /* odd: not simply rows of cells, so no transcript */
    DR_VEC(dr_docx_cell) cells;
    size_t nchanges, nhidden, nunknown, nembedded, ncomments;
    dr_source_text *out;
    size_t nframes;
    frame frames[DR_XML_DEPTH];
} reader;

static const frame *outer_frame(const reader *r, size_t up)
{
    static const frame none = {.kind = OTHER};
    return r->nframes > up ? &r->frames[r->nframes - 1 - up] : &none;
}

static bool in_table(const reader *r)
{
    return r->table_depth > 0 && r->story == &r->body;
}

/* ---- writing --------------------------------------------------------------------------------------------- */

static draad_status end_line(story *s, draad_error *err)
{
    draad_status status = dr_buf_put_char(&s->text, '\n', err);
    if (status == DRAAD_OK)
        status = dr_buf_put(&s->text, dr_buf_str(&s->boxes), err);
    s->boxes.len = 0;
    s->owed = NO_LINE_END;
    return status;
}

/* Before a table and at the end of a cell, note, text box or the body: nothing follows that could join. */
static draad_status end_owed_line(story *s, draad_error *err)
{
    return s->owed != NO_LINE_END ? end_line(s, err) : DRAAD_OK;
}

/* May text be written here and now?  Counts what is hidden. */
static bool may_write(reader *r)
{
    r->seen++;
    if (r->removed > 0)
        return false;
    if (r->hidden == HIDDEN) {
        r->hidden = HIDDEN_AND_COUNTED;
        r->nhidden++;
    }
    if (r->hidden != SHOWN && r->drop_hidden)
        return false;
    if (!r->story->in_paragraph) { /* a formula of its own */
        r->story->owed = LINE_END;
        r->odd_table = r->odd_table || (in_table(r) && !r->in_cell);
    }
    return true;
}

static draad_status put(reader *r, draad_str text, draad_error *err)
{
    return may_write(r) ? dr_buf_put(&r->story->text, text, err) : DRAAD_OK;
}

static draad_status put_symbol(reader *r, const dr_xml_element *e, draad_error *err)
{
    draad_str digits = dr_xml_value(e, e->uri, "char");
    uint32_t c = 0;
    bool sound = digits.len > 0 && digits.len <= 6;
    for (size_t i = 0; i < digits.len && sound; i++) {
        static const char hex[] = "0123456789abcdefABCDEF";
        const char *found = memchr(hex, digits.data[i], sizeof hex - 1);
        sound = found != NULL;
        if (sound)
            c = c << 4 | (uint32_t)(found - hex < 16 ? found - hex : found - hex - 6);
    }
    c = sound && c <= 0x10FFFF ? dr_docx_symbol(dr_xml_value(e, e->uri, "font"), c) : 0xFFFD;
    if (!may_write(r))
        return DRAAD_OK;
    r->nunknown += c == 0xFFFD;
    return dr_buf_put_cp(&r->story->text, c, err);
}

/* ---- elements begin -------------------------------------------------------------------------------------- */

static draad_status begin_paragraph(reader *r, draad_error *err)
{
    story *s = r->story;
    draad_status status = DRAAD_OK;
    if (++r->nparagraphs > MOST_PARAGRAPHS)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->name), "more than %d paragraphs", (int)MOST_PARAGRAPHS);
    if (s->in_paragraph || s->owed == LINE_END)
        status = end_line(s, err); /* a paragraph in a paragraph is not allowed; its text is not lost */
    s->owed = NO_LINE_END;
    s->in_paragraph = true;
    s->mark_gone = false;
    s->place = ++r->place;
    r->odd_table = r->odd_table || (in_table(r) && !r->in_cell);
    return status;
}

static bool is_on(const dr_xml_element *e)
{
    draad_str value = dr_xml_value(e, e->uri, "val");
    return !dr_str_equal(value, DR_STR("0")) && !dr_str_equal(value, DR_STR("false")) &&
           !dr_str_equal(value, DR_STR("off"));
}

/* A tracked change: of text, of a paragraph's mark, or of a table's row, by where it stands. */
static void begin_change(reader *r, frame *f)
{
    draad_track takes_out = f->kind == DELETED ? DRAAD_TRACK_ACCEPT : DRAAD_TRACK_REJECT;
    bool removed = r->track == takes_out;
    frame *target = f;
    if (outer_frame(r, 1)->kind == RUN_PROPERTIES) {
        if (outer_frame(r, 2)->kind != PARAGRAPH_PROPERTIES)
            return;
        r->story->mark_gone = r->story->mark_gone || removed;
        target = NULL;
    } else if (outer_frame(r, 1)->kind == ROW_PROPERTIES) {
        target = r->nframes >= 3 ? &r->frames[r->nframes - 3] : NULL;
    }
    r->nchanges++;
    if (removed && target != NULL) {
        target->nremoved++;
        r->removed++;
    }
}

static draad_status mark_field(reader *r, const dr_xml_element *e, draad_error *err)
{
    story *s = r->story;
    draad_str type = dr_xml_value(e, e->uri, "fldCharType");
    if (dr_str_equal(type, DR_STR("begin"))) {
        field *f = dr_vec_push(&s->fields);
        if (f == NULL)
            return dr_no_memory(err);
        *f = (field){true, s->place, s->text.len};
        return DRAAD_OK;
    }
    bool is_end = dr_str_equal(type, DR_STR("end"));
    if (s->fields.n == 0 || (!is_end && !dr_str_equal(type, DR_STR("separate"))))
        return DRAAD_OK;
    field *f = &s->fields.at[s->fields.n - 1];
    if (f->in_code && f->place == s->place && f->start <= s->text.len)
        s->text.len = f->start;
    f->in_code = false;
    s->fields.n -= is_end;
    return DRAAD_OK;
}

static draad_status begin_text_box(reader *r, draad_error *err)
{
    story *s = dr_alloc_zero(1, sizeof *s);
    if (s == NULL)
        return dr_no_memory(err);
    s->outer = r->story;
    s->text.max = s->boxes.max = MOST_TEXT;
    s->place = ++r->place;
    r->story = s;
    r->hidden = SHOWN;
    return DRAAD_OK;
}

static draad_status begin_table(reader *r, draad_error *err)
{
    draad_status s = end_owed_line(r->story, err);
    if (r->story != &r->body)
        return s;
    if (r->table_depth++ > 0) {
        r->odd_table = true;
        return s;
    }
    r->odd_table = r->story->in_paragraph;
    r->in_cell = false;
    r->row = 0;
    r->cells.n = 0;
    return s;
}

static draad_status begin_cell(reader *r, draad_error *err)
{
    draad_status s = end_owed_line(r->story, err);
    r->story->place = ++r->place; /* no field mark may take back text from before a cell */
    if (s != DRAAD_OK || !in_table(r) || r->table_depth != 1)
        return s;
    r->odd_table = r->odd_table || r->in_cell;
    r->in_cell = true;
    dr_docx_cell *cell = dr_vec_push(&r->cells);
    if (cell == NULL)
        return dr_no_memory(err);
    *cell = (dr_docx_cell){r->row, r->story->text.len, r->story->text.len};
    return DRAAD_OK;
}

static bool number_of(draad_str s, int64_t *out)
{
    bool negative = s.len > 0 && s.data[0] == '-';
    int64_t value = 0;
    for (size_t i = negative; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9' || i > 10)
            return false;
        value = 10 * value + (s.data[i] - '0');
    }
    *out = negative ? -value : value;
    return s.len > (size_t)negative;
}

/* Where a note is anchored.  The note of an anchor that is not in the text is not in the text either. */
static draad_status note_anchor(reader *r, size_t notes, const dr_xml_element *e, draad_error *err)
{
    int64_t id;
    bool gone = r->removed > 0 || (r->hidden != SHOWN && r->drop_hidden);
    if (!gone || !number_of(dr_xml_value(e, e->uri, "id"), &id))
        return DRAAD_OK;
    int64_t *kept = dr_vec_push(&r->gone[notes]);
    if (kept == NULL)
        return dr_no_memory(err);
    *kept = id;
    return DRAAD_OK;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Rules between text and notes are notes too, by their type. */
static bool is_note_to_read(const reader *r, const dr_xml_element *e)
{
    int64_t id;
    draad_str type = dr_xml_value(e, e->uri, "type");
    if (type.len > 0 && !dr_str_equal(type, DR_STR("normal")))
        return false;
    return r->gone[r->notes].n == 0 || !number_of(dr_xml_value(e, e->uri, "id"), &id) ||
           bsearch(&id, r->gone[r->notes].at, r->gone[r->notes].n, sizeof id, by_number) == NULL;
}

/* Is `k`, inside the innermost open element, passed over with all that is in it? */
static bool is_passed_over(const reader *r, kind k, const dr_xml_element *e)
{
    const frame *outer = outer_frame(r, 0);
    bool is_change = k == INSERTED || k == DELETED;
    switch (outer->kind) {
    case PARAGRAPH_PROPERTIES:
        return k != RUN_PROPERTIES;
    case RUN_PROPERTIES:
        return k != VANISH && !is_change;
    case ROW_PROPERTIES:
        return !is_change;
    case ALTERNATIVES:
        return k != CHOICE || outer->taken;
    case TEXT:
    case DELETED_TEXT:
    case FIELD_MARK:
        return true; /* nothing is allowed there but data of a form */
    case NOTES:
        return k != NOTE || !is_note_to_read(r, e);
    default:
        return k == PASSED_OVER;
    }
}

static draad_status begin(reader *r, frame *f, const dr_xml_element *e, draad_error *err)
{
    switch (f->kind) {
    case PARAGRAPH:
        return begin_paragraph(r, err);
    case RUN:
        r->hidden = SHOWN;
        return DRAAD_OK;
    case VANISH:
        if (outer_frame(r, 1)->kind == RUN_PROPERTIES && outer_frame(r, 2)->kind == RUN && is_on(e))
            r->hidden = HIDDEN;
        return DRAAD_OK;
    case TEXT:
    case DELETED_TEXT:
        f->start = r->story->text.len;
        return DRAAD_OK;
    case CHOICE:
        f->start = r->seen;
        return DRAAD_OK;
    case TAB:
        return put(r, DR_STR("\t"), err);
    case LINE_BREAK:
        return put(r, DR_STR("\n"), err);
    case NO_BREAK_HYPHEN:
        return put(r, DR_STR("\xE2\x80\x91"), err);
    case SOFT_HYPHEN:
        return put(r, DR_STR("\xC2\xAD"), err);
    case SYMBOL:
        return put_symbol(r, e, err);
    case FIELD_MARK:
        return mark_field(r, e, err);
    case INSERTED:
    case DELETED:
        begin_change(r, f);
        return DRAAD_OK;
    case TABLE:
        return begin_table(r, err);
    case CELL:
        return begin_cell(r, err);
    case TEXT_BOX:
        return begin_text_box(r, err);
    case FOOTNOTE_REFERENCE:
        return note_anchor(r, 0, e, err);
    case ENDNOTE_REFERENCE:
        return note_anchor(r, 1, e, err);
    case COMMENT_REFERENCE:
        r->ncomments++;
        return DRAAD_OK;
    case EMBEDDED:
        r->nembedded++;
        return DRAAD_OK;
    default:
        return DRAAD_OK;
    }
}

static draad_status on_start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    reader *r = ctx;
    if (r->passed > 0) {
        r->passed++;
        return DRAAD_OK;
    }
    kind k = kind_of(e);
    if (r->nframes == 0 && k != r->root)
        return dr_fail(err, DRAAD_E_SOURCE, dr_place_of(r->name),
                       "damaged, or not a Word document: its main part holds no Word text");
    if (is_passed_over(r, k, e)) {
        r->passed = 1;
        return DRAAD_OK;
    }
    assert(r->nframes < DR_XML_DEPTH);
    draad_str space = dr_xml_value(e, "http://www.w3.org/XML/1998/namespace", "space");
    bool keeps_space = space.data == NULL ? outer_frame(r, 0)->keeps_space : dr_str_equal(space, DR_STR("preserve"));
    frame *f = &r->frames[r->nframes++];
    *f = (frame){.kind = k, .keeps_space = keeps_space, .hidden = r->hidden};
    return begin(r, f, e, err);
}

/* ---- elements end ---------------------------------------------------------------------------------------- */

static draad_status end_paragraph(reader *r, draad_error *err)
{
    story *s = r->story;
    r->seen++;
    s->in_paragraph = false;
    s->place = ++r->place;
    if (!s->mark_gone)
        return end_line(s, err);
    s->mark_gone = false;
    s->owed = MAYBE_LINE_END;
    return DRAAD_OK;
}

/* Word leaves out white space at both ends of a text that does not ask to keep it. */
static void trim_text(story *s, size_t start)
{
    assert(start <= s->text.len);
    if (start == s->text.len)
        return;
    draad_str all = {s->text.data + start, s->text.len - start};
    draad_str kept = dr_str_trim(all);
    if (kept.len == all.len)
        return;
    if (kept.len > 0)
        memmove(s->text.data + start, kept.data, kept.len);
    s->text.len = start + kept.len;
}

static void free_story(story *s)
{
    dr_buf_free(&s->text);
    dr_buf_free(&s->boxes);
    dr_vec_free(&s->fields);
}

static draad_status end_text_box(reader *r, draad_error *err)
{
    story *s = r->story;
    draad_status status = end_owed_line(s, err);
    story *outer = s->outer;
    if (status == DRAAD_OK)
        status = dr_buf_put(&outer->boxes, dr_buf_str(&s->text), err);
    if (!outer->in_paragraph && outer->owed == NO_LINE_END && s->text.len > 0) {
        /* no paragraph to come after: here then */
        if (status == DRAAD_OK)
            status = dr_buf_put(&outer->text, dr_buf_str(&outer->boxes), err);
        outer->boxes.len = 0;
        r->odd_table = true;
    }
    r->story = outer;
    free_story(s);
    dr_free(s);
    return status;
}

static draad_status end_cell(reader *r, draad_error *err)
{
    draad_status s = end_owed_line(r->story, err);
    r->story->place = ++r->place;
    if (!in_table(r) || r->table_depth != 1 || r->cells.n == 0)
        return s;
    r->cells.at[r->cells.n - 1].end = r->story->text.len;
    r->in_cell = false;
    return s;
}

static draad_status end_table(reader *r, draad_error *err)
{
    draad_status s = end_owed_line(r->story, err);
    r->story->place = ++r->place; /* places in the text may move now */
    if (!in_table(r) || --r->table_depth > 0 || s != DRAAD_OK || r->odd_table)
        return s;
    return dr_docx_lay_out(&r->body.text, r->cells.at, r->cells.n, r->out, err);
}

static draad_status on_end(void *ctx, draad_error *err)
{
    reader *r = ctx;
    if (r->passed > 0) {
        r->passed--;
        return DRAAD_OK;
    }
    frame f = r->frames[--r->nframes];
    draad_status s = DRAAD_OK;
    switch (f.kind) {
    case PARAGRAPH:
        s = end_paragraph(r, err);
        break;
    case TEXT:
    case DELETED_TEXT:
        if (!f.keeps_space)
            trim_text(r->story, f.start);
        break;
    case CHOICE:
        if (r->nframes > 0 && r->seen != f.start)
            r->frames[r->nframes - 1].taken = true;
        break;
    case TEXT_BOX:
        s = end_text_box(r, err);
        r->hidden = f.hidden;
        break;
    case RUN:
        r->hidden = f.hidden;
        break;
    case ROW:
        r->row += in_table(r) && r->table_depth == 1;
        break;
    case CELL:
        s = end_cell(r, err);
        break;
    case TABLE:
        s = end_table(r, err);
        break;
    case NOTE:
    case DOCUMENT:
        s = end_owed_line(r->story, err);
        r->story->fields.n = 0;
        break;
    default:
        break;
    }
    r->removed -= f.nremoved;
    return s;
}

static draad_status on_text(void *ctx, draad_str text, draad_error *err)
{
    reader *r = ctx;
    kind k = outer_frame(r, 0)->kind;
    if (r->passed > 0 || (k != TEXT && k != DELETED_TEXT))
        return DRAAD_OK;
    if (k == DELETED_TEXT && r->track == DRAAD_TRACK_ACCEPT) {
        r->seen++;
        return DRAAD_OK;
    }
    size_t start = r->story->text.len;
    draad_status s = put(r, text, err);
    for (size_t i = start; s == DRAAD_OK && i < r->story->text.len; i++)
        if (r->story->text.data[i] == '\n' || r->story->text.data[i] == '\r')
            r->story->text.data[i] = ' '; /* a line end in the XML is a space in Word */
    return s;
}

/* ---- the whole ------------------------------------------------------------------------------------------- */

static draad_status read_part(reader *r, dr_zip *zip, draad_str part, kind root, draad_error *err)
{
    dr_buf xml = {0};
    draad_status s = dr_zip_read(zip, part, &xml, err);
    if (s == DRAAD_OK) {
        dr_xml_handler handler = {on_start, on_end, on_text, r};
        r->root = root;
        s = dr_xml_read(dr_buf_str(&xml), r->name, part.data, &handler, err); /* part ends with a zero byte */
    }
    dr_buf_free(&xml);
    return s;
}

static draad_status read_notes(reader *r, dr_zip *zip, size_t which, draad_str part, draad_error *err)
{
    if (part.len == 0)
        return DRAAD_OK;
    r->notes = which;
    if (r->gone[which].n > 1)
        qsort(r->gone[which].at, r->gone[which].n, sizeof *r->gone[which].at, by_number);
    return read_part(r, zip, part, NOTES, err);
}

#define COUNTED(n, one, many) (n), (n) == 1 ? (one) : (many)

static void tell(const reader *r, const dr_docx_parts *parts, const draad_report *report)
{
    static const char *const tracks[] = {"read as accepted", "read as rejected", "both sides of each are in the text"};
    dr_place at = dr_place_of(r->name);
    if (r->nchanges > 0)
        dr_say(report, DRAAD_WARNING, DRAAD_OK, at, "%zu tracked %s: %s", COUNTED(r->nchanges, "change", "changes"),
               tracks[r->track]);
    if (r->nhidden > 0)
        dr_say(report, DRAAD_WARNING, DRAAD_OK, at, "%zu %s of hidden text: %s", COUNTED(r->nhidden, "piece", "pieces"),
               r->drop_hidden ? "left out" : "kept");
    if (r->nunknown > 0)
        dr_say(report, DRAAD_WARNING, DRAAD_OK, at, "%zu %s of an unknown symbol font, written as U+FFFD",
               COUNTED(r->nunknown, "character", "characters"));
    if (r->nembedded > 0)
        dr_say(report, DRAAD_WARNING, DRAAD_OK, at, "%zu embedded %s not read: text may be missing",
               COUNTED(r->nembedded, "document is", "documents are"));
    if (r->ncomments > 0)
        dr_say(report, DRAAD_NOTE, DRAAD_OK, at, "%zu %s not part of the text",
               COUNTED(r->ncomments, "comment is", "comments are"));
    if (parts->has_headers)
        dr_say(report, DRAAD_NOTE, DRAAD_OK, at, "headers and footers are not part of the text");
    if (dr_str_trim(dr_buf_str(&r->body.text)).len == 0)
        dr_say(report, DRAAD_WARNING, DRAAD_OK, at, "the document holds no text");
}

static void free_reader(reader *r)
{
    if (r == NULL)
        return;
    while (r->story != &r->body) {
        story *outer = r->story->outer;
        free_story(r->story);
        dr_free(r->story);
        r->story = outer;
    }
    free_story(&r->body);
    dr_vec_free(&r->gone[0]);
    dr_vec_free(&r->gone[1]);
    dr_vec_free(&r->cells);
    dr_free(r);
}

draad_status dr_docx_read(draad_str bytes, const char *name, const draad_read_options *options,
                          const draad_report *report, dr_source_text *out, draad_error *err)
{
    draad_status s;
    dr_zip *zip = NULL;
    dr_arena arena = {0};
    dr_docx_parts parts;
    *out = (dr_source_text){0};
    reader *r = dr_alloc_zero(1, sizeof *r);
    if (r == NULL)
        return dr_no_memory(err);
    r->name = name;
    r->track = options != NULL ? options->track : DRAAD_TRACK_ACCEPT;
    r->drop_hidden = options != NULL && options->drop_hidden;
    r->story = &r->body;
    r->body.text.max = r->body.boxes.max = MOST_TEXT;
    r->out = out;
    if ((s = dr_zip_open(bytes, name, &zip, err)) != DRAAD_OK ||
        (s = dr_docx_find_parts(zip, name, &arena, &parts, err)) != DRAAD_OK ||
        (s = read_part(r, zip, parts.body, DOCUMENT, err)) != DRAAD_OK ||
        (s = read_notes(r, zip, 0, parts.footnotes, err)) != DRAAD_OK ||
        (s = read_notes(r, zip, 1, parts.endnotes, err)) != DRAAD_OK)
        goto done;
    tell(r, &parts, report);
    out->text = r->body.text;
    r->body.text = (dr_buf){0};
done:
    if (s != DRAAD_OK)
        dr_vec_free(&out->labels);
    free_reader(r);
    dr_arena_free(&arena);
    dr_zip_free(zip);
    return s;
}
