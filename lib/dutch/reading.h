/* SPDX-License-Identifier: Apache-2.0
 * reading.h - one way to read a form: its lemma, its class, how it is inflected.
 * Knows: types.  Does not know: words. */
#ifndef DR_READING_H
#define DR_READING_H

#include "draad.h"

/* Word classes, as a set of bits. */
enum {
    DR_NOUN = 1,
    DR_VERB = 2,
    DR_ADJ = 4,   /* adjectives and what is made from them */
    DR_OTHER = 8, /* function words, adverbs, numerals, names: what noun() and verb() never mean */
};

/* How a verb reading is inflected; 0 for other classes.  Separable verbs need it: only a finite form of a
 * clause can have its particle apart. */
enum {
    DR_FORM_NONE = 0,
    DR_FORM_INF,     /* loslaten, los te laten, (plural present too) */
    DR_FORM_PRESENT, /* laat */
    DR_FORM_PAST,    /* liet, lieten */
    DR_FORM_PART,    /* gelaten, losgelaten */
    DR_FORM_PPRES,   /* latend, latende */
};

enum { DR_WORD_MAX = 96, DR_READINGS_MAX = 8, DR_PARTS_MAX = 6 };

/* One way to read a form. */
typedef struct {
    char lemma[DR_WORD_MAX]; /* in norm, not terminated */
    uint8_t len;             /* bytes of lemma */
    uint8_t wclass;          /* one of the class bits */
    uint8_t form;            /* DR_FORM_... */
    uint8_t known;           /* 1: in the lexicon; 0: by rule */
} dr_reading;

#endif
