/* SPDX-License-Identifier: Apache-2.0
 * codebook.h - a tree of themes with definitions, criteria, examples and rules, as read from YAML.
 * Knows: the codebook format.  Does not know: texts, matching. */
#ifndef DR_CODEBOOK_H
#define DR_CODEBOOK_H

#include "base/memory.h"
#include "rules/sets.h"

typedef enum dr_negated { DR_NEGATED_EITHER, DR_NEGATED_NEVER, DR_NEGATED_ONLY } dr_negated;

/* Where AND and unless look: so many sentences in a row inside one turn, or a whole unit. */
typedef struct dr_reach {
    draad_unit unit;     /* SENTENCE, PARAGRAPH or TURN */
    uint32_t nsentences; /* with SENTENCE: 1 or more */
} dr_reach;

/* Who is coded: roles that are left out, or the only ones. */
typedef struct dr_speakers {
    draad_str *include; /* roles; n == 0: all but the excluded */
    size_t ninclude;
    draad_str *exclude;
    size_t nexclude;
} dr_speakers;

typedef struct dr_rule {
    draad_str id;          /* as given, else "code#n" (n from 1 within the code) */
    draad_str weight;      /* "" */
    uint32_t line, column; /* of the rule's text, or of its entry */
    uint32_t code;         /* index in the codebook */
    draad_str source;      /* the text of `find` */
    dr_query *find;
    dr_query *unless, *except; /* NULL: none */
    dr_negated negated;
    draad_str note;       /* free text, "" */
    draad_unit unit;      /* of the code, of its ancestors, or of the codebook */
    dr_reach within;      /* likewise */
    dr_speakers speakers; /* likewise */
} dr_rule;

typedef struct dr_example {
    draad_str text;
    uint32_t line, column;
} dr_example;

typedef struct dr_code {
    draad_str id;    /* without the codebook's */
    draad_str label; /* the id when none is given */
    draad_str definition;
    uint32_t parent; /* index, DRAAD_NONE */
    uint32_t level;  /* 1 at the top; at most 30 */
    uint32_t line, column;
    draad_str *include, *exclude; /* criteria in prose */
    size_t ninclude, nexclude;
    dr_example *examples, *counterexamples;
    size_t nexamples, ncounterexamples;
    dr_query *unless; /* of this code (its own, not inherited); NULL */
    draad_str memo;   /* free text, "" */
} dr_code;

typedef struct dr_codebook {
    dr_arena arena;
    draad_str name;                                 /* the file, as given */
    draad_str id, title, language, version, source; /* title: the id when none is given; language: "nl" or "en" */
    draad_str author, licence, description;         /* free text, "" */
    draad_str sha256;                               /* of the bytes */
    draad_unit unit;
    dr_reach within;
    dr_speakers speakers;
    dr_query *unless; /* NULL */
    dr_sets sets;
    dr_code *codes; /* parents before children, in file order */
    size_t ncodes;
    dr_rule *rules; /* in file order */
    size_t nrules;
} dr_codebook;

/* Where a codebook does not say: segments are sentences, AND looks at so many in a row, and interviewers and
 * moderators are not coded. */
enum { DR_WITHIN_DEFAULT = 4 };

enum { DR_CODES_MAX = 200000, DR_RULES_MAX = 1000000, DR_LEVELS_MAX = 30 };

/* Reads a codebook of at most 64 MiB.  All errors of meaning are reported in one run with line and column (an error of
 * YAML syntax ends the reading); then DRAAD_E_CODEBOOK and *out is NULL. */
draad_status dr_codebook_read(draad_str yaml, const char *name, const draad_report *report, dr_codebook **out);
void dr_codebook_free(dr_codebook *c);

#endif
