/* SPDX-License-Identifier: Apache-2.0
 * memory.h - every allocation of the library; arenas and growable arrays on top of it.
 * Knows: blocks and sizes.  Does not know: what is kept in them. */
#ifndef DR_MEMORY_H
#define DR_MEMORY_H

#include "draad.h"

/* Blocks, arrays and buffers are made with room to spare; but not in builds for tests, so that each small thing is an
 * allocation of its own, which can fail and whose end is known. */
#ifdef DRAAD_NO_ROOM_TO_SPARE
#define DR_SPARE 0
#else
#define DR_SPARE 1
#endif
#define DR_WITH_ROOM(nbytes) (DR_SPARE ? (nbytes) : 1)

/* As malloc, realloc and free, through the caller's allocator.  NULL when there is no memory (never for 0
 * bytes: those count as 1). */
void *dr_alloc(size_t nbytes);
void *dr_alloc_zero(size_t n, size_t size); /* n * size bytes, zeroed; NULL too when that overflows */
void *dr_resize(void *block, size_t nbytes);
void dr_free(void *block);

/* Many small things that die together. */
typedef struct dr_arena {
    struct dr_arena_block *blocks;
    size_t nbytes; /* held in all */
} dr_arena;

void *dr_arena_alloc(dr_arena *a, size_t nbytes); /* zeroed, aligned for anything; NULL: no memory */
void *dr_arena_room(dr_arena *a, size_t nbytes);  /* the same, but holding anything: for what is written at once */
/* A copy of `s`, followed by a zero byte that is not counted.  data is NULL when there is no memory. */
draad_str dr_arena_str(dr_arena *a, draad_str s);
void dr_arena_free(dr_arena *a);  /* frees all; the arena can be used again */
void dr_arena_reset(dr_arena *a); /* the same, but keeps its newest block for what comes next */

/* A growable array of T: DR_VEC(int) numbers = {0}.  Elements may move when it grows. */
#define DR_VEC(T) \
    struct { \
        T *at; \
        size_t n, room; \
    }

/* Makes room for `more` elements beyond n: true, or false when there is no memory.  dr_vec_push: a new zeroed
 * element at the end, or NULL. */
#define dr_vec_reserve(v, more) dr_vec_grow((void **)&(v)->at, &(v)->room, (v)->n, (more), sizeof *(v)->at)
#define dr_vec_push(v)          ((DR_SPARE && (v)->n < (v)->room) || dr_vec_reserve((v), 1) ? &(v)->at[(v)->n++] : NULL)
#define dr_vec_free(v)          (dr_free((v)->at), (v)->at = NULL, (v)->n = (v)->room = 0)
bool dr_vec_grow(void **at, size_t *room, size_t n, size_t more, size_t size); /* new room is zeroed */

#endif
