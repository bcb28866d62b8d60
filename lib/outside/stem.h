/* SPDX-License-Identifier: Apache-2.0
 * stem.h - Dutch words cut to their stem by Snowball's rules (libstemmer; Porter's Dutch stemmer).
 * It knows no words, only letters: werken, werk and werkt share a stem, liep and lopen do not. */
#ifndef DR_STEM_H
#define DR_STEM_H

#include "draad.h"

typedef struct sb_stemmer dr_stemmer;

/* NULL: no memory.  One thread at a time may use it. */
dr_stemmer *dr_stemmer_new(void);
void dr_stemmer_free(dr_stemmer *s);

/* The stem of a word in norm; it lives until the next call.  data is NULL: no memory. */
draad_str dr_stem(dr_stemmer *s, draad_str norm);

#endif
