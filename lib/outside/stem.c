/* SPDX-License-Identifier: Apache-2.0
 * stem.c - Dutch words cut to their stem, by libstemmer. */
#include "outside/stem.h"

#include <libstemmer.h>

dr_stemmer *dr_stemmer_new(void)
{
    return sb_stemmer_new("dutch", "UTF_8");
}

void dr_stemmer_free(dr_stemmer *s)
{
    if (s != NULL)
        sb_stemmer_delete(s);
}

draad_str dr_stem(dr_stemmer *s, draad_str norm)
{
    const sb_symbol *stem = sb_stemmer_stem(s, (const sb_symbol *)norm.data, (int)norm.len);
    return (draad_str){(const char *)stem, stem != NULL ? (size_t)sb_stemmer_length(s) : 0};
}
