/* SPDX-License-Identifier: Apache-2.0
 * inflate.c - libdeflate, which unpacks all at once, straight to where it has to be: twice as fast as zlib does.
 * It takes its memory from malloc; the allocator that it could be given is one for the whole program.
 * Knows: libdeflate.  Does not know: what is packed. */
#include "outside/inflate.h"

#include <libdeflate.h>

dr_inflater *dr_inflater_new(void)
{
    return (dr_inflater *)libdeflate_alloc_decompressor();
}

void dr_inflater_free(dr_inflater *inflater)
{
    libdeflate_free_decompressor((struct libdeflate_decompressor *)inflater);
}

dr_inflated dr_inflate(dr_inflater *inflater, draad_str packed, char *out, size_t room, size_t *n)
{
    switch (libdeflate_deflate_decompress((struct libdeflate_decompressor *)inflater, packed.data, packed.len, out,
                                          room, n)) {
    case LIBDEFLATE_SUCCESS:
        return DR_INFLATED_WHOLE;
    case LIBDEFLATE_INSUFFICIENT_SPACE:
        return DR_INFLATED_LONGER;
    default:
        return DR_INFLATED_DAMAGED;
    }
}

uint32_t dr_crc32(draad_str bytes)
{
    return libdeflate_crc32(0, bytes.data, bytes.len);
}
