/* SPDX-License-Identifier: Apache-2.0
 * scale_set.h - the scales of a study: keys, and what respondents answered, from one file.
 * Knows: keys, answers.  Does not know: scores.
 * draad_scales_read is declared and explained in draad.h. */
#ifndef DR_SCALE_SET_H
#define DR_SCALE_SET_H

#include "coding/answers.h"
#include "coding/scale_key.h"

typedef struct dr_scale {
    dr_scale_key key;
    dr_scale_answers answers;
} dr_scale;

struct draad_scales {
    dr_scale *at;
    size_t n;
};

#endif
