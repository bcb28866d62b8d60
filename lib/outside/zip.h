/* SPDX-License-Identifier: Apache-2.0
 * zip.h - parts of a ZIP archive that is in memory, from bytes that nobody vouches for; and archives to hand out.
 * Knows: entries and their bytes.  Does not know: DOCX or any other package; files.
 *
 * Limits: 4,096 entries; 128 MiB a part and 256 MiB for all that are read; beyond 4 MiB at most 200 bytes from
 * each packed byte. */
#ifndef DR_ZIP_H
#define DR_ZIP_H

#include "base/buf.h"

enum {
    DR_ZIP_ENTRIES = 4096,
    DR_ZIP_PART_BYTES = 128 << 20,
    DR_ZIP_ALL_BYTES = 256 << 20,
    DR_ZIP_FREE_BYTES = 4 << 20,
    DR_ZIP_RATIO = 200
};

typedef struct dr_zip dr_zip;

/* Opens an archive; `bytes` and `name` (for messages) are borrowed until dr_zip_free.
 * Errors: DRAAD_E_SOURCE (no ZIP, damaged, encrypted, two entries of one name, also when only case differs),
 * DRAAD_E_LIMIT, DRAAD_E_MEMORY. */
draad_status dr_zip_open(draad_str bytes, const char *name, dr_zip **out, draad_error *err);
void dr_zip_free(dr_zip *zip);

/* Is there an entry of this name?  Case of ASCII letters makes no difference. */
bool dr_zip_has(const dr_zip *zip, draad_str part);

/* Appends the bytes of one entry to `out`, which gets none of them unless their checksum and size hold.
 * Errors: DRAAD_E_SOURCE (not there, damaged, a link, an unknown method), DRAAD_E_LIMIT, DRAAD_E_MEMORY. */
draad_status dr_zip_read(dr_zip *zip, draad_str part, dr_buf *out, draad_error *err);

/* The name of the i-th entry, small letters for ASCII ones, in order of names; data is NULL behind the last. */
draad_str dr_zip_name(const dr_zip *zip, size_t i);

/* An archive to hand out: the same parts give the same bytes, whenever and wherever.  Parts are stored, not packed:
 * two releases of the library that packs give different bytes. */
typedef struct dr_zip_writer dr_zip_writer;
draad_status dr_zip_new(dr_zip_writer **out, draad_error *err);
draad_status dr_zip_add(dr_zip_writer *w, draad_str part, draad_str bytes, draad_error *err); /* both are copied */
draad_status dr_zip_finish(dr_zip_writer *w, dr_buf *out, draad_error *err);                  /* appends; only once */
void dr_zip_writer_free(dr_zip_writer *w);

#endif
