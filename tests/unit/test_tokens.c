/* SPDX-License-Identifier: Apache-2.0
 * test_tokens.c - where tokens begin and end: the text with | between them, and the kind of each by a letter. */
#include "harness.h"
#include "base/buf.h"
#include "dutch/tokens.h"

/* "Ik|heb|3%|." and a letter each: w word, n number, u address, n placeholder ... */
static const char letters[] = "wnu@.fc~tro";

static void tokens_of(const char *text, dr_buf *tokens, dr_buf *kinds)
{
    draad_str s = dr_str_of(text);
    dr_token t;
    for (draad_byte at = 0; dr_token_next(s, (draad_byte)s.len, &at, &t);) {
        if (tokens->len > 0)
            dr_buf_put_char(tokens, '|', NULL);
        dr_buf_put(tokens, (draad_str){s.data + t.start, t.end - t.start}, NULL);
        dr_buf_put_char(kinds, letters[t.kind], NULL);
    }
}

static void check_tokens(const char *text, const char *tokens, const char *kinds, int line)
{
    dr_buf found = {0}, found_kinds = {0};
    tokens_of(text, &found, &found_kinds);
    check_str(dr_buf_str(&found), tokens, __FILE__, line);
    check_str(dr_buf_str(&found_kinds), kinds, __FILE__, line);
    dr_buf_free(&found);
    dr_buf_free(&found_kinds);
}
#define CHECK_TOKENS(text, tokens, kinds) ((void)state_, check_tokens((text), (tokens), (kinds), __LINE__))

TEST(words_and_signs_are_apart)
{
    CHECK_TOKENS("Ja, ik wil.", "Ja|,|ik|wil|.", "w.ww.");
    CHECK_TOKENS("\"Kom!\" zei ze (zacht).", "\"|Kom|!|\"|zei|ze|(|zacht|)|.", ".w..ww.w..");
    CHECK_TOKENS("wat?! nee...", "wat|?!|nee|...", "w.w.");
    CHECK_TOKENS("en/of", "en/of", "w");
    CHECK_TOKENS("", "", "");
    CHECK_TOKENS(" \n\t\xC2\xA0 ", "", "");
}

TEST(apostrophes_inside_and_before_words_belong_to_them)
{
    CHECK_TOKENS("collega's en foto\xE2\x80\x99s", "collega's|en|foto\xE2\x80\x99s", "www");
    CHECK_TOKENS("'t is 's avonds zo'n ding", "'t|is|'s|avonds|zo'n|ding", "wwwwww");
    CHECK_TOKENS("'k heb \xE2\x80\x99m", "'k|heb|\xE2\x80\x99m", "www");
    CHECK_TOKENS("in '98", "in|'98", "wn");
    CHECK_TOKENS("'Kom je?'", "'|Kom|je|?|'", ".ww..");
}

TEST(a_hyphen_joins_and_a_dash_parts)
{
    CHECK_TOKENS("werk-priv\xC3\xA9 - thuis", "werk-priv\xC3\xA9|-|thuis", "w.w");
    CHECK_TOKENS("jeugd- en gezinszorg", "jeugd-|en|gezinszorg", "www");
    CHECK_TOKENS("ja -- nee \xE2\x80\x93 ja", "ja|--|nee|\xE2\x80\x93|ja", "w.w.w");
    CHECK_TOKENS("ma\xE2\x80\x91vo", "ma\xE2\x80\x91vo", "w");
    CHECK_TOKENS("-ie", "-ie", "w");
}

TEST(a_word_goes_on_over_a_hyphenated_line_end)
{
    CHECK_TOKENS("jeugd-\nzorg is", "jeugd-\nzorg|is", "ww");
    CHECK_TOKENS("jeugd\xC2\xAD\nzorg is", "jeugd\xC2\xAD\nzorg|is", "ww");
    CHECK_TOKENS("jeugd-\nen gezinszorg", "jeugd-|en|gezinszorg", "www");
    CHECK_TOKENS("Noord-\nHolland", "Noord-|Holland", "ww");
}

TEST(numbers_take_their_signs_along)
{
    CHECK_TOKENS("3,5% om 10:30 op 12-3-2024", "3,5%|om|10:30|op|12-3-2024", "nwnwn");
    CHECK_TOKENS("24/7, 1.000.", "24/7|,|1.000|.", "n.n.");
    CHECK_TOKENS("de 2e 18-jarige", "de|2e|18-jarige", "www");
}

TEST(abbreviations_keep_their_period)
{
    CHECK_TOKENS("dr. A. de Vries, d.w.z. o.a. hij.", "dr.|A.|de|Vries|,|d.w.z.|o.a.|hij|.", "wwww.www.");
    CHECK_TOKENS("enz. Bijv.", "enz.|Bijv.", "ww");
    CHECK_TOKENS("plan b.", "plan|b|.", "ww.");
}

TEST(an_abbreviation_says_whether_its_period_may_end_a_sentence)
{
    static const struct {
        const char *text;
        int period;
    } cases[] = {{"enz.", 1}, {"bijv.", 2}, {"A.", 2}, {"woord.", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        draad_byte at = 0;
        dr_token t;
        CHECK(dr_token_next(dr_str_of(cases[i].text), (draad_byte)strlen(cases[i].text), &at, &t));
        CHECK_INT(t.period, cases[i].period);
    }
}

TEST(addresses_are_one_token)
{
    CHECK_TOKENS("zie https://x.nl/a?b=1. Ja", "zie|https://x.nl/a?b=1|.|Ja", "wu.w");
    CHECK_TOKENS("mail anna@c.nl, www.x.nl", "mail|anna@c.nl|,|www.x.nl", "wu.u");
    CHECK_TOKENS("jan.de.vries@werk.nl of a_b@c.nl", "jan.de.vries@werk.nl|of|a_b@c.nl", "uwu");
    CHECK_TOKENS("op marktplaats.nl.", "op|marktplaats.nl|.", "wu.");
}

TEST(what_transcribers_put_in_brackets_is_no_speech)
{
    CHECK_TOKENS("ja (lacht) nee [onverstaanbaar]", "ja|(lacht)|nee|[onverstaanbaar]", "wcwc");
    CHECK_TOKENS("ja [..] nee [...]", "ja|[..]|nee|[...]", "w~w~");
    CHECK_TOKENS("[00:12:03] ja #00:01:15-3#", "[00:12:03]|ja|#00:01:15-3#", "twt");
    CHECK_TOKENS("ik ben [naam] uit <plaats>", "ik|ben|[naam]|uit|<plaats>", "ww@w@");
    CHECK_TOKENS("dat (vind ik) wel", "dat|(|vind|ik|)|wel", "w.ww.w");
}

TEST(fillers_are_no_words)
{
    CHECK_TOKENS("Eh, ik uhm ja", "Eh|,|ik|uhm|ja", "f.wfw");
    CHECK_TOKENS("tja ach ehbo", "tja|ach|ehbo", "ffw");
}

TEST(a_word_that_is_stammered_is_no_word)
{
    CHECK_TOKENS("Ik ik ik weet", "Ik|ik|ik|weet", "rrww");
    CHECK_TOKENS("maar, maar ja", "maar|,|maar|ja", "r.ww");
    CHECK_TOKENS("ik... ik ga", "ik|...|ik|ga", "r.ww");
    CHECK_TOKENS("ik... Ik ga", "ik|...|Ik|ga", "w.ww");
    CHECK_TOKENS("ik, . ik", "ik|,|.|ik", "w..w");
    CHECK_TOKENS("Dat doe ik. Ik ga", "Dat|doe|ik|.|Ik|ga", "www.ww");
    CHECK_TOKENS("dat het het beste is", "dat|het|het|beste|is", "wwwww");
    CHECK_TOKENS("een een-op-een ik ikke de de", "een|een-op-een|ik|ikke|de|de", "wwwwrw");
    CHECK_TOKENS("en", "en", "w");
    CHECK_TOKENS("en ", "en", "w");
}

TEST(an_emoji_is_one_token_with_all_that_is_joined_to_it)
{
    CHECK_TOKENS("ja \xF0\x9F\x98\x80 nee", "ja|\xF0\x9F\x98\x80|nee", "wow");
    CHECK_TOKENS("\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", "o");
    CHECK_TOKENS("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 ja", "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9|ja",
                 "ow");
    CHECK_TOKENS("top\xF0\x9F\x98\x80", "top|\xF0\x9F\x98\x80", "wo");
}

TEST(marks_and_hidden_characters_stay_in_their_word)
{
    CHECK_TOKENS("cafe\xCC\x81 ja", "cafe\xCC\x81|ja", "ww");
    CHECK_TOKENS("werk\xC2\xAD"
                 "druk",
                 "werk\xC2\xAD"
                 "druk",
                 "w");
    CHECK_TOKENS("a\xE2\x80\x8B"
                 "b",
                 "a\xE2\x80\x8B"
                 "b",
                 "w");
}

TEST(a_broken_off_word_says_so)
{
    draad_byte at = 0;
    dr_token t;
    CHECK(dr_token_next(DR_STR("wil- ik"), 7, &at, &t));
    CHECK(t.cut_off && t.end == 4);
    CHECK(dr_token_next(DR_STR("wil- ik"), 7, &at, &t));
    CHECK(!t.cut_off);
}

TEST(a_token_never_reaches_over_the_end)
{
    static const char text[] =
        "werk-priv\xC3\xA9 (lacht) [00:12:03] https://x.nl dr. A. \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD '98";
    for (size_t end = 0; end < sizeof text; end++) {
        if (((unsigned char)text[end] & 0xC0) == 0x80)
            continue;
        dr_token t;
        draad_byte before = 0;
        char *copy = malloc(end + 1); /* so that the sanitizer sees a look too far */
        memcpy(copy, text, end);
        for (draad_byte at = 0; dr_token_next((draad_str){copy, end}, (draad_byte)end, &at, &t); before = t.end)
            CHECK(t.start >= before && t.end > t.start && t.end <= end && at == t.end);
        free(copy);
    }
}

/* The words of a list in lib/dutch/tables.c, which is read as text here, one behind the other. */
static bool next_of_list(const char **at, char word[32])
{
    const char *from = strchr(*at, '"'), *end = strchr(*at, '}');
    if (from == NULL || from > end)
        return false;
    const char *to = strchr(from + 1, '"');
    snprintf(word, 32, "%.*s", (int)(to - from - 1), from + 1);
    *at = to + 1;
    return true;
}

static const char *list_named(const char *tables, const char *name)
{
    const char *at = strstr(tables, name);
    assert_true(at != NULL);
    return at + strlen(name);
}

static const struct in_text {
    const char *list, *between, *behind; /* between: the word is there twice */
    uint8_t kind;
    bool has_period;
} in_texts[] = {{"fillers[] = {", "", " ja", DR_TOKEN_FILLER, false},
                {"fillers[] = {", "", ".", DR_TOKEN_FILLER, false},
                {"stammered[] = {", " ", " zei", DR_TOKEN_REPETITION, false},
                {"stammered[] = {", ", ", " zei", DR_TOKEN_REPETITION, false},
                {"abbreviations_may[] = {", "", ". ja", DR_TOKEN_WORD, true},
                {"abbreviations_never[] = {", "", ". Ja", DR_TOKEN_WORD, true}};

static void check_word_in_text(const struct in_text *in, const char *word)
{
    char text[96];
    draad_byte at = 0;
    dr_token t;
    snprintf(text, sizeof text, "%s%s%s%s", word, in->between, in->between[0] != '\0' ? word : "", in->behind);
    assert_true(dr_token_next(dr_str_of(text), (draad_byte)strlen(text), &at, &t));
    bool has_period = in->has_period && word[1] != '\0'; /* "plan p." ends its sentence */
    if (t.kind != in->kind || (t.period != 0) != has_period)
        print_error("\"%s\" is not seen for what it is\n", text);
    assert_true(t.kind == in->kind && (t.period != 0) == has_period);
}

/* Nearly every other word is told from these by a few letters; those must let all of them through. */
TEST(each_word_of_the_small_lists_is_seen_in_a_text)
{
    static char tables[1 << 16];
    char word[32];
    FILE *f = fopen(DRAAD_SOURCE_DIR "/lib/dutch/tables.c", "r");
    CHECK(f != NULL);
    tables[fread(tables, 1, sizeof tables - 1, f)] = '\0';
    fclose(f);
    for (size_t i = 0; i < sizeof in_texts / sizeof *in_texts; i++) {
        const char *at = list_named(tables, in_texts[i].list);
        unsigned n = 0;
        for (; next_of_list(&at, word); n++)
            if (strchr(word, '.') == NULL) /* letters apart are told by themselves */
                check_word_in_text(&in_texts[i], word);
        CHECK(n > 10);
    }
}

TEST(every_kind_has_a_name)
{
    CHECK_STR(dr_str_of(dr_token_kind_name(DR_TOKEN_WORD)), "word");
    CHECK_STR(dr_str_of(dr_token_kind_name(DR_TOKEN_OTHER)), "other");
    CHECK(dr_token_is_word(DR_TOKEN_NUMBER) && dr_token_is_word(DR_TOKEN_PLACEHOLDER) &&
          !dr_token_is_word(DR_TOKEN_PUNCT));
}

int main(void)
{
    return RUN(
        words_and_signs_are_apart, apostrophes_inside_and_before_words_belong_to_them, a_hyphen_joins_and_a_dash_parts,
        a_word_goes_on_over_a_hyphenated_line_end, numbers_take_their_signs_along, abbreviations_keep_their_period,
        an_abbreviation_says_whether_its_period_may_end_a_sentence, addresses_are_one_token,
        what_transcribers_put_in_brackets_is_no_speech, fillers_are_no_words, a_word_that_is_stammered_is_no_word,
        an_emoji_is_one_token_with_all_that_is_joined_to_it, marks_and_hidden_characters_stay_in_their_word,
        a_broken_off_word_says_so, a_token_never_reaches_over_the_end, each_word_of_the_small_lists_is_seen_in_a_text,
        every_kind_has_a_name);
}
