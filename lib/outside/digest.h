/* SPDX-License-Identifier: Apache-2.0
 * digest.h - SHA-256 and name-based UUIDs (libcrypto). */
#ifndef DR_DIGEST_H
#define DR_DIGEST_H

#include "base/error.h"

typedef struct dr_sha256 {
    char hex[65]; /* 64 lower-case digits and a zero */
} dr_sha256;

draad_status dr_sha256_of(draad_str bytes, dr_sha256 *out, draad_error *err);

/* The same of bytes that come one stretch after another. */
typedef struct dr_hasher dr_hasher;
draad_status dr_hasher_new(dr_hasher **out, draad_error *err);
draad_status dr_hasher_add(dr_hasher *h, draad_str bytes, draad_error *err);
draad_status dr_hasher_end(dr_hasher *h, dr_sha256 *out, draad_error *err); /* nothing can be added any more */
void dr_hasher_free(dr_hasher *h);

/* A name-based UUID (RFC 4122 version 5, in Draad's own namespace) of `name`: 36 characters and a zero. */
typedef struct dr_uuid {
    char text[37];
} dr_uuid;
draad_status dr_uuid_of(draad_str name, dr_uuid *out, draad_error *err);

/* The same for many names: what is prepared once costs more than one id. */
typedef struct dr_uuids dr_uuids;
draad_status dr_uuids_new(dr_uuids **out, draad_error *err);
draad_status dr_uuids_of(dr_uuids *u, draad_str name, dr_uuid *out, draad_error *err);
void dr_uuids_free(dr_uuids *u);

#endif
