/* SPDX-License-Identifier: Apache-2.0
 * spots.h - what lies in a text, put in order of place or taken together by code, without comparing all with all.
 * Knows: ranges and numbers.  Does not know: matches, codings. */
#ifndef DR_SPOTS_H
#define DR_SPOTS_H

#include "base/error.h"

typedef struct dr_spot {
    draad_range range;
    draad_range unit; /* what it widens to: goes along */
    uint32_t code;
    uint32_t number; /* in the list that it stands for; no two are the same */
} dr_spot;

typedef struct dr_spots {
    dr_spot *at;
    size_t n;
    dr_spot *spare;
    uint32_t *counts;
    size_t ncodes, room_counts;
} dr_spots;

/* Room for so many, of so many codes. */
draad_status dr_spots_new(dr_spots *s, size_t room, size_t ncodes, draad_error *err);
void dr_spots_free(dr_spots *s);

/* By start, end, number.  No range begins behind `end`. */
void dr_spots_order(dr_spots *s, draad_byte end);

/* By code; those of one code stay in the order that they have. */
void dr_spots_group(dr_spots *s);

#endif
