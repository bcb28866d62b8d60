/* SPDX-License-Identifier: Apache-2.0
 * suggest.h - how near are two names?  draad_suggest is declared and explained in draad.h.
 * Knows: bytes.  Does not know: what the names are of. */
#ifndef DR_SUGGEST_H
#define DR_SUGGEST_H

#include "base/error.h"

enum { DR_FAR = 64 };

/* Bytes to change, add, drop or swap with a neighbour that make a of b, capital or small alike; DR_FAR when one is
 * longer than that. */
unsigned dr_distance(draad_str a, draad_str b);

#endif
