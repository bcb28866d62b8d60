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

#endif
