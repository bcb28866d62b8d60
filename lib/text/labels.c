/* SPDX-License-Identifier: Apache-2.0
 * labels.c - what one line of a transcript could begin with: a time stamp, a speaker's label.
 * People and services write them in many ways; each way is a form here, and turns.c decides which of them are meant.
 * Knows: one line at a time.  Does not know: whether the others agree (turns). */
#include "text/labels.h"
#include "base/utf8.h"
#include "dutch/lexicon.h"
#include "outside/unicode.h"

#include <string.h>

enum { LABEL_MAX = 80, LABEL_WORDS_MAX = 7 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many bytes the space or tab at s[at] has, of any width, with or without a break; 0: none stands there. */
static size_t blank_at(draad_str s, size_t at)
{
    uint32_t cp = 0;
    if (at >= s.len)
        return 0;
    if ((unsigned char)s.data[at] < 0x80)
        return s.data[at] == ' ' || s.data[at] == '\t';
    size_t n = dr_utf8_decode(s.data + at, s.len - at, &cp);
    return cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F || cp == 0x3000 ? n : 0;
}

/* The same of one that ends before s[end]. */
static size_t blank_before(draad_str s, size_t end)
{
    size_t at = end;
    while (at > 0 && end - at < 3 && ((unsigned char)s.data[--at] & 0xC0) == 0x80)
        ;
    return end > 0 && at + blank_at(s, at) == end ? end - at : 0;
}

static size_t over_blanks(draad_str line, size_t at)
{
    for (size_t n; (n = blank_at(line, at)) > 0;)
        at += n;
    return at;
}

static size_t back_over_blanks(draad_str line, size_t from, size_t end)
{
    for (size_t n; end > from && (n = blank_before(line, end)) > 0;)
        end -= n;
    return end;
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

/* "00:01 --> 00:05", "0:01 - 0:05": where the second time ends; `at`, behind the first, when there is none. */
static size_t over_until(draad_str line, size_t at)
{
    static const char *const arrows[] = {"-->", "->", "-", "\xE2\x80\x93"};
    size_t i = over_blanks(line, at);
    for (size_t k = 0; k < sizeof arrows / sizeof *arrows; k++) {
        size_t n = strlen(arrows[k]);
        if (line.len - i < n || memcmp(line.data + i, arrows[k], n) != 0)
            continue;
        size_t end = time_end(line, over_blanks(line, i + n), 1);
        return end > 0 ? end : at;
    }
    return at;
}

/* A time stamp at line[at..]: its first time in *time (relative to the line), and where the line goes on; or `at`.
 * A stamp without brackets has at least `least_colons`: a bare "10:00" is something that people say. */
static size_t over_time(draad_str line, size_t at, unsigned least_colons, draad_range *time)
{
    if (at >= line.len)
        return at;
    char open = line.data[at], close = open == '[' ? ']' : open == '(' ? ')' : open == '#' ? '#' : '\0';
    size_t start = at + (close != '\0');
    size_t end = time_end(line, start, close != '\0' ? 1 : least_colons);
    if (end == 0)
        return at;
    draad_range found = {(draad_byte)start, (draad_byte)end};
    end = over_until(line, end);
    if (close != '\0' && (end >= line.len || line.data[end] != close))
        return at;
    end += close != '\0';
    if (close == '\0' && end < line.len && blank_at(line, end) == 0 && line.data[end] != ':')
        return at;
    *time = found;
    return over_blanks(line, end);
}

bool dr_label_stamp_at_end(draad_str text, draad_byte start, draad_byte end, draad_range *time)
{
    draad_str line = dr_str_trim((draad_str){text.data + start, end - start});
    char last = line.len > 0 ? line.data[line.len - 1] : '\0', open = last == ']' ? '[' : last == ')' ? '(' : last;
    if (line.len < 5 || (last != '#' && last != ']' && last != ')'))
        return false;
    size_t at = line.len - 1;
    while (at > 0 && line.len - at < 40 && line.data[at - 1] != open)
        at--;
    draad_range found;
    if (at == 0 || over_time(line, at - 1, 1, &found) != line.len)
        return false;
    draad_byte base = (draad_byte)(line.data - text.data);
    *time = (draad_range){base + found.start, base + found.end};
    return true;
}

/* ---- Labels ------------------------------------------------------------------------------------------- */

static bool in_list(draad_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n && word.len > 0; i++)
        if (((word.data[0] ^ list[i][0]) & ~0x20) == 0 && dr_str_alike(word, dr_str_of(list[i])))
            return true;
    return false;
}
#define IN_LIST(word, list) in_list((word), (list), sizeof(list) / sizeof *(list))

static const char *const interviewers[] = {"I",           "Int",           "Interviewer", "Interviewster",
                                           "Onderzoeker", "Onderzoekster", "Vraag",       "Q"};
static const char *const moderators[] = {"M", "Mod", "Moderator", "Gespreksleider", "Gespreksleidster"};
static const char *const respondents[] = {"R",
                                          "P",
                                          "V",
                                          "G",
                                          "A",
                                          "Resp",
                                          "Respondent",
                                          "Respondente",
                                          "Ge\xC3\xAFnterviewde",
                                          "GE\xC3\x8FNTERVIEWDE",
                                          "Spreker",
                                          "Deelnemer",
                                          "Deelneemster",
                                          "Onbekend",
                                          "Antwoord",
                                          "Participant",
                                          "Speaker",
                                          "Spk"};

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
    label.len = back_over_blanks(label, 0, label.len);
    size_t n = label.len;
    while (n > 0 && is_digit(label.data[n - 1]))
        n--;
    if (n < label.len)
        n = back_over_blanks(label, 0, n);
    return (draad_str){label.data, n > 0 ? n : label.len};
}

/* The next word of a label, from *at on; "" behind the last. */
static draad_str next_word(draad_str label, size_t *at)
{
    const size_t start = over_blanks(label, *at);
    *at = start;
    while (*at < label.len && blank_at(label, *at) == 0)
        ++*at;
    return (draad_str){label.data + start, *at - start};
}

/* The same words, with whatever blanks between them. */
static bool same_label(draad_str a, draad_str b)
{
    draad_str word;
    size_t i = 0, k = 0;
    do {
        word = next_word(a, &i);
        if (!dr_str_alike(word, next_word(b, &k)))
            return false;
    } while (word.len > 0);
    return true;
}

/* The role that the user gave this label; NULL: none. */
static const char *given_role(draad_str label, const draad_read_options *options)
{
    for (size_t i = 0; options != NULL && i < options->nlabels; i++)
        if (same_label(label, dr_str_of(options->labels[i].label)))
            return options->labels[i].role;
    return NULL;
}

draad_status dr_label_name(draad_str label, dr_buf *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    dr_buf plain = {0};
    draad_str word;
    for (size_t at = 0; s == DRAAD_OK && (word = next_word(label, &at)).len > 0;) {
        if (plain.len > 0)
            s = dr_buf_put_char(&plain, ' ', err);
        if (s == DRAAD_OK)
            s = dr_buf_put(&plain, word, err);
    }
    out->len = 0;
    if (s == DRAAD_OK)
        s = dr_unicode_nfc(dr_buf_str(&plain), out, err);
    dr_buf_free(&plain);
    return s;
}

draad_str dr_role_of_label(draad_str label, const draad_read_options *options)
{
    draad_str name = bare(label);
    const char *given = given_role(label, options);
    if (given != NULL)
        return dr_str_of(given);
    if (IN_LIST(name, interviewers))
        return DR_STR("interviewer");
    return IN_LIST(name, moderators) ? DR_STR("moderator") : DR_STR("respondent");
}

bool dr_label_asks(draad_str label, draad_str other, const draad_read_options *options)
{
    return dr_str_is(label, "V") && dr_str_is(other, "A") && given_role(label, options) == NULL;
}

/* Are all words capitalised, but for the small words of Dutch names? */
static bool is_name_shaped(draad_str label, unsigned *nwords, bool *all_upper)
{
    static const char *const small[] = {"van",   "de",  "der",  "den", "het",  "ter", "ten",  "te",  "in",
                                        "'t",    "op",  "el",   "da",  "al",   "bin", "ben",  "di",  "du",
                                        "mevr.", "mw.", "dhr.", "dr.", "drs.", "ir.", "ing.", "mr.", "prof."};
    bool shaped = true, capital = false;
    *nwords = 0;
    *all_upper = true;
    for (size_t at = 0; at < label.len;) {
        size_t start = at;
        while (at < label.len && blank_at(label, at) == 0)
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
        at = over_blanks(label, at);
    }
    *all_upper = *all_upper && capital;
    return shaped && capital && *nwords <= LABEL_WORDS_MAX;
}

/* "Mevr.", "A.": a period that ends no sentence, at line[at]. */
static bool is_title(draad_str line, size_t from, size_t at)
{
    static const char *const titles[] = {"mevr", "mw", "dhr", "dr", "drs", "prof", "ir", "ing", "mr", "st", "jr", "sr"};
    size_t start = at;
    while (start > from && blank_before(line, start) == 0 && line.data[start - 1] != '.')
        start--;
    draad_str word = {line.data + start, at - start};
    return (word.len == 1 && word.data[0] >= 'A' && word.data[0] <= 'Z') || IN_LIST(word, titles);
}

/* A sign that stands in no name. */
static bool is_no_name(char c)
{
    static const bool signs[256] = {['.'] = true, [','] = true, [';'] = true, [':'] = true,
                                    ['?'] = true, ['!'] = true, ['"'] = true, ['\t'] = true};
    return signs[(unsigned char)c];
}

static bool is_emphasis(char c)
{
    return c == '*' || c == '_';
}

static size_t over_emphasis(draad_str line, size_t at)
{
    while (at < line.len && is_emphasis(line.data[at]))
        at++;
    return over_blanks(line, at);
}

/* The label without the blanks and marks of emphasis around it. */
static draad_range trim_label(draad_str line, size_t start, size_t end)
{
    const draad_str inside = {line.data, end};
    for (size_t n; start < end && (n = is_emphasis(line.data[start]) ? 1 : blank_at(inside, start)) > 0;)
        start += n;
    for (size_t n; end > start && (n = is_emphasis(line.data[end - 1]) ? 1 : blank_before(line, end)) > 0;)
        end -= n;
    return (draad_range){(draad_byte)start, (draad_byte)end};
}

/* The colon that could end a label at the beginning of line[at..]; line.len when there is none. */
static size_t label_colon(draad_str line, size_t at)
{
    bool inside = false; /* parentheses */
    for (size_t i = at; i < line.len && i - at <= LABEL_MAX; i++) {
        char c = line.data[i];
        bool space_next = i + 1 >= line.len || blank_at(line, i + 1) > 0 || is_emphasis(line.data[i + 1]);
        if (c == '(')
            inside = true;
        else if (c == ')')
            inside = false;
        else if (c == ':' && space_next && !inside)
            return i > at ? i : line.len;
        else if (c == '.' && is_title(line, at, i))
            continue;
        else if (space_next && !inside && strchr(".?!;\"", c) != NULL)
            return line.len;
        else if (c == ',' && !inside)
            return line.len;
    }
    return line.len;
}

/* ---- The forms ---------------------------------------------------------------------------------------- */

/* What is being read: a line, what of it is read, and what was found so far (times relative to the line). */
typedef struct line_reader {
    draad_str line;
    size_t at; /* behind a stamp that begins the line */
    bool marked;
    draad_range time, label;
    size_t speech;
    size_t bold; /* where bold letters end that begin the line; 0: none do */
    const draad_read_options *options;
} line_reader;

static bool is_known(draad_str label, const draad_read_options *options)
{
    draad_str name = bare(label);
    return given_role(label, options) != NULL || IN_LIST(name, interviewers) || IN_LIST(name, moderators) ||
           IN_LIST(name, respondents);
}

static bool begins_with_letter(draad_str s)
{
    uint32_t cp = 0;
    return s.len > 0 && dr_utf8_decode(s.data, s.len, &cp) > 0 && dr_char_kind_of(cp) == DR_CHAR_LETTER;
}

static draad_str label_of(const line_reader *r)
{
    return (draad_str){r->line.data + r->label.start, r->label.end - r->label.start};
}

/* Behind the colon: the end of emphasis, a time. */
static void read_speech(line_reader *r, size_t at)
{
    at = over_emphasis(r->line, at);
    at = over_time(r->line, at, 2, &r->time);
    r->speech = over_emphasis(r->line, at);
}

/* Is line[at, end) a time?  Then it is that of the line. */
static bool time_fills(line_reader *r, size_t at, size_t end, unsigned least_colons)
{
    draad_range time;
    if (over_time(r->line, at, least_colons, &time) != end)
        return false;
    r->time = time;
    return true;
}

/* Do bold letters that end before the colon make a better label than what the colon ends? */
static bool read_bold(line_reader *r);

static bool is_bold_instead(const line_reader *r)
{
    unsigned nwords;
    bool all_upper;
    line_reader other = *r;
    return r->bold > 0 && !is_known(label_of(r), r->options) && read_bold(&other) &&
           (is_known(label_of(&other), r->options) || !is_name_shaped(bare(label_of(r)), &nwords, &all_upper));
}

static bool read_colon(line_reader *r)
{
    size_t colon = label_colon(r->line, r->at), end = colon;
    if (colon == r->line.len)
        return false;
    for (size_t i = r->at + 1; i < colon; i++) /* a time behind the label: "I [00:01:15]:" */
        if ((strchr("[(#", r->line.data[i]) != NULL || blank_before(r->line, i) > 0) && time_fills(r, i, colon, 2)) {
            end = i;
            break;
        }
    r->label = trim_label(r->line, r->at, end);
    read_speech(r, colon + 1);
    return begins_with_letter(label_of(r)) && !is_bold_instead(r);
}

/* "[Anna]: ja", "[Anna:] ja", "<Anna>: ja". */
static bool read_bracketed(line_reader *r)
{
    draad_str line = r->line;
    char open = r->at < line.len ? line.data[r->at] : '\0', close = open == '[' ? ']' : open == '<' ? '>' : '\0';
    if (close == '\0')
        return false;
    r->marked = true;
    size_t end = r->at + 1;
    while (end < line.len && end - r->at <= LABEL_MAX && line.data[end] != close)
        end++;
    if (end >= line.len || line.data[end] != close)
        return false;
    bool inside = line.data[end - 1] == ':', behind = end + 1 < line.len && line.data[end + 1] == ':';
    r->label = trim_label(line, r->at + 1, end - inside);
    read_speech(r, end + 1 + behind);
    return (inside || behind) && begins_with_letter(label_of(r));
}

/* "I:ja": only with a label that is known, and never a time or an address. */
static bool read_tight(line_reader *r)
{
    draad_str line = r->line;
    const char *found = r->at < line.len ? memchr(line.data + r->at, ':', line.len - r->at) : NULL;
    size_t colon = found != NULL ? (size_t)(found - line.data) : line.len;
    if (colon + 1 >= line.len || colon - r->at > LABEL_MAX || is_digit(line.data[colon + 1]) ||
        line.data[colon + 1] == '/')
        return false;
    r->label = trim_label(line, r->at, colon);
    read_speech(r, colon + 1);
    return begins_with_letter(label_of(r)) && is_known(label_of(r), r->options);
}

/* A name in bold and what is said behind it, perhaps with a time between them. */
static bool read_bold(line_reader *r)
{
    size_t speech = over_blanks(r->line, r->bold);
    if (r->bold <= r->at || speech >= r->line.len || r->bold - r->at > LABEL_MAX ||
        memchr(r->line.data + r->bold, '\t', speech - r->bold) != NULL)
        return false;
    r->label = trim_label(r->line, r->at, r->bold);
    for (size_t i = r->label.start; i < r->label.end; i++)
        if (is_no_name(r->line.data[i]) && !(r->line.data[i] == '.' && is_title(r->line, r->label.start, i)))
            return false;
    r->marked = true;
    read_speech(r, r->bold);
    return begins_with_letter(label_of(r)) && r->speech < r->line.len;
}

/* A name and nothing else, but for a time before or behind it. */
static bool read_own_line(line_reader *r)
{
    draad_str line = r->line;
    size_t end = line.len;
    for (size_t i = r->at + 1; i < line.len && i - r->at <= LABEL_MAX; i++)
        if (blank_before(line, i) > 0 && time_fills(r, i, line.len, 1)) {
            end = i;
            break;
        }
    r->label = trim_label(line, r->at, end);
    for (size_t i = r->label.start; i < r->label.end; i++) {
        if (is_no_name(line.data[i]) && !(line.data[i] == '.' && is_title(line, r->label.start, i)))
            return false;
    }
    r->speech = line.len;
    r->marked = r->marked || r->bold >= r->label.end;
    return label_of(r).len <= LABEL_MAX && begins_with_letter(label_of(r));
}

static bool read_tab(line_reader *r)
{
    draad_str line = r->line;
    const char *found = r->at < line.len ? memchr(line.data + r->at, '\t', line.len - r->at) : NULL;
    size_t tab = found != NULL ? (size_t)(found - line.data) : line.len;
    if (tab - r->at > LABEL_MAX || over_blanks(line, tab) >= line.len)
        return false;
    r->label = trim_label(line, r->at, tab);
    for (size_t i = r->label.start; i < r->label.end; i++)
        if (strchr(".,;:?!\"", line.data[i]) != NULL && !(line.data[i] == '.' && is_title(line, r->label.start, i)))
            return false;
    read_speech(r, tab);
    return begins_with_letter(label_of(r));
}

/* "- En toen?", with a hyphen or a dash. */
static bool read_dash(line_reader *r)
{
    static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94"};
    draad_str line = r->line;
    for (size_t k = 0; k < sizeof dashes / sizeof *dashes; k++) {
        size_t n = strlen(dashes[k]);
        if (line.len - r->at > n && memcmp(line.data + r->at, dashes[k], n) == 0 && blank_at(line, r->at + n) > 0) {
            r->label = (draad_range){(draad_byte)r->at, (draad_byte)r->at};
            r->speech = over_blanks(line, r->at + n);
            return true;
        }
    }
    return false;
}

/* No label: only the stamp that begins the line. */
static bool read_stamp(line_reader *r)
{
    r->label = (draad_range){0, 0};
    r->speech = r->at;
    return r->time.end > r->time.start;
}

bool dr_label_read(draad_str text, draad_byte start, draad_byte end, draad_byte bold, const draad_read_options *options,
                   dr_candidate *out)
{
    static const struct {
        bool (*read)(line_reader *r);
        dr_label_form form;
    } forms[] = {{read_colon, DR_LABEL_COLON}, {read_bracketed, DR_LABEL_COLON}, {read_tight, DR_LABEL_TIGHT},
                 {read_bold, DR_LABEL_BOLD},   {read_own_line, DR_LABEL_LINE},   {read_tab, DR_LABEL_TAB},
                 {read_dash, DR_LABEL_DASH},   {read_stamp, DR_LABEL_STAMP}};
    line_reader first = {.line = {text.data + start, end - start}, .options = options};
    first.bold = bold > start ? (bold < end ? bold : end) - start : 0;
    *out = (dr_candidate){0};
    size_t begin = over_blanks(first.line, 0);
    size_t behind = over_time(first.line, over_emphasis(first.line, begin), 2, &first.time);
    first.at = over_emphasis(first.line, behind);
    first.marked = (behind < first.line.len && is_emphasis(first.line.data[behind])) ||
                   (begin < first.line.len && is_emphasis(first.line.data[begin]));
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        line_reader r = first;
        if (!forms[i].read(&r))
            continue;
        draad_str label = label_of(&r);
        bool below = forms[i].form == DR_LABEL_LINE && end < text.len;
        out->form = forms[i].form;
        out->label.label = (draad_range){start + r.label.start, start + r.label.end};
        out->label.text = below ? end + 1 : start + (draad_byte)r.speech;
        if (r.time.end > r.time.start)
            out->label.time = (draad_range){start + r.time.start, start + r.time.end};
        if (first.time.end > first.time.start) {
            out->stamp = (draad_range){start + first.time.start, start + first.time.end};
            out->behind_stamp = start + (draad_byte)first.at;
        }
        out->marked = r.marked;
        if (label.len > 0) {
            out->name = bare(label);
            out->given = given_role(label, options) != NULL;
            out->known = is_known(label, options);
            out->name_shaped = is_name_shaped(out->name, &out->nwords, &out->all_upper);
        }
        return true;
    }
    return false;
}

/* ---- Running speech ------------------------------------------------------------------------------------ */

bool dr_label_is_plain_word(const dr_candidate *c)
{
    char lower[64];
    if (c->nwords != 1 || c->all_upper || c->name.len >= sizeof lower)
        return false;
    for (size_t i = 0; i < c->name.len; i++)
        lower[i] = c->name.data[i] >= 'A' && c->name.data[i] <= 'Z' ? (char)(c->name.data[i] | 0x20) : c->name.data[i];
    return dr_lexicon_has(NULL, (draad_str){lower, c->name.len});
}

bool dr_label_is_speech(const dr_candidate *c)
{
    static const char *const alone[] = {"kortom", "conclusie", "dus",        "maar",       "en",        "nou",
                                        "ja",     "nee",       "ok\xC3\xA9", "samengevat", "opmerking", "noot",
                                        "nb",     "ps",        "tja",        "namelijk",   "voorbeeld", "bijvoorbeeld",
                                        "toen",   "eerst",     "punt",       "stap",       "tip",       "citaat"};
    static const char *const first[] = {"ik",  "hij", "zij", "ze",  "je",  "jij",  "we",   "wij", "jullie", "u",
                                        "men", "dat", "dit", "er",  "en",  "maar", "want", "of",  "dus",    "toen",
                                        "nou", "ja",  "nee", "als", "wat", "hoe",  "mijn", "zo",  "let"};
    size_t n = 0;
    while (n < c->name.len && blank_at(c->name, n) == 0)
        n++;
    draad_str word = {c->name.data, n};
    return n == c->name.len ? IN_LIST(word, alone) : IN_LIST(word, first);
}
