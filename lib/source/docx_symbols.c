/* SPDX-License-Identifier: Apache-2.0
 * docx_symbols.c - bullets, arrows, smileys and Greek of the symbol fonts.
 * These fonts put pictures at the places of letters, which Word writes as U+F000 plus the place.
 * Source: the mappings that Unicode publishes for Symbol (VENDORS/ADOBE/symbol.txt) and the names of Wingdings
 * glyphs in the Unicode proposal L2/12-368; where a glyph has a plain and a heavy form, the plain one.
 * Knows: fonts.  Does not know: documents. */
#include "source/docx.h"

enum { PRIVATE_FIRST = 0xF000, PRIVATE_LAST = 0xF0FF, UNKNOWN = 0xFFFD };

typedef struct {
    unsigned char place;
    uint32_t character;
} symbol;

static const symbol symbol_font[] = {{0x2D, 0x2212}, {0xA3, 0x2264}, {0xA5, 0x221E}, {0xAB, 0x2194}, {0xAC, 0x2190},
                                     {0xAD, 0x2191}, {0xAE, 0x2192}, {0xAF, 0x2193}, {0xB0, 0xB0},   {0xB1, 0xB1},
                                     {0xB3, 0x2265}, {0xB4, 0xD7},   {0xB7, 0x2022}, {0xB8, 0xF7},   {0xB9, 0x2260},
                                     {0xBB, 0x2248}, {0xBC, 0x2026}, {0xD2, 0xAE},   {0xD3, 0xA9},   {0xD4, 0x2122},
                                     {0xD6, 0x221A}, {0xDB, 0x21D4}, {0xDC, 0x21D0}, {0xDD, 0x21D1}, {0xDE, 0x21D2},
                                     {0xDF, 0x21D3}, {0xE2, 0xAE},   {0xE3, 0xA9},   {0xE4, 0x2122}, {0xE5, 0x2211}};

/* The letters of Symbol: A to Z, a to z. */
static const uint16_t greek_capitals[26] = {0x391, 0x392, 0x3A7, 0x394, 0x395, 0x3A6, 0x393, 0x397, 0x399,
                                            0x3D1, 0x39A, 0x39B, 0x39C, 0x39D, 0x39F, 0x3A0, 0x398, 0x3A1,
                                            0x3A3, 0x3A4, 0x3A5, 0x3C2, 0x3A9, 0x39E, 0x3A8, 0x396};
static const uint16_t greek_letters[26] = {0x3B1, 0x3B2, 0x3C7, 0x3B4, 0x3B5, 0x3C6, 0x3B3, 0x3B7, 0x3B9,
                                           0x3D5, 0x3BA, 0x3BB, 0x3BC, 0x3BD, 0x3BF, 0x3C0, 0x3B8, 0x3C1,
                                           0x3C3, 0x3C4, 0x3C5, 0x3D6, 0x3C9, 0x3BE, 0x3C8, 0x3B6};

static const symbol wingdings[] = {
    {0x43, 0x1F44D}, {0x44, 0x1F44E}, {0x45, 0x261C}, {0x46, 0x261E}, {0x47, 0x261D}, {0x48, 0x261F}, {0x4A, 0x263A},
    {0x4B, 0x1F610}, {0x4C, 0x2639},  {0x6C, 0x25CF}, {0x6E, 0x25A0}, {0x6F, 0x25A1}, {0x71, 0x2751}, {0x72, 0x2752},
    {0x75, 0x25C6},  {0x76, 0x2756},  {0x77, 0x2B25}, {0x9E, 0xB7},   {0x9F, 0x2022}, {0xA1, 0x25CB}, {0xA7, 0x25AA},
    {0xA8, 0x25FB},  {0xAB, 0x2605},  {0xD8, 0x27A2}, {0xDF, 0x2190}, {0xE0, 0x2192}, {0xE1, 0x2191}, {0xE2, 0x2193},
    {0xE3, 0x2196},  {0xE4, 0x2197},  {0xE5, 0x2199}, {0xE6, 0x2198}, {0xE8, 0x2794}, {0xEF, 0x21E6}, {0xF0, 0x21E8},
    {0xF1, 0x21E7},  {0xF2, 0x21E9},  {0xF3, 0x2B04}, {0xFB, 0x2717}, {0xFC, 0x2713}, {0xFD, 0x2612}, {0xFE, 0x2611}};

static const symbol wingdings2[] = {{0x4F, 0x2717}, {0x50, 0x2713}, {0x52, 0x2611},
                                    {0x53, 0x2612}, {0x97, 0x25CF}, {0xA3, 0x25A1}};

static const symbol wingdings3[] = {{0x66, 0x2190}, {0x67, 0x2192}, {0x68, 0x2191}, {0x69, 0x2193}};

static const symbol webdings[] = {{0x59, 0x2665}, {0x61, 0x2713}};

static const struct {
    draad_str font;
    const symbol *symbols;
    size_t n;
} fonts[] = {
    {{"Symbol", 6}, symbol_font, sizeof symbol_font / sizeof *symbol_font},
    {{"Wingdings", 9}, wingdings, sizeof wingdings / sizeof *wingdings},
    {{"Wingdings 2", 11}, wingdings2, sizeof wingdings2 / sizeof *wingdings2},
    {{"Wingdings 3", 11}, wingdings3, sizeof wingdings3 / sizeof *wingdings3},
    {{"Webdings", 8}, webdings, sizeof webdings / sizeof *webdings},
};
enum { NFONTS = sizeof fonts / sizeof *fonts, SYMBOL_FONT = 0 };

static uint32_t in_symbol_font(size_t font, uint32_t place)
{
    for (size_t i = 0; i < fonts[font].n; i++)
        if (fonts[font].symbols[i].place == place)
            return fonts[font].symbols[i].character;
    if (font == SYMBOL_FONT && place >= 'A' && place <= 'Z')
        return greek_capitals[place - 'A'];
    if (font == SYMBOL_FONT && place >= 'a' && place <= 'z')
        return greek_letters[place - 'a'];
    if (font == SYMBOL_FONT && place >= '0' && place <= '9')
        return place;
    return place == ' ' ? ' ' : UNKNOWN;
}

uint32_t dr_docx_symbol(draad_str font, uint32_t c)
{
    bool is_private = c >= PRIVATE_FIRST && c <= PRIVATE_LAST;
    for (size_t i = 0; i < NFONTS; i++)
        if (dr_str_equal(font, fonts[i].font) && (is_private || c < 0x100))
            return in_symbol_font(i, c & 0xFF);
    bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    bool is_surrogate = c >= 0xD800 && c < 0xE000;
    bool is_for_own_use = (c >= 0xE000 && c < 0xF900) || c >= 0xF0000; /* means something only with its font */
    return is_control || is_surrogate || is_for_own_use || c == 0xFFFE || c == 0xFFFF ? UNKNOWN : c;
}
