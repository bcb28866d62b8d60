/* SPDX-License-Identifier: Apache-2.0
 * lines.h - many lines of output, quickly: gathered in blocks, from parts that are ready-made.
 * Knows: bytes, numbers, strings of JSON.  Does not know: what they say. */
#ifndef DRAAD_LINES_H
#define DRAAD_LINES_H

#include <stdio.h>
#include <string.h>

#include "draad.h"

enum {
    LINES_BLOCK = 1 << 18, /* bytes: fits in the caches; what a file takes in such blocks costs the system least */
    LINES_LINE = 1 << 13,  /* bytes behind a block, so that lines do not end with it */
    LINES_STEP = 32,       /* bytes: what is ready-made is copied in such steps */
    LINES_READY_MAX = 2048,
    LINES_DIGITS = 10 /* of a number, at most */
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

/* A number that only grows: its hundreds as text, which changes rarely, and what is below a hundred. */
typedef struct counter {
    uint32_t hundreds, rest;
    size_t n; /* digits of the hundreds; 0: none */
    char text[8];
} counter;

/* Writes what fills whole blocks. */
void lines_write_blocks(lines *l);
void lines_write_all(lines *l);

/* Puts what has no room before something is written. */
void lines_put_over(lines *l, const char *s, size_t n);

static inline void lines_put(lines *l, const char *s, size_t n)
{
    if (n > l->room - l->n) {
        lines_put_over(l, s, n);
        return;
    }
    memcpy(l->at + l->n, s, n);
    l->n += n;
}
#define LINES_PUT(l, literal) lines_put((l), (literal), sizeof(literal) - 1)
void lines_put_number(lines *l, uint32_t value);
void lines_put_json(lines *l, draad_str s); /* quoted */
void lines_put_ready(lines *l, const ready *r);
void lines_put_counter(lines *l, const counter *c);

/* Keeps a copy of what is in `l`; without memory, or when it was cut or is longer than LINES_READY_MAX, nothing. */
void ready_keep(ready *r, const lines *l);
void ready_free(ready *r);

void counter_set(counter *c, uint32_t value);
void counter_carry(counter *c);

static inline void counter_add(counter *c, uint32_t n)
{
    c->rest += n;
    if (c->rest >= 100)
        counter_carry(c);
}

/* ---- Without a call for a few bytes: into room that was asked for, behind which LINES_STEP bytes are free ------- */

/* Room for n bytes; NULL: there is none, and none can be made. */
static inline char *lines_room(lines *l, size_t n)
{
    if (l->room - l->n < n + LINES_STEP)
        lines_write_blocks(l);
    return l->room - l->n < n + LINES_STEP ? NULL : l->at + l->n;
}

static inline char *copy_ready(char *to, const ready *r)
{
    const char *text = r->text; /* what is written could be *r, for all the compiler knows */
    size_t n = r->n;
    for (size_t i = 0; i < n; i += LINES_STEP)
        memcpy(to + i, text + i, LINES_STEP);
    return to + n;
}

extern const char lines_pairs[201]; /* "00" to "99" */

static inline char *copy_counter(char *to, const counter *c)
{
    size_t n = c->n;
    uint32_t rest = c->rest;
    memcpy(to, c->text, sizeof c->text);
    memcpy(to + n, lines_pairs + 2 * rest, 2);
    if (n > 0 || rest >= 10)
        return to + n + 2;
    to[0] = (char)('0' + rest);
    return to + 1;
}

#endif
