/* SPDX-License-Identifier: Apache-2.0
 * source.h - bytes in, text out: which reader?
 * Readers never trust the bytes: every limit of docs/limits.md holds before memory is spent. */
#ifndef DR_SOURCE_H
#define DR_SOURCE_H

#include "outside/zip.h"
#include "text/document.h"

/* Reads a source by what its first bytes are, whatever its name says.  On failure `out` is empty and *err names
 * the source and what it really is ("a PDF; save it as text or DOCX").  Warnings (tracked changes taken as
 * accepted, hidden text kept, ...) go to `report`. */
draad_status dr_source_read(draad_str bytes, const char *name, const draad_read_options *options,
                            const draad_report *report, dr_source_text *out, draad_error *err);

/* The readers behind it. */
draad_status dr_txt_read(draad_str bytes, const char *name, const draad_read_options *options,
                         const draad_report *report, dr_source_text *out, draad_error *err);
draad_status dr_docx_read(dr_zip *zip, const char *name, const draad_read_options *options, const draad_report *report,
                          dr_source_text *out, draad_error *err);

/* CoNLL-U, as UTF-8 with LF: only its tokens and sentences. */
draad_status dr_conllu_read(draad_str text, const char *name, dr_source_text *out, draad_error *err);

/* WebVTT or SRT: text that was read already, as UTF-8 with LF.  Cues of one voice become one turn on one line. */
bool dr_is_subtitles(draad_str text);
draad_status dr_subtitles_read(draad_str text, const char *name, const draad_read_options *options,
                               const draad_report *report, dr_source_text *out, draad_error *err);

#endif
