/* SPDX-License-Identifier: Apache-2.0
 * inflate.h - bytes packed with DEFLATE (RFC 1951) unpacked, and CRC-32, the checksum that goes with them.
 * Knows: bytes.  Does not know: archives. */
#ifndef DR_INFLATE_H
#define DR_INFLATE_H

#include "draad.h"

typedef struct dr_inflater dr_inflater; /* for one thread at a time, and any number of packed bytes in turn */

typedef enum dr_inflated {
    DR_INFLATED_WHOLE,
    DR_INFLATED_DAMAGED, /* also: torn */
    DR_INFLATED_LONGER   /* than there is room for; whether the rest is sound was not looked at */
} dr_inflated;

dr_inflater *dr_inflater_new(void); /* NULL: no memory */
void dr_inflater_free(dr_inflater *inflater);

/* Unpacks into `room` bytes at `out`; *n of them are the whole.  What stands behind the end of what is packed is
 * passed over.  Unless all went well `out` holds anything, and no more of it was touched than came out. */
dr_inflated dr_inflate(dr_inflater *inflater, draad_str packed, char *out, size_t room, size_t *n);

uint32_t dr_crc32(draad_str bytes);

#endif
