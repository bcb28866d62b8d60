/* SPDX-License-Identifier: Apache-2.0
 * test_docx_story.c - places in a text that still moves while a DOCX is read. */
#include "failing.h"
#include "base/error.h"
#include "source/docx_story.h"

static void put(dr_buf *out, const char *text)
{
    assert_int_equal(dr_buf_put(out, dr_str_of(text), NULL), DRAAD_OK);
}

static void mark_at(dr_docx_story *s, size_t at)
{
    *(dr_docx_place *)dr_vec_push(&s->places) = (dr_docx_place){at, 0};
}

#define CHECK_PLACES(s, ...) \
    do { \
        static const size_t places_[] = {__VA_ARGS__}; \
        CHECK_INT((s).places.n, sizeof places_ / sizeof *places_); \
        for (size_t i_ = 0; i_ < (s).places.n; i_++) \
            CHECK_INT((s).places.at[i_].at, places_[i_]); \
    } while (0)

TEST(a_trimmed_end_takes_its_places_along)
{
    dr_docx_story s = {0};
    put(&s.text, "ab  cd  ");
    for (size_t at = 1; at <= 8; at++)
        mark_at(&s, at);
    dr_docx_trim(&s, 2); /* "  cd  " is "cd" */
    CHECK_STR(dr_buf_str(&s.text), "abcd");
    CHECK_PLACES(s, 1, 2, 2, 2, 3, 4, 4, 4);
    dr_docx_trim(&s, 2); /* nothing to trim */
    dr_docx_trim(&s, 4); /* nothing at all */
    CHECK_STR(dr_buf_str(&s.text), "abcd");
    put(&s.text, " \n ");
    dr_docx_trim(&s, 4); /* nothing but blanks */
    CHECK_STR(dr_buf_str(&s.text), "abcd");
    dr_docx_story_free(&s);
}

TEST(a_box_between_paragraphs_is_put_there_at_once_and_one_inside_waits)
{
    dr_docx_story outer = {0}, box = {0};
    bool at_once = false;
    put(&outer.text, "a\n");
    CHECK_INT(dr_docx_keep_box(&outer, &box, &at_once, NULL), DRAAD_OK); /* there is nothing in it */
    CHECK(!at_once);
    put(&box.text, "doos\n");
    mark_at(&box, 2);
    CHECK_INT(dr_docx_keep_box(&outer, &box, &at_once, NULL), DRAAD_OK);
    CHECK(at_once);
    CHECK_STR(dr_buf_str(&outer.text), "a\ndoos\n");
    CHECK_PLACES(outer, 4);
    outer.in_paragraph = true;
    put(&outer.text, "b");
    CHECK_INT(dr_docx_keep_box(&outer, &box, &at_once, NULL), DRAAD_OK);
    CHECK(!at_once);
    CHECK_INT(dr_docx_end_line(&outer, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&outer.text), "a\ndoos\nb\ndoos\n");
    CHECK_PLACES(outer, 4, 11);
    outer.in_paragraph = false;
    outer.owed = LINE_END;
    CHECK_INT(dr_docx_keep_box(&outer, &box, &at_once, NULL), DRAAD_OK);
    CHECK(!at_once);
    CHECK_INT(dr_docx_end_owed_line(&outer, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&outer.text), "a\ndoos\nb\ndoos\n\ndoos\n");
    dr_docx_story_free(&outer);
    dr_docx_story_free(&box);
}

TEST(places_follow_their_piece_to_where_it_went)
{
    dr_docx_story s = {0};
    static const dr_docx_move moves[] = {{12, 15, 10}, {20, 24, 14}};
    for (size_t at = 9; at <= 25; at++)
        mark_at(&s, at);
    dr_docx_move_places(&s, 10, moves, 2);
    CHECK_PLACES(s, 9, 10, 10, 10, 11, 12, 13, 13, 13, 13, 13, 14, 15, 16, 17, 18, 18);
    dr_docx_move_places(&s, 14, NULL, 0); /* nothing was kept */
    CHECK_PLACES(s, 9, 10, 10, 10, 11, 12, 13, 13, 13, 13, 13, 14, 14, 14, 14, 14, 14);
    dr_docx_story_free(&s);
}

TEST(an_empty_line_before_a_table_is_left_out)
{
    dr_docx_story s = {.owed = MAYBE_LINE_END};
    CHECK_INT(dr_docx_end_line_before_table(&s, NULL), DRAAD_OK); /* at the very beginning */
    CHECK_STR(dr_buf_str(&s.text), "");
    put(&s.text, "a\n");
    s.owed = MAYBE_LINE_END;
    CHECK_INT(dr_docx_end_line_before_table(&s, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&s.text), "a\n");
    put(&s.text, "b");
    s.owed = MAYBE_LINE_END;
    CHECK_INT(dr_docx_end_line_before_table(&s, NULL), DRAAD_OK);
    s.owed = LINE_END;
    CHECK_INT(dr_docx_end_line_before_table(&s, NULL), DRAAD_OK);
    CHECK_INT(dr_docx_end_line_before_table(&s, NULL), DRAAD_OK); /* nothing is owed */
    CHECK_STR(dr_buf_str(&s.text), "a\nb\n\n");
    dr_docx_story_free(&s);
}

TEST(a_box_survives_every_failed_allocation)
{
    draad_status status = DRAAD_E_MEMORY;
    for (size_t n = 0; status != DRAAD_OK; n++) {
        dr_docx_story outer = {0}, box = {0};
        bool at_once;
        put(&box.text, "doos\n");
        mark_at(&box, 2);
        allocations_left = n;
        draad_set_allocator(&failing);
        status = dr_docx_keep_box(&outer, &box, &at_once, NULL);
        if (status == DRAAD_OK)
            status = dr_docx_mark(&outer, 7, NULL);
        draad_set_allocator(NULL);
        CHECK(status == DRAAD_OK || status == DRAAD_E_MEMORY);
        dr_docx_story_free(&outer);
        dr_docx_story_free(&box);
    }
}

int main(void)
{
    return RUN(a_trimmed_end_takes_its_places_along, a_box_between_paragraphs_is_put_there_at_once_and_one_inside_waits,
               places_follow_their_piece_to_where_it_went, an_empty_line_before_a_table_is_left_out,
               a_box_survives_every_failed_allocation);
}
