/* SPDX-License-Identifier: Apache-2.0
 * scale_key.h - how the items of a questionnaire become scores: the key of one scale, from YAML.
 * A key holds numbers of items, never their wording.
 * Knows: the key format (docs/scales.md).  Does not know: answers, files. */
#ifndef DR_SCALE_KEY_H
#define DR_SCALE_KEY_H

#include "base/error.h"
#include "base/memory.h"

enum {
    DR_SCALE_BYTES_MAX = 1 << 20,
    DR_SCALE_ITEMS_MAX = 1000,
    DR_SUBSCALES_MAX = 100,
    DR_BANDS_MAX = 20,
    DR_SCALE_RANGE_MAX = 1000 /* min and max lie between minus this and this */
};

/* A name for part of the range of scores; it goes on until the next one begins. */
typedef struct dr_band {
    draad_str label;
    double from; /* minus infinity: the first */
    bool above;  /* begins above `from`, not at it */
} dr_band;

typedef struct dr_subscale {
    draad_str id, label; /* label: the id when none was given */
    uint32_t *items;     /* indices of items, from 0, in the order of the file; each once */
    uint32_t nitems;     /* 1 or more */
    dr_band *bands;      /* rising; data to print on request, not a judgement */
    uint32_t nbands;     /* 0, or 2 or more */
} dr_subscale;

typedef struct dr_scale_key {
    dr_arena arena;
    draad_str id;
    draad_str title;  /* the id when none was given */
    draad_str source; /* "": none given */
    draad_str prefix; /* of the columns of its items in an answers file; the id when none was given */
    uint32_t nitems;
    int32_t min, max;       /* of an answer; min < max */
    bool *reversed;         /* for each item */
    bool sum;               /* a score is the mean of the answers (false), or that times the number of items */
    bool flag_inconsistent; /* see dr_scale_is_inconsistent */
    dr_subscale *subscales; /* in file order */
    uint32_t nsubscales;    /* 1 or more */
} dr_scale_key;

/* Reads a key.  Every error is told with its line and column (a key that is not known, a number that is none or outside
 * its limits, an item that does not exist or stands twice in a list), then DRAAD_E_CODEBOOK; of a file that is no YAML
 * only the first, and of one over DR_SCALE_BYTES_MAX that it is: DRAAD_E_LIMIT.  An item in no subscale is a warning.
 * *out is empty unless DRAAD_OK. */
draad_status dr_scale_key_read(draad_str yaml, const char *name, const draad_report *report, dr_scale_key *out);
void dr_scale_key_free(dr_scale_key *key);

/* Index of a subscale by its id; DRAAD_NONE: there is none. */
uint32_t dr_scale_key_find(const dr_scale_key *key, draad_str id);

#endif
