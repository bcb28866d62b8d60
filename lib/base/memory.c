/* SPDX-License-Identifier: Apache-2.0
 * memory.c - the allocator hook, arenas and growable arrays.
 * The hook is the one writable global of the library: it is set before any other call and read ever after. */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static draad_allocator hook;

void draad_set_allocator(const draad_allocator *allocator)
{
    hook = allocator != NULL ? *allocator : (draad_allocator){0};
}

void *dr_alloc(size_t nbytes)
{
    nbytes += nbytes == 0;
    return hook.alloc != NULL ? hook.alloc(hook.ctx, nbytes) : malloc(nbytes);
}

void *dr_alloc_zero(size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    if (hook.alloc == NULL && n > 0 && size > 0)
        return calloc(n, size); /* fresh pages are zero: what is never used costs nothing */
    void *block = dr_alloc(n * size);
    if (block != NULL)
        memset(block, 0, n * size);
    return block;
}

void *dr_resize(void *block, size_t nbytes)
{
    nbytes += nbytes == 0;
    return hook.resize != NULL ? hook.resize(hook.ctx, block, nbytes) : realloc(block, nbytes);
}

void dr_free(void *block)
{
    if (block == NULL)
        return;
    if (hook.release != NULL)
        hook.release(hook.ctx, block);
    else
        free(block);
}

typedef struct dr_arena_block {
    struct dr_arena_block *next;
    size_t room, used;
    max_align_t data[];
} block;

enum { FIRST_BLOCK = DR_WITH_ROOM(4096), LARGEST_BLOCK = DR_WITH_ROOM(1 << 20), FIRST_ROOM = DR_WITH_ROOM(8) };

void *dr_arena_room(dr_arena *a, size_t nbytes)
{
    const size_t align = sizeof(max_align_t);
    if (nbytes > SIZE_MAX / 2)
        return NULL;
    nbytes = (nbytes + align - 1) / align * align;
    block *b = a->blocks;
    if (b == NULL || b->room - b->used < nbytes) {
        size_t room = b == NULL ? FIRST_BLOCK : b->room < LARGEST_BLOCK ? 2 * b->room : LARGEST_BLOCK;
        if (room < nbytes)
            room = nbytes;
        if ((b = dr_alloc(sizeof *b + room)) == NULL)
            return NULL;
        *b = (block){.next = a->blocks, .room = room};
        a->blocks = b;
        a->nbytes += room;
    }
    void *at = (char *)b->data + b->used;
    b->used += nbytes;
    return at;
}

void *dr_arena_alloc(dr_arena *a, size_t nbytes)
{
    void *at = dr_arena_room(a, nbytes);
    return at != NULL ? memset(at, 0, nbytes) : NULL;
}

draad_str dr_arena_str(dr_arena *a, draad_str s)
{
    char *copy = s.len < SIZE_MAX ? dr_arena_room(a, s.len + 1) : NULL;
    if (copy != NULL && s.len > 0)
        memcpy(copy, s.data, s.len);
    if (copy != NULL)
        copy[s.len] = '\0';
    return (draad_str){copy, copy != NULL ? s.len : 0};
}

void dr_arena_free(dr_arena *a)
{
    for (block *b = a->blocks, *next; b != NULL; b = next) {
        next = b->next;
        dr_free(b);
    }
    *a = (dr_arena){0};
}

bool dr_vec_grow(void **at, size_t *room, size_t n, size_t more, size_t size)
{
    if (more <= *room - n)
        return true;
    if (more > SIZE_MAX / 2 / size - n)
        return false;
    size_t want = *room < FIRST_ROOM ? FIRST_ROOM : DR_WITH_ROOM(*room + *room / 2);
    if (want < n + more)
        want = n + more;
    if (want > SIZE_MAX / size)
        return false;
    void *grown = dr_resize(*at, want * size);
    if (grown == NULL)
        return false;
    memset((char *)grown + *room * size, 0, (want - *room) * size);
    *at = grown;
    *room = want;
    return true;
}

void dr_arena_reset(dr_arena *a)
{
    block *keep = a->blocks;
    if (keep == NULL)
        return;
    for (block *b = keep->next, *next; b != NULL; b = next) {
        next = b->next;
        dr_free(b);
    }
    keep->next = NULL;
    keep->used = 0;
    a->nbytes = keep->room;
}
