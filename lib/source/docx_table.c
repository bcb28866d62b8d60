/* SPDX-License-Identifier: Apache-2.0
 * docx_table.c - transcripts that were typed in a table: (time,) speaker and text.
 * A table with names of things in its first column looks much like one, so this asks for proof: the same few
 * labels come back, or all of them are labels that transcripts use (I, R1, Interviewer).
 * Knows: cells as text.  Does not know: XML. */
#include "source/docx.h"

#include <assert.h>
#include <string.h>

enum { MOST_COLUMNS = 3, MOST_LABELS = 64, LABEL_BYTES = 40, LABEL_WORDS = 4 };

typedef struct {
    const dr_buf *text;
    const dr_docx_cell *cells;
    size_t ncells;
    size_t ncolumns;               /* 2 or 3; 0: no transcript */
    size_t speaker, time;          /* columns; time == ncolumns: none.  The last column is the text */
    DR_VEC(dr_docx_move) moves;    /* where pieces of the text went, from the start of what is written again */
    bool has_header;               /* the first row names the columns */
    bool spoken;                   /* a row that is written has a speaker */
    draad_str labels[MOST_LABELS]; /* seen so far */
    size_t nlabels;
} table;

static draad_str cell_text(const table *t, size_t cell)
{
    const dr_docx_cell *c = &t->cells[cell];
    return dr_str_trim((draad_str){t->text->data + c->start, c->end - c->start});
}

/* One past the last cell of the row that starts at `cell`. */
static size_t row_end(const table *t, size_t cell)
{
    size_t end = cell;
    while (end < t->ncells && t->cells[end].row == t->cells[cell].row)
        end++;
    return end;
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool same_label(draad_str a, draad_str b)
{
    for (size_t i = 0; a.len == b.len && i < a.len; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return a.len == b.len;
}

static bool is_one_of(draad_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (same_label(s, dr_str_of(words[i])))
            return true;
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "R1:" -> "R1" */
static draad_str without_colon(draad_str s)
{
    while (s.len > 0 && s.data[s.len - 1] == ':')
        s = dr_str_trim((draad_str){s.data, s.len - 1});
    return s;
}

/* "[00:01:15]" -> "00:01:15" */
static draad_str without_brackets(draad_str s)
{
    if (s.len >= 2 &&
        ((s.data[0] == '[' && s.data[s.len - 1] == ']') || (s.data[0] == '(' && s.data[s.len - 1] == ')')))
        return dr_str_trim((draad_str){s.data + 1, s.len - 2});
    return s;
}

/* Digits, a colon, digits, and nothing but what times are written with: 0:15, 00:01:15.200, 1:02 - 1:10. */
static bool is_time(draad_str s)
{
    bool has_colon = false;
    s = without_brackets(s);
    if (s.len == 0 || !is_digit(s.data[0]) || !is_digit(s.data[s.len - 1]))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        has_colon = has_colon || (s.data[i] == ':' && is_digit(s.data[i + 1]));
        if (!is_digit(s.data[i]) && strchr(":.,- >", s.data[i]) == NULL)
            return false;
    }
    return has_colon;
}

static bool is_label(draad_str s)
{
    size_t nspaces = 0;
    bool has_letter = false;
    s = without_colon(s);
    if (s.len == 0 || s.len > LABEL_BYTES || strchr("?!", s.data[s.len - 1]) != NULL)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] == '\n' || s.data[i] == '\t')
            return false;
        nspaces += s.data[i] == ' ';
        has_letter = has_letter || (lower(s.data[i]) >= 'a' && lower(s.data[i]) <= 'z') || (s.data[i] & 0x80) != 0;
    }
    return has_letter && nspaces < LABEL_WORDS;
}

/* A label that transcripts use, with a number or not. */
static bool is_known_label(draad_str s)
{
    static const char *const known[] = {"i",
                                        "r",
                                        "p",
                                        "m",
                                        "d",
                                        "int",
                                        "resp",
                                        "mod",
                                        "vraag",
                                        "antwoord",
                                        "interviewer",
                                        "interviewster",
                                        "moderator",
                                        "speaker",
                                        "spreker",
                                        "deelnemer",
                                        "respondent",
                                        "respondente",
                                        "geïnterviewde",
                                        "participant"};
    s = without_colon(s);
    while (s.len > 0 && is_digit(s.data[s.len - 1]))
        s.len--;
    return is_one_of(dr_str_trim(s), known, sizeof known / sizeof *known);
}

static bool not_said(const table *t, size_t cell, size_t ncolumns)
{
    static const char *const speakers[] = {"spreker", "speaker", "naam", "name", "wie", "persoon"};
    static const char *const texts[] = {"tekst",    "text",   "transcript", "transcriptie", "uitspraak",
                                        "fragment", "inhoud", "gesprek",    "content"};
    bool found = is_one_of(without_colon(cell_text(t, cell + ncolumns - 1)), texts, sizeof texts / sizeof *texts);
    for (size_t i = 0; i + 1 < ncolumns; i++)
        found = found || is_one_of(without_colon(cell_text(t, cell + i)), speakers, sizeof speakers / sizeof *speakers);
    return found;
}

/* The number of columns that most rows have: 2 or 3, else 0. */
static size_t columns_of(const table *t)
{
    size_t nrows = 0, rows_with[MOST_COLUMNS + 1] = {0};
    for (size_t cell = 0, end; cell < t->ncells; cell = end) {
        end = row_end(t, cell);
        nrows++;
        if (end - cell <= MOST_COLUMNS)
            rows_with[end - cell]++;
    }
    size_t most = rows_with[2] > rows_with[3] ? 2 : 3;
    return nrows >= 2 && rows_with[most] * 4 >= nrows * 3 ? most : 0;
}

/* Notes a label; false when there are too many for people who speak. */
static bool note_label(table *t, draad_str label)
{
    for (size_t i = 0; i < t->nlabels; i++)
        if (same_label(t->labels[i], label))
            return true;
    if (t->nlabels == MOST_LABELS)
        return false;
    t->labels[t->nlabels++] = label;
    return true;
}

/* Where are the speaker and the time?  False when the columns are others. */
static bool find_columns(table *t)
{
    size_t ntimes[MOST_COLUMNS] = {0}, nfilled[MOST_COLUMNS] = {0};
    for (size_t cell = 0, end; cell < t->ncells; cell = end) {
        end = row_end(t, cell);
        for (size_t i = 0; end - cell == t->ncolumns && i < t->ncolumns; i++) {
            draad_str s = cell_text(t, cell + i);
            nfilled[i] += s.len > 0;
            ntimes[i] += is_time(s);
        }
    }
    t->time = t->ncolumns;
    for (size_t i = 0; i + 1 < t->ncolumns && t->time == t->ncolumns; i++)
        if (ntimes[i] > 0 && ntimes[i] * 2 >= nfilled[i])
            t->time = i;
    if ((t->time < t->ncolumns) != (t->ncolumns == 3))
        return false;
    t->speaker = t->time == 0 ? 1 : 0;
    return true;
}

/* Do most rows have a speaker and a text, and are the speakers such as transcripts have? */
static bool has_turns(table *t)
{
    size_t nrows = 0, nlabels = 0, nknown = 0, nothers = 0, ntexts = 0, label_bytes = 0, text_bytes = 0;
    for (size_t cell = t->has_header ? row_end(t, 0) : 0, end; cell < t->ncells; cell = end) {
        end = row_end(t, cell);
        nrows++;
        if (end - cell != t->ncolumns)
            continue;
        draad_str speaker = cell_text(t, cell + t->speaker), text = cell_text(t, end - 1);
        ntexts += text.len > 0;
        text_bytes += text.len;
        if (speaker.len == 0)
            continue;
        if (!is_label(speaker)) {
            nothers++;
            continue;
        }
        if (!note_label(t, without_colon(speaker)))
            return false;
        nlabels++;
        nknown += is_known_label(speaker);
        label_bytes += speaker.len;
    }
    bool come_back = nlabels >= 2 * t->nlabels && nlabels >= 4;
    bool are_known = nlabels > 0 && nknown == nlabels;
    return nrows > 0 && nlabels * 2 > nrows && ntexts * 2 > nrows && nothers * 10 <= nrows &&
           text_bytes > label_bytes && (come_back || are_known);
}

static bool is_transcript(table *t)
{
    if ((t->ncolumns = columns_of(t)) == 0 || !find_columns(t))
        return false;
    t->has_header = row_end(t, 0) == t->ncolumns && not_said(t, 0, t->ncolumns);
    return has_turns(t);
}

/* ---- writing it again ------------------------------------------------------------------------------------ */

/* A piece of the text goes to the end of `out`. */
static draad_status put_piece(table *t, dr_buf *out, draad_str s, draad_error *err)
{
    if (s.len == 0)
        return DRAAD_OK;
    dr_docx_move *move = dr_vec_push(&t->moves);
    if (move == NULL)
        return dr_no_memory(err);
    size_t start = (size_t)(s.data - t->text->data);
    *move = (dr_docx_move){start, start + s.len, out->len};
    return dr_buf_put(out, s, err);
}

/* A cell on one line; *at: where it went. */
static draad_status put_cell(table *t, dr_buf *out, draad_str s, draad_range *at, draad_error *err)
{
    at->start = (draad_byte)out->len;
    draad_status status = put_piece(t, out, s, err);
    at->end = (draad_byte)out->len;
    for (size_t i = at->start; status == DRAAD_OK && i < at->end; i++)
        if (out->data[i] == '\n' || out->data[i] == '\t')
            out->data[i] = ' ';
    return status;
}

/* The part `s` of `whole` that went to `at`. */
static draad_range narrowed(draad_range at, draad_str whole, draad_str s)
{
    draad_byte start = at.start + (draad_byte)(s.len > 0 ? s.data - whole.data : 0);
    return (draad_range){start, start + (draad_byte)s.len};
}

/* A row without a speaker goes on with what the one above it says.
 * `base` is where the table starts in the document's text: positions in `out` count from there. */
static draad_status write_row(table *t, size_t cell, size_t base, dr_buf *out, dr_source_text *source, draad_error *err)
{
    draad_status s = DRAAD_OK;
    dr_label label = {0};
    draad_str speaker = cell_text(t, cell + t->speaker);
    const draad_byte start = (draad_byte)out->len;
    for (size_t i = 0; i + 1 < t->ncolumns && s == DRAAD_OK; i++) {
        draad_str text = cell_text(t, cell + i);
        draad_range at = {0, 0};
        if ((s = put_cell(t, out, text, &at, err)) == DRAAD_OK)
            s = dr_buf_put_char(out, '\t', err);
        if (i == t->speaker)
            label.label = narrowed(at, text, without_colon(text));
        else
            label.time = narrowed(at, text, without_brackets(text));
    }
    if (s != DRAAD_OK)
        return s;
    label.text = (draad_byte)out->len;
    if ((s = put_piece(t, out, cell_text(t, cell + t->ncolumns - 1), err)) != DRAAD_OK ||
        (s = dr_buf_put_char(out, '\n', err)) != DRAAD_OK)
        return s;
    bool is_heading = t->has_header && cell == 0;
    if (!is_heading && speaker.len > 0 && !is_label(speaker))
        return DRAAD_OK;
    if (is_heading)
        label.label = label.time = (draad_range){0, 0};
    label.goes_on = !is_heading && speaker.len == 0 && t->spoken;
    if (label.goes_on)
        label.label = (draad_range){start, start};
    t->spoken = t->spoken || (!is_heading && speaker.len > 0);
    dr_label *kept = dr_vec_push(&source->labels);
    if (kept == NULL)
        return dr_no_memory(err);
    draad_byte b = (draad_byte)base;
    *kept = (dr_label){.label = {label.label.start + b, label.label.end + b},
                       .time = {label.time.start + b, label.time.end + b},
                       .text = label.text + b,
                       .goes_on = label.goes_on,
                       .not_said = is_heading};
    return DRAAD_OK;
}

static draad_status write_rows(table *t, size_t base, dr_buf *out, dr_source_text *source, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t cell = 0, end; cell < t->ncells && s == DRAAD_OK; cell = end) {
        end = row_end(t, cell);
        draad_str row = {t->text->data + t->cells[cell].start, t->cells[end - 1].end - t->cells[cell].start};
        s = end - cell == t->ncolumns ? write_row(t, cell, base, out, source, err) : put_piece(t, out, row, err);
    }
    return s;
}

draad_status dr_docx_lay_out(dr_docx_story *story, const dr_docx_cell *cells, size_t ncells, dr_source_text *out,
                             draad_error *err)
{
    dr_buf *text = &story->text;
    table t = {.text = text, .cells = cells, .ncells = ncells};
    for (size_t i = 0; i < ncells; i++)
        assert(cells[i].start <= cells[i].end && cells[i].end <= text->len &&
               (i == 0 || cells[i - 1].end <= cells[i].start));
    if (ncells == 0 || text->len == 0 || !is_transcript(&t))
        return DRAAD_OK;
    size_t base = cells[0].start;
    dr_buf again = {.max = text->max};
    draad_status s = write_rows(&t, base, &again, out, err);
    if (s == DRAAD_OK) {
        for (size_t i = 0; i < t.moves.n; i++)
            t.moves.at[i].to += base;
        dr_docx_move_places(story, base, t.moves.at, t.moves.n);
        text->len = base;
        s = dr_buf_put(text, dr_buf_str(&again), err);
    }
    draad_range *place = s == DRAAD_OK ? dr_vec_push(&out->tables) : NULL;
    if (place != NULL)
        *place = (draad_range){(draad_byte)base, (draad_byte)text->len};
    else if (s == DRAAD_OK)
        s = dr_no_memory(err);
    dr_vec_free(&t.moves);
    dr_buf_free(&again);
    return s;
}
