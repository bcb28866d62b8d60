/* SPDX-License-Identifier: Apache-2.0
 * refi.c - what a file of REFI-QDA holds: things by their GUID, and who made it.
 * Knows: names of programs.  Does not know: archives, elements. */
#include "exchange/refi.h"

#include <string.h>

enum { TOLD_MAX = 200 };

void dr_refi_free(dr_refi *r)
{
    dr_zip_free(r->zip);
    dr_buf_free(&r->bytes);
    dr_vec_free(&r->users);
    dr_vec_free(&r->codes);
    dr_vec_free(&r->variables);
    dr_vec_free(&r->values);
    dr_vec_free(&r->cases);
    dr_vec_free(&r->media);
    dr_vec_free(&r->sources);
    dr_vec_free(&r->selections);
    dr_vec_free(&r->codings);
    dr_vec_free(&r->sets);
    dr_vec_free(&r->links);
    dr_vec_free(&r->syncs);
    dr_vec_free(&r->refs);
    dr_vec_free(&r->things);
    dr_map_free(&r->by_guid);
    dr_arena_free(&r->arena);
    *r = (dr_refi){0};
}

void dr_refi_invalid(dr_refi *r, uint32_t line, const char *format, ...)
{
    draad_error told = {0};
    va_list args;
    r->ninvalid++;
    if (!r->telling || r->ninvalid > TOLD_MAX)
        return;
    va_start(args, format);
    dr_vfail(&told, DRAAD_E_SOURCE, (dr_place){r->path, line, 0}, format, args);
    va_end(args);
    dr_tell(r->report, DRAAD_ERROR, &told);
}

/* ---- What and who ------------------------------------------------------------------------------------- */

dr_refi_thing dr_refi_find(const dr_refi *r, draad_str guid)
{
    const uint32_t i = guid.len > 0 ? dr_map_find(&r->by_guid, guid) : DRAAD_NONE;
    return i != DRAAD_NONE && i < r->things.n ? r->things.at[i] : (dr_refi_thing){REFI_NONE, 0};
}

static const struct {
    const char *word, *name; /* in small letters, what the origin holds */
} tools[REFI_TOOLS] = {[REFI_UNKNOWN] = {"", ""},
                       [REFI_DRAAD] = {"draad", "Draad"},
                       [REFI_ATLAS] = {"atlas", "ATLAS.ti"},
                       [REFI_NVIVO] = {"nvivo", "NVivo"},
                       [REFI_MAXQDA] = {"maxqda", "MAXQDA"},
                       [REFI_QUALCODER] = {"qualcoder", "QualCoder"},
                       [REFI_F4] = {"f4", "f4"},
                       [REFI_QUIRKOS] = {"quirkos", "Quirkos"},
                       [REFI_TAGUETTE] = {"taguette", "Taguette"},
                       [REFI_OPENQDA] = {"openqda", "openQDA"}};

dr_refi_tool dr_refi_tool_of(const dr_refi *r)
{
    for (int tool = REFI_DRAAD; tool < REFI_TOOLS; tool++) {
        const size_t n = strlen(tools[tool].word);
        for (size_t at = 0; at + n <= r->origin.len; at++)
            if (dr_str_alike((draad_str){r->origin.data + at, n}, dr_str_of(tools[tool].word)))
                return (dr_refi_tool)tool;
    }
    return REFI_UNKNOWN;
}

const char *dr_refi_tool_name(dr_refi_tool tool)
{
    return tools[tool].name;
}
