/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "failing.h"

/* The segments of a document of one speaker, ten sentences, with codings {code, start, end}. */
typedef struct result {
    draad_project *p;
    dr_segment *at;
    size_t n;
} result;

static result segments_of(const draad_byte (*codings)[3], size_t n)
{
    result r = {.p = handmade_new(3)};
    dr_coded *d = handmade_document(r.p, "d", "RRRRRRRRRR");
    for (size_t i = 0; i < n; i++)
        handmade_coding(d, codings[i][0], (uint32_t)i % 2, codings[i][1], codings[i][2]);
    assert_int_equal(dr_segments_of(d, &r.at, &r.n, NULL), DRAAD_OK);
    return r;
}
#define SEGMENTS(...) \
    segments_of((const draad_byte[][3]){__VA_ARGS__}, \
                sizeof((const draad_byte[][3]){__VA_ARGS__}) / 3 / sizeof(draad_byte))

static void done(result *r)
{
    dr_free(r->at);
    handmade_free(r->p);
}

TEST(codings_that_share_a_character_are_one_segment)
{
    result r = SEGMENTS({0, 0, 9}, {0, 8, 19});
    CHECK_INT(r.n, 1);
    CHECK_RANGE(r.at[0].range, 0, 19);
    done(&r);
}

TEST(touching_codings_stay_apart)
{
    result r = SEGMENTS({0, 0, 9}, {0, 9, 19});
    CHECK_INT(r.n, 2);
    CHECK_RANGE(r.at[0].range, 0, 9);
    CHECK_RANGE(r.at[1].range, 9, 19);
    done(&r);
}

TEST(different_codes_stay_apart)
{
    result r = SEGMENTS({0, 0, 9}, {1, 0, 9}, {0, 4, 12});
    CHECK_INT(r.n, 2);
    CHECK_INT(r.at[0].code, 1); /* by start, then end: uniting moved the other behind it */
    CHECK_INT(r.at[1].code, 0);
    CHECK_RANGE(r.at[1].range, 0, 12);
    done(&r);
}

TEST(merging_goes_on_until_none_share_a_character)
{
    result r = SEGMENTS({0, 0, 50}, {0, 5, 9}, {0, 10, 12}, {0, 49, 60}, {0, 59, 70}, {0, 70, 80});
    CHECK_INT(r.n, 2);
    CHECK_RANGE(r.at[0].range, 0, 70);
    CHECK_RANGE(r.at[1].range, 70, 80);
    done(&r);
}

TEST(united_segment_covers_the_units_and_words_of_both)
{
    result r = SEGMENTS({0, 6, 19}, {0, 17, 34});
    CHECK_INT(r.n, 1);
    CHECK_INT(r.at[0].first[DRAAD_UNIT_SENTENCE], 0);
    CHECK_INT(r.at[0].last[DRAAD_UNIT_SENTENCE], 3);
    CHECK_INT(r.at[0].first[DRAAD_UNIT_MATCH], DRAAD_NONE);
    CHECK_INT(r.at[0].first_word, 2);
    CHECK_INT(r.at[0].nwords, 9); /* words 2 to 10: word 5, which both hold, is counted once */
    done(&r);
}

TEST(coding_outside_all_units_adds_none)
{
    result r = SEGMENTS({0, 9, 10}, {0, 9, 14});
    CHECK_INT(r.n, 1);
    CHECK_INT(r.at[0].first[DRAAD_UNIT_SENTENCE], 1);
    CHECK_INT(r.at[0].last[DRAAD_UNIT_SENTENCE], 1);
    CHECK_INT(r.at[0].nwords, 2);
    done(&r);
}

TEST(document_without_codings_has_no_segments)
{
    draad_project *p = handmade_new(1);
    dr_segment *at = NULL;
    size_t n = 1;
    CHECK_INT(dr_segments_of(handmade_document(p, "d", "R"), &at, &n, NULL), DRAAD_OK);
    CHECK(at == NULL);
    CHECK_INT(n, 0);
    handmade_free(p);
}

TEST(case_is_the_speakers_then_the_documents_then_the_document)
{
    draad_project *p = handmade_new(1);
    dr_coded *d = handmade_document(p, "d", "IRSI");
    handmade_coding(d, 0, 0, 0, 3);   /* I */
    handmade_coding(d, 0, 0, 5, 15);  /* I, R: the first eligible turn decides */
    handmade_coding(d, 0, 0, 20, 25); /* S */
    CHECK_STR(dr_case_of(d, &d->codings[0]), "d");
    d->case_id = DR_STR("groep 1");
    handmade_case(d, 'R', "Anna");
    CHECK_STR(dr_case_of(d, &d->codings[0]), "groep 1");
    CHECK_STR(dr_case_of(d, &d->codings[1]), "Anna");
    CHECK_STR(dr_case_of(d, &d->codings[2]), "groep 1");
    CHECK_STR(dr_case_of_turn(d, DRAAD_NONE), "groep 1");
    handmade_free(p);
}

/* ---- What they say ------------------------------------------------------------------------------------------ */

/* Gives every coding its text, out of that of the document; and its sentences, all [10 i, 10 i + 9), when `wide`.
 * Positions are code points; the document holds a letter of two bytes at each multiple of ten. */
static void say(dr_coded *d, bool wide)
{
    char text[400] = "";
    size_t place[201] = {0}, n = 0;
    for (uint32_t i = 0; i < 200; i++) {
        place[i] = n;
        if (i % 10 == 0)
            n += (size_t)sprintf(text + n, "\xC3\xA9");
        else
            text[n++] = (char)('a' + i / 10);
    }
    place[200] = n;
    for (size_t i = 0; i < d->ncodings; i++) {
        dr_coding *c = &d->codings[i];
        const uint32_t from = c->range.start / 10 * 10, to = (c->range.end - 1) / 10 * 10 + 9;
        c->text = dr_arena_str(&d->arena,
                               (draad_str){text + place[c->range.start], place[c->range.end] - place[c->range.start]});
        c->around = c->range;
        c->around_start = c->start;
        c->around_end = c->end;
        if (!wide || (from == c->range.start && to == c->range.end))
            continue;
        c->around = (draad_range){from, to};
        c->around_start.value = from;
        c->around_end.value = to;
        c->passage = dr_arena_str(&d->arena, (draad_str){text + place[from], place[to] - place[from]});
    }
}

/* The text of the n-th segment, and its passage with where that is. */
static void check_said(void **state_, const result *r, size_t n, const char *text, const char *passage, uint32_t start,
                       uint32_t end)
{
    const dr_coded *d = &r->p->documents[0];
    dr_buf b = {0};
    draad_cp from = {99}, to = {99};
    CHECK_INT(dr_segment_text(d, &r->at[n], &b, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), text);
    b.len = 0;
    CHECK_INT(dr_segment_passage(d, &r->at[n], &b, &from, &to, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), passage);
    CHECK_INT(from.value, start);
    CHECK_INT(to.value, end);
    dr_buf_free(&b);
}

TEST(a_segment_of_one_coding_says_what_that_says)
{
    result r = SEGMENTS({0, 2, 5});
    say(&r.p->documents[0], true);
    check_said(state_, &r, 0, "aaa",
               "\xC3\xA9"
               "aaaaaaaa",
               0, 9);
    done(&r);
}

TEST(texts_of_codings_that_overlap_are_put_together_once)
{
    result r = SEGMENTS({0, 8, 12}, {0, 9, 11}, {0, 10, 13}, {0, 12, 21});
    CHECK_INT(r.n, 1);
    say(&r.p->documents[0], false);
    check_said(state_, &r, 0,
               "aa\xC3\xA9"
               "bbbbbbbbb\xC3\xA9",
               "aa\xC3\xA9"
               "bbbbbbbbb\xC3\xA9",
               8, 21);
    say(&r.p->documents[0], true);
    check_said(state_, &r, 0,
               "aa\xC3\xA9"
               "bbbbbbbbb\xC3\xA9",
               "\xC3\xA9"
               "aaaaaaaaa\xC3\xA9"
               "bbbbbbbbb\xC3\xA9"
               "cccccccc",
               0, 29);
    done(&r);
}

TEST(texts_of_other_codes_and_of_segments_beside_are_not_in_it)
{
    result r = SEGMENTS({0, 2, 5}, {1, 3, 8}, {0, 5, 7}, {2, 2, 9});
    CHECK_INT(r.n, 4);
    say(&r.p->documents[0], false);
    check_said(state_, &r, 0, "aaa", "aaa", 2, 5);
    CHECK_INT(r.at[3].code, 0);
    check_said(state_, &r, 3, "aa", "aa", 5, 7);
    done(&r);
}

TEST(whole_sentences_and_parts_of_them_go_together)
{
    result r = SEGMENTS({0, 0, 9}, {0, 8, 19}, {0, 18, 22});
    CHECK_INT(r.n, 1);
    say(&r.p->documents[0], true); /* the first two are whole, and have no passage */
    check_said(state_, &r, 0,
               "\xC3\xA9"
               "aaaaaaaaa\xC3\xA9"
               "bbbbbbbbb\xC3\xA9"
               "c",
               "\xC3\xA9"
               "aaaaaaaaa\xC3\xA9"
               "bbbbbbbbb\xC3\xA9"
               "cccccccc",
               0, 29);
    done(&r);
}

TEST(what_is_said_is_appended_and_no_memory_is_an_error)
{
    result r = SEGMENTS({0, 2, 5}, {0, 4, 8});
    dr_buf b = {0};
    say(&r.p->documents[0], false);
    CHECK_INT(dr_buf_put(&b, DR_STR("> "), NULL), DRAAD_OK);
    CHECK_INT(dr_segment_text(&r.p->documents[0], &r.at[0], &b, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), "> aaaaaa");
    dr_buf_free(&b);
    allocations_left = 0;
    draad_set_allocator(&failing);
    CHECK_INT(dr_segment_text(&r.p->documents[0], &r.at[0], &b, NULL), DRAAD_E_MEMORY);
    dr_buf_free(&b);
    draad_set_allocator(NULL);
    done(&r);
}

int main(void)
{
    return RUN(codings_that_share_a_character_are_one_segment, touching_codings_stay_apart, different_codes_stay_apart,
               merging_goes_on_until_none_share_a_character, united_segment_covers_the_units_and_words_of_both,
               coding_outside_all_units_adds_none, document_without_codings_has_no_segments,
               case_is_the_speakers_then_the_documents_then_the_document, a_segment_of_one_coding_says_what_that_says,
               texts_of_codings_that_overlap_are_put_together_once,
               texts_of_other_codes_and_of_segments_beside_are_not_in_it, whole_sentences_and_parts_of_them_go_together,
               what_is_said_is_appended_and_no_memory_is_an_error);
}
