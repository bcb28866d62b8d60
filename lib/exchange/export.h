/* SPDX-License-Identifier: Apache-2.0
 * export.h - what exports share: numbers, and how many segments of each code a document has.
 * The exports themselves are declared and explained in draad.h.
 * Knows: counts.  Does not know: formats. */
#ifndef DR_EXPORT_H
#define DR_EXPORT_H

#include "coding/project.h"

/* The options, or the default ones. */
draad_export_options dr_export_options(const draad_export_options *options);

/* Segments by document and code: (*out)[document * p->codes.n + code]; freed by dr_free. */
draad_status dr_document_codes(const draad_project *p, uint32_t **out, draad_error *err);

/* Appends a number as JSON and XML write it: whole numbers whole, others in 15 digits, never by the locale.  The value
 * is finite. */
draad_status dr_put_real(dr_buf *b, double value, draad_error *err);

/* The turn that says who speaks in a coding: the first eligible one, else the first; DRAAD_NONE. */
uint32_t dr_turn_of(const dr_coded *d, const dr_coding *c);

#endif
