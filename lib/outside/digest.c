/* SPDX-License-Identifier: Apache-2.0
 * digest.c - SHA-256 and name-based UUIDs, by libcrypto.
 * Knows: bytes.  Does not know: what is identified by them.
 * The plain functions, which OpenSSL 3 would rather see replaced by EVP: that reads a configuration file of the system
 * when it is first asked, which takes a millisecond, and may be told there to compute otherwise. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "outside/digest.h"
#include "base/memory.h"

#include <openssl/sha.h>
#include <string.h>

/* Draad's namespace: drawn once at random, and never to change, because every id that was ever published hangs
 * on it.  58c0a1a9-7f0e-4d3b-9b62-2f4f0f7ad1e6 */
static const unsigned char namespace_[16] = {0x58, 0xc0, 0xa1, 0xa9, 0x7f, 0x0e, 0x4d, 0x3b,
                                             0x9b, 0x62, 0x2f, 0x4f, 0x0f, 0x7a, 0xd1, 0xe6};

struct dr_hasher {
    SHA256_CTX context;
};

static char *hex(const unsigned char *bytes, size_t n, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        *out++ = digits[bytes[i] >> 4];
        *out++ = digits[bytes[i] & 15];
    }
    *out = '\0';
    return out;
}

static draad_status cannot(draad_error *err, const char *algorithm)
{
    return dr_fail(err, DRAAD_E_IO, dr_place_of(NULL), "libcrypto cannot compute %s on this system", algorithm);
}

draad_status dr_sha256_of(draad_str bytes, dr_sha256 *out, draad_error *err)
{
    dr_hasher h;
    if (SHA256_Init(&h.context) != 1)
        return cannot(err, "SHA-256");
    draad_status s = dr_hasher_add(&h, bytes, err);
    return s == DRAAD_OK ? dr_hasher_end(&h, out, err) : s;
}

void dr_hasher_free(dr_hasher *h)
{
    dr_free(h);
}

draad_status dr_hasher_new(dr_hasher **out, draad_error *err)
{
    dr_hasher *h = *out = dr_alloc_zero(1, sizeof *h);
    if (h == NULL)
        return dr_no_memory(err);
    if (SHA256_Init(&h->context) == 1)
        return DRAAD_OK;
    dr_free(h);
    *out = NULL;
    return cannot(err, "SHA-256");
}

draad_status dr_hasher_add(dr_hasher *h, draad_str bytes, draad_error *err)
{
    const bool fine = bytes.len == 0 || SHA256_Update(&h->context, bytes.data, bytes.len) == 1;
    return fine ? DRAAD_OK : cannot(err, "SHA-256");
}

draad_status dr_hasher_end(dr_hasher *h, dr_sha256 *out, draad_error *err)
{
    unsigned char raw[SHA256_DIGEST_LENGTH];
    if (SHA256_Final(raw, &h->context) != 1)
        return cannot(err, "SHA-256");
    hex(raw, sizeof raw, out->hex);
    return DRAAD_OK;
}

/* Names of one document all begin with its digest: what namespace and beginning come to is kept. */
struct dr_uuids {
    SHA_CTX begun; /* SHA-1 of the namespace and `beginning`: together a block of it */
    char beginning[SHA_CBLOCK - sizeof namespace_];
    size_t nbeginning;
};

static bool begin(dr_uuids *u, draad_str beginning)
{
    u->nbeginning = SIZE_MAX; /* until it is there: none */
    if (SHA1_Init(&u->begun) != 1 || SHA1_Update(&u->begun, namespace_, sizeof namespace_) != 1 ||
        (beginning.len > 0 && SHA1_Update(&u->begun, beginning.data, beginning.len) != 1))
        return false;
    if (beginning.len > 0)
        memcpy(u->beginning, beginning.data, beginning.len);
    u->nbeginning = beginning.len;
    return true;
}

draad_status dr_uuids_new(dr_uuids **out, draad_error *err)
{
    dr_uuids *u = *out = dr_alloc_zero(1, sizeof *u);
    if (u == NULL)
        return dr_no_memory(err);
    if (begin(u, (draad_str){0}))
        return DRAAD_OK;
    dr_free(u);
    *out = NULL;
    return cannot(err, "SHA-1");
}

void dr_uuids_free(dr_uuids *u)
{
    dr_free(u);
}

draad_status dr_uuids_of(dr_uuids *u, draad_str name, dr_uuid *out, draad_error *err)
{
    unsigned char raw[SHA_DIGEST_LENGTH];
    const size_t n = name.len < sizeof u->beginning ? name.len : sizeof u->beginning;
    const bool same = n == u->nbeginning && (n == 0 || memcmp(name.data, u->beginning, n) == 0);
    if (!same && !begin(u, (draad_str){name.data, n}))
        return cannot(err, "SHA-1");
    SHA_CTX context = u->begun;
    if ((name.len > n && SHA1_Update(&context, name.data + n, name.len - n) != 1) || SHA1_Final(raw, &context) != 1)
        return cannot(err, "SHA-1");
    raw[6] = (unsigned char)((raw[6] & 0x0F) | 0x50); /* version 5, */
    raw[8] = (unsigned char)((raw[8] & 0x3F) | 0x80); /* variant of RFC 4122 */
    char *to = hex(raw, 4, out->text);
    for (size_t i = 4; i < 10; i += 2) {
        *to++ = '-';
        to = hex(raw + i, 2, to);
    }
    *to++ = '-';
    hex(raw + 10, 6, to);
    return DRAAD_OK;
}

draad_status dr_uuid_of(draad_str name, dr_uuid *out, draad_error *err)
{
    dr_uuids *u = NULL;
    draad_status s = dr_uuids_new(&u, err);
    if (s == DRAAD_OK)
        s = dr_uuids_of(u, name, out, err);
    dr_uuids_free(u);
    return s;
}
