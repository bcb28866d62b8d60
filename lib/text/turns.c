/* SPDX-License-Identifier: Apache-2.0
 * turns.c - who speaks where.
 * Two passes: what each line could begin with (labels.c), then what is meant, with all of them in view.
 * A colon in running speech makes no speaker: "Ze zei: kom maar" is neither a known label nor shaped like a name.
 * Knows: how transcripts are laid out.  Does not know: file formats, sentences, how one label is written. */
#include "text/turns.h"
#include "base/map.h"
#include "text/labels.h"

#include <stdlib.h>
#include <string.h>

enum {
    OWN_LINE_WORDS_MAX = 4,
    RECURRING_WORDS_MAX = 4,
    RECURRING = 3,
    HEADER_LINES_MAX = 40,
    TITLE_LINES_MAX = 3,
    TITLE_MAX = 120,
    DASHES_LEAST = 4
};

/* What lines could begin with, and what can be said of all of them. */
typedef struct candidates {
    DR_VEC(dr_candidate) lines;
    dr_map seen;     /* how often each label is there; keys look into the text */
    size_t nlines;   /* of text, without empty ones */
    size_t nstamped; /* labels on a line of their own with a time */
    size_t ndashes;
    size_t ncolons; /* labels before a colon */
    size_t nbold;   /* labels that only bold letters set apart */
    bool by_turns;  /* two known labels or more stand on lines of their own, each at least twice */
} candidates;

static draad_str stretch(draad_str text, draad_range r)
{
    return (draad_str){text.data + r.start, r.end - r.start};
}

/* ---- Deciding ----------------------------------------------------------------------------------------- */

static draad_status count_labels(draad_str text, candidates *all, draad_error *err)
{
    for (size_t i = 0; i < all->lines.n; i++) {
        uint32_t *n = dr_map_slot(&all->seen, stretch(text, all->lines.at[i].label.label));
        if (n == NULL)
            return dr_no_memory(err);
        *n = *n == DRAAD_NONE ? 1 : *n + 1;
    }
    return DRAAD_OK;
}

static size_t times_seen(const candidates *all, draad_str label)
{
    uint32_t n = dr_map_find(&all->seen, label);
    return n != DRAAD_NONE ? n : 0;
}

/* A last label with nothing below it stands below what is said, as do the others. */
static void find_known_by_turns(draad_str text, candidates *all)
{
    draad_str one = {"", 0};
    draad_byte below = 0;
    for (size_t i = 0; i < all->lines.n; i++) {
        const dr_candidate *c = &all->lines.at[i];
        const draad_str label = stretch(text, c->label.label);
        if (c->form != DR_LABEL_LINE || !c->known || times_seen(all, label) < 2)
            continue;
        all->by_turns = all->by_turns || (one.len > 0 && !dr_str_equal(one, label));
        below = c->label.text;
        one = label;
    }
    if (all->by_turns && dr_str_trim((draad_str){text.data + below, text.len - below}).len == 0)
        all->by_turns = false;
}

/* Do most lines begin so that some of them may be taken for what they look like? */
static bool is_most(size_t n, const candidates *all)
{
    return n * 10 >= all->nlines * 6;
}

/* Is the line before `at` empty, or is there none? */
static bool after_gap(draad_str text, draad_byte at)
{
    while (at > 0 && text.data[at - 1] != '\n')
        at--;
    if (at == 0)
        return true;
    at--;
    while (at > 0 && (text.data[at - 1] == ' ' || text.data[at - 1] == '\t'))
        at--;
    return at == 0 || text.data[at - 1] == '\n';
}

/* A name on a line of its own has speech below it; without a time it has a time above it, or recurs. */
static bool is_own_line(draad_str text, const candidates *all, size_t i, size_t seen)
{
    const dr_candidate *c = &all->lines.at[i], *before = i > 0 ? &all->lines.at[i - 1] : NULL;
    draad_byte at = c->label.text;
    bool has_time = c->label.time.end > c->label.time.start, has_shape = c->known || c->name_shaped;
    if (c->nwords > OWN_LINE_WORDS_MAX || at >= text.len || text.data[at] == '\n')
        return false;
    if (has_time)
        return c->known || seen >= 2 || (has_shape && all->nstamped >= 2);
    if (!has_shape || (!c->known && dr_label_is_speech(c)))
        return false;
    bool below_stamp =
        before != NULL && before->form == DR_LABEL_STAMP && before->label.text + 1 == c->label.label.start;
    bool set_apart = c->marked || (c->known && all->by_turns) || after_gap(text, c->label.label.start);
    return below_stamp || (set_apart && seen >= (c->known ? 2 : RECURRING));
}

/* Bold letters that begin a line may also stress a word: only what comes back is a label, and an ordinary word only
 * where most lines begin so. */
static bool is_bold_label(const candidates *all, const dr_candidate *c, size_t seen)
{
    if (c->known)
        return seen >= 2;
    return c->name_shaped && c->nwords <= OWN_LINE_WORDS_MAX && seen >= RECURRING && !dr_label_is_speech(c) &&
           (!dr_label_is_plain_word(c) || is_most(all->nbold, all));
}

static bool is_label(draad_str text, const candidates *all, size_t i)
{
    const dr_candidate *c = &all->lines.at[i];
    if (c->form == DR_LABEL_STAMP || c->form == DR_LABEL_DASH)
        return false;
    size_t seen = times_seen(all, stretch(text, c->label.label));
    if (c->given)
        return true;
    if (c->form == DR_LABEL_LINE)
        return is_own_line(text, all, i, seen);
    if (c->form == DR_LABEL_BOLD)
        return is_bold_label(all, c, seen);
    if (c->known)
        return true;
    if (dr_label_is_speech(c))
        return false;
    if (c->form == DR_LABEL_TAB)
        return c->name_shaped && seen >= RECURRING;
    if (c->name_shaped) /* "Moeder: ja", once: as most lines begin */
        return c->marked || c->stamp.end > c->stamp.start || seen >= 2 || !dr_label_is_plain_word(c) ||
               (c->form == DR_LABEL_COLON && c->nwords == 1 && is_most(all->ncolons, all));
    return c->nwords <= RECURRING_WORDS_MAX && seen >= RECURRING;
}

static draad_byte line_end(draad_str text, draad_byte at)
{
    const char *end = memchr(text.data + at, '\n', text.len - at);
    return end != NULL ? (draad_byte)(end - text.data) : (draad_byte)text.len;
}

/* Where bold letters end that begin the line text[at, end), but for blanks; 0: none do.  *next: those that may. */
static draad_byte bold_end(const dr_source_text *source, size_t *next, draad_byte at, draad_byte end)
{
    while (*next < source->bold.n && source->bold.at[*next].start < at)
        ++*next;
    if (*next == source->bold.n || source->bold.at[*next].start >= end)
        return 0;
    draad_range bold = source->bold.at[*next];
    for (draad_byte i = at; i < bold.start; i++)
        if (source->text.data[i] != ' ' && source->text.data[i] != '\t')
            return 0;
    return bold.end;
}

static draad_status collect(const dr_source_text *source, const draad_read_options *options, candidates *all,
                            draad_error *err)
{
    draad_str text = dr_buf_str(&source->text);
    size_t next_bold = 0, next_table = 0;
    for (draad_byte at = 0; at < text.len;) {
        draad_byte end = line_end(text, at);
        dr_candidate c;
        if (next_table < source->tables.n && at >= source->tables.at[next_table].start) { /* its labels are known */
            at = source->tables.at[next_table].end > at ? source->tables.at[next_table].end : at;
            next_table++;
            continue;
        }
        if (dr_label_read(text, at, end, bold_end(source, &next_bold, at, end), options, &c)) {
            dr_candidate *slot = dr_vec_push(&all->lines);
            if (slot == NULL)
                return dr_no_memory(err);
            *slot = c;
            all->nstamped += c.form == DR_LABEL_LINE && c.label.time.end > c.label.time.start;
            all->nbold += c.form == DR_LABEL_BOLD;
            all->ndashes += c.form == DR_LABEL_DASH;
            all->ncolons += c.form == DR_LABEL_COLON;
        }
        all->nlines += dr_str_trim((draad_str){text.data + at, end - at}).len > 0;
        at = end + 1;
    }
    const draad_status s = count_labels(text, all, err);
    if (s == DRAAD_OK)
        find_known_by_turns(text, all);
    return s;
}

/* ---- Header ------------------------------------------------------------------------------------------- */

/* Could this value be said?  A header's value is short and holds no whole sentence. */
static bool is_header_value(draad_str value)
{
    for (size_t i = 0; i + 1 < value.len; i++)
        if (strchr(".?!", value.data[i]) != NULL && value.data[i + 1] == ' ' && i > 3)
            return false;
    return value.len <= 200 && (value.len == 0 || strchr("?!", value.data[value.len - 1]) == NULL);
}

static bool speaks(draad_str text, const candidates *all, const dr_candidate *c)
{
    draad_str label = stretch(text, c->label.label);
    return label.len > 0 && times_seen(all, label) > 1;
}

/* The value of "Key: value", which may be a time. */
static draad_str behind_colon(draad_str text, draad_byte at, draad_byte end)
{
    while (at < end && text.data[at] != ':')
        at++;
    while (at < end && strchr(":*_ \t", text.data[at]) != NULL)
        at++;
    return dr_str_trim((draad_str){text.data + at, end - at});
}

/* Is "Key: value" no line of a header?  The name of an interviewer may stand in one ("Interviewer: Jo"), what she
 * says may not. */
static bool is_body(draad_str text, const candidates *all, const dr_candidate *c, draad_str value)
{
    bool sentence = value.len > 0 && value.data[value.len - 1] == '.';
    return c->stamp.end > c->stamp.start || c->form != DR_LABEL_COLON || !is_header_value(value) ||
           (speaks(text, all, c) && (!c->known || sentence));
}

/* Titles that may stand above a header: few short lines, each no sentence, that are followed by one.  Returns where
 * the header could begin. */
static draad_byte over_titles(draad_str text, const draad_read_options *options)
{
    draad_byte at = 0;
    for (unsigned n = 0; at < text.len && n <= 2 * TITLE_LINES_MAX; n++) {
        draad_byte end = line_end(text, at);
        draad_str line = dr_str_trim((draad_str){text.data + at, end - at});
        dr_candidate c;
        if (dr_label_read(text, at, end, 0, options, &c) && c.form != DR_LABEL_LINE && c.form != DR_LABEL_TAB)
            return at;
        if (line.len > TITLE_MAX || (line.len > 0 && strchr(".?!", line.data[line.len - 1]) != NULL))
            return 0;
        at = end + 1;
    }
    return 0;
}

static draad_byte first_of_label(const dr_label *l)
{
    draad_byte first = l->label.end > l->label.start ? l->label.start : l->text;
    return l->time.end > l->time.start && l->time.start < first ? l->time.start : first;
}

/* The header: lines "Key: value" from the first on, below a title, closed by an empty line or by the first label that
 * speaks more than once, or that the source itself marks.  Its keys do not speak later on, and at least one of them is
 * no speaker's label.  Sets where the body begins: 0 without a header. */
static draad_status read_header(const dr_source_text *source, const candidates *all, const draad_read_options *options,
                                dr_layout *out, draad_error *err)
{
    draad_str text = dr_buf_str(&source->text);
    draad_byte at = over_titles(text, options);
    bool other = false, closed = false;
    for (unsigned n = 0; at < text.len && n < HEADER_LINES_MAX; n++) {
        draad_byte end = line_end(text, at);
        dr_candidate c;
        if (source->labels.n > 0 && end >= first_of_label(&source->labels.at[0])) {
            closed = out->attributes.n > 0;
            break;
        }
        if (dr_str_trim((draad_str){text.data + at, end - at}).len == 0) {
            closed = out->attributes.n > 0;
            if (closed)
                break;
            at = end + 1; /* an empty first line */
            continue;
        }
        bool read = dr_label_read(text, at, end, 0, options, &c);
        draad_str value = {NULL, 0};
        if (read && c.form == DR_LABEL_COLON)
            value = behind_colon(text, c.label.label.end, end);
        if (!read || is_body(text, all, &c, value)) {
            closed = read && c.form != DR_LABEL_LINE && speaks(text, all, &c) && out->attributes.n > 0;
            break;
        }
        draad_str key = stretch(text, c.label.label);
        other = other || !c.known;
        dr_attribute *a = dr_vec_push(&out->attributes);
        if (a == NULL)
            return dr_no_memory(err);
        *a = (dr_attribute){key, value};
        at = end + 1;
    }
    if (closed && other)
        out->body = at;
    else
        out->attributes.n = 0;
    return DRAAD_OK;
}

/* ---- Labels ------------------------------------------------------------------------------------------- */

static bool add_label(dr_layout *out, dr_label label)
{
    dr_label *slot = dr_vec_push(&out->labels);
    if (slot != NULL)
        *slot = label;
    return slot != NULL;
}

/* A stamp that stands above a name, on a line of its own, is the time of that name. */
static void take_time_above(dr_layout *out, dr_label *label)
{
    const dr_label *above = out->labels.n > 0 ? &out->labels.at[out->labels.n - 1] : NULL;
    if (above != NULL && above->goes_on && label->time.end == label->time.start &&
        above->text + 1 == label->label.start)
        label->time = above->time;
}

/* *nspeak: those that name somebody; the others are stamps. */
static draad_status add_labels(draad_str text, const candidates *all, dr_layout *out, size_t *nspeak, draad_error *err)
{
    *nspeak = 0;
    for (size_t i = 0; i < all->lines.n; i++) {
        const dr_candidate *c = &all->lines.at[i];
        dr_label label = c->label;
        if (label.label.start < out->body && c->behind_stamp < out->body)
            continue;
        if (is_label(text, all, i)) {
            take_time_above(out, &label);
            ++*nspeak;
        } else if (c->stamp.end > c->stamp.start) {
            label = (dr_label){
                .label = {c->stamp.start, c->stamp.start}, .time = c->stamp, .text = c->behind_stamp, .goes_on = true};
        } else {
            continue;
        }
        if (!add_label(out, label))
            return dr_no_memory(err);
    }
    return DRAAD_OK;
}

/* A title above the first of several labels is said by nobody. */
static void leave_out_titles(draad_str text, const draad_read_options *options, dr_layout *out)
{
    if (out->body > 0 || out->labels.n < 2)
        return;
    const draad_byte first = first_of_label(&out->labels.at[0]), at = over_titles(text, options);
    if (at > 0 && at <= first && line_end(text, at) >= first)
        out->body = at;
}

/* Dialogue without names: most lines begin with a dash, and each is a turn. */
static draad_status add_dashes(const candidates *all, dr_layout *out, draad_error *err)
{
    if (out->labels.n > 0 || all->ndashes < DASHES_LEAST || !is_most(all->ndashes, all))
        return DRAAD_OK;
    for (size_t i = 0; i < all->lines.n; i++)
        if (all->lines.at[i].form == DR_LABEL_DASH && all->lines.at[i].label.label.start >= out->body &&
            !add_label(out, all->lines.at[i].label))
            return dr_no_memory(err);
    return DRAAD_OK;
}

/* What people typed: where nobody is named, what a stamp begins is a turn, or else a dash. */
static draad_status find_typed(draad_str text, const candidates *all, const draad_read_options *options, dr_layout *out,
                               draad_error *err)
{
    size_t nspeak;
    draad_status s = add_labels(text, all, out, &nspeak, err);
    for (size_t i = 0; s == DRAAD_OK && nspeak == 0 && i < out->labels.n; i++)
        out->labels.at[i].goes_on = false;
    if (s != DRAAD_OK)
        return s;
    leave_out_titles(text, options, out);
    return add_dashes(all, out, err);
}

static int by_place(const void *x, const void *y)
{
    const draad_byte a = first_of_label(x), b = first_of_label(y);
    return (a > b) - (a < b);
}

/* What stands below a table is said by none of those in it, unless it has a label itself.  *typed: of the labels that
 * people typed, the first below the tables before. */
static draad_status end_table(const dr_source_text *source, size_t i, dr_layout *out, size_t ntyped, size_t *typed,
                              draad_error *err)
{
    const draad_str text = dr_buf_str(&source->text);
    const draad_byte end = source->tables.at[i].end;
    draad_byte next = i + 1 < source->tables.n ? source->tables.at[i + 1].start
                      : source->notes > 0      ? source->notes
                                               : (draad_byte)text.len;
    while (*typed < ntyped && first_of_label(&out->labels.at[*typed]) < end)
        ++*typed;
    if (*typed < ntyped && first_of_label(&out->labels.at[*typed]) < next)
        next = first_of_label(&out->labels.at[*typed]);
    if (next <= end || dr_str_trim((draad_str){text.data + end, next - end}).len == 0)
        return DRAAD_OK;
    return add_label(out, (dr_label){.label = {end, end}, .text = end}) ? DRAAD_OK : dr_no_memory(err);
}

/* Labels of the source itself; beside its tables also what people typed. */
static draad_status find_known(const dr_source_text *source, const candidates *all, dr_layout *out, draad_error *err)
{
    const draad_str text = dr_buf_str(&source->text);
    size_t nspeak = 0;
    draad_status s = source->tables.n > 0 ? add_labels(text, all, out, &nspeak, err) : DRAAD_OK;
    if (nspeak == 0)
        out->labels.n = 0;
    const size_t ntyped = out->labels.n;
    size_t typed = 0;
    for (size_t i = 0; s == DRAAD_OK && i < source->tables.n; i++)
        s = end_table(source, i, out, ntyped, &typed, err);
    for (size_t i = 0; s == DRAAD_OK && i < source->labels.n; i++)
        s = add_label(out, source->labels.at[i]) ? DRAAD_OK : dr_no_memory(err);
    if (s == DRAAD_OK && out->labels.n > source->labels.n)
        qsort(out->labels.at, out->labels.n, sizeof *out->labels.at, by_place);
    return s;
}

/* Where people are named, notes are said by none of them, whatever they look like. */
static draad_status set_notes_apart(draad_byte notes, dr_layout *out, draad_error *err)
{
    while (out->labels.n > 0 && out->labels.at[out->labels.n - 1].text >= notes)
        out->labels.n--;
    dr_label label = {.label = {notes, notes}, .text = notes, .not_said = true};
    if (out->labels.n == 0)
        return DRAAD_OK;
    return add_label(out, label) ? DRAAD_OK : dr_no_memory(err);
}

draad_status dr_layout_find(const dr_source_text *source, const draad_read_options *options, dr_layout *out,
                            draad_error *err)
{
    draad_str text = dr_buf_str(&source->text);
    candidates all = {0};
    draad_status s = collect(source, options, &all, err);
    if (s == DRAAD_OK)
        s = read_header(source, &all, options, out, err);
    if (s == DRAAD_OK)
        s = source->labels.n > 0 ? find_known(source, &all, out, err) : find_typed(text, &all, options, out, err);
    if (s == DRAAD_OK && source->notes > 0)
        s = set_notes_apart(source->notes, out, err);
    dr_vec_free(&all.lines);
    dr_map_free(&all.seen);
    return s;
}

void dr_layout_free(dr_layout *l)
{
    dr_vec_free(&l->attributes);
    dr_vec_free(&l->labels);
}
