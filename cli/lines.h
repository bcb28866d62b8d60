/* SPDX-License-Identifier: Apache-2.0
 * lines.h - many lines of output, quickly: gathered in blocks, from parts that are ready-made.
 * Knows: bytes, numbers, strings of JSON.  Does not know: what they say. */
#ifndef DRAAD_LINES_H
#define DRAAD_LINES_H

#include <stdio.h>
#include <string.h>

#include "draad.h"

enum {
    LINES_BLOCK = 1 << 17, /* bytes: what fits in the caches and is few calls of the system */
    LINES_STEP = 32,       /* bytes: what is ready-made is copied in such steps */
    LINES_READY_MAX = 2048
};

/* Output that is gathered in `at`.  Whether all could be written is asked of the file, at the end. */
typedef struct lines {
    char *at; /* borrowed */
    size_t n, room;
    FILE *file;  /* where it goes when there is no room; NULL: what has no room is left out */
    bool is_cut; /* something was left out */
} lines;

/* Part of a line that comes back; followed by LINES_STEP bytes of no meaning. */
typedef struct ready {
    char *text; /* NULL: it has to be written anew each time */
    size_t n;
} ready;

/* A number that only grows, with how many digits it has. */
typedef struct counter {
    uint32_t value, ndigits;
    uint64_t limit; /* the first number that has more */
} counter;

/* Writes what fills whole pages of a file, which are written faster. */
void lines_write_pages(lines *l);
void lines_write_all(lines *l);

void lines_put(lines *l, const char *s, size_t n);
void lines_put_number(lines *l, uint32_t value);
void lines_put_json(lines *l, draad_str s); /* quoted */
#define LINES_PUT(l, literal) lines_put((l), (literal), sizeof(literal) - 1)

/* Keeps a copy of what is in `l`; without memory, or when it was cut or is longer than LINES_READY_MAX, nothing. */
void ready_keep(ready *r, const lines *l);
void ready_free(ready *r);

void counter_set(counter *c, uint32_t value);

static inline void counter_add(counter *c, uint32_t n)
{
    c->value += n;
    for (; c->value >= c->limit; c->limit *= 10)
        c->ndigits++;
}

/* Puts n bytes, at most LINES_READY_MAX, that are followed by LINES_STEP more: no call for a few bytes. */
static inline void lines_put_steps(lines *l, const char *s, size_t n)
{
    if (l->room - l->n < n + LINES_STEP)
        lines_write_pages(l);
    for (size_t i = 0; i < n; i += LINES_STEP)
        memcpy(l->at + l->n + i, s + i, LINES_STEP);
    l->n += n;
}

static inline void lines_put_ready(lines *l, const ready *r)
{
    lines_put_steps(l, r->text, r->n);
}

void lines_put_counter(lines *l, const counter *c);

#endif
