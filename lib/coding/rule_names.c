/* SPDX-License-Identifier: Apache-2.0
 * rule_names.c - the rules of a project by code and id. */
#include "coding/rule_names.h"

#include <string.h>

enum { KEY_MAX = 256 }; /* ids have at most 200 characters, and a number behind it */

/* The index of the code, byte by byte, and the id; data is NULL when no rule has an id this long. */
static draad_str key_of(char *room, uint32_t code, draad_str id)
{
    if (id.len > KEY_MAX - sizeof code)
        return (draad_str){0};
    memcpy(room, &code, sizeof code);
    if (id.len > 0)
        memcpy(room + sizeof code, id.data, id.len);
    return (draad_str){room, sizeof code + id.len};
}

draad_status dr_rule_names_of(const draad_project *p, dr_rule_names *out, draad_error *err)
{
    char room[KEY_MAX];
    *out = (dr_rule_names){0};
    for (size_t i = 0; i < p->rules.n; i++) {
        const draad_str key = key_of(room, p->rules.at[i].code, p->rules.at[i].rule->id);
        const draad_str kept = key.data != NULL ? dr_arena_str(&out->keys, key) : key;
        uint32_t *slot = kept.data != NULL ? dr_map_slot(&out->map, kept) : NULL;
        if (slot == NULL)
            return dr_no_memory(err);
        *slot = (uint32_t)i;
    }
    return DRAAD_OK;
}

void dr_rule_names_free(dr_rule_names *n)
{
    dr_map_free(&n->map);
    dr_arena_free(&n->keys);
}

uint32_t dr_rule_names_find(const dr_rule_names *n, uint32_t code, draad_str id)
{
    char room[KEY_MAX];
    const draad_str key = key_of(room, code, id);
    return key.data != NULL ? dr_map_find(&n->map, key) : DRAAD_NONE;
}

bool dr_rule_is_named(const dr_rule *rule)
{
    return memchr(rule->id.data, '#', rule->id.len) == NULL;
}
