/* SPDX-License-Identifier: Apache-2.0
 * faults.c - all that is wrong in one file, told in one run. */
#include "base/faults.h"

void dr_fault(dr_faults *f, uint32_t line, uint32_t column, const char *format, ...)
{
    draad_error told = {0};
    va_list args;
    if (f->n++ >= DR_FAULTS_TOLD)
        return;
    va_start(args, format);
    dr_vfail(&told, f->status, (dr_place){f->name, line, column}, format, args);
    va_end(args);
    dr_tell(f->report, f->severity, &told);
}

draad_status dr_faults_no_memory(const dr_faults *f)
{
    draad_error err;
    dr_no_memory(&err);
    dr_tell(f->report, DRAAD_ERROR, &err);
    return DRAAD_E_MEMORY;
}

draad_status dr_faults_end(const dr_faults *f, draad_status s)
{
    if (f->n > DR_FAULTS_TOLD)
        dr_say(f->report, f->severity, f->status, dr_place_of(f->name),
               f->severity == DRAAD_ERROR ? "and %zu more errors" : "and %zu more warnings", f->n - DR_FAULTS_TOLD);
    return s == DRAAD_OK && f->severity == DRAAD_ERROR && f->n > 0 ? f->status : s;
}
