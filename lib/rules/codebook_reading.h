/* SPDX-License-Identifier: Apache-2.0
 * codebook_reading.h - a codebook while it is being read: what codebook.c and codebook_*.c share.
 * Nothing here returns a status: errors of meaning are noted, so that all are found in one run, and a lack of memory
 * stays in `no_memory`, after which nothing that is read counts.
 * Knows: the tree of YAML, the codebook so far.  Does not know: where the bytes came from. */
#ifndef DR_CODEBOOK_READING_H
#define DR_CODEBOOK_READING_H

#include "outside/yaml.h"
#include "rules/codebook.h"

/* What a code passes on to its sub-codes and rules. */
typedef struct dr_settings {
    draad_unit unit;
    dr_reach within;
    dr_speakers speakers;
} dr_settings;

typedef struct dr_noted {
    draad_severity severity;
    uint32_t line, column;
    size_t order; /* of noting, for what stands at one place */
    draad_str english, dutch;
} dr_noted;

/* Ids and where they first stood; `scope` keeps those of codes and those of the rules of each code apart. */
typedef struct dr_named {
    draad_str id;
    uint32_t scope, line;
} dr_named;

typedef struct dr_reading {
    dr_codebook *book;
    const char *name;
    dr_arena tree; /* the YAML and the messages: dies with the reading */
    DR_VEC(dr_noted) noted;
    size_t nerrors;
    dr_named *named; /* an open hash table */
    size_t nnamed, named_room;
    DR_VEC(dr_code) codes;
    DR_VEC(dr_rule) rules;
    bool no_memory;
} dr_reading;

/* ---- codebook_texts.c: messages, keys, texts, ids -------------------------------------------------------- */

void dr_note(dr_reading *r, draad_severity severity, uint32_t line, uint32_t column, const char *format, ...)
    DR_PRINTF(5, 6);
void dr_note_again(dr_reading *r, draad_severity severity, uint32_t line, uint32_t column, const draad_error *what);
void dr_notes_tell(dr_reading *r, const draad_report *report); /* in order of line and column */

/* An error for each key of a mapping that is not among `keys`. */
void dr_check_keys(dr_reading *r, const dr_yaml *mapping, const char *const *keys, size_t n);

/* The text of a scalar, without white space around it, in the codebook's arena; "" and an error when it is a list or
 * mapping.  NULL: "". */
draad_str dr_take_text(dr_reading *r, const dr_yaml *node);
draad_str *dr_take_texts(dr_reading *r, const dr_yaml *node, size_t *n); /* of a list, or of one scalar */

/* An id under the key "id", which must be one when `required`; "" when there is none. */
draad_str dr_take_id(dr_reading *r, const dr_yaml *mapping, bool required, const char *what);
bool dr_is_id(draad_str s); /* small letters, digits and hyphens, the first no hyphen */
/* Notes an error when `id` already stands in `scope`. */
void dr_claim_id(dr_reading *r, draad_str id, uint32_t scope, uint32_t line, uint32_t column);

/* ---- codebook_rules.c: settings, sets, rules -------------------------------------------------------------- */

void dr_take_settings(dr_reading *r, const dr_yaml *mapping, dr_settings *settings);
void dr_take_sets(dr_reading *r, const dr_yaml *sets);
dr_query *dr_take_query(dr_reading *r, const dr_yaml *node); /* NULL: absent, or an error was noted */
void dr_take_rules(dr_reading *r, const dr_yaml *rules, uint32_t code, const dr_settings *inherited);

#endif
