/* SPDX-License-Identifier: Apache-2.0
 * speaker_labels.h - labels of speakers that a user gives, with their roles.
 * Knows: lists of labels.  Does not know: transcripts. */
#ifndef DR_SPEAKER_LABELS_H
#define DR_SPEAKER_LABELS_H

#include "base/error.h"
#include "base/memory.h"

/* The role with this name, as a constant: "interviewer", "moderator" or "respondent", in any case; NULL: none. */
const char *dr_role_named(draad_str name);

/* Copies the labels of `options` into `arena` and points `options` to them.  Only memory can fail. */
draad_status dr_speaker_labels_keep(dr_arena *arena, draad_read_options *options, draad_error *err);

#endif
