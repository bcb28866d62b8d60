/* SPDX-License-Identifier: Apache-2.0
 * test_page_style.c - whether the page can be read: the contrast of each colour with what it stands on. */
#include "harness.h"

#include "exchange/page_style.h"

static const dr_page_colour *colour_of(const char *name, size_t len)
{
    for (const dr_page_colour *c = dr_page_colours; c->name != NULL; c++)
        if (strlen(c->name) == len && strncmp(c->name, name, len) == 0)
            return c;
    return NULL;
}

/* Relative luminance, as WCAG 2.2 defines it. */
static double luminance(uint32_t rgb)
{
    static const double weight[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        const double c = (rgb >> (16 - 8 * i) & 255) / 255.0;
        sum += weight[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(uint32_t a, uint32_t b)
{
    const double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

TEST(contrast_is_that_of_wcag)
{
    CHECK_NEAR(contrast(0x000000, 0xFFFFFF), 21, 1e-9);
    CHECK_NEAR(contrast(0x767676, 0xFFFFFF), 4.5422, 1e-4); /* the lightest grey that passes on white */
}

TEST(text_has_enough_contrast_and_so_have_drawings)
{
    for (const dr_page_contrast *p = dr_page_contrasts; p->front != NULL; p++) {
        const dr_page_colour *front = colour_of(p->front, strlen(p->front)), *back = colour_of(p->back, strlen(p->back));
        assert_non_null(front);
        assert_non_null(back);
        const double found = contrast(front->rgb, back->rgb);
        if (found < (p->text ? 4.5 : 3))
            print_error("%s on %s: %.2f\n", p->front, p->back, found);
        CHECK(found >= (p->text ? 4.5 : 3));
    }
}

/* Lines that only divide: nothing is said with them. */
static bool is_ornament(const char *name)
{
    return strcmp(name, "line") == 0;
}

TEST(every_colour_is_in_a_pair_that_is_tested)
{
    for (const dr_page_colour *c = dr_page_colours; c->name != NULL; c++) {
        bool tested = is_ornament(c->name);
        for (const dr_page_contrast *p = dr_page_contrasts; p->front != NULL; p++)
            tested = tested || strcmp(p->front, c->name) == 0 || strcmp(p->back, c->name) == 0;
        if (!tested)
            print_error("%s\n", c->name);
        CHECK(tested);
    }
}

TEST(the_style_sheet_names_these_colours_and_no_others)
{
    const draad_str css = dr_page_css();
    size_t n = 0;
    for (size_t i = 0; i + 6 < css.len; i++) {
        CHECK(css.data[i] != '#');
        if (strncmp(css.data + i, "var(--", 6) != 0 || strncmp(css.data + i, "var(--level", 11) == 0)
            continue;
        size_t end = i + 6;
        while (css.data[end] != ')')
            end++;
        assert_non_null(colour_of(css.data + i + 6, end - i - 6));
        n++;
    }
    CHECK(n > 20);
}

/* What would end the element they stand in, or ask something of the network. */
TEST(style_and_script_stay_inside_and_ask_for_nothing)
{
    static const char *const never[] = {"</", "<!--", "url(", "@import", "http", "fetch", "XMLHttp", "eval", "innerHTML"};
    const draad_str both[] = {dr_page_css(), dr_page_js()};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < sizeof never / sizeof *never; i++)
            for (size_t at = 0; at + strlen(never[i]) <= both[k].len; at++)
                CHECK(strncmp(both[k].data + at, never[i], strlen(never[i])) != 0);
}

int main(void)
{
    return RUN(contrast_is_that_of_wcag, text_has_enough_contrast_and_so_have_drawings,
               every_colour_is_in_a_pair_that_is_tested, the_style_sheet_names_these_colours_and_no_others,
               style_and_script_stay_inside_and_ask_for_nothing);
}
