/* SPDX-License-Identifier: Apache-2.0
 * sav.h - a data file of SPSS out (ReadStat, which may have been left out of the build).
 * The same table gives the same bytes: the file says that it was made on 1 January 1980.
 * Knows: variables and rows.  Does not know: what they hold, files. */
#ifndef DR_SAV_H
#define DR_SAV_H

#include "base/buf.h"

enum {
    DR_SAV_NAME_BYTES = 64,     /* of the name of a variable */
    DR_SAV_LABEL_BYTES = 252,   /* of its label; what is longer is cut */
    DR_SAV_STRING_BYTES = 32767 /* of a string; what is longer is cut */
};

typedef struct dr_sav_variable {
    draad_str name; /* as dr_sav_name makes it */
    draad_str label;
    bool is_text;
} dr_sav_variable;

/* A cell: a text, or a number (NaN is missing). */
typedef struct dr_sav_cell {
    draad_str text;
    double number;
} dr_sav_cell;

/* Was Draad built with ReadStat? */
bool dr_sav_is_there(void);

/* Appends a name that SPSS accepts, made of `name`: letters, digits, '.', '_'; at most 64 bytes, and another than the n
 * names in `taken` (SPSS does not see case). */
draad_status dr_sav_name(draad_str name, const draad_str *taken, size_t n, dr_buf *out, draad_error *err);

/* Appends the whole file.
 * cells  row by row, nvariables each
 * note   a line of at most 80 characters
 * Errors: DRAAD_E_USAGE when Draad was built without ReadStat; DRAAD_E_LIMIT; DRAAD_E_IO for what ReadStat refuses. */
draad_status dr_sav_write(const dr_sav_variable *variables, size_t nvariables, const dr_sav_cell *cells, size_t nrows,
                          const char *label, const char *note, dr_buf *out, draad_error *err);

#endif
