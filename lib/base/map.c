/* SPDX-License-Identifier: Apache-2.0
 * map.c - from strings to numbers, by open addressing. */
#include "base/map.h"
#include "base/error.h"
#include "base/memory.h"

#include <string.h>

uint64_t dr_hash(draad_str s)
{
    uint64_t h = 0x9E3779B97F4A7C15u ^ s.len;
    size_t i = 0;
    for (uint64_t eight; i + 8 <= s.len; i += 8) {
        memcpy(&eight, s.data + i, 8);
        h = (h ^ eight) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
    }
    uint64_t rest = 0;
    for (size_t k = 0; i + k < s.len; k++)
        rest |= (uint64_t)(unsigned char)s.data[i + k] << (8 * k);
    h = (h ^ rest) * 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

static dr_map_entry *entry_of(const dr_map *m, draad_str key, uint64_t hash)
{
    size_t at = (size_t)hash & (m->room - 1);
    while (m->entries[at].used && (m->entries[at].hash != hash || !dr_str_equal(m->entries[at].key, key)))
        at = (at + 1) & (m->room - 1);
    return &m->entries[at];
}

static bool grow(dr_map *m)
{
    dr_map bigger = {.room = m->room == 0 ? 16 : 2 * m->room, .n = m->n};
    bigger.entries = dr_alloc_zero(bigger.room, sizeof *bigger.entries);
    if (bigger.entries == NULL)
        return false;
    for (size_t i = 0; i < m->room; i++)
        if (m->entries[i].used)
            *entry_of(&bigger, m->entries[i].key, m->entries[i].hash) = m->entries[i];
    dr_free(m->entries);
    *m = bigger;
    return true;
}

uint32_t *dr_map_slot(dr_map *m, draad_str key)
{
    if (2 * (m->n + 1) > m->room && !grow(m))
        return NULL;
    uint64_t hash = dr_hash(key);
    dr_map_entry *e = entry_of(m, key, hash);
    if (!e->used) {
        *e = (dr_map_entry){hash, key, DRAAD_NONE, true};
        m->n++;
    }
    return &e->value;
}

uint32_t dr_map_find(const dr_map *m, draad_str key)
{
    if (m->room == 0)
        return DRAAD_NONE;
    const dr_map_entry *e = entry_of(m, key, dr_hash(key));
    return e->used ? e->value : DRAAD_NONE;
}

void dr_map_free(dr_map *m)
{
    dr_free(m->entries);
    *m = (dr_map){0};
}
