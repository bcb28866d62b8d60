/* SPDX-License-Identifier: Apache-2.0
 * refi_read.h - from XML to a dr_refi.
 * Knows: elements.  Does not know: archives. */
#ifndef DR_REFI_READ_H
#define DR_REFI_READ_H

#include "exchange/refi.h"
#include "outside/xml.h"

/* Fills what the XML says; r->path, part, report and telling are set before. */
draad_status dr_refi_read_xml(dr_refi *r, draad_str bytes, draad_error *err);

#endif
