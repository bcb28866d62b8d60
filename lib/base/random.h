/* SPDX-License-Identifier: Apache-2.0
 * random.h - numbers by lot that are the same on every machine: xoshiro256** 1.0 seeded by SplitMix64
 * (Blackman & Vigna 2018, public domain; test random_numbers_equal_the_published_generator).
 * Knows: 64-bit numbers.  Does not know: what is drawn.  No globals: the state is the caller's. */
#ifndef DR_RANDOM_H
#define DR_RANDOM_H

#include <stdint.h>

typedef struct dr_random {
    uint64_t s[4];
} dr_random;

static inline void dr_random_seed(dr_random *r, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        uint64_t z = seed += 0x9E3779B97F4A7C15u;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
        z = (z ^ z >> 27) * 0x94D049BB133111EBu;
        r->s[i] = z ^ z >> 31;
    }
}

static inline uint64_t dr_random_rotate(uint64_t x, int k)
{
    return x << k | x >> (64 - k);
}

static inline uint64_t dr_random_next(dr_random *r)
{
    const uint64_t result = dr_random_rotate(r->s[1] * 5, 7) * 9, t = r->s[1] << 17;
    r->s[2] ^= r->s[0];
    r->s[3] ^= r->s[1];
    r->s[1] ^= r->s[2];
    r->s[0] ^= r->s[3];
    r->s[2] ^= t;
    r->s[3] = dr_random_rotate(r->s[3], 45);
    return result;
}

/* 0 .. n - 1: the upper half of the product of a draw and n. */
static inline uint64_t dr_random_below(dr_random *r, uint64_t n)
{
    __extension__ typedef unsigned __int128 wide;
    return (uint64_t)((wide)dr_random_next(r) * n >> 64);
}

#endif
