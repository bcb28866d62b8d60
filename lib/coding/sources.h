/* SPDX-License-Identifier: Apache-2.0
 * sources.h - what the sources of a project are called.
 * Knows: paths as names.  Does not know: what is in the files. */
#ifndef DR_SOURCES_H
#define DR_SOURCES_H

#include "coding/project.h"

/* Gives every source its document id: the base name without extension; where two are equal, the shortest path below
 * the given folder that tells them apart; where that fails too (a.txt beside a.docx), with its extension.  Sorts them
 * by the `order` of the cases, then by id, so that the order in which they were given never matters.  A file that
 * was given twice stays once. */
draad_status dr_sources_name(draad_project *p, draad_error *err);

#endif
