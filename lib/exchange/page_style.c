/* SPDX-License-Identifier: Apache-2.0
 * page_style.c - how the page looks, and what its script does.
 * The page is whole without the script, which only sorts, filters and opens what a link leads to.  It asks nothing of
 * anybody: the policy in the head allows this style and this script, by its digest, and no request at all.
 * Knows: colours.  Does not know: what is shown in them, what the style sheet (page.css) makes of them. */
#include "exchange/page_style.h"
#include "exchange/page.h"
#include "outside/digest.h"

#include <stdio.h>
#include <string.h>

const dr_page_colour dr_page_colours[] = {
    {"paper", 0xFFFFFF}, {"ink", 0x1B1C21},   {"quiet", 0x54565F}, {"line", 0xD5D7DD},  {"edge", 0x767983},
    {"link", 0x0A4D87},  {"soft", 0xF3F5F8},  {"mark", 0xFFE27A},  {"coded", 0xE8F1FA}, {"bar", 0x2E6C9E},
    {"warm", 0x8A3A00},  {"heat1", 0xEAF2FA}, {"heat2", 0xCFE2F3}, {"heat3", 0xAACBE8}, {"heat4", 0x83B1DC},
    {"heat5", 0x639BD0}, {NULL, 0},
};

const dr_page_contrast dr_page_contrasts[] = {
    {"ink", "paper", true},  {"ink", "soft", true},    {"ink", "coded", true},   {"ink", "mark", true},
    {"ink", "heat1", true},  {"ink", "heat2", true},   {"ink", "heat3", true},   {"ink", "heat4", true},
    {"ink", "heat5", true},  {"quiet", "paper", true}, {"quiet", "soft", true},  {"link", "paper", true},
    {"link", "soft", true},  {"link", "coded", true},  {"warm", "paper", true},  {"paper", "bar", true},
    {"warm", "coded", true}, {"link", "mark", true},   {"edge", "paper", false}, {"bar", "paper", false},
    {"edge", "soft", false}, {"bar", "soft", false},   {NULL, NULL, false},
};

extern const unsigned char dr_page_css_data[], dr_page_js_data[]; /* made from page.css and page.js by */
extern const size_t dr_page_css_size, dr_page_js_size;            /* scripts/embed.c */

draad_str dr_page_css(void)
{
    return (draad_str){(const char *)dr_page_css_data, dr_page_css_size};
}

draad_str dr_page_js(void)
{
    return (draad_str){(const char *)dr_page_js_data, dr_page_js_size};
}

/* ---- Into the head ------------------------------------------------------------------------------------------ */

static uint8_t digit_of(char c)
{
    return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* A SHA-256 in base 64, as policies write it; `out` has room for 45. */
static void base64_of(const dr_sha256 *sha256, char *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t bytes[33] = {0};
    for (size_t i = 0; i < 32; i++)
        bytes[i] = (uint8_t)(digit_of(sha256->hex[2 * i]) << 4 | digit_of(sha256->hex[2 * i + 1]));
    for (size_t i = 0; i < 11; i++) {
        const uint32_t three = (uint32_t)bytes[3 * i] << 16 | (uint32_t)bytes[3 * i + 1] << 8 | bytes[3 * i + 2];
        for (size_t k = 0; k < 4; k++)
            out[4 * i + k] = digits[three >> (18 - 6 * k) & 63];
    }
    out[43] = '=';
    out[44] = '\0';
}

void dr_page_style(dr_html *h)
{
    dr_sha256 sha256 = {{0}};
    char base64[45] = "";
    dr_html_note(h, dr_sha256_of(dr_page_js(), &sha256, NULL));
    if (h->status != DRAAD_OK)
        return;
    base64_of(&sha256, base64);
    dr_html_open(h, "meta", NULL);
    dr_html_put(h, "http-equiv", DR_STR("Content-Security-Policy"));
    dr_html_putf(h, "content",
                 "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'; base-uri 'none'; form-action "
                 "'none'",
                 base64);
    dr_html_close(h);
    dr_html_open(h, "style", NULL);
    dr_html_verbatim(h, DR_STR(":root{"));
    for (const dr_page_colour *c = dr_page_colours; c->name != NULL; c++) {
        char room[48];
        snprintf(room, sizeof room, "--%s:#%06x;", c->name, (unsigned)c->rgb);
        dr_html_verbatim(h, dr_str_of(room));
    }
    dr_html_verbatim(h, DR_STR("}"));
    dr_html_verbatim(h, dr_page_css());
    dr_html_close(h);
}

void dr_page_script(dr_html *h)
{
    dr_html_open(h, "script", NULL);
    dr_html_verbatim(h, dr_page_js());
    dr_html_close(h);
}
