/* SPDX-License-Identifier: Apache-2.0
 * refi_package.h - from a file, or bytes, to a dr_refi; and the texts that it holds.
 * Knows: archives.  Does not know: elements. */
#ifndef DR_REFI_PACKAGE_H
#define DR_REFI_PACKAGE_H

#include "exchange/refi.h"

/* Reads a .qdpx or .qdc, told apart by its first bytes; at most 256 MiB.  What is not as the standard asks is counted,
 * and told to `report` as errors when `telling`; what makes no sense at all is left out.
 * Errors: DRAAD_E_SOURCE (no such file, damaged), DRAAD_E_LIMIT, DRAAD_E_IO, DRAAD_E_MEMORY. */
draad_status dr_refi_read(const char *path, bool telling, const draad_report *report, dr_refi *out, draad_error *err);
draad_status dr_refi_read_bytes(draad_str bytes, const char *path, bool telling, const draad_report *report,
                                dr_refi *out, draad_error *err);
/* The bytes of the text of a source or note: its content, or the file in the archive that a path names.
 * *there is false when it is nowhere.  What is appended to `out` is as it was written. */
draad_status dr_refi_bytes_of(dr_refi *r, const dr_refi_source *source, dr_buf *out, bool *there, draad_error *err);

#endif
