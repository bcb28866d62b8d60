/* SPDX-License-Identifier: Apache-2.0
 * mistakes.c - words of a rule that can only be a mistake, and what to write instead.
 * Rules are written by people who never programmed: each mistake that beginners make has its own hint.
 * Knows: one word of a rule, which Dutch words end with a period of their own.  Does not know: the grammar. */
#include "rules/mistakes.h"
#include "base/utf8.h"
#include "dutch/tables.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool dr_rule_has_letter(draad_str word)
{
    for (size_t i = 0; i < word.len;) {
        uint32_t cp = 0;
        size_t n = dr_utf8_decode(word.data + i, word.len - i, &cp);
        if (is_digit(word.data[i]) || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') || (cp >= 0xC0 && cp < 0x2000) ||
            (cp > 0x206F && !(cp >= 0x3000 && cp < 0x3040)))
            return true;
        i += n > 0 ? n : 1;
    }
    return false;
}

bool dr_rule_is_operator(draad_str word, const char *name)
{
    size_t n = strlen(name);
    return word.len >= n && memcmp(word.data, name, n) == 0 && (word.len == n || word.data[n] == '/');
}

/* Letters, more than initials have, that are no abbreviation: a full stop behind them ends a sentence. */
static bool is_plain_word(draad_str word)
{
    enum { INITIALS = 3 };
    for (size_t i = 0; i < word.len; i++)
        if (!dr_rule_has_letter((draad_str){word.data + i, 1}))
            return false;
    return word.len > INITIALS && dr_abbreviation_of(word) == DR_ABBREVIATION_NONE;
}

const char *dr_rule_mistake(draad_str word)
{
    static const struct {
        const char *word, *hint;
    } others[] = {
        {"OF", "operators are English: write OR; for the word write of, without capitals"},
        {"EN", "operators are English: write AND; for the word write en, without capitals"},
        {"NIET", "operators are English: write AND NOT; for the word write niet, without capitals"},
        {"|", "write OR between alternatives"},
        {"||", "write OR between alternatives"},
        {"&", "write AND"},
        {"&&", "write AND"},
        {"+", "write AND"},
    };
    char last = word.data[word.len - 1];
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (dr_str_equal(word, dr_str_of(others[i].word)))
            return others[i].hint;
    if (dr_rule_is_operator(word, "AFTER"))
        return "there is no AFTER; write the other one first, with BEFORE";
    if ((word.len > 5 && memcmp(word.data, "near/", 5) == 0 && is_digit(word.data[5])) ||
        (word.len > 7 && memcmp(word.data, "before/", 7) == 0 && is_digit(word.data[7])))
        return "operators are in capitals: NEAR/5, BEFORE/5";
    for (size_t i = 0; i < word.len; i++)
        if (memchr("[]{}", word.data[i], 4) != NULL)
            return "a rule has only round brackets: ( and )";
    if (word.data[0] == '~')
        return "a '~' and its number stand behind a closing bracket: (a b)~4";
    if (last == ',' || last == ';')
        return "a rule has no commas; write OR between alternatives";
    if (last == '!' || (last == '.' && is_plain_word((draad_str){word.data, word.len - 1})))
        return "a rule has no stops; leave the sign out";
    for (size_t i = 1; i + 1 < word.len; i++)
        if (word.data[i] == '~' && is_digit(word.data[i + 1]))
            return "a '~' and its number stand behind a closing bracket: (a b)~4";
    return dr_rule_has_letter(word) ? NULL : "expected a word, with letters or digits";
}
