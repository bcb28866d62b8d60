/* SPDX-License-Identifier: Apache-2.0
 * code_names.h - which code do people mean when they write its name?
 * Its full id (zin.coping); else its id in its codebook or its label, when one code alone is called so.  Small and
 * capital letters and the shape of an apostrophe make no difference.
 * Knows: the codes of a project.  Does not know: where the name stood. */
#ifndef DR_CODE_NAMES_H
#define DR_CODE_NAMES_H

#include "base/map.h"
#include "coding/project.h"

typedef struct dr_code_names {
    const draad_project *p;
    dr_arena arena; /* the names as they are compared */
    dr_map ids, names, books;
} dr_code_names;

/* Of the codes that the project has now.  Freed by dr_code_names_free, also after a failure. */
draad_status dr_code_names_of(const draad_project *p, dr_code_names *out, draad_error *err);
void dr_code_names_free(dr_code_names *n);

/* The index of the code, DRAAD_NONE when no code or more than one is called so. */
draad_status dr_code_names_find(const dr_code_names *n, draad_str name, uint32_t *code, draad_error *err);

/* The code of which the full id, id or label is nearest to a name that was not found; DRAAD_NONE when none is near. */
draad_status dr_code_names_near(const dr_code_names *n, draad_str name, uint32_t *code, draad_error *err);

/* A code with those below it, or all of a codebook. */
typedef struct dr_code_choice {
    uint32_t code; /* of a codebook: one of its codes */
    bool is_book;
} dr_code_choice;

/* What is chosen by name: a codebook (when `books`) or a code.  What is not there is an error that names the nearest.
 */
draad_status dr_code_choose(const draad_project *p, const char *name, bool books, dr_code_choice *out,
                            draad_error *err);

/* Is the code the chosen one, or of the chosen codebook?  What is below it is not looked at. */
bool dr_code_is_chosen(const draad_project *p, dr_code_choice choice, uint32_t code);

#endif
