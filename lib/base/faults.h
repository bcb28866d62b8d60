/* SPDX-License-Identifier: Apache-2.0
 * faults.h - all that is wrong in one file, told in one run: who made it corrects it in a spreadsheet or an editor.
 * Knows: places and messages.  Does not know: what is read. */
#ifndef DR_FAULTS_H
#define DR_FAULTS_H

#include "base/error.h"

enum { DR_FAULTS_TOLD = 100 }; /* so many are told; of the rest only how many there are */

typedef struct dr_faults {
    const draad_report *report;
    const char *name; /* of the file */
    draad_severity severity;
    draad_status status;
    size_t n;
} dr_faults;

void dr_fault(dr_faults *f, uint32_t line, uint32_t column, const char *format, ...) DR_PRINTF(4, 5);

/* Tells that memory ran out, which is no fault of the file: DRAAD_E_MEMORY. */
draad_status dr_faults_no_memory(const dr_faults *f);

/* After the last: how many were not told.  What became of reading, when it went well but for errors: their status. */
draad_status dr_faults_end(const dr_faults *f, draad_status s);

#endif
