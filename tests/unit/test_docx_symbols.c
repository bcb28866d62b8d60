/* SPDX-License-Identifier: Apache-2.0
 * test_docx_symbols.c - what a character of a symbol font looks like, and what no character is. */
#include "harness.h"
#include "base/error.h"
#include "source/docx.h"

enum { UNKNOWN = 0xFFFD };

TEST(letters_of_the_font_symbol_are_greek)
{
    CHECK_INT(dr_docx_symbol(DR_STR("Symbol"), 'A'), 0x391);
    CHECK_INT(dr_docx_symbol(DR_STR("Symbol"), 0xF041), 0x391); /* the same, as Word writes it */
    CHECK_INT(dr_docx_symbol(DR_STR("symbol"), 'z'), 0x3B6);
    CHECK_INT(dr_docx_symbol(DR_STR("Symbol"), '7'), '7');
    CHECK_INT(dr_docx_symbol(DR_STR("Symbol"), ' '), ' ');
    CHECK_INT(dr_docx_symbol(DR_STR("Symbol"), '@'), UNKNOWN);
    CHECK_INT(dr_docx_symbol(DR_STR("Symbol"), '`'), UNKNOWN);
    CHECK_INT(dr_docx_symbol(DR_STR("Symbol"), '\x1F'), UNKNOWN);
    CHECK_INT(dr_docx_symbol(DR_STR("Symbol"), 0x3B1), 0x3B1); /* outside the font: what it is */
}

TEST(letters_of_other_symbol_fonts_are_none)
{
    CHECK_INT(dr_docx_symbol(DR_STR("Webdings"), 'A'), UNKNOWN);
    CHECK_INT(dr_docx_symbol(DR_STR("Wingdings 2"), '0'), UNKNOWN);
    CHECK_INT(dr_docx_symbol(DR_STR("Wingdings 3"), 'k'), UNKNOWN);
}

TEST(of_an_ordinary_font_a_character_is_what_it_is)
{
    static const uint32_t fine[] = {' ', 'a', 0xA0, 0xE9, 0xD7FF, 0xF900, 0xFFFC, 0x1F600, 0xEFFFF};
    static const uint32_t none[] = {0,      0x1F,   0x7F,   0x9F,   0xD800, 0xDFFF,
                                    0xE000, 0xF041, 0xF8FF, 0xFFFE, 0xFFFF, 0xF0000};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        CHECK_INT(dr_docx_symbol(DR_STR("Calibri"), fine[i]), fine[i]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        CHECK_INT(dr_docx_symbol(DR_STR("Calibri"), none[i]), UNKNOWN);
}

int main(void)
{
    return RUN(letters_of_the_font_symbol_are_greek, letters_of_other_symbol_fonts_are_none,
               of_an_ordinary_font_a_character_is_what_it_is);
}
