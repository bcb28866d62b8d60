/* SPDX-License-Identifier: Apache-2.0
 * test_html.c - HTML that is handed out: nothing that is shown becomes markup. */
#include "failing.h"

#include <string.h>

#include "exchange/html.h"

static dr_buf out;

static dr_html begin(void)
{
    dr_buf_free(&out);
    return (dr_html){.out = &out};
}

TEST(text_and_attributes_are_escaped)
{
    dr_html h = begin();
    dr_html_open(&h, "a", "x\"y");
    dr_html_put(&h, "title", DR_STR("'<&>\""));
    dr_html_text(&h, DR_STR("\"</a><script>alert('&')"));
    dr_html_close(&h);
    CHECK_INT(h.status, DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "<a class=\"x&quot;y\" title=\"&#39;&lt;&amp;&gt;&quot;\">"
                                "\"&lt;/a&gt;&lt;script&gt;alert('&amp;')</a>\n");
}

TEST(control_characters_are_seen_and_what_is_no_character_is_replaced)
{
    dr_html h = begin();
    dr_html_text(&h, (draad_str){"a\0b\x1B\x7F\tc\n", 8});
    dr_html_text(&h, DR_STR("\xFF|\xC2\x85|\xEF\xBF\xBE|\xE2\x80\xAE"));
    CHECK_STR(dr_buf_str(&out), "a\xE2\x90\x80"
                                "b\xE2\x90\x9B\xE2\x90\xA1\tc\n\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD|\xE2\x80\xAE");
}

TEST(elements_without_content_have_no_end)
{
    dr_html h = begin();
    dr_html_open(&h, "span", NULL);
    dr_html_open(&h, "br", NULL);
    dr_html_close(&h);
    dr_html_leaf(&h, "b", "c", DR_STR("x"));
    dr_html_close(&h);
    CHECK_STR(dr_buf_str(&out), "<span><br><b class=\"c\">x</b></span>\n");
}

TEST(coordinates_have_one_decimal_at_most)
{
    dr_html h = begin();
    dr_html_open(&h, "rect", NULL);
    dr_html_at(&h, "a", 3);
    dr_html_at(&h, "b", -0.25);
    dr_html_at(&h, "c", 12.34);
    dr_html_at(&h, "d", -0.01);
    dr_html_close(&h);
    CHECK_STR(dr_buf_str(&out), "<rect a=\"3\" b=\"-0.3\" c=\"12.3\" d=\"0\"></rect>\n");
}

static draad_status make(void)
{
    dr_html h = begin();
    dr_html_open(&h, "p", "a");
    for (int i = 0; i < 50; i++)
        dr_html_text(&h, DR_STR("some text that makes the page longer & longer"));
    dr_html_close(&h);
    return h.status;
}

TEST(a_failed_allocation_is_not_forgotten)
{
    draad_set_allocator(&failing);
    size_t n = 0;
    for (;; n++) {
        allocations_left = n;
        const draad_status s = make();
        if (s == DRAAD_OK)
            break;
        CHECK_INT(s, DRAAD_E_MEMORY);
    }
    CHECK(n > 1);
    dr_buf_free(&out);
    draad_set_allocator(NULL);
}

int main(void)
{
    return RUN(text_and_attributes_are_escaped, control_characters_are_seen_and_what_is_no_character_is_replaced,
               elements_without_content_have_no_end, coordinates_have_one_decimal_at_most,
               a_failed_allocation_is_not_forgotten);
}
