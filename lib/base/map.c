/* SPDX-License-Identifier: Apache-2.0
 * map.c - from strings to numbers, by open addressing. */
#include "base/map.h"
#include "base/error.h"
#include "base/memory.h"

#include <string.h>

/* The last eight bytes, or all when there are fewer: with the length, they tell apart what the eights before them do
 * not. */
static inline uint64_t last_bytes(draad_str s)
{
    uint64_t eight = 0;
    uint32_t first, last;
    if (s.len >= 8) {
        memcpy(&eight, s.data + s.len - 8, 8);
    } else if (s.len >= 4) {
        memcpy(&first, s.data, 4);
        memcpy(&last, s.data + s.len - 4, 4);
        eight = (uint64_t)last << 32 | first;
    } else if (s.len > 0) {
        eight = (uint64_t)(unsigned char)s.data[0] | (uint64_t)(unsigned char)s.data[s.len / 2] << 8 |
                (uint64_t)(unsigned char)s.data[s.len - 1] << 16;
    }
    return eight;
}

static inline uint64_t hash_of(draad_str s)
{
    uint64_t h = 0x9E3779B97F4A7C15u ^ s.len;
    size_t i = 0;
    for (uint64_t eight; i + 8 <= s.len; i += 8) {
        memcpy(&eight, s.data + i, 8);
        h = (h ^ eight) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
    }
    h = (h ^ last_bytes(s)) * 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

uint64_t dr_hash(draad_str s)
{
    return hash_of(s);
}

static inline bool is_same(draad_str a, draad_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i + 8 <= a.len; i += 8)
        if (memcmp(a.data + i, b.data + i, 8) != 0) /* of a known length: no call */
            return false;
    return last_bytes(a) == last_bytes(b);
}

/* What an entry keeps of a hash: never 0, which is an empty entry. */
static uint32_t kept_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32) | 1;
}

static inline dr_map_entry *entry_of(const dr_map *m, draad_str key, uint64_t hash)
{
    size_t at = (size_t)hash & (m->room - 1);
    uint32_t kept = kept_of(hash);
    while (m->entries[at].hash != 0 && (m->entries[at].hash != kept || !is_same(m->entries[at].key, key)))
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
        if (m->entries[i].hash != 0)
            *entry_of(&bigger, m->entries[i].key, hash_of(m->entries[i].key)) = m->entries[i];
    dr_free(m->entries);
    *m = bigger;
    return true;
}

uint32_t *dr_map_slot(dr_map *m, draad_str key)
{
    if (2 * (m->n + 1) > m->room && !grow(m))
        return NULL;
    uint64_t hash = hash_of(key);
    dr_map_entry *e = entry_of(m, key, hash);
    if (e->hash == 0) {
        *e = (dr_map_entry){key, kept_of(hash), DRAAD_NONE};
        m->n++;
    }
    return &e->value;
}

uint32_t dr_map_find(const dr_map *m, draad_str key)
{
    if (m->room == 0)
        return DRAAD_NONE;
    const dr_map_entry *e = entry_of(m, key, hash_of(key));
    return e->hash != 0 ? e->value : DRAAD_NONE;
}

void dr_map_free(dr_map *m)
{
    dr_free(m->entries);
    *m = (dr_map){0};
}
