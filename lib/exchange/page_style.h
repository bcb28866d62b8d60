/* SPDX-License-Identifier: Apache-2.0
 * page_style.h - how the page looks, and what its script does.
 * Knows: colours, classes.  Does not know: what is shown in them. */
#ifndef DR_PAGE_STYLE_H
#define DR_PAGE_STYLE_H

#include "base/error.h"

/* Every colour of the page by its name; the style sheet and the drawings say var(--NAME) and nothing else. */
typedef struct dr_page_colour {
    const char *name;
    uint32_t rgb;
} dr_page_colour;
extern const dr_page_colour dr_page_colours[]; /* up to a NULL name */

/* Which of them stand on which: text (4.5:1 or more), or something drawn that says something (3:1). */
typedef struct dr_page_contrast {
    const char *front, *back;
    bool text;
} dr_page_contrast;
extern const dr_page_contrast dr_page_contrasts[]; /* up to a NULL front */

/* The style sheet and the script, as they stand in page.css and page.js. */
draad_str dr_page_css(void);
draad_str dr_page_js(void);

#endif
