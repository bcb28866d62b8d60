/* SPDX-License-Identifier: Apache-2.0
 * test_own_words.c - words that a user adds to the lexicon. */
#include "harness.h"
#include "base/memory.h"
#include "dutch/lexicon.h"
#include "dutch/own_words.h"
#include "failing.h"

static const char file[] = "woord;lemma;soort\r\nJIM;;naam\r\nmentor\r\ndoor|appen;;ww\r\nSkillen;;verb\r\n"
                           "skillde;skillen;ww\r\nwarrig;;bnw\r\nbank;bankhangen;ww\r\n";

static draad_lexicon *read_words(const char *csv)
{
    draad_lexicon *own = NULL;
    draad_error err = {0};
    assert_int_equal(dr_own_words_read(dr_str_of(csv), "w.csv", NULL, &own, &err), DRAAD_OK);
    return own;
}

/* The lemma of the preferred reading. */
static draad_str lemma(const draad_lexicon *own, const char *form)
{
    static dr_reading readings[DR_READINGS_MAX];
    return dr_lexicon_readings(own, dr_str_of(form), readings) > 0 ? (draad_str){readings[0].lemma, readings[0].len}
                                                                   : (draad_str){"", 0};
}

TEST(a_word_has_its_regular_forms)
{
    draad_lexicon *own = read_words(file);
    CHECK_STR(lemma(own, "skilden"), "skillen");
    CHECK_STR(lemma(own, "geskild"), "skillen");
    CHECK_STR(lemma(own, "skillde"), "skillen"); /* as the file gives it */
    CHECK_STR(lemma(own, "jims"), "jim");
    draad_lexicon_free(own);
}

TEST(words_come_before_those_of_the_table)
{
    draad_lexicon *own = read_words(file);
    dr_reading readings[DR_READINGS_MAX];
    size_t n = dr_lexicon_readings(own, DR_STR("bank"), readings);
    CHECK(n > 1);
    CHECK_STR(((draad_str){readings[0].lemma, readings[0].len}), "bankhangen");
    CHECK_STR(((draad_str){readings[1].lemma, readings[1].len}), "bank");
    CHECK_INT(readings[0].known, 1);
    draad_lexicon_free(own);
}

TEST(a_bar_makes_a_separable_verb)
{
    draad_lexicon *own = read_words(file);
    CHECK_INT(dr_lexicon_particle(own, DR_STR("doorappen")), 4);
    CHECK(dr_lexicon_separable(own, DR_STR("door"), DR_STR("appen")));
    CHECK(!dr_lexicon_separable(own, DR_STR("doo"), DR_STR("rappen")));
    CHECK(!dr_lexicon_separable(NULL, DR_STR("door"), DR_STR("appen")));
    CHECK_STR(lemma(own, "doorgeappt"), "doorappen");
    draad_lexicon_free(own);
}

TEST(words_are_parts_of_compounds)
{
    draad_lexicon *own = read_words(file);
    draad_str parts[DR_PARTS_MAX];
    CHECK_INT(dr_lexicon_parts(own, DR_STR("jimmentor"), parts), 2);
    CHECK_STR(parts[0], "jim");
    CHECK_STR(parts[1], "mentor");
    CHECK_INT(dr_lexicon_parts(NULL, DR_STR("jimmentor"), parts), 1);
    CHECK_STR(lemma(own, "jimmentoren"), "jimmentor");
    draad_lexicon_free(own);
}

typedef struct {
    size_t n;
    char last[1400];
} told;

static void keep_last(void *ctx, draad_severity severity, const draad_error *message)
{
    told *t = ctx;
    (void)severity;
    t->n++;
    if (snprintf(t->last, sizeof t->last, "%s:%u: %s", message->place, (unsigned)message->line, message->message) < 0)
        t->n = 0;
}

#define CHECK_WRONG(csv, nerrors, expected) \
    do { \
        told t_ = {0}; \
        draad_report report_ = {keep_last, &t_}; \
        draad_lexicon *own_ = NULL; \
        draad_error err_ = {0}; \
        CHECK_INT(dr_own_words_read(DR_STR(csv), "w.csv", &report_, &own_, &err_), DRAAD_E_CASES); \
        CHECK(own_ == NULL); \
        CHECK_INT(t_.n, nerrors); \
        CHECK_STR(dr_str_of(t_.last), expected); \
    } while (0)

TEST(all_errors_are_told)
{
    CHECK_WRONG("", 1, "w.csv:1: no column word; the first line must name the columns: word, lemma, class");
    CHECK_WRONG("lemma\nx\n", 1, "w.csv:1: no column word; the first line must name the columns: word, lemma, class");
    CHECK_WRONG("word,class\ntwee woorden,\nx,paard\n", 2,
                "w.csv:3: the class paard is not known; expected noun, verb, adjective, name or word");
    CHECK_WRONG("word,class\ntwee woorden,\n", 1, "w.csv:2: expected one word, without spaces and of at most 64 bytes");
    CHECK_WRONG("word,class\nop|schaal,noun\n", 1,
                "w.csv:2: | stands between particle and verb, but the class is not verb");
}

TEST(odd_words_are_harmless)
{
    /* 16 characters of 4 bytes, each of which is 12 in norm */
    CHECK_WRONG("word,lemma\nx,\U0001D160\U0001D160\U0001D160\U0001D160\U0001D160\U0001D160\U0001D160\U0001D160"
                "\U0001D160\U0001D160\U0001D160\U0001D160\U0001D160\U0001D160\U0001D160\U0001D160\n",
                1, "w.csv:2: expected one word, without spaces and of at most 64 bytes");
    draad_lexicon *own =
        read_words("word,lemma,class\n|,,verb\na|,,verb\n|b,,verb\nx,,noun\n\xC2\xAD,,noun\nen,,verb\n");
    CHECK_STR(lemma(own, "x"), "x");
    draad_lexicon_free(own);
}

TEST(each_failed_allocation_is_survived)
{
    draad_status s = DRAAD_E_MEMORY;
    draad_set_allocator(&failing);
    for (size_t n = 0; s == DRAAD_E_MEMORY; n++) {
        draad_lexicon *own = NULL;
        draad_error err = {0};
        allocations_left = n;
        s = dr_own_words_read(dr_str_of(file), "w.csv", NULL, &own, &err);
        CHECK((s == DRAAD_OK) == (own != NULL));
        draad_lexicon_free(own);
    }
    draad_set_allocator(NULL);
    CHECK_INT(s, DRAAD_OK);
}

int main(void)
{
    return RUN(a_word_has_its_regular_forms, words_come_before_those_of_the_table, a_bar_makes_a_separable_verb,
               words_are_parts_of_compounds, all_errors_are_told, odd_words_are_harmless,
               each_failed_allocation_is_survived);
}
