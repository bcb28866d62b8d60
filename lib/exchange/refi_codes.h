/* SPDX-License-Identifier: Apache-2.0
 * refi_codes.h - a code of a codebook as REFI-QDA can hold it: a name and one Description, in which definition,
 * criteria and examples stand under headings that people read and Draad reads back.
 *
 *     What the code means.
 *
 *     Include:
 *     - a criterion
 *     Code: zin.coping
 *
 * Without a last line "Code: ..." or "Codebook: ..." a Description is a definition and nothing else.
 * Knows: the form of a Description, codebooks.  Does not know: XML, projects. */
#ifndef DR_REFI_CODES_H
#define DR_REFI_CODES_H

#include "base/buf.h"
#include "outside/xml_write.h"
#include "rules/codebook.h"

/* Headings of a Description, in the order in which they are written.  Those from DR_REFI_MEMO on hold one text, those
 * before it a list. */
enum {
    DR_REFI_INCLUDE,
    DR_REFI_EXCLUDE,
    DR_REFI_EXAMPLES,
    DR_REFI_COUNTEREXAMPLES,
    DR_REFI_MEMO,
    DR_REFI_VERSION,
    DR_REFI_SOURCE,
    DR_REFI_AUTHOR,
    DR_REFI_LICENCE,
    DR_REFI_LANGUAGE,
    DR_REFI_CODE,
    DR_REFI_CODEBOOK,
    DR_REFI_HEADINGS
};

typedef struct dr_refi_texts {
    draad_str *at;
    size_t n;
} dr_refi_texts;

typedef struct dr_refi_description {
    draad_str definition;                  /* all of it, when there are no headings */
    dr_refi_texts under[DR_REFI_HEADINGS]; /* a list, or one text */
} dr_refi_description;

/* Takes a Description apart; texts live in `arena`. */
draad_status dr_refi_description_read(draad_str text, dr_arena *arena, dr_refi_description *out, draad_error *err);

/* The one text under a heading; "": none. */
draad_str dr_refi_text_under(const dr_refi_description *d, int heading);

/* Writes an element Codes with a code for each codebook, not to be applied itself, and its codes below it. */
draad_status dr_refi_write_codes(dr_xml_writer *w, dr_codebook *const *books, size_t n, draad_error *err);

/* The GUID of a code ("zin.coping"), the same in every export. */
draad_status dr_refi_code_guid(draad_str id, char out[37], draad_error *err);

#endif
