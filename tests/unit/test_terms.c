/* SPDX-License-Identifier: Apache-2.0
 * test_terms.c - terms and the words that answer them: a word beside the names of its terms.
 * A term is named as a rule writes it.  A name with a + is answered only as a form of a verb. */
#include "failing.h"
#include "dutch/norm.h"
#include "rules/terms.h"

enum { TERMS_MAX = 8 };

static dr_terms terms;
static const char *names[TERMS_MAX];

static const struct {
    const char *begins;
    dr_term_kind kind;
    uint8_t wclass;
} notations[] = {
    {"=", DR_TERM_FORM, 0},     {"ends(", DR_TERM_ENDS, 0},       {"part(", DR_TERM_PART, 0},
    {"head(", DR_TERM_HEAD, 0}, {"noun(", DR_TERM_WORD, DR_NOUN}, {"verb(", DR_TERM_WORD, DR_VERB},
    {"", DR_TERM_WORD, 0},
};

static uint32_t add(const char *name)
{
    for (size_t i = 0;; i++) {
        size_t n = strlen(notations[i].begins);
        if (strncmp(name, notations[i].begins, n) != 0)
            continue;
        bool is_wild = n == 0 && strpbrk(name, "*?") != NULL;
        draad_str word = {name + n, strcspn(name + n, ")")};
        uint32_t id = dr_terms_add(&terms, is_wild ? DR_TERM_WILD : notations[i].kind, word, notations[i].wclass);
        if (id < TERMS_MAX)
            names[id] = name;
        return id;
    }
}

/* All terms of the test, from nothing. */
static void begin(const char *const *list, size_t n)
{
    dr_terms_free(&terms);
    terms = (dr_terms){0};
    for (size_t i = 0; i < n; i++)
        assert_int_equal(add(list[i]), i);
}
#define BEGIN(...) \
    begin((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void end(void)
{
    dr_terms_free(&terms);
    terms = (dr_terms){0};
}

static void show(const dr_answers *a, dr_buf *out)
{
    for (size_t i = 0; i < a->at.n; i++)
        dr_buf_printf(out, NULL, "%s%s%s", i > 0 ? " " : "", names[a->at.at[i].term], a->at.at[i].as_verb ? "+" : "");
}

static void check_ask(bool infinitive, const char *word, const char *expected, int line)
{
    dr_answers a = {0};
    dr_buf found = {0};
    draad_error err;
    draad_status s = infinitive ? dr_terms_ask_verb(&terms, dr_str_of(word), &a, &err)
                                : dr_terms_ask(&terms, dr_str_of(word), &a, &err);
    assert_int_equal(s, DRAAD_OK);
    show(&a, &found);
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
    dr_answers_free(&a);
}
#define CHECK_ASK(word, expected)      ((void)state_, check_ask(false, (word), (expected), __LINE__))
#define CHECK_ASK_VERB(word, expected) ((void)state_, check_ask(true, (word), (expected), __LINE__))

static uint8_t flags_of(const char *word)
{
    dr_answers a = {0};
    assert_int_equal(dr_terms_ask(&terms, dr_str_of(word), &a, NULL), DRAAD_OK);
    uint8_t flags = a.flags;
    dr_answers_free(&a);
    return flags;
}

TEST(the_same_question_is_one_term)
{
    BEGIN("team", "=team", "noun(team)", "team*");
    CHECK_INT(add("Team"), 0);
    CHECK_INT(add("=TEAM"), 1);
    CHECK_INT(add("noun(team)"), 2);
    CHECK_INT(add("verb(team)"), 4);
    CHECK_INT(terms.terms.n, 5);
    end();
}

TEST(a_word_answers_for_every_form_and_a_form_for_itself)
{
    BEGIN("collega", "=collega", "grens");
    CHECK_ASK("collega's", "collega");
    CHECK_ASK("Collega", "collega =collega");
    CHECK_ASK("grenzen", "grens");
    CHECK_ASK("begrenzing", "");
    end();
}

TEST(an_accent_or_a_hyphen_makes_no_other_word_unless_the_lexicon_has_both)
{
    BEGIN("=prive", "=een", "=thuis-werken");
    CHECK_ASK("priv\u00E9", "=prive");
    CHECK_ASK("een", "=een");
    CHECK_ASK("\u00E9\u00E9n", "");
    CHECK_ASK("thuiswerken", "=thuis-werken");
    end();
}

TEST(a_function_word_stands_for_itself_as_a_function_word)
{
    BEGIN("bij", "noun(bij)");
    CHECK_ASK("bij", "bij");
    CHECK_ASK("bijen", "noun(bij)");
    end();
}

TEST(letters_begin_end_and_fill_words)
{
    BEGIN("werk*", "w?rk", "ends(druk)", "h*p*n");
    CHECK_ASK("Werkdruk", "werk* ends(druk)");
    CHECK_ASK("work", "w?rk");
    CHECK_ASK("wrk", "");
    CHECK_ASK("druk", "ends(druk)");
    CHECK_ASK("hulpdiensten", "h*p*n");
    CHECK_ASK("hoopt", "");
    CHECK_ASK("huiswerk", "");
    end();
}

TEST(letters_of_more_than_63_bytes_are_compared_whole)
{
    char a[90], b[90], last[90], ends[96];
    memset(a, 'a', 80);
    snprintf(a + 80, sizeof a - 80, "x*");
    memset(last, 'a', 80);
    snprintf(last + 80, sizeof last - 80, "b");
    snprintf(ends, sizeof ends, "ends(%.80s)", a);
    BEGIN(a, ends);
    memset(b, 'a', 81);
    snprintf(b + 80, sizeof b - 80, "xy");
    CHECK_ASK(b, a);
    CHECK_ASK(last, "");
    last[80] = 'a';
    CHECK_ASK(last, ends);
    last[79] = '\0';
    CHECK_ASK(last, "");
    end();
}

TEST(a_compound_answers_for_its_parts_and_its_last_part_is_its_head)
{
    BEGIN("part(zorg)", "head(zorg)", "part(kind)", "zorg");
    CHECK_ASK("jeugdzorg", "part(zorg) head(zorg)");
    CHECK_ASK("zorginstelling", "part(zorg)");
    CHECK_ASK("kinderopvang", "part(kind)");
    CHECK_ASK("zorg", "zorg");
    end();
}

TEST(a_class_means_the_reading_the_word_most_likely_has)
{
    BEGIN("noun(werk)", "verb(werken)", "werken");
    CHECK_ASK("werk", "noun(werk) werken"); /* werken is also more than one werk */
    CHECK_ASK("werkte", "verb(werken)+ werken+");
    end();
}

TEST(a_verb_that_stands_apart_is_asked_by_its_infinitive)
{
    BEGIN("loslaten", "laten", "=laat", "noun(laten)");
    CHECK_ASK("losgelaten", "loslaten+");
    CHECK_ASK("laat", "laten+ =laat");
    CHECK_ASK_VERB("loslaten", "loslaten+");
    CHECK_ASK_VERB("opgeven", "");
    end();
}

TEST(a_word_says_what_else_matching_must_know)
{
    BEGIN("loslaten");
    CHECK_INT(flags_of("los"), DR_WORD_PARTICLE);
    CHECK_INT(flags_of("l\u00F3s"), DR_WORD_PARTICLE);
    CHECK_INT(flags_of("liet"), DR_WORD_VERB); /* with a particle it would be the term's */
    CHECK_INT(flags_of("losgelaten"), DR_WORD_VERB);
    CHECK_INT(flags_of("niet"), DR_WORD_CUE);
    CHECK_INT(flags_of("n\u00EDet"), DR_WORD_CUE);
    CHECK_INT(flags_of("tafel"), 0);
    BEGIN("team");
    CHECK_INT(flags_of("los"), 0); /* no verb is asked for */
    end();
}

TEST(a_set_is_answered_by_what_answers_a_member)
{
    BEGIN("team", "collega", "huis");
    uint32_t people = dr_terms_any(&terms, (const uint32_t[]){0, 1}, 2);
    CHECK_INT(people, 3);
    CHECK_INT(dr_terms_any(&terms, (const uint32_t[]){0, 1}, 2), people);
    names[3] = "mensen";
    CHECK_INT(dr_terms_any(&terms, (const uint32_t[]){2, people}, 2), 4);
    names[4] = "alles";
    CHECK_ASK("teams", "team mensen alles");
    CHECK_ASK("huis", "huis alles");
    CHECK_ASK("boom", "");
    end();
}

TEST(a_word_too_long_for_the_lexicon_is_asked_as_it_is)
{
    char word[2 * DR_WORD_MAX];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    BEGIN(word, "team");
    CHECK_ASK(word, word);
    CHECK_ASK("team", "team");
    end();
}

TEST(common_words_are_function_words_and_very_short_ones)
{
    static const char *const words[] = {"niet", "voor", "ik", "team", "slapen"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const uint32_t id = dr_terms_add(&terms, DR_TERM_WORD, dr_str_of(words[i]), 0);
        CHECK_INT(id, i);
        CHECK_INT(terms.terms.at[id].common, i < 3);
    }
    end();
}

TEST(asking_replaces_the_last_answer)
{
    dr_answers a = {0};
    BEGIN("team", "collega");
    CHECK_INT(dr_terms_ask(&terms, DR_STR("Teams"), &a, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&a.norm), "teams");
    CHECK_INT(dr_terms_ask(&terms, DR_STR("boom"), &a, NULL), DRAAD_OK);
    CHECK_INT(a.at.n, 0);
    CHECK_INT(dr_terms_ask_verb(&terms, DR_STR("lopen"), &a, NULL), DRAAD_OK);
    CHECK_INT(a.flags, 0);
    dr_answers_free(&a);
    end();
}

TEST(adding_and_asking_survive_every_failed_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        static const char *const list[] = {"loslaten", "part(zorg)", "werk*", "ends(druk)", "=prive"};
        dr_answers a = {0};
        draad_error err = {0};
        uint32_t added[5];
        size_t nadded = 0;
        allocations_left = n;
        while (nadded < 5 && (added[nadded] = add(list[nadded])) != DRAAD_NONE)
            nadded++;
        if (nadded == 5 && dr_terms_any(&terms, added, 5) != DRAAD_NONE) {
            s = dr_terms_ask(&terms, DR_STR("Jeugdz\u00F3rgwerkdruk"), &a, &err);
            CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == s));
        }
        dr_answers_free(&a);
        end();
    }
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(the_same_question_is_one_term, a_word_answers_for_every_form_and_a_form_for_itself,
               an_accent_or_a_hyphen_makes_no_other_word_unless_the_lexicon_has_both,
               a_function_word_stands_for_itself_as_a_function_word, letters_begin_end_and_fill_words,
               letters_of_more_than_63_bytes_are_compared_whole,
               a_compound_answers_for_its_parts_and_its_last_part_is_its_head,
               a_class_means_the_reading_the_word_most_likely_has, a_verb_that_stands_apart_is_asked_by_its_infinitive,
               a_word_says_what_else_matching_must_know, a_set_is_answered_by_what_answers_a_member,
               a_word_too_long_for_the_lexicon_is_asked_as_it_is, common_words_are_function_words_and_very_short_ones,
               asking_replaces_the_last_answer, adding_and_asking_survive_every_failed_allocation);
}
