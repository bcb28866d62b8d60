/* SPDX-License-Identifier: Apache-2.0
 * lexicon_table.h - the table behind the lexicon, read straight from its bytes.
 * Private to this room.  scripts/make-lexicon writes it; all numbers are little-endian:
 *
 *   header   "DraadLex", then six u32: version, number of edges, root node, rules, set words, pool bytes
 *   edges    u32 each: label (bits 0-7), last edge of its node (bit 8), target (bits 9-31).  A node is the number
 *            of its first edge, its edges are in order of their labels; node 0 does not exist.  Label 1 ends a
 *            word: its target is the place of a set
 *
 *   rules    8 bytes each: bytes to drop in front, at the end, class, form kind, u16 where in the pool and u8 how
 *            many bytes to add at the end, letter to put in front (0: none).  A rule turns a form into a lemma
 *
 *   sets     u16 words: marks << 8 | particle bytes << 4 | number of readings, then that many rule numbers,
 *            the likeliest reading first
 *
 *   pool     letters
 *
 * Knows: bytes and numbers.  Does not know: Dutch. */
#ifndef DR_LEXICON_TABLE_H
#define DR_LEXICON_TABLE_H

#include "dutch/reading.h"

/* What a word is besides its readings. */
enum {
    DR_MARK_TAIL = 1,     /* the lists use it as the last part of three compounds or more */
    DR_MARK_LEFT = 2,     /* as the first part */
    DR_MARK_PARTICLE = 4, /* can be the particle of a separable verb */
    DR_MARK_NAME = 8,     /* the lists write it with a capital only */
    DR_MARK_HAND = 16,    /* the order of its readings was set by hand */
    DR_MARK_WHOLE = 32,   /* never a compound, whatever its letters */
};

/* A word's entry. */
typedef struct {
    uint32_t at; /* place of its first rule number, in set words */
    uint8_t nreadings;
    uint8_t particle; /* bytes of the particle when the word is a separable infinitive, else 0 */
    uint8_t marks;
} dr_entry;

/* The node where reading starts. */
uint32_t dr_table_root(void);

/* Is the table one of ours, with every edge where it can be followed? */
bool dr_table_is_sound(void);

/* The node after one byte more, or 0. */
uint32_t dr_table_step(uint32_t node, unsigned char byte);

/* The node after all bytes of `text`, or 0.  `node` may be 0. */
uint32_t dr_table_walk(uint32_t node, draad_str text);

/* False: the table has no word with the letters of `word` and other accents (or accents where it has none). */
bool dr_table_may_accent(draad_str word);

/* False: no particle begins with the first two letters of `word`. */
bool dr_table_may_begin_with_particle(draad_str word);

/* Does a word end at this node?  Its entry, if so. */
bool dr_table_entry(uint32_t node, dr_entry *entry);

/* One reading of a word; false when its lemma does not fit or the table is damaged. */
bool dr_table_reading(const dr_entry *entry, size_t i, draad_str form, dr_reading *out);

/* Class bits of the readings of which the word itself is the lemma, without making the lemmas. */
unsigned dr_table_own_classes(const dr_entry *entry);

/* Does a verb have this very form in the present (its stem: werk, speel)? */
bool dr_table_is_stem(const dr_entry *entry, draad_str form);

/* SHA-256 of the table, as 64 hexadecimal digits. */
const char *dr_table_sha256(void);

#endif
