/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "analysis/keyness.h"
#include "tables.h"

static void say(dr_coded *d, uint32_t speaker, const char *word, uint32_t n)
{
    assert_true(dr_vec_grow((void **)&d->words, &d->room_words, d->nwords_used, 1, sizeof *d->words));
    d->words[d->nwords_used++] = (dr_word_count){speaker, dr_str_of(word), n};
}

/* Groups een (x, y) and twee (z); each turn has 50 words.  Speaker 0 is R. */
static draad_project *study(void)
{
    draad_project *p = handmade_new(1);
    static const char *const names[] = {"x", "y", "z"};
    for (size_t i = 0; i < 3; i++)
        handmade_turn_words(handmade_document(p, names[i], i == 1 ? "RIR" : "R"), 50);
    say(&p->documents[0], 0, "druk", 6);
    say(&p->documents[0], 0, "team", 2);
    say(&p->documents[0], 0, "zeldzaam", 4);
    say(&p->documents[1], 0, "druk", 1);
    say(&p->documents[1], 0, "precies", 3);
    say(&p->documents[2], 0, "team", 8);
    say(&p->documents[2], 0, "precies", 2);
    p->coding.count_words = true;
    assert_int_equal(dr_cases_read(DR_STR("document,groep\nx,een\ny,een\nz,twee\n"), "cases.csv", NULL, &p->cases),
                     DRAAD_OK);
    return p;
}

static void study_free(draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++)
        dr_free(p->documents[i].words);
    handmade_free(p);
}

TEST(words_stand_by_g2_with_documents_that_have_them)
{
    static const struct {
        const char *group, *word;
        double count, rest, size, rest_size, sign, range;
    } rows[] = {
        {"een", "team", 2, 8, 150, 50, -1, 1},    {"een", "druk", 7, 0, 150, 50, 1, 2},
        {"een", "precies", 3, 2, 150, 50, -1, 1}, {"twee", "team", 8, 2, 50, 150, 1, 1},
        {"twee", "druk", 0, 7, 50, 150, -1, 0},   {"twee", "precies", 2, 3, 50, 150, 1, 1},
    };
    draad_project *p = study();
    draad_table_options o = defaults();
    o.by = "groep";
    draad_table *t = ask(p, "words", &o);
    CHECK_INT(draad_table_rows(t), 6); /* "zeldzaam" stands four times, "precies" five in all */
    for (size_t i = 0; i < 6; i++) {
        CHECK_STR(text(t, i, "group"), rows[i].group);
        CHECK_STR(text(t, i, "word"), rows[i].word);
        CHECK_NEAR(value(t, i, "count"), rows[i].count, 0);
        CHECK_NEAR(value(t, i, "rest_count"), rows[i].rest, 0);
        CHECK_NEAR(value(t, i, "size"), rows[i].size, 0);
        CHECK_NEAR(value(t, i, "rest_size"), rows[i].rest_size, 0);
        CHECK_NEAR(value(t, i, "sign"), rows[i].sign, 0);
        CHECK_NEAR(value(t, i, "range"), rows[i].range, 0);
    }
    /* team in een: 2 of 150 against 8 of 50.  E: 7.5, 2.5, and 142.5, 47.5 without it. */
    const double two = 2 * (2 * log(2 / 7.5) + 8 * log(8 / 2.5));
    CHECK_NEAR(value(t, 0, "g2_two_term"), two, 1e-12);
    CHECK_NEAR(value(t, 0, "g2"), two + 2 * (148 * log(148 / 142.5) + 42 * log(42 / 47.5)), 1e-9);
    CHECK_NEAR(value(t, 0, "p"), erfc(sqrt(value(t, 0, "g2") / 2)), 1e-9);
    CHECK_NEAR(value(t, 0, "log_ratio"), log2((2.0 / 150) / (8.0 / 50)), 1e-12);
    CHECK_NEAR(value(t, 1, "log_ratio"), log2((7.0 / 150) / (0.5 / 50)), 1e-12);
    CHECK_NEAR(value(t, 3, "g2"), value(t, 0, "g2"), 1e-12);
    CHECK_NEAR(fact(t, "least").number, 5, 0);
    CHECK_STR(fact(t, "by").text, "groep");
    draad_table_free(t);
    study_free(p);
}

TEST(a_document_counts_once_however_many_speak_there)
{
    draad_project *p = study();
    dr_coded *d = handmade_document(p, "v", "RS");
    say(d, 0, "druk", 1);
    say(d, 1, "druk", 1);
    dr_cases_free(&p->cases);
    CHECK_INT(dr_cases_read(DR_STR("document,groep\nx,een\ny,een\nz,twee\nv,twee\n"), "cases.csv", NULL, &p->cases),
              DRAAD_OK);
    draad_table_options o = defaults();
    o.by = "groep";
    draad_table *t = ask(p, "words", &o);
    for (size_t i = 3; i < 6; i++)
        if (dr_str_is(text(t, i, "word"), "druk")) {
            CHECK_NEAR(value(t, i, "count"), 2, 0);
            CHECK_NEAR(value(t, i, "range"), 1, 0);
        }
    draad_table_free(t);
    study_free(p);
}

TEST(who_has_no_value_is_a_group_of_its_own)
{
    draad_project *p = study();
    dr_cases_free(&p->cases);
    CHECK_INT(dr_cases_read(DR_STR("document,groep\nx,een\ny,een\nz,NA\n"), "cases.csv", NULL, &p->cases), DRAAD_OK);
    draad_table_options o = defaults();
    o.by = "groep";
    draad_table *t = ask(p, "words", &o);
    CHECK_STR(text(t, 3, "group"), "NA");
    CHECK_NEAR(value(t, 3, "count"), 8, 0);
    draad_table_free(t);
    study_free(p);
}

TEST(one_group_has_nothing_to_be_set_against)
{
    draad_project *p = study();
    dr_cases_free(&p->cases);
    CHECK_INT(dr_cases_read(DR_STR("document,groep\nx,een\ny,een\nz,een\n"), "cases.csv", NULL, &p->cases), DRAAD_OK);
    draad_table_options o = defaults();
    o.by = "groep";
    draad_table *t = ask(p, "words", &o);
    CHECK_INT(draad_table_rows(t), 3);
    CHECK_STR(text(t, 0, "word"), "druk"); /* undefined all: by their bytes */
    CHECK(isnan(value(t, 0, "g2")) && isnan(value(t, 0, "log_ratio")));
    draad_table_free(t);
    study_free(p);
}

TEST(words_must_have_been_counted_and_a_group_be_named)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    CHECK(strstr(refusal(p, "words", &o), "--by") != NULL);
    o.by = "kleur";
    CHECK(strstr(refusal(p, "words", &o), "kleur") != NULL);
    o.by = "groep";
    p->coding.count_words = false;
    CHECK(strstr(refusal(p, "words", &o), "--words") != NULL);
    study_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study();
    draad_table_options o = defaults();
    o.by = "groep";
    CHECK(ask_without_memory(p, "words", &o) > 20);
    study_free(p);
}

int main(void)
{
    return RUN(words_stand_by_g2_with_documents_that_have_them, a_document_counts_once_however_many_speak_there,
               who_has_no_value_is_a_group_of_its_own, one_group_has_nothing_to_be_set_against,
               words_must_have_been_counted_and_a_group_be_named, no_memory_is_an_error_and_loses_nothing);
}
