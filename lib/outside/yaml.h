/* SPDX-License-Identifier: Apache-2.0
 * yaml.h - YAML in: bytes to a small tree of texts, lists and mappings, each with its place (libfyaml).
 * Knows: YAML, less anchors, aliases, tags, directives and second documents.  Does not know: what keys mean. */
#ifndef DR_YAML_H
#define DR_YAML_H

#include "base/error.h"
#include "base/memory.h"

typedef enum dr_yaml_kind { DR_YAML_SCALAR, DR_YAML_SEQUENCE, DR_YAML_MAPPING } dr_yaml_kind;

/* A node.  Its place is that of its first character: of the text itself, behind a quotation mark or below a '|'. */
typedef struct dr_yaml {
    dr_yaml_kind kind;
    bool as_it_stands;             /* scalar: its text is one line of the file, unchanged, from (line, column) on */
    uint32_t line, column;         /* from 1; columns count code points */
    uint32_t key_line, key_column; /* in a mapping */
    uint32_t n;                    /* entries of a sequence or mapping */
    draad_str key;                 /* in a mapping, else "" */
    draad_str text;                /* scalar; always text: `nee`, `on` and `null` are words.  Absent: "" */
    struct dr_yaml *first, *next;  /* entries, in order */
} dr_yaml;

enum { DR_YAML_BYTES_MAX = 64 << 20, DR_YAML_DEPTH_MAX = 64, DR_YAML_NODES_MAX = 8000000 };

/* Reads the one document in `bytes`; the whole tree lives in `arena`.  *out is NULL when there is nothing but
 * comments.  The first error ends the reading, with line, column and, where beginners go wrong, a hint:
 * DRAAD_E_CODEBOOK for what is not YAML or refused (invalid UTF-8, control characters, anchors, aliases, tags, a key
 * twice), DRAAD_E_LIMIT for what is too large (a line over 256 KiB, too) or nests deeper
 * than DR_YAML_DEPTH_MAX, DRAAD_E_MEMORY. */
draad_status dr_yaml_read(draad_str bytes, const char *name, dr_arena *arena, dr_yaml **out, draad_error *err);

/* The entry of a mapping with this key, or NULL. */
dr_yaml *dr_yaml_find(const dr_yaml *mapping, const char *key);

#endif
