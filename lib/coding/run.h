/* SPDX-License-Identifier: Apache-2.0
 * run.h - all sources of a project, one document at a time in each thread. */
#ifndef DR_RUN_H
#define DR_RUN_H

#include "coding/project.h"
#include "rules/match.h"

/* Called for each document on the thread that read it, instead of making codings: d->doc is there, and goes
 * afterwards.  `i` is its number among the sources. */
typedef draad_status (*dr_run_visit)(void *ctx, size_t i, dr_coded *d, const dr_rule_matches *found, draad_error *err);

/* Names and reads the sources and applies `plan` (whose rules are those of the project, unless `visit` is given; NULL:
 * only reads, and keeps the texts).  Tells all messages in project order.  Statuses as draad_project_code. */
draad_status dr_run(draad_project *p, const dr_plan *plan, dr_run_visit visit, void *ctx);

/* The plan of all rules of the project; keeps the options in it. */
draad_status dr_plan_of(draad_project *p, const draad_code_options *options, dr_plan **out, draad_error *err);

/* What is made of each document when it has been coded, so that its codings need not stay. */
typedef struct dr_run_sink {
    /* On the thread that coded it; *piece is what there is to take of it.  Lets go of codings and matches: their texts
     * go with the document. */
    draad_status (*make)(void *ctx, dr_coded *d, void **piece, draad_error *err);
    /* One call at a time, in project order; on any thread. */
    draad_status (*take)(void *ctx, void *piece, draad_error *err);
    void *ctx; /* owns every piece, also those that are never taken because the run failed */
} dr_run_sink;

/* As dr_run for a plan of the project's rules; but what ends the run is not told but left in *err, and then all
 * documents are gone. */
draad_status dr_run_into(draad_project *p, const dr_plan *plan, const dr_run_sink *sink, draad_error *err);

#endif
