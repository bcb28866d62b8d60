/* SPDX-License-Identifier: Apache-2.0
 * map.c - from strings to numbers, by open addressing. */
#include "base/map.h"
#include "base/error.h"
#include "base/memory.h"

#include <assert.h>
#include <string.h>

enum { EIGHT = 8, ROOM_MIN = 16 };

/* The last eight bytes; of a shorter string all, which its length then tells apart. */
static inline uint64_t last_of(draad_str s)
{
    uint64_t eight = 0;
    uint32_t first, last;
    if (s.len >= EIGHT) {
        memcpy(&eight, s.data + s.len - EIGHT, EIGHT);
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

static inline uint64_t hash_of(draad_str s, uint64_t last)
{
    uint64_t h = 0x9E3779B97F4A7C15u ^ s.len;
    uint64_t eight;
    for (size_t i = 0; i + EIGHT < s.len; i += EIGHT) {
        memcpy(&eight, s.data + i, EIGHT);
        h = (h ^ eight) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
    }
    h = (h ^ last) * 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

static inline bool is_of(const dr_map_entry *e, draad_str key, uint64_t last)
{
    return e->last == last && e->len == key.len && (key.len <= EIGHT || memcmp(e->key, key.data, key.len - EIGHT) == 0);
}

static inline dr_map_entry *entry_from(const dr_map *m, size_t at, draad_str key, uint64_t last)
{
    while (m->entries[at].key != NULL && !is_of(&m->entries[at], key, last))
        at = (at + 1) & (m->room - 1);
    return &m->entries[at];
}

static inline dr_map_entry *entry_of(const dr_map *m, draad_str key, uint64_t last)
{
    return entry_from(m, (size_t)hash_of(key, last) & (m->room - 1), key, last);
}

static bool resize(dr_map *m, size_t room)
{
    dr_map bigger = {.room = room, .n = m->n};
    bigger.entries = dr_alloc_zero(bigger.room, sizeof *bigger.entries);
    if (bigger.entries == NULL)
        return false;
    for (size_t i = 0; i < m->room; i++)
        if (m->entries[i].key != NULL)
            *entry_of(&bigger, (draad_str){m->entries[i].key, m->entries[i].len}, m->entries[i].last) = m->entries[i];
    dr_free(m->entries);
    *m = bigger;
    return true;
}

bool dr_map_reserve(dr_map *m, size_t n)
{
    size_t room = m->room == 0 ? ROOM_MIN : m->room;
    while (room / 2 < n)
        room *= 2;
    return room == m->room || resize(m, room);
}

uint32_t *dr_map_slot(dr_map *m, draad_str key)
{
    assert(key.len <= UINT32_MAX);
    if (2 * (m->n + 1) > m->room && !dr_map_reserve(m, m->n + 1))
        return NULL;
    uint64_t last = last_of(key);
    dr_map_entry *e = entry_of(m, key, last);
    if (e->key == NULL) {
        *e = (dr_map_entry){key.data != NULL ? key.data : "", last, (uint32_t)key.len, DRAAD_NONE};
        m->n++;
    }
    return &e->value;
}

uint32_t dr_map_find(const dr_map *m, draad_str key)
{
    if (m->room == 0)
        return DRAAD_NONE;
    const dr_map_entry *e = entry_of(m, key, last_of(key));
    return e->key != NULL ? e->value : DRAAD_NONE;
}

/* First where all of them would be, so that the memory is on its way when they are looked at. */
void dr_map_find_all(const dr_map *m, const draad_str *keys, size_t n, uint32_t *out)
{
    uint64_t last[DR_MAP_BATCH];
    size_t at[DR_MAP_BATCH];
    assert(n <= DR_MAP_BATCH);
    for (size_t i = 0; i < n && m->room > 0; i++) {
        last[i] = last_of(keys[i]);
        at[i] = (size_t)hash_of(keys[i], last[i]) & (m->room - 1);
#if defined(__GNUC__)
        __builtin_prefetch(&m->entries[at[i]]);
#endif
    }
    for (size_t i = 0; i < n; i++) {
        const dr_map_entry *e = m->room > 0 ? entry_from(m, at[i], keys[i], last[i]) : NULL;
        out[i] = e != NULL && e->key != NULL ? e->value : DRAAD_NONE;
    }
}

void dr_map_free(dr_map *m)
{
    dr_free(m->entries);
    *m = (dr_map){0};
}
