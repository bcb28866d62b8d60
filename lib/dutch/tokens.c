/* SPDX-License-Identifier: Apache-2.0
 * tokens.c - where words and other tokens begin and end in Dutch transcripts.
 * One pass, a byte at a time for ASCII; other characters are looked up.  A token never holds white space, but
 * for a comment in brackets and a word that is broken at a line end.
 * Knows: characters and the small tables.  Does not know: documents, lemmas. */
#include "dutch/tokens.h"
#include "base/utf8.h"
#include "dutch/tables.h"
#include "outside/unicode.h"

#include <string.h>

enum {
    BRACKETS_MAX = 80,    /* bytes in a comment: longer ones are text in brackets */
    PARENTHESES_MAX = 4,  /* bytes in "client(en)" */
    ABBREVIATION_MAX = 6, /* bytes of the longest without periods inside; and so on */
    FILLER_MAX = 6,
    STAMMERED_MAX = 5
};

/* ASCII characters as nearly all tokens are made of them: words that go on up to a sign that can only end them, and
 * signs that are a token each, or with what may run on behind them. */
enum { GOES_ON = 1, ENDS_WORD = 2, ALONE = 4, RUNS_ON = 8 };
#define FIVE_FROM(c) [(c)] = GOES_ON, [(c) + 1] = GOES_ON, [(c) + 2] = GOES_ON, [(c) + 3] = GOES_ON, [(c) + 4] = GOES_ON
static const uint8_t ascii[256] = {
    FIVE_FROM('0'),
    FIVE_FROM('5'),
    FIVE_FROM('A'),
    FIVE_FROM('F'),
    FIVE_FROM('K'),
    FIVE_FROM('P'),
    FIVE_FROM('U'),
    ['Z'] = GOES_ON,
    FIVE_FROM('a'),
    FIVE_FROM('f'),
    FIVE_FROM('k'),
    FIVE_FROM('p'),
    FIVE_FROM('u'),
    ['z'] = GOES_ON,
    [' '] = ENDS_WORD,
    ['\n'] = ENDS_WORD,
    [';'] = ENDS_WORD | ALONE,
    ['"'] = ENDS_WORD | ALONE,
    [')'] = ENDS_WORD | ALONE,
    [':'] = ALONE,
    [']'] = ALONE,
    [','] = ENDS_WORD | RUNS_ON,
    ['?'] = ENDS_WORD | RUNS_ON,
    ['!'] = ENDS_WORD | RUNS_ON,
    ['.'] = RUNS_ON,
};

typedef struct scanner {
    const char *s;
    draad_byte at, end;
} scanner;

/* What stands at one place. */
typedef struct letter {
    dr_char_kind kind;
    uint32_t cp;
    uint32_t len; /* bytes; 0: the end */
} letter;

static bool is_ascii_letter(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static bool is_ascii_digit(unsigned char c)
{
    return (unsigned char)(c - '0') < 10;
}

static letter look_up(const scanner *sc, draad_byte at)
{
    uint32_t cp = 0;
    size_t len = dr_utf8_decode(sc->s + at, sc->end - at, &cp);
    return len == 0 ? (letter){DR_CHAR_OTHER, 0xFFFD, 1} : (letter){dr_char_kind_of(cp), cp, (uint32_t)len};
}

static inline letter look(const scanner *sc, draad_byte at)
{
    if (at >= sc->end)
        return (letter){DR_CHAR_SPACE, 0, 0};
    unsigned char c = (unsigned char)sc->s[at];
    if (c >= 0x80)
        return look_up(sc, at);
    dr_char_kind kind = is_ascii_letter(c)                     ? DR_CHAR_LETTER
                        : is_ascii_digit(c)                    ? DR_CHAR_DIGIT
                        : c == ' ' || (c >= 0x09 && c <= 0x0D) ? DR_CHAR_SPACE
                                                               : DR_CHAR_OTHER;
    return (letter){kind, c, 1};
}

static bool is_word_letter(letter l)
{
    return l.len > 0 && (l.kind == DR_CHAR_LETTER || l.kind == DR_CHAR_DIGIT || l.kind == DR_CHAR_MARK);
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x00B4 || cp == '`' || cp == 0x02BC;
}

static bool is_hyphen(uint32_t cp)
{
    return cp == '-' || cp == 0x2010 || cp == 0x2011;
}

/* A word of the text in lower case without looking further than ASCII; empty when it is longer than `room`. */
static draad_str lower_ascii(const scanner *sc, draad_byte start, draad_byte end, char *out, size_t room)
{
    size_t n = end - start;
    if (n > room)
        return (draad_str){out, 0};
    for (size_t i = 0; i < n; i++) {
        char c = sc->s[start + i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return (draad_str){out, n};
}

/* ---- Addresses ---------------------------------------------------------------------------------------- */

static draad_byte until_space(const scanner *sc, draad_byte at)
{
    for (letter l; (l = look(sc, at)).len > 0 && l.kind != DR_CHAR_SPACE && l.cp != '<' && l.cp != '>'; at += l.len)
        ;
    while (at > 0 && strchr(".,;:!?)]'\"", sc->s[at - 1]) != NULL)
        at--; /* the sentence's own marks */
    return at;
}

static bool begins_with(const scanner *sc, draad_byte at, const char *what)
{
    size_t n = strlen(what);
    return sc->end - at >= n && memcmp(sc->s + at, what, n) == 0;
}

static bool is_address(const scanner *sc, draad_byte at)
{
    char c = sc->s[at];
    return (c == 'h' && (begins_with(sc, at, "http://") || begins_with(sc, at, "https://"))) ||
           (c == 'w' && begins_with(sc, at, "www."));
}

static bool is_ascii_word(char c)
{
    return is_ascii_digit((unsigned char)c) || (unsigned char)((c | 0x20) - 'a') < 26;
}

enum { MAIL_NAME_MAX = 64 }; /* bytes before the @ */

/* Does a mail address go on at `at`, behind its first word: ".de.vries@werk.nl"? */
static bool is_mail_tail(const scanner *sc, draad_byte at)
{
    if (at + 1 >= sc->end || (sc->s[at] != '.' && sc->s[at] != '_') || !is_ascii_word(sc->s[at + 1]))
        return false;
    draad_byte most = sc->end - at > MAIL_NAME_MAX ? at + MAIL_NAME_MAX : sc->end; /* "a.a.a.a" is asked at each a */
    while (at < most && (is_ascii_word(sc->s[at]) || strchr("._%+-", sc->s[at]) != NULL))
        at++;
    return at + 1 < sc->end && sc->s[at] == '@' && is_ascii_word(sc->s[at + 1]);
}

/* Is there a top-level domain at `at`, right after a period? */
static bool is_domain(const scanner *sc, draad_byte at)
{
    static const char *const domains[] = {"nl", "com", "org", "net", "be", "eu"};
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        if (begins_with(sc, at, domains[i]) && !is_word_letter(look(sc, at + (draad_byte)strlen(domains[i]))))
            return true;
    return false;
}

/* ---- Brackets ----------------------------------------------------------------------------------------- */

/* "00:12", "0:12:03", "00:01:15-3", "00:01:15.123" */
static bool is_time(draad_str s)
{
    unsigned colons = 0;
    for (size_t i = 0; i < s.len; i++) {
        colons += s.data[i] == ':';
        if (!is_ascii_digit((unsigned char)s.data[i]) && (i == 0 || strchr(":.,-", s.data[i]) == NULL))
            return false;
    }
    return s.len >= 4 && colons >= 1 && colons <= 3 && is_ascii_digit((unsigned char)s.data[s.len - 1]);
}

static bool is_elision(draad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] != '.' && s.data[i] != ' ' && (unsigned char)s.data[i] != 0xE2 &&
            (unsigned char)s.data[i] != 0x80 && (unsigned char)s.data[i] != 0xA6)
            return false;
    return s.len > 0;
}

/* Does one of the first four words say that this is the transcriber speaking? */
static bool is_comment(draad_str s, size_t *nwords)
{
    bool found = false;
    *nwords = 0;
    for (size_t at = 0; at < s.len;) {
        size_t start = at;
        while (at < s.len && s.data[at] != ' ' && s.data[at] != ',' && s.data[at] != '/')
            at++;
        char word[32];
        scanner sc = {s.data, 0, (draad_byte)s.len};
        if (at > start) {
            found = found || (*nwords < 4 && dr_is_comment_word(lower_ascii(&sc, (draad_byte)start, (draad_byte)at,
                                                                            word, sizeof word)));
            ++*nwords;
        }
        at += at < s.len;
    }
    return found;
}

static bool is_name_of_name(draad_str s)
{
    static const char *const names[] = {"naam",        "plaatsnaam", "plaats",    "geanonimiseerd",
                                        "organisatie", "voornaam",   "achternaam"};
    char word[32];
    scanner sc = {s.data, 0, (draad_byte)s.len};
    size_t n = s.len;
    while (n > 0 && (is_ascii_digit((unsigned char)s.data[n - 1]) || s.data[n - 1] == ' '))
        n--;
    draad_str lower = lower_ascii(&sc, 0, (draad_byte)n, word, sizeof word);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dr_str_equal(lower, dr_str_of(names[i])))
            return true;
    return false;
}

/* A span from an opening bracket to its closing one that is no speech; false: the bracket is only a bracket. */
static bool scan_brackets(scanner *sc, dr_token *out)
{
    char open = sc->s[sc->at], close = open == '(' ? ')' : open == '[' ? ']' : open == '<' ? '>' : '#';
    draad_byte i = sc->at + 1;
    while (i < sc->end && i - sc->at < BRACKETS_MAX && sc->s[i] != close && sc->s[i] != '\n' && sc->s[i] != open)
        i++;
    if (i >= sc->end || sc->s[i] != close)
        return false;
    draad_str inside = {sc->s + sc->at + 1, i - sc->at - 1};
    size_t nwords;
    bool comment = is_comment(inside, &nwords);
    if (is_time(inside))
        out->kind = DR_TOKEN_TIME;
    else if (open == '#')
        return false;
    else if (open == '<' && (nwords != 1 || !is_ascii_letter((unsigned char)inside.data[0])))
        return false;
    else if (is_elision(inside))
        out->kind = DR_TOKEN_ELISION;
    else if (open != '(' && (is_name_of_name(inside) || (nwords == 1 && !comment)))
        out->kind = DR_TOKEN_PLACEHOLDER;
    else if (comment || open == '[')
        out->kind = DR_TOKEN_COMMENT;
    else
        return false;
    if (inside.len == 0)
        return false;
    out->end = sc->at = i + 1;
    return true;
}

/* ---- Words and numbers -------------------------------------------------------------------------------- */

/* Does the next line begin with the rest of a word that was broken at a hyphen?  Then where it begins, else 0. */
static draad_byte broken_rest(const scanner *sc, draad_byte at)
{
    bool line_end = false;
    while (at < sc->end && (sc->s[at] == ' ' || sc->s[at] == '\t' || sc->s[at] == '\n'))
        line_end = sc->s[at++] == '\n' || line_end;
    letter l = look(sc, at);
    if (!line_end || l.kind != DR_CHAR_LETTER || l.len == 0 || dr_char_is_upper(l.cp))
        return 0;
    if ((begins_with(sc, at, "en") || begins_with(sc, at, "of")) && !is_word_letter(look(sc, at + 2)))
        return 0; /* jeugd-\nen gezinszorg */
    return at;
}

/* "(s)", "(en)" right behind a letter: where the word goes on behind them, or 0. */
static draad_byte over_parentheses(const scanner *sc, draad_byte at)
{
    draad_byte i = at + 1;
    while (i < sc->end && i - at <= PARENTHESES_MAX && is_ascii_letter((unsigned char)sc->s[i]))
        i++;
    return i > at + 1 && i < sc->end && sc->s[i] == ')' ? i + 1 : 0;
}

/* The sign at `at` inside a word: where the word goes on, or 0 when it ends before the sign. */
static draad_byte over_sign(const scanner *sc, draad_byte at, letter sign, dr_token *out)
{
    draad_byte next = at + sign.len;
    letter after = look(sc, next);
    if (is_apostrophe(sign.cp))
        return after.len > 0 && after.kind == DR_CHAR_LETTER ? next : 0;
    if (sign.kind == DR_CHAR_HIDDEN) {
        draad_byte rest = sign.cp == 0xAD ? broken_rest(sc, next) : 0;
        return rest != 0 ? rest : next;
    }
    if (is_hyphen(sign.cp)) {
        if (is_word_letter(after))
            return next;
        draad_byte rest = broken_rest(sc, next);
        if (rest != 0)
            return rest;
        out->cut_off = !is_hyphen(after.cp);
        return 0;
    }
    if (at == out->start)
        return 0;
    if (sign.cp == '&' || sign.cp == '/' || sign.cp == '+' || sign.cp == '=') /* CD&V, hij/zij */
        return is_word_letter(after) ? next : 0;
    if (sign.cp == '(')
        return over_parentheses(sc, at);
    if (sign.cp == '.' && is_hyphen(after.cp) && after.len > 0 && is_word_letter(look(sc, next + after.len)))
        return next + after.len; /* St.-Jan */
    return 0;
}

static bool is_one_letter(const scanner *sc, draad_byte start, draad_byte end)
{
    return end - start == look(sc, start).len && look(sc, start).kind == DR_CHAR_LETTER;
}

/* A word has ended before a period: is the period its own? */
static void take_period(scanner *sc, dr_token *out)
{
    if (is_one_letter(sc, out->start, out->end)) {
        draad_byte at = out->end + 1;
        unsigned n = 1;
        for (letter l;
             (l = look(sc, at)).len > 0 && l.kind == DR_CHAR_LETTER && at + l.len < sc->end && sc->s[at + l.len] == '.';
             n++)
            at += l.len + 1;
        bool era = n == 1 && (begins_with(sc, at, " Chr") || begins_with(sc, at, " chr")); /* 40 v. Chr. */
        if (is_word_letter(look(sc, at)) || (n == 1 && !dr_char_is_upper(look(sc, out->start).cp) && !era))
            return; /* "plan b." ends its sentence */
        char word[32];
        draad_str lower = lower_ascii(sc, out->start, at - 1, word, sizeof word);
        out->period = dr_abbreviation_of(lower) == DR_ABBREVIATION_MAY ? DR_ABBREVIATION_MAY : DR_ABBREVIATION_NEVER;
        out->end = sc->at = at;
        return;
    }
    if (out->end - out->start > ABBREVIATION_MAX)
        return;
    draad_byte behind = out->end + 1;
    while (behind < sc->end && sc->s[behind] == ' ')
        behind++;
    letter next = look(sc, behind);
    char word[8];
    draad_str lower = lower_ascii(sc, out->start, out->end, word, sizeof word);
    dr_abbreviation a = dr_abbreviation_of(lower);
    if (a == DR_ABBREVIATION_NONE && next.kind == DR_CHAR_DIGIT && behind > out->end + 1 &&
        (dr_str_is(lower, "art") || dr_str_is(lower, "fig") || dr_str_is(lower, "par")))
        a = DR_ABBREVIATION_NEVER; /* art. 3.2 */
    if (a == DR_ABBREVIATION_NONE)
        return;
    out->period = (uint8_t)a;
    out->end = ++sc->at;
}

#define BIT(c) (1u << ((c)&31)) /* of a letter, small or not, or a hyphen */

/* What letters can follow the first one of a filler; NO_LETTER: there are fillers of two letters. */
enum { NO_LETTER = '@' };
static const struct {
    uint32_t second, third;
} filler_letters[32] = {
    ['a' & 31] = {BIT('c') | BIT('h'), BIT(NO_LETTER) | BIT('a') | BIT('h')},
    ['e' & 31] = {BIT('e') | BIT('h') | BIT('u'), BIT(NO_LETTER) | BIT('h') | BIT('m')},
    ['g' & 31] = {BIT('o'), BIT('h')},
    ['h' & 31] = {BIT('m'), BIT(NO_LETTER) | BIT('-') | BIT('h') | BIT('m')},
    ['j' & 31] = {BIT('e'), BIT('e')},
    ['m' & 31] = {BIT('-') | BIT('h') | BIT('m'), BIT(NO_LETTER) | BIT('-') | BIT('h') | BIT('m')},
    ['o' & 31] = {BIT('h'), BIT(NO_LETTER) | BIT('j')},
    ['p' & 31] = {BIT('f'), BIT('f')},
    ['t' & 31] = {BIT('j'), BIT('a') | BIT('o')},
    ['u' & 31] = {BIT('h'), BIT(NO_LETTER) | BIT('h') | BIT('m') | BIT('u')},
};

/* Could the word s[start, end) be a filler?  Nearly always its first letters say no. */
static inline bool may_be_filler(const char *s, draad_byte start, draad_byte end)
{
    draad_byte n = end - start;
    if (n < 2 || n > FILLER_MAX)
        return false;
    unsigned char first = (unsigned char)s[start], third = n > 2 ? (unsigned char)s[start + 2] : NO_LETTER;
    return first >= 0x80 || ((filler_letters[first & 31].second & BIT((unsigned char)s[start + 1])) != 0 &&
                             (filler_letters[first & 31].third & BIT(third)) != 0);
}

static bool is_filler(const scanner *sc, draad_byte start, draad_byte end)
{
    char word[8];
    return may_be_filler(sc->s, start, end) && dr_is_filler(lower_ascii(sc, start, end, word, sizeof word));
}

/* Is a small word behind this one the same, perhaps after a comma or dots: does somebody stammer?  Only words that
 * Dutch never puts side by side. */
static bool is_repeated(const scanner *sc, draad_byte start, draad_byte end)
{
    char word[8], next[8];
    draad_byte at = end, n = end - start;
    if (n > STAMMERED_MAX)
        return false;
    while (at < sc->end && (sc->s[at] == ' ' || sc->s[at] == ',' || sc->s[at] == '.'))
        at++;
    if (at == end || at + n > sc->end || ((sc->s[at] ^ sc->s[start]) & ~0x20) != 0 || sc->s[at - 1] != ' ')
        return false;
    bool dots = memchr(sc->s + end, '.', at - end) != NULL, capital = (sc->s[at] & 0x20) == 0;
    bool is_stop = dots && (sc->s[end + 1] != '.' || capital); /* a new sentence begins */
    letter behind = look(sc, at + n);
    draad_str first = lower_ascii(sc, start, end, word, sizeof word);
    return !is_stop && !is_word_letter(behind) && !is_hyphen(behind.cp) && dr_is_stammered(first) &&
           dr_str_equal(first, lower_ascii(sc, at, at + n, next, sizeof next));
}

static void scan_word(scanner *sc, dr_token *out)
{
    out->kind = DR_TOKEN_WORD;
    for (;;) {
        while (sc->at < sc->end &&
               (is_ascii_letter((unsigned char)sc->s[sc->at]) || is_ascii_digit((unsigned char)sc->s[sc->at])))
            sc->at++;
        if (sc->at >= sc->end || sc->s[sc->at] == ' ')
            break;
        letter l = look(sc, sc->at);
        if (is_word_letter(l)) {
            sc->at += l.len;
            continue;
        }
        draad_byte on = over_sign(sc, sc->at, l, out);
        if (on == 0)
            break;
        sc->at = on;
    }
    if (out->cut_off)
        sc->at += look(sc, sc->at).len;
    out->end = sc->at;
    if (sc->at < sc->end && sc->s[sc->at] == '@' && is_word_letter(look(sc, sc->at + 1))) {
        out->kind = DR_TOKEN_URL;
        out->end = sc->at = until_space(sc, sc->at);
    } else if (sc->at < sc->end && sc->s[sc->at] == '.') {
        if (is_domain(sc, sc->at + 1)) {
            out->kind = DR_TOKEN_URL;
            out->end = sc->at = until_space(sc, sc->at);
        } else {
            take_period(sc, out);
        }
    }
    if (out->kind == DR_TOKEN_WORD && is_filler(sc, out->start, out->end))
        out->kind = DR_TOKEN_FILLER;
    else if (out->kind == DR_TOKEN_WORD && out->period == DR_ABBREVIATION_NONE && is_repeated(sc, out->start, out->end))
        out->kind = DR_TOKEN_REPETITION;
}

static void scan_number(scanner *sc, dr_token *out)
{
    out->kind = DR_TOKEN_NUMBER;
    for (; sc->at < sc->end; sc->at++) {
        unsigned char c = (unsigned char)sc->s[sc->at];
        bool joins = c == '.' || c == ',' || c == ':' || c == '/' || c == '-';
        bool digit_next = sc->at + 1 < sc->end && is_ascii_digit((unsigned char)sc->s[sc->at + 1]);
        if (!is_ascii_digit(c) && !(joins && digit_next))
            break;
    }
    letter l = look(sc, sc->at);
    if (l.len > 0 && l.cp == '%') {
        sc->at++;
    } else if (begins_with(sc, sc->at, "-...")) { /* 2004-... */
        sc->at += 4;
    } else if (is_word_letter(l) || (is_hyphen(l.cp) && look(sc, sc->at + l.len).kind == DR_CHAR_LETTER &&
                                     look(sc, sc->at + l.len).len > 0)) {
        sc->at += is_hyphen(l.cp) ? l.len : 0;
        scan_word(sc, out); /* 2e, 18-jarige */
        return;
    }
    out->end = sc->at;
}

/* ---- Everything else ---------------------------------------------------------------------------------- */

/* An apostrophe: 't, 's, 'n, 'k, '30, or a quotation mark. */
static void scan_apostrophe(scanner *sc, letter l, dr_token *out)
{
    draad_byte at = sc->at + l.len;
    letter first = look(sc, at), second = look(sc, at + first.len);
    bool clitic = first.len == 1 && strchr("tsnkmrTSNKMR", (int)first.cp) != NULL && first.cp < 0x80 && first.cp != 0 &&
                  !is_word_letter(second);
    bool year = first.kind == DR_CHAR_DIGIT && second.kind == DR_CHAR_DIGIT && second.len > 0 &&
                !is_word_letter(look(sc, at + first.len + second.len));
    if (clitic || year) {
        out->kind = clitic ? DR_TOKEN_WORD : DR_TOKEN_NUMBER;
        out->end = sc->at = at + first.len + (year ? second.len : 0);
        return;
    }
    out->kind = DR_TOKEN_PUNCT;
    sc->at = at;
    if (l.cp == '\'' && first.cp == '\'' && first.len > 0)
        sc->at++; /* '' closes what ,, opened */
    out->end = sc->at;
}

static void scan_sign(scanner *sc, letter l, dr_token *out)
{
    bool run = l.cp == '.' || l.cp == '!' || l.cp == '?' || l.cp == '-' || l.cp == ',' || l.cp == '`';
    out->kind = l.cp < 0x80 || (l.cp >= 0x2010 && l.cp <= 0x205E) || l.cp == 0xAB || l.cp == 0xBB ? DR_TOKEN_PUNCT
                                                                                                  : DR_TOKEN_OTHER;
    sc->at += l.len;
    /* "..", "?!", "--" are one token; so is ",,". */
    while (run && sc->at < sc->end &&
           (sc->s[sc->at] == (char)l.cp || ((l.cp == '!' || l.cp == '?') && strchr("!?", sc->s[sc->at]) != NULL)))
        sc->at++;
    /* An emoji takes its joiners, variation selectors, skin tones and second halves of flags along. */
    for (letter next; out->kind == DR_TOKEN_OTHER && (next = look(sc, sc->at)).len > 0;) {
        bool joins =
            next.kind == DR_CHAR_MARK || next.kind == DR_CHAR_HIDDEN || (next.cp >= 0x1F3FB && next.cp <= 0x1F3FF);
        if (!joins)
            break;
        sc->at += next.len;
        if (next.cp == 0x200D)
            sc->at += look(sc, sc->at).kind == DR_CHAR_OTHER ? look(sc, sc->at).len : 0;
    }
    out->end = sc->at;
}

static bool scan_token(draad_str text, draad_byte end, draad_byte *at, dr_token *out)
{
    scanner sc = {text.data, *at, end};
    letter l;
    while ((l = look(&sc, sc.at)).len > 0 && (l.kind == DR_CHAR_SPACE || l.kind == DR_CHAR_HIDDEN))
        sc.at += l.len;
    *out = (dr_token){.start = sc.at, .end = sc.at};
    if (l.len == 0) {
        *at = sc.at;
        return false;
    }
    letter next = look(&sc, sc.at + l.len);
    if (l.kind == DR_CHAR_LETTER && is_address(&sc, sc.at)) {
        out->kind = DR_TOKEN_URL;
        out->end = sc.at = until_space(&sc, sc.at);
    } else if (l.kind == DR_CHAR_LETTER || l.kind == DR_CHAR_MARK) {
        scan_word(&sc, out);
    } else if (l.kind == DR_CHAR_DIGIT) {
        scan_number(&sc, out);
        if (out->end == out->start)
            out->end = sc.at = out->start + l.len; /* a digit that is not 0 to 9 */
    } else if (is_hyphen(l.cp) && next.kind == DR_CHAR_LETTER && next.len > 0 && !dr_char_is_upper(next.cp)) {
        sc.at += l.len; /* -ie, -begeleiders */
        scan_word(&sc, out);
    } else if (is_apostrophe(l.cp)) {
        scan_apostrophe(&sc, l, out);
    } else if (!((l.cp == '(' || l.cp == '[' || l.cp == '<' || l.cp == '#') && scan_brackets(&sc, out))) {
        scan_sign(&sc, l, out);
    }
    draad_byte tail = out->end > out->start && sc.s[out->end - 1] == '.' ? out->end - 1 : out->end; /* "jan." */
    if ((l.kind == DR_CHAR_LETTER || l.kind == DR_CHAR_DIGIT) && is_mail_tail(&sc, tail)) {
        out->kind = DR_TOKEN_URL;
        out->end = sc.at = until_space(&sc, out->end);
    }
    *at = out->end;
    return true;
}

/* ---- Most tokens: letters and the sign that ends them ------------------------------------------------------ */

/* Could the word s[start, stop) be a filler or said twice?  Nearly always its letters say no. */
static inline bool is_special(const char *s, draad_byte start, draad_byte stop, draad_byte end)
{
    draad_byte next = stop;
    if (may_be_filler(s, start, stop))
        return true;
    if (stop - start > STAMMERED_MAX)
        return false;
    while (next < end && (s[next] == ' ' || s[next] == ',' || s[next] == '.'))
        next++;
    return next < end && ((s[next] ^ s[start]) & ~0x20) == 0;
}

/* Is the period behind the word s[start, stop) none of its own?  False when that has to be looked up. */
static inline bool is_stop(const char *s, draad_byte start, draad_byte stop, draad_byte end)
{
    /* The last letters of abbreviations, by the first; of "art. 3" too. */
    static const uint32_t last[32] = {
        ['a' & 31] = BIT('b') | BIT('d') | BIT('g') | BIT('l') | BIT('r') | BIT('t'),
        ['b' & 31] = BIT('l') | BIT('v') | BIT('z'),
        ['c' & 31] = BIT('a') | BIT('f') | BIT('p') | BIT('r'),
        ['d' & 31] = BIT('c') | BIT('l') | BIT('r') | BIT('s'),
        ['e' & 31] = BIT('c') | BIT('g') | BIT('l') | BIT('t') | BIT('z'),
        ['f' & 31] = BIT('a') | BIT('b') | BIT('g') | BIT('m') | BIT('r'),
        ['g' & 31] = BIT('d') | BIT('r'),
        ['h' & 31] = BIT('r') | BIT('t'),
        ['i' & 31] = BIT('c') | BIT('g') | BIT('l') | BIT('m') | BIT('r'),
        ['j' & 31] = BIT('g') | BIT('l') | BIT('n') | BIT('r'),
        ['k' & 31] = BIT('g') | BIT('l') | BIT('m') | BIT('t'),
        ['l' & 31] = BIT('c') | BIT('d') | BIT('t'),
        ['m' & 31] = BIT('d') | BIT('j') | BIT('n') | BIT('r') | BIT('t') | BIT('w'),
        ['n' & 31] = BIT('l') | BIT('r') | BIT('s') | BIT('v'),
        ['o' & 31] = BIT('g') | BIT('r') | BIT('t') | BIT('v'),
        ['p' & 31] = BIT('f') | BIT('g') | BIT('m') | BIT('p') | BIT('r') | BIT('t'),
        ['r' & 31] = BIT('p'),
        ['s' & 31] = BIT('c') | BIT('e') | BIT('k') | BIT('r') | BIT('t'),
        ['t' & 31] = BIT('v'),
        ['u' & 31] = BIT('g'),
        ['v' & 31] = BIT('b') | BIT('l') | BIT('s'),
        ['w' & 31] = BIT('d'),
        ['z' & 31] = BIT('g') | BIT('n'),
    };
    draad_byte n = stop - start;
    if (n < 2 || (stop + 1 < end && s[stop + 1] != ' ' && s[stop + 1] != '\n'))
        return false; /* an initial; a name of the web */
    return n > ABBREVIATION_MAX || (last[s[start] & 31] & BIT((unsigned char)s[stop - 1])) == 0;
}

bool dr_token_next(draad_str text, draad_byte end, draad_byte *at, dr_token *out)
{
    const char *s = text.data;
    draad_byte start = *at;
    while (start < end && s[start] == ' ')
        start++;
    draad_byte stop = start;
    while (stop < end && ascii[(unsigned char)s[stop]] == GOES_ON)
        stop++;
    uint8_t behind = stop < end ? ascii[(unsigned char)s[stop]] : ENDS_WORD;
    bool known;
    if (stop > start)
        known = is_ascii_letter((unsigned char)s[start]) &&
                ((behind & ENDS_WORD) != 0 || (s[stop] == '.' && is_stop(s, start, stop, end))) &&
                !is_special(s, start, stop, end);
    else
        known = start < end &&
                ((behind & ALONE) != 0 || ((behind & RUNS_ON) != 0 &&
                                           (start + 1 == end || (ascii[(unsigned char)s[start + 1]] & RUNS_ON) == 0)));
    if (!known)
        return scan_token(text, end, at, out);
    *at = stop > start ? stop : start + 1;
    *out = (dr_token){.start = start, .end = *at, .kind = stop > start ? DR_TOKEN_WORD : DR_TOKEN_PUNCT};
    return true;
}

bool dr_token_given(draad_str text, draad_byte end, draad_byte *at, dr_token *out)
{
    draad_byte start = *at;
    while (start < end && (text.data[start] == ' ' || text.data[start] == '\n'))
        start++;
    draad_byte stop = start, next = start;
    while (stop < end && text.data[stop] != ' ' && text.data[stop] != '\n')
        stop++;
    *at = stop;
    if (stop == start || !dr_token_next(text, stop, &next, out))
        return false;
    if (out->start != start || out->end != stop) /* what it is made of says nothing of the whole */
        *out = (dr_token){.kind = out->kind == DR_TOKEN_NUMBER ? DR_TOKEN_NUMBER : DR_TOKEN_WORD};
    out->start = start;
    out->end = stop;
    return true;
}

const char *dr_token_kind_name(dr_token_kind kind)
{
    static const char *const names[] = {"word",    "number",  "address", "placeholder", "punctuation", "filler",
                                        "comment", "elision", "time",    "repetition",  "other"};
    return names[kind];
}
