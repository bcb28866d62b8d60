/* SPDX-License-Identifier: Apache-2.0
 * rule_names.h - the rules of a project by code and id.  A rule's id is unique within its code only.
 * Knows: ids.  Does not know: what rules find. */
#ifndef DR_RULE_NAMES_H
#define DR_RULE_NAMES_H

#include "base/map.h"
#include "coding/project.h"

typedef struct dr_rule_names {
    dr_map map;
    dr_arena keys;
} dr_rule_names;

/* On failure (memory) what is there is still to be freed. */
draad_status dr_rule_names_of(const draad_project *p, dr_rule_names *out, draad_error *err);
void dr_rule_names_free(dr_rule_names *n);

/* The rule of this code with this id ("mee-naar-huis", "coping#2"): index of the project's rules; DRAAD_NONE: there is
 * none. */
uint32_t dr_rule_names_find(const dr_rule_names *n, uint32_t code, draad_str id);

/* Was the id given by the writer of the codebook?  Else it is a number, which another rule has when one is put before
 * it. */
bool dr_rule_is_named(const dr_rule *rule);

#endif
