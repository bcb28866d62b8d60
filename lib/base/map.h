/* SPDX-License-Identifier: Apache-2.0
 * map.h - from strings to numbers.  Keys are borrowed: they must outlive the map.
 * Iteration is not offered: nothing may depend on hash order. */
#ifndef DR_MAP_H
#define DR_MAP_H

#include "draad.h"

typedef struct dr_map_entry {
    const char *key; /* NULL: nothing is here */
    uint64_t last;   /* bytes of it: with the length, all of a short key, so that nothing else is looked at */
    uint32_t len, value;
} dr_map_entry;

typedef struct dr_map {
    dr_map_entry *entries;
    size_t n, room;
} dr_map;

/* Room for n keys in all, so that it need not grow on the way to them; false: no memory. */
bool dr_map_reserve(dr_map *m, size_t n);
/* The value slot of `key`, made (with DRAAD_NONE in it) when it is new; NULL: no memory. */
uint32_t *dr_map_slot(dr_map *m, draad_str key);
/* The value of `key`, DRAAD_NONE when it is not there. */
uint32_t dr_map_find(const dr_map *m, draad_str key);
/* The same of many keys, without waiting for one after the other. */
enum { DR_MAP_BATCH = 32 };
void dr_map_find_all(const dr_map *m, const draad_str *keys, size_t n, uint32_t *out); /* n: at most DR_MAP_BATCH */
void dr_map_free(dr_map *m);

#endif
