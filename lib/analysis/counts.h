/* SPDX-License-Identifier: Apache-2.0
 * counts.h - how often a code was applied: segments, documents, cases, words; and the same by group of cases.
 * Knows: a project's codings and cases.  Does not know: other measures, files. */
#ifndef DR_COUNTS_H
#define DR_COUNTS_H

#include "coding/project.h"

/* One code's, leaf level.  A segment belongs to the case of who speaks in its first eligible turn; one that lies
 * in no eligible turn (a question, a header line) counts as a segment of no case. */
typedef struct dr_code_counts {
    uint32_t nsegments;  /* after merging: see dr_segments_of */
    uint32_t ndocuments; /* with at least one of them */
    uint32_t ncases;     /* likewise */
    uint64_t nwords;     /* in them */
} dr_code_counts;

/* All codes beside p->codes: one block, freed by dr_free.  Time grows with the number of codings. */
draad_status dr_counts_of(const draad_project *p, dr_code_counts **out, draad_error *err);

/* Codes by values of an attribute of the cases.  The value is that of the speaker's row of the cases file, else of
 * the document's; empty and "NA" are missing.  A case with several rows (before and after) can be in two groups. */
typedef struct dr_group_counts {
    size_t ncodes, ngroups;
    draad_str *groups;   /* all values in the order of the cases file; borrowed from the cases; then "NA" if needed */
    uint32_t *all_cases; /* for each group: who speaks in an eligible turn, coded or not */
    uint32_t *nsegments; /* [code * ngroups + group] */
    uint32_t *ncases;    /* likewise: cases with at least one segment */
    uint64_t *nwords;    /* for each group: words in its eligible turns */
    uint32_t *group_of;  /* the group of each speaker of each document, and of whoever is none: dr_group_of */
    size_t *first;       /* for each document, its first of these */
} dr_group_counts;

enum { DR_GROUP_CELLS_MAX = 25000000 }; /* codes times groups: 300 MB */

/* attribute   index in p->cases.attributes; another one is DRAAD_E_USAGE
 * Errors: DRAAD_E_LIMIT over DR_GROUP_CELLS_MAX. */
draad_status dr_group_counts_of(const draad_project *p, uint32_t attribute, dr_group_counts **out, draad_error *err);
void dr_group_counts_free(dr_group_counts *g);

/* The group of a speaker (DRAAD_NONE: nobody by name) of a document of the project. */
uint32_t dr_group_of(const dr_group_counts *g, size_t document, const dr_coded *d, uint32_t speaker);

/* The index of an attribute of the cases by its name, NULL: the one with which the result was made, if there is one;
 * DRAAD_E_USAGE names those that there are. */
draad_status dr_group_attribute(const draad_project *p, const char *name, uint32_t *out, draad_error *err);

/* The cases that have each code: numbers below ncases, each once, in order; those of code i are number[first[i]] up to
 * number[first[i + 1]].  Freed by dr_code_cases_free, also after a failure. */
typedef struct dr_code_cases {
    size_t ncases;
    size_t *first;
    uint32_t *number;
} dr_code_cases;
draad_status dr_code_cases_of(const draad_project *p, dr_code_cases *out, draad_error *err);
void dr_code_cases_free(dr_code_cases *c);

/* What each case says in eligible turns, and how often with each code: cases that speak, in the order of their bytes.
 * Freed by dr_case_counts_free, also after a failure. */
typedef struct dr_case_counts {
    size_t ncases;
    draad_str *cases;    /* borrowed from the project */
    uint64_t *nwords;    /* of each case */
    uint32_t *nsegments; /* [code * ncases + case] */
} dr_case_counts;
draad_status dr_case_counts_of(const draad_project *p, dr_case_counts *out, draad_error *err);
void dr_case_counts_free(dr_case_counts *c);

/* How many cases speak in an eligible turn, coded or not: all respondents. */
draad_status dr_count_respondents(const draad_project *p, uint32_t *out, draad_error *err);

/* The share of the group's cases that have the code, 0..1; NaN for a group without cases. */
double dr_group_share(const dr_group_counts *g, size_t code, size_t group);

#endif
