/* SPDX-License-Identifier: Apache-2.0
 * kinds.h - the tables that can be asked for by name: a view of a project in, rows out.
 * What each table holds is defined in docs/tables.md; draad_project_table is declared and explained in draad.h.
 * Knows: which tables there are.  Does not know: files. */
#ifndef DR_KINDS_H
#define DR_KINDS_H

#include "base/table.h"
#include "coding/project.h"

/* Makes a table of what dr_view_new gave; on failure *out is NULL. */
typedef draad_status dr_table_maker(const draad_project *view, const draad_table_options *options, draad_table **out,
                                    draad_error *err);

dr_table_maker dr_table_cooccurrence, dr_table_association; /* pairs.c */
dr_table_maker dr_table_passages;                           /* passages.c; needs options->cell */
dr_table_maker dr_table_themes, dr_table_respondents;       /* groups.c */
dr_table_maker dr_table_frequencies;                        /* frequencies.c */
dr_table_maker dr_table_salience;                           /* salience.c */
dr_table_maker dr_table_keyness;                            /* keyness.c; needs options->by */
dr_table_maker dr_table_words;      /* word_keyness.c; needs options->by and words that were counted */
dr_table_maker dr_table_saturation; /* saturation.c */
dr_table_maker dr_table_lens;       /* lens_matrix.c; needs options->lens */
dr_table_maker dr_table_phases, dr_table_precedence, dr_table_narratives;                    /* phases.c */
dr_table_maker dr_table_quotes;                                                              /* quotes.c */
dr_table_maker dr_table_scales, dr_table_reliability, dr_table_correlation, dr_table_change; /* scale_tables.c; need
                                                                                                options->scales */
dr_table_maker dr_table_unitizing, dr_table_gold, dr_table_programs, dr_table_disagreements;
dr_table_maker dr_table_agreement; /* agreement_table.c */
dr_table_maker dr_table_speakers;  /* speakers.c */

/* Facts that every table of pairs names: roll-up and coders. */
void dr_put_view_facts(draad_table *t, const draad_table_options *options);

/* How pairs were counted: the way and its setting, a window or a lag. */
void dr_put_counting_facts(draad_table *t, const draad_table_options *options);

#endif
