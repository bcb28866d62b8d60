/* SPDX-License-Identifier: Apache-2.0
 * docx.c - the text of a Word document, as somebody who reads it in Word would read it aloud.
 * One pass over the elements, with a stack of those that are open.  What is not known is looked through, so that
 * hyperlinks, content controls and bookmarks never cost a word or put a space in one; what describes (pPr, rPr,
 * tblPr ...) is passed over but for the few facts that change the text.
 * Knows: WordprocessingML (ECMA-376, transitional and strict).  Does not know: how to unpack it (zip), turns. */
#include "source/docx.h"
#include "source/docx_annotations.h"
#include "source/docx_styles.h"
#include "source/source.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PARAGRAPHS = 2000000, MOST_TEXT = 1 << 30, NAMES = 256 };

/* ---- the reader ------------------------------------------------------------------------------------------ */

/* How a run looks: by its style and that of its paragraph, unless it says so itself. */
typedef struct {
    dr_docx_toggle own_hidden, own_bold;
    bool style_hidden, style_bold;
    bool hidden, bold;
    bool counted; /* as hidden text */
} run_look;

/* What a paragraph says before its text. */
typedef struct {
    draad_str style;          /* its id, as the styles keep it */
    int64_t numbering, level; /* -1: not said */
} paragraph_look;

/* What the name of an element meant the last time, by where it stands in memory. */
typedef struct {
    const char *uri, *local; /* NULL: nothing is here */
    dr_docx_kind kind;
} known_name;

/* An open element. */
typedef struct {
    dr_docx_kind kind;
    bool keeps_space;  /* xml:space="preserve" */
    bool taken;        /* of alternatives: one was used */
    unsigned nremoved; /* what this element added to reader.removed */
    run_look run;      /* reader.run before it */
    size_t start;      /* of TEXT, NOTE: the text before; of CHOICE: what was seen before */
    uint32_t place;    /* of NOTE: where it begins */
} frame;

typedef struct {
    const char *name;
    draad_track track;
    bool drop_hidden;
    dr_docx_kind root; /* what the part at hand must be */
    size_t passed;     /* depth inside a passed-over element */
    unsigned removed;  /* over 0: inside what tracked changes take out */
    run_look run;
    paragraph_look paragraph;
    size_t seen;    /* pieces of text met, also those left out */
    size_t stretch; /* numbers for dr_docx_story.stretch */
    size_t nparagraphs;
    dr_docx_story body, *story;
    DR_VEC(int64_t) gone[2];   /* footnotes, endnotes whose anchor is not in the text */
    size_t notes;              /* which of the two is being read */
    int64_t note_id;           /* of the note being read */
    dr_docx_comment comment;   /* being read */
    uint32_t table_depth, row; /* in the body, not in a text box */
    bool in_cell, odd_table;   /* odd: not simply rows of cells, so no transcript */
    DR_VEC(dr_docx_cell) cells;
    size_t nchanges, nhidden, nunknown, nembedded;
    dr_docx_styles styles;
    dr_docx_numbering numbering;
    dr_docx_annotations annotations;
    dr_source_text *out;
    known_name names[NAMES]; /* of the part at hand */
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

/* Is what stands here in the text: text, a text box, the anchor of a note?  Counts what is hidden. */
static bool is_in_text(reader *r)
{
    if (r->removed > 0)
        return false;
    if (r->run.hidden && !r->run.counted) {
        r->run.counted = true;
        r->nhidden++;
    }
    return !(r->run.hidden && r->drop_hidden);
}

/* May text be written here and now? */
static bool may_write(reader *r)
{
    r->seen++;
    if (!is_in_text(r))
        return false;
    if (!r->story->in_paragraph) { /* a formula of its own */
        r->story->owed = LINE_END;
        r->odd_table = r->odd_table || (in_table(r) && !r->in_cell);
    }
    return true;
}

/* The bold beginning of a line ends here, if there is one; what follows does not begin a line. */
static draad_status end_bold(reader *r, draad_error *err)
{
    uint32_t place;
    bool is_bold = r->story->line == LINE_BOLD;
    r->story->line = LINE_PLAIN;
    if (!is_bold)
        return DRAAD_OK;
    draad_status s = dr_docx_new_place(&r->annotations, r->story, &place, err);
    dr_docx_met met = {.first = r->story->bold_place, .last = place};
    return s == DRAAD_OK ? dr_docx_meet(&r->annotations, &r->annotations.bold, met, err) : s;
}

/* Before text is written: does a bold beginning of a line begin or end with it? */
static draad_status look_at_line(reader *r, draad_str text, draad_error *err)
{
    dr_docx_story *s = r->story;
    bool as_before = s->line == LINE_PLAIN || (s->line == LINE_BOLD && r->run.bold);
    if (as_before || r->root == COMMENTS || dr_str_trim(text).len == 0)
        return DRAAD_OK;
    if (!r->run.bold)
        return end_bold(r, err); /* or makes an empty line a plain one */
    s->line = LINE_BOLD;
    return dr_docx_new_place(&r->annotations, s, &s->bold_place, err);
}

static draad_status put(reader *r, draad_str text, draad_error *err)
{
    if (!may_write(r))
        return DRAAD_OK;
    draad_status s = look_at_line(r, text, err);
    return s == DRAAD_OK ? dr_buf_put(&r->story->text, text, err) : s;
}

static draad_status put_line_break(reader *r, draad_error *err)
{
    draad_status s = DRAAD_OK;
    if (!may_write(r))
        return DRAAD_OK;
    if ((s = end_bold(r, err)) == DRAAD_OK)
        s = dr_buf_put_char(&r->story->text, '\n', err);
    r->story->line = LINE_EMPTY;
    return s;
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

/* The looks of the paragraph at hand, by its style. */
static void look_of_paragraph(reader *r, draad_str style)
{
    const dr_docx_style *known = dr_docx_style_of(&r->styles, style);
    r->paragraph = (paragraph_look){.style = known != NULL ? known->id : (draad_str){"", 0}, -1, -1};
    r->story->hidden = known != NULL && known->hidden == TOGGLE_ON;
    r->story->bold = known != NULL && known->bold == TOGGLE_ON;
}

/* What a run looks like, by all that is known of it (ECMA-376 17.7.3: styles that both set a toggle cancel out). */
static void look_of_run(reader *r)
{
    const dr_docx_style *all = &r->styles.defaults;
    run_look *run = &r->run;
    bool hidden = (r->story->hidden != run->style_hidden) || all->hidden == TOGGLE_ON;
    bool bold = (r->story->bold != run->style_bold) || all->bold == TOGGLE_ON;
    run->hidden = run->own_hidden == TOGGLE_UNSET ? hidden : run->own_hidden == TOGGLE_ON;
    run->bold = run->own_bold == TOGGLE_UNSET ? bold : run->own_bold == TOGGLE_ON;
}

static void begin_run(reader *r)
{
    r->run = (run_look){.counted = false};
    look_of_run(r);
}

static draad_status begin_paragraph(reader *r, draad_error *err)
{
    dr_docx_story *s = r->story;
    draad_status status = DRAAD_OK;
    if (++r->nparagraphs > MOST_PARAGRAPHS)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->name), "more than %d paragraphs", (int)MOST_PARAGRAPHS);
    if (s->in_paragraph)
        status = end_bold(r, err);
    if (status == DRAAD_OK && (s->in_paragraph || s->owed == LINE_END))
        status = dr_docx_end_line(s, err); /* a paragraph in a paragraph is not allowed; its text is not lost */
    s->line = s->owed == MAYBE_LINE_END ? s->line : LINE_EMPTY;
    s->owed = NO_LINE_END;
    s->in_paragraph = true;
    s->mark_gone = false;
    s->stretch = ++r->stretch;
    r->story->number = (draad_str){"", 0};
    r->odd_table = r->odd_table || (in_table(r) && !r->in_cell);
    look_of_paragraph(r, r->styles.standard);
    return status;
}

/* What stands before the text of a paragraph has been read: has it a number? */
static draad_status number_paragraph(reader *r, draad_error *err)
{
    const dr_docx_style *style = dr_docx_style_of(&r->styles, r->paragraph.style);
    int64_t id = r->paragraph.numbering, level = r->paragraph.level;
    dr_buf label = {0};
    if (id < 0 && style != NULL) {
        id = style->numbering;
        level = level >= 0 ? level : style->level;
    }
    if (level < 0)
        level = dr_docx_level_of_style(&r->numbering, id, r->paragraph.style);
    if (id <= 0 || r->removed > 0 || r->story->mark_gone || r->root == COMMENTS)
        return DRAAD_OK;
    draad_status s = dr_docx_next_number(&r->numbering, id, level, &label, err);
    if (s == DRAAD_OK && label.len > 0) {
        r->story->number = dr_arena_str(&r->out->strings, dr_buf_str(&label));
        s = r->story->number.data != NULL ? dr_docx_new_place(&r->annotations, r->story, &r->story->number_place, err)
                                          : dr_no_memory(err);
    }
    dr_buf_free(&label);
    return s;
}

/* A tracked change: of text, of a paragraph's mark, or of a table's row or cell, by where it stands. */
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
    } else if (outer_frame(r, 1)->kind == ROW_PROPERTIES || outer_frame(r, 1)->kind == CELL_PROPERTIES) {
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
    dr_docx_story *s = r->story;
    draad_str type = dr_xml_value(e, e->uri, "fldCharType");
    if (dr_str_equal(type, DR_STR("begin"))) {
        dr_docx_field *f = dr_vec_push(&s->fields);
        if (f == NULL)
            return dr_no_memory(err);
        *f = (dr_docx_field){true, s->stretch, s->text.len};
        return DRAAD_OK;
    }
    bool is_end = dr_str_equal(type, DR_STR("end"));
    if (s->fields.n == 0 || (!is_end && !dr_str_equal(type, DR_STR("separate"))))
        return DRAAD_OK;
    dr_docx_field *f = &s->fields.at[s->fields.n - 1];
    if (f->in_code && f->stretch == s->stretch && f->start <= s->text.len)
        dr_docx_cut(s, f->start);
    f->in_code = false;
    s->fields.n -= is_end;
    return DRAAD_OK;
}

/* A text apart from the one at hand: a text box, a comment. */
static draad_status begin_story(reader *r, draad_error *err)
{
    dr_docx_story *s = dr_alloc_zero(1, sizeof *s);
    if (s == NULL)
        return dr_no_memory(err);
    s->outer = r->story;
    s->text.max = s->boxes.max = MOST_TEXT;
    s->stretch = ++r->stretch;
    r->story = s;
    r->run = (run_look){.counted = false};
    return DRAAD_OK;
}

/* Nothing in this element is part of the text. */
static void take_out(reader *r, frame *f)
{
    f->nremoved++;
    r->removed++;
}

static draad_status begin_text_box(reader *r, frame *f, draad_error *err)
{
    if (!is_in_text(r))
        take_out(r, f);
    return begin_story(r, err);
}

static draad_status begin_table(reader *r, draad_error *err)
{
    draad_status s = dr_docx_end_line_before_table(r->story, err);
    if (r->story != &r->body)
        return s;
    if (r->table_depth++ > 0) /* lines of the cell that it stands in */
        return s;
    r->odd_table = r->story->in_paragraph;
    r->in_cell = false;
    r->row = 0;
    r->cells.n = 0;
    return s;
}

static draad_status begin_cell(reader *r, draad_error *err)
{
    draad_status s = dr_docx_end_owed_line(r->story, err);
    r->story->stretch = ++r->stretch; /* no field mark may take back text from before a cell */
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

/* Where a note is anchored.  The note of an anchor that is not in the text is not in the text either. */
static draad_status note_anchor(reader *r, size_t notes, const dr_xml_element *e, draad_error *err)
{
    int64_t id;
    if (!dr_docx_number(e, "id", &id))
        return DRAAD_OK;
    if (is_in_text(r)) {
        dr_docx_met met = {.kind = notes == 0 ? DRAAD_ANNOTATION_FOOTNOTE : DRAAD_ANNOTATION_ENDNOTE, .id = id};
        draad_status s = dr_docx_new_place(&r->annotations, r->story, &met.first, err);
        met.last = met.first;
        return s == DRAAD_OK ? dr_docx_meet(&r->annotations, &r->annotations.met, met, err) : s;
    }
    int64_t *kept = dr_vec_push(&r->gone[notes]);
    if (kept == NULL)
        return dr_no_memory(err);
    *kept = id;
    return DRAAD_OK;
}

static draad_status comment_side(reader *r, dr_docx_side side, const dr_xml_element *e, draad_error *err)
{
    dr_docx_met met = {.kind = DRAAD_ANNOTATION_COMMENT, .side = side};
    if (r->root == COMMENTS || !dr_docx_number(e, "id", &met.id))
        return DRAAD_OK;
    draad_status s = dr_docx_new_place(&r->annotations, r->story, &met.first, err);
    met.last = met.first;
    return s == DRAAD_OK ? dr_docx_meet(&r->annotations, &r->annotations.met, met, err) : s;
}

/* An attribute of the comment at hand. */
static draad_status keep_value(reader *r, const dr_xml_element *e, const char *name, draad_str *out, draad_error *err)
{
    *out = dr_arena_str(&r->out->strings, dr_xml_value(e, e->uri, name));
    return out->data != NULL ? DRAAD_OK : dr_no_memory(err);
}

static draad_status begin_comment(reader *r, const dr_xml_element *e, draad_error *err)
{
    r->comment = (dr_docx_comment){.id = -1};
    dr_docx_number(e, "id", &r->comment.id);
    draad_status s = keep_value(r, e, "author", &r->comment.author, err);
    if (s == DRAAD_OK)
        s = keep_value(r, e, "date", &r->comment.date, err);
    return s == DRAAD_OK ? begin_story(r, err) : s;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Is the anchor of this note not in the text? */
static bool is_note_gone(const reader *r, int64_t id)
{
    return r->gone[r->notes].n > 0 &&
           bsearch(&id, r->gone[r->notes].at, r->gone[r->notes].n, sizeof id, by_number) != NULL;
}

/* Rules between text and notes are notes too, by their type. */
static bool is_note(const dr_xml_element *e)
{
    draad_str type = dr_xml_value(e, e->uri, "type");
    return type.len == 0 || dr_str_equal(type, DR_STR("normal"));
}

/* A note that is not in the text is read all the same: what it holds is counted. */
static draad_status begin_note(reader *r, frame *f, const dr_xml_element *e, draad_error *err)
{
    r->note_id = -1;
    if (dr_docx_number(e, "id", &r->note_id) && is_note_gone(r, r->note_id))
        take_out(r, f);
    f->start = r->story->text.len;
    return dr_docx_new_place(&r->annotations, r->story, &f->place, err);
}

/* Is `k`, inside the innermost open element, passed over with all that is in it? */
static bool is_passed_over(const reader *r, dr_docx_kind k, const dr_xml_element *e)
{
    const frame *outer = outer_frame(r, 0);
    bool is_change = k == INSERTED || k == DELETED;
    switch (outer->kind) {
    case PARAGRAPH_PROPERTIES:
        return k != RUN_PROPERTIES && k != PARAGRAPH_STYLE && k != NUMBERING;
    case NUMBERING:
        return k != NUMBERING_ID && k != NUMBERING_LEVEL;
    case RUN_PROPERTIES:
        return k != VANISH && k != BOLD && k != RUN_STYLE && !is_change;
    case ROW_PROPERTIES:
    case CELL_PROPERTIES:
        return !is_change;
    case COMMENTS:
        return k != COMMENT;
    case ALTERNATIVES:
        return k != CHOICE || outer->taken || !dr_docx_is_understood(e);
    case TEXT:
    case DELETED_TEXT:
    case FIELD_MARK:
        return true; /* nothing is allowed there but data of a form */
    case NOTES:
        return k != NOTE || !is_note(e);
    default:
        return k == PASSED_OVER;
    }
}

/* A property of a run, not of a paragraph's mark. */
static void set_run(reader *r, dr_docx_kind kind, const dr_xml_element *e)
{
    const dr_docx_style *style;
    if (outer_frame(r, 1)->kind != RUN_PROPERTIES || outer_frame(r, 2)->kind != RUN)
        return;
    dr_docx_toggle toggle = dr_docx_is_on(e) ? TOGGLE_ON : TOGGLE_OFF;
    if (kind == VANISH)
        r->run.own_hidden = toggle;
    else if (kind == BOLD)
        r->run.own_bold = toggle;
    else if ((style = dr_docx_style_of(&r->styles, dr_xml_value(e, e->uri, "val"))) != NULL) {
        r->run.style_hidden = style->hidden == TOGGLE_ON;
        r->run.style_bold = style->bold == TOGGLE_ON;
    }
    look_of_run(r);
}

static draad_status begin(reader *r, frame *f, const dr_xml_element *e, draad_error *err)
{
    switch (f->kind) {
    case PARAGRAPH:
        return begin_paragraph(r, err);
    case PARAGRAPH_STYLE:
        look_of_paragraph(r, dr_xml_value(e, e->uri, "val"));
        return DRAAD_OK;
    case NUMBERING_ID:
        dr_docx_number(e, "val", &r->paragraph.numbering);
        return DRAAD_OK;
    case NUMBERING_LEVEL:
        dr_docx_number(e, "val", &r->paragraph.level);
        return DRAAD_OK;
    case RUN:
        begin_run(r);
        return DRAAD_OK;
    case VANISH:
    case BOLD:
    case RUN_STYLE:
        set_run(r, f->kind, e);
        return DRAAD_OK;
    case NOTE:
        return begin_note(r, f, e, err);
    case COMMENT:
        return begin_comment(r, e, err);
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
        return put_line_break(r, err);
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
        return begin_text_box(r, f, err);
    case FOOTNOTE_REFERENCE:
        return note_anchor(r, 0, e, err);
    case ENDNOTE_REFERENCE:
        return note_anchor(r, 1, e, err);
    case COMMENT_START:
        return comment_side(r, MET_START, e, err);
    case COMMENT_END:
        return comment_side(r, MET_END, e, err);
    case COMMENT_REFERENCE:
        return comment_side(r, MET_REFERENCE, e, err);
    case EMBEDDED:
        r->seen++;
        r->nembedded++;
        return DRAAD_OK;
    default:
        return DRAAD_OK;
    }
}

/* As dr_docx_kind_of; a document has some thirty names, and many thousand elements. */
static dr_docx_kind kind_of(reader *r, const dr_xml_element *e)
{
    const uint64_t place = (uint64_t)(uintptr_t)e->local * 0x9E3779B97F4A7C15u;
    known_name *known = &r->names[(place >> 32) % NAMES];
    if (known->local != e->local || known->uri != e->uri)
        *known = (known_name){e->uri, e->local, dr_docx_kind_of(e)};
    return known->kind;
}

static draad_status on_start(void *ctx, const dr_xml_element *e, draad_error *err)
{
    reader *r = ctx;
    if (r->passed > 0) {
        r->passed++;
        return DRAAD_OK;
    }
    dr_docx_kind k = kind_of(r, e);
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
    *f = (frame){.kind = k, .keeps_space = keeps_space, .run = r->run};
    return begin(r, f, e, err);
}

/* ---- elements end ---------------------------------------------------------------------------------------- */

static draad_status end_number(reader *r, draad_error *err)
{
    dr_docx_met met = {.kind = DRAAD_ANNOTATION_NUMBER, .first = r->story->number_place, .text = r->story->number};
    if (r->story->number.len == 0)
        return DRAAD_OK;
    r->story->number.len = 0;
    draad_status s = dr_docx_new_place(&r->annotations, r->story, &met.last, err);
    return s == DRAAD_OK ? dr_docx_meet(&r->annotations, &r->annotations.met, met, err) : s;
}

static draad_status end_paragraph(reader *r, draad_error *err)
{
    dr_docx_story *s = r->story;
    draad_status status = end_number(r, err);
    r->seen++;
    s->in_paragraph = false;
    s->stretch = ++r->stretch;
    if (status != DRAAD_OK)
        return status;
    if (s->mark_gone) {
        s->mark_gone = false;
        s->owed = MAYBE_LINE_END;
        return DRAAD_OK;
    }
    status = end_bold(r, err);
    return status == DRAAD_OK ? dr_docx_end_line(s, err) : status;
}

/* Back to the text around the one at hand. */
static void leave_story(reader *r)
{
    dr_docx_story *outer = r->story->outer;
    dr_docx_story_free(r->story);
    dr_free(r->story);
    r->story = outer;
}

static draad_status end_text_box(reader *r, draad_error *err)
{
    bool at_once = false;
    draad_status s = dr_docx_end_owed_line(r->story, err);
    if (s == DRAAD_OK && r->removed == 0)
        s = dr_docx_keep_box(r->story->outer, r->story, &at_once, err);
    r->odd_table = r->odd_table || at_once;
    leave_story(r);
    return s;
}

static draad_status end_comment(reader *r, draad_error *err)
{
    draad_status s = dr_docx_end_owed_line(r->story, err);
    r->comment.text = dr_arena_str(&r->out->strings, dr_str_trim(dr_buf_str(&r->story->text)));
    if (s == DRAAD_OK)
        s = r->comment.text.data != NULL ? dr_docx_add_comment(&r->annotations, r->comment, err) : dr_no_memory(err);
    leave_story(r);
    return s;
}

static draad_status end_note(reader *r, const frame *f, draad_error *err)
{
    dr_docx_met met = {.kind = r->notes == 0 ? DRAAD_ANNOTATION_FOOTNOTE : DRAAD_ANNOTATION_ENDNOTE,
                       .id = r->note_id,
                       .first = f->place};
    draad_status s = dr_docx_end_owed_line(r->story, err);
    r->story->fields.n = 0;
    if (f->nremoved > 0) { /* but for its line ends nothing of it was written */
        dr_docx_cut(r->story, f->start);
        return s;
    }
    if (s == DRAAD_OK)
        s = dr_docx_new_place(&r->annotations, r->story, &met.last, err);
    return s == DRAAD_OK ? dr_docx_meet(&r->annotations, &r->annotations.notes, met, err) : s;
}

static draad_status end_cell(reader *r, draad_error *err)
{
    draad_status s = dr_docx_end_owed_line(r->story, err);
    r->story->stretch = ++r->stretch;
    if (!in_table(r) || r->table_depth != 1 || r->cells.n == 0)
        return s;
    r->cells.at[r->cells.n - 1].end = r->story->text.len;
    r->cells.n -= r->removed > 0; /* taken out by a tracked change, of the cell or its row */
    r->in_cell = false;
    return s;
}

static draad_status end_table(reader *r, draad_error *err)
{
    draad_status s = dr_docx_end_owed_line(r->story, err);
    r->story->stretch = ++r->stretch; /* places in the text may move now */
    if (!in_table(r) || --r->table_depth > 0 || s != DRAAD_OK || r->odd_table)
        return s;
    return dr_docx_lay_out(&r->body, r->cells.at, r->cells.n, r->out, err);
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
            dr_docx_trim(r->story, f.start);
        break;
    case CHOICE:
        if (r->nframes > 0 && r->seen != f.start)
            r->frames[r->nframes - 1].taken = true;
        break;
    case PARAGRAPH_PROPERTIES:
        s = number_paragraph(r, err);
        break;
    case TEXT_BOX:
        s = end_text_box(r, err);
        r->run = f.run;
        break;
    case RUN:
        r->run = f.run;
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
        s = end_note(r, &f, err);
        break;
    case COMMENT:
        s = end_comment(r, err);
        break;
    case DOCUMENT:
        s = dr_docx_end_owed_line(r->story, err);
        r->story->fields.n = 0;
        break;
    default:
        break;
    }
    r->removed -= f.nremoved;
    return s;
}

static void put_spaces_for(char *at, size_t len, char which)
{
    for (const char *end = at + len; (at = memchr(at, which, (size_t)(end - at))) != NULL; at++)
        *at = ' ';
}

static draad_status on_text(void *ctx, draad_str text, draad_error *err)
{
    reader *r = ctx;
    dr_docx_kind k = outer_frame(r, 0)->kind;
    if (r->passed > 0 || (k != TEXT && k != DELETED_TEXT))
        return DRAAD_OK;
    if (k == DELETED_TEXT && r->track == DRAAD_TRACK_ACCEPT) {
        r->seen++;
        return DRAAD_OK;
    }
    size_t start = r->story->text.len;
    draad_status s = put(r, text, err);
    if (s == DRAAD_OK && r->story->text.len > start) { /* a line end in the XML is a space in Word */
        put_spaces_for(r->story->text.data + start, r->story->text.len - start, '\n');
        put_spaces_for(r->story->text.data + start, r->story->text.len - start, '\r');
    }
    return s;
}

/* ---- the whole ------------------------------------------------------------------------------------------- */

static draad_status read_part(reader *r, dr_zip *zip, draad_str part, dr_docx_kind root, draad_error *err)
{
    dr_buf xml = {0};
    draad_status s = dr_zip_read(zip, part, &xml, err);
    if (s == DRAAD_OK) {
        dr_xml_handler handler = {on_start, on_end, on_text, r};
        r->root = root;
        memset(r->names, 0, sizeof r->names); /* names of another part may have stood where those of this one do */
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

/* Comments are texts of their own; what is counted in them is not of the text. */
static draad_status read_comments(reader *r, dr_zip *zip, draad_str part, draad_error *err)
{
    size_t nchanges = r->nchanges, nhidden = r->nhidden, nunknown = r->nunknown, nembedded = r->nembedded;
    if (part.len == 0 || !dr_zip_has(zip, part))
        return DRAAD_OK;
    draad_status s = read_part(r, zip, part, COMMENTS, err);
    r->nchanges = nchanges;
    r->nhidden = nhidden;
    r->nunknown = nunknown;
    r->nembedded = nembedded;
    return s;
}

/* Styles and numbering, before the text that they are for. */
static draad_status read_looks(reader *r, dr_zip *zip, const dr_docx_parts *parts, draad_error *err)
{
    dr_buf xml = {0};
    draad_status s = DRAAD_OK;
    if (parts->styles.len > 0 && dr_zip_has(zip, parts->styles) &&
        (s = dr_zip_read(zip, parts->styles, &xml, err)) == DRAAD_OK)
        s = dr_docx_read_styles(dr_buf_str(&xml), r->name, parts->styles.data, &r->styles, err);
    xml.len = 0;
    if (s == DRAAD_OK && parts->numbering.len > 0 && dr_zip_has(zip, parts->numbering) &&
        (s = dr_zip_read(zip, parts->numbering, &xml, err)) == DRAAD_OK)
        s = dr_docx_read_numbering(dr_buf_str(&xml), r->name, parts->numbering.data, &r->numbering, err);
    dr_buf_free(&xml);
    return s;
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
    if (r->annotations.comments.n > 0)
        dr_say(report, DRAAD_NOTE, DRAAD_OK, at, "%zu %s, not in the text",
               COUNTED(r->annotations.comments.n, "comment is kept as a memo", "comments are kept as memos"));
    if (parts->has_headers)
        dr_say(report, DRAAD_NOTE, DRAAD_OK, at, "headers and footers are not part of the text");
    if (dr_str_trim(dr_buf_str(&r->body.text)).len == 0)
        dr_say(report, DRAAD_WARNING, DRAAD_OK, at, "the document holds no text");
}

static draad_status read_parts(reader *r, dr_zip *zip, const dr_docx_parts *parts, draad_error *err)
{
    draad_status s = read_looks(r, zip, parts, err);
    if (s == DRAAD_OK)
        s = read_part(r, zip, parts->body, DOCUMENT, err);
    size_t notes = r->body.text.len;
    if (s == DRAAD_OK)
        s = read_notes(r, zip, 0, parts->footnotes, err);
    if (s == DRAAD_OK)
        s = read_notes(r, zip, 1, parts->endnotes, err);
    if (s == DRAAD_OK)
        s = read_comments(r, zip, parts->comments, err);
    r->out->notes = notes < r->body.text.len ? (draad_byte)notes : 0;
    return s == DRAAD_OK ? dr_docx_annotate(&r->annotations, &r->body, r->out, err) : s;
}

static void free_reader(reader *r)
{
    while (r->story != &r->body)
        leave_story(r);
    dr_docx_story_free(&r->body);
    dr_docx_styles_free(&r->styles);
    dr_docx_numbering_free(&r->numbering);
    dr_docx_annotations_free(&r->annotations);
    dr_vec_free(&r->gone[0]);
    dr_vec_free(&r->gone[1]);
    dr_vec_free(&r->cells);
    dr_free(r);
}

draad_status dr_docx_read(dr_zip *zip, const char *name, const draad_read_options *options, const draad_report *report,
                          dr_source_text *out, draad_error *err)
{
    draad_status s;
    dr_arena arena = {0};
    dr_docx_parts parts;
    *out = (dr_source_text){0};
    reader *r = dr_alloc_zero(1, sizeof *r);
    if (r == NULL)
        return dr_no_memory(err);
    r->name = r->annotations.name = name;
    r->track = options != NULL ? options->track : DRAAD_TRACK_ACCEPT;
    r->drop_hidden = options != NULL && options->drop_hidden;
    r->story = &r->body;
    r->body.text.max = r->body.boxes.max = MOST_TEXT;
    r->out = out;
    if ((s = dr_docx_find_parts(zip, name, &arena, &parts, err)) != DRAAD_OK ||
        (s = read_parts(r, zip, &parts, err)) != DRAAD_OK)
        goto done;
    tell(r, &parts, report);
    out->text = r->body.text;
    r->body.text = (dr_buf){0};
done:
    if (s != DRAAD_OK)
        dr_source_text_free(out);
    free_reader(r);
    dr_arena_free(&arena);
    return s;
}
