/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include "coding/words.h"
#include "tables.h"

static const char talk[] =
    "I: Belde je moeder jou wel eens op?\n"
    "A: Ik bel mijn moeder op. Ik belde 3 keer, eh, en ik belde weer [lacht]. Ik bel op of sms.\n"
    "B: Mijn moeder belde nooit.\n";

static draad_project *study(const char *text_of, bool count_words)
{
    static const char codebook[] = "draad: 1\nid: q\ncodes:\n  - id: a\n    rules: [=moeder]\n";
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_str_of(codebook), "q.yaml"), DRAAD_OK);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(text_of), "d.txt"), DRAAD_OK);
    assert_int_equal(draad_project_code(p, &(draad_code_options){.count_words = count_words}), DRAAD_OK);
    return p;
}

/* How often a speaker uses a word; 0 when it is not there. */
static uint32_t times(const dr_coded *d, const char *speaker, const char *word)
{
    uint32_t n = 0, rows = 0;
    for (size_t i = 0; i < d->nwords_used; i++) {
        const dr_word_count *w = &d->words[i];
        const draad_str label = w->speaker < d->nspeakers ? d->speakers[w->speaker].label : DR_STR("");
        if (dr_str_is(label, speaker) && dr_str_is(w->word, word)) {
            n += w->n;
            rows++;
        }
    }
    assert_true(rows <= 1);
    return n;
}

TEST(words_are_lemmas_of_who_answers)
{
    draad_project *p = study(talk, true);
    const dr_coded *d = &p->documents[0];
    CHECK_INT(times(d, "A", "ik"), 4);
    CHECK_INT(times(d, "A", "bellen"), 2);   /* belde, twice */
    CHECK_INT(times(d, "A", "opbellen"), 2); /* bel ... op, once each */
    CHECK_INT(times(d, "A", "op"), 0);
    CHECK_INT(times(d, "A", "moeder"), 1);
    CHECK_INT(times(d, "B", "moeder"), 1);
    CHECK_INT(times(d, "B", "bellen"), 1);
    CHECK_INT(times(d, "B", "nooit"), 1);
    CHECK_INT(times(d, "A", "3") + times(d, "A", "eh") + times(d, "A", "lachen") + times(d, "A", "."), 0);
    uint32_t of_b = 0;
    for (size_t i = 0; i < d->nwords_used; i++) {
        CHECK(d->words[i].speaker != DRAAD_NONE && !dr_str_is(d->speakers[d->words[i].speaker].label, "I"));
        of_b += dr_str_is(d->speakers[d->words[i].speaker].label, "B") ? d->words[i].n : 0;
        if (i > 0 && d->words[i - 1].speaker == d->words[i].speaker)
            CHECK(dr_str_compare(d->words[i - 1].word, d->words[i].word) < 0);
        CHECK(i == 0 || d->words[i - 1].speaker <= d->words[i].speaker);
    }
    CHECK_INT(of_b, 4);
    draad_project_free(p);
}

TEST(a_text_without_labels_is_of_nobody_by_name)
{
    draad_project *p = study("Ik belde mijn moeder.\n\nMijn moeder belde.\n", true);
    const dr_coded *d = &p->documents[0];
    CHECK_INT(times(d, "", "moeder"), 2);
    CHECK_INT(times(d, "", "bellen"), 2);
    for (size_t i = 0; i < d->nwords_used; i++)
        CHECK_INT(d->words[i].speaker, DRAAD_NONE);
    draad_project_free(p);
}

TEST(words_are_counted_only_when_that_is_asked)
{
    draad_project *p = study(talk, false);
    CHECK_INT(p->documents[0].nwords_used, 0);
    CHECK(p->documents[0].words == NULL);
    draad_project_free(p);
    p = study("I: Alleen een vraag?\n", true);
    CHECK_INT(p->documents[0].nwords_used, 0);
    draad_project_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = study(talk, false);
    dr_coded *d = &p->documents[0];
    draad_document *doc = NULL;
    CHECK_INT(draad_document_read_bytes(dr_str_of(talk), "d.txt", NULL, NULL, &doc, NULL), DRAAD_OK);
    d->doc = doc;
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_coded_count_words(d, NULL);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
        if (s != DRAAD_OK) {
            dr_free(d->words);
            d->words = NULL;
        }
        CHECK(n < 10000);
    }
    CHECK(n > 5);
    CHECK_INT(times(d, "A", "opbellen"), 2);
    d->doc = NULL;
    draad_document_free(doc);
    draad_project_free(p);
}

int main(void)
{
    return RUN(words_are_lemmas_of_who_answers, a_text_without_labels_is_of_nobody_by_name,
               words_are_counted_only_when_that_is_asked, no_memory_is_an_error_and_loses_nothing);
}
