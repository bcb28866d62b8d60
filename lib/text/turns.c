/* SPDX-License-Identifier: Apache-2.0
 * turns.c - who speaks where.
 * A colon in running speech makes no speaker: "Ze zei: kom maar" is neither a known label nor shaped like a name.
 * Knows: how transcripts are laid out.  Does not know: file formats, sentences. */
#include "text/turns.h"
#include "base/utf8.h"
#include "dutch/lexicon.h"
#include "outside/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_MAX = 80, LABEL_WORDS_MAX = 7, RECURRING_WORDS_MAX = 4, RECURRING = 3, HEADER_LINES_MAX = 40 };

/* What the beginning of one line could be. */
typedef struct candidate {
    dr_label label;
    draad_str name; /* the label without its number and parentheses */
    unsigned nwords;
    bool known, name_shaped, all_upper;
} candidate;

typedef struct candidates {
    DR_VEC(candidate) lines;
    draad_str *sorted; /* their labels, by bytes: how often each is there */
} candidates;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static draad_str stretch(draad_str text, draad_range r)
{
    return (draad_str){text.data + r.start, r.end - r.start};
}

static bool same_ignoring_case(draad_str a, draad_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char x = a.data[i], y = b.data[i];
        x = x >= 'A' && x <= 'Z' ? (char)(x | 0x20) : x;
        y = y >= 'A' && y <= 'Z' ? (char)(y | 0x20) : y;
        if (x != y)
            return false;
    }
    return true;
}

/* ---- Time stamps -------------------------------------------------------------------------------------- */

/* A time at s[at..]: digits and two colons, or one when in brackets; its end, or 0. */
static size_t time_end(draad_str s, size_t at, unsigned least_colons)
{
    size_t i = at;
    unsigned colons = 0;
    while (i < s.len && (is_digit(s.data[i]) || (i > at && strchr(":.,-", s.data[i]) != NULL)))
        colons += s.data[i++] == ':';
    while (i > at && !is_digit(s.data[i - 1]))
        i--;
    return i > at && colons >= least_colons && colons <= 3 ? i : 0;
}

/* A time stamp at line[at..]: its range in *time (relative to the line) and where the line goes on; or `at`. */
static size_t over_time(draad_str line, size_t at, draad_range *time)
{
    if (at >= line.len)
        return at;
    char open = line.data[at], close = open == '[' ? ']' : open == '(' ? ')' : open == '#' ? '#' : '\0';
    size_t start = at + (close != '\0');
    size_t end = time_end(line, start, close != '\0' ? 1 : 2);
    if (end == 0 || (close != '\0' && (end >= line.len || line.data[end] != close)))
        return at;
    *time = (draad_range){(draad_byte)start, (draad_byte)end};
    end += close != '\0';
    while (end < line.len && is_blank(line.data[end]))
        end++;
    return end;
}

/* ---- Labels ------------------------------------------------------------------------------------------- */

static bool in_list(draad_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (same_ignoring_case(word, dr_str_of(list[i])))
            return true;
    return false;
}
#define IN_LIST(word, list) in_list((word), (list), sizeof(list) / sizeof *(list))

static const char *const interviewers[] = {"I", "Int", "Interviewer", "Interviewster", "Onderzoeker", "Onderzoekster"};
static const char *const moderators[] = {"M", "Mod", "Moderator", "Gespreksleider", "Gespreksleidster"};
static const char *const respondents[] = {"R",
                                          "P",
                                          "V",
                                          "G",
                                          "Resp",
                                          "Respondent",
                                          "Respondente",
                                          "Geïnterviewde",
                                          "Spreker",
                                          "Deelnemer",
                                          "Deelneemster",
                                          "Onbekend",
                                          "Participant",
                                          "Speaker"};

/* The label without a number and without parentheses at its end: "Respondent 3 (vrouw, 45)" -> "Respondent". */
static draad_str bare(draad_str label)
{
    if (label.len > 0 && label.data[label.len - 1] == ')') {
        size_t open = label.len;
        while (open > 0 && label.data[open - 1] != '(')
            open--;
        if (open > 1)
            label.len = open - 1;
    }
    while (label.len > 0 && is_blank(label.data[label.len - 1]))
        label.len--;
    size_t n = label.len;
    while (n > 0 && is_digit(label.data[n - 1]))
        n--;
    while (n > 0 && n < label.len && is_blank(label.data[n - 1]))
        n--;
    return (draad_str){label.data, n > 0 ? n : label.len};
}

static bool is_given(draad_str label, const draad_read_options *options)
{
    return options != NULL && in_list(label, options->interviewer_labels, options->ninterviewer_labels);
}

draad_str dr_role_of_label(draad_str label, const draad_read_options *options)
{
    draad_str name = bare(label);
    if (is_given(label, options) || IN_LIST(name, interviewers))
        return DR_STR("interviewer");
    return IN_LIST(name, moderators) ? DR_STR("moderator") : DR_STR("respondent");
}

/* Are all words capitalised, but for the small words of Dutch names? */
static bool is_name_shaped(draad_str label, unsigned *nwords, bool *all_upper)
{
    static const char *const small[] = {"van", "de", "der", "den", "het", "ter", "ten",
                                        "te",  "in", "'t",  "op",  "el",  "da"};
    bool shaped = true, capital = false;
    *nwords = 0;
    *all_upper = true;
    for (size_t at = 0; at < label.len;) {
        size_t start = at;
        while (at < label.len && !is_blank(label.data[at]))
            at++;
        if (at > start) {
            draad_str word = {label.data + start, at - start};
            uint32_t cp = 0, second = 0;
            size_t len = dr_utf8_decode(word.data, word.len, &cp);
            bool upper = dr_char_is_upper(cp);
            if (word.len > len && dr_utf8_decode(word.data + len, word.len - len, &second) > 0)
                *all_upper = *all_upper && (dr_char_is_upper(second) || is_digit((char)second) || second == '.');
            bool number = is_digit(word.data[0]);
            capital = capital || upper;
            shaped = shaped && (upper || number || IN_LIST(word, small));
            ++*nwords;
        }
        at += at < label.len;
    }
    *all_upper = *all_upper && capital;
    return shaped && capital && *nwords <= LABEL_WORDS_MAX;
}

/* The colon that could end a label at the beginning of line[at..]; line.len when there is none. */
static size_t label_colon(draad_str line, size_t at)
{
    bool inside = false; /* parentheses */
    for (size_t i = at; i < line.len && i - at <= LABEL_MAX; i++) {
        char c = line.data[i];
        bool space_next = i + 1 >= line.len || is_blank(line.data[i + 1]);
        if (c == '(')
            inside = true;
        else if (c == ')')
            inside = false;
        else if (c == ':' && space_next && !inside)
            return i > at ? i : line.len;
        else if (strchr(".?!;\"", c) != NULL && space_next && !inside && i - at > 2)
            return line.len;
        else if (c == ',' && !inside)
            return line.len;
    }
    return line.len;
}

/* Reads the beginning of the line text[start, end): true when it could be a label. */
static bool read_candidate(draad_str text, draad_byte start, draad_byte end, const draad_read_options *options,
                           candidate *out)
{
    draad_str line = {text.data + start, end - start};
    *out = (candidate){0};
    size_t at = 0;
    while (at < line.len && is_blank(line.data[at]))
        at++;
    draad_range time = {0, 0};
    at = over_time(line, at, &time);
    size_t colon = label_colon(line, at);
    if (colon == line.len)
        return false;
    size_t label_end = colon;
    for (size_t i = at; i < colon; i++) /* a time behind the label: "I [00:01:15]:" */
        if (strchr("[(#", line.data[i]) != NULL && over_time(line, i, &time) > i)
            label_end = i;
    while (label_end > at && is_blank(line.data[label_end - 1]))
        label_end--;
    size_t speech = colon + 1;
    while (speech < line.len && is_blank(line.data[speech]))
        speech++;
    speech = over_time(line, speech, &time);
    uint32_t cp = 0;
    dr_utf8_decode(line.data + at, label_end - at, &cp);
    if (label_end == at || dr_char_kind_of(cp) != DR_CHAR_LETTER)
        return false;
    draad_str label = {line.data + at, label_end - at};
    out->label.label = (draad_range){start + (draad_byte)at, start + (draad_byte)label_end};
    out->label.text = start + (draad_byte)speech;
    if (time.end > time.start)
        out->label.time = (draad_range){start + time.start, start + time.end};
    out->name = bare(label);
    out->known = is_given(label, options) || IN_LIST(out->name, interviewers) || IN_LIST(out->name, moderators) ||
                 IN_LIST(out->name, respondents);
    out->name_shaped = is_name_shaped(out->name, &out->nwords, &out->all_upper);
    return true;
}

/* ---- Deciding ----------------------------------------------------------------------------------------- */

static int by_bytes(const void *a, const void *b)
{
    return dr_str_compare(*(const draad_str *)a, *(const draad_str *)b);
}

static draad_status sort_labels(draad_str text, candidates *all, draad_error *err)
{
    all->sorted = dr_alloc_zero(all->lines.n, sizeof *all->sorted);
    if (all->sorted == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < all->lines.n; i++)
        all->sorted[i] = stretch(text, all->lines.at[i].label.label);
    qsort(all->sorted, all->lines.n, sizeof *all->sorted, by_bytes);
    return DRAAD_OK;
}

/* How many labels sort before `label` (or before everything after it). */
static size_t rank(const candidates *all, draad_str label, bool after)
{
    size_t low = 0, high = all->lines.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = dr_str_compare(all->sorted[middle], label);
        if (order < 0 || (after && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t times_seen(const candidates *all, draad_str label)
{
    return rank(all, label, true) - rank(all, label, false);
}

/* "Kortom: ..." is shaped like a name of one word, but stands once and is a Dutch word. */
static bool is_plain_word(const candidate *c)
{
    char lower[64];
    if (c->nwords != 1 || c->all_upper || c->name.len >= sizeof lower)
        return false;
    for (size_t i = 0; i < c->name.len; i++)
        lower[i] = c->name.data[i] >= 'A' && c->name.data[i] <= 'Z' ? (char)(c->name.data[i] | 0x20) : c->name.data[i];
    return dr_lexicon_has((draad_str){lower, c->name.len});
}

static bool is_label(draad_str text, const candidates *all, const candidate *c)
{
    if (c->known)
        return true;
    if (!c->name_shaped && c->nwords > RECURRING_WORDS_MAX)
        return false;
    size_t seen = times_seen(all, stretch(text, c->label.label));
    if (c->name_shaped)
        return seen >= 2 || !is_plain_word(c);
    return seen >= RECURRING;
}

static draad_byte line_end(draad_str text, draad_byte at)
{
    const char *end = memchr(text.data + at, '\n', text.len - at);
    return end != NULL ? (draad_byte)(end - text.data) : (draad_byte)text.len;
}

static draad_status collect(draad_str text, draad_byte from, const draad_read_options *options, candidates *all,
                            draad_error *err)
{
    for (draad_byte at = from; at < text.len;) {
        draad_byte end = line_end(text, at);
        candidate c;
        if (read_candidate(text, at, end, options, &c)) {
            candidate *slot = dr_vec_push(&all->lines);
            if (slot == NULL)
                return dr_no_memory(err);
            *slot = c;
        }
        at = end + 1;
    }
    return sort_labels(text, all, err);
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

/* The header: lines "Key: value" from the first on, closed by an empty line.  Its keys do not speak later on, and
 * at least one of them is no speaker's label.  Returns where the body begins: 0 without a header. */
static draad_status read_header(draad_str text, const candidates *all, const draad_read_options *options,
                                dr_layout *out, draad_error *err)
{
    draad_byte at = 0;
    bool other = false, closed = false;
    for (unsigned n = 0; at < text.len && n < HEADER_LINES_MAX; n++) {
        draad_byte end = line_end(text, at);
        draad_str line = dr_str_trim((draad_str){text.data + at, end - at});
        if (line.len == 0) {
            closed = out->attributes.n > 0;
            if (closed)
                break;
            at = end + 1; /* an empty first line */
            continue;
        }
        candidate c;
        if (!read_candidate(text, at, end, options, &c) || c.label.time.end > 0)
            break;
        draad_str key = stretch(text, c.label.label);
        draad_str value = dr_str_trim((draad_str){text.data + c.label.text, end - c.label.text});
        if (!is_header_value(value) || (!c.known && times_seen(all, key) > 1))
            break;
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

draad_status dr_layout_find(const dr_source_text *source, const draad_read_options *options, dr_layout *out,
                            draad_error *err)
{
    draad_str text = dr_buf_str(&source->text);
    candidates all = {0};
    draad_status s = collect(text, 0, options, &all, err);
    if (s == DRAAD_OK)
        s = read_header(text, &all, options, out, err);
    if (source->labels.n > 0) {
        if (s == DRAAD_OK && !dr_vec_reserve(&out->labels, source->labels.n))
            s = dr_no_memory(err);
        for (size_t i = 0; s == DRAAD_OK && i < source->labels.n; i++)
            *dr_vec_push(&out->labels) = source->labels.at[i];
        goto done;
    }
    for (size_t i = 0; s == DRAAD_OK && i < all.lines.n; i++) {
        if (all.lines.at[i].label.label.start < out->body || !is_label(text, &all, &all.lines.at[i]))
            continue;
        dr_label *l = dr_vec_push(&out->labels);
        if (l == NULL)
            s = dr_no_memory(err);
        else
            *l = all.lines.at[i].label;
    }
done:
    dr_vec_free(&all.lines);
    dr_free(all.sorted);
    return s;
}

void dr_layout_free(dr_layout *l)
{
    dr_vec_free(&l->attributes);
    dr_vec_free(&l->labels);
}
