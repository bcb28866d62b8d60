/* SPDX-License-Identifier: Apache-2.0
 * fuzz_words.c - any bytes as a file of words beside the lexicon; then words of it are looked up and taken apart. */
#include "dutch/norm.h"
#include "dutch/lexicon.h"
#include "dutch/own_words.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    draad_lexicon *own = NULL;
    draad_error err;
    dr_buf norm = {0};
    if (dr_own_words_read((draad_str){(const char *)data, n}, "fuzz", NULL, &own, &err) != DRAAD_OK)
        return 0;
    for (size_t start = 0, end; start < n && start < 2000; start = end + 1) {
        end = start;
        while (end < n && data[end] != ';' && data[end] != ',' && data[end] != '\n' && data[end] < 0x80)
            end++;
        draad_str parts[DR_PARTS_MAX];
        dr_reading readings[DR_READINGS_MAX];
        char half[DR_WORD_MAX];
        if (end == start || dr_norm((draad_str){(const char *)data + start, end - start}, &norm, &err) != DRAAD_OK)
            continue;
        size_t nreadings = dr_lexicon_readings(own, dr_buf_str(&norm), readings);
        for (size_t i = 0; i < nreadings; i++) {
            draad_str lemma = {readings[i].lemma, readings[i].len};
            size_t nparts = dr_lexicon_parts(own, lemma, parts);
            if (nparts == 0 || nparts > DR_PARTS_MAX || dr_lexicon_particle(own, lemma) > lemma.len)
                abort();
            dr_lexicon_first_half(own, parts[0], lemma, half);
        }
    }
    dr_buf_free(&norm);
    draad_lexicon_free(own);
    return 0;
}
