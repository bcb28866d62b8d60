/* SPDX-License-Identifier: Apache-2.0
 * test_refi_positions.c - positions as programs count them, in the text as Draad has it. */
#include "failing.h"
#include "exchange/refi_positions.h"

#define MARK  "\xEF\xBB\xBF"
#define SMILE "\xF0\x9F\x98\x80"

static draad_cp from_of(const char *raw, unsigned way, int64_t start, int64_t end, draad_cp *to)
{
    dr_refi_passage p = {.start = start, .end = end};
    draad_error err = {0};
    assert_int_equal(dr_refi_locate(dr_str_of(raw), way, &p, 1, &err), DRAAD_OK);
    assert_true(p.inside);
    *to = p.to;
    return p.from;
}

TEST(a_text_is_cleaned_character_by_character)
{
    dr_buf out = {0};
    draad_error err;
    CHECK_INT(dr_refi_clean((draad_str){MARK "a\r\nb\rc\0d\n", 12}, &out, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "a\nb\nc\xEF\xBF\xBD"
                                "d\n");
    dr_buf_free(&out);
}

TEST(each_way_of_counting_leads_to_the_same_place)
{
    /* "c" is the sixth character of the text "a\n" SMILE "\nbc" (0 1 2 3 4 5) */
    const char raw[] = MARK "a\r\n" SMILE "\r\nbc";
    const int64_t starts[8] = {5, 7, 6, 8, 6, 8, 7, 9};
    draad_cp to;
    for (unsigned way = 0; way < 8; way++) {
        CHECK_INT(from_of(raw, way, starts[way], starts[way] + 1, &to).value, 5);
        CHECK_INT(to.value, 6);
        CHECK_INT(from_of(raw, way | DR_REFI_LAST, starts[way], starts[way], &to).value, 5);
        CHECK_INT(to.value, 6);
    }
}

TEST(bytes_can_be_counted_too)
{
    /* The mark is three bytes, the face four: "c" is byte 9 of what is left without mark and with LF. */
    const char raw[] = MARK "a\r\n" SMILE "\r\nbc";
    const int64_t starts[8] = {8, 10, 8, 10, 11, 13, 11, 13};
    draad_cp to;
    for (unsigned way = 0; way < 8; way++) {
        const unsigned bytes = (way & ~(unsigned)DR_REFI_UTF16) | DR_REFI_BYTES;
        CHECK_INT(from_of(raw, bytes, starts[way], starts[way] + 1, &to).value, 5);
        CHECK_INT(to.value, 6);
    }
    CHECK_INT(from_of(SMILE "b", DR_REFI_BYTES, 2, 5, &to).value, 0); /* inside the face */
    CHECK_INT(to.value, 2);
}

TEST(a_position_inside_a_character_goes_outward)
{
    draad_cp to;
    CHECK_INT(from_of("a\r\nb", DR_REFI_TWO, 2, 4, &to).value, 1);
    CHECK_INT(to.value, 3);
    CHECK_INT(from_of("a\r\nb", DR_REFI_TWO, 0, 2, &to).value, 0);
    CHECK_INT(to.value, 2);
    CHECK_INT(from_of(SMILE "b", DR_REFI_UTF16, 1, 3, &to).value, 0);
    CHECK_INT(to.value, 2);
}

TEST(what_lies_outside_is_said_to)
{
    dr_refi_passage p[] = {
        {.start = 0, .end = 4}, {.start = 3, .end = 3}, {.start = 2, .end = 1}, {.start = -1, .end = 2}};
    draad_error err;
    CHECK_INT(dr_refi_locate(DR_STR("abc"), 0, p, 4, &err), DRAAD_OK);
    CHECK(!p[0].inside && p[1].inside && !p[2].inside && !p[3].inside);
}

TEST(a_name_agrees_when_it_is_the_text_on_one_line)
{
    CHECK_INT(dr_refi_agrees(DR_STR("het is druk"), DR_STR("het is druk")), 2);
    CHECK_INT(dr_refi_agrees(DR_STR(" het is  druk "), DR_STR("het is\ndruk\n")), 2);
    CHECK_INT(dr_refi_agrees(DR_STR("het is dr..."), DR_STR("het is druk op het werk")), 1);
    CHECK_INT(dr_refi_agrees(DR_STR("het is\xE2\x80\xA6"), DR_STR("het is druk")), 1);
    CHECK_INT(dr_refi_agrees(DR_STR("het is druk op het"), DR_STR("het is druk op het werk")), 1);
    CHECK_INT(dr_refi_agrees(DR_STR("het"), DR_STR("het is druk")), 0);
    CHECK_INT(dr_refi_agrees(DR_STR("1:3 in d1"), DR_STR("het is druk")), 0);
    CHECK_INT(dr_refi_agrees(DR_STR(""), DR_STR("het is druk")), 0);
    CHECK_INT(dr_refi_agrees(DR_STR("..."), DR_STR("...")), 2);
}

TEST(the_way_under_which_names_agree_is_taken)
{
    const char raw[] = "een\r\ntwee\r\ndrie\r\nvier";
    dr_refi_passage two[] = {{.start = 5, .end = 9, .name = DR_STR("twee")},
                             {.start = 11, .end = 15, .name = DR_STR("drie")}};
    dr_refi_tally tallies[DR_REFI_WAYS] = {{0}};
    dr_buf clean = {0};
    draad_error err;
    CHECK_INT(dr_refi_clean(dr_str_of(raw), &clean, &err), DRAAD_OK);
    CHECK_INT(dr_refi_try(dr_str_of(raw), dr_buf_str(&clean), two, 2, tallies, &err), DRAAD_OK);
    CHECK_INT(dr_refi_best(tallies, 0), DR_REFI_TWO);
    CHECK_INT(tallies[DR_REFI_TWO].nsame, 2);
    dr_buf_free(&clean);
}

TEST(bytes_and_units_of_utf_16_are_told_apart)
{
    const char raw[] = "\xC3\xA9\xC3\xA9n twee"; /* bytes differ from code points; units of UTF-16 do not */
    dr_refi_passage p = {.start = 6, .end = 10, .name = DR_STR("twee")};
    dr_refi_tally tallies[DR_REFI_WAYS] = {{0}};
    draad_error err;
    CHECK_INT(dr_refi_try(dr_str_of(raw), dr_str_of(raw), &p, 1, tallies, &err), DRAAD_OK);
    CHECK_INT(dr_refi_best(tallies, 0), DR_REFI_BYTES);
    CHECK_INT(dr_refi_best(tallies, DR_REFI_TWO), DR_REFI_BYTES);
}

TEST(without_names_the_way_of_the_program_is_taken_unless_it_cannot_be)
{
    dr_refi_passage p = {.start = 5, .end = 9}, far = {.start = 5, .end = 12};
    dr_refi_tally tallies[DR_REFI_WAYS] = {{0}}, other[DR_REFI_WAYS] = {{0}};
    draad_error err;
    CHECK_INT(dr_refi_try(DR_STR("een\r\ntwee\r\n"), DR_STR("een\ntwee\n"), &p, 1, tallies, &err), DRAAD_OK);
    CHECK_INT(dr_refi_best(tallies, DR_REFI_TWO), DR_REFI_TWO);
    CHECK_INT(dr_refi_best(tallies, 0), 0);
    CHECK_INT(dr_refi_try(DR_STR("een\r\ntwee\r\n!"), DR_STR("een\ntwee\n!"), &far, 1, other, &err), DRAAD_OK);
    CHECK_INT(dr_refi_best(other, 0), DR_REFI_TWO);
}

TEST(every_failed_allocation_is_said)
{
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_refi_passage p[] = {{.start = 0, .end = 1}, {.start = 1, .end = 3}};
        dr_refi_tally tallies[DR_REFI_WAYS] = {{0}};
        dr_buf out = {0};
        draad_error err = {0};
        draad_set_allocator(&failing);
        allocations_left = n;
        s = dr_refi_clean(DR_STR("a\r\nb"), &out, &err);
        if (s == DRAAD_OK)
            s = dr_refi_try(DR_STR("a\r\nb"), DR_STR("a\nb"), p, 2, tallies, &err);
        dr_buf_free(&out);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.message[0] != '\0'));
    }
}

int main(void)
{
    return RUN(a_text_is_cleaned_character_by_character, each_way_of_counting_leads_to_the_same_place,
               bytes_can_be_counted_too, bytes_and_units_of_utf_16_are_told_apart,
               a_position_inside_a_character_goes_outward, what_lies_outside_is_said_to,
               a_name_agrees_when_it_is_the_text_on_one_line, the_way_under_which_names_agree_is_taken,
               without_names_the_way_of_the_program_is_taken_unless_it_cannot_be, every_failed_allocation_is_said);
}
