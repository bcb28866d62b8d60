/* SPDX-License-Identifier: Apache-2.0
 * test_buf.c - text being built. */
#include "harness.h"
#include "base/buf.h"

TEST(pieces_follow_one_another)
{
    dr_buf b = {0};
    CHECK_INT(dr_buf_put(&b, DR_STR("een "), NULL), DRAAD_OK);
    CHECK_INT(dr_buf_put_char(&b, '+', NULL), DRAAD_OK);
    CHECK_INT(dr_buf_printf(&b, NULL, " %d %s", 1, "is"), DRAAD_OK);
    CHECK_INT(dr_buf_put_cp(&b, 0x20AC, NULL), DRAAD_OK);
    CHECK_INT(dr_buf_put(&b, (draad_str){NULL, 0}, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), "een + 1 is\xE2\x82\xAC");
    dr_buf_free(&b);
    CHECK(b.data == NULL && b.len == 0);
}

TEST(long_print_is_not_cut)
{
    char text[1001];
    dr_buf b = {0};
    memset(text, 'x', 1000);
    text[1000] = '\0';
    CHECK_INT(dr_buf_printf(&b, NULL, "<%s>", text), DRAAD_OK);
    CHECK_INT(b.len, 1002);
    CHECK_INT(b.data[1001], '>');
    dr_buf_free(&b);
}

TEST(over_the_maximum_nothing_is_added)
{
    dr_buf b = {.max = 8};
    draad_error err;
    CHECK_INT(dr_buf_put(&b, DR_STR("12345678"), &err), DRAAD_OK);
    CHECK_INT(dr_buf_put_char(&b, '9', &err), DRAAD_E_LIMIT);
    CHECK_INT(err.status, DRAAD_E_LIMIT);
    CHECK_STR(dr_buf_str(&b), "12345678");
    dr_buf_free(&b);
    CHECK_INT(b.max, 8);
}

int main(void)
{
    return RUN(pieces_follow_one_another, long_print_is_not_cut, over_the_maximum_nothing_is_added);
}
