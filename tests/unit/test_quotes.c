/* SPDX-License-Identifier: Apache-2.0
 * test_quotes.c - which passages are typical, and which of them are quoted.  Scores are worked out by hand. */
#include "harness.h"

#include "analysis/quotes.h"
#include "base/utf8.h"
#include "tables.h"

/* ---- Scores ------------------------------------------------------------------------------------------------- */

static void score(const char *const *texts, size_t n, double *scores)
{
    draad_str of[16] = {{0}};
    for (size_t i = 0; i < n; i++)
        of[i] = dr_str_of(texts[i]);
    assert_int_equal(dr_typical(of, n, scores, NULL), DRAAD_OK);
}

TEST(a_text_is_scored_by_what_it_shares)
{
    /* Stems: druk in two of three texts, twice in the first; team, huis, rust in one.  With L = ln 3/2 and M = ln 3:
     * (2L, M, 0, 0), (L, 0, M, 0), (0, 0, 0, M); mean (3L, M, M, M) / 3. */
    static const char *const texts[] = {"Druk, druk team!", "druk Huis", "Rust"};
    const double L = log(1.5), M = log(3), length = sqrt(9 * L * L + 3 * M * M);
    double scores[3];
    score(texts, 3, scores);
    CHECK_NEAR(scores[0], (6 * L * L + M * M) / (sqrt(4 * L * L + M * M) * length), 1e-12);
    CHECK_NEAR(scores[1], (3 * L * L + M * M) / (sqrt(L * L + M * M) * length), 1e-12);
    CHECK_NEAR(scores[2], M / length, 1e-12); /* it shares nothing, and is a third of the mean all the same */
    CHECK(scores[0] > scores[1] && scores[1] > scores[2]);
}

TEST(words_with_one_stem_are_one)
{
    static const char *const texts[] = {"werken", "werk", "rust"}, *const same[] = {"werk", "werk", "rust"};
    double scores[3], of_same[3];
    score(texts, 3, scores);
    score(same, 3, of_same);
    for (size_t i = 0; i < 3; i++)
        CHECK_NEAR(scores[i], of_same[i], 0);
    CHECK_NEAR(scores[0], scores[1], 0);
}

TEST(what_stands_everywhere_says_nothing)
{
    static const char *const texts[] = {"druk druk", "druk", "druk."}, *const none[] = {"", "eh", "..."};
    double scores[3];
    score(texts, 3, scores);
    CHECK(scores[0] == 0 && scores[1] == 0 && scores[2] == 0);
    score(none, 3, scores);
    CHECK(scores[0] == 0 && scores[1] == 0 && scores[2] == 0);
    score(texts, 1, scores);
    CHECK_NEAR(scores[0], 0, 0);
    score(texts, 0, scores);
}

/* The words one to twelve, from the k-th on, step by step. */
static const char *shuffled(size_t k, size_t step, char *out)
{
    static const char *const words[] = {"een",   "boom",  "fiets", "water", "brood", "lamp",
                                        "stoel", "kamer", "vogel", "regen", "zomer", "nacht"};
    out[0] = '\0';
    for (size_t i = 0; i < 12; i++, k += step) {
        strcat(out, words[k % 12]);
        strcat(out, " ");
    }
    return out;
}

TEST(the_order_of_words_makes_no_difference)
{
    for (size_t k = 0; k < 12; k++)
        for (size_t step = 1; step < 12; step += step == 1 || step == 7 ? 4 : 2) { /* 1, 5, 7, 11 */
            char one[200], other[200];
            const char *const texts[] = {shuffled(0, 1, one), shuffled(k, step, other), "een boom fiets", "een boom",
                                         "water vogel",       "een lamp brood"};
            double scores[6];
            score(texts, 6, scores);
            CHECK(scores[0] == scores[1]); /* to the last digit: a tie must be one */
        }
}

TEST(words_are_counted_as_everywhere)
{
    CHECK_INT(dr_count_words(DR_STR("")), 0);
    CHECK_INT(dr_count_words(DR_STR("Eh, ik ga 3 keer naar 't werk.")), 7);
    CHECK_INT(dr_count_words(DR_STR("- ... !")), 0);
}

/* ---- Quotations --------------------------------------------------------------------------------------------- */

static draad_project *study(void)
{
    static const char codebook[] = "draad: 1\nid: q\ncodes:\n  - id: a\n  - id: b\n";
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "q.yaml"), DRAAD_OK);
    return p;
}

static void add_text(draad_project *p, const char *name, const char *text_of)
{
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(text_of), name), DRAAD_OK);
}

/* Codes the one place in the text of a document that reads so. */
static void code(draad_project *p, const char *document, const char *text_of, const char *part, const char *code_of)
{
    const char *at = strstr(text_of, part);
    uint32_t start = 0, n = 0;
    draad_error err = {0};
    assert_non_null(at);
    assert_null(strstr(at + 1, part));
    for (const char *c = text_of; c < at; c++)
        start += dr_utf8_is_start(*c);
    for (const char *c = part; *c != '\0'; c++)
        n += dr_utf8_is_start(*c);
    assert_int_equal(draad_project_add_coding(p, dr_str_of(document), (draad_cp){start}, (draad_cp){start + n},
                                              dr_str_of(code_of), DR_STR("Anna"), &err),
                     DRAAD_OK);
}

static draad_table *quotes_of(const draad_project *p, uint32_t n)
{
    draad_table_options o = defaults();
    o.nquotes = n;
    return ask(p, "quotes", &o);
}

TEST(a_passage_is_widened_to_whole_sentences)
{
    static const char d[] = "I: E\xC3\xA9n vraag?\n"
                            "R: Ja. Het is erg druk nu op mijn werk, zegt ze. Daarna ga ik liever sporten. Nee hoor.\n";
    draad_project *p = study();
    add_text(p, "d.txt", d);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    code(p, "d", d, "druk nu", "q.a");
    code(p, "d", d, "zegt ze. Daarna ga", "q.b");
    draad_table *t = quotes_of(p, 3);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(text(t, 0, "code"), "q.a");
    CHECK_STR(text(t, 0, "quote"), "Het is erg druk nu op mijn werk, zegt ze.");
    CHECK_NEAR(value(t, 0, "start"), 14 + 7, 0); /* code points */
    CHECK_NEAR(value(t, 0, "end"), 14 + 7 + 41, 0);
    CHECK_NEAR(value(t, 0, "words"), 10, 0);
    CHECK_NEAR(value(t, 0, "rank"), 1, 0);
    CHECK_STR(text(t, 0, "document"), "d");
    CHECK_STR(text(t, 0, "case"), "d");
    CHECK_STR(text(t, 0, "speaker"), "R");
    CHECK_STR(text(t, 0, "role"), "respondent");
    CHECK_STR(text(t, 1, "quote"), "Het is erg druk nu op mijn werk, zegt ze. Daarna ga ik liever sporten.");
    CHECK_NEAR(value(t, 1, "words"), 15, 0);
    draad_table_free(t);
    draad_project_free(p);
}

/* A sentence of n words. */
static const char *sentence(size_t n, char *out)
{
    strcpy(out, "R: Woord");
    for (size_t i = 1; i < n; i++)
        strcat(out, " woord");
    strcat(out, ".\n");
    return out;
}

TEST(a_quotation_has_eight_to_eighty_words)
{
    static const struct {
        size_t words, rows;
        const char *note;
    } borders[] = {{7, 1, "short"}, {8, 1, ""}, {80, 1, ""}, {81, 0, ""}};
    for (size_t i = 0; i < 4; i++) {
        char d[1000];
        draad_project *p = study();
        add_text(p, "d.txt", sentence(borders[i].words, d));
        CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
        code(p, "d", d, "Woord", "q.a"); /* one word of it */
        draad_table *t = quotes_of(p, 3);
        CHECK_INT(draad_table_rows(t), borders[i].rows);
        if (borders[i].rows > 0) {
            CHECK_NEAR(value(t, 0, "words"), (double)borders[i].words, 0);
            CHECK_STR(text(t, 0, "note"), borders[i].note);
        }
        draad_table_free(t);
        draad_project_free(p);
    }
}

/* Of short ones the longest, and no more than that; one that is long enough goes before all of them. */
TEST(of_a_code_with_short_sentences_the_longest_is_quoted)
{
    static const char d[] = "R: Ja. Ik ben daar moe. Ik ben moe. Nee.\n";
    draad_project *p = study();
    add_text(p, "d.txt", d);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    code(p, "d", d, "Ja.", "q.a");
    code(p, "d", d, "Ik ben moe.", "q.a");
    code(p, "d", d, "Ik ben daar moe.", "q.a");
    draad_table *t = quotes_of(p, 3);
    CHECK_INT(draad_table_rows(t), 1);
    CHECK_STR(text(t, 0, "quote"), "Ik ben daar moe.");
    CHECK_STR(text(t, 0, "note"), "short");
    draad_table_free(t);
    draad_project_free(p);
}

static const char group[] =
    "I: Wie wil er iets zeggen over het werk en de drukte daar?\n"
    "A: Het werk is druk en het team is moe van alles. Het team is moe en het werk is nog meer druk. "
    "Het werk is ook druk bij het andere team daar.\n"
    "B: Wij wandelen iedere zondag met de hond door het park.\n"
    "C: Morgen koop ik een nieuwe fiets voor mijn dochter.\n";

static draad_project *conversation(void)
{
    draad_project *p = study();
    add_text(p, "g.txt", group);
    assert_int_equal(
        draad_project_set_cases_bytes(p, DR_STR("document,speaker,case\ng,A,Anna\ng,B,Bram\ng,C,Carla\n"), "cases.csv"),
        DRAAD_OK);
    assert_int_equal(draad_project_read_sources(p), DRAAD_OK);
    code(p, "g", group, "over het werk en de drukte", "q.a"); /* in a question */
    code(p, "g", group, "werk is druk en het team is moe", "q.a");
    code(p, "g", group, "team is moe en het werk is nog meer druk", "q.a");
    code(p, "g", group, "werk is ook druk bij het andere team", "q.a");
    code(p, "g", group, "wandelen", "q.a");
    code(p, "g", group, "fiets", "q.a");
    return p;
}

TEST(each_respondent_has_a_turn_before_any_has_another)
{
    draad_project *p = conversation();
    draad_table *t = quotes_of(p, 10);
    CHECK_INT(draad_table_rows(t), 5); /* the question is quoted by nobody */
    size_t n[3] = {0};
    for (size_t i = 0; i < 3; i++)
        n[text(t, i, "case").data[0] - 'A']++;
    CHECK(n[0] == 1 && n[1] == 1 && n[2] == 1);
    CHECK_STR(text(t, 3, "case"), "Anna");
    CHECK_STR(text(t, 4, "case"), "Anna");
    CHECK(value(t, 0, "score") >= value(t, 1, "score") && value(t, 1, "score") >= value(t, 2, "score"));
    CHECK(value(t, 3, "score") >= value(t, 4, "score"));
    for (size_t i = 0; i < 5; i++)
        CHECK_NEAR(value(t, i, "rank"), (double)i + 1, 0);
    draad_table_free(t);
    t = quotes_of(p, 2);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK(!dr_str_equal(text(t, 0, "case"), text(t, 1, "case")));
    draad_table_free(t);
    t = quotes_of(p, 0);
    CHECK_INT(draad_table_rows(t), 0);
    draad_table_free(t);
    t = quotes_of(p, UINT32_MAX);
    CHECK_INT(draad_table_rows(t), 5);
    draad_table_free(t);
    draad_project_free(p);
}

TEST(of_equal_scores_the_earlier_comes_first)
{
    static const char d[] = "R: Ik ga vandaag met de fiets naar huis. En dan ga ik daar wel weer iets eten.\n",
                      e[] = "S: Morgen ga ik dan ook eens met de trein daarheen.\n";
    draad_project *p = study();
    add_text(p, "e.txt", e);
    add_text(p, "d.txt", d);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    code(p, "e", e, "ga", "q.a");
    code(p, "d", d, "dan ga", "q.b"); /* another code has scores of its own */
    code(p, "d", d, "En dan ga", "q.b");
    code(p, "d", d, "Ik ga", "q.a");
    const size_t at = (size_t)(strstr(d, "dan ga") - d) + 4;
    CHECK_INT(draad_project_add_coding(p, DR_STR("d"), (draad_cp){at}, (draad_cp){at + 2}, DR_STR("q.a"),
                                       DR_STR("Anna"), NULL),
              DRAAD_OK);
    draad_table *t = quotes_of(p, 3);
    /* "ga" in all three: every score is 0, but for that of "Ik", which is in one text of three. */
    CHECK_STR(text(t, 0, "quote"), "Ik ga vandaag met de fiets naar huis.");
    CHECK_STR(text(t, 1, "document"), "e");
    CHECK_STR(text(t, 2, "quote"), "En dan ga ik daar wel weer iets eten.");
    draad_table_free(t);
    draad_project_free(p);
    p = study();
    add_text(p, "e.txt", e);
    add_text(p, "d.txt", d);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    code(p, "e", e, "met de", "q.a");
    code(p, "d", d, "met de", "q.a");
    t = quotes_of(p, 3);
    CHECK_STR(text(t, 0, "document"), "d"); /* documents stand by name */
    CHECK_STR(text(t, 1, "document"), "e");
    draad_table_free(t);
    draad_project_free(p);
}

TEST(no_sentence_is_quoted_twice)
{
    static const char d[] = "R: Het is druk op het werk en ook is het druk thuis. Daar is het dan weer rustig.\n";
    draad_project *p = study();
    add_text(p, "d.txt", d);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    code(p, "d", d, "druk op", "q.a"); /* two segments of one sentence, and one over the next as well */
    code(p, "d", d, "druk thuis", "q.a");
    draad_table *t = quotes_of(p, 3);
    CHECK_INT(draad_table_rows(t), 1);
    draad_table_free(t);
    code(p, "d", d, ". Daar is", "q.a");
    t = quotes_of(p, 3);
    CHECK_INT(draad_table_rows(t), 1);
    draad_table_free(t);
    draad_project_free(p);
}

TEST(a_quotation_is_of_one_who_speaks)
{
    static const char d[] = "R: Het is hier al een hele tijd erg druk.\nI: Hoe komt dat dan eigenlijk, denk je?\nR: "
                            "Dat weet ik echt niet.\n";
    draad_project *p = study();
    add_text(p, "d.txt", d);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    code(p, "d", d, "druk.\nI: Hoe komt", "q.a");    /* into a question */
    code(p, "d", d, "denk je?\nR: Dat weet", "q.b"); /* and out of one */
    draad_table *t = quotes_of(p, 3);
    CHECK_INT(draad_table_rows(t), 0);
    draad_table_free(t);
    draad_project_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = conversation();
    const draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "quotes", &o) > 20);
    draad_project_free(p);
}

int main(void)
{
    return RUN(a_text_is_scored_by_what_it_shares, words_with_one_stem_are_one, what_stands_everywhere_says_nothing,
               the_order_of_words_makes_no_difference, words_are_counted_as_everywhere,
               a_passage_is_widened_to_whole_sentences, a_quotation_has_eight_to_eighty_words,
               of_a_code_with_short_sentences_the_longest_is_quoted, each_respondent_has_a_turn_before_any_has_another,
               of_equal_scores_the_earlier_comes_first, no_sentence_is_quoted_twice, a_quotation_is_of_one_who_speaks,
               no_memory_is_an_error_and_loses_nothing);
}
