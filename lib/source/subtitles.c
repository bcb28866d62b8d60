/* SPDX-License-Identifier: Apache-2.0
 * subtitles.c - WebVTT and SRT: cues become turns, and the text reads as a transcript.
 * A cue is a piece of what somebody says, cut where the screen was full.  So the cues of one voice in a row are one
 * turn of one line, "[00:01:15] Naam: text", with the time at which its first cue starts.  Who speaks is told by
 * voice tags, else by labels in the text, read as in any transcript.
 * Knows: cues, times, tags, entities.  Does not know: encodings, sentences. */
#include "source/source.h"

#include "base/utf8.h"
#include "text/turns.h"

#include <string.h>

enum { MOST_TEXT = 1 << 30, MOST_PIECES = 2000000, MOST_TAG = 256, MOST_DIGITS = 8 };

/* A line of a cue, or the part of it that one voice says. */
typedef struct {
    draad_range text;  /* in reader.lines, where it is a line of its own */
    draad_range voice; /* in reader.names; empty: no voice tag */
    draad_range time;  /* in reader.source: when its cue starts */
    uint32_t dash;     /* the dash it began with; 0: none */
    bool changes;      /* the dash says that somebody else speaks */
} piece;

typedef struct {
    draad_str source;
    const char *name;
    draad_error *err;
    bool is_srt;
    enum { HEADER, BETWEEN, IN_CUE, SKIPPING } state;
    dr_source_text lines; /* the pieces without tags, a line each: for the usual reading of labels */
    dr_buf names;
    DR_VEC(piece) pieces;
    draad_range time, voice; /* of the cue that is being read */
    size_t first_piece;      /* of that cue */
    uint32_t line;           /* the number of the line that is being read */
    uint32_t ncues, nbad;    /* cues; blocks that are none */
    uint32_t first_bad;      /* its line */
} reader;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool starts(draad_str s, const char *with)
{
    size_t len = strlen(with);
    return s.len >= len && memcmp(s.data, with, len) == 0;
}

static draad_str from(draad_str s, size_t at)
{
    return (draad_str){s.data + at, s.len - at};
}

/* The line that starts at source[at]. */
static draad_str line_at(draad_str source, size_t at)
{
    const char *end = at < source.len ? memchr(source.data + at, '\n', source.len - at) : NULL;
    return (draad_str){source.data + at, end != NULL ? (size_t)(end - source.data) - at : source.len - at};
}

static bool has_arrow(draad_str line)
{
    for (size_t i = 0; i + 3 <= line.len; i++)
        if (memcmp(line.data + i, "-->", 3) == 0)
            return true;
    return false;
}

static bool is_number(draad_str line)
{
    line = dr_str_trim(line);
    for (size_t i = 0; i < line.len; i++)
        if (!is_digit(line.data[i]))
            return false;
    return line.len > 0;
}

/* ---- times ----------------------------------------------------------------------------------------------- */

/* Bytes of the time that `s` starts with, up to its seconds: 1:15 or 00:01:15; 0: none. */
static size_t seconds_end(draad_str s)
{
    size_t at = 0, ncolons = 0, ndigits = 0;
    for (; at < s.len && (is_digit(s.data[at]) || (s.data[at] == ':' && ndigits > 0 && ncolons < 2)); at++) {
        ncolons += s.data[at] == ':';
        ndigits = s.data[at] == ':' ? 0 : ndigits + 1;
    }
    return ncolons > 0 && ndigits == 2 ? at : 0;
}

/* The same with its thousandths, that follow a point or a comma, or are left out. */
static size_t time_end(draad_str s)
{
    size_t at = seconds_end(s);
    if (at == 0 || at + 1 >= s.len || (s.data[at] != '.' && s.data[at] != ',') || !is_digit(s.data[at + 1]))
        return at;
    for (at++; at < s.len && is_digit(s.data[at]); at++) {
    }
    return at;
}

static size_t over_blanks(draad_str s, size_t at)
{
    while (at < s.len && is_blank(s.data[at]))
        at++;
    return at;
}

/* Is this the line of times of a cue?  *start: its first time, up to the seconds. */
static bool read_timing(draad_str line, draad_str *start)
{
    size_t at = over_blanks(line, 0), len = time_end(from(line, at));
    *start = (draad_str){line.data + at, seconds_end(from(line, at))};
    at = over_blanks(line, at + len);
    if (len == 0 || !starts(from(line, at), "-->"))
        return false;
    at = over_blanks(line, at + 3);
    len = time_end(from(line, at));
    at += len;
    return len > 0 && (at == line.len || is_blank(line.data[at])); /* behind it: where on the screen */
}

/* ---- what a cue says ------------------------------------------------------------------------------------- */

/* The character of the entity that `s` starts with: its bytes, or 0. */
static size_t read_entity(draad_str s, uint32_t *cp)
{
    static const struct {
        const char *name;
        uint32_t cp;
    } entities[] = {{"&amp;", '&'},    {"&lt;", '<'},     {"&gt;", '>'},   {"&nbsp;", 0xA0},
                    {"&lrm;", 0x200E}, {"&rlm;", 0x200F}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (starts(s, entities[i].name)) {
            *cp = entities[i].cp;
            return strlen(entities[i].name);
        }
    if (!starts(s, "&#"))
        return 0;
    bool hexadecimal = s.len > 2 && (s.data[2] | 0x20) == 'x';
    size_t first = hexadecimal ? 3 : 2, at = first;
    for (*cp = 0; at < s.len && at < first + MOST_DIGITS && *cp <= 0x10FFFF; at++) {
        char c = s.data[at];
        bool is_letter_digit = hexadecimal && (unsigned char)((c | 0x20) - 'a') < 6;
        if (!is_digit(c) && !is_letter_digit)
            break;
        *cp = *cp * (hexadecimal ? 16 : 10) + (uint32_t)(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    if (at == first || at >= s.len || s.data[at] != ';' || *cp > 0x10FFFF || (*cp >= 0xD800 && *cp < 0xE000))
        return 0;
    if (*cp == '\t' || *cp == '\n' || *cp == '\r')
        *cp = ' '; /* a line of a cue stays one line */
    return *cp < ' ' ? 0 : at + 1;
}

static bool is_known_tag(draad_str word)
{
    static const char *const known[] = {"v",    "c",    "i", "b",    "u",  "s",  "ruby",  "rt",
                                        "lang", "font", "p", "span", "br", "em", "strong"};
    for (size_t i = 0, k; i < sizeof known / sizeof *known; i++) {
        for (k = 0; k < word.len && (word.data[k] | 0x20) == known[i][k]; k++) {
        }
        if (k == word.len && known[i][k] == '\0')
            return true;
    }
    return false;
}

/* The tag that `s` starts with: its bytes with the brackets, or 0.  What is in angle brackets and is no tag of
 * subtitles is text: "<lacht>" is what a transcriber wrote.
 * *name: "v", "/v"; empty: a time at which the next word lights up.  *inside: what is behind the name */
static size_t read_tag(draad_str s, draad_str *name, draad_str *inside)
{
    draad_str near = {s.data, s.len < MOST_TAG ? s.len : MOST_TAG};
    const char *close = memchr(near.data, '>', near.len);
    if (close == NULL)
        return 0;
    size_t end = (size_t)(close - s.data), slash = s.data[1] == '/', at = 1 + slash;
    while (is_letter(s.data[at]))
        at++;
    *name = (draad_str){s.data + 1, at - 1};
    *inside = (draad_str){s.data + at, end - at};
    if (name->len == 0)
        return end > 1 && time_end(*inside) == inside->len ? end + 1 : 0;
    bool ends = inside->len == 0 || strchr("./ \t", inside->data[0]) != NULL;
    return ends && is_known_tag(from(*name, slash)) ? end + 1 : 0;
}

/* "{\an8}" places an SRT cue on the screen: its bytes, or 0. */
static size_t read_placing(draad_str s)
{
    size_t near = s.len < MOST_TAG ? s.len : MOST_TAG;
    const char *close = starts(s, "{\\") ? memchr(s.data, '}', near) : NULL;
    return close != NULL ? (size_t)(close - s.data) + 1 : 0;
}

/* Appends `s` with its entities decoded. */
static draad_status put_decoded(dr_buf *out, draad_str s, draad_error *err)
{
    draad_status status = DRAAD_OK;
    for (size_t at = 0, len; at < s.len && status == DRAAD_OK; at += len) {
        uint32_t cp;
        if (s.data[at] == '&' && (len = read_entity(from(s, at), &cp)) > 0) {
            status = dr_buf_put_cp(out, cp, err);
            continue;
        }
        for (len = 1; at + len < s.len && s.data[at + len] != '&'; len++) {
        }
        status = dr_buf_put(out, (draad_str){s.data + at, len}, err);
    }
    return status;
}

/* The dash that `s` begins with, when words follow it: its bytes, or 0. */
static size_t read_dash(draad_str s, uint32_t *cp)
{
    size_t len = dr_utf8_decode(s.data, s.len, cp);
    if (*cp != '-' && *cp != 0x2013 && *cp != 0x2014)
        return 0;
    size_t next = over_blanks(s, len);
    return next < s.len && s.data[next] != '-' ? len : 0;
}

/* Ends the piece that began at lines[start]. */
static draad_status end_piece(reader *r, size_t start)
{
    dr_buf *lines = &r->lines.text;
    if (lines->len == start)
        return DRAAD_OK; /* there may be no block yet */
    draad_str said = dr_str_trim((draad_str){lines->data + start, lines->len - start});
    if (said.len == 0) {
        lines->len = start;
        return DRAAD_OK;
    }
    if (r->pieces.n == MOST_PIECES)
        return dr_fail(r->err, DRAAD_E_LIMIT, dr_place_of(r->name), "more than %d lines of subtitles", MOST_PIECES);
    piece *p = dr_vec_push(&r->pieces);
    if (p == NULL)
        return dr_no_memory(r->err);
    *p = (piece){.voice = r->voice, .time = r->time};
    lines->len = (size_t)(said.data - lines->data) + said.len;
    size_t len = p->voice.end == p->voice.start ? read_dash(said, &p->dash) : 0;
    if (len > 0) { /* a label may follow: "- R: Ja." */
        memset(lines->data + (said.data - lines->data), ' ', len);
        said = dr_str_trim(said);
    } else {
        p->dash = 0;
    }
    p->text = (draad_range){(draad_byte)(said.data - lines->data), (draad_byte)lines->len};
    return dr_buf_put_char(lines, '\n', r->err);
}

/* `<v.loud Naam>`: who speaks from here on. */
static draad_status read_voice(reader *r, draad_str inside)
{
    size_t at = 0;
    while (at < inside.len && !is_blank(inside.data[at]))
        at++;
    size_t start = r->names.len;
    draad_status s = put_decoded(&r->names, dr_str_trim(from(inside, at)), r->err);
    r->voice = (draad_range){(draad_byte)start, (draad_byte)r->names.len};
    return s;
}

/* *start: where the piece that is being read began. */
static draad_status take_tag(reader *r, draad_str name, draad_str inside, size_t *start)
{
    bool is_voice = dr_str_is(name, "v");
    if (dr_str_is(name, "br"))
        return dr_buf_put_char(&r->lines.text, ' ', r->err);
    if (!is_voice && !dr_str_is(name, "/v"))
        return DRAAD_OK;
    draad_status s = end_piece(r, *start);
    *start = r->lines.text.len;
    r->voice = (draad_range){0, 0};
    return s == DRAAD_OK && is_voice ? read_voice(r, inside) : s;
}

/* A line of what a cue says. */
static draad_status read_line(reader *r, draad_str line)
{
    draad_status s = DRAAD_OK;
    size_t start = r->lines.text.len;
    for (size_t at = 0, len; at < line.len && s == DRAAD_OK; at += len) {
        draad_str rest = from(line, at), name, inside;
        if (rest.data[0] == '<' && (len = read_tag(rest, &name, &inside)) > 0) {
            s = take_tag(r, name, inside, &start);
        } else if (rest.data[0] != '{' || (len = read_placing(rest)) == 0) {
            for (len = 1; len < rest.len && rest.data[len] != '<' && rest.data[len] != '{'; len++) {
            }
            s = put_decoded(&r->lines.text, (draad_str){rest.data, len}, r->err);
        }
    }
    return s == DRAAD_OK ? end_piece(r, start) : s;
}

/* ---- cue after cue --------------------------------------------------------------------------------------- */

/* Where a later line of a cue has a dash, each dash in it says that somebody else speaks. */
static void end_cue(reader *r)
{
    bool is_dialogue = false;
    for (size_t i = r->first_piece + 1; i < r->pieces.n; i++)
        is_dialogue = is_dialogue || r->pieces.at[i].dash != 0;
    for (size_t i = r->first_piece; i < r->pieces.n; i++)
        r->pieces.at[i].changes = is_dialogue && r->pieces.at[i].dash != 0;
    r->first_piece = r->pieces.n;
}

static void begin_cue(reader *r, draad_str start)
{
    end_cue(r);
    size_t at = (size_t)(start.data - r->source.data);
    r->time = (draad_range){(draad_byte)at, (draad_byte)(at + start.len)};
    r->voice = (draad_range){0, 0};
    r->ncues++;
    r->state = IN_CUE;
}

static void skip_block(reader *r)
{
    if (r->nbad++ == 0)
        r->first_bad = r->line;
    r->state = SKIPPING;
}

/* Blocks of WebVTT that are no cue. */
static bool is_comment(draad_str line)
{
    static const char *const names[] = {"NOTE", "STYLE", "REGION"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t len = strlen(names[i]);
        if (starts(line, names[i]) && (line.len == len || is_blank(line.data[len])))
            return true;
    }
    return false;
}

/* Is the line the id of the cue whose times are on the next?  It may follow a cue without an empty line between. */
static bool is_id(const reader *r, draad_str line, draad_str next)
{
    return has_arrow(next) && (is_number(line) || (r->state == BETWEEN && !r->is_srt));
}

static draad_status take_line(reader *r, draad_str line, draad_str next)
{
    draad_str start;
    if (dr_str_trim(line).len == 0) {
        r->state = r->is_srt ? r->state : BETWEEN; /* an SRT cue may hold an empty line */
        return DRAAD_OK;
    }
    if (!r->is_srt && r->state == BETWEEN && is_comment(line))
        r->state = SKIPPING;
    else if (!r->is_srt && r->state == SKIPPING)
        return DRAAD_OK;
    else if (read_timing(line, &start))
        begin_cue(r, start);
    else if (is_id(r, line, next))
        r->state = BETWEEN;
    else if (r->state == BETWEEN)
        skip_block(r);
    else if (r->state == IN_CUE)
        return read_line(r, line);
    return DRAAD_OK;
}

static draad_status read_cues(reader *r)
{
    draad_status s = DRAAD_OK;
    for (size_t at = 0; at < r->source.len && s == DRAAD_OK;) {
        draad_str line = line_at(r->source, at);
        at += line.len + 1;
        r->line++;
        s = take_line(r, line, at < r->source.len ? line_at(r->source, at) : (draad_str){"", 0});
    }
    end_cue(r);
    return s;
}

/* Subtitles of which most cannot be read are none. */
static draad_status check_cues(const reader *r, const draad_report *report)
{
    dr_place place = {.name = r->name, .line = r->nbad > 0 ? r->first_bad : 1};
    if (r->ncues == 0 || r->nbad > r->ncues)
        return dr_fail(r->err, DRAAD_E_SOURCE, place, "no cue of subtitles, expected 00:01:15.000 --> 00:01:17.000");
    if (r->pieces.n == 0)
        return dr_fail(r->err, DRAAD_E_SOURCE, dr_place_of(r->name), "the subtitles hold no text");
    if (r->nbad > 0)
        dr_say(report, DRAAD_WARNING, DRAAD_OK, place,
               "%u %s no cue (expected 00:01:15.000 --> 00:01:17.000): left out, text may be missing", r->nbad,
               r->nbad == 1 ? "block is" : "blocks are");
    return DRAAD_OK;
}

/* ---- turns ----------------------------------------------------------------------------------------------- */

typedef struct {
    const reader *r;
    dr_source_text *out;
    draad_str speaker; /* of the turn that is open; empty: not known */
} writer;

static draad_str stretch(const dr_buf *b, draad_range range)
{
    return (draad_str){b->data + range.start, range.end - range.start};
}

/* Appends `s`; *at: where it went. */
static draad_status put(writer *w, draad_str s, draad_range *at)
{
    at->start = (draad_byte)w->out->text.len;
    draad_status status = dr_buf_put(&w->out->text, s, w->r->err);
    at->end = (draad_byte)w->out->text.len;
    return status;
}

/* "[00:01:15] Naam: ", on a line of its own. */
static draad_status begin_turn(writer *w, draad_range time, draad_str speaker)
{
    draad_status s = DRAAD_OK;
    draad_error *err = w->r->err;
    dr_buf *text = &w->out->text;
    dr_label *label = dr_vec_push(&w->out->labels);
    if (label == NULL)
        return dr_no_memory(err);
    if (text->len > 0)
        s = dr_buf_put_char(text, '\n', err);
    if (s == DRAAD_OK && (s = dr_buf_put_char(text, '[', err)) == DRAAD_OK &&
        (s = put(w, (draad_str){w->r->source.data + time.start, time.end - time.start}, &label->time)) == DRAAD_OK &&
        (s = dr_buf_put(text, DR_STR("] "), err)) == DRAAD_OK)
        s = put(w, speaker, &label->label);
    if (s == DRAAD_OK && speaker.len > 0)
        s = dr_buf_put(text, DR_STR(": "), err);
    label->text = (draad_byte)text->len;
    w->speaker = speaker;
    return s;
}

/* label: what the usual reading found at the beginning of the piece; NULL: none. */
static draad_status put_piece(writer *w, const piece *p, const dr_label *label)
{
    const dr_buf *lines = &w->r->lines.text;
    dr_buf *text = &w->out->text;
    draad_str said = stretch(lines, p->text), speaker = {"", 0};
    draad_status s = DRAAD_OK;
    if (p->voice.end > p->voice.start)
        speaker = stretch(&w->r->names, p->voice);
    else if (label != NULL) {
        speaker = stretch(lines, label->label);
        said = from(said, label->text < p->text.end ? label->text - p->text.start : said.len);
    }
    bool goes_on = speaker.len > 0 ? dr_str_equal(speaker, w->speaker) : !p->changes;
    if (!goes_on || text->len == 0)
        s = begin_turn(w, p->time, speaker);
    if (s == DRAAD_OK && text->data[text->len - 1] != ' ')
        s = dr_buf_put_char(text, ' ', w->r->err);
    if (s == DRAAD_OK && p->dash != 0 && !p->changes && speaker.len == 0) {
        s = dr_buf_put_cp(text, p->dash, w->r->err);
        if (s == DRAAD_OK)
            s = dr_buf_put_char(text, ' ', w->r->err);
    }
    return s == DRAAD_OK ? dr_buf_put(text, said, w->r->err) : s;
}

static draad_status put_turns(const reader *r, const dr_layout *layout, dr_source_text *out)
{
    draad_status s = DRAAD_OK;
    writer w = {.r = r, .out = out, .speaker = {"", 0}};
    size_t next = 0;
    for (size_t i = 0; i < r->pieces.n && s == DRAAD_OK; i++) {
        const piece *p = &r->pieces.at[i];
        while (next < layout->labels.n && layout->labels.at[next].label.start < p->text.start)
            next++;
        bool has_label = next < layout->labels.n && layout->labels.at[next].label.start < p->text.end;
        s = put_piece(&w, p, has_label ? &layout->labels.at[next] : NULL);
    }
    return s == DRAAD_OK ? dr_buf_put_char(&out->text, '\n', r->err) : s;
}

/* ---- subtitles ------------------------------------------------------------------------------------------- */

static bool is_webvtt(draad_str text)
{
    return starts(text, "WEBVTT") && (text.len == 6 || is_blank(text.data[6]) || text.data[6] == '\n');
}

/* A number, and times on the line behind it. */
static bool is_srt(draad_str text)
{
    draad_str first = {text.data, 0}, start;
    size_t at = 0;
    while (at < text.len && (first = line_at(text, at), dr_str_trim(first).len == 0))
        at += first.len + 1;
    at += first.len + 1;
    return at < text.len && is_number(first) && read_timing(line_at(text, at), &start);
}

bool dr_is_subtitles(draad_str text)
{
    return is_webvtt(text) || is_srt(text);
}

draad_status dr_subtitles_read(draad_str text, const char *name, const draad_read_options *options,
                               const draad_report *report, dr_source_text *out, draad_error *err)
{
    dr_layout layout = {0};
    reader r = {.source = text, .name = name, .err = err, .is_srt = !is_webvtt(text)};
    r.state = r.is_srt ? BETWEEN : HEADER;
    r.lines.text.max = r.names.max = MOST_TEXT;
    *out = (dr_source_text){.text.max = MOST_TEXT};
    draad_status s = read_cues(&r);
    if (s == DRAAD_OK)
        s = check_cues(&r, report);
    if (s == DRAAD_OK)
        s = dr_layout_find(&r.lines, options, &layout, err);
    if (s == DRAAD_OK)
        s = put_turns(&r, &layout, out);
    if (s != DRAAD_OK) {
        dr_source_text_free(out);
        *out = (dr_source_text){0};
    }
    dr_layout_free(&layout);
    dr_source_text_free(&r.lines);
    dr_buf_free(&r.names);
    dr_vec_free(&r.pieces);
    return s;
}
